"""Which way leads out: what [network] and the environment say, and what is reached directly all the
same.
"""

from __future__ import annotations

import pytest

from bridge.errors import ConfigRefused
from bridge.network.way import DIRECT, Proxy, WayOut, way_out
from bridge.settings import NetworkSettings

ONE = Proxy("proxy.example.jp", 8080)


def test_without_a_word_all_is_reached_directly_whatever_the_environment_says() -> None:
    """The environment of a cron job is nobody's decision."""
    way = way_out(
        NetworkSettings(),
        {"https_proxy": "http://other.example:1", "HTTP_PROXY": "http://other.example:1"},
    )
    assert way == DIRECT


def test_one_proxy_serves_every_scheme_with_its_user_and_password() -> None:
    """The password comes from outside the file, and shows nowhere."""
    wanted = NetworkSettings("http://proxy.example.jp:8080/", "tosho", (".city.example.jp",))
    way = way_out(wanted, {}, "s3cret")
    assert way.http == way.tls == Proxy("proxy.example.jp", 8080, "tosho", "s3cret")
    assert way.tls is not None
    assert way.tls.authorization == "Basic dG9zaG86czNjcmV0"
    assert "s3cret" not in f"{way} {way!r} {way.tls}"


def test_the_environment_is_followed_when_the_file_says_so() -> None:
    """Lower case before upper case, a bare host, a password inside, no_proxy, and all_proxy for
    what is not named.
    """
    environ = {
        "http_proxy": "one.example:81",
        "HTTP_PROXY": "http://no.example",
        "ALL_PROXY": "http://t%40sho:p%3Aw@all.example",
        "NO_PROXY": "a.example, b.example:8443",
    }
    way = way_out(NetworkSettings("environment", no_proxy=("c.example",)), environ)
    assert (way.http, way.tls) == (
        Proxy("one.example", 81),
        Proxy("all.example", 80, "t@sho", "p:w"),
    )
    assert way.exceptions == ("c.example", "a.example", "b.example:8443")
    assert way_out(NetworkSettings("environment"), {}) == DIRECT


@pytest.mark.parametrize(
    "address", ["socks5://proxy.example:1080", "https://proxy.example", "http://?", "http://a:b:c"]
)
def test_a_proxy_of_another_kind_is_refused_and_nothing_of_it_repeated(address: str) -> None:
    """It may hold a password."""
    with pytest.raises(ConfigRefused) as told:
        way_out(NetworkSettings("environment"), {"https_proxy": address})
    assert address not in str(told.value)
    assert "http://" in told.value.todo


@pytest.mark.parametrize(
    ("exception", "host", "port", "direct"),
    [
        ("*", "a.example", 443, True),
        ("a.example", "a.example", 443, True),
        ("a.example", "A.Example.", 443, True),
        ("a.example", "www.a.example", 443, True),
        ("a.example", "not-a.example", 443, False),
        (".a.example", "a.example", 80, True),
        ("*.a.example", "x.a.example", 80, True),
        ("a.example:8443", "a.example", 8443, True),
        ("a.example:8443", "a.example", 443, False),
        ("10.0.0.0/8", "10.9.8.7", 443, True),
        ("10.0.0.0/8", "11.9.8.7", 443, False),
        ("10.0.0.5", "10.0.0.5", 443, True),
        ("10.0.0.5", "110.0.0.5", 443, False),
        ("2001:db8::/32", "2001:db8::1", 443, True),
        ("", "a.example", 443, False),
        (".", "a.example", 443, False),
    ],
)
def test_what_is_excepted_is_reached_directly(
    exception: str, host: str, port: int, direct: bool
) -> None:
    """A host and all below it, a port of it, a network; a name that only ends alike is another."""
    assert (WayOut(ONE, ONE, (exception,)).proxy("https", host, port) is None) is direct


@pytest.mark.parametrize("host", ["localhost", "a.localhost", "127.0.0.1", "127.9.9.9", "::1"])
def test_this_machine_is_never_asked_of_a_proxy(host: str) -> None:
    """What lies here lies elsewhere for the proxy."""
    assert WayOut(ONE, ONE).proxy("http", host, 8000) is None
    assert WayOut(ONE, ONE).proxy("http", f"not{host}.example", 80) == ONE


def test_plain_http_and_tunnels_may_leave_by_different_proxies() -> None:
    """Mail goes by the one for tunnels."""
    other = Proxy("other.example", 3128)
    way = WayOut(ONE, other)
    assert [way.proxy(scheme, "a.example", 80) for scheme in ("http", "https", "smtp")] == [
        ONE,
        other,
        other,
    ]
