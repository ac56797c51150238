"""Pure: the one table of a short page, row by row as lines of a post: what changes from what to
what, and else each row under what it is called, with its day, hour and place.

A row is told with values of its own only; what stays as it was, and what is over, is no row. A table
whose rows have no name or day that is surely theirs has no lines: it is left to the link (5(1)ア).
Cannot see that two columns of days are a beginning and an end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bridge.draft.entire import lines_of, told_line
from bridge.draft.shorter import in_digits, tersely
from bridge.draft.values import value_of
from bridge.model import Block
from bridge.text.clean import harmless
from bridge.text.dates import house, mentions
from bridge.text.times import find_times, fold
from bridge.topics.builder import published_on
from bridge.topics.labels import key_of, known_field
from bridge.topics.lines import joined
from bridge.topics.outline import is_label, is_library
from bridge.topics.sorts import Sort, has_day
from bridge.values import dataclass

if TYPE_CHECKING:
    from datetime import date

    from bridge.model import Facts, Page

SIDES: Final = 2  #: what was and what will be
CHANGE: Final = 3  #: columns of a table that says what changes, and no more
LONGEST: Final = 520  #: letters of a page whose table is its news
LISTED: Final = 3  #: days in a row that are a list
ROWS: Final = 14  #: of a table that is told
CUT: Final = 4  #: letters that a value may lose: 。, a blank
SHORT: Final = 16  #: letters of a cell that says whether one applies
CELL: Final = 48  #: letters of a cell that is told
#: heads what was
WAS: Final = re.compile(
    r"^現[在行]|^これまで|^(?:今|いま)(?:まで|の|$)|^従来|^ふだん|^いつも|^通常|(?:変更|改[定正]|変わる)前|^旧|^当初|^(?:もと|元|はじめ)の|^予定日?$|^以?前$|(?:工事|改修|移転|導入|実施)前$|まで\)?$"
)
#: heads what will be
WILL_BE: Final = re.compile(
    r"(?:変更|改[定正]|延期|変わった)[後あ]|^変更$|(?:工事|改修|移転|導入|実施)[中後]$|^新|^今後|^これから|期間中|(?:から|より|以[降後])\)?$"
)
#: what is as it was
STAYS: Final = re.compile(
    r"変更(?:は|も)?(?:な[しくい]|ありません|ございません)|[変か]わり(?:ません|なし|ありません)|^(?:予定|通常|平常|これまで|いつも)(?:どおり|通り)|^同じ(?:です)?$|^同左$|^そのまま"
)
_DITTO: Final = re.compile(r"[←〃―ー－-]")
_SAME_AS_ABOVE: Final = re.compile(r"\(?(?:同上|上に同じ|〃)\)?")
#: of a row that changes in a way that is not said
_PARTLY: Final = re.compile(r"一部(?:[変か]わ|変更)[^。]*")
_ASIDE: Final = re.compile(r"\s*(?:\([^()]*\)|※.*)$")
_EMPTY: Final = re.compile(r"[\s―ー－‐–—/\-・*]*")
_OVER: Final = re.compile(r"終了(?:し|いたし|です|済|$|\))|終わりました")
_BUT: Final = re.compile(r"(?:^|[。\s])(?:ただし|但し)")
#: beside what stood in the cell before it
_BESIDES: Final = re.compile(r"^(?:左記?|これまで|現行)に加え(?:て)?、?(?P<more>[^。]+)$")
_NAMES: Final = re.compile(
    r"^会$|行事|催し|もよおし|内容|名前|なまえ|名称|イベント|講座|教室|テーマ|題|作品|タイトル|活動|ことば|Language|プログラム|メニュー|(?:する|やる)こと",
    re.IGNORECASE,
)
_PLACES: Final = re.compile(
    r"会場|場所|ところ|どこ|(?:図書|開催|分)?館名?|施設名?|ステーション|停車場所?"
)
_DAYS: Final = re.compile(
    r"(?:開催|実施|上映|巡回)?(?:日|月日|日にち|ひにち|日時|期日|期間|日程|とき|いつ|年月日|日付|曜日|date|)$",
    re.IGNORECASE,
)
_HOURS: Final = re.compile(r"時間|時刻|じかん|^time$", re.IGNORECASE)
_NTH: Final = re.compile(r"[回月]|№|No\.?|番号|順番?")
#: who does it, and how it is asked for: no part of what takes place when
_NOT_TOLD: Final = re.compile(
    r"講師|出演|話す人|語り手|担当|先生|氏名|問い?合|電話|連絡|申し?込|締|受付"
)
_COUNT: Final = re.compile(r"(?:第\s?)?\d{1,2}\s?(?:回目?)?|第\s?\d{1,2}\s?[日部週夜]")
_APPLY: Final = re.compile(r"申し?込み?$|予約$")
#: says nothing without what it is of
_OF_HEAD: Final = re.compile(
    r"\d[\d,]*\s?[^\d\s]{1,2}|あと\d+.|(?:あり|なし|ありません|不?要|必要|不?可|[○×△◯])(?:\(.*\))?"
)
_GONE: Final = re.compile(r"満[員席]|キャンセル|なくなり|締め?切|終了")
_REMARKS: Final = re.compile(r"備考|その他|メモ|ほか")
_WEEKLY: Final = re.compile(r"毎[週月日]|第\s?\d|[月火水木金土日]曜|月\d回")
_FIGURES: Final = re.compile(r"[\d\s月日年~～・、-]+")
#: 1月15日（金） 発声
_ITEM: Final = re.compile(
    r"(?P<day>[\d０-９]{1,2}月[\d０-９]{1,2}日(?:[(（][^()（）]{1,5}[)）])?)[\s　]+(?P<rest>[^\s。][^。]{1,30})"
)
#: until when one applies, before how
_TERM: Final = re.compile(
    r"(?P<label>・?[^\s。、:：]{1,8})[:：\s]\s*"
    r"(?P<days>[^。、]{0,24}\d日(?:\([^()]{1,5}\))?[^。、]{0,12}?まで)(?:に|の間に)?、"
)
_DATED: Final = re.compile(r"\d|毎[週月日]|曜")
_BARE: Final = re.compile(r"\d{1,2}(?:日(?!間|目|以)|(?=[・、,~～]\s?\d))")
_WHY: Final = re.compile(r"※(?![^※]*(?:休|中止|除|\d日))[^※]*(?:ため|ので)[^※]*$")
_IN_BRACKETS: Final = re.compile(r"\s*\([^()]*\)$")
_UNTIL: Final = re.compile(
    r"(?P<from>\d{1,2}(?::\d\d|時(?:\d{1,2}分|半)?))\s?(?:[～~–-]|から)\s?(?:午[前後])?\d{1,2}(?::\d\d|時(?:\d{1,2}分|半)?)"
)
#: what a day is called: 1月11日(月)成人の日
_BEHIND: Final = re.compile(r"(?<=\))[^\d、・()～]+(?:の日|誕生日)$|(?<=\))\s?(?:振替|国民の)休日$")
#: what one applies for once, for all its days
_COURSE: Final = re.compile(r"全\s?\d+\s?回|\d回(?:とも|連続)|養成講座|連続講座|受講[生者](?:を|の)?(?:募集|募り)")
_MONTH: Final = re.compile(r"(?<!\d)(\d{1,2})月(?!\d|間)")


def with_table(facts: Facts, page: Page, today: date) -> Facts:
    """Return the facts of a page, of a short one with the lines of its one table in wordings from
    full to short, and the lines above and below it; an empty one where a line may not be told.
    """
    front = urlsplit(page.url).path.strip("/") == ""  # its news are not one entry's
    page_blocks = _with_rows(page.blocks)
    runs = [
        (sort, [*blocks])
        for sort, blocks in groupby(page_blocks, lambda b: (b.sort == "row", b.names))
        if sort[0]
    ]
    if front or len(page.text) > LONGEST or len(runs) != 1:
        return facts
    (_, names), rows = runs[0]
    if len(rows) > ROWS:
        return facts
    published = published_on(page, today)
    near = published or today
    month = {*_MONTH.findall(fold(page.title))}
    cells = tuple(tuple(fold(cell).strip() for cell in row.lines) for row in rows)
    heads = tuple(key_of(fold(n).strip()) for n in names) or ("",) * len(cells[0])
    table = _upright(Table(heads, cells))
    if (changes := changes_of(table, near)) is not None:
        lines = [f"・{name}：{words}" for name, words in changes]
        wordings = [lines, [in_digits(line) for line in lines]]
    else:
        table_rows = _Rows(table, near, today, month.pop() if len(month) == 1 else "")
        table_rows.course = _COURSE.search(f"{page.title}{page.text}") is not None
        wordings = table_rows.wordings()
    sayable = all(told_line(line, near, published) for lines in wordings for line in lines)
    if not wordings or not all(wordings) or not sayable:
        return facts
    told = [tuple(harmless(line).replace("~", "～") for line in lines) for lines in wordings]
    at = next(n for n, block in enumerate(page_blocks) if block is rows[0])
    above, below = (
        tuple(
            told_line(text, near, published) or told_line(until(fold(text)), near, published)
            for block in joined(blocks)
            for text in lines_of(block)
        )
        for blocks in (page_blocks[:at], page_blocks[at + len(rows) :])
    )
    return replace(facts, tabled=tuple(told), around=(above, below))


def _with_rows(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks; three or more pairs or items in a row that begin with a day each as the
    rows of a table, below its heads where a pair of these stands above them.
    """
    found: list[Block] = []
    for dated, run in groupby(blocks, lambda block: bool(_cells_of_day(block))):
        these = [*run]
        cells = [cells for block in these if (cells := _cells_of_day(block))]
        if not dated or len(these) < LISTED:
            found += these
            continue
        names: tuple[str, ...] = ()
        if found and found[-1].sort == "pair" and _DAYS.fullmatch(found[-1].lines[0]):
            names = found.pop().lines
        found += [Block("row", lines, names=names) for lines in cells]
    return found


