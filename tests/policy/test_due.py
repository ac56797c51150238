"""When a decided draft goes out, in which order, and at what price: tables over the rules of 5(2)
and 2.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from fakes import DIRECTOR, LINK, NOW, TOKYO, content, draft, settings
from hypothesis import given
from hypothesis import strategies as st

from bridge.model import Content, Decision, Draft, Post, PostId, State, Through, Timing
from bridge.policy import due
from bridge.policy.due import Due, Traffic
from bridge.policy.s05_2_hours import make_calendar
from bridge.settings import PostingSettings
from bridge.text import threads

CALENDAR = make_calendar(settings().hours, frozenset())  # nine to seven, closed on Fridays
X = PostingSettings(through="x", gap_minutes=15, per_day=3, monthly_budget_usd=1.0)


def at(hour: int, minute: int = 0, *, day: int = 25) -> datetime:
    """A moment of November 2026; the 25th is a Wednesday, the 27th a closed Friday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=TOKYO)


def decided(
    id: int = 1, *, urgent: bool = False, outside: str = "", not_before: datetime | None = None
) -> Draft:
    """A draft that was decided as the `id`-th."""
    word = Decision(
        id=id,
        draft=id,
        version=1,
        digest="d",
        person=DIRECTOR.name,
        at=NOW,
        way="director",
        outside_hours=outside,
        not_before=not_before,
    )
    return replace(draft(State.DECIDED), id=id, urgent=urgent, decision=word)


@pytest.mark.parametrize(
    ("now", "traffic", "one", "expected"),
    [
        (at(10), Traffic(), decided(), at(10)),
        (at(8, 59), Traffic(), decided(), at(9)),
        (at(18, 59), Traffic(), decided(), at(18, 59)),
        (at(19), Traffic(), decided(), at(9, day=26)),
        (at(19, day=26), Traffic(), decided(), at(9, day=28)),
        (at(19), Traffic(), decided(outside="台風のため"), at(19)),
        (at(10), Traffic((at(9, 50),)), decided(), at(10, 5)),
        (at(10, 5), Traffic((at(9, 50),)), decided(), at(10, 5)),
        (at(10), Traffic((at(9, 50),)), decided(urgent=True), at(10)),
        (at(10), Traffic((at(9), at(9, 15), at(9, 30))), decided(), at(9, day=26)),
        (at(10), Traffic((at(9), at(9, 15), at(9, 30))), decided(urgent=True), at(10)),
        (at(10), Traffic((at(9, day=24), at(9, 15), at(9, 30))), decided(), at(10)),
        (at(10), Traffic(), decided(not_before=at(10, 10)), at(10, 10)),
        (at(10, 10), Traffic(), decided(not_before=at(10, 10)), at(10, 10)),
        (at(10), Traffic(), decided(not_before=at(18, 55) + timedelta(minutes=10)), at(9, day=26)),
    ],
)
def test_5_2_the_first_permitted_moment(
    now: datetime, traffic: Traffic, one: Draft, expected: datetime
) -> None:
    """Hours, gap, cap and the time to take back, with the minute on each side of every edge."""
    found = due.when(one, traffic, posting=X, calendar=CALENDAR, now=now)
    assert found.at == expected
    assert bool(found.why) is (expected > now)


@pytest.mark.parametrize(
    ("now", "traffic", "one", "expected"),
    [
        (at(10), Traffic(), decided(), ()),
        (
            at(10),
            Traffic(),
            decided(not_before=at(10, 10)),
            ("決裁を取り消せる時間が終わるまで待つ",),
        ),
        (at(10), Traffic((at(9, 50),)), decided(), ("前の投稿(9:50)から15分あける",)),
        (at(19), Traffic(), decided(), ("開館を待つ",)),
        (
            at(18, 50),
            Traffic((at(18, 50),)),
            decided(),
            ("前の投稿(18:50)から15分あける", "開館を待つ"),
        ),
        (
            at(10),
            Traffic((at(9), at(9, 15), at(9, 30))),
            decided(),
            ("一日の上限(3件)に達した日を避ける",),
        ),
        (
            at(10),
            Traffic(),
            replace(decided(), timing=Timing(at(9, day=28))),
            ("この時より前には出さないと決めてある",),
        ),
    ],
)
def test_5_2_what_makes_it_wait_is_said(
    now: datetime, traffic: Traffic, one: Draft, expected: tuple[str, ...]
) -> None:
    """Each rule that moved the moment has its phrase, and no other one."""
    found = due.when(one, traffic, posting=X, calendar=CALENDAR, now=now)
    assert tuple(map(str, found.because)) == expected


