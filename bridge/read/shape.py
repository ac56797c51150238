"""Pure: is a page a list of news, one article, or neither, and if there is no list on it, why not.

A list leads elsewhere: most of its rows are links. Paragraphs with dates under a heading お知らせ
look like one, and lead nowhere:
they are an article. The front door of a site is never an article, whatever it says.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bridge import urls
from bridge.read import charset, listdates
from bridge.read.markup import attribute, parse, squeeze, tags, words
from bridge.sayings import Refusal

if TYPE_CHECKING:
    from bridge.model import Listing, Page
    from bridge.read.fetched import Fetched

ARTICLE: Final = 40  #: characters of a body; a shorter one is a title and a link
SHORT: Final = 12  #: characters of a line that is a date, a category or a bullet
_FRONT: Final = re.compile(r"/?(?:(?:index|default|top|home|main)\.\w+)?", re.IGNORECASE)
_FEED_STARTS: Final = (b"<rss", b"<rdf:RDF", b"<feed", b"<RDF")


class Shape(StrEnum):
    """What an address leads to."""

    FEED = "feed"
    LIST = "list"  #: a page with a list of news
    ARTICLE = "article"  #: one piece of news
    NEITHER = "neither"


def is_feed(fetched: Fetched) -> bool:
    """Return whether an answer is RSS or Atom, by its label or by how it begins."""
    labelled = "xml" in fetched.content_type and "html" not in fetched.content_type
    return labelled or any(start in fetched.body[:2000] for start in _FEED_STARTS)


def is_front(url: str) -> bool:
    """Return whether an address is the front door of its site."""
    return _FRONT.fullmatch(urlsplit(url).path) is not None


def shape(url: str, listing: Listing | None, page: Page | None) -> Shape:
    """Return what a page is, from the list that was read of it and the article that was; None where
    there was none.
    """
    body = squeeze(page.text) if page is not None and not page.notes else ""
    if listing is None:
        return Shape.ARTICLE if len(body) >= ARTICLE and not is_front(url) else Shape.NEITHER
    if not listing.entries:
        return Shape.LIST  # it says that there is no news
    here = urls.canonical(url)
    linked = {urls.canonical(entry.url) for entry in listing.entries if entry.url} - {here}
    dated = sum(entry.published is not None for entry in listing.entries)
    if is_front(url):
        return Shape.LIST if linked or dated >= 2 else Shape.NEITHER
    if len(body) >= ARTICLE and not (
        len(linked) > 1 and page is not None and _is_body(page.text, listing)
    ):
        return Shape.ARTICLE
    return Shape.LIST if linked else Shape.NEITHER


def _is_body(text: str, listing: Listing) -> bool:
    """Return whether a list is what its page is for, and not what stands beside an article: its
    rows are the body's lines.
    """
    rows = [squeeze(entry.title) for entry in listing.entries if entry.url]
    body = squeeze(text)
    lines = [
        line
        for line in map(squeeze, text.split("\n"))
        if len(line) > SHORT or any(row in line for row in rows)
    ]
    of_list = sum(any(row in line for row in rows) for line in lines)
    there = sum(row in body for row in rows)
    return there * 2 >= len(listing.entries) and of_list * 2 >= len(lines)


def no_list(fetched: Fetched) -> Refusal:
    """Return why no list of news was found on a page."""
    tree = parse(charset.decode(fetched.body, fetched.content_type, "").text)
    if frames := [attribute(frame, "src") for frame in tags(tree, "frame")]:
        return Refusal("list.in_frames", frames=frames[:5])
    text = squeeze(words(tree.body)) if tree.body else ""
    if len(text) < 200 and b"<script" in fetched.body.lower():
        return Refusal("list.by_script")
    rows = [
        words(row) for row in tags(tree, "li", "tr", "dt", "p", "div") if len(words(row)) <= 200
    ]
    dated = sum(listdates.first(row) is not None for row in rows)
    links = [link for link in tags(tree, "a") if attribute(link, "href")]
    if not links:
        return Refusal("list.no_link")
    if not dated:
        return Refusal("list.no_day", links=len(links))
    return Refusal("list.no_row", dated=dated)
