"""Pure: a document as elements and the texts in them: what the readers of lists and articles walk.

Beautiful Soup's elements can do a hundred times more, and cost five times the memory and the time
to make them; of what they can do this is what the readers ask, under the same names. Selectors of
feeds.toml are still Beautiful Soup's to find (trees.select).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

DOCUMENT: Final = "[document]"  #: the name of what holds all, as in Beautiful Soup
#: nodes that are taken out of an element before the places in it are counted anew: a page from
#: which a thousand are taken is not gone through a thousand times
MISSING: Final = 100


class _Inner(Protocol):
    """What lies in an element."""

    parent: Element | None


class _Placed:
    """What is asked of elements and texts alike."""

    __slots__ = ()

    @property
    def parents(self: _Inner) -> Iterator[Element]:
        """Yield the elements around it, the nearest first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    @property
    def next_siblings(self: _Inner) -> Iterator[Node]:
        """Yield what stands behind it in its element."""
        if self.parent is not None:
            beside = self.parent.contents
            for number in range(self.parent.place(self) + 1, len(beside)):
                yield beside[number]

    @property
    def previous_siblings(self: _Inner) -> Iterator[Node]:
        """Yield what stands before it in its element, the nearest first."""
        if self.parent is not None:
            for number in range(self.parent.place(self) - 1, -1, -1):
                yield self.parent.contents[number]

    def extract(self: _Inner) -> None:
        """Take it out of its element."""
        _take_out(self)


def _take_out(node: _Inner) -> None:
    above = node.parent
    if above is not None:
        del above.contents[above.place(node)]
        above.missing += 1
        node.parent = None


class Text(_Placed, str):
    """A text between marks, as it stands."""

    __slots__ = ("parent",)
    parent: Element | None

    @classmethod
    def within(cls, above: Element, text: str) -> None:
        """Put a text at the end of an element."""
        made = cls(text)
        made.parent = above
        above.contents.append(made)


class Element(_Placed):
    """An element with what lies in it."""

    __slots__ = ("attrs", "contents", "decomposed", "missing", "name", "parent", "places")

    def __init__(self, name: str, attrs: Mapping[str, str], parent: Element | None) -> None:
        self.name = name
        self.attrs = attrs  #: by name; classes with one blank between them
        self.contents: list[Node] = []
        self.parent: Element | None = parent
        self.decomposed = False  #: it has been taken away with all in it
        #: id → place in contents when they were counted; empty = they are to be counted
        self.places: dict[int, int] = {}
        self.missing = 0  #: nodes that were taken out since

    @property
    def descendants(self) -> Iterator[Node]:
        """Yield all that lies in it, in order."""
        todo = self.contents[::-1]
        while todo:
            node = todo.pop()
            yield node
            if isinstance(node, Element):
                todo += reversed(node.contents)

    def place(self, node: object) -> int:
        """Return where a node stands in what lies directly in this element."""
        if not self.places or self.missing > MISSING:
            self.places = {id(one): number for number, one in enumerate(self.contents)}
            self.missing = 0
        place = min(self.places[id(node)], len(self.contents) - 1)
        while self.contents[place] is not node:  # it has moved up by as many as are missing before
            place -= 1
        return place

    def insert_after(self, *nodes: Node) -> None:
        """Put nodes that lie nowhere right behind this element."""
        assert self.parent is not None
        place = self.parent.place(self) + 1
        self.parent.contents[place:place] = nodes
        self.parent.places = {}
        for node in nodes:
            node.parent = self.parent

    def decompose(self) -> None:
        """Take it away with all in it; nothing leads back to what was in it, so that its memory is
        free at once.
        """
        self.extract()
        todo: list[Node] = [self]
        while todo:
            node = todo.pop()
            node.parent = None
            if isinstance(node, Element):
                todo += node.contents
                node.contents, node.places, node.decomposed = [], {}, True

    def get_text(self) -> str:
        """Return all texts in it, one behind the other."""
        return "".join(one for one in self.descendants if isinstance(one, Text))


class Document(Element):
    """A whole document."""

    __slots__ = ("_firsts", "names")

    def __init__(self) -> None:
        super().__init__(DOCUMENT, {}, None)
        #: of all elements that were ever in it: what a page has not, is not looked for
        self.names: Collection[str] = ()
        self._firsts: dict[str, Element] = {}  # they are asked for again and again

    @property
    def title(self) -> Element | None:
        """Return its first <title>."""
        return self._first("title")

    @property
    def head(self) -> Element | None:
        """Return its first <head>."""
        return self._first("head")

    @property
    def body(self) -> Element | None:
        """Return its first <body>."""
        return self._first("body")

    def _first(self, name: str) -> Element | None:
        known = self._firsts.get(name)
        if known is None or known.decomposed:
            elements = (one for one in self.descendants if isinstance(one, Element))
            known = next((one for one in elements if one.name == name), None)
            if known is not None:
                self._firsts[name] = known
        return known


Node: TypeAlias = Element | Text
