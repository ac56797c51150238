"""Edge: the command that disposes of what is older than its retention."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from bridge.archive import ranges
from bridge.cli import places, wiring
from bridge.cli.drafts import acting, at_desk
from bridge.cli.output import echo, say
from bridge.errors import UsageRefused
from bridge.sayings import Utterance, reason

LARGEST: Final = 500_000_000  #: bytes of a book that is read at all


@click.command("dispose")
@places
@click.option(
    "--year",
    "number",
    type=int,
    required=True,
    metavar="YYYY",
    help="起案が終わった年度(4月から翌年3月)",
)
@click.option(
    "--book",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="その年度の決裁簿(book --format json)",
)
@click.option("--dry-run", is_flag=True, help="廃棄せず、何が廃棄されるかを表示する")
@acting
@click.pass_context
def dispose_command(
    ctx: click.Context,
    number: int,
    book: Path | None,
    person: str | None,
    password_fd: int | None,
    *,
    dry_run: bool,
) -> None:
    """保存期間を過ぎた年度の文・題名・指摘・ページを廃棄する(館長)。番号・状態・日付・ダイジェスト・記録簿は残る。"""
    parts = wiring(ctx)
    if book is None and not dry_run:
        raise UsageRefused("command.book_missing", year=number)
    held = _read(book) if book is not None else ""
    if not dry_run:
        say(
            "決裁簿と記録を見比べてから、少しずつ廃棄します。起案が多い年度では数分かかりますが、"
            "そのあいだもほかの人は決裁できます。途中で止まったときは、"
            "同じ決裁簿でもう一度実行すると残りから続きます。"
        )
    with at_desk(parts, person, password_fd) as (_, who), parts.store(run=True) as store:
        archive = parts.archive(store)
        going = archive.due(who, number) if dry_run else archive.dispose(who, number, held)
    left = f"終わっていない起案{going.kept}件は残ります。" if going.kept else ""
    if going.unchecked:
        left = (
            f"うち{len(going.unchecked)}件(起案{ranges(going.unchecked)})は、"
            f"二人の確認(9(2))がそろわないままです。{left}"
        )
    if dry_run:
        which = f"(起案{ranges(going.drafts)})" if going.drafts else ""
        echo(
            f"{going.year.label}に終わった起案{len(going.drafts)}件{which}が廃棄できます。{left}何も変えていません。"
        )
        return
    act = Utterance("act.year_disposed", year=going.year.label, count=len(going.drafts))
    say(f"{act.sentence()}{left}")


def _read(path: Path) -> str:
    """Return what the book's file says; raises UsageRefused."""
    try:
        if path.stat().st_size > LARGEST:
            raise UsageRefused("command.book_too_large", path=path)
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageRefused("command.book_unreadable", path=path, reason=reason(error)) from error
    except UnicodeDecodeError as error:
        raise UsageRefused("command.book_no_text", path=path) from error
