"""Edge: copies of the record: made online, looked through before they count, turned over; and the
way back. Holds no rule.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bridge.errors import StoreFailed
from bridge.model import FactorKind, JournalLine, Machine, Stop, Verb
from bridge.record import codec, database, journal, place, rows, snapshot, structure
from bridge.record.factors import Factors
from bridge.record.identity import Identity
from bridge.record.people import People
from bridge.record.pictures import altered
from bridge.record.proof import Examiner
from bridge.sayings import Refusal

if TYPE_CHECKING:
    from datetime import datetime

KEEP: Final = 14  #: copies kept in a folder
LEFT: Final = 3600  #: seconds without a write, after which a half copy is nobody's any more
LISTED: Final = 10  #: of what a restore has lost, that are named


def faults(path: Path, *, tables: bool = True, live: bool = False) -> tuple[Refusal, ...]:
    """Return what is wrong with a record; empty when it is whole.

    Looks at the pages (integrity_check), the references, the journal's chain, whether each draft
    stands where its journal says, and whether each value can be read as what it is; with `tables`,
    also whether the tables are what the journal tells (record/proof.py), which a record of another
    release is not asked. `live`: it is in use, and nobody of this process uses it (see
    structure.whole). Raises StoreFailed while another process writes: to wait mends that.
    """
    problems: list[Refusal] = []
    try:
        with place.read_only(path) as db:
            if db.execute("PRAGMA application_id").fetchone()[0] != database.APPLICATION_ID:
                return (Refusal("damage.no_record"),)
            if (version := db.execute("PRAGMA user_version").fetchone()[0]) > database.SCHEMA:
                return (Refusal("damage.newer", version=version, ours=database.SCHEMA),)
            problems += structure.whole(path, live=live)
            verdict = journal.verify(db)
            if verdict.broken_at is not None:
                problems.append(Refusal("damage.chain", row=verdict.broken_at))
            if tables and version == database.SCHEMA and verdict.broken_at is None:
                problems += Examiner(db).whole().faults
            problems += [Refusal("damage.picture", name=name[:12]) for name in altered(db)]
            # each line of a chain that holds is as it was written
            known = ("journal",) if verdict.broken_at is None else ()
            problems += [
                Refusal("damage.value", table=table, row=row, column=column)
                for table, row, column in rows.spoilt(db, known)
            ]
    except database.UNREADABLE as error:
        if database.is_busy(error):
            with database.explained(path):
                raise
        problems.append(Refusal("damage.unreadable", reason=error))
    return tuple(problems)


def heads(path: Path, folder: Path) -> list[tuple[str, int, str, datetime]]:
    """Return name, rows, last hash and last moment of the journal of each copy of the record `path`
    in `folder`.
    """
    copies = []
    for copy in sorted(folder.glob(f"{path.name}.????????-??????")):
        with (
            suppress(sqlite3.DatabaseError, ValueError, StoreFailed),
            place.read_only(copy) as db,
        ):
            row = db.execute("SELECT id, hash, at FROM journal ORDER BY id DESC LIMIT 1").fetchone()
            if row is not None:
                copies.append((copy.name, int(row[0]), str(row[1]), codec.must(row[2])))
    return copies


def newest(path: Path, folder: Path) -> Path | None:
    """Return the newest copy of the record `path` in `folder`, None when there is none."""
    return max(folder.glob(f"{path.name}.????????-??????"), default=None)


def backup(path: Path, folder: Path, at: datetime, keep: int = KEEP) -> Path:
    """Copy the record into `folder` while it may be in use, look the copy through, and return its
    path.

    No other connection of this process may be in a transaction on `path` (see snapshot.copy). Only
    the newest `keep` copies stay. Raises StoreFailed when the copy is not whole; it is removed
    then.
    """
    with database.explained(folder):
        place.refuse_root_for_another(path)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = folder / f"{path.name}.{at:%Y%m%d-%H%M%S}"
        # a copy that was cut short never looks like one; a name of its own, for a person may make
        # one beside cron's
        part = target.with_name(f"{target.name}.part{secrets.token_hex(4)}")
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with database.explained(target), closing(database.connect(path)) as source:
            snapshot.copy(source, path, part)
        if wrong := faults(part, tables=False):
            raise StoreFailed("backup.not_made", path=path, faults=wrong)
        with database.explained(target):
            part.rename(target)
    finally:
        for rest in folder.glob(f"{path.name}.????????-??????.part*"):
            if rest.name.startswith(part.name) or _is_left(rest, at):
                rest.unlink(missing_ok=True)
    for old in sorted(folder.glob(f"{path.name}.????????-??????"))[:-keep]:
        old.unlink(missing_ok=True)
    return target


def _is_left(part: Path, at: datetime) -> bool:
    """Return whether nobody has written to a half copy for so long that its backup must have
    died.
    """
    with suppress(FileNotFoundError):
        return at.timestamp() - part.stat().st_mtime > LEFT
    return False


def restore(path: Path, copy: Path, at: datetime, library: str = "") -> Path | None:
    """Put a copy in the record's place, having looked it through; returns where the record that
    stood there was put.

    What comes back is a record of its own, with a new id: whatever was decided in the old one waits
    for a person at the next run, since it may have been rejected, taken back or stopped after the
    copy was made. A copy of another than `library` (host of the library's site; empty = any) is
    refused.

    When something may have gone out since the copy was made, the stop switch is on afterwards: what
    the copy takes for decided would go out twice. The director lifts it, and each decision is asked
    for anew. Nobody is signed in, and what was shown once at the login, or was taken away since,
    lets nobody in again.
    Raises StoreFailed when the copy is not whole, and then nothing is touched; LockHeld while a run
    is at work.
    """
    with database.explained(path):
        place.refuse_root_for_another(path)
    with database.explained(copy):
        there = copy.is_file()
    if not there:
        raise StoreFailed("backup.none_there", copy=copy)
    if wrong := faults(copy, tables=False):
        raise StoreFailed("backup.unfit", copy=copy, faults=wrong)
    with database.RunLock(path), database.explained(path):
        fresh = path.with_name(path.name + ".restoring")
        fresh.unlink(missing_ok=True)
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        _renewed(path, copy, fresh, at=at, library=library)
        aside = _set_aside(path, at)
        fresh.rename(path)
        with closing(sqlite3.connect(path, isolation_level=None)) as back:
            back.row_factory = sqlite3.Row
            identity = Identity(back, path)
            identity.belong(library or identity.library)
    return aside


def _renewed(path: Path, copy: Path, fresh: Path, *, at: datetime, library: str) -> None:
    """Make of a copy a record of its own at `fresh`, stopped where something may have gone out
    since.
    """
    with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(fresh)) as target:
        source.backup(target)
        target.row_factory = sqlite3.Row
        if (version := target.execute("PRAGMA user_version").fetchone()[0]) != database.SCHEMA:
            from bridge.record.migrations import migrate

            migrate(target)
        identity = Identity(target, fresh)
        if library and identity.library not in {"", library}:
            fresh.unlink()
            raise StoreFailed(
                "backup.of_another_library", copy=copy, other=identity.library, library=library
            )
        detail = {"copy": copy.name, "schema": version, "before": _head(path)}
        identity.renew(
            JournalLine(Machine.RESTORE, Verb.RESTORE, at, {k: v for k, v in detail.items() if v})
        )
        _let_nobody_in(Factors(target, fresh), target, _factors_behind(path, _head(copy)), at)
        if _tries(path) != _tries(fresh):
            why = Refusal("backup.compare_first").what  # the record keeps words
            People(target, fresh).stop(
                Stop.ALL, why, None, JournalLine(Machine.RESTORE, Verb.STOP, at, {"why": why})
            )


def _let_nobody_in(
    factors: Factors, db: sqlite3.Connection, there: frozenset[str] | None, at: datetime
) -> None:
    """End in a copy what was ended after it was made, or may have been: each session, and what of
    the second step the record behind it has no more (`there`: what it has). Where nobody knows,
    the recovery codes, each of which is for once.
    """
    with db:
        db.execute("DELETE FROM sessions")
    gone: dict[str, list[int]] = {}
    for id, person, kind, secret in db.execute("SELECT id, person, kind, secret FROM factors"):
        if kind == FactorKind.CODE if there is None else secret not in there:
            gone.setdefault(person, []).append(id)
    why = Refusal("backup.may_have_ended").what  # the record keeps words
    for person, ids in gone.items():
        detail: dict[str, object] = {"person": person, "what": why}
        factors.change(JournalLine(Machine.RESTORE, Verb.FACTOR, at, detail), removals=ids)


def _factors_behind(path: Path, head: str) -> frozenset[str] | None:
    """Return the secrets of the second step in the record at `path`, None when it cannot be read or
    did not go on from the journal that ends in `head`.
    """
    row, _, hash = head.partition(":")
    try:
        with place.read_only(path) as db:
            question = "SELECT 1 FROM journal WHERE id = ? AND hash = ?"
            if db.execute(question, (row, hash)).fetchone() is None:
                return None
            return frozenset(secret for (secret,) in db.execute("SELECT secret FROM factors"))
    except database.UNREADABLE:
        return None


def _set_aside(path: Path, at: datetime) -> Path | None:
    """Put the record that stands at `path` beside it; return where, None when none stood there."""
    aside = path.with_name(f"{path.name}.replaced-{at:%Y%m%d-%H%M%S}")
    # of the record that goes, or has gone; beside another it would spoil it
    for end in ("-journal", "-wal", "-shm"):
        left = path.with_name(path.name + end)
        if left.exists():
            left.rename(aside.with_name(aside.name + end))
    return path.rename(aside) if path.exists() else None


def differences(before: Path, now: Path) -> tuple[Refusal, ...]:
    """Return what the record `before` knew that `now` does not: stops, rights, drafts that
    ended.
    """
    lost = []
    for code, question in (
        ("lost.stops", "SELECT name, name FROM stops"),
        (
            "lost.rights_ended",
            "SELECT name || coalesce(until, '') || active, name FROM persons WHERE NOT "
            "active OR until IS NOT NULL",
        ),
        ("lost.passwords", "SELECT name || password, name FROM persons"),
        (
            "lost.confirmations_revoked",
            "SELECT number, number FROM confirmations WHERE revoked_at IS NOT NULL",
        ),
        (
            "lost.drafts_ended",
            "SELECT id || state, id FROM drafts WHERE state IN ('rejected', 'withdrawn', "
            "'returned', 'expired')",
        ),
        (
            "lost.decisions_taken_back",
            "SELECT draft || at, draft FROM journal WHERE action = 'take_back'",
        ),
        (
            "lost.drafts_changed",
            "SELECT draft || '-' || version, draft FROM versions WHERE version > 1",
        ),
        ("lost.drafts", "SELECT id, id FROM drafts"),
    ):
        older, newer = _answer(before, question), _answer(now, question)
        if missing := sorted({older[key] for key in older.keys() - newer.keys()}, key=str):
            more = Refusal("lost.and_more") if len(missing) > LISTED else ""
            lost.append(Refusal(code, names=missing[:LISTED], more=more))
    return tuple(lost)


def _answer(path: Path, question: str) -> dict[object, object]:
    try:
        with place.read_only(path) as db:
            return dict(db.execute(question).fetchall())
    except database.UNREADABLE:  # a record that cannot be read tells nothing
        return {}


def _head(path: Path) -> str:
    """Return rows and last hash of the journal that stood here, empty when it cannot be read."""
    last = _answer(path, "SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1")
    return next((f"{row}:{hash}" for row, hash in last.items()), "")


def _tries(path: Path) -> tuple[int, ...] | None:
    """Return how many attempts to post a record knows, and how many posts; None when it cannot be
    read.
    """
    try:
        with place.read_only(path) as db:
            return tuple(
                db.execute(
                    "SELECT (SELECT count(*) FROM attempts), (SELECT count(*) FROM posts)"
                ).fetchone()
            )
    except database.UNREADABLE:
        return None
