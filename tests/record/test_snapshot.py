"""The file of the record as it stands at one moment, copied while others write on."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from io import FileIO
from pathlib import Path
from typing import Any

import pytest

from bridge.record import snapshot
from bridge.record.snapshot import TRIES, _Moment, copy

ROWS = 60
Hook = Callable[[], None]


def opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=0, isolation_level=None)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database of some sixty pages, each copied at a time of its own."""
    monkeypatch.setattr(snapshot, "SLICE", 4096)
    with closing(opened(tmp_path / "state.db")) as db:
        db.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT, pad BLOB)")
        db.executemany(
            "INSERT INTO notes VALUES (?, 'as before', zeroblob(3000))",
            [(id,) for id in range(1, ROWS + 1)],
        )
    return tmp_path / "state.db"


@pytest.fixture
def writer(path: Path) -> Iterator[sqlite3.Connection]:
    """Somebody else, who does not wait but tells that he has to."""
    with closing(opened(path)) as db:
        yield db


class Watched:
    """Does something at one slice of the copy and whenever the copy has let go, and counts slices.

    What is counted is what a writer waits for: the slices that are read while the lock is held.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.slices: list[int] = []  #: places, of all tries
        self.at_slice: dict[int, Hook] = {}  #: by the number of slices read
        self.let_go: list[Hook] = []  #: taken in turn whenever the copy holds nothing
        read, leave = _Moment.read, _Moment._leave

        def reading(moment: _Moment, place: int) -> bytes:
            self.slices.append(place)
            self.at_slice.pop(len(self.slices), lambda: None)()
            return read(moment, place)

        def leaving(moment: _Moment) -> None:
            leave(moment)
            if self.let_go:
                self.let_go.pop(0)()

        monkeypatch.setattr(_Moment, "read", reading)
        monkeypatch.setattr(_Moment, "_leave", leaving)
        monkeypatch.setattr("time.sleep", lambda _seconds: self.let_go and self.let_go.pop(0)())


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    """The copy, watched."""
    return Watched(monkeypatch)


def copied(path: Path) -> list[tuple[str]]:
    """Return the texts of a copy, in the order of its rows, having had its pages examined."""
    target = path.with_name("copy")
    target.touch()
    with closing(opened(path)) as source:
        copy(source, path, target)
    assert not target.with_name("copy-journal").exists()
    with closing(opened(target)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return db.execute("SELECT text FROM notes ORDER BY id").fetchall()


def changes(writer: sqlite3.Connection, text: str = "changed") -> Hook:
    """Return what writes in the first row and the last, and waits for its turn to lay it down."""

    def change() -> None:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute(f"UPDATE notes SET text = ? WHERE id IN (1, {ROWS})", (text,))

    return change


def test_a_copy_is_what_it_was_made_of(path: Path, watched: Watched) -> None:
    """Nobody writes: each page is read once."""
    assert copied(path) == [("as before",)] * ROWS
    assert path.with_name("copy").read_bytes() == path.read_bytes()
    assert len(watched.slices) == path.stat().st_size // 4096


def test_a_writer_waits_for_one_slice_and_the_copy_goes_on_with_what_stood_before(
    path: Path, writer: sqlite3.Connection, watched: Watched
) -> None:
    """The journal of whoever has his turn takes back in the copy what he wrote; nothing is read
    twice.
    """
    waited: list[int] = []

    def want() -> None:
        changes(writer)()
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            writer.execute("COMMIT")
        waited.append(len(watched.slices))

    def turn() -> None:
        writer.execute("COMMIT")
        waited.append(len(watched.slices))

    watched.at_slice[20], watched.let_go = want, [turn]
    assert copied(path) == [("as before",)] * ROWS
    assert waited == [20, 20], "between wanting and having, no slice more is read"
    assert len(watched.slices) == path.stat().st_size // 4096
    assert writer.execute("SELECT count(*) FROM notes WHERE text = 'changed'").fetchone() == (2,)


def test_several_writers_pass_one_after_the_other(
    path: Path, writer: sqlite3.Connection, watched: Watched
) -> None:
    """Each journal is taken back, the newest first; rows that came and pages that were free are as
    they were.
    """
    writer.execute("DELETE FROM notes WHERE id BETWEEN 20 AND 40")

    def grow() -> None:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE notes SET text = 'again' WHERE id = 1")
        for _ in range(40):
            writer.execute("INSERT INTO notes (text, pad) VALUES ('new', zeroblob(3000))")

    def commit() -> None:
        writer.execute("COMMIT")

    for number, begin in ((5, changes(writer)), (9, grow), (30, changes(writer, "at last"))):
        watched.at_slice[number] = begin
    watched.let_go = [commit] * 3
    assert copied(path) == [("as before",)] * (ROWS - 21)
    assert len(watched.slices) < 70
    assert writer.execute("SELECT text FROM notes ORDER BY id").fetchone() == ("at last",)


def test_a_change_that_is_given_up_changes_nothing(
    path: Path, writer: sqlite3.Connection, watched: Watched
) -> None:
    """Its journal is gone, too, and yet nothing was written."""
    watched.at_slice[20] = changes(writer)
    watched.let_go = [lambda: writer.execute("ROLLBACK") and None]
    assert copied(path) == [("as before",)] * ROWS


def test_a_change_that_is_given_up_is_not_taken_for_the_next_one(
    path: Path, writer: sqlite3.Connection, watched: Watched
) -> None:
    """Two journals are gone and one change was written: no page is counted in the other."""

    def think_better() -> None:
        writer.execute("ROLLBACK")
        writer.execute("BEGIN EXCLUSIVE")
        writer.execute("UPDATE notes SET text = 'the other' WHERE id = 30")

    watched.at_slice[20] = changes(writer)
    watched.let_go = [think_better, lambda: None, lambda: writer.execute("COMMIT") and None]
    assert copied(path) == [("as before",)] * ROWS
    assert len(watched.slices) == path.stat().st_size // 4096


def test_a_change_before_the_copy_began_is_in_it(
    path: Path, writer: sqlite3.Connection, watched: Watched
) -> None:
    """Whoever writes when the copy begins is waited for; of the next one it knows all the same."""
    writer.execute("BEGIN EXCLUSIVE")
    writer.execute("UPDATE notes SET text = 'early' WHERE id = 1")
    watched.let_go = [lambda: None, lambda: writer.execute("COMMIT") and None]
    watched.at_slice[20] = lambda: changes(writer)() or watched.let_go.append(turn)

    def turn() -> None:
        writer.execute("COMMIT")

    assert copied(path) == [("early",), *[("as before",)] * (ROWS - 1)]
    assert len(watched.slices) == path.stat().st_size // 4096


def test_a_change_of_another_is_not_taken_for_one_that_was_seen_and_given_up(
    path: Path, writer: sqlite3.Connection, watched: Watched
) -> None:
    """The journal of the one holds pages, and the counter tells of the other: the file was written
    to after that journal was deleted.
    """
    writer.execute("PRAGMA cache_size = 5")

    def begin() -> None:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO notes (text, pad) VALUES ('new', zeroblob(3000))")

    def give_up_before_another() -> None:
        for _ in range(40):
            writer.execute("INSERT INTO notes (text, pad) VALUES ('new', zeroblob(3000))")
        writer.execute("ROLLBACK")
        with closing(opened(path)) as other:
            changes(other, "unseen")()
            other.execute("COMMIT")
        later = path.stat().st_mtime_ns + 1_000_000_000  # than one tick of the clock
        os.utime(path, ns=(later, later))

    watched.at_slice[50], watched.let_go = begin, [give_up_before_another]
    assert copied(path) == [("unseen",), *[("as before",)] * (ROWS - 2), ("unseen",)]
    assert len(watched.slices) == 50 + path.stat().st_size // 4096


def test_a_schema_that_changes_while_it_is_copied_is_taken_back(
    path: Path, writer: sqlite3.Connection, watched: Watched
) -> None:
    """Between two journals it is half of before and half of after, an index without its table:
    nobody may parse it there.
    """
    pages = path.stat().st_size // 4096
    for id in range(60):
        writer.execute(f"CREATE TABLE t{id} (id INTEGER /* {'x' * 150} */)")
    for id in range(60):
        writer.execute(f"CREATE INDEX i{id} ON t{id} (id)")

    size = path.stat().st_size

    def change(statement: str) -> Hook:
        return lambda: [writer.execute(one) for one in ("BEGIN IMMEDIATE", statement)] and None

    # the tables' rows of the schema are copied by then, those of their indexes are not
    watched.at_slice[pages + 30] = change("ALTER TABLE t0 RENAME TO renamed")
    watched.at_slice[pages + 60] = change("CREATE TABLE one_more (id)")
    watched.let_go = [lambda: writer.execute("COMMIT") and None] * 2
    assert copied(path) == [("as before",)] * ROWS
    assert len(watched.slices) == size // 4096, "each page is read once"
    with closing(opened(path.with_name("copy"))) as db:
        tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    assert ("t0",) in tables
    assert ("renamed",) not in tables


def test_a_change_that_was_not_taken_back_begins_the_copy_anew(
    path: Path, writer: sqlite3.Connection, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever SQLite makes of a journal: the copy counts when its header is that of its moment."""
    monkeypatch.setattr(snapshot, "_roll_back", lambda _target, _journal: None)
    path.with_name("copy-journal").write_bytes(b"of another time")
    watched.at_slice[20] = changes(writer)
    watched.let_go = [lambda: writer.execute("COMMIT") and None]
    texts = copied(path)
    assert texts[0] == texts[-1] == ("changed",)


