"""6(9): every fact in a draft stands on its page."""

from __future__ import annotations

import re
from datetime import date

import pytest
from growth import growth
from policy.samples import (
    CAFE,
    CLOSED,
    COFFEE,
    DELIVERY,
    FALSE_CLOSED,
    FALSE_COFFEE,
    FALSE_DELIVERY,
    FALSE_LAMPS,
    FALSE_SHUT,
    FALSE_STORIES,
    FALSE_TALK,
    FALSIFIED,
    HOME_LOANS,
    JANUARY,
    LAMP,
    LAMPS,
    LECTURE,
    PAGE,
    RETOLD,
    SHUT,
    STORIES,
    TALK,
    TRUE,
    URL,
    YEAR_END,
    context,
    found,
    stops,
)

from bridge.draft.plan import read_facts
from bridge.model import Image, Kind, Page
from bridge.policy import claims
from bridge.policy.examine import Manuscript, examine
from bridge.policy.matter import Matter
from bridge.policy.s06_9_facts import findings, named


@pytest.mark.parametrize(
    ("text", "page", "number"),
    [
        ("定員30人", "定員 20人", "30人"),
        ("12月6日(日)に開催", "12月5日(土)に開催", "12月6日(日)"),
        ("14時30分から", "14時から", "14時30分～"),
        ("3,000円", "300円", "3000円"),
        ("午後3時から", "午前10時から", "午後3時～"),
    ],
)
def test_6_9_a_number_that_is_not_on_the_page_stops(text: str, page: str, number: str) -> None:
    """Invented facts: 0."""
    assert ("6(9)", number) in stops(found(text, page=page))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("期間 12月1日(火)～12月12日(土)", True),
        ("期間 12月2日(水)～12月10日(木)", True),
        ("期間 12月1日(火)～12月10日(木)", False),
    ],
)
def test_6_9_a_span_that_shares_one_end_with_the_pages_is_shown_beside_it(
    text: str, *, told: bool
) -> None:
    """Where it begins or where it ends; both ends are the page's own span."""
    page = "期間 12月1日(火)～12月10日(木)\n申込 12月2日(水)から12月12日(土)まで"
    why = [one.why for one in found(text, page=page) if "期間がリンク先" in one.why]
    assert [("12月1日～12月10日" in one) for one in why] == [True] * told


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("14時から16時まで", "午後2時～4時"),
        ("午後2時から", "14:00～"),
        ("10時30分", "10時半"),
        ("所要は2時間30分", "所要は2時間半"),
        ("12時まで", "正午まで"),
        ("2026年12月5日(土)", "令和8年12月5日(土)"),
        ("1989年の本", "平成元年の本"),
        ("2000円", "2,000円"),
        ("2,000円", "2000円"),
        ("12月5日(土)9時", "12月05日(土)09:00"),
        ("11月25日(水)は休館します", "本日は休館します"),
        ("①10時 ②14時", "①10時 ②14時"),
        ("12月3日(木)", "十二月三日"),
        ("０時から", "0時から"),
        ("2月30日", "2月30日"),
    ],
)
def test_6_9_another_way_of_writing_it_is_the_same_fact(text: str, page: str) -> None:
    """午後2時 and 14時, 令和8年 and 2026年, 半, 正午, 本日."""
    assert [pair for pair in stops(found(text, page=page)) if pair[0] == "6(9)"] == []


def test_6_9_tables_and_the_day_of_publication_count_as_the_page() -> None:
    """What stands in a table cell, and what the page says of itself."""
    seen = found(
        "定員15人。11月20日現在",
        page="講座",
        rows=(("定員", "15人"),),
        published=date(2026, 11, 20),
    )
    assert [pair for pair in stops(seen) if pair[0] == "6(9)"] == []


def test_6_9_numbers_in_the_link_are_no_facts() -> None:
    """The address is a link, not a text."""
    assert stops(found("ご案内", page="ご案内", url="https://lib.example.jp/2019/77.html")) == []


def test_6_9_without_a_page_nothing_is_compared() -> None:
    """A hand-written draft has a person's word for its facts."""
    assert found("定員30人") == ()


@pytest.mark.parametrize(
    ("day", "seen"),
    [("11月26日(木)", []), ("2月26日(金)", ["2月26日(金)"])],
)
def test_6_9_a_bare_day_with_its_weekday_is_the_near_one(day: str, seen: list[str]) -> None:
    """26日（木） names one day of the weeks around; one far off is another, a wrong weekday stops."""
    page = "26日（木）の巡回は中止します。かわりの巡回は12月3日（木）です。"
    hits = found(f"{day}の巡回は中止します。", title="巡回の中止", page=page)
    assert [one.found for one in hits if one.stop and one.clause == "6(9)"] == seen
    later = found(f"{day}の巡回は中止します。", title="巡回の中止", page=f"12月の予定\n{page}")
    assert [one.found for one in later if one.stop and one.clause == "6(9)"] == [day]
    wrong = found("11月26日(水)の巡回は中止します。", title="巡回の中止", page=page)
    assert any(one.stop and "26日(水)" in one.found for one in wrong)


