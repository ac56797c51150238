"""5(2) 発信時間: in principle posts go out while the central library is open.

Pure: no I/O, no clock. Outside the hours a post needs a written reason at its decision
(s05_1_signoff).
Sees weekdays, public holidays, closings and special days as feeds.toml lists them; cannot see a
typhoon: that is the urgent lane.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Final, Literal

from bridge.errors import ConfigRefused
from bridge.settings import Hours, HoursSettings
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

HORIZON: Final = 60  # days; a stop, not a rule: no closing lasts that long
SUNDAY: Final = 6


class CalendarEmpty(ConfigRefused):
    """No day of the next 60 allows a post: feeds.toml closes them all, or lets none go out."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """When the library is open."""

    weekly: tuple[Hours | None, ...]  #: Monday to Sunday; None = closed that weekday
    #: first and last day of each closing; wins over holidays and weekdays
    closed: tuple[tuple[date, date], ...]
    special: Mapping[date, Hours]  #: one day's own hours; wins over all else
    rule: Literal["open", "closed", "as-sunday"]  #: what a public holiday does
    holidays: Container[date]  #: public holidays

    def on(self, day: date) -> Hours | None:
        """Return the hours of `day`, None when the library is closed."""
        if day in self.special:
            return self.special[day]
        if any(first <= day <= last for first, last in self.closed):
            return None
        if day in self.holidays and self.rule != "open":
            return self.weekly[SUNDAY] if self.rule == "as-sunday" else None
        return self.weekly[day.weekday()]


#: with a written reason
ALWAYS: Final = Calendar(
    weekly=(Hours(time.min, time.max),) * 7,
    closed=(),
    special={},
    rule="open",
    holidays=frozenset(),
)


def make_calendar(hours: HoursSettings, holidays: Container[date]) -> Calendar:
    """Return the calendar of [hours] with these public holidays."""
    return Calendar(
        weekly=hours.weekly,
        closed=hours.closed,
        special=hours.special,
        rule=hours.holidays,
        holidays=holidays,
    )


def is_open(now: datetime, calendar: Calendar) -> bool:
    """Return whether the library is open at `now` (aware, in the library's zone); at the minute of
    closing it is not.
    """
    span = _span(now.date(), calendar, _zone(now))
    return span is not None and span[0] <= now.astimezone(UTC) < span[1]


def next_slot(
    now: datetime,
    calendar: Calendar,
    *,
    last_post: datetime | None,
    gap_minutes: int,
    posts_today: Callable[[date], int] | Mapping[date, int],
    per_day: int,
) -> datetime:
    """Return the first moment, not before `now`, at which the hours, the gap and the daily cap all
    allow a post.

    `posts_today` says how many have gone out on a day of the library's zone. Raises CalendarEmpty
    when none of the next 60 days allows it.
    """
    if isinstance(posts_today, Mapping):
        counted = posts_today
        posts_today = lambda day: counted.get(day, 0)  # noqa: E731
    if last_post is not None:
        _zone(last_post)
        # in UTC: wall clocks jump, a gap does not
        free = last_post.astimezone(UTC) + timedelta(minutes=gap_minutes)
        now = max(now, free.astimezone(_zone(now)), key=lambda moment: moment.astimezone(UTC))
    return next(
        moment for moment in _openings(now, calendar) if posts_today(moment.date()) < per_day
    )


def _openings(now: datetime, calendar: Calendar) -> Iterator[datetime]:
    """Yield the first moment of each open day from `now` on; raises CalendarEmpty after 60 days."""
    zone, instant = _zone(now), now.astimezone(UTC)
    for ahead in range(HORIZON + 1):
        span = _span(now.date() + timedelta(days=ahead), calendar, zone)
        if span is not None and instant < span[1]:
            yield now if span[0] <= instant else span[0].astimezone(zone)
    raise CalendarEmpty("calendar.no_open_day", now=now, days=HORIZON)


def _span(day: date, calendar: Calendar, zone: tzinfo) -> tuple[datetime, datetime] | None:
    """Return opening and closing of `day` in UTC, so that a change of the clock between them does
    no harm; None = closed.
    """
    hours = calendar.on(day)
    if hours is None:
        return None
    # 24:00
    last = (day + timedelta(days=1), time.min) if hours.closes == time.max else (day, hours.closes)
    opens, closes = datetime.combine(day, hours.opens, zone), datetime.combine(*last, zone)
    span = opens.astimezone(UTC), closes.astimezone(UTC)
    return span if span[0] < span[1] else None  # hours that the clocks skip


def _zone(moment: datetime) -> tzinfo:
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no zone")
    return moment.tzinfo
