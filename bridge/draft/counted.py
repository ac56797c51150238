"""Pure: the things that a page counts in lines of its own, ① … ② … ③ …, each with when it is: told
by their names together, as two of four in full would pass for all; and the rows of a calendar.

What has no hour or weekday is no such thing but something said of one: ① 応募資格 ② 応募方法.
Cannot see things whose lines begin with no number.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bridge.draft.days import LISTED
from bridge.text.clean import harmless
from bridge.topics.labels import known_field
from bridge.topics.outline import is_label
from bridge.topics.sorts import Sort

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bridge.draft.values import When
    from bridge.topics.outline import Outline

LEAST: Final = 3  #: things: two have room in full
LENGTH: Final = 60  #: letters of their names that have room
_MARKS: Final = "①②③④⑤⑥⑦⑧⑨⑩"
_LINE: Final = re.compile(
    rf"\s*(?P<n>[{_MARKS}])\s*(?P<name>[^\s:：。][^:：。]{{0,19}})[:：]\s*(?P<value>\S.*)"
)
#: when something is done again and again, or at an hour
_WHEN: Final = re.compile(
    r"毎[週月日]|[月火水木金土日]曜|第\d|月\d回|\d時|\d:\d\d|朝|午[前後]|夕方|夜"
)


def names_of(text: str) -> tuple[str, ...]:
    """Return the names of the things that the lines of a text count from ① on; none where they are
    fewer than three, or something that is said of one thing.
    """
    lines = [match for line in text.split("\n") if (match := _LINE.match(line))]
    names = tuple(match["name"].strip() for match in lines)
    times = sum(_WHEN.search(match["value"]) is not None for match in lines)
    if (
        "".join(match["n"] for match in lines) != _MARKS[: len(lines)]
        or len(lines) < LEAST
        or times * 3 < len(lines) * 2
        or len(set(names)) < len(names)
        or not all(is_label(name) for name in names)
        or any(map(known_field, names))
    ):
        return ()
    return tuple(map(harmless, names)) if len("、".join(names)) <= LENGTH else ()


def by_names(rows: Sequence[tuple[str, str]], text: str) -> tuple[tuple[str, str], ...]:
    """Return labelled lines with those of the things that a text counts in one, by their names."""
    names = names_of(text) if rows else ()
    if not any(label in names for label, _ in rows):
        return tuple(rows)
    return ("内容", "、".join(names)), *(row for row in rows if row[0] not in names)


def interleaved(outline: Outline, whens: Iterable[When]) -> bool:
    """Whether days without a label stand in one section with other lines between them: each is of
    what stands beside it, and not of the heading.
    """
    bare = [w.unit for w in whens if not w.label]
    return any(
        one.section == other.section
        and any(
            u.sort in (Sort.SENTENCE, Sort.WORD, Sort.THEME, Sort.NAME) and u.section == one.section
            for u in outline.units[one.at + 1 : other.at]
        )
        for one, other in pairwise(bare)
    )


def rows_of_calendar(outline: Outline, whens: Sequence[When]) -> tuple[When, ...]:
    """Return of the times of a calendar those of its table, where others stand between lines that
    are not read, and that there are more is said; none of any other page.
    """
    rows = tuple(when for when in whens if outline.sections[when.section].record)
    names = {outline.sections[when.section].heading for when in rows}
    return rows if len(names) > LISTED and interleaved(outline, whens) else ()
