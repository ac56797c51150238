"""Pure: how a person writes a thread: one text, its posts parted by a line of three hyphens.

Nothing is written by the program here; `proposal` only shows where a long text could be parted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bridge.errors import StepRefused, UsageRefused
from bridge.sayings import Refusal
from bridge.text.weight import LIMIT, weigh

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST: Final = 5000  #: characters of a text that is looked at at all
MOST: Final = 6  #: posts of one thread
CUT: Final = "---"  #: the line that parts two posts, as it is shown
#: as it is typed: three hyphens, half-width or full, or what a phone's keyboard has in their place
_CUT: Final = re.compile(r"\n[ \t　]*(?:-{3}|－{3}|ー{3}|―{3}|—{3})[ \t　]*(?=\n)")
#: where a text is parted, the best place first: after a line, a sentence, a clause, anywhere
_PLACES: Final = (r"(?<=\n)", r"(?<=[。！？])", r"(?<=[、 　])", r"(?<=[^!-~])(?=.)|(?<= )")


def within(text: str, longest: int = LONGEST) -> str:
    """Return a text as it is; raises UsageRefused when it is far too long to be looked at: some
    rules take the square of its length.
    """
    if len(text) > longest:
        raise UsageRefused("draft.text_too_long", length=len(text))
    return text


def split(text: str) -> tuple[str, ...]:
    """Return the texts of the posts, each without blanks at its ends; one of a text that is not
    parted.
    """
    parts = [part.strip() for part in _CUT.split(f"\n{text.strip()}\n")]
    return tuple(parts)


def join(parts: Iterable[str]) -> str:
    """Return the text as a person types it."""
    return f"\n{CUT}\n".join(parts)


def whole(parts: tuple[str, ...]) -> tuple[str, tuple[int, ...]]:
    """Return the text as it is read, an empty line between two posts, and where each after the
    first begins.
    """
    text, cuts = parts[0], []
    for part in parts[1:]:
        text += "\n\n"
        cuts.append(len(text))
        text += part
    return text, tuple(cuts)


def refusal(parts: tuple[str, ...]) -> Refusal | None:
    """Return why these are no thread that X takes; None when they are."""
    if len(parts) > MOST:
        return Refusal("draft.too_many_parts", most=MOST, count=len(parts))
    for number, part in enumerate(parts, 1):
        several = len(parts) > 1
        if not part and several:
            return Refusal("draft.part_empty", part=number)
        if not part:
            return Refusal("draft.body_empty")
        if (weight := weigh(part)) > LIMIT and several:
            return Refusal("draft.part_too_long", part=number, weight=weight, most=LIMIT)
        if weight > LIMIT:
            return Refusal("draft.body_too_long", weight=weight, most=LIMIT)
    if len(set(parts)) < len(parts):  # X refuses a text that stands there already
        return Refusal("draft.part_twice")
    return None


def refuse(parts: tuple[str, ...]) -> None:
    """Raise StepRefused when these are no thread that X takes."""
    if why := refusal(parts):
        raise StepRefused("draft.text_unfit" if any(parts) else "draft.text_empty", why=why)


def proposal(text: str) -> tuple[str, ...]:
    """Return a text parted so that each post is within X's count: after lines, else sentences, else
    clauses; no address is parted. More than MOST posts when it is longer than a thread may be.
    """
    parts: list[str] = []
    for piece in _pieces(text.strip(), _PLACES):
        if parts and weigh((parts[-1] + piece).strip()) <= LIMIT:
            parts[-1] += piece
        else:
            parts.append(piece)
    return tuple(part.strip() for part in parts if part.strip())


def _pieces(text: str, places: tuple[str, ...]) -> Iterator[str]:
    """Yield the pieces of a text at the best places at which each is short enough."""
    for piece in re.split(places[0], text):
        if weigh(piece.strip()) <= LIMIT or len(places) == 1:
            yield piece
        else:
            yield from _pieces(piece, places[1:])
