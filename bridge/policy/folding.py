"""Pure: one spelling for comparing: full-width and half-width letters, the many hyphens, the
radicals that PDFs leave behind.

NFKC is for comparing, never for output, and not even whole: it makes 110時 of ①10時. So each
character is folded by itself, and only to one other; a place in the folded text is the same place
in the text as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain
from typing import Final

#: halves and full widths, the ideographic space, radicals, compatibility ideographs (but 髙 and 﨑
#: are no such forms)
_RANGES: Final = chain(
    range(0xFF01, 0xFFE7), (0x3000, 0xA0), range(0x2E80, 0x2FE0), range(0xF900, 0xFB00)
)
_HYPHENS: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u207b\u208b\u2043\ufe58\ufe63\uff0d"
_TABLE: Final = {
    **{code: one for code in _RANGES if len(one := unicodedata.normalize("NFKC", chr(code))) == 1},
    **dict.fromkeys(map(ord, _HYPHENS), "-"),
    ord("〜"): "~",
    ord("〇"): "○",
}
#: what is spelt otherwise: few letters of a text, and to look each of them up is dear
_OTHERS: Final = re.compile(f"[{''.join(map(re.escape, map(chr, sorted(_TABLE))))}]+")


@lru_cache(256)  # of the same lines it is asked by each rule
def fold(text: str) -> str:
    """Return `text` in one spelling; it has the same length."""
    return _OTHERS.sub(lambda some: some[0].translate(_TABLE), text)
