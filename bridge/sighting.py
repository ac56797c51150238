"""Pure: what a look at a source means. Which entries are new, and may they be drafted?

Identity is the canonical address, then the feed's guid, then title and date. The title alone is
never an identity:
休館日のお知らせ comes every month under the same words and another address. An address that several
entries of one list share names none of them alone, from then on: of the page behind it each is only
its own part. The first sight of a source, and the first after
a long pause, is a baseline (truth 5); too many new items at once are drafted up to the limit, the
rest wait for a person; a list that lost all its items is an alarm. A title that turns into one that
calls its entry off (【中止】, 満席 …) is as much as a page that changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Protocol

from bridge import urls
from bridge.errors import Shrunken
from bridge.model import Entry, Item, ItemState, Listing, Memory, Sighting
from bridge.outcomes import RunOutcome
from bridge.sayings import Note
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date, datetime

    from bridge.model import Page
    from bridge.sayings import Refusal
    from bridge.settings import FetchSettings, Source

WHOLE: Final = timedelta(hours=23)  #: a run may come ten minutes late, and yet a day is not passed
#: raised when the readers of lists, or identities, begin to see what they did not see before
READING: Final = 3
_MOVED: Final = 3  #: a list of fewer known entries says nothing when all of them are others
_OLD: Final = timedelta(days=30)  #: what is that much older than the last look was not put up since


class Known(Protocol):
    """What the record knows of items."""

    def known(self, keys: Iterable[str]) -> Item | None:
        """Return the item known by the first of `keys` that is known, None when none is."""
        ...

    def items(self, *states: ItemState, source: str = "", limit: int = -1) -> Sequence[Item]:
        """Return the items of a source, newest first."""
        ...


@dataclass(frozen=True, slots=True)
class ListPlan:
    """What is to be written of one look; a value, so that a dry run can show it."""

    memory: Memory
    sightings: tuple[Sighting, ...]
    state: ItemState  #: baseline for a first sight; held when a person is to pick some; else new
    #: known items with keys under which they are seen now
    again: tuple[tuple[int, tuple[str, ...]], ...] = ()
    notes: tuple[RunOutcome, ...] = ()  #: what staff should hear once
    unknown: bool = False  #: a source that is known showed nothing that is
    #: known items with the title by which the list calls them off, and whether that is news: not
    #: where only the readers are others
    halts: tuple[tuple[int, str, bool], ...] = ()

    def count(self, state: ItemState) -> int:
        """Return how many sightings stand in a state."""
        return sum(1 for sighting in self.sightings if sighting.item.state is state)


# ── identity ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class EntryIdentity:
    """By what an entry is recognised."""

    address: str  #: canonical; empty when it links to nothing
    place: str  #: the part behind #, when it names a place of its own
    guid: str  #: empty when it has none, or one that others have, too, or one that is its address
    named: str  #: title and date
    title: str  #: as titles are compared
    day: str  #: empty when it has none
    alone: bool  #: no other entry of its list has that address
    source: str

    @property
    def exact(self) -> tuple[str, ...]:
        """Return the key that no other entry has: by its guid, else by title and date."""
        told_apart = (
            f"{self.address} # {self.guid}" if self.address and self.guid else self._by_name
        )
        return (urls.short_key(told_apart),)

    @property
    def _by_name(self) -> str:
        return f"{self.address or self.source} # {self.named}"

    @property
    def by_title(self) -> tuple[str, ...]:
        """Return the key of its title without remarks in brackets, and its day; none for what has
        no day.
        """
        return (
            (urls.short_key(f"{self.address or self.source} ~ {self.title} {self.day}"),)
            if self.day
            else ()
        )

    @property
    def by_place(self) -> tuple[str, ...]:
        """Return the key of its place on a page."""
        return (
            (urls.short_key(f"{self.address}#{self.place}"),) if self.address and self.place else ()
        )

    @property
    def by_address(self) -> tuple[str, ...]:
        """Return the key of its address."""
        return (urls.short_key(self.address),) if self.address else ()

    @property
    def by_guid(self) -> tuple[str, ...]:
        """Return the key of its guid."""
        return (urls.short_key(f"{self.source} guid {self.guid}"),) if self.guid else ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys under which it is kept."""
        own = self.by_place if self.place else self.by_address if self.alone else ()
        shared = () if self.alone or not self.address else (urls.shared_key(self.address),)
        names = (
            *self.exact,
            urls.short_key(self._by_name),
            *self.by_title,
            *own,
            *self.by_guid,
            *shared,
        )
        return tuple(dict.fromkeys(names))


