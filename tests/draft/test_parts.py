"""Whether each of several things is told with what it has of its own, and what is off is no part of
them.
"""

from __future__ import annotations

import pytest
from in_short import TODAY, summary

from bridge.draft.parts import house_of, own_behind, rows_of_parts
from bridge.draft.turns import full_turns, in_the_afternoon, is_full

#: so long that the page is chosen from
LEAD = "夏の催しを二つ開きます。"
TWO = (
    "# 昔あそびの会",
    "日時：7月11日(土)10時～11時",
    "場所：本館 集会室",
    "対象：5歳から7歳くらいまでのお子さん",
    "申込：7月1日(水)から7日(火)までに電話で",
    "# 夜の読書会",
    "日時：7月18日(土)18時～19時",
    "場所：東分館 談話室",
    "対象：大人",
)


def rows(*told: str, title: str = "夏の催し") -> list[str]:
    """The rows of several things of a page's draft."""
    return [line for line in summary(title, *told).split("\n") if line.startswith("・")]


def test_5_1_a_each_of_two_things_is_told_with_who_may_come_and_how() -> None:
    """Behind its days, in few words; of the second the page says no way."""
    assert rows(LEAD, *TWO) == [
        "・昔あそびの会：7月11日(土)10時～11時 本館 集会室(5～7歳、申込7月1日(水)～7日(火))",
        "・夜の読書会：7月18日(土)18時～19時 東分館 談話室(大人)",
    ]


def test_5_1_a_what_is_the_same_of_all_is_none_of_its_own() -> None:
    """The audience of both, and their place, stand behind neither."""
    alike = [line.replace("大人", "5歳から7歳くらいまでのお子さん") for line in TWO]
    assert not any("歳" in row for row in rows(LEAD, *alike))
    one_place = [line.replace("東分館 談話室", "本館 集会室") for line in TWO]
    assert not any("集会室" in row for row in rows(LEAD, *one_place))


@pytest.mark.parametrize(
    ("line", "how"),
    [
        ("申込：不要", "申込不要"),
        ("申込：電話で", "要申込"),
        ("申込：7月3日(金)までに窓口で。多いときは抽選", "申込7月3日(金)まで・抽選"),
        ("申込：7月3日(金)から窓口で", "申込7月3日(金)から"),
        ("申込：7月3日(金)～ 先着", "申込7月3日(金)～"),
        ("申込：7月3日(金)に先着で", "要申込"),
        ("申込：往復はがきで7月3日(金)必着", "申込7月3日(金)必着"),
        ("定員：各回12組。当日9時から整理券を配ります", "当日整理券"),
        ("定員：12組(当日先着)", "当日先着"),
        ("定員：12組 要整理券(7月3日(金)から窓口で配布)", "要整理券・7月3日(金)～"),
        ("定員：12組 要整理券(窓口で配布。7月3日(金)に貼り出します)", "要整理券"),
        ("定員：12組", ""),
    ],
)
def test_5_1_a_how_one_takes_part_in_a_word(line: str, how: str) -> None:
    """Whether, from when on, until when one applies, by lot or not."""
    told = [one for one in TWO if not one.startswith(("申込", "対象"))]
    first = rows(LEAD, *told[:3], line, *told[3:])[0]
    assert first.endswith(f" 本館 集会室({how})" if how else " 本館 集会室")


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("小学生(1・2年生は大人と)", "小学生"),
        ("小学生。1・2年生は大人と", "小学生"),
        ("小学生、申込みは親が", "小学生"),
        ("小学生、中学生", "小学生、中学生"),
    ],
)
def test_5_1_a_a_condition_behind_for_whom_is_left_to_the_page(who: str, told: str) -> None:
    """In brackets, in a sentence, of how one applies; a second audience is none."""
    first = rows(LEAD, *(line.replace("5歳から7歳くらいまでのお子さん", who) for line in TWO))[0]
    assert f"({told}、申込" in first


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("7月4日(土) 中庭(雨のときは中止)", "7月4日(土) 中庭(雨のときは中止、大人)"),
        ("7月4日(土)", "7月4日(土)(大人)"),
    ],
)
def test_5_1_a_what_is_its_own_goes_into_the_brackets_behind_the_days(words: str, row: str) -> None:
    """Those of a remark; those of a weekday are its own."""
    own = {"星の会": ("", "大人", "")}
    shapes = rows_of_parts([("星の会", words)], own, core=str, begins=str)
    assert next(shapes) == [f"・星の会：{row}"]


