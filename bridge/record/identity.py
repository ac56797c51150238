"""Edge: which record this is, and whether it still lies where it was last at work. Holds no rule.

A record has an id of its own. A copy that goes on by itself is another record: it is given a new
id, and a decision that was given in the old one holds in it no more. Two things tell a copy, where
no timeline can be asked: the place that stands in the record (machine and path), and the marker
beside it, which names the newest row of the journal when a run last ended.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bridge.model import DUE
from bridge.record import codec, database, journal
from bridge.sayings import Refusal

if TYPE_CHECKING:
    import sqlite3

    from bridge.model import JournalLine

#: machine-id(5); a container has its image's, or none, and then the path alone tells
MACHINE: Final = Path("/etc/machine-id")


class Identity:
    """The id of the record, its library, and where it lies."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self._path = path

    @property
    def record(self) -> str:
        """Return the record's id, hex."""
        return str(self._row()["record"])

    @property
    def library(self) -> str:
        """Return whose record it is, as `belong` wrote it; empty before the first run."""
        return str(self._row()["library"])

    def doubt(self) -> Refusal | None:
        """Return why this file is not the record that was last at work here; None when it is."""
        place, here = self._row()["place"], where(self._path)
        if place and place != here:
            return Refusal("copied.elsewhere")
        left = _left(self._path)
        if place and not left:  # taken away with the record in whose place this file was put
            return Refusal("copied.without_mark")
        if left and left.get("record") == self.record and not self._has(left):
            return Refusal("copied.older")
        if left and left.get("record") != self.record:
            return Refusal("copied.another")
        return None

    def renew(self, line: JournalLine) -> None:
        """Give the record a new id, since it is a copy that goes on by itself; the journal says
        so.
        """
        with database.transaction(self._db, self._path):
            self._db.execute("UPDATE identity SET record = lower(hex(randomblob(16)))")
            journal.append(self._db, line)

    def belong(self, library: str) -> None:
        """Write whose record it is and where it lies, and leave word of its newest row beside
        it. Raises StoreFailed.
        """
        here = where(self._path)
        row = self._row()
        with database.explained(self._path):
            last = self._db.execute(
                "SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1"
            ).fetchone()
        word = {
            "record": self.record,
            "row": last[0] if last else 0,
            "hash": last[1] if last else "",
        }
        beside = database.marker(self._path)
        if _left(self._path) != word:
            # an empty marker, as a power cut may leave it, is a copy's, and decisions hang on it
            database.put(beside, codec.dump(word), durable=self._decided())
        if (row["library"], row["place"]) != (
            library,
            here,
        ):  # after the word: a place without one is a doubt
            with database.transaction(self._db, self._path):
                self._db.execute("UPDATE identity SET library = ?, place = ?", (library, here))

    def _decided(self) -> bool:
        """Return whether a draft waits with its decision, which a doubt would take from it."""
        with database.explained(self._path):
            row = self._db.execute(
                f"SELECT 1 FROM drafts WHERE state IN {codec.THESE} LIMIT 1",
                (codec.dump(sorted(DUE)),),
            ).fetchone()
        return row is not None

    def _has(self, left: dict[str, object]) -> bool:
        with database.explained(self._path):
            row = self._db.execute(
                "SELECT hash FROM journal WHERE id = ?", (left.get("row"),)
            ).fetchone()
        return not left.get("row") or (row is not None and row[0] == left.get("hash"))

    def _row(self) -> sqlite3.Row:
        with database.explained(self._path):
            row: sqlite3.Row = self._db.execute(
                "SELECT record, library, place FROM identity"
            ).fetchone()
            return row


def where(path: Path) -> str:
    """Return machine and path of a record, in a word."""
    machine = ""
    with suppress(OSError):
        machine = MACHINE.read_text(encoding="ascii", errors="replace").strip()
    return f"{machine}:{path.resolve()}"


def _left(path: Path) -> dict[str, object]:
    """Return what the marker says; empty when it says nothing, as those of earlier releases."""
    word: object = None
    with suppress(OSError, ValueError):
        word = json.loads(database.marker(path).read_text(encoding="utf-8"))
    return word if isinstance(word, dict) else {}
