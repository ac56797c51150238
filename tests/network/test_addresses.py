"""Where a fetch may go: public addresses alone, in any notation, whatever the name servers say;
over TLS only to the one named.
"""

from __future__ import annotations

import itertools
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from fetch.hostile import CALM, SAVED, Hostile, reply
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.errors import AddressRefused, Unreachable
from bridge.fetch.client import Fetcher
from bridge.network import connector
from bridge.network.addresses import public
from bridge.network.call import Call
from bridge.network.connector import Connector
from bridge.network.way import DIRECT
from bridge.read.fetched import Fetched
from bridge.settings import FetchSettings

Answer = list[object]


def answers(*found: tuple[str, int]) -> Answer:
    """What getaddrinfo says of a name."""
    return [
        (socket.AF_INET6 if ":" in a else socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port))
        for a, port in found
    ]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[tuple[object, ...]]]:
    """Sets what each look-up in turn is answered with, the last one again and again; returns the
    list of look-ups.
    """

    def set_to(*turns: Answer | Exception) -> list[tuple[object, ...]]:
        asked: list[tuple[object, ...]] = []
        saying = itertools.chain(turns, itertools.repeat(turns[-1]))

        def look_up(*words: object, **_: object) -> Answer:
            asked.append(words)
            said = next(saying)
            if isinstance(said, Exception):
                raise said
            return said

        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        return asked

    return set_to


# ── which addresses are public ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2001:4860:4860::8888", "203.178.137.58", "2400:8500::1"]
)
def test_addresses_of_ordinary_servers_are_public(address: str) -> None:
    """And are asked."""
    assert public(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "168.63.129.16", "169.254.169.254", "172.16.0.1",
        "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:7f00:1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1",
        "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
    ],
)  # fmt: skip
def test_all_others_are_not(address: str) -> None:
    """IANA's special-purpose registries: private, CGNAT, link-local, metadata, mapped, 6to4, NAT64,
    multicast, reserved.
    """
    assert not public(address)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_inside_an_ipv6_one_gains_nothing(inside: object) -> None:
    """Mapped, it is as public as it is; carried in any other way, never."""
    assert public(f"::ffff:{inside}") == public(str(inside))
    assert not public(f"64:ff9b::{inside}")
    assert not public(f"::{inside}")


# ── what is asked at all ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "LOCALHOST", "0.0.0.0", "0", "10.1.2.3", "169.254.169.254", "100.64.0.1", "2130706433",
        "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "127.1", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[fe80::1]",
        "[fc00::1]", "[2002:7f00:1::]", "[64:ff9b::7f00:1]", "224.0.0.1", "255.255.255.255",
    ],
)  # fmt: skip
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_private_address_is_asked_in_any_notation(scheme: str, host: str) -> None:
    """Decimal, hexadecimal, octal, short: what counts is what it is connected to."""
    with Fetcher(CALM, "") as fetcher, pytest.raises(AddressRefused, match="公開されていない"):
        fetcher.fetch(f"{scheme}://{host}/")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/", "file:///etc/passwd", "gopher://a.example/", "javascript:alert(1)", "data:text/html,a", "", "/", "a.example", "http://",
        "http:///a", "http://u@a.example/", "http://u:p@a.example/", "http://@a.example/", "http://a.example:99999/", "http://a.example:x/", "http://[x/",
        "https://a.example:8443/", "http://a.example:22/", "http://a.example:0/", "http://*.example/", "http://.example/",
        "http://１２７.０.０.１/", "http://①②⑦.0.0.1/", "http://127。0。0。1/",
    ],
)  # fmt: skip
def test_odd_addresses_are_refused_before_any_look_up(
    url: str, names: Callable[..., list[object]]
) -> None:
    """Scheme, credentials and port are looked at first."""
    asked = names(answers(("10.0.0.1", 80)))
    with Fetcher(CALM, "") as fetcher, pytest.raises(AddressRefused) as told:
        fetcher.fetch(url)
    assert asked == []
    assert told.value.todo
    assert "u:p" not in told.value.what


@settings(max_examples=100)
@given(
    st.text(max_size=40)
    | st.text("htps:/.@[]%?#\\0xa1ａ。 \u202e\n", max_size=40).map("http://".__add__)
)
def test_no_address_brings_anything_but_our_errors(url: str) -> None:
    """Whatever a page links to."""
    with pytest.MonkeyPatch.context() as patch, Fetcher(CALM, "") as fetcher:
        patch.setattr(socket, "getaddrinfo", lambda *_, **__: answers(("127.0.0.1", 80)))
        with pytest.raises(AddressRefused) as told:
            fetcher.fetch(url)
    assert told.value.what.isprintable()
    assert len(told.value.what) <= 300