def test_why_a_road_rests_is_told_without_its_full_stop() -> None:
    """It stands before others, each of which ends in one."""
    rests = Traffic(stops=(("残高がありません。", at(11)),))
    found = due.when(decided(), rests, posting=X, calendar=CALENDAR, now=at(10))
    assert tuple(map(str, found.because)) == ("残高がありません",)


@pytest.mark.parametrize(
    ("timing", "expected"),
    [
        (Timing(at(9, day=28)), at(9, day=28)),
        (Timing(at(9, day=27)), at(9, day=28)),  # a closed day: the next opening
        (Timing(at(9)), at(10)),
        (Timing(not_after=at(10)), at(10)),
        (Timing(not_after=at(9, 59)), None),
        (Timing(at(9, day=27), at(23, day=27)), None),  # closed throughout
        (Timing(at(9, day=27), at(9, day=28)), at(9, day=28)),
    ],
)
def test_5_2_a_timing_moves_a_post_and_never_past_its_end(
    timing: Timing, expected: datetime | None
) -> None:
    """Not before, inside the hours; where no hour is left before its end nobody can say when, and
    why is said.
    """
    found = due.when(
        replace(decided(), timing=timing),
        traffic=Traffic(),
        posting=X,
        calendar=CALENDAR,
        now=at(10),
    )
    assert found.at == expected
    assert ("までに投稿できる時がありません" in str(found.why)) is (expected is None)


@pytest.mark.parametrize(
    ("stops", "expected", "why"),
    [
        ((("見合わせ", None),), None, "見合わせ"),
        ((("429", at(10, 7)),), at(10, 7), "429"),
        ((("429", at(19, 30)),), at(9, day=26), "429"),
        ((("429", at(10)),), at(10), ""),
        ((("429", at(10, 7)), ("見合わせ", None)), None, "429"),
    ],
)
def test_a_stop_with_an_end_is_part_of_the_moment(
    stops: tuple[tuple[str, datetime | None], ...], expected: datetime | None, why: str
) -> None:
    """One without an end leaves nobody able to say; one that is over says nothing; an end after
    closing means the morning.
    """
    found = due.when(
        decided(), traffic=Traffic(stops=stops), posting=X, calendar=CALENDAR, now=at(10)
    )
    assert (found.at, why in str(found.why or ""), bool(found.why)) == (expected, True, bool(why))


@pytest.mark.parametrize(
    ("spent", "goes"),
    [(0.0, True), (0.8, True), (0.6 + 0.1 + 0.1, True), (0.801, False), (1.0, False)],
)
def test_the_month_s_budget_holds_to_the_last_cent(spent: float, *, goes: bool) -> None:
    """A post with a link costs US$0.200 of a budget of 1.00: 0.800 leaves room for it, 0.801 does
    not.
    """
    found = due.when(
        decided(), traffic=Traffic(spent=spent), posting=X, calendar=CALENDAR, now=at(10)
    )
    assert (found.at == at(10)) is goes
    assert ("予算" in str(found.why)) is not goes


REPLACED = PostId("5")


