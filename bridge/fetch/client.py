"""Edge: one polite, bounded GET to a public address; the only way out to the web. Holds no rule of
the policy.

What is bounded, and by what: the whole answer in seconds (network/call.py), the body in bytes
(counted after unpacking, piece by piece), redirects in number, headers by http.client, the run by
`deadline`. Where it may go is decided in network/addresses.py, when it connects.
"""

from __future__ import annotations

import errno
import hashlib
import re
import socket
import threading
import time
import zlib
from collections import defaultdict
from contextlib import contextmanager, suppress
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import urljoin, urlsplit

from bridge import __version__
from bridge.errors import (
    AddressRefused,
    BridgeError,
    Gone,
    OutOfTime,
    Resting,
    Silent,
    SourceFailed,
    Unreachable,
    Unreadable,
)
from bridge.network.addresses import Guard
from bridge.network.call import CHUNK, Call
from bridge.network.causes import causes
from bridge.network.connector import Connector
from bridge.network.tunnel import ProxyFailed
from bridge.network.way import DIRECT, WayOut
from bridge.read.fetched import Fetched, NotModified, Validators
from bridge.sayings import Refusal
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from email.message import Message

    from requests.adapters import HTTPAdapter
    from requests.cookies import RequestsCookieJar

    from bridge.network.lane import Lane, Reply
    from bridge.settings import FetchSettings

REDIRECTS: Final = 5
PER_HOST: Final = 2  #: requests at a time to one host
#: time-outs of one host, with no answer between them, after which a run asks it for nothing more
TIMEOUTS: Final = 2
#: codes of what was waited for in vain; a host that refuses does it at once
WAITED: Final = frozenset(("fetch.silent", "fetch.too_slow", "fetch.dns_silent"))
DAY: Final = 86_400.0  #: seconds; longer pauses are asked about again
LONGEST: Final = 2_000  #: characters of a redirect's address
ZERO: Final = Validators()
CODINGS: Final = {
    "": 0,
    "identity": 0,
    "gzip": 31,
    "x-gzip": 31,
    "deflate": 15,
}  #: → zlib's wbits; RFC 9110, 8.4.1
PACKINGS: Final = frozenset(
    (*CODINGS, "br", "zstd", "compress", "x-compress", "bzip2", "xz", "lzma", "dcb", "dcz")
)


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """A redirect."""

    to: str
    permanent: bool
    cookies: RequestsCookieJar | None = None  #: that it set


class Hosts:
    """Whose turn it is at each host, and which want to be left alone; one for all fetchers that run
    beside each other.
    """

    def __init__(self) -> None:
        self._turns: defaultdict[str, threading.Semaphore] = defaultdict(
            lambda: threading.Semaphore(PER_HOST)
        )
        self._rests: dict[str, float] = {}
        self._guard = threading.Lock()

    def turn(self, host: str) -> threading.Semaphore:
        """Return what lets PER_HOST requests at a time through to a host."""
        with self._guard:
            return self._turns[host]

    def rest(self, host: str, until: float) -> None:
        """Leave a host alone until a moment of the fetchers' clock."""
        with self._guard:
            self._rests[host] = max(self._rests.get(host, 0.0), until)

    def until(self, host: str) -> float:
        """Return until when a host wants to be left alone, 0.0 when it does not."""
        with self._guard:
            return self._rests.get(host, 0.0)


