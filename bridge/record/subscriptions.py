"""Edge: on which devices each person is told what waits. Holds no rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bridge.model import Subscription
from bridge.record import codec, database, journal

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from bridge.model import JournalLine


class Subscriptions:
    """Devices that are told, by the address that their browser's push service gave them."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self._path = path

    @codec.readable
    def all(self) -> tuple[Subscription, ...]:
        """Return everybody's devices, in the order in which they were entered."""
        with database.explained(self._path):
            rows = self._db.execute("SELECT * FROM subscriptions ORDER BY id").fetchall()
        return tuple(
            Subscription(
                id=row["id"],
                person=row["person"],
                endpoint=row["endpoint"],
                p256dh=row["p256dh"],
                auth=row["auth"],
                label=row["label"],
                at=row.moment("at"),
            )
            for row in rows
        )

    def add(self, one: Subscription, line: JournalLine) -> None:
        """Enter a device; one that was another person's is this one's from now on."""
        with database.transaction(self._db, self._path):
            self._db.execute("DELETE FROM subscriptions WHERE endpoint = ?", (one.endpoint,))
            self._db.execute(
                "INSERT INTO subscriptions (person, endpoint, p256dh, auth, label, at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (one.person, one.endpoint, one.p256dh, one.auth, one.label, codec.stamp(one.at)),
            )
            journal.append(self._db, line)

    def remove(self, id: int, line: JournalLine | None = None) -> None:
        """Forget a device; without a line when it is gone by itself."""
        with database.transaction(self._db, self._path):
            count = self._db.execute("DELETE FROM subscriptions WHERE id = ?", (id,)).rowcount
            if count and line is not None:
                journal.append(self._db, line)