@pytest.mark.parametrize(
    ("made", "through", "cost"),
    [
        (content(), "x", 0.200),
        (content("今日は休みです", ""), "x", 0.015),
        (replace(content(), replaces=REPLACED), "x", 0.210),
        (Content("", "", "mihon_lib", replaces=REPLACED), "x", 0.010),
        (Content("", LINK, "mihon_lib", repost_of="https://x.com/mihon_city/status/5"), "x", 0.015),
        (content(), "manual", 0.0),
        (content(), "sandbox", 0.0),
    ],
)
def test_only_the_api_costs(made: Content, through: str, cost: float) -> None:
    """By hand and in the sandbox nothing is asked, so nothing of the budget goes."""
    assert due.price(made, replace(X, through=through)) == pytest.approx(cost)  # type: ignore[arg-type]


def test_2_the_order_is_urgent_first_then_by_decision() -> None:
    """Whatever the order of drafting."""
    drafts = [decided(3), decided(2, urgent=True), decided(1)]
    assert [d.id for d in due.order(drafts)] == [2, 1, 3]


def test_2_what_has_lost_its_decision_does_not_wait_behind_those_that_have_theirs() -> None:
    """The gate finds what is wrong with it before it sends what was decided first."""
    lost = replace(decided(2), decision=None)
    assert [d.id for d in due.order([decided(1), lost])] == [2, 1]


def test_a_plan_says_of_each_what_those_before_it_leave() -> None:
    """Three a day, a quarter of an hour apart; the fourth goes tomorrow, and what has a reason goes
    tonight.
    """
    drafts = [decided(1), decided(2), decided(3), decided(4)]
    planned = due.plan(drafts, traffic=Traffic(), posting=X, calendar=CALENDAR, now=at(18, 20))
    assert [planned[id].at for id in (1, 2, 3, 4)] == [
        at(18, 20),
        at(18, 35),
        at(18, 50),
        at(9, day=26),
    ]
    night = due.plan(
        [decided(1), decided(2, outside="台風のため")],
        traffic=Traffic(),
        posting=X,
        calendar=CALENDAR,
        now=at(20),
    )
    assert [night[id].at for id in (1, 2)] == [at(9, day=26), at(20)]


def test_a_plan_says_when_the_budget_will_be_used_up() -> None:
    """Five posts with a link of US$0.200 fill a dollar; the sixth waits for the next month."""
    roomy = replace(X, per_day=10)
    planned = due.plan(
        [decided(id) for id in range(1, 7)],
        traffic=Traffic(),
        posting=roomy,
        calendar=CALENDAR,
        now=at(10),
    )
    assert [planned[id].at is None for id in range(1, 7)] == [False] * 5 + [True]


@given(
    st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(0, 3000)), min_size=1, max_size=8),
    st.integers(0, 7 * 24 * 60),
    st.integers(0, 90),
    st.integers(1, 4),
)
def test_a_plan_is_what_a_gate_that_looks_each_minute_does(
    made: list[tuple[bool, bool, int]], start: int, gap: int, per_day: int
) -> None:
    """Each planned moment is permitted when it comes, and not a minute before it; no two of one
    moment break the gap.
    """
    now = at(0, day=23) + timedelta(minutes=start)
    posting = replace(X, gap_minutes=gap, per_day=per_day, monthly_budget_usd=1000.0)
    drafts = [
        decided(
            id,
            urgent=urgent,
            outside="理由" if outside else "",
            not_before=now + timedelta(minutes=wait),
        )
        for id, (urgent, outside, wait) in enumerate(made, 1)
    ]
    planned = due.plan(drafts, traffic=Traffic(), posting=posting, calendar=CALENDAR, now=now)
    by_id = {one.id: one for one in drafts}
    assert planned.keys() == by_id.keys()
    moments: tuple[datetime, ...] = ()
    for id in sorted(planned, key=lambda number: planned[number].at or now):
        moment = planned[id].at
        assert moment is not None
        before = tuple(m for m in moments if m <= moment)
        assert due.when(
            by_id[id], traffic=Traffic(before), posting=posting, calendar=CALENDAR, now=moment
        ) == Due(moment)
        if moment > now:
            early = due.when(
                by_id[id],
                traffic=Traffic(before),
                posting=posting,
                calendar=CALENDAR,
                now=moment - timedelta(minutes=1),
            ).at
            assert early is not None
            assert early > moment - timedelta(minutes=1)
        moments = (*moments, moment)


