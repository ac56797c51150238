"""Edge: the bytes of pictures, by their sha256, so that what was decided is what goes out. Holds no
rule.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bridge.errors import NotFound, StoreFailed
from bridge.model import Picture
from bridge.record import codec, database, journal
from bridge.values import dataclass

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path

    from bridge.model import JournalLine

#: so long a picture is kept that stands in no draft: somebody is still writing
UNUSED: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PictureFormat:
    """What a kept picture is, without its bytes."""

    media_type: str
    width: int  #: pixels
    height: int
    size: int  #: bytes


class Pictures:
    """The pictures of drafts."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self._path = path

    def keep(self, picture: Picture, url: str, line: JournalLine) -> None:
        """Keep a picture taken from `url` (empty: uploaded), with its line in the journal; a known
        one stays as it is.

        Those that stood in no draft for a day go: somebody looked at them and took another.
        """
        with database.transaction(self._db, self._path):
            old = codec.stamp(line.at - UNUSED)
            self._db.execute("DELETE FROM pictures WHERE used = 0 AND at < ?", (old,))
            new = self._db.execute(
                "INSERT OR IGNORE INTO pictures VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)",
                (
                    picture.sha256,
                    picture.media_type,
                    picture.width,
                    picture.height,
                    url,
                    line.actor,
                    codec.stamp(line.at),
                    picture.body,
                ),
            ).rowcount
            if new:
                journal.append(self._db, line)

    def picture(self, sha256: str) -> Picture:
        """Return a picture as it was kept; raises NotFound, StoreFailed when its bytes are not
        those of that name.
        """
        with database.explained(self._path):
            row = self._db.execute(
                "SELECT body, media_type, width, height FROM pictures WHERE sha256 = ?", (sha256,)
            ).fetchone()
        if row is None:
            raise NotFound("picture.not_kept")
        picture = Picture(row["body"], row["media_type"], row["width"], row["height"])
        if not isinstance(picture.body, bytes) or picture.sha256 != sha256:
            raise StoreFailed("picture.altered")
        return picture

    def measure(self, sha256: str) -> PictureFormat | None:
        """Return what the picture of that name is, None when it is not kept."""
        with database.explained(self._path):
            row = self._db.execute(
                "SELECT media_type, width, height, length(body) FROM pictures WHERE sha256 = ?",
                (sha256,),
            ).fetchone()
        return PictureFormat(*row) if row is not None else None


def altered(db: sqlite3.Connection) -> Iterable[str]:
    """Yield the name of each picture whose bytes are not those of its name; some at a time, so that
    nobody waits long.
    """
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'pictures'").fetchone():
        return  # a copy of before
    names = [row[0] for row in db.execute("SELECT sha256 FROM pictures ORDER BY sha256")]
    for name in names:
        row = db.execute("SELECT body FROM pictures WHERE sha256 = ?", (name,)).fetchone()
        if row is not None and hashlib.sha256(bytes(row[0])).hexdigest() != name:
            yield str(name)
