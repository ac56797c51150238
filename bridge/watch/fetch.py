"""Edge: one polite, bounded GET to a public address; the only way out to the web. Holds no rule of the policy.

What is bounded, and by what: the whole answer in seconds (a watchdog outside the read loop shuts the socket: a server that
drips a byte a second never trips a read time-out), the body in bytes (counted after unpacking, chunk by chunk), redirects
in number, headers by http.client, the run by `deadline`. Where it may go is decided at connection time, on the very
addresses that are connected to, so a name that changes its answer in between gains nothing.
"""

from __future__ import annotations

import hashlib
import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from bridge import __version__
from bridge.errors import AddressRefused, Gone, SourceFailed, Unreachable, Unreadable
from bridge.watch.fetched import Fetched, NotModified, Validators

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bridge.settings import FetchSettings

REDIRECTS: Final = 5
PER_HOST: Final = 2  #: requests at a time to one host
CHUNK: Final = 65_536
ZERO: Final = Validators()
#: ranges that Python's `is_global` lets pass in some versions: 6to4, NAT64, and what carries an IPv4 address inside
CARRIERS: Final = tuple(ipaddress.ip_network(net) for net in ("2002::/16", "64:ff9b::/96", "64:ff9b:1::/48", "::/96"))
_WAIT: Final = "次の回に自動で試します。続くときは、サイトの様子を確かめてください。"
_FIX: Final = "feeds.toml の url か、ページのリンクを確かめてください。"
_LOOK: Final = "ブラウザーで開いて確かめ、feedbridge try で読めるかを見てください。"


