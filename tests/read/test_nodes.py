"""Elements and texts: where each stands when others beside it were taken away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bridge.read.nodes import MISSING, Document, Element, Node, Text


class Looks(list[Node]):
    """What lies in an element, and how often it is looked at."""

    def __init__(self, nodes: list[Node]) -> None:
        super().__init__(nodes)
        self.count = 0

    def __getitem__(self, place: int) -> Node:  # type: ignore[override]
        self.count += 1
        return super().__getitem__(place)

    def __iter__(self) -> Iterator[Node]:
        for node in super().__iter__():
            self.count += 1
            yield node


def row(many: int) -> Element:
    """Return an element in which elements and texts take turns; the texts are alike."""
    above = Element("div", {}, Document())
    for number in range(many):
        if number % 2:
            Text.within(above, "字")
        else:
            above.contents.append(Element("p", {"id": str(number)}, above))
    return above


@pytest.mark.parametrize("many", [6, 3 * MISSING, 3 * MISSING + 7])
@pytest.mark.parametrize("step", [1, 2, 3, -1, -2])
def test_what_is_left_stands_where_it_stands(many: int, step: int) -> None:
    """Whatever is taken out, and in which order: each is the one meant, though texts are alike."""
    above = row(many)
    left = list(above.contents)
    for node in list(above.contents)[::step]:
        assert above.place(node) == next(n for n, one in enumerate(left) if one is node)
        node.extract()
        left = [one for one in left if one is not node]
        assert node.parent is None
        assert list(map(id, above.contents)) == list(map(id, left))
    for number, node in enumerate(left):
        assert above.place(node) == number
        assert list(map(id, node.next_siblings)) == list(map(id, left[number + 1 :]))
        assert list(map(id, node.previous_siblings)) == list(map(id, left[:number][::-1]))


def test_what_is_put_behind_an_element_stands_there_in_its_order() -> None:
    """What was taken out before puts none of them elsewhere."""
    above = row(8)
    first, second, *_ = above.contents
    first.extract()
    third, word = Element("b", {}, None), Text("語")
    paragraph = above.contents[1]
    assert isinstance(paragraph, Element)
    paragraph.insert_after(third, word)
    assert list(map(id, above.contents[:4])) == list(map(id, (second, paragraph, third, word)))
    assert third.parent is word.parent is above
    assert [above.place(one) for one in above.contents] == list(range(9))


def test_thousands_are_taken_out_without_a_look_at_all_for_each() -> None:
    """A page of them would else take seconds."""
    above = row(4_000)
    above.contents = looks = Looks(above.contents)
    for node in looks.copy():
        if isinstance(node, Element):
            node.decompose()
    assert len(looks) == 2_000
    assert looks.count < 300_000
