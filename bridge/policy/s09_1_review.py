"""9(1) 起案・回議・決裁: the order of steps before a decision, as the library lays it down for each
kind.

Pure: no I/O, no clock. Each step is one person's word on the very text that is decided: another
wording has none of them.
Sees who gave their word; cannot see whether they read it. What is urgent (2, 9(2)) does not wait
for the steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bridge.sayings import Refusal

if TYPE_CHECKING:
    from bridge.model import Draft, Person
    from bridge.settings import ReviewSettings


def steps(settings: ReviewSettings, draft: Draft) -> tuple[str, ...]:
    """Return the steps that a draft goes through before its decision, in order; none for what is
    urgent.
    """
    return () if draft.urgent else tuple(settings.order.get(draft.kind, ()))


def owed(settings: ReviewSettings, draft: Draft) -> tuple[str, ...]:
    """Return the steps that nobody has taken on the present text, in order."""
    done = {review.step for review in draft.reviews}
    return tuple(step for step in steps(settings, draft) if step not in done)


def due(settings: ReviewSettings, draft: Draft, person: str) -> str:
    """Return the step at which `draft` waits for `person`'s word now; empty when it waits for
    nobody, or somebody else.
    """
    waiting = owed(settings, draft)
    return waiting[0] if waiting and person in settings.members.get(waiting[0], ()) else ""


def refusal(settings: ReviewSettings, draft: Draft, person: Person) -> Refusal | None:
    """Return why `person` may not take the next step on `draft`; None when they may."""
    waiting = owed(settings, draft)
    if not waiting:
        return Refusal("draft.no_review_owed", draft=draft.id, person=person.name)
    members = settings.members.get(waiting[0], ())
    if person.name not in members:
        return Refusal(
            "draft.review_of_others",
            draft=draft.id,
            step=waiting[0],
            members=members,
            person=person.name,
        )
    return _own(settings, draft, person)


def decision_refusal(settings: ReviewSettings, draft: Draft, person: Person) -> Refusal | None:
    """Return why `person` may not decide `draft` yet (steps owed), or at all (their own text);
    None when they may.
    """
    if waiting := owed(settings, draft):
        members = settings.members.get(waiting[0], ())
        return Refusal("draft.review_owed", draft=draft.id, step=waiting[0], members=members)
    return _own(settings, draft, person)


def _own(settings: ReviewSettings, draft: Draft, person: Person) -> Refusal | None:
    if settings.drafter_decides or draft.author != person.name:
        return None
    return Refusal("draft.own_text", draft=draft.id, person=person.name)
