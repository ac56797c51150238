"""feedbridge beside a plain script (baseline.py), a bare interpreter and the bound of a network, in
turns.

    python benchmarks/ratios.py            every row, some minutes
    python benchmarks/ratios.py idle new   the rows named

Each figure is a ratio of medians: the contestants take turns in the same minute on the same
machine, and what counts is CPU (user and system, of the process and its children), the wall clock
only where one waits for a network.
"""

from __future__ import annotations

import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
PROGRAM = str(Path(sys.executable).with_name("feedbridge"))
PLAIN = [sys.executable, str(HERE / "baseline.py"), "."]
CONNECTIONS = 64  #: of the bound: nobody opens more at once to fetch so little
# compiled modules are kept
ENVIRONMENT = {name: said for name, said in os.environ.items() if not name.startswith("PYTHON")}
DICTIONARY = "sudachidict"  #: in the path of the dictionary's file
AWAY = 0.2  #: seconds until a far source answers


class Cost(NamedTuple):
    cpu: float  #: seconds
    wall: float  #: seconds
    memory: float  #: peak, MB


def cost(command: list[str], folder: Path) -> Cost:
    """Run a command to its end; 0 and "some sources failed" are ends."""
    start = time.perf_counter()
    with (folder / "told.txt").open("w") as told:
        process = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=told, stderr=told)
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(
            f"{command}: {process.returncode}\n{(folder / 'told.txt').read_text()[-2000:]}"
        )
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def own_memory(command: list[str], folder: Path) -> float:
    """The peak memory of a run without the pages of the dictionary's file, MB: the system takes
    those back when memory is short. Looked at every 20 ms.
    """
    with (folder / "told.txt").open("w") as told:
        process = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=told, stderr=told)
    most = 0.0
    while process.poll() is None:
        with suppress(OSError):  # it has just ended
            smaps = Path(f"/proc/{process.pid}/smaps").read_text(encoding="utf-8")
            most = max(most, resident(smaps, but=DICTIONARY))
        time.sleep(0.02)
    return most


def resident(smaps: str, but: str) -> float:
    """What a process has in memory by its smaps (proc(5)), MB, without the files whose path has
    `but` in it.
    """
    size, counts = 0, True
    for line in smaps.splitlines():
        name, *rest = line.split(maxsplit=5)
        if not name.endswith(":"):  # a mapping: its addresses, rights, place and path
            counts = len(rest) < 5 or but not in rest[-1]
        elif name == "Rss:" and counts:
            size += int(rest[0])
    return size / 1024


def turns(
    contestants: dict[str, Callable[[], Cost]], runs: int, before: Callable[[], None] = lambda: None
) -> dict[str, Cost]:
    """Let each run in turn, `before` each round; returns their medians. The first round does not
    count.
    """
    found: dict[str, list[Cost]] = {name: [] for name in contestants}
    for number in range(runs + 1):
        before()
        for name, run in contestants.items():
            one = run()
            if number:
                found[name].append(one)
    return {
        name: Cost(*(statistics.median(column) for column in zip(*costs, strict=True)))
        for name, costs in found.items()
    }


