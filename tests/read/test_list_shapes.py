"""Lists as the sites of libraries have them: each file of saved/lists says in its first line what
is to be read.
"""

from __future__ import annotations

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tables import lots

from bridge.read.fetched import Fetched
from bridge.read.homepage import read_list
from bridge.settings import Source

SHAPES = sorted((Path(__file__).parent / "saved" / "lists").glob("*.html"))
SITE = "https://lib.example.jp"


@pytest.mark.parametrize("lot", lots({file.stem: file for file in SHAPES}))
def test_a_list_is_read_exactly(lot: dict[str, Path]) -> None:
    """Each piece of news with its day and its link, and nothing else."""
    for name, file in lot.items():
        read, expected, empty = _read(file)
        assert read == expected, name
        assert empty is not bool(read), name


def _read(file: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str]], bool]:
    """Return what is read of a page, what its first line says, and whether it calls itself empty."""
    text = file.read_text("utf-8")
    first = re.match(r"<!--\s*(.*?)\s*-->", text)
    assert first is not None
    pairs = [pair.split() for pair in first[1].split(";") if pair.strip()]
    expected = sorted(
        (day.strip("-") if day == "-" else day, url if url != "-" else "") for day, url in pairs
    )
    source = Source("home", "homepage", f"{SITE}/")
    listing = read_list(
        Fetched(f"{SITE}/", text.encode(), "text/html"), source, ZoneInfo("Asia/Tokyo")
    )
    read = [
        (entry.published.isoformat() if entry.published else "", entry.url.removeprefix(SITE))
        for entry in listing.entries
    ]
    return sorted(read), expected, listing.empty


def test_the_lists_of_a_page_are_told_with_the_reason() -> None:
    """What was taken, and what was taken for something else: one decision for `try`, `sync` and the
    desk.
    """
    rows = "<li>2026/7/{0} <a href={0}>まつり{0}</a></li>"
    news = "<h2>お知らせ</h2><ul>" + rows.format(1) + rows.format(2) + "</ul>"
    books = "<h2>新着図書</h2><ul>" + rows.format(3) + rows.format(4) + "</ul>"
    menu = "<ul class=gnav><li><a href=a>案内</a></li><li><a href=b>地図</a></li></ul>"
    page = Fetched(f"{SITE}/", (news + books + menu).encode(), "text/html")
    listing = read_list(page, Source("home", "homepage", f"{SITE}/"), ZoneInfo("Asia/Tokyo"))
    assert [(one.heading, one.count, one.news, one.reason) for one in listing.lists] == [
        ("お知らせ", 2, True, "日付のある項目が並ぶ"),
        ("新着図書", 2, False, "見出しが、本や案内のもの"),
        ("新着図書", 2, False, "メニューや案内の場所にある"),
    ]
