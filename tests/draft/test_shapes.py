"""What the shape of a page says of its lines: which belong together, what names what, what hangs on what."""

from __future__ import annotations

import re
from datetime import date, time

import pytest
from in_short import TODAY, URL, blocks, summary

from bridge.draft.behind import reported
from bridge.draft.compose import ELSEWHERE, Style, compose
from bridge.draft.fitting import Part, fit
from bridge.draft.kinds import kind_of, label_of
from bridge.draft.plan import read_facts
from bridge.draft.sentences import Statement
from bridge.draft.states import day_states
from bridge.draft.subject import head_of
from bridge.model import Block, Page
from bridge.text.dates import find_occasions, house, mentions, say_all
from bridge.text.relative import resolve_relative
from bridge.text.times import find_times
from bridge.topics.builder import outline_of
from bridge.topics.outline import Unit
from bridge.topics.sorts import role_of

NOW = date(2026, 4, 2)


def test_5_1_a_a_table_of_label_and_value_is_read_as_labels() -> None:
    """項目 | 内容 above it makes no records of its rows."""
    said = summary(
        "本の展示",
        "# 企画1",
        "|| 項目 | 内容",
        "| タイトル | 川をくだる",
        "| 期間 | 7月1日(水)～8月2日(日)",
        "# 企画2",
        "|| 項目 | 内容",
        "| タイトル | 橋をわたる",
        "| 期間 | 7月7日(火)～8月9日(日)",
    )
    assert "・川をくだる：7月1日(水)～8月2日(日)" in said
    assert "・橋をわたる：7月7日(火)～8月9日(日)" in said


def test_5_1_a_hours_before_and_after_are_told_row_by_row() -> None:
    """A weekday alone is a row's name; the day of the change may stand in the column's brackets."""
    said = summary(
        "開館時間を変更します",
        "10月1日(木)から開館時間を次のとおり変更します。",
        "|| | 現在(9月30日まで) | 10月1日から",
        "| 火・水 | 9:00～18:00 | 9:30～18:00",
        "| 木 | 9:00～18:00 | 9:30～20:00",
        "| 土 | 9:00～17:00 | 9:00～17:00(変更なし)",
    )
    assert "火・水：9:00～18:00 → 9:30～18:00" in said
    assert "木曜：9:00～18:00 → 9:30～20:00" in said
    assert "土曜" not in said


@pytest.mark.parametrize("was", ["今の決まり(12月27日まで)", "今まで(1月4日まで)", "今まで"])
def test_5_1_a_a_column_of_what_is_until_then_is_what_was(was: str) -> None:
    """今の…, 今まで, a last day in brackets; 同上 says nothing new, 左に加え points at the arrow."""
    said = summary(
        "本のきまりが変わります",
        "1月5日(火)から、本のきまりが変わります。",
        f"|| ものの名 | {was} | これから",
        "| 絵本 | 3冊 | 5冊",
        "| 大きな絵本 | 2冊 | (同上)",
        "| 使える方 | 町内の方 | 左に加え、隣の村の方",
    )
    assert "絵本：3冊 → 5冊" in said
    assert "同上" not in said
    assert "使える方：町内の方 → 隣の村の方も" in said


def test_5_1_a_a_column_of_something_else_is_not_what_was() -> None:
    """見本 beside これから is no before and after."""
    head = "|| ものの名 | 見本 | これから"
    said = summary(
        "本のきまりが変わります", "1月5日(火)から変わります。", head, "| 絵本 | 3冊 | 5冊"
    )
    assert "3冊 → 5冊" not in said


def test_5_3_i_a_table_whose_rows_say_that_they_are_full_is_read_row_by_row() -> None:
    """The same sentence in two rows holds for both."""
    full = "定員に達したため、締め切りました。"
    said = summary(
        "夏の行事",
        "|| 行事名 | 日にち | 内容",
        f"| 川の工作教室 | 7月4日(土) | {full}",
        f"| 夜の星見会 | 7月11日(土) | {full}",
        "| 朗読の集い | 7月18日(土) | どなたでも",
        "| 昔話の会 | 7月25日(土) | どなたでも",
    )
    assert "川の工作教室" not in said
    assert "夜の星見会" not in said
    assert "朗読の集い" in said


def test_truth_7_a_numbered_label_behind_a_numbered_list_tells_of_all() -> None:
    """4 講座一覧 … 5 申込期限: the last day to apply is not the list's."""
    said = summary(
        "子ども科学講座",
        "1 開催期間 7月25日(土)～7月31日(金)\n2 会場 科学館",
        "4 講座一覧",
        "ばねの秘密 7月25日(土)10時～\n虹を作ろう 7月26日(日)10時～",
        "5 申込方法 往復はがき\n6 申込期限 7月10日(金)必着",
    )
    assert "7月10日" in said


def test_5_1_a_what_a_sentence_tells_is_not_lost_with_the_sentence() -> None:
    """A place that stands in a sentence too long for the post has its own line."""
    long = (
        "図書館では、県内で長く活動してきた語り手の皆さんをお迎えし、昔話に親しみを感じていただける催し「語りの夕べ」を、"
        "7月4日(土)18時から、市民会館3階 小ホールにて開催いたします。"
    )
    said = summary(
        "語りの夕べ「山のむかしばなし ～聞いて語って伝えていく、この土地のことば～」",
        long,
        "日 程：7月4日(土)\n時 間：18時開演\n場 所：市民会館3階 小ホール\n定 員：60名\n料 金：無料",
    )
    assert "市民会館3階 小ホール" in said
    assert "18時" in said


def test_truth_7_a_sentence_goes_with_the_one_on_which_it_hangs() -> None:
    """併せて… without what it is added to would stand alone."""
    first, second, third = "あ" * 80 + "。", "い" * 80 + "。", "併せて、うえおも止めます。"
    parts = [Part(first, 95, spoken=True), Part(second, 80, spoken=True)]
    parts.append(Part(third, 70, spoken=True, after=second))
    text, _, summary_ = fit("{title}\n{summary}\n{url}", {"title": "題", "url": ""}, parts)
    assert first in text
    assert third not in summary_
    kept = fit("{title}\n{summary}", {"title": "題"}, [parts[1], parts[2]])[2]
    assert kept == second + third


def test_5_1_a_a_consequence_may_stand_without_its_cause() -> None:
    """これに伴い、…を停止します says the news by itself."""
    said = summary(
        "書庫の入庫停止のお知らせ",
        "書庫において、電気設備の不具合により一部の照明が点灯しないという事象が発生しており、現在原因を調査中です。"
        "これに伴い、皆さまの安全を確保するため、6月20日より当面の間、書庫への入庫を停止いたします。",
    )
    assert "入庫を停止します。" in said
    assert "これに伴い" not in said


def test_5_1_a_several_things_have_one_sentence_above_them_and_none_below() -> None:
    """The list says what there is; no sentence and no warning that its days differ stands below."""
    said = summary(
        "読書週間の催し",
        "図書館では今年も読書週間の催しを行います。",
        "# 覆面本の貸出",
        "日付：7月1日(水)～7月14日(火)",
        "# 本のゆずりわたし",
        "日付：7月1日(水)～7月20日(月)",
    )
    lines = said.split("\n")
    assert lines[0] == "図書館では今年も読書週間の催しを行います。"
    assert lines[1].startswith("・覆面本の貸出")
    assert lines[-1] == ELSEWHERE
    assert "異なります" not in said


def test_truth_7_works_around_a_closing_are_not_the_closing() -> None:
    """Headings that are days, each above its own 完全休館します, are the closed days."""
    said = summary(
        "【西図書館】天井工事に伴う休館等について",
        "期間：7月1日(水)～9月30日(水)",
        "西図書館では、天井の工事を行います。",
        "# 7月1日(水)から7月14日(火)",
        "準備のため、完全休館します。",
        "# 7月15日(水)から9月20日(日)",
        "集会室に臨時窓口を設けます。",
        "# 9月21日(月)から9月30日(水)",
        "開館準備のため、完全休館します。",
    )
    assert "休館期間：7月1日(水)～7月14日(火)、9月21日(月)～9月30日(水)" in said


def test_truth_7_a_possible_closing_is_no_closing() -> None:
    """A sentence with 場合 gives no closed day, however long it is."""
    said = summary(
        "台風接近に伴う臨時休館について",
        "6月27日(土)及び6月28日(日)については、午前6時の時点で、図書館のある地区に暴風警報または特別警報が出ている場合、"
        "または午前6時の時点で近くの交通機関が運休の場合や運休が前もって知らされている場合、終日臨時休館します。",
    )
    assert "休館日：" not in said


def test_truth_7_days_of_a_closing_in_a_letter_are_no_events() -> None:
    """A library and its days below 休館の期間 say when it is shut."""
    said = summary(
        "図書館だより 7月号",
        "# 新しい雑誌",
        "新しい雑誌が入りました。",
        "# 連休の休館日のお知らせ",
        "# 休館の期間",
        "南図書館：7月20日(月)、7月21日(火)",
        "北図書館：7月22日(水)",
        "# 昔話の会",
        "日時 7月12日(日)14時",
    )
    assert "・南図書館：" not in said


def test_5_1_a_what_changes_is_told_with_that_it_changes() -> None:
    """以下のとおり変更いたします says nothing without its list."""
    said = summary(
        "リクエストの変更点について",
        "7月以降、以下のとおり変更いたします。",
        "# 変更点",
        "延滞の本がある場合は受け付けません。\nリクエストは1か月に2冊まで",
    )
    assert "変更点：延滞の本がある場合は受け付けません。リクエストは1か月に2冊まで" in said


def test_5_1_a_a_mishap_is_told_by_what_happened() -> None:
    """What was done afterwards does not lead."""
    said = summary(
        "お知らせメールの誤送信について",
        "1 概要 お知らせメールを送る際、あて先がほかの人にも見える形で送信してしまいました。",
        "送信先には、お詫びと削除のお願いを6月19日(金)20時にお送りしました。",
    )
    assert said.startswith("お知らせメールを送る際")


def test_truth_7_one_of_two_alike_speaks_for_none() -> None:
    """学部生は…, 大学院生は…: each holds for its own."""
    said = summary(
        "夏休みの長期貸出について",
        "# 長期貸出の期間",
        "学部生は、7月1日(水)～8月31日(月)に借りると返却日は9月30日(水)になります。",
        "大学院生は、7月1日(水)～8月31日(月)に借りると返却日は10月7日(水)になります。",
    )
    assert "返却日は" not in said


def test_truth_7_a_way_of_several_is_not_told_alone() -> None:
    """持参又は郵送 is two ways."""
    long = (
        "要綱をご確認の上、申込書に必要事項を記入し、見本を添えて、期間内に図書館の事務室に持参又は郵送により提出してください。"
        * 2
    )
    said = summary(
        "雑誌スポンサー募集", "# 募集期間", "7月1日(水)～7月31日(金)", "# 申し込み方法", long
    )
    assert "申込：郵送で" not in said


def test_5_1_a_two_sentences_are_not_joined_by_a_comma() -> None:
    """…提出してください、…提出してください is no sentence."""
    said = summary(
        "調べる学習コンクール作品募集",
        "# 応募方法",
        "持参するか、郵送で提出してください。\n作品ごとに応募カードを添えてください。",
    )
    assert "ください、" not in said


def test_5_1_a_a_sentence_names_the_place_where_no_label_does() -> None:
    """…市民ホールにて開催します is where it takes place."""
    said = summary(
        "古文書講座",
        "資料館では、市史編さん室と共に、川の歴史館を会場に、古文書講座を開きます。",
        "【古文書講座】",
        "第1回 7月4日(土)13時～15時\n第2回 7月11日(土)13時～15時",
    )
    assert "川の歴史館" in said


def test_truth_7_of_two_headings_that_the_title_names_its_last_word_counts() -> None:
    """特別展「…」朗読者募集 tells of the readers, not of the exhibition."""
    said = summary(
        "特別展「館蔵品のかがやき」朗読者募集のお知らせ",
        "# 館蔵品のかがやき",
        "会期：7月1日(水)～8月30日(日)\n観覧料：一般250円",
        "## 朗読者募集のお知らせ",
        "展示室で朗読する方を募集します。",
        "日時：7月18日(土)11:00～11:40",
    )
    assert "観覧料" not in said
    assert "会期" not in said


def test_truth_7_one_corner_of_several_is_not_told_as_the_whole() -> None:
    """「…」・・・… names each of several."""
    said = summary(
        "7月の「特設コーナー」のご案内",
        "・「お父さんの本」・・・いろいろなお父さんの本を集めています。",
        "・「海の本」・・・海の生き物の本を展示しています。",
        "・「10代の君へ」・・・考えるヒントになる本を展示しています。",
    )
    assert said == "内容：「お父さんの本」「海の本」「10代の君へ」"


def test_5_3_i_until_stays_until() -> None:
    """おつきみ ～7月30日(木) ends then and does not take place then."""
    said = summary(
        "投影番組のご案内",
        "「夏の星」 ～7月31日(金)",
        "「おつきみ」 ～8月30日(日)",
        "「冬の星」 ～9月30日(水)",
    )
    assert "～：" not in said
    assert "：7月31日(金)\n" not in said


def test_5_1_a_the_day_of_publication_is_no_part_of_the_line_behind_it() -> None:
    """2026年06月19日6月20日(土)は… begins with its own day."""
    assert "6月19日" not in summary(
        "臨時休館のお知らせ", "2026年06月19日6月20日(土)は、停電のため東図書館を休館します。"
    )


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("市民センターの巡回について(移動図書館車 たんぽぽ号)", "巡回"),
        ("分館の本のうち3冊が所在不明になっています", "所在不明"),
        ("リクエストの変更点について", "リクエスト"),
        ("企画展「川の一生」のお知らせ", "企画展"),
        ("「川の一生」", "一生"),
        ("おはなしかい", ""),
    ],
)
def test_5_1_a_a_title_is_about_its_last_content_word(title: str, head: str) -> None:
    """What stands before の only says whose it is."""
    assert head_of(title) == head


def test_5_3_i_a_bare_day_behind_a_bare_day_of_the_month_before() -> None:
    """4月30日(木)、3日(日): the weekday says May."""
    found = mentions("4月30日(木)、3日(日)、4日(月)", NOW)
    assert [m.date for m in found] == [date(2026, 4, 30), date(2026, 5, 3), date(2026, 5, 4)]
    wrong = mentions("4月30日(木)、3日(火)", NOW)  # a slip stays a slip
    assert wrong[1].weekday_wrong


