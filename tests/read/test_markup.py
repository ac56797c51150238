"""What every reader of pages asks of a tree."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urljoin

import pytest

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


@pytest.mark.parametrize(
    "against", ["https://lib.example.jp/news/", "http://a.jp:81", "http://a.jp?x", "http://[::1]/"]
)
@pytest.mark.parametrize(
    "href",
    [
        "/a",
        "/",
        "/a/b.html",
        "/a//b",
        "//b.jp/c",
        "/a/../b",
        "/./b",
        "/a/.b",
        "/a?b=1",
        "/a;p",
        "b",
        "/あ",
    ],
)
def test_a_path_from_the_root_is_joined_as_ever(href: str, against: str) -> None:
    """Its host is put before it when nothing is to be resolved; else urllib joins both."""
    assert markup.absolute(href, against) == urljoin(against, href)
