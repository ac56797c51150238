"""The changes: what a piece of a rule could wrongly be, and the lot that draws them."""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: where a change must be noticed; --only reaches every file of bridge/
AREAS = ("policy", "draft", "record", "lifecycle.py", "publish.py")
#: tables that a program has written: their numbers are weighed, not held
LEARNED = ("draft/points.py",)

Function = ast.FunctionDef | ast.Lambda

_COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_LINE = re.compile(r":\d+:")
_CALLS = {"any": "all", "all": "any", "min": "max", "max": "min"}
#: arguments that ask for a check of the program itself, or set how fast it is
_UNHEARD = {"strict", "maxsize", "timeout", "slots", "repr", "stacklevel"}


@dataclass(frozen=True)
class Mutant:
    """One change: bytes `start` to `end` of a file become `new`."""

    path: str  #: from the root
    line: int
    last: int  #: line
    start: int
    end: int
    old: str
    new: str
    function: tuple[int, int]  #: lines of the outermost function around it; (0, 0) outside
    #: shows only where the module is read anew: outside of functions, in a function that is called
    #: while it is read, what an argument is where none is given
    anew: bool
    names: frozenset[str]  #: of such: what the statement gives a value

    @property
    def area(self) -> str:
        """The part of bridge/ that it stands in: a folder, or a file."""
        return Path(self.path).parts[1]

    @property
    def module(self) -> str:
        """The name under which the file is imported."""
        return ".".join(Path(self.path).with_suffix("").parts).removesuffix(".__init__")

    def source(self) -> bytes:
        """Return the file as the change leaves it."""
        raw = source_of(ROOT / self.path)
        return raw[: self.start] + self.new.encode() + raw[self.end :]

    def __str__(self) -> str:
        return (
            f"{self.path}:{self.line}: {' '.join(self.old.split())}  →  "
            f"{' '.join(self.new.split())}"
        )


@cache
def source_of(path: Path) -> bytes:
    """Return a file as it stood when it was first asked for: who works on meanwhile harms no
    run.
    """
    return path.read_bytes()


