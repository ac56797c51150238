"""The commands of the first hour: a feeds.toml of one's own, and the demo."""

from __future__ import annotations

from pathlib import Path

import click

from bridge.cli import places, wiring
from bridge.cli.output import say


@click.command("init")
@places
@click.pass_context
def init_command(ctx: click.Context) -> None:
    """説明つきの feeds.toml を書き出す(既にあれば書かない)。"""
    from bridge import config

    path = wiring(ctx).config_path
    config.write_default(path)
    say(f"{path} を書きました。館名・取得元・開館時間を直し、feedbridge config check で確かめてください。")


@click.command("demo")
@click.option("--serve", is_flag=True, help="終わらずに、見本のサイトと画面を開いたままにする")
@click.option("--folder", type=click.Path(path_type=Path), help="記録を置くフォルダー(既定は一時フォルダー)")
def demo_command(serve: bool, folder: Path | None) -> int:
    """見本のサイトで、新着から投稿・確認までを一通り見せる。"""
    from bridge.cli.story import tell_story

    return tell_story(folder, stay=serve)
