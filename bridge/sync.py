"""Story 1: what is new on the site becomes drafts that wait for the director.

    every source, side by side:   fetch → read the list → which entries are new? (sighting)
    every new entry:              fetch its page → read it → draft it → findings → 決裁待ち
    every open or recent draft:   has its page changed, or does the list call it off?
                                  → a new version; decisions are void

Fetching and reading happen in threads; all that is written is written here, in one thread, one
transaction a thing.
A run that dies anywhere leaves items that the next run reads.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import nullcontext, suppress
from dataclasses import field, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from threading import Event
from typing import TYPE_CHECKING, Final, TypeVar
from zoneinfo import ZoneInfo

from bridge import lifecycle, revisit, sighting, urls
from bridge.errors import (
    AddressRefused,
    Gone,
    OutOfTime,
    Resting,
    Silent,
    SourceFailed,
    Unreachable,
    Unreadable,
    Withheld,
    WrongState,
)
from bridge.fetch.client import PER_HOST
from bridge.fetch.manners import PageFetcher
from bridge.fetch.reading import Read, gather, is_reading, read_item, read_list, read_or_list
from bridge.model import (
    DUE,
    HostMemory,
    Item,
    ItemState,
    JournalLine,
    Kind,
    Listing,
    ListVerdict,
    Machine,
    Memory,
    Move,
    Opening,
    Page,
    State,
    Verb,
    Where,
)
from bridge.outcomes import LookResult, RunOutcome
from bridge.read.fetched import Fetched, NotModified, Validators
from bridge.sayings import Coded, Note
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bridge.draft.make import Composition
    from bridge.draft.rules import Rules
    from bridge.fetch.client import Fetcher
    from bridge.model import Draft, Version, Watched
    from bridge.record.store import Store
    from bridge.repeats import Texts
    from bridge.settings import Source

T = TypeVar("T")
R = TypeVar("R")

LONGEST: Final = timedelta(days=366)  #: an event announced longer ago is not watched any more
OLDER: Final = 4  #: pages of older news that are read when everything on the first one is new
FEW: Final = 8  #: threads at first
HURRY: Final = 0.01  #: seconds without an answer after which there are twice as many
TOGETHER: Final = 50  #: sources whose news are written at once
DRAFTS_TOGETHER: Final = 10  #: drafts that are written at once
#: for so long the pages of a host that is down wait for its lists
PATIENCE: Final = timedelta(days=1)
#: a page that is gone at so many runs is set aside; one that does not answer is tried for ever
TRIES: Final = 5


@dataclass(slots=True)
class SourceOutcome:
    """What a run brought of one source."""

    source: str
    outcome: LookResult = LookResult.UNCHANGED
    new: int = 0  #: new entries
    held: int = 0  #: of them held, waiting for a person
    error: SourceFailed | None = None
    lists: tuple[ListVerdict, ...] = ()  #: of a homepage: what was taken for news, and what was not
    notes: list[RunOutcome] = field(default_factory=list)  #: what staff should know of it


@dataclass(slots=True)
class SyncReport:
    """What a run brought; `errors` are for stderr, one report."""

    sources: list[SourceOutcome] = field(default_factory=list)
    drafted: list[int] = field(default_factory=list)  #: drafts opened
    refreshed: list[int] = field(default_factory=list)  #: drafts whose page changed
    #: drafts opened because a posted page changed
    corrections: list[int] = field(default_factory=list)
    #: items set aside because a draft says the same already
    same: list[int] = field(default_factory=list)
    held: list[int] = field(default_factory=list)
    why_held: dict[int, Coded] = field(default_factory=dict)
    expired: list[int] = field(default_factory=list)
    unsent: list[int] = field(default_factory=list)  #: of them, decided ones that never went out
    errors: list[SourceFailed] = field(default_factory=list)
    #: what the run's time ended before, in words
    unreached: list[str] = field(default_factory=list)
    #: what was left for the next run because its host does not answer, in words
    silent: list[str] = field(default_factory=list)
    would: list[tuple[Item, Composition]] = field(default_factory=list)  #: a dry run's drafts
    #: of sources, what staff hear once: recovered, moved, held …
    news: list[RunOutcome] = field(default_factory=list)
    #: held items of the days asked for: a person picks them
    left: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _SourceAnswer:
    """What one GET of a source brought."""

    source: Source
    got: Fetched | NotModified | SourceFailed
    listing: Listing | None = None  #: None when the body is the one of last time
    parts: tuple[str, ...] = ()  #: addresses of the documents behind it
    anew: bool = False  #: a person asked for it; nothing of last time is trusted


@dataclass(frozen=True, slots=True)
class _Visit:
    """A look at the page of a draft that is to be made, with what is known of that page."""

    item: Item
    draft: int
    last: Page | None  #: as read last time
    digest: str  #: of that body; "" = it is read anew
    validators: Validators  #: nothing = the whole page is asked for
    conditional: bool  #: the server may answer "not modified"


class Sync:
    """One run over the sources. Made by wiring.py."""

    def __init__(
        self,
        store: Store,
        fetcher: Fetcher,
        rules: Rules,
        clock: Callable[[], datetime],  # in the library's zone
        progress: Callable[[str, int, int], None] = lambda _what, _done, _of: None,
    ) -> None:
        self._store = store
        self._fetcher = fetcher
        self._rules = rules
        self._clock = clock
        self._progress = progress
        self._zone = ZoneInfo(rules.settings.library.timezone)
        self._page_fetcher = PageFetcher(fetcher, rules.settings)
        self._never = datetime.min.replace(tzinfo=UTC)
        self._down: set[str] = set()  # hosts that answered for none of their sources

    def run(
        self,
        only: str = "",
        *,
        dry: bool = False,
        anew: bool = False,
        since: datetime | None = None,
    ) -> SyncReport:
        """Look at every enabled source (or the one named) and return what came of it.

        `dry` writes nothing; `anew` trusts no validator or digest of last time; `since` also drafts
        what stands in the baseline and was published from that day on; what is held waits for a
        named person (pick). Raises StoreFailed;
        failed sources are in the report.
        """
        report = SyncReport()
        self._down.clear()
        with self._store.repeatable():
            self._run(report, only, dry=dry, anew=anew, since=since)
        return report

    def _run(
        self, report: SyncReport, only: str, *, dry: bool, anew: bool, since: datetime | None
    ) -> None:
        hosts = self._respect()
        sources = [s for s in self._rules.settings.sources if (s.id == only if only else s.enabled)]
        fresh = self._look_at(sources, report, dry=dry, anew=anew, only=only)
        if since is not None and not dry:
            report.left = self._pick_since(since, only)
        if dry:
            self._show(fresh, report)
            return
        self._draft_new(report, only)
        self._look_again(report, only, anew=anew)
        self._tell_unreached(report)
        self._remember_hosts(hosts)
        self._expire(report)
        self._store.visits.keep(self._clock(), ran=not only)

    def _respect(self) -> dict[str, HostMemory]:
        """Tell the fetchers what hosts have asked of us; returns what is remembered of them."""
        hosts, now = self._store.sightings.hosts(), self._clock()
        for host, memory in hosts.items():
            if memory.not_before is not None and memory.not_before > now:
                self._fetcher.rest(host, (memory.not_before - now).total_seconds())
        known = {
            host: memory.robots
            for host, memory in hosts.items()
            if memory.robots is not None and sighting.conditional(memory.robots_at, now)
        }
        self._page_fetcher = PageFetcher(self._fetcher, self._rules.settings, known)
        return hosts

    def _remember_hosts(self, hosts: dict[str, HostMemory]) -> None:
        now = self._clock()
        changed = {}
        for host, seconds in self._fetcher.rests().items():
            until = now + timedelta(seconds=seconds)
            before = hosts.get(host, HostMemory()).not_before
            if before is None or until - before > timedelta(seconds=5):
                changed[host] = replace(hosts.get(host, HostMemory()), not_before=until)
        for host, text in self._page_fetcher.fresh.items():
            memory = changed.get(host) or hosts.get(host, HostMemory())
            changed[host] = replace(memory, robots=text, robots_at=now)
        if changed:
            self._store.sightings.remember_hosts(changed)

    def _tell_unreached(self, report: SyncReport) -> None:
        if report.unreached:
            first, count = report.unreached[0], len(report.unreached)
            seconds = self._rules.settings.fetch.run_seconds
            report.errors.append(
                OutOfTime("source.run_over", seconds=seconds, first=first, count=count)
            )
        if report.silent:
            first, count = report.silent[0], len(report.silent)
            report.errors.append(Silent("source.host_silent", first=first, count=count))

    # ── the lists ───────────────────────────────────────────────────────────────────────────────

    def _look_at(
        self, sources: list[Source], report: SyncReport, *, dry: bool, anew: bool, only: str
    ) -> list[Item]:
        memories = self._store.sightings.memories(source.id for source in sources)
        fresh: list[Item] = []
        up: set[str] = set()
        # Where the time of the last run ended, this one begins.
        waiting = sorted(sources, key=lambda source: memories[source.id].asked_at or self._never)
        looks = self._side_by_side(
            lambda source: self._look(source, memories[source.id], anew=anew),
            waiting,
            [source.url for source in waiting],
            "取得元を確認中",
        )
        for some in _together(looks, TOGETHER):
            with (
                nullcontext() if dry else self._store.alone()
            ):  # what they brought is one write to the disk
                for look in some:
                    fresh += self._heard(
                        look, memories[look.source.id], report, up, dry=dry, loud=anew or bool(only)
                    )
        self._down -= up
        place = {source.id: number for number, source in enumerate(sources)}
        report.sources.sort(key=lambda outcome: place[outcome.source])
        return fresh

    def _heard(
        self,
        look: _SourceAnswer,
        memory: Memory,
        report: SyncReport,
        up: set[str],
        *,
        dry: bool,
        loud: bool,
    ) -> list[Item]:
        """Keep what a look brought; returns a dry run's new items. `loud`: a failure is told each
        time.
        """
        outcome = SourceOutcome(look.source.id)
        report.sources.append(outcome)
        silent = isinstance(look.got, Unreachable) and not isinstance(look.got, Resting | OutOfTime)
        lately = self._clock() - (memory.failing_since or self._clock()) < PATIENCE
        (self._down if silent and lately else up).add(urls.host(look.source.url))
        try:
            if isinstance(look.got, Resting):
                outcome.outcome = LookResult.RESTING
            elif isinstance(look.got, OutOfTime):
                outcome.outcome = LookResult.UNREACHED
                report.unreached.append(f"取得元「{look.source.id}」")
            elif isinstance(look.got, Silent):  # has not failed itself: the next run begins with it
                outcome.outcome = LookResult.UNREACHED
                if loud or not memory.failures:
                    report.silent.append(f"取得元「{look.source.id}」")
            elif isinstance(look.got, SourceFailed):
                raise look.got
            elif look.listing is not None:
                return self._take(look, memory, outcome, report, dry=dry)
            elif not dry:
                self._same_as_before(look, memory)
        except SourceFailed as error:
            outcome.outcome, outcome.error = LookResult.FAILED, error
            # cron hears of it once; who asks for this source, always
            if loud or not memory.failures:
                report.errors.append(error)
            if not dry:
                self._store.sightings.remember(
                    look.source.id, sighting.failed(memory, error.what, self._clock())
                )
        return []

    def _same_as_before(self, look: _SourceAnswer, memory: Memory) -> None:
        whole = [look.source.id] if isinstance(look.got, Fetched) else []
        # that it is well again is news
        keeper = self._store.sightings if memory.failures else self._store.visits
        keeper.answered([look.source.id], whole, self._clock())

    def _look(self, source: Source, memory: Memory, *, anew: bool) -> _SourceAnswer:
        # A source that failed last time is read anew: its validators may belong to an answer that
        # was never understood.
        # So is one that another release read: its readers saw other lists.
        trusted = not anew and not memory.failures and memory.reading == sighting.READING
        validators = Validators()
        if trusted and not memory.parts and sighting.conditional(memory.whole_at, self._clock()):
            validators = Validators(memory.etag, memory.last_modified)
        try:
            fetched = self._fetcher.fetch(source.url, validators)
            if isinstance(fetched, NotModified) or (
                trusted and not memory.parts and fetched.digest == memory.digest
            ):
                return _SourceAnswer(source, fetched)
            read = gather(
                self._fetcher,
                fetched,
                source,
                self._zone,
                parts=memory.parts if trusted else (),
                digest=memory.digest if trusted else "",
            )
            return _SourceAnswer(
                source,
                replace(fetched, body=b"", digest=read.digest),
                listing=read.listing,
                parts=read.parts,
                anew=anew,
            )
        except SourceFailed as error:
            return _SourceAnswer(source, error)

    def _take(
        self,
        look: _SourceAnswer,
        memory: Memory,
        outcome: SourceOutcome,
        report: SyncReport,
        *,
        dry: bool,
    ) -> list[Item]:
        assert isinstance(look.got, Fetched)
        listing, plan = self._planned(look, memory)
        baseline = plan.state is ItemState.BASELINE
        outcome.outcome = LookResult.BASELINE if baseline else LookResult.READ
        outcome.new, outcome.held = len(plan.sightings), plan.count(ItemState.HELD)
        outcome.lists = listing.lists
        outcome.notes = [RunOutcome("sync.remark", note=note) for note in listing.notes]
        outcome.notes += plan.notes
        if look.got.moved_to:
            outcome.notes.append(RunOutcome("sync.source_moved", url=look.got.moved_to))
        report.errors += [
            Unreadable("source.half_read", source=look.source.id, note=note)
            for note in sighting.unheard(listing.notes, memory)
        ]
        news = [*plan.notes]
        if memory.failing_since is not None:
            since = memory.failing_since.astimezone(self._zone)
            news.append(RunOutcome("sync.back", since=since))
        report.news += [one.about(f"取得元「{look.source.id}」") for one in news]
        if dry:
            return [s.item for s in plan.sightings if s.item.state is ItemState.NEW]
        validators = look.got.validators
        new_memory = replace(
            plan.memory,
            how="。".join([plan.memory.how, *(note.what for note in outcome.notes)]),
            etag=validators.etag,
            last_modified=validators.last_modified,
            digest=look.got.digest,
            parts=look.parts,
            asked_at=self._clock(),
            whole_at=self._clock(),
        )
        line = None
        if plan.sightings:
            detail = {"source": look.source.id, "items": outcome.new, "how": listing.how}
            line = JournalLine(
                Machine.SYNC,
                Verb(plan.state),
                self._clock(),
                detail | ({"held": outcome.held} if outcome.held else {}),
            )
        self._store.sightings.remember(
            look.source.id,
            memory=new_memory,
            sightings=plan.sightings,
            line=line,
            again=plan.again,
            halts=plan.halts,
        )
        return []

    def _planned(self, look: _SourceAnswer, memory: Memory) -> tuple[Listing, sighting.ListPlan]:
        """Return the list and what it means. When all of it is new, so may be what the next page
        holds.
        """
        assert look.listing is not None
        listing, addresses = look.listing, {urls.canonical(look.source.url)}
        plan = self._plan(look, listing, memory)
        while (
            plan.unknown
            and listing.next
            and len(addresses) <= OLDER
            and urls.canonical(listing.next) not in addresses
        ):
            addresses.add(urls.canonical(listing.next))
            listing = self._older(look.source, listing)
            plan = self._plan(look, listing, memory)
        return listing, plan

    def _plan(self, look: _SourceAnswer, listing: Listing, memory: Memory) -> sighting.ListPlan:
        assert isinstance(look.got, Fetched)
        return sighting.plan(
            look.source,
            listing,
            memory=memory,
            record=self._store.sightings,
            limits=self._rules.settings.fetch,
            now=self._clock(),
            urgent=_urgent,
            same=look.got.digest == memory.digest,
            anew=look.anew,
        )

    def _older(self, source: Source, listing: Listing) -> Listing:
        """Return a list with what its next page holds; a page that does not answer ends it."""
        try:
            fetched = self._fetcher.fetch(listing.next)
            assert isinstance(fetched, Fetched)  # no validators were given
            older = read_list(fetched, source, self._zone)
        except SourceFailed:
            return replace(listing, next="")
        place = 1 + max((entry.list for entry in listing.entries), default=0)
        more = tuple(replace(entry, list=entry.list + place) for entry in older.entries)
        return replace(listing, entries=(*listing.entries, *more), next=older.next)

    def _pick_since(self, since: datetime, only: str) -> list[int]:
        """Pick from the baseline; returns the held items of those days, which no command without a
        name may release.
        """
        left: list[int] = []
        for item in self._store.sightings.items(ItemState.BASELINE, ItemState.HELD, source=only):
            # seen_at is a moment, published a day; either tells when it came.
            came = item.published or item.seen_at.astimezone(self._zone).date()
            if came < since.date():
                continue
            if item.state is ItemState.HELD:
                left.append(item.id)
                continue
            line = JournalLine(
                Machine.RESYNC,
                Verb.PICK,
                self._clock(),
                {"item": item.id, "since": since.date().isoformat()},
            )
            self._store.sightings.move(Move(item.id, item.state, ItemState.NEW), line)
        return left

    # ── the pages ───────────────────────────────────────────────────────────────────────────────

    def _draft_new(self, report: SyncReport, only: str) -> None:
        waiting = self._store.sightings.to_read(self._rules.settings.fetch.pages_per_run, only)
        pages = self._pages([item for item in waiting if not self._is_down(item)])
        for some in _together(pages, DRAFTS_TOGETHER):
            from bridge.repeats import Texts

            compositions = [self._made(item, read) for item, read in some]
            with self._store.alone():
                texts = Texts(self._store, self._clock())
                for (item, read), draft in zip(some, compositions, strict=True):
                    self._keep(item, read, composition=draft, texts=texts, report=report, only=only)

    def _made(self, item: Item, read: Read | SourceFailed) -> Composition | None:
        """Return what is made of a page, None of one that was not read."""
        from bridge.draft.make import from_page

        if isinstance(read, SourceFailed):
            return None
        source = self._rules.settings.source(item.source)
        return from_page(
            item, page=read[1], source=source, rules=self._rules, today=self._clock().date()
        )

    def _keep(
        self,
        item: Item,
        read: Read | SourceFailed,
        *,
        composition: Composition | None,
        texts: Texts,
        report: SyncReport,
        only: str,
    ) -> None:
        """Write what became of a new item."""
        if isinstance(read, Resting):
            return
        if isinstance(read, OutOfTime):
            report.unreached.append(f"記事「{item.title}」")
        elif isinstance(read, Silent):  # not tried, and so the first of the next run
            report.silent.append(f"記事「{item.title}」")
        elif isinstance(read, SourceFailed):
            # cron hears of the 1st, 2nd, 4th, 8th … try
            if only or not item.tries & (item.tries + 1):
                report.errors.append(read)
            self._not_read(item, read)
        else:
            assert composition is not None
            # one that a person has set aside while its page was read stays there
            with suppress(WrongState):
                draft = draft_item(
                    self._store,
                    self._rules,
                    item=item,
                    read=read,
                    composition=composition,
                    texts=texts,
                    at=self._clock(),
                )
                (report.same if draft is None else report.drafted).append(
                    item.id if draft is None else draft
                )

    def _show(self, items: list[Item], report: SyncReport) -> None:
        from bridge.draft.make import from_page

        for item, read in self._pages(items):
            if isinstance(read, SourceFailed):
                report.errors.append(read)
            else:
                source = self._rules.settings.source(item.source)
                report.would.append(
                    (
                        item,
                        from_page(
                            item,
                            page=read[1],
                            source=source,
                            rules=self._rules,
                            today=self._clock().date(),
                        ),
                    )
                )

    def _pages(self, items: list[Item]) -> Iterator[tuple[Item, Read | SourceFailed]]:
        def read(item: Item) -> tuple[Item, Read | SourceFailed]:
            try:
                return item, read_or_list(
                    self._page_fetcher, item, self._rules.settings.source(item.source)
                )
            except SourceFailed as error:
                return item, error

        return self._side_by_side(read, items, [item.url for item in items], "記事を読み込み中")

    def _is_down(self, item: Item) -> bool:
        """Tell whether the host of an item is down: its sources tell that once, its pages wait for
        the next run.
        """
        return urls.host(item.url) in self._down

    def _not_read(self, item: Item, error: SourceFailed) -> None:
        if isinstance(error, Gone | AddressRefused) and item.tries + 1 >= TRIES:
            line = JournalLine(
                Machine.SYNC,
                Verb.SET_ASIDE,
                self._clock(),
                {"item": item.id, "why": error.what, "code": error.code},
            )
            with suppress(WrongState):  # somebody was faster
                self._store.sightings.move(
                    Move(item.id, item.state, ItemState.SET_ASIDE, error.what), line
                )
        else:
            self._store.sightings.tried(item.id, error.what)

    # ── what is already a draft ─────────────────────────────────────────────────────────────────

    def _look_again(self, report: SyncReport, only: str, *, anew: bool) -> None:
        visits = self._visits(report, only, anew=anew)
        addresses = [visit.item.url for visit in visits]
        looks: list[int] = []
        whole: list[int] = []
        away: dict[str, list[int]] | None = None
        for visit, answer in self._side_by_side(
            self._visit, visits, addresses, "下書きの元ページを確認中"
        ):
            if isinstance(answer, Resting):
                continue
            if isinstance(answer, OutOfTime):
                report.unreached.append(f"起案{visit.draft}の元ページ")
                continue
            if isinstance(answer, Silent):
                report.silent.append(f"起案{visit.draft}の元ページ")
                continue
            looks.append(visit.item.id)
            if not isinstance(answer, SourceFailed):
                if away is None:  # asked once a run
                    away = self._store.sightings.drafts_by_finding(Where.AWAY)
                shared = visit.item.shared  # each of its items has a part of its own
                drafts = away.get(visit.item.url) if shared else away.pop(visit.item.url, None)
                if drafts:
                    self._back(drafts, visit.item, report)
            if answer is not None:
                with suppress(WrongState):  # a person's word was faster: it is the newer one
                    self._take_up(visit, answer, report)
            elif not visit.conditional:
                whole.append(visit.item.id)
        self._store.visits.looked(looks, whole, self._clock())

    def _visits(self, report: SyncReport, only: str, *, anew: bool) -> list[_Visit]:
        """Return the looks that are due, the longest ago first; `anew` = all of them, and nothing
        is taken for unchanged.
        """
        now = self._clock()
        watched = {
            one.item: one
            for one in self._watched()
            if only in {"", one.source} and one.draft not in report.drafted
        }
        if not anew and not only:
            watched = {one.item: one for one in revisit.due(watched.values(), now)}
        visits = []
        for one in sorted(watched.values(), key=lambda one: one.looked_at or self._never):
            item = self._store.sightings.item(one.item)
            if not (item.url or item.halt) or self._is_down(item):
                continue
            page, marks, digest = self._store.sightings.page(item.id) or (None, ("", ""), "")
            whole = anew or item.halt
            conditional = not whole and sighting.conditional(one.whole_at, now)
            validators = Validators(*marks) if conditional else Validators()
            visits.append(
                _Visit(
                    item=item,
                    draft=one.draft,
                    last=page,
                    digest="" if whole else digest,
                    validators=validators,
                    conditional=conditional,
                )
            )
        return visits

    def _visit(self, visit: _Visit) -> tuple[_Visit, Read | SourceFailed | None]:
        """Read a page; None = it is the one of last time. Withheld = its host is not among the
        library's: who lists it gets it read, but for what its list says.
        """
        source = self._rules.settings.source(visit.item.source)
        try:
            if visit.item.halt:
                return visit, read_or_list(self._page_fetcher, visit.item, source)
            page = read_item(
                self._page_fetcher,
                visit.item,
                source,
                validators=visit.validators,
                digest=visit.digest,
                last=visit.last,
            )
        except SourceFailed as error:
            return visit, error
        return visit, page

    def _take_up(self, visit: _Visit, answer: Read | SourceFailed, report: SyncReport) -> None:
        """Carry what a look brought into its draft."""
        draft = self._store.draft(visit.draft)
        own = draft.item == visit.item.id  # else a person's text links to it
        if isinstance(answer, Gone | Withheld):
            self._away(draft if own else None, visit, answer, report)
            return
        if isinstance(answer, SourceFailed):
            report.errors.append(answer)
            return
        from bridge.read.changes import change

        last = visit.last
        # nobody had read it: no change of a post
        first = last is not None and bool(last.unread)
        other = not (first and draft.post) and (last is None or bool(change(last, answer[1])))
        if own and (visit.item.halt or other):
            self._changed(draft, visit.item, answer[1], report)
        with self._store.alone():  # whoever keeps the page has read the texts beside it
            keep_page(self._store, visit.item.id, answer, self._clock())
            if visit.item.halt or other:
                self._beside(visit.item, report)

    def _away(
        self, draft: Draft | None, visit: _Visit, answer: Gone | Withheld, report: SyncReport
    ) -> None:
        """Hold the drafts of a page that is gone, or leads where nobody asks for it: its own, and
        the texts that link to it; but not those that were put forward knowing that.
        """
        from bridge import places

        item, host = visit.item, ""
        if isinstance(answer, Withheld):
            host = places.elsewhere(answer, item, visit.last)
            if not host:  # what was not asked for cannot have changed
                return
        absence = places.absence(answer, item, host)
        whose = [(draft, False)] if draft else []
        for one, linked in [*whose, *((one, True) for one in self._linking(item))]:
            if one.state in {State.WAITING, *DUE} and not places.knows_gone(one, item):
                wording = places.with_gone(self._store, one, absence)
                self._hold(one, places.gone(answer, host, linked=linked), report, wording)

    def _hold(
        self, draft: Draft, why: Coded, report: SyncReport, wording: Version | None = None
    ) -> None:
        step = lifecycle.hold(draft, why, Machine.SYNC, self._clock(), wording=wording)
        self._store.apply(step)
        report.held.append(draft.id)
        report.why_held[draft.id] = why

    def _back(self, drafts: list[int], item: Item, report: SyncReport) -> None:
        """Take out of open drafts that an item's page is gone: it is there again, and a decision
        that was given without it is void (truth 2).
        """
        from bridge import places
        from bridge.policy import s05_3_wording

        key = s05_3_wording.away(item.url).key
        for draft in map(self._store.draft, drafts):
            if item.shared and draft.item not in (None, item.id):
                continue  # of a page that others share, another's part
            others = (one for one in draft.findings if one.key != key)
            wording = places.as_it_stands(self._store, draft, others)
            what = Note("note.page_back", url=item.url)
            with suppress(WrongState):  # decided or withdrawn since the run began
                self._store.apply(lifecycle.refresh(draft, wording, self._clock(), what))
                report.refreshed.append(draft.id)

    def _watched(self) -> list[Watched]:
        """Return the drafts to which a change of their page still matters, an item's open one after
        its posted one.
        """
        now = self._clock()
        week = now - timedelta(days=self._rules.settings.fetch.recheck_days)
        watched = self._store.sightings.watched(week, now - LONGEST, now.date())
        return [*self._linked({one.item for one in watched}), *watched]

    def _linked(self, known: set[int]) -> Iterator[Watched]:
        """Yield the pages to which a person's open text links and which no draft of their own
        watches any more: theirs was withdrawn or rejected, or there was none.
        """
        for draft, state, last_day, text in self._store.sightings.beside():
            from bridge.draft.make import linked_in

            for link in linked_in(text):
                item = self._store.sightings.find(sighting.keys_of(link))
                if item is None or item in known:
                    continue
                known.add(item)
                page = self._store.sightings.linked(item, draft, state, last_day)
                if page is not None:
                    yield page

    def _beside(self, item: Item, report: SyncReport) -> None:
        """Read the texts again that persons wrote beside a page that changed: a decision on one in
        which something stops that did not stop before is void (truth 2).
        """
        from bridge import places

        now = self._clock()
        for draft in self._linking(item):
            again = places.read_again(self._store, self._rules, draft, today=now.date())
            known = {one.key for one in draft.findings}
            if not any(one.stop and one.key not in known for one in again.findings):
                continue
            what = Note("note.link_changed")
            if item.halt:
                what = Note("note.link_listed_anew", title=item.title)
            if draft.state is State.PARTIAL:  # of its thread nothing more goes out unseen
                self._hold(draft, what, report)
                continue
            again = self._with_repeats(again, now, draft.id)
            what = Note("note.words_stand", what=what)
            self._store.apply(lifecycle.refresh(draft, again, now, what))
            report.refreshed.append(draft.id)

    def _linking(self, item: Item) -> Iterator[Draft]:
        """Yield the open drafts of persons, but its own, that link to an item's page."""
        from bridge.draft.make import linked_in

        for draft in self._store.drafts(State.WAITING, State.RETURNED, State.HELD, *DUE):
            links = () if draft.author == Machine.SYNC else linked_in(draft.content.text)
            linked = {self._store.sightings.find(sighting.keys_of(link)) for link in links}
            if draft.item != item.id and item.id in linked:
                yield draft

    def _changed(self, draft: Draft, item: Item, page: Page, report: SyncReport) -> None:
        from bridge import places
        from bridge.draft.make import from_page, instead

        now = self._clock()
        composition = from_page(
            item,
            page,
            source=self._rules.settings.source(item.source),
            rules=self._rules,
            today=now.date(),
        )
        what = Note("note.page_changed")
        if item.halt:
            what = Note("note.listed_anew", title=item.title)
        if draft.state is State.PARTIAL:  # of its thread nothing more goes out unseen
            self._hold(draft, what, report)
            return
        if draft.post is not None:
            if composition.wording.content != replace(
                draft.content, reply_to="", replaces=None, also=()
            ):
                new = Opening(
                    item=item.id,
                    source=item.source,
                    kind=Kind.PAGE,
                    note=Note("note.after_the_post", what=what).what,
                    origin=what.what,
                    corrects=draft.id,
                )
                first, also = lifecycle.standing(draft)
                wording = instead(composition.wording, replaces=first, also=also)
                wording = self._with_repeats(wording, now)
                report.corrections.append(
                    self._store.apply(lifecycle.open_draft(new, wording, Machine.SYNC, now))
                )
            return
        wording = instead(
            composition.wording,
            reply_to=draft.content.reply_to,
            replaces=draft.content.replaces,
            also=draft.content.also,
        )
        if draft.author != Machine.SYNC:  # their own words stay, held against the page as it is now
            again = places.read_again(self._store, self._rules, draft, today=now.date(), page=page)
            wording = replace(again, page_digest=wording.page_digest)
            what = Note("note.words_stand", what=what)
        wording = self._with_repeats(wording, now, draft.id)
        self._store.apply(lifecycle.refresh(draft, wording, now, what))
        report.refreshed.append(draft.id)

    def _with_repeats(self, wording: Version, now: datetime, own: int = 0) -> Version:
        from bridge import repeats

        return repeats.with_repeats(
            self._store, wording, self._rules.settings.posting.through, now, own=own
        )

    def _expire(self, report: SyncReport) -> None:
        now = self._clock()
        for draft in map(self._store.draft, self._store.sightings.over(now.date())):
            with suppress(WrongState):
                self._store.apply(lifecycle.expire(draft, Machine.SYNC, now))
                report.expired.append(draft.id)
                if draft.state is State.DECIDED:
                    report.unsent.append(draft.id)

    # ── side by side ────────────────────────────────────────────────────────────────────────────

    def _side_by_side(
        self, work: Callable[[T], R], things: list[T], addresses: list[str], what: str
    ) -> Iterator[R]:
        """Yield what `work` makes of each thing, in their order; results are let go once they are
        yielded.

        Hosts take turns, and none has more threads than it may have requests: a slow one holds up
        nobody else.
        """
        if not things:
            return
        waiting = deque((Future[R](), thing) for thing in things)
        lanes: defaultdict[str, deque[tuple[Future[R], T]]] = defaultdict(deque)
        for one, address in zip(waiting, addresses, strict=True):
            lanes[urls.host(address)].append(one)
        most = self._rules.settings.fetch.concurrency
        pool = ThreadPoolExecutor(most)
        rest = deque(
            lane
            for place in range(PER_HOST)
            for lane in [lane for lane in lanes.values() if len(lane) > place]
        )
        over = Event()

        def take_turns() -> None:
            while not over.is_set() and (lane := _first(rest)) is not None:
                if (one := _first(lane)) is None:  # the host's other thread has taken its last
                    continue
                future, thing = one
                try:
                    future.set_result(work(thing))
                except BaseException as error:  # noqa: BLE001 - raised again by result()
                    future.set_exception(error)
                rest.append(lane)

        def start(count: int) -> None:
            for _ in range(min(count, len(rest))):
                pool.submit(take_turns)

        # a thread costs memory and its turns: there are as many as keep the answers coming
        threads = min(FEW, most)
        start(threads)
        try:
            for done in range(1, len(things) + 1):
                future = waiting.popleft()[0]
                while rest and threads < most and not wait((future,), HURRY).done:
                    if is_reading():
                        continue
                    more = min(threads, most - threads)
                    start(more)
                    threads += more
                result = future.result()
                self._progress(what, done, len(things))
                yield result
        finally:
            over.set()
            pool.shutdown(cancel_futures=True)


