"""The state machine: where each step begins, who may take it, what it writes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes import DIRECTOR, FINDING, NOW, POSTER, READER, TODAY, answered, content, draft, wording

from bridge import labels, lifecycle
from bridge.errors import Changed, NotAllowed, StepRefused, UsageRefused, WrongState
from bridge.model import (
    Attempt,
    Cause,
    Check,
    Confirmation,
    Decision,
    Kind,
    Machine,
    Outcome,
    Person,
    Post,
    PostId,
    Role,
    State,
    Step,
    Through,
    Timing,
)
from bridge.settings import ReviewSettings

VERSION = "2021-04-01"
DECISION = Decision(
    id=7,
    draft=1,
    version=1,
    digest=draft().digest,
    person="館長",
    at=NOW,
    way="director",
    policy_version=VERSION,
)
ATTEMPT = Attempt(id=3, draft=1, decision=7, digest=draft().digest, through="x", started_at=NOW)
CONFIRMATION = Confirmation(
    number="2026-1",
    persons=("職員",),
    sources=(),
    kinds=(Kind.PAGE,),
    first=TODAY,
    last=TODAY + timedelta(days=30),
    per_day=2,
    given_by="館長",
)
POST = Post(draft=1, attempt=1, what=PostId("1"), url="u", at=NOW, through="manual")
BY_HAND = Attempt(
    id=5,
    draft=1,
    decision=7,
    digest=draft().digest,
    through="manual",
    started_at=NOW,
    person="職員",
)
CORRECTION = draft(
    State.POSTED, id=2, content=replace(draft().content, replaces=PostId("1")), decision=DECISION
)

REVIEW = ReviewSettings(order={"ア": ("係長",)}, members={"係長": (POSTER.name,)})

STEPS = {
    "time": lambda d: lifecycle.time(d, POSTER, Timing(), NOW),
    "edit": lambda d: lifecycle.edit(d, wording(), POSTER, NOW),
    "refresh": lambda d: lifecycle.refresh(d, wording(), NOW, answered("変わった")),
    "resubmit": lambda d: lifecycle.resubmit(d, POSTER, NOW),
    "review": lambda d: lifecycle.review(d, POSTER, REVIEW, NOW),
    "decide": lambda d: lifecycle.decide(d, DIRECTOR, NOW),
    "release": lambda d: lifecycle.release(
        d, person=POSTER, confirmation=CONFIRMATION, released_today=0, at=NOW, giver=DIRECTOR
    ),
    "take_back": lambda d: lifecycle.take_back(d, POSTER, NOW, attempt=BY_HAND),
    "return": lambda d: lifecycle.return_(d, DIRECTOR, "日付が違う", NOW, attempt=BY_HAND),
    "reject": lambda d: lifecycle.reject(d, DIRECTOR, "不要", NOW),
    "withdraw": lambda d: lifecycle.withdraw(d, POSTER, "", NOW),
    "expire": lambda d: lifecycle.expire(d, Machine.SYNC, NOW),
    "hold": lambda d: lifecycle.hold(d, answered("ページがない"), "sync", NOW),
    "lapse": lambda d: lifecycle.lapse(d, answered("記録を控えから戻しました"), NOW),
    "found": lambda d: lifecycle.found(
        d, through="x", number="1", url="u", policy_version=VERSION, at=NOW
    ),
    "not_seen": lambda d: lifecycle.not_seen(d, ATTEMPT, NOW),
    "unseen": lambda d: lifecycle.unseen(d, NOW),
    "offer": lambda d: lifecycle.offer(d, VERSION, NOW),
    "take": lambda d: lifecycle.take(d, POSTER, VERSION, NOW),
    "open_window": lambda d: lifecycle.open_window(d, BY_HAND, POSTER, NOW),
    "hand_back": lambda d: lifecycle.hand_back(d, BY_HAND, POSTER, NOW),
    "take_over": lambda d: lifecycle.take_over(d, BY_HAND, DIRECTOR, holder=BY_HAND.person, at=NOW),
    "put_right": lambda d: lifecycle.put_right(
        replace(d, post=POST), person=POSTER, number="2", url="v", reason="貼り間違い", at=NOW
    ),
    "send": lambda d: lifecycle.send(d, through="x", marker="", policy_version=VERSION, at=NOW),
    "post": lambda d: lifecycle.post(d, attempt=ATTEMPT, number="1", url="u", at=NOW),
    "defer": lambda d: lifecycle.defer(d, ATTEMPT, answered("429"), NOW),
    "fail": lambda d: lifecycle.fail(d, ATTEMPT, answered("400"), NOW),
    "lose": lambda d: lifecycle.lose(d, ATTEMPT, answered("時間切れ"), NOW),
    "posted": lambda d: lifecycle.posted(
        d,
        attempt=replace(ATTEMPT, through=Through.MANUAL),
        person=POSTER,
        number="1",
        url="u",
        at=NOW,
    ),
    "not_posted": lambda d: lifecycle.not_posted(
        d,
        attempt=replace(ATTEMPT, absent_at=NOW - lifecycle.SECOND_LOOK),
        person=POSTER,
        reason="見た",
        at=NOW,
    ),
    "leave": lambda d: lifecycle.leave(d, POSTER, "足りる", NOW),
    "check": lambda d: lifecycle.check(d, (), POSTER, NOW),
    "close": lambda d: lifecycle.close(d, DIRECTOR, NOW),
    "remove": lambda d: lifecycle.remove(replace(d, post=POST), CORRECTION, "publish", NOW),
}


def ends(verb: str, state: State) -> tuple[State, State] | str:
    """Return from where to where a verb leads a draft, or what it refuses it with."""
    try:
        step = STEPS[verb](draft(state, decision=DECISION))
    except WrongState as refusal:
        return f"{refusal}"[:3]
    return step.before, step.after


@pytest.mark.parametrize("verb", STEPS)
def test_a_step_begins_only_where_the_machine_says(verb: str) -> None:
    """From every state every verb either gives the state of WAYS or refuses; no third thing."""
    start, end = lifecycle.WAYS[verb]
    kept = {"refresh": {State.RETURNED, State.HELD}, "put_right": start, "time": start}
    ways = {one: (one, one if one in kept.get(verb, ()) else end) for one in start}
    assert {one: ends(verb, one) for one in State} == dict.fromkeys(State, "起案1") | ways


def test_the_table_of_ways_is_complete() -> None:
    """Each verb of the machine stands in this test, so none is untried."""
    assert STEPS.keys() == lifecycle.WAYS.keys()


@pytest.mark.parametrize("person", [POSTER, READER])
@pytest.mark.parametrize("verb", ["decide", "return_", "reject"])
def test_5_1_only_the_director_decides_returns_and_rejects(verb: str, person: object) -> None:
    """A poster's or reader's 決裁, 差戻し, 否決 is refused."""
    with pytest.raises(NotAllowed, match="館長"):
        getattr(lifecycle, verb)(draft(), person, *([] if verb == "decide" else ["理由"]), NOW)


@pytest.mark.parametrize(
    "verb", ["edit", "resubmit", "take_back", "withdraw", "posted", "not_posted", "check"]
)
def test_4_a_reader_changes_nothing(verb: str) -> None:
    """供覧 looks and does nothing else."""
    calls = {
        "edit": lambda: lifecycle.edit(draft(), wording(), READER, NOW),
        "resubmit": lambda: lifecycle.resubmit(draft(State.RETURNED), READER, NOW),
        "take_back": lambda: lifecycle.take_back(draft(State.DECIDED), READER, NOW),
        "withdraw": lambda: lifecycle.withdraw(draft(), READER, "", NOW),
        "posted": lambda: lifecycle.posted(
            draft(State.DECIDED), attempt=None, person=READER, number="1", url="u", at=NOW
        ),
        "not_posted": lambda: lifecycle.not_posted(
            draft(State.UNKNOWN), attempt=ATTEMPT, person=READER, reason="見た", at=NOW
        ),
        "check": lambda: lifecycle.check(draft(State.POSTED), (), READER, NOW),
    }
    with pytest.raises(NotAllowed):
        calls[verb]()


def test_4_a_posters_right_ends_on_its_day() -> None:
    """On the last day it holds, on the next it does not."""
    ends = replace(POSTER, until=TODAY)
    assert lifecycle.edit(draft(), wording(), ends, NOW).after is State.WAITING
    with pytest.raises(NotAllowed, match="終わっています"):
        lifecycle.edit(draft(), wording(), ends, NOW + timedelta(days=1))


def test_5_1_decision_is_on_the_digest_that_was_shown() -> None:
    """The whole digest or half of it, or the version's number with twelve digits; another text's,
    version's or none is refused.
    """
    whole = draft().digest
    for shown in (whole, whole[:32], f"1-{whole[:12]}", f" 1-{whole}\n"):
        assert lifecycle.decide(draft(), DIRECTOR, NOW, shown=shown).after is State.DECIDED
    for shown in (
        "0" * 64,
        whole + "0",
        f"2-{whole[:12]}",
        f"1-{whole[1:13]}",
        f"-{whole[:12]}",
        f"1-1-{whole[:12]}",
        "",
    ):
        with pytest.raises(Changed, match="変わりました"):
            lifecycle.decide(draft(), DIRECTOR, NOW, shown=shown)


@pytest.mark.parametrize("digits", [8, 12, 31])
def test_5_1_digest_that_a_second_text_could_bear_names_nothing(digits: int) -> None:
    """Eight digits are met after four seconds of trying, twelve after four minutes, unless the
    version stands before them.
    """
    with pytest.raises(UsageRefused, match="短すぎます"):
        lifecycle.decide(draft(), DIRECTOR, NOW, shown=draft().digest[:digits])
    with pytest.raises(UsageRefused, match="短すぎます"):
        lifecycle.decide(draft(), DIRECTOR, NOW, shown=f"1-{draft().digest[:11]}")


def test_6_a_stopping_finding_must_be_acknowledged_by_clause_or_key() -> None:
    """The machine can stop: without the acknowledgement there is no decision, and with it the
    record has it.
    """
    stopped = draft(findings=(FINDING,))
    with pytest.raises(StepRefused, match=r"5\(3\)ウ"):
        lifecycle.decide(stopped, DIRECTOR, NOW)
    for seen in (FINDING.clause, FINDING.key):
        decision = lifecycle.decide(stopped, DIRECTOR, NOW, acknowledged=[seen]).decision
        assert decision is not None
        assert decision.acknowledged == (FINDING.key,)


def test_6_a_note_stops_nobody() -> None:
    """A finding that is a note needs no acknowledgement."""
    assert (
        lifecycle.decide(draft(findings=(replace(FINDING, stop=False),)), DIRECTOR, NOW).after
        is State.DECIDED
    )


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"persons": ("別の人",)}, "対象者"),
        ({"sources": ("events",)}, "範囲外"),
        ({"kinds": (Kind.MATERIAL,)}, "範囲外"),
        ({"first": TODAY + timedelta(days=1)}, "期間外"),
        ({"last": TODAY - timedelta(days=1)}, "期間外"),
        ({"revoked_at": NOW}, "取り消され"),
    ],
)
def test_5_1_prior_confirmation_covers_only_its_scope(change: dict[str, object], why: str) -> None:
    """Outside persons, sources, kinds or days, or once revoked, nothing is released under it."""
    with pytest.raises(NotAllowed, match=why):
        lifecycle.release(
            draft(),
            person=POSTER,
            confirmation=replace(CONFIRMATION, **change),
            released_today=0,
            at=NOW,
            giver=DIRECTOR,
        )  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "giver",
    [
        None,
        replace(DIRECTOR, active=False),
        replace(DIRECTOR, role=Role.POSTER),
        replace(DIRECTOR, until=TODAY - timedelta(days=1)),
    ],
    ids=["unknown", "removed", "no director", "ended"],
)
def test_5_1_prior_confirmation_ends_with_the_right_of_who_gave_it(giver: Person | None) -> None:
    """A director who left confirms nothing any more; on the last day of the right it still holds."""
    with pytest.raises(NotAllowed, match="改めて"):
        lifecycle.release(
            draft(), person=POSTER, confirmation=CONFIRMATION, released_today=0, at=NOW, giver=giver
        )
    last_day = replace(DIRECTOR, until=TODAY)
    assert (
        lifecycle.release(
            draft(),
            person=POSTER,
            confirmation=CONFIRMATION,
            released_today=0,
            at=NOW,
            giver=last_day,
        ).after
        is State.DECIDED
    )


@pytest.mark.parametrize(
    ("urgent", "given", "reason", "why"),
    [
        (True, True, "台風", ""),
        (True, False, "台風", "時間外"),
        (False, True, "台風", "時間外"),
        (True, False, " ", ""),
    ],
)
def test_5_2_a_release_outside_the_hours_is_for_urgent_ones_where_it_was_given(
    urgent: bool, given: bool, reason: str, why: str
) -> None:
    """A closure told at six in the morning: the reason stands in the decision, or the release is
    refused; never dropped.
    """
    confirmation = replace(CONFIRMATION, outside_hours=given)

    def release() -> Step:
        return lifecycle.release(
            draft(urgent=urgent),
            person=POSTER,
            confirmation=confirmation,
            released_today=0,
            at=NOW,
            giver=DIRECTOR,
            outside_hours=reason,
        )

    if why:
        with pytest.raises(NotAllowed, match=why):
            release()
    else:
        step = release()
        assert step.decision is not None
        assert step.decision.outside_hours == reason.strip()
        assert step.line.detail.get("outside_hours", "") == reason.strip()


def test_9_2_corrections_are_released_where_they_were_named_and_deletions_never() -> None:
    """An addition or a correction goes out under a confirmation that says so; a deletion is the
    director's.
    """
    meant = replace(CONFIRMATION, corrections=True)
    assert (
        lifecycle.release(
            draft(corrects=9),
            person=POSTER,
            confirmation=meant,
            released_today=0,
            at=NOW,
            giver=DIRECTOR,
        ).after
        is State.DECIDED
    )
    deletion = draft(corrects=9, content=replace(CORRECTION.content, text=""))
    with pytest.raises(NotAllowed, match="削除"):
        lifecycle.release(
            deletion, person=POSTER, confirmation=meant, released_today=0, at=NOW, giver=DIRECTOR
        )


@pytest.mark.parametrize(
    ("standing", "used", "why"),
    [
        (draft(), 2, "上限"),
        (draft(kind=Kind.OTHER), 0, "エ"),
        (draft(findings=(FINDING,)), 0, "指摘"),
        (draft(findings=(replace(FINDING, stop=False, director=True),)), 0, "指摘"),
        (draft(findings=(replace(FINDING, stop=False, clause="6(4)"),)), 0, "指摘"),
        (draft(corrects=9), 0, "訂正"),
    ],
)
def test_5_1_what_needs_the_director_is_out_of_every_confirmation(
    standing: object, used: int, why: str
) -> None:
    """The daily limit, kind エ, a stopping finding, a note on politics or a day that is over, and a
    correction.
    """
    confirmation = replace(CONFIRMATION, kinds=tuple(Kind))
    with pytest.raises(NotAllowed, match=why):
        lifecycle.release(
            standing,
            person=POSTER,
            confirmation=confirmation,
            released_today=used,
            at=NOW,
            giver=DIRECTOR,
        )  # type: ignore[arg-type]


def test_5_1_the_confirmations_number_is_stamped_on_the_decision() -> None:
    """Decision and journal both carry it."""
    step = lifecycle.release(
        draft(), person=POSTER, confirmation=CONFIRMATION, released_today=1, at=NOW, giver=DIRECTOR
    )
    assert step.decision is not None
    assert (step.decision.way, step.decision.confirmation) == ("confirmation", "2026-1")
    assert step.line.detail["confirmation"] == "2026-1"


@pytest.mark.parametrize(
    "attempt",
    [
        replace(BY_HAND, through=Through.X),
        replace(BY_HAND, outcome=Outcome.POSTED),
        replace(BY_HAND, outcome=Outcome.UNKNOWN),
    ],
)
def test_xs_window_is_opened_for_what_somebody_has_in_hand(attempt: Attempt) -> None:
    """Not for what the program sends, nor for what has ended."""
    taken = draft(State.SENDING, decision=DECISION)
    step = lifecycle.open_window(taken, BY_HAND, POSTER, NOW)
    assert step.attempt is not None
    assert step.attempt.opened_at == NOW
    with pytest.raises(WrongState) as refused:
        lifecycle.open_window(taken, attempt, POSTER, NOW)
    assert refused.value.code == "post.not_by_hand"


@pytest.mark.parametrize("verb", ["open_window", "hand_back", "take_over"])
def test_truth_4_what_one_person_has_in_hand_is_nobody_elses(verb: str) -> None:
    """Neither X's window nor its end; another one takes it over from who has it, and from nobody
    who had it before.
    """
    taken, other = draft(State.SENDING, decision=DECISION), replace(POSTER, name="別の人")
    steps = {
        "open_window": lambda: lifecycle.open_window(taken, BY_HAND, other, NOW),
        "hand_back": lambda: lifecycle.hand_back(taken, BY_HAND, other, NOW),
        "take_over": lambda: lifecycle.take_over(taken, BY_HAND, other, holder="三人目", at=NOW),
    }
    with pytest.raises(WrongState) as refused:
        steps[verb]()
    assert refused.value.code == "post.in_other_hands"
    assert refused.value.facts == {"draft": taken.id, "person": BY_HAND.person}
    opened = replace(BY_HAND, opened_at=NOW)
    step = lifecycle.take_over(taken, opened, other, holder=BY_HAND.person, at=NOW + HOUR)
    assert step.attempt == replace(opened, person="別の人")
    assert (step.after, step.line.detail) == (State.SENDING, {"person": BY_HAND.person})
    assert lifecycle.open_window(taken, step.attempt, other, NOW).attempt == step.attempt


def test_truth_4_what_was_had_in_hand_is_the_newest_of_this_very_text() -> None:
    """Of a person, not of the program; of a thread that has stopped any of it; none where a
    decision is in force.
    """
    text = draft(State.RETURNED)
    old = replace(BY_HAND, digest=text.digest, outcome=Outcome.REFUSED)
    other, sent = replace(old, id=6, digest="0" * 64), replace(old, id=7, person="")
    assert lifecycle.had_in_hand(text, (old, replace(old, id=8), other, sent)) == replace(old, id=8)
    assert lifecycle.had_in_hand(text, (other, sent)) is None
    assert lifecycle.had_in_hand(draft(State.STOPPED), (old, sent)) == sent
    assert lifecycle.had_in_hand(draft(State.DECIDED, decision=DECISION), (old,)) is None


def test_5_1_the_rest_of_a_thread_that_was_recorded_after_its_return_waits() -> None:
    """Its first post stands on a person's word; under no decision the next one goes nowhere."""
    thread = replace(content(), cuts=(5,))
    returned = draft(State.RETURNED, content=thread, digest=thread.digest)
    had = replace(BY_HAND, digest=thread.digest, outcome=Outcome.REFUSED)
    step = lifecycle.posted(returned, had, person=POSTER, number="1", url="u", at=NOW)
    assert step.after is State.STOPPED


