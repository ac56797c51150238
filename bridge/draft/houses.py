"""Pure: when each of several houses is open on the day that the news is of: 本館 13時～18時 ⏎
北分館 臨時休館, below 開館時間.

All of them are told or none: what one does would pass for the others. Cannot see hours that a
sentence tells.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.draft.rules_of_days import side_by_side
from bridge.text.clean import harmless
from bridge.text.dates import house, mentions
from bridge.text.times import find_times, fold
from bridge.topics.outline import is_library
from bridge.topics.sorts import has_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from bridge.model import Block, Facts

MOST: Final = 5  #: houses that are told
_OF_HOURS: Final = re.compile(r"開館|閉館|開室|休館|休室|時間")
_HEAD: Final = re.compile(
    r"\W*(?:当日の)?(?:開館|開室|利用)(?:時間|状況)?(?:の?(?:変更|短縮))?(?:について)?\W*"
)
_HOUSE: Final = r"[^\d。:、\s]{1,14}(?:[館室園]|センター|プラザ)"
_STATE: Final = (
    r"(?:臨時|終日|全日)?(?:休館|休室|閉館|閉室|お?休み)|(?:通常|平常|いつも)(?:どおり|通り)"
)
_LINE: Final = re.compile(
    rf"\W*(?P<house>{_HOUSE})\s*(?:[:…]+|\s)\s*(?P<state>(?:{_STATE}|(?:午[前後]|正午|\d).{{2,}}?)(?:\s?\([^()]*\))?)"
)


def house_hours(
    blocks: Sequence[Block], title: str, sentences: Iterable[str], *, near: date, today: date
) -> tuple[tuple[str, str], ...]:
    """Return the houses and when each is open, of the list below 開館時間 on a page whose title or
    first `sentences` name one day to come; empty where a line was not understood.
    """
    if not _OF_HOURS.search(title):
        return ()
    days = {
        day.date
        for text in (title, *list(sentences)[:2])
        for day in mentions(text, near)
        if day.date
    }
    if len(days) != 1 or max(days) < today:
        return ()
    rows = []
    for line in _below(blocks):
        match = _LINE.fullmatch(line)
        if match is None or has_day(match["state"]) or not is_library(match["house"]):
            return ()
        if match["state"][0] in "午正0123456789" and not find_times(match["state"]):
            return ()
        words = harmless(house(match["state"], near)).replace("~", "～")
        rows.append((match["house"], words))
    return tuple(rows) if 2 <= len(rows) <= MOST else ()


def _below(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the lines right below the heading of the hours, down to the next heading."""
    open_ = False
    for block in blocks:
        lines = [fold(line).strip() for line in block.lines]
        if block.sort == "pair" and open_:
            lines = [": ".join(lines)]
        if open_ and (block.sort == "heading" or not _LINE.match(lines[0])):
            return
        for line in lines:
            if open_:
                yield line
            open_ = open_ or _HEAD.fullmatch(line) is not None


def with_house_hours(facts: Facts, rows: tuple[tuple[str, str], ...]) -> Facts:
    """Return facts with what each house does, below the sentence that names the day."""
    lead = [text for text in facts.sentences if has_day(text)][:1]
    if not (lead or has_day(facts.title)):
        return facts
    return replace(side_by_side(facts, rows, lead), cut=False, leads=True)
