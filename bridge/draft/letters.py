"""Pure: what a letter of many things tells of them all: the days of its month on which the house is
closed; until when one applies is of one of them only.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.draft.values import last_of
from bridge.text.dates import say_all
from bridge.topics.sorts import Sort, has_day

if TYPE_CHECKING:
    from datetime import date

    from bridge.model import Facts
    from bridge.topics.outline import Outline

REST_DAYS: Final = re.compile(
    r"(?:(?:\d{1,2}月|年末年始|年末|冬)の)?(?:(?:図書館の)?休館日?|お?(?:休|やす)みの日|お(?:休|やす)み|休室日)"
)
#: a sentence that says no more than on which days the house is closed
_CLOSED: Final = re.compile(
    r"\W*(?:\d{1,2}月)?\d{1,2}日.{0,60}(?:\d日|\))(?:まで|は|が)?(?:、?年末年始の)?(?:お?休み(?:です|し?ます)?|休館(?:です|します)?)。?$"
)
#: a house of its own, or not all of a day
_OTHERWISE: Final = re.compile(r"館(?!内整理)|室|午[前後]|\d\s*時|:\d|から(?!\s*\d)")
_DAYS: Final = frozenset((Sort.WHEN, Sort.ENTRY, Sort.ASIDE))
_YEAR_S_END: Final = (12, 31)  #: what is closed till then is closed in the new year as well
_OF_ONE: Final = re.compile(r"申し?込み?|応募|受付|締め?切り?|予約")


def of_letter(facts: Facts, outline: Outline, today: date) -> Facts:
    """Return the facts of a letter of many things with its closed days, without how one applies for
    one of the things, and without what it says of the season where it names them by their heads.
    """
    held = tuple(line for line in facts.beside if not _OF_ONE.match(line[0]))
    rest = _rest_days(outline, today)
    if facts.events and all(words for _, words in facts.events):
        return replace(facts, beside=held, events=(*rest, *facts.events))
    further = tuple(one for one in facts.further if not facts.events or has_day(one[0]))
    return replace(facts, beside=(*rest, *held), further=further)


def _rest_days(outline: Outline, today: date) -> tuple[tuple[str, str], ...]:
    heads = {s.index: s.heading for s in outline.sections}
    heads_of = [(unit, unit.label or heads[unit.section]) for unit in outline.units]
    rest = {unit.at: name for unit, name in heads_of if REST_DAYS.fullmatch(name)}
    units = [unit for unit in outline.units if unit.at in rest]
    dated = [u for u in units if u.sort in _DAYS or _CLOSED.search(u.text)]
    homes = {(unit.section, rest[unit.at]) for unit in dated}
    if len(homes) != 1 or any(_OTHERWISE.search(unit.text) for unit in dated):
        return ()
    days = [one for unit in dated for one in outline.occasions(unit)]
    unsure = any(one.weekday_wrong or one.weekly or not one.start for one in days)
    lasts = [last for one in days if (last := last_of(one))]
    if unsure or not days or len(lasts) < len(days) or max(lasts) < today:
        return ()
    if (max(lasts).month, max(lasts).day) == _YEAR_S_END:
        return ()
    days = [
        one if one.end else replace(one, text="")
        for one in sorted(days, key=lambda one: one.start or today)
    ]
    return ((rest[dated[0].at], say_all(days, outline.near)),)
