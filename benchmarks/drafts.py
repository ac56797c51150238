"""Drafts of announcements: what is invented, too long, cut or left out, and what a draft costs.

    python benchmarks/drafts.py                 the samples beside this file
    python benchmarks/drafts.py FILE.jsonl      your own: one object a line with title, text, url; besides, where known, now (the
                                                day to draft at), should_post (yes, no, ask), must
                                                and must_not (patterns), kind
    python benchmarks/drafts.py FILE.jsonl -v   each draft as well; -r PAGE.html writes the report for reading

Exit 1 when a figure misses its target.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bridge import urls
from bridge.draft import report
from bridge.draft.compose import Composed, Style, compose, grounded
from bridge.draft.plan import read_facts
from bridge.model import Facts, Finding, Page
from bridge.text.dates import find_occasions
from bridge.text.weight import LIMIT, weigh

SAMPLES = Path(__file__).with_name("samples.jsonl")
NOW = date(2026, 11, 25)  # for announcements that name no day
MS = 25.0


@dataclass(slots=True)
class Figures:
    """What is counted over all announcements."""

    drafts: int = 0
    events: int = 0  #: whose page names day and weekday, time and place
    whole: int = 0  #: … and whose draft names them too
    bad: dict[str, list[str]] = field(
        default_factory=lambda: {
            name: [] for name in ("invented", "over", "cut", "must", "must_not")
        }
    )
    cpu: list[float] = field(default_factory=list)  #: milliseconds an article


def draft(item: dict[str, Any]) -> tuple[Page, Facts, Composed, date, float]:
    """The announcement as the program drafts it on its day, and the milliseconds of CPU that it
    took.
    """
    today = datetime.fromisoformat(item["now"]).date() if item.get("now") else NOW
    page = Page(
        item["url"],
        item["title"],
        item["text"],
        tuple(map(tuple, item.get("rows", ()))),
        notes=tuple(item.get("notes", ())),
    )
    started = time.process_time()
    facts = read_facts(page, today)
    composed = compose(page, facts, style=Style(), url=urls.clean(page.url), today=today)
    return page, facts, composed, today, (time.process_time() - started) * 1000


def complete(page: Page, facts: Facts, made: Composed, today: date) -> tuple[bool, bool]:
    """Whether the page names one event's day, weekday, time and place, and whether its draft does."""
    days = [o for o in facts.occasions if o.begins and (o.weekday_given or o.weekly)]
    if not days or not facts.place or made.kind_of_page not in ("event", "exhibition"):
        return False, False
    said = find_occasions(made.text, page.published or today)
    timed = any(o.begins and (o.weekday_given or o.weekly) for o in said)
    return True, timed and facts.place in made.text


def judge(
    figures: Figures, item: dict[str, Any], page: Page, facts: Facts, made: Composed, today: date
) -> list[str]:
    """Count one draft; return what is wrong with it."""
    figures.drafts += 1
    body = made.text.replace(made.url, "") if made.url else made.text
    wrong = {
        "invented": [*grounded(made, page, today)],
        "over": [str(weigh(made.text))] if weigh(made.text) > LIMIT else [],
        "cut": [] if urls.clean(page.url) in made.text.split("\n") else [page.url],
        "must": [p for p in item.get("must", ()) if not re.search(p, body)],
        "must_not": [p for p in item.get("must_not", ()) if re.search(p, made.text)],
    }
    for name, found in wrong.items():
        figures.bad[name] += [f"{item.get('id', figures.drafts)}: {one}" for one in found]
    there, told = complete(page, facts, made, today)
    figures.events += there
    figures.whole += told
    return [f"{name} {found}" for name, found in wrong.items() if found] + (
        ["incomplete"] if there and not told else []
    )


def findings_of(page: Page, facts: Facts, made: Composed, today: date) -> tuple[Finding, ...]:
    """What policy says of the draft, where its host is listed."""
    from bridge import config
    from bridge.model import Kind
    from bridge.policy.examine import Context, Manuscript, examine
    from bridge.policy.words import parse_words

    words = parse_words(config.word_files(None))
    context = Context(
        today=today,
        link_hosts=(urls.host(page.url),),
        account="mihon_lib",
        words=words,
        site="https://lib.example.jp/",
    )
    return tuple(
        examine(
            Manuscript(
                kind=Kind.PAGE,
                title=made.title,
                text=made.text,
                url=page.url,
                image=None,
                page=page,
                facts=facts,
                source="sample",
            ),
            context,
        )
    )


def main() -> int:
    """Print the figures; exit 1 when one misses its target."""
    parser = argparse.ArgumentParser(description="drafts of announcements")
    parser.add_argument("file", type=Path, nargs="?", default=SAMPLES)
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument(
        "-r",
        "--report",
        type=Path,
        help="write the drafts as one HTML page, with policy's findings",
    )
    args = parser.parse_args()
    items = [
        json.loads(line)
        for line in args.file.read_text(encoding="utf-8").split("\n")
        if line.strip()
    ]
    draft(items[0])  # the libraries are loaded once a run, not once an article
    figures, rows = Figures(), []
    for item in items:
        page, facts, made, today, spent = draft(item)
        figures.cpu.append(spent)
        wrong = judge(figures, item, page=page, facts=facts, made=made, today=today)
        if args.report:
            rows.append(report.PageRow(page, made, facts, findings_of(page, facts, made, today)))
        if args.verbose or wrong:
            print(
                f"── {item.get('id', '')} {item.get('kind', '')} → {made.kind_of_page} "
                f"{made.weight} {spent:.0f}ms {' '.join(wrong)}"
            )
            print(
                "".join(f"   | {line}\n" for line in made.text.split("\n"))
                + "".join(f"   ※{n}\n" for n in made.notes)
            )
    if args.report:
        args.report.write_text(report.render_html(rows), encoding="utf-8")
    share = 100 * figures.whole / max(figures.events, 1)
    mean = sum(figures.cpu) / len(figures.cpu)
    print(f"{figures.drafts} drafts of {args.file.name}")
    for name, found in figures.bad.items():
        print(f"  {name:9} {len(found)}   (target 0)")
    print(
        "  events with day, weekday, time and place in the draft as on the page: "
        f"{figures.whole}/{figures.events} = {share:.0f} %   (target 95 %)"
    )
    print(
        f"  CPU an article: {mean:.1f} ms mean, {max(figures.cpu):.1f} ms most   (target "
        f"{MS:.0f} ms)"
    )
    return 1 if any(figures.bad.values()) or (figures.events and share < 95) or mean > MS else 0


if __name__ == "__main__":
    sys.exit(main())
