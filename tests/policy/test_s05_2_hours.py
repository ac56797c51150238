"""5(2): decided posts wait for the library to be open."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.policy.s05_2_hours import (
    ALWAYS,
    HORIZON,
    Calendar,
    CalendarEmpty,
    is_open,
    make_calendar,
    next_slot,
)
from bridge.settings import Hours, HoursSettings

TOKYO = ZoneInfo("Asia/Tokyo")
DAY = Hours(time(9), time(19))
WEEK = (DAY, DAY, DAY, DAY, None, DAY, Hours(time(9), time(17)))  # closed on Fridays
LABOUR_DAY = date(2026, 11, 23)  # a Monday
NEW_YEAR = (date(2026, 12, 28), date(2027, 1, 4))
HOURS = HoursSettings(
    WEEK, closed=(NEW_YEAR,), special={date(2026, 12, 28): Hours(time(9), time(12))}
)
CALENDAR = make_calendar(HOURS, frozenset({LABOUR_DAY}))


def at(month: int, day: int, hour: int = 0, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=TOKYO)


def next_open(now: datetime, calendar: Calendar) -> datetime:
    """Return the slot of a post that neither gap nor cap keeps back."""
    return next_slot(
        now, calendar=calendar, last_post=None, gap_minutes=0, posts_today={}, per_day=1
    )


def test_5_2_a_decided_draft_waits_over_the_weekly_closed_day() -> None:
    """Decided on Thursday after closing: out on Saturday at nine, Friday being closed."""
    assert next_open(at(11, 26, 19), CALENDAR) == at(11, 28, 9)


def test_5_2_within_the_hours_nothing_waits() -> None:
    """An open moment is its own next open moment, seconds and all."""
    now = at(11, 25, 10, 15).replace(second=31)
    assert next_open(now, CALENDAR) is now
    assert next_open(at(11, 25, 9), CALENDAR) == at(11, 25, 9)


def test_5_2_before_opening_the_same_day_is_waited_for() -> None:
    """At six in the morning the post waits for nine."""
    assert next_open(at(11, 25, 6), CALENDAR) == at(11, 25, 9)


@pytest.mark.parametrize(
    ("moment", "open_"),
    [
        (at(11, 25, 9), True),
        (at(11, 25, 18, 59), True),
        (at(11, 25, 19), False),
        (at(11, 25, 8, 59), False),
        (at(11, 27, 12), False),
        (at(11, 29, 18), False),
    ],
)
def test_5_2_the_minute_of_opening_is_open_and_that_of_closing_is_not(
    moment: datetime, open_: bool
) -> None:
    """The library opens at nine sharp and has closed at seven sharp."""
    assert is_open(moment, CALENDAR) is open_


@pytest.mark.parametrize(
    ("rule", "day", "hours"),
    [
        ("open", LABOUR_DAY, DAY),
        ("closed", LABOUR_DAY, None),
        ("as-sunday", LABOUR_DAY, WEEK[6]),
        ("as-sunday", date(2026, 11, 24), DAY),
        ("closed", date(2026, 11, 24), DAY),
    ],
)
def test_5_2_public_holidays_follow_the_librarys_rule(
    rule: str, day: date, hours: Hours | None
) -> None:
    """On a holiday the library keeps the weekday's hours, Sunday's hours, or closes."""
    assert replace(CALENDAR, rule=rule).on(day) == hours


@pytest.mark.parametrize(
    ("rule", "hours"), [("open", None), ("closed", None), ("as-sunday", WEEK[6])]
)
def test_5_2_a_holiday_on_the_weekly_closed_day(rule: str, hours: Hours | None) -> None:
    """A holiday on a Friday opens the library only where holidays are like Sundays."""
    friday = date(2026, 11, 27)
    assert replace(CALENDAR, rule=rule, holidays=frozenset({friday})).on(friday) == hours


def test_5_2_closings_include_their_first_and_last_day() -> None:
    """At the year's end nothing goes out until the morning after the last closed day."""
    assert CALENDAR.on(date(2027, 1, 4)) is None
    assert next_open(at(12, 28, 12), CALENDAR) == at(1, 5, 9, year=2027)


