"""Story 1, after the drafts: a second wording by the library's own program ([rewrite] command),
beside the first and marked as such.

Off by default. The draft, its digest and its decision know nothing of it: who likes it better puts
it in by an edit of their own.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bridge.model import Kind, Machine, Rewording, State

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

    def run(self) -> list[Rewording]:
        """Ask for each machine-made draft that waits, once a version; returns what came, refusals
        too.
        """
        command, until = self._rules.settings.rewrite.command, self._clock() + LONGEST
        rewordings: list[Rewording] = []
        for draft in self._store.drafts(State.WAITING) if command else ():
            if (
                draft.author != Machine.SYNC
                or draft.kind is not Kind.PAGE
                or not draft.content.text
            ):
                continue
            if self._store.rewordings.asked(draft.id, draft.version):
                continue
            if self._clock() >= until:
                break
            if (one := self._one(draft)) is not None:
                self._store.rewordings.keep(one, self._clock())
                rewordings.append(one)
        return rewordings

    def _one(self, draft: Draft) -> Rewording | None:
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
        return self._wording(draft, page, composition)

    def _wording(self, draft: Draft, page: Page, composition: Composition) -> Rewording:
        """Return what the program says, asked again while it is refused and says something else."""
        from bridge.draft.rewriting import question, reworded
        from bridge.program import ProgramFailed, ask

        rewrite, today = self._rules.settings.rewrite, self._clock().date()
        one, refusals = Rewording(draft.id, draft.version, ""), dict[str, str]()
        while len(refusals) < TRIES:
            asks = question(page, composition, today, tuple(refusals.items()))
            try:
                answer = ask(rewrite.command, asks, rewrite.seconds, self._environment)
            except ProgramFailed as error:
                return one if one.refusal else replace(one, refusal=error.what)
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
