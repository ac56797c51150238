"""Findings by clause over announcements: what is missed, what is stopped without need, and how long
it takes.

    python benchmarks/findings.py                 the sample set beside the tests
    python benchmarks/findings.py FILE.jsonl      your own: one object a line with title, text, url, should_post
                                                  (yes, no or ask), now (the day to draft at),
                                                  quirks (optional)
    python benchmarks/findings.py FILE.jsonl -v   each item with its draft and findings

A link's host counts as listed unless `quirks` says "unlisted host", "news site", "re-posted news"
or "politician's blog".
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bridge import config, urls
from bridge.draft.compose import Style, compose
from bridge.draft.plan import read_facts
from bridge.model import Finding, Kind, Page
from bridge.policy.examine import Context, Manuscript, examine
from bridge.policy.words import Words, parse_words
from bridge.settings import TweetSettings

SAMPLES = Path(__file__).parent.parent / "tests" / "policy" / "announcements.jsonl"
NOT_LISTED = {"unlisted host", "news site", "re-posted news", "politician's blog"}
TARGETS = {"missed": 2.0, "stopped": 5.0, "ms": 10.0}


def draft(item: dict[str, Any], words: Words) -> tuple[Manuscript, Context]:
    """The item as the program would draft it on its day."""
    today = datetime.fromisoformat(item["now"]).date() if item.get("now") else date(2026, 11, 25)
    page = Page(urls.clean(item["url"]), item["title"], item["text"])
    facts = read_facts(page, today)
    composed = compose(
        page, facts, style=Style(TweetSettings().template, {}, ()), url=page.url, today=today
    )
    hosts = () if NOT_LISTED & set(item.get("quirks", ())) else (urls.host(item["url"]),)
    candidate = Manuscript(
        kind=Kind.PAGE,
        title=composed.title,
        text=composed.text,
        url=page.url,
        image=None,
        page=page,
        facts=facts,
        source="sample",
    )
    return candidate, Context(
        today=today,
        link_hosts=hosts,
        account="mihon_lib",
        words=words,
        site="https://lib.example.jp/",
    )


def measured(
    items: list[dict[str, Any]], words: Words
) -> Iterator[tuple[dict[str, Any], str, tuple[Finding, ...], float]]:
    for item in items:
        candidate, context = draft(item, words)
        started = time.process_time()
        for _ in range(5):
            found = examine(candidate, context)
        yield item, candidate.text, found, (time.process_time() - started) * 200


def main() -> int:
    """Print the three figures; exit 1 when one misses its target."""
    parser = argparse.ArgumentParser(description="findings by clause over announcements")
    parser.add_argument("file", type=Path, nargs="?", default=SAMPLES)
    parser.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args()
    items = [
        json.loads(line)
        for line in args.file.read_text(encoding="utf-8").split("\n")
        if line.strip()
    ]
    words = parse_words(config.word_files(None))
    took, missed, stopped, notes = [], [], [], []
    for item, text, found, ms in measured(items, words):
        took.append(ms)
        yes = item["should_post"] == "yes"
        if not yes and not found:
            missed.append(item)
        if yes and any(f.stop for f in found):
            stopped.append(item)
        if yes:
            notes.append(len(found))
        if args.verbose or item in missed or item in stopped:
            print(f"── {item.get('id', '')} {item['should_post']} {item['title']}")
            print(
                "".join(f"   | {line}\n" for line in text.splitlines()) if args.verbose else "",
                end="",
            )
            print(
                "".join(
                    f"   {'停止' if f.stop else '注意'} {f.clause} {f.where}「{f.found}」{f.why}\n"
                    for f in found
                ),
                end="",
            )
    others = len(items) - len(notes)
    figures = {
        "missed": 100 * len(missed) / max(others, 1),
        "stopped": 100 * len(stopped) / max(len(notes), 1),
        "ms": max(took),
    }
    print(f"no/ask without a finding   {figures['missed']:.1f} % of {others} (target ≤ 2 %)")
    print(
        f"yes with a stop            {figures['stopped']:.1f} % of {len(notes)} (target ≤ 5 "
        f"%), {statistics.mean(notes or [0]):.1f} findings each"
    )
    print(
        f"per draft                  median {statistics.median(took):.2f} ms, slowest "
        f"{figures['ms']:.2f} ms (target ≤ 10 ms)"
    )
    return int(any(figures[name] > target for name, target in TARGETS.items()))


if __name__ == "__main__":
    sys.exit(main())
