"""Story 6 on a real record and real files: each thing that is not well is told with its code."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections import namedtuple
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from fakes import DIRECTOR, NOW, POSTER, Clock, Web, answered, settings, wording

from bridge import doctor as story
from bridge import labels, lifecycle
from bridge.account import Account
from bridge.credentials import X_NAMES
from bridge.doctor import Doctor
from bridge.errors import ConfigRefused, StoreFailed
from bridge.model import JournalLine, Kind, Memory, Opening, Person, Role, State
from bridge.record import backup, database
from bridge.record.store import Store
from bridge.settings import NoticeSettings, ReviewSettings, Settings, Source

KEYS = dict.fromkeys(X_NAMES.values(), "k")


class House:
    """A folder with a record, its settings, environment and clock."""

    def __init__(self, folder: Path) -> None:
        self.db = folder / "state.db"
        self.settings = settings(Source("home", "homepage", "https://lib.city.mihon.lg.jp/"))
        library = replace(self.settings.library, site="https://lib.city.mihon.lg.jp/")
        self.settings = replace(self.settings, library=library, link_hosts=())
        self.environ: dict[str, str] = {}
        self.clock = Clock()
        self.faults: tuple[str, ...] = ()

    def read(self) -> Settings:
        if self.faults:
            raise ConfigRefused("settings.faulty", faults=self.faults)
        return self.settings

    def set(self, **posting: object) -> None:
        self.settings = replace(self.settings, posting=replace(self.settings.posting, **posting))  # type: ignore[arg-type]

    def doctor(self) -> Doctor:
        return Doctor(
            config_path=self.db.parent / "feeds.toml",
            db_path=self.db,
            settings=self.read,
            environ=self.environ,
            clock=self.clock,
        )

    def codes(self) -> list[str]:
        return [remark.name for remark in self.doctor().examine(lambda: Store(self.db))]

    def configuration(self) -> list[str]:
        return [remark.name for remark in self.doctor().configuration()]


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A house in order: a director, a run, a source that answered, a copy."""
    made = House(tmp_path)
    with Store(made.db) as store:
        store.people.save(DIRECTOR, "correct horse battery", JournalLine("館長", "people", NOW))
        store.sightings.remember("home", Memory(succeeded_at=NOW))
        store.ran("sync", NOW)
        store.ran("backup", NOW, str(tmp_path / "backups"))
    backup.backup(made.db, tmp_path / "backups", NOW)
    return made


def test_a_house_in_order_has_no_remark(house: House) -> None:
    """Nothing is told that nobody has to mend."""
    assert house.codes() == []


def test_before_the_first_run_there_is_no_record_to_look_at(tmp_path: Path) -> None:
    """A folder without a record is told, with what was not looked at; the look makes none."""
    house = House(tmp_path)
    assert house.codes() == ["record_none"]
    assert not house.db.exists()


def test_each_fault_of_the_configuration_is_one_remark_and_the_record_is_looked_at_all_the_same(
    house: House,
) -> None:
    """What cannot be judged without settings is left out."""
    house.faults = ("feeds.toml:1: a", "feeds.toml:2: b")
    database.marker(house.db).touch()
    house.db.unlink()
    assert house.codes() == ["config", "config", "record_lost"]


@pytest.mark.parametrize("through", ["sandbox", "x"])
def test_one_key_of_four_is_told(house: House, through: str) -> None:
    """In the sandbox it is a warning, on the road to X nothing goes out; all four or none are well
    in the sandbox.
    """
    house.set(through=through)
    house.environ.update(dict(list(KEYS.items())[:1]))
    assert house.configuration() == (["keys"] if through == "x" else ["keys_some"])
    house.environ.update(KEYS)
    assert house.configuration() == []
    house.environ.clear()
    assert house.configuration() == (["keys"] if through == "x" else [])


