"""Break one rule at a time and see whether a test notices: what no test notices is not held by any.

    python -m tools.mutants --number 300 --jobs 2       what `make mutants` runs

One run of the suite tells which test touches which line. Then so many small changes are drawn by
lot over the rules, the record and the road of a post; for each, the tests that touch its line are
run, the nearest and quickest first, until one fails. Printed: each change that none noticed, with
its line as it was and as it became, and how many of each part were noticed.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from pathlib import Path

import pytest

from tools.mutants.changes import ROOT, drawn, survivors
from tools.mutants.warm import ARGUMENTS, SLOW, Warm

GOAL = 0.95


def main() -> int:
    """Draw, break, run, count; return 1 when fewer than `GOAL` were noticed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--number", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", default="", help="files of bridge/ whose path has this in it")
    parser.add_argument(
        "--touches",
        type=Path,
        help="a file that keeps what tests touch: the next run learns new tests alone",
    )
    parser.add_argument(
        "--again", type=Path, help="the output of an earlier run: try what survived in it"
    )
    asked = parser.parse_args()
    os.chdir(ROOT)
    if asked.again:
        mutants = survivors(asked.again.read_text(encoding="utf-8"))
    else:
        mutants = drawn(asked.number, asked.seed, asked.only)
    began, total, noticed = time.monotonic(), Counter[str](), Counter[str]()

    def judge(warm: Warm) -> None:
        print(f"{len(warm.touches.seconds)} tests, {_minutes(began)} minutes", flush=True)
        for mutant, what, tests in warm.tried(mutants):
            total[mutant.area] += what != "unread"
            noticed[mutant.area] += what == "noticed"
            if what != "noticed":
                print(f"{what} ({tests} tests): {mutant}", flush=True)

    pytest.main([*ARGUMENTS, "-m", SLOW, "tests"], plugins=[Warm(asked.jobs, asked.touches, judge)])
    for area, number in sorted(total.items()):
        print(f"{area}: {noticed[area]} of {number}")
    print(f"{noticed.total()} of {total.total()} noticed, {_minutes(began)} minutes")
    return 0 if total and noticed.total() >= GOAL * total.total() else 1


def _minutes(began: float) -> str:
    return f"{(time.monotonic() - began) / 60:.1f}"


if __name__ == "__main__":
    raise SystemExit(main())
