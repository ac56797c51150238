"""Edge: the sandbox's own timeline, kept in state.db. Holds no rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bridge.model import Shown
from bridge.record import codec, database

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime
    from pathlib import Path


class SandboxTimeline:
    """What the sandbox "posted"; post ids are numbers, as X's are."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self._path = path

    def add_shown(self, text: str, at: datetime, key: str) -> str:
        """Keep one post and return its id; on disk when this returns."""
        with database.transaction(self._db, self._path):
            cursor = self._db.execute(
                "INSERT INTO timeline (text, at, key) VALUES (?, ?, ?)",
                (text, codec.stamp(at), key),
            )
        return str(cursor.lastrowid)

    def shown_since(self, since: str) -> tuple[Shown, ...]:
        """Return the posts after the id `since` (all when empty), oldest first."""
        with database.explained(self._path):
            rows = self._db.execute(
                "SELECT id, text, at FROM timeline WHERE id > ? ORDER BY id", (int(since or 0),)
            ).fetchall()
        return tuple(Shown(str(row["id"]), row["text"], row.moment("at")) for row in rows)

    def remove_shown(self, post_id: str) -> None:
        """Take one post off the timeline."""
        with database.transaction(self._db, self._path):
            self._db.execute("DELETE FROM timeline WHERE id = ?", (int(post_id),))
