"""Pure: a table as its columns' names and its rows, and what one of before and after says of each
row: from what to what.

What stays as it was is no change, and a table of which one row was not understood tells none
(5(1)ア). Cannot see that two columns are an old and a new place where neither is called so.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from bridge.draft.values import value_of
from bridge.text.clean import harmless
from bridge.text.dates import house
from bridge.text.times import find_times, fold
from bridge.topics.labels import key_of, known_field
from bridge.topics.sorts import has_day
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bridge.model import Block

SIDES: Final = 2  #: what was and what will be
CHANGE: Final = 3  #: columns of a table that says what changes, and no more
CUT: Final = 4  #: letters that a value may lose: 。, a blank
SHORT: Final = 16  #: letters of a cell that is told as it stands
CELL: Final = 48  #: letters of a cell that is told
#: heads a column of days and says no more of them
DAYS: Final = re.compile(
    r"(?:開催|実施|上映|巡回)?(?:日|月日|日にち|ひにち|日時|期日|期間|日程|とき|いつ|年月日|日付|曜日|date|)$",
    re.IGNORECASE,
)
#: heads what was
WAS: Final = re.compile(
    r"^現[在行]|^これまで|^(?:今|いま)(?:まで|の|$)|^従来|^ふだん|^いつも|^通常|(?:変更|改[定正]|変わる)前|^旧|^当初|^(?:もと|元|はじめ)の|^予定日?$|^以?前$|(?:工事|改修|移転|導入|実施)前$|まで\)?$"
)
#: heads what will be
WILL_BE: Final = re.compile(
    r"(?:変更|改[定正]|延期|変わった)[後あ]|^変更$|(?:工事|改修|移転|導入|実施)[中後]$|^新|^今後|^これから|期間中|(?:から|より|以[降後])\)?$"
)
#: what is as it was
STAYS: Final = re.compile(
    r"変更(?:は|も)?(?:な[しくい]|ありません|ございません)|[変か]わり(?:ません|なし|ありません)|^(?:予定|通常|平常|これまで|いつも)(?:どおり|通り)|^同じ(?:です)?$|^同左$|^そのまま"
)
_DITTO: Final = re.compile(r"[←〃―ー－-]")
_SAME_AS_ABOVE: Final = re.compile(r"\(?(?:同上|上に同じ|〃)\)?")
#: of a row that changes in a way that is not said
_PARTLY: Final = re.compile(r"一部(?:[変か]わ|変更)[^。]*")
_ASIDE: Final = re.compile(r"\s*(?:\([^()]*\)|※.*)$")
EMPTY: Final = re.compile(r"[\s―ー－‐–—/\-・*]*")
OVER: Final = re.compile(r"終了(?:し|いたし|です|済|$|\))|終わりました")
_BUT: Final = re.compile(r"(?:^|[。\s])(?:ただし|但し)")
#: beside what stood in the cell before it
_BESIDES: Final = re.compile(r"^(?:左記?|これまで|現行)に加え(?:て)?、?(?P<more>[^。]+)$")
BARE: Final = re.compile(r"\d{1,2}(?:日(?!間|目|以)|(?=[・、,~～]\s?\d))")
MONTH: Final = re.compile(r"(?<!\d)(\d{1,2})月(?!\d|間)")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table below what its columns are called."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, n: int) -> list[str]:
        """Return the cells of a column that say something."""
        return [row[n] for row in self.rows if n < len(row) and not EMPTY.fullmatch(row[n])]


def upright(table: Table) -> Table:
    """Return a table whose rows are things: one whose first column names fields, or what was and
    what will be, is turned; what headed its columns stands in the first one.
    """
    first = [row[0] for row in table.rows if row]
    fields = sum(
        known_field(key_of(cell)) is not None or bool(cell and DAYS.match(cell)) for cell in first
    )
    headed = any(known_field(head) is not None or _is_of_change(head) for head in table.heads[1:])
    turned = [*map(_is_of_change, first)] == [True, True] and not any(
        map(_is_of_change, table.heads)
    )
    whole = all(len(row) == len(table.heads) for row in table.rows)
    if whole and (turned or (fields * 2 > len(first) and not headed)):
        columns = [*zip(table.heads, *table.rows, strict=True)]
        return Table(columns[0], tuple(columns[1:]))
    return table


def has_day_or_month(head: str) -> bool:
    """Whether a head says when: 1月～3月, 12月27日."""
    return has_day(head) or bool(MONTH.search(head))


def _is_of_change(head: str) -> bool:
    return bool(WAS.search(head) or WILL_BE.search(head))


def headed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with the first row of a table without names as its names, where one of its
    three cells is of what was and the next of what will be: とまるところ | これまで | 冬(12～3月).
    """
    blocks_of: list[Block] = []
    for (row, names), group in groupby(blocks, lambda b: (b.sort == "row", b.names)):
        run = [*group]
        first = [fold(cell).strip() for cell in run[0].lines]
        change = len(first) == CHANGE and WAS.search(first[1]) and not find_times(first[1])
        will = change and (WILL_BE.search(first[2]) or has_day_or_month(first[2]))
        if row and not names and len(run) > 1 and will:
            blocks_of += [replace(block, names=run[0].lines) for block in run[1:]]
        else:
            blocks_of += run
    return tuple(blocks_of)


