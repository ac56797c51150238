"""Runs of cron: a clock far ahead is told and swallows nothing; what a person must know is no exit
code 0.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from fakes import NOW, answered, wording

from bridge import lifecycle
from bridge.cli import cli
from bridge.demo.site import demo_toml
from bridge.errors import (
    BridgeError,
    ClockDoubtful,
    CredentialsRefused,
    NotShown,
    SourceFailed,
    Unreachable,
)
from bridge.model import Kind, Opening, State
from bridge.notify import NotifyReport
from bridge.publish import PublishReport
from bridge.sync import SyncReport
from bridge.wiring import Wiring


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wiring:
    (tmp_path / "feeds.toml").write_text(demo_toml("http://127.0.0.1:9"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    made = Wiring(tmp_path / "feeds.toml", tmp_path / "state.db")
    with made.store() as store:
        version = wording(expires_on=NOW.date() + timedelta(days=5))
        store.apply(lifecycle.open_draft(Opening(None, "home", Kind.PAGE), version, "sync", NOW))
        store.ran("sync", NOW)
    return made


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(Wiring, "clock", lambda _: moment)


def states(parts: Wiring) -> list[State]:
    with parts.store() as store:
        return [draft.state for draft in store.drafts()]


@pytest.mark.parametrize("command", ["run", "sync", "publish"])
def test_a_run_with_a_clock_far_ahead_is_told_and_swallows_nothing(
    parts: Wiring, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Ten years on everything would be over: nothing is, and the report says what to do."""
    at(monkeypatch, NOW.replace(year=2036))
    for _ in range(2):  # the second run does not take the first one's word for it
        refused = CliRunner().invoke(cli, [command]).exception
        assert isinstance(refused, ClockDoubtful)
        assert "resync" in refused.todo
    assert states(parts) == [State.WAITING]


@pytest.mark.parametrize("command", ["run", "sync", "publish"])
@pytest.mark.parametrize("back", [timedelta(minutes=61), timedelta(days=400)])
def test_a_run_with_a_clock_that_went_back_is_told(
    parts: Wiring, monkeypatch: pytest.MonkeyPatch, command: str, back: timedelta
) -> None:
    """By last year's clock each day of a text is still to come, and each hour another one (5(2))."""
    at(monkeypatch, NOW - back)
    for _ in range(2):
        refused = CliRunner().invoke(cli, [command]).exception
        assert isinstance(refused, ClockDoubtful)
        assert refused.code == "record.clock_back"
    CliRunner().invoke(cli, ["resync"])
    assert not isinstance(CliRunner().invoke(cli, [command]).exception, ClockDoubtful)


