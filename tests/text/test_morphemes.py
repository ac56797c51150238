"""One spelling by the dictionary: words of kana in kanji, their endings kept, every sentence in its
place.
"""

from __future__ import annotations

import pytest

from bridge.text.morphemes import Morpheme, respelled


def morpheme(surface: str, plain: str, normal: str) -> Morpheme:
    return Morpheme(start=0, end=len(surface), surface=surface, plain=plain, normal=normal, name="")


@pytest.mark.parametrize(
    ("surface", "plain", "normal", "spelled"),
    [
        ("だまし", "だます", "騙す", "騙し"),  # the ending stays as the text has it
        ("ぬすん", "ぬすむ", "盗む", "盗ん"),
        ("ばか", "ばか", "馬鹿", "馬鹿"),  # a word without an ending
        ("騙し", "騙す", "騙す", "騙し"),  # kanji stay
        ("し", "する", "為る", "し"),  # one letter is too little to be sure
        ("おやめ", "おやめ", "おやめ", "おやめ"),  # no kanji known
        ("き", "くる", "来る", "き"),
        ("DVD", "DVD", "DVD", "DVD"),
    ],
)
def test_kana_become_kanji_and_keep_their_ending(
    surface: str, plain: str, normal: str, spelled: str
) -> None:
    """だまして is 騙して; what the dictionary does not know better stays."""
    assert respelled([morpheme(surface, plain, normal)]) == spelled


def test_an_ending_that_changes_its_stem_is_left_alone() -> None:
    """A surface that does not begin with the stem is not guessed at."""
    assert respelled([morpheme("こよう", "くる", "来る")]) == "こよう"
