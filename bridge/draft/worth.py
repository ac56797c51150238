"""Pure: what a line of a page is worth to whoever reads the post: the sum of what its marks bear.

The points are a logistic regression's, in tenths of its log-odds, over the lines of some 900 pages,
each with the words of somebody who tells that page in a post (`python -m tools.weigh`); 0 is a line
that every second such post tells. Of pages left out they find what is told better than a hand's
points do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bridge.draft.points import LINE, SENTENCE
from bridge.topics.sorts import Sort

if TYPE_CHECKING:
    from bridge.draft.linemarks import LineMarks
    from bridge.draft.sentences import Statement
    from bridge.topics.outline import Unit


IN_VAIN: Final = -10  #: the least points of a sentence without which somebody comes in vain
#: what such a sentence tells: what is off, closed, where to hand back
_USE: Final = frozenset(("off", "closed", "return"))


class Worth:
    """Weighs the lines of one page."""

    def __init__(self, marks: LineMarks) -> None:
        self._marks = marks

    def of(self, unit: Unit, one: Statement | None = None) -> int:
        """Return the points of any line; `one` is what may be said of it, if anything."""
        if one:
            return self.of_sentence(one)
        table = LINE if unit.sort not in (Sort.SENTENCE, Sort.NOTE) else SENTENCE
        return table[""] + sum(table.get(mark, 0) for mark in self._marks.of(unit, None))

    def of_sentence(self, one: Statement) -> int:
        """Return the points of a sentence that may be said; what is off or closed, and
        where to hand back, has some, however it is written: somebody would come in vain.
        """
        marks = self._marks.of(one.unit, one)
        points = SENTENCE[""] + sum(SENTENCE.get(mark, 0) for mark in marks)
        return max(points, IN_VAIN) if one.tells & _USE else points
