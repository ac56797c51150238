"""Pure: what a text tells of one of several things, and its page of another of them.

Where a text names one of the things that a page tells side by side (things.py), a value that this
one does not have, and that only others beside it have, is theirs; so is a value of another column
than the one that the text names. What the named thing has is borne out, whatever another rule makes
of it. What the rest of the page tells of a thing by its name counts with it. Cannot see of which
thing a sentence is that names several before their values.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from bridge.policy import pieces, turns
from bridge.policy.calls import ANY, bounded, calls, is_name
from bridge.policy.things import SAID, Cell, Group, Thing, groups, is_facet, values_of
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bridge.policy.calls import Hit
    from bridge.policy.claims import Passage
    from bridge.policy.pieces import Value

_SOME: Final = re.compile(r"や.*(?:など|ほか)|をはじめ")  #: 人形劇やかるた大会など
_DENIED: Final = (
    r"(?!(?:の?[^、。]{0,4})?(?:では|は|も)?(?:ありません|ございません|行いません|なし))"
)
#: 電話では申し込めません
_DENY: Final = re.compile(r"(?:で)?(?:は|も)[^、。]{0,10}(?:ません|ない|不可)")
#: what is of a thing, and is not when or where it takes place
_BESIDE_IT: Final = re.compile("集合|開場|受付|予備日|期限|締め?切")
_SHUT: Final = re.compile(r"休[館室業場園止]|(?<!昼)休み|休(?=$|[\s、。])|閉")
_APPLYING: Final = re.compile("申し?込|応募|予約|締め?切|〆切|発売|受け?付け?|先着|抽選")
#: what a cell lists: 胸部・胃, 窓口または電話
_ELEMENTS: Final = re.compile(r"[・、,/()\s。]|または|及び|および|と(?=[一-龠ァ-ヴ])|[:：]")
_MONTH: Final = re.compile(r"(?<!\d)\d{1,2}月")
#: said of what is not, or of what something is beside
_APART: Final = re.compile(
    r"ではな|ではあり|ではござ|でなく|以外|違い|異な|除|より[^、。]{0,12}(?:早|遅|先|多|少|後|高|安|長|短)|代わり|かわり"
    r"|のほか|そのほか|そのあと|\dつの|どれも|全部|値[上下]げ|[2二]倍|合わせて|あわせて|も[^、。]{1,8}も"
)
#: between two names that are told as one: めだかとかわせみは
_AND: Final = re.compile(r"[」』)]?\s?(?:と|・|、|や|及び|および|/|,)\s?[「『]?")
#: 多いときは, 新年は, 4月からは: no theme
_WHEN: Final = re.compile(
    r"(?:とき|時|場合|方|人|の|では|に|日|から|以降|まで|週末|平日|新年|年[内始末]|[今来]年|[今来先]?月|曜|午[前後]|[一二三四五六七八九十\d]回|[うち]ち|間|中|期)$"
)
_OTHER_THEME: Final = re.compile(
    r"(?:^|(?<=[、。(]))\s?([^、。(\d]{1,14}?)(?:は(?![、。])|が(?=\d)|も(?=\d))"
)


@dataclass(frozen=True, slots=True)
class _ThingStatement:
    """What a text says of one thing, or of some together."""

    things: tuple[Thing, ...]
    passage: Passage
    text: str  #: the part of the passage
    values: tuple[Value, ...]

    @property
    def side(self) -> tuple[bool, bool]:
        """Return `_side`; what is closed is told at the end of its sentence."""
        return _side(self.passage.text)[0], _side(self.text)[1]


class Exchanged:
    """A text beside what its page tells side by side."""

    def __init__(self, text: Sequence[Passage], page: Sequence[Passage]) -> None:
        self._text, self._page = text, tuple(page)

    @cached_property
    def _statements(self) -> tuple[tuple[_GroupOnPage, tuple[_ThingStatement, ...]], ...]:
        """Return what the text tells of the things of each group that it names."""
        return tuple((one, tuple(one.told(self._text))) for one in _of_page(self._page))

    def foreign(self) -> Iterator[pieces.Contradiction]:
        """Yield each value that the text tells of a thing, and the page only of those beside it, or
        in another column.
        """
        for beside, each in self._statements:
            for statement in each:
                if not _APART.search(statement.text):
                    words_of = (
                        *beside.values(statement),
                        *beside.words(statement),
                        *_of_columns(statement),
                    )
                    yield from (
                        pieces.Contradiction(words, statement.things[0].text) for words in words_of
                    )

    def bears_out(self, words: str) -> bool:
        """Return whether the page tells of the thing that a text names just what stands in
        `words`.
        """
        borne: dict[Value, bool] = {}
        for one in (statement for _, each in self._statements for statement in each):
            for value in one.values:
                if words in value.words or value.words in words:
                    just = len(one.things) == 1 and _just(one, value)
                    borne[value] = borne.get(value, False) or just
        figures = {one for value in borne for one in re.findall(r"\d+", value.words)}
        whole = figures.issuperset(re.findall(r"\d+", words))  # 1人50冊 is not borne out by 50冊
        return bool(borne) and whole and all(borne.values())


@lru_cache(8)  # a page is asked for each text of it
def _of_page(page: tuple[Passage, ...]) -> tuple[_GroupOnPage, ...]:
    several = groups(page)
    rows = frozenset(
        at for some in several for one in some for cell in one.cells for at in cell.places
    )
    return tuple(_GroupOnPage(one, page, rows) for one in several)


class _GroupOnPage:
    """A group of things, and what the rest of the page tells of each."""

    def __init__(self, things: Group, page: Sequence[Passage], rows: frozenset[int]) -> None:
        places = {place for one in things for cell in one.cells for place in cell.places}
        known = {_flat(cell.text) for one in things for cell in one.cells}
        self._things = things
        self._outside = [
            one for one in page if one.start not in places and _flat(one.text) not in known
        ]
        self._names = calls(
            tuple(one.name for one in things),
            beside="\n".join(one.text for one in self._outside),
            title=page[0].text if page else "",
        )
        self._rows = rows  #: where sentences of any group begin

    @cached_property
    def _days(self) -> list[set[str]]:
        """Return the days by which each thing is called: its first cell's."""
        return [{v.value for v in one.cells[0].values if v.kind == "日"} for one in self._things]

    @cached_property
    def _also(self) -> dict[str, list[_ThingStatement]]:
        """Return by name what sentences elsewhere on the page tell of one thing."""
        also: dict[str, list[_ThingStatement]] = {}
        for one in self.told(self._outside, page=True):
            for thing in one.things:
                also.setdefault(thing.name, []).append(one)
        return also

    @cached_property
    def _apart(self) -> list[Passage]:
        """Return the sentences of the page that are of no thing of the group by itself."""
        theirs = {one.passage.start for some in self._also.values() for one in some}
        return [one for one in self._outside if one.start not in theirs]

    @cached_property
    def _labels(self) -> str:
        """Return the labels of all cells, and the columns' names."""
        return "\n".join({cell.label for one in self._things for cell in one.cells})

    def _cells(self, things: Iterable[Thing]) -> list[Cell]:
        """Return all that the page tells of some things, and of others with them."""
        return [
            cell
            for thing in things
            for cell in (
                *thing.cells,
                *(Cell("", one.text, one.values) for one in self._also.get(thing.name, ())),
            )
        ]

    def values(self, statement: _ThingStatement) -> Iterator[str]:
        """Yield the words of each value that the page has of others of the group alone."""
        mine = self._cells(statement.things)
        theirs = self._cells(one for one in self._things if one not in statement.things)
        own = [value for cell in mine for value in cell.values]
        foreign = []
        for value in statement.values:
            having = [one for one in theirs if _has(one.values, value)]
            beside = [one for one in mine if _is_beside(one, value, having)]
            if value.kind in ("日", "時"):
                having = [one for one in having if _side(one.label + one.text) == statement.side]
                beside = [one for one in beside if _side(one.label + one.text) == statement.side]
            if beside and having and not _has(own, value):
                in_column = self._named_column(statement.text) in {one.label for one in having} - {
                    ""
                }
                sure = in_column or _is_sure(statement.values, value, own, theirs)
                if sure or not any(_tells(one, value) for one in self._apart):
                    foreign.append(value)
        if not self._of_one_other(foreign, statement, own):
            yield from (one.words for one in foreign)

    def words(self, statement: _ThingStatement) -> Iterator[str]:
        """Yield each word of a column that the page has in the rows of others alone."""
        own = " ".join(one.text for one in self._cells(statement.things))
        labels = {
            one.label for thing in statement.things for one in thing.cells if _elements(one.text)
        }
        if _SOME.search(statement.text):
            return
        for other in (one for one in self._things if one not in statement.things):
            for cell in other.cells[1:]:
                for word in _elements(cell.text) if cell.label in labels - {""} else ():
                    if word in statement.text and word not in own and self._is_of(cell.label, word):
                        yield from [word] if _says(statement.text, word) else []

    def _is_of(self, label: str, word: str) -> bool:
        """Return whether a word is of a column: of several of its rows, or of nothing else."""
        column = [c for one in self._things for c in one.cells if c.label == label]
        often = sum(word in _elements(one.text) for one in column) > 1
        apart = (one.text for one in self._apart if one.start not in self._rows)
        return often or (len(word) > 1 and not any(word in one for one in apart))

    def _named_column(self, text: str) -> str:
        """Return the column or label that a text names; empty for none, or several."""
        labels = [one.label for thing in self._things for one in thing.cells if one.label]
        columns = tuple(dict.fromkeys(labels))
        which = _only(calls(columns).find(text))
        return columns[next(iter(which))] if len(which) == 1 else ""

    def _of_one_other(
        self, foreign: Sequence[Value], statement: _ThingStatement, own: Sequence[Value]
    ) -> bool:
        """Return whether all that is told is another thing's, of which the text then speaks."""
        rest = [one for one in self._things if one not in statement.things]
        return not any(_is_own(own, one) for one in statement.values) and any(
            all(_has(one.values, each) for each in foreign)
            and len({each.words for each in statement.values if _has(one.values, each)}) > 1
            for one in rest
        )

    def told(self, text: Sequence[Passage], *, page: bool = False) -> Iterator[_ThingStatement]:
        """Yield what a text tells of each thing of a group that it names; `page`: as a page means
        it, whose lines each stand by themselves.
        """
        last: frozenset[int] = frozenset()
        for passage in text:
            if len(passage.text) > SAID or (page and passage.first):
                last = frozenset()
            if len(passage.text) > SAID:
                continue
            hits = self._names.find(passage.text)
            if not hits and all(self._days):
                hits = [*self._by_days(passage, page=page)]
            values = tuple(
                one
                for one in values_of(passage, page=page)
                if one.kind != "曜"  # of any thing there may be another day
                and not any(start < one.end and one.start < end for start, end, _ in hits)
            )
            runs = list(_runs(passage.text, hits))
            if len(runs) < 2:
                last = runs[0][1] if runs else frozenset() if _other(passage.text) else last
                span = _clause(passage.text, hits, self._labels) if runs else (0, len(passage.text))
                if last:
                    yield self._part(passage, last, values, span)
                if runs and _APPLYING.search(passage.text):
                    last = frozenset()  # 申込みは中央図書館の窓口へ。定員は12人です
                continue
            last = frozenset()
            starts = [start for start, _ in runs]
            before = any(one.end <= starts[0] for one in values)
            behind = any(one.end > starts[-1] for one in values)
            if before or not behind:
                continue  # 12日は本館、13日は南分館: which value is whose is told by the order
            for (start, some), end in zip(runs, (*starts[1:], len(passage.text)), strict=True):
                yield self._part(passage, some, values, (start, end))

    def _part(
        self,
        passage: Passage,
        some: frozenset[int],
        values: Sequence[Value],
        span: tuple[int, int],
    ) -> _ThingStatement:
        start, end = span
        return _ThingStatement(
            tuple(self._things[n] for n in sorted(some)),
            passage,
            passage.text[start:end],
            tuple(one for one in values if start <= one.start < end),
        )

    def _by_days(self, passage: Passage, *, page: bool) -> Iterator[Hit]:
        """Yield where days stand by which things are called: the first cells of a column."""
        days = [one for one in values_of(passage, page=page) if one.kind == "日"]
        for value in days if not any(one.inside for one in days) else ():
            which = frozenset(n for n, first in enumerate(self._days) if value.value in first)
            if which:
                yield value.start, value.end, which


