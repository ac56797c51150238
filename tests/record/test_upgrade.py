"""An upgrade changes nothing: a record of an earlier release goes on where it stood.

saved/2026-11.sql is a record that an earlier release wrote (50 known items, 5 drafts waiting, 3
decided, 10 posted on the sandbox's timeline), saved/2026-11.site.json the site as it saw it last.
Neither is ever made anew: a change that does not pass here would void decisions, or post again, on
the day on which a library upgrades.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from fakes import TOKYO, Clock, Web, settings

from bridge.draft.rules import Rules
from bridge.model import Act, ItemState, State
from bridge.policy.s05_2_hours import make_calendar
from bridge.policy.words import Words
from bridge.posting.sandbox import SandboxPoster
from bridge.publish import Publish, PublishReport
from bridge.record.backup import faults
from bridge.record.database import SCHEMA
from bridge.record.migrations import migrations
from bridge.record.store import Store
from bridge.settings import Settings, Source
from bridge.sync import Sync, SyncReport

SAVED = Path(__file__).parent / "saved"
# closed: what is decided waits for the morning
EVENING = datetime(2026, 11, 25, 19, 30, tzinfo=TOKYO)
MORNING = datetime(2026, 11, 26, 9, 0, tzinfo=TOKYO)
SITE = "https://lib.example.jp/"


class Library:
    """The library whose record was saved, under today's release."""

    def __init__(self, store: Store, words: Words) -> None:
        self.store = store
        self.clock = Clock(EVENING)
        pages = json.loads((SAVED / "2026-11.site.json").read_text(encoding="utf-8"))
        self.web = Web({address: body.encode() for address, body in pages.items()})
        self.told: Settings = settings(
            Source("home", "homepage", SITE, encoding="utf-8"),
            Source("event", "feed", SITE + "event.rdf"),
            through="sandbox",
            gap_minutes=15,
            take_back_minutes=10,
        )
        self.rules = Rules(self.told, lambda: words)

    def sync(self, *, anew: bool = False) -> SyncReport:
        return Sync(self.store, self.web, self.rules, self.clock).run(anew=anew)

    def publish(self) -> PublishReport:
        calendar = make_calendar(self.told.hours, frozenset())
        poster = SandboxPoster(self.store.timeline, self.clock)
        return Publish(
            store=self.store,
            settings=self.told,
            calendar=calendar,
            poster=poster,
            fetcher=self.web,
            clock=self.clock,
        ).run()


def restored(path: Path) -> Path:
    """Write the saved record to `path`."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript((SAVED / "2026-11.sql").read_text(encoding="utf-8"))
    return path


@pytest.fixture
def library(tmp_path: Path, words: Words) -> Iterator[Library]:
    with Store(restored(tmp_path / "state.db")) as store:
        yield Library(store, words)


def stands(store: Store) -> list[tuple[object, ...]]:
    """Where each draft stands, in which version, and by which decision."""
    return [
        (
            d.id,
            d.state,
            d.version,
            d.digest,
            d.decision and d.decision.id,
            d.post and d.post.post_id,
        )
        for d in sorted(store.drafts(), key=lambda d: d.id)
    ]


@pytest.mark.parametrize("anew", [False, True])
def test_an_upgrade_changes_nothing(library: Library, *, anew: bool) -> None:
    """On an unchanged site: no new draft, no voided decision, no correction, no post."""
    before = stands(library.store)
    states = [row[1] for row in before]
    assert (states.count(State.WAITING), states.count(State.DECIDED)) == (5, 3)
    assert states.count(State.POSTED) + states.count(State.CHECKED) == 10
    for _ in range(2):
        synced, published = library.sync(anew=anew), library.publish()
        assert (
            synced.drafted,
            synced.refreshed,
            synced.corrections,
            synced.held,
            synced.expired,
        ) == ([],) * 5
        assert (published.posted, published.settled, published.held, published.expired) == ([],) * 4
        assert (published.failed, published.unknown, published.errors, synced.errors) == ([],) * 4
        library.clock.forward(minutes=10)
    assert stands(library.store) == before
    assert len(library.store.sightings.items()) == 50
    assert {seen.outcome for seen in library.sync().sources} == {"unchanged"}
    assert len(library.store.sightings.items(ItemState.BASELINE)) == 32


def test_an_upgrade_leaves_decisions_alive(library: Library) -> None:
    """What was decided under the earlier release goes out in the morning, each text once and as it
    was decided.
    """
    decided = library.store.drafts(State.DECIDED)
    shown = [post.text for post in library.store.timeline.shown_since("")]
    library.clock.now = MORNING
    posted = []
    for _ in range(6):
        posted += library.publish().posted
        library.clock.forward(minutes=15)
    assert sorted(posted) == [draft.id for draft in decided]
    after = [post.text for post in library.store.timeline.shown_since("")]
    assert sorted(after) == sorted([*shown, *(draft.content.text for draft in decided)])


def test_an_upgrade_leaves_a_whole_record(library: Library, tmp_path: Path) -> None:
    """The chain of the journal holds, every item has its state, and the earlier file stands beside
    it as it was.
    """
    assert faults(tmp_path / "state.db") == ()
    assert library.store.coverage()["remainder"] == 0
    assert library.store.verify_journal().broken_at is None


def test_a_changed_page_is_noticed_after_an_upgrade(library: Library) -> None:
    """The test above would pass with a reader that sees nothing: a decided draft's page that
    changed voids the decision.
    """
    draft = library.store.drafts(State.DECIDED)[0]
    assert draft.item is not None
    address = library.store.sightings.item(draft.item).url
    body = library.web.pages[address]
    assert isinstance(body, bytes)
    library.web.pages[address] = body.replace(
        b"</h1>", "</h1><p>都合により中止します。</p>".encode()
    )
    library.clock.forward(minutes=10)
    assert library.sync().refreshed == [draft.id]
    assert library.store.draft(draft.id).decision is None


def test_an_upgrade_repeated_is_none(tmp_path: Path) -> None:
    """Opening the record again migrates nothing and writes nothing."""
    path = restored(tmp_path / "state.db")
    Store(path).__exit__()
    before = path.read_bytes()
    Store(path).__exit__()
    assert path.read_bytes() == before


def test_an_upgrade_reads_what_an_id_was_from_its_beginning(tmp_path: Path) -> None:
    """A retweet, a deletion and the end of a retweet stood as rt:DRAFT:NUMBER, -NUMBER and
    -rt:DRAFT:NUMBER.
    """
    path = restored(tmp_path / "state.db")
    with closing(sqlite3.connect(path)) as db:
        for draft, word in ((1, "rt:1:1850"), (2, "-77"), (3, "-rt:1:1850")):
            db.execute("UPDATE posts SET post_id = ? WHERE draft = ?", (word, draft))
        db.commit()
    with Store(path) as store:
        posts = [store.draft(id).post for id in (1, 2, 3, 4)]
        assert [post and (post.what.act, post.post_id) for post in posts] == [
            (Act.RETWEET, "1850"),
            (Act.DELETION, "77"),
            (Act.UNDOING, "1850"),
            (Act.POST, "4"),
        ]
        assert str(posts[0] and posts[0].what) == "rt:1:1850"
        assert len(store.checks(1)) == 2


def test_each_change_of_the_schema_counts_once() -> None:
    """SCHEMA is how many migrations there are, so that a record of any older tree is brought up,
    and none of a newer one.
    """
    assert len(migrations._migrations) == SCHEMA
