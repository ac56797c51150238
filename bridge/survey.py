"""Story: a first look at an address: what is it, what would be read there, and what does the site
say of its library?

For `try` and `init`; nothing is kept. What the look means is said by read/shape.py and
read/propose.py.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from bridge import urls
from bridge.errors import SourceFailed
from bridge.fetch.links import read_links
from bridge.fetch.reading import gather, read_list
from bridge.model import Entry, SourceKind
from bridge.policy import s05_5_account
from bridge.read import homepage, propose, shape
from bridge.read.fetched import Fetched
from bridge.read.pages import read_page
from bridge.read.propose import Probe
from bridge.read.shape import Shape
from bridge.settings import Selectors, Source
from bridge.text.closings import read_closings

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bridge.fetch.client import Fetcher
    from bridge.model import Page

TELLING: Final = 3  #: pages that are read for hours and closed days, the first one included
_TELLING: Final = re.compile(r"利用案内|ご利用|開館時間|開館日|休館日|カレンダー|案内")
_CALENDAR: Final = re.compile(r"カレンダー|休館日|開館日")


def look(fetcher: Fetcher, url: str, zone: ZoneInfo) -> Probe:
    """Return what stands at `url`; raises SourceFailed when it cannot be read at all."""
    fetched = fetcher.fetch(url)
    assert isinstance(fetched, Fetched)  # no validators were given
    if shape.is_feed(fetched):
        feed = read_list(fetched, Source("try", SourceKind.FEED, fetched.url), zone)
        return Probe(fetched.url, Shape.FEED, feed, title=feed.title)
    listing = None
    with suppress(SourceFailed):
        listing = gather(
            fetcher, fetched, Source("try", SourceKind.HOMEPAGE, fetched.url), zone
        ).listing
    page = read_page(fetched, Selectors(), "", Entry("try", fetched.url, ""))
    kind = shape.shape(fetched.url, listing, page)
    return Probe(
        fetched.url,
        kind,
        listing if kind is Shape.LIST else None,
        title=homepage.title(fetched),
        feeds=homepage.feeds(fetched),
        why=None if kind is Shape.LIST else shape.no_list(fetched),
    )


def library(fetcher: Fetcher, probe: Probe, now: datetime) -> propose.Library:
    """Return what the site says of its library: name, accounts, hours, closed days. What cannot be
    read is left out.
    """
    links: tuple[tuple[str, str], ...] = ()
    pages: list[Page] = []
    with suppress(SourceFailed):
        fetched = fetcher.fetch(probe.url)
        if isinstance(fetched, Fetched) and probe.shape is not Shape.FEED:
            links = read_links(fetched)[0]
            pages.append(read_page(fetched, Selectors(), "", Entry("", fetched.url, "")))
    own = urls.host(probe.url)
    telling = dict.fromkeys(
        a for a, words in links if _TELLING.search(words) and urls.host(a) == own
    )
    for address in list(telling)[: TELLING - 1]:
        with suppress(SourceFailed):
            inner = fetcher.fetch(address)
            if isinstance(inner, Fetched):
                pages.append(read_page(inner, Selectors(), "", Entry("", inner.url, "")))
    weekly, opening, words = propose.hours(pages)
    closings = [one for page in pages for one in read_closings(page, now.date(), weekly)]
    calendar = next(
        (a for a, words in links if _CALENDAR.search(words) and urls.host(a) == own), ""
    )
    accounts = dict.fromkeys(
        filter(None, (s05_5_account.account_of(address) for address, _ in links))
    )
    return propose.Library(
        name=propose.name(probe.title),
        accounts=tuple(accounts),
        opening=opening,
        weekly=weekly,
        words=words,
        closed=tuple(dict.fromkeys((one.first, one.last, one.why) for one in closings)),
        closed_page=calendar,
    )
