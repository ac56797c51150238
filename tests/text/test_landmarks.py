"""What is looked for only where its sign stands is found as if every letter were tried."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bridge.policy import claims, s06_9_facts, s06_9_scope, s11_privacy
from bridge.text.landmarks import around

BITS = """中央図書館|2階|集会室|ひばりが丘公民館|おはなしの部屋|駐車場は|駐輪場で|駐車場なし|視聴覚室A|第1|研修室3。|
|飲食は|託児:|予約は|の利用は|、無料で|およそ10台ほど|しか|あります|ありません|できません|要りません|受け付けています|不要|必要|可能|禁止|ご遠慮ください
|最優秀1点|定員は20名|学習席(24席)|各回70席|計70人|それぞれ3冊|合わせて10点|全部で5組|全体で8枚|1回5人|一般席 12345席|袋|本
|3Fの|地下1階|B2F|謝礼を1回500円|円|小学生以上|10歳以下|中学1年生未満|会場へ持ち込みできます|持込不可|田中さん|花子さま|佐藤氏|様|太郎君|くん|ちゃん
|休館します|開室しません|臨時休館|中止しました|延期です|閉館となります|閉鎖中です|使えません|ふだんどおり|通常通り|止まり|停止|休止|延長し|短縮と|変更に|変わりません|そのまま
|使えます|11:00 中央/|14時滝山|5日(土)は|5日も|予定どおり|開きます|開催です|開催し、|ご覧になれます|お休み|ありません。|休講|の|、| |\n|(|)|/|!"""
EACH = re.split(r"\n?\|", BITS)


@pytest.mark.parametrize(
    ("pattern", "sign", "before", "behind"),
    [
        (claims._PLACE, claims._PLACE_ENDS, 20, 5),
        (claims._ANSWER, claims._REPLY, 70, 10),
        (s06_9_scope._COUNTED, s06_9_scope._NUMBERED, 11, 5),
    ],
    ids=["place", "answer", "count"],
)
@example(text="".join(EACH))
@example(text="最優秀1点 2階")
@example(text="色鉛筆3セット")
@example(text="色鉛筆3セット 2階")
@given(text=st.lists(st.sampled_from(EACH), max_size=12).map("".join))
def test_around_its_signs_each_match_is_found(
    pattern: re.Pattern[str], sign: re.Pattern[str], before: int, behind: int, text: str
) -> None:
    """The same is found in the same places as where each letter is tried."""
    near = around(pattern, text, sign, before=before, behind=behind)
    assert [one.span() for one in near] == [one.span() for one in pattern.finditer(text)]


def test_a_long_way_between_two_signs_is_left_out() -> None:
    """Between them nothing is tried, and what a match looks at behind itself is seen."""
    text = f"中央図書館{'あ' * 100}集会室3。"
    assert [one[0] for one in around(claims._PLACE, text, claims._PLACE_ENDS, before=20, behind=5)]
    signs = re.compile("[12]")
    letters = re.compile("a+[12]|b")
    spans = [one.span() for one in around(letters, "aa1bbbbba2", signs, before=2, behind=1)]
    assert spans == [(0, 3), (3, 4), (7, 8), (8, 10)]


@pytest.mark.parametrize(
    ("pattern", "sign"),
    [
        (claims._LIMIT, claims._LIMIT_SIGN),
        (claims._STATE, claims.OPEN_SIGN),
        (s06_9_facts._OUTRIGHT, s06_9_facts._ACT_SIGN),
        (s06_9_scope._FLOOR, s06_9_scope._FLOOR_SIGN),
        (s11_privacy._HONOURED, s11_privacy._HONOUR),
    ],
)
@example(text="。".join(EACH))
@given(text=st.lists(st.sampled_from(EACH), max_size=12).map("".join))
def test_what_each_match_has_stands_in_each_match(
    pattern: re.Pattern[str], sign: re.Pattern[str], text: str
) -> None:
    """A text without the sign has no match."""
    assert all(sign.search(match[0]) for match in pattern.finditer(text))
