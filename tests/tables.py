"""Files of cases for tests: a head, then blocks, `== name` and lines below it; and among them tables
of readings: `== reader`, then `what it is given → what it says`, parts of what is given with ｜
between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

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


def read(readers: Readers, reader: str, given: str) -> str:
    """Return what a reader says."""
    return readers[reader](*given.split("｜")).strip()


def rewrite(file: Path, readers: Readers) -> None:
    """Write a table anew, as the program of today has it."""
    every = list(readings(file))
    table = {
        reader: [f"{given} → {read(readers, of, given)}" for of, given, _ in every if of == reader]
        for reader in readers
    }
    write(file, ((name, "\n".join(map(str.rstrip, lines))) for name, lines in table.items()))