@pytest.mark.parametrize(
    ("through", "road", "cause", "by_hand"),
    [
        (Through.MANUAL, Through.MANUAL, None, True),
        (Through.X, Through.MANUAL, None, True),
        (Through.X, Through.X, None, False),
        (Through.MANUAL, Through.X, None, False),
        (Through.X, Through.X, Cause.NOT_REMOVED, True),
        (Through.SANDBOX, Through.SANDBOX, None, False),
        (Through.SANDBOX, Through.X, None, True),
    ],
)
def test_9_2_who_deletes_a_post_is_its_road_s_and_x_s_to_say(
    through: Through, road: Through, cause: Cause | None, *, by_hand: bool
) -> None:
    """By hand a person; by the API the program what stands on X, until X refuses it once."""
    first = draft(State.POSTED, post=replace(POST, through=through), cause=cause)
    assert lifecycle.deleted_by_hand(first, road) is by_hand


def test_5_1_what_was_never_decided_is_not_said_to_be_posted() -> None:
    """Neither a decision in force nor an attempt under one: a person's word is not enough."""
    with pytest.raises(StepRefused) as refused:
        lifecycle.posted(draft(State.UNKNOWN), None, person=POSTER, number="55", url="u", at=NOW)
    assert refused.value.code == "draft.undecided"


