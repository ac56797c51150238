"""Each step of the machine as a table: what it writes, by how the draft stands.

steps.txt has, by verb and below the kinds of drafts for which it is alike: `states → state after:
what the step writes`, or the code of the refusal. `make tables` writes it anew where a step was changed on purpose:
then its difference is what the change does, and is read before it is kept.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any, Final

import pytest
from fakes import DIRECTOR, FINDING, NOW, POSTER, READER, TODAY, answered, content, draft, wording
from tables import blocks, write
from test_lifecycle import ATTEMPT, BY_HAND, CONFIRMATION, DECISION, POST, REVIEW, STEPS, VERSION

from bridge import lifecycle
from bridge.errors import BridgeError
from bridge.model import (
    DISPOSED,
    Content,
    Draft,
    Kind,
    Opening,
    Outcome,
    Person,
    PostId,
    State,
    Step,
    Through,
    Timing,
)
from bridge.policy.s05_1_signoff import digest

FILE = Path(__file__).with_name("steps.txt")
THREAD: Final = replace(content(), cuts=(5,))
LATER: Final = NOW + timedelta(hours=2)

#: how a draft may stand beside its state
KINDS: Final[dict[str, Draft]] = {
    "undecided": draft(),
    "decided": draft(decision=DECISION),
    "urgent": draft(decision=DECISION, urgent=True, expires_on=TODAY, note="注意"),
    "of an item": draft(decision=DECISION, item=4),
    "of an office": draft(source="staff", kind=Kind.MATERIAL, decision=DECISION),
    "planned": draft(decision=DECISION, timing=Timing(NOW, LATER)),
    "thread": draft(
        content=THREAD, digest=digest(THREAD), decision=replace(DECISION, digest=digest(THREAD))
    ),
    "begun": draft(
        content=THREAD,
        digest=digest(THREAD),
        decision=replace(DECISION, digest=digest(THREAD)),
        post=POST,
    ),
    "changed": draft(decision=replace(DECISION, digest="0" * 64)),
    "correction": draft(
        corrects=9, content=replace(content(), replaces=PostId("1")), decision=DECISION
    ),
    "rest of a thread, undecided": draft(content=THREAD, digest=digest(THREAD), post=POST),
    "addition to an item": draft(item=4, corrects=9, decision=DECISION),
    "stopped by a finding": draft(findings=(FINDING,), decision=DECISION),
    "disposed": draft(content=Content(DISPOSED, "", ""), decision=DECISION),
}
#: steps beside those of test_lifecycle.py, by their own arguments
MORE: Final[dict[str, Callable[[Draft], Step]]] = {
    "edit with a remark": lambda d: lifecycle.edit(
        d, wording(), POSTER, NOW, note="直した", ticked=True
    ),
    "decide with bounds": lambda d: lifecycle.decide(
        d, DIRECTOR, NOW, policy_version=VERSION, not_before=LATER, outside_hours="台風"
    ),
    "decide what was shown": lambda d: lifecycle.decide(d, DIRECTOR, NOW, shown=d.digest),
    "time with both ends": lambda d: lifecycle.time(d, POSTER, Timing(NOW, LATER), NOW),
    "time from its end": lambda d: lifecycle.time(d, POSTER, Timing(LATER, NOW), NOW),
    "take back by a reader": lambda d: lifecycle.take_back(d, READER, NOW),
    "take back from X": lambda d: lifecycle.take_back(d, POSTER, NOW, attempt=ATTEMPT),
    "return without a reason": lambda d: lifecycle.return_(d, DIRECTOR, " ", NOW),
    "withdraw with a reason": lambda d: lifecycle.withdraw(d, POSTER, "重複", NOW),
    "open the window of X": lambda d: lifecycle.open_window(d, ATTEMPT, POSTER, NOW),
    "open a window that is over": lambda d: lifecycle.open_window(
        d, replace(BY_HAND, outcome=Outcome.POSTED), POSTER, NOW
    ),
    "open a window again": lambda d: lifecycle.open_window(
        d, replace(BY_HAND, opened_at=NOW - timedelta(minutes=5)), POSTER, NOW
    ),
    "hand back what is open": lambda d: lifecycle.hand_back(
        d, replace(BY_HAND, opened_at=NOW), POSTER, NOW
    ),
    "hand back another's": lambda d: lifecycle.hand_back(
        d, replace(BY_HAND, person="別の人"), POSTER, NOW
    ),
    "post with another text": lambda d: lifecycle.post(
        d, attempt=ATTEMPT, number="1", url="u", at=NOW, shown="別の文", found=answered("一覧")
    ),
    "posted without an attempt": lambda d: lifecycle.posted(
        d, attempt=None, person=POSTER, number="1", url="u", at=NOW
    ),
    "posted what was unclear": lambda d: lifecycle.posted(
        d,
        attempt=replace(ATTEMPT, outcome=Outcome.UNKNOWN),
        person=POSTER,
        number="1",
        url="u",
        at=NOW,
    ),
    "posted by hand": lambda d: lifecycle.posted(
        d,
        attempt=replace(BY_HAND, outcome=Outcome.OPEN),
        person=POSTER,
        number="1",
        url="u",
        at=NOW,
    ),
    "posted under no number": lambda d: lifecycle.posted(
        d,
        attempt=replace(ATTEMPT, outcome=Outcome.UNKNOWN),
        person=POSTER,
        number="",
        url="u",
        at=NOW,
    ),
    "not posted, never looked": lambda d: lifecycle.not_posted(
        d, attempt=ATTEMPT, person=POSTER, reason="見た", at=NOW
    ),
    "not posted, looked a moment ago": lambda d: lifecycle.not_posted(
        d,
        attempt=replace(ATTEMPT, absent_at=NOW - lifecycle.SECOND_LOOK + timedelta(seconds=1)),
        person=POSTER,
        reason="見た",
        at=NOW,
    ),
    "not posted by hand": lambda d: lifecycle.not_posted(
        d, attempt=BY_HAND, person=POSTER, reason="見た", at=NOW
    ),
    "not posted without a reason": lambda d: lifecycle.not_posted(
        d, attempt=ATTEMPT, person=POSTER, reason="", at=NOW
    ),
    "leave without a reason": lambda d: lifecycle.leave(d, POSTER, "", NOW),
    "check by the director": lambda d: lifecycle.check(d, (), DIRECTOR, NOW),
    "send by hand": lambda d: lifecycle.send(
        d, through=Through.MANUAL, marker="7", policy_version=VERSION, at=NOW
    ),
    "decide another text": lambda d: lifecycle.decide(d, DIRECTOR, NOW, shown="0" * 64),
    "decide by too few letters": lambda d: lifecycle.decide(d, DIRECTOR, NOW, shown=d.digest[:8]),
    "decide by one letter of another": lambda d: lifecycle.decide(d, DIRECTOR, NOW, shown="x"),
    "decide in front of an empty page": lambda d: lifecycle.decide(d, DIRECTOR, NOW, shown=""),
    "decide without the tick": lambda d: lifecycle.decide(d, DIRECTOR, NOW, asked=True),
    "decide with the tick": lambda d: lifecycle.decide(
        d, DIRECTOR, NOW, asked=True, ticked=True, acknowledged=[FINDING.key]
    ),
    "decide before the others' word": lambda d: lifecycle.decide(
        d, DIRECTOR, NOW, settings=REVIEW, acknowledged=[FINDING.key]
    ),
    "release without the tick": lambda d: _release(d, asked=True),
    "release with the tick": lambda d: _release(d, asked=True, ticked=True),
    "release another text": lambda d: _release(d, shown="0" * 64),
    "release before the others' word": lambda d: _release(d, settings=REVIEW),
    "release by a reader": lambda d: _release(d, person=READER),
    "review another text": lambda d: lifecycle.review(d, POSTER, REVIEW, NOW, shown="0" * 64),
    "review by a reader": lambda d: lifecycle.review(d, READER, REVIEW, NOW),
    "edit by a reader": lambda d: lifecycle.edit(d, wording(), READER, NOW),
    "resubmit by a reader": lambda d: lifecycle.resubmit(d, READER, NOW),
    "withdraw by a reader": lambda d: lifecycle.withdraw(d, READER, "", NOW),
    "return by a poster": lambda d: lifecycle.return_(d, POSTER, "日付が違う", NOW),
    "reject by a poster": lambda d: lifecycle.reject(d, POSTER, "不要", NOW),
    "take by a reader": lambda d: lifecycle.take(d, READER, VERSION, NOW),
    "open the window by a reader": lambda d: lifecycle.open_window(d, BY_HAND, READER, NOW),
    "hand back by a reader": lambda d: lifecycle.hand_back(d, BY_HAND, READER, NOW),
    "put right by a reader": lambda d: lifecycle.put_right(
        replace(d, post=POST), person=READER, number="2", url="v", reason="貼り間違い", at=NOW
    ),
    "open a draft": lambda d: lifecycle.open_draft(
        Opening(d.item, d.source, d.kind), wording(d.content), "sync", NOW
    ),
}


def _release(standing: Draft, person: Person = POSTER, **more: Any) -> Step:
    return lifecycle.release(
        standing,
        person=person,
        confirmation=CONFIRMATION,
        released_today=0,
        at=NOW,
        giver=DIRECTOR,
        **more,
    )


VERBS: Final = ("ways", *STEPS, *MORE)


def short(value: object) -> str:
    """Return a value in a word: of a dataclass what is not as it is by default."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime):
        return f"{value:%-d日%H:%M}"
    if isinstance(value, str) and len(value) == 64:
        return f"{value[:6]}…"
    if isinstance(value, tuple | list):
        return f"({' '.join(map(short, value))})"
    if isinstance(value, dict):
        return f"{{{' '.join(f'{key}={short(one)}' for key, one in value.items())}}}"
    if dataclasses.is_dataclass(value):
        return (
            "["
            + " ".join(
                f"{field.name}={short(words)}"
                for field in dataclasses.fields(value)
                if (words := getattr(value, field.name)) != field.default
                and field.name not in ("title", "content")  # its digest says which
            )
            + "]"
        )
    return " ".join(str(value).split())


