"""Each value of a record is read as what it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from fakes import NOW, TOKYO, attached

from bridge.errors import StoreFailed
from bridge.model import JournalLine, Picture, Timing
from bridge.record import codec, rows
from bridge.record.store import Store

SAVED = Path(__file__).parent / "saved" / "2026-11.sql"


def saved() -> sqlite3.Connection:
    """A record with a row of everything, as an earlier release left it."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(SAVED.read_text("utf-8"))
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    return connection


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with closing(saved()) as db:
        yield db


def test_a_whole_record_has_no_spoilt_value(db: sqlite3.Connection) -> None:
    """What the program wrote, it can read."""
    assert list(rows.spoilt(db)) == []


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("items", "seen_at", "'2026-11-2'"),
        ("items", "seen_at", "'2026-11-25 10:00:00'"),
        ("items", "published", "'25.11.2026'"),
        ("versions", "content", "'{'"),
        ("versions", "content", "'{}'"),
        ("versions", "content", "json_set(content, '$.colour', 'red')"),
        ("versions", "findings", "'[{}]'"),
        ("journal", "detail", "'{\"'"),
        ("items", "title", "CAST(x'E3FF' AS TEXT)"),
    ],
)
def test_a_spoilt_value_is_told_with_its_place(
    db: sqlite3.Connection, table: str, column: str, value: str
) -> None:
    """A moment without a zone, half a date, JSON that breaks off, lacks a part or has one more, bytes
    that are no text.
    """
    db.execute(
        f"UPDATE {table} SET {column} = {value} WHERE rowid = (SELECT min(rowid) FROM {table})"
        if table != "versions"
        else f"UPDATE {table} SET {column} = {value} WHERE draft = 1 AND version = 1"
    )
    assert list(rows.spoilt(db)) == [(table, 1, column)]


def test_a_record_full_of_spoilt_values_is_told_in_part(db: sqlite3.Connection) -> None:
    """Nobody mends a thousand values by hand."""
    db.execute("UPDATE journal SET at = ''")
    db.execute("UPDATE items SET seen_at = '', title = CAST(x'FF' AS TEXT), published = ''")
    assert len(list(rows.spoilt(db))) == rows.MOST


