"""The one date beside a title."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.read import listdates, scripted


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
        "令8.7.1",
        "㋿8年7月1日",
        "20260701",
        "令和八年七月一日",
        "二〇二六年七月一日",
        "July 1, 2026",
        "1 Jul 2026",
        "26.7.1",
        "'26/7/1",
    ],
)
def test_a_date_with_its_year(text: str) -> None:
    """As Japanese lists write it; weekday and time belong to it."""
    found = listdates.first(text)
    assert found is not None
    assert found.on() == date(2026, 7, 1)
    assert text[found.end :] == ("]" if text.startswith("[") else "")


@pytest.mark.parametrize("text", ["7月1日(水)", "７月１日", "7/1", "07/01(水)", "七月一日(水)"])
def test_a_day_without_its_year_needs_one(text: str) -> None:
    """None is invented."""
    found = listdates.first(text)
    assert found is not None
    assert (found.on(), found.on(2026)) == (None, date(2026, 7, 1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "図書館まつり",
        "2026年13月1日",
        "7月32日",
        "1/100",
        "10:30",
        "http://a/2026",
        "03-1234-5678",
        "第7回 1日目",
        "20261301",
        "090-2026-0701",
    ],
)
def test_what_is_no_date(text: str) -> None:
    """Numbers are not days."""
    assert listdates.first(text) is None


def test_month_and_day_that_cannot_be_told_apart_are_no_day() -> None:
    """Unless the other dates of the list say which stands first."""
    found = listdates.first("04/05/2026")
    assert found is not None
    assert found.on() is None
    assert listdates.order(["04/05/2026", "11/20/2026"]) == "month"
    assert listdates.order(["20/11/2026"]) == "day"
    assert listdates.order(["04/05/2026"]) == listdates.order(["20/11/2026", "11/20/2026"]) == ""
    days = [listdates.first("04/05/2026", order) for order in ("month", "day")]
    assert [day and day.on() for day in days] == [date(2026, 4, 5), date(2026, 5, 4)]


def test_the_year_of_a_heading() -> None:
    """令和8年度, 2026年, 令和元年."""
    assert [
        listdates.year(text)
        for text in ("令和8年度のお知らせ", "2026年の行事", "令和元年", "お知らせ")
    ] == [
        2026,
        2026,
        2019,
        0,
    ]


@given(st.text(max_size=40) | st.text("0123456789年月日/.-令和元R(水)", max_size=20))
def test_any_text_is_read(text: str) -> None:
    """Never an exception, and what is found stands in the text: at the latest the day at its end."""
    listdates.year(text)
    listdates.first(text)
    text = f"{text}\n2026年7月1日"
    found = listdates.first(text)
    assert found is not None
    assert 0 <= found.start < found.end <= len(text)
    assert found.on(2024)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-25T23:00:00+00:00", date(2026, 11, 26)),
        ("2026-11-25T23:00:00", date(2026, 11, 25)),
        ("9999-12-31T23:30:00-05:00", date(9999, 12, 31)),
        ("0001-01-01T00:00:00+14:00", date(1, 1, 1)),
    ],
)
def test_a_moment_of_a_script_is_a_day_of_the_library(moment: str, day: date) -> None:
    """In its zone; one beyond the calendar there is read, and ends no look at the homepage."""
    rows = ", ".join(
        f'{{"title": "図書館のお知らせ{n}", "url": "/{n}.html", "date": "{moment}"}}' for n in "123"
    )
    page, zone = "https://l.example.jp/", ZoneInfo("Asia/Tokyo")
    entries = scripted.entries(f"<script>var news = [{rows}];</script>", "home", page, page, zone)
    assert [entry.published for entry in entries] == [day] * 3
