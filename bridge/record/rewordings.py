"""Edge: second wordings of drafts by the library's program, the newest of each draft. Holds no
rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bridge.model import Rewording
from bridge.record import codec, database

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime
    from pathlib import Path


class Rewordings:
    """What stands beside drafts, and was decided by nobody."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self._path = path

    def keep(self, one: Rewording, at: datetime) -> None:
        """Keep a second wording in place of the draft's earlier one."""
        with database.transaction(self._db, self._path):
            self._db.execute(
                "INSERT OR REPLACE INTO rewordings VALUES (?, ?, ?, ?, ?)",
                (one.draft, one.version, codec.stamp(at), one.text, one.refusal),
            )

    def of(self, draft: int, version: int) -> Rewording | None:
        """Return the second wording of this version of a draft; None when the program was not asked
        about it.
        """
        with database.explained(self._path):
            row = self._db.execute(
                "SELECT text, refusal FROM rewordings WHERE draft = ? AND version = ?",
                (draft, version),
            ).fetchone()
        return None if row is None else Rewording(draft, version, row["text"], row["refusal"])

    def asked(self, draft: int, version: int) -> bool:
        """Whether the program was asked about this version."""
        return self.of(draft, version) is not None
