"""Pure: what a person has done, to a draft or a closed day, for every door that tells it: the
terminal behind its command, the desk on the page that follows.

sayings/acts.py has its words per door.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bridge import labels
from bridge.model import DUE, ClosingState, State, Verb
from bridge.sayings import Utterance
from bridge.text.daywords import month_day, year_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bridge.model import Closing, Draft

#: what a step of a person did → where it comes out in one way only
_DONE: Final = {
    Verb.OPEN: "act.opened",
    Verb.EDIT: "act.edited",
    Verb.COMMENT: "act.commented",
    Verb.RESUBMIT: "act.resubmitted",
    Verb.WITHDRAW: "act.withdrawn",
    Verb.REVIEW: "act.reviewed",
    Verb.RETURN: "act.returned",
    Verb.REJECT: "act.rejected",
    Verb.INSPECT: "act.inspected",
    Verb.HAND_BACK: "act.handed_back",
    Verb.TAKE_OVER: "act.taken_over",
    Verb.PUT_RIGHT: "act.put_right",
    Verb.REMOVE: "act.removed",
    Verb.LEAVE: "act.left",
}
#: where a draft stands → what brought it there a moment ago
_STANDS: Final = {
    State.DECIDED: "act.decided",
    State.PARTIAL: "act.decided_further",
    State.RETURNED: "act.returned",
    State.REJECTED: "act.rejected",
    State.WAITING: "act.waits_again",
    State.SENDING: "act.going_out",
    State.POSTED: "act.out",
    State.CHECKED: "act.out",
}
#: what became of a closed day
_CLOSING: Final = {
    ClosingState.CONFIRMED: "act.closing_confirmed",
    ClosingState.REFUSED: "act.closing_refused",
    ClosingState.WITHDRAWN: "act.closing_withdrawn",
}


def done(verb: Verb, draft: Draft) -> Utterance:
    """Return what a person has done to a draft by a step, as it stands behind it."""
    if verb is Verb.TAKE_BACK:
        code = "act.rest_stopped" if draft.state is State.STOPPED else "act.taken_back"
        return Utterance(code, draft=draft.id)
    if verb is Verb.POSTED:
        if draft.begun:
            return Utterance("act.part_posted", draft=draft.id, part=len(draft.posts))
        return Utterance("act.posted", draft=draft.id)
    if verb is Verb.NOT_POSTED:
        code = "act.not_posted" if draft.state in DUE else "act.looked_once"
        return Utterance(code, draft=draft.id)
    if verb is Verb.CHECK:
        code = "act.checked" if draft.state is State.CHECKED else "act.checked_by_one"
        return Utterance(code, draft=draft.id)
    return Utterance(_DONE[verb], draft=draft.id) if verb in _DONE else stands(draft)


def stands(draft: Draft) -> Utterance:
    """Return what a person has just done to a draft, by where it stands now; only where it stands,
    when that was not their doing.
    """
    if draft.state in _STANDS:
        return Utterance(_STANDS[draft.state], draft=draft.id)
    return Utterance("act.stands", draft=draft.id, state=labels.STATE[draft.state])


def closing(one: Closing) -> Utterance:
    """Return what a person has done with a closed day (5(2)), as it stands behind it."""
    days = year_day(one.first)
    if one.last != one.first:
        days += f"～{(month_day if one.last.year == one.first.year else year_day)(one.last)}"
    return Utterance(_CLOSING[one.state], days=days, why=one.why)


def posts_go(back: Sequence[Draft]) -> Utterance:
    """Return that posts go again; `back` are the drafts that wait for a decision again."""
    return Utterance("act.posts_go_again", count=len(back)) if back else Utterance("act.posts_go")


def revoked(number: str, count: int) -> Utterance:
    """Return that a prior confirmation is revoked; `count` drafts wait for a decision again."""
    code = "act.confirmation_revoked_with" if count else "act.confirmation_revoked"
    return Utterance(code, number=number, count=count)
