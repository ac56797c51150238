"""The road by hand is as strict as X's: offered, taken, posted or handed back, each step past the
same gate.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from fakes import DIRECTOR, LINK, NOW, POSTER, READER, Clock, Web, content, packaged_words, settings
from test_proof import behind
from test_publish import decided, paged, shows

from bridge import lifecycle
from bridge.desk import Desk
from bridge.draft.rules import Rules
from bridge.errors import (
    Differs,
    Lapsed,
    NotAllowed,
    StepRefused,
    StoreFailed,
    UsageRefused,
    WrongState,
)
from bridge.model import Draft, JournalLine, State
from bridge.policy.s05_2_hours import make_calendar
from bridge.posting.manual import number_at, time_of
from bridge.publish import Publish, PublishReport
from bridge.record.store import Store
from bridge.sayings import Refusal
from bridge.settings import Settings

OWN = "https://x.com/mihon_lib/status/2125395291141046"  # with three digits: five minutes after NOW
MANUAL = settings(through="manual")
CLOSED = NOW.replace(hour=19)


def gate(store: Store, now: object = NOW, web: Web | None = None, **limits: object) -> Publish:
    told = settings(through="manual", **limits)
    clock = now if isinstance(now, Clock) else Clock(now)  # type: ignore[arg-type]
    return Publish(
        store=store,
        settings=told,
        calendar=make_calendar(told.hours, frozenset()),
        poster=None,
        fetcher=web or Web(),
        clock=clock,
    )


def test_what_nobody_has_in_hand_has_no_window(store: Store) -> None:
    """A draft that was only decided: X's window is for what a person has taken."""
    with pytest.raises(WrongState) as refused:
        gate(store).open_window(POSTER, decided(store))
    assert refused.value.code == "post.not_taken_here"


def run(store: Store, now: object = NOW, web: Web | None = None, **limits: object) -> PublishReport:
    return gate(store, now, web, **limits).run()


def desk(store: Store, now: object = NOW) -> Desk:
    return Desk(store, Rules(MANUAL, packaged_words), Clock(now))  # type: ignore[arg-type]


def taken(store: Store, id: int, *, opened: bool = False) -> Draft:
    gate(store).take(POSTER, id)
    return gate(store).open_window(POSTER, id) if opened else store.draft(id)


def test_to_hand_out_is_not_to_send(store: Store) -> None:
    """A due draft is offered at each run and stays decided; the journal has the offer once."""
    id = decided(store)
    first, second = run(store), run(store)
    assert (first.by_hand, first.offered, first.taken) == ([id], [id], [])
    assert (second.by_hand, second.offered) == ([id], [])
    assert (store.draft(id).state, store.last_attempt(id)) == (State.DECIDED, None)
    assert [row["action"] for row in store.history(id)].count("offer") == 1


def test_a_named_person_takes_it_and_gives_its_address(store: Store) -> None:
    """The intent is on disk with the person's name before any link is shown."""
    id = decided(store)
    draft = taken(store, id)
    attempt = store.last_attempt(id)
    assert attempt is not None
    assert (draft.state, attempt.person, attempt.digest, attempt.opened_at) == (
        State.SENDING,
        POSTER.name,
        draft.digest,
        None,
    )
    assert run(store).taken == [id]
    done = desk(store).posted(POSTER, id, f"{OWN}001")
    assert (done.state, done.post and done.post.through) == (State.POSTED, "manual")


def test_4_a_reader_takes_nothing(store: Store) -> None:
    """供覧 only looks."""
    with pytest.raises(NotAllowed):
        gate(store).take(READER, decided(store))


def test_two_persons_take_one_draft_once(store: Store) -> None:
    """The second is told where it stands."""
    id = decided(store)
    taken(store, id)
    with pytest.raises(WrongState, match="投稿中"):
        gate(store).take(DIRECTOR, id)


