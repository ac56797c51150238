"""Learn from posts what is worth telling: `python -m tools.weigh FOLDER…`.

Each folder has saved pages and `posts.jsonl`, a line a page: `file`, `encoding` (utf-8 where it is
missing), `title` as a list of news has it, `day` on which it was listed (2026-11-05) and `post`,
the words with which somebody told it. A line of a page counts as told when half of its days, hours
and counts stand in the post; without any, half of its pairs of letters. Two logistic regressions,
of the sentences and of all other lines, give each mark (bridge/draft/linemarks.py) its points, in
tenths of log-odds, in bridge/draft/points.py; marks of no point are left out. With `--held-out`
each folder is weighed by points that the others taught, and only that is printed: of how many pairs
of a told and an untold line the told one has the more points.
"""

from __future__ import annotations

import argparse
import codecs
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from math import exp, sqrt
from pathlib import Path
from typing import Final

import bridge
from bridge.draft.plan import Plan
from bridge.model import Entry
from bridge.read.fetched import Fetched
from bridge.read.pages import read_page
from bridge.settings import Selectors
from bridge.text.clean import bigrams, harmless
from bridge.text.dates import mentions
from bridge.text.times import find_times
from bridge.topics.builder import outline_of

SITE: Final = "https://library.example.jp/"
ROUNDS: Final = 30  #: times that all lines are gone through
KINDS: Final = {"SENTENCE": True, "LINE": False}  #: tables, and whether of sentences
HEAD: Final = '''"""Pure: the points of the marks of a page's lines, in tenths of log-odds; under ""
those of any line.

Written by `python -m tools.weigh`, by nobody's hand.
"""

from __future__ import annotations

from typing import Final
'''
HOLD: Final = 10.0  #: how strongly points are held near 0, against all lines together
#: how many, and of what
_COUNT: Final = re.compile(r"(\d+)\s*(名|人|組|冊|円|点|枚|歳|館|回)")
#: what is told in one word
_PLAIN: Final = re.compile(r"先着|抽選|無料|要申込|通常どおり|ブックポスト|電話|カウンター|はがき")
STEP: Final = 0.3  #: the first step of each mark


class Unreadable(Exception):
    """A folder of pages and posts that cannot be read, with its line."""


@dataclass(frozen=True)
class Line:
    """One line of a page."""

    folder: str
    spoken: bool  #: a sentence
    marks: frozenset[str]
    told: bool


def lines(folder: Path) -> Iterator[Line]:
    """Yield the lines of the pages of a folder; raises Unreadable where a page has none."""
    posts = folder / "posts.jsonl"
    try:
        rows = posts.read_text("utf-8").split("\n")
    except (OSError, ValueError) as error:
        raise Unreadable(f"{posts}: {error}") from error
    for number, row in enumerate(rows, 1):
        if row.strip():
            try:
                yield from _lines(folder, json.loads(row))
            except (OSError, ValueError, TypeError, LookupError) as error:
                raise Unreadable(
                    f"{posts}, line {number}: {type(error).__name__} {error}"
                ) from error


def _lines(folder: Path, row: Mapping[str, str]) -> Iterator[Line]:
    day, name, post = date.fromisoformat(row["day"]), row["file"], row["post"].strip()
    if Path(name).name != name:
        raise ValueError(f"{name} is no file of this folder")
    encoding = codecs.lookup(row.get("encoding", "utf-8")).name
    url = f"{SITE}{name}"
    entry = Entry("home", url, row["title"], published=day, page=SITE)
    got = Fetched(url, (folder / name).read_bytes(), f"text/html; charset={encoding}")
    page = read_page(got, Selectors(), "", entry)
    for spoken, text, marks in Plan(page, outline_of(page, day), day).weighed():
        yield Line(folder.name, spoken, marks, is_told(text, post, day))


def is_told(text: str, post: str, day: date) -> bool:
    """Return whether a post has what a line says."""
    ours, theirs = harmless(text), harmless(post)
    mine, of_post = _figures(ours, day), _figures(theirs, day)
    if not mine:
        mine, of_post = _letters(ours), _letters(theirs)
    return bool(mine) and len(mine & of_post) * 2 >= len(mine)


