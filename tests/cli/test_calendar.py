"""`feedbridge calendar`: a month, the proposals, and what persons say of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fakes import NOW

from bridge.cli import cli
from bridge.demo.site import demo_toml
from bridge.errors import BridgeError, UsageRefused
from bridge.model import Closing, Line, Person, Role
from bridge.wiring import Wiring

PASSWORD = "correct horse battery"


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command line on a library with a poster and one proposed closing."""
    (tmp_path / "feeds.toml").write_text(demo_toml("http://127.0.0.1:9"), encoding="utf-8")
    parts = Wiring(tmp_path / "feeds.toml", tmp_path / "state.db")
    monkeypatch.setattr(Wiring, "clock", lambda _: NOW)
    monkeypatch.setattr("bridge.cli.drafts.password", lambda *_: PASSWORD)
    with parts.store() as store:
        store.people.save(Person("職員", Role.POSTER), PASSWORD, Line("館長", "people", NOW))
        day = date(2026, 12, 1)
        store.closings.propose([Closing(0, day, day, "臨時休館", "12月1日は休館")], Line("sync", "closings", NOW))

    def run(*words: str) -> Result:
        monkeypatch.chdir(tmp_path)
        return CliRunner().invoke(cli, ["calendar", *words], catch_exceptions=True)

    return run


def test_5_2_a_month_with_what_closes_it(call: Callable[..., Result]) -> None:
    """A proposal does not close the day; a confirmed one does, and says why."""
    days = json.loads(call("--month", "2026-12", "--json").stdout)
    assert (len(days), days[0]["date"], days[0]["opens"] is not None) == (31, "2026-12-01", True)
    assert call("confirm", "1", "--as", "職員").exit_code == 0
    assert "2026-12-01(火)  休み  臨時休館" in call("--month", "2026-12").stdout
    assert "休館日  2026-12-01 臨時休館「12月1日は休館」 職員" in call("proposals").stdout
    call("withdraw", "1", "--as", "職員")
    assert "休み  臨時休館" not in call("--month", "2026-12").stdout


def test_5_2_a_closing_is_added(call: Callable[..., Result]) -> None:
    """One day or a span."""
    assert call("add", "2026-12-28/2027-01-04", "--why", "年末年始", "--as", "職員").exit_code == 0
    assert [c["state"] for c in json.loads(call("proposals", "--json").stdout)] == ["proposed", "confirmed"]


@pytest.mark.parametrize("words", [("--month", "12月"), ("add", "12/28", "--why", "x", "--as", "職員"), ("look",)])
def test_what_cannot_be_read_is_refused(call: Callable[..., Result], words: tuple[str, ...]) -> None:
    """Japanese, exit code 2, nothing changed."""
    refused = call(*words).exception
    assert isinstance(refused, BridgeError)
    assert isinstance(refused, UsageRefused)
