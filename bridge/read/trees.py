"""Pure: a document as a tree of elements (nodes.py), without what nobody sees.

lxml tells what begins and ends in a document, and the elements are made of that at once. `whole` is
the same by way of Beautiful Soup, taken for what lxml does not read; tests/read/test_trees.py holds
that both say the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from bridge.read.nodes import Document, Element, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bridge.read.nodes import Node

DEEPEST: Final = (
    150  #: levels of nesting; deeper markup is broken or hostile, and its text is dropped
)
_UNSEEN: Final = frozenset(
    (
        "script",
        "style",
        "noscript",
        "noframes",
        "template",
        "rt",
        "rp",
        "svg",
        "object",
        "iframe",
        "select",
        "textarea",
        "map",
        "s",
        "del",
        "strike",
    )
)
#: half-width kana and their marks: ﾃﾞｼﾞﾀﾙ, ｢ ｣ ､ ｡
_HALF: Final = re.compile(r"[\uff61-\uff9f]+")
_BLANKS: Final = " \n\t\f\r"  #: those of ASCII, as Beautiful Soup has them
_KEPT: Final = "pre"  #: the element whose blanks are kept; nobody sees the other one, textarea
#: the elements of a head that are seen at all
_IN_HEAD: Final = frozenset(("base", "basefont", "bgsound", "link", "meta", "title"))
#: attributes of several words, of which only the words count
_LISTS: Final = ("class", "rel")
_NONE: Final[Mapping[str, str]] = {}  #: the attributes of most elements


def tree(text: str) -> Document:
    """Return the document without what nobody sees (scripts, styles, comments), what is struck out,
    and the readings of ruby.
    """
    from lxml import etree

    maker = _Maker()
    parser = etree.HTMLParser(target=maker, recover=True)
    try:
        parser.feed(text.removeprefix("\ufeff"))
        parser.close()
    except (UnicodeDecodeError, LookupError, etree.ParserError):
        return whole(text)
    return maker.named()


def whole(text: str) -> Document:
    """Return the same as Beautiful Soup reads it, without what nobody sees."""
    from bs4 import BeautifulSoup
    from bs4.element import NavigableString, Tag

    document = Document()
    names: set[str] = set()
    todo: list[tuple[Any, Element, int]] = [(BeautifulSoup(text, "lxml"), document, 0)]
    while todo:
        soup, element, depth = todo.pop()
        for child in soup.contents:
            if type(child) is NavigableString:
                Text.within(element, _wide(child))
            elif (
                isinstance(child, Tag)
                and child.name not in _UNSEEN
                and depth < DEEPEST
                and not _is_hidden(child.attrs)
            ):
                below = Element(child.name, _attributes(child.attrs), element)
                element.contents.append(below)
                names.add(child.name)
                todo.append((child, below, depth + 1))
    document.names = names
    return _with_body(document)


def _with_body(document: Document) -> Document:
    """Return the document with all in its body that browsers put there (HTML, 13.2.6.4.4).

    The marks of head and body may be left out. What HTML 4 does not know (main, article, header)
    lxml leaves in the head then; it ends the head, with all that follows.
    """
    head = document.head
    root = head.parent if head is not None else None
    if head is None or root is None:
        return document
    foreign = (
        number
        for number, one in enumerate(head.contents)
        if isinstance(one, Element) and one.name not in _IN_HEAD
    )
    first = next(foreign, None)
    if first is None:
        return document
    nodes = head.contents[first:]
    del head.contents[first:]
    elements = (one for one in root.contents if isinstance(one, Element))
    body = next((one for one in elements if one.name == "body"), None)
    if body is None:
        body = Element("body", _NONE, root)
        head.insert_after(body)
        document.names = {*document.names, "body"}
    body.contents[:0] = nodes
    for node in nodes:
        node.parent = body
    return document


def select(document: Document, selector: str, limit: int = 0) -> list[Element]:
    """Return the elements that a CSS selector names, in order, as Beautiful Soup finds them;
    `limit`: at most so many.
    """
    from bs4 import BeautifulSoup
    from bs4.element import NavigableString, Tag

    soup: Any = BeautifulSoup("", "lxml")
    ours: dict[int, Element] = {}
    before: Any = soup
    todo: list[tuple[Node, Any]] = [(node, soup) for node in reversed(document.contents)]
    while todo:
        node, above = todo.pop()
        if isinstance(node, Element):
            its: Any = Tag(
                soup,
                soup.builder,
                node.name,
                attrs=soup.builder.attribute_dict_class(node.attrs),
                parent=above,
                previous=before,
            )
            ours[id(its)] = node
            todo += [(one, its) for one in reversed(node.contents)]
        else:
            its = NavigableString(node)
            its.setup(above, before)
        above.contents.append(its)
        before = its
    return [ours[id(one)] for one in soup.select(selector, limit=limit)]


def _wide(text: str) -> str:
    return _HALF.sub(lambda kana: unicodedata.normalize("NFKC", kana[0]), text)


def _is_hidden(attributes: Mapping[str, Any]) -> bool:
    style = attributes.get("style")
    return "hidden" in attributes or (
        isinstance(style, str) and "display:none" in style.replace(" ", "").lower()
    )


def _attributes(attributes: Mapping[str, Any]) -> Mapping[str, str]:
    """Return attributes as they are kept, from a plain dictionary or Beautiful Soup's, which has
    lists of words.
    """
    values = {
        name: value if isinstance(value, str) else " ".join(value)
        for name, value in attributes.items()
    }
    for name in _LISTS:
        if name in values:
            values[name] = " ".join(values[name].split())
    return values or _NONE


class _BeyondLxml(LookupError):
    """Beautiful Soup is to make it."""


class _Maker:
    """What lxml tells of a document: it makes the elements (lxml's documentation, "The target
    parser interface").
    """

    def __init__(self) -> None:
        self.document = Document()
        self._place: Element | None = self.document  # what is open; None within what nobody sees
        self._open: list[tuple[str, Element | None]] = [("", self.document)]
        self._names: defaultdict[str, int] = defaultdict(int)  # how many of a name are open
        self._pieces: list[str] = []

    def named(self) -> Document:
        """Return the document, which knows the names of its elements."""
        self.document.names = self._names.keys()
        return _with_body(self.document)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        if self._pieces:
            self._end_text()
        if name[0] == "{" or (attributes and "{" in "".join(attributes)):
            raise _BeyondLxml
        above, element = self._place, None
        if (
            above is not None
            and name not in _UNSEEN
            and len(self._open) <= DEEPEST
            and not (attributes and _is_hidden(attributes))
        ):
            element = Element(name, _attributes(attributes) if attributes else _NONE, above)
            above.contents.append(element)
        self._open.append((name, element))
        self._names[name] += 1
        self._place = element

    def end(self, name: str) -> None:
        """End an element, and those in it that are still open; nothing when none of that name
        is.
        """
        if self._pieces:
            self._end_text()
        while self._names[name]:
            last = self._open.pop()[0]
            self._names[last] -= 1
            if last == name:
                break
        self._place = self._open[-1][1]

    def data(self, text: str) -> None:
        """Go on with a text."""
        self._pieces.append(text)

    def comment(self, _: str) -> None:
        """End a text: nobody sees a comment."""
        self._end_text()

    def pi(self, _: str, content: str | None) -> None:
        """End a text: nobody sees an instruction to a program."""
        self._end_text()
        if content is None:
            raise _BeyondLxml

    def doctype(self, *_: str) -> None:
        """End a text: nobody sees the document's type."""
        self._end_text()

    def close(self) -> None:
        """End the document."""
        self._end_text()

    def _end_text(self) -> None:
        pieces, above = self._pieces, self._place
        if above is not None and pieces:
            text = pieces[0] if len(pieces) == 1 else "".join(pieces)
            if not text.strip(_BLANKS) and not self._names[_KEPT]:
                text = "\n" if "\n" in text else " "
            Text.within(above, text if text.isascii() else _wide(text))
        pieces.clear()
