"""Pure: HTML as a tree that is safe to walk, and as plain words. Used by the readers of lists and
of articles.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from itertools import islice
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar
from urllib.parse import urljoin

from bridge import urls
from bridge.read import trees
from bridge.read.nodes import Document, Element, Text

if TYPE_CHECKING:
    from bridge.read.nodes import Node

Asked = TypeVar("Asked")
P = ParamSpec("P")
Answer = TypeVar("Answer")

LONGEST = 1_000_000  #: characters of one document that are read; the rest cannot be news

#: what differs at each load and says nothing: visitors, views, the time of day
_COUNTER = re.compile(
    r"\d+\s*人目|あなたは[\W\d]*人目|(?:アクセス|閲覧|訪問者?|来訪者|ページビュー|カウンター?|累計|総数|visitors?|access|views?|PV)[数回者件]*\s*[:：]?\s*[\d,]{2,}"
    r"|(?:現在(?:の)?(?:時刻|日時)|本日の日付|ただいまの時刻)|^(?:本日|今日|きょう)は[^。]{0,30}\d[^。]{0,20}(?:です)?。?$|[\d,]+\s*(?:アクセス|ビュー|views|PV)",
    re.IGNORECASE,
)
#: without one of these none of it is there
_PERHAPS_COUNTER = re.compile("[目ア閲訪ュウ累総vcVC在付刻は]")
_PRINT = re.compile(r"印刷|プリント(?:用|版)|[?&/]print(?:er|able)?[=/.]", re.IGNORECASE)


def parse(text: str) -> Document:
    """Return the document without what nobody sees (trees.py)."""
    quiet = re.sub(r"<\?xml\b", "<?x", text[:LONGEST].replace("\0", ""), flags=re.IGNORECASE)
    return trees.tree(f"{quiet}\n")


def tags(root: Element, *names: str, limit: int = 1_000_000) -> list[Element]:
    """Return the elements of those names (of any) below `root`, in order."""
    if isinstance(root, Document) and names and not any(name in root.names for name in names):
        return []
    order: _TreeOrder | None = getattr(_STILL, "order", None)
    if order is None:
        return list(islice(_tags(root, frozenset(names)), limit))
    first, last, _, _ = order.span(root)
    if first + 1 == last:  # nothing but text in it
        return []
    inside = order.elements[first + 1 : last]
    return ([one for one in inside if one.name in names] if names else inside)[:limit]


def _tags(root: Element, names: frozenset[str]) -> Iterator[Element]:
    """Yield the elements below `root`, or those of some names, in order."""
    todo = root.contents[::-1]
    while todo:
        node = todo.pop()
        if isinstance(node, Text):
            continue
        if node.contents:
            todo += node.contents[::-1]
        if not names or node.name in names:
            yield node


def attribute(node: Node | None, name: str) -> str:
    """Return an attribute; empty when the node or the attribute is missing."""
    return node.attrs.get(name, "") if isinstance(node, Element) else ""


def marks(node: Element) -> str:
    """Return id and classes of a node, in lower case: the site's own word for what it is."""
    attrs = node.attrs
    if not attrs:
        return "  "
    return f"{attrs.get('id', '')} {attrs.get('class', '')} {attrs.get('role', '')}".lower()


class _TreeOrder:
    """The elements of trees that do not change, and what they say, in their order: what lies in an
    element is a slice of it.
    """

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self.pieces: list[str] = []
        self.sizes = [0]  #: of all pieces up to each, as `is_long` counts
        #: id of an element → its first and behind its last element and piece
        self._spans: dict[int, tuple[int, int, int, int]] = {}

    def span(self, node: Element) -> tuple[int, int, int, int]:
        """Return where an element and all in it lies: elements from and to, pieces from and to."""
        if (place := self._spans.get(id(node))) is not None:
            return place
        top = node
        while top.parent is not None:
            top = top.parent
        self._go(top)
        return self._spans[id(node)]

    def _go(self, top: Element) -> None:
        open_: list[tuple[Element, int, int]] = []
        todo: list[Node | None] = [top]
        while todo:
            node = todo.pop()
            if node is None:
                one, element, piece = open_.pop()
                self._spans[id(one)] = element, len(self.elements), piece, len(self.pieces)
            elif isinstance(node, Text):
                self._say(node)
            else:
                open_.append((node, len(self.elements), len(self.pieces)))
                self.elements.append(node)
                if (own := _own(node)) is not None:
                    self._say(own)
                todo.append(None)
                todo += reversed(node.contents)

    def _say(self, piece: str) -> None:
        self.pieces.append(piece)
        self.sizes.append(self.sizes[-1] + max(1, len(piece)))


