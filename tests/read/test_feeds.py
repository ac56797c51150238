"""Feeds as they are in Japan."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st

from bridge.errors import Unreadable
from bridge.model import Listing
from bridge.read.feeds import MOST, plain_title, read_feed
from bridge.read.fetched import Fetched
from bridge.settings import Source

SAVED = Path(__file__).parent / "saved"
TOKYO = ZoneInfo("Asia/Tokyo")
URL = "https://www.lib.sakuragawa.example.jp/feed/index.rdf"


def read(
    body: bytes, content_type: str = "application/xml", url: str = URL, **source: str
) -> Listing:
    return read_feed(
        Fetched(url, body, content_type), Source("event", "feed", url, **source), TOKYO
    )


def rss(*items: str, head: str = "") -> bytes:
    return f'{head}<rss version="2.0"><channel><title>館</title>{"".join(items)}</channel></rss>'.encode()


def item(number: int) -> str:
    return (
        f"<item><title>お知らせ{number}</title><link>https://lib.example.jp/{number}</link></item>"
    )


def test_rss_1_0_with_dc_date() -> None:
    """RDF: about is the guid, dc:date the day in the library's zone, escapes undone as often as
    made.
    """
    listing = read((SAVED / "rss10.rdf").read_bytes())
    assert (listing.title, listing.how) == ("桜川市立図書館 イベント情報", "RSS 1.0 3件")
    first, second, third = listing.entries
    assert first.title == "夏のこわいおはなし会"
    assert first.url == first.guid == "https://www.lib.sakuragawa.example.jp/event/0712.html"
    assert (first.published, first.summary) == (
        date(2026, 7, 1),
        "夏休みに、こわいおはなしを①冊読みます。",
    )
    assert (second.title, second.published) == (
        "製本ワークショップ 参加者募集 & 見学会",
        date(2026, 6, 28),
    )
    assert third.published is None


def test_rss_2_0_with_every_slip() -> None:
    """A DTD without entities, bare &, &nbsp;, CDATA, JST, Japanese dates, relative links, guids
    that are no links.
    """
    url = "http://tosyokan.midori.example.jp/rss/news.xml"
    listing = read((SAVED / "rss20.xml").read_bytes(), "text/html", url)
    assert [(e.title, e.url, e.guid, e.published) for e in listing.entries] == [
        (
            "休館日のお知らせ & お願い",
            "http://tosyokan.midori.example.jp/news/?id=31&g=2",
            "",
            date(2026, 7, 1),
        ),
        (
            "蔵書点検 のため休館します",
            "https://tosyokan.midori.example.jp/news/30",
            "midori-30",
            date(2026, 6, 20),
        ),
        ("図書館だより7月号", "", "midori-29", date(2026, 6, 6)),
        (
            "古い順番のお知らせ",
            "https://tosyokan.midori.example.jp/news/28",
            "https://tosyokan.midori.example.jp/news/28",
            date(2026, 6, 1),
        ),
        ("お話だけの項目", "", "midori-27", None),
        (
            "先の日付のお知らせ",
            "https://tosyokan.midori.example.jp/news/26",
            "midori-29",
            date(2027, 1, 1),
        ),
    ]
    assert listing.entries[0].page == "http://tosyokan.midori.example.jp/"


def test_atom_with_xml_base() -> None:
    """The alternate link counts, against the nearest xml:base; the published day, in the library's
    zone.
    """
    listing = read((SAVED / "atom.xml").read_bytes(), "text/plain")
    (entry,) = listing.entries
    assert listing.how == "Atom 1.0 1件"
    assert entry.title == '星空観察会 "夏の大三角"'
    assert entry.url == "https://lib.town.hoshino.example.jp/blog/2026/hoshi.html"
    assert (entry.published, entry.summary) == (date(2026, 7, 1), "夏の星を見ます。")


def test_rss_0_91_is_read() -> None:
    """The old ones still serve."""
    body = rss(item(1)).replace(b'"2.0"', b'"0.91"')
    assert read(body).how == "RSS 0.91 1件"


@pytest.mark.parametrize("codec", ["cp932", "euc_jp", "iso-2022-jp", "utf-16", "utf-8-sig"])
def test_a_feed_in_any_japanese_charset(codec: str) -> None:
    """Whatever the declaration says of it."""
    body = rss(item(1), head='<?xml version="1.0" encoding="Shift_JIS"?>').decode().encode(codec)
    assert read(body).entries[0].title == "お知らせ1"


@pytest.mark.parametrize(
    "body",
    [
        "<CHANNEL><TITLE>館</TITLE><ITEM HREF='https://lib.example.jp/1'><TITLE>お知らせ1</TITLE></ITEM></CHANNEL>",
        "<r:rss version='2.0' xmlns:r='http://backend.userland.com/rss2'><r:channel><r:item><r:title>お知らせ1</r:title>"
        "<r:link>https://lib.example.jp/1</r:link></r:item></r:channel></r:rss>",
    ],
)
def test_feeds_of_rare_kinds_are_read(body: str) -> None:
    """CDF, and RSS under a prefix of its own."""
    assert [(entry.title, entry.url) for entry in read(body.encode()).entries] == [
        ("お知らせ1", "https://lib.example.jp/1")
    ]


def test_a_bom_and_blank_lines_before_the_feed() -> None:
    """As PHP leaves them."""
    assert (
        len(read(codecs.BOM_UTF8 + b"\n\n  " + rss(item(1), head="<?xml version='1.0'?>")).entries)
        == 1
    )


def test_an_empty_feed_is_an_empty_list() -> None:
    """Whether that is an alarm is not judged here."""
    assert read(rss()).entries == ()


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "空"),
        (b" \n ", "空"),
        (b"<!DOCTYPE html><html><body><h1>Not Found</h1></body></html>", "HTML"),
        (b"<html><body>&lt;rss version&gt; <rss ></body></html>", "HTML"),
        (b"PK\x03\x04 not a feed", "フィードではありません"),
        (b'{"items": []}', "フィードではありません"),
        (
            b'<!DOCTYPE r [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><rss version="2.0"><channel><title>&b;</title></channel></rss>',
            "ENTITY",
        ),
        (
            b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel/></rss>',
            "ENTITY",
        ),
        (b'<rss version="2.0"><channel><item><title>cut', "途中で壊れています"),
        (b"<rss>" + b"<a>" * 10_000, "途中で壊れています"),
    ],
)
def test_what_is_no_feed_is_told_with_source_and_address(body: bytes, why: str) -> None:
    """The message names what came, the source, the address and what to do."""
    with pytest.raises(Unreadable) as caught:
        read(body)
    assert why in str(caught.value)
    assert "「event」" in str(caught.value)
    assert URL in str(caught.value)
    assert caught.value.todo


BROKEN = {
    "cut off": "<item><title>お知ら",
    "crossed tags": "<item><title>お知らせ</b></item>",
    "a tag of HTML": "<item><title>お知らせ</title><description>一行<br>二行</description></item>",
    "a bare sign in a title": "<item><title>3 < 5</title><link>https://lib.example.jp/9</link></item>",
    "the end of CDATA in CDATA": "<item><title>あ</title><description><![CDATA[a ]]> b ]]></description></item>",
    "CDATA left open": "<item><title>あ</title><description><![CDATA[a</description></item>",
    "half an emoji": "<item><title>春の会&#xD83D;</title></item>",
    "a character that XML has not": "<item><title>会&#0;</title></item>",
    "an attribute without quotes": "<item><title>会</title><enclosure url=a.pdf></enclosure></item>",
    "an attribute twice": "<item><title a='1' a='2'>会</title></item>",
    "no end": "<item><title>会</title>",
    "deep nesting": "<item>" + "<a>" * 10_000,
    "a comment with two hyphens": "<item><title>会</title><!-- a -- b --></item>",
    "an element left open": "<item><title>会<link>https://lib.example.jp/9</link></item>",
}


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_entry_costs_that_entry_and_is_told(broken: str, place: int) -> None:
    """Wherever it stands, all the others are read."""
    items = [item(1), item(2)]
    items.insert(place, broken)
    listing = read(rss(*items))
    assert [entry.title for entry in listing.entries] == ["お知らせ1", "お知らせ2"]
    assert "壊れています" in listing.notes[0].what
    assert "1件" in listing.notes[0].what


@pytest.mark.parametrize(
    "junk", ["<script src='/c.js'></script>", "<!-- end", "</rss>", "Warning: x < y", "\0<<>"]
)
def test_junk_behind_the_end_costs_no_entry_and_is_told(junk: str) -> None:
    """As counters and PHP leave it."""
    listing = read(rss(item(1), item(2)) + junk.encode())
    assert [entry.title for entry in listing.entries] == ["お知らせ1", "お知らせ2"]
    assert "2件すべてを読みました" in listing.notes[0].what


@pytest.mark.parametrize("root", ["rss", "rdf", "atom"])
def test_a_feed_that_is_cut_keeps_its_whole_entries(root: str) -> None:
    """Of each kind, with the words of its own root."""
    heads = {
        "rss": '<rss version="2.0"><channel><title>R&D < 館</title>',
        "rdf": '<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        "<channel><title>館</title></channel>",
        "atom": '<feed xmlns="http://www.w3.org/2005/Atom"><title>館</title>',
    }
    name = "entry" if root == "atom" else "item"
    entry = "<{0}><title>お知らせ{1}</title><link href='https://lib.example.jp/{1}'/></{0}>"
    body = heads[root] + entry.format(name, 1) + entry.format(name, 2) + f"<{name}><title>お知"
    assert [one.title for one in read(body.encode()).entries] == ["お知らせ1", "お知らせ2"]


def test_100_000_entries_and_deep_nesting_are_bounded() -> None:
    """Two thousand are read, in seconds; the note says so."""

    def look(count: int) -> None:
        listing = read(rss(*map(item, range(count))))
        assert len(listing.entries) == MOST
        assert "2,000件" in listing.notes[0].what

    assert growth(look, 10_000) < 9


@pytest.mark.parametrize(
    ("absurd", "size"),
    [
        (lambda count: "<item " + " ".join(f'a{n}="1"' for n in range(count)) + "/>", 5_000),
        (lambda count: "<item>" + "<category>x</category>" * count, 25_001),
    ],
    ids=["attributes", "elements"],
)
def test_absurd_elements_end_the_reading(absurd: Callable[[int], str], size: int) -> None:
    """What stands before them is read."""

    def look(count: int) -> None:
        listing = read(rss(item(1), absurd(count)))
        assert (len(listing.entries), len(listing.notes)) == (1, 1)

    assert growth(look, size) < 9


def test_many_cdata_starts_cost_no_square() -> None:
    """A feed made to be slow is not."""

    def look(count: int) -> None:
        with pytest.raises(Unreadable):
            read(b"<rss>" + b"<![CDATA[&" * count)

    assert growth(look, 25_000) < 9


def test_mojibake_in_titles_is_noted() -> None:
    """A feed that was garbled at its source."""
    title = "お知らせ".encode().decode("cp932", "replace")
    assert [note.code for note in read(rss(f"<item><title>{title}</title></item>")).notes] == [
        "list.garbled"
    ]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("5 < 6 & 7 > 3", "5 < 6 & 7 > 3"),
        ("<新着>お知らせ", "<新着>お知らせ"),
        ("&amp;amp;amp;", "&"),
        ("<b>太字</b><br/>二行目", "太字二行目"),
        ("R&D", "R&D"),
        ("a<!-- 隠し -->b", "ab"),
        ("&#x3042;&#12356;", "あい"),
    ],
)
def test_titles_become_plain_words(title: str, words: str) -> None:
    """Markup goes, signs stay."""
    assert plain_title(title) == words


@given(st.binary(max_size=300) | st.text("<>/&;![]CDATArssitem title'\"=", max_size=200).map(rss))
def test_any_bytes_give_a_list_or_the_reason(body: bytes) -> None:
    """Never another exception."""
    try:
        listing = read(body, "text/xml; charset=Shift_JIS")
    except Unreadable:
        return
    assert len(listing.entries) <= MOST


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Tue, 17 Jan 2006", date(2006, 1, 17)),
        ("17 January 2006", date(2006, 1, 17)),
        ("11/20/2026 09:00", date(2026, 11, 20)),
        ("04/05/2026", None),
        ("2026-11-20T24:00:00+09:00", date(2026, 11, 20)),
        ("20261120", date(2026, 11, 20)),
        ("1795132800", date(2026, 11, 20)),
        ("1795132800000", date(2026, 11, 20)),
        ("令和8年11月20日", date(2026, 11, 20)),
        ("Fri, 20 Nov 2026 23:30:00 GMT", date(2026, 11, 21)),
        ("yesterday", None),
    ],
)
def test_the_day_of_an_entry(said: str, day: date | None) -> None:
    """In the ways in which feeds write it; a day that may be two is none."""
    body = rss(
        f"<item><title>会</title><link>https://lib.example.jp/1</link><pubDate>{said}</pubDate></item>"
    )
    assert read(body).entries[0].published == day


def test_the_other_dates_of_a_feed_settle_which_is_the_month() -> None:
    """04/05/2026 beside 11/20/2026 is 5 April."""
    dates = ("04/05/2026", "11/20/2026")
    items = (
        f"<item><title>会</title><guid>{said}</guid><pubDate>{said}</pubDate></item>"
        for said in dates
    )
    assert [entry.published for entry in read(rss(*items)).entries] == [
        date(2026, 4, 5),
        date(2026, 11, 20),
    ]


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("<guid isPermaLink='false'>https://lib.example.jp/internal/7</guid>", ""),
        ("<guid>https://lib.example.jp/n/7</guid>", "https://lib.example.jp/n/7"),
        ("<guid>7</guid>", ""),
        ("<enclosure url='https://lib.example.jp/a.mp3' type='audio/mpeg' length='1'/>", ""),
        (
            "<link>https://lib.example.jp/n/7</link><guid>https://lib.example.jp/x</guid>",
            "https://lib.example.jp/n/7",
        ),
        ("<comments>https://lib.example.jp/n/7#c</comments>", ""),
        ("<link>mailto:lib@example.jp</link>", ""),
    ],
)
def test_only_a_link_or_a_permalink_is_the_link_of_an_entry(link: str, found: str) -> None:
    """An entry without one links to nothing."""
    assert read(rss(f"<item><title>会</title>{link}</item>")).entries[0].url == found


@pytest.mark.parametrize(
    ("rel", "linked"),
    [("alternate", True), ("", True), ("enclosure", False), ("self", False), ("replies", False)],
)
def test_of_atoms_links_the_alternate_one_counts(rel: str, linked: bool) -> None:
    """RFC 4287, 4.2.7.2: a link without rel is alternate."""
    named = f" rel='{rel}'" if rel else ""
    body = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>会</title><link{named} href='https://lib.example.jp/1'/></entry></feed>"
    assert bool(read(body.encode()).entries[0].url) is linked


@pytest.mark.parametrize("name", ["script", "style", "SCRIPT"])
def test_the_text_of_a_script_is_no_title(name: str) -> None:
    """What a browser would not show is not said."""
    assert (
        plain_title(f"読書会&lt;{name}&gt;track('x');&lt;/{name}&gt;のお知らせ")
        == "読書会のお知らせ"
    )


@pytest.mark.parametrize(
    ("codec", "title"),
    [("euc_kr", "도서관 휴관 안내"), ("gb18030", "图书馆闭馆通知"), ("cp1251", "Библиотека")],
)
def test_a_declared_charset_that_fits_is_honoured(codec: str, title: str) -> None:
    """A library has pages for readers of other languages."""
    head = f'<?xml version="1.0" encoding="{codec.replace("_", "-")}"?>'
    body = f'{head}<rss version="2.0"><channel><item><title>{title}</title></item></channel></rss>'.encode(
        codec
    )
    assert read(body).entries[0].title == title


def test_kanji_without_kana_from_a_guessed_charset_is_told() -> None:
    """Korean bytes without a label look like rare kanji."""
    body = (
        rss("<item><title>도서관 휴관 안내입니다 도서관 휴관 안내입니다</title></item>")
        .decode()
        .encode("euc_kr")
    )
    assert any(note.code == "list.garbled" for note in read(body).notes)