def _cells_of_day(block: Block) -> tuple[str, ...]:
    """Return the day and the rest of a pair or an item that begins with a day; none of another."""
    if block.sort == "pair" and len(block.lines) == SIDES and has_day(fold(block.lines[0])):
        return block.lines
    item = _ITEM.fullmatch(block.lines[0]) if block.sort == "item" and len(block.lines) == 1 else None
    return (item["day"], item["rest"]) if item else ()


def until(line: str) -> str:
    """Return a labelled line up to until when one applies, without how; empty where it has none:
    申込：12月20日(日)まで.
    """
    term = _TERM.match(line)
    return f"{term['label']}：{term['days']}" if term else ""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table below what its columns are called."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, n: int) -> list[str]:
        """Return the cells of a column that say something."""
        return [row[n] for row in self.rows if n < len(row) and not _EMPTY.fullmatch(row[n])]


def _upright(table: Table) -> Table:
    """Return a table whose rows are things: one whose first column names fields, or what was and
    what will be, is turned; what headed its columns stands in the first one.
    """
    first = [row[0] for row in table.rows if row]
    fields = sum(known_field(key_of(cell)) is not None or bool(_DAYS.match(cell)) for cell in first)
    headed = any(known_field(head) is not None or _is_of_change(head) for head in table.heads[1:])
    turned = [*map(_is_of_change, first)] == [True, True] and not any(
        map(_is_of_change, table.heads)
    )
    whole = all(len(row) == len(table.heads) for row in table.rows)
    if whole and (turned or (fields * 2 > len(first) and not headed)):
        columns = [*zip(table.heads, *table.rows, strict=True)]
        return Table(columns[0], tuple(columns[1:]))
    return table


