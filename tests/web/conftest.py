"""A library's pages, for each test anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from web.house import House, found, move_in


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("founded")
    found(folder)
    return folder


@pytest.fixture
def house(tmp_path: Path, founded: Path) -> House:
    return move_in(tmp_path, founded)
