"""What a run asks of the record is found by an index, whatever the history: no table is walked."""

from __future__ import annotations

import pytest
from fakes import NOW

from bridge.model import ItemState, PostId, State
from bridge.record.store import Store


def test_no_question_of_a_run_walks_a_table(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """EXPLAIN QUERY PLAN of every SELECT that sync and publish send names an index or a small
    table.
    """
    asked: list[str] = []
    store._db.set_trace_callback(asked.append)
    store.sightings.memory("home")
    store.sightings.find(["a"])
    store.sightings.to_read(5)
    store.sightings.page(1)
    store.drafts(State.WAITING, State.DECIDED)
    store.last_attempt(1)
    store.open_attempts("manual")
    store.last_post()
    store.owner_of(PostId("1"), "x")
    store.corrections_of(1)
    store.sightings.items(ItemState.NEW, limit=5)
    store.replacements()
    store.released(5)
    store.retweets_of("1")
    store.newest_own("x")
    store.sightings.watched(NOW, NOW, NOW.date())
    store.sightings.beside()
    store.sightings.linked(1, 1, State.WAITING, NOW.date())
    store.sightings.over(NOW.date())
    store.sightings.picked(1)
    store.texts([State.WAITING], NOW)
    store.entered(State.WAITING)
    store._db.set_trace_callback(None)
    for question in asked:
        plan = [row[3] for row in store._db.execute(f"EXPLAIN QUERY PLAN {question}")]
        walked = [step for step in plan if step.startswith("SCAN") and "INDEX" not in step]
        assert walked == [], f"{question}: {plan}"


@pytest.mark.slow
def test_what_waits_for_a_pick_is_found_by_its_state(store: Store) -> None:
    """Though one source has nearly all items: each page of the desk asks."""
    store._db.executemany(
        "INSERT INTO items (source, url, title, page, summary, state, seen_at, reason, tries)"
        " VALUES ('home', '', '', '', '', 'drafted', '', '', 0)",
        [() for _ in range(2000)],
    )
    store._db.execute("ANALYZE")
    asked: list[str] = []
    store._db.set_trace_callback(asked.append)
    assert store.sightings.held() == {}
    store._db.set_trace_callback(None)
    plan = [row[3] for row in store._db.execute(f"EXPLAIN QUERY PLAN {asked[0]}")]
    assert plan[0] == "SEARCH items USING INDEX items_by_state (state=?)"