class Fetcher:
    """GETs for one run; used from several threads at once."""

    def __init__(
        self,
        settings: FetchSettings,
        site: str,
        clock: Callable[[], float] = time.monotonic,
        way: WayOut = DIRECT,
        hosts: Hosts | None = None,
    ) -> None:
        self._settings = settings
        self._clock = clock
        #: moment of `clock` after which nothing is fetched any more
        self.deadline = clock() + settings.run_seconds
        self._agent = _plain(settings.user_agent or f"feedbridge/{__version__} (+{site})")
        self._hosts = hosts or Hosts()
        self._guard = threading.Lock()
        self._local = threading.local()
        self._own: set[str] = set()  # hosts that this run has to do with
        # by host, time-outs since its last answer
        self._timeouts: defaultdict[str, int] = defaultdict(int)
        self._adapter: HTTPAdapter | None = None
        self._plain: Lane | None = None
        self._way = way
        self._connector = Connector(way, settings.connect_seconds, Guard(settings.allow_private))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        for open_ in (self._adapter, self._plain):
            if open_ is not None:
                open_.close()

    def fetch(
        self, url: str, validators: Validators = ZERO, permit: Callable[[str], None] | None = None
    ) -> Fetched | NotModified:
        """Return the answer to a GET of `url`, or NotModified when the validators still hold.

        `permit` raises SourceFailed for an address to which a redirect may not lead. Raises
        AddressRefused, Unreachable, Gone or Unreadable, whatever the server does; takes
        total_seconds at the most, not counting the wait for a turn at its host. A host that has
        timed out TIMEOUTS times over is not asked again (Silent).
        """
        way = [url]
        try:
            return self._follow(way, validators, permit)
        except SourceFailed as error:
            name = _shown(url) if len(way) == 1 else f"{_shown(url)} からの転送先 {_shown(way[-1])}"
            raise error.about(name) from error

    def rest(self, host: str, seconds: float) -> None:
        """Leave a host alone for so long; its addresses raise Resting until then."""
        self._own.add(host)
        self._hosts.rest(host, self._clock() + seconds)

    def rests(self) -> dict[str, float]:
        """Return the hosts of this run that want to be left alone and for how many seconds from
        now.
        """
        now = self._clock()
        return {
            host: until - now
            for host in tuple(self._own)
            if (until := self._hosts.until(host)) > now
        }

    def _follow(
        self, way: list[str], validators: Validators, permit: Callable[[str], None] | None
    ) -> Fetched | NotModified:
        """Fetch the last address of `way` and those to which it leads, which are added to `way`.

        Cookies live for this one way: some servers show a page only to whoever brings theirs back.
        """
        jar: RequestsCookieJar | None = None
        moved, permanent, left = "", True, self._settings.total_seconds
        for _ in range(REDIRECTS + 1):
            headers = self._headers(way[-1], validators)
            self._own.add(host_of(way[-1]))
            if (pause := self._hosts.until(host_of(way[-1])) - self._clock()) > 0:
                raise Resting("fetch.resting", seconds=pause)
            with self._turn(urlsplit(way[-1]).hostname or ""):
                began = self._clock()
                with self._counted(host_of(way[-1])):
                    answer = self._once(way[-1], headers, jar, min(began + left, self.deadline))
                left -= self._clock() - began
            if isinstance(answer, NotModified):
                return answer
            if isinstance(answer, Fetched):
                return replace(answer, moved_to=moved)
            new = False
            if answer.cookies:
                jar = type(answer.cookies)() if jar is None else jar
                new = any(
                    jar.get(c.name, domain=c.domain, path=c.path) != c.value for c in answer.cookies
                )
                jar.update(answer.cookies)
            way.append(_next(way, answer.to, again=new))
            if permit is not None:
                permit(way[-1])
            permanent = permanent and answer.permanent
            moved = way[-1] if permanent and way[-1] != way[0] else moved
        raise Unreadable("fetch.redirects", most=REDIRECTS)

    # ── one request ─────────────────────────────────────────────────────────────────────────────

    def _headers(self, url: str, validators: Validators) -> dict[str, str]:
        """Return what is sent to an address that may be asked; raises AddressRefused."""
        try:
            parts = urlsplit(url)
            if (
                parts.port == 0
            ):  # urllib3 takes it for the scheme's own; asking for it raises when it is none
                raise AddressRefused("fetch.port_zero")
            if parts.scheme not in {"http", "https"} or not parts.hostname:
                raise AddressRefused("fetch.no_web_address")
            if parts.username is not None or parts.password is not None:
                raise AddressRefused("fetch.credentials_in_address")
        except ValueError:
            raise AddressRefused("fetch.address_unfit") from None
        headers = {"User-Agent": self._agent, "Accept-Encoding": "gzip", "Accept": "*/*"}
        if etag := _kept(validators.etag):
            headers["If-None-Match"] = etag
        if last_modified := _kept(validators.last_modified):
            headers["If-Modified-Since"] = last_modified
        return headers

    def _once(
        self, url: str, headers: dict[str, str], jar: RequestsCookieJar | None, until: float
    ) -> Fetched | NotModified | _Elsewhere:
        """Send one GET and return its answer, read to the end; raises SourceFailed."""
        with Call(until - self._clock()) as call:
            self._local.call = call
            try:
                answer = self._by_lane(call, url, headers) if jar is None else None
                answer = answer or self._by_requests(url, headers, jar)
            except Exception as error:
                if call.over or self._clock() >= until:
                    raise self._too_late() from error
                if isinstance(error, BridgeError):
                    raise
                raise _explained(
                    error
                ) from error  # whatever requests, urllib3 or http.client make of it
            if call.over:  # a cut line looks like the end of a body without a length
                raise self._too_late()
            return answer

    def _by_lane(
        self, call: Call, url: str, headers: dict[str, str]
    ) -> Fetched | NotModified | _Elsewhere | None:
        """Return the answer to a plain GET; None when the address or the way is requests' to
        handle.
        """
        lane = self._lane()
        if not lane.takes(url):
            return None
        with lane.get(call, url, headers) as reply:
            answer = self._answer(reply, url, headers)
            if isinstance(answer, _Elsewhere) and reply.headers.said("Set-Cookie"):
                return replace(answer, cookies=_cookies(url, reply.message))
            return answer

    def _by_requests(
        self, url: str, headers: dict[str, str], jar: RequestsCookieJar | None
    ) -> Fetched | NotModified | _Elsewhere:
        import requests

        from bridge.network.lane import Headers, Reply

        timeout = (self._settings.connect_seconds, self._settings.read_seconds)
        try:
            request = requests.Request("GET", url, headers=headers, cookies=jar).prepare()
        except ValueError:  # what requests raises for an address that is none
            raise AddressRefused("fetch.address_unfit") from None
        with self._connections().send(request, stream=True, timeout=timeout) as response:
            raw = response.raw
            pieces = raw.stream(CHUNK, decode_content=False)
            reply = Reply(
                response.status_code,
                Headers(response.headers.items()),
                raw.length_remaining or 0,
                pieces,
            )
            answer = self._answer(reply, url, headers)
            return (
                replace(answer, cookies=response.cookies)
                if isinstance(answer, _Elsewhere)
                else answer
            )

    def _answer(
        self, reply: Reply, url: str, headers: dict[str, str]
    ) -> Fetched | NotModified | _Elsewhere:
        status, header = reply.status, reply.headers.said
        if status == 304 and {"If-None-Match", "If-Modified-Since"} & headers.keys():
            next(reply.pieces, None)  # has no body; read to its end, the connection is kept
            return NotModified(url)
        if status in {301, 302, 303, 307, 308} and header("Location"):
            return _Elsewhere(header("Location"), status in {301, 308})
        if status == 407 and self._way.http:  # plain HTTP: the proxy's own word
            challenge = header("Proxy-Authenticate")
            raise _explained(ProxyFailed(self._way.http, status, challenge))
        if status in {404, 410}:
            raise Gone("fetch.gone", status=status)
        if status == 429 or status >= 500:
            wait = header("Retry-After")
            if seconds := pause_of(wait, header("Date")):
                self.rest(host_of(url), seconds)
            raise Unreachable("fetch.server_busy", status=status, later=_later(wait))
        if status in {401, 403}:
            raise Unreadable("fetch.forbidden", status=status)
        if status != 200:
            raise Unreadable("fetch.status", status=status)
        body = self._body(reply)
        validators = Validators(_kept(header("ETag")), _kept(header("Last-Modified")))
        kind = _plain(header("Content-Type"))[:200]
        return Fetched(
            url=url,
            body=body,
            content_type=kind,
            validators=validators,
            moved_to="",
            digest=hashlib.sha256(body).hexdigest(),
        )

    def _body(self, reply: Reply) -> bytes:
        """Return the unpacked body, never holding more than max_bytes and a piece of it."""
        coding, limit = _coding(reply.headers.said("Content-Encoding")), self._settings.max_bytes
        if (
            coding not in CODINGS
        ):  # as are several: 504 bytes, packed three times, unpack to a gigabyte
            raise Unreadable("fetch.coding_unknown", coding=_plain(coding)[:40])
        pieces = reply.pieces
        if CODINGS[coding]:
            pieces = _unpacked(pieces, CODINGS[coding])
        body, announced = bytearray(), reply.length
        while announced <= limit and len(body) <= limit:
            piece = next(pieces, None)
            if piece is None:
                return bytes(body)
            body += piece
        raise Unreadable("fetch.too_large", limit=limit)

    # ── limits from outside ─────────────────────────────────────────────────────────────────────

    @contextmanager
    def _turn(self, host: str) -> Iterator[None]:
        """Wait for a turn at this host, to the end of the run at the most."""
        turn = self._hosts.turn(host.rstrip("."))
        if self._clock() >= self.deadline or not turn.acquire(
            timeout=max(0.0, self.deadline - self._clock())
        ):
            raise self._too_late()
        try:
            yield
        finally:
            turn.release()

    @contextmanager
    def _counted(self, host: str) -> Iterator[None]:
        """Count the time-outs of a host, where several may wait for their turn; raises Silent."""
        if self._timeouts[host] >= TIMEOUTS:
            raise Silent("fetch.host_silent", host=host[:100], count=TIMEOUTS)
        try:
            yield
        except Unreachable as error:
            if not isinstance(error, OutOfTime):
                self._timeouts[host] = self._timeouts[host] + 1 if error.code in WAITED else 0
            raise
        except SourceFailed:  # an answer, though not a good one
            self._timeouts[host] = 0
            raise
        self._timeouts[host] = 0

    def _too_late(self) -> Unreachable:
        if self._clock() >= self.deadline:
            return OutOfTime("fetch.run_over", seconds=self._settings.run_seconds)
        return Unreachable("fetch.too_slow", seconds=self._settings.total_seconds)

    def _lane(self) -> Lane:
        """Return the connections for plain GETs."""
        with self._guard:
            if self._plain is None:
                from bridge.network.lane import Lane

                self._plain = Lane(self._connector, self._settings.read_seconds, PER_HOST)
            return self._plain

    def _connections(self) -> HTTPAdapter:
        """Return requests' adapter, without its session: no cookies, no .netrc, no redirects of its
        own.
        """
        with self._guard:
            if self._adapter is None:
                from bridge.network.pools import adapter

                self._adapter = adapter(self._connector, lambda: self._local.call, PER_HOST)
            return self._adapter


