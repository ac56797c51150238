"""Pure: the news list of a page without a feed becomes a Listing, by a selector or found by itself.

Every element whose children may be rows (rows.py) is a candidate; newslist.py says of each whether
it is news, and why.
Those that are news are taken, the larger before the smaller, none inside another. Thus two lists of
one page are both read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from datetime import date, tzinfo
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from bridge import urls
from bridge.errors import Unreadable
from bridge.model import Entry, Listing, ListVerdict, SourceKind
from bridge.read import charset, listdates, newslist, scripted
from bridge.read.fetched import Fetched
from bridge.read.markup import (
    absolute,
    attribute,
    base,
    is_counter,
    is_long,
    marks,
    parse,
    still,
    tags,
    target,
    texts_outside,
    words,
)
from bridge.read.nodes import Document, Element, Text
from bridge.read.rows import (
    BLUNT,
    HEADING_MARKS,
    HEADINGS,
    NewsRow,
    RowGroup,
    is_date,
    is_label,
    is_nested,
    linked_heading,
    links,
    only_date,
    split,
    tidy,
    ways,
)
from bridge.read.trees import select
from bridge.sayings import Refusal
from bridge.settings import Source
from bridge.text.clean import plain
from bridge.values import dataclass

if TYPE_CHECKING:
    from bridge.read.nodes import Node

MOST = 500  #: entries read of one page
_CANDIDATES = 5_000  #: elements of one page that are looked at
_CONTAINERS = (
    *("dl", "ul", "ol", "table", "tbody", "div", "section", "article", "main", "td", "p", "body"),
    *("aside", "header", "center", "blockquote", "font", "fieldset", "marquee", "span"),
)
_ROW = 400  #: characters of a row; a longer one is an article, or half the page
_ABOVE = 150  #: characters of what stands above a list and holds its heading
_TITLE = 200  #: characters of a title; a longer one is a text
_REJECTED = 12  #: lists that were taken for something else, of which staff are told

# the date is a part of the sentence
_GOES_ON = re.compile(
    r"\s?(?:[~〜～\-ー–]|から|より|まで|に|の|は|で)|[一-龠]{2}(?:の|に|した|する)"
)
#: what always stands on a homepage, with its days and no link: 休館日 12月29日～1月3日
_STANDING = re.compile(
    r"\W*(?:[今本当][月日]の)?(?:休館日|休室日|開館日|開館時間|利用時間|お?問い?合わ?せ先?|電話番号?|TEL|住所|所在地)(?:[\s:：]|$)"
)
_ARCHIVE = re.compile(  # the way to older news
    r"[\s>»▶・]*(?:.{0,12}(?:一覧|バックナンバー|アーカイブ|RSS)(?:はこちら|へ|を?見る|ページ|配信)?|(?:過去|これまで|以前)の.{0,12}"
    r"|すべて見る|もっと見る|.{0,6}年度?の(?:お知らせ|新着情報))[\s>»▶]*"
)
_NEXT = re.compile(
    r"[\s<«‹>»›→▶]*(?:次へ|次の(?:\d+件|ページ)|次頁|次ページ|もっと(?:見る|みる|読む)|さらに(?:表示|見る)|以前の(?:記事|投稿|お知らせ)(?:へ|を見る)?"
    r"|older(?: posts?| entries)?|next(?: page)?|load more)[\s>»›→▶]*",
    re.IGNORECASE,
)
_OWN = HEADINGS | {"dt", "div", "p"}  #: what may be the heading inside an element
_FEED_TYPE = re.compile(r"application/(?:rss|atom|rdf)\+xml|text/xml|application/xml")
_FEED_HREF = re.compile(
    r"(?:\.rdf|\.rss|rss\d*\.xml|atom\.xml|/feed/?|/rss/?|index\.xml)(?:\?|$)", re.IGNORECASE
)
_TITLE_MARKS = re.compile(r"title|ttl|\btit\b|subject")
_JAPANESE = re.compile("[ぁ-ヶ一-龠]")
_BOILERPLATE = re.compile(
    r"javascript|cookie|クッキー|ブラウザ|推奨環境|スクリプト|文字サイズ", re.IGNORECASE
)
_NONE = re.compile(r".{0,30}(?:ありません|ございません|なし)。?")


def read_list(fetched: Fetched, source: Source, zone: tzinfo) -> Listing:
    """Return the news of a page; `how` says where they were found. Dates without a year take that
    of their list, or none.

    Raises Unreadable when nothing on the page is a list of news, when the selector finds nothing on
    a page that has none, and for a page that stands there instead of the site (maintenance, an
    error).
    """
    decoded = charset.decode(fetched.body, fetched.content_type, source.encoding)
    tree = parse(decoded.text)
    page = _PageTraits(source, fetched.url, base(tree, fetched.url))
    title = plain(words(tree.title)) if tree.title else ""
    _refuse_down(fetched, source, tree, title)
    feeds = tuple(_feeds(tree, page))
    if source.selectors.drop:
        for node in select(tree, source.selectors.drop):
            node.decompose()
    _unnest(tree)
    with still():
        lists, others = _selected(tree, page) if source.selectors.items else _found(tree, page)
    if (
        not any(entry.published for block in lists for entry in block.entries)
        and not source.selectors.items
    ):
        lists += _scripted(decoded.text, page, zone)
    if not lists and not _says_empty(tree):
        raise _no_list(fetched, source, title, others)
    entries = _once(
        replace(entry, list=place) if place else entry
        for place, block in enumerate(lists)
        for entry in block.entries
    )[:MOST]
    titles = "".join(entry.title for entry in entries)
    notes = (Refusal("list.garbled"),) if charset.spoilt(titles, decoded) else ()
    return Listing(
        entries=entries,
        title=title,
        how="、".join(block.how for block in lists) or Refusal("list.says_none").what,
        notes=notes,
        feeds=feeds,
        lists=tuple(block.told for block in [*lists, *others]),
        empty=not entries,
        next=_next(tree, page),
    )


def title(fetched: Fetched) -> str:
    """Return what a page calls itself."""
    tree = parse(charset.decode(fetched.body, fetched.content_type, "").text)
    return plain(words(tree.title)) if tree.title else ""


def feeds(fetched: Fetched) -> tuple[str, ...]:
    """Return the addresses of the feeds that a page announces or links to."""
    tree = parse(charset.decode(fetched.body, fetched.content_type, "").text)
    nobody = Source("", SourceKind.HOMEPAGE, fetched.url)
    return tuple(_feeds(tree, _PageTraits(nobody, fetched.url, base(tree, fetched.url))))


@dataclass(frozen=True, slots=True)
class _PageTraits:
    """What every row of a page shares."""

    source: Source
    url: str
    base: str  #: links stand against it
    #: id of an element → the heading that it is or holds
    headings: dict[int, str] = field(default_factory=dict)
    #: id of an element → it stands in navigation
    navigation: dict[int, bool] = field(default_factory=dict)

    def entry(
        self, row: NewsRow, year: int = 0, order: listdates.Order = "", above: date | None = None
    ) -> Entry | None:
        """Return the news of one row; None when it has no words of its own but a date.

        A day without a year is the nearest to the one `above`, else of `year`.
        """
        anchors = sorted(links(row.parts), key=_telling, reverse=True)
        if (heading := linked_heading(row.parts)) is not None:
            anchors.insert(0, heading)
        anchor = next((a for a in anchors if target(a, self.base)), anchors[0] if anchors else None)
        outside = _without(row.parts, links(row.parts, prints=True))
        title = tidy(_card_title(anchor) or _undated(words(anchor))) if anchor else ""
        if not title or BLUNT.fullmatch(title) or is_date(title):
            title = tidy(_undated(outside, anywhere=anchor is None))
        if not (title := _clipped(plain(title))) or is_date(title):
            return None
        day = self._day(row, outside, order)
        link = target(anchor, self.base) if anchor else ""
        return Entry(
            source=self.source.id,
            url=link,
            title=title,
            guid="",
            published=_on(day, year, above),
            summary="",
            page=self.url,
        )

    def _day(self, row: NewsRow, outside: str, order: listdates.Order) -> listdates.ListDate | None:
        """Return the date of a row: that beside the title, else in it, else the one above it."""
        beside, all_words = listdates.first(outside, order), row.words()
        within = listdates.first(all_words, order)
        if (beside is None or not beside.year) and (machine := _machine_day(row)) is not None:
            return machine
        if row.day is not None and (beside is None or not beside.year):
            return row.day
        if (
            beside is None
            and within is not None
            and (within.year or _is_wrapped(all_words, within))
        ):
            return within
        return beside


@dataclass(frozen=True, slots=True)
class _List:
    """A list of a page, judged."""

    node: Element
    parts: tuple[Node, ...]  #: what its rows are made of
    entries: tuple[Entry, ...]
    heading: str
    shape: str
    verdict: newslist.NewsVerdict

    @property
    def how(self) -> str:
        """Return where it was found."""
        shape = f"{self.shape} {len(self.entries)}件"
        return f"{self.heading[:30]}({shape})" if self.heading else shape

    @property
    def told(self) -> ListVerdict:
        """Return it for staff."""
        return ListVerdict(
            self.heading[:60],
            self.shape,
            len(self.entries),
            news=self.verdict.news,
            reason=self.verdict.reason,
        )


_BY_SELECTOR = newslist.NewsVerdict(news=True, reason="feeds.toml の items")
_BY_SCRIPT = newslist.NewsVerdict(news=True, reason="ページの中のデータ")


def _selected(tree: Document, page: _PageTraits) -> tuple[list[_List], list[_List]]:
    chosen = page.source.selectors.items
    rows = [NewsRow((node, *_dd(node))) for node in select(tree, chosen, limit=MOST)]
    entries = _entries(rows, page)
    block = _List(
        node=tree, parts=(), entries=entries, heading="", shape=chosen, verdict=_BY_SELECTOR
    )
    return ([block] if entries else []), []


def _dd(node: Element) -> Iterator[Element]:
    """A selector may name the dt of a list; its dd belong to it."""
    following = (sibling for sibling in node.next_siblings if isinstance(sibling, Element))
    if node.name == "dt":
        yield from takewhile(lambda sibling: sibling.name == "dd", following)


def _scripted(text: str, page: _PageTraits, zone: tzinfo) -> list[_List]:
    entries = scripted.entries(
        text, source=page.source.id, page=page.url, base=page.base, zone=zone
    )
    return (
        [
            _List(
                node=Document(),
                parts=(),
                entries=entries,
                heading="",
                shape="データ",
                verdict=_BY_SCRIPT,
            )
        ]
        if entries
        else []
    )


def _unnest(tree: Document) -> None:
    """A link that was left open ends where the next one begins, as in a browser."""
    for anchor in tags(tree, "a", limit=_CANDIDATES):
        children = list(anchor.contents)
        for place, child in enumerate(children):
            if isinstance(child, Element) and (
                child.name == "a" or any("href" in a.attrs for a in tags(child, "a"))
            ):
                rest = children[place:]
                for moved in reversed(rest):
                    moved.extract()
                anchor.insert_after(*rest)
                break


# ── which lists ─────────────────────────────────────────────────────────────────────────────────


def _found(tree: Document, page: _PageTraits) -> tuple[list[_List], list[_List]]:
    """Return the lists of news of a page in its order, and the other lists."""
    candidates: list[_List] = []
    for node in tags(tree, *_CONTAINERS, limit=_CANDIDATES):
        read = [
            lists
            for shape, sections in ways(node)
            if (
                lists := [
                    candidate
                    for one in sections
                    if (candidate := _judge(node, shape, one, page)) is not None
                ]
            )
        ]
        candidates += max(read, key=_worth) if read else []
    choice = _apart([candidate for candidate in candidates if candidate.verdict.news])
    weak = [_neighbour(candidate, choice) for candidate in candidates if not candidate.verdict.firm]
    choice += _apart([candidate for candidate in weak if candidate.verdict.news], choice)
    if sum(len(candidate.entries) for candidate in choice) < 3:
        refused = {
            id(part)
            for candidate in candidates
            if not candidate.verdict.news
            for part in candidate.parts
        }
        choice = max(
            choice,
            _loose(tree, page, refused),
            key=lambda lists: sum(len(candidate.entries) for candidate in lists),
        )
    rejected = _apart(
        [
            candidate
            for candidate in candidates
            if not candidate.verdict.news and len(candidate.entries) > 1
        ],
        choice,
    )
    order = {id(candidate): place for place, candidate in enumerate(candidates)}
    return sorted(choice, key=lambda candidate: order.get(id(candidate), 0)), rejected[:_REJECTED]


def _worth(lists: Iterable[_List]) -> tuple[int, int, float]:
    """Of two ways to cut one node into rows, that is right which gives more rows a date."""
    lists = list(lists)
    entries = [
        entry for candidate in lists if candidate.verdict.news for entry in candidate.entries
    ]
    dated = sum(1 for entry in entries if entry.published)
    everything = sum(len(candidate.entries) for candidate in lists)
    return dated, sum(1 for entry in entries if entry.url), dated / max(1, everything)


def _apart(candidates: Sequence[_List], before: Sequence[_List] = ()) -> list[_List]:
    """Return those that lie in none of the others, the larger first, nor in those of `before`."""
    choice: list[_List] = []
    inside: set[int] = set()
    above: set[int] = set()
    settled = set(map(id, before))
    for candidate in [*before, *sorted(candidates, key=lambda candidate: -len(candidate.entries))]:
        own = {id(part) for part in candidate.parts}
        parents = {id(place) for part in candidate.parts for place in part.parents}
        free = (own | parents).isdisjoint(inside) and own.isdisjoint(above)
        if id(candidate) in settled or free:
            inside |= own
            above |= parents
            if id(candidate) not in settled:
                choice.append(candidate)
    return choice


def _neighbour(candidate: _List, choice: Sequence[_List]) -> _List:
    """Lists of one shape under one parent stand or fall together: the first row of a new month
    stands beside the last ones.
    """
    own = (candidate.shape, candidate.node.name, marks(candidate.node))
    places = {id(place) for place in list(candidate.node.parents)[:2]}
    for one in choice:
        alike = own == (one.shape, one.node.name, marks(one.node))
        if alike and not places.isdisjoint({id(place) for place in list(one.node.parents)[:2]}):
            return replace(candidate, verdict=newslist.NEIGHBOUR)
    return candidate


def _judge(node: Element, shape: str, section: RowGroup, page: _PageTraits) -> _List | None:
    """Return the list that these rows make, judged; None when they are no rows."""
    rows = section.rows[:MOST]
    short = [row for row in rows if not is_long(row.parts, _ROW) or _is_titled(row)]
    if not short or len(short) * 2 < len(rows) or any(is_nested(row) for row in short[:20]):
        return None
    headings = _headings(node, page.headings)
    if section.heading is not None:
        headings = (section.heading, *headings)
    short = [row for row in short if not is_counter(row.words())]
    short = [row for row in short if links(row.parts) or not _STANDING.match(row.words())]
    with_date = {id(row) for row in short if row.date()}
    short = [row for row in short if id(row) in with_date or not _ARCHIVE.fullmatch(row.words())]
    if len(with_date) * 2 >= len(short):  # here a row without date and link is a caption
        short = [row for row in short if id(row) in with_date or links(row.parts)]
    parts = tuple(part for row in short for part in row.parts)
    year = next(
        (heading_year for heading in headings if (heading_year := listdates.year(heading))), 0
    )
    entries = _entries([one for row in short for one in split(row)], page, year)
    evidence = newslist.ListTraits(
        headings,
        len(entries),
        sum(1 for row in short if id(row) in with_date),
        sum(1 for entry in entries if entry.url),
        marked=_is_marked(node, newslist.NEWS_MARKS),
        navigation=_is_navigation(node, page.navigation),
        urgent=node.name == "marquee" or _is_marked(node, newslist.URGENT_MARKS, above=1),
        books=newslist.is_books(
            [entry.url for entry in entries if entry.url], [row.words() for row in short]
        ),
        listed=len(entries) > 1 or shape in ("ul/li", "dl/dt/dd"),
    )
    if evidence.alarm:
        entries = _alarms(node, short, entries, page)
        evidence = replace(evidence, entries=len(entries))
    verdict = newslist.judge(evidence)
    return _List(
        node=node,
        parts=parts,
        entries=entries,
        heading=evidence.heading,
        shape=shape,
        verdict=verdict,
    )


def _alarms(
    node: Element, rows: Sequence[NewsRow], entries: tuple[Entry, ...], page: _PageTraits
) -> tuple[Entry, ...]:
    """Return the notices of a box: each link, else its whole text as one, with the link that says
    こちら.
    """
    notices = tuple(
        entry
        for entry in entries
        if not (
            _BOILERPLATE.search(entry.title)
            or _NONE.fullmatch(entry.title)
            or newslist.is_alarm_word(entry.title)
        )
    )
    if (
        not notices
        or any(entry.url for entry in notices)
        or node.name in ("ul", "ol", "dl", "table", "tbody")
    ):
        return notices
    link = next(
        (
            address
            for a in links([part for row in rows for part in row.parts])
            if (address := target(a, page.base))
        ),
        "",
    )
    text = plain(" ".join(entry.title for entry in notices))
    return (
        replace(
            notices[0], title=_clipped(text), url=link, summary=text if len(text) > _TITLE else ""
        ),
    )


def _is_titled(row: NewsRow) -> bool:
    """A row may be as long as it likes when it says what its title is: a heading or one link, and a
    date.
    """
    inner = [part for part in row.parts if isinstance(part, Element)]
    anchors = [
        anchor
        for part in inner
        for anchor in ([part] if part.name == "a" else tags(part, "a", limit=9))
    ]
    if not anchors or (len(anchors) > 1 and linked_heading(row.parts) is None):
        return False
    return row.date() is not None


def _loose(tree: Document, page: _PageTraits, refused: set[int]) -> list[_List]:
    """Where no element holds the rows (tags left open, tables in tables): each date with the link
    that follows it.

    What is a part of a list that was refused (`refused`, by id) stays out.
    """
    rows: list[NewsRow] = []
    day: listdates.ListDate | None = None
    for node in (tree.body or tree).descendants:
        if isinstance(node, Element):
            if (
                node.name == "a"
                and day is not None
                and target(node, page.base)
                and len(tidy(words(node))) > 2
            ):
                rows.append(NewsRow((node,), day))
                day = None
        elif (
            isinstance(node, Text)
            and len(node) < 60
            and all(place.name != "a" for place in node.parents)
        ):
            list_date = listdates.first(str(node))
            if list_date is not None and not _is_navigation(node.parent, page.navigation):
                day = list_date if refused.isdisjoint(id(place) for place in node.parents) else None
            elif len(tidy(str(node))) > 20:
                day = None
    entries = _entries(rows[:MOST], page)
    if len(entries) < 3 or newslist.is_books([entry.url for entry in entries], []):
        return []
    return [
        _List(
            node=tree,
            parts=tuple(part for row in rows for part in row.parts),
            entries=entries,
            heading="",
            shape="日付とリンク",
            verdict=newslist.LOOSE,
        )
    ]


# ── where a list stands ─────────────────────────────────────────────────────────────────────────


def _headings(node: Element, known: dict[int, str]) -> tuple[str, ...]:
    """Return the headings under which a node stands: the nearest one before it, going outward, then
    those above that one.
    """
    headings: list[str] = []
    highest = 9
    own = next((child for child in node.contents if isinstance(child, Element)), None)
    if (
        own is not None
        and own.name in _OWN
        and (heading := _heading_in(own, known))
        and not tags(own, "a", limit=1)
    ):
        headings.append(heading)
        highest = _level(own)
    place: Element | None = node
    for _ in range(6):
        if place is None or place.name == "body" or highest <= 1:
            break
        for count, sibling in enumerate(place.previous_siblings):
            if count > (60 if headings else 12):
                break
            if not isinstance(sibling, Element) or (headings and _level(sibling) >= highest):
                continue
            if sibling.name not in HEADINGS and _is_part(sibling):
                continue
            if heading := _heading_in(sibling, known):
                headings.append(heading)
                highest = _level(sibling)
                if highest <= 1:
                    break
                if highest == 9:
                    return tuple(headings)
        place = place.parent
    return tuple(headings)


def _is_part(node: Element) -> bool:
    """Tell whether a node is a part of the page, with headings of its own, rather than what stands
    above a list.
    """
    return bool(tags(node, "ul", "ol", "dl", "table", limit=1)) or is_long((node,), _ABOVE)


def _level(node: Element) -> int:
    """Return the level of the heading that a node is, or of the first one that it begins with; 9
    for what only looks like one.
    """
    for part in (node, *node.descendants):
        if getattr(part, "name", None) in HEADINGS:
            name = str(getattr(part, "name", ""))
            return int(name[1]) if name[1].isdecimal() else 8
    return 9


def _heading_in(node: Element, known: dict[int, str]) -> str:
    if id(node) not in known:
        text = words(heading) if (heading := _heading_node(node)) is not None else ""
        known[id(node)] = text if len(text) <= 60 and listdates.first(text) is None else ""
    return known[id(node)]


def _heading_node(node: Element) -> Element | None:
    """Return the heading: the node, one in it, a picture of one, or a short word of news as in
    <font>■新着情報</font>.
    """
    for part in (node, *node.descendants):
        if isinstance(part, Element) and part.name in HEADINGS:
            return part
    if HEADING_MARKS.search(marks(node)) or any(
        newslist.says_news(attribute(img, "alt")) for img in tags(node, "img")
    ):
        return node
    if is_long((node,), 20) or any("href" in a.attrs for a in tags(node, "a")):
        return None
    text = words(node)
    return node if newslist.says_news(text) and "。" not in text else None


def _is_marked(node: Element, pattern: re.Pattern[str], above: int = 3) -> bool:
    return any(pattern.search(marks(place)) for place in (node, *list(node.parents)[:above]))


def _is_navigation(node: Element | None, known: dict[int, bool]) -> bool:
    """Tell whether a node or one above it is marked as navigation; `known` keeps the answers by
    id.
    """
    way: list[int] = []
    answer = False
    while node is not None and id(node) not in known and not answer:
        way.append(id(node))
        answer = node.name in newslist.NAV_TAGS or bool(newslist.NAV_MARKS.search(marks(node)))
        node = node.parent
    answer = answer or (node is not None and known.get(id(node), False))
    known.update(dict.fromkeys(way, answer))
    return answer


def _says_empty(tree: Document) -> bool:
    return any(
        newslist.says_empty(words(node))
        for node in tags(tree, "p", "li", "div", "td", "dd", "span")
    )


def _refuse_down(fetched: Fetched, source: Source, tree: Document, title: str) -> None:
    """Some servers say 200 to everything; a page that says that it is none has no news."""
    texts = [words(node) for node in tags(tree, "h1", "h2", limit=3)]
    error = next(
        (
            text
            for text in (*re.split(r"[|｜]|\s-\s", title), *texts[:1])
            if newslist.says_down(text)
        ),
        "",
    )
    if error:
        raise Unreadable("source.site_down", source=source.id, said=error[:60], url=fetched.url)


# ── what a row says ─────────────────────────────────────────────────────────────────────────────


def _entries(rows: Iterable[NewsRow], page: _PageTraits, year: int = 0) -> tuple[Entry, ...]:
    """Return the news of the rows. A date without a year is near the one above it, or has the year
    of the heading.
    """
    rows = list(rows)
    order = listdates.order(row.words()[:_ROW] for row in rows)
    entries = []
    above: date | None = None
    for row in rows:
        entry = page.entry(row, year, order, above)
        if entry is not None:
            entries.append(entry)
            above = entry.published or above
    return tuple(entries)


def _on(day: listdates.ListDate | None, year: int, above: date | None) -> date | None:
    if day is None or day.year or above is None:
        return day.on(year) if day else None
    near = [guess for one in (above.year - 1, above.year, above.year + 1) if (guess := day.on(one))]
    return min(near, key=lambda guess: abs(guess - above), default=None)


def _once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Tabs show the same news twice: the first one with a date is kept."""
    once: dict[tuple[str, str, str], Entry] = {}
    for entry in entries:
        place = urls.canonical(entry.url)
        day = "" if entry.url else f"{entry.published}"
        key = (place, urls.fragment(entry.url), f"{urls.plain_title(entry.title)}{day}")
        before = once.setdefault(key, entry)
        if before.published is None and entry.published:
            once[key] = replace(before, published=entry.published)
    return tuple(once.values())