def _own(node: Element) -> str | None:
    """Return what an element says before what lies in it."""
    if node.name == "img":
        return f" {attribute(node, 'alt')} "
    return None if node.name in _INLINE else " "


_STILL = threading.local()


@contextmanager
def still() -> Iterator[None]:
    """Within it no tree changes, so that what nodes say is put together once, what lies in them is
    walked once, and what is `steady` is asked once; all are asked for again and again.
    """
    _STILL.said, _STILL.known, _STILL.order = {}, {}, _TreeOrder()
    try:
        yield
    finally:
        del _STILL.said, _STILL.known, _STILL.order


_SEVERAL = (tuple, list)
_UNASKED: Any = object()


def steady(
    ask: Callable[Concatenate[Asked, P], Answer],
) -> Callable[Concatenate[Asked, P], Answer]:
    """Let a question on a node, or on several, be asked once within `still`; nobody may change the
    answer.
    """

    @wraps(ask)
    def asked(node: Asked, /, *args: P.args, **named: P.kwargs) -> Answer:
        known: dict[object, Answer] | None = getattr(_STILL, "known", None)
        if known is None:
            return ask(node, *args, **named)
        place = tuple(map(id, node)) if isinstance(node, _SEVERAL) else id(node)
        key = (ask, place, *args, *named.values()) if args or named else (ask, place)
        answer: Answer = known.get(key, _UNASKED)
        if answer is _UNASKED:
            answer = known[key] = ask(node, *args, **named)
        return answer

    return asked


def words(*nodes: Node) -> str:
    """Return the text of the nodes as one line; a picture stands as its alternative text."""
    known: dict[int | tuple[int, ...], str] | None = getattr(_STILL, "said", None)
    if known is None:
        return _words(nodes)
    place = id(nodes[0]) if len(nodes) == 1 else tuple(map(id, nodes))
    if (text := known.get(place)) is None:
        text = known[place] = _words(nodes)
    return text


def _words(nodes: Iterable[Node]) -> str:
    pieces: list[str] = []
    for node in nodes:
        pieces += _parts(node)
    return squeeze("".join(pieces))


def _parts(node: Node) -> Iterable[str]:
    """Return what a node says, piece by piece."""
    if isinstance(node, Text):
        return (node,)
    order: _TreeOrder | None = getattr(_STILL, "order", None)
    if order is not None:
        _, _, first, last = order.span(node)
        return order.pieces[first:last]
    return _walked(node)


def _walked(node: Element) -> Iterator[str]:
    """Yield what an element says; of one with thousands in it no more is looked at than is asked
    for.
    """
    inside: list[Iterator[Node]] = [iter((node,))]
    while inside:
        for part in inside[-1]:
            if isinstance(part, Text):
                yield part
            else:
                if (own := _own(part)) is not None:
                    yield own
                inside.append(iter(part.contents))
                break
        else:
            inside.pop()


def texts_outside(nodes: Sequence[Node], inside: Collection[int]) -> Iterator[Text]:
    """Yield the texts of nodes that lie in none of the elements with the ids `inside`."""
    for node in nodes:
        if isinstance(node, Text):
            yield node
        elif id(node) not in inside:
            yield from texts_outside(node.contents, inside)


_INLINE = frozenset(
    (
        "a",
        "b",
        "strong",
        "em",
        "i",
        "u",
        "font",
        "span",
        "ruby",
        "rb",
        "rbc",
        "small",
        "big",
        "sup",
        "sub",
        "mark",
        "time",
        "wbr",
    )
)


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u2060\ufeff]+")


def squeeze(text: str) -> str:
    """Return `text` on one line, single-spaced, without control characters."""
    words = text if text.isprintable() else _CONTROL.sub(" ", text)
    return " ".join(words.split())


