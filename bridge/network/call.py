"""Edge: one call over the network: its deadline, kept from outside, and whether anything can have gone out. Holds no rule.

The time-outs of sockets count silence, so a peer that drips a byte now and then never fires them. A timer outside every
read loop shuts the sockets instead.
"""

from __future__ import annotations

import os
import socket
import time
from contextlib import suppress
from threading import Lock, Timer
from typing import Final, Self

CHUNK: Final = 65_536  #: bytes of an answer read at once, at the most


class Call:
    """Holds what one call has open, so that it ends in time, however far it has come. Use it with `with`."""

    def __init__(self, seconds: float) -> None:
        self.over = False  #: the deadline came, and all was cut
        self.connected = False  #: TCP and TLS stand: from here on bytes of the request may have gone out
        self._until = time.monotonic() + seconds
        self._twins: list[socket.socket] = []
        self._lock = Lock()
        self._timer = Timer(max(0.0, seconds), self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        with self._lock:
            while self._twins:
                self._twins.pop().close()

    def left(self) -> float:
        """Return the seconds to the deadline; raises TimeoutError when there are none."""
        left = self._until - time.monotonic()
        if self.over or left <= 0:
            raise TimeoutError
        return left

    def hold(self, sock: socket.socket) -> None:
        """Put a socket under the deadline; raises TimeoutError, the socket closed, when it has passed.

        Its twin, that is: TLS takes the socket over, http.client closes it early; a shutdown of the twin ends it still.
        """
        with self._lock:
            if self.over:
                sock.close()
                raise TimeoutError("connected too late; nothing was sent")
            self._twins.append(socket.socket(fileno=os.dup(sock.fileno())))

    def _cut(self) -> None:
        """End all: a read or write that waits comes back at once."""
        with self._lock:
            self.over = True
            for twin in self._twins:
                with suppress(OSError):  # the peer was faster
                    twin.shutdown(socket.SHUT_RDWR)
