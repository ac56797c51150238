"""Edge: `try` and `report`: what would be read and drafted, with nothing written."""

from __future__ import annotations

import json
from dataclasses import asdict, field, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from bridge import config, sighting, survey, urls
from bridge.cli.runs import made_json, made_lines
from bridge.draft.make import from_page
from bridge.draft.rules import Rules
from bridge.errors import SourceFailed, Unreadable, UsageRefused
from bridge.fetch.manners import PageFetcher
from bridge.fetch.reading import gather, read_or_list
from bridge.model import Entry, Item, ItemState, Listing, Page, SourceKind
from bridge.read.fetched import Fetched
from bridge.read.propose import block
from bridge.read.shape import Shape
from bridge.settings import Source
from bridge.values import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    from bridge.draft.make import Composition
    from bridge.fetch.client import Fetcher
    from bridge.sayings import Refusal
    from bridge.wiring import Wiring

SAID: Final = {
    Shape.FEED: "フィード(RSS・Atom)です。",
    Shape.LIST: "お知らせの一覧のあるページです。",
    Shape.ARTICLE: "一つの記事のページで、お知らせの一覧ではありません。取得元にするのは、"
    "この記事が載る一覧のページかフィードです。",
}


@dataclass(slots=True)
class Trial:
    """What one try brought."""

    url: str
    shape: Shape | None = None  #: what an address is that stands in no feeds.toml
    why: Refusal | None = None  #: why there is no list
    listing: Listing | None = None
    proposal: str = ""  #: a [[source]] block ready to paste
    drafts: list[tuple[Item, Composition]] = field(default_factory=list)
    errors: list[SourceFailed] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return it for --json."""
        listing = self.listing
        return {
            "url": self.url,
            "shape": self.shape,
            "why": self.why.what if self.why else "",
            "how": listing.how if listing else "",
            "entries": [
                {
                    "title": e.title,
                    "url": e.url,
                    "published": e.published and e.published.isoformat(),
                }
                for e in (listing.entries if listing else ())
            ],
            "notes": [note.what for note in listing.notes] if listing else [],
            "feeds": list(listing.feeds) if listing else [],
            "lists": [asdict(one) for one in listing.lists] if listing else [],
            "proposal": self.proposal,
            "drafts": [made_json(item, made) for item, made in self.drafts],
            "errors": [error.as_json() for error in self.errors],
        }

    def as_text(self) -> str:
        """Return it as people read it."""
        lines = [f"■ {self.url}"]
        if self.shape in SAID:
            lines.append(SAID[self.shape])
        if self.shape is Shape.ARTICLE:
            lines.append(f"(一覧がないわけ: {self.why})")
        if self.listing is not None:
            lines += [f"読み方: {self.listing.how}", f"一覧: {len(self.listing.entries)}件"]
            lines += [
                f"  {e.published or '----------'} {e.title}  {e.url}"
                for e in self.listing.entries[:20]
            ]
            lines += _lists(self.listing)
            lines += [f"※{note.what}" for note in self.listing.notes]
            lines += [
                f"※このページはフィードを案内しています: {feed}" for feed in self.listing.feeds
            ]
        if self.drafts:
            lines += ["", "■ 起案の見本"]
            lines += [made_lines(item, composition) for item, composition in self.drafts]
        if self.proposal:
            lines += ["", "■ feeds.toml に貼り付ける設定の案", self.proposal]
        return "\n".join(lines)


def _lists(listing: Listing) -> list[str]:
    """Return what was taken for news on a page, and what for something else, each with the
    reason.
    """
    names = {True: "お知らせとして読む", False: "お知らせではない"}
    return [
        f"  {names[one.news]}: {one.heading or '(見出しなし)'} {one.shape} {one.count}件 … "
        f"{one.reason}"
        for one in listing.lists
    ]


def attempt(parts: Wiring, what: str, limit: int) -> Trial:
    """Read a source of feeds.toml, or any address, as `sync` would; nothing is written. Raises
    UsageRefused for what is neither.
    """
    is_address = what.startswith(("http://", "https://"))
    if is_address and not parts.config_path.exists():
        parts.config_path = config.DEFAULT  # a first try needs no feeds.toml
    settings = parts.settings
    source = settings.source(what)
    if source is None and not is_address:
        known = "、".join(s.id for s in settings.sources)
        raise UsageRefused("command.no_source_or_url", given=what, known=known)
    with parts.fetcher() as fetcher:
        trial = Trial(source.url if source else what)
        try:
            if source is None:
                _stranger(parts, fetcher, trial, limit)
            else:
                fetched = fetcher.fetch(source.url)
                assert isinstance(fetched, Fetched)  # no validators were given
                listing = gather(fetcher, fetched, source, parts.zone).listing
                assert listing is not None  # nothing is known of a last time
                trial.listing = listing
                _draft(
                    parts,
                    fetcher,
                    trial=trial,
                    entries=list(listing.entries),
                    limit=limit,
                    source=source,
                    rules=parts.rules,
                )
        except SourceFailed as error:
            trial.errors.append(error)
    return trial


def _stranger(parts: Wiring, fetcher: Fetcher, trial: Trial, limit: int) -> None:
    """Say what an address is that stands in no feeds.toml, and draft what may be drafted of it."""
    probe = survey.look(fetcher, trial.url, parts.zone)
    trial.shape, trial.listing, trial.why = probe.shape, probe.listing, probe.why
    if probe.listing is not None:
        trial.proposal = block(probe.url, probe.listing, probe.title)
    elif probe.feeds:
        trial.proposal = block(probe.feeds[0], Listing((), how="RSS"), probe.title)
    if probe.shape is Shape.NEITHER:
        if probe.feeds:
            raise Unreadable(
                "source.feed_instead", url=probe.url, why=probe.why, feed=probe.feeds[0]
            )
        raise Unreadable("source.no_list_here", url=probe.url, why=probe.why)
    entries = (
        [Entry("try", probe.url, "")]
        if probe.shape is Shape.ARTICLE
        else list((probe.listing or Listing(())).entries)
    )
    rules = Rules(
        _trusting(parts, probe.url), lambda: parts.rules.words, lambda: parts.rules.reading
    )
    kind = SourceKind.FEED if probe.shape is Shape.FEED else SourceKind.HOMEPAGE
    _draft(
        parts,
        fetcher,
        trial=trial,
        entries=entries,
        limit=limit,
        source=Source("try", kind, probe.url),
        rules=rules,
    )


def _draft(
    parts: Wiring,
    fetcher: Fetcher,
    *,
    trial: Trial,
    entries: list[Entry],
    limit: int,
    source: Source,
    rules: Rules,
) -> None:
    pages = PageFetcher(fetcher, rules.settings)
    pairs = zip(entries, sighting.identities(entries), strict=True)
    for entry, identity in islice(pairs, limit):
        now = parts.clock()
        item = Item(
            id=0,
            source=source.id,
            url=entry.url,
            title=entry.title,
            state=ItemState.NEW,
            seen_at=now,
            published=entry.published,
            page=entry.page,
            summary=entry.summary,
            shared=not identity.alone,
        )
        try:
            read = read_or_list(pages, item, source)
        except SourceFailed as error:
            trial.errors.append(error)
            continue
        trial.drafts.append(
            (item, from_page(item, page=read[1], source=source, rules=rules, today=now.date()))
        )


def _trusting(parts: Wiring, url: str) -> Any:
    """The tried site's own host counts as listed, as it would once its block is pasted and its host
    added.
    """
    return replace(parts.settings, link_hosts=(*parts.settings.link_hosts, urls.host(url)))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _fault(error: ValueError | KeyError | TypeError) -> str:
    """Return why a line of JSONL is none that can be drafted."""
    if isinstance(error, json.JSONDecodeError):
        return f"JSONではありません。{error.colno}字目"
    if isinstance(error, KeyError):
        return f"{error.args[0]} がありません"
    return "文字でない値か、日付でない now があります"


def report(parts: Wiring, file: Path) -> tuple[str, str]:
    """Draft each line of a JSONL file (title, text, url) and return the report as text and as HTML.

    A line may also tell `now`, the day to draft at, and `listed`, false when its host is not one
    that may be linked.
    Raises UsageRefused with the line that cannot be read.
    """
    from bridge.draft import report as rendering

    rows = []
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            page = Page(_text(row["url"]), _text(row["title"]), _text(row["text"]))
            day = date.fromisoformat(row["now"]) if row.get("now") else parts.clock().date()
        except (ValueError, KeyError, TypeError) as error:
            raise UsageRefused(
                "command.line_unreadable", file=file, line=number, reason=_fault(error)
            ) from error
        item = Item(
            id=0,
            source="report",
            url=page.url,
            title=page.title,
            state=ItemState.NEW,
            seen_at=parts.clock(),
        )
        rules = parts.rules
        if row.get("listed") is not False:
            rules = Rules(
                _trusting(parts, page.url), lambda: parts.rules.words, lambda: parts.rules.reading
            )
        composition = from_page(item, page, source=None, rules=rules, today=day)
        rows.append(
            rendering.PageRow(
                page, composition.composed, composition.facts, composition.wording.findings
            )
        )
    return rendering.render_text(rows), rendering.render_html(rows)
