"""Edge: commands of staff and director: the queue, one draft, the steps, and the items behind
them.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, TextIO

import click

from bridge import labels, lifecycle, upkeep
from bridge.cli import places, refuse_unknown_source, wiring
from bridge.cli.output import (
    as_json,
    asked,
    draft_json,
    draft_lines,
    echo,
    flat,
    password,
    print_json,
    quoted,
    say,
    screen,
    thirteen_lines,
)
from bridge.errors import Differs, StepRefused, Unacknowledged, UsageRefused
from bridge.lifecycle import next_part, span_of
from bridge.model import ItemState, State, Through, Timing, Verb
from bridge.policy.s05_1_signoff import on_screen, unacknowledged
from bridge.posting.base import shows
from bridge.sayings import Utterance, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import tzinfo

    from bridge.desk import Desk
    from bridge.model import Draft, Finding, Person
    from bridge.posting.oembed import Getter
    from bridge.record.store import Store
    from bridge.sayings import Refusal
    from bridge.wiring import Wiring

reason_option = click.option("--reason", default="", help="理由")
shown_option = click.option(
    "--digest",
    "shown",
    help="見た文面のダイジェスト(show が示すもの)。端末が無いときは要る。今と違えば拒む",
)
tick_option = click.option(
    "--none-of-the-thirteen",
    "ticked",
    is_flag=True,
    help="6(1)～(13)の禁止事項のどれにもあたらないと確かめた",
)
_acknowledge = click.option(
    "--acknowledge",
    "acknowledged",
    multiple=True,
    metavar="CLAUSE",
    help="見たうえで承知する指摘の条項番号",
)


def knowing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Take the findings that the drafter acknowledges, and the tick of 6."""
    return _acknowledge(tick_option(command))


digest_option = click.option(
    "--digest",
    "digests",
    multiple=True,
    help="見た文面のダイジェスト(show が示すもの)。起案ごとに、同じ順で。端末が無いときは要る",
)


def acting(command: Callable[..., Any]) -> Callable[..., Any]:
    """Take the acting person (--as) and the password (terminal, or --password-fd)."""
    command = click.option(
        "--password-fd", type=int, metavar="N", help="パスワードをこのファイル記述子から読む"
    )(command)
    return click.option(
        "--as", "person", envvar="FEEDBRIDGE_AS", metavar="PERSON", help="操作する人の登録名"
    )(command)


@contextmanager
def at_desk(
    parts: Wiring, person: str | None, password_fd: int | None
) -> Iterator[tuple[Desk, Person]]:
    """Open the desk for one person whose password is right; raises UsageRefused, NotAllowed."""
    if not person:
        raise UsageRefused("command.who")
    with parts.store() as store:
        desk = parts.desk(store)
        yield desk, desk.sign_in(person, password(password_fd, f"{person}さんのパスワード"))


def view(store: Store, draft: Draft, zone: tzinfo, over: Refusal | None) -> str:
    """Return what whoever answers for a text must see: itself, its picture, why nobody decides it
    as it is (`over`), and the post that it replaces or continues.
    """
    image = draft.content.image
    lines = draft_lines(draft, zone, store.pictures.measure(image.sha256) if image else None)
    if over is not None:
        lines += f"\n  時期に注意: {over.sentence()}"
    if draft.corrects is None:
        return lines
    content = store.draft(draft.corrects).content
    where = "これが出ると消える投稿" if draft.content.replaces else "元の投稿"
    return f"{lines}\n  {where}(起案{draft.corrects})\n{quoted(content.text or content.repost_of)}"


def seen(
    desk: Desk, who: Person, id: int, *, action: str, shown: str | None, question: str, zone: tzinfo
) -> str:
    """Return the digest of the text to which the person's word belongs: as given, else shown here
    and asked for.

    Raises NotAllowed for who may not take `action` anyway, UsageRefused where nobody can look,
    StepRefused on a no: nobody's word is on what was not on the screen.
    """
    desk.may(who, action)
    if shown:
        return shown
    draft, at = desk.store.draft(id), _somebody(id)
    echo(view(desk.store, draft, zone, desk.over(draft)), file=at)
    if not asked(question):
        raise StepRefused("command.not_confirmed")
    return on_screen(draft)


