"""The desk in daily life: 20 people who think a second between two pages, for a minute, beside a
sync and a `journal verify` that never end, with 1,000 drafts waiting and 100,000 old ones.

    python benchmarks/load.py                            about three minutes
    python benchmarks/load.py --seconds 10 --old 1000    a look

Each person has one connection that is kept. Told are answers that were none (goal: 0), how long 95
of 100 pages took (goal: at most 300 ms on two quiet cores), and the server's resident memory.
"""

from __future__ import annotations

import argparse
import itertools
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import requests
from desk import PASSWORD, fill

from bridge.demo.site import demo_toml
from bridge.wiring import Wiring

THOUGHT = 1.0  #: seconds between two pages of one person
PAGES = ("/", "/?page=3", "/new", "/posts?q=第7回", "/checks", "/calendar", "/journal", "/")


@dataclass
class Answers:
    """What the people saw."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def person(base: str, until: float, answers: Answers) -> None:
    """Log in and walk through the pages until the time is over, each draft in turn."""
    with requests.Session() as session:
        token = re.search(r'name="csrf_token" value="([^"]+)"', session.get(f"{base}/login").text)
        assert token is not None
        form = {"csrf_token": token[1], "name": "館長", "password": PASSWORD}
        session.post(f"{base}/login", data=form)
        for path in itertools.cycle(PAGES):
            if time.monotonic() > until:
                return
            begin = time.monotonic()
            try:
                answer = session.get(f"{base}{path}", timeout=30)
                answers.seconds.append(time.monotonic() - begin)
                if answer.status_code != 200 or "/login" in answer.url:
                    answers.errors.append(f"{path} {answer.status_code}")
            except requests.RequestException as wrong:
                answers.errors.append(f"{path} {type(wrong).__name__}")
            time.sleep(THOUGHT)


def command(parts: Wiring, *words: str) -> list[str]:
    """Return the program's command for this record."""
    place = ["--config", str(parts.config_path), "--db", str(parts.db_path)]
    return [sys.executable, "-m", "bridge", *place, *words]


def beside(parts: Wiring, words: tuple[str, ...], until: float) -> None:
    """Run a command again and again."""
    while time.monotonic() < until:
        subprocess.run(command(parts, *words), capture_output=True, check=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--old", type=int, default=100_000)
    parser.add_argument("--waiting", type=int, default=1_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        parts = Wiring(Path(name) / "feeds.toml", Path(name) / "state.db")
        parts.config_path.write_text(demo_toml("http://127.0.0.1:9"), encoding="utf-8")
        fill(parts, asked.waiting, asked.old)
        serve = subprocess.Popen(
            command(parts, "serve", "--port", "0"), stdout=subprocess.PIPE, text=True
        )
        try:
            assert serve.stdout is not None
            base = re.search(r"http://[^/\s]+", serve.stdout.readline())
            assert base is not None
            answers, until = Answers(), time.monotonic() + asked.seconds
            threads = [
                threading.Thread(target=person, args=(base[0], until, answers))
                for _ in range(asked.people)
            ] + [
                threading.Thread(target=beside, args=(parts, words, until))
                for words in (("sync",), ("journal", "verify"))
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            resident = re.search(
                r"VmRSS:\s+(\d+)", Path(f"/proc/{serve.pid}/status").read_text(encoding="utf-8")
            )
            assert resident is not None
        finally:
            serve.terminate()
            serve.wait()
    slow = statistics.quantiles(answers.seconds, n=20)[-1]
    print(
        f"{asked.people} people, {asked.seconds:.0f} s, {len(answers.seconds)} pages, "
        f"{len(answers.errors)} without an answer (goal: 0) {answers.errors[:3]}\n"
        f"a page: median {statistics.median(answers.seconds) * 1000:.0f} ms, "
        f"95 of 100 within {slow * 1000:.0f} ms (goal: at most 300), "
        f"serve {int(resident[1]) / 1024:.0f} MB resident (goal: at most 110); "
        f"load of the machine {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    main()
