"""Edge: the commands of the first hour: a feeds.toml of one's own, and the demo."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bridge.cli import places, wiring
from bridge.cli.output import echo
from bridge.errors import SourceFailed, UsageRefused
from bridge.read.shape import Shape

if TYPE_CHECKING:
    from bridge.read.propose import Library, Probe
    from bridge.wiring import Wiring

READ = {
    Shape.FEED: "フィードを取得元にしました",
    Shape.LIST: "お知らせの一覧を取得元にしました",
    Shape.ARTICLE: "これは一つの記事のページで、一覧ではありません。取得元の url を直してください",
    Shape.NEITHER: "お知らせの一覧が見つかりません。取得元の url を直してください",
}


@click.command("init")
@places
@click.argument("url", default="")
@click.option("--name", default="", help="図書館の名(例 ○○市立図書館)")
@click.option("--account", default="", help="X のアカウント(@ は付けなくてよい)")
@click.option(
    "--proxy", default="", metavar="ADDRESS", help="外に出るときのプロキシ。feeds.toml にも書く"
)
@click.option(
    "--allow-private",
    "private",
    default="",
    metavar="HOST:PORT",
    help="公開されていないサイトを読むとき",
)
@click.pass_context
def init_command(
    ctx: click.Context, *, url: str, name: str, account: str, proxy: str, private: str
) -> None:
    """説明つきの feeds.toml を書き出す(既にあれば書かない)。
    URLがあればサイトを読み、一覧・開館時間・休館日の案を書き込む。
    """
    from bridge import config

    parts = wiring(ctx)
    if not url:
        if name or account or proxy or private:
            raise UsageRefused("command.site_missing")
        config.write_first(parts.config_path)
        echo(
            f"{parts.config_path} を書きました。○○や example のところと開館時間を直し、"
            "feedbridge config check で確かめてください。"
        )
        return
    if parts.config_path.exists():
        raise UsageRefused("settings.file_exists", path=parts.config_path)
    text, remarks = _read(parts, url, name=name, account=account, proxy=proxy, private=private)
    config.write_first(parts.config_path, text)
    echo("\n".join([f"{parts.config_path} を書きました。", *remarks]))


def _read(
    parts: Wiring, url: str, *, name: str, account: str, proxy: str, private: str
) -> tuple[str, list[str]]:
    """Return a feeds.toml for the site and what to say of it; raises SourceFailed when the site
    cannot be read.
    """
    from bridge import config, survey
    from bridge.read import propose
    from bridge.wiring import Wiring

    plain = Wiring(config.DEFAULT, parts.db_path).settings
    asking = Wiring(config.DEFAULT, parts.db_path)
    asking.settings = replace(
        plain,
        library=replace(plain.library, site=url),
        fetch=replace(plain.fetch, allow_private=(private,) if private else ()),
        network=replace(plain.network, proxy=proxy),
    )
    with asking.fetcher() as fetcher:
        try:
            probe = survey.look(fetcher, url, asking.zone)
        except SourceFailed as error:  # there is no feeds.toml yet that could be put right
            raise SourceFailed("command.site_unread", url=url, fault=error) from error
        library = survey.library(fetcher, probe, asking.clock())
    text = propose.feeds_toml(
        config.DEFAULT.read_text("utf-8"),
        probe,
        library,
        name=name,
        account=account.lstrip("@"),
        private=private,
    )
    text = text.replace('#proxy = ""', f'proxy = "{proxy}"', 1) if proxy else text
    source = _id(text)
    return text, [*_told(probe, library, name=name, account=account), _next(source)]


def _id(text: str) -> str:
    """Return the id of the first source of a feeds.toml."""
    import tomllib

    return str(tomllib.loads(text)["source"][0]["id"])


def _next(source: str) -> str:
    return (
        f"直したら feedbridge config check で確かめ、feedbridge try {source} "
        "で何が起案されるかを見てください。"
    )


def _told(probe: Probe, library: Library, *, name: str, account: str) -> list[str]:
    lines = [f"・{probe.url}: {READ[probe.shape]}。"]
    if probe.why:
        lines[0] += f"わけ: {probe.why}。"
    if probe.feeds:
        lines.append(f"・フィードも案内されています: {probe.feeds[0]}")
    if not name:
        lines.append(
            f"・館名: {library.name}(ページの題名から)"
            if library.name
            else "・館名を書いてください。"
        )
    if not account:
        near = (
            f"ページからのリンク: {'、'.join(library.accounts[:5])}"
            if library.accounts
            else "リンクは見つかりません"
        )
        lines.append(f"・X のアカウントを書いてください({near})。")
    read = (
        "案をコメントで書きました"
        if library.words or library.closed
        else "サイトからは読めませんでした"
    )
    lines.append(f"・開館時間と休館日: {read}。[hours] を直してください。")
    return lines


@click.command("demo")
@click.option("--serve", is_flag=True, help="終わらずに、見本のサイトと画面を開いたままにする")
@click.option(
    "--every",
    "minutes",
    type=click.FloatRange(min=0.01),
    default=3.0,
    show_default=True,
    help="--serve のとき、新しいページが出る間隔(分)",
)
@click.option(
    "--folder", type=click.Path(path_type=Path), help="記録を置くフォルダー(既定は一時フォルダー)"
)
def demo_command(serve: bool, minutes: float, folder: Path | None) -> int:
    """見本のサイトで、新着から投稿・確認までを一通り見せる。"""
    from bridge.cli.story import tell_story

    return tell_story(folder, stay=serve, minutes=minutes)