def test_only_the_very_host_and_port_that_are_listed_may_be_private(
    names: Callable[..., object],
) -> None:
    """Not another port of that machine, nor another name of it."""
    with Hostile() as server, Fetcher(replace(CALM, allow_private=(server.place,)), "") as fetcher:
        server.behaviours["/"] = reply()
        assert isinstance(fetcher.fetch(server.url + "/"), Fetched)
        for other in (
            "http://127.0.0.1/",
            f"http://127.0.0.1:{server.port + 1}/",
            f"http://localhost:{server.port}/",
        ):
            with pytest.raises(AddressRefused):
                fetcher.fetch(other)


def test_a_listed_ipv6_place_stands_in_brackets() -> None:
    """As in an address; refused or connected to is the question, not whether someone answers there."""
    with (
        Fetcher(replace(CALM, allow_private=("[::1]:1",)), "") as fetcher,
        pytest.raises(Unreachable),
    ):
        fetcher.fetch("http://[::1]:1/")


@pytest.mark.parametrize(
    "where",
    [
        "http://169.254.169.254/latest/",
        "http://10.0.0.1/",
        "//127.0.0.1:1/",
        "file:///etc/passwd",
        "http://u:p@a.example/",
    ],
)
def test_a_redirect_to_a_private_or_odd_place_is_refused(where: str) -> None:
    """Each hop is checked as the first one is."""
    with Hostile() as server, Fetcher(replace(CALM, allow_private=(server.place,)), "") as fetcher:
        server.behaviours["/"] = reply(b"", "302 Found", Location=where)
        with pytest.raises(AddressRefused) as told:
            fetcher.fetch(server.url + "/")
    assert told.value.what.startswith(f"{server.url}/ からの転送先 ")


# ── names ───────────────────────────────────────────────────────────────────────────────────────


def test_a_name_with_one_private_address_is_refused(names: Callable[..., object]) -> None:
    """All addresses of a name are looked at, not the first alone."""
    names(answers(("93.184.216.34", 80), ("10.0.0.1", 80)))
    with Fetcher(CALM, "") as fetcher, pytest.raises(AddressRefused, match=r"10\.0\.0\.1"):
        fetcher.fetch("http://rebind.example/")


def test_a_name_that_changes_its_answer_gains_nothing(
    names: Callable[..., list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One look-up a connection, and exactly its addresses are connected to."""
    asked = names(answers(("93.184.216.34", 80)), answers(("127.0.0.1", 80)))
    tried: list[object] = []

    def connect(_: object, address: object) -> None:
        tried.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", connect)
    with Fetcher(CALM, "") as fetcher:
        with pytest.raises(Unreachable):
            fetcher.fetch("http://rebind.example/")
        with pytest.raises(AddressRefused):
            fetcher.fetch("http://rebind.example/")
    assert (len(asked), tried) == (2, [("93.184.216.34", 80)])


def test_an_address_that_refuses_leaves_the_turn_to_the_next(names: Callable[..., object]) -> None:
    """The first address of the name is dead, the second answers."""
    with Hostile() as server:
        server.behaviours["/"] = reply()
        place = f"two.example:{server.port}"
        names(answers(("::1", 1), ("127.0.0.1", server.port)))
        with Fetcher(replace(CALM, allow_private=(place,)), "") as fetcher:
            assert isinstance(fetcher.fetch(f"http://{place}/"), Fetched)


def test_a_silent_ipv6_costs_one_time_out_a_run(
    names: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After one address that never answers its family is tried last, within the name and for the
    names to come.
    """
    tried: list[str] = []

    def connect(sock: socket.socket, address: tuple[str, int]) -> None:
        tried.append(address[0])
        if sock.family == socket.AF_INET6:
            raise TimeoutError

    monkeypatch.setattr(socket.socket, "connect", connect)
    names(answers(("::1", 80), ("::2", 80), ("127.0.0.1", 80)))
    connector = Connector(DIRECT, 5)
    with Call(60) as call:
        for _ in range(2):
            connector.open(call, "http", "six.example", 80)[0].close()
    assert tried == ["::1", "127.0.0.1", "127.0.0.1"]


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (socket.gaierror(socket.EAI_NONAME, "?"), "名前が見つかりません(DNS)"),
        (socket.gaierror(socket.EAI_AGAIN, "?"), "DNSが答えません"),
        (OSError(5, "?"), "応答"),
    ],
)
def test_a_name_that_is_not_found_is_told_as_such(
    error: OSError, word: str, names: Callable[..., object]
) -> None:
    """A wrong name is to be mended, a silent name server to be waited for."""
    names(error)
    with Fetcher(CALM, "") as fetcher, pytest.raises(Unreachable) as told:
        fetcher.fetch("http://nowhere.example/")
    assert word in told.value.what


