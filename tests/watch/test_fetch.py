"""The one way out to the web, against servers that behave badly: always a plain word, always in time."""

from __future__ import annotations

import gzip
import itertools
import socket
import sys
import threading
import time
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from bridge.errors import AddressRefused, Gone, SourceFailed, Unreachable, Unreadable
from bridge.settings import FetchSettings
from bridge.watch.fetch import Fetcher, public
from bridge.watch.fetched import Fetched, NotModified, Validators

sys.path.insert(0, str(Path(__file__).parent))
from hostile import Hostile, reply

QUICK = FetchSettings(connect_seconds=0.3, read_seconds=0.4, total_seconds=0.8, run_seconds=30, max_bytes=100_000)


@pytest.fixture
def server() -> Iterator[Hostile]:
    with Hostile() as made:
        yield made


@pytest.fixture
def fetcher(server: Hostile) -> Iterator[Fetcher]:
    with Fetcher(replace(QUICK, allow_private=(server.place,)), "https://lib.example.jp/") as made:
        yield made


def test_a_page_comes_with_its_body_type_and_validators(server: Hostile, fetcher: Fetcher) -> None:
    """What later readers need, and nothing else."""
    server.behaviours["/"] = reply("本".encode(), ETag='"a"', Last_Modified="Mon, 23 Nov 2026 00:00:00 GMT")
    got = fetcher.fetch(server.url + "/")
    assert isinstance(got, Fetched)
    assert (got.body.decode(), got.content_type, got.validators.etag) == ("本", "text/html", '"a"')
    asked = server.requests[0].decode()
    assert "feedbridge/" in asked
    assert "(+https://lib.example.jp/)" in asked
    assert "Cookie" not in asked


def test_validators_are_sent_and_304_is_understood(server: Hostile, fetcher: Fetcher) -> None:
    """RFC 9110, 13: If-None-Match and If-Modified-Since."""
    server.behaviours["/"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    assert isinstance(fetcher.fetch(server.url + "/", Validators('"a"', "Mon")), NotModified)
    assert b'If-None-Match: "a"' in server.requests[0]
    assert b"If-Modified-Since: Mon" in server.requests[0]


def test_connections_are_kept_between_requests(server: Hostile, fetcher: Fetcher) -> None:
    """A hundred sources on one host need no hundred connections."""
    server.behaviours["/"] = reply()
    for _ in range(5):
        fetcher.fetch(server.url + "/")
    assert server.connections == 1


def test_one_host_is_asked_by_two_at_a_time_at_the_most(server: Hostile, fetcher: Fetcher) -> None:
    """However many threads there are."""

    def slow(line: socket.socket, _: bytes) -> None:
        threading.Event().wait(0.05)
        line.sendall(reply(Connection="close"))

    server.behaviours["/"] = slow
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: fetcher.fetch(server.url + "/"), range(12)))
    assert server.most == 2


@pytest.mark.parametrize(
    ("status", "error"),
    [
        ("404 Not Found", Gone),
        ("410 Gone", Gone),
        ("403 Forbidden", Unreadable),
        ("401 Unauthorized", Unreadable),
        ("500 Oops", Unreachable),
        ("503 Busy", Unreachable),
        ("429 Slow down", Unreachable),
        ("204 No Content", Unreadable),
    ],
)
def test_each_status_has_its_remedy(server: Hostile, fetcher: Fetcher, status: str, error: type[SourceFailed]) -> None:
    """The message names the address, what happened and what to do."""
    server.behaviours["/"] = reply(b"", status)
    with pytest.raises(error) as told:
        fetcher.fetch(server.url + "/")
    assert server.place in told.value.what
    assert told.value.todo


# ── redirects ───────────────────────────────────────────────────────────────────────────────────


def to(where: str, status: str = "302 Found") -> bytes:
    return reply(b"", status, Location=where)


