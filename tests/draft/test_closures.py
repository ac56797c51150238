"""Whether a page of closings tells whom, from when till when, and what is so meanwhile."""

from __future__ import annotations

from datetime import date

from in_short import TODAY, blocks, summary

from bridge.draft.closed import with_rest_named
from bridge.draft.closures import closures_of
from bridge.draft.houses import house_hours
from bridge.draft.phases import stretches_of, with_stretches
from bridge.draft.stopping import stops_of
from bridge.model import Facts

SYSTEM = "機器の入れ替えにともなう休館とサービスの停止"


def rows(*page: str, title: str = "夏季の休館について") -> list[tuple[str, str, str]]:
    """What the list of closings of a page says."""
    heads = [line.strip("# ") for line in page if line.startswith("#")]
    listing = closures_of(blocks(*page), title, heads, TODAY)
    return [(row.name, row.word, row.words) for row in listing.rows] if listing else []


def test_5_3_i_each_house_is_told_with_its_word_below_a_title_that_has_none() -> None:
    """A van runs not, a house is closed; what one house has besides is put to it alone."""
    said = summary(
        "お盆の図書館のご利用",
        "# 休館する日",
        "= 本館 | 8月11日(火)～8月14日(金)",
        "= 東館 | 8月11日(火)～8月16日(日)",
        "= すずかけ号 | 8月8日(土)～8月19日(水)運休",
        "本館は8月10日(月)、ふだんは休みですが開館します。かわりに8月18日(火)を休みます。",
        "# 貸出",
        "8月1日(土)から10日(月)まで、期間が3週間になります。",
        "# ポスト",
        "休みのあいだも使えます。",
    )
    assert said.split("\n") == [
        "・本館 休館：8月11日(火)～8月14日(金)、8月18日(火)",
        "・東館 休館：8月11日(火)～8月16日(日)",
        "・すずかけ号 運休：8月8日(土)～8月19日(水)",
        "ほか：貸出、ポスト",
    ]


def test_5_3_i_a_list_of_closings_stands_below_its_own_heading_alone() -> None:
    """What is done before and meanwhile has days of its own; so has a title of something held."""
    below = ("本館 7月13日(月)～17日(金)", "東館 7月14日(火)～17日(金)")
    assert rows("■お休み", *below) == [
        ("本館", "休館", "7月13日(月)～17日(金)"),
        ("東館", "休館", "7月14日(火)～17日(金)"),
    ]
    for head in ("■休館の前に", "■休館中の返却", "■夏休み", "■本の袋"):
        assert rows(head, *below) == []
    assert rows("■お休み", *below, title="夏季の大おはなし会") == []
    assert rows("■お休み", *below, title="本の袋を配ります") == []


def test_5_3_i_what_is_no_days_of_a_house_is_none_of_the_list() -> None:
    """Hours, names of other things, days on which it is open; remarks that take nothing out may
    stand behind the days.
    """
    page = (
        "# 休館日",
        "本館 7月13日(月)～17日(金) ※13日は返すことだけできます",
        "東館 7月14日(火)～17日(金) ※15日は開館",
        "工作の会 7月15日(水)",
        "西館 7月16日(木) 10時～12時",
        "南館 7月18日(金)",
        "北館 7月20日(月)のみ",
    )
    assert rows(*page) == [
        ("本館", "休館", "7月13日(月)～17日(金)"),
        ("北館", "休館", "7月20日(月)"),
    ]
    for behind, told in (("(点検を含む)", 1), ("(15日を除く)", 0)):
        assert len(rows("# 休館日", f"本館 7月13日(月)～17日(金){behind}")) == told
    listing = closures_of(blocks(*page), "夏季の休館", ["休館日"], TODAY)
    assert listing
    assert listing.cut
    assert "ほかにもあります" in summary("夏季の休館", *page)


