"""Whether a page of several things tells each by its own name, day and hour, with what one has to
do for it, and what is of a house, a letter or a round is not told of another.
"""

from __future__ import annotations

from datetime import date

import pytest
from in_short import TODAY, summary

from bridge.draft.kinds import is_urgent
from bridge.draft.parts import behind_first, in_one_bracket
from bridge.draft.rules_of_days import in_one_month
from bridge.text.dates import find_occasions, say_all

WINTER = date(2026, 11, 28)


def rows(title: str, *told: str, today: date = TODAY) -> list[str]:
    """The rows of several things of a page's draft."""
    return [li for li in summary(title, *told, today=today).split("\n") if li.startswith("・")]


def test_truth_7_the_month_of_a_span_s_end_heads_no_day_behind_it() -> None:
    """Bare days before it are of the month of the page, and those of later lines as well; the end
    of a span in another month has its month.
    """
    told = rows(
        "図書館だより 12月号",
        "# おやすみ",
        "7日(月)、14日(月)、29日(火)～1月4日(月)",
        "# 歌の会",
        "9日(水) 10時30分～",
        "# 将棋の会",
        "3日・17日(木) 14時～15時",
        today=WINTER,
    )
    assert told[0] == "・おやすみ：12月7日(月)・14日(月)、12月29日(火)～1月4日(月)"
    assert told[1:] == [
        "・歌の会：12月9日(水)10時30分～",
        "・将棋の会：12月3日・17日(木)14時～15時",
    ]
    days = find_occasions("7月29日～8月4日", TODAY), find_occasions("7月5日～27日", TODAY)
    assert [say_all(one, TODAY) for one in days] == ["7月29日～8月4日", "7月5日～27日"]


def test_truth_7_a_weekday_says_the_month_where_the_month_above_does_not_fit() -> None:
    """5日(土) below a line of January is December's; a day that fits stays in the month above."""
    told = rows(
        "図書館だより",
        "来年は1月12日(火)から巡回します。",
        "# 歌の会",
        "5日(土) 10時～",
        "# 絵の会",
        "12日(土) 13時～",
        today=WINTER,
    )
    assert told == ["・歌の会：12月5日(土)10時～", "・絵の会：12月12日(土)13時～"]


def test_5_1_a_things_without_names_are_left_to_the_page() -> None:
    """Of several things held those with names are told, with ほかにもあります; of a closing none is
    left out.
    """
    told = summary(
        "7月の行事",
        "# 折り紙の会",
        "7月4日(土) 10時～",
        "# 詩の会",
        "7月5日(日) 14時～",
        "# 夏なので、みんなで集まって話しませんか、という会をひらきます、何でもどうぞ、ぜひお気軽に",
        "7月11日(土) 10時～",
    )
    assert "・折り紙の会：7月4日(土)10時～\n・詩の会：7月5日(日)14時～\n" in told
    assert "ほかにもあります" in told


def test_5_1_a_what_runs_since_long_is_no_news_beside_what_is_to_come() -> None:
    """Two months ago is long; a month is not."""
    things = ("# 歌の会", "7月4日(土) 10時～", "# 絵の会", "7月5日(日) 14時～", "# 本の宅配")
    since = (*things, "3月1日(日)～12月28日(月)")
    assert "本の宅配" not in "".join(rows("7月の行事", *since))
    assert "ほかにもあります" in summary("7月の行事", *since)
    assert "本の宅配" in "".join(rows("7月の行事", *things, "6月1日(月)～12月28日(月)"))


def test_5_1_a_a_sentence_that_is_a_day_only_is_the_day_of_the_thing_above_it() -> None:
    """Of several things; a sentence that says something of its day is none, nor is the name of
    what is closed.
    """
    told = rows(
        "図書館だより 7月号",
        "# 星の会",
        "7月4日(土)18時から20時まで。あかりを消して空を見ます。",
        "# 歌の会",
        "7月8日(水)10時から、分室。",
        "# 古本の日",
        "7月9日(木)は雨のときもひらきます。",
        "# 夏のお休み",
        "7月6日(月)から。",
    )
    assert told == ["・星の会：7月4日(土)18時～20時", "・歌の会：7月8日(水)10時～"]


