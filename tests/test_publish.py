"""The one gate: what goes out, when, how often, and what becomes of each answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from fakes import (
    DIRECTOR,
    LINK,
    NOW,
    POSTER,
    Clock,
    Scripted,
    Web,
    answered,
    content,
    settings,
    wording,
)

from bridge import lifecycle
from bridge.desk import Desk
from bridge.draft.rules import Rules
from bridge.errors import (
    Changed,
    ClockDoubtful,
    CredentialsRefused,
    StepRefused,
    Unreachable,
    Withheld,
)
from bridge.fetch.reading import read_item
from bridge.model import (
    Cause,
    Item,
    ItemState,
    Kind,
    Memory,
    Opening,
    Shown,
    Sighting,
    State,
    Timing,
)
from bridge.policy.s05_2_hours import make_calendar
from bridge.policy.s05_3_wording import repeated
from bridge.policy.words import Words
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
from bridge.posting.manual import number_at
from bridge.publish import Publish, PublishReport, _newer, spent_this_month
from bridge.read.fetched import Fetched, NotModified
from bridge.record import database
from bridge.record.store import Store
from bridge.settings import Settings, Source

VERSION = "2021-04-01"
NIGHT = NOW.replace(hour=22)
HOME = Source("home", "homepage", "https://lib.example.jp/", encoding="utf-8")


def decided(
    store: Store, text: str = "", clock: Callable[[], object] = lambda: NOW, **fixed: object
) -> int:
    """A decided draft with a text of its own."""
    made = content(f"{text}\n{LINK}") if text else content()
    made = replace(made, image=fixed.pop("image", None))
    outside = str(fixed.pop("outside_hours", ""))
    not_before = fixed.pop("not_before", None)
    policy = str(fixed.pop("policy", VERSION))
    beside = fixed.pop("beside", None)  # the number of a draft that says the same
    at = fixed.pop("at", NOW)
    if isinstance(beside, int):
        fixed["findings"] = (repeated(store.draft(beside), NOW),)
    version = wording(made, **fixed)
    id = store.apply(lifecycle.open_draft(Opening(None, "staff", Kind.TOLD), version, "職員", at))
    step = lifecycle.decide(
        store.draft(id),
        DIRECTOR,
        at,
        outside_hours=outside,
        not_before=not_before,
        policy_version=policy,
        acknowledged=["5(3)イ"] if beside else [],
    )
    store.apply(step)
    return id


def gate(
    store: Store,
    poster: Scripted | None,
    now: object = NOW,
    web: Web | None = None,
    told: Settings | None = None,
) -> Publish:
    told = told or settings(through="x" if poster else "manual")
    calendar = make_calendar(told.hours, frozenset())
    clock = now if isinstance(now, Clock) else Clock(now)
    return Publish(
        store=store,
        settings=told,
        calendar=calendar,
        poster=poster,
        fetcher=web or Web({LINK: b"<h1>news</h1>"}),
        clock=clock,
    )


def run(store: Store, poster: Scripted | None, now: object = NOW, **parts: object) -> PublishReport:
    return gate(store, poster, now, **parts).run()


def test_truth_1_a_decided_draft_goes_out_as_decided(store: Store) -> None:
    """X gets exactly the decided text, and the record has the post with what it cost."""
    id = decided(store)
    poster = Scripted()
    assert run(store, poster).posted == [id]
    assert [call.text for call in poster.calls] == [content().text]
    post = store.draft(id).post
    assert post is not None
    assert (store.draft(id).state, post.cost) == (State.POSTED, 0.200)


@pytest.mark.parametrize("state", ["waiting", "returned", "rejected", "withdrawn"])
def test_5_1_nothing_undecided_goes_out(store: Store, state: str) -> None:
    """Whatever is not decided stays where it is."""
    id = store.apply(lifecycle.open_draft(Opening(None, "home", Kind.PAGE), wording(), "sync", NOW))
    steps = {
        "returned": lambda d: lifecycle.return_(d, DIRECTOR, "x", NOW),
        "rejected": lambda d: lifecycle.reject(d, DIRECTOR, "x", NOW),
        "withdrawn": lambda d: lifecycle.withdraw(d, POSTER, "x", NOW),
    }
    if state in steps:
        store.apply(steps[state](store.draft(id)))
    poster = Scripted()
    run(store, poster)
    assert poster.calls == []
    assert store.draft(id).state == state


def test_5_2_a_decided_draft_waits_for_the_next_open_minute(store: Store) -> None:
    """Decided at ten at night: nothing goes out, and the time at which it will is told."""
    id = decided(store)
    poster = Scripted()
    assert "11月26日 9時00分" in run(store, poster, NIGHT).waiting[id].what
    assert run(store, poster, NIGHT + timedelta(hours=11)).posted == [id]


def test_5_2_the_weekly_closed_day_is_waited_over(store: Store) -> None:
    """On a Friday nothing goes out."""
    decided(store)
    friday = NOW + timedelta(days=2)
    assert run(store, Scripted(), friday).posted == []
    assert len(run(store, Scripted(), friday + timedelta(days=1)).posted) == 1


def test_5_2_outside_the_hours_only_with_a_written_reason(store: Store) -> None:
    """The reason stands with the decision; then it goes out at night."""
    id = decided(store, outside_hours="台風による臨時休館のため")
    assert run(store, Scripted(), NIGHT).posted == [id]


def test_5_2_the_gap_and_the_daily_cap_delay_and_drop_nothing(store: Store) -> None:
    """Three drafts, gap 15 minutes, two a day: one now, one later, one tomorrow."""
    ids = [decided(store, f"第{n}回") for n in range(3)]
    told = settings(through="x", gap_minutes=15, per_day=2)
    poster, clock = Scripted(), Clock()
    out = []
    for _ in range(24 * 8):
        out += [(id, clock.now) for id in run(store, poster, clock, told=told).posted]
        clock.forward(minutes=10)
    assert [id for id, _ in out] == ids
    first, second, third = (moment for _, moment in out)
    assert second - first >= timedelta(minutes=15)
    assert third.date() > first.date()


def test_the_monthly_budget_keeps_back_and_the_decision_stands(store: Store) -> None:
    """Two posts with a link cost US$0.400; with 0.30 in hand the second waits for the next month."""
    first, second = decided(store, "一"), decided(store, "二")
    told = settings(through="x", monthly_budget_usd=0.30)
    poster = Scripted()
    report = run(store, poster, told=told)
    assert (report.posted, list(report.waiting)) == ([first], [second])
    assert "予算" in report.waiting[second].what
    assert store.draft(second).decision is not None
    assert run(store, poster, NOW + timedelta(days=14), told=told).posted == [second]


def test_a_decision_can_be_taken_back_until_its_time(store: Store) -> None:
    """Inside the minutes for taking back nothing goes out."""
    id = decided(store, not_before=NOW + timedelta(minutes=10))
    assert list(run(store, Scripted()).waiting) == [id]
    assert run(store, Scripted(), NOW + timedelta(minutes=10)).posted == [id]


def test_an_event_that_is_over_expires_instead_of_going_out(store: Store) -> None:
    """Its last day was yesterday."""
    id = decided(store, expires_on=NOW.date() - timedelta(days=1))
    report = run(store, Scripted())
    assert (report.posted, report.expired) == ([], [id])


def test_2_an_urgent_one_goes_first(store: Store) -> None:
    """A closure overtakes what was decided before it, and waits for neither gap nor cap."""
    told = settings(through="x", gap_minutes=60, per_day=1)
    slow, urgent = decided(store, "展示"), decided(store, "臨時休館", urgent=True)
    poster = Scripted()
    assert run(store, poster, told=told).posted == [urgent]
    other = decided(store, "停電", urgent=True)
    assert run(store, poster, told=told).posted == [other]
    assert store.draft(slow).state is State.DECIDED


def test_a_run_that_dies_behind_a_post_has_left_word_of_it(store: Store) -> None:
    """A copy from before that post is told from the record, though no run came to its end."""

    def dies(_message: Message) -> PostOutcome:
        raise KeyboardInterrupt

    out, _ = (decided(store, text, urgent=True) for text in ("臨時休館", "停電"))
    poster = Scripted()
    poster.answers = [poster.accept, dies]
    with pytest.raises(KeyboardInterrupt):
        run(store, poster)
    assert store.draft(out).state is State.POSTED
    posted = max(line["id"] for line in store.journal() if line["action"] == "post")
    word = json.loads(database.marker(store.path).read_text(encoding="utf-8"))
    assert word["row"] >= posted


# ── answers ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Refused(answered("400"), Remedy.REJECTED), State.FAILED),
        (Refused(answered("つながらない"), Remedy.RETRY), State.DECIDED),
        (Refused(answered("429"), Remedy.WAIT, NOW + timedelta(minutes=5)), State.DECIDED),
        (Refused(answered("401"), Remedy.CREDENTIALS), State.DECIDED),
        (Refused(answered("402"), Remedy.CREDITS), State.DECIDED),
        (Unknown(answered("時間切れ")), State.UNKNOWN),
    ],
)
def test_each_answer_leads_to_its_own_state(
    store: Store, answer: PostOutcome, state: State
) -> None:
    """And never to a second call in the same run."""
    id = decided(store)
    poster = Scripted([answer])
    run(store, poster)
    assert store.draft(id).state is state
    assert len(poster.calls) == 1


def test_truth_4_an_unclear_answer_is_never_sent_again(store: Store) -> None:
    """X took it and the line broke: the next run finds it on the timeline and sends nothing."""

    def accept_then_drop(message: Message) -> PostOutcome:
        poster.accept(message)
        return Unknown(answered("接続が切れました"))

    poster = Scripted([accept_then_drop])
    id = decided(store)
    assert run(store, poster).unknown == [id]
    report = run(store, poster)
    assert (report.settled, len(poster.calls)) == ([id], 1)
    post = store.draft(id).post
    assert post is not None
    assert post.post_id == poster.ledger[0].post_id


def test_truth_4_an_unclear_answer_that_left_no_post_waits_for_a_person(store: Store) -> None:
    """Absence on the timeline proves nothing by itself: only a person's word allows one new
    attempt.
    """
    poster = Scripted([Unknown(answered("時間切れ"))])
    id = decided(store)
    for _ in range(3):
        run(store, poster)
    assert (store.draft(id).state, len(poster.calls)) == (State.UNKNOWN, 1)
    attempt = store.last_attempt(id)
    assert attempt is not None
    with pytest.raises(StepRefused, match="あと1分"):
        lifecycle.not_posted(
            store.draft(id),
            attempt,
            person=POSTER,
            reason="Xを見ました",
            at=NOW + timedelta(minutes=14),
        )
    later = NOW + timedelta(minutes=15)
    store.apply(
        lifecycle.not_posted(
            store.draft(id), attempt, person=POSTER, reason="Xを見ました", at=later
        )
    )
    assert run(store, poster, later).posted == [id]
    assert len(poster.calls) == 2


def test_truth_4_a_run_that_died_after_the_intent_is_unknown(store: Store) -> None:
    """The intent stands without an outcome: the next run sends nothing and looks."""
    id = decided(store)
    store.apply(
        lifecycle.send(store.draft(id), through="x", marker="", policy_version=VERSION, at=NOW)
    )
    poster = Scripted()
    assert run(store, poster).unknown == [id]
    assert poster.calls == []


def unclear(store: Store, through: str) -> int:
    """A draft of whose post by that road nobody knows."""
    id = decided(store)
    store.apply(lifecycle.send(store.draft(id), through, marker="", policy_version=VERSION, at=NOW))
    attempt = store.last_attempt(id)
    assert attempt is not None
    store.apply(lifecycle.lose(store.draft(id), attempt, answered("時間切れ"), NOW))
    return id


@pytest.mark.parametrize(
    ("through", "settled"), [("x", True), ("sandbox", False), ("manual", False)]
)
def test_truth_4_the_timeline_of_another_road_settles_nothing(
    store: Store, through: str, *, settled: bool
) -> None:
    """What was sent into the sandbox, or by hand, is not found on X's timeline by its words alone."""
    id = unclear(store, through)
    poster = Scripted(ledger=[Shown("2900000000000000001", content().text, NOW)])
    assert run(store, poster).settled == ([id] if settled else [])
    assert store.draft(id).state is (State.POSTED if settled else State.UNKNOWN)
    assert poster.calls == []


