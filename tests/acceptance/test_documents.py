"""The README's first hour and the moving of operation.md, line by line as they stand, against the
sample site.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_docs import calls, lines, read

from bridge.demo.site import SampleSite
from bridge.wiring import Wiring

ROOT = Path(__file__).parents[2]
PASSWORD = "correct horse battery"


class Machine:
    """A folder in which documents are typed: example values become those of the sample library,
    passwords are answered.
    """

    def __init__(self, folder: Path, site: SampleSite) -> None:
        self.folder = folder
        self.site = site
        folder.mkdir()
        self.backups = folder.parent / "backups"

    def type(self, words: list[str], *more: str, codes: tuple[int, ...] = (0,)) -> str:
        """Run one call of `feedbridge` and return what it printed."""
        host = self.site.url.removeprefix("http://")
        typed = [
            word.replace("https://www.lib.example.jp", self.site.url)
            .replace("○○市立図書館", "見本市立図書館")
            .replace("your_account", "mihon_lib")
            .replace("/srv/backups/feedbridge", str(self.backups))
            for word in words
        ]
        typed = [
            str(max(self.backups.iterdir())) if re.search(r"state\.db\.\d", word) else word
            for word in typed
        ]
        more += ("--allow-private", host) if typed[0] == "init" else ()
        descriptors = []
        for flag in (
            ("--new-password-fd",)
            if typed[:2] == ["people", "add"]
            else ("--password-fd",)
            if "--as" in typed
            else ()
        ):
            there, here = os.pipe()
            os.write(here, PASSWORD.encode() + b"\n")
            os.close(here)
            descriptors.append(there)
            more += (flag, str(there))
        done = subprocess.run(
            [sys.executable, "-m", "bridge", *typed, *more],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            pass_fds=descriptors,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        for descriptor in descriptors:
            os.close(descriptor)
        assert done.returncode in codes, f"{typed}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout

    def serve(self) -> None:
        """Start `serve`, see it listen, and end it."""
        process = subprocess.Popen(
            [sys.executable, "-m", "bridge", "serve", "--port", "0"],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert "画面を開いています" in process.stdout.readline()
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    today = Wiring(ROOT / "feeds.toml", tmp_path / "none").clock().date()
    with SampleSite(today) as site:
        yield Machine(tmp_path / "old", site)


def first_hour(machine: Machine) -> list[str]:
    """Type the README's block "Use it"; a new page appears after the first sync. Returns the
    commands that were typed.
    """
    typed = []
    for words in (call for line in lines("README.md") for call in calls(line)):
        typed.append(words[0])
        if words[0] == "serve":
            machine.serve()
        elif words[0] == "config":
            machine.type(words, codes=(1,))  # the hours are for a person to say
            path = machine.folder / "feeds.toml"
            text = path.read_text("utf-8")
            path.write_text(text.replace('monday = "closed"', 'monday = "9:00-17:00"'), "utf-8")
            machine.type(words)
        elif words[0] == "decide":
            waiting = json.loads(machine.type(["queue", "--state", "waiting", "--json"]))
            clauses = {finding["clause"] for finding in waiting[0]["findings"] if finding["stop"]}
            seen = [word for clause in clauses for word in ("--acknowledge", clause)]
            shown = machine.type(["show", str(waiting[0]["id"]), "--json"])
            digest = f"{json.loads(shown)['version']}-{json.loads(shown)['digest'][:12]}"
            machine.type(["decide", str(waiting[0]["id"]), *words[2:]], "--digest", digest, *seen)
        else:
            machine.type(words)
        if words[0] == "sync":
            machine.site.grow()
    return typed


def test_the_first_hour_of_the_readme_goes_as_it_says(machine: Machine) -> None:
    """From an empty folder to a desk that is in order; nothing of it fails, and `doctor` has
    nothing to say.
    """
    typed = first_hour(machine)
    assert typed == [
        "init",
        "config",
        "try",
        "people",
        "sync",
        "run",
        "queue",
        "decide",
        "serve",
        "doctor",
    ]
    assert "決裁済" in machine.type(["queue", "--all"])


def test_a_library_moves_to_another_machine_as_operation_says(machine: Machine) -> None:
    """Every draft is there; the old machine is stopped, the new one is let go by the director."""
    first_hour(machine)
    text = read("docs/operation.md")
    section = text[text.index("## 別の機械に移す") : text.index("## 機械を失ったとき")]
    there, here = re.findall(r"(?:^    .*\n)+", section, re.MULTILINE)
    for line in there.strip().splitlines():
        machine.type(shlex.split(line)[1:])
    other = Machine(machine.folder.parent / "new", machine.site)
    (other.folder / "feeds.toml").write_text(
        (machine.folder / "feeds.toml").read_text("utf-8"), "utf-8"
    )
    for line in here.strip().splitlines():
        words = shlex.split(line)[1:]
        other.type(words, codes=(0, 1) if words[0] == "doctor" else (0,))
    assert other.type(["queue", "--json", "--all"]).count('"id"') == machine.type(
        ["queue", "--json", "--all"]
    ).count('"id"')
    assert "投稿停止中(すべての投稿)" in machine.type(["status"])
    assert "投稿停止中" not in other.type(["status"])
