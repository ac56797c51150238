"""Pure: a feed of the usual shape, read as feedparser reads it, and much faster.

feedparser takes 90 ms to load, and some milliseconds a feed. Most feeds need nothing of what it
can: well-formed RSS 1.0, 2.0 or Atom 1.0 with the usual elements, each once, and text alone in
them. Whatever is not so is left to feedparser: an element, attribute or namespace that is not named
here, one that stands twice, markup inside a text, an address that is not plain, letters that it
would take for another coding. tests/read/test_plainfeeds.py compares both over many shapes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_RSS1: Final = "{http://purl.org/rss/1.0/}"
_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_SYNDICATION: Final = "{http://purl.org/rss/1.0/modules/syndication/}"
_ENCODED: Final = "{http://purl.org/rss/1.0/modules/content/}encoded"
_COMMENTS: Final = "{http://purl.org/rss/1.0/modules/slash/}comments"
_COMMENTS_FEED: Final = "{http://wellformedweb.org/CommentAPI/}commentRss"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_ABOUT: Final = f"{_RDF}about"

#: an address that joining it to another leaves as it is, and that has nothing to be mended
_ADDRESS: Final = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?/[A-Za-z0-9._~!$&'()*+,=:@%/?-]*")
_NAME: Final = re.compile(r"(?:tag|urn):[A-Za-z0-9._~:/@,=+-]+")
#: feedparser takes these for Windows' own letters, and a text of western letters alone for UTF-8
_MISCODED: Final = re.compile("[\x80-\x9f]")
_BEYOND_WESTERN: Final = re.compile("[^\x00-\xff]")

_VERSIONS: Final = {"0.91": "rss091u", "0.92": "rss092", "0.93": "rss093", "0.94": "rss094"}
#: elements that are read, by the key under which feedparser keeps their text
_RSS: Final = {
    "title": "title",
    "link": "link",
    "guid": "id",
    "description": "summary",
    "pubDate": "published",
    f"{_DC}date": "updated",
    _ENCODED: "content",
}
_ENTRY: Final = {
    f"{_ATOM}{name}": key
    for name, key in (
        *(("title", "title"), ("id", "id"), ("summary", "summary"), ("content", "content")),
        *(("published", "published"), ("updated", "updated")),
    )
}
#: elements that are passed over, with those that may stand in them
_PASSED: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(
        (
            *("author", "category", "comments", "enclosure", _COMMENTS, _COMMENTS_FEED),
            *(f"{_DC}{name}" for name in ("creator", "subject", "publisher", "rights", "language")),
            *(f"{_ATOM}category", f"{_ATOM}rights", f"{_ATOM}generator", f"{_ATOM}subtitle"),
            *("language", "copyright", "generator", "docs", "ttl", "lastBuildDate"),
            *("managingEditor", "webMaster", f"{_RSS1}language", f"{_RSS1}image"),
            *(f"{_SYNDICATION}update{name}" for name in ("Period", "Frequency", "Base")),
        ),
        (),
    ),
    f"{_ATOM}author": tuple(f"{_ATOM}{name}" for name in ("name", "email")),
    "image": ("title", "url", "link", "width", "height", "description"),
}
#: of them, those whose text is an address
_ADDRESSES: Final = frozenset(("comments", "docs", _COMMENTS_FEED, "link", "url"))


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says, as far as it is asked, in the words of feedparser."""

    version: str
    title: str
    link: str
    entries: Sequence[Mapping[str, Any]]


class _Unusual(Exception):
    """feedparser is to read it."""


def read(text: str) -> Feed | None:
    """Return a feed, given from its root element on; None when feedparser is to read it."""
    try:
        root = ET.fromstring(text)  # noqa: S314 - entities and depth were refused before
        if root.tag == "rss":
            return _rss2(root, text)
        if root.tag == f"{_RDF}RDF":
            return _rss1(root, text)
        if root.tag == f"{_ATOM}feed":
            return _atom(root)
    except (ET.ParseError, _Unusual):
        pass
    return None


def _rss2(root: Element, text: str) -> Feed:
    label = root.get("version", "")
    version = "rss20" if label.startswith("2.") else _VERSIONS.get(label)
    if version is None or '"http://purl.org/rss/1.0/"' in text or len(root) != 1:
        raise _Unusual
    _look(root, "version", _LANGUAGE)
    channel = root[0]
    _look(channel, _LANGUAGE)
    if channel.tag != "channel":
        raise _Unusual
    head = _channel([one for one in channel if one.tag != "item"])
    entries = [_item(one, _RSS) for one in channel if one.tag == "item"]
    return Feed(version, head["title"], head["link"], entries)


def _rss1(root: Element, text: str) -> Feed:
    _look(root, _LANGUAGE)
    if "http://www.w3.org/2005/Atom" in text or not len(root) or root[0].tag != f"{_RSS1}channel":
        raise _Unusual
    _look(root[0], _ABOUT, _LANGUAGE)
    names = {tag if tag[0] == "{" else f"{_RSS1}{tag}": key for tag, key in _RSS.items()}
    del names[f"{_RSS1}guid"]  # an item has its name in rdf:about
    head = _channel([one for one in root[0] if not _is_contents(one)], names)
    entries = []
    for one in root[1:]:
        about = one.get(_ABOUT)
        if one.tag != f"{_RSS1}item" or not about:
            raise _Unusual
        entries.append(_item(one, names, _ABOUT) | {"id": about})
    return Feed("rss10", head["title"], head["link"], entries)