@contextmanager
def town(seconds: float = 0.0) -> Iterator[int]:
    """The sites, in a process of their own; yields their port."""
    process = subprocess.Popen(
        [sys.executable, HERE / "town.py", str(seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline())
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait()


def appear(port: int, pages: int, sites: str = "") -> None:
    """Let pages appear on every homepage, or on those of the first so many sites."""
    urllib.request.urlopen(f"http://127.0.0.1:{port}/_/new?{pages}{sites and f',{sites}'}").read()


def host(number: int) -> str:
    return f"127.0.{number // 250}.{number % 250 + 1}"


def library(folder: Path, port: int, sources: list[tuple[int, str]], more: str = "") -> None:
    """Write a feeds.toml: of each source the site's number and its kind."""
    days = "\n".join(
        f'{day} = "0:00-24:00"'
        for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    )
    tables = "".join(
        f'\n[[source]]\nid = "{kind}{n}"\nkind = "{kind}"\nurl = '
        f'"http://{host(n)}:{port}/{n}/{"feed.rdf" if kind == "feed" else ""}"\n'
        for n, kind in sources
    )
    private = ", ".join(f'"{host(n)}:{port}"' for n in sorted({n for n, _ in sources}))
    folder.mkdir(exist_ok=True)
    (folder / "feeds.toml").write_text(
        f'[library]\nname = "見本図書館"\nsite = "http://{host(sources[0][0])}:{port}'
        f'/"\naccount = "mihon_lib"\n[hours]\n{days}\n{tables}'
        f"\n[fetch]\nallow_private = [{private}]\nnew_per_source = 1000\npages_per_run = "
        f"10000\n{more}",
        encoding="utf-8",
    )


# ── the rows ────────────────────────────────────────────────────────────────────────────────────


def idle(folder: Path) -> None:
    """Nothing new: a cron run of one homepage and one feed."""
    with town() as port:
        library(folder, port, [(0, "homepage"), (0, "feed")])
        found = turns(
            {"run": lambda: cost([PROGRAM, "run"], folder), "plain": lambda: cost(PLAIN, folder)},
            15,
        )
    tell(
        "run, nothing new, one homepage and one feed / baseline",
        found["run"].cpu / found["plain"].cpu,
        0.5,
    )
    tell("  its peak memory, MB", found["run"].memory, 32)


def commands(folder: Path) -> None:
    """Start-up: what a command costs that finds nothing to do."""
    with town() as port:
        library(folder, port, [(0, "homepage"), (0, "feed")])
        cost([PROGRAM, "run"], folder)
        contestants = {"bare": [sys.executable, "-c", "pass"]} | {
            n: [PROGRAM, n] for n in ("--help", "queue", "status", "publish")
        }
        found = turns({name: (lambda c=c: cost(c, folder)) for name, c in contestants.items()}, 15)
    for name, goal in (("--help", 6), ("queue", 9), ("status", 9), ("publish", 9)):
        tell(f"{name} / bare interpreter", found[name].cpu / found["bare"].cpu, goal)


def new(folder: Path) -> None:
    """One new page becomes a draft."""
    with town() as port:
        library(folder, port, [(0, "homepage"), (0, "feed")])
        found = turns(
            {"run": lambda: cost([PROGRAM, "run"], folder), "plain": lambda: cost(PLAIN, folder)},
            9,
            lambda: appear(port, 1),
        )
    tell("one new page to its draft / baseline", found["run"].cpu / found["plain"].cpu, 1.0)


def unchanged(folder: Path) -> None:
    """A hundred sources, and nothing new."""
    with town() as port:
        library(folder, port, [(n, "feed") for n in range(100)])
        found = turns(
            {"run": lambda: cost([PROGRAM, "sync"], folder), "plain": lambda: cost(PLAIN, folder)},
            7,
        )
    tell("sync of 100 sources, 304 / baseline", found["run"].cpu / found["plain"].cpu, 0.4)
    tell("  its peak memory, MB", found["run"].memory, 32)


def cold(folder: Path) -> None:
    """A hundred feeds at the first sight."""

    def fresh(command: list[str]) -> Cost:
        for path in folder.glob("state.db*"):
            path.unlink()
        (folder / "plain.db").unlink(missing_ok=True)
        return cost(command, folder)

    with town() as port:
        library(folder, port, [(n, "feed") for n in range(100)])
        found = turns({"run": lambda: fresh([PROGRAM, "sync"]), "plain": lambda: fresh(PLAIN)}, 3)
    tell("first sight of 100 feeds / baseline", found["run"].cpu / found["plain"].cpu, 0.5)


def many(folder: Path) -> None:
    """A hundred sites with three new pages each."""
    with town() as port:
        library(folder, port, [(n, "homepage") for n in range(100)])
        found = turns(
            {"run": lambda: cost([PROGRAM, "sync"], folder), "plain": lambda: cost(PLAIN, folder)},
            3,
            lambda: appear(port, 3),
        )
        appear(port, 3)
        own = own_memory([PROGRAM, "sync"], folder)
    tell(
        "300 drafts of 100 sites / baseline (title and link only)",
        found["run"].cpu / found["plain"].cpu,
        1.6,
    )
    tell("  its peak memory without the dictionary's file, MB", own, 60)
    print(f"  with it: {found['run'].memory:.0f} MB", flush=True)


def far(folder: Path) -> None:
    """Many sources, each 200 ms away: the wall clock beside what the network allows."""
    for sources, goal in ((100, 1.6), (1000, 1.3)):
        with town(AWAY) as port:
            place = folder / str(sources)
            library(place, port, [(n, "feed") for n in range(sources)])
            command = [PROGRAM, "sync"]
            cost(command, place)
            waited = statistics.median(cost(command, place).wall for _ in range(3))
        tell(
            f"{sources} sources 200 ms away, wall / bound",
            waited / (math.ceil(sources / CONNECTIONS) * AWAY),
            goal,
        )


def fleet(folder: Path, libraries: int = 300) -> None:
    """Many libraries in one process, and nothing new at any of them."""
    with town() as port:
        for n in range(libraries):
            library(folder / f"lib{n:04d}", port, [(n, "homepage"), (n, "feed")])
        command = [PROGRAM, "fleet", "run", "."]
        for _ in range(3):  # the first sight, and what is written once
            cost(command, folder)
        found = turns(
            {
                "fleet": lambda: cost(command, folder),
                "one": lambda: cost([PROGRAM, "run"], folder / "lib0000"),
            },
            3,
        )
        some = turns(
            {"fleet": lambda: cost(command, folder)},
            3,
            lambda: appear(port, 1, str(libraries // 100)),
        )
        page = cost([PROGRAM, "fleet", "status", ".", "--html", "fleet.html"], folder)
    each = found["fleet"].cpu / libraries
    tell(f"fleet of {libraries} libraries, nothing new: CPU seconds for 3,300", each * 3300, 60)
    tell("  a library of the fleet / a run by itself", each / found["one"].cpu, 1 / 10)
    tell("  peak memory, MB", found["fleet"].memory, 150)
    tell("  1 % with a new page: CPU seconds for 3,300", some["fleet"].cpu / libraries * 3300, 120)
    tell("  fleet status as one page: CPU seconds for 3,300", page.cpu / libraries * 3300, 60)


ROWS = {row.__name__: row for row in (idle, commands, new, unchanged, cold, many, far, fleet)}


def tell(what: str, figure: float, goal: float) -> None:
    print(f"{what}: {figure:.2f} (goal: at most {goal:g})", flush=True)


def main() -> None:
    for name in sys.argv[1:] or ROWS:
        folder = Path(tempfile.mkdtemp())
        try:
            ROWS[name](folder)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
