from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bridge import config
from bridge.policy.words import Words, parse_words
from bridge.record.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A real, empty record."""
    with Store(tmp_path / "state.db") as opened:
        yield opened


@pytest.fixture(scope="session")
def words() -> Words:
    """The word lists that the program carries."""
    return parse_words(config.word_files(None))
