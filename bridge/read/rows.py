"""Pure: the ways in which the children of an element may be rows, and the lines of a row.

News repeats: li, tr, dt with dd, cards, lines that end with br. One date may stand above several
pieces of news: as a heading, a dt with several dd, a cell over several rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING

from bridge.read import listdates
from bridge.read.markup import (
    attribute,
    is_link,
    is_long,
    is_print,
    marks,
    steady,
    tags,
    target,
    texts_outside,
    words,
)
from bridge.read.nodes import Element, Text
from bridge.values import dataclass

if TYPE_CHECKING:
    from bridge.read.nodes import Node

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend"))
HEADING_MARKS = re.compile(r"title|ttl|\btit\b|heading|head\b|midashi|caption")
_PARTS = frozenset(("div", "p", "dl", "article", "section", "a", "li", "ul", "table", "span"))
_LISTS = frozenset(("ul", "ol", "dl", "table", "tbody"))
_BLOCKS = (
    _LISTS
    | HEADINGS
    | {"div", "p", "section", "article", "li", "dt", "dd", "tr", "td", "th", "blockquote", "main"}
)
_LABEL_MARKS = re.compile(r"(?:\b|_)(?:cat|tag)|categor|label|icon|genre|kubun")
_LABEL_PLACE = re.compile(r"/(?:category|categories|cat|tags?|genre)/[^/?#.]+/?$", re.IGNORECASE)
_ATTACHMENT = re.compile(
    r"\.(?:pdf|docx?|xlsx?|zip|jpe?g|png)(?:$|[?#])|^(?:チラシ|ちらし|ポスター|申込|様式|案内図|地図|プログラム|要項|要領)|"
    r"(?:チラシ|ちらし|ポスター|申込書|申込フォーム|様式|案内図|地図|要項|要領|一覧表)(?:\s?[(（［\[].*)?$",
    re.IGNORECASE,
)
BLUNT = re.compile(
    r"(?:詳細|詳しく|くわしく|続き|つづき|もっと|こちら|ここ|一覧|全文|リンク|more|read|detail|pdf|rss|click|view)"
    r"(?:を|は|へ|で|の|に|情報|見る|みる|読む|よむ|こちら|表示|確認|more|\s|[.…>»→▶])*",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"[(（\[［【<＜]?\s*(?:(?<=[(（\[［【<＜])new\b[!！]*|\bnew[!！]+|(?-i:\bNEW\b(?!\s?[A-Za-z]))|ＮＥＷ[!！]*"
    r"|新着(?=[\]】!！)）>＞])|up!+|\bupdate\b)\s*[)）\]］】>＞]?[!！]*"
    r"|[(（\[［【]\s*(?:PDF|ＰＤＦ|Word|Excel|ワード|エクセル)[^()（）\[\]［］【】]{0,40}[)）\]］】]"
    r"|[(（\[［【][^()（）\[\]［］【】]{0,20}\d\s?(?:KB|MB|キロバイト|メガバイト|ＫＢ|ＭＢ)[^()（）\[\]［］【】]{0,10}[)）\]］】]"
    r"|[(（\[［【]\s*外部(?:リンク|サイト)(?:へ(?:移動|リンク)?)?\s*[)）\]］】]"
    r"|[(（\[［【]?(?:新しい|別)(?:の)?(?:ウインドウ|ウィンドウ|タブ)(?:で|が|に)(?:開き|ひらき|表示)?(?:ます|く)?[)）\]］】]?",
    re.IGNORECASE,
)
_EDGE = " 　・･:：|｜-‐–—>»▶▷■□●○◆◇★☆※→⇒,、/"
_SAID = re.compile(
    r"^\s*(?:(?:更新|掲載|公開|登録|掲示|作成|投稿|配信|UP|up)(?:日時?|しました)?|付け?|号)"
)
_SAID_BEFORE = re.compile(
    r"(?:更新|掲載|公開|登録|掲示|作成|投稿|配信|最終更新)(?:日時?)?\s*[:：]?\s*[(（\[［【]?\s*$"
)


@dataclass(frozen=True, slots=True)
class NewsRow:
    """What belongs to one item: a li, a tr, a dt with its dd …"""

    parts: tuple[Node, ...]
    day: listdates.ListDate | None = None  #: the date above it, which it may share with others

    def words(self) -> str:
        """Return its text in one line."""
        return words(*self.parts)

    def date(self) -> listdates.ListDate | None:
        """Return its own date, else the one above it."""
        own = listdates.first(self.words())
        return own if own and (own.year or self.day is None) else self.day


@dataclass(slots=True)
class RowGroup:
    """The rows that stand directly in an element, from one of its headings to the next."""

    heading: str | None  #: None = what stands before the first heading
    rows: list[NewsRow] = field(default_factory=list)


@lru_cache(maxsize=512)  # of the same words it is asked several times
def tidy(title: str) -> str:
    """Return a title without marks of newness, remarks on files and windows, and bullets."""
    return " ".join(_MARK.sub(" ", title).split()).strip(_EDGE)


@steady
def links(row: Sequence[Node], *, prints: bool = False) -> list[Element]:
    """Return the links of a row; those that only print the page when asked for."""
    anchors: list[Element] = []
    for part in row:
        if isinstance(part, Element):
            inner = [part] if is_link(part) else []
            anchors += inner or [node for node in tags(part) if is_link(node)][:20]
    return [node for node in anchors if prints or not is_print(node)]


@steady
def only_date(node: Node) -> bool:
    """Tell whether a node says nothing but a date."""
    if not isinstance(node, Element):
        return is_date(words(node))
    if len(node.contents) > 8 or node.name in _LISTS or is_long((node,), 40):
        return False
    if tags(node, "a", limit=1):
        return False
    return is_date(words(node))


def is_date(text: str) -> bool:
    """Tell whether a text is a date and no more than a word on it (更新, 掲載日)."""
    if len(text) > 60 or (list_date := listdates.first(text)) is None:
        return False
    before, after = (
        _SAID_BEFORE.sub("", text[: list_date.start]),
        _SAID.sub("", text[list_date.end :]),
    )
    return not tidy(before).strip("()（）[]［］【】〔〕") and not tidy(after).strip(
        "()（）[]［］【】〔〕"
    )


# ── the ways ────────────────────────────────────────────────────────────────────────────────────


def ways(node: Element) -> Iterator[tuple[str, list[RowGroup]]]:
    """Yield the ways in which the children of a node may be rows, each with its name."""
    children = [child for child in node.contents if isinstance(child, Element)]
    if not children and node.name != "marquee" and len(node.contents) != 1:
        return
    if node.name == "dl":
        yield "dl/dt/dd", [RowGroup(None, _terms(children))]
    elif node.name in ("ul", "ol"):
        yield (
            f"{node.name}/li",
            [RowGroup(None, _items([child for child in children if child.name == "li"]))],
        )
    elif node.name in ("table", "tbody"):
        yield "table/tr", [RowGroup(None, _table(children))]
    else:
        names = [child.name for child in children if child.name in _PARTS]
        if names:
            name = Counter(names).most_common(1)[0][0]  # the first of those that are as many
            yield (
                f"{node.name}/{name}",
                [RowGroup(None, [NewsRow((child,)) for child in children if child.name == name])],
            )
        titled = [child for child in children if child.name in HEADINGS and links((child,))]
        if len(titled) > 1:
            name = titled[0].name
            starts = [child for child in children if child.name == name and links((child,))]
            yield f"{node.name}/{name}", [RowGroup(None, _starting(children, starts))]
        yield f"{node.name}の行", _sections(node)


def _items(children: Sequence[Element]) -> list[NewsRow]:
    """Each li is a row; one that is nothing but a date dates those that follow it."""
    alone = [only_date(child) for child in children]
    if not any(alone):
        return [NewsRow((child,)) for child in children]
    days = [
        listdates.first(words(child)) if one else None
        for child, one in zip(children, alone, strict=True)
    ]
    return _dated([(day, (child,)) for day, child in zip(days, children, strict=True)])


def _terms(children: Sequence[Element]) -> list[NewsRow]:
    """A dt begins a row; a lone dt above several dd is a heading; each dl/div is a row; a date over
    several dd is theirs.
    """
    if children and all(child.name == "div" for child in children):
        return [NewsRow((child,)) for child in children]
    names = [child.name for child in children]
    if names.count("dt") <= 1 < names.count("dd") and not any(
        only_date(c) for c in children if c.name == "dt"
    ):
        return [NewsRow((child,)) for child in children if child.name == "dd"]
    rows: list[NewsRow] = []
    for row in _starting(children, [child for child in children if child.name == "dt"]):
        term, *rest = row.parts
        titled = [part for part in rest if _title_links((part,))]
        if len(titled) > 1 and not _title_links((term,)):
            rows += [NewsRow((part,), listdates.first(words(term))) for part in titled]
        else:
            rows.append(row)
    return rows


def _table(children: Sequence[Element]) -> list[NewsRow]:
    """Each tr with a td is a row; a date cell may span several of them, or stand once over those
    that follow.
    """
    rows: list[NewsRow] = []
    spans, day = 0, None
    for child in children:
        if child.name != "tr" or not tags(child, "td", limit=1):
            continue
        cells = [cell for cell in tags(child, "td", "th") if cell.parent is child]
        if cells and only_date(cells[0]):
            span = attribute(cells[0], "rowspan")
            spans = int(span) - 1 if span.isdecimal() and len(span) < 4 else 0
            day = listdates.first(words(cells[0]))
            if len(cells) == 1:
                spans = 500  # a line of its own: the date of those below
                continue
        elif spans > 0:
            rows.append(NewsRow((child,), day))
            spans -= 1
            continue
        rows.append(NewsRow((child,)))
    return rows


def _starting(children: Sequence[Node], starts: Sequence[Node]) -> list[NewsRow]:
    begins = {id(start) for start in starts}
    rows: list[list[Node]] = []
    for child in children:
        if id(child) in begins:
            rows.append([child])
        elif rows:
            rows[-1].append(child)
    return [NewsRow(tuple(row)) for row in rows]


@dataclass(slots=True)
class _Flow:
    """What stands directly in an element, one thing after the other: a date alone, or what may be a
    row.
    """

    heading: str | None
    things: list[tuple[listdates.ListDate | None, tuple[Node, ...]]] = field(default_factory=list)


def _sections(node: Element) -> list[RowGroup]:
    """Cut at headings, then at br and blocks; a date that stands alone belongs to what follows it,
    or to what it follows.
    """
    flows = _flows(node)
    return [RowGroup(flow.heading, _dated(flow.things)) for flow in flows if flow.things]


class _Turn(Enum):
    """What a child does to the line in which it stands."""

    GOES_ON = auto()  #: is a part of the line
    ENDS = auto()
    DATES = auto()  #: ends it; a date that stands alone
    HEADS = auto()  #: ends it; what follows stands below this
    LISTS = auto()  #: ends it; brings rows of its own
    STANDS = auto()  #: ends it; a thing by itself


def _turn(child: Element, *, begun: bool) -> _Turn:
    """Return what a child does; a date that is no block is a part of a line that has begun."""
    if child.name in ("br", "hr"):
        return _Turn.ENDS
    if only_date(child):
        return _Turn.GOES_ON if begun and child.name not in _BLOCKS else _Turn.DATES
    if child.name in HEADINGS and links((child,)):
        return _Turn.STANDS
    if child.name in HEADINGS:
        return _Turn.HEADS
    if HEADING_MARKS.search(marks(child)) and not links((child,)):
        return _Turn.HEADS if len(words(child)) <= 40 else _Turn.ENDS
    if child.name in _LISTS:
        return _Turn.LISTS
    return _Turn.STANDS if child.name in _BLOCKS else _Turn.GOES_ON


def _flows(node: Element) -> list[_Flow]:
    flows = [_Flow(None)]
    line: list[Node] = []

    def end() -> None:
        if line and (text := words(*line)):
            day = listdates.first(text) if is_date(text) and not links(line) else None
            flows[-1].things.append((day, tuple(line)))
        line.clear()

    for child in node.contents:
        if isinstance(child, Text):
            line.append(child)
            continue
        turn = _turn(child, begun=bool(line))
        if turn is _Turn.GOES_ON:
            line.append(child)
            continue
        end()
        match turn:
            case _Turn.DATES:
                flows[-1].things.append((listdates.first(words(child)), (child,)))
            case _Turn.HEADS:
                flows.append(_Flow(words(child)))
            case _Turn.LISTS:
                flows[-1].things += [(None, row.parts) for row in _members(child)]
            case _Turn.STANDS:
                flows[-1].things.append((None, (child,)))
    end()
    return flows


def _members(node: Element) -> list[NewsRow]:
    return next((rows for _, sections in ways(node) if (rows := sections[0].rows)), [])


def _dated(
    things: list[tuple[listdates.ListDate | None, tuple[Node, ...]]],
) -> list[NewsRow]:
    """Join each date that stands alone with what it dates."""
    dates = sum(1 for day, _ in things if day)
    if not dates:
        return [NewsRow(parts) for _, parts in things if not _is_list_row(parts)]
    if things[0][0] is None and things[-1][0] is not None and dates > 1:  # the title comes first
        return list(reversed(_below([*reversed(things)])))
    return _below(things)


def _is_list_row(parts: tuple[Node, ...]) -> bool:
    """Lists without a date above them are judged as lists."""
    return bool(parts) and getattr(parts[0], "name", None) in ("li", "tr", "dt", "dd")


def _below(
    things: list[tuple[listdates.ListDate | None, tuple[Node, ...]]],
) -> list[NewsRow]:
    rows: list[NewsRow] = []
    day: listdates.ListDate | None = None
    group: list[tuple[Node, ...]] = []

    def end() -> None:
        if day is None:
            rows.extend(NewsRow(parts) for parts in group if not _is_list_row(parts))
        elif sum(1 for parts in group if _title_links(parts)) > 1:
            rows.extend(NewsRow(parts, day) for parts in group if _title_links(parts))
        elif group:
            rows.append(NewsRow(tuple(part for parts in group for part in parts), day))
        group.clear()

    for list_date, parts in things:
        if list_date is not None:
            end()
            day = list_date
        else:
            group.append(parts)
    end()
    return rows


# ── one row ─────────────────────────────────────────────────────────────────────────────────────


def is_nested(row: NewsRow) -> bool:
    """A row that itself holds rows is a part of the page; one date over several links is not."""
    inner = [
        node
        for part in row.parts
        if isinstance(part, Element)
        for node in (
            *([part] if len(row.parts) > 1 else []),
            *tags(part, "li", "tr", "dt", "article", "h2", "h3"),
        )
    ]
    for name in ("li", "tr", "dt", "article", "h2", "h3") if len(inner) > 1 else ():
        held = [node for node in inner if node.name == name]
        if len(held) < 2:
            continue
        linked = [node for node in held if _title_links((node,))]
        if name in ("h2", "h3"):
            return True
        if len(linked) > 1 and row.day is None and not _is_dated_outside(row, held):
            return True
        if (
            sum(
                1
                for node in linked
                if (list_date := listdates.first(words(node))) and list_date.year
            )
            > 1
        ):
            return True
        if name == "dt" and sum(1 for node in held if only_date(node)) > 1:
            return True
    several = len(_title_links(row.parts)) > 1 and linked_heading(row.parts) is None
    return several and len(list(listdates.full(row.words()))) > 1


def _is_dated_outside(row: NewsRow, inner: Sequence[Element]) -> bool:
    """Tell whether a row has a date beside the rows that it holds."""
    beside = texts_outside(row.parts, {id(node) for node in inner})
    return listdates.first(" ".join(beside)) is not None


def split(row: NewsRow) -> list[NewsRow]:
    """Return the rows of a row: one date may stand beside several pieces of news, a line each."""
    if len(links(row.parts)) < 2 or linked_heading(row.parts) is not None:
        return [row]
    lines = [line for line in _lines(row.parts) if words(*line)]
    news = [line for line in lines if _is_news(line)]
    places = {
        target(anchor, "https://host.invalid/") for line in news for anchor in _title_links(line)
    }
    if len(news) < 2 or len(places) < 2 or not _are_siblings(news):
        return [row]
    rest = [line for line in lines if not any(line is one for one in news)]
    if any(
        len(tidy(words(*line))) > 20 and not is_date(words(*line)) and not links(line)
        for line in rest
    ):
        return [row]  # a text with what belongs to it
    day = row.day or next(
        (list_date for line in rest if (list_date := listdates.first(words(*line)))), None
    )
    if day is None and (list_date := listdates.first(words(*lines[0]))):
        day = list_date
    return [replace(row, parts=tuple(line), day=day) for line in news]


def _lines(parts: Sequence[Node]) -> list[list[Node]]:
    """Cut a row at its blocks and br; a link stays whole."""
    out: list[list[Node]] = [[]]

    def walk(node: Node) -> None:
        if isinstance(node, Text):
            out[-1].append(node)
        elif node.name == "br":
            out.append([])
        elif node.name == "a":
            out[-1].append(node)
        elif node.name in _BLOCKS:
            out.append([])
            for child in node.contents:
                walk(child)
            out.append([])
        elif tags(node, "br", "a", *_BLOCKS, limit=1):
            for child in node.contents:
                walk(child)
        else:
            out[-1].append(node)

    for part in parts:
        walk(part)
    return out


def _is_news(line: Sequence[Node]) -> bool:
    """One link that is a title, with nothing beside it but a date or a label."""
    titles = _title_links(line)
    if len(titles) != 1 or len(links(line)) != 1:
        return False
    beside = words(*line).replace(words(titles[0]), " ")
    list_date = listdates.first(beside)
    rest = f"{beside[: list_date.start]} {beside[list_date.end :]}" if list_date else beside
    return len(tidy(rest)) <= 12


@steady
def linked_heading(parts: Sequence[Node]) -> Element | None:
    """Return the link of the first heading that is one, the surest title of a row."""
    for part in parts:
        if isinstance(part, Element):
            own = (part,) if part.name in HEADINGS else ()
            for node in (*own, *tags(part, *HEADINGS)):
                if anchors := links((node,)):
                    return anchors[0]
    return None


@steady
def is_label(anchor: Element) -> bool:
    """Tell whether a link is a category or a tag, by its marks or its address."""
    above = marks(anchor.parent) if anchor.parent is not None else ""
    label = _LABEL_MARKS.search(f"{marks(anchor)} {attribute(anchor, 'rel')} {above}")
    return bool(label or _LABEL_PLACE.search(attribute(anchor, "href")))


@steady
def _title_links(parts: Sequence[Node]) -> list[Element]:
    """Return the links that may be titles: not こちら, not an attachment, not a label."""
    return [
        anchor
        for anchor in links(parts)
        if (text := tidy(words(anchor)))
        and not BLUNT.fullmatch(text)
        and not _ATTACHMENT.search(attribute(anchor, "href"))
        and not _ATTACHMENT.search(text)
        and not is_label(anchor)
    ]


def _are_siblings(lines: Sequence[Sequence[Node]]) -> bool:
    """Columns of a table are one item; lines of one block, or blocks of one kind side by side, are
    several.
    """
    blocks = [_block(line[0]) for line in lines]
    if len({id(block) for block in blocks}) == 1:
        return True
    names = {block.name if block is not None else "" for block in blocks}
    above = {id(block.parent) if block is not None else 0 for block in blocks}
    return len(names) == 1 and len(above) == 1 and not names & {"td", "th", ""}


def _block(node: Node) -> Element | None:
    return next((above for above in node.parents if above.name in _BLOCKS), None)
