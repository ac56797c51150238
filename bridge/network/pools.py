"""Edge: requests' adapter over our own connections. What of urllib3, requests and http.client is
private is used here alone.

What that is: `_new_conn` and `_dns_host` of a connection. What is public and yet promised nowhere
stands here too (`putrequest` and `connect` around a connection, `ConnectionCls` of a pool,
`pool_classes_by_scheme` of the manager, `ssl_context` and `ca_certs` of a TLS connection,
`response_class`), but for a response's `fp`, which is taken over in bounded.py.
tests/network/test_pools.py fails when one of them changes. Costs the import of requests (100 ms).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from bridge.network.bounded import BoundedResponse
from bridge.network.call import HOSTS
from bridge.network.way import place

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from bridge.network.call import Call
    from bridge.network.connector import Connector
    from bridge.network.way import Proxy


def adapter(connector: Connector, call: Callable[[], Call], per_host: int = 1) -> HTTPAdapter:
    """Return requests' adapter with our connections: kept alive, no retries, no proxy of requests'
    own. Close it.

    `call` returns the call that runs in this thread.
    """
    return _Adapter(connector, call, per_host)


class _Connection(HTTPConnection):
    """urllib3's connection: its Connector opens the socket, each call that it serves holds it."""

    connector: ClassVar[Connector]
    call: ClassVar[staticmethod[[], Call]]
    scheme: ClassVar[str] = "http"
    response_class = BoundedResponse
    debuglevel = 0  # http.client would print the Authorization header
    _forward: Proxy | None = None  # is told with each request where it is to go

    def _new_conn(self) -> socket.socket:
        host, port = self._dns_host.strip("[]"), self.port or self.default_port
        sock, self._forward = self.connector.open(self.call(), self.scheme, host, port)
        return sock

    def connect(self) -> None:
        super().connect()
        self.call().connected = True

    def putrequest(self, method: str, url: str, *args: Any, **kwargs: Any) -> None:
        call = self.call()
        if self.sock is None:
            self.connect()
        else:  # kept from the call before
            call.hold(self.sock)
            call.connected = True
        if self._forward is None:
            super().putrequest(method, url, *args, **kwargs)
            return
        there = place(self._dns_host.strip("[]"), self.port or self.default_port).removesuffix(
            ":80"
        )
        super().putrequest(method, f"http://{there}{url}", *args, **kwargs)  # RFC 9112, 3.2.2
        if self._forward.authorization:
            self.putheader("Proxy-Authorization", self._forward.authorization)


class _SecureConnection(_Connection, HTTPSConnection):
    """The same over TLS: server name and certificate stay those of the name, whatever address is
    connected to.
    """

    scheme = "https"

    def connect(self) -> None:
        self.ssl_context, self.ca_certs = self.connector.tls, None
        super().connect()


class _Adapter(HTTPAdapter):
    def __init__(self, connector: Connector, call: Callable[[], Call], per_host: int) -> None:
        self._bound = {"connector": connector, "call": staticmethod(call)}
        super().__init__(pool_connections=HOSTS, pool_maxsize=per_host, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        plain, secure = (
            type(
                kind.__name__, (pool,), {"ConnectionCls": type(kind.__name__, (kind,), self._bound)}
            )
            for kind, pool in (
                (_Connection, HTTPConnectionPool),
                (_SecureConnection, HTTPSConnectionPool),
            )
        )
        self.poolmanager.pool_classes_by_scheme = {"http": plain, "https": secure}