def test_truth_4_a_post_that_another_draft_owns_settles_nothing(store: Store) -> None:
    """Two drafts of one text: the first one's post is no evidence for the second."""
    first = decided(store)
    poster = Scripted()
    assert run(store, poster).posted == [first]
    second = unclear(store, "x")
    report = run(store, poster)
    assert (report.settled, report.unknown) == ([], [second])
    poster.ledger.append(Shown("2950000000000000000", content().text, NOW))
    assert run(store, poster).settled == [second]


def test_truth_4_the_newest_post_before_the_call_is_not_the_one_called_for(store: Store) -> None:
    """It has the same text, and the record does not know it: somebody posted it by hand before."""
    before = "2900000000000000001"
    poster = Scripted(ledger=[Shown(before, content().text, NOW)])
    id = decided(store)
    sent = lifecycle.send(store.draft(id), "x", marker=before, policy_version=VERSION, at=NOW)
    store.apply(sent)
    attempt = store.last_attempt(id)
    assert attempt is not None
    store.apply(lifecycle.lose(store.draft(id), attempt, answered("時間切れ"), NOW))
    report = replace_timeline(store, poster)
    assert (report.settled, report.unknown) == ([], [id])


def replace_timeline(store: Store, poster: Scripted) -> PublishReport:
    """Run with a timeline that shows the post of its mark, too."""
    whole = Timeline(tuple(reversed(poster.ledger)), complete=True)
    poster.timeline = lambda _since: whole  # type: ignore[method-assign]
    return run(store, poster)


