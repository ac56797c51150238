"""Copies of the record, and the way back."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from fakes import DIRECTOR, NOW, wording

from bridge import lifecycle
from bridge.errors import LockHeld, StoreFailed
from bridge.model import Factor, JournalLine, Kind, Opening, State, Verb
from bridge.record import database, place, structure
from bridge.record.backup import _tries, backup, differences, faults, restore
from bridge.record.store import Store
from bridge.sayings import Refusal


def filled(path: Path) -> None:
    with Store(path) as store:
        id = store.apply(
            lifecycle.open_draft(Opening(None, "home", Kind.PAGE), wording(), "sync", NOW)
        )
        store.apply(lifecycle.decide(store.draft(id), DIRECTOR, NOW))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record with one decided draft."""
    made = tmp_path / "state.db"
    filled(made)
    return made


def test_a_copy_is_whole_private_and_the_same(path: Path, tmp_path: Path) -> None:
    """It holds what the record holds, and only its owner reads it."""
    copy = backup(path, tmp_path / "copies", NOW)
    assert faults(copy) == ()
    assert [one.stat().st_mode & 0o077 for one in (copy, copy.parent)] == [0, 0]
    with Store(copy) as store:
        assert len(store.drafts()) == 1


def test_a_copy_is_made_while_the_record_is_in_use(path: Path, tmp_path: Path) -> None:
    """A reader in the middle of its work does not stop it."""
    with Store(path) as store:
        assert store.drafts()
        assert faults(backup(path, tmp_path, NOW)) == ()


def test_only_the_newest_copies_stay(path: Path, tmp_path: Path) -> None:
    """Turned over by name, which is by time."""
    folder = tmp_path / "copies"
    made = [backup(path, folder, NOW + timedelta(seconds=n), keep=3) for n in range(5)]
    assert sorted(folder.iterdir()) == made[-3:]


def test_a_copy_comes_back_and_the_old_record_is_kept(path: Path, tmp_path: Path) -> None:
    """After restore the record is the copy's; what stood there stands beside."""
    copy = backup(path, tmp_path / "copies", NOW)
    with Store(path) as store:
        store.apply(lifecycle.take_back(store.draft(1), DIRECTOR, NOW))
    aside = restore(path, copy, NOW)
    assert aside is not None
    assert faults(aside) == ()
    with Store(path) as store:
        assert store.draft(1).state == "decided"


def test_a_lost_record_comes_back(path: Path, tmp_path: Path) -> None:
    """The very case for which copies are made."""
    copy = backup(path, tmp_path / "copies", NOW)
    path.unlink()
    with pytest.raises(StoreFailed):
        Store(path)
    database.marker(path).unlink()
    assert restore(path, copy, NOW) is None
    assert database.marker(path).stat().st_mode & 0o777 == 0o600
    with Store(path) as store:
        assert len(store.drafts()) == 1


def second_step(path: Path, *kinds: str) -> None:
    """Let 館長 have one of each of these kinds, its secret the kind's name and number."""
    with Store(path) as store:
        new = [Factor(0, "館長", kind, "", f"{kind}{n}", 0, NOW) for n, kind in enumerate(kinds)]
        store.factors.change(JournalLine("館長", Verb.FACTOR, NOW, {"person": "館長"}), new)


def secrets_of(path: Path) -> list[str]:
    with Store(path) as store:
        return [one.secret for one in store.factors.of("館長")]


def test_whoever_was_signed_out_is_not_signed_in_by_a_copy(path: Path, tmp_path: Path) -> None:
    """A session that was ended after the copy was made, and one that was not."""
    with Store(path) as store:
        for id in ("ended", "going on"):
            store.sessions.begin(id, "館長", NOW + timedelta(hours=8), NOW)
    copy = backup(path, tmp_path / "copies", NOW)
    with Store(path) as store:
        store.sessions.end("ended")
    restore(path, copy, NOW)
    with Store(path) as store:
        assert not store.sessions.live("ended", "館長")
        assert not store.sessions.live("going on", "館長")
    assert faults(path) == ()