def page_keys(item: Item, page: Page) -> tuple[str, str]:
    """Return the keys of what a list announced: its page's own address and the title, with the day
    and without.

    Two entries with one key are one draft, under whatever addresses they are listed; a key is empty
    for what has no page, or no day.
    """
    if not item.url:
        return "", ""
    title_key = (
        f"page {urls.canonical(page.canonical or page.url)} ~ "
        f"{urls.plain_title(item.title or page.title)}"
    )
    return urls.short_key(
        f"{title_key} {item.published}"
    ) if item.published else "", urls.short_key(title_key)


def is_shared(identity: EntryIdentity, record: Known) -> bool:
    """Return whether others have an entry's address, in its list or in one that was read before."""
    return not identity.alone or (
        bool(identity.address) and record.known((urls.shared_key(identity.address),)) is not None
    )


def keys_of(url: str) -> tuple[str, ...]:
    """Return the keys under which the item of a page's address may be kept: its place on the page,
    then the page.
    """
    address, place = urls.canonical(url), urls.fragment(url)
    return tuple(
        urls.short_key(key) for key in (f"{address}#{place}" if place else "", address) if key
    )


def identities(entries: Sequence[Entry]) -> list[EntryIdentity]:
    """Return for each entry by what it is recognised. A guid given to several addresses is no
    identity.
    """
    addresses = [urls.canonical(entry.url) if entry.url else "" for entry in entries]
    guids = [
        entry.guid if urls.canonical(entry.guid) != urls.canonical(entry.url) else ""
        for entry in entries
    ]
    places = defaultdict(set)
    for entry, address in zip(entries, addresses, strict=True):
        places[address].add(urls.fragment(entry.url))
    shared = {address for address, guid in _groups(entries, addresses, guids) if address} | {
        address for address, fragments in places.items() if len(fragments - {""}) > 1
    }
    addresses_of: dict[str, set[str]] = defaultdict(set)
    for address, guid in zip(addresses, guids, strict=True):
        addresses_of[guid].add(address)
    return [
        EntryIdentity(
            address=address,
            place=urls.fragment(entry.url),
            guid=guid if len(addresses_of[guid]) == 1 else "",
            named=f"{unicodedata.normalize('NFKC', entry.title).strip()} {entry.published or ''}",
            title=urls.plain_title(entry.title),
            day=f"{entry.published or ''}",
            alone=address not in shared,
            source=entry.source,
        )
        for entry, address, guid in zip(entries, addresses, guids, strict=True)
    ]