def test_truth_4_an_earlier_post_of_the_same_text_settles_nothing(store: Store) -> None:
    """A monthly notice has the same words: a post that another draft owns, or one before the
    marker, is not this one's.
    """
    poster = Scripted()
    first = decided(store)
    run(store, poster)
    poster.answers.append(Unknown(answered("時間切れ")))
    second = decided(store, beside=first)
    run(store, poster)
    assert run(store, poster).unknown == [second]
    assert store.draft(first).state is State.POSTED


@pytest.mark.parametrize(
    ("number", "state", "why"),
    [
        ("1", State.UNKNOWN, "より前のもの"),
        (number_at(NOW + timedelta(minutes=57)), State.UNKNOWN, "より前の時刻"),
        (number_at(NOW + timedelta(minutes=58)), State.POSTED, ""),
        (str(int(number_at(NOW + timedelta(minutes=58))) + (1 << 22)), State.POSTED, ""),
    ],
)
def test_truth_4_an_id_from_before_the_attempt_is_no_answer(
    store: Store, number: str, state: State, why: str
) -> None:
    """Older than the newest own post, or by its own time more than two minutes older than the
    attempt: unclear.
    """
    id = decided(store)
    run(store, Scripted([Posted(number, "")]), NOW + timedelta(hours=1))
    draft = store.draft(id)
    assert draft.state is state
    assert why in draft.note


def test_429_closes_the_road_until_the_reset_without_sleeping(store: Store) -> None:
    """Nothing is tried before X's own moment; then it goes."""
    id = decided(store)
    reset = NOW + timedelta(minutes=7)
    poster = Scripted([Refused(answered("429"), Remedy.WAIT, reset)])
    run(store, poster)
    assert run(store, poster, reset - timedelta(seconds=1)).posted == []
    assert run(store, poster, reset).posted == [id]


def test_credits_used_up_stop_the_road_and_are_told_once_more_by_nobody(store: Store) -> None:
    """402: the run ends with exit code 4, every decision stands, later runs do not call X."""
    ids = [decided(store, "一"), decided(store, "二")]
    poster = Scripted([Refused(answered("残高がありません"), Remedy.CREDITS)])
    report = run(store, poster)
    assert [error.exit_code for error in report.errors] == [4]
    assert "手動" in str(report.errors[0])
    again = run(store, poster)
    assert (again.errors, len(poster.calls)) == ([], 1)
    assert [store.draft(id).state for id in ids] == [State.DECIDED] * 2


def test_3_keys_of_another_account_post_nothing(store: Store) -> None:
    """Before the first post the account is made sure of; the run ends there."""
    ids = [decided(store, "一"), decided(store, "二")]
    poster = Scripted(refuses=CredentialsRefused("x.keys_of_another", account="lib", other="other"))
    report = run(store, poster)
    assert [error.exit_code for error in report.errors] == [4]
    assert (report.waiting, poster.calls) == ({}, [])
    assert [store.draft(id).state for id in ids] == [State.DECIDED] * 2


def test_truth_1_a_decision_under_another_policy_is_held_and_the_run_goes_on(store: Store) -> None:
    """Its digest was given with that policy's number."""
    old = decided(store, "古い要綱で決めたもの。", policy="2020-04-01")
    new = decided(store, "新しい要綱で決めたもの。")
    report = run(store, Scripted())
    assert (report.held, report.posted, store.draft(old).state) == ([old], [new], State.HELD)


@pytest.mark.parametrize(
    ("number", "marker", "newer"),
    [("2", "1", True), ("1", "1", False), ("1", "2", False), ("1", "", True), ("a", "1", True)],
)
def test_truth_4_what_is_no_number_is_not_judged(number: str, marker: str, *, newer: bool) -> None:
    """X's numbers grow; of what is none, nobody can say when it was."""
    assert _newer(number, marker) is newer


def test_x_that_gives_no_answer_to_a_question_leaves_everything_as_it_is(store: Store) -> None:
    """No intent is written when X cannot even say who we are; the report tells it, and the next run
    asks again.
    """
    id = decided(store)
    silent = PosterUnavailable("x.unanswered", status=503)
    report = run(store, Scripted(refuses=silent))
    assert (store.draft(id).state, store.last_attempt(id)) == (State.DECIDED, None)
    assert (report.errors, list(report.waiting), store.people.stops(NOW)) == ([silent], [id], {})


def test_truth_4_a_timeline_that_cannot_be_asked_leaves_an_unclear_post_unclear(
    store: Store,
) -> None:
    """Told by the report, though nothing else is due; nothing is called absent."""
    id = unclear(store, "x")
    silent = PosterUnavailable("x.unanswered", status=503)
    report = run(store, Scripted(refuses=silent))
    assert (report.errors, report.unknown, report.settled) == ([silent], [id], [])
    attempt = store.last_attempt(id)
    assert attempt is not None
    assert attempt.absent_at is None


def test_x_that_names_a_moment_is_not_asked_before_it(store: Store) -> None:
    """A 429 on a question closes the road as one on a post does."""
    id = decided(store)
    reset = NOW + timedelta(minutes=5)
    run(
        store,
        Scripted(
            refuses=PosterUnavailable("x.wait", why="Xが待つように言っています。", retry_at=reset)
        ),
    )
    poster = Scripted()
    assert run(store, poster, reset - timedelta(seconds=1)).posted == []
    assert run(store, poster, reset).posted == [id]


# ── stops and the last look ─────────────────────────────────────────────────────────────────────


def test_the_stop_switch_keeps_everything_back(store: Store) -> None:
    """全投稿停止: even an urgent one waits, and why is told."""
    id = decided(store, urgent=True, outside_hours="緊急")
    store.people.stop("all", "なりすましのため", None, lifecycle.JournalLine("館長", "stop", NOW))
    report = run(store, Scripted())
    assert (report.posted, "なりすまし" in report.waiting[id].what) == ([], True)


HTML = "<html><head><title>{0}</title></head><body><h1>{0}</h1><p>12月1日(火)に開きます。どうぞお越しください。</p></body></html>"
ITEM = Item(id=0, source="home", url=LINK, title="おはなし会", state=ItemState.NEW, seen_at=NOW)


