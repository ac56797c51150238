"""6(9): a falsified fact is found on every road by which a person's words come in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fakes import LINK, NOW, POSTER, Clock, Scripted
from policy.samples import (
    CAFE,
    CLOSED,
    COFFEE,
    DELIVERY,
    FALSE_CLOSED,
    FALSE_COFFEE,
    FALSE_DELIVERY,
    FALSE_LAMPS,
    FALSE_SHUT,
    FALSE_STORIES,
    FALSE_TALK,
    FALSIFIED,
    HOME_LOANS,
    JANUARY,
    LAMP,
    LAMPS,
    LECTURE,
    PAGE,
    SHUT,
    STORIES,
    TALK,
    TRUE,
    YEAR_END,
)
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
#: a page, a true text of it, and what is falsified in that
TEXTS = (
    (PAGE, TRUE, [(right, wrong) for right, wrong, _ in FALSIFIED]),
    (YEAR_END, CLOSED, FALSE_CLOSED),
    (LECTURE, TALK, FALSE_TALK),
    (CAFE, COFFEE, FALSE_COFFEE),
    (HOME_LOANS, DELIVERY, FALSE_DELIVERY),
    (JANUARY, STORIES, FALSE_STORIES),
    (LAMP, LAMPS, FALSE_LAMPS),
    (LAMP, SHUT, FALSE_SHUT),
)


def knows(store: Store, page: str) -> Desk:
    """A desk that knows the page of LINK."""
    item = Item(id=0, source="home", url=LINK, title="教室", state=ItemState.NEW, seen_at=NOW)
    memory = Memory(count=1, succeeded_at=NOW)
    known = store.sightings.remember("home", memory, [Sighting(item, keys_of(LINK))])[0]
    store.sightings.keep_page(
        known, page=Page(LINK, "お知らせ", page), validators=("", ""), digest="d", at=NOW
    )
    return Desk(store, rules(), Clock())


@pytest.mark.parametrize(
    ("page", "true", "edits"),
    TEXTS,
    ids=["class", "closing", "talk", "cafe", "loans", "month", "lamp", "shut"],
)
@pytest.mark.parametrize("road", ROADS, ids=lambda road: road.__name__)
def test_6_9_each_falsified_fact_is_found_on_each_road(
    store: Store,
    road: Callable[[Desk, Store, str], Draft],
    page: str,
    true: str,
    edits: list[tuple[str, str]],
) -> None:
    """By hand, urgent, as an edit, a correction, an addition: none gets in unacknowledged, and the
    true text has no such finding.
    """
    desk = knows(store, page)
    missed = []
    for right, wrong in edits:
        try:
            road(desk, store, f"{true.replace(right, wrong, 1)}\n{LINK}")
        except Unacknowledged as refused:
            if any(getattr(one, "clause", "") == "6(9)" for one in refused.findings):
                continue
        missed.append(wrong)
    assert missed == []
    try:
        found = road(desk, store, f"{true}\n{LINK}").findings
    except Unacknowledged as refused:
        found = tuple(refused.findings)  # type: ignore[assignment] - findings of the model
    assert "6(9)" not in [one.clause for one in found]
