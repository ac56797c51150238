"""Pure: where a draft stands, and who may take it further.

Each function looks at a draft as it is, refuses (errors.StepRefused) or returns a Step: what is to
be written, all of it in one transaction. Nothing here writes; `record.store.apply` does, and
nothing else does. WAYS has every verb; the road of a draft in short:

    waiting   → decided, returned, rejected, withdrawn, expired
    returned  → waiting
    decided   → sending; waiting (anything changed, taken back); held
    held      → waiting
    sending   → posted, partial (of a thread), failed, unknown; decided (certainly not sent)
    unknown   → posted, decided (a person's word, or a look's)
    partial   → sending (its next post); stopped (what sends a draft back to a person)
    stopped   → partial (decided anew); posted (left as it stands)
    posted    → checked
    posted, checked, stopped → removed (a decided correction or deletion)

By hand a decided draft is offered when it is due, and sending is a named person's who took it: the
text for X and X's window are theirs alone. Another one takes it over by name; and what was taken
once is recorded as posted wherever it came to afterwards, as long as the text is the same.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal, TypedDict

from bridge import labels
from bridge.errors import Changed, NotAllowed, StepRefused, Unacknowledged, UsageRefused, WrongState
from bridge.model import (
    DUE,
    PENDING,
    Act,
    Attempt,
    Bond,
    Cause,
    Check,
    ChecklistPart,
    Confirmation,
    Decision,
    Draft,
    Finding,
    ItemState,
    JournalLine,
    Machine,
    Move,
    Opening,
    Outcome,
    Person,
    Post,
    PostId,
    State,
    Step,
    Through,
    Timing,
    Verb,
    Version,
    Way,
)
from bridge.policy import s04_people, s05_1_signoff, s06_checklist, s09_1_review, s09_2_checks
from bridge.sayings import Note, Refusal
from bridge.settings import ReviewSettings
from bridge.text.daywords import day_and_hour

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from bridge.sayings import Coded

S = State
#: verb → (where it may begin, where it ends); the whole machine
WAYS: Final[dict[Verb, tuple[frozenset[State], State]]] = {
    Verb.EDIT: (
        frozenset({*PENDING, S.EXPIRED, S.FAILED}),
        S.WAITING,
    ),
    Verb.REFRESH: (frozenset(PENDING), S.WAITING),
    Verb.RESUBMIT: (frozenset({S.RETURNED, S.HELD, S.EXPIRED, S.FAILED}), S.WAITING),
    Verb.REVIEW: (frozenset({S.WAITING}), S.WAITING),
    Verb.DECIDE: (frozenset({S.WAITING, S.STOPPED}), S.DECIDED),
    Verb.RELEASE: (frozenset({S.WAITING, S.STOPPED}), S.DECIDED),
    Verb.TAKE_BACK: (frozenset({*DUE, S.SENDING}), S.WAITING),
    Verb.TIME: (frozenset(PENDING), S.WAITING),
    Verb.RETURN: (frozenset({S.WAITING, S.DECIDED, S.HELD, S.SENDING}), S.RETURNED),
    Verb.REJECT: (frozenset(PENDING), S.REJECTED),
    Verb.WITHDRAW: (
        frozenset({*PENDING, S.EXPIRED, S.FAILED}),
        S.WITHDRAWN,
    ),
    Verb.EXPIRE: (frozenset({*PENDING, *DUE}), S.EXPIRED),
    Verb.HOLD: (frozenset({S.WAITING, *DUE}), S.HELD),
    Verb.LAPSE: (frozenset(DUE), S.WAITING),
    Verb.SEND: (frozenset(DUE), S.SENDING),
    Verb.FOUND: (frozenset(DUE), S.POSTED),
    Verb.NOT_SEEN: (frozenset({S.UNKNOWN}), S.UNKNOWN),
    Verb.UNSEEN: (frozenset(DUE), S.DECIDED),
    Verb.OFFER: (frozenset(DUE), S.DECIDED),
    Verb.TAKE: (frozenset(DUE), S.SENDING),
    Verb.OPEN_WINDOW: (frozenset({S.SENDING}), S.SENDING),
    Verb.HAND_BACK: (frozenset({S.SENDING}), S.DECIDED),
    Verb.TAKE_OVER: (frozenset({S.SENDING}), S.SENDING),
    Verb.POST: (frozenset({S.SENDING, S.UNKNOWN}), S.POSTED),
    Verb.DEFER: (frozenset({S.SENDING}), S.DECIDED),
    Verb.FAIL: (frozenset({S.SENDING}), S.FAILED),
    Verb.LOSE: (frozenset({S.SENDING}), S.UNKNOWN),
    Verb.POSTED: (
        frozenset({*PENDING, *DUE, S.SENDING, S.UNKNOWN, S.FAILED, S.EXPIRED, S.STOPPED}),
        S.POSTED,
    ),
    Verb.NOT_POSTED: (frozenset({S.SENDING, S.UNKNOWN, *DUE}), S.DECIDED),
    Verb.LEAVE: (frozenset({S.PARTIAL, S.STOPPED}), S.POSTED),
    Verb.PUT_RIGHT: (frozenset({S.PARTIAL, S.STOPPED, S.POSTED, S.CHECKED}), S.POSTED),
    Verb.CHECK: (frozenset({S.POSTED}), S.POSTED),
    Verb.CLOSE: (frozenset({S.POSTED}), S.UNCHECKED),
    Verb.REMOVE: (frozenset({S.STOPPED, S.POSTED, S.CHECKED}), S.REMOVED),
}
#: where a draft comes to of which the first posts stand on X: its text is changed no more, and once
#: it has stopped nobody's word of before brings the rest out
BEGUN: Final = {
    S.DECIDED: S.PARTIAL,
    **dict.fromkeys((S.WAITING, S.HELD, S.EXPIRED, S.FAILED), S.STOPPED),
}
#: nothing comes of these any more
OVER: Final = frozenset({S.REJECTED, S.WITHDRAWN, S.EXPIRED, S.REMOVED, S.UNCHECKED})
#: after so long X's own pages show what X has (queue rule 14)
SECOND_LOOK: Final = timedelta(minutes=15)
#: whose knowledge of findings is asked for → what is said when it is missing
_UNKNOWN: Final = {
    "drafting": "draft.findings_at_drafting",
    "decision": "draft.findings_at_decision",
    "release": "draft.findings_at_release",
}
_UNTICKED: Final = {
    "drafting": "draft.text_unticked",
    "decision": "draft.unticked",
    "release": "draft.unticked",
}
FARTHEST: Final = timedelta(days=731)  #: from now, to a moment that a person chooses for a post
COMMENT: Final = 1000  #: characters of a word beside a draft


def _begin(
    draft: Draft,
    line: JournalLine,
    *,
    note: str | None = "",
    cause: Cause | None = None,
    void: bool = False,
) -> Step:
    """Return the bare Step of the verb of `line`, or raise WrongState when `draft` does not stand
    where it begins. `note`: more than `cause` says; None = note and cause stay as they are.
    """
    end = ahead(draft, line.action)
    if draft.begun:
        end = BEGUN.get(end, end)
        void = void or end is S.STOPPED
    return Step(
        draft=draft.id,
        before=draft.state,
        version=draft.version,
        after=end,
        line=line,
        note=draft.note if note is None else _worded(cause, note),
        cause=draft.cause if note is None else cause,
        void=void and draft.decision is not None,
    )


def ahead(draft: Draft, verb: Verb) -> State:
    """Return where a verb of WAYS leads from where `draft` stands, for a form that asks before it
    is filled in; raises WrongState when it does not begin there.
    """
    start, end = WAYS[verb]
    if end is S.WAITING and draft.content.disposed:
        raise WrongState("draft.disposed", draft=draft.id)
    if draft.state not in start:
        where = "・".join(labels.STATE[state] for state in State if state in start)
        raise WrongState(
            "draft.wrong_state", draft=draft.id, state=labels.STATE[draft.state], where=where
        )
    if draft.begun and end is S.RETURNED:
        raise WrongState("draft.part_is_out", draft=draft.id, parts=len(draft.posts))
    return end


def ways(draft: Draft) -> list[str]:
    """Return the verbs of WAYS that may begin where a draft stands; whose they are is not asked."""
    return [
        verb
        for verb, (start, end) in WAYS.items()
        if draft.state in start and not (draft.begun and end is S.RETURNED)
    ]


def _out(draft: Draft, step: Step, *, stop: bool = False) -> Step:
    """Return the step that brings one more post of a draft to X: of a thread others may be to come;
    `stop`: they wait for a person.
    """
    if len(draft.owed) <= 1:
        return step
    void = stop and draft.decision is not None
    return replace(step, after=S.STOPPED if stop else S.PARTIAL, void=void)


def next_part(draft: Draft) -> int:
    """Return which post of a draft is the next, from 1; of what is no thread always the first."""
    return len(draft.posts) + 1


def owed_part(draft: Draft) -> int:
    """Return which post of a draft is the next, from 1; raises WrongState when X has them all."""
    if draft.post is not None and not draft.owed:
        raise WrongState("post.recorded_already", draft=draft.id, url=draft.posts[-1].url)
    return next_part(draft)


def may(person: Person, action: str, today: date) -> None:
    """Raise NotAllowed unless section 4 lets `person` take `action` today."""
    if why := s04_people.refusal(person, action, today):
        raise NotAllowed("people.not_allowed", why=why)


def same(draft: Draft, shown: str | None) -> None:
    """Refuse when what was on the screen (`shown`, as s05_1_signoff.named takes it; None = not
    told) is not the draft; where the text is the same, and only its moment another one, that is
    said.

    Raises Changed, UsageRefused for a digest that is too short to name a text.
    """
    if shown is not None and not s05_1_signoff.named(draft, shown):
        version, dash, digits = shown.strip().rpartition("-")
        least = s05_1_signoff.DIGITS if dash else s05_1_signoff.UNFORGEABLE
        same_version = not dash or version == str(draft.version)
        if same_version and 0 < len(digits) < least and draft.digest.startswith(digits):
            raise UsageRefused("draft.digest_too_short", draft=draft.id)
        if s05_1_signoff.named(draft, shown.partition("@")[0]):
            raise Changed("draft.moved_since", draft=draft.id, state=labels.STATE[draft.state])
        raise Changed("draft.changed", draft=draft.id, version=draft.version)


def _reason(text: str, what: str) -> str:
    if not text.strip():
        raise StepRefused("draft.reason_missing", what=what)
    return text.strip()


# ── drafts come and change ──────────────────────────────────────────────────────────────────────


def known(
    findings: Iterable[Finding],
    acknowledged: Iterable[str],
    step: Literal["drafting", "decision", "release"],
    *,
    draft: int = 0,
    asked: bool = False,
    ticked: bool = False,
) -> tuple[str, ...]:
    """Return the keys of the stopping findings and, where the tick of the thirteen kinds is asked
    for, of the note of each kind that has a tick of its own; raises Unacknowledged when one was not
    acknowledged knowingly (6).

    `step` is whose knowledge is asked for, `draft` the number of the draft once it has one.
    `asked`: the tick of the thirteen kinds is due; `ticked`: it was given. What is missing is told
    in one go.
    """
    findings_ = tuple(findings)
    due = s06_checklist.to_acknowledge(findings_, asked=asked)
    missing = s05_1_signoff.unacknowledged(due, acknowledged)
    unticked = asked and not ticked
    if missing or unticked:
        listed = "、".join(f"{f.clause}「{f.found}」" for f in missing)
        owed = [Refusal(_UNKNOWN[step], draft=draft, findings=listed)] * bool(missing)
        owed += [Refusal(_UNTICKED[step], draft=draft, tick=s06_checklist.NONE)] * unticked
        raise Unacknowledged(
            "draft.unacknowledged",
            owed=tuple(owed),
            findings=missing,
            unticked=findings_ if unticked or any(not f.stop for f in missing) else None,
        )
    return tuple(f.key for f in due)


def open_draft(
    opening: Opening,
    wording: Version,
    by: str,
    at: datetime,
    acknowledged: Iterable[str] = (),
    *,
    ticked: bool = False,
) -> Step:
    """Return the Step that opens a draft (起案) for decision; `acknowledged` are the findings that
    the drafter knows of.

    `ticked`: the drafter says that it is none of the thirteen kinds of 6.
    """
    line = JournalLine(
        by,
        Verb.OPEN,
        at,
        {"kind": opening.kind, "source": opening.source, "digest": wording.digest},
    )
    line.detail.update(item=opening.item, corrects=opening.corrects)
    if keys := list(acknowledged):
        line.detail["acknowledged"] = keys
    item = None
    if opening.item is not None and opening.corrects is None:
        item = Move(opening.item, ItemState.NEW, ItemState.DRAFTED)
    step = Step(
        draft=0,
        before=None,
        version=0,
        after=State.WAITING,
        line=line,
        note=opening.note,
        opening=opening,
        wording=wording,
        item=item,
    )
    return replace(step, checklist=ChecklistPart.DRAFT if ticked else None)


def edit(
    draft: Draft,
    wording: Version,
    person: Person,
    at: datetime,
    *,
    note: str = "",
    acknowledged: Iterable[str] = (),
    ticked: bool = False,
) -> Step:
    """Return the Step of a person's new wording; any decision on the old one is void (truth 2).

    `acknowledged` are the findings that the drafter knows of; `ticked` as for `open_draft`.
    """
    may(person, "edit", at.date())
    line = JournalLine(person.name, Verb.EDIT, at, {"digest": wording.digest, "note": note})
    if keys := list(acknowledged):
        line.detail["acknowledged"] = keys
    step = _begin(draft, line, note=note, void=True)
    return replace(step, wording=wording, checklist=ChecklistPart.DRAFT if ticked else None)


def refresh(draft: Draft, wording: Version, at: datetime, what: Coded) -> Step:
    """Return the Step of a page that changed: a new version, and a decision on the old one is void
    (truth 2).
    """
    note = what.what
    line = JournalLine(Machine.SYNC, Verb.REFRESH, at, {"digest": wording.digest, "what": note})
    step = _begin(draft, line, note=note, void=True)
    after = draft.state if draft.state in {State.RETURNED, State.HELD} else step.after
    return replace(step, wording=wording, after=after)


def resubmit(draft: Draft, person: Person, at: datetime) -> Step:
    """Return the Step that puts a returned, held, expired or failed draft before the director
    again.
    """
    may(person, "resubmit", at.date())
    return _begin(draft, JournalLine(person.name, Verb.RESUBMIT, at), void=True)


# ── decisions ───────────────────────────────────────────────────────────────────────────────────


def review(
    draft: Draft,
    person: Person,
    settings: ReviewSettings,
    at: datetime,
    *,
    shown: str | None = None,
) -> Step:
    """Return the Step of a person's word on this text before its decision (回議, 9(1)).

    Raises NotAllowed, WrongState, or Changed when it is not what was on the screen.
    """
    may(person, "review", at.date())
    same(draft, shown)
    if why := s09_1_review.refusal(settings, draft, person):
        raise NotAllowed("draft.review_refused", why=why)
    (name, *_) = s09_1_review.owed(settings, draft)
    line = JournalLine(person.name, Verb.REVIEW, at, {"digest": draft.digest, "step": name})
    return replace(_begin(draft, line, note=None), review=name)


def _ready(draft: Draft, person: Person, settings: ReviewSettings) -> None:
    """Refuse a decision while steps are owed, and one by the drafter where the library does not
    have it.
    """
    if why := s09_1_review.decision_refusal(settings, draft, person):
        raise StepRefused("draft.decision_refused", why=why)


class Terms(TypedDict):
    """On what a text is decided or released, as `decide` tells."""

    shown: str | None
    acknowledged: Iterable[str]
    outside_hours: str
    not_before: datetime | None
    policy_version: str
    bond: Bond
    settings: ReviewSettings
    asked: bool
    ticked: bool


def decide(
    draft: Draft,
    person: Person,
    at: datetime,
    *,
    shown: str | None = None,
    acknowledged: Iterable[str] = (),
    outside_hours: str = "",
    not_before: datetime | None = None,
    policy_version: str = "",
    bond: Bond = Bond(),  # noqa: B008  frozen
    settings: ReviewSettings = ReviewSettings(),  # noqa: B008  frozen
    asked: bool = False,
    ticked: bool = False,
) -> Step:
    """Return the Step of the director's decision on exactly this text (5(1)).

    `asked`: the tick of the thirteen kinds of 6 is due; `ticked`: it was given. Raises NotAllowed,
    WrongState, Changed, or StepRefused when a stopping finding is not acknowledged or the tick is
    missing.
    """
    may(person, "decide", at.date())
    _begin(draft, JournalLine(person.name, Verb.DECIDE, at))  # what is decided has not changed
    same(draft, shown)
    _ready(draft, person, settings)
    keys = known(
        draft.findings,
        acknowledged,
        "decision",
        draft=draft.id,
        asked=asked,
        ticked=ticked,
    )
    return _decided(
        draft,
        JournalLine(person.name, Verb.DECIDE, at),
        keys=keys,
        outside_hours=outside_hours,
        not_before=not_before,
        policy_version=policy_version,
        bond=bond,
        ticked=ticked,
    )


def release(
    draft: Draft,
    person: Person,
    confirmation: Confirmation,
    released_today: int,
    at: datetime,
    *,
    giver: Person | None,
    shown: str | None = None,
    acknowledged: Iterable[str] = (),
    outside_hours: str = "",
    not_before: datetime | None = None,
    policy_version: str = "",
    bond: Bond = Bond(),  # noqa: B008  frozen
    settings: ReviewSettings = ReviewSettings(),  # noqa: B008  frozen
    asked: bool = False,
    ticked: bool = False,
) -> Step:
    """Return the Step of a release under a prior confirmation (5(1)) that `giver` gave; raises
    NotAllowed outside its scope.

    `asked`, `ticked` as for `decide`.
    """
    may(person, "release", at.date())
    _begin(draft, JournalLine(person.name, Verb.RELEASE, at))
    same(draft, shown)
    _ready(draft, person, settings)
    if why := s05_1_signoff.release_refusal(
        confirmation,
        giver,
        person,
        draft,
        today=at.date(),
        released_today=released_today,
        outside_hours=outside_hours,
    ):
        raise NotAllowed("draft.release_refused", draft=draft.id, why=why)
    keys = known(
        draft.findings,
        acknowledged,
        "release",
        draft=draft.id,
        asked=asked,
        ticked=ticked,
    )
    return _decided(
        draft,
        JournalLine(person.name, Verb.RELEASE, at),
        confirmation=confirmation,
        keys=keys,
        outside_hours=outside_hours,
        not_before=not_before,
        policy_version=policy_version,
        bond=bond,
        ticked=ticked,
    )


def _decided(
    draft: Draft,
    line: JournalLine,
    *,
    confirmation: Confirmation | None = None,
    keys: tuple[str, ...],
    outside_hours: str,
    not_before: datetime | None,
    policy_version: str,
    bond: Bond,
    ticked: bool,
) -> Step:
    """Return the Step of a decision on a draft as it stands, of who acts in `line`: the director's,
    or one under a prior `confirmation`.
    """
    decision = Decision(
        id=0,
        draft=draft.id,
        version=draft.version,
        digest=draft.digest,
        person=line.actor,
        at=line.at,
        way=Way.CONFIRMATION if confirmation else Way.DIRECTOR,
        confirmation=confirmation.number if confirmation else "",
        acknowledged=keys,
        outside_hours=outside_hours.strip(),
        not_before=not_before,
        policy_version=policy_version,
        bond=bond,
        bounds=draft.timing,
        absence=bool(confirmation and confirmation.absence),
    )
    step = _begin(draft, replace(line, detail=_detail(decision)))
    return replace(step, decision=decision, checklist=ChecklistPart.DECISION if ticked else None)


def _detail(decision: Decision) -> dict[str, object]:
    """Return what the journal says of a decision; of a release what it rests on, and findings only
    where there were any.
    """
    keys = list(decision.acknowledged)
    first = {"acknowledged": keys}
    detail: dict[str, object] = {
        "digest": decision.digest,
        **({"confirmation": decision.confirmation} if decision.confirmation else first),
        "policy": decision.policy_version,
        **_told(decision.bond),
    }
    if keys:
        detail |= first
    if decision.absence:
        detail["absence"] = True
    if decision.outside_hours:
        detail["outside_hours"] = decision.outside_hours
    return detail


def _told(bond: Bond) -> dict[str, object]:
    return {
        name: value for name, value in (("road", bond.road), ("library", bond.library)) if value
    }


def lapse(draft: Draft, why: Coded, at: datetime) -> Step:
    """Return the Step of a decision that holds no more where it would be used: the draft waits for
    a person again.
    """
    return _begin(
        draft,
        JournalLine(Machine.PUBLISH, Verb.LAPSE, at, {"why": why.what}),
        note=why.what,
        cause=Cause.LAPSED,
        void=True,
    )


def take_back(
    draft: Draft,
    person: Person,
    at: datetime,
    why: Note | None = None,
    *,
    attempt: Attempt | None = None,
) -> Step:
    """Return the Step that takes a decision back before the post; `why`: what else was done that
    takes it back; `attempt`: a person has taken it in hand.
    """
    may(person, "take_back", at.date())
    line = JournalLine(person.name, Verb.TAKE_BACK, at, {"why": why.what} if why else {})
    step = _begin(draft, line, note=(why or Note("note.taken_back")).what, void=True)
    by = Note("note.taken_back_by", person=person.name)
    return replace(step, attempt=_given_up(draft, attempt, by))


def _given_up(draft: Draft, attempt: Attempt | None, why: Note) -> Attempt | None:
    """Return the end of what a person has taken in hand, when X's window was not opened; None when
    nobody has taken it.

    Raises WrongState when a machine is at work, StepRefused when the window was opened: then X may
    have it.
    """
    if draft.state is not S.SENDING:
        return None
    if attempt is None or attempt.outcome or attempt.through != Through.MANUAL:
        raise WrongState("draft.being_posted", draft=draft.id)
    if attempt.opened_at is not None:
        raise StepRefused("draft.window_opened", draft=draft.id)
    return replace(attempt, outcome=Outcome.REFUSED, detail=why.what)


def return_(
    draft: Draft,
    person: Person,
    reason: str,
    at: datetime,
    *,
    attempt: Attempt | None = None,
) -> Step:
    """Return the Step of 差戻し: back to the drafter with a reason. `attempt`: a person has taken
    it in hand.
    """
    may(person, "return", at.date())
    why = _reason(reason, labels.VERB[Verb.RETURN])
    step = _begin(
        draft,
        JournalLine(person.name, Verb.RETURN, at, {"reason": why}),
        note=why,
        void=True,
    )
    by = Note("note.returned_by", person=person.name)
    return replace(step, attempt=_given_up(draft, attempt, by))


def reject(draft: Draft, person: Person, reason: str, at: datetime) -> Step:
    """Return the Step of 否決; the page may come again, the draft does not."""
    may(person, "reject", at.date())
    why = _reason(reason, labels.VERB[Verb.REJECT])
    step = _begin(
        draft,
        JournalLine(person.name, Verb.REJECT, at, {"reason": why}),
        note=why,
        void=True,
    )
    return replace(step, item=_aside(draft))


def withdraw(draft: Draft, person: Person, reason: str, at: datetime) -> Step:
    """Return the Step of 取下げ by staff."""
    may(person, "withdraw", at.date())
    line = JournalLine(person.name, Verb.WITHDRAW, at, {"reason": reason.strip()})
    return replace(_begin(draft, line, note=reason.strip(), void=True), item=_aside(draft))


def _aside(draft: Draft) -> Move | None:
    """A correction's end leaves the item as it was: its first draft speaks for it."""
    if draft.item is None or draft.corrects is not None:
        return None
    return Move(draft.item, ItemState.DRAFTED, ItemState.SET_ASIDE)


