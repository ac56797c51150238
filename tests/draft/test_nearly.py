"""5(1)ア: a page a little too long to be told whole is told without what it can do without."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from bridge.draft.nearly import MOST, WORTH, nearly
from bridge.text.weight import weigh

TITLE = "第二書庫のご利用について"
LEAD = "配管の交換のため、第二書庫の本をお出しできません。"
DAYS = "12月8日(火)～10日(木)"


def within(weight: int) -> Callable[[Sequence[str]], bool]:
    return lambda lines: sum(weigh(line) + 1 for line in lines) <= weight


def without(line: str, *lines: str, title: str = TITLE) -> tuple[str, ...]:
    """What is told where one line of all has no room."""
    return nearly(lines, title, within(sum(weigh(one) + 1 for one in lines) - weigh(line)))


@pytest.mark.parametrize(
    "idle",
    [
        "ほかの階はふだんどおりです。",
        "開館時間に変更はありません。",
        "終わる時刻は前後することがあります。",
        "原因は古くなった弁とのことです。",
        "朝夕の冷える季節になりました。",
        "寒い日が続きます。",
        "袋をお持ちください。",
        "持ち物：上ばき",
        "(雨のときは、裏口が開いています)",
    ],
)
def test_what_a_page_can_do_without_goes_first(idle: str) -> None:
    """What stays as it was, what may be, why, the season, what is asked of who comes, a remark:
    before a plain sentence.
    """
    plain = "書庫の本は職員が一冊ずつ運び出して、別の棚に移してあります。"
    assert without(idle, LEAD, DAYS, plain, idle) == (LEAD, DAYS, plain)
    assert without(idle, LEAD, idle, DAYS, plain) == (LEAD, DAYS, plain)


@pytest.mark.parametrize(
    "core",
    [DAYS, "会場：2階の読書室", "対象：町内の方", "申込：カウンターへ", "12月8日(火)のみ"],
)
def test_a_day_a_place_and_who_may_come_never_go(core: str) -> None:
    """With no room for them the page is chosen from: nothing is told nearly whole."""
    assert without(core, LEAD, core) == ()
    assert without("袋をお持ちください。", LEAD, core, "袋をお持ちください。") == (LEAD, core)


def test_what_decides_goes_only_where_nothing_else_can() -> None:
    """How many there are, what is not taken: behind a plain sentence, and one of them at most."""
    plain, decides = "昨年もにぎわいました。", "一人5冊までです。"
    assert without(plain, LEAD, DAYS, decides, plain) == (LEAD, DAYS, decides)
    assert without(decides, LEAD, DAYS, decides) == (LEAD, DAYS)
    assert WORTH < 2 * 5
    assert without(decides * 2, LEAD, DAYS, decides, decides) == ()


def test_the_sentence_of_the_title_stays_and_of_the_first_line_all_that_can() -> None:
    """The first that says what the title says, be it asked or plain; the first two where none
    does.
    """
    asks = "第二書庫の本は、10日より後にお申し出ください。"
    plain = "昨年もにぎわいました。"
    assert without(plain, plain, asks, DAYS) == (asks, DAYS)
    assert without(plain, "いつもの本です。", plain, DAYS, title="お知らせ") == ()
    first = "棚の前はせまいのでお気をつけください。"
    assert without(plain, LEAD + first, DAYS, plain) == (LEAD + first, DAYS)


def test_of_the_first_line_no_plain_sentence_goes_before_what_decides_below_it() -> None:
    """It is the news; and what of it says what the title says never goes."""
    plain, decides = "棚を二つ外へ出します。", "一人5冊までです。"
    assert without(decides, LEAD + plain, DAYS, decides) == (LEAD + plain, DAYS)
    named = "第二書庫は二階です。"
    assert without(named, LEAD + named, DAYS) == ()
    assert without(named, LEAD, DAYS, named) == (LEAD, DAYS)


def test_what_points_at_what_goes_goes_with_it() -> None:
    """このため, それまで, ただし say nothing behind another sentence."""
    plain, led = "棚を一つ外へ出します。", "そのため音がします。"
    assert without(led, LEAD, DAYS, plain, led) == (LEAD, DAYS, plain)
    assert without(plain, LEAD, DAYS, plain, led) == (LEAD, DAYS)


@pytest.mark.parametrize("one", ["・本をはこぶ台", "【棚のこと】"])
def test_a_heading_and_an_item_never_go(one: str) -> None:
    """Without it what stands below it, or beside it, would say something else; a line that is no
    sentence goes only where what decides would.
    """
    assert without(one, LEAD, one, DAYS) == ()
    plain = "昨年もにぎわいました。"
    assert without("棚の本", LEAD, DAYS, "棚の本", plain) == (LEAD, DAYS, "棚の本")


def test_of_as_much_the_latest_goes() -> None:
    """What stands first is what the page begins with."""
    one, other = "棚を一つ外へ出します。", "棚を一つ中へ入れます。"
    assert without(one, LEAD, DAYS, one, other) == (LEAD, DAYS, one)


def test_shorter_words_before_more_goes() -> None:
    """An hour in digits makes the room that a remark alone does not."""
    day = "日時：12月8日(火)午後2時から午後4時まで"
    lines = (LEAD, day, "袋をお持ちください。")
    room = sum(weigh(one) + 1 for one in (LEAD, day)) - 4
    assert nearly(lines, TITLE, within(room)) == (LEAD, "日時：12月8日(火)14:00～16:00")


def test_what_would_be_another_text_is_none() -> None:
    """Four letters of ten at most, and no page of many sentences."""
    long = "昨年もにぎわい、多くの方が本の前に足を止めてくださり、感想を書いてくださいました。" * 2
    assert without(long, LEAD, long) == ()
    ever = ["ほかの階はいつもどおりです。"] * (MOST + 1)
    assert without(ever[0], LEAD, *ever) == ()
    assert without(ever[0], LEAD, *ever[1:]) == (LEAD, *ever[2:])
