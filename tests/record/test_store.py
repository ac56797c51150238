"""The record: one writer, all or nothing, nothing altered afterwards."""

from __future__ import annotations

import errno
import os
import random
import sqlite3
from contextlib import closing
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fakes import DIRECTOR, LINK, NOW, POSTER, TODAY, answered, content, draft, wording

from bridge import lifecycle
from bridge.errors import BridgeError, LockHeld, NotAllowed, NotFound, StoreFailed, WrongState
from bridge.model import (
    Block,
    Closing,
    Confirmation,
    Image,
    Item,
    ItemState,
    JournalLine,
    Kind,
    Memory,
    Opening,
    Page,
    PostId,
    Role,
    Sighting,
    State,
)
from bridge.record import codec, database
from bridge.record.store import Store
from bridge.record.visits import Visits

VERSION = "2021-04-01"
LINE = JournalLine("館長", "people", NOW)


def opened(store: Store, **fixed: object) -> int:
    version = wording(**fixed)
    return store.apply(lifecycle.open_draft(Opening(None, "home", Kind.PAGE), version, "sync", NOW))


def sent(store: Store, through: str = "x") -> int:
    id = opened(store)
    store.apply(lifecycle.decide(store.draft(id), DIRECTOR, NOW, policy_version=VERSION))
    store.apply(lifecycle.send(store.draft(id), through, marker="", policy_version=VERSION, at=NOW))
    return id


def test_a_draft_comes_back_as_it_was_written(store: Store) -> None:
    """Every field survives the file, picture and findings included."""
    made = content()
    made = replace(made, image=Image("https://lib.example.jp/a.png", "絵", "市が撮影"))
    id = opened(store, content=made, urgent=True, expires_on=TODAY, page_digest="f" * 64)
    found = store.draft(id)
    assert (found.content, found.urgent, found.expires_on, found.state) == (
        made,
        True,
        TODAY,
        State.WAITING,
    )
    assert store.page_digest(id) == "f" * 64


def test_a_step_made_on_an_older_state_is_refused_and_writes_nothing(store: Store) -> None:
    """Two persons act on the same screen: the second is told, and the record has one of them."""
    id = opened(store)
    seen = store.draft(id)
    store.apply(lifecycle.return_(seen, DIRECTOR, "日付", NOW))
    with pytest.raises(WrongState, match="先に進めました"):
        store.apply(lifecycle.decide(seen, DIRECTOR, NOW))
    assert [line["action"] for line in store.history(id)] == ["open", "return"]


def test_truth_2_a_step_made_on_an_older_version_is_refused(store: Store) -> None:
    """An edit leaves a waiting draft waiting: only the version tells that the decision was on
    another text.
    """
    id = opened(store)
    seen = store.draft(id)
    store.apply(lifecycle.edit(seen, wording(content("別の文です。")), POSTER, NOW))
    assert store.draft(id).state is seen.state
    with pytest.raises(WrongState, match="先に進めました"):
        store.apply(lifecycle.decide(seen, DIRECTOR, NOW))
    assert (store.draft(id).version, store.draft(id).decision) == (2, None)


def test_truth_4_an_outcome_is_written_once(store: Store) -> None:
    """What X refused stays refused, and what it took stays taken; only 結果不明 waits for evidence."""
    id = sent(store)
    attempt = store.last_attempt(id)
    assert attempt is not None
    store.apply(lifecycle.fail(store.draft(id), attempt, answered("長すぎます"), NOW))
    word = lifecycle.posted(
        store.draft(id),
        attempt,
        person=POSTER,
        number="77",
        url="https://x.com/mihon_lib/status/77",
        at=NOW,
    )
    with pytest.raises(WrongState, match="すでに記録"):
        store.apply(word)
    kept = store.last_attempt(id)
    assert kept is not None
    assert (kept.outcome, kept.detail, store.draft(id).state) == (
        "refused",
        "長すぎます",
        State.FAILED,
    )
    unclear = sent(store)
    attempt = store.last_attempt(unclear)
    assert attempt is not None
    store.apply(lifecycle.lose(store.draft(unclear), attempt, answered("時間切れ"), NOW))
    store.apply(
        lifecycle.posted(
            store.draft(unclear),
            attempt,
            person=POSTER,
            number="78",
            url="https://x.com/mihon_lib/status/78",
            at=NOW,
        )
    )
    assert store.draft(unclear).state is State.POSTED


