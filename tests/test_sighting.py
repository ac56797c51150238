"""What a look at a list means, on a real record: identity, baseline, flood, a list that moved, one
that was emptied.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from fakes import NOW, Clock

from bridge.errors import Shrunken
from bridge.model import Entry, ItemState, JournalLine, Listing, Memory
from bridge.record.store import Store
from bridge.sayings import Refusal
from bridge.settings import FetchSettings, Source
from bridge.sighting import READING, ListPlan, conditional, failed, identities, plan

HOME = Source("home", "homepage", "https://lib.example.jp/")
URL = "https://lib.example.jp/news/{}.html"
B, N, H = ItemState.BASELINE, ItemState.NEW, ItemState.HELD


def entry(n: int, **fixed: object) -> Entry:
    return replace(Entry("home", URL.format(n), f"お知らせ{n}番"), **fixed)  # type: ignore[arg-type]


def dated(n: int, **fixed: object) -> Entry:
    return entry(n, published=date(2026, 11, n), **fixed)


class Eye:
    """One source and what is remembered of it."""

    def __init__(self, store: Store, limit: int = 10) -> None:
        self.store = store
        self.clock = Clock()
        self.limits = FetchSettings(new_per_source=limit)

    def look(
        self,
        *entries: Entry,
        days: float = 0.01,
        same: bool = False,
        anew: bool = False,
        **listing: object,
    ) -> ListPlan:
        self.clock.forward(days=days)
        memory = self.store.sightings.memory("home")
        seen = plan(
            HOME,
            listing=Listing(entries, **listing),  # type: ignore[arg-type]
            memory=memory,
            record=self.store.sightings,
            limits=self.limits,
            now=self.clock(),
            urgent=lambda title: "臨時休館" in title,
            same=same,
            anew=anew,
        )
        line = JournalLine("sync", "look", self.clock())
        self.store.sightings.remember(
            "home",
            seen.memory,
            sightings=seen.sightings,
            line=line,
            again=seen.again,
            halts=seen.halts,
        )
        return seen

    def remember(self, **fixed: object) -> None:
        self.store.sightings.remember("home", replace(self.store.sightings.memory("home"), **fixed))  # type: ignore[arg-type]


def titles(seen: ListPlan, state: ItemState = N) -> list[str]:
    return [one.item.title for one in seen.sightings if one.item.state is state]


@pytest.fixture
def eye(store: Store) -> Callable[..., Eye]:
    """Make an eye that has looked once, at these entries."""

    def make(*entries: Entry, limit: int = 10) -> Eye:
        made = Eye(store, limit)
        if entries:
            made.look(*entries)
        return made

    return make


Make = Callable[..., Eye]

# ── baseline ────────────────────────────────────────────────────────────────────────────────────


def test_truth_5_the_first_sight_is_a_baseline(eye: Make) -> None:
    """What stood there before we came is not news."""
    seen = eye().look(entry(1), entry(2))
    assert (seen.state, len(titles(seen, B)), seen.notes) == (B, 2, ())


@pytest.mark.parametrize(("days", "state"), [(29, N), (31, B)])
def test_truth_5_after_a_long_pause_it_is_a_baseline_again(
    eye: Make, days: int, state: ItemState
) -> None:
    """A source silent for more than 30 days starts anew, and staff hear of it."""
    made = eye(entry(1))
    seen = made.look(entry(2), entry(1), days=days)
    assert seen.state is state
    assert any("新しく見始めました" in note.what for note in seen.notes) is (state is B)
    assert (seen.memory.anew_at is not None) is (state is B)


@pytest.mark.parametrize(
    "note",
    [
        Refusal("list.garbled"),
        Refusal("list.too_many", entries=2000),
        Refusal("list.feed_mended", entries=3),
    ],
)
def test_truth_5_a_remark_does_not_keep_the_baseline_open(eye: Make, note: Refusal) -> None:
    """However often it comes: from the second look on, what is new is new."""
    made = eye()
    assert made.look(entry(2), entry(1), notes=(note,)).state is B
    assert titles(made.look(entry(3), entry(2), entry(1), notes=(note,))) == ["お知らせ3番"]


def test_truth_5_what_a_cut_list_did_not_show_is_no_news_when_it_shows(eye: Make) -> None:
    """The first list broke off after one entry; the whole one has another below it, and a new one
    above.
    """
    made = eye()
    made.look(
        entry(2), cut=True, notes=(Refusal("list.feed_broken", count=1, titles=[], entries=1),)
    )
    seen = made.look(entry(3), entry(2), entry(1))
    assert (titles(seen), titles(seen, B)) == (["お知らせ3番"], ["お知らせ1番"])
    assert titles(made.look(entry(3), entry(2), entry(1), entry(0))) == ["お知らせ0番"]


def test_truth_5_an_empty_first_list_is_no_baseline_unless_it_says_so(eye: Make) -> None:
    """What is missing from it would look new the next time; 現在お知らせはありません misses
    nothing.
    """
    made = eye()
    assert made.look().memory.succeeded_at is None
    assert made.look(entry(1)).state is B


def test_a_list_that_says_that_it_is_empty_is_a_baseline(eye: Make) -> None:
    """The first piece of news after it is news."""
    made = eye()
    assert made.look(empty=True).memory.succeeded_at is not None
    assert titles(made.look(entry(1))) == ["お知らせ1番"]


def test_a_list_that_lost_all_its_items_is_an_alarm(eye: Make) -> None:
    """An emptied list is told; one that says that there is no news is no failure."""
    made = eye(entry(1), entry(2), entry(3))
    with pytest.raises(Shrunken, match="前回は3件"):
        made.look()
    assert made.look(empty=True).sightings == ()
    assert titles(made.look(entry(1), entry(4))) == ["お知らせ4番"]


# ── what is old ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("day", [date(2025, 9, 2), date(2026, 11, 1)])
def test_an_old_entry_that_slips_in_is_no_news(eye: Make, day: date) -> None:
    """One was taken down, so that the list shows one more at its end: it was there before us."""
    made = eye(dated(5), dated(4), dated(3), dated(2))
    seen = made.look(dated(5), dated(4), dated(2), entry(9, published=day))
    assert (titles(seen), titles(seen, B)) == ([], ["お知らせ9番"])


def test_a_list_that_is_made_longer_shows_nothing_new(eye: Make) -> None:
    """Ten lines became twenty: those that are long past are no news."""
    made = eye(dated(20), dated(19))
    older = [entry(n, published=date(2026, 6, n)) for n in (9, 8, 7)]
    assert titles(made.look(dated(20), dated(19), *older)) == []


def test_news_that_is_dated_back_is_news(eye: Make) -> None:
    """Younger than the oldest we know; or added to a list that grew by it, some days late."""
    made = eye(dated(24), dated(20))
    assert titles(made.look(dated(24), dated(22), dated(20))) == ["お知らせ22番"]
    assert titles(made.look(dated(24), dated(22), dated(20), dated(19))) == ["お知らせ19番"]


def test_an_event_of_a_coming_day_is_never_old(eye: Make) -> None:
    """Lists of events stand in the order of their days; the next one may come before all that we
    know.
    """
    later = [entry(n, published=date(2026, 12, n)) for n in (12, 19)]
    made = eye(*later)
    assert titles(made.look(entry(1, published=date(2026, 11, 30)), later[1])) == ["お知らせ1番"]


# ── more than the limit ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("fresh", "held"), [(10, 0), (11, 1), (25, 15)])
def test_more_new_items_than_the_limit_are_drafted_up_to_it(
    eye: Make, fresh: int, held: int
) -> None:
    """The rest wait for a person, none is dropped, and staff hear of it once."""
    made = eye(entry(99))
    seen = made.look(*(entry(n) for n in range(fresh)), entry(99))
    assert (len(titles(seen)), len(titles(seen, H))) == (fresh - held, held)
    assert len(seen.notes) == (1 if held else 0)
    assert not made.look(*(entry(n) for n in range(fresh)), entry(99)).notes


def test_the_urgent_and_the_newest_come_first(eye: Make) -> None:
    """A closure at the end of the flood is drafted, and the latest dates."""
    made = eye(dated(1), limit=2)
    closure = dated(2, title="臨時休館のお知らせ")
    seen = made.look(dated(5), dated(3), dated(9), closure, dated(1))
    assert sorted(titles(seen)) == ["お知らせ9番", "臨時休館のお知らせ"]


def test_new_entries_are_drafted_oldest_first(eye: Make) -> None:
    """Lists show the newest on top; drafts are opened in the order of the news."""
    assert titles(eye(entry(0)).look(entry(3), entry(2), entry(1), entry(0))) == [
        f"お知らせ{n}番" for n in (1, 2, 3)
    ]


# ── identity ────────────────────────────────────────────────────────────────────────────────────


def test_the_same_title_under_another_address_is_another_item(eye: Make) -> None:
    """休館日のお知らせ comes every month, with or without a day of its own."""
    june, july = entry(6, title="休館日のお知らせ"), entry(7, title="休館日のお知らせ")
    made = eye(june, entry(1), entry(2))
    assert len(titles(made.look(july, entry(1), entry(2)))) == 1


def test_the_same_page_from_homepage_and_feed_is_one_item(eye: Make) -> None:
    """Address before guid: tracking, fragment and scheme do not make another page, nor do other
    words.
    """
    from_feed = entry(
        1, source="event", url=URL.format(1) + "?utm_source=rss#top", guid="tag:42", title="別の題"
    )
    assert eye(entry(1)).look(from_feed).sightings == ()


def test_the_same_page_in_two_lists_of_one_page_is_one_item(eye: Make) -> None:
    """A box above the list names it in its own words."""
    seen = eye(entry(9)).look(
        entry(1, title="休館します", list=0), entry(1, list=1), entry(9, list=1)
    )
    assert len(seen.sightings) == 1


def test_a_page_moved_under_the_same_guid_is_the_same_item(eye: Make) -> None:
    """The feed's own id finds it at its new address, under the same words."""
    made = eye(entry(1, guid="tag:42"))
    assert made.look(entry(2, guid="tag:42", title="お知らせ1番")).sightings == ()


