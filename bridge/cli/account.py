"""Edge: commands around the account: where it is shown and what is said of it (5(5), 8), impostors
(5(5)), abuse (7).
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bridge import labels
from bridge.cli import day_of, places, tell, wiring
from bridge.cli.daily import alarm
from bridge.cli.drafts import acting, answered, at_desk, knowing
from bridge.cli.output import as_json, draft_json, echo, flat, print_json, say
from bridge.errors import SourceFailed
from bridge.model import ImpostorState, Kind, Medium, Stop
from bridge.policy import s05_5_account, s07_incidents
from bridge.sayings import Utterance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bridge.account import Account
    from bridge.model import Person, Showing
    from bridge.policy.s07_incidents import Case
    from bridge.record.store import Store
    from bridge.wiring import Wiring

format_option = click.option(
    "--format", "form", type=click.Choice(["html", "markdown"]), default="html", show_default=True
)


@contextmanager
def _at(
    parts: Wiring, person: str | None, password_fd: int | None
) -> Iterator[tuple[Account, Person, Store]]:
    with parts.store() as store, at_desk(parts, person, password_fd) as (_, who):
        yield parts.account(store), who, store


def _evidence(command: Callable[..., Any]) -> Callable[..., Any]:
    """Take --date, --url and --note."""
    command = click.option("--note", default="", help="証拠のメモ(200字まで。相手の文は写さない)")(
        command
    )
    command = click.option("--url", default="", help="証拠のアドレス")(command)
    return click.option(
        "--date", "on", type=click.DateTime(["%Y-%m-%d"]), help="見た日(既定は今日)"
    )(command)


# ── the account ─────────────────────────────────────────────────────────────────────────────────


@click.group("account")
def account_command() -> None:
    """公式アカウント(3、5(5)、8)。"""


@account_command.command("check")
@places
@as_json
@click.pass_context
def account_check(ctx: click.Context, as_json: bool) -> int:
    """市と図書館のページに公式アカウントが載っているかを、今確かめる(5(5))。"""
    parts = wiring(ctx)
    with parts.store() as store, parts.fetcher() as fetcher:
        account = parts.account(store)
        showings, failure = account.look(fetcher), alarm(account)
        stopped = Stop.ACCOUNT in store.people.stops(parts.clock())
    if as_json:
        print_json([asdict(showing) for showing in showings])
    else:
        for showing in showings:
            echo(showing_line(showing))
        if stopped:
            echo("載るまで、投稿を止めています(決裁はそのまま残ります)。")
        if not showings:
            echo(
                "確かめるページがありません。feeds.toml の [library] account_pages "
                "に書いてください。"
            )
    if failure:
        tell(failure)
        return failure.exit_code
    return SourceFailed.exit_code if any(showing.unread_since for showing in showings) else 0


def showing_line(showing: Showing) -> str:
    """Return what is known of one page, as people read it."""
    if showing.unread_since and not showing.verdict:
        return f"{showing.page}: まだ分かりません。読めませんでした({showing.why})"
    unread = (
        f"。今は読めません({showing.why})"
        if showing.unread_since
        else f"({showing.why})"
        if showing.why
        else ""
    )
    return f"{showing.page}: {labels.APPEARANCE[showing.verdict]}{unread}"


@account_command.command("page")
@places
@format_option
@click.option(
    "--out", type=click.Path(path_type=Path), help="書き出し先(既にあるファイルには書かない)"
)
@click.pass_context
def account_page(ctx: click.Context, form: str, out: Path | None) -> None:
    """ホームページに載せる、アカウントの説明と免責の文を作る(8、附則)。"""
    parts = wiring(ctx)
    with parts.store() as store:
        text = parts.account(store).page(html=form == "html")
    if out is None:
        echo(text, nl=False)
        return
    from bridge.cli.filing import write_new

    write_new(out, [text.encode()], public=True)
    say(f"{out} に書きました。")


# ── impostors ───────────────────────────────────────────────────────────────────────────────────


@click.group("impostor")
def impostor_command() -> None:
    """なりすまし(5(5))。"""


@impostor_command.command("add")
@places
@click.argument("account")
@_evidence
@acting
@click.pass_context
def impostor_add(
    ctx: click.Context,
    *,
    account: str,
    on: datetime | None,
    url: str,
    note: str,
    person: str | None,
    password_fd: int | None,
) -> None:
    """なりすましのアカウントを、証拠とともに記録する。番号を表示する。"""
    with _at(wiring(ctx), person, password_fd) as (at, who, _):
        echo(f"{at.add_impostor(who, account, on=day_of(on), url=url, note=note)}")
        for remark in at.remarks(note):
            say(remark.sentence())


@impostor_command.command("list")
@places
@as_json
@click.pass_context
def impostor_list(ctx: click.Context, as_json: bool) -> None:
    """なりすましの一覧。"""
    parts = wiring(ctx)
    with parts.store() as store:
        impostors = parts.account(store).impostors()
    if as_json:
        steps = ("state", "person", "at")
        print_json(
            [
                asdict(one)
                | {
                    "state": one.state,
                    "steps": [dict(zip(steps, s, strict=True)) for s in one.steps],
                }
                for one in impostors
            ]
        )
        return
    for one in impostors:
        history = "、".join(
            f"{labels.IMPOSTOR[state]} {who} {at:%Y-%m-%d}" for state, who, at in one.steps
        )
        echo(
            f"[{one.id}] {one.account}  {one.on}  {history}\n  "
            f"{' '.join(filter(None, (one.url, one.note)))}"
        )
    if not impostors:
        echo("なりすましの記録はありません。")


def _step(
    ctx: click.Context, id: int, state: ImpostorState, person: str | None, password_fd: int | None
) -> None:
    with _at(wiring(ctx), person, password_fd) as (at, who, _):
        at.step_impostor(who, id, state)
    step = Utterance("act.impostor_step", impostor=id, step=labels.IMPOSTOR[state])
    say(step.sentence())


@impostor_command.command("report")
@places
@click.argument("id", type=int)
@acting
@click.pass_context
def impostor_report(
    ctx: click.Context, id: int, person: str | None, password_fd: int | None
) -> None:
    """Xに通報したことを記録する(通報は人がXの窓口で行う)。"""
    _step(ctx, id, state=ImpostorState.REPORTED, person=person, password_fd=password_fd)


@impostor_command.command("gone")
@places
@click.argument("id", type=int)
@acting
@click.pass_context
def impostor_gone(ctx: click.Context, id: int, person: str | None, password_fd: int | None) -> None:
    """アカウントがなくなったことを記録する。"""
    _step(ctx, id, state=ImpostorState.GONE, person=person, password_fd=password_fd)


@impostor_command.command("look")
@places
@click.argument("names", nargs=-1, required=True)
@as_json
@click.pass_context
def impostor_look(ctx: click.Context, names: Sequence[str], as_json: bool) -> None:
    """名前の並びから、公式アカウントと紛らわしいものを挙げる(なりすましかどうかは人が決める)。"""
    parts = wiring(ctx)
    with parts.store() as store:
        near = parts.account(store).look_alikes(names)
    if as_json:
        print_json([{"account": name, "distance": far} for name, far in near])
        return
    for name, far in near:
        echo(f"{name}  {'見た目が同じ' if far == 0 else f'{far}字違い'}  https://x.com/{name}")
    if not near:
        echo("紛らわしい名前はありません。")


@impostor_command.command("warning")
@places
@click.argument("id", type=int)
@format_option
@click.pass_context
def impostor_warning(ctx: click.Context, id: int, form: str) -> None:
    """ホームページに載せる注意の文と、Xに通報することを表示する。"""
    parts = wiring(ctx)
    with parts.store() as store:
        account = parts.account(store)
        echo(account.warning(id, html=form == "html"))
        echo("\n── Xへの通報 ──")
        echo("\n".join(f"・{line}" for line in account.to_report(id)))


@impostor_command.command("draft")
@places
@click.argument("id", type=int)
@knowing
@acting
@as_json
@click.pass_context
def impostor_draft(
    ctx: click.Context,
    *,
    id: int,
    acknowledged: tuple[str, ...],
    ticked: bool,
    person: str | None,
    password_fd: int | None,
    as_json: bool,
) -> None:
    """注意の投稿を起案する(種別イ、緊急)。館長の決裁が要る。"""
    parts = wiring(ctx)
    with at_desk(parts, person, password_fd) as (desk, who), parts.store() as store:
        text = parts.account(store).warning_tweet(id)
        more: dict[str, Any] = {"origin": s05_5_account.ORIGIN, "urgent": True}
        draft = answered(
            desk,
            lambda known, none: desk.write(
                who, Kind.TOLD, text, acknowledged=known, ticked=none, **more
            ),
            acknowledged,
            ticked=ticked,
        )
    if as_json:
        print_json(draft_json(draft))
    else:
        echo(f"起案{draft.id}: 起案しました。館長の決裁が要ります。")


# ── incidents ───────────────────────────────────────────────────────────────────────────────────


@click.group("incident")
def incident_command() -> None:
    """迷惑行為の記録とブロック・通報の決定(7)。"""


@incident_command.command("add")
@places
@click.argument("account")
@click.option("--clause", required=True, help="種類: 7(1) から 7(12)")
@click.option("--way", type=click.Choice([m.value for m in Medium]), required=True, help="届き方")
@_evidence
@acting
@click.pass_context
def incident_add(
    ctx: click.Context,
    *,
    account: str,
    clause: str,
    way: str,
    on: datetime | None,
    url: str,
    note: str,
    person: str | None,
    password_fd: int | None,
) -> None:
    """迷惑行為を一件記録する。番号を表示する。"""
    with _at(wiring(ctx), person, password_fd) as (at, who, _):
        echo(
            str(
                at.add_incident(
                    who, account, on=day_of(on), clause=clause, way=way, url=url, note=note
                )
            )
        )
        for remark in at.remarks(note, clause):
            say(remark.sentence())


@incident_command.command("list")
@places
@as_json
@click.pass_context
def incident_list(ctx: click.Context, as_json: bool) -> None:
    """迷惑行為を、アカウントごとに。"""
    parts = wiring(ctx)
    with parts.store() as store:
        account = parts.account(store)
        cases, overdue = account.cases(), account.overdue()
    if as_json:
        print_json(
            [
                asdict(case) | {"count": len(case.incidents), "proposed": case.proposed}
                for case in cases
            ]
        )
        return
    for case in cases:
        echo("\n".join(case_lines(case)))
    if not cases:
        echo("迷惑行為の記録はありません。")
    if overdue:
        echo(
            f"保存期間を過ぎた記録が{overdue}件あります。館長が feedbridge incident purge "
            "で消してください(11)。"
        )


def case_lines(case: Case) -> Iterator[str]:
    """Yield what is known of one account, as people read it."""
    proposed = "  ■ くり返し。ブロック・通報を決めてください" if case.proposed else ""
    yield f"{case.account}  {len(case.incidents)}件{proposed}  https://x.com/{case.account}"
    for one in case.incidents:
        kind = f"{one.clause} {s07_incidents.ABUSE[one.clause]}"
        yield (
            f"  [{one.id}] {one.on} {labels.MEDIUM[one.way]} {kind} "
            f"{' '.join(filter(None, (one.url, one.note)))}"
        )
    for measure in case.measures:
        acts = "・".join(labels.SANCTION[act] for act in measure.acts)
        done = f"{measure.done_by}さんが行いました" if measure.done_by else "まだ行っていません"
        yield (
            f"  決定 {acts} {measure.decided_by}({measure.count}件のとき) "
            f"{flat(measure.reason)}: {done}"
        )


@incident_command.command("decide")
@places
@click.argument("account")
@click.option("--block", is_flag=True, help="ブロックする")
@click.option("--report", is_flag=True, help="Xに通報する")
@click.option("--reason", default="", help="理由")
@acting
@click.pass_context
def incident_decide(
    ctx: click.Context,
    *,
    account: str,
    block: bool,
    report: bool,
    reason: str,
    person: str | None,
    password_fd: int | None,
) -> None:
    """ブロック・通報を決める(館長)。行うのは人で、Xの画面から。"""
    from bridge.policy import noted

    acts = [act for act, chosen in (("block", block), ("report", report)) if chosen]
    with _at(wiring(ctx), person, password_fd) as (at, who, _):
        at.decide(who, account, acts, reason)
    say(Utterance("act.measure_decided", account=noted.account(account)).sentence())


@incident_command.command("done")
@places
@click.argument("account")
@acting
@click.pass_context
def incident_done(
    ctx: click.Context, account: str, person: str | None, password_fd: int | None
) -> None:
    """決まったブロック・通報を、Xで行ったことを記録する。"""
    with _at(wiring(ctx), person, password_fd) as (at, who, _):
        at.done(who, account)
    say(Utterance("act.measure_done").sentence())


@incident_command.command("purge")
@places
@acting
@click.pass_context
def incident_purge(ctx: click.Context, person: str | None, password_fd: int | None) -> None:
    """保存期間([account] incidents_keep_days)を過ぎた記録を消す(館長、11)。
    記録簿には件数だけが残る。
    """
    with _at(wiring(ctx), person, password_fd) as (at, who, _):
        incidents, measures = at.purge(who)
    gone = Utterance("act.incidents_purged", incidents=incidents, measures=measures)
    say(gone.sentence())
