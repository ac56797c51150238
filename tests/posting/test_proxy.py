"""A call to X through a proxy: what is certain before the tunnel stands, and what is not known
after it.
"""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from network.standin import StandInProxy

from bridge.network.way import Proxy, WayOut
from bridge.posting.base import Message, PosterUnavailable, Refused, Remedy, Unknown
from bridge.posting.oembed import getter, look
from bridge.posting.wire import Limits
from bridge.posting.x import API, XPoster
from bridge.settings import XKeys

KEYS = XKeys("consumer", "consumer-secret", "token", "token-secret")
NOW = datetime(2026, 11, 25, tzinfo=UTC)
real = socket.getaddrinfo


@pytest.fixture(autouse=True)
def _no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine knows no name but its own numbers."""

    def look_up(host: str, *more: object, **flags: int) -> object:
        if host != "127.0.0.1":
            raise socket.gaierror(socket.EAI_NONAME, "?")
        return real(host, *more, **flags)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


@pytest.fixture
def house() -> Iterator[StandInProxy]:
    with StandInProxy() as made:
        yield made


def way(house: StandInProxy, ca_file: str = "") -> WayOut:
    one = Proxy("127.0.0.1", house.port)
    return WayOut(one, one, ca_file=ca_file)


def poster(out: WayOut, total: float = 5) -> XPoster:
    return XPoster(
        keys=KEYS,
        account="mihon_lib",
        api_url=API,
        clock=lambda: NOW,
        limits=Limits(2, 2, total),
        way=out,
    )


@pytest.mark.parametrize("status", [407, 403, 502, 503, 504])
def test_an_answer_of_the_proxy_itself_is_nothing_was_sent(
    house: StandInProxy, status: int
) -> None:
    """Before the tunnel stands no byte of the post has left: a safe retry, told as the proxy's."""
    house.says = f"HTTP/1.1 {status} No\r\nContent-Length: 0\r\n\r\n".encode()
    outcome = poster(way(house)).post(Message("休館のお知らせ"))
    assert isinstance(outcome, Refused)
    assert outcome.remedy is Remedy.RETRY
    assert f"プロキシ 127.0.0.1:{house.port}" in str(outcome.why)
    assert str(status) in str(outcome.why)
    assert house.targets == ["CONNECT api.x.com:443"]


def test_a_proxy_that_is_not_there_is_nothing_was_sent(house: StandInProxy) -> None:
    """Nobody listens."""
    out = way(house)
    house.__exit__()
    outcome = poster(out).post(Message("休館のお知らせ"))
    assert isinstance(outcome, Refused)
    assert "につながらない" in str(outcome.why)


def test_a_proxy_that_hangs_before_the_tunnel_is_nothing_was_sent() -> None:
    """Cut at the deadline, with nothing sent."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        one = Proxy("127.0.0.1", listener.getsockname()[1])
        outcome = poster(WayOut(one, one), total=0.3).post(Message("休館のお知らせ"))
    assert isinstance(outcome, Refused)


def test_a_question_that_the_proxy_stopped_is_told_as_the_proxy_s(house: StandInProxy) -> None:
    """Whose keys they are is not known then."""
    house.says = b"HTTP/1.1 503 No\r\n\r\n"
    with pytest.raises(PosterUnavailable, match="プロキシ"):
        poster(way(house)).verify("mihon_lib")


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of X's hosts, signed by itself, and its key."""
    folder = tmp_path_factory.mktemp("x")
    cert, key = folder / "cert.pem", folder / "key.pem"
    names = "subjectAltName=DNS:api.x.com,DNS:publish.x.com"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=x", "-addext", names,
         "-keyout", str(key), "-out", str(cert)], check=True, capture_output=True,
    )  # fmt: skip
    return cert, key


@pytest.fixture
def behind(
    house: StandInProxy, certificate: tuple[Path, Path]
) -> Iterator[Callable[[bytes], list[bytes]]]:
    """Make X answer so behind the proxy; returns what it heard."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        house.places |= {
            f"{name}.x.com:443": listener.getsockname()[1] for name in ("api", "publish")
        }

        def answer_with(answer: bytes) -> list[bytes]:
            def serve() -> None:
                with suppress(OSError):  # refused, or never asked
                    answer_once()

            def answer_once() -> None:
                line, _ = listener.accept()
                with line, context.wrap_socket(line, server_side=True) as secure:
                    heard.append(secure.recv(65536))
                    secure.sendall(answer)

            threading.Thread(target=serve, daemon=True).start()
            return heard

        yield answer_with


@pytest.mark.parametrize(
    "answer", [b"", b"HTTP/1.1 201 Created\r\nContent-Le", b"HTTP/1.1 503 No\r\n\r\n"]
)
def test_after_the_tunnel_stands_the_outcomes_are_as_without_a_proxy(
    house: StandInProxy,
    behind: Callable[[bytes], list[bytes]],
    certificate: tuple[Path, Path],
    answer: bytes,
) -> None:
    """Cut, half an answer, 503: X may have it."""
    heard = behind(answer)
    outcome = poster(way(house, str(certificate[0]))).post(Message("休館のお知らせ"))
    assert isinstance(outcome, Unknown)
    assert heard[0].startswith(b"POST /2/tweets HTTP/1.1\r\n")
    assert b"Proxy-" not in heard[0]
    assert "consumer" not in "".join(house.asked)


def test_a_certificate_that_nobody_vouches_for_stops_the_post(
    house: StandInProxy, behind: Callable[[bytes], list[bytes]]
) -> None:
    """A proxy that reads along, without [network] ca_file: nothing is sent."""
    heard = behind(b"")
    outcome = poster(way(house)).post(Message("休館のお知らせ"))
    assert isinstance(outcome, Refused)
    assert heard == []


def test_what_x_shows_is_read_through_the_proxy_too(
    house: StandInProxy, behind: Callable[[bytes], list[bytes]], certificate: tuple[Path, Path]
) -> None:
    """oEmbed goes the same way out."""
    body = '{"html": "<p>休館</p>", "author_url": "https://twitter.com/mihon_lib"}'.encode()
    heard = behind(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
    seen = look("https://x.com/mihon_lib/status/1", getter(way(house, str(certificate[0]))))
    assert seen is not None
    assert (seen.text, seen.user) == ("休館", "mihon_lib")
    assert heard[0].startswith(b"GET /oembed?url=")
    assert house.targets == ["CONNECT publish.x.com:443"]


def test_a_stand_in_for_x_on_this_machine_is_reached_directly(house: StandInProxy) -> None:
    """[posting] api_url on loopback, for tests."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    made = XPoster(
        keys=KEYS,
        account="mihon_lib",
        api_url=f"http://127.0.0.1:{port}",
        clock=lambda: NOW,
        limits=Limits(1, 1, 1),
        way=way(house),
    )
    assert isinstance(made.post(Message("休館")), Refused)
    assert replace(way(house)).http is not None
    assert house.asked == []