def weights(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the numbers by which something is weighed: factors, what a condition adds, the use of a
    draft's part. Their order is the rule, which one more does not touch.
    """
    match node:
        case ast.BinOp(op=ast.Mult(), left=ast.Constant() as factor):
            yield factor
        case ast.IfExp(body=ast.Constant() as summand):
            yield summand
        case ast.Call(func=ast.Name(id="Part"), args=[_, ast.Constant() as use, *_]):
            yield use


def wrong(node: ast.AST, *, weighed: bool = False) -> Iterator[str]:
    """Yield what a node could wrongly be, as source."""
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in _COMPARE:
            other = ast.Compare(node.left, [_COMPARE[type(operator)]()], node.comparators)
            yield f"({ast.unparse(other)})"
        case ast.BoolOp(values=[first, *rest]):
            other_op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield f"({ast.unparse(ast.BoolOp(other_op, node.values))})"
            yield f"({ast.unparse(first)})"
            if len(rest) == 1:
                yield f"({ast.unparse(rest[0])})"
        case ast.UnaryOp(op=ast.Not()):
            yield f"({ast.unparse(node.operand)})"
        case ast.Constant(value=bool() as truth):
            yield str(not truth)
        case ast.Constant(value=int() as number):
            yield "0" if weighed else str(number + 1)
        case ast.BinOp(op=ast.Add()) if not isinstance(node.left, ast.Constant | ast.JoinedStr):
            yield f"({ast.unparse(ast.BinOp(node.left, ast.Sub(), node.right))})"
        case ast.BinOp(op=ast.Sub()):
            yield f"({ast.unparse(ast.BinOp(node.left, ast.Add(), node.right))})"
        case ast.Call(func=ast.Name(id=name)) if name in _CALLS:
            yield ast.unparse(ast.Call(ast.Name(_CALLS[name]), node.args, node.keywords))
        case ast.Raise() | ast.Expr(value=ast.Call()):
            yield "pass"
        case ast.Return(value=value) if value is not None and not isinstance(value, ast.Constant):
            yield "return None"


def unheard(node: ast.AST) -> bool:
    """Return whether nothing that a test could see hangs on a node: imports, annotations and
    decorators; assertions and cases that mypy proves never to be reached; arguments of `_UNHEARD`.
    """
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Assert():
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Raise(exc=ast.Call(func=ast.Name(id="AssertionError" | "NotImplementedError"))):
            return True
        case ast.Expr(value=ast.Call(func=ast.Name(id="assert_never"))):
            return True
        case ast.BoolOp(op=ast.Or(), values=[ast.Attribute(attr="lastrowid"), ast.Constant()]):
            return True  # what SQLite always gives, said to mypy
        case ast.keyword(arg=str() as name):
            return name in _UNHEARD
    return False


def nodes(
    tree: ast.AST, within: Function | None = None, stands: ast.stmt | None = None
) -> Iterator[tuple[ast.expr | ast.stmt, Function | None, ast.stmt | None]]:
    """Yield the nodes in which a change matters, each with the outermost function in whose body it
    stands, or with the statement of the module or class that it is a part of.
    """
    for name, value in ast.iter_fields(tree):
        if name in {"annotation", "returns", "decorator_list", "type_params"}:
            continue
        around = within
        if around is None and name == "body" and isinstance(tree, ast.FunctionDef | ast.Lambda):
            around = tree
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or unheard(child):
                continue
            own = child if around is None and isinstance(child, ast.stmt) else stands
            if isinstance(child, ast.expr | ast.stmt):
                yield child, around, own
            if not isinstance(child, ast.JoinedStr):
                yield from nodes(child, around, own)


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    """Yield the outermost functions."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.FunctionDef):
            yield child
        elif isinstance(child, ast.stmt):
            yield from _functions(child)


def _has(function: ast.FunctionDef, node: ast.expr | ast.stmt) -> bool:
    return function.lineno <= node.lineno <= (function.end_lineno or 0)


def _names(stands: ast.stmt | None) -> frozenset[str]:
    """Return what a statement of a module or class defines."""
    match stands:
        case None:
            return frozenset()
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return frozenset({name})
    return frozenset(
        node.id
        for node in ast.walk(stands)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    )


def _while_read(tree: ast.Module) -> dict[str, frozenset[str]]:
    """Return the functions that are called while their module is read, each with the names to which
    that gives a value.
    """
    made: dict[str, frozenset[str]] = {}
    for stands in tree.body:
        for node, within, _ in nodes(ast.Module([stands], [])):
            match node:
                case ast.Call(func=ast.Name(id=name)) if within is None:
                    made[name] = made.get(name, frozenset()) | _names(stands)
    return made


def mutants_of(path: Path) -> list[Mutant]:
    """Return every change of one file."""
    raw = source_of(path)
    tree = ast.parse(raw)
    made, functions = _while_read(tree), list(_functions(tree))
    weighed = {id(weight) for node in ast.walk(tree) for weight in weights(node)}
    begins = [0, *accumulate(len(line) for line in raw.splitlines(keepends=True))]
    every = []
    for node, within, stands in nodes(tree):
        start = begins[node.lineno - 1] + node.col_offset
        last = node.end_lineno or node.lineno
        end = begins[last - 1] + (node.end_col_offset or 0)
        old = raw[start:end].decode()
        around = within or next((f for f in functions if _has(f, node)), None)
        names = _names(stands) if within is None else made.get(getattr(within, "name", ""))
        every += [
            Mutant(
                path=str(path.relative_to(ROOT)),
                line=node.lineno,
                last=last,
                start=start,
                end=end,
                old=old,
                new=new,
                function=(around.lineno, around.end_lineno or 0) if around else (0, 0),
                anew=names is not None,
                names=names or frozenset(),
            )
            for new in wrong(node, weighed=id(node) in weighed)
            if new != old
        ]
    return every


def every_mutant(only: str) -> list[Mutant]:
    """Return every change of the files of `AREAS`, or of those whose path has `only` in it."""
    bridge = ROOT / "bridge"
    parts = [bridge / part for part in (AREAS if not only else ("",))]
    files = [f for part in parts for f in ([part] if part.suffix else part.rglob("*.py"))]
    files = [f for f in files if str(f.relative_to(bridge)) not in LEARNED]
    return [m for f in sorted(files) if only in str(f.relative_to(ROOT)) for m in mutants_of(f)]


def survivors(told: str) -> list[Mutant]:
    """Return the changes that the output of an earlier run names, on their line or, where it has
    moved, on another one.
    """
    every = every_mutant("bridge/")
    known = {str(mutant): mutant for mutant in every}
    moved = {_LINE.sub(":", str(mutant), count=1): mutant for mutant in every}
    names = [line.partition(": ")[2] for line in told.splitlines()]
    matches = (known.get(name) or moved.get(_LINE.sub(":", name, count=1)) for name in names)
    return list(dict.fromkeys(mutant for mutant in matches if mutant is not None))


def drawn(number: int, seed: int, only: str) -> list[Mutant]:
    """Return so many changes by lot, no two of one line."""
    every = every_mutant(only)
    random.Random(seed).shuffle(every)  # noqa: S311 - a lot that can be drawn again
    lines: dict[tuple[str, int], Mutant] = {}
    for mutant in every:
        lines.setdefault((mutant.path, mutant.line), mutant)
    return list(lines.values())[:number]
