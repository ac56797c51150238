"""Write docs/codes.md: every code that the program says, with its words, from the code itself.

python tools/codes.py > docs/codes.md
"""

from __future__ import annotations

import ast
import re
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from bridge import errors
from bridge.errors import BridgeError
from bridge.posting.base import PosterUnavailable
from bridge.sayings.table import PARTS

BRIDGE: Final = Path(errors.__file__).parent
#: what is no error and is said by a code
SENTENCES: Final = {"Note", "Refusal", "Remark", "RunOutcome", "Utterance"}
#: what an error carries beside the facts of its sentence
BESIDE: Final = {"findings", "unticked", "retry_at"}
CODE: Final = re.compile(r"[a-z]+\.[a-z0-9_]+")
KINDS: Final = {
    name: kind
    for name, kind in (*vars(errors).items(), ("PosterUnavailable", PosterUnavailable))
    if isinstance(kind, type) and issubclass(kind, BridgeError)
}


class Site(NamedTuple):
    """A place of the program that says something by its code."""

    code: str
    kind: str  #: the error's name; Refusal: a rule's word, which whoever asked the rule shows
    facts: frozenset[str]
    place: str  #: file:line


@cache
def tree(path: Path) -> ast.Module:
    """Return a file of Python, parsed once for all who look at its form: to be read only."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return all that stands in a file of Python, walked once for all who look: to be read only."""
    return tuple(ast.walk(tree(path)))


def sites() -> Iterator[Site]:
    """Yield every place at which something is said by its code, with the facts that stand beside
    it; one that chooses its code at run time once for each that it may choose.
    """
    for path in sorted(BRIDGE.rglob("*.py")):
        if path.parent.name == "sayings":  # the tables of words
            continue
        module = tree(path)
        own = _own(module)
        inside = {id(n): name for name, node in own.items() for n in ast.walk(node)}
        tables = _assigned(module.body)
        for function, node in _calls(module):
            name = _name(node.func)
            if name == "__init__" and ast.unparse(node.func) == "super().__init__":
                name = inside.get(id(node), "")
            if name not in {*SENTENCES, *KINDS, *own}:
                continue
            given = frozenset(str(word.arg) for word in node.keywords)
            if name not in SENTENCES:
                given -= BESIDE
            place = f"{path.relative_to(BRIDGE.parent)}:{node.lineno}"
            for code in _chosen(node.args[0], function, tables):
                yield Site(code, name, given, place)


def _name(function: ast.expr) -> str:
    """Return the last word of what is called."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _calls(module: ast.Module) -> Iterator[tuple[ast.AST, ast.Call]]:
    """Yield each call that hands something over, with the innermost function around it."""
    todo: deque[tuple[ast.AST, ast.AST]] = deque([(module, module)])
    while todo:
        node, around = todo.popleft()
        if isinstance(node, ast.Call) and node.args:
            yield around, node
        inner = node if isinstance(node, ast.FunctionDef) else around
        todo.extend((child, inner) for child in ast.iter_child_nodes(node))


def _assigned(nodes: Iterable[ast.AST]) -> dict[str, list[ast.expr]]:
    """Return from what each name gets its value: by `=`, or as what a loop runs over."""
    values: dict[str, list[ast.expr]] = {}
    for node in nodes:
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            targets, value = [node.target], node.value
        elif isinstance(node, ast.For):
            targets, value = [node.target], node.iter
        else:
            continue
        for name in (n for target in targets for n in ast.walk(target)):
            if isinstance(name, ast.Name):
                values.setdefault(name.id, []).append(value)
    return values


def _chosen(first: ast.expr, around: ast.AST, tables: dict[str, list[ast.expr]]) -> Iterator[str]:
    """Yield the codes that an argument may be: itself, the arms of a choice, what a name in the
    function around it was given, the values of a table of the module.
    """
    if isinstance(first, ast.Name):
        texts = _assigned(ast.walk(around)).get(first.id, [])
    elif isinstance(first, ast.Subscript) and isinstance(first.value, ast.Name):
        texts = tables.get(first.value.id, [])
    else:
        texts = [first]
    constants = {
        node.value: None
        for text in texts
        for node in ast.walk(text)
        if isinstance(node, ast.Constant)
    }
    yield from (code for code in constants if isinstance(code, str) and CODE.fullmatch(code))


def _own(module: ast.Module) -> dict[str, ast.ClassDef]:
    """Return the errors that a module has for itself."""
    return {
        node.name: node
        for node in module.body
        if isinstance(node, ast.ClassDef) and {ast.unparse(base) for base in node.bases} & {*KINDS}
    }


def markdown() -> str:
    """Return docs/codes.md."""
    lines = [
        "# What the program says, by code",
        "",
        "Written by `python tools/codes.py > docs/codes.md` from the code; a test holds it "
        "to the code. A code is stable: a",
        "monitoring script may stand on it (`--json`: `code`); the sentence may get better. "
        "Facts stand in braces, with their",
        "format. 画面で says what stands there on the desk, where it is not the same.",
        "`doctor` gives the codes of `health.` without that beginning.",
        "",
        "| code | what | what to do |",
        "|---|---|---|",
    ]
    for part in PARTS:
        for code, saying in part.SAYINGS.items():
            todo = saying.todo + (f"<br>画面で: {saying.desk}" if saying.desk is not None else "")
            lines.append(f"| `{code}` | {_cell(saying.what)} | {_cell(todo)} |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "⏎").replace("](", "]\\(")


if __name__ == "__main__":
    sys.stdout.write(markdown())
