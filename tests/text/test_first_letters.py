"""Dates, times and relative words are looked for where one can begin: that hides none of them."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bridge.text import mentions, relative, times

#: a date, a time and a relative word in each way to begin, and what stands between
BITS = """令和8年7月1日|平成28年2月3日|昭和60年4月|昭和60年4月5日|大正10年3月3日|明治元年9月8日|㋿8年7月1日|㍻3年7月1日|㍼9年7月1日
|㍽9年7月1日|㍾9年7月1日|R8.7.1|H28/1/2|S60年4月5日|T10.3.3|M45.7.30|2026年7月1日|2026.7.1|7/1(水)|7月|十月三日|二十五日|三十日|一月五日|二月七日|三月八日|四月六日
|五月七日|六月八日|七月九日|八月十日|九月二日|来年7月1日|翌年の7月1日|今年7月1日|本年7月1日|昨年7月1日|去年7月1日|同年7月1日|同7月1日|3日、|17日|・ 24(土)
|、5(日)|午前|午後2時|ごぜん|ごご3時半|朝9時|夜7時|夕方5:30|AM10:00|PM1:00|am9:00|pm 3:00|a.m.9:00|正午|10時～12時|14:30|~|から|まで
|本日|今日|明日|一昨日|明後日|昨日|昨夜|今朝|今週末|来週|先週|再来週|週末|きょうは|あしたも|あさって|おととい|の|、| |\n|号|間|1|(|)|/|.|図書館"""
EACH = BITS.replace("\n|", "|").split("|")


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        (mentions._DATE, mentions._FIRST),
        (times._TIMES, times._FIRST),
        (relative.RELATIVE, relative._FIRST),
    ],
    ids=["date", "time", "relative"],
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