def test_5_3_i_days_of_two_years_name_both() -> None:
    """With one year in a row of days the others need theirs."""
    words = "2026年7月1日(水)～7月14日(火)、2027年7月12日(月)～7月16日(金)"
    found = find_occasions(words, TODAY)
    assert say_all(found, TODAY).startswith("2026年7月1日(水)")


def test_5_3_i_a_series_with_an_exception_in_brackets_is_a_series() -> None:
    """毎週月・水・金(休館日を除く) takes place; 毎週金曜日は休館 does not."""
    assert find_occasions("毎週月・水・金(休館日を除く)15:00～16:50", TODAY)[0].weekly == (0, 2, 4)
    assert not find_occasions("毎週金曜日は休館", TODAY)


def test_5_3_i_today_with_its_date_in_brackets_is_that_date() -> None:
    """本日（3月20 日（水祝））は… says the day once."""
    said = resolve_relative("本日(3月20 日(水祝))は休みます。", date(2024, 3, 20))
    assert said == "3月20 日(水祝)は休みます。"


def test_5_1_a_the_site_s_name_behind_a_stroke_is_no_title() -> None:
    """読書週間イベント／見本町 is the page's name with the site's."""
    page = Page(URL, "読書週間イベント／見本町", "", published=TODAY)
    assert (
        compose(page, facts=read_facts(page, TODAY), style=Style(), url=URL, today=TODAY).title
        == "読書週間イベント"
    )
    both = Page(URL, "川の本／海の本", "", published=TODAY)
    assert (
        "海の本"
        in compose(both, facts=read_facts(both, TODAY), style=Style(), url=URL, today=TODAY).title
    )


def test_5_1_a_the_title_in_other_order_is_not_said_again() -> None:
    """A sentence whose words all stand in the title adds nothing."""
    said = summary("【図書館】7月末まで臨時休館します。", "7月末まで図書館を臨時休館します。")
    assert said == ELSEWHERE


@pytest.mark.parametrize("line", ["2026.06.20図書館", "重要 2026/6/20", "図書館 2026.06.20"])
def test_truth_7_the_day_of_publication_with_its_tag_is_no_value(line: str) -> None:
    """What stands at the head as day and category is nobody's day."""
    said = summary(
        "蔵書点検のお知らせ", line, "7月6日(月)から10日(金)まで、蔵書点検のため休館します。"
    )
    assert "6月20日" not in said
    assert "7月6日(月)" in said


def test_5_3_i_an_issue_s_day_gives_its_month_to_bare_days() -> None:
    """2026年6月20日号 is not told, and 3日(金) below it is July's only when the page says so."""
    said = summary("映画会のご案内", "2026年6月20日号", "日時：27日(土)14時～", "会場：集会室")
    assert "6月27日(土)" in said
    assert "6月20日" not in said


@pytest.mark.parametrize(
    "told",
    [
        ("休館日：毎週月曜日\n・年末年始 7月28日(火)～8月3日(月)",),
        ("# ◆休館日◆", "7月28日(火)、8月3日(月)"),
    ],
)
def test_truth_7_closed_days_are_no_days_of_the_exhibition(told: tuple[str, ...]) -> None:
    """What stands below 休館日, in its cell or under its heading, is shut then, and told as that."""
    said = summary("収蔵品展「びっくり箱」", "会期：7月4日(土)～8月30日(日)", *told)
    lines = said.split("\n")
    assert lines[0] == "会期：7月4日(土)～8月30日(日)"
    assert all(line.startswith("休館日：") for line in lines[1:])


def test_truth_7_an_hour_stays_with_its_own_days() -> None:
    """The hours of 日時 are not those of another row."""
    said = summary(
        "収蔵品展",
        "日時：7月4日(土)～8月30日(日)\n10時～17時",
        "観覧無料の日 7月19日(日)",
    )
    assert "7月19日(日)10時" not in said


def test_5_1_a_days_numbered_in_a_list_are_read() -> None:
    """1.7月4日(土) is the fourth of July and not 1/7."""
    assert [m.date for m in mentions("1.7月4日(土)19:00", NOW)] == [date(2026, 7, 4)]
    said = summary("臨時休館について", "1.7月7日(火)から7月9日(木)まで、休館します。")
    assert said.startswith("7月7日(火)から")


def test_truth_7_days_with_names_between_them_are_not_the_heading_s() -> None:
    """Each day is of the line beside it."""
    said = summary(
        "30周年記念の図書館塾",
        "会場：図書館ホール",
        "☆まつりの前の催し",
        "7月5日(日)14:00～15:30\nこれからの図書館",
        "8月2日(日)14:00～15:30\n読書でひろがる世界",
    )
    assert "まつりの前の催し：" not in said


def test_truth_7_of_headings_that_the_title_does_not_name_none_speaks() -> None:
    """A town's letter of books and readings gives no sentence about one book."""
    said = summary(
        "図書館へ行こう！",
        "# 新着図書",
        "山のくらしを描いた絵本です。",
        "# 司書のおすすめ",
        "お城を題材に、力強いくらしを描いた絵本を紹介します。",
        "# 読み聞かせ",
        "中央図書館で行います。",
    )
    assert said == ELSEWHERE


def test_truth_7_an_event_below_a_warning_goes_with_what_may_become_of_it() -> None:
    """対象行事 and 当日…の場合は中止します are told together, or neither."""
    told = (
        "対象行事 7月11日(土)10:30～ おはなし会",
        "当日8時に暴風警報が発令されていた場合は、中止します。",
        "避難指示が出た場合、対象地区の図書館は臨時休館します。",
    )
    said = summary("台風の接近に伴う対応について", *told)
    assert "対象行事：7月11日(土)10:30～" in said
    assert "中止します。" in said


def test_truth_7_an_event_below_a_warning_is_not_told_beside_it() -> None:
    """対象行事 is what may be called off."""
    said = summary(
        "台風の接近に伴う対応について",
        "対象行事 7月11日(土)10:30～ おはなし会",
        "避難指示が出た場合、対象地区の図書館は臨時休館します。",
    )
    assert "対象行事" not in said


def test_5_1_a_a_rule_with_its_first_day_is_one_time() -> None:
    """7月7日(火)より毎週火曜日 stands as the page has it."""
    said = summary("リサイクルコーナー設置", "日時：7月7日(火)より毎週火曜日", "場所：1階ロビー")
    assert "日時：7月7日(火)より毎週火曜日" in said


def test_5_1_a_terms_stand_before_what_comes_later() -> None:
    """募集期間 before 展示期間; 日時 of an event before its terms."""
    said = summary(
        "川柳募集", "展示期間：8月4日(火)～8月27日(木)", "募集期間：6月27日(土)～7月21日(火)"
    )
    assert said.index("募集期間") < said.index("展示期間")
    event = summary(
        "一日図書館員を募集", "日時：8月3日(月)10時～15時", "募集期間：7月1日(水)～7月10日(金)"
    )
    assert event.index("日時") < event.index("募集期間")


def test_5_1_a_of_many_things_the_first_are_told_with_their_days() -> None:
    """Seven names without a day help nobody."""
    told = []
    for n, name in enumerate(
        ("金曜映画会", "あそびの広場", "休日映画会", "昔話の会", "朗読会", "工作会", "人形劇")
    ):
        told += [f"# {name}", f"日時：7月{n + 4}日 10時～"]
    said = summary("7月の催し", *told)
    assert said.startswith("・金曜映画会：7月4日")
    assert "ほかにもあります。" in said
    assert "人形劇" not in said


def test_5_1_a_who_writes_is_no_part_of_the_title() -> None:
    """7月です！：くじら is signed by its writer."""
    page = Page(URL, "7月です！：くじら", "", published=TODAY)
    assert (
        compose(page, facts=read_facts(page, TODAY), style=Style(), url=URL, today=TODAY).title
        == "7月です！"
    )
    page = Page(URL, "お知らせ：蔵書点検", "", published=TODAY)
    assert (
        compose(page, facts=read_facts(page, TODAY), style=Style(), url=URL, today=TODAY).title
        == "お知らせ:蔵書点検"
    )


def test_5_1_a_a_place_alone_is_no_summary() -> None:
    """Where, without what or when."""
    assert summary("図書館塾のご案内", "会場：図書館ホール") != "会場：図書館ホール"


def test_5_1_a_a_label_in_a_value_is_not_said_twice() -> None:
    """会場：場所 公民館 is 公民館."""
    said = summary("写経のつどい", "日時：7月4日(土)10時～正午", "会場：場所 公民館2階 和室")
    assert "会場：公民館2階 和室" in said


def test_5_1_a_what_is_no_label_gives_its_day_no_other() -> None:
    """改修のため貸出のみ：7月12日から is not 日時：7月12日から."""
    said = summary(
        "7月の開館予定", "7月は水曜日から土曜日まで開館します。", "改修のため貸出のみ：7月12日から"
    )
    assert "日時：" not in said


def test_5_1_a_themes_in_their_brackets_are_told_together() -> None:
    """Below headings by reader each theme stands alone in 『』, and is told with its heading."""
    said = summary(
        "7月の特集",
        "毎月、季節に合わせた特集をしています。",
        "# 一般書の特集",
        "『九州を巡る』",
        "九州を舞台にした小説を特集します。",
        "# 絵本の特集",
        "『おやすみの前に』",
        "眠る前に読む絵本を展示します。",
    )
    assert "テーマ：一般書の特集『九州を巡る』、絵本の特集『おやすみの前に』" in said
    assert "小説を特集" not in said


def test_truth_7_what_is_shown_for_one_reader_is_not_told_as_all() -> None:
    """児童向け … 一般向け: what stands above them is said, and both of them or none."""
    said = summary(
        "7月 特集展示コーナー",
        "図書館では、毎月いろいろなテーマの本を展示しています。",
        "児童向け",
        "児童書コーナーに「ねこ特集」を展示しています。",
        "一般向け",
        "一般書コーナーに「創業特集」を展示しています。",
    )
    assert said.startswith("図書館では、毎月")
    assert ("ねこ特集" in said) == ("創業特集" in said)


def test_5_1_a_what_is_new_stands_in_the_headings() -> None:
    """…が変わりました ⏎ 1 貸出期間の延長 ⏎ 2 受取順の指定."""
    said = summary(
        "7月1日より利用手続きが便利になりました",
        "7月1日より、図書館の利用手続きが変わりました。",
        "# 貸出期間の延長",
        "期限内であれば何回も延長ができます。",
        "# 受取順の指定",
        "続き物を順番に読みたい場合に指定ができます。",
    )
    assert "内容：貸出期間の延長、受取順の指定" in said


def test_truth_7_what_to_do_about_something_else_does_not_lead() -> None:
    """返却について ⏎ …ご返却ください is not the news of a reopening."""
    said = summary(
        "図書室の運営再開に伴う変更点について",
        "# 移転作業の予定について",
        "図書室の予定を次のとおりとします。",
        "# 本のお返し",
        "巡回中の車の窓口または図書室窓口でご返却ください。",
    )
    assert "ご返却ください" not in said


def test_5_1_a_what_follows_the_news_is_told_where_there_is_room() -> None:
    """A service's notice goes on with what works and what not; politeness does not count."""
    said = summary(
        "ホームページの障害について(復旧しました)",
        "図書館のホームページは、6月19日(金)午前9時に復旧しました。",
        "資料の検索、予約、貸出延長をお使いいただけます。",
        "長い間ご不便をおかけしましたことを、おわび申し上げます。",
    )
    assert "貸出延長をお使いいただけます。" in said
    assert "おわび" not in said


def test_truth_7_what_was_published_before_an_update_is_over() -> None:
    """(以下は、…に掲載した内容です) ends the article."""
    said = summary(
        "ホームページの障害について(復旧しました)",
        "図書館のホームページは、6月19日(金)午前9時に復旧しました。\n(以下は、6月15日に掲載した内容です)"
        "\n本の予約は、どの図書館のカウンターでもできます。",
    )
    assert "カウンター" not in said


def test_5_1_a_how_to_take_part_needs_no_word_of_applying() -> None:
    """参加方法 is the page's own label."""
    said = summary(
        "夏休みクイズラリー",
        "開催期間：7月18日(土)～8月30日(日)\n参加方法：本を1冊借りると、1日1回くじをひけます",
    )
    assert "参加方法：本を1冊借りると、1日1回くじをひけます" in said


def test_truth_7_a_mark_of_the_same_looks_ends_a_heading_that_only_tells_more() -> None:
    """〇募集テーマ … 〇展示期間: the second is not the first's."""
    said = summary(
        "川柳募集",
        "〇募集期間\n6月27日(土)～7月21日(火)",
        "〇募集テーマ\n「夏に一句！」",
        "〇展示期間\n8月4日(火)～8月27日(木)",
        "〇展示場所\n館内中央",
    )
    assert "展示場所：館内中央" in said


def test_5_1_a_a_name_in_brackets_on_the_next_line_belongs_to_its_sentence() -> None:
    """A hard break before 「 cuts no sentence that is still open."""
    said = summary(
        "「まちの本棚」を行いました",
        "6月14日に氷川の森で催しが開かれ、\n会場の中で、二つの図書館の資料による\n「まちの本棚」という展示を行いました。",
    )
    assert "6月14日" in said


def test_5_3_i_an_apology_for_a_showing_called_off_is_a_call_off() -> None:
    """上映中止のお詫び begins with 【中止】."""
    page = Page(URL, "映画上映中止のお詫び", "", published=TODAY)
    assert read_facts(page, TODAY).label == "中止"


def test_5_1_a_a_cell_over_two_columns_is_a_heading() -> None:
    """おはなしタイム above 日時 and 定員 names what takes place."""
    blocks_ = [
        Block("pair", ("おはなしタイム", "おはなしタイム")),
        Block("pair", ("日時", "7月4日(土)10:30～")),
        Block("pair", ("ミニおはなし会", "ミニおはなし会")),
        Block("pair", ("日時", "7月11日(土)14:00～")),
    ]
    page = Page(URL, "図書館の催し", "", published=TODAY, blocks=tuple(blocks_))
    said = compose(page, facts=read_facts(page, TODAY), style=Style(), url=URL, today=TODAY).summary
    assert "・おはなしタイム：7月4日(土)10:30～" in said
    assert "・ミニおはなし会：7月11日(土)14:00～" in said


def test_5_3_i_a_period_that_is_longer_now_is_the_period() -> None:
    """※…の予定を延長 behind it makes no term of a loan of it."""
    said = summary(
        "企画展 会期延長のお知らせ", "会期：6月6日(土)～7月7日(火)※6月28日(日)までの予定を延長"
    )
    assert "会期：6月6日(土)～7月7日(火)" in said


