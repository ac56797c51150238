"""Pure: what a site puts around the title and the words of a small article, without a mark by which
it could be known: the cell beside it with the opening hours, lines of links above it, the
library's address below it.

Where an article is a page long, it is found by its size. One of three lines is smaller than what
stands around it; there only its title is a sure place. What stands around the part that has the
title is taken away where each of its lines is surely of a frame: hours and days of the week
without a date, addresses, links. What lies in the article's own part stays, but for what ends it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bridge.read.article import is_furniture, is_icon
from bridge.read.framelines import (
    ASKS_READER,
    CATEGORY,
    CLOSED,
    FILED,
    HOURS_LABEL,
    MARKED,
    NAMES,
    NEWS,
    NO_WORD,
    OF_CONTACT,
    OF_EVENT,
    OF_HOURS_MARK,
    OF_OPENING,
    PHONE,
    RIGHTS,
    WRITER,
    FrameLine,
    ends,
    is_address,
    is_dull,
    is_hours,
    is_kind,
    is_said_of_page,
    without_days,
)
from bridge.read.markup import attribute, marks, tags
from bridge.read.nodes import Element, Text
from bridge.read.portions import (
    HEADINGS,
    INLINE,
    LINES,
    Portion,
    beside,
    folded,
    lines_of,
    place_of,
    portions,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bridge.read.nodes import Document, Node

LABEL: Final = 12  #: characters of what may be but a label of a frame
SAID: Final = 24  #: characters of a line above the title that says nothing of its own

#: what may hold the article and what ends it
_HOLDERS: Final = frozenset(("div", "section", "article", "main", "center", "form"))
_HEAD: Final = re.compile(r"(?:^|[\s_-])(?:head(?:er|ing)?|ttl|title|hero)(?:$|[\s_-])")
_DEEP: Final = 12  #: such elements in one another that are looked into
_OUTSIDE: Final = re.compile(r"://|\.(?:pdf|docx?|xlsx?|zip)\b|^mailto:", re.IGNORECASE)


def cut(tree: Document, title: str, place: Node | None = None) -> Element | None:
    """Take away what surely is of the frame around the part of a page that has the title, and
    return that part; None where the title stands nowhere, or nothing with it.

    `place` is where the title stood before the marks of the site were heard.
    """
    if tree.body is None:
        return None
    node = place_of(tree.body, title) or place
    if node is None or not any(one is tree.body for one in node.parents):
        return None
    around = _Around(node, title, of_opening=bool(OF_OPENING.search(title)))
    while node.parent is not None and node is not tree.body:
        around.look(node.parent, node)
        node = node.parent
    for piece in around.frame:
        for one in piece.nodes:
            one.decompose() if isinstance(one, Element) else one.extract()
    return around.own


def _is_stamp(group: Portion, lines: list[FrameLine], *, among: bool = False) -> bool:
    """Tell whether a part only says of the page when, by whom and of which kind it was written;
    among others that do the day may be missing.
    """
    if len(lines) > 12 or sum(len(line.text) for line in lines) > 160:
        return False
    if all(is_furniture(line.text) or is_said_of_page(line.text) for line in lines):
        return True
    if _is_filed(lines, among=among):
        return True
    # what marks of its own call the day and the kind of the page, a day of its own year among them
    whole = " ".join(line.text for line in lines)
    if not WRITER.match(whole.lstrip("| ")) and not without_days(whole)[1]:
        return False
    if re.search(r"。|(?:します|ました|ません)$", whole) or len(whole) > 120:
        return False
    return all(_is_marked(text, group) for node in group.nodes for text in _texts(node))


def _is_filed(lines: list[FrameLine], *, among: bool) -> bool:
    """Tell whether each line says what the page is filed under, its label before it or in the line
    above: 公開日, 作成者, カテゴリ.
    """
    label = is_dated = is_labelled = False
    is_kind_only = True
    for line in lines:
        match = WRITER.match(line.text.lstrip("| ・"))
        value = line.text[match.end() :].strip(" :：") if match else line.text
        rest, has_day = without_days(value)
        is_dated, is_labelled = is_dated or has_day, is_labelled or match is not None
        idle = is_furniture(line.text) or not NO_WORD.sub("", rest)
        if not idle and not (match or label):
            return False
        if len(rest) > SAID or NEWS.search(rest):
            return False
        is_kind_only = is_kind_only and (not value or CATEGORY.fullmatch(value) is not None)
        label = bool(match) and not value
    return is_labelled and (is_dated or (among and is_kind_only))


def _texts(node: Node) -> Iterator[Text]:
    if isinstance(node, Text):
        yield node
    else:
        yield from (one for one in node.descendants if isinstance(one, Text))


def _is_marked(text: Text, group: Portion) -> bool:
    """Tell whether a text is a link, has a mark of days, kinds or writers around it, or says
    nothing but such.
    """
    bare = text.strip(" :：|/・\n\t\xa0　")
    if not NO_WORD.sub("", text) or is_said_of_page(text) or is_furniture(text.strip()):
        return True
    if WRITER.fullmatch(bare) or is_kind(bare):
        return True
    most = 2 * SAID if WRITER.match(bare) else SAID
    if len(without_days(text)[0].strip()) > most:
        return False
    is_marked = False
    for above in text.parents:
        if OF_EVENT.search(marks(above)):
            return False
        is_marked = is_marked or above.name in ("a", "time") or bool(MARKED.search(marks(above)))
        if any(above is node for node in group.nodes):
            return is_marked
    return False


class _Around:
    """What stands around the title, from the inside out."""

    def __init__(self, place: Node, title: str, *, of_opening: bool) -> None:
        self._place = place
        self._title = title
        self._of_opening = of_opening  #: hours may be what the article is about
        self.own: Element | None = None  #: the innermost part that has more than the title
        self.frame: list[Portion] = []

    def look(self, above: Element, node: Node) -> None:
        """Look at what stands beside `node` in the element around it."""
        ahead, behind = beside(portions(above), node)
        cell = isinstance(node, Element) and node.name in ("td", "th")
        if self.own is None:
            self.frame += [one for one in ahead if self._is_ahead(one)]
            self._find(above, behind)
            return
        self.frame += [one for one in ahead if self._is_ahead(one) or (cell and self._is_cell(one))]
        self.frame += [
            one for one in behind if self._is_around(one) or (cell and self._is_cell(one))
        ]

    def _find(self, above: Element, behind: list[Portion]) -> None:
        """Take what is right below the title and says of the page when and by whom it was
        written; if words follow, this is the article's own part.
        """
        stamps = self._stamps(behind)
        self.frame += [one for one in stamps if not _is_picture(one)]
        rest = behind[len(stamps) :]
        head = above.name == "header" or _HEAD.search(marks(above))
        if head or not any(self._tells(one) for one in rest):
            return  # a lead above the words that follow
        self.own = above
        self._end(rest)
        inner = rest[0].nodes[0]
        for _ in range(_DEEP):
            if not isinstance(inner, Element) or inner.name not in _HOLDERS:
                return
            pieces = portions(inner)
            stamps = self._stamps(pieces)
            if len(stamps) == len(pieces):
                return
            self.frame += [one for one in stamps if not _is_picture(one)]
            inner = pieces[len(stamps)].nodes[0]

    def _stamps(self, pieces: list[Portion]) -> list[Portion]:
        """Return the first of these that only say of the page when and by whom it was written."""
        stamps: list[Portion] = []
        for piece in pieces:
            lines = lines_of(piece.nodes)
            if lines is None or (lines and not _is_stamp(piece, lines, among=bool(stamps))):
                break
            stamps.append(piece)
        return stamps

    def _end(self, pieces: list[Portion]) -> None:
        """Take what ends the article's own part and is of the frame."""
        for _ in range(_DEEP):
            lines = [lines_of(one.nodes) for one in pieces]
            last = len(pieces)
            while last > 0 and self._is_end(pieces, lines, last - 1):
                last -= 1
            if not any(self._tells(one) for one in pieces[:last]):
                return
            self.frame += [one for n, one in enumerate(pieces[last:], last) if lines[n]]
            inner = pieces[last - 1].nodes[0]
            if not isinstance(inner, Element) or inner.name not in _HOLDERS:
                return
            pieces = portions(inner)

    def _is_end(
        self, pieces: list[Portion], all_lines: list[list[FrameLine] | None], place: int
    ) -> bool:
        lines = all_lines[place]
        if lines is None or _is_picture(pieces[place]):
            return False
        title = all_lines[place - 1] if place else None
        below = title is not None and len(title) == 1 and NAMES.fullmatch(title[0].text)
        if not lines or (below and _is_inside(pieces[place], lines)):
            return True
        return self._is_foot(pieces[place], lines)

    def _is_foot(self, piece: Portion, lines: list[FrameLine]) -> bool:
        """Tell whether a part says where the library is and when it is open, whom to ask about the
        page, or nothing.
        """
        if all(ends(line.text) for line in lines):
            return True
        if FILED.match(lines[0].text) and _is_stamp(piece, lines):
            return True
        if ASKS_READER.match(lines[0].text):
            return all(len(line.text) <= LINES for line in lines)
        if NAMES.fullmatch(lines[0].text) and len(lines) > 1 and _is_inside(piece, lines[1:]):
            return True
        if OF_CONTACT.fullmatch(lines[0].text):
            return all(len(line.text) <= LINES and not re.search("。", line.text) for line in lines)
        if not all(is_hours(o.text) or is_address(o.text) or ends(o.text) for o in lines):
            return False
        if piece.is_ruled and any(RIGHTS.search(line.text) for line in lines):
            return True
        if self._of_opening:
            return False
        first = piece.nodes[0]
        block = isinstance(first, Element) and first.name not in INLINE
        # hours alone may be those of an exhibition
        phone = any(PHONE.search(line.text) for line in lines)
        return _has_hours(lines) and phone and (piece.is_ruled or block)

    def _is_around(self, piece: Portion) -> bool:
        """Tell whether a part outside the article's own is of the frame: hours, an address, or
        links below their name.
        """
        lines = lines_of(piece.nodes)
        if not lines:
            return False
        first = piece.nodes[0]
        called = isinstance(first, Element) and OF_HOURS_MARK.search(marks(first))
        of_opening = self._of_opening and not called
        if all(is_said_of_page(line.text) for line in lines):
            return True
        if not all(is_dull(line, of_opening=of_opening) for line in lines):
            return False
        listed = any(NAMES.fullmatch(o.text) or re.search(r"[|｜]", o.text) for o in lines)
        phone = any(PHONE.search(line.text) for line in lines)
        return _has_hours(lines) or phone or (listed and _has_links(lines))

    def _is_cell(self, piece: Portion) -> bool:
        """Tell whether a cell beside the one with the article is of the frame: hours or links, with
        short labels.
        """
        lines = lines_of(piece.nodes)
        return (
            bool(lines)
            and (_has_hours(lines or []) or _has_links(lines or []))
            and all(is_dull(one, of_opening=False) or _is_label(one.text) for one in lines or [])
        )

    def _is_ahead(self, piece: Portion) -> bool:
        """Tell whether what stands above the title is of the frame: whatever says no sentence, no
        day, no fact and no name of another article.
        """
        lines = lines_of(piece.nodes)
        if not lines or (self.own is None and _is_picture(piece)):
            return False
        if _has_rank(piece, self._place) and not self._is_cell(piece):
            return False
        return _is_stamp(piece, lines) or all(
            is_dull(one, of_opening=False)
            or is_said_of_page(one.text)
            or _is_silent(one.text)
            or self._is_crumb(one.text)
            for one in lines
        )

    def _is_crumb(self, text: str) -> bool:
        """Tell whether a line is the way to the page: it ends with the title."""
        end = folded(self._title)
        return len(text) <= len(self._title) + LINES and folded(text).endswith(end)

    def _tells(self, piece: Portion) -> bool:
        """Tell whether a part has a word of an article; a link may be all that one says."""
        lines = lines_of(piece.nodes)
        if lines is None or _is_picture(piece):
            return True
        texts = (line._replace(is_linked=False) for line in lines)
        return any(not is_dull(line, of_opening=self._of_opening) for line in texts)


