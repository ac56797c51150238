"""Edge: the command line: parse, call a story, print.

Exit codes: 0 done or nothing to do · 1 failure · 2 usage · 3 configuration · 4 credentials or
credits · 5 some sources failed, the others are done · 75 another run holds the lock.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from bridge import __version__
from bridge.cli import words
from bridge.errors import BridgeError, UsageRefused
from bridge.sayings import reason

if TYPE_CHECKING:
    from datetime import date, datetime

    from bridge.wiring import Wiring

#: heading → command → the module that holds it, imported when the command is called, and its short
#: help: the docstring's first sentence
GROUPS: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "始める": {
        "init": ("start", "説明つきの feeds.toml を書き出す(既にあれば書かない)"),
        "try": ("runs", "取得元かURLを読み、何が読めて何が起案されるかを表示する"),
        "config": ("doctor", "設定"),
        "doctor": (
            "doctor",
            "設定・鍵・人・停止・巡回・記録・控え・機械を調べ、直すべきことを言う",
        ),
        "demo": ("start", "見本のサイトで、新着から投稿・確認までを一通り見せる"),
        "serve": ("serve", "決裁の画面を開く"),
    },
    "cron が動かす": {
        "run": ("runs", "取得(sync)、投稿(publish)、通知(notify)を続けて行う(cron用)"),
        "sync": ("runs", "取得元を見て、新着を起案する"),
        "publish": ("runs", "決裁済みの起案を、開館時間・間隔・上限を守って投稿する"),
        "notify": ("notify", "決裁待ち・差戻し・失敗を、まだ知らせていなければ知らせる"),
        "resync": ("runs", "前回の結果に頼らず、すべての取得元と起案の元ページを見直す"),
        "backup": ("office", "記録の控えを作り、確かめ、古い控えを片づける"),
    },
    "起案と決裁": {
        "queue": ("drafts", "起案の一覧"),
        "show": ("drafts", "一つの起案と、その版・経過・確認"),
        "decide": ("drafts", "決裁する(館長)"),
        "return": ("drafts", "差し戻す(館長)"),
        "reject": ("drafts", "否決する(館長)"),
        "new": ("writing", "種別イ・ウ・エの起案を書く"),
        "urgent": ("writing", "緊急のお知らせ(2)を起案する"),
        "retweet": ("writing", "公的機関の投稿のリツイートを起案する(5(4))"),
        "edit": ("writing", "起案を直す"),
        "hand-over": ("drafts", "起案の仕事を、ほかの人に引き継ぐ"),
        "comment": ("writing", "起案に、決裁する人や起案した人へのひとことを添える"),
        "withdraw": ("drafts", "取り下げる"),
        "resubmit": ("drafts", "差し戻し・保留などの起案を、もう一度決裁に出す"),
        "take-back": ("drafts", "投稿前に、決裁を取り消す"),
        "when": ("drafts", "いつ投稿するかを決める"),
    },
    "投稿のあと": {
        "take": ("drafts", "決裁済みの起案を引き受け、手で投稿する"),
        "hand-back": ("drafts", "引き受けた手動投稿を返す"),
        "review": ("drafts", "回議する: 決裁の前に、文を見たことを記録する(9(1))"),
        "inspect": (
            "drafts",
            "後閲する: 事前確認や代決で出したものを、館長が見たことを記録する(5(1))",
        ),
        "check": ("drafts", "投稿後の確認を記録する(9(2))"),
        "posted": ("drafts", "手で投稿したこと(または結果不明の投稿が出ていたこと)を記録する"),
        "not-posted": ("drafts", "Xを見て、投稿されていなかったことを記録する"),
        "leave": ("drafts", "途中で止まった続きものを、出ているところまでで終わりにする"),
        "correct": ("writing", "投稿済みの起案の訂正・追記・削除を起案する(9(2))"),
        "removed": (
            "drafts",
            "決裁された訂正・削除のとおりに、X上の投稿を手で削除したことを記録する",
        ),
    },
    "見た記事": {
        "status": ("runs", "取得元、起案、投稿の今を表示する"),
        "items": ("drafts", "見た記事の一覧と、それがどうなったか"),
        "pick": ("drafts", "起案していない記事を選ぶ"),
        "set-aside": ("drafts", "記事を起案しないことにする"),
        "report": ("runs", "まとめて読むための一覧を作る"),
    },
    "人・暦・停止": {
        "people": ("office", "人(館長・投稿担当・供覧)の一覧と登録(4)"),
        "confirm": ("office", "事前確認(5(1)): 館長があらかじめ認めた範囲"),
        "calendar": ("calendar", "暦(5(2)): 一か月の開館時間と投稿"),
        "stop": ("office", "全投稿停止"),
        "resume": ("office", "投稿の停止を解く(館長)"),
    },
    "公式アカウント": {
        "account": ("account", "公式アカウント(3、5(5)、8)"),
        "impostor": ("account", "なりすまし(5(5))"),
        "incident": ("account", "迷惑行為の記録とブロック・通報の決定(7)"),
    },
    "多くの館": {
        "fleet": ("fleet", "一つのフォルダーにある多くの館を、まとめて動かし、まとめて見る"),
    },
    "記録": {
        "journal": ("office", "記録簿"),
        "book": ("records", "一年の決裁簿を書き出す"),
        "sheet": ("records", "一つの起案の起案用紙を、A4一枚に書き出す"),
        "picture": ("records", "起案に付いた画像を、投稿されるとおりに書き出す"),
        "figures": ("figures", "一年の数字を、図(SVGとPNG)と figures.json に書き出す"),
        "dispose": ("dispose", "保存期間を過ぎた年度の文・題名・指摘・ページを廃棄する(館長)"),
        "restore": ("office", "控えを確かめてから、記録をそれに戻す"),
        "policy": (
            "policy",
            "運用方針の項ごとに、プログラムと人がすること、ファイル、試験を表示する",
        ),
    },
}
_HOME: Final = {name: home for group in GROUPS.values() for name, home in group.items()}


class Commands(click.Group):
    """Commands found by name, their modules imported late."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return every command's name, in the order of the help."""
        return list(_HOME)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, or None."""
        from importlib import import_module

        if name not in _HOME:
            return None
        command = getattr(
            import_module(f"bridge.cli.{_HOME[name][0]}"), name.replace("-", "_") + "_command"
        )
        assert isinstance(command, click.Command)
        return words.spoken(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the commands by what they are for."""
        for heading, names in GROUPS.items():
            with formatter.section(heading):
                formatter.write_dl([(name, help_) for name, (_, help_) in names.items()])


