"""Whether a series is told with the days on which it is otherwise, and what names a row of days."""

from __future__ import annotations

from itertools import pairwise

from in_short import TODAY, URL, blocks, summary

from bridge.draft.excepted import parted
from bridge.draft.plan import read_facts
from bridge.model import Page


def rows(*told: str, title: str = "7月の会のご案内") -> list[str]:
    """The rows of the draft of a page that is too long to be told whole."""
    return [line for line in summary(title, *told).split("\n") if "：" in line]


TABLE = ("|| 館 | 日時 | 備考",)


def test_5_3_i_a_rule_is_told_with_the_day_that_is_off() -> None:
    """The remark of a row takes a day out of the row's series; one of another weekday does not."""
    said = rows(
        *TABLE,
        "| 本館 | 毎週土曜日 11:00～ | 18日はお休み",
        "| 東館 | 毎週日曜日 10:00～ | 18日はお休み",
        "| 西館 | 4日(土)・25日(土) 13:00～ | 25日は工作の会",
    )
    assert said == [
        "・本館：毎週土曜日 11:00～(18日は休み)",
        "・東館：毎週日曜日 10:00～",
        "・西館：7月4日(土)・25日(土)13:00～(25日は工作の会)",
    ]


def test_5_3_i_a_remark_below_is_of_the_row_that_it_names() -> None:
    """西館の11日は…; of one that names none, of each that has the day; of another series of a house
    nothing.
    """
    table = (
        "|| 館 | 日時",
        "| 本館 | 4日(土)・11日(土) 11:00～",
        "| 西館 | 11日(土)・25日(土) 14:00～",
    )
    assert rows(*table, "※西館の11日は音楽会のため、午後3時からです。") == [
        "・本館：7月4日(土)・11日(土)11:00～",
        "・西館：7月11日(土)・25日(土)14:00～(11日は午後3時から)",
    ]
    assert [parted(row)[1] for row in rows(*table, "※11日は要申込です。")] == ["(11日は要申込)"] * 2
    said = rows(*table, "※本館の毎週土曜の紙芝居は、11日はお休みです。")
    assert not any(parted(row)[1] for row in said)


def test_5_3_i_days_off_stand_in_one_bracket_and_what_is_instead_behind_them() -> None:
    """Of several topics each has its own below its heading; another heading's are none of it."""
    said = rows(
        "# 赤ちゃんの会",
        "毎週水曜日 10時～",
        "※7月15日は講座のため、ありません。29日はお休みです。",
        "# 折り紙の会",
        "第1・第3金曜日 15時～",
        "※7月3日はお休み。かわりに10日に行います。",
        "# 朗読の会",
        "7月12日(日)・26日(日) 14時～",
    )
    assert said == [
        "・赤ちゃんの会：毎週水曜日 10時～(7月15日・29日は休み)",
        "・折り紙の会：第1・第3金曜日 15時～(7月3日は休み、かわりに10日)",
        "・朗読の会：7月12日(日)・26日(日)14時～",
    ]


def test_5_3_i_a_span_is_told_with_its_other_hours_where_no_sentence_tells_them() -> None:
    """日時 alone would be so of each day; 夏休み is no day off, and a whole span is no exception."""
    said = summary(
        "駐車場の工事",
        "駐車場の半分が使えなくなります。",
        "期間：7月6日(月)～17日(金)午前9時～午後5時",
        "※土日は工事なし",
    )
    assert "午後5時(土日は工事なし)" in said
    said = summary(
        "夏のひろば",
        "日時：7月18日(土)～26日(日)10時～12時",
        "7月18日は、夏休みに合わせて開きます。",
    )
    assert "休み)" not in said


def test_5_3_i_of_a_closing_the_day_that_is_open_stands_behind_it() -> None:
    """駅前館は7月14日は開館します, of that house alone."""
    said = rows(
        "|| 館 | 休館日",
        "| 中央館 | 7月13日(月)～17日(金)",
        "| 駅前館 | 7月13日(月)～16日(木)",
        "※駅前館は7月14日(火)は開館します。",
        title="休館のお知らせ",
    )
    assert said == [
        "・中央館：7月13日(月)～17日(金)",
        "・駅前館：7月13日(月)～16日(木)(7月14日は開館)",
    ]


def test_5_3_i_what_is_asked_of_one_house_alone_stands_behind_its_days() -> None:
    """Of the others nothing is asked."""
    said = rows(
        "|| 館 | 日時",
        "| 本館 | 7月4日(土) 11:00～",
        "| 浜館 | 7月5日(日) 11:00～",
        "ただし浜館のみ先着10組です。",
    )
    assert said == ["・本館：7月4日(土)11:00～", "・浜館：7月5日(日)11:00～(先着10組)"]


