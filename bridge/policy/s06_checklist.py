"""6 禁止事項の確認: a person's word that a text is none of the thirteen kinds, beside what the
machine saw of each.

Pure: no I/O, no clock. Sees who ticked, for which text; cannot see whether they read it. How much
is asked is the library's choice ([policy] checklist): of each draft, of texts that a person wrote,
or where the machine found something.
Where nothing is asked the decision itself stands for it: a page's draft repeats what the library
has published (5(1)ア).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bridge.model import ChecklistPart, Machine
from bridge.policy.clauses import CLAUSES
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bridge.model import Checklist, Content, Draft, Finding
    from bridge.settings import Extent

THIRTEEN: Final = {
    clause.number: clause.label for clause in CLAUSES if clause.number.startswith("6(")
}
NONE: Final = "6(1)～(13)のどれにもあたりません"  #: what is ticked


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """One of the thirteen kinds, and what the machine saw of it."""

    clause: str  #: "6(4)"
    label: str
    found: tuple[Finding, ...]

    @property
    def count(self) -> int:
        """Return how many findings there are."""
        return len(self.found)

    @property
    def stops(self) -> bool:
        """Return whether one of the findings stops."""
        return any(finding.stop for finding in self.found)

    @property
    def noted(self) -> bool:
        """Return whether it asks for a tick of its own: what stops has one beside each finding."""
        return bool(self.found) and not self.stops

    @property
    def verdict(self) -> str:
        """Return what the machine saw, in a word; that it found no words never means that all is
        well.
        """
        return f"{self.count}件" if self.found else "語なし"


def rows(findings: Iterable[Finding]) -> tuple[ChecklistRow, ...]:
    """Return the thirteen kinds in their order."""
    all_findings = tuple(findings)
    return tuple(
        ChecklistRow(clause, label, tuple(one for one in all_findings if one.clause == clause))
        for clause, label in THIRTEEN.items()
    )


def notes(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the first note of each kind that asks for a tick of its own, where the tick of the
    thirteen is asked for.
    """
    return tuple(row.found[0] for row in rows(findings) if row.noted)


def to_acknowledge(findings: Iterable[Finding], *, asked: bool) -> tuple[Finding, ...]:
    """Return the findings of which a person must say that they know them: those that stop and,
    where the tick of the thirteen is `asked` for, the note of each kind with a tick of its own.
    """
    every = tuple(findings)
    stops = (finding for finding in every if finding.stop)
    return (*stops, *(notes(every) if asked else ()))


def asked(extent: Extent, author: str, content: Content, findings: Iterable[Finding]) -> bool:
    """Return whether a person's tick is asked for a wording; never for a removal, by which nothing
    goes out.
    """
    if content.removes:
        return False
    if extent == "findings":
        return any(finding.clause in THIRTEEN for finding in findings)
    return extent == "each" or author != Machine.SYNC


def asked_of_decider(extent: Extent, draft: Draft, person: str) -> bool:
    """Return whether who decides is asked; not again when the same person ticked this very text at
    its drafting.
    """
    if any(tick.person == person for tick in draft.checklists):
        return False
    return asked(extent, draft.author, draft.content, draft.findings)


@dataclass(frozen=True, slots=True)
class Word:
    """Whose word stands for a text at its drafting or its decision, and since when."""

    person: str  #: empty while nobody has decided, and where no tick is in the record
    at: datetime | None  #: when it was ticked; None: `why` says what stands for it
    why: str  #: Japanese, in place of a tick


def drafter(draft: Draft) -> Word:
    """Return the drafter's word on the present text."""
    if draft.author == Machine.SYNC:
        return Word("", None, "ページのまま(決裁の判断に含みます)")
    return _tick(draft.checklists, ChecklistPart.DRAFT) or Word("", None, "記録なし")


def decider(draft: Draft) -> Word:
    """Return the word of the decision in force on the present text."""
    decision = draft.decision
    if decision is None:
        return Word("", None, "まだ")
    own = tuple(
        tick
        for tick in draft.checklists
        if tick.person == decision.person and tick.at <= decision.at
    )
    if tick := _tick(own, ChecklistPart.DECISION) or _tick(own, ChecklistPart.DRAFT):
        return tick
    return Word("", None, "決裁の判断に含みます" if draft.author == Machine.SYNC else "記録なし")


def ticks(draft: Draft) -> tuple[tuple[ChecklistPart, Word], ...]:
    """Return both words on the present text, the drafter's first."""
    return (ChecklistPart.DRAFT, drafter(draft)), (ChecklistPart.DECISION, decider(draft))


def _tick(ticks: Iterable[Checklist], part: ChecklistPart) -> Word | None:
    newest = [Word(tick.person, tick.at, "") for tick in ticks if tick.part == part]
    return newest[-1] if newest else None
