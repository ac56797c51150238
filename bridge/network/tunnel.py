"""Edge: a line through an HTTP proxy, and what the proxy itself says before it stands. Holds no
rule.

Source: RFC 9110, 9.3.6 (CONNECT). Whatever is raised here was raised before a byte reached whoever
is behind the proxy.
"""

from __future__ import annotations

import errno
import re
import socket
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from bridge.network.way import place
from bridge.sayings import Refusal

if TYPE_CHECKING:
    from bridge.network.way import Proxy

HEAD: Final = 16_384  #: bytes of the longest head of an answer
_STATUS: Final = re.compile(rb"HTTP/1\.[01] ([1-5][0-9]{2})(?![0-9])")
_ASKED: Final = re.compile(rb"(?im)^proxy-authenticate:[ \t]*([^\r\n]*)")
_SCHEME: Final = re.compile(r"(?:^|,)\s*([A-Za-z][A-Za-z0-9-]*)(?=\s+[\w-]+=|\s*,|\s*$)", re.ASCII)


class ProxyFailed(OSError):
    """The proxy gave no line: nothing was sent to whoever is behind it. `why` says to staff what it
    answered, `strerror` in a terminal's words.
    """

    def __init__(self, proxy: Proxy, status: int = 0, challenge: str = "") -> None:
        self.status = status  #: 0 = no answer, or none that can be read
        self.why = _why(proxy, status, _SCHEME.findall(challenge[:1000]))
        super().__init__(errno.EPROTO, self.why.what)


def tunnel(sock: socket.socket, proxy: Proxy, host: str, port: int) -> None:
    """Ask the proxy for a line to host:port; from here on `sock` is that line. Raises ProxyFailed,
    TimeoutError.

    The answer is read byte by byte: what follows its head is the other side's first word.
    """
    target = place(host, port)
    if not re.fullmatch(r"[!-~]+", target):
        raise ProxyFailed(proxy)
    own = f"Proxy-Authorization: {proxy.authorization}\r\n" if proxy.authorization else ""
    head = bytearray()
    try:
        sock.sendall(f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n{own}\r\n".encode("ascii"))
        while not head.endswith(b"\r\n\r\n"):
            byte = sock.recv(1)
            if not byte or len(head) >= HEAD:
                raise ProxyFailed(proxy)
            head += byte
    except TimeoutError:
        raise
    except OSError as error:
        raise error if isinstance(error, ProxyFailed) else ProxyFailed(proxy) from error
    found = _STATUS.match(head)
    status = int(found[1]) if found else 0
    if not 200 <= status < 300:
        raise ProxyFailed(proxy, status, b", ".join(_ASKED.findall(head)).decode("latin-1"))


def _why(proxy: Proxy, status: int, schemes: list[str]) -> Refusal:
    if status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
        basic = not schemes or any(one.lower() == "basic" for one in schemes)
        asks = "" if basic else Refusal("proxy.asks_for", schemes=schemes)
        code = "proxy.login_refused" if proxy.user else "proxy.login_missing"
        return Refusal(code, proxy=proxy, asks=asks)
    if 400 <= status < 500:
        return Refusal("proxy.forbids", proxy=proxy, status=status)
    if status:
        return Refusal("proxy.does_not_connect", proxy=proxy, status=status)
    return Refusal("proxy.silent", proxy=proxy)
