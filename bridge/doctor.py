"""Story 6: is the house in order? Configuration, keys, people, stops, runs, the record and its
copies, the machine.

It looks and changes nothing; what is well and what is not stands in health.py, its words in
sayings/health.py.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bridge import credentials, health, labels, upkeep
from bridge.account import Account
from bridge.errors import BridgeError, ConfigRefused, CredentialsRefused, StoreFailed
from bridge.health import Remark
from bridge.model import DUE, Cause, Role, State, Through
from bridge.policy import s04_people
from bridge.record import backup, database, place
from bridge.sayings import Refusal

if TYPE_CHECKING:
    from bridge.record.store import Store
    from bridge.settings import Settings

BESIDE: Final = ("", ".key", ".before-migration")  #: files of the record that are its owner's alone


class Doctor:
    """Looks at everything that can keep a post back or lose a record. Made by wiring.py."""

    def __init__(
        self,
        config_path: Path,
        db_path: Path,
        settings: Callable[[], Settings],
        environ: Mapping[str, str],
        clock: Callable[[], datetime],
    ) -> None:
        """`settings` reads feeds.toml and the word lists, and raises ConfigRefused; it is called
        once.
        """
        self._config = config_path
        self._db = db_path
        self._read = settings
        self._environ = environ
        self._clock = clock

    def configuration(self) -> Iterator[Remark]:
        """Yield what is wrong with feeds.toml, the word lists and the secrets; touches nothing."""
        try:
            settings = self._read()
        except ConfigRefused as error:
            yield from (Remark("health.config", fault=fault) for fault in _each(error))
            return
        if (
            self._config.exists()
            and (mode := stat.S_IMODE(self._config.stat().st_mode)) & stat.S_IWOTH
        ):
            yield Remark("health.writable", path=self._config, mode=f"{mode:04o}")
        yield from health.placeholders(settings, str(self._config))
        yield from health.tags(settings, str(self._config))
        yield from self._secrets(settings)

    def around(self, open_store: Callable[[], Store]) -> Iterator[Remark]:
        """Yield what can be seen quickly beside the configuration: the machine, people, stops,
        runs, the age of the copies.
        """
        yield from self._machine()
        if not self._db.exists():
            if not database.marker(self._db).exists():  # else it is lost, and told as that
                yield Remark("health.record_none", path=self._db)
        elif self._sound() is not None:
            yield from self._state(open_store)

    def examine(self, open_store: Callable[[], Store]) -> Iterator[Remark]:
        """Yield everything, the whole record and its newest copy walked through; a record is
        opened, never altered.
        """
        yield from self.configuration()
        try:
            yield from self._record()
        except StoreFailed as error:  # another process writes: the rest waits for it as well
            yield Remark("health.record_closed", fault=error)
            yield from self._machine()
            return
        yield from self.around(open_store)

    def _sound(self) -> Settings | None:
        try:
            return self._read()
        except ConfigRefused:
            return None

    # ── what each yields ────────────────────────────────────────────────────────────────────────

    def _secrets(self, settings: Settings) -> Iterator[Remark]:
        try:
            missing = credentials.missing_keys(settings, self._environ)
        except ConfigRefused as error:
            by_x = settings.posting.through == Through.X
            yield Remark("health.keys" if by_x else "health.secrets", fault=error)
            return
        if settings.posting.through == Through.X:
            try:
                credentials.secrets(settings, self._environ)
            except CredentialsRefused as error:
                yield Remark("health.keys", fault=error)
        elif 0 < len(missing) < len(credentials.X_NAMES):
            yield Remark("health.keys_some", missing="、".join(missing))
        try:
            credentials.notice_secrets(settings, self._environ)
        except CredentialsRefused as error:
            yield Remark("health.notices", fault=error)

    def _machine(self) -> Iterator[Remark]:
        folder = self._db.absolute().parent
        if folder.is_dir():
            size = self._db.stat().st_size if self._db.exists() else 0
            places = [
                path
                for path in (folder, self._db)
                if path.exists() and not os.access(path, os.W_OK)
            ]
            yield from (Remark("health.unwritable", path=path) for path in places[:1])
            yield from filter(
                None, [health.disk(str(folder), shutil.disk_usage(folder).free, size)]
            )
        yield from filter(None, [health.clock(None, self._clock())])

    def _record(self) -> Iterator[Remark]:
        if not self._db.exists():
            if database.marker(self._db).exists():
                yield Remark("health.record_lost", path=self._db)
            return
        # else it is told that it cannot be opened, and no more; no copy mends what is not broken
        if os.access(self._db, os.R_OK) and not database.is_strange(self._db):
            yield from (
                Remark("health.record", path=self._db, fault=fault)
                for fault in backup.faults(self._db, live=True)
            )
        yield from (Remark("health.place", fault=fault) for fault in place.warnings(self._db))
        for path in (self._db.with_name(self._db.name + end) for end in BESIDE):
            if path.exists() and (mode := stat.S_IMODE(path.stat().st_mode)) & 0o077:
                yield Remark("health.mode", path=path, mode=f"{mode:04o}")

    def _state(self, open_store: Callable[[], Store]) -> Iterator[Remark]:
        try:
            if database.is_older(self._db):
                yield Remark("health.record_older", path=self._db)
                return
            with open_store() as store:
                yield from self._told_by(store, self._read(), self._clock())
        except BridgeError as error:
            yield Remark("health.record_closed", fault=error)

    def _told_by(self, store: Store, settings: Settings, now: datetime) -> Iterator[Remark]:
        yield from self._people(store, settings, now)
        since, stops = store.people.stopped_at(), store.people.stops(now)
        for name, (why, until) in stops.items():
            if until is None:  # a road that X closed for a while opens by itself
                at = f"{since[name].astimezone(now.tzinfo):%Y-%m-%d %H:%M}"
                reason = why or Refusal("health.no_reason")
                yield Remark("health.stop", name=name, reason=reason, since=at)
        yield from self._stuck(store, settings, now)
        for alarm in Account(store, settings, self._clock).alarms():
            yield Remark("health.account", alarm=alarm)
        every = settings.fetch.every_minutes
        runs = store.last_runs()
        late = list(health.runs(runs.get("sync"), every, now))
        yield from late
        for source in (source for source in settings.sources if source.enabled):
            remark = health.source(source, store.sightings.memory(source.id), every, now)
            if remark is not None and (remark.code == "health.source_failing" or not late):
                yield remark
        first, newest = store.span()
        yield from filter(
            None, [health.clock(newest, now), health.backup(runs.get("backup"), first, now)]
        )
        if copy := runs.get("backup"):
            yield from self._copies(Path(copy.detail))

    def _stuck(self, store: Store, settings: Settings, now: datetime) -> Iterator[Remark]:
        """Yield what was told once and a person has not looked at yet: unknown, failed, held, taken
        without an answer …
        """
        groups = {
            labels.STATE[state]: [draft.id for draft in store.drafts(state)]
            for state in (State.UNKNOWN, State.FAILED, State.HELD, State.STOPPED)
        }
        posted = (State.POSTED, State.CHECKED)
        groups["決裁済(Xの一覧を読みきれず待つ)"] = store.by_cause(Cause.UNSEEN, *DUE)
        groups["投稿済(Xの表示が決裁した文と違う)"] = store.by_cause(Cause.DIFFERS, State.POSTED)
        groups["投稿済(Xが削除を受け付けない)"] = store.by_cause(Cause.NOT_REMOVED, *posted)
        groups["投稿中(手で引き受けられ、返事がない)"] = [
            draft.id for draft in upkeep.unanswered(store, settings, now)
        ]
        for state, ids in groups.items():
            if ids:
                numbers = " ".join(map(str, ids[:10])) + (" …" if len(ids) > 10 else "")
                yield Remark("health.stuck", state=state, count=len(ids), drafts=numbers)

    def _people(self, store: Store, settings: Settings, now: datetime) -> Iterator[Remark]:
        persons = [
            p
            for p in store.people.persons()
            if p.active and (p.until is None or now.date() <= p.until)
        ]
        directors = [p for p in persons if p.role is Role.DIRECTOR]
        if not directors:
            yield Remark("health.no_director")
        elif settings.notices.smtp_host and not any(p.mail for p in directors):
            yield Remark("health.no_director_mail")
        known = {p.name for p in persons if not s04_people.refusal(p, "review", now.date())}
        for step, members in settings.review.members.items():
            if unknown := [name for name in members if name not in known]:
                nobody = len(unknown) == len(members)
                code = "health.member_none" if nobody else "health.member_unknown"
                yield Remark(code, step=step, names="、".join(unknown))

    def _copies(self, folder: Path) -> Iterator[Remark]:
        newest = backup.newest(self._db, folder)
        if newest is None:
            yield Remark("health.backup_missing", folder=folder)
        elif wrong := backup.faults(newest):
            yield Remark("health.backup_broken", path=newest, fault=wrong)


def _each(error: ConfigRefused) -> Iterator[ConfigRefused]:
    """Yield what feeds.toml is refused for, fault by fault."""
    if "faults" not in error.facts:
        yield error
        return
    for fault in error.faults:
        yield ConfigRefused(error.code, **{**error.facts, "faults": (fault,)})
