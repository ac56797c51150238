"""`try` and `report`: what would be read and drafted, with nothing written."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from bridge import config, urls
from bridge.cli.runs import made_json, made_lines
from bridge.draft.make import Rules, from_page
from bridge.errors import SourceFailed, Unreadable, UsageRefused
from bridge.fetch.reading import read_item, read_list
from bridge.model import Entry, Item, ItemState, Page
from bridge.read.fetched import Fetched
from bridge.settings import Selectors, Source

if TYPE_CHECKING:
    from pathlib import Path

    from bridge.draft.make import Made
    from bridge.fetch.client import Fetcher
    from bridge.model import Listing
    from bridge.wiring import Wiring

FEED_STARTS = (b"<rss", b"<rdf:RDF", b"<feed", b"<RDF")


@dataclass(slots=True)
class Found:
    """What one try brought."""

    url: str
    listing: Listing | None = None
    proposal: str = ""  #: a [[source]] block ready to paste
    drafts: list[tuple[Item, Made]] = field(default_factory=list)
    errors: list[SourceFailed] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return it for --json."""
        listing = self.listing
        return {
            "url": self.url,
            "how": listing.how if listing else "",
            "entries": [
                {"title": e.title, "url": e.url, "published": e.published and e.published.isoformat()}
                for e in (listing.entries if listing else ())
            ],
            "notes": list(listing.notes) if listing else [],
            "feeds": list(listing.feeds) if listing else [],
            "lists": [asdict(one) for one in listing.lists] if listing else [],
            "proposal": self.proposal,
            "drafts": [made_json(item, made) for item, made in self.drafts],
            "errors": [str(error) for error in self.errors],
        }

    def as_text(self) -> str:
        """Return it as people read it."""
        lines = [f"■ {self.url}"]
        if self.listing is not None:
            lines += [f"読み方: {self.listing.how}", f"一覧: {len(self.listing.entries)}件"]
            lines += [f"  {e.published or '----------'} {e.title}  {e.url}" for e in self.listing.entries[:20]]
            lines += _lists(self.listing)
            lines += [f"※{note}" for note in self.listing.notes]
            lines += [f"※このページはフィードを案内しています: {feed}" for feed in self.listing.feeds]
        if self.drafts:
            lines += ["", "■ 起案の見本"]
            lines += [made_lines(item, made) for item, made in self.drafts]
        if self.proposal:
            lines += ["", "■ feeds.toml に貼り付ける設定の案", self.proposal]
        return "\n".join(lines)


def _lists(listing: Listing) -> list[str]:
    """Return what was taken for news on a page, and what for something else, each with the reason."""
    names = {True: "お知らせとして読む", False: "お知らせではない"}
    return [
        f"  {names[one.news]}: {one.heading or '(見出しなし)'} {one.shape} {one.count}件 … {one.reason}"
        for one in listing.lists
    ]


def attempt(parts: Wiring, what: str, limit: int) -> Found:
    """Read a source of feeds.toml, or any address, as `sync` would; nothing is written."""
    is_address = what.startswith(("http://", "https://"))
    if is_address and not parts.config_path.exists():
        parts.config_path = config.DEFAULT  # a first try needs no feeds.toml
    settings = parts.settings
    source = settings.source(what)
    if source is None and not is_address:
        known = "、".join(s.id for s in settings.sources)
        raise UsageRefused(
            f"「{what}」は取得元の名前でもURLでもありません。", f"https:// で始まるURLか、次のどれか: {known}"
        )
    with parts.fetcher() as fetcher:
        found = Found(source.url if source else what)
        try:
            got = fetcher.fetch(found.url)
            assert isinstance(got, Fetched)  # no validators were given
            _read(parts, fetcher, found, got, source, limit)
        except SourceFailed as error:
            found.errors.append(error)
    return found


def _read(parts: Wiring, fetcher: Fetcher, found: Found, got: Fetched, source: Source | None, limit: int) -> None:
    own = source or Source("try", _kind(got), got.url, Selectors())
    try:
        found.listing = read_list(got, own, parts.zone)
    except Unreadable:
        if source is not None or own.kind == "feed":
            raise
        entries = [Entry("try", got.url, "")]  # no list here: read it as an article
    else:
        entries = list(found.listing.entries[:limit])
        if source is None:
            from bridge.read.propose import block

            found.proposal = block(got.url, found.listing, found.listing.title)
    for entry in entries:
        now = parts.clock()
        item = Item(
            0, own.id, entry.url, entry.title, ItemState.NEW, now, entry.published, page=entry.page, summary=entry.summary
        )  # fmt: skip
        try:
            read = read_item(fetcher, item, own)
        except SourceFailed as error:
            found.errors.append(error)
            continue
        assert read is not None
        rules = Rules(_trusting(parts, got.url), lambda: parts.rules.words) if source is None else parts.rules
        found.drafts.append((item, from_page(item, read[1], own, rules, now.date())))


def _kind(got: Fetched) -> Any:
    head = got.body[:2000]
    is_feed = "xml" in got.content_type and "html" not in got.content_type
    return "feed" if is_feed or any(start in head for start in FEED_STARTS) else "homepage"


def _trusting(parts: Wiring, url: str) -> Any:
    """The tried site's own host counts as listed, as it would once its block is pasted and its host added."""
    return replace(parts.settings, link_hosts=(*parts.settings.link_hosts, urls.host(url)))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"文字ではありません: {value!r}")
    return value


def report(parts: Wiring, file: Path) -> tuple[str, str]:
    """Draft each line of a JSONL file (title, text, url) and return the report as text and as HTML.

    A line may also tell `now`, the day to draft at, and `listed`, false when its host is not one that may be linked.
    Raises UsageRefused with the line that cannot be read.
    """
    from bridge.draft import report as rendering

    rows = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            told = json.loads(line)
            page = Page(_text(told["url"]), _text(told["title"]), _text(told["text"]))
            day = date.fromisoformat(told["now"]) if told.get("now") else parts.clock().date()
        except (ValueError, KeyError, TypeError) as error:
            raise UsageRefused(
                f"{file}:{number}: 読めません({error})。", "各行に title, text, url を持つJSONを書いてください。"
            ) from error
        item = Item(0, "report", page.url, page.title, ItemState.NEW, parts.clock())
        rules = parts.rules
        if told.get("listed") is not False:
            rules = Rules(_trusting(parts, page.url), lambda: parts.rules.words)
        made = from_page(item, page, None, rules, day)
        rows.append(rendering.Row(page, made.composed, made.facts, made.wording.findings))
    return rendering.render_text(rows), rendering.render_html(rows)
