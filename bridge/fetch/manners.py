"""Edge: which articles are asked for at all: those on listed hosts (6(11)) that robots.txt allows.
Holds no rule of the policy.

Source: RFC 9309. A list is the library's own choice and is asked for whatever robots.txt says.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from bridge import urls
from bridge.errors import OutOfTime, Resting, Silent, SourceFailed, Unreachable, Withheld
from bridge.fetch.client import ZERO, host_of
from bridge.read.fetched import Fetched

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bridge.fetch.client import Fetcher
    from bridge.read.fetched import NotModified, Validators
    from bridge.settings import Settings

NAME: Final = "feedbridge"  #: how robots.txt may call us
#: characters of a robots.txt that are read (RFC 9309, 2.5: at least 500 KiB)
MOST: Final = 512 * 1024


class PageFetcher:
    """Fetches articles; used from several threads at once."""

    def __init__(
        self, fetcher: Fetcher, settings: Settings, known: Mapping[str, str] | None = None
    ) -> None:
        self._fetcher = fetcher
        own = (settings.library.site, *(source.url for source in settings.sources))
        self._hosts = (*settings.link_hosts, *map(urls.host, own))
        self._respectful = settings.fetch.robots
        self._known = dict(known or {})  # host → its robots.txt, empty = none
        self.fresh: dict[str, str] = {}  #: of them, those that were read now
        self._rules: dict[str, Any] = {}
        self._unanswered: set[str] = set()  # hosts whose robots.txt this run could not have
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._guard = threading.Lock()

    def fetch(self, url: str, validators: Validators = ZERO) -> Fetched | NotModified:
        """Return what Fetcher.fetch returns; raises Withheld for what is not asked for, redirects
        included.
        """
        self._permit(url)
        return self._fetcher.fetch(url, validators, self._permit)

    def _permit(self, url: str) -> None:
        """Raise Withheld for an article that is not asked for, Unreachable while that cannot be
        known.
        """
        if not urls.host(url):
            return  # the fetcher's to refuse
        if not urls.listed(url, self._hosts):
            raise Withheld("fetch.host_not_listed", host=urls.host(url)[:100])
        if self._respectful and not self._robots(url).can_fetch(url, NAME):
            raise Withheld("fetch.robots", host=urls.host(url)[:100])

    def _robots(self, url: str) -> Any:
        """Return the rules of the host, asked for once a run at the most, whatever came of it; who
        comes after a failure hears Silent.
        """
        from protego import Protego

        host = host_of(url)
        with self._guard:
            lock = self._locks[host]
        with lock:
            if host in self._unanswered:
                raise Silent("fetch.robots_silent", host=host[:100]).about(url)
            if host not in self._rules:
                if host not in self._known:
                    try:
                        self._known[host] = self.fresh[host] = self._ask(url)
                    except (Resting, OutOfTime):  # said without asking
                        raise
                    except Unreachable:
                        if host not in self._fetcher.rests():  # else Resting says more
                            self._unanswered.add(host)
                        raise
                self._rules[host] = Protego.parse(self._known[host])
            return self._rules[host]

    def _ask(self, url: str) -> str:
        """Return robots.txt, empty when there is none. RFC 9309, 2.3.1: who cannot answer for it is
        not asked for more.
        """
        parts = urlsplit(url)
        try:
            fetched = self._fetcher.fetch(f"{parts.scheme}://{parts.netloc}/robots.txt")
        except (Resting, Unreachable):
            raise
        except SourceFailed:
            return ""
        return (
            fetched.body.decode("utf-8-sig", "replace")[:MOST]
            if isinstance(fetched, Fetched)
            else ""
        )