# ── the machine may stop ────────────────────────────────────────────────────────────────────────


def expire(draft: Draft, by: str, at: datetime) -> Step:
    """Return the Step of 期限切れ: its last sensible day is over. `by`: which run saw it."""
    day = draft.expires_on
    return _begin(
        draft,
        JournalLine(by, Verb.EXPIRE, at),
        note=Note("note.ended_on", day=day).what if day else labels.STATE[State.EXPIRED],
        void=True,
    )


def hold(
    draft: Draft, why: Coded, by: str, at: datetime, *, wording: Version | None = None
) -> Step:
    """Return the Step of 保留: the page is gone, the account is not listed, the stop switch …; a
    person looks at it. `wording`: the same words, with what is found beside them now.
    """
    line = JournalLine(by, Verb.HOLD, at, {"why": why.what})
    return replace(_begin(draft, line, note=why.what, void=True), wording=wording)


# ── the road to X ───────────────────────────────────────────────────────────────────────────────


def send(draft: Draft, through: Through, marker: str, policy_version: str, at: datetime) -> Step:
    """Return the Step that puts the intent on disk before the call (truths 1 and 4).

    Raises Changed unless the decision in force is on exactly what the draft is now.
    """
    now = s05_1_signoff.digest(draft.content)
    step = _begin(
        draft,
        JournalLine(
            Machine.PUBLISH, Verb.SEND, at, {"through": through, "digest": now, "marker": marker}
        ),
    )
    decision = _held_to(draft, now, policy_version)
    attempt = Attempt(
        id=0,
        draft=draft.id,
        decision=decision,
        digest=now,
        through=through,
        started_at=at,
        marker=marker,
        part=next_part(draft),
    )
    return replace(step, attempt=attempt)