def shows(title: str, text: str = "") -> Web:
    """A web with that page at its address."""
    return Web({LINK: HTML.format(title).replace("どうぞ", text or "どうぞ").encode()})


def paged(store: Store) -> int:
    """A decided draft made from a page that was read."""
    number = store.sightings.remember("home", Memory(succeeded_at=NOW), [Sighting(ITEM, (LINK,))])[
        0
    ]
    read = read_item(shows("おはなし会"), ITEM, None)
    assert read is not None
    store.sightings.keep_page(number, page=read[1], validators=("", ""), digest="", at=NOW)
    version = wording()
    id = store.apply(lifecycle.open_draft(Opening(number, "home", Kind.PAGE), version, "sync", NOW))
    store.apply(lifecycle.decide(store.draft(id), DIRECTOR, NOW, policy_version=VERSION))
    return id


@pytest.mark.parametrize("text", ["11月25日(水)は臨時休館します。", "本日は臨時休館します。"])
def test_5_3_i_a_persons_text_about_a_day_that_is_over_does_not_go_out(
    store: Store, text: str
) -> None:
    """Decided at ten at night on the 25th, the morning of the 26th holds it and says why; on its
    day it went out.
    """
    id = decided(store, text, author="職員")
    poster = Scripted()
    assert run(store, poster, NIGHT).posted == []
    assert run(store, poster, NIGHT + timedelta(hours=11)).held == [id]
    assert "11月25日" in store.draft(id).note
    assert poster.calls == []
    today = decided(store, text, author="職員")
    assert run(store, poster).posted == [today]


@pytest.mark.parametrize("author", ["職員", "sync"])
def test_5_3_i_a_text_whose_last_day_to_apply_is_over_does_not_go_out(
    store: Store, author: str
) -> None:
    """Whoever wrote it, and though what it announces lies ahead."""
    text = "日時:12月20日(日)\n申込:11月25日(水)までに電話で"
    id = decided(store, text, author=author)
    assert run(store, Scripted(), NIGHT + timedelta(hours=11)).held == [id]
    assert "申込みの期限(11月25日)" in store.draft(id).note


def test_5_3_i_a_report_of_what_took_place_goes_out(store: Store) -> None:
    """Its day was over when it was decided; and the machine's own drafts have their last day from
    their page.
    """
    told = decided(store, "11月3日に古本市を開催しました。", author="職員")
    assert run(store, Scripted()).posted == [told]
    later = NOW.date() + timedelta(days=9)
    drafted = decided(store, "11月25日(水)に開きます。", author="sync", expires_on=later)
    no_last_day = decided(store, "11月25日(水)にはじめます。", author="sync")
    report = run(
        store,
        Scripted(ledger=[Shown("2950000000000000000", "別の文", NOW)]),
        NOW + timedelta(days=1),
    )
    assert (report.posted, report.held) == ([drafted], [no_last_day])


def test_truth_2_a_page_that_is_gone_at_the_last_look_holds_the_draft(store: Store) -> None:
    """404 a moment before posting: held, nothing sent."""
    id = paged(store)
    poster = Scripted()
    assert run(store, poster, web=Web()).held == [id]
    assert (poster.calls, store.draft(id).decision) == ([], None)


def test_truth_2_a_persons_text_whose_links_page_is_gone_is_held(store: Store) -> None:
    """404 or 410 at the last look at a page that the record knows, as for a page's own draft; who
    cannot be asked keeps nothing back.
    """
    paged(store)
    id, other = decided(store, "一つ"), decided(store, "もう一つ")
    report = run(store, Scripted(), web=Web())
    assert id in report.held
    assert "リンク先のページがなくなりました" in store.draft(id).note
    assert store.draft(other).state is State.HELD


def test_truth_2_what_was_decided_knowing_that_its_page_is_gone_goes_out(store: Store) -> None:
    """Held once at the last look, then decided with that beside it: a page's own draft, and a
    person's text with a link to it.
    """
    ids = [paged(store), decided(store, "一つ")]
    assert run(store, Scripted(), web=Web()).held == ids
    desk = Desk(store, Rules(settings(through="x"), Words), Clock(NOW))
    for id in ids:
        draft = desk.resubmit(POSTER, id)
        assert [(one.found, one.stop) for one in draft.findings] == [(LINK, True)]
        shown = [draft.digest]
        with pytest.raises(StepRefused):
            desk.decide(DIRECTOR, [id], shown=shown)
        desk.decide(DIRECTOR, [id], shown=shown, acknowledged=["5(3)イ"])
    assert run(store, Scripted(), NOW + timedelta(hours=1), web=Web()).posted == ids


def test_truth_2_each_link_of_a_text_is_looked_at_once_more(store: Store) -> None:
    """Not the first alone."""
    paged(store)
    id = decided(store, "https://lib.example.jp/ のお知らせ")
    assert id in run(store, Scripted(), web=Web({"https://lib.example.jp/": b"<p>1"})).held


def test_truth_2_a_link_that_nobody_can_ask_about_keeps_nothing_back(store: Store) -> None:
    """A page that the record does not know, and a server that is down."""
    id = decided(store)
    assert run(store, Scripted(), web=Web()).posted == [id]


def test_truth_2_a_server_that_is_down_keeps_no_persons_text_back(store: Store) -> None:
    """Its page's own draft waits for it, as ever."""
    page = paged(store)
    id = decided(store, "もう一つ")
    down = Web({LINK: Unreachable("fetch.server_busy", status=503, later="")})
    report = run(store, Scripted(), web=down)
    assert (report.posted, list(report.waiting)) == ([id], [page])


def test_truth_2_a_changed_title_at_the_last_look_holds_the_draft(store: Store) -> None:
    """おはなし会 became 【中止】おはなし会 after the decision."""
    id = paged(store)
    assert run(store, Scripted(), web=shows("【中止】おはなし会")).held == [id]


def test_truth_2_a_page_that_moved_to_another_host_holds_the_draft(store: Store) -> None:
    """The same title elsewhere is not the page that was decided; on its own host it may move."""

    class Moved(Web):
        def fetch(self, url: str, *asked: Any) -> Fetched | NotModified:
            got = super().fetch(url, *asked)
            assert isinstance(got, Fetched)
            return replace(got, url=url.replace("lib.example.jp", "www.example.net"))

    page = {LINK: HTML.format("おはなし会").encode()}
    id = paged(store)
    assert run(store, Scripted(), web=Moved(page)).held == [id]
    assert "別のサイトに移りました: www.example.net" in store.draft(id).note


