"""News lists of library and municipal homepages, found by themselves."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st
from read.test_pages import OPTIONAL

from bridge.errors import Unreadable
from bridge.model import Listing
from bridge.read import homepage
from bridge.read.fetched import Fetched
from bridge.read.homepage import read_list
from bridge.settings import Selectors, Source

SAVED = Path(__file__).parent / "saved"
TOKYO = ZoneInfo("Asia/Tokyo")
URL = "https://www.lib.example.jp/"


def read(body: str | bytes, url: str = URL, **selectors: str) -> Listing:
    raw = body.encode() if isinstance(body, str) else body
    source = Source("home", "homepage", url, Selectors(**selectors))
    return read_list(Fetched(url, raw, "text/html"), source, TOKYO)


def saved(name: str, **selectors: str) -> Listing:
    return read((SAVED / name).read_bytes(), **selectors)


def brief(listing: Listing) -> list[tuple[date | None, str, str]]:
    return [(e.published, e.title, e.url) for e in listing.entries]


def test_two_lists_are_read_and_navigation_calendar_and_new_books_are_not() -> None:
    """dl/dt/dd with dates in five spellings, a PDF, an item without link, a javascript link, image
    links with alt.
    """
    listing = saved("home_dl.html")
    assert brief(listing) == [
        (date(2026, 7, 3), "台風接近に伴う臨時休館のお知らせ", f"{URL}news/0703.html"),
        (
            date(2026, 7, 1),
            "夏休み自由研究講座の参加者を募集します",
            f"{URL}news/0701.html;jsessionid=1A2B3C?0&pid=71",
        ),
        (date(2026, 6, 28), "図書館だより7月号", f"{URL}pdf/tayori.pdf"),
        (date(2026, 6, 25), "返却ポストの修理が終わりました。", ""),
        (date(2026, 6, 20), "システム点検のためのWeb予約停止について", f"{URL}news/0620.html"),
        (date(2026, 6, 18), "ポップアップのお知らせ", f"{URL}news/0618.html"),
        (None, "7月12日(日) 夏のこわいおはなし会", f"{URL}event/12.html"),
        (None, "ボランティア養成講座", f"{URL}event/18.html"),
    ]
    assert {e.page for e in listing.entries} == {URL}
    assert listing.how == "図書館からのお知らせ(dl/dt/dd 6件)、イベント(ul/li 2件)"
    assert listing.feeds == (f"{URL}feed/index.rdf",)
    assert listing.title == "桜川市立図書館"


@pytest.mark.parametrize("name", ["home_dl.html", "home_cards.html"])
@pytest.mark.parametrize("marks", OPTIONAL)
def test_a_list_without_the_marks_of_head_and_body_reads_the_same(name: str, marks: str) -> None:
    """Both may be left out, and <html> with them."""
    whole = (SAVED / name).read_text(encoding="utf-8")
    assert read(re.sub(marks, "", whole)) == saved(name)


@pytest.mark.parametrize("marks", OPTIONAL)
def test_a_list_in_main_is_found_where_no_body_is_written(marks: str) -> None:
    """<!doctype html><html lang=ja><meta charset=utf-8><title>…</title><main>…"""
    rows = "".join(
        f"<li>7月{n}日 <a href=/news/{n}.html>お知らせの{n}件目です</a></li>" for n in range(1, 5)
    )
    whole = (
        "<!doctype html><html lang=ja><head><meta charset=utf-8><title>図書館</title></head><body>"
        f"<header><a href=/>図書館</a></header><main><h2>お知らせ</h2><ul>{rows}</ul></main>"
        "</body></html>"
    )
    assert len(read(whole).entries) == 4
    assert read(re.sub(marks, "", whole)) == read(whole)


def test_a_table_of_an_old_site_in_shift_jis() -> None:
    """Layout tables around it are no list; ① and 髙 survive; a day without a year has none."""
    assert brief(saved("home_table.html")) == [
        (None, "①髙橋文庫の公開について", f"{URL}oshirase/①.html"),
        (None, "雑誌リサイクル～ご自由にお持ちください～", f"{URL}oshirase/2.html"),
        (None, "６月の休館日は８日と２２日です", ""),
    ]


def test_lines_that_end_with_br() -> None:
    """No element stands around each item."""
    assert brief(saved("home_lines.html")) == [
        (date(2026, 7, 2), "図書館まつりの開催", f"{URL}n/2.html"),
        (date(2026, 7, 1), "臨時窓口のご案内", f"{URL}n/1.html"),
        (date(2026, 6, 30), "駐車場の工事が終わりました", ""),
    ]


def test_cards_that_are_links_as_a_whole() -> None:
    """The title is the card's heading or longest part, without date and category; <base> counts."""
    assert brief(saved("home_cards.html")) == [
        (
            date(2026, 7, 2),
            "空調設備の工事に伴う閲覧室の利用制限",
            "https://umikaze.example.jp/news/31/",
        ),
        (date(2026, 7, 1), "夜の図書館コンサート", "https://umikaze.example.jp/news/30/"),
        (date(2026, 6, 30), "7月の休館日", "https://umikaze.example.jp/news/29/"),
        (date(2026, 7, 20), "うみのいきもの教室", "https://umikaze.example.jp/ev/5/"),
        (date(2026, 7, 25), "はじめての古文書", "https://umikaze.example.jp/ev/6/"),
    ]


