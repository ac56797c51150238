"""The record has one name, and lies on a disk whose locks hold."""

from __future__ import annotations

import errno
import fcntl
import os
import resource
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes import NOW

from bridge.errors import LockHeld, StoreFailed
from bridge.model import JournalLine
from bridge.record import backup, database, place
from bridge.record.key import secret_key
from bridge.record.store import Store

MOUNT = "36 35 98:0 /mnt1 {point} rw,noatime master:1 - {kind} server:/export rw"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "state.db"
    with Store(made):
        pass
    return made


def mounted(monkeypatch: pytest.MonkeyPatch, folder: Path, *lines: str) -> None:
    """Let the machine say that this is mounted, after its root."""
    table = folder / "mountinfo"
    table.write_text(
        "\n".join((MOUNT.format(point="/", kind="ext4"), *lines)) + "\n", encoding="utf-8"
    )
    monkeypatch.setattr(place, "MOUNTS", table)


def test_a_second_name_of_the_same_file_is_refused(path: Path) -> None:
    """Each name has a journal and a lock of its own: both are refused until there is one again."""
    other = path.with_name("copy.db")
    os.link(path, other)
    before = path.read_bytes()
    for name in (path, other):
        with pytest.raises(StoreFailed, match="ハードリンク"):
            Store(name)
    other.unlink()
    assert path.read_bytes() == before
    with Store(path):
        pass


def test_a_folder_in_the_record_s_place_is_no_second_name(tmp_path: Path) -> None:
    """It has links of its own; nobody is sent to look for one."""
    (tmp_path / "state.db").mkdir()
    with pytest.raises(StoreFailed, match=r"(?s)state\.db: (?!.*ハードリンク)"):
        Store(tmp_path / "state.db")


def test_a_mount_of_the_file_alone_is_refused(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A container that mounts the file has its journal elsewhere; one that mounts the folder has it
    here.
    """
    mounted(monkeypatch, tmp_path, MOUNT.format(point=path, kind="ext4"))
    with pytest.raises(StoreFailed, match="フォルダーを取り付けて"):
        Store(path)
    mounted(monkeypatch, tmp_path, MOUNT.format(point=path.parent, kind="ext4"))
    with Store(path):
        pass


@pytest.mark.parametrize(("kind", "told"), [("nfs4", True), ("cifs", True), ("ext4", False)])
def test_a_disk_over_the_network_is_told(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, told: bool
) -> None:
    """Its locks may not hold; the nearest mount above the record counts, not one beside it."""
    spaced = str(path.parent).replace(" ", "\\040")
    mounted(
        monkeypatch,
        tmp_path,
        MOUNT.format(point=spaced, kind=kind),
        MOUNT.format(point=f"{spaced}x", kind="nfs"),
    )
    assert any(line.code == "place.network" for line in place.warnings(path)) is told


def test_a_machine_that_tells_nothing_of_its_mounts_is_no_fault(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is no such table outside Linux."""
    monkeypatch.setattr(place, "MOUNTS", path.with_name("none"))
    assert place.warnings(path) == ()


def test_a_record_that_a_tool_put_into_wal_is_told(path: Path) -> None:
    """Our own journal mode is another (docs/decisions/which-journal-mode.md)."""
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA journal_mode = WAL")
    db.close()
    assert any("WAL" in line.what for line in place.warnings(path))


@pytest.mark.parametrize(
    ("code", "error"),
    [(errno.EWOULDBLOCK, LockHeld), (errno.ENOLCK, StoreFailed), (errno.EOPNOTSUPP, StoreFailed)],
)
def test_only_a_held_lock_is_another_run(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int, error: type[Exception]
) -> None:
    """A disk that cannot lock is told for what it is: waiting would not help."""

    def refuse(_fd: int, _how: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(fcntl, "flock", refuse)
    before = len(list(Path("/proc/self/fd").iterdir()))
    with pytest.raises(error), database.RunLock(path):
        pass
    assert len(list(Path("/proc/self/fd").iterdir())) == before  # its file is not left open


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (errno.EAGAIN, "書き込み中"),
        (errno.EACCES, "書き込み中"),
        (errno.ENOLCK, "ロックできません"),
    ],
)
def test_a_disk_that_cannot_lock_is_told_of_the_record_too(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int, told: str
) -> None:
    """SQLite says "locked" of both; only a lock that somebody holds is worth waiting for."""

    def refuse(_file: object, _how: int) -> None:
        raise OSError(code, os.strerror(code))

    path.with_name(path.name + ".lock").touch()
    monkeypatch.setattr(fcntl, "lockf", refuse)
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.01)
    with closing(sqlite3.connect(path, isolation_level=None)) as other, Store(path) as store:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreFailed, match=told):
            store.people.stop("all", "点検", None, JournalLine("館長", "stop", NOW))


def owned_by(monkeypatch: pytest.MonkeyPatch, owner: int, me: int) -> None:
    """Let everything belong to `owner`, and the program be run by `me`."""
    stat = Path.stat

    def changed(path: Path, *args: bool, **kwargs: bool) -> os.stat_result:
        return os.stat_result(
            (*stat(path, *args, **kwargs)[:4], owner, owner, *stat(path, *args, **kwargs)[6:])
        )

    monkeypatch.setattr(Path, "stat", changed)
    monkeypatch.setattr(os, "geteuid", lambda: me)


@pytest.mark.parametrize("there", [True, False])
def test_root_leaves_no_file_that_the_service_cannot_open(
    there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the folder of another user root writes nothing: no record, no copy, no key of the desk, no
    way back.
    """
    path = tmp_path / "state.db"
    if there:
        with Store(path):
            pass
    before = sorted(tmp_path.iterdir())
    owned_by(monkeypatch, 65534, 0)
    for step in (
        lambda: Store(path),
        lambda: backup.backup(path, tmp_path / "copies", datetime(2026, 11, 25, tzinfo=UTC)),
        lambda: backup.restore(path, tmp_path / "copy", datetime(2026, 11, 25, tzinfo=UTC)),
        lambda: secret_key(path),
    ):
        with pytest.raises(StoreFailed, match="sudo -u"):
            step()
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(("owner", "me"), [(0, 0), (65534, 65534)])
def test_whoever_owns_the_record_writes_it(
    owner: int, me: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root its own, a service its own."""
    owned_by(monkeypatch, owner, me)
    place.refuse_root_for_another(tmp_path / "state.db")


def test_a_key_that_finds_no_room_leaves_none(path: Path) -> None:
    """An empty key would be one that is never made again."""
    key = path.with_name(path.name + ".key")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
    try:
        with pytest.raises(StoreFailed, match="ファイルが大きすぎます"):
            secret_key(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not key.exists()
    assert len(secret_key(path)) == 64


def test_a_key_has_thirty_two_signs_or_more(path: Path) -> None:
    """One that was cut short signs nothing."""
    key = path.with_name(path.name + ".key")
    key.touch(mode=0o600)
    key.write_text("k" * 31)
    with pytest.raises(StoreFailed, match="壊れて"):
        secret_key(path)
    key.write_text("k" * 32)
    assert secret_key(path) == "k" * 32
