"""What a draft leaves out because nobody can be sure that it is the news: the honest short draft is
the better one.
"""

from datetime import date

import pytest
from in_short import TODAY, URL, blocks, summary

from bridge.draft.compose import ELSEWHERE, Style, compose
from bridge.draft.plan import read_facts
from bridge.model import Block, Page


def test_truth_7_a_heading_of_its_own_keeps_its_sentences_to_itself() -> None:
    """A day to book the nursery is no day to book the lecture."""
    said = summary(
        "講演会「川の一生」",
        "日時：7月4日(土)14時～16時",
        "会場：中央図書館2階 集会室",
        "# 一時保育あり(要予約)",
        "6月27日までに図書館へ電話で申し込みが必要です。",
    )
    assert said == "日時：7月4日(土)14時～16時\n会場：中央図書館2階 集会室"


def test_truth_7_one_row_of_many_gives_no_value() -> None:
    """Of a table of several shows neither place nor audience is the page's; each keeps its own."""
    said = summary(
        "7月の展示(7月1日～7月31日)",
        "季節の本を展示しています。",
        "|| 対象 | テーマ | 展示場所",
        "| 一般向け | 川 | 1階 ロビー",
        "| 児童向け | 星 | 2階 児童コーナー",
    )
    assert "1階" not in said
    assert "対象" not in said
    assert "テーマ：一般向け「川」、児童向け「星」" in said


def test_truth_7_a_day_for_some_is_no_last_day_to_apply() -> None:
    """Who wants to speak must say so earlier than who only comes."""
    said = summary(
        "図書館を語る会",
        "日時：7月25日(土)13:30～16:30",
        "# 申込み方法",
        "先着200名 発表の希望者は7月12日〆切",
        "申込みフォームから",
    )
    assert "7月12日" not in said


def test_truth_7_a_column_of_cards_is_no_event() -> None:
    """Of a table of terms only columns of times are times of something taking place."""
    said = summary(
        "利用カードの有効期間について",
        "6月から、利用カードに3年間の有効期間を設けました。",
        "|| 利用カード作成日 | 有効期間 | 更新手続き",
        "| 6月30日以前 | 2027年6月30日まで | 2027年1月5日から",
        "| 7月1日以降 | 作成した日から3年間 | 満了の30日前から",
    )
    assert "作成日" not in said


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("図書館だより 夏号", "県立図書館は、毎日9時から20時まで開館しているそうです。"),
        ("図書館からのお知らせ", "カードを使うときに、住所の分かる物を提示してください。"),
    ],
)
def test_truth_7_a_letter_of_many_things_tells_none_of_them(title: str, line: str) -> None:
    """No sentence below one of several headings speaks for the whole letter."""
    assert line not in summary(title, "# はじめの話", line, "# つぎの話", "8月の休館日は4日です。")


def test_5_3_i_a_day_without_its_month_is_not_said() -> None:
    """27日 alone is understood on the page only."""
    said = summary("移転20周年の催し", "移転20周年の催しを、27日午前10時から館前の広場で開きます。")
    assert "27日" not in said


def test_5_3_i_a_list_by_library_is_whole_or_not_there() -> None:
    """Two libraries of three would pass for all."""
    said = summary(
        "7月のおはなし会",
        "# 西図書館",
        "毎月のおはなし会です。",
        "# 東図書館",
        "日時：7月4日(土)14時",
        "# 北図書館",
        "日時：7月11日(土)14時",
    )
    assert "東図書館" not in said
    assert "北図書館" not in said


def test_5_3_i_a_closing_by_its_label_takes_no_other_days() -> None:
    """The table of lent and due days below 休館期間 is none of the closing."""
    said = summary(
        "年末年始の休館について",
        "【年末年始の休館期間】\n12月28日(月)から1月3日(日)まで",
        "なお、返却期限を変更します。",
        "12月14日(月)→1月4日(月)\n15日(火)・16日(水)→1月5日(火)",
        today=date(2026, 12, 10),
    )
    assert "12月28日(月)～1月3日(日)" in said
    assert "14日" not in said


@pytest.mark.parametrize(
    ("title", "first", "second"),
    [
        (
            "電子図書館を開始",
            "7月2日に電子図書館を開始します。",
            "24時間、電子図書館の本を借りられます。",
        ),
        (
            "年末の特別貸出",
            "年末の休館の前に、貸出の冊数を増やします。",
            "特別貸出の延長も、期間中は4週間になります。",
        ),
    ],
)
def test_5_1_a_the_news_leads_and_what_adds_to_it_follows(
    title: str, first: str, second: str
) -> None:
    """The first sentence with the news leads, not a better dressed one behind it."""
    said = summary(title, first + second)
    assert said.startswith(first)


