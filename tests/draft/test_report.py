"""A hundred drafts on one page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from bridge.draft.compose import Style, compose
from bridge.draft.plan import read_facts
from bridge.draft.report import PageRow, render_html, render_text
from bridge.model import Finding, Page

TODAY = date(2026, 6, 20)


def row(title: str, text: str, *findings: Finding) -> PageRow:
    page = Page("https://lib.example.jp/1?a=1&b=<2>", title, text)
    facts = read_facts(page, TODAY)
    return PageRow(
        page,
        compose(page, facts, style=Style(), url="https://lib.example.jp/1", today=TODAY),
        facts,
        findings,
    )


ROWS = [
    row("おはなし会", "日時 7月18日(土)10時～11時\n会場 集会室"),
    row(
        "<script>alert(1)</script>",
        'x" onload="y\n</pre><img src=http://evil.example/a.png>',
        Finding("6(4)", "<b>選挙</b>", "本文", "見てください。", stop=True),
    ),
]


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_text_shows_draft_count_facts_notes_and_findings() -> None:
    """What a person needs to judge."""
    text = render_text(ROWS)
    assert "2件。要確認の指摘があるもの 1件" in text
    assert "│日時：7月18日(土)10時～11時" in text
    assert f"{ROWS[0].composed.weight}/280 event 2026-07-18まで" in text
    assert "会場: 集会室" in text
    assert "要確認 6(4) 本文「<b>選挙</b>」見てください。" in text


def test_truth_6_nothing_of_a_page_is_markup() -> None:
    """Only the report's own elements, no script, nothing from elsewhere."""
    html = render_html(ROWS)
    reader = Reader()
    reader.feed(html)
    names = {tag for tag, _ in reader.tags}
    assert names.isdisjoint({"script", "img", "a", "link", "iframe", "b"})
    assert not any(
        name in attrs for _, attrs in reader.tags for name in ("src", "href", "onload", "style")
    )
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


@pytest.mark.parametrize(("letters", "cut"), [(1200, False), (1201, True)])
def test_a_page_is_shown_with_its_first_1200_letters(letters: int, *, cut: bool) -> None:
    """Enough to judge the draft beside it; what is left out shows as such."""
    html = render_html([row("長い話", "海" * letters)])
    assert f'<pre lang="ja">{"海" * 1200}{"…" * cut}</pre>' in html


def test_an_empty_report_is_a_report() -> None:
    """No rows, no error."""
    assert render_text([]).startswith("0件")
    assert "0件" in render_html([])


def test_a_topic_without_a_day_is_shown_as_such() -> None:
    """Who reads the report sees that the page has none, not that the report left it out."""
    one = row("おはなし会", "日時 7月18日(土)10時～11時")
    facts = replace(one.facts, events=(("歌の会", ""), ("本の会", "7月19日")))
    text = render_text([replace(one, facts=facts)])
    assert "話題: 歌の会: (日なし)" in text
    assert "話題: 本の会: 7月19日" in text
