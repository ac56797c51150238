"""Edge: commands of the record as it is handed down: the yearly book (決裁簿) and the decision
sheet (起案用紙).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from bridge.cli import of_a_year, places, tell, wiring
from bridge.cli.filing import refuse_existing, write_new
from bridge.cli.output import echo, say
from bridge.errors import StoreFailed, UsageRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bridge.book import Cover
    from bridge.book.sheet import Sheet
    from bridge.leaf import Leaves

FORMATS: Final = ("csv", "json", "html")
_file = click.Path(path_type=Path, dir_okay=False)


def _pages(form: str) -> Callable[[Cover, Leaves], Iterator[bytes]]:
    from bridge.book import html, plain, table

    return {"csv": table.pages, "json": plain.pages, "html": html.pages}[form]


@click.command("book")
@places
@of_a_year
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    required=True,
    help="表計算、プログラム、印刷のための形式",
)
@click.option(
    "--out",
    type=_file,
    required=True,
    metavar="FILE",
    help="書き出すファイル。すでにあれば何もしない",
)
@click.pass_context
def book_command(ctx: click.Context, number: int, form: str, out: Path, *, fiscal: bool) -> int:
    """一年の決裁簿を書き出す。起案ごとに、文・指摘・決裁・投稿・確認・訂正・経過。"""
    parts = wiring(ctx)
    refuse_existing(out)
    with parts.store() as store:
        archive = parts.archive(store)
        cover, leaves = archive.book(archive.year(number, fiscal=fiscal))
        write_new(out, _pages(form)(cover, leaves))
    say(f"{out} に{cover.year.label}の決裁簿({cover.count}件)を書きました。{cover.verdict}")
    if cover.sound:
        return 0
    error = StoreFailed("archive.book_of_a_broken_journal", verdict=cover.verdict, path=out)
    tell(error)
    return error.exit_code


@click.command("sheet")
@places
@click.argument("id", type=int)
@click.option(
    "--pdf", "as_pdf", type=_file, metavar="FILE", help="A4一枚のPDF。すでにあれば何もしない"
)
@click.option(
    "--html",
    "as_html",
    type=_file,
    metavar="FILE",
    help="A4一枚に印刷できるHTML。すでにあれば何もしない",
)
@click.pass_context
def sheet_command(ctx: click.Context, id: int, as_pdf: Path | None, as_html: Path | None) -> None:
    """一つの起案の起案用紙を、A4一枚に書き出す。どちらの形式も付けなければ、画面に表示する。"""
    from bridge.book import html
    from bridge.book.sheet import sheet
    from bridge.book.sheet_pdf import pdf

    outputs = [out for out in (as_pdf, as_html) if out is not None]
    for out in outputs:
        refuse_existing(out)
    if len({out.absolute() for out in outputs}) < len(outputs):
        raise UsageRefused("command.one_file_for_two")
    parts = wiring(ctx)
    with parts.store() as store:
        page = sheet(
            parts.archive(store).dossier(id),
            library=parts.settings.library.name,
            policy=parts.settings.policy_version,
            zone=parts.zone,
            records=parts.settings.records,
        )
    if as_pdf:
        write_new(as_pdf, [pdf(page)])
    if as_html:
        write_new(as_html, [html.page(page).encode()])
    for out in outputs:
        say(f"{out} に起案{id}の起案用紙を書きました。")
    if not outputs:
        echo(_told(page))


def _told(sheet: Sheet) -> str:
    """Return a sheet as lines for a terminal."""
    rows = [(row.heading.replace("\n", " "), row.words) for row in sheet.rows]
    rows += [("決裁印欄", "・".join(sheet.seals))] if sheet.seals else []
    rows += [("経過", "\n".join(sheet.course)), ("ダイジェスト", sheet.digest)]
    lines = [f"{heading}: " + words.replace("\n", "\n    ") for heading, words in rows]
    return "\n".join([sheet.title, sheet.under, *lines])


@click.command("picture")
@places
@click.argument("id", type=int)
@click.option(
    "--out",
    type=_file,
    required=True,
    metavar="FILE",
    help="書き出すファイル。すでにあれば何もしない",
)
@click.pass_context
def picture_command(ctx: click.Context, id: int, out: Path) -> None:
    """起案に付いた画像を、投稿されるとおりに書き出す。"""
    refuse_existing(out)
    with wiring(ctx).store() as store:
        image = store.draft(id).content.image
        if image is None:
            raise UsageRefused("draft.no_picture", draft=id)
        picture = store.pictures.picture(image.sha256)
        write_new(out, [picture.body])
    say(
        f"{out} に起案{id}の画像({picture.media_type}、{picture.width}×{picture.height})"
        "を書きました。"
    )
