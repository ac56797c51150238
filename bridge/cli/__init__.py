"""The command line: parse, call a story, print.

Exit codes: 0 done or nothing to do · 1 failure · 2 usage · 3 configuration · 4 credentials or credits · 5 some sources
failed, the others are done · 75 another run holds the lock.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bridge import __version__
from bridge.errors import BridgeError

if TYPE_CHECKING:
    from bridge.wiring import Wiring

#: command → module that holds it; a module is imported when one of its commands is called
_HOME = {
    "sync": "runs", "resync": "runs", "publish": "runs", "run": "runs", "try": "runs", "status": "runs", "report": "runs",
    "queue": "drafts", "show": "drafts", "new": "writing", "edit": "writing", "urgent": "writing", "comment": "writing", "retweet": "writing", "decide": "drafts", "return": "drafts",
    "reject": "drafts", "withdraw": "drafts", "resubmit": "drafts", "take-back": "drafts", "posted": "drafts",
    "not-posted": "drafts", "removed": "drafts", "check": "drafts", "correct": "writing", "items": "drafts", "pick": "drafts",
    "set-aside": "drafts",
    "people": "office", "confirm": "office", "stop": "office", "resume": "office", "init": "office", "config": "doctor",
    "journal": "office", "policy": "policy", "calendar": "calendar", "backup": "office", "restore": "office", "doctor": "doctor", "demo": "office", "serve": "serve",
    "account": "account", "impostor": "account", "incident": "account",
    "notify": "notify",
    "dispose": "dispose",
    "book": "records", "sheet": "records", "figures": "figures",
}  # fmt: skip


class Commands(click.Group):
    """Commands found by name, their modules imported late."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return every command's name."""
        return sorted(_HOME)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, or None."""
        from importlib import import_module

        if name not in _HOME:
            return None
        found = getattr(import_module(f"bridge.cli.{_HOME[name]}"), name.replace("-", "_") + "_command")
        assert isinstance(found, click.Command)
        return found


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


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="feedbridge", message="%(prog)s %(version)s")
@places
def cli() -> None:
    """図書館のホームページの新着を、館長の決裁を経てXに投稿し、記録します。"""


def run() -> int:
    """Run one command; returns its exit code, with one report on stderr when something is to be mended."""
    try:
        code = cli.main(standalone_mode=False)
    except BridgeError as error:
        tell(error)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("中断しました。途中までの記録は失われていません。", err=True)
        return 130
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - the reader has gone; say no more
        return 0
    return code if isinstance(code, int) else 0


def tell(*errors: BridgeError) -> None:
    """Write one report of one or more errors to stderr."""
    click.echo("\n".join(f"エラー: {error}" for error in errors), err=True)