def _held_to(draft: Draft, digest: str, policy_version: str) -> int:
    """Return the id of the decision in force; raises Changed unless it is on exactly what the draft
    is now (truth 1).
    """
    decision = draft.decision
    if (
        decision is None
        or not decision.digest == draft.digest == digest
        or decision.version != draft.version
        or decision.policy_version != policy_version
    ):
        raise Changed("draft.decided_on_another_text", draft=draft.id)
    return decision.id


# ── the road by hand ────────────────────────────────────────────────────────────────────────────


def offer(draft: Draft, policy_version: str, at: datetime) -> Step:
    """Return the Step that offers a due draft to whoever will post it; it stays decided, and
    nothing is sent.
    """
    digest = s05_1_signoff.digest(draft.content)
    decision = _held_to(draft, digest, policy_version)
    return _begin(
        draft,
        JournalLine(Machine.PUBLISH, Verb.OFFER, at, {"digest": digest, "decision": decision}),
        note=None,
    )


def take(draft: Draft, person: Person, policy_version: str, at: datetime) -> Step:
    """Return the Step of a named person who takes a draft to post it by hand now: the intent on
    disk, as `send` is.
    """
    may(person, "take", at.date())
    digest = s05_1_signoff.digest(draft.content)
    step = _begin(
        draft,
        JournalLine(person.name, Verb.TAKE, at, {"through": Through.MANUAL, "digest": digest}),
    )
    decision = _held_to(draft, digest, policy_version)
    attempt = Attempt(
        id=0,
        draft=draft.id,
        decision=decision,
        digest=digest,
        through=Through.MANUAL,
        started_at=at,
        person=person.name,
        part=next_part(draft),
    )
    return replace(step, attempt=attempt)