def test_a_known_guid_under_another_address_and_title_is_another_item(eye: Make) -> None:
    """A system that uses its ids again."""
    made = eye(entry(1, guid="post-77"), entry(3, guid="post-78"))
    assert titles(
        made.look(entry(9, guid="post-77", title="臨時休館"), entry(3, guid="post-78"))
    ) == ["臨時休館"]


def test_a_known_guid_under_another_address_or_title_is_the_same_item(eye: Make) -> None:
    """One of both changes: it was edited, or moved."""
    made = eye(entry(1, guid="post-77"))
    assert made.look(entry(1, guid="post-77", title="まったく別の題")).sightings == ()
    assert made.look(entry(5, guid="post-77", title="お知らせ1番(更新)")).sightings == ()


def test_a_guid_given_twice_is_no_identity(eye: Make) -> None:
    """Two pages under one guid are two items."""
    assert len(eye(entry(0)).look(entry(1, guid="x"), entry(2, guid="x"), entry(0)).sightings) == 2


def test_entries_that_share_one_page_are_told_apart_by_their_guids(eye: Make) -> None:
    """A page of all events: the feed's entries link to it all, each has its own guid, two even the
    same title.
    """
    shared = [entry(0, guid=f"g{n}", title="おはなし会") for n in range(3)]
    made = eye(*shared[:2])
    assert len(titles(made.look(*shared))) == 1
    assert made.look(*shared).sightings == ()


