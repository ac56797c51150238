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


@pytest.mark.parametrize("theme", ["川と暮らす", "川のうた", "夜川", "川" * 30])
def test_5_1_a_a_shelf_is_told_with_its_theme(theme: str) -> None:
    """A name of two to thirty letters."""
    assert _below(theme) == (f"一般展示「{theme}」", "児童展示「海の生きもの」")


@pytest.mark.parametrize("theme", ["夜", "川" * 31])
def test_5_1_a_a_theme_of_one_letter_or_of_more_than_thirty_is_none(theme: str) -> None:
    """And with one shelf the other is left out, too: a list is whole or not there."""
    assert _below(theme) == ()


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
    """Links, questions and sentences stand below a shelf, too; a theme is a name."""
    assert _below(theme) == ()
