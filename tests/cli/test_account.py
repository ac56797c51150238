"""The commands around the account, from the words of the call to exit code and record, against a
site on loopback.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from fakes import DIRECTOR, NOW, POSTER, cheap_passwords

from bridge.cli import cli
from bridge.demo.site import SampleSite, demo_toml
from bridge.errors import BridgeError
from bridge.model import JournalLine
from bridge.wiring import Wiring

PASSWORD = "correct horse battery"


@dataclass
class Shell:
    """One library's folder; a call returns exit code and what was printed."""

    folder: Path
    site: SampleSite
    capsys: pytest.CaptureFixture[str]

    @property
    def parts(self) -> Wiring:
        return Wiring(self.folder / "feeds.toml", self.folder / "state.db")

    def __call__(self, *words: object, who: str = "") -> tuple[int, str]:
        places = [
            "--config",
            str(self.folder / "feeds.toml"),
            "--db",
            str(self.folder / "state.db"),
        ]
        acting: list[str] = []
        if who:
            read, write = os.pipe()
            os.write(write, PASSWORD.encode() + b"\n")
            os.close(write)
            acting = ["--as", who, "--password-fd", str(read)]
        try:
            code = cli.main([*places, *map(str, words), *acting], standalone_mode=False) or 0
        except BridgeError as error:
            return error.exit_code, str(error)
        finally:
            if who:
                os.close(read)
        told = self.capsys.readouterr()
        return int(code), told.out + told.err

    def setting(self, text: str) -> None:
        path = self.folder / "feeds.toml"
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")

    def real(self) -> None:
        """Let posts be real ones, made by hand."""
        path = self.folder / "feeds.toml"
        path.write_text(
            path.read_text("utf-8").replace('through = "sandbox"', 'through = "manual"'), "utf-8"
        )

    def journal(self) -> list[str]:
        with self.parts.store() as store:
            return [row[0] for row in store._db.execute("SELECT action FROM journal ORDER BY id")]


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Shell]:
    with SampleSite(date(2026, 11, 25)) as site:
        (tmp_path / "feeds.toml").write_text(demo_toml(site.url), encoding="utf-8")
        shell = Shell(tmp_path, site, capsys)
        with cheap_passwords(), shell.parts.store() as store:
            for person in (DIRECTOR, POSTER):
                store.people.save(person, PASSWORD, JournalLine("test", "people", NOW))
        yield shell


def lose(shell: Shell, account: str = "someone_else") -> None:
    """The settings now name another account than the site shows."""
    path = shell.folder / "feeds.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"mihon_lib"', f'"{account}"'), encoding="utf-8"
    )


def test_5_5_check_tells_what_each_page_shows(shell: Shell) -> None:
    """Exit code 0 when all is well, 1 for an account that is missing, 5 for a page that cannot be
    read.
    """
    assert shell("account", "check") == (0, f"{shell.site.url}/: リンクとともに載っています\n")
    shell.real()
    lose(shell)
    code, told = shell("account", "check")
    assert code == 1
    assert "別のアカウントへのリンクになっています(@mihon_lib)" in told
    assert "投稿を止めています" in told
    assert "エラー[account.not_shown]:" in told
    assert "resume account" in told
    code, told = shell("account", "check", "--json")
    assert (code, json.loads(told.partition("エラー")[0])[0]["verdict"]) == (1, "other")


def test_5_5_sync_looks_once_a_day_and_is_not_stopped(shell: Shell) -> None:
    """The sources are read and the baseline stands, whatever the account's page says; the second
    sync is silent.
    """
    shell.real()
    lose(shell)
    code, told = shell("sync")
    assert (code, "正しく載っていません" in told) == (1, True)
    assert shell("sync") == (0, "")
    with shell.parts.store() as store:
        assert store.sightings.counts()["baseline"] > 0
    assert shell.journal().count("stop") == 1
    code, told = shell("status")
    assert "投稿停止中(公式アカウントの掲載)" in told
    assert "解くとき: feedbridge resume account" in told
    assert "! " in told


def test_5_5_a_newcomers_first_sync_is_no_failure(shell: Shell) -> None:
    """In the sandbox nobody sees a post: the page is told by status and doctor, nothing is kept
    back, cron hears nothing.
    """
    lose(shell)
    assert shell("sync") == (0, "")
    assert shell.journal().count("stop") == 0
    assert "正しく載っていません" in shell("status")[1]
    shell.real()
    code, told = shell("sync")
    assert (code, "正しく載っていません" in told) == (1, True)
    assert shell.journal().count("stop") == 1, "the same day, before a real post"


def test_5_5_a_dry_sync_and_one_source_do_not_look(shell: Shell) -> None:
    """What writes nothing writes nothing."""
    lose(shell)
    before = shell.journal()
    assert shell("sync", "--dry-run")[0] == 0
    assert shell("sync", "--source", "home")[0] == 0
    assert [action for action in shell.journal() if action in {"account", "stop"}] == []
    assert before == shell.journal()[: len(before)]


def test_5_5_a_page_that_does_not_answer_is_no_failure_of_the_sync(shell: Shell) -> None:
    """Not known is no alarm, for three days."""
    path = shell.folder / "feeds.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            f'account_pages = ["{shell.site.url}/"]',
            f'account_pages = ["{shell.site.url}/nothing.html"]',
        ),
        encoding="utf-8",
    )
    assert shell("sync") == (0, "")
    code, told = shell("account", "check")
    assert (code, "まだ分かりません" in told) == (5, True)


