"""Edge: one call over the network: its deadline, kept from outside, and whether anything can have
gone out. Holds no rule.

The time-outs of sockets count silence, so a peer that drips a byte now and then never fires them. A
thread outside every read loop shuts the sockets instead.
"""

from __future__ import annotations

import os
import socket
import time
from contextlib import suppress
from heapq import heappop, heappush
from threading import Condition, Lock, Thread
from typing import Final, Self

CHUNK: Final = 65_536  #: bytes of an answer read at once, at the most
HOSTS: Final = 32  #: hosts to which connections are kept, whichever way they were made


class _Deadlines:
    """Cuts calls when their time is over: one thread for all of them, while there are any."""

    IDLE: Final = 1.0  #: seconds after which the thread goes when nobody calls any more

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Forget all calls."""
        self._waiting: list[tuple[float, int, Call]] = []
        self._count = 0
        self._changed = Condition()
        self._runs = False

    def watch(self, until: float, call: Call) -> None:
        """Cut a call at `until`, a moment of time.monotonic."""
        with self._changed:
            self._count += 1
            heappush(self._waiting, (until, self._count, call))
            if not self._runs:
                self._runs = True
                Thread(target=self._run, name="deadlines", daemon=True).start()
            elif self._waiting[0][2] is call:
                self._changed.notify()

    def _run(self) -> None:
        while True:
            with self._changed:
                while self._waiting and self._waiting[0][2].ended:
                    heappop(self._waiting)
                if not self._waiting and not self._changed.wait(self.IDLE) and not self._waiting:
                    self._runs = False
                    return
                left = self._waiting[0][0] - time.monotonic() if self._waiting else 0.0
                if left > 0:
                    self._changed.wait(min(left, self.IDLE))
                    continue
                over = heappop(self._waiting)[2] if self._waiting else None
            if over is not None:
                over.cut()


DEADLINES: Final = _Deadlines()
os.register_at_fork(after_in_child=DEADLINES.begin)  # the thread stays behind


class Call:
    """Holds what one call has open, so that it ends in time, however far it has come. Use it with
    `with`.
    """

    def __init__(self, seconds: float) -> None:
        self.over = False  #: the deadline came, and all was cut
        self.connected = (
            False  #: TCP and TLS stand: from here on bytes of the request may have gone out
        )
        self._until = time.monotonic() + seconds
        self._twins: list[socket.socket] = []
        self._lock = Lock()
        self.ended = False  #: whether it is done with

    def __enter__(self) -> Self:
        DEADLINES.watch(self._until, self)
        return self

    def __exit__(self, *_: object) -> None:
        self.ended = True
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
        """Put a socket under the deadline; raises TimeoutError, the socket closed, when it has
        passed.

        Its twin, that is: TLS takes the socket over, http.client closes it early; a shutdown of the
        twin ends it still.
        """
        with self._lock:
            if self.over:
                sock.close()
                raise TimeoutError("connected too late; nothing was sent")
            self._twins.append(socket.socket(fileno=os.dup(sock.fileno())))

    def cut(self) -> None:
        """End all at the deadline: a read or write that waits comes back at once. Nothing when the
        call has ended.
        """
        with self._lock:
            if self.ended:
                return
            self.over = True
            for twin in self._twins:
                with suppress(OSError):  # the peer was faster
                    twin.shutdown(socket.SHUT_RDWR)
