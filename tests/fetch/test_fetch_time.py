"""How long a fetch may take: to the deadline, wherever a server dawdles; and a run to its own."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from fetch.hostile import CALM, QUICK, Hostile, reply

from bridge.errors import Silent, SourceFailed, Unreachable
from bridge.fetch.client import Fetcher
from bridge.read.fetched import Fetched

LATE = r"秒以内|時間内"


@pytest.fixture
def server() -> Iterator[Hostile]:
    with Hostile() as made:
        yield made


@pytest.fixture
def fetcher(server: Hostile) -> Iterator[Fetcher]:
    with Fetcher(replace(QUICK, allow_private=(server.place,)), "") as made:
        yield made


#: seconds within which a call of less than one has ended on any machine; what no deadline cuts
#: goes on for longer, here to the end of the run, and elsewhere for a minute
ENDED = QUICK.run_seconds / 2
HELD = 60


@contextmanager
def in_time() -> Iterator[None]:
    """Unreachable, and long before what holds the line would let it go."""
    start = time.monotonic()
    with pytest.raises(Unreachable, match=LATE):
        yield
    assert time.monotonic() - start < ENDED


DRIPS = {
    "status line": (b"", b"H"),
    "continuations": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "header": (b"HTTP/1.1 200 OK\r\nX: ", b"x"),
    "headers": (b"HTTP/1.1 200 OK\r\n", b"X: x\r\n"),
    "body": (b"HTTP/1.1 200 OK\r\n\r\n", b"a"),
    "announced body": (b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", b"a"),
    "chunks": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    "chunk size": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
    "trailer": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"a"),
    "packed nothing": (
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08" + bytes(7),
        b"\x00\x00\x00\xff\xff",
    ),
    "body that ends the line": (b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", b"a"),
}


@pytest.mark.parametrize("how", DRIPS)
def test_a_drip_is_cut_at_the_deadline(server: Hostile, fetcher: Fetcher, how: str) -> None:
    """A byte now and then never trips a read time-out; the watchdog does not mind where it drips,
    nor is the host spoilt.
    """
    server.behaviours |= {"/drip": server.drip(*DRIPS[how]), "/": reply()}
    fetcher.fetch(server.url + "/")
    with in_time():
        fetcher.fetch(server.url + "/drip")
    assert isinstance(fetcher.fetch(server.url + "/"), Fetched)


def test_the_deadline_is_of_the_whole_way(server: Hostile, fetcher: Fetcher) -> None:
    """Redirects that each take their time share it."""

    def slow(line: socket.socket, asked: bytes) -> None:
        server.wait(0.3)
        number = int(asked.split(b" ")[1][1:])
        line.sendall(reply(b"", "302 Found", Location=f"/{number + 1}"))

    server.behaviours |= {f"/{number}": slow for number in range(9)}
    with in_time():
        fetcher.fetch(server.url + "/0")


@pytest.mark.parametrize(
    "said", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"]
)
def test_silence_ends_before_the_deadline(server: Hostile, fetcher: Fetcher, said: bytes) -> None:
    """read_seconds: a server that says nothing more."""

    def silent(line: socket.socket, _: bytes) -> None:
        line.sendall(said)
        server.wait(HELD)

    server.behaviours["/"] = silent
    with in_time():
        fetcher.fetch(server.url + "/")


def test_a_tls_handshake_that_never_comes_is_cut() -> None:
    """Connected, and then nothing."""
    with socket.create_server(("127.0.0.1", 0)) as mute:
        place = f"127.0.0.1:{mute.getsockname()[1]}"
        slow = replace(QUICK, connect_seconds=HELD, read_seconds=HELD, allow_private=(place,))
        with Fetcher(slow, "") as fetcher, in_time():
            fetcher.fetch(f"https://{place}/")


def test_many_dead_addresses_share_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each has connect_seconds, all together total_seconds."""
    with (
        socket.socket() as full,
        socket.socket() as first,
        socket.socket() as second,
        socket.socket() as third,
    ):
        full.bind(("127.0.0.1", 0))
        full.listen(0)  # its queue is full: who comes now waits for an answer in vain
        for caller in (first, second, third):
            caller.setblocking(False)
            caller.connect_ex(full.getsockname())
        dead = (socket.AF_INET, socket.SOCK_STREAM, 6, "", full.getsockname())
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [dead] * 200)
        with Fetcher(replace(QUICK, allow_private=("dead.example:80",)), "") as fetcher, in_time():
            fetcher.fetch("http://dead.example/")


