"""A feed is read alike by the fast reader and by feedparser, or left to feedparser."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.errors import SourceFailed
from bridge.model import Listing
from bridge.read import feeds, plainfeeds
from bridge.read.fetched import Fetched
from bridge.settings import Source

URL = "https://www.lib.example.jp/news/feed.xml"
SOURCE = Source("event", "feed", URL)
TOKYO = ZoneInfo("Asia/Tokyo")
RSS1 = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"{more}>'
    '<channel rdf:about="https://www.lib.example.jp/"><title>{title}</title><link>https://www.lib.example.jp/</link>'
    '<description>お知らせ</description>{head}<items><rdf:Seq><rdf:li rdf:resource="x"/></rdf:Seq></items></channel>{items}</rdf:RDF>'
)
RSS2 = (
    '<rss version="{version}" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    ' xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"{more}>'
    "<channel><title>{title}</title><link>https://www.lib.example.jp/</link><description>お知らせ</description>{head}{items}</channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"{more}><title>{title}</title><id>tag:lib.example.jp,2026:feed</id>'
    "<updated>2026-11-25T10:00:00+09:00</updated>{head}{items}</feed>"
)


def read(text: str, *, fast: bool) -> Listing | str:
    """Return what a feed lists, or why it cannot be read."""
    plain, plainfeeds.read = plainfeeds.read, plainfeeds.read if fast else lambda _: None
    try:
        body = f'<?xml version="1.0" encoding="utf-8"?>{text}'.encode("utf-8", "surrogatepass")
        return feeds.read_feed(Fetched(URL, body, "application/xml; charset=utf-8"), SOURCE, TOKYO)
    except SourceFailed as error:
        return str(error)
    finally:
        plainfeeds.read = plain


def alike(text: str) -> None:
    assert read(text, fast=True) == read(text, fast=False), text


TEXTS = st.sampled_from(
    [
        *["おはなし会のお知らせ", "  題\n  ", "Library news", "1 &lt; 2", "A &amp; B", "<![CDATA[<p>説明</p>&nbsp;本文 [&#8230;]]]>"] * 6,
        *["", "caf\u00e9", "\u00c3\u00a9", "\x80\x93", "本とcaf\u00e9", "&amp;amp; &lt;b&gt;太字&lt;/b&gt;", "&#12354;&#x3044;", "<b>太字</b>です"],
        *["題<!-- x -->名", "&lt;script&gt;alert(1)&lt;/script&gt;後", "AT&amp;T; x", "&#133;", "題\u3000名", "\u200b題", "\ufeff題", "😀", "<![CDATA[]]>"],
    ]
)  # fmt: skip
ADDRESSES = st.sampled_from(
    [
        *["https://www.lib.example.jp/news/1.html", "https://www.lib.example.jp/news/2.html?a=1&amp;b=2", " https://www.lib.example.jp/5 "] * 12,
        *["/news/3.html", "news/4.html", "", "https://www.lib.example.jp", "http://www.lib.example.jp:8080/a/../b", "https://図書館.example.jp/"],
        *["https://www.lib.example.jp/?q=%E6%9C%AC", "mailto:a@example.jp", "javascript:x", "https://www.lib.example.jp/a;b"],
        *["tag:lib.example.jp,2026:1", "urn:uuid:60a76c80-d399-11d9-b93C-0003939e0af6", "1234", "https://www.lib.example.jp/#top"],
        *["HTTPS://WWW.LIB.EXAMPLE.JP/X", "//lib.example.jp/x"],
    ]
)  # fmt: skip
DATES = st.sampled_from(
    [
        "Wed, 25 Nov 2026 10:00:00 +0900",
        "2026-11-25T10:00:00+09:00",
        "2026-11-25",
        "25 Nov 2026",
        "2026年11月25日",
        "",
        "11/25/2026",
        "Wed, 25 Nov 2026 10:00:00 JST",
        "1795564800",
        "2026-11-24T23:30:00Z",
        "ほんじつ",
    ]
)
LANGUAGE = st.sampled_from(["", "", "", ' xml:lang="ja"', ' xml:base="https://other.example.jp/"'])
#: how many elements stand in it that few feeds have
ODD = st.sampled_from([0, 0, 0, 1, 2])


@st.composite
def rss_item(draw: st.DrawFn, *, one: bool) -> str:
    """An item of RSS: its elements in any order, some missing, some twice, some unknown."""
    permalink = draw(
        st.sampled_from(["", ' isPermaLink="true"', ' isPermaLink="false"', ' isPermaLink="True"'])
    )
    pieces = [
        f"<title>{draw(TEXTS)}</title>",
        f"<link>{draw(ADDRESSES)}</link>",
        f"<description>{draw(TEXTS)}</description>",
        f"<pubDate>{draw(DATES)}</pubDate>",
        f"<dc:date>{draw(DATES)}</dc:date>",
        f"<content:encoded>{draw(TEXTS)}</content:encoded>",
        f"<guid{permalink}>{draw(ADDRESSES)}</guid>",
        f'<category domain="x">{draw(TEXTS)}</category>',
        f"<dc:creator>{draw(TEXTS)}</dc:creator>",
        f"<author>{draw(TEXTS)}</author>",
        f'<enclosure url="{draw(ADDRESSES)}" length="1" type="image/png"/>',
        f"<comments>{draw(ADDRESSES)}</comments>",
        f"<dc:title>{draw(TEXTS)}</dc:title>",
        f"<title>{draw(TEXTS)}</title>",
        "<source url='https://x.example.jp/'>出典</source>",
        "文",
        f"<description>{draw(TEXTS)}</description>",
        f"<link>{draw(ADDRESSES)}</link>",
        f'<title type="html">{draw(TEXTS)}</title>',
    ]
    usual = draw(st.permutations(range(6 if one else 9)))
    odd = draw(st.lists(st.integers(6, len(pieces) - 1), max_size=draw(ODD)))
    kept = [pieces[n] for n in usual if draw(st.integers(0, 5))] + [pieces[n] for n in odd]
    about = f' rdf:about="{draw(ADDRESSES)}"' if one else ""
    return f"<item{about}{draw(LANGUAGE)}>{''.join(draw(st.permutations(kept)))}</item>"


@st.composite
def atom_entry(draw: st.DrawFn) -> str:
    """An entry of Atom, likewise."""
    kind = draw(
        st.sampled_from(
            ["", "", "", "", ' type="html"', ' type="text"', ' type="xhtml"', ' type="image/png"']
        )
    )
    relation = draw(
        st.sampled_from(
            [
                *([""] * 6),
                ' rel="alternate"',
                ' rel="alternate" type="text/html"',
                ' rel="self"',
                ' rel="Alternate"',
                ' type="application/pdf"',
            ]
        )
    )
    pieces = [
        f"<title{kind}>{draw(TEXTS)}</title>",
        f'<link{relation} href="{draw(ADDRESSES)}"/>',
        f"<id>{draw(ADDRESSES)}</id>",
        f"<updated>{draw(DATES)}</updated>",
        f"<published>{draw(DATES)}</published>",
        f"<summary>{draw(TEXTS)}</summary>",
        f"<content{kind}>{draw(TEXTS)}</content>",
        "<author><name>図書館</name></author>",
        '<category term="x"/>',
        f'<link rel="enclosure" href="{draw(ADDRESSES)}"/>',
        f'<link href="{draw(ADDRESSES)}"/>',
        f"<summary{kind}>{draw(TEXTS)}</summary>",
        "<author><name>図書館</name><uri>/x</uri></author>",
        "文",
    ]
    usual = draw(st.permutations(range(9)))
    odd = draw(st.lists(st.integers(9, len(pieces) - 1), max_size=draw(ODD)))
    kept = [pieces[n] for n in usual if draw(st.integers(0, 5))] + [pieces[n] for n in odd]
    return f"<entry{draw(LANGUAGE)}>{''.join(draw(st.permutations(kept)))}</entry>"


HEADS = st.lists(
    st.sampled_from(
        [
            "<language>ja</language>",
            "<ttl>60</ttl>",
            '<atom:link href="https://www.lib.example.jp/feed" rel="self" type="application/rss+xml"/>',
            "<image><url>https://www.lib.example.jp/i.png</url><title>絵</title><link>https://www.lib.example.jp/</link></image>",
            "<lastBuildDate>Wed, 25 Nov 2026 10:00:00 +0900</lastBuildDate>",
            "<sy:updatePeriod>hourly</sy:updatePeriod>",
            "<generator>x</generator>",
            '<atom:link href="https://other.example.jp/" rel="alternate"/>',
            "<title>もう一つ</title>",
            "<docs>x</docs>",
            "<dc:language>ja</dc:language>",
            "<ttl>5</ttl>",
            "<image/>",
            "<textInput><title>検索</title><link>/q</link></textInput>",
            "<cloud domain='x'/>",
        ]
    ),
    max_size=3,
)


#: a channel names the page whose news it has, or does not
HOMES = st.sampled_from(["<link>https://www.lib.example.jp/</link>", ""])


def channel(feed: str, home: str) -> str:
    """Return a feed of RSS whose channel has this link."""
    return feed.replace("<link>https://www.lib.example.jp/</link><desc", f"{home}<desc", 1)


@pytest.mark.slow
@settings(max_examples=400)
@given(st.data())
def test_rss_2_is_read_alike(data: st.DataObject) -> None:
    """And 0.9x, whatever stands in it."""
    items = "".join(data.draw(st.lists(rss_item(one=False), max_size=3)))
    version = data.draw(st.sampled_from(["2.0", "2.0", "0.91", "0.92", "2.01", "", "3"]))
    more = data.draw(
        st.sampled_from(
            [
                "",
                ' xml:lang="ja"',
                ' xmlns:a="http://purl.org/rss/1.0/"',
                ' xmlns:media="http://search.yahoo.com/mrss/"',
            ]
        )
    )
    head = "".join(data.draw(HEADS))
    feed = RSS2.format(version=version, more=more, title=data.draw(TEXTS), head=head, items=items)
    alike(channel(feed, data.draw(HOMES)))


@pytest.mark.slow
@settings(max_examples=300)
@given(st.data())
def test_rss_1_is_read_alike(data: st.DataObject) -> None:
    """With its items beside the channel, known by rdf:about."""
    items = "".join(data.draw(st.lists(rss_item(one=True), max_size=3)))
    more = data.draw(
        st.sampled_from(
            [
                "",
                ' xml:lang="ja"',
                ' xmlns:atom="http://www.w3.org/2005/Atom"',
                ' xmlns:a="http://my.netscape.com/rdf/simple/0.9/"',
            ]
        )
    )
    head = data.draw(
        st.sampled_from(
            [
                "",
                "<dc:language>ja</dc:language>",
                "<dc:date>2026-11-25</dc:date>",
                '<image rdf:resource="x"/>',
                "<title>二つ目</title>",
            ]
        )
    )
    feed = RSS1.format(more=more, title=data.draw(TEXTS), head=head, items=items)
    alike(channel(feed, data.draw(HOMES)))


@pytest.mark.slow
@settings(max_examples=300)
@given(st.data())
def test_atom_is_read_alike(data: st.DataObject) -> None:
    """With links of any relation."""
    items = "".join(data.draw(st.lists(atom_entry(), max_size=3)))
    more = data.draw(
        st.sampled_from(
            [
                "",
                ' xml:lang="ja"',
                ' xml:base="https://other.example.jp/"',
                ' xmlns:media="http://search.yahoo.com/mrss/"',
            ]
        )
    )
    head = "".join(
        data.draw(
            st.lists(
                st.sampled_from(
                    [
                        '<link href="https://www.lib.example.jp/"/>',
                        '<link rel="self" href="https://www.lib.example.jp/feed"/>',
                        '<link rel="hub" href="x"/>',
                        "<author><name>図書館</name></author>",
                        "<subtitle>副題</subtitle>",
                        "<generator uri='x' version='1'>x</generator>",
                        "<rights>x</rights>",
                        "<icon>/i.png</icon>",
                        '<link rel="alternate" type="text/html" href="https://www.lib.example.jp/b/"/>',
                    ]
                ),
                max_size=3,
            )
        )
    )
    alike(ATOM.format(more=more, title=data.draw(TEXTS), head=head, items=items))


USUAL = {
    "RSS 2.0": RSS2.format(
        version="2.0",
        more="",
        title="行事",
        head='<atom:link href="https://www.lib.example.jp/feed" rel="self" type="application/rss+xml"/><language>ja</language>',
        items='<item><title>冬のおはなし会</title><link>https://www.lib.example.jp/1</link><guid isPermaLink="false">https://www.lib.example.jp/?p=1</guid>'
        "<pubDate>Wed, 25 Nov 2026 10:00:00 +0900</pubDate><dc:creator><![CDATA[職員]]></dc:creator><category><![CDATA[行事]]></category>"
        "<description><![CDATA[絵本を読みます [&#8230;]]]></description><content:encoded><![CDATA[<p>絵本</p>]]></content:encoded></item>",
    ),
    "RSS 1.0": RSS1.format(
        more="",
        title="行事",
        head="<dc:language>ja</dc:language>",
        items='<item rdf:about="https://www.lib.example.jp/1"><title>冬のおはなし会</title><link>https://www.lib.example.jp/1</link>'
        "<description>絵本を読みます</description><dc:date>2026-11-25T10:00:00+09:00</dc:date></item>",
    ),
    "Atom 1.0": ATOM.format(
        more=' xml:lang="ja"',
        title="行事",
        head='<link href="https://www.lib.example.jp/"/><link rel="self" href="https://www.lib.example.jp/feed"/>',
        items='<entry><title type="html">冬のおはなし会</title><link rel="alternate" type="text/html" href="https://www.lib.example.jp/1"/>'
        "<id>tag:lib.example.jp,2026:1</id><updated>2026-11-25T10:00:00+09:00</updated><author><name>図書館</name></author>"
        "<summary>絵本を読みます</summary></entry>",
    ),
}


@pytest.mark.parametrize("name", USUAL)
def test_the_usual_feeds_are_read_without_feedparser(name: str) -> None:
    """What most libraries have: and it says what feedparser says."""
    found = plainfeeds.read(USUAL[name])
    assert found is not None
    alike(USUAL[name])
    listing = read(USUAL[name], fast=True)
    assert isinstance(listing, Listing)
    assert listing.how == f"{name} 1件"
    (entry,) = listing.entries
    assert (entry.title, entry.url, str(entry.published)) == (
        "冬のおはなし会",
        "https://www.lib.example.jp/1",
        "2026-11-25",
    )


@pytest.mark.parametrize("name", ["RSS 2.0", "RSS 1.0"])
def test_a_channel_without_a_link_is_read_without_feedparser(name: str) -> None:
    """Its entries have theirs."""
    feed = channel(USUAL[name], "")
    found = plainfeeds.read(feed)
    assert found is not None
    assert found.link == ""
    alike(feed)


@pytest.mark.parametrize(
    "broken",
    [
        "<rss",
        "<rss version='2.0'/>",
        "<rss version='2.0'><channel/></rss>",
        "<html/>",
        "<rss version='2.0'><channel><item/></channel></rss>",
    ],
)
def test_what_is_no_such_feed_is_left_to_feedparser(broken: str) -> None:
    """Nothing is guessed."""
    assert plainfeeds.read(broken) is None
