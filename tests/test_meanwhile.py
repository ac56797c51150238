"""What persons do while a run is at work, and two persons at one moment: each act counts once, none
is lost, and what was decided or stopped meanwhile holds.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import test_by_hand
from fakes import (
    DIRECTOR,
    LINK,
    NOW,
    POSTER,
    Clock,
    Scripted,
    Web,
    content,
    packaged_words,
    settings,
    wording,
)
from test_publish import VERSION, answered, decided, paged, run, shows
from test_sync import Library, article

from bridge import lifecycle
from bridge.desk import Desk
from bridge.draft.rules import Rules
from bridge.errors import Changed, StepRefused, WrongState
from bridge.model import (
    Confirmation,
    Draft,
    JournalLine,
    Kind,
    Opening,
    State,
    Stop,
    Through,
    Timing,
    Verb,
)
from bridge.policy.s05_1_signoff import on_screen
from bridge.posting.base import Message, PostOutcome, Refused, Remedy, Unknown
from bridge.posting.manual import number_at
from bridge.publish import spent_this_month
from bridge.record.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from bridge.model import PostId
    from bridge.policy.words import Words


class Meanwhile(Web):
    """A web during whose first fetch somebody acts, over a connection of their own."""

    def __init__(self, web: Web, store: Store, act: Callable[[Store], object]) -> None:
        super().__init__(dict(web.pages))
        self._acts, self._path = [act], store.path

    def fetch(self, *parts: object, **more: object) -> object:
        """Answer as ever; the act comes before the answer is read."""
        answer = super().fetch(*parts, **more)  # type: ignore[arg-type]
        if self._acts:
            with Store(self._path) as other:
                self._acts.pop()(other)
        return answer


def during_the_call(store: Store, act: Callable[[Store], object]) -> Scripted:
    """A poster during whose first call somebody acts, over a connection of their own."""

    def post(message: Message) -> PostOutcome:
        with Store(store.path) as other:
            act(other)
        return poster.accept(message)

    poster = Scripted([post])
    return poster


def desk(store: Store, at: object = NOW, **limits: object) -> Desk:
    return Desk(store, Rules(settings(through="x", **limits), packaged_words), Clock(at))


# ── while the page is looked at, before the call ────────────────────────────────────────────────


def stop(store: Store) -> object:
    return desk(store).office.stop(POSTER, "誤報")


def take_back_and_decide_anew(store: Store) -> object:
    one = desk(store, take_back_minutes=10)
    one.take_back(POSTER, 1)
    return one.decide(DIRECTOR, [1], shown=[store.draft(1).digest])


def set_another_time(store: Store) -> object:
    return desk(store).time(POSTER, 1, Timing(NOW + timedelta(days=7)))


@pytest.mark.parametrize("act", [stop, take_back_and_decide_anew, set_another_time])
def test_truth_1_what_is_done_while_the_page_is_looked_at_holds(store: Store, act: object) -> None:
    """A stop, a new decision with its minutes to take it back, a later time: nothing goes out under
    what was before, and the draft says why it waits.
    """
    id = paged(store)
    poster = Scripted()
    report = run(store, poster, web=Meanwhile(shows("おはなし会"), store, act))  # type: ignore[arg-type]
    assert (poster.calls, report.posted, list(report.waiting)) == ([], [], [id])
    assert store.draft(id).state is State.DECIDED


def test_truth_4_a_withdrawal_during_anothers_call_ends_no_run(store: Store) -> None:
    """What is over by then is left to whom it was left, and the rest of the list goes out."""
    first = decided(store, "一")
    second = decided(store, "二", expires_on=NOW.date() - timedelta(days=1))
    third = decided(store, "三")
    poster = during_the_call(store, lambda other: desk(other).withdraw(POSTER, second))
    report = run(store, poster)
    assert (report.posted, report.expired) == ([first, third], [])
    assert store.draft(second).state is State.WITHDRAWN


def test_truth_4_what_waits_and_is_taken_back_meanwhile_ends_no_run(store: Store) -> None:
    """The decided one goes out, the other waits again: the run met a state that it had not read."""
    first = decided(store, "一")
    second = decided(store, "二", not_before=NOW + timedelta(days=1))
    poster = during_the_call(store, lambda other: desk(other).take_back(POSTER, second))
    assert run(store, poster).posted == [first]
    assert store.draft(second).state is State.WAITING


def test_truth_4_a_persons_word_during_the_look_settles_what_is_unclear(store: Store) -> None:
    """The look finds it settled, and goes on."""
    id = decided(store, "一")
    run(store, Scripted([Unknown(answered("時間切れ"))]))
    second = decided(store, "二")

    class Slow(Scripted):
        def timeline(self, since: str) -> object:  # type: ignore[override]
            with Store(store.path) as other:
                if other.draft(id).state is State.UNKNOWN:
                    number = number_at(NOW + timedelta(minutes=5))
                    url = f"https://x.com/mihon_lib/status/{number}"
                    desk(other, NOW + timedelta(hours=1)).posted(POSTER, id, url)
            return super().timeline(since)

    assert run(store, Slow(), NOW + timedelta(hours=1)).posted == [second]
    assert store.draft(id).state is State.POSTED


def test_truth_4_the_number_of_a_post_that_the_record_refuses_is_told(store: Store) -> None:
    """X has it: the run says so, with its address."""
    id = decided(store)

    def give_up(other: Store) -> object:
        attempt = other.last_attempt(id)
        assert attempt is not None
        return other.apply(lifecycle.lose(other.draft(id), attempt, answered("前の実行"), NOW))

    def then(other: Store) -> None:
        give_up(other)
        number = "2890000000000000000"
        url = f"https://x.com/mihon_lib/status/{number}"
        attempt = other.last_attempt(id)
        other.apply(
            lifecycle.posted(
                other.draft(id), attempt, person=POSTER, number=number, url=url, at=NOW
            )
        )

    report = run(store, during_the_call(store, then))
    assert [error.code for error in report.errors] == ["x.unrecorded"]
    assert "2900000000000000001" in f"{report.errors[0]}"


def corrected(store: Store, poster: Scripted) -> tuple[int, int]:
    """A post, and the decided correction that takes its place."""
    first = decided(store, "一")
    run(store, poster)
    post = store.draft(first).post
    assert post is not None
    version = wording(replace(content(f"訂正\n{LINK}"), replaces=post.what), urgent=True)
    opening = Opening(None, "staff", Kind.TOLD, corrects=first)
    id = store.apply(lifecycle.open_draft(opening, version, "職員", NOW))
    store.apply(lifecycle.decide(store.draft(id), DIRECTOR, NOW, policy_version=VERSION))
    return first, id


def test_9_2_a_deletion_that_a_person_wrote_down_meanwhile_ends_no_run(store: Store) -> None:
    """The person's line and the run's are of one deletion; the correction has gone out all the
    same.
    """
    poster = Scripted()
    first, id = corrected(store, poster)

    def deletion(what: PostId) -> PostOutcome:
        with Store(store.path) as other:
            other.apply(lifecycle.remove(other.draft(first), other.draft(id), POSTER, NOW))
        return poster.take_away(what)

    poster.deletions = [deletion]
    assert run(store, poster).posted == [id]
    assert store.draft(first).state is State.REMOVED


def test_9_2_a_deletion_of_its_own_is_done_though_a_person_wrote_it_down(store: Store) -> None:
    """X has done it: the draft of the deletion stands as done, and is not asked of X again."""
    first = decided(store, "一")
    run(store, Scripted())
    removal = desk(store).remove(POSTER, first, "誤り")
    step = lifecycle.decide(
        store.draft(removal.id),
        DIRECTOR,
        NOW,
        policy_version=VERSION,
        acknowledged=[one.key for one in removal.findings],
    )
    store.apply(step)
    poster = Scripted()

    def deletion(what: PostId) -> PostOutcome:
        with Store(store.path) as other:
            other.apply(lifecycle.remove(other.draft(first), store.draft(removal.id), POSTER, NOW))
        return poster.take_away(what)

    poster.deletions = [deletion]
    report = run(store, poster, NOW + timedelta(minutes=40))
    assert (report.posted, report.removed, report.waiting) == ([removal.id], [first], {})
    assert store.draft(first).state is State.REMOVED
    run(store, poster, NOW + timedelta(minutes=50))
    assert len(poster.deleted) == 1


@pytest.mark.parametrize("name", [Stop.ALL, Stop.ACCOUNT, Through.X])
def test_5_5_no_deletion_goes_out_while_posts_are_stopped(store: Store, name: str) -> None:
    """By any stop of the road, as a deletion that is a draft of its own."""
    poster = Scripted()
    corrected(store, poster)
    poster.deletions = [Refused(answered("あとで"), Remedy.RETRY)]
    run(store, poster)
    asked = len(poster.deleted)
    line = JournalLine("sync", Verb.STOP, NOW, {"road": name})
    store.people.stop(name, "載っていません", None, line)
    run(store, poster)
    assert len(poster.deleted) == asked


# ── while pages are read ────────────────────────────────────────────────────────────────────────


def test_a_draft_withdrawn_while_its_page_is_read_ends_no_sync(store: Store, words: Words) -> None:
    """The other pages are read, and their drafts renewed."""
    one = Library(store, words)
    one.sync()  # the baseline
    one.show(4, 5, 3, 2, 1)
    one.sync()
    first, second = sorted(draft.id for draft in one.store.drafts())
    urls = {
        id: one.store.sightings.item(one.store.draft(id).item or 0).url for id in (first, second)
    }
    for url in urls.values():
        one.web.pages[url] = article("題が変わった", "1月9日(土)午後3時から、別の会を開きます。")
    fetch = one.web.fetch

    def fetched(url: str, *parts: object, **more: object) -> object:
        answer = fetch(url, *parts, **more)  # type: ignore[arg-type]
        if url == urls[first]:
            with Store(one.store.path) as other:
                if other.draft(first).state is State.WAITING:
                    other.apply(lifecycle.withdraw(other.draft(first), POSTER, "", NOW))
        return answer

    one.web.fetch = fetched  # type: ignore[method-assign,assignment]
    assert one.sync().refreshed == [second]
    assert one.store.draft(first).state is State.WITHDRAWN


# ── two persons ─────────────────────────────────────────────────────────────────────────────────


class Late(Desk):
    """A desk at which somebody else acts between its look at a draft and its own word, if the
    record lets them.
    """

    other: Callable[[Store], object] | None = None

    def _seen(self, id: int, shown: str | None) -> Draft:
        draft = super()._seen(id, shown)
        if act := self.other:
            self.other = None
            with Store(self.store.path) as store:
                store._db.execute("PRAGMA busy_timeout = 1")
                act(store)
        return draft

    after: Callable[[Store], object] | None = None

    def _standing(self, *parts: object, **more: object) -> object:  # type: ignore[override]
        post = super()._standing(*parts, **more)  # type: ignore[arg-type]
        if act := self.after:
            self.after = None
            with Store(self.store.path) as store:
                act(store)
        return post


def test_9_2_two_ticks_at_one_moment_are_both_ticks(store: Store) -> None:
    """The second person's waits for the first one's, and ends the check."""
    from bridge.errors import StoreFailed

    id = decided(store)
    run(store, Scripted())
    late = Late(store, Rules(settings(through="x"), packaged_words), Clock())
    late.other = lambda other: desk(other).check(DIRECTOR, id)
    with pytest.raises(StoreFailed):  # the other one's, who has to wait
        late.check(POSTER, id)
    late.check(POSTER, id)
    assert desk(store).check(DIRECTOR, id).state is State.CHECKED


def test_9_2_two_corrections_of_one_post_are_never_open_at_once(store: Store) -> None:
    """The second person is told of the first one's."""
    id = decided(store)
    run(store, Scripted())
    late = Late(store, Rules(settings(through="x"), packaged_words), Clock())
    known = ["6", "6(9)", "5(3)イ"]

    def correct(one: Desk, text: str) -> Draft:
        return one.correct(POSTER, id, text, reason="誤り", ticked=True, acknowledged=known)

    late.after = lambda other: correct(desk(other), "訂正その一です。")
    with pytest.raises(StepRefused) as error:
        correct(late, "訂正その二です。")
    assert error.value.code == "draft.correction_known"


