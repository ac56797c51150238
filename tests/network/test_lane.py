"""The plain GET takes what goes out as it stands, and leaves the rest to requests."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.network import lane
from bridge.network.connector import Connector
from bridge.network.lane import Headers, Lane
from bridge.network.way import DIRECT, Proxy, WayOut

LANE = Lane(Connector(DIRECT, 1.0), 1.0, 2)
#: what an address may be made of as it goes out, and what is written anew first
PLAIN = st.text("/a.~-_?=&;:fF29", max_size=30)
ODD = st.text('/a.%2EfF~-_?=&;#: \\|[]{}^`"<>@日é\n\0', max_size=30)


@pytest.mark.parametrize(
    "url",
    [
        "https://lib.example.jp/",
        "http://lib.example.jp:8080/a/b.html?c=1&d=%E6%97%A5",
        "http://127.0.0.1:80/~a/;b=c",
        "https://lib.example.jp",
        "https://lib.example.jp/a?b=c/d?e",
    ],
)
def test_a_plain_address_is_taken(url):
    """What requests would send just so."""
    assert LANE.takes(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://lib.example.jp/日本",
        "http://図書館.jp/",
        "http://LIB.example.jp/",
        "http://lib.example.jp/a b",
        "http://lib.example.jp/a#b",
        "http://lib.example.jp/%e6",
        "http://lib.example.jp/%41",
        "http://lib.example.jp/a/../b",
        "http://lib.example.jp/./b",
        "http://[::1]/",
        "http://lib.example.jp/a\r\nX: y",
        "ftp://lib.example.jp/",
        "http://u:p@lib.example.jp/",
        "//lib.example.jp/",
        "http://lib.example.jp/%",
    ],
)
def test_what_is_written_anew_is_left_to_requests(url):
    """Other letters, other forms, a user, a fragment: requests knows them, and so does the guard
    around it.
    """
    assert not LANE.takes(url)


def test_what_is_taken_goes_out_as_requests_would_send_it():
    """No address is asked for in another form than by requests; of plain ones most are taken, of
    odd ones some.
    """
    taken = {"plain": 0, "odd": 0}

    @given(st.sampled_from(["plain", "odd"]), st.data())
    @settings(max_examples=300)
    def ask(kind, data):
        url = f"http://lib.example.jp/{data.draw(PLAIN if kind == 'plain' else ODD)}"
        if LANE.takes(url):
            taken[kind] += 1
            assert requests.Request("GET", url).prepare().url == url

    ask()
    assert taken["plain"] > 20
    assert taken["odd"] > 0


def test_a_proxy_is_left_to_requests():
    """Behind a proxy a request has another form."""
    for way in (WayOut(http=Proxy("p", 1)), WayOut(tls=Proxy("p", 1))):
        assert not Lane(Connector(way, 1.0), 1.0, 2).takes("http://lib.example.jp/")


def test_headers_of_one_name_are_joined():
    """RFC 9110, 5.3; names know no case."""
    said = Headers([("ETag", "a"), ("X", "1"), ("x", "2")]).said
    assert (said("etag"), said("X"), said("none")) == ("a", "1, 2", "")


def test_a_connection_that_comes_back_while_all_are_closed_is_no_fault() -> None:
    """A thread may still read when a run has ended: another host's place is made meanwhile."""
    idle: dict[tuple[str, str], list[Any]] = {}

    class Late:
        def close(self) -> None:
            idle.setdefault(("https", "later.example"), [])

    idle["https", "first.example"] = [Late()]
    idle["https", "second.example"] = []
    lane._close(idle)
    assert idle["https", "first.example"] == []
