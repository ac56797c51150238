"""What is of one part of a page is told by its name, or not at all."""

from __future__ import annotations

from in_short import TODAY, URL, blocks, summary

from bridge.draft.apart import told_apart
from bridge.draft.plan import read_facts
from bridge.draft.tables import with_table
from bridge.model import Facts, Page
from bridge.topics.outline import Outline, Section, Unit
from bridge.topics.sorts import Sort

PAGE = Section(0, -1, "", ("page", ""))


def _facts(title: str, *told: str) -> Facts:
    page = Page(URL, title, "\n".join(told), published=TODAY, blocks=blocks(*told))
    return read_facts(page, TODAY)


def _outline(*units: tuple[int, str, str, str], headings: tuple[str, ...] = ()) -> Outline:
    sections = [PAGE, *(Section(n, 0, h, ("h", "3")) for n, h in enumerate(headings, 1))]
    lines = [
        Unit(text, Sort(sort), label, section, at)
        for at, (section, sort, label, text) in enumerate(units)
    ]
    return Outline("", TODAY, TODAY, lines, sections)


def test_5_1_a_the_days_of_two_headings_are_told_by_their_names() -> None:
    """Where only one of them was understood; not below what is asked of who comes (申込み)."""
    first, second = "7月18日(土) 午前10時～11時", "7月25日(土) 午後1時～3時 大人8名(電話で受付)"
    told = summary("7月の催し", "## かげえの広場", first, "## 糸つむぎ", second)
    assert "・かげえの広場：7月18日(土)" in told
    assert "・糸つむぎ：7月25日(土)" in told
    told = summary("7月の催し", "## かげえの広場", first, "## 申込み", second)
    assert "・申込み" not in told


def test_5_1_a_a_day_in_brackets_behind_a_part_is_none_of_its_own() -> None:
    """From when on one applies; a short remark of the days is of them."""
    one, day = (1, "when", "", "7月18日(土) 10時～"), "7月25日(土) 13時～"
    facts = Facts("催し", kind="event", when=(("日時", "7月18日(土)10時～"),))
    for remark, words in (
        ("8人(7月1日から電話で)", "7月25日(土)13時～"),
        ("(26日も)", "7月25日(土)13時～、7月26日"),
    ):
        outline = _outline(one, (2, "when", "", f"{day} {remark}"), headings=("かげえ", "糸つむぎ"))
        assert told_apart(facts, outline, TODAY).events[1] == ("糸つむぎ", words)


def test_5_1_a_of_two_headings_one_that_is_over_is_not_listed() -> None:
    """Nor where the title names one of them, or all their days are told already."""
    one = (1, "when", "", "7月18日(土) 10時～")
    facts = Facts("催し", kind="event", when=(("日時", "7月18日(土)10時～"),))
    for other, headings, several in (
        ("7月25日(土) 13時～", ("かげえ", "糸つむぎ"), True),
        ("1月25日(土) 13時～", ("かげえ", "糸つむぎ"), False),
        ("7月25日(土)まで", ("かげえ", "糸つむぎ"), False),
        ("7月25日(土) 13時～ 満席", ("かげえ", "糸つむぎ"), False),
        ("7月25日(土) 13時～ 満席の場合はお断り", ("かげえ", "糸つむぎ"), True),
        ("7月25日(土) 13時～", ("催し", "糸つむぎ"), False),
        ("7月25日(土) 13時～", ("かげえ", "申込み"), False),
        ("7月18日(土) 10時～", ("かげえ", "糸つむぎ"), False),
    ):
        outline = _outline(one, (2, "apply", "", other), headings=headings)
        assert told_apart(facts, outline, TODAY).several is several


def test_5_1_a_a_lone_hour_of_two_parts_is_no_name() -> None:
    """開演 of one of two is told by the name of its part, and the other beside it."""
    units = ((1, "entry", "開演", "7月18日(土) 10時"), (2, "when", "", "7月25日(土)"))
    facts = Facts("映画会", kind="event", several=True, events=(("開演", "7月18日(土)10時"),))
    made = told_apart(facts, _outline(*units, headings=("こども向け", "おとな向け")), TODAY)
    assert [name for name, _ in made.events] == ["こども向け", "おとな向け"]


def test_5_1_a_the_number_of_one_row_is_not_of_all() -> None:
    """Where the rows differ; what all have is told."""
    names = "|| しごと | いつ | 人数"
    rows = ("| 草とり | 5月から9月 涼しい朝 | 6人", "| 本みがき | 毎月第2木曜日 13時～15時 | 4人")
    facts = _facts("手伝いの方を募集します", "お手伝いをさがしています。", names, *rows)
    assert not facts.capacity
    assert not facts.when
    outline = _outline((1, "capacity", "人数", "4人"), (2, "capacity", "人数", "4人"))
    rows_of = [Section(n, 0, name, ("row", ""), record=True) for n, name in ((1, "甲"), (2, "乙"))]
    same = Outline("", TODAY, TODAY, outline.units, [PAGE, *rows_of])
    assert told_apart(Facts("募集", capacity="4人"), same, TODAY).capacity == "4人"


