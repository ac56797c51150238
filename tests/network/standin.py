"""An HTTP proxy on loopback that knows names of its own, asks for a password, or answers as told."""

from __future__ import annotations

import base64
import socket
import threading
from contextlib import suppress


class StandInProxy:
    """Joins `host:port` to a port of loopback by `places`; keeps the heads of what it is asked."""

    def __init__(
        self, places: dict[str, int] | None = None, user: str = "", password: str = ""
    ) -> None:
        self.places = places or {}
        self.wanted = (
            f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}" if user else ""
        )
        self.says: bytes | None = None  # instead of any line
        self.asked: list[str] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._over = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> StandInProxy:
        return self

    def __exit__(self, *exc: object) -> None:
        self._over.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    @property
    def targets(self) -> list[str]:
        """What each request asked for, method and place."""
        return [" ".join(head.split(" ")[:2]) for head in self.asked]

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(line,), daemon=True).start()

    def _serve(self, line: socket.socket) -> None:
        with suppress(OSError), line:
            head = b""
            while b"\r\n\r\n" not in head:
                got = line.recv(65536)
                if not got:
                    return
                head += got
            self.asked.append(head.decode())
            method, target, *_ = head.decode().split(" ")
            if self.says is not None:
                line.sendall(self.says)
                return
            if self.wanted and f"Proxy-Authorization: {self.wanted}\r\n".encode() not in head:
                challenge = b'Proxy-Authenticate: Basic realm="house"\r\n'
                line.sendall(
                    b"HTTP/1.1 407 Authenticate\r\n" + challenge + b"Content-Length: 0\r\n\r\n"
                )
                return
            where = target if method == "CONNECT" else target.split("/")[2]
            place = where if ":" in where else f"{where}:80"
            if place not in self.places:
                line.sendall(b"HTTP/1.1 503 No such name\r\nContent-Length: 0\r\n\r\n")
                return
            with socket.create_connection(("127.0.0.1", self.places[place])) as there:
                if method == "CONNECT":
                    line.sendall(b"HTTP/1.1 200 Connection established\r\nVia: 1.1 house\r\n\r\n")
                else:
                    path = "/" + target.split("/", 3)[3]
                    there.sendall(head.replace(target.encode(), path.encode(), 1))
                self._join(line, there)

    def _join(self, one: socket.socket, other: socket.socket) -> None:
        def pump(source: socket.socket, sink: socket.socket) -> None:
            with suppress(OSError):
                while got := source.recv(65536):
                    sink.sendall(got)
            for end in (source, sink):
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

        back = threading.Thread(target=pump, args=(other, one), daemon=True)
        back.start()
        pump(one, other)
        back.join(5)
