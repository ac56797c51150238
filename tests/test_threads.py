"""A thread: decided as one, each post at most once on X, whole or told where it stopped."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes import DIRECTOR, LINK, NOW, POSTER, Clock, Scripted, answered, content, settings
from test_by_hand import OWN, desk
from test_by_hand import gate as by_hand
from test_publish import VERSION, gate, run

from bridge import lifecycle, publish
from bridge.errors import Changed, NotAllowed, StepRefused, Unacknowledged, WrongState
from bridge.model import DUE, Content, Kind, Opening, PostId, State
from bridge.policy.s05_1_signoff import digest
from bridge.posting.base import Posted, Refused, Remedy, Unknown
from bridge.posting.sandbox import SandboxPoster
from bridge.record.proof import Examiner
from bridge.record.store import Store
from bridge.text import threads

PARTS = (f"冬のおはなし会を開きます。\n{LINK}", "会場は2階の会議室です。", "申込みは要りません。")
LATER = NOW + timedelta(hours=1)


def thread(*parts: str) -> Content:
    """What goes out as one post after the other."""
    text, cuts = threads.whole(parts or PARTS)
    return replace(content(text), cuts=cuts)


def decided(store: Store, *parts: str, content: Content | None = None) -> int:
    """A decided thread."""
    from fakes import wording

    made = content or thread(*parts)
    id = store.apply(
        lifecycle.open_draft(
            Opening(None, "staff", Kind.TOLD), wording(made, author="職員"), "職員", NOW
        )
    )
    again(store, id)
    return id


def again(store: Store, id: int) -> None:
    """Decide a draft as it stands."""
    store.apply(lifecycle.decide(store.draft(id), DIRECTOR, NOW, policy_version=VERSION))


def sound(store: Store) -> bool:
    return store.proof.whole().sound


# ── what it is ──────────────────────────────────────────────────────────────────────────────────


def test_a_content_of_before_keeps_its_digest() -> None:
    """What came later stands in the digest only when it holds something."""
    plain = content()
    assert not {"cuts", "also"} & plain.plain().keys()
    assert digest(thread()) != digest(replace(thread(), cuts=()))
    assert digest(thread()) != digest(replace(thread(), cuts=thread().cuts[:1]))


def test_its_parts_are_what_was_written() -> None:
    """Text and cuts give the parts; a plain text is its own only part."""
    assert thread().parts == PARTS
    assert content().parts == (content().text,)


# ── the road of the API ─────────────────────────────────────────────────────────────────────────


def test_each_post_answers_the_one_before(store: Store) -> None:
    """One run, three calls, one draft: posted when the last stands; the picture's place is the
    first.
    """
    id, poster = decided(store), Scripted()
    report = run(store, poster)
    assert [call.text for call in poster.calls] == list(PARTS)
    assert [call.reply_to for call in poster.calls] == [
        "",
        poster.ledger[0].post_id,
        poster.ledger[1].post_id,
    ]
    draft = store.draft(id)
    assert (report.posted, draft.state, draft.owed, draft.begun) == ([id], State.POSTED, (), False)
    assert [post.post_id for post in draft.posts] == [shown.post_id for shown in poster.ledger]
    assert [attempt.part for attempt in store.attempts(id)] == [1, 2, 3]
    assert sound(store)


def test_each_post_has_its_price(store: Store) -> None:
    """The one with the link costs more; all are known before the first (budget)."""
    id = decided(store)
    run(store, Scripted())
    assert [post.cost for post in store.draft(id).posts] == [0.200, 0.015, 0.015]


def test_a_budget_that_is_not_enough_for_all_lets_none_go(store: Store) -> None:
    """The gate looks before the first: a thread is not begun that could not be ended."""
    id, poster = decided(store), Scripted()
    told = settings(through="x", monthly_budget_usd=0.22)
    assert "予算" in run(store, poster, told=told).waiting[id].what
    assert poster.calls == []
    assert run(store, poster, told=settings(through="x", monthly_budget_usd=0.23)).posted == [id]


def test_a_thread_needs_a_place_for_each_in_the_days_cap(store: Store) -> None:
    """Two places are none for three; more than the cap goes never, and says so."""
    id, poster = decided(store), Scripted()
    assert (
        "一日の上限" in run(store, poster, told=settings(through="x", per_day=2)).waiting[id].what
    )
    one = decided(store, "別のお知らせ")
    assert run(store, poster, told=settings(through="x", per_day=3)).posted == [id]
    assert one in run(store, poster, told=settings(through="x", per_day=3)).waiting


def test_the_gap_is_kept_after_the_last_and_not_within(store: Store) -> None:
    """The posts of a thread stand together; the next draft waits from the last one on."""
    decided(store)
    other, poster = decided(store, "別のお知らせ"), Scripted()
    report = run(store, poster, told=settings(through="x", gap_minutes=30))
    assert len(poster.calls) == 3
    assert other in report.waiting


def test_a_dead_run_between_two_posts_neither_doubles_nor_loses(store: Store) -> None:
    """What stands is not sent again; the rest goes out first at the next run, past gap and cap."""
    id, poster = decided(store), Scripted()

    def dies(message: object) -> Posted:
        raise KeyboardInterrupt

    poster.answers = [poster.accept, dies]
    with pytest.raises(KeyboardInterrupt):
        run(store, poster)
    assert store.draft(id).state is State.SENDING  # the second was on its way, or not
    report = run(store, poster)
    assert (report.unclear, store.draft(id).state) == ([id], State.UNKNOWN)
    assert len(poster.calls) == 2
    # the run looked first
    desk(store, NOW + timedelta(minutes=20)).not_posted(POSTER, id, "Xにない")
    assert store.draft(id).state is State.PARTIAL
    assert run(store, poster, LATER, told=settings(through="x", per_day=3)).posted == [id]
    assert [shown.text for shown in poster.ledger] == list(PARTS)
    assert sound(store)


def test_an_unclear_post_in_the_middle_is_settled_by_the_timeline(store: Store) -> None:
    """X had the second: it is found by its own text, and the third follows in the same run."""
    id, poster = decided(store), Scripted()

    def cut(message: object) -> Unknown:
        poster.accept(message)  # type: ignore[arg-type]
        return Unknown(answered("時間切れ"), closes=False)

    poster.answers = [poster.accept, cut]
    assert run(store, poster).unclear == [id]
    report = run(store, poster)
    assert (report.settled, report.posted) == ([id], [id])
    assert [shown.text for shown in poster.ledger] == list(PARTS)


def test_a_crash_before_the_next_intent_goes_on_by_itself(store: Store) -> None:
    """The first stands and nothing of the second is on disk: the next run goes on with it."""
    id, poster = decided(store), Scripted()
    poster.answers = [
        poster.accept,
        Refused(answered("混んでいます"), Remedy.WAIT, NOW + timedelta(minutes=5)),
    ]
    report = run(store, poster)
    assert (store.draft(id).state, report.waiting[id].what) == (State.PARTIAL, "混んでいます")
    # what is owed has its place in the day of its own road, and in no other's
    on_x, in_the_sandbox = (
        publish.traffic(store, settings(through=road).posting, NOW) for road in ("x", "sandbox")
    )
    assert (len(on_x.moments), len(in_the_sandbox.moments)) == (3, 0)
    assert run(store, poster, LATER).posted == [id]
    assert [shown.text for shown in poster.ledger] == list(PARTS)


def test_the_rest_of_a_thread_goes_before_what_is_urgent(store: Store) -> None:
    """Nothing stands between two posts of a thread, if it can be helped."""
    id, poster = decided(store), Scripted()
    poster.answers = [poster.accept, Refused(answered("混んでいます"), Remedy.RETRY)]
    run(store, poster)
    urgent = decided(store, "臨時休館します")
    poster.answers = []
    run(store, poster, LATER)
    assert [call.text for call in poster.calls][-1] == "臨時休館します"
    assert store.draft(id).state is store.draft(urgent).state is State.POSTED


def test_closing_time_and_a_stop_hold_the_rest_back(store: Store) -> None:
    """A thread that is begun goes on in opening hours only, and never past the stop switch."""
    id, poster = decided(store), Scripted()
    poster.answers = [poster.accept, Refused(answered("混んでいます"), Remedy.RETRY)]
    run(store, poster)
    assert id in run(store, poster, NOW.replace(hour=22)).waiting
    desk(store).office.stop(POSTER, "確かめるため")
    assert "止めています" in run(store, poster, LATER).waiting[id].what
    assert len(poster.ledger) == 1


def test_a_stop_between_two_posts_of_one_run_ends_it_there(store: Store) -> None:
    """The cord is heard at each post."""
    id, poster = decided(store), Scripted()

    def stopped(message: object) -> Posted:
        desk(store).office.stop(POSTER, "まちがい")
        return poster.accept(message)  # type: ignore[arg-type]

    poster.answers = [stopped]
    report = run(store, poster)
    assert (len(poster.ledger), store.draft(id).state) == (1, State.PARTIAL)
    assert "止めています" in report.waiting[id].what


# ── where it stops ──────────────────────────────────────────────────────────────────────────────


def stopped(store: Store) -> tuple[int, Scripted]:
    """A thread whose second post X refuses for what it is."""
    id, poster = decided(store), Scripted()
    poster.answers = [poster.accept, Refused(answered("Xが受け付けません"), Remedy.REJECTED)]
    assert run(store, poster).failed == [id]
    assert (store.draft(id).state, store.draft(id).decision) == (State.STOPPED, None)
    return id, poster


def test_what_x_refuses_in_the_middle_stops_it_and_no_run_goes_on(store: Store) -> None:
    """Which post stands is known; nobody's word of before brings out the rest."""
    id, poster = stopped(store)
    assert run(store, poster, LATER).posted == []
    assert [post.part for post in store.draft(id).posts] == [1]
    assert store.draft(id).note == "Xが受け付けません"
    assert sound(store)


