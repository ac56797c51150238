"""`config show` and `config set`: the same road as the desk's, from a terminal."""

from __future__ import annotations

import json
import os
import sys
import tomllib
from pathlib import Path

import pytest
from fakes import NOW, cheap_passwords

from bridge.cli import cli
from bridge.demo.site import demo_toml
from bridge.errors import BridgeError
from bridge.model import JournalLine, Person, Role
from bridge.wiring import Wiring

PASSWORD = "correct horse battery"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wiring:
    """A library with a director and a poster, in whose folder the commands run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "feeds.toml").write_text(demo_toml("http://127.0.0.1:9"), encoding="utf-8")
    parts = Wiring(tmp_path / "feeds.toml", tmp_path / "state.db")
    with cheap_passwords(), parts.store() as store:
        for person in (Person("館長", Role.DIRECTOR), Person("職員", Role.POSTER)):
            store.people.save(person, PASSWORD, JournalLine("test", "people", NOW))
    return parts


def run(*words: str, who: str = "館長") -> int:
    reading, writing = os.pipe()
    os.write(writing, f"{PASSWORD}\n".encode())
    os.close(writing)
    acting = ["--as", who, "--password-fd", str(reading)]
    try:
        return int(cli.main(["config", "set", *words, *acting], standalone_mode=False) or 0)
    except BridgeError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    finally:
        os.close(reading)


def told(parts: Wiring) -> dict[str, object]:
    return tomllib.loads(parts.config_path.read_text(encoding="utf-8"))


def test_a_setting_is_changed_with_a_copy_and_a_line_in_the_journal(
    library: Wiring, capsys: pytest.CaptureFixture[str]
) -> None:
    """One value, several, an entry of a table, an entry that goes again."""
    assert run("hours.monday", "10:00～15:00") == 0
    assert run("hours.closed", "2026-12-29～2027-01-03", "2027-02-08") == 0
    assert run("words:6(4)", "読書党", "一票党") == 0
    assert run("tweet.kinds:closure", "【休館】{title}\\n{url}") == 0
    assert run("words:6(4)") == 0
    file = told(library)
    hours, tweet = file["hours"], file["tweet"]
    assert isinstance(hours, dict)
    assert isinstance(tweet, dict)
    assert (hours["monday"], hours["closed"]) == (
        "10:00-15:00",
        ["2026-12-29/2027-01-03", "2027-02-08"],
    )
    assert tweet["kinds"] == {"closure": "【休館】{title}\n{url}"}
    assert file["words"] == {}
    with library.store() as store:
        lines = [line for line in store.journal() if line["action"] == "settings"]
    assert len(lines) == 5
    assert json.loads(lines[0]["detail"])["settings"] == {
        "hours.monday": ["0:00-24:00", "10:00-15:00"]
    }
    assert len(list(library.config_path.parent.glob("feeds.toml.2*"))) == 5
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("words", "who", "code", "says"),
    [
        (("hours.monday", "10:00-15:00"), "職員", 1, "館長"),
        (("library.account", "evil"), "館長", 1, "ここからは変えられません"),
        (("review.members", "x"), "館長", 1, "人の登録は「人」の画面"),
        (("nope", "x"), "館長", 2, "という項目はありません"),
        (("posting.per_day", "many"), "館長", 3, "[posting] per_day"),
        (("posting.per_day", "10"), "館長", 1, "変わるところがありません"),
        (("words:6(99)", "語句"), "館長", 2, "6(99)"),
    ],
)
def test_what_is_refused_changes_nothing_and_says_why(
    library: Wiring,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    who: str,
    code: int,
    says: str,
) -> None:
    """Another role, a guarded key, none at all, a value that config check refuses."""
    before = library.config_path.read_bytes()
    assert run(*words, who=who) == code
    assert says in capsys.readouterr().err
    assert library.config_path.read_bytes() == before
    with library.store() as store:
        assert all(line["action"] != "settings" for line in store.journal())


def test_a_dry_run_tells_and_changes_nothing(
    library: Wiring, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before → after."""
    before = library.config_path.read_bytes()
    assert run("posting.per_day", "3", "--dry-run") == 0
    assert "→ 3件" in capsys.readouterr().out
    assert library.config_path.read_bytes() == before


@pytest.mark.usefixtures("library")
def test_all_settings_are_shown_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    """With the key to type, and a star where it may be."""
    assert cli.main(["config", "show"], standalone_mode=False) is None
    out = capsys.readouterr().out
    assert " * hours.monday  月曜日: 0:00～24:00" in out
    assert "   library.account  Xのアカウント(3): mihon_lib" in out
    assert "urgent:臨時休館" in out
