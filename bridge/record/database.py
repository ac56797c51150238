"""Edge: the file state.db itself: opening, locking, transactions, and what SQLite's errors mean to
staff. Holds no rule.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import sqlite3
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from bridge.errors import LockHeld, NotFound, StoreFailed
from bridge.record import place
from bridge.sayings import reason

if TYPE_CHECKING:
    from collections.abc import Iterator

BUSY_SECONDS: Final = 5.0
APPLICATION_ID: Final = 0x46424447  #: "FBDG", so that another program's file is not taken for ours
#: PRAGMA user_version after all migrations; a file with a higher one was written by a newer program
SCHEMA: Final = 34

#: what a file raises that is no whole database: SQLite's own words, too, may quote a byte that
#: Python cannot decode
UNREADABLE: Final = (sqlite3.DatabaseError, UnicodeDecodeError)
#: how SQLite says that a table or column is not there: the record of an older tree, or one that
#: somebody rebuilt
_SHAPE: Final = (
    "no such table",
    "no such column",
    "has no column named",
    "malformed database schema",
)

_MEANING: Final = {
    sqlite3.SQLITE_BUSY: "record.busy",
    sqlite3.SQLITE_LOCKED: "record.busy",
    sqlite3.SQLITE_FULL: "record.disk_full",
    sqlite3.SQLITE_READONLY: "record.read_only",
    sqlite3.SQLITE_CANTOPEN: "record.cannot_open",
    sqlite3.SQLITE_PERM: "record.no_permission",
    sqlite3.SQLITE_IOERR: "record.io",
    sqlite3.SQLITE_CORRUPT: "record.corrupt",
    sqlite3.SQLITE_NOTADB: "record.no_record",
}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise StoreFailed for what SQLite cannot do with `path`, NotFound for a number that no row
    can bear; other errors fall through.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if "decode to UTF-8" in str(error):  # Python's word for a text that a flipped bit spoiled
            code = sqlite3.SQLITE_CORRUPT
        if any(words in str(error) for words in _SHAPE):
            raise StoreFailed("record.shape", path=path, reason=error) from error
        if code not in _MEANING:
            raise
        if code == sqlite3.SQLITE_BUSY and (why := _lock_fault(path)):
            raise _unlockable(path, why) from error
        raise StoreFailed(_MEANING[code], path=path) from error
    except UnicodeDecodeError as error:
        raise StoreFailed("record.corrupt", path=path) from error
    except OverflowError as error:
        raise NotFound("record.no_such_number") from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise StoreFailed("record.no_room", path=path) from error
        raise StoreFailed("record.unopened", path=path, reason=reason(error)) from error


def _lock_of(path: Path) -> Path:
    """Return the file that a run locks, beside the record."""
    return path.resolve().with_name(f"{path.resolve().name}.lock")


def _lock_fault(path: Path) -> str:
    """Return why nothing can be locked where `path` lies, as the system says it, or nothing: to
    SQLite that, too, is "locked".

    Asked of the file of RunLock: to close the record itself would give up the locks that SQLite
    holds on it.
    """
    beside = _lock_of(path)
    try:
        with beside.open("rb") as file:
            fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except (
        FileNotFoundError,
        BlockingIOError,
        PermissionError,
    ):  # EACCES and EAGAIN: held (fcntl(2))
        return ""
    except OSError as error:
        return reason(error)
    return ""


def _unlockable(path: Path, why: str | None) -> StoreFailed:
    return StoreFailed("record.unlockable", path=path, reason=why)


def marker(path: Path) -> Path:
    """Return the file beside state.db that says "there was a record here", so that a lost one never
    looks like a first run.
    """
    # a link's record has one marker and one lock, by whatever name it is called
    path = path.resolve()
    return path.with_name(path.name + ".marker")


def put(path: Path, text: str, *, durable: bool) -> None:
    """Put `text` into the place of a private file beside the record, whole or not at all, whoever
    else does so at the moment; `durable`: it is on the disk before it stands there. Raises
    StoreFailed.
    """
    # a name of its own: what one writer has half written is never moved there by another
    fresh = path.with_name(f"{path.name}.{os.urandom(4).hex()}.new")
    with explained(path):
        try:
            with os.fdopen(
                os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8"
            ) as file:
                file.write(text)
                if durable:
                    file.flush()
                    os.fsync(file.fileno())
            fresh.replace(path)
        except BaseException:
            fresh.unlink(missing_ok=True)  # what found no room leaves no half behind
            raise


def _lost(path: Path) -> StoreFailed:
    return StoreFailed("record.lost", path=path, marker=marker(path).name)


def is_older(path: Path) -> bool:
    """Return whether the record at `path` is one that the next command brings to a newer shape;
    raises StoreFailed.
    """
    with (
        explained(path),
        place.read_only(path) as db,
    ):
        known = db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        return bool(known) and 0 < int(db.execute("PRAGMA user_version").fetchone()[0]) < SCHEMA


def is_busy(error: Exception) -> bool:
    """Return whether SQLite says that another process writes, and nothing else."""
    return _MEANING.get(getattr(error, "sqlite_errorcode", 0) & 0xFF) == "record.busy"


def is_strange(path: Path) -> bool:
    """Return whether `path` is a whole database that this release leaves alone: another program's,
    or a newer release's.
    """
    with (
        suppress(sqlite3.Error),
        place.read_only(path) as db,
    ):
        version, owner = (
            db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("user_version", "application_id")
        )
        return bool(version > SCHEMA or owner != APPLICATION_ID)
    return False


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection to the record at `path`, made or migrated as needed.

    Raises StoreFailed: lost (marker without file), foreign, newer, corrupt, locked, unwritable.
    """
    with explained(path):
        place.refuse_root_for_another(path)
        lost, known = not path.exists() or path.stat().st_size == 0, marker(path).exists()
        if lost and known:
            raise _lost(path)
        if not lost:
            place.refuse_other_names(path)
        if lost:
            with suppress(FileExistsError):
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            _prepare(connection, path, known=known)
            if not known:
                marker(path).touch(mode=0o600)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, *, known: bool) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA trusted_schema = OFF")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if (
        version == SCHEMA
        and connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    ):
        return
    if version > SCHEMA:
        raise StoreFailed("record.newer", path=path, version=version, ours=SCHEMA)
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if known and not tables:  # whole, as SQLite sees it, and yet nothing is in it
        raise _lost(path)
    if (tables or version) and connection.execute("PRAGMA application_id").fetchone()[
        0
    ] != APPLICATION_ID:
        raise StoreFailed("record.foreign", path=path)
    _migrate(connection, path, keep_copy=bool(tables))