def public(address: str) -> bool:
    """Return whether an IP address (text) is one on the public internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif any(ip in net for net in CARRIERS):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


class _Refused(Exception):
    """An address that is not connected to."""


class _Line:
    """What one fetch holds open, so that the watchdog can end it: the socket, however far it has come."""

    def __init__(self, until: float) -> None:
        self.until = until
        self.over = False
        self._sockets: list[socket.socket] = []

    def hold(self, sock: socket.socket) -> None:
        # A twin of our own: http.client closes a connection early when its answer ends with it, TLS takes the socket over;
        # a shutdown of the twin still ends the line.
        self._sockets.append(sock.dup())
        if self.over:
            self.cut()

    def release(self) -> None:
        while self._sockets:
            self._sockets.pop().close()

    def cut(self) -> None:
        self.over = True
        for sock in self._sockets:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


class Fetcher:
    """GETs for one run; used from several threads at once."""

    def __init__(self, settings: FetchSettings, site: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._clock = clock
        self.deadline = clock() + settings.run_seconds  #: monotonic moment after which nothing is fetched any more
        self._agent = settings.user_agent or f"feedbridge/{__version__} (+{site})"
        self._allowed = {entry.lower() for entry in settings.allow_private}
        self._hosts: dict[str, threading.Semaphore] = {}
        self._lines: set[_Line] = set()
        self._guard = threading.Condition()
        self._local = threading.local()
        self._sessions: list[requests.Session] = []
        self._closed = False
        threading.Thread(target=self._watch, name="fetch-watchdog", daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        with self._guard:
            self._closed = True
            self._guard.notify()
        for session in self._sessions:
            session.close()

    def fetch(self, url: str, validators: Validators = ZERO) -> Fetched | NotModified:
        """Return the answer to a GET of `url`, or NotModified when the validators still hold.

        Raises AddressRefused, Unreachable, Gone or Unreadable, whatever the server does, within total_seconds.
        """
        start, seen, permanent = url, {url}, True
        until = min(self._clock() + self._settings.total_seconds, self.deadline)
        moved = ""
        for _ in range(REDIRECTS + 1):
            answer = self._once(url, validators, until)
            if not isinstance(answer, _Elsewhere):
                return answer if isinstance(answer, NotModified) else replace(answer, moved_to=moved)
            url = self._next(url, answer.to, seen)
            permanent = permanent and answer.permanent
            moved = url if permanent else moved
        raise Unreadable(f"{_shown(start)}: 転送が{REDIRECTS}回を超えました。", _FIX)

    def _next(self, url: str, to: str, seen: set[str]) -> str:
        try:
            target = urljoin(url, to)
            downgraded = urlsplit(url).scheme == "https" and urlsplit(target).scheme == "http"
        except ValueError:
            raise Unreadable(f"{_shown(url)}: 転送先のアドレスが読めません。", _FIX) from None
        if downgraded:
            raise AddressRefused(f"{_shown(url)}: https から http への転送には従いません({_shown(target)})。", _FIX)
        if target in seen:
            raise Unreadable(f"{_shown(url)}: 転送が同じところに戻っています。", _FIX)
        seen.add(target)
        return target

    # ── one request ─────────────────────────────────────────────────────────────────────────────

    def _once(self, url: str, validators: Validators, until: float) -> Fetched | NotModified | _Elsewhere:
        host = self._check(url)
        headers = {"User-Agent": self._agent, "Accept-Encoding": "gzip", "Accept": "*/*"}
        if validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators.last_modified:
            headers["If-Modified-Since"] = validators.last_modified
        with self._turn(host, until, url), self._held(until) as line:
            try:
                timeout = (self._settings.connect_seconds, self._settings.read_seconds)
                with self._session().get(
                    url, headers=headers, timeout=timeout, stream=True, allow_redirects=False
                ) as response:
                    answer = self._answer(response, url)
            except Exception as error:
                if line.over:
                    raise self._too_late(url) from error
                if isinstance(error, SourceFailed):
                    raise
                raise _explained(url, error) from error  # whatever requests, urllib3 or http.client make of it
            if line.over:  # a cut line looks like the end of a body without a length
                raise self._too_late(url)
            return answer

    def _check(self, url: str) -> str:
        """Return host:port of an address that may be asked; what it resolves to is checked when connecting."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise AddressRefused(f"{_shown(url)}: アドレスが読めません。", _FIX) from None
        if parts.scheme not in {"http", "https"} or not host:
            raise AddressRefused(f"{_shown(url)}: http か https のアドレスではありません。", _FIX)
        if parts.username is not None or parts.password is not None:
            raise AddressRefused(f"{_shown(url)}: 利用者名やパスワードの入ったアドレスは開きません。", _FIX)
        place = f"{host}:{port or (443 if parts.scheme == 'https' else 80)}".lower()
        if port not in {None, 80, 443} and place not in self._allowed:
            raise AddressRefused(
                f"{_shown(url)}: ポート{port}は開きません。",
                "必要なら [fetch] allow_private に host:port を書いてください。",
            )
        return place

    def _answer(self, response: requests.Response, url: str) -> Fetched | NotModified | _Elsewhere:
        status, headers = response.status_code, response.headers
        if status == 304:
            return NotModified(url)
        if status in {301, 302, 303, 307, 308} and headers.get("Location"):
            return _Elsewhere(_location(headers["Location"]), permanent=status in {301, 308})
        if status in {404, 410}:
            raise Gone(
                f"{_shown(url)}: ページがありません({status})。",
                "アドレスが変わっていないか、サイトを確かめてください。",
            )
        if status == 429 or status >= 500:
            later = _plain(headers.get("Retry-After", ""))[:40]
            raise Unreachable(
                f"{_shown(url)}: サーバーが応じられません({status}{'、' + later + '後に再試行との指示' if later else ''})。",
                _WAIT,
            )
        if status != 200:
            raise Unreadable(f"{_shown(url)}: 読めません({status})。", _LOOK)
        body = self._body(response, url)
        kept = Validators(_plain(headers.get("ETag", ""))[:300], _plain(headers.get("Last-Modified", ""))[:100])
        kind = _plain(headers.get("Content-Type", ""))[:200]
        return Fetched(url, body, kind, kept, "", hashlib.sha256(body).hexdigest())

    def _body(self, response: requests.Response, url: str) -> bytes:
        """Return the unpacked body, never holding more than max_bytes of it."""
        coding = response.headers.get("Content-Encoding", "").strip().lower()
        if coding not in {"", "identity", "gzip", "x-gzip"}:
            raise Unreadable(f"{_shown(url)}: 扱えない圧縮形式です({_plain(coding)[:40]})。", _LOOK)
        limit = self._settings.max_bytes
        unpack = zlib.decompressobj(wbits=31) if "gzip" in coding else None
        body = bytearray()
        for chunk in response.raw.stream(CHUNK, decode_content=False):
            if unpack is None:
                body += chunk
            else:
                try:
                    body += unpack.decompress(chunk, limit + 1 - len(body))
                except zlib.error:
                    raise Unreadable(f"{_shown(url)}: 圧縮された内容が壊れています。", _LOOK) from None
            if len(body) > limit:
                raise Unreadable(
                    f"{_shown(url)}: 内容が大きすぎます(上限{limit:,}バイト)。", "取得元のアドレスを確かめてください。"
                )
        if unpack is not None and not unpack.eof and body:
            raise Unreachable(f"{_shown(url)}: 内容が途中で切れています。", _WAIT)
        return bytes(body)

    # ── limits from outside ─────────────────────────────────────────────────────────────────────

    @contextmanager
    def _turn(self, host: str, until: float, url: str) -> Iterator[None]:
        """Wait for a place at this host."""
        with self._guard:
            places = self._hosts.setdefault(host, threading.Semaphore(PER_HOST))
        if not places.acquire(timeout=max(0.0, until - self._clock())):
            raise self._too_late(url)
        try:
            if self._clock() >= until:
                raise self._too_late(url)
            yield
        finally:
            places.release()

    @contextmanager
    def _held(self, until: float) -> Iterator[_Line]:
        """Put this thread's request under the watchdog."""
        line = _Line(until)
        with self._guard:
            self._lines.add(line)
            self._guard.notify()
        self._local.line = line
        try:
            yield line
        finally:
            self._local.line = None
            with self._guard:
                self._lines.discard(line)
                line.release()

    def _watch(self) -> None:
        with self._guard:
            while not self._closed:
                now = self._clock()
                for line in [line for line in self._lines if line.until <= now and not line.over]:
                    line.cut()
                pending = [line.until for line in self._lines if not line.over]
                # Woken for each new request; a look every second covers a clock that is not the real one.
                self._guard.wait(min([1.0, *(max(0.01, until - now) for until in pending)]) if pending else None)

    def _too_late(self, url: str) -> Unreachable:
        if self._clock() >= self.deadline:
            return Unreachable(
                f"{_shown(url)}: 今回の取得の制限時間({self._settings.run_seconds:g}秒)が過ぎました。", _WAIT
            )
        return Unreachable(f"{_shown(url)}: {self._settings.total_seconds:g}秒以内に受け取りきれませんでした。", _WAIT)

    # ── connecting ──────────────────────────────────────────────────────────────────────────────

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._local, "session", None)
        if session is None:
            session = _Session()
            session.trust_env = False  # no proxy, no .netrc
            session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
            adapter = _Adapter(self)
            session.mount("http://", adapter)
            session.mount("https://", adapter)
            self._local.session = session
            with self._guard:
                self._sessions.append(session)
        return session

    def watch(self, sock: socket.socket) -> None:
        """Put a socket under this thread's deadline."""
        line: _Line | None = getattr(self._local, "line", None)
        if line is not None:
            line.hold(sock)

    def connect(self, host: str, port: int) -> socket.socket:
        """Return a socket to `host`, each of its addresses tried in turn; raises _Refused if any of them is not public.

        They are all looked at, and no other name look-up follows: what was checked is what is connected to.
        """
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        if f"{host}:{port}".lower() not in self._allowed:
            for *_, address in found:
                if not public(str(address[0])):
                    raise _Refused(str(address[0]))
        last: OSError = socket.gaierror(f"{host}: no address")
        for family, kind, proto, _, address in found:
            sock = socket.socket(family, kind, proto)
            try:
                sock.settimeout(self._settings.connect_seconds)
                sock.connect(address)
            except OSError as error:  # a dead IPv6 route: the next address may do
                last = error
                sock.close()
            else:
                return sock
        raise last


