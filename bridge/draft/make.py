"""Pure: one page, or a person's words, become one wording of a draft: composed, weighed, examined
by clause.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict

from bridge import urls
from bridge.draft.beforeafter import headed
from bridge.draft.compose import Composed, Style, compose
from bridge.draft.entire import with_entire
from bridge.draft.flowing import with_flow
from bridge.draft.idlelines import without_idle
from bridge.draft.newest import newest
from bridge.draft.plan import read_facts
from bridge.draft.second import with_things
from bridge.draft.tables import with_table
from bridge.draft.verbatim import with_labelled
from bridge.draft.warned import with_warning
from bridge.model import (
    RAW_KINDS,
    Content,
    Facts,
    Finding,
    Image,
    Item,
    Kind,
    Machine,
    Page,
    PostId,
    Version,
)
from bridge.policy import s06_9_facts, s07_incidents, standing
from bridge.policy.examine import Context, Manuscript, examine, examine_part, examine_shown
from bridge.policy.s05_1_signoff import digest
from bridge.policy.s05_4_retweets import PostAddress, retweet_findings
from bridge.text import threads
from bridge.text.clean import as_seen
from bridge.text.weight import links, weigh
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from typing import Unpack

    from bridge.draft.rules import Rules
    from bridge.settings import Settings, Source


#: an address in a person's text; X links what follows a scheme up to a blank or a Japanese
#: character


@dataclass(frozen=True, slots=True)
class Composition:
    """A wording with what it was made of, so that `try` and the report can show it."""

    wording: Version
    facts: Facts
    composed: Composed


def link_of(
    item: Item, page: Page, settings: Settings, source: Source | None = None
) -> tuple[str, str]:
    """Return the address that the page itself would be linked by, and the one that may be posted.

    The second is the first when its host is listed (6(11)), else the page of the library on which
    the item stands.
    """
    listed_at = "" if source is not None and source.kind in RAW_KINDS else item.page
    link = urls.clean(
        page.canonical or (item.url and page.url) or item.url or listed_at or settings.library.site
    )
    hosts = (*settings.link_hosts, urls.host(settings.library.site))
    for address in (link, listed_at, settings.library.site):
        if not urls.refusal(address, hosts):
            return link, urls.clean(address)
    return link, ""


def links_in(text: str) -> list[str]:
    """Return the addresses in a person's text, in order."""
    return urls.ADDRESS.findall(text)


def linked_in(text: str) -> list[str]:
    """Return the addresses to which X links a person's text, those without a scheme too, each with
    one; and those to which it does not, as behind a letter (HPhttp://…): a reader takes them for
    links all the same.
    """
    found = [text[start:end] for start, end in links(text)]
    rest = [one for one in links_in(text) if not any(one.startswith(link) for link in found)]
    return [one if urls.ADDRESS.match(one) else f"https://{one}" for one in (*found, *rest)]


def from_page(
    item: Item, page: Page, source: Source | None, rules: Rules, today: date
) -> Composition:
    """Return the wording of `page` (5(1)ア) as it would go out on `today`."""
    settings = rules.settings
    style = Style(
        (source and source.template) or settings.tweet.template,
        settings.tweet.kinds,
        (source and source.hashtags) or settings.tweet.hashtags,
        source.library if source else "",
    )
    address, link = link_of(item, page, settings, source)
    facts = _facts(page, today)
    composed = compose(page, facts, style=style, url=link, today=today)
    # what its list calls off would be told as if nothing had happened
    if standing.unsaid(item.title, page.title, composed.text):
        article = replace(page, title=item.title)
        facts = _facts(article, today)
        composed = compose(article, facts, style=style, url=link, today=today)
    candidate = Manuscript(
        kind=Kind.PAGE,
        title=composed.title,
        text=composed.text,
        url=address,
        image=None,
        page=page,
        facts=facts,
        source=item.source,
        listed=item.title,
    )
    content = Content(composed.text, composed.url, settings.library.account)
    wording = Version(
        title=composed.title,
        content=content,
        digest=digest(content),
        weight=composed.weight,
        findings=examine(candidate, _context(rules, today)),
        author=Machine.SYNC,
        urgent=composed.urgent,
        expires_on=composed.expires_on,
        page_digest=page.fingerprint,
    )
    return Composition(wording, facts, composed)


def _facts(page: Page, today: date) -> Facts:
    """Return what a page says, with its lines where they may be told as they stand."""
    page = without_idle(newest(page), today)
    page = replace(page, blocks=headed(page.blocks))
    facts = with_table(with_entire(read_facts(page, today), page, today), page, today)
    facts = with_things(with_flow(facts, page, today), page, today)
    return with_warning(with_labelled(facts, page, today), page, today)


class Wording(TypedDict, total=False):
    """What a person gives a text beside its words, on its way into a draft; what is missing or None
    is by default, or as it was.
    """

    title: str  #: empty: the text's first line, or as it was
    image: Image | None
    urgent: bool | None
    expires_on: date | None  #: the last day on which it makes sense
    without: Collection[str]  #: "image", "expires_on": what is taken away from a draft


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person's text belongs."""

    kind: Kind
    page: Page | None = None  #: with which it is compared
    beside: tuple[Page, ...] = ()  #: further pages to which it links, and which may say it as well
    unread: tuple[str, ...] = ()  #: links to pages that the record has not read
    source: str = "staff"
    reply_to: str = ""  #: the own post that it continues
    repost_of: str = ""
    replaces: PostId | None = None  #: the own post whose place it takes
    also: tuple[str, ...] = ()  #: with it, the further posts of its thread
    listed: str = ""  #: the title under which a list has `page`


