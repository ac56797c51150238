"""Edge: opens the sockets of calls, directly or through the proxy, each under the deadline of its
call. Holds no rule.

Where a call may go is decided when it connects, on the very addresses that are connected to: a name
that changes its answer in between gains nothing. Behind a proxy the name is looked up once a run,
as far as it can be, before the proxy is asked; the proxy is given the name, since most proxies
admit by name.
"""

from __future__ import annotations

import socket
import threading
from functools import cache, cached_property
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from bridge.errors import ConfigRefused
from bridge.network.addresses import Anywhere, public
from bridge.network.tunnel import ProxyFailed, tunnel

if TYPE_CHECKING:
    import ssl

    from bridge.network.addresses import Guard
    from bridge.network.call import Call
    from bridge.network.way import Proxy, WayOut

Addresses = list[Any]  #: as getaddrinfo returns them


class Connector:
    """Opens the sockets of one run; used from several threads at once."""

    def __init__(self, way: WayOut, seconds: float, guard: Guard | None = None) -> None:
        self._way = way
        self._seconds = seconds  # for one address to connect
        self._guard = guard or Anywhere()
        # a family of which an address was dead: tried last
        self._slow: set[socket.AddressFamily] = set()
        self._known: dict[
            tuple[str, int], Addresses
        ] = {}  # behind a proxy: what a name means here; [] = not known

    @property
    def direct(self) -> bool:
        """Return whether no proxy stands in between."""
        return self._way.http is None and self._way.tls is None

    def open(
        self, call: Call, scheme: str, host: str, port: int
    ) -> tuple[socket.socket, Proxy | None]:
        """Return a socket to host:port and None, or one to the proxy that is still to be told where
        to (plain HTTP).

        All addresses of a name are looked at first, and no other look-up follows: what was checked
        is what is connected to. A place inside that may be asked is reached directly, whatever the
        proxy. Raises AddressRefused, OSError.
        """
        self._guard.ask(host, port)
        proxy = self._way.proxy(scheme, host, port)
        addresses = (
            self._look_up(call, host, port)
            if proxy is None
            else self._look_up_once(call, host, port)
        )
        self._guard.connect(host, port, (str(address[0]) for *_, address in addresses))
        if proxy is None or any(not public(str(address[0])) for *_, address in addresses):
            return self._connect(call, addresses), None
        if not addresses:
            self._guard.pass_on(host, port)
        try:
            sock = self._connect(call, self._look_up(call, proxy.host, proxy.port))
        except OSError as error:
            raise ProxyFailed(proxy) from error
        if scheme == "http":
            return sock, proxy
        try:
            sock.settimeout(call.left())
            tunnel(sock, proxy, host, port)
        except OSError:
            sock.close()
            raise
        return sock, None

    def _connect(self, call: Call, addresses: Addresses) -> socket.socket:
        """Return a socket to the first address that answers; raises OSError."""
        last: OSError = socket.gaierror(socket.EAI_NONAME, "no address")
        waiting = list(addresses)
        while waiting:
            waiting.sort(key=lambda way: way[0] in self._slow)
            family, kind, proto, _, address = waiting.pop(0)
            sock = socket.socket(family, kind, proto)
            try:
                sock.settimeout(min(self._seconds, call.left()))
                sock.connect(address)
            except OSError as error:  # a dead IPv6 route: the next address may do
                sock.close()
                last = error
                if isinstance(error, TimeoutError):
                    self._slow.add(family)
            else:
                call.hold(sock)
                return sock
        raise last

    def _look_up(self, call: Call, host: str, port: int) -> Addresses:
        """Ask getaddrinfo, which knows no time-out: it works aside, and is left alone at the
        deadline.
        """
        return _asked(host, port, call.left())

    def _look_up_once(self, call: Call, host: str, port: int) -> Addresses:
        """Return what the name means here, [] when that cannot be known: a machine behind a proxy
        may have no DNS.
        """
        if (host, port) not in self._known:
            try:
                self._known[host, port] = _asked(host, port, min(self._seconds, call.left()))
            except OSError:
                call.left()
                self._known[host, port] = []
        return self._known[host, port]

    @cached_property
    def tls(self) -> ssl.SSLContext:
        """One for all connections: reading the list of issuers costs 40 ms of CPU each time. Raises
        ConfigRefused.
        """
        return _trusting_all(self._way.ca_file)


@cache
def _trusting_all(ca_file: str) -> ssl.SSLContext:
    """Return the context of the ways out with these issuers, one for all of this process."""
    import ssl

    import certifi  # whose issuers requests believes

    return trusting(ca_file, ssl.create_default_context(cafile=certifi.where()))


def trusting(ca_file: str, context: ssl.SSLContext) -> ssl.SSLContext:
    """Return the context, which now also believes the issuers of [network] ca_file; raises
    ConfigRefused.
    """
    if ca_file:
        try:
            context.load_verify_locations(cafile=ca_file)
        except (OSError, ValueError) as error:  # SSLError is an OSError
            raise ConfigRefused("settings.ca_file", path=ca_file) from error
    return context


def _asked(host: str, port: int, seconds: float) -> Addresses:
    if literal := _literal(host, port):
        return literal
    from concurrent.futures import Future

    answer: Future[Addresses] = Future()

    def ask() -> None:
        try:
            answer.set_result(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except Exception as error:  # noqa: BLE001 - raised again by result()
            answer.set_exception(error)

    threading.Thread(target=ask, name="name", daemon=True).start()
    return list(answer.result(seconds))


def _literal(host: str, port: int) -> Addresses:
    """Return what getaddrinfo says of an address, which needs no look-up; [] of a name, and of an
    address with a scope, whose number is the system's.
    """
    try:
        address = ip_address(host)
    except ValueError:
        return []
    stream = (socket.SOCK_STREAM, socket.IPPROTO_TCP, "")
    if address.version == 4:
        return [(socket.AF_INET, *stream, (host, port))]
    return [] if "%" in host else [(socket.AF_INET6, *stream, (str(address), port, 0, 0))]