@pytest.mark.parametrize(
    "verb", ["edit", "refresh", "take_back", "return", "reject", "withdraw", "expire", "hold"]
)
def test_truth_2_whatever_changes_a_decided_draft_voids_its_decision(verb: str) -> None:
    """After the step no decision is in force."""
    assert STEPS[verb](draft(State.DECIDED, decision=DECISION)).void


@pytest.mark.parametrize(
    "decision",
    [
        None,
        replace(DECISION, digest="0" * 64),
        replace(DECISION, version=2),
        replace(DECISION, policy_version="2018-04-01"),
    ],
)
def test_truth_1_nothing_is_sent_but_what_was_decided(decision: Decision | None) -> None:
    """No decision, one on another text or version, or under another policy: not sent."""
    with pytest.raises(Changed):
        lifecycle.send(
            draft(State.DECIDED, decision=decision),
            through="x",
            marker="",
            policy_version=VERSION,
            at=NOW,
        )


def test_truth_1_a_content_that_no_longer_has_its_digest_is_not_sent() -> None:
    """The digest is computed anew from what would go out; a column that says otherwise does not
    count.
    """
    tampered = replace(draft().content, text="別の文")
    with pytest.raises(Changed):
        lifecycle.send(
            draft(State.DECIDED, decision=DECISION, content=tampered),
            through="x",
            marker="",
            policy_version=VERSION,
            at=NOW,
        )


