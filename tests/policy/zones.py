"""Plans in many zones, and what a person with a clock on the wall and the notice of the hours would
say of each.

The oracle knows no arithmetic of the program: a moment is permitted or not, looked at by itself;
the permitted ones begin at a few moments (now, the end of the time to take back, an opening, the
end of a gap), so the earliest is one of them.
"""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from fakes import DIRECTOR, draft

from bridge.model import Decision, Draft, State
from bridge.policy import due
from bridge.policy.s05_2_hours import Calendar
from bridge.record import codec
from bridge.settings import Hours, PostingSettings

ZONES = (
    "Asia/Tokyo",
    "UTC",
    "America/New_York",
    "America/St_Johns",
    "Europe/London",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Asia/Beirut",
)
EDGES = (
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2028, 2, 29),
    date(2026, 9, 30),
    date(2026, 3, 31),
)


@dataclass(frozen=True)
class Case:
    """One plan to be told."""

    zone: ZoneInfo
    calendar: Calendar
    posting: PostingSettings
    draft: Draft
    traffic: due.Traffic
    now: datetime


def case(seed: int) -> Case:
    """Return a plan at the edges of hours, days and years, its moments written to a record and read
    back.
    """
    dice = random.Random(seed)
    zone = ZoneInfo(dice.choice(ZONES))
    with closing(_Rows(zone)) as rows:
        return _case(dice, zone, rows)


def _case(dice: random.Random, zone: ZoneInfo, rows: _Rows) -> Case:
    week = tuple(_hours(dice) if dice.random() > 0.2 else None for _ in range(7))
    day = dice.choice(EDGES) + timedelta(days=dice.randint(-3, 3))
    closed = tuple(
        (day + timedelta(days=n), day + timedelta(days=n + dice.randint(0, 3))) for n in (1, 6)
    )
    special = {day + timedelta(days=dice.randint(0, 4)): _hours(dice)}
    calendar = Calendar(
        weekly=week,
        closed=closed if dice.random() < 0.4 else (),
        special=special,
        rule="open",
        holidays=frozenset(),
    )
    edges = [
        edge
        for hours in (*week, *special.values())
        if hours
        for edge in (hours.opens, hours.closes)
    ]
    now = _near(dice, datetime.combine(day, dice.choice(edges or [time(9)]), zone))
    if (
        changes := _changes(zone.key)
    ) and dice.random() < 0.3:  # an hour that the clocks show twice, or not at all
        now = (dice.choice(changes) + timedelta(minutes=dice.randint(-70, 70))).astimezone(zone)
    urgent, outside = dice.random() < 0.2, dice.random() < 0.2
    patience = now.astimezone(UTC) + timedelta(minutes=dice.choice((0, 1, 10, 40, 600)))
    decision = Decision(
        id=1,
        draft=1,
        version=1,
        digest="d",
        person=DIRECTOR.name,
        at=rows(now),
        way="director",
        outside_hours="台風のため" if outside else "",
        not_before=rows(patience) if dice.random() < 0.7 else None,
    )
    moments = tuple(
        rows(_near(dice, now.astimezone(UTC) - timedelta(minutes=dice.randint(0, 2000))))
        for _ in range(dice.randint(0, 4))
    )
    until = rows(now.astimezone(UTC) + timedelta(minutes=dice.randint(-5, 900)))
    stops = (("429", until),) if dice.random() < 0.2 else ()
    return Case(
        zone=zone,
        calendar=calendar,
        posting=PostingSettings(
            through="sandbox", gap_minutes=dice.choice((0, 1, 15, 90)), per_day=dice.randint(1, 3)
        ),
        draft=replace(draft(State.DECIDED), urgent=urgent, decision=decision),
        traffic=due.Traffic(moments, stops=stops),
        now=now,
    )


def told(one: Case) -> due.Due:
    """Return what the program says."""
    return due.when(one.draft, one.traffic, posting=one.posting, calendar=one.calendar, now=one.now)


