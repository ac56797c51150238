"""Edge: what commands print: JSON with stable keys, or short Japanese lines."""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TextIO

import click

from bridge import labels
from bridge.errors import UsageRefused
from bridge.model import Machine
from bridge.policy import s06_checklist
from bridge.policy.s05_1_signoff import short
from bridge.text.clean import harmless_json, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

    from bridge.model import Content, Decision, Draft, Finding, Version
    from bridge.record.pictures import PictureFormat

#: codes of a terminal that have every letter
_WHOLE: Final = frozenset(("utf-8", "utf8"))
_COLLECTED: ContextVar[list[str] | None] = ContextVar("collected", default=None)


def _json(ctx: click.Context, _param: click.Parameter, value: bool) -> bool:
    ctx.find_root().ensure_object(dict)["as_json"] = value
    return value


as_json = click.option("--json", "as_json", is_flag=True, callback=_json, help="JSONで出力する")


def draft_json(draft: Draft) -> dict[str, Any]:
    """Return a draft as `queue --json` and `show --json` print it; the keys are documented in
    docs/commands.md.
    """
    return {
        "id": draft.id,
        "source": draft.source,
        "kind": draft.kind,
        "state": draft.state,
        "title": draft.title,
        "text": draft.content.text,
        "url": draft.content.url,
        "weight": draft.weight,
        "findings": [asdict(finding) for finding in draft.findings],
        "digest": draft.digest,
        "decision": draft.decision and _decision_json(draft.decision),
        "reviews": [
            {
                "step": one.step,
                "person": one.person,
                "at": one.at.isoformat(),
                "version": one.version,
            }
            for one in draft.reviews
        ],
        "checklists": [
            {
                "part": tick.part,
                "person": tick.person,
                "at": tick.at.isoformat(),
                "version": tick.version,
            }
            for tick in draft.checklists
        ],
        "parts": list(draft.content.parts),
        "post_url": draft.post.url if draft.post else None,
        "post_urls": [post.url for post in draft.posts],
        "version": draft.version,
        "urgent": draft.urgent,
        "note": draft.note,
        "notes": notes_of(draft.note),
        "author": draft.author,
        "successor": draft.successor,
        "item": draft.item,
        "corrects": draft.corrects,
        "origin": draft.origin,
        "image": draft.content.image and asdict(draft.content.image),
        "replaces": str(draft.content.replaces or ""),
        "repost_of": draft.content.repost_of,
        "expires_on": draft.expires_on and draft.expires_on.isoformat(),
        "created_at": draft.created_at.isoformat(),
        "changed_at": draft.changed_at.isoformat(),
    }


def _decision_json(decision: Decision) -> dict[str, Any]:
    return {
        "person": decision.person,
        "at": decision.at.isoformat(),
        "way": decision.way,
        "confirmation": decision.confirmation,
        "absence": decision.absence,
        "inspector": decision.inspector,
        "inspected_at": decision.inspected_at and decision.inspected_at.isoformat(),
        "digest": decision.digest,
        "acknowledged": list(decision.acknowledged),
        "outside_hours": decision.outside_hours,
        "not_before": decision.not_before and decision.not_before.isoformat(),
        "policy_version": decision.policy_version,
    }


#: between two notes, and within none: 下書きに入っていません「9時から。」
_BETWEEN: Final = re.compile(r"。(?![^「]*」)")


def notes_of(note: str) -> list[str]:
    """Return what stands behind one another in a draft's note, each by itself."""
    return [one for one in _BETWEEN.split(note) if one]


def version_json(version: Version) -> dict[str, Any]:
    """Return a wording that is not kept, for --dry-run --json."""
    return {
        "title": version.title,
        "text": version.content.text,
        "parts": list(version.content.parts),
        "url": version.content.url,
        "weight": version.weight,
        "findings": [asdict(finding) for finding in version.findings],
        "urgent": version.urgent,
        "expires_on": version.expires_on,
        "image": version.content.image and asdict(version.content.image),
    }


def version_lines(version: Version) -> str:
    """Return a wording that is not kept, as people read it."""
    lines = [version.title, parted(version.content), f"  {version.weight}/280"]
    if image := version.content.image:
        lines.append(f"  画像 {image.name} 代替テキスト「{image.alt}」権利: {image.rights}")
    return "\n".join(lines + finding_lines(version.findings))


def flat(text: str) -> str:
    """Return a text as it stands within one line: no title or reason begins a line of its own."""
    return text.replace("\n", " / ")


def quoted(text: str) -> str:
    """Return a text as it stands in lists: each line behind a stroke."""
    return "\n".join(f"  │{line}" for line in text.split("\n"))


def parted(content: Content) -> str:
    """Return what X will show, as it stands in lists; the posts of a thread are numbered."""
    if not content.cuts:
        return quoted(content.text)
    of = len(content.parts)
    return "\n".join(
        f"  続きもの {n}/{of}\n{quoted(part)}" for n, part in enumerate(content.parts, 1)
    )


def finding_lines(findings: Iterable[Finding]) -> list[str]:
    """Return each finding as people read it."""
    return [
        f"  指摘 {f.clause} {'要確認' if f.stop else '注意'}「{flat(f.found)}」{f.why}"
        for f in findings
    ]


def thirteen_lines(rows: Iterable[s06_checklist.ChecklistRow]) -> str:
    """Return the thirteen kinds of 6 as people read them, with what the machine saw of each."""
    return "\n".join(f"  {row.clause:6}{row.label} … {row.verdict}" for row in rows)