def test_5_3_i_a_month_goes_on_and_a_list_ends_with_the_next_heading() -> None:
    """15日 below 7月13日 is of July; a line alone that is no day and no sentence is a heading."""
    assert rows("# 休館日", "本館 7月13日(月)", "東館 15日(水)") == [
        ("本館", "休館", "7月13日(月)"),
        ("東館", "休館", "7月15日(水)"),
    ]
    for head, cut in (("２ きまりの改正", False), ("きまりの改正", True)):
        page = ("１ 点検による休館", "本館 7月13日(月)", f"{head}(7月20日施行)")
        listing = closures_of(blocks(*page), "点検による休館", [], TODAY)
        assert listing
        assert [row.words for row in listing.rows] == ["7月13日(月)"]
        assert listing.cut is cut  # without its number it is a line of the list


def test_5_3_i_houses_of_the_same_days_stand_in_one_line() -> None:
    """All of them, or where they are many."""
    table = ("# 休館する期間", "|| 館 | 休館期間")
    said = summary(
        SYSTEM,
        *table,
        "| 本館 | 7月13日(月)～17日(金)",
        "| 東館 | 7月13日(月)～17日(金)",
        "# 停止するもの",
        "・検索・予約：7月12日(日)18時から7月18日(土)10時まで停止",
    )
    assert said.split("\n")[0] == "・本館・東館 休館：7月13日(月)～17日(金)"
    assert "検索・予約 停止：7月12日(日)18時～7月18日(土)10時" in said


def test_5_3_i_of_one_house_the_days_below_its_heading_lead_with_when_it_opens_again() -> None:
    """No sentence of what may be; what the title names beside it has its days, too."""
    said = summary(
        "本館の改修による休館と臨時窓口",
        "本館は、空調の工事のため、しばらく休館いたします。",
        "# 1. 本館の休館",
        "8月24日(月)～11月15日(日)(11月17日(火)に再開の予定)",
        "工事の進みぐあいで再開がずれることがあります。",
        "# 2. 段階的に閉めるところ",
        "・7月20日(月)～ 3階 学習室",
        "# 3. 臨時窓口",
        "= 期間 | 9月1日(火)～10月31日(土)",
        "= 時間 | 10:00～18:00",
        "# 4. 予約",
        "受け取りは臨時窓口に切りかえます。東館に変えたい方は、8月19日までにお申し出ください。",
    )
    assert "本館の休館：8月24日(月)～11月15日(日)(11月17日(火)に再開の予定)" in said
    assert "臨時窓口：9月1日(火)～10月31日(土)" in said
    assert "ずれる" not in said
    assert "7月20日" not in said


def test_5_3_i_all_open_again_but_one_house() -> None:
    """That house stands in brackets behind the day on which the others open."""
    page = (
        "機器を新しくするため、全館を休館します。",
        "# 休館する期間",
        "7月6日(月)から7月14日(火)まで 市内9館すべて",
        "7月15日(水)から通常どおり開館します。",
    )
    other = "※西館は、床の工事も行いますので、開館は7月17日(金)からとなります。"
    title = "機器の更新にともなう全館休館について(予告)と、そのあいだのご利用について"
    assert "7月15日(水)から通常どおり開館します(西館は7月17日(金)から)。" in summary(
        title, *page, other, "# 貸出について", "6月29日(月)から7月5日(日)まで、", "15冊とします。"
    )
    assert "(西館" not in summary(title, *page)


def test_5_3_i_a_day_after_one_that_is_not_told_and_days_of_nothing_stand_nowhere() -> None:
    """翌21日 without its 20日; 貸出について with days alone, which a word of a stop may have."""
    page = (
        "機器を新しくするため、全館を休館します。",
        "# 休館する期間",
        "7月6日(月)から7月14日(火)まで",
    )
    for day, told in (("祭りに合わせて", False), ("20日(月)に", True)):
        opens = f"7月15日(水)は開館します。西館は{day}開館し、翌21日(火)を休みます。"
        assert ("翌21日" in summary(SYSTEM, *page, opens)) is told
    for head, told in (("貸出について", False), ("貸出の停止について", True)):
        lines = (f"# {head}", "6月22日(月)から7月5日(日)まで、", "・15冊", "とします。")
        said = summary("機器の更新にともなう全館休館について", *page, *lines)
        assert ("6月22日(月)～7月5日(日)" in said) is told


