"""9(2): a correction takes the first post's place, an addition continues it, a deletion leaves
nothing; each by its own decision.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import (
    DIRECTOR,
    LINK,
    NOW,
    POSTER,
    READER,
    Clock,
    Scripted,
    Web,
    answered,
    packaged_words,
    settings,
)
from test_proof import behind
from test_publish import VERSION, decided, gate

from bridge import lifecycle
from bridge.desk import Desk
from bridge.draft.rules import Rules
from bridge.errors import BridgeError, CredentialsRefused, NotAllowed, StepRefused
from bridge.model import Draft, JournalLine, PostId, Shown, State
from bridge.policy.s05_2_hours import make_calendar
from bridge.posting.base import (
    Message,
    Posted,
    PosterUnavailable,
    PostOutcome,
    Refused,
    Remedy,
    Timeline,
    Unknown,
)
from bridge.publish import Publish, PublishReport
from bridge.record.store import Store

WHY = "日付の誤り"
RIGHT = "正しくは12月2日(水)です"


X = Scripted
CUT = Unknown(answered("返事がありません"))
FORBIDDEN = Refused(answered("403"), Remedy.REJECTED)


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store, rules(), Clock())


def rules(road: str = "x") -> Rules:

    return Rules(settings(through=road), packaged_words)


def publish(store: Store, poster: Scripted | None) -> PublishReport:
    return gate(store, poster).run()


def out(store: Store, poster: Scripted | None) -> int:
    """A draft that is out."""
    id = decided(store)
    publish(store, poster)
    return id


def decide(store: Store, desk: Desk, draft: Draft) -> None:
    clauses = [f.clause for f in draft.findings]
    assert (
        desk.decide(DIRECTOR, [draft.id], shown=[draft.digest], acknowledged=clauses)[0].state
        is State.DECIDED
    )


def test_9_2_a_correction_goes_out_first_and_then_the_first_post_is_deleted(
    store: Store, desk: Desk
) -> None:
    """Both stand in one decision; nothing is lost between the two calls, and the first draft says
    what became of it.
    """
    x = X()
    id = out(store, x)
    first = store.draft(id).post
    assert first is not None
    text, known = f"{RIGHT}\n{LINK}", ["6(9)"]  # nobody has read the linked page
    made = desk.correct(POSTER, id, text, reason=WHY, acknowledged=known, ticked=True)
    assert (made.corrects, made.origin, made.urgent, made.content.replaces) == (
        id,
        WHY,
        True,
        first.what,
    )
    assert publish(store, x).removed == []  # not before the decision
    desk.decide(DIRECTOR, [made.id], shown=[made.digest], acknowledged=known, ticked=True)
    report = publish(store, x)
    assert (report.posted, report.removed) == ([made.id], [id])
    assert [shown.text for shown in x.ledger] == [text]
    assert (store.draft(id).state, store.draft(id).note) == (
        State.REMOVED,
        f"起案{made.id}により削除しました",
    )
    post = store.draft(made.id).post
    assert post is not None
    assert post.cost == pytest.approx(0.210)  # with a link, and a deletion
    assert publish(store, x).removed == []
    assert x.deleted == [first.what]


def test_9_2_the_decision_on_a_correction_holds_what_is_deleted(store: Store, desk: Desk) -> None:
    """The digest covers the post to be deleted: another one voids it."""
    made = desk.correct(POSTER, out(store, X()), RIGHT, reason=WHY)
    edited = desk.edit(DIRECTOR, made.id, RIGHT)
    assert (edited.content.replaces, edited.digest) == (made.content.replaces, made.digest)
    assert made.content.plain()["replaces"] == str(made.content.replaces)


@pytest.mark.parametrize("unclear", [CUT, Refused(answered("404"), Remedy.REJECTED)])
def test_9_2_an_unclear_deletion_is_settled_by_the_timeline(
    store: Store, desk: Desk, unclear: PostOutcome
) -> None:
    """The line was cut after the deletion: the timeline does not show the post, so it is gone."""
    x = X()

    def done_but_unclear(what: PostId) -> PostOutcome:
        x.take_away(what)
        return unclear

    x.deletions = [done_but_unclear]
    id = out(store, x)
    decide(store, desk, desk.correct(POSTER, id, RIGHT, reason=WHY))
    assert publish(store, x).removed == [id]
    assert len(x.deleted) == 1


def test_9_2_a_deletion_decided_for_another_account_is_not_asked_and_not_said_to_be_done(
    store: Store, desk: Desk
) -> None:
    """The new account's timeline does not show the post of the old one; that is no word of its
    deletion.
    """
    x = X(deletions=[CUT])
    id = out(store, x)
    decide(store, desk, desk.correct(POSTER, id, RIGHT, reason=WHY))
    publish(store, x)
    plain = settings(through="x")
    told = replace(plain, library=replace(plain.library, account="betsu_lib"))
    other = X(deletions=[FORBIDDEN])
    report = Publish(
        store=store,
        settings=told,
        calendar=make_calendar(told.hours, frozenset()),
        poster=other,
        fetcher=Web(),
        clock=Clock(),
    ).run()
    assert (other.deleted, report.removed, report.to_remove) == ([], [], [id])
    assert "今のアカウントは @betsu_lib" in report.waiting[id].what
    assert store.draft(id).state is State.POSTED
    assert publish(store, x).removed == [id]


def test_9_2_a_deletion_that_was_changed_in_the_file_is_not_asked(store: Store, desk: Desk) -> None:
    """What the decided correction names is what is deleted, and nothing else."""
    x = X(deletions=[CUT])
    id, other = out(store, x), decided(store, "大事な投稿")
    publish(store, x)
    made = desk.correct(POSTER, id, RIGHT, reason=WHY)
    decide(store, desk, made)
    publish(store, x)
    first, second = store.draft(id).post, store.draft(other).post
    assert first is not None
    assert second is not None
    x.deleted.clear()
    behind(
        store, f"UPDATE versions SET content = replace(content, '{first.what}', '{second.what}')"
    )
    report = publish(store, x)
    assert (x.deleted, report.removed, report.to_remove) == ([], [], [id])
    assert "ダイジェスト" in report.waiting[id].what


def test_9_2_a_deletion_waits_for_no_stop_that_is_over(store: Store, desk: Desk) -> None:
    """X closed the road for a while; afterwards the first post goes, as decided."""
    x = X(deletions=[CUT])
    id = out(store, x)
    decide(store, desk, desk.correct(POSTER, id, RIGHT, reason=WHY))
    publish(store, x)
    store.people.stop("x", "429", NOW, JournalLine("publish", "stop", NOW))  # until this moment
    assert publish(store, x).removed == [id]


def test_9_2_a_deletion_that_did_not_happen_is_asked_again(store: Store, desk: Desk) -> None:
    """A deletion does no harm twice; until it is done, the post stands on the list of what a person
    is to look at.
    """
    x = X(deletions=[CUT])
    id = out(store, x)
    made = desk.correct(POSTER, id, RIGHT, reason=WHY)
    decide(store, desk, made)
    report = publish(store, x)
    assert (report.posted, report.removed, report.to_remove) == ([made.id], [], [id])
    assert "まだ削除できていません" in report.waiting[id].what
    assert store.draft(id).state is State.POSTED
    assert publish(store, x).removed == [id]


def test_9_2_a_deletion_that_x_refuses_is_a_persons(store: Store, desk: Desk) -> None:
    """X said no for what it is: it is not asked at every run, for money; the person deletes and
    says so.
    """
    x = X(deletions=[FORBIDDEN])
    id = out(store, x)
    decide(store, desk, desk.correct(POSTER, id, RIGHT, reason=WHY))
    publish(store, x)
    assert (publish(store, x).to_remove, len(x.deleted)) == ([id], 1)
    assert store.draft(id).note.startswith("Xが削除を受け付けません")
    assert desk.removed(POSTER, id).state is State.REMOVED


def test_9_2_a_tick_does_not_ask_x_again_for_a_deletion_that_it_refuses(
    store: Store, desk: Desk
) -> None:
    """Who looks at the first post sees it stand there; each call costs, and the deletion stays a
    person's.
    """
    x = X(deletions=[FORBIDDEN])
    id = out(store, x)
    decide(store, desk, desk.correct(POSTER, id, RIGHT, reason=WHY))
    publish(store, x)
    for person in (POSTER, DIRECTOR):
        desk.check(person, id)
        assert (publish(store, x).to_remove, len(x.deleted)) == ([id], 1)
    assert store.draft(id).note.startswith("Xが削除を受け付けません")


def test_9_2_a_correction_that_x_refuses_deletes_nothing(store: Store, desk: Desk) -> None:
    """The first post stays until the right one stands."""
    x = X()
    id = out(store, x)
    decide(store, desk, desk.correct(POSTER, id, RIGHT, reason=WHY))
    x.answers = [Refused(answered("400"), Remedy.REJECTED)]
    publish(store, x)
    assert (x.deleted, store.draft(id).state) == ([], State.POSTED)


def test_9_2_a_deletion_alone_is_decided_too(store: Store, desk: Desk) -> None:
    """Nothing is posted in its place; it costs a deletion, and asks for its two ticks."""
    x = X()
    id = out(store, x)
    made = desk.remove(POSTER, id, "個人名が入っていました")
    assert (made.content.text, made.weight, made.item) == ("", 0, None)
    decide(store, desk, made)
    report = publish(store, x)
    assert (report.posted, report.removed, x.ledger) == ([made.id], [id], [])
    post = store.draft(made.id).post
    assert post is not None
    assert post.cost == pytest.approx(0.010)
    assert store.draft(id).state is State.REMOVED
    desk.check(POSTER, made.id)
    assert desk.check(DIRECTOR, made.id).state is State.CHECKED


def test_9_2_a_deletion_whose_answer_was_cut_is_done_again(store: Store, desk: Desk) -> None:
    """It is never called unknown: the decision stands until X says that the post is gone."""
    x = X(deletions=[CUT])
    id = out(store, x)
    made = desk.remove(DIRECTOR, id, WHY)
    decide(store, desk, made)
    assert (publish(store, x).posted, store.draft(made.id).state) == ([], State.DECIDED)
    assert publish(store, x).posted == [made.id]


def test_truth_4_a_run_that_died_during_a_deletion_does_it_again(store: Store, desk: Desk) -> None:
    """The intent is on disk without an outcome; the next run finishes it."""
    x = X()
    id = out(store, x)
    made = desk.remove(DIRECTOR, id, WHY)
    decide(store, desk, made)
    store.apply(
        lifecycle.send(store.draft(made.id), through="x", marker="", policy_version=VERSION, at=NOW)
    )
    assert publish(store, x).removed == [id]
    assert store.draft(made.id).state is State.POSTED


def test_truth_4_a_run_that_died_between_post_and_deletion_deletes_later(
    store: Store, desk: Desk
) -> None:
    """The correction stands, the first post too: the next run finds both and deletes the first."""

    class Dies(X):
        def delete(self, what: PostId) -> PostOutcome:
            raise KeyboardInterrupt

    x = Dies()
    id = out(store, x)
    made = desk.correct(POSTER, id, RIGHT, reason=WHY)
    decide(store, desk, made)
    with pytest.raises(KeyboardInterrupt):
        publish(store, x)
    assert store.draft(made.id).state is State.POSTED
    healthy = X()
    healthy.ledger = x.ledger
    assert publish(store, healthy).removed == [id]


def test_9_2_by_hand_the_person_is_told_and_says_when_it_is_done(store: Store) -> None:
    """The manual road: the correction is posted, then the first post stands on the list until a
    person deleted it.
    """
    desk = Desk(store, rules("manual"), Clock())
    id = out(store, None)
    desk.posted(POSTER, id, "https://x.com/mihon_lib/status/2125395291141046011")
    made = desk.correct(POSTER, id, RIGHT, reason=WHY)
    decide(store, desk, made)
    publish(store, None)
    with pytest.raises(StepRefused, match="決裁がありません"):
        desk.removed(POSTER, id)  # the right one is not out yet
    desk.posted(POSTER, made.id, "https://x.com/mihon_lib/status/2125395291141046012")
    assert publish(store, None).to_remove == [id]
    assert desk.removed(POSTER, id).state is State.REMOVED
    assert publish(store, None).to_remove == []


def test_9_2_by_hand_a_deletion_is_handed_out_and_recorded(store: Store) -> None:
    """One word of the person ends both: the deletion's draft and the first one."""
    desk = Desk(store, rules("manual"), Clock())
    id = out(store, None)
    desk.posted(POSTER, id, "https://x.com/mihon_lib/status/2125395291141046011")
    made = desk.remove(POSTER, id, WHY)
    decide(store, desk, made)
    assert publish(store, None).by_hand == [made.id]
    assert desk.removed(POSTER, id).state is State.REMOVED
    assert store.draft(made.id).state is State.POSTED
    assert store.open_attempts("manual") == []