@pytest.mark.parametrize(
    "text", ["休館します。", "臨時休館いたします。", "【臨時休館】台風", "休館となりました"]
)
def test_6_9_a_conditional_closing_told_outright_stops(text: str) -> None:
    """The page says 場合; the draft must not say します."""
    page = (
        "台風の進路によっては、休館する場合があります。\n休館のときはホームページでお知らせします。"
    )
    assert "6(9)" in [clause for clause, _ in stops(found(text, title="台風について", page=page))]


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("休館する場合があります。", "休館する場合があります。"),
        (
            "11月26日(木)は休館します。",
            "11月26日(木)は休館します。状況により延長することがあります。",
        ),
        ("開館します。", "休館する場合があります。"),
        ("雨天の場合は中止します。", "雨天の場合は中止します。"),
    ],
)
def test_6_9_a_condition_told_as_one_is_right(text: str, page: str) -> None:
    """And what the page tells outright may be told outright."""
    assert [
        pair for pair in stops(found(text, title="台風について", page=page)) if pair[0] == "6(9)"
    ] == []


@pytest.mark.parametrize(
    "page",
    [
        "3月6日(土)の会は、状況を考慮して中止します。",
        "3月6日(土)の会は中止(別の講座を検討中です)",
        "3月6日(土)の会は開催しません。",
    ],
)
def test_6_9_a_closing_that_the_page_has_decided_is_told_outright(page: str) -> None:
    """What it considered is a cause, what it considers beside is another thing; 開催しません says
    as much as 中止.
    """
    assert not [
        s for s in stops(found("3月6日(土)の会は中止します。", page=page)) if s[0] == "6(9)"
    ]


def test_6_9_a_closing_of_which_the_page_knows_nothing_stops() -> None:
    """Somebody edited it in."""
    assert ("6(9)", "休館します") in stops(found("休館します。", page="開館時間のご案内"))


@pytest.mark.parametrize(("right", "wrong", "page"), FALSIFIED)
def test_6_9_each_falsified_edit_is_found_and_shows_what_the_page_says(
    right: str, wrong: str, page: str
) -> None:
    """Days, hours, places, fees, ways: what stands on the page for something else is no excuse."""
    assert right in TRUE
    seen = [
        f for f in found(TRUE.replace(right, wrong, 1), title="科学あそび教室", page=PAGE) if f.stop
    ]
    assert any(f.clause == "6(9)" and page in f.why for f in seen)


def test_6_9_the_same_text_untouched_has_no_finding() -> None:
    """The other half: what the page says, in other words, is right."""
    assert found(TRUE, title="科学あそび教室", page=PAGE) == ()


def test_6_9_an_hour_of_another_day_is_wrong_for_this_one() -> None:
    """Both hours stand on the page, each for its day."""
    page = "おはなし会\n12月5日(土)10時から\n12月12日(土)14時から"
    assert ("6(9)", "14時～") in stops(found("12月5日(土)14時から", page=page))
    assert stops(found("12月5日(土)10時から、12月12日(土)14時から", page=page)) == []


def test_6_9_a_day_within_a_span_is_on_the_page() -> None:
    """The page names first and last day; a day between them is named as well."""
    page = "展示\n12月1日(火)～12月13日(日)"
    assert stops(found("12月5日(土)もご覧になれます", page=page)) == []
    assert ("6(9)", "12月14日(月)") in stops(found("12月14日(月)もご覧になれます", page=page))


def test_6_9_a_number_stands_for_what_it_counts() -> None:
    """20冊 on the page is no 20人; a number without a unit may be either."""
    assert ("6(9)", "定員20人") in stops(found("定員20人", page="絵本20冊を展示します。定員10人"))
    assert stops(found("定員20人", page="定員 20")) == []


def test_6_9_the_first_opening_on_a_closed_day_is_no_closing() -> None:
    """臨時休館 and 臨時開館 are two things."""
    assert stops(found("11月30日(月)は臨時開館します", page="11月30日(月)は臨時休館します"))


def test_6_9_both_ends_of_a_span_are_days_of_one_thing() -> None:
    """12月1日から20日まで to apply: the first day, too, is one of applying, wherever the word
    stands.
    """
    page = "申込みについて\n12月1日(火)から12月20日(日)までに、申込書を窓口へお持ちください。"
    assert ("6(9)", "12月1日(火)") not in stops(
        found("申込：12月1日(火)から12月20日(日)までに、窓口へ", page=page)
    )


# ── titles ──────────────────────────────────────────────────────────────────────────────────────


def titles(title: str, page: str, listed: str = "") -> list[tuple[str, str]]:
    """What stops a draft whose page has this title and text, and was listed under another title."""
    source = Page(URL, title, page)
    text = f"{title}\n詳しくはリンク先をご覧ください。\n{URL}"
    one = Manuscript(
        kind=Kind.PAGE,
        title=title,
        text=text,
        url=URL,
        image=None,
        page=source,
        facts=None,
        source="home",
        listed=listed,
    )
    return [
        (f.clause, f.found)
        for f in examine(one, context())
        if f.clause == "6(9)" and f.where == "題名"
    ]


@pytest.mark.parametrize(
    ("title", "page", "found"),
    [
        ("12月5日(土)の臨時開館", "12月5日(土)は臨時休館いたします。", "臨時開館"),
        ("おはなし会(無料)", "日時 12月5日(土)10時 参加は有料です。", "無料"),
        ("講座(先着順)", "申込者多数の場合は抽選です。", "先着"),
        ("12月6日のおはなし会", "日時 12月5日(土)10時から", "12月6日"),
    ],
)
def test_6_9_a_title_that_says_otherwise_than_its_text_stops(
    title: str, page: str, found: str
) -> None:
    """Opening for closing, free for paid, first come for a lot, another day."""
    assert ("6(9)", found) in titles(title, page)


