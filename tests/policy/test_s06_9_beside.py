"""6(9): what a text says of a theme, a day, a floor or a share, beside the page that says it of
another one.
"""

from __future__ import annotations

import pytest
from policy.beside import BESIDE, UNFOUND
from policy.samples import URL, context, stops
from tables import in_brief

from bridge.model import Finding, Kind, Page
from bridge.policy.examine import Manuscript, examine


def _found(title: str, page: str, text: str) -> tuple[Finding, ...]:
    candidate = Manuscript(
        kind=Kind.MATERIAL,
        title="教室",
        text=f"{text}\n{URL}",
        url=URL,
        image=None,
        page=Page(URL, title, page),
        facts=None,
        source="staff",
        by_hand=True,
    )
    return examine(candidate, context())


@pytest.mark.parametrize(
    ("name", "title", "page", "true", "edits"),
    in_brief([pytest.param(*one[:5], id=one[0]) for one in BESIDE], 3),
)
def test_6_9_a_fact_exchanged_with_another_of_its_page_is_found(
    name: str, title: str, page: str, true: str, edits: list[tuple[str, str]]
) -> None:
    """Two rows, two days, two libraries: each of the page's facts stands on it, and belongs to
    something else.
    """
    missed = [
        wrong
        for right, wrong in edits
        if not {"6(9)", "5(3)イ"}  # a weekday that the day has not
        & {one for one, _ in stops(_found(title, page, true.replace(right, wrong, 1)))}
    ]
    assert missed == list(UNFOUND.get(name, ()))


@pytest.mark.parametrize(
    ("title", "page", "texts"),
    in_brief(
        [
            pytest.param(title, page, [true, *texts], id=name)
            for name, title, page, true, _, texts in BESIDE
        ],
        3,
    ),
)
def test_6_9_a_page_of_several_things_retold_is_not_stopped(
    title: str, page: str, texts: list[str]
) -> None:
    """Shorter, in another order and spelling, with what follows from the page (3館, 全2回)."""
    stopped = [(text, each) for text in texts for each in stops(_found(title, page, text))]
    assert stopped == []
