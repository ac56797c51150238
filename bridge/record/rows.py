"""Edge: each value of the record, read as what it is, so that a flipped bit is found before
somebody needs the row. Holds no rule.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections import deque
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, Final

from bridge.errors import StoreFailed
from bridge.record import codec

MOST: Final = 20  #: values told of one record; a record with more is not mended by hand
SLICE: Final = 1_000  #: rows read at once: a reader keeps every writer waiting
_UNREAD: Final = (StoreFailed, ValueError, TypeError, KeyError, AttributeError)
_TABLES: Final = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND substr(name, "
    "1, 1) <> '_' ORDER BY name"
)
_MOMENT: Final = re.compile(r"at|.*_at|since|.*_since|not_before")
_DATE: Final = re.compile(r".*_on|published|until|first|last|day")
_CONTENT: Final = {"text", "url", "account", "image", "reply_to", "repost_of", "replaces"}
_JSON: Final[dict[tuple[str, str], Callable[[str], Any]]] = {
    ("versions", "content"): codec.content_out,
    ("versions", "findings"): codec.findings_out,
    ("pages", "page"): codec.page_out,
    ("decision_pages", "page"): codec.page_out,
    ("decisions", "acknowledged"): codec.load,
    ("confirmations", "persons"): codec.load,
    ("confirmations", "sources"): codec.load,
    ("confirmations", "kinds"): codec.load,
    ("measures", "acts"): codec.load,
    ("journal", "detail"): codec.load,
}


def spoilt(db: sqlite3.Connection, known: Collection[str] = ()) -> Iterator[tuple[str, int, str]]:
    """Yield table, row (from 1, in the table's order) and column of values that cannot be read,
    MOST at the most; the tables `known` to be as they were written are left out.
    """
    places = (
        place
        for table, sql in db.execute(_TABLES).fetchall()
        if table not in known
        for place in _of_table(db, table, sql)
    )
    yield from islice(places, MOST)


def _of_table(db: sqlite3.Connection, table: str, sql: str) -> Iterator[tuple[str, int, str]]:
    info = db.execute(f'PRAGMA table_info("{table}")').fetchall()
    columns = [(row[1], _reader(table, row[1])) for row in info]
    keys = [row[1] for row in sorted(info, key=lambda row: int(row[5])) if row[5]]
    keys = keys if "WITHOUT ROWID" in sql else ["rowid"]
    number, last = 0, None
    if table != "pictures":
        # in a strict table SQLite's own look has found each number to be one
        numbers = {row[1] for row in info if row[2] in {"INTEGER", "REAL"} and "STRICT" in sql}
        texts = [(column, read) for column, read in columns if column not in numbers]
        number, last, over = _well(db, table, texts, keys)
        if over:
            return
    for rows in _slices(db, table, keys, last):
        for place, row in enumerate(rows, number + 1):
            for column in _unread(table, columns, row):
                yield table, place, column
        number += len(rows)


def _well(
    db: sqlite3.Connection,
    table: str,
    columns: list[tuple[str, Callable[[str], Any]]],
    keys: list[str],
) -> tuple[int, tuple[Any, ...] | None, bool]:
    """Return how many rows of a table, a slice at a time, have no value that cannot be read, the
    keys of the last of them, and whether these are all.

    A column of a slice is one text: a value of Python for each would take three times as long.
    """
    names, marks = ", ".join(f'"{key}"' for key in keys), ", ".join("?" * len(keys))
    number, last = 0, None
    where: list[str] = []
    try:
        while True:
            bounds = last or ()
            end = db.execute(
                f'SELECT {names} FROM "{table}" {_where(where)} ORDER BY {names} LIMIT 1 OFFSET ?',
                (*bounds, SLICE - 1),
            ).fetchone()
            span = where if end is None else [*where, f"({names}) <= ({marks})"]
            rows = f'"{table}" {_where(span)}'
            values = (*bounds, *(end or ()))
            number += _read_slice(db, table, columns, rows=rows, values=values)
            if end is None:
                return number, last, True
            last, where = tuple(end), [f"({names}) > ({marks})"]
    except (sqlite3.OperationalError, *_UNREAD):
        return number, last, False


def _read_slice(
    db: sqlite3.Connection,
    table: str,
    columns: list[tuple[str, Callable[[str], Any]]],
    *,
    rows: str,
    values: tuple[Any, ...],
) -> int:
    """Read every value of some rows and return how many these are; raises when one of them cannot
    be read.
    """
    each = [(column, read) for column, read in columns if (table, column) not in _JSON]
    # written out: a char(10) would be made anew for each row
    terms = [f'group_concat("{column}", \'\n\'), count("{column}")' for column, _ in each]
    look = f"SELECT {', '.join(['count(*)', *terms])} FROM {rows}"
    count, *cells = db.execute(look, values).fetchone()
    for (_, read), text, most in zip(each, cells[::2], cells[1::2], strict=True):
        if text is not None and read is not str:  # SQLite's own look has read that
            moments = text.split("\n")
            if len(moments) != most:
                raise ValueError(text)
            _read_all(read, moments)
    for column, read in columns:
        if (table, column) in _JSON:
            details = db.execute(f'SELECT "{column}" FROM {rows}', values)
            _read_all(read, list({one for (one,) in details if isinstance(one, str)}))
    return int(count)


def _where(conditions: list[str]) -> str:
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def _slices(
    db: sqlite3.Connection, table: str, keys: list[str], after: tuple[Any, ...] | None
) -> Iterator[list[tuple[object, ...]]]:
    """Yield the rows of a table behind the one with these keys, in the order of its keys, those
    once more at their ends, a slice at a time.
    """
    names, most = ", ".join(f'"{key}"' for key in keys), 20 if table == "pictures" else SLICE
    every = f'SELECT *, {names} FROM "{table}"'
    behind = f"WHERE ({names}) > ({', '.join('?' * len(keys))})"
    where, last_value = behind if after else "", 0
    last = list(after or ())
    while True:
        rows = _fetched(db, f"{every} {where} ORDER BY {names} LIMIT ?", (*last, most))
        yield rows
        if len(rows) < most:
            return
        last_value += most
        last, where = list(rows[-1][-len(keys) :]), behind
        # spoilt: nothing can be asked by it
        if any(isinstance(key, str) and not _readable(str, key) for key in last):
            first = behind if after else ""
            yield _fetched(
                db,
                f"{every} {first} ORDER BY {names} LIMIT -1 OFFSET {last_value}",
                after or (),
            )
            return


def _fetched(
    db: sqlite3.Connection, query: str, values: tuple[object, ...]
) -> list[tuple[object, ...]]:
    """Return the rows of a look; bytes that are no text stand in them as surrogates."""
    try:
        return db.execute(query, values).fetchall()
    except sqlite3.OperationalError:
        factory, db.text_factory = (
            db.text_factory,
            lambda raw: raw.decode("utf-8", "surrogateescape"),
        )
        try:
            return db.execute(query, values).fetchall()
        finally:
            db.text_factory = factory


def _read_all(read: Callable[[str], Any], texts: list[str]) -> None:
    """Read texts of one column, all at once; raises when one of them cannot be read."""
    if read is _moment:
        if None in {moment.tzinfo for moment in map(datetime.fromisoformat, texts)}:
            raise ValueError
    elif read is codec.load:
        codec.load_all(texts)
    elif read is codec.content_out:
        for raw in codec.load_all(texts):
            # the shape of nearly all, in which nothing is left to be read
            if raw.keys() != _CONTENT or raw["image"] or raw["replaces"]:
                codec.content_of(raw)
    else:
        deque(map(read, texts), maxlen=0)


def _unread(
    table: str, columns: list[tuple[str, Callable[[str], Any]]], row: tuple[object, ...]
) -> Iterator[str]:
    """Yield the columns of a row that cannot be read; a picture is one whose bytes are not those of
    its name (10).
    """
    for (column, read), value in zip(columns, row, strict=False):
        if isinstance(value, str) and not _readable(read, value):
            yield column
    if table == "pictures":
        values = {column: value for (column, _), value in zip(columns, row, strict=False)}
        body = values["body"]
        if not isinstance(body, bytes) or hashlib.sha256(body).hexdigest() != values["sha256"]:
            yield "body"


def _reader(table: str, column: str) -> Callable[[str], Any]:
    if (table, column) in _JSON:
        return _JSON[table, column]
    if _MOMENT.fullmatch(column) or (table, column) == ("stops", "until"):
        return _moment
    return datetime.fromisoformat if _DATE.fullmatch(column) else str


def _moment(text: str) -> None:
    if codec.must(text).tzinfo is None:
        raise ValueError(text)


def _readable(read: Callable[[str], Any], value: str) -> bool:
    try:
        value.encode()
        read(value)
    except _UNREAD:
        return False
    return True