def _without(row: Sequence[Node], anchors: Sequence[Element]) -> str:
    """Return the words of a row that stand outside its links."""
    inside = {id(a) for a in anchors}
    if any(id(node) in inside for node in row) and len(anchors) == 1 and not _is_anchor(anchors[0]):
        return ""
    return " ".join(" ".join(texts_outside(row, inside)).split())


def _is_anchor(node: Element) -> bool:
    return bool(node.name == "a")


def _telling(anchor: Element) -> tuple[bool, bool, int]:
    """Return how much a link of a row is its title: no label, Japanese before its translation, the
    longest.
    """
    text = tidy(words(anchor))
    return not is_label(anchor), bool(_JAPANESE.search(text)), len(text)


def _card_title(anchor: Element | None) -> str:
    """A link around a whole card: its heading, or what the site itself calls the title."""
    if anchor is None or not tags(anchor, limit=1):
        return ""
    headings = [
        *tags(anchor, "h2", "h3", "h4", "h5", "h6"),
        *islice((n for n in tags(anchor) if _TITLE_MARKS.search(attribute(n, "class"))), 9),
    ]
    if heading := next(
        (text for node in headings if tidy(text := words(node))), ""
    ):  # a badge in it says nothing
        return heading
    parts = [
        part
        for part in tags(anchor, "p", "span", "div", "dd", "td")
        if not tags(part, "p", "span", "div", limit=1)
    ]
    rest = [
        p
        for p in parts
        if not only_date(p) and not re.search(r"cat|label|tag|icon|date|day|new", marks(p))
    ]
    return words(max(rest, key=lambda p: len(words(p)))) if rest and len(rest) < len(parts) else ""