def test_a_name_server_that_never_answers_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """getaddrinfo knows no time-out of its own."""
    over = threading.Event()

    def never(*_: object, **__: object) -> list[object]:
        over.wait(HELD)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", never)
    with Fetcher(QUICK, "") as fetcher, in_time():
        fetcher.fetch("http://a.example/")
    over.set()


def test_a_run_has_an_end(server: Hostile) -> None:
    """After run_seconds every further fetch is refused at once, and says why."""
    now = [0.0]
    server.behaviours["/"] = reply()
    with Fetcher(
        replace(QUICK, allow_private=(server.place,)), "", clock=lambda: now[0]
    ) as fetcher:
        assert fetcher.deadline == QUICK.run_seconds
        fetcher.fetch(server.url + "/")
        now[0] = QUICK.run_seconds
        with pytest.raises(Unreachable, match=r"制限時間\(30秒\)"):
            fetcher.fetch(server.url + "/")
    assert len(server.requests) == 1


def test_the_end_of_the_run_cuts_what_is_under_way_and_who_waits(server: Hostile) -> None:
    """Two drip, two more wait for their turn; none of them outlives run_seconds."""
    server.behaviours["/"] = server.drip(b"HTTP/1.1 200 OK\r\n\r\n", b"a")
    told: list[str] = []

    def one() -> None:
        with pytest.raises(Unreachable) as error:
            fetcher.fetch(server.url + "/")
        told.append(error.value.what)

    start = time.monotonic()
    with Fetcher(
        replace(QUICK, run_seconds=0.5, total_seconds=HELD, allow_private=(server.place,)), ""
    ) as fetcher:
        threads = [threading.Thread(target=one) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(ENDED)
    assert time.monotonic() - start < ENDED
    assert ["制限時間" in what for what in told] == [True] * 4


def test_a_fetch_leaves_no_watchdog_behind(server: Hostile) -> None:
    """The thread that cuts calls ends when there are none, long before the hour of the last one."""
    server.behaviours["/"] = reply()
    calm = replace(CALM, total_seconds=HELD, allow_private=(server.place,))
    with Fetcher(calm, "") as fetcher:
        for _ in range(5):
            fetcher.fetch(server.url + "/")
    watchdogs = [thread for thread in threading.enumerate() if thread.name == "deadlines"]
    assert len(watchdogs) == 1
    watchdogs[0].join(ENDED)
    assert not watchdogs[0].is_alive()


def test_a_host_that_times_out_twice_in_a_row_is_asked_for_nothing_more(server: Hostile) -> None:
    """A run has other things to do; an answer between them begins the count anew, a refusal is one,
    and another host is asked as ever.
    """

    def hanging(_: socket.socket, __: bytes) -> None:
        server.wait(HELD)

    with Fetcher(replace(QUICK, allow_private=(server.place, "127.0.0.1:9")), "") as fetcher:
        server.behaviours |= {"/": reply(), "/gone": reply(b"", "404 No"), "/hangs": hanging}
        for path in ("/hangs", "/", "/hangs", "/gone", "/hangs", "/hangs"):
            if path == "/":
                fetcher.fetch(server.url + path)
            else:
                with pytest.raises(SourceFailed) as told:
                    fetcher.fetch(server.url + path)
                assert not isinstance(told.value, Silent)
        requests = len(server.requests)
        with pytest.raises(Silent, match="2度続けて応答しません"):
            fetcher.fetch(server.url + "/")
        assert len(server.requests) == requests
        with pytest.raises(Unreachable) as refused:
            fetcher.fetch("http://127.0.0.1:9/")
        assert not isinstance(refused.value, Silent)
