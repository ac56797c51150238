"""The real program in a subprocess against the sample site: what a new user does, with its exit
codes and its JSON.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bridge.demo.site import FEED, SampleSite, demo_toml
from bridge.model import JournalLine, Person, Role
from bridge.posting.manual import number_at
from bridge.record.database import RunLock
from bridge.wiring import Wiring

PASSWORD = "correct horse battery"
TODAY = date(2026, 11, 25)


class Program:
    """`feedbridge` in a folder of its own, on the sample site."""

    def __init__(self, folder: Path, site: SampleSite) -> None:
        self.folder = folder
        self.site = site
        self.config = folder / "feeds.toml"
        self.config.write_text(demo_toml(site.url), encoding="utf-8")

    def __call__(
        self, *words: object, password: str | None = None, code: int = 0
    ) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bridge", *map(str, words)]
        fds: list[int] = []
        if password is not None:
            read, write = os.pipe()
            os.write(write, password.encode() + b"\n")
            os.close(write)
            fds = [read]
            command += ["--password-fd", str(read)]
        environment = {
            **os.environ,
            "TZ": "America/New_York",
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            pass_fds=fds,
            timeout=120,
            check=False,
        )
        for fd in fds:
            os.close(fd)
        assert done.returncode == code, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        return done

    def json(self, *words: object, **how: object) -> object:
        return json.loads(self(*words, "--json", **how).stdout)  # type: ignore[arg-type]

    def queue(self, state: str = "") -> list[dict[str, object]]:
        found = self.json("queue", *(["--state", state] if state else []))
        assert isinstance(found, list)
        return found

    def hire(self) -> None:
        """Register director and poster."""
        self("people", "add", "館長", "--role", "director", password=PASSWORD)
        read, write = os.pipe()
        os.write(write, PASSWORD.encode())
        os.close(write)
        os.set_inheritable(read, True)
        subprocess.run(
            [sys.executable, "-m", "bridge", "people", "add", "職員", "--role", "poster", "--as", "館長",
             "--new-password-fd", str(read), "--password-fd", "0"],
            cwd=self.folder, input=PASSWORD + "\n", text=True, check=True, pass_fds=[read], capture_output=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )  # fmt: skip
        os.close(read)


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """The program with its baseline taken."""
    with SampleSite(TODAY) as site:
        made = Program(tmp_path, site)
        made("sync")
        yield made


def mark(program: Program, id: object) -> tuple[str, str]:
    """Return the option that says which text was on the screen."""
    return "--digest", str(program.json("show", id)["digest"])  # type: ignore[index]


def decide(program: Program, *ids: object) -> None:
    shown = {draft["id"]: draft for draft in program.queue()}
    clauses = {str(f["clause"]) for d in shown.values() for f in d["findings"] if f["stop"]}  # type: ignore[attr-defined]
    seen = [word for clause in sorted(clauses) for word in ("--acknowledge", clause)]
    seen += [word for id in ids for word in ("--digest", str(shown[id]["digest"]))]
    program("decide", *ids, "--as", "館長", *seen, password=PASSWORD)


def test_the_main_job_from_a_new_page_to_the_two_ticks(program: Program) -> None:
    """sync, decide, publish, check: three new pages become three checked posts; cron hears nothing."""
    program.hire()
    assert program.queue() == []
    program.site.grow()
    assert program("sync").stdout == ""
    waiting = program.queue("waiting")
    assert len(waiting) == 3
    assert waiting[0]["urgent"], "the temporary closure stands first"
    for draft in waiting:
        assert str(draft["url"]) in str(draft["text"])
        assert 0 < int(str(draft["weight"])) <= 280
        assert (draft["kind"], draft["decision"], draft["post_url"]) == ("ア", None, None)
    decide(program, *(draft["id"] for draft in waiting))
    assert program("publish").stdout == ""
    posted = program.queue("posted")
    assert len(posted) == 3
    assert all(draft["post_url"] for draft in posted)
    first = posted[0]["id"]
    program("check", first, "--as", "職員", *mark(program, first), password=PASSWORD)
    program("check", first, "--as", "館長", *mark(program, first), password=PASSWORD)
    assert [draft["id"] for draft in program.queue("checked")] == [first]
    assert "つながっています" in program("journal", "verify").stdout
    coverage = program.json("status", "--coverage")["coverage"]  # type: ignore[index]
    assert coverage["remainder"] == 0


def test_a_second_run_does_nothing_again(program: Program) -> None:
    """Neither a draft nor a post comes twice."""
    program.hire()
    program.site.grow()
    program("run")
    decide(program, *(draft["id"] for draft in program.queue("waiting")))
    program("run")
    program("run")
    assert len(program.queue()) == 3
    with closing(sqlite3.connect(program.folder / "state.db")) as db, db:
        assert db.execute("SELECT count(*) FROM timeline").fetchone() == (3,)
    db.close()


def test_shift_jis_survives(program: Program) -> None:
    """①, ～ and 髙 of a Shift_JIS page stand in its draft's page as they are."""
    program.site.grow()
    program("sync")
    with closing(sqlite3.connect(program.folder / "state.db")) as db, db:
        pages = "".join(row[0] for row in db.execute("SELECT page FROM pages"))
    db.close()
    assert "�" not in pages
    assert "①" in pages