def test_5_2_a_special_day_wins_over_closing_holiday_and_weekday() -> None:
    """28 December lies in the closing and is open until noon all the same."""
    assert next_open(at(12, 28, 7), CALENDAR) == at(12, 28, 9)
    assert not is_open(at(12, 28, 12), CALENDAR)


def test_5_2_a_calendar_without_an_open_day_is_a_fault_of_the_configuration() -> None:
    """The person is told what to look at, instead of a post that waits for ever."""
    with pytest.raises(CalendarEmpty, match=r"60日.*\n.*\[hours\]"):
        next_open(at(11, 25, 10), replace(CALENDAR, weekly=(None,) * 7, special={}))


def test_5_2_the_sixtieth_day_still_counts() -> None:
    """A single open day is found up to the end of the horizon, and not behind it."""
    now = at(11, 25, 10)
    for ahead, found in ((HORIZON, True), (HORIZON + 1, False)):
        day = now.date() + timedelta(days=ahead)
        lone = Calendar(
            weekly=(None,) * 7, closed=(), special={day: DAY}, rule="open", holidays=frozenset()
        )
        if found:
            assert next_open(now, lone).date() == day
        else:
            with pytest.raises(CalendarEmpty):
                next_open(now, lone)


def test_5_2_a_library_open_until_midnight_is_open_in_its_last_second() -> None:
    """24:00 is the start of the next day, not one microsecond before."""
    last = at(11, 25, 23, 59).replace(second=59, microsecond=999_999)
    assert is_open(last, ALWAYS)
    assert next_open(last, ALWAYS) is last


def test_moments_without_a_zone_are_refused() -> None:
    """A naive time is a bug, not a guess."""
    naive = datetime(2026, 11, 25, 10)
    with pytest.raises(ValueError, match="no zone"):
        next_open(naive, CALENDAR)
    with pytest.raises(ValueError, match="no zone"):
        next_slot(
            at(11, 25, 10),
            calendar=CALENDAR,
            last_post=naive,
            gap_minutes=15,
            posts_today={},
            per_day=10,
        )


# ── gap and daily cap ───────────────────────────────────────────────────────────────────────────


def slot(
    now: datetime, last: datetime | None = None, gap: int = 15, posts: object = None, cap: int = 10
) -> datetime:
    return next_slot(
        now,
        calendar=CALENDAR,
        last_post=last,
        gap_minutes=gap,
        posts_today=posts or {},
        per_day=cap,
    )  # type: ignore[arg-type]


def test_5_2_the_first_post_of_the_day_goes_at_once() -> None:
    """Without an earlier post neither gap nor cap waits."""
    assert slot(at(11, 25, 10)) == at(11, 25, 10)


def test_5_2_the_gap_is_kept() -> None:
    """Seven minutes after a post, the next one waits eight more; after fifteen it waits no more."""
    assert slot(at(11, 25, 10, 7), at(11, 25, 10)) == at(11, 25, 10, 15)
    assert slot(at(11, 25, 10, 15), at(11, 25, 10)) == at(11, 25, 10, 15)


def test_5_2_a_gap_that_ends_after_closing_ends_at_the_next_opening() -> None:
    """A post five minutes before Thursday's closing sends the next one to Saturday."""
    assert slot(at(11, 26, 18, 58), at(11, 26, 18, 55)) == at(11, 28, 9)


def test_5_2_the_daily_cap_sends_the_rest_to_the_next_open_day() -> None:
    """Thursday and Saturday are full: Sunday at nine."""
    full = Counter({date(2026, 11, 26): 3, date(2026, 11, 28): 3, date(2026, 11, 29): 2})
    assert slot(at(11, 26, 10), posts=full, cap=3) == at(11, 29, 9)
    assert slot(at(11, 26, 10), posts=full.__getitem__, cap=3) == at(11, 29, 9)


