"""Edge: from an address to a value: one GET and those behind it, then the reader that fits. Holds
no rule.

A list may stand in several documents: a page that only stands for another (meta refresh, frameset),
one with the list in an iframe, one whose list a script makes from a feed or data that the page
names. They count as one: their digests are one.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import replace
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Final

from bridge.errors import Gone, SourceFailed, Unreadable, Withheld
from bridge.model import Entry, Item, Listing, Page, SourceKind
from bridge.read.fetched import Fetched, NotModified, Validators
from bridge.sayings import Refusal
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from bridge.fetch.client import Fetcher
    from bridge.fetch.manners import PageFetcher
    from bridge.settings import Selectors, Source

#: an answer (None for an item that links to nothing) and what it says
Read = tuple[Fetched | None, Page]
NOTHING: Final = Validators()
FRAMES: Final = 3  #: a meta refresh or frameset is followed so often, and so many iframes are read
NAMED: Final = 3  #: feeds and data that a page names, asked when it has no list itself
SITEMAPS: Final = 5  #: of an index
#: trees in memory at once: a tree is a hundred times its page, and more readers than one thread of
#: Python runs at a time read no faster
_READERS: Final = BoundedSemaphore(4)
_READING: Final[list[None]] = []  #: one for each that reads, or waits for it


@dataclass(frozen=True, slots=True)
class Gathered:
    """A list with all the documents it was read from."""

    listing: Listing | None  #: None when they are those of last time
    digest: str  #: of all of them
    parts: tuple[str, ...] = ()  #: addresses of those behind the first


def gather(
    fetcher: Fetcher,
    fetched: Fetched,
    source: Source,
    zone: ZoneInfo,
    *,
    parts: tuple[str, ...] = (),
    digest: str = "",
) -> Gathered:
    """Return the list that begins with `fetched`; `parts` and `digest` are of the last time. Raises
    SourceFailed.
    """
    if parts and _together([fetched, *_fetched(fetcher, parts)]) == digest:
        return Gathered(None, digest, parts)
    if source.kind == SourceKind.FEED:
        return Gathered(read_list(fetched, source, zone), fetched.digest)
    if source.kind == SourceKind.SITEMAP:
        return _sitemap(fetcher, fetched, source, digest)
    return _homepage(fetcher, fetched, source=source, zone=zone, digest=digest)


def _homepage(
    fetcher: Fetcher, fetched: Fetched, source: Source, zone: ZoneInfo, digest: str
) -> Gathered:
    with _reader():  # the first of them loads the readers
        from bridge.read import homepage  # noqa: F401
        from bridge.read.inside import iframes
        from bridge.read.pages import follow

    pages = [fetched]
    for _ in range(FRAMES):
        inner = follow(pages[-1])
        if not inner:
            break
        pages.append(_get(fetcher, inner))
    tail = pages[-1:]
    for address in iframes(pages[-1])[:FRAMES]:
        try:
            tail.append(_get(fetcher, address))
        except SourceFailed:
            continue  # a map, a counter: the page itself is what counts
    pages += tail[1:]
    if len(pages) > 1 and digest and _together(pages) == digest:
        return Gathered(None, digest, _addresses(pages))
    listing = _together_read(tail, source, zone)
    if isinstance(listing, Unreadable):
        listing, by_name = _named(fetcher, page=pages[-1], source=source, zone=zone, why=listing)
        pages.append(by_name)
    return Gathered(listing, _together(pages), _addresses(pages))


def _together_read(pages: list[Fetched], source: Source, zone: ZoneInfo) -> Listing | Unreadable:
    """Return the news of all these pages, or why the first one has none."""
    listings: list[Listing] = []
    first: Unreadable | None = None
    for page in pages:
        try:
            listings.append(read_list(page, source, zone))
        except Unreadable as error:
            first = first or error
    if not listings:
        assert first is not None
        return first
    full = [one for one in listings if one.entries] or listings[:1]
    return replace(
        full[0],
        entries=tuple(entry for one in full for entry in one.entries),
        how="、".join(one.how for one in full),
        notes=tuple(dict.fromkeys(note for one in full for note in one.notes)),
        lists=tuple(verdict for one in listings for verdict in one.lists),
    )


def _named(
    fetcher: Fetcher, page: Fetched, source: Source, zone: ZoneInfo, why: Unreadable
) -> tuple[Listing, Fetched]:
    """Return the list of the first feed or data that the page names and that has one; raises `why`
    when none has.
    """
    from bridge.read.inside import is_made_by_script, named, read_named

    for address in named(page)[:NAMED]:
        try:
            fetched = _get(fetcher, address)
            listing = read_named(fetched, source, zone, page.url)
        except SourceFailed:
            continue
        if listing.entries:
            return listing, fetched
    if is_made_by_script(page):
        raise Unreadable("source.made_by_script", why=why) from why
    raise why


def _sitemap(fetcher: Fetcher, fetched: Fetched, source: Source, digest: str) -> Gathered:
    from bridge.read.sitemap import indexed, read_sitemap

    maps = [fetched, *(_get(fetcher, address) for address in indexed(fetched, source)[:SITEMAPS])]
    if len(maps) > 1 and _together(maps) == digest:
        return Gathered(None, digest, _addresses(maps))
    return Gathered(read_sitemap(maps, source), _together(maps), _addresses(maps))


def _get(fetcher: Fetcher, address: str) -> Fetched:
    answer = fetcher.fetch(address)
    assert isinstance(answer, Fetched)  # no validators were given
    return answer


def _fetched(fetcher: Fetcher, addresses: tuple[str, ...]) -> list[Fetched]:
    """Return what stands at these addresses; a part that does not answer now is a part that
    changed.
    """
    try:
        return [_get(fetcher, address) for address in addresses]
    except SourceFailed:
        return []


def _addresses(pages: list[Fetched]) -> tuple[str, ...]:
    return tuple(page.url for page in pages[1:])


def _together(pages: list[Fetched]) -> str:
    """Return one digest for all; that of a single page is its own."""
    digests = [page.digest for page in pages]
    return (
        digests[0] if len(digests) == 1 else hashlib.sha256(" ".join(digests).encode()).hexdigest()
    )


def read_list(fetched: Fetched, source: Source, zone: ZoneInfo) -> Listing:
    """Return the list of one document, a feed, homepage or sitemap; raises Unreadable."""
    with _reader():
        if source.kind == SourceKind.FEED:
            from bridge.read.feeds import read_feed

            return read_feed(fetched, source, zone)
        if source.kind == SourceKind.SITEMAP:
            from bridge.read.sitemap import read_sitemap

            return read_sitemap([fetched], source)
        from bridge.read import homepage

        return homepage.read_list(fetched, source, zone)


@contextmanager
def _reader() -> Iterator[None]:
    """Read within it: as many do at once as may, the others wait."""
    _READING.append(None)
    try:
        with _READERS:
            yield
    finally:
        _READING.pop()


def is_reading() -> bool:
    """Return whether something that was fetched is not yet read: then it is not the network that is
    waited for, and what more threads fetched would only lie in memory.
    """
    return bool(_READING)


def read_or_list(fetcher: PageFetcher, item: Item, source: Source | None) -> Read:
    """Return the page behind an item, or what its list says of it when the page is not asked for.
    Raises SourceFailed.
    """
    try:
        read = read_item(fetcher, item, source)
    except Withheld as error:
        return None, replace(_listed(item), url=item.url, unread=error.what)
    assert read is not None  # nothing was asked, so nothing can be unchanged
    return read


def read_item(
    fetcher: Fetcher | PageFetcher,
    item: Item,
    source: Source | None,
    validators: Validators = NOTHING,
    digest: str = "",
    *,
    last: Page | None = None,
) -> Read | None:
    """Return the page behind an item as fetched, without its body, and as read; None when it is
    the one of last time.

    `validators`, `digest` and `last` are of the last reading. An item that links to nothing is what
    its list says of it; of a page that others share it is its own part, and without one what its
    list says.
    Raises SourceFailed, Gone also where such a page had a part of the item's and has it no more.
    """
    if not item.url:
        return None, _listed(item)
    from bridge.read.changes import left
    from bridge.read.pages import follow
    from bridge.settings import Selectors

    answer = fetcher.fetch(item.url, validators)
    for _ in range(FRAMES):
        if isinstance(answer, NotModified) or answer.digest == digest:
            return None
        inner = follow(answer)
        if not inner:
            break
        answer = fetcher.fetch(inner)
    if isinstance(answer, NotModified):
        return None
    entry = Entry(
        source=item.source,
        url=item.url,
        title=item.title,
        guid="",
        published=item.published,
        summary=item.summary,
        page=item.page,
    )
    selectors, encoding = (source.selectors, source.encoding) if source else (Selectors(), "")
    if not item.shared:
        page = _article(answer, selectors, encoding, entry)
    else:
        page = _part(answer, selectors, encoding, entry) or replace(
            _listed(item), url=answer.url, unread=Refusal("page.no_part").what
        )
        if last is not None and left(last, page):
            raise Gone("page.left").about(item.url)
    return replace(answer, body=b""), page  # hundreds may wait until they become drafts


def _article(fetched: Fetched, selectors: Selectors, encoding: str, entry: Entry) -> Page:
    """Return an article as read, a PDF in a process of its own."""
    from bridge.read.changes import PDF
    from bridge.read.pages import file_kind, read_page

    if file_kind(fetched) != PDF:
        with _reader():
            return read_page(fetched, selectors, encoding, entry)
    from bridge.fetch.pdf import read_pdf
    from bridge.read.pdf import pdf_page

    return pdf_page(fetched, read_pdf(fetched.body), entry)


def _part(fetched: Fetched, selectors: Selectors, encoding: str, entry: Entry) -> Page | None:
    """Return what a page that others share says of an entry; None where nothing is its own."""
    from bridge.read.pages import read_part

    with _reader():
        return read_part(fetched, selectors, encoding, entry)


def _listed(item: Item) -> Page:
    """Return what an item's list says of it."""
    fingerprint = hashlib.sha256(f"{item.title}\n{item.summary}".encode()).hexdigest()
    notes = () if item.url else (Refusal("page.no_link").what,)
    return Page(
        item.page,
        item.title,
        item.summary,
        published=item.published,
        notes=notes,
        fingerprint=fingerprint,
    )