def test_5_1_a_what_ends_the_page_may_be_of_all() -> None:
    """A sentence behind the last day, and labels behind days that have none."""
    days = ("# 第1回「川」", "7月4日(土)10時～", "# 第2回「山」", "7月11日(土)10時～")
    told = rows(*days, "どなたでも申込みはいりません。", title="講座「町」の案内")
    assert told == ["・第1回「川」：7月4日(土)10時～", "・第2回「山」：7月11日(土)10時～"]
    assert rows(*days, "申込：6月30日(火)までに電話で", title="講座「町」の案内") == told


def test_5_1_a_a_sentence_tells_the_place_and_the_term_of_each_by_its_number() -> None:
    """Where all have theirs; of one alone, nothing."""
    days = (
        "# 第1回 川の話",
        "7月4日(土)10時～",
        "# 第2回 山の話",
        "7月11日(土)10時～",
        "# 場所と申込",
    )
    where = "会場は、第1回が研修室、第2回が中央公民館です。"
    asked = "申込みは電話で。"
    until = "第1回は7月1日(水)まで、第2回は7月8日(水)まで。"
    told = rows(*days, where, asked, until, title="川と山の講座")
    assert told == [
        "・第1回 川の話：7月4日(土)10時～ 研修室(申込7月1日(水)まで)",
        "・第2回 山の話：7月11日(土)10時～ 中央公民館(申込7月8日(水)まで)",
    ]
    alone = rows(*days, "会場は、第1回が研修室です。", until, title="川と山の講座")
    assert alone == ["・第1回 川の話：7月4日(土)10時～", "・第2回 山の話：7月11日(土)10時～"]


@pytest.mark.parametrize(
    ("rest", "own"),
    [
        ("3～6年生16人", ("", "3～6年生", "")),
        ("本館2階 定員10人 要予約", ("本館2階", "", "要申込")),
        ("東館ホール 大人 予約不要", ("東館ホール", "大人", "申込不要")),
        ("申込みは7月3日(金)から", ("", "", "申込7月3日(金)～")),
        ("申込みは7月3日(金)まで", ("", "", "申込7月3日(金)")),
        ("楽しい会", ("", "", "")),
    ],
)
def test_5_1_a_what_stands_behind_the_days_of_a_line(rest: str, own: tuple[str, str, str]) -> None:
    """Where, for whom, how."""
    assert own_behind(rest, TODAY) == own


def test_the_rows_become_shorter_in_turn() -> None:
    """Names and hours, then the room, then all but how, at last all but where."""
    events = [("紙の会「とり」をつくろう", "7月4日10時～12時"), ("本の会", "7月5日10時～12時")]
    own = {events[0][0]: ("東館 2階 会議室", "大人", "要申込")}
    shapes = list(
        rows_of_parts(events, own, core=str, begins=lambda words: words.removesuffix("12時"))
    )
    assert (
        shapes[0][0] == "・紙の会「とり」をつくろう：7月4日10時～12時 東館 2階 会議室(大人、要申込)"
    )
    assert shapes[-1] == [
        "・紙の会「とり」をつくろう：7月4日10時～ 東館",
        "・本の会：7月5日10時～",
    ] or ("東館" in shapes[-1][0])
    assert not list(rows_of_parts(events, {}, core=str, begins=str))
    assert house_of("東館 2階 会議室") in ("東館", "東館 2階 会議室")


def test_5_1_a_of_many_things_as_many_are_told_with_their_hours_as_fit() -> None:
    """Each with what it has of its own where there is room; of seven six, with ほか."""
    told = []
    for n, name in enumerate(("映画会", "工作会", "人形劇", "昔話の会", "朗読会", "音の会")):
        told += [f"# {name}", f"日時：7月{n + 4}日 10時～"]
    assert len(rows(*told)) == 6
    more = summary("夏の催し", *told, "# 星の会", "日時：8月1日 18時～")
    assert more.count("・") == 6
    assert "ほかにもあります" in more


def test_5_1_a_a_list_that_leaves_one_out_says_so() -> None:
    """A heading like the others' has a day in a sentence; a closing below one is none of them."""
    days = ("# 映画会", "日時：7月4日(土)10時～", "# 工作会", "日時：7月5日(日)10時～")
    left = summary("夏の催し", *days, "# 星の会", "7月18日(土)の夜に、庭で星を見ます。")
    assert "ほかにもあります" in left
    shut = summary("夏の催し", *days, "# お休み", "7月18日(土)は、庭に入れません。")
    assert "ほかにもあります" not in shut


