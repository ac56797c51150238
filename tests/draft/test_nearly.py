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
        "選考：書類と面接",
        "賞品：図書カード",
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
    [
        DAYS,
        "会場：2階の読書室",
        "対象：町内の方",
        "申込：カウンターへ",
        "応募方法：窓口へ",
        "【出し方】窓口へ",
        "資格：免許",
        "12月8日(火)のみ",
    ],
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


@pytest.mark.parametrize(
    ("led", "alone"),
    [
        (
            "期限は12月9日まで延ばしますので、そちらでお受け取りください。",
            "期限は12月9日まで延ばしますので、カウンターでお受け取りください。",
        ),
        (
            "会期中(12月9日まで)はお車を置けません。",
            "展示の会期中(12月9日まで)はお車を置けません。",
        ),
    ],
)
def test_a_place_and_a_span_that_are_named_before_are_not_told_without_their_names(
    led: str, alone: str
) -> None:
    """そちら within a sentence, 会期中 at its beginning."""
    named = "予約の本はとなりの寺へ移して、絵の展示も始めました。"
    assert without(named, LEAD, DAYS, named, led) == ()
    assert without(named, LEAD, DAYS, named, alone) == (LEAD, DAYS, alone)


@pytest.mark.parametrize("one", ["・本をはこぶ台", "【棚のこと】"])
def test_a_heading_and_an_item_never_go(one: str) -> None:
    """Without it what stands below it, or beside it, would say something else; a line that is no
    sentence goes only where what decides would.
    """
    assert without(one, LEAD, one, DAYS) == ()
    plain = "昨年もにぎわいました。"
    assert without("棚の本。", LEAD, DAYS, "棚の本。", plain) == (LEAD, DAYS, "棚の本。")


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


def test_why_goes_before_what_decides_does() -> None:
    """And before what is asked, of the same worth; what stays as it was goes first."""
    bare, decides, ask = (
        "第二書庫の本の貸出を休みます。",
        "一人5冊までです。",
        "袋をお持ちください。",
    )
    lead = f"配管の交換のため、{bare}"
    why = weigh(lead) - weigh(bare)

    def told(*lines: str) -> tuple[str, ...]:
        return nearly(lines, TITLE, within(sum(weigh(one) + 1 for one in lines) - why))

    assert told(lead, DAYS, decides) == (bare, DAYS, decides)
    assert told(lead, DAYS, ask) == (bare, DAYS, ask)
    ever = "ほかの階はふだんどおりです。"
    assert told(lead, DAYS, decides, ever) == (lead, DAYS, decides)


def test_what_those_need_who_cannot_use_the_other_way_stays() -> None:
    """車いすの方には…; what to use instead stays before what is asked."""
    some = "車いすの方には職員が本をお運びしますので、お声がけください。"
    instead = "本の返却は玄関のポストをご利用ください。"
    ask = "袋をお持ちください。"
    assert without(instead, LEAD, DAYS, instead, some) == (LEAD, DAYS, some)
    other = "本を読む方には職員が本をお運びしますので、お声がけください。"
    assert without(other, LEAD, DAYS, instead, other) == (LEAD, DAYS, instead)
    assert without(ask, LEAD, DAYS, instead, ask) == (LEAD, DAYS, instead)
    day = "12月9日(水)の返却は玄関のポストをご利用ください。"
    assert without(day, LEAD, DAYS, day) == ()


def test_where_more_is_said_goes_before_what_is_asked() -> None:
    """…へお問い合わせください; a day when one cannot come goes with its request, no other does."""
    there, ask = "休みの日は本館へお問い合わせください。", "袋をお持ちください。"
    assert without(there, LEAD, DAYS, there, ask) == (LEAD, DAYS, ask)
    cannot = "12月9日にご都合の悪い方は、係までご連絡ください。"
    assert without(cannot, LEAD, DAYS, cannot) == (LEAD, DAYS)
    can = "12月9日にお越しの方は、係までご連絡ください。"
    assert without(can, LEAD, DAYS, can) == ()


def test_when_it_is_to_be_given_back_goes_after_a_plain_sentence() -> None:
    """返却期限 decides."""
    due, plain = "返却期限は自動で延びています。", "棚を一つ外へ出しました。"
    assert without(plain, LEAD, DAYS, plain, due) == (LEAD, DAYS, due)


