"""Pure: how long X takes a text to be, in weighted characters.

X's rule (docs.x.com, "Counting characters"; twitter-text v3): after NFC, CJK and emoji count 2, Latin 1, a link 23
whatever its length. `twitter_text` passes X's conformance cases; it is imported when first needed (0.4 s).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LIMIT: Final = 280  #: weighted characters of one post
LINK: Final = 23  #: weighted characters of any link

_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_LONG: Final = 300  #: characters without a blank: too long for a post, unless it is a link
_LONGEST: Final = 1000  #: beyond it not even a link is looked for
_HUGE: Final = 5000


def weigh(text: str) -> int:
    """Return the weighted characters of `text`, any string at all; 280 is the limit of a post.

    What is far too long for a post is counted without looking for links: the library's patterns take square time there.
    """
    from twitter_text import parse_tweet

    whole = unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", text)).replace("\r\n", "\n")
    if len(whole) > _HUGE:
        return bound(whole)
    weight = 0
    for piece in re.split(r"(\s)", whole):  # no link spans a blank
        if len(piece) > _LONGEST or (len(piece) > _LONG and "://" not in piece):
            weight += bound(piece)
        elif piece:
            weight += parse_tweet(piece).weightedLength
    return weight


def fits(text: str) -> bool:
    """Return whether X takes `text` as one post, by its length."""
    return weigh(text) <= LIMIT


def bound(text: str) -> int:
    """Return an upper bound of `weigh` for a text without links: exact for Japanese and ASCII. It costs microseconds."""
    return sum(1 if c.isascii() else 2 for c in unicodedata.normalize("NFC", text))
