"""5(1) 決裁: nothing goes out without a named person's decision on exactly that text.

Pure: no I/O, no clock. Two ways: the director's decision, or release by a named person under a
prior confirmation. The machine never decides; what it found to stop must be acknowledged by who
does: the director, and in the director's place a deputy during an absence (代決), or who corrects
at once what 9(2) wants corrected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bridge.model import Confirmation, Content, Draft, Finding, Kind, Person
from bridge.policy import s04_people
from bridge.sayings import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

MAX_DAYS: Final = 366  #: a prior confirmation ends after at most one year
DIGITS: Final = 12  #: of a digest beside the version's number
UNFORGEABLE: Final = 32  #: digits of a digest that nobody meets with a second text by trying
MAX_PER_DAY: Final = 50  #: drafts a day under one prior confirmation: far more than a library posts


def digest(content: Content) -> str:
    """Return the sha256 (hex) of all that goes out: text, link, image, alternative text, account,
    targets.
    """
    return content.digest


def short(draft: Draft) -> str:
    """Return a draft's digest as a person copies it: the version's number and twelve digits,
    `3-153266994171`.

    Twelve digits alone are met by a second text after some minutes of trying. A version is never
    altered, so a number and its digits name one text for good.
    """
    return f"{draft.version}-{draft.digest[:DIGITS]}"


def on_screen(draft: Draft) -> str:
    """Return what a person has seen of a draft: its digest, since when it stands where it stands,
    and between which moments it is wanted.

    A form that was sent once and comes again, after the decision was taken back, is of another
    moment; a decision bounds the times that were on the screen, and no others.
    """
    return f"{draft.digest}@{_moments(draft)}"


def _moments(draft: Draft) -> str:
    moments = (draft.changed_at, draft.timing.not_before, draft.timing.not_after)
    return "/".join(one.isoformat() if one else "" for one in moments)


def named(draft: Draft, digest: str) -> bool:
    """Return whether `digest` names this very text: `short`, `on_screen`, or 32 digits and more of
    the whole digest.
    """
    words, at, moment = digest.strip().partition("@")
    if at and moment != _moments(draft):
        return False
    version, dash, digits = words.rpartition("-")
    long_enough = (
        version == str(draft.version) and len(digits) >= DIGITS
        if dash
        else len(digits) >= UNFORGEABLE
    )
    return long_enough and draft.digest.startswith(digits)


def unacknowledged(findings: Iterable[Finding], acknowledged: Iterable[str]) -> tuple[Finding, ...]:
    """Return the findings that nobody has acknowledged yet, by key or by clause."""
    ticks = set(acknowledged)
    return tuple(f for f in findings if f.key not in ticks and f.clause not in ticks)


def confirmation_faults(confirmation: Confirmation, today: date) -> tuple[Refusal, ...]:
    """Return why a prior confirmation may not be given as it is; empty when it may."""
    faults = []
    if not confirmation.persons:
        faults.append(Refusal("confirmation.nobody"))
    if not confirmation.kinds:
        faults.append(Refusal("confirmation.no_kind"))
    if confirmation.last < today:
        faults.append(Refusal("confirmation.over"))
    elif confirmation.last < confirmation.first:
        faults.append(Refusal("confirmation.ends_before_it_begins"))
    elif (confirmation.last - confirmation.first).days >= MAX_DAYS:
        faults.append(Refusal("confirmation.too_long"))
    if not 1 <= confirmation.per_day <= MAX_PER_DAY:
        faults.append(Refusal("confirmation.per_day_unfit", most=MAX_PER_DAY))
    if Kind.OTHER in confirmation.kinds:
        faults.append(Refusal("confirmation.kind_of_the_director"))
    return tuple(faults)


def lapsed(confirmation: Confirmation, giver: Person | None, today: date) -> Refusal | None:
    """Return why a prior confirmation has no effect any more although its period runs; None when
    it has.

    It ends with the right of the director who gave it (`giver`, None when nobody of that name is
    registered).
    """
    if confirmation.revoked_at is not None:
        return Refusal("confirmation.taken_back", confirmation=confirmation.number)
    if giver is None or s04_people.refusal(giver, "confirm", today):
        return Refusal(
            "confirmation.giver_gone",
            confirmation=confirmation.number,
            person=confirmation.given_by,
        )
    return None


def ended(
    confirmation: Confirmation, giver: Person | None, person: str, today: date
) -> Refusal | None:
    """Return why what `person` released under it does not go out any more; None while it holds."""
    number = confirmation.number
    if gone := lapsed(confirmation, giver, today):
        return gone
    if not confirmation.first <= today <= confirmation.last:
        return Refusal("confirmation.period_over", confirmation=number)
    if person not in confirmation.persons:
        return Refusal("confirmation.not_for_them", confirmation=number, person=person)
    return None


def release_refusal(
    confirmation: Confirmation,
    giver: Person | None,
    person: Person,
    draft: Draft,
    *,
    today: date,
    released_today: int,
    outside_hours: str = "",
) -> Refusal | None:
    """Return why `person` may not release `draft` under `confirmation` today; None when it is
    inside its scope.

    `giver` gave it; `released_today` is how many drafts were released under it today;
    `outside_hours` the written reason not to wait for the hours of 5(2).
    """
    number = confirmation.number
    # politics, 6(4), also as a note: who confirmed beforehand could not know of a candidate as
    # speaker
    knowingly = confirmation.absence or (confirmation.corrections and draft.corrects is not None)
    stops = [
        f.clause
        for f in draft.findings
        if f.director or f.clause == "6(4)" or (f.stop and not knowingly)
    ]
    reason = lapsed(confirmation, giver, today)
    early = bool(outside_hours.strip()) and not (confirmation.outside_hours and draft.urgent)
    checks = (
        (
            not confirmation.first <= today <= confirmation.last,
            Refusal("confirmation.outside_its_period", confirmation=number),
        ),
        (
            person.name not in confirmation.persons,
            Refusal("confirmation.not_for_them", confirmation=number, person=person.name),
        ),
        (
            bool(confirmation.sources) and draft.source not in confirmation.sources,
            Refusal("confirmation.not_that_source", confirmation=number),
        ),
        (
            draft.kind not in confirmation.kinds,
            Refusal("confirmation.not_that_kind", confirmation=number, kind=draft.kind),
        ),
        (draft.kind is Kind.OTHER, Refusal("confirmation.director_for_kind")),
        (bool(stops), Refusal("confirmation.director_for_findings", clauses=stops)),
        (draft.content.removes, Refusal("confirmation.director_for_deletion")),
        (
            draft.corrects is not None and not confirmation.corrections,
            Refusal("confirmation.no_corrections", confirmation=number),
        ),
        (early, Refusal("confirmation.not_outside_hours", confirmation=number)),
        (
            released_today >= confirmation.per_day,
            Refusal("confirmation.used_up", confirmation=number, per_day=confirmation.per_day),
        ),
    )
    return reason or next((why for outside, why in checks if outside), None)
