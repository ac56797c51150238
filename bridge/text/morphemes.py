"""Pure: what a dictionary says of a text: its words, their kinds, and one spelling for those that
have several.

The dictionary itself is an extra of the installation (bridge/dictionary.py); without it nothing
here is called.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, TypeAlias

FAMILY_NAME: Final = "姓"
GIVEN_NAME: Final = "名"

_KANJI: Final = re.compile("[一-龥々]")
_KANA: Final = re.compile("[ぁ-んァ-ヴー]+")


class Morpheme(NamedTuple):
    """One word of a text; a tuple, as a draft has a hundred of them."""

    start: int
    end: int
    surface: str  #: as it stands
    plain: str  #: in its dictionary form, spelled as in the text: だます
    normal: str  #: in its dictionary form, in the dictionary's spelling: 騙す
    name: str  #: 姓 or 名 when it is part of a person's name, else empty
    proper: bool = False  #: a name: of a person, a place, a body
    verbal: bool = False  #: a verb, an adjective, or what hangs on one


Reading: TypeAlias = Callable[[str], Sequence[Morpheme]]  #: a text's words, in order, none left out


def respelled(morphemes: Sequence[Morpheme]) -> str:
    """Return the text with each word of kana in the dictionary's kanji: だましてばかり is
    騙してばかり, ばか is 馬鹿.
    """
    return "".join(
        # most words have one spelling
        one.surface if one.normal == one.surface or len(one.surface) < 2 else _kanji(one)
        for one in morphemes
    )


def _kanji(one: Morpheme) -> str:
    if not _KANA.fullmatch(one.surface) or not _KANJI.search(one.normal):
        return one.surface
    ending = _common_ending(one.plain, one.normal)
    stem, kanji = one.plain[: len(one.plain) - ending], one.normal[: len(one.normal) - ending]
    return (
        kanji + one.surface[len(stem) :] if stem and one.surface.startswith(stem) else one.surface
    )


def _common_ending(one: str, other: str) -> int:
    length = 0
    while length < min(len(one), len(other)) and one[-1 - length] == other[-1 - length]:
        length += 1
    return length
