"""Pure: the standard library's dataclass, whose methods are compiled when the first value of a
class is made.

`dataclasses` writes the methods of each class as source text and compiles it, half a millisecond a
class: for the hundred classes that a command imports, and of most of which it never makes a value,
that was a third of its start. Here a class has its slots and `__match_args__` at once;
`dataclasses` itself makes the rest at the first use. So values are what they are there: `fields`,
`replace`, `asdict`, `is_dataclass`, equality, hash and repr. Of its options only frozen and slots
are known.
"""

from __future__ import annotations

import copy
import dataclasses
import inspect
import threading
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - what type checkers see
else:

    def dataclass(*, frozen: bool = False, slots: bool) -> Callable[[type], type]:
        """Return what makes a dataclass with slots of a class; the same as that of
        `dataclasses`.
        """
        assert slots, "without slots, take that of dataclasses"
        return lambda plain: _with_slots(plain, frozen=frozen)


_ONE_AT_A_TIME: Final = threading.RLock()
_COPIED: Final = (
    "__repr__",
    "__eq__",
    "__hash__",
    "__dataclass_params__",
    "__dataclass_fields__",
    "__init__",
)


class _Methods:
    """Stands in a class for its fields until they are asked for, and makes the methods then."""

    def __init__(self, plain: type, *, frozen: bool) -> None:
        self._plain, self._frozen = plain, frozen
        self.slotted: Any = None

    def __get__(self, value: object, owner: type) -> Any:
        self.make()
        return self.slotted.__dict__["__dataclass_fields__"]

    def make(self) -> None:
        with _ONE_AT_A_TIME:
            if self.slotted.__dict__["__dataclass_fields__"] is not self:
                return  # another thread was faster
            complete = dataclasses.dataclass(frozen=self._frozen)(self._plain)
            for name in _COPIED:  # __init__ last: whoever finds it there finds the rest
                if name in complete.__dict__:
                    setattr(self.slotted, name, complete.__dict__[name])


def _with_slots(plain: type, *, frozen: bool) -> type:
    """Return the class with slots, without its methods; `plain` is kept to make them of."""
    own = [
        name for name, kind in inspect.get_annotations(plain).items() if "ClassVar" not in str(kind)
    ]
    methods = _Methods(plain, frozen=frozen)

    def later(name: str) -> Callable[..., Any]:
        def first(value: Any, *args: Any, **keywords: Any) -> Any:
            methods.make()
            return getattr(methods.slotted, name)(value, *args, **keywords)

        return first

    inherited = getattr(plain.__bases__[0], "__match_args__", ())
    space = {
        name: one
        for name, one in plain.__dict__.items()
        if name not in {*own, "__dict__", "__weakref__"}
    }
    space["__slots__"] = tuple(name for name in own if name not in inherited)
    space["__match_args__"] = tuple(dict.fromkeys((*inherited, *own)))
    space["__dataclass_fields__"] = methods
    space["__getstate__"], space["__setstate__"] = _state, _take_state
    for name in ("__init__", "__repr__", "__eq__"):
        space.setdefault(name, later(name))
    if "__hash__" not in plain.__dict__:
        space["__hash__"] = later("__hash__") if frozen else None
    if frozen:
        space["__setattr__"] = space["__delattr__"] = _refuse
    methods.slotted = type(plain)(plain.__name__, plain.__bases__, space)
    methods.slotted.__qualname__ = plain.__qualname__
    return methods.slotted  # type: ignore[no-any-return]


def _state(value: Any) -> list[Any]:
    """Return what a copy or a pickle takes of a value."""
    return [getattr(value, name) for name in type(value).__match_args__]


def _take_state(value: Any, state: Iterable[Any]) -> None:
    """Fill a value that has nothing yet, in the order of its fields; compiles nothing."""
    for name, one in zip(type(value).__match_args__, state, strict=True):
        object.__setattr__(value, name, one)


def _refuse(_: object, name: str, *__: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def asdict(value: Any) -> dict[str, Any]:
    """Return a value's fields as `dataclasses.asdict` does, but nothing is copied that cannot
    change: that was most of its time.
    """
    return {name: _plain(getattr(value, name)) for name in _names(value.__class__)}


_SOLID: Final = frozenset((str, int, float, bool, bytes, type(None), datetime, date))


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _SOLID:
        return value
    if "__dataclass_fields__" in kind.__dict__:
        return asdict(value)
    if kind in {tuple, list}:
        return kind(map(_plain, value))
    if kind is dict:
        return {_plain(key): _plain(one) for key, one in value.items()}
    if isinstance(value, Enum):
        return value
    if isinstance(value, tuple):  # a named one
        return kind(*map(_plain, value))
    return copy.deepcopy(value)


@cache
def _names(kind: type) -> tuple[str, ...]:
    if isinstance(kind.__dict__.get("__dataclass_fields__"), _Methods):
        names: tuple[str, ...] = kind.__match_args__  # type: ignore[attr-defined]
        return names
    return tuple(field.name for field in dataclasses.fields(kind))
