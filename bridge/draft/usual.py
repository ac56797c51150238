"""Pure: what a post of an event usually tells (where, at what hour, whether one applies, that it is
free), and which of it a page says and a draft does not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bridge.text.times import find_times
from bridge.topics.sorts import Sort

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from bridge.topics.outline import Unit

_TIMES: Final = (Sort.WHEN, Sort.ENTRY, Sort.HOURS)
_APPLYING: Final = re.compile(r"申し?込|応募|(?:要|事前)予約|予約(?:制|が?必要|不要|受付)")
_HOW_TO_COME: Final = re.compile(r"申|予約|応募|当日|直接|先着|どなたでも|自由|定員|募集|締")
_COST: Final = re.compile(r"無料|円")
#: said of everything on the page: どの回も申込みはいりません
_OF_ALL: Final = re.compile(r"^[※■・\s]*(?:いずれ|どちら|どの[回日会]|すべて|全て|全回|各回とも)")
_NO_NEED: Final = re.compile(
    r"(?:申し?込み?|予約)は?、?(?:不要|いりません|要りません|必要(?:は?ありません|なし)|なし)"
)
_FREE: Final = re.compile(r"(?:^|(?:参加|入場|観覧|聴講|受講)(?:料|費)?(?:は|も)?|[はもす])、?無料")
#: not so of all: ★印を除く, 中央館のみ, 500円, of the car park
_BUT: Final = re.compile(
    r"除|ただし|但し|のみ|だけ|円|駐[車輪]|配達|宅配|定員|先着|ほかに|追加|郵送"
)
#: that something on the page is asked for, or has its price
_ASKED: Final = re.compile(
    r"要(?:申し?込|予約|整理券)|(?:申し?込み?|予約)(?:が|を)?(?:必要|制|受け?付け|先着|抽選)|(?:申し?込|応募|予約)[^。]{0,20}\d日|往復はがき"
)
_PRICE: Final = re.compile(r"\d\s?円|有料|実費")
_SAID: Final = (Sort.SENTENCE, Sort.NOTE, Sort.APPLY, Sort.FEE)
#: what is told in a word, and the name on screen of what it is of
FREE: Final = {"申込不要": "申込み", "無料": "無料"}
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


def free_of(units: Sequence[Unit]) -> tuple[str, ...]:
    """Return in short what a sentence says of everything on a page that nobody has to ask for or to
    pay: 申込不要, 無料; nothing where another line has it otherwise.
    """
    texts = [f"{unit.label} {unit.text}" for unit in units]
    plain = [
        unit.text
        for unit in units
        if unit.sort in _SAID
        and (unit.section == 0 or _OF_ALL.match(unit.text))
        and not (_BUT.search(unit.text) or re.search(r"\d日", unit.text))
    ]
    no_need = any(map(_NO_NEED.search, plain)) and not any(map(_ASKED.search, texts))
    free = any(map(_FREE.search, plain)) and not any(map(_PRICE.search, texts))
    return tuple(word for word, so in zip(FREE, (no_need, free), strict=True) if so)


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