def test_a_person_may_let_it_go_on_by_a_new_decision(store: Store) -> None:
    """The same digest, decided anew: the rest goes out, what stands is not sent again."""
    id, poster = stopped(store)
    again(store, id)
    assert store.draft(id).state is State.PARTIAL
    assert run(store, poster, LATER).posted == [id]
    assert [shown.text for shown in poster.ledger] == list(PARTS)


def test_a_person_may_leave_it_as_it_stands(store: Store) -> None:
    """With a reason; then it is checked like any post (9(2)), and nothing more goes out."""
    id, poster = stopped(store)
    with pytest.raises(StepRefused, match="理由"):
        desk(store).leave(POSTER, id, "")
    left = desk(store).leave(POSTER, id, "一件目だけで足りる")
    assert (left.state, left.begun) == (State.POSTED, True)
    assert run(store, poster, LATER).posted == []
    assert desk(store).check(DIRECTOR, id).state is State.POSTED
    assert desk(store).check(POSTER, id).state is State.CHECKED
    assert len(poster.ledger) == 1


def test_what_a_person_posted_of_a_stopped_thread_is_recorded(store: Store) -> None:
    """Nobody decided that it goes on, and yet it stands: the record says so, and stops there."""
    id, poster = stopped(store)
    number = int(poster.ledger[-1].post_id) + 1
    url = f"https://x.com/mihon_lib/status/{number}"
    with pytest.raises(
        StepRefused, match="まだ来ていません"
    ):  # the fake's numbers are of a later year
        desk(store).posted(POSTER, id, url)
    step = lifecycle.posted(
        store.draft(id),
        attempt=store.last_attempt(id),
        person=POSTER,
        number=str(number),
        url=url,
        at=LATER,
    )
    store.apply(step)
    draft = store.draft(id)
    assert (draft.state, len(draft.posts), draft.decision) == (State.STOPPED, 2, None)
    assert [post.through for post in draft.posts] == ["x", "manual"]
    assert sound(store)