def test_truth_7_how_to_join_one_of_several_is_not_for_all() -> None:
    """The friends' 申込 stands below no exhibition."""
    said = summary(
        "資料館だより",
        "■資料館",
        "▽友の会 会員募集中",
        "申込：7月3日(金)から窓口にて受付",
        "■ギャラリー",
        "▽展示の予定",
        "「写真の集い展」 7月4日(土)～5日(日)",
        "「陶芸の集い展」 7月11日(土)～12日(日)",
    )
    assert "申込" not in said


def test_5_1_a_a_rule_over_months_stands_as_the_page_has_it() -> None:
    """6月～翌年3月までの第1土曜日 is not every first Saturday; the day behind 申込み is its own."""
    said = summary(
        "古文書講座生募集",
        "とき：7月～翌年3月までの第1土曜日、計9回\nところ：資料館",
        "申込み・問い合わせ：電話で資料館まで",
        "6月27日(土)9:00～",
    )
    assert "日時：7月～翌年3月までの第1土曜日、計9回" in said
    assert "日時：6月27日" not in said


def test_truth_7_who_reads_is_no_name() -> None:
    """読み手：とことこ is not what takes place."""
    said = summary(
        "7月のおはなし会",
        "# 土曜日のおはなし会",
        "7月4日・11日 読み手：とことこ",
        "# 日曜日のおはなし会",
        "7月5日・12日 読み手：どんぐり",
    )
    assert "とことこ" not in said


def test_5_1_a_which_warnings_stand_as_headings() -> None:
    """次の警報のいずれか takes the names below it."""
    said = summary(
        "警報が出たときの臨時閉館について",
        "次の警報のいずれかが発令された場合、その時から図書館は閉館します。",
        "暴風警報",
        "大雨特別警報",
    )
    assert "暴風警報、大雨特別警報のいずれかが" in said


def test_truth_7_a_new_place_needs_its_noun() -> None:
    """新しい場所は窓口の近くです speaks of what stands before it."""
    said = summary(
        "工事に伴う利用制限について",
        "工事のため、館内の利用を制限します。",
        "席札の受け取り場所を変更しました。新しい場所は、証明書カウンターの近くです。",
    )
    assert "新しい場所：" not in said
    assert "場所：証明書" not in said


def test_truth_7_days_by_library_without_what_stops_are_not_told() -> None:
    """Under 入館制限 and 貸出停止 the same words would mean two things."""
    said = summary(
        "試験に伴う入館制限および貸出停止等について",
        "# 入館制限について",
        "法学部図書館：7月11日(土)、18日(土)",
        "# 貸出停止について",
        "中央図書館：7月13日(月)～7月31日(金)",
    )
    assert "・法学部図書館：" not in said


def test_truth_7_the_time_of_works_is_named_or_not_spoken_of() -> None:
    """期間中は needs its days."""
    said = summary(
        "改修工事について",
        "2階の改修工事を以下の日程で行います。",
        "このため、期間中は2階の閲覧室が利用できません。",
        "空調設置工事",
        "7月6日(月)～7月10日(金)",
        "床改修工事",
        "7月13日(月)～7月17日(金)",
        "電気設備工事",
        "7月20日(月)～7月24日(金)",
    )
    assert "期間中は" not in said
    assert "・床改修工事：7月13日(月)～7月17日(金)" in said


def test_5_1_a_when_it_does_not_run_is_told_with_that_it_runs() -> None:
    """通常通り巡回します alone hides the condition."""
    said = summary(
        "移動図書館車をご利用のみなさまへ",
        "移動図書館車は通常通り巡回します。",
        "# 【運休する場合】",
        "熱中症の特別な警戒情報が出たとき\n大雨などの警報が出たとき",
    )
    assert "運休する場合：熱中症の特別な警戒情報が出たとき、大雨などの警報が出たとき" in said


def test_truth_7_a_timetable_is_no_list_of_names() -> None:
    """Hours above and days beside: none of a day's stops is its name."""
    said = summary(
        "7月の移動図書館のご案内",
        "移動図書館車が市内をまわります。",
        "|| 訪問日 | 10時～10時30分 | 11時～11時30分",
        "| 7月2日(木) | 平山公民館 | 新山公民館",
        "| 7月3日(金) | 大山公民館 | 国山公民館",
    )
    assert "・" not in said


def test_5_1_a_stars_around_a_title_go() -> None:
    """****【おはなし会】**** is 【おはなし会】."""
    page = Page(URL, "****【おはなし会】****", "", published=TODAY)
    assert (
        compose(page, facts=read_facts(page, TODAY), style=Style(), url=URL, today=TODAY).title
        == "【おはなし会】"
    )


def test_5_1_a_hours_of_parts_are_told_where_a_sentence_has_the_day() -> None:
    """★午前の部 時間 11:00～ below a sentence with the day."""
    said = summary(
        "おはなし会",
        "図書館では、7月5日(日)に「おはなし会」を行います。",
        "★午前の部",
        "時間 11:00～(40分程度)",
        "★午後の部",
        "時間 14:00～(40分程度)",
    )
    assert "時間：午前の部 11:00～、午後の部 14:00～" in said


def test_5_1_a_courtesy_with_the_word_for_the_closing_is_courtesy() -> None:
    """休館中、何かとご不便をおかけしますが… tells nothing."""
    said = summary(
        "図書点検にともなう休館のお知らせ",
        "7月6日(月)～7月10日(金)",
        "皆さまには休館中、何かとご不便をおかけしますが、よろしくお願いいたします。",
    )
    assert "ご不便" not in said


def test_5_3_i_a_draft_without_the_page_s_day_says_so() -> None:
    """The person who reads it looks whether the day is missed; a draft with the day has no note."""

    def notes(*told: str) -> tuple[str, ...]:
        page = Page(URL, "企画展のお知らせ", "", published=TODAY, blocks=blocks(*told))
        return compose(
            page, facts=read_facts(page, TODAY), style=Style(), url=URL, today=TODAY
        ).notes

    missed = "下書きに入っていません「関連事業 日時：7月4日(土)14時～」"
    assert missed in notes("会場：ホール", "# 関連事業", "日時：7月4日(土)14時～")
    assert notes("日時：7月4日(土)14時～\n会場：ホール") == ()


def test_truth_7_what_goes_with_an_exhibition_is_not_the_exhibition() -> None:
    """関連事業 has its own day and room."""
    said = summary(
        "企画展のお知らせ",
        "# 会期",
        "7月4日(土)から8月30日(日)まで",
        "# 会場",
        "文学館展示室",
        "# 関連事業",
        "講演会「文学館のこれから」",
        "日時：7月18日(土)14時～16時\n場所：1階研修室",
    )
    assert "会期：7月4日(土)～8月30日(日)" in said
    assert "7月18日" not in said
    assert "研修室" not in said


def test_truth_7_where_one_renews_is_not_where_the_news_is() -> None:
    """A place below 更新手続きの方法 belongs to the renewal."""
    said = summary(
        "利用カードの有効期間について",
        "利用カードに有効期間を設けます。",
        "# 更新手続きの方法",
        "## 場所",
        "各図書館のカウンター",
    )
    assert "場所：" not in said


def test_5_1_a_themes_in_running_text_are_told() -> None:
    """2つのテーマで展示しています is nothing without the two."""
    said = summary(
        "7月の展示紹介",
        "中央の展示台では2つのテーマで展示を行っています。まずひとつめは「川をくだる」です。"
        "ふたつめは「短い物語」として短編小説を集めました。",
    )
    assert "テーマ：「川をくだる」「短い物語」" in said
    assert "2つのテーマで" not in said


def test_truth_7_an_open_day_below_a_heading_of_closed_days_is_open() -> None:
    """12月28日 開館 stands in the list of the closing."""
    said = summary(
        "年末年始の休館について",
        "# 年末年始の休館日(全館共通)",
        "12月29日(火)から1月3日(日)まで",
        "12月28日(月) 開館",
        "年末年始の休館 12月29日(火)から1月3日(日)まで",
        "1月4日(月) 開館",
        today=date(2026, 12, 10),
    )
    assert "12月29日(火)～1月3日(日)" in said
    assert "12月28日" not in said
    assert said.count("12月29日") == 1


def test_5_3_i_a_closing_by_library_is_told_beside_the_common_days() -> None:
    """A line of Mondays without a name takes the two libraries' days from nobody."""
    said = summary(
        "資料点検休館のお知らせ",
        "資料点検のため下記のとおり休館します。",
        "中央図書館 7月7日(火)～7月17日(金)",
        "西図書館 7月18日(土)～7月24日(金)",
        "7月6日(月)、7月13日(月)、7月20日(月)",
    )
    assert "・中央図書館：7月7日(火)～7月17日(金)" in said
    assert "・西図書館：7月18日(土)～7月24日(金)" in said


def test_truth_7_of_several_what_is_full_is_not_told() -> None:
    """整理券の配布は終了しました below one of two."""
    said = summary(
        "読書週間の催し",
        "# 人形劇『木の子』",
        "日時：7月8日(水)14時～",
        "※整理券の配布は終了しました。",
        "# おはなし会",
        "日時：7月5日(日)11時～",
    )
    assert "人形劇" not in said


def test_truth_7_the_first_of_numbered_ways_is_not_told_alone() -> None:
    """(1)申込書の提出 (2)電話."""
    said = summary(
        "古典文学講座",
        "日時：7月8日(水)18時～",
        "応募方法：(1)備え付けの申込書を提出\n(2)電話による申し込み\n(3)窓口での申し込み",
    )
    assert "(1)" not in said


def test_5_3_i_a_holiday_s_name_beside_the_weekday() -> None:
    """10月1日(木・都民の日)～10月31日(土) is one span."""
    found = find_occasions("10月1日(木・都民の日)～10月31日(土)", TODAY)
    assert [(o.start, o.end) for o in found] == [(date(2026, 10, 1), date(2026, 10, 31))]


def test_5_3_i_a_month_as_label_is_its_days_month() -> None:
    """12月：11日(金)、18日(金) below the heading of the year."""
    page = Page(
        URL,
        "12月～1月休館日のお知らせ",
        "",
        published=date(2026, 11, 10),
        blocks=blocks("12月 11日(金)、18日(金)、28日(月)", "1月 1日(金)、4日(月)、12日(火)"),
    )
    assert read_facts(page, date(2026, 11, 10)).notes == ()


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("臨時休館のお知らせ", "【南図書館】臨時休館のお知らせ"),
        ("南図書館の臨時休館のお知らせ", "南図書館の臨時休館のお知らせ"),
        ("映画会中止のお知らせ", "【中止】【南図書館】映画会中止のお知らせ"),
    ],
)
def test_5_1_a_of_a_shared_site_the_library_stands_before_the_title(title: str, shown: str) -> None:
    """`library` of a source names whose pages these are, unless the title does."""
    page = Page(URL, title, "", published=TODAY)
    made = compose(
        page, facts=read_facts(page, TODAY), style=Style(library="南図書館"), url=URL, today=TODAY
    )
    assert made.title == shown


def test_truth_7_a_place_in_a_sentence_about_another_thing_is_not_the_event_s() -> None:
    """A play on the last day has its hall; the whole has none."""
    said = summary(
        "図書館ぶらり2026",
        "「図書館ぶらり2026」は、図書館をもっと気軽に使ってもらおうと企画された催しです。",
        "最終日は、「人形座」の定期公演が、市民ホールで開催。「みんなで歌おう」のコーナーもあります。",
        "開催期間 7月31日(金)まで",
    )
    assert "会場：" not in said
    assert not said.startswith("「みんなで歌おう」")


def test_5_1_a_a_name_behind_is_makes_a_sentence() -> None:
    """今回上映されるのは、映画の『…』。 ends on です."""
    said = summary(
        "映画の上映会、7月はドキュメンタリー映画",
        "今回上映されるのは、ドキュメンタリー映画の『山のひとり』。",
        "日時：7月4日(土)13時30分～\n会場：ホール",
        "図書館では、こうやって月に一回、映画を上映しています。",
    )
    assert "『山のひとり』です。" in said
    assert "こうやって" not in said


def test_5_1_a_not_only_wants_its_but() -> None:
    """…だけではありません is half a thought."""
    said = summary(
        "絵本をたくさん贈っていただきました",
        "町の方からよく連絡を頂くのですが、町の方だけではありません。",
    )
    assert said == ELSEWHERE


@pytest.mark.parametrize(
    ("title", "line"),
    [
        (
            "図書館の停電について(第2報)",
            "停電のため、各種サービスが利用できない状況となっています。",
        ),
        ("台風接近に伴うお知らせ", "今後の気象状況によって、開館・休館を決定します。"),
    ],
)
def test_5_1_a_a_title_that_names_no_thing_does_not_go_bare(title: str, line: str) -> None:
    """The page's plain sentence is told."""
    assert line in summary(title, line)


def test_5_3_i_called_off_for_a_while_is_not_called_off() -> None:
    """一時中止 bears no 【中止】."""
    page = Page(URL, "名工作品の公開の一時中止について", "", published=TODAY)
    made = compose(page, facts=read_facts(page, TODAY), style=Style(), url=URL, today=TODAY)
    assert made.title == "名工作品の公開の一時中止について"


def test_truth_7_what_is_refused_does_not_open_a_call() -> None:
    """募集作品 says what is sought; 二重応募はできません does not lead."""
    said = summary(
        "調べる学習コンクール作品募集",
        "募集作品：図書館を使って調べてまとめた作品",
        "他のコンクールとの二重応募はできません。",
        "募集期間：7月1日(水)～7月21日(火)",
    )
    assert "二重応募" not in said
    assert "募集作品：図書館を使って調べてまとめた作品" in said


def test_5_3_i_this_month_of_what_goes_on_is_no_month() -> None:
    """今月の季語 of a box that stands for good is every month's."""
    said = summary(
        "俳句ポストを設置しています",
        "設置期間 2026年4月1日～",
        "今月の季語を使った俳句を記入し、図書館の俳句ポストに入れてください。",
    )
    assert "6月の季語" not in said


def test_5_1_a_a_term_in_a_sentence_is_told() -> None:
    """…で行われ、応募期間は…までです."""
    said = summary(
        "図書館の専門員募集",
        "図書館では、専門員を5名程度募集します。",
        "選考は書類審査と面接で行われ、応募期間は6月25日(木)から7月25日(土)までです。",
    )
    assert "応募期間：6月25日(木)～7月25日(土)" in said


