"""What a person should see first of sources and runs, for the desk and for `status` alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes import NOW, settings

from bridge import upkeep
from bridge.errors import ClockDoubtful
from bridge.model import Item, ItemState, JournalLine, Memory, Sighting
from bridge.record.store import Store
from bridge.settings import Source

HOME = Source("home", "homepage", "https://lib.example.jp/")


def test_a_house_in_which_all_goes_well_has_no_concern(store: Store) -> None:
    """Right after a run, with a source that answers."""
    store.ran("sync", NOW)
    store.sightings.remember("home", Memory(succeeded_at=NOW))
    assert not upkeep.concerns(store, settings(HOME), NOW)


def test_each_concern_is_one_by_itself(store: Store) -> None:
    """A run that never was, a source that fails, items that wait: any of them is enough."""
    assert upkeep.concerns(store, settings(HOME), NOW).overdue is not None
    store.ran("sync", NOW)
    store.sightings.remember("home", Memory(failing_since=NOW, failures=1))
    found = upkeep.concerns(store, settings(HOME), NOW)
    assert (found.failing, found.overdue, bool(found)) == ({"home": NOW}, None, True)
    held = Item(
        id=0,
        source="home",
        url="https://lib.example.jp/1",
        title="記事",
        state=ItemState.HELD,
        seen_at=NOW,
    )
    store.sightings.remember("home", Memory(), [Sighting(held, ("k",))])
    found = upkeep.concerns(store, settings(HOME), NOW)
    assert (found.failing, found.held, bool(found)) == ({}, {"home": (1, NOW)}, True)


def test_a_source_that_is_not_looked_at_is_neither_silent_nor_failing(store: Store) -> None:
    """Who switched it off knows it; its held items wait all the same."""
    store.ran("sync", NOW)
    store.sightings.remember("home", Memory(failing_since=NOW, failures=1))
    assert not upkeep.concerns(store, settings(replace(HOME, enabled=False)), NOW)


@pytest.mark.parametrize(("days", "refused"), [(60, False), (61, True)])
def test_a_clock_far_ahead_of_the_record_is_refused(store: Store, days: int, refused: bool) -> None:
    """Sixty days are a long holiday, one more is a clock to be looked at; a line of the journal
    counts as a run does.
    """
    upkeep.refuse_doubtful_clock(store, NOW)  # nothing ever ran
    store.ran("sync", NOW)
    later = NOW + timedelta(days=days)
    if refused:
        with pytest.raises(ClockDoubtful):
            upkeep.refuse_doubtful_clock(store, later)
        store.people.tell(JournalLine("館長", "comment", later - timedelta(days=1)))
    upkeep.refuse_doubtful_clock(store, later)
