"""Dates, times and relative words are looked for where one can begin: that hides none of them."""

import re
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bridge.policy import sides
from bridge.text import mentions, relative, times

#: a date, a time and a relative word in each way to begin, and what stands between
BITS = """令和8年7月1日|平成28年2月3日|昭和60年4月|昭和60年4月5日|大正10年3月3日|明治元年9月8日|㋿8年7月1日|㍻3年7月1日|㍼9年7月1日
|㍽9年7月1日|㍾9年7月1日|R8.7.1|H28/1/2|S60年4月5日|T10.3.3|M45.7.30|2026年7月1日|2026.7.1|7/1(水)|7月|十月三日|二十五日|三十日|一月五日|二月七日|三月八日|四月六日
|五月七日|六月八日|七月九日|八月十日|九月二日|来年7月1日|翌年の7月1日|今年7月1日|本年7月1日|昨年7月1日|去年7月1日|同年7月1日|同7月1日|3日、|17日|・ 24(土)
|、5(日)|午前|午後2時|ごぜん|ごご3時半|朝9時|夜7時|夕方5:30|AM10:00|PM1:00|am9:00|pm 3:00|a.m.9:00|正午|10時～12時|14:30|~|から|まで
|使えません|休館。|不要です|変わりません|これまでどおり|長くなります|始めます|引き継がれます|消えて|なしです|大丈夫|受け付けます|お休みします|止まります|閉まって
|本日|今日|明日|一昨日|明後日|昨日|昨夜|今朝|今週末|来週|先週|再来週|週末|きょうは|あしたも|あさって|おととい|の|、| |\n|号|間|1|(|)|/|.|図書館"""
EACH = BITS.replace("\n|", "|").split("|")


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        (mentions._DATE, mentions._FIRST),
        (times._TIMES, times._FIRST),
        (relative.RELATIVE, relative._FIRST),
        (sides.ANYHOW, sides._FIRST),
    ],
    ids=["date", "time", "relative", "side"],
)
@example(text="。".join(EACH))
@given(text=st.lists(st.sampled_from(EACH), max_size=12).map("".join))
def test_what_can_begin_one_hides_none(pattern: re.Pattern[str], first: str, text: str) -> None:
    """The same is found in the same places as where each letter is tried."""
    assert first in pattern.pattern
    everywhere = re.compile(pattern.pattern.replace(first, "", 1))
    flat = times.fold(text)
    spans = [match.span() for match in pattern.finditer(flat)]
    assert spans == [match.span() for match in everywhere.finditer(flat)]


@pytest.mark.parametrize("verb", sides.VERBS, ids=lambda verb: f"{verb.axis}-{verb.yes}")
def test_each_way_to_tell_a_side_begins_with_a_letter_that_is_named(verb: sides.Predicate) -> None:
    """Each alternative of its expression, whether or not an example has it."""
    letters = beginnings(re._parser.parse(verb.pattern.pattern))  # type: ignore[attr-defined]
    assert letters is not None
    assert all(re.match(sides._FIRST, letter) for letter in letters)


def beginnings(items: Iterable[tuple[Any, Any]]) -> set[str] | None:
    """Return the letters with which a parsed expression can begin; None where it can be empty."""
    letters: set[str] = set()
    for operator, value in items:
        if (kind := str(operator)) in {"AT", "ASSERT", "ASSERT_NOT"}:
            continue
        if kind == "LITERAL":
            return letters | {chr(value)}
        if kind == "IN":
            assert all(str(one) == "LITERAL" for one, _ in value), value
            return letters | {chr(code) for _, code in value}
        ways = value[1] if kind == "BRANCH" else [value[-1]]
        inside = [beginnings(way) for way in ways]
        letters |= set().union(*(one for one in inside if one))
        if None not in inside and not (kind.endswith("REPEAT") and value[0] == 0):
            return letters
    return None
