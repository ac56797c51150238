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
from bridge.model import Closing, JournalLine, Person, Role
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
        store.people.save(Person("職員", Role.POSTER), PASSWORD, JournalLine("館長", "people", NOW))
        day = date(2026, 12, 1)
        store.closings.propose(
            [Closing(id=0, first=day, last=day, why="臨時休館", words="12月1日は休館")],
            JournalLine("sync", "closings", NOW),
        )

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
    assert [c["state"] for c in json.loads(call("proposals", "--json").stdout)] == [
        "proposed",
        "confirmed",
    ]


def test_5_2_each_day_says_why_it_is_unlike_others(
    call: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The week, feeds.toml, a special day, a public holiday; 24:00 is midnight."""
    text = (tmp_path / "feeds.toml").read_text(encoding="utf-8")
    hours = """[hours]
sunday = "9:00-17:00"
monday = "closed"
tuesday = "9:00-24:00"
wednesday = "9:00-19:00"
thursday = "9:00-19:00"
friday = "9:00-19:00"
saturday = "9:00-17:00"
holidays = "closed"
closed = ["2026-12-29/2027-01-03"]
special = { "2026-12-28" = "9:00-12:00" }
"""
    begin = text.index("[hours]")
    end = text.index("\n[", begin) + 1
    (tmp_path / "feeds.toml").write_text(text[:begin] + hours + text[end:], encoding="utf-8")
    told = call("--month", "2026-12").stdout.splitlines()
    assert told[0] == "2026-12-01(火)  09:00-24:00"
    assert told[6] == "2026-12-07(月)  休み  毎週月曜日"
    assert told[27] == "2026-12-28(月)  09:00-12:00  特別な開館時間"
    assert told[30] == "2026-12-31(木)  休み  feeds.toml の休み"
    assert "2026-11-23(月)  休み  祝日  毎週月曜日" in call("--month", "2026-11").stdout
    assert "2026-11-03(火)  休み  祝日  祝日の休み" in call("--month", "2026-11").stdout


def test_5_2_a_month_tells_what_is_to_go_out(call: Callable[..., Result], tmp_path: Path) -> None:
    """A decided draft stands on the day on which it is due."""
    from test_publish import decided

    with Wiring(tmp_path / "feeds.toml", tmp_path / "state.db").store() as store:
        decided(store)
    days = json.loads(call("--json").stdout)
    assert {day["date"]: day["planned"] for day in days if day["planned"]} == {f"{NOW:%Y-%m-%d}": 1}
    assert "予定1件" in call().stdout


@pytest.mark.parametrize("month", ["12月", "9999-12", "0001-01", "2026-13"])
def test_a_month_that_is_none_is_refused(call: Callable[..., Result], month: str) -> None:
    """Also one at the end of all calendars."""
    assert isinstance(call("--month", month).exception, UsageRefused)


@pytest.mark.parametrize("words", [("add", "12/28", "--why", "x", "--as", "職員"), ("look",)])
def test_what_cannot_be_read_is_refused(
    call: Callable[..., Result], words: tuple[str, ...]
) -> None:
    """Japanese, exit code 2, nothing changed."""
    refused = call(*words).exception
    assert isinstance(refused, BridgeError)
    assert isinstance(refused, UsageRefused)
