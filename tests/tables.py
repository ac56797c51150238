"""Files of cases for tests: a head, then blocks, `== name` and lines below it; and among them tables
of readings: `== reader`, then `what it is given → what it says`, parts of what is given with ｜
between them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from _pytest.mark import ParameterSet

#: rows that one test asks: over a test, pytest and its workers take longer than over most rows
LOT: Final = 25
Readers = Mapping[str, Callable[..., str]]


def blocks(file: Path) -> Iterator[tuple[str, str]]:
    """Yield name and lines of each block."""
    for block in file.read_text("utf-8").split("\n== ")[1:]:
        name, _, lines = block.partition("\n")
        yield name, lines


def write(file: Path, pairs: Iterable[tuple[str, str]]) -> None:
    """Write blocks, a name and lines each, behind the head of a file, with an empty line between two."""
    head = file.read_text("utf-8").partition("\n== ")[0]
    parts = [f"== {name}\n{lines}\n" for name, lines in pairs]
    file.write_text("\n".join((head, *parts)), "utf-8")


def readings(file: Path) -> Iterator[tuple[str, str, str]]:
    """Yield reader, what it is given, and what it says."""
    for reader, lines in blocks(file):
        for line in filter(None, lines.split("\n")):
            given, _, says = line.partition(" →")
            yield reader, given, says.strip()


def lots(rows: Mapping[str, Any]) -> list[Any]:
    """Return the rows of a table by their names, `LOT` of them as the one parameter of each test.
    Compared as a whole, with what each name should have, only the rows that differ are shown.
    """
    names = list(rows)
    return [
        pytest.param(
            {name: rows[name] for name in names[at : at + LOT]}, id=f"{at}-{names[at][:30]}"
        )
        for at in range(0, len(names), LOT)
    ]


def read(readers: Readers, reader: str, given: str) -> str:
    """Return what a reader says."""
    return readers[reader](*given.split("｜")).strip()


def in_line(value: object) -> str:
    """Return a value in one line: sets and pairs sorted, of a record what is not as by default; empty for
    nothing.
    """
    match value:
        case str():
            return value.replace("\n", "⏎")
        case bool() | None:
            return "yes" if value else ""
        case date():
            return f"{value.year}/{value.month}/{value.day}"
        case Mapping():
            pairs = ((in_line(key), in_line(one)) for key, one in value.items())
            return " ".join(f"{key}={one}" for key, one in sorted(pairs) if one or key)
        case set() | frozenset():
            return f"{{{' '.join(sorted(map(in_line, value)))}}}" if value else ""
        case Iterable():
            return f"[{' '.join(map(in_line, value))}]" if (value := list(value)) else ""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = (
            (one.name, one.default, getattr(value, one.name)) for one in dataclasses.fields(value)
        )
        return f"({all_of(**{name: own for name, usual, own in fields if own != usual})})"
    return str(value)


def all_of(**found: object) -> str:
    """Return each thing that is anything, by its name."""
    return " / ".join(f"{name} {said}" for name, one in found.items() if (said := in_line(one)))


def in_brief(rows: Sequence[Any], one_of: int) -> list[Any]:
    """Return the rows of a table as parameters; all but one of so many are `long`."""
    kept = [row if isinstance(row, ParameterSet) else pytest.param(row) for row in rows]
    return [
        pytest.param(
            *row.values, id=row.id, marks=(*row.marks, *([pytest.mark.long] if n % one_of else []))
        )
        for n, row in enumerate(kept)
    ]


def lots_of_readings(file: Path) -> list[Any]:
    """Return the lots of a table of readings, each row named by reader and what it is given."""
    return lots({f"{of}: {given}": (of, given, says) for of, given, says in readings(file)})


def rewrite(file: Path, readers: Readers) -> None:
    """Write a table anew, as the program of today has it."""
    every = list(readings(file))
    table = {
        reader: [f"{given} → {read(readers, of, given)}" for of, given, _ in every if of == reader]
        for reader in readers
    }
    write(file, ((name, "\n".join(map(str.rstrip, lines))) for name, lines in table.items()))
