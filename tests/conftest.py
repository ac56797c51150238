from __future__ import annotations

import gc
import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from importlib import import_module
from itertools import groupby
from pathlib import Path

import pytest
import runs
from fakes import cheap_passwords, packaged_words
from hypothesis import settings

from bridge.policy.words import Words
from bridge.record.store import Store

#: folders and files whose tests start the program as a whole, kill it, walk its states by lot, or
#: wait for a deadline
SLOW = {
    "acceptance",
    "crash",
    "deploy",
    "test_busy_desk.py",
    "test_falsified.py",  # each fact on each road
    "test_fetch_time.py",
    "test_grams.py",  # keeps and compiles whole lists
    "test_install.py",
    "test_instances.py",  # many shapes
    "test_json_keys.py",  # each command
    "test_lock.py",  # each import
    "test_machine.py",
    "test_main.py",
    "test_poster_breaks.py",  # a break between any two calls
    "test_roles.py",  # each person on each route
    "test_rules_gone.py",
    "test_server.py",
}


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Read no file of which no test is asked."""
    left_out = {name for name in ("slow", "browser") if f"not {name}" in config.option.markexpr}
    slow = SLOW if "slow" in left_out else set[str]()
    return True if collection_path.name in {*slow, *left_out} else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for path, those in groupby(items, lambda item: item.path):
        slow, watched = not SLOW.isdisjoint(path.parts), runs.watches(path)
        for item in those:
            if slow:
                item.add_marker(pytest.mark.slow)
            if watched and isinstance(item, pytest.Function):
                item.fixturenames.insert(0, "_runs")


def pytest_collection_finish() -> None:
    """Let no search for garbage go through ten thousand tests again and again: they stay to the
    end. What a test leaves is looked for now and then, not at each seven hundred objects.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


# how long an example takes is nobody's rule on a machine that others use
settings.register_profile("any machine", deadline=None)
settings.register_profile("few", deadline=None, max_examples=20)  # of make test-fast
settings.load_profile("any machine")


def pytest_configure() -> None:
    """Lay the tests' folders in memory, where there is room: records are written by the thousand,
    and each write waits for the disk.
    """
    memory = Path("/dev/shm")
    if memory.is_dir() and shutil.disk_usage(memory).free > 4 << 30:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))


@pytest.fixture(autouse=True, scope="session")
def _once() -> Iterator[None]:
    """What is costly and the same for all tests of a worker is made once; one fixture, for each costs
    ten thousand tests a little. A password is hashed as ever, with next to no work; test_store.py
    looks at the real work.
    """
    with cheap_passwords(), _new_records(), _word_lists(), _dictionary():
        yield


@contextmanager
def _new_records() -> Iterator[None]:
    """A new record is a copy of the first one, with a name of its own; tests/record/ asks for the
    migrations themselves.
    """
    from bridge.record import migrations

    migrate = migrations.migrate
    one_at_a_time = threading.Lock()  # the libraries of a fleet are threads
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as first:

        def copied(connection: sqlite3.Connection) -> None:
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                migrate(connection)
                return
            with one_at_a_time:
                if not first.execute("PRAGMA user_version").fetchone()[0]:
                    migrate(first)
                first.backup(connection)
            connection.execute("UPDATE identity SET record = lower(hex(randomblob(16)))")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(migrations, "migrate", copied)
            yield


@contextmanager
def _word_lists() -> Iterator[None]:
    """The word lists that the program carries are put together, and their patterns compiled, for
    all libraries of a worker; a library's own lists for each.
    """
    from bridge.wiring import Wiring

    read = Wiring._words
    known: dict[str, Words] = {}

    def shared(parts: Wiring) -> Words:
        if parts.settings.words:
            return read(parts)
        added = repr(parts.settings.added_words)
        if added not in known:
            known[added] = read(parts)
        return known[added]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Wiring, "_words", shared)
        yield


@contextmanager
def _dictionary() -> Iterator[None]:
    """The dictionary of Japanese words is read once a worker, not for each library."""
    with pytest.MonkeyPatch.context() as patch:
        with suppress(ImportError):  # an extra
            patch.setattr("sudachipy.Dictionary", cache(import_module("sudachipy").Dictionary))
        yield


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A real, empty record."""
    with Store(tmp_path / "state.db") as opened:
        yield opened


@pytest.fixture
def _runs(request: pytest.FixtureRequest) -> Iterator[None]:
    """What runs at the gate report is held by runs.txt, whatever else a test asks."""
    yield from runs.watched(runs.name_of(request.node))


@pytest.fixture(scope="session")
def words() -> Words:
    """The word lists that the program carries."""
    return packaged_words()