def test_5_1_a_what_all_names_begin_with_is_said_once() -> None:
    """西図書館企画展示「…」 three times is its three names."""
    said = summary(
        "西図書館の企画展示",
        "# 西図書館企画展示「幕が上がる」",
        "演劇の本を集めました。",
        "# 西図書館企画展示「橋の50年」",
        "橋の本を集めました。",
        "# 西図書館企画展示「一列に」",
        "列になっている絵本を集めました。",
    )
    assert "内容：「幕が上がる」「橋の50年」「一列に」" in said
    assert "テーマ" not in said


def test_truth_7_of_numbered_themes_the_first_is_not_told_alone() -> None:
    """演目：① … ② …."""
    said = summary(
        "人形劇公演のお知らせ",
        "日時：7月4日(土)13時30分～\n会場：児童館\n演目：①やさいの昔話「だいこん」",
        "②「かたつむり」",
    )
    assert "①" not in said
    one = summary("人形劇公演", "日時：7月4日(土)13時～\n会場：児童館\n演目：「かたつむり」")
    assert "演目：「かたつむり」" in one


def test_5_1_a_a_value_that_asks_for_restraint_is_one() -> None:
    """学外の方：利用はご遠慮ください is the news; ご理解とご協力を is none."""
    said = summary(
        "図書館の利用制限について",
        "学外の方：利用はご遠慮下さい",
        "対象期間：7月6日(月)～7月31日(金)",
        "期間を延長する可能性もあります。",
    )
    assert "学外の方：利用はご遠慮下さい" in said
    assert "可能性" not in said


def test_5_1_a_a_year_is_no_label_of_its_day() -> None:
    """2026年　7月4日（土） 18：00〜 is when it takes place."""
    said = summary("朗読の夕べ", "2026年　7月4日（土）　18：00～19：30", "会場　記念館1階")
    assert "日時：7月4日(土)18:00～19:30" in said


def test_truth_7_what_an_application_has_to_say_is_no_programme() -> None:
    """①人数 ②住所・電話番号 ③何を見て応募したか are to be written on a card."""
    said = summary(
        "朗読の夕べ",
        "日時：7月4日(土)18:00～",
        "①参加する人数(2人まで)",
        "②代表者の住所と電話番号",
        "③何を見て応募したか",
    )
    assert "内容：" not in said


def test_5_1_a_until_when_it_is_shown_is_told() -> None:
    """The end in a last sentence is worth more than the beginning."""
    said = summary(
        "もうすぐ七夕！",
        "館内では七夕の飾りを作って、七夕の本を展示しています。",
        "中央の棚には絵本や読み物も置いています。",
        "児童コーナーには紙芝居も並べました。",
        "たくさんの短冊が下がっています。",
        "七夕の展示は7月7日(火)までです。",
    )
    assert "七夕の展示は7月7日(火)までです。" in said


def test_5_1_a_the_courtesy_behind_the_news_goes() -> None:
    """…となりますので、ご理解の程よろしくお願いいたします。 ends with the news."""
    said = summary(
        "大雨による臨時休館の可能性について",
        "「特別警報」(※)が新たに発表された場合、臨時休館となりますので、ご理解の程よろしくお願いいたします。",
        "参考：府の危機管理WEB",
    )
    assert said.endswith("臨時休館となります。")
    assert "参考" not in said


def test_5_3_i_an_hour_of_the_last_day_is_not_every_day_s() -> None:
    """午前11時～午後6時（12日は午後5時まで）."""
    said = summary(
        "作品展のお知らせ", "日時：7月6日(月)～12日(日)\n午前11時～午後6時（12日は午後5時まで）"
    )
    assert said == "期間：7月6日(月)～12日(日)(12日は午後5時まで)"


def test_truth_7_who_greets_is_not_told() -> None:
    """図書館の内村です。 is a person's name."""
    said = summary(
        "図書館の古本まつり", "こんにちは。図書館の内村です。古本まつりがホールで行われました。"
    )
    assert "内村" not in said


def test_5_1_a_of_a_letter_its_headings_are_told() -> None:
    """A title that names no thing does not go bare."""
    said = summary(
        "図書館だより",
        "# 借りられた本はこれ！",
        "昨年もっとも借りられた本です。",
        "# 教科書展示会を開催します",
        "期間：7月4日(土)～7月11日(土)",
        "# 7月のおはなし会",
        "西 4日(土)\n東 11日(土)",
    )
    assert said.startswith("借りられた本はこれ！、教科書展示会")


def test_truth_7_a_refusal_does_not_stand_without_what_limits_it() -> None:
    """ご来館当日は…。再発行はできません。 means that day only."""
    said = summary(
        "利用者カードの再発行",
        "ご来館当日は、紛失届で貸出します。カードの再発行はできません。",
        "みつからない場合は、再発行いたします。",
    )
    assert "できません" not in said


def test_truth_7_pay_is_no_fee() -> None:
    """報酬額 ⏎ 月額 193,179円 is not 費用."""
    said = summary(
        "図書館司書を募集します",
        "# 報酬額",
        "月額 193,179円",
        "# 申込み",
        "申込書を図書館へ持参してください",
    )
    assert "193,179" not in said


def test_5_1_a_a_newspaper_s_first_sentence_gives_the_day() -> None:
    """…が7月4日、市民広場で開催される。 is no draft's sentence, but its day is the event's."""
    said = summary(
        "図書館で「読書合戦」", "「読書合戦」が7月4日、市民広場で開催される。", "入場無料。"
    )
    assert "日時：7月4日" in said
    span = summary("図書館で読書合戦", "23日から7月4日にかけて、読書合戦が開かれる。")
    assert "日時：" not in span


def test_truth_7_a_bracket_behind_two_is_of_the_second() -> None:
    """月曜日・年末年始（12月28日～1月4日） gives no value to Mondays."""
    said = summary(
        "9月から月曜日をお休みします",
        "9月から図書室は月曜日をお休みとさせていただきます。",
        "月曜日・年末年始（12月28日～1月4日）",
    )
    assert "月曜日・年末年始：" not in said


def test_5_1_a_below_a_vague_title_any_dated_sentence_tells_more() -> None:
    """No.23 says nothing; a title that names its thing may go bare."""
    line = "6月30日(火)は、移動図書館「みどり号」の巡回日でした。"
    assert summary("2026年6月 No.23", line).startswith("6月30日(火)")
    assert summary("絵本の読み聞かせについて", line) == ELSEWHERE


def test_5_1_a_where_no_sentence_has_a_main_verb_the_first_about_the_thing_leads() -> None:
    """試行していた…継続することになりました says more than a bare title; what the title does not
    speak of, a request and a condition do not lead.
    """
    title = "開館時間の延長等について"
    news = "4月から試みていた開館時間の延長等について、7月以降も継続することになりました。"
    assert summary(title, news) == news.replace("することになりました", "します")
    assert summary(title, "館内では飲み物を机に置いて読むことになりました。") == ELSEWHERE
    assert summary(title, "延長のあとを、あなたもいっしょに過ごしてみませんか。") == ELSEWHERE
    assert summary(title, "夜の延長は、日によって取りやめる場合があります。") == ELSEWHERE


def test_5_1_a_before_a_storm_what_may_change_is_the_news() -> None:
    """閉館時間を変更する場合があります, with its day, below a title about that day; elsewhere it is
    on every page.
    """
    said = "台風9号接近に伴い、6月24日(水)の閉館時間を変更する場合があります。"
    assert summary("台風9号接近に伴う6月24日(水)の開館について", said) == said
    assert (
        summary("おはなし会", "都合により、6月24日(水)の内容を変更する場合があります。")
        == ELSEWHERE
    )


def test_truth_7_when_the_page_was_posted_is_no_time_of_anything() -> None:
    """2026年6月20日 (17:25) above an article; below 日時 the same is its time."""
    told = ("2026年6月20日 (17:25)", "書庫の本の虫干しをしています。")
    assert "17:25" not in summary("書庫の虫干し", *told)
    assert "17:25" in summary("書庫の虫干しの会", "日時", told[0], "場所：中央図書館2階")


def test_truth_7_what_stands_in_a_box_beside_the_article_is_not_told() -> None:
    """近くのイベント, 人気記事; 関連イベント is the exhibition's own."""
    lecture = ("全3回の講演会です。", "開催場所：市民会館 大会議室")
    said = summary("文庫のつどい 講演会", *lecture, "近くのイベント", "川の朝市（7月4日）")
    assert "朝市" not in said
    assert "7月4日" not in said
    own = ("# おすすめイベント", "星の会 7月4日(土)", "川の会 7月5日(日)")
    assert "星の会" in summary("7月の行事", *own)


def test_truth_7_the_name_of_a_column_is_no_value() -> None:
    """場所：時間帯 above a list of stops."""
    said = summary("移動図書館", "移動図書館が巡回します。", "場所：時間帯", "駅前：13:00～13:20")
    assert "時間帯" not in said


def test_truth_7_a_wave_dash_that_an_old_page_lost_still_spans() -> None:
    """7月1日(水)? 7月31日(金) is a span, not two days."""
    said = summary(
        "わたしの本棚", "会期 2026年7月1日（水）? 2026年7月31日（金）", "会場 図書館入口"
    )
    assert said == "会期：7月1日(水)～7月31日(金)\n会場：図書館入口"


def test_truth_7_a_night_is_one_span() -> None:
    """7月3日(金)通常閉館(22:00)から4日(土)通常開館(10:00)まで."""
    said = summary(
        "24時間開館の実施",
        "実施日時",
        "7月3日（金）通常閉館（22：00）から 4日（土）通常開館（10：00）までの間",
    )
    assert "7月3日(金)22:00～4日(土)10:00" in said


def test_truth_7_what_is_asked_for_beside_a_festival_is_not_its_programme() -> None:
    """本の持ち込みについて, ボランティア募集 below the festival's own headings."""
    said = summary(
        "図書館まつり",
        "日時：7月5日(日)10:00～15:00",
        "# ブックリサイクル市",
        "午前中は整理券が必要です。",
        "# ブックリサイクルの本の持ち込みについて",
        "辞書は引き受けられません。",
        "# 当日のボランティア募集",
        "小学生以上の方。",
    )
    assert "内容：" not in said


def test_truth_7_of_two_things_side_by_side_neither_says_for_whom_all_is() -> None:
    """3～4か月児 and 3歳児 below a heading each."""
    both = ("# はじめての絵本", "対象：区内在住の4か月児", "# ふたつめの絵本", "対象：{}")
    head = "図書館では、健康診査に合わせて絵本を差し上げています。"
    told = [line.format("区内在住の3歳児") for line in both]
    assert summary("絵本のお渡しについて", head, *told) == head


def test_5_1_a_a_rule_is_not_said_beside_the_day_that_follows_it() -> None:
    """毎月第3水曜日 in the heading, 7月15日(水) with its hour below it."""
    said = summary(
        "図書館 行事案内",
        "# どようびおはなし会（毎月第2・4土曜日）",
        "日 時：7月11日（土）10:30～11:00",
        "# あかちゃんタイム（毎月第3水曜日）",
        "日 時：7月15日（水）10:30～11:00",
    )
    assert "7月15日(水)" in said
    assert "第3水曜日" not in said


def test_6_9_what_must_be_there_by_a_day_is_said_to() -> None:
    """必着 is sooner than the postmark."""
    job = ("図書館の職員を募集します。", "応募方法：履歴書を図書館へ持参または郵送")
    assert "7月10日(金)必着" in summary("図書館職員を募集します", *job, "応募期限：7月10日(金)必着")
    plain = summary("図書館職員を募集します", *job, "応募期限：7月10日(金)")
    assert "応募期限：7月10日" in plain
    assert "必着" not in plain


def test_truth_7_a_visit_before_a_tender_is_not_its_time() -> None:
    """施設見学会 ⏎ 日時, as 説明会 and 面接."""
    said = summary(
        "運営事業者を募集します",
        "# 受付期間",
        "7月1日(水)から7月31日(金)まで",
        "# 施設見学会",
        "日時 7月8日(水)10時から15時まで",
    )
    assert "7月8日" not in said


def test_5_1_a_the_first_sunday_is_no_bare_day() -> None:
    """第1日曜日 needs no month."""
    said = summary(
        "おはなし会情報",
        "# 本館",
        "日付：毎月第2土曜日 午後2時から",
        "# 小木分館",
        "日付：毎月第1日曜日 午前11時から",
    )
    assert "・小木分館：第1日曜日 午前11時～" in said


def test_5_1_a_a_span_of_the_page_s_own_holds_the_days_that_lie_in_it() -> None:
    """7月4日～7月20日, above a table of what happens on some of its days."""
    table = ("|| 行事名 | 開催日", "| 川の会 | 7月5日(日)", "| 星の会 | 7月11日(土)")
    said = summary("夏の読書週間", "7月4日(土)～7月20日(月)", *table)
    assert said.startswith("期間：7月4日(土)～")
    outside = summary("夏の読書週間", "7月4日(土)～7月8日(水)", *table)
    assert not outside.startswith("期間：")


def test_truth_7_a_word_above_names_says_what_their_days_are() -> None:
    """臨時開館日 ⏎ 中央図書館 …: the days in return are no closed days."""
    said = summary(
        "7月5日(日)は臨時休館します",
        "臨時休館日",
        "中央図書館 及び 川辺図書館 7月5日(日)",
        "臨時開館日",
        "中央図書館 7月6日(月)",
        "川辺図書館 7月7日(火)",
    )
    assert "異なります" not in said
    assert "7月6日" not in said


def test_truth_7_a_heading_within_its_paragraph_is_no_part_of_a_sentence() -> None:
    """＝臨時休館について＝…: of two things called off and shut, 【中止】 does not stand before both."""
    title = "「臨時休館」 及び 「6月27日(土)のおはなし会」中止のお知らせ"
    told = (
        "＝臨時休館について＝工事のため、6月25日から7月1日まで臨時休館いたします。",
        "＝おはなし会の中止＝6月27日に予定していたおはなし会を中止といたします。",
    )
    said = summary(title, *told)
    assert said.startswith("工事のため、6月25日から7月1日まで臨時休館します。")
    page = Page(URL, title, "\n".join(told), published=TODAY, blocks=blocks(*told))
    assert read_facts(page, TODAY).label == ""


