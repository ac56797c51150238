"""Pure: the turns of one day, 午前の部 and 午後の部, ① and ②: when each begins, and which of them
nobody can take part in any more.

Hours of a turn that is full would invite to it. Cannot see that a turn by another name is full.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Final

MARKS: Final = "①②③④⑤⑥⑦⑧⑨"
#: 午後の部 1時30分～: of a clock of twelve hours
_AFTERNOON: Final = re.compile(r"午後の部\s*:?\s*(?=(?:[1-7]:\d\d|[1-7]時))")
#: that there is no room any more
_FULL: Final = re.compile(
    r"満員(?:です|に|と|御礼|$|\s|[)）→])|満席|定員に(?:達しました|達した|なりました)|(?:締め?切|しめ?き)りました|受付(?:は)?終了|いっぱいになりました|いっぱいです"
)
_TURN: Final = re.compile(r"[①-⑨]|第?[\d一二三]\s?(?:部|回目?)|(?:午前|午後|昼|夜|朝)の部")


def in_the_afternoon(text: str) -> str:
    """Return a line of a turn with 午後 before the hours of 午後の部 that have none."""
    match = _AFTERNOON.search(text)
    return f"{text[: match.start()]}午後{text[match.end() :]}" if match else text


def full_turns(texts: Iterable[str]) -> frozenset[str]:
    """Return the turns of which one of some lines says that they are full: ①は満席です."""
    return frozenset(
        turn[0]
        for text in texts
        if (full := _FULL.search(text))
        for turn in [*_TURN.finditer(text[: full.start()])][-1:]
    )


def is_full(line: str, full: Collection[str]) -> bool:
    """Return whether a line is of a turn that is full, by itself or by what another line says."""
    turn = _TURN.match(line.lstrip())
    return _FULL.search(line) is not None or (turn is not None and turn[0] in full)
