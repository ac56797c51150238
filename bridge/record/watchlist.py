"""Edge: how the pages show the account, impostors, and incidents with what was decided on them.
Holds no rule.

Each verb is one transaction with its line in the journal. The journal cannot be purged, so no line
of an impostor or an incident names the account: it has the number, and the name stands here, where
it can be removed (11).
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from bridge.errors import NotFound
from bridge.model import (
    Appearance,
    Impostor,
    ImpostorState,
    Incident,
    Measure,
    Medium,
    Sanction,
    Showing,
)
from bridge.record import codec, database, journal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from pathlib import Path

    from bridge.model import JournalLine


class Watchlist:
    """What is known of the own account's places and of other accounts."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self._path = path

    # ── the pages that show the account ─────────────────────────────────────────────────────────

    def showings(self) -> dict[str, Showing]:
        """Return what the last look at each page brought, by its address."""
        return {
            row["page"]: Showing(
                page=row["page"],
                verdict=Appearance(row["verdict"]),
                since=row.moment_or_none("since"),
                looked_at=row.moment_or_none("looked_at"),
                unread_since=row.moment_or_none("unread_since"),
                why=row["why"],
                kept_back=bool(row["kept_back"]),
            )
            for row in self._all("SELECT * FROM showings ORDER BY rowid")
        }

    def keep_showings(
        self,
        showings: Iterable[Showing],
        stop: str,
        why: str,
        lines: Iterable[JournalLine],
        at: datetime,
    ) -> None:
        """Keep what a look brought, and nothing of pages that are not among them; `stop` stands
        while `why` says something.
        """
        with database.transaction(self._db, self._path):
            self._db.execute("DELETE FROM showings")
            self._db.executemany(
                "INSERT INTO showings VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        s.page,
                        s.verdict,
                        codec.iso(s.since),
                        codec.iso(s.looked_at),
                        codec.iso(s.unread_since),
                        s.why,
                        s.kept_back,
                    )
                    for s in showings
                ],
            )
            if why:
                self._db.execute(
                    "INSERT INTO stops VALUES (?, ?, 'sync', ?, NULL) ON CONFLICT (name) DO "
                    "UPDATE SET why = excluded.why",
                    (stop, why, codec.stamp(at)),
                )
            else:
                self._db.execute("DELETE FROM stops WHERE name = ?", (stop,))
            for line in lines:
                self._tell(line)

    # ── impostors ───────────────────────────────────────────────────────────────────────────────

    def impostors(self) -> list[Impostor]:
        """Return every impostor, newest first."""
        steps: dict[int, list[tuple[ImpostorState, str, datetime]]] = {}
        for row in self._all("SELECT * FROM impostor_steps ORDER BY id"):
            steps.setdefault(row["impostor"], []).append(
                (ImpostorState(row["state"]), row["person"], row.moment("at"))
            )
        return [
            Impostor(
                id=row["id"],
                account=row["account"],
                on=row.day("day"),
                url=row["url"],
                note=row["note"],
                steps=tuple(steps[row["id"]]),
            )
            for row in self._all("SELECT * FROM impostors ORDER BY id DESC")
        ]

    def impostor(self, id: int) -> Impostor:
        """Return one impostor; raises NotFound."""
        impostor = next((one for one in self.impostors() if one.id == id), None)
        if impostor is None:
            raise NotFound("account.impostor_unknown", impostor=id)
        return impostor

    def add_impostor(self, impostor: Impostor, line: JournalLine) -> int:
        """Keep a new impostor and return its number."""
        with database.transaction(self._db, self._path):
            cursor = self._db.execute(
                "INSERT INTO impostors (account, day, url, note) VALUES (?, ?, ?, ?)",
                (impostor.account, impostor.on.isoformat(), impostor.url, impostor.note),
            )
            id = int(cursor.lastrowid or 0)
            self._step(id, "seen", line)
        return id

    def step_impostor(self, id: int, state: str, line: JournalLine) -> None:
        """Write that an impostor was reported or is gone."""
        with database.transaction(self._db, self._path):
            self._step(id, state, line)

    def _step(self, id: int, state: str, line: JournalLine) -> None:
        self._db.execute(
            "INSERT INTO impostor_steps (impostor, state, person, at) VALUES (?, ?, ?, ?)",
            (id, state, line.actor, codec.stamp(line.at)),
        )
        self._tell(line, number=id)

    # ── incidents ───────────────────────────────────────────────────────────────────────────────

    def incidents(self) -> list[Incident]:
        """Return every incident that is kept, newest first."""
        return [
            Incident(
                id=row["id"],
                account=row["account"],
                on=row.day("day"),
                clause=row["clause"],
                way=Medium(row["way"]),
                url=row["url"],
                note=row["note"],
                by=row["by"],
            )
            for row in self._all("SELECT * FROM incidents ORDER BY day DESC, id DESC")
        ]

    def measures(self) -> list[Measure]:
        """Return what was decided about accounts, newest first."""
        return [
            Measure(
                id=row["id"],
                account=row["account"],
                acts=tuple(map(Sanction, codec.load(row["acts"]))),
                reason=row["reason"],
                count=row["count"],
                decided_by=row["decided_by"],
                decided_at=row.moment("decided_at"),
                done_by=row["done_by"],
                done_at=row.moment_or_none("done_at"),
            )
            for row in self._all("SELECT * FROM measures ORDER BY id DESC")
        ]

    def add_incident(self, incident: Incident, line: JournalLine) -> int:
        """Keep an incident and return its number."""
        with database.transaction(self._db, self._path):
            cursor = self._db.execute(
                "INSERT INTO incidents (account, day, clause, way, url, note, by) VALUES (?, "
                "?, ?, ?, ?, ?, ?)",
                (
                    incident.account,
                    incident.on.isoformat(),
                    incident.clause,
                    incident.way,
                    incident.url,
                    incident.note,
                    line.actor,
                ),
            )
            id = int(cursor.lastrowid or 0)
            self._tell(line, number=id)
        return id

    def add_measure(self, decided: Measure, line: JournalLine) -> int:
        """Keep a decision about an account and return its number."""
        with database.transaction(self._db, self._path):
            cursor = self._db.execute(
                "INSERT INTO measures (account, acts, reason, count, decided_by, decided_at, "
                "done_by)"
                " VALUES (?, ?, ?, ?, ?, ?, '')",
                (
                    decided.account,
                    codec.dump(decided.acts),
                    decided.reason,
                    decided.count,
                    decided.decided_by,
                    codec.stamp(decided.decided_at),
                ),
            )
            id = int(cursor.lastrowid or 0)
            self._tell(line, number=id)
        return id

    def finish_measure(self, id: int, line: JournalLine) -> None:
        """Write that a person has done on X what was decided."""
        with database.transaction(self._db, self._path):
            self._db.execute(
                "UPDATE measures SET done_by = ?, done_at = ? WHERE id = ?",
                (line.actor, codec.stamp(line.at), id),
            )
            self._tell(line, number=id)

    def purge(self, before: date, line: JournalLine) -> tuple[int, int]:
        """Remove incidents of days before `before`, and what was decided before it about accounts
        with none left.

        Returns how many of each. What is removed is overwritten in the file, too; copies keep it
        until they are turned over.
        """
        self._db.execute("PRAGMA secure_delete = ON")
        with database.transaction(self._db, self._path):
            incidents = self._db.execute(
                "DELETE FROM incidents WHERE day < ?", (before.isoformat(),)
            ).rowcount
            measures = self._db.execute(
                "DELETE FROM measures WHERE decided_at < ?"
                " AND lower(account) NOT IN (SELECT lower(account) FROM incidents)",
                (before.isoformat(),),
            ).rowcount
            self._tell(line, incidents=incidents, measures=measures)
        return incidents, measures

    # ── plumbing ────────────────────────────────────────────────────────────────────────────────

    def _all(self, statement: str) -> list[codec.Row]:
        with database.explained(self._path):
            return self._db.execute(statement).fetchall()

    def _tell(self, line: JournalLine, **more: object) -> None:
        journal.append(self._db, line, more=more)
