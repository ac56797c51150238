"""The library's program is asked once about each version that waits, and changes nothing of the
draft.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fakes import DIRECTOR, LINK, NOW, POSTER, Clock, answered, packaged_words, settings

from bridge import lifecycle
from bridge.cli.runs import _second_wordings
from bridge.draft.make import from_page
from bridge.draft.rules import Rules
from bridge.model import (
    Draft,
    Item,
    ItemState,
    JournalLine,
    Kind,
    Memory,
    Opening,
    Page,
    Rewording,
    Sighting,
    State,
)
from bridge.program import ProgramFailed
from bridge.record.store import Store
from bridge.rewrite import LONGEST, Asking, Rewrite
from bridge.settings import RewriteSettings

PAGE = Page(
    LINK,
    "冬の星を見る会",
    "冬の星座を、望遠鏡で観察します。\n日時：12月5日(土) 午後6時～7時\n会場：中央図書館 屋上",
)
SAID = "12月5日(土)の午後6時から、中央図書館 屋上で冬の星座を観察します。"


def rules(code: str) -> Rules:
    command = (sys.executable, "-c", code) if code else ()
    made = replace(settings(), rewrite=RewriteSettings(command, 10))
    return Rules(made, packaged_words)


def opened(store: Store, number: int = 1) -> int:
    url = LINK if number == 1 else f"{LINK}?{number}"
    item = Item(id=0, source="home", url=url, title=PAGE.title, state=ItemState.NEW, seen_at=NOW)
    store.sightings.remember("home", Memory(succeeded_at=NOW), [Sighting(item, (url,))])
    store.sightings.keep_page(number, page=PAGE, validators=("", ""), digest="", at=NOW)
    wording = from_page(
        store.sightings.item(number), page=PAGE, source=None, rules=rules(""), today=NOW.date()
    ).wording
    opening = Opening(number, "home", Kind.PAGE)
    return store.apply(lifecycle.open_draft(opening, wording, "sync", NOW))


def run(
    store: Store, code: str = f"print({SAID!r})", clock: Clock | None = None
) -> list[Rewording]:
    return Rewrite(store, rules(code), clock or Clock(), {}).run().rewordings


def test_a_second_wording_stands_beside_a_draft_that_stays_as_it_is(store: Store) -> None:
    """Text, digest, version and journal."""
    id = opened(store)
    before, lines = store.draft(id), list(store.journal())
    [one] = run(store)
    assert SAID in one.text
    assert store.rewordings.of(id, 1) == one
    assert (store.draft(id), list(store.journal())) == (before, lines)


ASKED = """
import json, sys
refused = json.load(sys.stdin)["refused"]
open({file!r}, "a").write(".")
print({answers!r}[min(len(refused), {last})])
"""


@pytest.mark.parametrize(
    ("answers", "times", "text"),
    [
        ([SAID], 1, True),
        (["12月6日(日)に観察します。", SAID], 2, True),
        (["12月6日(日)です。", "12月7日(月)です。", "12月8日(火)です。", SAID], 3, False),
        (["12月6日(日)に観察します。"], 2, False),
    ],
)
def test_a_refused_answer_goes_back_with_why(
    store: Store, tmp_path: Path, answers: list[str], times: int, *, text: bool
) -> None:
    """Three times at most, and no more once it says the same again; the last reason is kept."""
    opened(store)
    file = tmp_path / "asked"
    code = ASKED.format(file=str(file), answers=answers, last=len(answers) - 1)
    [one] = run(store, code)
    assert bool(one.text) is text
    assert text or "このお知らせにありません" in one.refusal
    assert len(file.read_text()) == times


def test_what_was_refused_keeps_its_reason_when_the_program_then_fails(store: Store) -> None:
    """That it ended with an error says less."""
    opened(store)
    fails = (
        "import json,sys; 'x' if not json.load(sys.stdin)['refused'] else sys.exit(1); "
        "print('12月6日(日)です。')"
    )
    assert "12月6日" in run(store, fails)[0].refusal


def test_it_is_asked_once_a_version_and_again_after_a_change(store: Store) -> None:
    """A refusal, too, is an answer; what belonged to an earlier version is shown no more."""
    id = opened(store)
    assert run(store, "print('12月6日(日)です。')")[0].refusal
    assert run(store) == []
    changed = replace(PAGE, text=PAGE.text.replace("屋上", "前庭"))
    store.sightings.keep_page(1, page=changed, validators=("", ""), digest="", at=NOW)
    wording = from_page(
        store.sightings.item(1), page=changed, source=None, rules=rules(""), today=NOW.date()
    ).wording
    store.apply(lifecycle.refresh(store.draft(id), wording, NOW, answered("変わりました")))
    assert store.rewordings.of(id, 2) is None
    assert "屋上" in run(store)[0].refusal


FAILS = """
import sys
open({file!r}, "a").write(".")
sys.exit(1)
"""


def test_a_program_that_fails_is_asked_again_at_the_next_run(store: Store, tmp_path: Path) -> None:
    """A model that is down costs no draft its second wording; after two failures in a row a run
    asks no more, and says why.
    """
    for number in (1, 2, 3):
        opened(store, number)
    file = tmp_path / "asked"
    asking = Rewrite(store, rules(FAILS.format(file=str(file))), Clock(), {}).run()
    assert (asking.rewordings, file.read_text()) == ([], "..")
    assert asking.failure is not None
    assert asking.failure.code == "program.failed"
    assert len(run(store)) == 3


def test_a_draft_that_somebody_rejects_meanwhile_keeps_no_second_wording(store: Store) -> None:
    """Nor is it asked about, once it waits no more."""

    class Busy(Rewrite):
        def _wording(self, draft: Draft, *rest: Any) -> Rewording:
            one = super()._wording(draft, *rest)
            rejected = lifecycle.reject(self._store.draft(draft.id), DIRECTOR, "やめます", NOW)
            self._store.apply(rejected)
            return one

    id = opened(store)
    assert Busy(store, rules(f"print({SAID!r})"), Clock(), {}).run().rewordings == []
    assert store.rewordings.of(id, 1) is None
    assert run(store) == []


@pytest.mark.slow
def test_what_the_run_has_no_time_for_is_asked_at_the_next(store: Store) -> None:
    """The last ask of a run has what is left of it; a program that needs more is neither refused
    nor told of as failing.
    """
    opened(store)

    class Near(Clock):
        calls = 0

        def __call__(self):  # type: ignore[no-untyped-def]
            self.calls += 1
            return super().__call__() + (LONGEST - timedelta(milliseconds=1)) * (self.calls > 1)

    asking = Rewrite(store, rules("import time; time.sleep(60)"), Near(), {}).run()
    assert (asking.rewordings, asking.failure) == ([], None)
    assert store.rewordings.of(1, 1) is None


def test_a_run_that_could_not_ask_says_so_and_ends_with_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Behind all else, and without the lock of the run; off by default nothing is opened."""
    asked: list[bool] = []

    class Parts:
        settings = replace(settings(), rewrite=RewriteSettings(("nowhere",), 10))

        @contextmanager
        def store(self, *, run: bool = False) -> Iterator[None]:
            asked.append(run)
            yield

        def rewrite(self, _: None) -> Any:
            return SimpleNamespace(
                run=lambda: Asking([], ProgramFailed("program.not_started", reason="なし"))
            )

    parts: Any = Parts()
    [failure] = _second_wordings(parts)
    assert (failure.exit_code, asked) == (1, [False])
    assert "[rewrite] command" in capsys.readouterr().err
    parts.settings = settings()
    assert (_second_wordings(parts), asked) == ((), [False])


