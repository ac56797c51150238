"""Pure: the rows of a table of days that have none: 浜コース | 運休, below 丘コース | 2日・16日."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bridge.topics.outline import is_row_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bridge.draft.values import When
    from bridge.topics.outline import Outline

_IDLE: Final = re.compile(r"(?:全日|今月は|当面)?(?:運休|お?休み|休止|中止|休会)(?:です)?")


def idle_rows(outline: Outline, whens: Sequence[When]) -> Iterator[tuple[str, str]]:
    """Yield name and word of each row beside those of `whens` whose cell of days says that it is
    off; none where these are not the rows of one table with one column of days.
    """
    sections = outline.sections
    labels = {when.label for when in whens}
    above = {sections[when.section].above for when in whens}
    rows = {when.section for when in whens}
    if len(labels) != 1 or len(above) != 1 or not all(sections[row].record for row in rows):
        return
    for unit in outline.units:
        home = sections[unit.section]
        beside = home.record and home.above in above and unit.section not in rows
        off = beside and unit.label in labels and _IDLE.fullmatch(unit.text)
        if off and is_row_name(home.heading):
            yield home.heading, unit.text.removesuffix("です")