def test_5_1_a_background_gives_way_to_the_news() -> None:
    """支えられて…年目を迎え is no news; そこで in front of the news goes."""
    said = summary(
        "もちつき大会",
        "皆さまに支えられ、開館から41年目を迎えました。そこで、今年も、もちつき大会を開催します。",
    )
    assert said.startswith("今年も、もちつき大会を開催します。")


def test_5_3_i_months_named_by_the_day_of_the_page_are_settled() -> None:
    """今月 is the month of publication, unless the text says it already."""
    page = Page(URL, "今月の特集「川の本」", "", published=TODAY)
    assert read_facts(page, TODAY).title == "6月の特集「川の本」"
    assert (
        read_facts(Page(URL, "今月の本(6月)", "", published=TODAY), TODAY).title == "今月の本(6月)"
    )


def test_5_1_a_without_a_sure_sentence_the_draft_is_short() -> None:
    """A colourful sentence that has nothing of the title is left out."""
    assert summary("『星の本』を紹介", "いっきに読めます。毎日わくわくします。") == ELSEWHERE


def test_truth_7_days_by_library_under_one_label_stay_with_their_library() -> None:
    """場所・日時 with a library before each of its days is told by library, or not at all."""
    said = summary(
        "夏休み小学生図書館員を募集",
        "【場所・日時】 西図書館・・・8月1日(土)・2日(日)\n東図書館・・・7月31日(金)\n各日午前10時から午後3時まで",
    )
    assert "・西図書館：8月1日(土)・2日(日)" in said
    assert "・東図書館：7月31日(金)" in said


def test_truth_7_of_what_is_called_off_a_part_is_no_list() -> None:
    """Some days of a list that is called off would pass for all of it."""
    said = summary(
        "催しの中止及び延期のお知らせ",
        "次の催しの中止及び延期をお知らせします。",
        "7月4日(土)星の講演会 → 中止\n7月5日(日)川の朗読 → 延期\n7月9日(木)英語でおはなし会 → 中止",
    )
    assert said == ELSEWHERE


def test_truth_7_ways_that_follow_as_a_list_are_not_told_by_their_first() -> None:
    """One alone would be wrong: all are told, or none."""
    said = summary(
        "ぬいぐるみおとまり会",
        "日時：7月4日(土)14時\n会場：児童コーナー\n申込方法：次のいずれかの方法で申し込みください。\n・来館\n・電話",
    )
    assert "申込：来館、電話で" in said


def test_5_1_a_the_end_of_a_list_is_no_sentence() -> None:
    """「…」の2種類があります begins in the line above."""
    said = summary(
        "読書手帳を配布",
        "「よむよむ手帳」(子ども向け)\n「夕暮手帳」(大人向け)の2種類の手帳を配布します。",
    )
    assert "夕暮手帳" not in said


def test_truth_7_a_term_of_office_is_no_day_of_the_news() -> None:
    """任期 is when the work lasts, not until when to apply."""
    said = summary(
        "図書館協議会委員を募集します",
        "図書館協議会の委員を募集します。",
        "# 3 任期",
        "7月1日から2028年6月30日までの2年間",
        "# 7 応募期限",
        "6月28日(日)必着",
    )
    assert "2028年" not in said
    assert "6月28日" in said


def test_5_3_i_a_stop_of_a_service_tells_its_own_period() -> None:
    """The last days to apply below it are another thing; so is a room's closing, which is not the
    library's.
    """
    said = summary(
        "文献複写の一時停止について",
        "システムを更新するため、複写の受付を一時停止します。",
        "停止期間：7月1日(水)17時～7月14日(火)9時",
        "受付期限は",
        "文献複写：7月8日(水)17時まで",
    )
    assert "停止期間：7月1日(水)17時～7月14日(火)9時" in said
    assert "7月8日" not in said
    room = summary(
        "多目的室の利用休止について",
        "多目的室の利用を休止します。",
        "利用休止期間：7月1日(水)～2日(木)",
    )
    assert "利用休止期間：7月1日(水)～2日(木)" in room


def test_truth_7_hours_of_another_line_are_not_put_to_the_days() -> None:
    """The workers' hours below are none of the period's; the name at the foot is no place."""
    said = summary(
        "駐車場の工事について",
        "7月1日(水)から駐車場の一部が使えません。",
        "工事期間：7月1日(水)～10日(金)",
        "工事の間もほかの駐車場は使えます。",
        "大きな音がします。",
        "平日8:30～17:00",
        "生涯学習センター",
    )
    assert "8:30" not in said
    assert "会場" not in said


