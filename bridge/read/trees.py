"""Pure: a document as a tree of Beautiful Soup's elements, without what nobody sees.

lxml tells what begins and ends in a document, and Beautiful Soup makes its elements of that, ten
calls each; here it is done in one, and what nobody sees is not made at all. The elements are
Beautiful Soup's own, and so is all that can be asked of them. `whole` is the same by its own road,
taken for what lxml does not read; tests/read/test_trees.py holds that both say the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bs4 import BeautifulSoup, Tag
    from bs4.element import NavigableString

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


def tree(text: str) -> BeautifulSoup:
    """Return the document without what nobody sees (scripts, styles, comments), what is struck out,
    and the readings of ruby.
    """
    from bs4 import BeautifulSoup
    from lxml import etree

    soup = BeautifulSoup("", "lxml")
    maker = _Maker(soup)
    parser = etree.HTMLParser(target=maker, recover=True)
    try:
        parser.feed(text.removeprefix("\ufeff"))
        parser.close()
    except (UnicodeDecodeError, LookupError, etree.ParserError):
        return whole(text)
    return soup


def whole(text: str) -> BeautifulSoup:
    """Return the same as Beautiful Soup makes it: all of the document, and then without what nobody
    sees.
    """
    from bs4 import BeautifulSoup, Comment
    from bs4.element import NavigableString, Tag

    soup = BeautifulSoup(text, "lxml")
    todo: list[tuple[Tag, int]] = [(soup, 0)]
    while todo:
        node, depth = todo.pop()
        for child in list(node.contents):
            if isinstance(child, Tag):
                if child.name in _UNSEEN or depth >= DEEPEST or _is_hidden(child.attrs):
                    child.decompose()
                else:
                    todo.append((child, depth + 1))
            elif isinstance(child, Comment):
                child.extract()
            elif isinstance(child, NavigableString) and _HALF.search(child):
                child.replace_with(_wide(child))
    return soup


def _wide(text: str) -> str:
    return _HALF.sub(lambda kana: unicodedata.normalize("NFKC", kana[0]), text)


def _is_hidden(attributes: Mapping[str, Any]) -> bool:
    style = attributes.get("style")
    return "hidden" in attributes or (
        isinstance(style, str) and "display:none" in style.replace(" ", "").lower()
    )


class _BeyondLxml(LookupError):
    """Beautiful Soup is to make it."""


class _Maker:
    """What lxml tells of a document: it makes the elements (lxml's documentation, "The target
    parser interface").
    """

    def __init__(self, soup: Any) -> None:
        from bs4.element import Doctype, NavigableString, ProcessingInstruction, Tag

        self._element: Any = Tag
        self._string = NavigableString
        self._doctype: Any = Doctype
        self._instruction = ProcessingInstruction
        self._soup, self._builder = soup, soup.builder
        self._attributes = soup.builder.attribute_dict_class
        self._namespaces = soup.builder.active_namespace_prefixes[-1]
        self._place: Tag | None = soup  # what is open; None within what nobody sees
        self._last: Tag | NavigableString | None = None
        self._open: list[tuple[str, Tag | None]] = [("", soup)]
        self._names: defaultdict[str, int] = defaultdict(int)  # how many of a name are open
        self._pieces: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        if self._pieces:
            self._end_text()
        values = self._attributes(attributes)
        if name[0] == "{" or (values and "{" in "".join(values)):
            raise _BeyondLxml
        above, element = self._place, None
        if (
            above is not None
            and name not in _UNSEEN
            and len(self._open) <= DEEPEST
            and not (values and _is_hidden(values))
        ):
            element = self._element(
                self._soup,
                self._builder,
                name,
                attrs=values,
                parent=above,
                previous=self._last,
                namespaces=self._namespaces,
            )
            element._decomposed = False  # noqa: SLF001 - else each question after it looks for an element of that name
            above.contents.append(element)
            self._last = element
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

    def pi(self, name: str, content: str | None) -> None:
        """Keep an instruction to a program."""
        self._end_text()
        if content is None:
            raise _BeyondLxml
        self._pieces.append(f"{name} {content}")
        self._end_text(self._instruction)

    def doctype(self, name: str, public: str, system: str) -> None:
        """Keep the document's type."""
        self._end_text()
        self._pieces.append(self._doctype._string_for_name_and_ids(name, public, system))  # noqa: SLF001
        self._end_text(self._doctype)

    def close(self) -> None:
        """End the document."""
        self._end_text()

    def _end_text(self, kind: type[NavigableString] | None = None) -> None:
        pieces, above = self._pieces, self._place
        if above is not None and pieces:
            text = pieces[0] if len(pieces) == 1 else "".join(pieces)
            if not text.strip(_BLANKS) and not self._names[_KEPT]:
                text = "\n" if "\n" in text else " "
            wide = not text.isascii() and _HALF.search(text) is not None
            if wide and above is self._soup:
                raise _BeyondLxml
            string = (self._string if wide or kind is None else kind)(_wide(text) if wide else text)
            string.setup(above, self._last)
            above.contents.append(string)
            self._last = string
        pieces.clear()
