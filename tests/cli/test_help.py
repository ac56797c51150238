"""What the help says: every command in a group, Japanese to the last word, no sentence cut; and
completion.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bridge.cli import GROUPS, cli, words

#: said to programmers, on Windows' console, or by an editor; nobody who uses the program sees them
NOT_OURS = re.compile(
    r"Deprecat|defined twice|Could not determine|No options defined|take exactly one|Boolean option|Editing failed|Windows"
    r"|Unknown (?:color|standard)|^d$"
)
#: words of the Latin alphabet that Japanese staff read: names, formats, and what is typed as it
#: stands; a new option may add its own
LATIN = frozenset(
    re.findall(
        r"\w+",
        """feedbridge feeds toml state db figures json csv html markdown cron try run sync publish notify show set book format
        all account editor items held pick baseline status head url fd stop resume as add change people role calendar x id
        on jsonl title text init user password keep days incidents docs md backups page""",
    )
)


def commands(group: click.Group = cli, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words of every command, groups included."""
    yield path
    with click.Context(group) as ctx:
        for name in group.list_commands(ctx):
            command = group.get_command(ctx, name)
            assert command is not None
            if isinstance(command, click.Group):
                yield from commands(command, (*path, name))
            else:
                yield (*path, name)


def said_by_click() -> Iterator[str]:
    """Yield each sentence that click would have translated, from its source."""
    for module in words.MODULES:
        source = Path(click.__file__).with_name(f"{module}.py").read_text("utf-8")
        for node in ast.walk(ast.parse(source)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"_", "ngettext"}
            ):
                yield from (
                    part.value
                    for part in node.args
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                )


def help_of(path: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> str:
    cli.main([*path, "--help"], prog_name="feedbridge", standalone_mode=False)
    return capsys.readouterr().out


def test_every_sentence_of_click_has_its_japanese() -> None:
    """A release of click that says something new is noticed here."""
    assert [
        text for text in said_by_click() if text not in words.SAYINGS and not NOT_OURS.search(text)
    ] == []


def test_every_sentence_keeps_its_blanks() -> None:
    """What click puts in has the same name in both languages."""
    for english, japanese in words.SAYINGS.items():
        blanks = {re.sub(r"!r", "", blank) for blank in re.findall(r"{[^}]*}|%\(\w+\)s", english)}
        assert set(re.findall(r"{[^}]*}|%\(\w+\)s", japanese)) <= blanks, english


@pytest.mark.parametrize("path", list(commands()), ids=" ".join)
def test_the_help_of_every_command_is_japanese_and_whole(
    path: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """No word of English but names and values, nothing that click has cut with three dots."""
    text = help_of(path, capsys)
    assert text.startswith("使い方: feedbridge")
    assert "..." not in text
    assert not re.search(r"[<>]=?x|x[<>]", text), "a formula"
    assert not re.search(r"--source 番号", text), "the id of a source is a word of feeds.toml"
    typed = re.compile(r"--?[a-z][\w-]*|\[[a-z_]+(?:\|[a-z_]+)+\]|^  [a-z-]+ ", re.MULTILINE)
    spoken = typed.sub(" ", text.split("\n", 1)[1])
    english = {
        word.lower()
        for word in re.findall(r"(?<![A-Za-z])[A-Za-z]{2,}(?![A-Za-z])", spoken)
        if not word.isupper()
    }
    assert english <= LATIN | {name for names in GROUPS.values() for name in names}
    capitals = set(re.findall(r"(?<![A-Za-z])[A-Z]{3,}(?![A-Za-z])", spoken))
    assert capitals <= {"URL", "JSON", "JSONL", "PDF", "HTML", "SVG", "PNG", "TLS", "CSV"}


def test_every_command_stands_in_one_group(capsys: pytest.CaptureFixture[str]) -> None:
    """The list of commands is told by what they are for."""
    text = help_of((), capsys)
    names = [name for group in GROUPS.values() for name in group]
    assert len(names) == len(set(names))
    assert re.findall(r"^(\S.*):$", text, re.MULTILINE)[1:] == list(GROUPS)
    assert list(re.findall(r"^  ([a-z][a-z-]+)  ", text, re.MULTILINE)) == names


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ("decide", "エラー[command.usage]: 引数がありません: '番号…'"),
        ("sync --foo", "エラー[command.usage]: 「--foo」というオプションはありません。"),
        ("itmes", "エラー[command.usage]: 「itmes」というコマンドはありません。"),
        (
            "show x",
            "エラー[command.usage]: '番号' の値が正しくありません: 「x」は数として読めません。",
        ),
        ("serve --port 70000", "70000 は範囲(0から65535まで)の外です。"),
        (
            "items --state gone",
            "「gone」は 'new', 'baseline', 'held', 'drafted', 'set_aside' のどれでもありません。",
        ),
        ("sync --source", "エラー[command.usage]: --source には値が要ります。"),
    ],
)
@pytest.mark.slow
def test_a_slip_is_told_in_japanese(call: str, told: str, tmp_path: Path) -> None:
    """Also under cron, which has no language."""
    environment = {
        **{key: value for key, value in os.environ.items() if key != "LANG" and key[:3] != "LC_"},
        "LANGUAGE": "en",
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "bridge", *call.split()],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert told in done.stderr
    assert "Error" not in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.slow
def test_the_shell_completes_commands_and_options(shell: str) -> None:
    """What docs/commands.md tells to put into the shell's own file is printed, and answers."""
    program = Path(sys.executable).with_name("feedbridge")

    def ask(what: str, **more: str) -> str:
        environment = {**os.environ, "_FEEDBRIDGE_COMPLETE": f"{shell}_{what}", **more}
        return subprocess.run(
            [program], env=environment, capture_output=True, text=True, check=False
        ).stdout

    if shell != "bash" or not ask("source").startswith("Bash"):
        assert "_FEEDBRIDGE_COMPLETE" in ask("source")
    words = {"COMP_WORDS": "feedbridge dec", "COMP_CWORD": "dec" if shell == "fish" else "1"}
    assert "decide" in ask("complete", **words)


def test_the_help_imports_no_command_and_says_what_each_says_itself():
    """The short help stands in the table, so that --help imports no command; it is each docstring's
    first sentence.
    """
    for names in GROUPS.values():
        for name, (module, said) in names.items():
            command = cli.get_command(click.Context(cli), name)
            assert command is not None
            assert command.get_short_help_str(200) == said, f"{module}.py: {name}"
