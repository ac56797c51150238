"""From an address to a value: what is fetched side by side is read some at a time."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

import pytest

from bridge.errors import Unreadable
from bridge.fetch import reading
from bridge.model import Entry, Item, ItemState, Page
from bridge.read.fetched import Fetched, Validators
from bridge.settings import Selectors, Source

if TYPE_CHECKING:
    from bridge.fetch.client import Fetcher


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


def test_a_page_that_was_read_is_not_held_as_it_came() -> None:
    """Of a page of a hundred kilobytes, of which hundreds wait to become drafts, stays what it
    says, and by what it is asked for again.
    """

    class Web:
        def fetch(self, url: str, *_: object) -> Fetched:
            body = "<html><body><h1>冬の会</h1><p>どなたも参加できる会です。</p></body></html>"
            return Fetched(url, body.encode(), "text/html", Validators("v1"), digest="d")

    at = datetime(2026, 11, 25, tzinfo=UTC)
    item = Item(
        id=1,
        source="home",
        url="https://lib.example.jp/1",
        title="",
        state=ItemState.NEW,
        seen_at=at,
    )
    read = reading.read_item(cast("Fetcher", Web()), item, None)
    assert read is not None
    fetched, page = read
    assert fetched == Fetched(item.url, b"", "text/html", Validators("v1"), digest="d")
    assert (page.title, page.text) == ("冬の会", "どなたも参加できる会です。")


@pytest.mark.parametrize("kind", ["feed", "homepage", "sitemap"])
def test_that_a_list_is_read_can_be_asked(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """While one is read, whatever it is, and no more when it was, even if it cannot be."""
    answers = []

    def read(*_: object) -> None:
        answers.append(reading.is_reading())
        raise Unreadable("source.no_list", source="s", url="", title="", seen="")

    monkeypatch.setattr("bridge.read.feeds.read_feed", read)
    monkeypatch.setattr("bridge.read.homepage.read_list", read)
    monkeypatch.setattr("bridge.read.sitemap.read_sitemap", read)
    got, source = Fetched("https://lib.example.jp/", b"<p>"), Source("s", kind, "")
    assert not reading.is_reading()
    with pytest.raises(Unreadable):
        reading.read_list(got, source, ZoneInfo("Asia/Tokyo"))
    assert answers == [True]
    assert not reading.is_reading()


def test_that_a_page_is_read_can_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """While one is read, and no more when it was."""
    answers = []
    monkeypatch.setattr(
        "bridge.read.pages.read_page", lambda *_: answers.append(reading.is_reading())
    )
    got, entry = Fetched("https://lib.example.jp/1", b"<p>"), Entry("home", "", "")
    reading._article(got, Selectors(), "", entry)
    assert answers == [True]
    assert not reading.is_reading()
