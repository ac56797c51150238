"""The door of the command line: the process ends with the exit code, and nothing that was printed
is lost.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

COMMAND = [sys.executable, "-m", "bridge"]
ENVIRONMENT = {name: said for name, said in os.environ.items() if not name.startswith("COVERAGE")}


@pytest.mark.parametrize(
    ("arguments", "code"), [(["--version"], 0), (["--help"], 0), (["nonsense"], 2)]
)
def test_the_process_ends_with_the_exit_code_and_all_that_was_said(arguments, code, tmp_path):
    """Into a file or a pipe, where output waits in a buffer, all of it arrives though the process
    ends at once.
    """
    told = tmp_path / "told"
    with told.open("w") as file:
        done = subprocess.run(
            [*COMMAND, *arguments], stdout=file, stderr=file, env=ENVIRONMENT, check=False
        )
    assert done.returncode == code
    piped = subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, env=ENVIRONMENT, check=False
    )
    assert told.read_text(encoding="utf-8") == piped.stdout + piped.stderr
    assert told.read_text(encoding="utf-8").endswith("\n")


def test_a_reader_that_has_gone_is_no_fault():
    """feedbridge --help | head"""
    with subprocess.Popen(
        [*COMMAND, "--help"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""


def test_whatever_is_raised_by_a_fault_of_the_program_is_seen(tmp_path):
    """A fault that nobody foresaw ends with a traceback and 1."""
    code = (
        "import bridge.cli, bridge.__main__ as door; bridge.cli.run = lambda: 1 / 0; door.script()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=ENVIRONMENT, check=False
    )
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr
