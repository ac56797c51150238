"""Pure: what of a long list is asked for, and how SQL asks it. An empty field asks for nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which drafts of a state are asked for."""

    words: str = ""  #: blanks part them; title or text holds each, small and capital letters alike
    source: str = ""  #: id of a source, or "staff"
    kind: str = ""  #: ア to エ
    author: str = ""  #: who wrote the present version
    urgent: bool = False
    findings: str = ""  #: "stop": has one that stops; "any": has one; "none": has none

    def where(self) -> tuple[list[str], list[object]]:
        """Return conditions on `drafts d` with its `versions v`, and their values."""
        conditions, values = words_in(
            "v.title", "json_extract(v.content, '$.text')", words=self.words
        )
        for column, value in (
            ("d.source", self.source),
            ("d.kind", self.kind),
            ("v.author", self.author),
        ):
            if value:
                conditions.append(f"{column} = ?")
                values.append(value)
        if self.urgent:
            conditions.append("v.urgent")
        conditions += {
            "stop": [
                "EXISTS (SELECT 1 FROM json_each(v.findings) f WHERE json_extract(f.value, "
                "'$.stop'))"
            ],
            "any": ["json_array_length(v.findings) > 0"],
            "none": ["json_array_length(v.findings) = 0"],
        }.get(self.findings, [])
        return conditions, values


@dataclass(frozen=True, slots=True)
class JournalSieve:
    """Which lines of the journal are asked for."""

    words: str = ""  #: in what the line says besides, or in its actor's name
    actions: tuple[str, ...] = ()
    actor: str = ""
    draft: int | None = None
    since: datetime | None = None
    until: datetime | None = None  #: lines before this moment

    def where(self, stamp: Callable[[datetime], str]) -> tuple[list[str], list[object]]:
        """Return conditions on `journal`, and their values; `stamp` writes a moment as the record
        has it.
        """
        conditions, values = words_in("detail", "actor", words=self.words)
        if self.actions:
            conditions.append(f"action IN ({','.join('?' * len(self.actions))})")
            values += self.actions
        filters: dict[str, str | int | None] = {
            "actor =": self.actor or None,
            "draft =": self.draft,
        }
        filters |= {
            name: stamp(at)
            for name, at in (("at >=", self.since), ("at <", self.until))
            if at is not None
        }
        for column, value in filters.items():
            if value is not None:
                conditions.append(f"{column} ?")
                values.append(value)
        return conditions, values


EVERYTHING: Final = JournalSieve()


def words_in(*columns: str, words: str) -> tuple[list[str], list[object]]:
    """Return the condition that each of `words` stands in one of `columns`, and its values; % and _
    are letters.
    """
    conditions, values = [], list[object]()
    for word in words.split():
        conditions.append(
            "(" + " OR ".join(f"instr(lower({column}), lower(?))" for column in columns) + ")"
        )
        values += [word] * len(columns)
    return conditions, values
