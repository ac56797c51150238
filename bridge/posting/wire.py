"""Edge: one call to X, bounded: a connection of its own, no redirect, no second try, an end from
outside.

Contains no business logic: it says what came back and whether anything can have gone out
(`Call.connected`).
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from bridge.network.call import CHUNK, Call
from bridge.values import dataclass

if TYPE_CHECKING:
    import requests

    from bridge.network.connector import Connector

MAX_BYTES = 5_000_000  #: of one answer; a page of 100 posts is below 1 MB


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a call may take, in seconds."""

    connect: float = 5.0  #: for each address of the host
    read: float = 30.0  #: longest silence
    total: float = 30.0  #: from the call to the last byte


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, whatever its status."""

    status: int
    headers: Mapping[str, str]  #: names in lower case
    body: bytes


class Exchange(Call):
    """One call and its answer."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits.total)
        self.limits = limits
        self.answer: Answer | None = None  #: set when the last byte of an answer has come


def session(exchange: Exchange, connector: Connector, base: str = "") -> requests.Session:
    """Return a session for one call; its answer stands in `exchange.answer`.

    `base` (scheme and host) replaces that of every address before it is signed; "" leaves it.
    No proxy, netrc or certificate of the environment is used (trust_env): the connector knows the
    way out.
    """
    import requests

    from bridge.network.pools import adapter

    class OneCall(requests.Session):
        def request(
            self, method: str | bytes, url: str | bytes, *args: object, **kwargs: object
        ) -> requests.Response:
            kwargs |= {
                "timeout": (exchange.limits.connect, exchange.limits.read),
                "allow_redirects": False,
                "stream": True,  # the body is read below, with an upper bound
            }
            response = super().request(method, _rebased(str(url), base), *args, **kwargs)  # type: ignore[arg-type]
            body = bytearray()
            with contextlib.closing(response):
                for piece in response.raw.stream(CHUNK, decode_content=True):
                    body += piece
                    if len(body) > MAX_BYTES:
                        raise requests.exceptions.ContentDecodingError(
                            f"more than {MAX_BYTES} bytes"
                        )
            response.raw = io.BytesIO(body)  # whoever reads on reads what was bounded
            headers = {name.lower(): value for name, value in response.headers.items()}
            exchange.answer = Answer(response.status_code, headers, bytes(body))
            return response

    one = OneCall()
    one.trust_env = False
    one.headers["Connection"] = "close"
    for scheme in ("http://", "https://"):
        one.mount(scheme, adapter(connector, lambda: exchange))
    return one


def _rebased(url: str, base: str) -> str:
    if not base:
        return url
    there, here = urlsplit(base), urlsplit(url)
    return urlunsplit((there.scheme, there.netloc, here.path, here.query, ""))
