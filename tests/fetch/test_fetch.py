"""The one way out to the web, against servers that behave badly: always one of our own errors, in
plain words.
"""

from __future__ import annotations

import gzip
import socket
import subprocess
import sys
import threading
import tracemalloc
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from fetch.hostile import CALM, QUICK, Hostile, reply
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bridge import __version__
from bridge.errors import Gone, Resting, SourceFailed, Unreachable, Unreadable
from bridge.fetch.client import Fetcher, pause_of
from bridge.read.fetched import Fetched, NotModified, Validators

OFTEN = settings(
    max_examples=settings.default.max_examples * 3 // 2,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def pack(body: bytes) -> bytes:
    """Packed without the hour, so that a test has the same name in each process."""
    return gzip.compress(body, mtime=0)


@pytest.fixture
def server() -> Iterator[Hostile]:
    with Hostile() as made:
        yield made


@pytest.fixture(params=["http.client", "requests"])
def fetcher(
    request: pytest.FixtureRequest, server: Hostile, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Fetcher]:
    """A fetcher on each of its two roads: whatever a server does, both say the same."""
    if request.param == "requests":
        monkeypatch.setattr("bridge.network.lane.Lane.takes", lambda *_: False)
    with Fetcher(replace(CALM, allow_private=(server.place,)), "https://lib.example.jp/") as made:
        yield made


def got(answer: Fetched | NotModified) -> Fetched:
    assert isinstance(answer, Fetched)
    return answer


# ── an ordinary answer ──────────────────────────────────────────────────────────────────────────


def test_a_page_comes_with_its_body_type_validators_and_digest(
    server: Hostile, fetcher: Fetcher
) -> None:
    """What later readers need, and nothing else."""
    server.behaviours["/"] = reply(b"ok", ETag='"a"', Last_Modified="Mon, 23 Nov 2026 00:00:00 GMT")
    page = got(fetcher.fetch(server.url + "/"))
    assert (page.url, page.body, page.content_type) == (server.url + "/", b"ok", "text/html")
    assert page.validators == Validators('"a"', "Mon, 23 Nov 2026 00:00:00 GMT")
    assert page.digest == "2689367b205c16ce32ed4200942b8b8b1e262dfc70d9bc9fbc77c49699a4f1df"


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        ("", f"User-Agent: feedbridge/{__version__} (+https://.jp/a)\r\n"),
        ("tosho/1.0", "User-Agent: tosho/1.0\r\n"),
    ],
)
def test_the_user_agent_says_who_asks(server: Hostile, agent: str, told: str) -> None:
    """The program, its version and the library's site, also when that is no ASCII; or what
    feeds.toml says.
    """
    server.behaviours["/"] = reply()
    with Fetcher(
        replace(CALM, user_agent=agent, allow_private=(server.place,)), "https://図書館.jp/a"
    ) as fetcher:
        fetcher.fetch(server.url + "/")
    asked = server.requests[0].decode("ascii")
    assert told in asked
    assert "Accept-Encoding: gzip\r\n" in asked


