"""Edge: commands of the calendar (5(2)): a month, and the closed days that a page of the site
proposes.
"""

from __future__ import annotations

import calendar as months
from collections import Counter
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import click

from bridge import labels
from bridge.cli import places, wiring
from bridge.cli.drafts import acting, at_desk
from bridge.cli.output import as_json, echo, flat, print_json, say
from bridge.errors import UsageRefused
from bridge.model import ClosingState
from bridge.publish import plan
from bridge.text.daywords import weekday

if TYPE_CHECKING:
    from bridge.model import Closing
    from bridge.policy.s05_2_hours import Calendar
    from bridge.record.store import Store
    from bridge.settings import Hours
    from bridge.wiring import Wiring


def closing_line(closing: Closing) -> str:
    """Return a closing as people read it."""
    days = f"{closing.first}" + (f"～{closing.last}" if closing.last != closing.first else "")
    return (
        f"{days} {flat(closing.why)}"
        + (f"「{flat(closing.words)}」" if closing.words else "")
        + (f" {closing.by}" if closing.by else "")
    )


@click.group("calendar", invoke_without_command=True)
@places
@click.option("--month", default="", metavar="YYYY-MM", help="月(既定は今月)")
@as_json
@click.pass_context
def calendar_command(ctx: click.Context, month: str, as_json: bool) -> None:
    """暦(5(2)): 一か月の開館時間と投稿。休館日の案の確認。"""
    if ctx.invoked_subcommand:
        return
    parts = wiring(ctx)
    first = _month(month, parts.clock().date())
    with parts.store() as store:
        days = _days(parts, store, first)
    if as_json:
        print_json(days)
        return
    for day in days:
        name = f"{day['date']}({weekday(day['date'])})"
        hours = f"{day['opens']:%H:%M}-{_closes(day['closes'])}" if day["opens"] else "休み"
        more = [
            "祝日" if day["holiday"] else "",
            day["why"],
            f"投稿{day['posts']}件" if day["posts"] else "",
            f"予定{day['planned']}件" if day["planned"] else "",
        ]
        echo("  ".join(filter(None, (name, hours, *more))))


def _closes(last: time) -> str:
    return "24:00" if last == time.max else f"{last:%H:%M}"


def _month(text: str, today: date) -> date:
    try:
        first = date.fromisoformat(f"{text}-01") if text else today.replace(day=1)
    except ValueError:
        first = date.min
    if not 2000 < first.year < 2200:  # beyond, a month has no moments in every zone
        raise UsageRefused("command.month_unreadable", given=text[:20])
    return first


def _days(parts: Wiring, store: Store, first: date) -> list[dict[str, Any]]:
    rules, zone = parts.calendar(store), parts.zone
    length = months.monthrange(first.year, first.month)[1]
    begin = datetime.combine(first, time(), zone)
    posts = Counter(
        post.at.astimezone(zone).date()
        for post in store.posts_between(begin, begin + timedelta(days=length))
    )
    due = plan(store, parts.settings, rules, parts.clock()).values()
    planned = Counter(one.at.date() for one in due if one.at)
    closings = store.closings.closings(ClosingState.CONFIRMED)
    rows = []
    for day in (first + timedelta(days=ahead) for ahead in range(length)):
        hours: Hours | None = rules.on(day)
        rows.append(
            {
                "date": day,
                "opens": hours and hours.opens,
                "closes": hours and hours.closes,
                "holiday": day in rules.holidays,
                "why": _why(day, rules, closings),
                "posts": posts[day],
                "planned": planned[day],
            }
        )
    return rows


def _why(day: date, rules: Calendar, closings: list[Closing]) -> str:
    """Return why `day` is not like other days of its weekday; empty when it is."""
    if day in rules.special:
        return "特別な開館時間"
    if closing := next((c for c in closings if c.first <= day <= c.last), None):
        return closing.why
    if rules.on(day) is not None:
        return ""
    if any(first <= day <= last for first, last in rules.closed):
        return "feeds.toml の休み"
    return f"毎週{weekday(day)}曜日" if rules.weekly[day.weekday()] is None else "祝日の休み"


@calendar_command.command("proposals")
@places
@as_json
@click.pass_context
def calendar_proposals(ctx: click.Context, as_json: bool) -> None:
    """休館日の案と、人が扱いを決めたもの。"""
    with wiring(ctx).store() as store:
        closings = store.closings.closings()
    if as_json:
        print_json([asdict(closing) for closing in closings])
        return
    for closing in closings:
        echo(f"[{closing.id}] {labels.CLOSING[closing.state]}  {closing_line(closing)}")
    if not closings:
        echo(
            "休館日の案はありません。feeds.toml の [hours] closed_page にページを書くと、"
            "一日に一度読みます。"
        )


@calendar_command.command("look")
@places
@as_json
@click.pass_context
def calendar_look(ctx: click.Context, as_json: bool) -> None:
    """休館日を載せたページを今読み、案を出す。"""
    from bridge import closings

    parts = wiring(ctx)
    if not parts.settings.hours.closed_page:
        raise UsageRefused("command.no_closed_page")
    with parts.store(run=True) as store, parts.fetcher() as fetcher:
        new = closings.look(store, fetcher, parts.settings.hours, parts.clock())
    if as_json:
        print_json([asdict(closing) for closing in new])
        return
    echo(
        "\n".join(f"[{closing.id}] {closing_line(closing)}" for closing in new)
        or "新しい案はありません。"
    )


def _settled(closing: Closing) -> str:
    """Return what became of a closed day by a person's word."""
    from bridge import acts

    return acts.closing(closing).sentence()


def _settling(verb: str, help_: str) -> None:
    def command(ctx: click.Context, id: int, person: str | None, password_fd: int | None) -> None:
        with at_desk(wiring(ctx), person, password_fd) as (desk, who):
            closing = desk.office.settle_closing(who, id, verb)
        say(_settled(closing))

    command.__doc__ = help_
    entry = places(click.argument("id", type=int)(acting(click.pass_context(command))))
    calendar_command.command(verb)(entry)


_settling("confirm", "案を休館日にする。投稿はこの日を避ける。")
_settling("refuse", "案は休館日ではないと記録する。")
_settling("withdraw", "確かめた休館日を取り消す。")


@calendar_command.command("add")
@places
@click.argument("days", metavar="FIRST[/LAST]")
@click.option("--why", required=True, help="何の休みか(例: 臨時休館)")
@acting
@click.pass_context
def calendar_add(
    ctx: click.Context, days: str, why: str, person: str | None, password_fd: int | None
) -> None:
    """休館日を書き足す。"""
    first, _, last = days.partition("/")
    try:
        span = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        raise UsageRefused("command.days_unreadable", given=days[:30]) from None
    with at_desk(wiring(ctx), person, password_fd) as (desk, who):
        closing = desk.office.add_closing(who, *span, why)
    say(_settled(closing))
