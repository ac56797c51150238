"""Edge: one call to X, bounded: a connection of its own, no redirect, no second try, an end from outside.

Contains no business logic: it says what came back and whether anything can have gone out (`Line.made`).
The time-outs of requests count silence, so a peer that drips a byte now and then would never fire them;
a timer outside the read loop shuts the line instead.
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit, urlunsplit

if TYPE_CHECKING:
    import requests

MAX_BYTES = 5_000_000  #: of one answer; a page of 100 posts is below 1 MB


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a call may take, in seconds."""

    connect: float = 5.0  #: for each address of the host
    read: float = 30.0  #: longest silence
    total: float = 30.0  #: from the call to the last byte; only the resolver's own time-out is not under it


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, whatever its status."""

    status: int
    headers: Mapping[str, str]  #: names in lower case
    body: bytes


class Line:
    """The connection of one call, watched from outside. Use it with `with`."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.made = False  #: TCP and TLS stand: from here on bytes of the request may have gone out
        self.answer: Answer | None = None  #: set when the last byte of an answer has come
        self._late = False
        self._twin: socket.socket | None = None
        self._lock = Lock()
        self._timer = Timer(limits.total, self._shut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        with self._lock:
            if self._twin is not None:
                self._twin.close()
                self._twin = None

    def hold(self, sock: socket.socket) -> None:
        """Take a twin of a fresh socket: TLS moves the descriptor elsewhere, a shutdown of the twin reaches it there."""
        with self._lock:
            if self._late:
                sock.close()
                raise TimeoutError("connected too late; nothing was sent")
            self._twin = sock.dup()

    def _shut(self) -> None:
        with self._lock:
            self._late = True
            if self._twin is not None:
                with contextlib.suppress(OSError):  # the peer was faster
                    self._twin.shutdown(socket.SHUT_RDWR)


def session(line: Line, base: str = "") -> requests.Session:
    """Return a session for one call over `line`; its answer stands in `line.answer`.

    `base` (scheme and host) replaces that of every address before it is signed; "" leaves it.
    No proxy, netrc or certificate of the environment is used (trust_env).
    """
    import requests
    from requests.adapters import HTTPAdapter
    from urllib3.connection import HTTPConnection, HTTPSConnection
    from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

    def watched(kind: Any) -> Any:
        class Watched(kind):  # type: ignore[misc]
            debuglevel = 0  # http.client would print the Authorization header

            def _new_conn(self) -> socket.socket:
                sock: socket.socket = super()._new_conn()
                line.hold(sock)
                return sock

            def connect(self) -> None:
                super().connect()
                line.made = True

        return Watched

    class Plain(HTTPConnectionPool):
        ConnectionCls = watched(HTTPConnection)

    class Secure(HTTPSConnectionPool):
        ConnectionCls = watched(HTTPSConnection)

    class Adapter(HTTPAdapter):
        def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
            super().init_poolmanager(*args, **kwargs)
            self.poolmanager.pool_classes_by_scheme = {"http": Plain, "https": Secure}

    class OneCall(requests.Session):
        def request(self, method: str | bytes, url: str | bytes, *args: Any, **kwargs: Any) -> requests.Response:
            kwargs |= {
                "timeout": (line.limits.connect, line.limits.read),
                "allow_redirects": False,
                "stream": True,  # the body is read below, with an upper bound
            }
            response = super().request(method, _rebased(str(url), base), *args, **kwargs)
            with contextlib.closing(response):
                body = response.raw.read(MAX_BYTES + 1, decode_content=True)
            if len(body) > MAX_BYTES:
                raise requests.exceptions.ContentDecodingError(f"more than {MAX_BYTES} bytes")
            response._content = body  # noqa: SLF001  requests has no public way to bound a body
            headers = {name.lower(): value for name, value in response.headers.items()}
            line.answer = Answer(response.status_code, headers, body)
            return response

    one = OneCall()
    one.trust_env = False
    one.headers["Connection"] = "close"
    for scheme in ("http://", "https://"):
        one.mount(scheme, Adapter(max_retries=0))
    return one


def _rebased(url: str, base: str) -> str:
    if not base:
        return url
    there, here = urlsplit(base), urlsplit(url)
    return urlunsplit((there.scheme, there.netloc, here.path, here.query, ""))
