"""Break one rule at a time and see whether a test notices: what no test notices is not held by any.

    python tools/mutants.py --number 300 --jobs 2       what `make mutants` runs

One run of the suite tells which test touches which line. Then so many small changes are drawn by
lot over the rules, the record and the road of a post; for each, the tests that touch its line are
run in a copy of the tree, the nearest and quickest first. Printed: how many were noticed, and each
that was not, with its line as it was and as it became.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from queue import Queue

ROOT = Path(__file__).parents[1]
#: where a change must be noticed; --only reaches every file of bridge/
RULES = ("policy", "draft", "record", "lifecycle.py", "publish.py")
#: tests that start the program as a whole, or a browser, are too slow to be run for each change
SLOW = "not browser and not slow"
#: seconds that the tests of one change may take; what takes longer hangs, and a hang is noticed
PATIENCE = 180.0
#: tests that a change meets first, next, and last; in numbers, for seconds depend on what else the
#: machine does
ROUNDS = (12, 300, 150)
#: seconds of a test that no change waits for
LONG = 5.0

_COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_CALLS = {"any": "all", "all": "any", "min": "max", "max": "min"}


@dataclass(frozen=True)
class Mutant:
    """One change: bytes `start` to `end` of a file become `new`."""

    path: str  #: from the root
    line: int
    start: int
    end: int
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {' '.join(self.old.split())}  →  {' '.join(self.new.split())}"


def changed(node: ast.AST) -> Iterator[str]:
    """Yield what a node could wrongly be, as source."""
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in _COMPARE:
            other = ast.Compare(node.left, [_COMPARE[type(operator)]()], node.comparators)
            yield f"({ast.unparse(other)})"
        case ast.BoolOp(values=[first, *rest]):
            other_op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield f"({ast.unparse(ast.BoolOp(other_op, node.values))})"
            yield f"({ast.unparse(first)})"
            if len(rest) == 1:
                yield f"({ast.unparse(rest[0])})"
        case ast.UnaryOp(op=ast.Not()):
            yield f"({ast.unparse(node.operand)})"
        case ast.Constant(value=bool() as truth):
            yield str(not truth)
        case ast.Constant(value=int() as number):
            yield str(number + 1)
        case ast.BinOp(op=ast.Add()) if not isinstance(node.left, ast.Constant | ast.JoinedStr):
            yield f"({ast.unparse(ast.BinOp(node.left, ast.Sub(), node.right))})"
        case ast.BinOp(op=ast.Sub()):
            yield f"({ast.unparse(ast.BinOp(node.left, ast.Add(), node.right))})"
        case ast.Call(func=ast.Name(id=name)) if name in _CALLS:
            yield ast.unparse(ast.Call(ast.Name(_CALLS[name]), node.args, node.keywords))
        case ast.Raise() | ast.Expr(value=ast.Call()):
            yield "pass"
        case ast.Return(value=value) if value is not None and not isinstance(value, ast.Constant):
            yield "return None"


def nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes in which a change matters: no annotation, docstring, decorator or import."""
    for name, value in ast.iter_fields(tree):
        if name in {"annotation", "returns", "decorator_list", "type_params"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.Import | ast.ImportFrom) or not isinstance(child, ast.AST):
                continue
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                continue
            yield child
            if not isinstance(child, ast.JoinedStr):
                yield from nodes(child)


