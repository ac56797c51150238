"""What a text says of houses, word by word."""

from __future__ import annotations

import pytest

from bridge.policy.claims import houses_in, places


@pytest.mark.parametrize(
    ("text", "houses"),
    [
        ("ひばりが丘図書館は12月29日から休みます", ["ひばりが丘図書館"]),
        ("滝山図書館とひばりが丘図書館", ["滝山図書館", "ひばりが丘図書館"]),
        ("滝山図書館はひばりが丘図書館より", ["滝山図書館", "ひばりが丘図書館"]),
        ("あさひヶ原分館、駅前分室", ["あさひヶ原分館", "駅前分室"]),
        ("市立の丘図書館", ["丘図書館"]),
    ],
)
def test_6_9_a_house_on_a_hill_has_its_whole_name(text: str, houses: list[str]) -> None:
    """Kana and が are part of it; a particle before it is none."""
    assert [*houses_in(text)] == houses


def test_6_9_a_floor_behind_a_colon_is_of_the_place() -> None:
    """場所:2階集会室; the minutes of 18:30ホール and the day of 12/5集会室 are not."""
    assert places("場所:2階集会室(24席)") == ("2階集会室",)
    assert places("12/3Fホール") == ("3Fホール",)
    assert places("18:30ホール") == ("ホール",)
    assert places("12/5集会室") == ("集会室",)