def test_entries_that_share_one_page_are_told_apart_by_title_and_day(eye: Make) -> None:
    """Without guids; a monthly one under the same title has another day."""
    first = entry(0, title="映画会", published=date(2026, 11, 2))
    made = eye(first, entry(0, title="読書会", published=date(2026, 11, 1)))
    assert len(made.store.sightings.items()) == 2
    later = replace(first, published=date(2026, 11, 20))
    closed = entry(0, title="臨時休館", published=date(2026, 11, 21))
    assert len(titles(made.look(closed, later, first))) == 2
    assert made.look(closed, later, first).sightings == ()


def test_a_remark_put_behind_a_title_makes_no_other_item_of_it(eye: Make) -> None:
    """(満席) behind the title of one of several events that share a page."""
    one, two = (entry(0, title=name, published=date(2026, 11, 2)) for name in ("映画会", "読書会"))
    made = eye(one, two)
    assert (
        made.look(
            replace(one, title="映画会(満席)"), replace(two, title="【中止】読書会")
        ).sightings
        == ()
    )


def test_a_page_that_others_begin_to_share_is_still_known(eye: Make) -> None:
    """One entry linked to the page of events; a second one joins it, then the first one goes."""
    one = entry(0, title="映画会", published=date(2026, 11, 2))
    made = eye(one, entry(1))
    two = entry(0, title="読書会", published=date(2026, 11, 20))
    assert titles(made.look(two, one, entry(1))) == ["読書会"]
    assert made.look(two, entry(1)).sightings == ()