def test_5_5_the_director_lets_posts_go(shell: Shell) -> None:
    """`resume account`, and a second time there is nothing to resume."""
    shell.real()
    lose(shell)
    shell("account", "check")
    assert shell("resume", "account", who="職員")[0] == 1
    assert shell("resume", "account", who="館長")[0] == 0
    assert shell("resume", "account", who="館長") == (1, "投稿は止まっていません。")


def test_8_the_page_goes_to_a_file_that_is_not_there_yet(shell: Shell) -> None:
    """HTML or Markdown; an existing file stays as it is, a folder that is not there is told."""
    code, told = shell("account", "page")
    assert (code, told.startswith("<h2>見本市立図書館")) == (0, True)
    out = shell.folder / "page.md"
    assert shell("account", "page", "--format", "markdown", "--out", out) == (0, "")
    written = out.read_text(encoding="utf-8")
    assert written.startswith("## ")
    assert shell("account", "page", "--out", out)[0] == 2
    assert out.read_text(encoding="utf-8") == written
    assert shell("account", "page", "--out", shell.folder / "no" / "page.md")[0] == 2


def test_5_5_an_impostor_from_look_to_gone(shell: Shell) -> None:
    """Proposed, noted, warned of, drafted, reported, gone."""
    assert "見た目が同じ" in shell("impostor", "look", "mihon_1ib", "toshokan")[1]
    assert shell(
        "impostor", "add", "@mihon_1ib", "--url", "https://x.com/mihon_1ib", who="職員"
    ) == (0, "1\n")
    told = shell("impostor", "warning", 1)[1]
    assert "help.x.com/forms/impersonation" in told
    assert "<h2>" in told
    assert shell("impostor", "draft", 1, "--none-of-the-thirteen", who="職員")[0] == 0
    (draft,) = json.loads(shell("queue", "--json")[1])
    assert (draft["kind"], draft["urgent"], draft["state"]) == ("イ", True, "waiting")
    assert not [f for f in draft["findings"] if f["clause"] == "5(4)"]
    assert "@" not in draft["text"]
    assert shell("impostor", "report", 1, who="職員")[0] == 0
    assert shell("impostor", "gone", 1, who="職員")[0] == 0
    (kept,) = json.loads(shell("impostor", "list", "--json")[1])
    assert [step["state"] for step in kept["steps"]] == ["seen", "reported", "gone"]
    assert shell("impostor", "draft", 1, who="職員")[0] == 1
    assert shell("impostor", "gone", 9, who="職員")[0] == 1


def test_7_an_incident_from_noting_to_purging(shell: Shell) -> None:
    """Twice noted, decided by the director, done by staff; young ones are not purged."""
    words = ("incident", "add", "troll_1", "--clause", "7(3)", "--way", "reply", "--note", "暴言")
    assert shell(*words, who="職員") == (0, "1\n")
    assert shell(*words, who="職員") == (0, "2\n")
    assert "■ くり返し" in shell("incident", "list")[1]
    assert (
        shell("incident", "decide", "troll_1", "--block", "--reason", "くり返し", who="職員")[0]
        == 1
    )
    assert (
        shell("incident", "decide", "TROLL_1", "--block", "--reason", "くり返し", who="館長")[0]
        == 0
    )
    assert "まだ行っていません" in shell("incident", "list")[1]
    assert shell("incident", "done", "troll_1", who="職員")[0] == 0
    assert shell("incident", "purge", who="館長")[0] == 0
    (case,) = json.loads(shell("incident", "list", "--json")[1])
    assert (case["count"], case["proposed"], case["measures"][0]["done_by"]) == (2, False, "職員")
    assert "troll" not in shell("journal", "list")[1].lower()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("incident", "add", "no name", "--clause", "7(3)", "--way", "reply", "--note", "x"), 2),
        (("incident", "add", "troll_1", "--clause", "7(13)", "--way", "reply", "--note", "x"), 2),
        (("incident", "add", "troll_1", "--clause", "7(1)", "--way", "dm", "--url", "javascript:alert(1)"), 2),
        (("incident", "add", "troll_1", "--clause", "7(1)", "--way", "dm", "--note", "a\x1bb"), 2),
        (("incident", "add", "troll_1", "--clause", "7(1)", "--way", "dm"), 2),
        (("incident", "add", "troll_1", "--clause", "7(1)", "--way", "dm", "--note", "x", "--date", "9999-12-31"), 2),
        (("incident", "decide", "nobody_1", "--block", "--reason", "x"), 1),
        (("incident", "done", "nobody_1"), 1),
        (("impostor", "add", "図書館", "--note", "x"), 2),
        (("impostor", "add", "mihon_lib", "--note", "x"), 1),
        (("impostor", "add", "mihon_1ib", "--note", "x", "--date", (date.today() + timedelta(days=2)).isoformat()), 2),
        (("impostor", "add", "mihon_1ib"), 2),
        (("impostor", "report", "99999999999999999999"), 1),
    ],
)  # fmt: skip
def test_what_is_not_sound_changes_nothing(shell: Shell, words: tuple[str, ...], code: int) -> None:
    """A clear error, an exit code, and the record as it was."""
    before = shell.journal()
    assert shell(*words, who="館長")[0] == code
    assert shell.journal() == before
    with shell.parts.store() as store:
        assert (store.watchlist.incidents(), store.watchlist.impostors()) == ([], [])