def test_a_clock_that_is_set_right_by_minutes_keeps_nothing_back(
    parts: Wiring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Time servers move a clock back, too."""
    at(monkeypatch, NOW - timedelta(minutes=59))
    assert not isinstance(CliRunner().invoke(cli, ["sync"]).exception, ClockDoubtful)


def test_a_cron_that_was_off_for_a_few_weeks_goes_on(
    parts: Wiring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A holiday is no wrong clock: what is over expires."""
    at(monkeypatch, NOW + timedelta(days=59))
    assert not isinstance(CliRunner().invoke(cli, ["sync"]).exception, ClockDoubtful)
    assert states(parts) == [State.EXPIRED]


def test_a_person_goes_on_with_resync(parts: Wiring, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once; the runs after it are as ever."""
    at(monkeypatch, NOW + timedelta(days=200))
    assert isinstance(CliRunner().invoke(cli, ["sync"]).exception, ClockDoubtful)
    CliRunner().invoke(cli, ["resync"])
    assert not isinstance(CliRunner().invoke(cli, ["sync"]).exception, ClockDoubtful)


@pytest.mark.parametrize("command", ["run", "sync"])
@pytest.mark.parametrize(
    ("report", "code"),
    [
        (SyncReport(), 0),
        (SyncReport(held=[1], why_held={1: answered("404")}), 1),
        (SyncReport(unsent=[1]), 1),
    ],
)
def test_the_run_in_which_the_sync_holds_a_draft_does_not_end_well(
    parts: Wiring, monkeypatch: pytest.MonkeyPatch, command: str, report: SyncReport, code: int
) -> None:
    """A page that is gone, a decided draft that is over unsent: cron's mail comes from its exit
    code.
    """
    at(monkeypatch, NOW)
    monkeypatch.setattr("bridge.sync.Sync.run", lambda *_, **__: report)
    monkeypatch.setattr("bridge.cli.daily.look", lambda *_: [])
    assert CliRunner().invoke(cli, [command], standalone_mode=False).return_value == code


SILENT = Unreachable("fetch.silent").about("home")
HELD = PublishReport(held=[1])
NO_KEYS = PublishReport(errors=[CredentialsRefused("x.stopped", why="鍵")])
NOT_SHOWN = NotShown("account.not_shown", alarms=("a",))
NO_MAIL = NotifyReport(errors=[CredentialsRefused("x.stopped", why="鍵")])


@pytest.mark.parametrize(
    ("synced", "beside", "published", "told", "code"),
    [
        (SyncReport(), [], PublishReport(), NotifyReport(), 0),
        (SyncReport(errors=[SILENT]), [], HELD, NotifyReport(), 5),
        (SyncReport(errors=[SILENT]), [], NO_KEYS, NotifyReport(), 5),
        (SyncReport(errors=[SILENT]), [NOT_SHOWN], PublishReport(), NotifyReport(), 5),
        (SyncReport(unsent=[1]), [NOT_SHOWN], NO_KEYS, NotifyReport(), 4),
        (SyncReport(unsent=[1]), [SILENT], HELD, NO_MAIL, 5),
        (SyncReport(unsent=[1]), [], HELD, NO_MAIL, 4),
        (SyncReport(), [NOT_SHOWN], PublishReport(), NotifyReport(), 1),
    ],
)
def test_a_run_ends_with_the_worst_of_all_its_parts(
    parts: Wiring,
    monkeypatch: pytest.MonkeyPatch,
    synced: SyncReport,
    beside: list[BridgeError],
    published: PublishReport,
    told: NotifyReport,
    code: int,
) -> None:
    """None hides what another one brought, in whatever order they come."""
    at(monkeypatch, NOW)
    monkeypatch.setattr("bridge.sync.Sync.run", lambda *_, **__: synced)
    monkeypatch.setattr("bridge.cli.daily.look", lambda *_: beside)
    monkeypatch.setattr("bridge.publish.Publish.run", lambda *_, **__: published)
    monkeypatch.setattr("bridge.notify.Notify.run", lambda *_, **__: told)
    assert CliRunner().invoke(cli, ["run"], standalone_mode=False).return_value == code


@pytest.mark.parametrize("meanwhile", [False, True])
def test_what_was_decided_goes_out_before_a_run_looks_at_its_sources(
    parts: Wiring, monkeypatch: pytest.MonkeyPatch, meanwhile: bool
) -> None:
    """An urgent notice does not wait for a site that hangs; the gate is passed again only for what
    was decided meanwhile, and always where nothing was.
    """
    at(monkeypatch, NOW)
    order: list[str] = []
    due = {1: True, 2: False}

    def drafts(_: object, *states: State) -> list[object]:
        return [SimpleNamespace(id=id) for id, ready in due.items() if ready]

    def sync(*_: object, **__: object) -> SyncReport:
        order.append("sync")
        due[2] = meanwhile
        return SyncReport()

    def publish(*_: object, **__: object) -> PublishReport:
        order.append("publish")
        return PublishReport()

    monkeypatch.setattr("bridge.record.store.Store.drafts", drafts)
    monkeypatch.setattr("bridge.sync.Sync.run", sync)
    monkeypatch.setattr("bridge.cli.daily.look", lambda *_: [])
    monkeypatch.setattr("bridge.publish.Publish.run", publish)
    monkeypatch.setattr("bridge.notify.Notify.run", lambda *_, **__: NotifyReport())
    assert CliRunner().invoke(cli, ["run"], standalone_mode=False).return_value == 0
    assert order == ["publish", "sync", *["publish"] * meanwhile]
    order.clear()
    due.update({1: False, 2: False})
    meanwhile = False
    CliRunner().invoke(cli, ["run"], standalone_mode=False)
    assert order == ["sync", "publish"]


@pytest.mark.parametrize(
    ("errors", "beside", "code"),
    [([SILENT], [NOT_SHOWN], 5), ([], [NOT_SHOWN, SILENT], 5), ([], [NOT_SHOWN], 1)],
)
def test_a_sync_ends_with_the_worst_of_its_sources_and_what_it_looks_at_beside(
    parts: Wiring,
    monkeypatch: pytest.MonkeyPatch,
    errors: list[SourceFailed],
    beside: list[BridgeError],
    code: int,
) -> None:
    """The first thing told is not the worst one."""
    at(monkeypatch, NOW)
    monkeypatch.setattr("bridge.sync.Sync.run", lambda *_, **__: SyncReport(errors=errors))
    monkeypatch.setattr("bridge.cli.daily.look", lambda *_: beside)
    assert CliRunner().invoke(cli, ["sync"], standalone_mode=False).return_value == code
