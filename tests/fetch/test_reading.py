"""From an address to a value: what is fetched side by side is read some at a time."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from bridge.fetch import reading
from bridge.model import Entry, Page
from bridge.read.fetched import Fetched
from bridge.settings import Selectors


def test_few_trees_are_in_memory_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many pages come in at the same time: the fifth waits for one of four."""
    lock, full = threading.Lock(), threading.Event()
    inside, most = 0, 0

    def read_page(*_: object) -> Page:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
            if inside == 4:
                full.set()
        assert full.wait(10)
        with lock:
            inside -= 1
        return Page("", "", "")

    monkeypatch.setattr("bridge.read.pages.read_page", read_page)
    got, entry = Fetched("https://lib.example.jp/1", b"<p>"), Entry("home", "", "")
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda _: reading._article(got, Selectors(), "", entry), range(12)))
    assert most == 4


def test_no_more_pages_may_be_read_than_four_at_once() -> None:
    """Whoever asks takes none of the places."""
    places = reading._READERS
    with places, places, places:
        assert reading.may_read()
        assert reading.may_read()
        with places:
            assert not reading.may_read()
    assert reading.may_read()