def test_9_2_no_second_correction_takes_the_same_place(store: Store, desk: Desk) -> None:
    """Two corrections would be two posts for one; a removed post cannot be corrected again."""
    x = X()
    id = out(store, x)
    made = desk.correct(POSTER, id, RIGHT, reason=WHY)
    with pytest.raises(StepRefused, match=f"起案{made.id}"):
        desk.correct(POSTER, id, RIGHT, reason=WHY)
    with pytest.raises(StepRefused, match=f"起案{made.id}"):
        desk.remove(POSTER, id, WHY)
    addition = desk.correct(
        POSTER, id, "持ち物は筆記用具です。", reason="書きもらし", addition=True
    )
    assert addition.content.replaces is None
    decide(store, desk, made)
    publish(store, x)
    for again in (
        lambda: desk.correct(POSTER, id, RIGHT, reason=WHY),
        lambda: desk.remove(POSTER, id, WHY),
    ):
        with pytest.raises(StepRefused, match="もうXにありません"):
            again()


def test_9_2_an_addition_continues_a_post_that_stands(store: Store, desk: Desk) -> None:
    """Nothing is deleted, and what the first post is does not change."""
    x = X()
    id = out(store, x)
    made = desk.correct(POSTER, id, RIGHT, reason="書きもらし", addition=True)
    decide(store, desk, made)
    report = publish(store, x)
    assert (report.posted, report.held, x.deleted) == ([made.id], [], [])
    assert x.calls[-1].reply_to == x.ledger[0].post_id


