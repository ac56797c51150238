"""Pure: what a post of an event usually tells (where, at what hour, whether one applies, that it is
free), and which of it a page says and a draft does not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bridge.text.times import find_times
from bridge.topics.sorts import Sort

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from bridge.topics.outline import Unit

_TIMES: Final = (Sort.WHEN, Sort.ENTRY, Sort.HOURS)
_APPLYING: Final = re.compile(r"申し?込|応募|(?:要|事前)予約|予約(?:制|が?必要|不要|受付)")
_HOW_TO_COME: Final = re.compile(r"申|予約|応募|当日|直接|先着|どなたでも|自由|定員|募集|締")
_COST: Final = re.compile(r"無料|円")
_HEAD: Final = 4  #: letters by which a place is known again in shorter words


def usual(units: Iterable[Unit]) -> Iterator[tuple[str, str]]:
    """Yield the names on screen of what the lines of a page say of where, when, applying and that
    it is free, a place with its first letters.
    """
    for unit in units:
        if unit.sort == Sort.PLACE and unit.label:
            yield "会場", unit.text[:_HEAD]
        if unit.sort in _TIMES and any(one.begins for one in find_times(unit.text)):
            yield "時刻", ""
        if _APPLYING.search(f"{unit.label} {unit.text}"):
            yield "申込み", ""
        if "無料" in unit.text:
            yield "無料", ""


def unsaid(facts: Collection[tuple[str, str]], text: str) -> tuple[str, ...]:
    """Return the names of what a page says and a draft's text does not: of several places one will
    do.
    """
    has = {
        "会場": any(place in text for name, place in facts if name == "会場"),
        "時刻": any(one.begins for one in find_times(text)),
        "申込み": bool(_HOW_TO_COME.search(text)),
        "無料": bool(_COST.search(text)),
    }
    names = {name for name, _ in facts}
    return tuple(name for name, there in has.items() if name in names and not there)
