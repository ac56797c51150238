"""Story: with which pages a person's text is compared (6(9)), as the record has them.

The same for each road on which such a text comes in, and when its page changes: what was found in a
person's words is found again, held against the page as it is now.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge import urls
from bridge.draft.make import Place, from_person, link_of, linked_in
from bridge.model import Version, Where
from bridge.policy.s05_3_wording import away
from bridge.sayings import Refusal
from bridge.sighting import keys_of
from bridge.text import threads

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bridge.draft.rules import Rules
    from bridge.errors import Gone, Withheld
    from bridge.model import Draft, Finding, Item, Page
    from bridge.record.store import Store


LEFT: Final = "page.left"  #: a page that several items share has one's part no more


def place_of(
    store: Store,
    rules: Rules,
    place: Place,
    item: int | None,
    *,
    text: str,
    before: str = "",
    now: Page | None = None,
) -> Place:
    """Return `place` with the pages with which a person's text is compared: its item's (`now` is
    that page as it was read a moment ago; else the record's), then those of the links in it; and
    the links whose pages nobody has read. The homepage says nothing of one thing: nobody compares
    with it. A text without a page of its own is compared with those to which the texts `before` it
    linked: to take a link out takes no fact out.
    """
    page, own = _own_page(store, rules, item, now)
    listed = store.sightings.item(item).title if page and item is not None else ""
    own.add(urls.canonical(rules.settings.library.site))
    pages: dict[str, Page] = {}
    unread: list[str] = []
    for link in dict.fromkeys(linked_in(text)):
        if urls.canonical(link) in own:
            continue
        other = store.sightings.find(keys_of(link))
        known = store.sightings.page(other) if other is not None else None
        if known is None:
            unread.append(link)
        elif known[0] != page:
            pages[known[0].url] = known[0]
            listed = listed or (store.sightings.item(other).title if other else "")
    if before and not (page or pages or unread):
        return replace(place_of(store, rules, place, item, text=before, now=now), unread=())
    beside = [*([page] if page else []), *pages.values()]
    return replace(
        place,
        page=beside[0] if beside else None,
        beside=tuple(beside[1:]),
        unread=tuple(unread),
        listed=listed,
    )


def place_of_draft(
    store: Store, rules: Rules, draft: Draft, *, text: str, now: Page | None = None
) -> Place:
    """Return where a new text of a draft belongs, with its pages as `place_of`."""
    content = draft.content
    place = Place(
        kind=draft.kind,
        source=draft.source,
        reply_to=content.reply_to,
        repost_of=content.repost_of,
        replaces=content.replaces,
        also=content.also,
    )
    before = texts_of(store, draft)
    return place_of(store, rules, place, draft.item, text=text, before=before, now=now)


def texts_of(store: Store, draft: Draft) -> str:
    """Return the texts that a draft has had, the newest first."""
    return "\n".join(one["text"] for one in reversed(store.versions(draft.id)))


def read_again(
    store: Store, rules: Rules, draft: Draft, *, today: date, page: Page | None = None
) -> Version:
    """Return the wording of a person's draft as it stands, word for word, with what is found in it
    today; `page` is its item's as it was read a moment ago. The last day and the urgency that the
    person gave stay.
    """
    content = draft.content
    wording = from_person(
        draft.author,
        threads.join(content.parts),
        place=place_of_draft(store, rules, draft, text=content.text, now=page),
        rules=rules,
        today=today,
        title=draft.title,
        image=content.image,
        urgent=draft.urgent,
        expires_on=draft.expires_on,
    )
    absences = still_gone(store, draft, content.text, read=page is not None)
    return replace(
        wording,
        content=content,
        digest=draft.digest,
        weight=draft.weight,
        findings=(*absences, *wording.findings),
    )


def elsewhere(error: Withheld, item: Item, last: Page | None) -> str:
    """Return to which host a page leads that was read once and may not be asked for there; nothing
    when it was never read, or is where it was.
    """
    host = str(error.facts.get("host", ""))
    read = last is not None and not last.unread
    return host if read and host != urls.host(item.url)[:100] else ""


def absence(error: Gone | Withheld, item: Item, host: str) -> Finding:
    """Return what is found in a draft whose item's page is gone, or leads to `host`."""
    return away(item.url, host, left=error.code == LEFT)


def gone(error: Gone | Withheld, host: str, *, linked: bool = False) -> Refusal:
    """Return why a draft is held since its page is gone, or leads to `host`; `linked`: a page to
    which its text links.
    """
    if host:
        return Refusal("hold.link_elsewhere" if linked else "hold.page_elsewhere", host=host)
    if error.code == LEFT:
        return Refusal("hold.page_left")
    return Refusal("hold.link_gone" if linked else "hold.page_gone", why=error)


def knows_gone(draft: Draft, item: Item) -> bool:
    """Return whether a draft says already that an item's page is gone: it was decided with that, or
    will be.
    """
    key = away(item.url).key
    return any(one.key == key for one in draft.findings)


def still_gone(store: Store, draft: Draft, text: str, *, read: bool = False) -> list[Finding]:
    """Return what a draft says of pages that are gone and that are a new text's pages, too; `read`:
    its item's was read a moment ago.
    """
    items = {store.sightings.find(keys_of(link)) for link in linked_in(text)}
    items = (items | {draft.item}) - ({draft.item} if read else set()) - {None}
    keys = {away(store.sightings.item(item).url).key for item in items if item is not None}
    return [one for one in draft.findings if one.where == Where.AWAY and one.key in keys]


def as_it_stands(store: Store, draft: Draft, findings: Iterable[Finding]) -> Version:
    """Return the wording of a draft as it stands, with other findings beside it."""
    return Version(
        title=draft.title,
        content=draft.content,
        digest=draft.digest,
        weight=draft.weight,
        findings=tuple(findings),
        author=draft.author,
        urgent=draft.urgent,
        expires_on=draft.expires_on,
        page_digest=store.page_digest(draft.id),
    )


def with_gone(store: Store, draft: Draft, absence: Finding) -> Version:
    """Return the wording of a draft as it stands, with what is said of its page that is gone."""
    others = (one for one in draft.findings if one.key != absence.key)
    return as_it_stands(store, draft, (absence, *others))


def _own_page(
    store: Store, rules: Rules, item: int | None, now: Page | None
) -> tuple[Page | None, set[str]]:
    """Return the page of a draft's item as it was last read, and under which addresses its draft
    may link to it.
    """
    known = store.sightings.page(item) if item is not None else None
    page = now or (known[0] if known else None)
    if item is None or page is None:
        return None, set()
    one, settings = store.sightings.item(item), rules.settings
    links = link_of(one, page, settings, settings.source(one.source))
    return page, {urls.canonical(link) for link in (page.url, *links) if link}