def test_5_3_i_a_line_of_a_rule_and_its_days_is_one_of_several() -> None:
    """毎週土曜 10時～(26日はお休み) behind its name, or alone below it."""
    told = rows(
        "# 絵本の会",
        "毎週土曜日 10時から (4・11・18日。25日はありません)",
        "# 工作会",
        "5日(日) 10時～",
        title="7月の行事",
    )
    assert told[0].startswith("・絵本の会：7月4日・11日・18日 10時～")
    named = rows(
        "# 本館",
        "絵本の会 毎週土曜 10時～、11時～ ※25日(土)は館内整理のためありません",
        "工作会 2・16日(木)10時～",
        "# 東館",
        "人形劇 5日(日)10時～",
        title="7月の行事",
    )
    assert named[0] == "・本館 絵本の会：毎週土曜日 10時～、11時～(25日は休み)"
    assert named[1] == "・本館 工作会：7月2日・16日(木)10時～"


def test_5_3_i_what_goes_on_from_an_hour_is_no_name() -> None:
    """14時～16時ごろ 途中10分休けい stands below its heading."""
    told = rows(
        "# 子どもの部", "7月4日(土)10時～", "# 大人の部", "7月4日(土)14時～16時ごろ 途中10分休けい"
    )
    assert told[1] == "・大人の部：7月4日(土)14時～16時ごろ"


def test_5_3_i_houses_in_short_stand_behind_the_name_of_the_thing() -> None:
    """中央 below a heading, on a page that names 中央図書館."""
    told = rows(
        "# A 工作の会",
        "中央：7月4日(土)10時～",
        "北：7月5日(日)10時～",
        "# B 星の会",
        "7月18日(土)18時～",
        "場所は中央図書館と北分館です。",
    )
    assert told[:3] == [
        "・工作の会(中央)：7月4日(土)10時～",
        "・工作の会(北)：7月5日(日)10時～",
        "・星の会：7月18日(土)18時～",
    ] or told[0].startswith("・工作の会(中央)")


def test_5_3_i_of_days_one_moved_the_others_stay() -> None:
    """7月3日・17日、8月7日→14日に変更; where both of two are moved, none of the old ones."""
    told = rows(
        "# 山コース",
        "7月1日・15日",
        "# 海コース",
        "7月3日・17日、8月7日→14日に変更、21日",
        title="巡回の予定",
    )
    assert told[1] == "・海コース：7月3日・17日、8月14日・21日"
    both = rows(
        "# 山コース", "7月1日・15日", "# 海コース", "7月3日・10日→17日・24日", title="巡回の予定"
    )
    assert both[1] == "・海コース：7月17日・24日"


def test_5_3_i_the_hours_of_a_stop_are_not_those_of_the_days() -> None:
    """漁協前 10:00～10:30 is where the car stops first."""
    told = rows(
        "# 山コース",
        "7月1日・15日",
        "# 海コース",
        "7月3日・17日",
        "魚の市場 10:00～10:30",
        "公民館 10:50～11:30",
        title="移動図書館の巡回",
    )
    assert told[1] == "・海コース：7月3日・17日"


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("①はいっぱいになりました。", {"①"}),
        ("午前の部は満席です。午後の部はまだ入れます。", {"午前の部"}),
        ("午前の部は毎年早くいっぱいになります。", set()),
        ("満席です。", set()),
    ],
)
def test_5_3_i_a_turn_is_full_where_a_sentence_says_so(text: str, full: set[str]) -> None:
    """By its name; what comes to be so every year is not so now."""
    assert full_turns([text]) == full


def test_5_3_i_hours_of_a_full_turn_are_not_told() -> None:
    """満員 behind them, or said of them; 1時30分 of 午後の部 is in the afternoon."""
    assert is_full("午前の部 10時～ → 満員", ())
    assert is_full("午前の部 10時～", ("午前の部",))
    assert not is_full("午後の部 10時～", ("午前の部",))
    assert in_the_afternoon("午後の部 1時30分～3時") == "午後1時30分～3時"
    assert in_the_afternoon("午前の部 9時～") == "午前の部 9時～"
    said = summary(
        "工作の会",
        "日時：7月4日(土)",
        "午前の部 10時～11時 → 満員",
        "午後の部 1時～2時",
        "場所：集会室",
    )
    assert "7月4日(土)午後1時～2時" in said
    assert "7月4日(土)10時" not in said
    both = summary(
        "工作の会", "日時：7月4日(土)午前の部 10時～11時", "午後の部 13時～14時", "場所：集会室"
    )
    assert "日時：7月4日(土)10時～11時、13時～14時" in both
    marked = summary(
        "工作の会",
        "日時：7月4日(土)",
        "10時～11時(0～3歳)",
        "13時～14時(4歳から)",
        "場所：集会室",
        "①は定員になりました。",
    )
    assert "7月4日(土)13時～14時" in marked


