"""Pure: what a page tells of several things side by side.

The rows of a table, sections with the same labels, the items of a list, the sentences of 第1回 and
第2回: each is a thing with a name and cells, in a group of its like. Read from the lines of a text,
as a page has them for whoever copies it. Cannot see things that are told one after the other
without a name, a sign or a label.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from bridge.policy import claims, pieces
from bridge.text.times import HOUR
from bridge.topics.labels import labelled
from bridge.topics.sorts import Sort
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bridge.model import Page
    from bridge.policy.pieces import Value

_WIDE: Final = re.compile(r"\s{2,}|\t|\s/\s")
_TELLS: Final = re.compile(r"(?:ます|です|ません|ください|ました)[。!]?\s*$")
_BULLET: Final = re.compile(
    r"\s*([・●○◆◇■□▼▽◎★☆*]|\(?\d{1,2}[.)]\s?|\d{1,2}\s+(?=[^\d\s]{3})|[①-⑳]|【(?=[^】]{2,16}】))\s*"
)
#: 胃は900円、大腸は500円: each with what is told of it
_THEME: Final = re.compile(r"(?:(?<=[、。】])|^)\s?([^、。は\s\d】]{1,12})は(?=[^、。]*\d)")
_QUOTED: Final = re.compile(r"「[^」]{2,20}」")
_HEADED: Final = re.compile(r"\s*【([^】]{2,16})】\s*(?=\S)")
_NAME_END: Final = re.compile(r"(?<!^)(?:[\s:。(]|、(?!第)|(?<!第)\d)")
_DAY: Final = re.compile(
    r"\s*(?:\d{1,2}月\d{1,2}日|\d{1,2}日(?=\([月火水木金土日]))(?:\([^()]{1,5}\))?"
)
#: 第1回は, 第1回が: what is told of it, and no 第1回と同じ
_NTH: Final = re.compile(r"(第\s?\d{1,2}\s?[回部期日弾])(?=[はがも:\s「(])")
_LABEL: Final = re.compile(r"([^\s\d:]{1,10})(?:\s?:\s?|\s+)(?=\S)")
_HOURS: Final = re.compile(rf"{HOUR}?\s?(?:[~-]|から)?\s?{HOUR}?")
_FACET: Final = re.compile(
    r"(?:.{0,6}の)?(?:登録|寄付|お願い|注意(?:事項)?|き?決?まり|駐車場|休[館場]日|定員|備考|内容|入場|代金|品物|冊数|対象者?|その他|(?:ご|利用)?案内)"
    r"|.{0,6}(?:について|方法|申し?込み?|受付|料金?|費用?|問い?合わ?せ先?|日程|時間|期間|会場|発売日?)"
)
SAID: Final = 300  #: characters of a sentence that tells something of one thing
_CELLS: Final = 4  #: of a row with a sentence in one of them
_HEADER: Final = 3  #: lines of a table that has a head
_SHORT: Final = 30  #: characters of a section's name
_PASSAGES: Final = 400  #: sentences of a page
_GROUPS: Final = 24  #: groups of things
_ROWS: Final = 60  #: things of a group that are told apart
_AGE: Final = re.compile(r"(?<![\d~-])(\d{1,2})\s?[歳才](以上|から|以下|まで|未満)")
_EDGES: Final = {"以上": "+", "から": "+", "以下": "-", "まで": "-", "未満": "<"}
#: お問い合わせは電話で, くわしくはホームページで: no way to apply
_TO_ASK: Final = re.compile(r"(?:問い?合わ?せ|くわしく|詳しく|詳細|たずね|尋ね)[^、。]{0,10}$")
_LOT: Final = next(one for one in claims.CHOICES if one.name == "決め方")


class Cell(NamedTuple):
    """What stands under one label, or in one column."""

    label: str
    text: str
    values: tuple[Value, ...]
    places: tuple[int, ...] = ()  #: where its sentences begin on the page


class Thing(NamedTuple):
    """One of several things that a page tells side by side."""

    name: str
    cells: tuple[Cell, ...]

    @property
    def values(self) -> tuple[Value, ...]:
        """Return the values of all its cells."""
        return tuple(value for cell in self.cells for value in cell.values)

    @property
    def text(self) -> str:
        """Return its name and all its cells, as a line."""
        cells = " ".join(one.text for one in self.cells)
        return cells if self.name.split()[0] in cells else f"{self.name} {cells}"


Group = tuple[Thing, ...]

#: 中央図書館　12月28日　1月4日, and no 日　時 or 会　場
_BLANK: Final = re.compile(r"(?<=\S)(?<!(?<!\S)\S)　+(?=\S)|(?<=\S)　+(?=\S\S)")


def parted(page: Page) -> str:
    """Return the text of a page with wide gaps between the cells of its tables: as they were read,
    else where its text has blanks of full width.
    """
    cells = {
        " ".join(filter(None, one.lines)): one.lines for one in page.blocks if one.sort == "row"
    }
    lines = (
        "  ".join(filter(None, cells[line])) if line in cells else _BLANK.sub("  ", line)
        for line in page.text.split("\n")
    )
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _PageLine:
    """A line of a page."""

    text: str
    passages: tuple[claims.Passage, ...]

    @property
    def wide(self) -> bool:
        """Return whether wide gaps part its cells."""
        return _WIDE.search(self.text.strip()) is not None

    @property
    def cells(self) -> list[str]:
        """Return its cells: between wide gaps, else between words."""
        flat = self.text.strip()
        return [one for one in (_WIDE.split(flat) if self.wide else flat.split()) if one]

    @property
    def label(self) -> str:
        """Return what stands before its colon or first gap, empty where that is no label."""
        match = _LABEL.match(self.text.strip())
        return match[1] if match and not _TELLS.search(match[1]) else ""


@lru_cache(8)
def groups(passages: tuple[claims.Passage, ...]) -> tuple[Group, ...]:
    """Return the things that a page tells side by side, each group of two and more; of a page of
    very many lines or groups nothing is said, as each is held against all the rest.
    """
    if len(passages) > _PASSAGES:
        return ()
    lines = _lines(passages)
    sections, inside = _sections(lines)
    rest = [one for one in lines if one not in inside]
    candidates: list[Group] = [sections]
    more = (
        _tables(rest),
        _marked(lines),
        _by_day(lines),
        _enumerated(passages),
        [_numbered(passages)],
    )
    for some in more:
        candidates += some
    several = [tuple(thing for thing in one if not is_facet(thing.name)) for one in candidates]
    several = [tuple(thing for thing in one if not _is_chapter(thing, several)) for one in several]
    groups_of = tuple(one for one in several if 2 <= len(one) <= _ROWS and _distinct(one))
    return groups_of if len(groups_of) <= _GROUPS else ()


def _distinct(group: Group) -> bool:
    return len({one.name for one in group}) == len(group)


def _is_chapter(thing: Thing, several: Iterable[Group]) -> bool:
    """Return whether a thing has others inside it: 土曜の講座, with 第1回 and 第2回."""
    places = {place for cell in thing.cells for place in cell.places}
    return any(
        sum(places.issuperset(at for cell in one.cells for at in cell.places) for one in some) > 1
        for some in several
        if all(len(one.cells) < len(places) for one in some)
    )


def is_facet(name: str) -> bool:
    """Return whether a name is of what is told of a thing (申込方法), and of no thing."""
    return _is_label(name) or _FACET.fullmatch(name) is not None


def _lines(passages: Iterable[claims.Passage]) -> list[_PageLine]:
    lines: list[list[claims.Passage]] = []
    for one in passages:
        if one.first or not lines:
            lines.append([])
        lines[-1].append(one)
    return [_line(some) for some in lines]


def _line(passages: Sequence[claims.Passage]) -> _PageLine:
    return _PageLine("。".join(one.text for one in passages), tuple(passages))


def _values_in(line: _PageLine) -> tuple[Value, ...]:
    return tuple(
        value
        for one in line.passages
        if len(one.text) <= SAID
        for value in values_of(one, page=True)
    )


@lru_cache(512)  # of a page they are asked for by each text of it
def values_of(passage: claims.Passage, *, page: bool) -> tuple[Value, ...]:
    """Return the values of a sentence, with ages, ways, and how it is decided who may come."""
    return (*pieces.values_of(passage, page=page), *_more(passage.text))


def _more(text: str) -> Iterator[Value]:
    for age in _AGE.finditer(text):
        yield pieces.Value(*age.span(), kind="歳", value=f"{age[1]}{_EDGES[age[2]]}", words=age[0])
    for free in re.finditer("無料", text):
        yield pieces.Value(*free.span(), kind="円", value="0", words=free[0])
    for way, pattern in pieces.WAYS.items():
        for match in pattern.finditer(text):
            if not _TO_ASK.search(text, 0, match.start()):
                yield pieces.Value(*match.span(), kind="道", value=way, words=match[0])
    for value, words in claims.chosen(_LOT, text).items():
        start = text.find(words)
        yield pieces.Value(start, start + len(words), kind=_LOT.name, value=value, words=words)


def _cell(label: str, line: _PageLine) -> Cell:
    return Cell(label, line.text.strip(), _values_in(line), _places(line))


def _places(line: _PageLine) -> tuple[int, ...]:
    return tuple(one.start for one in line.passages)


def _tables(lines: Sequence[_PageLine]) -> Iterator[Group]:
    """Yield the rows of each run of lines with several cells, below a line of their labels; those
    of runs that stand each below its day (11月21日, Aコース 12月1日) together, with it.
    """
    below: list[Thing] = []
    for heading, rows in _runs(lines):
        heads = [n for n, one in enumerate(rows) if not re.search(r"\d", one.text)]
        starts = [n for n in heads if n + 2 < len(rows) and n + 1 not in heads]
        for start, end in pairwise(sorted({0, *starts, len(rows)})):
            table = _table(rows[start:end])
            if heading and any(one.kind == "日" for one in _values_in(heading)):
                above = _cell("", heading)
                below += [Thing(one.name, (*one.cells, above)) for one in table]
            else:
                yield table
    yield tuple(below)


def _runs(lines: Sequence[_PageLine]) -> Iterator[tuple[_PageLine | None, list[_PageLine]]]:
    """Yield the lines with several cells that follow each other, with the short line above them;
    of lines of which some stand further in, those, with the one above them that does not.
    """
    above: _PageLine | None = None
    for (several, _), run in groupby(lines, lambda one: (_is_row(one), one.wide)):
        rows = list(run)
        if not several:
            above = rows[-1] if len(rows[-1].text.strip()) <= _SHORT else None
            continue
        inner = {one for one in rows if one.text[:1].isspace()}
        if inner and not inner.issuperset(rows):
            for further, some in groupby(rows, inner.__contains__):
                part = list(some)
                if further:
                    yield above, part
                above = part[-1]
        else:
            yield above, rows
        above = None


def _table(rows: Sequence[_PageLine]) -> Group:
    """Return the rows of a table; none of lines that are labels with their values."""
    head = rows[0] if len(rows) >= _HEADER and not _dated(rows[0]) else None
    many = len(head.cells) if head else Counter(len(one.cells) for one in rows).most_common(1)[0][0]
    some = rows[1:] if head else rows
    key = _calling([one.cells for one in some if len(one.cells) == many])
    if head and sum(len(one.cells) == many for one in some) > 1:
        return tuple(_row(one, head.cells, key) for one in some)
    dated = {bool(_DAY.match(one.cells[0])) for one in some}
    if any(is_facet(one.cells[0]) for one in some) or len(dated) > 1:
        return ()
    return tuple(_row(one, [""] * many, key) for one in some)


def _calling(rows: Sequence[Sequence[str]]) -> int:
    """Return the column by which rows are called: the first in which no two are alike, and that
    has names, where several have the first cell in common (Aコース, Aコース, Bコース).
    """
    columns = list(zip(*rows, strict=True))
    if not columns or len(set(columns[0])) == len(rows):
        return 0
    names = (
        n
        for n, column in enumerate(columns)
        if len(set(column)) == len(rows) and not re.search(r"\d", "".join(column))
    )
    return next(names, 0)


def _field(word: str) -> Sort:
    """Return the field that a word is a label of: when, place …; OTHER for none."""
    label = labelled(f"{word}: -")
    return label[0] if label else Sort.OTHER


def _is_label(word: str) -> bool:
    """Return whether a word is a label that says what something is (日時), and no name."""
    return _field(word) != Sort.OTHER


def _is_row(line: _PageLine) -> bool:
    return (
        1 < len(line.cells) >= _CELLS * (len(line.passages) - 1)
        and (len(line.cells) > 2 or not _TELLS.search(line.text))
        and not _BULLET.match(line.text)
    )


def _dated(line: _PageLine) -> bool:
    """Return whether a line has hours, amounts or a weekday: none that heads columns."""
    return (
        re.search(r"\d\s?(?:円|人|名|便|冊|点|時|回)|\d:\d|日\s?\([月火水木金土日]", line.text)
        is not None
    )


def _row(line: _PageLine, labels: Sequence[str], key: int) -> Thing:
    """Return a row: it is called by one of its cells, and by where it is."""
    cells, place = [], 0
    values = _values_in(line)
    texts = line.cells
    if len(texts) != len(labels) or len(line.passages) > 1:
        labels = [""] * len(texts)
        where = [one for one in claims.places(line.text) if one not in texts[0]]
        where += _QUOTED.findall(line.text)
        return Thing(" ".join((_called(texts), *where)), (_cell("", line),))
    for label, text in zip(labels, texts, strict=True):
        start = line.text.find(text, place)
        place = start + len(text)
        own = tuple(one for one in values if start <= one.start < place and one.start < one.end)
        cells.append(Cell(label, text, own, _places(line)))
    quoted = _QUOTED.findall(line.text)
    where = [one.text for one in cells[1:] if _field(one.label) == Sort.PLACE]
    name = texts[key] if key else _called(texts)
    return Thing(" ".join((name, *where, *quoted)), tuple(cells))


def _called(texts: Sequence[str]) -> str:
    """Return the cell by which a row is called: the first that is no hour, without its bracket."""
    if len(texts) > 1 and _HOURS.fullmatch(texts[0]):
        return texts[1].partition("(")[0]
    return texts[0]


def _sections(lines: Sequence[_PageLine]) -> tuple[Group, set[_PageLine]]:
    """Return the sections that have labels in common, and their lines: a name, and labelled lines
    below it.
    """
    counts = Counter(one.label for one in lines)
    often = {label for label, count in counts.items() if label and count > 1}
    things: list[tuple[str, list[Cell]]] = []
    inside, all_of = False, set[_PageLine]()
    for line, after in pairwise((*lines, _PageLine("", ()))):
        known = {one.label for one in things[-1][1]} if inside else set[str]()
        heads = after.label in often and line.label not in often
        if heads and len(line.text.strip()) <= _SHORT and (not inside or after.label in known):
            name = _BULLET.sub("", line.text.strip(), count=1)
            things.append((name, [_cell("", line)]))
            inside = True
        elif inside and (line.label or line.text.lstrip().startswith(pieces.REMARK)):
            things[-1][1].append(_cell(line.label, line))
            all_of.add(line)
        else:
            inside = False
    # a table's column is no label of sections
    labels = Counter(label for _, cells in things for label in {one.label for one in cells} - {""})
    if not any(count > 1 for count in labels.values()):
        return (), set()
    return tuple(Thing(name, tuple(cells)) for name, cells in things), all_of


def _marked(lines: Sequence[_PageLine]) -> Iterator[Group]:
    """Yield the items and sections that begin with one sign (■, (1), 【…】), each with the lines
    below it: up to the next one, a heading without a sign, or a sign that stood above them all.
    """
    signs = [_sign(one) for one in lines]
    for sign in dict.fromkeys(filter(None, signs)):
        above = set(signs[: signs.index(sign)]) - {""}
        items: list[tuple[str, list[Cell]]] = []
        inside = headed = False
        for line, own in zip(lines, signs, strict=True):
            if own == sign:
                items.append((_name_of(line), []))
                inside = True
                headed = _flat(items[-1][0]) == _flat(
                    _BULLET.sub("", line.text, count=1).strip(" 】")
                )
            elif own in above or (not own and _is_heading(line)):
                if len(items) > 1 and own in above:  # another list
                    yield _things(items)
                    items = []
                inside = False
            remark = line.text.lstrip().startswith(pieces.REMARK)
            if inside and (own == sign or headed or remark or own):
                items[-1][1].append(_cell("" if own == sign else line.label, line))
        yield _things(items)


def _by_day(lines: Sequence[_PageLine]) -> Iterator[Group]:
    """Yield the lines that follow each other and begin with a day: 10月24日10時から、読み聞かせ."""
    for dated, run in groupby(lines, lambda one: _DAY.match(one.text) is not None):
        some = [one for one in run if dated and len(one.cells) == 1]
        yield tuple(Thing(_DAY.findall(one.text)[0], (_cell("", one),)) for one in some)


def _flat(text: str) -> str:
    """Return a heading without what stands in its brackets."""
    return re.sub(r"[\s:]|\([^()]*\)", "", text)


def _things(items: Sequence[tuple[str, list[Cell]]]) -> Group:
    return tuple(Thing(name, tuple(cells)) for name, cells in items if name)


def _sign(line: _PageLine) -> str:
    """Return the sign with which a line begins, any number as 1; empty without one."""
    match = _BULLET.match(line.text)
    return re.sub(r"[\d①-⑳]+", "1", match[1]) if match else ""


def _name_of(line: _PageLine) -> str:
    """Return how an item is called: what stands in its brackets, or before its first gap."""
    text = line.text.strip()
    if headed := _HEADED.match(text):
        return headed[1]
    text = _BULLET.sub("", text, 1).strip(" 】")
    end = _NAME_END.search(text)
    return text[: end.start()] if end else text if len(text) <= _SHORT else ""


def _is_heading(line: _PageLine) -> bool:
    """Return whether a line without a sign heads what is below it."""
    text = line.text.strip()
    return (
        len(text) <= _SHORT // 2
        and len(line.cells) == 1
        and not re.search(r"\d", text)
        and not _values_in(line)
        and not text.startswith(pieces.REMARK)
        and not _TELLS.search(text)
    )


def _enumerated(passages: Sequence[claims.Passage]) -> Iterator[Group]:
    """Yield what one sentence tells of several things in turn: 胃は900円、大腸は500円."""
    for one in passages:
        themes = list(_THEME.finditer(one.text)) if len(one.text) <= SAID else []
        if themes:
            ends = [match.start() for match in themes[1:]] + [len(one.text)]
            values = values_of(one, page=True)
            cells = [
                (match[1], one.text[match.start() : end], match.start(), end)
                for match, end in zip(themes, ends, strict=True)
            ]
            yield tuple(
                Thing(
                    name,
                    (Cell("", text, tuple(v for v in values if a <= v.start < z), (one.start,)),),
                )
                for name, text, a, z in cells
            )


def _numbered(passages: Sequence[claims.Passage]) -> Group:
    """Return what is told in prose of 第1回, 第2回 …: sentences that begin with it, up to the next
    one, and what 第1回が100人、第2回が40人 tells of each.
    """
    things: dict[str, list[Cell]] = {}
    name = ""
    for one in passages:
        cuts = [(match.start(), match[1]) for match in _NTH.finditer(one.text)]
        if cuts and (len(cuts) > 1 or cuts[0][0] == 0):
            ends = [start for start, _ in cuts[1:]] + [len(one.text)]
            values = values_of(one, page=True) if len(one.text) <= SAID else ()
            for (start, which), end in zip(cuts, ends, strict=True):
                own = tuple(v for v in values if start <= v.start < end)
                name = re.sub(r"\s", "", which)
                things.setdefault(name, []).append(Cell("", one.text[start:end], own, (one.start,)))
        elif one.first or re.match(r"\s*第\s?\d", one.text):
            name = ""
        elif name:
            things[name].append(_cell("", _line([one])))
    return tuple(Thing(name, tuple(cells)) for name, cells in things.items())
