"""Pure: what a table says of each of its rows, told by column: 返却期限：学部生 4月18日、院生
5月9日; what it says alike of all of them once: 返却期限：4月18日(金).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bridge.draft.beside import UNTOLD, value_in
from bridge.topics.outline import is_label, is_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bridge.topics.outline import Outline, Unit

ROWS: Final = 6  #: of a table whose columns are told
VALUES: Final = 3  #: different ones of a column, each with its rows
LENGTH: Final = 64  #: characters of a column
#: heads what is so without the news, and who is closed when, of which a list tells all or none
_NOT_SO: Final = re.compile(r"通常|平常|ふだん|普段|いつも|休[館室]|閉[館室]")
#: sends from a row to a remark: 大学院生(*)
_MARK: Final = re.compile(r"\s*[(（]?[*＊※]\d?[)）]?$")


def columns(
    outline: Outline, today: date, *, worth: Callable[[Unit], int]
) -> tuple[tuple[str, str], ...]:
    """Return label and value of each column that every row of a page's one table has, the worthiest
    first; none where the rows have no names, or are many.
    """
    rows = [section for section in outline.sections if section.record]
    names = {row.index: _MARK.sub("", row.heading) for row in rows}
    if not 1 < len(rows) <= ROWS or len({row.above for row in rows}) > 1:
        return ()
    if not all(map(is_name, names.values())):
        return ()
    cells: dict[str, list[Unit]] = {}
    for unit in outline.units:
        if unit.section in names:
            cells.setdefault(unit.label, []).append(unit)
    ranked = sorted(
        (-max(map(worth, column)), column[0].at, label, text)
        for label, column in cells.items()
        if [unit.section for unit in column] == [*names]
        and is_label(label)
        and not (UNTOLD.search(label) or _NOT_SO.search(label))
        and (text := _text(outline, column, names, today))
    )
    return tuple((label, text) for points, _, label, text in ranked if points <= 0)


def _text(outline: Outline, column: list[Unit], names: dict[int, str], today: date) -> str:
    """Return the values of a column, each behind the rows that have it; the value alone where all
    have it; empty where a row has none that may be told, or they are too many.
    """
    rows: dict[str, list[str]] = {}
    for unit in column:
        rows.setdefault(value_in(outline, unit, today), []).append(names[unit.section])
    if "" in rows or len(rows) > VALUES:
        return ""
    if len(rows) == 1:
        return next(iter(rows))
    text = "、".join(f"{'・'.join(of)} {value}" for value, of in rows.items())
    return text if len(text) <= LENGTH else ""