def _place(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None and param.name is not None:
        ctx.find_root().ensure_object(dict)[param.name] = value


def places(command: Callable[..., Any]) -> Callable[..., Any]:
    """Accept --config and --db before or after a command's name."""
    for name, help_ in (
        ("--db", "記録のファイル(既定 state.db)"),
        ("--config", "設定のファイル(既定 feeds.toml)"),
    ):
        command = click.option(
            name, expose_value=False, callback=_place, metavar="FILE", help=help_
        )(command)
    return command


def of_a_year(command: Callable[..., Any]) -> Callable[..., Any]:
    """Ask for --year, and whether it is one of accounts or of the calendar."""
    command = click.option(
        "--fiscal/--calendar",
        default=True,
        help="年度(4月から翌年3月、既定)か、暦の年(1月から12月)か",
    )(command)
    return click.option(
        "--year",
        "number",
        type=int,
        required=True,
        metavar="YYYY",
        help="年度、または --calendar で暦の年",
    )(command)


def day_of(typed: datetime | None) -> date | None:
    """Return the day that was typed behind an option; None when none was."""
    return typed.date() if typed else None


def wiring(ctx: click.Context) -> Wiring:
    """Return the parts for this call: option, then environment, then the default names."""
    from bridge.wiring import Wiring

    shared = ctx.find_root().ensure_object(dict)
    config = shared.get("config") or os.environ.get("FEEDBRIDGE_CONFIG") or "feeds.toml"
    db = shared.get("db") or os.environ.get("FEEDBRIDGE_DB") or "state.db"
    return Wiring(named_in_our_code(Path(config)), named_in_our_code(_file_of_a_record(db)))


def _file_of_a_record(name: str) -> Path:
    """Return the place of a record; raises UsageRefused for a name that SQLite takes for something
    else than a file (sqlite.org/inmemorydb.html, uri.html): the record would be gone after the run.
    """
    place = Path(name)
    if str(place) == ":memory:" or str(place).startswith("file:"):
        raise UsageRefused("command.no_file_of_a_record", name=name)
    return place


def refuse_unknown_source(parts: Wiring, source: str) -> None:
    """Raise UsageRefused when a source is named that feeds.toml does not have."""
    if source and parts.settings.source(source) is None:
        known = "、".join(s.id for s in parts.settings.sources)
        raise UsageRefused(
            "command.source_unknown", source=source, path=parts.config_path, known=known
        )


words.speak()  # before the first command is made: click asks for its words then


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="feedbridge", message="%(prog)s %(version)s")
@places
def cli() -> None:
    """図書館のホームページの新着を、館長の決裁を経てXに投稿し、記録します。"""


