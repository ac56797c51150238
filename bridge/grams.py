"""Edge: the letters without which a regular expression matches nothing, kept beside the compiled
modules. Holds no rule.

To ask each rule of the word lists of each text was the dearest part of a draft, and nearly every
answer is no. An expression that can match at all names letters that stand in each of its matches:
of 「開店(?:し|記念)」 the pair 開店. A text that has none of them need not be searched.

What is named is never more than is true: of letters that have capitals beyond ASCII, of large
classes and of whatever is not known here nothing is said. What of `re` is not public is its parser,
as in patterns.py: where it is not as it was, nothing is named, and each rule is asked as ever.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from bridge import program_cache

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    Letters: TypeAlias = frozenset[str]  # what may stand at one place
    Grams: TypeAlias = frozenset[str]  # one letter or some, as they follow each other
    Needs: TypeAlias = dict[str, tuple[str, ...] | None]  # of each alternative

NAME: Final = "grams"
WIDEST: Final = 40  #: letters of a class that are taken one by one
MOST: Final = 400  #: grams of an expression; with more of them nearly every text has one
LONGEST: Final = 3  #: letters of a gram
UNKNOWN: Final = frozenset(("",))  #: any letter, or none
#: what parts an expression: an escape, a whole class (a bracket in it is a letter, and so is a "]"
#: that stands first), brackets, bars
_TOKEN: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
#: a group that is referred to, a flag for all that follows, a remark or what allows remarks
_REFERS: Final = re.compile(r"\\[1-9]|\(\?(?:P[=<]|\(|[aiLmsux]+\)|#|[aiLmsu]*x)")
_COMMON: Final = frozenset("年月日時人円館本図書中市方者会")  #: signs of nearly every announcement


def needed(sources: Collection[str], *, keep: bool = False) -> dict[str, Needs]:
    """Return for each expression its alternatives, one of which matches wherever it does, and of
    each of them grams, LONGEST letters at most, of which each of its matches has at least one,
    capital letters as small ones, whatever its flags; None where none can be named.

    With `keep`, which is for the program's own expressions, what was worked out is kept.
    """
    key = program_cache.stamp([Path(__file__)])
    known: dict[str, Needs] = program_cache.load(NAME, key) or {}
    fresh = {
        source: {part: _needed(part) for part in alternatives(source)}
        for source in sources
        if source not in known
    }
    if keep and fresh:
        program_cache.save(NAME, key, {**{s: known[s] for s in sources if s in known}, **fresh})
    return {source: fresh[source] if source in fresh else known[source] for source in sources}


def _needed(source: str) -> tuple[str, ...] | None:
    try:
        parsed = re._parser.parse(source, re.IGNORECASE)  # type: ignore[attr-defined]  # noqa: SLF001
        walk = _Walk()
        walk.along(parsed)
        found = walk.best
    except Exception:  # noqa: BLE001 - whatever is not where it was: nothing is named
        return None
    return tuple(sorted(found)) if found is not None and len(found) <= MOST else None


def alternatives(source: str) -> tuple[str, ...]:
    """Return the alternatives of a regular expression, one of which matches wherever it does, also
    those within a group around all of one; the expression itself where it refers to its groups, or
    cannot be taken apart.
    """
    parts = _parted(source)
    return parts if all(map(_compiles, parts)) else (source,)


def _compiles(part: str) -> bool:
    try:
        re.compile(part, re.IGNORECASE)
    except re.error:
        return False
    return True


def _parted(source: str) -> tuple[str, ...]:
    """Return the parts between the bars, whether or not each of them is an expression."""
    if _REFERS.search(source):
        return (source,)
    outside = [(sign, at) for sign, depth, at in _signs(source) if not depth]
    bars = [at for sign, at in outside if sign == "|"]
    if bars:
        parts = (source[a + 1 : b] for a, b in pairwise((-1, *bars, len(source))))
        return tuple(inner for part in parts for inner in _parted(part))
    if source.startswith("(?:") and outside[:1] == [(")", len(source) - 1)]:
        return _parted(source[3:-1])
    return (source,)


def _signs(source: str) -> Iterator[tuple[str, int, int]]:
    """Yield each bracket and bar of an expression that stands in no class: what it is, how many
    groups are open behind it, and where it stands.
    """
    depth = 0
    for token in _TOKEN.finditer(source):
        if (sign := token[0]) in "()|":
            depth += (sign == "(") - (sign == ")")
            yield sign, depth, token.start()


class _Walk:
    """A way through a parsed expression: what each match has, and with which letters it ends."""

    def __init__(self, last: Grams = UNKNOWN) -> None:
        self.last = last  #: what stands before, one of these
        self.best: Grams | None = None

    def along(self, items: Iterable[tuple[Any, Any]]) -> None:
        """Go on along a sequence."""
        for operator, value in items:
            match str(operator):
                case "LITERAL":
                    self._letter(_letters([(operator, value)]))
                case "IN":
                    self._letter(_letters(value))
                case "SUBPATTERN":
                    self.along(value[3])
                case "BRANCH":
                    self._branch(value[1])
                case "MAX_REPEAT" | "MIN_REPEAT":
                    self._repeat(*value)
                case "ASSERT" | "ASSERT_NOT" | "AT":  # of no width
                    pass
                case _:
                    self.last = UNKNOWN

    def _letter(self, letters: Letters | None) -> None:
        if letters is None:
            self.last = UNKNOWN
            return
        grams = frozenset(a + b for a in self.last for b in letters)
        grams = grams if len(grams) <= MOST else letters
        self._take(grams)
        self.last = frozenset(gram[1 - LONGEST :] for gram in grams)

    def _branch(self, ways: Iterable[Iterable[tuple[Any, Any]]]) -> None:
        walks = [_Walk(self.last) for _ in ways]
        for walk, way in zip(walks, ways, strict=True):
            walk.along(way)
        self.last = frozenset().union(*(walk.last for walk in walks))
        if all(walk.best for walk in walks):
            self._take(frozenset().union(*(walk.best or () for walk in walks)))

    def _repeat(self, least: int, _most: int, items: Iterable[tuple[Any, Any]]) -> None:
        inside = _Walk(self.last)
        inside.along(items)
        if least:
            self._take(inside.best)
            self.last = UNKNOWN  # the last time, something else stood before
        else:
            self.last |= UNKNOWN

    def _take(self, grams: Grams | None) -> None:
        """Keep those that the fewest texts have."""
        if grams and (self.best is None or _worth(grams) < _worth(self.best)):
            self.best = grams


def _worth(grams: Grams) -> int:
    """Return how many texts have one of these, roughly: kana and figures stand in each."""
    return sum(_weight(gram) for gram in grams)


def _weight(gram: str) -> int:
    plain = sum(one.isascii() or "ぁ" <= one <= "ヿ" for one in gram)
    if len(gram) == 1:
        return 600 if plain or gram in _COMMON else 50
    return {2: (10, 20, 50), 3: (5, 5, 5, 12)}[len(gram)][plain]


def _letters(items: Iterable[tuple[Any, Any]]) -> Letters | None:
    """Return the letters of a class, None when they are many, or have capitals beyond ASCII."""
    numbers: list[int] = []
    for operator, value in items:
        match str(operator):
            case "LITERAL":
                numbers.append(value)
            case "RANGE" if value[1] - value[0] < WIDEST:
                numbers.extend(range(value[0], value[1] + 1))
            case _:
                return None
    letters = frozenset(chr(number).lower() for number in numbers)
    alone = all(one.isascii() or one.lower() == one == one.upper() for one in letters)
    return letters if alone and len(letters) <= WIDEST else None
