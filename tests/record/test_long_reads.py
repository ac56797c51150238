"""Who reads long keeps a decision waiting no longer in a record of twice the size: in each moment
that it holds the file, as much is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from fakes import DIRECTOR, NOW, content, wording

from bridge import lifecycle
from bridge.model import JournalLine, Kind, Opening, State
from bridge.record import export, journal, proof
from bridge.record.store import Store

DRAFTS = 12  #: of the smaller record; the other has twice as many
DAY = (NOW - timedelta(days=1), NOW + timedelta(days=1))
READS: dict[str, Callable[[Store], object]] = {
    "the look at the record": lambda store: store.proof.whole(),
    "which drafts a book has": lambda store: store.export.touched(*DAY, {State.POSTED}),
    "the drafts of a book": lambda store: [*store.export.leaves(range(1, size(store) + 1))],
    "a year's figures": lambda store: [*store.export.sent(*DAY)],
}


def size(store: Store) -> int:
    return int(store._db.execute("SELECT count(*) FROM drafts").fetchone()[0])


def grown(store: Store) -> None:
    """Post so many drafts more, one a minute."""
    for minute in range(size(store), size(store) + DRAFTS):
        at = NOW + timedelta(minutes=minute)
        opening = Opening(None, "staff", Kind.MATERIAL)
        id = store.apply(lifecycle.open_draft(opening, wording(content("本です", "")), "職員", at))
        store.apply(lifecycle.decide(store.draft(id), DIRECTOR, at))
        store.apply(
            lifecycle.send(store.draft(id), through="x", marker="", policy_version="", at=at)
        )
        attempt = store.last_attempt(id)
        assert attempt is not None
        store.apply(lifecycle.post(store.draft(id), attempt, number=str(id), url="u", at=at))


def longest(store: Store, read: Callable[[Store], object]) -> int:
    """Return how many steps SQLite takes at most in one moment in which it holds the record: a
    statement, or all of a transaction.
    """
    moments = [0]

    def begins(statement: str) -> None:
        if not store._db.in_transaction and not re.match("ROLLBACK|COMMIT", statement):
            moments.append(0)

    def goes_on() -> int:
        moments[-1] += 1
        return 0

    store._db.set_trace_callback(begins)
    store._db.set_progress_handler(goes_on, 1)
    try:
        read(store)
    finally:
        store._db.set_trace_callback(None)
        store._db.set_progress_handler(None, 1)
    assert len(moments) > 3
    return max(moments)


@pytest.mark.parametrize("what", READS)
def test_a_moment_of_a_long_read_does_not_grow_with_the_record(
    store: Store, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """Each is read a slice at a time, of which the next begins when a writer has had its turn."""
    for module, name in (
        (proof, "SPAN"),
        (export, "SLICE"),
        (export, "LEAVES"),
        (journal, "BATCH"),
    ):
        monkeypatch.setattr(module, name, 4)
    store.people.save(DIRECTOR, None, JournalLine("館長", "people", NOW))
    grown(store)
    few = longest(store, READS[what])
    grown(store)
    assert store.proof.whole().sound
    assert longest(store, READS[what]) <= few * 1.2