def test_truth_7_what_is_replaced_is_not_told() -> None:
    """以下、これまでのご案内(廃止)."""
    said = summary(
        "学習席の利用について",
        "学習席の利用制限を解除しました。",
        "以下、これまでのご案内（廃止）",
        "学習席の利用は半分の席に制限します。",
    )
    assert said == "学習席の利用制限を解除しました。"


def test_5_1_a_facts_behind_an_explanation_are_told() -> None:
    """1 「たんけん隊」とは … 2 実施日時: the explanation ends where a fact has its label; whom to ask
    does not.
    """
    said = summary(
        "図書館たんけん隊を行います",
        "1 「図書館たんけん隊」とは\n書庫の奥をご案内します。",
        "2 実施日時 7月10日(金)19時15分から20時30分まで",
        "3 定員 10名",
    )
    assert "日時：7月10日(金)19時15分～20時30分" in said
    assert "定員：10名" in said
    asked = summary("図書館たんけん隊を行います", "お問い合わせ先", "場所：市役所3階 生涯学習課")
    assert "市役所" not in asked


def test_truth_7_a_heading_is_no_value_of_a_period() -> None:
    """休館期間 … ⏎ 返却について; the period stands, below a title that names no thing, too."""
    said = summary(
        "図書館メールマガジン臨時号",
        "休館期間\n6月25日(木)から7月10日(金)まで\n返却について\n返却は再開後にお願いします。",
    )
    assert "休館期間：6月25日(木)～7月10日(金)" in said
    assert "返却について" not in said


def test_truth_7_of_three_libraries_the_closed_day_of_one_is_not_told() -> None:
    """毎週月曜日 below one of two headings."""
    said = summary(
        "休館日のお知らせ",
        "# 本館",
        "毎週月曜日",
        "# 南浦分館",
        "年末年始のみ",
    )
    assert "毎週月曜日" not in said.splitlines()[0]


def test_truth_7_a_workshop_that_is_full_is_not_announced() -> None:
    """定員に達しました, behind its day."""
    said = summary(
        "図書館に行こうよ 215",
        "# いよいよです",
        "6月27日(土)は、絵本作家の工作ワークショップ開催日です。",
        "おかげさまで定員に達しました。",
        "# 空襲の日記",
        "6月28日(日)13時からは、毎月恒例の「ほっとタイム」です。",
    )
    assert "工作ワークショップ" not in said
    assert "ほっとタイム" in said


def test_5_1_a_who_speaks_may_be_named() -> None:
    """…さんの講演会; a reader is not."""
    talk = "『川のいのち』の作者である見本太郎さんの講演会が7月4日(土)市民会館にて行われます。"
    assert summary("『川のいのち』の作者の講演会があります", talk) == talk
    reader = "『川のいのち』を読んだ見本太郎さんの感想が7月4日(土)市民会館にて紹介されます。"
    assert summary("『川のいのち』の感想があります", reader) == ELSEWHERE


def test_5_1_a_how_it_came_about_does_not_lead() -> None:
    """昨年夏…, 平成17年に…なくなりました; what began once and is the page's thing does."""
    now = "児童向け、大人向けなど、映画の上映会を図書館で開催しています。"
    past = "平成17年に町の映画館が閉まってから、映画を観る機会がなくなりました。"
    assert summary("図書館映画上映会", past, now) == now
    card = "令和3年4月から、図書館の利用カードに有効期間を設けました。"
    assert summary("利用カードの有効期間について", card) == card


def test_6_10_voices_of_readers_are_not_the_library_s() -> None:
    """Below …の声 the words are somebody's own."""
    said = summary(
        "朗読協力員について",
        "# 活動内容",
        "朗読協力員は、資料を朗読します。",
        "# 朗読協力員の声",
        "朗読協力員の活動期間だけは長くなりました。",
    )
    assert "長くなりました" not in said


def test_5_1_a_what_stands_on_each_shelf_is_a_theme() -> None:
    """【児童向け展示】 ⏎ くらべてみよう."""
    said = summary(
        "7月の展示のご紹介",
        "展示期間：7月1日(水)～7月31日(金)",
        "# 【中央展示】",
        "## いろいろな世界",
        "# 【児童向け展示】",
        "## くらべてみよう",
    )
    assert "テーマ：中央展示「いろいろな世界」、児童向け展示「くらべてみよう」" in said


def test_truth_7_days_outside_the_title_s_own_span_are_another_s() -> None:
    """展示「選挙の本」(7月5日～7月20日), and below it the one before; the title's own part is told."""
    title = "企画展示「選挙の本」(7月5日～7月20日)"
    told = ("歴代の首相の本も展示します。", "# 企画展示『平安の世界』")
    assert "6月22日" not in summary(title, *told, "6月22日(月)～7月3日(金)")
    month = "「夏の読書月間」が始まります【7月1日(水)～7月31日(金)】"
    event = ("# 大人のためのおはなし会", "日時：7月12日(日)14時30分～15時30分")
    assert "7月12日" not in summary(month, "# 読書月間の期間", "7月1日(水)～7月31日(金)", *event)


def test_5_1_a_days_written_with_a_stroke_are_days_where_three_stand_together() -> None:
    """全5回(7/4、7/11、7/18、いずれも土曜日); 1/2、1/3 of something are fractions."""
    said = summary(
        "子ども司書養成講座を開催します",
        "日程：全3回(7/4、7/11、7/18、いずれも土曜日)",
        "会場：中央図書館 視聴覚室",
    )
    assert said == "日時：7月4日、7月11日、7月18日\n会場：中央図書館 視聴覚室"
    assert [day.date for day in mentions("1/2、1/3に薄める", NOW) if day.date] == []


def test_truth_7_of_two_places_that_shut_neither_is_left_out() -> None:
    """センター 7月6日～ ⏎ ミドル図書室 7月4日～."""
    said = summary(
        "夏の特別貸出・夏期閉館",
        "# 夏期閉館のお知らせ",
        "センター 7月6日(月)～7月17日(金)",
        "ミドル図書室 7月4日(土)～7月17日(金)",
    )
    places = "・センター：7月6日(月)～7月17日(金)\n・ミドル図書室：7月4日(土)～7月17日(金)"
    assert said.startswith(places)
    assert "・ミドル図書室：7月4日(土)" in said


def test_5_1_a_what_room_is_left_takes_the_sentence_that_is_worth_it() -> None:
    """One that tells days, hours or what is open, behind the lead; no greeting, no day of another year,
    none of mood.
    """
    lead = "7月5日(日)10時から、図書館2階ホールで古本市を開催します。"
    more = "7月5日(日)の9時から16時までは、駐車場を使えません。"
    title = "夏の古本市"
    assert summary(title, f"{lead}{more}") == lead + more
    assert summary(title, f"{lead}7月5日(日)は、皆様のご来館をお待ちしております。") == lead
    assert summary(title, f"{lead}2028年7月5日(水)10時に、図書館は開館30周年をむかえます。") == lead
    assert summary(title, f"{lead}7月5日(日)は、図書館もすっかり夏の雰囲気です。") == lead


def test_5_1_a_a_question_of_the_page_is_no_news() -> None:
    """よくある質問: いつからですか？ tells nothing, ませんか invites."""
    assert summary("休館のよくある質問", "臨時窓口を含めた休館はいつからですか？") == ELSEWHERE
    invites = (
        "図書館を会場に、7月4日(土)18時から朗読の夕べを開きます。物語の世界にふれてみませんか。"
    )
    assert summary("朗読の夕べを開きます", invites).startswith("図書館を会場に")


def test_5_1_a_what_is_of_an_age_is_no_history() -> None:
    """昭和30年代の写真をお持ちの方は: asked for; 平成元年に…、平成5年に…: how it came about."""
    asked = "昭和30年代から40年代の、駅前や商店街の写真をお持ちの方は、図書館までお知らせください。"
    said = summary("昔の写真をさがしています", asked, "お借りした写真は、1か月以内にお返しします。")
    assert said.startswith(asked)
    past = "返却ポストは、平成元年に駅の東口、平成5年に西口に置いたものに続き3つ目となります。"
    assert "平成元年" not in summary("返却ポストを置きます", past)


def test_truth_7_a_day_and_where_below_a_label_is_a_day() -> None:
    """日時：7月9日(木) 北分館 ⏎ 7月16日(木) 南分館: the second is no place of the first."""
    said = summary(
        "分館のおたのしみ会",
        "日時：7月9日(木) 北分館・東分館\n7月16日(木) 南分館・西分館\n午後3時30分から",
    )
    assert "7月9日(木)" in said
    assert "7月16日(木)" in said
    assert "会場：7月" not in said


def test_5_1_a_the_parts_of_a_day_have_their_hours() -> None:
    """日時：7月5日(日) ⏎ 第1部：10時30分から…: each part's beginning stands with the day."""
    said = summary(
        "おはなし会スペシャル",
        "# 日時",
        "7月5日(日)\n第1部：午前10時30分から30分程度(0歳から2歳向け)\n第2部：午前11時10分から30分程度(幼児向け)",
        "# 会場",
        "2階ホール",
    )
    assert "7月5日(日)午前10時30分～、午前11時10分～" in said


def test_5_1_a_an_exception_to_the_days_is_no_event_of_its_own() -> None:
    """ただし、7月26日は18時まで, below the span of an exhibition."""
    said = summary(
        "作家展を開催します",
        "日時：7月3日(金)から8月7日(金)午前9時30分から午後5時まで\nただし、8月26日(水)は午前9時30分から午後6時30分まで\n会場：2階会議室",
    )
    assert "7月3日(金)～8月7日(金)" in said
    assert "8月26日" not in said


def test_5_1_a_what_goes_with_an_event_does_not_make_it_several() -> None:
    """関連講演会, 関連上映会 beside the days of the exhibition itself."""
    said = summary(
        "作家展を開催します",
        "日時：7月3日(金)から8月7日(金)\n内覧：7月2日(木)10時から\n会場：2階会議室",
        "# 関連講演会",
        "日時：8月23日(日)午後2時から午後3時30分まで",
    )
    assert "7月3日(金)～8月7日(金)" in said
    assert "8月23日" not in said


def test_5_3_i_what_is_called_off_is_told_although_its_name_is_gay() -> None:
    """「わくわくクラブ」は中止とします: the name is no chatter, 「おはなしだいすき」 no しだい."""
    off = "7月4日(土)に予定されていた「わくわくクラブ」は、大雨のため中止とします。"
    assert summary("図書館からのお知らせ", off) == off
    page = Page(
        URL,
        "「おはなしだいすき！」中止",
        "",
        blocks=blocks("7月4日(土)の「おはなしだいすき！」は、大雨のため中止します。"),
    )
    facts = read_facts(page, TODAY)
    assert facts.label == "中止"
    composed = compose(page, facts, style=Style(), url=URL, today=TODAY)
    assert composed.title == "【中止】「おはなしだいすき！」"


def test_truth_7_a_span_within_one_year_is_a_span() -> None:
    """7月8日～同年7月10日; 7月6日⇒7月10日 is a change; 11日(土),12日(日) are two days."""
    (one,) = find_occasions("令和8年7月8日(水)～同年7月10日(金)まで", TODAY)
    assert (one.start, one.end) == (date(2026, 7, 8), date(2026, 7, 10))
    assert all(o.end is None for o in find_occasions("7月6日(月)⇒7月10日(金)", TODAY))
    days = [m.date for m in mentions("7月10日(金)、11日(土),12日(日)、18日(土)", TODAY)]
    assert [d.day for d in days if d] == [10, 11, 12, 18]


def test_5_3_i_a_bare_day_that_begins_a_sentence_takes_the_month_before_it() -> None:
    """12月26日で最終です。27日から1月5日まで、休館です。"""
    said = summary(
        "年末年始のお知らせ",
        "12月26日(土)で、今年の開館は最終です。27日から1月5日まで、休館です。",
    )
    assert "12月27日から1月5日まで、休館です。" in said
    said = summary(
        "秋の休館", "9月28日(月)から10月2日(金)まで休館します。3日から通常どおり開館します。"
    )
    assert "9月3日" not in said


def test_5_1_a_what_holds_for_several_houses_stands_by_house() -> None:
    """北館・東館：終日休館 ⏎ 中央館：通常開館."""
    said = summary(
        "7月4日(土)の臨時休館について",
        "大雨警報が出ているため、以下のとおり開館時間を変更します。",
        "北図書館・東図書館：終日休館\n中央図書館・西図書館：通常開館",
    )
    assert "北図書館・東図書館：終日休館" in said
    assert "中央図書館・西図書館：通常開館" in said


def test_truth_7_hours_that_differ_by_weekday_are_not_told_as_each_day_s() -> None:
    """開館時間 平日 10:00-20:00 ⏎ 土日祝 10:00-18:00."""
    said = summary(
        "開館時間の変更",
        "# 中央図書館",
        "7月6日(月)～7月31日(金)",
        "開館時間 平日 10:00-20:00\n土日祝 10:00-18:00",
        "# 医学図書館",
        "7月13日(月)～7月31日(金)",
        "開館時間 平日 9:00-17:00\n土日祝 9:30-17:00",
    )
    assert "7月6日(月)～" in said
    assert "18:00" not in said


def test_truth_7_rules_of_places_side_by_side_speak_for_none() -> None:
    """北校舎における判断基準, 南校舎における判断基準: neither is the library's."""
    said = summary(
        "台風接近に伴う開館について",
        "台風により、7月3日(金)は交通機関に乱れを生じることが予想されます。",
        "# 北校舎における開館の判断基準",
        "午前6時に警報が発表されているときは、午前を休館とします。",
        "# 南校舎における開館の判断基準",
        "午前7時に警報が発表されているときは、10時から14時を休館とします。",
    )
    assert "判断" not in said
    assert "警報が発表されているときは" not in said


def test_5_1_a_days_of_closings_in_a_letter_say_that_they_are() -> None:
    """館長だより: 休館の日程をお知らせします ⏎ 北公民館図書室：…"""
    said = summary(
        "館長通信 第57号",
        "市内の特別整理休館の日程をお知らせします。",
        "北公民館図書室：7月6日(月)～7月12日(日)\n南公民館図書室：7月13日(月)～7月19日(日)",
    )
    assert "・北公民館図書室 休館：7月6日(月)～" in said


def test_5_1_a_the_days_before_a_name_are_told_behind_it_once() -> None:
    """【中央館】7/11～8/30「夏のチャレンジ」 is 【中央館】「夏のチャレンジ」：7月11日(土)～…"""
    said = summary(
        "7月の催しのご案内",
        "# 【北館】7/4「花いっぱい」",
        "日時：7月4日(土)14:00～15:00",
        "# 【中央館】7/11～8/30「夏のチャレンジ」",
        "日時：7月11日(土)～8月30日(日)",
        "# 【東館】7/20「工作教室」",
        "日時：7月20日(月)14:00～15:30",
    )
    assert "・【中央館】「夏のチャレンジ」：7月11日(土)～" in said