def _told(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def print_json(value: object) -> None:
    """Print JSON, readable Japanese; by the letters' numbers where another code may lack one."""
    if (ctx := click.get_current_context(silent=True)) is not None:
        ctx.find_root().ensure_object(dict)["printed"] = True
    numbers = (sys.stdout.encoding or "utf-8").lower().replace("_", "-") not in _WHOLE
    echo(harmless_json(json.dumps(value, ensure_ascii=numbers, indent=2, default=_told)))


def echo(text: str = "", *, err: bool = False, nl: bool = True, file: TextIO | None = None) -> None:
    """Print what a person reads; the one way to a terminal.

    Each thing in it that nobody sees is shown by number: no reason or title paints over another
    line.
    """
    if (lines := _COLLECTED.get()) is not None:
        lines.append(visible(text))
        return
    click.echo(visible(text), err=err, nl=nl, file=file)


@contextmanager
def collected() -> Iterator[list[str]]:
    """Give what is printed within, in this thread, as lines instead: of a run among many, what cron
    would have been told.
    """
    lines: list[str] = []
    token = _COLLECTED.set(lines)
    try:
        yield lines
    finally:
        _COLLECTED.reset(token)


def say(text: str) -> None:
    """Tell a person at a terminal; cron, which mails whatever is printed, hears nothing."""
    if attended():
        echo(text)


def attended() -> bool:
    """Return whether a person reads along at a terminal."""
    return sys.stdout.isatty() and _COLLECTED.get() is None


def screen() -> TextIO | None:
    """Return where a person at a terminal reads what is asked, None when nobody sits there to
    answer.
    """
    return (
        next((s for s in (sys.stdout, sys.stderr) if s.isatty()), None)
        if sys.stdin.isatty()
        else None
    )


def progress(what: str, done: int, of: int) -> None:
    """Show how far a run is, on a terminal only."""
    if sys.stderr.isatty() and of > 1 and _COLLECTED.get() is None:
        click.echo("\r", err=True, nl=False)
        echo(f"{what} {done}/{of}", err=True, nl=done == of)


def asked(question: str) -> bool:
    """Return what a person at the terminal answers; no is what an empty line says."""
    return bool(click.confirm(visible(question), default=False, err=screen() is sys.stderr))


def draft_lines(draft: Draft, zone: tzinfo, measure: PictureFormat | None = None) -> str:
    """Return a draft as people read it, its times in the library's zone; `measure` is that of its
    picture.
    """
    head = (
        f"[{draft.id}] {labels.STATE[draft.state]} {'【緊急】' if draft.urgent else ''}"
        f"{flat(draft.title)}"
    )
    content = draft.content
    text = content.text or (
        f"(リツイート {content.repost_of})"
        if content.retweets
        else f"({'・'.join((str(content.replaces), *content.also))} を取り消す。"
        "代わりの文は出さない)"
    )
    body = parted(content) if content.cuts else quoted(text)
    tail = (
        f"  種別{draft.kind}・{draft.source}・第{draft.version}版・{draft.weight}/280・"
        f"ダイジェスト {short(draft)}"
    )
    more = [f"  ※{flat(draft.note)}"] if draft.note else []
    if image := content.image:
        more.append(
            f"  画像 {image.name} {picture_size(measure)}代替テキスト「{flat(image.alt)}」"
            f"権利: {flat(image.rights)}"
        )
        more.append(f"  画像そのものは feedbridge picture {draft.id} --out ファイル で見る")
    more += [
        f"  回議 {one.step} {one.person} {one.at.astimezone(zone):%Y-%m-%d %H:%M}"
        for one in draft.reviews
    ]
    if draft.decision:
        under = f"{'代決・' if draft.decision.absence else ''}事前確認{draft.decision.confirmation}"
        number = f"({under})" if draft.decision.confirmation else ""
        more.append(
            f"  決裁 {draft.decision.person}{number} "
            f"{draft.decision.at.astimezone(zone):%Y-%m-%d %H:%M}"
        )
    if not content.removes and (draft.author != Machine.SYNC or draft.checklists):
        lines = (
            f"{labels.CHECKLIST_PART[part]} "
            f"{f'{w.person} {w.at.astimezone(zone):%Y-%m-%d %H:%M}' if w.at else w.why}"
            for part, w in s06_checklist.ticks(draft)
        )
        more.append(f"  禁止事項の確認(6): {'、'.join(lines)}")
    more += [f"  投稿 {post.url}" for post in draft.posts]
    if draft.begun:
        more.append(f"  {len(draft.content.parts)}件のうち{len(draft.posts)}件目まで出ています")
    return "\n".join([head, body, tail, *finding_lines(draft.findings), *more])


def picture_size(measure: PictureFormat | None) -> str:
    """Return what a kept picture is, in words; empty when it is not kept."""
    return (
        f"{measure.media_type} {measure.width}×{measure.height} {measure.size:,}バイト "
        if measure
        else ""
    )


def password(
    fd: int | None, prompt: str, option: str = "--password-fd", *, twice: bool = False
) -> str:
    """Return a password: a line from the file descriptor of `option`, else asked on the terminal,
    `twice` where nobody knows it yet; raises UsageRefused.
    """
    if fd is not None:
        try:
            with os.fdopen(os.dup(fd), encoding="utf-8", newline="\n") as stream:
                line = stream.readline()
        except (OSError, OverflowError, UnicodeDecodeError) as error:
            raise UsageRefused("command.password_unreadable", fd=fd, option=option) from error
        return line.rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UsageRefused("command.password_unasked", prompt=prompt, option=option)
    again = "もう一度" if twice else False
    asked_for = click.prompt(visible(prompt), hide_input=True, confirmation_prompt=again, err=True)
    return str(asked_for)