def test_truth_2_a_page_that_leads_to_a_host_that_is_not_listed_holds_what_links_to_it(
    store: Store,
) -> None:
    """Its own draft, and a person's text; whoever decides them then knows of it. A page that was
    never read, as it led there from the beginning, is decided on the words of its list.
    """
    led = Withheld("fetch.host_not_listed", host="www.example.net")
    ids = [paged(store), decided(store, "一つ")]
    assert run(store, Scripted(), web=Web({LINK: led})).held == ids
    draft = store.draft(ids[0])
    assert draft.note == "元のページが別のサイトに移りました: www.example.net"
    assert ["www.example.net" in one.why for one in draft.findings] == [True]
    desk = Desk(store, Rules(settings(through="x"), Words), Clock(NOW))
    for id in ids:
        shown = [desk.resubmit(POSTER, id).digest]
        desk.decide(DIRECTOR, [id], shown=shown, acknowledged=["5(3)イ"])
    later = NOW + timedelta(hours=1)
    assert run(store, Scripted(), later, web=Web({LINK: led})).posted == ids


def test_truth_2_a_page_that_was_never_read_is_decided_on_the_words_of_its_list(
    store: Store,
) -> None:
    """Its host is not listed, as at the decision: nothing has changed since, and it goes out."""
    led = Withheld("fetch.host_not_listed", host="www.example.net")
    id = paged(store)
    item = store.draft(id).item
    assert item is not None
    page, marks, digest = store.sightings.page(item) or pytest.fail("no page")
    page = replace(page, unread=led.what)
    store.sightings.keep_page(item, page, validators=marks, digest=digest, at=NOW)
    assert run(store, Scripted(), web=Web({LINK: led})).posted == [id]


def test_truth_2_a_changed_text_at_the_last_look_is_not_posted(store: Store) -> None:
    """The next sync makes the new version of it."""
    id = paged(store)
    report = run(store, Scripted(), web=shows("おはなし会", "12月8日(火)に変わりました。"))
    assert (report.posted, list(report.waiting)) == ([], [id])


def test_an_unchanged_page_goes_out(store: Store) -> None:
    """The last look costs one GET and holds nothing back."""
    id = paged(store)
    assert run(store, Scripted(), web=shows("おはなし会")).posted == [id]


def test_a_site_that_is_down_delays_but_does_not_hold(store: Store) -> None:
    """The draft waits for the next run with its decision; an urgent one is told all the same."""
    id = paged(store)
    web = Web({LINK: Unreachable("fetch.silent")})
    report = run(store, Scripted(), web=web)
    assert (report.posted, list(report.waiting), store.draft(id).state) == ([], [id], State.DECIDED)
    assert [error.code for error in report.errors] == ["fetch.silent"]


def test_a_dry_run_writes_and_sends_nothing(store: Store) -> None:
    """It names what would go out now, and leaves alone what is over or too late."""
    id = decided(store)
    decided(store, "過ぎた会です。", expires_on=NOW.date() - timedelta(days=1))
    before = store.path.read_bytes()
    poster = Scripted()
    assert gate(store, poster).run(dry=True).would == [id]
    assert (poster.calls, store.path.read_bytes()) == ([], before)


def test_a_text_changed_behind_the_record_is_not_sent(store: Store) -> None:
    """Somebody who alters the file by hand does not reach X: the digest is computed anew at the
    gate.
    """
    id = decided(store)
    db = store._db
    db.execute("DROP TRIGGER versions_no_update")
    db.execute("UPDATE versions SET content = replace(content, 'おはなし会', '偽の会')")
    poster = Scripted()
    assert run(store, poster).held == [id]
    assert poster.calls == []


@pytest.mark.parametrize("road", ["x", "manual"])
def test_truth_4_a_text_posted_by_hand_before_another_draft_went_out_is_never_sent(
    store: Store, road: str
) -> None:
    """A newer post that the record knows, by either road, says nothing of an older one that it does
    not know.
    """
    first, second, told = (
        decided(store, "一"),
        decided(store, "二"),
        settings(through="x", gap_minutes=30),
    )
    by_hand = Shown(number_at(NOW + timedelta(minutes=1)), store.draft(second).content.text, NOW)
    poster = Scripted(ledger=[by_hand])
    if road == "manual":
        newer, ten_past = number_at(NOW + timedelta(minutes=2)), NOW + timedelta(minutes=10)
        store.apply(
            lifecycle.posted(
                store.draft(first),
                attempt=None,
                person=POSTER,
                number=newer,
                url=f"https://x.com/a/status/{newer}",
                at=ten_past,
            )
        )
    else:
        poster.ledger.append(Shown(number_at(NOW + timedelta(minutes=2)), "ほかの文", NOW))
        assert run(store, poster, NOW + timedelta(minutes=3), told=told).posted == [first]
    report = run(store, poster, NOW + timedelta(minutes=40), told=told)
    assert (report.settled, report.posted) == ([second], [])
    assert second not in [int(call.key.split(":")[0]) for call in poster.calls]


def test_a_post_id_that_another_draft_owns_is_an_unclear_answer(store: Store) -> None:
    """X would have to err for it; then nobody knows, and the run goes on its way."""
    first, second = decided(store, "一"), decided(store, "二")
    answer = Posted("2900000000000000007", "https://x.com/mihon_lib/status/2900000000000000007")
    report = run(store, Scripted([answer, answer]))
    assert (report.posted, report.unknown) == ([first], [second])


def test_the_id_of_an_older_post_is_an_unclear_answer(store: Store) -> None:
    """A post that stood there before the call cannot be this one; the timeline, not the answer,
    then tells.
    """
    id = decided(store)
    poster = Scripted([lambda m: replace(poster.accept(m), post_id="2900000000000000000")])
    poster.ledger = [Shown("2900000000000000000", "職員が前に出したもの", NOW)]
    assert run(store, poster).unknown == [id]
    assert run(store, poster).settled == [id]
    post = store.draft(id).post
    assert post is not None
    assert post.post_id == "2900000000000000001"
    assert len(poster.calls) == 1


def test_posted_values_carry_their_address() -> None:
    """The stand-in speaks the words of the real posters."""
    poster = Scripted()
    assert isinstance(poster.accept(Message("a")), Posted)
    assert replace(poster.ledger[0], text="b").text == "b"


# ── one look before the first post of a run ─────────────────────────────────────────────────────


def test_truth_4_a_text_that_stands_on_x_already_is_never_sent(store: Store) -> None:
    """Staff posted it by hand, or an older record forgot it: settled as posted, with that post's
    id; the next one goes out.
    """
    first, second = decided(store, "一"), decided(store, "二")
    poster = Scripted()
    poster.ledger = [Shown("2800000000000000000", store.draft(first).content.text, NOW)]
    report = run(store, poster)
    assert (report.settled, report.posted) == ([first], [second])
    assert [call.text for call in poster.calls] == [store.draft(second).content.text]
    post = store.draft(first).post
    assert post is not None
    assert (post.post_id, post.cost) == ("2800000000000000000", 0.0)


