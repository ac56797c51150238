"""Edge: the journal's chain. Tamper-evident, not tamper-proof: whoever can write the file can write
it anew.

Each row's hash is sha256 over the hash of the row before and the row's own canonical JSON. The head
(last hash and number of rows) belongs on paper and in mails, outside the file: an anchor that a
rewritten chain cannot match.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from bridge.record import codec
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bridge.model import JournalLine

GENESIS: Final = "0" * 64
NO_MORE: Final[Mapping[str, object]] = MappingProxyType({})
BATCH: Final = 1_000  #: rows read at once, two milliseconds
COLUMNS: Final = ("id", "at", "actor", "action", "draft", "before", "after", "version", "detail")


_NAMES: Final = ", ".join(COLUMNS)
#: what `chain` hashes of a row, as SQLite writes it
_TEXT: Final = f"CAST(previous || char(10) || json_array({_NAMES}) AS BLOB)"
_WRITTEN: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=repr).encode


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a walk along the chain found."""

    rows: int
    head: str  #: hash of the last row; GENESIS when there is none
    broken_at: int | None  #: id of the first row that does not follow; None = the chain holds


def chain(previous: str, row: dict[str, Any]) -> str:
    """Return the hash (hex) of `row`, a mapping of COLUMNS, after the row whose hash is
    `previous`.
    """
    # bytes stand only where the disk has spoilt a text: they give another hash, as they should
    plain = _WRITTEN([row[name] for name in COLUMNS])
    return hashlib.sha256(f"{previous}\n{plain}".encode()).hexdigest()


def append(
    connection: sqlite3.Connection,
    line: JournalLine,
    *,
    more: Mapping[str, object] = NO_MORE,
    draft: int | None = None,
    before: str | None = None,
    after: str | None = None,
    version: int | None = None,
) -> None:
    """Append one line, chained to the last; the caller's transaction makes it one with what it
    tells. `more`: facts beside the line's own, as they stand in the tables by then.
    """
    last = connection.execute("SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1").fetchone()
    number, previous = (last[0] + 1, last[1]) if last else (1, GENESIS)
    detail = {**line.detail, **more}
    text = json.dumps(detail, ensure_ascii=False, sort_keys=True, default=str)
    what = (codec.stamp(line.at), line.actor, line.action)
    values = (number, *what, draft, before, after, version, text)
    row = dict(zip(COLUMNS, values, strict=True))
    connection.execute(
        f"INSERT INTO journal ({', '.join(COLUMNS)}, previous, hash) VALUES "
        f"({', '.join('?' * 11)})",
        (*values, previous, chain(previous, row)),
    )


def verify(connection: sqlite3.Connection, since: tuple[int, str] = (0, GENESIS)) -> Verdict:
    """Walk the chain after row `since` (its number and hash), from its first row by default; return
    how far it holds.
    """
    rows, previous = since
    for number, before, stands, text in _texts(connection, rows):
        rows += 1
        if number != rows or before != previous:
            return Verdict(rows, previous, rows)
        if text is None or hashlib.sha256(text).hexdigest() != stands:
            # SQLite writes some numbers otherwise than Python: what does not follow is asked again
            cursor = connection.execute(f"SELECT {_NAMES} FROM journal WHERE id = ?", (rows,))
            if stands != chain(previous, dict(zip(COLUMNS, cursor.fetchone(), strict=True))):
                return Verdict(rows, previous, rows)
        previous = stands
    return Verdict(rows, previous, None)


def _texts(
    connection: sqlite3.Connection, after: int
) -> Iterator[tuple[int, str, str, bytes | None]]:
    """Yield number, hash of the row before, hash and hashed text of the rows after number `after`,
    oldest first, some at a time as `walk` does.
    """
    cursor = connection.cursor()
    cursor.row_factory = None
    query = "SELECT id, previous, hash, {} FROM journal WHERE id > ? ORDER BY id LIMIT {}"
    while True:
        try:
            rows = cursor.execute(query.format(_TEXT, BATCH), (after,)).fetchall()
        except sqlite3.OperationalError:  # the disk has made bytes of a text: JSON has none
            rows = cursor.execute(query.format("NULL", BATCH), (after,)).fetchall()
        yield from rows
        if not rows or rows[-1][0] <= after:
            return
        after = rows[-1][0]


def walk(connection: sqlite3.Connection, after: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the rows after number `after`, oldest first.

    They are read some at a time: a reader keeps every writer waiting, and a decision must not wait
    for a long walk.
    """
    names = (*COLUMNS, "previous", "hash")
    query = f"SELECT {', '.join(names)} FROM journal WHERE id > ? ORDER BY id LIMIT {BATCH}"
    while rows := connection.execute(query, (after,)).fetchall():
        for row in rows:
            yield dict(zip(names, row, strict=True))
        if rows[-1][0] <= after:  # numbers that the disk has spoilt: there would be no end
            return
        after = rows[-1][0]
