"""Story 6, over the network: can each host that the configuration names be reached from here, the
way it is set up?

Nothing is posted, sent or written: pages get their GET, X a call without keys, the mail server a
login.
"""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bridge.errors import AddressRefused, BridgeError, SourceFailed, Unreachable
from bridge.health import Remark
from bridge.model import Through
from bridge.network.call import Call
from bridge.network.causes import cause
from bridge.network.connector import Connector
from bridge.network.tunnel import ProxyFailed
from bridge.network.way import place
from bridge.sayings import Coded, Refusal, Utterance
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bridge.fetch.client import Fetcher
    from bridge.network.way import Proxy, WayOut
    from bridge.settings import FetchSettings, NoticeSecrets, Settings

PATIENCE: Final = 20.0  #: seconds for a host
PORT: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Host:
    """What became of one host."""

    host: str  #: with its port
    use: str  #: what for, in words of staff
    how: Coded | None  #: how it was reached, or why it was not tried; None when it was not
    remark: Remark | None = None  #: why it cannot be reached


class Reach:
    """Tries each host once. Made by wiring.py."""

    def __init__(
        self,
        settings: Settings,
        secrets: NoticeSecrets,
        way: WayOut,
        fetcher: Callable[[FetchSettings], Fetcher],
    ) -> None:
        self._settings = settings
        self._secrets = secrets
        self._way = way
        self._fetcher = fetcher

    def look(self) -> Iterator[Host]:
        """Yield each host in the order of the configuration, however long some of them take."""
        patient = replace(self._settings.fetch, total_seconds=PATIENCE, run_seconds=3 * PATIENCE)
        with self._fetcher(patient) as fetcher, ThreadPoolExecutor(8) as pool:
            tasks = [*self._proxies(), *self._pages(fetcher), *self._x(), *self._mail()]
            tasks += [self._city] if self._settings.openid.issuer else []
            yield from pool.map(lambda task: task(), tasks)
        if self._secrets.apprise_urls:
            yield Host("Apprise", "通知", Utterance("reach.untried"))

    # ── what is tried ───────────────────────────────────────────────────────────────────────────

    def _proxies(self) -> Iterator[Callable[[], Host]]:
        for proxy in dict.fromkeys(filter(None, (self._way.tls, self._way.http))):
            yield partial(self._proxy, proxy)

    def _proxy(self, proxy: Proxy) -> Host:
        host = str(proxy)
        try:
            with Call(PATIENCE) as call:
                Connector(replace(self._way, http=None, tls=None), PATIENCE).open(
                    call, "proxy", proxy.host, proxy.port
                )[0].close()
        except OSError:
            remark = Remark("health.proxy_unreached", fault=ProxyFailed(proxy).why)
            return Host(host, "プロキシ", None, remark)
        return Host(host, "プロキシ", Utterance("reach.answers"))

    def _pages(self, fetcher: Fetcher) -> Iterator[Callable[[], Host]]:
        library, hours = self._settings.library, self._settings.hours
        addresses = [
            (f"取得元 {source.id}", source.url)
            for source in self._settings.sources
            if source.enabled
        ]
        addresses += [("公式アカウントの掲載", url) for url in library.account_pages]
        addresses += [("休館日", hours.closed_page)] if hours.closed_page else []
        hosts: defaultdict[tuple[str, str, int], list[tuple[str, str]]] = defaultdict(list)
        for use, url in addresses:
            parts = urlsplit(url)
            hosts[
                parts.scheme, parts.hostname or "", parts.port or PORT.get(parts.scheme, 0)
            ].append((use, url))
        for where, uses in hosts.items():
            yield partial(self._page, fetcher, where, uses)

    def _page(
        self, fetcher: Fetcher, where: tuple[str, str, int], uses: list[tuple[str, str]]
    ) -> Host:
        host, use = place(*where[1:]), "、".join(dict.fromkeys(use for use, _ in uses))
        try:
            fetcher.fetch(uses[0][1])
        except (Unreachable, AddressRefused) as error:
            return _unreached(host, use, error)
        except SourceFailed as error:  # an answer, whatever it is
            how = Utterance("reach.answers_but", how=self._reached(*where), fault=error)
            return Host(host, use, how)
        return Host(host, use, self._reached(*where))

    def _x(self) -> Iterator[Callable[[], Host]]:
        from bridge.posting.oembed import ENDPOINT

        posting = self._settings.posting
        if posting.through == Through.X:
            yield partial(self._answers, posting.api_url, "X(投稿)")
        if posting.through != Through.SANDBOX:
            yield partial(self._answers, ENDPOINT, "X(表示の確認)")

    def _answers(self, url: str, use: str) -> Host:
        """Return whether the host answers to a call without keys, whatever it says."""
        from bridge.posting.wire import Exchange, Limits, session

        parts = urlsplit(url)
        where = parts.scheme, parts.hostname or "", parts.port or PORT[parts.scheme]
        host = place(*where[1:])
        limits = Limits(connect=5, read=PATIENCE, total=PATIENCE)
        try:
            with Exchange(limits) as exchange, session(exchange, Connector(self._way, 5)) as one:
                one.get(url)
        except Exception as error:  # noqa: BLE001  whatever the libraries below make of it
            if exchange.connected:
                return Host(host, use, self._reached(*where))
            proxy = cause(error, ProxyFailed)
            silent = Refusal("reach.silent", kind=type(error).__name__)
            return _unreached(host, use, proxy.why if proxy else silent)
        return Host(host, use, self._reached(*where))

    def _mail(self) -> Iterator[Callable[[], Host]]:
        notices = self._settings.notices
        if notices.smtp_host:
            yield self._mail_server

    def _mail_server(self) -> Host:
        from bridge.carriers import Smtp

        notices = self._settings.notices
        host, use = place(notices.smtp_host, notices.smtp_port), "メールサーバー"
        try:
            Smtp(
                settings=notices,
                password=self._secrets.smtp_password,
                library="",
                way=self._way,
                total=PATIENCE,
            ).check()
        except BridgeError as error:
            return _unreached(host, use, error)
        how = "reach.logs_in" if notices.smtp_user else "reach.answers"
        return Host(host, use, Utterance(how))

    def _city(self) -> Host:
        from bridge.openid import Errand, Provider

        openid = self._settings.openid
        host, use = urlsplit(openid.issuer).netloc, openid.label
        try:
            Provider(openid, "", self._way, "").begin(Errand.of("", ""))
        except BridgeError as error:
            return _unreached(host, use, Refusal("reach.city", why=error))
        return Host(host, use, Utterance("reach.offers_login"))

    def _reached(self, scheme: str, host: str, port: int) -> Utterance:
        proxy = self._way.proxy(scheme, host, port)
        return (
            Utterance("reach.answers_through", proxy=proxy) if proxy else Utterance("reach.answers")
        )


def _unreached(host: str, use: str, fault: Coded) -> Host:
    return Host(host, use, None, Remark("health.unreached", host=host, use=use, fault=fault))
