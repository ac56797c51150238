"""Pure: the date that a list or an article writes beside a title: 令和8年7月1日, R8.7.1, ㋿8.7.1,
20260701, July 1, 2026, 7月1日.

Only one date, as a list has it; the days and times inside a text are read by those who make a draft
of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import Literal

from bridge.text.mentions import era_year, number_of
from bridge.values import dataclass

Order = Literal["", "month", "day"]  #: what stands first in 04/05/2026; "" = nobody has said

_NARROW = str.maketrans("０１２３４５６７８９．／－−‐（）ＨＲＳ　〇零", "0123456789./---()HRS 00")
_ERA_NAMES = {
    **dict.fromkeys(("令", "㋿"), "令和"),
    **dict.fromkeys(("平", "㍻"), "平成"),
    **dict.fromkeys(("昭", "㍼"), "昭和"),
}
_MONTHS = dict(
    zip(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        range(1, 13),
        strict=True,
    )
)
_KANJI = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)}
_FEW = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"  # a month, a day, a year of an era
_TAIL = (
    r"(?:\s?日)?\s?(?:[(〔\[]?[月火水木金土日](?:曜日?)?(?:・?祝)?[)〕\]])?"
    r"(?:\s?\d{1,2}[:時]\d{2}分?(?::\d{2})?)?"
)
_YEAR = (
    r"(?:(?<!\d)(?P<west>(?:19|20)\d{2}|[一二][0一二三四五六七八九]{3})"
    rf"|(?<![A-Za-z])(?P<era>令和?|平成?|昭和?|[RHS㋿㍻㍼])\.?\s?(?P<nth>{_FEW}|元))"
)
_MONTH = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_FULL = (
    re.compile(
        _YEAR + rf"\s?(?:年度?|[./-])\s?(?P<month>{_FEW})\s?(?:月|[./-])\s?(?P<day>{_FEW})"
        r"(?![\d一二三四五六七八九十])" + _TAIL
    ),
    re.compile(
        r"(?<!\d)(?P<west>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
    ),
    re.compile(
        rf"(?<![A-Za-z]){_MONTH}\.?\s{{0,2}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{0,2}}(?P<west>(?:19|20)\d{{2}})(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]{{0,2}}{_MONTH}\.?,?[\s-]{{0,2}}(?P<west>(?:19|20)\d{{2}})(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<![\d/.:-])'?(?P<short>[2-4]\d)[./](?P<month>\d{1,2})[./](?P<day>\d{1,2})(?![\d/.])"
        + _TAIL
    ),
)
#: 11/20/2026 and 20/11/2026: which is the month must show
_YEAR_LAST = re.compile(
    r"(?=\d)(?<![\d/.:-])(?P<a>\d{1,2})(?P<by>[/.-])(?P<b>\d{1,2})(?P=by)(?P<west>(?:19|20)\d{2})(?!\d)"
)
_SHORT = re.compile(
    r"(?<![\d/.:-])(?P<month>\d{1,2})(?:\s?月\s?|/)(?P<day>\d{1,2})(?![\d/:])"
    + _TAIL
    + r"|(?P<kmonth>十[一二]?|[一二三四五六七八九])月(?P<kday>[一二三四五六七八九十]{1,3})日"
    + _TAIL
)


@dataclass(frozen=True, slots=True)
class ListDate:
    """A date in a text."""

    start: int  #: where it begins
    end: int  #: where it ends, weekday and time included
    month: int  #: 0 = a date whose month and day cannot be told apart
    day: int
    year: int = 0  #: 0 = not named

    def on(self, year: int = 0) -> date | None:
        """Return the day; `year` is taken when the text names none. None when there is no year or
        no such day.
        """
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None


def first(text: str, order: Order = "") -> ListDate | None:
    """Return the first date of `text`, one with a year before all others.

    04/05/2026 has no day unless `order` says what stands first.
    """
    return _first(text, order)


@lru_cache(maxsize=512)  # of the same words it is asked several times, with an order and without
def _first(text: str, order: Order) -> ListDate | None:
    plain = text.translate(_NARROW)
    for pattern in _FULL:
        for match in pattern.finditer(plain):
            list_date = ListDate(match.start(), match.end(), *_parts(match.groupdict()))
            if list_date.on():
                return list_date
    for match in _YEAR_LAST.finditer(plain):
        if (last := _year_last(match, order)) is not None:
            return last
    for match in _SHORT.finditer(plain):
        month, day = match["month"] or match["kmonth"], match["day"] or match["kday"]
        list_date = ListDate(match.start(), match.end(), number_of(month), number_of(day))
        if list_date.on(2024):
            return list_date
    return None


def full(text: str) -> Iterator[ListDate]:
    """Yield the dates of `text` that name their year in the usual ways."""
    for match in _FULL[0].finditer(text.translate(_NARROW)):
        yield ListDate(match.start(), match.end(), *_parts(match.groupdict()))


def order(texts: Iterable[str]) -> Order:
    """Return what stands first in the dates of one list, from those that leave no doubt
    (11/20/2026).
    """
    orders: set[Order] = set()
    for text in filter(None, texts):
        for match in _YEAR_LAST.finditer(text.translate(_NARROW)):
            a, b = int(match["a"]), int(match["b"])
            if a > 12 >= b:
                orders.add("day")
            elif b > 12 >= a:
                orders.add("month")
    return orders.pop() if len(orders) == 1 else ""


def year(text: str) -> int:
    """Return the first year that `text` names (令和8年, 2026年); 0 when it names none."""
    match = re.search(_YEAR + r"\s?年", text.translate(_NARROW))
    return _year(match.groupdict()) if match else 0


def _year_last(match: re.Match[str], order: Order) -> ListDate | None:
    a, b, year = int(match["a"]), int(match["b"]), int(match["west"])
    may = [
        (m, d)
        for m, d in ((a, b), (b, a))
        if ListDate(start=0, end=0, month=m, day=d, year=year).on()
    ]
    if not may:
        return None
    if len(set(may)) > 1:
        may = {"month": [(a, b)], "day": [(b, a)], "": [(0, 0)]}[order]
    return ListDate(match.start(), match.end(), *may[0], year)


def _parts(groups: dict[str, str | None]) -> tuple[int, int, int]:
    """Return month, day and year of a match of _FULL."""
    name = groups.get("name")
    month = _MONTHS[name[:3].lower()] if name else number_of(groups.get("month") or "")
    return month, number_of(groups.get("day") or ""), _year(groups)


def _year(groups: dict[str, str | None]) -> int:
    if short := groups.get("short"):
        return 2000 + int(short)
    if west := groups.get("west"):
        return int("".join(str(_KANJI.get(sign, sign)) for sign in west))
    if era := groups.get("era"):
        nth = groups["nth"] or ""
        return era_year(_ERA_NAMES.get(era, era), nth)
    return 0


def local_day(moment: datetime, zone: tzinfo) -> date:
    """Return the day of a moment in `zone`; one without a zone of its own is of there."""
    try:
        return moment.astimezone(zone).date() if moment.tzinfo else moment.date()
    except OverflowError:  # the first and last days of the calendar
        return moment.date()