def test_5_3_i_days_say_that_the_house_is_closed_where_their_label_does_not() -> None:
    """整理日 and 年末年始 alone do not; hours and sentences behind them are no closed days."""
    page = ("# 休館日", "= 館内整理日 | 7月31日(金)", "= 図書整理日 | 9時から開館します")
    said = summary("7月のお知らせ", "7月の予定です。" * 8, *page)
    assert "館内整理日：7月31日" not in said
    assert "図書整理日休館" not in said
    days = (("年末年始", "12月28日(月)～1月4日(月)"), ("館内整理日", "9時に開きます"))
    beside = (("蔵書点検", "25日(金)"), ("年末年始", "12月28日(月)15時まで"))
    named = with_rest_named(Facts("7月", when=days, beside=beside))
    assert [label for label, _ in named.when] == ["年末年始休館", "館内整理日"]
    assert named.beside == (("蔵書点検休館", "25日(金)"), beside[1])


def test_truth_7_what_stops_is_told_from_when_till_when() -> None:
    """In one column, in two with the day on which it goes on, in lines; what is reached from home
    first; no day alone, and what is over not at all.
    """
    near = date(2026, 7, 1)
    table = blocks(
        "|| サービス | 止まる日 | 再開",
        "| 館内の機械 | 7月5日(日)閉館時 | 7月14日(火)",
        "| ネットからの予約 | 7月4日(土)17時 | 7月14日(火)10時",
    )
    assert stops_of(table, near, near) == [
        ("ネットからの予約 停止", "7月4日(土)17時から(7月14日(火)10時再開)"),
        ("館内の機械 停止", "7月5日(日)閉館時から(7月14日(火)再開)"),
    ]
    lines = blocks(
        "# 停止するもの",
        "・蔵書検索：7月4日(土)17時～7月14日(火)10時",
        "・東分館：7月4日(土)～7月14日(火)",
        "# 貸出",
        "・本：7月4日(土)～7月14日(火)",
    )
    assert stops_of(lines, near, near) == [("蔵書検索 停止", "7月4日(土)17時～7月14日(火)10時")]
    assert stops_of(lines, near, date(2026, 7, 20)) == []


def test_truth_7_what_is_so_for_a_time_is_told_of_each_stretch_of_days() -> None:
    """All in order or none; days that are no stretch, what has a day of its own and what is open or
    closed then a list of days tells.
    """
    near = date(2026, 7, 1)
    page = (
        "# 出入口",
        "7月19日(日)まで … 正面玄関(公園側)",
        "7月20日(月)～8月9日(日) … 東の通用口",
        "8月10日(月)以降 … 正面玄関",
    )
    title = "外壁の工事に伴う出入口の変更について"
    assert stretches_of(blocks(*page), title, near, near) == (
        ("7月19日(日)まで", "正面玄関(公園側)"),
        ("7月20日(月)～8月9日(日)", "東の通用口"),
        ("8月10日(月)～", "正面玄関"),
    )
    assert stretches_of(blocks(*page), "夏の行事", near, near) == ()
    assert stretches_of(blocks(*page[:2]), title, near, near) == ()
    assert stretches_of(blocks(*page, "8月12日(水)まで … 裏口"), title, near, near) == ()
    assert (
        stretches_of(blocks(*page, "9月1日(火)～9月30日(水) … 10時から"), title, near, near) == ()
    )
    past = date(2026, 8, 1)
    assert len(stretches_of(blocks(*page), title, near, past)) == 2
    states = ("7月19日(日)まで 通常どおり", "7月20日(月)～8月9日(日) 休館")
    assert stretches_of(blocks(*states), title, near, near) == ()


