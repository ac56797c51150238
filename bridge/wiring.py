"""Edge: joins the parts and reads the clock; nothing else."""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bridge import credentials
from bridge.errors import ConfigRefused
from bridge.model import Through
from bridge.record.database import RunLock
from bridge.record.store import Store
from bridge.settings_cache import cached

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from bridge.account import Account
    from bridge.archive import Archive
    from bridge.carriers import Carrier
    from bridge.desk import Desk
    from bridge.doctor import Doctor
    from bridge.draft.rules import Rules
    from bridge.fetch.client import Fetcher, Hosts
    from bridge.model import Subscription
    from bridge.network.way import WayOut
    from bridge.notify import Notify
    from bridge.openid import Provider
    from bridge.pictures import PictureIntake
    from bridge.policy.s05_2_hours import Calendar
    from bridge.policy.words import Words
    from bridge.posting.base import Poster
    from bridge.posting.oembed import Getter
    from bridge.publish import Publish
    from bridge.reach import Reach
    from bridge.rewrite import Rewrite
    from bridge.sayings import Refusal
    from bridge.second_factor import SecondFactor
    from bridge.settings import Settings
    from bridge.settings_file import SettingsFile
    from bridge.sync import Sync
    from bridge.text.morphemes import Reading


class Wiring:
    """The parts of one run, made when they are first needed."""

    def __init__(
        self,
        config_path: Path,
        db_path: Path,
        environment: Mapping[str, str] = os.environ,
        hosts: Hosts | None = None,
    ) -> None:
        self.config_path = config_path
        self.db_path = db_path
        self._environment = environment
        self._hosts = hosts  # shared with the libraries that run beside this one

    @cached_property
    def settings(self) -> Settings:
        """Return what feeds.toml says; raises ConfigRefused with every fault."""
        return cached(self.config_path, self.db_path, self.examine)

    def let_go(self) -> None:
        """Let go of the parts: they know each other, and would stay until the next look for
        garbage, beside those of the libraries that come after this one.
        """
        vars(self).clear()

    def examine(self, path: Path, data: bytes | None = None) -> Settings:
        """Return what a feeds.toml says, or would say with `data` in it; raises ConfigRefused."""
        from bridge import config

        return config.read(path, _check_template, data)

    @property
    def file(self) -> SettingsFile:
        """Return feeds.toml as a file that is altered."""
        from bridge.settings_file import SettingsFile

        return SettingsFile(self.config_path, lambda data: self.examine(self.config_path, data))

    def supposing(self, settings: Settings) -> Wiring:
        """Return the parts as they would be under other settings; nothing is written."""
        other = type(self)(self.config_path, self.db_path, self._environment, self._hosts)
        other.__dict__["settings"] = settings  # in the place of what the file says
        return other

    @cached_property
    def rules(self) -> Rules:
        """Return settings and word lists together; raises ConfigRefused."""
        from bridge.draft.rules import Rules

        return Rules(
            self.settings, self._words, _dictionary, lambda day: self._calendar.on(day) is not None
        )

    def _rules_of(self, store: Store) -> Rules:
        """Return the rules with the closings that a person has confirmed."""
        return self.rules.on(lambda day: self.calendar(store).on(day) is not None)

    def _words(self) -> Words:
        from bridge import config, grams
        from bridge.policy.words import WordFaults, parse_words, with_added, with_grams

        place = self.settings.words
        try:
            if place:
                words = with_grams(parse_words(config.word_files(Path(place))), grams.needed)
            else:
                with _READING:
                    words = _packaged_words()
            return with_added(words, self.settings.added_words)
        except WordFaults as error:
            raise ConfigRefused("settings.words", faults=error.faults) from error

    @cached_property
    def zone(self) -> ZoneInfo:
        """Return the library's time zone, whatever the machine's is."""
        return ZoneInfo(self.settings.library.timezone)

    def clock(self) -> datetime:
        """Return this moment in the library's zone."""
        return datetime.now(self.zone)

    def calendar(self, store: Store) -> Calendar:
        """Return the library's calendar: feeds.toml, public holidays, and the closings that a
        person has confirmed (5(2)).
        """
        calendar = self._calendar
        return replace(calendar, closed=(*calendar.closed, *store.closings.confirmed()))

    @cached_property
    def _calendar(self) -> Calendar:
        """Return the calendar of feeds.toml with Japan's public holidays."""
        from bridge.policy.s05_2_hours import make_calendar
        from bridge.public_holidays import PublicHolidays

        return make_calendar(self.settings.hours, PublicHolidays())

    @contextmanager
    def store(self, *, run: bool = False) -> Iterator[Store]:
        """Open state.db; with `run`, hold the lock that lets one run at a time (raises
        LockHeld).
        """
        self.settings  # noqa: B018 - a fault in feeds.toml is told before anything is touched
        with self.record() as store:
            if run:
                with RunLock(self.db_path):
                    yield store
            else:
                yield store

    def record(self) -> Store:
        """Return the record, opened; raises StoreFailed, ConfigRefused."""
        return Store(self.db_path, self.zone)

    def fetcher(self) -> Fetcher:
        """Return the one way out to the web."""
        from bridge.fetch.client import Fetcher

        return Fetcher(
            self.settings.fetch, self.settings.library.site, way=self.way, hosts=self._hosts
        )

    @cached_property
    def way(self) -> WayOut:
        """Return the way out of this machine; raises ConfigRefused, CredentialsRefused."""
        return credentials.way_out(self.settings, self._environment)

    def public_x(self) -> Getter:
        """Return how X's public view of a post is asked (oEmbed)."""
        from bridge.posting.oembed import getter

        return getter(self.way)

    def sync(
        self, store: Store, fetcher: Fetcher, progress: Callable[[str, int, int], None]
    ) -> Sync:
        """Return story 1; the closings are those that are confirmed when its first draft asks."""
        from bridge.sync import Sync

        calendar = cache(partial(self.calendar, store))
        return Sync(
            store=store,
            fetcher=fetcher,
            rules=self.rules.on(lambda day: calendar().on(day) is not None),
            clock=self.clock,
            progress=progress,
        )

    def desk(self, store: Store) -> Desk:
        """Return story 2."""
        from bridge.desk import Desk

        return Desk(store, self._rules_of(store), self.clock)

    def account(self, store: Store) -> Account:
        """Return story 2's part on the account itself: where it is shown, who looks like it, who
        abuses it.
        """
        from bridge.account import Account

        return Account(store, self.settings, self.clock, self.rules)

    def openid(self, back: str) -> Provider:
        """Return the city's own login, which leads back to that address; raises ConfigRefused,
        CredentialsRefused.
        """
        from bridge.openid import Provider

        secret = credentials.openid_secret(self.settings, self._environment)
        return Provider(self.settings.openid, secret, self.way, back)

    def second_factor(self, store: Store, key: str = "") -> SecondFactor:
        """Return 二段階認証; `key` seals the seeds of apps, "" where none is asked for or made."""
        from bridge.second_factor import SecondFactor

        return SecondFactor(store, self.settings, self.clock, key)

    def rewrite(self, store: Store) -> Rewrite:
        """Return what asks the library's program for second wordings."""
        from bridge.rewrite import Rewrite

        return Rewrite(store, self._rules_of(store), self.clock, self._environment)

    def pictures(self, store: Store) -> PictureIntake:
        """Return what takes pictures in."""
        from bridge.pictures import PictureIntake

        return PictureIntake(store, self.settings, self.fetcher, self.clock)

    def archive(self, store: Store) -> Archive:
        """Return story 5."""
        from bridge.archive import Archive

        return Archive(store, self.settings, self.clock)

    def publish(self, store: Store, fetcher: Fetcher) -> Publish:
        """Return story 3."""
        from bridge.publish import Publish

        return Publish(
            store=store,
            settings=self.settings,
            calendar=self.calendar(store),
            poster=self._poster(store),
            fetcher=fetcher,
            clock=self.clock,
        )

    def doctor(self) -> Doctor:
        """Return story 6."""
        from bridge.doctor import Doctor

        return Doctor(
            config_path=self.config_path,
            db_path=self.db_path,
            settings=self._sound_settings,
            environ=self._environment,
            clock=self.any_clock,
        )

    def reach(self) -> Reach:
        """Return story 6 over the network; raises ConfigRefused, CredentialsRefused."""
        from bridge.fetch.client import Fetcher
        from bridge.reach import Reach

        secrets = credentials.notice_secrets(self.settings, self._environment)
        site, way = self.settings.library.site, self.way
        return Reach(self.settings, secrets, way, lambda how: Fetcher(how, site, way=way))

    def _sound_settings(self) -> Settings:
        self.rules.words  # noqa: B018 - reading them is the examination
        return self.settings

    def any_clock(self) -> datetime:
        """Return this moment in the library's zone, in the machine's while feeds.toml cannot be
        read.
        """
        try:
            return self.clock()
        except ConfigRefused:
            return datetime.now().astimezone()

    def notify(self, store: Store) -> Notify:
        """Return story 4; raises ConfigRefused, CredentialsRefused when a way of notices is not set
        up as it should be.
        """
        from bridge.notify import Notify

        secrets = credentials.notice_secrets(self.settings, self._environment)
        ways: tuple[Carrier, ...] = ()
        if self.settings.notices.smtp_host or secrets.apprise_urls:
            from bridge.carriers import carriers

            ways = carriers(self.settings.notices, secrets, self.settings.library.name, self.way)
        if devices := store.subscriptions.all():
            ways += (self._push(store, devices),)
        return Notify(store, self.settings, ways, self.clock)

    def _push(self, store: Store, devices: Iterable[Subscription]) -> Carrier:
        from bridge.push import Push
        from bridge.record.key import secret_key

        desk, sender = self.settings.desk.url, self.settings.notices.sender
        contact = f"mailto:{sender}" if sender else desk
        return Push(
            devices=devices,
            key=secret_key(self.db_path),
            contact=contact,
            way=self.way,
            drop=lambda one: store.subscriptions.remove(one.id),
            listed=self.settings.fetch.allow_private,
        )

    def _poster(self, store: Store) -> Poster | None:
        posting = self.settings.posting
        if posting.through == Through.MANUAL:
            return None
        if posting.through == Through.SANDBOX:
            from bridge.posting.sandbox import SandboxPoster

            return SandboxPoster(store.timeline, self.clock)
        from bridge.posting.x import XPoster

        keys = credentials.secrets(self.settings, self._environment)
        return XPoster(
            keys, self.settings.library.account, posting.api_url, self.clock, way=self.way
        )


def _check_template(template: str) -> tuple[Refusal, ...]:
    """Return what is wrong with a template; a file that has none loads nothing of drafting."""
    from bridge.draft.fitting import check_template

    return check_template(template)


_READING: Final = threading.Lock()


@cache
def _packaged_words() -> Words:
    """Return the word lists of the program, read and compiled once for all libraries of a
    process.
    """
    from bridge import config, grams
    from bridge.policy.words import parse_words, with_grams

    lists = parse_words(config.lists(), packaged=True, samples=config.samples)
    return with_grams(lists, partial(grams.needed, keep=True))


def _dictionary() -> Reading | None:
    from bridge import dictionary

    return dictionary.load()
