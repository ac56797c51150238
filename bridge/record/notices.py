"""Edge: what was told to whom, so that each thing is told once. Holds no rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bridge.record import codec, database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path


class Notices:
    """The notices that were taken by a mail server or a channel."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self._path = path

    @codec.readable
    def among(self, keys: Iterable[str]) -> set[tuple[str, str]]:
        """Return key and recipient of what was told of these things."""
        with database.explained(self._path):
            rows = self._db.execute(
                f"SELECT key, recipient FROM notices WHERE key IN {codec.THESE}",
                (codec.dump(sorted(set(keys))),),
            ).fetchall()
        return {(row["key"], row["recipient"]) for row in rows}

    @codec.readable
    def begun_with(self, prefix: str) -> set[str]:
        """Return the keys of what was told to anybody that begin so; `prefix` ends with a colon."""
        with database.explained(self._path):
            rows = self._db.execute(
                "SELECT key FROM notices WHERE key >= ? AND key < ?", (prefix, prefix[:-1] + ";")
            ).fetchall()
        return {row["key"] for row in rows}

    def keep(self, keys: Iterable[str], recipient: str, at: datetime) -> None:
        """Write that these things were told to one recipient."""
        with database.transaction(self._db, self._path):
            self._db.executemany(
                "INSERT OR IGNORE INTO notices VALUES (?, ?, ?)",
                [(key, recipient, codec.stamp(at)) for key in keys],
            )
