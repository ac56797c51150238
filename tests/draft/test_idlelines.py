"""5(1)ア: lines of which a post says nothing: a label and its file, a report's call."""

from __future__ import annotations

from datetime import date

import pytest
from fakes import LINK
from in_short import blocks

from bridge.draft.idlelines import without_idle
from bridge.model import Page

DAY = date(2026, 11, 25)
REPORT = "手づくりしおり展 実施報告"
CALL = ("募集期間：9月1日（火）～10月10日（土）", "対象：町内の方", "応募方法：窓口へ持参")


def left(*lines: str, title: str = REPORT) -> list[str]:
    page = Page(LINK, title, "\n".join(lines), published=DAY, blocks=blocks(*lines))
    return [line for block in without_idle(page, DAY).blocks for line in block.lines]


def test_5_1_a_a_call_that_is_over_is_no_line_of_a_report() -> None:
    """What came of it stays."""
    assert left(*CALL, "応募数：88点") == ["応募数：88点"]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("手づくりしおり展", CALL),  # no report
        (REPORT, CALL[1:]),  # nothing says that it is over
        (REPORT, ("募集期間：11月1日（日）～12月10日（木）", *CALL[1:])),  # it is not over
    ],
)
def test_5_1_a_another_call_stays(title: str, lines: tuple[str, ...]) -> None:
    """Of no report, of no end, or open."""
    assert left(*lines, title=title) == list(lines)


@pytest.mark.parametrize(
    "line",
    [
        "調査票：（大人）（PDF）",
        "集計結果：PDF（450KB）",
        "報告書：Word版",
        "ご意見と回答：別紙のとおり",
    ],
)
def test_5_1_a_a_label_and_its_file_is_no_line(line: str) -> None:
    """PDF, Word, 別紙."""
    assert left("回答数：45件", line) == ["回答数：45件"]


@pytest.mark.parametrize("line", ["配付数：300枚", "結果：PDFで公開しています", "一覧（PDF）"])
def test_5_1_a_a_label_that_says_more_stays(line: str) -> None:
    """A number, a sentence, a name without a label."""
    assert left(line) == [line]
