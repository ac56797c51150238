"""Pure: how alike a text is to the samples of each prohibited kind, and to harmless texts.

Words say what a text is about; whether it tells of a thing or does it shows in how it is said. So a
text is held against samples of both (words/samples.toml), by its runs of one to three letters: each
run speaks for the samples in which it stands more often (naive Bayes, a run counted once a text).
Two questions are asked: whether the text is like the bad samples as a whole, and whether it is like
those of one kind; the answer is the mean. Sees a way of speaking, in words that no list has. Cannot
see what a text means; a new way to say a thing is seen as far as it is like an old one.
"""

from __future__ import annotations

import math
import re
from array import array
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from bridge.policy.folding import fold
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LONGEST: Final = 3  #: letters of a run
_SMOOTH: Final = 0.3  # for a run that the one side has never had
_SMOOTH_KIND: Final = 0.1  # the same for a kind, whose samples are fewer
_DIGITS: Final = re.compile(r"\d+")
_SPACE: Final = re.compile(r"\s+")
_SENTENCE: Final = re.compile(r"[^。\n!?！？]+[。!?！？]?")


@dataclass(frozen=True, slots=True)
class Sample:
    """A text of which a person has said what it is."""

    clause: str  #: "6(4)": the kind it is of, or which it only touches
    bad: bool
    text: str


class Likeness:
    """Samples, or what returns them: asked for, and counted, when a text is first held against them
    (about 0.1 s and 6 MB for 2,000).
    """

    def __init__(self, samples: Iterable[Sample] | Callable[[], Iterable[Sample]]) -> None:
        self._given = samples if callable(samples) else tuple(samples)

    @cached_property
    def samples(self) -> tuple[Sample, ...]:
        """Return the samples, each a text of which a person has said what it is."""
        return tuple(self._given() if callable(self._given) else self._given)

    def odds(self, folded: str) -> float:
        """Return how much more a folded text is like the bad samples than like the harmless ones:
        the logarithm of the odds, 0 for as much as, or where there are no samples of both.
        """
        return self._counts.odds(_runs(folded))

    def clause(self, folded: str) -> str:
        """Return the kind whose bad samples a folded text is most alike; empty without any."""
        return self._counts.clause(_runs(folded))

    def sentence(self, folded: str) -> tuple[int, int]:
        """Return where the sentence of a folded text begins and ends that speaks most for the bad
        samples.
        """
        spans = [one.span() for one in _SENTENCE.finditer(folded) if one[0].strip()]
        return max(spans, key=lambda span: self.odds(folded[slice(*span)]), default=(0, 0))

    @cached_property
    def _counts(self) -> _Counts:
        return _counted(self.samples)


@lru_cache(maxsize=2)  # of the same samples a process counts once, however often it reads the words
def _counted(samples: tuple[Sample, ...]) -> _Counts:
    return _Counts(samples)


class _Counts:
    """In how many samples of each group a run stands; a group is a kind and a side."""

    def __init__(self, samples: tuple[Sample, ...]) -> None:
        groups = sorted({(one.bad, one.clause) for one in samples})  # the harmless first
        self._kinds = [clause for bad, clause in groups if bad]
        self._harmless, self._width = len(groups) - len(self._kinds), len(groups)
        self._rows: dict[str, int] = {}
        self._table = array("H")
        for one in samples:
            group = groups.index((one.bad, one.clause))
            for run in _runs(fold(one.text)):
                self._table[self._row(run) + group] += 1
        all_runs = [sum(self._table[at :: self._width]) for at in range(self._width)]
        known = len(self._rows)
        self._totals = [math.log(runs + _SMOOTH_KIND * known + 1) for runs in all_runs]
        harmless, bad = sum(all_runs[: self._harmless]), sum(all_runs[self._harmless :])
        self._sides = math.log(bad + _SMOOTH * known + 1) - math.log(harmless + _SMOOTH * known + 1)

    def _row(self, run: str) -> int:
        """Return where the counts of a run begin; a new one gets its place."""
        if run not in self._rows:
            self._rows[run] = len(self._table)
            self._table.extend([0] * self._width)
        return self._rows[run]

    def odds(self, runs: set[str]) -> float:
        if not self._kinds or not self._harmless:
            return 0.0
        known = self._known(runs)
        as_a_whole = -len(known) * self._sides
        for counts in known:
            bad, harmless = sum(counts[self._harmless :]), sum(counts[: self._harmless])
            as_a_whole += math.log((bad + _SMOOTH) / (harmless + _SMOOTH))
        of_a_kind = self._likelihoods(known)
        nearest = _sum(of_a_kind[self._harmless :]) - _sum(of_a_kind[: self._harmless])
        return (as_a_whole + nearest) / 2

    def clause(self, runs: set[str]) -> str:
        of_a_kind = self._likelihoods(self._known(runs))[self._harmless :]
        return self._kinds[of_a_kind.index(max(of_a_kind))] if of_a_kind else ""

    def _known(self, runs: set[str]) -> list[array[int]]:
        """Return the counts of the runs that any sample has; the others say nothing."""
        rows = (self._rows[run] for run in runs if run in self._rows)
        return [self._table[row : row + self._width] for row in rows]

    def _likelihoods(self, known: list[array[int]]) -> list[float]:
        """Return the logarithm of each group's likelihood, but for what is alike for all."""
        likelihoods = [-len(known) * total for total in self._totals]
        for counts in known:
            for group, count in enumerate(counts):
                if count:
                    likelihoods[group] += math.log1p(count / _SMOOTH_KIND)
        return likelihoods


def _sum(logarithms: list[float]) -> float:
    """Return the logarithm of the sum of what these are the logarithms of."""
    most = max(logarithms)
    return most + math.log(sum(math.exp(one - most) for one in logarithms))


def _runs(folded: str) -> set[str]:
    """Return each run of letters once; one number is like another, and so are spaces."""
    text = _SPACE.sub("\n", _DIGITS.sub("0", folded.strip().lower()))
    return {
        text[at : at + length]
        for length in range(1, LONGEST + 1)
        for at in range(len(text) - length + 1)
    }
