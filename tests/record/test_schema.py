"""The shape of the record: every table, index and trigger by name, and how a connection treats it."""

from __future__ import annotations

import fcntl
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from record.test_upgrade import restored

from bridge.errors import LockHeld, NotFound, StoreFailed
from bridge.record import database

FILE = Path(__file__).with_name("schema.txt")


def shape(path: Path) -> str:
    """Return what schema.txt has: sort, name and table, one a line, and the columns of a table."""
    with closing(sqlite3.connect(path)) as db:
        parts = db.execute(
            "SELECT type, name, tbl_name FROM sqlite_master"
            " WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
        ).fetchall()
        columns = {
            name: " ".join(row[1] for row in db.execute(f'PRAGMA table_info("{name}")'))
            for sort, name, _ in parts
            if sort == "table"
        }
    return "\n".join(
        f"{sort} {name}: {columns[name]}" if sort == "table" else f"{sort} {name} of {table}"
        for sort, name, table in parts
    )


def test_10_each_table_index_and_trigger_stands_in_the_list(tmp_path: Path) -> None:
    """What only a disk or a year would miss (an index, a trigger that forbids to change a row) is
    missed here; a migration adds its own to schema.txt.
    """
    database.connect(tmp_path / "state.db").close()
    assert shape(tmp_path / "state.db") == FILE.read_text("utf-8").strip()


def test_10_a_connection_keeps_rows_together_and_on_disk(tmp_path: Path) -> None:
    """Foreign keys hold, each transaction is on the disk, and nothing of the file's own is run."""
    with closing(database.connect(tmp_path / "state.db")) as db:
        assert [
            db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("foreign_keys", "synchronous", "trusted_schema", "journal_mode")
        ] == [1, 3, 0, "delete"]
        with database.repeatable(db):
            assert db.execute("PRAGMA synchronous").fetchone()[0] == 2
        assert db.execute("PRAGMA synchronous").fetchone()[0] == 3


def test_10_a_record_and_its_marker_are_for_their_owner_alone(tmp_path: Path) -> None:
    """Nobody else on the machine reads or writes them."""
    path = tmp_path / "state.db"
    database.connect(path).close()
    assert [file.stat().st_mode & 0o777 for file in (path, database.marker(path))] == [0o600] * 2


def test_10_only_a_record_of_ours_is_an_older_one(tmp_path: Path) -> None:
    """Another program's file is not, nor one of the present shape, nor a newer one."""
    path = tmp_path / "state.db"
    database.connect(path).close()
    with closing(sqlite3.connect(path)) as db:
        own = db.execute("PRAGMA application_id").fetchone()[0]
        present = db.execute("PRAGMA user_version").fetchone()[0]
        for id, version, older in (
            (own, present, False),
            (own, present - 1, True),
            (own, 1, True),
            (own, 0, False),
            (own, present + 1, False),
            (7, 1, False),
        ):
            db.execute(f"PRAGMA application_id = {id}")
            db.execute(f"PRAGMA user_version = {version}")
            assert database.is_older(path) is older, (id, version)


@pytest.mark.parametrize(("tables", "version"), [(True, 0), (False, 5)])
def test_10_a_file_of_another_program_is_not_written_to(
    tmp_path: Path, tables: bool, version: int
) -> None:
    """By its tables alone, or by its version alone."""
    path = tmp_path / "state.db"
    with closing(sqlite3.connect(path)) as db:
        if tables:
            db.execute("CREATE TABLE other (id)")
        db.execute(f"PRAGMA user_version = {version}")
        db.commit()
    with pytest.raises(StoreFailed):
        database.connect(path)


def test_10_an_upgrade_leaves_the_record_beside_it_as_it_was(tmp_path: Path) -> None:
    """What an upgrade did wrong can be undone with a copy; a record of today's shape needs none."""
    path = restored(tmp_path / "state.db")
    before, copy = path.read_bytes(), path.with_name("state.db.before-migration")
    database.connect(path).close()
    assert copy.read_bytes() == before
    assert path.read_bytes() != before
    copy.unlink()
    database.connect(path).close()
    assert not copy.exists()


def test_10_a_number_that_no_row_can_have_is_not_found(tmp_path: Path) -> None:
    """SQLite holds 64 bits; what a person types may be longer."""
    path = tmp_path / "state.db"
    with (
        closing(database.connect(path)) as db,
        pytest.raises(NotFound),
        database.explained(path),
    ):
        db.execute("SELECT ? + 0", (1 << 70,))


def test_10_a_lock_is_free_again_for_the_same_process(tmp_path: Path) -> None:
    """One at a time, and the next one after it; none leaves its file open."""
    path = tmp_path / "state.db"
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(3):
        with database.RunLock(path), pytest.raises(LockHeld), database.RunLock(path):
            pass
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_10_a_first_run_waits_for_another_that_lays_the_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two commands begin at once on a new record: the second one waits, and refuses nothing."""
    path, flock = tmp_path / "state.db", fcntl.flock
    first = database.RunLock(path)
    first.__enter__()

    def waits(fd: int, how: int) -> None:
        if not how & fcntl.LOCK_NB:
            first.__exit__()
        flock(fd, how)

    monkeypatch.setattr(fcntl, "flock", waits)
    with closing(database.connect(path)) as db:
        assert db.execute("SELECT count(*) FROM drafts").fetchone() == (0,)
