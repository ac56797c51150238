"""5(2), 2: when a decided draft may go out, in which order, and at what price.

Pure: no I/O, no clock. What is already out, what keeps posts back and what the month has cost come
as one value (Traffic).
The doors say the very moments that the gate keeps: both ask here.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bridge.model import Through
from bridge.policy import s05_2_hours
from bridge.sayings import Refusal, stem
from bridge.text.daywords import day_and_hour
from bridge.values import dataclass

if TYPE_CHECKING:
    from bridge.model import Attempt, Content, Draft
    from bridge.policy.s05_2_hours import Calendar
    from bridge.sayings import Coded
    from bridge.settings import PostingSettings

CENT: Final = 0.0001  #: US$; below what X charges for anything, above what sums of floats lose
SKEW: Final = timedelta(minutes=2)  #: by which X's clock may be behind ours


@dataclass(frozen=True, slots=True)
class Traffic:
    """What bears on the next post of one road; all moments in the library's zone."""

    #: of the posts near by, and of what a person has taken in hand
    moments: tuple[datetime, ...] = ()
    spent: float = 0.0  #: US$ that this month's posts have cost
    #: what keeps posts back on this road: why, and until when (None: until somebody lets them go)
    stops: tuple[tuple[str, datetime | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """When a draft may go out."""

    at: datetime | None  #: the first permitted moment; None = nobody can say
    why: Coded | None = None  #: why not now; None when it is due
    because: tuple[Coded, ...] = ()  #: what makes it wait until `at`; empty when it is due


class Planned(dict[int, Due]):
    """When each draft goes out, by its number; one that was decided or taken back since the look
    has no moment yet, and says so.
    """

    def __missing__(self, id: int) -> Due:
        return Due(None, Refusal("wait.decision_changed"))


def order(drafts: Iterable[Draft]) -> list[Draft]:
    """Return decided drafts as they go out: the rest of a thread first, then urgent ones (2), then
    in the order of their decisions.
    """
    return sorted(
        drafts,
        key=lambda draft: (
            not draft.begun,
            not draft.urgent,
            draft.decision.id if draft.decision else 0,
            draft.id,
        ),
    )


def price(content: Content, posting: PostingSettings) -> float:
    """Return what X asks through its API for all that goes out or away with `content`, US$; only
    that road costs.
    """
    return sum(price_of(content, part, posting) for part in range(1, len(content.parts) + 1))


def owed(draft: Draft, posting: PostingSettings) -> float:
    """Return what X still asks for a draft, US$: of a thread for the posts that are not out."""
    parts = range(1, len(draft.content.parts) + 1)
    paid = sum(price_of(draft.content, part, posting) for part in parts[: len(draft.posts)])
    return price(draft.content, posting) - paid


def price_of(content: Content, part: int, posting: PostingSettings) -> float:
    """Return what X asks for one post of a thread, or for what is no thread, US$; what is deleted
    for it counts with its first.
    """
    if posting.through != Through.X:
        return 0.0
    if content.retweets:
        return posting.prices.retweet
    deletions = _deletions(content, posting) if part == 1 else 0.0
    if content.removes:
        return deletions
    linked = "://" in content.parts[part - 1] if content.cuts else bool(content.url)
    return deletions + (posting.prices.with_link if linked else posting.prices.without_link)


def _deletions(content: Content, posting: PostingSettings) -> float:
    return posting.prices.delete * (1 + len(content.also)) if content.replaces else 0.0


def when(
    draft: Draft, traffic: Traffic, posting: PostingSettings, calendar: Calendar, now: datetime
) -> Due:
    """Return the first moment, not before `now` (in the library's zone), at which a decided draft
    may go out.

    Stops, then the month's budget, then the end of the time to take the decision back; from there
    on opening hours (5(2)), unless the decision carries a written reason, with gap and daily cap.
    An urgent one (2) waits for neither of these two, nor does the rest of a thread: what is asked
    for its first post is asked for all (a place for each in the cap, the price of each).
    """
    in_force = [
        (why, until)
        for why, until in traffic.stops
        if until is None or instant(until) > instant(now)
    ]
    stopped = Refusal("wait.stopped", why=in_force[0][0]) if in_force else None
    if any(until is None for _, until in in_force):
        return Due(None, stopped)
    if traffic.spent + owed(draft, posting) > posting.monthly_budget_usd + CENT:
        budget = posting.monthly_budget_usd
        return Due(None, Refusal("wait.budget", budget=budget, spent=traffic.spent))
    bounds = {
        until: Refusal("wait.until_let_go", why=stem(why)) for why, until in in_force if until
    } | _bounds(draft)
    start = max([now, *(bound.astimezone(now.tzinfo) for bound in bounds)], key=instant)
    outside = bool(draft.decision and draft.decision.outside_hours)
    free = draft.urgent or draft.begun
    last = None if free else max(traffic.moments, key=instant, default=None)
    further = 0 if free else len(draft.content.parts) - 1
    if further and further >= posting.per_day:
        most = posting.per_day
        return Due(None, Refusal("wait.thread_over_cap", parts=further + 1, most=most))
    hours = s05_2_hours.ALWAYS if outside else calendar
    try:
        at = s05_2_hours.next_slot(
            start,
            calendar=hours,
            last_post=last,
            gap_minutes=posting.gap_minutes,
            posts_today={} if free else Counter(moment.date() for moment in traffic.moments),
            per_day=posting.per_day - further,
        )
    except s05_2_hours.CalendarEmpty as error:
        return Due(None, error)
    latest = draft.timing.not_after
    if latest is not None and instant(at) > instant(latest):
        missed = Refusal("wait.window_missed", latest=_moment(latest, now))
        return Due(None, missed, (Refusal("wait.not_after"),))
    if instant(at) <= instant(now):
        return Due(at, stopped)
    why = _because(
        at,
        start,
        bounds=bounds,
        last=last,
        calendar=hours,
        posting=posting,
    )
    return Due(at, stopped or Refusal("wait.until", at=_moment(at, now)), why)


def _bounds(draft: Draft) -> dict[datetime, Refusal]:
    """Return the moments before which a draft's own decision keeps it, each with why."""
    bounds = {}
    if draft.decision and draft.decision.not_before:
        bounds[draft.decision.not_before] = Refusal("wait.take_back")
    if draft.timing.not_before:
        bounds[draft.timing.not_before] = Refusal("wait.not_before")
    return bounds


def _because(
    at: datetime,
    start: datetime,
    *,
    bounds: dict[datetime, Refusal],
    last: datetime | None,
    calendar: Calendar,
    posting: PostingSettings,
) -> tuple[Refusal, ...]:
    """Return what makes a post wait until `at`: what it waits for first (one of `bounds`, until
    `start`), hours, gap, cap.
    """
    because = [why for bound, why in bounds.items() if instant(bound) == instant(start)][:1]
    free = start
    if last is not None:
        free = max(start, last + timedelta(minutes=posting.gap_minutes), key=instant)
        if instant(free) > instant(start):
            before = last.astimezone(at.tzinfo)
            because.append(Refusal("wait.gap", last=before, minutes=posting.gap_minutes))
    if not s05_2_hours.is_open(free.astimezone(at.tzinfo), calendar):
        because.append(Refusal("wait.opening"))
    elif instant(at) > instant(free):
        because.append(Refusal("wait.cap", most=posting.per_day))
    return tuple(because)


def plan(
    drafts: Iterable[Draft],
    traffic: Traffic,
    posting: PostingSettings,
    calendar: Calendar,
    now: datetime,
) -> Planned:
    """Return of each decided draft when it goes out, if nothing changes: those before it make it
    wait for gap, cap, budget.
    """
    waiting = {draft.id: (place, draft) for place, draft in enumerate(order(drafts))}
    planned = Planned()
    heap: list[tuple[datetime, int, int]] = []

    for id, (place, draft) in waiting.items():
        planned[id] = when(draft, traffic, posting=posting, calendar=calendar, now=now)
        if (first := planned[id].at) is not None:
            heapq.heappush(heap, (instant(first), place, id))
    while heap:
        at, place, id = heapq.heappop(heap)
        draft = waiting[id][1]
        again = when(draft, traffic, posting=posting, calendar=calendar, now=now)
        if (
            again.at is None or instant(again.at) != at
        ):  # what went before it moved it; it can only move later
            planned[id] = again
            if again.at is not None:
                heapq.heappush(heap, (instant(again.at), place, id))
            continue
        spent = traffic.spent + owed(draft, posting)
        moments = (*traffic.moments, *[again.at] * max(1, len(draft.owed)))
        traffic = replace(traffic, moments=moments, spent=spent)
    return planned


def unanswered(attempt: Attempt, posting: PostingSettings, now: datetime) -> bool:
    """Return whether a person took a draft in hand so long ago that they are asked what became of
    it.
    """
    return now - attempt.started_at >= timedelta(minutes=posting.ask_minutes)


def instant(moment: datetime) -> datetime:
    """Return a moment in UTC: clocks on the wall show an hour twice in autumn, and Python compares
    what they show.
    """
    return moment.astimezone(UTC)


def _moment(at: datetime, now: datetime) -> str:
    """Return a moment as staff read it; the year is named when it is another one."""
    year = f"{at.year}年" if at.year != now.year else ""
    return f"{year}{day_and_hour(at)}"
