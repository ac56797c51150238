"""Edge: where the record lies: under one name alone, on a disk whose locks hold. Holds no rule.

SQLite's rollback journal and the lock of a run stand beside the file under the file's own name. A
second name for the same file (a hard link, a mount of the file alone) has a journal and a lock of
its own: two writers would not see each other, and a half-written page would be played back by
nobody (sqlite.org/howtocorrupt.html, 2.4 and 2.5).
"""

from __future__ import annotations

import os
import pwd
import re
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from bridge.errors import StoreFailed
from bridge.sayings import Refusal

MOUNTS: Final = Path("/proc/self/mountinfo")  #: proc(5); elsewhere nobody can tell
#: file systems whose locks cross a network: they may be lost, or held by a machine that is gone
NETWORK: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "lustre", "9p"}
    | {"fuse.sshfs", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.davfs", "davfs"}
)
_OCTAL: Final = re.compile(r"\\([0-7]{3})")


def refuse_other_names(path: Path) -> None:
    """Raise StoreFailed when the file at `path` is known by a second name; nothing is touched."""
    if path.is_file() and path.stat().st_nlink > 1:
        raise StoreFailed("record.second_name", path=path)
    if str(path.resolve()) in {point for point, _ in _mounts()}:
        raise StoreFailed("record.mounted_alone", path=path)


def refuse_root_for_another(path: Path) -> None:
    """Raise StoreFailed when root is about to write into the record, or the folder, of another
    user; nothing is touched.

    What root makes there (the desk's key, the lock, a copy, the record itself) is root's alone: the
    service's next run and its desk could not open it.
    """
    owner = (path if path.exists() else path.absolute().parent).stat().st_uid
    if os.geteuid() != 0 or owner == 0:
        return
    name = _login(owner)
    raise StoreFailed("record.of_another_user", path=path, user=name)


def _login(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"'#{uid}'"


def read_only(path: Path, way: str = "mode=ro") -> closing[sqlite3.Connection]:
    """Return a connection to the file of a record that writes nothing into it, to be entered;
    `way`: of SQLite's, when it is another one. Raises sqlite3.Error.
    """
    return closing(sqlite3.connect(f"{path.resolve().as_uri()}?{way}", uri=True))


def warnings(path: Path) -> tuple[Refusal, ...]:
    """Return what about the record's place may one day spoil it; empty when nothing is known."""
    risks = []
    kind = _file_system(path.resolve())
    if kind in NETWORK:
        risks.append(Refusal("place.network", path=path, kind=kind))
    with (
        suppress(sqlite3.DatabaseError, UnicodeDecodeError),
        read_only(path) as db,
    ):
        if (mode := db.execute("PRAGMA journal_mode").fetchone()[0]) == "wal":
            risks.append(Refusal("place.journal_mode", path=path, mode=mode.upper()))
    return tuple(risks)


def _mounts() -> list[tuple[str, str]]:
    """Return mount point and kind of each file system, those mounted last at the end."""
    with suppress(OSError):
        lines = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
        halves = [line.partition(" - ") for line in lines if " - " in line]
        return [(_plain(head.split()[4]), tail.split()[0]) for head, _, tail in halves]
    return []


def _file_system(path: Path) -> str:
    """Return the kind of the file system on which `path` lies; empty when nobody can tell."""
    above = {str(path), *map(str, path.parents)}
    on = [(len(point), kind) for point, kind in _mounts() if point in above]
    return max(on, key=lambda each: each[0], default=(0, ""))[1]


def _plain(point: str) -> str:
    """Return a mount point without the octal escapes of proc(5)."""
    return _OCTAL.sub(lambda match: chr(int(match[1], 8)), point)