def test_one_dl_for_each_item() -> None:
    """Two items of one title stay two."""
    assert [e.url for e in saved("home_dls.html").entries] == [
        f"{URL}docs/{n}/" for n in (501, 500, 499)
    ]


def test_dates_and_titles_in_turns() -> None:
    """p.date, p.txt, p.date, p.txt; 更新 after a date is no title."""
    assert brief(saved("home_pairs.html")) == [
        (date(2026, 7, 1), "読書感想文の書き方教室", f"{URL}lib/t1.html"),
        (date(2026, 6, 29), "移動図書館の巡回日程", f"{URL}lib/t2.html"),
    ]


def test_a_selector_names_the_items_and_drop_what_does_not_belong() -> None:
    """dt brings its dd along."""
    assert len(saved("home_dl.html", items="#news dt").entries) == 6
    assert (
        len(
            saved(
                "home_dl.html",
                items="#news dt",
                drop="#news dd:nth-of-type(1), #news dt:nth-of-type(1)",
            ).entries
        )
        == 5
    )
    assert [e.title for e in saved("home_dl.html", items=".books li").entries] == [
        "ある作家の長い題名の本",
        "もう一冊の本",
    ]


def test_a_day_without_a_year_takes_that_of_the_row_above_or_of_the_heading() -> None:
    """As a reader would."""
    rows = (
        "<li>12月28日 <a href=1>年末の休館</a></li><li>12月20日 <a href=2>冬のおはなし会</a></li>"
    )
    listing = read(f"<h2>令和7年のお知らせ</h2><ul>{rows}</ul>")
    assert [e.published for e in listing.entries] == [date(2025, 12, 28), date(2025, 12, 20)]
    assert [e.published for e in read(f"<h2>お知らせ</h2><ul>{rows}</ul>").entries] == [None, None]


@pytest.mark.parametrize(
    ("row", "title"),
    [
        ("<a href=1>図書館まつり</a> NEW!", "図書館まつり"),
        (
            "<a href=1>【NEW】図書館まつり(PDF:120KB)(新しいウィンドウで開きます)</a>",
            "図書館まつり",
        ),
        ("<a href=1>図書館まつり[PDF形式/1.2MB]</a>", "図書館まつり"),
        ("図書館まつり <a href=1>詳しくはこちら</a>", "図書館まつり"),
        ("図書館まつり <a href=1>[PDF]</a>", "図書館まつり"),
        ("<a href=1>New York の本を集めました</a>", "New York の本を集めました"),
        ("<a href=1>新着図書のお知らせ</a>", "新着図書のお知らせ"),
        ("<a href=1><ruby>図書館<rt>としょかん</rt></ruby>まつり</a>", "図書館まつり"),
        ("<a href=1><img alt='図書館まつり' src=a.png></a>", "図書館まつり"),
    ],
)
def test_marks_of_newness_file_sizes_and_readings_are_no_part_of_a_title(
    row: str, title: str
) -> None:
    """What is left is what the library wrote."""
    page = (
        f"<h2>お知らせ</h2><ul><li>2026/7/1 {row}</li><li>2026/6/1 <a href=2>別の件</a></li></ul>"
    )
    assert read(page).entries[0].title == title
    assert read(page).entries[0].url == f"{URL}1"


def test_the_way_to_older_news_and_to_the_feed_is_no_news() -> None:
    """Links beside the list, of which one announces a feed."""
    more = "<p><a href='/rss.xml'>RSS</a> <a href='/all'>お知らせ一覧</a></p>"
    rows = "<dl><dt>2026/7/1<dd><a href=1>まつり</a><dt>2026/6/1<dd><a href=2>新刊一覧を置きました</a></dl>"
    listing = read(f"<h2>お知らせ</h2>{more}{rows}<ul><li><a href=/old>過去のお知らせ</a></ul>")
    assert [e.title for e in listing.entries] == ["まつり", "新刊一覧を置きました"]
    assert listing.feeds == (f"{URL}rss.xml",)