def test_a_person_may_delete_what_stands(store: Store) -> None:
    """By a deletion that is decided; the thread is over."""
    id, poster = stopped(store)
    made = desk(store).remove(POSTER, id, "途中で切れた")
    again(store, made.id)
    assert run(store, poster).removed == [id]
    assert (store.draft(id).state, poster.ledger) == (State.REMOVED, [])


@pytest.mark.parametrize("verb", ["edit", "return_", "reject", "withdraw", "resubmit"])
@pytest.mark.parametrize("state", [State.PARTIAL, State.STOPPED])
def test_a_text_of_which_a_post_stands_is_changed_no_more(
    store: Store, verb: str, state: State
) -> None:
    """Neither while it goes out nor when it has stopped: what was decided is what stands."""
    id, _ = stopped(store)
    if state is State.PARTIAL:
        again(store, id)
    given = {"edit": ["別の文"], "return_": ["理由"], "reject": ["理由"]}.get(verb, [])
    with pytest.raises(WrongState):
        getattr(desk(store), verb)(DIRECTOR, id, *given)


def test_a_decision_taken_back_in_the_middle_stops_it(store: Store) -> None:
    """The rest waits for a person, never for the clock."""
    id, poster = decided(store), Scripted()
    poster.answers = [poster.accept, Refused(answered("混んでいます"), Remedy.RETRY)]
    run(store, poster)
    assert desk(store).take_back(POSTER, id).state is State.STOPPED
    assert run(store, poster, LATER).posted == []


