"""Pure: which addresses are public, and which places a fetch may ask for at all.

Source: IANA's registries of special-purpose addresses and of special-use names (RFC 6761, 6762,
8375; ICANN's .internal).
"""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, Final

from bridge.errors import AddressRefused
from bridge.network.way import place

if TYPE_CHECKING:
    from collections.abc import Iterable

#: all that is given out of IPv6 (IANA); mapped and NAT64 stand outside
UNICAST: Final = ipaddress.ip_network("2000::/3")
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
#: names that only a network of one's own knows
INSIDE: Final = re.compile(
    r"(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|home\.arpa|test|invalid|[0-9]+|0x[0-9a-f]*)$"
)
#: a name as it is looked up; whatever else a machine here could not read (an IPv6 address with a
#: zone) is no name for the proxy
NAME: Final = re.compile(r"[a-z0-9_][a-z0-9_.-]*")


def public(address: str) -> bool:
    """Return whether an IP address (text) is one on the public internet (IANA's special-purpose
    registries).
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif ip not in UNICAST:
            return False
    return (
        ip.is_global
        and not (ip.is_multicast or ip.is_reserved)
        and not any(ip in net for net in NOT_PUBLIC)
    )


class Guard:
    """Says where a fetch may go: public addresses on ports 80 and 443, and the places that are
    listed.
    """

    def __init__(self, listed: Iterable[str]) -> None:
        # host:port: may be private and on any port
        self._listed = frozenset(entry.lower() for entry in listed)

    def ask(self, host: str, port: int) -> None:
        """Look at a place before its name is looked up; raises AddressRefused."""
        where = place(host, port)
        if where not in self._listed and port not in {80, 443}:
            raise AddressRefused("fetch.port_closed", port=port, where=where)

    def connect(self, host: str, port: int, addresses: Iterable[str]) -> None:
        """Look at all the addresses of a name; raises AddressRefused when one is not public."""
        inside = next((one for one in addresses if not public(one)), "")
        if inside and place(host, port) not in self._listed:
            raise AddressRefused("fetch.address_inside", inside=inside)

    def pass_on(self, host: str, port: int) -> None:
        """Look at a name that only the proxy can look up; raises AddressRefused when it can be but
        one inside.

        Where such a name leads is not known here; the proxy's own rules have to say.
        """
        name = host.lower().rstrip(".")
        inside = "." not in name or not NAME.fullmatch(name) or INSIDE.search(name)
        if inside and place(host, port) not in self._listed:
            raise AddressRefused("fetch.name_inside")


class Anywhere(Guard):
    """For the places that a person has set up: X, the mail server."""

    def __init__(self) -> None:
        super().__init__(())

    def ask(self, host: str, port: int) -> None:
        """Let every place pass."""

    def connect(self, host: str, port: int, addresses: Iterable[str]) -> None:
        """Let every address pass."""

    def pass_on(self, host: str, port: int) -> None:
        """Let every name pass."""
