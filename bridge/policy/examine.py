"""Pure: all findings of one candidate, by clause: what the machine saw, for whoever decides.

The machine can stop a draft, never clear it (truth 8): no finding means only that nothing was seen.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.model import Kind, Where
from bridge.policy import (
    s05_3_wording,
    s05_4_retweets,
    s06_9_facts,
    s06_prohibited,
    s10_rights,
    s11_privacy,
)
from bridge.policy.matter import PAGE, PERSONAL, TEXT, Context, Manuscript, Matter
from bridge.policy.words import SAMPLES
from bridge.text.dates import relative_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from bridge.model import Finding

__all__ = ["Context", "Manuscript", "examine", "examine_part", "examine_shown"]

_LOOKS: Final = (
    s05_3_wording.findings,
    s05_4_retweets.findings,
    s06_prohibited.findings,
    s06_9_facts.findings,
    s10_rights.findings,
    s11_privacy.findings,
)

#: the clauses whose breach hurts somebody most, first; the others behind them, as they are found
_GRAVEST: Final = (
    "6(10)",
    "11",
    "6(1)",
    "6(7)",
    "6(3)",
    "6(12)",
    "6(8)",
    "6(2)",
    "6(4)",
    "6(11)",
    "6(9)",
    "6(5)",
    "6(6)",
)


def examine(candidate: Manuscript, context: Context) -> tuple[Finding, ...]:
    """Return the findings: stops first, those of the draft before those of its page, what hurts
    somebody before what only misleads; no two for one thing.
    """
    matter = Matter(candidate, context)
    findings: dict[str, Finding] = {}
    for look in _LOOKS:
        for finding in look(matter):
            if finding.key not in findings or (finding.stop and not findings[finding.key].stop):
                findings[finding.key] = finding
    words = " ".join(f"{candidate.title}\n{candidate.text}\n{matter.page.text}".split())
    return tuple(
        sorted(
            _once(tuple(_merged(findings.values(), text=words)), text=words),
            key=lambda finding: (not finding.stop, finding.where == PAGE, _gravity(finding)),
        )
    )


def examine_part(candidate: Manuscript, text: str, context: Context) -> tuple[Finding, ...]:
    """Return what is found in one post of a thread, which readers see alone: only what its own
    words say, not what it leaves to the others.
    """
    words = " ".join(text.split())
    return tuple(
        finding
        for finding in examine(replace(candidate, text=text), context)
        if finding.where == TEXT and finding.found.removesuffix("…") in words
    )


def examine_shown(text: str, context: Context) -> tuple[Finding, ...]:
    """Return what is found in a post of another account that is to be shown as it is (5(4)).

    Its links, mentions and telephone numbers are its own. Words such as 本日 mean its own day: they
    are told, and stop nothing.
    """
    candidate = Manuscript(
        kind=Kind.PAGE,
        title="",
        text=text,
        url="",
        image=None,
        page=None,
        facts=None,
        source="staff",
    )
    own = ("5(4)", "6(11)", "10", "11")
    return tuple(
        replace(
            finding,
            where=Where.SHOWN,
            stop=finding.stop and finding.found not in relative_words(finding.found),
        )
        for finding in examine(candidate, context)
        if finding.clause not in own
    )


def _gravity(finding: Finding) -> int:
    """Return the place of a finding's clause among the gravest."""
    return _GRAVEST.index(finding.clause) if finding.clause in _GRAVEST else len(_GRAVEST)


def _lies_in(words: str, other: str, text: str) -> bool:
    """Whether words stand within others of `text`, and nowhere else in it: the 20 of 090-2012-5678
    is not 定員 20.
    """
    return words in other and words not in text.replace(other, "\n")


def _merged(findings: Collection[Finding], text: str) -> Iterator[Finding]:
    """Yield the findings, and what 6(9) says of personal data with what their clause says: one
    thing.
    """
    facts = [one for one in findings if one.clause == "6(9)" and one.stop]
    same = {
        one.key: [
            fact
            for fact in facts
            if fact.where == one.where
            and (_lies_in(fact.found, one.found, text) or one.found in fact.found)
        ]
        for one in findings
        if one.clause in PERSONAL and one.stop
    }
    gone = {fact.key for some in same.values() for fact in some}
    for one in findings:
        if one.key not in gone:
            also = (fact.why for fact in same.get(one.key, ()))
            yield replace(one, why="".join(dict.fromkeys((one.why, *also))))


def _once(findings: Collection[Finding], text: str) -> Iterator[Finding]:
    """Yield no two for one thing: what lies in the words of another of its clause, or is said of a
    day that is wrong anyway. That a text sounds a little like the samples is said of one that
    nothing stops.
    """
    stopped = any(one.stop for one in findings)
    facts = {(one.where, one.found) for one in findings if one.clause == "6(9)" and one.stop}
    for one in findings:
        within = any(_within(one, other, text) or _word_of(one, other) for other in findings)
        faint = stopped and not one.stop and one.rule.startswith(f"{SAMPLES}.")
        on_day = one.clause == "5(3)イ" and (one.where, one.found) in facts
        if not within and not on_day and not faint:
            yield one


def _within(one: Finding, other: Finding, text: str) -> bool:
    """Return whether the words of one finding lie in those of another of its clause, or a note on
    a telephone number in what stops it.
    """
    alike = one.clause == other.clause and one.found != other.found
    number = {one.clause, other.clause} == set(PERSONAL) and other.stop > one.stop
    return (
        one.where == other.where
        and (alike or number)
        and _lies_in(one.found, other.found, text)
        and other.stop >= one.stop
    )


def _word_of(one: Finding, other: Finding) -> bool:
    """Return whether 6(9) misses a word on the page (中止になりました) that it stops in the draft
    as a fact (中止).
    """
    facts = one.clause == other.clause == "6(9)" and not one.rule and not other.rule
    return (
        facts
        and other.stop >= one.stop
        and one.where == PAGE != other.where
        and other.found in one.found
    )
