"""Write docs/codes.md: every code that the program says, with its words, from the code itself.

python tools/codes.py > docs/codes.md
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from bridge import errors
from bridge.errors import BridgeError
from bridge.posting.base import PosterUnavailable
from bridge.sayings.table import PARTS

BRIDGE: Final = Path(errors.__file__).parent
#: what an error carries beside the facts of its sentence
BESIDE: Final = {"findings", "unticked", "retry_at"}
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
def trees() -> dict[Path, ast.Module]:
    """Return the program without the tables of words."""
    return {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(BRIDGE.rglob("*.py"))
        if path.parent.name != "sayings"
    }


def sites() -> Iterator[Site]:
    """Yield every place at which a code is written out beside its facts."""
    for path, tree in trees().items():
        own = _own(tree)
        inside = {id(n): name for name, node in own.items() for n in ast.walk(node)}
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            first = node.args[0]
            if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
                continue
            name = ast.unparse(node.func).rpartition(".")[2]
            if name == "__init__":
                name = inside.get(id(node), "")
            if name in {"Refusal", "RunOutcome"} or name in KINDS or name in own:
                given = frozenset(str(word.arg) for word in node.keywords) - BESIDE
                place = f"{path.relative_to(BRIDGE.parent)}:{node.lineno}"
                yield Site(first.value, name, given, place)


def _own(tree: ast.Module) -> dict[str, ast.ClassDef]:
    """Return the errors that a module has for itself."""
    return {
        node.name: node
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and {ast.unparse(base) for base in node.bases} & {*KINDS}
    }


def markdown() -> str:
    """Return docs/codes.md."""
    lines = [
        "# What the program says, by code",
        "",
        "Written by `python tools/codes.py > docs/codes.md` from the code; a test holds it to the code. A code is stable: a",
        "monitoring script may stand on it (`--json`: `code`); the sentence may get better. Facts stand in braces, with their",
        "format. 画面で says what stands there on the desk, where it is not the same.",
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
