"""5(1)ア: the one table of a short page is told row by row: what changes from what to what, and days
under what they are of.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from fakes import LINK, NOW, packaged_words, settings
from in_short import blocks

from bridge.draft.beforeafter import headed
from bridge.draft.make import from_page
from bridge.draft.plan import read_facts
from bridge.draft.rules import Rules
from bridge.draft.tables import LISTED, LONGEST, ROWS, until, with_table
from bridge.model import Block, Item, ItemState, Page

DAY = date(2026, 11, 25)
TITLE = "配達の日を変えます"
MOVED = ("|| 区 | 変更前 | 変更後", "| 丘の区 | 12月3日（木） | 12月10日（木）")
HELD = (
    "|| 日 | 行事 | ところ",
    "| 12月5日（土） | 紙の舟 | 和室",
    "| 12月12日（土） | 影絵 | ホール",
)


def page(*lines: str, title: str = TITLE) -> Page:
    text = "\n".join(line.strip("#|= ") for line in lines)
    return Page(LINK, title, text, published=DAY, blocks=blocks(*lines))


def wordings(*lines: str, title: str = TITLE) -> tuple[tuple[str, ...], ...]:
    made = page(*lines, title=title)
    return with_table(read_facts(made, DAY), made, DAY).tabled


def rows(*lines: str, title: str = TITLE) -> tuple[str, ...]:
    return (wordings(*lines, title=title) or ((),))[0]


def draft(*lines: str, title: str = TITLE) -> list[str]:
    item = Item(id=1, source="home", url=LINK, title=title, state=ItemState.NEW, seen_at=NOW)
    rules = Rules(settings(), packaged_words)
    made = from_page(item, page(*lines, title=title), source=None, rules=rules, today=DAY)
    return made.wording.content.text.split("\n")[1:-1]


def test_5_1_a_what_changes_is_told_from_what_to_what() -> None:
    """Each row by its name, what was before what will be."""
    assert rows(*MOVED) == ("・丘の区：12月3日(木) → 12月10日(木)",)
    assert draft(*MOVED) == ["・丘の区：12月3日(木) → 12月10日(木)"]


@pytest.mark.parametrize(
    "stays",
    [
        "| 海の区 | 12月4日（金） | 変更なし",
        "| 海の区 | 12月4日（金） | 12月4日（金）",
        "| 海の区 | 12月4日（金） | 12月4日（金）※変わりません",
        "| 海の区 | 12月4日（金） | ―",
        "| 海の区 | 「鳥」ほか | 一部変わります",
        "| 海の区 | 10月2日（金） | 終了しました",
    ],
)
def test_5_1_a_what_stays_is_no_change(stays: str) -> None:
    """Nor what changes in a way that is not said, nor what is over."""
    assert rows(*MOVED, stays) == rows(*MOVED)


def test_5_1_a_what_is_said_beside_what_stays_is_told() -> None:
    """What is limited is no 変更なし, and brackets of what stays do not make another value stay."""
    but = rows(*MOVED, "| 海の区 | 12月4日（金） | 変更なし ただし午後だけ")
    assert but[1] == "・海の区：12月4日(金)(ただし午後だけ)"
    room = rows(*MOVED, "| 海の区 | 13時から | 15時から（場所は変わりません）")
    assert room[1] == "・海の区：13時から → 15時から"


@pytest.mark.parametrize("bad", ["", "4日（金）", "12月4日（木）"])
def test_5_1_a_a_row_that_is_not_understood_takes_all_with_it(bad: str) -> None:
    """The others would pass for all: nothing below 変更後, a day without its month, a wrong one."""
    assert rows(*MOVED, f"| 海の区 | 12月2日（水） | {bad}") == ()


def test_5_1_a_a_day_that_was_may_stand_above_the_table_only() -> None:
    """Below 変更後 it is told as the new one; below any other head it is not known of what."""
    assert rows(MOVED[0], "| 日 |  | 12月10日（木）") == ("・変更後の日：12月10日(木)",)
    assert rows("|| 区 | これまで | これから", "| 日 |  | 12月10日（木）") == ()


@pytest.mark.parametrize(
    "heads",
    [
        "現在 | 1月5日から",
        "今まで（1月4日まで） | これから",
        "旧 | 新",
        "工事前 | 工事中",
        "前 | 今",
    ],
)
def test_5_1_a_the_heads_of_what_was_and_will_be(heads: str) -> None:
    """In whatever words; (同上) is what stands above it, and what is added is said to be."""
    told = rows(
        f"|| | {heads}",
        "| 本 | 6冊 | 9冊",
        "| CD | 2点 | （同上）",
        "| 紙芝居 | 1点 | 左に加え絵図",
    )
    assert told[-3:] == ("・本：6冊 → 9冊", "・CD：2点 → 9冊", "・紙芝居：1点 → 絵図も")


def test_5_1_a_from_when_it_is_so_is_told_where_its_head_alone_says_it() -> None:
    """And once only."""
    table = ("|| | 現在 | 1月5日から", "| 本 | 6冊 | 9冊")
    assert rows(*table)[0] == "変更：1月5日から"
    assert rows("1月5日から、借りられる数を変えます。", *table) == ("・本：6冊 → 9冊",)


def test_5_1_a_a_table_lying_on_its_side_is_turned() -> None:
    """変更前 and 変更後 down its side; fields down its side, a thing a column."""
    assert rows("|| | 丘の区 | 海の区", "| 変更前 | 3冊 | 4冊", "| 変更後 | 5冊 | 6冊") == (
        "・丘の区：3冊 → 5冊",
        "・海の区：4冊 → 6冊",
    )
    assert rows(
        "|| | 第1夜 | 第2夜",
        "| 作品 | 「灯台」 | 「峠」",
        "| 日時 | 12月5日（土）18時～ | 12月12日（土）18時～",
        "| 会場 | 4階 | 1階",
    ) == ("・第1夜 「灯台」：12月5日(土)18時～ 4階", "・第2夜 「峠」：12月12日(土)18時～ 1階")


def test_5_1_a_days_are_told_under_what_they_are_of() -> None:
    """By the column of names, with the place, and what it is called alone where all have one."""
    assert rows(*HELD) == ("・紙の舟：12月5日(土) 和室", "・影絵：12月12日(土) ホール")
    one = [line.replace("和室", "ホール") for line in HELD]
    assert rows(*one) == ("・紙の舟：12月5日(土)", "・影絵：12月12日(土)", "会場：ホール")


def test_5_1_a_a_table_without_a_column_of_names_is_told_by_its_days() -> None:
    """And not by what is given out then; what is no whole word stands below its head."""
    told = rows(
        "|| 日 | だれが | 残り",
        "| 12月5日（土） | 町内の方 | 3組",
        "| 12月6日（日） | どなたでも | 満席",
    )
    assert told == ("・12月5日(土)：町内の方 残り 3組", "・12月6日(日)：どなたでも 満席")


def test_5_1_a_a_day_without_its_month_is_of_the_titles() -> None:
    """Of a title with none, or with two, there is none; days of one thing stand in one row."""
    table = ("|| 日 | 行事", "| 5日（土） | 影絵", "| 12日（土） | 影絵", "| 13日（日） | 紙の舟")
    assert rows(*table, title="12月の行事") == (
        "・影絵：12月5日(土)・12日(土)",
        "・紙の舟：12月13日(日)",
    )
    assert not any("月" in line for line in rows(*table, title="冬の行事"))


def test_5_1_a_a_column_that_says_of_what_the_days_are_is_told_with_them() -> None:
    """Unless the title says it; a row without a day has its words."""
    table = (
        "|| 館 | 貸出開始",
        "| 東館 | 12月5日（土）",
        "| 西館 | 12月6日（日）",
        "| 南館 | 行いません",
    )
    assert rows(*table, title="福袋") == (
        "・東館：貸出開始 12月5日(土)",
        "・西館：貸出開始 12月6日(日)",
        "・南館：行いません",
    )
    assert rows(*table, title="福袋の貸出開始")[0] == "・東館：12月5日(土)"


def test_5_1_a_of_a_table_of_which_some_rows_stay_the_others_are_told() -> None:
    """第2回 alone is the news, with what is said of it; a house that is open as ever is no such."""
    table = (
        "|| 回 | 日 | 内容",
        "| 1 | 12月5日（土） | 舟（変更なし）",
        "| 2 | → 12月19日（土） | 影絵",
    )
    assert rows(*table) == ("・第2回 影絵：12月19日(土)",)
    states = (
        "|| 日 | 東館 | 西館",
        "| 12月5日（土） | 休館 | 通常どおり",
        "| 12月6日（日） | 休館 | 休館",
    )
    assert rows(*states) == (
        "・12月5日(土)：東館 休館、西館 通常どおり",
        "・12月6日(日)：東館・西館 休館",
    )


def test_5_1_a_what_cannot_be_tied_surely_is_left_to_the_link() -> None:
    """Two columns of days, days above their columns, a wrong day, no day at all."""
    assert (
        rows("|| 館 | 止まる日 | 再開", "| 東館 | 12月5日 | 12月8日", "| 西館 | 12月6日 | 12月9日")
        == ()
    )
    assert (
        rows("|| 館 | 12月5日 | 12月6日", "| 東館 | 9時～ | 10時～", "| 西館 | 9時～ | 10時～")
        == ()
    )
    assert rows(*HELD, "| 12月13日（土） | 舟 | 和室") == ()
    assert rows("|| 行事 | ところ", "| 影絵 | 和室", "| 舟 | ホール") == ()


def test_5_1_a_hours_alone_are_told_where_the_page_has_their_day() -> None:
    """日時：12月5日(土) below them; without it they are of any day."""
    hours = ("|| 部 | 時間", "| 昼の部 | 13:00～14:00", "| 夜の部 | 18:00～19:00")
    assert rows(*hours) == ()
    told = ("・昼の部：13:00～14:00", "・夜の部：18:00～19:00")
    assert rows(*hours, "日時：12月5日（土）") == told
    assert rows(*hours, title="12月5日（土）の影絵") == told


def test_5_1_a_items_that_begin_with_a_day_each_are_rows() -> None:
    """Three of them; of a course for all of which one applies its days stand in one line."""
    items = [
        Block("item", (f"12月{day}日（土） {what}",), 1)
        for day, what in ((5, "紙の舟"), (12, "影絵"))
    ]
    more = Block("item", ("1月9日（土） たこ",), 1)
    assert len([*items, more]) == LISTED

    def told(these: list[Block], title: str = TITLE) -> tuple[tuple[str, ...], ...]:
        text = "\n".join(line for block in these for line in block.lines)
        made = Page(LINK, title, text, published=DAY, blocks=tuple(these))
        return with_table(read_facts(made, DAY), made, DAY).tabled

    assert told([*items, more])[0] == (
        "・12月5日(土)：紙の舟",
        "・12月12日(土)：影絵",
        "・1月9日(土)：たこ",
    )
    assert told(items) == ()
    days = ("日程：12月5日(土)・12日(土)、1月9日(土)",)
    assert told([*items, more], title="影絵の会（全3回）")[-1] == days
    assert days not in told([*items, more])


def test_5_1_a_a_long_page_and_one_of_two_tables_are_told_in_other_ways() -> None:
    """And a front page, and a table of very many rows."""
    assert rows(*HELD, "あ" * LONGEST) == ()
    assert rows(*HELD, "# つぎ", *MOVED) == ()
    made = page(*HELD)
    front = replace(made, url="https://lib.example.jp/")
    assert with_table(read_facts(front, DAY), front, DAY).tabled == ()
    many = [f"| 12月{day}日 | 影絵{day} | 和室" for day in range(1, ROWS + 1)]
    assert len(rows(HELD[0], *many)) == ROWS + 1
    assert rows(HELD[0], *many, "| 12月28日 | 舟 | 和室") == ()


def test_5_1_a_until_when_one_applies_stands_before_how() -> None:
    """Where the whole may not be told, or has no room."""
    line = "申込：12月9日(水)までに、氏名を書いて窓口へ"
    assert until(line) == "申込：12月9日(水)まで"
    assert until("12月9日(水)までに、氏名を書いて窓口へ") == ""
    assert until("申込：氏名を書いて窓口へ") == ""


def test_5_1_a_the_rows_stand_before_what_is_said_of_them() -> None:
    """The place and what it costs below them; not what is pointed at, nor courtesy."""
    told = draft(*HELD, "参加費は無料です。", "お待ちしています。", title="冬の会")
    assert told == [
        "・紙の舟：12月5日(土) 和室",
        "・影絵：12月12日(土) ホール",
        "参加費は無料です。",
    ]


def test_5_1_a_first_rows_say_that_there_are_more() -> None:
    """All that have room, from the first; never some of them without a word."""
    many = [f"| 12月{day}日 | {'か' * day}の会{day} | 第{day}会議室" for day in range(1, 13)]
    told = draft(HELD[0], *many, title="冬の会")
    assert told[-1] == "ほかにもあります。詳しくはリンク先をご覧ください。"
    assert told[0].startswith("・かの会1：12月1日")
    assert [line[:2] for line in told[:-1]] == ["・か"] * (len(told) - 1)


def test_5_1_a_a_list_that_tells_more_rows_stands_before_first_rows() -> None:
    """Names with their days only, where the rows with their places have no room."""
    many = [
        f"| 12月{day}日 | {'か' * 6}の会{day} | 第{day}会議室（別館の奥）"
        for day in (1, 2, 3, 4, 5)
    ]
    told = draft(HELD[0], *many, title="冬の会")
    assert sum(line.startswith("・") for line in told) == len(many)


def test_5_1_a_of_what_changes_all_is_told_or_first_rows_with_what_says_so() -> None:
    """On a long page too, below the sentence that says from when."""
    long = "この棚の本のことを、これからも皆さんと考えていきます。" * 24
    table = [f"| {'か' * 12}の棚{n} | 飲みものはどこでもよい | 水とお茶のみ可" for n in range(6)]
    told = draft(
        "ご意見をいただきました。これを受けて、12月2日（水）から館内のきまりを変えます。",
        "|| 場所 | 現在 | 改定後",
        *table,
        long,
        title="館内のきまりを変えます",
    )
    rows_told = [line for line in told if " → " in line]
    assert told[0] == "12月2日(水)から館内のきまりを変えます。"
    assert 0 < len(rows_told) < len(table)
    assert told[-1] == "ほかにもあります。詳しくはリンク先をご覧ください。"


def test_5_1_a_a_house_whose_days_have_a_reason_is_in_the_list() -> None:
    """※27日は停電のため says why; a list without one house is none."""
    heads = "|| 館 | 最終日 | 休館期間"
    rest = ("| 東図書館 | 12月27日 | 12月28日～1月4日", "| 南図書館 | 12月27日 | 12月28日～1月4日")
    why = "| 西図書館 | 12月26日 | 12月27日～1月4日 ※27日は停電のため"
    title = "年末年始の休館日"
    assert "・西図書館 休館：12月27日～1月4日" in draft(heads, *rest, why, title=title)
    other = why.replace("停電のため", "午後だけ開館")
    told = draft(heads, *rest, other, title=title)
    assert not any("休館：" in line for line in told)
    assert "・西図書館：12月27日～1月4日(27日は午後だけ開館)" in told


def test_5_1_a_what_was_and_will_be_below_each_other_are_labels() -> None:
    """これまで：… and これから：… of a short page are told as they stand, and are no pointers."""
    lines = ("本の数を、1月7日（木）から次のように変えます。", "これまで：6冊", "これから：9冊")
    assert draft(*lines)[1:] == ["これまで：6冊", "これから：9冊"]


def test_5_1_a_a_title_of_a_changed_day_needs_no_second_word() -> None:
    """【日程変更】 says what 【延期】 would."""
    item = Item(
        id=1,
        source="home",
        url=LINK,
        title="【日程変更】影絵の会",
        state=ItemState.NEW,
        seen_at=NOW,
    )
    made = page("12月5日（土）の影絵の会を延期します。", *MOVED, title="【日程変更】影絵の会")
    rules = Rules(settings(), packaged_words)
    text = from_page(item, made, source=None, rules=rules, today=DAY).wording.content.text
    assert text.startswith("【日程変更】影絵の会\n")


def test_5_1_a_of_many_changes_without_a_day_the_first_are_told_with_what_says_so() -> None:
    """However many there are, no more than have room are looked at."""
    rows = tuple(f"| 本{n} | {n}冊 | {n + 1}冊 |" for n in range(1, 90))
    told = draft("|| 区分 | 変更前 | 変更後", *rows, title="貸出のきまりの変更")
    assert told[0].endswith("本1：1冊 → 2冊")
    assert told[-1] == "ほかにもあります。詳しくはリンク先をご覧ください。"
    assert len(told) > 5


@pytest.mark.parametrize(
    ("head", "cells", "behind"),
    [
        ("講師", ("町の人", "村の人"), ""),
        ("かかり", ("町の人", "村の人"), " 町の人"),
        ("申込の締切", ("12月1日（火）", "12月2日（水）"), ""),
        ("受付", ("9:30～9:50", "9:40～10:00"), " 受付 9:30～9:50"),
        ("備考", ("申込不要", "要申込"), " 申込不要"),
        ("備考", ("あり", "なし"), " あり"),
        ("駐車場", ("あり", "なし"), " 駐車場 あり"),
        ("図書館", ("東館", "西館"), " 東館"),
        ("時間", ("―", "13:00～"), ""),
    ],
)
def test_5_1_a_what_a_further_column_tells(head: str, cells: tuple[str, str], behind: str) -> None:
    """Not who does it nor how it is asked for, but for hours; a remark and a house without the
    column's name; a dash is nothing.
    """
    days = ("| 影絵 | 12月5日（土）", "| 舟 | 12月6日（日）")
    table = [f"{day} | {cell}" for day, cell in zip(days, cells, strict=True)]
    told = rows(f"|| 行事 | 日 | {head}", *table, title="冬の会")
    assert told[0] == f"・影絵：12月5日(土){behind}"


def test_5_1_a_when_one_applies_is_the_day_of_a_row_that_has_no_other() -> None:
    """Of a table of rounds of applying."""
    told = rows("|| 組 | 受付期間", "| 梅組 | 12月1日～10日", "| 竹組 | 12月11日～20日")
    assert told == ("・梅組：受付期間 12月1日～10日", "・竹組：受付期間 12月11日～20日")


def test_5_1_a_a_row_that_bears_no_number_stands_below_its_column_of_numbers() -> None:
    """補講 beside 第1回 goes before its name; below another head it is told behind its day."""
    table = ("| 第1回 | 12月5日（土） | 影絵", "| 補講 | 12月6日（日） | 舟")
    assert rows("|| 回 | 日 | 内容", *table)[1] == "・補講 舟：12月6日(日)"
    assert rows("|| 呼び名 | 日 | 内容", *table)[1] == "・舟：12月6日(日) 補講"


def test_5_1_a_a_rule_is_as_good_as_a_day() -> None:
    """毎週, 月2回; ひまなとき is none."""
    table = ("|| 活動 | いつ", "| 本の修理 | 毎週木曜日")
    assert rows(*table, "| 花の世話 | 月2回") == ("・本の修理：毎週木曜日", "・花の世話：月2回")
    assert rows(*table, "| 花の世話 | ひまなとき") == ()


@pytest.mark.parametrize(
    ("remark", "told"),
    [
        ("※灯りの都合のため早く始めます", ""),
        ("※途中でひと休みします", " 途中でひと休みします"),
        ("※13日は式のため早く始めます", " 13日は式のため早く始めます"),
    ],
)
def test_5_1_a_why_a_cell_is_so_is_not_told(remark: str, told: str) -> None:
    """Unless it is of a day."""
    table = ("|| 行事 | 日 | 時間", "| 舟 | 12月12日（土） | 10時", "| 影絵 | 12月5日（土） | 13時")
    assert rows(*table[:2], f"{table[2]} {remark}")[1] == f"・影絵：12月5日(土)13時{told}"


def test_5_1_a_in_the_fewest_letters_a_row_has_its_name_its_beginning_and_its_place() -> None:
    """No age behind the name, no end of its hours, no column beside; a name that is all brackets
    stays.
    """
    told = wordings(
        "|| 行事 | 日 | 時間 | 停車場 | 人数",
        "| 影絵（4歳から） | 12月5日（土） | 13時～14時 | 丘の辻 | 9人",
        "| （海） | 12月6日（日） | 14:00から15:30 | 浜の辻 | 8人",
        "| 舟 | 12月13日（日） | 10時から | 橋の辻 | 7人",
    )
    assert told[0][0] == "・影絵(4歳から)：12月5日(土)13時～14時 丘の辻 人数 9人"
    assert told[2] == (
        "・影絵：12月5日(土)13:00～ 丘の辻",
        "・(海)：12月6日(日)14:00～ 浜の辻",
        "・舟：12月13日(日)10:00から 橋の辻",
    )


def test_5_1_a_in_the_fewest_letters_a_day_has_no_holiday_s_name() -> None:
    """成人の日, 振替休日; 夜の会 is what it is of."""
    days = ("1月11日（月）成人の日", "3月22日（月）振替休日", "3月23日（火）夜の会")
    table = [f"| {day} | 休館 | 開館" for day in days]
    told = wordings("|| 月日 | 本館 | 南分館", *table, title="開館")
    assert told[0][0] == "・1月11日(月)成人の日：本館 休館、南分館 開館"
    assert [line.partition("：")[0] for line in told[1]] == [
        "・1月11日(月)",
        "・3月22日(月)",
        "・3月23日(火)夜の会",
    ]


def test_5_1_a_of_houses_side_by_side_each_bears_its_name() -> None:
    """本館(駅ビル) with brackets and a van are houses as well; the first column is what is told of."""
    table = (
        "|| 日 | 本館（駅の3階） | 南分館 | 移動図書館あおば号",
        "| 12月5日（土） | 9:00～17:00 | 休館 | 運休",
        "| 12月6日（日） | 9:00～12:00 | 休館 | 通る",
    )
    assert rows(*table, title="開館時間") == (
        "・12月5日(土)：本館(駅の3階) 9:00～17:00、南分館 休館、移動図書館あおば号 運休",
        "・12月6日(日)：本館(駅の3階) 9:00～12:00、南分館 休館、移動図書館あおば号 通る",
    )
    first = ("|| あおば号 | 日", "| 丘 | 12月5日（土）", "| 浜 | 12月6日（日）")
    assert rows(*first, title="床の工事") == ("・丘：12月5日(土)", "・浜：12月6日(日)")


def test_5_1_a_a_day_in_a_row_of_a_month_is_of_that_month() -> None:
    """2月 | 3日 豆まき; a cell with a month of its own keeps it."""
    table = (
        "|| 月 | 行事 | ところ",
        "| 12月 | 6日 紙の舟 | 和室",
        "| 2月 | 3日 豆まき | ホール",
        "| 3月 | 3日 ひな祭り（2月3日から受付） | 和室",
    )
    assert rows(*table, title="冬の行事")[:2] == (
        "・12月6日 紙の舟：和室",
        "・2月3日 豆まき：ホール",
    )
    kept = rows("|| 月 | 行事 | ところ", "| 2月 | 12月6日 舟 | 和室", table[2], title="冬の行事")
    assert "12月6日 舟" in kept[0]
    assert "2月12月" not in kept[0]


def test_truth_7_the_first_row_of_what_was_and_what_will_be_heads_the_others() -> None:
    """Not one with hours of its own, nor one of other columns, nor of a table that has names."""
    rows_of = ("| 丘 | 9時～10時 | 10時～11時", "| 浜 | 13時～14時 | 止まりません")
    change = headed(blocks("| 止まる所 | これまで(4～11月) | 冬(12～3月)", *rows_of))
    assert [block.names[1:] for block in change] == [("これまで(4～11月)", "冬(12～3月)")] * 2
    for first in ("| 丘 | 今 9時～10時 | 12月から", "| 止まる所 | 行き | 帰り"):
        plain = blocks(first, *rows_of)
        assert headed(plain) == plain
    named = blocks("|| 所 | 前 | 後", "| 止まる所 | これまで | 12月から", *rows_of)
    assert headed(named) == named


def test_truth_7_a_head_that_may_be_a_place_is_a_house_above_what_it_does() -> None:
    """図書館 above 休館; above names it heads places. Signs are read where both are there."""
    table = (
        "|| 日 | 図書館 | 資料館",
        "| 12月5日（土） | 休館 | 開館",
        "| 12月6日（日） | 休館 | 休館",
    )
    assert rows(*table, title="開館") == (
        "・12月5日(土)：図書館 休館、資料館 開館",
        "・12月6日(日)：図書館・資料館 休館",
    )
    signs = ("|| 日 | 東館 | 西館", "| 12月5日（土） | ○ | ×", "| 12月6日（日） | × | ×")
    assert rows(*signs, title="開館") == (
        "・12月5日(土)：東館 開館、西館 休館",
        "・12月6日(日)：東館・西館 休館",
    )
    alike = ("|| 日 | 東館 | 西館", "| 12月5日（土） | ○ | ○", "| 12月6日（日） | ○ | ○")
    assert "開館" not in "".join(rows(*alike, title="開館"))
