"""Edge: whether the file of the record is whole: its pages, its references. Holds no rule.

Each statement that looks at all pages reads the whole in one go, and a reader keeps every writer
waiting. So the file is looked at without a lock first: a write meanwhile may look like a fault, and
only one that is the same at each of some looks is looked at so that nobody can write.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from bridge.record import database, place, snapshot
from bridge.sayings import Refusal

if TYPE_CHECKING:
    from pathlib import Path

#: at the pages without a lock, before what looks like a fault is looked at so that nobody writes
LOOKS: Final = 3
MOST: Final = 5  #: faults of pages that are told
SEEN: Final = 100  #: that are held against those of the next look

Look = Callable[[sqlite3.Connection], Iterator[Refusal]]


def pages(path: Path) -> tuple[Refusal, ...]:
    """Return what is wrong with the pages of a record; empty when nothing is.

    An index is not held against its table, which takes several times as long (`whole` does it).
    Raises sqlite3.OperationalError while another process writes.
    """
    try:
        return tuple(_steady(path, _pages))
    except database.UNREADABLE as error:
        if database.is_busy(error):
            raise
        return (Refusal("damage.unreadable", reason=str(error)),)


def whole(path: Path, *, live: bool = False) -> tuple[Refusal, ...]:
    """Return what is wrong with pages, indexes and references, and which draft stands elsewhere
    than its journal says; empty when nothing is.

    With `live` a fault that stays is looked for in a copy of one moment, so that nobody waits:
    no connection of this process may be in a transaction then (see snapshot.copy). Where no copy
    can be made, and without `live`, writers wait. Raises sqlite3.DatabaseError for a file that is
    no database, or busy.
    """
    try:
        if live and (problems := _unlocked(path, _everything)):
            with _of_one_moment(path) as copy:
                problems = _unlocked(copy, _everything)
            return tuple(problems[:MOST])
    except (OSError, sqlite3.Error):  # no room, say
        pass
    return tuple(_steady(path, _everything))


def _steady(path: Path, look: Look) -> list[Refusal]:
    if not _unlocked(path, look):
        return []
    with place.read_only(path) as db:
        return list(look(db))[:MOST]


def _unlocked(path: Path, look: Look) -> list[Refusal]:
    """Return what is wrong at each of some looks without a lock; empty when nothing is."""
    problems: list[Refusal] = []
    for number in range(LOOKS):
        try:
            with place.read_only(path, "immutable=1") as db:
                now = list(look(db))
        except database.UNREADABLE as error:
            now = [Refusal("damage.unreadable", reason=str(error))]
        problems = [one for one in now if not number or one in problems]
        if not problems:
            break
    return problems


@contextmanager
def _of_one_moment(path: Path) -> Iterator[Path]:
    """Lend a copy of the record beside it, which nobody writes to; raises OSError,
    sqlite3.Error.
    """
    for rest in path.parent.glob(f"{path.name}.look-*"):  # of one that was killed
        rest.unlink(missing_ok=True)
    copy = path.with_name(f"{path.name}.look-{secrets.token_hex(4)}")
    try:
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with place.read_only(path) as source:
            snapshot.copy(source, path, copy)
        yield copy
    finally:
        for rest in path.parent.glob(f"{copy.name}*"):
            rest.unlink(missing_ok=True)


def _pages(db: sqlite3.Connection, check: str = "quick_check") -> Iterator[Refusal]:
    for (line,) in db.execute(f"PRAGMA {check}({SEEN})"):
        if line != "ok":
            yield Refusal("damage.pages", line=line)


def _everything(db: sqlite3.Connection) -> Iterator[Refusal]:
    yield from _pages(db, "integrity_check")
    if db.execute("PRAGMA foreign_key_check").fetchone():
        yield Refusal("damage.references")
    astray = db.execute(
        "SELECT d.id FROM drafts d WHERE d.state IS NOT"
        " (SELECT j.after FROM journal j WHERE j.draft = d.id ORDER BY j.id DESC LIMIT 1) LIMIT 1"
    ).fetchone()
    if astray:
        yield Refusal("damage.state", draft=astray[0])
