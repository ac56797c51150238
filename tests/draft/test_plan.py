"""What a page says, found in labels, tables and sentences."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from in_short import blocks

from bridge.draft.choice import stands
from bridge.draft.plan import Plan, read_facts
from bridge.draft.sentences import Statement
from bridge.model import Facts, Page
from bridge.topics.builder import outline_of
from bridge.topics.outline import Unit
from bridge.topics.sorts import Sort

TODAY = date(2026, 6, 20)


def facts(
    text: str,
    title: str = "おはなし会",
    rows: tuple[tuple[str, str], ...] = (),
    today: date = TODAY,
) -> Facts:
    return read_facts(Page("https://lib.example.jp/1", title, text, rows), today)


LABELLED = [
    "日時：7月18日(土)午後2時30分～4時\n会場：集会室",
    "【日時】令和8年7月18日（土曜日）午後2時30分から4時まで\n【会場】集会室",
    "■日 時　７月１８日（土）１４：３０～１６：００\n■会 場　集会室",
    "とき 7/18(土) 14:30~16:00\nところ 集会室",
    "1 開催日時 2026年7月18日(土) 14時30分～16時\n2 開催場所 集会室",
    "(1)日時 7月18日(土) 14時半から16時\n(2)場所 集会室",
    "◆開催日\n7月18日(土)\n◆開催時間\n14:30～16:00\n◆場所\n集会室",
    "日付 7月18日(土)\n時間 14:30～16:00 ※途中退出可\n会場 集会室",
    "日時:7月18日(土)14:30～16:00 会場:集会室",
    "講演 日時 7月18日 (土) 午後2時半 ~ 4時 \n会場 集会室",
]


@pytest.mark.parametrize("text", LABELLED)
def test_labels_are_read_in_every_dress(text: str) -> None:
    """Brackets, numbers, marks, blanks within a label, a label alone on its line, two labels on one
    line.
    """
    found = facts(text)
    (occasion,) = found.occasions
    assert (occasion.start, occasion.begins, occasion.ends) == (
        date(2026, 7, 18),
        time(14, 30),
        time(16),
    )
    assert (found.place, found.kind, found.several) == ("集会室", "event", False)


def test_rows_of_a_table_are_read_once_though_the_text_has_them_too() -> None:
    """The reader of pages writes rows into the text as well."""
    rows = (("日時", "7月18日(土)10時～11時"), ("場所", "集会室"), ("申込", "不要"))
    both = facts("日時：7月18日(土)10時～11時\n場所：集会室\n申込：不要", rows=rows)
    alone = facts("", rows=rows)
    assert both.when == alone.when == (("日時", "7月18日(土)10時～11時"),)
    assert (both.place, both.apply) == (alone.place, alone.apply) == ("集会室", "不要")


def test_other_fields_are_found() -> None:
    """対象, 定員, 費用, 持ち物, 申込 with its last day."""
    found = facts(
        "日時 7月18日(土)10時\n対象者 小学3年~6年\n定員 先着20名(当日9時から受付)\n参加費 無料\n持ち物 筆記用具\n申込み 7月10日(金)まで"
    )
    assert (found.audience, found.capacity, found.fee) == (
        "小学3年～6年",
        "先着20名(当日9時から受付)",
        "無料",
    )
    assert (found.bring, found.apply, found.deadline) == (
        "筆記用具",
        "7月10日(金)まで",
        date(2026, 7, 10),
    )


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("申込 7月1日(水)午前9時から", None),
        ("申込期間：7月1日(水)～7月12日(日)", date(2026, 7, 12)),
        ("応募期限：8月14日(金)必着", date(2026, 8, 14)),
        ("申込締切 7月5日", date(2026, 7, 5)),
    ],
)
def test_a_day_to_begin_applying_is_no_deadline(text: str, deadline: date | None) -> None:
    """…から opens, …まで and 締切 close."""
    assert facts(f"日時 7月18日(土)10時\n{text}").deadline == deadline


@pytest.mark.parametrize(
    "words",
    [
        "042-470-0000",
        "０４２（４７０）００００",
        "042₋470₋0000",
        "0749・00・0000",
        "lib@example.jp",
        "TEL042-470-0000",
    ],
)
def test_11_no_telephone_number_and_no_mail_address_is_taken(words: str) -> None:
    """Neither from values nor from sentences."""
    found = facts(
        f"おはなしを楽しむ会です。\n予約は{words}へお願いします。\n申込 窓口または電話（{words}）\n会場 集会室（{words}）"
    )
    said = repr(found)
    assert words not in said
    assert "0000" not in said
    assert "@" not in said
    assert found.place == "集会室"


def test_11_names_of_persons_stay_out() -> None:
    """Prize winners, letterheads, and who speaks in the first person."""
    found = facts(
        "各 位\n     見本市立図書館長 見本 花子\n作品展の表彰式を開きました。\n市長賞は例示 一郎さんです。\n私は本が好きだと話しました。\n講師：見本 太郎"
    )
    assert found.sentences == ("作品展の表彰式を開きました。",)
    assert not any(name in repr(found) for name in ("花子", "一郎", "太郎", "私は"))


def test_the_doors_are_not_the_beginning() -> None:
    """開場 and 受付 are beside the event."""
    (occasion,) = facts("日時 7月18日(土)14時～16時(13時30分開場)\n会場 ホール").occasions
    assert (occasion.begins, occasion.clock) == (time(14), "14時～16時")


@pytest.mark.parametrize(
    "text",
    [
        "日時 7月18日(土)10時～11時(雨天の場合は7月19日(日))\n会場 広場",
        "日時 7月18日(土)10時～11時。雨天のときは7月19日(日)に行います。\n会場 広場",
        "日時 7月18日(土)10時～11時 ※7月19日(日)は予備日\n会場 広場",
        "日時 7月18日(土)10時～11時\n返却期限：7月19日(日)が返却期限の資料は、7月20日(月)までお返しいただけます。\n会場 広場",
    ],
)
def test_a_day_of_another_kind_is_not_the_event_s(text: str) -> None:
    """雨天の場合, 予備日, and labels whose value is a sentence about a day."""
    assert facts(text).when == (("日時", "7月18日(土)10時～11時"),)


def test_two_roles_of_one_event_stand_under_their_own_labels() -> None:
    """Collected first, given away later: not several events."""
    found = facts(
        "■集める\n収集期間 7月4日(土)～12日(日)\n■配る\n配布日 8月2日(日)9時～16時\n会場 ロビー",
        "古本市",
    )
    assert found.when == (
        ("収集期間", "7月4日(土)～12日(日)"),
        ("配布日", "8月2日(日)9時～16時 ロビー"),
    )
    assert not found.several


SEVERAL = "■赤ちゃんの会\n日時 7月2日(木)10時～10時20分\n会場 おはなし室\n■映画会\n日時 7月12日(日)14時～16時\n会場 ホール"


def test_several_events_give_no_single_day() -> None:
    """Each is named with its own; no place stands for all."""
    found = facts(SEVERAL, "7月の催し")
    assert (found.several, found.occasions, found.when, found.place) == (True, (), (), "")
    assert found.events == (
        ("赤ちゃんの会", "7月2日(木)10時～10時20分 おはなし室"),
        ("映画会", "7月12日(日)14時～16時 ホール"),
    )


def test_of_several_events_the_title_s_own_is_taken() -> None:
    """The page is about that one."""
    found = facts(SEVERAL, "映画会")
    assert (found.several, found.place, found.when) == (
        False,
        "ホール",
        (("日時", "7月12日(日)14時～16時"),),
    )
    assert [name for name, _ in found.events] == ["赤ちゃんの会"]


def test_a_year_s_list_of_days_is_several() -> None:
    """Lines that each begin with a day."""
    found = facts("7月12日(日) おはなし会\n8月9日(日) 工作会\n9月13日(日) 映画会", "年間予定")
    assert (found.several, found.occasions) == (True, ())


def test_what_is_over_below_what_is_current_is_not_taken() -> None:
    """過去の展示 ends the page."""
    found = facts(
        "開催中です。\n期間 6月2日(火)～7月31日(金)\n会場 1階\n過去の展示\n期間 2020年4月1日～5月31日\n会場 市役所",
        "展示",
    )
    assert (found.occasions[0].end, found.place, found.several) == (date(2026, 7, 31), "1階", False)


def test_a_page_whose_events_are_over_announces_nothing() -> None:
    """A note for the person; no day, no place."""
    found = facts("とき 平成17年3月16日(水)午前10時\nところ 公民館", "講演会")
    assert (found.occasions, found.place, found.when) == ((), "", ())
    assert "終わっている" in found.notes[0]


def test_5_3_i_a_day_with_a_wrong_weekday_is_noted_and_not_said() -> None:
    """18 July 2026 is a Saturday."""
    found = facts("日時 令和8年7月18日(金)14時\n会場 集会室")
    assert (found.occasions, found.when) == ((), ())
    assert found.notes == ("ページの日付が合いません: 令和8年7月18日(金)",)


def test_5_3_i_today_is_the_day_of_publication() -> None:
    """Of the page, or of the stamp in its text; without either the sentence stays out."""
    text = "本日は午後3時に閉館します。\n明日7月2日(木)は休館します。"
    known = read_facts(Page("u", "臨時休館", text, published=date(2026, 7, 1)), date(2026, 7, 3))
    assert set(known.sentences) == {"7月1日(水)は午後3時に閉館します。", "7月2日(木)は休館します。"}
    assert "7月1日(水)は午後3時に閉館します。" in facts(f"更新日：2026年7月1日\n{text}").sentences
    assert facts("本日は午後3時に閉館します。").sentences == ()


FURNITURE = [
    "現在位置： トップ > お知らせ > 催し",
    "ページ番号 1025657 更新日 令和8年6月1日",
    "文字のサイズ 大 中 小",
    "背景 文字サイズ ページトップ",
    "twitter facebook",
    "前の記事",
    "次の記事 >>",
    "0 件のコメント:",
    "詳しくはこちらをご覧ください。",
    "PDFファイルを表示 ちらしです。",
    "ちらし (PDF:262KB)",
    "公式LINE",
    "年間カレンダー",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_not_said(line: str) -> None:
    """Navigation, share and size words, paging, comment boxes, PDF link texts."""
    found = facts(f"{line}\n絵本を楽しむ会を開きます。\n{line}")
    assert found.sentences == ("絵本を楽しむ会を開きます。",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("おはなしを聞く会。", False),
        ("毎週水曜日、ひろばで。", False),
        ("会を開く予定だ。", False),
        ("工作の会を開きます", True),
        ("「本が泣いています」という展示です。", True),
        ("詳細は別紙をご覧ください。", False),
        ("曝書(ばくしょ)のため休みます。", True),
    ],
)
def test_only_whole_polite_sentences_are_said(text: str, said: bool) -> None:
    """敬体, no half sentences, nothing that only points elsewhere; readings in brackets go."""
    found = facts(text, "お知らせ").sentences
    assert bool(found) is said
    assert "ばくしょ" not in "".join(found)


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("おはなし会｜見本市立図書館", "おはなし会"),
        ("おはなし会 | 見本市立図書館 | 見本市", "おはなし会"),
        ("おはなし会 - 見本市立図書館", "おはなし会"),
        ("本とわたし - 夏の特集", "本とわたし - 夏の特集"),
        ("曝書(ばくしょ)のため休館", "曝書のため休館"),
    ],
)
def test_the_site_s_name_is_cut_from_the_title(title: str, bare: str) -> None:
    """What follows the bar or dash is the site."""
    assert read_facts(Page("u", title, ""), TODAY).title == bare


def test_a_page_without_a_title_is_named_by_its_first_line() -> None:
    """Better than nothing."""
    page = Page("u", "", "\n臨時休館のお知らせ\n本文です。")
    assert read_facts(page, TODAY).title == "臨時休館のお知らせ"


@given(
    st.text(max_size=120),
    st.text(alphabet="日時会場:：【】■ \n7月1日(水)10時～から、。まで毎週中止場合", max_size=160),
)
def test_no_page_breaks_it(title: str, text: str) -> None:
    """Whatever stands there."""
    read_facts(Page("u", title, text, (("日時", text[:20]), (title[:9], text[20:40]))), TODAY)


@pytest.mark.parametrize(
    "piece",
    [
        "・",
        "☆ ",
        "1:",
        "a.",
        "(1)",
        "0-",
        "10日、",
        "7月1日~",
        "7/1~",
        "期 ",
        "日時",
        "「",
        "x@",
        "03-",
        "| ",
        "■ ",
    ],
)
def test_a_page_of_thirty_thousand_repeated_signs_is_read_in_time(piece: str) -> None:
    """No pattern takes more than its time on what nobody writes."""
    assert len(facts(piece * (30_000 // len(piece)), piece * 500).sentences) <= 6


def _weighed(*lines: str) -> list[tuple[bool, bool, set[str]]]:
    """Of each line of a page whether it is a sentence, whether it can be said, and where it
    stands.
    """
    text = "\n".join(line.strip("# ") for line in lines)
    page = Page("https://lib.example.jp/1", "夏の本の展示", text, blocks=blocks(*lines))
    plan = Plan(page, outline_of(page, TODAY), TODAY)
    places = {"news", "top", "headed", "facet"}
    return [
        (sentence, "sayable" in marks, set(marks & places)) for sentence, _, marks in plan.weighed()
    ]


def test_lines_are_weighed_as_what_they_are() -> None:
    """A sentence, a remark, and a labelled line that ends as a sentence can be said; others not."""
    told = _weighed(
        "夏の本を並べます。",
        "※雨の日は休みます。",
        "申込：電話でどうぞ",
        "申込締切：7月1日(水)に締め切ります。",
        "会場：集会室",
    )
    assert [one[:2] for one in told] == [
        (True, True),
        (True, True),
        (False, False),
        (False, True),
        (False, False),
    ]


def test_lines_are_weighed_where_they_stand() -> None:
    """Above all headings, below one that is of the title's thing, below one that is a label."""
    told = _weighed(
        "夏の本を並べます。", "# 展示の本", "本を読みます。", "# 会場について", "集会室で開きます。"
    )
    assert [places for *_, places in told] == [{"news", "top"}, {"headed"}, {"facet"}]


