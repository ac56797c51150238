"""Every module says what it is, and every public function that raises says so."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

BRIDGE = Path(__file__).parents[1] / "bridge"
MODULES = sorted(BRIDGE.rglob("*.py"))
#: a module is one of these, said at the beginning of a paragraph of its docstring
SORT = re.compile(r"^(?:Pure|Edge|Story)\b", re.MULTILINE)


def named(path: Path) -> str:
    return str(path.relative_to(BRIDGE.parent))


def command(node: ast.FunctionDef) -> bool:
    return any("command(" in ast.unparse(mark) for mark in node.decorator_list)


def public(body: list[ast.stmt]) -> Iterator[ast.FunctionDef]:
    """Yield the public functions and methods of a module that are no commands: a command's
    docstring is its help.
    """
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from public(node.body)
        elif (
            isinstance(node, ast.FunctionDef)
            and not node.name.startswith("_")
            and not command(node)
        ):
            yield node


def raises(function: ast.FunctionDef) -> bool:
    """Return whether its own lines raise something; a bare `raise` hands on what another says."""
    inner = [n for n in ast.walk(function) if isinstance(n, ast.FunctionDef) and n is not function]
    hidden = {id(n) for one in inner for n in ast.walk(one)}
    return any(
        isinstance(n, ast.Raise) and n.exc is not None and id(n) not in hidden
        for n in ast.walk(function)
    )


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_says_whether_it_is_pure_an_edge_or_a_story(path: Path) -> None:
    """Whoever opens a file knows at its first lines what it may touch."""
    text = path.read_text(encoding="utf-8")
    assert SORT.search(ast.get_docstring(ast.parse(text)) or ""), named(path)


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_public_function_that_raises_says_so(path: Path) -> None:
    """The docstring names the error, or says that it raises."""
    silent = [
        f"{function.name}:{function.lineno}"
        for function in public(ast.parse(path.read_text(encoding="utf-8")).body)
        if raises(function) and not re.search(r"[Rr]aise|Error", ast.get_docstring(function) or "")
    ]
    assert not silent, f"{named(path)}: {silent}"
