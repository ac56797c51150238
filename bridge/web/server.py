"""Edge: waitress serves the pages, on loopback unless told otherwise."""

from __future__ import annotations

import ctypes
import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from bridge.model import Person, Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from bridge.wiring import Wiring


#: bytes of a request that are taken in at all, before anybody is signed in: a form with a picture,
#: and some more, of which the pages themselves say that it is too much
BODY: Final = 6 * 1024 * 1024
CONNECTIONS: Final = 1000  #: open at once
#: of them, from one address; a library's browsers behind one address hold some six each
OF_ONE: Final = 200
IDLE: Final = 60  #: seconds without a byte
HEADERS: Final = 20.0  #: seconds in which the head of a request is to be whole
_M_MMAP_THRESHOLD: Final = -3  #: <malloc.h>
#: seconds in which a request is to be whole: a picture over a telephone's line is
WHOLE: Final = 120.0


def serve(
    parts: Wiring,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    proxy: str = "",
    secure: bool | None = None,
    reset: str = "",
    tell: Callable[[str], object],
) -> None:
    """Serve until Ctrl+C; `tell` says on the terminal where. `proxy`: the address of a proxy with
    TLS whose X-Forwarded words are believed; "" = none.

    `secure` None: cookies are Secure behind a proxy. `reset` names a director who lost the
    password: a link for a new one is printed. Raises ConfigRefused, StoreFailed, NotFound,
    NotAllowed, and OSError for a taken port.
    """
    give_back()
    app, server = listen(parts, host, port, proxy=proxy, secure=secure)
    again = director_again(app, parts, reset) if reset else ""
    address = f"http://{'[' + host + ']' if ':' in host else host}:{server.effective_port}"
    # what people type; behind a proxy they never see where it listens
    desk_address = parts.settings.desk.url or address
    tell(
        f"{desk_address}/ "
        f"で画面を開いています{f'(待ち受けは {address})' if desk_address != address else ''}。"
        "止めるには Ctrl+C を押してください。"
    )
    if link := first_invitation(app, parts):
        tell(
            f"館長の登録がまだありません。72時間以内に、館長がこのリンクを開いて名前とパスワードを決めてください:\n{desk_address}{link}"
        )
    if again:
        tell(
            f"{reset}さんがパスワードを決め直すリンクです(72時間、一度だけ):\n{desk_address}{again}"
        )
    try:
        server.run()
    finally:
        server.close()


def give_back() -> None:
    """Let big blocks go back to the system when they are freed. A login's hash takes 19 MB for a
    moment (argon2), and after the first of them glibc would keep the next ones for itself
    (mallopt(3), M_MMAP_THRESHOLD): a server with 20 people then holds 160 MB instead of 90.
    """
    with suppress(OSError, AttributeError):  # another C library
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, 1024 * 1024)


def listen(
    parts: Wiring, host: str, port: int, *, proxy: str = "", secure: bool | None = None
) -> tuple[Flask, Any]:
    """Return the desk's app and a waitress server that has its port and waits for `run`; raises as
    `serve` does.
    """
    import socket

    from waitress import create_server

    from bridge.web.app import create_app

    # four threads and a browser's six requests: that one waits for a moment is nothing to tell
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    app = create_app(parts, secure=bool(proxy) if secure is None else secure)
    trust = (
        {
            "trusted_proxy": proxy,
            "trusted_proxy_count": 1,
            "clear_untrusted_proxy_headers": True,
            "trusted_proxy_headers": "x-forwarded-for x-forwarded-proto x-forwarded-host",
        }
        if proxy
        else {"clear_untrusted_proxy_headers": True}
    )
    socket.getaddrinfo(host, port)  # waitress says only that it is invalid
    _allow_files(CONNECTIONS + 100)
    server = create_server(
        app,
        host=host,
        port=port,
        threads=4,
        ident="feedbridge",
        max_request_body_size=BODY,
        connection_limit=CONNECTIONS,
        channel_timeout=IDLE,
        cleanup_interval=5,
        asyncore_use_poll=True,
        **trust,
    )
    channel = _channel(proxy)
    for one in list(getattr(server, "map", server._map).values()):  # noqa: SLF001  several where a name has several addresses
        if hasattr(one, "channel_class"):
            one.channel_class = channel
            one.application = _behind_unknown_proxy(one.application, proxy, app.logger.warning)
    return app, server


def _behind_unknown_proxy(
    inner: Callable[..., Any], proxy: str, tell: Callable[[str], object]
) -> Callable[..., Any]:
    """Return the application, which tells once when a proxy forwards to it of which nobody said
    --proxy: cookies would travel in the clear, and everybody would have the proxy's address.
    """
    warnings: set[str] = set()

    def application(environ: dict[str, Any], start: Any) -> Any:
        sender = environ.get("REMOTE_ADDR", "")
        if "HTTP_X_FORWARDED_FOR" in environ and sender != proxy and not warnings:
            warnings.add(sender)
            tell(
                f"{sender} から、中継された要求(X-Forwarded-For)が来ました。信じていません。"
                f"そこにプロキシがあるなら、feedbridge serve --proxy {sender} で始めてください。"
            )
        return inner(environ, start)

    return application


def _allow_files(number: int) -> None:
    """Let this process open as many files as it has connections, where the system lets it."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = number if hard == resource.RLIM_INFINITY else min(number, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _channel(proxy: str) -> type:
    """Return waitress' connection with a deadline for each request, and a bound for each address
    but the proxy's.

    waitress ends a connection that says nothing for a while; one that says a byte now and then it
    keeps for ever.
    """
    from time import monotonic

    from waitress.channel import HTTPChannel

    class Channel(HTTPChannel):  # type: ignore[misc, unused-ignore]
        begun = 0.0  #: when the request that is coming in began

        def __init__(self, server: Any, sock: Any, addr: Any, adj: Any, map: Any = None) -> None:
            super().__init__(server, sock, addr, adj, map)
            beside = sum(
                other.addr[0] == addr[0] for other in list(server.active_channels.values())
            )
            self.will_close = addr[0] != proxy and beside > OF_ONE

        def received(self, data: bytes) -> bool:
            if self.request is None:
                self.begun = monotonic()
            return bool(super().received(data))

        def readable(self) -> bool:
            request = self.request
            if request is not None and monotonic() - self.begun > (
                WHOLE if request.headers_finished else HEADERS
            ):
                self.will_close = True
            return bool(super().readable())

    return Channel


def first_invitation(app: Flask, parts: Wiring) -> str:
    """Return the path of the first director's invitation, "" when there is a director."""
    from bridge.web import invitation

    with parts.store() as store:
        if any(person.role is Role.DIRECTOR and person.active for person in store.people.persons()):
            return ""
        token = invitation.make(
            str(app.secret_key), store, person=Person("", Role.DIRECTOR), by="", now=parts.clock()
        )
    return f"/invitation/{token}"


def director_again(app: Flask, parts: Wiring, name: str) -> str:
    """Return the path under which the director `name` chooses a new password: whoever starts the
    server owns the record.

    Raises NotFound, and NotAllowed for anybody whom a director could help.
    """
    from bridge import lifecycle
    from bridge.web import invitation

    with parts.store() as store:
        person = store.people.person(name)
        lifecycle.may(person, "people", parts.clock().date())
        token = invitation.make(
            str(app.secret_key), store, person=person, by=name, now=parts.clock()
        )
    return f"/invitation/{token}"