def _somebody(id: int) -> TextIO:
    """Return where somebody looks; raises UsageRefused where nobody does."""
    if (at := screen()) is None:
        raise UsageRefused("command.unseen", draft=id)
    return at


def answered(
    desk: Desk,
    take: Callable[[tuple[str, ...], bool], Draft],
    acknowledged: tuple[str, ...],
    *,
    ticked: bool,
) -> Draft:
    """Return what `take` does with the findings acknowledged and the tick of 6; at a terminal what
    is missing is asked for.

    Raises Unacknowledged where nobody sits there, or somebody says no.
    """
    try:
        return take(acknowledged, ticked)
    except Unacknowledged as error:
        at = screen()
        if at is None:
            raise
        findings: tuple[Any, ...] = error.findings
        agreed = all(asked(f"{f.why}\n{_acknowledgement(f)}") for f in findings)
        if agreed and error.unticked is not None and not ticked:
            unticked: tuple[Any, ...] = error.unticked
            echo(_thirteen(desk, unticked), file=at)
            agreed = asked("この文は、6(1)～(13)のどれにもあたりませんか")
        if not agreed:
            raise
        return take(
            (*acknowledged, *(f.key for f in findings)), ticked or error.unticked is not None
        )


def _thirteen(desk: Desk, findings: Iterable[Finding]) -> str:
    """Return the thirteen kinds of 6 with what the machine saw of each, for the screen."""
    return (
        "禁止されている13の種類(6)。"
        f"右は機械が探した結果です\n{thirteen_lines(desk.thirteen(findings))}"
    )


def done(drafts: list[Draft], act: Verb | Callable[[Draft], Utterance], *, as_json: bool) -> None:
    """Tell what was done with each draft, by its step or in words of its own (`act`), where it
    stands now, and what comes next.
    """
    from bridge import acts

    if as_json:
        print_json([draft_json(draft) for draft in drafts])
    for draft in drafts if not as_json else []:
        utterance = acts.done(act, draft) if isinstance(act, Verb) else act(draft)
        what, todo = utterance.words()
        say(f"{stem(what)}(今は「{labels.STATE[draft.state]}」)。{todo}")


@click.command("queue")
@places
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice([s.value for s in State]),
    help="この状態だけ",
)
@click.option("--all", "everything", is_flag=True, help="終わったものも含める")
@as_json
@click.pass_context
def queue_command(
    ctx: click.Context, states: tuple[str, ...], everything: bool, as_json: bool
) -> None:
    """起案の一覧。緊急のもの、古いものから。"""
    over = {State.CHECKED, *lifecycle.OVER}
    chosen_states = [State(s) for s in states] or [
        s for s in State if everything or as_json or s not in over
    ]
    parts = wiring(ctx)
    with parts.store() as store:
        drafts, now = store.drafts(*chosen_states), parts.clock()
        readable = [] if as_json else drafts
        lines = [view(store, one, parts.zone, upkeep.over(store, one, now)) for one in readable]
    if as_json:
        print_json([draft_json(draft) for draft in drafts])
    else:
        echo("\n\n".join(lines) or "該当する起案はありません。")


