"""Is a page a list of news, an article, or neither, and why not."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bridge.errors import Unreadable
from bridge.model import Entry, Listing
from bridge.read import homepage, shape
from bridge.read.fetched import Fetched
from bridge.read.pages import read_page
from bridge.read.shape import Shape
from bridge.settings import Selectors, Source

SAVED = Path(__file__).parent / "saved"
FRONT, INNER = "https://lib.example.jp/", "https://lib.example.jp/news/101.html"
NEWS = "".join(
    f'<li>2026年11月{d}日 <a href="/n/{d}.html">おはなし会{d}</a></li>' for d in range(1, 7)
)
SIDE = f"<div id='side'><h2>新着情報</h2><ul>{NEWS}</ul></div>"
BODY = "<h1>冬のおはなし会</h1>" + "".join(
    f"<p>12月{d}日(土)午前10時から、絵本の読み聞かせをします。</p>" for d in (5, 12, 19)
)


def got(body: str | bytes, url: str = INNER) -> Fetched:
    return Fetched(
        url, body.encode() if isinstance(body, str) else body, "text/html; charset=utf-8"
    )


def seen(page: Fetched) -> Shape:
    listing: Listing | None = None
    with suppress(Unreadable):
        listing = homepage.read_list(
            page, Source("try", "homepage", page.url), ZoneInfo("Asia/Tokyo")
        )
    return shape.shape(
        page.url, listing, read_page(page, Selectors(), "", Entry("try", page.url, ""))
    )


@pytest.mark.parametrize("name", sorted(path.name for path in SAVED.glob("home_*.html")))
@pytest.mark.parametrize("url", [FRONT, "https://www.city.example.jp/lib/"])
def test_a_page_of_news_is_a_list_wherever_it_stands(name: str, url: str) -> None:
    """Each kind of list, at a front door and below one."""
    assert seen(got((SAVED / name).read_bytes(), url)) is Shape.LIST


@pytest.mark.parametrize("name", sorted(path.name for path in SAVED.glob("page_*.html")))
def test_an_article_is_no_list(name: str) -> None:
    """What stands in it is one piece of news, whatever dates it has."""
    assert seen(got((SAVED / name).read_bytes())) is Shape.ARTICLE


def test_paragraphs_with_dates_are_an_article_and_news_beside_it_do_not_make_it_a_list() -> None:
    """Under a heading that says お知らせ, and with a list of other news at its side."""
    assert seen(got(f"<body><div id='main'><h2>お知らせ</h2>{BODY}</div></body>")) is Shape.ARTICLE
    assert seen(got(f"<body><main>{BODY}</main>{SIDE}</body>")) is Shape.ARTICLE
    assert (
        seen(got(f"<body><main><h1>お知らせ一覧</h1><ul>{NEWS}</ul></main></body>")) is Shape.LIST
    )


def test_the_front_door_is_never_an_article() -> None:
    """Without a list there is nothing to draft: no paragraph of it is news."""
    assert seen(got(f"<body><main>{BODY}</main></body>", FRONT)) is Shape.NEITHER
    assert seen(got(f"<body><main>{BODY}</main></body>", FRONT + "index.html")) is Shape.NEITHER
    assert seen(got("<body><p>ようこそ</p></body>")) is Shape.NEITHER


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("<frameset><frame src='menu.html'><frame src='main.html'></frameset>", "フレーム"),
        ("<body><div id='app'></div><script src='a.js'></script></body>", "JavaScript"),
        ("<body><p>ようこそ図書館へ</p></body>", "リンクが一つもありません"),
        (
            "<body><ul><li><a href='/guide'>利用案内</a></li></ul></body>",
            "日付のある行がありません(リンクは1件)",
        ),
        (
            "<body><p>12月5日(土) おはなし会</p><a href='/'>ホーム</a></body>",
            "日付のある行は1件ありますが",
        ),
    ],
)
def test_why_there_is_no_list_is_said(body: str, why: str) -> None:
    """What a person sees in the page, in a clause."""
    assert why in shape.no_list(got(body)).what


def test_a_feed_is_known_by_its_label_or_its_beginning() -> None:
    """Servers call feeds text/html, too."""
    assert shape.is_feed(Fetched(INNER, b"<?xml version='1.0'?><rss version='2.0'>", "text/html"))
    assert shape.is_feed(Fetched(INNER, b"<x/>", "application/rss+xml"))
    assert not shape.is_feed(
        Fetched(INNER, b"<!doctype html><html>", "application/xhtml+xml; html")
    )
