"""Pages in short for tests of drafts: blocks written as a few lines, and the summary made of them."""

from __future__ import annotations

from datetime import date

from bridge.draft.compose import Style, compose
from bridge.draft.plan import read_facts
from bridge.model import Block, Page

TODAY = date(2026, 6, 20)
URL = "https://lib.example.jp/event/0718.html"


def blocks(*told: str) -> tuple[Block, ...]:
    """Blocks in short: "# heading", "| cell | cell" ("||": its names), "= label | value" a pair, else
    a line.
    """
    made: list[Block] = []
    names: tuple[str, ...] = ()
    for line in told:
        if line.startswith("#"):
            rank = len(line) - len(line.lstrip("#"))
            made.append(Block("heading", (line.lstrip("# "),), rank + 1))
        elif line.startswith("="):
            made.append(Block("pair", tuple(cell.strip() for cell in line[1:].split("|"))))
        elif line.startswith("||"):
            names = tuple(cell.strip() for cell in line.strip("|").split("|"))
        elif line.startswith("|"):
            made.append(
                Block(
                    "row", tuple(cell.strip() for cell in line.strip("|").split("|")), names=names
                )
            )
        else:
            made.append(Block("text", tuple(line.split("\n"))))
    return tuple(made)


def summary(title: str, *told: str, today: date = TODAY) -> str:
    """The summary of a page with these blocks."""
    text = "\n".join(line.strip("#|= ") for line in told)
    page = Page(URL, title, text, published=today, blocks=blocks(*told))
    return compose(page, facts=read_facts(page, today), style=Style(), url=URL, today=today).summary