def _machine_day(row: NewsRow) -> listdates.ListDate | None:
    """Return the day that a <time> names for machines."""
    times = (
        node
        for part in row.parts
        if isinstance(part, Element)
        for node in (part, *tags(part, "time", limit=3))
    )
    list_dates = (
        listdates.first(attribute(node, "datetime")) for node in times if node.name == "time"
    )
    return next(
        (list_date for list_date in list_dates if list_date is not None and list_date.year), None
    )


def _is_wrapped(text: str, list_date: listdates.ListDate) -> bool:
    """A day in brackets at either end of a title is the list's, not the event's."""
    before, after = text[: list_date.start].rstrip(), text[list_date.end :].lstrip()
    return (
        before[-1:] in {"(", "（", "[", "［", "【", "〔"}
        and after[:1] in {")", "）", "]", "］", "】", "〕"}
        and (len(before) == 1 or len(after) == 1)
    )


def _undated(text: str, *, anywhere: bool = False) -> str:
    """Return a title without the list's date before it. A date without a year is the event's: it
    stays.
    """
    list_date = listdates.first(text)
    if (
        list_date is None
        or not (list_date.year or anywhere)
        or tidy(text[: list_date.start]).strip("(（[［【")
    ):
        return text
    rest = text[list_date.end :].lstrip(")）]］】 ")
    return rest if tidy(rest) and not _GOES_ON.match(rest) else text


