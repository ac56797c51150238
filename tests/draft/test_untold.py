"""The lines of a page that no rule knows, and the sentences that are worth the room that is left."""

from __future__ import annotations

import pytest
from draft.test_examples import Example, drafted
from in_short import summary

from bridge.draft.sentences import says_of_what

EVENT = ("夏の工作会を開きます。", "日時：7月4日(土)14時から", "会場：2階ホール")


def test_5_1_a_a_line_that_no_rule_knows_is_told_by_its_own_label() -> None:
    """使える人 of a service has a line; 閲覧 of it, which two parts have, would pass for both."""
    lead = "7月1日(水)午前10時から、電子図書館を始めます。"
    said = summary("電子図書館を始めます", lead, "# くわしく", "使える人：市内の方")
    assert "使える人：市内の方" in said
    both = ("# 東館", "閲覧の席：市内の方のみ", "# 西館", "閲覧の席：どなたでも")
    assert "閲覧の席" not in summary("電子図書館を始めます", lead, *both)


def test_5_1_a_a_word_that_is_label_and_value_is_told() -> None:
    """貸出日数 :7日間 stands in one line, with a blank before its colon."""
    lead = "課題図書を多くの方に読んでいただくため、7月1日(水)から貸出のきまりを変えます。"
    said = summary(
        "課題図書の貸出", lead, "# 貸出のきまり", "貸出日数 :7日間", "取りおきの棚の場所"
    )
    assert "貸出日数：7日間" in said


def test_truth_7_a_plain_line_of_another_part_has_that_part_s_name() -> None:
    """# 移転に伴う休館 ⏎ 期間：…: 期間 alone would be the removal's."""
    lead = "西部分館は、9月1日(火)に駅前ビルの3階へ移転します。"
    said = summary("西部分館の移転", lead, "# 移転に伴う休館", "期間：8月21日(金)～8月31日(月)")
    assert "移転に伴う休館：8月21日(金)～8月31日(月)" in said
    assert "\n期間" not in said


def test_truth_7_beside_an_event_another_part_is_of_something_else() -> None:
    """# ボランティア募集 below a film; of a part that the title names the line is told with its
    name.
    """
    film = "日時：7月4日(土)14時から\n会場：2階ホール"
    terms = "受付期間：6月22日(月)～6月30日(火)"
    assert "6月30日" not in summary("夏の映画会", film, "# ボランティア募集", terms)
    asked = summary("書評大会 出場者募集", "# 募集", "人数：24名", "# 大会", film)
    assert "募集の人数：24名" in asked


def test_truth_7_days_on_which_it_cannot_be_used_are_no_offer() -> None:
    """# 使えない日 ⏎ 大会議室：8月1日(土): no day of use."""
    lead = "夏休みの間、会議室を学習室として開放します。"
    days = "大会議室：8月1日(土)、8月22日(土)\n集会室：8月8日(土)"
    said = summary(
        "夏休みの学習室", lead, "開放期間：7月21日(火)～8月30日(日)", "# 使えない日", days
    )
    assert "8月1日" not in said
    assert "8月8日" not in said
    told = summary("夏休みの学習室", lead, "開放期間：7月21日(火)～8月30日(日)", "# 使える日", days)
    assert "8月1日" in told


def test_5_1_a_the_new_day_of_what_is_put_off_is_told_by_its_label() -> None:
    """新しい日時 is the news; the old 日時 stays out."""
    said = summary(
        "【延期】人形劇の会",
        "人形劇の会は、大雪のため延期します。",
        "# くわしく",
        "もとの日時：6月27日(土)11時",
        "新しい日時：7月11日(土)11時～11時45分",
    )
    assert "新しい日時：7月11日(土)11:00～11:45" in said.replace("11時～11時45分", "11:00～11:45")
    assert "6月27日" not in said


