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
_UNREAD: Final = (StoreFailed, ValueError, TypeError, KeyError)
_TABLES: Final = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND substr(name, "
    "1, 1) <> '_' ORDER BY name"
)
_MOMENT: Final = re.compile(r"at|.*_at|since|.*_since|not_before")
_DATE: Final = re.compile(r".*_on|published|until|first|last|day")
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
    number = 0
    for rows, decoded in _slices(db, table, keys if "WITHOUT ROWID" in sql else ["rowid"]):
        if not decoded or not _read_at_once(table, columns, rows):
            for place, row in enumerate(rows, number + 1):
                for column in _unread(table, columns, row):
                    yield table, place, column
        number += len(rows)


def _slices(
    db: sqlite3.Connection, table: str, keys: list[str]
) -> Iterator[tuple[list[tuple[object, ...]], bool]]:
    """Yield the rows of a table in the order of its keys, those once more at their ends, a slice at
    a time, and whether each of its texts is one.
    """
    names, most = ", ".join(f'"{key}"' for key in keys), 20 if table == "pictures" else SLICE
    every = f'SELECT *, {names} FROM "{table}"'
    where, last_value = "", 0
    last: list[object] = []
    while True:
        rows, decoded = _fetched(db, f"{every} {where} ORDER BY {names} LIMIT ?", (*last, most))
        yield rows, decoded
        if len(rows) < most:
            return
        last_value += most
        last = list(rows[-1][-len(keys) :])
        where = f"WHERE ({names}) > ({', '.join('?' * len(keys))})"
        if not decoded and any(
            isinstance(key, str) and not _readable(str, key) for key in last
        ):  # spoilt: nothing can be asked by it
            rows, decoded = _fetched(
                db, f"{every} ORDER BY {names} LIMIT -1 OFFSET {last_value}", ()
            )
            yield rows, decoded
            return


def _fetched(
    db: sqlite3.Connection, query: str, values: tuple[object, ...]
) -> tuple[list[tuple[object, ...]], bool]:
    """Return the rows of a look and whether each text in them is one; bytes that are none stand
    there as surrogates.
    """
    try:
        return db.execute(query, values).fetchall(), True
    except sqlite3.OperationalError:
        factory, db.text_factory = (
            db.text_factory,
            lambda raw: raw.decode("utf-8", "surrogateescape"),
        )
        try:
            return db.execute(query, values).fetchall(), False
        finally:
            db.text_factory = factory


def _read_at_once(
    table: str, columns: list[tuple[str, Callable[[str], Any]]], rows: list[tuple[object, ...]]
) -> bool:
    """Return whether every value of a slice can be read, column by column; which one cannot, tells
    `_unread`.
    """
    if table == "pictures":
        return False
    try:
        for (_, read), values in zip(columns, zip(*rows, strict=True), strict=False):
            if read is str:  # SQLite's own look at the bytes has read them
                continue
            texts = {value for value in values if isinstance(value, str)}
            if read is _moment:
                if None in {moment.tzinfo for moment in map(datetime.fromisoformat, texts)}:
                    return False
            elif read is codec.load:
                codec.load_all(list(texts))
            elif read is codec.content_out:
                deque(map(codec.content_of, codec.load_all(list(texts))), maxlen=0)
            else:
                deque(map(read, texts), maxlen=0)
    except _UNREAD:
        return False
    return True


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
