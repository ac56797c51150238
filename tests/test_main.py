"""The door of the command line: the process ends with the exit code, and nothing that was printed
is lost.
"""

from __future__ import annotations

import json
import os
import pathlib
import shlex
import subprocess
import sys

import pytest

from bridge.demo.site import demo_toml

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


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["policy", "--json"]])
def test_output_that_is_not_written_is_a_failure(arguments):
    """A list that is cut by a full disk is no whole list, and no traceback."""
    with pathlib.Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=ENVIRONMENT,
            check=False,
        )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.count("ディスクに空きがありません") == 1


def test_a_refusal_keeps_its_code_where_its_object_is_not_written():
    """What a script reads is lost with the disk; that the call was refused is not."""
    with pathlib.Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "nonsense", "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=ENVIRONMENT,
            check=False,
        )
    assert done.returncode == 2
    assert "「nonsense」というコマンドはありません。" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&- 2>&-"])
def test_a_stream_that_is_closed_is_none_that_a_file_stands_in(closed, tmp_path):
    """The first file that is opened would have the stream's number: what is printed would be
    written into it.
    """
    command = shlex.join(COMMAND)
    done = subprocess.run(
        ["sh", "-c", f"{command} init --help {closed}"],
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        cwd=tmp_path,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_without_standard_input_nobody_is_asked(tmp_path):
    """A call from a daemon has no terminal: it is refused with what to do, as with a pipe."""
    (tmp_path / "feeds.toml").write_text(demo_toml("http://127.0.0.1:9"), encoding="utf-8")
    done = subprocess.run(
        ["sh", "-c", f"{shlex.join(COMMAND)} decide 1 --as 館長 <&-"],
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 2
    assert "--password-fd" in done.stderr


@pytest.mark.parametrize("where", ["bridge.cli.run", "bridge.patterns.cache"])
def test_an_interrupt_is_no_traceback_wherever_it_falls(where):
    """Before the command, in it, and while what it learnt is kept, a person's ^C is the same."""
    code = (
        "import bridge.cli, bridge.patterns, bridge.__main__ as door\n"
        "def interrupt(): raise KeyboardInterrupt\n"
        f"{where} = interrupt\n"
        "door.script()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=ENVIRONMENT, check=False
    )
    assert done.returncode == 130
    assert done.stderr == "中断しました。途中までの記録は失われていません。\n"


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
@pytest.mark.parametrize("road", ["argument", "stdin"])
def test_what_comes_in_another_code_is_refused(locale, road, tmp_path):
    """テスト in Shift_JIS: neither a traceback nor what is left of it as a text."""
    other = "テスト".encode("cp932")
    (tmp_path / "feeds.toml").write_text(demo_toml("http://127.0.0.1:9"), encoding="utf-8")

    def call(*words, text=b""):
        """As the director, whose password stands in a file."""
        with (tmp_path / "password").open("w+b") as file:
            file.write(b"correct horse battery\n")
            file.seek(0)
            return subprocess.run(
                [*COMMAND, *words, "--password-fd", str(file.fileno())],
                input=text,
                pass_fds=[file.fileno()],
                cwd=tmp_path,
                capture_output=True,
                env=ENVIRONMENT | {"LC_ALL": locale},
                check=False,
            )

    assert call("people", "add", "館長", "--role", "director").returncode == 0
    text = other if road == "argument" else "-"
    done = call("new", "--kind", "ウ", "--text", text, "--as", "館長", text=other)
    told = done.stderr.decode()
    assert told.startswith("エラー[command.other_code]: ")
    assert "Traceback" not in told
    assert done.returncode == 2


@pytest.mark.parametrize(
    "command", [["queue"], ["status", "--json"], ["init", "https://a.example"]]
)
@pytest.mark.parametrize("road", ["folder", "FEEDBRIDGE_CONFIG", "FEEDBRIDGE_DB", "FEEDBRIDGE_AS"])
def test_a_place_or_a_variable_in_another_code_is_told_by_its_name(command, road, tmp_path):
    """館 in Shift_JIS: the folder's bytes are told by their numbers, the variable by its name."""
    other = "館".encode("cp932")
    folder = os.fsencode(tmp_path) + (b"/" + other if road == "folder" else b"")
    pathlib.Path(os.fsdecode(folder)).mkdir(exist_ok=True)
    done = subprocess.run(
        [*COMMAND, *command],
        cwd=folder,
        capture_output=True,
        env=ENVIRONMENT | ({} if road == "folder" else {road: other}),
        check=False,
    )
    told = done.stderr.decode()
    assert done.returncode == 2, told
    assert (r"\x8a\xd9" if road == "folder" else road) in told
    assert "other_code" in told
    assert os.listdir(folder) == []  # noqa: PTH208 - of bytes


@pytest.mark.parametrize("code", ["cp932", "euc-jp", "latin-1", "ascii"])
def test_a_letter_that_the_terminal_has_not_is_told_by_its_number(code, tmp_path):
    """～, ⏎ and 📚 on a terminal of another code: neither a traceback nor half an answer."""
    (tmp_path / "feeds.toml").write_text("[library]\nname = '📚'\n", encoding="utf-8")

    def told(*words, code):
        return subprocess.run(
            [*COMMAND, *words],
            cwd=tmp_path,
            capture_output=True,
            env=ENVIRONMENT | {"PYTHONIOENCODING": code},
            check=False,
        )

    for words in (("decide", "--help"), ("config", "check"), ("--help",), ("new", "--text", "📚")):
        here, there = told(*words, code="utf-8"), told(*words, code=code)
        assert there.returncode == here.returncode, there.stderr
        assert b"Traceback" not in there.stderr
        for ours, theirs in ((here.stdout, there.stdout), (here.stderr, there.stderr)):
            as_code = "utf-8" if code == "ascii" else code  # click's choice
            numbered = ours.decode().encode(as_code, "backslashreplace")
            assert theirs in {ours, numbered}
    exact = [json.loads(told("policy", "--json", code=one).stdout) for one in ("utf-8", code)]
    assert exact[0] == exact[1]


@pytest.mark.parametrize("command", [["queue"], ["run"], ["status", "--json"], ["doctor"]])
def test_a_folder_that_is_gone_is_told(command, tmp_path):
    """Removed while a terminal stands in it: where to go instead, and no traceback."""
    gone = tmp_path / "gone"
    gone.mkdir()
    script = 'rmdir "$0" && exec "$@"'
    done = subprocess.run(
        ["sh", "-c", script, str(gone), *COMMAND, *command],
        cwd=gone,
        capture_output=True,
        env=ENVIRONMENT,
        check=False,
    )
    told = done.stderr.decode()
    assert done.returncode == 2, told
    assert "Traceback" not in told
    assert told.startswith("エラー[file.folder_gone]: ")
    assert "もうありません" in told
