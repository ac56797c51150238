"""5(1)ア: a page of labelled lines, too long to be told whole, is told by those that its readers
need, each as the page has it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest
from fakes import LINK, NOW, packaged_words, settings
from in_short import blocks

from bridge.draft.fullest import fullest, says_more
from bridge.draft.make import from_page
from bridge.draft.plan import read_facts
from bridge.draft.rules import Rules
from bridge.draft.verbatim import LONGEST, with_labelled
from bridge.model import Block, Item, ItemState, Labelled, Page
from bridge.text.weight import weigh
from bridge.topics.sorts import Sort

TITLE = "竹とんぼ教室"
DAY = date(2026, 11, 25)
WHEN = "とき：12月13日（日）　1組 10時～11時\n2組 14時～15時（満員）"
PLACE = "ところ：第三会館 工作室"
WHO = "対象：小学生と保護者"
APPLY = "申込：12月1日（火）から窓口か電話で"
FOUR = (WHEN, PLACE, WHO, APPLY)


def page(*lines: str, url: str = LINK, more: tuple[Block, ...] = ()) -> Page:
    text = "\n".join(line.strip("#|= ") for line in lines)
    return Page(url, TITLE, text, published=DAY, blocks=(*blocks(*lines), *more))


def told(*lines: str, **how: str) -> list[str]:
    """The labelled lines of a page of these."""
    made = page(*lines, **how)
    return [one.text for one in with_labelled(read_facts(made, DAY), made, DAY).labelled]


def draft(*lines: str, title: str = TITLE) -> list[str]:
    item = Item(id=1, source="home", url=LINK, title=title, state=ItemState.NEW, seen_at=NOW)
    rules = Rules(settings(), packaged_words)
    made = from_page(item, page(*lines), source=None, rules=rules, today=DAY)
    return made.wording.content.text.split("\n")[1:-1]


def within(room: int) -> Callable[[Sequence[str]], bool]:
    return lambda lines: sum(weigh(line) + 1 for line in lines) <= room + 1


def best(room: int, *lines: Labelled) -> list[str]:
    return list(fullest(lines, room, within(room)))


def whole(*lines: Labelled) -> int:
    """The room that lines have as they are."""
    return sum(weigh(one.text) + 1 for one in lines) - 1


def test_5_1_a_a_value_stands_as_the_page_has_it() -> None:
    """What belongs to which part of the day, and that one is full, is not taken apart."""
    assert told(*FOUR) == [
        "とき：12月13日(日)1組 10時～11時、2組 14時～15時(満員)",
        "ところ：第三会館 工作室",
        "対象：小学生と保護者",
        "申込：12月1日(火)から窓口か電話で",
    ]


@pytest.mark.parametrize(
    "goes_on",
    [
        "②14時～15時",
        "第2回 12月20日（日）",
        "午後の部 14時～15時",
        "後期 1月8日（金）～2月5日（金）",
        "（雪の日は20日）",
        "いずれも15時まで",
        "2日目 10時～",
        "12月20日（日）14時",
    ],
)
def test_a_value_goes_on_in_the_next_line(goes_on: str) -> None:
    """Where that counts, says when or stands in brackets; any other line does not."""
    when, *_ = told(f"とき：12月13日（日）\n{goes_on}", PLACE, APPLY)
    assert when.startswith("とき：12月13日(日)")
    assert len(when) > len("とき：12月13日(日)") + 4
    lines = told("とき：12月13日（日）\nみなさんと作ります。", PLACE, APPLY)
    assert lines[0] == "とき：12月13日(日)"


def test_a_label_alone_takes_the_next_line() -> None:
    """■とき ⏎ あさ；a mark and a blank make a label of a word that is in no list."""
    assert told("■とき\n12月13日（日）10時", "■ところ 工作室", "■冊数 3冊まで", APPLY) == [
        "とき：12月13日(日)10時",
        "ところ：工作室",
        "冊数：3冊まで",
        "申込：12月1日(火)から窓口か電話で",
    ]
    assert "冊数：3冊まで" not in told("とき：12月13日（日）", "冊数 3冊まで", PLACE, APPLY)


def test_what_goes_on_is_told_under_the_label_above_it() -> None:
    """Of a place, too; under a label of its own it is that one's."""
    second = "ところ：第三会館\n第2回は別館"
    assert told("とき：12月13日（日）\n（雪の日は20日）", second, APPLY)[:2] == [
        "とき：12月13日(日)(雪の日は20日)",
        "ところ：第三会館、第2回は別館",
    ]
    assert "ところ：第三会館" in told("とき：12月13日（日）", "■ところ\n第三会館", APPLY)
    within = told("とき：12月13日（日）\n後期：1月8日（金）", PLACE, APPLY)
    assert within[0] == "とき：12月13日(日)、後期:1月8日(金)"
    assert "後期：1月8日(金)" in told("とき：12月13日（日）", "後期：1月8日（金）", PLACE, APPLY)
    assert "各回定員：8人" in told("とき：12月13日（日）\n各回定員：8人", PLACE, APPLY)