def test_an_address_that_was_shared_once_names_no_entry_that_stands_alone(eye: Make) -> None:
    """A feed of one page that is cut to its newest: each is news, and known to share its page."""
    one = entry(0, title="映画会", published=date(2026, 11, 2))
    two = entry(0, title="読書会", published=date(2026, 11, 3))
    made = eye(one, entry(1))
    made.look(two, one, entry(1))
    assert [item.shared for item in made.store.sightings.items()] == [True, True, False]
    late = entry(0, title="朗読会", published=date(2026, 11, 20))
    later = entry(0, title="工作教室", published=date(2026, 11, 21))
    assert titles(made.look(late)) == ["朗読会"]
    seen = made.look(later)
    assert [(one.item.title, one.item.shared) for one in seen.sightings] == [("工作教室", True)]
    assert made.look(later, late).sightings == ()


def test_an_upgrade_tells_which_of_the_known_share_their_page(eye: Make) -> None:
    """What an older release knew: at the first look, though the body is that of last time."""
    entries = [entry(0, title=name, published=date(2026, 11, 2)) for name in ("映画会", "読書会")]
    made = eye(*entries)
    with made.store.alone():
        made.store._db.execute("DELETE FROM identities WHERE key LIKE 'shared %'")
    assert [item.shared for item in made.store.sightings.items()] == [False, False]
    made.remember(reading=READING - 1)
    made.look(*entries, same=True)
    assert [item.shared for item in made.store.sightings.items()] == [True, True]


def test_places_on_one_page_are_items_of_their_own(eye: Make) -> None:
    """info.html#n1 and info.html#n2; a new place is news, even when it is the only one left."""
    place = URL.format("info") + "#n{}"
    made = eye(
        entry(1, url=place.format(1), title="読書会"), entry(2, url=place.format(2), title="映画会")
    )
    assert len(made.store.sightings.items()) == 2
    assert titles(made.look(entry(9, url=place.format(9), title="臨時休館"))) == ["臨時休館"]
    assert made.look(entry(1, url=place.format(1), title="読書会(満席)")).sightings == ()


def test_an_entry_listed_twice_is_one_item(eye: Make) -> None:
    """A homepage names the same page under 重要 and under 新着."""
    seen = eye(entry(0)).look(entry(1), entry(1, title="【重要】お知らせ1番"), entry(0))
    assert len(seen.sightings) == 1


def test_an_entry_without_link_or_guid_is_known_by_title_and_date(eye: Make) -> None:
    """Full-width and half-width of the same title are the same."""
    first = entry(1, url="", title="停電のお知らせ（７月）", published=date(2026, 7, 1))
    made = eye(first, entry(2))
    assert made.look(replace(first, title="停電のお知らせ(7月)"), entry(2)).sightings == ()
    assert (
        len(made.look(replace(first, published=date(2026, 8, 1)), first, entry(2)).sightings) == 1
    )


def test_a_very_long_address_is_kept_as_its_digest() -> None:
    """The index of identities stays small."""
    assert all(
        len(key) <= 100 for key in identities([entry(1, url=URL.format("あ" * 500))])[0].keys
    )


# ── a site that moved ───────────────────────────────────────────────────────────────────────────

MOVED = "https://new.example.jp/topics/{}/"


def test_a_list_under_other_addresses_with_its_titles_and_days_is_joined(eye: Make) -> None:
    """A rebuilt site: nothing is drafted, it is told, and only what is truly new is news, now and
    later.
    """
    made = eye(*(dated(n) for n in (5, 4, 3, 2)))
    moved = [dated(n, url=MOVED.format(n)) for n in (5, 4, 3, 2)]
    seen = made.look(dated(9, url=MOVED.format(9)), *moved)
    assert titles(seen) == ["お知らせ9番"]
    assert len(seen.sightings) == 1
    assert "4件のアドレスが変わりました" in seen.notes[0].what
    again = made.look(dated(9, url=MOVED.format(9)), *moved)
    assert (again.sightings, again.notes) == ((), ())


def test_a_list_without_days_that_moved_is_joined_by_its_titles(eye: Make) -> None:
    """When none of it is known, the same titles are enough; the others are held."""
    made = eye(*(entry(n) for n in range(5)))
    seen = made.look(*(entry(n, url=MOVED.format(n)) for n in range(1, 6)))
    assert (titles(seen), titles(seen, H)) == ([], ["お知らせ5番"])


def test_a_rebuilt_list_under_other_titles_too_is_held(eye: Make) -> None:
    """Nothing of it is known: a person looks; what is newer than all that was known is news."""
    made = eye(*(dated(n) for n in (20, 19, 18)))
    others = [dated(n, url=MOVED.format(n), title=f"別の題{n}") for n in (20, 19, 18)]
    newest = dated(25, url=MOVED.format(25), title="臨時休館")
    seen = made.look(newest, *others)
    assert (titles(seen), len(titles(seen, H))) == (["臨時休館"], 3)
    assert "作り直された" in seen.notes[0].what