def test_truth_7_a_stretch_bears_the_heading_that_says_what_is_so_below_the_first_news() -> None:
    """使えないところ, unless the title says it, and not 工事の区画; no thanks before them."""
    near = date(2026, 7, 1)
    lines = ("前半(7月6日～10日) 東側の口", "後半(7月11日～19日) 西側の口")
    for head, title, words in (
        ("使えないところ", "外壁の工事", "使えないところ 7月6日～10日"),
        ("使えないところ", "外壁の工事で使えないところ", "7月6日～10日"),
        ("工事の区画", "外壁の工事", "7月6日～10日"),
    ):
        rows_of = stretches_of(blocks(f"■{head}", *lines), title, near, near)
        assert rows_of[0] == (words, "東側の口")
    news = "入口を塗りなおします。"
    for thanks in ("ご利用ありがとうございます。", "ご不便をおかけします。"):
        facts = Facts("外壁の工事", sentences=(thanks, news), hangs=(-1, -1))
        assert with_stretches(facts, rows_of).sentences == (news,)


def test_truth_7_what_each_house_does_on_the_day_is_told_of_all_or_none() -> None:
    """The day stands in the title or the first sentences, and is to come."""
    near = date(2026, 7, 1)
    page = blocks(
        "# 開館時間",
        "本館 13時～18時(ふだんは9時～)",
        "東分館 臨時休館",
        "# バス",
        "止まりません。",
    )
    title = "7月12日(日)の開館時間の変更"
    assert house_hours(page, title, (), near=near, today=near) == (
        ("本館", "13時～18時(ふだんは9時～)"),
        ("東分館", "臨時休館"),
    )
    assert house_hours(page, title, (), near=near, today=date(2026, 7, 20)) == ()
    assert house_hours(page, "開館時間の変更", (), near=near, today=near) == ()
    said = ("7月12日(日)の大会のため、道が通れません。",)
    assert len(house_hours(page, "開館時間の変更", said, near=near, today=near)) == 2
    odd = blocks("# 開館時間", "本館 13時～18時", "東分館 7月13日(月)")
    assert house_hours(odd, title, (), near=near, today=near) == ()


def test_5_3_i_what_was_added_later_is_told_and_what_it_replaces_is_not() -> None:
    """Its stamp is none of its words; without a stamp all of it is one text."""
    first = "6月28日(日)14時頃より、2階・3階の無線に接続できない状態が続いています。"
    later = "2階は復旧しました。3階は引き続きご利用になれません。"
    rest = "原因を調べています。" * 16
    said = summary("無線の不具合について", rest, first, f"6月29日(月)9:30追記：{later}")
    assert later in said
    assert "28日" not in said
    assert "28日" in summary("無線の不具合について", rest, first, later)


def test_truth_7_a_house_that_is_open_on_a_day_of_rest_makes_no_page_of_closings() -> None:
    """整理日をふりかえますので、あいています, among what is held."""
    said = summary(
        "図書館の七夕",
        "# 七夕おはなし会",
        "|| 会場 | 日時 | 対象",
        "| 中央図書館 | 7月4日(土)10時～10時40分 | どなたでも",
        "| 東分館 | 7月5日(日)14時～14時45分 | どなたでも",
        "東分館だけは申し込みがいりません。",
        "# 七夕かざり",
        "日時：7月3日(金)18時～19時",
        "7月3日は館内整理日を2日(木)にふりかえますので、3日はあいています。",
    )
    assert "休館" not in said
    assert "要申込" not in said
    assert "七夕おはなし会(東分館)：7月5日(日)" in said


def test_truth_7_days_off_of_a_show_are_no_days_of_it() -> None:
    """休み 月曜日、7月20日～22日, without a colon; of a closing they are its own."""
    said = summary(
        "企画展「川の本棚」のご案内",
        "川の本を並べます。" * 20,
        "期間 7月4日(土)～7月31日(金)",
        "休み 月曜日、7月21日(火)～7月23日(木)",
    )
    assert "7月4日(土)～7月31日(金)" in said
    assert "7月31日(金)、7月21日" not in said


