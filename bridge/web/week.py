"""Pure: a week of posts as rows of days in which time runs to the right: what is out, what is
decided, what would follow.

Places are columns of a grid, so that the style sheet alone sets them: the content policy lets no
page style itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from bridge.model import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bridge.policy.s05_2_hours import Calendar
    from bridge.sayings import Coded

DAYS: Final = 7
COLUMNS: Final = 36  #: the most columns that the style sheet knows
SLIP: Final = 6  #: columns that a slip takes at least, so that its words have room


@dataclass(frozen=True, slots=True)
class Slip:
    """One post of the week."""

    id: int  #: of its draft
    title: str
    at: datetime
    state: State
    urgent: bool = False
    because: tuple[Coded, ...] = ()
    movable: bool = False


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day, its hours and its slips."""

    day: date
    hours: str  #: "9:00–19:00"; empty when the library is closed
    closed: str  #: why it is closed; empty when it is open
    slips: tuple[tuple[int, Slip], ...]  #: the column at which each begins
    #: first column and how many, of the hours in which the library is closed
    shut: tuple[tuple[int, int], ...]
    now: int | None  #: the column of this moment


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from `first` on."""

    first: date
    rows: tuple[DayRow, ...]
    columns: int
    marks: tuple[tuple[int, int], ...]  #: column and hour of each mark above the days

    @property
    def last(self) -> date:
        """Return its last day."""
        return self.first + timedelta(days=DAYS - 1)


def week(
    first: date, slips: Iterable[Slip], calendar: Calendar, closings: dict[date, str], now: datetime
) -> Week:
    """Return the week from `first`; `closings` says of days why they are closed beside the weekdays
    of feeds.toml.
    """
    days = [first + timedelta(days=n) for n in range(DAYS)]
    mine = [slip for slip in slips if first <= slip.at.date() <= days[-1]]
    begin, end = _span(days, mine, calendar)
    an_hour = max(1, COLUMNS // (end - begin))
    columns = (end - begin) * an_hour

    def column(at: time | datetime) -> int:
        hours = at.hour + at.minute / 60 + (1 / 60 if at == time.max else 0)
        return min(columns, max(0, int((hours - begin) * an_hour)))

    rows = []
    for day in days:
        hours = calendar.on(day)
        that_day = sorted(
            (slip for slip in mine if slip.at.date() == day), key=lambda slip: slip.at
        )
        opens, closes = (column(hours.opens), column(hours.closes)) if hours else (0, columns)
        shut = ((0, opens), (closes, columns - closes)) if hours else ()
        rows.append(
            DayRow(
                day=day,
                hours=f"{hours.opens:%-H:%M}"
                f"–{'24:00' if hours.closes == time.max else f'{hours.closes:%-H:%M}'}"
                if hours
                else "",
                closed=""
                if hours
                else closings.get(day) or ("祝日" if day in calendar.holidays else "休館日"),
                slips=tuple((min(column(slip.at), columns - SLIP), slip) for slip in that_day),
                shut=tuple((start, length) for start, length in shut if length),
                now=column(now) if day == now.date() and begin <= now.hour < end else None,
            )
        )
    step = 1 if end - begin <= 12 else 3
    marks = tuple(((hour - begin) * an_hour, hour) for hour in range(begin, end, step))
    return Week(first, tuple(rows), columns, marks)


def _span(days: list[date], slips: list[Slip], calendar: Calendar) -> tuple[int, int]:
    """Return the first and the last hour that the week needs: its opening hours and every slip, at
    least eight hours.
    """
    open_days = [hours for day in days if (hours := calendar.on(day))]
    begin = min([9, *(hours.opens.hour for hours in open_days), *(slip.at.hour for slip in slips)])
    ends = [hours.closes.hour + (1 if hours.closes.minute else 0) for hours in open_days]
    end = max([begin + 8, *ends, *(slip.at.hour + 1 for slip in slips)])
    return begin, min(24, end) if end <= 24 else 24
