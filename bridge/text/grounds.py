"""Pure: what of a text does not stand in its source — dates, times, numbers, names (truth 7,
6(9)).
"""

from __future__ import annotations

import re
from datetime import date, time
from typing import Final

from bridge.text.clean import folded
from bridge.text.mentions import Mention, mentions
from bridge.text.relative import resolve_relative
from bridge.text.times import Times, find_times, fold

_NAME: Final = re.compile(r"[一-龠々ヶ]{2,}|[ァ-ヴー]{2,}|[A-Za-z]{2,}")
_NUMBER: Final = re.compile(
    r"(?P<number>\d+)(?P<counter>人|名|冊|点|円|組|回|枚|台|席|件|歳|才|週間|日間|時間|か月|[ヶカヵケ]月|年間|年生|部|館)?"
)
_SPELLED: Final = {
    "名": "人",
    "才": "歳",
    "ヶ月": "か月",
    "カ月": "か月",
    "ヵ月": "か月",
    "ケ月": "か月",
}
#: one letter that a word of the source may have beside it: 全4回, 各館, 受付後
_ONE: Final = frozenset("全各約毎同当両別内外時頃後前間回人名組冊点年月日的等他数計用第")
#: the same, which say nothing that must stand there: 休館中, 要申込
_LIGHT: Final = frozenset("中付要時頃等者料")
#: what the name of a house ends in
_WHOLE: Final = frozenset("館室園校課部党")
#: what counts, behind its number: 300冊並べます
_COUNTED: Final = re.compile(r"(?<=\d)(?:週間|日間|時間|分間|年間|か月|[ヶカ]月|[一-龠々ヶ])")
_HALF: Final = re.compile("午前|午後|正午")
_BARE: Final = re.compile(r"\d{1,2}(?:日|\()")  # 15(水): its month is said before it
_SENTINEL: Final = date(2001, 1, 1)


def ungrounded(wording: str, source: str, near: date | None, own: str = "") -> tuple[str, ...]:
    """Return the words of `wording` that `source` does not have, in order; empty is right.

    A date counts by month and day, and by its weekday where it names one; a time by the hour that
    it means, whether told as 午後2時 or 14:00, and where the source leaves unsaid which half of the
    day it means (夜の6時半から8時) by its place on a clock's face.
    `near` is the source's day of publication: 本日 is that day. `own` are words that need no
    source.
    """
    reference = near or _SENTINEL
    there = fold(resolve_relative(source, reference) if near else source)
    whole = folded(f"{source}\n{there}")
    days, clocks, rest = _taken(there, reference)
    known_days = {(m.date.month, m.date.day) for m in days if m.date}
    known_clocks = {t for times in clocks for t in _ends(times)}
    open_faces = {_face(t) for times in clocks if _is_open(times) for t in _ends(times)}
    numbers = _counted(folded(rest))
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
        ) or (_BARE.match(day.text) is not None and folded(day.text) in whole)
        missing += [] if known and not day.weekday_wrong else [day.text]
    for clock in said_clocks:
        known = all(t in known_clocks or _face(t) in open_faces for t in _ends(clock))
        missing += [] if known else [clock.words]
    for number, counters in _counted(folded(bare)).items():
        there_too = numbers.get(number, numbers.get(number.lstrip("0"), set()))
        others = counters - there_too
        if not there_too or ("" not in there_too and "" not in counters and others):
            missing.append(f"{number}{next(iter(sorted(others)), '')}" if there_too else number)
    known_words = whole + folded(own)
    bare = re.sub(r"[月火水木金土日]曜日?", " ", bare)  # 毎週月・水・金: 金曜日 is no name
    names = _NAME.findall(_COUNTED.sub(" ", bare))
    return (*missing, *(name for name in names if not _stands(folded(name), known_words)))


def _ends(times: Times) -> tuple[time, ...]:
    return tuple(t for t in (times.begins, times.ends) if t)


def _face(moment: time) -> tuple[int, int]:
    return moment.hour % 12, moment.minute


def _is_open(times: Times) -> bool:
    """Whether it may mean either half of the day: 8時ごろ, no 午前8時, 14時 or 8:00."""
    unsaid = "時" in times.words and not _HALF.search(times.words)
    return unsaid and any(t.hour <= 12 for t in _ends(times))


def _counted(text: str) -> dict[str, set[str]]:
    """Return by number what it counts, each counter in one spelling, "" where nothing follows."""
    counts: dict[str, set[str]] = {}
    for match in _NUMBER.finditer(text):
        counter = match["counter"] or ""
        counts.setdefault(match["number"], set()).add(_SPELLED.get(counter, counter))
    return counts


def _stands(name: str, source: str) -> bool:
    """Whether a source has a name, or a run of kanji as words of its own beside each other:
    原則全 of 原則として全4回.
    """
    if name in source:
        return True
    if name[-1] in _WHOLE:  # 滝山東部図書館 of 滝山 and 東部図書館 is no house, 各図書館 is
        return name[0] in "各全両同" and name[0] + name[-1] != name and name[1:] in source
    rest, pieces = name, 0
    while rest:
        if len(rest) > 1 and (rest[0] in _LIGHT or (rest[0] in _ONE and rest[0] in source)):
            rest = rest[1:]
            continue
        length = next((n for n in range(len(rest), 1, -1) if rest[:n] in source), 0)
        if not length:
            return pieces > 0 and (rest in _LIGHT or (rest in _ONE and rest in source))
        rest, pieces = rest[length:], pieces + 1
    return pieces > 0


def _taken(text: str, near: date) -> tuple[tuple[Mention, ...], tuple[Times, ...], str]:
    """Return the dates, the times, and what of the text is neither."""
    days = mentions(text, near)
    for day in reversed(days):
        # 。: an hour before it and one behind it are no span
        text = f"{text[: day.start]}。{' ' * (day.end - day.start - 1)}{text[day.end :]}"
    clocks = find_times(text)
    for clock in reversed(clocks):
        text = f"{text[: clock.start]} {text[clock.end :]}"
    return days, clocks, text