def test_5_3_i_each_of_two_days_has_the_hours_that_a_line_gives_it() -> None:
    """Where one of them has none, none is told."""
    days = ("日にち：7月11日(土)・12日(日)",)
    said = summary("古本の市", *days, "時間：11日 10時～16時\n12日 10時～14時", "場所：ホール")
    assert "7月11日(土)10時～16時、7月12日(日)10時～14時" in said
    said = summary("古本の市", *days, "時間：11日 10時～16時\n18日 10時～14時", "場所：ホール")
    assert "16時、" not in said


def test_5_3_i_hours_below_a_day_are_not_those_of_the_next_one() -> None:
    """開演18:30 stands below the first night."""
    said = summary(
        "星の映画会",
        "第1夜 7月10日(金)\n「白い山」(2001年/100分)\n開場18:30 開演19:00",
        "第2夜 7月11日(土)\n「青い海」(1998年/90分)\n開場17:30 開演18:00",
        "会場：中庭",
    )
    assert "7月11日(土)18:00" in said
    assert "19:00、18:00" not in said


def test_5_3_i_who_does_it_is_no_name_of_a_row() -> None:
    """会場 names the rows, おはなしする人 does not; a column of things does."""
    table = ("|| 会場 | 日時 | おはなしする人",)
    said = rows(
        *table, "| 本館 | 7月4日(土) 11:00～ | 会のみなさん", "| 西館 | 7月5日(日) 11:00～ | 職員"
    )
    assert said == ["・本館：7月4日(土)11:00～", "・西館：7月5日(日)11:00～"]
    said = rows(
        "|| 会場 | 日時 | すること",
        "| 本館 | 7月4日(土) 11:00～ | 影絵あそび",
        "| 西館 | 7月5日(日) 11:00～ | 紙ねんど",
    )
    assert [row.partition("：")[0] for row in said] == ["・影絵あそび", "・紙ねんど"]


def test_5_3_i_a_place_or_a_link_is_no_name_of_what_stands_below_a_heading() -> None:
    """The heading is; words of the thing itself behind the day stay its name."""
    said = rows(
        "# 星のかざり",
        "7月4日(土) 2階ろうか",
        "# 魚つり",
        "7月5日(日) くわしくはこちら",
        "# 音の会",
        "7月11日(土) 14時～",
    )
    assert [row.partition("：")[0] for row in said] == ["・星のかざり", "・魚つり", "・音の会"]


def test_5_3_i_rows_of_one_of_several_houses_bear_its_name() -> None:
    """Where only one house has its days told, too."""
    said = summary(
        "7月の行事",
        "# 【本館】",
        "## 折り紙",
        "7月4日(土) 14時～",
        "## 紙芝居",
        "7月11日(土) 14時～",
        "# 【浜館】",
        "## 人形劇",
        "6月6日(土) 14時～",
    )
    assert "・本館 折り紙：" in said
    assert "・本館 紙芝居：" in said


def test_5_3_i_a_house_with_a_remark_in_brackets_names_its_days() -> None:
    """All three are told, not the two without a remark."""
    said = summary(
        "絵の展示",
        "絵の展示を三つの館で行います。",
        "7月1日(水)～5日(日)本町図書館(最終日は正午まで)\n7月7日(火)～12日(日)浜図書館\n"
        "7月14日(火)～19日(日)山図書館",
    )
    places = [said.find(name) for name in ("本町図書館", "浜図書館", "山図書館")]
    assert all(one < other for one, other in pairwise(places))
    assert places[0] > 0
    assert "(最終日は正午まで)" in said


def test_5_3_i_the_first_prize_is_told_though_its_line_names_a_person() -> None:
    """A later one alone would pass for the result."""
    said = summary(
        "しおりコンクールの結果発表",
        "館長賞 「海のあさ」 山本 はなさん（南小4年）",
        "町長賞 「犬のみみ」 林 一朗さん（一般）",
        "漁協賞 「かぜ図書館」 岡 みなとさん（南中1年）",
        "作品は館内に貼っています。",
    )
    assert "館長賞：「海のあさ」" in said
    assert said.find("海のあさ") < said.find("かぜ図書館")
    assert "山本" not in said


def test_5_3_i_what_was_so_is_no_row_of_a_change() -> None:
    """6月まで | 7月から: the old days would pass for the new ones."""
    said = summary(
        "新しい車とコースについて(7月から)",
        "# コースの変更",
        "|| コース | 6月まで | 7月から",
        "| 山の線 | 第1・第3火曜 | 第2・第4火曜。学校前は9時から",
        "| 浜の線 | 第1・第3金曜 | 第2・第4金曜。支所前は15時から",
    )
    assert "・山の線：第1" not in said


def test_5_3_i_phases_of_works_are_not_run_together() -> None:
    """2階 is closed in the first one, and all in the second."""
    said = summary(
        "改修工事のお知らせ",
        "国の補助を受けて改修工事を行います。",
        "# 工事の期間",
        "令和8年7月6日(月)から令和8年8月31日(月)まで",
        "第1期 7月6日～7月19日",
        "2階の学習室と資料室が使えません。",
        "第2期 7月20日～8月31日",
        "全館休館します。",
    )
    assert "・7月6日～7月19日：2階の学習室と資料室が使えません" in said
    assert "・7月20日～8月31日：全館休館します" in said


