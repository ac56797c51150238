"""Pure: on which days a room that is lent for reading or learning cannot be used, within the days
that a page gives for it: 12月24日～1月7日 ⏎ ※年末年始休館 12月29日～1月3日は除きます.

Such days stand in lines like those of its use, and would pass for them. Cannot see a rule (毎週月曜
休館) without its days.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.draft.states import in_spans
from bridge.text.dates import say_all
from bridge.text.times import fold
from bridge.topics.outline import split
from bridge.topics.sorts import has_day, occasions_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from bridge.model import Block, Facts, Occasion

#: a title of a room that is lent
_OF_ROOM: Final = re.compile(
    r"(?:学習|自習|閲覧|集会|会議|研修|和|多目的|視聴覚)[室席]|スペース|ホール[をの](?:開放|学習)"
)
_OFF: Final = re.compile(
    r"(?<![夏冬春秋])休み|休[館室]|閉[館室]|除[くき]|のぞ[くき]|(?:使え|利用でき|お使いになれ|開け)(?:な|ませ)|ありません"
)
#: the lines below it are taken out, or those above
_BELOW: Final = re.compile(r"(?:次|以下|下記)の(?:日|期間)?[^。]*(?:除|のぞ|使え|利用でき)")
_ABOVE: Final = re.compile(r"\W*(?:は|を)?、?(?:除|のぞ)[きく]")
#: a label of the days of its use
_OF_USE: Final = re.compile(r"\W*[^\d\s:]{0,6}(?:期間|日時|日程|とき|開放日|利用日)")
#: brackets with days in them
_BOX: Final = re.compile(r"\((?:[^()]|\([^()]*\))*\d\s*[日/](?:[^()]|\([^()]*\))*\)")
_ONLY_OPEN: Final = re.compile(
    r"(?:休館|休室|お?休み)[^。]{0,14}(?:ですが|でも|も)[^。]*(?:使え|利用でき|開け|開放)"
)
_MONTH: Final = re.compile(r"\d{1,2}\s*月")


def off_days(blocks: Iterable[Block], title: str, near: date) -> tuple[Occasion, ...]:
    """Return the days that a page of a room takes out of those of its use."""
    if not _OF_ROOM.search(title):
        return ()
    off: list[Occasion] = []
    above: list[Occasion] = []
    below, remark, month = False, False, ""
    for line in (fold(line).strip() for block in blocks for line in block.lines):
        if not has_day(line):
            off += above if _ABOVE.match(line) else []
            above, below = [], _BELOW.search(line) is not None
            remark = False
            continue
        # of several lines above it those of one remark, else the last one
        above = above if remark and not line.startswith("※") else []
        remark = remark or line.startswith("※")
        for part in _parts(line):
            days = occasions_in(part, near, month)
            months = _MONTH.findall(part)
            month = months[-1] if months else month
            out = below or (_OFF.search(part) and not _ONLY_OPEN.search(part))
            if out:
                off += days
            elif not _OF_USE.match(line):
                above += days
    return tuple(day for day in off if day.start and not day.weekly)


def _parts(line: str) -> Iterator[str]:
    """Yield the sentences of a line, the brackets with days apart from what stands before them."""
    for sentence in split(line):
        bare = _BOX.sub(" ", sentence)
        boxes = _BOX.findall(sentence)
        if boxes and has_day(bare):
            yield bare
            yield from boxes
        else:
            yield sentence


def without_off(occasions: Iterable[Occasion], off: Sequence[Occasion]) -> tuple[Occasion, ...]:
    """Return the days of its use."""
    ends = {(day.start, day.end) for day in off}
    return tuple(day for day in occasions if (day.start, day.end) not in ends)


def with_off_days(facts: Facts, off: Sequence[Occasion], near: date) -> Facts:
    """Return facts of a room with the days that are taken out, where they lie in what is told."""
    span = facts.occasions[0] if len(facts.occasions) == 1 and not facts.several else None
    if span is None or not (span.start and span.end) or not facts.when:
        return facts
    inner = [
        day
        for day in off
        if day.start and span.start <= day.start and (day.end or day.start) <= span.end
    ]
    words = say_all(in_spans(inner), near)
    lines = " ".join(words_of for _, words_of in facts.when)
    if not inner or any(one in lines for one in words.split("、")):
        return facts
    return replace(facts, when=(*facts.when, ("除く日", words)))