def test_5_3_i_a_house_in_brackets_and_a_label_before_the_days_are_read() -> None:
    """【本館】7月13日～, 休館 7月13日～; days right below a title are those of two houses at least."""
    assert rows("# 休館日", "【本館】7月13日(月)～17日(金)", "【東館】7月14日(火)～17日(金)") == [
        ("本館", "休館", "7月13日(月)～17日(金)"),
        ("東館", "休館", "7月14日(火)～17日(金)"),
    ]
    moved = (
        "営業 7月12日(日)まで",
        "移転のための休館 7月13日(月)～17日(金)",
        "開館 7月18日(土)から",
    )
    assert rows(*moved, title="東館は移転します") == [("", "休館", "7月13日(月)～17日(金)")]
    month = ("本館 6日、13日、31日(館内整理日)", "東館 7日、14日、31日")
    assert rows(*month, title="7月の休館日") == [
        ("本館", "休館", "7月6日・13日・31日"),
        ("東館", "休館", "7月7日・14日・31日"),
    ]
    assert rows(month[0], title="7月の休館日") == []
    assert rows(*month, title="休館日") == []


def test_5_3_i_a_closing_from_the_middle_of_a_day_on_keeps_its_half() -> None:
    """午後～ of the first day; a whole day has no half."""
    said = rows("# 休館日", "本館 7月13日(月)午後～15日(水)", "東館 7月13日(月)～15日(水)")
    assert said == [
        ("本館", "休館", "7月13日(月)午後～15日(水)"),
        ("東館", "休館", "7月13日(月)～15日(水)"),
    ]
    # 午後 that begins nothing is said of the day, and the line is not understood
    assert rows("# 休館日", "本館 7月13日(月)午後、15日(水)") == []


def test_5_3_i_a_last_day_that_may_move_says_so() -> None:
    """まで(予定), までの見込み; not 予定 before the days."""
    may = "7月13日(月)～17日(金)(予定)"
    for behind in ("まで(予定)", "まで（見込み）", "までの予定", "（予定）"):
        assert rows("# 休館日", f"本館 7月13日(月)～17日(金){behind}") == [("本館", "休館", may)]
    plain = "7月13日(月)～17日(金)"
    assert rows("# 休館の日程", f"本館 {plain}まで") == [("本館", "休館", plain)]


def test_5_3_i_a_column_of_days_is_of_the_closing_above_it() -> None:
    """館 | 期間 below 休館する期間; not below another heading, nor beside a third column."""
    told = ("| 本館 | 7月13日(月)～17日(金)", "| 巡回車 | 7月14日(火)～17日(金)巡回休止")
    said = [("本館", "休館", "7月13日(月)～17日(金)"), ("巡回車", "休館", "7月14日(火)～17日(金)")]
    assert rows("# 1 休館する期間", "|| 館 | 期間", *told) == said
    assert rows("# 休館日", "いつもより長くなります。", "|| 館 | 日程", *told) == said
    assert rows("# 休館日", "貸出の特例", "|| 館 | 期間", *told) == []
    assert rows("# 休館日", "# 貸出の特例", "|| 館 | 期間", *told) == []
    assert rows("# 休館日", "|| 館 | 期間 | 電話", *(f"{one} | 12" for one in told)) == []
    assert rows("# 休館日", "|| 館 | 理由", *told) == []
    van = rows("# 休館日", "|| 館 | 期間", "| 移動図書館 | 7月14日(火)巡回休止")
    assert van == [("移動図書館", "運休", "7月14日(火)")]


def test_5_3_i_a_sentence_that_points_at_the_lines_below_is_their_heading() -> None:
    """各館の休みは次のとおりです。; not what is so meanwhile, nor a sentence with a day of its own."""
    lines = ("本館 7月13日(月)～17日(金)", "巡回車「はと号」 7月14日(火)～17日(金)")
    said = [
        ("本館", "休館", "7月13日(月)～17日(金)"),
        ("巡回車「はと号」", "運休", "7月14日(火)～17日(金)"),
    ]
    for head in ("各館の休みは次のとおりです。", "下記の期間、お休みをいただきます。"):
        assert rows(head, "\n".join(lines), title="お正月の図書館") == said
    assert rows("休館日をお知らせします。館により異なります。", *lines) == said
    for other in (
        "休館中のサービスは次のとおりです。",
        "休館にともない、次のとおり変わります。",
        "受付は次のとおりです。",
    ):
        assert rows(other, *lines) == []
    for other in ("7月の休館は次のとおりです。", "各館でお休みします。"):  # but the title says so
        assert rows(other, *lines) == said
        assert rows(other, *lines, title="お正月の図書館") == []