def test_5_1_a_a_table_below_a_day_is_of_that_day() -> None:
    """# 7月4日(土) ⏎ 内容 | 時間・場所."""
    said = summary(
        "七夕イベントのお知らせ",
        "七夕にちなんで、楽しいイベントをご用意しています。",
        "# 7月4日(土)",
        "|| 内容 | 時間・場所",
        "| 笹かざり | 9時30分～ 1階ロビー",
        "| 書道展 | 9時30分～ 2階ロビー",
        "# 7月7日(火)",
        "|| 内容 | 時間・場所",
        "| 人形劇「星の国」 | 10時30分から11時30分まで 視聴覚室",
    )
    assert "・笹かざり：7月4日(土)9時30分～ 1階ロビー" in said  # the hour once
    assert "・人形劇「星の国」：7月7日(火)10時30分～11時30分 視聴覚室" in said


def test_truth_7_what_stands_above_the_article_is_none_of_it() -> None:
    """ここから本文です。: navigation and notices of the site stand above it."""
    said = summary(
        "7月の休館",
        "緊急情報\n現在、情報はありません。",
        "ここから本文です。",
        "中央図書館は設備の点検のため、次の期間休館します。",
        "7月14日(火)から7月17日(金)まで",
    )
    assert said.startswith("中央図書館は設備の点検のため、休館します。")
    assert "7月14日(火)～7月17日(金)" in said


def test_truth_7_of_several_shows_those_that_the_title_names() -> None:
    """展示コーナー(三人展・日本画展), with the story time above both."""
    said = summary(
        "展示コーナー(三人展・日本画展)",
        "# 日曜おはなし会",
        "日時：7月5日(日)11時～",
        "# 三人展",
        "期間：7月4日(土)～7月17日(金)",
        "# 日本画展",
        "期間：7月19日(日)～8月2日(日)",
    )
    assert "7月19日(日)～8月2日(日)" in said
    assert "7月5日" not in said


def test_5_1_a_a_day_that_was_put_off_stands_as_heading_below_what_is_put_off() -> None:
    """応募期間を延長します！ ⏎ 7月13日(月)まで: both are headings."""
    said = summary(
        "【延長しました】第4回書評コンクール",
        "## 応募期間を延長します！",
        "## 7月13日(月)まで",
        "本の書評をお待ちしています。",
    )
    assert "応募期間：7月13日(月)まで" in said


def test_5_1_a_a_heading_that_only_says_when_names_nothing() -> None:
    """# おはなし会 ⏎ ## 日時 ⏎ 7月4日(土): the heading above names it."""
    said = summary(
        "図書館の行事予定",
        "# おはなし会",
        "## 日時",
        "7月4日(土)午前11時から",
        "# 藍染めの講演会",
        "## 日時",
        "7月5日(日)午後2時から午後4時",
    )
    assert "・おはなし会：7月4日(土)午前11時～" in said
    assert "・藍染めの講演会：7月5日(日)午後2時～" in said


def test_truth_7_the_ends_of_a_span_stay_together() -> None:
    """～3月下旬 is no name; 29日～1月5日 below 12月 begins on 29 December."""
    said = summary("工事休館のお知らせ", "中央図書館の休館", "11月5日(木)～令和9年3月下旬")
    assert "11月5日(木)～" in said
    assert "3月下旬" in said
    assert "月下旬：" not in said
    said = summary(
        "12月の休館日",
        "# 12月の休館日",
        "1日(火)、8日(火)、15日(火)",
        "年末年始休館 29日(火)～令和9年1月5日(火)",
    )
    assert "12月29日(火)～" in said


def test_5_3_i_the_minute_at_which_a_page_was_posted_is_no_event() -> None:
    """2026年6月20日 13時52分."""
    page = Page(
        URL,
        "絵本の会を中止します",
        "",
        published=TODAY,
        blocks=blocks("2026年6月20日 13時52分", "7月4日(土)の絵本の会は、大雨のため中止します。"),
    )
    text = compose(page, read_facts(page, TODAY), style=Style(), url=URL, today=TODAY).text
    assert "13時52分" not in text
    assert "7月4日(土)の絵本の会は" in text


def test_5_1_a_a_label_within_a_line_begins_one_of_its_own() -> None:
    """…を展示します。〇展示期間 7月4日(土)～8月2日(日)."""
    said = summary(
        "戦争の記憶をつなぐ展示",
        "戦時下の町の様子がわかる本を展示します。〇展示期間 7月4日(土)～8月2日(日)〇会場 1階閲覧室",
    )
    assert "7月4日(土)～8月2日(日)" in said
    assert "1階閲覧室" in said


def test_5_1_a_a_library_and_its_room_are_a_place() -> None:
    """場所 ⏎ 図書館 2階大会議室; 名前2：11月 is no time of day."""
    said = summary(
        "児童文学の講演会を開催します",
        "# 日時",
        "7月4日(土)午後2時から4時まで",
        "# 場所",
        "図書館 2階大会議室",
    )
    assert "場所：図書館 2階大会議室" in said
    assert find_times("小説家の本音2：11月17日(土)午後2時～3時半")[0].begins == time(14)


def test_truth_7_events_of_a_letter_are_no_closings() -> None:
    """休館日を除き、以下のとおり行事を開催します: its events stay open."""
    said = summary(
        "7月の行事予定",
        "休館日を除き、以下のとおり行事を開催します。",
        "おはなし会 7月4日(土)11時～\n映画会 7月11日(土)14時～",
    )
    assert "・おはなし会：7月4日(土)11時～" in said
    assert "休館：" not in said


def test_truth_7_a_heading_that_begins_with_kokokara_is_a_heading() -> None:
    """# ここからはじめる俳句入門: its day is not the story time's."""
    said = summary(
        "夏の催し",
        "# おはなし会",
        "7月4日(土)11時～",
        "# ここからはじめる俳句入門",
        "7月11日(土)14時～",
        "# 映画会",
        "7月18日(土)14時～",
    )
    assert "・ここからはじめる俳句入門：7月11日(土)14時～" in said


def test_truth_7_days_that_are_headings_are_each_told_or_none() -> None:
    """# おはなし会 ⏎ ## 7月4日(土) … ## 7月11日(土) …: the first is not all."""
    said = summary(
        "おはなし会",
        "# おはなし会",
        "## 7月4日(土)",
        "絵本を読みます。",
        "## 7月11日(土)",
        "紙芝居をします。",
    )
    assert ("7月4日" in said) == ("7月11日" in said)


def test_truth_7_terms_of_something_else_are_not_the_event_s() -> None:
    """# ボランティア募集 ⏎ 受付期間：…, below a film's day and place."""
    said = summary(
        "夏の映画会",
        "日時：7月4日(土)14時から\n会場：2階ホール",
        "# ボランティア募集のお知らせ",
        "受付期間：6月22日(月)～6月30日(火)",
    )
    assert "6月30日" not in said


def test_truth_7_a_list_of_houses_is_whole_or_none() -> None:
    """正午から閉館 is understood; where one house's state is not, none is told."""
    title, lead = "7月4日(土)の臨時休館について", "大雨のため、以下のとおり開館時間を変更します。"
    said = summary(title, lead, "北図書館：終日休館\n西図書館：正午から閉館\n東図書館：通常開館")
    assert "西図書館：正午から閉館" in said
    said = summary(title, lead, "北図書館：終日休館\n西図書館：検討中です\n東図書館：通常開館")
    assert "北図書館：終日休館" not in said


def test_truth_7_hours_with_an_exception_in_brackets_are_not_told_for_all_days() -> None:
    """10時～17時(最終日は15時まで) beside 会期 is told whole, and no hours of all days."""
    said = summary(
        "写真展", "会期：7月3日(金)～7月12日(日)\n時間：10時～17時(最終日は15時まで)\n会場：ロビー"
    )
    assert "会期：7月3日(金)～7月12日(日)\n" in said
    assert "時間：10時～17時(最終日は15時まで)" in said
    (one,) = find_occasions("7月4日(土)10:00～11:00/13:00～14:00", TODAY)
    assert one.clock is not None
    assert "11:00" in one.clock


def test_names_that_are_alike_to_the_last_letter_are_told_and_break_nothing() -> None:
    """西図書館企画展示 beside 西図書館企画展示「海」; a heading of a month of days ends in time."""
    said = summary(
        "夏の企画展示",
        "期間：7月1日(水)～7月31日(金)",
        "# 西図書館企画展示",
        "# 西図書館企画展示「海」",
        "# 西図書館企画展示「山」",
    )
    assert "7月1日(水)～" in said
    days = " ".join(f"7/{n}" for n in range(1, 31))
    assert summary(
        "7月の催し", f"# {days} おはなし会", "日時：7月4日(土)", "# 会", "日時：7月5日(日)"
    )


def test_truth_7_words_above_a_day_are_its_name() -> None:
    """A list whose names and days stand in turns is one of several events, none the page's own."""
    said = summary(
        "夏の行事のご案内",
        "おはなし会スペシャル\n7月25日(土)10時30分～\n児童室 30名\n豆本づくり\n8月1日(土)10時～12時\n会議室",
    )
    assert said.startswith(
        "・おはなし会スペシャル：7月25日(土)10時30分～\n・豆本づくり：8月1日(土)10時～12時"
    )


def test_truth_7_of_several_lines_below_a_label_none_passes_for_all() -> None:
    """What becomes of the events of two days: the second line is none of the first."""
    said = summary(
        "台風接近にともなう臨時休館(6月29日)",
        "= 臨時休館日 | 6月29日(月)",
        "= 行事の取扱い | 29日「こども科学あそび」…中止 | 30日「展示解説」…開館した場合は予定どおり",
    )
    assert "行事の取扱い" not in said


def test_5_1_a_what_is_done_each_year_leaves_the_lead_to_this_year_s() -> None:
    """What the library does every year, or what was welcome last year, is not this year's news."""
    said = summary(
        "古文書入門講座",
        "図書館では、毎年秋に古文書の講座を開催し、郷土の資料に親しんでいただいております。\n"
        "講座は9月12日(土)の午前10時から正午まで、4階の研修室で開催します。",
    )
    assert said.startswith("講座は9月12日(土)")
    said = summary(
        "夜の図書館で",
        "町立図書館では、昨年大変ご好評をいただき、「来年もぜひ」「今度はもっと長く」とのお声を多数頂戴いたしました企画を、今年も開催する運びとなりました。\n"
        "8月8日(土)の夜、すべての明かりを落とした閲覧室で語りを聴く「夜のおはなし会」を開催します。",
    )
    assert said.startswith("8月8日(土)の夜")


def test_5_1_a_what_goes_beside_the_news_does_not_lead() -> None:
    """なお、… adds to the sentences before it, of which none needs to be told for its sake."""
    said = summary(
        "郷土史講演会のご案内",
        "当館では毎年この時期に、郷土史の講演会を開催しております。\n"
        "定員を超えましたときは抽選とし、結果をはがきでお知らせいたします。\n"
        "なお、講演会にあわせ、7月7日(火)から12日(日)まで、図書館のコーナーで絵図を展示いたします。",
    )
    assert not said.startswith("定員を超え")


def test_5_1_a_what_a_sentence_says_is_not_said_twice() -> None:
    """Two sentences that share most of their words are one piece of news."""
    said = summary(
        "資料室の開室日が変わります",
        "4月から、3階資料室は木曜日から日曜日の週4日、開室する日を変更します。\n"
        "4月から、3階資料室は木曜日から日曜日の週4日、開室する日を変更いたします。",
    )
    assert said.count("週4日") == 1


def test_5_1_a_a_sentence_goes_with_the_exception_that_has_no_room() -> None:
    """ただし limits what stands before it: without it that is not so."""
    lead = Part("休館します。", 95, spoken=True)
    post = Part("本は返却ポストに入れてください。", 78, spoken=True)
    but = Part(f"ただし、{'こわれるもの' * 22}は入れないでください。", 40, True, after=post.text)
    text, _, _ = fit("{title}\n{summary}\n{url}", {"title": "休館", "url": URL}, [lead, post, but])
    assert lead.text in text
    assert post.text not in text


def test_5_3_i_what_rests_on_such_days_only_is_not_called_off() -> None:
    """A title that says when, or a sentence of what is done then, calls nothing off today."""
    title = "移動図書館のお知らせ(警戒の情報が出たときは運行を中止します)"
    assert label_of(title, []) == ""
    assert (
        label_of("図書館の行事", ["中止となったときの本の返却は、次の巡回日にお願いします。"]) == ""
    )


def test_5_1_a_after_closing_time_is_no_closing() -> None:
    """閉館後 says when something takes place."""
    assert kind_of("閉館後の図書館で語りを聴く", "", "", urgent=False, dated=False) != "closure"


def test_5_1_a_seats_of_the_first_group_are_not_those_of_all() -> None:
    """A cell of three lines, each with its number, tells of three groups."""
    said = summary(
        "ビブリオバトルの参加者を募集します",
        "= 日時 | 11月23日(月)午後1時30分～4時",
        "対象・定員：中学生・高校生の部 バトラー5名",
        "・一般の部 バトラー5名",
        "・観戦 70名",
    )
    assert "バトラー5名" not in said


def test_5_1_a_the_heading_below_a_list_is_none_of_its_items() -> None:
    """What changes, item by item; the next heading has a day of its own."""
    said = summary(
        "リクエストの受付を変更します",
        "次のとおり変更します。",
        "変更する点\n延滞の本がある方からはお受けできません。\nリクエストは1か月に3冊までとします。"
        "\n変更を始める日\n7月1日(水)から",
    )
    assert "変更を始める日" not in said


def test_truth_7_things_of_one_name_go_by_their_houses() -> None:
    """An hour of stories in each of two houses is two of them."""
    said = summary(
        "9月の行事",
        "|| 行事 | 日時 | 場所",
        "| おはなし会 | 9月5日(土)14時～ | 中央図書館",
        "| おはなし会 | 9月5日(土)10時30分～ | 北図書館",
        "| 工作の会 | 9月12日(土)10時～ | 南図書館",
    )
    assert "おはなし会(中央図書館)：9月5日(土)14時～" in said
    assert "おはなし会(北図書館)：9月5日(土)10時30分～" in said


