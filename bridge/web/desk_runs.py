"""Edge: いま見る: a run over the sources that a person asked for, behind the pages. One at a time,
under the lock of all runs.

It has a thread and a record of its own, so that no page waits for it. It ends with the server: what
it left, the next run reads.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future
from dataclasses import field
from typing import TYPE_CHECKING

from bridge import outcomes, upkeep
from bridge.errors import BridgeError, LockHeld
from bridge.sayings import Advice, Refusal
from bridge.values import dataclass

if TYPE_CHECKING:
    from datetime import datetime

    from bridge.model import Person
    from bridge.sync import SyncReport
    from bridge.wiring import Wiring


@dataclass(slots=True)
class DeskRun:
    """One run, as it goes on; written by its own thread alone."""

    person: str
    source: str  #: its id; empty = all
    began: datetime
    stage: str = "始めています"
    done: int = 0  #: things of this stage
    of: int = 0
    ended: datetime | None = None
    lines: list[str] = field(default_factory=list)  #: what it brought, a line a source
    faults: list[Advice] = field(default_factory=list)

    def progress(self, stage: str, done: int, of: int) -> None:
        """Keep how far it is."""
        self.stage, self.done, self.of = stage, done, of

    @property
    def told(self) -> str:
        """Return in one line how far it is."""
        return f"{self.stage} {self.done}/{self.of}" if self.of else self.stage


class DeskRuns:
    """The last run that was begun on the desk of this process."""

    def __init__(self) -> None:
        self.last: DeskRun | None = None
        self._one = threading.Lock()

    @property
    def running(self) -> DeskRun | None:
        """Return the run that is going on, None when none is."""
        return self.last if self.last is not None and self.last.ended is None else None

    def begin(self, parts: Wiring, person: Person, source: str) -> DeskRun:
        """Begin a run over `source` (empty: all) and return it as soon as it has the lock.

        Raises LockHeld when one is going on here or elsewhere; NotAllowed, NotFound, ClockDoubtful,
        StoreFailed.
        """
        with self._one:
            if (now := self.running) is not None:
                raise LockHeld(
                    "source.look_at_work", person=now.person, began=now.began, progress=now.told
                )
            look = DeskRun(person.name, source, parts.clock())
            locked: Future[None] = Future()
            threading.Thread(
                target=_run, args=(parts, person, look, locked), name="desk-run", daemon=True
            ).start()
            try:
                locked.result()
            except LockHeld:
                raise LockHeld("source.run_at_work") from None
            self.last = look
            return look


def _run(parts: Wiring, person: Person, look: DeskRun, locked: Future[None]) -> None:
    try:
        with parts.store(run=True) as store, parts.fetcher() as fetcher:
            upkeep.refuse_doubtful_clock(store, parts.clock())
            parts.desk(store).office.resync(person, look.source)
            locked.set_result(None)
            report = parts.sync(store, fetcher, look.progress).run(look.source, anew=True)
        look.lines = _lines(report)
        look.faults = [error.words("desk") for error in report.errors]
    except BaseException as error:
        if not locked.done():
            locked.set_exception(error)
            return
        look.faults = [
            (error if isinstance(error, BridgeError) else Refusal("source.look_broke_off")).words(
                "desk"
            )
        ]
        if not isinstance(error, BridgeError):
            raise  # a fault of the program: its traceback is for the log
    finally:
        look.ended = parts.clock()


def _lines(report: SyncReport) -> list[str]:
    sentences = []
    for seen in report.sources:
        if seen.outcome is not outcomes.LookResult.FAILED:  # its error is told as one
            sentences.append("".join(outcomes.of_source(seen).words("desk")))
            sentences += (note.about(seen.source).sentence("desk") for note in seen.notes)
    sentences.append("、".join("".join(one.words("desk")) for one in outcomes.counts(report)))
    return [*sentences, *("".join(one.words("desk")) for one in outcomes.of_sync(report))]