@click.command("show")
@places
@click.argument("id", type=int)
@click.option(
    "--on-x",
    "look",
    is_flag=True,
    help="今Xに出ている文を読み、決裁した文と比べる(9(2)の確認のため)",
)
@as_json
@click.pass_context
def show_command(ctx: click.Context, id: int, look: bool, as_json: bool) -> None:
    """一つの起案と、その版・経過・確認。"""
    parts = wiring(ctx)
    with parts.store() as store:
        draft = store.draft(id)
        over = upkeep.over(store, draft, parts.clock())
        lines = view(store, draft, parts.zone, over)
        versions, history = store.versions(id), store.history(id)
        second = store.rewordings.of(id, draft.version) if draft.state is State.WAITING else None
        own = parts.pictures(store).offered(draft)
        checks = [
            {"role": c.role, "person": c.person, "at": c.at.isoformat()} for c in store.checks(id)
        ]
    on_x = _on_x(draft, parts.public_x()) if look else None
    same = on_x is not None and shows(draft.content.parts, on_x, links=False)
    if as_json:
        page = draft_json(draft) | {"versions": versions, "history": history, "checks": checks}
        page["rewording"] = second and {"text": second.text, "refusal": second.refusal}
        page["page_image"] = own and {"url": own.url, "alt": own.alt}
        x_text = None if on_x is None else "\n\n".join(on_x)
        print_json(page | ({"on_x": x_text, "same": same} if look else {}))
        return
    echo(lines)
    if second is not None:
        text = quoted(second.text) if second.text else f"  │(ありません: {second.refusal})"
        echo(f"  別案(館のプログラムが書いたもの。決裁されるのは上の文です)\n{text}")
    if own is not None:
        words = f"  元のページの画像(付いていません) {own.url}「{own.alt or '代替テキストなし'}」"
        echo(f"{words} 付けるには feedbridge edit {id} --image 元のページ --alt … --rights …")
    if look:
        words = (
            "Xから読み取れませんでした。画面を開いて確かめてください。"
            if on_x is None
            else flat("\n\n".join(on_x))
        )
        echo(
            "  "
            f"Xの表示{'' if on_x is None else '(同じ文)' if same else '(決裁した文と違います)'}"
            f": {words}"
        )
    for version in versions[:-1]:
        echo(
            f"  第{version['version']}版({labels.actor(version['author'])}): "
            f"{flat(version['text'])}"
        )
    echo("  経過")
    for line in history:
        when = datetime.fromisoformat(line["at"])
        detail = flat(labels.detail(line["detail"]))
        echo(
            f"    {when:%Y-%m-%d %H:%M} {labels.actor(line['actor'])} "
            f"{labels.action(line['action'])} → {labels.word(labels.STATE, line['after'])}"
            f"{f'  {detail}' if detail else ''}"
        )


def _on_x(draft: Draft, get: Getter) -> list[str] | None:
    """Return the texts that X shows of a draft's posts, None when one cannot be read."""
    from bridge.posting.oembed import shown_text

    if draft.post is None:
        raise StepRefused("draft.nothing_on_x", draft=draft.id)
    if not draft.content.text:
        raise StepRefused("draft.no_text_to_compare", draft=draft.id, account=draft.content.account)
    texts = [
        shown_text(post.url, get) if post.url.startswith("https://") else None
        for post in draft.posts
    ]
    readable = [text for text in texts if text is not None]
    return readable if len(readable) == len(texts) else None


@click.command("decide")
@places
@click.argument("ids", type=int, nargs=-1, required=True, metavar="ID…")
@digest_option
@click.option(
    "--acknowledge",
    "acknowledged",
    multiple=True,
    metavar="CLAUSE",
    help="見たうえで認める指摘の条項番号",
)
@tick_option
@click.option("--outside-hours", default="", metavar="REASON", help="開館時間外でも出す理由(5(2))")
@acting
@as_json
@click.pass_context
def decide_command(
    ctx: click.Context,
    *,
    ids: tuple[int, ...],
    digests: tuple[str, ...],
    acknowledged: tuple[str, ...],
    ticked: bool,
    outside_hours: str,
    person: str | None,
    password_fd: int | None,
    as_json: bool,
) -> None:
    """決裁する(館長)。投稿担当は、事前確認の範囲で。端末では文面を見せて一件ずつ尋ねる。"""
    parts = wiring(ctx)
    with at_desk(parts, person, password_fd) as (desk, who):
        if not digests:
            ids, digests, known = _looked_at(
                desk, who, ids=ids, acknowledged=acknowledged, zone=parts.zone, ticked=ticked
            )
            acknowledged, ticked = acknowledged + known, True
            if not ids:
                raise StepRefused("command.not_decided")
            outside_hours = outside_hours or _reason_to_go(parts, ids)
        drafts = desk.decide(
            who,
            ids,
            shown=digests,
            acknowledged=acknowledged,
            outside_hours=outside_hours,
            ticked=ticked,
        )
    done(drafts, Verb.DECIDE, as_json=as_json)
    for draft, moment in _planned(parts, drafts):
        say(f"起案{draft.id}: {moment}")


def _reason_to_go(parts: Wiring, ids: tuple[int, ...]) -> str:
    """Ask why urgent ones go out although the library is closed, as the desk does; empty = they
    wait (5(2)).
    """
    from bridge.policy.s05_2_hours import is_open

    with parts.store() as store:
        urgent = any(store.draft(id).urgent for id in ids)
        if not urgent or is_open(parts.clock(), parts.calendar(store)):
            return ""
    words = "今は開館時間の外です。緊急のものを待たずに出す理由(開館を待つなら - と書く)"
    reason = str(click.prompt(words, default="緊急のお知らせのため(2)", err=screen() is sys.stderr))
    return "" if reason.strip() in {"-", "－"} else reason