def test_6_9_a_list_that_says_otherwise_than_its_page_stops() -> None:
    """The list was mended and the page was not, or the other way round."""
    page = "12月5日(土)は臨時休館いたします。"
    seen = titles("臨時休館のお知らせ", page, "臨時開館のお知らせ")
    assert seen == [("6(9)", "臨時開館")]


BODY = "日時 12月5日(土)午後2時から\n場所 中央図書館 集会室\n定員 20人 小学生対象"


@pytest.mark.parametrize(
    ("listed", "title", "wrong"),
    [
        ("第4回読書会", "第3回読書会", "4回"),
        ("おはなし会(午前10時)", "おはなし会(午後2時)", "午前10時"),
        ("東図書館のおはなし会", "中央図書館のおはなし会", "東図書館"),
        ("ブックリスト第12号", "ブックリスト第13号", "12号"),
    ],
)
def test_6_9_a_list_that_has_another_hour_number_place_or_reader_stops(
    listed: str, title: str, wrong: str
) -> None:
    """Beyond the day, the fee and what is closed."""
    assert ("6(9)", wrong) in titles(title, BODY, listed)


@pytest.mark.parametrize(
    ("listed", "title"),
    [
        ("第3回 読書会", "第３回読書会(12月)"),
        ("おはなし会 14:00～", "おはなし会"),
        ("定員20人の工作", "工作(残り3人)"),
        ("おはなし会", "小学生のおはなし会(午後2時)"),
    ],
)
def test_6_9_a_list_that_its_page_bears_out_stops_nothing(listed: str, title: str) -> None:
    """In another spelling, or by its text."""
    assert titles(title, BODY, listed) == []


@pytest.mark.parametrize(
    ("title", "page"),
    [
        ("臨時休館のお知らせ", "12月5日(土)は臨時休館し、6日(日)は通常どおり開館します。"),
        ("12月のおはなし会(12月1日更新)", "日時 12月5日(土)10時"),
        ("12月5日から9日までの休館", "12月7日(月)に点検を行います。"),
        ("12月8日(火)のおはなし会", "・5日(土) ・8日(火) いずれも12月の10時から"),
        ("本日から12月4日まで休館", "11月30日に開館します。"),
    ],
)
def test_6_9_a_title_that_its_text_bears_out_stops_nothing(title: str, page: str) -> None:
    """A stamp, a day within a span, days without their month."""
    assert titles(title, page, title) == []


def test_6_9_days_of_a_monthly_paper_stand_without_their_month() -> None:
    """28日(土) below 11月号 is 11月28日(土); another weekday is another day."""
    page = "11月号 読み聞かせ 28日(土)・29日(日)"
    assert stops(found("読み聞かせ：11月28日(土)", page=page)) == []
    assert ("6(9)", "11月27日(金)") in stops(found("読み聞かせ：11月27日(金)", page=page))


# ── two more pages, in other words ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("right", "wrong"), FALSE_CLOSED)
def test_6_9_a_falsified_closing_is_found(right: str, wrong: str) -> None:
    """One end of a span, one library's days for another's, closed for open, can for cannot."""
    assert right in CLOSED
    seen = stops(found(CLOSED.replace(right, wrong, 1), title="年末年始の休館", page=YEAR_END))
    assert "6(9)" in [clause for clause, _ in seen]


@pytest.mark.parametrize(("right", "wrong"), FALSE_TALK)
def test_6_9_a_falsified_talk_is_found(right: str, wrong: str) -> None:
    """Doors and end for the beginning, floors, limits of age, ways, names."""
    assert right in TALK
    seen = stops(found(TALK.replace(right, wrong, 1), title="作家講演会", page=LECTURE))
    assert "6(9)" in [clause for clause, _ in seen]


@pytest.mark.parametrize(
    ("true", "page", "right", "wrong"),
    [
        *((COFFEE, CAFE, *one) for one in FALSE_COFFEE),
        *((DELIVERY, HOME_LOANS, *one) for one in FALSE_DELIVERY),
        *((STORIES, JANUARY, *one) for one in FALSE_STORIES),
    ],
)
def test_6_9_a_number_a_room_a_way_or_a_yes_that_is_not_the_pages_is_found_once(
    true: str, page: str, right: str, wrong: str
) -> None:
    """An hour of the afternoon is no count, a phone number no number of places; rooms, floors, for
    whom, ways, what is there and what is allowed: each once.
    """
    assert right in true
    seen = stops(found(true.replace(right, wrong, 1), title="お知らせ", page=page))
    assert [clause for clause, _ in seen].count("6(9)") == 1


@pytest.mark.parametrize(
    ("text", "page"),
    [
        (CLOSED, YEAR_END),
        (TALK, LECTURE),
        (COFFEE, CAFE),
        (DELIVERY, HOME_LOANS),
        (STORIES, JANUARY),
    ],
)
def test_6_9_the_true_texts_have_no_stop(text: str, page: str) -> None:
    """The other half: years, doors and brackets left out, words in another order."""
    seen = stops(found(text, title="お知らせ", page=page))
    assert [one for one in seen if one[0] != "11"] == []


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("定員20名", "定員は二十人"),
        ("1人10冊まで", "一人十冊まで"),
        ("3年生から", "対象：1～3年生"),
        ("5～7歳", "5歳から7歳まで"),
        ("2か月", "2ヶ月間"),
        ("電話0424701111", "電話 042(470)1111"),
        ("市内小学校の作品", "市内の小学校の作品"),
        ("どなたでも。小学生以下は保護者同伴", "どなたでも(小学生以下は保護者同伴)"),
        ("予約は要りません", "予約不要"),
        ("女性の方のみ", "対象：女性"),
        ("百人一首の会", "百人一首の会"),
    ],
)
def test_6_9_the_same_count_in_other_words_is_no_finding(text: str, page: str) -> None:
    """Kanji for figures, brackets for hyphens, a range for both its ends, 不要 for 要りません."""
    assert [one for one in stops(found(text, page=page)) if one[0] == "6(9)"] == []