def test_9_2_a_correction_whose_first_draft_has_no_post_is_held(store: Store, desk: Desk) -> None:
    """It says that the first has changed since, whichever road this is."""
    x = X()
    made = desk.correct(POSTER, out(store, x), RIGHT, reason=WHY)
    other = decided(store)
    assert "変わりました" in gate(store, x)._first_gone(replace(made, corrects=other)).what
    assert gate(store, x)._first_gone(made) is None


def test_9_2_an_addition_to_a_post_that_is_gone_is_held(store: Store, desk: Desk) -> None:
    """It would hang in the air: a person looks at it."""
    x = X()
    id = out(store, x)
    addition = desk.correct(
        POSTER, id, "持ち物は筆記用具です。", reason="書きもらし", addition=True
    )
    removal = desk.remove(POSTER, id, WHY)
    decide(store, desk, removal)
    publish(store, x)
    decide(store, desk, addition)
    assert publish(store, x).held == [addition.id]


def test_9_2_reason_person_and_post_are_needed(store: Store, desk: Desk) -> None:
    """No correction without a reason, by a reader, or of what was never posted."""
    x = X()
    id = out(store, x)
    for refused, ask in (
        (StepRefused, lambda: desk.correct(POSTER, id, RIGHT, reason=" ")),
        (StepRefused, lambda: desk.remove(POSTER, id, "")),
        (NotAllowed, lambda: desk.remove(READER, id, WHY)),
        (NotAllowed, lambda: desk.removed(READER, id)),
        (StepRefused, lambda: desk.removed(POSTER, id)),
        (StepRefused, lambda: desk.remove(POSTER, decided(store, "ほかの文"), WHY)),
    ):
        with pytest.raises(refused):
            ask()


