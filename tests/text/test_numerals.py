"""Numbers in whatever signs: as figures, and two texts in one spelling."""

from __future__ import annotations

import pytest

from bridge.text.numerals import in_figures, in_one_spelling


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("12月㏬に開きます", "12月13日に開きます"),
        ("㋋㏬㍥から", "12月13日13時から"),
        ("定員は㊵人", "定員は40人"),
        ("参加費は5OO円、1O時から", "参加費は500円、10時から"),
        ("午後四時から", "午後4時から"),
        ("夜七時半まで", "夜7時半まで"),
        ("十六時に始まります", "16時に始まります"),
        ("午後一時三十分から二時十五分まで", "午後1時30分から2時15分まで"),
        ("十時から十二時まで", "10時から12時まで"),
        ("ごご3じから、ごぜん10じはんまで", "午後3時から、午前10時はんまで"),
        ("三階ホール", "3階ホール"),
        ("拾弐月拾参日", "十二月十三日"),
        ("午後③時から、12月⑬日(日)", "午後3時から、12月13日(日)"),
        ("③階ホール、❷階集会室、Ⅱ階、⑳人先着順", "3階ホール、2階集会室、2階、20人先着順"),
        ("③⓪人、3️⃣階", "30人、3階"),
        ("￥6OO、¥ 500-、￥1,000円", "600円、500円、1,000円"),
        ("1,OOO円、4〇人、12月l3日", "1,000円、40人、12月13日"),
        ("四〇人、三十人、二千五百円", "40人、30人、2500円"),
        ("1千円、千円、21万4,600円、200 万冊", "1000円、1000円、214600円、2000000冊"),
        ("二〇二六年、𝟒𝟎人", "2026年、40人"),
        ("午後四時にはじまり、三十分", "午後4時にはじまり、30分"),
    ],
)
def test_6_9_a_number_is_read_in_whatever_signs(text: str, figures: str) -> None:
    """One spelling for what a page, a person or a machine writes: a sign of the calendar, a circle,
    a kanji, O and l.
    """
    assert in_figures(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "一時休館します",
        "①②の順に",
        "㉑ページの図",
        "三階級",
        "じかんどおり",
        "Oさんの本",
        "十分に",
        "八時間",
        "①日時 ②人数 ③時間 ④回答",
        "内容は①人形劇",
        "数十人、二三人、十二三人",
        "百人一首、一冊",
        "○10人",
        "午後一時雨",
    ],
)
def test_6_9_what_is_no_number_stays(text: str) -> None:
    """For a while, the number of a list, some few, a word: 十分 is enough, 八時間 no hour."""
    assert in_figures(text) == text


def test_6_9_a_sign_that_numbers_a_list_runs_into_no_figure() -> None:
    """1️⃣12月 would be 112月."""
    assert in_figures("1️⃣12月12日") == "①12月12日"


def test_5_3_b_one_text_in_other_notations_is_one_text() -> None:
    """Who writes 12/12 14:00 for 12月12日午後2時 posts the same thing twice."""
    same = {
        in_one_spelling(text)
        for text in (
            "12月12日(土)午後2時～4時、ホールで。",
            "12/12 14:00〜16:00、ホールで。",
            "１２／１２（土）１４：００～１６：００、\nホールで。",
            "12/12 午後二時から午後四時、ホールで。",
        )
    }
    assert same == {"12/12 14:00 ~ 16:00 、ホールで。"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12月12日正午から", "12/12 12時から"),
        ("10時～正午", "10:00～12:00"),
        ("令和8年12月12日に", "2026年12月12日に"),
        ("令和八年十二月十二日に", "2026/12/12に"),
        ("令和8年度", "2026年度"),
        ("定員三十人、￥500", "定員30人、500円"),
    ],
)
def test_5_3_b_noon_and_the_years_of_an_era_are_told_in_two_ways(one: str, other: str) -> None:
    """正午 and 12時, 令和8年 and 2026年 are one."""
    assert in_one_spelling(one) == in_one_spelling(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("正午", "0時"),
        ("令和8年12月12日", "2027年12月12日"),
        ("12/12 10時～2時", "12/12 10時～14時"),
        ("1/12、1日", "11/2、1日"),
        ("午前10時から", "午後10時から"),
        ("8時半", "8時"),
        ("(月)のコース", "(火)のコース"),
        ("1 2月3日", "12月3日"),
        ("12/1 13:00", "12/11 3:00"),
        ("午後2時～3時、9時～10時", "午後2時～3時、午後9時～10時"),
        ("講座は午後3時間", "講座は15時間"),
    ],
)
def test_5_3_b_other_days_and_hours_are_another_text(one: str, other: str) -> None:
    """正午 and 0時, 午前 and 午後, 半: next month's notice in the same words is no repetition."""
    assert in_one_spelling(one) != in_one_spelling(other)
