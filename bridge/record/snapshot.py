"""Edge: the file of the record as it stands at one moment, copied while others write on. Holds no
rule.

SQLite's own online copy begins anew at each write of another process, and so comes to no end where
writes are frequent. This one lets each writer pass and takes back, in the copy, what they wrote:
before a page is changed, SQLite lays its old words in the rollback journal, and that journal is
opened before its writer may go on. When the copy is done, the journals are laid beside it one after
the other, the newest first, and SQLite rolls the copy back as after a power cut. What was written
meanwhile is known by the change counter of the file (SQLite's file format, 1.3.6): a change of
which no journal was seen begins the copy anew. So does one that was laid down after the last seen
journal was deleted: a seen writer may have given up, and another have written unseen.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from contextlib import ExitStack, closing, suppress
from io import FileIO
from typing import TYPE_CHECKING, Final, Self

from bridge.record import database

if TYPE_CHECKING:
    from pathlib import Path

#: bytes that are copied at once: so long, a fraction of a millisecond, a writer waits
SLICE: Final = 65_536
TRIES: Final = 7  #: before the record is copied in one go, while writers wait
PAUSE: Final = 0.001  #: seconds between two looks whether a writer has done
#: of them, before the record counts as held for good
LOOKS: Final = round(database.BUSY_SECONDS / PAUSE)
MOST: Final = 200  #: writers that pass; each costs an open file
HEADER: Final = 100  #: bytes of a file's header
_ROLLBACK: Final = b"\x01\x01"  #: bytes 18 and 19 of a file whose journal is no WAL


class _Unseen(Exception):
    """Somebody wrote, and no journal tells what."""


def copy(source: sqlite3.Connection, path: Path, target: Path) -> None:
    """Write the record at `path`, on which `source` is a connection, into the empty file `target`
    as it stands at one moment.

    No other connection of this process may be in a transaction on `path`: the file is opened and
    closed beside SQLite, and to close it gives up every lock of the process on it (fcntl(2)).
    Raises sqlite3.OperationalError while somebody holds the record for good, OSError.
    """
    (waits,) = source.execute("PRAGMA busy_timeout").fetchone()
    source.execute("PRAGMA busy_timeout = 0")  # whoever waits in SQLite sees no journal
    try:
        for _ in range(TRIES):
            _beside(target).unlink(missing_ok=True)  # of a try that could not be taken back
            with suppress(_Unseen):
                if _is_taken(source, path, target):
                    return
    finally:
        source.execute(f"PRAGMA busy_timeout = {waits}")
    _beside(target).unlink(missing_ok=True)
    target.write_bytes(b"")
    with closing(sqlite3.connect(target)) as whole:
        source.backup(whole)


def _is_taken(source: sqlite3.Connection, path: Path, target: Path) -> bool:
    """Copy the record slice by slice; returns whether everything that was written meanwhile could
    be taken back.
    """
    with ExitStack() as files:
        # closed when no lock of `source` is held
        record = files.enter_context(path.open("rb", buffering=0))
        with _Moment(source, path, record.fileno(), files) as moment:
            _write(moment, target)
        for journal in reversed(moment.journals):
            _roll_back(target, journal)
        return _header(target) == moment.header


class _Moment:
    """The record as it stood when this was entered: a read lock that gives way to each writer, and
    the journals of those that passed.
    """

    def __init__(self, db: sqlite3.Connection, path: Path, record: int, files: ExitStack) -> None:
        self._db, self._record, self._files = db, record, files
        self._beside = _beside(path.resolve())
        self._seen: dict[int, FileIO] = {}  #: by their i-nodes: journals whose end is not known
        self.journals: list[FileIO] = []  #: of what was written since, the oldest first

    def __enter__(self) -> Self:
        try:
            self._hold()
            self._ended()  # before this moment
            self.header = self.now = self._head()
        except BaseException:
            self._leave()
            raise
        self.size = os.fstat(self._record).st_size
        return self

    def __exit__(self, *exc: object) -> None:
        self._leave()

    def read(self, place: int) -> bytes:
        """Return a slice of the file from byte `place` on."""
        return os.pread(self._record, min(SLICE, self.size - place), place)

    def give_way(self) -> None:
        """Let a writer that is at work go on; raises _Unseen when not all that was written since is
        known.
        """
        if self._beside.exists():
            self._look()
            self._leave()
            self._hold()
            self._take_in()

    def _hold(self) -> None:
        for left in reversed(range(LOOKS)):
            self._look()
            try:
                self._db.execute("BEGIN")
                self._db.execute("SELECT 1 FROM sqlite_master").fetchone()
            except sqlite3.OperationalError as error:
                self._leave()
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or not left:
                    raise
            else:
                return
            time.sleep(PAUSE)

    def _leave(self) -> None:
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    def _look(self) -> None:
        """Open the journal of a writer that is at work: so it can be read though it is deleted."""
        with suppress(FileNotFoundError):
            if self._beside.stat().st_ino not in self._seen:
                journal = self._files.enter_context(FileIO(self._beside))
                self._seen[os.fstat(journal.fileno()).st_ino] = journal

    def _ended(self) -> list[FileIO]:
        """Return the journals whose writers have done since the last look, the oldest first."""
        nodes = [node for node, file in self._seen.items() if not os.fstat(file.fileno()).st_nlink]
        return [self._seen.pop(node) for node in nodes]

    def _take_in(self) -> None:
        """Take in the journals of those who wrote meanwhile: each has counted the file on by one
        and deleted its journal.

        A writer that was seen may have given up, and one that was not have counted instead: then
        the file was written to after the last seen journal was deleted. Not told apart is what
        happens within one tick of the file system's clock, some milliseconds.
        """
        # of a change that was given up before it was written, no page is counted
        ended = [file for file in self._ended() if any(os.pread(file.fileno(), 4, 8))]
        before, self.now = self.now, self._head()
        written = (_count(self.now) - _count(before)) % 2**32
        self.journals += ended[:written]
        if written not in {0, len(ended)} or len(self.journals) > MOST:
            raise _Unseen
        if ended and os.fstat(self._record).st_mtime_ns > os.fstat(ended[-1].fileno()).st_ctime_ns:
            raise _Unseen

    def _head(self) -> bytes:
        header = os.pread(self._record, HEADER, 0)
        if header[18:20] != _ROLLBACK:  # another tool has made a WAL of it: there, nobody waits
            raise _Unseen
        return header


def _write(moment: _Moment, target: Path) -> None:
    with target.open("r+b") as copy:
        for place in range(0, moment.size, SLICE):
            copy.seek(place)
            copy.write(moment.read(place))
            moment.give_way()
        copy.truncate(moment.size)
        # so it is seen whether the journals have brought back the header of the beginning
        copy.seek(0)
        copy.write(moment.now)
        copy.flush()
        os.fsync(copy.fileno())


def _roll_back(target: Path, journal: FileIO) -> None:
    """Let SQLite take back in `target` what the writer of a journal has changed."""
    journal.seek(0)
    beside = os.open(_beside(target), os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(beside, "wb") as file:
        shutil.copyfileobj(journal, file)
    with closing(sqlite3.connect(target)) as db:
        # reads the header alone: a schema that is half taken back cannot be parsed
        db.execute("PRAGMA user_version").fetchone()


def _beside(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def _header(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEADER)


def _count(header: bytes) -> int:
    return int.from_bytes(header[24:28], "big")