def test_its_last_moment_passing_in_the_middle_stops_it(store: Store) -> None:
    """It is neither held nor expired: a part of it stands."""
    id, poster = decided(store), Scripted()
    poster.answers = [poster.accept, Refused(answered("混んでいます"), Remedy.RETRY)]
    run(store, poster)
    db = store._db
    db.execute("DROP TRIGGER versions_no_update")
    db.execute("UPDATE versions SET expires_on = '2026-11-25'")
    run(store, poster, NOW + timedelta(days=1))
    assert store.draft(id).state is State.STOPPED


def test_a_copied_record_goes_on_with_no_thread(store: Store) -> None:
    """A decision holds in its own record: the rest waits for a person in the other."""
    id, poster = decided(store), Scripted()
    poster.answers = [poster.accept, Refused(answered("混んでいます"), Remedy.RETRY)]
    run(store, poster)
    store._db.execute("UPDATE identity SET record = 'another'")
    report = run(store, poster, LATER)
    assert (report.lapsed, store.draft(id).state) == ([id], State.STOPPED)
    assert len(poster.ledger) == 1


def test_a_thread_begun_in_the_sandbox_does_not_go_on_on_x(store: Store) -> None:
    """There is nothing there that it could answer."""
    id = decided(store)
    store.apply(
        lifecycle.send(
            store.draft(id), through="sandbox", marker="", policy_version=VERSION, at=NOW
        )
    )
    attempt = store.last_attempt(id)
    assert attempt is not None
    store.apply(lifecycle.post(store.draft(id), attempt, number="7", url="sandbox:7", at=NOW))
    poster = Scripted()
    assert run(store, poster).held == [id]
    again(store, id)
    assert run(store, poster, LATER).held == [id]
    assert (poster.calls, store.draft(id).state) == ([], State.STOPPED)


def test_a_post_that_x_shows_otherwise_stops_the_thread(store: Store) -> None:
    """The rest of it would answer a text that nobody decided (9(2))."""
    id, poster = decided(store), Scripted()
    poster.answers = [lambda message: replace(poster.accept(message), text="別の文")]
    run(store, poster)
    assert (store.draft(id).state, len(poster.ledger)) == (State.STOPPED, 1)


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM posts WHERE part = 2",
        "UPDATE posts SET part = 4 WHERE part = 2",
        "UPDATE attempts SET part = 1 WHERE part = 2",
    ],
)
def test_a_record_whose_posts_were_tampered_with_sends_nothing(store: Store, harm: str) -> None:
    """Who takes a post out of the file does not get it sent a second time."""
    id, poster = decided(store), Scripted()
    poster.answers = [poster.accept, poster.accept, Refused(answered("混んでいます"), Remedy.RETRY)]
    run(store, poster)
    store._db.execute(harm)
    assert Examiner(store._db).draft(id)
    run(store, poster, LATER)
    assert len(poster.ledger) == 2


def test_the_sandbox_knows_threads(store: Store) -> None:
    """Everything can be tried without X."""
    id = decided(store)
    told = settings(through="sandbox")
    poster = SandboxPoster(store.timeline, Clock())
    assert gate(store, poster, told=told).run().posted == [id]  # type: ignore[arg-type]
    assert [shown.text for shown in store.timeline.shown_since("")] == list(PARTS)


# ── by hand ─────────────────────────────────────────────────────────────────────────────────────


