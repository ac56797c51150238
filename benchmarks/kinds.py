"""The thirteen kinds over texts in words of daily life: what is found, what stops or notes without
need, by clause.

    python benchmarks/kinds.py                   the samples of the word lists (samples.toml), each tenth of them
                                                 looked at by what the other nine teach
    python benchmarks/kinds.py FILE.jsonl        one object a line with clause ("6(4)"), bad (true or false), text
    python benchmarks/kinds.py FILE.jsonl -v     each text that was missed, stopped or noted wrongly, with its findings
    python benchmarks/kinds.py --plain           without the dictionary

The lists were written with the older half of the samples before their writers' eyes, so the first
line flatters the lists; a file that nobody has looked at does not.

A bad text counts as found when a finding has its clause, or when anything stops it; the first
column is the stricter one.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bridge import config, dictionary
from bridge.model import Finding, Kind
from bridge.policy.examine import Context, Manuscript, examine
from bridge.policy.likeness import Likeness, Sample
from bridge.policy.words import Words, parse_words
from bridge.text.morphemes import Reading

TODAY = date(2026, 11, 25)
TARGETS = {"found": 75.0, "stops": 2.0, "notes": 5.0, "ms": 5.0}


@dataclass
class Tally:
    """The counts of one clause."""

    bad: int = 0
    clause: int = 0  #: bad texts with a finding of their clause
    found: int = 0  #: bad texts with a finding of their clause, or a stop of any
    harmless: int = 0
    stops: int = 0  #: harmless texts that something stops
    notes: int = 0  #: harmless texts with a note and no stop


def look(
    text: str, words: Words, reading: Reading | None = None
) -> tuple[tuple[Finding, ...], float]:
    """Return the findings of a text that a person wrote, and the milliseconds of CPU that they
    took.
    """
    candidate = Manuscript(
        kind=Kind.OTHER,
        title="",
        text=text,
        url="",
        image=None,
        page=None,
        facts=None,
        source="staff",
    )
    context = Context(
        today=TODAY,
        # a library lists its own site; texts link to one or the other
        link_hosts=("lib.example.jp", "www.lib.example.jp", "www.lib.city.higashikurume.lg.jp"),
        account="mihon_lib",
        words=words,
        site="https://lib.example.jp/",
        reading=reading,
    )
    began = time.process_time()
    found = examine(candidate, context)
    return found, (time.process_time() - began) * 1000


def main() -> int:
    """Print the table; exit 1 when a figure misses its target."""
    parser = argparse.ArgumentParser(description="the thirteen kinds in words of daily life")
    parser.add_argument("file", type=Path, nargs="?", help="instead of the samples themselves")
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--plain", action="store_true")
    args = parser.parse_args()
    reading = None if args.plain else dictionary.load()
    words = parse_words(config.word_files(None))
    tallies: dict[str, Tally] = defaultdict(Tally)
    took = []
    for rows, taught in [(_rows(args.file), words)] if args.file else _tenths(words):
        for text in ("11月28日(土)午前10時から", "裏口の鍵は箱の中です"):
            look(text, taught, reading)  # what is read and counted once is no cost of a draft
        for row in rows:
            found, ms = look(row.text, taught, reading)
            took.append(ms)
            _count(tallies[row.clause], row, found)
            if args.verbose:
                _tell(row, found)
    print("with the dictionary" if reading else "without the dictionary")
    return report(tallies, took)


def _rows(file: Path) -> list[Sample]:
    told = (json.loads(line) for line in file.read_text("utf-8").split("\n") if line.strip())
    return [Sample(row["clause"], row["bad"], row["text"]) for row in told]


def _tenths(words: Words) -> Iterator[tuple[list[Sample], Words]]:
    """Yield each tenth of the samples, and the lists with the other nine."""
    samples = words.likeness.samples
    for tenth in range(10):
        rest = (one for at, one in enumerate(samples) if at % 10 != tenth)
        yield list(samples[tenth::10]), replace(words, likeness=Likeness(rest))


def _count(tally: Tally, row: Sample, found: tuple[Finding, ...]) -> None:
    stops, own = any(f.stop for f in found), any(f.clause == row.clause for f in found)
    if row.bad:
        tally.bad += 1
        tally.clause += own
        tally.found += own or stops
    else:
        tally.harmless += 1
        tally.stops += stops
        tally.notes += bool(found) and not stops


def _tell(row: Sample, found: tuple[Finding, ...]) -> None:
    """Print a text that was missed, stopped or noted wrongly."""
    seen = any(f.stop or f.clause == row.clause for f in found)
    if (row.bad and not seen) or (not row.bad and found):
        told = "; ".join(f"{'停止' if f.stop else '注意'} {f.clause}「{f.found}」" for f in found)
        print(f"{'見逃し' if row.bad else '余計  '} {row.clause} {row.text}  {told}")


def report(tallies: dict[str, Tally], took: list[float]) -> int:
    """Print a line a clause and the sums; return 1 when a figure misses its target."""
    print("clause    bad  by clause  found   harmless  stops  notes")
    for clause, t in sorted(
        tallies.items(), key=lambda one: int("".join(filter(str.isdigit, one[0])))
    ):
        print(
            f"{clause:8} {t.bad:4} {t.clause:10} {t.found:6} {t.harmless:10} {t.stops:6} "
            f"{t.notes:6}"
        )
    bad = sum(t.bad for t in tallies.values()) or 1
    harmless = sum(t.harmless for t in tallies.values()) or 1
    figures = {
        "by clause": 100 * sum(t.clause for t in tallies.values()) / bad,
        "found": 100 * sum(t.found for t in tallies.values()) / bad,
        "stops": 100 * sum(t.stops for t in tallies.values()) / harmless,
        "notes": 100 * sum(t.notes for t in tallies.values()) / harmless,
        "ms": statistics.quantiles(took, n=100)[98] if len(took) > 1 else took[0],
    }
    print(
        "found {found:.1f} % (by clause {by clause:.1f} %), false stops {stops:.1f} %, "
        "false notes {notes:.1f} %, 99 of 100 within {ms:.2f} ms".format(**figures)
    )
    return int(
        figures["found"] < TARGETS["found"]
        or any(figures[name] > TARGETS[name] for name in ("stops", "notes", "ms"))
    )


if __name__ == "__main__":
    sys.exit(main())