def test_a_permanent_redirect_is_followed_and_told(server: Hostile, fetcher: Fetcher) -> None:
    """301 and 308 in a row lead to moved_to; a temporary one ends it."""
    server.behaviours |= {"/a": to("/b", "301 Moved"), "/b": to("/c", "308 Moved"), "/c": to("/d"), "/d": reply()}
    got = fetcher.fetch(server.url + "/a")
    assert isinstance(got, Fetched)
    assert (got.url, got.moved_to) == (server.url + "/d", server.url + "/c")


@pytest.mark.parametrize("where", ["/loop", "//127.0.0.1:1/", "http://[::1"])
def test_redirects_that_lead_nowhere_end(server: Hostile, fetcher: Fetcher, where: str) -> None:
    """A loop, another port of this machine, an address that is none."""
    server.behaviours["/loop"] = to(where)
    with pytest.raises((Unreadable, AddressRefused)):
        fetcher.fetch(server.url + "/loop")


def test_an_endless_chain_of_redirects_ends(server: Hostile, fetcher: Fetcher) -> None:
    """Five are followed."""
    server.behaviours |= {f"/{n}": to(f"/{n + 1}") for n in range(20)}
    with pytest.raises(Unreadable, match="転送"):
        fetcher.fetch(server.url + "/0")
    assert len(server.requests) == 6


@pytest.mark.parametrize(
    "where",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "file:///etc/passwd",
        "gopher://x/",
        "http://u:p@a.example/",
    ],
)
def test_a_redirect_to_a_private_or_odd_place_is_refused(server: Hostile, fetcher: Fetcher, where: str) -> None:
    """Each hop is checked as the first one is."""
    server.behaviours["/"] = to(where)
    with pytest.raises(AddressRefused):
        fetcher.fetch(server.url + "/")


# ── addresses ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "[fe80::1]", "[fc00::1]",
        "[2002:7f00:1::]", "[64:ff9b::7f00:1]", "224.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1",
    ],
)  # fmt: skip
def test_no_private_address_is_asked_in_any_notation(host: str) -> None:
    """Loopback, private, link-local, metadata, CGNAT, mapped, multicast, reserved; decimal, hex and octal."""
    with Fetcher(QUICK, "") as fetcher, pytest.raises((AddressRefused, Unreachable)) as told:
        fetcher.fetch(f"http://{host}/")
    assert not isinstance(told.value, Unreachable) or "DNS" in told.value.what


@pytest.mark.parametrize("url", ["ftp://a.example/", "javascript:alert(1)", "", "http://", "https://a.example:8443/", "http://u@a.example/", "http://a.example:99999/", "http://[x/"])  # fmt: skip
def test_odd_addresses_are_refused_before_any_look_up(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scheme, port and credentials are looked at first."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("looked up"))
    with Fetcher(QUICK, "") as fetcher, pytest.raises(AddressRefused):
        fetcher.fetch(url)


def answers(*addresses: str) -> list[object]:
    return [(socket.AF_INET6 if ":" in a else socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, 80)) for a in addresses]


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """All addresses of a name are looked at, not the first alone."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers("93.184.216.34", "10.0.0.1"))
    with Fetcher(QUICK, "") as fetcher, pytest.raises(AddressRefused, match=r"10\.0\.0\.1"):
        fetcher.fetch("http://rebind.example/")


def test_a_name_that_changes_its_answer_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """One look-up a connection: what was checked is what is connected to."""
    turns = itertools.chain([answers("192.0.2.1")], itertools.repeat(answers("127.0.0.1")))
    asked = []

    def look_up(*words: object, **_: object) -> object:
        asked.append(words)
        return next(turns)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with Fetcher(QUICK, "") as fetcher, pytest.raises((AddressRefused, Unreachable)):
        fetcher.fetch("http://rebind.example/")
    assert len(asked) == 1


def test_a_dead_ipv6_address_falls_back_to_ipv4(server: Hostile, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first address refuses, the second answers."""
    server.behaviours["/"] = reply()
    dead = (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("::1", 1, 0, 0))
    alive = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", server.port))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [dead, alive])
    settings = replace(QUICK, allow_private=(f"two.example:{server.port}",))
    with Fetcher(settings, "") as fetcher:
        assert isinstance(fetcher.fetch(f"http://two.example:{server.port}/"), Fetched)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "203.178.137.58"])
