"""The tools that judge deploy/, and what is said where one of them is missing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[2] / "deploy"


def tool(name: str, package: str) -> str:
    """Return the path of a program; the test is skipped, and says so, where it is not installed."""
    found = shutil.which(name, path=_path())
    if found is None:
        pytest.skip(f"deploy/ is not checked by {name} here: install {package}")
    return found


def run(*words: str | Path, **how: object) -> str:
    """Return what a tool said on both streams; it must end with 0."""
    done = subprocess.run(
        [str(word) for word in words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        **how,
    )  # type: ignore[call-overload]
    assert done.returncode == 0, done.stdout
    return str(done.stdout)


def _path() -> str:
    import os
    import sys

    return os.pathsep.join(
        (str(Path(sys.executable).parent), os.environ.get("PATH", ""), "/usr/sbin", "/sbin")
    )