def _cookies(url: str, message: Message) -> RequestsCookieJar:
    """Return the cookies that an answer set, as requests reads them."""
    from requests import Request
    from requests.cookies import MockRequest, MockResponse, RequestsCookieJar

    jar = RequestsCookieJar()
    request: Any = MockRequest(Request("GET", url).prepare())
    response: Any = MockResponse(message)  # types-requests knows them by no protocol of cookielib's
    jar.extract_cookies(response, request)
    return jar


def host_of(url: str) -> str:
    """Return the host of an address, with its port when it is not the usual one; in lower case."""
    parts = urlsplit(url)
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    name = (parts.hostname or "").rstrip(".")
    return name if parts.port in {None, usual} else f"{name}:{parts.port}"


def pause_of(retry_after: str, date: str) -> float:
    """Return how many seconds a server wants to be left alone, a day at the most; 0 when it says
    nothing that can be read.

    RFC 9110, 10.2.3: seconds, or a moment of the server's own clock, which its Date tells.
    """
    if re.fullmatch(r"[0-9]{1,9}", retry_after.strip()):
        return min(float(retry_after), DAY)
    try:
        span = parsedate_to_datetime(retry_after) - parsedate_to_datetime(date)
    except (ValueError, TypeError):  # no date, or one without a zone beside one with
        return 0.0
    return min(max(span.total_seconds(), 0.0), DAY)