def _clipped(title: str) -> str:
    """Return a title of at most _TITLE characters, cut where a sentence ends when one does."""
    if len(title) <= _TITLE:
        return title
    whole, mark, _ = title[:_TITLE].rpartition("。")
    return whole + mark if mark else f"{title[: _TITLE - 1]}…"


# ── what a page names ───────────────────────────────────────────────────────────────────────────


def _feeds(tree: Document, page: _PageTraits) -> Iterator[str]:
    """Yield the feeds that a page announces (RSS autodiscovery), then those it only links to."""
    feeds = set()
    for node in tags(tree, "link", "a"):
        href = attribute(node, "href")
        announced = node.name == "link" and "alternate" in attribute(node, "rel").lower()
        if (announced and _FEED_TYPE.search(attribute(node, "type").lower())) or (
            node.name == "a" and _FEED_HREF.search(href)
        ):
            feed = absolute(href, page.base)
            if feed and feed not in feeds:
                feeds.add(feed)
                yield feed


def _next(tree: Document, page: _PageTraits) -> str:
    """Return the address of the page with older news that this one names, on the same host."""
    for node in tags(tree, "link", "a"):
        if "next" in attribute(node, "rel").lower().split() or (
            node.name == "a" and _NEXT.fullmatch(words(node))
        ):
            address = (
                target(node, page.base)
                if node.name == "a"
                else absolute(attribute(node, "href"), page.base)
            )
            if (
                address
                and urls.host(address) == urls.host(page.url)
                and urls.canonical(address) != urls.canonical(page.url)
            ):
                return address
    return ""


def _no_list(fetched: Fetched, source: Source, title: str, others: Sequence[_List]) -> Unreadable:
    lists = tuple(f"{one.how}は{one.verdict.reason}" for one in others[:3])
    seen = Refusal("source.lists_seen", lists=lists) if lists else ""
    id, url, title, selector = source.id, fetched.url, title[:60], source.selectors.items
    if selector:
        return Unreadable(
            "source.no_items", source=id, selector=selector, url=url, title=title, seen=seen
        )
    return Unreadable("source.no_list", source=id, url=url, title=title, seen=seen)
