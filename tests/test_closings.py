"""5(2): closed days of the site's own page: proposed by the program, confirmed by a person, then
avoided by posts.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fakes import (
    DIRECTOR,
    NOW,
    POSTER,
    READER,
    TODAY,
    Clock,
    Scripted,
    Web,
    packaged_words,
    settings,
)
from test_publish import decided, gate

from bridge import closings
from bridge.demo.site import demo_toml
from bridge.desk import Desk
from bridge.draft.rules import Rules
from bridge.errors import Gone, NotAllowed, NotFound, StepRefused, UsageRefused, WrongState
from bridge.model import JournalLine, Kind
from bridge.policy.s05_2_hours import make_calendar
from bridge.record.store import Store
from bridge.settings import HoursSettings
from bridge.wiring import Wiring

PAGE = "https://lib.example.jp/calendar.html"
TODAY_CLOSED = f"<h1>休館日</h1><p>本日 {TODAY.month}月{TODAY.day}日(水)は臨時休館します。</p><p>年末年始休館 12月29日(火)～1月3日(日)</p>"


@pytest.fixture
def hours() -> HoursSettings:
    return replace(settings().hours, closed_page=PAGE)


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store, Rules(settings(), packaged_words), Clock())


def site(text: str = TODAY_CLOSED) -> Web:
    return Web({PAGE: f"<html><body><main>{text}</main></body></html>".encode()})


def test_5_2_a_page_proposes_once(store: Store, hours: HoursSettings) -> None:
    """Each closing is proposed once; the unchanged page is not read again, and one look a day is
    enough.
    """
    web = site()
    assert closings.due(store, hours, NOW)
    new = closings.look(store, web, hours, NOW)
    assert [(c.first, c.last, c.state) for c in new] == [
        (TODAY, TODAY, "proposed"),
        (date(2026, 12, 29), date(2027, 1, 3), "proposed"),
    ]
    assert "12月29日" in new[1].words
    assert not closings.due(store, hours, NOW)
    assert closings.due(store, hours, NOW.replace(day=26))
    assert closings.look(store, web, hours, NOW.replace(day=26)) == []
    web.pages[PAGE] += b" "
    assert closings.look(store, web, hours, NOW.replace(day=27)) == []


def test_5_2_a_refused_proposal_does_not_come_again(
    store: Store, hours: HoursSettings, desk: Desk
) -> None:
    """The page may say it as often as it likes."""
    new = closings.look(store, site(), hours, NOW)
    desk.office.settle_closing(POSTER, new[0].id, "refuse")
    assert closings.look(store, site(TODAY_CLOSED + " "), hours, NOW) == []


def test_5_2_what_feeds_toml_closes_anyway_is_not_proposed(
    store: Store, hours: HoursSettings
) -> None:
    """The year's end stands there already."""
    listed = replace(hours, closed=((date(2026, 12, 28), date(2027, 1, 3)),))
    assert [c.first for c in closings.look(store, site(), listed, NOW)] == [TODAY]


def test_5_2_the_first_of_two_persons_settles_it(store: Store, hours: HoursSettings) -> None:
    """Whoever looked at it before the other's word is told, and nothing is written."""
    seen = closings.look(store, site(), hours, NOW)[0]
    line = JournalLine("館長", "closing", NOW)
    store.closings.settle(replace(seen, state="refused", by="館長", at=NOW), seen, line)
    lines = len(list(store.journal()))
    with pytest.raises(WrongState):
        store.closings.settle(replace(seen, state="confirmed", by="職員", at=NOW), seen, line)
    assert (store.closings.closing(seen.id).state, len(list(store.journal()))) == ("refused", lines)


def test_5_2_nothing_named_nothing_looked_at(store: Store) -> None:
    """Without [hours] closed_page there is no look."""
    assert not closings.due(store, settings().hours, NOW)


def test_5_2_a_page_that_fails_is_tried_again(store: Store, hours: HoursSettings) -> None:
    """It is remembered as failing, proposes nothing, and the next run looks anew."""
    with pytest.raises(Gone):
        closings.look(store, Web(), hours, NOW)
    assert closings.due(store, hours, NOW)
    assert store.closings.closings() == []
    assert len(closings.look(store, site(), hours, NOW)) == 2


