"""A server on loopback that behaves as badly as told: each path is a function on the raw socket."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

Behaviour = Callable[[socket.socket, bytes], None]
CERTIFICATE = Path(__file__).parent / "saved" / "self-signed.pem"


def reply(body: bytes = b"ok", status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer; keywords are headers, _ for -."""
    lines = {"Content-Length": str(len(body)), "Content-Type": "text/html"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


class Hostile:
    """Serves `behaviours[path]`; counts connections and requests."""

    def __init__(self, *, tls: bool = False) -> None:
        self.behaviours: dict[str, Behaviour | bytes] = {}
        self.requests: list[bytes] = []
        self.connections = 0
        self.most = 0  # requests answered at the same time
        self._now = 0
        self._stop = threading.Event()
        self._guard = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._tls = tls
        self.port = self._listener.getsockname()[1]
        self.place = f"127.0.0.1:{self.port}"
        self.url = f"{'https' if tls else 'http'}://{self.place}"
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

    def wait(self, seconds: float = 5) -> None:
        """Hold the line until the test is over."""
        self._stop.wait(seconds)

    def _accept(self) -> None:
        while not self._stop.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError, ssl.SSLError), connection:
            self.connections += 1
            if self._tls:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(CERTIFICATE)
                connection = context.wrap_socket(connection, server_side=True)
            while not self._stop.is_set():
                asked = b""
                while b"\r\n\r\n" not in asked:
                    got = connection.recv(65536)
                    if not got:
                        return
                    asked += got
                self.requests.append(asked)
                with self._guard:
                    self._now += 1
                    self.most = max(self.most, self._now)
                try:
                    behaviour = self.behaviours.get(asked.split(b" ")[1].decode(), reply(status="404 Not Found"))
                    if isinstance(behaviour, bytes):
                        connection.sendall(behaviour)
                    else:
                        behaviour(connection, asked)
                        return
                finally:
                    with self._guard:
                        self._now -= 1