def test_5_1_a_a_sentence_goes_without_the_word_that_ties_it() -> None:
    """また、残りの席の…: it says of what it is; また、これらは… needs the one before it."""
    lead = "7月4日(土)に予定していた講演会は、講師の都合により7月25日(土)に延期します。"
    more = "また、残り30席の追加の受付を7月11日(土)午前10時から行います。"
    said = summary("講演会の延期", lead, "お申込みの方にはお手紙をお送りしました。", more)
    assert "残り30席の追加の受付を7月11日(土)午前10時から行います。" in said
    assert "また、" not in said
    these = "また、これらは7月11日(土)午前10時から配ります。"
    assert "これらは" not in summary("講演会の延期", lead, "お手紙をお送りしました。", these)


def test_5_1_a_news_of_another_part_is_told_of_a_service_and_not_of_an_event() -> None:
    """# ついでに変わること ⏎ 7月6日から、カードの再発行が200円になります。"""
    also = "7月6日(月)から、カードの再発行が100円から200円になります。"
    said = summary(
        "図書館カードがスマートフォンに",
        "7月6日(月)から、カードを画面に出して本を借りられます。",
        "# ついでに変わること",
        also,
    )
    assert also in said
    event = "日時：7月4日(土)14時から\n会場：2階ホール"
    assert "200円" not in summary("夏の映画会", event, "# ついでに変わること", also)


def test_5_1_a_half_a_sentence_of_another_part_needs_its_heading() -> None:
    """# 観戦者 ⏎ どなたでも80名: the sentence alone would be of all."""
    said = summary(
        "書評合戦 発表者・観戦者募集",
        "= 日時 | 11月8日(日)13時30分～16時",
        "# 発表者",
        "市内の中学生と高校生 8名",
        "# 観戦者",
        "どなたでも 80名(申込み不要・当日13時開場)。",
    )
    assert "観戦者：どなたでも 80名" in said


def test_6_9_what_is_called_off_is_told_whatever_its_words_weigh() -> None:
    """「えほんのつどい」は中止にします。 has no figure, and somebody would come in vain."""
    said = summary(
        "7月5日の図書館利用について",
        "「えほんのつどい」は中止にします。",
        "図書館は開館しておりますが、子どもだけでの利用はできません。",
    )
    assert "「えほんのつどい」は中止にします。" in said


def test_truth_7_what_stands_below_a_named_walk_is_the_walk_s() -> None:
    """まち歩き「消えた橋をさがして」：7月18日(土)…, then 対象 and 定員, below an exhibition's span."""
    said = summary(
        "郷土資料展「橋でたどる川」",
        "日時：7月1日(水)から7月31日(金)まで 9時から20時",
        "まち歩き「消えた橋をさがして」：7月18日(土)9時30分から11時30分(小雨決行)",
        "対象 市内在住の方",
        "定員 15人(抽選)",
    )
    assert "15人" not in said
    assert "市内在住" not in said


def test_truth_7_a_house_whose_days_have_a_remark_is_not_left_out() -> None:
    """～1月5日(火) ※床の張替え工事のため: without it three of four houses would be all."""
    rows = (
        "|| 館 | 休館期間 | 年始の開館 |",
        "| 中央図書館 | 12月29日(火)～1月4日(月) | 1月5日(火)9時30分 |",
        "| 東分館 | 12月28日(月)～1月4日(月) | 1月5日(火)10時 |",
        "| 南分館 | 12月26日(土)～1月5日(火) ※床の張替え工事のため | 1月6日(水)10時 |",
    )
    said = drafted(Example("年末年始の休館について", None, rows, ""))
    assert "12月26日(土)～1月5日(火)" in said


def test_5_1_a_a_time_that_is_told_is_not_told_again_under_another_label() -> None:
    """日にち：7月4日(土)・11日(土) beside 日時 with both."""
    said = summary(
        "えほんの会",
        "日時：7月4日(土)10時30分～11時、7月11日(土)10時30分～11時",
        "# えほんの会の日にち",
        "開く日：7月4日(土)・11日(土)",
    )
    assert said.count("7月4日") == 1