def test_places_stand_before_or_after_the_command(program: Program, tmp_path: Path) -> None:
    """--config and --db are taken at either side, and from the environment."""
    other = tmp_path / "other.db"
    program("--config", program.config, "--db", other, "sync")
    assert other.exists()
    before = program("--db", other, "status", "--json").stdout
    assert program("status", "--db", other, "--json").stdout == before


def test_5_1_nobody_decides_without_the_right_password(program: Program) -> None:
    """A wrong password, no password, no person, a poster: refused, nothing decided."""
    program.hire()
    program.site.grow()
    program("sync")
    id = program.queue()[0]["id"]
    assert "パスワード" in program("decide", id, "--as", "館長", password="wrong", code=1).stderr
    program("decide", id, "--as", "館長", code=2)
    program("decide", id, code=2)
    assert "館長" in program("decide", id, "--as", "職員", password=PASSWORD, code=1).stderr
    assert {draft["state"] for draft in program.queue()} == {"waiting"}


def test_5_1_draft_that_changed_since_it_was_shown_is_not_decided(program: Program) -> None:
    """--digest of an older version is refused and says what to do; the present one is taken."""
    program.hire()
    program.site.grow()
    program("sync")
    shown = program.queue()[-1]
    id = shown["id"]
    text = f"直した文です\n{shown['url']}"
    program("edit", id, "--text", text, "--none-of-the-thirteen", "--as", "職員", password=PASSWORD)
    refused = program(
        "decide", id, "--digest", shown["digest"], "--as", "館長", password=PASSWORD, code=1
    )
    assert "もう一度" in refused.stderr
    now = program.json("show", id)
    assert now["state"] == "waiting"  # type: ignore[index]
    clauses = [w for f in now["findings"] if f["stop"] for w in ("--acknowledge", f["clause"])]  # type: ignore[index]
    clauses.append("--none-of-the-thirteen")
    program("decide", id, "--digest", now["digest"], "--as", "館長", *clauses, password=PASSWORD)  # type: ignore[index]


def test_by_hand_the_link_is_printed_and_the_address_recorded(program: Program) -> None:
    """through = "manual": publish offers without a word for cron, `take` prints the web intent,
    `posted` records where it stands.
    """
    program.config.write_text(
        program.config.read_text(encoding="utf-8").replace('"sandbox"', '"manual"'),
        encoding="utf-8",
    )
    program.hire()
    program.site.grow()
    program("sync")
    id = program.queue()[0]["id"]
    decide(program, id)
    quiet = program("publish")
    assert (quiet.stdout, quiet.stderr) == ("", "")
    assert program.json("publish")["by_hand"] == [id]  # type: ignore[index]
    assert program.json("show", id)["state"] == "decided"  # type: ignore[index]
    assert (
        "https://x.com/intent/tweet?text="
        in program("take", id, "--as", "職員", *mark(program, id), password=PASSWORD).stdout
    )
    program("hand-back", id, "--as", "職員", password=PASSWORD, code=1)
    program(
        "posted",
        id,
        "https://x.com/other/status/5",
        "--as",
        "職員",
        *mark(program, id),
        password=PASSWORD,
        code=2,
    )
    slip = "https://x.com/mihon_lib/status/2900000000000000005"  # of the year 2032
    program("posted", id, slip, "--as", "職員", *mark(program, id), password=PASSWORD, code=1)
    own = f"https://x.com/mihon_lib/status/{number_at(datetime.now(UTC))}"
    program("posted", id, own, "--as", "職員", *mark(program, id), password=PASSWORD)
    assert program.json("show", id)["post_url"] == own  # type: ignore[index]


def test_try_has_no_side_effect(program: Program) -> None:
    """A source or an address is read and drafted; the record is not touched."""
    before = (program.folder / "state.db").read_bytes()
    found = program.json("try", "event")
    assert found["drafts"][0]["weight"] <= 280  # type: ignore[index]
    pasted = program.json("try", program.site.url + "/")["proposal"]  # type: ignore[index]
    assert "[[source]]" in pasted
    assert (program.folder / "state.db").read_bytes() == before


@pytest.mark.parametrize("trouble", ["500", "error_page", "truncated"])
def test_one_broken_source_gives_exit_code_5_and_the_others_are_done(
    program: Program, trouble: str
) -> None:
    """One report on stderr with the source and what to do; the drafts of the other source stand."""
    program.site.grow()
    program.site.break_source(FEED, trouble)  # type: ignore[arg-type]
    told = program("sync", code=5)
    assert "対処" in told.stderr
    assert len(program.queue("waiting")) >= 2


def test_faults_of_the_configuration_are_told_together_and_nothing_is_touched(
    program: Program,
) -> None:
    """Exit code 3, every fault with its line, no record made."""
    program.config.write_text(
        program.config.read_text(encoding="utf-8").replace(
            "gap_minutes = 0", 'gap_minuts = 0\nper_day = "many"'
        ),
        encoding="utf-8",
    )
    told = program("--db", "new.db", "sync", code=3).stderr
    assert "gap_minuts" in told
    assert "per_day" in told
    assert "feeds.toml:" in told
    assert not (program.folder / "new.db").exists()


