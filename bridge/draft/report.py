"""Pure: many pages and their drafts on one page, so that a person can read a hundred of them; as
text and as HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Final

from bridge.text.clean import plain
from bridge.text.weight import LIMIT
from bridge.values import dataclass

if TYPE_CHECKING:
    from bridge.draft.compose import Composed
    from bridge.model import Facts, Finding, Page

SHOWN: Final = 1200  #: characters of a page's text that are shown

_STYLE: Final = (
    "body{font:16px/1.6 sans-serif;max-width:72rem;margin:1rem auto;padding:0 "
    "1rem;color:#1a1a1a;background:#fff}"
    "article{border-top:2px solid #555;padding:1rem 0;display:grid;grid-template-columns:1fr "
    "1fr;gap:1.5rem}"
    "h1{font-size:1.4rem}h2{font-size:1.05rem;grid-column:1/-1;margin:0}h3{font-size:.9rem;"
    "margin:.6rem 0 .2rem;color:#444}"
    "pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;margin:0;padding:.6rem;"
    "border:1px solid #bbb}"
    "dl{margin:0;display:grid;grid-template-columns:max-content 1fr;gap:0 "
    ".8rem}dt{color:#444}dd{margin:0}"
    ".stop{border-left:.4rem solid #a00;padding-left:.5rem}.note{border-left:.4rem solid "
    "#777;padding-left:.5rem}ul{list-style:none;padding:0;margin:0}"
    "@media(max-width:48rem){article{display:block}}"
)


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page and what was made of it."""

    page: Page
    composed: Composed
    facts: Facts
    findings: tuple[Finding, ...] = ()


def render_text(rows: Sequence[PageRow]) -> str:
    """Return the report for a terminal."""
    out = [_total(rows)]
    for number, row in enumerate(rows, 1):
        composed = row.composed
        out += ["", f"── {number}. {plain(row.page.title)}", f"   {row.page.url}"]
        out += [f"   │{line}" for line in composed.text.split("\n")]
        out += [f"   {_count(row)}"]
        out += [f"   {name}: {value}" for name, value in _facts(row.facts)]
        out += [
            f"   見送った案: {' / '.join(one.summary.split(chr(10)))[:80]} ← "
            f"{'、'.join(one.faults)}"
            for one in composed.tried
        ]
        out += [f"   ※{note}" for note in composed.notes]
        out += [
            f"   {_sort(one)} {one.clause} {one.where}「{one.found}」{one.why}"
            for one in row.findings
        ]
    return "\n".join(out)


def render_html(rows: Sequence[PageRow]) -> str:
    """Return the report as one whole HTML page without scripts and without anything from elsewhere;
    all text is escaped.
    """
    articles = "\n".join(_article(number, row) for number, row in enumerate(rows, 1))
    return (
        '<!doctype html>\n<html lang="ja"><head><meta charset="utf-8"><meta name="viewport" '
        'content="width=device-width">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        f"<title>起案の一覧</title><style>{_STYLE}</style></head><body><h1>起案の一覧</h1><p>{escape(_total(rows))}</p>\n"
        f"{articles}\n</body></html>\n"
    )


def _article(number: int, row: PageRow) -> str:
    page, composed = row.page, row.composed
    facts = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in _facts(row.facts)
    )
    attempts = "".join(
        f"<li><pre>{escape(one.summary)}</pre>{escape('、'.join(one.faults))}</li>"
        for one in composed.tried
    )
    lines = [f'<li class="note">※{escape(note)}</li>' for note in composed.notes]
    lines += [
        f'<li class="{"stop" if one.stop else "note"}">{_sort(one)} {escape(one.clause)} '
        f"{escape(one.where)}"
        f"「{escape(one.found)}」{escape(one.why)}</li>"
        for one in row.findings
    ]
    text = plain(page.text)
    cut = f"{text[:SHOWN]}…" if len(text) > SHOWN else text
    return (
        f"<article><h2>{number}. "
        f"{escape(plain(page.title))}</h2><div><h3>ページ</h3><p>{escape(page.url)}</p><pre "
        f'lang="ja">{escape(cut)}</pre></div>'
        f"<div><h3>起案 {escape(_count(row))}</h3><pre>{escape(composed.text)}"
        f"</pre><h3>読み取ったこと</h3><dl>{facts}</dl>"
        f"<h3>見送った案とそのわけ</h3><ul>{attempts or '<li>なし</li>'}"
        f"</ul><h3>注意と指摘</h3><ul>{''.join(lines) or '<li>なし</li>'}</ul></div></article>"
    )


def _facts(facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield name and value of what was found."""
    yield from ((label or "日時", words) for label, words in facts.when)
    yield from ((f"話題: {name}", words or "(日なし)") for name, words in facts.events)
    sentences = (
        ("会場", facts.place),
        ("対象", facts.audience),
        ("定員", facts.capacity),
        ("費用", facts.fee),
        ("申込", facts.apply),
        ("申込締切", facts.deadline.isoformat() if facts.deadline else ""),
        ("持ち物", facts.bring),
        *facts.others,
    )
    yield from ((name, value) for name, value in sentences if value)


def _count(row: PageRow) -> str:
    composed = row.composed
    lane = " 緊急" if composed.urgent else ""
    until = f" {composed.expires_on.isoformat()}まで" if composed.expires_on else ""
    return f"{composed.weight}/{LIMIT} {composed.kind_of_page}{lane}{until}"


def _sort(finding: Finding) -> str:
    return "要確認" if finding.stop else "注意"


def _total(rows: Sequence[PageRow]) -> str:
    stopped = sum(any(one.stop for one in row.findings) for row in rows)
    return (
        f"{len(rows)}件。要確認の指摘があるもの {stopped}件、280を超えるもの "
        f"{sum(row.composed.weight > LIMIT for row in rows)}件。"
    )