def test_5_1_a_what_the_title_names_beside_the_house_has_its_own_days() -> None:
    """A closing and a bookmobile that does not run, each below its own heading."""
    said = summary(
        "年末年始の図書館の休館とかわせみ号の運休",
        "年末年始は休館します。",
        "# 図書館",
        "12月28日(月)から1月4日(月)まで",
        "# 移動図書館かわせみ号",
        "12月25日(金)から1月7日(木)まで",
        today=date(2026, 12, 1),
    )
    assert "12月28日(月)～1月4日(月)" in said
    assert "移動図書館かわせみ号：12月25日(金)～1月7日(木)" in said


def test_6_9_a_bare_day_of_another_month_of_the_page_is_no_wrong_day() -> None:
    """10月10日 stands above, and 26日(土) is September's: nobody is told that it is wrong."""
    page = Page(
        URL,
        "運動会のため延期します",
        "10月10日(土)の会は、9月の末に延ばした会とあわせて開きます。\n26日(土)の会は開きません。",
        published=date(2026, 9, 1),
    )
    assert not any("合いません" in note for note in read_facts(page, date(2026, 9, 1)).notes)


def test_truth_7_a_day_that_hangs_on_something_has_no_state() -> None:
    """Open if the warning is lifted by seven: the day is no closed one, and told with its
    condition.
    """
    said = summary(
        "台風の接近に伴う臨時休館について",
        "次のとおり休館します。",
        "= 8月20日(木) | 午後1時閉館",
        "= 8月21日(金) | 終日休館",
        "= 8月22日(土) | 午前7時までに警報が解除された場合、平常どおり開館 | 解除されない場合は休館",
        today=date(2026, 8, 20),
    )
    assert "休館日" not in said
    assert "8月22日(土)：午前7時までに警報が解除された場合、平常どおり開館" in said


def test_5_1_a_a_day_with_its_year_below_its_label_is_no_stamp() -> None:
    """日時 ⏎ 2026年7月29日(水) ⏎ ①10:00～…: the day for which the label waits."""
    said = summary(
        "夏休み工作教室",
        "日時\n2026年7月29日(水)\n①10:00～11:30 ②13:30～15:00",
        "場所\n研修室",
        "工作の本は7月31日(金)まで借りられます。",
    )
    assert "日時：7月29日(水)" in said


def test_5_1_a_days_beside_what_is_done_on_each_are_days() -> None:
    """期日と内容: a cell whose lines each begin with a day."""
    said = summary(
        "古文書入門講座(全3回)受講者募集",
        "= 期日と内容 | 10月3日(土) くずし字のきほん | 10月17日(土) 「御用留」を読む | 11月7日(土)",
        "= 会場 | 中央公民館",
    )
    assert "10月3日(土)、10月17日(土)、11月7日(土)" in said


def test_5_1_a_a_month_apart_from_its_name_is_no_number_of_a_line() -> None:
    """6 月15 日に: the figure is the month's."""
    assert [
        s.text[:5]
        for s in outline_of(Page(URL, "記念の式", "6 月15 日に記念の式を開きました。"), TODAY).units
    ] == ["6月15日"]


def test_5_1_a_from_what_comes_in_on_a_day_is_that_day() -> None:
    """4月1日受付分から: no term to apply."""
    assert role_of("4月1日(木)受付分から、改定します") != "apply"
    assert role_of("4月1日(木)から受付します") == "apply"


def test_5_1_a_lines_beside_the_news_stand_in_the_order_of_their_use() -> None:
    """A day of its own before how to apply, before whom it is for; no stamp, no contact, no name."""
    said = summary(
        "ことばの会を開きます",
        "日時：7月4日(土)10時～",
        "会場：集会室",
        "内容：早口ことばと回文",
        "掲載日：6月20日",
        "問い合わせ：中央図書館",
        "講師：山田さん",
        "# 説明会",
        "6月27日(土)14時～",
    )
    assert said.index("説明会：6月27日(土)14時～") < said.index("内容：早口ことばと回文")
    assert not re.search("掲載|問い合わせ|山田", said)


def test_truth_7_a_posted_day_of_a_list_is_no_line() -> None:
    """連休中の開館時間 4/20 in ほかのお知らせ is when that was posted."""
    said = summary("春のおはなし会", "日時：7月4日(土)10時～", "会場：集会室", "連休の開館 6/18")
    assert "6/18" not in said
    assert "6月18日" not in said


def test_truth_7_what_one_of_several_parts_says_is_not_for_all() -> None:
    """A sentence below one of two headings that look alike stays out."""
    part = ("# 一般書", "海の小説を集めました。", "# 絵本", "夜の絵本を集めました。")
    said = summary("夏の特集", "期間：7月4日(土)～7月20日(月)", *part)
    assert "集めました" not in said


def test_5_1_a_a_word_that_begins_with_a_particle_s_letter_begins_a_sentence() -> None:
    """はじめて, もし, ところが are no half sentences; も利用できます is one."""
    lines = ("日時：7月4日(土)10時～", "会場：集会室")
    said = summary("見学会", *lines, "はじめての方も7月1日(水)までに予約できます。")
    assert "はじめての方も7月1日(水)までに予約できます。" in said
    assert "も利用できます" not in summary("見学会", *lines, "も利用できます。")


def test_5_1_a_a_blank_that_sets_a_word_wider_parts_nothing() -> None:
    """1 月 and 返 却 are one word; 2 月曜 is none."""
    page = Page(URL, "巡回", "1 月14日に回ります。\n返 却 玄関の箱へ\n第2 月曜に休みます。")
    told = [f"{u.label} {u.text}" for u in outline_of(page, TODAY).units]
    assert any("1月14日" in line for line in told)
    assert any("返却" in line for line in told)
    assert any("第2 月曜" in line for line in told)


def test_truth_7_hours_of_a_page_of_hours_are_no_closed_day() -> None:
    """9月9日(水) 10時～13時 below 開館時間の変更 is when it is open."""
    said = summary(
        "台風の接近に伴う開館時間の変更について", "7月4日(土) 10時～13時", today=date(2026, 7, 3)
    )
    assert "休館日" not in said


def test_truth_7_the_next_day_takes_its_month() -> None:
    """翌21日(火) is 翌7月21日(火)."""
    said = summary(
        "7月20日(月)の臨時開館", "7月20日(月)は臨時に開館します。", "翌21日(火)は休館します。"
    )
    assert "翌7月21日(火)は休館します。" in said


def test_truth_7_a_remark_below_the_label_of_applying_is_no_way() -> None:
    """申込み：書庫は気温が低めです tells no way, no day."""
    lines = ("日時：7月4日(土)10時～", "会場：集会室")
    assert "気温" not in summary("書庫の見学", *lines, "申込み：書庫は気温が低めです")
    way = summary("書庫の見学", *lines, "申込み：7月1日(水)までに窓口へ")
    assert "7月1日(水)までに窓口へ" in way


def test_truth_7_a_last_day_to_apply_is_told_once() -> None:
    """申込：6月22日(月)～30日(火)に窓口で ends on the 30th already."""
    said = summary(
        "講座", "日時：7月4日(土)10時～", "会場：集会室", "申込：6月22日(月)～30日(火)に、窓口で"
    )
    assert "30日" in said
    assert "申込締切" not in said


def test_truth_7_the_half_of_the_day_holds_for_the_hour_behind() -> None:
    """午後5時30分開場 6時上映 is 午後6時."""
    said = summary("夏の映画会", "日時：7月4日(土) 午後5時30分開場 6時上映", "会場：ホール")
    assert "午後6時" in said


def test_truth_7_each_session_below_the_label_of_days_is_told() -> None:
    """第2回 10月3日(土) 読み方の実際(実技) is a day, whatever stands behind it."""
    said = summary(
        "養成講座",
        "日程：第1回 7月4日(土) 絵本の選び方\n第2回 7月11日(土) 読み方の実際(実技)",
        "会場：学習室",
    )
    assert said == "日時：7月4日(土)、7月11日(土)\n会場：学習室"


def test_truth_7_how_long_something_is_lent_is_no_time_of_the_event() -> None:
    """期間：2週間 of a bag of books is the loan's."""
    said = summary("本の福袋", "日時：7月4日(土)10時～", "場所：カウンター前", "期間：2週間")
    assert "2週間" not in said


def test_truth_7_a_sentence_torn_from_what_it_goes_on_about_is_not_told() -> None:
    """15冊までの特別貸出。返却は7月21日(火)までです。: alone it is everybody's last day."""
    days = "休館期間：7月6日(月)～7月10日(金)"
    lent = "1人15冊までの特別貸出(ふだんは10冊)。返却は7月21日(火)までです。"
    assert "返却は" not in summary("夏のお休み", days, lent)
    assert "返却は7月21日(火)までです。" in summary(
        "夏のお休み", days, "返却は7月21日(火)までです。"
    )


def test_another_day_beside_those_that_are_told_is_noted() -> None:
    """おあずけ 7月4日 as a sentence, beside おむかえ: who decides is told of it."""
    line = "おあずけ 7月4日(土) 10時30分～11時 ぬいぐるみと聞くおはなし会のあと、おあずかりします"
    page = Page(
        URL,
        "ぬいぐるみのお泊まり会",
        "おむかえ 7月5日(日)",
        blocks=blocks("おむかえ 7月5日(日)13時～17時", line),
        published=TODAY,
    )
    notes = compose(page, read_facts(page, TODAY), Style(), URL, TODAY).notes
    assert [note.partition("「")[2][:11] for note in notes] == ["おあずけ 7月4日(土"]


def test_5_1_a_what_stands_below_is_not_pointed_at() -> None:
    """下の期間、休館します keeps its news; 下のフォームから points at nothing in a post."""
    lines = ("期間：7月6日(月)～7月10日(金)",)
    said = summary("蔵書点検による休館", "中央図書館は、下の期間、休館します。", *lines)
    assert "中央図書館は、休館します。" in said
    form = summary("作品の募集", "下の申込みフォームから7月10日(金)までに応募できます。")
    assert "下の" not in form


def test_5_1_a_a_day_half_a_year_on_in_another_year_has_its_year() -> None:
    """令和9年7月1日, told in October 2026, is no day gone by; 1月5日 needs none."""
    october = date(2026, 10, 1)
    assert house("令和9年7月1日(木)", october) == "2027年7月1日(木)"
    assert house("令和9年1月5日(火)", october) == "1月5日(火)"
    assert house("令和8年12月1日(火)", date(2026, 5, 1)) == "12月1日(火)"


def test_truth_7_a_stamp_below_a_heading_is_no_day_of_it() -> None:
    """■展示している本 ⏎ 令和8年6月14日: when the page was written."""
    said = summary(
        "夏のパネル展", "期間：7月4日(土)～7月20日(月)", "# ■展示している本", "令和8年6月25日"
    )
    assert "6月25日" not in said


def test_5_3_2_a_long_list_of_what_changes_is_told_with_its_first_items() -> None:
    """What changes is the news: its reason makes room for it, and what is left out is said to be."""
    items = (
        "飲食席の制限をやめます(1階と2階)",
        "学習席の制限をやめます(11席から22席へ)",
        "インターネット端末の再開(2階の4台)",
        "ロッカーの貸出の再開",
        "新聞コーナーの席の再開",
        "音楽を聞く席の再開",
        "視聴覚ブースの再開(3階)",
    )
    said = summary(
        "8月の利用方法の変更について",
        "近隣の施設の工事が終わることと、来館される方から多くのご要望をいただいたことに伴い、"
        "8月1日(土)より、閲覧席と学習席の利用方法が次のとおり変わります。",
        "# 変更点",
        "\n".join(f"・{item}" for item in items),
    )
    assert said == (
        "8月1日(土)より、閲覧席と学習席の利用方法が変わります。\n"
        "変更点：飲食席の制限をやめます、学習席の制限をやめます、インターネット端末の再開、"
        "ロッカーの貸出の再開、新聞コーナーの席の再開、音楽を聞く席の再開など"
    )


@pytest.mark.parametrize(
    ("time", "day", "one_of"),
    [
        ("10月3日(土)10時～15時", "10月3日(土)13時～", True),
        ("10月3日(土)10時～15時", "10月10日(土)", False),
        ("10月3日(土)10時～15時", "9月26日(土)", False),
        ("10月3日(土)～10月5日(月)", "10月3日(土)", True),
        ("10月3日(土)～10月5日(月)", "10月5日(月)", True),
        ("10月3日(土)～10月5日(月)", "10月6日(火)", False),
        ("10月3日(土)～10月5日(月)", "10月2日(金)", False),
    ],
)
def test_truth_7_what_has_a_day_of_its_own_is_no_part_of_a_programme(
    time: str, day: str, one_of: bool
) -> None:
    """紙しばい on the last day of the fair is of the fair, on the day behind it is not."""
    said = summary(
        "秋の図書館まつり",
        f"日時：{time}",
        "会場：中央図書館",
        "# 古本をゆずる市",
        "# 木のおもちゃの広場",
        "# 紙しばいのひととき",
        f"日時：{day}",
    )
    assert ("内容：古本をゆずる市、木のおもちゃの広場、紙しばいのひととき" in said) == one_of


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("休館日：7月6日(月)・13日(月)", True),
        ("開館日：7月6日(月)", True),
        ("期間：7月6日(月)～7月8日(水)", False),
        ("期間：7月6日(月)→7月8日(水)", True),
        ("期間：2週間→3週間", True),
        ("期間：3週間", False),
        ("時間：9時から", False),
    ],
)
def test_5_1_a_what_is_called_a_time_is_told_beside_the_news_where_it_is_another(
    line: str, told: bool
) -> None:
    """Closed days beside what goes on, what was and will be; a time of the news has its own line,
    and an hour stands behind its day.
    """
    lines = ("展示の期間が7月4日(土)から変わります。", line)
    page = Page(URL, "夏の展示", "\n".join(lines), published=TODAY, blocks=blocks(*lines))
    assert (tuple(line.split("：")) in read_facts(page, TODAY).beside) == told


def test_5_1_a_the_places_of_sentences_are_counted_from_the_lead() -> None:
    """What stands before it has a place below none."""
    lines = (
        "6月19日(金)の雨で、2階の郷土資料室に雨漏りがありました。",
        "修理が終わるまで、郷土資料室は利用できません。",
    )
    page = Page(URL, "雨漏りによる一部閉鎖", "\n".join(lines), blocks=blocks(*lines))
    facts = read_facts(page, TODAY)
    assert (facts.sentences, facts.places) == ((lines[1], lines[0]), (0, -1))