def test_off_by_default_and_only_for_what_the_machine_wrote_and_nobody_decided(
    store: Store,
) -> None:
    """A person's words are the person's."""
    id = opened(store)
    assert Rewrite(store, rules(""), Clock(), {}).run().rewordings == []
    draft = store.draft(id)
    wording = from_page(
        store.sightings.item(1), page=PAGE, source=None, rules=rules(""), today=NOW.date()
    ).wording
    store.apply(lifecycle.edit(draft, replace(wording, author=POSTER.name), POSTER, NOW))
    assert store.draft(id).state is State.WAITING
    assert run(store) == []


def test_a_run_ends_and_the_next_one_goes_on(store: Store) -> None:
    """What the time of a run does not reach waits."""
    opened(store)

    class Late(Clock):
        calls = 0

        def __call__(self):  # type: ignore[no-untyped-def]
            self.calls += 1
            return super().__call__() + (LONGEST if self.calls > 1 else timedelta())

    assert run(store, clock=Late()) == []
    assert len(run(store)) == 1


def test_11_it_goes_with_the_draft_when_its_time_is_over(store: Store) -> None:
    """Disposal leaves no text of it."""
    id = opened(store)
    run(store)
    store.disposal.dispose([id], JournalLine(DIRECTOR.name, "dispose", NOW))
    assert store.rewordings.of(id, 1) is None


@pytest.mark.slow
@pytest.mark.parametrize("code", ["", "import os; os.close(1); "])
def test_a_program_that_does_not_end_is_told_and_asked_again(store: Store, code: str) -> None:
    """It hangs at every draft, whatever stands in it: that is no fault of the page's."""
    opened(store)
    made = rules(f"{code}import time; time.sleep(60)")
    made.settings = replace(made.settings, rewrite=replace(made.settings.rewrite, seconds=1))
    asking = Rewrite(store, made, Clock(), {}).run()
    assert asking.rewordings == []
    assert asking.failure is not None
    assert asking.failure.code in ("program.silent", "program.not_ended")
    assert len(run(store)) == 1


def test_an_answer_that_is_far_too_long_is_a_refusal_with_its_reason(store: Store) -> None:
    """The run goes on."""
    opened(store)
    made = rules("print('x' * 20000)")
    [one] = Rewrite(store, made, Clock(), {}).run().rewordings
    assert one.text == ""
    assert "プログラム" in one.refusal
