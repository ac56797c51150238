"""A candidate and its context for the tests of the rules, with the packaged word lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from bridge import config
from bridge.model import Facts, Finding, Image, Kind, Page
from bridge.policy.examine import Candidate, Context, examine
from bridge.policy.words import Words, parse_words

TODAY = date(2026, 11, 25)  # a Wednesday
URL = "https://lib.example.jp/news/1.html"
SITE = "https://lib.example.jp/"


@cache
def words() -> Words:
    return parse_words(config.word_files(None))


def context(**fixed: object) -> Context:
    return replace(Context(TODAY, (), "mihon_lib", words(), SITE), **fixed)  # type: ignore[arg-type]


def found(
    text: str = "",
    title: str = "おはなし会",
    page: str | None = None,
    *,
    url: str = URL,
    image: Image | None = None,
    facts: Facts | None = None,
    published: date | None = None,
    page_title: str = "",
    rows: tuple[tuple[str, str], ...] = (),
    **around: object,
) -> tuple[Finding, ...]:
    """What is found in a draft of `text` with a link, on a page of `page`."""
    source = (
        None if page is None else Page(url, page_title or title, page, rows, published=published)
    )
    link = f"\n{url}" if url else ""
    candidate = Candidate(
        Kind.PAGE, title, f"{title}\n{text}{link}", url, image, source, facts, "home"
    )
    return examine(candidate, context(**around))


def stops(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(f.clause, f.found) for f in findings if f.stop]


def notes(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(f.clause, f.found) for f in findings if not f.stop]
