"""Edge: a line through an HTTP proxy, and what the proxy itself says before it stands. Holds no
rule.

Source: RFC 9110, 9.3.6 (CONNECT). Whatever is raised here was raised before a byte reached whoever
is behind the proxy.
"""

from __future__ import annotations

import errno
import re
import socket
from typing import TYPE_CHECKING, Final

from bridge.network.way import place

if TYPE_CHECKING:
    from bridge.network.way import Proxy

HEAD: Final = 16_384  #: bytes of the longest head of an answer
_STATUS: Final = re.compile(rb"HTTP/1\.[01] ([1-5][0-9]{2})(?![0-9])")
_ASKED: Final = re.compile(rb"(?im)^proxy-authenticate:[ \t]*([^\r\n]*)")
_SCHEME: Final = re.compile(r"(?:^|,)\s*([A-Za-z][A-Za-z0-9-]*)(?=\s+[\w-]+=|\s*,|\s*$)", re.ASCII)


class ProxyFailed(OSError):
    """The proxy gave no line: nothing was sent to whoever is behind it. `strerror` is a sentence
    for staff.
    """

    def __init__(self, proxy: Proxy, status: int = 0, challenge: str = "") -> None:
        self.status = status  #: 0 = no answer, or none that can be read
        super().__init__(errno.EPROTO, _words(proxy, status, _SCHEME.findall(challenge[:1000])))
        self.todo = _todo(proxy, status)  #: what to do next


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


def _words(proxy: Proxy, status: int, schemes: list[str]) -> str:
    if status == 407:
        basic = not schemes or any(one.lower() == "basic" for one in schemes)
        more = (
            "" if basic else f"。求めているのは {'、'.join(schemes)} で、使えるのは Basic だけです"
        )
        return f"プロキシ {proxy} が利用者名とパスワードを受け付けません(407){more}"
    if status:
        return f"プロキシ {proxy} がつなぎません({status})"
    return f"プロキシ {proxy} につながらないか、返事を読めません"


def _todo(proxy: Proxy, status: int) -> str:
    if status == 407:
        given = "を直して" if proxy.user else "を書いて"
        return f"[network] proxy_user と FEEDBRIDGE_PROXY_PASSWORD {given}、feedbridge doctor --network で確かめてください。"
    if 400 <= status < 500:
        return "プロキシの管理者に、ここへの接続を許すように頼んでください。"
    return "次の回に自動で試します。続くときは、[network] proxy と feedbridge doctor --network を確かめてください。"
