"""Edge: the command of notices: what waits and what went wrong is told by mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bridge import outcomes
from bridge.cli import places, tell, wiring
from bridge.cli.output import as_json, echo, print_json, say
from bridge.errors import BridgeError
from bridge.notify import NotifyReport

if TYPE_CHECKING:
    from bridge.record.store import Store
    from bridge.wiring import Wiring


@click.command("notify")
@places
@click.option("--dry-run", is_flag=True, help="送らず、記録もせず、送る内容を表示する")
@as_json
@click.pass_context
def notify_command(ctx: click.Context, dry_run: bool, as_json: bool) -> int:
    """決裁待ち・差戻し・失敗を、まだ知らせていなければ知らせる。"""
    parts = wiring(ctx)
    with parts.store(run=True) as store:
        notify = parts.notify(store)
        report = notify.run(dry=dry_run)
    if as_json:
        print_json(
            {
                name: [
                    {"to": mail.to, "subject": mail.subject, "body": mail.body}
                    for mail in getattr(report, name)
                ]
                for name in ("told", "would")
            }
            | {"errors": [error.as_json() for error in report.errors]}
        )
    for mail in report.would if not as_json else ():
        echo(f"宛先: {mail.to}\n件名: {mail.subject}\n\n{mail.body}")
    if not (as_json or report.told or report.would or report.errors):
        say(
            "まだ知らせていないことはありません。"
            if notify.reaches
            else "知らせる道がありません。feeds.toml の [notices] に書くと、知らせます。"
        )
    return outcomes.exit_code(_told(report))


def tell_by_mail(parts: Wiring, store: Store) -> list[BridgeError]:
    """Send what is to be told at the end of a run; returns what went wrong with it."""
    try:
        report = parts.notify(store).run()
    except (
        BridgeError
    ) as error:  # the way itself is not set up as it should be; the run is done all the same
        report = NotifyReport(errors=[error])
    return _told(report)


def _told(report: NotifyReport) -> list[BridgeError]:
    for mail in report.told:
        say(f"{mail.to} に知らせました: {mail.subject}")
    if report.errors:
        tell(*report.errors)
    return report.errors
