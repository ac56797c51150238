"""6(9): a falsified fact is found on every road by which a person's words come in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fakes import LINK, NOW, POSTER, Clock, Scripted
from policy.samples import FALSIFIED, PAGE, TRUE
from test_corrections import rules
from test_publish import decided, gate, wording

from bridge import lifecycle
from bridge.desk import Desk
from bridge.errors import Unacknowledged
from bridge.lifecycle import Opening
from bridge.model import Draft, Item, ItemState, Kind, Memory, Page, Sighting
from bridge.record.store import Store
from bridge.sighting import keys_of


def posted(store: Store) -> int:
    """A draft that is out."""
    if not store.drafts():
        decided(store)
        gate(store, Scripted()).run()
    return store.drafts()[0].id


def drafted(store: Store) -> int:
    """A draft as its page gave it."""
    if not store.drafts():
        opening = Opening(1, "home", Kind.PAGE)
        store.apply(lifecycle.open_draft(opening, wording(), "sync", NOW))
    return store.drafts()[0].id


def write(desk: Desk, _: Store, text: str) -> Draft:
    return desk.write(POSTER, Kind.MATERIAL, text)


def tell(desk: Desk, _: Store, text: str) -> Draft:
    return desk.write(POSTER, Kind.TOLD, text, origin="館内の掲示", urgent=True)


def edit(desk: Desk, store: Store, text: str) -> Draft:
    return desk.edit(POSTER, drafted(store), text)


def correct(desk: Desk, store: Store, text: str) -> Draft:
    return desk.correct(POSTER, posted(store), text, reason="誤り")


def add(desk: Desk, store: Store, text: str) -> Draft:
    return desk.correct(POSTER, posted(store), text, reason="つづき", addition=True)


ROADS = (write, tell, edit, correct, add)


@pytest.fixture
def desk(store: Store) -> Desk:
    """A desk that knows the page of LINK."""
    item = Item(0, "home", LINK, "科学あそび教室", ItemState.NEW, NOW)
    memory = Memory(count=1, succeeded_at=NOW)
    known = store.seen.remember("home", memory, [Sighting(item, keys_of(LINK))])[0]
    store.seen.keep_page(known, Page(LINK, "科学あそび教室", PAGE), ("", ""), "d", NOW)
    return Desk(store, rules(), Clock())


@pytest.mark.parametrize("road", ROADS, ids=lambda road: road.__name__)
def test_6_9_each_falsified_fact_is_found_on_each_road(
    desk: Desk, store: Store, road: Callable[[Desk, Store, str], Draft]
) -> None:
    """By hand, urgent, as an edit, a correction, an addition: none gets in unacknowledged."""
    missed = []
    for right, wrong, _ in FALSIFIED:
        try:
            road(desk, store, f"{TRUE.replace(right, wrong, 1)}\n{LINK}")
        except Unacknowledged as refused:
            if any(getattr(one, "clause", "") == "6(9)" for one in refused.findings):
                continue
        missed.append(wrong)
    assert missed == []


@pytest.mark.parametrize("road", ROADS, ids=lambda road: road.__name__)
def test_6_9_the_true_text_has_no_finding_on_any_road(
    desk: Desk, store: Store, road: Callable[[Desk, Store, str], Draft]
) -> None:
    """The other half: what the page says may be said everywhere."""
    assert road(desk, store, f"{TRUE}\n{LINK}").findings == ()