@pytest.mark.parametrize(("page", "text"), [(page, text) for page, text, _ in RETOLD])
def test_6_9_a_page_retold_in_words_of_ones_own_is_not_stopped(page: str, text: str) -> None:
    """午後2時 for 14時開演, 10時から12時 for 午前10時～正午, お車での来館はご遠慮 for 公共交通機関."""
    assert stops(found(text, title="お知らせ", page=page)) == []


@pytest.mark.parametrize(
    ("page", "text", "right", "wrong"),
    [(page, text, *one) for page, text, false in RETOLD for one in false],
)
def test_6_9_a_falsified_retelling_is_found(page: str, text: str, right: str, wrong: str) -> None:
    """The first day of a span, what is there, what happens in the rain, who is let in."""
    assert right in text
    seen = stops(found(text.replace(right, wrong, 1), title="お知らせ", page=page))
    assert "6(9)" in [clause for clause, _ in seen]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [*((LAMPS, *one) for one in FALSE_LAMPS), *((SHUT, *one) for one in FALSE_SHUT)],
)
def test_6_9_a_unit_an_edge_a_year_a_denial_or_a_library_that_is_not_the_pages_is_found(
    text: str, right: str, wrong: str
) -> None:
    """500円 for 500ミリリットル, まで for から, 令和9年, 先着順ではありません, another library closed."""
    assert right in text
    seen = stops(found(text.replace(right, wrong, 1), title="お知らせ", page=LAMP))
    assert "6(9)" in [clause for clause, _ in seen]


@pytest.mark.parametrize(
    "text",
    [
        LAMPS,
        SHUT,
        "500ミリのペットボトルと、600 ルーメンの懐中電灯を。",
        "令和8年12月19日(土)、午後3時から。",
        "申し込みは12月9日(水)まで。電話での申し込みはできません。",
        "12月2日(水)から12月9日(水)まで、申し込みを受け付けます。",
        "南分館は12月23日(水)も開館します。",
        "12月23日(水)、南分館は休館しません。中央図書館は休館です。",
        "小学生と保護者のみ。駐車場あり。",
    ],
)
def test_6_9_the_same_unit_edge_year_denial_and_library_stop_nothing(text: str) -> None:
    """The other half, in words of one's own."""
    assert stops(found(text, title="お知らせ", page=LAMP)) == []


def test_6_9_a_library_that_opens_again_on_a_later_day_is_no_contradiction() -> None:
    """Each statement has the days that stand in it; a day that begins one thing and ends another is
    both.
    """
    page = "中央図書館は12月21日(月)は休館し、12月22日(火)は開館します。"
    assert stops(found("中央図書館は12月22日(火)に開館します。", page=page)) == []
    assert stops(found("中央図書館は12月22日(火)に休館します。", page=page))
    both = "展示は12月9日(水)まで。申込は12月9日(水)から。"
    assert stops(found("申込は12月9日(水)から。", page=both)) == []


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("A4サイズ", "A4"),
        ("A4", "A4サイズ"),
        ("第2 ホールで", "第2ホールで"),
        ("第2ホールで", "第2 ホールで"),
        ("印鑑は1本必要です", "印鑑は1本必要です"),
        ("駐車場あり", "駐車場は3台分しかありません"),
    ],
)
def test_6_9_a_word_behind_a_figure_is_no_other_count(text: str, page: str) -> None:
    """A4サイズ is a name; a blank before the word changes nothing; しかありません is there."""
    assert [one for one in stops(found(text, page=page)) if one[0] == "6(9)"] == []


def test_6_9_the_number_of_a_line_counts_nothing() -> None:
    """3. at the head of a line is no 3階."""
    page = "1. おはなし会\n2. 工作 2階\n3. 映画会"
    assert ("6(9)", "3階") in stops(found("3階で工作をします", page=page))


def test_6_9_a_label_on_a_line_of_its_own_says_what_the_days_below_it_are() -> None:
    """募集期間 ⏎ 12月1日～12月20日 ⏎ ※抽選結果は、募集を締め切った後、12月25日まで: the draft's 募集期間 is
    the page's, and another one is not.
    """
    page = "募集期間\n12/1(火)～12/20(日)\n※抽選結果は、募集を締め切った後、12/25(金)までにご連絡します。"
    assert not stops(found("募集期間：12月1日(火)～12月20日(日)", page=page))
    assert stops(found("募集期間：12月1日(火)～12月21日(月)", page=page))


@pytest.mark.parametrize("choice", claims.CHOICES, ids=lambda choice: choice.name)
def test_6_9_a_value_of_a_choice_is_seen_within_its_passage_alone(choice: claims.Choice) -> None:
    """So it is sought in the whole text first: no pattern looks at what stands behind a passage."""
    for pattern in choice.values.values():
        assert not re.search(r"\(\?[=!]|[$^]|\\[bBZA]", re.sub(r"\[[^\]]*\]", "", pattern.pattern))


