"""What a line of a page bears that any page has."""

from __future__ import annotations

from datetime import date

import pytest

from bridge.draft.linemarks import LineMarks
from bridge.topics.outline import Outline, Section, Unit

TODAY = date(2026, 11, 25)


def marks(text: str, at: int = 0, title: str = "") -> frozenset[str]:
    """The marks of a line of a page of no other one."""
    top = Section(0, -1, "", ("", ""))
    outline = Outline(title, TODAY, None, sections=[top])
    read = LineMarks(outline, kind="event", several=False, news=frozenset(), today=TODAY)
    return read.of(Unit(text=text, at=at), None)


@pytest.mark.parametrize("bound", [8, 16, 30, 45, 70, 100])
def test_a_length_weighs_as_the_next_one_from_its_bound_on(bound: int) -> None:
    """In the steps in which lengths were learned."""
    assert marks("あ" * (bound - 2)) == marks("あ" * (bound - 1))
    assert marks("あ" * (bound - 1)) != marks("あ" * bound)


@pytest.mark.parametrize("bound", [1, 2, 4, 7, 11, 16])
def test_a_place_weighs_as_the_next_one_from_its_bound_on(bound: int) -> None:
    """Each bound of the places in a page is one: below it another mark is given than from it on."""
    assert marks("あ", bound - 1) != marks("あ", bound)
