"""Pure: of the labelled lines of a page those that say most in the room there is, and which of two
texts says more of them.

A line has forms from full to short, each worth a part of its use to a reader; when it is, is told
in any case. Cannot see that two lines say the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bridge.draft.forms import SHORT
from bridge.draft.shorter import in_digits, shorter, tersely
from bridge.draft.verbatim import MUST, NEEDED
from bridge.text.clean import bigrams, folded
from bridge.text.times import fold
from bridge.text.weight import weigh
from bridge.topics.sorts import Sort

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bridge.model import Labelled

MORE_BY: Final = 1.05  #: times as much says a text that says clearly more
HALF: Final = 0.6  #: of a line of when
LITTLE: Final = 0.1  #: of a line that is as good as left out
PARTS: Final = (1.02, 1.0, 0.8, 0.9, 0.85, 0.5)  #: of a line's use that its forms have
_LIMITED: Final = re.compile(r"同伴|除[くきい]|ただし|のみ|必[要須]")
_STROKES: Final = re.compile(r"(\d{1,2})/(\d{1,2})(?=\()")


def fullest(
    lines: Sequence[Labelled], room: int, fits: Callable[[Sequence[str]], bool]
) -> tuple[str, ...]:
    """Return of the labelled lines those that say most in `room` weighted characters, in the page's
    order; none where what a draft must have has no room.
    """
    best: tuple[str, ...] = ()
    most = 0.0
    for terse in (False, True):
        worth, chosen = _within(lines, room, terse=terse)
        if worth > most and fits(chosen):
            best, most = chosen, worth
    return best


def _within(lines: Sequence[Labelled], room: int, *, terse: bool) -> tuple[float, tuple[str, ...]]:
    """Return the most use that has room, and its lines."""
    best_of: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    for one, forms in zip(lines, _forms(lines, terse=terse), strict=True):
        after = {} if one.use >= MUST else dict(best_of)
        weighed = [
            (part * one.use, text, weigh(text) + 1)
            for part, text in zip(PARTS, forms, strict=True)
            if text
        ]
        for weight, (worth, chosen) in best_of.items():
            for use, text, weighs in weighed:
                now, more = weight + weighs, worth + use
                if now <= room + 1 and more > after.get(now, (-1.0, ()))[0]:
                    after[now] = more, (*chosen, text)
        best_of = after
    return max(best_of.values(), key=lambda of: of[0], default=(0.0, ()))


def _forms(lines: Sequence[Labelled], *, terse: bool) -> list[tuple[str, ...]]:
    """Return the forms of each line from full to short, the days of all in one spelling."""
    forms = [form(one) for form in (_full, *SHORT) for one in lines]
    short = tersely(forms) if terse else shorter(forms)
    return [tuple(short[n :: len(lines)]) for n in range(len(lines))]


def _full(one: Labelled) -> str:
    return one.text


def says_more(one: str, other: str, lines: Sequence[Labelled]) -> bool:
    """Whether a text says clearly more of the labelled lines than another; fewer of those that are
    needed left out, and not clearly less; or all of when, where the other says half of it.
    """
    mine, others = (
        [_part_of(each, text) for each in lines] for text in (_pairs(one), _pairs(other))
    )
    if any(others[n] < HALF <= mine[n] for n, each in enumerate(lines) if each.use >= MUST):
        return True
    left = sum(
        (mine[n] < LITTLE or _lacks_limit(each, one))
        - (others[n] < LITTLE or _lacks_limit(each, other))
        for n, each in enumerate(lines)
        if each.use >= NEEDED
    )
    my, its = (
        sum(each.use * part for each, part in zip(lines, parts, strict=True))
        for parts in (mine, others)
    )
    return my > its * MORE_BY if left == 0 else left < 0 and my * MORE_BY > its


def _lacks_limit(line: Labelled, text: str) -> bool:
    """Whether a text has not whom, or which day, a line leaves out: 小学生は保護者同伴."""
    limit = _LIMITED.search(line.text) if line.sort in (Sort.WHEN, Sort.AUDIENCE) else None
    return limit is not None and limit[0] not in text


def _part_of(line: Labelled, known: set[str]) -> float:
    """Return the part of a line that a text of these pairs of letters says; of applying, of its day
    at least, too.
    """
    forms = [form(line) for form in SHORT]
    forms += tersely(forms[:1])
    return max(
        part * _shared(_pairs(text.partition("：")[2] or text), known)
        for part, text in zip((*PARTS[1:], 1.0), forms, strict=True)
        if text
    )


def _shared(pairs: set[str], known: set[str]) -> float:
    return (len(pairs & known) / len(pairs)) ** 2 if pairs else 0.0


def _pairs(text: str) -> set[str]:
    """Return the pairs of letters of a text, its days and hours in one spelling."""
    return bigrams(folded(in_digits(_STROKES.sub(r"\1月\2日", fold(text)))))
