"""5(3)イ: one thing is one draft, and a text that waits or is out is told beside another that says
it, on every road.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from fakes import DIRECTOR, NOW, POSTER, Scripted, content, packaged_words
from test_desk import desk
from test_publish import decided, run
from test_sync import FEED, HOME, SITE, Library, article, feed, library, listed

from bridge import lifecycle, repeats
from bridge.desk import Desk
from bridge.errors import StepRefused, Unacknowledged
from bridge.model import Content, ItemState, Kind, State
from bridge.record.store import Store

__all__ = ["desk", "library"]  # fixtures
TEXT = "『朝の本』を紹介します。"


def canonical(body: bytes, url: str) -> bytes:
    return body.replace(b"<head>", f'<head><link rel="canonical" href="{url}">'.encode())


def both(lib: Library, *, title: str = "お知らせ4") -> None:
    """List one page at two addresses, on the homepage and in the feed; both name the same canonical
    one.
    """
    page = canonical(article("お知らせ4"), f"{SITE}news/2026/4.html")
    lib.web.pages[SITE] = listed(4, 3, 2, 1)
    lib.web.pages[FEED.url] = feed(1, 44).replace("お知らせ44".encode(), title.encode())
    lib.web.pages |= {f"{SITE}news/4.html": page, f"{SITE}news/44.html": page}


@pytest.fixture
def two(library: Callable[..., Library], monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library with two sources whose baseline is taken."""
    plain = Library.__init__

    def with_feed(self: Library, *parts: object, **limits: object) -> None:
        plain(self, *parts, **limits)  # type: ignore[arg-type]
        self.web.pages[FEED.url] = feed(1)

    monkeypatch.setattr(Library, "__init__", with_feed)
    return library(HOME, FEED)


def test_5_3_b_two_entries_of_one_page_are_one_draft(two: Library) -> None:
    """The second is set aside and says beside which draft; who runs it sees it."""
    both(two)
    report = two.sync()
    (draft,) = two.store.drafts()
    (aside,) = two.store.sightings.items(ItemState.SET_ASIDE)
    assert (report.drafted, report.same) == ([draft.id], [aside.id])
    assert aside.reason == f"起案{draft.id}と同じ記事です"
    assert two.store.coverage()["remainder"] == 0


def test_5_3_b_a_draft_that_was_posted_or_refused_is_not_opened_once_more(two: Library) -> None:
    """The feed comes an hour after the post: it is the same page, title and day."""
    both(two)
    two.web.pages[FEED.url] = feed(1)
    two.sync()
    (draft,) = two.store.drafts()
    two.store.apply(lifecycle.reject(draft, DIRECTOR, "載せない", two.clock.now))
    two.web.pages[FEED.url] = feed(1, 44).replace("お知らせ44".encode(), "お知らせ4".encode())
    assert two.sync().drafted == []


def test_5_3_b_another_title_on_one_page_is_another_draft(two: Library) -> None:
    """Entries that share a page's canonical address but not the title are not taken for one: their
    texts tell them apart.
    """
    both(two, title="別のお知らせ")
    two.web.pages[f"{SITE}news/44.html"] = canonical(
        article("別のお知らせ"), f"{SITE}news/2026/4.html"
    )
    assert len(two.sync().drafted) == 2


def test_5_3_b_pages_of_one_text_in_one_run_are_one_draft(library: Callable[..., Library]) -> None:
    """What comes once at each of two addresses that may not be linked to has one text, that of the
    site's own: the second of them is set aside though the first was written a moment ago.
    """
    lib = library(HOME)
    rows = "".join(
        f'<dt>2026年11月24日</dt><dd><a href="https://{host}.example/4.html">講座のお知らせ</a></dd>'
        for host in ("one", "two")
    )
    lib.web.pages[SITE] = listed(3, 2, 1).replace(b"<dl>", f"<dl>{rows}".encode())
    for host in ("one", "two"):
        lib.web.pages[f"https://{host}.example/4.html"] = article("講座のお知らせ")
    report = lib.sync()
    (draft,) = lib.store.drafts()
    assert (report.drafted, len(report.same)) == ([draft.id], 1)


def test_5_3_b_what_a_person_picks_nevertheless_is_drafted_with_the_number(two: Library) -> None:
    """Set aside as the same, picked knowingly: a draft whose finding names the other."""
    both(two)
    two.sync()
    (aside,) = two.store.sightings.items(ItemState.SET_ASIDE)
    Desk(two.store, two.rules, two.clock).pick(POSTER, [aside.id])
    (again,) = two.sync().drafted
    first = two.store.drafts()[0].id
    assert [f.found for f in two.store.draft(again).findings if f.stop] == [f"起案{first}"]


def test_5_3_b_a_text_that_waits_is_told_to_who_writes_it_again(desk: Desk) -> None:
    """`new`: refused until the number is acknowledged; the finding stays with the draft for whoever
    decides.
    """
    first = desk.write(POSTER, Kind.MATERIAL, TEXT)
    with pytest.raises(Unacknowledged, match=f"起案{first.id}"):
        desk.write(POSTER, Kind.MATERIAL, f" {TEXT}\n")
    second = desk.write(POSTER, Kind.MATERIAL, TEXT, acknowledged=[f"5(3)イ:起案{first.id}"])
    with pytest.raises(StepRefused, match=f"起案{first.id}"):
        desk.decide(DIRECTOR, [second.id], shown=[second.digest])
    assert desk.decide(DIRECTOR, [second.id], shown=[second.digest], acknowledged=["5(3)イ"])


