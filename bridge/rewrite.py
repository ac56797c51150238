"""Story 1, behind all else of a run: a second wording by the library's own program
([rewrite] command), beside the first and marked as such.

Off by default. The draft, its digest and its decision know nothing of it: who likes it better puts
it in by an edit of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bridge.model import Kind, Machine, Rewording, State
from bridge.program import ProgramFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bridge.draft.make import Composition
    from bridge.draft.rules import Rules
    from bridge.model import Draft, Page
    from bridge.record.store import Store

#: of a run; drafts that are left are asked for at the next one
LONGEST: Final = timedelta(minutes=2)
#: times that a page is asked about: a refused answer goes back with why
TRIES: Final = 3
#: failures one behind the other after which a run asks no more
FAILURES: Final = 2
#: of a program that has to do with this page; any other is told, and asked again at the next run
_OF_THE_PAGE: Final = "program.answer_too_long"
#: of a program whose seconds were over; with less than it is due that is the run's end, not its own
_TOO_SLOW: Final = frozenset(("program.silent", "program.not_ended"))


@dataclass
class Asking:
    """What a run's asking brought."""

    rewordings: list[Rewording] = field(default_factory=list)  #: those kept, refusals too
    failure: ProgramFailed | None = None  #: the last one that is no draft's own


class Rewrite:
    """Asks the program for what has no second wording yet. Made by wiring.py."""

    def __init__(
        self,
        store: Store,
        rules: Rules,
        clock: Callable[[], datetime],
        environment: Mapping[str, str],
    ) -> None:
        self._store = store
        self._rules = rules
        self._clock = clock  # in the library's zone
        self._environment = environment

    def run(self) -> Asking:
        """Ask for each machine-made draft that waits, once a version. Runs without the lock of a
        run: what is decided meanwhile goes out, and is asked about no more.
        """
        command, until = self._rules.settings.rewrite.command, self._clock() + LONGEST
        asking, failures = Asking(), 0
        for draft in self._store.drafts(State.WAITING) if command else ():
            if not self._is_to_be_asked(draft):
                continue
            if self._clock() >= until or failures == FAILURES:
                break
            try:
                one = self._one(draft, until)
            except ProgramFailed as error:
                asking.failure, failures = error, failures + 1
                continue
            failures = 0
            if one is not None and self._is_to_be_asked(draft):
                self._store.rewordings.keep(one, self._clock())
                asking.rewordings.append(one)
        return asking

    def _is_to_be_asked(self, draft: Draft) -> bool:
        """Whether a draft waits still in the version that was read, and has no second wording."""
        if (
            draft.author != Machine.SYNC
            or draft.kind is not Kind.PAGE
            or not draft.content.text
            or self._store.rewordings.asked(draft.id, draft.version)
        ):
            return False
        now = self._store.draft(draft.id)
        return (now.state, now.version) == (State.WAITING, draft.version)

    def _one(self, draft: Draft, until: datetime) -> Rewording | None:
        from bridge.draft.make import from_page

        known = self._store.sightings.page(draft.item) if draft.item is not None else None
        if known is None or draft.item is None:
            return None
        page, settings = known[0], self._rules.settings
        composition = from_page(
            self._store.sightings.item(draft.item),
            page,
            source=settings.source(draft.source),
            rules=self._rules,
            today=self._clock().date(),
        )
        return self._wording(draft, page, composition, until)

    def _wording(
        self, draft: Draft, page: Page, composition: Composition, until: datetime
    ) -> Rewording | None:
        """Return what the program says, asked again while it is refused, says something else, and
        there is time; None where there was none. Raises ProgramFailed where it fails for no reason
        of the page's.
        """
        from bridge.draft.rewriting import question, reworded
        from bridge.program import ask

        rewrite, today = self._rules.settings.rewrite, self._clock().date()
        one, refusals = Rewording(draft.id, draft.version, ""), dict[str, str]()
        while len(refusals) < TRIES and (not refusals or self._clock() < until):
            asks = question(page, composition, today, tuple(refusals.items()))
            left = max(1.0, (until - self._clock()).total_seconds())
            try:
                answer = ask(rewrite.command, asks, min(rewrite.seconds, left), self._environment)
            except ProgramFailed as error:
                if one.refusal:
                    break
                if error.code in _TOO_SLOW and rewrite.seconds - left > 1:
                    return None
                if error.code != _OF_THE_PAGE:
                    raise
                return replace(one, refusal=error.what)
            words = answer.decode(errors="replace").strip()
            if words in refusals:
                break
            one = reworded(
                draft,
                page,
                composition=composition,
                answer=answer,
                rules=self._rules,
                today=today,
            )
            if not one.refusal:
                break
            refusals[words] = one.refusal
        return one
