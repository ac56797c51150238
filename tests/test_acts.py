"""What a person has done is said in the same words at the terminal and at the desk; what comes next
is each door's own.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from fakes import draft

from bridge import acts, labels
from bridge.model import Closing, ClosingState, State, Verb


@pytest.mark.parametrize(
    ("verb", "state", "code"),
    [
        (Verb.DECIDE, State.DECIDED, "act.decided"),
        (Verb.DECIDE, State.PARTIAL, "act.decided_further"),
        (Verb.RELEASE, State.DECIDED, "act.decided"),
        (Verb.TAKE_BACK, State.WAITING, "act.taken_back"),
        (Verb.TAKE_BACK, State.STOPPED, "act.rest_stopped"),
        (Verb.NOT_POSTED, State.UNKNOWN, "act.looked_once"),
        (Verb.NOT_POSTED, State.DECIDED, "act.not_posted"),
        (Verb.CHECK, State.POSTED, "act.checked_by_one"),
        (Verb.CHECK, State.CHECKED, "act.checked"),
        (Verb.POSTED, State.POSTED, "act.posted"),
        (Verb.REVIEW, State.WAITING, "act.reviewed"),
    ],
)
def test_an_act_is_told_by_its_step_and_by_where_the_draft_stands_behind_it(
    verb: Verb, state: State, code: str
) -> None:
    """The first of two looks is another thing than the second, and so is the first tick."""
    assert acts.done(verb, draft(state)).code == code


@pytest.mark.parametrize("state", State)
def test_where_a_draft_stands_tells_what_brought_it_there(state: State) -> None:
    """The desk tells it in the card's place; there is a sentence for each, and none but of a post
    says that it is out.
    """
    told = acts.stands(draft(state)).what
    assert ("投稿しました" in told) is (state in {State.POSTED, State.CHECKED})
    assert told.startswith("起案1を") or labels.STATE[state] in told


def test_what_stopped_by_itself_is_not_told_as_somebodys_word() -> None:
    """A thread whose rest X refused, while the director looks at what was decided."""
    assert acts.stands(draft(State.STOPPED)).what == "起案1は、今は「途中で停止」です。"
    assert acts.done(Verb.TAKE_BACK, draft(State.STOPPED)).code == "act.rest_stopped"


def test_both_doors_say_the_same_and_each_what_comes_next() -> None:
    """A command at the terminal, and nothing to type at the desk."""
    act = acts.done(Verb.POSTED, draft(State.POSTED))
    typed, desk = act.words(), act.words("desk")
    assert typed.what == desk.what == "起案1の投稿を記録しました。"
    assert "feedbridge check 1" in typed.todo
    assert desk.todo == "確認をお願いします(9(2))。"


def test_a_closed_day_is_named_with_what_became_of_it() -> None:
    """One day, or the first and the last, and of which year: a slip in it is seen."""
    one = Closing(1, date(2026, 12, 28), date(2026, 12, 28), "年末", "", state=ClosingState.REFUSED)
    assert acts.closing(one).what == "2026年12月28日 年末: 休館日ではないと記録しました。"
    several = replace(one, last=date(2027, 1, 3), state=ClosingState.CONFIRMED)
    assert acts.closing(several).what.startswith("2026年12月28日～2027年1月3日 年末: 休館日に")
    days = replace(one, last=date(2026, 12, 30), state=ClosingState.WITHDRAWN)
    assert acts.closing(days).what == "2026年12月28日～12月30日 年末: 休館日を取り消しました。"


def test_that_posts_go_again_says_what_waits_for_a_word() -> None:
    """Only where something does."""
    assert acts.posts_go([]).sentence() == "投稿の停止を解きました。"
    assert "2件は決裁待ちに戻しました" in acts.posts_go([draft(), draft()]).what
