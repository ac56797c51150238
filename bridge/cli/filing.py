"""Edge: one new file, whole or not at all, and never in another's place."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bridge.cli import UNWRITTEN
from bridge.errors import BridgeError, UsageRefused
from bridge.sayings import reason

if TYPE_CHECKING:
    from collections.abc import Iterable

BUFFER: Final = 1 << 18  #: bytes that a file takes at once: a book is written in small pieces


def refuse_existing(path: Path) -> None:
    """Raise UsageRefused when something stands at `path`, be it a link that leads nowhere."""
    if os.path.lexists(path):
        raise UsageRefused("file.taken", path=path)


def not_written(path: Path, error: OSError) -> BridgeError:
    """Return what a file is told by that could not be written: a place that cannot be one is the
    caller's to mend, a disk that is full or broken is not.
    """
    why = reason(error)
    if error.errno in UNWRITTEN:
        return BridgeError("file.not_written", path=path, reason=why)
    return UsageRefused("file.not_written", path=path, reason=why)


def write_new(path: Path, chunks: Iterable[bytes], *, public: bool = False) -> None:
    """Write `chunks` to a new file at `path`, readable by its owner alone, or by everybody when it
    is `public`; raises what `not_written` returns when that cannot be.

    A run that dies half way leaves nothing under that name: the name is given to the finished file,
    by a hard link, which never replaces one.
    """
    refuse_existing(path)
    draft: Path | None = None
    try:
        # mode 0600
        descriptor, name = tempfile.mkstemp(
            prefix=f".{path.name[:80]}.", suffix=".part", dir=path.parent
        )
        draft = Path(name)
        with os.fdopen(descriptor, "wb", BUFFER) as file:
            for chunk in chunks:
                file.write(chunk)
            if public:
                os.fchmod(file.fileno(), 0o644)
            file.flush()
            os.fsync(file.fileno())
        _name(draft, path)
    except FileExistsError:
        refuse_existing(path)
        raise
    except OSError as error:
        raise not_written(path, error) from error
    finally:
        if draft is not None:
            with suppress(FileNotFoundError):
                draft.unlink()


def _name(draft: Path, path: Path) -> None:
    """Give the finished file its name, unless another has it; raises FileExistsError."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    # a disk that has no hard links (FAT, some network drives): take the name first, then fill it
    except OSError:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        draft.replace(path)