def test_5_1_a_a_report_tells_what_was_and_not_what_comes_next() -> None:
    """The next meeting's day is no news of a report."""
    said = summary(
        "おはなし会のご報告",
        "6月13日(土)に、おはなし会が図書館で行われました。",
        "次のおはなし会は、7月11日(土)に開催します。",
    )
    assert "6月13日(土)" in said
    assert "7月11日" not in said


def test_truth_7_a_remark_that_hangs_on_another_stays_out() -> None:
    """17日も … needs the sentence about the day before."""
    said = summary(
        "臨時休館のお知らせ",
        "町の大会のため、7月16日(木)は図書館を臨時休館いたします。",
        "順延の時は下記のとおり変わります。",
        "17日(金)も雨天のときは開館いたします。",
    )
    assert "17日" not in said


def test_truth_7_corners_in_a_row_are_told_by_their_names() -> None:
    """「名」・・・ before a description is a heading; one of them does not stand for all."""
    said = summary(
        "7月の特設コーナー",
        "「川のほとりの本」・・・川にちなんだ本を集めています。\n「星をみあげる本」・・・星の本を展示しています。\n"
        "「夏のこわい本」・・・こわい話を展示しています。",
    )
    assert "・・・" not in said


def test_a_time_in_words_stands_as_the_page_has_it() -> None:
    """原則隔週火曜日 is no date, and is what a reader needs."""
    said = summary(
        "移動図書館車の運行について",
        "7月から移動図書館車を運行します。",
        "運行日程：原則隔週火曜日",
    )
    assert "運行日程：原則隔週火曜日" in said


def test_truth_7_what_stands_below_a_part_of_the_event_is_of_that_part() -> None:
    """◦工作「…」 14:00～16:00 opens a part: its number of places is not the festival's."""
    said = summary(
        "図書館まつり 開催",
        "7月4日(土)に図書館まつりを開催します。",
        "◦ステージ 10:30～12:00\n◦工作「えんぴつ作り」 14:00～16:00\n定員：10名\n参加費：無料",
    )
    assert "定員" not in said
    assert "7月4日(土)に図書館まつりを開催します。" in said


def test_5_1_a_yesterday_s_closed_day_makes_no_closing() -> None:
    """休館日でした is no news of a closing."""
    page = Page(
        URL,
        "消火の訓練をしました",
        "6月15日は図書館の休館日でした。火災を想定した訓練を図書館で行いました。",
        published=TODAY,
    )
    assert read_facts(page, TODAY).kind != "closure"


def test_5_3_2_what_calls_off_the_course_leads_and_nothing_invites_to_it() -> None:
    """A box put above the old programme is the news."""
    said = summary(
        "古文書講座 入門編",
        "県立博物館で開催する古文書講座です。",
        "# 重要なお知らせ",
        "7月に予定されておりました「古文書講座入門編」については、講師の都合のため、中止いたします。",
        "# 内容・日程",
        "日時：7月4日(土)14時～16時",
        "会場：県立博物館 講堂",
        "定員：15名",
    )
    assert said.startswith(
        "7月に予定されていた「古文書講座入門編」については、講師の都合のため、中止します。"
    )
    assert "会場" not in said
    assert "日時" not in said


def test_truth_7_what_is_the_same_in_each_row_is_told_once() -> None:
    """Books, music and discs are lent anew at the same time: nothing differs."""
    said = summary(
        "夏休みの長期貸出について",
        "|| 種別 | 変更期間 | 冊数",
        "| 図書 | 7月10日(金)～7月23日(木) | 10冊",
        "| 楽譜 | 7月10日(金)～7月23日(木) | 5冊",
        "| CD | 7月10日(金)～7月23日(木) | 5組",
    )
    assert said == "変更期間：7月10日(金)～7月23日(木)\n冊数：図書 10冊、楽譜 5冊、CD 5組"


def test_truth_7_a_group_of_days_has_the_name_of_its_library() -> None:
    """7月の開催日 stands under 西図書館: that is whose days they are."""
    said = summary(
        "本とおはなしの会",
        "# 西図書館",
        "## 7月の開催日",
        "4日(土曜日)、18日(土曜日)",
        "# 中央図書館",
        "## 7月の開催日",
        "8日(水曜日)、15日(水曜日)",
    )
    assert "・西図書館：7月4日(土)・18日(土)" in said
    assert "・中央図書館：7月8日(水)・15日(水)" in said
    assert "7月の開催日" not in said


