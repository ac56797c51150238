"""Fetching through a proxy: what it is asked, what it is never asked, and what its own answers
mean.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fetch.hostile import CALM, QUICK, SAVED, Hostile, reply
from network.standin import StandInProxy

from bridge.errors import AddressRefused, Gone, SourceFailed, Unreachable
from bridge.fetch.client import Fetcher
from bridge.network.connector import Connector
from bridge.network.way import Proxy, WayOut
from bridge.read.fetched import Fetched
from bridge.settings import FetchSettings

Names = dict[str, str | OSError]
real = socket.getaddrinfo


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    """What a name means on this machine; the others are not known here. Literal addresses need no
    name server.
    """
    known: Names = {}

    def look_up(host: str, port: int, *_: object, **more: int) -> list[object]:
        said = known.get(host, socket.gaierror(socket.EAI_NONAME, "?"))
        try:
            return list(real(host, port, flags=socket.AI_NUMERICHOST, type=socket.SOCK_STREAM))
        except socket.gaierror:
            if isinstance(said, OSError):
                raise said from None
        return list(real(said, port, flags=socket.AI_NUMERICHOST, type=socket.SOCK_STREAM))

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


@pytest.fixture
def house(names: Names) -> Iterator[StandInProxy]:
    with StandInProxy() as made:
        yield made


def through(
    proxy: StandInProxy, limits: FetchSettings = CALM, user: str = "", password: str = ""
) -> Fetcher:
    one = Proxy("127.0.0.1", proxy.port, user, password)
    return Fetcher(limits, "https://lib.example.jp/", way=WayOut(one, one))


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The issuer of the good certificate is the one that is trusted."""
    monkeypatch.setattr(
        Connector, "tls", ssl.create_default_context(cafile=SAVED / "tls-issuer.pem")
    )


def failure(fetcher: Fetcher, url: str) -> SourceFailed:
    with fetcher, pytest.raises(SourceFailed) as told:
        fetcher.fetch(url)
    return told.value


# ── the two ways of asking ──────────────────────────────────────────────────────────────────────


def test_plain_http_is_asked_of_the_proxy_by_its_whole_address(house: StandInProxy) -> None:
    """RFC 9112, 3.2.2; the line is kept for the next page of that host."""
    with Hostile() as server, through(house) as fetcher:
        house.places["lib.example:80"] = server.port
        server.behaviours |= {"/a?b=1": reply(b"one"), "http://lib.example/c": reply(b"two")}
        for path, body in (("/a?b=1", b"one"), ("/c", b"two")):
            got = fetcher.fetch(f"http://lib.example{path}")
            assert isinstance(got, Fetched)
            assert got.body == body
    assert house.targets == ["GET http://lib.example/a?b=1"]
    assert all(b"Host: lib.example\r\n" in request for request in server.requests)
    assert len(server.requests) == 2


@pytest.mark.usefixtures("trusted")
def test_https_goes_through_a_tunnel_and_the_certificate_is_still_the_site_s(
    house: StandInProxy,
) -> None:
    """The proxy sees a name and bytes that it cannot read."""
    with Hostile("tls-good.pem") as server, through(house) as fetcher:
        house.places["lib.example:443"] = server.port
        server.behaviours["/secret"] = reply(b"page")
        got = fetcher.fetch("https://lib.example/secret")
    assert isinstance(got, Fetched)
    assert (got.body, server.names) == (b"page", ["lib.example"])
    assert house.targets == ["CONNECT lib.example:443"]
    assert "secret" not in "".join(house.asked)


def test_a_certificate_of_another_is_refused_behind_the_proxy_too(house: StandInProxy) -> None:
    """A proxy that reads along is believed only with [network] ca_file."""
    with Hostile("tls-good.pem") as server:
        house.places["lib.example:443"] = server.port
        assert "発行元" in failure(through(house), "https://lib.example/").what


def test_a_private_issuer_is_believed_when_its_file_is_named(house: StandInProxy) -> None:
    """[network] ca_file, beside the issuers that everybody knows."""
    one = Proxy("127.0.0.1", house.port)
    way = WayOut(one, one, ca_file=str(SAVED / "tls-issuer.pem"))
    with Hostile("tls-good.pem") as server, Fetcher(CALM, "", way=way) as fetcher:
        house.places["lib.example:443"] = server.port
        server.behaviours["/"] = reply()
        assert isinstance(fetcher.fetch("https://lib.example/"), Fetched)
    assert len(Connector(way, 1).tls.get_ca_certs()) > 50


