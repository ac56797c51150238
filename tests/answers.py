"""What one rule answers while a page is drafted or a text is examined: each thing that it was asked
about and its answer, in the order in which they came.
"""

from __future__ import annotations

import dataclasses
import importlib
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from functools import _lru_cache_wrapper, cached_property
from inspect import CO_GENERATOR
from types import CodeType, FrameType, FunctionType
from typing import Any

#: of what stands for a whole page nothing is shown
_WHOLE = ("Outline", "Page", "Plan", "Beside", "Matter", "Manuscript", "Context", "Rules")
_TEXTS = ("text", "heading", "words")  #: what a thing is known by, where it has that


def code_of(rule: str) -> CodeType:
    """Return the code of `package.module:name` or `…:Class.name`, whatever remembers its answers."""
    module, _, name = rule.partition(":")
    owner: Any = importlib.import_module(f"bridge.{module}")
    *outer, last = name.split(".")
    for one in outer:
        owner = getattr(owner, one)
    found: Any = vars(owner)[last]
    match found:
        case property():
            found = found.fget
        case cached_property():
            found = found.func
        case staticmethod() | classmethod():
            found = found.__func__
    found = getattr(found, "__wrapped__", found)
    assert isinstance(found, FunctionType)
    return found.__code__


def answers(rule: str, work: Callable[[], object]) -> str:
    """Return what a rule is asked and answers meanwhile, each once; a yes shows what it was asked
    about alone, where there is that, and nothing is shown of a no.
    """
    _forget()
    code = code_of(rule)
    asked: dict[int, str] = {}
    said: dict[str, None] = {}

    def watch(frame: FrameType, event: str, answer: object) -> None:
        if frame.f_code is not code:
            return
        if event == "call":
            asked.setdefault(id(frame), _about(frame))
        elif event == "return":
            own = shown(answer)
            about = asked.get(id(frame), "")
            if not code.co_flags & CO_GENERATOR or answer is None:
                asked.pop(id(frame), None)
            if own:
                words = about if about and own == "yes" else f"{about} {own}".strip()
                said[words] = None

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        work()
    finally:
        sys.setprofile(before)
    return " / ".join(said).replace("\n", "⏎").replace("｜", "|")


def _about(frame: FrameType) -> str:
    """Return the first thing that a rule is asked about."""
    code = frame.f_code
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    values = (frame.f_locals[name] for name in names if name not in ("self", "cls"))
    own = next((value for value in values if _in_brief(value)), "")
    words = _in_brief(own)
    return f"「{words}」" if words else ""


def _in_brief(value: object) -> str:
    if isinstance(value, str):
        return value[:40]
    unit = getattr(value, "unit", None)
    for holder in (value, unit):
        for name in _TEXTS:
            if isinstance(words := getattr(holder, name, None), str) and words:
                return words[:40]
    return ""


def shown(value: object) -> str:
    """Return an answer in one line: of a sentence or a line its text, of a record what it holds."""
    match value:
        case None | False:
            return ""
        case True:
            return "yes"
        case str():
            return value
        case re.Match():
            return value[0] or "empty"
        case date() | time() | int() | float():
            return str(value)
        case Mapping():
            return _row(f"{shown(key)}={shown(one)}" for key, one in value.items())
        case set() | frozenset():
            return _row(sorted(map(shown, value)))
        case tuple() | list():
            return _row(map(shown, value))
    if type(value).__name__ in _WHOLE or not dataclasses.is_dataclass(value):
        return ""
    fields = {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
    fields.pop("unit", None) if "text" in fields else None
    usual = {one.name: one.default for one in dataclasses.fields(value)}
    kept = {name: own for name, own in fields.items() if own != usual[name]}
    told = ((name, shown(own)) for name, own in kept.items() if name not in ("raw", "at", "month"))
    return " ".join(
        own if name in _TEXTS else f"{name}:{own}".removesuffix(":yes") for name, own in told if own
    )


def _row(parts: Iterator[str] | list[str]) -> str:
    told = list(parts)
    return f"[{', '.join(told)}]" if told else ""


def _forget() -> None:
    """Forget what functions remember: a rule that was asked before would be silent."""
    for name, module in list(sys.modules.items()):
        if name.startswith("bridge."):
            for one in list(vars(module).values()):
                if isinstance(one, _lru_cache_wrapper):
                    one.cache_clear()
