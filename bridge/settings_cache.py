"""Edge: settings that were once found valid, beside the record, so that a run without a change of
feeds.toml examines nothing anew.

To read and examine the file costs a third of a start. What is kept is
data (JSON) under the sha256 of everything it depends on: the file's bytes and place, and the code
that reads it. It is believed only when it is our own, private, whole and of this key; anything else
is as if it were not there. What the file names outside of itself is compared each time.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bridge import __version__, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: what decides how a file is read: when one of these changes, nothing that was kept counts
_CODE: Final = (
    "settings.py",
    "config.py",
    "model.py",
    "text/forms.py",
    "text/instances.py",
    "text/toml_lines.py",
    "draft/compose.py",
    "draft/fitting.py",
    "draft/kinds.py",
    "settings_cache.py",
)
_KINDS: Final = {
    name: kind
    for name, kind in vars(settings).items()
    if getattr(kind, "__module__", "") == settings.__name__
}
#: enumerations of which a setting may have a value
_ENUMS: Final = {
    name: kind
    for name, kind in vars(settings).items()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
}


def cached(
    path: Path, record: Path, read: Callable[[Path], settings.Settings]
) -> settings.Settings:
    """Return what `read` returns for the feeds.toml at `path`, as it was kept beside the record
    when that still holds.

    Raises what `read` raises. Where there is no record yet, or its folder is another's, nothing is
    written.
    """
    # unlike Path.resolve, it takes a link to itself as it is, which `read` tells of
    place = Path(f"{os.path.realpath(record)}.settings")
    key = _key(path)
    values = _kept(place, key) if key else None
    if values is not None:
        return values
    fresh = read(path)
    if key and key == _key(path) and record.is_file():
        _keep(place, key, fresh)
    return fresh


def _key(path: Path) -> str:
    """Return the sha256 of all that a reading of the file depends on; empty when it cannot be
    read.
    """
    digest, here = (
        hashlib.sha256(os.fsencode(f"{__version__}\n{path.absolute()}\n")),
        Path(__file__).parent,
    )
    try:
        for name in _CODE:
            about = (here / name).stat()
            digest.update(f"{name} {about.st_size} {about.st_mtime_ns}\n".encode())
        digest.update(path.read_bytes())
    except OSError:
        return ""
    return digest.hexdigest()


def _outside(values: settings.Settings) -> list[Any]:
    """Return how what the file names outside of itself stands now: a folder of words, issuers, a
    program.
    """
    issuers: list[int] = []
    with suppress(OSError):
        if values.network.ca_file:
            about = Path(values.network.ca_file).stat()
            issuers = [about.st_size, about.st_mtime_ns]
    command = values.rewrite.command
    return [
        bool(values.words) and Path(values.words).is_dir(),
        issuers,
        bool(command) and shutil.which(command[0]),
    ]


def _kept(place: Path, key: str) -> settings.Settings | None:
    """Return what stands in `place` under `key`; None for everything else, and for what others may
    have written.
    """
    try:
        with os.fdopen(os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            about = os.fstat(file.fileno())
            if (
                not stat.S_ISREG(about.st_mode)
                or about.st_uid != os.geteuid()
                or about.st_mode & 0o077
            ):
                return None
            first, _, body = file.read().partition(b"\n")
        if first.decode() != f"{key} {hashlib.sha256(body).hexdigest()}":
            return None
        plain, outside = json.loads(body)
        value = _value(plain)
        return (
            value if isinstance(value, settings.Settings) and outside == _outside(value) else None
        )
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def _keep(place: Path, key: str, fresh: settings.Settings) -> None:
    """Put settings into `place`, whole or not at all; a place that cannot be written is none."""
    body = json.dumps([_plain(fresh), _outside(fresh)], ensure_ascii=False).encode()
    beside = place.with_name(f"{place.name}.{os.getpid()}")
    with suppress(OSError):
        if (
            place.parent.stat().st_uid != os.geteuid()
        ):  # root's file in a service's folder would be in its way
            return
        try:
            with os.fdopen(
                os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb"
            ) as file:
                file.write(f"{key} {hashlib.sha256(body).hexdigest()}\n".encode() + body)
            beside.replace(place)
        except OSError:
            beside.unlink(missing_ok=True)


# ── values as JSON, each with its kind ──────────────────────────────────────────────────────────


def _plain(value: object) -> Any:
    if is_dataclass(value):
        return [
            type(value).__name__,
            *(_plain(getattr(value, field.name)) for field in fields(value)),
        ]
    if isinstance(value, tuple):
        return ["", *map(_plain, value)]
    if isinstance(value, dict):
        return {"": [[_plain(key), _plain(one)] for key, one in value.items()]}
    if isinstance(value, StrEnum):
        return {type(value).__name__: value.value}
    if isinstance(value, date | time):
        return {type(value).__name__: value.isoformat()}
    return value


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        values = map(_value, plain[1:])
        if not plain[0]:
            return tuple(values)
        kind = _KINDS[plain[0]]
        value = kind.__new__(kind)
        value.__setstate__(values)  # as a pickle would: nothing is compiled
        return value
    if isinstance(plain, dict):
        ((kind, inner),) = plain.items()
        if kind in _ENUMS:
            return _ENUMS[kind](inner)
        if kind:
            return date.fromisoformat(inner) if kind == "date" else time.fromisoformat(inner)
        pairs: Mapping[Any, Any] = {_value(key): _value(one) for key, one in inner}
        return pairs
    return plain