class _Connection(HTTPConnection):
    """A connection of urllib3 that asks its Fetcher where it may go, and stays under its watchdog, TLS or not."""

    fetcher: ClassVar[Fetcher]
    _twin: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        sock = self.fetcher.connect(self._dns_host.strip("[]"), self.port or self.default_port)
        self._twin = sock.dup()  # outlives TLS, so that a kept connection can be put under the next deadline
        self.fetcher.watch(self._twin)
        return sock

    def putrequest(self, *args: Any, **kwargs: Any) -> None:
        if self._twin is not None:  # a kept connection belongs to the request that now goes through it
            self.fetcher.watch(self._twin)
        super().putrequest(*args, **kwargs)

    def close(self) -> None:
        super().close()
        if self._twin is not None:
            self._twin.close()
            self._twin = None


class _SecureConnection(_Connection, HTTPSConnection):
    """The same over TLS; the certificate is checked against the name, not the address."""


class _Session(requests.Session):
    """requests' session, but redirects are ours: it would prepare the next request unasked, and fail on odd addresses."""

    def get_redirect_target(self, resp: requests.Response) -> None:  # noqa: ARG002 - requests' signature
        return None


class _Adapter(HTTPAdapter):
    """requests' adapter with our connections, and no retries."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        bound = {"fetcher": self._fetcher}
        plain = type("Plain", (HTTPConnectionPool,), {"ConnectionCls": type("Plain", (_Connection,), bound)})
        secure = type("Secure", (HTTPSConnectionPool,), {"ConnectionCls": type("Secure", (_SecureConnection,), bound)})
        self.poolmanager.pool_classes_by_scheme = {"http": plain, "https": secure}


# ── words ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """A redirect."""

    to: str
    permanent: bool


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and all that it stands for: causes, contexts, urllib3's reasons and arguments."""
    waiting, seen = [error], set()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        inner = (one.__cause__, one.__context__, getattr(one, "reason", None), *one.args)
        waiting += [found for found in inner if isinstance(found, BaseException)]


