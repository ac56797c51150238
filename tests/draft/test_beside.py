"""What a page tells beside the fields of a draft: short lists, and a second thing of its title."""

from __future__ import annotations

from datetime import date

import pytest
from in_short import URL, blocks

from bridge.draft import beside
from bridge.draft.compose import Style, compose
from bridge.draft.plan import read_facts
from bridge.model import Block, Page
from bridge.topics.outline import Outline, Section, Unit
from bridge.topics.sorts import Sort

TODAY = date(2026, 6, 20)


def _summary(title: str, *lines: str, pairs: tuple[str, ...] = ()) -> str:
    """The summary of a page whose lines stand in one block, behind labelled ones."""
    made = (*blocks(*pairs), Block("text", lines))
    text = "\n".join([*(pair.strip("= ") for pair in pairs), *lines])
    page = Page(URL, title, text, published=TODAY, blocks=made)
    return compose(page, facts=read_facts(page, TODAY), style=Style(), url=URL, today=TODAY).summary


def test_5_1_a_a_short_list_is_told_below_the_line_that_heads_it_and_what_is_not_taken_is_not() -> (
    None
):
    """お譲りいただきたいもの, cut with など; a page that refuses gifts would be misread by 百科事典
    alone.
    """
    wanted = (
        "学校の周年誌、閉校記念誌",
        "自治会、農協、商店会の記念誌",
        "町の方が書かれた自分史、句集、歌集、詩集",
    )
    made = (
        Block("text", ("図書館では、町の記録になる本を集めています。", "お譲りいただきたいもの")),
        Block("item", wanted),
        Block("text", ("お受けできないもの",)),
        Block("item", ("百科事典", "文学全集")),
    )
    text = "\n".join(line for block in made for line in block.lines)
    page = Page(URL, "会社や学校の記念誌をお譲りください", text, published=TODAY, blocks=made)
    told = compose(page, facts=read_facts(page, TODAY), style=Style(), url=URL, today=TODAY).summary
    assert (
        "お譲りいただきたいもの：学校の周年誌、閉校記念誌、自治会、農協、商店会の記念誌など" in told
    )
    assert "お受けできない" not in told


def test_5_1_a_a_second_thing_that_the_title_names_is_told_with_its_own_time() -> None:
    """「りんごの棚」ミニ講座 beside the films: its hour is not the one of the first."""
    told = _summary(
        "映画のつどいと「りんごの棚」ミニ講座（7月18日）",
        "【同じ日に】「りんごの棚」ミニ講座",
        "11時～11時40分 1階こども室前",
        pairs=("= 日時 | 7月18日(土)13時30分～16時", "= 会場 | 町立図書館 3階会議室"),
    )
    assert "「りんごの棚」ミニ講座：11時～11時40分 1階こども室前" in told


def test_5_1_a_a_line_with_a_time_that_the_title_does_not_name_is_no_second_thing() -> None:
    """The same page under a title that is silent of it: another thing of that day is not the news."""
    told = _summary(
        "映画のつどい（7月18日）",
        "【同じ日に】「りんごの棚」ミニ講座",
        "11時～11時40分 1階こども室前",
        pairs=("= 日時 | 7月18日(土)13時30分～16時", "= 会場 | 町立図書館 3階会議室"),
    )
    assert "りんごの棚" not in told


def test_5_3_i_a_day_below_the_word_that_says_which_it_is_has_that_word_for_its_label() -> None:
    """The day of a substitute is no day on which the house is closed."""
    told = _summary(
        "大雨のため、7月5日(日)のひばり号はお休みします",
        "7月5日(日)の移動図書館「ひばり号」の運行を中止します。",
        "かわりの日",
        "7月12日(日)",
    )
    assert "かわりの日：7月12日(日)" in told
    assert "休館日" not in told


GIVEN = ("社史", "自分史", "句集", "歌集", "詩集", "町史", "画集", "絵図")
BOOKS = ("学校の記念誌", "工場の記念誌", "農家の記念誌", "商店の記念誌", "町会の記念誌")


def _listed(head: str, *items: str, title: str = "記念誌をお譲りください") -> list[str]:
    """What is told behind the head of a list, the longest first."""
    lead = "図書館では、町の記録になる本を集めています。"
    made = (Block("text", (lead,)), Block("heading", (head,), 3), Block("item", items))
    text = "\n".join((lead, head, *items))
    page = Page(URL, title, text, published=TODAY, blocks=made)
    return [value for label, value in read_facts(page, TODAY).beside if label == head]


@pytest.mark.parametrize(("more", "told"), [((), True), (("写真",), False)])
def test_5_1_a_a_list_of_up_to_eight_things_is_told(more: tuple[str, ...], *, told: bool) -> None:
    """The ninth makes it a catalogue, of which the first few would stand for all."""
    assert bool(_listed("いただきたいもの", *GIVEN, *more)) is told


@pytest.mark.parametrize(
    ("head", "told"),
    [("いただきたい資料(町や学校など)", True), ("いただきたい資料(町や学校の記録)", False)],
)
def test_5_1_a_a_list_is_told_below_a_head_of_up_to_sixteen_letters(
    head: str, *, told: bool
) -> None:
    """A longer one is a sentence, whose colon would stand in the middle of it."""
    assert len(head) == (16 if told else 17)
    assert bool(_listed(head, *GIVEN)) is told