@pytest.mark.parametrize("title", ["本の福袋2026", "お知らせ1", "読書会 その3"])
def test_6_9_what_stands_in_the_next_line_is_not_what_a_number_counts(title: str) -> None:
    """A title that ends with a figure, and 「詳しくは…」 below it: 2026詳 is no count."""
    text = f"{title}\n詳しくはリンク先をご覧ください。\n{URL}"
    assert not stops(found(text, page=f"{title}\n貸出用の福袋です。"))
    assert [unit for _, _, unit in claims.numbers("定員20 人\n3\n部")] == ["人", ""]


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("12月20日(日)午後3時から5時まで開きます。", "12月20日(日) 15時～17時\n受付は午前9時から"),
        ("大きさは30センチまでです。", "大きさは30cm以内"),
        ("申込は窓口で(電話不可)", "電話では受け付けません。窓口でお申し込みください。"),
        ("講師 山影ふみ氏", "講師 ①山影ふみ氏 ②川名しおり氏"),
    ],
)
def test_6_9_the_same_in_other_words_does_not_stop(text: str, page: str) -> None:
    """Another clock, a unit's name, a way that is none, a lecturer without a number."""
    assert [words for clause, words in stops(found(text, page=page)) if clause == "6(9)"] == []


def test_6_9_half_a_day_that_the_page_has_no_hour_in_stops() -> None:
    """午後 for a page of mornings."""
    hits = stops(found("12月20日(日)の午後に開きます。", page="12月20日(日) 10時～11時 午前の会"))
    assert any(clause == "6(9)" and "午後" in words for clause, words in hits)


# ── whose ability, which end, which page, which picture ─────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "page", "words"),
    [
        ("福袋は窓口で申し込むことができます。", "電話での申込はできません。", ""),
        ("市内在住の小学生と保護者が参加できます。", "電話での申込はできません。", ""),
        ("窓口での申込ができます。", "電話での申込はできません。", ""),
        ("閲覧席では読書できます。", "閲覧席では飲食できません。", ""),
        ("パソコンが利用できます。", "駐車場は利用できません。", ""),
        ("電話で申し込むことができます。", "電話での申込はできません。", "申し込むことができます"),
        ("電話での申込ができます。", "電話での申込はできません。", "電話での申込ができます"),
        (
            "電話で申し込むことができます。",
            "電話での申込はできます。夜は電話での申込はできません。",
            "",
        ),
        ("本は返せません。", "本はポストへ返せます。", "本は返せません"),
    ],
)
def test_6_9_what_one_can_do_is_compared_where_it_is_the_same_thing(
    text: str, page: str, words: str
) -> None:
    """できません of a page is of its own noun; a verb of its own (返せ) is compared by itself."""
    seen = [found for clause, found in stops(found(text, page=page)) if clause == "6(9)"]
    assert seen == ([words] if words else [])


@pytest.mark.parametrize(
    ("text", "page", "words"),
    [
        ("12月5日(土)午後3時まで配布します。", "12月5日(土)午後3時から配布", "午後3時まで"),
        ("12月5日(土)午前10時までです。", "日時 12月5日(土)午前10時～正午", "午前10時まで"),
        ("受付は午後5時から。", "受付は午後5時まで", "午後5時～"),
        ("午後5時まで開いています。", "午前9時～午後5時", ""),
        ("午前10時までにお集まりください。", "日時 12月5日(土)午前10時から", ""),
        ("午前10時までです。", "集合 午前10時", ""),
        ("展示は12月12日(土)で終わります。", "展示 12月12日(土)から20日(日)まで", "12月12日(土)"),
        ("展示は12月20日(日)に始まります。", "展示 12月12日(土)から20日(日)まで", "12月20日(日)"),
        ("展示は12月20日(日)で終わります。", "展示 12月12日(土)から20日(日)まで", ""),
    ],
)
def test_6_9_a_beginning_is_no_end(text: str, page: str, words: str) -> None:
    """Of hours and of days, in whatever words; whoever comes by an hour ends nothing."""
    seen = [found for clause, found in stops(found(text, page=page)) if clause == "6(9)"]
    assert seen == ([words] if words else [])


def test_6_9_the_page_that_a_text_names_is_the_one_it_is_about() -> None:
    """Whichever it links to first; where it names none or both, the first."""
    film, tales = Page(URL, "映画会", "b"), Page(f"{URL}2", "12月のおはなし会", "b")
    for pages in ((film, tales), (tales, film)):
        assert named(f"おはなし会は12月6日(日)です。\n{URL}", pages) is tales
        assert named("映画会は12月6日(日)です。", pages) is film
        assert named("映画会のあとに、12月のおはなし会があります。", pages) is pages[0]
        assert named("12月6日(日)です。", pages) is pages[0]


def test_6_9_a_value_that_only_another_linked_page_has_is_a_note() -> None:
    """Not a value that no page has, which stops, and not what would be a note beside the first."""
    page = Page(URL, "映画会", "日時 12月12日(土) 会場 東分館")
    first = Page(f"{URL}2", "おはなし会", "日時 12月13日(日)")
    text = "12月12日(土)に東分館で。12月20日(日)もあります。"
    one = Manuscript(Kind.PAGE, "映画会", text, URL, None, page, None, "staff", first=first)
    seen = [each for each in findings(Matter(one, context())) if "ほかのリンク先" in each.why]
    assert [(each.found, each.stop) for each in seen] == [("12月12日(土)", False)]


