"""Pure: a page around the place of its title: where that is, what stands beside it in each element,
and which lines it is.
"""

from __future__ import annotations

import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from bridge.read.framelines import NO_WORD, FrameLine, without_days
from bridge.read.markup import attribute, squeeze, tags
from bridge.read.nodes import Element, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bridge.read.nodes import Node

MOST: Final = 700  #: characters of a part of a frame; a longer one is left to its size
LINES: Final = 60  #: lines of such a part
BEFORE: Final = 24  #: characters that stand with a title, as its day

HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_INLINE_NAMES = (
    "a abbr acronym b big em font i img ins label mark rb ruby s small span strong sub sup time u"
)
INLINE: Final = frozenset(_INLINE_NAMES.split())
_NOT_ALONE: Final = frozenset(("tr", "tbody", "table", "body", "ul", "ol", "dl", "main"))


class Portion(NamedTuple):
    """What stands in an element as one: a block, or what runs in lines between two."""

    nodes: tuple[Node, ...]
    is_ruled: bool  #: <hr> stands before it


def place_of(body: Element, title: str) -> Node | None:
    """Return the node that says the title and nothing else, a heading best; none that leads
    elsewhere, or that ends a line of others.
    """
    name = folded(title)
    if not name:
        return None
    for heading in tags(body, *HEADINGS):
        if folded(_text_of(heading, len(title))) == name:
            return heading
    for text in body.descendants:
        if not isinstance(text, Text) or not 0 < len(text.strip()) <= len(title) + BEFORE:
            continue
        beginning = folded(text)
        if not beginning or not (name.startswith(beginning) or beginning.endswith(name)):
            continue
        if (node := _with_all(text, title, name)) is not None:
            return node
    return None


def _with_all(text: Text, title: str, name: str) -> Node | None:
    """Return the widest node around the first words of a title that has all of it and no more."""
    node: Node | None = text if _is_name(text, name) else None
    for above in islice(text.parents, 5):
        whole = "" if above.name in _NOT_ALONE else _text_of(above, len(title))
        if _is_name(whole, name):
            node = above
        elif node is not None or not (whole and name.startswith(folded(whole))):
            break
    return node if node is not None and _is_alone(node) and not _leads(node) else None


def _is_name(text: str, name: str) -> bool:
    """Tell whether a text is a title, with the day of its page before it at most."""
    whole = folded(text)
    return whole == name or (whole.endswith(name) and folded(without_days(text)[0]) == name)


def folded(text: str) -> str:
    """Return a text without its marks, as it is compared."""
    return NO_WORD.sub("", unicodedata.normalize("NFKC", text)).lower()


def _text_of(node: Element, most: int) -> str:
    """Return what an element says; of one that says far more than `most` characters only the
    beginning.
    """
    pieces: list[str] = []
    size = 0
    for one in islice(node.descendants, 40):
        piece = one if isinstance(one, Text) else attribute(one, "alt") if one.name == "img" else ""
        pieces.append(piece)
        size += len(piece.strip())
        if size > 2 * most + LINES:
            break
    return "".join(pieces)


def _leads(node: Node) -> bool:
    """Tell whether a node is, or lies in, a link or what lists links."""
    return any(one.name in ("a", "li") for one in node.parents) or (
        isinstance(node, Element) and bool(tags(node, "a", limit=1))
    )


def _is_alone(node: Node) -> bool:
    """Tell whether nothing stands in the line of a node but itself."""
    for above in islice(node.parents, 6):
        if not (_ends(node.previous_siblings) and _ends(node.next_siblings)):
            return False
        if above.name not in INLINE:
            return True
        node = above
    return False


def _ends(beside: Iterator[Node]) -> bool:
    """Tell whether a line ends before it says more."""
    for one in beside:
        if isinstance(one, Text):
            if one.strip():
                return False
        elif one.name not in INLINE:
            return True
        elif one.get_text().strip():
            return False
    return True


def portions(above: Element) -> list[Portion]:
    """Return what lies directly in an element: each block, and the lines between blocks."""
    groups: list[Portion] = []
    run: list[Node] = []
    ruled = False
    for node in above.contents:
        inline = isinstance(node, Text) or node.name in INLINE or node.name == "br"
        if inline and not (isinstance(node, Element) and _holds_block(node)):
            run.append(node)
            continue
        if run:
            groups.append(Portion(tuple(run), ruled))
            run, ruled = [], False
        if isinstance(node, Element) and node.name == "hr":
            ruled = True
        else:
            groups.append(Portion((node,), ruled))
            ruled = False
    if run:
        groups.append(Portion(tuple(run), ruled))
    return groups


def beside(groups: list[Portion], node: Node) -> tuple[list[Portion], list[Portion]]:
    """Return what stands before a node and what behind it."""
    here = next(n for n, one in enumerate(groups) if any(node is part for part in one.nodes))
    group = groups[here]
    place = next(n for n, part in enumerate(group.nodes) if part is node)
    before, after = group.nodes[:place], group.nodes[place + 1 :]
    ahead = [*groups[:here], *([Portion(before, group.is_ruled)] if before else [])]
    return ahead, [*([Portion(after, is_ruled=False)] if after else []), *groups[here + 1 :]]


def _holds_block(node: Element) -> bool:
    return any(
        isinstance(one, Element) and one.name not in INLINE and one.name not in ("br", "hr")
        for one in node.contents
    )


def _weight(text: str) -> int:
    return len(NO_WORD.sub("", text))


def lines_of(nodes: tuple[Node, ...]) -> list[FrameLine] | None:
    """Return the lines of nodes; None where they are too many to be looked at."""
    lines: list[FrameLine] = []
    line: list[tuple[str, bool]] = []
    size = 0

    def end() -> None:
        if not line:  # as mostly: each block ends twice
            return
        text = squeeze("".join(piece for piece, _ in line))
        if text:
            linked = sum(_weight(piece) for piece, is_linked in line if is_linked)
            most = _weight(without_days(text)[0]) if linked else 1
            lines.append(FrameLine(text, is_linked=linked > 0 and 10 * linked >= 7 * most))
        line.clear()

    todo: list[tuple[Node | None, bool]] = [(node, False) for node in reversed(nodes)]
    while todo:
        node, linked = todo.pop()
        if node is None:
            end()
        elif isinstance(node, Text):
            line.append((str(node), linked))
            size += len(node.strip())
        else:
            if node.name not in INLINE:
                end()
                todo.append((None, False))
            todo += [(one, linked or node.name == "a") for one in reversed(node.contents)]
        if size > MOST or len(lines) > LINES:
            return None
    end()
    return lines
