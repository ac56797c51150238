"""Pure: the figures of a year: how much was posted and what about, how long it took, how often it
was wrong, what it cost.
"""

from __future__ import annotations

import json
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from bridge import labels
from bridge.book.chart import Chart, Series, png, svg
from bridge.book.rules import tally_json
from bridge.model import Kind, Through
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date, datetime

    from bridge.book.rules import Tally
    from bridge.model import Sent
    from bridge.text.years import Year

FORMAT: Final = "feedbridge-figures/1"
Monthly = tuple[float | None, ...]  #: one value a month, first month first


@dataclass(frozen=True, slots=True)
class Figures:
    """A year, month by month; None stands for a month that has not begun, and where there is
    nothing to measure.
    """

    library: str
    year: Year
    made_at: datetime  #: in the library's zone
    posts: dict[Kind, Monthly]  #: what went out; deletions are none of them
    to_decision: (
        Monthly  #: median hours from the page's first sight to the decision, no corrections
    )
    to_post: Monthly  #: median hours from the decision to the post
    corrections: Monthly  #: corrections, additions and deletions, 9(2)
    cost: Monthly  #: US$
    rehearsed: int  #: how many of all went into the sandbox
    unpaid: float  #: US$ of `cost` that was asked for these, and never paid


def figures(library: str, year: Year, made_at: datetime, sent: Iterable[Sent]) -> Figures:
    """Return the figures of what was done in `year`; each thing counts in the month of its post, in
    the zone of `made_at`.
    """
    zone, months = made_at.tzinfo, [(m, m <= made_at.date()) for m in year.months]
    by_month: dict[date, list[Sent]] = {m: [] for m in year.months}
    for one in sent:
        by_month[one.posted_at.astimezone(zone).date().replace(day=1)].append(one)

    def each(measure: Callable[[Sequence[Sent]], float | None]) -> Monthly:
        return tuple(measure(by_month[m]) if begun else None for m, begun in months)

    def number(matches: Callable[[Sent], bool]) -> Monthly:
        return each(lambda done: sum(map(matches, done)))

    rehearsed = [o for done in by_month.values() for o in done if o.through == Through.SANDBOX]
    return Figures(
        library=library,
        year=year,
        made_at=made_at,
        posts={kind: number(partial(_went_out, kind)) for kind in Kind},
        to_decision=each(
            lambda done: _hours(
                [(o.seen_at, o.decided_at) for o in done if o.seen_at and not o.corrects]
            )
        ),
        to_post=each(lambda done: _hours([(o.decided_at, o.posted_at) for o in done])),
        corrections=number(lambda o: o.corrects),
        cost=each(lambda done: round(sum(o.cost for o in done), 3)),
        rehearsed=len(rehearsed),
        unpaid=round(sum(o.cost for o in rehearsed), 3),
    )


def _went_out(kind: Kind, one: Sent) -> bool:
    return one.kind is kind and not one.removes


def _hours(spans: Sequence[tuple[datetime, datetime]]) -> float | None:
    return (
        round(median((end - begin).total_seconds() for begin, end in spans) / 3600, 2)
        if spans
        else None
    )


def charts(figures: Figures) -> dict[str, Chart]:
    """Return each picture by the name of its file, without an ending."""
    year, until = figures.year, figures.made_at.date()
    parts = [f"{until:%Y年%-m月%-d日}まで"] if until < year.last else []
    parts += [f"練習(sandbox)の{figures.rehearsed}件を含む"] if figures.rehearsed else []

    paid = [f"うち{figures.unpaid:.2f}ドルは練習で、払っていない"] if figures.unpaid else []

    def picture(what: str, unit: str, values: Monthly, *notes: str, digits: int = 0) -> Chart:
        return drawn(what, unit, [Series("", "", values)], *notes, digits=digits)

    def drawn(
        what: str, unit: str, series: Sequence[Series], *notes: str, digits: int = 0
    ) -> Chart:
        places = [f"{m.month}月" for m in year.months]
        title, note = f"{figures.library} {year.label} {what}", "。".join([*notes, *parts])
        across = f"月({year.months[0]:%Y年%-m月}～)"
        return Chart(
            title=title,
            note=note,
            across=across,
            up=unit,
            places=places,
            series=series,
            digits=digits,
        )

    kinds = [
        Series(kind, labels.KIND[kind].removeprefix(f"{kind} "), figures.posts[kind])
        for kind in Kind
    ]
    median_ = "投稿した月ごとの中央値"
    return {
        "posts": drawn("種別ごとの投稿", "投稿(件)", kinds),
        "hours-to-decision": picture(
            "掲載を見つけてから決裁まで",
            "かかった時間(時間)",
            figures.to_decision,
            median_,
            "–は該当なし",
            digits=1,
        ),
        "hours-to-post": picture(
            "決裁から投稿まで",
            "かかった時間(時間)",
            figures.to_post,
            median_,
            "–は該当なし",
            digits=1,
        ),
        "corrections": picture("訂正・追記・削除", "訂正・追記・削除(件)", figures.corrections),
        "cost": picture(
            "X APIの費用", "費用(米ドル)", figures.cost, "設定した料金による", *paid, digits=2
        ),
    }


def files(figures: Figures) -> Iterator[tuple[str, bytes]]:
    """Yield each picture as a file, as SVG and as PNG: its name, and what is in it."""
    for name, chart in charts(figures).items():
        yield f"{name}.svg", svg(chart).encode()
        yield f"{name}.png", png(chart)


def data(figures: Figures, rules: Iterable[Tally] = ()) -> str:
    """Return the figures as JSON with stable keys (docs/commands.md); `rules` are those that fired
    in the year.
    """
    year = figures.year
    raw: dict[str, Any] = {
        "format": FORMAT,
        "library": figures.library,
        "year": {
            "number": year.number,
            "fiscal": year.fiscal,
            "label": year.label,
            "first": year.first.isoformat(),
            "last": year.last.isoformat(),
        },
        "made_at": figures.made_at.isoformat(),
        "months": [f"{m:%Y-%m}" for m in year.months],
        "posts": figures.posts,
        "hours_to_decision": figures.to_decision,
        "hours_to_post": figures.to_post,
        "corrections": figures.corrections,
        "cost_usd": figures.cost,
        "rehearsed": figures.rehearsed,
        "rehearsed_usd": figures.unpaid,
        "rules": [tally_json(tally) for tally in rules],
    }
    return json.dumps(raw, ensure_ascii=False, indent=1) + "\n"