@pytest.mark.parametrize(
    ("name", "stopped"), [("例示はな", False), ("例示 はな", False), ("見本はな", True)]
)
def test_6_9_another_persons_given_name_is_not_the_persons_name(
    name: str, *, stopped: bool
) -> None:
    """はな alone is anybody's: the name with its first letters has to be the page's."""
    seen = found(f"講師は{name}さんです。", title="お知らせ", page="講座です。\n講師：例示はな")
    assert ("6(9)" in [clause for clause, _ in stops(seen)]) is stopped


@pytest.mark.parametrize(
    ("text", "stopped"),
    [
        ("小学生のみ参加できます。", True),
        ("小学生のみ参加できます。保護者の方も入れます。", False),
    ],
)
def test_6_9_whom_the_page_names_beside_them_is_named_beside_them(
    text: str, *, stopped: bool
) -> None:
    """小学生のみ of 小学生と保護者, unless the text has the others, too."""
    seen = found(text, title="お知らせ", page="工作の会です。\n対象：小学生と保護者")
    assert stops(seen) == ([("6(9)", "小学生のみ")] if stopped else [])


@pytest.mark.parametrize(
    ("title", "text", "named_so"),
    [
        ("海辺の音楽会", "海辺の音です。", True),
        ("海辺の音楽会", "海辺の声です。", False),
        ("朗読", "朗読の日です。", True),
        ("本", "本の日です。", False),
    ],
)
def test_6_9_a_title_is_named_by_three_of_five_of_its_pairs_of_letters(
    title: str, text: str, *, named_so: bool
) -> None:
    """Of one that has a single pair by that one; of several that are named alike none is."""
    first, other, third = (Page(f"{URL}{n}", name, "") for n, name in enumerate(("", title, title)))
    assert named(text, (first, other)) is (other if named_so else first)
    assert named(text, (first, other, third)) is first


@pytest.mark.parametrize(
    ("alt", "words", "stop"),
    [
        ("12月13日(日)のちらし", "12月13日(日)", True),
        ("午後5時からと書いたちらし", "午後5時～", True),
        ("参加費800円のちらし", "800円", True),
        ("子ども3人が本を読む写真", "", False),
        ("40人が参加した写真", "40人", False),
        ("大人のみのちらし", "大人のみ", False),
        ("12月12日(土)午後2時からのちらし", "", False),
    ],
)
def test_6_9_what_is_said_of_a_picture_is_held_against_the_page(
    alt: str, words: str, *, stop: bool
) -> None:
    """Days, hours and money stop as in the text; a picture shows more than its page tells, so
    other facts are a note.
    """
    page = "日時 12月12日(土)午後2時から 参加費500円"
    seen = found("おはなし会", page=page, image=Image("", alt=alt, rights="自館で撮影"))
    facts = [one for one in seen if one.clause == "6(9)" and one.where == "画像"]
    assert [(one.found, one.stop) for one in facts] == ([(words, stop)] if words else [])


@pytest.mark.slow
@pytest.mark.parametrize("words", ["12月5日(土)に会は中止、", "電話でできません", "午後3時から"])
def test_6_9_a_page_without_a_stop_is_read_in_time(words: str) -> None:
    """What stands around a day or a verb is looked for near it: the double takes the double."""
    text = "会は中止します。電話で予約できます。午後3時まで。"
    assert growth(lambda count: found(text, page=words * count), 300) < 9


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("桜会館と港会館の2か所を回ります。", "桜会館と港会館を回ります。"),
        ("合わせて2,000冊を展示します。", "一般書1,400冊、児童書600冊を展示します。"),
        ("31日から3日まで使えません。", "12月31日(木)から1月3日(日)まで使えません。"),
        ("午後1時半から整理券を配ります。", "午後2時から\n開始30分前から整理券を配ります。"),
        ("1週間のびて3週間借りられます。", "3週間借りられます(通常は2週間)。"),
        ("町の図書館で働く司書さんを2人募集します。", "図書館の職員2人を募集します。"),
        ("小学校に上がる前のお子さんへ。", "就学前のお子さんへ。会場は児童室です。"),
        ("例示町図書館で開きます。", "図書館の集会室で開きます。"),
        ("申し込みは電話かカウンターで。", "申込み 12月1日から\n・電話\n・カウンター"),
        ("メールでの応募はお受けしていません。", "応募は郵送で。メールでは受け付けません。"),
        ("おはなし会は無料です。", "おはなし会\nお金はかかりません。"),
        ("13:30から4時まで開きます。", "午後1時30分～4時"),
    ],
)
def test_6_9_what_follows_from_a_page_or_goes_without_saying_stops_nothing(
    text: str, page: str
) -> None:
    """Counted, added, taken off, named otherwise."""
    assert stops(found(text, title="お知らせ", page=page)) == []


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("全3回です。", "全4回の講座です。"),
        ("24人が定員です。", "どなたでもどうぞ。"),
        ("1月1日から3日間休みます。", "1月1日(金)から1月4日(月)まで休みます。"),
        ("参加は無料です。", "参加費 300円"),
        ("台風のため休館します。", "おはなし会を開きます。"),
    ],
)
def test_6_9_what_does_not_follow_from_a_page_stops(text: str, page: str) -> None:
    """Another count, a number that none counts up to, a fee, a closing of which it knows nothing."""
    assert "6(9)" in {one for one, _ in stops(found(text, title="お知らせ", page=page))}


