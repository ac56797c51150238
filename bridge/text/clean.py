"""Pure: what of a scraped text may pass, and how it is kept from becoming a mention, a hashtag or a link on X.

Two steps. `plain` makes readable text of whatever a page holds; `harmless` takes away what X would act on (truth 6, 5(4)).
NFC only: NFKC is for comparing, never for output, it would make 110時 of ①10時.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: kept although a format character: joins emoji of several parts
JOINER: Final = "\u200d"
#: controls, formats (bidi, zero-width, soft hyphen, BOM), private use, surrogates, unassigned
_DROPPED: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_BLANKS: Final = re.compile(r"[^\S\n]+")
_TALL: Final = re.compile(r"[\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]{3,}")  # stacked marks that climb over other lines
_SELECTORS: Final = re.compile(r"[\ufe00-\ufe0e\U000e0100-\U000e01ef]")  # glyph variants; FE0F stays with its emoji

_AT: Final = re.compile(r"[@＠]")
_HASH: Final = re.compile(r"[#＃](?=\S)")
_CASH: Final = re.compile(r"\$(?=[A-Za-z])")
_SCHEME: Final = re.compile(r"(?i)\b(?:https?|ftp)://\S*")
_LATIN_DOT: Final = re.compile(r"(?<=[A-Za-z0-9\-])\.(?=[A-Za-z])")


def plain(text: str) -> str:
    """Return `text` as plain readable lines: NFC, no control, bidi, zero-width, private-use or unassigned characters.

    Blanks are folded within a line, lines are stripped, newlines are kept. Works on any str; doing it twice changes nothing.
    """
    kept = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
        .replace("\t", " ")
    )
    kept = "".join(c for c in kept if c in {"\n", JOINER} or unicodedata.category(c) not in _DROPPED)
    kept = re.sub(rf"(?<![\U0001f000-\U0001ffff\u2600-\u27bf\ufe0f]){JOINER}", "", kept)
    kept = unicodedata.normalize("NFC", _SELECTORS.sub("", _TALL.sub("", kept)))
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in kept.split("\n"))


def harmless(text: str) -> str:
    """Return scraped text in which X finds no mention, hashtag, cashtag or link.

    @ becomes （アット）, # and $ stand apart from their word, addresses go, and the dots of a domain become 「・」.
    """
    safe = _SCHEME.sub("", text)
    safe = _AT.sub("（アット）", safe)
    safe = _HASH.sub("♯", safe)
    safe = _CASH.sub("＄", safe)
    return _LATIN_DOT.sub("・", safe)