def test_cookies_are_not_kept_and_no_password_of_the_machine_is_sent(
    server: Hostile, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    """Neither what a server sets nor .netrc nor a proxy of the environment."""
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login a password b")  # type: ignore[operator]
    monkeypatch.setenv("NETRC", f"{tmp_path}/netrc")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1/")
    server.behaviours["/"] = reply(Set_Cookie="a=b; Path=/")
    for _ in range(2):
        fetcher.fetch(server.url + "/")
    assert not [
        asked for asked in server.requests if b"Cookie" in asked or b"Authorization" in asked
    ]


def test_validators_are_sent_and_304_is_understood(server: Hostile, fetcher: Fetcher) -> None:
    """RFC 9110, 13: If-None-Match and If-Modified-Since."""
    server.behaviours["/"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    assert fetcher.fetch(server.url + "/", Validators('"a"', "Mon")) == NotModified(
        server.url + "/"
    )
    assert b'If-None-Match: "a"' in server.requests[0]
    assert b"If-Modified-Since: Mon" in server.requests[0]


def test_304_to_a_question_that_was_not_asked_is_no_answer(
    server: Hostile, fetcher: Fetcher
) -> None:
    """Else a source of which we know nothing would be "unchanged" for ever."""
    server.behaviours["/"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    with pytest.raises(Unreadable, match="304"):
        fetcher.fetch(server.url + "/")


@pytest.mark.parametrize("odd", ['"' + "e" * 5000, '"\x01"', '"\xe9"', '"a\x1b[2J"'])
def test_a_validator_that_is_long_or_odd_is_not_kept(
    server: Hostile, fetcher: Fetcher, odd: str
) -> None:
    """Cut or cleaned it would never match; kept as it is it would go into the record and back into
    a header.
    """
    server.behaviours["/"] = reply(ETag=odd, Last_Modified=odd, Content_Type=f"text/html; x={odd}")
    page = got(fetcher.fetch(server.url + "/"))
    assert page.validators == Validators()
    assert page.content_type.isprintable()
    assert len(page.content_type) <= 200


def test_a_validator_of_the_record_that_no_header_can_carry_is_not_sent(
    server: Hostile, fetcher: Fetcher
) -> None:
    """The page is simply read anew."""
    server.behaviours["/"] = reply()
    assert got(fetcher.fetch(server.url + "/", Validators("a\r\nX: y", "昨日"))).body == b"ok"
    assert b"If-" not in server.requests[0]


# ── manners ─────────────────────────────────────────────────────────────────────────────────────


def test_connections_are_kept_between_requests(server: Hostile, fetcher: Fetcher) -> None:
    """A hundred sources on one host need no hundred connections, whichever threads ask; 304
    included.
    """
    server.behaviours |= {"/": reply(), "/304": b"HTTP/1.1 304 Not Modified\r\n\r\n"}
    for path in ("/", "/304", "/", "/304"):
        with ThreadPoolExecutor(1) as pool:
            pool.submit(fetcher.fetch, server.url + path, Validators('"a"')).result()
    assert server.connections == 1


@pytest.mark.slow
def test_one_host_is_asked_by_two_at_a_time_and_the_wait_costs_no_one_its_time(
    server: Hostile,
) -> None:
    """Eight threads, four turns of 0.3 s each: longer than the one second that each may take, and
    nobody is late.
    """
    now, most, guard = 0, 0, threading.Lock()

    def slow(line: socket.socket, _: bytes) -> None:
        nonlocal now, most
        with guard:
            now += 1
            most = max(most, now)
        server.wait(0.3)
        with guard:
            now -= 1
        line.sendall(reply(Connection="close"))

    server.behaviours["/"] = slow
    short = replace(CALM, total_seconds=1, allow_private=(server.place,))
    with Fetcher(short, "") as fetcher, ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: fetcher.fetch(server.url + "/"), range(8)))
    assert [got(answer).body for answer in answers] == [b"ok"] * 8
    assert most == 2


def test_the_first_fetch_costs_no_parser() -> None:
    """A run in which nothing is new imports none of them; not even requests."""
    heavy = ("requests", "bs4", "feedparser", "tweepy", "flask", "lxml")
    with Hostile() as server:
        server.behaviours["/"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
        program = f"""
import sys
from bridge.settings import FetchSettings
from bridge.fetch.client import Fetcher, Validators
print([name for name in {heavy} if name in sys.modules])
with Fetcher(FetchSettings(allow_private=({server.place!r},)), "") as fetcher:
    print(fetcher.fetch({server.url!r} + "/", Validators("a")))
print([name for name in {heavy} if name in sys.modules])
"""
        said = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=30
        )
    assert said.stdout.splitlines() == ["[]", f"NotModified(url='{server.url}/')", "[]"]


# ── each status has its remedy ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("status", "error", "word"),
    [
        ("404 Not Found", Gone, "ページがありません(404)"),
        ("410 Gone", Gone, "ページがありません(410)"),
        ("403 Forbidden", Unreadable, "許されていません(403)"),
        ("401 Unauthorized", Unreadable, "許されていません(401)"),
        ("418 Teapot", Unreadable, "418"),
        ("204 No Content", Unreadable, "204"),
        ("206 Partial", Unreadable, "206"),
        ("301 Moved", Unreadable, "301"),
        ("500 Oops", Unreachable, "応じられません(500)"),
        ("503 Busy", Unreachable, "応じられません(503)"),
        ("429 Slow down", Unreachable, "応じられません(429)"),
        ("599 \x1b[31mred\x07", Unreachable, "応じられません(599)"),
    ],
)
def test_each_status_has_its_remedy(
    server: Hostile, fetcher: Fetcher, status: str, error: type[SourceFailed], word: str
) -> None:
    """The message names the address, what happened and what to do."""
    server.behaviours["/"] = reply(b"", status)
    with pytest.raises(error) as told:
        fetcher.fetch(server.url + "/")
    assert told.value.what.startswith(f"{server.url}/: ")
    assert word in told.value.what
    assert told.value.todo
    assert told.value.what.isprintable()


