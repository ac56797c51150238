"""Pure: how often a password may be guessed. Kept in this process: a restart forgets, and costs an
attacker nothing less.

Time is an argument. Counted are failures only, by (name, address), by address, and by name from
everywhere.
"""

from __future__ import annotations

import ipaddress
import threading
from collections import deque
from typing import Final

WINDOW: Final = 15 * 60.0  #: seconds
PAIR, ADDRESS, NAME, FLOOD = (
    5,
    30,
    100,
    300,
)  #: failures inside the window; NAME is high, or a stranger could lock the director out
MOST: Final = 10_000  #: keys kept; beyond it the oldest go
#: characters of a name that are remembered; the longest that a person may bear is shorter
LONGEST: Final = 64

_FailureKey = tuple[str, str, str]  # what is counted, whose name, which address


class Throttle:
    """Failures of late, by whom and from where."""

    def __init__(self, of: int = NAME) -> None:
        self._of = of  # failures of one name from everywhere
        self._failures: dict[_FailureKey, deque[float]] = {}
        self._lock = threading.Lock()

    def wait(self, name: str, address: str, now: float) -> float:
        """Return for how many seconds no password of `name` is tried from `address`; 0 = try."""
        pair, of, by, flood = self._keys(name, address)
        with self._lock:
            waits = [self._wait(*key, now) for key in (pair, of, flood)]
            if self._failures.get(
                pair[0]
            ):  # whoever has not failed here is not kept out by others behind the same address
                waits.append(self._wait(*by, now))
            return max(waits)

    def failed(self, name: str, address: str, now: float) -> None:
        """Count a wrong password."""
        with self._lock:
            for key, limit in self._keys(name, address):
                failures = self._failures.pop(key, None) or deque(maxlen=limit)
                failures.append(now)
                self._failures[key] = failures  # at the end: the oldest key is the first
            while len(self._failures) > MOST:
                del self._failures[next(iter(self._failures))]

    def succeeded(self, name: str, address: str) -> None:
        """Forget the failures of this name at this address."""
        with self._lock:
            self._failures.pop(self._keys(name, address)[0][0], None)

    def _keys(self, name: str, address: str) -> tuple[tuple[_FailureKey, int], ...]:
        """Return what is counted, with its limit: the pair, the name, the address, and the address
        as a flood.
        """
        name, address = name[:LONGEST], _network(address)
        return (
            (("pair", name, address), PAIR),
            (("of", name, ""), self._of),
            (("from", "", address), ADDRESS),
            (("flood", "", address), FLOOD),
        )

    def _wait(self, key: _FailureKey, limit: int, now: float) -> float:
        failures = self._failures.get(key)
        if failures is None or len(failures) < limit:
            return 0.0
        return max(0.0, failures[0] + WINDOW - now)


def _network(address: str) -> str:
    """Return the address that counts: of IPv6 the /64, of which one household or one attacker has
    2^64 addresses.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    mapped = getattr(ip, "ipv4_mapped", None)
    if mapped is not None:
        return str(mapped)
    return str(ipaddress.ip_network((ip, 64), strict=False)) if ip.version == 6 else str(ip)