def test_truth_4_the_look_begins_after_the_last_post_that_the_record_knows(store: Store) -> None:
    """A monthly notice has the same words each month: last month's post is another draft's, and
    lies before the look.
    """
    poster = Scripted()
    first = decided(store)
    run(store, poster)
    second = decided(store, beside=first)
    assert run(store, poster).posted == [second]
    assert len({store.draft(id).post.post_id for id in (first, second)}) == 2  # type: ignore[union-attr]


@pytest.mark.parametrize("between", ["nothing", "another in the same run", "another run"])
def test_truth_4_a_draft_made_anew_is_settled_by_the_post_that_a_lost_record_had_sent(
    store: Store, between: str
) -> None:
    """A copy was brought back, or a person posted by hand before the page was drafted: the post is
    older than the draft, and newer ones of other drafts stand behind it.
    """
    posted_then, later = NOW + timedelta(minutes=1), NOW + timedelta(minutes=20)
    newest = Shown("2900000000000000000", "ほか", later)
    poster = Scripted(
        ledger=[Shown(number_at(posted_then), content(f"二\n{LINK}").text, NOW), newest]
    )
    begun = store.apply(  # the record is older than the lost post
        lifecycle.open_draft(Opening(None, "home", Kind.PAGE), wording(content("零")), "sync", NOW)
    )
    first = decided(store, "一") if between == "another run" else 0
    told = settings(through="x", gap_minutes=0)
    if first:  # and tells of the strange post
        assert run(store, poster, NOW + timedelta(minutes=2), told=told).posted == [first]
    elif between == "another in the same run":
        first = decided(store, "一", at=later)
    second = decided(store, "二", at=later)
    report = run(store, poster, later + timedelta(minutes=1), told=told)
    assert report.settled == [second]
    assert {begun, second}.isdisjoint(int(call.key.split(":")[0]) for call in poster.calls)


@pytest.mark.parametrize(("days", "settled"), [(29, True), (31, False)])
def test_truth_4_last_months_strange_post_in_the_same_words_settles_nothing(
    store: Store, days: int, settled: bool
) -> None:
    """A monthly notice by hand, of more than 30 days ago."""
    later = NOW + timedelta(days=days)
    newest = Shown("2900000000000000000", "ほか", later)
    poster = Scripted(
        ledger=[Shown(number_at(NOW + timedelta(hours=1)), content().text, NOW), newest]
    )
    first = decided(store, "一", at=NOW)
    assert run(store, poster, NOW + timedelta(hours=2)).posted == [first]
    id = decided(store, at=later)
    report = run(store, poster, later + timedelta(hours=3))
    assert (id in report.settled, id in report.posted) == (settled, not settled)


def cut(poster: Scripted, reach: str, *, hidden: int = 0) -> None:
    """Let the timeline break off: `hidden` of the oldest posts are missing, it goes back to
    `reach`.
    """
    plain = Scripted.timeline

    def timeline(since: str) -> Timeline:
        posts = plain(poster, since).posts
        return Timeline(posts[: len(posts) - hidden], complete=False, reach=reach)

    poster.timeline = timeline  # type: ignore[method-assign]


def test_truth_4_what_the_look_did_not_see_is_not_taken_for_absent(store: Store) -> None:
    """Staff posted the same text by hand, and X left it out: nothing goes out, told once, looked
    again at each run.
    """
    id = decided(store)
    poster = Scripted()
    poster.ledger = [Shown(number_at(NOW + timedelta(minutes=1)), content().text, NOW)]
    cut(poster, "", hidden=1)
    report = run(store, poster)
    assert (report.posted, poster.calls, list(report.waiting)) == ([], [], [id])
    assert ["読みきれません" in str(error) for error in report.errors] == [True]
    assert store.draft(id).state is State.DECIDED
    assert store.draft(id).cause is Cause.UNSEEN
    again = run(store, poster, NOW + timedelta(minutes=10))
    assert (again.errors, list(again.waiting), poster.calls) == ([], [id], [])
    cut(poster, "")  # X shows it after all
    assert run(store, poster, NOW + timedelta(minutes=20)).settled == [id]
    assert poster.calls == []


def test_truth_4_an_unclear_post_is_not_held_for_absent_by_a_look_that_breaks_off(
    store: Store,
) -> None:
    """Only the whole timeline can say that it is not there."""
    id = unclear(store, "x")
    poster = Scripted()
    cut(poster, "")
    run(store, poster)
    attempt = store.last_attempt(id)
    assert attempt is not None
    assert attempt.absent_at is None
    poster.timeline = lambda _since: Timeline((), complete=True)  # type: ignore[method-assign]
    run(store, poster, NOW + timedelta(minutes=1))
    attempt = store.last_attempt(id)
    assert attempt is not None
    assert attempt.absent_at is not None


@pytest.mark.parametrize(("minutes", "goes"), [(10, True), (11, False)])
def test_5_2_a_last_moment_is_one_at_which_it_still_goes_out(
    store: Store, minutes: int, *, goes: bool
) -> None:
    """The minute behind it, a person has to look."""
    id = decided(store)
    timing = Timing(not_after=NOW + timedelta(minutes=10))
    store.apply(lifecycle.time(store.draft(id), POSTER, timing, NOW))
    report = run(store, Scripted(), NOW + timedelta(minutes=minutes))
    assert (report.posted, report.held) == (([id], []) if goes else ([], [id]))


@pytest.mark.parametrize(("minutes", "goes"), [(-1, True), (1, False)])
def test_truth_4_a_look_that_breaks_off_is_enough_when_it_goes_back_to_the_drafts_opening(
    store: Store, minutes: int, *, goes: bool
) -> None:
    """Older posts may be missing: nobody can have posted this text before it was written."""
    at = NOW + timedelta(hours=1)
    poster = Scripted()
    poster.ledger = [Shown(number_at(at), "ほかの文", at)]
    id = decided(store)
    cut(poster, number_at(store.draft(id).created_at + timedelta(minutes=minutes)))
    report = run(store, poster, at)
    assert (report.posted == [id], list(report.waiting) == [id]) == (goes, not goes)


