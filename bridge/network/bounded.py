"""Edge: http.client's response, read in pieces alone. What of it is promised nowhere: its `fp`.
Holds no rule.
"""

from __future__ import annotations

import io
from http.client import HTTPException, HTTPResponse
from typing import TYPE_CHECKING, Any

from bridge.network.call import CHUNK

if TYPE_CHECKING:
    import socket


class Bounded(io.BufferedReader):
    """What http.client reads from: a chunk size of -1 or 2**60 must not make it read on into memory
    without end.
    """

    def read(self, size: int | None = -1, /) -> bytes:
        """Return what a read brings; raises HTTPException for one that has no bound."""
        if size is None or not 0 <= size <= CHUNK:
            raise HTTPException(f"a read of {size} bytes")
        return super().read(size)


class BoundedResponse(HTTPResponse):
    """http.client's response over a Bounded."""

    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp: io.BufferedReader = Bounded(self.fp.detach())