def test_one_entry_that_only_changed_its_address_is_joined(eye: Make) -> None:
    """The same title and day, and the old address is gone from the list."""
    made = eye(dated(5), dated(4), dated(3))
    assert made.look(dated(5), dated(4, url=MOVED.format(4)), dated(3)).sightings == ()


def test_two_pages_of_one_title_and_day_are_two(eye: Make) -> None:
    """The old address is still listed: two branches announce the same on one day."""
    made = eye(dated(5), dated(3))
    assert len(titles(made.look(dated(5), dated(5, url=MOVED.format(5)), dated(3)))) == 1


def test_a_small_list_all_new_is_news(eye: Make) -> None:
    """Two lines that changed both are no rebuilt site."""
    made = eye(entry(1), entry(2))
    assert len(titles(made.look(entry(3), entry(4)))) == 2


# ── an upgrade ──────────────────────────────────────────────────────────────────────────────────


def test_an_upgrade_makes_no_news_of_what_only_the_new_readers_see(eye: Make) -> None:
    """The body is the one of last time: what is found in it was there."""
    made = eye(entry(1))
    made.remember(reading=0)
    seen = made.look(entry(1), entry(2), same=True)
    assert (titles(seen), titles(seen, B)) == ([], ["お知らせ2番"])
    assert seen.memory.reading == READING


def test_an_upgrade_on_a_changed_page_drafts_what_is_dated_since_and_holds_the_rest(
    eye: Make,
) -> None:
    """Nobody can tell whether the site or the reader brought what has no day."""
    made = eye(dated(20))
    made.remember(reading=0)
    today = entry(1, published=NOW.date())
    seen = made.look(today, entry(2), dated(20), dated(19))
    assert (titles(seen), titles(seen, H)) == (["お知らせ1番"], ["お知らせ19番", "お知らせ2番"])
    assert titles(made.look(entry(3), today, entry(2), dated(20), dated(19))) == ["お知らせ3番"]


def test_an_upgrade_knows_by_the_keys_of_before(eye: Make) -> None:
    """An older record has an address as its only key; the entry is known, and by the new keys from
    then on.
    """
    made = eye(dated(1), dated(2))
    with made.store._db:
        made.store._db.execute("DELETE FROM identities WHERE key LIKE '%#%'")
    made.remember(reading=0)
    assert made.look(dated(1), dated(2)).sightings == ()
    assert (
        made.look(
            dated(1), entry(1, title="もう一つの催し", published=date(2026, 11, 24)), dated(2)
        ).state
        is N
    )
    assert len(made.store.sightings.items()) == 3


# ── failures ────────────────────────────────────────────────────────────────────────────────────


def test_a_failure_is_counted_from_its_first_and_its_end_is_remembered(eye: Make) -> None:
    """Since when, how often in a row, and when it was over."""
    made = eye(entry(1))
    once = failed(made.store.sightings.memory("home"), "応答がありません", NOW)
    twice = failed(once, "応答がありません", NOW + timedelta(hours=1))
    assert (twice.failing_since, twice.failures) == (NOW, 2)
    made.store.sightings.remember("home", twice)
    after = made.look(entry(1)).memory
    assert (after.failures, after.down_since, after.back_at) == (0, NOW, made.clock())


@pytest.mark.parametrize(("hours", "asked"), [(22, True), (24, False)])
def test_a_server_is_asked_without_conditions_once_a_day(hours: int, asked: bool) -> None:
    """Some answer "not modified" for ever."""
    assert conditional(NOW, NOW + timedelta(hours=hours)) is asked
    assert not conditional(None, NOW)


def test_a_memory_comes_back_from_the_record_as_it_was(store: Store) -> None:
    """Every field of it."""
    at: datetime = NOW
    memory = Memory(
        etag="e",
        last_modified="l",
        digest="d",
        count=3,
        succeeded_at=at,
        changed_at=at,
        failing_since=at,
        failures=2,
        error="x",
        how="y",
        asked_at=at,
        whole_at=at,
        reading=1,
        parts=("https://a/",),
        notes=("n",),
        lists=(),
        cut=True,
        anew_at=at,
    )
    store.sightings.remember("home", memory)
    assert store.sightings.memory("home") == memory