def test_name_and_password_are_given_to_the_proxy_and_to_nobody_else(house: StandInProxy) -> None:
    """In both ways of asking; the site never sees them over a tunnel, and no message holds them."""
    house.wanted = Proxy("", 0, "tosho", "s3cret").authorization
    with Hostile() as server, through(house, user="tosho", password="s3cret") as fetcher:
        house.places["lib.example:80"] = server.port
        server.behaviours["/"] = reply()
        assert isinstance(fetcher.fetch("http://lib.example/"), Fetched)
    told = failure(through(house, user="tosho", password="s3cret wrong"), "https://lib.example/")
    assert "407" in told.what
    assert "s3cret" not in str(told)


# ── what the proxy is never asked ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize(
    "host",
    [
        "10.1.2.3",
        "169.254.169.254",
        "2130706434",
        "0xa000001",
        "0x7f.2",
        "[fc00::1]",
        "[::ffff:10.0.0.1]",
        "inside.example",
        "intranet",
        "wiki.local",
        "db.internal",
        "router.lan",
        "a.home.arpa",
        "4294967297",
        "1.2.3.4.5",
        "[fe80::1%25nowhere]",
        "[fd00::1%25nowhere]",
    ],
)
def test_no_place_inside_is_asked_of_the_proxy(
    house: StandInProxy, names: Names, scheme: str, host: str
) -> None:
    """Literal addresses in any notation, names that lead inside here, names that only a network of
    one's own knows.
    """
    names["inside.example"] = "10.0.0.9"
    told = failure(through(house), f"{scheme}://{host}/")
    assert isinstance(told, AddressRefused)
    assert house.asked == []


def test_another_port_is_not_asked_either(house: StandInProxy) -> None:
    """The rule of ports holds before any proxy."""
    assert isinstance(failure(through(house), "https://lib.example:8443/"), AddressRefused)
    assert house.asked == []


@pytest.mark.parametrize(
    "where", ["http://10.0.0.1/", "https://db.internal/", "http://inside.example/"]
)
def test_a_redirect_inside_is_refused_before_the_proxy_hears_of_it(
    house: StandInProxy, names: Names, where: str
) -> None:
    """Each hop is looked at as the first one is."""
    names["inside.example"] = "192.168.1.1"
    with Hostile() as server:
        house.places["lib.example:80"] = server.port
        server.behaviours["/"] = reply(b"", "302 Found", Location=where)
        told = failure(through(house), "http://lib.example/")
    assert isinstance(told, AddressRefused)
    assert house.targets == ["GET http://lib.example/"]


def test_this_machine_and_what_is_excepted_are_reached_directly(
    house: StandInProxy, names: Names
) -> None:
    """Loopback always, [network] no_proxy by word."""
    with Hostile() as server:
        names["near.example"] = "127.0.0.1"
        server.behaviours["/"] = reply()
        limits = replace(CALM, allow_private=(server.place, f"near.example:{server.port}"))
        one = Proxy("127.0.0.1", house.port)
        with Fetcher(limits, "", way=WayOut(one, one, ("near.example",))) as fetcher:
            assert isinstance(fetcher.fetch(f"{server.url}/"), Fetched)
            assert isinstance(fetcher.fetch(f"http://near.example:{server.port}/"), Fetched)
    assert house.asked == []


def test_a_listed_place_that_lies_inside_is_reached_directly(
    house: StandInProxy, names: Names
) -> None:
    """[fetch] allow_private names a machine of the house: the proxy leads out of it."""
    with Hostile() as server:
        names["cms.example"] = "127.0.0.1"
        server.behaviours["/"] = reply()
        limits = replace(CALM, allow_private=(f"cms.example:{server.port}",))
        with through(house, limits) as fetcher:
            assert isinstance(fetcher.fetch(f"http://cms.example:{server.port}/"), Fetched)
    assert house.asked == []


def test_a_name_that_is_known_here_as_public_goes_to_the_proxy_by_name(
    house: StandInProxy, names: Names
) -> None:
    """Proxies admit by name; and it is looked up here once a run."""
    names["lib.example"] = "93.184.216.34"
    with Hostile() as server, through(house) as fetcher:
        house.places["lib.example:80"] = server.port
        server.behaviours |= {"/": reply(Connection="close")}
        fetcher.fetch("http://lib.example/")
        names["lib.example"] = OSError("asked again")
        fetcher.fetch("http://lib.example/")
    assert house.targets == ["GET http://lib.example/"] * 2


