"""Edge: what the sample site and the stand-in for X listen with, on 127.0.0.1."""

from __future__ import annotations

import sys
from http.server import ThreadingHTTPServer
from typing import Any


class LoopbackServer(ThreadingHTTPServer):
    """Listens on loopback; callers may hang up, or be killed, at any moment."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, handler: Any) -> None:
        super().__init__(("127.0.0.1", port), handler)
        # A caller who is gone between select and accept would leave accept waiting for the next
        # one, and stop() with it.
        self.socket.settimeout(1)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Be silent about callers who hung up."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)