def test_a_list_that_moved_beside_links_that_stayed_is_joined(eye: Make) -> None:
    """Without days, and with two links of the site's own among them (カレンダー, 検索): more came
    back than stayed.
    """
    stayed = (entry(90), entry(91))
    made = eye(*(entry(n) for n in range(5)), *stayed)
    seen = made.look(*(entry(n, url=MOVED.format(n)) for n in range(1, 6)), *stayed)
    assert (titles(seen), titles(seen, H)) == ([], ["お知らせ5番"])


def test_titles_that_return_among_many_known_ones_are_news(eye: Make) -> None:
    """おはなし会 each month: three of them under new addresses, while the list is the old one."""
    made = eye(*(entry(n) for n in range(9)))
    again = (entry(n, url=MOVED.format(n)) for n in range(3))
    assert len(titles(made.look(*again, *(entry(n) for n in range(3, 9))))) == 3


@pytest.mark.parametrize(
    ("title", "turns"),
    [
        ("【中止】お知らせ4番", True),
        ("お知らせ4番を延期します", True),
        ("お知らせ4番（満席になりました）", True),
        ("お知らせ4番の取り止めについて", True),
        ("お知らせ4番とりやめ", True),
        ("お知らせ4番（休止）", True),
        ("【キャンセル】お知らせ4番", True),
        ("お知らせ4番【受付終了】", True),
        ("お知らせ4番（締切りました）", True),
        ("お知らせ4番〔締切〕", True),
        ("NEW お知らせ4番", False),
        ("11月4日 お知らせ4番", False),
        ("【重要】お知らせ4番", False),
        ("お知らせ4番（雨天中止）", False),
        ("お知らせ4番は中止しません", False),
        ("お知らせ4番【締切間近】", False),
        ("お知らせ4番（締切12月5日）", False),
        ("お知らせ4番（キャンセルが出ました）", False),
    ],
)
def test_a_title_that_calls_its_entry_off_is_a_change(eye: Make, title: str, turns: bool) -> None:
    """中止, 延期, 満席 … and nothing else: days and marks come and go on a list. It is told once,
    and the item has the new title.
    """
    seen_by = eye(entry(4), entry(3))
    seen = seen_by.look(entry(4, title=title), entry(3))
    id = next(item.id for item in seen_by.store.sightings.items() if item.url == URL.format(4))
    assert seen.halts == (((id, title, True),) if turns else ())
    assert seen_by.store.sightings.item(id).title == (title if turns else "お知らせ4番")
    assert seen_by.look(entry(4, title=title), entry(3)).halts == ()


def test_what_was_called_off_from_the_first_is_no_change(eye: Make) -> None:
    """Only what it did not say before counts: 中止 and then 延期 is one more; that 中止 goes is
    none.
    """
    seen_by = eye(entry(4, title="【中止】読書会"), entry(3))
    assert seen_by.look(entry(4, title="読書会の中止について"), entry(3)).halts == ()
    assert seen_by.look(entry(4, title="読書会"), entry(3)).halts == ()
    (halt,) = seen_by.look(entry(4, title="【延期】読書会"), entry(3)).halts
    assert halt[1:] == ("【延期】読書会", True)


def test_a_second_row_of_an_entry_may_call_it_off(eye: Make) -> None:
    """The first box still has the old title, the list below it the new one."""
    seen_by = eye(entry(4), entry(3))
    (halt,) = seen_by.look(entry(4), entry(4, title="【満席】お知らせ4番", list=1), entry(3)).halts
    assert halt[1] == "【満席】お知らせ4番"


def test_an_upgrade_of_the_readers_calls_nothing_off(eye: Make) -> None:
    """The body of last time has not turned: its titles are kept for the next look, and no draft
    hears of them. A person who has it looked through anew is told; in another body all counts.
    """
    off = entry(4, title="【中止】お知らせ4番")
    seen_by = eye(entry(4), entry(3))
    assert seen_by.look(off, entry(3), same=True).halts == ()
    assert [one[2] for one in seen_by.look(off, entry(3), same=True, anew=True).halts] == [True]
    seen_by.remember(reading=READING - 1)
    late = entry(3, title="【延期】お知らせ3番")
    assert [one[1:] for one in seen_by.look(off, late, same=True).halts] == [(late.title, False)]
    assert seen_by.look(off, late).halts == ()
    seen_by.remember(reading=READING - 1)
    assert len(seen_by.look(entry(4, title="【満席】お知らせ4番"), late).halts) == 1
