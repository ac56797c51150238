"""Drafts and their pages in which one word or number decides, each with all that is found today.

recorded.txt has them one behind the other: `== title | title of the page, where it is another`, the
page, `→`, the text, `→`, and a line for each finding: 止 where it stops, its clause, where it
stands, the words, and why. A draft without a page has no line before the first arrow.
`make tables` writes it anew where a rule was changed on purpose: then its
difference is what the change does, and is read before it is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from policy.samples import found
from tables import blocks, lots, write

FILE = Path(__file__).with_name("recorded.txt")


class Case(NamedTuple):
    """A draft, its page, and what is found."""

    title: str
    page_title: str
    page: str
    text: str
    findings: str


def cases() -> Iterator[Case]:
    """Yield what stands in recorded.txt."""
    for head, rest in blocks(FILE):
        page, text, findings = f"\n{rest}\n".split("\n→\n")
        title, _, page_title = head.partition(" | ")
        yield Case(title, page_title, page.strip("\n"), text, findings.strip("\n"))


def findings(case: Case) -> str:
    """Return what is found in a draft, as recorded.txt has it."""
    seen = found(case.text, case.title, case.page or None, page_title=case.page_title)
    return "\n".join(
        f"{'止' if one.stop else '記'} {one.clause} {one.where}「{one.found}」{one.why}"
        for one in seen
    )


@pytest.mark.parametrize("lot", lots({f"{n} {one.title}": one for n, one in enumerate(cases())}))
def test_6_a_draft_beside_its_page_has_the_recorded_findings(lot: dict[str, Case]) -> None:
    """All of them, in their order, with their words and reasons, and no other."""
    recorded = {title: one.findings for title, one in lot.items()}
    assert {title: findings(one) for title, one in lot.items()} == recorded


def test_each_recorded_draft_is_another_one() -> None:
    """No draft stands twice beside one page."""
    every = [(one.title, one.page_title, one.page, one.text) for one in cases()]
    assert len(set(every)) == len(every) > 40


def recorded(case: Case) -> tuple[str, str]:
    """Return a block of recorded.txt as the program of today has it."""
    name = f"{case.title}{f' | {case.page_title}' if case.page_title else ''}"
    return name, f"{case.page}\n→\n{case.text}\n→\n{findings(case)}"


if __name__ == "__main__":
    write(FILE, map(recorded, cases()))
