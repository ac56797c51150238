"""Edge: commands of cron and of whoever looks over its shoulder: sync, resync, publish, run, try,
status, report.
"""

from __future__ import annotations

import gc
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bridge import labels, outcomes, upkeep
from bridge.cli import daily, places, refuse_unknown_source, tell, wiring
from bridge.cli.output import (
    as_json,
    attended,
    draft_json,
    echo,
    flat,
    print_json,
    progress,
    say,
    version_json,
    version_lines,
)
from bridge.errors import BridgeError, SourceFailed
from bridge.model import DUE
from bridge.outcomes import RunOutcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bridge.draft.make import Composition
    from bridge.fetch.client import Fetcher
    from bridge.model import Item, Memory, Showing
    from bridge.publish import PublishReport
    from bridge.record.store import Store
    from bridge.sync import SourceOutcome, SyncReport
    from bridge.wiring import Wiring

SOME_FAILED = SourceFailed.exit_code
source_option = click.option(
    "--source", default="", metavar="SOURCE", help="この取得元だけ(feeds.toml の id)"
)


@click.command("sync")
@places
@source_option
@click.option("--dry-run", is_flag=True, help="何も記録せず、起案される内容を表示する")
@as_json
@click.pass_context
def sync_command(ctx: click.Context, source: str, dry_run: bool, as_json: bool) -> int:
    """取得元を見て、新着を起案する。"""
    return _sync(wiring(ctx), source, as_json=as_json, dry=dry_run)


@click.command("resync")
@places
@source_option
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="見始めたときにあった、この日以後の記事も起案する",
)
@as_json
@click.pass_context
def resync_command(ctx: click.Context, source: str, since: datetime | None, as_json: bool) -> int:
    """前回の結果に頼らず、すべての取得元と起案の元ページを見直す。"""
    return _sync(wiring(ctx), source, as_json=as_json, anew=True, since=since)


def _sync(parts: Wiring, source: str, *, as_json: bool, **how: Any) -> int:
    refuse_unknown_source(parts, source)
    with parts.store(run=True) as store, parts.fetcher() as fetcher:
        if not how.get("anew"):
            upkeep.refuse_doubtful_clock(store, parts.clock())
        run = parts.sync(store, fetcher, progress).run
        gc.freeze()  # what is there by now stays to the end: no look for garbage need walk it
        report = run(source, **how)
        if as_json:
            print_json(_sync_json(report, store))
        else:
            _tell_sync(report, dry=bool(how.get("dry")), asked=bool(source or how.get("anew")))
        for one in report.news:
            echo(one.sentence(), err=True)
        beside = [] if source or how.get("dry") else daily.look(parts, store, fetcher)
    if report.errors or beside:
        tell(*report.errors, *beside)
    failures = () if how.get("dry") else _second_wordings(parts)
    return outcomes.exit_code(report.errors, beside, outcomes.of_sync(report), failures)


def _second_wordings(parts: Wiring) -> tuple[BridgeError, ...]:
    """Ask for second wordings when all else is done and the lock of the run is free; tells and
    returns why none came.
    """
    if not parts.settings.rewrite.command:
        return ()
    with parts.store() as store:
        asking = parts.rewrite(store).run()
    if asking.rewordings and attended():
        count = sum(bool(one.text) for one in asking.rewordings)
        echo(f"別案を聞いた起案{len(asking.rewordings)}、別案が出たもの{count}")
    if asking.failure is None:
        return ()
    tell(asking.failure)
    return (asking.failure,)


def _sync_json(report: SyncReport, store: Store) -> dict[str, Any]:
    return {
        "sources": [*map(_source_json, report.sources)],
        "drafted": [draft_json(store.draft(id)) for id in report.drafted],
        "would_draft": [made_json(item, made) for item, made in report.would],
        "refreshed": report.refreshed,
        "corrections": report.corrections,
        "same": report.same,
        "held": report.held,
        "expired": report.expired,
        "expired_unsent": report.unsent,
        "left_held": report.left,
        "news": [one.sentence() for one in report.news],
        "errors": [error.as_json() for error in report.errors],
    }


