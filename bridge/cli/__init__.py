"""Edge: the command line: parse, call a story, print.

Exit codes: 0 done or nothing to do · 1 failure · 2 usage · 3 configuration · 4 credentials or credits · 5 some sources
failed, the others are done · 75 another run holds the lock.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from bridge import __version__
from bridge.cli import words
from bridge.errors import BridgeError

if TYPE_CHECKING:
    from bridge.wiring import Wiring

#: heading → command → module that holds it; a module is imported when one of its commands is called
GROUPS: Final[dict[str, dict[str, str]]] = {
    "始める": {"init": "start", "try": "runs", "config": "doctor", "doctor": "doctor", "demo": "start", "serve": "serve"},
    "cron が動かす": {
        "run": "runs", "sync": "runs", "publish": "runs", "notify": "notify", "resync": "runs", "backup": "office",
    },
    "起案と決裁": {
        "queue": "drafts", "show": "drafts", "decide": "drafts", "return": "drafts", "reject": "drafts", "new": "writing",
        "urgent": "writing", "retweet": "writing", "edit": "writing", "comment": "writing", "withdraw": "drafts",
        "resubmit": "drafts", "take-back": "drafts",
    },
    "投稿のあと": {
        "take": "drafts", "hand-back": "drafts", "check": "drafts", "posted": "drafts", "not-posted": "drafts", "correct": "writing", "removed": "drafts",
    },
    "見た記事": {"status": "runs", "items": "drafts", "pick": "drafts", "set-aside": "drafts", "report": "runs"},
    "人・暦・停止": {
        "people": "office", "confirm": "office", "calendar": "calendar", "stop": "office", "resume": "office",
    },
    "公式アカウント": {"account": "account", "impostor": "account", "incident": "account"},
    "記録": {
        "journal": "office", "book": "records", "sheet": "records", "picture": "records", "figures": "figures",
        "dispose": "dispose", "restore": "office", "policy": "policy",
    },
}  # fmt: skip
_HOME: Final = {name: module for group in GROUPS.values() for name, module in group.items()}


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
        found = getattr(import_module(f"bridge.cli.{_HOME[name]}"), name.replace("-", "_") + "_command")
        assert isinstance(found, click.Command)
        return words.spoken(found)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by what they are for."""
        for heading, names in GROUPS.items():
            found = {name: self.get_command(ctx, name) for name in names}
            with formatter.section(heading):
                formatter.write_dl([(name, command.get_short_help_str()) for name, command in found.items() if command])


def _place(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None and param.name is not None:
        ctx.find_root().ensure_object(dict)[param.name] = value


def places(command: Callable[..., Any]) -> Callable[..., Any]:
    """Accept --config and --db before or after a command's name."""
    for name, help_ in (("--db", "記録のファイル(既定 state.db)"), ("--config", "設定のファイル(既定 feeds.toml)")):
        command = click.option(name, expose_value=False, callback=_place, metavar="FILE", help=help_)(command)
    return command


def wiring(ctx: click.Context) -> Wiring:
    """Return the parts for this call: option, then environment, then the default names."""
    from bridge.wiring import Wiring

    found = ctx.find_root().ensure_object(dict)
    config = found.get("config") or os.environ.get("FEEDBRIDGE_CONFIG") or "feeds.toml"
    db = found.get("db") or os.environ.get("FEEDBRIDGE_DB") or "state.db"
    return Wiring(Path(config), Path(db))


words.speak()  # before the first command is made: click asks for its words then


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="feedbridge", message="%(prog)s %(version)s")
@places
def cli() -> None:
    """図書館のホームページの新着を、館長の決裁を経てXに投稿し、記録します。"""


words.spoken(cli)


def run() -> int:
    """Run one command; returns its exit code, with one report on stderr when something is to be mended."""
    try:
        code = cli.main(prog_name="feedbridge", standalone_mode=False)
    except BridgeError as error:
        tell(error)
        return error.exit_code
    except click.ClickException as error:
        from io import StringIO

        from bridge.cli.output import echo

        error.show(said := StringIO())  # repeats what was typed, or what a script put there
        echo(said.getvalue(), err=True, nl=False)
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("中断しました。途中までの記録は失われていません。", err=True)  # noqa: TID251 - as light as it can be
        return 130
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - the reader has gone; say no more
        return 0
    return code if isinstance(code, int) else 0


def tell(*errors: BridgeError) -> None:
    """Write one report of one or more errors to stderr."""
    from bridge.cli.output import echo

    echo("\n".join(f"エラー: {error}" for error in errors), err=True)
