"""Whether the closed days of each house stand with its name, on a page that has several."""

from __future__ import annotations

from datetime import date

from in_short import TODAY, summary

from bridge.draft.everyhouse import closed_days, with_every_house
from bridge.model import Facts

TITLE = "お盆の開館と休館"


def lines(*told: str, title: str = TITLE) -> list[str]:
    """The lines of the summary of a page."""
    return summary(title, *told).split("\n")


def test_truth_7_days_below_the_name_of_a_house_are_of_that_house() -> None:
    """A sentence that adds a day is told with them; a page of one house tells it as ever."""
    east = ("## 東館", "休館：8月12日(水)～8月15日(土)\n8月16日(日)は通常の休館です。")
    west = ("## 西館", "休館：8月13日(木)～8月14日(金)")
    assert lines(*east, *west) == [
        "・東館 休館：8月12日(水)～8月16日(日)",
        "・西館 休館：8月13日(木)～8月14日(金)",
    ]
    assert lines(*west) == ["休館：8月13日(木)～8月14日(金)"]


def test_truth_7_a_house_that_is_not_understood_is_said_to_be_another() -> None:
    """One of two alone is told by no days; beside two others it is one of further ones."""
    known = (
        "= 東館 | 8月12日(水)～8月15日(土)休館 | 8月16日(日)9時から開館",
        "= 西館 | 8月13日(木)～8月14日(金)休館 | ただし14日は別の入口です",
    )
    other = "= 事務室 | 8月12日(水)は17:00まで。午後は15日(土)から"
    title = "お盆のご案内(東館・西館)"
    said = lines(*known, other, title=title)
    assert said[:2] == [
        "・東館 休館：8月12日(水)～8月15日(土)",
        "・西館 休館：8月13日(木)～8月14日(金)",
    ]
    assert said[2].startswith("ほかにもあります")
    unclear = "= 南館 | 8月12日(水)休館、午後は別の入口から"
    assert not any("8月" in line for line in lines(known[0], unclear, title=title))


def test_truth_7_a_house_closed_for_long_stands_in_the_list_of_the_others() -> None:
    """Left out, it would pass for open; one that is open on each of the days is none of them."""
    table = (
        "|| 館 | 8月12日(水) | 8月13日(木) | 8月14日(金)",
        "| 東館 | 休館 | 休館 | 開館",
        "| 西館 | 開館 | 休館 | 休館",
    )
    long = "| 南館 | 工事で秋まで休館中です | 工事で秋まで休館中です | 工事で秋まで休館中です"
    assert "・南館：工事で秋まで休館中" in lines(*table, long)
    assert not any("南館" in line for line in lines(*table, "| 南館 | 開館 | 開館 | 開館"))


def test_truth_7_a_part_of_the_closings_is_not_told_as_all() -> None:
    """A row of days that was not understood is a closing as well: then no day is told."""
    table = (
        "|| | 東館 | 西館",
        "| 8月12日(水) | 休館 | 開館",
        "| 8月13日(木) | 開館 | 休館",
    )
    whole = lines(*table)
    assert any("8月12日" in line for line in whole)
    said = lines(*table, "| 19日(水)～22日(土) | 開館 | 蔵書点検")
    assert not any("8月1" in line for line in said)


def test_truth_7_days_off_of_a_counter_are_none_of_the_house() -> None:
    """Without a label of when it is open, days off are of the house."""
    head = ("## 休館の期間", "8月1日(土)から9月30日(水)まで", "## 休館中の窓口")
    off = "= お休み | 8月12日(水)、8月20日(木)"
    said = lines(*head, "= 開く日 | 毎週火曜日", off, title="東館の工事に伴う休館")
    assert any("9月30日" in line for line in said)
    assert not any("8月12日" in line for line in said)
    said = lines(*head, off, title="東館の工事に伴う休館")
    assert any("8月12日" in line for line in said)


def test_truth_7_what_goes_on_as_ever_is_no_name() -> None:
    """What a column says of a time would stand as something held."""
    rows = (
        "|| 時期 | 部屋の本 | 巡回の車",
        "| 7月25日(土)まで | これまでどおり | これまでどおり",
        "| 7月26日(日)～8月6日(木) | 夏の整理 | 7月28日から",
        "| 8月18日(火)～8月30日(日) | 引っ越し | 駅前へ停車",
    )
    assert not any("これまでどおり" in line for line in lines(*rows, title="分室の引っ越し"))


def test_truth_7_until_the_next_round_is_told_with_its_case() -> None:
    """Alone it would be of every round."""
    table = (
        "|| 場所 | 時間 | 7月 | 8月",
        "| 松の広場 | 10:00～10:30 | 1(水)・15(水) | 12(水)",
        "| 杉の辻 | 11:00～11:30 | 1(水)・15(水) | 12(水)",
    )
    tail = "借りている本は次の回まで持っていてください。"
    said = "\n".join(lines(*table, f"運休した回のかわりはありません。{tail}", title="巡回の日程"))
    assert tail not in said or "運休した回" in said


def test_truth_7_the_same_days_of_several_hours_are_told_once() -> None:
    """Without the hours they would stand again for each stop."""
    stops = [
        f"| {course}コース | {stop}の辻 | {hour}:00～{hour}:30 | {days} | 13日 27日"
        for course, days in (("松", "2日 16日"), ("杉", "3日 17日"))
        for hour, stop in enumerate("北南東", 10)
    ]
    head = "|| コース | 停車する所 | 時間 | 7月 | 8月"
    but = "7月16日の松コースは、式があるため、南の辻のみ9:00～9:30に時間を早めて行います。"
    said = lines(head, *stops, but, title="移動図書館の巡回予定")
    assert "・松コース：7月2日・16日、8月13日・27日" in said
    assert any(line.startswith(but) for line in said)  # of one stop, in its own words


