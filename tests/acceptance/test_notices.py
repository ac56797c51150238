"""The real program and a real mail server: `run` tells, and its exit code tells when it could not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fakes import NOW
from mailserver import PASSWORD, free_port, serving

from bridge.demo.site import SampleSite, demo_toml
from bridge.model import JournalLine, Person, Role
from bridge.record.store import Store

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")


class Program:
    """`feedbridge` in a folder of its own, with a director who reads mail."""

    def __init__(self, folder: Path, site: SampleSite) -> None:
        self.folder, self.site = folder, site
        self("sync", code=0)
        with Store(folder / "state.db") as store:
            person = Person("館長", Role.DIRECTOR, mail="kancho@lib.example.jp")
            store.people.save(person, None, JournalLine("館長", "people", NOW))

    def __call__(
        self,
        *words: str,
        code: int,
        notices: str = "",
        through: str = "sandbox",
        **environment: str,
    ) -> subprocess.CompletedProcess[str]:
        config = demo_toml(self.site.url).replace('through = "sandbox"', f'through = "{through}"')
        (self.folder / "feeds.toml").write_text(config + notices, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "bridge", *words],
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=120,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **environment},
            check=False,
        )
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
        return done


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    with SampleSite(date(2026, 11, 25)) as site:
        yield Program(tmp_path, site)


def table(port: int, **more: str) -> str:
    values = {"smtp_host": "127.0.0.1", "security": "none", "sender": "tosho@lib.example.jp"} | more
    lines = [f'{key} = "{value}"' for key, value in values.items()]
    return "\n".join(["", "[notices]", *lines, f"smtp_port = {port}", "digest_at = []", ""])


def test_run_tells_what_it_found_in_one_line_of_cron(program: Program) -> None:
    """A temporary closure came on the site: the director is told by the same run, once, and cron
    hears nothing.
    """
    program.site.grow()
    with serving() as box:
        for told in (1, 0):
            assert program("run", code=0, notices=table(box.port)).stdout == ""
            assert [to for to, subject in box.subjects() if "緊急" in subject] == [
                "kancho@lib.example.jp"
            ] * told


def test_a_mail_server_that_is_down_is_in_the_exit_code_and_stops_nothing(program: Program) -> None:
    """The drafts are there; the next run tells."""
    program.site.grow()
    done = program("run", code=1, notices=table(free_port()))
    assert "メールサーバー" in done.stderr
    assert "次の実行" in done.stderr
    shown = json.loads(program("queue", "--json", code=0).stdout)
    assert len(shown) == 3


def test_a_run_without_x_s_keys_tells_all_the_same(program: Program) -> None:
    """The road is closed, the closure waits for its decision."""
    program.site.grow()
    with serving() as box:
        done = program("run", code=4, notices=table(box.port), through="x")
        assert "X の鍵がありません" in done.stderr
        assert [to for to, subject in box.subjects() if "緊急" in subject] == [
            "kancho@lib.example.jp"
        ]


def test_the_password_comes_from_the_environment_and_a_wrong_one_is_shown_nowhere(
    program: Program,
) -> None:
    """Exit code 4; and the right one from a file that only its owner reads."""
    program.site.grow()
    with serving(login=True) as box:
        notices = table(box.port, smtp_user="tosho")
        assert "FEEDBRIDGE_SMTP_PASSWORD" in program("run", code=4, notices=notices).stderr
        done = program("notify", code=4, notices=notices, FEEDBRIDGE_SMTP_PASSWORD="wr0ng-s3cret")
        assert "wr0ng" not in done.stdout + done.stderr
        done = program(
            "notify", "--json", code=0, notices=notices, FEEDBRIDGE_SMTP_PASSWORD=PASSWORD
        )
        assert [mail["to"] for mail in json.loads(done.stdout)["told"]] == ["kancho@lib.example.jp"]
        assert len(box.taken) == 1


def test_a_dry_run_shows_the_mails(program: Program) -> None:
    """To, subject, text; no server is asked."""
    program.site.grow()
    program("sync", code=0)
    for words in ([], ["--json"]):
        done = program("notify", "--dry-run", *words, code=0, notices=table(free_port()))
        assert "kancho@lib.example.jp" in done.stdout
        assert "【緊急】" in done.stdout


def test_out_of_the_box_nobody_is_told(program: Program) -> None:
    """No server, no channel: silently off."""
    program.site.grow()
    done = program("run", code=0)
    assert (done.stdout, done.stderr) == ("", "")
    assert json.loads(program("notify", "--json", code=0).stdout) == {
        "told": [],
        "would": [],
        "errors": [],
    }


def test_a_channel_address_that_apprise_cannot_read_is_configuration(program: Program) -> None:
    """Exit code 3, without the address."""
    done = program("notify", code=3, FEEDBRIDGE_APPRISE_URLS="nosuch://t0ken")
    assert "t0ken" not in done.stderr
