"""Edge: the journal's chain. Tamper-evident, not tamper-proof: whoever can write the file can write it anew.

Each row's hash is sha256 over the hash of the row before and the row's own canonical JSON. The head (last hash and
number of rows) belongs on paper and in mails, outside the file: an anchor that a rewritten chain cannot match.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bridge.record import codec

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

GENESIS: Final = "0" * 64
COLUMNS: Final = ("id", "at", "actor", "action", "draft", "before", "after", "version", "detail")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a walk along the chain found."""

    rows: int
    head: str  #: hash of the last row; GENESIS when there is none
    broken_at: int | None  #: id of the first row that does not follow; None = the chain holds


def chain(previous: str, row: dict[str, Any]) -> str:
    """Return the hash (hex) of `row`, a mapping of COLUMNS, after the row whose hash is `previous`."""
    plain = json.dumps([row[name] for name in COLUMNS], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{plain}".encode()).hexdigest()


def append(
    connection: sqlite3.Connection,
    *,
    at: datetime,
    actor: str,
    action: str,
    detail: dict[str, object],
    draft: int | None = None,
    before: str | None = None,
    after: str | None = None,
    version: int | None = None,
) -> None:
    """Append one row, chained to the last; the caller's transaction makes it one with what it tells."""
    last = connection.execute("SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1").fetchone()
    number, previous = (last[0] + 1, last[1]) if last else (1, GENESIS)
    told = json.dumps(detail, ensure_ascii=False, sort_keys=True, default=str)
    values = (number, codec.stamp(at), actor, action, draft, before, after, version, told)
    row = dict(zip(COLUMNS, values, strict=True))
    connection.execute(
        f"INSERT INTO journal ({', '.join(COLUMNS)}, previous, hash) VALUES ({', '.join('?' * 11)})",
        (*values, previous, chain(previous, row)),
    )


def verify(connection: sqlite3.Connection) -> Verdict:
    """Walk the whole chain and return how far it holds."""
    previous, rows = GENESIS, 0
    for found in connection.execute(f"SELECT {', '.join(COLUMNS)}, previous, hash FROM journal ORDER BY id"):
        row = dict(zip((*COLUMNS, "previous", "hash"), found, strict=True))
        rows += 1
        if row["id"] != rows or row["previous"] != previous or row["hash"] != chain(previous, row):
            return Verdict(rows, previous, rows)
        previous = row["hash"]
    return Verdict(rows, previous, None)
