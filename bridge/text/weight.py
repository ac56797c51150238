"""Pure: how long X says a text is.

X counts code points by weight (CJK 2), an emoji sequence as 2, a link as 23, after NFC; 280 at most. The count is that of
twitter-text-parser, which passes X's own conformance cases (github.com/twitter/twitter-text). Its import costs a third of a
second and a call about 2 ms, so it is imported late, and fitting uses `bound`.
"""

from __future__ import annotations

import unicodedata
from typing import Final

LIMIT: Final = 280  #: weighted characters
LINK: Final = 23  #: what any link counts


def weigh(text: str) -> int:
    """Return the weighted length of `text` as X counts it (weighted characters; 280 fit)."""
    from twitter_text import parse_tweet

    sound = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate cannot be sent, nor counted
    return int(parse_tweet(sound).weightedLength)


def fits(text: str) -> bool:
    """Return whether X would take `text`."""
    return weigh(text) <= LIMIT


def bound(text: str) -> int:
    """Return an upper bound of `weigh` for a text without links: exact for Japanese and ASCII, too high for some others."""
    return sum(1 if c.isascii() else 2 for c in unicodedata.normalize("NFC", text))
