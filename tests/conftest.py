from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bridge import config
from bridge.policy.words import Words, parse_words
from bridge.record.store import Store

#: folders and files whose tests start the program as a whole, kill it, walk its states by lot, or
#: wait for a deadline
SLOW = (
    "acceptance",
    "crash",
    "deploy",
    "test_fetch_time.py",
    "test_imports.py",
    "test_install.py",
    "test_machine.py",
    "test_server.py",
    "test_busy_desk.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if not {*item.path.parts}.isdisjoint(SLOW):
            item.add_marker(pytest.mark.slow)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A real, empty record."""
    with Store(tmp_path / "state.db") as opened:
        yield opened


@pytest.fixture(scope="session")
def words() -> Words:
    """The word lists that the program carries."""
    return parse_words(config.word_files(None))