def _first(queue: deque[T]) -> T | None:
    """Take the first of a queue that others take from, too; None when it is empty."""
    try:
        return queue.popleft()
    except IndexError:
        return None


def _urgent(title: str) -> bool:
    """Return whether a title alone says that it cannot wait."""
    from bridge.draft.kinds import is_urgent

    return is_urgent(title, ())


def _together(things: Iterator[T], size: int) -> Iterator[list[T]]:
    """Yield lists of so many things, each as soon as it is full."""
    while some := list(islice(things, size)):
        yield some


def keep_page(store: Store, item: int, read: Read, at: datetime) -> None:
    """Keep what was read of an item, with what to ask by next time."""
    fetched, page = read
    validators = fetched.validators if fetched else Validators()
    digest = fetched.digest if fetched else ""
    store.sightings.keep_page(
        item, page, validators=(validators.etag, validators.last_modified), digest=digest, at=at
    )


def draft_item(
    store: Store,
    rules: Rules,
    *,
    item: Item,
    read: Read,
    composition: Composition,
    texts: Texts,
    at: datetime,
) -> int | None:
    """Open the draft that was made of an item, and return its id.

    None when another entry of the same page, title and day is a draft, or an item's open draft says
    the same: the item is set aside, and says why. One that a person has picked nevertheless is
    drafted, with a finding.
    """
    from bridge import repeats

    new = Opening(item.id, item.source, Kind.PAGE, "。".join(composition.composed.notes))
    road = rules.settings.posting.through
    with store.alone():
        keep_page(store, item.id, read, at)
        content = composition.wording.content
        same = texts.same(content, road)
        twin = _twin(store, item, read[1], same)
        if twin is not None and not store.sightings.picked(item.id):
            why = Note("note.same_page", draft=twin.id).what
            line = JournalLine(
                Machine.SYNC, Verb.SET_ASIDE, at, {"item": item.id, "why": why, "draft": twin.id}
            )
            store.sightings.move(Move(item.id, item.state, ItemState.SET_ASIDE, why), line)
            return None
        wording = repeats.marked(composition.wording, same, at)
        draft = store.apply(lifecycle.open_draft(new, wording, Machine.SYNC, at))
        texts.add(draft, content.parts)
        return draft


def _is_another(item: Item, other: Item) -> bool:
    """Return whether two items of a list are two though one page has both and their drafts say the
    same: a monthly one (休館日のお知らせ) has another day.
    """
    days = {item.published, other.published}
    return item.shared and item.source == other.source and None not in days and len(days) == 2


def _twin(store: Store, item: Item, page: Page, same: list[Draft]) -> Draft | None:
    """Return the draft that an item would be once more, None when it is news.

    A list that gives no day says nothing against the day that the other one gave a while ago.
    """
    from bridge.policy import s05_3_wording

    exact, near = store.sightings.joined(item, sighting.page_keys(item, page))
    recent = near is not None and item.seen_at - near.seen_at <= s05_3_wording.REPEATED
    other = exact or (near if near and recent and not (item.published and near.published) else None)
    drafts = store.drafts_of(other.id) if other is not None else []
    others = (
        draft
        for draft in same
        if draft.item is not None
        and draft.post is None
        and not _is_another(item, store.sightings.item(draft.item))
    )
    return next(iter(drafts), None) or next(others, None)