def is_counter(line: str) -> bool:
    """Tell whether a line has what differs at each load."""
    return bool(_PERHAPS_COUNTER.search(line)) and _COUNTER.search(line) is not None


def is_long(nodes: Sequence[Node], most: int) -> bool:
    """Tell whether the nodes hold more than `most` characters or elements, without walking all of
    them.
    """
    order: _TreeOrder | None = getattr(_STILL, "order", None)
    size = 0
    for node in nodes:
        if order is not None and isinstance(node, Element):
            _, _, first, last = order.span(node)
            size += order.sizes[last] - order.sizes[first]
            if size > 2 * most:
                return True
            continue
        for part in _parts(node):
            size += max(1, len(part))
            if size > 2 * most:
                return True
    return size > most and len(words(*nodes)) > most


def base(tree: Document, url: str) -> str:
    """Return the address against which the document's links stand."""
    node = next((node for node in tags(tree, "base", limit=5) if attribute(node, "href")), None)
    return absolute(attribute(node, "href"), url) or url


#: a path from the root in which nothing is to be resolved, and where it begins
_ROOTED = re.compile(r"(?:/[A-Za-z0-9_~%=-][A-Za-z0-9._~%=-]*)+/?|/")
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]{1,5})?(?=/|$)")
_WHOLE = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]{1,5})?/[A-Za-z0-9/._~%=-]*")


def absolute(href: str, against: str) -> str:
    """Return `href` as an absolute http(s) address; empty when it is none (javascript:, mailto:,
    rubbish).
    """
    if _WHOLE.fullmatch(href):
        joined = href  # nothing to join, as with nearly every address of a feed
    elif _ROOTED.fullmatch(href) and (origin := _ORIGIN.match(against)):
        joined = origin[0] + href  # nothing to join but the host
    else:
        try:
            joined = urljoin(against, re.sub(r"[\t\r\n]", "", href).strip())
        except ValueError:
            return ""
    return joined if urls.host(joined) else ""


@steady
def is_print(anchor: Element) -> bool:
    """Tell whether a link only shows the same page for printing."""
    return bool(_PRINT.search(attribute(anchor, "href")) or _PRINT.search(words(anchor)[:20]))


@steady
def target(anchor: Element, against: str) -> str:
    """Return where a link leads; empty for mail, print views and places on the page itself.

    A script in its place (javascript:, onclick, data-href) leads where it names a path of the same
    site in quotes.
    """
    href = attribute(anchor, "href").strip()
    if is_print(anchor):
        return ""
    if not href or href.startswith("#") or href.lower().startswith("javascript:"):
        return _scripted(anchor, href, against)
    address = absolute(href, against)
    return "" if "#" in href and address.partition("#")[0] == against.partition("#")[0] else address


@steady
def is_link(node: Element) -> bool:
    """Tell whether a node is a link: an anchor with an address, or any element that leads somewhere
    when it is clicked.
    """
    if node.name == "a":
        return bool(attribute(node, "href") or attribute(node, "onclick"))
    acts = bool(node.attrs) and any(name in node.attrs for name in _CLICKED)
    return acts and bool(_scripted(node, "", "https://host.invalid/"))


_CLICKED = ("onclick", "data-href", "data-url", "data-link")
_QUOTED = re.compile(r"""['"]([^'"\s<>]{1,500})['"]""")
_PATH = re.compile(
    r"(?:https?://|\.{0,2}/)[^\s]+|[\w%~./-]+\.(?:s?html?|php\d?|aspx?|jspx?|cgi|do|pdf)(?:[?#]\S*)?|\?\S+=\S*|[\w-]+/[\w%~./-]*"
)


def _scripted(node: Element, href: str, against: str) -> str:
    """Return the path of this site that a script names; empty when it names none."""
    values = [*_QUOTED.findall(href), *_QUOTED.findall(attribute(node, "onclick"))]
    values += [attribute(node, name).strip() for name in _CLICKED[1:]]
    paths = (absolute(path, against) for path in values if _PATH.fullmatch(path))
    return next((path for path in paths if path and urls.host(path) == urls.host(against)), "")
