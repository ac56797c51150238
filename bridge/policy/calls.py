"""Pure: by which words a text calls one of several things.

The words of its name, and what is left of them without an ending that several names have (東部 of
東部線 beside 西部線). Cannot see another name for the same thing.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS: Final = re.compile(
    r"\d{0,3}[一-龠々ヶァ-ヴーぁ-んA-Za-z]+(?:\d{1,2}[回部期号])?|第\s?\d{1,2}\s?[回部期号日弾]"
)
_RUNS: Final = re.compile(r"[一-龠々ヶ]{2,}|[ァ-ヴー]{2,}|[A-Za-z]{3,}")
#: in any notice: no name of one thing
ANY: Final = re.compile(
    r"(?:開館|休館|開催|開演|開始|時間|期間|日程|日時|会場|場所|内容|対象|定員|料金|費用|申込み?|受付|問い?合わ?せ|利用|貸出|図書館|図書|講座|教室|お知らせ|[年月日]|最終日|初日)+"
)
_BETWEEN: Final = re.compile(r"の|から|[をでとへ]")  #: 0歳からのおんがくかい
_LONGEST: Final = 60  #: characters of a name that are looked at
_FEW_KANA: Final = 2
_KANJI: Final = "一-龠々ヶ"
_KANA: Final = ("ァ-ヴー", "ぁ-ん")


#: where a word begins and ends, and which things are called by it
Hit = tuple[int, int, frozenset[int]]


class Calls(NamedTuple):
    """What some things are called by."""

    pattern: re.Pattern[str] | None
    things: dict[str, frozenset[int]]  #: of each word, the numbers of those that are called by it
    titled: frozenset[str]  #: words that the title has, too: they call one beside another only

    def find(self, text: str) -> list[Hit]:
        """Return where words begin and end by which some of the things are called, and which."""
        matches = list(self.pattern.finditer(text) if self.pattern else ())
        if all(one[0] in self.titled for one in matches):
            return []
        return [(*one.span(), self.things[one[0]]) for one in matches]


@lru_cache(64)
def calls(names: tuple[str, ...], beside: str = "", title: str = "") -> Calls:
    """Return what each of some names is called by: its words, and what is left of them without an
    ending that several have; no word that all have, no part of one that is part of another
    word in `beside`; `title` has words that call one thing only beside another.
    """
    words = [_WORDS.findall(one[:_LONGEST]) for one in names]
    tails = _tails([one for some in words for one in some])
    called: dict[str, frozenset[int]] = {}
    titled = set[str]()
    for own in words:
        parts = {re.sub(r"\s", "", one) for one in own}
        parts |= {run for one in own for run in (*_RUNS.findall(one), *_BETWEEN.split(one))}
        stems = {stem for one in own for tail in tails if (stem := _stem(one, tail))}
        stems = {one for one in stems if len(one) > 1}  # no 本 of 本館, no 新 of 新館
        for part in filter(is_name, parts | stems):
            having = frozenset(n for n, one in enumerate(names) if part in re.sub(r"\s", "", one))
            strong = part in own or part in stems or _stands_alone(part, beside)
            if strong and 0 < len(having) < len(names) and not ANY.fullmatch(part):
                called[part] = having
                titled |= {part} if part not in own and part in title else set()
    mine = sorted(called, key=len, reverse=True)
    pattern = re.compile("|".join(map(bounded, mine))) if mine else None
    return Calls(pattern, called, frozenset(titled))


def _stands_alone(word: str, text: str) -> bool:
    """Return whether a word is part of no other one in a text: 親子は, and no 地域 of 地域開放."""
    places = [match.span() for match in re.finditer(re.escape(word), text)]
    joined = re.compile(r"[一-龠々ヶァ-ヴー]")
    return not any(
        joined.match(text, end) or (start > 0 and joined.match(text, start - 1))
        for start, end in places
    )


def _tails(words: Sequence[str]) -> list[str]:
    """Return the endings that some names have in common: 分館, コース, 線."""
    ends = Counter(one[-n:] for one in set(words) for n in range(1, len(one)) if n <= 5)
    return [one for one, count in ends.items() if count > 1]


def _stem(word: str, tail: str) -> str:
    """Return a word without an ending that it may have, empty where that would cut a word written
    in kana.
    """
    stem = word.removesuffix(tail)
    kana = stem and any(re.match(f"[{c}]", stem[-1]) and re.match(f"[{c}]", tail) for c in _KANA)
    return "" if kana else stem


def is_name(word: str) -> bool:
    """Return whether a word may be what one thing is called: two letters, or a kanji."""
    if re.fullmatch(r"\d+[年月日時分]?|[月火水木金土日祝休]", word):
        return False
    if re.fullmatch("[ぁ-ん]*", word):
        return len(word) > _FEW_KANA
    return len(word) > 1 or re.fullmatch(f"[{_KANJI}]", word) is not None


def bounded(word: str) -> str:
    """Return a pattern of a word that is no part of a longer one."""
    first, last = word[0], word[-1]
    before = next(
        (f"(?<![{c}])" for c in (_KANJI, "ァ-ヴー", "A-Za-z") if re.match(f"[{c}]", first)), ""
    )
    behind = f"(?![{_KANJI}])" if len(word) == 1 else ""
    before += r"(?<!\d)" if len(word) == 1 else ""
    behind = "(?![ァ-ヴー])" if re.match("[ァ-ヴー]", last) else behind
    return before + re.escape(word) + behind
