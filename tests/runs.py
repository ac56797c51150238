"""What each run at the gate reports, and how the record stands behind it, test by test.

runs.txt has, by test, a line for each run that differs from the one before it: when, by which road, and all that the report tells; below
it each draft with its state, its note and its posts, and what is stopped. A test says what it is
about; beside that stands here what the same run did. `make tables` writes it anew where a rule was
changed on purpose: then its difference is what the change does, and is read before it is kept.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from tables import blocks, write

from bridge.errors import BridgeError
from bridge.publish import Publish, PublishReport

FILE: Final = Path(__file__).with_name("runs.txt")
#: the tests whose runs are held
WATCHED: Final = (
    "test_account.py",
    "test_bonds.py",
    "test_by_hand.py",
    "test_closings.py",
    "test_corrections.py",
    "test_pictures.py",
    "test_publish.py",
    "test_retweets.py",
    "test_threads.py",
)


#: while runs.txt is written anew: each test's lines
_WRITTEN: dict[str, str] = {}


def watches(path: Path) -> bool:
    """Return whether a file's runs are held: one beside runs.txt, not one of its name further down,
    which may have the machine's clock.
    """
    return path.parent == FILE.parent and path.name in WATCHED


@cache
def held() -> dict[str, str]:
    """Return what runs.txt has, by test."""
    return {name: lines.strip("\n") for name, lines in blocks(FILE)}


def reported(gate: Publish, report: PublishReport) -> Iterator[str]:
    """Yield the lines of one run."""
    told = [
        f"{field.name} {_shown(value)}"
        for field in dataclasses.fields(report)
        if (value := getattr(report, field.name))
    ]
    yield f"{gate._clock():%m-%d %H:%M}"
    yield f"{gate._through}: {'; '.join(told) or '-'}"
    for draft in gate._store.drafts():
        posts = " ".join(f"{post.post_id} {post.through} {post.cost}" for post in draft.posts)
        yield f"  {draft.id} {draft.state} {draft.note} {posts}".rstrip()
    for road, (why, until) in sorted(gate._store.people.stops(gate._clock()).items()):
        yield f"  stop {road} {until:%m-%d %H:%M} {why}" if until else f"  stop {road} {why}"


def _shown(value: object) -> str:
    match value:
        case list():
            return "、".join(map(_shown, value))
        case dict():
            return "、".join(f"{key}: {one}" for key, one in value.items())
        case BridgeError():
            facts = (f"{key}={one}" for key, one in sorted(value.facts.items()))
            return " ".join((value.code, *facts))
    return str(value)


def watched(name: str) -> Iterator[None]:
    """Compare what a test's runs report with runs.txt, at the end of the test."""
    lines: list[str] = []
    last: list[str] = []
    run = Publish.run

    def seen(gate: Publish, *, dry: bool = False) -> PublishReport:
        report = run(gate, dry=dry)
        moment, *told = reported(gate, report)
        if told != last:  # a run that is as the one before it is none that is told
            lines.extend((f"{moment} {told[0]}", *told[1:]))
            last[:] = told
        return report

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Publish, "run", seen)
        yield
    if lines and name in _WRITTEN:
        _WRITTEN[name] = "\n".join(lines)
    elif lines:
        assert "\n".join(lines) == held().get(name)


class _Anew:
    """Writes runs.txt anew, as the program of today has it."""

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        _WRITTEN.update((name_of(item), "") for item in session.items)

    def pytest_sessionfinish(self) -> None:
        write(FILE, ((name, lines) for name, lines in _WRITTEN.items() if lines))


def name_of(item: pytest.Item) -> str:
    """Return the name of a test in runs.txt: its file, and its own."""
    own = item.name.encode("ascii", "backslashreplace").decode("unicode_escape")
    return f"{item.path.stem} {''.join(filter(str.isprintable, ' '.join(own.split())))}"


if __name__ == "__main__":
    import runs  # the module that conftest.py has, not this one

    here = Path(__file__).parent
    pytest.main(["-q", *(str(here / name) for name in WATCHED)], plugins=[runs._Anew()])
