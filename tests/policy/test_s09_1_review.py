"""9(1) 起案・回議・決裁: whose word a draft waits for, and that it is on this very text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import DIRECTOR, NOW, POSTER, draft

from bridge.model import Kind, Person, Review, Role
from bridge.policy import s09_1_review
from bridge.settings import ReviewSettings

ORDER = ReviewSettings(
    order={Kind.MATERIAL: ("係長", "副館長")},
    members={"係長": ("佐藤", "鈴木"), "副館長": ("田中",)},
)
OWN = replace(draft(), kind=Kind.MATERIAL, author="職員")


def word(step: str, person: str = "佐藤") -> Review:
    return Review(version=1, digest="d", step=step, person=person, at=NOW)


def test_9_1_the_steps_come_one_after_the_other() -> None:
    """The first that is owed waits for its members; the next for nobody yet; one that is taken is
    owed no more.
    """
    assert s09_1_review.owed(ORDER, OWN) == ("係長", "副館長")
    assert [s09_1_review.due(ORDER, OWN, name) for name in ("佐藤", "鈴木", "田中", "職員")] == [
        "係長",
        "係長",
        "",
        "",
    ]
    half = replace(OWN, reviews=(word("係長"),))
    assert (s09_1_review.owed(ORDER, half), s09_1_review.due(ORDER, half, "田中")) == (
        ("副館長",),
        "副館長",
    )
    assert (
        s09_1_review.owed(ORDER, replace(OWN, reviews=(word("係長"), word("副館長", "田中")))) == ()
    )


@pytest.mark.parametrize("free", [replace(OWN, urgent=True), replace(OWN, kind=Kind.PAGE)])
def test_9_1_what_is_urgent_or_of_another_kind_waits_for_nobody(free: object) -> None:
    """2, 9(2): a closure and a correction go to the director at once."""
    assert s09_1_review.owed(ORDER, free) == ()  # type: ignore[arg-type]
    assert s09_1_review.decision_refusal(ORDER, free, DIRECTOR) is None  # type: ignore[arg-type]


def test_9_1_the_decision_waits_for_the_steps() -> None:
    """It says whose word is missing; a person who is no member is told so, and so is one when none
    is owed.
    """
    assert (
        str(s09_1_review.decision_refusal(ORDER, OWN, DIRECTOR))
        == "起案1は、係長(佐藤、鈴木)の回議がまだです(9(1))。"
    )
    assert "職員さんは含まれません" in str(s09_1_review.refusal(ORDER, OWN, POSTER))
    assert "回議を待っていません" in str(s09_1_review.refusal(ReviewSettings(), OWN, POSTER))
    assert s09_1_review.refusal(ORDER, OWN, Person("佐藤", Role.POSTER)) is None


def test_9_1_nobody_decides_a_text_of_their_own_where_the_library_has_it_so() -> None:
    """Author of the present wording; a page's draft is everybody's, and without the switch the
    director may.
    """
    apart = replace(ORDER, drafter_decides=False, order={})
    own = replace(OWN, author=DIRECTOR.name)
    assert "自身が書いた文" in str(s09_1_review.decision_refusal(apart, own, DIRECTOR))
    assert s09_1_review.decision_refusal(apart, OWN, DIRECTOR) is None
    assert (
        s09_1_review.decision_refusal(replace(apart, drafter_decides=True), own, DIRECTOR) is None
    )
    steps = replace(ORDER, drafter_decides=False)
    assert "自身が書いた文" in str(
        s09_1_review.refusal(steps, replace(OWN, author="佐藤"), Person("佐藤", Role.POSTER))
    )