def test_5_3_i_the_month_of_a_side_remark_is_not_that_of_the_days_below() -> None:
    """作品は9月に上映します, on a page of July."""
    said = summary(
        "7月の行事",
        "# 映画の会",
        "5日(日) 13時～",
        "もう一つの作品は9月に上映します。",
        "# 俳句の会",
        "15日(水) 14時～",
    )
    assert "7月15日(水)" in said


def test_5_3_i_each_house_of_a_table_of_days_has_its_own() -> None:
    """東部 is a house where its column has no head; their days are not one house's."""
    said = summary(
        "夏の開館日",
        "|| | 7月6日(月) | 7月7日(火) | 7月8日(水)",
        "| 中央 | 休館 | 開館 | 開館",
        "| 東部 | 休館 | 休館 | 開館",
    )
    assert "・中央 休館：7月6日(月)" in said
    assert (
        "・東部 休館：7月6日(月)、7月7日(火)" in said or "・東部 休館：7月6日(月)・7日(火)" in said
    )


def test_5_3_i_a_day_is_not_off_where_the_next_one_is() -> None:
    """20日は開場し、翌21日は休み is of the 21st; what is off itself stays so."""
    show = ("会期：7月1日(水)～8月30日(日)", "会場：本館の展示室")
    many = "町の古い道具を、持ち主の話とともに並べます。" * 9
    for rest in ("7月20日は開場し、翌21日休み", "7月20日は開場、その翌日は休み"):
        assert "20日は休み" not in summary("町の道具展", many, *show, f"休み：月曜日({rest})")
    assert "20日は休み" in summary("町の道具展", many, *show, "ただし、7月20日は休みます。")


def test_5_3_i_what_is_lent_on_a_day_is_no_exception_of_a_closing() -> None:
    """貸出期間 ⏎ 11日に借りたものは、2週間ではなく3週間; what is so with the thing itself is one."""
    table = ("|| 館 | 日時", "| 本館 | 4日(土)・11日(土) 11:00～", "| 西館 | 11日(土) 14:00～")
    for lent in (
        "に借りたものは、2週間ではなく3週間です。",
        "に貸し出した本は、期限が変わります。",
    ):
        said = rows(*table, f"○貸出　11日(土){lent}")
        assert [parted(row)[1] for row in said] == ["", ""]
    said = rows(*table, "※11日は要申込です。")
    assert parted(said[0])[1] == "(11日は要申込)"


def test_5_3_i_behind_however_each_day_is_read_for_itself() -> None:
    """ただし、15日はお休み、29日は…ありません: both days are off, whatever word stands before them;
    年始の day keeps its word.
    """
    said = rows(
        "# 折り紙の会",
        "毎週水曜日 10時～",
        "ただし、15日はお休み、29日は館内が点検で閉まりますのでありません。",
        "# 年越しの会",
        "12月2日から毎週水曜日、15時～15時40分。年末の30日、年始の6日は行いません。",
        title="7月の会のご案内",
    )
    assert said == [
        "・折り紙の会：毎週水曜日 10時～(15日・29日は休み)",
        "・年越しの会：12月2日から毎週水曜日 15時～15時40分(30日・年始の6日は休み)",
    ]


def test_5_3_i_a_weekday_of_its_number_and_a_month_are_taken_out_of_a_series() -> None:
    """第3日曜日を除く is no 3rd; 1月は休み, 1月は第4金曜日だけ are of one month; another series'
    weekday is none of its own.
    """
    said = rows(
        "・将棋 毎週日曜日 10時～12時（第3日曜日を除く）",
        "・囲碁 毎週土曜日 10時～12時（第3日曜日を除く）",
        "・折り紙 毎月第2日曜日 14時～ ※1月は休み",
        "・朗読 第2・第4金曜日 10時～（1月は第4金曜日）",
        "・手芸 毎週木曜日 13時～（祝日は休み）",
        title="会のご案内",
    )
    assert [parted(row)[1] for row in said] == [
        "(第3日曜日を除く)",
        "",
        "(1月は休み)",
        "(1月は第4金曜日)",
        "(祝日は休み)",
    ]


def test_5_3_i_a_day_on_which_the_house_is_closed_makes_no_closing_of_a_series() -> None:
    """休館中のため行わず is said of the series; without its weekday and hour it is the news."""
    shut = "2月13日は図書館が休館中のためお休みします。"
    kinds = []
    for when in ("日時：毎週土曜日 11時～", "日時：毎週土曜日", "日時：2月20日(土) 11時～"):
        made = Page(URL, "ひだまりのとき", f"{when}\n{shut}", blocks=blocks(when, shut))
        kinds.append(read_facts(made, TODAY).kind)
    assert kinds == ["event", "closure", "closure"]