def test_truth_7_a_briefing_is_not_the_course() -> None:
    """The days of 受講説明会 are not those of the course that the title names."""
    said = summary(
        "音訳者養成講座のお知らせ",
        "県立図書館では、録音資料の製作を行う音訳者を新規に募集・養成します。",
        "# 受講説明会の日程",
        "日時：7月4日(土)14時～16時",
        "会場：鑑賞室",
    )
    assert "7月4日" not in said


def test_truth_7_a_span_without_its_end_is_no_span() -> None:
    """開始日 alone would hold for ever: it is told with the day to give back, or not."""
    begin = "貸出開始日：7月18日(土)"
    said = summary("夏休み長期貸出について", begin, "貸出返却日 8月29日(土)")
    assert said == f"{begin}\n貸出返却日：8月29日(土)\n{ELSEWHERE}"


def test_a_period_that_nobody_ends_goes_on() -> None:
    """7月4日(土)～ 先着順 is no single day."""
    said = summary(
        "手作りバッグのプレゼント",
        "期間：7月4日(土)～ 先着順、なくなるまで",
        "場所：中央図書館 1階",
    )
    assert said == "期間：7月4日(土)から\n場所：中央図書館 1階"


def test_a_period_in_a_sentence_is_a_period() -> None:
    """期間は…(期間中の月曜日は休館), without a full stop."""
    said = summary(
        "企画展「港の町」を開催します", "期間は7月4日(土)～7月20日(月)(期間中の月曜日は休館)"
    )
    assert "7月4日(土)～7月20日(月)" in said


def test_truth_7_what_goes_on_from_one_library_s_sentence_is_of_that_library() -> None:
    """なお、西図書館については、…: 広いため休館します is not said of all."""
    said = summary(
        "新しい機器の導入に伴う市立図書館の臨時休館について",
        "機器を入れ替えます。",
        "なお、西図書館については、床を一部を除き全面に張り替えます。",
        "広いため7月30日まで休館します。",
    )
    assert "7月30日" not in said


def test_a_value_out_of_which_a_number_was_taken_is_not_told() -> None:
    """来館し直接申し込むか、Tel：…にお電話で: 申し込むかにお電話で is no sentence."""
    said = summary(
        "トークイベント「歩く人」を開きます",
        "日時：7月4日(土)13:30～15:00",
        "場所：多目的ホール",
        "申込：6月27日(土)9:00～、来館し直接申し込むか、Tel：0422-00-0000にお電話で",
    )
    assert "申し込むかに" not in said


def test_longer_hours_are_no_closing() -> None:
    """開館時間を延長します is answered by the sentence that says so, and then by 休館日."""
    said = summary(
        "【開館時間を延長します】夏休み中の図書館利用について",
        "帰省できない学生のために、夏休み中の平日の開館時間を延長します。",
        "休館日：8月12日(水)～8月18日(火)",
    )
    assert said.startswith("帰省できない学生のために、夏休み中の平日の開館時間を延長します。")
    assert "休館日：8月12日(水)～8月18日(火)" in said


def test_truth_7_a_condition_below_a_condition_is_no_heading() -> None:
    """・…に興味がある方 goes on with who may come: the first alone would pass for all."""
    said = summary(
        "音訳ボランティアを募集します",
        "新たに音訳ボランティアを募集します。",
        "応募資格",
        "18歳以上の方で、無償で活動できる方",
        "音訳や対面朗読に興味がある方",
        "受付期間：6月20日(土)～7月10日(金)",
    )
    assert "18歳" not in said
    assert "受付期間：6月20日(土)～7月10日(金)" in said


def test_5_3_2_a_remark_at_the_head_calls_off_what_stands_below() -> None:
    """※…のため、中止とさせていただきます。 above the old text: nothing of that is announced."""
    told = (
        "※講師の都合のため、中止とさせていただきます。",
        "博物館と市史編さん委員会の合同で講演会を開催いたします。",
        "日時：7月4日(土)14時～16時",
        "会場：市役所8階 大会議室",
    )
    page = Page(
        URL,
        "講演会「写真でたどる町」の開催について",
        "\n".join(told),
        published=TODAY,
        blocks=blocks(*told),
    )
    said = compose(page, facts=read_facts(page, TODAY), style=Style(), url=URL, today=TODAY)
    assert said.title.startswith("【中止】")
    assert said.summary.startswith("講師の都合のため、中止とします。")
    assert "開催いたします" not in said.summary


