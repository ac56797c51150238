"""values.dataclass is that of the standard library, made later."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
import threading
from datetime import date
from typing import ClassVar, NamedTuple

import pytest

from bridge.values import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Late:
    """A value."""

    name: str
    count: int = 3
    marks: tuple[str, ...] = ()
    more: dict[str, int] = dataclasses.field(default_factory=dict, hash=False)
    secret: str = dataclasses.field(default="", repr=False)
    KIND: ClassVar[str] = "late"

    @property
    def double(self) -> int:
        """Twice."""
        return self.count * 2


@dataclasses.dataclass(frozen=True, slots=True)
class Early:
    name: str
    count: int = 3
    marks: tuple[str, ...] = ()
    more: dict[str, int] = dataclasses.field(default_factory=dict, hash=False)
    secret: str = dataclasses.field(default="", repr=False)


@dataclass(slots=True)
class Open:
    """A value that may be changed."""

    name: str
    found: list[str] = dataclasses.field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Deeper(Late):
    """One with a field more."""

    depth: int = 1


def test_a_value_is_what_dataclasses_makes_of_it():
    """Fields, repr, equality, hash, match and the functions of dataclasses are the standard
    library's own.
    """
    value, twin = Late("a", marks=("x",), secret="s"), Early("a", marks=("x",), secret="s")
    assert repr(value) == repr(twin).replace("Early", "Late")
    assert (hash(value), dataclasses.asdict(value)) == (hash(twin), dataclasses.asdict(twin))
    assert [f.name for f in dataclasses.fields(Late)] == [f.name for f in dataclasses.fields(Early)]
    assert value == Late("a", marks=("x",), secret="s") != dataclasses.replace(value, count=4)
    assert dataclasses.is_dataclass(Late)
    assert Late.__match_args__ == Early.__match_args__
    assert value.double == 6
    assert Late.KIND == "late"
    match value:
        case Late(name, count):
            assert (name, count) == ("a", 3)
    with pytest.raises(TypeError, match="name"):
        Late()


def test_a_frozen_value_takes_no_change_and_no_other_name():
    """A frozen value refuses what is a field, and what is none; one that is not frozen takes its
    fields alone.
    """
    for name in ("count", "other"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(Late("a"), name, 1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        del Late("a").name
    free = Open("a")
    free.name = "b"
    assert free == Open("b")
    assert Open.__hash__ is None
    with pytest.raises(AttributeError):
        free.other = 1


def test_a_subclass_has_the_fields_of_both():
    """Fields are inherited, and their slots are laid once."""
    value = Deeper("a", depth=2)
    assert (value.name, value.count, value.depth) == ("a", 3, 2)
    assert Deeper.__slots__ == ("depth",)
    assert not hasattr(value, "__dict__")
    assert [f.name for f in dataclasses.fields(Deeper)][-1] == "depth"
    assert Deeper("a") != Late("a")


@pytest.mark.parametrize("value", [Late("a", 5, ("x",)), Open("a", ["b"]), Deeper("a", depth=7)])
def test_a_value_is_copied_and_pickled(value):
    """Copies and pickles are equal to their value."""
    assert copy.copy(value) == copy.deepcopy(value) == pickle.loads(pickle.dumps(value)) == value


def test_a_pickle_of_a_class_without_values_yet_is_read():
    """A process that only reads a pickle has a whole value, too."""
    code = "import pickle, sys; value = pickle.load(sys.stdin.buffer); print(repr(value), value == value, hash(value) is not None)"
    from bridge.model import PostId

    told = subprocess.run(
        [sys.executable, "-c", code],
        input=pickle.dumps(PostId("12")),
        capture_output=True,
        check=True,
    )
    assert told.stdout.decode().strip() == f"{PostId('12')!r} True True"


def test_the_first_values_may_be_made_in_several_threads():
    """Threads that make the first value of a class at once all get a whole one."""
    for _ in range(50):

        @dataclass(frozen=True, slots=True)
        class Fresh:
            """A class without values yet."""

            name: str

        start, made = threading.Barrier(8), []

        def make(start=start, made=made, kind=Fresh):
            start.wait()
            made.append(kind("a"))

        threads = [threading.Thread(target=make) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert made == [Fresh("a")] * 8


def test_nothing_is_compiled_before_the_first_value():
    """Defining a class makes no method of it: that is what the start of each command was spent on."""
    code = (
        "import dataclasses; made = []; real = dataclasses.dataclass\n"
        "dataclasses.dataclass = lambda *a, **k: made.append(1) or real(*a, **k)\n"
        "import bridge.model; print(len(made) < 5, end=' '); bridge.model.PostId('1'); print(len(made) >= 1)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["True", "True"]


class Pair(NamedTuple):
    """A named tuple."""

    first: object
    second: object


def test_the_fields_of_a_value_are_those_of_the_standard_library() -> None:
    """Late ones and early ones, in tuples, lists, named tuples and mappings; what can change is
    another one.
    """
    inner = Late("い", more={"a": 1})
    early = Early("ろ", marks=("x",))
    for value in (
        Late("あ", 1, ("b",), {"k": 2}),
        Open("あ", found=["x", "y"]),
        Open(
            "あ", found=[inner, early, Pair(inner, [date(2026, 11, 25)]), {"k": inner}, None, 1.5]
        ),  # type: ignore[list-item]
        early,
    ):
        assert asdict(value) == dataclasses.asdict(value)  # type: ignore[call-overload]
    held = Open("あ", found=["x"])
    plain = asdict(held)
    plain["found"].append("y")
    assert held.found == ["x"]
    assert type(asdict(Open("あ", found=[Pair(1, 2)]))["found"][0]) is Pair  # type: ignore[list-item]
