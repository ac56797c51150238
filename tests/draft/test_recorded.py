"""Pages in which one line or letter decides, each with the draft that it gives today.

recorded.txt has them as examples.txt has its own; but nobody chose each wording: they tell one
condition of a rule from its opposite. `make tables` writes them anew where
a rule was changed on purpose: then its difference is what the change does, and is read before it
is kept.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from draft.test_examples import Example, drafted, examples
from tables import lots, write

FILE = Path(__file__).with_name("recorded.txt")


@pytest.mark.parametrize(
    "lot", lots({f"{n} {one.title}": one for n, one in enumerate(examples(FILE))})
)
def test_5_1_a_a_page_gives_the_draft_that_is_recorded(lot: dict[str, Example]) -> None:
    """Its text, its kind, its last day and what the person who reads it is told."""
    drafts = {title: one.draft for title, one in lot.items()}
    assert {title: drafted(one) for title, one in lot.items()} == drafts


def test_each_recorded_page_is_another_one() -> None:
    """No page stands twice."""
    pages = [(one.title, one.published, one.page) for one in examples(FILE)]
    assert len(set(pages)) == len(pages) > 40


def recorded(example: Example) -> tuple[str, str]:
    """Return a block of recorded.txt as the program of today has it."""
    name = f"{example.title}{f' | {example.published}' if example.published else ''}"
    return name, "\n".join((*example.page, "→", drafted(example)))


if __name__ == "__main__":
    write(FILE, map(recorded, examples(FILE)))