def open_window(draft: Draft, attempt: Attempt, person: Person, at: datetime) -> Step:
    """Return the Step of a person who gets the text to copy, or opens X's window with it: from here
    on X may have it.

    Raises WrongState for what is not taken by hand, or by another person.
    """
    may(person, "take", at.date())
    step = _begin(draft, JournalLine(person.name, Verb.OPEN_WINDOW, at), note=None)
    _by_hand(draft, attempt)
    _in_hands_of(person.name, draft, attempt)
    return replace(step, attempt=replace(attempt, opened_at=attempt.opened_at or at))


def _by_hand(draft: Draft, attempt: Attempt) -> None:
    if attempt.through != Through.MANUAL or attempt.outcome:
        raise WrongState("post.not_by_hand", draft=draft.id)


def _in_hands_of(name: str, draft: Draft, attempt: Attempt) -> None:
    """Raise WrongState when somebody else than `name` has taken a draft: two persons with one text
    are two posts (truth 4).
    """
    if attempt.person not in {"", name}:
        raise WrongState("post.in_other_hands", draft=draft.id, person=attempt.person)


def take_over(draft: Draft, attempt: Attempt, person: Person, *, holder: str, at: datetime) -> Step:
    """Return the Step of a person who takes over what `holder` has in hand, and was told that it
    may stand on X already; since when it is taken, and what X may have, stays as it was.

    Raises NotAllowed, WrongState for what is not taken by hand, or is not in the hands of `holder`.
    """
    may(person, "take", at.date())
    line = JournalLine(person.name, Verb.TAKE_OVER, at, {"person": attempt.person})
    step = _begin(draft, line, note=None)
    _by_hand(draft, attempt)
    _in_hands_of(holder, draft, attempt)
    return replace(step, attempt=replace(attempt, person=person.name))


