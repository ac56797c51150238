"""Each column of the record spoilt in each of several ways, and whether it can still be read.

spoilt.txt has a table for each of the record's: `== table`, then `column → ways in which it cannot be
read`. `make tables` writes it anew where a rule was changed on purpose: then its difference is what
the change does, and is read before it is kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from fakes import NOW, cheap_passwords
from record.test_altered import lived
from record.test_verbs import DEVICE, ENDED, LATER, STEPS, line
from tables import blocks, write

from bridge.errors import BridgeError
from bridge.record import rows
from bridge.record.store import Store

FILE = Path(__file__).with_name("spoilt.txt")
#: how a value may be spoilt, as SQL
WAYS: Final = {
    "empty": "''",
    "word": "'x'",
    "day": "'2026-11-25'",
    "moment": "'2026-11-25T10:00:00.000000+09:00'",
    "without zone": "'2026-11-25T10:00:00'",
    "half": "'{'",
    "object": "'{}'",
    "list": "'[]'",
    "list of objects": "'[{}]'",
    "number": "7",
    "bytes": "x'00'",
    "no text": "CAST(x'E3FF' AS TEXT)",
    "nothing": "NULL",
}


def _full() -> sqlite3.Connection:
    """Return a record with a row in each table, on which nothing watches."""
    db = sqlite3.connect(":memory:")
    with cheap_passwords(), TemporaryDirectory() as folder, Store(Path(folder) / "s.db") as store:
        lived(store)
        store.proof.look(NOW)
        for step in STEPS.values():
            with suppress(BridgeError):
                step(store)
        store.sessions.begin("s9", "館長", ENDED, LATER)
        store.subscriptions.add(DEVICE, line("subscribe"))
        store._db.backup(db)
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {name}")
    db.execute("PRAGMA ignore_check_constraints = ON")
    return db


def account() -> Iterator[tuple[str, str]]:
    """Yield what stands in spoilt.txt."""
    with closing(_full()) as db:
        tables = db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            " AND name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY name"
        )
        for (table,) in tables.fetchall():
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone() > (0,), table
            columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
            if lines := [one for column in columns if (one := _column(db, table, column))]:
                yield table, "\n".join(lines)


def _column(db: sqlite3.Connection, table: str, column: str) -> str:
    ways = [way for way, value in WAYS.items() if _told(db, table, column, value)]
    return f"{column} → {'、'.join(ways)}" if ways else ""


def _told(db: sqlite3.Connection, table: str, column: str, value: str) -> bool:
    """Return whether a value that may stand in a table is told."""
    every = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    db.execute("SAVEPOINT here")
    try:
        db.execute(f"UPDATE OR IGNORE {table} SET {column} = {value}")
        told = {(name, of) for name, _, of in rows.spoilt(db, every - {table})}
    except sqlite3.IntegrityError:
        return False
    else:
        assert {name for name, _ in told} <= {table}
        return (table, column) in told
    finally:
        db.execute("ROLLBACK TO here")
        db.execute("RELEASE here")


def test_whatever_is_spoilt_is_told_as_recorded() -> None:
    """Moments, days, JSON and its parts, bytes that are no text: by the quick look and the slow."""
    assert list(account()) == [(name, lines.strip("\n")) for name, lines in blocks(FILE)]


if __name__ == "__main__":
    write(FILE, account())