def test_what_of_the_second_step_was_used_or_lost_after_the_copy_stays_gone(
    path: Path, tmp_path: Path
) -> None:
    """A recovery code that was shown, an app on a lost phone; the others are taken over."""
    second_step(path, "app", "passkey", "code", "code")
    copy = backup(path, tmp_path / "copies", NOW)
    with Store(path) as store:
        gone = [one.id for one in store.factors.of("館長") if one.secret in {"app0", "code2"}]
        line = JournalLine("館長", Verb.FACTOR, NOW, {"person": "館長"})
        assert store.factors.change(line, removals=gone)
    restore(path, copy, NOW)
    assert secrets_of(path) == ["passkey1", "code3"]
    assert faults(path) == ()
    with Store(path) as store:
        actors = [line["actor"] for line in store.journal() if line["action"] == Verb.FACTOR]
    assert sorted(actors) == ["restore", "館長"]


@pytest.mark.parametrize("how", ["lost", "spoilt", "another"])
def test_where_nobody_knows_what_was_used_no_recovery_code_is_taken_over(
    path: Path, tmp_path: Path, how: str
) -> None:
    """An app and a passkey are; without them nobody would get in."""
    second_step(path, "app", "passkey", "code")
    copy = backup(path, tmp_path / "copies", NOW)
    if how == "spoilt":
        path.write_bytes(b"no database" * 1000)
    else:
        path.unlink()
        database.marker(path).unlink()
    if how == "another":
        with Store(path):
            pass
    restore(path, copy, NOW)
    assert secrets_of(path) == ["app0", "passkey1"]
    assert faults(path) == ()


def test_a_password_that_was_changed_after_the_copy_is_named(path: Path, tmp_path: Path) -> None:
    """The one of before holds again; its bearer changes it anew."""
    with Store(path) as store:
        store.people.save(DIRECTOR, "the first one", JournalLine("館長", "people", NOW))
    copy = backup(path, tmp_path / "copies", NOW)
    with Store(path) as store:
        store.people.save(DIRECTOR, "the second one", JournalLine("館長", "people", NOW))
    aside = restore(path, copy, NOW)
    assert aside is not None
    assert [one.what for one in differences(aside, path)] == [
        f"その後に登録した人か、変えたパスワード: {DIRECTOR.name}"
    ]


def spoil(path: Path, how: str) -> None:
    if how == "bytes":
        data = bytearray(path.read_bytes())
        data[5000:9000] = bytes(4000)
        path.write_bytes(data)
        return
    if how == "cut":
        path.write_bytes(path.read_bytes()[:6000])
        return
    if how == "text":
        path.write_text("控えではない", encoding="utf-8")
        return
    db = sqlite3.connect(path)
    statements = {
        "journal": "DROP TRIGGER journal_no_update; UPDATE journal SET actor = 'x' WHERE id = 1",
        "state": "UPDATE drafts SET state = 'posted'",
        "newer": "PRAGMA user_version = 99",
        "foreign": "PRAGMA application_id = 7",
        "orphan": "PRAGMA foreign_keys = OFF; UPDATE drafts SET decision = 999",
    }
    db.executescript(statements[how])
    db.close()


@pytest.mark.parametrize(
    "how", ["bytes", "cut", "text", "journal", "state", "newer", "foreign", "orphan"]
)
def test_a_copy_that_is_not_whole_is_refused_and_nothing_is_touched(
    path: Path, tmp_path: Path, how: str
) -> None:
    """Torn, cut, altered, newer, somebody else's: looked through before it counts."""
    copy = backup(path, tmp_path / "copies", NOW)
    spoil(copy, how)
    before = path.read_bytes()
    with pytest.raises(StoreFailed, match="使えません"):
        restore(path, copy, NOW)
    assert path.read_bytes() == before


def test_a_name_that_no_file_can_have_is_told(path: Path) -> None:
    """Too long for the disk: no bug of the program."""
    with pytest.raises(StoreFailed):
        restore(path, path.with_name("あ" * 200), NOW)


def test_nothing_is_restored_under_a_run(path: Path, tmp_path: Path) -> None:
    """A run that is at work keeps its record."""
    copy = backup(path, tmp_path / "copies", NOW)
    with database.RunLock(path), pytest.raises(LockHeld):
        restore(path, copy, NOW)


