"""Tables of readings for tests: `== reader`, then `what it is given → what it says`, parts of what is
given with ｜ between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

Readers = Mapping[str, Callable[..., str]]


def readings(file: Path) -> Iterator[tuple[str, str, str]]:
    """Yield reader, what it is given, and what it says."""
    for block in file.read_text("utf-8").split("\n== ")[1:]:
        reader, *lines = block.strip("\n").split("\n")
        for line in filter(None, lines):
            given, _, says = line.partition(" →")
            yield reader, given, says.strip()


def read(readers: Readers, reader: str, given: str) -> str:
    """Return what a reader says."""
    return readers[reader](*given.split("｜")).strip()


def rewrite(file: Path, readers: Readers) -> None:
    """Write a table anew, as the program of today has it."""
    parts = [file.read_text("utf-8").partition("\n== ")[0]]
    every = list(readings(file))
    for reader in readers:
        lines = [f"{given} → {read(readers, of, given)}" for of, given, _ in every if of == reader]
        parts.append("\n".join((f"== {reader}", *(line.rstrip() for line in lines), "")))
    file.write_text("\n".join(parts), "utf-8")