def test_public_addresses_are_public(address: str) -> None:
    """Ordinary servers are asked."""
    assert public(address)


def test_a_name_that_does_not_exist_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS failure."""

    def fail(*_: object, **__: object) -> object:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with Fetcher(QUICK, "") as fetcher, pytest.raises(Unreachable, match="DNS"):
        fetcher.fetch("http://nowhere.example/")


def test_a_certificate_that_proves_nothing_is_refused() -> None:
    """Self-signed: nothing is read from such a line."""
    with Hostile(tls=True) as server, Fetcher(replace(QUICK, allow_private=(server.place,)), "") as fetcher:
        server.behaviours["/"] = reply()
        with pytest.raises(Unreachable, match="証明書"):
            fetcher.fetch(server.url + "/")
        assert server.requests == []


def test_a_refused_connection_is_told(fetcher: Fetcher, server: Hostile) -> None:
    """Nobody listens there."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        place = f"127.0.0.1:{taken.getsockname()[1]}"
    with Fetcher(replace(QUICK, allow_private=(place,)), "") as other, pytest.raises(Unreachable, match="断られ"):
        other.fetch(f"http://{place}/")


# ── time ────────────────────────────────────────────────────────────────────────────────────────


def drip(line: socket.socket, head: bytes, piece: bytes) -> None:
    line.sendall(head)
    for _ in range(200):
        line.sendall(piece)
        threading.Event().wait(0.05)


DRIPS = {
    "body": (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"a"),
    "chunks": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    "status line": (b"", b"H"),
    "header": (b"HTTP/1.1 200 OK\r\nX: ", b"x"),
    "headers": (b"HTTP/1.1 200 OK\r\n", b"X: x\r\n"),
    "chunk size": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
}


@pytest.mark.parametrize("how", DRIPS)
def test_a_drip_is_cut_at_the_deadline(server: Hostile, fetcher: Fetcher, how: str) -> None:
    """A byte now and then never trips a read time-out; the watchdog does not mind where it drips."""
    server.behaviours["/"] = lambda line, _: drip(line, *DRIPS[how])
    start = time.monotonic()
    with pytest.raises(SourceFailed):
        fetcher.fetch(server.url + "/")
    assert time.monotonic() - start < QUICK.total_seconds + 1.0


def test_a_drip_over_tls_is_cut_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The socket under TLS is shut, handshake or body."""
    stuck = socket.create_server(("127.0.0.1", 0))
    place = f"127.0.0.1:{stuck.getsockname()[1]}"
    start = time.monotonic()
    settings = replace(QUICK, connect_seconds=5, read_seconds=5, allow_private=(place,))
    with stuck, Fetcher(settings, "") as fetcher, pytest.raises(Unreachable):
        fetcher.fetch(f"https://{place}/")
    assert time.monotonic() - start < QUICK.total_seconds + 1.0


@pytest.mark.parametrize("say", [b"", b"HTTP/1.1 200 OK\r\n"])
def test_silence_is_told_in_time(server: Hostile, fetcher: Fetcher, say: bytes) -> None:
    """A server that takes the request and says nothing more."""

    def silent(line: socket.socket, _: bytes) -> None:
        line.sendall(say)
        server.wait(2)

    server.behaviours["/"] = silent
    with pytest.raises(Unreachable, match=r"時間内|秒以内"):
        fetcher.fetch(server.url + "/")


def test_a_run_has_an_end(server: Hostile) -> None:
    """After run_seconds every further fetch is refused at once."""
    now = [0.0]
    server.behaviours["/"] = reply()
    with Fetcher(replace(QUICK, allow_private=(server.place,)), "", clock=lambda: now[0]) as fetcher:
        fetcher.fetch(server.url + "/")
        now[0] = QUICK.run_seconds + 1
        with pytest.raises(Unreachable, match="制限時間"):
            fetcher.fetch(server.url + "/")
    assert len(server.requests) == 1


def test_after_a_cut_the_next_fetch_works(server: Hostile, fetcher: Fetcher) -> None:
    """A dripping page does not spoil the host's other pages."""
    server.behaviours |= {"/drip": lambda line, _: drip(line, *DRIPS["body"]), "/": reply()}
    fetcher.fetch(server.url + "/")
    with pytest.raises(SourceFailed):
        fetcher.fetch(server.url + "/drip")
    assert isinstance(fetcher.fetch(server.url + "/"), Fetched)