def _planned(parts: Wiring, drafts: list[Draft]) -> list[tuple[Draft, str]]:
    """Return of each decided draft when it goes out, in the words of publish and the desk."""
    from bridge.publish import plan

    with parts.store() as store:
        planned = plan(store, parts.settings, parts.calendar(store), parts.clock())
    by_hand = parts.settings.posting.through == Through.MANUAL

    def goes(draft: Draft) -> str:
        if why := planned[draft.id].why:
            return why.sentence()
        act = labels.ACT[draft.content.act]
        return f"手で{act}できます(take)" if by_hand else f"次の publish で{act}します"

    return [(draft, goes(draft)) for draft in drafts if draft.id in planned]


def _looked_at(
    desk: Desk,
    who: Person,
    ids: tuple[int, ...],
    acknowledged: tuple[str, ...],
    zone: tzinfo,
    *,
    ticked: bool,
) -> tuple[tuple[int, ...], tuple[str, ...], tuple[str, ...]]:
    """Show each text and ask; returns the drafts to be decided, the digests that were shown, the
    findings acknowledged.

    Raises UsageRefused where nobody can look: an unseen text is not decided.
    """
    from bridge.policy import s06_checklist

    drafts = [desk.to_decide(who, id) for id in ids]
    at = _somebody(ids[0])
    yes: list[Draft] = []
    known: list[str] = []
    for draft in drafts:
        if (before := desk.earlier(draft)) is not None:
            echo(f"前の文面(第{before[0]}版)\n" + quoted(before[1]) + "\n今の文面", file=at)
        echo(view(desk.store, draft, zone, desk.over(draft)), file=at)
        asks = desk.asks(who, draft)
        due = s06_checklist.to_acknowledge(draft.findings, asked=asks)
        owed = unacknowledged(due, acknowledged)
        words = f"起案{draft.id}の、この文面を決裁しますか"
        if not ticked and asks:
            echo(_thirteen(desk, draft.findings), file=at)
            words = f"6(1)～(13)のどれにもあたらないことを確かめ、{words}"
        if all(asked(_acknowledgement(f)) for f in owed) and asked(words):
            yes.append(draft)
            known += [f.key for f in owed]
        else:
            echo(f"起案{draft.id}は決裁しません。", file=at)
    return tuple(d.id for d in yes), tuple(on_screen(d) for d in yes), tuple(known)


def _acknowledgement(finding: Finding) -> str:
    """Return what is asked of one finding: to go on knowingly, or that it is none of its kind."""
    words = f"指摘 {finding.clause}「{finding.found}」"
    return (
        f"{words}を承知しますか"
        if finding.stop
        else f"{words}を確かめましたか。{finding.clause}にはあたりませんか"
    )


def _step(
    name: str, verb: str, help_: str, act: Verb, *, reason: bool, question: str = ""
) -> click.Command:
    """Return the command of a step that takes a draft, a person and perhaps a reason.

    `question` is asked below the text, of which the step is a person's word; a step that only stops
    something has none.
    """

    def command(
        id: int, person: str | None, password_fd: int | None, *, as_json: bool, **more: str | None
    ) -> None:
        parts = wiring(click.get_current_context())
        with at_desk(parts, person, password_fd) as (desk, who):
            if question:
                more["shown"] = seen(
                    desk,
                    who,
                    id,
                    action=verb.rstrip("_"),
                    shown=more["shown"],
                    question=f"起案{id}: {question}",
                    zone=parts.zone,
                )
            draft = getattr(desk, verb)(who, id, **more)
        done([draft], act, as_json=as_json)

    command.__doc__ = help_
    decorated: Callable[..., Any] = command
    arguments: list[Callable[..., Any]] = [as_json, acting, click.argument("id", type=int), places]
    for decorate in [
        *arguments[:2],
        *([reason_option] if reason else []),
        *([shown_option] if question else []),
        *arguments[2:],
    ]:
        decorated = decorate(decorated)
    return click.command(name)(decorated)