def test_a_day_on_which_nothing_may_go_out_is_no_thread_that_is_too_long() -> None:
    """A cap of 0 holds a single post back for want of a day, in words of days."""
    told = due.when(
        decided(), Traffic(), posting=replace(X, per_day=0), calendar=CALENDAR, now=at(10)
    )
    assert told.at is None
    assert "続きもの" not in str(told.why)


def thread(*posts: str) -> Content:
    """A thread of these posts."""
    text, cuts = threads.whole(posts)
    return replace(content(), text=text, cuts=cuts)


@pytest.mark.parametrize("linked", [0, 1, 2])
def test_each_post_of_a_thread_costs_what_it_links(linked: int) -> None:
    """The address stands in one of them, and that one alone is dear."""
    made = thread(*(f"その{n}{f' {LINK}' if n == linked else ''}" for n in range(3)))
    costs = [due.price_of(made, part, X) for part in (1, 2, 3)]
    assert costs == [0.2 if n == linked else 0.015 for n in range(3)]
    assert due.owed(replace(draft(), content=made), X) == pytest.approx(0.23)


@pytest.mark.parametrize(("out", "left"), [(0, 0.23), (1, 0.215), (2, 0.2), (3, 0.0)])
def test_what_is_out_of_a_thread_is_paid(out: int, left: float) -> None:
    """Its third post has the link; X asks for what is not out yet, and for nothing twice."""
    posts = [Post(1, n, PostId(str(n)), "u", NOW, Through.X) for n in range(out)]
    one = replace(
        draft(),
        content=thread("一つ目", "二つ目", f"三つ目 {LINK}"),
        post=posts[0] if posts else None,
        further=tuple(posts[1:]),
    )
    assert due.owed(one, X) == pytest.approx(left)


def test_5_2_each_post_of_a_thread_takes_a_place_of_its_day() -> None:
    """In the plan as at the gate: behind three of three, the next one waits for the morning."""
    long = replace(decided(), content=thread("一つ目", "二つ目", "三つ目"))
    planned = due.plan([long, decided(2)], Traffic(), X, CALENDAR, at(10))
    assert [planned[id].at for id in (1, 2)] == [at(10), at(9, day=26)]


@pytest.mark.parametrize(("posts", "goes"), [(1, True), (2, True), (3, True), (4, False)])
def test_5_2_a_thread_is_as_long_as_a_day_has_posts(posts: int, *, goes: bool) -> None:
    """Three a day: a thread of four finds no day, and its first post is not sent."""
    made = thread(*(f"その{n}" for n in range(posts))) if posts > 1 else content("一つ")
    one = replace(decided(), content=made)
    found = due.when(one, Traffic(), X, CALENDAR, at(10))
    assert (found.at is not None, "一日の上限" in str(found.why)) == (goes, not goes)
    urgent = replace(decided(urgent=True), content=made)
    assert due.when(urgent, Traffic(), X, CALENDAR, at(10)).at == at(10)


@pytest.mark.parametrize(("out", "expected"), [(1, at(10)), (2, at(9, day=26))])
def test_5_2_a_thread_needs_as_many_places_as_it_has_posts(out: int, expected: datetime) -> None:
    """Two beside one of three go today; beside two they wait for the morning."""
    two = replace(decided(), content=thread("一つ目", "二つ目"))
    traffic = Traffic(tuple(at(9, 15 * n) for n in range(out)))
    assert due.when(two, traffic, posting=X, calendar=CALENDAR, now=at(10)).at == expected


def test_5_2_what_was_decided_since_the_look_has_no_moment_yet() -> None:
    """A list that was read a moment later asks for it: it is told, and nothing breaks."""
    planned = due.plan([decided(1)], Traffic(), posting=X, calendar=CALENDAR, now=at(10))
    assert planned[1].at == at(10)
    assert (planned[2].at, bool(planned[2].why), 2 in planned) == (None, True, False)
