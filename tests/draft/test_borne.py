"""What a page does not bear out, though each of its words stands there."""

from __future__ import annotations

from datetime import date

import pytest

from bridge.draft.borne import not_borne
from bridge.model import Facts

NEAR = date(2026, 12, 1)
EVENTS = Facts(
    "1月の催し",
    several=True,
    events=(
        ("百人一首大会", "1月9日(土)午後1時～4時"),
        ("大人の朗読会", "1月16日(土)午前10時～"),
    ),
)
TOPIC = (
    "■百人一首大会",
    "日時：1月9日(土)午後1時～4時",
    "参加費：100円",
    "■大人の朗読会",
    "日時：1月16日(土)午前10時～",
    "参加費：無料",
)
STOP = (
    "蔵書検索と電子図書館は使えません。",
    "貸出、返却、閲覧席はいつもどおり利用できます。",
    "CD：3点 → 5点",
    "図書：10冊 → 15冊",
    "■自習室・複写機",
    "工事のあいだ：ご利用いただけません",
    "■返す",
    "返本箱は、休館のあいだも使えます。",
    "席の予約はできません。",
    "番号札を受付台で受け取ります。",
)
BELOW = (
    "工事のため、次のものが使えません。",
    "閲覧席",
    "複写機",
    "貸出は通常どおりです。",
    "■ご利用いただけません",
    "予約、学習室",
    "■ご利用いただけます",
    "返本箱、電話",
    "■休館期間",
    "花岡分室：12月7日(月)～12月11日(金)",
)


def why(answer: str, topic: tuple[str, ...] = STOP, facts: Facts | None = None) -> list[str]:
    return [*not_borne(answer, topic, facts or Facts("サービスのお知らせ"), NEAR)]


@pytest.mark.parametrize(
    ("answer", "borne"),
    [
        ("閲覧席、複写機が使えません。", True),
        ("閲覧席、複写機が使えます。", False),
        ("貸出は利用できます。", True),
        ("貸出は利用できません。", False),
        ("予約、学習室はご利用いただけません。", True),
        ("予約、学習室はご利用いただけます。", False),
        ("返本箱は使えます。", True),
        ("返本箱は使えません。", False),
        ("花岡分室は12月7日(月)から休館します。", True),
    ],
)
def test_truth_7_what_is_said_above_a_list_is_said_of_it(answer: str, *, borne: bool) -> None:
    """By the heading, and by 次のもの."""
    assert (why(answer, BELOW) == []) is borne


def test_truth_7_what_holds_of_one_is_not_told_of_all() -> None:
    """いずれも無料, where one costs; a page that says so itself may be told so."""
    assert why("いずれも無料です。", TOPIC, EVENTS) == ["「いずれも」はこのお知らせにありません"]
    assert why("いずれも無料です。", (*TOPIC, "どちらも無料です。"), EVENTS) == []


@pytest.mark.parametrize(
    ("answer", "borne"),
    [
        ("蔵書検索は使えません。貸出と返却は利用できます。", True),
        ("貸出、返却、閲覧席を停止します。", False),
        ("蔵書検索と電子図書館は利用できます。", False),
        ("閲覧席は使えません。", False),
        ("蔵書検索、貸出、返却は使えません。", False),
        ("蔵書検索は使えませんが、貸出、返却、閲覧席は利用できます。", True),
        # below a heading; what goes on while the rest stops; what a sentence says behind できず
        ("自習室・複写機は使えません。", True),
        ("自習室・複写機は利用できます。", False),
        ("返本箱は使えます。", True),
        ("予約はできず、番号札を受付台で受け取ります。", True),
        ("番号札は受け取れず、予約はできます。", False),
        ("CDは3点から5点に増えます。", True),
        ("CD：3点 → 5点", True),
        ("CD：5点 → 3点", False),
    ],
)
def test_truth_7_a_sentence_turned_round_is_not_borne(answer: str, *, borne: bool) -> None:
    """What stops and what goes on, and before and after of a table."""
    assert (why(answer) == []) is borne


@pytest.mark.parametrize(
    "answer",
    [
        "はい、こちらです：\nCDが5点になります。",
        "<b>CDが5点になります。</b>",
        "**CDが5点になります。**",
        '{"summary": "CDが5点になります。"}',
        "CDが5点になります。\n---\n図書は15冊です。",
        "サ イ ン会です。",
        "CDが5点になります🎉",
        "CDが½になります。",
        "Доклад です。",
        "안녕 CDが5点になります。",
    ],
)
def test_an_answer_is_the_text_and_nothing_else(answer: str) -> None:
    """No preface, no format, no second post, no letters that no notice has."""
    assert why(answer) != []


def test_letters_that_the_page_has_may_be_told() -> None:
    """♪ and ㎡ of the page, and marks of posts."""
    assert why("絵本♪20㎡の広場", ("絵本♪20㎡の広場です",)) == []
    assert why("CD：3点 → 5点 ※図書も") == []
