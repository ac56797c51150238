"""Whether the turns of one day, and what a sentence or a line gives to each of several things, are
told of all of them, and of nothing else.
"""

from __future__ import annotations

import pytest
from in_short import summary


def rows(*told: str, title: str = "夏の催し") -> list[str]:
    """The rows of several things of a page's draft."""
    return [line for line in summary(title, *told).split("\n") if line.startswith("・")]


def test_5_3_i_the_first_turn_does_not_pass_for_all() -> None:
    """What stands behind the hours of one turn is of that turn alone; of one without a number the
    second hours are something else.
    """
    houses = (
        "本館(集会室)：7月11日(土)①10時～10時30分(2歳まで) ②14時～14時45分(3歳から小学生)",
        "東分館：7月18日(土)15時～16時",
    )
    assert rows(*houses, title="七夕のおはなし会") == [
        "・本館(集会室)：7月11日(土)10時～10時30分、14時～14時45分",
        "・東分館：7月18日(土)15時～16時",
    ]
    once = (houses[0].replace("②", "片付け").replace("①", ""), houses[1])
    assert "14時" not in "".join(rows(*once, title="七夕のおはなし会"))


def test_5_3_i_a_work_not_yet_known_is_no_thing_of_its_own() -> None:
    """It stands where the others have their names; what has a name has one."""
    shows = ("# 午後の映画会", "7月12日(日)", "8月9日(日)", "9月13日(日) 作品未定")
    other = ("# 工作教室", "日時：7月20日(月)10時～12時")
    assert rows(*shows, *other)[0] == "・午後の映画会：7月12日(日)、8月9日(日)、9月13日(日)"
    named = (*shows[:-1], "9月13日(日) 海辺の家")
    assert "海辺の家" in "".join(rows(*named, *other))


@pytest.mark.parametrize(
    ("sentence", "hours"),
    [
        ("いずれも14時から、集会室で上映します。", " 14時"),
        ("各回とも14時から、集会室で上映します。", " 14時"),
        ("いずれも定員は14人です。", ""),
        ("初日は14時から、集会室で上映します。", ""),
        ("いずれも14時から上映します。どれも16時から話を聞きます。", ""),
    ],
)
def test_5_3_i_hours_of_each_are_said_behind_the_days(sentence: str, hours: str) -> None:
    """Where one sentence gives them to each, and no other says other hours."""
    other = ("# 工作教室", "日時：7月20日(月)10時～12時")
    told = rows("# 午後の映画会", "7月12日(日)", "8月9日(日)", sentence, *other)[0]
    assert told.startswith("・午後の映画会：7月12日(日)")
    assert ("14" in told) == bool(hours)


def test_5_3_i_hours_of_each_are_not_those_of_a_day_with_its_own() -> None:
    """One of the days has its hours: the sentence may be of the others alone."""
    other = ("# 工作教室", "日時：7月20日(月)10時～12時")
    told = rows(
        "# 午後の映画会", "7月12日(日)11時～", "8月9日(日)", "いずれも14時から上映します。", *other
    )
    assert "14" not in told[0]


def test_5_3_i_counted_parts_are_told_side_by_side() -> None:
    """その1 and その2, though the title shares its words with the first; headings without a count
    are chosen from as before.
    """
    parts = (
        "# その1 七夕おはなしスペシャル",
        "日時：7月4日(土)11時～11時40分",
        "場所：本館 集会室",
        "# その2 笛のミニコンサート",
        "日時：7月7日(火)18時～18時30分",
        "場所：駅前広場",
    )
    title = "図書館の七夕スペシャル 二つの催し"
    assert [row.partition("：")[0] for row in rows(*parts, title=title)] == [
        "・七夕おはなしスペシャル",
        "・笛のミニコンサート",
    ]
    plain = [line.replace("その1 ", "").replace("その2 ", "") for line in parts]
    assert rows(*plain, title="七夕おはなしスペシャル") == []


def test_5_3_i_a_place_of_all_is_told_wherever_it_stands() -> None:
    """Behind the last of several, where it says that it is of all, and none has its own."""
    two = ("# 夏の工作会", "日時：7月4日(土)11時～", "# 夜の映画会", "日時：7月7日(火)18時～")
    assert "会場：どちらも2階ホール" in summary("夏の催し", *two, "会場：どちらも2階ホール")
    assert "会場：2階ホール" not in summary("夏の催し", *two, "会場：2階ホール")
    own = (*two[:2], "会場：本館 集会室", *two[2:])
    assert "会場：どちらも" not in summary("夏の催し", *own, "会場：どちらも2階ホール")


def test_5_3_i_a_ceremony_is_told_by_its_name() -> None:
    """Of two things of a title the one that has its day; where the title names nothing else, the
    day is that of the page.
    """
    lines = (
        "応募は九十点でした。",
        "# 審査の結果",
        "最優秀賞は三点です。どれも力のこもった作品でした。",
        "# 表彰式",
        "日時：7月12日(日)10時～11時",
        "会場：公民館 小ホール",
        "# 作品展",
        "入口の広間に七月のあいだ並べます。",
    )
    told = summary("第3回 科学作文コンクール 審査結果と表彰式・作品展", *lines)
    assert "表彰式：7月12日(日)10" in told
    assert "日時：" not in told


def test_5_3_i_a_way_to_apply_within_a_paragraph_is_of_its_thing() -> None:
    """In a letter of many things it is not of all; above them, without a day, it is."""
    letter = (
        "# 今月のお休み",
        "7月6日、13日です。",
        "# 催し",
        "夜の朗読会 7月20日(月)17時～19時、裏庭で。定員は15名。申し込みは7月8日(水)9時から電話で",
        "# 新しく入った本から",
        "旅の本がそろいました。",
        "# 8月の予定",
        "川あそびの会をひらきます。",
    )
    assert "7月8日" not in summary("図書館だより 7月号", *letter)
    of_all = "お問い合わせはどうぞお気軽に。申し込みは7月8日(水)9時から電話で"
    assert "申込：7月8日(水)9時" in summary("図書館だより 7月号", of_all, *letter)


def test_5_3_i_the_day_of_the_next_thing_is_not_told_without_it() -> None:
    """次は…です, and what stands behind it, are told together or not at all; in another paragraph
    a day stands by itself.
    """
    past = "6月14日(日)に、集会室で春の読書会をひらきました。集まったのは12人でした。"
    after = "次は夏の読書会です。8月23日(日)午後2時から、本は投票で決めます。"
    told = summary("春の読書会の報告", past, after)
    assert "投票" not in told or "夏の読書会" in told
    apart = after.split("。", 1)
    told = summary("春の読書会の報告", past, "次は夏です。", apart[1])
    assert "8月23日(日)" in told
