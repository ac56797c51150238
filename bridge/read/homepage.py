"""Pure: the news list of a page without a feed becomes a Listing, by a selector or found by itself.

News repeats: rows of one shape, most with a date, under a heading that says お知らせ, 新着 or イベント. Navigation repeats too, but
has no dates and says so in its ids. Every element whose children repeat is a candidate; those that pass are taken, the
larger before the smaller, none inside another. Thus two lists of one page are both read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from itertools import takewhile
from typing import TYPE_CHECKING

from bridge import urls
from bridge.errors import Unreadable
from bridge.model import Entry, Listing
from bridge.read import charset, listdates
from bridge.read.fetched import Fetched
from bridge.read.markup import COUNTER, absolute, attribute, base, is_long, is_print, marks, parse, tags, target, words
from bridge.settings import Source
from bridge.text.clean import plain

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

    Row = tuple[PageElement, ...]  #: what belongs to one item: a li, a tr, a dt with its dd …

MOST = 500  #: entries read of one page
_CANDIDATES = 5_000  #: elements of one page that are looked at
_CONTAINERS = ["dl", "ul", "ol", "table", "tbody", "div", "section", "article", "main", "td", "p", "body"]
_ROW = 400  #: characters of a row; a longer one is an article or half the page

_NEWS = re.compile(
    r"お知らせ|おしらせ|新着|トピックス|最新情報|更新情報|ニュース|イベント|行事|催し|もよおし|講座|募集|休館"
    r"|\bnews\b|\btopics?\b|\binformation\b|\binfo\b|what.?s.?new|\bevents?\b",
    re.IGNORECASE,
)
_NO_NEWS = re.compile(
    r"新着(?:図書|資料|本|雑誌|書|DVD|CD|案内|絵本)|新刊|ベスト|ランキング|おすすめ|カレンダー|休館日$|開館(?:日|時間)|利用案内"
    r"|リンク|メニュー|アクセス|検索|よくある|サイトマップ|閲覧履歴|予約の多い",
    re.IGNORECASE,
)
_NEWS_MARKS = re.compile(r"news|topics|whats_?-?new|oshirase|information|\binfo|event|update|shinchaku")
_NAV_MARKS = re.compile(
    r"\b(?:g|l|s|global|local|side|sub|main|foot(?:er)?|head(?:er)?|sp)?[-_]?(?:nav|navi|navigation|menu)\b|navigation|gnav"
    r"|bread|pankuzu|topicpath|sitemap|\bfooter\b|pager|pagination|calendar|ranking|language|\bsns|banner|tab-?list"
)
_NAV_TAGS = frozenset(("nav", "footer", "form", "button"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend"))
_BREAKS = _HEADINGS | {"br", "hr", "ul", "ol", "dl", "table", "section"}
_HEADING_MARKS = re.compile(r"title|ttl|\btit\b|heading|head\b|midashi|caption")
_PARTS = frozenset(("div", "p", "dl", "article", "section", "a", "li", "ul", "table"))
_BLUNT = re.compile(
    r"(?:詳細|詳しく|くわしく|続き|つづき|もっと|こちら|ここ|一覧|全文|リンク|more|read|detail|pdf|rss|click|view)"
    r"(?:を|は|へ|で|の|に|情報|見る|みる|読む|よむ|こちら|表示|確認|more|\s|[.…>»→▶])*",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"[(（\[［【<＜]?\s*(?:(?<=[(（\[［【<＜])new\b[!！]*|\bnew[!！]+|(?-i:\bNEW\b(?!\s?[A-Za-z]))|ＮＥＷ[!！]*|新着(?=[\]】!！)）>＞])|up!+|\bupdate\b)\s*[)）\]］】>＞]?[!！]*"
    r"|[(（\[［【]\s*(?:PDF|ＰＤＦ|Word|Excel|ワード|エクセル)[^()（）\[\]［］【】]{0,40}[)）\]］】]"
    r"|[(（\[［【][^()（）\[\]［］【】]{0,20}\d\s?(?:KB|MB|キロバイト|メガバイト|ＫＢ|ＭＢ)[^()（）\[\]［］【】]{0,10}[)）\]］】]"
    r"|[(（\[［【]?(?:新しい|別)(?:の)?(?:ウインドウ|ウィンドウ|タブ)(?:で|が|に)(?:開き|ひらき|表示)?(?:ます|く)?[)）\]］】]?",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s?(?:[~〜～\-ー–]|から|より|まで|に|の|は|で)")  # the date is a part of the sentence
_ARCHIVE = re.compile(  # the way to older news
    r"[\s>»▶・]*(?:.{0,12}(?:一覧|バックナンバー|アーカイブ|RSS)(?:はこちら|へ|を?見る|ページ|配信)?|(?:過去|これまで|以前)の.{0,12}|すべて見る|.{0,6}年度?の(?:お知らせ|新着情報))[\s>»▶]*"
)
_SAID = re.compile(r"^\s*(?:更新|掲載|公開|登録|掲示|UP|up)(?:日|しました)?")
_EDGE = " 　・･:：|｜-‐–—>»▶▷■□●○◆◇★☆※→⇒,、/"
_FEED_TYPE = re.compile(r"application/(?:rss|atom|rdf)\+xml|text/xml|application/xml")
_FEED_HREF = re.compile(r"(?:\.rdf|\.rss|rss\d*\.xml|atom\.xml|/feed/?|/rss/?|index\.xml)(?:\?|$)", re.IGNORECASE)


def read_list(fetched: Fetched, source: Source, zone: tzinfo) -> Listing:  # noqa: ARG001 - a list's dates are local days
    """Return the news of a page; `how` says where they were found. Dates without a year take that of their list, or none.

    Raises Unreadable when nothing on the page is a list of news, or the selector finds nothing on a page that has none.
    """
    decoded = charset.decode(fetched.body, fetched.content_type, source.encoding)
    soup = parse(decoded.text)
    page = _Page(source, fetched.url, base(soup, fetched.url))
    title = plain(words(soup.title)) if soup.title else ""
    feeds = tuple(_feeds(soup, page))
    if source.selectors.drop:
        for node in soup.select(source.selectors.drop):
            node.decompose()
    lists = _selected(soup, page) if source.selectors.items else _found(soup, page)
    if not lists:
        raise _no_list(fetched, source, title)
    entries = _once(entry for found in lists for entry in found.entries)[:MOST]
    notes = ("文字化けがあります。feeds.toml の encoding を確かめてください。",) if charset.garbled(
        "".join(e.title for e in entries)
    ) else ()  # fmt: skip
    return Listing(entries, title, "、".join(found.how for found in lists), notes, feeds)


@dataclass(frozen=True, slots=True)
class _Page:
    """What every row of a page shares."""

    source: Source
    url: str
    base: str  #: links stand against it
    headings: dict[int, str] = field(default_factory=dict)  #: id of an element → the heading that it is or holds

    def entry(self, row: Row, year: int = 0) -> Entry | None:
        """Return the news of one row; None when it has no words of its own."""
        links = sorted(_links(row), key=lambda a: len(_tidy(words(a))), reverse=True)
        anchor = next((a for a in links if target(a, self.base)), links[0] if links else None)
        outside = _without(row, _links(row, prints=True))
        dated, told = listdates.first(outside), listdates.first(words(*row))
        title = _tidy(_card_title(anchor) or _undated(words(anchor))) if anchor else ""
        if not title or _BLUNT.fullmatch(title):
            title = _tidy(_undated(outside, anywhere=anchor is None))
        if not (title := plain(title)):
            return None
        if dated is None and told is not None and (told.year or _has_time(row)):
            dated = told
        link = target(anchor, self.base) if anchor else ""
        return Entry(self.source.id, link, title, "", dated.on(year) if dated else None, "", self.url)


@dataclass(frozen=True, slots=True)
class _List:
    """A list of news, found."""

    node: Tag
    entries: tuple[Entry, ...]
    how: str


def _selected(soup: BeautifulSoup, page: _Page) -> list[_List]:
    rows: list[Row] = [(node, *_dd(node)) for node in soup.select(page.source.selectors.items, limit=MOST)]
    entries = _entries(rows, page)
    return [_List(soup, entries, f"{page.source.selectors.items} {len(entries)}件")] if entries else []


def _dd(node: Tag) -> Iterator[Tag]:
    """A selector may name the dt of a list; its dd belong to it."""
    from bs4.element import Tag

    following = (sibling for sibling in node.next_siblings if isinstance(sibling, Tag))
    if node.name == "dt":
        yield from takewhile(lambda sibling: sibling.name == "dd", following)


def _found(soup: BeautifulSoup, page: _Page) -> list[_List]:
    candidates = []
    for node in tags(soup, *_CONTAINERS, limit=_CANDIDATES):
        read = [found for shape, rows in _shapes(node) if (found := _judge(node, shape, rows[:MOST], page))]
        candidates += [max(read, key=_dated)] if read else []
    taken: list[_List] = []
    closed: set[int] = set()  # nodes above and at a taken list
    for found in sorted(candidates, key=lambda found: -len(found.entries)):
        above = {id(node) for node in found.node.parents}
        if id(found.node) not in closed and above.isdisjoint(id(one.node) for one in taken):
            closed |= above
            taken.append(found)
    chosen = {id(found) for found in taken}
    return [found for found in candidates if id(found) in chosen]  # in the order of the page


def _dated(found: _List) -> tuple[int, float]:
    """Of two ways to cut one node into rows, that is right which gives more rows a date."""
    dated = sum(1 for entry in found.entries if entry.published)
    return dated, dated / len(found.entries)


def _shapes(node: Tag) -> Iterator[tuple[str, list[Row]]]:
    """Yield the ways in which the children of a node may be rows."""
    from bs4.element import Tag

    children = [child for child in node.children if isinstance(child, Tag)]
    if len(children) == 0:
        return
    if node.name == "dl":
        yield "dl/dt/dd", _terms(children)
    elif node.name in ("ul", "ol"):
        yield f"{node.name}/li", [(child,) for child in children if child.name == "li"]
    elif node.name in ("table", "tbody"):
        yield "table/tr", [(child,) for child in children if child.name == "tr" and child.find("td")]
    else:
        names = [child.name for child in children if child.name in _PARTS]
        if names:
            name = max(set(names), key=names.count)
            yield f"{node.name}/{name}", [(child,) for child in children if child.name == name]
        yield f"{node.name}の行", _lines(node)


def _terms(children: Sequence[Tag]) -> list[Row]:
    """A dt begins a row; a lone dt above several dd is a heading; each dl/div is a row."""
    if all(child.name == "div" for child in children):
        return [(child,) for child in children]
    terms = sum(child.name == "dt" for child in children)
    if terms <= 1 < sum(child.name == "dd" for child in children):
        return [(child,) for child in children if child.name == "dd"]
    return _starting(children, lambda child: child.name == "dt")


def _lines(node: Tag) -> list[Row]:
    """Rows without an element of their own: cut at br, and before an element that is nothing but a date."""
    from bs4.element import NavigableString, Tag

    rows: list[Row] = []
    row: list[PageElement] = []
    for child in node.children:
        tag = child if isinstance(child, Tag) else None
        if tag is not None and (tag.name in _BREAKS or _HEADING_MARKS.search(marks(tag)) or _only_date(tag)):
            if row:
                rows.append(tuple(row))
            row = [tag] if _only_date(tag) else []
        elif tag is not None or type(child) is NavigableString:
            row.append(child)
    return [*rows, tuple(row)] if rows else []


def _starting(children: Iterable[Tag], starts: object) -> list[Row]:
    rows: list[list[Tag]] = []
    for child in children:
        if callable(starts) and starts(child):
            rows.append([child])
        elif rows:
            rows[-1].append(child)
    return [tuple(row) for row in rows]


def _only_date(node: Tag) -> bool:
    if len(node.contents) > 8 or node.name in ("ul", "ol", "dl", "table"):
        return False
    if is_long((node,), 40):
        return False
    text = words(node)
    found = listdates.first(text)
    return (
        found is not None and not _tidy(text[: found.start] + _SAID.sub("", text[found.end :])) and not node.find("a")
    )


def _judge(node: Tag, shape: str, rows: list[Row], page: _Page) -> _List | None:
    """Return the list that these rows make when it is one of news."""
    short = [row for row in rows if not is_long(row, _ROW)]
    if not short or len(short) * 5 < len(rows) * 4 or any(_nested(row) for row in short[:20]):
        return None
    heading = _heading(node, page.headings)
    marked = not heading and _is_marked(node, _NEWS_MARKS)
    news = marked or (bool(_NEWS.search(heading)) and not _NO_NEWS.search(heading))
    if _NO_NEWS.search(heading):
        return None
    short = [row for row in short if not COUNTER.search(words(*row))]
    with_date = {id(row) for row in short if listdates.first(words(*row))}
    short = [row for row in short if id(row) in with_date or not _ARCHIVE.fullmatch(words(*row))]
    dated = len(with_date)
    if dated * 2 >= len(short):  # here a row without date and link is a caption
        short = [row for row in short if id(row) in with_date or _links(row)]
    entries = _entries(short, page, listdates.year(heading))
    linked = sum(1 for entry in entries if entry.url)
    steady = dated >= 2 and dated * 2 >= len(entries) and (linked or news)
    announced = news and (dated or (linked * 2 > len(entries) and (len(entries) > 1 or shape in ("ul/li", "dl/dt/dd"))))
    if not entries or not (steady or announced) or ((not news or not dated) and _is_navigation(node)):
        return None
    return _List(node, entries, f"{heading[:30]}({shape} {len(entries)}件)" if heading else f"{shape} {len(entries)}件")


def _nested(row: Row) -> bool:
    """A row that itself holds rows is a part of the page."""
    from bs4.element import Tag

    names = ("li", "tr", "dt", "article", "h2", "h3")
    held = [node.name for part in row if isinstance(part, Tag) for node in (part, *tags(part, *names))]
    return any(held.count(name) > 1 for name in names)


def _heading(node: Tag, known: dict[int, str]) -> str:
    """Return the words of the heading under which a node stands: the nearest one before it, going outward."""
    from bs4.element import Tag

    place: Tag | None = node
    own = next((child for child in node.children if isinstance(child, Tag)), None)
    if (
        own is not None
        and (said := _heading_in(own, known))
        and own.name in _HEADINGS | {"dt", "div", "p"}
        and not own.find("a", href=True)
    ):
        return said
    for _ in range(6):
        if place is None or place.name == "body":
            break
        for count, sibling in enumerate(place.previous_siblings):
            if count > 12:
                break
            if isinstance(sibling, Tag) and (said := _heading_in(sibling, known)):
                return said
        place = place.parent
    return ""


def _heading_in(node: Tag, known: dict[int, str]) -> str:
    if id(node) not in known:
        text = words(found) if (found := _heading_node(node)) is not None else ""
        known[id(node)] = text if len(text) <= 60 and listdates.first(text) is None else ""
    return known[id(node)]


def _heading_node(node: Tag) -> Tag | None:
    """Return the heading: the node, one in it, a picture of one, or a short word of news as in <font>■新着情報</font>."""
    from bs4.element import Tag

    for part in (node, *node.descendants):
        if isinstance(part, Tag) and part.name in _HEADINGS:
            return part
    if _HEADING_MARKS.search(marks(node)) or node.find("img", alt=_NEWS):
        return node
    short = not is_long((node,), 20) and _NEWS.search(words(node)) and not node.find("a", href=True)
    return node if short else None


def _is_marked(node: Tag, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(marks(place)) for place in (node, *list(node.parents)[:3]))


def _is_navigation(node: Tag) -> bool:
    return any(place.name in _NAV_TAGS or _NAV_MARKS.search(marks(place)) for place in (node, *node.parents))


def _entries(rows: Iterable[Row], page: _Page, year: int = 0) -> tuple[Entry, ...]:
    """Return the news of the rows. A date without a year has that of the row above it, or of the heading."""
    entries = []
    for row in rows:
        entry = page.entry(row, year)
        if entry is not None:
            entries.append(entry)
            year = entry.published.year if entry.published else year
    return tuple(entries)


def _once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Tabs show the same news twice: the first one with a date is kept."""
    kept: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        key = (urls.canonical(entry.url), "" if entry.url else f"{entry.title}{entry.published}")
        before = kept.setdefault(key, entry)
        if before.published is None and entry.published:
            kept[key] = replace(before, published=entry.published)
    return tuple(kept.values())


