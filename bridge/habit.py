"""Pure: how often a source has news, and whether it has been silent for longer than that: a list
that is read wrong is silent, too.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

ENOUGH: Final = 6  #: days with news; of fewer there is no habit
LOOKED: Final = 40  #: newest days that are looked at
LEAST: Final = timedelta(days=14)  #: nothing shorter is a silence
FACTOR: Final = 1.5  #: of the longest gap so far


def silent_since(days: Iterable[date], today: date) -> date | None:
    """Return the last day with news when the silence since is longer than the source's habit; None
    when it is not.

    `days` are those of its items; days still to come are events, and say nothing.
    """
    past = sorted({day for day in days if day <= today})[-LOOKED:]
    if len(past) < ENOUGH:
        return None
    longest = max(later - earlier for earlier, later in pairwise(past))
    return past[-1] if today - past[-1] > max(LEAST, longest * FACTOR) else None


def silent(sources: Iterable[tuple[str, Iterable[date]]], today: date) -> dict[str, date]:
    """Return those of the sources that are silent for longer than is their habit, with the last day
    of each.
    """
    return {
        source: since
        for source, days in sources
        if (since := silent_since(days, today)) is not None
    }