def _explained(url: str, error: Exception) -> SourceFailed:
    """Return what an exception of the network means to staff."""
    name = _shown(url)
    for one in _chain(error):
        if isinstance(one, _Refused):
            return AddressRefused(f"{name}: 公開されていないアドレス({one})には接続しません。", _FIX)
        if isinstance(one, ssl.SSLCertVerificationError):
            return Unreachable(
                f"{name}: サイトの証明書を確かめられません({one.verify_message})。",
                "サイトの管理者に知らせてください。",
            )
        if isinstance(one, ssl.SSLError):
            return Unreachable(f"{name}: 暗号化した接続(TLS)ができません。", _WAIT)
        if isinstance(one, socket.gaierror):
            return Unreachable(f"{name}: サイトの名前が見つかりません(DNS)。", _FIX)
        if isinstance(one, ConnectionRefusedError):
            return Unreachable(f"{name}: 接続を断られました。", _WAIT)
        if isinstance(one, TimeoutError):
            return Unreachable(f"{name}: 時間内に応答がありません。", _WAIT)
    if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.InvalidSchema | ValueError):
        return AddressRefused(f"{name}: アドレスが正しくありません。", _FIX)
    return Unreachable(f"{name}: 応答が途中で切れたか、壊れています({type(error).__name__})。", _WAIT)


def _location(value: str) -> str:
    """A Location as meant: http.client reads headers as latin-1, Japanese servers write them in UTF-8."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def _plain(value: str) -> str:
    """A header's value as one line of printable ASCII: it goes back to the server and into the record."""
    return re.sub(r"[^ -~]", "", value)


def _shown(url: str) -> str:
    """An address as it may stand in a message: one line, without credentials, not endless."""
    bare = re.sub(r"//[^/?#]*@", "//", url)
    return "".join(c if c.isprintable() else "?" for c in bare)[:200]
