"""5(1)ア: a warning of false calls tells what goes on, what the library never does, what to do."""

from __future__ import annotations

from datetime import date

import pytest
from fakes import LINK, NOW, packaged_words, settings
from in_short import blocks

from bridge.draft.make import from_page
from bridge.draft.rules import Rules
from bridge.model import Item, ItemState, Page

DAY = date(2026, 11, 25)
TITLE = "図書館員を名乗る電話にご注意ください"
ON = "11月24日（火）、町内のお宅に図書館員を名乗る電話がありました。"
HIS = "「お貸しした本の代金が未納です。今日中に振り込んでください。」"
NEVER = "図書館が電話で代金をお願いすることはありません。"
DO = "すぐに電話を切り、駐在所へご連絡ください。"


def draft(*lines: str, title: str = TITLE) -> str:
    text = "\n".join(line.strip("#|= ") for line in lines)
    page = Page(LINK, title, text, published=DAY, blocks=blocks(*lines))
    item = Item(id=1, source="home", url=LINK, title=title, state=ItemState.NEW, seen_at=NOW)
    made = from_page(item, page, source=None, rules=Rules(settings(), packaged_words), today=DAY)
    return "\n".join(made.wording.content.text.split("\n")[1:-1])


def test_5_1_a_a_warning_tells_what_goes_on_and_what_to_do() -> None:
    """What the swindler says stands between, and is not told."""
    told = draft(ON, HIS, NEVER, DO)
    assert told == "11月24日(火)、町内のお宅に図書館員を名乗る電話がありました。" + NEVER + DO


def test_5_1_a_what_to_do_goes_before_what_goes_on() -> None:
    """Where not all have room."""
    long = (
        "図書館員を名乗る電話が、町内の南の地区と北の地区で、朝から夜にかけて何度もかかってきており、"
        * 2
    )
    told = draft(f"{long}心配の声が届いています。", NEVER, DO)
    assert told == NEVER + DO


@pytest.mark.parametrize(
    "lines",
    [
        (HIS,),
        ("# 電話の内容", "貸出券の有効期限が切れています。今すぐ手続きをします。"),
        ("件名：【至急】貸出券について", "本文：貸出券の有効期限が切れています。"),
        (HIS, "などと言って、急がせます。"),
        ("# 手口", "手数料：30,000円", "会場：駅前の銀行", "申込：12月5日（土）までに窓口で"),
        ("# メールの例", "大切なメールです。口座の番号を教えてください。"),
        ("|| 日 | 電話の内容", "| 12月5日（土） | 口座の番号を教えてください。"),
    ],
)
def test_5_1_a_the_swindlers_words_are_never_told_bare(lines: tuple[str, ...]) -> None:
    """Quoted, below a heading of them, behind a label, as prices, places and requests, in a table:
    and where nothing else is sure, only the title is told.
    """
    assert draft(*lines) == "詳しくはリンク先をご覧ください。"
    assert draft(*lines, "# 図書館から", NEVER, DO) == NEVER + DO


def test_5_1_a_a_quotation_within_a_sentence_is_told_with_who_says_it() -> None:
    """It is no line of its own."""
    told = draft("「本を買い取ります」と言って家を訪ねてくる人がいます。", NEVER, DO)
    assert told.startswith("「本を買い取ります」と言って家を訪ねてくる人がいます。")


def test_5_1_a_what_is_not_done_either_stands_behind_what_is_not_done() -> None:
    """も has another beside it."""
    told = draft("本の買い取りはしていません。", "お宅にうかがうこともありません。", DO)
    assert told == f"本の買い取りはしていません。お宅にうかがうこともありません。{DO}"


def test_5_1_a_such_a_call_is_named() -> None:
    """このような電話 would point at nothing; 次のようなメール at what is not told."""
    told = draft(
        "次のようなメールが、図書館の名で届いています。",
        HIS,
        "このようなメールは開かずに削除してください。",
    )
    assert told == "メールが、図書館の名で届いています。不審なメールは開かずに削除してください。"


def test_5_1_a_advice_in_items_is_told() -> None:
    """Where there is room."""
    told = draft(NEVER, DO, "・知らない番号の電話には出ない")
    assert "・知らない番号の電話には出ない" in told


@pytest.mark.parametrize("title", ["特殊詐欺を防ぐ講座を開催します", "電話の使い方が変わります"])
def test_5_1_a_another_page_is_told_as_ever(title: str) -> None:
    """What is held about it, and what is no warning."""
    assert HIS[:10] in draft(ON, HIS, title=title)
