"""Edge: the command that serves the pages."""

from __future__ import annotations

import click

from bridge.cli import places, wiring
from bridge.cli.output import echo
from bridge.errors import UsageRefused
from bridge.sayings import reason


@click.command("serve")
@places
@click.option("--host", default="127.0.0.1", show_default=True, help="待ち受けるアドレス")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="ポート番号(0 は空いているもの)",
)
@click.option(
    "--proxy",
    default="",
    metavar="ADDRESS",
    help="TLSを受け持つ代理サーバーのアドレス(例 127.0.0.1)",
)
@click.option(
    "--secure-cookies/--no-secure-cookies",
    default=None,
    help="クッキーをTLSのときだけ送る(既定は --proxy のとき)",
)
@click.option(
    "--reset", default="", metavar="NAME", help="パスワードを忘れた館長に、決め直すリンクを作る"
)
@click.pass_context
def serve_command(
    ctx: click.Context, *, host: str, port: int, proxy: str, secure_cookies: bool | None, reset: str
) -> None:
    """決裁の画面を開く。"""
    from bridge.web.server import serve

    try:
        serve(wiring(ctx), host, port, proxy=proxy, secure=secure_cookies, reset=reset, tell=echo)
    except OSError as error:
        raise UsageRefused(
            "command.address_taken", host=host, port=port, reason=reason(error)
        ) from error
