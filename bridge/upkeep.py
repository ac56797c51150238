"""Story 6, for who looks in: what about sources and runs a person should see before anything else,
and is the clock to be trusted?

The same for the desk's first page and for `status`; nothing is written.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from bridge.errors import ClockDoubtful
from bridge.model import Through
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bridge.health import Remark
    from bridge.model import Draft
    from bridge.record.store import Store
    from bridge.sayings import Refusal
    from bridge.settings import Settings

FAR: Final = timedelta(days=60)  #: a cron that was off so long is started by a person
#: by so much a clock is set right, and no run waits for it; doctor tells of less
BACK: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Concerns:
    """What waits for a person, of sources and runs."""

    overdue: Remark | None  #: the last run of cron lies too far back, or there never was one
    failing: Mapping[str, datetime]  #: source → since when it cannot be read
    #: source → items that wait for a pick, and when the newest came
    held: Mapping[str, tuple[int, datetime]]
    silent: Mapping[str, date]  #: source → last day with news, longer ago than is its habit

    def __bool__(self) -> bool:
        return bool(self.overdue or self.failing or self.held or self.silent)


def concerns(store: Store, settings: Settings, now: datetime) -> Concerns:
    """Return what a person should see first at `now` (in the library's zone); raises
    StoreFailed.
    """
    from bridge import habit, health

    watched = [source.id for source in settings.sources if source.enabled]
    since = {source: store.sightings.memory(source).failing_since for source in watched}
    return Concerns(
        overdue=next(
            health.runs(store.last_runs().get("sync"), settings.fetch.every_minutes, now), None
        ),
        failing={source: moment for source, moment in since.items() if moment is not None},
        held=store.sightings.held(),
        silent=habit.silent(
            ((source, store.sightings.news_days(source)) for source in watched), now.date()
        ),
    )


def unanswered(store: Store, settings: Settings, now: datetime) -> list[Draft]:
    """Return the drafts that a person took to post by hand more than `ask_minutes` ago and has said
    nothing of since.
    """
    if not (attempts := store.open_attempts(Through.MANUAL)):
        return []
    from bridge.policy import due  # where there is something to ask

    return [
        store.draft(one.draft) for one in attempts if due.unanswered(one, settings.posting, now)
    ]


def over(store: Store, draft: Draft, now: datetime) -> Refusal | None:
    """Return why a text is not decided or put forward any more: its days have passed since it was
    written, and what was found in it was found on that day (5(3)イ); None when it may be, or when
    nobody decides it any more.
    """
    from bridge import lifecycle
    from bridge.model import State, Verb

    ends = lifecycle.WAYS[Verb.DECIDE][0] | lifecycle.WAYS[Verb.RESUBMIT][0] | {State.DECIDED}
    if draft.state not in ends:
        return None
    from bridge.policy import s05_3_wording
    from bridge.sayings import Refusal

    written = store.written_at(draft.id, draft.version)
    days, moments = (written.date(), now.date()), (written, now)
    why = s05_3_wording.over_since(draft, *days, "起案", hours=moments)
    return Refusal("draft.over", draft=draft.id, why=why) if why else None


def refuse_clock_that_went_back(store: Store, now: datetime) -> None:
    """Raise ClockDoubtful when the last run lies ahead: a decision would be older than its draft,
    and the days of a text be yet to come.

    A person who has looked at the clock goes on with `resync`.
    """
    last = store.last_runs().get("sync")
    if last is not None and last.at - now > BACK:
        raise ClockDoubtful("record.clock_behind", now=now, newest=last.at.astimezone(now.tzinfo))


def refuse_doubtful_clock(store: Store, now: datetime) -> None:
    """Raise ClockDoubtful when the last thing in the record lies very far back, for a clock far
    ahead would let all expire; or when the last run lies ahead, for by a clock that went back what
    is over goes out, and outside the hours of 5(2).

    A person who has looked at the clock goes on with `resync`.
    """
    last, lines = store.last_runs().get("sync"), store.journal_before(None, 1)
    if last is None:
        return
    if last.at - now > BACK:
        raise ClockDoubtful("record.clock_back", now=now, newest=last.at.astimezone(now.tzinfo))
    newest = max([last.at, *(datetime.fromisoformat(line["at"]) for line in lines)])
    if now - newest > FAR:
        raise ClockDoubtful("record.clock_doubtful", now=now, newest=newest.astimezone(now.tzinfo))