@pytest.mark.parametrize(
    "error",
    [ConnectionRefusedError(111, "?"), OSError(101, "?"), OSError(113, "?"), OSError(5, "?")],
)
def test_each_failure_to_connect_is_unreachable(
    error: OSError, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused, no route to network or host, anything else."""

    def connect(*_: object) -> None:
        raise error

    monkeypatch.setattr(socket.socket, "connect", connect)
    with Fetcher(CALM, "") as fetcher, pytest.raises(Unreachable) as told:
        fetcher.fetch("http://8.8.8.8/")
    word = {111: "断られました", 101: "届きません", 113: "届きません", 5: "応答"}[error.errno or 0]
    assert word in told.value.what


# ── TLS ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """The issuer of the good and the expired certificate is the one that is trusted."""
    context = ssl.create_default_context(cafile=SAVED / "tls-issuer.pem")
    monkeypatch.setattr(Connector, "tls", context)
    return context


def secure(certificate: str, limits: FetchSettings = CALM) -> tuple[Hostile, Fetcher]:
    server = Hostile(certificate)
    server.behaviours["/"] = reply()
    allowed = (server.place, f"lib.example:{server.port}", f"other.example:{server.port}")
    return server, Fetcher(replace(limits, allow_private=allowed), "")


def test_a_certificate_is_checked_against_the_name_and_the_line_is_kept(
    names: Callable[..., object], trusted: ssl.SSLContext
) -> None:
    """Not against the address that is connected to; the server hears the name (SNI), and no list of
    issuers is read anew.
    """
    server, fetcher = secure("tls-good.pem")
    with server, fetcher:
        names(answers(("127.0.0.1", server.port)))
        for _ in range(3):
            assert isinstance(fetcher.fetch(f"https://lib.example:{server.port}/"), Fetched)
    assert (server.connections, server.names) == (1, ["lib.example"])
    assert len(trusted.get_ca_certs()) == 1


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    ("certificate", "host", "word"),
    [
        ("tls-good.pem", "other.example", "別のサイト"),
        ("tls-expired.pem", "lib.example", "有効期限が切れて"),
        ("self-signed.pem", "lib.example", "発行元"),
    ],
)
def test_a_certificate_that_proves_nothing_is_refused(
    certificate: str, host: str, word: str, names: Callable[..., object]
) -> None:
    """Another's, an old one, one's own: nothing is sent over such a line."""
    server, fetcher = secure(certificate)
    with server, fetcher:
        names(answers(("127.0.0.1", server.port)))
        with pytest.raises(Unreachable, match=word):
            fetcher.fetch(f"https://{host}:{server.port}/")
    assert server.requests == []


def test_an_issuer_that_nobody_knows_is_refused() -> None:
    """The list of issuers is the one that comes with requests, whatever the environment says."""
    server, fetcher = secure("tls-good.pem")
    with server, fetcher, pytest.raises(Unreachable, match="発行元"):
        fetcher.fetch(server.url + "/")


def test_a_server_that_speaks_no_tls_is_told_as_such() -> None:
    """Plain HTTP where https was asked."""

    def plain(listener: socket.socket) -> None:
        line, _ = listener.accept()
        with line:
            line.recv(9)
            line.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        place = f"127.0.0.1:{listener.getsockname()[1]}"
        threading.Thread(target=plain, args=(listener,)).start()
        with (
            Fetcher(replace(CALM, allow_private=(place,)), "") as fetcher,
            pytest.raises(Unreachable, match="TLS"),
        ):
            fetcher.fetch(f"https://{place}/")


@pytest.mark.usefixtures("trusted")
def test_https_does_not_lead_to_http() -> None:
    """Who listens on the way could write the page."""
    server, fetcher = secure("tls-good.pem")
    with server, fetcher:
        server.behaviours["/down"] = reply(b"", "301 Moved", Location="http://lib.example/")
        with pytest.raises(AddressRefused, match="https から http"):
            fetcher.fetch(server.url + "/down")


@pytest.mark.slow
@pytest.mark.usefixtures("trusted")
def test_a_drip_over_tls_is_cut_at_the_deadline() -> None:
    """The watchdog shuts the socket under TLS, of a new line and of a kept one."""
    server, fetcher = secure("tls-good.pem", replace(CALM, total_seconds=1.2))
    with server, fetcher:
        server.behaviours["/drip"] = server.drip(b"HTTP/1.1 200 OK\r\n\r\n", b"a")
        for _ in range(2):
            start = time.monotonic()
            with pytest.raises(Unreachable, match="秒以内"):
                fetcher.fetch(server.url + "/drip")
            assert time.monotonic() - start < CALM.run_seconds / 2  # to whose end it would go on
            assert isinstance(fetcher.fetch(server.url + "/"), Fetched)


@pytest.mark.parametrize("host", ["127.0.0.1", "192.0.2.7", "::1", "2001:db8::7", "2001:DB8:0::7"])
def test_an_address_is_no_name_to_be_looked_up(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is sent aside for it, and it is what getaddrinfo says of it."""
    told = socket.getaddrinfo(host, 80, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    monkeypatch.setattr(socket, "getaddrinfo", None)
    assert connector._asked(host, 80, 1.0) == told


@pytest.mark.parametrize("host", ["lib.example.jp", "127.1", "0x7f000001", "fe80::1%1", ""])
def test_what_is_no_plain_address_is_looked_up(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name, a short or an old way to write one, one of a single network."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda asked, *_, **__: [asked])
    assert connector._asked(host, 80, 1.0) == [host]