def test_truth_4_a_persons_look_ends_the_waiting_for_a_day(store: Store, words: Words) -> None:
    """Named, with a reason, in the journal; of a draft that does not wait for it nobody is asked."""
    id = decided(store)
    poster = Scripted()
    cut(poster, "")
    clock = Clock(NOW)
    desk = Desk(store, Rules(settings(through="x"), lambda: words), clock)
    with pytest.raises(StepRefused, match="まだ投稿を試みていません"):
        desk.not_posted(POSTER, id, "見た")
    run(store, poster)
    desk.not_posted(POSTER, id, "Xの一覧を30日分見て、ありませんでした")
    assert store.history(id)[-1]["actor"] == POSTER.name
    late = run(store, poster, NOW + timedelta(days=1))  # the word is of yesterday
    assert (list(late.waiting), len(late.errors)) == ([id], 1)
    clock.now = NOW + timedelta(days=1)
    desk.not_posted(POSTER, id, "もう一度見た")
    assert run(store, poster, NOW + timedelta(days=1, minutes=1)).posted == [id]


def test_6_4_a_retweet_does_not_wait_for_a_look_that_could_not_tell_of_it(store: Store) -> None:
    """The timeline shows no retweets; X itself does each of them once."""
    made = wording(
        replace(content(), text="", url="", repost_of="https://x.com/mihon_city/status/5")
    )
    id = store.apply(lifecycle.open_draft(Opening(None, "staff", Kind.MATERIAL), made, "職員", NOW))
    store.apply(lifecycle.decide(store.draft(id), DIRECTOR, NOW, policy_version=VERSION))
    poster = Scripted()
    cut(poster, "")
    assert run(store, poster).waiting == {}
    assert store.draft(id).state is State.POSTED


def test_one_look_a_run_is_counted_in_the_budget(store: Store) -> None:
    """Three posts, one look: US$0.001 for each post that was read, one at least."""
    for text in ("一", "二", "三"):
        decided(store, text)
    poster = Scripted()
    looks: list[str] = []
    plain = poster.timeline
    poster.timeline = lambda since: (looks.append(since), plain(since))[1]  # type: ignore[method-assign]
    assert len(run(store, poster).posted) == 3
    assert len(looks) == 1
    assert spent_this_month(store, NOW) == pytest.approx(3 * 0.2 + 0.001)


def test_own_posts_that_the_record_does_not_know_are_told_once(store: Store) -> None:
    """Somebody posted something else in the library's name; what was decided goes out all the same."""
    poster = Scripted()
    poster.ledger = [Shown("2800000000000000000", "決裁のない文です", NOW)]
    first = decided(store)
    report = run(store, poster)
    assert report.posted == [first]
    assert ["決裁のない文です" in error.what for error in report.errors] == [True]
    decided(store, "二")
    assert run(store, poster).errors == []


def test_an_unclear_answer_of_x_itself_closes_the_road_for_a_while(store: Store) -> None:
    """One draft is unknown, the others stay decided; the pause doubles while nobody has cleared it."""
    first, second, third = (decided(store, text) for text in ("一", "二", "三"))
    poster = Scripted([Unknown(answered("HTTP 503")), Unknown(answered("HTTP 503"))])
    assert run(store, poster).unclear == [first]
    assert run(store, poster, NOW + timedelta(minutes=14)).unclear == []
    assert run(store, poster, NOW + timedelta(minutes=15)).unclear == [second]
    assert run(store, poster, NOW + timedelta(minutes=44)).posted == []
    assert run(store, poster, NOW + timedelta(minutes=45)).posted == [third]
    assert len(poster.calls) == 3


def test_a_duplicate_closes_nothing(store: Store) -> None:
    """X is well: it is about this text alone."""
    first, second = decided(store, "一"), decided(store, "二")
    poster = Scripted([Unknown(answered("同じ文面がすでにある"), closes=False)])
    assert run(store, poster).unclear == [first]
    assert run(store, poster).posted == [second]


def test_after_402_the_road_asks_again_by_itself_once_a_day(store: Store) -> None:
    """A balance is filled up without anybody at this machine."""
    id = decided(store)
    poster = Scripted(
        [
            Refused(answered("残高がありません"), Remedy.CREDITS),
            Refused(answered("残高がありません"), Remedy.CREDITS),
        ]
    )
    run(store, poster)
    day = NOW + timedelta(days=1)
    assert [len(run(store, poster, at).posted) for at in (day - timedelta(minutes=1), day)] == [
        0,
        0,
    ]
    assert len(poster.calls) == 2
    assert run(store, poster, day + timedelta(days=3)).posted == [id]


def test_an_id_whose_own_time_lies_before_the_attempt_is_no_answer(store: Store) -> None:
    """201 with id "1" on an empty timeline: a number of 2010."""
    id = decided(store)
    poster = Scripted([Posted("1", "https://x.com/mihon_lib/status/1")])
    report = run(store, poster)
    assert (report.posted, report.unclear) == ([], [id])


def test_9_2_another_text_than_was_sent_is_an_alarm(store: Store) -> None:
    """It is out, so it is posted; but whoever looks is told, and the run does not end with 0."""
    id = decided(store)
    poster = Scripted([lambda m: replace(poster.accept(m), text="切り詰められた文")])
    report = run(store, poster)
    assert report.posted == [id]
    assert "切り詰められた文" in str(report.errors[0])
    assert store.draft(id).note.startswith("Xの表示が決裁した文と違います")
    again = decided(store, "二")
    poster.answers.append(
        lambda m: replace(poster.accept(m), text=m.text.replace(LINK, "https://t.co/abc"))
    )
    quiet = run(store, poster)
    assert (quiet.posted, quiet.errors) == ([again], [])


def test_a_decision_taken_back_while_publish_works_is_skipped(store: Store) -> None:
    """The run goes on with the next draft."""
    first, second = decided(store, "一"), decided(store, "二")

    class Slow(Scripted):
        def verify(self, account: str) -> str:
            if store.draft(first).state is State.DECIDED:
                store.apply(lifecycle.take_back(store.draft(first), POSTER, NOW))
            return account

    poster = Slow()
    report = run(store, poster)
    assert report.posted == [second]
    assert [call.text for call in poster.calls] == [store.draft(second).content.text]


def list_shows(title: str) -> Web:
    """The page as it was read, and a list with one entry under this title."""
    web = shows("おはなし会")
    rows = f'<li>2026年11月24日 <a href="{LINK}">{title}</a></li>'
    more = "".join(f'<li>2026年11月{n}日 <a href="/n/{n}">お知らせ{n}</a></li>' for n in (20, 21))
    web.pages[HOME.url] = f"<h2>新着情報</h2><ul>{rows}{more}</ul>".encode()
    return web