def test_by_hand_the_posts_are_handed_out_one_after_the_other(store: Store) -> None:
    """Each is taken, opened, answered; the next is due at once, whatever the gap."""
    id = decided(store)
    clock = Clock()
    for number in (1, 2, 3):
        door = by_hand(store, clock, gap_minutes=30)
        assert door.run().by_hand == [id]
        door.take(POSTER, id)
        attempt = store.last_attempt(id)
        assert attempt is not None
        assert attempt.part == number
        door.open_window(POSTER, id)
        clock.forward(minutes=1)
        done = desk(store, clock.now).posted(POSTER, id, f"{OWN}00{number}")
        assert done.state is (State.POSTED if number == 3 else State.PARTIAL)
    assert [post.url for post in done.posts] == [f"{OWN}00{number}" for number in (1, 2, 3)]
    assert sound(store)


def test_by_hand_the_first_posts_address_is_not_the_seconds(store: Store) -> None:
    """Neither the same nor an older one."""
    id = decided(store)
    by_hand(store).take(POSTER, id)
    desk(store).posted(POSTER, id, f"{OWN}005")
    by_hand(store).take(POSTER, id)
    for wrong in ("005", "004"):
        with pytest.raises(StepRefused, match="1件目"):
            desk(store).posted(POSTER, id, f"{OWN}{wrong}")
    assert desk(store).compared(id, f"{OWN}006", lambda _: PARTS[1]) is None
    assert desk(store).compared(id, f"{OWN}006", lambda _: PARTS[0]) == PARTS[0]


def test_by_hand_what_is_handed_back_goes_on_later(store: Store) -> None:
    """The first stands; the second is offered again."""
    id = decided(store)
    by_hand(store).take(POSTER, id)
    desk(store).posted(POSTER, id, f"{OWN}001")
    by_hand(store).take(POSTER, id)
    assert desk(store).hand_back(POSTER, id).state is State.PARTIAL
    assert by_hand(store).run().by_hand == [id]


def test_by_hand_an_address_of_each_post_can_be_put_right(store: Store) -> None:
    """With a reason, and which one it is."""
    id = decided(store)
    for number in (1, 2, 3):
        by_hand(store).take(POSTER, id)
        desk(store).posted(POSTER, id, f"{OWN}00{number * 2}")
    done = desk(store).put_right(POSTER, id, f"{OWN}005", "写し違い", part=2)
    assert [post.post_id[-1] for post in done.posts] == ["2", "5", "6"]
    with pytest.raises(StepRefused, match="4件目"):
        desk(store).put_right(POSTER, id, f"{OWN}007", "写し違い", part=4)
    assert sound(store)


# ── 9(2) ────────────────────────────────────────────────────────────────────────────────────────


def whole(store: Store) -> tuple[int, Scripted]:
    id, poster = decided(store), Scripted()
    assert run(store, poster).posted == [id]
    return id, poster


def test_9_2_a_deletion_takes_every_post_away_the_last_first(store: Store) -> None:
    """The decision names each number; in whatever run it breaks, the next one ends it."""
    id, poster = whole(store)
    numbers = [shown.post_id for shown in poster.ledger]
    made = desk(store).remove(POSTER, id, "誤り")
    assert (made.content.replaces, made.content.also) == (PostId(numbers[0]), tuple(numbers[1:]))
    again(store, made.id)
    poster.deletions = [poster.take_away, Refused(answered("混んでいます"), Remedy.RETRY)]
    assert run(store, poster).removed == []
    assert run(store, poster, LATER).removed == [id]
    assert poster.ledger == []
    assert [what.number for what in poster.deleted[:2]] == numbers[:0:-1]
    assert sound(store)


def test_9_2_a_correction_stands_before_the_whole_thread_goes(store: Store) -> None:
    """One text in the place of three posts; a thread in the place of a thread."""
    id, poster = whole(store)
    typed = threads.join((f"訂正です。会場は1階です。\n{LINK}", "申込みは要りません。(訂正)"))
    known = ["5(3)イ", "6(9)"]  # nobody has read the linked page
    made = desk(store).correct(POSTER, id, typed, reason="会場", acknowledged=known, ticked=True)
    again(store, made.id)
    poster.answers = [poster.accept, Refused(answered("混んでいます"), Remedy.RETRY)]
    assert run(store, poster).removed == []  # half a correction takes nothing away
    assert run(store, poster, LATER).removed == [id]
    assert [shown.text for shown in poster.ledger] == list(made.content.parts)


