"""Pure: what a line of a page bears, by which it is weighed: what it is, where it stands, how it is
written, what it tells.
"""

from __future__ import annotations

import re
from bisect import bisect
from typing import TYPE_CHECKING, Final

from bridge.draft.leads import ANNOUNCES, MOOD, POLITENESS, SECOND
from bridge.draft.subject import pairs
from bridge.text.clean import bigrams
from bridge.text.dates import mentions
from bridge.text.times import find_times
from bridge.topics.labels import known_field
from bridge.topics.sorts import role_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bridge.draft.sentences import Statement
    from bridge.topics.outline import Outline, Unit

#: bounds of the places, counts, lengths and shares that weigh alike
_AT: Final = (1, 2, 4, 7, 11, 16)
_OF: Final = (6, 12, 24, 40)
_LONG: Final = (8, 16, 30, 45, 70, 100)
_DIGITS: Final = (0.001, 0.05, 0.12, 0.22)
_TITLE: Final = (0.02, 0.1, 0.25, 0.45)
_POINTS: Final = (-8, 0, 8, 16, 24, 32)
_DIGIT: Final = re.compile(r"\d")
_OWN_MONTH: Final = re.compile(r"\d\s*月|\d[./]\d")
#: what a sentence says
_SAYS: Final = {
    name: re.compile(words)
    for name, words in {
        "weekday": r"\([月火水木金土日]",
        "opens": r"開館し|開け|開き|ひらき",
        "bring": r"お持ち",
        "return": r"返却|返し|ポスト",
        "such as": r"や[^。]{2,20}など",
        "until or from": r"まで|から(?:です)?[。、]",
        "a house": r"図書館|本館|分館",
        "a count": r"\d\s*(?:冊|人|名|点|円|組|枚|本|台|席)",
        "can": r"使え|利用でき|借りられ|返せ|でき(?:ます|る)",
        "a month first": r"^\d+月",
        "a case": r"場合|ときは|際は",
        "a reason": r"ため|ので|により",
        "a display": r"紹介|展示",
        "courtesy": r"いただ|させて|申し上げ|ており|という",
        "a thing": r"こと|もの",
        "was": r"ました|でした|昨年|年度",
    }.items()
}
_SAID_SO: Final = {"polite": POLITENESS, "mood": MOOD, "announces": ANNOUNCES, "second": SECOND}


class LineMarks:
    """Reads the marks of a page's lines."""

    def __init__(
        self,
        outline: Outline,
        *,
        kind: str,
        several: bool,
        news: frozenset[int],
        today: date,
    ) -> None:
        self._outline, self._kind, self._several = outline, kind, several
        self._news, self._today = news, today
        self._title, self._pairs = bigrams(outline.title), pairs(outline.title)
        self._of = bisect(_OF, len(outline.units))
        self._places: dict[int, tuple[str, ...]] = {}
        self._known: dict[tuple[int, bool], frozenset[str]] = {}

    def of(self, unit: Unit, statement: Statement | None) -> frozenset[str]:
        """Return the marks of a line; `statement` is what may be said of it, if anything."""
        key = unit.at, statement is not None
        if key not in self._known:
            name, kind = f"name={unit.sort or 'sent'}", f"kind={self._kind}"
            read = (*self._place(unit), *self._form(unit), *self._time(unit))
            self._known[key] = frozenset((name, kind, *read, *_said(statement)))
        return self._known[key]

    def _place(self, unit: Unit) -> Iterator[str]:
        yield f"at {bisect(_AT, unit.at)}"
        if unit.section not in self._places:
            self._places[unit.section] = tuple(self._part(unit.section))
        yield from self._places[unit.section]

    def _part(self, number: int) -> Iterator[str]:
        """Yield what all lines of a section bear."""
        section = self._outline.sections[number]
        yield f"of {self._of}"
        if number in self._news:
            yield "news"
        if section.facet:
            yield "facet"
        if number == 0:
            yield "top"
        if section.record:
            yield "record"
        if section.library:
            yield "house"
        if section.heading and pairs(section.heading) & self._pairs:
            yield "headed"
        if self._several:
            yield "several"

    def _form(self, unit: Unit) -> Iterator[str]:
        text = unit.text
        digits = len(_DIGIT.findall(text)) / max(12, len(text))
        own = bigrams(text)
        yield f"long {bisect(_LONG, len(text))}"
        yield f"digits {bisect(_DIGITS, digits)}"
        yield f"title {bisect(_TITLE, len(own & self._title) / max(1, len(own)))}"
        if unit.label:
            yield "label"
            if known_field(unit.label):
                yield "known"
        else:
            yield from (name for name, words in _SAYS.items() if words.search(text))
        yield from (name for name, words in _SAID_SO.items() if words.search(text))

    def _time(self, unit: Unit) -> Iterator[str]:
        text = unit.text
        role = self._outline.role(unit) if unit.label else role_of(text)
        if role:
            yield f"role={role}"
        dated = text if _OWN_MONTH.search(text) else unit.month + text
        days = [day.date for day in mentions(dated, self._outline.near) if day.date]
        if any(day >= self._today for day in days):
            yield "coming"
            yield f"coming in {self._kind}"
        elif days:
            yield "past"
        if find_times(text):
            yield "hour"


def _said(statement: Statement | None) -> Iterator[str]:
    if statement is None:
        return
    yield "sayable"
    yield f"points {bisect(_POINTS, statement.points)}"
    yield from (f"tells {name}" for name in statement.tells)
    for name in ("strong", "verb", "fair", "back", "some", "cut"):
        if getattr(statement, name):
            yield name