def earliest(one: Case) -> datetime | None:
    """Return what is right: the first moment that is permitted; None when none of the next weeks
    is.
    """
    decision = one.draft.decision
    assert decision is not None
    gap = timedelta(minutes=one.posting.gap_minutes)
    begins = [one.now, *(moment.astimezone(UTC) + gap for moment in one.traffic.moments)]
    begins += [moment for _, moment in one.traffic.stops if moment]
    begins += [decision.not_before] if decision.not_before else []
    first = one.now.date() - timedelta(days=1)
    for ahead in range(70):
        day = first + timedelta(days=ahead)
        hours = one.calendar.on(day)
        begins += [datetime.combine(day, hours.opens, one.zone)] if hours else []
        begins.append(datetime.combine(day, time(), one.zone))
    for begin in sorted(begin.astimezone(UTC) for begin in begins):
        if _permitted(begin, one):
            return begin
    return None


def _permitted(instant: datetime, one: Case) -> bool:
    decision = one.draft.decision
    assert decision is not None
    wall = instant.astimezone(one.zone).replace(tzinfo=None)
    if instant < one.now.astimezone(UTC) or (decision.not_before and instant < decision.not_before):
        return False
    if any(until and instant < until for _, until in one.traffic.stops):
        return False
    if not decision.outside_hours:
        hours = one.calendar.on(wall.date())
        if (
            hours is None
            or wall.time() < hours.opens
            or (hours.closes != time.max and wall.time() >= hours.closes)
        ):
            return False
    if one.draft.urgent:
        return True
    gap = timedelta(minutes=one.posting.gap_minutes)
    if any(instant < moment.astimezone(UTC) + gap for moment in one.traffic.moments):
        return False
    days = [moment.astimezone(one.zone).date() for moment in one.traffic.moments]
    return days.count(wall.date()) < one.posting.per_day


class _Rows:
    """Moments go to a record and come back, as they do in the program."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._db = sqlite3.connect(":memory:")
        self._db.row_factory = codec.rows_in(zone)
        self.close = self._db.close

    def __call__(self, moment: datetime) -> datetime:
        row: codec.Row = self._db.execute("SELECT ? AS at", (codec.stamp(moment),)).fetchone()
        return row.moment("at")


@cache
def _changes(zone: str) -> tuple[datetime, ...]:
    """Return the moments of 2026, in UTC, at which the clocks of a zone have changed."""
    hours = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=n) for n in range(365 * 24)]
    offsets = [hour.astimezone(ZoneInfo(zone)).utcoffset() for hour in hours]
    return tuple(hours[n + 1] for n, (a, b) in enumerate(pairwise(offsets)) if a != b)


def _hours(dice: random.Random) -> Hours:
    """From nine to seven, or what other libraries have; no hours begin or end while clocks change,
    between two and four.
    """
    return dice.choice(
        [
            Hours(time(9), time(19)),
            Hours(time(0), time.max),
            Hours(time(9, 30), time(17, 15)),
            Hours(time(12), time.max),
            Hours(time(6), time(6, 1)),
        ]
    )


def _near(dice: random.Random, moment: datetime) -> datetime:
    """Return a moment at, just before or just after another one."""
    if moment.time() == time.max:
        moment = moment.replace(hour=23, minute=59, second=0, microsecond=0)
    near = (
        timedelta(0),
        timedelta(microseconds=1),
        timedelta(minutes=1),
        timedelta(minutes=dice.randint(0, 700)),
    )
    return (moment.astimezone(UTC) + dice.choice((-1, 1)) * dice.choice(near)).astimezone(
        moment.tzinfo
    )


def wrong(number: int, first: int = 0) -> list[int]:
    """Return the seeds, of `number` from `first` on, whose plan is told wrongly."""
    return [seed for seed in range(first, first + number) if not right(case(seed))]


def right(one: Case) -> bool:
    """Tell whether what the program says of a plan is right; compared in UTC, where no hour comes
    twice (PEP 495).
    """
    at = told(one).at
    due_now = one.now.astimezone(UTC) == (at and at.astimezone(UTC))
    return (at and at.astimezone(UTC)) == earliest(one) and bool(told(one).why) is not due_now
