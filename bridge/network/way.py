"""Pure: how this machine reaches the world: directly or through a proxy, and whose certificates it
believes.

Source of the environment's words: curl's and Python's practice (http_proxy, https_proxy, all_proxy,
no_proxy, lower case first).
"""

from __future__ import annotations

import base64
import ipaddress
from dataclasses import field
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from bridge.errors import ConfigRefused
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bridge.settings import NetworkSettings

ENVIRONMENT: Final = "environment"  #: [network] proxy: what the environment says
PASSWORD: Final = "FEEDBRIDGE_PROXY_PASSWORD"  # noqa: S105  a name


@dataclass(frozen=True, slots=True)
class Proxy:
    """An HTTP proxy."""

    host: str
    port: int
    user: str = ""  #: empty = it asks for none
    password: str = field(default="", repr=False)

    def __str__(self) -> str:
        return place(self.host, self.port)

    @property
    def authorization(self) -> str:
        """Return the value of Proxy-Authorization (Basic, RFC 7617), empty without a user."""
        if not self.user:
            return ""
        return f"Basic {base64.b64encode(f'{self.user}:{self.password}'.encode()).decode()}"


@dataclass(frozen=True, slots=True)
class WayOut:
    """The way out of this machine."""

    http: Proxy | None = None  #: for plain HTTP; None = directly
    tls: Proxy | None = None  #: for all that goes through a tunnel: HTTPS, mail
    exceptions: tuple[str, ...] = ()  #: hosts, domains and networks that are reached directly
    ca_file: str = ""  #: a PEM file of issuers that are believed beside the known ones

    def proxy(self, scheme: str, host: str, port: int) -> Proxy | None:
        """Return the proxy for that place, None when it is reached directly, as this machine itself
        always is.
        """
        proxy = self.http if scheme == "http" else self.tls
        if (
            proxy is None
            or _loopback(host)
            or any(_covers(one, host, port) for one in self.exceptions)
        ):
            return None
        return proxy


DIRECT: Final = WayOut()


def place(host: str, port: int) -> str:
    """Return host:port as it stands in an address, in lower case."""
    return (f"[{host}]:{port}" if ":" in host else f"{host}:{port}").lower()


def way_out(settings: NetworkSettings, environ: Mapping[str, str], password: str = "") -> WayOut:
    """Return what [network] says, or the environment where [network] says so. Raises
    ConfigRefused.
    """
    if not settings.proxy:
        return WayOut(ca_file=settings.ca_file)
    if settings.proxy != ENVIRONMENT:
        one = _read(settings.proxy, settings.proxy_user, password)
        return WayOut(one, one, settings.no_proxy, settings.ca_file)

    def variable(name: str) -> str:
        return environ.get(name) or environ.get(name.upper()) or ""

    every = variable("all_proxy")
    http, tls = (
        _read(address, settings.proxy_user, password) if address else None
        for address in (variable("http_proxy") or every, variable("https_proxy") or every)
    )
    return WayOut(
        http,
        tls,
        (*settings.no_proxy, *variable("no_proxy").replace(",", " ").split()),
        settings.ca_file,
    )


def _read(address: str, user: str, password: str) -> Proxy:
    """Return the proxy of an address; a name and password inside it (the environment's way) win."""
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if parts.scheme != "http" or not host:
        raise ConfigRefused("settings.proxy_unfit")
    if parts.username:
        user, password = unquote(parts.username), unquote(parts.password or "")
    return Proxy(host, port or 80, user, password)


def _loopback(host: str) -> bool:
    if host.lower().rstrip(".").rpartition(".")[2] == "localhost":
        return True
    address = _literal(host)
    return address is not None and address.is_loopback


def _literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return None


def _covers(exception: str, host: str, port: int) -> bool:
    """Return whether an exception names this place: *, a host and all below it, host:port, a
    network (10.0.0.0/8).
    """
    name = exception.strip().lower()
    if name == "*":
        return True
    if (address := _literal(host)) is not None:
        try:
            return address in ipaddress.ip_network(name.strip("[]"), strict=False)
        except ValueError:
            return False
    name, _, only = name.partition(":") if name.count(":") == 1 else (name, "", "")
    if only and only != str(port):
        return False
    name = name.removeprefix("*").removeprefix(".").rstrip(".")
    return bool(name) and f".{host.lower().rstrip('.')}".endswith(f".{name}")
