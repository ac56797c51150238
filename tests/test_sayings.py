"""Every code has its words, every word its code, and a door says what can be done at it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

from bridge import errors
from bridge.sayings.table import PARTS, SAYINGS

BRIDGE = Path(__file__).parents[1] / "bridge"
CODE = re.compile(r"[a-z]+\.[a-z0-9_]+")
#: what nobody types who sits at a button
SHELL = re.compile(r"feedbridge |--[a-z]|chmod|sudo |python3 ")


class Site(NamedTuple):
    """A place of the program that says something by its code."""

    code: str
    facts: frozenset[str]
    place: str


def kinds(tree: ast.Module) -> set[str]:
    """Return the names of what is made of a code: the errors, and refusals of rules."""
    every = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    own = {node.name for node in every if {ast.unparse(b) for b in node.bases} & KINDS}
    return KINDS | own


def sites() -> Iterator[Site]:
    """Yield every place at which a code is written out beside its facts."""
    for path, tree in TREES.items():
        known = kinds(tree)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = ast.unparse(node.func)
            if called.rpartition(".")[2] not in known and called != "super().__init__":
                continue
            if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                given = {word.arg for word in node.keywords} - BESIDE
                place = f"{path.relative_to(BRIDGE.parent)}:{node.lineno}"
                yield Site(node.args[0].value, frozenset(map(str, given)), place)


def placeholders(*texts: str | None) -> frozenset[str]:
    """Return the facts that sentences name."""
    return frozenset(
        name
        for text in texts
        for _, name, _, _ in Formatter().parse(text or "")
        if name is not None
    )


TREES = {
    path: ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(BRIDGE.rglob("*.py"))
    if path.parent.name != "sayings"
}
KINDS = {name for name, kind in vars(errors).items() if isinstance(kind, type)} | {
    "Refusal",
    "PosterUnavailable",
    "failed",
}
#: what an error carries beside the facts of its sentence
BESIDE = {"findings", "unticked", "retry_at"}
SITES = tuple(sites())


def test_every_code_that_is_said_has_its_words_and_every_word_is_said() -> None:
    """No code is raised that nobody can word, and no sentence stands there for nobody."""
    constants = {
        node.value
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert {site.code for site in SITES} - SAYINGS.keys() == set()
    assert SAYINGS.keys() - constants == set()


def test_a_code_stands_in_one_part_of_the_table() -> None:
    """A code has one meaning and one place."""
    assert len(SAYINGS) == sum(len(part.SAYINGS) for part in PARTS)
    assert all(CODE.fullmatch(code) for code in SAYINGS)
    homes = [{code.partition(".")[0] for code in part.SAYINGS} for part in PARTS]
    assert len(set().union(*homes)) == sum(map(len, homes))


@pytest.mark.parametrize("site", SITES, ids=lambda site: f"{site.place}-{site.code}")
def test_the_words_name_exactly_the_facts_given(site: Site) -> None:
    """A sentence has no hole, and no fact is given that no door tells."""
    saying = SAYINGS[site.code]
    assert placeholders(saying.what, saying.todo, saying.desk) == site.facts