def test_5_2_only_a_confirmed_closing_keeps_posts_back(
    store: Store, hours: HoursSettings, desk: Desk
) -> None:
    """A proposal changes nothing; confirmed, today's post waits; withdrawn, it goes out."""
    id = decided(store)
    new = closings.look(store, site(), hours, NOW)

    def publish() -> list[int]:
        calendar = make_calendar(hours, frozenset())
        calendar = replace(calendar, closed=(*calendar.closed, *store.closings.confirmed()))
        made = gate(store, Scripted())
        made._calendar = calendar
        return made.run(dry=True).would

    assert publish() == [id]
    desk.office.settle_closing(POSTER, new[0].id, "confirm")
    assert publish() == []
    desk.office.settle_closing(DIRECTOR, new[0].id, "withdraw")
    assert publish() == [id]


def test_5_2_a_person_stands_behind_each_closing(
    store: Store, hours: HoursSettings, desk: Desk
) -> None:
    """Who and when; a reader may not; nothing is settled twice."""
    new = closings.look(store, site(), hours, NOW)
    with pytest.raises(NotAllowed):
        desk.office.settle_closing(READER, new[0].id, "confirm")
    settled = desk.office.settle_closing(POSTER, new[0].id, "confirm")
    assert (settled.by, settled.at, store.closings.closing(new[0].id)) == ("職員", NOW, settled)
    assert list(store.journal())[-1]["actor"] == "職員"
    for error, id, verb in (
        (WrongState, new[0].id, "confirm"),
        (WrongState, new[1].id, "withdraw"),
        (UsageRefused, 1, "x"),
        (NotFound, 99, "confirm"),
    ):
        with pytest.raises(error):
            desk.office.settle_closing(POSTER, id, verb)


def test_5_2_a_person_enters_what_no_page_names(store: Store, desk: Desk) -> None:
    """It counts at once; past days, spans that end before they begin, and nameless ones are
    refused.
    """
    made = desk.office.add_closing(POSTER, date(2026, 12, 1), date(2026, 12, 2), " 台風\u202e ")
    assert (made.why, made.state) == ("台風", "confirmed")
    assert store.closings.confirmed() == ((date(2026, 12, 1), date(2026, 12, 2)),)
    for first, last, why in (
        (date(2026, 12, 2), date(2026, 12, 1), "x"),
        (date(2026, 1, 1), date(2026, 1, 2), "x"),
        (date(2026, 12, 5), date(2026, 12, 5), " "),
        (date(2026, 12, 5), date(2062, 12, 5), "x"),  # a slip of the year
        (date(2062, 12, 5), date(2062, 12, 5), "x"),
        (date(9999, 12, 31), date(9999, 12, 31), "x"),  # no day comes after it
    ):
        with pytest.raises(StepRefused):
            desk.office.add_closing(POSTER, first, last, why)
    with pytest.raises(NotAllowed):
        desk.office.add_closing(READER, date(2026, 12, 5), date(2026, 12, 5), "x")


def test_5_3_i_an_event_on_a_day_that_a_person_has_closed_stops(
    tmp_path: Path, store: Store, hours: HoursSettings
) -> None:
    """feeds.toml knows nothing of it; the record does, from the confirmation on."""
    text = "12月29日(火)10時から、おはなし会を開きます。"
    (tmp_path / "feeds.toml").write_text(demo_toml("http://127.0.0.1:9"), "utf-8")
    parts = Wiring(tmp_path / "feeds.toml", tmp_path / "state.db")
    desk = Desk(store, parts.desk(store)._rules, Clock())
    new = closings.look(store, site(), hours, NOW)

    def stops() -> list[str]:
        return [one.found for one in desk.preview(POSTER, Kind.MATERIAL, text).findings if one.stop]

    before = stops()
    desk.office.settle_closing(POSTER, new[1].id, "confirm")
    assert (before, stops()) == ([], ["12月29日(火)"])