@pytest.mark.parametrize("title", ["おはなし会", "NEW おはなし会", "【中止】おはなし会"])
def test_truth_2_what_its_list_calls_off_does_not_go_out(store: Store, title: str) -> None:
    """The gate looks at the list of what is due: a decided text waits for the next sync. Any other
    word of the list keeps nothing back.
    """
    id = paged(store)
    store.sightings.remember("home", Memory(succeeded_at=NOW, asked_at=NOW))
    report = run(store, Scripted(), web=list_shows(title), told=settings(HOME, through="x"))
    off = "中止" in title
    assert (report.posted, "一覧の題名" in str(report.waiting.get(id, ""))) == (
        [] if off else [id],
        off,
    )
    assert store.draft(id).state is (State.DECIDED if off else State.POSTED)


def test_truth_2_what_a_sync_saw_called_off_does_not_go_out(store: Store) -> None:
    """Its page did not answer since, so it is still decided: the gate knows, on either road, and
    asks no list again.
    """
    id = paged(store)
    item = store.draft(id).item or 0
    memory = Memory(succeeded_at=NOW, asked_at=NOW)
    store.sightings.remember("home", memory, halts=[(item, "【中止】おはなし会", True)])
    web = list_shows("【中止】おはなし会")
    told = settings(HOME, through="x")
    assert "【中止】おはなし会" in run(store, Scripted(), web=web, told=told).waiting[id].what
    assert web.asked == []
    with pytest.raises(StepRefused, match="一覧の題名が「【中止】おはなし会」に変わりました"):
        gate(store, None, web=web).take(POSTER, id)


def test_truth_2_a_window_is_not_opened_for_what_is_called_off(store: Store) -> None:
    """A sync saw it while the text lay in a person's hand."""
    id = paged(store)
    publish = gate(store, None, web=list_shows("おはなし会"))
    publish.take(POSTER, id)
    item = store.draft(id).item or 0
    memory = Memory(succeeded_at=NOW, asked_at=NOW)
    store.sightings.remember("home", memory, halts=[(item, "【満席】おはなし会", True)])
    with pytest.raises(StepRefused, match="【満席】おはなし会"):
        publish.open_window(POSTER, id)


def test_a_list_that_does_not_answer_keeps_nothing_back(store: Store) -> None:
    """The page stands, and the next sync tells of the list."""
    id = paged(store)
    web = list_shows("【中止】おはなし会")
    web.pages[HOME.url] = Unreachable("fetch.silent").about(HOME.url)
    assert run(store, Scripted(), web=web, told=settings(HOME, through="x")).posted == [id]


@pytest.mark.parametrize(
    ("memory", "seen"),
    [
        (Memory(), False),  # never read: nothing is known of it
        (Memory(succeeded_at=NOW), False),
        (Memory(succeeded_at=NOW, failures=1), True),
        (Memory(succeeded_at=NOW, parts=("https://lib.example.jp/2",)), True),
    ],
)
def test_truth_2_a_list_of_which_a_part_may_be_missing_is_asked_for_as_a_whole(
    store: Store, memory: Memory, *, seen: bool
) -> None:
    """That it has not changed since says nothing where the last look failed or it has parts."""
    id = paged(store)
    web = list_shows("【中止】おはなし会")
    known = web.fetch(HOME.url)
    assert isinstance(known, Fetched)
    memory = replace(memory, asked_at=NOW, etag=known.validators.etag)
    store.sightings.remember("home", memory)
    report = run(store, Scripted(), web=web, told=settings(HOME, through="x"))
    assert (report.posted, "一覧の題名" in str(report.waiting.get(id, ""))) == (
        [] if seen else [id],
        seen,
    )


def test_5_2_nothing_is_taken_by_a_clock_that_went_back(store: Store) -> None:
    """By its hours the library would be open, and what is over be still to come; a run is refused
    by its command, a person here.
    """
    id = decided(store)
    store.visits.keep(NOW + timedelta(days=11), ran=True)
    with pytest.raises(ClockDoubtful):
        gate(store, None).take(POSTER, id)
    store.visits.keep(NOW, ran=True)
    assert gate(store, None).take(POSTER, id).state is State.SENDING


def test_a_run_goes_on_behind_what_it_does_not_post(store: Store) -> None:
    """One that stands on X already, one that was changed behind the record: the next one goes
    out.
    """
    stands, changed, last = (decided(store, words) for words in ("一", "二", "三"))
    by_hand = Shown(number_at(NOW + timedelta(minutes=1)), store.draft(stands).content.text, NOW)
    store._db.execute("DROP TRIGGER versions_no_update")
    store._db.execute(
        "UPDATE versions SET content = replace(content, '二', '偽') WHERE draft = ?", (changed,)
    )
    report = run(store, Scripted(ledger=[by_hand]), NOW + timedelta(minutes=2))
    assert (report.settled, report.held, report.posted) == ([stands], [changed], [last])


def test_truth_4_a_run_goes_on_behind_what_a_look_may_have_missed(store: Store) -> None:
    """Each text waits, and is told as waiting: neither keeps the other from being looked for."""
    first, second = decided(store, "一"), decided(store, "二")
    poster = Scripted()
    cut(poster, "")
    report = run(store, poster)
    assert (report.posted, list(report.waiting)) == ([], [first, second])


def test_9_2_what_was_on_the_screen_is_what_is_taken(store: Store) -> None:
    """A text that was changed since is not handed out."""
    id = decided(store)
    with pytest.raises(Changed):
        gate(store, None).take(POSTER, id, shown="0" * 64)
    assert store.draft(id).state is State.DECIDED
    gate(store, None).take(POSTER, id, shown=store.draft(id).digest)


def test_truth_2_a_list_that_answers_the_same_again_is_not_read(store: Store) -> None:
    """Some servers know no 304: what its words were is known by their digest."""
    id = paged(store)
    web = list_shows("【中止】おはなし会")
    known = web.fetch(HOME.url)
    assert isinstance(known, Fetched)
    memory = Memory(succeeded_at=NOW, asked_at=NOW, digest=known.digest)
    store.sightings.remember("home", memory)
    assert run(store, Scripted(), web=web, told=settings(HOME, through="x")).posted == [id]


def test_the_first_moment_of_a_month_is_in_its_budget(store: Store) -> None:
    """And the last one before it in the other's."""
    first = NOW.replace(day=1, hour=9, minute=0)
    for at, hand in ((first, "一"), (first - timedelta(days=1), "二")):
        id = decided(store, hand)
        step = lifecycle.send(store.draft(id), "x", marker="", policy_version=VERSION, at=at)
        store.apply(step)
        attempt = store.last_attempt(id)
        assert attempt is not None
        posted = lifecycle.post(
            store.draft(id), attempt, number=f"29{id}", url="https://x.com/a/status/29", at=at
        )
        assert posted.post is not None
        store.apply(replace(posted, post=replace(posted.post, cost=float(id))))
    assert spent_this_month(store, NOW) == 1.0
