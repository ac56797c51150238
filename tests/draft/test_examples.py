"""Pages as libraries write them, each with the draft that it gives: what a person would want to read
of it, and nothing that the page does not say.

examples.txt has them one behind the other: `== title | day of publication`, the page in short (as in
in_short.py), `→`, the draft without its link, and behind `--` its kind, whether it is urgent, the
last day on which it makes sense and what the person who reads it is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
import tables
from in_short import TODAY, URL, blocks

from bridge.draft.compose import Style, compose
from bridge.draft.plan import read_facts
from bridge.model import Page

FILE = Path(__file__).with_name("examples.txt")


class Example(NamedTuple):
    """A page and its draft."""

    title: str
    published: date | None
    page: tuple[str, ...]
    draft: str


def examples(file: Path = FILE) -> Iterator[Example]:
    """Yield what stands in examples.txt, or in another file of its form."""
    for head, rest in tables.blocks(file):
        page, _, draft = rest.partition("\n→\n")
        title, _, day = head.partition(" | ")
        published = date.fromisoformat(day) if day else None
        yield Example(title, published, tuple(page.split("\n")), draft.strip())


def drafted(example: Example) -> str:
    """Return the draft of an example as examples.txt has it."""
    text = "\n".join(line.strip("#|= ") for line in example.page)
    page = Page(URL, example.title, text, published=example.published, blocks=blocks(*example.page))
    made = compose(page, facts=read_facts(page, TODAY), style=Style(), url=URL, today=TODAY)
    assert made.text.endswith(f"\n{URL}")
    more = [
        made.kind_of_page,
        *(["緊急"] * made.urgent),
        *([f"{made.expires_on}まで"] if made.expires_on else []),
        *made.notes,
    ]
    return f"{made.text.removesuffix(URL).rstrip()}\n-- {'、'.join(more)}"


@pytest.mark.parametrize("lot", tables.lots({one.title: one for one in examples()}))
def test_5_1_a_a_page_gives_the_draft_that_a_person_would_write(lot: dict[str, Example]) -> None:
    """Title, what is news in it, when and where, for whom and how; the last day; what to look at."""
    drafts = {title: one.draft for title, one in lot.items()}
    assert {title: drafted(one) for title, one in lot.items()} == drafts


def test_each_page_is_another_one() -> None:
    """No example stands twice."""
    titles = [one.title for one in examples()]
    assert len(set(titles)) == len(titles) > 40