def test_the_same_news_in_two_tabs_is_one() -> None:
    """すべて and 図書館 show the same item."""
    tab = "<ul><li>2026/7/1 <a href='/n/1?utm_source=top'>まつり</a></li><li>2026/7/2 <a href='/n/2'>休館</a></li></ul>"
    assert (
        len(
            read(
                f"<h2>お知らせ</h2><div>{tab}</div><div>{tab.replace('?utm_source=top', '')}</div>"
            ).entries
        )
        == 2
    )


def test_a_counter_or_todays_date_on_the_page_changes_nothing() -> None:
    """Two loads of one page give one list."""
    page = "<p>本日は{0}です。{1}人目のお客様</p><h2>お知らせ</h2><ul><li>2026/7/1 <a href=1>まつり</a></li></ul>"
    assert read(page.format("7月5日", 1234)) == read(page.format("7月6日", 1240))


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<html><body><ul id=nav><li><a href=a>利用案内</a><li><a href=b>アクセス</a></ul></body></html>",
        "<h2>休館日</h2><table><tr><td>7/6(月)</td></tr><tr><td>7/13(月)</td></tr></table>",
        "<h2>新着図書</h2><ul><li>2026/7/1 <a href=1>本</a></li><li>2026/7/1 <a href=2>本2</a></li></ul>",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        "<p>" * 10_000,
    ],
)
def test_a_page_without_news_is_told_with_what_to_do(body: str | bytes) -> None:
    """Navigation, calendars and new books are no news."""
    with pytest.raises(Unreadable) as caught:
        read(body)
    assert "「home」" in str(caught.value)
    assert URL in str(caught.value)
    assert "items" in caught.value.todo


@pytest.mark.parametrize(
    "head",
    [
        "<h1>404 Not Found</h1>",
        "<title>ただいまメンテナンス中です | 見本図書館</title>",
        "<h1>システムメンテナンスのため停止中です</h1>",
        "<title>503 Service Unavailable</title>",
        "<title>しばらくお待ちください</title>",
        "<h1>現在、アクセスが集中しています</h1>",
    ],
)
def test_a_page_in_place_of_the_site_is_a_failure(head: str) -> None:
    """Under status 200, with dated lines of its own."""
    rows = "<ul><li>2026年9月5日 システムを停止しています</li><li>2026年9月6日 再開の予定です</li></ul>"
    with pytest.raises(Unreadable, match="という表示が返されました"):
        read(f"{head}<h2>お知らせ</h2>{rows}")


def test_news_of_a_maintenance_is_news() -> None:
    """Only a page that says that it is none is refused."""
    rows = "<li>2026/7/2 <a href=1>システムメンテナンスのお知らせ</a></li><li>2026/7/1 <a href=2>まつり</a></li>"
    assert len(read(f"<h1>見本図書館</h1><h2>お知らせ</h2><ul>{rows}</ul>").entries) == 2


def test_a_selector_that_finds_nothing_is_told() -> None:
    """With the selector's own words."""
    with pytest.raises(Unreadable, match="#gone li"):
        saved("home_dl.html", items="#gone li")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("head", "piece", "end", "size"),
    [
        ("", "<div>", "2026/7/1 <a href=1>x</a>", 2_500),
        ("", "<ul><li>", "", 2_500),
        ("", "<table><tr><td>", "2026/7/1", 750),
        ("<h2>お知らせ</h2>", "<div><p>2026/7/1 <a href=1>x</a></p></div>", "", 300),
        ("<h2>お知らせ</h2><ul>", "<li>2026/7/1 <a href=1>x</a>", "", 2_500),
        ("<div>" * 140, "<p>2026年7月1日</p>", "", 600),
        ("", "<div><b>x</b></div>", "", 800),
        ("<h2>お知らせ</h2><a href=0>", "<p>2026/7/1 <a href=1>x</a></p>", "", 500),
    ],
)
def test_huge_and_deep_pages_end_in_seconds(head: str, piece: str, end: str, size: int) -> None:
    """No recursion, no square of the size."""

    def look(count: int) -> None:
        try:
            assert read(head + piece * count + end).entries
        except Unreadable as told:
            assert told.todo  # noqa: PT017 - either outcome is right here

    assert growth(look, size) < 9


