"""Kill the real program at every I/O event of a post, start it again, and let an outside ledger count.

    python tests/crash/harness.py --points 10000        what `make crash` runs

X's stand-in runs here, outside the program; its ledger is the judge, not the program's tables. After each kill the program is
started again until it is at rest. Judged: no text twice (double), no decided draft that neither stands on X nor before a
person's eyes (lost), nothing on X that was not decided (undecided).
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

sys.path.insert(0, str(Path(__file__).parents[1]))

from fakes import DIRECTOR, wording

from bridge import lifecycle
from bridge.demo import x as words
from bridge.demo.x import StandInX, Step, refuse
from bridge.model import Content, Kind, Opening, State
from bridge.record.store import Store

#: what X does with the post; the later runs meet an X that accepts
SCRIPTS: dict[str, Step] = {
    "accept": words.accept,
    "accept_then_drop": words.accept_then_drop,
    "accept_then_500": words.accept_then_500,
    "timeout_after_accept": words.timeout_after_accept,
    "garbled": words.garbled,
    "cut": words.cut,
    "no_id": words.no_id,
    "drip": words.drip,
    "drop_before_reading": words.drop_before_reading,
    "silence": words.silence,
    "redirect": words.redirect,
    "duplicate": words.duplicate,
    "429": refuse(429),
    "402": refuse(402),
    "401": refuse(401),
    "403": words.no_rights,
    "400": refuse(400),
    "503": refuse(503),
}
#: states in which a draft stands before a person's eyes
SEEN = {State.UNKNOWN, State.FAILED, State.HELD, State.WAITING}
VERSION = "2021-04-01"
CONFIG = """
[library]
name = "見本図書館"
site = "http://127.0.0.1/"
account = "toshokan_demo"
[hours]
{hours}
[[source]]
id = "home"
kind = "homepage"
url = "http://127.0.0.1/"
[posting]
through = "x"
api_url = "{url}"
gap_minutes = 0
take_back_minutes = 0
secrets_file = "keys"
"""
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass
class Verdict:
    """What the outside ledger says."""

    points: int = 0
    double: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)  #: a traceback, a record that is not whole
    ended: Counter[str] = field(default_factory=Counter)  #: state in which the decided draft came to rest

    def __str__(self) -> str:
        rest = ", ".join(f"{state} {n}" for state, n in sorted(self.ended.items()))
        return (
            f"{self.points} kills: double / lost / undecided: {len(self.double)} / {len(self.lost)} / {len(self.undecided)}"
            f"; broken: {len(self.broken)}; at rest: {rest}"
        )

    @property
    def clean(self) -> bool:
        return not (self.double or self.lost or self.undecided or self.broken)


class Harness:
    """The program in a zygote, X's stand-in beside it, a template record with one decided and one waiting draft."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.verdict = Verdict()
        self._stack = ExitStack()
        self._number = 0

    def __enter__(self) -> Self:
        self.zygote = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("zygote.py")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.zygote.stdout is not None
        assert self.zygote.stdout.readline() == "ready\n"
        self.x = self._stack.enter_context(StandInX(lambda: datetime.now(UTC)))
        template = self.folder / "template"
        template.mkdir()
        hours = "\n".join(f'{day} = "0:00-24:00"' for day in DAYS)
        (template / "feeds.toml").write_text(CONFIG.format(hours=hours, url=self.x.url), encoding="utf-8")
        keys = template / "keys"
        keys.touch(mode=0o600)
        names = ("consumer_key", "consumer_secret", "access_token", "access_token_secret")
        keys.write_text(
            "".join(f"FEEDBRIDGE_X_{n.upper()}={getattr(self.x.keys, n)}\n" for n in names), encoding="utf-8"
        )
        self.template = template
        return self

    def __exit__(self, *exc: object) -> None:
        assert self.zygote.stdin is not None
        self.zygote.stdin.close()
        self.zygote.wait(10)
        assert self.zygote.stdout is not None
        self.zygote.stdout.close()
        self._stack.close()

    def _record(self) -> tuple[Path, str, str]:
        """Lay a record with one decided and one waiting draft in a new folder; returns it and both texts."""
        self._number += 1
        place = self.folder / f"p{self._number}"
        shutil.copytree(self.template, place)
        decided, waiting = (f"{kind}{self._number} 冬のおはなし会" for kind in ("決裁済", "未決裁"))
        at = datetime.now(UTC) - timedelta(minutes=1)
        with Store(place / "state.db") as store:
            for text in (decided, waiting):
                version = wording(Content(text, "", "toshokan_demo"), weight=40)
                id = store.apply(lifecycle.open_draft(Opening(None, "staff", Kind.TOLD), version, "職員", at))
                if text == decided:
                    store.apply(lifecycle.decide(store.draft(id), DIRECTOR, at, policy_version=VERSION))
        return place, decided, waiting

    def run(self, place: Path, kill_at: int = 0) -> int:
        """Run `publish` once; returns its exit code, -9 when it was killed."""
        job = {
            "folder": str(place), "words": ["publish"], "kill_at": kill_at,
            "events": str(place / "events"), "stderr": str(place / "stderr"),
        }  # fmt: skip
        assert self.zygote.stdin is not None
        assert self.zygote.stdout is not None
        self.zygote.stdin.write(json.dumps(job) + "\n")
        self.zygote.stdin.flush()
        return int(json.loads(self.zygote.stdout.readline()))

    def events(self, script: str) -> int:
        """Return how many I/O events a whole run under `script` has."""
        place, _, _ = self._record()
        self.x.then(SCRIPTS[script])
        self.run(place)
        count = int((place / "events").read_text(encoding="utf-8"))
        shutil.rmtree(place)
        return count

    def point(self, script: str, kill_at: int) -> None:
        """Kill one run at one event, start again until at rest, and judge."""
        place, decided, waiting = self._record()
        name = f"{script}@{kill_at}"
        before = len(self.x.ledger)
        self.x.then(SCRIPTS[script])
        codes = [self.run(place, kill_at)]
        self.x.forget()  # what the killed run did not meet is not kept for the next
        codes.append(self.run(place))
        with Store(place / "state.db") as store:
            at_rest = not store.drafts(State.DECIDED, State.SENDING)
        if not at_rest:
            codes.append(self.run(place))
        self._judge(name, place, decided, waiting, [p.text for p in self.x.ledger[before:]], codes)
        shutil.rmtree(place)

    def _judge(self, name: str, place: Path, decided: str, waiting: str, ledger: list[str], codes: list[int]) -> None:
        verdict = self.verdict
        verdict.points += 1
        with Store(place / "state.db") as store:
            draft = next(d for d in store.drafts() if d.content.text == decided)
            chain = store.verify_journal().broken_at
        on_x = ledger.count(decided)
        verdict.ended[draft.state] += 1
        if on_x > 1:
            verdict.double.append(name)
        if waiting in ledger:
            verdict.undecided.append(name)
        # 401, 402, 403 and 429 close the road: the decision stands, and staff were told
        told = (
            draft.state is State.DECIDED
            and on_x == 0
            and name.split("@", maxsplit=1)[0] in {"401", "402", "403", "429"}
        )
        if not (draft.state is State.POSTED and on_x == 1) and draft.state not in SEEN and not told:
            verdict.lost.append(name)
        if draft.state is State.POSTED and on_x == 0:
            verdict.lost.append(name)
        if chain is not None or 99 in codes or "Traceback" in (place / "stderr").read_text(encoding="utf-8"):
            verdict.broken.append(name)


def crash(folder: Path, points: int, seed: int = 0) -> Verdict:
    """Kill at every event of every script, then at random ones, until `points` kills; returns the verdict."""
    chance = random.Random(seed)
    with Harness(folder) as harness:
        every = [(script, k) for script in SCRIPTS for k in range(1, harness.events(script) + 1)]
        chance.shuffle(every)
        while len(every) < points:
            every += chance.sample(every, min(len(every), points - len(every)))
        for script, kill_at in every[:points]:
            harness.point(script, kill_at)
        return harness.verdict


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        verdict = crash(Path(name), chosen.points, chosen.seed)
    print(f"{verdict} ({time.monotonic() - start:.0f} s)")
    for kind in ("double", "lost", "undecided", "broken"):
        if found := getattr(verdict, kind):
            print(f"{kind}: {', '.join(found[:20])}")
    sys.exit(not verdict.clean)


if __name__ == "__main__":
    main()