def test_nobody_waits_inside_sqlite(path: Path, watched: Watched) -> None:
    """Whoever waits there sees no journal come and go."""
    waits: list[int] = []
    target = path.with_name("copy")
    target.touch()
    with closing(sqlite3.connect(path, timeout=5)) as source:
        watched.at_slice[3] = lambda: waits.extend(*source.execute("PRAGMA busy_timeout"))
        copy(source, path, target)
    assert waits == [0]


def test_a_change_of_which_no_journal_was_seen_begins_the_copy_anew(
    path: Path, writer: sqlite3.Connection, watched: Watched
) -> None:
    """The counter of the file tells of it: what one does not know, one cannot take back."""

    def unseen() -> None:
        writer.execute("COMMIT")
        changes(writer, "unseen")()
        writer.execute("COMMIT")

    watched.at_slice[20], watched.let_go = changes(writer), [unseen]
    texts = copied(path)
    assert texts[0] == texts[-1] == ("unseen",)
    assert len(watched.slices) == 20 + path.stat().st_size // 4096


def test_a_record_that_is_written_to_unseen_all_the_time_is_copied_in_one_go(
    path: Path, writer: sqlite3.Connection, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After some tries, writers wait: a copy has to come to its end."""
    monkeypatch.setattr(_Moment, "_look", lambda _moment: None)

    def commit() -> None:
        writer.execute("COMMIT")

    watched.at_slice = {n: changes(writer, f"for the {n}th time") for n in range(1, TRIES + 2)}
    watched.let_go = [step for _ in range(TRIES) for step in (commit, lambda: None)]
    assert copied(path)[0] == (f"for the {TRIES}th time",)
    assert len(watched.slices) == TRIES


def test_more_writers_than_can_be_taken_back_begin_the_copy_anew(
    path: Path, writer: sqlite3.Connection, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of them costs an open file until the end."""
    monkeypatch.setattr(snapshot, "MOST", 1)
    watched.at_slice = {3: changes(writer), 6: changes(writer, "twice")}
    watched.let_go = [lambda: writer.execute("COMMIT") and None] * 2
    assert copied(path)[0] == ("twice",)


def test_a_record_of_which_another_tool_has_made_a_wal_is_copied_whole(
    path: Path, writer: sqlite3.Connection
) -> None:
    """There the newest words stand in another file, and nobody waits for a reader."""
    writer.execute("PRAGMA journal_mode = WAL")
    changes(writer, "in the wal")()
    writer.execute("COMMIT")
    assert copied(path)[0] == ("in the wal",)


@pytest.mark.parametrize("tries", [0, TRIES])
def test_who_copies_waits_as_before_when_it_is_done(
    path: Path, monkeypatch: pytest.MonkeyPatch, tries: int
) -> None:
    """Its connection is given back as it was, and so it is when the copy is made in one go."""
    monkeypatch.setattr(snapshot, "TRIES", tries)
    target = path.with_name("copy")
    target.touch()
    path.with_name("copy-journal").write_bytes(b"of another time")
    with closing(sqlite3.connect(path, timeout=3)) as source:
        copy(source, path, target)
        assert source.execute("PRAGMA busy_timeout").fetchone() == (3000,)
    assert not path.with_name("copy-journal").exists()


def test_who_could_not_copy_waits_as_before(
    path: Path, writer: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error changes nothing of its connection."""
    monkeypatch.setattr(snapshot, "LOOKS", 1)
    writer.execute("BEGIN EXCLUSIVE")
    path.with_name("copy").touch()
    with closing(sqlite3.connect(path, timeout=3)) as source:
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            copy(source, path, path.with_name("copy"))
        assert source.execute("PRAGMA busy_timeout").fetchone() == (3000,)


def test_a_record_that_somebody_holds_for_good_is_told(
    path: Path, writer: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for ever."""
    monkeypatch.setattr(snapshot, "LOOKS", 3)
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    writer.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        copied(path)


def test_a_counter_that_begins_anew_counts_on(
    path: Path, writer: sqlite3.Connection, watched: Watched
) -> None:
    """After 4,294,967,295 changes SQLite's counter is nought again: one change, one journal."""
    with path.open("r+b") as file:
        for place in (24, 92):
            file.seek(place)
            file.write(b"\xff" * 4)
    watched.at_slice[20] = changes(writer)
    watched.let_go = [lambda: writer.execute("COMMIT") and None]
    assert copied(path) == [("as before",)] * ROWS
    assert path.read_bytes()[24:28] == bytes(4)
    assert len(watched.slices) == path.stat().st_size // 4096


def test_the_pages_that_are_taken_back_are_nobody_elses_to_read(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are the record's, while they lie beside the copy."""
    modes: list[int] = []
    real = sqlite3.connect

    def connect(*args: Any, **more: Any) -> sqlite3.Connection:
        modes.append(snapshot._beside(path).stat().st_mode & 0o777)
        return real(*args, **more)

    monkeypatch.setattr(snapshot.sqlite3, "connect", connect)
    journal = tmp_path / "pages"
    journal.write_bytes(b"")
    with FileIO(journal) as pages:
        snapshot._roll_back(path, pages)
    assert modes == [0o600]
