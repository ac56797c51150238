"""`dispose`, from the words of the call to exit code and record."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

import pytest
from fakes import DIRECTOR, NOW, POSTER, TOKYO, cheap_passwords, wording

from bridge import lifecycle
from bridge.book import plain
from bridge.cli import cli
from bridge.demo.site import demo_toml
from bridge.errors import BridgeError
from bridge.model import DISPOSED, JournalLine, Kind, Opening
from bridge.text.years import Year
from bridge.wiring import Wiring

PASSWORD = "correct horse battery"
THEN = datetime(2018, 6, 1, 10, 0, tzinfo=TOKYO)


class Shell:
    """One library's folder with a draft that was rejected in 2018; a call returns exit code and
    what was printed.
    """

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        (folder / "feeds.toml").write_text(demo_toml("http://127.0.0.1:9"), encoding="utf-8")
        self.parts = Wiring(folder / "feeds.toml", folder / "state.db")
        with cheap_passwords(), self.parts.store() as store:
            for person in (DIRECTOR, POSTER):
                store.people.save(person, PASSWORD, JournalLine("test", "people", NOW))
            id = store.apply(
                lifecycle.open_draft(Opening(None, "staff", Kind.MATERIAL), wording(), "職員", THEN)
            )
            store.apply(lifecycle.reject(store.draft(id), DIRECTOR, "時期を過ぎた", THEN))

    def __call__(self, *words: object, who: str = "館長") -> tuple[int, str]:
        read, write = os.pipe()
        os.write(write, PASSWORD.encode() + b"\n")
        os.close(write)
        places = [
            "--config",
            str(self.folder / "feeds.toml"),
            "--db",
            str(self.folder / "state.db"),
        ]
        acting = ["--as", who, "--password-fd", str(read)]
        try:
            code = cli.main([*places, *map(str, words), *acting], standalone_mode=False) or 0
        except BridgeError as error:
            return error.exit_code, str(error)
        finally:
            os.close(read)
        told = self.capsys.readouterr()
        return int(code), told.out + told.err

    def book(self, year: int = 2018) -> Path:
        path = self.folder / f"book-{year}.json"
        with self.parts.store() as store:
            path.write_bytes(b"".join(plain.pages(*self.parts.archive(store).book(Year(year)))))
        return path

    def title(self) -> str:
        with self.parts.store() as store:
            return store.draft(1).title


@pytest.fixture
def shell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Shell:
    monkeypatch.setattr(Wiring, "clock", lambda self: NOW.astimezone(self.zone))
    return Shell(tmp_path, capsys)


def test_a_year_is_looked_at_then_disposed_of(shell: Shell) -> None:
    """First the dry look, then the book, then the word of the director; the journal tells it."""
    code, told = shell("dispose", "--year", 2018, "--dry-run")
    assert (code, "1件(起案1)が廃棄できます" in told, shell.title()) == (0, True, "おはなし会")
    assert shell("dispose", "--year", 2018, "--book", shell.book())[0] == 0
    assert shell.title() == DISPOSED
    with shell.parts.store() as store:
        last = list(store.journal())[-1]
        assert (last["actor"], last["action"], last["draft"]) == ("館長", "dispose", None)
        assert json.loads(last["detail"])["count"] == 1
        assert store.verify_journal().broken_at is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--year", 2018], 2),
        (["--year", 2018, "--book", "missing.json"], 2),
        (["--year", 2018, "--book", "."], 2),
        (["--year", 2018, "--book", "feeds.toml"], 2),
        (["--year", 2018, "--book", "state.db"], 2),
        (["--year", 2018, "--book", "book-2017.json"], 2),
        (["--year", 9999, "--dry-run"], 2),
        (["--year", -5, "--dry-run"], 2),
        (["--year", 2025, "--dry-run"], 1),
    ],
)
def test_bad_calls_change_nothing(
    shell: Shell, words: list[object], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each has its exit code and its sentence."""
    shell.book(2017)
    monkeypatch.chdir(shell.folder)
    found, told = shell("dispose", *words)
    assert found == code
    assert "何も" in told
    assert shell.title() == "おはなし会"


def test_4_a_poster_disposes_of_nothing(shell: Shell) -> None:
    """The director alone."""
    code, told = shell("dispose", "--year", 2018, "--book", shell.book(), who="職員")
    assert (code, "館長の役割が要ります" in told, shell.title()) == (1, True, "おはなし会")


def test_a_run_that_is_at_work_keeps_a_disposal_waiting(shell: Shell) -> None:
    """Exit code 75, as for any second run."""
    from bridge.record.database import RunLock

    book = shell.book()
    with RunLock(shell.parts.db_path):
        assert shell("dispose", "--year", 2018, "--book", book)[0] == 75
    assert shell.title() == "おはなし会"
