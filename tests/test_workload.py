"""4: what hangs on a person who leaves, and its hand-over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes import DIRECTOR, NOW, POSTER, READER, Clock, draft, packaged_words, settings

from bridge import labels, lifecycle
from bridge.desk import Desk
from bridge.draft.rules import Rules
from bridge.errors import NotAllowed, NotFound, StepRefused
from bridge.model import Confirmation, JournalLine, Kind, Person, Role, State
from bridge.record.store import Store
from bridge.settings import ReviewSettings

NEXT = Person("後任", Role.POSTER)


@pytest.fixture
def desk(store: Store) -> Desk:
    for person in (DIRECTOR, POSTER, NEXT, READER):
        store.people.save(person, None, JournalLine("館長", "people", NOW))
    order = ReviewSettings(members={"係長": (POSTER.name,), "課長": (POSTER.name, NEXT.name)})
    return Desk(
        store,
        Rules(replace(settings(), review=order), packaged_words),
        Clock(),
    )


def posted(desk: Desk, number: int) -> int:
    made = desk.write(POSTER, Kind.MATERIAL, f"本{number}を紹介します。")
    desk.decide(DIRECTOR, [made.id], shown=[made.digest])
    desk.posted(DIRECTOR, made.id, f"https://x.com/mihon_lib/status/21253952911410460{number}")
    return made.id


def test_4_all_that_hangs_on_a_person_stands_together(desk: Desk) -> None:
    """Open drafts, ticks owed, confirmations that name them or that they gave, steps that nobody
    else can take.
    """
    waits = desk.write(POSTER, Kind.MATERIAL, "本を紹介します。").id
    gone = desk.write(POSTER, Kind.MATERIAL, "雑誌を紹介します。").id
    desk.withdraw(POSTER, gone)
    owed, ticked = posted(desk, 11), posted(desk, 22)
    desk.check(NEXT, ticked)
    today = NOW.date()
    asked = Confirmation(
        number="",
        persons=(POSTER.name,),
        sources=(),
        kinds=(Kind.PAGE,),
        first=today,
        last=today + timedelta(days=9),
        per_day=3,
        given_by="",
    )
    named = desk.office.confirm(DIRECTOR, asked)
    ended = desk.office.confirm(DIRECTOR, asked)
    desk.office.revoke(DIRECTOR, ended.number)
    told = desk.office.workload(POSTER.name)
    assert [d.id for d in told.drafts] == [waits]
    assert [d.id for d in told.checks] == [owed]
    assert [c.number for c in told.named] == [named.number]
    assert told.steps == ("係長",)
    assert [c.number for c in desk.office.workload(DIRECTOR.name).given] == [named.number]
    assert desk.office.workload(NEXT.name).nothing
    with pytest.raises(NotFound):
        desk.office.workload("だれか")


def test_4_what_is_handed_over_hangs_on_who_took_it(desk: Desk, store: Store) -> None:
    """All or none; the words on the text stay whose they were; the journal says from whom and to
    whom.
    """
    made = desk.write(POSTER, Kind.MATERIAL, "本を紹介します。")
    owed = posted(desk, 11)
    done = desk.hand_over(DIRECTOR, [made.id, owed], NEXT.name)
    assert [(d.author, d.successor, d.state) for d in done] == [
        (POSTER.name, NEXT.name, State.WAITING),
        (POSTER.name, NEXT.name, State.POSTED),
    ]
    assert (
        desk.office.workload(POSTER.name).drafts == desk.office.workload(POSTER.name).checks == ()
    )
    taken = desk.office.workload(NEXT.name)
    assert ([d.id for d in taken.drafts], [d.id for d in taken.checks]) == ([made.id], [owed])
    line = store.history(made.id)[-1]
    assert (line["actor"], labels.action(line["action"]), labels.detail(line["detail"])) == (
        "館長",
        "引継ぎ",
        "後任さんへ",
    )
    again = desk.hand_over(NEXT, [made.id], POSTER.name)[0]
    assert again.successor == POSTER.name
    assert store.proof.whole().faults == ()


def test_4_nothing_is_handed_to_who_may_not_write_nor_what_is_over(
    desk: Desk, store: Store
) -> None:
    """A reader takes nothing and hands nothing over; a withdrawn draft has no work left."""
    made = desk.write(POSTER, Kind.MATERIAL, "本を紹介します。")
    over = desk.write(POSTER, Kind.MATERIAL, "雑誌を紹介します。")
    desk.withdraw(POSTER, over.id)
    with pytest.raises(StepRefused, match="引き継げません"):
        desk.hand_over(DIRECTOR, [made.id], READER.name)
    with pytest.raises(NotAllowed):
        desk.hand_over(READER, [made.id], NEXT.name)
    with pytest.raises(StepRefused, match="引き継ぐことがありません"):
        desk.hand_over(DIRECTOR, [made.id, over.id], NEXT.name)
    assert store.draft(made.id).successor == ""


def test_4_a_post_with_both_ticks_leaves_no_work_to_hand_over() -> None:
    """What is posted still owes its ticks and goes to the next person; what is checked owes none."""
    step = lifecycle.hand_over(draft(State.POSTED), DIRECTOR, NEXT, NOW)
    assert step.line.detail == {"to": NEXT.name}
    with pytest.raises(StepRefused, match="「確認済」で、引き継ぐことがありません"):
        lifecycle.hand_over(draft(State.CHECKED), DIRECTOR, NEXT, NOW)


def test_4_a_name_once_used_may_be_another_persons(desk: Desk, store: Store) -> None:
    """The first is called otherwise from then on, the lines before stay, and the newcomer begins
    with nothing.
    """
    reviewers, desk = (
        desk,
        Desk(store, Rules(settings(), packaged_words), Clock()),
    )
    made = desk.write(POSTER, Kind.MATERIAL, "本を紹介します。")
    with pytest.raises(StepRefused, match="さんは登録されています"):
        desk.office.free_name(DIRECTOR, POSTER.name)
    desk.office.change_person(DIRECTOR, POSTER.name, {"active": False}, "a long password")
    with pytest.raises(StepRefused, match="終わっていないもの"):
        desk.office.free_name(DIRECTOR, POSTER.name)
    desk.hand_over(DIRECTOR, [made.id], NEXT.name)
    with pytest.raises(NotAllowed):
        desk.office.free_name(NEXT, POSTER.name)
    with pytest.raises(StepRefused, match="回議をする人"):
        reviewers.office.free_name(DIRECTOR, POSTER.name)
    assert desk.office.free_name(DIRECTOR, POSTER.name) == "職員(2026-11-25まで)"
    desk.office.save_person(DIRECTOR, POSTER, "another long password")
    assert [p.name for p in store.people.persons() if p.name.startswith("職員")] == [
        "職員",
        "職員(2026-11-25まで)",
    ]
    assert store.people.mark("職員") != store.people.mark("職員(2026-11-25まで)")
    assert store.history(made.id)[0]["actor"] == "職員"
    assert desk.office.workload("職員").nothing
    line = next(row for row in store.journal() if row["action"] == "rename")
    assert "この行からあとの同じ名前は、別の人です" in labels.detail(line["detail"])
    assert store.proof.whole().faults == ()
    store._db.execute("UPDATE persons SET name = '別名' WHERE name = '職員(2026-11-25まで)'")
    assert store.proof.whole().faults != ()


def test_4_what_a_person_decided_and_has_not_gone_out_keeps_their_name(desk: Desk) -> None:
    """Nobody inherits another's decision by bearing the name."""
    other = Person("副館長", Role.DIRECTOR)
    desk.office.save_person(DIRECTOR, other, "a long password")
    made = desk.write(POSTER, Kind.MATERIAL, "本を紹介します。")
    desk.decide(other, [made.id], shown=[made.digest])
    desk.office.change_person(DIRECTOR, other.name, {"active": False})
    with pytest.raises(StepRefused, match="終わっていないもの"):
        desk.office.free_name(DIRECTOR, other.name)
