"""Pure: of a page that several entries of a list share, the part that is one entry's.

All news on one page, each below a heading or behind a mark (#n12): who reads the page for one of
them reads from its heading to the next of its kind, and nothing else. A part is found by the place
that the entry's address names, else by a heading that bears the list's title. Where neither is
there, or two are, nothing of the page is the entry's: what is left out is looked up by a person,
what is another's would be told as this one's.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from bridge import urls
from bridge.read import listdates
from bridge.read.markup import attribute, tags, words
from bridge.read.nodes import Element
from bridge.read.rows import is_date

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from bridge.model import Entry
    from bridge.read.nodes import Node

    #: whether an element begins the part of another entry, where one begins with what it is alike
    Begins = Callable[[Element], bool]

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
#: what old pages have for headings: told apart by class, or by what is nested in them
_TITLES: Final = ("dt", "p", "div", "td", "th", "li", "b", "strong", "font", "span")
_NO_WORD: Final = re.compile(r"[\W_]+")
_CUT: Final = re.compile(r"(?:…|‥|\.{2,})$")
_CUT_FROM: Final = 8  #: characters that a title has to have left to be known
_MARK: Final = 20  #: characters of a kind (イベント) that stands beside a title and is no text
_LINE: Final = 40  #: characters of a line that only dates what stands below it


def part_of(root: Element, entry: Entry) -> Element | None:
    """Return what an entry has of a page, as an element of its own, taken out of the tree; `root`
    itself where all of it is the entry's, None where nothing surely is.
    """
    beginning = _by_place(root, urls.fragment(entry.url)) or _by_title(root, entry)
    if beginning is None:
        return None
    start, begins = beginning
    others = [node for node in tags(root) if begins(node) and not _within(node, start)]
    around = {id(above) for one in others for above in one.parents}
    if id(root) not in around:
        if start.name in _HEADINGS:  # no other of its rank: the page is about it
            return root
        return _alone(iter((start,))) if words(start) else None
    unit = start
    while unit.parent is not None and id(unit.parent) not in around:
        unit = unit.parent
    return _alone(_with_below(unit, start, around.union(map(id, others))))


def _by_place(root: Element, place: str) -> tuple[Element, Begins] | None:
    """Return where the part begins that an address names, and what begins the next one."""
    names = {place, unquote(place)}
    if not place:
        return None
    target = next((node for node in tags(root) if names & _places(node)), None)
    if target is None:
        return None
    lines = (target, *target.parents)
    heading = next((one for one in lines if one.name in _HEADINGS), None)
    inside = tags(target, *_HEADINGS)
    if heading is None and inside:
        if any(one.name <= inside[0].name for one in inside[1:]):
            return None  # the place of a whole group
        heading = inside[0]
    if heading is not None:
        return heading, _rank(heading)
    return target, lambda node: node.name == target.name and bool(_places(node))


def _places(node: Element) -> set[str]:
    """Return the names under which an element can be linked to."""
    own = {attribute(node, "id"), attribute(node, "name") if node.name == "a" else ""}
    return own - {""}


def _by_title(root: Element, entry: Entry) -> tuple[Element, Begins] | None:
    """Return the heading that bears the title of an entry, and what begins the next part."""
    headings = [one for one in tags(root, *_HEADINGS) if _bears(words(one), entry.title)]
    if headings:
        top = min(one.name for one in headings)
        start = _the_one([one for one in headings if one.name == top], entry)
        return (start, _rank(start)) if start is not None else None
    loud = [
        node
        for node in tags(root, *_TITLES)
        if _bears(words(node), entry.title)
        and not any(above.name == "a" or _says_same(above, node) for above in node.parents)
        and not tags(node, "a", limit=1)
    ]
    start = _the_one(loud, entry)
    if start is None:
        return None
    looks = _looks(start)
    return start, lambda node: node.name == start.name and _looks(node) == looks


def _rank(heading: Element) -> Begins:
    """Return what begins another part where one begins with a heading: each that is not below."""
    return lambda node: node.name in _HEADINGS and node.name <= heading.name


def _says_same(one: Element, other: Element) -> bool:
    return one.name in _TITLES and words(one) == words(other)


def _looks(node: Element) -> tuple[tuple[str, str], ...]:
    """Return how a title looks: itself, and what is nested in it around the same words."""
    looks, inner = [], node
    while True:
        looks.append((inner.name, attribute(inner, "class")))
        children = [one for one in inner.contents if isinstance(one, Element)]
        if len(children) != 1 or words(children[0]) != words(inner):
            return tuple(looks)
        inner = children[0]


def _the_one(titles: list[Element], entry: Entry) -> Element | None:
    """Return the one of these titles that is the entry's: of several that with its day beside it;
    None where that is none, or not one.
    """
    if len(titles) > 1:
        day = entry.published
        titles = [
            one
            for one in titles
            if day and one.parent and day in {d.on() for d in listdates.full(words(one.parent))}
        ]
    return titles[0] if len(titles) == 1 else None


def _bears(text: str, title: str) -> bool:
    """Return whether a heading says a list's title, with its own day and remarks at the most."""
    name = _folded(_CUT.sub("", title))
    if not name or abs(len(text) - len(title)) > 2 * _LINE:
        return False
    day = listdates.first(text)
    wordings = {text, *((text[day.end :], text[: day.start]) if day else ())}
    if name != _folded(title) or _CUT.search(title):
        return len(name) >= _CUT_FROM and any(_folded(one).startswith(name) for one in wordings)
    return any(_folded(one) == name for one in wordings)


def _folded(text: str) -> str:
    """Return a title as it is compared, without remarks in brackets, signs and blanks."""
    plain = urls.plain_title(text)
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", plain)).lower()


def _within(node: Element, start: Element) -> bool:
    return node is start or any(one is start for one in node.parents) or _holds(node, start)


def _holds(node: Element, inner: Element) -> bool:
    return any(one is node for one in inner.parents)


def _with_below(unit: Element, start: Element, others: Collection[int]) -> Iterator[Node]:
    """Yield what holds the title, and where that is all it holds, what stands below it up to the
    next part; but not the day that stands above the next one's title.
    """
    yield unit
    beside = words(unit).replace(words(start), "", 1).strip()
    if beside and not is_date(beside) and (len(beside) > _MARK or "。" in beside):
        return
    below: list[Node] = []
    for node in unit.next_siblings:
        if isinstance(node, Element) and id(node) in others:
            break
        below.append(node)
    while below and _dates_next(below[-1], unit):
        below.pop()
    yield from below


def _dates_next(node: Node, unit: Element) -> bool:
    """Return whether what ends a part is empty, or dates what stands below it: a bare day, or a
    line that begins with one as the line above this part's title does.
    """
    text = words(node)
    if not text or is_date(text):
        return True
    above = next((one for one in unit.previous_siblings if words(one)), None)
    return above is not None and all(map(_dated, (text, words(above))))


def _dated(line: str) -> bool:
    day = listdates.first(line) if len(line) <= _LINE and "。" not in line else None
    return day is not None and day.year > 0 and day.start == 0


def _alone(nodes: Iterator[Node]) -> Element:
    """Return an element with just these nodes, out of their tree."""
    alone = Element("div", {}, None)
    for node in list(nodes):
        node.extract()
        node.parent = alone
        alone.contents.append(node)
    return alone
