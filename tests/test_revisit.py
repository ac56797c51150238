"""How often a page behind a draft is looked at again."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bridge import revisit
from bridge.model import State, Watched

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
RUN = timedelta(minutes=10)


def watched(item=1, state=State.POSTED, last_day=None, looked=NOW, changed=NOW):
    return Watched(
        draft=item,
        item=item,
        source="home",
        state=state,
        last_day=last_day,
        looked_at=looked,
        whole_at=None,
        changed_at=changed,
    )


def looks(one, span, every=RUN):
    """Return the moments at which a page that never changes is looked at in a span, with a run each
    ten minutes.
    """
    found, now = [], NOW
    while now <= NOW + span:
        if revisit.due([one], now):
            found.append(now)
            one = watched(
                one.item, one.state, last_day=one.last_day, looked=now, changed=one.changed_at
            )
        now += every
    return found


def test_a_page_that_stands_is_looked_at_less_and_less():
    """A post's page gets some forty looks in its week, not a thousand; most of them in the first
    hours, and one a day at the least.
    """
    found = looks(watched(), timedelta(days=7))
    assert 25 <= len(found) <= 50
    assert sum(moment < NOW + timedelta(hours=2) for moment in found) >= 8
    assert max(b - a for a, b in itertools.pairwise(found)) <= timedelta(hours=30)


@pytest.mark.parametrize(
    ("state", "last_day", "longest"),
    [
        (State.POSTED, None, timedelta(hours=29)),
        (State.WAITING, None, timedelta(hours=8)),
        (State.DECIDED, None, timedelta(minutes=80)),
        (State.POSTED, NOW.date() + timedelta(days=2), timedelta(minutes=80)),
        (State.POSTED, NOW.date() + timedelta(days=9), timedelta(hours=29)),
        (State.WAITING, NOW.date() - timedelta(days=1), timedelta(minutes=80)),
    ],
)
def test_what_is_near_is_watched_more_closely(state, last_day, longest):
    """A page that has stood for a month: at the latest after a day, of an open draft after some
    hours, of a near event after an hour.
    """
    old = watched(state=state, last_day=last_day, changed=NOW - timedelta(days=30))
    assert revisit.due([old], NOW + longest) == [old]
    assert not revisit.due([old], NOW + longest / 2)


def test_a_page_never_looked_at_is_due_and_the_longest_overdue_go_first():
    """No run looks at more than so many; what is left over is the next run's."""
    many = [
        watched(n, looked=NOW - timedelta(days=2 + n), changed=NOW - timedelta(days=900))
        for n in range(1, 200)
    ]
    never = watched(999, looked=None)
    found = revisit.due([*many, never], NOW)
    assert len(found) == revisit.MOST
    assert [one.item for one in found[:3]] == [999, 199, 198]
    assert len(revisit.due(many, NOW, most=5)) == 5


def test_pages_of_one_day_do_not_all_come_at_once():
    """The pause differs from page to page by some part of it."""
    pauses = {revisit.since(watched(n, changed=NOW - timedelta(hours=60)), NOW) for n in range(10)}
    assert len(pauses) == 10
    assert max(pauses) - min(pauses) > timedelta(hours=2)


def test_a_clock_that_went_back_lets_nothing_be_due_for_ever():
    """A look that lies ahead is waited for, no longer than its pause."""
    ahead = watched(looked=NOW + timedelta(hours=1), changed=NOW)
    assert not revisit.due([ahead], NOW)
    assert revisit.due([ahead], NOW + timedelta(hours=2))


def test_what_its_list_calls_off_is_looked_at_before_all_else():
    """Its page was read a minute ago and stood for days: it is due, and first, though the others
    are more than one run may look at.
    """
    off = replace(watched(99, looked=NOW, changed=NOW - timedelta(days=5)), halt=True)
    others = [watched(n, looked=NOW - timedelta(days=9)) for n in range(revisit.MOST)]
    assert revisit.due([*others, off], NOW)[0] is off
    assert revisit.due([replace(off, halt=False)], NOW) == []
