"""Edge: connections to public addresses alone, each under the deadline of its fetch. Holds no rule.

Where a fetch may go is decided when it connects, on the very addresses that are connected to: a name that changes its
answer in between gains nothing. Costs the import of requests: fetch.py imports this module at the first fetch.
"""

from __future__ import annotations

import io
import ipaddress
import socket
import ssl
import threading
from concurrent.futures import Future
from functools import cached_property
from http.client import HTTPException, HTTPResponse
from typing import TYPE_CHECKING, Any, ClassVar, Final

from requests.adapters import DEFAULT_CA_BUNDLE_PATH, HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from bridge.errors import AddressRefused
from bridge.fetch.client import CHUNK, PER_HOST, Line

if TYPE_CHECKING:
    from collections.abc import Callable

HOSTS: Final = 32  #: hosts to which connections are kept
UNICAST: Final = ipaddress.ip_network(
    "2000::/3"
)  #: all that is given out of IPv6 (IANA); mapped and NAT64 stand outside
#: What Python's `is_global` lets pass, at least in some versions
NOT_PUBLIC: Final = tuple(
    map(
        ipaddress.ip_network,
        (
            "2001::/32",  # Teredo: an IPv4 address inside
            "2002::/16",  # 6to4: the same
            "3fff::/20",  # documentation
            "168.63.129.16/32",  # a cloud's own services
            "192.0.0.0/24",  # the protocols' own; another cloud's metadata
            "192.88.99.0/24",  # relays of 6to4
        ),
    )
)


def public(address: str) -> bool:
    """Return whether an IP address (text) is one on the public internet (IANA's special-purpose registries)."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif ip not in UNICAST:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved) and not any(ip in net for net in NOT_PUBLIC)


class Connector:
    """Opens the sockets of one Fetcher."""

    def __init__(
        self, allowed: frozenset[str], seconds: float, clock: Callable[[], float], line: Callable[[], Line]
    ) -> None:
        self._allowed = allowed  # host:port, lower case: may be private and on any port
        self._seconds = seconds  # for one address to connect
        self._clock = clock
        self.line = line  # of the fetch that runs in this thread
        self._slow: set[socket.AddressFamily] = set()  # a family of which an address was dead: tried last

    def open(self, host: str, port: int) -> socket.socket:
        """Return a socket to `host`, each of its addresses tried in turn; raises AddressRefused or OSError.

        All are looked at first, and no other look-up follows: what was checked is what is connected to.
        """
        place = (f"[{host}]:{port}" if ":" in host else f"{host}:{port}").lower()
        if place not in self._allowed and port not in {80, 443}:
            raise AddressRefused(
                f"ポート{port}は開きません。", f"必要なら [fetch] allow_private に {place} を書いてください。"
            )
        found = self._look_up(host, port)
        for *_, address in found:
            if place not in self._allowed and not public(str(address[0])):
                raise AddressRefused(
                    f"公開されていないアドレス({address[0]})には接続しません。",
                    "feeds.toml の url か、ページのリンクを確かめてください。",
                )
        last: OSError = socket.gaierror(socket.EAI_NONAME, "no address")
        while found:
            found.sort(key=lambda way: way[0] in self._slow)
            family, kind, proto, _, address = found.pop(0)
            sock = socket.socket(family, kind, proto)
            try:
                sock.settimeout(min(self._seconds, self._left()))
                sock.connect(address)
            except OSError as error:  # a dead IPv6 route: the next address may do
                sock.close()
                last = error
                if isinstance(error, TimeoutError):
                    self._slow.add(family)
            else:
                self.line().hold(sock)
                return sock
        raise last

    def _look_up(self, host: str, port: int) -> list[Any]:
        """Ask getaddrinfo, which knows no time-out: it works aside, and is left alone at the deadline."""
        answer: Future[list[Any]] = Future()

        def ask() -> None:
            try:
                answer.set_result(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
            except Exception as error:  # noqa: BLE001 - raised again by result()
                answer.set_exception(error)

        threading.Thread(target=ask, name="fetch-name", daemon=True).start()
        return list(answer.result(self._left()))

    def _left(self) -> float:
        """Return the seconds that this thread's fetch has left; raises TimeoutError when there are none."""
        left = self.line().until - self._clock()
        if left <= 0:
            raise TimeoutError
        return left

    @cached_property
    def tls(self) -> ssl.SSLContext:
        """One for all connections: reading the list of issuers costs 40 ms of CPU each time."""
        return ssl.create_default_context(cafile=DEFAULT_CA_BUNDLE_PATH)

    def adapter(self) -> HTTPAdapter:
        """Return requests' adapter with our connections: kept alive, no retries. Close it."""
        return _Adapter(self)


class _Bounded(io.BufferedReader):
    """What http.client reads from: a chunk size of -1 or 2**60 must not make it read on into memory without end."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or not 0 <= size <= CHUNK:
            raise HTTPException(f"a read of {size} bytes")
        return super().read(size)


class _Response(HTTPResponse):
    """http.client's response, read in pieces alone."""

    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp: io.BufferedReader = _Bounded(self.fp.detach())


class _Connection(HTTPConnection):
    """urllib3's connection; its Connector says where it may go, and its line is held by each fetch that it serves."""

    connector: ClassVar[Connector]
    response_class = _Response

    def _new_conn(self) -> socket.socket:
        return self.connector.open(self._dns_host.strip("[]"), self.port or self.default_port)

    def putrequest(self, *args: Any, **kwargs: Any) -> None:
        if self.sock is not None:  # kept from the fetch before
            self.connector.line().hold(self.sock)
        super().putrequest(*args, **kwargs)


class _SecureConnection(_Connection, HTTPSConnection):
    """The same over TLS: server name and certificate stay those of the name, whatever address is connected to."""

    def connect(self) -> None:
        self.ssl_context, self.ca_certs = self.connector.tls, None
        super().connect()


class _Adapter(HTTPAdapter):
    def __init__(self, connector: Connector) -> None:
        self._connector = connector
        super().__init__(pool_connections=HOSTS, pool_maxsize=PER_HOST, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        bound = {"connector": self._connector}
        plain = type("Plain", (HTTPConnectionPool,), {"ConnectionCls": type("Plain", (_Connection,), bound)})
        secure = type("Secure", (HTTPSConnectionPool,), {"ConnectionCls": type("Secure", (_SecureConnection,), bound)})
        self.poolmanager.pool_classes_by_scheme = {"http": plain, "https": secure}