@click.command("hand-over")
@places
@click.argument("ids", type=int, nargs=-1, required=True, metavar="ID…")
@click.option("--to", "to", required=True, metavar="PERSON", help="引き継ぐ人の登録名")
@acting
@as_json
@click.pass_context
def hand_over_command(
    ctx: click.Context,
    ids: tuple[int, ...],
    to: str,
    person: str | None,
    password_fd: int | None,
    *,
    as_json: bool,
) -> None:
    """起案の仕事を、ほかの人に引き継ぐ。

    だれの手もとに何があるかは、people の下のコマンドで見る。
    """
    with at_desk(wiring(ctx), person, password_fd) as (desk, who):
        drafts = desk.hand_over(who, ids, to)
    done(
        drafts,
        lambda draft: Utterance("act.handed_over", draft=draft.id, person=to),
        as_json=as_json,
    )


@click.command("inspect")
@places
@click.argument("ids", type=int, nargs=-1, metavar="ID…")
@acting
@as_json
@click.pass_context
def inspect_command(
    ctx: click.Context,
    ids: tuple[int, ...],
    person: str | None,
    password_fd: int | None,
    *,
    as_json: bool,
) -> None:
    """後閲する: 事前確認や代決で出したものを、館長が見たことを記録する(5(1))。
    番号がなければ、まだのものを表示する。
    """
    parts = wiring(ctx)
    if not ids:
        with parts.store() as store:
            drafts = store.to_inspect()
        if as_json:
            print_json([draft_json(draft) for draft in drafts])
        else:
            echo(
                "\n\n".join(draft_lines(d, parts.zone) for d in drafts)
                or "後閲を待つものはありません。"
            )
        return
    with at_desk(parts, person, password_fd) as (desk, who):
        done(desk.inspect(who, ids), Verb.INSPECT, as_json=as_json)


review_command = _step(
    "review",
    "review",
    "回議する: 決裁の前に、文を見たことを記録する(9(1))。順と人は feeds.toml の [review]。",
    Verb.REVIEW,
    reason=False,
    question="回議しますか",
)
return_command = _step(
    "return",
    "return_",
    "差し戻す(館長)。理由が要る。",
    Verb.RETURN,
    reason=True,
    question="差し戻しますか",
)
reject_command = _step(
    "reject",
    "reject",
    "否決する(館長)。理由が要る。",
    Verb.REJECT,
    reason=True,
    question="否決しますか",
)
withdraw_command = _step(
    "withdraw", "withdraw", "取り下げる。", Verb.WITHDRAW, reason=True, question="取り下げますか"
)
resubmit_command = _step(
    "resubmit",
    "resubmit",
    "差し戻し・保留などの起案を、もう一度決裁に出す。",
    Verb.RESUBMIT,
    reason=False,
    question="この文面のまま決裁に出しますか",
)
take_back_command = _step(
    "take-back", "take_back", "投稿前に、決裁を取り消す。", Verb.TAKE_BACK, reason=False
)


@click.command("when")
@places
@click.argument("id", type=int)
@click.option(
    "--not-before",
    default="",
    metavar="MOMENT",
    help='この時より前には出さない ("2026-12-01 9:00")',
)
@click.option(
    "--not-after", default="", metavar="MOMENT", help="この時までに出す。出せなければ保留になる"
)
@acting
@as_json
@click.pass_context
def when_command(
    ctx: click.Context,
    *,
    id: int,
    not_before: str,
    not_after: str,
    person: str | None,
    password_fd: int | None,
    as_json: bool,
) -> None:
    """いつ投稿するかを決める。どちらも書かなければ、いつでもよい。決裁のあとは、決裁の範囲の中だけ。"""
    parts = wiring(ctx)
    timing = Timing(*(_moment(text, parts.zone) for text in (not_before, not_after)))
    with at_desk(parts, person, password_fd) as (desk, who):
        draft = desk.time(who, id, timing)
    done(
        [draft],
        lambda draft: Utterance("act.timed", draft=draft.id, span=span_of(draft.timing)),
        as_json=as_json,
    )


