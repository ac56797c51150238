"""Feeds as they are in Japan."""

from __future__ import annotations

import codecs
import time
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.errors import Unreadable
from bridge.model import Listing
from bridge.read.feeds import MOST, plain, read_feed
from bridge.read.fetched import Fetched
from bridge.settings import Source

SAVED = Path(__file__).parent / "saved"
TOKYO = ZoneInfo("Asia/Tokyo")
URL = "https://www.lib.sakuragawa.example.jp/feed/index.rdf"


def read(body: bytes, content_type: str = "application/xml", url: str = URL, **source: str) -> Listing:
    return read_feed(Fetched(url, body, content_type), Source("event", "feed", url, **source), TOKYO)


def rss(*items: str, head: str = "") -> bytes:
    return f'{head}<rss version="2.0"><channel><title>館</title>{"".join(items)}</channel></rss>'.encode()


def item(number: int) -> str:
    return f"<item><title>お知らせ{number}</title><link>https://lib.example.jp/{number}</link></item>"


def test_rss_1_0_with_dc_date() -> None:
    """RDF: about is the guid, dc:date the day in the library's zone, escapes undone as often as made."""
    listing = read((SAVED / "rss10.rdf").read_bytes())
    assert (listing.title, listing.how) == ("桜川市立図書館 イベント情報", "RSS 1.0 3件")
    first, second, third = listing.entries
    assert first.title == "夏のこわいおはなし会"
    assert first.url == first.guid == "https://www.lib.sakuragawa.example.jp/event/0712.html"
    assert (first.published, first.summary) == (date(2026, 7, 1), "夏休みに、こわいおはなしを①冊読みます。")
    assert (second.title, second.published) == ("製本ワークショップ 参加者募集 & 見学会", date(2026, 6, 28))
    assert third.published is None


def test_rss_2_0_with_every_slip() -> None:
    """A DTD without entities, bare &, &nbsp;, CDATA, JST, Japanese dates, relative links, guids that are no links."""
    url = "http://tosyokan.midori.example.jp/rss/news.xml"
    listing = read((SAVED / "rss20.xml").read_bytes(), "text/html", url)
    assert [(e.title, e.url, e.guid, e.published) for e in listing.entries] == [
        ("休館日のお知らせ & お願い", "http://tosyokan.midori.example.jp/news/?id=31&g=2", "", date(2026, 7, 1)),
        ("蔵書点検 のため休館します", "https://tosyokan.midori.example.jp/news/30", "midori-30", date(2026, 6, 20)),
        ("図書館だより7月号", "http://tosyokan.midori.example.jp/pdf/tayori07.pdf", "midori-29", date(2026, 6, 6)),
        (
            "古い順番のお知らせ",
            "https://tosyokan.midori.example.jp/news/28",
            "https://tosyokan.midori.example.jp/news/28",
            date(2026, 6, 1),
        ),
        ("お話だけの項目", "", "midori-27", None),
        ("先の日付のお知らせ", "https://tosyokan.midori.example.jp/news/26", "midori-29", date(2027, 1, 1)),
    ]
    assert listing.entries[0].page == url


def test_atom_with_xml_base() -> None:
    """The alternate link counts, against the nearest xml:base; the published day, in the library's zone."""
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


def test_a_bom_and_blank_lines_before_the_feed() -> None:
    """As PHP leaves them."""
    assert len(read(codecs.BOM_UTF8 + b"\n\n  " + rss(item(1), head="<?xml version='1.0'?>")).entries) == 1


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
        (b'<!DOCTYPE r [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><rss version="2.0"><channel><title>&b;</title></channel></rss>', "ENTITY"),
        (b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel/></rss>', "ENTITY"),
        (b'<rss version="2.0"><channel><item><title>cut', "途中で壊れています"),
        (b"<rss>" + b"<a>" * 10_000, "途中で壊れています"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_told_with_source_and_address(body: bytes, why: str) -> None:
    """The message names what came, the source, the address and what to do."""
    with pytest.raises(Unreadable) as caught:
        read(body)
    assert why in str(caught.value)
    assert "「event」" in str(caught.value)
    assert URL in str(caught.value)
    assert caught.value.todo


@pytest.mark.parametrize(
    "cut", ["<item><title>お知ら", "<item><title>お知らせ</b></item>" + item(4), "\x00<<>", "<a>" * 10_000]
)
def test_a_broken_feed_gives_the_entries_that_end_before_the_break(cut: str) -> None:
    """Half an entry is no news, and what follows a break cannot be trusted."""
    listing = read(rss(item(1), item(2), cut).removesuffix(b"</channel></rss>"))
    assert [e.title for e in listing.entries] == ["お知らせ1", "お知らせ2"]
    assert "壊れています" in listing.notes[0]


def test_100_000_entries_and_deep_nesting_are_bounded() -> None:
    """Two thousand are read, in seconds; the note says so."""
    body = rss(*(item(n) for n in range(40_000)))
    started = time.process_time()
    listing = read(body)
    assert len(listing.entries) == MOST
    assert "2,000件" in listing.notes[0]
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    "cut",
    ["<item " + " ".join(f'a{n}="1"' for n in range(20_000)) + "/>", "<item>" + "<category>x</category>" * 100_001],
)
def test_absurd_elements_end_the_reading(cut: str) -> None:
    """What stands before them is read."""
    started = time.process_time()
    listing = read(rss(item(1), cut))
    assert (len(listing.entries), len(listing.notes)) == (1, 1)
    assert time.process_time() - started < 10


def test_many_cdata_starts_cost_no_square() -> None:
    """A feed made to be slow is not."""
    started = time.process_time()
    with pytest.raises(Unreadable):
        read(b"<rss>" + b"<![CDATA[&" * 100_000)
    assert time.process_time() - started < 10


def test_mojibake_in_titles_is_noted() -> None:
    """A feed that was garbled at its source."""
    assert (
        "文字化け"
        in read(rss("<item><title>お知らせ".encode().decode("cp932", "replace") + "</title></item>")).notes[0]
    )


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
    assert plain(title) == words


@given(st.binary(max_size=300) | st.text("<>/&;![]CDATArssitem title'\"=", max_size=200).map(rss))
@settings(deadline=None)
def test_any_bytes_give_a_list_or_the_reason(body: bytes) -> None:
    """Never another exception."""
    try:
        listing = read(body, "text/xml; charset=Shift_JIS")
    except Unreadable:
        return
    assert len(listing.entries) <= MOST
