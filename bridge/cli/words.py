"""Edge: what click itself says, in Japanese: its sentences, and the names of what is to be put in.

click takes its sentences from gettext, which goes by the machine's locale; cron has none, and staff
read Japanese whatever it is. So the same function that asks gettext is put in its place. A test
reads click's sentences from its source:
one that is new is told there.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Final
from unicodedata import east_asian_width

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

MODULES: Final = (
    "core",
    "decorators",
    "exceptions",
    "formatting",
    "parser",
    "shell_completion",
    "termui",
    "types",
    "utils",
)
SAYINGS: Final = {
    "Aborted!": "中断しました。",
    "(dynamic)": "(そのつど)",
    "Arguments": "引数",
    "Positional arguments": "引数",
    "Commands": "コマンド",
    "Options": "オプション",
    "Usage:": "使い方:",
    "required": "必須",
    "default: {default}": "既定: {default}",
    "env var: {var}": "環境変数: {var}",
    "deprecated": "使わないでください",
    "Show this message and exit.": "この説明を表示する",
    "Show the version and exit.": "版を表示する",
    "%(prog)s, version %(version)s": "%(prog)s %(version)s",
    "Confirm the action without prompting.": "尋ねずに行う",
    "Do you want to continue?": "続けますか?",
    "Repeat for confirmation": "もう一度",
    "Press any key to continue...": "何かキーを押してください",
    "Error: {message}": "エラー: {message}",
    "Error: invalid input": "エラー: y か n で答えてください",
    "Error: The two entered values do not match.": "エラー: 二度の入力が違います",
    "Try '{command} {option}' for help.": "説明は {command} {option} で表示します。",
    "Missing command.": "コマンドがありません。",
    "Missing argument": "引数がありません:",
    "Missing option": "オプションがありません:",
    "Missing parameter": "指定がありません:",
    "Missing parameter: {param_name}": "指定がありません: {param_name}",
    "Missing {param_type}": "{param_type}がありません:",
    "unknown error": "わけの分からない失敗",
    "No such command {name!r}.": "「{name}」というコマンドはありません。",
    "No such option {name!r}.": "「{name}」というオプションはありません。",
    "Did you mean {possibility}?": "{possibility} のことですか?",
    "(Did you mean one of: {possibilities}?)": "({possibilities} のどれかですか?)",
    "Got unexpected extra argument ({args})": "余分な引数があります({args})",
    "Got unexpected extra arguments ({args})": "余分な引数があります({args})",
    "Option {name!r} does not take a value.": "{name} に値は付きません。",
    "Option {name!r} requires an argument.": "{name} には値が要ります。",
    "Option {name!r} requires {nargs} arguments.": "{name} には値が{nargs}つ要ります。",
    "Argument {name!r} takes {nargs} values.": "{name} には値が{nargs}つ要ります。",
    "Takes {nargs} values but 1 was given.": "値は{nargs}つ要りますが、1つしかありません。",
    "Takes {nargs} values but {len} were given.": "値は{nargs}つ要りますが、{len}つありました。",
    "{len_type} values are required, but {len_value} was given.": (
        "値は{len_type}つ要りますが、{len_value}つでした。"
    ),
    "{len_type} values are required, but {len_value} were given.": (
        "値は{len_type}つ要りますが、{len_value}つでした。"
    ),
    "Value must be an iterable.": "値の並びが要ります。",
    "Invalid value: {message}": "値が正しくありません: {message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} の値が正しくありません: {message}",
    "Invalid start character for option ({option})": (
        "オプションの始まりの字が正しくありません({option})"
    ),
    "{value!r} is not {choice}.": "「{value}」ではなく {choice} です。",
    "{value!r} is not one of {choices}.": "「{value}」は {choices} のどれでもありません。",
    "Choice({choices})": "選ぶもの({choices})",
    "Choose from:\n\t{choices}": "次から選んでください:\n\t{choices}",
    "{value!r} does not match the format {format}.": (
        "「{value}」は日付として読めません(例 2026-11-25)。"
    ),
    "{value!r} does not match the formats {formats}.": (
        "「{value}」は {formats} のどの形でもありません。"
    ),
    "{value} is not in the range {range}.": "{value} は範囲({range})の外です。",
    "{value!r} is not a valid {number_type}.": "「{value}」は数として読めません。",
    "{value!r} is not a valid boolean. Recognized values: {states}": (
        "「{value}」は {states} のどれでもありません。"
    ),
    "{value!r} is not a valid UUID.": "「{value}」は UUID ではありません。",
    "file": "ファイル",
    "directory": "フォルダー",
    "path": "場所",
    "Could not open file {filename!r}: {message}": "ファイル「{filename}」を開けません: {message}",
    "{name} {filename!r} does not exist.": "{name}「{filename}」がありません。",
    "{name} {filename!r} is a file.": "「{filename}」はファイルです。",
    "{name} {filename!r} is a directory.": "「{filename}」はフォルダーです。",
    "{name} {filename!r} is not readable.": "{name}「{filename}」を読めません。",
    "{name} {filename!r} is not writable.": "{name}「{filename}」に書けません。",
    "{name} {filename!r} is not executable.": "{name}「{filename}」を実行できません。",
    "Couldn't detect Bash version, shell completion is not supported.": (
        "Bash の版が分からないので、補完できません。"
    ),
    "Shell completion is not supported for Bash versions older than 4.4.": (
        "補完には Bash 4.4 以上が要ります。"
    ),
}
#: what is to be put in, as code names it → as the help does
NAMES: Final = {
    "ACCOUNT": "アカウント",
    "ADDRESS": "アドレス",
    "CASE": "見出し",
    "CLAUSE": "条項",
    "COPY": "控え",
    "DATE": "日付",
    "FILE": "ファイル",
    "FIRST[/LAST]": "初日[/末日]",
    "FOLDER": "フォルダー",
    "ID": "番号",
    "IDS": "番号",
    "ID…": "番号…",
    "ITEM…": "記事の番号…",
    "MOMENT": "日時",
    "N": "番号",
    "NAME": "名前",
    "NAMES": "名前",
    "NUMBER": "番号",
    "PERSON": "登録名",
    "REASON": "理由",
    "SOURCE": "取得元",
    "SOURCE|URL": "取得元かURL",
    "WHEN": "日時",
    "YYYY": "年",
    "YYYY-MM": "年-月",
    "HOST:PORT": "ホスト:ポート",
    "KEY": "項目",
    "VALUE…": "値…",
}
TYPES: Final = {
    "text": "文字",
    "integer": "数",
    "integer range": "数",
    "float": "数",
    "float range": "数",
    "datetime": "年-月-日",
    "path": "ファイル",
    "file": "ファイル",
    "directory": "フォルダー",
}


class Columns(click.HelpFormatter):
    """Two columns in which a Japanese letter is as wide as the terminal shows it: two."""

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write names and what they mean; a long name has a line of its own."""
        rows = list(rows)
        most = min(max((_width(name) for name, _ in rows), default=0), col_max) + col_spacing
        for name, meaning in rows:
            self.write(f"{'':>{self.current_indent}}{name}")
            gap = most - _width(name)
            self.write(" " * gap if gap >= col_spacing else f"\n{'':>{self.current_indent + most}}")
            self.write(f"{meaning}\n")


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def speak() -> None:
    """Let click say what it says in Japanese."""
    click.Context.formatter_class = Columns
    for name in MODULES:
        module = import_module(f"click.{name}")
        for function in ("_", "ngettext"):
            if hasattr(module, function):
                setattr(module, function, _said if function == "_" else _counted)
    click.types._NumberRangeBase._describe_range = _range  # type: ignore[method-assign, assignment]  # noqa: SLF001