def _source_json(seen: SourceOutcome) -> dict[str, Any]:
    return asdict(replace(seen, error=None)) | {
        "error": seen.error.what if seen.error else "",
        "notes": [note.sentence() for note in seen.notes],
    }


def _tell_sync(report: SyncReport, *, dry: bool, asked: bool = False) -> None:
    """Tell what a run did, a line a source; a person who asked for it is told without a terminal,
    too.
    """
    for seen in report.sources:
        notes = "".join(f"\n  ※{note.sentence()}" for note in seen.notes)
        _tell_outcome(outcomes.of_source(seen), notes, asked=asked)
    for item, made in report.would:
        echo(made_lines(item, made))
    if not dry and (asked or attended()):
        echo("、".join("".join(one.words()) for one in outcomes.counts(report)))
    for outcome in outcomes.of_sync(report):
        _tell_outcome(outcome)


def _tell_outcome(outcome: RunOutcome, notes: str = "", *, asked: bool = False) -> None:
    """Tell what a run brought: on stderr what somebody has to hear of, else whoever asked or sits
    at a terminal.
    """
    if outcome.loud:
        echo("\n  対処: ".join(filter(None, outcome.words())) + notes, err=True)
    elif asked or attended():
        echo("".join(outcome.words()) + notes)


@click.command("publish")
@places
@click.option("--dry-run", is_flag=True, help="投稿せず、何がいつ出るかを表示する")
@as_json
@click.pass_context
def publish_command(ctx: click.Context, dry_run: bool, as_json: bool) -> int:
    """決裁済みの起案を、開館時間・間隔・上限を守って投稿する。"""
    parts = wiring(ctx)
    with parts.store(run=True) as store, parts.fetcher() as fetcher:
        upkeep.refuse_doubtful_clock(store, parts.clock())
        report = parts.publish(store, fetcher).run(dry=dry_run)
        if not as_json and report == type(report)():
            say("投稿するものはありません。")
        return outcomes.exit_code(_publish(store, report, as_json=as_json, dry=dry_run))


def _publish(
    store: Store, report: PublishReport, *, as_json: bool, dry: bool = False
) -> tuple[BridgeError | RunOutcome, ...]:
    """Tell what became of the drafts; returns what was told."""
    if as_json:
        names = (
            "posted",
            "settled",
            "by_hand",
            "taken",
            "lapsed",
            "held",
            "expired",
            "failed",
            "unknown",
            "unclear",
            "removed",
            "to_remove",
            "would",
        )
        print_json(
            {name: getattr(report, name) for name in names}
            | {"waiting": {id: why.as_json() for id, why in report.waiting.items()}}
            | {"errors": [error.as_json() for error in report.errors]}
        )
    brought = tuple(outcomes.of_publish(report, store.draft, partial(_taker, store)))
    if not as_json:
        for outcome in brought:
            _tell_outcome(outcome, asked=dry)
    if report.errors:
        tell(*report.errors)
    return (*report.errors, *brought)


def _taker(store: Store, id: int) -> str:
    attempt = store.last_attempt(id)
    return attempt.person if attempt else ""


@click.command("run")
@places
@click.pass_context
def run_command(ctx: click.Context) -> int:
    """取得(sync)、投稿(publish)、通知(notify)を続けて行う(cron用)。"""
    return whole_run(wiring(ctx))


def whole_run(parts: Wiring) -> int:
    """Publish what is decided, sync and notify; returns the exit code, the worst of all three.
    Raises ConfigRefused, LockHeld, StoreFailed, ClockDoubtful.
    """
    from bridge.cli.notify import tell_by_mail

    with parts.store(run=True) as store, parts.fetcher() as fetcher:
        upkeep.refuse_doubtful_clock(store, parts.clock())
        # what was decided does not wait for sites that hang: the gate looks at its page itself
        orders = {draft.id for draft in store.drafts(*DUE)}
        published = _published(parts, store, fetcher) if orders else ()
        synced = parts.sync(store, fetcher, progress).run()
        _tell_sync(synced, dry=False)
        for one in synced.news:
            echo(one.sentence(), err=True)
        beside = daily.look(parts, store, fetcher)
        if synced.errors or beside:
            tell(*synced.errors, *beside)
        # each thing is told once a run: a second time only for what was decided meanwhile
        if not orders or {draft.id for draft in store.drafts(*DUE)} - orders:
            published += _published(parts, store, fetcher)
        unsent = tell_by_mail(parts, store)
    failures = _second_wordings(parts)
    return outcomes.exit_code(
        synced.errors, outcomes.of_sync(synced), beside, published, unsent, failures
    )


