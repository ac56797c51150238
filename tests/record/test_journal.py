"""The journal's chain is walked in SQLite's own words, which are those that were hashed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest
from fakes import NOW

from bridge.model import JournalLine, Verb
from bridge.record import journal
from bridge.record.store import Store

#: what JSON writes in its own way, and what only looks so
ODD = "".join(map(chr, range(1, 0x20))) + '"\\/\x7f\x80\u2028\u2029\ufeff\ufffd😀か\u3099'


def written(store: Store, *actors: str) -> None:
    """Lay a line of each of these persons."""
    for actor in actors:
        store.people.stop(
            "x", f"{actor}のため", None, JournalLine(actor, "stop", NOW, {"why": actor})
        )


def test_sqlite_writes_a_line_as_it_was_hashed(store: Store) -> None:
    """Whatever letters stand in it: the walk asks for slices of lines, for none a second time."""
    written(store, "館長", ODD, "職員")
    asked: list[str] = []
    store._db.set_trace_callback(asked.append)
    verdict = store.verify_journal()
    store._db.set_trace_callback(None)
    assert (verdict.rows, verdict.broken_at) == (3, None)
    assert len(asked) == 2  # the slice, and that there is no other


def test_a_walk_goes_on_where_the_last_one_ended(store: Store) -> None:
    """Number and hash of a line are where it begins; another hash is no beginning."""
    written(store, "館長")
    first = store.verify_journal()
    written(store, "職員", "係長")
    assert store.verify_journal((first.rows, first.head)) == store.verify_journal()
    assert store.verify_journal((first.rows, "0" * 64)).broken_at == 2


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("UPDATE journal SET actor = actor || '。' WHERE id = 2", 2),
        ("UPDATE journal SET hash = upper(hash) WHERE id = 2", 2),
        ("UPDATE journal SET previous = hash WHERE id = 3", 3),
        ("UPDATE journal SET id = 9 WHERE id = 3", 3),
        ("DELETE FROM journal WHERE id = 2", 2),
    ],
)
def test_a_line_that_does_not_follow_is_named(store: Store, change: str, broken: int) -> None:
    """Its text, its hash, the one before it, its number: each is part of the chain."""
    written(store, "館長", "職員", "係長")
    for verb in ("update", "delete"):
        store._db.execute(f"DROP TRIGGER journal_no_{verb}")
    store._db.execute(change)
    assert store.verify_journal().broken_at == broken


def test_bytes_where_a_text_stood_break_the_chain_at_their_line() -> None:
    """A strict table takes none, but a disk may make them of a text: the walk ends there, and does
    not fall over.
    """
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(
            f"CREATE TABLE journal ({', '.join(journal.COLUMNS)}, previous, hash, PRIMARY KEY (id))"
        )
        for text in ("一", "二", "三"):
            journal.append(db, JournalLine(text, Verb.COMMENT, NOW))
        assert journal.verify(db).broken_at is None
        db.execute("UPDATE journal SET actor = CAST(actor AS BLOB) WHERE id = 2")
        first = db.execute("SELECT hash FROM journal WHERE id = 1").fetchone()[0]
        assert journal.verify(db) == journal.Verdict(2, first, 2)


class Spoilt:
    """A disk that gives one line again and again, whichever is asked for."""

    row_factory: object = None

    def cursor(self) -> Spoilt:
        return self

    def execute(self, *_: object) -> Spoilt:
        return self

    def fetchall(self) -> list[tuple[object, ...]]:
        return [(1, *[""] * (len(journal.COLUMNS) + 1))]


def test_a_walk_along_numbers_that_do_not_grow_ends() -> None:
    """Numbers that the disk has spoilt are told by the chain; nobody walks in a circle."""
    db: Any = Spoilt()
    assert len([*journal._texts(db, 1)]) == len([*journal.walk(db, 1)]) == 1
