"""Pure: RSS 0.9x, 1.0 (RDF), 2.0 and Atom, as Japanese sites write them, become a Listing.

Two looks. expat counts: it refuses entities of the document's own, stops at 2,000 entries and at absurd nesting, and finds
the place where a broken feed breaks, so that only entries which end before it are read. feedparser then reads what is left.
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
from bridge.read import charset, listdates
from bridge.read.fetched import Fetched
from bridge.read.markup import absolute, squeeze
from bridge.settings import Source
from bridge.text import clean

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

MOST = 2_000  #: entries read of one feed
DEEPEST = 64  #: levels of nesting in a feed
MOST_ELEMENTS = 100_000  #: of a feed; some seconds of feedparser's time
MOST_ATTRIBUTES = 100  #: of one element; feedparser takes the square of their number

_ROOT = re.compile(r"<(?:rss|rdf:RDF|RDF|feed)[\s>]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_STRAY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)([A-Za-z]\w{0,30};)?")
_TAG = re.compile(r"<(?:!--|[/?]?[A-Za-z])[^<>]*>")
_ESCAPED = re.compile(r"&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,30});")


def read_feed(fetched: Fetched, source: Source, zone: tzinfo) -> Listing:
    """Return what a feed lists; dates are days in `zone`. A valid feed without entries is an empty Listing.

    Raises Unreadable for anything that is not a feed, for a DTD with entities (XML 1.0, 4.2: they can unfold to gigabytes),
    and for a feed that breaks before its first entry ends.
    """
    decoded = charset.decode(fetched.body, fetched.content_type, source.encoding)
    text, notes = _whole(_document(decoded.text, fetched, source), fetched, source)
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": fetched.url}
    parsed = feedparser.parse(text.encode(), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    if not parsed.version and not parsed.entries:
        raise _unreadable(fetched, source, "フィードとして読めません")
    entries = tuple(_entry(e, source, fetched.url, zone) for e in parsed.entries[:MOST])
    if charset.garbled("".join(e.title for e in entries)):
        notes += ("文字化けがあります。feeds.toml の encoding を確かめてください。",)
    version = re.sub(r"^(rss|atom)(\d)(\d+).*", r"\1 \2.\3", parsed.version or "rss")
    version = version.replace("rss", "RSS").replace("atom", "Atom")
    return Listing(entries, plain(parsed.feed.get("title", "")), f"{version} {len(entries)}件", notes)


def plain(text: str) -> str:
    """Return a title as plain words: markup taken out, escapes undone as often as they were made (three at most)."""
    for _ in range(3):
        text = _TAG.sub("", text)
        if not _ESCAPED.search(text):
            break
        text = _ESCAPED.sub(lambda found: html.unescape(found[0]), text)
    return clean.plain(squeeze(_TAG.sub("", text)))


def _unreadable(fetched: Fetched, source: Source, what: str) -> Unreadable:
    return Unreadable(
        f"取得元「{source.id}」: {what}({fetched.url})。",
        "ブラウザーで開いて確かめ、feeds.toml の url と kind を直してください(feedbridge try で試せます)。",
    )


def _document(text: str, fetched: Fetched, source: Source) -> str:
    """Return the text from its root element on; what stands before it (blank lines, a PHP warning, a DTD) goes."""
    if not text.strip():
        raise _unreadable(fetched, source, "中身が空です")
    root = _ROOT.search(text)
    head = text[: root.start()] if root else text[:100_000]
    if "<!ENTITY" in head:
        raise _unreadable(fetched, source, "実体宣言(ENTITY)のあるXMLは、安全のため読みません")
    if root is None or re.search(r"<(?:html|body)\b", head, re.IGNORECASE):
        page = re.search(r"<(?:html|body|!doctype html)\b", head, re.IGNORECASE)
        raise _unreadable(
            fetched, source, "フィードではなくHTMLのページが返されました" if page else "フィードではありません"
        )
    return _NOT_XML.sub("", text[root.start() :])


def _whole(text: str, fetched: Fetched, source: Source) -> tuple[str, tuple[str, ...]]:
    """Return a well-formed feed of at most MOST entries, and what staff should know of the rest."""
    look = _Look(text)
    if look.fault:  # the two commonest slips are mended: a bare & in an address, and HTML's &nbsp; in XML
        look = _Look(_mended(text))
    if not look.fault:
        return look.text, ()
    if look.fault == "many":
        return look.kept(), (f"項目が多いため、はじめの{look.entries:,}件だけを読みました。",)
    if not look.entries:
        raise _unreadable(fetched, source, "フィードが途中で壊れています")
    return look.kept(), (f"フィードが途中で壊れています。壊れる前の{look.entries}件だけを読みました。",)


def _mended(text: str) -> str:
    """Return `text` with its stray ampersands escaped, but not in CDATA."""
    out, at = [], 0
    while (start := text.find("<![CDATA[", at)) >= 0 and (end := text.find("]]>", start)) >= 0:
        out += [_STRAY.sub(_mend, text[at:start]), text[start:end]]
        at = end
    return "".join((*out, _STRAY.sub(_mend, text[at:])))


def _mend(found: re.Match[str]) -> str:
    name = found[1] or ""
    return html.escape(html.unescape(found[0])) if name in html5 else f"&amp;{name}"


class _Stopped(Exception):
    """Ends the pass of expat: enough was seen."""


class _Look:
    """One pass of expat over the document, without building anything."""

    def __init__(self, text: str) -> None:
        from xml.parsers import expat

        self.text = text
        self.entries = 0  #: entries that ended before the fault
        self.fault = ""  #: "", "many", "broken"
        self._open: list[str] = []
        self._elements = 0
        self._end = 0  #: where the last whole entry ends, in UTF-8
        self._outside: tuple[str, ...] = ()  #: elements still open there
        self._body = text.encode()
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = lambda name: self._finish(name, parser)
        try:
            parser.Parse(self._body, True)
        except _Stopped:
            pass
        except expat.ExpatError:
            self.fault = "broken"

    def kept(self) -> str:
        """Return the document up to the last whole entry, closed properly."""
        return self._body[: self._end].decode() + "".join(f"</{name}>" for name in reversed(self._outside))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._open.append(name)
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            self._stop("many" if self.entries else "broken")
        if len(self._open) > DEEPEST or len(attributes) > MOST_ATTRIBUTES:
            self._stop("broken")

    def _finish(self, name: str, parser: XMLParserType) -> None:
        self._open.pop()
        if name.rpartition(":")[2] in ("item", "entry"):
            self.entries += 1
            self._end = self._body.index(b">", parser.CurrentByteIndex) + 1
            self._outside = tuple(self._open)
            if self.entries == MOST:
                self._stop("many")

    def _stop(self, fault: str) -> None:
        self.fault = fault
        raise _Stopped


def _entry(entry: Any, source: Source, url: str, zone: tzinfo) -> Entry:
    guid = str(entry.get("id", ""))
    base = entry.get("title_detail", {}).get("base") or url
    hrefs = [entry.get("link"), *(link.get("href") for link in entry.get("links", ())), guid if urls.host(guid) else ""]
    link = next((found for href in hrefs if href and (found := absolute(href, base))), "")
    told = (dict.get(entry, key, "") for key in ("published", "updated", "created"))  # its own get() warns of an alias
    day = next((day for text in told if (day := _day(text, zone))), None)
    return Entry(source.id, link, plain(entry.get("title", "")), guid, day, plain(entry.get("summary", "")), url)


def _day(text: str, zone: tzinfo) -> date | None:
    """Return the day in `zone` of a feed's date; a time without a zone is local time, as its author meant it."""
    day: date | None
    try:
        day = _local(datetime.fromisoformat(text.strip()), zone)
    except ValueError:
        found = listdates.first(text)
        day = found.on() if found and found.year else _mail_day(text, zone)
    return day if day and 1990 <= day.year <= 2100 else None


def _mail_day(text: str, zone: tzinfo) -> date | None:
    """RFC 822, with JST, which no library knows."""
    try:
        return _local(parsedate_to_datetime(re.sub(r"\s*\(?JST\)?$", " +0900", text.strip())), zone)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _local(moment: datetime, zone: tzinfo) -> date:
    try:
        return moment.astimezone(zone).date() if moment.tzinfo else moment.date()
    except OverflowError:  # the first and last days of the calendar
        return moment.date()