def test_stop_switch_keeps_deletions_back_too(store: Store, desk: Desk) -> None:
    """Nothing leaves while the cord is pulled."""
    x = X(deletions=[CUT])
    id = out(store, x)
    decide(store, desk, desk.correct(POSTER, id, RIGHT, reason=WHY))
    publish(store, x)
    desk.office.stop(POSTER, "確かめるため")
    assert (publish(store, x).removed, len(x.deleted)) == ([], 1)
    desk.office.resume(DIRECTOR)
    assert publish(store, x).removed == [id]


def test_section_2_an_urgent_decision_does_not_wait_to_be_taken_back(store: Store) -> None:
    """The ten minutes are for ordinary posts."""
    patient = Desk(
        store, Rules(settings(through="x", take_back_minutes=10), rules()._read_words), Clock()
    )
    x = X()
    id = out(store, x)
    made = patient.correct(POSTER, id, RIGHT, reason=WHY)
    decide(store, patient, made)
    assert publish(store, x).posted == [made.id]


def test_sandbox_posts_are_not_asked_of_x(store: Store, desk: Desk) -> None:
    """A correction of a post of another road is held: X has no such post, or somebody else's."""
    id = out(store, X(through="sandbox"))
    x = X()
    x.ledger = [Shown("5000", "ほかの投稿", NOW)]
    made = desk.correct(POSTER, id, RIGHT, reason=WHY)
    decide(store, desk, made)
    assert (publish(store, x).held, x.calls, x.deleted) == ([made.id], [], [])


