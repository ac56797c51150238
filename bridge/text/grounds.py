"""Pure: what of a text does not stand in its source — dates, times, numbers, names (truth 7,
6(9)).
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from bridge.text.clean import folded
from bridge.text.mentions import Mention, mentions
from bridge.text.relative import resolve_relative
from bridge.text.times import Times, find_times, fold

_NAME: Final = re.compile(r"[一-龠々ヶ]{2,}|[ァ-ヴー]{2,}|[A-Za-z]{2,}")
_SENTINEL: Final = date(2001, 1, 1)


def ungrounded(wording: str, source: str, near: date | None, own: str = "") -> tuple[str, ...]:
    """Return the words of `wording` that `source` does not have, in order; empty is right.

    A date counts by month and day, and by its weekday where it names one; a time by the hour that
    it means, whether told as 午後2時 or 14:00. `near` is the source's day of publication: 本日 is
    that day. `own` are words that need no source.
    """
    reference = near or _SENTINEL
    there = fold(resolve_relative(source, reference) if near else source)
    whole = folded(f"{source}\n{there}")
    days, clocks, rest = _taken(there, reference)
    known_days = {(m.date.month, m.date.day) for m in days if m.date}
    known_clocks = {t for times in clocks for t in (times.begins, times.ends) if t}
    numbers = set(re.findall(r"\d+", folded(rest)))
    said_days, said_clocks, bare = _taken(fold(wording), reference)
    numbered = {str(m.date.day) for m in days if m.date}
    # 28日は, month unsaid
    bare = re.sub(
        r"\d{1,2}(?=日)", lambda day: "" if day[0].lstrip("0") in numbered else day[0], bare
    )
    missing = []
    for day in said_days:
        known = (
            (day.date.month, day.date.day) in known_days if day.date else folded(day.text) in whole
        )
        missing += [] if known and not day.weekday_wrong else [day.text]
    for clock in said_clocks:
        missing += [clock.words for t in (clock.begins, clock.ends) if t and t not in known_clocks][
            :1
        ]
    missing += [
        n
        for n in re.findall(r"\d+", folded(bare))
        if n not in numbers and n.lstrip("0") not in numbers
    ]
    known_words = whole + folded(own)
    bare = re.sub(r"[月火水木金土日]曜日?", " ", bare)  # 毎週月・水・金: 金曜日 is no name
    return (*missing, *(name for name in _NAME.findall(bare) if folded(name) not in known_words))


def _taken(text: str, near: date) -> tuple[tuple[Mention, ...], tuple[Times, ...], str]:
    """Return the dates, the times, and what of the text is neither."""
    days = mentions(text, near)
    for day in reversed(days):
        text = f"{text[: day.start]}{' ' * (day.end - day.start)}{text[day.end :]}"
    clocks = find_times(text)
    for clock in reversed(clocks):
        text = f"{text[: clock.start]} {text[clock.end :]}"
    return days, clocks, text
