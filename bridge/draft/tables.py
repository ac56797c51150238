"""Pure: the one table of a short page as lines of a post, with the lines above and below it: what
changes from what to what, else each row of days.

A list of items or pairs that begin with a day each is such a table, too. What may not be told to
everybody makes none; a page of two tables, and a long one, is told in other ways (5(1)ア). Cannot
see that a table is a side matter of its page.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from bridge.draft.beforeafter import DAYS, MONTH, SIDES, WILL_BE, Table, changes_of, upright
from bridge.draft.entire import is_front, lines_of, told_line
from bridge.draft.shorter import in_digits
from bridge.draft.steps import with_steps
from bridge.draft.tablerows import About, TableRows
from bridge.model import Block
from bridge.text.clean import harmless
from bridge.text.dates import house, mentions
from bridge.text.times import fold
from bridge.topics.builder import published_on
from bridge.topics.labels import key_of
from bridge.topics.lines import joined
from bridge.topics.sorts import has_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bridge.model import Facts, Page

_MONTH_ALONE: Final = re.compile(r"(?:1[0-2]|[1-9])月")
_BARE: Final = re.compile(r"\d{1,2}(?:日|\([月火水木金土日])(?!.*\d月)")
LONGEST: Final = 520  #: letters of a page whose table is its news
LISTED: Final = 3  #: days in a row that are a list
ROWS: Final = 14  #: of a table that is told
#: 1月15日（金） 発声
_ITEM: Final = re.compile(
    r"(?P<day>[\d０-９]{1,2}月[\d０-９]{1,2}日(?:[(（][^()（）]{1,5}[)）])?)[\s　]+"
    r"(?P<rest>[^\s。][^。]{1,30})"
)
#: until when one applies, before how
_TERM: Final = re.compile(
    r"(?P<label>・?[^\s。、:：]{1,8})[:：\s]\s*"
    r"(?P<days>[^。、]{0,24}\d日(?:\([^()]{1,5}\))?[^。、]{0,12}?まで)(?:に|の間に)?、"
)
#: what one applies for once, for all its days
_COURSE: Final = re.compile(
    r"全\s?\d+\s?回|\d回(?:とも|連続)|養成講座|連続講座|受講[生者](?:を|の)?(?:募集|募り)"
)

#: days in a row, without what each is for, and one of them is off
_OFF_UNNAMED: Final = re.compile(r"(?!・)[^：]{1,8}：(?=.*、).*(?:中止|延期)")


def with_table(facts: Facts, page: Page, today: date) -> Facts:
    """Return the facts of a page, of a short one with the lines of its one table in wordings from
    full to short, and the lines above and below it; an empty one where a line may not be told.
    """
    if is_front(page):
        return facts
    published = published_on(page, today)
    near = published or today
    facts = with_steps(facts, page.blocks, near, published)
    if facts.tabled or len(page.text) > LONGEST:
        return facts if len(page.text) <= LONGEST else replace(facts, tabled=(), around=((), ()))
    blocks = _with_rows(page.blocks)
    runs = [
        [*run] for (row, _), run in groupby(blocks, lambda b: (b.sort == "row", b.names)) if row
    ]
    if len(runs) != 1 or len(runs[0]) > ROWS:
        return facts
    wordings = _wordings(page, blocks, runs[0], (near, today))
    # which of several is off, its name says: 中止、2月6日(土) alone would be of all
    wordings = [lines for lines in wordings if not any(map(_OFF_UNNAMED.match, lines))]
    sayable = all(told_line(line, near, published) for lines in wordings for line in lines)
    if not wordings or not all(wordings) or not sayable:
        return facts
    lines = [tuple(harmless(line).replace("~", "～") for line in wording) for wording in wordings]
    at = next(n for n, block in enumerate(blocks) if block is runs[0][0])
    above, below = (
        tuple(
            told_line(text, near, published) or told_line(until(fold(text)), near, published)
            for block in joined(some)
            for text in lines_of(block, page.title)
        )
        for some in (blocks[:at], blocks[at + len(runs[0]) :])
    )
    return replace(facts, tabled=tuple(lines), around=(above, below))


def _with_month(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the cells of a row, a bare day at the head of one with the month that is another:
    2月 | 3日 豆まき.
    """
    month = next((cell for cell in cells if _MONTH_ALONE.fullmatch(cell)), "")
    return tuple(f"{month}{cell}" if month and _BARE.match(cell) else cell for cell in cells)


def _wordings(
    page: Page, blocks: Sequence[Block], rows: Sequence[Block], days: tuple[date, date]
) -> list[list[str]]:
    """Return the rows of a table as lines, in wordings from full to short; `days`: of reference,
    and today.
    """
    near, today = days
    cells = tuple(_with_month([fold(cell).strip() for cell in row.lines]) for row in rows)
    heads = tuple(key_of(fold(name).strip()) for name in rows[0].names)
    table = upright(Table(heads or ("",) * len(cells[0]), cells))
    if (changes := changes_of(table, near)) is not None:
        lines = [f"・{name}：{words}" for name, words in changes]
        lines = [*_since(page, near), *lines] if lines else []
        return [lines, [in_digits(line) for line in lines]]
    title = fold(page.title)
    beside = (fold(line) for block in blocks if block.sort != "row" for line in block.lines)
    months = {*MONTH.findall(title)}
    about = About(
        title=title,
        month=months.pop() if len(months) == 1 else "",
        dated=has_day(title) or any(map(has_day, beside)),
        course=_COURSE.search(f"{page.title}{page.text}") is not None,
    )
    return TableRows(table, about, near, today).wordings()


def _with_rows(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks; three or more pairs or items in a row that begin with a day each as the
    rows of a table, below its heads where a pair of these stands above them.
    """
    whole: list[Block] = []
    for dated, run in groupby(blocks, lambda block: bool(_cells_of_day(block))):
        these = [*run]
        cells = [cells for block in these if (cells := _cells_of_day(block))]
        if not dated or len(these) < LISTED:
            whole += these
            continue
        names: tuple[str, ...] = ()
        if whole and whole[-1].sort == "pair" and DAYS.fullmatch(whole[-1].lines[0]):
            names = whole.pop().lines
        whole += [Block("row", lines, names=names) for lines in cells]
    return whole


def _cells_of_day(block: Block) -> tuple[str, ...]:
    """Return the day and the rest of a pair or an item that begins with a day; none of another."""
    if block.sort == "pair" and len(block.lines) == SIDES and has_day(fold(block.lines[0])):
        return block.lines
    alone = block.sort == "item" and len(block.lines) == 1
    item = _ITEM.fullmatch(block.lines[0]) if alone else None
    return (item["day"], item["rest"]) if item else ()


def _since(page: Page, near: date) -> Iterator[str]:
    """Yield from when what will be is so, where nothing but the head of its column says it."""
    beside = (line for block in page.blocks if block.sort != "row" for line in block.lines)
    text = fold("\n".join((page.title, *beside)))
    for head in (fold(name) for block in page.blocks for name in block.names[-1:]):
        since = re.fullmatch(r"\d{1,2}月\d{1,2}日(?:\([^()]*\))?(?:から|より|以降)", head)
        days = {day.date for day in mentions(head, near)}
        rest = {d.date for d in mentions(text, near)}
        if since and WILL_BE.search(head) and not days & rest:
            yield f"変更：{house(head, near)}"
            return


def until(line: str) -> str:
    """Return a labelled line up to until when one applies, without how; empty where it has none:
    申込：12月20日(日)まで.
    """
    term = _TERM.match(line)
    return f"{term['label']}：{term['days']}" if term else ""
