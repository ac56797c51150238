"""Pure: other values in a TOML text, whose comments, order and blanks stay as a person wrote them.

tomlkit replaces what is there. A new key takes the place of the commented line that offers it
(`#per_day = 10`), else it stands behind the last key of its table.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from copy import deepcopy
from typing import TYPE_CHECKING, Any, TypeAlias

from bridge.text import toml_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

KeyPlace: TypeAlias = tuple[str, ...]  # ("hours", "special", "2026-11-03"): tables, then the key


def edited(text: str, changes: Mapping[KeyPlace, Any]) -> str:
    """Return `text`, which must be valid TOML, with these values; None takes a key away.

    Raises ValueError when the text is written in a form in which that cannot be done without
    touching anything else.
    """
    target = wanted_of(tomllib.loads(text), changes)
    edited = text
    for place in sorted(changes, key=lambda place: changes[place] is None):  # removals last
        edited = _one(edited, place, changes[place])
    try:
        sound = tomllib.loads(edited) == target
    except tomllib.TOMLDecodeError:
        sound = False
    if not sound or _lost(text, edited) > _gone(tomllib.loads(text), changes):
        raise ValueError("the text is written in a form that is not understood")
    return edited


def wanted_of(values: Mapping[str, Any], changes: Mapping[KeyPlace, Any]) -> dict[str, Any]:
    """Return what a parsed file says with these changes."""
    target = deepcopy(dict(values))
    for place, value in changes.items():
        table = target
        for name in place[:-1]:
            table = table.setdefault(name, {})
        if value is None:
            table.pop(place[-1], None)
        else:
            table[place[-1]] = value
    return target


def _one(text: str, place: KeyPlace, value: Any) -> str:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    values, known = tomllib.loads(text), 0
    for name in place:
        if not isinstance(values, dict) or name not in values:
            break
        values, known = values[name], known + 1
    if known < len(place):
        return text if value is None else _new(text, place, known, value)
    try:
        document = tomlkit.parse(text)
        table: Any = document
        for name in place[:-1]:
            table = table[name]
        if value is None:
            del table[place[-1]]
        elif not (isinstance(value, list) and _relisted(table[place[-1]], value)):
            table[place[-1]] = tomlkit.parse(f"value = {literal(value)}")["value"]
        return str(tomlkit.dumps(document))
    except (TOMLKitError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error


def _relisted(array: Any, values: list[Any]) -> bool:
    """Let an array hold these values, so that what stays keeps its line and its remark; return
    whether that was possible: it is not when they stand in another order.
    """
    rest = [value for value in array if value in values]
    if not isinstance(array, list) or rest != [value for value in values if value in rest]:
        return False
    for n in range(len(array) - 1, -1, -1):
        if array[n] not in values:
            del array[n]
    for n, value in enumerate(values):
        if n >= len(array) or array[n] != value:
            array.insert(n, value)
    return True


def _new(text: str, place: KeyPlace, known: int, value: Any) -> str:
    """Return the text with a key that was not there; of its tables, `known` are."""
    for name in reversed(place[max(known, 1) + 1 :]):  # tables that are missing inside a table
        value = {name: value}
    table, key = place[: max(known, 1)], place[max(known, 1)]
    end = "\r\n" if "\r\n" in text else "\n"
    ends, line = toml_lines.ends(text), f"{_key(key)} = {literal(value)}"
    if not known:
        return f"{text.rstrip()}{end}{end}[{_key(table[0])}]{end}{line}{end}"
    if table not in ends:  # an inline table
        values: Any = tomllib.loads(text)
        for name in table:
            values = values[name]
        return _one(text, table, values | {key: value})
    offered = _offer(text, table, key)
    if offered is not None:
        remark = offered[3]
        return f"{text[: offered[0]]}{line}{remark}{text[offered[1] :]}"
    at = text.find("\n", ends[table])
    at = len(text) if at < 0 else at + 1
    before = text[:at] if text[:at].endswith("\n") else text[:at] + end
    return f"{before}{line}{end}{text[at:]}"


def _offer(text: str, table: KeyPlace, key: str) -> tuple[int, int, str, str] | None:
    """Return where in its table's part of the text a commented line offers the key: begin, end, the
    line, and its remark.
    """
    lines = [f"{line}\n" for line in text.split("\n")]  # as TOML counts them
    places, tables = toml_lines.lines(text), toml_lines.ends(text)
    heads = sorted({line for path, line in places.items() if path in tables})
    first = places[table]
    last = min((line for line in heads if line > first), default=len(lines) + 1)
    pattern = re.compile(rf"#[ \t]*({re.escape(key)}[ \t]*=.*?)([ \t]*\r?\n|$)")
    for n in range(first, last - 1):
        match = pattern.fullmatch(lines[n])
        if not match:
            continue
        try:
            tomllib.loads(match[1])
        except tomllib.TOMLDecodeError:
            continue
        begin = sum(map(len, lines[:n]))
        remark = _remark(match[1])
        return begin, begin + len(lines[n].rstrip("\r\n")), lines[n], remark
    return None


def _remark(line: str) -> str:
    """Return the remark behind a value on one line, with the blanks before it."""
    for at, letter in enumerate(line):
        if letter == "#":
            try:
                tomllib.loads(line[:at])
            except tomllib.TOMLDecodeError:
                continue
            return line[len(line[:at].rstrip()) :]
    return ""


def literal(value: Any) -> str:
    """Return a value as TOML writes it, on one line."""
    import tomlkit

    if isinstance(value, dict):
        inside = ", ".join(f"{_key(key)} = {literal(one)}" for key, one in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    return str(tomlkit.item(value).as_string())


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", name) else literal(name)


def _lost(old: str, new: str) -> int:
    """Return how many remarks went that do not offer a key: those may become one."""
    lost = Counter(toml_lines.remarks(old)) - Counter(toml_lines.remarks(new))
    return sum(n for remark, n in lost.items() if not re.match(r"#[ \t]*[\w-]+[ \t]*=", remark))


def _gone(values: Mapping[str, Any], changes: Mapping[KeyPlace, Any]) -> int:
    """Return how many keys and entries of lists these changes take away, each with its remark."""
    removals = 0
    for place, value in changes.items():
        old: Any = values
        for name in place:
            old = old.get(name, {}) if isinstance(old, dict) else {}
        if isinstance(old, list):
            stay = [one for one in old if one in (value or ())]
            moved = stay != [one for one in value or () if one in stay]
            removals += len(old) + 1 if moved else len(old) - len(stay)
        removals += value is None
    return removals