def test_5_3_i_houses_below_headings_of_their_own_are_told_all() -> None:
    """本館 休館日 ⏎ …, 北館 休館日 ⏎ …; days of a return box are of no house, nor are days of loans
    of the closing.
    """
    lines = (
        "# 本館 休館日",
        "7月13日(月)～17日(金)",
        "例）7月1日に貸出 ⇒ 7月20日が返却日",
        "# 北館 休館日",
        "7月14日(火)",
        "# 返却箱",
        "南センター",
        "7月15日(水)",
    )
    said = [("本館", "休館", "7月13日(月)～17日(金)"), ("北館", "休館", "7月14日(火)")]
    assert rows(*lines) == said
    # the second list is of nobody, or of the same house: the first alone
    assert rows(*lines[:2], "# 休館日", "7月14日(火)") == said[:1]
    assert rows(*lines[:2], "# 本館 休館日", "7月14日(火)") == said[:1]


def test_5_3_i_a_place_of_a_return_box_is_no_thing_that_stops() -> None:
    """駅前 below 返却ポストの停止 would pass for the station; the box by its name is told."""
    days = "7月13日(月)～17日(金)"
    near = {"near": TODAY, "today": TODAY}
    named = blocks("# 返却ポストの停止", f"駅前のポスト {days}")
    assert stops_of(named, **near) == [("駅前のポスト 停止", days)]
    assert stops_of(blocks("# 返却ポストの停止", f"駅前の店 {days}"), **near) == []
    assert stops_of(blocks("# 停止", f"駅前の店 {days}"), **near) == [("駅前の店 停止", days)]


def test_truth_7_what_is_so_in_a_stretch_is_told_with_what_else_is_said_of_it() -> None:
    """A second sentence has room or goes; a day in brackets is no other stretch, hours of each day
    stand above them; labels of days and numbers in brackets are stretches as well.
    """
    near = date(2026, 7, 1)
    title = "駐輪場の舗装工事"
    page = (
        "通行止めの時間 9時から17時まで",
        "7月6日(月)～10日(金) 東側。西側は使えます。",
        "7月11日(土)～12日(日) 入れません",
        "7月13日(月)以降 使えます(雨のときは14日から)",
    )
    told = (
        ("通行止めの時間", "9時から17時まで"),
        ("7月6日(月)～10日(金)", "東側。西側は使えます。"),
        ("7月11日(土)～12日(日)", "入れません"),
        ("7月13日(月)～", "使えます"),
    )
    assert stretches_of(blocks(*page), title, near, near) == told
    assert stretches_of(blocks(*page[1:]), title, near, near) == told[1:]
    two = blocks("作業の時間 9時から17時まで", *page)
    assert stretches_of(two, title, near, near) == told[1:]  # which of them it is nobody knows
    long = "7月6日(月)～10日(金) 東側。西側は使えますが、せまいのでゆっくり自転車を押してお入りくださるようお願いします。"
    assert stretches_of(blocks(long, *page[2:]), title, near, near)[0][1] == "東側"
    pairs = blocks("= 7月6日(月)～10日(金) | 東側。", "= 7月11日(土)～12日(日) | 入れません")
    assert stretches_of(pairs, title, near, near) == (("7月6日(月)～10日(金)", "東側"), told[2])
    boxed = blocks(
        "【1期】7月6日(月)～10日(金)", "南の口へ", "【2期】7月11日(土)～12日(日)", "北の口へ"
    )
    assert [words for _, words in stretches_of(boxed, title, near, near)] == [
        "南の口へ",
        "北の口へ",
    ]


