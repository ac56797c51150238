"""Pure: what a look at a source means. Which entries are new, and may they be drafted?

Identity is the canonical address, then the feed's guid, then title and date. The title alone is never an identity:
休館日のお知らせ comes every month under the same words and another address. The first sight of a source, and the first after
a long pause, is a baseline (truth 5); too many new items at once wait for a person; a list that lost all its items is an alarm.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bridge import urls
from bridge.errors import Shrunken
from bridge.model import Entry, Item, ItemState, Listing, Memory, Sighting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from bridge.settings import FetchSettings, Source


WHOLE: Final = timedelta(hours=23)  #: a run may come ten minutes late, and yet a day is not passed


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written of one look; a value, so that a dry run can show it."""

    memory: Memory
    sightings: tuple[Sighting, ...]
    state: ItemState  #: of all of them: baseline, held or new


def identities(entries: Sequence[Entry]) -> list[tuple[str, ...]]:
    """Return for each entry the keys under which it is looked up, the most telling first.

    Entries of a feed with guids of their own may link to one page (a page of all events): such an address names none of
    them alone, so the guid stands behind it. A guid given to several addresses is no identity.
    """
    addresses = [urls.canonical(entry.url) if entry.url else "" for entry in entries]
    guids = [entry.guid if urls.canonical(entry.guid) != urls.canonical(entry.url) else "" for entry in entries]
    pairs = {(address, guid) for address, guid in zip(addresses, guids, strict=True) if guid}
    shared = Counter(address for address, _ in pairs)
    given = Counter(guid for _, guid in pairs)
    return [
        _keys(entry, address, guid if given[guid] == 1 else "", alone=shared[address] < 2)
        for entry, address, guid in zip(entries, addresses, guids, strict=True)
    ]


def _keys(entry: Entry, address: str, guid: str, *, alone: bool) -> tuple[str, ...]:
    keys = [f"{address} # {guid}"] if address and guid else []
    keys += [address] if address and alone else []
    keys += [f"{entry.source} guid {guid}"] if guid else []
    named = f"{unicodedata.normalize('NFKC', entry.title).strip()} {entry.published or ''}"
    return tuple(_short(key) for key in keys or [f"{address or entry.source} # {named}"])


def _short(key: str) -> str:
    """An index of a million keys stays small: long ones are kept as their sha256."""
    return key if len(key) <= 100 else hashlib.sha256(key.encode()).hexdigest()


def plan(
    source: Source,
    listing: Listing,
    memory: Memory,
    find: Callable[[Iterable[str]], int | None],
    limits: FetchSettings,
    now: datetime,
) -> Plan:
    """Return what a changed list means; `find` looks identities up among the known items.

    Raises Shrunken when a list that had entries has none: nothing is to be written then but the failure.
    """
    if not listing.entries and memory.count:
        raise Shrunken(
            f"取得元「{source.id}」: 一覧が空になりました(前回は{memory.count}件、{source.url})。",
            "サイトの表示を確かめてください。ページの作りが変わったときは feedbridge try で見て、feeds.toml の items を直してください。",
        )
    fresh: list[Sighting] = []
    taken: set[str] = set()
    for entry, keys in zip(listing.entries, identities(listing.entries), strict=True):
        if not keys or find(keys) is not None or not taken.isdisjoint(keys):
            continue
        taken.update(keys)
        fresh.append(Sighting(_item(entry, now), keys))
    state = _state(memory, len(fresh), limits, now)
    why = {
        ItemState.BASELINE: "取得元を見始めたときにありました",
        ItemState.HELD: f"一度に{len(fresh)}件の新着があり、上限({limits.new_per_source}件)を超えました",
    }.get(state, "")
    oldest_first = tuple(replace(s, item=replace(s.item, state=state, reason=why)) for s in reversed(fresh))
    # A first list that is empty or broken is no baseline yet: what is missing from it would look new the next time.
    whole = memory.succeeded_at is not None or (listing.entries and not listing.notes)
    remembered = replace(
        memory,
        count=len(listing.entries),
        succeeded_at=now if whole else None,
        changed_at=now if fresh else memory.changed_at,
        failing_since=None,
        failures=0,
        error="",
        how=listing.how,
    )
    return Plan(remembered, oldest_first, state)


def _state(memory: Memory, fresh: int, limits: FetchSettings, now: datetime) -> ItemState:
    if memory.succeeded_at is None or now - memory.succeeded_at > timedelta(days=limits.pause_days):
        return ItemState.BASELINE
    return ItemState.HELD if fresh > limits.new_per_source else ItemState.NEW


def _item(entry: Entry, now: datetime) -> Item:
    return Item(
        0, entry.source, entry.url, entry.title, ItemState.NEW, now, entry.published, "", 0, entry.page, entry.summary[:2000]
    )  # fmt: skip


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

    Once a day at the latest it is not: some answer "not modified" to every such question, and their news were never found.
    """
    return whole_at is not None and now - whole_at < WHOLE