def _figures(text: str, day: date) -> set[object]:
    """Return the days, hours and counts of a text."""
    days = {(one.date.month, one.date.day) for one in mentions(text, day) if one.date}
    hours = {moment for one in find_times(text) for moment in (one.begins, one.ends) if moment}
    return {*days, *hours, *_COUNT.findall(text), *_PLAIN.findall(text)}


def _letters(text: str) -> set[object]:
    return {*bigrams(re.sub(r"\W", "", text))}


def learn(rows: Sequence[Line]) -> dict[str, float]:
    """Return the log-odds of each mark, under "" those of a line without any: AdaGrad, in an order
    that hangs on the marks alone.
    """
    weights: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(lambda: 1e-8)
    order = sorted(rows, key=lambda row: sha256(repr(sorted(row.marks)).encode()).digest())
    for _ in range(ROUNDS):
        order.reverse()
        for row in order:
            wrong = _chance_of(weights, row.marks) - row.told
            for mark in ("", *row.marks):
                slope = wrong + (HOLD * weights[mark] / len(order) if mark else 0)
                squares[mark] += slope * slope
                weights[mark] -= STEP * slope / sqrt(squares[mark])
    return weights


def _chance_of(weights: dict[str, float], marks: Iterable[str]) -> float:
    odds = weights[""] + sum(weights[mark] for mark in marks if mark in weights)
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def apart(rows: Sequence[tuple[float, bool]]) -> float:
    """Return the share of the pairs of a told and an untold line of which the told one has the more
    points: 0.5 is chance, 1 no mistake.
    """
    rank = {value: n for n, value in enumerate(sorted({value for value, _ in rows}))}
    below, seen, total = 0.0, [0] * (len(rank) + 1), 0
    untold = [rank[value] for value, told in rows if not told]
    for place in untold:
        seen[place + 1] += 1
    for n in range(1, len(seen)):
        seen[n] += seen[n - 1]
    for value, told in rows:
        if told:
            at, total = rank[value], total + 1
            below += (seen[at] + seen[at + 1]) / 2
    return below / (total * len(untold)) if total and untold else 0.5


def points(weights: dict[str, float]) -> dict[str, int]:
    """Return the points of the marks that have any."""
    tenths = {mark: round(10 * value) for mark, value in weights.items()}
    return {mark: tenths[mark] for mark in sorted(tenths) if tenths[mark] or not mark}


def _held_out(mine: Sequence[Line], name: str) -> str:
    found: list[tuple[float, bool]] = []
    for folder in sorted({row.folder for row in mine}):
        weights = learn([row for row in mine if row.folder != folder])
        found += [(_chance_of(weights, r.marks), r.told) for r in mine if r.folder == folder]
    return f"{name}: {apart(found):.3f} of {len(found)}\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the points, or with --held-out print how well they tell."""
    parser = argparse.ArgumentParser(prog="python -m tools.weigh", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--to", type=Path, default=Path(bridge.__file__).parent / "draft/points.py")
    args = parser.parse_args(arguments)
    try:
        rows = [line for folder in args.folders for line in lines(folder)]
    except Unreadable as error:
        parser.error(str(error))
    kinds = {name: [r for r in rows if r.spoken == spoken] for name, spoken in KINDS.items()}
    if not all(0 < sum(row.told for row in mine) < len(mine) for mine in kinds.values()):
        parser.error("there are too few pages: each table needs lines that are told and others")
    if args.held_out:
        sys.stdout.write("".join(_held_out(mine, name) for name, mine in kinds.items()))
    else:
        text = HEAD + "".join(_table(name, mine) for name, mine in kinds.items())
        args.to.write_text(text, "utf-8")
    return 0


def _table(name: str, mine: Sequence[Line]) -> str:
    found = points(learn(mine))
    marks = "".join(f'    "{mark}": {many},\n' for mark, many in found.items())
    return f"\n{name}: Final[dict[str, int]] = {{\n{marks}}}\n"


if __name__ == "__main__":
    sys.exit(main())