def test_5_1_a_decision_bounds_no_time_that_was_not_on_the_screen(store: Store) -> None:
    """Staff set a time after the director's look: the look is of another moment."""
    opening = Opening(None, "home", Kind.PAGE)
    id = store.apply(lifecycle.open_draft(opening, wording(), "sync", NOW))
    seen = on_screen(store.draft(id))
    desk(store).time(POSTER, id, Timing(NOW + timedelta(days=2)))
    with pytest.raises(Changed):
        desk(store).decide(DIRECTOR, [id], shown=[seen])
    desk(store).decide(DIRECTOR, [id], shown=[on_screen(store.draft(id))])


def test_5_1_an_end_that_was_decided_stops_the_post_whatever_staff_set(store: Store) -> None:
    """Leaving the end open takes it off no decision."""
    opening = Opening(None, "home", Kind.PAGE)
    id = store.apply(lifecycle.open_draft(opening, wording(), "sync", NOW))
    desk(store).time(POSTER, id, Timing(None, NOW + timedelta(hours=2)))
    desk(store).decide(DIRECTOR, [id], shown=[store.draft(id).digest])
    assert desk(store).time(POSTER, id, Timing()).timing.not_after == NOW + timedelta(hours=2)
    assert run(store, Scripted(), NOW + timedelta(days=1)).held == [id]


