"""Edge: what each person shows at the login beside the password (二段階認証). Holds no rule.

Each verb is one transaction with its line in the journal, which bears the marks of what is kept:
rows that were changed in the file are told by the proof. A seed is sealed, of a recovery code only
a hash is kept: whoever reads a copy of the record signs nobody in with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bridge.model import Factor, FactorKind
from bridge.record import codec, database, journal
from bridge.record.marks import row_mark

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from bridge.model import JournalLine


_KINDS: Final = codec.members(FactorKind)


class Factors:
    """Apps, passkeys and recovery codes."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self._path = path

    @codec.readable
    def of(self, person: str) -> tuple[Factor, ...]:
        """Return all of one person's, in the order of their enrolment."""
        with database.explained(self._path):
            rows = self._db.execute(
                "SELECT * FROM factors WHERE person = ? ORDER BY id", (person,)
            ).fetchall()
        return tuple(
            Factor(
                id=row["id"],
                person=row["person"],
                kind=_KINDS[row["kind"]],
                label=row["label"],
                secret=row["secret"],
                used=row["used"],
                at=row.moment("at"),
            )
            for row in rows
        )

    def bearers(self) -> frozenset[str]:
        """Return who has an app or a passkey."""
        with database.explained(self._path):
            rows = self._db.execute(
                "SELECT DISTINCT person FROM factors WHERE kind <> ?", (FactorKind.CODE,)
            )
            return frozenset(row["person"] for row in rows.fetchall())

    def change(
        self, line: JournalLine, new: Iterable[Factor] = (), removals: Sequence[int] = ()
    ) -> bool:
        """Add these and remove those, together; returns False, and changes nothing, when one of
        `removals` is gone already.
        """
        marks = {}
        with database.transaction(self._db, self._path):
            there = self._db.execute(
                f"SELECT count(*) FROM factors WHERE id IN {codec.THESE}",
                (codec.dump(list(removals)),),
            ).fetchone()
            if there[0] != len(removals):
                return False
            self._db.executemany("DELETE FROM factors WHERE id = ?", [(id,) for id in removals])
            for one in new:
                row = {
                    "person": one.person,
                    "kind": one.kind,
                    "label": one.label,
                    "secret": one.secret,
                    "used": one.used,
                    "at": codec.stamp(one.at),
                }
                id = self._db.execute(
                    "INSERT INTO factors (person, kind, label, secret, used, at)"
                    " VALUES (:person, :kind, :label, :secret, :used, :at)",
                    row,
                ).lastrowid
                marks[str(id)] = row_mark("factors", row)
            journal.append(self._db, line, more={"marks": marks, "gone": list(removals)})
        return True

    def use(self, id: int, used: int) -> bool:
        """Raise a counter; returns False when it stands there or higher already: what was shown
        once is not taken again, by nobody at the same moment either.
        """
        with database.transaction(self._db, self._path):
            return (
                self._db.execute(
                    "UPDATE factors SET used = ? WHERE id = ? AND used < ?", (used, id, used)
                ).rowcount
                == 1
            )