@pytest.mark.parametrize("through", ["sandbox", "x"])
def test_a_secrets_file_that_others_may_read_is_told(house: House, through: str) -> None:
    """0644 with all four keys in it is no place for keys, whether they are used today or not."""
    secrets = house.db.with_name("x.secrets")
    secrets.write_text("".join(f"{name}=k\n" for name in X_NAMES.values()))
    house.set(through=through, secrets_file=str(secrets))
    secrets.chmod(0o644)
    assert house.configuration() == (["keys"] if through == "x" else ["secrets"])
    secrets.chmod(0o600)
    assert house.configuration() == []


def test_notices_without_their_password_are_told(house: House) -> None:
    """The mail server asks for one."""
    notices = NoticeSettings(
        smtp_host="mail.example.jp", smtp_user="tosho", sender="a@lib.example.jp"
    )
    house.settings = replace(house.settings, notices=notices)
    assert house.configuration() == ["notices"]


def test_nobody_who_decides_is_told_and_so_is_a_director_without_an_address(house: House) -> None:
    """5(1): without a director nothing goes out; a right that is over counts for nothing."""
    house.settings = replace(
        house.settings, notices=NoticeSettings(smtp_host="127.0.0.1", sender="a@lib.example.jp")
    )
    assert house.codes() == ["no_director_mail"]
    with Store(house.db) as store:
        over = replace(DIRECTOR, until=NOW.date() - timedelta(days=1), mail="a@lib.example.jp")
        store.people.save(over, None, JournalLine("館長", "people", NOW))
    assert house.codes() == ["no_director"]


def test_9_1_a_member_of_a_step_whom_nobody_knows_is_told(house: House) -> None:
    """A slip in a name, a person who has left, one who only reads: with nobody left who can take
    the step, what goes through it waits for ever.
    """
    gone = replace(POSTER, name="退職者", active=False)
    reader = Person("供覧者", Role.READER)
    with Store(house.db) as store:
        for person in (POSTER, gone, reader):
            store.people.save(person, None, JournalLine("館長", "people", NOW))
    members = {
        "係長": (POSTER.name, "退職者", "供覧者"),
        "副館長": ("だれか",),
        "課長": (DIRECTOR.name,),
    }
    house.settings = replace(house.settings, review=ReviewSettings(members=members))
    told = {r.name: r.facts for r in house.doctor().around(lambda: Store(house.db))}
    assert told == {
        "member_unknown": {"step": "係長", "names": "退職者、供覧者"},
        "member_none": {"step": "副館長", "names": "だれか"},
    }
    house.settings = replace(house.settings, review=ReviewSettings(members={"課長": ()}))
    assert house.codes() == []


def test_a_stop_is_told_with_its_reason_and_a_road_that_opens_by_itself_is_not(
    house: House,
) -> None:
    """A limit of X ends without anybody."""
    with Store(house.db) as store:
        store.people.stop(
            "x", "回数制限", NOW + timedelta(minutes=5), JournalLine("publish", "stop", NOW)
        )
        assert house.codes() == []
        store.people.stop("all", "台風", None, JournalLine("館長", "stop", NOW))
    (remark,) = house.doctor().examine(lambda: Store(house.db))
    assert (remark.name, "台風" in remark.what, "resume all" in remark.todo) == ("stop", True, True)


def test_what_a_person_took_and_what_x_shows_otherwise_are_told_until_somebody_answers(
    house: House,
) -> None:
    """Taken by hand fifteen minutes ago, or posted with another text than was decided; answered or
    checked, no more.
    """
    with Store(house.db) as store:
        took, odd = (
            store.apply(
                lifecycle.open_draft(Opening(None, "staff", Kind.MATERIAL), wording(), "職員", NOW)
            )
            for _ in range(2)
        )
        for id, at in ((took, NOW - timedelta(minutes=15)), (odd, NOW)):
            store.apply(lifecycle.decide(store.draft(id), DIRECTOR, at))
            store.apply(lifecycle.take(store.draft(id), POSTER, "", at))
        attempt = store.last_attempt(odd)
        assert attempt is not None
        store.apply(
            lifecycle.post(
                store.draft(odd),
                attempt,
                number="5",
                url="https://x.com/mihon/status/5",
                at=NOW,
                shown="別の文",
            )
        )
    told = list(house.doctor().examine(lambda: Store(house.db)))
    assert {remark.facts["drafts"] for remark in told if remark.name == "stuck"} == {
        str(took),
        str(odd),
    }
    with Store(house.db) as store:
        store.apply(lifecycle.hand_back(store.draft(took), store.open_attempts()[0], POSTER, NOW))
        for person in (DIRECTOR, POSTER):
            store.apply(lifecycle.check(store.draft(odd), store.checks(odd), person, NOW))
    assert "stuck" not in house.codes()
    with Store(house.db) as store:  # X keeps what a correction decided to delete
        store.apply(lifecycle.not_removed(store.draft(odd), answered("HTTP 403"), NOW))
    (remark,) = house.doctor().examine(lambda: Store(house.db))
    assert (remark.facts["drafts"], "Xが削除を受け付けない" in remark.what) == (str(odd), True)


