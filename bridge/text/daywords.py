"""Pure: days and moments as we write them, one spelling for posts, findings, pages and papers; how
others write them is read by dates.py and mentions.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date, datetime

WEEKDAYS: Final = "月火水木金土日"  #: by their number, Monday = 0


def weekday(day: date) -> str:
    """Return 水."""
    return WEEKDAYS[day.weekday()]


def month_day(day: date) -> str:
    """Return 7月1日."""
    return f"{day.month}月{day.day}日"


def year_day(day: date) -> str:
    """Return 2026年7月1日."""
    return f"{day.year}年{month_day(day)}"


def week_day(day: date) -> str:
    """Return 7月1日(水)."""
    return f"{month_day(day)}({weekday(day)})"


def day_and_hour(at: datetime) -> str:
    """Return 7月1日 9時05分, in the zone of `at`."""
    return f"{month_day(at)} {at.hour}時{at.minute:02}分"