def _links(row: Row, *, prints: bool = False) -> list[Tag]:
    from bs4.element import Tag

    parts = [node for node in row if isinstance(node, Tag)]
    anchors = [a for tag in parts for a in ([tag] if tag.name == "a" else tags(tag, "a", limit=20))]
    return [a for a in anchors if attribute(a, "href") and (prints or not is_print(a))]


def _without(row: Row, links: Sequence[Tag]) -> str:
    """Return the words of a row that stand outside its links."""
    from bs4.element import NavigableString, Tag

    anchors = {id(a) for a in links}
    texts = (part for node in row for part in (node.descendants if isinstance(node, Tag) else (node,)))
    outside = (t for t in texts if type(t) is NavigableString and anchors.isdisjoint(id(above) for above in t.parents))
    return " ".join(" ".join(outside).split())


def _card_title(anchor: Tag | None) -> str:
    """A link around a whole card: its heading, or what the site itself calls the title."""
    if anchor is None:
        return ""
    heading = anchor.find(["h2", "h3", "h4", "h5", "h6"]) or anchor.find(
        class_=re.compile(r"title|ttl|\btit\b|subject")
    )
    if heading is not None:
        return words(heading)
    parts = [part for part in tags(anchor, "p", "span", "div", "dd") if not part.find(["p", "span", "div"])]
    rest = [p for p in parts if not _only_date(p) and not re.search(r"cat|label|tag|icon|date|day|new", marks(p))]
    return words(max(rest, key=lambda p: len(words(p)))) if rest and len(rest) < len(parts) else ""


