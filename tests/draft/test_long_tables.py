"""What a long table costs: each of its rows as much as the one before it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from in_short import TODAY, URL, blocks

from bridge.draft.plan import read_facts
from bridge.model import Page

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any

REMARKS = ("5日は休み", "6日のみ午後1時から", "参加無料、先着10組。3日は会場が本館です", "")


def steps(work: Callable[[], object]) -> int:
    """How many steps of the interpreter a piece of work takes: turns of a loop, too."""
    taken = 0

    def step(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal taken
        if event == "call":
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
        taken += event == "opcode"
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        work()
    finally:
        sys.settrace(before)
    return taken


def drafting(rows: int) -> Callable[[], object]:
    """What is read for the draft of a page with a table of so many rows, each with a remark."""
    lines = (
        f"| おはなし会{n} | 12月{1 + n % 24}日から12月{4 + n % 24}日 10時～11時 | 第{n % 5}会議室 | {REMARKS[n % 4]}"
        for n in range(rows)
    )
    told = blocks("行事を行います。", "|| 行事 | 日時 | 会場 | 備考", *lines)
    page = Page(URL, "12月の行事のご案内", "", published=TODAY, blocks=told)
    return lambda: read_facts(page, TODAY)


@pytest.mark.long
def test_each_row_of_a_long_table_costs_the_same() -> None:
    """Eighty rows more cost no more than twice what forty more did; of fewer more is looked at."""
    drafting(5)()  # what is made once: expressions, classes
    few, some, many = (steps(drafting(rows)) for rows in (40, 80, 160))
    assert many - some < 2.2 * (some - few)