def test_9_2_an_addition_answers_the_last_post(store: Store) -> None:
    """It continues the thread where it ends."""
    id, poster = whole(store)
    made = desk(store).correct(POSTER, id, "駐車場はありません。", reason="足りない", addition=True)
    assert made.content.reply_to == poster.ledger[-1].post_id


def test_9_2_a_deletion_of_what_has_changed_since_is_held(store: Store) -> None:
    """A stopped thread went on after its deletion was decided: what nobody decided stays."""
    id, poster = stopped(store)
    made = desk(store).remove(POSTER, id, "途中で切れた")
    again(store, id)
    run(store, poster, LATER)
    store.apply(lifecycle.decide(store.draft(made.id), DIRECTOR, NOW, policy_version=VERSION))
    assert run(store, poster, LATER).held == [made.id]
    assert len(poster.ledger) == 3


def test_9_2_what_still_goes_out_is_not_corrected(store: Store) -> None:
    """First it is stopped, or ended."""
    id, poster = decided(store), Scripted()
    poster.answers = [poster.accept, Refused(answered("混んでいます"), Remedy.RETRY)]
    run(store, poster)
    with pytest.raises(StepRefused, match="途中"):
        desk(store).remove(POSTER, id, "誤り")


# ── writing ─────────────────────────────────────────────────────────────────────────────────────


def test_5_3_i_a_post_of_a_thread_that_stands_already_is_told(store: Store) -> None:
    """X refuses a text that stands there: each post is compared with each of the last 30 days."""
    whole(store)
    with pytest.raises(Unacknowledged) as refused:
        desk(store).write(POSTER, Kind.TOLD, PARTS[1], origin="広報")
    assert any(found.clause == "5(3)イ" for found in refused.value.findings)
    typed = threads.join(("別のお知らせです。", PARTS[2]))
    with pytest.raises(Unacknowledged):
        desk(store).write(POSTER, Kind.TOLD, typed, origin="広報")
    assert desk(store).write(POSTER, Kind.TOLD, "別のお知らせです。", origin="広報").version == 1


def test_a_person_writes_a_thread_as_one_text(store: Store) -> None:
    """Parted by lines of three hyphens; the longest post is what is counted."""
    made = desk(store).write(
        POSTER,
        Kind.TOLD,
        threads.join(PARTS),
        origin="広報",
        acknowledged=["5(3)イ", "6(9)"],
        ticked=True,
    )
    assert made.content.parts == PARTS
    assert made.content.url == LINK
    assert made.weight <= 280
    assert desk(store).edit(POSTER, made.id, threads.join(PARTS)).version == 1  # nothing changed


@pytest.mark.parametrize(
    "parts", [("あ" * 141, "い"), tuple("あいうえおかき"), ("あ", "あ"), ("あ", "---")]
)
def test_what_is_no_thread_is_refused_before_anything_is_written(
    store: Store, parts: tuple[str, ...]
) -> None:
    """Over the count in one post, more than six, twice the same, an empty one."""
    with pytest.raises(StepRefused):
        desk(store).write(POSTER, Kind.TOLD, threads.join(parts), origin="広報")
    assert store.drafts() == []


def test_6_each_post_is_looked_at_alone_and_all_of_them_together(store: Store) -> None:
    """A word of politics in the third post stops the thread like one in the first."""
    text = threads.join(("おはなし会です。", "たのしい会です。", "駅前で街頭演説を行います。"))
    with pytest.raises(Unacknowledged) as refused:
        desk(store).write(POSTER, Kind.OTHER, text)
    assert any(found.clause == "6(4)" for found in refused.value.findings)


def test_the_decision_is_on_every_part(store: Store) -> None:
    """Another cut of the same words is another text: the decision on the first is no word on it."""
    id = decided(store)
    draft = store.draft(id)
    other = replace(draft.content, cuts=draft.content.cuts[:1])
    with pytest.raises(Changed):
        lifecycle.send(
            replace(draft, content=other), through="x", marker="", policy_version=VERSION, at=NOW
        )
    assert draft.state in DUE


def test_4_a_reader_leaves_nothing(store: Store) -> None:
    """供覧 only looks."""
    from fakes import READER

    id, _ = stopped(store)
    with pytest.raises(NotAllowed):
        desk(store).leave(READER, id, "理由")