def _is_silent(text: str) -> bool:
    """Tell whether a line above a title is but a name: no sentence, no day, no label with its
    value.
    """
    return len(text) <= SAID and not NEWS.search(text) and not re.search(r"\d|\w[:：]\s*\w", text)


def _is_label(text: str) -> bool:
    return len(text) <= LABEL and not NEWS.search(text)


def _has_hours(lines: list[FrameLine]) -> bool:
    return any(
        is_hours(line.text) and (HOURS_LABEL.search(line.text) or CLOSED.search(line.text))
        for line in lines
    )


def _has_links(lines: list[FrameLine]) -> bool:
    return sum(line.is_linked for line in lines) > 1


def _has_rank(piece: Portion, place: Node) -> bool:
    """Tell whether a part has a heading of the rank of the title: it may be another article."""
    if not isinstance(place, Element) or place.name not in HEADINGS:
        return False
    elements = (node for node in piece.nodes if isinstance(node, Element))
    return any(one.name == place.name or tags(one, place.name, limit=1) for one in elements)


def _is_picture(piece: Portion) -> bool:
    """Tell whether a part has a picture that may be the article's."""
    elements = (node for node in piece.nodes if isinstance(node, Element))
    images = (img for one in elements for img in (one, *tags(one, "img", limit=20)))
    return any(img.name == "img" and not is_icon(img) for img in images)


def _is_inside(piece: Portion, lines: list[FrameLine]) -> bool:
    """Tell whether a part is but links to other pages of the site."""
    elements = (node for node in piece.nodes if isinstance(node, Element))
    links = (one for node in elements for one in (node, *tags(node, "a")) if one.name == "a")
    return all(line.is_linked for line in lines) and not any(
        _OUTSIDE.search(attribute(one, "href")) for one in links
    )