def test_message_of_a_deletion_never_reaches_the_post_call(store: Store, desk: Desk) -> None:
    """An empty text is never posted."""
    x = X()
    made = desk.remove(POSTER, out(store, x), WHY)
    decide(store, desk, made)
    calls: list[Message] = []
    x.calls = calls
    publish(store, x)
    assert (calls, x.deleted) == ([], [made.content.replaces])
    assert isinstance(x.delete(PostId("1")), Posted)


@pytest.mark.parametrize("shown", [True, False])
def test_9_2_a_deletion_is_settled_by_no_timeline_that_is_cut_off(
    store: Store, desk: Desk, monkeypatch: pytest.MonkeyPatch, *, shown: bool
) -> None:
    """What it does not show may stand all the same, and what it shows does."""
    x = X()
    id = out(store, x)
    decide(store, desk, desk.correct(POSTER, id, RIGHT, reason=WHY))
    x.deletions = [FORBIDDEN]
    whole, cut = x.timeline, Timeline((), complete=False)
    if not shown:
        monkeypatch.setattr(x, "timeline", lambda since: cut if x.deleted else whole(since))
    assert (publish(store, x).removed, len(x.deleted)) == ([], 1)
    assert store.draft(id).note.startswith("Xが削除を受け付けません")


@pytest.mark.parametrize(
    "error",
    [PosterUnavailable("x.unanswered", status=503), CredentialsRefused("x.stopped", why="429")],
)
def test_9_2_an_unclear_deletion_whose_timeline_cannot_be_read_is_asked_again(
    store: Store, desk: Desk, monkeypatch: pytest.MonkeyPatch, error: BridgeError
) -> None:
    """With X's own word why; the first post stays on the list until it is settled."""
    x = X(deletions=[CUT])
    id = out(store, x)
    made = desk.correct(POSTER, id, RIGHT, reason=WHY)
    decide(store, desk, made)
    whole = x.timeline

    def timeline(since: str) -> Timeline:
        if len(x.deleted) == 1:
            raise error
        return whole(since)

    monkeypatch.setattr(x, "timeline", timeline)
    report = publish(store, x)
    assert (report.posted, report.removed, report.to_remove) == ([made.id], [], [id])
    assert error.what in report.waiting[id].what
    assert publish(store, x).removed == [id]


def test_9_2_keys_that_are_refused_delete_nothing_and_are_told(store: Store, desk: Desk) -> None:
    """The correction is out, X takes the keys no more: the first post stays until it does."""
    x = X(deletions=[CUT])
    id = out(store, x)
    decide(store, desk, desk.correct(POSTER, id, RIGHT, reason=WHY))
    publish(store, x)
    x.refuses = CredentialsRefused("x.keys_of_another", account="lib", other="other")
    report = publish(store, x)
    assert (report.errors, report.to_remove, len(x.deleted)) == ([x.refuses], [id], 1)


def test_9_2_a_post_of_another_road_is_not_deleted_on_this_one(store: Store, desk: Desk) -> None:
    """The road changed after the correction went out: X may have the same number, of another post."""
    sandbox = X(through="sandbox", deletions=[CUT])
    id = out(store, sandbox)
    decide(
        store, Desk(store, rules("sandbox"), Clock()), desk.correct(POSTER, id, RIGHT, reason=WHY)
    )
    gate(store, sandbox, told=settings(through="sandbox")).run()
    assert (
        len(sandbox.deleted),
        [first.id for first, _ in lifecycle.to_remove(store.replacements())],
    ) == (1, [id])
    x = X()
    assert (publish(store, x).to_remove, x.deleted) == ([id], [])
