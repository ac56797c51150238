"""Edge: the plain GET, by http.client over our own sockets: what a run with nothing new needs of
HTTP. Holds no rule.

requests and urllib3 cost each run more time than all the rest of it. What they add is left to them:
addresses that must be rewritten before they can be asked for, cookies, a proxy. The same sockets,
the same bounds and the same http.client stand below both.
"""

from __future__ import annotations

import re
import select
import threading
import weakref
from http.client import HTTPConnection, HTTPException, IncompleteRead
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import urlsplit

from bridge.network.bounded import BoundedResponse
from bridge.network.call import CHUNK, HOSTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from bridge.network.call import Call
    from bridge.network.connector import Connector

#: an address that goes out as it stands: RFC 3986's characters without those that requests would
#: quote, a plain name, no user
_PLAIN: Final = re.compile(
    r"https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/([A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})*(\?([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-F]{2})+)?)?"
)
#: what is written anew on the way: . and .. between slashes, letters that need no %
_REWRITTEN: Final = re.compile(r"/\.{1,2}(/|$|\?)|%(2[DE]|3[0-9]|[46][1-9A-F]|5[0-9AF]|7[0-9AE])")


class Headers(dict[str, str]):
    """The headers of an answer by lower-case name, those of one name joined (RFC 9110, 5.3)."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        for name, value in pairs:
            key = name.lower()
            self[key] = f"{self[key]}, {value}" if key in self else value

    def said(self, name: str) -> str:
        """Return a header by its name, empty when there is none."""
        return super().get(name.lower(), "")


class Reply:
    """The head of an answer; its body comes piece by piece. Use it with `with`."""

    def __init__(self, status: int, headers: Headers, length: int, pieces: Iterator[bytes]) -> None:
        self.status = status
        self.headers = headers
        self.length = length  #: bytes that are announced, 0 when none are
        self.pieces = pieces  #: as packed; raises when the body ends early

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Let the connection go; one whose answer was read to the end was kept when it was."""


class Direct(Reply):
    """An answer of a lane's own connection."""

    def __init__(
        self, response: BoundedResponse, connection: HTTPConnection, keep: Callable[[], object]
    ) -> None:
        super().__init__(
            response.status, Headers(response.getheaders()), response.length or 0, self._read()
        )
        if (
            len(set(self.headers.said("Content-Length").split(", "))) > 1
        ):  # two lengths: which of them is one to believe?
            raise HTTPException("several lengths")
        self.message = response.msg  #: the headers as cookielib reads them
        self._response, self._connection, self._keep = response, connection, keep
        self._kept = False

    def __exit__(self, *_: object) -> None:
        if not self._kept:
            self._response.close()
            self._connection.close()

    def _read(self) -> Iterator[bytes]:
        while piece := self._response.read(CHUNK):
            yield piece
        if (
            self._response.length
        ):  # the line ended before the body: http.client takes that for an end
            raise IncompleteRead(b"", self._response.length)
        if not self._response.will_close:
            self._kept = True
            self._keep()


def _close(idle: Mapping[tuple[str, str], list[HTTPConnection]]) -> None:
    for connections in [*idle.values()]:  # a thread may still put one back
        while connections:
            connections.pop().close()


class Lane:
    """Connections for plain GETs, kept alive; used from several threads at once."""

    def __init__(self, connector: Connector, seconds: float, per_host: int) -> None:
        self._connector = connector
        self._seconds = seconds  # of silence
        self._per_host = per_host
        self._idle: dict[tuple[str, str], list[HTTPConnection]] = {}
        self._lock = threading.Lock()
        self.close = weakref.finalize(self, _close, self._idle)  #: closes what is kept

    def takes(self, url: str) -> bool:
        """Return whether an address can be asked for as it stands, and directly."""
        return self._connector.direct and bool(_PLAIN.fullmatch(url)) and not _REWRITTEN.search(url)

    def get(self, call: Call, url: str, headers: Mapping[str, str]) -> Direct:
        """Send one GET and return the head of its answer. Raises what sockets, TLS and http.client
        raise, AddressRefused, ConfigRefused.
        """
        parts = urlsplit(url)
        place = (parts.scheme, parts.netloc)
        connection = self._kept(place)
        if connection is None:
            connection = self._open(call, parts.scheme, parts.hostname or "", parts.port)
        else:
            call.hold(connection.sock)
            call.connected = True
        try:
            connection.putrequest(
                "GET",
                (parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
                skip_accept_encoding=True,
            )
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
            assert isinstance(response, BoundedResponse)
            return Direct(response, connection, lambda: self._keep(place, connection))
        except BaseException:
            connection.close()
            raise

    def _kept(self, place: tuple[str, str]) -> HTTPConnection | None:
        """Return a kept connection on which the server has not said its last word."""
        while True:
            with self._lock:
                connections = self._idle.get(place)
                connection = connections.pop() if connections else None
            if connection is None or not select.select([connection.sock], [], [], 0)[0]:
                return connection
            connection.close()

    def _open(self, call: Call, scheme: str, host: str, port: int | None) -> HTTPConnection:
        connection = HTTPConnection(host, port or (443 if scheme == "https" else 80))
        # it stands in Host only when it is another one
        connection.default_port = 443 if scheme == "https" else 80
        connection.response_class = BoundedResponse
        connection.auto_open = 0  # what falls is not opened again behind our back
        sock, _ = self._connector.open(call, scheme, host, connection.port)
        try:
            sock.settimeout(self._seconds)
            connection.sock = (
                self._connector.tls.wrap_socket(sock, server_hostname=host)
                if scheme == "https"
                else sock
            )
        except BaseException:
            sock.close()
            raise
        call.connected = True
        return connection

    def _keep(self, place: tuple[str, str], connection: HTTPConnection) -> None:
        """Keep a connection; when there are too many, the host that was asked least lately loses
        its own.
        """
        with self._lock:
            connections = [*self._idle.pop(place, []), connection]
            over = [connections.pop(0)] if len(connections) > self._per_host else []
            self._idle[place] = connections  # at the end: the latest
            over += self._idle.pop(next(iter(self._idle))) if len(self._idle) > HOSTS else []
        for one in over:
            one.close()
