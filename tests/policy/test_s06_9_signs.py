"""6(9): a wrong number is found in whatever signs it is written, a right one never."""

from __future__ import annotations

from datetime import date

import pytest
from policy.samples import URL, context

from bridge.model import Kind, Page
from bridge.policy.examine import Manuscript, examine

PAGE = Page(
    URL,
    "冬の朗読会",
    "冬の朗読会\n日時：12月12日(土)午後2時～4時\n会場：中央図書館 3階 ホール\n定員：30人(先着)\n"
    "参加費：500円\n申込：12月5日(土)から電話で",
)


def stops(text: str, page: Page = PAGE) -> list[str]:
    """What stops in a text beside a page."""
    manuscript = Manuscript(
        kind=Kind.MATERIAL,
        title="冬の朗読会",
        text=f"{text}\n{URL}",
        url=URL,
        image=None,
        page=page,
        facts=None,
        source="staff",
        by_hand=True,
    )
    found = examine(manuscript, context(today=date(2026, 11, 25)))
    return [one.found for one in found if one.stop and one.clause == "6(9)"]


@pytest.mark.parametrize(
    "text",
    [
        "冬の朗読会は12月㏬です。",
        "冬の朗読会は12月12日午後四時から。",
        "冬の朗読会は12月12日ごご3じから。",
        "朗読会の定員は㊵人です。",
        "参加費は6OO円です。",
        "朗読会は拾弐月拾参日。",
        "会場は二階ホール。",
        "冬の朗読会は12月12日午後③時から。",
        "冬の朗読会は12月⑬日(日)。",
        "会場は②階ホール。",
        "参加費は￥6OOです。",
        "参加費は1千円です。",
        "定員は四〇人です。",
        "定員⑳人先着。",
        "冬の朗読会は二〇二七年12月12日です。",
    ],
)
def test_6_9_a_wrong_number_in_other_signs_stops(text: str) -> None:
    """Squared, circled, kanji of deeds, O for 0, kana: what a person types or pastes is a number
    all the same.
    """
    assert stops(text)


@pytest.mark.parametrize(
    "text",
    [
        "冬の朗読会は12月㏫です。",
        "冬の朗読会は12月12日午後二時から。",
        "冬の朗読会は12月12日ごご2じから。",
        "朗読会の定員は㉚人です。",
        "参加費は5OO円です。",
        "朗読会は拾弐月拾弐日。",
        "会場は三階ホール。",
        "冬の朗読会は12月12日午後②時から。",
        "冬の朗読会は12月⑫日(土)。",
        "③階ホールで、①12月12日、②午後2時から。",
        "参加費は￥5OOです。",
        "参加費は五百円です。",
        "定員は三〇人です。",
        "定員㉚人先着。",
        "1️⃣12月12日 2️⃣14時から",
        "冬の朗読会は二〇二六年12月12日です。",
    ],
)
def test_6_9_a_right_number_in_other_signs_does_not_stop(text: str) -> None:
    """The same signs with what the page says; ① before a line numbers it."""
    assert stops(text) == []


WAYS = Page(
    URL,
    "川の名前の講演会",
    "川の名前の講演会\n2月14日(日)午後一時三十分から\n"
    "申込：往復はがきに住所・氏名を書いて、中央図書館へ。\n または図書館ホームページの申込フォームから。",
)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("講演会は2月14日13時30分から。", True),
        ("講演会は2月14日午後一時三十分から。", True),
        ("講演会は2月14日13時から。", False),
        ("講演会は2月14日午後一時から。", False),
    ],
)
def test_6_9_minutes_in_other_signs_are_minutes(text: str, right: bool) -> None:
    """午後一時三十分 is 13時30分, and 午後一時 is not."""
    assert (stops(text, WAYS) == []) is right


def test_6_9_a_while_is_no_hour() -> None:
    """午後一時休館 is for a while, 13時 is an hour that the page has not."""
    page = Page(
        URL, "停電のお知らせ", "停電のお知らせ\n12月12日(土)は停電のため、午後一時休館します。"
    )
    assert stops("12月12日(土)、午後一時休館します。", page) == []
    assert stops("12月12日(土)は13時から休館します。", page)


COOKING = Page(
    URL, "料理教室", "料理教室\n12月12日(土)午前10時～正午\n会場：3階 調理室\n参加費：1,000円"
)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("参加費は1,OOO円です。", True),
        ("参加費は￥1,000です。", True),
        ("参加費は千円です。", True),
        ("会場は③階調理室です。", True),
        ("参加費は￥2,OOOです。", False),
        ("参加費は二千円です。", False),
        ("会場は④階調理室です。", False),
    ],
)
def test_6_9_a_page_in_figures_is_told_in_other_signs(text: str, right: bool) -> None:
    """千円 and 1,OOO円 for 1,000円, ③階 for 3階; another number of either kind stops."""
    assert (stops(text, COOKING) == []) is right