def test_what_is_no_labelled_line_is_not_told_as_one() -> None:
    """An item of a list, a file, a request; a line that may not be told is left out, and the page
    with it where it is needed.
    """
    item = Block("item", ("定員：8人",))
    made = page(*FOUR, more=(item,))
    assert len(with_labelled(read_facts(made, DAY), made, DAY).labelled) == len(FOUR)
    assert told(*FOUR, "応募票(PDF:118KB)") == told(*FOUR)
    assert told(*FOUR, "お願い：静かに入ってください") == told(*FOUR)
    winner = "町長賞 「竹の風」 森さん"
    assert told(*FOUR, f"持ち物：{winner}") == told(*FOUR)
    assert told(*FOUR, f"参加費：{winner}") == []


@pytest.mark.parametrize(
    "other",
    [
        "講師の病気のため中止します。",
        "定員に達したため締め切りました。",
        "お申込みは満員となりました。",
        "※場所の訂正があります",
        "会場を変更します。",
    ],
)
def test_lines_that_another_overturns_are_not_told(other: str) -> None:
    """What may happen overturns nothing, nor what the lines say themselves of a part."""
    assert told(*FOUR)
    assert told("2組は満員になりました。", *FOUR) == told(*FOUR)
    assert told(*FOUR, other) == []
    assert told(*FOUR, "大雪の場合は中止します。")


def test_two_things_of_one_page_are_not_told_as_one() -> None:
    """A label twice, or needed labels on either side of a heading; what follows without such labels
    stays out.
    """
    assert told(*FOUR, "ところ：別館") == []
    assert told(*FOUR, "日時：12月20日（日）") == []
    assert told(*FOUR, "日程：受付のあと会館へ歩きます")[-1] == "日程：受付のあと会館へ歩きます"
    assert told(*FOUR, "材料の寄付のお願い", "定員：8人") == []
    assert told(*FOUR, "材料の寄付のお願い", "竹を集めています。") == told(*FOUR)
    assert told(*FOUR, "材料の寄付のお願い", "持ち物：竹") == told(*FOUR)
    assert told(*FOUR, "# 当日の第2部", "定員：8人") == []
    assert told(*FOUR, "竹をゆずってくださった林の持ち主のみなさんとその仲間へ", "定員：8人")
    assert told(*FOUR, "以上", "定員：8人")[-1] == "定員：8人"