def mutants_of(path: Path) -> list[Mutant]:
    """Return every change of one file."""
    source = path.read_text(encoding="utf-8")
    raw = source.encode()
    begins = [0, *accumulate(len(line) for line in raw.splitlines(keepends=True))]
    found = []
    for node in nodes(ast.parse(source)):
        if not isinstance(node, ast.expr | ast.stmt):
            continue
        start = begins[node.lineno - 1] + node.col_offset
        end = begins[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        old = raw[start:end].decode()
        name = str(path.relative_to(ROOT))
        found += [
            Mutant(path=name, line=node.lineno, start=start, end=end, old=old, new=new)
            for new in changed(node)
            if new != old
        ]
    return found


def drawn(number: int, seed: int, only: str) -> list[Mutant]:
    """Return so many changes by lot, no two of one line."""
    bridge = ROOT / "bridge"
    parts = [bridge / part for part in (RULES if not only else ("",))]
    files = [f for part in parts for f in ([part] if part.suffix else part.rglob("*.py"))]
    every = [m for f in sorted(files) if only in str(f.relative_to(ROOT)) for m in mutants_of(f)]
    random.Random(seed).shuffle(every)  # noqa: S311 - a lot that can be drawn again
    lines: dict[tuple[str, int], Mutant] = {}
    for mutant in every:
        lines.setdefault((mutant.path, mutant.line), mutant)
    return list(lines.values())[:number]


@dataclass(frozen=True)
class Touches:
    """What one run of the suite told: which test touches which line, and how long each takes."""

    by_line: dict[str, dict[int, list[str]]]  #: file from the root → line → tests
    seconds: dict[str, float]  #: of each test that passed; no other is asked

    def rounds(self, mutant: Mutant) -> Iterator[list[str]]:
        """Yield the tests to run for a change: a few near ones first, then many, then others of
        the same file (what is made once in a process is touched by one test only).
        """
        lines = self.by_line.get(mutant.path, {})
        near = self._in_order(mutant, lines.get(mutant.line, []))
        far = self._in_order(mutant, [test for tests in lines.values() for test in tests])
        first, second, third = ROUNDS
        yield near[:first]
        yield near[first:second]
        known = {*near[:second]}
        yield [test for test in far if test not in known][:third]

    def _in_order(self, mutant: Mutant, tests: list[str]) -> list[str]:
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


def touches(python: str, tree: Path, folder: Path, jobs: int) -> Touches:
    """Run the suite once in `tree`, and return what it touches."""
    data, report = folder / "coverage", folder / "times.xml"
    (folder / "rc").write_text(f"[run]\nsource = {tree / 'bridge'}\ndata_file = {data}\n")
    command = [python, "-m", "pytest", "-n", str(jobs), "-q", "-p", "no:cacheprovider", "-m", SLOW]
    command += ["--cov", f"--cov-config={folder / 'rc'}", "--cov-context=test", "--cov-report="]
    command += ["-o", "junit_family=xunit1", f"--junitxml={report}"]
    subprocess.run(
        command, cwd=tree, check=False, stdout=subprocess.DEVNULL, env=_environment(tree)
    )
    script = (
        "import coverage, json, sys; d = coverage.CoverageData(sys.argv[1]); d.read();"
        "print(json.dumps({f: d.contexts_by_lineno(f) for f in d.measured_files()}))"
    )
    contexts = json.loads(
        subprocess.run([python, "-c", script, str(data)], capture_output=True, check=True).stdout
    )
    return Touches(
        {
            str(Path(file).relative_to(tree)): {
                int(line): [test.rpartition("|")[0] for test in tests if test]
                for line, tests in by_line.items()
            }
            for file, by_line in contexts.items()
        },
        _seconds(report),
    )


def _seconds(report: Path) -> dict[str, float]:
    """Return how long each test that passed took, by its name as the command line takes it."""
    cases = ET.parse(report).iter("testcase")  # noqa: S314 - our own report
    return {
        f"{case.get('file')}::{case.get('name')}": float(case.get("time", 0))
        for case in cases
        if not len(case)
    }


def _environment(tree: Path) -> dict[str, str]:
    """Return the environment in which a tree's own modules are imported, and kept compiled."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": str(tree)}


def noticed(python: str, tree: Path, mutant: Mutant, rounds: Iterator[list[str]]) -> bool:
    """Return whether a test fails when the change stands in `tree`; a hang is noticed as well."""
    file = tree / mutant.path
    raw, stat = file.read_bytes(), file.stat()
    file.write_bytes(raw[: mutant.start] + mutant.new.encode() + raw[mutant.end :])
    # compiled files are known by size and second: no two states of a file share one
    moment = stat.st_mtime + 2
    os.utime(file, (moment, moment))
    try:
        return any(_fails(python, tree, tests) for tests in rounds if tests)
    finally:
        file.write_bytes(raw)
        os.utime(file, (moment + 2, moment + 2))


def _fails(python: str, tree: Path, tests: list[str]) -> bool:
    """Return whether one of these tests fails, or hangs."""
    command = [python, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    run = subprocess.Popen(
        [*command, *tests],
        cwd=tree,
        env=_environment(tree),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return run.wait(PATIENCE) != 0
    except subprocess.TimeoutExpired:
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        return True


def copy_of(folder: Path, number: int) -> Path:
    """Return a copy of what git knows of the tree."""
    tree = folder / f"tree-{number}"
    git = shutil.which("git") or "git"
    names = subprocess.run(
        [git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    for name in filter(None, names.split("\0")):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, tree / name)
    return tree


def main() -> int:
    """Draw, break, run, count; return 1 when fewer than 95 % were noticed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--number", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", default="", help="files of bridge/ whose path has this in it")
    asked = parser.parse_args()
    began, outcome = time.monotonic(), Counter[str]()
    with tempfile.TemporaryDirectory(prefix="feedbridge-mutants-") as name:
        folder = Path(name).resolve()
        copies = [copy_of(folder, number) for number in range(asked.jobs)]
        suite = touches(sys.executable, copies[0], folder, asked.jobs)
        trees: Queue[Path] = Queue()
        for copy in copies:
            trees.put(copy)

        def one(mutant: Mutant) -> tuple[Mutant, str]:
            tree = trees.get()
            try:
                known = noticed(sys.executable, tree, mutant, suite.rounds(mutant))
                return mutant, "noticed" if known else "survived"
            finally:
                trees.put(tree)

        with ThreadPoolExecutor(asked.jobs) as pool:
            for mutant, what in pool.map(one, drawn(asked.number, asked.seed, asked.only)):
                outcome[what] += 1
                if what != "noticed":
                    print(f"{what}: {mutant}", flush=True)
    total, minutes = outcome.total(), (time.monotonic() - began) / 60
    print(f"{outcome['noticed']} of {total} noticed in {minutes:.0f} minutes")
    return 0 if total and outcome["noticed"] >= 0.95 * total else 1


if __name__ == "__main__":
    raise SystemExit(main())