def test_6_9_what_the_program_put_together_of_a_page_is_held_against_no_other_line() -> None:
    """A sentence of the page itself belongs to nothing else; a person's may."""
    page = "新聞の閲覧はできます。\n雑誌は読めません。"
    text = "新聞は読めません。"
    read = read_facts(Page(URL, "閲覧", page), date(2026, 11, 25))
    assert "6(9)" in [clause for clause, _ in stops(found(text, title="閲覧", page=page))]
    assert not stops(found(text, title="閲覧", page=page, facts=read))
    by_hand = found(text, title="閲覧", page=page, facts=read, by_hand=True)
    assert "6(9)" in [clause for clause, _ in stops(by_hand)]


@pytest.mark.parametrize(
    "text",
    [
        "お電話やカウンターでは講演会の申込みを受けられません。",
        "申込みはメールやFAXでは受けられません。",
    ],
)
def test_6_9_a_way_that_is_denied_is_none(text: str) -> None:
    """Whether denied with what it is for, or by 受けられません."""
    page = "講演会\n申込み 往復はがきで"
    assert not stops(found(text, title="講演会", page=page))


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("体験は10時から16時までです。", "体験 10時、11時、13時、14時、15時(各50分)"),
        ("小学4・5・6年生が対象です。", "対象 小学校4年生から6年生"),
    ],
)
def test_6_9_what_lies_between_the_ends_that_a_page_has_stops_nothing(text: str, page: str) -> None:
    """Hours one by one, within an hour of the last; the years between two years."""
    assert not stops(found(text, title="体験", page=page))


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("体験は10時から17時までです。", "体験 10時、11時、13時、14時、15時(各50分)"),
        ("体験は10時から14時30分までです。", "体験 10時、11時、13時、14時、15時(各50分)"),
        ("体験は10時から16時までです。", "体験 10時、15時(各50分)"),
        ("小学4・7年生が対象です。", "対象 小学校4年生から6年生"),
    ],
)
def test_6_9_what_lies_beyond_them_stops(text: str, page: str) -> None:
    """Two hours behind the last, an end before it, fewer hours than a list has, a year past it."""
    assert "6(9)" in {one for one, _ in stops(found(text, title="体験", page=page))}


CULTURE = """会期 12月12日(土)～1月17日(日)
開場時間 10:00～18:00(金曜日は20:00まで)
休場日 月曜日"""


@pytest.mark.parametrize(
    "text",
    [
        "展示は12月13日(日)に始まります。",
        "展示は1月16日(土)で終わります。",
        "土曜は20時まで見られます。",
        "土・日曜は夜8時まで見られます。",
    ],
)
def test_6_9_a_first_or_last_day_or_a_weekday_s_hour_that_is_not_the_page_s_stops(
    text: str,
) -> None:
    """Within the page's span, and yet neither of its ends; an hour of another weekday."""
    assert "6(9)" in {one for one, _ in stops(found(text, title="展示", page=CULTURE))}


@pytest.mark.parametrize(
    "text",
    [
        "展示は12月12日(土)に始まります。",
        "展示は1月17日(日)で終わります。",
        "12月13日(日)にもどうぞ。",
        "金曜は20時まで見られます。",
        "金・土曜は夜8時まで見られます。",
        "土曜は18時まで見られます。",
    ],
)
def test_6_9_the_page_s_own_ends_and_hours_stop_nothing(text: str) -> None:
    """A day within the span as well, and an hour that is every day's."""
    assert not stops(found(text, title="展示", page=CULTURE))


def test_6_9_an_hour_that_a_page_has_without_a_weekday_is_any_weekday_s() -> None:
    """入口は20:00まで, beside 金曜日は20:00まで."""
    page = f"{CULTURE}\n入口は20:00まで開いています。"
    assert not stops(found("土曜は20時まで入口が開いています。", title="展示", page=page))


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("月21万4,600円です。", "報酬 月額214,600円"),
        ("報酬は月額214,600円です。", "報酬 月額21万4600円"),
        ("貸出が200万冊になりました。", "貸出冊数が200 万冊となりました。"),
        (
            "高校生以下の皆さんは資料代なしで聞けます。",
            "参加費 500円(資料代)。高校生以下は無料です。",
        ),
        (
            "お休みの間も返却窓口は12時から返却を受け付けます。",
            "■ホームページ(検索・予約)\n停止します。\n返却窓口は正午から返却のみお受けします。",
        ),
    ],
)
def test_6_9_the_same_number_fee_or_window_in_other_words_stops_nothing(
    text: str, page: str
) -> None:
    """万 and digits; what is free for some; a window to give back at is no way to apply."""
    assert not stops(found(text, title="お知らせ", page=page))


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("月21万4,700円です。", "報酬 月額214,600円"),
        ("大人の皆さんは資料代なしで聞けます。", "参加費 500円(資料代)。高校生以下は無料です。"),
        ("申込みは窓口で受け付けます。", "申込み ホームページから"),
    ],
)
def test_6_9_another_number_or_fee_stops(text: str, page: str) -> None:
    """The second half of each of them."""
    assert "6(9)" in {one for one, _ in stops(found(text, title="お知らせ", page=page))}


LENT = """日時 2月14日(日)午後2時から
3月1日(月)から31日(水)まで配信します。"""