@pytest.mark.parametrize("state", [State.UNKNOWN, State.FAILED, State.HELD, State.DECIDED])
def test_what_a_run_told_once_is_told_until_somebody_has_looked(house: House, state: State) -> None:
    """Unknown, failed, held, or waiting because X's list could not be read back: with the draft's
    number.
    """
    with Store(house.db) as store:
        id = store.apply(
            lifecycle.open_draft(Opening(None, "staff", Kind.MATERIAL), wording(), "職員", NOW)
        )
        store.apply(lifecycle.decide(store.draft(id), DIRECTOR, NOW))
        assert house.codes() == []
        if state is State.HELD:
            store.apply(lifecycle.hold(store.draft(id), answered("ページがない"), "sync", NOW))
        elif state is State.DECIDED:
            store.apply(lifecycle.unseen(store.draft(id), NOW))
        else:
            store.apply(
                lifecycle.send(store.draft(id), through="x", marker="", policy_version="", at=NOW)
            )
            attempt = store.last_attempt(id)
            assert attempt is not None
            end = lifecycle.lose if state is State.UNKNOWN else lifecycle.fail
            store.apply(end(store.draft(id), attempt, answered("HTTP 503"), NOW))
    (remark,) = house.doctor().examine(lambda: Store(house.db))
    assert (remark.name, remark.facts["drafts"]) == ("stuck", str(id))
    assert labels.STATE[state] in remark.what


def test_5_5_a_page_without_the_account_is_told(house: House) -> None:
    """In the sandbox, too: it is to be mended before posts are real."""
    library = replace(house.settings.library, account_pages=("https://lib.city.mihon.lg.jp/",))
    house.settings = replace(house.settings, library=library)
    with Store(house.db) as store:
        Account(store, house.settings, house.clock).look(Web({library.site: b"<p>news</p>"}))  # type: ignore[arg-type]
    assert house.codes() == ["account"]


def test_a_cron_that_is_dead_for_five_days_is_told_once(house: House) -> None:
    """The sources that it did not read are not told beside it; the copies that it did not make are."""
    house.clock.forward(days=5)
    assert house.codes() == ["run_overdue", "backup_overdue"]


def test_a_source_that_fails_or_was_never_read_is_told_while_runs_go_on(house: House) -> None:
    """A run of today says nothing of a source that it could not read; one that is switched off is
    nobody's business.
    """
    more = tuple(
        Source(id, "feed", f"https://lib.city.mihon.lg.jp/{id}") for id in ("event", "new")
    )
    house.settings = replace(
        house.settings,
        sources=(*house.settings.sources, *more, replace(more[0], id="off", enabled=False)),
    )
    with Store(house.db) as store:
        store.sightings.remember("event", Memory(failures=3, failing_since=NOW, error="読めません"))
    assert house.codes() == ["source_failing", "source_never"]


def test_a_value_that_the_disk_spoilt_is_told_with_its_place(house: House) -> None:
    """A time stamp that is none, and the rest is told all the same."""
    with closing(sqlite3.connect(house.db)) as db, db:
        db.execute("UPDATE sources SET changed_at = '2026-11-2X'")
    codes = {remark.name: remark.what for remark in house.doctor().examine(lambda: Store(house.db))}
    assert "changed_at" in codes["record"]


