"""Which words are days."""

from __future__ import annotations

from datetime import date

import pytest

from bridge.text.dates import mentions


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2/12 冬のおはなし会", ["2/12"]),
        ("おはなし会\n2/12 集会室", ["2/12"]),
        ("縮尺は 2/12 の地図", []),
        ("冬のおはなし会 12/20 集会室", ["12/20"]),
        ("冬のおはなし会(12/20)", ["12/20"]),
        ("12/3に開きます", ["12/3"]),
        ("1/3に減らす", []),
        ("縮尺1/20 の地図", []),
        ("12/19～20に開きます", ["12/19", "12/20"]),
        ("12/19～20時", []),
        ("11/21(土)～29(日)", ["11/21", "11/29"]),
        ("10/14、15", []),
    ],
)
def test_a_day_with_a_stroke_is_one_where_it_is_no_part_of_a_whole(
    text: str, days: list[str]
) -> None:
    """At a line's beginning, before a blank, a bracket or と; a month above its day is no part."""
    found = [one.date for one in mentions(text, date(2026, 11, 27))]
    assert [f"{day.month}/{day.day}" for day in found if day] == days


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("8月1日(土)～2027年3月31日(水)", date(2026, 8, 1)),
        ("4月1日～2026年9月3日", date(2026, 4, 1)),
        ("8月1日(日)～2027年9月3日", date(2027, 8, 1)),
        ("3月31日～2027年3月31日", date(2027, 3, 31)),
    ],
)
def test_a_span_whose_end_alone_has_a_year_begins_before_it(text: str, start: date) -> None:
    """In the year before, where its day is the later one of the year."""
    first, _ = mentions(text, date(2026, 6, 20))
    assert (first.date, first.weekday_wrong) == (start, False)


def test_a_span_that_lasts_still_is_of_this_year_above_a_day_of_the_next() -> None:
    """As the weekdays of both ends say; a span whose end has another weekday is a slip."""
    text = "9月2日(火)～12月28日(日)\n12月29日(月)～令和8年1月3日(土)"
    seen = mentions(text, date(2025, 11, 12))
    assert [one.date for one in seen] == [
        date(2025, 9, 2),
        date(2025, 12, 28),
        date(2025, 12, 29),
        date(2026, 1, 3),
    ]
    slip = mentions(text.replace("28日(日)", "28日(土)"), date(2025, 11, 12))
    assert slip[0].weekday_wrong
    over = mentions(text, date(2025, 12, 29))  # its last day is gone by
    assert over[0].weekday_wrong


def test_days_in_a_row_need_nothing_between_their_weekdays() -> None:
    """1/14(火)15(水)20(月); no number of persons behind a weekday."""
    days = [one.date for one in mentions("1/14(火)15(水)20(月)", date(2020, 1, 8))]
    assert days == [date(2020, 1, 14), date(2020, 1, 15), date(2020, 1, 20)]
    assert len(mentions("1/14(火)15(人)", date(2020, 1, 8))) == 1


def test_a_bare_day_is_the_one_that_was_named_with_its_weekday() -> None:
    """Not of the month named last."""
    text = "9月25日(金)に閉館します。10月4日までお返しください。25日の正午に閉めます。"
    assert [one.date for one in mentions(text, date(2026, 9, 24))] == [
        date(2026, 9, 25),
        date(2026, 10, 4),
        date(2026, 9, 25),
    ]
