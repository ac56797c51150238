"""Which articles are asked for: on listed hosts, as robots.txt allows, redirects included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fakes import settings
from fetch.hostile import CALM, Hostile, reply

from bridge.errors import Resting, Silent, SourceFailed, Unreachable, Withheld
from bridge.fetch.client import Fetcher
from bridge.fetch.manners import PageFetcher
from bridge.read.fetched import Fetched
from bridge.settings import Source


@pytest.fixture
def server() -> Iterator[Hostile]:
    with Hostile() as made:
        made.behaviours["/a.html"] = reply(b"page")
        yield made


def pages(server: Hostile, *more: str, known: dict[str, str] | None = None) -> PageFetcher:
    """Fetch with a source at that server, and `more` places that may be connected to."""
    limits = replace(CALM, allow_private=(server.place, *more))
    told = settings(Source("home", "homepage", f"{server.url}/"), fetch=limits)
    return PageFetcher(Fetcher(limits, ""), told, known)


def asked(server: Hostile) -> list[str]:
    return [request.split(b" ")[1].decode() for request in server.requests]


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow:\n", True),
        ("User-agent: *\nDisallow: /\n", False),
        ("User-agent: *\nDisallow: /b\n", True),
        ("User-agent: *\nDisallow: /\nAllow: /a.html\n", True),
        ("User-agent: *\nDisallow: /*.html$\n", False),
        ("User-agent: other\nDisallow: /\n", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: feedbridge\nAllow: /\n", True),
        ("User-agent: FeedBridge\nDisallow: /a\n", False),
        ("\ufeffUser-Agent: *\r\nDisallow: /a\r\n", False),
        ("<html>no robots here</html>", True),
    ],
)
def test_robots_txt_is_read_as_rfc_9309_says(server: Hostile, robots: str, allowed: bool) -> None:
    """The group of our name before the one of all, the longest rule first, * and $; what cannot be
    read says nothing.
    """
    server.behaviours["/robots.txt"] = reply(robots.encode())
    fetcher = pages(server)
    if allowed:
        assert isinstance(fetcher.fetch(f"{server.url}/a.html"), Fetched)
    else:
        with pytest.raises(Withheld, match=r"robots\.txt"):
            fetcher.fetch(f"{server.url}/a.html")
    assert (asked(server)[-1] == "/a.html") is allowed


@pytest.mark.parametrize("status", ["404 No", "410 No", "401 No", "403 No", "400 No"])
def test_a_host_without_robots_txt_allows_all(server: Hostile, status: str) -> None:
    """RFC 9309, 2.3.1.3; asked for once a run."""
    server.behaviours["/robots.txt"] = reply(b"", status)
    fetcher = pages(server)
    for _ in range(3):
        assert isinstance(fetcher.fetch(f"{server.url}/a.html"), Fetched)
    assert asked(server).count("/robots.txt") == 1
    assert fetcher.fresh == {server.place: ""}


@pytest.mark.parametrize("status", ["500 No", "503 No", "429 No"])
def test_a_host_that_cannot_answer_for_it_is_not_asked_for_more(
    server: Hostile, status: str
) -> None:
    """RFC 9309, 2.3.1.4: the page waits."""
    server.behaviours["/robots.txt"] = reply(b"", status, Retry_After="60")
    fetcher = pages(server)
    with pytest.raises(Unreachable):
        fetcher.fetch(f"{server.url}/a.html")
    with pytest.raises(Resting):
        fetcher.fetch(f"{server.url}/a.html")
    assert (asked(server), fetcher.fresh) == (["/robots.txt"], {})


def test_robots_txt_that_fails_is_asked_for_once_a_run(server: Hostile) -> None:
    """The pages behind it are left for the next run, each at once, and no list is kept for it."""
    server.behaviours["/robots.txt"] = reply(b"", "500 No")
    fetcher = pages(server)
    with pytest.raises(Unreachable, match="500"):
        fetcher.fetch(f"{server.url}/a.html")
    for _ in range(3):
        with pytest.raises(Silent):
            fetcher.fetch(f"{server.url}/a.html")
    assert (asked(server), fetcher.fresh) == (["/robots.txt"], {})


def test_what_is_known_of_the_day_is_not_asked_for_again(server: Hostile) -> None:
    """The record remembers it."""
    fetcher = pages(server, known={server.place: "User-agent: *\nDisallow: /a\n"})
    with pytest.raises(Withheld):
        fetcher.fetch(f"{server.url}/a.html")
    assert (server.requests, fetcher.fresh) == ([], {})


def test_6_11_a_host_that_is_not_listed_is_not_asked_at_all(server: Hostile) -> None:
    """Neither for its page nor for its robots.txt."""
    with Hostile() as other:
        place = f"localhost:{other.port}"
        with pytest.raises(Withheld, match="一覧にありません"):
            pages(server, place).fetch(f"http://{place}/a.html")
        assert other.requests == []


def test_6_11_a_redirect_to_a_host_that_is_not_listed_is_not_followed(server: Hostile) -> None:
    """A page that is listed may lead elsewhere."""
    with Hostile() as other:
        place = f"localhost:{other.port}"
        server.behaviours["/a.html"] = reply(b"", "302 Found", Location=f"http://{place}/")
        with pytest.raises(Withheld):
            pages(server, place).fetch(f"{server.url}/a.html")
        assert other.requests == []


def test_a_redirect_to_what_robots_txt_refuses_is_not_followed(server: Hostile) -> None:
    """The second address is looked at as the first one is."""
    server.behaviours |= {
        "/robots.txt": reply(b"User-agent: *\nDisallow: /b\n"),
        "/a.html": reply(b"", "302 Found", Location="/b.html"),
    }
    with pytest.raises(Withheld):
        pages(server).fetch(f"{server.url}/a.html")
    assert "/b.html" not in asked(server)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://[x/", "ftp://a.example/", ""])
def test_an_odd_address_is_refused_by_the_fetcher_as_ever(server: Hostile, url: str) -> None:
    """With its own words."""
    with pytest.raises(SourceFailed) as told:
        pages(server).fetch(url)
    assert not isinstance(told.value, Withheld)
