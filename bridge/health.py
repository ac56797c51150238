"""Pure: the bounds between well and not well, and how bad each thing is that `doctor` tells.

A Remark is a code and facts: a monitoring script reads the code, staff the words of
sayings/health.py.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bridge.errors import BridgeError
from bridge.labels import span
from bridge.sayings import Refusal
from bridge.settings import Hours, HoursSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bridge.model import Memory, Run
    from bridge.sayings.health import Meaning
    from bridge.settings import Settings, Source

BACKUP_AGE: Final = timedelta(days=2)  #: a nightly copy, and one night that failed
SLACK: Final = timedelta(minutes=30)  #: a run may take its time
ROOM: Final = 200 * 1024 * 1024  #: bytes free below which the disk is told
TAGS: Final = 70  #: weighted characters of a post's hashtags beyond which they are told
RELEASED: Final = 2026  #: a clock that shows an earlier year has lost its battery


class Level(IntEnum):
    """How bad it is; the worst one is the exit code of `doctor`."""

    FINE = 0
    WARNING = 1
    FAILURE = 2  #: something cannot work


#: what of it is a failure; all else is a warning
FAILURES: Final = frozenset(
    (
        "health.config",
        "health.placeholder_source",
        "health.keys",
        "health.notices",
        "health.member_none",
        "health.record_lost",
        "health.record",
        "health.record_closed",
        "health.unwritable",
        "health.proxy_unreached",
        "health.disk_full",
        "health.clock_behind",
        "health.clock_lost",
    )
)


class Remark(Refusal):
    """One thing that is not well; its words stand in sayings/health.py."""

    @property
    def name(self) -> str:
        """Return the code as monitoring reads it: without the table's name, and stable."""
        return self.code.partition(".")[2]

    @property
    def level(self) -> Level:
        """Return how bad it is."""
        return Level.FAILURE if self.code in FAILURES else Level.WARNING

    @property
    def error(self) -> str:
        """Return the code of the error behind it; empty where there is none."""
        fault = self.facts.get("fault")
        return fault.code if isinstance(fault, BridgeError) else ""

    @property
    def area(self) -> str:
        """Return what it is about, in a word or two."""
        return self._meaning().area

    @property
    def why(self) -> str:
        """Return why it matters."""
        return self._meaning().why

    def _meaning(self) -> Meaning:
        from bridge.sayings.health import MEANINGS  # when the first one is asked for

        return MEANINGS[self.code]


# ── bounds ──────────────────────────────────────────────────────────────────────────────────────

#: names that RFC 2606 and the Japanese registry keep for examples: nobody's site
_EXAMPLE: Final = re.compile(r"(?:^|\.)(?:example(?:\.(?:com|net|org|jp|co\.jp|lg\.jp))?|invalid)$")
#: what the file that `init` writes has in these places
NAME, ACCOUNT = (
    "○○市立図書館",
    "your_account",
)
_DAY: Final = Hours(time(9), time(17))
HOURS: Final = HoursSettings((None, *(_DAY,) * 6))


def placeholders(settings: Settings, path: str) -> Iterator[Remark]:
    """Yield what still stands in feeds.toml as `init` writes it."""
    library = settings.library
    keys = {
        "[library] name": library.name == NAME,
        "[library] site": is_example(library.site),
        "[library] account": library.account == ACCOUNT,
        "[library] account_pages": any(map(is_example, library.account_pages)),
        "[links] hosts": any(is_example(f"//{host.lstrip('.')}/") for host in settings.link_hosts),
    }
    yield from (
        Remark("health.placeholder", path=path, key=key) for key, left in keys.items() if left
    )
    if settings.hours == HOURS:  # a library that has these very hours has closings besides
        yield Remark("health.placeholder_hours", path=path)
    for source in settings.sources:
        if source.enabled and is_example(source.url):
            yield Remark("health.placeholder_source", path=path, source=source.id, url=source.url)


def tags(settings: Settings, path: str) -> Iterator[Remark]:
    """Yield whose hashtags take so much of a post that its summary goes, weighed as X does."""
    from bridge.text.weight import weigh

    places = {"[tweet]": settings.tweet.hashtags} | {
        f"[[source]] {one.id}": one.hashtags for one in settings.sources
    }
    for key, names in places.items():
        weight = weigh(" ".join(f"#{name.lstrip('#')}" for name in names))
        if weight > TAGS:
            yield Remark("health.hashtags", path=path, key=key, weight=weight, most=TAGS)


def is_example(url: str) -> bool:
    """Return whether an address is one of those kept for examples."""
    return bool(_EXAMPLE.search(urlsplit(url).hostname or ""))


def runs(run: Run | None, every: int, now: datetime) -> Iterator[Remark]:
    """Yield what is to be said of the last run, when one is due every so many minutes."""
    if run is None:
        yield Remark("health.run_never")
    elif now - run.at > patience(every):
        at = _local(run.at, now)
        yield Remark("health.run_overdue", at=at, age=span(now - run.at), every=every)


def patience(every: int) -> timedelta:
    """Return how long after a run the next one is late: two may fail, and one take its time."""
    return timedelta(minutes=3 * every) + SLACK


def source(one: Source, memory: Memory, every: int, now: datetime) -> Remark | None:
    """Return what is to be said of a source that is to be read at each run."""
    success = _local(memory.succeeded_at, now)
    if memory.failures:
        return Remark(
            "health.source_failing",
            source=one.id,
            since=_local(memory.failing_since, now),
            failures=memory.failures,
            success=success,
            fault=memory.error.split("\n")[0],
        )
    if memory.succeeded_at is None:
        return Remark("health.source_never", source=one.id)
    if now - memory.succeeded_at > patience(every):
        age = span(now - memory.succeeded_at)
        return Remark("health.source_silent", source=one.id, success=success, age=age)
    return None


def backup(run: Run | None, begun: datetime | None, now: datetime) -> Remark | None:
    """Return what is to be said of the age of the last copy of a record that was begun at `begun`
    (None: it is empty).
    """
    if run is None:
        late = begun is not None and now - begun > BACKUP_AGE
        return Remark("health.backup_never") if late else None
    if now - run.at > BACKUP_AGE:
        at, age = _local(run.at, now), span(now - run.at)
        return Remark("health.backup_overdue", at=at, age=age, folder=run.detail)
    return None


def disk(folder: str, free: int, size: int) -> Remark | None:
    """Return what is to be said of `free` bytes beside a record of `size` bytes: a migration and a
    copy need it anew.
    """
    if free < 2 * size + 1024 * 1024:
        return Remark("health.disk_full", folder=folder, free=_bytes(free), size=_bytes(size))
    if free < max(ROOM, 4 * size):
        return Remark("health.disk_low", folder=folder, free=_bytes(free))
    return None


def clock(newest: datetime | None, now: datetime) -> Remark | None:
    """Return what is to be said of a clock that shows `now` when the record's newest line is of
    `newest`.
    """
    if now.year < RELEASED:
        return Remark("health.clock_lost", now=_local(now, now))
    if newest is not None and newest - now > timedelta(minutes=5):
        return Remark("health.clock_behind", now=_local(now, now), newest=_local(newest, now))
    return None


def _local(moment: datetime | None, now: datetime) -> str:
    return f"{moment.astimezone(now.tzinfo):%Y-%m-%d %H:%M}" if moment else "なし"


def _bytes(count: int) -> str:
    return f"{count / 1024**3:.1f}GB" if count >= 1024**3 else f"{count // 1024**2}MB"
