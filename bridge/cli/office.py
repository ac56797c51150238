"""Edge: commands of the office: people, prior confirmations, stops, journal, and copies."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from bridge import labels
from bridge.cli import day_of, places, wiring
from bridge.cli.drafts import acting, at_desk
from bridge.cli.output import as_json, echo, flat, password, print_json, say
from bridge.errors import StepRefused, StoreFailed, UsageRefused
from bridge.model import Confirmation, Kind, Person, Role, Stop
from bridge.sayings import Utterance

day = click.DateTime(["%Y-%m-%d"])
NEW = "--new-password-fd"


# ── people ──────────────────────────────────────────────────────────────────────────────────────


@click.group("people", invoke_without_command=True)
@places
@as_json
@click.pass_context
def people_command(ctx: click.Context, as_json: bool) -> None:
    """人(館長・投稿担当・供覧)の一覧と登録(4)。"""
    if ctx.invoked_subcommand:
        return
    with wiring(ctx).store() as store:
        persons, bearers = store.people.persons(), store.factors.bearers()
    if as_json:
        print_json([asdict(p) | {"second_factor": p.name in bearers} for p in persons])
        return
    today = wiring(ctx).clock().date()
    for p in persons:
        more = f" {p.until}まで" if p.until else ""
        more += " (権限は終わりました)" if p.until and p.until < today else ""
        more += " 二段階認証" if p.name in bearers else ""
        more += "" if p.active else " (登録を外した)"
        echo(f"{p.name}  {labels.ROLE[p.role]}{more}")
    if not persons:
        echo(
            "まだ誰も登録されていません。feedbridge people add 名前 --role director "
            "で館長を登録してください。"
        )


@people_command.command("list")
@places
@as_json
@click.pass_context
def people_list(ctx: click.Context, as_json: bool) -> None:
    """人の一覧。"""
    ctx.invoke(people_command, as_json=as_json)


@people_command.command("free")
@places
@click.argument("name")
@acting
@click.pass_context
def people_free(ctx: click.Context, name: str, person: str | None, password_fd: int | None) -> None:
    """登録を外した人の名前を、同じ名前の別の人が使えるように空ける(館長)。それまでの記録は変わらない。"""
    with at_desk(wiring(ctx), person, password_fd) as (desk, who):
        new = desk.office.free_name(who, name)
    say(Utterance("act.name_freed", name=name, new=new).sentence())


@people_command.command("second-reset")
@places
@click.argument("name")
@acting
@click.pass_context
def people_second_reset(
    ctx: click.Context, name: str, person: str | None, password_fd: int | None
) -> None:
    """端末をなくした人の二段階認証をすべて外し、画面からログアウトする(館長)。"""
    parts = wiring(ctx)
    with at_desk(parts, person, password_fd) as (_, who), parts.store() as store:
        parts.second_factor(store).reset(who, name)
    say(Utterance("act.factors_reset", person=name).sentence())


@people_command.command("workload")
@places
@click.argument("name")
@as_json
@click.pass_context
def people_workload(ctx: click.Context, name: str, *, as_json: bool) -> None:
    """その人の手もとにあるもの: 起案、確認、手動投稿、事前確認、回議。外れる前に引き継ぐ。"""
    parts = wiring(ctx)
    with parts.store() as store:
        workload = parts.desk(store).office.workload(name)
    if as_json:
        plain = {
            key: [draft.id for draft in getattr(workload, key)]
            for key in ("drafts", "checks", "taken")
        }
        plain_too = {
            key: [confirmation.number for confirmation in getattr(workload, key)]
            for key in ("named", "given")
        }
        print_json({**plain, **plain_too, "steps": list(workload.steps)})
        return
    for heading, drafts in (
        ("起案", workload.drafts),
        ("確認がまだの投稿(9(2))", workload.checks),
        ("手動投稿", workload.taken),
    ):
        for draft in drafts:
            echo(
                f"{heading}: 起案{draft.id} {flat(draft.title)}(feedbridge hand-over "
                f"{draft.id} --to 登録名)"
            )
    for confirmation in workload.named:
        echo(f"対象者になっている事前確認: {confirmation.number}({confirmation.last}まで)")
    for confirmation in workload.given:
        echo(f"与えた事前確認: {confirmation.number}(権限の終わりとともに終わります)")
    for step in workload.steps:
        echo(f"ほかにいない回議: {step}(feeds.toml の [review] members)")
    if workload.nothing:
        echo(f"{name}さんの手もとには何もありません。")


def _chosen(fd: int | None, name: str) -> str:
    return password(fd, f"{name}さんの新しいパスワード", NEW, twice=True)


new_password = click.option(
    NEW, type=int, metavar="N", help="登録する人のパスワードを読むファイル記述子"
)


@people_command.command("add")
@places
@click.argument("name")
@click.option("--role", type=click.Choice([r.value for r in Role]), required=True, help="役割")
@click.option("--until", type=day, help="権限の終わる日")
@click.option("--mail", default="", help="通知先")
@new_password
@acting
@click.pass_context
def people_add(
    ctx: click.Context,
    *,
    name: str,
    role: str,
    until: datetime | None,
    mail: str,
    new_password_fd: int | None,
    person: str | None,
    password_fd: int | None,
) -> None:
    """人を登録する。最初の一人は館長で、--as は要らない。"""
    new = Person(name, Role(role), day_of(until), active=True, mail=mail)
    parts = wiring(ctx)
    with parts.store() as store:
        if any(known.name == name for known in store.people.persons()):
            raise StepRefused("command.person_known", person=name)
    if person is None:
        secret = _chosen(new_password_fd if new_password_fd is not None else password_fd, name)
        with parts.store() as store:
            parts.desk(store).office.save_person(None, new, secret)
    else:
        with at_desk(parts, person, password_fd) as (desk, who):
            desk.office.save_person(who, new, _chosen(new_password_fd, name))
    say(Utterance("act.person_added", person=name).sentence())


@people_command.command("invite")
@places
@click.argument("name")
@click.option(
    "--role", type=click.Choice([r.value for r in Role]), help="役割(登録済みの人には要らない)"
)
@click.option("--until", type=day, help="権限の終わる日")
@click.option("--mail", default="", help="通知先")
@acting
@click.pass_context
def people_invite(
    ctx: click.Context,
    *,
    name: str,
    role: str | None,
    until: datetime | None,
    mail: str,
    person: str | None,
    password_fd: int | None,
) -> None:
    """本人がパスワードを決める、一度だけ使えるリンクを作る(館長)。登録済みの人には、決め直すためのもの。"""
    from bridge.record.key import secret_key
    from bridge.web import invitation

    parts = wiring(ctx)
    with at_desk(parts, person, password_fd) as (desk, who), parts.store() as store:
        known = {p.name: p for p in store.people.persons()}
        if name not in known and role is None:
            raise UsageRefused("command.role_missing")
        if name in known and (role or until or mail):
            raise UsageRefused("command.person_invited", person=name)
        entry = known.get(name) or Person(name, Role(role or ""), day_of(until), mail=mail)
        desk.office.invited(who, entry)
        token = invitation.make(
            secret_key(parts.db_path), store, person=entry, by=who.name, now=parts.clock()
        )
    desk_ = parts.settings.desk.url or "(決裁の画面のアドレス)"
    echo(f"{desk_}/invitation/{token}")
    say(f"{name}さんだけに渡してください。72時間、一度だけ使えます。")


@people_command.command("change")
@places
@click.argument("name")
@click.option("--role", type=click.Choice([r.value for r in Role]), help="役割")
@click.option("--until", type=day, help="権限の終わる日")
@click.option("--no-until", is_flag=True, help="権限の終わる日をなくす")
@click.option("--mail", help="通知先")
@click.option("--active", is_flag=True, help="外した登録を、もう一度有効にする")
@click.option("--password", "ask", is_flag=True, help="パスワードも変える")
@new_password
@acting
@click.pass_context
def people_change(
    ctx: click.Context,
    *,
    name: str,
    role: str | None,
    until: datetime | None,
    no_until: bool,
    mail: str | None,
    active: bool,
    ask: bool,
    new_password_fd: int | None,
    person: str | None,
    password_fd: int | None,
) -> None:
    """登録を変える(館長)。言われなかったことは、そのまま。"""
    options: dict[str, Any] = {
        "role": role and Role(role),
        "until": day_of(until),
        "mail": mail,
        "active": active or None,
    }
    changes = {key: value for key, value in options.items() if value is not None}
    if no_until:
        changes["until"] = None
    parts = wiring(ctx)
    with parts.store() as store:
        store.people.person(name)  # who is not known is told before a password is asked for
    with at_desk(parts, person, password_fd) as (desk, who):
        secret = _chosen(new_password_fd, name) if ask else None
        desk.office.change_person(who, name, changes, secret)
    say(Utterance("act.person_changed", person=name).sentence())


@people_command.command("password")
@places
@new_password
@acting
@click.pass_context
def people_password(
    ctx: click.Context, new_password_fd: int | None, person: str | None, password_fd: int | None
) -> None:
    """自分のパスワードを変える。ほかの端末はログアウトする。"""
    with at_desk(wiring(ctx), person, password_fd) as (desk, who):
        desk.office.change_password(who, _chosen(new_password_fd, who.name))
    say(Utterance("act.password_changed", person=who.name).sentence())


@people_command.command("remove")
@places
@click.argument("name")
@acting
@click.pass_context
def people_remove(
    ctx: click.Context, name: str, person: str | None, password_fd: int | None
) -> None:
    """登録を外す(館長)。記録は残る。"""
    parts = wiring(ctx)
    with parts.store() as store:
        store.people.person(name)  # as in people_change
    with at_desk(parts, person, password_fd) as (desk, who):
        desk.office.change_person(who, name, {"active": False})
    say(f"{name}さんの登録を外しました。")


# ── prior confirmations ─────────────────────────────────────────────────────────────────────────


@click.group("confirm")
def confirm_command() -> None:
    """事前確認(5(1)): 館長があらかじめ認めた範囲。"""


@confirm_command.command("give")
@places
@click.option("--person", "persons", multiple=True, required=True, help="対象者")
@click.option(
    "--source", "sources", metavar="SOURCE", multiple=True, help="取得元の id(無ければすべて)"
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(["ア", "イ", "ウ"]),
    default=("ア",),
    help="種別",
)
@click.option("--from", "first", type=day, required=True, help="始まりの日")
@click.option("--until", "last", type=day, required=True, help="終わりの日(1年まで)")
@click.option("--per-day", default=5, show_default=True, help="一日の上限")
@click.option(
    "--outside-hours", is_flag=True, help="緊急のもの(2)は、理由を書けば開館時間外にも(5(2))"
)
@click.option("--corrections", is_flag=True, help="訂正・追記も(9(2))。削除は含まない")
@click.option(
    "--absence",
    is_flag=True,
    help="館長の不在のあいだの代決。要確認の指摘があるものも、承知のうえで決裁できる",
)
@acting
@click.pass_context
def confirm_give(
    ctx: click.Context,
    *,
    persons: tuple[str, ...],
    sources: tuple[str, ...],
    kinds: tuple[str, ...],
    first: datetime,
    last: datetime,
    per_day: int,
    outside_hours: bool,
    corrections: bool,
    absence: bool,
    person: str | None,
    password_fd: int | None,
) -> None:
    """事前確認を与える(館長)。番号を表示する。"""
    confirmation = Confirmation(
        number="",
        persons=persons,
        sources=sources,
        kinds=tuple(Kind(k) for k in kinds),
        first=first.date(),
        last=last.date(),
        per_day=per_day,
        given_by=person or "",
        outside_hours=outside_hours,
        corrections=corrections,
        absence=absence,
    )
    with at_desk(wiring(ctx), person, password_fd) as (desk, who):
        echo(desk.office.confirm(who, confirmation).number)


@confirm_command.command("list")
@places
@as_json
@click.pass_context
def confirm_list(ctx: click.Context, as_json: bool) -> None:
    """事前確認の一覧。"""
    parts = wiring(ctx)
    with parts.store() as store:
        confirmations, lapsed = store.people.confirmations(), parts.desk(store).office.lapsed()
    if as_json:
        print_json([asdict(c) | {"lapsed": lapsed[c.number]} for c in confirmations])
        return
    if not confirmations:
        say("事前確認はありません。")
    for c in confirmations:
        echo(labels.scope(c) + (f"  ※{lapsed[c.number]}" if lapsed[c.number] else ""))


@confirm_command.command("revoke")
@places
@click.argument("number")
@acting
@click.pass_context
def confirm_revoke(
    ctx: click.Context, number: str, person: str | None, password_fd: int | None
) -> None:
    """事前確認を取り消す(館長)。まだ投稿していないものは決裁待ちに戻る。"""
    from bridge import acts

    with at_desk(wiring(ctx), person, password_fd) as (desk, who):
        count = desk.office.revoke(who, number)
    say(acts.revoked(number, count).sentence())


# ── stops ───────────────────────────────────────────────────────────────────────────────────────


@click.command("stop")
@places
@click.option("--reason", default="", help="理由")
@acting
@click.pass_context
def stop_command(
    ctx: click.Context, reason: str, person: str | None, password_fd: int | None
) -> None:
    """全投稿停止。"""
    with at_desk(wiring(ctx), person, password_fd) as (desk, who):
        desk.office.stop(who, reason)
    say(Utterance("act.posts_stopped").sentence())


@click.command("resume")
@places
@click.argument("name", default=Stop.ALL.value)
@acting
@click.pass_context
def resume_command(
    ctx: click.Context, name: str, person: str | None, password_fd: int | None
) -> None:
    """投稿の停止を解く(館長)。
    名前は all(全投稿停止、既定)、x(鍵や残高の停止)、account(公式アカウントの掲載の確認)。
    """
    from bridge import acts

    with at_desk(wiring(ctx), person, password_fd) as (desk, who):
        back = desk.office.resume(who, name)
    say(acts.posts_go(back).sentence())


# ── the file and the record ──────────────────────────────────────────────────────────────────────


@click.group("journal")
def journal_command() -> None:
    """記録簿。"""


@journal_command.command("verify")
@places
@click.option(
    "--head",
    "heads",
    multiple=True,
    metavar="行数:ハッシュ|ファイル",
    help="以前に控えた行数と末尾のハッシュ、またはそれの載ったファイル(メール、決裁簿)",
)
@as_json
@click.pass_context
def journal_verify(ctx: click.Context, heads: tuple[str, ...], as_json: bool) -> None:
    """記録簿の鎖と、記録がそのとおりかを確かめる。以前の末尾(メール・控え・--head)とも比べる。"""
    parts = wiring(ctx)
    earlier = [head for line in heads for head in _heads(line)]
    with parts.store() as store:
        proof = parts.archive(store).proof(earlier)
    if as_json:
        told = {
            "differences": proof.differences,
            "office": proof.office,
            "damage": proof.damage,
        }
        words = {name: [one.what for one in faults] for name, faults in told.items()}
        print_json(asdict(proof) | words)
    elif proof.sound:
        known = f"以前の末尾{len(earlier)}件も、この上にあります。" if earlier else ""
        echo(
            f"記録簿{proof.rows}行、つながっています。記録もそのとおりです。"
            f"{known}末尾のハッシュ {proof.rows}:{proof.head}"
        )
    if not proof.sound:
        raise StoreFailed("record.disproved", path=parts.db_path, faults=proof.faults)


#: how a head stands in what we write: here and by hand, in mails and printed books, as data, as a
#: table
_HEADS = re.compile(
    r"(\d+):([0-9a-f]{64})|(\d+)行[^0-9]{0,90}末尾\s*([0-9a-f]{64})"
    r'|"rows":\s*(\d+),\s*"head":\s*"([0-9a-f]{64})"|,"?(\d+)"?,"?([0-9a-f]{64})"?,"?記録簿'
)


def _heads(heads_line: str) -> list[tuple[int, str, str]]:
    """Return the heads that are given, or stand in a file; raises UsageRefused when there is
    none.
    """
    if _HEADS.fullmatch(heads_line):
        text, where = heads_line, "--head"
    else:
        try:
            text, where = Path(heads_line).read_text(encoding="utf-8-sig"), heads_line
        except (OSError, UnicodeDecodeError) as error:
            raise UsageRefused("command.head_unreadable", given=heads_line) from error
    heads = {
        (int(rows), head)
        for rows, head in (tuple(filter(None, m.groups())) for m in _HEADS.finditer(text))
    }
    if not heads:
        raise UsageRefused("command.head_missing", given=heads_line)
    return [(rows, head, where) for rows, head in sorted(heads)]


@journal_command.command("list")
@places
@as_json
@click.pass_context
def journal_list(ctx: click.Context, as_json: bool) -> None:
    """記録簿の全行。"""
    with wiring(ctx).store() as store:
        rows = list(store.journal())
    if as_json:
        print_json(rows)
        return
    for row in rows:
        states = (labels.word(labels.STATE, row[key] or "") for key in ("before", "after"))
        where = f" 起案{row['draft']} {'→'.join(states)}" if row["draft"] else ""
        who, what = labels.actor(row["actor"]), labels.action(row["action"])
        echo(f"{row['id']} {row['at']} {who} {what}{where} {flat(labels.detail(row['detail']))}")


@click.command("backup")
@places
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="控えを置くフォルダー(既定は記録の隣の backups)",
)
@click.option(
    "--keep", default=14, show_default=True, type=click.IntRange(min=1), help="残す控えの数"
)
@click.pass_context
def backup_command(ctx: click.Context, folder: Path | None, keep: int) -> None:
    """記録の控えを作り、確かめ、古い控えを片づける。実行中でもよい。"""
    from bridge.record.backup import backup

    parts = wiring(ctx)
    folder = (folder or parts.db_path.resolve().parent / "backups").absolute()
    copy = backup(parts.db_path, folder, parts.clock(), keep)
    try:
        with parts.store() as store:
            store.ran("backup", parts.clock(), str(folder))
    except StoreFailed as error:  # its words are of the record, and a whole copy stands
        raise StoreFailed("backup.not_noted", copy=copy, why=error) from error
    say(f"{copy} に控えを作りました。")


@click.command("restore")
@places
@click.argument("copy", type=click.Path(path_type=Path))
@click.pass_context
def restore_command(ctx: click.Context, copy: Path) -> None:
    """控えを確かめてから、記録をそれに戻す。今の記録は隣に残す。"""
    from bridge.record.backup import differences, restore

    parts = wiring(ctx)
    aside = restore(parts.db_path, copy, parts.clock(), parts.settings.bond.library)
    say(
        f"{parts.db_path} を {copy} に戻しました。"
        + (f"それまでの記録は {aside} に残しました。" if aside else "")
    )
    if aside and (lost := differences(aside, parts.db_path)):
        echo(
            "それまでの記録にあって、控えにないもの:\n  " + "\n  ".join(one.what for one in lost),
            err=True,
        )
    echo(
        "決裁済みの起案は、次の publish で決裁待ちに戻ります。全員がもう一度ログインし、"
        "出してあった招待は使えません。控えの後に使われたか分からない回復コードも使えません。",
        err=True,
    )
    with parts.store() as store:
        if why := store.people.stops(parts.clock()).get(Stop.ALL):
            echo(f"投稿は止まっています: {why[0]}(feedbridge resume)。", err=True)