def _published(
    parts: Wiring, store: Store, fetcher: Fetcher
) -> tuple[BridgeError | RunOutcome, ...]:
    """Send what is due and tell what came of it; returns what was told."""
    try:
        return _publish(store, parts.publish(store, fetcher).run(), as_json=False)
    except BridgeError as error:  # no keys, say; what waits is told all the same
        tell(error)
        return (error,)


# ── looking ─────────────────────────────────────────────────────────────────────────────────────


@click.command("try")
@places
@click.argument("what", metavar="SOURCE|URL")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=3,
    show_default=True,
    help="下書きまで見る件数",
)
@as_json
@click.pass_context
def try_command(ctx: click.Context, what: str, limit: int, as_json: bool) -> int:
    """取得元かURLを読み、何が読めて何が起案されるかを表示する。何も記録しない。"""
    from bridge.cli.trying import attempt

    found = attempt(wiring(ctx), what, limit)
    if as_json:
        print_json(found.as_json())
    else:
        echo(found.as_text())
    if found.errors:
        tell(*found.errors)
        return SOME_FAILED
    return 0


def made_json(item: Item, made: Composition) -> dict[str, Any]:
    """Return what would be drafted of an item, for --json."""
    return {"source": item.source, **version_json(made.wording), "notes": list(made.composed.notes)}


def made_lines(item: Item, made: Composition) -> str:
    """Return what would be drafted of an item, as people read it."""
    notes = "".join(f"\n  ※{note}" for note in made.composed.notes)
    return f"・{item.url}\n{version_lines(made.wording)}{notes}"


@click.command("status")
@places
@click.option(
    "--coverage", is_flag=True, help="見た記事のすべてが、どれか一つの状態にあることを示す"
)
@as_json
@click.pass_context
def status_command(ctx: click.Context, coverage: bool, as_json: bool) -> int:
    """取得元、起案、投稿の今を表示する。"""
    parts = wiring(ctx)
    with parts.store() as store:
        now = _now(parts, store, coverage=coverage)
    if as_json:
        print_json(now.as_json())
    else:
        for line in chain(now.sources(), now.work(), now.account()):
            echo(line)
    return 0


