"""5(2), one time: what is told of a plan is the first permitted moment, whatever the zone, the day
and the hour.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from policy.zones import Case, case, right, told, wrong

from bridge.policy import due

NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.slow
def test_5_2_what_is_told_is_the_first_permitted_moment_in_every_zone() -> None:
    """Fifteen hundred plans at the edges of hours, days and years, each judged by the wall and the
    notice of the hours.
    """
    assert wrong(1_500) == []


def folded(**fixed: object) -> Case:
    """A plan in the hour that New York's clocks show twice: ten to two, the first time."""
    now = datetime(2026, 11, 1, 5, 50, tzinfo=UTC).astimezone(NEW_YORK)
    one = case(1)
    assert one.draft.decision is not None
    word = replace(one.draft.decision, outside_hours="台風のため", not_before=None)
    made = replace(
        one,
        zone=NEW_YORK,
        now=now,
        traffic=due.Traffic(),
        draft=replace(one.draft, urgent=True, decision=word),
    )
    return replace(made, **fixed)  # type: ignore[arg-type]


def test_5_2_an_hour_that_comes_twice_shortens_no_wait() -> None:
    """Ten past one is before ten to two on the wall, and twenty minutes after it: the time to take
    back is kept.
    """
    one = folded()
    assert one.draft.decision is not None
    later = (one.now.astimezone(UTC) + timedelta(minutes=20)).astimezone(NEW_YORK)
    word = replace(one.draft.decision, not_before=later)
    waiting = replace(one, draft=replace(one.draft, decision=word))
    at = told(waiting).at
    assert at is not None
    assert at.astimezone(UTC) == later.astimezone(UTC)
    assert told(waiting).why
    assert right(waiting)
    stopped = folded(traffic=due.Traffic(stops=(("429", later),)))
    assert right(stopped)
    assert told(stopped).why
