"""Pure: what of a scraped text may pass, and how it becomes harmless on X (truth 6).

Output is NFC. NFKC is for comparing only (`folded`): it would make 110時 of ①10時.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from typing import Final

#: category by category: controls, formats (bidi, zero-width, tags), surrogates, private use,
#: unassigned
_UNSEEN: Final = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
_BREAKS: Final = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANKS: Final = re.compile(r"[^\S\n]+")
#: the joiner stays within an emoji of several parts, 👨‍👩‍👧
_LOOSE_JOINER: Final = re.compile(
    "(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001ffff])\u200d|\u200d(?![\u2600-\u27bf\U0001f000-\U0001ffff])"
)
_VARIANTS: Final = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
#: what nobody sees: controls, Unicode's Default_Ignorable_Code_Point, the braille blank, letters of
#: no common meaning, and what is no letter for ever (U+FDD0 to U+FDEF, the last two of each plane).
#: A variant of the letter before it stays (葛󠄀, ☀️), and the joiner within an emoji
_NEVER_SEEN_HERE: Final = (  # in the first plane, of which nearly every text is
    "\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
)
_NEVER_SEEN: Final = (
    f"{_NEVER_SEEN_HERE}\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff\U000f0000-\U0010ffff"
    + "".join(chr(plane << 16 | last) for plane in range(1, 15) for last in (0xFFFE, 0xFFFF))
)
_HIDDEN: Final = re.compile(
    f"[{_NEVER_SEEN}]|\r(?!\n)|(?<![^\\s{_VARIANTS}])[{_VARIANTS}]|{_LOOSE_JOINER.pattern}"
)
#: one set is looked for twenty times as fast as the ways in which what is in it may be hidden, and
#: seven times as fast with a single span behind the first plane, of which `re` makes a table
PERHAPS_HIDDEN: Final = f"{_NEVER_SEEN_HERE}\r\ufe00-\ufe0f\u200d\U00010000-\U0010ffff"
_PERHAPS_HIDDEN: Final = re.compile(f"[{PERHAPS_HIDDEN}]")
#: letters that show nothing, and variation selectors: a kanji or emoji stays itself without them
_BLANK_LETTERS: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0e\uffa0\U000e0100-\U000e01ef]"
)
#: marks heaped on a letter, that climb over other lines
_HEAPS: Final = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3,}"
)

#: radicals that PDFs give for the letters they look like (⽇時 → 日時): no font and no search knows
#: them as such
_RADICALS: Final = {
    c: unicodedata.normalize("NFKC", chr(c)) for c in (0x2E9F, 0x2EF3, *range(0x2F00, 0x2FD6))
} | dict(  # ㈯ and ㊏ are (土), ㈷ and ㊗ (祝)
    zip(
        (*range(0x322A, 0x3231), 0x3237, *range(0x328A, 0x3291), 0x3297),
        [f"({day})" for day in "月火水木金土日祝" * 2],
        strict=True,
    )
)

_SHAPES: Final = "\u2e9f\u2ef3\u2f00-\u2fd5\u322a-\u3230\u3237\u328a-\u3290\u3297"
_ODD: Final = re.compile(f"{_BLANK_LETTERS.pattern}|{_HEAPS.pattern}|[{_SHAPES}]")
#: one set with all that such a text has, which nearly none has, is looked for several times as fast
_PERHAPS_ODD: Final = re.compile(
    f"[{_BLANK_LETTERS.pattern[1:-1]}{_HEAPS.pattern[1 : _HEAPS.pattern.index(']')]}{_SHAPES}]"
)

_LINK: Final = re.compile(r"(?:https?|ftp)[:：][/／]{2}[!-~]*", re.IGNORECASE)
#: a dot that could stand before a top-level domain, for X also in Japanese (コム, みんな)
_DOT: Final = re.compile(r"(?<=\S)\.(?=[^\W\d_]{2}|[^\W\d_a-zA-Z])")
_MENTION: Final = re.compile(r"\s*[@＠﹫]\s*")
_CASHTAG: Final = re.compile(r"\$(?=[A-Za-z])")
_SIGNS: Final = str.maketrans({"#": "♯", "＃": "♯", "﹟": "♯"})
#: without one of these nothing is a link, a mention or a tag
_PERHAPS_HARMFUL: Final = re.compile("[/／@＠﹫#＃﹟$.]")


@lru_cache(256)  # of the same lines it is asked again and again
def plain(text: str) -> str:
    """Return what of `text` may pass: NFC, nothing unseen, blanks folded within lines, lines
    stripped, newlines kept.
    """
    if not text.replace("\n", "").isprintable():  # else newlines are its only breaks
        text = _BLANKS.sub(" ", _BREAKS.sub("\n", text))
    elif "  " in text:  # the one blank that can be printed
        text = _BLANKS.sub(" ", text)
    if (
        not text.replace("\n", "").isprintable()
        or (_PERHAPS_ODD.search(text) and _ODD.search(text))
        or not unicodedata.is_normalized("NFC", text)
    ):
        text = "".join(c for c in text if c in "\n\u200d" or unicodedata.category(c) not in _UNSEEN)
        text = _LOOSE_JOINER.sub("", text).translate(_RADICALS)
        text = _BLANKS.sub(
            " ", _HEAPS.sub("", unicodedata.normalize("NFC", _BLANK_LETTERS.sub("", text)))
        )
    return "\n".join(line.strip() for line in text.split("\n"))


def as_seen(text: str) -> str:
    """Return a person's own text as they see it: without what nobody sees, else as written. Lines
    end in newlines.
    """
    return _HIDDEN.sub("", _BREAKS.sub("\n", text).replace("\t", " "))


def visible(text: str) -> str:
    """Return a text with each thing in it that nobody sees shown by its number: ⟦U+00AD⟧."""
    if text.isascii() and text.isprintable():  # a number, a moment, an address
        return text
    if not _PERHAPS_HIDDEN.search(text):  # nearly every text
        return text
    return _HIDDEN.sub(lambda match: f"⟦U+{ord(match[0]):04X}⟧", text)


def byte_numbers(text: str) -> str:
    r"""Return a name with each byte that is in another code than ours by its number: sj\x83e."""
    return text.encode(errors="surrogateescape").decode(errors="backslashreplace")


def harmless_json(text: str) -> str:
    """Return JSON that says the same, each thing in it that nobody sees written by its number."""
    return _HIDDEN.sub(lambda match: json.dumps(match[0])[1:-1].replace("\x7f", "\\u007f"), text)


def harmless(text: str) -> str:
    """Return scraped text of which X makes no mention, hashtag, cashtag or link; addresses in it
    are left out.

    Signs are replaced, not dropped, so that a person still reads what stood there: C♯, おはなし会
    at 中央図書館.
    """
    text = plain(text)
    if not _PERHAPS_HARMFUL.search(text):  # most lines
        return plain(text)
    text = _LINK.sub(" ", text)
    text = _MENTION.sub(" at ", text).translate(_SIGNS)
    return plain(_DOT.sub("．", _CASHTAG.sub("＄", text)))


@lru_cache(256)
def folded(text: str) -> str:
    """Return `text` for comparing, never for output: NFKC, case folded, one dash, one wave, no
    blanks.
    """
    text = unicodedata.normalize("NFKC", plain(text)).casefold()
    return "".join(text.split()).translate(_SAME)


def bigrams(text: str) -> set[str]:
    """Return each two letters that follow each other: what two texts share of their words."""
    return {text[n : n + 2] for n in range(len(text) - 1)}


_SAME: Final = str.maketrans(dict.fromkeys("〜～∼∾˜", "~") | dict.fromkeys("‐‑‒–—―−－₋⁻", "-"))