def _moment(text: str, zone: tzinfo) -> datetime | None:
    """Return the moment of an option in the library's zone, None when it is empty; raises
    UsageRefused.
    """
    if not text:
        return None
    day, _, hour = text.strip().partition(" ")
    try:
        hours, _, minutes = hour.partition(":")
        clock = time(int(hours), int(minutes)) if hour else time.min
        return datetime.combine(date.fromisoformat(day), clock, zone)
    except ValueError:
        raise UsageRefused("command.moment_unreadable", given=text[:30]) from None


not_posted_command = _step(
    "not-posted",
    "not_posted",
    "Xを見て、投稿されていなかったことを記録する。決裁は生きている。",
    Verb.NOT_POSTED,
    reason=True,
    question="Xを見て、この文面が出ていないことを確かめましたか",
)
leave_command = _step(
    "leave",
    "leave",
    "途中で止まった続きものを、出ているところまでで終わりにする。続きは出ない。理由が要る。",
    Verb.LEAVE,
    reason=True,
    question="続きを出さずに、ここまでで終わりにしますか",
)
removed_command = _step(
    "removed",
    "removed",
    "決裁された訂正・削除のとおりに、X上の投稿を手で削除したことを記録する。",
    Verb.REMOVE,
    reason=False,
    question="X上で削除しましたか",
)
check_command = _step(
    "check",
    "check",
    "投稿後の確認を記録する(9(2))。",
    Verb.CHECK,
    reason=False,
    question="Xで見て、このとおり出ていることを確かめましたか",
)
hand_back_command = _step(
    "hand-back",
    "hand_back",
    "引き受けた手動投稿を返す。決裁は生きている。",
    Verb.HAND_BACK,
    reason=False,
)


@click.command("take")
@places
@click.argument("id", type=int)
@click.option(
    "--from",
    "holder",
    default="",
    metavar="PERSON",
    help="この人が引き受けているものを引き受け直す。もう投稿したかもしれないので、先にXを見る",
)
@shown_option
@acting
@as_json
@click.pass_context
def take_command(
    ctx: click.Context,
    *,
    id: int,
    holder: str,
    shown: str | None,
    person: str | None,
    password_fd: int | None,
    as_json: bool,
) -> None:
    """決裁済みの起案を引き受け、手で投稿する。文とリンクを表示する。"""
    from bridge.posting.manual import way_to_x

    parts = wiring(ctx)
    with at_desk(parts, person, password_fd) as (desk, who), parts.fetcher() as fetcher:
        gate = parts.publish(desk.store, fetcher)
        question = f"起案{id}を引き受け、いま投稿しますか"
        if holder:
            question = (
                f"起案{id}は{holder}さんが引き受けていて、もう投稿したかもしれません。"
                "Xを見て、まだ出ていないことを確かめましたか。引き受け直して、いま投稿しますか"
            )
        shown = seen(desk, who, id, action="take", shown=shown, question=question, zone=parts.zone)
        if holder:
            desk.take_over(who, id, holder, shown=shown)
        else:
            gate.take(who, id, shown=shown)
        draft = gate.open_window(who, id)  # the link is shown: from here on X may have it
    link = way_to_x(draft)
    if as_json:
        print_json(draft_json(draft) | {"link": link})
        return
    if draft.content.removes:
        numbers = "・".join((str(draft.content.replaces), *draft.content.also))
        echo(
            f"投稿 {numbers} をXで削除し、feedbridge removed {draft.corrects} で記録してください。"
        )
        return
    number, of = next_part(draft), len(draft.content.parts)
    if of > 1:
        echo(
            f"続きもの {number}/{of}件目"
            + ("" if number == 1 else "(前の投稿への返信として出します)")
        )
    echo(draft.owed[0] or draft.content.repost_of)
    echo(f"  {link}")
    if draft.content.image and number == 1:
        echo(f"  画像は feedbridge picture {id} で取り出し、代替テキストも付けてください。")
    echo(f"投稿したら feedbridge posted {id} 投稿のURL で記録してください。")


