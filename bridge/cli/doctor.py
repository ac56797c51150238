"""Edge: `config` and `doctor`: what is not well, why it matters, what to do."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from bridge import catalogue, dictionary, labels
from bridge.cli import places, wiring
from bridge.cli.drafts import acting, at_desk
from bridge.cli.output import as_json, echo, print_json, say
from bridge.health import Level, Remark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bridge.reach import Host
    from bridge.wiring import Wiring

LEVEL = {Level.WARNING: "注意", Level.FAILURE: "異常"}


@click.group("config")
def config_command() -> None:
    """設定。"""


@config_command.command("check")
@places
@as_json
@click.pass_context
def config_check(ctx: click.Context, as_json: bool) -> int:
    """feeds.toml と、それが指す語の一覧・鍵を確かめる。何も変えない。"""
    parts = wiring(ctx)
    settings, _ = parts.settings, parts.rules.words  # every fault at once, with exit code 3
    remarks = list(parts.doctor().configuration())
    if as_json:
        print_json(asdict(settings))
    _tell(remarks)
    if areas := _elsewhere(parts):
        names = "、".join(areas)
        echo(
            f"設定のほかに、見るべきことがあります({names})。feedbridge doctor "
            "で確かめてください。",
            err=True,
        )
    if not remarks:
        road = f"取得元{len(settings.sources)}件、投稿は{labels.THROUGH[settings.posting.through]}"
        if not as_json:
            say(f"{parts.config_path} と、それが指すファイルに問題はありません({road})。")
        return 0
    return 3 if _worst(remarks) is Level.FAILURE else 1


@config_command.command("show")
@places
@click.pass_context
def config_show(ctx: click.Context) -> None:
    """feeds.toml の設定を、項目の名とともに言葉で表示する。* は config set で変えられるもの。"""
    current = catalogue.values(wiring(ctx).settings)
    for section in catalogue.SECTIONS:
        echo(f"[{section.name}] {section.title}")
        for key in section.keys:
            mark = "*" if key.form else " "
            if key.form in catalogue.TABLES:
                entries = {
                    place: value for place, value in current.items() if place[:-1] == key.place
                }
                echo(f" {mark} {key.name}  {key.label}: {'' if entries else 'なし'}")
                for place, value in entries.items():
                    echo(f"     {key.name}:{place[-1]}  {key.said(value)}")
            else:
                echo(f" {mark} {key.name}  {key.label}: {key.said(current[key.place])}")


@config_command.command("set")
@places
@click.argument("key")
@click.argument("values", nargs=-1, metavar="VALUE…")
@click.option("--dry-run", is_flag=True, help="変えず、何が変わるかを表示する")
@acting
@click.pass_context
def config_set(
    ctx: click.Context,
    key: str,
    values: tuple[str, ...],
    person: str | None,
    password_fd: int | None,
    *,
    dry_run: bool,
) -> None:
    """設定を一つ変える(館長)。
    書き込む前に config check と同じ確かめをし、前の feeds.toml を控えに残す。
    """
    parts = wiring(ctx)
    name = key.partition(":")[0]
    section = next((s for s in catalogue.SECTIONS for k in s.keys if k.name == name), None)
    before = catalogue.values(parts.file.settings())
    text = "\n".join(value.replace("\\n", "\n") for value in values)
    changes = catalogue.wanted(section, {key: text}, before) if section else {}
    if not changes:
        catalogue.refuse({tuple(name.split(".")): text})
    with at_desk(parts, person, password_fd) as (desk, who):
        if dry_run:
            parts.file.trial(changes)
            differences = catalogue.differences(before, before | changes) or (
                "変わるところがありません。",
            )
            echo("\n".join([*differences, "何も変えていません。"]))
            return
        now = parts.clock()
        differences = desk.office.change_settings(
            who,
            changes,
            before,
            lambda: parts.file.alter(
                changes, now, lambda now: catalogue.differences(before, catalogue.values(now))
            ),
        )
    say("\n".join([*differences, section.effect if section else ""]).rstrip())


def _elsewhere(parts: Wiring) -> list[str]:
    """Return the areas outside the configuration of which `doctor` has something to say."""
    return list(dict.fromkeys(remark.area for remark in parts.doctor().around(parts.record)))


@click.command("doctor")
@places
@click.option(
    "--network", is_flag=True, help="取得元、X、メールサーバー、プロキシにつながるかだけを確かめる"
)
@as_json
@click.pass_context
def doctor_command(ctx: click.Context, network: bool, as_json: bool) -> int:
    """設定・鍵・人・停止・巡回・記録・控え・機械を調べ、直すべきことを言う。
    終了コードは 0 良好、1 注意、2 異常。
    """
    parts = wiring(ctx)
    if network:
        return _network(parts, as_json=as_json)
    remarks = list(parts.doctor().examine(parts.record))
    if as_json:
        print_json([remark_json(remark) for remark in remarks])
        return int(_worst(remarks))
    _tell(remarks)
    if not remarks:
        say(_looked(parts))
    if lack := dictionary.lack():  # a log has nobody else who tells it
        echo(lack.sentence())
    return int(_worst(remarks))


def _network(parts: Wiring, *, as_json: bool) -> int:
    """Tell one line a host, each as soon as it is known."""
    hosts = []
    for host in parts.reach().look():
        hosts.append(host)
        if not as_json:
            _tell_host(host)
    if as_json:
        print_json([host_json(host) for host in hosts])
    return int(_worst([host.remark for host in hosts if host.remark is not None]))


def _tell_host(host: Host) -> None:
    if host.remark is None:
        echo(f"○ {host.host}  {host.use}: {host.how or ''}")
    else:
        fault, todo = host.remark.facts["fault"], host.remark.todo
        echo(f"× {host.host}  {host.use}: {fault.what} 対処: {todo}")


def host_json(host: Host) -> dict[str, Any]:
    """Return a host as `doctor --network --json` prints it; `code` is stable."""
    remark = host.remark
    return {
        "host": host.host,
        "use": host.use,
        "code": remark.name if remark else "reached",
        "what": remark.what if remark else str(host.how or ""),
        "todo": remark.todo if remark else "",
    }


def _looked(parts: Wiring) -> str:
    now = parts.clock()
    machine = now.astimezone().tzname()
    areas = (
        "設定、語の一覧、鍵、人、投稿の停止、巡回、取得元、記録の全行、控え、"
        "ファイルの権限、ディスク、時計"
    )
    return (
        f"調べたところに問題はありません({areas})。今は {now:%Y-%m-%d %H:%M}、"
        f"機械の時間帯は {machine} です。"
    )


def _worst(remarks: Sequence[Remark]) -> Level:
    return max((remark.level for remark in remarks), default=Level.FINE)


def _tell(remarks: Sequence[Remark]) -> None:
    for remark in remarks:
        echo(
            f"{LEVEL[remark.level]} {remark.area}: {remark.what}\n  なぜ: {remark.why}\n  "
            f"対処: {remark.todo}",
            err=True,
        )


def remark_json(remark: Remark) -> dict[str, Any]:
    """Return a remark as `doctor --json` prints it; `code` is stable."""
    return {
        "code": remark.name,
        "level": remark.level.name.lower(),
        "area": remark.area,
        "what": remark.what,
        "why": remark.why,
        "todo": remark.todo,
        "error": remark.error,
    }
