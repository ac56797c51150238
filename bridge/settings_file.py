"""Edge: feeds.toml altered by this program: one [[source]] more, or other values. Every comment and
every other line stays, the file is whole at each moment, and the one of before is kept beside it.
"""

from __future__ import annotations

import os
import re
import tempfile
import threading
import tomllib
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bridge.errors import FileReadOnly, SettingsDiffer
from bridge.sayings import reason
from bridge.text import toml_edit
from bridge.text.toml_edit import KeyPlace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bridge.settings import Settings, Source

_ONE: Final = threading.Lock()  #: two persons of one desk never write from the same reading
KEEP: Final = 14  #: files of before that stay beside it
_MARK: Final = b"\xef\xbb\xbf"


class SettingsFile:
    """feeds.toml, to be altered. Made by wiring.py."""

    def __init__(self, path: Path, examine: Callable[[bytes], Settings]) -> None:
        """`examine` reads bytes as the program would read the file, and raises ConfigRefused with
        every fault.
        """
        self._path = path
        self._file = path.resolve()  # a link stays a link
        self._examine = examine

    @property
    def writable(self) -> bool:
        """Return whether the file may be replaced by this process: itself and its folder are to be
        written.
        """
        return os.access(self._file, os.W_OK) and os.access(self._file.parent, os.W_OK)

    def settings(self) -> Settings:
        """Return what the file says at this moment; raises ConfigRefused."""
        return self._examine(self._read())

    def trial(self, changes: Mapping[KeyPlace, Any]) -> Settings:
        """Return what the file would say with these changes; nothing is written. Raises
        ConfigRefused, FileReadOnly.
        """
        return self._examine(self._altered(self._read(), changes))

    def alter(
        self,
        changes: Mapping[KeyPlace, Any],
        at: datetime,
        unchanged: Callable[[Settings], tuple[str, ...]],
    ) -> None:
        """Write these values into the file, None takes a key away; the file of before stays beside
        it under the moment `at`.

        `unchanged` returns how the file differs from what the person saw. Raises SettingsDiffer
        then, ConfigRefused with every fault, FileReadOnly when it cannot be replaced.
        """

        def change(old: bytes) -> bytes:
            if differences := unchanged(self._examine(old)):
                raise SettingsDiffer("settings.differ", differences=differences)
            return self._altered(old, changes)

        self._replace(change, at)

    def add(self, source: Source, at: datetime) -> None:
        """Add `source`, behind the last one of the file. Raises ConfigRefused, FileReadOnly."""
        self._replace(lambda old: _added(old, source), at)

    def _read(self) -> bytes:
        try:
            return self._file.read_bytes()
        except OSError as error:
            raise self._closed(error) from error

    def _altered(self, old: bytes, changes: Mapping[KeyPlace, Any]) -> bytes:
        mark = _MARK if old.startswith(_MARK) else b""
        try:
            return mark + toml_edit.edited(old.removeprefix(_MARK).decode(), changes).encode()
        except ValueError as error:
            names = "、".join(f"[{'.'.join(place[:-1])}] {place[-1]}" for place in changes)
            raise FileReadOnly(
                "settings.file_unusual", file=self._path.name, names=names
            ) from error

    def _replace(self, change: Callable[[bytes], bytes], at: datetime) -> None:
        """Put what `change` makes of the file into its place, or raise with nothing changed."""
        with _ONE:
            draft: Path | None = None
            try:
                old, stat = self._file.read_bytes(), self._file.stat()
                new = change(old)
                self._examine(new)
                draft = _laid(self._file, new, stat)
                if self._file.read_bytes() != old:  # an editor was faster
                    raise SettingsDiffer("settings.differ", differences=())
                copy = self._keep(old, stat, at)
                try:
                    draft.replace(self._file)
                except OSError:
                    copy.unlink()
                    raise
                _sync(self._file.parent)
                self._clear()
            except OSError as error:
                raise self._closed(error) from error
            finally:
                if draft is not None:
                    with suppress(FileNotFoundError):
                        draft.unlink()

    def _keep(self, old: bytes, stat: os.stat_result, at: datetime) -> Path:
        """Put the file of before beside it, never over another, and return where."""
        for n in count(1):
            name = f"{self._file.name}.{at:%Y%m%d-%H%M%S}" + (f"-{n}" if n > 1 else "")
            copy = self._file.with_name(name)
            try:
                descriptor = os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            except FileExistsError:
                continue
            _write(descriptor, copy, old, stat)
            break
        return copy

    def _clear(self) -> None:
        """Take the oldest files of before away; KEEP of them stay."""
        copies = sorted(
            path
            for path in self._file.parent.glob(f"{self._file.name}.*")
            if re.fullmatch(r"\d{8}-\d{6}(-\d+)?", path.name.removeprefix(f"{self._file.name}."))
        )
        for oldest in copies[:-KEEP]:
            oldest.unlink(missing_ok=True)

    def _closed(self, error: OSError) -> FileReadOnly:
        return FileReadOnly("settings.file_read_only", file=self._path.name, reason=reason(error))


def _laid(file: Path, data: bytes, stat: os.stat_result) -> Path:
    """Return a new file beside `file`, on the disk whole, with the same owner and mode."""
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".part", dir=file.parent)
    draft = Path(name)
    try:
        _write(descriptor, draft, data, stat)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


def _write(descriptor: int, path: Path, data: bytes, stat: os.stat_result) -> None:
    with os.fdopen(descriptor, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    os.chown(path, stat.st_uid, stat.st_gid)
    path.chmod(stat.st_mode & 0o7777)


def _sync(folder: Path) -> None:
    """Let a folder's names be on the disk, where the system can do that."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _added(old: bytes, source: Source) -> bytes:
    """Return the file with the source in it; what it said before it says still, to the letter."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    mark = _MARK if old.startswith(_MARK) else b""
    text = old.removeprefix(mark).decode()
    entry = {"id": source.id, "kind": str(source.kind), "url": source.url}
    end = "\r\n" if "\r\n" in text else "\n"
    target = tomllib.loads(text)
    target.setdefault("source", []).append(entry)
    try:
        document = tomlkit.parse(text)
        table = tomlkit.table()
        table.update(entry)
        document["source"].append(table)
        new = tomlkit.dumps(document)
    except (
        TOMLKitError,
        KeyError,
        AttributeError,
    ):  # no source yet, or sources in a form that it does not extend
        new = ""
    if not (_says(new, target) and _inserted(text, new)):
        lines = [
            "",
            "[[source]]",
            *(f"{key} = {tomlkit.item(value).as_string()}" for key, value in entry.items()),
            "",
        ]
        new = text.rstrip() + end + end.join(lines)
    return mark + new.encode()


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


def _says(text: str, target: object) -> bool:
    try:
        return tomllib.loads(text) == target
    except tomllib.TOMLDecodeError:
        return False
