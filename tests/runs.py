"""What each run at the gate reports, and how the record stands behind it, test by test.

runs.txt has, by test, a line for each run that differs from the one before it: when, by which road,
and all that the report tells; below it what X was asked (`<`), what the journal has of it (`+`), each
draft with its state, its note and its posts, and what is stopped. A person's taking of a draft, and
the opening of X's window, stand there as well. A test says what it is about; beside that stands here
what the same run did. `make tables` writes it anew where a rule was
changed on purpose: then its difference is what the change does, and is read before it is kept.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

import pytest
from tables import blocks, write

from bridge.errors import BridgeError
from bridge.model import PostId
from bridge.posting.base import Message, Poster, PostOutcome, Timeline
from bridge.publish import Publish, PublishReport

T = TypeVar("T")
FILE: Final = Path(__file__).with_name("runs.txt")
#: the tests whose runs are held
WATCHED: Final = (
    "test_account.py",
    "test_bonds.py",
    "test_by_hand.py",
    "test_closings.py",
    "test_corrections.py",
    "test_desk.py",
    "test_pictures.py",
    "test_proof.py",
    "test_publish.py",
    "test_retweets.py",
    "test_threads.py",
    "test_turns_of_the_year.py",
)


#: facts of a line that are another each time, or stand below it
UNTOLD: Final = {"rows", "record", "digest", "wording", "why", "page"}
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


class Heard:
    """A way out that writes down what it is asked."""

    def __init__(self, poster: Poster, asked: list[str]) -> None:
        self._poster, self._asked, self.through = poster, asked, poster.through

    def verify(self, account: str) -> str:
        self._asked.append(account)
        return self._poster.verify(account)

    def timeline(self, since: str) -> Timeline:
        self._asked.append(f"since {since or '-'}")
        return self._poster.timeline(since)

    def post(self, message: Message) -> PostOutcome:
        draft, _, key = message.key.partition(":")
        told = (
            draft,
            key[64:],
            message.image_type,
            message.alt,
            message.reply_to,
            message.repost_of,
        )
        self._asked.append(" ".join(("post", *filter(None, told))))
        return self._poster.post(message)

    def delete(self, what: PostId) -> PostOutcome:
        self._asked.append(f"delete {what}")
        return self._poster.delete(what)


def _told(report: PublishReport) -> str:
    told = [
        f"{field.name} {_shown(value)}"
        for field in dataclasses.fields(report)
        if field.name != "why_held" and (value := getattr(report, field.name))
    ]
    return "; ".join(told) or "-"


def _behind(gate: Publish, after: int) -> Iterator[str]:
    """Yield what the journal has since its line `after`, without what is another each time, and how
    drafts and stops stand.
    """
    for line in gate._store.journal():
        facts = json.loads(line["detail"]) if line["id"] > after else {}
        if line["id"] > after:
            told = [f"{name}={one}" for name, one in facts.items() if one and name not in UNTOLD]
            yield " ".join((f"  + {line['draft'] or ''}", line["action"], line["actor"], *told))
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
            return "、".join(f"{key}: {one.what}" for key, one in value.items())
        case BridgeError():
            facts = (f"{key}={one}" for key, one in sorted(value.facts.items()))
            return " ".join((value.code, *facts))
    return str(value)


def watched(name: str) -> Iterator[None]:
    """Compare what a test's runs report with runs.txt, at the end of the test."""
    lines: list[str] = []
    last: list[str] = []

    def heard(gate: Publish, act: Callable[[], T], said: Callable[[T], str]) -> T:
        after = max((line["id"] for line in gate._store.journal()), default=0)
        poster, asked, word = gate._poster, [], ""
        gate._poster = poster and Heard(poster, asked)
        try:
            answer = act()
            word = said(answer)
        except BridgeError as error:
            word = _shown(error)
            raise
        else:
            return answer
        finally:
            gate._poster = poster
            told = [f"{gate._through}: {word}", *([f"  < {'; '.join(asked)}"] if asked else [])]
            told += _behind(gate, after)
            if told != last:  # a run that is as the one before it is none that is told
                lines.extend((f"{gate._clock():%m-%d %H:%M} {told[0]}", *told[1:]))
                last[:] = told

    run, take, opened = Publish.run, Publish.take, Publish.open_window
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            Publish, "run", lambda gate, **how: heard(gate, lambda: run(gate, **how), _told)
        )
        for called, act in (("take", take), ("open_window", opened)):
            patch.setattr(
                Publish,
                called,
                lambda gate, person, draft, called=called, act=act, **how: heard(
                    gate, lambda: act(gate, person, draft, **how), lambda _: f"{called} {draft}"
                ),
            )
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
