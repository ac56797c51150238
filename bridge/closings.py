"""Story 2, beside the calendar: a page of the site that names closed days is looked at once a day,
and proposes (5(2)).

A proposal changes nothing: what a person has confirmed (office.py) joins the calendar by which
posts go out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bridge.errors import SourceFailed
from bridge.fetch.reading import read_item
from bridge.model import Item, ItemState, JournalLine, Machine, Memory, Verb
from bridge.text.closings import read_closings

if TYPE_CHECKING:
    from datetime import datetime

    from bridge.fetch.client import Fetcher
    from bridge.model import Closing
    from bridge.record.store import Store
    from bridge.settings import HoursSettings


def due(store: Store, hours: HoursSettings, now: datetime) -> bool:
    """Return whether the page has not been looked at today (in the library's zone); False when none
    is named.
    """
    last = store.sightings.memory(_name(hours))
    last_look = max(filter(None, (last.succeeded_at, last.changed_at)), default=None)
    return bool(hours.closed_page) and (
        last_look is None or last_look.astimezone(now.tzinfo).date() < now.date()
    )


def look(store: Store, fetcher: Fetcher, hours: HoursSettings, now: datetime) -> list[Closing]:
    """Read the page and return the closings that it names for the first time and feeds.toml does
    not, kept as proposals.

    Raises SourceFailed, remembered like that of a source; it is tried again at the next run.
    """
    name = _name(hours)
    memory = store.sightings.memory(name)
    item = Item(
        id=0,
        source=name,
        url=hours.closed_page,
        title="休館日",
        state=ItemState.NEW,
        seen_at=now,
        page=hours.closed_page,
    )
    try:
        read = read_item(fetcher, item, None, digest=memory.digest)  # once a day: whole
    except SourceFailed as error:
        failed = replace(
            memory,
            failing_since=memory.failing_since or now,
            failures=memory.failures + 1,
            error=error.what,
        )
        store.sightings.remember(name, failed)
        raise
    if read is None:
        store.sightings.answered([name], [name], now)
        return []
    fetched, page = read
    assert fetched is not None
    weekly = [day for day, opening in enumerate(hours.weekly) if opening is None]
    closings = [c for c in read_closings(page, now.date(), weekly) if not _listed(c, hours)]
    new = store.closings.propose(
        closings, JournalLine(Machine.SYNC, Verb.CLOSINGS, now, {"url": hours.closed_page})
    )
    store.sightings.remember(
        name,
        Memory(
            etag=fetched.validators.etag,
            last_modified=fetched.validators.last_modified,
            digest=fetched.digest,
            count=len(closings),
            succeeded_at=now,
            changed_at=now,
            how="休館日の案",
        ),
    )
    return new


def _listed(closing: Closing, hours: HoursSettings) -> bool:
    """Return whether feeds.toml closes these days anyway."""
    return any(first <= closing.first and closing.last <= last for first, last in hours.closed)


def _name(hours: HoursSettings) -> str:
    """Return under what the page is remembered among the sources; no source's id has a colon."""
    return f":{hours.closed_page}"
