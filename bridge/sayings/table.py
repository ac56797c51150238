"""Pure: every code with its words, one table of those of the parts, and how facts are put into
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any, Final

from bridge.sayings import (
    Advice,
    Coded,
    Door,
    Saying,
    acts,
    commands,
    drafts,
    gate,
    health,
    library,
    mails,
    people,
    posts,
    record,
    runs,
    settings,
    sources,
    stem,
)

PARTS: Final = (
    acts,
    drafts,
    gate,
    posts,
    people,
    library,
    settings,
    sources,
    record,
    runs,
    commands,
    health,
    mails,
)
SAYINGS: Final[dict[str, Saying]] = {
    code: saying for part in PARTS for code, saying in part.SAYINGS.items()
}


def said(code: str, facts: Mapping[str, Any], door: Door) -> Advice:
    """Return the words of a code at a door, with its facts in their places."""
    saying, form = SAYINGS[code], _FactFormatter(door)
    if door == "mail" and saying.mail is not None:
        return Advice(form.vformat(saying.mail, (), facts), "")
    todo = saying.desk if door == "desk" and saying.desk is not None else saying.todo
    return Advice(form.vformat(saying.what, (), facts).rstrip(), form.vformat(todo, (), facts))


class _FactFormatter(Formatter):
    """Puts facts into a sentence for a door."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Coded):
            words = value.words(self._door)
            if format_spec == "stem":
                return stem(words.what)
            return words.todo if format_spec == "todo" else words.what
        if isinstance(value, tuple | list):
            parts = "todo" if format_spec == "todo" else ""
            between = "" if parts else format_spec
            return between.join(self.format_field(part, parts) for part in value)
        return str(super().format_field(value, format_spec))
