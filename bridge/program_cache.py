"""Edge: what depends on the program's own files alone, kept beside its compiled modules. Holds no
rule.

As Python keeps what it makes of a module, in __pycache__, and on the same terms: whoever may write
there may write the program; where nothing can be written, nothing is kept, and all is made anew
each time.
"""

from __future__ import annotations

import marshal
import os
import sys
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


def load(name: str, key: str) -> Any:
    """Return what is kept under a name; None when nothing is, when it is not whole, or when it was
    kept under another key or by another Python.
    """
    try:
        raw = _place(name).read_bytes()
        end = raw.index(b"\n")
        head, body = raw[:end], memoryview(raw)[end + 1 :]  # a copy would be megabytes
        return marshal.loads(body) if head == _head(key, body) else None  # noqa: S302 - as a .pyc
    except (OSError, ValueError, EOFError, TypeError):
        return None


def save(name: str, key: str, value: Any) -> None:
    """Keep a value of plain types, whole or not at all."""
    if sys.dont_write_bytecode:
        return
    place, body = _place(name), marshal.dumps(value)
    beside = place.with_name(f"{place.name}.{os.getpid()}")
    with suppress(OSError):
        try:
            place.parent.mkdir(exist_ok=True)
            beside.write_bytes(_head(key, body) + b"\n" + body)
            beside.replace(place)
        except OSError:
            beside.unlink(missing_ok=True)


def stamp(files: Iterable[Path]) -> str:
    """Return what changes when one of these files does: names, sizes, times (seconds, as .pyc)."""
    lines = []
    for path in files:
        about = path.stat()
        lines.append(f"{path} {about.st_size} {int(about.st_mtime)}")
    return "|".join(lines)


def _place(name: str) -> Path:
    return Path(__spec__.cached or __file__).with_name(f"{name}.{sys.implementation.cache_tag}")


def _head(key: str, body: bytes | memoryview) -> bytes:
    return f"{sys.version!r} {key!r} {zlib.crc32(body)}".encode()