@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_long_table_is_read_in_slices_and_every_row_of_it(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """A writer gets in between two slices; a last row is told, also behind a key that is spoilt
    itself.
    """
    monkeypatch.setattr(rows, "SLICE", most)
    assert list(rows.spoilt(db)) == []
    last = db.execute("SELECT count(*) FROM versions").fetchone()[0]
    db.execute(
        "UPDATE versions SET content = '{' WHERE (draft, version) = (SELECT max(draft), 1 FROM versions)"
    )
    assert ("versions", last, "content") in list(rows.spoilt(db))
    count = db.execute("SELECT count(*) FROM identities").fetchone()[0]
    db.execute(
        "UPDATE identities SET key = CAST(x'00FF' AS TEXT) WHERE key = (SELECT min(key) FROM identities)"
    )
    assert count > 3
    assert [place for place in rows.spoilt(db) if place[0] == "identities"] == [
        ("identities", 1, "key")
    ]


@pytest.mark.parametrize("most", [2, 3, 4])
def test_a_slice_has_as_many_rows_as_a_writer_may_wait_for(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """No fewer, for each slice is a look of its own; the last has what is left."""
    counts: list[int] = []
    real = rows._read_slice

    def read_slice(db: sqlite3.Connection, table: str, *rest: Any, **more: Any) -> int:
        count = real(db, table, *rest, **more)
        counts.extend([count] * (table == "journal"))
        return count

    monkeypatch.setattr(rows, "SLICE", most)
    monkeypatch.setattr(rows, "_read_slice", read_slice)
    assert list(rows.spoilt(db)) == []
    total = db.execute("SELECT count(*) FROM journal").fetchone()[0]
    assert total > 2 * most
    assert counts == [most] * (total // most) + [total % most]


@pytest.mark.parametrize(
    ("last", "slices"),
    [
        (None, ["ab", "cC", "def"]),
        (("b",), ["cC", "def"]),
        (("a",), ["bc", "Cd", "ef", ""]),
        (("d",), ["ef", ""]),
        (("e",), ["f"]),
    ],
)
def test_what_stands_behind_a_key_that_is_no_text_is_read_in_one_go(
    monkeypatch: pytest.MonkeyPatch, last: tuple[str] | None, slices: list[str]
) -> None:
    """Nothing can be asked by such a key (C), where a slice ends with it; from any row on."""
    monkeypatch.setattr(rows, "SLICE", 2)
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE t (one TEXT, key TEXT, PRIMARY KEY (key)) WITHOUT ROWID")
        db.executemany("INSERT INTO t VALUES (?, ?)", [(key, key) for key in "abcdef"])
        db.execute("INSERT INTO t VALUES ('C', CAST(x'63FF' AS TEXT))")
        found = [
            "".join(str(row[0]) for row in each) for each in rows._slices(db, "t", ["key"], last)
        ]
        assert found == slices


def test_a_key_of_two_parts_is_none_where_one_of_them_is_no_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Numbers are asked by as they are."""
    monkeypatch.setattr(rows, "SLICE", 2)
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE t (n INTEGER, key TEXT, PRIMARY KEY (n, key)) WITHOUT ROWID")
        db.executemany("INSERT INTO t VALUES (?, ?)", [(n, "a") for n in (1, 3, 4, 5, 6)])
        db.execute("INSERT INTO t VALUES (2, CAST(x'63FF' AS TEXT))")
        lengths = [len(each) for each in rows._slices(db, "t", ["n", "key"], None)]
        assert lengths == [2, 4]
        db.execute("UPDATE t SET key = 'b' WHERE n = 2")
        assert [len(each) for each in rows._slices(db, "t", ["n", "key"], None)] == [2, 2, 2, 0]


def test_10_twenty_pictures_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are large; of another table a slice has its own length."""
    monkeypatch.setattr(rows, "SLICE", 30)
    with closing(sqlite3.connect(":memory:")) as db:
        for table, lengths in (("pictures", [20, 20, 5]), ("pages", [30, 15])):
            db.execute(f"CREATE TABLE {table} (one TEXT)")
            db.executemany(f"INSERT INTO {table} VALUES (?)", [("a",)] * 45)
            slices = rows._slices(db, table, ["rowid"], None)
            assert [len(each) for each in slices] == lengths


def test_10_a_picture_that_is_not_what_was_taken_in_is_told(tmp_path: Path) -> None:
    """Its name is the hash of its bytes; one bit is enough."""
    picture = Picture(b"\x89PNG\r\n\x1a\n", "image/png", 1, 1)
    with Store(tmp_path / "state.db") as store:
        store.pictures.keep(picture, "", JournalLine("職員", "picture", NOW))
        assert list(rows.spoilt(store._db)) == []
        store._db.execute("UPDATE pictures SET body = x'89504E470D0A1A0B'")
        assert list(rows.spoilt(store._db)) == [("pictures", 1, "body")]


def test_a_table_that_is_known_to_be_whole_is_not_read(db: sqlite3.Connection) -> None:
    """The lines of a chain that holds are as they were written; the other tables are read."""
    db.execute("UPDATE journal SET detail = '{'")
    db.execute("UPDATE items SET seen_at = '' WHERE id = (SELECT min(id) FROM items)")
    assert list(rows.spoilt(db, ("journal",))) == [("items", 1, "seen_at")]


def test_the_values_of_a_slice_are_read_column_by_column(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only a slice that has a spoilt value is looked through row by row; pictures always are."""
    looked: list[str] = []
    real = rows._unread

    def unread(table: str, *rest: Any) -> Iterator[str]:
        looked.append(table)
        return real(table, *rest)

    monkeypatch.setattr(rows, "_unread", unread)
    assert list(rows.spoilt(db)) == []
    assert set(looked) <= {"pictures"}
    db.execute("UPDATE items SET seen_at = '' WHERE id = (SELECT min(id) FROM items)")
    assert list(rows.spoilt(db)) == [("items", 1, "seen_at")]
    assert "items" in looked


def test_texts_that_are_whole_only_together_are_told() -> None:
    """Read at once, each is still a text of its own."""
    assert codec.load_all(['{"a": 1}', "[]"]) == [{"a": 1}, []]
    with pytest.raises(StoreFailed):
        codec.load_all(["{}, {}", "[]"])


@pytest.mark.parametrize("text", ['{"policy": "2021', '{"bounds": {"not_before": "20'])
def test_a_spoilt_line_is_told_though_it_names_no_bounds(text: str) -> None:
    """A decision without bounds goes out at any time: that is never read into half a line."""
    with pytest.raises(StoreFailed):
        codec.timing_out(text, UTC, "bounds")
    assert codec.timing_out('{"policy": "2021"}', UTC, "bounds") == Timing()


def test_a_row_of_many_columns_says_the_same_by_name() -> None:
    """Its moments leave the record in the library's zone, too, and a spoilt one is told."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.row_factory = codec.rows_in(TOKYO)
        query = (
            "SELECT '2026-11-25T01:00:00.000000+00:00' AS at, NULL AS until, '2026' AS spoilt_at"
        )
        row = db.execute(query).fetchone()
    wide = row.wide()
    assert dict(wide) == dict(row)
    assert wide.moment("at") == row.moment("at")
    assert wide.moment("at").tzinfo is TOKYO
    assert wide.moment_or_none("until") is None
    for each in (row, wide):
        with pytest.raises(StoreFailed):
            each.moment("spoilt_at")


def test_10_a_picture_with_other_bytes_than_those_of_its_name_is_told(store: Store) -> None:
    """Each bears its sha256."""
    attached(store)
    assert list(rows.spoilt(store._db)) == []
    store._db.execute("UPDATE pictures SET body = x'00'")
    assert list(rows.spoilt(store._db)) == [("pictures", 1, "body")]


def test_5_3_a_a_line_that_cannot_be_read_is_an_error_of_the_record(store: Store) -> None:
    """Not a line without its facts."""
    store.people.tell(JournalLine("職員", "tell", NOW, {"why": "試し"}))
    store._db.execute("DROP TRIGGER journal_no_update")
    store._db.execute("UPDATE journal SET detail = '{'")
    with pytest.raises(StoreFailed):
        store.journal_before(None, 1)


def test_a_value_that_is_two_is_spoilt(db: sqlite3.Connection) -> None:
    """The values of a column are read together: one with a line break is not taken for two."""
    db.execute("UPDATE items SET seen_at = seen_at || char(10) || seen_at WHERE id = 1")
    assert list(rows.spoilt(db)) == [("items", 1, "seen_at")]
