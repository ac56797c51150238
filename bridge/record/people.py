"""Edge: persons, prior confirmations and what keeps posts back. Holds no rule.

Each verb is one transaction with its line in the journal. Passwords are argon2id; they never leave
this file.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from bridge.errors import NotAllowed, NotFound
from bridge.model import Confirmation, JournalLine, Kind, Person, Role, Verb
from bridge.record import codec, database, journal
from bridge.record.marks import secret_mark

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime
    from pathlib import Path

    from argon2 import PasswordHasher


class People:
    """The persons of section 4 and what they gave or stopped."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self._path = path

    def person(self, name: str) -> Person:
        """Return one person; raises NotFound."""
        row = self._one(name)
        if row is None:
            raise NotFound("people.unknown", person=name)
        return _person(row)

    def known(self, name: str) -> Person | None:
        """Return one person; None for a name that nobody has: it stands in an older record, or is
        the machine's.
        """
        row = self._one(name)
        return None if row is None else _person(row)

    def persons(self) -> list[Person]:
        """Return everybody, by name."""
        with database.explained(self._path):
            return [
                _person(row)
                for row in self._db.execute("SELECT * FROM persons ORDER BY name").fetchall()
            ]

    def authenticate(self, name: str, password: str) -> Person:
        """Return the person whose password this is; raises NotAllowed, alike for a wrong name and a
        wrong password.
        """
        from argon2.exceptions import InvalidHashError, VerificationError

        row = self._one(name)
        try:
            # An unknown name costs the same time as a wrong password.
            _hasher().verify(row["password"] if row else _NOBODY, password)
        except (VerificationError, InvalidHashError):
            row = None
        if row is None or not row["active"]:
            raise NotAllowed("login.refused")
        return _person(row)

    def mark(self, name: str) -> str:
        """Return a mark of a person's present password, another one at each change; empty when
        nobody has that name.
        """
        row = self._one(name)
        return hashlib.sha256(row["password"].encode()).hexdigest()[:24] if row else ""

    def invitation(self, name: str) -> int:
        """Return the number of the journal's newest line that invites somebody of that name; 0 when
        there is none.
        """
        with database.explained(self._path):
            row = self._db.execute(
                "SELECT coalesce(max(id), 0) AS line FROM journal WHERE draft IS NULL"
                " AND action = 'invite' AND json_extract(detail, '$.person') = ?",
                (name,),
            ).fetchone()
        return int(row["line"])

    def save(self, person: Person, password: str | None, line: JournalLine) -> None:
        """Add or change a person; `password` None leaves it as it is. Who is registered no more has
        no session and no device left.
        """
        secret = _hasher().hash(password) if password is not None else None
        with database.transaction(self._db, self._path):
            self._db.execute(
                "INSERT INTO persons VALUES (?, ?, coalesce(?, ''), ?, ?, ?) ON CONFLICT "
                "(name) DO UPDATE SET"
                " role = excluded.role, password = coalesce(?, password), until = excluded.until,"
                " active = excluded.active, mail = excluded.mail",
                (
                    person.name,
                    person.role,
                    secret,
                    codec.iso(person.until),
                    person.active,
                    person.mail,
                    secret,
                ),
            )
            if not person.active:
                for table in ("sessions", "subscriptions"):  # a way back opens neither again
                    self._db.execute(f"DELETE FROM {table} WHERE person = ?", (person.name,))
            row = self._one(person.name)
            assert row is not None
            self._tell(
                line,
                person=person.name,
                role=person.role,
                active=person.active,
                until=codec.iso(person.until),
                password=secret_mark(row["password"]),
                mail=secret_mark(person.mail),
            )

    def rename(self, name: str, new: str, line: JournalLine) -> None:
        """Let the person of that name bear another one; lines of the journal before this one keep
        the old.
        """
        with database.transaction(self._db, self._path):
            self._db.execute("UPDATE persons SET name = ? WHERE name = ?", (new, name))
            self._db.execute("UPDATE logins SET person = ? WHERE person = ?", (new, name))
            for table in ("sessions", "subscriptions"):
                self._db.execute(f"DELETE FROM {table} WHERE person = ?", (name,))
            revocations = [
                row["id"]
                for row in self._db.execute(
                    "DELETE FROM factors WHERE person = ? RETURNING id", (name,)
                ).fetchall()
            ]
            if revocations:
                self._tell(
                    JournalLine(line.actor, Verb.FACTOR, line.at),
                    person=name,
                    marks={},
                    gone=revocations,
                )
            self._tell(line, person=name, renamed=new)

    def confirmation(self, number: str) -> Confirmation:
        """Return one prior confirmation; raises NotFound."""
        matches = [c for c in self.confirmations() if c.number == number]
        if not matches:
            raise NotFound("confirmation.unknown", confirmation=number)
        return matches[0]

    def confirmations(self) -> list[Confirmation]:
        """Return every prior confirmation, revoked and ended ones included, by number."""
        with database.explained(self._path):
            rows = self._db.execute("SELECT * FROM confirmations ORDER BY number").fetchall()
        return [_confirmation(row) for row in rows]

    def save_confirmation(self, confirmation: Confirmation, line: JournalLine) -> None:
        """Add a prior confirmation or write its revocation."""
        with database.transaction(self._db, self._path):
            self._db.execute(
                "INSERT INTO confirmations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (number) DO UPDATE SET revoked_at = excluded.revoked_at",
                (
                    confirmation.number,
                    codec.dump(confirmation.persons),
                    codec.dump(confirmation.sources),
                    codec.dump(confirmation.kinds),
                    confirmation.first.isoformat(),
                    confirmation.last.isoformat(),
                    confirmation.per_day,
                    confirmation.given_by,
                    codec.iso(confirmation.revoked_at),
                    confirmation.outside_hours,
                    confirmation.corrections,
                    confirmation.absence,
                ),
            )
            self._tell(
                line,
                number=confirmation.number,
                persons=list(confirmation.persons),
                sources=list(confirmation.sources),
                kinds=list(confirmation.kinds),
                first=confirmation.first.isoformat(),
                last=confirmation.last.isoformat(),
                per_day=confirmation.per_day,
                given_by=confirmation.given_by,
                revoked=confirmation.revoked_at is not None,
                outside_hours=confirmation.outside_hours,
                corrections=confirmation.corrections,
                absence=confirmation.absence,
            )

    @codec.readable
    def stops(self, now: datetime) -> dict[str, tuple[str, datetime | None]]:
        """Return what keeps posts back at `now`: name ("all" is the stop switch, else a road) →
        why, and until when.
        """
        with database.explained(self._path):
            rows = self._db.execute("SELECT name, why, until FROM stops").fetchall()
        stops = {row["name"]: (row["why"], row.moment_or_none("until")) for row in rows}
        return {
            name: (why, until)
            for name, (why, until) in stops.items()
            if until is None or until > now
        }

    @codec.readable
    def stopped_at(self) -> dict[str, datetime]:
        """Return since when each of `stops` keeps posts back."""
        with database.explained(self._path):
            return {
                row["name"]: row.moment("at")
                for row in self._db.execute("SELECT name, at FROM stops")
            }

    def stop(self, name: str, why: str, until: datetime | None, line: JournalLine) -> None:
        """Keep posts back."""
        with database.transaction(self._db, self._path):
            self._db.execute(
                "INSERT INTO stops VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET"
                " why = excluded.why, by = excluded.by, at = excluded.at, until = excluded.until",
                (name, why, line.actor, codec.stamp(line.at), codec.iso(until)),
            )
            self._tell(line, road=name, why=why, until=codec.iso(until))

    def resume(self, name: str, line: JournalLine) -> bool:
        """Let posts go again; returns whether they were kept back."""
        with database.transaction(self._db, self._path):
            lifted = self._db.execute("DELETE FROM stops WHERE name = ?", (name,)).rowcount == 1
            if lifted:
                self._tell(line, road=name)
        return lifted

    def tell(self, line: JournalLine) -> None:
        """Write a line of the journal that changes nothing else."""
        with database.transaction(self._db, self._path):
            self._tell(line)

    def _one(self, name: str) -> codec.Row | None:
        with database.explained(self._path):
            row: codec.Row | None = self._db.execute(
                "SELECT * FROM persons WHERE name = ?", (name,)
            ).fetchone()
            return row

    def _tell(self, line: JournalLine, **facts: object) -> None:
        """Write a line of the journal with the facts that stand in the table: the two are compared
        (record/proof.py).
        """
        journal.append(self._db, line, more=facts)


def _hasher() -> PasswordHasher:
    """Return argon2id with 19 MiB and two rounds (OWASP, Password Storage): the desk serves in 120
    MB, logins included.
    """
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


#: an argon2id hash that no password has
_NOBODY = (
    "$argon2id$v=19$m=19456,t=2,"
    "p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
)


@codec.readable
def _person(row: codec.Row) -> Person:
    return Person(
        name=row["name"],
        role=Role(row["role"]),
        until=codec.day(row["until"]),
        active=bool(row["active"]),
        mail=row["mail"],
    )


@codec.readable
def _confirmation(row: codec.Row) -> Confirmation:
    return Confirmation(
        number=row["number"],
        persons=tuple(codec.load(row["persons"])),
        sources=tuple(codec.load(row["sources"])),
        kinds=tuple(Kind(kind) for kind in codec.load(row["kinds"])),
        first=row.day("first"),
        last=row.day("last"),
        per_day=row["per_day"],
        given_by=row["given_by"],
        revoked_at=row.moment_or_none("revoked_at"),
        outside_hours=bool(row["outside_hours"]),
        corrections=bool(row["corrections"]),
        absence=bool(row["absence"]),
    )
