"""Pure: how often each rule fired in a year, and what came of it: acknowledged, edited away,
returned.

A rule counts once a draft, in the month in which the draft was opened. So a library sees which
rules help and which only cost a tick: one that is always acknowledged is named.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, TypeAlias

from bridge.model import Machine
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import tzinfo

    from bridge.model import Examined, Finding
    from bridge.text.years import Year

OFTEN: Final = 3  #: drafts on which a rule was acknowledged before anybody says "always"
OWN: Final = "program"  #: a rule of the program's own, told apart by its clause

RuleKey: TypeAlias = tuple[str, str]  # rule, clause


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of one rule in a year."""

    rule: str  #: name in the word lists, "undecided.plan"; OWN: of the program itself
    clause: str
    why: str  #: what it says on screen; empty for the program's own, which say more than one thing
    months: tuple[int, ...]  #: drafts on which it fired, by month
    stops: int  #: of them those that it stopped
    acknowledged: int  #: decided with the finding acknowledged
    edited: int  #: a person's wording after it has it no more
    returned: int  #: returned or rejected while it stood there

    @property
    def fired(self) -> int:
        """Return on how many drafts it fired."""
        return sum(self.months)

    @property
    def always_acknowledged(self) -> bool:
        """Return whether it has stopped often enough, was acknowledged each time it was decided,
        and changed nothing.
        """
        return self.acknowledged >= OFTEN and not (self.edited or self.returned)


def tallies(
    drafts: Iterable[Examined], year: Year, zone: tzinfo, names: Mapping[tuple[str, str], str]
) -> list[Tally]:
    """Return the rules that fired in `year`, the one that fired most first.

    `names` are the names of the word lists' rules by clause and sentence, for findings of releases
    that did not keep them.
    """
    months: defaultdict[RuleKey, Counter[int]] = defaultdict(Counter)
    counts: defaultdict[RuleKey, Counter[str]] = defaultdict(Counter)
    whys: dict[RuleKey, str] = {}
    for one in drafts:
        place = year.months.index(one.versions[0][0].astimezone(zone).date().replace(day=1))
        standing = [{_key(f, names): f for f in findings} for _, _, findings in one.versions]
        for key in dict.fromkeys(key for findings in standing for key in findings):
            months[key][place] += 1
            first = next(findings[key] for findings in standing if key in findings)
            whys[key] = first.why if key[0] != OWN else ""
            counts[key].update(_fates(one, [findings.get(key) for findings in standing]))
    tallies = [
        Tally(
            rule=rule,
            clause=clause,
            why=whys[rule, clause],
            months=tuple(by_month[place] for place in range(len(year.months))),
            stops=counts[rule, clause]["stops"],
            acknowledged=counts[rule, clause]["acknowledged"],
            edited=counts[rule, clause]["edited"],
            returned=counts[rule, clause]["returned"],
        )
        for (rule, clause), by_month in months.items()
    ]
    return sorted(tallies, key=lambda tally: (-tally.fired, tally.clause, tally.rule))


def _key(finding: Finding, names: Mapping[tuple[str, str], str]) -> RuleKey:
    return finding.rule or names.get((finding.clause, finding.why), OWN), finding.clause


def _fates(one: Examined, findings: list[Finding | None]) -> Iterator[str]:
    """Yield what came of a rule on one draft; `findings` has its finding in each version, None
    where it has none.
    """
    if any(finding is not None and finding.stop for finding in findings):
        yield "stops"
    decided = [
        (findings[version - 1], known)
        for version, known in one.decisions
        if version <= len(findings)
    ]
    if any(f is not None and (f.key in known or f.clause in known) for f, known in decided):
        yield "acknowledged"
    authors = [author for _, author, _ in one.versions]
    turns = zip(findings[:-1], findings[1:], authors[1:], strict=True)
    if any(
        before is not None and after is None and by != Machine.SYNC for before, after, by in turns
    ):
        yield "edited"
    if any(
        findings[version - 1] is not None for version in one.returned if version <= len(findings)
    ):
        yield "returned"


def by_clause(tallies: Iterable[Tally]) -> list[Tally]:
    """Return what came of each clause, its rules together, in the order of the policy; a draft on
    which two rules of a clause fired counts with each.
    """
    by_clause_: defaultdict[str, list[Tally]] = defaultdict(list)
    for tally in tallies:
        by_clause_[tally.clause].append(tally)
    summed = [
        Tally(
            rule="",
            clause=clause,
            why="",
            months=tuple(sum(months) for months in zip(*(t.months for t in rules), strict=True)),
            stops=sum(t.stops for t in rules),
            acknowledged=sum(t.acknowledged for t in rules),
            edited=sum(t.edited for t in rules),
            returned=sum(t.returned for t in rules),
        )
        for clause, rules in by_clause_.items()
    ]
    return sorted(summed, key=lambda tally: _place(tally.clause))


def _place(clause: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", clause))


def lines(tallies: Iterable[Tally]) -> Iterator[str]:
    """Yield the table as people read it, and last the rules that are always acknowledged."""
    rows = list(tallies)
    for tally in rows:
        rule = "プログラムの規則" if tally.rule == OWN else tally.rule
        yield (
            f"  {tally.clause} {rule}: {tally.fired}件(要確認 {tally.stops}) 承知 "
            f"{tally.acknowledged}"
            f"・直した {tally.edited}・差戻しか否決 {tally.returned}"
        )
    if not rows:
        yield "  指摘はありません。"
    for tally in rows:
        if tally.always_acknowledged:
            name = (
                f"{tally.clause} のプログラムの規則"
                if tally.rule == OWN
                else f"{tally.rule}({tally.clause})"
            )
            todo = (
                ""
                if tally.rule == OWN
                else "単語表の except や stop を見直せます([policy] words)。"
            )
            yield (
                f"※ {name} は、{tally.acknowledged}件のすべてで承知のうえ決裁され、"
                f"直しも差戻しもありません。{todo}"
            )


def tally_json(tally: Tally) -> dict[str, object]:
    """Return a tally with stable keys (docs/commands.md)."""
    return {
        "rule": tally.rule,
        "clause": tally.clause,
        "why": tally.why,
        "fired": list(tally.months),
        "stops": tally.stops,
        "acknowledged": tally.acknowledged,
        "edited": tally.edited,
        "returned": tally.returned,
        "always_acknowledged": tally.always_acknowledged,
    }
