"""Edge: from an address to a value: one GET (and the frames behind it), then the reader that fits. Holds no rule."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.errors import Withheld
from bridge.model import Entry, Item, Listing, Page
from bridge.read.fetched import Fetched, NotModified, Validators

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bridge.fetch.client import Fetcher
    from bridge.fetch.manners import PageFetcher
    from bridge.settings import Source

Read = tuple[Fetched | None, Page]  #: an answer (None for an item that links to nothing) and what it says
NOTHING: Final = Validators()
FRAMES: Final = 3  #: a meta refresh or frameset is followed so often


def read_list(fetched: Fetched, source: Source, zone: ZoneInfo) -> Listing:
    """Return the list of a feed or homepage; raises Unreadable."""
    if source.kind == "feed":
        from bridge.read.feeds import read_feed

        return read_feed(fetched, source, zone)
    from bridge.read import homepage

    return homepage.read_list(fetched, source, zone)


def read_or_list(fetcher: PageFetcher, item: Item, source: Source | None) -> Read:
    """Return the page behind an item, or what its list says of it when the page is not asked for. Raises SourceFailed."""
    try:
        read = read_item(fetcher, item, source)
    except Withheld as error:
        return None, replace(_listed(item), url=item.url, unread=error.what)
    assert read is not None  # nothing was asked, so nothing can be unchanged
    return read


def read_item(
    fetcher: Fetcher | PageFetcher, item: Item, source: Source | None, asked: Validators = NOTHING, digest: str = ""
) -> Read | None:
    """Return the page behind an item as fetched and as read; None when it is the one of last time.

    `asked` and `digest` are of the last reading. An item that links to nothing is what its list says of it.
    Raises SourceFailed.
    """
    if not item.url:
        return None, _listed(item)
    from bridge.read.pages import follow, read_page
    from bridge.settings import Selectors

    got = fetcher.fetch(item.url, asked)
    for _ in range(FRAMES):
        if isinstance(got, NotModified) or got.digest == digest:
            return None
        inner = follow(got)
        if not inner:
            break
        got = fetcher.fetch(inner)
    if isinstance(got, NotModified):
        return None
    entry = Entry(item.source, item.url, item.title, "", item.published, item.summary, item.page)
    selectors, encoding = (source.selectors, source.encoding) if source else (Selectors(), "")
    return got, read_page(got, selectors, encoding, entry)


def _listed(item: Item) -> Page:
    """Return what an item's list says of it."""
    fingerprint = hashlib.sha256(f"{item.title}\n{item.summary}".encode()).hexdigest()
    return Page(item.page, item.title, item.summary, published=item.published, fingerprint=fingerprint)