def _migrate(connection: sqlite3.Connection, path: Path, *, keep_copy: bool) -> None:
    # slow import, needed at a first run and after an update only
    from bridge.record.migrations import (
        migrate,
    )

    with RunLock(path, wait=True):
        if connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA:
            return  # another process was faster
        if keep_copy:
            shutil.copy2(path, path.with_name(path.name + ".before-migration"))
        connection.execute("PRAGMA journal_mode = DELETE")
        migrate(connection)


@contextmanager
def one_moment(connection: sqlite3.Connection) -> Iterator[None]:
    """Let the reads inside see one state of the record; short, so that writers hardly wait."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        with suppress(sqlite3.Error):  # a broken disk has ended it already
            connection.execute("ROLLBACK")


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Run the body as one write transaction: all of it is on disk afterwards, or nothing; inside
    another one, as its part, all of it or nothing as well.
    """
    if connection.in_transaction:
        connection.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            with suppress(sqlite3.Error):  # the whole transaction is gone already
                connection.execute("ROLLBACK TO part")
                connection.execute("RELEASE part")
            raise
        connection.execute("RELEASE part")
        return
    with explained(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise


@contextmanager
def repeatable(connection: sqlite3.Connection) -> Iterator[None]:
    """Let the body's transactions be whole, in their order, but not each on disk at once: a power
    cut may take the last of them back, and the next run does them again.

    synchronous=FULL leaves out the last of five fsyncs, that of the folder, which the next
    transaction of any process makes up for.
    """
    connection.execute("PRAGMA synchronous = FULL")
    try:
        yield
    finally:
        connection.execute("PRAGMA synchronous = EXTRA")


class RunLock:
    """One run at a time: a flock beside state.db, freed by the kernel when its holder dies."""

    def __init__(self, path: Path, *, wait: bool = False) -> None:
        self._path = _lock_of(path)
        self._wait = wait
        self._fd = -1

    def __enter__(self) -> Self:
        with explained(self._path):
            self._fd = os.open(self._path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | (0 if self._wait else fcntl.LOCK_NB))
        except BlockingIOError:  # EWOULDBLOCK, and nothing else, is another run (flock(2))
            os.close(self._fd)
            raise LockHeld("record.run_at_work", path=self._path) from None
        except OSError as error:
            os.close(self._fd)
            raise _unlockable(self._path, reason(error)) from error
        return self

    def __exit__(self, *exc: object) -> None:
        os.close(self._fd)
