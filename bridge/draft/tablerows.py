"""Pure: the rows of a table of days as lines of a post, each under what it is called, with its
day, hour and place, and what its further columns say.

A row is told with values of its own only; what is over is no row. A table whose rows have no name
or day that is surely theirs has no lines. Cannot see that two columns of days are a beginning and
an end.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bridge.draft.beforeafter import BARE, CELL, DAYS, EMPTY, MONTH, OVER, SIDES, STAYS
from bridge.draft.closures import is_house
from bridge.draft.everyhouse import closed_days, shut_houses
from bridge.draft.shorter import in_digits, tersely
from bridge.text.dates import house, mentions
from bridge.text.times import find_times
from bridge.topics.labels import known_field
from bridge.topics.outline import is_label, is_library
from bridge.topics.sorts import Sort, has_day
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bridge.draft.beforeafter import Table

_NAMES: Final = re.compile(
    r"^会$|行事|催し|もよおし|内容|名前|なまえ|名称|イベント|講座|教室|テーマ|題|作品|タイトル|活動|ことば|Language|プログラム|メニュー|(?:する|やる)こと",
    re.IGNORECASE,
)
_PLACES: Final = re.compile(
    r"会場|場所|ところ|どこ|(?:図書|開催|分)?館名?|施設名?|ステーション|停車場所?"
)
#: what a house does on a day
_DOES: Final = re.compile(r"^[○×△◯]$|[休開閉]|運行|\d(?:時|:\d\d)")
_HOURS: Final = re.compile(r"時間|時刻|じかん|^time$", re.IGNORECASE)
_NTH: Final = re.compile(r"[回月]|№|No\.?|番号|順番?")
#: what signs say of houses, where one house is open and another closed
_SIGNS: Final = {"○": "開館", "◯": "開館", "×": "休館"}
#: who does it, and how it is asked for: no part of what takes place when
_NOT_TOLD: Final = re.compile(
    r"講師|出演|話す人|語り手|担当|先生|氏名|問い?合|電話|連絡|申し?込|締|受付"
)
_COUNT: Final = re.compile(r"(?:第\s?)?\d{1,2}\s?(?:回目?)?|第\s?\d{1,2}\s?[日部週夜]")
#: says nothing without what it is of
_OF_HEAD: Final = re.compile(
    r"\d[\d,]*\s?[^\d\s]{1,2}|あと\d+.|(?:あり|なし|ありません|不?要|必要|不?可|[○×△◯])(?:\(.*\))?"
)
_GONE: Final = re.compile(r"満[員席]|キャンセル|なくなり|締め?切|終了")
_REMARKS: Final = re.compile(r"備考|その他|メモ|ほか")
_WEEKLY: Final = re.compile(r"毎[週月日]|第\s?\d|[月火水木金土日]曜|月\d回")
_DATED: Final = re.compile(r"\d|毎[週月日]|曜")
_WHY: Final = re.compile(r"※(?![^※]*(?:休|中止|除|\d日))[^※]*(?:ため|ので)[^※]*$")
_IN_BRACKETS: Final = re.compile(r"\s*\([^()]*\)$")
_UNTIL: Final = re.compile(
    r"(?P<from>\d{1,2}(?::\d\d|時(?:\d{1,2}分|半)?))\s?(?:[～~–-]|から)\s?(?:午[前後])?\d{1,2}(?::\d\d|時(?:\d{1,2}分|半)?)"
)
#: what a day is called: 1月11日(月)成人の日
_BEHIND: Final = re.compile(r"(?<=\))[^\d、・()～]+(?:の日|誕生日)$|(?<=\))\s?(?:振替|国民の)休日$")


@dataclass(frozen=True, slots=True)
class About:
    """What a page says of the rows of its table beside them."""

    title: str
    month: str = ""  #: of days without one, where the title names it
    dated: bool = False  #: whether a day stands above or below them
    course: bool = False  #: whether one applies for all of them at once


class TableRows:
    """Rows of days, each with what it is called."""

    def __init__(self, table: Table, about: About, near: date, today: date) -> None:
        self.table, self.about, self.near, self.today = table, about, near, today
        self.kinds = [self._kind(n) for n in range(len(table.heads))]
        if "day" not in self.kinds:  # 組 | 受付期間
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
        timed = bool(cells) and all(map(find_times, cells)) and not any(map(has_day, cells))
        if _NOT_TOLD.search(head) and not timed:
            return "untold"
        if self._dated(n):
            return "day"
        does = bool(cells) and all(map(_DOES.search, cells))  # no place: 図書館 above 休館
        if n and (is_library(head) or is_house(head)) and (does or not _PLACES.fullmatch(head)):
            return "house"
        if _HOURS.search(head) or timed:
            return "hour"
        if known_field(head) == Sort.PLACE or _PLACES.fullmatch(head):
            return "place"
        if known_field(head) == Sort.NAME or _NAMES.search(head):
            return "name"
        return "remark" if _REMARKS.search(head) else "house" if is_library(head) else "other"

    def _dated(self, n: int) -> bool:
        cells = self.table.column(n)
        days = sum(has_day(c) or bool(BARE.match(c) or _WEEKLY.match(c)) for c in cells)
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
        if self.kinds.count("day") > 1 or self.kinds.count("hour") > 1:
            return []
        if any(map(has_day, self.table.heads)):  # what is so on each day stands below it
            return []
        if "day" in self.kinds:
            head = self.table.heads[self.kinds.index("day")]
            if not DAYS.match(head) and not is_label(head):
                return []
        elif not self.about.dated or "hour" not in self.kinds:
            return []
        rows = [row for row in self.table.rows if not any(map(OVER.search, row))]
        moved = [row for row in rows if not self._stays(row)]
        some = 0 < len(moved) < len(rows)
        rows = moved or rows
        parts_of = [self._parts(row) for row in rows]
        if not all(parts_of) or not parts_of:
            return []
        parts = _merged([p for p in parts_of if p and not p.over(self.near, self.today)])
        if len(parts) < (1 if some else 2):
            return []
        places = {p.place for p in parts}
        place = places.pop() if len(places) == 1 and len(parts) > 1 else ""
        parts = [replace(p, place="") for p in parts] if place else parts
        wordings = [[p.line(rest=True) for p in parts]]
        if not some:  # what is said of a day that is another than it was
            wordings += [[p.line() for p in parts], [p.short() for p in parts]]
        if place:
            wordings = [[*lines, f"会場：{place}"] for lines in wordings]
        wordings.append(tersely(wordings[-1]))
        wordings += self._closed_by_house(rows)
        if self.about.course and not some:
            hours = {p.hour for p in parts}
            days = replace(parts[0], day=_in_a_row([p.day for p in parts]))
            wordings += [[f"日程：{days.when}"]] if len(hours) == 1 else []
        return [*map(list, dict.fromkeys(map(tuple, wordings)))]

    def _closed_by_house(self, rows: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return the days on which each house is closed as lines, from full to short, where a table
        tells of nothing but houses on days.
        """
        if self.kinds[0] != "day" or {*self.kinds[1:]} != {"house"}:
            return []
        states = [[_SIGNS.get(cell, cell) for cell in row] for row in rows]
        days = closed_days(self.table.heads, states, near=self.near, today=self.today)
        return [*shut_houses(days)] if len(days) == len(self.kinds) - 1 else []

    def _stays(self, row: Sequence[str]) -> bool:
        """Whether a row is as it was; a house that is open as ever on a day is another thing."""
        kinds = zip(self.kinds[1:], row[1:], strict=False)
        return any(kind != "house" and STAYS.search(cell) for kind, cell in kinds)

    def _parts(self, row: Sequence[str]) -> _Parts | None:
        """Return what a row tells; None where it was not understood."""
        if len(row) != len(self.kinds):
            return None
        cells = [("" if EMPTY.fullmatch(cell) else self._cell(cell)) for cell in row]
        if None in cells or any(len(cell or "") > CELL for cell in cells):
            return None
        of = {kind: cells[n] or "" for n, kind in enumerate(self.kinds)}
        name = cells[self.name] or "" if self.name is not None else ""
        words = [c for n, c in enumerate(cells) if c and n != self.name]
        if (self.name is not None and not name) or not words:
            return None
        if self.name is None and not (of.get("day") or of.get("hour")):
            return None
        if self.kinds[0] == "nth" and re.fullmatch(r"\d+", row[0]):
            of["nth"] = f"第{row[0]}回" if self.table.heads[0] == "回" else ""
        head = self.table.heads[self.kinds.index("day")] if "day" in of else ""
        of.setdefault("day", "")
        rest = [
            self._headed(n, cells[n] or "")
            for n, kind in enumerate(self.kinds)
            if cells[n] and n != self.name and kind in ("other", "name", "remark")
        ]
        place = of.get("place", "") if self.place != self.name else ""
        same = len(words) > 1 and len({*words}) == 1  # one cell over several columns
        nth = of.get("nth", "") if not MONTH.fullmatch(of.get("nth", "")) else ""
        return _Parts(
            name=f"{nth} {name}".strip() if name else "",
            nth=nth,
            day=self._day(of["day"]),
            head="" if self._is_plain(head) or not _DATED.search(of["day"]) else head,
            hour="" if same else self._hour(of.get("hour", "")),
            place="" if same else place,
            rest=() if same else (*dict.fromkeys(rest), *self._by_house(cells)),
            by_house="house" in self.kinds,
        )

    def _is_plain(self, head: str) -> bool:
        """Whether a column of days says no more of them than the title does."""
        thing = re.sub(r"の?(?:日|期間|日時|日程)$", "", head)
        return bool(DAYS.match(head)) or thing in self.about.title

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
        houses = [n for n, kind in enumerate(self.kinds) if kind == "house"]
        signs = {cell for n in houses for cell in self.table.column(n)}
        words = _SIGNS if "×" in signs and signs & {"○", "◯"} else {}
        for n in houses:
            if cell := cells[n]:
                of.setdefault(words.get(cell, cell), []).append(self.table.heads[n])
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
        dated = f"{self.about.month}月{text}" if self.about.month and BARE.match(text) else text
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
        month = one[0] if (one := re.match(r"\d{1,2}月", before)) else month
        same = month and day.startswith(month)
        text += f"・{day.removeprefix(month)}" if same else f"、{day}"
    return text