# ── the road by hand ────────────────────────────────────────────────────────────────────────────


def test_5_1_after_the_stop_what_lies_in_a_hand_asks_anew_too(store: Store) -> None:
    """Still right? As each decided draft does, as long as X's window was not opened."""
    id = paged(store)
    gate = test_by_hand.gate(store, web=shows("おはなし会"))
    gate.take(POSTER, id)
    at_desk = test_by_hand.desk(store)
    at_desk.office.stop(POSTER, "誤りかもしれない")
    assert [draft.id for draft in at_desk.office.resume(DIRECTOR)] == [id]
    assert store.draft(id).state is State.WAITING
    with pytest.raises((StepRefused, WrongState)):
        gate.open_window(POSTER, id)


def test_5_1_after_the_stop_an_open_window_stays_its_persons(store: Store) -> None:
    """X may have it: that is a question of what became of it, and of no decision."""
    id = paged(store)
    gate = test_by_hand.gate(store, web=shows("おはなし会"))
    gate.take(POSTER, id)
    gate.open_window(POSTER, id)
    at_desk = test_by_hand.desk(store)
    at_desk.office.stop(POSTER, "誤りかもしれない")
    assert at_desk.office.resume(DIRECTOR) == []
    assert store.draft(id).state is State.SENDING


def test_5_1_what_is_released_and_in_a_hand_goes_back_with_its_confirmation(store: Store) -> None:
    """Revoked while a poster holds the text: the director is asked, and X's window stays shut."""
    for person in (DIRECTOR, POSTER):
        line = JournalLine("t", Verb.PEOPLE, NOW)
        store.people.save(person, "correct horse battery", line)
    told = settings(through="manual", decisions_end_with_right=False)
    at_desk = Desk(store, Rules(told, packaged_words), Clock())
    today = NOW.date()
    asked = Confirmation("", (POSTER.name,), (), (Kind.TOLD,), today, today, 5, "")
    given = at_desk.office.confirm(DIRECTOR, asked)
    opening = Opening(None, "staff", Kind.TOLD)
    id = store.apply(lifecycle.open_draft(opening, wording(), "職員", NOW))
    at_desk.decide(POSTER, [id], shown=[store.draft(id).digest], ticked=True)
    gate = test_by_hand.gate(store, decisions_end_with_right=False)
    gate.take(POSTER, id)
    at_desk.office.revoke(DIRECTOR, given.number)
    assert store.draft(id).state is State.WAITING
    with pytest.raises((StepRefused, WrongState)):
        gate.open_window(POSTER, id)