@pytest.mark.parametrize(
    ("later", "said"),
    [
        ("120", "120秒後"),
        ("Wed, 25 Nov 2026 01:00:00 GMT", "01:00:00 GMT 以降"),
        ("\x1b[2J" * 900, "429"),
    ],
)
def test_retry_after_is_told(server: Hostile, fetcher: Fetcher, later: str, said: str) -> None:
    """RFC 9110, 10.2.3: seconds or a date; anything else does no harm."""
    server.behaviours["/"] = reply(b"", "429 Slow down", Retry_After=later)
    with pytest.raises(Unreachable) as told:
        fetcher.fetch(server.url + "/")
    assert said in told.value.what
    assert told.value.what.isprintable()
    assert len(told.value.what) < 200


# ── redirects ───────────────────────────────────────────────────────────────────────────────────


def to(where: str, status: str = "302 Found") -> bytes:
    return reply(b"", status, Location=where)


def test_permanent_redirects_are_followed_and_told(server: Hostile, fetcher: Fetcher) -> None:
    """301 and 308 in a row lead to moved_to; a temporary one ends it, and a later permanent one
    changes nothing.
    """
    server.behaviours |= {
        "/a": to("/b", "301 Moved"),
        "/b": to("/c", "308 Moved"),
        "/c": to("/d"),
        "/d": to("/e", "301"),
    }
    server.behaviours["/e"] = reply()
    page = got(fetcher.fetch(server.url + "/a"))
    assert (page.url, page.moved_to) == (server.url + "/e", server.url + "/c")


def test_temporary_redirects_move_nothing(server: Hostile, fetcher: Fetcher) -> None:
    """302, 303 and 307."""
    server.behaviours |= {
        "/a": to("/b"),
        "/b": to("/c", "303 Other"),
        "/c": to("/d", "307 Temporary"),
        "/d": reply(),
    }
    assert got(fetcher.fetch(server.url + "/a")).moved_to == ""


def test_a_redirect_to_a_japanese_path_arrives_as_an_address(
    server: Hostile, fetcher: Fetcher
) -> None:
    """Servers write it in bare UTF-8; it is kept percent-encoded, without anything that is no
    character of a URL.
    """
    server.behaviours |= {
        "/": to("/お知らせ\x01\u202e"),
        "/%E3%81%8A%E7%9F%A5%E3%82%89%E3%81%9B%01%E2%80%AE": reply(),
    }
    page = got(fetcher.fetch(server.url + "/"))
    assert page.url == server.url + "/%E3%81%8A%E7%9F%A5%E3%82%89%E3%81%9B%01%E2%80%AE"


@pytest.mark.parametrize(
    "where", ["/loop", "/pong", "http://[::1", "/" + "x" * 3000, "http://a\x00b\x7f.example:x/"]
)
def test_redirects_that_lead_nowhere_end(server: Hostile, fetcher: Fetcher, where: str) -> None:
    """A loop of one, of two, an address that is none or has no end."""
    server.behaviours |= {"/loop": to(where), "/pong": to("/loop")}
    with pytest.raises(Unreadable, match="転送") as told:
        fetcher.fetch(server.url + "/loop")
    assert told.value.what.startswith(f"{server.url}/loop")
    assert told.value.what.isprintable()
    assert len(server.requests) <= 2


