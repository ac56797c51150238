"""Edge: closed days that were proposed by a page or entered by a person, and what a person said of
them. Holds no rule.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bridge.errors import NotFound, WrongState
from bridge.model import Closing, ClosingState
from bridge.record import codec, database, journal
from bridge.record.marks import row_mark

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from bridge.model import JournalLine


class Closings:
    """The closings of 5(2) that stand beside those of feeds.toml."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self._path = path

    def closing(self, id: int) -> Closing:
        """Return one closing; raises NotFound."""
        matches = [closing for closing in self.closings() if closing.id == id]
        if not matches:
            raise NotFound("calendar.no_such", closing=id)
        return matches[0]

    def closings(self, *states: ClosingState) -> list[Closing]:
        """Return the closings in these states (all when none is named), earliest day first."""
        where = f"WHERE state IN ({','.join('?' * len(states))})" if states else ""
        with database.explained(self._path):
            rows = self._db.execute(
                f"SELECT * FROM closings {where} ORDER BY first, id", states
            ).fetchall()
        return [
            Closing(
                id=row["id"],
                first=row.day("first"),
                last=row.day("last"),
                why=row["why"],
                words=row["words"],
                url=row["url"],
                state=ClosingState(row["state"]),
                by=row["by"],
                at=row.moment_or_none("at"),
            )
            for row in rows
        ]

    def confirmed(self) -> tuple[tuple[date, date], ...]:
        """Return first and last day of each closing that a person has confirmed."""
        return tuple(
            (closing.first, closing.last) for closing in self.closings(ClosingState.CONFIRMED)
        )

    def propose(self, closings: Iterable[Closing], line: JournalLine) -> list[Closing]:
        """Keep those that are not known yet, whatever was said of them, and return them."""
        new = []
        with database.transaction(self._db, self._path):
            for closing in closings:
                known = self._db.execute(
                    "SELECT 1 FROM closings WHERE first = ? AND last = ?",
                    (codec.iso(closing.first), codec.iso(closing.last)),
                ).fetchone()
                if known is None:
                    new.append(replace(closing, id=self._add(closing)))
            if new:
                self._tell(
                    line, *(closing.id for closing in new), closings=[closing.id for closing in new]
                )
        return new

    def add(self, closing: Closing, line: JournalLine) -> int:
        """Keep one closing and return its id."""
        with database.transaction(self._db, self._path):
            id = self._add(closing)
            self._tell(line, id, closing=id)
        return id

    def settle(self, closing: Closing, before: Closing, line: JournalLine) -> None:
        """Write what a person said of a closing; raises WrongState when it no longer stands where
        it stood `before`.
        """
        with database.transaction(self._db, self._path):
            changed = self._db.execute(
                "UPDATE closings SET state = ?, by = ?, at = ? WHERE id = ? AND state = ?",
                (closing.state, closing.by, codec.iso(closing.at), closing.id, before.state),
            )
            if not changed.rowcount:
                raise WrongState("calendar.settled_meanwhile", closing=closing.id)
            self._tell(line, closing.id)

    def _tell(self, line: JournalLine, *ids: int, **more: object) -> None:
        """Write a line of the journal with the marks of these closings as they stand now
        (record/proof.py).
        """
        rows = self._db.execute(
            f"SELECT * FROM closings WHERE id IN {codec.THESE}",
            (codec.dump(ids),),
        )
        marks = {str(row["id"]): row_mark("closings", row) for row in rows.fetchall()}
        journal.append(self._db, line, more={**more, "marks": marks})

    def _add(self, closing: Closing) -> int:
        cursor = self._db.execute(
            "INSERT INTO closings (first, last, why, words, url, state, by, at) VALUES (?, "
            "?, ?, ?, ?, ?, ?, ?)",
            (
                codec.iso(closing.first),
                codec.iso(closing.last),
                closing.why,
                closing.words,
                closing.url,
                closing.state,
                closing.by,
                codec.iso(closing.at),
            ),
        )
        return int(cursor.lastrowid or 0)