def _notes(title: str, *lines: str) -> tuple[str, ...]:
    """The notes of a draft that say what it leaves out."""
    said = drafted(Example(title, None, lines, "")).rpartition("\n-- ")[2]
    return tuple(note for note in said.split("、") if note.startswith("下書きに入っていません"))


def test_5_3_i_what_a_post_would_surely_tell_and_a_draft_does_not_is_noted() -> None:
    """By the line itself, behind its label or its heading; not what the draft has, nor what is over,
    nor when the page was made.
    """
    day = "日時：8月8日(土)14時～16時\n会場：2階ホール"
    fee = "参加費：300円(お茶代)"
    apart = ("# 大会", day, "# 練習会", "申込：7月11日(土)9時から電話で")
    assert _notes("書評大会の参加者募集", *apart) == (
        "下書きに入っていません「練習会 申込：7月11日(土)9時から電話で」",
    )
    assert _notes("書評大会の参加者募集", "# 大会", day, fee) == ()
    past = ("# 大会", day, "# 練習会", "申込：6月11日(木)9時から電話で")
    assert _notes("書評大会の参加者募集", *past) == ()
    assert _notes("書評大会の参加者募集", "# 大会", day, "(8月1日掲載)") == ()


def test_5_3_i_a_note_shows_the_beginning_of_a_long_line() -> None:
    """Forty characters, with … for the rest."""
    long = f"申込：7月11日(土)9時から{'電話か窓口か' * 5}で"
    note = _notes("書評大会の参加者募集", "# 大会", "日時：8月8日(土)14時～", "# 練習会", long)
    assert [len(one.partition("「")[2]) for one in note] == [41]
    assert note[0].endswith("…」")


@pytest.mark.parametrize(
    ("part", "never"),
    [
        (("# 体験会(中止)", "= 日時 | 7月12日(日)10時"), "7月12日"),
        (("# 体験会", "= 日時 | 7月12日(日)10時", "この体験会は中止しました。"), "7月12日"),
        (("# 操作相談会(満席)", "= 相談できる数 | 8組"), "8組"),
        (("# 禁止されていること", "= 印刷 | 10枚"), "10枚"),
        (("# 来年度から", "= 配達日 | 水曜日"), "水曜日"),
        (("# 運営", "= 配達員 | 加藤三郎"), "加藤"),
        (("# 運営", "= 集荷先 | 中央町1丁目2番3号"), "1丁目"),
        (("# 休館中の連絡", "当直 :加藤三郎"), "加藤"),
        (("# 北分館", "7月8日(水)から7月10日(金)までカウンターが使えません。"), "7月8日"),
        (("# 対面朗読", "7月14日(火)から7月31日(金)まで休止します。"), "7月14日"),
        (("# 駐車場", "7月12日(日)は使えません。"), "7月12日"),
        (("# 学校向け", "7月8日(水)から50冊まで借りられます。"), "50冊"),
        (("北分館は7月7日(火)に始めます。また、翌日は10冊まで借りられます。",), "翌日"),
    ],
)
def test_truth_7_another_part_is_not_told_as_the_news(part: tuple[str, ...], never: str) -> None:
    """What is off, full, forbidden or not yet so, another house's, a person's, of nothing by itself."""
    assert never not in summary("本の宅配の開始", "7月1日から本の宅配を始めます。", *part)


def test_truth_7_limits_of_some_have_their_name() -> None:
    """# 団体 ⏎ 貸出点数：100点まで: of groups, not of all."""
    lead = "7月1日から利用者カードが変わります。"
    said = summary("利用者カードの変更", lead, "# 団体", "= 持てる枚数 | 3枚まで")
    assert "\n持てる枚数" not in said
    assert "団体の持てる枚数：3枚まで" in said


