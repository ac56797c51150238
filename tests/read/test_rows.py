"""The ways in which the children of an element may be rows."""

from __future__ import annotations

from itertools import permutations

import pytest

from bridge.read.markup import parse, still, tags, words
from bridge.read.rows import ways


@pytest.mark.parametrize("names", [*permutations(("div", "p", "section", "article"), 3)])
def test_of_kinds_that_are_as_many_the_first_is_the_row(names):
    """Whatever order a set has in this process: one page is read alike at every run."""
    page = parse(f"<main>{''.join(f'<{name}>行</{name}>' * 2 for name in names)}</main>")
    shape, _ = next(ways(tags(page, "main")[0]))
    assert shape == f"main/{names[0]}"


def test_what_a_node_says_is_put_together_once_while_the_tree_is_still():
    """Within the block a change is not seen, after it it is; pictures stand as their words."""
    page = parse('<ul><li>一<img alt="絵">二<p>三</p><!-- x --></li></ul>')
    node = tags(page, "li")[0]
    with still():
        assert words(node) == "一 絵 二 三"
        tags(node, "p")[0].decompose()
        assert words(node) == "一 絵 二 三"
    assert words(node) == "一 絵 二"


def test_elements_below_a_node_come_in_order_of_the_page():
    """Of some names, or all; so many at the most; not the node itself."""
    page = parse("<div><p>1<a>2</a></p><div><a>3</a></div></div><a>4</a>")
    node = tags(page, "div")[0]
    assert [one.name for one in tags(node)] == ["p", "a", "div", "a"]
    assert [one.get_text() for one in tags(node, "a")] == ["2", "3"]
    assert [one.get_text() for one in tags(node, "a", limit=1)] == ["2"]