def _groups(
    entries: Sequence[Entry], addresses: Sequence[str], guids: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield the addresses that several entries of one list share: by other guids, or under other
    titles.
    """
    first: dict[tuple[str, int], tuple[Entry, str]] = {}
    for entry, address, guid in zip(entries, addresses, guids, strict=True):
        before, known = first.setdefault((address, entry.list), (entry, guid))
        if (guid and known and guid != known) or (
            not (guid and known) and not _alike(entry, before)
        ):
            yield address, guid


def _same_title(one: str, other: str) -> bool:
    """Tell whether two titles may name one thing; what the record has no words of any more says
    nothing against it.
    """
    a, b = urls.plain_title(one), urls.plain_title(other)
    return not a or not b or a == b or (min(len(a), len(b)) >= 4 and (a in b or b in a))


def _alike(one: Entry | Item, other: Entry | Item) -> bool:
    """Tell whether two entries may be one: no other title, no other day."""
    days = {day for day in (one.published, other.published) if day}
    return _same_title(one.title, other.title) and len(days) < 2


def _distinct(
    entries: Sequence[Entry], names: Sequence[EntryIdentity]
) -> Iterator[tuple[Entry, EntryIdentity]]:
    """Yield each entry once, with its identity: tabs and boxes show the same page again."""
    by_key: dict[str, list[tuple[Entry, EntryIdentity]]] = defaultdict(list)
    for entry, identity in zip(entries, names, strict=True):
        before = by_key[identity.address or f" {identity.named}"]
        if any(_is_one(entry, identity, *other) for other in before):
            continue
        before.append((entry, identity))
        yield entry, identity


def _is_one(entry: Entry, identity: EntryIdentity, other: Entry, its: EntryIdentity) -> bool:
    if identity.guid and its.guid:
        return identity.guid == its.guid
    return identity.alone or (identity.place == its.place and _alike(entry, other))


def _recognised(entry: Entry, identity: EntryIdentity, record: Known) -> Item | None:
    """Return the known item that an entry is, None when it is none."""
    if (item := record.known(identity.exact)) is not None:
        return item
    if not identity.guid and (item := record.known(identity.by_title)) is not None:
        return item
    if (item := record.known((*identity.by_place, *identity.by_address))) is not None:
        if not identity.place and not is_shared(identity, record):
            return item
        same_day = entry.published is not None and entry.published == item.published
        if _alike(entry, item) or (
            same_day and identity.place and identity.place == urls.fragment(item.url)
        ):
            return item
    # A guid that comes back under another address and other words names something else.
    if (item := record.known(identity.by_guid)) is not None and (
        urls.canonical(item.url) == identity.address or _same_title(entry.title, item.title)
    ):
        return item
    return None


def new_halts(
    entries: Sequence[Entry], names: Sequence[EntryIdentity], record: Known
) -> dict[int, str]:
    """Return the known items that their list calls off, puts off or says to be full or over, and
    did not before, each with its title now.

    Any other word of a title is the list's own affair: a mark that an entry is new, a day before
    it. The first entry of an item that says so speaks for it.
    """
    from bridge.policy import standing  # a run that finds no list to read needs no rule of texts

    titles: dict[int, tuple[Item, str]] = {}
    for entry, identity in zip(entries, names, strict=True):
        if (
            standing.halts(entry.title)
            and (item := _recognised(entry, identity, record)) is not None
        ):
            titles.setdefault(item.id, (item, entry.title))
    return {
        item.id: title
        for item, title in titles.values()
        if standing.halts(title).keys() - standing.halts(item.title).keys()
    }


# ── the plan ────────────────────────────────────────────────────────────────────────────────────


def plan(
    source: Source,
    listing: Listing,
    memory: Memory,
    record: Known,
    *,
    limits: FetchSettings,
    now: datetime,
    urgent: Callable[[str], bool] = lambda _: False,
    same: bool = False,
    anew: bool = False,
) -> ListPlan:
    """Return what a changed list means; `record` is asked for what is known.

    `urgent` tells of a title whether it cannot wait; `same` says that the body is the one of last
    time, `anew` that a person has it looked through once more nevertheless.
    Raises Shrunken when a list that had entries has none, and does not say so: nothing is to be
    written but the failure.
    """
    if not listing.entries and memory.count and not listing.empty:
        raise Shrunken("source.shrunken", source=source.id, before=memory.count, url=source.url)
    return _Planner(
        source=source, listing=listing, memory=memory, record=record, limits=limits, now=now
    ).plan(urgent, same=same, anew=anew)


@dataclass(slots=True)
class _Fresh:
    """An entry that is not known, and what becomes of it."""

    entry: Entry
    identity: EntryIdentity
    last: bool  #: no known entry stands below it in the list
    state: ItemState = ItemState.NEW
    why: Note | None = None


class _Planner:
    """One look at one list."""

    def __init__(
        self,
        source: Source,
        listing: Listing,
        *,
        memory: Memory,
        record: Known,
        limits: FetchSettings,
        now: datetime,
    ) -> None:
        self._source, self._listing, self._memory = source, listing, memory
        self._record, self._limits, self._now = record, limits, now
        self._notes: list[RunOutcome] = []
        self._past: Sequence[Item] | None = None
        self._identities = identities(listing.entries)

    def plan(self, urgent: Callable[[str], bool], *, same: bool, anew: bool) -> ListPlan:
        memory, now = self._memory, self._now
        known, fresh = self._sorted()
        joined, fresh, moved = self._joined(known, fresh)
        first = memory.succeeded_at is None
        paused = not first and now - (memory.succeeded_at or now) > timedelta(
            days=self._limits.pause_days
        )
        if first or paused:
            for one in fresh:
                one.state, one.why = ItemState.BASELINE, Note("note.there_at_first")
        else:
            for one in fresh:
                self._judge(one, moved=moved, same=same)
            self._limit([one for one in fresh if one.state is ItemState.NEW], urgent)
        if paused:
            days = self._limits.pause_days
            self._notes.append(RunOutcome("sync.begun_anew", days=days, count=len(fresh)))
        self._tell(fresh, joined)
        again = [(item.id, identity.keys) for item, identity in joined]
        if memory.reading != READING:  # what an older release knew is known by the keys of this one
            again += [(item.id, identity.keys) for item, identity in known]
        sightings = tuple(
            Sighting(
                replace(
                    _item(one.entry, now, one.state, one.why),
                    shared=is_shared(one.identity, self._record),
                ),
                one.identity.keys,
            )
            for one in reversed(fresh)
        )
        state = ItemState.NEW
        if first or paused:
            state = ItemState.BASELINE
        elif any(one.state is ItemState.HELD for one in fresh):
            state = ItemState.HELD
        return ListPlan(
            memory=self._memory_after(fresh, paused=paused),
            sightings=sightings,
            state=state,
            again=tuple(again),
            notes=tuple(self._notes),
            unknown=bool(fresh)
            and not (known or joined or first or paused)
            and memory.reading == READING,
            halts=self._halts(same=same and not anew),
        )

    def _halts(self, *, same: bool) -> tuple[tuple[int, str, bool], ...]:
        """Return the known items that the list calls off now. In the body of last time nothing has
        turned: what other readers see in it is only kept, so that it is no news next time.
        """
        if same and self._memory.reading == READING:
            return ()
        titles = new_halts(self._listing.entries, self._identities, self._record)
        return tuple((item, title, not same) for item, title in titles.items())

    def _sorted(self) -> tuple[list[tuple[Item, EntryIdentity]], list[_Fresh]]:
        """Return what is known of the list, and what is not."""
        known: list[tuple[Item, EntryIdentity]] = []
        fresh: list[_Fresh] = []
        for entry, identity in _distinct(self._listing.entries, self._identities):
            item = _recognised(entry, identity, self._record)
            if item is None:
                fresh.append(_Fresh(entry, identity, last=True))
                continue
            known.append((item, identity))
            for one in fresh:
                one.last = False
        return known, fresh

    def _joined(
        self, known: Sequence[tuple[Item, EntryIdentity]], fresh: list[_Fresh]
    ) -> tuple[list[tuple[Item, EntryIdentity]], list[_Fresh], bool]:
        """Join entries that only changed their address to the items that they are; tell whether the
        whole list did.

        One entry: the same title and day, and the address of before is not listed any more. A whole
        list, none of which is known, or less than what returns under its titles (a pinned link
        stays where it was): the same titles are enough.
        """
        if not fresh or self._memory.succeeded_at is None:
            return [], fresh, False
        listed = {identity.address for _, identity in known} | {
            one.identity.address for one in fresh
        }
        names: dict[str, list[Item]] = defaultdict(list)
        for item in self._items():
            if item.title and urls.canonical(item.url) not in listed:
                names[urls.plain_title(item.title)].append(item)
        again = sum(1 for one in fresh if names.get(urls.plain_title(one.entry.title)))
        returned = again > max(len(known), _MOVED - 1) and again * 2 > len(fresh)
        whole = (not known or returned) and self._memory.count >= _MOVED and len(fresh) >= _MOVED
        joined: list[tuple[Item, EntryIdentity]] = []
        left: list[_Fresh] = []
        for one in fresh:
            same = [
                item
                for item in names[urls.plain_title(one.entry.title)]
                if (item.published == one.entry.published and item.published is not None)
                or (whole and not (item.published and one.entry.published))
            ]
            if same:
                names[urls.plain_title(one.entry.title)].remove(same[-1])
                joined.append((same[-1], one.identity))
            else:
                left.append(one)
        return joined, left, whole

    def _judge(self, one: _Fresh, *, moved: bool, same: bool) -> None:
        """Say of an entry that is not known whether it is news."""
        memory, day = self._memory, one.entry.published
        assert memory.succeeded_at is not None
        seen_on = memory.succeeded_at.astimezone(self._now.tzinfo).date()
        recent = day is not None and day >= seen_on - timedelta(days=1)
        if memory.reading != READING and not recent:
            if same:
                one.state, one.why = ItemState.BASELINE, Note("note.read_better")
            else:
                one.state, one.why = ItemState.HELD, Note("note.perhaps_read_better")
        elif moved and not (day is not None and self._is_newest(day)):
            one.state, one.why = ItemState.HELD, Note("note.list_anew")
        elif self._slipped_in(one, seen_on):
            one.state, one.why = ItemState.BASELINE, Note("note.slipped_in")

    def _slipped_in(self, one: _Fresh, seen_on: date) -> bool:
        """Tell whether an entry was there before us: older than all that we know, at the end of a
        list that did not grow.
        """
        if self._memory.cut and one.last:
            return True  # what stands behind the last list's end was not read then
        day = one.entry.published
        if day is None or day >= seen_on:
            return False
        known = [item.published for item in self._items() if item.published]
        if not known or day >= min(known):
            return False
        return len(self._listing.entries) <= self._memory.count or day < seen_on - _OLD

    def _limit(self, fresh: list[_Fresh], urgent: Callable[[str], bool]) -> None:
        """Draft the urgent and the newest up to the limit; the rest wait for a person."""
        most = self._limits.new_per_source
        if len(fresh) <= most:
            return
        place = {id(one): number for number, one in enumerate(fresh)}
        ranked = sorted(
            fresh,
            key=lambda one: (
                not urgent(one.entry.title),
                -(one.entry.published.toordinal() if one.entry.published else 0),
                place[id(one)],
            ),
        )
        for one in ranked[most:]:
            one.state = ItemState.HELD
            one.why = Note("note.too_many", count=len(fresh), most=most)

    def _tell(self, fresh: Sequence[_Fresh], joined: Sequence[tuple[Item, EntryIdentity]]) -> None:
        if len(joined) >= _MOVED:
            self._notes.append(RunOutcome("sync.addresses_moved", count=len(joined)))
        held = sum(1 for one in fresh if one.state is ItemState.HELD)
        if held:
            why = next(one.why for one in fresh if one.state is ItemState.HELD)
            self._notes.append(RunOutcome("sync.many", count=held, why=why))

    def _memory_after(self, fresh: Sequence[_Fresh], *, paused: bool) -> Memory:
        memory, now, listing = self._memory, self._now, self._listing
        # A first list without any entry is no baseline, unless it says itself that there is none.
        has_baseline = memory.succeeded_at is not None or bool(listing.entries) or listing.empty
        return replace(
            memory,
            count=len(listing.entries),
            succeeded_at=now if has_baseline else None,
            changed_at=now if fresh else memory.changed_at,
            failing_since=None,
            failures=0,
            error="",
            how=listing.how,
            reading=READING,
            notes=tuple(note.what for note in listing.notes),
            cut=listing.cut,
            lists=listing.lists,
            down_since=memory.failing_since or memory.down_since,
            back_at=now if memory.failing_since else memory.back_at,
            anew_at=now if paused else memory.anew_at,
        )

    def _items(self) -> Sequence[Item]:
        if self._past is None:
            self._past = self._record.items(source=self._source.id, limit=5_000)
        return self._past

    def _is_newest(self, day: date) -> bool:
        return all(item.published is None or item.published < day for item in self._items())


def _item(entry: Entry, now: datetime, state: ItemState, why: Note | None) -> Item:
    return Item(
        id=0,
        source=entry.source,
        url=entry.url,
        title=entry.title,
        state=state,
        seen_at=now,
        published=entry.published,
        reason=why.what if why else "",
        tries=0,
        page=entry.page,
        summary=entry.summary[:2000],
    )


def unheard(notes: Iterable[Refusal], memory: Memory) -> list[Refusal]:
    """Return the remarks on a list that were not made on the last one, whatever their numbers."""
    before = {re.sub(r"\d+", "", note) for note in memory.notes}
    return [note for note in notes if re.sub(r"\d+", "", note.what) not in before]


def failed(memory: Memory, error: str, now: datetime) -> Memory:
    """Return the memory of a source after a failure: since when, and how often in a row."""
    return replace(
        memory,
        failing_since=memory.failing_since or now,
        failures=memory.failures + 1,
        error=error,
        asked_at=now,
    )


def conditional(whole_at: datetime | None, now: datetime) -> bool:
    """Return whether a server may be asked "changed since last time?".

    Once a day at the latest it is not: some answer "not modified" to every such question, and their
    news were never found.
    """
    return whole_at is not None and now - whole_at < WHOLE