def test_of_rows_of_days_another_day_that_is_none_may_go() -> None:
    """And that they follow; above one row, or where it is none of them that is off, neither."""
    title = "豆の会(12月)"
    follow, off = "12月の豆の会は次のとおりです。", "※26日(土)は年末のためお休みします。"
    rows = ("・小さい子 5日(土)・12日(土) 10時から", "・大きい子 6日(日)・13日(日) 14時から")
    assert without(follow, follow, *rows, off, title=title) == (*rows, off)
    gone = weigh(follow) + weigh(off) + 1
    room = sum(weigh(one) + 1 for one in (follow, *rows, off)) - gone
    assert nearly((follow, *rows, off), title, within(room)) == rows
    assert without(off, *rows[:1], off, title=title) == ()
    on = "※26日(土)は年末のため早く開きます。"
    assert without(on, *rows, on, title=title) == ()


def test_that_it_stays_closed_all_the_same_is_as_it_was() -> None:
    """…が、…は続きます; what goes on without that is told."""
    ever = "工事は12月9日(水)は行いませんが、閉鎖は続きます。"
    assert without(ever, LEAD, DAYS, ever) == (LEAD, DAYS)
    news = "12月9日(水)も閉鎖は続きます。"
    assert without(news, LEAD, DAYS, news) == ()


def test_no_heading_is_left_of_what_goes() -> None:
    """返却 ⏎ いつものとおり使えます。: without its sentence it would stand for the next one's."""
    lines = (
        "12月3日(木)は休みます。",
        "返却箱",
        "いつもの通り使えます。",
        "売店",
        "3日は休みます。",
    )
    told = nearly(lines, "12月の休み", lambda some: len("".join(some)) < 30)
    assert told == ("12月3日(木)は休みます。", "売店", "3日は休みます。")
    # what has a row below it, or has a number, is no heading
    rows = (
        "12月3日(木)は休みます。",
        "返却箱2",
        "いつもの通り使えます。",
        "売店",
        "3日は休みます。",
    )
    assert "返却箱2" in nearly(rows, "12月の休み", lambda some: len("".join(some)) < 31)


def test_of_a_row_of_names_the_first_are_told() -> None:
    """As many as have room, three at least; a row that says of whom it is not is no such."""
    names = "手袋(5組)、水筒(3)、めがね、子ども用の帽子、編みかけの毛糸"
    lines = (LEAD, names, DAYS)
    weight = sum(weigh(line) + 1 for line in lines)
    assert nearly(lines, TITLE, within(weight - 1)) == (
        LEAD,
        "手袋(5組)、水筒(3)、めがね、子ども用の帽子など",
        DAYS,
    )
    assert nearly(lines, TITLE, within(weight - 20))[1] == "手袋(5組)、水筒(3)、めがねなど"
    assert nearly((LEAD, "手袋、水筒、めがね", DAYS), TITLE, within(60)) == ()


def test_a_heading_goes_with_all_that_stands_below_it() -> None:
    """The last one, and one before the next."""
    idle = "袋をお持ちください。"
    assert without(idle, LEAD, DAYS, "【お願い】", idle) == (LEAD, DAYS)
    assert without(idle, LEAD, "【お願い】", idle, "【期間】", DAYS) == (LEAD, "【期間】", DAYS)


def test_what_those_get_who_have_won_goes_before_what_all_can_see() -> None:
    """Although it has its day."""
    prizes = "賞状は12月5日(土)から、3階の事務室でお渡しします。"
    shown = "入選した句は、12月20日(日)まで1階に張り出しています。"
    assert without(prizes, LEAD, shown, prizes) == (LEAD, shown)


def test_what_the_library_does_is_no_request() -> None:
    """届きしだいお電話します is news; お電話ください is asked of who comes."""
    assert without(
        "お電話ください。", LEAD, DAYS, "届きしだいお電話します。", "お電話ください。"
    ) == (
        LEAD,
        DAYS,
        "届きしだいお電話します。",
    )


def test_what_is_said_to_those_who_did_something_goes_before_what_to_use_instead() -> None:
    """With what hangs on it; one that leads the page stays."""
    instead = "本は、玄関の箱(夜も使えます)へお返しください。"
    did = "3日の夜に入れてくださった方の本は、ぬれていました。弁償はいりません。"
    assert without(did, LEAD, DAYS, instead, did) == (LEAD, DAYS, instead)
    assert did.partition("。")[0] in "".join(
        without("袋をお持ちください。", did, DAYS, "袋をお持ちください。")
    )


def test_a_heading_with_a_floor_is_one_as_well() -> None:
    """2階学習室 goes with all that stands below it."""
    idle = "袋をお持ちください。"
    assert without(idle, LEAD, DAYS, "2階学習室", idle) == (LEAD, DAYS)
