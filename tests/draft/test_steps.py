"""5(1)ア: what is so under each of several conditions is told of all of them, or of none."""

from __future__ import annotations

from datetime import date

import pytest
from fakes import LINK, NOW, packaged_words, settings
from in_short import blocks

from bridge.draft.make import from_page
from bridge.draft.plan import read_facts
from bridge.draft.proofreading import faults
from bridge.draft.rules import Rules
from bridge.draft.steps import MOST, some_told
from bridge.draft.tables import LONGEST, with_table
from bridge.model import Item, ItemState, Page
from bridge.topics.builder import published_on

DAY = date(2026, 7, 16)  # a Thursday
TITLE = "台風の日の開館について"
RULE = (
    "7時に警報が出ているとき → 午前は休館します。",
    "開館中に警報が出たとき → すぐに閉館します。",
    "バスが止まったとき → 一日休館します。",
)
TOLD = [
    "・7時に警報が出ているとき：午前は休館します。",
    "・開館中に警報が出たとき：すぐに閉館します。",
    "・バスが止まったとき：一日休館します。",
]
FILL = "図書館の屋根は町内の職人が葺いたもので、雨の音がよく響くと昔から言われてきました。"
FILLS = [FILL.replace("屋根", part) for part in ("屋根", "ひさし", "軒", "渡り廊下")]


def page_of(*lines: str) -> Page:
    text = "\n".join(line.strip("#|= ") for line in lines)
    return Page(LINK, TITLE, text, blocks=blocks(*lines))


def draft(*lines: str) -> list[str]:
    item = Item(id=1, source="home", url=LINK, title=TITLE, state=ItemState.NEW, seen_at=NOW)
    rules = Rules(settings(), packaged_words)
    made = from_page(item, page_of(*lines), source=None, rules=rules, today=DAY)
    return made.wording.content.text.split("\n")[1:-1]


def read(*lines: str) -> tuple[str, ...]:
    page = page_of(*lines)
    return with_table(read_facts(page, DAY), page, DAY).steps


@pytest.mark.parametrize(
    "lines",
    [
        RULE,
        [f"・{line.replace(' → ', '…')}" for line in RULE],
        [f"{sign} {line}" for sign, line in zip("①②③", RULE, strict=True)],
        [f"({n}) {line.replace(' → ', 'は、')}" for n, line in enumerate(RULE, 1)],
        ["=" + line.replace(" → ", " | ") for line in RULE],
        ["|| いつ | 開館", *("|" + line.replace(" → ", " | ") for line in RULE)],
    ],
)
def test_the_steps_of_a_rule_are_told_all(lines: list[str]) -> None:
    """However a page writes them, behind what would else lead."""
    told = draft(*FILLS, *lines)
    assert [line.rstrip("。") for line in told[-3:]] == [line.rstrip("。") for line in TOLD]


def test_a_line_that_only_says_that_the_steps_follow_is_none() -> None:
    """警報が解けたとき → 下記のとおり開館します."""
    assert read("警報が解けたとき → 下記のとおり開館します。", *RULE) == read(*RULE) != ()


def test_none_is_told_where_there_is_no_room_for_all() -> None:
    """Nor by another way of wording the page."""
    many = [f"{n}時に{'とても' * 5}強い風の警報が出た場合は、休館します。" for n in range(7, 13)]
    assert "警報が出た場合" not in "".join(draft(FILL, *many))
    assert not with_table(
        read_facts(page := page_of(*[RULE[1]] * (MOST + 1)), DAY), page, DAY
    ).tabled


def test_on_a_long_page_they_are_no_table() -> None:
    """There they may be a side matter; some of them alone are a fault all the same."""
    page = page_of(*RULE, FILL * (LONGEST // len(FILL) + 1))
    facts = with_table(read_facts(page, DAY), page, DAY)
    assert len(facts.steps) == len(RULE)
    assert not facts.tabled
    fault = "場合によって違うことの一部だけです"
    assert fault in faults(TITLE, "開館中に警報が出たときはすぐに閉館します。", facts, DAY)
    assert fault not in faults(TITLE, "屋根の音がよく響きます。", facts, DAY)


def test_what_is_no_step() -> None:
    """One alone, what was, and what is of no opening, closing or holding."""
    assert len(read(*RULE)) == len(RULE)
    assert read(RULE[0], "電話でお答えします。") == ()
    was = ("去年の台風のとき → 午前は休館しました。", "雪のとき → 一日休館しました。")
    assert read(*was) == ()
    card = ("カードをなくしたとき → 窓口へ届けます。", "名前が変わったとき → 証明書を見せます。")
    assert read(*card) == ()
    assert read(card[0], RULE[0], RULE[1]) == (
        "カードをなくしたとき",
        "7時に警報が出ているとき",
        "開館中に警報が出たとき",
    )


def test_the_day_of_which_they_are_stands_above_them() -> None:
    """<17日(金)の開館について>, with its month; without it nothing is told of them."""
    lines = ("ただいま休館しています。", "＜17日（金）の開館について＞", *RULE)
    assert draft(*lines) == ["【7月17日(金)の開館】", *TOLD]
    assert some_told((*RULE, "【7月17日(金)の開館】"), "".join(RULE))
    assert not some_told(RULE, "".join(RULE))
    # 明日 is a day where the page says its today, and without it nothing is told
    assert draft("本日16日（木）は休館します。", "■明日の開館", *RULE)[-4:] == [
        "【7月17日(金)の開館】",
        *TOLD,
    ]
    assert not any("警報" in line for line in draft("休館します。", "■明日の開館", *RULE))
    # a heading without a day, and a sentence with one, are lines as any other
    assert "開館】" not in "".join(draft("＜開館について＞", *RULE))
    assert "開館】" not in "".join(draft("17日（金）の開館は次のとおり。", *RULE))


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("本日16日（木）は休館します。", DAY),
        ("明日17日（金）は休館します。", DAY),
        ("本日7月15日（水）は休館します。", date(2026, 7, 15)),
        ("明日17日（土）は休館します。", None),  # another weekday
        ("本日8月16日は休館します。", None),
        ("本日9日（木）は休館します。", None),  # more than a week ago
        ("本日16日は休館します。", None),  # of any month
        ("本日は休館します。", None),
        ("16日は休館します。", None),
    ],
)
def test_a_page_that_says_its_today_was_written_on_it(said: str, day: date | None) -> None:
    """本日16日(木), and the day before 明日17日(金), where its weekday fits."""
    assert published_on(Page(LINK, TITLE, said), DAY) == day