def changes_in(blocks: Sequence[Block], near: date) -> list[tuple[str, str]] | None:
    """Return the same of all such tables of a page; None where it has none."""
    every: list[tuple[str, str]] | None = None
    for (row, names), run in groupby(blocks, lambda b: (b.sort == "row", b.names)):
        heads = tuple(key_of(fold(n).strip()) for n in names)
        rows = tuple(tuple(fold(cell).strip() for cell in block.lines) for block in run)
        changes = changes_of(upright(Table(heads, rows)), near) if row and heads else None
        if changes is not None:
            every = [*(every or ()), *changes]
            if not changes:
                return []
    return every


def changes_of(table: Table, near: date) -> list[tuple[str, str]] | None:
    """Return what each row of a table of what was and what will be is called and changes; none of
    them where one was not understood, None for another table.
    """
    was = [n for n, head in enumerate(table.heads) if n and WAS.search(head)]
    will = [n for n, head in enumerate(table.heads) if n and WILL_BE.search(head)]
    if len(was) == SIDES and re.fullmatch("以?前", table.heads[was[0]]):  # 前 | 今
        was, will = was[:1], was[1:]
    if not will and len(table.heads) == CHANGE and was:  # ふだん | 1月～3月
        will = [n for n in (1, 2) if n not in was and has_day_or_month(table.heads[n])]
    if len(was) != 1 or len(will) != 1 or was == will:
        return None
    firsts = [row[0] for row in table.rows if row]
    weekdays = {first for first in firsts if re.fullmatch("[月火水木金土日]", first)}
    weekdays = weekdays if len(weekdays) > 1 else weekdays - {"日"}
    changes: list[tuple[str, str]] = []
    last = ""
    for row in table.rows:
        if len(row) <= max(was + will) or not row[0]:
            return []
        old, new = row[was[0]], row[will[0]]
        new = last if _SAME_AS_ABOVE.fullmatch(new) else new
        last = new
        if any(OVER.search(cell) for cell in row):
            continue
        name = f"第{row[0]}回" if table.heads[0] == "回" and row[0].isdigit() else row[0]
        name = f"{name}曜" if name in weekdays else name
        change = _change(name, (old, new), table.heads[will[0]], near)
        if change is None:
            return []
        changes += [change] if change[1] else []
    return changes


def _change(name: str, cells: tuple[str, str], head: str, near: date) -> tuple[str, str] | None:
    """Return what a row is called and changes from what to what; no words where nothing does, None
    where it was not understood.
    """
    old, new = cells
    plain = _ASIDE.sub("", new) if STAYS.search(new) or _PARTLY.search(new) else new
    plain = _BESIDES.sub(r"\g<more>も", plain).strip()
    limited = _BUT.search(plain)
    stays = STAYS.search(plain) or _DITTO.fullmatch(plain) or _PARTLY.fullmatch(plain)
    if (stays and not limited) or plain in ("", old):
        return (name, "") if new else None
    before, after = (value_of(one, near) or _plain(one) for one in (old, plain))
    if stays and limited and before:  # 変更なし ただし10時から
        return name, f"{before}({harmless(house(plain[limited.start() :].strip('。 '), near))})"
    if limited and len(after) < len(plain) - CUT:  # what limits it would be lost
        after = harmless(house(plain, near)) if len(plain) <= CELL else ""
    if not after or (old and not before) or BARE.match(plain):
        return None
    if before == after:
        return name, ""
    if not before:  # the day that was stands above the table only
        return (f"{head}の{name}", after) if re.fullmatch(r"(?:変更|延期)後", head) else None
    return name, f"{before} → {after}"


def _plain(text: str) -> str:
    """Return a word that has no figure, as it stands: できる; empty for any other."""
    return harmless(text) if len(text) <= SHORT and not re.search(r"\d|。", text) else ""
