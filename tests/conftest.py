from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bridge.record.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A real, empty record."""
    with Store(tmp_path / "state.db") as opened:
        yield opened
