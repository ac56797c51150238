"""What is handed down of a year: every draft of it, whole, found without walking the years before."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from fakes import (
    DIRECTOR,
    FINDING,
    NOW,
    POSTER,
    TOKYO,
    Clock,
    Scripted,
    Web,
    content,
    settings,
    wording,
)

from bridge import lifecycle
from bridge.errors import NotFound, StoreFailed, UsageRefused
from bridge.model import Kind, Opening, State
from bridge.policy.s05_2_hours import make_calendar
from bridge.publish import Publish
from bridge.record import export
from bridge.record.store import Store
from bridge.text.years import Year

ENDS = (State.CHECKED, *lifecycle.OVER)


def opened(store: Store, at: datetime) -> int:
    return store.apply(
        lifecycle.open_draft(Opening(None, "staff", Kind.MATERIAL), wording(), "職員", at)
    )


def rejected(store: Store, id: int, at: datetime) -> None:
    store.apply(lifecycle.reject(store.draft(id), DIRECTOR, "時期を過ぎた", at))


def span(year: int, *, fiscal: bool = True) -> tuple[datetime, datetime]:
    return Year(year, fiscal).begin(TOKYO), Year(year, fiscal).end(TOKYO)


def test_a_fiscal_year_begins_in_april() -> None:
    """地方自治法 208: 1 April to 31 March of the next year."""
    assert Year.of(date(2027, 3, 31)) == Year(2026) == Year.of(date(2026, 4, 1))
    assert Year.of(date(2026, 3, 31)) == Year(2025)
    assert (Year(2026).first, Year(2026).last, Year(2026).label) == (
        date(2026, 4, 1),
        date(2027, 3, 31),
        "2026年度",
    )
    assert [m.month for m in Year(2026).months] == [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]
    plain = Year(2026, fiscal=False)
    assert (plain.first, plain.last, plain.label) == (
        date(2026, 1, 1),
        date(2026, 12, 31),
        "2026年",
    )
    assert Year.of(date(2026, 1, 1), fiscal=False) == plain
    assert plain.months[-1] == date(2026, 12, 1)


@pytest.mark.parametrize("number", [2027, 9999, 10**9, 0, -1, 202])
def test_a_year_that_has_not_begun_is_refused(number: int) -> None:
    """In November 2026 the newest is 2026; what is no year at all is no year of a record either."""
    with pytest.raises(UsageRefused, match="何も変えていません"):
        Year.asked(number, NOW.date())
    assert Year.asked(2026, NOW.date()) == Year(2026)


def test_a_year_holds_what_was_opened_or_ended_in_it(store: Store) -> None:
    """To the second, in the library's zone; a draft that reaches over the year's end stands in both
    books.
    """
    last, first = (
        datetime(2026, 3, 31, 23, 59, 59, tzinfo=TOKYO),
        datetime(2026, 4, 1, tzinfo=TOKYO),
    )
    old, reaching, new = opened(store, last), opened(store, last), opened(store, first)
    rejected(store, old, last)
    rejected(store, reaching, first)
    assert store.export.touched(*span(2025), ENDS) == [old, reaching]
    assert store.export.touched(*span(2026), ENDS) == [reaching, new]
    assert store.export.touched(*span(2026, fiscal=False), ENDS) == [old, reaching, new]
    assert store.export.touched(*span(2024), ENDS) == []
    assert store.export.ended(*span(2026), ENDS) == [reaching]


def test_a_word_beside_a_draft_does_not_move_its_end(store: Store) -> None:
    """It ended when it came to where it stands, whatever was said of it later."""
    id, later = opened(store, NOW - timedelta(days=800)), NOW
    rejected(store, id, NOW - timedelta(days=799))
    store.apply(lifecycle.comment(store.draft(id), POSTER, "なぜでしたか", later))
    assert store.draft(id).changed_at == NOW - timedelta(days=799)
    assert store.export.ended(*span(2026), ENDS) == []
    assert store.export.ended(*span(Year.of((NOW - timedelta(days=799)).date()).number), ENDS) == [
        id
    ]


def test_a_dossier_has_all_that_belongs_to_a_draft(store: Store) -> None:
    """Versions, decisions (a void one, too), attempt, post, checks, correction, journal."""
    id = opened(store, NOW)
    store.apply(lifecycle.decide(store.draft(id), DIRECTOR, NOW, policy_version="2021-04-01"))
    before = store.draft(id)
    new = wording(content("別の文です。"), title="二版", findings=(FINDING,))
    store.apply(lifecycle.edit(before, new, POSTER, NOW, acknowledged=(FINDING.key,)))
    after = store.draft(id)
    store.apply(
        lifecycle.decide(
            after, DIRECTOR, NOW, policy_version="2021-04-01", acknowledged=(FINDING.key,)
        )
    )
    publish(store)
    store.apply(lifecycle.check(store.draft(id), (), DIRECTOR, NOW))
    post = store.draft(id).post
    assert post is not None
    right = wording()
    new = Opening(
        item=None, source="staff", kind=Kind.MATERIAL, note="", origin="日付の誤り", corrects=id
    )
    other = store.apply(lifecycle.open_draft(new, right, "職員", NOW))
    told = store.export.dossier(id)
    assert [v.title for _, v in told.versions] == ["おはなし会", "二版"]
    # each with its own words and findings, not those of the last
    assert [v.content.text for _, v in told.versions] == [before.content.text, after.content.text]
    assert [v.findings for _, v in told.versions] == [(), (FINDING,)]
    assert before.content.text != after.content.text
    assert [d.version for d in told.decisions] == [1, 2]
    assert [a.outcome for a in told.attempts] == ["posted"]
    assert [c.person for c in told.checks] == ["館長"]
    assert [d.id for d in told.corrections] == [other]
    assert [row["action"] for row in told.journal] == [
        "open",
        "decide",
        "edit",
        "decide",
        "send",
        "post",
        "check",
    ]
    assert (told.page, told.seen_at, told.first) == (None, None, None)
    back = store.export.dossier(other).first
    assert back is not None
    assert back.id == id
    with pytest.raises(NotFound):
        store.export.dossier(99)


def publish(store: Store) -> None:
    told = settings()
    Publish(
        store=store,
        settings=told,
        calendar=make_calendar(told.hours, frozenset()),
        poster=Scripted(),
        fetcher=Web(),
        clock=Clock(),
    ).run()


def test_no_look_at_a_year_walks_the_record(store: Store) -> None:
    """SQLite's own plan: each statement of a year's book searches an index and scans no table."""
    id = opened(store, NOW)
    asked: list[str] = []
    store._db.set_trace_callback(asked.append)
    store.export.touched(*span(2026), ENDS)
    list(store.export.leaves([id]))
    store.export.dossier(id)
    store._db.set_trace_callback(None)
    looks = [statement for statement in asked if statement.startswith(("SELECT", "\nSELECT"))]
    assert len(looks) >= 9
    for statement in looks:
        plan = [row["detail"] for row in store._db.execute(f"EXPLAIN QUERY PLAN {statement}")]
        assert not [line for line in plan if line.startswith("SCAN") and "json_each" not in line], (
            statement,
            plan,
        )


def test_a_draft_that_was_opened_in_a_year_is_not_asked_when_it_ended(store: Store) -> None:
    """It stands in the book either way; where it came to its end is a look into its lines."""
    opened(store, NOW - timedelta(days=800))
    id = opened(store, NOW)
    asked: list[str] = []
    store._db.set_trace_callback(asked.append)
    assert store.export.touched(*span(2026), ENDS) == [id]
    store._db.set_trace_callback(None)
    assert not [statement for statement in asked if "FROM journal" in statement]
    rejected(store, 1, NOW)
    assert store.export.touched(*span(2026), ENDS) == [1, id]


def test_a_head_that_was_written_down_is_found_again(store: Store) -> None:
    """The last hash of a book is still in the journal when more was written; another one never was."""
    opened(store, NOW)
    then = store.verify_journal()
    opened(store, NOW)
    assert store.export.follows(then.rows, then.head)
    assert not store.export.follows(then.rows + 1, then.head)
    assert not store.export.follows(then.rows, "0" * 64)


def test_an_old_draft_costs_a_years_book_nothing(store: Store) -> None:
    """What ended before the year is not even looked at: the index of changes leads to it, not the
    one of states.
    """
    opened(store, NOW)
    asked: list[str] = []
    store._db.set_trace_callback(asked.append)
    store.export.ended(*span(2026), ENDS)
    store._db.set_trace_callback(None)
    [look] = [
        statement for statement in asked if "changed_at, id" in statement and "LIMIT" in statement
    ][:1]
    plan = [row["detail"] for row in store._db.execute(f"EXPLAIN QUERY PLAN {look}")]
    assert any("drafts_by_change (changed_at>?" in line for line in plan), plan


@pytest.mark.parametrize("slice_", [1, 2])
def test_a_year_is_asked_for_in_slices_and_whole(
    store: Store, monkeypatch: pytest.MonkeyPatch, slice_: int
) -> None:
    """Nobody waits for a long statement, and nothing between two slices is lost or told twice."""
    monkeypatch.setattr(export, "SLICE", slice_)
    ids = [opened(store, NOW - timedelta(hours=hours)) for hours in (5, 4, 3, 2, 1)]
    for id in ids:
        store.apply(lifecycle.decide(store.draft(id), DIRECTOR, NOW))
        store.apply(
            lifecycle.send(store.draft(id), through="x", marker="", policy_version="", at=NOW)
        )
        attempt = store.last_attempt(id)
        assert attempt is not None
        # all at one moment
        store.apply(lifecycle.post(store.draft(id), attempt, number=str(100 + id), url="u", at=NOW))
    day = (NOW - timedelta(days=1), NOW + timedelta(days=1))
    assert store.export.touched(*day, {State.REJECTED}) == ids
    assert store.export.ended(*day, {State.POSTED}) == ids
    assert len(list(store.export.sent(*day))) == len(ids)


def test_a_slice_of_drafts_is_read_with_as_many_statements_as_one(store: Store) -> None:
    """A year's book asks each table once a slice, whatever it holds; each draft gets its own, in
    whatever order they are asked for.
    """
    ids = [opened(store, NOW) for _ in range(5)]
    store.apply(lifecycle.comment(store.draft(ids[3]), POSTER, "なぜでしたか", NOW))
    rejected(store, ids[4], NOW)

    def statements(asked: list[int]) -> int:
        counted: list[str] = []
        store._db.set_trace_callback(counted.append)
        found = list(store.export.leaves(asked))
        store._db.set_trace_callback(None)
        assert [one.draft.id for one in found] == asked
        assert found == [one for id in asked for one in store.export.leaves([id])]
        return len(counted)

    assert statements(ids[3:4]) == statements(ids)
    assert statements(list(reversed(ids))) > statements(ids)
    assert [row["action"] for row in store.export.dossier(ids[3]).journal] == ["open", "comment"]
    with pytest.raises(NotFound):
        list(store.export.leaves([ids[0], 99]))


@pytest.mark.parametrize(("column", "value"), [("detail", "{"), ("at", "昨日")])
def test_a_spoilt_line_is_no_page_of_the_book(store: Store, column: str, value: str) -> None:
    """What the disk has spoilt is told, not handed down."""
    id = opened(store, NOW)
    store._db.execute("DROP TRIGGER journal_no_update")
    store._db.execute(f"UPDATE journal SET {column} = ?", (value,))
    with pytest.raises(StoreFailed):
        store.export.dossier(id)