def _of_columns(statement: _ThingStatement) -> Iterator[str]:
    """Yield the words of each value that the named thing has in another column than the named."""
    cells = statement.things[0].cells[1:] if len(statement.things) == 1 else ()
    labels = tuple(one.label for one in cells)
    if len(labels) < 2 or not all(labels) or len(set(labels)) < len(labels):
        return
    months = frozenset(
        n for n, one in enumerate(labels) if _names_month(one, labels, statement.text)
    )
    hits = calls(labels).find(statement.text)
    which = _only(hits) | months
    old = {n for n, one in enumerate(labels) if turns.OLD_LABEL.search(one)}
    if old and turns.tells_what_was(statement.text):
        return
    if not which and not hits and old:
        which = frozenset(
            n for n, one in enumerate(labels) if n not in old and turns.NEW_LABEL.search(one)
        )
    column = cells[next(iter(which))] if len(which) == 1 else None
    for value in statement.values if column else ():
        assert column is not None
        own = [one for one in column.values if one.kind == value.kind]
        theirs = [one for cell in cells if cell is not column for one in cell.values]
        if (
            own
            and not _has((*own, *statement.things[0].cells[0].values), value)
            and _has(theirs, value)
        ):
            yield value.words


def _names_month(label: str, labels: Sequence[str], text: str) -> bool:
    """Return whether a text names the month of a label, and no other label has it."""
    month = _MONTH.search(label)
    return bool(month and month[0] in text and sum(month[0] in one for one in labels) == 1)


