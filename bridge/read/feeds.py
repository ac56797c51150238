"""Pure: RSS 0.9x, 1.0 (RDF), 2.0 and Atom, as Japanese sites write them, become a Listing.

Two looks. expat counts: it refuses entities of the document's own, stops at 2,000 entries and at
absurd nesting, and finds out whether a feed is whole; of one that is not, each entry is tried by
itself, so that a broken one costs no other.
A feed of the usual shape is then read at once (plainfeeds.py), every other one by feedparser.
"""

from __future__ import annotations

import html
import re
from datetime import date, datetime, tzinfo
from email.utils import parsedate_to_datetime
from html.entities import html5
from typing import TYPE_CHECKING, Any

from bridge import urls
from bridge.errors import Unreadable
from bridge.model import Entry, Listing
from bridge.read import charset, listdates, plainfeeds
from bridge.read.fetched import Fetched
from bridge.read.markup import absolute, squeeze
from bridge.read.scripted import epoch_day
from bridge.sayings import Refusal
from bridge.settings import Source
from bridge.text import clean
from bridge.values import dataclass

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

MOST = 2_000  #: entries read of one feed
DEEPEST = 64  #: levels of nesting in a feed
MOST_ELEMENTS = 100_000  #: of a feed; some seconds of feedparser's time
MOST_ATTRIBUTES = 100  #: of one element; feedparser takes the square of their number

_ROOT = re.compile(r"<(?:(?:\w{1,20}:)?(?:rss|RDF|feed)|CHANNEL)[\s>]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
#: a guid that is no address: feedparser would make one of it
_NO_ADDRESS = re.compile(
    r"<guid(?:\s[^<>]*)?>(?=\s*(?:<!\[CDATA\[)?\s*(?!https?:|/|\s|<)[^<]{1,200}<)"
)
_STRAY = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)([A-Za-z]\w{0,30};)?"
)
_TAG = re.compile(r"<(?:!--|[/?]?[A-Za-z])[^<>]*>")
_UNSHOWN = re.compile(
    r"<(script|style|template|noscript)\b[^<>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE
)
_ENTRY = re.compile(r"<((?:\w{1,20}:)?(?:item|entry))(?=[\s>])")
_ESCAPED = re.compile(r"&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,30});")


def read_feed(fetched: Fetched, source: Source, zone: tzinfo) -> Listing:
    """Return what a feed lists; dates are days in `zone`. A valid feed without entries is an empty
    Listing.

    Raises Unreadable for anything that is not a feed, for a DTD with entities (XML 1.0, 4.2: they
    can unfold to gigabytes), and for a feed that breaks before its first entry ends.
    """
    decoded = charset.decode(fetched.body, fetched.content_type, source.encoding)
    text, notes, cut = _whole(_document(decoded.text, fetched, source), fetched, source)
    parsed = plainfeeds.read(text) or _feedparsers(text, fetched.url)
    if not parsed.version and not parsed.entries:
        raise Unreadable("source.feed_unread", source=source.id, url=fetched.url)
    order = listdates.order(text for entry in parsed.entries[:MOST] for text in _moments(entry))
    site = absolute(parsed.link, fetched.url)  # what links to nothing stands there, for readers
    reader = _Reader(
        source=source,
        url=fetched.url,
        site=site or fetched.url,
        zone=zone,
        order=order,
        about=parsed.version == "rss10",
    )
    entries = tuple(reader.entry(one) for one in parsed.entries[:MOST])
    titles = "".join(entry.title for entry in entries)
    if charset.spoilt(titles, decoded):
        notes += (Refusal("list.garbled"),)
    version = re.sub(r"^(rss|atom)(\d)(\d+).*", r"\1 \2.\3", parsed.version or "rss")
    version = version.replace("rss", "RSS").replace("atom", "Atom")
    return Listing(
        entries, plain_title(parsed.title), f"{version} {len(entries)}件", notes, cut=cut
    )