def _range(kind: click.IntRange | click.FloatRange) -> str:
    """Return a range of numbers in words; click's own is a formula (0<=x<=65535)."""
    if kind.max is None:
        return f"{kind.min}以上"
    return f"{kind.max}以下" if kind.min is None else f"{kind.min}から{kind.max}まで"


def _said(text: str) -> str:
    return SAYINGS.get(text, text)


def _counted(one: str, many: str, count: int) -> str:
    return _said(one if count == 1 else many)


def spoken(command: click.Command) -> click.Command:
    """Return a command whose help, and that of those below it, is Japanese: what is to be put in,
    and whole short sentences.
    """
    command.options_metavar = "[オプション]" if command.options_metavar else None
    # a Japanese sentence that goes on in the next line has no blank there
    command.help = re.sub(r"(?<=[。、])\n(?=\S)", "", command.help or "") or None
    command.short_help = (command.help or "").partition("。")[0].replace("\n", "")
    for param in command.params:
        if param.metavar and not param.metavar.isascii() and param.metavar not in NAMES:
            continue  # it is Japanese already
        if isinstance(param, click.Argument):
            name = param.metavar or (param.name or "").upper()
            word = NAMES.get(name, name) + (
                "…" if param.nargs == -1 and not name.endswith("…") else ""
            )
            param.metavar = word if param.required else f"[{word}]"
        elif param.metavar:
            param.metavar = NAMES.get(param.metavar, param.metavar)
        elif not isinstance(param.type, click.Choice) and not getattr(param, "is_flag", False):
            param.metavar = TYPES.get(param.type.name)
    if isinstance(command, click.Group):
        command.subcommand_metavar = "コマンド [引数]…"
        for below in command.commands.values():
            spoken(below)
    return command
