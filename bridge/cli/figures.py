"""Edge: the command that writes a year's figures as pictures."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bridge.cli import of_a_year, places, wiring
from bridge.cli.filing import write_new
from bridge.cli.output import as_json, echo, print_json, say
from bridge.errors import UsageRefused
from bridge.sayings import reason

if TYPE_CHECKING:
    from collections.abc import Mapping


@click.command("figures")
@places
@of_a_year
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FOLDER", help="新しい、または空のフォルダー"
)
@click.option(
    "--rules",
    is_flag=True,
    help="どの指摘が何件に出て、承知・直し・差戻しがいくつあったかを表示する",
)
@as_json
@click.pass_context
def figures_command(
    ctx: click.Context, number: int, out: Path | None, *, fiscal: bool, rules: bool, as_json: bool
) -> None:
    """一年の数字を、図(SVGとPNG)と figures.json に書き出す。
    投稿、決裁までと投稿までの時間、訂正、費用、指摘。
    """
    from bridge.book.figures import data, files
    from bridge.book.rules import lines, tally_json

    if out is None and not rules:
        raise UsageRefused("command.no_place")
    parts = wiring(ctx)
    if out is not None:
        _refuse_taken(out)
    with parts.store() as store:
        archive = parts.archive(store)
        year = archive.year(number, fiscal=fiscal)
        tallies = archive.tallies(year, parts.rules.words)
        year_figures = archive.figures(year)
    if out is not None:
        _write_all(
            out, {**dict(files(year_figures)), "figures.json": data(year_figures, tallies).encode()}
        )
        say(f"{out} に{year_figures.year.label}の図と figures.json を書きました。")
    if rules and as_json:
        print_json([tally_json(tally) for tally in tallies])
    elif rules:
        echo("\n".join([f"指摘({year.label}に起案されたもの)", *lines(tallies)]))


def _refuse_taken(folder: Path) -> None:
    """Raise UsageRefused unless `folder` is empty or not there."""
    try:
        occupied = (folder.is_symlink() or folder.exists()) and (
            not folder.is_dir() or any(folder.iterdir())
        )
    except OSError as error:
        raise UsageRefused("file.folder_unreadable", folder=folder, reason=reason(error)) from error
    if occupied:
        raise UsageRefused("file.folder_taken", folder=folder)


def _write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write every file, or take back those that were written; the last one stands only when all do.
    Raises UsageRefused.
    """
    new = not folder.exists()
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise UsageRefused("file.folder_not_made", folder=folder, reason=reason(error)) from error
    written: list[Path] = []
    try:
        for name, data in files.items():
            write_new(folder / name, [data])
            written.append(folder / name)
    except BaseException:
        with suppress(OSError):
            for path in written:
                path.unlink(missing_ok=True)
            if new:
                folder.rmdir()
        raise
