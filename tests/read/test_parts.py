"""Of a page that several entries share, which part is one entry's?"""

from __future__ import annotations

from datetime import date

import pytest

from bridge.errors import Unreadable
from bridge.model import Entry, Page
from bridge.read.fetched import Fetched
from bridge.read.pages import read_part
from bridge.settings import Selectors

URL = "https://lib.example.jp/news.html"
NAMES = ("おはなし会", "古文書講座", "映画会")
TEXT = "12月{n}日、{t}を開きます。定員は{n}人です。"
DAY = date(2026, 11, 20)

SHAPES = {
    "headings": "<h2>{t}</h2><p>{x}</p>",
    "places": '<h3 id="n{n}">別の題{n}</h3><p>{x}</p>',
    "a day above each": "<p class=d>2026.11.{n} 催し</p><h3>{t}</h3><p>{x}</p>",
    "a bare day above each": "<p>2026年11月{n}日</p><h3>{t}</h3><p>{x}</p>",
    "articles": "<article><p>2026.11.{n}</p><h2><a href='#'>{t}</a></h2><p>{x}</p></article>",
    "heads of their own": "<div class=h><h3>{t}</h3><b>催し</b></div><div class=b>{x}</div>",
    "terms": "<dl><dt>{t}</dt><dd>{x}</dd></dl>",
    "bold lines": "<a name=n{n}></a><b>{t}</b><br>{x}<br><br>",
    "bold paragraphs": "<p><b>{t}</b></p><p>{x}</p>",
    "rows": "<table><tr><td class=t>{t}</td><td class=x>{x}</td></tr></table>",
    "a heading with its day": "<h3>2026年11月{n}日 {t}(満席)</h3><p>{x}</p>",
    "sections": '<section id="n{n}"><h3>別の題</h3><p>{x}</p></section>',
    "items": "<ul><li id=n{n}>{x}</li></ul>",
}


def page(shape: str, names: tuple[str, ...] = NAMES, head: str = "<h1>お知らせ</h1>") -> bytes:
    news = "".join(
        shape.format(t=name, n=n, x=TEXT.format(t=name, n=n)) for n, name in enumerate(names, 12)
    )
    return (
        "<html><head><title>お知らせ｜見本図書館</title></head><body>"
        f"<div id=main>{head}{news}</div></body></html>".encode()
    )


def part(body: bytes, title: str, place: str = "", day: date | None = DAY) -> Page | None:
    entry = Entry("event", URL + place, title, published=day, summary="")
    return read_part(Fetched(URL, body, "text/html; charset=utf-8"), Selectors(), "", entry)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("place", [12, 13, 14])
def test_a_part_is_one_entrys_and_nothing_of_the_others(shape: str, place: int) -> None:
    """Whatever a site marks its news with: the text below the title, up to the next one."""
    name = NAMES[place - 12]
    read = part(page(SHAPES[shape]), name, f"#n{place}" if "n{n}" in SHAPES[shape] else "")
    assert read is not None
    assert (read.title, read.published) == (name, DAY)
    told = f"{read.text}\n{read.rows}\n{read.blocks}"
    assert TEXT.format(t=name, n=place) in told
    assert not any(other in told for other in NAMES if other != name)
    assert not any(f"{n}日" in told or f".{n}" in told for n in (12, 13, 14) if n != place)


@pytest.mark.parametrize(
    ("body", "title", "place"),
    [
        (page(SHAPES["headings"]), "朗読会", ""),
        (page("<p>{x}</p>"), "映画会", ""),
        (page(SHAPES["headings"]), "お知らせ", ""),
        (page(SHAPES["headings"], ("映画会", "映画会")), "映画会", ""),
        (page("<ul><li><a href='/{n}'>{t}</a></li></ul>"), "映画会", ""),
        (page(f"<div id=all>{SHAPES['headings'] * 2}</div>"), "朗読会", "#all"),
        (b"%PDF-1.7", "映画会", ""),
    ],
    ids=["not there", "no title", "what all is called", "twice", "a list", "a group", "a file"],
)
def test_where_nothing_surely_is_an_entrys_nothing_is_read(
    body: bytes, title: str, place: str
) -> None:
    """What is left out a person looks up; what is another's would be told as this one's."""
    assert part(body, title, place) is None


def test_of_two_parts_under_one_title_the_one_with_its_day_is_an_entrys() -> None:
    """休館日のお知らせ, each month: the list's day stands in one of them."""
    shape = "<div><h2>{t}</h2><p>2026年11月{n}日</p><p>{x}</p></div>"
    read = part(page(shape, ("休館日",) * 3), "休館日", day=date(2026, 11, 13))
    assert read is not None
    assert "定員は13人" in read.text
    assert "定員は12人" not in read.text


def test_a_page_about_one_entry_is_all_its_own() -> None:
    """Several link to the page of the newest: it is that one's, with the sections below its
    heading.
    """
    body = page("<h2>日時</h2><p>12月5日</p>", ("映画会",), "<h1>映画会</h1><p>開きます。</p>")
    read = part(body, "映画会")
    assert read is not None
    assert "12月5日" in read.text
    assert part(body, "おはなし会") is None


def test_a_part_says_what_the_list_says_where_it_has_but_a_title() -> None:
    """The feed carries the text, the page the headings."""
    entry = Entry("event", URL, "映画会", summary="12月5日に開きます。")
    body = page("<h2>{t}</h2>")
    read = read_part(Fetched(URL, body, "text/html; charset=utf-8"), Selectors(), "", entry)
    assert read is not None
    assert read.text == "12月5日に開きます。"


def test_an_error_page_has_no_parts() -> None:
    """Under status 200: the entry is not gone from its page."""
    body = (
        "<html><title>メンテナンス中</title><body>しばらくお待ちください。</body></html>".encode()
    )
    with pytest.raises(Unreadable):
        part(body, "映画会")