def test_a_page_of_other_lines_is_not_told_so() -> None:
    """Too few, without a day, of days without one, of a table, the front page, too long."""
    assert told("とき：12月13日（日）", PLACE) == []
    assert told("とき：12月13日（日）", PLACE, "持ち物：のこぎり")
    assert told("時間：10時～11時", PLACE, WHO, "申込：電話で") == []
    assert told("とき：冬の日曜", PLACE, WHO, APPLY) == []
    assert told("# 案内", PLACE, WHO, APPLY)
    assert told(*FOUR, "| 1組 | 午前 |") == []
    assert told(*FOUR, url="https://lib.example.jp/") == []
    filled = "竹の話です。" * (LONGEST // 6)
    assert told(*FOUR, filled[: -len("\n".join(FOUR)) - 1])
    assert told(*FOUR, filled) == []


@pytest.mark.parametrize(
    ("label", "use"),
    [
        ("とき", 32),
        ("時間", 32),
        ("任用期間", 10),
        ("展示", 4),
        ("必要な資格", 20),
        ("勤務場所", 4),
        ("募集人数", 12),
        ("定員", 6),
        ("講師", 2),
    ],
)
def test_the_use_of_a_line_is_that_of_its_label(label: str, use: int) -> None:
    """A day under a label that is not of the event's is beside it."""
    value = "カードのある方" if label == "必要な資格" else "12月20日（日）10時"
    lines = (f"{label}：{value}", "申込：12月1日（火）から", PLACE, "費用：無料")
    made = page(*lines)
    labelled = with_labelled(read_facts(made, DAY), made, DAY).labelled
    assert next(one.use for one in labelled if one.text.startswith(label)) == use
    assert told(*FOUR, f"その他：{value}") == told(*FOUR)


BRING = Labelled(1, Sort.BRING, "持ち物：のこぎりと軍手")
FEE = Labelled(10, Sort.FEE, "費用：450円")
HALL = Labelled(24, Sort.PLACE, "ところ：第三会館(駅の東となり)")
SIGN_UP = Labelled(
    24, Sort.APPLY, "申込：12月1日(火)から窓口か電話で。結果は全員に葉書でお知らせします。"
)
ON = Labelled(32, Sort.WHEN, "とき：12月13日(日)10:00～11:00(開場は9:40)")


def test_what_is_needed_least_goes_first() -> None:
    """And of a value what decides nothing, before a line that is needed."""
    every = (ON, HALL, FEE, SIGN_UP, BRING)
    assert best(whole(*every), *every) == [one.text for one in every]
    assert best(whole(*every) - 1, *every)[-1] == BRING.text
    short = best(whole(*every) - 40, *every)
    assert [line.partition("：")[0] for line in short] == [
        "とき",
        "ところ",
        "費用",
        "申込",
        "持ち物",
    ]
    assert "結果" not in short[3]
    shorter = best(whole(*every) - 100, *every)
    assert [line.partition("：")[0] for line in shorter] == ["とき", "ところ", "申込"]
    assert "窓口" in shorter[-1]
    assert best(weigh(ON.text) - 20, ON, HALL) == []


@pytest.mark.parametrize(
    ("sort", "text", "less"),
    [
        (Sort.WHEN, "とき：12月13日(日)(開場は9:40)", "とき：12月13日(日)"),
        (Sort.WHEN, "とき：12月13日(日)(中学生のみ)", ""),
        (Sort.PLACE, "ところ：会館(駅のとなり)", "ところ：会館"),
        (Sort.PLACE, "ところ：会館(分館ではありません)", ""),
        (Sort.AUDIENCE, "対象：小学生。楽しみに来てください。", "対象：小学生"),
        (Sort.AUDIENCE, "対象：どなたでも。カードが必要です。", ""),
        (Sort.AUDIENCE, "対象：小学生(3年生までは保護者同伴)", ""),
        (Sort.AUDIENCE, "対象：小学生。12月1日(火)に説明します。", ""),
        (Sort.WHEN, "とき：12月13日(日)「竹を割る」", "とき：12月13日(日)"),
        (Sort.FEE, "費用：300円。つり銭はありません。", ""),
        (Sort.FEE, "費用：300円。つり銭のないように。", "費用：300円"),
        (Sort.APPLY, "申込：窓口で。結果は12月8日(火)に葉書で。", "申込：窓口で"),
        (Sort.CAPACITY, "定員：8人(先着)", ""),
        (Sort.CAPACITY, "定員：8人(町の広さで決めました)", "定員：8人"),
        (Sort.FEE, "費用：無料。ただし材料に300円", ""),
        (Sort.APPLY, "申込：12月1日(火)から窓口と電話で", "申込：12月1日(火)から"),
        (Sort.APPLY, "申込：12月1日(火)から窓口と電話で、8日(火)は電話も", ""),
        (Sort.APPLY, "申込：往復の葉書で。12月1日(火)必着。", "申込：12月1日(火)必着"),
        (Sort.BRING, "持ち物：12月1日(火)から窓口と電話で", ""),
    ],
)
def test_of_a_value_goes_only_what_decides_nothing(sort: Sort, text: str, less: str) -> None:
    """Each under its own label: who alone, how many, what else it costs stay, or the line goes."""
    one = Labelled(24, sort, text)
    cut = best(weigh(text) - 8, one)  # less than with strokes
    assert [line.rstrip("。") for line in cut] == ([less] if less else [])


def test_of_two_texts_wins_the_one_that_says_more_of_what_is_needed() -> None:
    """A little more is not enough; one that leaves out less wins although it says a little less;
    and one that says when whole wins over one that says half of it.
    """
    lines = (ON, HALL, FEE, SIGN_UP)
    every = "\n".join(one.text for one in lines)
    without_fee = "\n".join(one.text for one in (ON, HALL, SIGN_UP))
    assert says_more(every, without_fee, lines)
    assert not says_more(without_fee, every, lines)
    assert not says_more(every, every, lines)
    assert says_more(f"{ON.text}\n{FEE.text}\n{HALL.text}", HALL.text, lines)
    half = every.replace("10:00～11:00", "")
    assert not says_more(HALL.text, half, lines)
    assert says_more(ON.text, every.replace("12月13日(日)10:00～11:00", ""), lines)


def test_how_much_more_is_clearly_more() -> None:
    """A line of little use is not, half of a place is; with one line more that is needed, a text
    may say a tenth less.
    """
    limit = Labelled(6, Sort.CAPACITY, "定員：8人まで")
    lines = (ON, HALL, FEE, limit, SIGN_UP, BRING)
    every = "\n".join(one.text for one in lines)
    assert not says_more(every, every.replace(BRING.text, ""), lines)
    assert says_more(every, every.replace("第三会館(駅の東となり)", "第三会"), lines)
    full = "\n".join(one.text for one in (ON, HALL, SIGN_UP, limit))
    dated = f"{ON.text}\n{HALL.text}\n{FEE.text}\n{limit.text}\n申込：12月1日(火)から"
    assert says_more(dated, full, lines)
    ways = replace(SIGN_UP, text=f"{SIGN_UP.text[:14]}本館の事務室か分館の受付か駅前の案内所で")
    rest = (ON, HALL, FEE, limit)
    assert says_more(dated, full.replace(SIGN_UP.text, ways.text), (*rest, ways))
    assert not says_more(
        "\n".join(one.text for one in (ON, FEE, limit, SIGN_UP)),
        "\n".join(one.text for one in (ON, HALL, SIGN_UP)),
        lines,
    )


def test_a_stop_at_the_end_of_all_that_is_said_goes() -> None:
    """Of two sentences neither."""
    one, two = "対象：どなたでも。", "対象：どなたでも。カードも使えます。"
    assert "対象：どなたでも" in told("とき：12月13日（日）", PLACE, APPLY, one)
    assert two in told("とき：12月13日（日）", PLACE, APPLY, two)


def test_a_field_of_a_table_of_facts_is_one_by_its_last_word() -> None:
    """The same as of a line."""
    made = page(*FOUR[:3], "= 必要な資格 | 運転免許")
    labelled = with_labelled(read_facts(made, DAY), made, DAY).labelled
    assert labelled[-1] == Labelled(20, Sort.AUDIENCE, "必要な資格：運転免許")


def test_days_with_strokes_and_hours_in_words_are_the_same_days() -> None:
    """They say no less of a line."""
    lines = (ON, HALL)
    strokes = "とき：12/13(日)10時～11時\nところ：第三会館"
    assert not says_more(f"{ON.text}\nところ：第三会館", strokes, lines)


def test_a_draft_has_the_lines_where_its_own_choice_says_less() -> None:
    """The parts of the day with their hours, and none where all is told better otherwise."""
    more = "持ち物：のこぎり、軍手、手ぬぐい、竹を入れるふくろ、虫よけ、のみもの、名札"
    long_words = "竹は館のうらの林で切ったものを使います。小刀の持ち方から順に教えます。" * 3
    assert draft(long_words, *FOUR, more)[:2] == [
        "とき：12月13日(日)1組 10時～11時、2組 14時～15時(満員)",
        "ところ：第三会館 工作室",
    ]


def test_what_is_otherwise_on_a_day_is_not_lost_for_it() -> None:
    """A day off within the days stays in the draft, in whatever form."""
    long_words = "竹は館のうらの林で切ったものを使います。小刀の持ち方から順に教えます。" * 3
    lines = ("期間：12月9日（水）～20日（日）", PLACE, WHO, APPLY)
    text = "\n".join(draft(long_words, *lines, "なお、12月15日（火）は休館日です。"))
    assert "15日" in text


def test_a_heading_that_is_a_label_has_what_stands_below_it() -> None:
    """With its number or without, of one block or of several items; what stands below a heading of
    anything else is that one's, and parts the page where labels are no headings.
    """
    heads = (
        "# 1 募集人数",
        "1人",
        "# (2) 任用期間",
        "1月5日から3月31日まで",
        "# 応募資格",
        "どなたでも",
    )
    ways = ("# 応募方法", "葉書を12月8日（火）までに館へ")
    assert told(*heads, *ways) == [
        "募集人数：1人",
        "任用期間：1月5日から3月31日まで",
        "応募資格：どなたでも",
        "応募方法：葉書を12月8日(火)までに館へ",
    ]
    items = (Block("item", ("葉書で12月8日（火）までに",)), Block("item", ("電子申請で",)))
    assert told(*heads, "# 応募方法", more=items[:1])[-1].startswith("応募方法：葉書で")
    several = told(*heads, "# 応募方法", more=items)
    assert several[-1] == "応募方法：葉書で12月8日(火)までに、電子申請で"
    assert told(*heads, "# 館の歴史", "定員：8人") == told(*heads)
    assert told(*heads, "# 館の歴史", "むかしの話です。", *ways) == told(*heads, *ways)
    assert told(*heads[:2], *FOUR, "# 館の歴史", "定員：8人") == []
    below = told(*heads, "# 応募方法", "本館 12月8日（火）までに")
    assert below[-1] == "応募方法：本館 12月8日(火)までに"


def test_turns_are_one_line_of_days() -> None:
    """As lines or as a table of facts; below another heading they are of something else."""
    turns = ("第1回：12月13日（日）10時 切り方", "第2回：12月20日（日）10時 飛ばし方")
    line = "日程：第1回 12月13日(日)10時 切り方、第2回 12月20日(日)10時 飛ばし方"
    assert told("\n".join(turns), PLACE, WHO, APPLY)[0] == line
    pairs_ = ("= 第1回 | 12月13日（日）10時 切り方", "= 第2回 | 12月20日（日）10時 飛ばし方")
    assert told(*pairs_, PLACE, WHO, APPLY)[0] == line
    after = told(*FOUR, "# 関連の話", *turns)
    assert after == told(*FOUR)
    one = Labelled(32, Sort.WHEN, line)
    assert best(weigh(line) - 12, one) == ["日程：第1回 12月13日(日)10時、第2回 12月20日(日)10時"]
    no_turn = Labelled(32, Sort.WHEN, "とき：12月13日(日)10時 大人")
    assert best(weigh(no_turn.text) - 5, no_turn) == []


@pytest.mark.parametrize(
    ("sentence", "line"),
    [
        ("申込みは12月3日（木）から、窓口で。", "申込：12月3日(木)から、窓口で"),
        ("お申し込みは、電話で12月3日（木）まで。", "申込：電話で12月3日(木)まで"),
        ("申込みはいりません。", "申込みはいりません"),
        ("持ち物はいりません。", ""),
        (
            "12月3日（木）までに館へお知らせください。",
            "12月3日(木)までに館へお知らせください",
        ),
        ("12月3日（木）に館へお越しください。", ""),
    ],
)
def test_a_sentence_says_until_when_to_apply_where_no_label_does(sentence: str, line: str) -> None:
    """Beside a labelled line of applying it is no second one."""
    three = ("とき：12月13日（日）10時", PLACE, WHO)
    assert told(*three, sentence)[3:] == ([line] if line else [])
    assert told(*three, APPLY, sentence)[3:] == ["申込：12月1日(火)から窓口か電話で"]


HEADED = ("とき：12月13日（日）10時", PLACE)


@pytest.mark.parametrize(
    ("below", "value"),
    [
        (("（1）村に住む方", "（2）村で働く方"), "次のどれかにあてはまる方(村に住む方/村で働く方)"),
        (("①村に住む方", "②働く方"), "次のどれかにあてはまる方(村に住む方/働く方)"),
        (("・村に住む方",), "次のどれかにあてはまる方(村に住む方)"),
    ],
)
def test_5_1_a_a_value_is_told_with_the_conditions_at_which_it_points(
    below: tuple[str, ...], value: str
) -> None:
    """As lines or as items of a list; without them it is not told at all."""
    pointing = "対象：次のどれかにあてはまる方"
    assert f"対象：{value}" in told(*HEADED, "\n".join((pointing, *below)), APPLY)
    assert told(*HEADED, pointing, APPLY) == told(*HEADED, APPLY, WHO)[:3]
    items = tuple(Block("item", (line,)) for line in ("村に住む方", "村で働く方"))
    assert told(*HEADED, APPLY, pointing, more=items)[-1].endswith("方(村に住む方/村で働く方)")


def test_all_of_several_conditions_are_no_choice() -> None:
    """すべて with 、 and without the words that point; either of them with a stroke."""
    every = told(*HEADED, "対象：次の要件をすべて満たす方\n①18歳以上\n②村に住む方", APPLY)
    assert every[2] == "対象：次の要件をすべて満たす方(18歳以上、村に住む方)"
    one = Labelled(20, Sort.AUDIENCE, every[2])
    assert best(weigh(every[2]) - 8, one) == ["対象：18歳以上、村に住む方"]
    plain = Labelled(20, Sort.AUDIENCE, "対象：18歳以上(学生、会社員など)")
    assert best(weigh(plain.text) - 8, plain) == ["対象：18歳以上"]


@pytest.mark.parametrize(
    "line",
    [
        "※12月15日（火）は使えません。",
        "ただし12月15日（火）を除きます。",
        "（15日は休館）",
    ],
)
def test_5_1_a_the_day_on_which_it_is_not_so_goes_on_in_the_days(line: str) -> None:
    """Also where it stands in a paragraph of its own; a remark that leaves out no day does not, and
    what lies between two spans is no exception.
    """
    days = "期間：12月9日（水）～20日（日）"
    assert "15日" in told(days, line, PLACE, WHO, APPLY)[0]
    assert "15日" in told(f"{days}\n{line}", PLACE, WHO, APPLY)[0]
    assert "マスク" not in told(days, "※マスクをどうぞ。", PLACE, WHO, APPLY)[0]
    spans = f"{days}、1月9日（土）～20日（水）"
    assert "休館" not in told(spans, "※年末年始は休館です。", PLACE, WHO, APPLY)[0]


def test_what_several_lines_leave_out_is_one_exception() -> None:
    """※年末 12月29日 ⏎ 催しのある日 12月26日 ⏎ は除きます."""
    days = "期間：12月9日（水）～31日（木）"
    rest = "※年末 12月29日（火）\n催しの日 12月26日（土）\nは除きます。"
    line = told(days, rest, PLACE, WHO, APPLY)[0]
    assert line.endswith("※年末 12月29日(火)、催しの日 12月26日(土)は除きます")
    without = told(days, rest.replace("※", ""), PLACE, WHO, APPLY)[0]
    assert without == "期間：12月9日(水)～31日(木)"


def test_a_name_that_breaks_is_one_name() -> None:
    """演題「城のはなし ⏎ ～石垣～」; a name that is closed ends there."""
    lines = told("演題：「竹のはなし\n～割る・編む～」", *HEADED, APPLY)
    assert lines[0] == "演題：「竹のはなし～割る・編む～」"
    assert (
        told("演題：「竹のはなし」\nみんなで割ります。", *HEADED, APPLY)[0]
        == "演題：「竹のはなし」"
    )


@pytest.mark.parametrize(
    ("text", "less"),
    [
        (
            "申込：用紙に名前を書き、12月1日(火)までに館へ持参か郵送。",
            "申込：12月1日(火)までに館へ持参か郵送",
        ),
        (
            "申込：窓口か電話で、12月1日(火)まで。1人の電話で2名まで。",
            "申込：窓口か電話で、12月1日(火)まで",
        ),
        (
            "申込：往復はがき(1通1名)に住所・名前を書いて、館へ。12月1日(火)必着。",
            "申込：往復はがき(1通1名)に住所・名前を書いて、館へ。12月1日(火)必着。",
        ),
        (
            "申込方法：館へ持参。郵送の場合は12月1日(火)必着。写真をどうぞ。",
            "申込方法：館へ持参。郵送の場合は12月1日(火)必着。",
        ),
        ("申込方法：館で12月1日(火)まで", ""),
        ("締切：12月1日(火)必着。持参は9時～17時", "締切：12月1日(火)必着"),
        ("締切：12月1日(火)必着。係がお待ちしています。", "締切：12月1日(火)必着"),
    ],
)
def test_5_1_a_a_way_of_applying_keeps_its_day(text: str, less: str) -> None:
    """What is to be written, and at which hours, goes first; below 申込方法 no day stands alone."""
    one = Labelled(24, Sort.APPLY, text)
    cut = best(weigh(less or text) - (0 if less else 8), one)
    assert cut == ([less] if less else [])


def test_a_label_in_brackets_is_one() -> None:
    """【】 and ＜＞ before a value, with blanks in it or behind; what is in no list only with one."""
    boxed = told("【日　時】12月13日（日）10時", "＜場所＞第三会館", "【費用】無料", APPLY)
    assert boxed[:3] == ["日時：12月13日(日)10時", "場所：第三会館", "費用：無料"]
    assert "冊数：3冊まで" in told(*HEADED, "【冊数】 3冊まで", APPLY)
    assert "本館：3冊まで" not in told(*HEADED, "【本館】3冊まで", APPLY)


def test_a_list_of_labelled_lines_is_read_as_lines() -> None:
    """Half of its items at least, and three; else its items are items."""
    lines = (
        "任期 1月5日から3月31日まで",
        "資格 どなたでも",
        "提出期限 12月8日（火）",
        "書類 履歴書",
    )
    items = tuple(Block("item", (line,)) for line in lines)
    assert told(more=items)[:3] == [
        "任期：1月5日から3月31日まで",
        "資格：どなたでも",
        "提出期限：12月8日(火)",
    ]
    assert told(*FOUR, more=items[:2]) == told(*FOUR)


def test_how_to_apply_is_told_where_no_label_says_it() -> None:
    """A sentence that names a way, beside a label of until when; not beside a label of how."""
    how = "申込書を館へ持参または郵送してください。"
    three = (*HEADED, "締切：12月8日（火）17時")
    assert told(*three, how)[-1] == "申込書を館へ持参または郵送してください"
    assert told(*three, "出し方：窓口へ", how) == told(*three, "出し方：窓口へ")
    assert told(*three, "申込書は館にあります。") == told(*three)


def test_what_says_what_is_counted_stands_beside_it() -> None:
    """職種：①…、②… before a line that speaks of ①; alone it may go."""
    what = "仕事：①窓口 ②配送"
    made = page(*HEADED, what, "資格：①は不問、②は運転免許", APPLY)
    uses = {one.text: one.use for one in with_labelled(read_facts(made, DAY), made, DAY).labelled}
    assert uses["仕事：①窓口 ②配送"] == 32
    alone = page(*HEADED, what, WHO, APPLY)
    uses = {one.text: one.use for one in with_labelled(read_facts(alone, DAY), alone, DAY).labelled}
    assert uses["仕事：①窓口 ②配送"] < 32


def test_a_text_without_whom_a_value_leaves_out_says_less() -> None:
    """小学生は保護者同伴, 29日を除く: a text that has the rest of the line has not the line."""
    who = Labelled(20, Sort.AUDIENCE, "対象：小学生以上どなたでも ※小学生は保護者同伴")
    seats = Labelled(6, Sort.CAPACITY, "定員：8人")
    with_limit = f"{ON.text}\n{who.text}"
    without = f"{ON.text}\n対象：小学生以上どなたでも\n{seats.text}"
    assert says_more(with_limit, without, (ON, who, seats))
    assert not says_more(without, with_limit, (ON, who, seats))


def test_a_line_of_a_file_or_a_link_is_none_but_of_applying_it_leads_to_the_page() -> None:
    """The form below the article is behind the post's link; what is done with a file is told."""
    three = ("とき：12月13日（日）10時", PLACE, WHO)
    assert told(*three, "ちらし：こちら（PDF）", APPLY) == told(*three, APPLY)
    assert told(*three, "申込：こちらをクリック")[3:] == ["申込：リンク先から"]
    form = "申込：下のフォームから、12月3日（木）まで"
    assert told(*three, form)[3:] == ["申込：リンク先のフォームから、12月3日(木)まで"]
    paper = "申込：用紙（PDF）を12月3日（木）までに窓口へ"
    assert told(*three, paper)[3:] == ["申込：用紙を12月3日(木)までに窓口へ"]


def test_5_3_i_lines_whose_days_are_over_are_no_news() -> None:
    """A call that has ended, a day that was; not what began and goes on, nor what a day is of that
    has little use.
    """
    assert told("とき：11月20日（金）10時", PLACE, WHO, APPLY) == []
    assert told(*HEADED, WHO, "申込：11月2日（月）～20日（金）に電話で") == []
    assert told(*HEADED, WHO, "申込：11月20日（金）から電話で")
    assert told(*HEADED, WHO, APPLY, "内容：11月20日（金）の続き")
