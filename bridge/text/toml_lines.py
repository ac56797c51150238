"""Pure: on which line of a TOML text each key stands, so that a fault can be shown where it is.

tomllib checks the syntax and gives the values, but no positions; this scanner gives the positions
and trusts the syntax (TOML 1.0). It holds no rule.
"""

from __future__ import annotations

import re
import tomllib
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]  # ("source", 0, "url"): names of keys, places in arrays

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_REMARK = re.compile(r"#[^\r\n]*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'', re.DOTALL
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}#\n]+")


def lines(text: str) -> dict[Path, int]:
    """Return the line (from 1) of each table, key and array element of `text`, which must be valid
    TOML.
    """
    scanner = _Scanner(text)
    scanner.document()
    return scanner.found


def ends(text: str) -> dict[Path, int]:
    """Return behind which character the last key of each table of `text` ends, or its heading when
    it has none; () is the table without one.
    """
    scanner = _Scanner(text)
    scanner.document()
    return scanner.ends


def remarks(text: str) -> list[str]:
    """Return each remark of `text`, from its # to the end of its line, in order."""
    scanner = _Scanner(text)
    scanner.document()
    return scanner.remarks


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, int] = {}
        self.tables: dict[Path, int] = {}  # arrays of tables → place of the newest
        self.ends: dict[Path, int] = {(): 0}
        self.remarks: list[str] = []

    def document(self) -> None:
        prefix: Path = ()
        while self._next():
            start = self.at
            if self._take("[["):
                path = self._within(self.key())
                self.tables[path] = self.tables.get(path, -1) + 1
                prefix = (*path, self.tables[path])
                self._take("]]")
                self._mark(prefix, start)
            elif self._take("["):
                prefix = self._within(self.key())
                self._take("]")
                self._mark(prefix, start)
            else:
                self.pair(prefix)
            self.ends[prefix] = self.at

    def pair(self, prefix: Path) -> None:
        start = self.at
        path = (*prefix, *self.key())
        self._mark(path, start)
        self._take("=")
        self.value(path)

    def key(self) -> Path:
        parts: list[str] = []
        while not parts or self._take("."):
            self._next()
            part = self._eat(_STRING)
            parts.append(str(tomllib.loads(f"k={part}")["k"]) if part else self._eat(_BARE_KEY))
        return tuple(parts)

    def value(self, path: Path) -> None:
        self._next()
        self._mark(path, self.at)
        if self._take("["):
            place = 0
            while self._next() and not self._take("]"):
                self.value((*path, place))
                place += 1
                self._take(",")
        elif self._take("{"):
            while self._next() and not self._take("}"):
                self.pair(path)
                self._take(",")
        else:
            self._eat(_STRING) or self._eat(_BARE_VALUE)

    def _within(self, key: Path) -> Path:
        """Return the full path of a header: `[source.x]` belongs to the newest `[[source]]`."""
        path: Path = ()
        for part in key[:-1]:
            path = (*path, part)
            path = (*path, self.tables[path]) if path in self.tables else path
        return (*path, *key[-1:])

    def _mark(self, path: Path, at: int) -> None:
        line = self.text.count("\n", 0, at) + 1
        for size in range(1, len(path) + 1):
            self.found.setdefault(path[:size], line)

    def _next(self) -> bool:
        """Step over blanks and comments; return whether anything is left."""
        self.remarks += _REMARK.findall(self._eat(_BLANK))
        return self.at < len(self.text)

    def _eat(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return match[0] if match else ""

    def _take(self, mark: str) -> bool:
        self._next()
        ahead = self.text.startswith(mark, self.at)
        self.at += len(mark) * ahead
        return ahead