def test_5_1_a_words_before_a_day_are_the_name_of_a_thing_among_others() -> None:
    """With の before the hour, or a place behind it; one line alone says nothing of its kind."""
    told = rows(
        "図書館だより 7月号",
        "# 行事",
        "・歌の会 4日・11日の10時半から",
        "・糸の会 5日(日)13時～15時、織りの小屋。",
        "・絵の会 8日(水)10時～",
    )
    assert told[:2] == ["・歌の会：7月4日・11日 10時半～", "・糸の会：7月5日(日)13時～15時"]


@pytest.mark.parametrize(
    ("behind", "said"),
    [
        ("4歳～小学2年生", "(4歳～小学2年生)"),
        ("高校生以上15名", "(高校生以上)"),
        ("2階ラウンジ 茶菓100円", ""),
        ("開催中", ""),
    ],
)
def test_5_1_a_for_whom_a_thing_is_is_no_name_of_it(behind: str, said: str) -> None:
    """Nor is where it is, what it costs or how many may come: the heading names it."""
    told = rows(
        "7月の行事",
        "# 英語で歌おう",
        f"7月4日(土)11:00～ {behind}",
        "# 館内ツアー",
        "7月5日(日)19:00～ 大人",
    )
    assert told == [
        f"・英語で歌おう：7月4日(土)11:00～{said}",
        "・館内ツアー：7月5日(日)19:00～(大人)",
    ]


def test_truth_7_two_steps_of_one_thing_stand_in_one_row_of_its_house() -> None:
    """And what stands behind the last house under a label that none has is of all."""
    told = summary(
        "お人形のおとまり会",
        "# 中央図書館",
        "あずける日：7月4日(土)15時",
        "おむかえ：7月5日(日)10時",
        "定員：20名",
        "# 山内分館",
        "あずける日：7月11日(土)15時",
        "おむかえ：7月12日(日)10時",
        "定員：8名",
        "対象：3歳から6歳まで",
        "申込：7月1日(水)10時から窓口で",
    ).split("\n")
    assert told[:2] == [
        "・中央図書館：あずける日 7月4日(土)15時、おむかえ 7月5日(日)10時",
        "・山内分館：あずける日 7月11日(土)15時、おむかえ 7月12日(日)10時",
    ]
    assert "対象：3歳から6歳まで" in told


def test_5_1_a_of_many_things_what_one_has_to_ask_for_is_worth_more_than_one_more() -> None:
    """In a word where the day has no room; that one need not ask is worth nothing."""
    own = [("", "", ""), ("北館 2階", "大人", "申込7月1日(水)～・抽選"), ("", "", "申込不要")]
    told = [words for _, words in behind_first(own)]
    assert told[0] == ("", " 北館(大人、申込7月1日(水)～・抽選)", "(申込不要)")
    assert ("", "(要申込)", "") in told
    assert told.index(("", "(要申込)")) > told.index(("", "(要申込)", ""))
    assert told.index(("", "", "")) > told.index(("", "(申込7月1日(水)～・抽選)", ""))
    assert in_one_bracket("7月4日(土)(5日は休み)", "(要申込)") == "7月4日(土)(5日は休み、要申込)"
    assert in_one_bracket("7月4日(土)", "(要申込)") == "7月4日(土)(要申込)"
    assert in_one_bracket("7月4日(土)(5日は休み)", " 北館") == "7月4日(土)(5日は休み) 北館"


def test_5_1_a_a_sentence_says_that_one_has_to_ask_for_a_thing() -> None:
    """With its day, if it has one; that one need not is no asking."""
    told = rows(
        "7月の行事",
        "# 糸の会",
        "7月4日(土) 10時～",
        "7月1日(水)9時から電話で受け付けます。糸は用意します。",
        "# 紙の会",
        "7月5日(日) 14時～",
        "電話での申込みはいりません。紙をお持ちください。",
        "# 歌の会",
        "7月11日(土) 10時～",
    )
    assert told[0].endswith("(申込7月1日(水)9時～)")
    assert "要申込" not in told[1]


def test_5_1_a_a_letter_tells_its_closed_days_before_its_things() -> None:
    """A sentence that says no more than that, too; the round and the houses' tables are left to the
    page, and what it tells beforehand is no thing held.
    """
    told = summary(
        "図書館だより 7月号",
        "# お休み",
        "7月6日(月)から8日(水)まで休みます。",
        "# 行事",
        "・歌の会 7月4日(土)10時～",
        "・絵の会 7月5日(日)14時～",
        "# 巡回の予定",
        "・東の辻 7月9日(木)10時～",
        "# 来月の予告",
        "8月1日(土) 10時～",
    )
    assert told.split("\n")[:3] == [
        "・お休み：7月6日(月)～8日(水)",
        "・歌の会：7月4日(土)10時～",
        "・絵の会：7月5日(日)14時～",
    ]
    assert "辻" not in told
    assert "予告" not in told
    assert "ほかにもあります" in told


