"""What every reader of pages asks of a tree."""

from __future__ import annotations

from collections.abc import Sequence

from bridge.read import markup
from bridge.read.nodes import Element


def test_what_is_steady_is_asked_once_while_no_tree_changes() -> None:
    """Of a node, and of several in whatever they stand; outside each time anew."""
    asked: list[object] = []

    @markup.steady
    def names(nodes: Sequence[Element], *, upper: bool = False) -> str:
        asked.append(nodes)
        said = "".join(node.name for node in nodes)
        return said.upper() if upper else said

    soup = markup.parse("<p>一</p><b>二</b>")
    found = markup.tags(soup, "p", "b")
    assert [names(found), names(tuple(found)), names(found[:1])] == ["pb", "pb", "p"]
    assert len(asked) == 3
    with markup.still():
        assert [names(found), names(tuple(found))] == ["pb", "pb"]
        assert [names(found, upper=True), names(found[:1])] == ["PB", "p"]
        assert len(asked) == 6
    assert names(found) == "pb"
    assert len(asked) == 7
