"""Edge: who is signed in on the desk, and how the last logins of each person went. Holds no rule.

A session is known by a hash of its id: whoever reads a copy of the record signs nobody in with it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bridge.model import JournalLine, Verb
from bridge.record import codec, database, journal

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Logins:
    """How a person's last logins went."""

    at: datetime | None  #: the last one; None before the first
    failures: int  #: wrong passwords since


class Sessions:
    """Sessions and logins."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self._path = path

    def begin(self, id: str, person: str, until: datetime, at: datetime, how: str = "") -> Logins:
        """Begin a session that ends by itself at `until`, in the journal, too, with `how` beside
        the password; returns how it stood before.
        """
        before = self.logins(person)
        with database.transaction(self._db, self._path):
            self._db.execute("DELETE FROM sessions WHERE until < ?", (codec.stamp(at),))
            self._db.execute(
                "INSERT INTO sessions VALUES (?, ?, ?)", (_mark(id), person, codec.stamp(until))
            )
            self._db.execute(
                "INSERT OR REPLACE INTO logins VALUES (?, ?, 0)", (person, codec.stamp(at))
            )
            journal.append(
                self._db, JournalLine(person, Verb.LOGIN, at, {"what": how} if how else {})
            )
        return before

    def end(self, id: str) -> None:
        """End a session, wherever a copy of its cookie is, and whenever the desk is started
        again.
        """
        with database.transaction(self._db, self._path):
            self._db.execute("DELETE FROM sessions WHERE id = ?", (_mark(id),))

    def end_all(self, person: str, but: str = "") -> None:
        """End every session of a person, but the one with this id."""
        with database.transaction(self._db, self._path):
            self._db.execute(
                "DELETE FROM sessions WHERE person = ? AND id <> ?", (person, _mark(but))
            )

    def live(self, id: str, person: str) -> bool:
        """Return whether a session of this person was begun and not ended."""
        with database.explained(self._path):
            row = self._db.execute(
                "SELECT 1 FROM sessions WHERE id = ? AND person = ?", (_mark(id), person)
            ).fetchone()
        return row is not None

    @codec.readable
    def logins(self, person: str) -> Logins:
        """Return how the last logins of a person went."""
        with database.explained(self._path):
            row = self._db.execute(
                "SELECT at, failures FROM logins WHERE person = ?", (person,)
            ).fetchone()
        return Logins(row.moment_or_none("at"), row["failures"]) if row else Logins(None, 0)

    def failed(self, person: str, at: datetime, *, locked: bool) -> None:
        """Count a wrong password for a registered name. What nobody bears may be a password that
        was typed there, and is counted without it, so that either answer takes as long.

        `locked`: with this one the name has to wait, which stands in the journal.
        """
        with database.transaction(self._db, self._path):
            known = self._db.execute("SELECT 1 FROM persons WHERE name = ?", (person,)).fetchone()
            self._db.execute(
                "INSERT INTO logins VALUES (?, NULL, 1) ON CONFLICT (person) DO UPDATE SET "
                "failures = failures + 1",
                (person if known else "",),
            )
            if locked and known:
                journal.append(self._db, JournalLine(person, Verb.LOCKOUT, at))


def _mark(id: str) -> str:
    return hashlib.sha256(id.encode()).hexdigest()