def test_5_1_a_a_round_tells_each_course_once_and_many_stops_by_their_days() -> None:
    """Hours are of one stop of a course; of few stops each is told with its own."""
    course = [
        f"| 松コース | 2日(木) 16日(木) | {stop}の辻公民館 | {hour}:00～{hour}:30"
        for hour, stop in enumerate("北南東", 10)
    ]
    head = "|| コース | 巡回日 | ステーション | 時間"
    other = "| 杉コース | 3日(金) 17日(金) | 山の公民館 | 10:00～10:30"
    title = "移動図書館 7月の巡回"
    assert rows(title, head, *course, other)[:2] == [
        "・松コース：7月2日(木)・16日(木)",
        "・杉コース：7月3日(金)・17日(金)10:00～10:30",
    ]
    stops = [
        f"| {name}の辻 | {6 + n // 2}日 | {10 + n}:00～" for n, name in enumerate("北南東西中上")
    ]
    told = summary(title, "|| 停車場所 | 巡回日 | 時間", *stops)
    assert told.startswith(
        "巡回日：7月6日・7日・8日\nまわる所：北の辻、南の辻、東の辻、西の辻、中の辻など"
    )
    assert "巡回日：" not in summary(title, "|| 停車場所 | 巡回日 | 時間", *stops[:5])


def test_5_1_a_a_show_of_films_names_what_is_shown() -> None:
    """Of more than two the first; on a day of another thing a title in brackets is none."""
    films = (
        "# 子どもの部",
        "7月4日(土) 10時～",
        "作品：「くまの森」「雨の町」「空の家」",
        "# 大人の部",
    )
    told = rows("7月の映画会", *films, "7月5日(日) 14時～", "作品：「遠い汽笛」(108分)")
    assert told == [
        "・子どもの部「くまの森」「雨の町」など：7月4日(土)10時～",
        "・大人の部「遠い汽笛」：7月5日(日)14時～",
    ]
    told = rows("7月の集い", *films, "7月5日(日) 14時～", "作品：「遠い汽笛」(108分)")
    assert not any("森" in one for one in told)


def test_truth_7_days_of_one_hour_are_told_together() -> None:
    """By their months; days of other hours, spans and rules stay as they are."""
    same = find_occasions("7月4日(土)10時～、7月11日(土)10時～、8月1日(土)10時～", TODAY)
    assert say_all(in_one_month(same), TODAY) == "7月4日(土)・11日(土)、8月1日(土)10時～"
    for other in ("7月4日(土)10時～、7月11日(土)14時～", "7月4日(土)～5日(日)", "毎週土曜日"):
        days = find_occasions(other, TODAY)
        assert in_one_month(days) == [*days]


@pytest.mark.parametrize(
    ("title", "urgent"),
    [
        ("震災30年 巡回パネル展", False),
        ("大雨10年の記録を語り継ぐ", False),
        ("台風の朗読会", False),
        ("台風のため閉館します", True),
        ("大雨警報のお知らせ", True),
    ],
)
def test_5_1_a_what_is_shown_of_a_disaster_is_no_emergency(title: str, *, urgent: bool) -> None:
    """Its anniversary, a show, a reading; the storm itself is one."""
    assert is_urgent(title, ()) is urgent


def test_5_1_a_of_what_is_called_off_nobody_needs_the_hour() -> None:
    """Nor how to apply; of what is put off to another day one does."""
    for word, hour in (("中止", False), ("延期", True)):
        told = rows(
            "7月の催し",
            f"## 【{word}】影絵の会",
            "日時：7月18日(土) 14時～",
            "申込：7月3日(金)から電話で",
            "## 読書会",
            "日時：7月25日(土) 10時～",
            "申込：電話で",
        )
        off = next(line for line in told if "影絵" in line)
        assert ("14時" in off) is hour
        assert word == "延期" or "申込" not in off
        assert "10時" in next(line for line in told if "読書会" in line)
