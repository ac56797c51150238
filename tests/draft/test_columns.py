"""What a table says of each of its rows, told by column (truth 7: of all, or behind its rows)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from in_short import TODAY, URL, blocks, summary

from bridge.draft.columns import LENGTH, columns
from bridge.model import Page
from bridge.topics.builder import outline_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bridge.topics.outline import Unit

TITLE = "夏休みの貸出期間を延長します"
LEAD = "夏休みに借りる本の貸出期間を延長します。"
GROUPS = ["学部生", "院生", "教職員", "卒業生", "市民", "高校生", "中学生"]


def told(*lines: str, worth: Callable[[Unit], int] = lambda _: 0) -> dict[str, str]:
    """The columns of a page with this table."""
    page = Page(URL, TITLE, "", published=TODAY, blocks=blocks(LEAD, *lines))
    return dict(columns(outline_of(page, TODAY), TODAY, worth=worth))


def of_days(*days: str) -> dict[str, str]:
    """The columns of a table in which each group has one of these days."""
    rows = (f"|{group}|{day}" for group, day in zip(GROUPS, days, strict=False))
    return told("||区分|返却期限", *rows)


def test_5_1_a_what_all_rows_have_is_told_once() -> None:
    """返却期限 is 9月30日 for everybody."""
    rows = (
        "|学部生|7月20日(月)～9月1日(火)|9月30日(水)",
        "|院生(*)|7月1日(水)～9月1日(火)|9月30日(水)",
    )
    said = summary(TITLE, LEAD, "||区分|貸出期間|返却期限", *rows)
    assert "返却期限：9月30日(水)" in said
    assert "学部生 9月30日" not in said


def test_truth_7_what_rows_have_apart_stands_behind_their_names() -> None:
    """Those with the same together, without the mark of a remark."""
    rows = ("|学部生|9月30日(水)", "|院生(*)|10月7日(水)", "|教職員|10月7日(水)")
    line = "学部生 9月30日(水)、院生・教職員 10月7日(水)"
    assert told("||区分|返却期限", *rows) == {"返却期限": line}


def test_truth_7_a_column_is_of_all_rows() -> None:
    """One row's value would pass for all; 同上 points at what is not told."""
    assert of_days("9月1日(火)", "9月2日(水)") != {}
    assert of_days("9月1日(火)") == {}
    assert of_days("9月1日(火)", "") == {}
    assert of_days("9月1日(火)", "同上") == {}


@pytest.mark.parametrize(("count", "many"), [(6, False), (7, True)])
def test_5_1_a_a_long_table_is_a_page_s(count: int, many: bool) -> None:
    """Six rows are told, seven are not."""
    assert (of_days(*["9月1日(火)"] * count) == {}) is many


@pytest.mark.parametrize(("count", "many"), [(3, False), (4, True)])
def test_5_1_a_many_values_are_a_page_s(count: int, many: bool) -> None:
    """Three values are told, four are not."""
    assert (of_days(*[f"{n}冊" for n in range(1, count + 1)]) == {}) is many


@pytest.mark.parametrize("more", [0, 1])
def test_5_1_a_a_long_column_is_a_page_s(more: int) -> None:
    """So many letters, not one more."""
    rows = ("学部生", "院生")
    spare = LENGTH + more - len("学部生 、院生 ")
    values = ("あ" * (spare // 2), "い" * (spare - spare // 2))
    table = (f"|{row}|{value}" for row, value in zip(rows, values, strict=True))
    assert (told("||区分|借りられるもの", *table) == {}) is bool(more)


def test_5_1_a_what_is_worth_little_is_not_told_and_the_worthiest_is_first() -> None:
    """The best row of a column speaks for it."""
    points = {"10冊": -1, "15冊": 0, "9月1日(火)": 5, "9月2日(水)": -9, "白": -1, "青": -2}
    rows = ("|学部生|10冊|9月1日(火)|白", "|院生|15冊|9月2日(水)|青")
    lines = told("||区分|冊数|返却期限|札の色", *rows, worth=lambda unit: points[unit.text])
    assert list(lines) == ["返却期限", "冊数"]


def test_truth_7_a_row_without_a_name_and_two_tables_tell_no_columns() -> None:
    """9月30日 of whom; 返却期限 of which."""
    days = "|9月1日(火)", "|9月2日(水)"
    assert told("||区分|返却期限", f"|学部生{days[0]}", f"|借りた方です。{days[1]}") == {}
    first, second = (("||区分|返却期限", f"|{who}{days[0]}") for who in ("学部生", "院生"))
    assert told("# 本館", *first, "# 分館", *second) == {}


def test_truth_7_a_column_that_a_row_lacks_is_not_told() -> None:
    """院生 have no day: 返却期限：9月1日 would be theirs, too."""
    rows = ("|学部生|9月1日(火)|10冊", "|院生||15冊")
    assert list(told("||区分|返却期限|冊数", *rows)) == ["冊数"]


@pytest.mark.parametrize("name", ["通常", "平常時", "休館日", "9時から", "備考"])
def test_truth_7_what_is_so_without_the_news_is_no_column_of_it(name: str) -> None:
    """Nor are closed days, a remark, and what is no label."""
    rows = ("|学部生|9月1日(火)|9月3日(木)", "|院生|9月2日(水)|9月4日(金)")
    assert list(told(f"||区分|{name}|返却期限", *rows)) == ["返却期限"]


def test_truth_7_rows_of_an_event_are_no_columns() -> None:
    """Each row is something held; of a service the same table is told."""
    table = ("||区分|返却期限", "|学部生|9月30日(水)", "|院生|9月30日(水)")
    assert "返却期限：9月30日(水)" in summary(TITLE, LEAD, *table)
    held = ("日時：7月4日(土)14時～", "会場：2階ホール", *table)
    assert "返却期限" not in summary("夏の映画会を開催します", *held)