def test_two_persons_have_one_gap(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another one takes the draft before while this one's page is looked at: this one is told, and
    takes nothing.
    """
    other, id = decided(store, "先のもの。"), decided(store, "後のもの。")
    alone = store.alone

    def outrun() -> AbstractContextManager[None]:
        monkeypatch.setattr(store, "alone", alone)
        gate(store, gap_minutes=30).take(DIRECTOR, other)
        return alone()

    monkeypatch.setattr(store, "alone", outrun)
    with pytest.raises(StepRefused) as refused:
        gate(store, gap_minutes=30).take(POSTER, id)
    assert refused.value.code == "post.early"
    assert (store.draft(other).state, store.draft(id).state) == (State.SENDING, State.DECIDED)


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("stop", "止めています"),
        ("night", "投稿します"),
        ("gap", "投稿します"),
        ("cap", "投稿します"),
    ],
)
def test_taking_passes_the_same_gate_as_a_call(store: Store, what: str, why: str) -> None:
    """Stops, hours, gap and cap, each at the very moment of the taking."""
    id, other = decided(store, "一"), decided(store, "二")
    now = CLOSED if what == "night" else NOW
    limits = {"gap": {"gap_minutes": 30}, "cap": {"per_day": 1}}.get(what, {})
    if what == "stop":
        store.people.stop("all", "点検", None, JournalLine("館長", "stop", NOW))
    if what in {"gap", "cap"}:
        gate(store, **limits).take(POSTER, other)
    with pytest.raises(StepRefused, match=why):
        gate(store, now, **limits).take(POSTER, id)
    assert store.draft(id).state is State.DECIDED
    assert id not in run(store, now, **limits).by_hand


def test_truth_2_the_page_is_looked_at_again_when_a_draft_is_taken(store: Store) -> None:
    """中止 stands in its title since the offer: held. Another text: not now, the next sync makes
    the new version.
    """
    id = paged(store)
    assert run(store, web=shows("おはなし会")).by_hand == [id]
    with pytest.raises(StepRefused, match="ページが変わりました"):
        gate(store, web=shows("おはなし会", "12月8日(火)に変わりました。")).take(POSTER, id)
    assert store.draft(id).state is State.DECIDED
    with pytest.raises(StepRefused, match="保留しました"):
        gate(store, web=shows("【中止】おはなし会")).take(POSTER, id)
    assert store.draft(id).state is State.HELD


def test_truth_1_a_text_changed_behind_the_record_is_not_taken(store: Store) -> None:
    """The digest is computed anew."""
    id = decided(store)
    store._db.execute("DROP TRIGGER versions_no_update")
    store._db.execute("UPDATE versions SET content = replace(content, 'おはなし会', '偽の会')")
    assert run(store).held == [id]


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("DELETE FROM stops", "投稿の停止「all」"),
        (
            "UPDATE stops SET until = '2026-11-25T00:00:00.000000+00:00'",
            "投稿の停止「all」の until",
        ),
        ("INSERT INTO persons VALUES ('別の館長', 'director', '', NULL, 1, '')", "人「別の館長」"),
    ],
)
@pytest.mark.parametrize("opened", [False, True])
def test_5_3_a_nothing_is_taken_from_a_record_that_cannot_be_believed(
    store: Store, statement: str, why: str, *, opened: bool
) -> None:
    """A stop or a person changed in the file: neither taken, nor is X's window opened for what was
    taken before.
    """
    id = decided(store)
    if opened:
        taken(store, id)
    store.people.stop("all", "点検", None, JournalLine("館長", "stop", NOW))
    store.proof.look(NOW)
    behind(store, statement)
    with pytest.raises(StoreFailed, match=why):
        gate(store).open_window(POSTER, id) if opened else gate(store).take(POSTER, id)
    assert store.draft(id).state is (State.SENDING if opened else State.DECIDED)


@pytest.mark.parametrize(
    ("ahead", "refused"), [(timedelta(hours=23), False), (timedelta(hours=25), True)]
)
def test_a_number_of_a_day_to_come_is_a_slip_of_the_hand(
    store: Store, ahead: timedelta, *, refused: bool
) -> None:
    """One wrong digit makes a post of years to come: nothing on X would be newer than it. Now and
    when it is put right.
    """
    id = decided(store)
    taken(store, id, opened=True)
    slip = f"https://x.com/mihon_lib/status/{number_at(NOW + ahead)}"
    if not refused:
        assert desk(store).posted(POSTER, id, slip).state is State.POSTED
        return
    with pytest.raises(StepRefused, match="まだ来ていません"):
        desk(store).posted(POSTER, id, slip)
    desk(store).posted(POSTER, id, f"{OWN}001")
    with pytest.raises(StepRefused, match="まだ来ていません"):
        desk(store).put_right(POSTER, id, slip, "写し違い")


def test_what_was_taken_ends_with_its_last_day(store: Store) -> None:
    """Taken ten minutes before midnight, outside the hours; the window is not opened ten minutes
    after.
    """
    id = decided(store, expires_on=NOW.date(), outside_hours="急ぎ")
    late = NOW.replace(hour=23, minute=50)
    gate(store, late).take(POSTER, id)
    with pytest.raises(StepRefused, match="期限が過ぎました"):
        gate(store, late + timedelta(minutes=20)).open_window(POSTER, id)


@pytest.mark.parametrize(("minutes", "opens"), [(119, True), (120, True), (121, False)])
@pytest.mark.parametrize("last_day", [None, NOW.date()])
def test_what_was_taken_stands_for_two_hours_and_on_its_last_day(
    store: Store, last_day: date | None, minutes: int, *, opens: bool
) -> None:
    """To the minute; what is over tomorrow is not over today."""
    id = decided(store, expires_on=last_day)
    gate(store).take(POSTER, id)
    later = gate(store, NOW + timedelta(minutes=minutes))
    if opens:
        assert later.open_window(POSTER, id).state is State.SENDING
    else:
        with pytest.raises(StepRefused, match="時間がたちました"):
            later.open_window(POSTER, id)


def test_what_is_stopped_is_not_told_to_wait_for_a_time(store: Store) -> None:
    """A stop ends by a person, not by the clock: the refusal names it and no hour."""
    id = decided(store)
    line = JournalLine("館長", "stop", NOW, {"road": "all", "why": "確かめる"})
    store.people.stop("all", "確かめる", None, line)
    with pytest.raises(StepRefused) as refused:
        gate(store).take(POSTER, id)
    assert refused.value.code == "post.kept_back"
    assert "時間" not in refused.value.todo
    assert store.draft(id).state is State.DECIDED


def test_what_is_too_early_is_not_taken_and_its_page_not_looked_at(store: Store) -> None:
    """Else a page that is gone by now would hold what nobody may post yet."""
    id, gone = paged(store), Web()
    run(store, CLOSED)
    with pytest.raises(StepRefused) as refused:
        gate(store, CLOSED, gone).take(POSTER, id)
    assert (refused.value.code, gone.asked) == ("post.early", [])
    assert store.draft(id).state is State.DECIDED


def test_what_is_not_decided_any_more_is_not_taken_and_its_page_not_looked_at(store: Store) -> None:
    """It is said where it stands, before anything else is asked."""
    id, web = paged(store), shows("おはなし会")
    gate(store, web=web).take(POSTER, id)
    asked = len(web.asked)
    with pytest.raises(WrongState):
        gate(store, web=web).take(DIRECTOR, id)
    assert len(web.asked) == asked > 0


def test_truth_4_a_window_that_was_open_opens_again_whatever_became_of_the_page(
    store: Store,
) -> None:
    """X may have the text since: who looks once more must see it."""
    id = paged(store)
    gate(store, web=shows("おはなし会")).take(POSTER, id)
    gate(store, web=shows("おはなし会")).open_window(POSTER, id)
    later = gate(store, NOW + timedelta(minutes=30), shows("講演会"))
    assert later.open_window(POSTER, id).state is State.SENDING


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (settings(through="x"), "投稿のしかたが「職員の手で」から「XのAPI」に変わりました"),
        (
            replace(MANUAL, library=replace(MANUAL.library, account="betsu_lib")),
            "アカウントが @mihon_lib から @betsu_lib",
        ),
    ],
)
def test_what_was_taken_ends_with_its_road_and_account(
    store: Store, told: Settings, why: str
) -> None:
    """The decision that was taken holds for them alone; handed back, it waits for a person."""
    id = decided(store)
    store.apply(lifecycle.take_back(store.draft(id), POSTER, NOW))
    desk(store).decide(DIRECTOR, [id], shown=[store.draft(id).digest])
    taken(store, id)
    changed = Publish(
        store=store,
        settings=told,
        calendar=make_calendar(told.hours, frozenset()),
        poster=None,
        fetcher=Web(),
        clock=Clock(),
    )
    with pytest.raises(StepRefused, match=why):
        changed.open_window(POSTER, id)
    desk(store).hand_back(POSTER, id)
    assert store.draft(id).state is State.DECIDED


def test_a_decision_of_another_road_is_not_taken(store: Store) -> None:
    """Decided for the API; by hand it is asked for anew."""
    id = decided(store)
    store.apply(lifecycle.take_back(store.draft(id), POSTER, NOW))
    x = Desk(store, Rules(settings(through="x"), packaged_words), Clock())
    x.decide(DIRECTOR, [id], shown=[store.draft(id).digest])
    with pytest.raises(Lapsed, match="投稿のしかた"):
        gate(store, NOW + timedelta(hours=1)).take(POSTER, id)
    assert store.draft(id).state is State.WAITING


# ── given back ──────────────────────────────────────────────────────────────────────────────────


def test_before_x_s_window_was_opened_it_is_free_at_once(store: Store) -> None:
    """Handed back: decided, offered again, taken by the next person. Returned or taken back: no
    decision is left.
    """
    id = decided(store)
    taken(store, id)
    assert desk(store).hand_back(POSTER, id).state is State.DECIDED
    assert run(store).by_hand == [id]
    taken(store, id)
    assert desk(store).take_back(DIRECTOR, id).state is State.WAITING
    other = decided(store, "二")
    taken(store, other)
    returned = desk(store).return_(DIRECTOR, other, "時刻が違う", shown=store.draft(other).digest)
    assert (returned.state, returned.decision, store.open_attempts()) == (State.RETURNED, None, [])


@pytest.mark.parametrize("verb", ["hand_back", "take_back", "return"])
def test_after_x_s_window_was_opened_only_looking_at_x_frees_it(store: Store, verb: str) -> None:
    """X may have it."""
    id = decided(store)
    taken(store, id, opened=True)
    at = desk(store)
    steps = {
        "hand_back": lambda: at.hand_back(POSTER, id),
        "take_back": lambda: at.take_back(POSTER, id),
        "return": lambda: at.return_(DIRECTOR, id, "違う", shown=store.draft(id).digest),
    }
    with pytest.raises(StepRefused, match="投稿画面を開いたあと"):
        steps[verb]()
    assert store.draft(id).state is State.SENDING


def test_a_word_of_absence_counts_after_a_second_look(store: Store) -> None:
    """X's pages lag: a word at once is noted; fifteen minutes later it frees the draft."""
    id = decided(store)
    taken(store, id, opened=True)
    assert desk(store).not_posted(POSTER, id, "入れなかった").state is State.SENDING
    with pytest.raises(StepRefused, match="あと1分"):
        desk(store, NOW + timedelta(minutes=14, seconds=1)).not_posted(POSTER, id, "入れなかった")
    later = NOW + timedelta(minutes=15)
    assert desk(store, later).not_posted(POSTER, id, "入れなかった").state is State.DECIDED
    assert run(store, later).by_hand == [id]


@pytest.mark.parametrize("what", ["stop", "closing"])
def test_what_was_taken_shows_no_link_after_a_stop_or_the_end_of_the_day(
    store: Store, what: str
) -> None:
    """The person is asked; the window does not open."""
    id = decided(store)
    taken(store, id)
    if what == "stop":
        store.people.stop("manual", "なりすましのため", None, JournalLine("館長", "stop", NOW))
    with pytest.raises(StepRefused, match="止めています" if what == "stop" else "開館時間"):
        gate(store, CLOSED if what == "closing" else NOW).open_window(POSTER, id)


def test_5_2_an_urgent_one_that_was_taken_in_time_ends_not_with_the_day(store: Store) -> None:
    """The window opens though the library has closed since; what can wait is asked about."""
    urgent = decided(store, urgent=True)
    gate(store, CLOSED - timedelta(minutes=2)).take(POSTER, urgent)
    assert gate(store, CLOSED).open_window(POSTER, urgent).state is State.SENDING


@pytest.mark.parametrize(("minutes", "refused"), [(2, False), (3, True)])
@pytest.mark.parametrize("moved", ["講演会", ""])
def test_truth_2_the_page_is_looked_at_again_before_x_s_window_opens(
    store: Store, minutes: int, refused: bool, moved: str
) -> None:
    """What the taking saw counts for a few minutes; after that a page with another title, or none,
    opens no window.
    """
    id = paged(store)
    gate(store, web=shows("おはなし会")).take(POSTER, id)
    late, web = NOW + timedelta(minutes=minutes), shows(moved) if moved else Web()
    if refused:
        with pytest.raises(StepRefused, match="元のページ"):
            gate(store, late, web).open_window(POSTER, id)
        attempt = store.last_attempt(id)
        assert attempt is not None
        assert attempt.opened_at is None
        assert desk(store, late).hand_back(POSTER, id).state is State.DECIDED
    else:
        assert gate(store, late, web).open_window(POSTER, id).state is State.SENDING


def test_a_page_that_stands_opens_the_window_however_late(store: Store) -> None:
    """The second half: unchanged, it goes on."""
    id = paged(store)
    gate(store, web=shows("おはなし会")).take(POSTER, id)
    later = gate(store, NOW + timedelta(minutes=30), shows("おはなし会"))
    assert later.open_window(POSTER, id).state is State.SENDING


def test_truth_4_x_s_window_is_for_who_took_it_and_for_who_took_it_over(store: Store) -> None:
    """Another one gets neither the window nor the end of it, and no page is asked for them; taken
    over from who has it, it opens for the other one alone.
    """
    id, web, at = paged(store), shows("おはなし会"), desk(store)
    gate(store, web=web).take(POSTER, id)
    asked, late = len(web.asked), NOW + timedelta(minutes=30)
    with pytest.raises(WrongState) as refused:
        gate(store, late, web).open_window(DIRECTOR, id)
    assert (refused.value.code, len(web.asked)) == ("post.in_other_hands", asked)
    with pytest.raises(WrongState, match="職員さんが引き受けています"):
        at.hand_back(DIRECTOR, id)
    with pytest.raises(WrongState, match="職員さん"):
        at.take_over(DIRECTOR, id, "別の人")
    assert at.take_over(DIRECTOR, id, POSTER.name).state is State.SENDING
    assert gate(store, late, web).open_window(DIRECTOR, id).state is State.SENDING
    with pytest.raises(WrongState, match="館長さんが引き受けています"):
        gate(store, late, web).open_window(POSTER, id)
    assert [line["action"] for line in store.history(id)][-2:] == ["take_over", "open_window"]
    store.proof.look(NOW)
    assert tuple(store.proof.draft(id)) == ()


def test_truth_4_a_window_that_opens_while_the_page_is_looked_at_is_nobody_elses(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another one has taken it over meanwhile: the look was for nothing."""
    id, alone = decided(store), store.alone
    taken(store, id)

    def outrun() -> AbstractContextManager[None]:
        monkeypatch.setattr(store, "alone", alone)
        desk(store).take_over(DIRECTOR, id, POSTER.name)
        return alone()

    monkeypatch.setattr(store, "alone", outrun)
    with pytest.raises(WrongState, match="館長さん"):
        gate(store).open_window(POSTER, id)
    attempt = store.last_attempt(id)
    assert attempt is not None
    assert (attempt.person, attempt.opened_at) == (DIRECTOR.name, None)


@pytest.mark.parametrize("end", ["return", "take back", "hand back and return", "lapse", "expire"])
def test_truth_4_what_a_person_had_in_hand_is_recorded_wherever_it_came_to(
    store: Store, end: str
) -> None:
    """Copied from another page and posted, while the draft went back: X has it, and the record
    says so, under the decision of then; and its two ticks follow.
    """
    id, at = decided(store), desk(store)
    taken(store, id)
    if end == "hand back and return":
        at.hand_back(POSTER, id)
    if "return" in end:
        at.return_(DIRECTOR, id, "時刻が違う")
    elif end == "take back":
        at.take_back(POSTER, id)
    else:
        at.hand_back(POSTER, id)
        why = Refusal("lapse.restored")
        draft = store.draft(id)
        store.apply(
            lifecycle.lapse(draft, why, NOW)
            if end == "lapse"
            else lifecycle.expire(draft, "publish", NOW)
        )
    assert store.draft(id).decision is None
    done = at.posted(POSTER, id, f"{OWN}001")
    first, last = store.attempts(id)
    assert (done.state, last.decision, last.outcome) == (State.POSTED, first.decision, "posted")
    assert at.check(POSTER, id).state is State.POSTED
    assert at.check(DIRECTOR, id).state is State.CHECKED


def test_5_1_of_another_text_nothing_is_recorded_that_was_not_decided(store: Store) -> None:
    """Returned and written anew since it was in hand; and one that nobody ever had in hand."""
    id, other, at = decided(store), decided(store, "二"), desk(store)
    taken(store, id)
    at.return_(DIRECTOR, id, "時刻が違う")
    at.edit(POSTER, id, "直した文です。", ticked=True)
    at.return_(DIRECTOR, other, "時刻が違う")
    for one in (id, other):
        with pytest.raises(StepRefused) as refused:
            at.posted(POSTER, one, f"{OWN}001", anyway=True)
        assert refused.value.code == "draft.undecided"


def test_9_2_a_correction_that_was_recorded_so_takes_its_first_post_away(store: Store) -> None:
    """Its decision is void, and it stands on X: what it replaces is removed all the same."""
    first, at = decided(store), desk(store)
    at.posted(POSTER, first, f"{OWN}001")
    correction = at.correct(POSTER, first, "直した文です。", reason="時刻", ticked=True).id
    at.decide(DIRECTOR, [correction], shown=[store.draft(correction).digest], ticked=True)
    taken(store, correction)
    at.return_(DIRECTOR, correction, "時刻が違う")
    at.posted(POSTER, correction, f"{OWN}002")
    assert at.removed(POSTER, first).state is State.REMOVED


# ── the address ─────────────────────────────────────────────────────────────────────────────────


def test_an_address_older_than_the_decision_or_anothers_is_refused(store: Store) -> None:
    """X's numbers carry their time; a post belongs to one draft, and to the own account."""
    first, second = decided(store, "一"), decided(store, "二")
    at = desk(store)
    at.posted(POSTER, first, f"{OWN}001")
    with pytest.raises(WrongState, match=f"起案{first}"):
        at.posted(POSTER, second, f"{OWN}001")
    with pytest.raises(StepRefused, match="決裁より前"):
        at.posted(POSTER, second, "https://x.com/mihon_lib/status/1850000000000000001")
    with pytest.raises(UsageRefused, match="betsu"):
        at.posted(POSTER, second, "https://x.com/betsu/status/2125395291141046001")
    assert abs(time_of("2125395291141046272") - (NOW + timedelta(minutes=5))) < timedelta(seconds=1)


def test_3_the_account_of_an_address_is_the_one_that_was_decided(store: Store) -> None:
    """feeds.toml has another one since the text was taken: it went out under the first; put right,
    too.
    """
    id = decided(store)
    taken(store, id, opened=True)
    since = replace(MANUAL, library=replace(MANUAL.library, account="betsu_lib"))
    at = Desk(store, Rules(since, packaged_words), Clock())
    with pytest.raises(UsageRefused, match="@mihon_lib の投稿ではなく、@betsu_lib"):
        at.posted(POSTER, id, f"{OWN}001".replace("mihon_lib", "betsu_lib"))
    done = at.posted(POSTER, id, f"{OWN}001")
    assert done.post is not None
    assert done.post.url == f"{OWN}001"
    assert at.put_right(POSTER, id, f"{OWN}002", "貼り間違い").state is State.POSTED


def test_an_address_older_than_the_offer_is_recorded_only_knowingly(store: Store) -> None:
    """What went out before it might is told; two minutes are X's clock, and a taking without an
    offer bounds it, too.
    """
    id, other, third = decided(store, "一"), decided(store, "二"), decided(store, "三")
    late = NOW + timedelta(minutes=30)
    run(store, late)
    at, early = desk(store, late), number_at(late - timedelta(minutes=2, seconds=1))
    for door in (
        lambda: at.compared(id, shown_at(early), lambda _: None),
        lambda: at.posted(POSTER, id, shown_at(early)),
    ):
        with pytest.raises(Differs, match="できるようになる前"):
            door()
    assert at.posted(POSTER, id, shown_at(early), anyway=True).state is State.POSTED
    assert (
        at.posted(POSTER, other, shown_at(number_at(late - timedelta(minutes=2)))).state
        is State.POSTED
    )
    behind(store, "DELETE FROM journal WHERE action = 'offer'")
    store.apply(lifecycle.take(store.draft(third), POSTER, "2021-04-01", late))
    with pytest.raises(Differs):
        at.posted(POSTER, third, shown_at(early))


def test_a_post_that_is_recorded_already_is_told_as_such(store: Store) -> None:
    """The same address twice, or another one: nothing is said of parts that the draft has not."""
    id = decided(store)
    at = desk(store)
    done = at.posted(POSTER, id, f"{OWN}001")
    for number in ("001", "002"):
        for door in (
            lambda url=f"{OWN}{number}": at.posted(POSTER, id, url),
            lambda url=f"{OWN}{number}": at.posted(POSTER, id, url, anyway=True),
            lambda url=f"{OWN}{number}": at.compared(id, url, lambda _: None),
        ):
            with pytest.raises(WrongState, match="すでに記録されています") as refused:
                door()
            assert refused.value.code == "post.recorded_already"
            assert refused.value.facts["url"] == f"{OWN}001"
    assert store.draft(id) == done


def shown_at(number: str) -> str:
    return f"https://x.com/mihon_lib/status/{number}"


def test_what_x_shows_is_compared_on_every_door(store: Store) -> None:
    """Another text is told; the same one, or an X that does not answer, is not."""
    id = decided(store)
    at = desk(store)
    text = content().text
    assert at.compared(id, f"{OWN}001", lambda _: "別の文です") == "別の文です"
    assert at.compared(id, f"{OWN}001", lambda _: text.replace(LINK, "https://t.co/abc")) is None
    assert at.compared(id, f"{OWN}001", lambda _: None) is None


def test_9_2_a_wrong_address_is_put_right_by_a_named_person_with_a_reason(store: Store) -> None:
    """Old and new stand in the journal; another draft's post is not taken."""
    id, other = decided(store, "一"), decided(store, "二")
    at = desk(store)
    at.posted(POSTER, id, f"{OWN}001")
    at.posted(POSTER, other, f"{OWN}002")
    with pytest.raises(StepRefused, match="理由"):
        at.put_right(POSTER, id, f"{OWN}003", " ")
    with pytest.raises(WrongState, match=f"起案{other}"):
        at.put_right(POSTER, id, f"{OWN}002", "貼り間違い")
    done = at.put_right(POSTER, id, f"{OWN}003", "貼り間違い")
    assert (done.state, done.post and done.post.url) == (State.POSTED, f"{OWN}003")
    last = store.history(id)[-1]
    assert last["action"] == "put_right"
    assert f"{OWN}001" in last["detail"]
    assert f"{OWN}003" in last["detail"]


@pytest.mark.parametrize("reason", [None, "", "台風のため"], ids=["lost", "none", "given"])
def test_5_2_only_a_written_reason_keeps_what_was_taken_past_closing_time(
    store: Store, reason: str | None
) -> None:
    """A decision that gives none does not, nor does a record that has lost the decision."""
    id = decided(store)
    taken(store, id)
    draft, attempt = store.draft(id), store.last_attempt(id)
    assert draft.decision is not None
    assert attempt is not None
    decision = None if reason is None else replace(draft.decision, outside_hours=reason)
    attempt = replace(attempt, started_at=CLOSED - timedelta(minutes=1))
    why = gate(store, CLOSED).ends(replace(draft, decision=decision), attempt)
    assert why == (None if reason else Refusal("hand.hours_over"))