@dataclass(frozen=True)
class _Status:
    """How things stand at this minute."""

    memories: Mapping[str, Memory]  #: by source
    items: Mapping[str, int]  #: how many in each state
    drafts: Mapping[str, int]  #: likewise
    stops: Mapping[str, str]  #: road → why it is closed
    through: str
    concerns: upkeep.Concerns
    unanswered: tuple[int, ...]  #: drafts that were taken, with nobody's word since
    showings: tuple[Showing, ...]
    alarms: tuple[str, ...]
    overdue_incidents: int
    coverage: Mapping[str, Any] | None  #: None = not asked for

    def as_json(self) -> dict[str, Any]:
        concerns = self.concerns
        return {
            "sources": {id: asdict(memory) for id, memory in self.memories.items()},
            "items": self.items,
            "drafts": self.drafts,
            "stops": self.stops,
            "through": self.through,
            "account": {"alarms": self.alarms, "overdue_incidents": self.overdue_incidents},
            "waiting_for_a_pick": {source: count for source, (count, _) in concerns.held.items()},
            "silent": {source: day.isoformat() for source, day in concerns.silent.items()},
            "overdue": concerns.overdue.code if concerns.overdue else "",
            "unanswered": self.unanswered,
        } | ({} if self.coverage is None else {"coverage": self.coverage})

    def sources(self) -> Iterator[str]:
        """Yield a line a source, and what a person should look after."""
        for id, memory in self.memories.items():
            todo = f"(feedbridge try {id} で確かめられます)" if memory.error else ""
            yield f"取得元 {id}: {_last_look(memory)}{todo}"
        if self.concerns.overdue is not None:
            yield f"! {self.concerns.overdue.what}"
        for source, (count, _) in self.concerns.held.items():
            yield _concern(RunOutcome("concern.held", source=source, count=count))
        for source, day in self.concerns.silent.items():
            yield _concern(RunOutcome("concern.silent", source=source, day=day))

    def work(self) -> Iterator[str]:
        """Yield how many items and drafts are in which state, and what stands still."""
        items = [f"{labels.word(labels.ITEM, state)}{n}件" for state, n in self.items.items()]
        drafts = [f"{labels.word(labels.STATE, state)}{n}件" for state, n in self.drafts.items()]
        yield f"記事: {'、'.join(items) or 'なし'}"
        yield f"起案: {'、'.join(drafts) or 'なし'}"
        for id in self.unanswered:
            yield (
                f"起案{id}: 手で引き受けられています。"
                "投稿されましたか(posted・hand-back・not-posted)。"
            )
        for name, why in self.stops.items():
            label = labels.word(labels.STOP, name)
            yield f"投稿停止中({label}): {flat(why)} 解くとき: feedbridge resume {name}"

    def account(self) -> Iterator[str]:
        """Yield what is known of the account, and whether every item is in one state."""
        from bridge.cli.account import showing_line

        for showing in self.showings:
            yield f"公式アカウント {showing_line(showing)}"
        for alarm in self.alarms:
            yield f"! {alarm}"
        if count := self.overdue_incidents:
            yield f"! 保存期間を過ぎた迷惑行為の記録が{count}件あります(incident purge)。"
        if self.coverage is not None:
            counts = self.coverage["states"].items()
            states = " + ".join(f"{_coverage_word(name)} {n}" for name, n in counts)
            rest = self.coverage["remainder"]
            yield f"見た記事{self.coverage['seen']}件 = {states} (残り {rest})"


def _concern(concern: RunOutcome) -> str:
    what, todo = concern.words()
    return f"! {what}。{todo}"


def _coverage_word(name: str) -> str:
    """Return where items stand, a drafted one by its draft ("draft:posted")."""
    if name.startswith("draft:"):
        return f"起案({labels.word(labels.STATE, name.removeprefix('draft:'))})"
    return labels.word(labels.ITEM, name)


def _now(parts: Wiring, store: Store, *, coverage: bool) -> _Status:
    now, account = parts.clock(), parts.account(store)
    return _Status(
        memories=store.sightings.memories(source.id for source in parts.settings.sources),
        items=store.sightings.counts(),
        drafts=store.counts(),
        stops={name: why for name, (why, _) in store.people.stops(now).items()},
        through=parts.settings.posting.through,
        concerns=upkeep.concerns(store, parts.settings, now),
        unanswered=tuple(draft.id for draft in upkeep.unanswered(store, parts.settings, now)),
        showings=tuple(account.showings()),
        alarms=tuple(account.alarms()),
        overdue_incidents=account.overdue(),
        coverage=store.coverage() if coverage else None,
    )


def _last_look(memory: Memory) -> str:
    if memory.error:
        since = f"{memory.failing_since:%Y-%m-%d %H:%M}"
        return f"{since}から{memory.failures}回続けて失敗 {memory.error}"
    if memory.succeeded_at is None:
        return "まだ見ていません"
    new = f"、最後の新着 {memory.changed_at:%Y-%m-%d %H:%M}" if memory.changed_at else ""
    return f"最後の成功 {memory.succeeded_at:%Y-%m-%d %H:%M}{new}({memory.how})"


@click.group("report")
def report_command() -> None:
    """まとめて読むための一覧を作る。"""


@report_command.command("drafts")
@places
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--html",
    "html",
    type=click.Path(path_type=Path),
    help="HTMLの書き出し先(既にあるファイルには書かない)",
)
@click.pass_context
def report_drafts(ctx: click.Context, file: Path, html: Path | None) -> int:
    """JSONL(title, text, url)の各行を起案し、事実・指摘・文字数とともに一覧にする。"""
    from bridge.cli.filing import write_new
    from bridge.cli.trying import report

    text, page = report(wiring(ctx), file)
    if html is None:
        echo(text)
        return 0
    write_new(html, [page.encode()], public=True)
    say(f"{html} に書きました。")
    return 0
