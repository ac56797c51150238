"""5(1)ア: of a report and the newest one below it the newest is told."""

from __future__ import annotations

from datetime import date

import pytest
from fakes import LINK, NOW, packaged_words, settings
from in_short import blocks

from bridge.draft.make import from_page
from bridge.draft.newest import newest
from bridge.draft.rules import Rules
from bridge.model import Item, ItemState, Page

DAY = date(2026, 7, 16)
TITLE = "プールの文庫の休みについて（第2報）"
WAS, IS = "7月20日（月）から24日（金）まで", "7月27日（月）から31日（金）まで"


def page_of(*lines: str) -> Page:
    text = "\n".join(line.strip("#|= ") for line in lines)
    return Page(LINK, TITLE, text, published=DAY, blocks=blocks(*lines))


def left(*lines: str) -> list[str]:
    return [line for block in newest(page_of(*lines)).blocks for line in block.lines]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((f"（第1報）{WAS}", f"（今回）{IS}"), ["7月27日(月)から31日(金)まで"]),
        ((f"（第1報）{WAS}\n（第2報）{IS}",), ["7月27日(月)から31日(金)まで"]),
        ((f"前回のお知らせ：{WAS}", f"今回：{IS}"), [f"今回：{IS}"]),
        ((f"=前回|{WAS}", f"=今回|{IS}"), ["今回", IS]),
        (("■前回のお知らせ", WAS, "■今回のお知らせ", IS), ["■今回のお知らせ", IS]),
        ((f"第1報 {WAS}", f"第2報 {WAS}", f"第3報 {IS}"), [f"第3報 {IS}"]),
    ],
)
def test_what_an_earlier_report_said_is_gone(lines: tuple[str, ...], told: list[str]) -> None:
    """In brackets, before a colon, as a heading; of three the last stays."""
    assert left("休みます。", *lines, "夜も閉めます。") == ["休みます。", *told, "夜も閉めます。"]


@pytest.mark.parametrize(
    "lines",
    [
        (f"変更前：{WAS}", f"変更後：{IS}"),  # told beside each other
        (f"（第1報）{WAS}", "雨のためです。", f"（今回）{IS}"),
        (f"（第1報）{WAS}",),
        (f"前回：{WAS}", "今回：未定"),
        ("前回：雨", f"今回：{IS}"),
        (f"前回の休みは{WAS}でした。", f"今回：{IS}"),
        ("■前回", "雨でした。", "■今回", IS),
    ],
)
def test_what_is_no_earlier_report_of_it_stays(lines: tuple[str, ...]) -> None:
    """Both have a day, and nothing stands between them."""
    assert left(*lines) == [part for line in lines for part in line.split("\n")]


def test_the_newest_is_told_and_not_how_it_looks() -> None:
    """What is underlined on a page is not in a post; what is bold of itself is a fact."""
    item = Item(id=1, source="home", url=LINK, title=TITLE, state=ItemState.NEW, seen_at=NOW)
    lines = ("変わったところは赤字で示しています。", f"（第1報）{WAS}", f"（今回）{IS}")
    rules = Rules(settings(), packaged_words)
    made = from_page(item, page_of(*lines), source=None, rules=rules, today=DAY)
    text = made.wording.content.text
    assert "7月27日(月)から31日(金)まで" in text
    assert "20日" not in text
    assert "赤字" not in text
    made = from_page(item, page_of("表紙の太字は手書きです。"), source=None, rules=rules, today=DAY)
    assert "太字は手書きです。" in made.wording.content.text
