"""The locks are whole and belong to pyproject.toml, for each Python the README names."""

from __future__ import annotations

import ast
import sys
import tomllib
from importlib import metadata
from itertools import chain

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import lock
from tools.codes import nodes

HERE = lock.environment("3.12.1")
HASH = " --hash=sha256:00"
WANTS = {
    "tea": ["water>=2", 'cup[blue]>=1; extra == "set"'],
    "cup": ['paint; extra == "blue"'],
    "water": [],
    "paint": [],
}


def pinned(**versions: str) -> dict[str, Requirement]:
    return {name: Requirement(f"{name}=={version}") for name, version in versions.items()}


def test_the_locks_are_whole_and_belong_to_pyproject() -> None:
    """Nothing that is asked for is missing, outside of a bound, without a hash, or there for
    nobody.
    """
    assert lock.examine() == []


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    """lxml, tzdata and the words of the dictionary are used by name, without an import; every bound
    says from where on its use works.
    """
    project = tomllib.loads((lock.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [
        Requirement(each)
        for each in [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    ]
    owners = metadata.packages_distributions()
    found = [node for path in lock.ROOT.glob("bridge/**/*.py") for node in nodes(path)]
    names = {alias.name for node in found if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in found if isinstance(node, ast.ImportFrom) and node.module}
    tops = {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"bridge"}
    imported = {canonicalize_name(owners[top][0]) for top in tops}
    assert {canonicalize_name(each.name) for each in asked} == imported | {
        "lxml",
        "tzdata",
        "sudachidict-small",
    }
    assert [str(each) for each in asked if ">=" not in str(each.specifier)] == []


def test_a_whole_lock_has_no_fault() -> None:
    """Requirements are followed through extras, and only through those asked for."""
    whole = pinned(tea="1", water="2", cup="1", paint="1")
    assert lock.faults(["tea[set]"], whole, WANTS.__getitem__, HERE) == []
    assert lock.faults(["tea"], pinned(tea="1", water="2"), WANTS.__getitem__, HERE) == []


@pytest.mark.parametrize(
    ("asked", "pins", "fault"),
    [
        (["tea"], pinned(tea="1"), "tea asks for water>=2, which is not there"),
        (
            ["tea", "milk"],
            pinned(tea="1", water="2"),
            "pyproject.toml asks for milk, which is not there",
        ),
        (
            ["tea"],
            pinned(tea="1", water="1.9"),
            "tea asks for water>=2, and water is pinned to 1.9",
        ),
        (
            ["tea>=2"],
            pinned(tea="1", water="2"),
            "pyproject.toml asks for tea>=2, and tea is pinned to 1",
        ),
        (["tea"], pinned(tea="1", water="2", cup="1"), "cup is asked for by nobody"),
        (
            ["tea[set]"],
            pinned(tea="1", water="2", cup="1"),
            'cup asks for paint; extra == "blue", which is not there',
        ),
    ],
)
def test_a_lock_that_does_not_fit_is_told(
    asked: list[str], pins: dict[str, Requirement], fault: str
) -> None:
    """Missing, outside of a bound, and superfluous pins are named."""
    assert lock.faults(asked, pins, WANTS.__getitem__, HERE) == [fault]


def test_what_is_not_for_this_python_is_not_asked_for() -> None:
    """A marker that does not hold asks for nothing and pins nothing."""
    assert lock.faults(['tea; python_version < "3.12"'], {}, WANTS.__getitem__, HERE) == []
    assert lock.pins(f"tea==1 ; python_version < '3.12'{HASH}\nwater==2{HASH}", HERE).keys() == {
        "water"
    }


def test_a_distribution_that_is_not_installed_is_not_looked_into() -> None:
    """What only another system needs cannot be read here; its pin still counts."""

    def requires(name: str) -> list[str]:
        raise metadata.PackageNotFoundError(name)

    assert lock.faults(["colorama"], pinned(colorama="1"), requires, HERE) == []


@pytest.mark.parametrize("line", ["tea==1", "tea>=1" + HASH, "tea" + HASH, "./tea" + HASH])
def test_a_line_without_version_or_hash_is_told(line: str) -> None:
    """Each line has one exact version and a hash."""
    assert lock.unhashed(
        f"water==2 ; python_version < '3.12' \\\n    {HASH}\n{line}\n    # via tea\n"
    ) == [f"{line.split(maxsplit=1)[0]} has no exact version or no hash"]