# ── bytes ───────────────────────────────────────────────────────────────────────────────────────


def endless(line: socket.socket, _: bytes) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(2000):
        line.sendall(b"x" * 65536)


def test_a_body_over_the_limit_is_not_read_on(server: Hostile, fetcher: Fetcher) -> None:
    """No length given, no end in sight: stopped at max_bytes."""
    server.behaviours["/"] = endless
    with pytest.raises(Unreadable, match="大きすぎ"):
        fetcher.fetch(server.url + "/")


def test_a_gzip_bomb_is_stopped_with_little_memory(server: Hostile, fetcher: Fetcher) -> None:
    """50 MB of zeros in 50 kB: stopped at the limit, holding little more than it."""
    server.behaviours["/"] = reply(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")
    tracemalloc.start()
    with pytest.raises(Unreadable, match="大きすぎ"):
        fetcher.fetch(server.url + "/")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_an_ordinary_packed_body_is_unpacked(server: Hostile, fetcher: Fetcher) -> None:
    """gzip, the one coding that is asked for."""
    server.behaviours["/"] = reply(gzip.compress(b"ok" * 1000), Content_Encoding="gzip")
    got = fetcher.fetch(server.url + "/")
    assert isinstance(got, Fetched)
    assert got.body == b"ok" * 1000


@pytest.mark.parametrize("coding", ["br", "deflate", "gzip, gzip", "gzip, gzip, gzip", "zstd", "nonsense"])
def test_other_and_nested_codings_are_refused(server: Hostile, fetcher: Fetcher, coding: str) -> None:
    """504 bytes of gzip in gzip in gzip unpack to a gigabyte: one coding, the one that was asked for."""
    packed = gzip.compress(gzip.compress(gzip.compress(bytes(10_000))))
    server.behaviours["/"] = reply(packed, Content_Encoding=coding)
    with pytest.raises(Unreadable, match="圧縮"):
        fetcher.fetch(server.url + "/")


@pytest.mark.parametrize(
    "answer",
    [
        reply(gzip.compress(b"ok" * 1000)[:-20], Content_Encoding="gzip"),
        reply(b"not packed", Content_Encoding="gzip"),
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 999999 ?\r\n\r\n",
        b"\x00\x01\x02\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: \xff\xfe\r\n\r\n",
        b"",
    ],
)
def test_broken_answers_are_told_and_nothing_else_escapes(server: Hostile, fetcher: Fetcher, answer: bytes) -> None:
    """Truncated, garbled, endless headers: one of our own errors, whatever http.client thinks of it."""
    server.behaviours["/"] = lambda line, _: line.sendall(answer)
    with pytest.raises(SourceFailed) as told:
        fetcher.fetch(server.url + "/")
    assert "\n" not in told.value.what
    assert len(told.value.what) < 400


def test_headers_that_are_kept_cannot_carry_anything_back(server: Hostile, fetcher: Fetcher) -> None:
    """An ETag is bounded and plain ASCII before it is written and sent again."""
    server.behaviours["/"] = reply(ETag='"' + "e" * 5000 + "\x01\xe9")
    got = fetcher.fetch(server.url + "/")
    assert isinstance(got, Fetched)
    assert len(got.validators.etag) <= 300
    assert got.validators.etag.isascii()
