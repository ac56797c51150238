"""Pure: sitemap.xml (sitemaps.org 0.9), for sites without a list: each address is an entry, without
a title.

`path` of the source says below which path the news are; without it every page of the site counts.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from html import unescape
from urllib.parse import urlsplit

from bridge import urls
from bridge.errors import Unreadable
from bridge.model import Entry, Listing
from bridge.read import charset, listdates
from bridge.read.fetched import Fetched
from bridge.read.markup import squeeze
from bridge.settings import Source

MOST = 5_000  #: addresses of one source
_BIG = 20_000_000  #: bytes of an unpacked sitemap
_BLOCK = re.compile(r"<(url|sitemap)\b[^>]*>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_LOC = re.compile(
    r"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]]{1,2000}?)\s*(?:\]\]>)?\s*</loc>", re.IGNORECASE
)
_TITLE = re.compile(
    r"<news:title>\s*(?:<!\[CDATA\[)?(.{1,500}?)(?:\]\]>)?\s*</news:title>",
    re.DOTALL | re.IGNORECASE,
)
_DAY = re.compile(r"<news:publication_date>\s*([^<]{4,40})", re.IGNORECASE)
_CHANGED = re.compile(r"<lastmod>\s*([^<]{4,40})", re.IGNORECASE)


def indexed(fetched: Fetched, source: Source) -> list[str]:
    """Return the sitemaps of an index on the same host, those of posts first, then those that
    changed last.
    """
    sitemaps = []
    for name, block in _BLOCK.findall(_text(fetched)):
        loc = _LOC.search(block)
        if (
            name.lower() == "sitemap"
            and loc
            and urls.host(unescape(loc[1])) == urls.host(source.url)
        ):
            changed = _CHANGED.search(block)
            sitemaps.append(
                (
                    bool(re.search("post|news|topic|info|event|article", loc[1])),
                    changed[1] if changed else "",
                    unescape(loc[1]),
                )
            )
    return [address for _, _, address in sorted(sitemaps, reverse=True)]


def read_sitemap(maps: Sequence[Fetched], source: Source) -> Listing:
    """Return the addresses of these sitemaps below the source's path; raises Unreadable when they
    are none.
    """
    texts = [_text(one) for one in maps]
    if not any(re.search(r"<(?:urlset|sitemapindex)\b", text, re.IGNORECASE) for text in texts):
        raise Unreadable("source.no_sitemap", source=source.id, url=source.url)
    entries = tuple(dict.fromkeys(entry for text in texts for entry in _entries(text, source)))[
        :MOST
    ]
    where = f" {source.path}" if source.path else ""
    return Listing(entries, how=f"サイトマップ{where} {len(entries)}件", empty=not entries)


def _entries(text: str, source: Source) -> Iterator[Entry]:
    for name, block in _BLOCK.findall(text):
        loc = _LOC.search(block)
        if name.lower() != "url" or loc is None:
            continue
        address = unescape(loc[1])
        if urls.host(address) != urls.host(source.url) or not urlsplit(address).path.startswith(
            source.path or "/"
        ):
            continue
        title, day_match = _TITLE.search(block), _DAY.search(block)
        day = listdates.first(day_match[1]) if day_match else None
        yield Entry(
            source=source.id,
            url=address,
            title=squeeze(unescape(title[1])) if title else "",
            guid="",
            published=day.on() if day else None,
            summary="",
            page=source.url,
        )


def _text(fetched: Fetched) -> str:
    body = fetched.body
    if body.startswith(b"\x1f\x8b"):  # sitemap.xml.gz
        try:
            body = zlib.decompressobj(31).decompress(body, _BIG)
        except zlib.error:
            return ""
    return charset.decode(body, fetched.content_type).text
