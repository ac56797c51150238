"""Pure: pages that say of each day whether the house is open: 12月28日(月) 休館, 7月18日(土)
9時～17時; as lines, or as a table with the days down its side or along its head.

A day without its state misleads: 日時：7月20日(月) under a title of 開館日程 would be read as open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from bridge.text.clean import harmless
from bridge.text.dates import say_all
from bridge.text.limits import FOLLOWING
from bridge.text.times import find_times, fold
from bridge.topics.outline import is_library
from bridge.topics.sorts import has_day, occasions_in
from bridge.values import dataclass

if TYPE_CHECKING:
    from datetime import date

    from bridge.model import Block, Occasion

#: 以下の日が休館となります, above days with their reasons
_SAID_CLOSED: Final = re.compile(
    rf"(?:{FOLLOWING}|下記|次)の"
    r"(?:日|日程|とおり|通り)[^。]{0,12}(?:休館|休室|閉館|お?休み)[^。]{0,8}(?:ます|です)。?$"
    r"|(?:休館|休室)日は[、\s]*"
    rf"(?:{FOLLOWING}|下記|次)の"
    r"(?:日|日程|とおり|通り)[^。]{0,10}。?$"
)
_SHUT: Final = re.compile(r"(?:休館|休室|閉館|お?休み)(?:期間|日)?")
#: a column of something else than the house
_OTHER: Final = re.compile(r"ポスト|返却|備考|貸出|予約|コーナー|学習室|祝|曜")
LONGEST: Final = 24  #: characters of a state
RUN: Final = 3  #: days in a row that are told as a span
HOURS: Final = 2  #: different hours that are told
BY_DAY: Final = "日により異なります"
_ONE: Final = (
    r"(?:(?:(?:令和|平成|R)\s*[\d元]+|20\d\d)\s*[年./]\s*)?(?:\d{1,2}\s*[月/.]\s*)?"
    r"\d{1,2}(?!\d|\s*[時:])\s*日?\s*(?:\(\s*[月火水木金土日][^()]{0,8}\))?"
)
_DAYS: Final = (
    rf"{_ONE}(?:\s*(?:~|～|から|・|、|,|-|及び|と)\s*{_ONE})*(?:\s*(?:まで|から|より|以降))?"
)
_DAYS_ONLY: Final = re.compile(rf"\W*{_DAYS}\W*")
#: ・7月19日(日)：終日休館
_LINE: Final = re.compile(
    rf"[^\w(]*(?:\d{{1,2}}[\s.．、]+(?=令和|\d{{1,4}}\s?[年月]))?(?:毎週[月火水木金土日]曜日?[\s・、]*)?(?P<days>{_DAYS})\s*(?:は、?|[:…→⇒=|／]|・{{2,}})?\s*(?P<state>.*)"
)
_MONTH: Final = re.compile(r"(?<![\d/])\d{1,2}\s*月")
_TAIL: Final = re.compile(
    r"(?:の予定|予定|\(予定\)|です|となります|とします|(?:と|に)?(?:いた)?します|とさせていただきます)*。?$"
)
_STATES: Final = (
    (
        "closed",
        re.compile(
            r"(?:終日|全館|臨時|定期|振替|(?:お盆|夏|冬|お?正月|年末年始|連休)の?)?(?:休館|休室|閉館|閉室|お?休み|休業|休(?!日)|[×✕✖])日?(?:\([^()]{1,12}\))?"
        ),
    ),
    (
        "open",
        re.compile(
            r"(?:全館|臨時|振替)?(?:開館|開室)日?|(?:通常|平常)(?:どおり|通り)?(?:の?(?:開館|開室|時間))*|[○〇◯]"
        ),
    ),
)
#: a house by a part of its name, below a head of days: 中央 | 休館 | 9時～17時
_ROW: Final = re.compile(r"(?![^開休時曜]*[開休時曜])[一-龠ヶ々ぁ-んァ-ヶー]{1,6}(?<!日|ト|口)")
#: what may stand beside the hours of a day
_HOURLY: Final = re.compile(
    r"(?:開館|開室|閉館|閉室|短縮|延長|時間|から|まで|より|に|で|を|変更|のみ|[\s()（）~～:、・])*"
)
#: hours with their end, or with what they are
_WHOLE: Final = re.compile(r"[開閉]|(?:[~～]|から).*\d")


#: why a day is what it is
_WHY: Final = re.compile(r"(?:ため|により)(?:です)?。?$")
#: 警報が解除された場合は開館
_IF: Final = re.compile(r"場合|(?:されれ|なけれ)ば")


@dataclass(frozen=True, slots=True)
class DayState:
    """What some days are to a house."""

    days: tuple[Occasion, ...]
    state: Literal["closed", "open", "hours"]
    words: str  #: of hours: as the page has them
    house: str = ""  #: whose, where the page names several


def day_states(blocks: Iterable[Block], near: date, month: str = "") -> tuple[DayState, ...]:
    """Return what the lines or the table of a page say of its days, those of the longest list of
    them; nothing where none says of some that the house is closed and of others that it is open.
    """
    reader = _StateReader(near, month)
    runs: list[list[DayState]] = [[]]
    for block in blocks:
        for state in reader.read(block):
            if state:
                runs[-1].append(state)
            else:
                runs.append([])
    run = max(runs, key=len)
    least = 2 if reader.straight else 3
    both = {one.state == "closed" for one in run} == {True, False}
    both = both or reader.heard or all(one.house for one in run)
    wrong = any(day.weekday_wrong for one in run for day in one.days)
    sure = not (wrong or reader.unsure)
    return tuple(run) if len(run) >= least and both and sure else ()


class _StateReader:
    """Reads blocks in order; remembers the month, and the days at the head of a table."""

    def __init__(self, near: date, month: str) -> None:
        self.near = near
        self.month = month
        self.straight = True  #: whether no other line stood between its states
        self.began = self.skipped = False  #: a list of states; a line within one
        self.unsure = False  #: what a day will be hangs on something
        self.heard = False  #: whether a sentence said what its days are
        self.head: Mapping[int, tuple[Occasion, ...]] = {}
        self.said: tuple[Literal["closed", "open"], str] | None = None
        self.waiting: tuple[Occasion, ...] = ()  #: days of a line whose state may stand in the next

    def read(self, block: Block) -> Iterator[DayState | None]:
        """Yield the states that a block tells; None for what ends a list of them."""
        if block.sort == "row":
            yield from self._row([fold(cell).strip() for cell in block.lines], block.names)
            return
        self.head = {}
        lines = block.lines
        if block.sort == "pair" and _DAYS_ONLY.fullmatch(fold(lines[0])):
            self.unsure = self.unsure or any(map(_IF.search, lines[1:]))
            if len(lines) == 2:
                lines = (f"{lines[0]} {lines[1]}",)
        for line in map(fold, lines):
            beneath = self._beneath(line)
            yield from beneath
            if self.waiting or any(beneath):
                continue
            match = _LINE.fullmatch(line)
            days = self._days(match["days"]) if match else ()
            state = self._state_of(match["state"]) if match else None
            if days and state:
                self.heard = self.heard or state is self.said
                self.straight = self.straight and not self.skipped
                self.began = True
                yield DayState(days, *state)
                continue
            of_days = re.search(r"[休閉開][館室]|除", line)
            if block.sort == "heading" or of_days:
                self.said = ("closed", "") if _SAID_CLOSED.search(line) else None
            if len(months := set(_MONTH.findall(line))) == 1:
                self.month = months.pop()
            if of_days:
                self.skipped = self.began
            elif not _MONTH.fullmatch(line.strip()):
                self.began = self.skipped = False
                yield None

    def _beneath(self, line: str) -> list[DayState | None]:
        """Return what a line says of the days of the line before it: 12月28日(月) ⏎ 休館; None in
        it ends a list, as that line says nothing of them. Days without a state wait for theirs.
        """
        before = self.waiting
        self.waiting = self._days(line) if self.said is None else ()
        state = _state(line) if before and not self.waiting else None
        self.began = state is not None if before else self.began
        return [DayState(before, *state)] if state else [None] if before else []

    def _state_of(self, text: str) -> tuple[Literal["closed", "open", "hours"], str] | None:
        """Return the state that a line tells, or that a sentence above told of its days: 20日は
        開館し、… is a sentence of its own.
        """
        text = text.partition("※")[0]
        whole = re.search(r"。|ます|開館|[はがし]、?", text)
        return _state(text) or (None if whole else self.said)

    def _row(self, cells: Sequence[str], names: Sequence[str]) -> Iterator[DayState]:
        for cell in cells:
            if _MONTH.fullmatch(cell):
                self.month = cell
        of_cell = {n: days for n, cell in enumerate(cells) if (days := self._days(cell))}
        named = {
            n: days
            for n, name in enumerate(names)
            # 10月1日(木)から: of what changes
            if (days := self._days(fold(name))) and not re.search(r"から|まで|以[降後]", name)
        }
        shut = next((n for n in of_cell if n < len(names) and _SHUT.fullmatch(names[n])), None)
        dated = sum(has_day(cell) for cell in cells)
        heads = [n for n, name in enumerate(names[: len(cells)]) if _SHUT.fullmatch(name)]
        if any(n not in of_cell and has_day(cells[n]) for n in heads) and cells[0]:
            self.unsure = True  # the other houses would pass for all
        if dated > 1 and shut is not None and cells[0] and 0 not in of_cell:
            # 館 | 最終日 | 休館 | 開館日
            yield DayState(of_cell[shut], "closed", "", cells[0])
            return
        if len(of_cell) > 1:  # the days stand side by side, what they are below them
            self.head = of_cell
            return
        if of_cell:
            self.head = {}
            ((place, day),) = of_cell.items()
            if place < len(names) and re.search(r"休|停止|期間", names[place]):
                return  # 休館期間 | 返却ポスト ○: it says itself what its days are
            row = next((cell for cell in cells if is_library(cell)), "")
            for n, cell in enumerate(cells):
                name = names[n] if n < len(names) else ""
                if n != place and (state := _state(cell)) and not _OTHER.search(name):
                    yield DayState(day, *state, name if is_library(name) else row)
            return
        first = cells[0] if cells and 0 not in named else ""
        house = first if is_library(first) or _ROW.fullmatch(first) else ""
        for n, days in (named if len(named) > 1 else self.head).items():
            if n < len(cells) and (state := _state(cells[n])):
                yield DayState(days, *state, house)

    def _days(self, text: str) -> tuple[Occasion, ...]:
        bare, _, remark = text.partition("※")
        # ※床の張替えのため, ※27日は停電のため; not ※27日は休館
        of_day = re.search(r"\d" if not _WHY.search(remark) else "[はも]午|時", remark)
        if not (of_day or re.search(r"除|休|開|閉", remark)):
            text = bare.rstrip()
        plain = _DAYS_ONLY.fullmatch(text) and re.search(r"[月日/(]", text)
        days = occasions_in(text, self.near, self.month) if plain else ()
        if months := _MONTH.findall(text):
            self.month = months[-1]
        return tuple(day for day in days if not day.weekly)


@lru_cache(256)
def _state(text: str) -> tuple[Literal["closed", "open", "hours"], str] | None:
    """Return what a cell or the end of a line says of its day, and the hours that it names."""
    flat = re.sub(r"\s|\((?:通常|ふだん|普段)[^()]*\)", "", fold(text))
    if not flat or len(flat) > LONGEST:
        return None
    bare = _TAIL.sub("", flat)
    for name, words in _STATES:
        if words.fullmatch(bare):
            return ("closed", "") if name == "closed" else ("open", "")
    times = find_times(bare)
    rest = bare
    for one in reversed(times):
        rest = rest[: one.start] + rest[one.end :]
    if not (times and _HOURLY.fullmatch(rest) and _WHOLE.search(bare)):
        return None  # 正午から, of a box for books
    plain = re.sub(r"開館(?:時間)?|開室|[()]|^:", "", bare)
    return "hours", harmless(bare if "閉" in bare else plain).replace("~", "～")


def state_rows(states: Iterable[DayState], near: date) -> tuple[tuple[str, str], ...]:
    """Return label and words of what the days of one house are: 休館日, 開館時間 by their hours,
    開館日 where nothing else is told of them; hours of more than HOURS kinds stand on the page.
    """
    by_state = {
        name: [one for one in states if one.state == name] for name in ("closed", "hours", "open")
    }
    rows = []
    if closed := _told(by_state["closed"], near):
        rows.append(("休館日", closed))
    hours = [
        f"{_told([one for one in by_state['hours'] if one.words == words], near)} {words}"
        for words in dict.fromkeys(one.words for one in by_state["hours"])
    ]
    if hours:
        rows.append(("開館時間", "、".join(hours) if len(hours) <= HOURS else BY_DAY))
    # as ever up to the day before tells nothing
    opened = _told([one for one in by_state["open"] if one.days[0].start], near)
    if opened and not hours:
        rows.append(("開館日", opened))
    return tuple(rows)


def _told(states: Iterable[DayState], near: date) -> str:
    """Return the days of some states in words, those in a row as a span."""
    return say_all(in_spans([day for one in states for day in one.days]), near)


def in_spans(occasions: Iterable[Occasion]) -> list[Occasion]:
    """Return days in their order, those that follow one another as one span."""
    days = sorted(
        {day.start: day for day in occasions if day.start}.items(), key=lambda pair: pair[0]
    )
    spans: list[list[Occasion]] = []
    for first, day in days:
        end = spans[-1][-1].end or spans[-1][-1].start if spans else None
        if end and first - end == timedelta(days=1):
            spans[-1].append(day)
        else:
            spans.append([day])
    return [one for span in spans for one in _joined(span)]


def _joined(span: Sequence[Occasion]) -> Sequence[Occasion]:
    first, last = span[0], span[-1]
    if len(span) == 1 or (len(span) < RUN and not any(one.end for one in span)):
        return span
    return [replace(first, end=last.end or last.start, text=f"{first.text}～{last.text}")]
