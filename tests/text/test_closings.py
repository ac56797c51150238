"""5(2): closed days read from a page of the site, to be proposed to a person."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.model import Page
from bridge.text.closings import read_closings

TODAY = date(2026, 11, 23)
FRIDAY = frozenset({4})


def days(text: str, *rows: tuple[str, str], weekly: frozenset[int] = FRIDAY) -> list[str]:
    """Return the closings of a page, "12-29/01-03 年末年始" each."""
    page = Page("https://lib.example.jp/calendar.html", "図書館カレンダー", text, rows)
    return [f"{c.first:%m-%d}/{c.last:%m-%d} {c.why}" for c in read_closings(page, TODAY, weekly)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("年末年始休館 12月29日(火)～1月3日(日)", ["12-29/01-03 年末年始"]),
        ("特別整理期間:令和9年2月8日(月)から12日(金)まで", ["02-08/02-12 特別整理期間"]),
        ("11月30日(月)は館内整理日のため休館します", ["11-30/11-30 館内整理日"]),
        (
            "休館日\n12月1日(火)\n12月15日(火)\n開館時間 9時～19時",
            ["12-01/12-01 休館日", "12-15/12-15 休館日"],
        ),
        ("中央図書館 臨時休館のお知らせ 12月2日(水)", ["12-02/12-02 臨時休館"]),
        ("12月2日(水)は全館休館です。滝山図書館も休館します。", ["12-02/12-02 休館"]),
        (
            "休館日 3日、10日、24日(2026年12月)",
            ["12-03/12-03 休館日", "12-10/12-10 休館日", "12-24/12-24 休館日"],
        ),
        (
            "令和8年12月\n休館日:4日・11日・29日～31日\n1月\n休館日 5日",
            ["12-29/12-31 休館日", "01-05/01-05 休館日"],
        ),
        ("休館:12月29日(火)・30日(水)・31日(木)、1月1日(金・祝)～3日(日)", ["12-29/01-03 休館"]),
        ("12月29日～1月3日は休館、1月4日から開館します", ["12-29/01-03 休館"]),
        ("12月28日(月) 17時まで開館、12月29日(火)から31日(木)は休館", ["12-29/12-31 休館"]),
        (
            "毎週月曜日(祝日の場合は翌日)、12月29日～1月3日は休館 ※返却はブックポストへ",
            ["12-29/01-03 休館"],
        ),
        ("中央図書館は12月7日、滝山図書館は12月8日に休館します", ["12-07/12-07 休館"]),
        ("12月7日は中央図書館、12月8日は滝山図書館が休館です", ["12-07/12-07 休館"]),
        ("中央図書館・滝山図書館は12月7日休館", ["12-07/12-07 休館"]),
        (
            "中央図書館\n休館日\n12月7日\n滝山図書館\n休館日\n12月8日\n全館\n休館日\n12月9日",
            ["12-07/12-07 休館日", "12-09/12-09 休館日"],
        ),
        (
            "12月の休館日は次のとおりです。休館日の返却は、ブックポストをご利用ください。\n中央図書館\n12月7日(月)\n"
            "12月24日(木) 館内整理日\n本は開館日に窓口へお返しください。\n12月26日 おはなし会",
            ["12-07/12-07 休館日", "12-24/12-24 館内整理日"],
        ),
    ],
)
def test_5_2_closings_are_read(text: str, wanted: list[str]) -> None:
    """Single days, spans over the year's end, and lists below a heading."""
    assert days(text) == wanted


def test_5_2_rows_of_a_table_are_read() -> None:
    """Label and value together."""
    assert days("", ("年末年始の休館", "12月28日(月)から1月4日(月)まで")) == [
        "12-28/01-04 年末年始"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "12月4日(金)は休館日です",  # closed every Friday anyway
        "毎週金曜日は休館日です",
        "11月3日(火)は休館します",  # over
        "12月2日(水)は滝山図書館が休館します",  # a branch
        "休館中の返却は12月2日(水)までにお願いします",
        "12月2日(水)は祝日ですが、休館せず開館します",
        "休館日を除く12月2日(水)から",
        "工事休館 12月1日(火)から6月30日(水)まで",  # longer than two months: a person enters it
        "おはなし会 12月2日(水)",
        "休館日のお知らせ\nおはなし会は次の日程です。\n12月2日(水)",
        "13月40日は休館",
        "滝山図書館\n休館日 12月7日(月)",
        "滝山図書館・東部図書館は12月7日(月)休館",
    ],
)
def test_5_2_nothing_else_is_proposed(text: str) -> None:
    """Past days, weekly closings, branches, and lines that speak of something else."""
    assert days(text) == []


def test_5_2_a_branch_named_further_up_stands_beside_the_words() -> None:
    """Whether it still speaks of the branch is the person's to say."""
    page = Page("u", "t", "滝山図書館\n所在地 滝山4丁目\n休館日 12月7日(月)")
    (closing,) = read_closings(page, TODAY, FRIDAY)
    assert closing.words == "(滝山図書館) 休館日 12月7日(月)"


def test_5_2_a_weekday_that_does_not_match_is_told() -> None:
    """The person looks which of the two is right."""
    assert days("12月1日(金)は臨時休館します") == [
        "12-01/12-01 臨時休館。曜日が合いません。年がちがうかもしれません"
    ]


def test_5_2_the_page_of_a_library_with_branches() -> None:
    """What is told twice, by month and by name, is one; what the central library's line says needs
    no bracket.
    """
    page = Page(
        "u",
        "図書館カレンダー",
        "中央図書館\n2026年12月\n休館日 3日・29日～31日\n2027年1月\n休館日 1日～3日\n滝山図書館\n休館日 12月7日(月)\n12月14日(月)\n"
        "特別整理のお知らせ\n中央図書館は2月8日(月)から12日(金)まで、東部図書館は2月15日(月)から17日(水)まで休館します。",
        (
            ("中央図書館", "年末年始休館 12月29日(火)～1月3日(日)"),
            ("滝山図書館", "年末年始休館 12月28日(月)～1月4日(月)"),
        ),
    )
    found = read_closings(page, TODAY, FRIDAY)
    assert [f"{c.first:%m-%d}/{c.last:%m-%d}" for c in found] == [
        "12-03/12-03",
        "12-29/01-03",
        "02-08/02-12",
    ]
    assert found[-1].words.startswith("中央図書館は2月8日")


def test_5_2_each_closing_is_proposed_once() -> None:
    """However often the page says it; the page's own words stand beside it."""
    page = Page("u", "t", "12月29日～1月3日は休館\n年末年始休館:12月29日～1月3日")
    (closing,) = read_closings(page, TODAY, FRIDAY)
    assert (closing.words, closing.url, closing.state) == (
        "12月29日～1月3日は休館",
        "u",
        "proposed",
    )


@given(
    st.text(max_size=80), st.text(alphabet="休館日12月3日(火)から、まで・\n年末年始", max_size=80)
)
def test_no_page_breaks_it(one: str, other: str) -> None:
    """Whatever stands there; what is found is not over and not endless, and a line of its own
    behind the jumble is found.
    """
    page = Page("u", "t", f"{one}\n{other}\n\n12月29日～1月3日は休館します。", ((one, other),))
    closings = read_closings(page, TODAY, FRIDAY)
    assert closings
    for closing in closings:
        assert closing.last >= TODAY
        assert 0 <= (closing.last - closing.first).days < 60
