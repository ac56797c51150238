"""Whether what a page counts is told by all its names, and a calendar by its table's rows."""

from __future__ import annotations

import pytest
from in_short import summary

from bridge.draft.counted import names_of

FOUR = (
    "① 本の修理：毎週火曜 10時から12時。道具はあります。",
    "② 昔話の朗読：月1回、日曜の午後。声を出すのが好きな方。",
    "③ 書庫の片付け：第2・第4金曜の9時ごろ。軽い箱を運べる方。",
    "④ 花壇の水やり：朝のうちに。どなたでも。",
)


def test_5_3_i_counted_things_are_told_by_their_names() -> None:
    """Two of four in full would pass for all."""
    assert names_of("\n".join(FOUR)) == ("本の修理", "昔話の朗読", "書庫の片付け", "花壇の水やり")
    told = summary("手伝ってくださる方をさがしています", "図書館は三人でやっています。", *FOUR)
    assert "内容：本の修理、昔話の朗読、書庫の片付け、花壇の水やり" in told
    assert "毎週火曜" not in told


@pytest.mark.parametrize(
    "lines",
    [
        FOUR[:2],
        FOUR[1:],
        (FOUR[0], FOUR[2], FOUR[1]),
        ("① 受付期間：7月1日9時から", "② 面接日：7月8日10時", "③ 結果の日：金曜"),
        ("① 図鑑の棚：二階", "② 紙芝居の棚：一階", "③ 雑誌の棚：一階"),
        (*FOUR[:2], FOUR[0].replace("①", "③")),
    ],
)
def test_5_3_i_what_is_no_row_of_things_is_not_told_so(lines: tuple[str, ...]) -> None:
    """Two; not from ① on; not in order; what is said of one thing; without a time; a name twice."""
    assert names_of("\n".join(lines)) == ()


def test_5_3_i_of_a_calendar_its_table_is_told_with_that_there_is_more() -> None:
    """Though other days stand between lines that are not read; without them all rows are all."""
    days = (1, 8, 15, 22, 29, 30)
    heads = "日 | 時間 | 催し"
    names = ("手あそびの会", "折り紙教室", "星の会", "紙芝居の会", "夜の朗読会", "合奏の会")
    rows = [f"{day}日(水) | 10:30～ | {name}" for day, name in zip(days, names, strict=True)]
    rows[-1] = rows[-1].replace("(水)", "(木)")
    beside = (
        "# おとな",
        "7月3日(金)19:00～20:30",
        "仕事帰りの読書会は、定員八名です。",
        "7月9日(木)14:00～15:00",
        "地図の読み方の話を、講師の方から聞きます。",
    )
    told = summary(
        "7月の行事カレンダー", "# こども", f"|| {heads}", *(f"| {r}" for r in rows), *beside
    )
    assert "・手あそびの会：7/1(水)10:30～" in told
    assert "ほかにもあります" in told
    assert "おとな" not in told