@pytest.mark.parametrize(
    ("remark", "told"),
    [
        ("※27日は休館", "開館：7月20日(月)～7月31日(金)(27日は休館)\n休館：8月3日(月)"),
        ("※7月27日(月)を除く", "休館：8月3日(月)\n詳しくはリンク先をご覧ください。"),
    ],
)
def test_6_9_a_day_excepted_behind_a_remark_is_not_told_as_open(remark: str, told: str) -> None:
    """Its span is told with what is excepted, or not at all."""
    rows = (f"= 7月20日(月)～7月31日(金) {remark} | 開館", "= 8月3日(月) | 休館")
    said = summary("夏休みの開館日", "夏休みは次のとおり開館します。", *rows)
    assert said.endswith(told)
    assert said.count("31日") == told.count("31日")


def test_6_9_a_day_is_new_where_its_label_says_so() -> None:
    """振替休館日 and あらたな定員 of another course are no new day of what is put off."""
    said = summary(
        "講座延期",
        "7月5日(日)の歴史講座は延期です。",
        "= 振替休館日 | 7月21日(火)",
        "# パソコン講座",
        "= あらたな定員 | 10名",
    )
    assert "7月21日" not in said
    assert "10名" not in said


@pytest.mark.parametrize(("day", "told"), [("6月7日(日)", True), ("6月7日(月)", False)])
def test_6_9_a_report_has_no_day_whose_weekday_is_wrong(day: str, *, told: bool) -> None:
    """6月7日(日) above a report is the day on which it was; 6月7日(月) is none."""
    said = summary("朗読会を開催しました", day, "ボランティアによる朗読会を開催しました。")
    assert ("6月7日" in said) == told


@pytest.mark.parametrize(
    ("sentence", "by_itself"),
    [
        ("資料代(500円)を払い戻します。", True),  # the brackets stand between the thing and を
        ("翌日(水)は10冊までです。", False),
        ("かわりに7月3日(金)の運行を増やします。", False),
        ("代わりに分館の開館を早めます。", False),
        ("分館の開館を、代わりに早めます。", True),
    ],
)
def test_truth_7_a_sentence_away_from_the_news_says_of_what_it_is(
    sentence: str, by_itself: bool
) -> None:
    """かわりに 7月3日 is in place of what stands before it."""
    assert says_of_what(sentence) is by_itself


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("対象", "中学生以下の方"),
        ("対象", "3歳以下のお子さんと保護者"),
        ("対象", "小学生以下のお子さん"),
        ("対象", "小学3年生(9歳)以下の方"),
        ("対象", "10人以下の団体"),
        ("対象", "18歳以下、または65歳以上の方"),
        ("対象", "12歳以下に限ります"),
        ("費用", "500円(18歳以下の方は無料)"),
        ("持ち物", "10cm以下の箱"),
        ("申込", "6月1日(月)から、18歳以下のフォームから"),
    ],
)
def test_5_1_a_a_limit_behind_an_age_a_stage_or_a_count_is_told(label: str, value: str) -> None:
    """以下 behind 18歳, 中学生, 10人 is no following."""
    assert f"\n{label}：{value}" in summary("夏の工作会のお知らせ", *EVENT, f"{label}：{value}")


@pytest.mark.parametrize(
    "value",
    ["以下のとおり", "開催日以下のとおり", "以下の方(市内在住)", "市内の方、以下に示す学年"],
)
def test_5_3_i_what_follows_below_is_not_told_as_a_value(value: str) -> None:
    """以下 by itself points at what stands below, and a draft has no below."""
    assert "以下" not in summary("夏の工作会のお知らせ", *EVENT, f"対象：{value}")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("10MB以下のファイルを受け付けます。", True),
        ("中学生以下の表彰は、7月4日(土)に集会室で行います。", True),
        ("以下のファイルを受け付けます。", False),
        ("以下の表彰を、7月4日(土)に集会室で行います。", False),
    ],
)
def test_5_3_i_a_sentence_with_a_limit_points_nowhere(sentence: str, *, told: bool) -> None:
    """10MB以下の is a limit, 以下の by itself is not."""
    assert (sentence in summary("学習室の利用を変えます", sentence, "貸出：10冊")) is told