def test_a_record_that_is_not_whole_makes_no_copy(path: Path, tmp_path: Path) -> None:
    """A spoiled copy would push good ones out."""
    spoil(path, "journal")
    with pytest.raises(StoreFailed, match="控えを作れません"):
        backup(path, tmp_path / "copies", NOW)
    assert list((tmp_path / "copies").iterdir()) == []


def test_a_copy_that_does_not_exist(path: Path) -> None:
    """A wrong name is told."""
    with pytest.raises(StoreFailed, match="控えがありません"):
        restore(path, path.with_name("none"), NOW)


def test_a_copy_that_was_cut_short_never_counts_as_one(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fills up while a copy is written leaves no file that could push a good copy out,
    nor be restored.
    """
    folder = tmp_path / "copies"
    good = backup(path, folder, NOW)
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL

    def torn(_: Path, **_how: bool) -> tuple[str, ...]:
        raise full

    monkeypatch.setattr("bridge.record.backup.faults", torn)
    with pytest.raises((StoreFailed, sqlite3.OperationalError)):
        backup(path, folder, NOW + timedelta(seconds=1), keep=1)
    assert list(folder.iterdir()) == [good]


def test_the_half_of_a_copy_that_a_killed_backup_left_goes_with_the_next(
    path: Path, tmp_path: Path
) -> None:
    """It stands under another name meanwhile, and is taken for left after an hour without a
    write.
    """
    folder = tmp_path / "copies"
    folder.mkdir()
    ages = {
        "20261124-030000.part": 3601,
        f"{NOW:%Y%m%d-%H%M%S}.part-journal": 4000,
        "20261124-030001.part1a2b3c4d": 3599,
    }
    for end, age in ages.items():
        (folder / f"state.db.{end}").write_bytes(b"SQLite")
        os.utime(folder / f"state.db.{end}", (NOW.timestamp() - age,) * 2)
    made = backup(path, folder, NOW)
    assert sorted(folder.iterdir()) == [folder / "state.db.20261124-030001.part1a2b3c4d", made]


@pytest.mark.parametrize("apart", [0, 30])
def test_two_copies_at_once_do_not_take_each_others_half_away(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, apart: int
) -> None:
    """A person makes one while cron's is looked through, in the same second or after it: both are
    made.
    """
    folder, beside = tmp_path / "copies", NOW + timedelta(seconds=apart)

    def looked_through(part: Path, **how: bool) -> tuple[Refusal, ...]:
        monkeypatch.undo()  # once
        backup(path, folder, beside)
        return faults(part, **how)

    monkeypatch.setattr("bridge.record.backup.faults", looked_through)
    first = backup(path, folder, NOW)
    assert sorted(folder.iterdir()) == sorted({first, folder / f"state.db.{beside:%Y%m%d-%H%M%S}"})
    assert faults(first) == ()


def posted(path: Path) -> None:
    with Store(path) as store:
        store.apply(
            lifecycle.send(store.draft(1), through="x", marker="", policy_version="", at=NOW)
        )
        attempt = store.last_attempt(1)
        assert attempt is not None
        store.apply(
            lifecycle.post(
                store.draft(1),
                attempt,
                number="77",
                url="https://x.com/mihon_lib/status/77",
                at=NOW,
            )
        )


def test_truth_4_what_went_out_after_the_copy_is_not_sent_again(path: Path, tmp_path: Path) -> None:
    """The copy takes the draft for decided, X has it: the stop switch is on, and lifting it asks
    for each decision anew.
    """
    copy = backup(path, tmp_path / "copies", NOW)
    posted(path)
    restore(path, copy, NOW)
    with Store(path) as store:
        assert store.draft(1).state is State.DECIDED
        assert "控えから戻しました" in store.people.stops(NOW)["all"][0]
    assert faults(path) == ()


@pytest.mark.parametrize("loss", ["missing", "garbled"])
def test_truth_4_when_nobody_knows_what_went_out_nothing_does(
    path: Path, tmp_path: Path, loss: str
) -> None:
    """The record that could tell is gone or unreadable."""
    copy = backup(path, tmp_path / "copies", NOW)
    path.unlink() if loss == "missing" else path.write_bytes(bytes(9000))
    restore(path, copy, NOW)
    with Store(path) as store:
        assert "all" in store.people.stops(NOW)


def test_how_many_tries_a_record_knows_is_read_without_writing_to_it(tmp_path: Path) -> None:
    """Of a file that cannot be read nobody knows."""
    path = tmp_path / "state.db"
    filled(path)
    before = path.read_bytes()
    assert _tries(path) == (0, 0)
    assert path.read_bytes() == before
    assert _tries(tmp_path / "none.db") is None
    assert not (tmp_path / "none.db").exists()


def test_a_copy_is_made_of_a_record_whose_tables_say_what_its_journal_does_not(
    path: Path, tmp_path: Path
) -> None:
    """Each value of it can be read: the copy keeps the record as it is, and a look tells of it; it
    can be put back, too.
    """
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("INSERT INTO persons VALUES ('別の館長', 'director', '', NULL, 1, '')")
    copy = backup(path, tmp_path / "copies", NOW)
    assert (faults(copy, tables=False), len(faults(copy))) == ((), 1)
    assert restore(path, copy, NOW) is not None


def test_a_copy_behind_which_nothing_went_out_stops_nothing(path: Path, tmp_path: Path) -> None:
    """Only the order of the desk is older; no post can come twice."""
    copy = backup(path, tmp_path / "copies", NOW)
    restore(path, copy, NOW)
    with Store(path) as store:
        assert store.people.stops(NOW) == {}


def test_a_spoilt_byte_in_a_name_is_told_though_python_cannot_decode_sqlites_word_of_it(
    path: Path,
) -> None:
    """SQLite quotes the name of the table in its error; no command ends in a traceback."""
    body = path.read_bytes()
    assert b"CREATE TABLE drafts" in body
    path.write_bytes(
        body.replace(b"tabledraftsdrafts", b"tabledr\xb3ftsdrafts").replace(
            b"CREATE TABLE drafts", b"CREATE \xb3ABLE drafts"
        )
    )
    (told,) = faults(path)
    assert told.code == "damage.unreadable"
    assert place.warnings(path) == ()
    with pytest.raises(StoreFailed, match="壊れています"):
        Store(path)


@pytest.mark.parametrize("end", ["-journal", "-wal", "-shm"])
def test_the_journal_of_a_record_that_is_gone_does_not_spoil_the_copy(
    path: Path, tmp_path: Path, end: str
) -> None:
    """A killed writer or another tool left its journal, then state.db was deleted: SQLite would
    play it into the copy.
    """
    copy = backup(path, tmp_path / "copies", NOW)
    hot = path.with_name(f"state.db{end}")
    hot.write_bytes(b"\xd9\xd5\x05\xf9" + bytes(508))
    path.unlink()
    restore(path, copy, NOW)
    assert not hot.exists()
    assert faults(path) == ()


def test_what_a_tool_left_in_a_wal_is_never_played_into_a_restored_record(
    path: Path, tmp_path: Path
) -> None:
    """A browser of databases was killed with changes in its WAL: they belong to the record that
    goes.
    """
    copy = backup(path, tmp_path / "copies", NOW)
    tool = sqlite3.connect(path, isolation_level=None)
    tool.execute("PRAGMA journal_mode = WAL")
    tool.execute("UPDATE drafts SET note = 'a tool was here'")
    left = path.with_name("state.db-wal").read_bytes()
    tool.close()
    path.with_name("state.db-wal").write_bytes(left)
    restore(path, copy, NOW)
    assert faults(path) == ()
    with Store(path) as store:
        assert store.draft(1).note == ""


def test_a_copy_is_made_while_others_write_and_is_whole(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody comments without a pause: the copy has the beginning of their journal, whole."""
    monkeypatch.setattr("bridge.record.snapshot.SLICE", 4096)
    done, lines = threading.Event(), []

    def write() -> None:
        with Store(path) as store:
            while not done.is_set():
                store.apply(lifecycle.comment(store.draft(1), DIRECTOR, "ひとこと", NOW))
                lines.append(store.verify_journal().head)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        copies = [backup(path, tmp_path / f"copies{n}", NOW) for n in range(5)]
    finally:
        done.set()
        writer.join()
    assert [faults(copy) for copy in copies] == [()] * 5
    with Store(path) as store:
        for copy in copies:
            with Store(copy) as copied:
                proof = copied.verify_journal()
            assert store.proof.lies_on(proof.rows, proof.head)


def test_the_long_look_at_the_pages_keeps_nobody_waiting(path: Path) -> None:
    """It needs no lock: somebody who writes meanwhile has it; a fault that stays is told all the
    same.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        assert structure.whole(path) == structure.pages(path) == ()
        writer.execute("ROLLBACK")
        writer.execute("UPDATE drafts SET state = 'posted'")
    assert structure.whole(path) == (Refusal("damage.state", draft=1),)


def test_a_fault_that_no_two_looks_share_is_a_write_meanwhile(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is kept waiting to make sure of it: the locked look never comes."""
    ways: list[str] = []
    real = structure.place.read_only

    def reading(path: Path, way: str = "mode=ro") -> object:
        ways.append(way)
        return real(path, way)

    def torn(_: sqlite3.Connection) -> Iterator[Refusal]:
        yield Refusal("damage.pages", line=f"Page {len(ways)}: never used")

    monkeypatch.setattr(structure.place, "read_only", reading)
    monkeypatch.setattr(structure, "_pages", torn)
    assert structure.pages(path) == ()
    assert set(ways) == {"immutable=1"}


def test_what_looks_like_a_fault_while_others_write_is_looked_for_in_a_copy_of_one_moment(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So nobody waits for it; nothing of the copy stays, and where none can be made the look has
    the lock.
    """
    places: list[Path] = []
    real = structure._everything

    def torn(db: sqlite3.Connection) -> Iterator[Refusal]:
        (place,) = [Path(row[2]) for row in db.execute("PRAGMA database_list")]
        places.append(place)
        if place == path.resolve() and len(places) <= structure.LOOKS:
            yield Refusal("damage.pages", line="a page of yesterday")
        yield from real(db)

    monkeypatch.setattr(structure, "_everything", torn)
    assert structure.whole(path, live=True) == ()
    assert [place.name.startswith(f"{path.name}.look-") for place in places] == [
        *[False] * structure.LOOKS,
        True,
    ]
    assert list(path.parent.glob("*.look-*")) == []

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    places.clear()
    monkeypatch.setattr("bridge.record.snapshot.copy", full)
    assert structure.whole(path, live=True) == ()
    assert {place.name for place in places} == {path.name}
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE drafts SET state = 'posted'")
        db.commit()
    monkeypatch.undo()
    assert structure.whole(path, live=True) == (Refusal("damage.state", draft=1),)


def test_a_broken_chain_does_not_hide_a_line_that_cannot_be_read(path: Path) -> None:
    """Only the lines of a chain that holds are known to be as they were written."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript("DROP TRIGGER journal_no_update; UPDATE journal SET at = '' WHERE id = 2")
    assert faults(path)[0] == Refusal("damage.chain", row=2)
    assert Refusal("damage.value", table="journal", row=2, column="at") in faults(path)


@pytest.mark.parametrize(("stops", "more"), [(10, ""), (11, "ほか")])
def test_ten_things_that_a_restored_record_lacks_are_named(
    tmp_path: Path, stops: int, more: str
) -> None:
    """And that there are more."""
    before, now = tmp_path / "before.db", tmp_path / "now.db"
    for path in (before, now):
        with closing(sqlite3.connect(path)) as db:
            db.execute("CREATE TABLE stops (name TEXT)")
            if path == before:
                db.executemany("INSERT INTO stops VALUES (?)", [(f"{n:02}",) for n in range(stops)])
            db.commit()
    names = "、".join(f"{n:02}" for n in range(10))
    assert [one.what for one in differences(before, now)] == [f"投稿の停止: {names}{more}"]