def _next(way: list[str], location: str, *, again: bool) -> str:
    """Return where a redirect leads, as an address that may be kept; raises SourceFailed.

    `again`: the server has set a new cookie, and may want to see it at the same address.
    """
    import requests

    with suppress(
        UnicodeError
    ):  # http.client reads headers as latin-1, Japanese servers write them in UTF-8
        location = location.encode("latin-1").decode("utf-8")
    if len(location) > LONGEST:
        raise Unreadable("fetch.redirect_too_long", most=LONGEST)
    try:
        target = requests.Request("GET", urljoin(way[-1], location)).prepare().url or ""
        downgraded = urlsplit(way[-1]).scheme == "https" and urlsplit(target).scheme == "http"
    except ValueError:
        raise Unreadable("fetch.redirect_unfit", url=_shown(location, 60)) from None
    if downgraded:
        raise AddressRefused("fetch.redirect_in_the_clear", url=_shown(target, 60))
    if target in way and not again:
        raise Unreadable("fetch.redirect_loop")
    return target


def _coding(header: str) -> str:
    """Return the packing that a Content-Encoding names; what is none (UTF-8, none, aws-chunked)
    counts as none, as in browsers.
    """
    words = [word.strip().lower() for word in header.split(",")]
    return ", ".join(word for word in words if word in PACKINGS and word not in {"", "identity"})


