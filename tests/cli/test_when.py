"""The command that says when a post goes out: the same rule as on the desk."""

from __future__ import annotations

import os
from datetime import datetime

import pytest
from click.testing import CliRunner
from fakes import TOKYO
from web.house import PASSWORD, Still, found, move_in

from bridge.cli import cli
from bridge.errors import UsageRefused
from bridge.model import Timing


@pytest.fixture
def program(tmp_path, monkeypatch):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    found(tmp_path / "a")
    house = move_in(tmp_path / "b", tmp_path / "a")
    monkeypatch.setattr("bridge.wiring.Wiring", Still)
    paths = ["--config", str(house.parts.config_path), "--db", str(house.parts.db_path)]

    def run(*words):
        read, write = os.pipe()
        os.write(write, PASSWORD.encode() + b"\n")
        os.close(write)
        told = CliRunner().invoke(cli, [*paths, *words, "--password-fd", str(read)])
        os.close(read)
        return told

    return house, run


def test_a_time_is_set_said_and_taken_away(program):
    """Both ends, in the library's zone; without any the draft may go out at any time."""
    house, run = program
    id = str(house.draft())
    told = run(
        "when",
        id,
        "--not-before",
        "2026-12-01 9:00",
        "--not-after",
        "2026-12-02 17:30",
        "--as",
        "職員",
    )
    assert told.exit_code == 0, told.output
    assert house.get(1).timing == Timing(
        datetime(2026, 12, 1, 9, tzinfo=TOKYO), datetime(2026, 12, 2, 17, 30, tzinfo=TOKYO)
    )
    with house.parts.store() as store:
        assert "12月1日 9時00分から12月2日 17時30分まで" in store.history(1)[-1]["detail"]
    assert run("when", id, "--as", "職員").exit_code == 0
    assert house.get(1).timing == Timing()


@pytest.mark.parametrize(
    "moment", ["あした", "2026-12-01 25:00", "2026-12-01 9", "9:00", "2026-12-01 9:00:00"]
)
def test_a_moment_that_nobody_can_read_is_refused_with_its_form(program, moment):
    """How it is written; nothing is kept."""
    house, run = program
    id = str(house.draft())
    told = run("when", id, "--not-before", moment, "--as", "職員")
    assert isinstance(told.exception, UsageRefused)
    assert "2026-12-01 9:00" in told.exception.todo
    assert house.get(1).timing == Timing()
