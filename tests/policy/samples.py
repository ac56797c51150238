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

PAGE = """親子で作る科学あそび教室
日時 12月5日(土)午後2時～4時
会場 中央図書館 2階 集会室
対象 小学1年生から3年生まで
定員 20人(申込多数の場合は抽選)
費用 無料
申込 11月26日(木)午前10時から12月1日(火)までに、はがきか窓口で
毎月第1土曜日に開いています。
1月は冊子を30冊配ります。
"""
TRUE = (
    "12月5日(土)午後2時から、中央図書館2階 集会室で。小学1年生から3年生まで、定員20人(抽選)、無料。"
    "申込は12月1日(火)までに、はがきか窓口で。毎月第1土曜日。"
)
#: what is falsified in TRUE, what it becomes, and what the finding shows of the page
FALSIFIED = [
    ("12月5日", "1月5日", "12月5日(土)"),
    ("12月5日(土)", "12月1日(火)", "12月5日(土)"),
    ("集会室", "視聴覚室", "集会室"),
    ("無料", "有料", "無料"),
    ("午後2時", "午前10時", "午後2時～4時"),
    ("抽選", "先着", "抽選"),
    ("はがきか", "電話か", "はがき"),
    ("午後2時", "午前2時", "午後2時～4時"),
    ("12月1日(火)", "12月2日(水)", "12月1日(火)"),
    ("中央図書館", "東図書館", "中央図書館"),
    ("2階", "3階", "2階"),
    ("定員20人", "定員30人", "20人"),
    ("3年生", "30年生", "3年生"),
    ("第1土曜", "第2土曜", "第1土曜"),
    ("第1土曜", "第1日曜", "第1土曜"),
    ("小学1年生", "中学1年生", "小学"),
    ("窓口", "メール", "窓口"),
    ("無料", "500円", ""),
    ("毎月第1土曜日。", "中止します。", ""),
    ("申込は12月1日(火)までに、はがきか窓口で", "申込不要", "申込"),
]


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
