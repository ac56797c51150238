"""A library's pages, for each test anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from web.house import House, build, cheap_hash


@pytest.fixture(scope="session")
def hashed() -> str:
    return cheap_hash()


@pytest.fixture
def house(tmp_path: Path, hashed: str) -> House:
    return build(tmp_path, hashed)