def test_5_3_i_a_month_that_is_off_is_no_day_of_the_thing() -> None:
    """8月の回は中止になりました; who need not apply does not make a day one to apply."""
    told = summary(
        "映画会",
        "申込みはいりません。",
        "7月12日(日)14時～",
        "8月9日(日)14時～",
        "8月の回は、機械の都合により中止になりました。",
    )
    assert "日時：7月12日(日)14時～" in told
    assert "8月9日" not in told


def test_5_3_i_of_phases_all_are_told_or_none() -> None:
    """Both halves of a show; of works no row where one line was not read."""
    show = summary(
        "写真展",
        "会期：前期 7月1日(水)～10日(金) 川",
        "会期：後期 7月15日(水)～31日(金) 海から現在まで",
    )
    assert "7月1日(水)～10日(金)" in show
    assert "7月15日(水)～31日(金)" in show
    works = (
        "駐車場が次のとおり使えなくなります。",
        "# 期間",
        "7月1日(水)から10日(金)まで 10台が使用不可",
        "7月11日(土)から20日(月)まで",
        "8月3日(月)から下旬 全台が使えなくなる予定",
    )
    assert not rows(*works, title="駐車場の工事について")


def test_5_3_i_hours_without_a_label_are_not_those_of_a_show() -> None:
    """A talk beside it has its own days."""
    said = summary(
        "写真展",
        "会期：7月1日(水)～31日(金)",
        "会場：ロビー",
        "担当がご案内します。",
        "7月4日(土)11時～/7月18日(土)14時～",
    )
    assert "7月4日" not in said


SHOWS = (
    "# 親子シネマ",
    "7月11日(土)14時から",
    "# 夜のシネマ",
    "7月18日(土)18時から",
    "# 紙しばいの会",
    "7月25日(土)11時から",
    "場所：1階 おはなしのへや",
    "対象：幼児から小学生 先着20名",
)


def test_5_1_a_what_the_last_one_has_below_a_room_of_its_own_is_its_own() -> None:
    """The page has a room for all, and the last one another; seats are no part of who may come."""
    told = summary("7月の上映会", LEAD * 9, "場所：本館ホール(3階)", *SHOWS)
    assert "・紙しばいの会：7月25日(土)11時～ 1階 おはなしのへや(幼児から小学生)" in told
    assert "対象：" not in told
    assert "場所：本館ホール(3階)" in told
    # without one of the page it may be where all are
    assert "場所：1階 おはなしのへや" in summary("7月の上映会", LEAD * 9, *SHOWS)


def test_5_1_a_how_one_takes_part_makes_no_day_of_applying_of_a_row() -> None:
    """申込不要 behind the days, ※要申込, 【要申込】 before the name: each row has its own."""
    told = rows(
        LEAD * 9,
        "・【要申込】紙の舟 7月11日(土)10時～ 本館3階",
        "・影絵 7月18日(土)14時～ 南館会議室 申込不要",
        "・製本 7月25日(土)13時～ 本館工作室 8名 ※要申込",
    )
    assert told == [
        "・紙の舟：7月11日(土)10時～ 本館3階(要申込)",
        "・影絵：7月18日(土)14時～ 南館会議室(申込不要)",
        "・製本：7月25日(土)13時～ 本館工作室(要申込)",
    ]


def test_5_1_a_figures_of_a_thing_are_no_name_of_it() -> None:
    """1958年/白黒/94分 below the name of a film, ホール 70席 behind its day."""
    told = rows(
        LEAD * 9,
        "① 名画の会「灯台」",
        "1958年/白黒/94分",
        "7月11日(土)13:30開演(13:00開場)",
        "② こどもの会「雪うさぎ」",
        "あわせて50分",
        "7月18日(土)10:00～",
    )
    assert [line.partition("：")[0] for line in told] == [
        "・名画の会「灯台」",
        "・こどもの会「雪うさぎ」",
    ]