def has_day_or_month(head: str) -> bool:
    """Whether a head says when: 1月～3月, 12月27日."""
    return has_day(head) or bool(_MONTH.search(head))


def _is_of_change(head: str) -> bool:
    return bool(WAS.search(head) or WILL_BE.search(head))


def changes_in(blocks: Sequence[Block], near: date) -> list[tuple[str, str]] | None:
    """Return the same of all such tables of a page; None where it has none."""
    found: list[tuple[str, str]] | None = None
    for (row, names), run in groupby(blocks, lambda b: (b.sort == "row", b.names)):
        heads = tuple(key_of(fold(n).strip()) for n in names)
        rows = tuple(tuple(fold(cell).strip() for cell in block.lines) for block in run)
        changes = changes_of(_upright(Table(heads, rows)), near) if row and heads else None
        if changes is not None:
            found = [*(found or ()), *changes]
            if not changes:
                return []
    return found


def changes_of(table: Table, near: date) -> list[tuple[str, str]] | None:
    """Return what each row of a table of what was and what will be is called and changes; none of
    them where one was not understood, None for another table.
    """
    was = [n for n, head in enumerate(table.heads) if n and WAS.search(head)]
    will = [n for n, head in enumerate(table.heads) if n and WILL_BE.search(head)]
    if len(was) == SIDES and re.fullmatch("以?前", table.heads[was[0]]):  # 前 | 今
        was, will = was[:1], was[1:]
    if not will and len(table.heads) == CHANGE and was:  # ふだん | 1月～3月
        will = [n for n in (1, 2) if n not in was and has_day_or_month(table.heads[n])]
    if len(was) != 1 or len(will) != 1 or was == will:
        return None
    weekdays = {row[0] for row in table.rows if re.fullmatch("[月火水木金土日]", row[0] if row else "")}
    weekdays = weekdays if len(weekdays) > 1 else weekdays - {"日"}
    changes: list[tuple[str, str]] = []
    last = ""
    for row in table.rows:
        if len(row) <= max(was + will) or not row[0]:
            return []
        old, new = row[was[0]], row[will[0]]
        new = last if _SAME_AS_ABOVE.fullmatch(new) else new
        last = new
        if any(_OVER.search(cell) for cell in row):
            continue
        name = f"第{row[0]}回" if table.heads[0] == "回" and row[0].isdigit() else row[0]
        name = f"{name}曜" if name in weekdays else name
        change = _change(name, old, new, table.heads[will[0]], near)
        if change is None:
            return []
        changes += [change] if change[1] else []
    return changes


