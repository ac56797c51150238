"""Pure: what a run brought, outcome by outcome, for all who tell it: the command, the desk, the
mails.

An outcome is coded like an error: sayings/runs.py has its words per door; what a run ends with that
brought it stands here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bridge import labels
from bridge.model import State
from bridge.sayings import Utterance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bridge.errors import BridgeError
    from bridge.model import Draft
    from bridge.publish import PublishReport
    from bridge.sync import SourceOutcome, SyncReport

#: what a run ends with, where it brought this; of all other outcomes 0
EXIT_CODES: Final = {
    "sync.held": 1,
    "sync.unsent": 1,
    "publish.held": 1,
    "publish.failed": 1,
    "publish.unclear": 1,
}
#: what somebody has to hear of, whoever asked for the run
LOUD: Final = {
    *EXIT_CODES,
    "sync.left",
    "publish.expired",
    "publish.stopped",
    # a wrong text stays on X until somebody deletes it (9(2))
    "publish.to_remove",
}
#: where a draft stands that went no further → what brought it there
TROUBLE: Final = {
    State.HELD: "publish.held",
    State.FAILED: "publish.failed",
    State.STOPPED: "publish.stopped",
    State.UNKNOWN: "publish.unclear",
}


class LookResult(StrEnum):
    """How a run's look at one source ended."""

    UNCHANGED = "unchanged"
    BASELINE = "baseline"  #: all that stands there was there at its first sight
    READ = "read"
    FAILED = "failed"
    RESTING = "resting"  #: its server asked to be left alone for a while (Retry-After)
    UNREACHED = "unreached"  #: the run's time ended before it


class RunOutcome(Utterance):
    """One thing that a run brought."""

    @property
    def exit_code(self) -> int:
        """Return what a run ends with that brought this, when nothing worse came."""
        return EXIT_CODES.get(self.code, 0)

    @property
    def loud(self) -> bool:
        """Return whether somebody has to hear of it who did not ask."""
        return self.code in LOUD


def exit_code(*parts: Iterable[BridgeError | RunOutcome]) -> int:
    """Return what a run ends with: the worst, which is the highest, of all its errors and
    outcomes.
    """
    return max((one.exit_code for part in parts for one in part), default=0)


def of_source(seen: SourceOutcome) -> RunOutcome:
    """Return what a look at one source brought."""
    source, new, held = seen.source, seen.new, seen.held
    match seen.outcome:  # mypy tells when one is left out
        case LookResult.UNCHANGED:
            return RunOutcome("sync.unchanged", source=source)
        case LookResult.BASELINE:
            return RunOutcome("sync.baseline", source=source, new=new)
        case LookResult.READ if held:
            return RunOutcome("sync.read_and_held", source=source, new=new, held=held)
        case LookResult.READ if new:
            return RunOutcome("sync.read", source=source, new=new)
        case LookResult.READ:
            return RunOutcome("sync.nothing_new", source=source)
        case LookResult.FAILED:
            return RunOutcome("sync.failed", source=source, why=seen.error or "")
        case LookResult.RESTING:
            return RunOutcome("sync.resting", source=source)
        case LookResult.UNREACHED:
            return RunOutcome("sync.unreached", source=source)


def counts(report: SyncReport) -> Iterator[RunOutcome]:
    """Yield what a sync did to drafts and items, kind by kind; that it did nothing, when so."""
    nothing = True
    for code, ids in (
        ("sync.drafted", report.drafted),
        ("sync.page_changed", report.refreshed),
        ("sync.correction_drafted", report.corrections),
        ("sync.drafted_already", report.same),
        ("sync.put_on_hold", report.held),
        ("sync.expired", report.expired),
    ):
        if ids:
            nothing = False
            yield RunOutcome(code, count=len(ids), ids=ids)
    if nothing:
        yield RunOutcome("sync.nothing_drafted")


def of_sync(report: SyncReport) -> tuple[RunOutcome, ...]:
    """Return what a sync left for a person."""
    left = [RunOutcome("sync.left", count=len(report.left))] if report.left else []
    return (
        *left,
        *(RunOutcome("sync.unsent", draft=id) for id in report.unsent),
        *(RunOutcome("sync.held", draft=id, why=report.why_held[id]) for id in report.held),
    )


def of_publish(
    report: PublishReport, draft: Callable[[int], Draft], taker: Callable[[int], str]
) -> Iterator[RunOutcome]:
    """Yield what became of the drafts; `draft` returns one by its number, `taker` who has taken it
    in hand.
    """
    yield from _done(report, draft)
    yield from _waiting(report, draft, taker)
    yield from _trouble(report, draft)


def _done(report: PublishReport, draft: Callable[[int], Draft]) -> Iterator[RunOutcome]:
    for id in dict.fromkeys(report.posted + report.settled):
        yield RunOutcome("publish.posted", draft=id, urls=[p.url for p in draft(id).posts])
    for id in report.removed:
        yield RunOutcome("publish.removed", draft=id, note=draft(id).note)


def _waiting(
    report: PublishReport, draft: Callable[[int], Draft], taker: Callable[[int], str]
) -> Iterator[RunOutcome]:
    for id in report.to_remove:
        post = draft(id).post
        yield RunOutcome("publish.to_remove", draft=id, url=post.url if post else "")
    for id in report.by_hand:
        one = draft(id)
        act = labels.ACT[one.content.act]
        yield RunOutcome("publish.by_hand", draft=id, title=one.title, act=act)
    for id in report.taken:
        yield RunOutcome("publish.taken", draft=id, person=taker(id))
    for id in report.would:
        yield RunOutcome("publish.would", draft=id, title=draft(id).title)
    for id, why in report.waiting.items():
        yield RunOutcome("publish.waiting", draft=id, why=why)


def _trouble(report: PublishReport, draft: Callable[[int], Draft]) -> Iterator[RunOutcome]:
    for id in report.held:
        why, one = report.why_held.get(id, ()), draft(id)
        yield RunOutcome("publish.held", draft=id, title=one.title, note=one.note, why=why)
    for id in report.expired:
        one = draft(id)
        yield RunOutcome("publish.expired", draft=id, title=one.title, note=one.note)
    for id in report.failed:
        yield RunOutcome("publish.failed", draft=id, note=draft(id).note)
    for id in sorted({*report.held, *report.expired, *report.failed, *report.lapsed}):
        if (one := draft(id)).state is State.STOPPED:
            urls, of = [post.url for post in one.posts], len(one.content.parts)
            yield RunOutcome("publish.stopped", draft=id, parts=of, out=len(urls), urls=urls)
    for id in report.unclear:
        yield RunOutcome("publish.unclear", draft=id, note=draft(id).note)