def test_truth_7_the_day_of_the_list_behind_a_title_is_no_closed_day() -> None:
    """An old page's list has 「title (day)」: the day on which it was written."""
    title = "公民館図書室 蔵書点検のお知らせ"
    page = Page(
        URL,
        title,
        f"{title}\n2026/6/20\n期間\n7月6日(月)から10日(金)まで\n点検のため休室します。",
        published=TODAY,
        blocks=(
            Block("pair", (title, "2026/6/20)")),
            Block("pair", ("期間", "7月6日(月)から10日(金)まで")),
            Block("text", ("点検のため休室します。",)),
        ),
    )
    said = compose(page, facts=read_facts(page, TODAY), style=Style(), url=URL, today=TODAY).summary
    assert "6月20日" not in said
    assert "期間：7月6日(月)～10日(金)" in said


@pytest.mark.parametrize(
    "title",
    [
        "閉館したら音楽会！夜の図書館コンサートを開催します",
        "臨時休館後の限定開館のお知らせ",
        "休館中の制限の緩和について",
    ],
)
def test_truth_7_a_title_that_only_mentions_a_closing_makes_no_closed_day(title: str) -> None:
    """「休館日」 is said only where the page says it of that very day."""
    said = summary(title, "7月12日(日) 17:30～", "図書館は17時に閉館します。")
    assert "休館日" not in said
    assert "休館期間" not in said


def test_truth_7_a_closing_s_own_days_are_closed_days() -> None:
    """The other half: below a title that tells of a closing they are."""
    assert "休館日：7月12日(日)" in summary(
        "臨時休館のお知らせ", "7月12日(日)", "館内整備のため休館します。"
    )


def test_truth_7_days_that_the_next_line_takes_out_are_not_told() -> None:
    """8月14日(金) ⏎ は除きます。; of a room they are told as what they are."""
    told = ("# 利用日時", "期間：7月18日(土)～8月30日(日)", "8月14日(金)")
    assert "8月14日" in summary("夏休みは2階集会室を閲覧席にします", *told)
    said = summary("夏休みは2階集会室を閲覧席にします", *told, "は除きます。")
    assert [line for line in said.split("\n") if "8月14日" in line] == ["除く日：8月14日(金)"]
    assert "8月14日" not in summary("夏休みは2階を席にします", *told, "は除きます。")


def test_truth_7_a_weekday_on_which_it_is_closed_is_no_place() -> None:
    """「月曜休館」 between period and fee."""
    told = ("開催期間：7月4日(土)～8月30日(日)", "観覧料：一般300円")
    assert "月曜" not in summary("企画展「川の一生」", told[0], "会場：月曜休館", told[1])
    assert "会場：2階ホール" in summary("企画展「川の一生」", told[0], "会場：2階ホール", told[1])


def test_truth_7_the_days_below_a_label_of_times_are_the_events() -> None:
    """日時・内容： stands alone, and its list says what happens when."""
    told = (
        "・7月4日(土)10時15分…受け付け、おはなし会に参加します。",
        "・7月5日(日)10時…お迎えになります。",
    )
    said = summary(
        "ぬいぐるみおとまり会",
        "ぬいぐるみとおはなし会に参加します。",
        "日時・内容：",
        *told,
        "参加費：無料",
    )
    assert "日時：7月4日(土)10時15分\nお迎え：7月5日(日)10時" in said
    assert (
        "7月4日"
        not in summary("ぬいぐるみおとまり会", "注意事項：", *told, "参加費：無料").partition("\n")[
            0
        ]
    )


def test_truth_7_a_list_below_a_label_ends_where_a_line_has_no_day() -> None:
    """What comes behind it is no longer the label's."""
    said = summary(
        "講座「川の一生」",
        "日程",
        "7月4日(土)14時 川のはじまり",
        "お茶の時間があります。",
        "7月25日(土)14時 見学の申込みの締切",
    )
    assert "7月25日" not in said


def test_truth_7_what_one_thing_of_a_programme_has_is_not_the_festivals() -> None:
    """Its place, whom it is for and what it costs; its names are what there is."""
    said = summary(
        "としょかんまつり",
        "今年も図書館の会と一緒に開催します。",
        "7月25日（土）\n人形劇「三びきのやぎ」\n10:30～11:15 町民ホール\n申込不要\n"
        "豆本をつくろう\n13:30～15:00 会議室A\n小学生以上 15人（要申込）\n材料費：200円",
    )
    assert "内容：人形劇「三びきのやぎ」、豆本をつくろう" in said
    assert not any(words in said for words in ("町民ホール", "小学生", "200円", "申込"))
