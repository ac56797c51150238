"""Pure: what lies behind an exception of requests, urllib3 or http.client."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

E = TypeVar("E", bound=BaseException)


def causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and all that it stands for: causes, contexts, urllib3's reasons and
    arguments.
    """
    waiting, visited = [error], set()
    while waiting:
        one = waiting.pop()
        if id(one) in visited:
            continue
        visited.add(id(one))
        yield one
        inner = (one.__cause__, one.__context__, getattr(one, "reason", None), *one.args)
        waiting += [inner_error for inner_error in inner if isinstance(inner_error, BaseException)]


def cause(error: BaseException, kind: type[E]) -> E | None:
    """Return the first exception of that kind behind `error`, or None."""
    return next((one for one in causes(error) if isinstance(one, kind)), None)
