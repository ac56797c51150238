"""Which test touches which line, and in which order a change meets them."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tools.mutants.changes import ROOT, Mutant

#: seconds of a test that no change waits for
LONG = 5.0
#: tests of a line that are enough to ask
FEW = 60
#: in place of the seconds of a test that does not pass
NEVER = float("inf")
#: seconds that the tests of one change may take, as they took when nothing was broken
BUDGET = 60.0


@dataclass
class Touches:
    """What one run of the suite says; a test is known by its name on the command line."""

    #: file from the root → line → tests
    by_line: dict[str, dict[int, set[str]]] = field(default_factory=dict)
    #: of each test; one that does not pass takes for ever, and is not asked
    seconds: dict[str, float] = field(default_factory=dict)

    def add(self, other: Touches) -> None:
        """Take in what another part of the run says."""
        self.seconds |= other.seconds
        for path, lines in other.by_line.items():
            own = self.by_line.setdefault(path, {})
            for line, tests in lines.items():
                own.setdefault(line, set()).update(tests)

    def knows(self, test: str) -> bool:
        """Return whether a test was run."""
        return test in self.seconds

    def of(self, mutant: Mutant) -> list[str]:
        """Return the tests to ask, the nearest first, within the budget: those that touch its
        line; when hardly one does, those of its function, of where its name is used, of its file
        and of its folder as well, for what is made once in a process is touched by one test only.
        """
        order: dict[str, None] = {}
        for tests in self._circles(mutant):
            order |= dict.fromkeys(self._in_order(mutant, tests))
            if len(order) > FEW:
                break
        return list(self._affordable(list(order)))

    def called(self, mutant: Mutant) -> bool:
        """Return whether a test meets a change when it calls the function that it stands in."""
        lines = self.by_line.get(mutant.path, {})
        first, last = mutant.function
        inside = range(first if first == last else first + 1, last + 1)
        return not mutant.anew and any(lines.get(line) for line in inside)

    def _circles(self, mutant: Mutant) -> Iterator[set[str]]:
        lines = self.by_line.get(mutant.path, {})
        yield _all(lines.get(line, ()) for line in range(mutant.line, mutant.last + 1))
        first, last = mutant.function
        yield _all(lines.get(line, ()) for line in range(first, last + 1))
        uses = _uses()
        yield _all(
            self.by_line.get(path, {}).get(line, ())
            for name in mutant.names
            for path, line in uses.get(name, ())
        )
        yield _all(lines.values())
        folder = str(Path(mutant.path).parent)
        beside = [self.by_line[path] for path in self.by_line if path.startswith(f"{folder}/")]
        yield _all(tests for of_file in beside for tests in of_file.values())

    def _in_order(self, mutant: Mutant, tests: Iterable[str]) -> list[str]:
        """Return tests so that each function has its turn before one has its second, those of the
        file that mirrors the change's and then the quickest in front.
        """
        stem = Path(mutant.path).stem
        turns = Counter[str]()
        order = []
        known = {test for test in tests if self.seconds.get(test, LONG) < LONG}
        for test in sorted(known, key=lambda t: (self.seconds[t], t)):
            file, _, name = test.partition("::")
            function = f"{file}::{name.partition('[')[0]}"
            order.append((turns[function], stem not in file, self.seconds[test], test))
            turns[function] += 1
        return [test for *_, test in sorted(order)]

    def _affordable(self, tests: list[str]) -> Iterator[str]:
        spent = 0.0
        for test in tests:
            spent += self.seconds[test]
            if spent > BUDGET:
                return
            yield test


def _all(parts: Iterable[Iterable[str]]) -> set[str]:
    return {test for tests in parts for test in tests}


@cache
def _uses() -> dict[str, set[tuple[str, int]]]:
    """Return where each name of the program is read: path and line."""
    uses: dict[str, set[tuple[str, int]]] = {}
    for path in (ROOT / "bridge").rglob("*.py"):
        place = str(path.relative_to(ROOT))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name):
                    uses.setdefault(name, set()).add((place, node.lineno))
    return uses
