"""5(1)ア: beside the rows of a table stands what decides, whole; what is otherwise on a day of a row
is told, or the rows are not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from bridge.draft.tabled import MORE, days_otherwise, tabled
from bridge.model import Facts
from bridge.text.weight import weigh

DAY = date(2026, 11, 25)
TITLE = "冬の会"
ROWS = ("・影絵：12月5日(土)", "・舟：12月12日(土)", "・たこ：1月9日(土)")
CHANGE = ("・丘の区：水曜 → 木曜",)


def told(
    *below: str,
    rows: Sequence[str] = ROWS,
    above: Sequence[str] = (),
    room: int = 400,
    short: Sequence[str] = (),
) -> tuple[str, ...]:
    wordings = (tuple(rows), tuple(short)) if short else (tuple(rows),)
    facts = Facts(title=TITLE, tabled=wordings, around=(tuple(above), below))
    return tabled(facts, TITLE, DAY, within(room))


def within(weight: int) -> Callable[[Sequence[str]], bool]:
    return lambda lines: sum(weigh(line) + 1 for line in lines) <= weight


def weight_of(*lines: str) -> int:
    return sum(weigh(line) + 1 for line in lines)


def test_what_decides_is_told_in_the_order_of_the_page() -> None:
    """Where, for whom, until when; neither what is asked nor what may be."""
    lines = ("会場は和室です。", "対象：小学生", "袋をお持ちください。", "遅れることがあります。")
    assert told(*lines, above=("申し込みはいりません。",)) == (
        "申し込みはいりません。",
        *ROWS,
        "会場は和室です。",
        "対象：小学生",
    )


def test_until_when_one_applies_goes_before_the_rest() -> None:
    """Where there is room for one only; without how where there is none for that."""
    apply = "申込：12月2日(水)までに、用紙に書きたいことを書いて窓口へ"
    lines = ("会場は和室です。", apply)
    assert told(*lines, room=weight_of(*ROWS, apply)) == (*ROWS, apply)
    short = "申込：12月2日(水)まで"
    assert told(*lines, room=weight_of(*ROWS, short)) == (*ROWS, short)


@pytest.mark.parametrize("but", ["ただし10日は正午までです。", "(雨のときは休みます)"])
def test_a_sentence_is_told_with_what_limits_it(but: str) -> None:
    """Or not at all."""
    line = f"入場は10時からです。{but}"
    assert told(line) == (*ROWS, line)
    assert told(line, room=weight_of(*ROWS, "入場は10時からです。")) == ROWS


@pytest.mark.parametrize(
    "otherwise",
    ["12日は舟の会を休みます。", "※12月12日は15時からです。", "12日のみ、3階で行います。"],
)
def test_what_is_otherwise_on_a_day_of_a_row_is_told_or_the_rows_are_not(otherwise: str) -> None:
    """Without room for it the rows up to there are told, with what says that there are more."""
    assert told(otherwise) == (*ROWS, otherwise)
    assert told(otherwise, room=weight_of(*ROWS)) == ()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("12日は休みます。", {12}),
        ("12日だけ行います。", {12}),
        ("12日はお楽しみの日です。", set()),
        ("11日に開く代わりに、翌12日を休みます。", {12}),
        ("12日の券をお使いいただけます。", set()),
        ("12日間の休みです。", set()),
    ],
)
def test_the_days_on_which_something_is_otherwise(text: str, days: set[int]) -> None:
    """Of two days in a sentence the nearer one before what is not so."""
    assert days_otherwise(text) == days


def test_a_sentence_that_points_back_is_told_behind_the_one_before_it() -> None:
    """And what stands below a heading, or a line with a mark, below that."""
    line = "どなたでも無料です。"
    assert told(f"棚の本です。そのため{line}") == (*ROWS, f"棚の本です。そのため{line}")
    assert told("【券をお持ちの方】", line) == (*ROWS, "【券をお持ちの方】", line)
    assert told("●話を聞く会", "12月6日(日)10時～ 申し込みはいりません。") == (
        *ROWS,
        "●話を聞く会",
        "12月6日(日)10時～ 申し込みはいりません。",
    )
    assert told("【券をお持ちの方】", "袋をお持ちください。") == ROWS


def test_what_may_not_be_told_takes_with_it_what_points_at_it() -> None:
    """An empty line stands for it."""
    assert told("", "そのためどなたでも無料です。") == ROWS


def test_from_when_a_change_is_so_is_told_with_it() -> None:
    """The sentence above that names the day, or any where no row has one."""
    since = "12月2日(水)から曜日が変わります。"
    assert told(rows=CHANGE, above=(since,)) == (since, *CHANGE)
    assert told(rows=CHANGE, above=(since,), room=weight_of(*CHANGE)) == ()
    below = "12月2日(水)以降の分からです。"
    assert told(below, rows=CHANGE, room=weight_of(*CHANGE, below)) == (*CHANGE, below)
    assert told("担当は奥の席です。", rows=CHANGE, room=weight_of(*CHANGE)) == CHANGE


@pytest.mark.parametrize(
    ("above", "below", "needed"),
    [
        ("12月5日(土)の舟の会は延期します。", "", True),
        ("12月5日(土)は舟の会の日です。", "", False),
        ("1月から曜日が変わります。", "", True),
        ("冬から曜日が変わります。", "", False),
        ("", "12月2日(水)以降の分からです。", True),
        ("", "12月2日(水)の分もあります。", False),
    ],
)
def test_without_room_for_when_a_change_is_so_its_rows_are_not_told(
    above: str, below: str, needed: bool
) -> None:
    """Above them of what changes, and its day; below them from when on."""
    lines = told(below, rows=CHANGE, above=(above,), room=weight_of(*CHANGE))
    assert lines == (() if needed else CHANGE)


def test_what_stands_behind_a_label_is_told_whole_or_not_at_all() -> None:
    """参加費 無料。 of one who pays for the thread; は makes it two sentences."""
    for line, lines in (
        ("参加費 無料。糸代300円", ROWS),
        ("参加費は無料。糸代300円", (*ROWS, "糸代300円")),
    ):
        assert told(line) == (*ROWS, line)
        assert told(line, room=weight_of(*ROWS, "参加費 無料。")) == lines


def test_first_rows_are_told_with_what_says_that_there_are_more() -> None:
    """Two at least, in the wording that has room; with a fuller one where all have it."""
    long = [f"・{'か' * 12}の会{n}：12月{n}日" for n in range(1, 6)]
    assert told(rows=long, room=weight_of(*long[:2], MORE)) == (*long[:2], MORE)
    assert told(rows=long, room=weight_of(long[0], MORE)) == ()
    short = [row.replace("(土)", "") for row in ROWS]
    assert told(short=short, room=weight_of(*short)) == tuple(short)
    assert told(short=short) == ROWS


def test_whom_a_letter_speaks_to_is_not_told() -> None:
    """参加者のみなさまへ says nothing."""
    assert told(above=("対象のみなさまへ",)) == ROWS


def test_days_alone_are_told_behind_what_they_are_of_or_not_at_all() -> None:
    """◎駅前の箱 ⏎ 12月29日(火)～1月3日(日): the days would be of the rows."""
    days = "1月12日(火)～1月15日(金)"
    assert told("町の掲示板", days, room=weight_of(*ROWS, days)) == ROWS
    assert told("町の掲示板", days) == (*ROWS, "町の掲示板", days)
    said = "1月12日(火)は雨でも開きます。"
    assert told("町の掲示板", said) == (*ROWS, said)
