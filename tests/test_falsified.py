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
    MORE,
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
from bridge.model import Draft, Finding, Item, ItemState, Kind, Memory, Page, Sighting, Version
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
    *((page, true, edits) for page, true, edits, _ in MORE),
)


def knows(store: Store, page: str, listed: str = "教室") -> Desk:
    """A desk that knows the page of LINK, and its title on a list."""
    item = Item(id=0, source="home", url=LINK, title=listed, state=ItemState.NEW, seen_at=NOW)
    memory = Memory(count=1, succeeded_at=NOW)
    known = store.sightings.remember("home", memory, [Sighting(item, keys_of(LINK))])[0]
    store.sightings.keep_page(
        known, page=Page(LINK, "お知らせ", page), validators=("", ""), digest="d", at=NOW
    )
    return Desk(store, rules(), Clock())


@pytest.mark.parametrize(
    ("page", "true", "edits"),
    TEXTS,
    ids=[
        "class",
        "closing",
        "talk",
        "cafe",
        "loans",
        "month",
        "lamp",
        "shut",
        "concert",
        "branches",
        "stock",
        "series",
        "gifts",
        "later",
        "moved",
        "parts",
    ],
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


@pytest.mark.parametrize(("page", "texts"), [(page, texts) for page, _, _, texts in MORE])
def test_6_9_a_page_retold_in_other_words_is_not_stopped(
    store: Store, page: str, texts: list[str]
) -> None:
    """What stands on the page may be said otherwise, and in part."""
    desk = knows(store, page)
    stopped = []
    for text in texts:
        findings = desk.preview(POSTER, Kind.MATERIAL, f"{text}\n{LINK}").findings
        stopped += [(text, one.found) for one in findings if one.stop and one.where == "本文"]
    assert stopped == []


UNREAD = "https://lib.example.jp/news/unread.html"
BARE = "lib.example.jp/news/unread.html"


@pytest.mark.parametrize("link", [UNREAD, BARE])
@pytest.mark.parametrize("road", ROADS, ids=lambda road: road.__name__)
def test_6_9_a_linked_page_that_nobody_has_read_is_told_on_each_road(
    store: Store, road: Callable[[Desk, Store, str], Draft], link: str
) -> None:
    """Nothing is compared with it: a text of 5(1)ア stops, any other has a note; X links an address
    without a scheme, too. The homepage is no page of one thing.
    """
    desk = knows(store, PAGE)
    (told,) = _told(lambda: road(desk, store, f"本を集めました。\n{link}"), link)
    assert told.stop is (road is edit)  # the others are of 5(1)イ and ウ
    assert "照らし合わせていません" in told.why
    assert _told(lambda: road(desk, store, "本を集めました。\nhttps://lib.example.jp/"), "") == []


def test_6_9_beside_an_unread_page_the_known_one_is_compared(store: Store) -> None:
    """Its facts stop, the other link is told; what the one does not say the other known one may."""
    desk = knows(store, PAGE)
    text = f"12月6日(日)に開きます。\n{UNREAD} {LINK}"
    clauses = [(one.found, one.stop) for one in desk.preview(POSTER, Kind.MATERIAL, text).findings]
    assert ("12月6日(日)", True) in clauses
    assert (UNREAD.removeprefix("https://"), False) in clauses


@pytest.mark.parametrize("before", ["HP", "PDF", "@", "#"])
def test_6_9_a_page_is_compared_though_x_makes_no_link_of_its_address(
    store: Store, before: str
) -> None:
    """Behind a letter: a reader goes there all the same."""
    desk = knows(store, PAGE)
    text = f"12月6日(日)に開きます。詳しくは{before}{LINK}"
    clauses = [(one.found, one.stop) for one in desk.preview(POSTER, Kind.MATERIAL, text).findings]
    assert ("12月6日(日)", True) in clauses


def test_6_9_what_a_linked_page_says_may_stand_on_either(store: Store) -> None:
    """An edit that links a second page that the record knows is compared with both."""
    desk = knows(store, PAGE)
    item = Item(id=0, source="home", url=UNREAD, title="展示", state=ItemState.NEW, seen_at=NOW)
    memory = Memory(count=2, succeeded_at=NOW)
    other = store.sightings.remember("home", memory, [Sighting(item, keys_of(UNREAD))])[0]
    page = Page(UNREAD, "展示", "展示は12月6日(日)から、東分館で。")
    store.sightings.keep_page(other, page=page, validators=("", ""), digest="d", at=NOW)
    text = f"12月5日(土)午後2時から。展示は12月6日(日)から、東分館で。\n{LINK}"
    assert any(one.stop for one in desk.preview(POSTER, Kind.MATERIAL, text).findings)
    assert not any(
        one.stop for one in desk.preview(POSTER, Kind.MATERIAL, f"{text} {UNREAD}").findings
    )


def test_6_9_a_text_from_which_the_link_was_taken_is_still_compared(store: Store) -> None:
    """To take a link out takes no fact out; after a second edit, too, and in a correction."""
    desk = knows(store, PAGE)
    draft = desk.write(POSTER, Kind.MATERIAL, f"12月5日(土)午後2時から。\n{LINK}")
    assert stopped_of(desk.reword(POSTER, draft.id, "12月6日(日)午後2時から。"))
    desk.edit(POSTER, draft.id, "12月5日(土)、教室を開きます。")
    assert stopped_of(desk.reword(POSTER, draft.id, "12月6日(日)、教室を開きます。"))
    assert not stopped_of(desk.reword(POSTER, draft.id, "12月5日(土)の教室です。"))


def stopped_of(version: Version) -> list[str]:
    return [one.found for one in version.findings if one.stop and one.clause == "6(9)"]


def _told(road: Callable[[], Draft], link: str) -> list[Finding]:
    """The findings of a road that say that nothing was compared with `link`."""
    where = link.partition("://")[2] or link
    return [one for one in _findings(road) if one.where == "リンク" and where in one.found]


def _findings(road: Callable[[], Draft]) -> tuple[Finding, ...]:
    """What is found on a road, whether it lets the text in or not."""
    try:
        return road().findings
    except Unacknowledged as refused:
        return tuple(refused.findings)  # type: ignore[arg-type] - findings of the model


@pytest.mark.parametrize("page", ["日時 12月6日(日)14時", "日時 12月6日(日)14時\n開催しません。"])
@pytest.mark.parametrize("road", ROADS, ids=lambda road: road.__name__)
def test_6_9_what_a_list_calls_off_is_known_on_each_road(
    store: Store, road: Callable[[Desk, Store, str], Draft], page: str
) -> None:
    """A person's text that names the day stops, whether the page knows of it or not; what
    continues a post need not say it anew where the page says it.
    """
    desk = knows(store, page, "【中止】教室")
    seen = _findings(lambda: road(desk, store, f"12月6日(日)14時から教室です。\n{LINK}"))
    stops = [one.found for one in seen if one.clause == "6(9)" and one.stop]
    assert ("中止" in stops) is not (road in (correct, add) and "開催しません" in page)