def test_several_decisions_are_taken_together_or_not_at_all(store: Store) -> None:
    """When the second of two has moved, the first is not decided either."""
    first, second = opened(store), opened(store)
    steps = [lifecycle.decide(store.draft(id), DIRECTOR, NOW) for id in (first, second)]
    store.apply(lifecycle.return_(store.draft(second), DIRECTOR, "日付", NOW))
    with pytest.raises(WrongState):
        store.apply_all(steps)
    assert store.draft(first).state is State.WAITING


def test_truth_2_an_edit_voids_the_decision_and_keeps_both_versions(store: Store) -> None:
    """After an edit the draft waits, nothing is in force, and both wordings stand."""
    id = opened(store)
    store.apply(lifecycle.decide(store.draft(id), DIRECTOR, NOW))
    store.apply(lifecycle.edit(store.draft(id), wording(content("直した文\n" + LINK)), POSTER, NOW))
    assert (store.draft(id).state, store.draft(id).decision) == (State.WAITING, None)
    assert [v["version"] for v in store.versions(id)] == [1, 2]


def test_truth_4_only_one_attempt_of_a_machine_is_ever_open(store: Store) -> None:
    """A second intent while one is open is refused by the file itself."""
    sent(store)
    id = opened(store)
    store.apply(lifecycle.decide(store.draft(id), DIRECTOR, NOW, policy_version=VERSION))
    with pytest.raises(sqlite3.IntegrityError):
        store.apply(
            lifecycle.send(store.draft(id), through="x", marker="", policy_version=VERSION, at=NOW)
        )
    assert store.draft(id).state is State.DECIDED


def test_an_outcome_is_written_once(store: Store) -> None:
    """A settled attempt is not settled anew."""
    id = sent(store)
    attempt = store.last_attempt(id)
    assert attempt is not None
    step = lifecycle.defer(store.draft(id), attempt, answered("429"), NOW)
    store.apply(step)
    with pytest.raises(WrongState):
        store.apply(step)


def test_one_post_belongs_to_one_draft(store: Store) -> None:
    """The same post cannot be recorded for a second draft."""
    first = sent(store)
    attempt = store.last_attempt(first)
    assert attempt is not None
    store.apply(
        lifecycle.post(
            store.draft(first), attempt, number="55", url="https://x.com/a/status/55", at=NOW
        )
    )
    second = sent(store)
    open_attempt = store.last_attempt(second)
    assert open_attempt is not None
    store.apply(lifecycle.lose(store.draft(second), open_attempt, answered("時間切れ"), NOW))
    with pytest.raises(WrongState, match=f"起案{first}"):
        store.apply(
            lifecycle.posted(
                store.draft(second),
                attempt=store.last_attempt(second),
                person=POSTER,
                number="55",
                url="u",
                at=NOW,
            )
        )
    assert store.owner_of(PostId("55"), "x") == first


