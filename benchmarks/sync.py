"""Start-up, and a sync in which nothing is new: CPU per source, imports, memory, and what a long
history costs.

    python benchmarks/sync.py            about two minutes
    python benchmarks/sync.py --quick    smaller numbers, for a look

Figures are ratios or differences of runs of the same minute on the same machine.
"""

from __future__ import annotations

import argparse
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

HERE = Path(__file__).parent
HEAVY = ("bs4", "feedparser", "tweepy", "flask", "lxml")


@contextmanager
def server() -> Iterator[int]:
    """The loopback server in a process of its own; yields its port."""
    process = subprocess.Popen(
        [sys.executable, HERE / "server.py"],
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


def library(folder: Path, port: int, sources: int) -> None:
    """Write a feeds.toml with so many sources."""
    head = f"""
[library]
name = "見本図書館"
site = "http://127.0.0.1:{port}/"
account = "mihon_lib"
[hours]
""" + "\n".join(
        f'{day} = "0:00-24:00"'
        for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    )
    tables = "".join(
        f'\n[[source]]\nid = "s{n}"\nkind = "feed"\nurl = "http://127.0.0.1:{port}/{n}/feed.rdf"\n'
        for n in range(sources)
    )
    (folder / "feeds.toml").write_text(
        f'{head}\n{tables}\n[fetch]\nallow_private = ["127.0.0.1:{port}"]\n', encoding="utf-8"
    )


def cost(command: list[str], folder: Path) -> tuple[float, float, float]:
    """Return CPU seconds, wall seconds and peak memory (MB) of one finished process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command}: {process.returncode}")
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


def median(command: list[str], folder: Path, runs: int) -> tuple[float, float, float]:
    """Return the median of each figure over `runs` runs, after one that does not count."""
    cost(command, folder)
    return tuple(
        statistics.median(column)
        for column in zip(*(cost(command, folder) for _ in range(runs)), strict=True)
    )  # type: ignore[return-value]


def start_up(folder: Path, runs: int) -> None:
    """`feedbridge --version` against a bare interpreter."""
    bare = median([sys.executable, "-c", "pass"], folder, runs)[0]
    program = str(Path(sys.executable).with_name("feedbridge"))
    version = median([program, "--version"], folder, runs)[0]
    print(
        f"start-up: feedbridge --version / python -c pass = {version / bare:.2f} (goal: at most 3)"
    )


def unchanged(folder: Path, port: int, runs: int) -> None:
    """CPU per source of a sync of 100 sources that answer 304, beyond a sync of one."""
    figures = {}
    for sources in (1, 101):
        place = folder / f"n{sources}"
        place.mkdir()
        library(place, port, sources)
        command = [sys.executable, "-m", "bridge", "sync"]
        cost(command, place)
        figures[sources] = median(command, place, runs)
    each = (figures[101][0] - figures[1][0]) / 100 * 1000
    print(f"unchanged source: {each:.2f} ms of CPU each beyond start-up (goal: below 3)")
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from bridge.cli import run; sys.argv=['feedbridge',"
            "'sync']; run();"
            f" print([m for m in {HEAVY!r} if m in sys.modules])",
        ],
        cwd=folder / "n101",
        capture_output=True,
        text=True,
        check=True,
    )
    print(f"slow modules imported by that sync: {told.stdout.strip()} (goal: none)")


def memory(folder: Path, port: int, sources: int) -> None:
    """Peak memory of a first sync, with its parsing, and of an unchanged one."""
    place = folder / "memory"
    place.mkdir()
    library(place, port, sources)
    command = [sys.executable, "-m", "bridge", "sync"]
    first, again = cost(command, place)[2], cost(command, place)[2]
    print(
        f"memory of {sources} sources: {first:.0f} MB at the first sync, {again:.0f} MB "
        "unchanged (goal: below 150)"
    )


def known(db: sqlite3.Connection, size: int) -> None:
    """Lay so many items of a long history, each with its identity."""
    db.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
        " INSERT INTO items (id, source, url, title, page, summary, state, seen_at, reason, tries)"
        " SELECT i, 's0', 'http://127.0.0.1/x/' || i, 'お知らせ' || i, '', '', 'baseline',"
        " '2026-01-01T00:00:00.000000+00:00', '', 0 FROM n",
        (1000 + size,),
    )
    db.execute(
        "INSERT INTO identities (key, item)"
        " SELECT '//127.0.0.1/x/' || id, id FROM items WHERE id >= 1000"
    )


def history(folder: Path, port: int, sizes: tuple[int, int], runs: int) -> None:
    """A sync of 20 changed sources (400 entries looked up) with a short and a long history, in
    turn.
    """
    commands = {}
    for size in sizes:
        place = folder / f"h{size}"
        place.mkdir()
        library(place, port, 20)
        command = [sys.executable, "-m", "bridge", "resync"]
        cost(command, place)
        with closing(sqlite3.connect(place / "state.db")) as db, db:
            known(db, size)
        commands[size] = (command, place)
        cost(command, place)
    ratios = []
    for _ in range(runs):
        short, long = (cost(*commands[size]) for size in sizes)
        ratios.append(long[0] / short[0])
    print(
        f"history: CPU with {sizes[1]:,} / with {sizes[0]:,} known items = "
        f"{statistics.median(ratios):.3f} (goal: within 10 %)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as name, server() as port:
        folder = Path(name)
        start_up(folder, 5 if quick else 20)
        unchanged(folder, port, 2 if quick else 5)
        memory(folder, port, 100 if quick else 1000)
        history(folder, port, (1_000, 20_000) if quick else (10_000, 1_000_000), 3 if quick else 11)


if __name__ == "__main__":
    main()
