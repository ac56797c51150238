"""What depends on the program's files alone is kept, and believed only when it is whole and of the
same key.
"""

from __future__ import annotations

import sys

import pytest

from bridge import program_cache


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """A folder of its own that is not there yet."""
    monkeypatch.setattr(program_cache, "_place", lambda name: tmp_path / "cache" / name)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "cache"


def test_what_was_kept_under_a_key_comes_back_under_it(place):
    """And under no other; nothing else lies in the folder."""
    program_cache.save("days", "1", {2026: frozenset((1, 2)), "a": ["b", ("c", None)]})
    assert program_cache.load("days", "1") == {2026: frozenset((1, 2)), "a": ["b", ("c", None)]}
    assert program_cache.load("days", "2") is None
    assert program_cache.load("nothing", "1") is None
    assert [path.name for path in place.iterdir()] == ["days"]


@pytest.mark.parametrize("cut", [0, 1, 40, -1])
def test_what_is_not_whole_is_not_believed(place, cut):
    """Cut anywhere, or a bit of it flipped."""
    program_cache.save("days", "1", list(range(100)))
    raw = (place / "days").read_bytes()
    (place / "days").write_bytes(raw[:cut])
    assert program_cache.load("days", "1") is None
    (place / "days").write_bytes(raw[:-3] + bytes([raw[-3] ^ 1]) + raw[-2:])
    assert program_cache.load("days", "1") is None


def test_another_python_keeps_its_own(monkeypatch):
    """Its version stands in the file's first line."""
    program_cache.save("days", "1", 1)
    monkeypatch.setattr(sys, "version", "another")
    assert program_cache.load("days", "1") is None


def test_where_nothing_may_be_written_nothing_is(place, monkeypatch):
    """Neither where Python itself was told to write none, nor where a file stands in the way."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    program_cache.save("days", "1", 1)
    assert not place.exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    place.write_text("a file")
    program_cache.save("days", "1", 1)
    assert program_cache.load("days", "1") is None


def test_a_file_that_changes_changes_the_stamp(tmp_path):
    """Its size or its time."""
    path = tmp_path / "a.toml"
    path.write_text("a")
    first = program_cache.stamp([path])
    path.write_text("ab")
    assert program_cache.stamp([path]) != first
