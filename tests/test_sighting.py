"""What a look at a list means: identity, baseline, flood, an emptied list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from fakes import NOW

from bridge.errors import Shrunken
from bridge.model import Entry, ItemState, Listing, Memory
from bridge.settings import FetchSettings, Source
from bridge.sighting import failed, identities, plan

HOME = Source("home", "homepage", "https://lib.example.jp/")
KNOWN = Memory(count=3, succeeded_at=NOW - timedelta(hours=1))
URL = "https://lib.example.jp/news/{}.html"


def entry(n: int, **fixed: object) -> Entry:
    return replace(Entry("home", URL.format(n), f"お知らせ{n}"), **fixed)  # type: ignore[arg-type]


def look(*entries: Entry, memory: Memory = KNOWN, known: tuple[str, ...] = (), limit: int = 10) -> object:
    def find(keys: object) -> int | None:
        return next((1 for key in keys if key in known), None)  # type: ignore[attr-defined]

    return plan(HOME, Listing(entries), memory, find, FetchSettings(new_per_source=limit), NOW)


def test_truth_5_the_first_sight_is_a_baseline() -> None:
    """What stood there before we came is not news."""
    found = look(entry(1), entry(2), memory=Memory())
    assert (found.state, len(found.sightings)) == (ItemState.BASELINE, 2)


@pytest.mark.parametrize(("days", "state"), [(29, ItemState.NEW), (31, ItemState.BASELINE)])
def test_truth_5_after_a_long_pause_it_is_a_baseline_again(days: int, state: ItemState) -> None:
    """A source silent for more than 30 days starts anew."""
    memory = replace(KNOWN, succeeded_at=NOW - timedelta(days=days))
    assert look(entry(1), memory=memory).state is state


@pytest.mark.parametrize(("fresh", "state"), [(10, ItemState.NEW), (11, ItemState.HELD)])
def test_too_many_new_items_at_once_wait_for_a_person(fresh: int, state: ItemState) -> None:
    """A renewed site is no news: over the limit all are held, none is dropped."""
    found = look(*(entry(n) for n in range(fresh)))
    assert {s.item.state for s in found.sightings} == {state}
    assert len(found.sightings) == fresh


def test_new_entries_are_drafted_oldest_first() -> None:
    """Lists show the newest on top; drafts are opened in the order of the news."""
    assert [s.item.title for s in look(entry(3), entry(2), entry(1)).sightings] == [
        "お知らせ1",
        "お知らせ2",
        "お知らせ3",
    ]


def test_a_list_that_lost_all_its_items_is_an_alarm() -> None:
    """An emptied list is told; it is neither news nor a baseline."""
    with pytest.raises(Shrunken, match="前回は3件"):
        look()
    assert look(memory=Memory()).sightings == ()


def test_the_same_title_under_another_address_is_another_item() -> None:
    """休館日のお知らせ comes every month."""
    june, july = entry(6, title="休館日のお知らせ"), entry(7, title="休館日のお知らせ")
    known = identities([june])[0]
    assert [s.item.url for s in look(july, june, known=known).sightings] == [URL.format(7)]


def test_the_same_page_from_homepage_and_feed_is_one_item() -> None:
    """Address before guid: tracking, fragment and scheme do not make another page."""
    from_feed = entry(1, source="event", url=URL.format(1) + "?utm_source=rss#top", guid="tag:42", title="別の題")
    known = identities([entry(1)])[0]
    assert look(from_feed, known=known).sightings == ()


def test_a_page_moved_under_the_same_guid_is_the_same_item() -> None:
    """The feed's own id finds it at its new address."""
    known = identities([entry(1, guid="tag:42")])[0]
    assert look(entry(2, guid="tag:42"), known=known).sightings == ()


def test_a_guid_given_twice_is_no_identity() -> None:
    """Two pages under one guid are two items."""
    assert len(look(entry(1, guid="x"), entry(2, guid="x")).sightings) == 2


def test_entries_that_share_one_page_are_told_apart_by_their_guids() -> None:
    """A page of all events: the feed's entries link to it all, each has its own guid."""
    shared = [entry(0, guid=f"g{n}", title=f"催し{n}") for n in range(3)]
    assert len(look(*shared).sightings) == 3
    known = identities(shared[:2])
    flat = tuple(key for keys in known for key in keys)
    assert [s.item.title for s in look(*shared, known=flat).sightings] == ["催し2"]


def test_an_entry_listed_twice_is_one_item() -> None:
    """A homepage names the same page under 重要 and under 新着."""
    assert len(look(entry(1), entry(1, title="【重要】お知らせ1")).sightings) == 1


def test_an_entry_without_link_or_guid_is_known_by_title_and_date() -> None:
    """Full-width and half-width of the same title are the same."""
    first = entry(1, url="", title="停電のお知らせ（７月）", published=date(2026, 7, 1))
    again = replace(first, title="停電のお知らせ(7月)")
    later = replace(first, published=date(2026, 8, 1))
    known = identities([first])[0]
    assert look(again, known=known).sightings == ()
    assert len(look(later, known=known).sightings) == 1


def test_a_very_long_address_is_kept_as_its_digest() -> None:
    """The index of identities stays small."""
    assert all(len(key) <= 100 for key in identities([entry(1, url=URL.format("あ" * 500))])[0])


def test_a_failure_is_counted_from_its_first() -> None:
    """Since when, and how often in a row."""
    once = failed(KNOWN, "応答がありません", NOW)
    twice = failed(once, "応答がありません", NOW + timedelta(hours=1))
    assert (twice.failing_since, twice.failures) == (NOW, 2)
    assert look(entry(1), memory=twice).memory.failures == 0


def test_truth_5_an_empty_or_broken_first_list_is_no_baseline_yet() -> None:
    """What is missing from it would look new the next time; the first whole list is the baseline."""
    empty = plan(HOME, Listing(()), Memory(), lambda _: None, FetchSettings(), NOW)
    broken = plan(
        HOME, Listing((entry(1),), notes=("途中で壊れています。",)), Memory(), lambda _: None, FetchSettings(), NOW
    )
    assert (empty.memory.succeeded_at, broken.memory.succeeded_at) == (None, None)
    assert broken.sightings[0].item.state is ItemState.BASELINE
    whole = plan(HOME, Listing((entry(1), entry(2))), broken.memory, lambda _: None, FetchSettings(), NOW)
    assert (whole.state, whole.memory.succeeded_at) == (ItemState.BASELINE, NOW)