@pytest.mark.parametrize(("at", "stood"), [(3, False), (4, True), (5, True), (6, False)])
@pytest.mark.parametrize(
    "words", ["その代わりに、返却ポストを開けます。", "代わりに、返却ポストを開けます。"]
)
def test_what_is_done_instead_stands_within_two_lines_behind_what_is_off(
    words: str, at: int, *, stood: bool
) -> None:
    """In another section, too; not before it, and not further behind."""
    off = Statement("7月5日は休館します。", 3, 2, 9, Unit("", Sort.SENTENCE, section=1, at=3))
    one = Statement(words, at, at - 1, 5, Unit("", Sort.SENTENCE, section=2, at=at), back=True)
    assert stands(one, [off]) is stood


@pytest.mark.parametrize(
    "label", ["給料は翌月払い 毎月", "給与の支払日", "手当の支給日", "加入保険", "年次休暇"]
)
def test_when_one_is_paid_is_no_day_of_the_news(label: str) -> None:
    """Nor what one is insured by; how long one is employed, and a holiday of the house, are told."""
    lines = (f"= {label} | 7月16日（木）", "= 任用期間 | 8月1日から", "= 提出期限 | 7月20日（月）")
    page = Page("https://lib.example.jp/1", "職員の募集", "\n".join(lines), blocks=blocks(*lines))
    found = read_facts(page, TODAY)
    told = " ".join(name for rows in (found.when, found.others, found.beside) for name, _ in rows)
    assert label not in told
    assert "任用期間" in told


def test_a_holiday_of_the_house_is_told() -> None:
    """夏季休暇 is none of who works there."""
    lines = ("= 夏季休暇 | 8月10日（月）～16日（日）", "= 任用期間 | 8月1日から")
    page = Page("https://lib.example.jp/1", "職員の募集", "\n".join(lines), blocks=blocks(*lines))
    assert "夏季休暇" in dict(read_facts(page, TODAY).when)