def hand_back(draft: Draft, attempt: Attempt, person: Person, at: datetime) -> Step:
    """Return the Step of a person who does not post after all; free at once while X's window was
    not opened. Raises WrongState for what is in another person's hands, StepRefused.
    """
    may(person, "take", at.date())
    _in_hands_of(person.name, draft, attempt)
    why = Note("note.handed_back", person=person.name)
    step = _begin(draft, JournalLine(person.name, Verb.HAND_BACK, at), note=why.what)
    return replace(step, attempt=_given_up(draft, attempt, why))


def put_right(
    draft: Draft,
    person: Person,
    number: str,
    url: str,
    *,
    reason: str,
    at: datetime,
    part: int = 1,
) -> Step:
    """Return the Step of a person who gives the right address of a post made by hand, with a
    reason; both stand in the journal. `part`: which post of a thread.

    Raises StepRefused for what was not posted by hand, or not at all.
    """
    may(person, "put_right", at.date())
    why = _reason(reason, labels.VERB[Verb.PUT_RIGHT])
    if not 1 <= part <= max(1, len(draft.posts)):
        raise StepRefused("post.part_not_out", draft=draft.id, part=part)
    post = draft.posts[part - 1] if draft.posts else None
    if post is None or post.through != Through.MANUAL:
        raise StepRefused("post.not_posted_by_hand", draft=draft.id)
    what = stands_under(draft, number)
    line = JournalLine(
        person.name,
        Verb.PUT_RIGHT,
        at,
        {"before": post.url, "url": url, "post_id": str(what), "reason": why},
    )
    step = _begin(draft, line, note=None)
    return replace(step, after=draft.state, post=replace(post, what=what, url=url))