def test_a_second_run_at_the_same_time_leaves_with_75(program: Program) -> None:
    """The lock is the kernel's."""
    with RunLock(program.folder / "state.db"):
        assert "実行中" in program("sync", code=75).stderr
    program("sync")


def test_usage_and_unknown_names(program: Program) -> None:
    """2 for words that are off, 1 for a draft that is not there."""
    program("sink", code=2)
    program("queue", "--state", "nowhere", code=2)
    program("show", "999", code=1)
    assert "home" in program("sync", "--source", "nowhere", code=2).stderr


def test_init_writes_a_sound_file_and_never_over_another(tmp_path: Path) -> None:
    """What `init` writes has no fault but what is to be filled in, each by name; a second `init` is
    refused.
    """
    with SampleSite(TODAY) as site:
        program = Program(tmp_path, site)
    program.config.unlink()
    program("init")
    told = program("config", "check", code=3).stderr
    assert told.count("ひな型のまま") == 7
    program("init", code=2)


def test_the_version_needs_no_configuration(tmp_path: Path) -> None:
    """`--version` answers anywhere."""
    done = subprocess.run(
        [sys.executable, "-m", "bridge", "--version"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("feedbridge ")


def test_the_demo_ends_by_itself_and_shows_the_job(tmp_path: Path) -> None:
    """`feedbridge demo`: three drafts, three decisions, three posts, three checked."""
    done = subprocess.run(
        [sys.executable, "-m", "bridge", "demo", "--folder", str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert done.stdout.count("→ 決裁済") == 3
    assert done.stdout.count(": 確認済") == 3
    call = re.search(r"一覧 +(.+)", done.stdout)
    assert call is not None
    again = subprocess.run(
        shlex.split(call[1]), capture_output=True, text=True, check=True, timeout=60
    )
    assert again.stdout.count("確認済") == 3
    assert "つながっています" in done.stdout


def test_a_hundred_drafts_can_be_read_on_one_page(program: Program) -> None:
    """`report drafts`: text on the terminal, HTML in a new file, a broken line told by its number."""
    lines = [
        {
            "title": "おはなし会",
            "text": "日時：12月5日(土)14時\n会場：中央図書館",
            "url": "https://a.example.jp/1",
            "now": "2026-11-25",
        },
        {
            "title": "<b>題</b>",
            "text": "本文です。",
            "url": "https://b.example.jp/2",
            "listed": False,
        },
    ]
    file = program.folder / "lines.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    told = program("report", "drafts", file).stdout
    assert "12月5日(土)14時" in told
    assert "https://a.example.jp/1" in told
    program("report", "drafts", file, "--html", "out.html")
    assert "<b>題" not in (program.folder / "out.html").read_text(encoding="utf-8")
    program("report", "drafts", file, "--html", "out.html", code=2)
    file.write_text('{"title": 1', encoding="utf-8")
    assert "lines.jsonl:1" in program("report", "drafts", file, code=2).stderr


def test_truth_8_no_person_bears_the_name_of_the_program_or_of_another(program: Program) -> None:
    """`sync` in the journal is the program; a name twice would take a colleague's place."""
    program.hire()
    for name, code in (("sync", 2), ("Publish", 2), ("悪\u202e", 2), ("職員", 1)):
        program(
            "people", "add", name, "--role", "poster", "--as", "館長", password=PASSWORD, code=code
        )


def test_the_doctor_looks_at_modes_and_at_who_can_be_told(program: Program) -> None:
    """The key of the sessions is as secret as the record; notices without a director's address
    reach nobody.
    """
    parts = Wiring(program.config, program.folder / "state.db")
    with parts.store() as store:
        store.people.save(
            Person("館長", Role.DIRECTOR), PASSWORD, JournalLine("館長", "people", parts.clock())
        )
    assert program("doctor").stderr == ""
    key = program.folder / "state.db.key"
    key.touch(mode=0o644)
    assert "chmod 600" in program("doctor", code=1).stderr
    key.chmod(0o600)
    text = program.config.read_text("utf-8")
    program.config.write_text(
        text
        + '\n[notices]\nsmtp_host = "127.0.0.1"\nsecurity = "none"\nsender = "a@lib.example.jp"\n',
        "utf-8",
    )
    assert "館長のメールアドレス" in program("doctor", code=1).stderr


def test_a_lost_record_is_told_by_the_doctor(program: Program) -> None:
    """The marker says that there was one."""
    (program.folder / "state.db").unlink()
    assert "見つかりません" in program("doctor", code=2).stderr


def test_a_decided_draft_that_will_not_go_out_is_told(program: Program) -> None:
    """Its page is gone: cron mails what stands on stderr."""
    program.hire()
    paths = program.site.grow()
    program("sync")
    decide(program, *(draft["id"] for draft in program.queue("waiting")))
    for path in paths:
        program.site.remove(path.removeprefix(program.site.url))
    assert "保留" in program("publish", code=1).stderr
    assert len(program.queue("held")) == 3