@pytest.mark.parametrize("table", ["journal", "versions", "decisions"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET digest = 'x'", "DELETE FROM {}"])
def test_5_3_a_what_is_written_is_not_altered(tmp_path: Path, table: str, verb: str) -> None:
    """The journal, the versions and the decisions refuse UPDATE and DELETE."""
    path = tmp_path / "state.db"
    with Store(path) as store:
        sent(store)
    statement = verb.format(table).replace("digest", "hash" if table == "journal" else "digest")
    with (
        closing(sqlite3.connect(path)) as raw,
        raw,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        raw.execute(statement)
    raw.close()


def test_5_3_a_what_was_said_is_only_ever_added_to(store: Store) -> None:
    """Texts, words before a decision, decisions, checks, looks: each table bars both verbs."""
    triggers = store._db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    barred = {name for name, sql in triggers if "is append-only" in sql}
    tables = ["versions", "reviews", "decisions", "checklists", "checks", "inspections", "journal"]
    assert {f"{table}_no_{verb}" for table in tables for verb in ("update", "delete")} == barred


def test_11_what_lies_beside_the_record_is_nobody_elses_to_read(tmp_path: Path) -> None:
    """Whatever the machine's mask is: the record, and the word in which it says where it stands."""
    mask = os.umask(0)
    try:
        with Store(tmp_path / "state.db") as opened:
            opened.people.save(DIRECTOR, "correct horse battery", LINE)
            opened.identity.belong("mihon_lib")
    finally:
        os.umask(mask)
    modes = {path.name: path.stat().st_mode & 0o077 for path in tmp_path.iterdir()}
    assert set(modes.values()) == {0}, modes


def test_what_a_record_read_elsewhere_defines_is_not_trusted(store: Store) -> None:
    """A view or a trigger in somebody's file calls no function of ours (SQLite's advice)."""
    assert store._db.execute("PRAGMA trusted_schema").fetchone()[0] == 0


def test_a_number_beyond_all_numbers_is_one_that_nobody_has(store: Store) -> None:
    """Typed, or in an address: no draft, and no fault of the record."""
    with pytest.raises(NotFound) as refused:
        store.draft(10**30)
    assert refused.value.code == "record.no_such_number"


def test_5_3_a_an_altered_journal_is_seen(tmp_path: Path) -> None:
    """Whoever drops the trigger and rewrites a row breaks the chain at that row."""
    path = tmp_path / "state.db"
    with Store(path) as store:
        sent(store)
        assert store.verify_journal().broken_at is None
    raw = sqlite3.connect(path)
    raw.execute("DROP TRIGGER journal_no_update")
    raw.execute("UPDATE journal SET actor = '別の人' WHERE id = 2")
    raw.commit()
    raw.close()
    with Store(path) as store:
        assert store.verify_journal().broken_at == 2


def test_5_3_a_the_state_is_what_the_journal_adds_up_to(store: Store) -> None:
    """The last line on a draft tells its state: nothing moves without a line."""
    ids = [opened(store), sent(store)]
    for id in ids:
        lines = store.history(id)
        assert lines[-1]["after"] == store.draft(id).state
        assert all(a["after"] == b["before"] for a, b in pairwise(lines))


def test_the_queue_shows_urgent_ones_first_then_the_oldest(store: Store) -> None:
    """A closure (2) stands above what came before it."""
    old, urgent, new = opened(store), opened(store, urgent=True), opened(store)
    assert [d.id for d in store.drafts(State.WAITING)] == [urgent, old, new]


def test_posts_of_a_day_are_counted_in_the_asked_zone(store: Store) -> None:
    """A post at 8:30 in Tokyo lies inside Tokyo's day though UTC has another date."""
    id = sent(store)
    attempt = store.last_attempt(id)
    assert attempt is not None
    early = NOW.replace(hour=8, minute=30)
    store.apply(lifecycle.post(store.draft(id), attempt, number="1", url="u", at=early))
    midnight = NOW.replace(hour=0)
    assert [p.post_id for p in store.posts_between(midnight, midnight + timedelta(days=1))] == ["1"]
    assert store.posts_between(midnight - timedelta(days=1), midnight) == []


# ── items ───────────────────────────────────────────────────────────────────────────────────────


def sight(store: Store, key: str, state: ItemState = ItemState.NEW) -> int:
    item = Item(
        id=0, source="home", url=LINK, title="題名", state=state, seen_at=NOW, published=TODAY
    )
    return store.sightings.remember(
        "home", Memory(count=1, succeeded_at=NOW), [Sighting(item, (key,))]
    )[0]


def test_truth_3_every_item_stands_in_one_named_state(store: Store) -> None:
    """Seen = the sum of the states, no remainder, whatever became of each."""
    for n, state in enumerate(ItemState):
        if state is not ItemState.DRAFTED:
            sight(store, f"k{n}", state)
    item = sight(store, "drafted")
    version = wording()
    store.apply(lifecycle.open_draft(Opening(item, "home", Kind.PAGE), version, "sync", NOW))
    told = store.coverage()
    assert (told["seen"], told["remainder"]) == (5, 0)
    assert told["states"]["draft:waiting"] == 1


def test_an_item_is_found_by_any_of_its_identities(store: Store) -> None:
    """The first known key counts."""
    first, second = sight(store, "a"), sight(store, "b")
    assert [store.sightings.find([key]) for key in ("a", "b", "d")] == [first, second, None]
    assert store.sightings.find(["d", "b", "a"]) == second


def test_a_rejected_draft_sets_its_item_aside(store: Store) -> None:
    """The item behind a rejected draft is decided against and not read again."""
    item = sight(store, "a")
    version = wording()
    id = store.apply(lifecycle.open_draft(Opening(item, "home", Kind.PAGE), version, "sync", NOW))
    store.apply(lifecycle.reject(store.draft(id), DIRECTOR, "不要", NOW))
    assert store.sightings.item(item).state is ItemState.SET_ASIDE
    assert store.sightings.to_read(10) == []


def test_a_page_comes_back_as_it_was_read(store: Store) -> None:
    """The last reading of a page survives the file."""
    item = sight(store, "a")
    page = Page(
        url=LINK,
        title="題",
        text="文",
        rows=(("日時", "7月1日"),),
        canonical="",
        published=TODAY,
        image=Image("u"),
        notes=("PDF",),
        fingerprint="f",
    )
    store.sightings.keep_page(item, page, validators=("e", "m"), digest="d", at=NOW)
    assert store.sightings.page(item) == (page, ("e", "m"), "d")


# ── persons ─────────────────────────────────────────────────────────────────────────────────────


def test_4_a_wrong_name_and_a_wrong_password_are_told_alike(store: Store) -> None:
    """Nobody learns from the message which names exist."""
    store.people.save(DIRECTOR, "correct horse", LINE)
    assert store.people.authenticate("館長", "correct horse").role is Role.DIRECTOR
    told = []
    for name, password in (("館長", "wrong"), ("誰か", "correct horse"), ("館長", "")):
        with pytest.raises(NotAllowed) as refused:
            store.people.authenticate(name, password)
        told.append(str(refused.value))
    assert len(set(told)) == 1


def test_4_somebody_removed_cannot_come_back_with_the_old_password(store: Store) -> None:
    """The row stays for the record, the right does not."""
    store.people.save(POSTER, "correct horse", LINE)
    store.people.save(replace(POSTER, active=False), None, LINE)
    with pytest.raises(NotAllowed):
        store.people.authenticate("職員", "correct horse")


def test_passwords_are_never_readable_in_the_file(tmp_path: Path) -> None:
    """state.db holds argon2id, not the word."""
    with Store(tmp_path / "state.db") as store:
        store.people.save(DIRECTOR, "correct horse battery", LINE)
    assert b"correct horse" not in (tmp_path / "state.db").read_bytes()


def test_5_1_prior_confirmation_survives_the_file(store: Store) -> None:
    """What the director gave comes back whole, and its revocation too."""
    given = Confirmation(
        number="2026-1",
        persons=("職員",),
        sources=("home",),
        kinds=(Kind.PAGE,),
        first=TODAY,
        last=TODAY + timedelta(days=9),
        per_day=3,
        given_by="館長",
    )
    store.people.save_confirmation(given, LINE)
    assert store.people.confirmation("2026-1") == given
    store.people.save_confirmation(replace(given, revoked_at=NOW), LINE)
    revoked = store.people.confirmation("2026-1").revoked_at
    assert revoked == NOW
    with pytest.raises(NotFound):
        store.people.confirmation("2026-9")


# ── moments ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York", "Australia/Lord_Howe", "UTC"])
def test_5_2_each_moment_leaves_the_record_in_the_librarys_zone(tmp_path: Path, zone: str) -> None:
    """No rule reckons with another: the hour that was decided is the hour that is read, and so is
    its day.
    """
    here = ZoneInfo(zone)
    at = datetime(2026, 11, 25, 23, 30, tzinfo=here)
    with Store(tmp_path / "state.db", here) as store:
        id = opened(store)
        store.apply(
            lifecycle.decide(store.draft(id), DIRECTOR, at, not_before=at + timedelta(minutes=10))
        )
        store.people.stop("all", "点検", at, JournalLine("館長", "stop", at))
        store.timeline.add_shown("文", at, "1")
        decision = store.draft(id).decision
        assert decision is not None
        assert decision.not_before is not None
        read = [
            decision.at,
            decision.not_before - timedelta(minutes=10),
            store.people.stops(NOW)["all"][1],
            store.people.stopped_at()["all"],
            store.timeline.shown_since("")[0].at,
            datetime.fromisoformat(store.history(id)[-1]["at"]),
        ]
    assert [moment.replace(tzinfo=None) for moment in read if moment] == [
        at.replace(tzinfo=None)
    ] * 6
    assert all(moment == at for moment in read)


# ── the file ────────────────────────────────────────────────────────────────────────────────────


def test_the_file_is_private_and_has_a_marker_beside_it(tmp_path: Path) -> None:
    """Only the owner reads the record."""
    path = tmp_path / "state.db"
    Store(path).__exit__()
    assert path.stat().st_mode & 0o077 == 0
    assert database.marker(path).exists()


@pytest.mark.parametrize("loss", ["deleted", "emptied"])
def test_a_lost_record_never_looks_like_a_first_run(tmp_path: Path, loss: str) -> None:
    """A deleted or empty state.db is told, not silently begun anew: else everything would be a
    baseline again.
    """
    path = tmp_path / "state.db"
    Store(path).__exit__()
    path.unlink() if loss == "deleted" else path.write_bytes(b"")
    with pytest.raises(StoreFailed, match="初回とはみなさず"):
        Store(path)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda db: db.execute("PRAGMA user_version = 999"), "新しい版"),
        (
            lambda db: (
                db.execute("PRAGMA application_id = 1; ") and db.execute("PRAGMA user_version = 0")
            ),
            "ほかのプログラム",
        ),
        (lambda db: db.execute("PRAGMA application_id = 1"), "ほかのプログラム"),
    ],
)
def test_a_newer_or_foreign_file_is_refused_untouched(
    tmp_path: Path, spoil: object, why: str
) -> None:
    """What another program or a newer version wrote is left alone, byte for byte."""
    path = tmp_path / "state.db"
    Store(path).__exit__()
    raw = sqlite3.connect(path)
    spoil(raw)  # type: ignore[operator]
    raw.commit()
    raw.close()
    before = path.read_bytes()
    with pytest.raises(StoreFailed, match=why):
        Store(path)
    assert database.is_strange(path)
    assert path.read_bytes() == before