def standing(draft: Draft) -> tuple[PostId | None, tuple[str, ...]]:
    """Return under which id a draft stands on X, and of a thread X's numbers of the posts after the
    first.
    """
    first = draft.post.what if draft.post is not None else None
    return first, tuple(post.post_id for post in draft.further)


def stands_under(draft: Draft, number: str) -> PostId:
    """Return under which id the act of `draft` stands on X, when X's number for it is `number`."""
    content = draft.content
    if content.replaces is not None and content.removes:
        return content.replaces.end
    return PostId(number, Act.RETWEET, draft.id) if content.retweets else PostId(number)


def _post_of(attempt: Attempt, what: PostId, url: str, at: datetime) -> Post:
    return Post(
        draft=attempt.draft,
        attempt=attempt.id,
        what=what,
        url=url,
        at=at,
        through=attempt.through,
        part=attempt.part,
    )


def post(
    draft: Draft,
    attempt: Attempt,
    number: str,
    url: str,
    at: datetime,
    *,
    found: Note | None = None,
    shown: str = "",
) -> Step:
    """Return the Step of a post that X has under `number`; `found` is the evidence when an unclear
    attempt was settled.

    `shown`: X has it with another text than was decided (9(2)).
    """
    what, looked_up = stands_under(draft, number), found.what if found else ""
    evidence = {name: value for name, value in (("found", looked_up), ("shown", shown)) if value}
    line = JournalLine(
        Machine.PUBLISH, Verb.POST, at, {"post_id": str(what), "url": url, **evidence}
    )
    post = _post_of(attempt, what, url, at)
    cause = Cause.DIFFERS if shown else None
    return replace(
        _out(draft, _begin(draft, line, note=shown, cause=cause), stop=bool(shown)),
        attempt=replace(attempt, outcome=Outcome.POSTED, detail=looked_up),
        post=post,
    )


def found(
    draft: Draft, through: Through, *, number: str, url: str, policy_version: str, at: datetime
) -> Step:
    """Return the Step of a decided text that stands on the own timeline already: it is posted, and
    never sent (truth 4).
    """
    digest = s05_1_signoff.digest(draft.content)
    what, why = stands_under(draft, number), Note("note.stood_there").what
    step = _begin(
        draft,
        JournalLine(
            Machine.PUBLISH, Verb.FOUND, at, {"post_id": str(what), "url": url, "digest": digest}
        ),
        note=why,
    )
    attempt = Attempt(
        id=0,
        draft=draft.id,
        decision=_held_to(draft, digest, policy_version),
        digest=digest,
        through=through,
        started_at=at,
        outcome=Outcome.POSTED,
        detail=why,
        part=next_part(draft),
    )
    return replace(_out(draft, step), attempt=attempt, post=_post_of(attempt, what, url, at))


def not_seen(draft: Draft, attempt: Attempt, at: datetime) -> Step:
    """Return the Step of a whole timeline without an unclear post: the first look; a person's word
    is the second.
    """
    step = _begin(draft, JournalLine(Machine.PUBLISH, Verb.NOT_SEEN, at), note=None)
    return replace(step, attempt=replace(attempt, absent_at=at))


def unseen(draft: Draft, at: datetime) -> Step:
    """Return the Step of a decided draft that waits: whether its text stands on X already, the
    timeline did not tell.
    """
    line = JournalLine(Machine.PUBLISH, Verb.UNSEEN, at)
    return _begin(draft, line, note=Note("note.unseen").what, cause=Cause.UNSEEN)


def _settle(
    draft: Draft, attempt: Attempt, *, verb: Verb, outcome: Outcome, why: Coded, at: datetime
) -> Step:
    note = why.what
    step = _begin(draft, JournalLine(Machine.PUBLISH, verb, at, {"why": note}), note=note)
    return replace(step, attempt=replace(attempt, outcome=outcome, detail=note))


def defer(draft: Draft, attempt: Attempt, why: Coded, at: datetime) -> Step:
    """Return the Step of a post that X certainly does not have and may take later; the decision
    stands.
    """
    return _settle(draft, attempt, verb=Verb.DEFER, outcome=Outcome.REFUSED, why=why, at=at)


def fail(draft: Draft, attempt: Attempt, why: Coded, at: datetime) -> Step:
    """Return the Step of a post that X refuses for what it is."""
    return _settle(draft, attempt, verb=Verb.FAIL, outcome=Outcome.REFUSED, why=why, at=at)


def lose(draft: Draft, attempt: Attempt, why: Coded, at: datetime) -> Step:
    """Return the Step of an answer that is not clear: 結果不明, never a blind retry (truth 4)."""
    return _settle(draft, attempt, verb=Verb.LOSE, outcome=Outcome.UNKNOWN, why=why, at=at)


