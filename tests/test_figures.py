"""Numbers in whatever signs: as figures, and two texts in one spelling."""

from __future__ import annotations

import pytest

from bridge.text.figures import in_figures, in_one_spelling


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
    ],
)
def test_6_9_a_number_is_read_in_whatever_signs(text: str, figures: str) -> None:
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
    ],
)
def test_6_9_what_is_no_number_stays(text: str) -> None:
    """For a while, the number of a list, a word: 十分 is enough, 八時間 no hour."""
    assert in_figures(text) == text


def test_5_3_b_one_text_in_other_notations_is_one_text() -> None:
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
    assert in_one_spelling(one) != in_one_spelling(other)