@click.command("posted")
@places
@click.argument("id", type=int)
@click.argument("url")
@click.option("--instead", is_flag=True, help="前に記録したURLを、正しいものに直す(理由が要る)")
@click.option(
    "--part",
    type=click.IntRange(min=1),
    default=1,
    help="--instead で、続きものの何件目か(既定は1)",
)
@click.option(
    "--anyway",
    is_flag=True,
    help="Xの表示が決裁した文と違うこと、手で投稿できるようになる前の投稿であることを承知で記録する",
)
@shown_option
@reason_option
@acting
@as_json
@click.pass_context
def posted_command(
    ctx: click.Context,
    *,
    id: int,
    url: str,
    instead: bool,
    part: int,
    anyway: bool,
    shown: str | None,
    reason: str,
    person: str | None,
    password_fd: int | None,
    as_json: bool,
) -> None:
    """手で投稿したこと(または結果不明の投稿が出ていたこと)を記録する。"""
    from bridge.posting.oembed import shown_text

    parts = wiring(ctx)
    with at_desk(parts, person, password_fd) as (desk, who):
        shown = seen(
            desk,
            who,
            id,
            action="put_right" if instead else "posted",
            shown=shown,
            question=f"起案{id}は、このとおり {url} に出ていますか",
            zone=parts.zone,
        )
        other = (
            None
            if anyway
            else desk.compared(
                id,
                url,
                lambda at: shown_text(at, parts.public_x()),
                part=part if instead else 0,
            )
        )
        if other is not None:
            raise Differs("post.shows_another_text", draft=id, other=other)
        draft = (
            desk.put_right(who, id, url, reason, part=part, shown=shown)
            if instead
            else desk.posted(who, id, url, shown=shown, anyway=anyway)
        )
    verb = Verb.PUT_RIGHT if instead else Verb.POSTED
    done([draft], verb, as_json=as_json)


# ── items ───────────────────────────────────────────────────────────────────────────────────────


@click.command("items")
@places
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice([s.value for s in ItemState]),
    help="この状態だけ",
)
@click.option("--source", default="", metavar="SOURCE", help="この取得元だけ(feeds.toml の id)")
@click.option(
    "--limit",
    type=click.IntRange(min=1, max=10**9),
    help="件数(既定は、画面では100、JSONではすべて)",
)
@as_json
@click.pass_context
def items_command(
    ctx: click.Context, states: tuple[str, ...], source: str, limit: int | None, as_json: bool
) -> None:
    """見た記事の一覧と、それがどうなったか。新しいものから。"""
    parts = wiring(ctx)
    with parts.store() as store:
        items = store.sightings.items(
            *(ItemState(s) for s in states), source=source, limit=limit or -1
        )
    if not items and not states:  # of one that is watched no more there may be some
        refuse_unknown_source(parts, source)
    rows = items if limit or as_json else items[:100]
    if as_json:
        print_json(
            [
                {
                    "id": i.id,
                    "source": i.source,
                    "url": i.url,
                    "title": i.title,
                    "state": i.state,
                    "seen_at": i.seen_at.isoformat(),
                    "published": i.published and i.published.isoformat(),
                    "reason": i.reason,
                    "tries": i.tries,
                }
                for i in items
            ]
        )
        return
    if not items:
        say("該当する記事はありません。")
    for i in rows:
        echo(
            f"[{i.id}] {labels.ITEM[i.state]} {i.published or ''!s:10} {i.title}  {i.url}"
            + (f"  ※{i.reason}" if i.reason else "")
        )
    if rest := len(items) - len(rows):
        echo(f"ほか{rest}件は --limit で。--source と --state で絞り込めます。")


@click.command("pick")
@places
@click.argument("ids", type=int, nargs=-1, required=True, metavar="ITEM…")
@acting
@click.pass_context
def pick_command(
    ctx: click.Context, ids: tuple[int, ...], person: str | None, password_fd: int | None
) -> None:
    """起案していない記事を選ぶ。次の sync で起案される。"""
    with at_desk(wiring(ctx), person, password_fd) as (desk, who):
        desk.pick(who, ids)
    say(Utterance("act.items_picked", count=len(ids)).sentence())


@click.command("set-aside")
@places
@click.argument("ids", type=int, nargs=-1, required=True, metavar="ITEM…")
@reason_option
@acting
@click.pass_context
def set_aside_command(
    ctx: click.Context,
    ids: tuple[int, ...],
    reason: str,
    person: str | None,
    password_fd: int | None,
) -> None:
    """記事を起案しないことにする。理由が要る。"""
    with at_desk(wiring(ctx), person, password_fd) as (desk, who):
        desk.set_aside(who, ids, reason)
    say(Utterance("act.items_set_aside", count=len(ids)).sentence())
