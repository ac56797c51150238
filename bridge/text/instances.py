"""Pure: a table of TOML becomes an instance of a dataclass when it is written just as the types of
the fields say.

To lay pydantic's schema of all of feeds.toml takes a third of a first sight of a hundred feeds, and
nearly every file is right. So one that is right by the plainest reading is taken as it is;
whatever is not, or not surely, is left to pydantic, which says what is wrong and where. That both
say the same of a file that is taken is what tests/text/test_instances.py holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, time
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from bridge.settings import Bounds

_LARGEST: Final = 10**15  #: every whole number below is a float, too
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME: Final = re.compile(r"\d\d:\d\d(?::\d\d(?:\.\d{6})?)?", re.ASCII)


class Doubt(Exception):
    """What stands there is wrong, or not surely right."""


def instance(kind: Any, plain: Any) -> Any:
    """Return the value of type `kind` that plain values are: strings, numbers, lists and tables;
    raises Doubt.
    """
    if kind in _PLAIN:
        return _PLAIN[kind](plain)
    if is_dataclass(kind):
        return _dataclass(kind, plain)
    if isinstance(kind, type) and issubclass(kind, StrEnum) and plain in list(kind):
        return kind(plain)
    origin, inside = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _bounded(instance(inside[0], plain), inside[1:])
    if origin is Literal and type(plain) is str and plain in inside:
        return plain
    if origin in {Union, UnionType} and len(inside) == 2 and inside[1] is NoneType:
        return None if plain is None else instance(inside[0], plain)
    if origin is tuple and isinstance(plain, list | tuple):
        if inside[1:] == (...,):
            return tuple(instance(inside[0], one) for one in plain)
        if len(inside) == len(plain):
            return tuple(map(instance, inside, plain))
    if origin is Mapping and isinstance(plain, dict):
        return {instance(inside[0], key): instance(inside[1], one) for key, one in plain.items()}
    raise Doubt


def _dataclass(kind: Any, plain: Any) -> Any:
    types, needed = _fields(kind)
    if not isinstance(plain, dict) or not needed <= plain.keys() <= types.keys():
        raise Doubt
    return kind(**{name: instance(types[name], one) for name, one in plain.items()})


@cache
def _fields(kind: Any) -> tuple[dict[str, Any], frozenset[str]]:
    """Return the types of a dataclass's fields by name, and which of them have no default."""
    hints, own = get_type_hints(kind, include_extras=True), fields(kind)
    bare = (f.name for f in own if f.default is MISSING and f.default_factory is MISSING)
    return {f.name: hints[f.name] for f in own}, frozenset(bare)


def _bounded(value: Any, bounds: tuple[Bounds, ...]) -> Any:
    for one in bounds:
        if not all(_HOLDS[name](value, most) for name, most in one.named.items()):
            raise Doubt
    return value


_HOLDS: Final[Mapping[str, Callable[[Any, float], bool]]] = {
    "gt": lambda value, least: value > least,
    "ge": lambda value, least: value >= least,
    "le": lambda value, most: value <= most,
    "min_length": lambda value, least: len(value) >= least,
}


def _exactly(kind: type) -> Callable[[Any], Any]:
    def read(plain: Any) -> Any:
        if type(plain) is kind:
            return plain
        raise Doubt

    return read


def _number(plain: Any) -> float:
    if type(plain) in {int, float} and -_LARGEST < plain < _LARGEST:
        return float(plain)
    raise Doubt


def _moment(form: re.Pattern[str], read: Callable[[str], Any]) -> Callable[[Any], Any]:
    def moment(plain: Any) -> Any:
        if type(plain) is str and form.fullmatch(plain):
            try:
                return read(plain)
            except ValueError:
                pass
        raise Doubt

    return moment


_PLAIN: Final[Mapping[Any, Callable[[Any], Any]]] = {
    str: _exactly(str),
    bool: _exactly(bool),
    int: _exactly(int),
    float: _number,
    date: _moment(_DAY, date.fromisoformat),
    time: _moment(_TIME, time.fromisoformat),
}