def test_a_name_server_that_is_silent_costs_one_time_out_a_name(
    house: StandInProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A city's machine often cannot look up a name outside; the proxy can."""
    asked: list[str] = []

    def look_up(host: str, port: int, *_: object, **more: int) -> list[object]:
        if host == "127.0.0.1":
            return list(real(host, port, type=socket.SOCK_STREAM))
        asked.append(host)
        time.sleep(0.5)
        raise socket.gaierror(socket.EAI_AGAIN, "?")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with Hostile() as server, through(house, replace(CALM, connect_seconds=0.1)) as fetcher:
        house.places["lib.example:80"] = server.port
        server.behaviours["/"] = reply(Connection="close")
        for _ in range(3):
            assert isinstance(fetcher.fetch("http://lib.example/"), Fetched)
    assert asked == ["lib.example"]


# ── what the proxy's own answers mean ───────────────────────────────────────────────────────────


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_password_that_is_missing_is_told_with_the_key_to_write(
    house: StandInProxy, scheme: str
) -> None:
    """407 (RFC 9110, 15.5.8)."""
    house.wanted = "Basic x"
    told = failure(through(house), f"{scheme}://lib.example/")
    assert isinstance(told, Unreachable)
    assert f"プロキシ 127.0.0.1:{house.port}" in told.what
    assert "FEEDBRIDGE_PROXY_PASSWORD を書いて" in told.todo


def test_a_proxy_that_wants_another_kind_of_login_says_which(house: StandInProxy) -> None:
    """NTLM and Negotiate are not spoken."""
    house.says = (
        b"HTTP/1.1 407 No\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\n\r\n"
    )
    assert (
        "求めているのは Negotiate、NTLM で" in failure(through(house), "https://lib.example/").what
    )
    house.says = b'HTTP/1.1 407 No\r\nProxy-Authenticate: NTLM, Basic realm="a, b"\r\n\r\n'
    assert "求めているのは" not in failure(through(house), "https://lib.example/").what


@pytest.mark.parametrize("status", [403, 500, 502, 503, 504, 301])
def test_a_proxy_that_gives_no_line_is_told_as_the_proxy(house: StandInProxy, status: int) -> None:
    """Not as the site: who mends it is another."""
    house.says = f"HTTP/1.1 {status} No\r\nContent-Length: 0\r\n\r\n".encode()
    told = failure(through(house), "https://lib.example/")
    assert isinstance(told, Unreachable)
    assert f"プロキシ 127.0.0.1:{house.port} がつなぎません({status})" in told.what
    assert ("管理者" in told.todo) is (status == 403)


@pytest.mark.parametrize(
    "says", [b"", b"\r\n\r\n", b"SSH-2.0-x\r\n\r\n", b"HTTP/1.1 2000 OK\r\n\r\n", b"x" * 99_999]
)
def test_an_answer_that_is_none_is_a_proxy_that_cannot_be_used(
    house: StandInProxy, says: bytes
) -> None:
    """Cut off, not HTTP, without end."""
    house.says = says
    assert "返事を読めません" in failure(through(house), "https://lib.example/").what


def test_a_proxy_that_is_not_there_is_told_as_such(names: Names) -> None:
    """Neither the site's name nor its server is to blame."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    one = Proxy("127.0.0.1", port)
    told = failure(Fetcher(CALM, "", way=WayOut(one, one)), "https://lib.example/")
    assert f"プロキシ 127.0.0.1:{port} につながらない" in told.what
    other = Proxy("nowhere.example", 80)
    assert (
        "プロキシ nowhere.example:80"
        in failure(Fetcher(CALM, "", way=WayOut(other, other)), "http://a.example/").what
    )


@pytest.mark.slow
def test_a_proxy_that_drips_is_cut_at_the_deadline(names: Names) -> None:
    """A byte of the head now and then."""
    with Hostile() as server:
        server.behaviours["lib.example:443"] = server.drip(b"HTTP/1.1 200 OK\r\nX: ", b"x")
        one = Proxy("127.0.0.1", server.port)
        start = time.monotonic()
        told = failure(Fetcher(QUICK, "", way=WayOut(one, one)), "https://lib.example/")
    assert "秒以内" in told.what
    assert time.monotonic() - start < QUICK.run_seconds / 2  # to whose end it would go on


@pytest.mark.usefixtures("trusted")
def test_behind_the_tunnel_the_answers_are_the_site_s(house: StandInProxy) -> None:
    """404 is a page that is gone, 502 a server that fails: the proxy is not named."""
    with Hostile("tls-good.pem") as server:
        house.places["lib.example:443"] = server.port
        server.behaviours["/502"] = reply(b"", "502 Bad Gateway")
        assert isinstance(failure(through(house), "https://lib.example/404"), Gone)
        told = failure(through(house), "https://lib.example/502")
    assert "サーバーが応じられません(502" in told.what


@pytest.mark.parametrize("where", ["a\r\nX: y.example", "a b.example"])
def test_no_name_writes_a_header_of_its_own(house: StandInProxy, where: str) -> None:
    """Whatever a page links to."""
    failure(through(house), f"https://{where}/")
    assert not any("X: y" in head for head in house.asked)


def test_the_stand_in_is_left_by_whoever_asked(
    house: StandInProxy, recwarn: pytest.WarningsRecorder
) -> None:
    """No socket stays open behind a refusal."""
    house.says = b"HTTP/1.1 503 No\r\n\r\n"
    for _ in range(3):
        failure(through(house), "https://lib.example/")
    assert not recwarn.list
