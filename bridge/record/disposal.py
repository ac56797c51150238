"""Edge: what is blanked when its time to be kept is over. Holds no rule.

Versions and decisions are append-only by trigger. The triggers that refuse an UPDATE are lifted and
put back as they were inside the one transaction that also writes the journal's row: no other
connection ever sees the tables without them, and a run that dies leaves all as it was.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from bridge.model import DISPOSED, Content
from bridge.record import codec, database, journal
from bridge.record.search import Search

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

    from bridge.model import JournalLine

#: seconds between two pieces; who finds the record busy asks again after 50 ms at most, until it
#: has waited for a quarter of a second (SQLite's busy handler)
PAUSE: Final = 0.05
_LIFTED: Final = ("versions_no_update", "decisions_no_update")
#: each is given the blank content and one draft's number
_BLANK: Final = (
    "UPDATE versions SET title = :gone, content = :content, findings = '[]' WHERE draft = :draft",
    "DELETE FROM rewordings WHERE draft = :draft",
    "DELETE FROM decision_pages WHERE decision IN (SELECT id FROM decisions WHERE draft = :draft)",
    "UPDATE decisions SET acknowledged = '[]', outside_hours = '' WHERE draft = :draft",
    "UPDATE drafts SET note = '', origin = '' WHERE id = :draft",
    "UPDATE attempts SET detail = '' WHERE draft = :draft",
    "UPDATE timeline SET text = :gone WHERE id IN (SELECT CAST(post_id AS INTEGER) FROM posts"
    " WHERE draft = :draft AND through = 'sandbox' AND act = 'post')",
)
#: the page behind a draft goes with the last of its drafts
_PAGE: Final = (
    "WHERE {0} = (SELECT item FROM drafts WHERE id = :draft) AND NOT EXISTS (SELECT 1 FROM "
    "drafts d JOIN versions v"
    " ON v.draft = d.id AND v.version = d.version WHERE d.item = {0} AND "
    "json_extract(v.content, '$.account') <> '')"
)
#: a picture goes with the last of the versions that name it
_PICTURE: Final = (
    "DELETE FROM pictures WHERE sha256 = :sha256"
    " AND NOT EXISTS (SELECT 1 FROM versions WHERE instr(content, :sha256) > 0)"
)


class Disposal:
    """The one that takes away."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self._path = path
        self._search = Search(connection)

    def dispose(self, drafts: Sequence[int], line: JournalLine) -> None:
        """Blank titles, texts, findings, reasons, pictures and pages of these drafts, in one
        transaction with its line in the journal; what is left of them in the index of words goes
        with `clear`.

        Numbers, states, digests, dates, persons, addresses of posts and the journal stay. What is
        removed is overwritten in the file, too; copies keep it until they are turned over.
        """
        self._db.execute("PRAGMA secure_delete = ON")
        content = codec.content_in(Content(DISPOSED, "", ""))
        values = [{"draft": id, "gone": DISPOSED, "content": content} for id in drafts]
        with database.transaction(self._db, self._path):
            pictures = [{"sha256": sha256} for id in drafts for sha256 in self._pictures(id)]
            laid = [self._trigger(name) for name in _LIFTED]
            for name in _LIFTED:
                self._db.execute(f"DROP TRIGGER {name}")
            for id in drafts:
                self._search.leave(id)
            for statement in _BLANK:
                self._db.executemany(statement, values)
            self._db.executemany(_PICTURE, pictures)
            self._db.executemany("DELETE FROM pages " + _PAGE.format("item"), values)
            self._db.executemany(
                "UPDATE items SET title = :gone, summary = '' " + _PAGE.format("items.id"), values
            )
            for statement in laid:
                self._db.execute(statement)
            for id in drafts:
                self._search.enter(id)
            journal.append(self._db, line)

    def clear(self) -> None:
        """Leave nothing of what was disposed of in the index of words; a piece of it in each
        transaction, so that others write meanwhile. Done again it is done.
        """
        self._db.execute("PRAGMA secure_delete = ON")
        with database.transaction(self._db, self._path):
            more = self._search.clear(first=True)
        while more:
            self.give_way()
            with database.transaction(self._db, self._path):
                more = self._search.clear(first=False)

    @staticmethod
    def give_way() -> None:
        """Wait between two transactions until whoever waits for the record has had it."""
        time.sleep(PAUSE)

    def _pictures(self, draft: int) -> list[str]:
        """Return the pictures that a draft's versions name."""
        rows = self._db.execute(
            "SELECT DISTINCT content FROM versions WHERE draft = ?", (draft,)
        ).fetchall()
        images = [codec.content_out(row[0]).image for row in rows]
        return [image.sha256 for image in images if image is not None]

    def _trigger(self, name: str) -> str:
        row = self._db.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", (name,)
        ).fetchone()
        return str(row[0])
