"""How a value of a page is said: with what stands below it, with what limits it, with whose day it
is.
"""

from __future__ import annotations

from datetime import date

import pytest
from in_short import TODAY

from bridge.draft import values
from bridge.draft.values import When
from bridge.model import Occasion
from bridge.topics.outline import Outline, Section, Unit
from bridge.topics.sorts import Sort


def _outline(*units: Unit) -> Outline:
    return Outline(
        "お知らせ", TODAY, TODAY, units=list(units), sections=[Section(0, -1, "", ("h", "2"))]
    )


def _list(*items: str, sort: Sort = Sort.WORD) -> str:
    """What is told of a value with these items below it."""
    first = Unit(items[0], Sort.OTHER, label="使えるもの", at=0)
    rest = [Unit(one, sort, at=n) for n, one in enumerate(items[1:], start=1)]
    return values._with_items(_outline(first, *rest), first, items[0])


NINE = "町の本と歌の本の棚"  # nine letters


@pytest.mark.parametrize(
    ("items", "told"),
    [
        (("本の貸出",), "本の貸出"),
        (("本の貸出", "電子図書館"), "本の貸出、電子図書館"),
        # forty-four letters have room, one more has not
        ((NINE,) * 4 + ("川の本",), "、".join((NINE,) * 4 + ("川の本",))),
        ((NINE,) * 4 + ("川の本棚",), "、".join((NINE,) * 4 + ("川の本棚",))),
        ((NINE,) * 4 + ("川の大本棚",), "、".join((NINE,) * 4) + "など"),
        # without their brackets there is room for all
        ((NINE,) * 4 + ("川の本(市の川)",), "、".join((NINE,) * 4 + ("川の本",))),
    ],
)
def test_5_1_a_a_value_is_told_with_those_below_it(items: tuple[str, ...], told: str) -> None:
    """The first of a list in one cell would pass for all that there is."""
    assert _list(*items) == told


@pytest.mark.parametrize(
    "sort",
    [Sort.NOTE, Sort.WHEN, Sort.HOURS, Sort.ENTRY, Sort.TERM, Sort.LIBRARY, Sort.SENTENCE],
)
def test_5_1_a_what_is_no_name_is_no_item(sort: Sort) -> None:
    """A day, an hour or a remark below a value is no second one."""
    assert _list("本の貸出", "電子図書館", sort=sort) == "本の貸出"


@pytest.mark.parametrize("value", ["", "本を借ります", "本の貸出です", "本の貸出。"])
def test_5_1_a_a_sentence_has_no_items(value: str) -> None:
    """What stands below it is its own line: the two do not make one value."""
    unit = Unit(value, Sort.OTHER, label="使えるもの", at=0)
    below = Unit("電子図書館", Sort.WORD, at=1)
    assert values._with_items(_outline(unit, below), unit, value) == value


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("本館", "本館"),
        ("館", ""),
        ("おはなしの会第一部へ", "おはなしの会第一部へ"),  # ten letters
        ("おはなしの会の第一部へ", ""),
        ("本の会", ""),
        ("(本館)", "本館"),
    ],
)
def test_5_1_a_the_words_before_a_day_say_whose_it_is(words: str, told: str) -> None:
    """Two to ten letters with a house, a room, a turn in them."""
    day = Occasion(date(2026, 7, 4), text="7月4日(土)")
    assert values.before(When("日時", Unit(f"{words} 7月4日(土)", Sort.WHEN), (day,), "")) == told


def test_5_1_a_a_long_list_of_what_is_to_be_written_goes() -> None:
    """From thirty letters on."""
    long = "住所と氏名と電話番号と学年と絵の題名と本の名前などを書いて、"
    assert len(long) == 30
    assert values.unwritten(f"{long}窓口へ") == "窓口へ"
    short = long.replace("など", "も")
    assert values.unwritten(f"{short}窓口へ") == f"{short}窓口へ"