def _unpacked(chunks: Iterable[bytes], wbits: int) -> Iterator[bytes]:
    """Yield what is packed in `chunks`, at most CHUNK bytes at once; raises Unreadable or
    Unreachable.
    """
    unpack, more = zlib.decompressobj(wbits), False
    for received in chunks:
        chunk = received
        while chunk or more:
            if unpack.eof:
                if not chunk.startswith(
                    b"\x1f\x8b"
                ):  # some servers end with a line feed of their own
                    return
                unpack = zlib.decompressobj(wbits)  # RFC 1952, 2.2: a file may have several members
            try:
                piece = unpack.decompress(chunk, CHUNK)
            except zlib.error:
                raise Unreadable("fetch.packing_broken") from None
            yield piece
            more = len(piece) == CHUNK and not unpack.eof
            chunk = unpack.unconsumed_tail or unpack.unused_data
    if not unpack.eof:
        raise Unreachable("fetch.cut_short")


# ── words ───────────────────────────────────────────────────────────────────────────────────────


def _explained(error: Exception) -> SourceFailed:
    """Return what an exception of the network means to staff."""
    import ssl

    for one in causes(error):
        if isinstance(one, ProxyFailed):
            return Unreachable("proxy.failed", why=one.why)
        if isinstance(one, ssl.SSLCertVerificationError):
            return Unreachable("fetch.certificate", reason=_certificate(one))
        if isinstance(one, ssl.SSLError):
            return Unreachable("fetch.tls")
        if isinstance(one, socket.gaierror):
            if one.errno == socket.EAI_AGAIN:
                return Unreachable("fetch.dns_silent")
            return Unreachable("fetch.name_unknown")
        if isinstance(one, UnicodeError):
            return AddressRefused("fetch.name_unfit")
        if isinstance(one, ConnectionRefusedError):
            return Unreachable("fetch.connection_refused")
        if isinstance(one, TimeoutError):
            return Unreachable("fetch.silent")
        if isinstance(one, OSError) and one.errno in {errno.ENETUNREACH, errno.EHOSTUNREACH}:
            return Unreachable("fetch.no_route")
    return Unreachable("fetch.answer_broken", kind=type(error).__name__)


def _certificate(error: Exception) -> Refusal:
    """Return what is wrong with a certificate; the codes are OpenSSL's (X509_V_ERR_…)."""
    code = getattr(error, "verify_code", 0)
    if code == 9:
        return Refusal("certificate.not_yet")
    if code == 10:
        return Refusal("certificate.expired")
    if code in {18, 19, 20, 21}:
        return Refusal("certificate.issuer")
    if code in {62, 64}:
        return Refusal("certificate.of_another")
    return Refusal("certificate.unfit", number=code)


def _later(value: str) -> Refusal | str:
    """Return Retry-After for a message: seconds or a date, RFC 9110, 10.2.3; empty for none."""
    text = _plain(value)[:40]
    if not text:
        return ""
    return Refusal("fetch.again_in" if text.isdigit() else "fetch.again_from", at=text)


def _plain(value: str) -> str:
    """Return printable ASCII alone: it goes into a header, a message or the record."""
    return re.sub(r"[^ -~]", "", value).strip()


def _kept(value: str) -> str:
    """Return a validator that may be kept and sent back; empty for one that is odd: cut or cleaned
    it would never match.
    """
    return value if len(value) <= 300 and value == _plain(value) else ""


def _shown(url: str, longest: int = 120) -> str:
    """Return an address as it may stand in a message: one line, without credentials, not
    endless.
    """
    bare = re.sub(r"//[^/?#]*@", "//", url)
    line = "".join(c if c.isprintable() else "?" for c in bare[: longest + 1])
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