def _feedparsers(text: str, url: str) -> plainfeeds.Feed:
    """Return what feedparser reads in a feed."""
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    parsed = feedparser.parse(
        text.encode(), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    head = parsed.feed
    return plainfeeds.Feed(
        parsed.version, head.get("title", ""), str(head.get("link", "")), parsed.entries
    )


def plain_title(text: str) -> str:
    """Return a title as plain words: markup taken out, escapes undone as often as they were made
    (three at most).
    """
    if "<" not in text and "&" not in text:
        return clean.plain(squeeze(text))
    for _ in range(3):
        text = _TAG.sub("", _UNSHOWN.sub("", text))
        if not _ESCAPED.search(text):
            break
        text = _ESCAPED.sub(lambda match: html.unescape(match[0]), text)
    return clean.plain(squeeze(_TAG.sub("", _UNSHOWN.sub("", text))))


def _document(text: str, fetched: Fetched, source: Source) -> str:
    """Return the text from its root element on; what stands before it (blank lines, a PHP warning,
    a DTD) goes.
    """
    if not text.strip():
        raise Unreadable("source.feed_empty", source=source.id, url=fetched.url)
    root = _ROOT.search(text)
    head = text[: root.start()] if root else text[:100_000]
    if "<!ENTITY" in head:
        raise Unreadable("source.feed_with_entities", source=source.id, url=fetched.url)
    if root is None or re.search(r"<(?:html|body)\b", head, re.IGNORECASE):
        page = re.search(r"<(?:html|body|!doctype html)\b", head, re.IGNORECASE)
        code = "source.feed_is_page" if page else "source.no_feed"
        raise Unreadable(code, source=source.id, url=fetched.url)
    return _NO_ADDRESS.sub('<guid isPermaLink="false">', _NOT_XML.sub("", text[root.start() :]))


def _whole(text: str, fetched: Fetched, source: Source) -> tuple[str, tuple[Refusal, ...], bool]:
    """Return a well-formed feed of at most MOST entries, what staff should know of the rest, and
    whether any is missing.
    """
    look = _Scan(text)
    if (
        look.fault == "broken"
    ):  # the two commonest slips are mended: a bare & in an address, and HTML's &nbsp; in XML
        look = _Scan(_mended(text))
    if look.fault == "many":
        return look.kept(), (Refusal("list.too_many", entries=look.entries),), True
    if not look.fault:
        return look.text, (), False
    whole, entries, broken = _salvaged(look.text)
    if not entries:
        raise Unreadable("source.feed_broken", source=source.id, url=fetched.url)
    if broken:
        titles = [f"「{title}」" for title in broken[:3] if title]
        count = len(broken)
        note = Refusal("list.feed_broken", count=count, titles=titles, entries=entries)
        return whole, (note,), True
    return whole, (Refusal("list.feed_mended", entries=entries),), False


def _salvaged(text: str) -> tuple[str, int, list[str]]:
    """Return a feed of those entries that are whole, how many they are, and the titles of the
    others as far as they show.

    Each entry is what stands between its start and the next one's, and is tried by itself below the
    feed's own root.
    """
    starts = [match.start() for match in _ENTRY.finditer(text)][: MOST + 1]
    if not starts:
        return "", 0, []
    root = text[: text.index(">") + 1]
    name = root[1:].split(None, 1)[0].rstrip("/>")
    head = _Scan(text[: starts[0]])
    before, inside = (
        (text[: starts[0]], head.open) if head.open else (f"{root}<channel>", [name, "channel"])
    )
    if name.lower() == "feed" and not head.open:
        before, inside = root, [name]
    sound, broken = [], []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        entry = _cut(text[start:end])
        if entry and not _Scan(f"{root}{entry}</{name}>").fault:
            sound.append(entry)
        else:
            title = re.search(r"<title[^>]*>(.{1,40})", text[start:end])
            broken.append(plain_title(title[1]) if title else "")
    return "".join((before, *sound, *(f"</{one}>" for one in reversed(inside)))), len(sound), broken


def _cut(text: str) -> str:
    """Return an entry up to its end; empty when it has none."""
    name = _ENTRY.match(text)
    ending = re.compile(rf"</{re.escape(name[1])}\s*>").search(text) if name else None
    return text[: ending.end()] if ending else ""


def _mended(text: str) -> str:
    """Return `text` with its stray ampersands escaped, but not in CDATA."""
    out, at = [], 0
    while (start := text.find("<![CDATA[", at)) >= 0 and (end := text.find("]]>", start)) >= 0:
        out += [_STRAY.sub(_mend, text[at:start]), text[start:end]]
        at = end
    return "".join((*out, _STRAY.sub(_mend, text[at:])))


def _mend(match: re.Match[str]) -> str:
    name = match[1] or ""
    return html.escape(html.unescape(match[0])) if name in html5 else f"&amp;{name}"


#: expat's XML_ERROR_NO_ELEMENTS: the document ends with elements open, and nothing else is wrong
_CUT = 3


class _Stopped(Exception):
    """Ends the pass of expat: enough was seen."""


class _Scan:
    """One pass of expat over the document, without building anything."""

    def __init__(self, text: str) -> None:
        from xml.parsers import expat

        self.text = text
        self.entries = 0  #: entries that ended before the fault
        self.fault = ""  #: "", "many", "broken"
        self.open: list[str] = []  #: elements that are open where it ended
        self._elements = 0
        self._end = 0  #: where the last whole entry ends, in UTF-8
        self._outside: tuple[str, ...] = ()  #: elements still open there
        self._body = text.encode()
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = lambda name: self._finish(name, parser)
        try:
            parser.Parse(self._body, True)  # noqa: FBT003 - it takes no names
        except _Stopped:
            pass
        except expat.ExpatError as error:
            self.fault = "broken"
            self.open = self.open if error.code == _CUT else []

    def kept(self) -> str:
        """Return the document up to the last whole entry, closed properly."""
        return self._body[: self._end].decode() + "".join(
            f"</{name}>" for name in reversed(self._outside)
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.open.append(name)
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            self._stop("many" if self.entries else "broken")
        if len(self.open) > DEEPEST or len(attributes) > MOST_ATTRIBUTES:
            self._stop("broken")

    def _finish(self, name: str, parser: XMLParserType) -> None:
        self.open.pop()
        if name.rpartition(":")[2].lower() in ("item", "entry"):
            self.entries += 1
            self._end = self._body.index(b">", parser.CurrentByteIndex) + 1
            self._outside = tuple(self.open)
            if self.entries == MOST:
                self._stop("many")

    def _stop(self, fault: str) -> None:
        self.fault = fault
        raise _Stopped


def _moments(entry: Any) -> list[str]:
    """Return what an entry says of its time; feedparser's own get() warns of an alias."""
    return [str(dict.get(entry, key, "")) for key in ("published", "updated", "created")]


@dataclass(frozen=True, slots=True)
class _Reader:
    """What every entry of a feed shares."""

    source: Source
    url: str
    site: str  #: the page that the feed is of
    zone: tzinfo
    order: listdates.Order  #: of month and day in 04/05/2026
    about: bool  #: RSS 1.0: rdf:about is the address of the page

    def entry(self, entry: Any) -> Entry:
        """Return one entry; its link is the alternate one, or a guid that may be a permalink (RSS
        2.0), or none.
        """
        guid = str(entry.get("id", ""))
        base = entry.get("title_detail", {}).get("base") or self.url
        alternates = (
            one.get("href")
            for one in entry.get("links", ())
            if one.get("rel", "alternate") == "alternate"
        )
        permalink = guid if entry.get("guidislink") or self.about else ""
        hrefs = (entry.get("link"), *alternates, permalink if urls.host(permalink) else "")
        url = next((address for href in hrefs if href and (address := absolute(href, base))), "")
        day = next(
            (day for text in _moments(entry) if (day := _day(text, self.zone, self.order))), None
        )
        title, summary = plain_title(entry.get("title", "")), plain_title(entry.get("summary", ""))
        return Entry(
            source=self.source.id,
            url=url,
            title=title,
            guid=guid,
            published=day,
            summary=summary,
            page=self.site,
        )


def _day(text: str, zone: tzinfo, order: listdates.Order) -> date | None:
    """Return the day in `zone` of a feed's date; a time without a zone is local time, as its author
    meant it.
    """
    bare = text.strip()
    if not bare:
        return None
    day: date | None
    if re.fullmatch(r"\d{10}(?:\d{3})?", bare):
        return epoch_day(float(bare), zone)
    try:
        day = listdates.local_day(datetime.fromisoformat(bare), zone)
    except ValueError:
        day = _mail_day(bare, zone)
    if day is None and (list_date := listdates.first(bare, order)) is not None:
        day = list_date.on()
    return day if day and 1990 <= day.year <= 2100 else None


def _mail_day(text: str, zone: tzinfo) -> date | None:
    """RFC 822, with JST, which no library knows."""
    if not re.search(r"\d:\d", text):  # without a time the library takes the year for one
        return None
    try:
        return listdates.local_day(
            parsedate_to_datetime(re.sub(r"\s*\(?JST\)?$", " +0900", text)), zone
        )
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
