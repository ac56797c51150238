"""The same number in the text and on the page: only for what both say, by meaning and not by
spelling.
"""

from __future__ import annotations

import re

import pytest
from fakes import TODAY
from hypothesis import given
from hypothesis import strategies as st

from bridge.model import Page
from bridge.web.evidence import evidence

ROWS = (
    ("日時", "令和8年12月5日（土曜日） 午前10時30分から11時まで"),
    ("会場", "中央図書館　2階 視聴覚室"),
    ("定員", "先着12名"),
)
PAGE = Page(
    "https://lib.example.jp/1",
    "おはなし会",
    "冬の絵本を読みます。\n定員：先着12名\n参加費は無料です。",
    ROWS,
)


def told(text: str, page: Page = PAGE) -> list[tuple[str, int]]:
    """The marked words of a text, with their numbers."""
    return [(text[start:end], number) for start, end, number in evidence(text, page, TODAY).marks]


def test_a_day_and_its_hours_are_one_mark_however_they_are_written() -> None:
    """12月5日(土) is 令和8年12月5日（土曜日）, and what stands together has one number, on both
    sides.
    """
    assert told("日時：12月5日(土)午前10時30分～11時") == [("12月5日(土)午前10時30分～11時", 1)]
    name, value = evidence("日時：12月5日(土)午前10時30分～11時", PAGE, TODAY).rows[0]
    assert name == "日時"
    assert re.sub("<.*?>", "", value) == "令和8年12月5日（土曜日） 午前10時30分から11時まで1"
    assert value.count('data-fact="1"') == 2


@pytest.mark.parametrize(
    "text",
    [
        "12月6日(日)",
        "午後10時30分～11時",
        "定員20人",
        "分館集会室",
        "抽選",
        "1月5日",
        "絵本を読みます。",
    ],
)
def test_what_the_page_does_not_say_has_no_number(text: str) -> None:
    """Another day, hour, number or place is nothing that the page vouches for."""
    assert told(text) == []


def test_numbers_run_in_the_order_of_the_text_and_a_value_keeps_its_own() -> None:
    """A value that comes twice has one number, and each number of the text is once on the page."""
    text = "定員：12人(先着)\n日時：12月5日\n費用：無料。12月5日です。"
    assert [number for _, number in told(text)] == [1, 2, 3, 4, 3]
    seen = evidence(text, PAGE, TODAY)
    page = "".join(map(str, [*(value for _, value in seen.rows), seen.body]))
    assert sorted(re.findall(r'class="number">(\d+)<', page)) == ["1", "2", "3", "4"]
    assert seen.count == 5


def test_no_number_is_left_out_behind_a_value_that_comes_twice() -> None:
    """And hours that stand behind the second day have its number, here and there."""
    assert [n for _, n in told("12月5日です。12月5日の定員は12人です。")] == [1, 1, 2]
    seen = evidence("12月5日です。12月5日午前10時30分～11時、12人", PAGE, TODAY)
    assert [n for _, _, n in seen.marks] == [1, 1, 2]
    page = "".join(map(str, [*(value for _, value in seen.rows), seen.body]))
    assert sorted(re.findall(r'data-fact="(\d+)"', page)) == ["1", "1", "2"]


def test_the_pages_body_does_not_say_its_rows_again() -> None:
    """A line that a row says is left out; all else stays, in order."""
    seen = evidence("", PAGE, TODAY)
    assert str(seen.body) == "冬の絵本を読みます。\n参加費は無料です。"


def test_what_a_page_says_is_text_and_never_markup() -> None:
    """Script and controls in rows and body, marked or not."""
    evil = "<script>12月5日</script>\u202e&amp;"
    seen = evidence("12月5日", Page("u", evil, evil, ((evil, evil),)), TODAY)
    for part in (seen.rows[0][1], seen.body):
        assert "<script>" not in part
        assert "\u202e" not in part


@given(
    st.text(alphabet="12月5日(土)午前10時～あ先着人無料中央図書館、\n ", max_size=60),
    st.text(max_size=60),
)
def test_no_character_is_lost_or_made(text: str, body: str) -> None:
    """Whatever stands there: without its marks the page reads as it did, and marks lie inside the
    text in order.
    """
    seen = evidence(text, Page("u", "t", body.replace("\r", ""), (("日時", text),)), TODAY)
    plain = re.sub(r'<span class="number">\d+</span>', "", str(seen.rows[0][1]))
    assert re.sub("<[^>]*>", "", plain) == text
    ends = [0]
    for start, end, _ in seen.marks:
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)
