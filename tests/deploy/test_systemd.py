"""The units: what systemd itself says of them, and when they run."""

from __future__ import annotations

import ctypes
import os
import re
import shlex
import subprocess
import sys

import pytest
from deploy.tools import DEPLOY, run, tool

UNITS = DEPLOY / "systemd"
PROGRAM = ("feedbridge@", "feedbridge-desk@", "feedbridge-backup@")
REFUSE_EXEC_GAIN = 65  #: prctl's number: what MemoryDenyWriteExecute= asks of a newer kernel


def analyze() -> str:
    return tool("systemd-analyze", "systemd")


@pytest.mark.parametrize("name", PROGRAM)
def test_the_exposure_of_each_unit_is_at_most_three(name: str) -> None:
    """systemd's own judge; 10 is everything, 0 nothing."""
    unit = UNITS / f"{name}.service"
    said = run(analyze(), "security", "--offline=true", "--threshold=30", unit)
    level = re.search(r"exposure level for \S+: ([\d.]+) (OK|SAFE)", said)
    assert level is not None, said
    assert float(level[1]) <= 3


def test_systemd_understands_every_line_of_every_unit() -> None:
    """`verify` knows a word that it does not know; that the program is not installed here is no
    fault.
    """
    units = sorted(UNITS.iterdir())
    assert len(units) == 6
    done = subprocess.run(
        [analyze(), "verify", "--man=no", *map(str, units)],
        capture_output=True,
        text=True,
        check=False,
    )
    left = [
        line for line in done.stderr.splitlines() if "is not executable: No such file" not in line
    ]
    ours = [line for line in left if "feedbridge" in line]
    assert ours == []


@pytest.mark.parametrize("name", PROGRAM)
def test_the_command_of_each_unit_is_one_of_the_program(name: str) -> None:
    """With the options as written."""
    text = (UNITS / f"{name}.service").read_text(encoding="utf-8")
    (line,) = re.findall(r"^ExecStart=/opt/feedbridge/bin/feedbridge (.*)$", text, re.MULTILINE)
    command, *options = shlex.split(line)
    said = run(sys.executable, "-m", "bridge", command, "--help", cwd=DEPLOY.parent)
    assert all(option in said for option in options if option.startswith("--"))


def test_a_run_that_finds_another_at_work_is_no_failure_and_one_that_fails_is_told() -> None:
    """75 is the lock's; a failed unit calls the unit that mails its last lines."""
    text = (UNITS / "feedbridge@.service").read_text(encoding="utf-8")
    assert "SuccessExitStatus=75\n" in text
    assert "OnFailure=feedbridge-failed@%N.service\n" in text
    assert '-u "%i"' in (UNITS / "feedbridge-failed@.service").read_text(encoding="utf-8")


def test_5_2_the_timer_runs_at_all_hours() -> None:
    """When a post may go out is the gate's: an urgent notice decided at 06:00 leaves when it may."""
    text = (UNITS / "feedbridge@.timer").read_text(encoding="utf-8")
    (when,) = re.findall(r"^OnCalendar=(.*)$", text, re.MULTILINE)
    said = run(analyze(), "calendar", "--iterations=144", when)
    times = re.findall(
        r"(?:Next elapse|Iteration #\d+|Iter\. #\d+): \w+ [\d-]+ (\d\d):(\d\d):00", said
    )
    assert len(times) == 144
    assert len(set(times)) == 144


def test_5_2_the_line_of_cron_runs_at_all_hours() -> None:
    """The same for machines without systemd; each line names the user, as /etc/cron.d wants it."""
    text = (DEPLOY / "cron/feedbridge").read_text(encoding="utf-8")
    lines = [line.split(None, 6) for line in text.splitlines() if re.match(r"[\d*]", line)]
    runs = [line for line in lines if line[6].endswith("feedbridge run")]
    assert [line[:6] for line in runs] == [["*/10", "*", "*", "*", "*", "feedbridge"]]
    assert all("%" not in line[6] for line in lines)  # cron would end the command there


def test_the_main_job_runs_where_no_memory_becomes_a_program() -> None:
    """MemoryDenyWriteExecute=, asked of the kernel as systemd asks it; the libraries below do
    without.
    """
    libc = ctypes.CDLL(None)
    if not sys.platform.startswith("linux") or _refused(libc):
        pytest.skip("this kernel cannot refuse memory that becomes a program (Linux 6.3 can)")
    done = subprocess.run(
        [sys.executable, "-m", "bridge", "demo"],
        cwd=DEPLOY.parent,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: libc.prctl(REFUSE_EXEC_GAIN, 1, 0, 0, 0),
    )
    assert done.returncode == 0, done.stderr
    assert "鎖はつながっています" in done.stdout


def _refused(libc: ctypes.CDLL) -> bool:
    child = os.fork()
    if child == 0:
        os._exit(0 if libc.prctl(REFUSE_EXEC_GAIN, 1, 0, 0, 0) == 0 else 1)
    return os.waitpid(child, 0)[1] != 0


def test_every_file_of_deploy_is_named_where_it_is_told_how_to_use_it() -> None:
    """Each by its name or by its folder's in docs/operation.md, and nothing lies there untold."""
    told = (DEPLOY.parent / "docs/operation.md").read_text(encoding="utf-8")
    files = [path.relative_to(DEPLOY.parent) for path in DEPLOY.rglob("*") if path.is_file()]
    assert len(files) > 10
    assert [str(f) for f in files if not {str(f), f"{f.parent}/"} & named(told)] == []


def named(text: str) -> set[str]:
    """Return the files and folders of deploy/ that a text names."""
    return set(re.findall(r"deploy/[\w./@-]*[\w/]", text))
