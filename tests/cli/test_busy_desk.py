"""`demo --serve`: two desks with work on them, links to come in, and a site that goes on."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bridge.model import State
from bridge.wiring import Wiring

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str, str]]:
    """Start it; yields its folder, what it said until all was laid out, and the line of the first
    new page.
    """
    folder = tmp_path_factory.mktemp("demo")
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "bridge",
            "demo",
            "--serve",
            "--every",
            "0.02",
            "--folder",
            str(folder),
        ],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if "止めるには" in line:
            break
    new = process.stdout.readline()
    try:
        yield folder, said, new
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        assert process.returncode == 0, "Ctrl+C is an end, not a fault"


def test_each_desk_has_work_of_every_kind(demo: tuple[Path, str, str]) -> None:
    """One urgent, one that stops, one with a picture, one that changed, one to check; the second
    library posts by hand.
    """
    folder, _, _ = demo
    with Wiring(folder / "feeds.toml", folder / "state.db").store() as store:
        waiting = store.drafts(State.WAITING)
        assert any(draft.urgent for draft in waiting)
        assert any(finding.stop for draft in waiting for finding in draft.findings)
        assert any(draft.content.image for draft in waiting)
        assert any(
            draft.version == 2 and "元のページが変わりました" in draft.note for draft in waiting
        )
        assert len(store.drafts(State.POSTED)) == 1
        assert len(store.drafts(State.CHECKED)) == 2
    town = Wiring(folder / "town.toml", folder / "town.db")
    with town.store() as store:
        assert (town.settings.library.name, town.settings.posting.through) == (
            "見本町立図書館",
            "manual",
        )
        assert store.drafts(State.DECIDED), "offered by hand, until a person takes it"
        assert any(
            finding.stop for draft in store.drafts(State.WAITING) for finding in draft.findings
        )


def test_each_person_has_a_link_to_come_in(demo: tuple[Path, str, str]) -> None:
    """Two libraries, two persons each, two host names: cookies know no ports. No password stands on
    the screen.
    """
    _, said, _ = demo
    links = re.findall(r"見本(?:館長|職員): (http://\S+)", said)
    assert len(links) == 4
    assert {link.split(":")[1] for link in links} == {"//127.0.0.1", "//localhost"}
    for link in links:
        with urllib.request.urlopen(link) as answer:
            assert "パスワード" in answer.read().decode()
    assert "のパスワード: " not in said


def test_a_new_page_appears_by_itself(demo: tuple[Path, str, str]) -> None:
    """And it is told."""
    assert re.match(
        r"新しいページ: 読書会「一冊の本」第2回 http://127\.0\.0\.1:\d+/event/dokushokai-2\.html",
        demo[2],
    )
