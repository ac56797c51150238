"""Whether each of a line's days is told under its own name, and a row without a day with the others."""

from __future__ import annotations

import pytest
from in_short import TODAY, summary

from bridge.draft import values
from bridge.draft.inner import names_within
from bridge.draft.values import When
from bridge.topics.outline import Unit
from bridge.topics.sorts import Sort, occasions_in


def names(text: str, label: str = "最終便") -> list[str]:
    """The names of the days of a line."""
    unit = Unit(text, Sort.WHEN, label=label)
    return names_within(When(label, unit, occasions_in(text, TODAY), ""))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("7月1日(水) 再開 7月8日(水)", ["", "再開"]),
        ("7月1日(水)17時、再開: 7月8日(水)9時から", ["", "再開"]),
        ("7月1日(水) 予備日 7月2日(木)。", ["", "予備日"]),
        ("7月1日(水)・8日(水)", ["", ""]),
        ("7月1日(水) および 7月8日(水)", ["", ""]),
        ("7月1日(水)に北町、7月8日(水)", ["", ""]),
        ("7月1日(水)再開 7月8日(水)", ["", ""]),  # 7月1日(水)再開 is said of the first
        ("7月1日(水) 北町 7月8日(水) 南町", ["", ""]),  # the words are of the days before them
    ],
)
def test_5_3_i_a_further_day_of_a_line_has_its_own_name(text: str, named: list[str]) -> None:
    """A word right before it, nothing behind the last."""
    assert names(text) == named
    assert names(text, label="") == ["", ""]


def test_5_3_i_two_days_of_a_line_are_not_told_as_days_of_one_name() -> None:
    """In a list, and of one line."""
    many = "便は町の館をまわり、頼まれた本を届けています。" * 12
    said = summary(
        "冬の便のお知らせ",
        many,
        "北コース 最終便：7月1日(水) 再開：7月8日(水)",
        "南コース 最終便：7月2日(木) 再開：7月9日(木)",
    )
    assert "7月1日(水)、7月8日(水)" not in said
    unit = Unit("7月1日(水) 再開 7月8日(水)", Sort.WHEN, label="最終便")
    of_one = When("最終便", unit, occasions_in(unit.text, TODAY), "")
    assert values._words_of(of_one, TODAY) == "7月1日(水)、再開 7月8日(水)"


TABLE = (
    "|| コース | 7月の巡回日 | 場所",
    "| 丘コース | 2日(木)・16日(木) | 学校",
    "| 浜コース | 3日(金)・17日(金) | 港",
)


def test_5_3_i_a_row_that_is_off_is_told_with_the_others() -> None:
    """島 | 運休; what stands in another column, or is a word of something else, is none."""
    many = "坂の多い町なので、車はゆっくりと回ります。" * 25
    title = "移動図書館「あおば号」7月の巡回日程"
    said = summary(title, *TABLE, "| 島コース | 運休 | 船の検査", many).split("\n")
    assert "・島コース：運休" in said
    for row in ("| 島コース | 船着場 | 運休", "| 島コース | 変更 | 港"):
        assert "島" not in summary(title, *TABLE, row, many)


def test_5_3_i_the_other_day_of_one_house_stands_behind_that_of_the_others() -> None:
    """Right below it; another remark, or a house without a day, does not."""
    many = "袋の中には、館の人が選んだ本が三冊入っています。" * 12
    first = "貸出開始：7月1日(水)10時から"
    said = summary("本の袋", many, first, "南分館は7月3日(金)9時から")
    assert "7月1日(水)10時～(南分館は7月3日(金)9時から" in said
    for other in ("南分館は駅の前です", "子どもは7月3日(金)9時から"):
        assert "(南" not in summary("本の袋", many, first, other)
        assert "(子" not in summary("本の袋", many, first, other)
