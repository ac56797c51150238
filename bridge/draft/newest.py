"""Pure: a page without what an earlier report of it said, where the newest stands right below:
(第1報) 2月1日から ⏎ (今回) 2月15日から.

What was said before is not so any more, and reads like it. Cannot see an earlier report that only a
sentence tells; 変更前 and 変更後 are told beside each other.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.text.times import fold
from bridge.topics.sorts import has_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bridge.model import Block, Page

_SIGN: Final = r"\s*[■◆◇●○◎□▼・]?\s*"
_REPORT: Final = r"第\s?\d{1,2}\s?報"
_NAME: Final = r"(?:の?(?:お知らせ|ご?案内|発表|予定|内容|期間|日程))?"
#: what was said before, and what is said now, in brackets, before a colon or alone
_OLD: Final = re.compile(rf"{_SIGN}[(【\[<]?(?:{_REPORT}|前回{_NAME})(?:[)】\]>]|\s*:|\s|$)\s*")
_NEW: Final = re.compile(
    rf"{_SIGN}(?P<box>[(【\[<])?(?:{_REPORT}|(?:今回|最新){_NAME})(?:[)】\]>]|\s*:|\s|$)\s*"
)


def newest(page: Page) -> Page:
    """Return a page without the lines of an earlier report that the newest one overturns: both have
    a day, and stand one below the other.
    """
    lines = [*_lines(page.blocks)]
    gone: set[tuple[int, int]] = set()
    bare: set[tuple[int, int]] = set()
    for n in range(len(lines)):
        old = _said(lines, n, _OLD)
        new = _said(lines, n + old, _NEW) if old else 0
        if new:
            gone |= {place for place, _ in lines[n : n + old]}
            bare.add(lines[n + old][0])
    if not gone:
        return page
    return replace(page, blocks=tuple(_left(page.blocks, gone, bare)))


def _lines(blocks: Sequence[Block]) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield each line with its place, a pair and a row as one."""
    for n, block in enumerate(blocks):
        if block.sort in ("pair", "row"):
            yield (n, 0), fold(": ".join(block.lines))
            continue
        for m, line in enumerate(block.lines):
            yield (n, m), fold(line)


def _said(lines: Sequence[tuple[tuple[int, int], str]], n: int, mark: re.Pattern[str]) -> int:
    """Return how many lines a report takes from one on: that of its mark, or the next one, too,
    where that has its day; 0 where none begins there.
    """
    match = mark.match(lines[n][1]) if n < len(lines) else None
    if match is None:
        return 0
    if has_day(lines[n][1][match.end() :]):
        return 1
    alone = not lines[n][1][match.end() :].strip()
    return 2 * (alone and n + 1 < len(lines) and has_day(lines[n + 1][1]))


def _left(
    blocks: Sequence[Block], gone: set[tuple[int, int]], bare: set[tuple[int, int]]
) -> Iterator[Block]:
    """Yield the blocks without the lines that are `gone`, and what is `bare` without its mark in
    brackets.
    """
    for n, block in enumerate(blocks):
        if block.sort in ("pair", "row"):
            if (n, 0) not in gone:
                yield block
            continue
        lines = tuple(
            _unmarked(line) if (n, m) in bare else line
            for m, line in enumerate(block.lines)
            if (n, m) not in gone
        )
        if lines:
            yield replace(block, lines=lines)


def _unmarked(line: str) -> str:
    match = _NEW.match(fold(line))
    rest = fold(line)[match.end() :] if match and match["box"] else ""
    return rest or line
