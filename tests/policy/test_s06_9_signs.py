"""6(9): a wrong number is found in whatever signs it is written, a right one never; nor what two lines
of a page say together.
"""

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
    ],
)
def test_6_9_a_wrong_number_in_other_signs_stops(text: str) -> None:
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
    ],
)
def test_6_9_a_right_number_in_other_signs_does_not_stop(text: str) -> None:
    assert stops(text) == []


SHOW = Page(
    URL,
    "写真展「駅前の百年」",
    "写真展「駅前の百年」\n前期：12月12日(土)～12月25日(金)\n後期：12月28日(月)～1月24日(日)\n"
    "会場：図書館 地下1階 展示室",
)
RULES = Page(
    URL,
    "1月から学習室の使い方が変わります",
    "1月から学習室の使い方が変わります\n1月5日(火)から変わります。\n"
    "学習室：インターネットによる予約制を廃止し、当日の先着順とします。",
)
SHUT = Page(
    URL,
    "蔵書点検による休館",
    "蔵書点検による休館\n1月18日(月)から休館します。\n"
    "休館中もインターネットからの予約はできます。電話での予約は受け付けません。",
)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("写真展「駅前の百年」12月12日～1月24日。", SHOW),
        ("学習室は1月5日から予約なし、当日の先着順に変わります。", RULES),
        ("ネットで予約できます。電話での予約は休み中はできません。", SHUT),
    ],
)
def test_6_9_what_two_lines_say_together_does_not_stop(text: str, page: Page) -> None:
    """Both halves of a show, what is no more so, a way that is denied while the house is shut."""
    assert stops(text, page) == []


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("写真展「駅前の百年」12月12日～1月25日。", SHOW),
        ("電話で予約できます。", SHUT),
    ],
)
def test_6_9_what_they_do_not_say_stops(text: str, page: Page) -> None:
    assert stops(text, page)
