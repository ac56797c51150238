"""Pure: what a page names in place of a list of its own: iframes, feeds, the data of its scripts.
Own host only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import tzinfo
from html import unescape

from bridge import urls
from bridge.model import Listing
from bridge.read import charset, scripted
from bridge.read.fetched import Fetched
from bridge.read.markup import absolute
from bridge.settings import Source

_LOOKED = 500_000  #: characters of a page that are looked at
_IFRAME = re.compile(r"""<iframe\b[^>]{0,500}?\bsrc\s*=\s*["']?([^"'\s>]{1,1000})""", re.IGNORECASE)
_NO_LIST = re.compile(
    r"calendar|map|youtube|\bads?\b|banner|search|opac|twitter|facebook|instagram|counter|analytics",
    re.IGNORECASE,
)
_LINK = re.compile(r"<link\b[^>]{1,1000}>", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s*=\s*["']?([^"'\s>]{1,1000})""", re.IGNORECASE)
_FEED = re.compile(r"application/(?:rss|atom|rdf)\+xml", re.IGNORECASE)
_API = re.compile(r"""rel\s*=\s*["']https://api\.w\.org/["']""", re.IGNORECASE)
_NEWS = r"news|topics?|info|oshirase|whats_?new|events?|notices?|posts?|articles?|shinchaku"
_DATA = re.compile(
    rf"""["'`]([^"'`\s<>]{{0,300}}(?:{_NEWS})[^"'`\s<>/]{{0,100}}\.json(?:\?[^"'`\s<>]{{0,200}})?)["'`]"""
    r"""|(?:fetch|getJSON|axios(?:\.get)?|\.get|ajax|open)\s*\(\s*(?:["']GET["']\s*,\s*|\{\s*url\s*:\s*)?["'`]([^"'`\s<>]{1,500})["'`]""",
    re.IGNORECASE,
)
_SCRIPT = re.compile(
    rf"""<script\b[^>]*\bsrc\s*=\s*["']?([^"'\s>]*(?:{_NEWS})[^"'\s>/]*\.js(?:\?[^"'\s>]*)?)""",
    re.IGNORECASE,
)
#: WordPress: its own words for its newest posts
_POSTS = "wp/v2/posts?per_page=20&_fields=id,date,link,title"


def iframes(fetched: Fetched) -> list[str]:
    """Return the addresses of the iframes of a page that may hold a list."""
    text = _text(fetched)
    addresses = (
        absolute(unescape(source), fetched.url)
        for source in _IFRAME.findall(text)
        if not _NO_LIST.search(source)
    )
    return _own(addresses, fetched)


def named(fetched: Fetched) -> list[str]:
    """Return the feeds, interfaces and data files that a page names, the surest first."""
    return _own(_named(_text(fetched), fetched.url), fetched)


def _named(text: str, base: str) -> Iterator[str]:
    links = [(tag, match[1]) for tag in _LINK.findall(text) if (match := _HREF.search(tag))]
    for tag, href in links:
        if _FEED.search(tag) and "comments" not in href:
            yield absolute(unescape(href), base)
    for tag, href in links:
        if _API.search(tag):
            api = absolute(unescape(href), base)
            yield (
                f"{api}{_POSTS.replace('?', '&')}" if "?" in api else f"{api.rstrip('/')}/{_POSTS}"
            )
    for data in _DATA.finditer(text):
        yield absolute(unescape(data[1] or data[2]), base)
    for source in _SCRIPT.findall(text):
        yield absolute(unescape(source), base)


def read_named(fetched: Fetched, source: Source, zone: tzinfo, page: str) -> Listing:
    """Return the news of a feed, of JSON or of a script that the page at `page` names; raises
    Unreadable.
    """
    text = _text(fetched)
    if re.match(r"\s*(?:\ufeff)?<", text):
        from bridge.read.feeds import read_feed

        return read_feed(fetched, source, zone)
    entries = scripted.entries(text, source=source.id, page=page, base=page, zone=zone)
    return Listing(entries, how=f"ページの示すデータ {len(entries)}件({fetched.url})")


def is_made_by_script(fetched: Fetched) -> bool:
    """Tell whether a page shows next to nothing without its scripts."""
    text = _text(fetched)
    bare = re.sub(
        r"<(script|style|noscript)\b.*?</\1\s*>|<[^>]+>|\s+",
        "",
        text,
        flags=re.DOTALL | re.IGNORECASE,
    )
    return "<script" in text.lower() and (
        len(bare) < 400 or bool(re.search(r"""id=["'](?:app|root|__next|__nuxt)["']""", text))
    )


def _own(addresses: Iterator[str], fetched: Fetched) -> list[str]:
    host, own = urls.host(fetched.url), urls.canonical(fetched.url)
    return list(
        dict.fromkeys(
            one
            for one in addresses
            if one and urls.host(one) == host and urls.canonical(one) != own
        )
    )


def _text(fetched: Fetched) -> str:
    return charset.decode(fetched.body, fetched.content_type).text[:_LOOKED]