def test_an_endless_chain_of_redirects_ends(server: Hostile, fetcher: Fetcher) -> None:
    """Five are followed."""
    server.behaviours |= {f"/{n}": to(f"/{n + 1}") for n in range(20)}
    with pytest.raises(Unreadable, match="転送が5回を超えました"):
        fetcher.fetch(server.url + "/0")
    assert len(server.requests) == 6


def test_what_fails_behind_a_redirect_is_told_with_both_addresses(
    server: Hostile, fetcher: Fetcher
) -> None:
    """Staff know the first one from feeds.toml, and need the second to see why."""
    server.behaviours["/"] = to("/gone")
    with pytest.raises(Gone) as told:
        fetcher.fetch(server.url + "/")
    assert told.value.what.startswith(f"{server.url}/ からの転送先 {server.url}/gone: ")


@OFTEN
@given(
    st.binary(max_size=60).filter(lambda raw: not {10, 13} & set(raw))
    | st.text("/.:@[]%?#\\ a1ａ。\u202e").map(str.encode)
)
@example("http://１２７.０.０.１/".encode())
@example(b"http://a@b@c/")
@example(b"//\\127.0.0.1:1")
@example(b"http://" + b"a" * 70 + b".example/")
def test_no_location_brings_anything_but_our_errors(
    server: Hostile, fetcher: Fetcher, where: bytes
) -> None:
    """Whatever stands there; no address outside this server is ever connected to."""
    server.behaviours |= {
        "/": b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + where + b"\r\n\r\n"
    }
    here = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", server.port))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", lambda *_, **__: [here])
        with pytest.raises(SourceFailed) as told:
            fetcher.fetch(server.url + "/")
    assert told.value.what.isprintable()
    assert len(told.value.what) <= 400


