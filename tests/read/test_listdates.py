"""The one date beside a title."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.read import listdates


@pytest.mark.parametrize(
    "text",
    [
        "2026年7月1日(水)",
        "令和8年7月1日（水曜日）",
        "R8.7.1",
        "Ｒ８．７．１",
        "2026.07.01 10:30",
        "2026/7/1",
        "2026-07-01",
        "２０２６年７月１日",
        "平成38年7月1日",
        "[2026年 7月 1日(水・祝)]",
    ],
)
def test_a_date_with_its_year(text: str) -> None:
    """As Japanese lists write it; weekday and time belong to it."""
    found = listdates.first(text)
    assert found is not None
    assert found.on() == date(2026, 7, 1)
    assert text[found.end :] in ("", "]")


@pytest.mark.parametrize("text", ["7月1日(水)", "７月１日", "7/1", "07/01(水)"])
def test_a_day_without_its_year_needs_one(text: str) -> None:
    """None is invented."""
    found = listdates.first(text)
    assert found is not None
    assert (found.on(), found.on(2026)) == (None, date(2026, 7, 1))


@pytest.mark.parametrize(
    "text",
    ["", "図書館まつり", "2026年13月1日", "7月32日", "1/100", "10:30", "http://a/2026", "03-1234-5678", "第7回 1日目"],
)
def test_what_is_no_date(text: str) -> None:
    """Numbers are not days."""
    assert listdates.first(text) is None


def test_the_year_of_a_heading() -> None:
    """令和8年度, 2026年, 令和元年."""
    assert [listdates.year(text) for text in ("令和8年度のお知らせ", "2026年の行事", "令和元年", "お知らせ")] == [
        2026,
        2026,
        2019,
        0,
    ]


@given(st.text(max_size=40) | st.text("0123456789年月日/.-令和元R(水)", max_size=20))
def test_any_text_is_read(text: str) -> None:
    """Never an exception, and what is found stands in the text."""
    listdates.year(text)
    found = listdates.first(text)
    assert found is None or (0 <= found.start < found.end <= len(text) and found.on(2024))
