"""Pure: whether what a sentence calls off or puts off is the whole of a page's news, or one thing
beside it, one part of it, or one day of several.

【中止】 before a title says that nothing of it takes place; where one part or one day of several is
off, the sentence says so itself (5(3)イ). Cannot see that what has another name is all there is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bridge.text.clean import bigrams, folded
from bridge.text.dates import mentions
from bridge.topics.sorts import Sort

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bridge.model import Occasion
    from bridge.topics.outline import Outline, Unit

#: that something does not take place, or not then
_OFF: Final = re.compile(
    r"中止|延期|休止|取り?(?:止|や)め|とりやめ|見合わせ|お?休みし"
    r"|(?:開催|実施|運行|巡回)し(?:ない|ません)|行(?:い|な)いません|行わない"
)
_NAME: Final = re.compile(r"[「『]([^「」『』]{2,40})[」』]")
#: one of several: ②, 第3回, 午後の部, 火曜コース, 東分館
_PART: Final = re.compile(
    r"[①-⑳⑴-⒇]|第\s?[\d一二三四五]{1,2}\s?[回部期夜日]|\d\s?回目|[^\s、。「」『』はがを]{0,8}(?:の部|コース|クラス|号車|分館|分室)"
    r"|一部"
)
_LETTERS: Final = re.compile(r"[一-龠々ァ-ヴー]{2}")
#: days beside those of a sentence from which on what is put off is one of a series
SERIES: Final = 3


def of_part(unit: Unit, title: str, outline: Outline) -> bool:
    """Return whether a sentence calls off something else than the whole that a title names: a thing
    by a name that the title does not have, a part, one of several days, or what stands below one of
    several headings that have their days.
    """
    off = _OFF.search(unit.text)
    if off is None or "訂正" in unit.text:
        return False
    head = unit.text[: off.start()]
    return bool(
        _of_another_name(head, title)
        or _of_named_part(head, title)
        or _of_one_day(unit, title, outline, put_off="延期" in unit.text)
        or _below_one_of_several(unit, outline)
    )


def _of_another_name(head: str, title: str) -> bool:
    """Whether what is called off goes by names in brackets, of which no two letters are the
    title's; a title that names nothing may be of it.
    """
    names = _NAME.findall(head)
    if not names or not _LETTERS.search(title):
        return False
    known = folded(title)
    own = {pair for pair in bigrams(known) if _LETTERS.fullmatch(pair)}
    return all(
        folded(name) not in known and not own.intersection(bigrams(folded(name))) for name in names
    )


def _of_named_part(head: str, title: str) -> bool:
    """Whether the words before say of which part it is so, and the title does not."""
    return any(
        folded(part[0]) not in folded(title) and folded(part[0]) != "の部"
        for part in _PART.finditer(head)
    )


def _of_one_day(unit: Unit, title: str, outline: Outline, *, put_off: bool) -> bool:
    """Whether it is so of a day, and the page has other days to come on which the thing is held."""
    off = {day.date for day in mentions(unit.text, outline.near)} - {None}
    if not off or off & {day.date for day in mentions(title, outline.near)}:
        return False
    held = {
        day
        for other in outline.units
        if other.sort in (Sort.WHEN, Sort.ENTRY)
        and other.at != unit.at
        and outline.role(other) == ""
        for day in _days_of(outline.occasions(other))
    } - off
    return len(held) >= (SERIES if put_off else 1)


def _days_of(occasions: tuple[Occasion, ...]) -> Iterator[date]:
    yield from (o.start for o in occasions if o.start and not o.end and not o.weekday_wrong)


def _below_one_of_several(unit: Unit, outline: Outline) -> bool:
    """Whether a sentence stands below one of several headings that each have their days."""
    top = _top(unit.section, outline)
    dated = {_top(u.section, outline) for u in outline.units if u.sort in (Sort.WHEN, Sort.ENTRY)}
    return top > 0 and top in dated and len(dated - {0}) > 1


def _top(section: int, outline: Outline) -> int:
    """Return the outermost heading in which a section stands; 0 for none."""
    path = [s for s in outline.path(section) if s > 0 and not outline.sections[s].facet]
    return path[-1] if path else 0