words.spoken(cli)


#: what a full disk, a quota or a broken terminal say when something is printed to them
UNWRITTEN: Final = frozenset((errno.EBADF, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.ENOSPC))


def run() -> int:
    """Run one command; returns its exit code, with one report on stderr when something is to be
    mended, and its code and facts on stdout for whoever asked for --json.
    """
    call: dict[str, Any] = {}
    try:
        _refuse_another_code()
        code = cli.main(prog_name="feedbridge", standalone_mode=False, obj=call)
    except BridgeError as error:
        if call.get("as_json") and not call.get("printed"):
            from bridge.cli.output import print_json

            with suppress(OSError):  # what is told below is told all the same
                print_json({"error": error.as_json()})
        tell(error)
        _keep(call.get("edited", ""))
        return error.exit_code
    except click.ClickException as error:
        from bridge.cli.output import echo, print_json

        at = error.ctx if isinstance(error, click.UsageError) else None
        command, message = at.command_path if at else "feedbridge", error.format_message()
        usage = UsageRefused("command.usage", message=message, command=command)
        # its callback has not run; --json=3 is one of its forms
        if any(word.partition("=")[0] == "--json" for word in sys.argv):
            with suppress(OSError):
                print_json({"error": usage.as_json()})
        if at is not None:
            echo(at.get_usage(), err=True)
        tell(usage)
        return usage.exit_code
    except (click.Abort, KeyboardInterrupt):
        _keep(call.get("edited", ""))
        click.echo("中断しました。途中までの記録は失われていません。", err=True)  # noqa: TID251 - as light as it can be
        return 130
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - the reader has gone; say no more
        return 0
    except OSError as error:
        # of what is printed; whatever opens a file by its name tells of it by that name
        if error.filename is not None or error.errno not in UNWRITTEN:
            raise
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - it takes no more
        unwritten(error)
        return BridgeError.exit_code
    return code if isinstance(code, int) else 0


def _refuse_another_code() -> None:
    """Raise UsageRefused when a word of the call, or a variable of ours, is in another code."""
    for word in sys.argv:
        in_our_code(word)
    for name, word in os.environ.items():
        if name.startswith("FEEDBRIDGE_"):
            try:
                in_our_code(word)
            except UsageRefused as error:
                raise UsageRefused("command.variable_other_code", name=name) from error


def named_in_our_code(place: Path) -> Path:
    """Return a place; raises UsageRefused when its name, or that of a folder above it, is in
    another code than ours: what the record and the terminal would say of it is another name; and
    when the folder in which we are has been removed.
    """
    try:
        in_our_code(str(place.absolute()))
    except FileNotFoundError as error:
        raise UsageRefused("file.folder_gone") from error
    except UsageRefused as error:
        from bridge.text.clean import byte_numbers

        raise UsageRefused("file.other_code", path=byte_numbers(str(place.absolute()))) from error
    return place


def in_our_code(text: str) -> str:
    """Return what was handed over by a terminal or a file; raises UsageRefused when its bytes are
    in another code than ours: what is left of it would be another text.
    """
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise UsageRefused("command.other_code")
    return text


def unwritten(error: OSError) -> None:
    """Say why what was printed did not arrive."""
    tell(BridgeError("command.output_unwritten", reason=reason(error)))


def _keep(edited: str) -> None:
    """Keep what was written in the editor of a call that was refused, and say where."""
    if not edited:
        return
    from tempfile import NamedTemporaryFile

    from bridge.cli.output import echo

    with NamedTemporaryFile(
        "w", encoding="utf-8", prefix="feedbridge-", suffix=".txt", delete=False
    ) as file:
        file.write(edited)
    echo(f"書いた文は {file.name} に残しました。--text - < {file.name} で続けられます。", err=True)


def tell(*errors: BridgeError) -> None:
    """Write one report of one or more errors to stderr."""
    from bridge.cli.output import echo

    echo("\n".join(f"エラー[{error.code}]: {error}" for error in errors), err=True)
