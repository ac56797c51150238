"""5(1), 9(2): a deputy decides while the director is away (代決), and corrects at once what has to
be corrected.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes import DIRECTOR, FINDING, NOW, POSTER, Clock, packaged_words, settings, wording

from bridge import labels, lifecycle
from bridge.book.sheet import sheet
from bridge.desk import Desk
from bridge.draft.rules import Rules
from bridge.errors import NotAllowed, StepRefused, Unacknowledged
from bridge.model import (
    Confirmation,
    Draft,
    Finding,
    JournalLine,
    Kind,
    Opening,
    Person,
    Role,
    State,
)
from bridge.record.store import Store
from bridge.sayings import Refusal

DEPUTY = Person("副館長", Role.POSTER)
POLITICS = Finding("6(4)", "候補者", "本文", "選挙の話です。", stop=False)
OWN = replace(FINDING, director=True)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(store: Store, clock: Clock) -> Desk:
    for person in (DIRECTOR, POSTER, DEPUTY):
        store.people.save(person, None, JournalLine("館長", "people", NOW))
    return Desk(store, Rules(settings(), packaged_words), clock)


def give(desk: Desk, *, absence: bool = True, **more: bool) -> Confirmation:
    today = NOW.date()
    kinds = (Kind.PAGE, Kind.TOLD, Kind.MATERIAL)
    asked = Confirmation(
        number="",
        persons=(DEPUTY.name,),
        sources=(),
        kinds=kinds,
        first=today,
        last=today + timedelta(days=7),
        per_day=10,
        given_by="",
        absence=absence,
    )
    return desk.office.confirm(DIRECTOR, replace(asked, **more))


def draft(store: Store, *found: Finding, kind: Kind = Kind.PAGE) -> Draft:
    made = wording(findings=found)
    return store.draft(
        store.apply(lifecycle.open_draft(Opening(None, "home", kind), made, "sync", NOW))
    )


def test_5_1_while_the_director_is_away_the_deputy_decides_and_acknowledges(
    desk: Desk, store: Store
) -> None:
    """What stops a text is the deputy's to acknowledge; decision, journal, sheet and book call it
    代決.
    """
    given = give(desk)
    made = draft(store, FINDING)
    with pytest.raises(Unacknowledged):
        desk.decide(DEPUTY, [made.id], shown=[made.digest])
    done = desk.decide(DEPUTY, [made.id], shown=[made.digest], acknowledged=[FINDING.key])[0]
    assert done.decision is not None
    assert (done.decision.person, done.decision.absence, done.decision.confirmation) == (
        "副館長",
        True,
        given.number,
    )
    assert done.decision.acknowledged == (FINDING.key,)
    assert labels.way(done.decision) == "館長の不在による代決"
    assert "代決" in labels.detail(store.history(made.id)[-1]["detail"])
    rows = {
        row.heading: row.words
        for row in sheet(store.export.dossier(made.id), "館", "2021", NOW.tzinfo).rows
    }  # type: ignore[arg-type]
    assert rows["決裁"].startswith("代決 副館長")
    assert "館長の不在のあいだの代決" in rows["決裁"]
    assert store.proof.whole().faults == ()


@pytest.mark.parametrize(
    ("found", "kind"), [((POLITICS,), Kind.PAGE), ((OWN,), Kind.PAGE), ((), Kind.OTHER)]
)
def test_5_1_what_is_the_directors_own_is_nobodys_elses(
    desk: Desk, store: Store, found: tuple[Finding, ...], kind: Kind
) -> None:
    """Politics (6(4)), what asks for the director, kind エ: the deputy sends none of them,
    knowingly or not.
    """
    give(desk)
    made = draft(store, *found, kind=kind)
    with pytest.raises(NotAllowed):
        desk.decide(DEPUTY, [made.id], shown=[made.digest], acknowledged=[one.key for one in found])


def test_5_1_an_ordinary_prior_confirmation_covers_nothing_that_stops(
    desk: Desk, store: Store
) -> None:
    """Only the absence does: what was confirmed beforehand was confirmed without such a finding."""
    give(desk, absence=False)
    made = draft(store, FINDING)
    with pytest.raises(NotAllowed, match="館長の決裁が必要"):
        desk.decide(DEPUTY, [made.id], shown=[made.digest], acknowledged=[FINDING.key])


def test_5_1_the_absence_ends(desk: Desk, store: Store, clock: Clock) -> None:
    """After its last day the deputy decides nothing; the return of the director ends it at once."""
    given = give(desk)
    made = draft(store)
    clock.forward(days=8)
    with pytest.raises(NotAllowed, match="期間外"):
        desk.decide(DEPUTY, [made.id], shown=[made.digest])
    clock.now = NOW
    desk.office.revoke(DIRECTOR, given.number)
    with pytest.raises(NotAllowed, match="取り消されています"):
        desk.decide(DEPUTY, [made.id], shown=[made.digest])


def test_9_2_a_deputy_corrects_at_once_where_the_confirmation_says_so(
    desk: Desk, store: Store
) -> None:
    """The correction is urgent, its findings are acknowledged by who releases it; without the mark
    it is the director's.
    """
    made = draft(store)
    desk.decide(DIRECTOR, [made.id], shown=[made.digest])
    desk.posted(POSTER, made.id, "https://x.com/mihon_lib/status/2125395291141046011")
    given = give(desk, absence=False, corrections=False)
    right = desk.correct(
        DEPUTY, made.id, "正しくは計画(案)です。", reason="誤り", acknowledged=["5(3)ウ"]
    )
    keys = [one.key for one in right.findings if one.stop]
    assert keys
    with pytest.raises(NotAllowed):
        desk.decide(DEPUTY, [right.id], shown=[right.digest], acknowledged=keys)
    desk.office.revoke(DIRECTOR, given.number)
    give(desk, absence=False, corrections=True)
    with pytest.raises(StepRefused):
        desk.decide(DEPUTY, [right.id], shown=[right.digest])
    done = desk.decide(DEPUTY, [right.id], shown=[right.digest], acknowledged=keys)[0]
    assert (done.state, done.urgent) == (State.DECIDED, True)
    assert done.decision is not None
    assert not done.decision.absence


def test_5_1_what_was_decided_in_the_directors_place_waits_for_their_look(
    desk: Desk, store: Store
) -> None:
    """後閲: a queue with a tick, the director's alone, once; what the director decided needs none."""
    give(desk)
    made, own = draft(store), draft(store)
    desk.decide(DEPUTY, [made.id], shown=[made.digest])
    desk.decide(DIRECTOR, [own.id], shown=[own.digest])
    assert [one.id for one in store.to_inspect()] == [made.id]
    with pytest.raises(NotAllowed):
        desk.inspect(DEPUTY, [made.id])
    with pytest.raises(StepRefused, match="後閲は要りません"):
        desk.inspect(DIRECTOR, [made.id, own.id])
    assert [one.id for one in store.to_inspect()] == [made.id], "all or none"
    seen = desk.inspect(DIRECTOR, [made.id])[0]
    assert seen.state is State.DECIDED
    assert seen.decision is not None
    assert (seen.decision.inspector, store.to_inspect()) == ("館長", [])
    with pytest.raises(StepRefused, match="済ませています"):
        desk.inspect(DIRECTOR, [made.id])
    assert store.export.dossier(made.id).decisions[0].inspector == "館長"
    assert store.proof.whole().faults == ()
    store._db.execute("DROP TRIGGER inspections_no_update")
    store._db.execute("UPDATE inspections SET person = '別の館長'")
    assert store.proof.whole().faults == (Refusal("proof.inspections_differ", draft=made.id),)


def test_5_1_release_of_before_the_rule_owes_no_look_and_says_so(desk: Desk, store: Store) -> None:
    """It stands in no queue, and on paper it says why; who wants to may look all the same."""
    give(desk)
    made = draft(store)
    done = desk.decide(DEPUTY, [made.id], shown=[made.digest])[0]
    assert done.decision is not None
    store._db.execute("UPDATE identity SET uninspected = ?", (done.decision.id,))
    assert store.to_inspect() == []
    old = store.draft(made.id).decision
    assert old is not None
    assert labels.inspection(old) == "なし(後閲を記録する前のもの)"
    assert store.export.dossier(made.id).decisions[0].uninspected
    assert desk.inspect(DIRECTOR, [made.id])[0].decision.inspector == "館長"  # type: ignore[union-attr]
