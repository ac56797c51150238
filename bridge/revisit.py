"""Pure: which pages behind drafts are due to be looked at again, and how often a page is worth a
look.

A page that has just changed is likely to change again soon, one that stood for days is not: it is
looked at again when a sixth of the time has passed for which it is known to have stood. So a post's
page gets some forty looks in the seven days after it, most of them in its first hours, and not one
at each run. What is about to happen, or about to be posted, is looked at more often; the gate looks
once more whatever this says.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bridge.model import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bridge.model import Watched

PART: Final = 6  #: of the time for which a page has stood
NEAR: Final = timedelta(days=2)  #: an event or a last day so near is watched closely
CLOSELY: Final = timedelta(hours=1)
PENDING_PAUSE: Final = timedelta(hours=6)  #: longest pause for the page of a pending draft
POSTED_PAUSE: Final = timedelta(days=1)  #: longest pause for the page of a post
MOST: Final = 30  #: pages a run; what is left is the next run's


def due(watched: Iterable[Watched], now: datetime, most: int = MOST) -> list[Watched]:
    """Return those of the pages that are due at `now`, the longest overdue first, at the most
    `most`.
    """
    late = [(now - since(one, now), one) for one in watched]
    late = [pair for pair in late if pair[0] >= timedelta(0)]
    late.sort(key=lambda pair: pair[0], reverse=True)
    return [one for _, one in late[:most]]


def since(one: Watched, now: datetime) -> datetime:
    """Return from when a page is due; one that its list calls off is due at once."""
    if one.halt:
        return datetime.min.replace(tzinfo=UTC)
    if one.looked_at is None or one.changed_at is None:
        return one.looked_at or datetime.min.replace(tzinfo=UTC)
    longest = POSTED_PAUSE if one.state in {State.POSTED, State.CHECKED} else PENDING_PAUSE
    near = one.last_day is not None and one.last_day <= (now + NEAR).date()
    if near or one.state is State.DECIDED:
        longest = CLOSELY
    pause = min(max(timedelta(), one.looked_at - one.changed_at) / PART, longest)
    # so that a day's pages do not all come at once
    return one.looked_at + pause * (0.8 + one.item * 7 % 10 / 25)