def _has_time(row: Row) -> bool:
    from bs4.element import Tag

    return any(isinstance(node, Tag) and node.find("time") for node in row)


def _undated(text: str, *, anywhere: bool = False) -> str:
    """Return a title without the list's date before it. A date without a year is the event's: it stays."""
    found = listdates.first(text)
    if found is None or not (found.year or anywhere) or _tidy(text[: found.start]):
        return text
    rest = text[found.end :]
    return rest if _tidy(rest) and not _GOES_ON.match(rest) else text


def _tidy(title: str) -> str:
    """Return a title without marks of newness, remarks on files and windows, and bullets."""
    return " ".join(_MARK.sub(" ", title).split()).strip(_EDGE)


def _feeds(soup: BeautifulSoup, page: _Page) -> Iterator[str]:
    """Yield the feeds that a page announces (RSS autodiscovery), then those it only links to."""
    seen = set()
    for node in tags(soup, "link", "a"):
        href = attribute(node, "href")
        announced = node.name == "link" and "alternate" in attribute(node, "rel").lower()
        if (announced and _FEED_TYPE.search(attribute(node, "type").lower())) or (
            node.name == "a" and _FEED_HREF.search(href)
        ):
            found = absolute(href, page.base)
            if found and found not in seen:
                seen.add(found)
                yield found


def _no_list(fetched: Fetched, source: Source, title: str) -> Unreadable:
    how = (
        f'items = "{source.selectors.items}" に当たる項目がありません'
        if source.selectors.items
        else "お知らせの一覧が見つかりません"
    )
    return Unreadable(
        f"取得元「{source.id}」: {how}({fetched.url}、題名「{title[:60]}」)。",
        'ブラウザーで開いて確かめ、feeds.toml の [[source]] に、項目1件を指すCSSセレクターを items = "…" と書いてください'
        '(例: items = "dl.news dt" や items = "#news li")。feedbridge try で試せます。',
    )