def from_person(
    author: str, text: str, place: Place, rules: Rules, today: date, **options: Unpack[Wording]
) -> Version:
    """Return the wording of a person's own text, as they see it; the link is the last address in
    it. A line of three hyphens parts the posts of a thread. Raises UsageRefused for what is far too
    long.
    """
    image = options.get("image")
    for words in (text, options.get("title", ""), image.alt if image else ""):
        threads.within(words)
    parts = threads.split(as_seen(text))
    text, cuts = threads.whole(parts)
    title = as_seen(options.get("title", ""))
    addresses = links_in(text)
    url, page = addresses[-1] if addresses else "", _joined(place.page, place.beside)
    facts = read_facts(place.page, today) if place.page else None
    content = Content(
        text=text,
        url=url,
        account=rules.settings.library.account,
        image=image,
        reply_to=place.reply_to,
        repost_of=place.repost_of,
        replaces=place.replaces,
        cuts=cuts,
        also=place.also,
    )
    post = bool(place.reply_to or place.replaces)
    linked = [one for one in (place.page, *place.beside) if one]
    manuscript = Manuscript(
        kind=place.kind,
        title=title,
        text=text,
        url=url,
        image=image,
        page=page,
        facts=facts,
        source=place.source,
        expires_on=options.get("expires_on"),
        by_hand=True,
        follows=post,
        listed=place.listed,
        unread=place.unread,
        first=s06_9_facts.named(text, linked) if place.beside else None,
    )
    context = _context(rules, today)
    followed = None if post or place.source == "staff" else place.page
    return Version(
        title=title,
        content=content,
        digest=digest(content),
        weight=max(map(weigh, parts)),
        findings=_findings(manuscript, parts if cuts else (), context),
        author=author,
        urgent=bool(options.get("urgent")),
        expires_on=options.get("expires_on"),
        # its page's later changes
        page_digest=followed.fingerprint if followed else "",
    )


def _findings(
    manuscript: Manuscript, parts: Sequence[str], context: Context
) -> tuple[Finding, ...]:
    """Return what is found in a text; of a thread also what each of its `parts` says alone."""
    findings = examine(manuscript, context)
    if not parts:
        return findings
    alone = (one for part in parts for one in examine_part(manuscript, part, context))
    every = {one.key: one for one in (*alone, *findings)}.values()
    return tuple(sorted(every, key=lambda one: not one.stop))


def _joined(page: Page | None, beside: tuple[Page, ...]) -> Page | None:
    """Return a page with what the pages beside it say: a fact of the text may stand on any."""
    if page is None or not beside:
        return page
    texts = (part for one in beside for part in (one.title, one.text))
    rows = (row for one in (page, *beside) for row in one.rows)
    return replace(page, text="\n".join((page.text, *texts)), rows=tuple(rows))


def instead(
    wording: Version,
    *,
    reply_to: str = "",
    replaces: PostId | None = None,
    also: tuple[str, ...] = (),
) -> Version:
    """Return the wording as one that continues an own post, or takes its place (9(2)), and that of
    the further posts of its thread.
    """
    content = replace(wording.content, reply_to=reply_to, replaces=replaces, also=also)
    return replace(wording, content=content, digest=digest(content))


def removal(
    author: str, title: str, account: str, what: PostId, also: tuple[str, ...] = ()
) -> Version:
    """Return the wording of a deletion with nothing in its place: no text, urgent (9(2))."""
    content = Content("", "", account, replaces=what, also=also)
    return Version(
        title=title,
        content=content,
        digest=digest(content),
        weight=0,
        findings=(),
        author=author,
        urgent=True,
    )


def retweet(
    author: str,
    title: str,
    post: PostAddress,
    rules: Rules,
    today: date,
    *,
    seen: bool,
    text: str = "",
) -> Version:
    """Return the wording of a retweet: nothing is written, the address of the post is what is
    decided (5(4)).

    `seen`: X has told whose post it is; `text`: what it says, "" when nobody could read it. It is
    looked at like a draft.
    """
    settings = rules.settings
    content = Content("", post.url, settings.library.account, repost_of=post.url)
    rules_ = settings.retweets
    findings = retweet_findings(post, rules_.accounts, today, rules_.elections, seen=seen)
    notes = examine_shown(text, _context(rules, today)) if text else ()
    return Version(
        title=title,
        content=content,
        digest=digest(content),
        weight=0,
        findings=(*findings, *notes),
        author=author,
    )


def note_findings(note: str, rules: Rules, today: date) -> tuple[Finding, ...]:
    """Return what is found in a note on another account: personal data by 11, and what it tells of
    by the numbers of 7. Raises UsageRefused for what is far too long.
    """
    threads.within(note)
    manuscript = Manuscript(
        kind=Kind.PAGE,
        title="",
        text=note,
        url="",
        image=None,
        page=None,
        facts=None,
        source="staff",
    )
    return s07_incidents.of_note(examine(manuscript, _context(rules, today)))


def _context(rules: Rules, today: date) -> Context:
    settings = rules.settings
    return Context(
        today=today,
        link_hosts=settings.link_hosts,
        account=settings.library.account,
        words=rules.words,
        site=settings.library.site,
        reading=rules.reading,
        opens=rules.opens,
    )