def _change(name: str, old: str, new: str, head: str, near: date) -> tuple[str, str] | None:
    """Return what a row is called and changes from what to what; no words where nothing does, None
    where it was not understood.
    """
    plain = _ASIDE.sub("", new) if STAYS.search(new) or _PARTLY.search(new) else new
    plain = _BESIDES.sub(r"\g<more>も", plain).strip()
    limited = _BUT.search(plain)
    stays = STAYS.search(plain) or _DITTO.fullmatch(plain) or _PARTLY.fullmatch(plain)
    if (stays and not limited) or plain in ("", old):
        return (name, "") if new else None
    before, after = value_of(old, near), value_of(plain, near)
    if stays and limited and before:  # 変更なし ただし10時から
        return name, f"{before}({harmless(house(plain[limited.start() :].strip('。 '), near))})"
    if limited and len(after) < len(plain) - CUT:  # what limits it would be lost
        after = harmless(house(plain, near)) if len(plain) <= CELL else ""
    if not after or (old and not before) or _BARE.match(plain):
        return None
    if before == after:
        return name, ""
    if not before:  # the day that was stands above the table only
        return (f"{head}の{name}", after) if re.fullmatch(r"(?:変更|延期)後", head) else None
    return name, f"{before} → {after}"


class _Rows:
    """Rows of days, each with what it is called."""

    def __init__(self, table: Table, near: date, today: date, month: str) -> None:
        self.table, self.near, self.today, self.month = table, near, today, month
        self.course = False  #: whether one applies for all rows at once
        self.kinds = [self._kind(n) for n in range(len(table.heads))]
        if "day" not in self.kinds:  # 登録した月 | 受付期間
            self.kinds = [
                "day" if kind == "untold" and self._dated(n) else kind
                for n, kind in enumerate(self.kinds)
            ]
        self.place = self._only("place")

    def _kind(self, n: int) -> str:
        """Return what a column tells."""
        head, cells = self.table.heads[n], self.table.column(n)
        if _NTH.fullmatch(head) or (cells and all(map(_COUNT.fullmatch, cells))):
            return "nth"
        if _APPLY.search(head) and all(len(c) <= SHORT for c in cells):
            return "other"
        timed = bool(cells) and all(map(find_times, cells)) and not any(map(has_day, cells))
        if _NOT_TOLD.search(head) and not timed:
            return "untold"
        if self._dated(n):
            return "day"
        if _HOURS.search(head) or timed:
            return "hour"
        if known_field(head) == Sort.PLACE or _PLACES.fullmatch(head):
            return "place"
        if known_field(head) == Sort.NAME or _NAMES.search(head):
            return "name"
        return "remark" if _REMARKS.search(head) else "house" if is_library(head) else "other"

    def _dated(self, n: int) -> bool:
        cells = self.table.column(n)
        days = sum(has_day(c) or bool(_BARE.match(c) or _WEEKLY.match(c)) for c in cells)
        return bool(cells) and 2 * days > len(cells)

    def _only(self, kind: str) -> int | None:
        return self.kinds.index(kind) if self.kinds.count(kind) == 1 else None

    @property
    def name(self) -> int | None:
        """The column by which a row is called; None where it is its day."""
        names = [n for n, kind in enumerate(self.kinds) if kind == "name"]
        if names:  # 行事 before 内容
            return next((n for n in names if not self.table.heads[n].endswith("内容")), names[0])
        return 0 if self.kinds[0] in ("other", "place") else None

    def wordings(self) -> list[list[str]]:
        """Return the rows as lines, in wordings from full to short; none where a row has no name or
        no day that is surely its own.
        """
        if self.kinds.count("day") != 1 or self.kinds.count("hour") > 1:
            return []
        head = self.table.heads[self.kinds.index("day")]
        if not _DAYS.match(head) and not is_label(head):
            return []
        rows = [row for row in self.table.rows if not any(map(_OVER.search, row))]
        moved = [row for row in rows if not any(map(STAYS.search, row[1:]))]
        some = 0 < len(moved) < len(rows)
        rows = moved or rows
        told = [self._parts(row) for row in rows]
        if not all(told) or not told:
            return []
        parts = _merged([p for p in told if p and not p.over(self.near, self.today)])
        if len(parts) < (1 if some else 2):
            return []
        wordings = [[p.line(rest=True) for p in parts]]
        if not some:  # what is said of a day that is another than it was
            wordings += [[p.line() for p in parts], [p.short() for p in parts]]
        if len(wordings[0]) > 1:
            wordings = [self._with_place(lines, parts) for lines in wordings]
        wordings.append(tersely(wordings[-1]))
        if self.course and not some:
            hours = {p.hour for p in parts}
            days = replace(parts[0], day=_in_a_row([p.day for p in parts]))
            wordings += [[f"日程：{days.when}"]] if len(hours) == 1 else []
        return [*map(list, dict.fromkeys(map(tuple, wordings)))]

    def _with_place(self, lines: list[str], parts: Sequence[_Parts]) -> list[str]:
        """Return lines of things that are all in one place with it once, below them."""
        places = {p.place for p in parts}
        if len(places) > 1 or not (place := places.pop()):
            return lines
        return [*(line.replace(f" {place}", "", 1) for line in lines), f"会場：{place}"]

    def _parts(self, row: Sequence[str]) -> _Parts | None:
        """Return what a row tells; None where it was not understood."""
        if len(row) != len(self.kinds):
            return None
        cells = [("" if _EMPTY.fullmatch(cell) else self._cell(cell)) for cell in row]
        if None in cells or any(len(cell or "") > CELL for cell in cells):
            return None
        of = {kind: cells[n] or "" for n, kind in enumerate(self.kinds)}
        name = cells[self.name] or "" if self.name is not None else ""
        said = [c for n, c in enumerate(cells) if c and n != self.name]
        if (self.name is not None and not name) or not said:
            return None
        if self.name is None and not of["day"]:
            return None
        if self.name is not None and _FIGURES.fullmatch(name):  # 登録した月 4月～7月
            if not is_label(self.table.heads[self.name]):
                return None
            name = f"{self.table.heads[self.name]} {name}"
        if self.kinds[0] == "nth" and re.fullmatch(r"\d+", row[0]):
            of["nth"] = f"第{row[0]}回" if self.table.heads[0] == "回" else ""
        head = self.table.heads[self.kinds.index("day")]
        rest = [
            self._headed(n, cells[n] or "")
            for n, kind in enumerate(self.kinds)
            if cells[n] and n != self.name and kind in ("other", "name", "remark")
        ]
        place = of.get("place", "") if self.place != self.name else ""
        same = len(said) > 1 and len({*said}) == 1  # one cell over several columns
        nth = of.get("nth", "") if not _MONTH.fullmatch(of.get("nth", "")) else ""
        return _Parts(
            name=f"{nth} {name}".strip() if name else "",
            nth=nth,
            day=self._day(of["day"]),
            head="" if _DAYS.match(head) or not _DATED.search(of["day"]) else head,
            hour="" if same else self._hour(of.get("hour", "")),
            place="" if same else place,
            rest=() if same else (*dict.fromkeys(rest), *self._by_house(cells)),
            by_house="house" in self.kinds,
        )

    def _hour(self, text: str) -> str:
        """Return an hour; what it is of before it, where its column says so: 受付 9:30～10:00."""
        if not text or _HOURS.search(head := self.table.heads[self.kinds.index("hour")]):
            return text
        return f" {head} {text}" if is_label(head) else text

    def _headed(self, n: int, text: str) -> str:
        """Return a further cell; a time of its own below what it is of: 再開 12月10日(木)正午."""
        head = self.table.heads[n]
        bare = any(
            has_day(cell) or find_times(cell) or _OF_HEAD.fullmatch(cell)
            for cell in self.table.column(n)
        )
        alone = self.name is None and len(self.kinds) == SIDES
        plain = alone or self.kinds[n] == "remark" or not (bare and is_label(head))
        return text if plain or not text or _GONE.search(text) else f"{head} {text}"

    def _by_house(self, cells: Sequence[str | None]) -> Iterator[str]:
        """Yield what each house does, those that do the same in one."""
        of: dict[str, list[str]] = {}
        for n, kind in enumerate(self.kinds):
            if kind == "house" and (cell := cells[n]):
                of.setdefault(cell, []).append(self.table.heads[n])
        if of:
            yield "、".join(f"{'・'.join(houses)} {cell}" for cell, houses in of.items())

    def _cell(self, text: str) -> str | None:
        """Return a cell without why it is so; None where a day of it is none."""
        text = _WHY.sub("", text).strip().lstrip("→⇒ ")
        if any(day.weekday_wrong or day.date is None for day in mentions(text, self.near)):
            return None
        return house(text.replace("※", ""), self.near)

    def _day(self, text: str) -> str:
        """Return a cell of days with its month; as it stands where it has one, or a rule."""
        dated = f"{self.month}月{text}" if self.month and _BARE.match(text) else text
        dated = house(dated, self.near)
        days = re.sub(r"(?<=[日)分時\d])\s+(?=\d{1,2}(?:月|日))", "、", dated)
        return re.sub(r"(?<=\))\s+(?=(?:午[前後])?\d)", "", days)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What one row tells."""

    name: str
    nth: str  #: 第3回
    day: str
    head: str  #: of its day, where it says of what: 貸出開始
    hour: str
    place: str
    rest: tuple[str, ...]
    by_house: bool = False  #: whether `rest` is what each house does

    def over(self, near: date, today: date) -> bool:
        """Whether its last day is over."""
        days = [day.date for day in mentions(self.day, near) if day.date]
        return bool(days) and max(days) < today

    @property
    def when(self) -> str:
        """Return its day and hour."""
        return self._at(self.hour)

    def line(self, *, rest: bool = False) -> str:
        """Return it as a line, with or without what its further columns say."""
        when = self._at(self.hour)
        words = (self.place, *(self.rest if rest or not self.name or not when else ()))
        if not self.name:
            when = f"{self.nth} {when}".strip()
            return f"・{when}：{' '.join(filter(None, words))}"
        return f"・{self.name}：{' '.join(filter(None, (when, *words)))}"

    def short(self) -> str:
        """Return it in the fewest letters: no remark behind its name, when it begins only."""
        if not self.name:
            day, colon, states = self.line().partition("：")
            states = re.sub(r"開館 (?=\d)|\([^()]*\)", "", states) if self.by_house else states
            return in_digits(f"{_BEHIND.sub('', day)}{colon}{states}")
        when = in_digits(self._at(_UNTIL.sub(r"\g<from>～", self.hour)))
        words = (_UNTIL.sub(r"\g<from>～", when), self.place, *(() if when else self.rest))
        name = _IN_BRACKETS.sub("", self.name) or self.name
        return f"・{name}：{' '.join(filter(None, words))}"

    def _at(self, hour: str) -> str:
        when = f"{self.day}{hour}" if self.day.endswith(")") else f"{self.day} {hour}".strip()
        return f"{self.head} {when}".strip() if when else ""


def _merged(parts: Sequence[_Parts]) -> list[_Parts]:
    """Return rows; those that differ in their day only as one."""
    days: dict[_Parts, list[str]] = {}
    for one in parts:
        days.setdefault(replace(one, day="") if one.name else one, []).append(one.day)
    return [replace(one, day=_in_a_row(own)) for one, own in days.items()]


def _in_a_row(days: Sequence[str]) -> str:
    """Return days one behind the other, the month once."""
    text, month = days[0], ""
    for before, day in pairwise(days):
        month = (one := re.match(r"\d{1,2}月", before)) and one[0] or month
        same = month and day.startswith(month)
        text += f"・{day.removeprefix(month)}" if same else f"、{day}"
    return text
