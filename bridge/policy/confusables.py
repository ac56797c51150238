"""Pure: letters that only look like the right ones: 力 for カ, а for a, O for 0.

The pairs are those of Unicode's confusables data (UTS 39, confusables.txt) that a Japanese keyboard
or a scanner mixes up; of its six thousand lines these few can stand in a library's text, so the
table is here and no library brings it. Cannot see letters of one script that look alike (シ and ツ,
末 and 未), nor a name that is meant to be spelt so.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_KANA: Final = "ァ-ヴー"
#: counters in katakana: before them a kanji is a number (二ページ), or part of a name (八ヶ岳)
_COUNTED: Final = (
    r"(?!(?:ページ|キロ|メートル|クラス|コース|チーム|グループ|ドル|セット|コマ|"
    r"ケース|パターン|パック|ダース|トン|カ所|カ国|カ月|ヵ|ヶ|ケ|ッ))"
)
#: words that begin with the kanji itself
_OWN: Final = (
    r"(?!口(?:コミ|パク|ゲンカ|ベタ|バシ)|力(?:ワザ|コブ|ウドン|ズク)|夕(?:ダチ|"
    r"バエ|ヤケ|ナギ|メシ)|工ノ)"
)
#: with which of them each begins: a word without one need not be looked at
_BEGINS: Final = "[一力口二工夕卜八才千べぺへニハロエタカ]"
_FIRST: Final = f"(?={_BEGINS})"
_JAPANESE: Final = re.compile(
    f"{_FIRST}(?:"
    + "|".join(
        (
            rf"(?<=[ァ-ヴ]){_COUNTED}[一](?=[{_KANA}])(?!一(?:ページ|セット|チーム|グループ|コース|クラス|パック|ケース))",
            rf"(?<=[{_KANA}])[力口二工夕卜八才千](?=[{_KANA}])",
            r"[力口二工夕卜]ー",
            r"[二八千][ャュョァィゥェォ]",
            rf"(?<![一-龥々{_KANA}]){_OWN}[力口工夕卜](?=[{_KANA}]{{2}})",
            rf"(?<=[{_KANA}])[夕卜](?![一-龥々])",
            rf"(?<=[{_KANA}])[べぺ](?=[{_KANA}])|(?<![ぁ-んァ-ヴ])[べぺ]ー(?=[ァ-ヴ])|(?<![^\s、。「『(])へ(?=[ァ-ヴ]{{2}})",
            # and a kana in a word of kanji, or for the number before what it counts: ニ階
            rf"(?<![{_KANA}・])[ニハ](?=(?:階|冊|回|名|歳|月(?!面)|年生|時間|番目|丁目))",
            rf"(?<=[一-龥々])ロ(?=[一-龥々はがをにのでへ、。\s]|$)|(?<![{_KANA}・])(?:ロ(?=座|論|頭|述|癖)|エ(?=作|事|場|業|芸|夫|具|程)|タ(?=方|食|刊|暮|焼|涼)|カ(?=作|士|量))",
        )
    )
    + ")"
)
_BEGIN: Final = re.compile(_BEGINS)
_WORD: Final = re.compile(rf"[{_KANA}一-龥々べぺへ]+")
#: a letter where a number stands
_DIGIT: Final = re.compile(r"(?<![A-Za-z\d])(?:\d+[OolI]\d*|[OlI]\d+)(?=\s?[時分月日年円人名冊])")
#: a word of letters; kana, kanji and hangul left out
_LETTERS: Final = re.compile(r"[^\W\d_぀-ヿ㐀-鿿豈-﫿가-힯]+")
_SIGNS: Final = "αβγδεζηθκλμξπσςτφχψωΓΔΘΛΞΠΣΦΨΩªº"  #: of units and formulas, like no Latin letter
_BESIDE: Final = {"MODIFIER", "MASCULINE", "FEMININE", "SUBSCRIPT", "SUPERSCRIPT"}
#: Cyrillic and Greek letters that look like Latin ones
_LIKE_LATIN: Final = frozenset("АВЕЅІЈКМНОРСТУХаеорсухѕіјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο")


def confusables(folded: str) -> Iterator[tuple[int, int]]:
    """Yield where a word of a folded text has a letter that only looks like the right one."""
    at = 0
    while begin := _BEGIN.search(folded, at):
        at = _behind_word(folded, begin.start())
        if odd := _JAPANESE.search(folded, begin.start(), at):
            yield _around(folded, odd.start(), odd.end())
    for match in (*_DIGIT.finditer(folded), *filter(_other_script, _LETTERS.finditer(folded))):
        yield match.span()


def _behind_word(folded: str, at: int) -> int:
    """Return where the word ends of which a letter stands at a place."""
    word = _WORD.match(folded, at)
    return word.end() if word else at + 1


def _around(folded: str, start: int, end: int) -> tuple[int, int]:
    """Return the word of katakana around a place."""
    while start and re.match(rf"[{_KANA}]", folded[start - 1]):
        start -= 1
    while end < len(folded) and re.match(rf"[{_KANA}]", folded[end]):
        end += 1
    return start, end


def _other_script(word: re.Match[str]) -> bool:
    """Return whether a word has letters of several scripts, or of one that only look like Latin
    (UTS 39, 5.1 and 5.3).
    """
    letters = [one for one in word[0] if unicodedata.category(one)[0] == "L" and one not in _SIGNS]
    scripts = {unicodedata.name(letter, "?").partition(" ")[0] for letter in letters} - _BESIDE
    whole = (
        len(letters) > 1 and scripts <= {"CYRILLIC", "GREEK"} and _LIKE_LATIN.issuperset(letters)
    )
    return len(scripts) > 1 or "MATHEMATICAL" in scripts or whole