@pytest.mark.parametrize("road", ["send", "offer", "take", "found"])
@pytest.mark.parametrize(
    "decision", [None, replace(DECISION, digest="0" * 64), replace(DECISION, version=2)]
)
def test_5_1_on_no_road_goes_out_what_nobody_decided(road: str, decision: Decision | None) -> None:
    """Through X, offered, taken by hand, found on X: without a decision on this very text and
    version nothing is recorded as on its way.
    """
    state = next(iter(lifecycle.WAYS[road][0]))
    with pytest.raises(Changed):
        STEPS[road](draft(state, decision=decision))


@pytest.mark.parametrize("road", ["send", "offer", "take", "found"])
def test_supplementary_provision_what_was_decided_under_an_older_wording_waits(road: str) -> None:
    """附則: since the policy was amended, the decision is asked for anew."""
    state = next(iter(lifecycle.WAYS[road][0]))
    with pytest.raises(Changed):
        STEPS[road](draft(state, decision=replace(DECISION, policy_version="2018-04-01")))


def test_supplementary_provision_a_decision_says_under_which_wording() -> None:
    """附則: in the decision itself and in its line of the journal."""
    step = lifecycle.decide(draft(), DIRECTOR, NOW, policy_version=VERSION)
    assert step.decision is not None
    assert (step.decision.policy_version, step.line.detail["policy"]) == (VERSION, VERSION)