def _just(statement: _ThingStatement, value: Value) -> bool:
    """Return whether a cell of the thing of which a text speaks has a value, and none of its kind
    that the text does not tell: 開演は2時15分 beside 3時開演(開場は2時15分).
    """
    if _DENY.match(statement.passage.text, value.end):
        return False
    return any(
        _has(cell.values, value)
        and not turns.OLD_LABEL.search(cell.label)
        and (not _BESIDE_IT.search(cell.label) or _BESIDE_IT.search(statement.text))
        and (value.kind != "日" or _side(cell.label + cell.text) == statement.side)
        and all(
            _has(statement.values, one)
            for one in cell.values
            if (one.kind, one.role) == (value.kind, value.role)
        )
        for cell in statement.things[0].cells
    )


def _is_own(values: Iterable[Value], value: Value) -> bool:
    """Return whether a value is among others, a day as itself and not within a span."""
    return any(
        one.value == value.value if one.kind == value.kind == "日" else pieces.same(value, one)
        for one in values
    )


def _is_sure(
    values: Iterable[Value], value: Value, own: Iterable[Value], theirs: Iterable[Cell]
) -> bool:
    """Return whether a text tells, beside a value, one of another kind that the thing has alone."""
    return any(
        one.kind != value.kind
        and _has(own, one)
        and not any(_has(cell.values, one) for cell in theirs)
        for one in values
    )


