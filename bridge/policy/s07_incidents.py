"""7(1)–(12) 迷惑行為への対応: accounts that send such replies or messages again and again may be
blocked and reported.

Pure: no I/O, no clock. Counts and proposes; the director decides, and a person does it on X: the
program has no call for it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from bridge.errors import UsageRefused
from bridge.model import Medium, Sanction
from bridge.sayings import Refusal
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bridge.model import Finding, Incident, Measure

#: the kinds of clause 7 by its own numbers, one less than those of 6: secrets are not among them
ABUSE: Final = {
    "7(1)": "法令に反する",
    "7(2)": "人を傷つける・中傷",
    "7(3)": "政治・宗教の活動",
    "7(4)": "権利の侵害",
    "7(5)": "宣伝・勧誘・販売",
    "7(6)": "差別",
    "7(7)": "公の秩序・良識に反する",
    "7(8)": "うそ・確かでないこと",
    "7(9)": "個人情報",
    "7(10)": "有害なプログラム",
    "7(11)": "わいせつ",
    "7(12)": "館が不適当とするもの・そのリンク",
}

#: of a telephone, a card, an address of mail; a name is a note
_NUMBER: Final = re.compile(r"[0-9０-９]{3}|[@＠]")


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of one account, however its name is capitalised."""

    account: str  #: as last written
    incidents: tuple[Incident, ...]  #: newest first
    measures: tuple[Measure, ...]  #: newest first
    repeated: bool  #: often enough for 7

    @property
    def open(self) -> Measure | None:
        """Return the decision that nobody has carried out yet."""
        return next((m for m in self.measures if not m.done_by), None)

    @property
    def proposed(self) -> bool:
        """Return whether the director should look: repeated, and something came after the last
        decision.
        """
        last = self.measures[0] if self.measures else None
        return self.repeated and (
            last is None or (self.open is None and len(self.incidents) > last.count)
        )


def clause(text: str) -> str:
    """Return the clause of a kind; raises UsageRefused for one that is not there (`7(13)`)."""
    clause = text.strip().translate(str.maketrans("（）０１２３４５６７８９", "()0123456789"))
    if clause not in ABUSE:
        kinds = tuple(f"{key} {label}" for key, label in ABUSE.items())
        raise UsageRefused("account.kind_unknown", given=text.strip()[:20], allowed=kinds)
    return clause


def medium(text: str) -> Medium:
    """Return how it came; raises UsageRefused."""
    if text not in set(Medium):
        raise UsageRefused("account.way_unknown", given=text[:20], allowed=tuple(Medium))
    return Medium(text)


def of_note(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings in a note on another account under the clauses that count there: personal
    data, of which as little as possible is kept, under 11; the kinds of 6 under the numbers of 7;
    nothing else.
    """
    from bridge.policy.matter import PERSONAL

    own: list[Finding] = []
    for one in findings:
        if one.clause in PERSONAL:
            own.append(replace(one, clause="11"))
        elif (number := one.clause[2:-1]).isdecimal() and one.clause.startswith("6("):
            own += [replace(one, clause=f"7({int(number) - 1})")] * (number != "1")
    return tuple(own)


def unkept(findings: Iterable[Finding]) -> Finding | None:
    """Return the first of a note's findings that nobody keeps (11): a telephone number, an address
    of mail or another person's number; None without one.
    """
    return next(
        (f for f in findings if f.clause == "11" and f.stop and _NUMBER.search(f.found)), None
    )


def cases(incidents: Iterable[Incident], measures: Iterable[Measure], repeated: int) -> list[Case]:
    """Return the accounts with their incidents and what was decided, those that are proposed first,
    then the newest.

    `repeated` is the number of incidents from which on it is "again and again". Capitals do not
    matter, as on X.
    """
    by_account: dict[str, list[Incident]] = {}
    for incident in sorted(incidents, key=lambda i: (i.on, i.id), reverse=True):
        by_account.setdefault(incident.account.lower(), []).append(incident)
    decided: dict[str, list[Measure]] = {}
    for measure in sorted(measures, key=lambda m: m.id, reverse=True):
        decided.setdefault(measure.account.lower(), []).append(measure)
    keys = [*by_account, *(key for key in decided if key not in by_account)]
    repeats = [
        Case(
            (by_account.get(key) or decided[key])[0].account,
            tuple(by_account.get(key, ())),
            tuple(decided.get(key, ())),
            len(by_account.get(key, ())) >= repeated,
        )
        for key in keys
    ]
    return sorted(repeats, key=lambda case: (not case.proposed, case.open is None))


def refusal(case: Case | None, acts: Iterable[str], reason: str, repeated: int) -> Refusal | None:
    """Return why nothing may be decided so about this account (7); None when it may."""
    if case is None or not case.incidents:
        return Refusal("account.no_incidents")
    if not set(acts) or not set(acts) <= set(Sanction):
        return Refusal("account.no_act")
    if not reason.strip():
        return Refusal("account.act_reason_missing")
    if not case.repeated:
        return Refusal("account.not_repeated", count=len(case.incidents), least=repeated)
    if case.open is not None:
        return Refusal("account.act_not_done_yet")
    return None


def oldest_kept(today: date, days: int) -> date:
    """Return the first day whose incidents are still kept; what is older is to be removed (11)."""
    return today - timedelta(days=min(days, (today - date.min).days))