def test_5_3_i_what_ends_with_whither_is_told_whole() -> None:
    """入り、帰りも北側へ is no list of days that could be cut at its comma."""
    lines = (
        "7月6日から10日まで 東側から入り、帰りも東側へ",
        "7月11日から12日まで 西側から入り、帰りも西側へ",
    )
    said = summary("前の道の工事について", "3 車での来かた", *lines, today=date(2026, 7, 1))
    assert said.split("\n")[:2] == [
        "・7月6日～10日：東側から入り、帰りも東側へ",
        "・7月11日～12日：西側から入り、帰りも西側へ",
    ]


def test_5_3_i_a_title_of_a_closing_says_what_lines_of_houses_below_it_are() -> None:
    """Not where a heading or a sentence above them is of something else, nor one house alone, nor
    below a title of something else as well.
    """
    lines = ("東館：7月13日(月)～17日(金)", "西館：令和8年(2026年)7月20日(月)～24日(金)")
    said = [("東館", "休館", "7月13日(月)～17日(金)"), ("西館", "休館", "7月20日(月)～24日(金)")]
    assert rows("本をたしかめます。", *lines, title="蔵書の一斉点検について") == said
    assert rows("# 図書館", lines[0], "# 分館", lines[1], title="特別整理期間") == said
    table = ("|| 施設 | 期間", "| 東館 | 7月13日(月)～17日(金)", "| 西館 | 7月20日(月)～24日(金)")
    assert rows("次の日程で行います。", *table, title="蔵書点検の実施") == said
    assert rows("次の日程で行います。", "|| 施設 | 返却", *table[1:], title="蔵書点検の実施") == []
    assert rows(lines[0], title="蔵書点検の実施") == []
    assert rows(*lines, title="返却ポストの休止") == []
    for other in ("# 返却ポスト", "# 休館中の窓口", "下記のとおりポストを閉じます。"):
        assert rows(other, *lines, title="蔵書点検の実施") == []


def test_5_3_i_what_is_no_house_stops_and_is_not_closed() -> None:
    """蔵書検索 停止, beside 本館 休館; a service corner is a house."""
    page = (
        "|| 館など | 休館期間",
        "| 本館 | 7月13日(月)～17日(金)",
        "| 蔵書検索・予約 | 7月12日(日)～18日(土)",
        "| 駅前サービスコーナー | 7月14日(火)～17日(金)",
    )
    assert [word for _, word, _ in rows("# 休館期間", *page)] == ["休館", "停止", "休館"]


def test_5_3_i_asking_for_patience_behind_it_a_sentence_points_at_the_closings_all_the_same() -> (
    None
):
    """ご不便をおかけします; another sentence behind it is another thing."""
    lines = ("本館 7月13日(月)～17日(金)", "東館 7月14日(火)～17日(金)")
    head = "各館とも次のとおり休館します。"
    for behind in ("ご不便をおかけします。", "ほかの館をご利用ください。"):
        assert len(rows(f"{head}{behind}", *lines, title="お盆の図書館")) == 2
    assert rows(f"{head}本は返せます。", *lines, title="お盆の図書館") == []


def test_truth_7_the_days_of_a_move_are_told_one_by_one_as_well() -> None:
    """One day and its hour; of works that are no move a day is none of the stretches, nor are days
    that are open or closed and no more.
    """
    near = date(2026, 7, 1)
    page = blocks(
        "7月12日(日) 今の建物での最後の開館日",
        "7月13日(月)～31日(金) 休館",
        "8月1日(土)10時 新しい建物で開館",
    )
    assert stretches_of(page, "図書館の移転", near, near) == (
        ("7月12日(日)", "今の建物での最後の開館日"),
        ("7月13日(月)～31日(金)", "休館"),
        ("8月1日(土)10時", "新しい建物で開館"),
    )
    assert stretches_of(page, "床の工事", near, near) == ()
    states = blocks("7月12日(日) 開館", "7月13日(月)～31日(金) 休館")
    assert stretches_of(states, "図書館の移転", near, near) == ()
    rows_of = stretches_of(page, "図書館の移転", near, near)
    assert with_stretches(Facts("図書館の移転", kind="event"), rows_of).kind == "service"
    assert with_stretches(Facts("図書館の移転", kind="notice"), rows_of).kind == "notice"