def _is_beside(cell: Cell, value: Value, theirs: Iterable[Cell]) -> bool:
    """Return whether a cell has what others have otherwise: a value of the kind, or their label."""
    labelled_so = cell.label and any(cell.label == one.label for one in theirs)
    return bool(labelled_so) or any(value.kind == one.kind for one in cell.values)


def _side(text: str) -> tuple[bool, bool]:
    """Return whether a text tells of what is closed, and of how one applies."""
    return bool(_SHUT.search(text)), bool(_APPLYING.search(text))


def _flat(text: str) -> str:
    return re.sub(r"[\s:]", "", text)


def _tells(passage: Passage, value: Value) -> bool:
    return _has(values_of(passage, page=True), value)


def _has(values: Iterable[Value], value: Value) -> bool:
    return any(pieces.same(value, one) for one in values)


def _says(text: str, word: str) -> bool:
    """Return whether a text has a word as one of its own, and does not deny it."""
    return re.search(bounded(word) + _DENIED, text) is not None


@lru_cache(512)
def _elements(text: str) -> list[str]:
    """Return the words of a cell, without its figures."""
    words = [one.strip() for one in _ELEMENTS.split(text)]
    return [one for one in words if is_name(one) and not re.search(r"\d", one)]


def _other(text: str) -> bool:
    """Return whether a sentence has a theme of its own: ほかは抽選です."""
    return any(map(_is_theme, _OTHER_THEME.findall(text)))


def _is_theme(word: str) -> bool:
    """Return whether a word before は is what is spoken of: not what is told of it, nor when."""
    return not (ANY.fullmatch(word) or is_facet(word) or _WHEN.search(word))


def _clause(text: str, hits: Sequence[Hit], labels: str) -> tuple[int, int]:
    """Return what of a sentence is told of a thing named in it: between themes of something else
    (館は17時に閉まりますが、), which is none of the labels of its cells.
    """
    (first, _, _), (last, stop, _) = hits[0], hits[-1]
    begin, end = 0, len(text)
    for theme in _OTHER_THEME.finditer(text):
        if not _is_theme(theme[1]) or theme[1].strip("、。 ") in labels:
            continue
        before, comma, _ = text[theme.end() : first].partition("、")
        if comma:
            begin = theme.end() + len(before)
        elif theme.start() > last:
            end = min(end, theme.start())
    for start, _, _ in pieces.heads_of(text):  # 最終回の22日
        if stop <= start < end:
            end = start
    return begin, end


def _runs(text: str, hits: Sequence[Hit]) -> Iterator[tuple[int, frozenset[int]]]:
    """Yield where each thing is spoken of begins, and which: those that are told as one together,
    and one named again only once. A name that narrows the one before it (中央図書館の2階) is it.
    """
    if not hits:
        return
    start, end, some = hits[0]
    for begin, stop, which in hits[1:]:
        gap = text[end:begin]
        if _AND.fullmatch(gap):
            some |= which
        elif some & which and (some == which or not re.search(r"[はが、]", gap)):
            some &= which
        else:
            yield start, some
            start, some = begin, which
        end = stop
    yield start, some


def _only(hits: Sequence[Hit]) -> frozenset[int]:
    """Return what all hits name together; nothing where they name several."""
    which = [one for _, _, one in hits]
    return frozenset.intersection(*which) if which else frozenset()
