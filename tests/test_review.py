"""9(1): 起案 → 回議 → 決裁 at the desk: each a person's word on the digest, and a new version voids
them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes import DIRECTOR, NOW, POSTER, Clock, packaged_words, settings

from bridge.desk import Desk
from bridge.draft.rules import Rules
from bridge.errors import Changed, NotAllowed, StepRefused
from bridge.model import Confirmation, JournalLine, Kind, Person, Role, State
from bridge.record.store import Store
from bridge.settings import ReviewSettings

CHIEF = Person("係長の佐藤", Role.POSTER)
ORDER = ReviewSettings(order={"ウ": ("係長",)}, members={"係長": (CHIEF.name,)})


@pytest.fixture
def desk(store: Store) -> Desk:
    for person in (DIRECTOR, POSTER, CHIEF):
        store.people.save(person, None, JournalLine("館長", "people", NOW))
    return Desk(
        store,
        Rules(replace(settings(), review=ORDER), packaged_words),
        Clock(),
    )


def test_9_1_a_draft_goes_from_step_to_step(desk: Desk, store: Store) -> None:
    """The director may not decide before; the word is on the digest, in the journal and with the
    draft.
    """
    made = desk.write(POSTER, Kind.MATERIAL, "本を紹介します。")
    with pytest.raises(StepRefused, match=r"係長.*の回議がまだです"):
        desk.decide(DIRECTOR, [made.id], shown=[made.digest])
    with pytest.raises(NotAllowed, match="含まれません"):
        desk.review(POSTER, made.id)
    with pytest.raises(Changed):
        desk.review(CHIEF, made.id, shown="0" * 64)
    seen = desk.review(CHIEF, made.id, shown=made.digest)
    assert [(one.step, one.person, one.digest) for one in seen.reviews] == [
        ("係長", CHIEF.name, made.digest)
    ]
    assert seen.state is State.WAITING
    with pytest.raises(NotAllowed, match="回議を待っていません"):
        desk.review(CHIEF, made.id)
    assert desk.decide(DIRECTOR, [made.id], shown=[made.digest])[0].state is State.DECIDED
    assert store.proof.whole().faults == ()


def test_9_1_a_new_version_has_nobodys_word(desk: Desk) -> None:
    """An edit begins anew; the words on the old text stay in the record."""
    made = desk.write(POSTER, Kind.MATERIAL, "本を紹介します。")
    desk.review(CHIEF, made.id)
    again = desk.edit(POSTER, made.id, "雑誌を紹介します。")
    assert again.reviews == ()
    assert len(desk.store.reviews(made.id)) == 1
    with pytest.raises(StepRefused, match="の回議がまだです"):
        desk.decide(DIRECTOR, [made.id], shown=[again.digest])


def test_9_1_an_urgent_text_goes_to_the_director_at_once(desk: Desk) -> None:
    """2: nobody waits for a step while the library closes."""
    made = desk.write(POSTER, Kind.MATERIAL, "臨時休館します。", urgent=True)
    assert desk.decide(DIRECTOR, [made.id], shown=[made.digest])[0].state is State.DECIDED


def test_9_1_a_release_under_a_prior_confirmation_waits_for_the_steps_too(desk: Desk) -> None:
    """5(1): the director allowed who may send, not that nobody looks before."""
    today = NOW.date()
    desk.office.confirm(
        DIRECTOR,
        Confirmation(
            number="",
            persons=("職員",),
            sources=(),
            kinds=(Kind.MATERIAL,),
            first=today,
            last=today + timedelta(9),
            per_day=3,
            given_by="",
        ),
    )
    made = desk.write(POSTER, Kind.MATERIAL, "本を紹介します。")
    with pytest.raises(StepRefused, match="の回議がまだです"):
        desk.decide(POSTER, [made.id], shown=[made.digest])
    desk.review(CHIEF, made.id)
    assert desk.decide(POSTER, [made.id], shown=[made.digest])[0].state is State.DECIDED
