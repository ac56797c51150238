"""What is shown on which shelf: the place, and the theme below it."""

from __future__ import annotations

import pytest
from in_short import TODAY, URL, blocks

from bridge.draft import shelves
from bridge.model import Page
from bridge.topics.builder import outline_of


def _shown(*lines: str) -> tuple[str, ...]:
    """What is said of displays on a page with these lines."""
    text = "\n".join(line.strip("# ") for line in lines)
    page = Page(URL, "7月の展示", text, published=TODAY, blocks=blocks(*lines))
    return shelves.displays(outline_of(page, TODAY))


def _below(theme: str) -> tuple[str, ...]:
    """What is said where one theme stands below the first of two shelves."""
    return _shown("# 一般展示", f"## {theme}", "# 児童展示", "## 海の生きもの")


@pytest.mark.parametrize("theme", ["川と暮らす", "川のうた", "夜", "川" * 31, "川" * 30])
def test_5_1_a_a_shelf_is_told_with_its_theme(theme: str) -> None:
    """A name of two to thirty letters."""
    told = _below(theme)
    if 2 <= len(theme) <= 30:
        assert told == (f"一般展示「{theme}」", "児童展示「海の生きもの」")
    else:
        assert told == ()


@pytest.mark.parametrize(
    "theme",
    [
        "トップページ",
        "本の一覧",
        "先頭へもどる",
        "図書館からのお知らせ",
        "お問い合わせ",
        "この夏の本",
        "夏は何を読む？",
        "夏は何を読む?",
        "夏に読む本です。",
    ],
)
def test_5_1_a_what_leads_away_or_asks_is_no_theme(theme: str) -> None:
    assert _below(theme) == ()