def test_5_3_b_a_text_in_other_notations_is_told_as_the_same(desk: Desk) -> None:
    """12/12 14:00 is 12月12日(土)午後2時; another hour is another text."""
    first = desk.write(POSTER, Kind.MATERIAL, "朝の本の会：12月12日(土)午後2時～4時")
    with pytest.raises(Unacknowledged, match=f"起案{first.id}"):
        desk.write(POSTER, Kind.MATERIAL, "朝の本の会：12/12 14:00〜16:00")
    desk.write(POSTER, Kind.MATERIAL, "朝の本の会：12/12 15:00〜16:00")


def test_5_3_b_an_edit_that_comes_to_the_same_is_told(desk: Desk) -> None:
    """A draft is no repeat of itself, and one of another when it is edited into its words."""
    first = desk.write(POSTER, Kind.MATERIAL, TEXT)
    second = desk.write(POSTER, Kind.MATERIAL, "ほかの本を紹介します。")
    desk.edit(POSTER, first.id, TEXT, title="朝の本")
    with pytest.raises(Unacknowledged, match=f"起案{first.id}"):
        desk.edit(POSTER, second.id, TEXT)


@pytest.mark.parametrize(("days", "told"), [(29, True), (31, False)])
def test_5_3_b_a_post_is_told_for_thirty_days(store: Store, days: int, told: bool) -> None:
    """Last month's monthly notice is no repeat."""
    first = decided(store)
    run(store, Scripted())
    found = repeats.same(store, content(), "x", NOW + timedelta(days=days))
    assert [draft.id for draft in found] == ([first] if told else [])


def test_5_3_b_a_post_of_the_sandbox_is_none_on_x(store: Store) -> None:
    """What was tried does not stand in the way of the real one; nor does what is over."""
    first = decided(store)
    run(store, Scripted(through="sandbox"))
    assert repeats.same(store, content(), "x", NOW) == []
    assert [draft.id for draft in repeats.same(store, content(), "sandbox", NOW)] == [first]
    assert (
        repeats.same(
            store, Content("", "", "mihon_lib", repost_of="https://x.com/a/status/1"), "x", NOW
        )
        == []
    )


@pytest.mark.parametrize("road", ["x", "manual"])
def test_5_3_b_the_gate_holds_a_text_that_went_out_since_the_decision(
    store: Store, road: str
) -> None:
    """Two that nobody saw side by side: the second is held, on X's road and by hand; put up again,
    it names the first.
    """
    first, second = decided(store), decided(store)
    poster = Scripted() if road == "x" else None
    if poster is None:
        store.apply(
            lifecycle.posted(
                store.draft(first),
                attempt=None,
                person=POSTER,
                number="2800000000000000000",
                url="u",
                at=NOW,
            )
        )
    report = run(store, poster, NOW + timedelta(hours=1))
    assert (report.held, store.draft(second).state) == ([second], State.HELD)
    assert f"起案{first}" in store.draft(second).note
    desk = gated(store)
    again = desk.resubmit(POSTER, second)
    assert [f.found for f in again.findings] == [f"起案{first}"]
    desk.decide(DIRECTOR, [second], shown=[again.digest], acknowledged=["5(3)イ"])
    if road == "x":
        assert run(store, poster, NOW + timedelta(hours=2)).posted == [second]


def gated(store: Store) -> Desk:
    """Return a desk over the record of the gate."""
    from fakes import Clock, settings

    from bridge.draft.rules import Rules

    told = settings(through="x")
    return Desk(
        store,
        Rules(told, packaged_words),
        Clock(NOW + timedelta(hours=1)),
    )


def test_9_2_a_correction_is_no_repeat_of_the_post_whose_place_it_takes(store: Store) -> None:
    """A correction that changes only the picture has the first post's words; an addition with the
    same words is a repeat.
    """
    first = decided(store)
    run(store, Scripted())
    desk = gated(store)
    known = ["6(9)"]  # nobody has read the linked page
    made = desk.correct(
        POSTER, first, content().text, reason="画像の差し替え", acknowledged=known, ticked=True
    )
    assert [f for f in made.findings if f.clause == "5(3)イ" and f.found.startswith("起案")] == []
    desk.withdraw(POSTER, made.id)
    with pytest.raises(Unacknowledged, match=f"起案{first}"):
        desk.correct(POSTER, first, content().text, reason="続き", addition=True)


def test_5_3_b_the_same_notice_of_another_day_is_news(two: Library) -> None:
    """A page that is announced again with another day is drafted, with the number of the draft that
    still waits.
    """
    both(two)
    two.web.pages[FEED.url] = feed(1)
    two.sync()
    two.web.pages[f"{SITE}news/44.html"] = canonical(
        article("お知らせ4", "12月19日(土)午前10時から、紙芝居の会を開きます。"),
        f"{SITE}news/2026/4.html",
    )
    two.web.pages[SITE] = listed(4, 3, 2, 1).replace(
        b"<dl>",
        '<dl><dt>2026年11月25日</dt><dd><a href="/news/44.html">お知らせ4</a></dd>'.encode(),
    )
    assert len(two.sync().drafted) == 1


def test_5_3_b_a_text_that_waits_is_brought_to_one_spelling_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However often new drafts are compared with it: hundreds may wait while hundreds come in."""
    spelled = []
    monkeypatch.setattr(repeats, "in_one_spelling", lambda text: spelled.append(text) or text)
    repeats._key.cache_clear()
    for _ in range(3):
        repeats._key(TEXT)
    assert spelled == [TEXT]
    repeats._key.cache_clear()