@pytest.mark.parametrize("flag", ["", "back", "some"])
def test_5_1_a_a_report_begins_with_what_stands_by_itself(flag: str) -> None:
    """Not with what hangs on the sentence before it, holds for some, or only sets the scene."""

    def statement(at: int, text: str, **flags: bool) -> Statement:
        return Statement(text, at=at, after=at - 1, points=9, unit=Unit(text, at=at), **flags)

    first = statement(0, "20名の方が作品を寄せました。", **({flag: True} if flag else {}))
    second = statement(1, "30名の方が会場に来ました。")
    choice, _ = reported([first, second], "読書会の報告", TODAY)
    assert choice[0] is (second if flag else first)
    scene = statement(0, "近年、20名の方が読みました。")
    assert reported([scene, second], "読書会の報告", TODAY)[0][0] is second


@pytest.mark.parametrize(("letters", "told"), [(24, True), (25, False)])
def test_5_1_a_a_list_that_a_sentence_points_at_is_told_up_to_its_first_long_name(
    letters: int, told: bool
) -> None:
    """サービス(…、貸出)が使えません: names, no sentences."""
    name = "検" * letters
    said = summary("サービスの停止", "次のサービスが使えません。", f"・{name}", "・貸出", "・予約")
    assert (f"サービス({name}、貸出)" in said) == told


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        ("申込は7月10日(金)まで。", "申込は7月10日まで"),
        ("申込は6月20日(土)まで。", "申込は6月20日まで"),
        ("申込は6月19日(金)まで。", ""),  # over
        ("申込は7月10日(月)まで。", ""),  # no Monday
        (f"{'本' * 19}を紹介。", f"{'本' * 19}を紹介"),
        (f"{'本' * 20}を紹介。", ""),  # no room for it
    ],
)
def test_truth_7_a_part_of_an_appeal_is_told_as_far_as_it_holds_and_there_is_room(
    clause: str, told: str
) -> None:
    """発表者・観戦者を募集: each with what is asked of it, no day that is over or wrong."""
    said = summary(
        "発表会の発表者・観戦者を募集します",
        "日時：8月1日(土)14時～",
        f"発表者の募集：高校生以上6名。{clause}",
        "観戦者の募集：どなたでも20名。",
    )
    assert f"発表者：高校生以上6名{'、' * bool(told)}{told}\n観戦者：どなたでも20名" in said


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (
            "7月26日(日)10時～11時(5・6年生)",
            "7月25日(土)(3・4年生)、7月26日(日)(5・6年生) 10時～11時",
        ),
        (
            "7月26日(日)13時～14時(5・6年生)",
            "7月25日(土)10時～11時(3・4年生)、7月26日(日)13時～14時(5・6年生)",
        ),
        (
            "7月26日(日)10時～11時(5～6年生)",
            "7月25日(土)(3・4年生)、7月26日(日)(5～6年生) 10時～11時",
        ),
        ("7月26日(日)10時～11時(3・4年生)", "7月25日(土)10時～11時、7月26日(日)10時～11時"),
        ("7月26日(日)10時～11時", "7月25日(土)10時～11時、7月26日(日)10時～11時"),
        ("7月26日(日)10時～11時(雨天中止)", "7月25日(土)10時～11時、7月26日(日)10時～11時"),
        (
            "7月26日(日)10時～11時(小学5年生とさらに小学6年生)",
            "7月25日(土)(3・4年生)、7月26日(日)(小学5年生とさらに小学6年生) 10時～11時",
        ),
        (
            "7月26日(日)10時～11時(小学5年生とそのほか小学6年生)",
            "7月25日(土)10時～11時、7月26日(日)10時～11時",
        ),
    ],
)
def test_5_1_a_days_of_several_readers_are_told_with_them(second: str, told: str) -> None:
    """Where each line says for whom, in short, and not all the same."""
    said = summary("夏の教室", "日時：7月25日(土)10時～11時(3・4年生)", f"日時：{second}")
    assert said == f"日時：{told}"


def test_5_1_a_one_letter_before_an_appeal_is_no_name_of_a_part() -> None:
    """本の募集 of 本・歌の発表者 stays with its own label."""
    said = summary(
        "本・歌の発表者を募集します",
        "日時：8月1日(土)14時～",
        "本の募集：高校生以上6名。",
        "歌の募集：どなたでも20名。",
    )
    assert "本の募集：高校生以上6名\n歌の募集：どなたでも20名" in said


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            ("会期：7月11日(土)から8月30日(日)まで", "前期 8月2日(日)まで"),
            ["会期：7月11日(土)～8月30日(日)"],
        ),
        (
            ("会期：7月11日(土)から8月30日(日)まで、9月5日(土)", "前期 8月2日(日)まで"),
            ["会期：7月11日(土)～8月30日(日)、9月5日(土)"],
        ),
        (
            ("会期：7月11日(土)から8月30日(日)まで", "会期：前期 7月11日(土)～8月2日(日)"),
            ["会期：7月11日(土)～8月30日(日)"],
        ),
        (
            ("会期：7月11日(土)から8月30日(日)まで", "開催日：前期 7月11日(土)～8月2日(日)"),
            ["会期：7月11日(土)～8月30日(日)", "開催日：7月11日(土)～8月2日(日)"],
        ),
        (("会期：前期 7月11日(土)～8月2日(日)",), ["会期：7月11日(土)～8月2日(日)"]),
        (("日時：7月11日(土)", "前期：7月18日(土)"), ["日時：7月11日(土)", "前期：7月18日(土)"]),
    ],
)
def test_truth_7_a_half_of_a_show_is_no_second_time_beside_its_span(
    lines: tuple[str, ...], told: list[str]
) -> None:
    """Where nothing spans it, or the line has a label of its own, it is told."""
    page = ("海の本を並べます。", *lines, "会場：中央図書館 1階ロビー")
    assert summary("企画展「海の本」", *page).splitlines()[1:-1] == told


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            ("日時：7月11日(土)10時～、18日(土)10時～", "7月18日(土)13時～"),
            ["日時：7月11日(土)10時～、18日(土)10時～"],
        ),
        (
            ("日時：7月18日(土)10時～15時", "講演：7月18日(土)13時～14時"),
            ["日時：7月18日(土)10時～15時", "講演：7月18日(土)13時～14時"],
        ),
        (
            ("日時：7月11日(土)～18日(土)10時～15時", "7月11日(土)13時～14時"),
            ["日時：7月11日(土)～18日(土)10時～15時、7月11日(土)13時～14時"],
        ),
        (
            ("日時：7月11日(土)13時～16時", "7月11日(土)16時～"),
            ["日時：7月11日(土)13時～16時、7月11日(土)16時～"],
        ),
        (("日時：7月11日(土)", "7月11日(土)13時～"), ["日時：7月11日(土)、7月11日(土)13時～"]),
    ],
)
def test_truth_7_an_hour_of_a_day_that_is_told_with_its_hours_is_no_second_time(
    lines: tuple[str, ...], told: list[str]
) -> None:
    """What begins when that is over does, and so do an hour with a name and one of a span's days."""
    page = ("本を読む講座です。", *lines, "会場：中央図書館 1階集会室")
    assert summary("講座「海の本」", *page).splitlines()[1:-1] == told


HOUSES = ("|| 館 | 状況", "| 中央図書館 | 休館", "| 東図書館 | 開館")


@pytest.mark.parametrize(
    ("title", "lines", "told"),
    [
        ("12月28日(月)の開館状況", ("# 12月28日(月)", *HOUSES), True),
        ("年末年始の開館状況", ("# 12月28日(月)", *HOUSES), False),
        ("台風のための休館", HOUSES, True),
        ("台風のための休館", (*HOUSES, "| 返却ポスト | 休止"), True),
        ("台風のための休館", (*HOUSES, "| 東図書館 | 午後は休館"), False),
        (
            "台風のための休館",
            ("# 市内", *HOUSES, "# 町内", "|| 館 | 状況", "| 北図書館 | 休館"),
            False,
        ),
        (
            "台風のための休館",
            ("|| 館 | 状況 | 備考", *HOUSES[1:], "| 北図書館 | 休館 | 返却はできます"),
            False,
        ),
        ("台風のための休館", (*HOUSES, "| 北図書館 | 7月6日(月)から休館"), False),
    ],
)
def test_truth_7_what_holds_for_each_house_is_told_of_one_table_that_names_each_once(
    title: str, lines: tuple[str, ...], *, told: bool
) -> None:
    """Below no day but the title's own; a row that is no house is none of them."""
    said = summary(title, "各館の開館状況をお知らせします。", *lines).splitlines()
    rows = [line for line in said if re.match(r".{1,8}：[休開]", line)]
    assert rows == (["中央図書館：休館", "東図書館：開館"] if told else [])


@pytest.mark.parametrize(("part", "told"), [("新", True), ("新設", False)])
def test_truth_7_a_heading_of_more_than_thirty_letters_is_no_name_of_a_house(
    part: str, *, told: bool
) -> None:
    """What stands below it is no state of one."""
    long = f"見本市立総合文化交流センター市民プラザ附属{part}中央こども図書館"
    page = (f"# {long}", "休館します。", "# 西図書館", "午後は休館します。")
    assert len(long) in (30, 31)
    assert (f"{long}：休館します" in summary("図書館の休館", *page)) is told


def test_5_1_a_a_heading_that_tells_more_is_none_of_the_parts_beside_it() -> None:
    """What it says holds for each of them: how to borrow what is shown."""
    page = (
        "夏の本を集めます。",
        "期間：7月11日(土)～7月20日(月)",
        "# 大人の展示「海の歴史」",
        "海の歴史の本を並べます。",
        "# 子どもの展示「海の絵本」",
        "海の絵本を並べます。",
        "# 内容",
        "展示の本は、カウンターで借りられます。",
    )
    said = summary("夏の展示", *page)
    assert said.endswith("夏の本を集めます。展示の本は、カウンターで借りられます。")


@pytest.mark.parametrize(("before", "closing"), [(7, True), (8, False)])
def test_5_2_a_closing_is_read_in_the_first_eight_sentences_of_a_letter(
    before: int, *, closing: bool
) -> None:
    """Behind them it is one thing of many."""
    lines = tuple(f"{n}つ目の話です。" for n in "一二三四五六七八"[:before])
    page = (*lines, "7月13日(月)は図書館を休館します。", "日時：7月14日(火)")
    text = "\n".join(page)
    source = Page(URL, "図書館からのお知らせ", text, published=TODAY, blocks=blocks(*page))
    assert (read_facts(source, TODAY).kind == "closure") is closing


def test_a_row_without_a_cell_says_nothing_of_a_day() -> None:
    """Not even on a page whose other rows do."""
    names = ("館", "7月6日(月)", "7月7日(火)")
    rows = [(), ("中央図書館", "休館", "開館"), ("東図書館", "開館", "休館")]
    states = day_states([Block("row", cells, names=names) for cells in rows], TODAY)
    assert [(one.state, one.house) for one in states] == [
        ("closed", "中央図書館"),
        ("open", "中央図書館"),
        ("open", "東図書館"),
        ("closed", "東図書館"),
    ]


def test_5_1_a_days_of_one_thing_alone_stand_under_the_label_of_the_column() -> None:
    """Its name is the title's; of several things each has its own."""
    head = ("|| 部屋 | 休室", "| 学習室 | 7月7日(火)～7月15日(水)")
    one = summary("学習室の休室について", "部屋が使えません。", *head, "| 学習室 | 7月17日(金)")
    two = summary("各部屋の休室について", "部屋が使えません。", *head, "| 会議室 | 7月17日(金)")
    assert "休室：7月7日(火)～7月15日(水)、7月17日(金)" in one
    assert "・学習室：7月7日(火)～7月15日(水)" in two


@pytest.mark.parametrize(("line", "told"), [("駐車台数：⇒45台", False), ("順路：南⇒北", True)])
def test_truth_7_what_begins_with_an_arrow_is_half_of_a_line(line: str, *, told: bool) -> None:
    """What it was before is missing; with it the line is whole."""
    said = summary("駐車場の工事について", "駐車場が変わります。", line)
    assert (line in said.splitlines()) is told


def test_truth_7_an_hour_between_two_days_is_the_first_day_s() -> None:
    """Each night has its own below it; an hour before all days is of all."""
    nights = (
        "第1夜　7月17日（金）\n開場18:30　開演19:00",
        "第2夜　7月18日（土）\n開場17:30　開演18:00",
    )
    told = summary(
        "二夜つづきの映画会", "今年は二晩です。", *nights, "会場：中庭", "定員：各夜40名"
    )
    assert "・第1夜：7月17日(金)19:00\n・第2夜：7月18日(土)18:00" in told
    assert "定員：各夜40名" in told


@pytest.mark.parametrize("joint", ["＆", "と", "+"])
def test_5_1_a_two_things_that_a_title_names_side_by_side_are_both_told(joint: str) -> None:
    """＆ joins as と does."""
    told = summary(
        f"テラス演奏{joint}朝のツアー参加者募集",
        "# テラス演奏",
        "高校の吹奏楽部が、夏の歌を演奏します。",
        "日時：7月12日(日)12:15～12:45\n場所：1階 中庭\n申込不要・無料。",
        "# 朝のツアー",
        "閉館したあとの書庫をご案内します。",
        "日時：7月10日(金)・17日(金) 各日20:10～21:00\n対象：18歳以上の方\n定員：各日12名",
        "申込：7月3日(金)までに、申込フォームから。",
    )
    assert "・テラス演奏：7月12日(日)12:15～12:45" in told
    assert "・朝のツアー：7月10日(金)・17日(金)20:10～21:00" in told


@pytest.mark.parametrize(("name", "sure"), [("全館休館の期間", True), ("東館", False)])
def test_5_2_the_period_of_a_closing_is_told_beside_a_table_of_what_stops(
    name: str, *, sure: bool
) -> None:
    """Its own heading says that it is of the closing; one house of several is not all."""
    told = summary(
        "電算機の入れ替えに伴う休館とサービスの休止について",
        "作業のため全館が休館し、その前後にも休むものがあります。",
        f"# {name}",
        "7月6日(月)から7月12日(日)まで",
        "# 休むもの",
        "|| もの | 休止の始まり | 再開",
        "| 新しいカード | 7月1日(水) | 7月13日(月)",
        "| 取り寄せ | 6月25日(木) | 7月20日(月)",
        "| 席の予約 | 7月5日(日)午後5時 | 7月13日(月)午前10時",
    )
    assert (f"{name}：7月6日(月)～7月12日(日)" in told) is sure
