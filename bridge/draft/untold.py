"""Pure: the lines of a page that no rule has told and that are worth the room that is left,
whatever their label and wherever they stand, each by a name that says what it is of.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.draft.beside import BY_LABEL, NOT_ON, UNTOLD, may_be_told, value_in
from bridge.text.clean import folded
from bridge.topics.labels import known_field
from bridge.topics.outline import is_label, is_library
from bridge.topics.sorts import Sort

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bridge.topics.outline import Outline, Unit

LEAST: Final = 0  #: points of a line that is told
#: a line that is label and value, and was read as a word: 貸出日数 :7日間
_PAIR: Final = re.compile(r"(?P<label>[^\s:、。()]{2,12})\s*:\s*(?P<value>[^:]{1,40})")
#: nothing but a name of a person, an address, an extension
_PRIVATE: Final = re.compile(
    r"^[一-龠々]{1,4}\s?[一-龠々]{1,4}$(?<!無料)(?<!不要)(?<!先着)(?<!抽選)"
    r"|丁目|番地|\d番\d|\d-\d|内線"
)
#: what a heading says beside its thing: 貸出について, 実施(試行)日
_DRESS: Final = re.compile(r"(?:の?ご?利用)?について$|の(?:お知らせ|ご案内)$|[(（][^()（）]*[)）]")


def untold(
    outline: Outline,
    today: date,
    *,
    several: bool,
    event: bool,
    sections: frozenset[int],
    off: frozenset[int],
    part: Callable[[Unit], bool],
    worth: Callable[[Unit], int],
) -> tuple[tuple[str, str], ...]:
    """Return label and value of each such line, the worthiest first; of several alike none, for one
    would pass for all; on a page of `several` things those that stand above them all. Beside
    an `event` what stands in other parts is of something else, but for a part that the title
    names.

    `sections` are those of the news: what stands elsewhere is told with its heading; `off` those
    that are called off, full or over. `part` tells a line of one thing of a programme.
    """
    labelled = [
        (unit, own, label)
        for unit in outline.units
        if unit.bare
        and unit.section not in off
        and not (several and unit.section)
        and not part(unit)
        and may_be_told(unit, outline.title, several=several)
        and (own := _told_by_label(unit))
        and (label := _label(outline, own, sections, event=event))
        and not UNTOLD.search(label)
    ]
    often = Counter(label for _, _, label in labelled)
    # in how many parts such a line stands
    alike = Counter(
        kin for _, kin in {(unit.section, _kin(outline, unit)) for unit in outline.units}
    )
    ranked = sorted(
        (-points, unit.at, label, value)
        for unit, own, label in labelled
        if often[label] == 1
        and (unit.section in sections or alike[_kin(outline, unit)] == 1)
        and (points := worth(unit)) >= LEAST
        and (value := value_in(outline, own, today))
        and not _PRIVATE.search(value)
    )
    return tuple((label, value) for _, _, label, value in ranked)


def _kin(outline: Outline, unit: Unit) -> tuple[Sort, str, int, tuple[str, str]]:
    """Return what a line has in common with those that tell the same of other parts."""
    section = outline.sections[unit.section]
    return unit.sort, unit.label, section.above, section.style


def _told_by_label(unit: Unit) -> Unit | None:
    """Return a line that may be told by its label, one that was read as a word in its parts; None
    for any other.
    """
    if unit.sort in BY_LABEL:
        return unit
    pair = _PAIR.fullmatch(unit.text) if unit.sort == Sort.WORD and not unit.label else None
    return replace(unit, label=pair["label"], text=pair["value"]) if pair else None


def _of_part(heading: str, unit: Unit, title: str) -> str:
    """Return what a line of another part is called: its day by the part's name, all else behind it;
    what is plain only of a part that the title names.
    """
    if known_field(unit.label) and unit.sort == Sort.WHEN:
        return heading
    of_title = folded(heading) in folded(title)
    return f"{heading}の{unit.label}" if of_title or not known_field(unit.label) else ""


def _label(outline: Outline, unit: Unit, sections: frozenset[int], *, event: bool) -> str:
    """Return what a line is called where it stands alone: by its own label; of another part than
    the news by the part's name, or behind it where the label alone would be taken for the news'
    (日時); empty where nothing says of what it is, and of one row of a table.
    """
    section = outline.sections[unit.section]
    if section.record or NOT_ON.search(section.heading):
        return ""
    heading = _DRESS.sub("", section.heading)
    apart = bool(heading) and not (unit.section in sections or section.facet)
    if apart and event and folded(heading) not in folded(outline.title):
        return ""
    dated = unit.sort in (Sort.WHEN, Sort.HOURS, Sort.ENTRY) and heading[:1] not in tuple("「『【")
    label = unit.label or (heading if apart and dated else "")
    if unit.label and apart:
        label = _of_part(heading, unit, outline.title)
    elif known_field(unit.label):
        return ""  # what is plain and of the news was read, and left out for a reason
    return label if is_label(label) and not is_library(label) else ""
