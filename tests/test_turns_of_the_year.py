"""The days on which calendars turn: the end of a fiscal year and its first day, the day of a leap
year, the end of a year. What is said of tomorrow, when a post goes out, what a month has cost, the
year of a number and of a disposal.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from fakes import DIRECTOR, OPEN, TOKYO, Clock, Scripted, Web, content, draft, settings, wording
from policy.test_s05_2_hours import next_open
from test_sync import HOME, Library, article, listed

from bridge import book, lifecycle
from bridge.model import Confirmation, Kind, Opening, State
from bridge.policy.s05_1_signoff import MAX_DAYS, confirmation_faults
from bridge.policy.s05_2_hours import make_calendar
from bridge.policy.s05_3_wording import over_since
from bridge.policy.words import Words
from bridge.publish import Publish, spent_this_month
from bridge.record.store import Store
from bridge.sayings import Refusal
from bridge.settings import HoursSettings, RecordsSettings
from bridge.text.dates import mentions, say_day
from bridge.text.relative import resolve_relative

#: a day, the day that follows it, and how that is said
TURNS = [
    (date(2027, 3, 31), date(2027, 4, 1), "4月1日(木)"),
    (date(2027, 4, 1), date(2027, 4, 2), "4月2日(金)"),
    (date(2028, 2, 28), date(2028, 2, 29), "2月29日(火)"),
    (date(2028, 2, 29), date(2028, 3, 1), "3月1日(水)"),
    (date(2027, 2, 28), date(2027, 3, 1), "3月1日(月)"),
    (date(2026, 12, 31), date(2027, 1, 1), "1月1日(金)"),
]
#: open from nine to seven on every day but at the turn of the year
HOURS = HoursSettings((OPEN,) * 7, ((date(2026, 12, 29), date(2027, 1, 3)),))
EVERY_DAY = make_calendar(HoursSettings((OPEN,) * 7), frozenset())


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), TOKYO)


@pytest.mark.parametrize(("today", "tomorrow", "said"), TURNS)
def test_5_3_i_tomorrow_is_the_day_that_follows(today: date, tomorrow: date, said: str) -> None:
    """明日 and 翌日 of a page become that day, and the day has its own weekday."""
    resolved = resolve_relative("明日は休館します。", today)
    assert [day.date for day in mentions(resolved, today)] == [tomorrow]
    assert say_day(tomorrow, today).endswith(said)


@pytest.mark.parametrize(("today", "tomorrow", "said"), TURNS)
def test_5_1_a_a_page_that_speaks_of_tomorrow_gives_a_draft_with_the_day(
    store: Store, words: Words, today: date, tomorrow: date, said: str
) -> None:
    """From the list of news to the text of the draft; once the day is past, it does not go out."""
    library = Library(store, words, HOME)
    library.clock.now = at(today, 9, 30)
    library.sync()
    place = f"{HOME.url}news/4.html"
    news = f"<dt>{today:%Y年%m月%d日}</dt><dd><a href='/news/4.html'>臨時休館のお知らせ</a></dd>"
    library.web.pages[HOME.url] = listed(3, 2, 1).replace(b"<dl>", f"<dl>{news}".encode())
    library.web.pages[place] = article("臨時休館のお知らせ", "工事のため、明日は臨時休館します。")
    library.sync()
    (made,) = library.store.drafts()
    assert said in made.content.text
    own = replace(made, author="職員")  # the machine's have their last day from their page
    assert over_since(own, today, tomorrow) is None
    assert over_since(own, today, tomorrow + timedelta(days=1))


@pytest.mark.parametrize(("today", "tomorrow", "_said"), TURNS)
def test_5_2_what_is_decided_after_closing_waits_for_the_day_that_follows(
    today: date, tomorrow: date, _said: str
) -> None:
    """At the minute of opening, whatever month or year begins in the night."""
    assert next_open(at(today, 19), EVERY_DAY) == at(tomorrow, 9)
    assert next_open(at(today, 18, 59), EVERY_DAY) == at(today, 18, 59)


def test_5_2_a_closing_over_the_end_of_the_year_is_waited_out() -> None:
    """From the last post of the year to the first day of work."""
    calendar = make_calendar(HOURS, frozenset())
    assert next_open(at(date(2026, 12, 28), 19), calendar) == at(date(2027, 1, 4), 9)
    assert next_open(at(date(2026, 12, 31), 10), calendar) == at(date(2027, 1, 4), 9)


@pytest.mark.parametrize(("today", "tomorrow", "_said"), TURNS)
def test_5_3_i_a_text_is_over_on_the_day_behind_its_day(
    today: date, tomorrow: date, _said: str
) -> None:
    """Decided the day before; on the day itself it still goes out."""
    text = f"{say_day(tomorrow, today)}は休館します。"
    one = draft(content=content(text, ""), author="職員")
    assert over_since(one, today, tomorrow) is None
    assert f"{tomorrow.month}月{tomorrow.day}日" in str(
        over_since(one, today, tomorrow + timedelta(days=1))
    )


def test_5_3_i_a_day_without_a_year_is_the_next_of_its_kind() -> None:
    """On 31 December 1月4日 lies ahead; on 1 January 12月28日 lies behind; 2月29日 is looked for
    until a leap year.
    """
    told = {
        (date(2026, 12, 31), "1月4日"): date(2027, 1, 4),
        (date(2027, 1, 1), "12月28日"): date(2026, 12, 28),
        (date(2027, 3, 31), "4月1日"): date(2027, 4, 1),
        (date(2027, 12, 1), "2月29日"): date(2028, 2, 29),
    }
    assert {k: mentions(k[1], k[0])[0].date for k in told} == told


def posted(store: Store, poster: Scripted, now: datetime, text: str) -> None:
    """Let one draft be opened, decided and sent at `now`."""
    told = settings(through="x")
    new = Opening(None, "staff", Kind.MATERIAL)
    id = store.apply(lifecycle.open_draft(new, wording(content(text, "")), "職員", now))
    store.apply(
        lifecycle.decide(
            store.draft(id), DIRECTOR, now, policy_version=told.policy_version, bond=told.bond
        )
    )
    Publish(
        store=store,
        settings=told,
        calendar=EVERY_DAY,
        poster=poster,
        fetcher=Web(),
        clock=Clock(now),
    ).run()
    assert store.draft(id).state is State.POSTED


@pytest.mark.parametrize(
    ("last", "first"),
    [
        (date(2027, 3, 31), date(2027, 4, 1)),
        (date(2028, 2, 29), date(2028, 3, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_a_months_budget_begins_anew_on_its_first_day(
    store: Store, last: date, first: date
) -> None:
    """What went out in the last minute of a month is none of the next one's."""
    poster = Scripted()
    posted(store, poster, at(last, 18, 59), "月の終わりのお知らせです")
    spent = spent_this_month(store, at(last, 23, 59))
    assert spent > 0
    assert spent_this_month(store, at(first, 0)) == 0
    store.looked(at(first, 0), 1, 0.005)  # in its first moment
    assert spent_this_month(store, at(first, 0)) == pytest.approx(0.005)
    posted(store, poster, at(first, 9), "月のはじめのお知らせです")
    assert spent_this_month(store, at(first, 23, 59)) == pytest.approx(spent + 0.005)


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2027, 3, 31), "令和8年度-1"),
        (date(2027, 4, 1), "令和9年度-1"),
        (date(2026, 12, 31), "令和8年度-1"),
        (date(2028, 2, 29), "令和9年度-1"),
    ],
)
def test_9_1_a_documents_number_has_the_fiscal_year_in_which_it_was_opened(
    day: date, number: str
) -> None:
    """In the library's zone: its last minute belongs to the old year, though UTC and the clocks of
    elsewhere stand on another day.
    """
    records = RecordsSettings(document_number="令和{reiwa}年度-{id}")
    for moment in (at(day, 0), at(day, 23, 59)):
        for zone in (TOKYO, UTC):
            opening = moment.astimezone(zone)
            assert book.document_number(records, 1, opening, TOKYO) == number


@pytest.mark.parametrize(
    "first", [date(2027, 3, 31), date(2027, 4, 1), date(2028, 2, 29), date(2026, 12, 31)]
)
def test_5_1_a_confirmation_lasts_a_year_from_any_day(first: date) -> None:
    """366 days with both ends, also from 29 February on; one more is a fault."""
    scope = {"number": "2026-1", "persons": ("職員",), "sources": (), "kinds": (Kind.PAGE,)}
    given = {**scope, "first": first, "per_day": 1, "given_by": "館長"}
    whole = first + timedelta(days=MAX_DAYS - 1)
    assert confirmation_faults(Confirmation(**given, last=whole), first) == ()
    over = Confirmation(**given, last=whole + timedelta(days=1))
    assert confirmation_faults(over, first) == (Refusal("confirmation.too_long"),)
