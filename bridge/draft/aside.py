"""Pure: where on the page of an exhibition the lines begin that tell of what is held beside it: a
talk with its day, its room and how to apply for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from bridge.topics.sorts import Sort

if TYPE_CHECKING:
    from bridge.topics.outline import Outline, Unit

#: what is held, and not shown
_HELD: Final = (
    r"(?:講演|解説|お?話の|おはなし|朗読|上映|鑑賞|体験|見学|座談|交流|演奏|聴く|聞く)会|トーク|講座|教室|講演"
    r"|ワークショップ|ツアー|さんぽ|散歩|コンサート|ライブ|(?:展示|作品|担当職員による)解説|(?:展示|関連|ギャラリー)解説"
)
#: a name of such a thing: 記念講演会「絵図を歩く」
_NAME: Final = re.compile(rf"[^。、]{{0,16}}(?:{_HELD})(?:\s*[「『][^「」『』]*[」』])?")
#: whatever it is, it has a name and a day of its own: まち歩き「消えた橋をさがして」
_QUOTED: Final = re.compile(r"[^。、「」『』]{1,16}[「『][^「」『』]+[」』]")
_RELATED: Final = re.compile(
    r"(?:関連|同時|会期中の|期間中の)(?:行事|イベント|企画|催し|事業|開催|講座|講演会?)"
)
#: 会期中は次の行事も行います
_ALSO: Final = re.compile(r"(?:会期|期間)中[^。]*(?:行事|催し|イベント|企画)[^。]*(?:ます|。)$")
NEAR: Final = 4  #: lines below a name in which its day stands


class SideEvent(NamedTuple):
    """What is held beside an exhibition."""

    at: int  #: the place of its first line
    section: int
    name: str  #: empty where the page gives it none


def side_of(outline: Outline) -> SideEvent | None:
    """Return the first thing that is held beside an exhibition, where its lines stand in the same
    section as the exhibition's own and behind its span.
    """
    spans = (u for u in outline.units if u.sort == Sort.WHEN and _is_span(outline, u))
    span = next(spans, None)
    if span is None:
        return None
    for unit in outline.units[span.at + 1 :]:
        if unit.section != span.section:
            continue
        if _RELATED.match(unit.label) or (unit.sort == Sort.SENTENCE and _ALSO.search(unit.text)):
            return SideEvent(unit.at, unit.section, "")
        below = outline.units[unit.at + 1 : unit.at + 1 + NEAR]
        dated = any(u.sort in (Sort.WHEN, Sort.ENTRY) and outline.occasions(u) for u in below)
        if _QUOTED.fullmatch(unit.label) and outline.occasions(unit):
            return SideEvent(unit.at, unit.section, unit.label)
        if _NAME.fullmatch(unit.label) and (outline.occasions(unit) or dated):
            return SideEvent(unit.at, unit.section, unit.label)
        if unit.sort in (Sort.WORD, Sort.NAME) and _NAME.fullmatch(unit.text) and dated:
            return SideEvent(unit.at, unit.section, unit.text)
    return None


def _is_span(outline: Outline, unit: Unit) -> bool:
    """Whether a line is from when till when, or until when, something is shown."""
    return any(o.end for o in outline.occasions(unit)) or "まで" in unit.text
