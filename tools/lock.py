"""Edge: resolve pyproject.toml into the locks, and examine whether they are complete and belong to
it.

python tools/lock.py                    adds what pyproject.toml newly asks for, no more
python tools/lock.py --package NAME     and takes the newest NAME that fits
python tools/lock.py --upgrade          takes the newest of everything
python tools/lock.py --check            changes nothing; exit code 1 with a line a fault
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Callable, Iterable, Mapping
from importlib import metadata
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PYTHONS = ("3.11.7", "3.12.1", "3.13.0")  #: the lock is examined for each of them
RUN, DEV, BUILD = "requirements.txt", "requirements-dev.txt", "requirements-build.txt"
NOTICES, DICTIONARY = "requirements-notices.txt", "requirements-dictionary.txt"

Pins = Mapping[str, Requirement]  #: by canonical name: exactly one version each, for one Python
Requires = Callable[[str], Iterable[str]]  #: the Requires-Dist of a distribution by its name


def roots(pyproject: Path) -> dict[str, list[str]]:
    """Return what `pyproject` asks for directly, by the lock that must hold it."""
    data = tomllib.loads(pyproject.read_text(encoding="utf-8"))
    run = data["project"]["dependencies"]
    extras = data["project"].get("optional-dependencies", {})
    dictionary, others = (
        extras.get("dictionary", []),
        [each for name in extras if name != "dictionary" for each in extras[name]],
    )
    return {
        RUN: run,
        DICTIONARY: dictionary,
        NOTICES: [*run, *others],
        DEV: [*run, *others, *dictionary, *data["dependency-groups"]["dev"]],
        BUILD: data["build-system"]["requires"],
    }


def environment(python: str) -> dict[str, str]:
    """Return the marker variables of this machine with the version `python`, such as "3.11.7"."""
    own = {name: str(value) for name, value in default_environment().items()}
    return {**own, "python_full_version": python, "python_version": python.rsplit(".", 1)[0]}


def lines(text: str) -> list[str]:
    """Return the requirements of a lock, one a string with its hashes, comments left out."""
    bare = "\n".join(line for line in text.split("\n") if not line.lstrip().startswith("#"))
    return [line.strip() for line in bare.replace("\\\n", " ").split("\n") if line.strip()]


def pins(text: str, here: Mapping[str, str]) -> dict[str, Requirement]:
    """Return the pins of a lock that hold in `here`, by canonical name."""
    parsed = [Requirement(line.split(" --hash", 1)[0].strip()) for line in lines(text)]
    return {
        canonicalize_name(r.name): r
        for r in parsed
        if r.marker is None or r.marker.evaluate(dict(here))
    }


def faults(
    asked: Iterable[str], pinned: Pins, requires: Requires, here: Mapping[str, str]
) -> list[str]:
    """Return what is wrong with a lock for one Python: missing, outside of a bound, or asked for by
    nobody.

    `requires` raises PackageNotFoundError for a distribution that is not installed; it is then not
    looked into.
    """
    found: list[str] = []
    reached: dict[str, set[str]] = {}
    open_ends = [("pyproject.toml", Requirement(each), "") for each in asked]
    while open_ends:
        who, wanted, extra = open_ends.pop()
        if wanted.marker is not None and not wanted.marker.evaluate({**here, "extra": extra}):
            continue
        name = canonicalize_name(wanted.name)
        pin = pinned.get(name)
        if pin is None:
            found.append(f"{who} asks for {wanted}, which is not there")
            continue
        version = next(iter(pin.specifier)).version
        if not wanted.specifier.contains(version, prereleases=True):
            found.append(f"{who} asks for {wanted}, and {name} is pinned to {version}")
        news = {"", *wanted.extras} - reached.get(name, set())
        reached.setdefault(name, set()).update(news)
        try:
            open_ends += [
                (name, Requirement(each), extra) for extra in news for each in requires(name)
            ]
        except metadata.PackageNotFoundError:
            continue
    return found + [f"{name} is asked for by nobody" for name in pinned if name not in reached]


def unhashed(text: str) -> list[str]:
    """Return the faults of a lock's lines: no exact version, or no hash."""
    odd = [
        line.split()[0]
        for line in lines(text)
        if not re.match(r"[\w.-]+==[\w.]+[^-]*--hash=sha256:", line)
    ]
    return [f"{each} has no exact version or no hash" for each in odd]


def examine(root: Path = ROOT) -> list[str]:
    """Return every fault of the locks of `root`, with the file and the Python it concerns."""
    found = []
    texts = {
        name: (root / name).read_text(encoding="utf-8")
        for name in (RUN, DICTIONARY, NOTICES, DEV, BUILD)
    }
    for name, asked in roots(root / "pyproject.toml").items():
        found += [f"{name}: {fault}" for fault in unhashed(texts[name])]
        for python in PYTHONS:
            here = environment(python)
            wrong = faults(asked, pins(texts[name], here), _requires, here)
            found += [f"{name} (Python {python}): {fault}" for fault in wrong]
    whole = set(lines(texts[DEV]))
    strangers = [
        (name, line)
        for name in (RUN, DICTIONARY, NOTICES)
        for line in lines(texts[name])
        if line not in whole
    ]
    return found + [f"{name} and {DEV} differ: {line.split()[0]}" for name, line in strangers]


def _requires(name: str) -> list[str]:
    return metadata.requires(name) or []


def resolve(*options: str) -> None:
    """Write the locks with uv; what is locked stays unless `options` say otherwise.

    Raises CalledProcessError when pyproject.toml cannot be satisfied.
    """
    uv = Path(sysconfig.get_path("scripts")) / "uv"
    base = [
        str(uv),
        "pip",
        "compile",
        "-q",
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
        "--no-header",
    ]

    def compile_to(lock: str, *source: str, asked: str = "") -> None:
        subprocess.run(
            [*base, *source, "-o", lock],
            cwd=ROOT,
            check=True,
            text=True,
            input=asked,
            stdout=subprocess.DEVNULL,
        )

    compile_to(DEV, "pyproject.toml", "--all-extras", "--group", "dev", *options)
    compile_to(NOTICES, "pyproject.toml", "--extra", "notices", "-c", DEV)
    compile_to(
        DICTIONARY, "-", "-c", DEV, asked="\n".join(roots(ROOT / "pyproject.toml")[DICTIONARY])
    )
    compile_to(RUN, "pyproject.toml", "-c", DEV)
    compile_to(BUILD, "-", *options, asked="\n".join(roots(ROOT / "pyproject.toml")[BUILD]))


def main() -> int:
    """Resolve or examine; return the exit code."""
    parser = argparse.ArgumentParser(description="the locks of pyproject.toml")
    parser.add_argument("--check", action="store_true", help="change nothing")
    parser.add_argument("--upgrade", action="store_true", help="take the newest of everything")
    parser.add_argument(
        "--package", action="append", default=[], help="take the newest of this one"
    )
    said = parser.parse_args()
    if said.check:
        found = examine()
        sys.stderr.writelines(f"{fault}\n" for fault in found)
        return 1 if found else 0
    try:
        resolve(
            *(["--upgrade"] if said.upgrade else []),
            *(f"--upgrade-package={name}" for name in said.package),
        )
    except subprocess.CalledProcessError as error:
        return error.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
