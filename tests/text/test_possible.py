"""What is only possible is read alike by who drafts and by who compares."""

from __future__ import annotations

import pytest

from bridge.text.possible import DOUBT, UNSURE


@pytest.mark.parametrize(
    "text",
    [
        "警報が出た場合は中止します",
        "定員になりしだい締め切ります",
        "状況により変更します",
        "中止することがあります",
        "5名に満たないときは見送るかもしれません",
        "晴れた日には外で行います",
        "日程は検討中です",
    ],
)
def test_what_is_possible_is_told(text: str) -> None:
    """By a condition, a doubt, or a day that is none yet."""
    assert DOUBT.search(text)
    assert UNSURE.search(text)


@pytest.mark.parametrize(
    "text", ["おはなしだいすき", "講師の都合により中止します", "状況を踏まえ、中止します"]
)
def test_what_is_decided_is_no_doubt(text: str) -> None:
    """A name that has such letters, and a reason."""
    assert not UNSURE.search(text)


def test_the_sky_is_a_condition_for_a_draft_alone() -> None:
    """Of 雨天中止 the comparison has answers of its own (雨のとき)."""
    assert UNSURE.search("雨天中止")
    assert not DOUBT.search("雨天中止")