def posted(
    draft: Draft, attempt: Attempt | None, *, person: Person, number: str, url: str, at: datetime
) -> Step:
    """Return the Step of a person's word that a decided draft stands on X (posted by hand, or
    結果不明 settled).

    Of what has no decision any more, `attempt` is the last one on this very text (`had_in_hand`):
    under its decision the text stood when a person posted it. Raises NotAllowed, WrongState, or
    StepRefused when this text was never decided.
    """
    may(person, "posted", at.date())
    what = stands_under(draft, number)
    line = JournalLine(person.name, Verb.POSTED, at, {"post_id": str(what), "url": url})
    step = _begin(draft, line)
    if draft.decision is None and (attempt is None or attempt.digest != draft.digest):
        raise StepRefused("draft.undecided", draft=draft.id)
    calling = attempt is not None and attempt.through != Through.MANUAL and not attempt.outcome
    if draft.state is S.SENDING and calling:  # its own answer is on the way
        raise WrongState("draft.being_posted", draft=draft.id)
    if attempt is None or attempt.outcome not in {Outcome.OPEN, Outcome.UNKNOWN}:
        last = attempt.decision if attempt else 0
        decision = draft.decision.id if draft.decision else last
        attempt = Attempt(
            id=0,
            draft=draft.id,
            decision=decision,
            digest=draft.digest,
            through=Through.MANUAL,
            started_at=at,
            part=next_part(draft),
        )
    word = Note("note.word_of", person=person.name).what
    done = replace(attempt, outcome=Outcome.POSTED, detail=word)
    post = _post_of(attempt, what, url, at)
    stop = draft.state is S.STOPPED or draft.decision is None  # the rest waits for a decision
    return replace(_out(draft, step, stop=stop), attempt=done, post=post)


def had_in_hand(draft: Draft, attempts: Iterable[Attempt]) -> Attempt | None:
    """Return the newest attempt under which a draft that has no decision any more may have been
    posted as it stands: of a thread that has stopped the last one; of another text one that a
    person had taken, be it returned or handed back since. None when there is none.
    """
    if draft.decision is not None:
        return None
    fitting = [
        one
        for one in attempts
        if one.digest == draft.digest and (draft.state is S.STOPPED or one.person)
    ]
    return fitting[-1] if fitting else None


def leave(draft: Draft, person: Person, reason: str, at: datetime) -> Step:
    """Return the Step of a person's word that a thread stays as it stands: the rest is not posted,
    and what stands is checked like any post (9(2)).

    Raises StepRefused without a reason, NotAllowed, WrongState.
    """
    may(person, "leave", at.date())
    why = _reason(reason, "続きを出さないこと")
    line = JournalLine(person.name, Verb.LEAVE, at, {"reason": why, "posts": len(draft.posts)})
    note = Note("note.left", parts=len(draft.posts), reason=why)
    return _begin(draft, line, note=note.what)