def test_5_1_a_of_a_list_is_told_what_fits_into_forty_four_letters_then_into_half_of_them() -> None:
    """As whole items with など, to the letter at both bounds; the shorter wording comes second."""
    whole = "、".join((*BOOKS, "川や橋や堀の大図鑑"))
    assert len(whole) == 44
    assert _listed("いただきたいもの", *BOOKS, "川や橋や堀の大図鑑")[0] == whole
    assert _listed("いただきたいもの", *BOOKS, "川や橋や堀の大図鑑集") == [
        f"{'、'.join(BOOKS)}など",
        "学校の記念誌、工場の記念誌、農家の記念誌など",
    ]
    half = "海辺の町の百年をたどる写真集、山の本の図鑑集"
    assert len(half) == 22
    assert _listed("いただきたいもの", *half.split("、"))[-1] == half
    assert (
        _listed("いただきたいもの", *f"{half}成".split("、"))[-1]
        == f"{half.split('、', maxsplit=1)[0]}など"
    )


def test_5_1_a_a_line_without_a_time_is_no_second_thing() -> None:
    """Its place alone would read as the place of the first."""
    told = _summary(
        "映画のつどいと「りんごの棚」ミニ講座（7月18日）",
        "【同じ日に】「りんごの棚」ミニ講座",
        "1階こども室前",
        pairs=("= 日時 | 7月18日(土)13時30分～16時", "= 会場 | 町立図書館 3階会議室"),
    )
    assert "「りんごの棚」ミニ講座：1階こども室前" not in told


def test_5_1_a_of_new_books_no_list_is_told() -> None:
    """Which of so many are told would be the program's choice."""
    assert _listed("いただきたいもの", *GIVEN)
    assert _listed("いただきたいもの", *GIVEN, title="新着図書のご案内") == []


@pytest.mark.parametrize(
    ("sort", "label", "told"),
    [
        (Sort.ENTRY, "町の古い絵本と地図の小展示(本館2階市民広場側)", True),  # 24 letters
        (Sort.ENTRY, "町の古い絵本と地図の小展示(本館2階市民ひろば側)", False),
        (Sort.WHEN, "町の古い絵本と地図の展(本館側)", True),
        (Sort.WHEN, "町の古い絵本と地図の小展(本館側)", False),
        (Sort.WHEN, "【町の展示】", False),
        (Sort.WHEN, "日", False),
        (Sort.WHEN, "時", True),
        (Sort.WHEN, "中央図書館", False),
        (Sort.WHEN, "町の展示", True),
        (Sort.WHEN, "7月4日(土)", True),
        (Sort.WHEN, "保護者", False),
    ],
)
def test_5_1_a_a_line_is_told_by_a_short_name_of_what_it_says(
    sort: Sort, label: str, *, told: bool
) -> None:
    """Of a thing with its day up to twenty-four letters, of all else sixteen; no house, no mark."""
    unit = Unit("7月4日(土)10時～", sort, label=label)
    assert beside._is_told_by(unit, label) is told


@pytest.mark.parametrize(
    ("above", "below", "told"),
    [
        (Unit("朗読の集い", Sort.WORD), Unit("11時～11時40分 1階", at=1), True),
        (Unit("朗読の集", Sort.WORD), Unit("11時～11時40分 1階", at=1), False),
        (Unit("工作の集い", Sort.WORD), Unit("11時～11時40分 1階", at=1), False),
        (Unit("朗読の集い", Sort.OTHER), Unit("11時～11時40分 1階", at=1), False),
        (Unit("朗読の集い", Sort.WORD), Unit("1階 集会室", at=1), False),
        (Unit("朗読の集い", Sort.WORD), Unit("7月4日(土)11時～", at=1), False),
        (Unit("朗読の集い", Sort.WORD), Unit("11時～", label="受付", at=1), False),
        (Unit("朗読の集い", Sort.WORD), Unit("11時～", section=1, at=1), False),
        (Unit("朗読の集い", Sort.WORD), Unit(f"11時～ {'町の広場' * 14}", at=1), False),
        (Unit("朗読の集い", Sort.WORD), Unit(f"11時～{'町の広場' * 14}", at=1), True),  # sixty
    ],
)
def test_5_1_a_a_second_thing_has_its_name_and_right_below_its_time(
    above: Unit, below: Unit, *, told: bool
) -> None:
    """A name of five letters in the title, a time without a day or a label, sixty letters of it."""
    sections = [Section(number, -1, "", ("h", "2")) for number in range(2)]
    title = "映画会と朗読の集い"
    outline = Outline(title, TODAY, TODAY, units=[above, below], sections=sections)
    assert [name for name, _ in beside.timed_parts(outline)] == ["朗読の集い"] * told


def test_5_1_a_a_day_of_no_sure_month_is_not_told_beside_its_name() -> None:
    """7月・8月の工作: 紙の舟 9日 10時～ may be of each; one month in the title is its own."""
    lines = ("紙の舟 9日 10時～", "影絵 23日 14時～")
    assert "9日" not in _summary("7月・8月の工作", *lines)
    assert "7月9日" in _summary("7月の工作", *lines)
