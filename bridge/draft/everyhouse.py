"""Pure: the closed days of every house of a page that has them below each house's name, as a
heading or a label; days of one of them without its name would pass for those of all.

What is not understood of a house makes the list one of several, and says so. Cannot see houses that
only sentences name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.draft.closures import MARK, ONE_DAY, REST, VAN, Shut, is_house, row_of
from bridge.draft.rules_of_days import side_by_side
from bridge.draft.shorter import tersely
from bridge.draft.states import in_spans
from bridge.text.clean import harmless
from bridge.text.dates import house, say_all
from bridge.text.times import fold
from bridge.topics.sorts import has_day, occasions_in

if TYPE_CHECKING:
    from datetime import date

    from bridge.model import Block, Facts, Occasion

LONGEST: Final = 40  #: letters of a house's line that is told as it stands
SHORT: Final = 4  #: letters of a cell that says only that a house is closed on its day
MOST: Final = 5  #: houses that are told one by one
_KINDS: Final = ("closure", "emergency")
_SHUT: Final = re.compile(rf"(?:{REST})(?:する)?(?:日|期間)?\s*(?::|\s)\s*(?P<days>.+)")
_REST: Final = re.compile(REST)
#: a cell of a day on which a house is open
_IS_OPEN: Final = re.compile(r"開館|運行|開室|通常|平常|(?:午[前後])?\d{1,2}(?:時|:\d\d)")
#: 東館 休館
_OF_WORD: Final = re.compile(r".*\s(?P<word>休館|運休|停止)")
_WEEKDAY: Final = re.compile(r"(?<=\d)\([月火水木金土日](?:・[祝休])?\)")
#: what a column says of a time; no name of anything held
_STATE: Final = re.compile(
    r"(?:これまで|今まで|いま|通常|平常|いつも|ふだん|普段)の?(?:どおり|通り)"
)
_OF_STATE: Final = re.compile(rf"{_STATE.pattern}\s")
#: a cell of a closing, or of one that is called otherwise
_CELL: Final = re.compile(rf"{REST}|蔵書点検|特別整理")
#: 1月4日(月)は通常の月曜休館です
_TOO: Final = re.compile(
    rf"(?P<days>{ONE_DAY})[はも、][^。、開\d]*(?:{REST})日?(?:です|します)?。?"
)
#: hours beside days off: these are of something that is open meanwhile, as a counter
_OPEN: Final = re.compile(
    r"(?:開[くけ]|開設|開所|あく|受付)(?:する)?(?:日|曜日|期間|時間)?|曜日|始まり"
)
_OFF: Final = re.compile(r"お?休み(?:の日)?|休[業止]日?|休館日")


def with_every_house(facts: Facts, blocks: Sequence[Block], near: date, today: date) -> Facts:
    """Return facts of a closing with the days of each house that a page names, in place of days
    without a name; unchanged where these are named, or the page has one house.
    """
    facts = _without_states(facts)
    if facts.kind not in _KINDS:
        return facts
    facts = _without_days_off(facts, blocks)
    facts = replace(facts, events=tuple((_of_van(name), of) for name, of in facts.events))
    if facts.several and facts.events:
        # what is asked for meanwhile, and until when, is no part of it
        return _with_missing(replace(facts, apply="", deadline=None), blocks, near, today)
    bodies = dict(_bodies(blocks))
    houses = [name for name, lines in bodies.items() if _closes(lines)]
    nameless = not any(name in label for label, _ in facts.when for name in bodies)
    if len(houses) < 2 or not facts.when or not nameless:
        return facts
    read = [_shut(name, bodies[name], near) for name in houses]
    rows = [row for row in read if row and _is_coming(row, today)]
    lead = [text for text in facts.sentences[:1] if not has_day(text)]
    events = [(f"{row.name} {row.word}", row.words) for row in rows]
    return replace(
        side_by_side(facts, events if len(rows) > 1 else [(name, "") for name in houses], lead),
        cut=len(bodies) > len(houses) or None in read,
        partial=len(rows) < 2,
        place="",
    )


def _of_van(name: str) -> str:
    """Return the name of a van that is off by the word for it: うみどり号 運休."""
    bare = name.removesuffix(" 休館")
    return f"{bare} 運休" if bare != name and VAN.search(bare) else name


def shut_houses(events: Sequence[tuple[str, str]]) -> Iterator[list[str]]:
    """Yield the lines of the closed days of houses, from full to short: the word of them once above
    all, days with strokes, days without their weekdays.
    """
    yield [f"・{name}：{words}" for name, words in events]
    ends = {_OF_WORD.sub(r"\g<word>", name) for name, _ in events}
    word = ends.pop() if len(ends) == 1 else ""
    head = [f"【{word}】"] if word else []
    lines = [f"・{name.removesuffix(f' {word}')}：{words}" for name, words in events]
    terse = tersely(lines)
    yield [*head, *lines]
    yield [*head, *terse]
    bare = [_WEEKDAY.sub("", line) for line in terse]
    if not any("月" in line.partition("：")[2] for line in bare):
        yield [*head, *bare]


def _without_states(facts: Facts) -> Facts:
    """Return facts without names that are none: これまでどおり, of a table of times."""
    beside = tuple(row for row in facts.beside if not _OF_STATE.match(row[1]))
    if any(_STATE.fullmatch(name) for name, _ in facts.events):
        return replace(facts, events=(), partial=True, beside=beside)
    return facts if beside == facts.beside else replace(facts, beside=beside)


def _is_coming(row: Shut, today: date) -> bool:
    return any((day.end or day.start or today) >= today for day in row.days)


def _bodies(blocks: Iterable[Block]) -> Iterator[tuple[str, list[str]]]:
    """Yield the houses below whose name days stand, with the lines down to the next heading."""
    name, lines = "", list[str]()
    for block in blocks:
        lines_of = [fold(line).strip() for line in block.lines]
        bare = MARK.sub("", lines_of[0], count=1)
        if block.sort in ("heading", "pair"):
            if name and any(map(has_day, lines)):
                yield name, lines
            name, lines = "", []
        if block.sort == "pair":
            if is_house(bare) and any(map(has_day, lines_of[1:])):
                yield bare, lines_of[1:]
        elif block.sort == "heading":
            name = bare if is_house(bare) and not _REST.search(bare) else ""
        elif name:
            lines += lines_of
    if name and any(map(has_day, lines)):
        yield name, lines


def _closes(lines: Iterable[str]) -> bool:
    return any(has_day(line) and _REST.search(line) for line in lines)


def _shut(name: str, lines: Iterable[str], near: date) -> Shut | None:
    """Return the closed days of a house; None where a line of them was not understood."""
    rows: list[Shut] = []
    for line in lines:
        if not (has_day(line) and _REST.search(line)):
            continue
        too = _TOO.fullmatch(line)
        label = _SHUT.fullmatch(line)
        days = too["days"] if too else label["days"] if label else line
        row = row_of(f"{name}: {days}", near)
        if row is None:
            return None
        rows.append(row)
    days = in_spans([day for row in rows for day in row.days])
    words = rows[0].words if len(rows) == 1 else say_all(days, near)
    return replace(rows[0], name=name, days=tuple(days), words=words)


def _with_missing(facts: Facts, blocks: Sequence[Block], near: date, today: date) -> Facts:
    """Return facts of several houses with those that are closed and not told: a row of a table in
    its words; without any days where the list has only a part of them.
    """
    if _is_part(facts, blocks, near):
        if rows := _of_table(blocks, near, today):
            return replace(facts, events=tuple(rows), partial=False, further=(), beside=())
        names = dict.fromkeys(name.partition(" ")[0] for name, _ in facts.events)
        return replace(
            facts, events=tuple((name, "") for name in names), partial=True, further=(), beside=()
        )
    known = " ".join(name for name, _ in facts.events)
    rows = list[tuple[str, str]]()
    cut = facts.cut
    for name, words in (*_rows_for_long(blocks), *_pairs(blocks)):
        if name in known or not is_house(name) or name in dict(rows):
            continue
        if len(words) > LONGEST or "。" in words.rstrip("。"):
            cut = True
        else:
            rows.append((name, harmless(house(words, near)).replace("~", "～")))
    words_of = {words for _, words in rows}
    further = tuple(
        one for one in facts.further if not any(one[0].rstrip("。") in of for of in words_of)
    )
    events = (*facts.events, *rows)
    events = _joined(events) if rows and len(events) > MOST else events
    return replace(facts, events=events, cut=cut, further=further)


def _joined(events: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the houses of the same days in one: 北館・南館 休館."""
    names: dict[tuple[str, str], list[str]] = {}
    for name, words in events:
        of, _, word = name.partition(" ")
        names.setdefault((word, words), []).append(of)
    return tuple((f"{'・'.join(of)} {word}".rstrip(), words) for (word, words), of in names.items())


