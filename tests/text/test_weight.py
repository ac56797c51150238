"""X's weighted count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.text.weight import LIMIT, bound, fits, weigh


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("", 0),
        ("abc", 3),
        ("図書館", 6),
        ("ｱ", 2),
        ("①～", 4),
        ("か\u3099", 2),
        ("e\u0301", 1),
        ("👨‍👩‍👧‍👦", 2),
        ("🏳️‍🌈", 2),
        ("https://www.lib.example.jp/news/2026/12/05/a-very-long-name.html?id=1", 23),
        ("行事 https://a.jp/", 28),
        ("a\nb", 3),
        ("—", 1),
        ("’", 1),
    ],
)
def test_the_count_is_xs(text: str, weight: int) -> None:
    """CJK 2, an emoji 2 however it is made, a link 23, NFC."""
    assert weigh(text) == weight


def test_two_hundred_and_eighty_fit_and_one_more_does_not() -> None:
    """140 Japanese characters are the limit."""
    assert fits("あ" * (LIMIT // 2))
    assert not fits("あ" * (LIMIT // 2) + "a")


@given(st.text(max_size=60))
def test_any_text_can_be_weighed(text: str) -> None:
    """Lone surrogates and odd characters included."""
    assert weigh(text) >= 0


@given(st.text(st.characters(exclude_characters=".:/", exclude_categories=["Cs"]), max_size=60))
def test_the_bound_is_never_too_low(text: str) -> None:
    """For a text without links."""
    assert bound(text) >= weigh(text)


def test_what_is_far_too_long_is_counted_fast_and_as_too_long() -> None:
    """The library's patterns take square time there."""
    assert weigh("a." * 15_000) > LIMIT
    assert weigh("あ" * 40_000) == 80_000
    assert weigh("\ud800") == 2
