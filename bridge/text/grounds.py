"""Pure: what of a text does not stand in its source — dates, times, numbers, names (truth 7, 6(9))."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from bridge.text.clean import folded
from bridge.text.mentions import mentions
from bridge.text.relative import resolve_relative
from bridge.text.times import find_times, fold

_NAME: Final = re.compile(r"[一-龠々ヶ]{2,}|[ァ-ヴー]{2,}|[A-Za-z]{2,}")
_SENTINEL: Final = date(2001, 1, 1)


def ungrounded(said: str, source: str, near: date | None, own: str = "") -> tuple[str, ...]:
    """Return the words of `said` that `source` does not have, in order; empty is right.

    A date counts by month and day, and by its weekday where it names one; a time by the hour that it means, whether told as
    午後2時 or 14:00. `near` is the source's day of publication: 本日 is that day. `own` are words that need no source.
    """
    reference = near or _SENTINEL
    there = fold(resolve_relative(source, reference) if near else source)
    whole = folded(f"{source}\n{there}")
    days = {(m.date.month, m.date.day) for m in mentions(there, reference) if m.date}
    clocks = {t for found in find_times(there) for t in (found.begins, found.ends) if t}
    numbers = set(re.findall(r"\d+", whole))
    text, missing = fold(said), []
    for mention in reversed(mentions(text, reference)):
        known = mention.date is None or (mention.date.month, mention.date.day) in days
        missing += [] if known and not mention.weekday_wrong else [mention.text]
        text = f"{text[: mention.start]} {text[mention.end :]}" if known else text
    for found in reversed(find_times(text)):
        missing += [found.words for t in (found.begins, found.ends) if t and t not in clocks][:1]
        text = f"{text[: found.start]} {text[found.end :]}"
    missing += [n for n in re.findall(r"\d+", folded(text)) if n not in numbers and n.lstrip("0") not in numbers]
    known_words = whole + folded(own)
    return (*missing, *(name for name in _NAME.findall(text) if folded(name) not in known_words))