def written_by(verb: str, standing: Draft) -> str:
    """Return the state after a step and what it writes, or why it is refused; of "ways" the steps
    that begin there.
    """
    if verb == "ways":
        return " ".join(sorted(lifecycle.ways(standing)))
    try:
        step = {**STEPS, **MORE}[verb](standing)
    except BridgeError as error:
        return f"refused: {error.code}"
    known = ("draft", "before", "version", "after")
    fields = (field for field in dataclasses.fields(step) if field.name not in known)
    words = (
        f"{field.name}={short(value)}"
        for field in fields
        if (value := getattr(step, field.name)) != field.default
    )
    after = "stays" if step.after is standing.state else step.after.value
    return f"{after}: {' '.join(words)}"


def table(verb: str) -> Iterator[str]:
    """Yield the lines of a verb: kinds of drafts that are alike together, and their states."""
    kinds: dict[tuple[str, ...], list[str]] = {}
    for kind, standing in KINDS.items():
        states: dict[str, list[str]] = {}
        for state in State:
            states.setdefault(written_by(verb, replace(standing, state=state)), []).append(state)
        lines = tuple(f"{' '.join(alike)} → {written}" for written, alike in states.items())
        kinds.setdefault(lines, []).append(kind)
    for lines, alike in kinds.items():
        yield f"-- {', '.join(alike)}"
        yield from lines


def tables() -> dict[str, str]:
    """Return what stands in steps.txt, by verb."""
    return {verb: lines.strip("\n") for verb, lines in blocks(FILE)}


@pytest.mark.parametrize("verb", VERBS)
def test_5_1_a_step_writes_what_stands_in_its_table(verb: str) -> None:
    """State, journal, decision, attempt and post, from each state, or the refusal by its code."""
    assert "\n".join(table(verb)) == tables()[verb]


def test_the_table_has_no_verb_that_is_gone() -> None:
    """Each table belongs to a step."""
    assert tables().keys() == {*VERBS}


if __name__ == "__main__":
    write(FILE, ((verb, "\n".join(table(verb))) for verb in VERBS))