def test_truth_7_a_van_whose_line_is_no_closing_is_told_in_its_own_words() -> None:
    """Without its name, what it does would be told of the houses; a long line is left to the page."""
    known = ("= 東館 | 8月12日(水)から8月15日(土)まで", "= 西館 | 8月13日(木)から8月14日(金)まで")
    van = "= つばめ号 | 前半は8月7日(金)、後半は8月21日(金)から走ります"
    said = lines(*known, van, title="お盆のお休み")
    assert "・つばめ号：前半は8月7日(金)、後半は8月21日(金)から走ります" in said
    long = f"{van}。そのあいだに読みたい本は早めにお借りください"
    assert not any("走ります" in line for line in lines(*known, long, title="お盆のお休み"))


def test_5_3_i_the_days_of_every_house_go_before_why_and_before_weekdays() -> None:
    """Seven houses are told all, with strokes and without weekdays; of more as many as have room.
    Houses with hours of a day keep them.
    """
    why = "各館では、本の場所を一冊ずつたしかめるための点検を、次のとおり順に行います。"
    names = ("朝日町", "若葉町", "みどり町", "青空町", "港町", "山手町", "野原町")
    days = [
        f"{name}図書館 7月{n}日(月)～{n + 3}日(木)" for name, n in zip(names, (6,) * 7, strict=True)
    ]
    days = [line.replace("7月6日", f"{n}月6日", 1) for n, line in enumerate(days[:1], 7)] + [
        f"{name}図書館 7月{13 + n}日({'月火水木金土'[n]})～{'7月' if n else ''}{15 + n}日({'水木金土日月'[n]})"
        for n, name in enumerate(names[1:])
    ]
    title = "蔵書点検のため市内の各図書館が順番に休館します(7月)"
    said = lines(why, "# 休館日", *days, title=title)
    assert said[-7:] == ["・朝日町図書館：7/6～7/9"] + [
        f"・{name}図書館：7/{13 + n}～7/{15 + n}" for n, name in enumerate(names[1:])
    ]
    more = [line.replace("町図書館", "町の南図書館") for line in days]
    few = lines(why, "# 休館日", *days, *more, title=title)
    assert sum(line.startswith("・") for line in few) >= 3
    assert few[-1].startswith("ほかにもあります")
    hours = [f"{name}館：13時～{n}時" for n, name in enumerate(("東", "西", "南"), 16)]
    told = lines(
        "7月12日(日)の大会のため、道が通れません。",
        "# 開館時間",
        *hours,
        title="7月12日(日)の開館時間の変更",
    )
    assert "・東館：13時～16時" in told


def test_truth_7_a_table_of_days_by_houses_gives_each_house_its_closed_days() -> None:
    """Signs are read where one house is open and another closed; a cell that says neither, or a
    weekday that is wrong, gives nothing.
    """
    rows = (
        ("8月11日(火)", "開館(9時～17時)", "休館"),
        ("8月12日(水)～14日(金)", "休館", "休館"),
        ("8月15日(土)", "通常どおり", "運行"),
    )
    heads = ("日", "図書館", "資料館")
    near = TODAY
    assert closed_days(heads, rows, near=near, today=near) == [
        ("図書館 休館", "8月12日(水)～14日(金)"),
        ("資料館 休館", "8月11日(火)～8月14日(金)"),
    ]
    assert (
        closed_days(heads, (*rows, ("8月16日(日)", "相談中", "休館")), near=near, today=near) == []
    )
    assert closed_days(heads, (*rows, ("8月16日(月)", "休館", "休館")), near=near, today=near) == []
    late = date(2026, 8, 13)
    assert closed_days(heads, rows[:1], near=near, today=late) == []
    van = closed_days(heads, (("8月11日(火)", "開館", "運休"),), near=near, today=near)
    assert van == [("資料館 運休", "8月11日(火)")]


def test_truth_7_houses_of_a_table_are_told_where_a_list_of_days_has_no_room() -> None:
    """The head 図書館 above states is a house and no place."""
    table = (
        "|| 日 | 図書館 | 資料館",
        "| 8月10日(月) | 開館(9時～17時) | 開館",
        "| 8月11日(火) | 休館 | 休館",
        "| 8月12日(水)・13日(木) | 休館 | 開館(10時～16時、観覧無料)",
        "| 8月14日(金) | 休館 | 休館",
        "| 8月15日(土) | 開館 | 開館(最後の入場15時)",
    )
    said = lines(*table, title="お盆の休館について(図書館・資料館)")
    assert said[-2:] == [
        "・図書館 休館：8月11日(火)～8月14日(金)",
        "・資料館 休館：8月11日(火)、8月14日(金)",
    ]


def test_truth_7_a_van_is_off_and_not_closed() -> None:
    """うみどり号 運休, though the heading above says 休館."""
    days = "8月12日(水)～15日(土)"
    events = (("本館 休館", days), ("うみどり号 休館", days))
    facts = Facts("お盆のお休みと、本のこと", kind="closure", several=True, events=events)
    told = with_every_house(facts, (), TODAY, TODAY).events
    assert told == (("本館 休館", days), ("うみどり号 運休", days))


def test_5_3_i_houses_without_their_days_tell_nothing() -> None:
    """東館、西館など says nothing of a closing."""
    table = (
        "|| | 東館 | 西館",
        "| 8月12日(水) | 休館 | 開館",
        "| 8月13日ごろ | 休館 | 休み",
    )
    said = lines(*table, title="お盆の休館について(東館・西館)")
    assert not any("など" in line for line in said)