def test_lists_are_told_apart_by_which_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of them, each compared with each by all that is in it, would take seconds."""

    def compare(*_: object) -> bool:
        raise AssertionError

    rows = "".join(f"<li>2026/7/{day} <a href={{0}}{day}>{{0}}{day}</a></li>" for day in (1, 2, 3))
    part = f"<h2>{{0}}のお知らせ</h2><ul>{rows}</ul>"
    body = "".join(map(part.format, ("本館", "分館", "分室")))
    read(body)  # the methods of a value are made with the first one
    monkeypatch.setattr(homepage._List, "__eq__", compare)
    assert len(read(body).entries) == 9


TOKENS = (
    "<ul>|</ul>|<li>|<dl>|<dt>|<dd>|</dl>|<table>|<tr>|<td>|</table>|<div>|</div>|<p>|<br>|<a href=1>|<a>|</a>|<h2>お知らせ</h2>|2026/7/1"
    "|7月1日|令和元年13月45日|まつり|<img alt=絵>|<base href=//[>|<a href='http://[::1'>|<ruby>|<rt>|ＮＥＷ| |<!--|<div class=news>|<?xml version=1.0?>|<rss>"
)
MARKUP = st.lists(st.sampled_from(TOKENS.split("|")), max_size=30).map("".join)


NEWS = (
    "<h2>お知らせ</h2><ul>"
    "<li>2026/7/1 <a href='/1'>まつり</a></li><li>2026/7/2 <a href='/2'>おはなし会</a></li>"
    "<li>2026/7/3 <a href='/3'>休館</a></li></ul>"
).encode()


@given(st.binary(max_size=100) | MARKUP.map(str.encode))
def test_any_bytes_give_a_list_or_the_reason(body: bytes) -> None:
    """Never another exception; a list is never empty, and each of its entries has a title."""
    for some in (body, body + NEWS):
        try:
            listing = read(some)
        except Unreadable:
            continue
        assert listing.entries
        assert all(e.title for e in listing.entries)


def test_a_list_that_is_whole_is_read_behind_most_bytes() -> None:
    """The look above would be at nothing, if each of its bodies was refused."""
    assert [e.title for e in read(NEWS).entries] == ["まつり", "おはなし会", "休館"]


def _titles(inner: str) -> list[str]:
    html = f"<html><head><title>見本図書館</title></head><body><main><h2>お知らせ</h2>{inner}</main></body></html>"
    got = Fetched("https://www.lib.example.jp/", html.encode(), "text/html; charset=utf-8")
    listing = read_list(got, Source("home", "homepage", got.url), ZoneInfo("Asia/Tokyo"))
    return [entry.title for entry in listing.entries]


def test_a_badge_inside_a_title_is_no_title() -> None:
    """Cards whose mark of newness has a class that says title."""
    card = (
        '<div><a href="/n/{0}"><span>休館</span></a><h5><a href="/n/{0}">話{0}のつどい<span class="post_title_new">'
        "新着!!</span></a></h5><div>2026年11月{0}日</div></div>"
    )
    cards = "".join(card.format(n) for n in (20, 18, 12))
    assert _titles(f"<div>{cards}</div>") == ["話20のつどい", "話18のつどい", "話12のつどい"]


@pytest.mark.parametrize(
    "label",
    [
        '<p class="news_cat"><a href="/c/{0}">休館</a></p>',
        '<p><a href="/category/closed-{0}/">休館</a></p>',
    ],
)
def test_a_category_with_a_link_of_its_own_is_no_news(label: str) -> None:
    """By its mark, or by the place that it leads to."""
    row = f'<div><p>2026.11.{{0}}</p>{label}<p><a href="/n/{{0}}">話{{0}}のつどい</a></p></div>'
    rows = "".join(row.format(n) for n in (20, 18, 12))
    assert _titles(f"<div>{rows}</div>") == ["話20のつどい", "話18のつどい", "話12のつどい"]


def test_of_two_languages_the_japanese_link_is_the_title() -> None:
    """However long the translation is."""
    row = '<li>2026年11月{0}日 <a href="/n/{0}">休館{0}</a> / <a href="/n/{0}?lang=en">Closed on the day no. {0}</a></li>'
    assert _titles(f"<ul>{''.join(row.format(n) for n in (20, 18, 12))}</ul>") == [
        "休館20",
        "休館18",
        "休館12",
    ]


def test_a_remark_on_another_site_goes() -> None:
    """（外部リンク） is said of the link, not of the news."""
    row = '<li>2026年11月{0}日 <a href="/n/{0}">催し{0}の案内（外部リンク）</a></li>'
    assert _titles(f"<ul>{''.join(row.format(n) for n in (20, 18, 12))}</ul>") == [
        f"催し{n}の案内" for n in (20, 18, 12)
    ]