# ── bytes ───────────────────────────────────────────────────────────────────────────────────────

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
PACKED = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
BULK = b"0" * 1_000_000
FLOODS = {
    "a body without a length": (b"HTTP/1.1 200 OK\r\n\r\n", BULK, Unreadable),
    "a body of 1 GB": (b"HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n", BULK, Unreadable),
    "chunks": (CHUNKED, b"f4240\r\n" + BULK + b"\r\n", Unreadable),
    "one chunk of an exabyte": (CHUNKED + b"fffffffffffffff\r\n", BULK, Unreadable),
    "a chunk of less than nothing": (CHUNKED + b"-1\r\n", BULK, SourceFailed),
    "a chunk's size": (CHUNKED, BULK, Unreachable),
    "a trailer": (CHUNKED + b"0\r\n", BULK, Unreachable),
    "a status line": (b"HTTP/1.1 200 ", BULK, Unreachable),
    "a header": (b"HTTP/1.1 200 OK\r\nX: ", BULK, Unreachable),
    "headers": (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 1000, Unreachable),
    "continuations": (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000, Unreachable),
    "gzip without end": (
        PACKED + pack(b"")[:10],
        b"\x00\xe8\x03\x17\xfc" + b"0" * 1000,
        Unreadable,
    ),
    "packed nothing": (PACKED + pack(b"")[:10], b"\x00\x00\x00\xff\xff" * 1000, Unreachable),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", FLOODS)
def test_a_flood_is_stopped_with_little_memory(server: Hostile, what: str) -> None:
    """As fast as loopback, wherever it comes; the limit of the body is 100 kB."""
    head, piece, error = FLOODS[what]
    server.behaviours["/"] = server.flood(head, piece)
    endless = what in {"continuations", "packed nothing"}  # no byte to count: for the watchdog
    with Fetcher(replace(QUICK if endless else CALM, allow_private=(server.place,)), "") as fetcher:
        fetcher._connections()
        tracemalloc.start()
        with pytest.raises(error) as told:
            fetcher.fetch(server.url + "/")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 3_000_000
    assert ("大きすぎます" in told.value.what) is (error is Unreadable)


def bomb(megabytes: int) -> bytes:
    """So many megabytes of zeros, in a thousandth of the space: one packed block, again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    first, again = (
        packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2)
    )
    return first + again * (megabytes - 1)


def test_a_gzip_bomb_of_1_gb_is_stopped_with_little_memory(
    server: Hostile, fetcher: Fetcher
) -> None:
    """A megabyte that unpacks to a thousand: stopped at max_bytes, holding little more."""
    server.behaviours["/"] = reply(bomb(1024)[:99_000], Content_Encoding="gzip")
    server.behaviours["/whole"] = lambda line, _: line.sendall(PACKED + bomb(1024))
    for path in ("/", "/whole"):
        tracemalloc.start()
        with pytest.raises(Unreadable, match="大きすぎます"):
            fetcher.fetch(server.url + path)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 3_000_000


def test_a_few_bytes_of_nested_gzip_do_not_unpack(server: Hostile, fetcher: Fetcher) -> None:
    """Under 504 bytes hold a gigabyte, packed three times: named as three they are refused, named
    as one it is undone once.
    """
    twice = pack(bomb(1024))
    thrice = pack(twice)
    assert len(thrice) < 504
    server.behaviours |= {
        "/three": reply(thrice, Content_Encoding="gzip, gzip, gzip"),
        "/one": reply(thrice, Content_Encoding="gzip"),
    }
    with pytest.raises(Unreadable, match="圧縮形式"):
        fetcher.fetch(server.url + "/three")
    assert got(fetcher.fetch(server.url + "/one")).body == twice


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", pack(b"ok" * 40_000)),
        ("X-GZIP", pack(b"ok" * 40_000)),
        ("gzip", pack(b"ok" * 20_000) + pack(b"ok" * 20_000)),
        ("gzip", pack(b"ok" * 40_000) + b"\r\n" * 500),
        ("deflate", zlib.compress(b"ok" * 40_000)),
        ("identity", b"ok" * 40_000),
        ("identity, gzip", pack(b"ok" * 40_000)),
        ("UTF-8", b"ok" * 40_000),
        ("none", b"ok" * 40_000),
        ("aws-chunked, gzip", pack(b"ok" * 40_000)),
        ("\x1b[31mred", b"ok" * 40_000),
    ],
)
def test_one_ordinary_coding_is_undone(
    server: Hostile, fetcher: Fetcher, coding: str, packed: bytes
) -> None:
    """Also a file of several members (RFC 1952, 2.2), and one followed by what is no part of it; no
    packing is none.
    """
    server.behaviours["/"] = reply(packed, Content_Encoding=coding)
    assert got(fetcher.fetch(server.url + "/")).body == b"ok" * 40_000


@pytest.mark.parametrize("coding", ["br", "gzip, gzip", "gzip, br", "zstd"])
def test_other_and_several_codings_are_refused(
    server: Hostile, fetcher: Fetcher, coding: str
) -> None:
    """Only gzip was asked for."""
    server.behaviours["/"] = reply(pack(b"ok"), Content_Encoding=coding)
    with pytest.raises(Unreadable, match="圧縮形式") as told:
        fetcher.fetch(server.url + "/")
    assert told.value.what.isprintable()


@pytest.mark.parametrize("size", [65_535, 65_536, 65_537, 99_999, 100_000, 100_001])
@pytest.mark.parametrize("packed", [False, True])
def test_the_limit_is_met_to_the_byte(
    server: Hostile, fetcher: Fetcher, size: int, *, packed: bool
) -> None:
    """max_bytes may be had, one more may not; nothing is lost at the edges of a piece."""
    body = bytes(size)
    server.behaviours["/"] = reply(pack(body), Content_Encoding="gzip") if packed else reply(body)
    if size <= CALM.max_bytes:
        assert got(fetcher.fetch(server.url + "/")).body == body
    else:
        with pytest.raises(Unreadable, match=r"上限100,000バイト"):
            fetcher.fetch(server.url + "/")


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (reply(pack(b"ok" * 1000)[:-20], Content_Encoding="gzip"), Unreachable),
        (reply(pack(b"ok")[:5], Content_Encoding="gzip"), Unreachable),
        (reply(b"", Content_Encoding="gzip"), Unreachable),
        (reply(b"not packed", Content_Encoding="gzip"), Unreadable),
        (reply(pack(b"ok")[:-8] + b"12345678", Content_Encoding="gzip"), Unreadable),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", Unreachable),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100001\r\n\r\nshort", Unreadable),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", Unreachable),
        (CHUNKED + b"5\r\nab", Unreachable),
        (CHUNKED + b"2\r\nab\r\n", Unreachable),
        (CHUNKED + b"zz\r\n", Unreachable),
        (b"HTTP/1.1 999999 ?\r\n\r\n", Unreachable),
        (b"HTTP/1.1 099 ?\r\n\r\n", Unreachable),
        (b"\x00\x01\x02\r\n\r\n", Unreachable),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n", Unreachable),
        (b"HTTP/1.1 302 Found\r\nLocation: \xff\xfe\r\n\r\n", SourceFailed),
        (b"", Unreachable),
    ],
)
def test_a_broken_answer_is_told(
    server: Hostile, fetcher: Fetcher, answer: bytes, error: type[SourceFailed]
) -> None:
    """Cut short: come again. Packed wrongly, or announced to be too long: look at it. Whatever
    http.client thinks of it, in one short line.
    """
    server.behaviours["/"] = lambda line, _: line.sendall(answer)
    with pytest.raises(error) as told:
        fetcher.fetch(server.url + "/")
    assert told.value.what.isprintable()
    assert len(told.value.what) <= 300


PARTS = st.sampled_from(
    [
        b"HTTP/1.1 200 OK\r\n", b"HTTP/1.0 200\r\n", b"HTTP/1.1 304 \r\n", b"HTTP/1.1 100 Continue\r\n\r\n", b"\r\n", b"\n", b"\x00", b":",
        b"Content-Length: 5\r\n", b"Content-Length: -5\r\n", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n",
        b"Location: /\r\n", b"Set-Cookie: a=b; expires=\xff\r\n", b"5\r\nabcde\r\n", b"0\r\n\r\n", b"-1\r\n", pack(b"ok"), b" folded\r\n",
    ]
)  # fmt: skip


@OFTEN
@given(st.lists(PARTS | st.binary(max_size=20), max_size=12).map(b"".join))
def test_no_answer_brings_anything_but_our_errors(
    server: Hostile, fetcher: Fetcher, answer: bytes
) -> None:
    """Pieces of HTTP in any order, and bytes between them."""
    server.behaviours["/"] = lambda line, _: line.sendall(answer)
    try:
        page = got(fetcher.fetch(server.url + "/"))
    except SourceFailed as error:
        said = error.what
    else:
        said = f"{len(page.body)} bytes"
        assert len(page.body) <= len(answer)
    assert said.isprintable()
    assert len(said) <= 300


# ── pauses that a server asks for ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("said", "date", "seconds"),
    [
        ("120", "", 120),
        (" 120 ", "", 120),
        ("999999999", "", 86_400),
        ("0", "", 0),
        ("-5", "", 0),
        ("1.5", "", 0),
        ("soon", "", 0),
        ("", "Mon, 23 Nov 2026 00:00:00 GMT", 0),
        ("Mon, 23 Nov 2026 00:10:00 GMT", "Mon, 23 Nov 2026 00:00:00 GMT", 600),
        ("Mon, 23 Nov 2026 00:10:00 GMT", "", 0),
        ("Sun, 22 Nov 2026 00:00:00 GMT", "Mon, 23 Nov 2026 00:00:00 GMT", 0),
        ("Mon, 23 Nov 2099 00:10:00 GMT", "Mon, 23 Nov 2026 00:00:00 GMT", 86_400),
        ("Mon, 23 Nov 2026 00:10:00 -0000", "Mon, 23 Nov 2026 00:00:00 GMT", 0),
    ],
)
def test_a_pause_is_read_as_seconds_or_as_a_moment_of_the_server_s_own_clock(
    said: str, date: str, seconds: int
) -> None:
    """RFC 9110, 10.2.3; our clock may be wrong."""
    assert pause_of(said, date) == seconds


@pytest.mark.parametrize("status", ["429 Too Many", "503 Busy"])
def test_a_host_that_asks_for_a_pause_is_left_alone(server: Hostile, status: str) -> None:
    """For its whole host, and no longer than it said."""
    now = [0.0]
    server.behaviours |= {"/busy": reply(b"", status, Retry_After="30"), "/": reply()}
    with Fetcher(replace(CALM, allow_private=(server.place,)), "", clock=lambda: now[0]) as fetcher:
        with pytest.raises(Unreachable, match="30秒後に"):
            fetcher.fetch(server.url + "/busy")
        assert fetcher.rests() == {server.place: 30}
        with pytest.raises(Resting, match="あと30秒"):
            fetcher.fetch(server.url + "/")
        assert len(server.requests) == 1
        now[0] = 30
        assert isinstance(fetcher.fetch(server.url + "/"), Fetched)


def test_a_failure_without_a_word_of_pause_is_none(server: Hostile, fetcher: Fetcher) -> None:
    """The next page may do."""
    server.behaviours |= {"/busy": reply(b"", "503 Busy"), "/": reply()}
    with pytest.raises(Unreachable):
        fetcher.fetch(server.url + "/busy")
    assert isinstance(fetcher.fetch(server.url + "/"), Fetched)


# ── cookies ─────────────────────────────────────────────────────────────────────────────────────


def wanting_cookie(line: socket.socket, asked: bytes) -> None:
    """Show the page to whoever brings the cookie back, and send all others here once more."""
    if b"Cookie: seen=1" in asked:
        line.sendall(reply(b"page", Connection="close"))
    else:
        line.sendall(
            reply(b"", "302 Found", Location="/", Set_Cookie="seen=1; Path=/", Connection="close")
        )


def test_a_cookie_and_a_redirect_to_the_same_address_lead_to_the_page(
    server: Hostile, fetcher: Fetcher
) -> None:
    """Within one fetch alone: the next one knows nothing of it."""
    server.behaviours["/"] = wanting_cookie
    for _ in range(2):
        page = got(fetcher.fetch(server.url + "/"))
        assert (page.body, page.url, page.moved_to) == (b"page", server.url + "/", "")
    assert [b"Cookie" in request for request in server.requests] == [False, True, False, True]


def test_a_page_that_moved_to_itself_for_good_has_not_moved(
    server: Hostile, fetcher: Fetcher
) -> None:
    """301 with a cookie."""

    def moved(line: socket.socket, asked: bytes) -> None:
        done = b"Cookie" in asked
        more = {} if done else {"Location": "/", "Set_Cookie": "a=b"}
        status = "200 OK" if done else "301 Moved"
        line.sendall(reply(b"page", status, Connection="close", **more))

    server.behaviours["/"] = moved
    assert got(fetcher.fetch(server.url + "/")).moved_to == ""


@pytest.mark.parametrize("cookie", ["", "a=b", "a=b; Domain=other.example"])
def test_a_redirect_that_brings_nothing_new_goes_in_circles(
    server: Hostile, fetcher: Fetcher, cookie: str
) -> None:
    """Without a cookie, with the same one again, with one for somebody else."""
    server.behaviours["/"] = reply(
        b"", "302 Found", Location="/", **({"Set_Cookie": cookie} if cookie else {})
    )
    with pytest.raises(Unreadable, match="同じところに戻って"):
        fetcher.fetch(server.url + "/")
    assert len(server.requests) <= 2


def test_a_new_cookie_each_time_ends_too(server: Hostile, fetcher: Fetcher) -> None:
    """By the number of redirects."""
    count = iter(range(99))

    def another(line: socket.socket, _: bytes) -> None:
        line.sendall(
            reply(b"", "302 Found", Location="/", Set_Cookie=f"a={next(count)}", Connection="close")
        )

    server.behaviours["/"] = another
    with pytest.raises(Unreadable, match="転送が5回を超え"):
        fetcher.fetch(server.url + "/")


def test_a_cookie_is_shown_to_nobody_else(server: Hostile) -> None:
    """Where a redirect leads to another host, it stays behind."""
    with (
        Hostile() as other,
        Fetcher(replace(CALM, allow_private=(server.place, f"localhost:{other.port}")), "") as one,
    ):
        server.behaviours["/"] = reply(
            b"", "302 Found", Location=f"http://localhost:{other.port}/", Set_Cookie="a=b"
        )
        other.behaviours["/"] = reply()
        one.fetch(server.url + "/")
        assert b"Cookie" not in other.requests[0]