def test_a_record_in_which_another_process_writes_is_not_called_broken(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who put a copy in its place would void each decision, where a moment's wait is all."""
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, timeout=0))
    with closing(sqlite3.connect(house.db, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        (remark,) = house.doctor().examine(lambda: Store(house.db))
        with pytest.raises(StoreFailed) as refused:
            backup.faults(house.db)
    assert remark.name == "record_closed"
    assert "ほかの処理が書き込み中です" in remark.what
    assert "restore" not in remark.todo
    assert refused.value.code == "record.busy"
    assert house.codes() == []


def test_a_record_of_an_earlier_release_is_told_and_left_as_it_is(house: House) -> None:
    """A look is no upgrade."""
    with closing(sqlite3.connect(house.db)) as db, db:
        db.execute(f"PRAGMA user_version = {database.SCHEMA - 1}")
    before = house.db.read_bytes()
    assert house.codes() == ["record_older"]
    assert house.db.read_bytes() == before


@pytest.mark.parametrize("pragma", [f"user_version = {database.SCHEMA + 1}", "application_id = 7"])
def test_a_record_of_a_newer_release_or_another_program_is_not_called_broken(
    house: House, pragma: str
) -> None:
    """Nobody is told to put an old copy in its place."""
    with closing(sqlite3.connect(house.db)) as db, db:
        db.execute(f"PRAGMA user_version = {database.SCHEMA + 1}")
        db.execute(f"PRAGMA {pragma}")
    (remark,) = house.doctor().examine(lambda: Store(house.db))
    assert remark.name == "record_closed"
    assert "restore" not in remark.todo


def test_files_that_others_may_read_are_told(house: House) -> None:
    """The key of the sessions is as secret as the record."""
    house.db.with_name("state.db.key").touch(mode=0o640)
    assert house.codes() == ["mode"]


@pytest.mark.parametrize("name", [".", "state.db"])
def test_a_disk_that_takes_nothing_in_is_told(
    name: str, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an error Linux goes on with a disk that can only be read: every look is fine, and
    nothing works.
    """
    shut = (house.db.parent / name).absolute()
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path).absolute() != shut)
    assert house.codes() == ["unwritable"]


@pytest.mark.parametrize(
    ("mode", "told"), [(0o666, ["writable"]), (0o602, ["writable"]), (0o664, []), (0o644, [])]
)
def test_settings_that_anybody_may_write_are_told(mode: int, told: list[str], house: House) -> None:
    """Whoever writes feeds.toml says what goes out, where to, and where the keys lie; a group may
    be meant.
    """
    path = house.db.with_name("feeds.toml")
    path.touch()
    path.chmod(mode)
    assert house.codes() == house.configuration() == told


def test_copies_that_are_gone_or_broken_are_told(house: House) -> None:
    """A copy counts only when it can be read today."""
    (copy,) = house.db.with_name("backups").iterdir()
    copy.write_bytes(b"half")
    assert house.codes() == ["backup_broken"]
    copy.unlink()
    assert house.codes() == ["backup_missing"]


def test_a_full_disk_and_a_clock_that_ran_back_are_told(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are of the machine, and each stops the house."""
    usage = namedtuple("usage", "total used free")  # noqa: PYI024
    monkeypatch.setattr(story.shutil, "disk_usage", lambda _: usage(1, 1, 0))
    house.clock.forward(hours=-1)
    assert house.codes() == ["disk_full", "clock_behind"]
    assert shutil.disk_usage is not None


def test_a_record_that_may_not_be_read_is_not_called_broken(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who put a copy in its place would void each decision, where a right is all that is
    missing.
    """

    def closed(path: Path) -> bool:
        raise StoreFailed("record.cannot_open", path=path)

    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(database, "is_older", closed)
    monkeypatch.setattr(backup, "faults", lambda _: ("読めません。",))
    assert house.codes() == ["unwritable", "record_closed"]