def test_5_4_another_address_makes_no_other_post_of_a_retweet(store: Store) -> None:
    """Which post it is was decided."""
    from bridge.draft.make import retweet
    from bridge.policy import s05_4_retweets

    theirs = "https://x.com/city_tokyo/status/2125395291141046"
    rules = Rules(settings(through="manual"), packaged_words)
    version = retweet(
        "職員",
        "リツイート",
        post=s05_4_retweets.read_post(theirs),
        rules=rules,
        today=NOW.date(),
        seen=True,
        text="",
    )
    opening = Opening(None, "staff", Kind.MATERIAL)
    id = store.apply(lifecycle.open_draft(opening, version, "職員", NOW))
    known = [one.key for one in version.findings]
    step = lifecycle.decide(
        store.draft(id), DIRECTOR, NOW, policy_version=VERSION, acknowledged=known
    )
    store.apply(step)
    at_desk = Desk(store, rules, Clock())
    at_desk.posted(POSTER, id, theirs)
    own = f"https://x.com/mihon_lib/status/{int(number_at(NOW)) + 5}"
    with pytest.raises(StepRefused) as error:
        at_desk.put_right(POSTER, id, own, "まちがい")
    assert error.value.code == "post.address_of_no_post"


# ── what it costs ───────────────────────────────────────────────────────────────────────────────


def test_5_2_what_a_person_settles_cost_what_x_asked_for_the_call(store: Store) -> None:
    """Whoever finds the post, the timeline or a person: US$ of the month's budget are spent."""
    id = decided(store)
    run(store, Scripted([Unknown(answered("時間切れ"))]))
    url = f"https://x.com/mihon_lib/status/{int(number_at(NOW)) + 5}"
    desk(store, NOW + timedelta(minutes=1)).posted(POSTER, id, url)
    post = store.draft(id).post
    assert post is not None
    assert (post.through, post.cost) == (Through.X, 0.200)
    assert spent_this_month(store, NOW + timedelta(hours=1)) >= 0.200


def test_5_2_what_a_person_posts_by_hand_costs_nothing(store: Store) -> None:
    """Where the program posts as well: X charges for no post that a person makes."""
    id = decided(store)
    url = f"https://x.com/mihon_lib/status/{int(number_at(NOW)) + 5}"
    desk(store, NOW + timedelta(minutes=1)).posted(POSTER, id, url)
    post = store.draft(id).post
    assert post is not None
    assert (post.through, post.cost) == (Through.MANUAL, 0.0)
