"""A server on loopback that behaves as badly as told: each path is bytes to answer with, or a
function on the raw socket.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bridge.settings import FetchSettings

Behaviour = Callable[[socket.socket, bytes], None]
SAVED = Path(__file__).parent / "saved"
QUICK = FetchSettings(
    connect_seconds=0.3, read_seconds=0.4, total_seconds=0.8, run_seconds=30, max_bytes=100_000
)
CALM = FetchSettings(
    connect_seconds=5, read_seconds=5, total_seconds=10, run_seconds=60, max_bytes=100_000
)


def reply(body: bytes = b"ok", status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer; keywords are headers, _ for -."""
    lines = {"Content-Length": str(len(body)), "Content-Type": "text/html"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


class Hostile:
    """Serves `behaviours[path]`, after a function the line is closed; keeps the requests, counts
    the connections.
    """

    def __init__(self, certificate: str = "") -> None:
        self.behaviours: dict[str, Behaviour | bytes] = {}
        self.requests: list[bytes] = []
        self.connections = 0
        self.names: list[str | None] = []  # asked for by SNI
        self._tls = self._context(certificate) if certificate else None
        self._stop = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.place = f"127.0.0.1:{self.port}"
        self.url = f"{'https' if certificate else 'http'}://{self.place}"
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def __enter__(self) -> Hostile:
        return self

    def __exit__(self, *exc: object) -> None:
        self._stop.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)

    def wait(self, seconds: float) -> bool:
        """Let time pass, at most until the test is over; return whether it is."""
        return self._stop.wait(seconds)

    def drip(self, head: bytes, piece: bytes) -> Behaviour:
        """`head` at once, then `piece` after `piece`, slowly: no read time-out sees it."""

        def behave(line: socket.socket, _: bytes) -> None:
            line.sendall(head)
            while not self.wait(0.05):
                line.sendall(piece)

        return behave

    def flood(self, head: bytes, piece: bytes) -> Behaviour:
        """`head`, then `piece` after `piece` as fast as it goes, without end."""

        def behave(line: socket.socket, _: bytes) -> None:
            line.sendall(head)
            while not self._stop.is_set():
                line.sendall(piece)

        return behave

    def _context(self, certificate: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(SAVED / certificate)
        context.sni_callback = lambda _, name, __: self.names.append(name)
        return context

    def _accept(self) -> None:
        while not self._stop.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            self.connections += 1
            if self._tls is None:
                self._talk(connection)
            else:
                with self._tls.wrap_socket(connection, server_side=True) as line:
                    self._talk(line)

    def _talk(self, line: socket.socket) -> None:
        while not self._stop.is_set():
            asked = b""
            while b"\r\n\r\n" not in asked:
                got = line.recv(65536)
                if not got:
                    return
                asked += got
            self.requests.append(asked)
            behaviour = self.behaviours.get(
                asked.split(b" ")[1].decode(), reply(status="404 Not Found")
            )
            if not isinstance(behaviour, bytes):
                behaviour(line, asked)
                return
            line.sendall(behaviour)
