"""X's road breaks between any two calls: the program dies before a call or behind it, whichever
call it is, and what was decided is on X once and whole after the runs that follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from fakes import NOW, POSTER, Clock, Scripted, Web, attached, content, settings
from test_corrections import RIGHT, WHY, decide, out, rules
from test_publish import decided
from test_threads import decided as decided_thread

from bridge.desk import Desk
from bridge.model import State
from bridge.policy.s05_2_hours import make_calendar
from bridge.publish import Publish
from bridge.record.store import Store

CALLS = ("verify", "post", "timeline", "delete")


class Death(BaseException):
    """The process is gone: nothing behind this line is run."""


@contextmanager
def breaking(poster: Scripted, number: int, *, done: bool) -> Iterator[list[str]]:
    """Let the program die at the call of this number, before it or (`done`) behind it; yields the
    names of the calls made.
    """
    made: list[str] = []

    def watched(name: str) -> Any:
        real = getattr(poster, name)

        def call(*args: Any) -> Any:
            made.append(name)
            if len(made) == number and not done:
                raise Death
            answer = real(*args)
            if len(made) == number:
                raise Death
            return answer

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(poster, name, watched(name))
        yield made


def run(store: Store, poster: Scripted, now: Any) -> None:
    told = settings(through="x")
    Publish(
        store=store,
        settings=told,
        calendar=make_calendar(told.hours, frozenset()),
        poster=poster,
        fetcher=Web(),
        clock=Clock(now),
    ).run()


def prepared(store: Store, poster: Scripted) -> list[int]:
    """A post that stands and its correction, a thread of three, a single post and one with a
    picture, all decided.
    """
    first = out(store, poster)
    told = Desk(store, rules(), Clock())
    right = told.correct(POSTER, first, RIGHT, reason=WHY)
    decide(store, told, right)
    shown = decided(store, "本棚の写真です", image=attached(store))
    return [right.id, decided_thread(store), decided(store, "もう一つの知らせです"), shown]


@pytest.mark.parametrize("done", [False, True])
@pytest.mark.parametrize("number", range(1, 15))
def test_truth_4_a_break_between_any_two_calls_doubles_and_loses_nothing(
    store: Store, number: int, *, done: bool
) -> None:
    """After the break X answers as ever, and some runs later each text stands on it once; a text
    whose call may have been made, and that X does not show, waits for a person's word.
    """
    poster = Scripted()
    ids = prepared(store, poster)
    with breaking(poster, number, done=done) as made, pytest.raises(Death):
        run(store, poster, NOW + timedelta(hours=1))
    for hours in range(2, 8):
        run(store, poster, NOW + timedelta(hours=hours))
    drafts = [store.draft(id) for id in ids]
    unclear = [draft for draft in drafts if draft.state is State.UNKNOWN]
    assert len(unclear) == (made[-1] == "post" and not done)
    missing = {text for draft in unclear for text in draft.owed}
    due = [text for draft in drafts for text in draft.content.parts]
    if drafts[0] in unclear:  # what is to be replaced stays until what replaces it is there
        due.append(content().text)
    shown = [shown.text for shown in poster.ledger]
    assert sorted(shown) == sorted(text for text in due if text not in missing)
    assert {draft.state for draft in drafts if draft not in unclear} <= {State.POSTED}
    assert store.proof.whole().sound