def test_9_2_two_persons_of_two_roles_make_it_checked() -> None:
    """One tick leaves it posted, the other role's by another person makes it 確認済."""
    posted = draft(State.POSTED)
    first = lifecycle.check(posted, (), POSTER, NOW)
    assert first.after is State.POSTED
    second = lifecycle.check(posted, (Check(1, Role.POSTER, "職員", NOW),), DIRECTOR, NOW)
    assert second.after is State.CHECKED


@pytest.mark.parametrize(
    "again", [POSTER, replace(POSTER, name="職員二"), replace(DIRECTOR, name="職員")]
)
def test_9_2_neither_the_same_person_nor_the_same_role_ticks_twice(again: object) -> None:
    """Two persons look, one for each role."""
    with pytest.raises(NotAllowed, match=r"9\(2\)"):
        lifecycle.check(draft(State.POSTED), (Check(1, Role.POSTER, "職員", NOW),), again, NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize("verb", ["return", "reject", "not_posted"])
def test_a_reason_of_blanks_is_no_reason(verb: str) -> None:
    """差戻し, 否決 and a person's word that nothing went out are written with their reason; the refusal
    calls each as the journal does.
    """
    calls = {
        "return": lambda: lifecycle.return_(draft(), DIRECTOR, " \n", NOW),
        "reject": lambda: lifecycle.reject(draft(), DIRECTOR, "", NOW),
        "not_posted": lambda: lifecycle.not_posted(
            draft(State.UNKNOWN), attempt=ATTEMPT, person=POSTER, reason=" ", at=NOW
        ),
    }
    with pytest.raises(StepRefused) as refused:
        calls[verb]()
    assert refused.value.facts == {"what": labels.action(verb)}


def test_5_1_nothing_undecided_is_recorded_as_posted_by_hand() -> None:
    """`posted` on a draft in 結果不明 without decision or attempt is refused."""
    with pytest.raises(StepRefused, match="決裁"):
        lifecycle.posted(
            draft(State.HELD), attempt=None, person=POSTER, number="1", url="u", at=NOW
        )


HOUR = timedelta(hours=1)


def bounded(bounds: Timing) -> object:
    """A decided draft whose decision had `bounds` on the screen."""
    return draft(State.DECIDED, decision=replace(DECISION, bounds=bounds), timing=bounds)


@pytest.mark.parametrize(
    ("bounds", "timing", "sound"),
    [
        (Timing(), Timing(NOW + HOUR), True),  # nothing was bounded
        (Timing(NOW + HOUR), Timing(NOW + HOUR), True),
        (Timing(NOW + HOUR), Timing(NOW + 2 * HOUR), True),
        (Timing(NOW + HOUR), Timing(NOW + HOUR - timedelta(seconds=1)), False),
        (Timing(NOW + HOUR), Timing(), False),
        (Timing(None, NOW + 3 * HOUR), Timing(NOW + 2 * HOUR), True),
        (Timing(None, NOW + 3 * HOUR), Timing(NOW + 3 * HOUR + timedelta(seconds=1)), False),
        (Timing(None, NOW + 3 * HOUR), Timing(None, NOW + 2 * HOUR), True),
        (Timing(None, NOW + 3 * HOUR), Timing(None, NOW + 4 * HOUR), False),
    ],
)
def test_5_1_move_inside_the_decisions_bounds_is_nobodys_new_decision(
    bounds: Timing, timing: Timing, *, sound: bool
) -> None:
    """Inside it stays decided; one second beyond it is refused, and the refusal names the bounds
    and what to do.
    """
    if sound:
        step = lifecycle.time(bounded(bounds), POSTER, timing, NOW)  # type: ignore[arg-type]
        assert (step.after, step.void) == (State.DECIDED, False)
    else:
        with pytest.raises(StepRefused, match="決裁の範囲") as error:
            lifecycle.time(bounded(bounds), POSTER, timing, NOW)  # type: ignore[arg-type]
        assert "取り消して" in error.value.todo


def test_5_1_an_end_that_was_decided_stays_where_none_is_given() -> None:
    """Leaving it open takes it off no decision; an undecided draft has none to keep."""
    bounds = Timing(None, NOW + 3 * HOUR)
    step = lifecycle.time(bounded(bounds), POSTER, Timing(), NOW)  # type: ignore[arg-type]
    assert step.line.detail["not_after"] == (NOW + 3 * HOUR).isoformat()
    later = lifecycle.time(bounded(bounds), POSTER, Timing(NOW + HOUR), NOW)  # type: ignore[arg-type]
    assert later.line.detail["not_after"] == (NOW + 3 * HOUR).isoformat()
    open_ended = lifecycle.time(draft(State.WAITING, timing=bounds), POSTER, Timing(), NOW)
    assert "not_after" not in open_ended.line.detail


def test_truth_4_nobodys_word_stands_for_the_answer_of_a_call_that_is_under_way() -> None:
    """The machine is calling: its own answer is on the way, with the number; a person's word counts
    once it is unclear, and of what a person has in hand.
    """
    calling = replace(ATTEMPT, outcome=Outcome.OPEN)

    def word(attempt: Attempt, state: State) -> Step:
        made = draft(state, decision=DECISION)
        return lifecycle.posted(made, attempt, person=POSTER, number="1", url="u", at=NOW)

    with pytest.raises(WrongState, match="投稿"):
        word(calling, State.SENDING)
    assert word(replace(calling, through=Through.MANUAL), State.SENDING).after is State.POSTED
    assert word(replace(calling, outcome=Outcome.UNKNOWN), State.UNKNOWN).after is State.POSTED


@pytest.mark.parametrize("state", [State.WAITING, State.RETURNED, State.HELD, State.DECIDED])
def test_the_time_of_a_post_moves_no_draft(state: State) -> None:
    """Where it stands stays; the journal has both moments and says them in words."""
    step = lifecycle.time(draft(state), POSTER, Timing(NOW + HOUR, NOW + 2 * HOUR), NOW)
    assert step.after is state
    assert step.line.detail["what"] == "11月25日 11時00分から11月25日 12時00分まで"


@pytest.mark.parametrize(
    "timing", [Timing(None, NOW), Timing(NOW + HOUR, NOW + HOUR), Timing(NOW + HOUR, NOW - HOUR)]
)
def test_a_time_that_is_over_or_ends_before_it_begins_is_refused(timing: Timing) -> None:
    """An end must lie ahead, and behind its beginning."""
    with pytest.raises(StepRefused, match="終わりの時"):
        lifecycle.time(draft(), POSTER, timing, NOW)


@pytest.mark.parametrize("year", [1, 2023, 2030, 9999])
def test_a_time_years_away_is_a_mistyped_year(year: int) -> None:
    """It would wait unseen for ever; two years may lie between."""
    for timing in (Timing(NOW.replace(year=year)), Timing(None, NOW.replace(year=year))):
        with pytest.raises(StepRefused, match="2年よりも"):
            lifecycle.time(draft(), POSTER, timing, NOW)
    assert lifecycle.time(draft(), POSTER, Timing(NOW.replace(year=2028)), NOW).after


def test_5_1_decision_bounds_what_was_on_the_screen() -> None:
    """The timing of the draft at the decision is its bounds, on both ways."""
    timed = draft(timing=Timing(NOW + HOUR))
    decided = lifecycle.decide(timed, DIRECTOR, NOW).decision
    assert decided is not None
    assert decided.bounds == Timing(NOW + HOUR)