def test_a_record_and_what_is_no_database_are_not_another_programs(tmp_path: Path) -> None:
    """Whoever looks after the record looks at them; to ask makes no file."""
    path = tmp_path / "state.db"
    assert not database.is_strange(path)
    assert not path.exists()
    Store(path).__exit__()
    assert not database.is_strange(path)
    path.write_text("これは記録ではありません。" * 99)
    assert not database.is_strange(path)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """A text file under that name is told as such."""
    path = tmp_path / "state.db"
    path.write_text("これは記録ではありません。" * 100, encoding="utf-8")
    with pytest.raises(StoreFailed, match="記録ではありません"):
        Store(path)


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    """No folder is made by itself."""
    with pytest.raises(StoreFailed, match="開けません"):
        Store(tmp_path / "none" / "state.db")


def test_a_locked_file_is_told_and_nothing_is_written(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When another writer does not let go in time, the step is refused whole."""
    other = sqlite3.connect(store.path, isolation_level=None)
    store._db.execute("PRAGMA busy_timeout = 10")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreFailed, match="書き込み中"):
        opened(store)
    other.execute("ROLLBACK")
    other.close()
    assert store.drafts() == []


def test_a_full_disk_leaves_nothing_half_written(store: Store) -> None:
    """SQLITE_FULL: told plainly, rolled back, and the record is whole afterwards."""
    opened(store)
    pages = store._db.execute("PRAGMA page_count").fetchone()[0]
    store._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreFailed, match="ディスクがいっぱい"):
        opened(store, title="長い題名" * 20_000)
    store._db.execute("PRAGMA max_page_count = 1073741823")
    assert store._db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert store.verify_journal().broken_at is None


def test_a_migration_that_died_halfway_is_finished_by_the_next_run(tmp_path: Path) -> None:
    """A file that was named ours but has no tables yet is not taken for a stranger's."""
    path = tmp_path / "state.db"
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA application_id = {database.APPLICATION_ID}")
    raw.execute(
        "CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT, applied_at TEXT)"
    )
    raw.commit()
    raw.close()
    with Store(path) as store:
        assert opened(store) == 1


def test_draft_values_of_the_fakes_agree_with_the_model() -> None:
    """The stand-in draft is one that the machine accepts."""
    assert lifecycle.decide(draft(), DIRECTOR, NOW).after is State.DECIDED


def test_a_number_that_no_row_can_bear_is_not_found(store: Store) -> None:
    """SQLite's integers end at 2^63."""
    with pytest.raises(NotFound, match="番号"):
        store.draft(10**30)


def test_a_whole_file_without_anything_in_it_never_looks_like_a_first_run(tmp_path: Path) -> None:
    """Somebody put an empty database in the record's place: SQLite finds nothing wrong with it, the
    marker does.
    """
    path = tmp_path / "state.db"
    with Store(path):
        pass
    path.unlink()
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript("PRAGMA user_version = 0; VACUUM")
    db.close()
    before = path.read_bytes()
    with pytest.raises(StoreFailed, match="初回とはみなさず"):
        Store(path)
    assert path.read_bytes() == before


def test_another_programs_empty_file_of_our_version_is_refused(tmp_path: Path) -> None:
    """user_version alone proves nothing."""
    path = tmp_path / "state.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript("PRAGMA user_version = 1; VACUUM")
    db.close()
    with pytest.raises(StoreFailed, match="ほかのプログラム"):
        Store(path)


@pytest.mark.parametrize("spoil", ["x'ff'", "'{'"])
def test_a_text_that_the_disk_spoilt_is_told_and_no_bug(tmp_path: Path, spoil: str) -> None:
    """One flipped bit in a text passes SQLite's own checks; whoever reads the row hears what to do."""
    path = tmp_path / "state.db"
    with Store(path) as store:
        opened(store)
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(
            f"DROP TRIGGER versions_no_update; UPDATE versions SET content = CAST({spoil} AS TEXT)"
        )
    db.close()
    with Store(path) as store, pytest.raises(StoreFailed, match="壊れて"):
        store.drafts()


def test_a_text_that_is_no_day_is_an_error_of_the_record() -> None:
    """It is never read as no day; nothing is."""
    assert (codec.day("2026-11-25"), codec.day(None)) == (date(2026, 11, 25), None)
    with pytest.raises(StoreFailed):
        codec.day("2026-11-31")


@pytest.mark.parametrize("column", ["first", "last"])
def test_a_day_that_the_disk_spoilt_is_told_and_no_bug(tmp_path: Path, column: str) -> None:
    """A closed day that is none: the calendar does not go on without it."""
    path = tmp_path / "state.db"
    with Store(path) as store:
        one = Closing(0, TODAY, TODAY, "点検", "", state="confirmed", by="職員", at=NOW)
        id = store.closings.add(one, LINE)
        assert [kept.id for kept in store.closings.closings()] == [id]
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(f"UPDATE closings SET {column} = '2026-1' || char(16) || '-01'")
    db.close()
    with Store(path) as store, pytest.raises(StoreFailed, match="壊れて"):
        store.closings.closings()


@pytest.mark.parametrize("column", ["opened_at", "changed_at"])
def test_a_moment_that_the_disk_spoilt_is_told_and_no_bug(tmp_path: Path, column: str) -> None:
    """2026-11-25T\x10… is text to SQLite, and no moment."""
    path = tmp_path / "state.db"
    with Store(path) as store:
        opened(store)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(f"UPDATE drafts SET {column} = replace({column}, 'T0', 'T' || char(16))")
    db.close()
    with Store(path) as store, pytest.raises(StoreFailed, match="壊れて"):
        store.drafts()


def test_a_journal_that_cannot_be_read_is_told_and_no_bug(tmp_path: Path) -> None:
    """`journal list` walks it to the end."""
    path = tmp_path / "state.db"
    with Store(path) as store:
        opened(store)
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(
            "DROP TRIGGER journal_no_update; UPDATE journal SET actor = CAST(x'ff' AS TEXT)"
        )
    db.close()
    with Store(path) as store, pytest.raises(StoreFailed, match="壊れて"):
        list(store.journal())


def test_a_record_behind_a_link_has_one_lock_and_one_marker(tmp_path: Path) -> None:
    """Two crontabs that call it by two names still exclude each other."""
    path, link = tmp_path / "real" / "state.db", tmp_path / "state.db"
    path.parent.mkdir()
    link.symlink_to(path)
    with Store(link):
        pass
    assert database.marker(path).exists()
    with database.RunLock(link), pytest.raises(LockHeld), database.RunLock(path):
        pass
    path.unlink()
    with pytest.raises(StoreFailed, match="初回とはみなさず"):
        Store(link)


def test_a_record_on_a_disk_that_is_read_only_can_still_be_looked_at(store: Store) -> None:
    """Nothing beside it is touched when it is only read."""
    marker = database.marker(store.path)
    before = marker.stat().st_mtime_ns
    with Store(store.path) as again:
        assert again.drafts() == []
    assert marker.stat().st_mtime_ns == before


def test_a_record_of_another_shape_is_told_and_no_bug(tmp_path: Path) -> None:
    """An older tree's, or one that somebody rebuilt: a table or a column is not there."""
    path = tmp_path / "state.db"
    with Store(path) as store:
        opened(store)
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript("ALTER TABLE posts DROP COLUMN cost; DROP TABLE stops")
    db.close()
    with Store(path) as store:
        for look in (lambda: store.draft(1), lambda: store.people.stops(NOW)):
            with pytest.raises(StoreFailed, match="形がこの版と合いません"):
                look()


@pytest.mark.slow
def test_a_record_with_spoilt_bytes_is_told_and_no_bug(tmp_path: Path) -> None:
    """Whatever byte of whatever text is another: a word for staff, never a traceback."""
    whole, spoilt = tmp_path / "whole.db", tmp_path / "state.db"
    with Store(whole) as store:
        sent(store)
        store.people.save(POSTER, None, LINE)
        store.people.stop("x", "残高", None, LINE)
        sight(store, "a")
    data = whole.read_bytes()
    chance, seen = random.Random(7), 0
    looks = (
        lambda s: s.drafts(),
        lambda s: s.counts(),
        lambda s: s.sightings.counts(),
        lambda s: s.sightings.items(),
        lambda s: s.people.persons(),
        lambda s: s.people.stops(NOW),
        lambda s: list(s.journal()),
        lambda s: s.history(1),
        lambda s: s.open_attempts(),
        lambda s: s.versions(1),
        lambda s: s.verify_journal(),
        lambda s: s.export.dossier(1),
    )
    filled = [at for at in range(100, len(data)) if data[at]]
    for _ in range(150):
        at = chance.choice(filled)
        spoilt.write_bytes(
            data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
        )
        for look in looks:
            try:
                with Store(spoilt) as store:
                    look(store)
            except BridgeError:
                seen += 1
    assert seen > 20


def test_a_part_of_a_transaction_is_whole_or_not_at_all(store: Store) -> None:
    """What fails inside leaves nothing; what stands beside it is kept, and the part that is told
    twice ends once.
    """

    def fails() -> None:
        with store.alone():
            store.ran("second", NOW)
            with store.alone():
                store.ran("third", NOW)
            raise ZeroDivisionError

    with store.alone():
        store.ran("first", NOW)
        with pytest.raises(ZeroDivisionError):
            fails()
        with store.alone():
            store.ran("fourth", NOW)
    assert set(store.last_runs()) == {"first", "fourth"}


def test_what_the_next_run_would_do_again_is_synced_once_less(store: Store) -> None:
    """FULL within, EXTRA before and after, whatever happens."""

    def level() -> int:
        return int(store._db.execute("PRAGMA synchronous").fetchone()[0])

    def fails() -> None:
        with store.repeatable():
            assert level() == 2
            raise ZeroDivisionError

    assert level() == 3
    with pytest.raises(ZeroDivisionError):
        fails()
    assert level() == 3


def test_what_is_remembered_of_many_sources_is_asked_at_once(store: Store) -> None:
    """One question, whatever their number; the same as of each by itself, later visits included."""
    for name in ("home", "event", "other"):
        store.sightings.remember(name, Memory(etag=name, succeeded_at=NOW, asked_at=NOW))
    store.visits.answered(["event"], [], NOW + timedelta(minutes=10))
    store.visits.keep(NOW + timedelta(minutes=10), ran=True)
    each = {name: store.sightings.memory(name) for name in ("home", "event", "never")}
    asked: list[str] = []
    store._db.set_trace_callback(asked.append)
    assert store.sightings.memories(["home", "event", "never"]) == each
    store._db.set_trace_callback(None)
    assert len([one for one in asked if "FROM sources" in one]) == 1


def test_a_page_is_kept_as_the_plain_values_of_its_fields() -> None:
    """As records of before have it, digests of it in the journal included: not a letter differs."""
    page = Page(
        LINK,
        "題",
        "文",
        rows=(("日時", "12月1日"),),
        published=NOW.date(),
        image=Image(LINK, "絵"),
        notes=("注",),
        fingerprint="f",
        blocks=(Block(sort="text", lines=("一", "二"), rank=1, names=("n",), loud=("一",)),),
    )
    assert codec.page_in(page) == codec.dump(asdict(page))
    assert codec.page_out(codec.page_in(page)) == page


def test_a_visit_counts_where_nobody_knows_when_a_source_was_last_asked(store: Store) -> None:
    """Records of before told when it last answered, and no more."""
    store.sightings.remember("home", Memory(succeeded_at=NOW))
    store.visits.keep(NOW, ran=True)
    store.visits.answered(["home"], [], NOW + timedelta(minutes=10))
    store.visits.keep(NOW + timedelta(minutes=10), ran=True)
    assert store.sightings.memory("home").asked_at == NOW + timedelta(minutes=10)


def test_a_visit_that_was_kept_is_not_kept_again(store: Store) -> None:
    """Of two that write into one file, the first does not bring back what it knew."""
    store.visits.keep(NOW, ran=True)
    looks = [NOW + timedelta(minutes=n) for n in (1, 2, 3)]
    store.visits.looked([1], [], looks[0])
    store.visits.keep(looks[0], ran=False)
    other = Visits(store._db, store.path)
    other.looked([1], [], looks[1])
    other.keep(looks[1], ran=False)
    store.visits.keep(looks[2], ran=True)
    assert store.visits.page(1)[0] == codec.stamp(looks[1])


def test_a_run_that_only_the_file_of_visits_knows_is_none(store: Store) -> None:
    """The record says whether there was a sync; the file beside it, when the last one was."""
    for minutes in (0, 10):
        store.visits.keep(NOW + timedelta(minutes=minutes), ran=True)
    assert store.last_runs()["sync"].at == NOW + timedelta(minutes=10)
    store._db.execute("DELETE FROM runs")
    assert store.last_runs() == {}


def test_a_full_disk_leaves_no_half_of_the_visits(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file of visits that found no room is not left beside the record, and the one of before
    stays.
    """
    store.visits.keep(NOW, ran=True)
    store.visits.keep(NOW + timedelta(minutes=10), ran=True)
    before = {path.name for path in store.path.parent.iterdir()}

    def full(descriptor: int, *_: object, **__: object) -> int:
        os.close(descriptor)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(StoreFailed):
        store.visits.keep(NOW + timedelta(minutes=20), ran=True)
    assert {path.name for path in store.path.parent.iterdir()} == before


def test_an_answer_with_a_body_is_another_thing_than_one_without(store: Store) -> None:
    """By the last body the next look is asked for as a whole again; both are answers."""
    for source in ("home", "events"):
        store.sightings.remember(source, Memory(succeeded_at=NOW, asked_at=NOW))
    later = NOW + timedelta(hours=1)
    store.sightings.answered(["home", "events"], ["home"], later)
    home, events = store.sightings.memory("home"), store.sightings.memory("events")
    assert (home.succeeded_at, home.whole_at) == (later, later)
    assert (events.succeeded_at, events.whole_at) == (later, None)