def test_5_1_a_where_one_is_told_of_it_is_not_where_it_is() -> None:
    """Of 説明の会 in a sentence; and から before a place is none of it."""
    facts = Facts("募集", kind="recruitment", place="2階会議室")
    for text, place in (
        ("説明の会を2階会議室でひらきます。", ""),
        ("作業は2階会議室でします。", "2階会議室"),
    ):
        made = told_apart(facts, _outline((0, Sort.SENTENCE, "", text)), TODAY)
        assert made.place == place
    facts = _facts(
        "星を見る会のボランティア募集", "7月18日(土)午後7時から郷土館で開き、星を見ます。"
    )
    assert facts.place != "から郷土館"


def test_5_1_a_the_last_day_of_one_part_or_way_is_not_of_all() -> None:
    """申込締切 of who speaks is not that of who listens; of two ways the line is told whole."""
    facts = Facts("発表会", kind="event", deadline=TODAY, apply="フォームから")
    for headings, kept in ((("話す人", "聞く人"), False), (("話す人", "申込み"), True)):
        units = ((1, "apply", "しめきり", "7月15日(水)"), (2, "apply", "受付", "7月16日(木)から"))
        made = told_apart(facts, _outline(*units, headings=headings), TODAY)
        assert (made.deadline is not None, bool(made.apply)) == (kept, kept)
    for words, kept in (
        ("来館は不要。配信は7月15日(水)までにフォームから", False),
        ("7月15日(水)までにフォームから", True),
    ):
        made = told_apart(facts, _outline((0, "apply", "申込", words)), TODAY)
        assert (made.deadline is not None) is kept
        assert kept or made.apply == words


def test_5_1_a_days_below_a_briefing_are_named_by_it() -> None:
    """Not where the title names it, and not where it has its own day."""
    rows = ((0, "entry", "北館", "7月16日(木)"), (0, "entry", "南館", "7月20日(月)"))
    events = (("北館", "7月16日(木)"), ("南館", "7月20日(月)"))
    for title, words, name in (
        ("語り手の募集", "いずれかにご参加ください。", "説明会 北館"),
        ("語り手の説明会", "いずれかにご参加ください。", "北館"),
        ("語り手の募集", "7月10日(金)", "北館"),
    ):
        outline = _outline((0, "other", "説明会", words), *rows)
        made = told_apart(Facts(title, several=True, events=events), outline, TODAY)
        assert made.events[0][0] == name


def test_5_1_a_a_part_bears_the_name_of_its_thing_or_adds_its_day_to_it() -> None:
    """おあずかり behind the name of what it is of; 親子の部 is a further day of its thing."""
    units = ((1, "entry", "おあずかり", "7月16日(木)"), (1, "entry", "親子の部 6組", "7月20日(月)"))
    outline = _outline(*units, headings=("おとまり会",))
    facts = Facts("催し", several=True, events=(("北館 おあずかり", "7月16日(木)"),))
    assert told_apart(facts, outline, TODAY).events[0][0] == "北館 おとまり会 おあずかり"
    both = (("おとまり会", "7月16日(木)"), ("親子の部 6組", "7月20日(月)"))
    made = told_apart(Facts("催し", several=True, events=both), outline, TODAY)
    assert made.events == (("おとまり会", "7月16日(木)、7月20日(月)"),)


def test_5_1_a_a_turn_that_is_taken_is_not_offered_and_a_kind_is_no_name() -> None:
    """機器の相談★ with ② full; 講演会 by its own name; what is at a place by what it is."""
    headings = ("機器の相談★", "講演会", "夏の夕べ")
    turns = (1, Sort.SENTENCE, "", "8日の②は埋まっています。")
    units = ((2, "word", "", "「海のいろ」"), (3, "entry", "2階ホール", "20日(月) 14:00"))
    beside = (
        ("機器の相談", "8日(水) ①13:00 ②14:00"),
        ("講演会", "19日(日) 14:00"),
        ("2階ホール", "20日(月) 14:00"),
        ("作品", "同じ「海の子」"),
    )
    facts = Facts("7月の図書館", beside=beside)
    made = told_apart(facts, _outline(turns, *units, headings=headings), TODAY)
    assert [label for label, _ in made.beside] == ["講演会「海のいろ」", "夏の夕べ"]
    bare = (2, "word", "", "海の色の話")
    made = told_apart(facts, _outline(bare, headings=headings), TODAY)
    assert [label for label, _ in made.beside] == ["機器の相談", "2階ホール"]  # 講演会 has no name


def test_5_1_a_what_is_off_of_several_days_is_told_by_its_row() -> None:
    """日程：中止、7月25日(土) would be of all."""
    rows = (
        "| 第1回 | 潮のはなし | 中止",
        "| 第2回 | 風のはなし | 7月25日(土)",
        "| 第3回 | 雲 | 7月31日(金)",
    )
    for state, whole in (("中止", False), ("7月18日(土)", True)):
        lines = (
            "全3回の講座です。",
            "|| 回 | テーマ | 日程",
            *(row.replace("中止", state) for row in rows),
        )
        page = Page(URL, "海の講座の日程", lines[0], published=TODAY, blocks=blocks(*lines))
        tabled = with_table(Facts("海の講座の日程"), page, TODAY).tabled
        assert len(tabled) > 1
        assert any(line.startswith("日程：") for lines in tabled for line in lines) is whole
