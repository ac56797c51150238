"""Pure: which values of a text stand on the page behind it, and where on both: the same number here
and there.

Values are read as the rules of 6(9) read them (days, hours, places, numbers with units), so that
12月5日(土) and 令和8年12月5日（土曜日） are one. A number says that the page has it, and never that
the text is right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from bridge.policy import claims
from bridge.policy.folding import fold
from bridge.text.clean import visible
from bridge.text.dates import mentions
from bridge.text.times import find_times

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator
    from datetime import date

    from bridge.model import Page

ROWS: Final = 12  #: of the page's labels and values on screen
BODY: Final = 3000  #: characters of its text on screen


@dataclass(frozen=True, slots=True)
class Span:
    """A value and where it stands."""

    start: int
    end: int
    key: Hashable


@dataclass(frozen=True, slots=True)
class Evidence:
    """The text's marks, and the page as it is shown with them."""

    marks: tuple[tuple[int, int, int], ...]  #: first character, behind the last, number
    rows: tuple[tuple[str, Markup], ...]
    body: Markup

    @property
    def count(self) -> int:
        """Return how many places of the text the page has."""
        return len(self.marks)


def evidence(text: str, page: Page, near: date) -> Evidence:
    """Return what `text` and `page` have in common; `near` is the day by which a missing year is
    filled in.
    """
    rows = page.rows[:ROWS]
    lines = _not_twice(page.text[:BODY], rows) + ("…" if len(page.text) > BODY else "")
    texts = [visible(value) for _, value in rows] + [visible(lines)]
    known = {span.key for part in texts for span in values(part, near)}
    groups: list[list[Span]] = []
    for span in values(text, near):
        if span.key not in known:
            continue
        joined = groups and not text[groups[-1][-1].end : span.start].strip()
        groups[-1].append(span) if joined else groups.append([span])
    number: dict[Hashable, int] = {}
    for group in groups:  # a value that is told twice has one number, and none is left out
        n = number.get(group[0].key) or max(number.values(), default=0) + 1
        for span in group:
            number.setdefault(span.key, n)
    marks = tuple((group[0].start, group[-1].end, number[group[0].key]) for group in groups)
    left = set(number)
    marked = [_marked(part, near, number, left) for part in texts]
    return Evidence(
        marks, tuple(zip((name for name, _ in rows), marked[:-1], strict=True)), marked[-1]
    )


def values(text: str, near: date) -> list[Span]:
    """Return the values that a text names, in order; none lies inside another."""
    candidates = sorted(_values(text, near), key=lambda span: (span.start, -span.end))
    spans: list[Span] = []
    for span in candidates:
        if not spans or span.start >= spans[-1].end:
            spans.append(span)
    return spans


def _values(text: str, near: date) -> Iterator[Span]:
    flat = fold(text)
    for day in mentions(text, near):
        if (key := claims.month_day(day)) is not None:
            yield Span(day.start, day.end, ("day", key))
    for time in find_times(text):
        yield Span(time.start, time.end, ("time", time.begins, time.ends))
    at = 0
    for place in claims.places(flat):
        at = flat.index(place, at)
        yield Span(at, at + len(place), ("place", place))
        at += len(place)
    for match, amount, unit in claims.numbers(flat):
        if unit not in claims.MOMENTS:
            yield Span(*match.span(), ("number", amount, unit))
    for choice in claims.CHOICES[:2]:  # 費用, 決め方: a word that is the value
        for value, words in claims.chosen(choice, flat).items():
            if (start := flat.find(words)) >= 0:
                yield Span(start, start + len(words), ("choice", value))


def _marked(text: str, near: date, number: dict[Hashable, int], left: set[Hashable]) -> Markup:
    """Return a part of the page with the first place of each value marked; what is marked leaves
    `left`.
    """
    out, at = Markup(), 0
    spans = [span for span in values(text, near) if span.key in left]
    for place, span in enumerate(spans):
        if span.key not in left:
            continue
        left.discard(span.key)
        n = number[span.key]
        following = next((each for each in spans[place + 1 :] if each.key in left), None)
        joined = (
            following
            and number[following.key] == n
            and not text[span.end : following.start].strip()
        )
        out += Markup("{}").format(text[at : span.start]) + fact(
            text[span.start : span.end], n, numbered=not joined
        )
        at = span.end
    return out + Markup("{}").format(text[at:])


def fact(words: str | Markup, number: int, *, numbered: bool = True) -> Markup:
    """Return a value with its line and, behind it, its number."""
    sign = Markup('<span class="number">{}</span>').format(number) if numbered else Markup()
    return Markup('<span class="fact" data-fact="{}">{}</span>{}').format(number, words, sign)


def _not_twice(text: str, rows: tuple[tuple[str, str], ...]) -> str:
    """Return the page's text without the lines that its rows say already."""
    words = {_bare(name + value) for name, value in rows} | {_bare(value) for _, value in rows}
    return "\n".join(
        line for line in text.split("\n") if not line.strip() or _bare(line) not in words
    )


def _bare(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())