def _atom(root: Element) -> Feed:
    _look(root, _LANGUAGE)
    head = [one for one in root if one.tag != f"{_ATOM}entry"]
    feed = _texts(_without_links(head), _ENTRY)
    entries = []
    for one in root:
        if one.tag == f"{_ATOM}entry":
            _look(one, _LANGUAGE)
            link = _alternate(one)
            if not link:
                raise _Unusual
            entries.append(_summary(_texts(_without_links(one), _ENTRY)) | {"link": link})
    return Feed("atom10", feed.get("title", ""), _alternate(head) or feed.get("id", ""), entries)


def _channel(parts: Iterable[Element], names: Mapping[str, str] = _RSS) -> dict[str, str]:
    """Return title and link of a channel of RSS; one that names no page of its own has no link."""
    head = _texts([one for one in parts if not _is_own_link(one)], names)
    if "title" not in head:
        raise _Unusual
    return {"link": ""} | head


def _is_own_link(one: Element) -> bool:
    """Return whether an element is Atom's word of a channel of RSS for its own address."""
    own = one.tag == f"{_ATOM}link" and one.get("rel") in {"self", "hub"}
    if own and (_text(one) or not _ADDRESS.fullmatch(one.get("href", ""))):
        raise _Unusual
    return own


def _is_contents(one: Element) -> bool:
    """Return whether an element only names the items of a channel of RSS 1.0."""
    return one.tag == f"{_RSS1}items" and all(
        part is one or part.tag.startswith(_RDF) for part in one.iter()
    )


def _without_links(parts: Iterable[Element]) -> Iterator[Element]:
    return (one for one in parts if one.tag != f"{_ATOM}link")


def _item(one: Element, names: Mapping[str, str], *attributes: str) -> dict[str, str]:
    _look(one, *attributes, _LANGUAGE)
    entry = _summary(_texts(one, names))
    if "link" not in entry:
        raise _Unusual
    return entry


def _summary(entry: dict[str, str]) -> dict[str, str]:
    """Return an entry as feedparser does, which takes the content for a summary where there is
    none.
    """
    content = entry.pop("content", None)
    return entry if content is None else {"summary": content} | entry


def _texts(parts: Iterable[Element], names: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of these elements by key; raises _Unusual."""
    values: dict[str, str] = {}
    for one in parts:
        key = names.get(one.tag, "")
        if not key:
            _pass(one)
            continue
        text = _text(one)
        if key in values or (key == "link" and not _ADDRESS.fullmatch(text)):
            raise _Unusual
        if key == "id":
            _look(one, "isPermaLink")
            if one.get("isPermaLink") not in {None, "true", "false"}:
                raise _Unusual
            is_place = one.get("isPermaLink") != "false"
            if is_place and not (_ADDRESS.fullmatch(text) or _NAME.fullmatch(text)):
                raise _Unusual
        elif one.tag.startswith(_ATOM):
            _look(one, "type")
            if one.get("type", "text") not in {"text", "html"}:
                raise _Unusual
        else:
            _look(one)
        values[key] = text
    return values


def _pass(one: Element) -> None:
    """Look at an element that is passed over; raises _Unusual for one that is not known."""
    inside = _PASSED.get(one.tag)
    if inside is None or _said(one.tail):
        raise _Unusual
    for part in one:
        if part.tag not in inside or part.attrib:
            raise _Unusual
        _plain(part)
    if not inside:
        _plain(one)


def _plain(one: Element) -> None:
    text = _text(one)
    if one.tag in _ADDRESSES and text and not _ADDRESS.fullmatch(text):
        raise _Unusual


def _alternate(parts: Iterable[Element]) -> str:
    """Return the address of the page that Atom's links name, empty when they name none."""
    address = ""
    for one in parts:
        if one.tag == f"{_ATOM}link":
            _look(one, "href", "rel", "type", "hreflang", "title", "length")
            href = one.get("href", "")
            if not _ADDRESS.fullmatch(href) or _text(one):
                raise _Unusual
            if one.get("rel", "alternate") == "alternate":
                if address or one.get("type", "text/html") != "text/html":
                    raise _Unusual
                address = href
            elif one.get("rel", "").lower() == "alternate":
                raise _Unusual
    return address


def _text(one: Element) -> str:
    text = (one.text or "").strip()
    western = not text.isascii() and not _BEYOND_WESTERN.search(text)
    if len(one) or western or _MISCODED.search(text) or _said(one.tail):
        raise _Unusual
    return text


def _look(one: Element, *attributes: str) -> None:
    """Raise _Unusual for an element with other attributes, or with text around it."""
    if not set(attributes).issuperset(one.attrib) or _said(one.tail):
        raise _Unusual


def _said(text: str | None) -> bool:
    return bool(text and not text.isspace())