def _rows_for_long(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """Yield the houses whose row of a table says one thing of all days: 改修のため休館中です."""
    for block in blocks:
        cells = [fold(line).strip() for line in block.lines]
        alike = block.sort == "row" and len(cells) > 2 and len({*cells[1:]}) == 1
        if alike and _of_days(block) and _REST.search(cells[1]) and len(cells[1]) > SHORT:
            yield cells[0], re.sub(r"です。?$|。$", "", cells[1])


def _of_days(block: Block) -> bool:
    return sum(has_day(fold(name)) for name in block.names[1:]) > 1


def _pairs(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """Yield the houses of a list of labels, one line each, where days stand beside all."""
    bodies = [
        (fold(block.lines[0]).strip(), [fold(line).strip() for line in block.lines[1:]])
        for block in blocks
        if block.sort == "pair"
    ]
    of_houses = [(name, lines) for name, lines in bodies if is_house(name)]
    if len(of_houses) > 2 and all(any(map(has_day, lines)) for _, lines in of_houses):
        yield from ((name, " ".join(lines)) for name, lines in of_houses)


def _of_table(blocks: Iterable[Block], near: date, today: date) -> list[tuple[str, str]]:
    """Return the closed days of the houses of the one table that has days by houses."""
    tables: dict[tuple[str, ...], list[list[str]]] = {}
    for block in blocks:
        if block.sort == "row":
            cells = [fold(line).strip() for line in block.lines]
            tables.setdefault(block.names, []).append(cells)
    of_houses = [
        (heads, rows)
        for names, rows in tables.items()
        if len(heads := [*map(fold, names)]) > 2 and all(map(is_house, heads[1:]))
    ]
    return closed_days(*of_houses[0], near=near, today=today) if len(of_houses) == 1 else []


def _is_part(facts: Facts, blocks: Iterable[Block], near: date) -> bool:
    """Whether a table of days by houses has closings whose days are not among those told."""
    starts = {
        day.start or day.end
        for _, words in facts.events
        for day in occasions_in(fold(words), near, "")
    }
    for block in blocks:
        cells = [fold(line).strip() for line in block.lines]
        of_houses = sum(is_house(fold(name)) for name in block.names[1:]) > 1
        if block.sort != "row" or not of_houses or not has_day(cells[0]):
            continue
        days = occasions_in(cells[0], near, "")
        if any(map(_CELL.search, cells[1:])) and not (
            days and all(day.start in starts for day in days)
        ):
            return True
    return False


def closed_days(
    heads: Sequence[str], rows: Iterable[Sequence[str]], *, near: date, today: date
) -> list[tuple[str, str]]:
    """Return the days to come on which each house of a table of days by houses is closed, as
    (東館 休館, 12月28日(月)～1月3日(日)); nothing where a day or a cell was not understood.
    """
    shut: dict[str, list[Occasion]] = {head: [] for head in heads[1:]}
    word: dict[str, str] = {}
    for first, *cells in rows:
        days = occasions_in(first, near, "")
        if not days or len(cells) != len(shut) or any(day.weekday_wrong for day in days):
            return []
        for name, cell in zip(shut, cells, strict=True):
            if not (_REST.match(cell) or _IS_OPEN.match(cell)):
                return []
            if _REST.match(cell):
                word[name] = "運休" if cell.startswith("運休") else "休館"
                shut[name] += [day for day in days if (day.end or day.start or today) >= today]
    return [
        (f"{name} {word[name]}", say_all(in_spans(days), near))
        for name, days in shut.items()
        if days
    ]


def _without_days_off(facts: Facts, blocks: Sequence[Block]) -> Facts:
    """Return facts without the days off of something that is open while the house is closed, as a
    counter: its labels stand in one list with those of when it is open.
    """
    gone = set[str]()
    group = list[str]()
    for block in (*blocks, None):
        if block is not None and block.sort == "pair":
            group.append(fold(block.lines[0]).strip())
            continue
        if any(map(_OPEN.fullmatch, group)) and any(map(_OFF.fullmatch, group)):
            gone |= {label for label in group if _OPEN.fullmatch(label) or _OFF.fullmatch(label)}
        group = []
    when = tuple(row for row in facts.when if row[0] not in gone)
    if not gone or not when:
        return facts
    beside = tuple(row for row in facts.beside if row[0] not in gone)
    return replace(facts, when=when, beside=beside, occasions=_of_first(facts, len(when)))


def _of_first(facts: Facts, rows: int) -> tuple[Occasion, ...]:
    return facts.occasions[:1] if rows == 1 else facts.occasions
