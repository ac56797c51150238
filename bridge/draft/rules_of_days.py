"""Pure: rows of times as they are told: days without their hours, days instead of the rule that
they follow, houses of the same days in one line, themes in a row, and rows below a sentence.

A rule beside its own days would be told twice. Cannot see which of two rules a day follows.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.topics.outline import is_library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bridge.model import Facts, Occasion

FEW: Final = 4  #: days of a rule that are told instead of it


def hourless(times: list[Occasion]) -> list[Occasion]:
    """Return days without their hours."""
    return [replace(one, begins=None, ends=None, clock="") for one in times]


def by_day(times: list[Occasion]) -> list[Occasion]:
    """Return the days with their hours without their rule, where some have both: 毎月第2土曜日
    beside 12月14日(土) 10:30～ is a rule that the day follows; so are 毎週土曜日 10:30～ and its
    few days of one month behind it, with its hours.
    """
    days = [o for o in times if not o.weekly]
    if any(o.begins for o in days):
        return days
    rules = [o for o in times if o.weekly]
    months = {day.start.month for day in days if day.start}
    alone = len(rules) == len(months) == 1 and len(days) <= FEW and rules[0].begins
    begins = any(o.onward for o in days)  # 12月2日から毎週水曜日
    if begins or not alone or not all(_follows(day, rules[0]) for day in days):
        return times
    rule = rules[0]
    return [replace(o, begins=rule.begins, ends=rule.ends, clock=rule.clock) for o in days]


def in_one_month(times: Sequence[Occasion]) -> list[Occasion]:
    """Return single days of one hour so that those of a month are told together: 12月2日(水)・
    9日(水)15時～ of 12月2日(水)15時～ and 12月9日(水)15時～.
    """
    alone = all(o.start and not (o.end or o.weekly or o.onward or o.through) for o in times)
    if not alone or len({(o.clock, o.begins, o.ends) for o in times}) > 1:
        return [*times]
    return [replace(o, text="") for o in times]


def _follows(day: Occasion, rule: Occasion) -> bool:
    """Whether a day is one on which a rule falls."""
    return day.start is not None and not day.end and day.start.weekday() in rule.weekly


def of_same_days(lines: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return lines of houses with those of the same days in one: 北分館・南分館：7月1日～8日."""
    names: dict[tuple[str, str], list[str]] = {}
    for name, words in lines:
        names.setdefault(("" if is_library(name) else name, words), []).append(name)
    return [("・".join(same), words) for (_, words), same in names.items()]


def in_brackets(themes: Sequence[str]) -> str:
    """Return themes in a row, each in its brackets; of more than three the first, with など."""
    dressed = [t if re.search("[「『]", t) else f"「{t}」" for t in dict.fromkeys(themes)]
    between = "" if all(t[0] in "「『" and t[-1] in "」』" for t in dressed) else "、"
    return between.join(dressed[:3]) + ("など" if len(dressed) > 3 else "")


def side_by_side(
    facts: Facts,
    rows: Sequence[tuple[str, str]],
    sentences: Sequence[str],
    needed: int | None = None,
) -> Facts:
    """Return facts that tell rows, each by its name, below sentences that each stand by themselves
    (`needed` of them in any case, else all), and nothing else of when or what.
    """
    count = len(sentences)
    return replace(
        facts,
        several=True,
        occasions=(),
        when=(),
        events=tuple(rows),
        partial=False,
        others=(),
        sentences=tuple(sentences),
        order=tuple(range(count)),
        places=tuple(range(count)),
        hangs=(-1,) * count,
        needed=count if needed is None else needed,
        further=(),
        beside=(),
    )
