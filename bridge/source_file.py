"""Edge: one [[source]] more in feeds.toml: every comment and every other line stays, and the file
is whole at each moment.
"""

from __future__ import annotations

import os
import tempfile
import threading
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bridge.errors import ConfigRefused, FileReadOnly

if TYPE_CHECKING:
    from collections.abc import Callable

    from bridge.settings import Source

_ONE: Final = threading.Lock()  #: two persons of one desk never write from the same reading


def writable(path: Path) -> bool:
    """Return whether the file may be replaced by this process: itself and its folder are to be
    written.
    """
    file = path.resolve()
    return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)


def add(path: Path, source: Source, examine: Callable[[Path], object]) -> None:
    """Add `source` to the file behind `path`, behind its last source.

    `examine` reads a file as the program would and raises ConfigRefused with every fault; nothing
    is written then.
    Raises FileReadOnly when the file cannot be replaced by one of the same owner and mode.
    """
    with _ONE:
        file = path.resolve()  # a link stays a link
        draft: Path | None = None
        try:
            old, stat = file.read_bytes(), file.stat()
            descriptor, name = tempfile.mkstemp(
                prefix=f".{file.name}.", suffix=".part", dir=file.parent
            )
            draft = Path(name)
            with os.fdopen(descriptor, "wb") as out:
                out.write(_added(old, source))
                out.flush()
                os.fsync(out.fileno())
            _examined(draft, path, examine)
            os.chown(draft, stat.st_uid, stat.st_gid)
            draft.chmod(stat.st_mode & 0o7777)
            draft.replace(file)
        except OSError as error:
            raise FileReadOnly(
                f"{path.name} には、ここから書けません({error.strerror})。何も変えていません。",
                "下の設定をサーバーの担当者に渡し、貼り付けてもらってください。",
            ) from error
        finally:
            if draft is not None:
                with suppress(FileNotFoundError):
                    draft.unlink()


def _examined(draft: Path, path: Path, examine: Callable[[Path], object]) -> None:
    try:
        examine(draft)
    except ConfigRefused as error:
        raise ConfigRefused(
            tuple(fault.replace(str(draft), path.name) for fault in error.faults),
            "名前か、feeds.toml を直してください。何も変えていません。",
        ) from error


def _added(old: bytes, source: Source) -> bytes:
    """Return the file with the source in it; what it said before it says still, to the letter."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    mark = b"\xef\xbb\xbf" if old.startswith(b"\xef\xbb\xbf") else b""
    text = old.removeprefix(mark).decode()
    said = {"id": source.id, "kind": source.kind, "url": source.url}
    end = "\r\n" if "\r\n" in text else "\n"
    wanted = tomllib.loads(text)
    wanted.setdefault("source", []).append(said)
    try:
        document = tomlkit.parse(text)
        table = tomlkit.table()
        table.update(said)
        document["source"].append(table)
        made = tomlkit.dumps(document)
    except (
        TOMLKitError,
        KeyError,
        AttributeError,
    ):  # no source yet, or sources in a form that it does not extend
        made = ""
    if not (_says(made, wanted) and _inserted(text, made)):
        lines = [
            "",
            "[[source]]",
            *(f"{key} = {tomlkit.item(value).as_string()}" for key, value in said.items()),
            "",
        ]
        made = text.rstrip() + end + end.join(lines)
    return mark + made.encode()


def _inserted(old: str, new: str) -> bool:
    """Tell whether `new` is `old` with something put in at one place: tomlkit moves tables that
    stand apart.
    """
    same = next(
        (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b),
        min(len(old), len(new)),
    )
    rest = old[same:]
    return not rest.strip() or new.rstrip().endswith(rest.rstrip())


def _says(text: str, wanted: object) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False
