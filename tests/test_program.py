"""A program of the library's: bounded in seconds and bytes, without shell and secrets."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from bridge.program import BYTES, ProgramFailed, ask


def run(code: str, question: bytes = b"", seconds: float = 20, **environment: str) -> bytes:
    return ask(
        [sys.executable, "-c", f"import os, sys, time\n{code}"], question, seconds, environment
    )


def test_it_reads_the_question_and_its_output_is_the_answer() -> None:
    """A question larger than a pipe, and an answer up to the bound."""
    assert run("print(len(sys.stdin.buffer.read()))", b"x" * 200_000) == b"200000\n"
    assert len(run(f"sys.stdout.write('x' * {BYTES})")) == BYTES


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (f"sys.stdout.write('x' * {BYTES + 1})", "長すぎます"),
        ("print('文'); sys.exit(3)", "終了コード 3"),
        ("print('文'); sys.stdout.flush(); os.abort()", "終了コード -6"),
    ],
)
def test_too_much_or_a_failure_is_no_answer(code: str, why: str) -> None:
    """What it wrote before counts for nothing."""
    with pytest.raises(ProgramFailed, match=why):
        run(code)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("time.sleep(60)", "silent"),
        ("while True: pass", "silent"),
        ("os.close(1); time.sleep(60)", "not_ended"),
        (
            "import subprocess; "
            "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])",
            "silent",
        ),
        ("import subprocess; subprocess.Popen(['sleep', '60'], start_new_session=True)", "silent"),
    ],
    ids=[
        "silence",
        "work without end",
        "a closed output",
        "a child that stays",
        "a child of its own session",
    ],
)
def test_it_is_ended_when_its_time_is_over(code: str, told: str) -> None:
    """Whatever it does, and whatever it has started: silent as long as somebody holds its output."""
    begun = time.monotonic()
    with pytest.raises(ProgramFailed, match="秒以内") as caught:
        run(code, seconds=1)
    assert time.monotonic() - begun < 15
    assert caught.value.code == f"program.{told}"


def test_no_shell_reads_the_command(tmp_path: Path) -> None:
    """A word with signs of a shell is a word."""
    answer = ask(
        [sys.executable, "-c", "import sys; print(sys.argv[1])", "$(id); a | b"], b"", 20, {}
    )
    assert answer.decode() == "$(id); a | b\n"
    with pytest.raises(ProgramFailed, match="起動できません"):
        ask([f"{tmp_path}/nothing --short"], b"", 20, {})


def test_it_is_given_no_key() -> None:
    """What begins with FEEDBRIDGE_ stays here; a path goes along."""
    told = run(
        "print(sorted(os.environ))", FEEDBRIDGE_X_CONSUMER_KEY="secret", LIBRARY_PATH="/opt"
    ).decode()
    assert "LIBRARY_PATH" in told
    assert "FEEDBRIDGE" not in told