def test_5_2_a_cap_of_zero_lets_nothing_out_and_says_so() -> None:
    """per_day = 0 is a fault to be told, not an endless wait."""
    with pytest.raises(CalendarEmpty, match="per_day"):
        slot(at(11, 25, 10), cap=0)


def test_5_2_last_posts_come_in_any_zone() -> None:
    """A post recorded in UTC counts as what it is."""
    assert slot(at(11, 25, 10, 1), datetime(2026, 11, 25, 1, 0, tzinfo=UTC)) == at(11, 25, 10, 15)


# ── any zone ────────────────────────────────────────────────────────────────────────────────────

BERLIN = ZoneInfo("Europe/Berlin")


def test_a_gap_is_a_gap_when_the_clocks_go_back() -> None:
    """At the end of summer time 2:50 + 15 minutes is 2:05 again, not 3:05."""
    last = datetime(2026, 10, 25, 2, 50, tzinfo=BERLIN)
    due = next_slot(
        last, calendar=ALWAYS, last_post=last, gap_minutes=15, posts_today={}, per_day=10
    )
    assert due.astimezone(UTC) - last.astimezone(UTC) == timedelta(minutes=15)


def test_an_opening_that_the_clocks_skip_comes_when_they_have_jumped() -> None:
    """2:30 does not exist on 29 March 2026 in Berlin; the library opens at 3:30."""
    night = Calendar(
        weekly=(Hours(time(2, 30), time(5)),) * 7,
        closed=(),
        special={},
        rule="open",
        holidays=frozenset(),
    )
    due = next_open(datetime(2026, 3, 29, 1, 0, tzinfo=BERLIN), night)
    assert due.astimezone(UTC) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert due.time() == time(3, 30)


def test_an_open_time_that_the_clocks_skip_whole_is_none() -> None:
    """From 2:30 to 3:00 there is nothing on 29 March 2026 in Berlin; the next day has it again."""
    night = Calendar(
        weekly=(Hours(time(2, 30), time(3)),) * 7,
        closed=(),
        special={},
        rule="open",
        holidays=frozenset(),
    )
    due = next_open(datetime(2026, 3, 29, 1, 0, tzinfo=BERLIN), night)
    assert due == datetime(2026, 3, 30, 2, 30, tzinfo=BERLIN)


def calendars() -> st.SearchStrategy[Calendar]:
    clock = st.times(max_value=time(23, 58)).map(lambda t: t.replace(second=0, microsecond=0))
    hours = (
        st.tuples(clock, clock)
        .filter(lambda pair: pair[0] < pair[1])
        .map(lambda pair: Hours(*pair))
    )
    days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
    closing = st.tuples(days, st.integers(0, 20)).map(lambda c: (c[0], c[0] + timedelta(days=c[1])))
    return st.builds(
        Calendar,
        st.lists(st.none() | hours, min_size=7, max_size=7).map(tuple),
        st.lists(closing, max_size=3).map(tuple),
        st.dictionaries(days, hours, max_size=3),
        st.sampled_from(["open", "closed", "as-sunday"]),
        st.frozensets(days, max_size=5),
    )


ZONES = st.sampled_from(
    [TOKYO, BERLIN, ZoneInfo("America/New_York"), timezone(timedelta(hours=5, minutes=45))]
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=ZONES)


@settings(max_examples=50)
@given(calendars(), MOMENTS, st.integers(0, 200), st.integers(1, 3))
def test_5_2_a_slot_keeps_hours_gap_and_cap_at_once(
    calendar: Calendar, now: datetime, gap: int, cap: int
) -> None:
    """Whatever the calendar and the zone: the slot is open, not in the past, far enough from the
    last post.
    """
    last = now - timedelta(minutes=10)
    posts = {now.date(): cap}
    try:
        due = next_slot(
            now, calendar, last_post=last, gap_minutes=gap, posts_today=posts, per_day=cap
        )
    except CalendarEmpty:
        return
    assert is_open(due, calendar)
    assert due.astimezone(UTC) >= now.astimezone(UTC)
    assert due.astimezone(UTC) >= last.astimezone(UTC) + timedelta(minutes=gap)
    assert due.date() != now.date()
