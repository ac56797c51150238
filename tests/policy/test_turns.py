"""6(9): where a page tells what was so until now, beside what becomes of it."""

from __future__ import annotations

import pytest
from policy.samples import TODAY, found, stops

from bridge.model import Block, Page
from bridge.policy import claims, pieces, turns
from bridge.policy.things import parted

#: each sentence, and what in it was so
WAS = [
    ("予約は8点から12点に増えます。", ["8点から"]),
    ("取り置きは10日から7日に縮めます。", ["10日から"]),
    ("予約は一人12件までだったものを8件までとします。", ["12件までだったものを"]),
    ("取り置きは10日間でしたが、1週間に縮まります。", ["10日間でしたが"]),
    ("大人200円が250円に上がります。", ["200円が"]),
    ("1日6便を8便に増やします。", ["6便を"]),
    ("平日 いままで9時~21時 4月から9時~22時", ["いままで9時~21時"]),
    ("50円 → 40円", ["50円 → "]),
    ("(現在)10時~18時 (変更後)9時~19時", ["(現在)10時~18時 "]),
    # nothing is told as what was
    ("3月1日から5点に分けて展示します。", []),
    ("昨年の参加者は20人でした。", []),
    ("いままでどおり9時~21時 4月からも変わりません", []),
    ("50円 → 変更なし", []),
    ("人形劇は10時から3階に分かれて開きます。", []),
    ("予約は8点から12点。", []),
]


@pytest.mark.parametrize(("text", "words"), WAS)
def test_6_9_what_was_is_told_from_what_becomes_of_it(text: str, words: list[str]) -> None:
    """いままで, AからBに, Aだったものを: the words of before and nothing behind them."""
    assert [text[start:end] for start, end in turns.was(text)] == words


@pytest.mark.parametrize(
    ("line", "heads"),
    [
        ("項目 これまで 4月1日から", True),
        ("区分 いままで 4月から", True),
        ("項目 改正前 改正後", True),
        ("路線 3月31日まで 4月1日から", True),
        ("項目 4月1日から", False),
        ("これまでのあゆみ", False),
    ],
)
def test_6_9_a_line_heads_columns_of_what_was_and_is(line: str, heads: bool) -> None:
    """Both halves stand in it; これまでのあゆみ is a title."""
    assert turns.heads_columns(line) is heads


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("本の貸出 8冊 12冊", ["8冊 "]),
        ("本の貸出 8冊 2週間 12冊 3週間", ["8冊 2週間 "]),
        ("本の貸出 8冊 12冊 3週間", []),  # no two halves
        ("雑誌 3冊 変更なし", []),
        ("雑誌 3冊 変わりません", []),
        ("雑誌", []),
    ],
)
def test_6_9_the_first_half_of_a_row_is_what_was(row: str, words: list[str]) -> None:
    """Where its values part in two halves; 変更なし holds for both."""
    assert [row[start:end] for start, end in turns.was_in_row(row)] == words


CHANGE = (
    "4月1日(木)から、予約は一人12件までだったものを8件までとします。カードは3年から5年に延びます。"
)


@pytest.mark.parametrize(
    ("text", "stop"),
    [
        ("4月から、予約は一人12件までになります。", True),
        ("カードの有効期間は4月から3年です。", True),
        ("4月から、予約は一人8件までになります。", False),
        ("カードの有効期間は4月から5年です。", False),
        ("予約は12件から8件になります。", False),
        ("カードは3年から5年に延びます。", False),
    ],
)
def test_6_9_what_was_is_not_told_as_what_is(text: str, stop: bool) -> None:
    """12件 of before is a wrong number of April; 12件から8件 tells both as they are."""
    findings = found(text, "きまりが変わります", page=CHANGE, by_hand=True)
    assert bool([one for one in stops(findings) if one[0] == "6(9)"]) is stop


def test_6_9_the_cells_of_a_table_are_parted_as_they_were_read() -> None:
    """Two blanks between cells: one alone stands within a value."""
    row = Block("row", ("東館", "12月27日(日) 午後5時まで", "1月5日(火)"))
    page = Page(
        "https://lib.example.jp/1", "休館", f"はじめに\n{' '.join(row.lines)}", blocks=(row,)
    )
    assert parted(page) == "はじめに\n東館  12月27日(日) 午後5時まで  1月5日(火)"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("東館　12月27日(日)　1月5日", "東館  12月27日(日)  1月5日"),
        ("日　時　12月5日", "日　時  12月5日"),
        ("と　き", "と　き"),
        ("　東館は休みます", "　東館は休みます"),
    ],
)
def test_6_9_blanks_of_full_width_part_cells_and_no_letters_of_a_word(line: str, says: str) -> None:
    """日　時 and と　き are one word each."""
    assert parted(Page("https://lib.example.jp/1", "休館", line)) == says


def test_6_9_a_table_read_from_a_page_tells_whose_hour_it_is() -> None:
    """午前9時 is the western house's; told of the eastern one it stops."""
    rows = (
        Block("row", ("館名", "年内最後の開館", "新年の開館")),
        Block("row", ("東館", "12月27日(日) 午後5時まで", "1月5日(火) 午前10時から")),
        Block("row", ("西館", "12月28日(月) 午後6時まで", "1月4日(月) 午前9時から")),
    )
    text = "\n".join(" ".join(one.lines) for one in rows)
    draft = "東館は、新年は1月5日(火)午前9時から開館します。"
    findings = found(draft, "年末年始", page=text, blocks=rows, by_hand=True)
    assert ("6(9)", "午前9時～") in stops(findings)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("カードは3年です。", [("年", "3")]),
        ("学習席は2時間までです。", [("時間", "2")]),
        ("令和9年に開きます。", []),
        ("2027年に開きます。", []),
        ("小学3年の部です。", []),
        ("第3年の講座です。", []),
    ],
)
def test_6_9_how_long_something_is_counts_and_which_year_does_not(
    text: str, values: list[tuple[str, str]]
) -> None:
    """3年 is a term, 令和9年 and 小学3年 are names of years."""
    passage = claims.passages(text, TODAY)[0]
    read = pieces.values_of(passage, page=True)
    assert [(one.kind, one.value) for one in read if one.kind in ("年", "時間")] == values
