"""One bounded call: who connects, how long, how much, and what is known when it breaks."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
import requests
from fakes import Clock

from bridge.demo.x import StandInX
from bridge.network.connector import Connector
from bridge.network.way import DIRECT, WayOut
from bridge.posting import wire
from bridge.posting.base import Refused, Unknown
from bridge.posting.wire import Exchange, Limits, session
from bridge.posting.x import without_answer

SHORT = Limits(connect=1, read=1, total=0.3)


@contextmanager
def peer(serve: Callable[[socket.socket, Event], None]) -> Iterator[tuple[int, Event]]:
    """Listen on loopback and hand one connection to `serve`; the event ends it."""
    over = Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def run() -> None:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                try:
                    serve(connection, over)
                except OSError:
                    return

        thread = Thread(target=run, daemon=True)
        thread.start()
        try:
            yield listening.getsockname()[1], over
        finally:
            over.set()
            listening.close()
            thread.join(5)


def call(
    url: str, limits: Limits = SHORT, way: WayOut = DIRECT
) -> tuple[Exchange, Exception | None]:
    line = Exchange(limits)
    try:
        with line, session(line, Connector(way, limits.connect)) as one:
            one.post(url, data=b"{}")
    except Exception as error:  # noqa: BLE001
        return line, error
    return line, None


def test_a_tls_handshake_that_hangs_has_sent_nothing() -> None:
    """It comes as a read time-out, and yet the line was never made: a safe retry, ended by the
    total time.
    """
    with peer(lambda _, over: over.wait() and None) as (port, _):
        before = time.perf_counter()
        line, error = call(f"https://127.0.0.1:{port}/2/tweets")
    assert time.perf_counter() - before < 5
    assert error is not None
    assert not line.connected
    assert isinstance(without_answer(error, made=line.connected), Refused)


def test_a_peer_that_speaks_no_tls_has_got_nothing() -> None:
    """A broken handshake: a safe retry."""

    def speak_http(connection: socket.socket, _: Event) -> None:
        connection.recv(100)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with peer(speak_http) as (port, _):
        line, error = call(f"https://127.0.0.1:{port}/2/tweets")
    assert isinstance(error, requests.exceptions.SSLError)
    assert not line.connected


def test_bytes_that_drip_in_the_body_end_too() -> None:
    """Headers promise much, the body comes a byte at a time."""

    def drip(connection: socket.socket, over: Event) -> None:
        connection.recv(1000)
        connection.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 100000\r\n\r\n")
        while not over.wait(0.02):
            connection.sendall(b" ")

    with peer(drip) as (port, _):
        before = time.perf_counter()
        line, error = call(f"http://127.0.0.1:{port}/")
    assert time.perf_counter() - before < 5
    assert line.connected
    assert line.answer is None
    assert error is not None
    assert isinstance(without_answer(error, made=line.connected), Unknown)


def test_an_endless_body_is_cut_at_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """No answer of X is as long as the bound; memory stays small."""
    monkeypatch.setattr(wire, "MAX_BYTES", 1000)

    def flood(connection: socket.socket, over: Event) -> None:
        connection.recv(1000)
        connection.sendall(b"HTTP/1.1 201 Created\r\n\r\n")
        while not over.is_set():
            connection.sendall(b"x" * 4096)

    with peer(flood) as (port, _):
        line, error = call(f"http://127.0.0.1:{port}/", Limits(1, 1, 5))
    assert isinstance(error, requests.exceptions.ContentDecodingError)
    assert line.answer is None


def test_a_connection_that_comes_after_the_end_sends_nothing(
    monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    """A resolver that hangs longer than the whole call: what it finds then is closed, not used."""
    real = socket.getaddrinfo
    ended = Event()

    def slow(*args: object, **kwargs: object) -> object:
        ended.wait(0.1)
        return real(*args, **kwargs)  # type: ignore[arg-type]

    with StandInX(clock) as x:
        monkeypatch.setattr(socket, "getaddrinfo", slow)
        # a name: an address needs no resolver
        url = x.url.replace("127.0.0.1", "localhost")
        line, error = call(f"{url}/2/tweets", Limits(1, 1, 0.02))
        assert x.requests == []
    assert not line.connected
    assert error is not None
    assert isinstance(without_answer(error, made=line.connected), Refused)


def test_the_environment_has_no_say(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    """No proxy of the environment sees the signed call."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with StandInX(clock) as x:
        line, error = call(f"{x.url}/2/tweets", Limits(1, 1, 5))
    assert error is None
    assert line.answer is not None
    assert line.answer.status == 401


@pytest.mark.long
def test_a_call_leaves_no_socket_behind(clock: Clock) -> None:
    """The line, its twin and the pool are closed; a ResourceWarning would fail this."""
    import gc

    with StandInX(clock) as x:
        for _ in range(3):
            call(f"{x.url}/2/tweets", Limits(1, 1, 5))
    gc.collect()


def test_a_run_with_nothing_to_post_pays_for_no_library() -> None:
    """Importing the ways out loads neither tweepy nor requests (100 ms and more)."""
    code = "import sys, bridge.posting.x, bridge.posting.oembed; print(*{'tweepy', 'requests', 'urllib3'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