def not_posted(
    draft: Draft, attempt: Attempt | None, person: Person, reason: str, at: datetime
) -> Step:
    """Return the Step of a person's word, after looking, that X does not have it.

    X's own pages lag: a first word is noted and moves nothing; it counts after a second look,
    SECOND_LOOK or more after the first (the program's own look at a whole timeline is one, too).
    Then one new attempt is allowed. Raises StepRefused before.
    Of a decided draft, which was never sent, the first word counts: where the program's own look
    does not go back far enough.
    """
    may(person, "not_posted", at.date())
    why = _reason(reason, labels.VERB[Verb.NOT_POSTED])
    line = JournalLine(person.name, Verb.NOT_POSTED, at, {"reason": why})
    step = _begin(draft, line, note=why)
    if draft.state in DUE or attempt is None:
        return step
    if attempt.absent_at is None:
        line = replace(line, detail={**line.detail, "look": 1})
        once, absent = Note("note.looked_once", reason=why), replace(attempt, absent_at=at)
        return replace(step, line=line, after=draft.state, note=once.what, attempt=absent)
    if (left := attempt.absent_at + SECOND_LOOK - at) > timedelta():
        raise StepRefused(
            "post.look_again_later", draft=draft.id, minutes=-(-left // timedelta(minutes=1))
        )
    word = Note("note.word_of_for", person=person.name, reason=why).what
    return replace(step, attempt=replace(attempt, outcome=Outcome.REFUSED, detail=word))


def check(draft: Draft, checks: Iterable[Check], person: Person, at: datetime) -> Step:
    """Return the Step of one tick after the post (9(2)); the second of two persons makes it 確認済.
    What hangs on the draft, as a deletion that X refuses, is not settled by a look at it.

    Raises NotAllowed for a tick that this person has given, or may not give.
    """
    may(person, "check", at.date())
    done = tuple(checks)
    line = JournalLine(person.name, Verb.CHECK, at, {"role": person.role})
    step = _begin(draft, line, note=None if draft.cause else "")
    if why := s09_2_checks.refusal(person, done):
        raise NotAllowed("draft.check_refused", draft=draft.id, why=why)
    tick = Check(draft.id, person.role, person.name, at)
    after = State.CHECKED if s09_2_checks.complete((*done, tick)) else State.POSTED
    return replace(step, check=tick, after=after)


def close(draft: Draft, person: Person, at: datetime) -> Step:
    """Return the Step that ends a post without both ticks (9(2)): it is disposed of, its time to be
    kept is over. Raises NotAllowed, WrongState.
    """
    may(person, "dispose", at.date())
    return _begin(draft, JournalLine(person.name, Verb.CLOSE, at))


def remove(draft: Draft, correction: Draft, by: Person | str, at: datetime) -> Step:
    """Return the Step of a post that was deleted on X because `correction` was decided and stands
    in its place (9(2)).

    `by`: the person who deleted it by hand, else the part of the program that did. Raises
    StepRefused unless that was decided.
    """
    if isinstance(by, Person):
        may(by, "removed", at.date())
    replaces = correction.content.replaces
    if (
        replaces is None
        or (replaces, correction.content.also) != standing(draft)
        # what stands on X was decided, whatever became of its decision since
        or (correction.decision is None and correction.post is None)
    ):
        raise StepRefused("post.deletion_undecided", draft=draft.id)
    who = by.name if isinstance(by, Person) else by
    detail: dict[str, object] = {"post_id": str(replaces), "correction": correction.id}
    if correction.content.also:
        detail["also"] = list(correction.content.also)
    line = JournalLine(who, Verb.REMOVE, at, detail)
    return _begin(draft, line, note=Note("note.removed", correction=correction.id).what)


def to_remove(pairs: Iterable[tuple[Draft, Draft]]) -> list[tuple[Draft, Draft]]:
    """Return those of first drafts and the corrections posted in their place of which the first
    still stands though the correction is wholly out: it is to be deleted (9(2)).
    """
    return [
        (first, correction)
        for first, correction in pairs
        if first.state in WAYS[Verb.REMOVE][0]
        and correction.state not in {*DUE, S.SENDING, S.UNKNOWN, S.STOPPED}
    ]


def deleted_by_hand(first: Draft, road: Through) -> bool:
    """Return whether a person deletes the post of `first` where posts go by `road`: by hand, one of
    another road, and one of which X refuses it (9(2)).
    """
    own = {Through.X, Through.MANUAL} if road == Through.X else {road}
    stands_here = first.post is not None and first.post.through in own
    return road == Through.MANUAL or not stands_here or first.cause is Cause.NOT_REMOVED


def not_removed(draft: Draft, why: Coded, at: datetime) -> Step:
    """Return the Step of a deletion that X refuses: the post stands, and a person is to delete it
    by hand.
    """
    line = JournalLine(Machine.PUBLISH, Verb.NOT_REMOVED, at, {"why": why.what})
    note = _worded(Cause.NOT_REMOVED, why.what)
    return replace(_beside(draft, line), note=note, cause=Cause.NOT_REMOVED)


def _worded(cause: Cause | None, note: str) -> str:
    """Return a note behind what its cause says."""
    if cause is None:
        return note
    return f"{labels.CAUSE[cause]}: {note}" if note else labels.CAUSE[cause]


def _beside(draft: Draft, line: JournalLine) -> Step:
    """Return the Step of a line of the journal that moves nothing, and leaves the note as it is."""
    return Step(
        draft=draft.id,
        before=draft.state,
        version=draft.version,
        after=draft.state,
        line=line,
        note=draft.note,
        cause=draft.cause,
    )


def inspect(draft: Draft, person: Person, at: datetime) -> Step:
    """Return the Step of 後閲 (5(1)): the director has looked at what was released, or decided in
    their place.

    It moves nothing. Raises NotAllowed, or StepRefused when there is nothing to look at or somebody
    has.
    """
    may(person, "inspect", at.date())
    decision = draft.decision
    if decision is None or not decision.confirmation:
        raise StepRefused("draft.no_release", draft=draft.id)
    if decision.inspector:
        raise StepRefused("draft.inspected", draft=draft.id, person=decision.inspector)
    line = JournalLine(person.name, Verb.INSPECT, at, {"decision": decision.id})
    return replace(_beside(draft, line), inspection=decision.id)


def hand_over(draft: Draft, person: Person, to: Person, at: datetime) -> Step:
    """Return the Step that hands a draft's work over to another person; whose word stands on it
    does not change.

    Raises NotAllowed, or StepRefused for a draft that is over, and for a person who may not write
    today (4).
    """
    may(person, "hand_over", at.date())
    if draft.state in OVER or draft.state is S.CHECKED:
        raise StepRefused(
            "draft.nothing_to_hand_over", draft=draft.id, state=labels.STATE[draft.state]
        )
    if why := s04_people.refusal(to, "write", at.date()):
        raise StepRefused("draft.not_handed_over", why=why)
    line = JournalLine(person.name, Verb.HAND_OVER, at, {"to": to.name})
    return _beside(draft, line)


def comment(draft: Draft, person: Person, text: str, at: datetime) -> Step:
    """Return the Step of a word beside a draft; it stands in the journal and moves nothing. Raises
    StepRefused for none or a long one.
    """
    may(person, "comment", at.date())
    if not text.strip() or len(text) > COMMENT:
        raise StepRefused("draft.comment_length", most=COMMENT)
    line = JournalLine(person.name, Verb.COMMENT, at, {"text": text.strip()})
    return _beside(draft, line)


def time(draft: Draft, person: Person, timing: Timing, at: datetime) -> Step:
    """Return the Step that sets between which moments a draft is to go out; where it stands stays
    as it is.

    What a decision bounds may be moved inside its bounds by staff: that is nobody's new decision.
    Raises StepRefused for times that are over, that end before they begin, that leave the bounds or
    lie FARTHEST away: a mistyped year; NotAllowed, WrongState.
    """
    may(person, "time", at.date())
    bounds = draft.decision.bounds if draft.decision else Timing()
    # an end that was decided does not go by leaving it open
    timing = replace(timing, not_after=timing.not_after or bounds.not_after)
    first, last = timing.not_before, timing.not_after
    near(timing, at)
    early = bounds.not_before is not None and (first is None or first < bounds.not_before)
    late = bounds.not_after is not None and max(first or at, last or first or at) > bounds.not_after
    if early or late:
        raise StepRefused(
            "draft.outside_the_decided_window", draft=draft.id, window=span_of(bounds)
        )
    if last is not None and last <= max(at, first or at):
        raise StepRefused("draft.window_of_the_past")
    detail = {
        name: value.isoformat()
        for name in ("not_before", "not_after")
        if (value := getattr(timing, name))
    }
    step = _begin(
        draft,
        JournalLine(person.name, Verb.TIME, at, {**detail, "what": span_of(timing)}),
        note=None,
    )
    return replace(step, after=draft.state)


def near(timing: Timing, at: datetime) -> None:
    """Raise StepRefused for a timing that lies further than FARTHEST from `at`, as a mistyped year
    does: it would wait unseen for ever, or be no moment of our calendar.
    """
    if any(one and abs(one - at) > FARTHEST for one in (timing.not_before, timing.not_after)):
        raise StepRefused("draft.moment_too_far")


def span_of(timing: Timing) -> str:
    """Return a timing in words: 12月1日 9時00分から12月2日 17時00分まで."""
    parts = [
        f"{day_and_hour(at)}{word}"
        for at, word in ((timing.not_before, "から"), (timing.not_after, "まで"))
        if at is not None
    ]
    return "".join(parts) or "いつでもよい"
