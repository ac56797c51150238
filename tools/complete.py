"""Edge: what mypy is told of `labels.complete`: a table of an enumeration has a line for each of
its members.

Mypy loads it (pyproject.toml): a line that is forgotten is an error of types, at its table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy.nodes import DictExpr, MemberExpr
from mypy.plugin import FunctionContext, Plugin
from mypy.types import Instance, get_proper_type

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy.types import Type

COMPLETE: Final = "bridge.labels.complete"


class Tables(Plugin):
    """Asks each call of `complete` what its table leaves out."""

    def get_function_hook(self, fullname: str) -> Callable[[FunctionContext], Type] | None:
        """Return who looks at a call of this function; None = nobody."""
        return _look if fullname == COMPLETE else None


def _look(call: FunctionContext) -> Type:
    table = call.args[0][0]
    kept = get_proper_type(call.default_return_type)
    kind = get_proper_type(kept.args[0]) if isinstance(kept, Instance) else None
    if not isinstance(table, DictExpr) or not isinstance(kind, Instance):
        call.api.fail("complete() takes a table of an enumeration, written out", call.context)
        return call.default_return_type
    names = [key.name for key, _ in table.items if isinstance(key, MemberExpr)]
    missing = [name for name in kind.type.enum_members if name not in names]
    if missing or len(names) != len(table.items):
        lines = ", ".join(missing) or "lines that are no members, written out"
        call.api.fail(f"A table of {kind.type.name} without {lines}", call.context)
    return call.default_return_type


def plugin(_version: str) -> type[Plugin]:
    """Return what mypy loads."""
    return Tables