@pytest.mark.parametrize(
    ("text", "stopped"),
    [
        ("講演会は2月14日の午後2時からです。", False),
        ("講演会は3月14日の午後2時からです。", True),
        ("3月14日にも配信を見られます。", False),  # no hour
        ("3月14日の午前10時に見ました。", True),  # an hour that the page has not
    ],
)
def test_6_9_a_day_within_a_span_has_no_hour_of_another_day(text: str, *, stopped: bool) -> None:
    """The hour of the talk on a day of March is the talk's day told wrong."""
    assert ("6(9)" in {one for one, _ in stops(found(text, title="講演会", page=LENT))}) is stopped


def test_6_9_an_hour_of_each_day_of_a_span_is_any_day_s() -> None:
    """12月14日の10時から of 12月12日～20日 10時から."""
    page = "会期 12月12日(土)～20日(日) 10時から17時まで"
    assert not stops(found("12月14日は10時からです。", title="展示", page=page))


def test_6_9_how_long_something_takes_follows_from_its_hours() -> None:
    """45分 of 13時30分～14時15分; 50分 does not."""
    page = "12月20日(日)13時30分～14時15分"
    assert not stops(found("12月20日(日)13時30分から45分ほど。", title="お話", page=page))
    assert stops(found("12月20日(日)13時30分から50分ほど。", title="お話", page=page))


@pytest.mark.parametrize(
    ("text", "page", "stopped"),
    [
        ("あわせて50袋です。", "本館は30袋、分館は20袋です。", False),
        ("50袋です。", "本館は30袋、分館は20袋です。", True),  # nothing says together
        ("2回で、あわせて12人です。", "10時と14時の2回、各6人です。", False),
        ("2回で、12人です。", "10時と14時の2回、各6人です。", True),
        ("いつもより100円お得です。", "一般400円、団体300円です。", False),
        ("100円です。", "一般400円、団体300円です。", True),
        ("200円お得です。", "一般400円、団体300円です。", True),  # no difference of the two
        ("大人は50円上がって250円です。", "大人は200円から250円になります。", False),
        ("小学4～6年生が対象です。", "対象 小学4~6年", False),
        ("3,600円です。", "受講料は3600円です。", False),
        ("3,600円です。", "受講料は2,600円です。", True),  # not 600円 of either
        ("各回12人だけです。", "各回12人です。", False),
        ("保護者の方だけの時間です。", "お子さんと保護者の方だけの時間です。", False),
        ("保護者の方だけの時間です。", "お子さんと保護者の方の時間です。", True),
    ],
)
def test_6_9_what_follows_from_the_numbers_of_a_page_stops_nothing(
    text: str, page: str, stopped: bool
) -> None:
    """A sum of what is told together, what several times give, by how much one is more."""
    ours = [one for one in stops(found(text, page=page, by_hand=True)) if one[0] == "6(9)"]
    assert bool(ours) is stopped


@pytest.mark.parametrize(
    ("title", "page", "stopped"),
    [
        ("【中止】10月5日(土)の観望会", "次回は10月12日(土)に行います。", False),
        ("【中止】10月5日(土)の観望会", "10月12日(土)の午後7時に始まります。", True),
        ("10月5日(土)の観望会", "次回は10月12日(土)に行います。", True),
    ],
)
def test_6_9_what_is_called_off_may_tell_the_next_day_alone(
    title: str, page: str, stopped: bool
) -> None:
    """The day of the title stands in no line below it."""
    ours = [one for one in stops(found("", title=title, page=page)) if one[0] == "6(9)"]
    assert bool(ours) is stopped


def test_6_9_a_value_that_its_line_has_itself_is_told_to_be_of_something_else() -> None:
    """「10点」 ページでは「10点」です would say nothing: it is what it was."""
    page = "項目 いままで 4月から\n図書の貸出 10点 15点\n予約 8点 12点"
    text = "4月から、図書は10点まで借りられます。"
    (one,) = (each for each in found(text, page=page) if each.clause == "6(9)" and each.stop)
    assert one.found == "10点"
    assert one.why.endswith("にあり、ほかのこと(これまでの値、ほかの館や回など)のものです。"), (
        one.why
    )
    fee = found("大人は100円、子どもは1100円です。", page="大人は1100円です。\n子どもは100円です。")
    assert not any("「大人は1100円です」にあり" in each.why for each in fee)  # 100円 is no 1100円
    other = "4月から、図書は12点まで借りられます。"
    assert not any("ほかのこと(これまで" in each.why for each in found(other, page=page))


TYPHOON = (
    "台風に伴う臨時休館\n台風の接近に伴い、12月8日(火)を終日臨時休館します。\n"
    "12月8日(火)に予定していた「古文書を読む会」は、12月22日(火)に延期します。"
)


def test_6_9_a_closing_on_the_day_from_which_another_thing_is_moved_is_no_old_day() -> None:
    """The house is shut on the 8th; what was to be held there on the 8th is on the 22nd."""

    def stopped(text: str, page: str = TYPHOON) -> list[tuple[str, str]]:
        return stops(found(text, "台風に伴う臨時休館", page))

    assert stopped("台風の接近に伴い、12月8日(火)を終日臨時休館します。") == []
    assert stopped("「古文書を読む会」は12月8日(火)に開きます。")
    moved = TYPHOON.replace("12月8日(火)を終日臨時休館します", "開館の予定です")
    assert stopped("12月8日(火)は臨時休館します。", moved)
