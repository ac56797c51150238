"""Pure: which house is closed from when till when, where a page tells it line by line below a
heading of the closing (休館する日 ⏎ 本館 12月28日～1月3日).

The heading gives the lines their meaning: days without it could be of anything. A line that is not
understood makes the list one of several, and says so. Cannot see a closing that only a sentence
tells.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.draft.values import last_of, lies_in
from bridge.text.clean import harmless
from bridge.text.dates import house, say_all
from bridge.text.times import fold
from bridge.topics.outline import is_library, split
from bridge.topics.sorts import has_day, occasions_in
from bridge.values import dataclass

if TYPE_CHECKING:
    from datetime import date

    from bridge.model import Block, Occasion

REST: Final = "休館|休室|閉室|閉館|休園|運休|お?(?<![夏冬春秋昼])休み|おやすみ"
#: a title of a closing; one of the year's end names what is held then as well: 年末の大おはなし会
OF_CLOSING: Final = re.compile(
    r"休館|休室|閉[館室]|お?(?<![夏冬春秋昼])休み|おやすみ|運休|蔵書の?(?:一斉|定期|特別)?点検|特別整理|システム|改修|移転|工事|停電|(?:サービス|業務)[^。]{0,12}[停休]止"
)
_OF_SEASON: Final = re.compile(
    r"^(?!.*(?:会|講座|教室|展|まつり|祭|フェア|福袋|募集|コンサート|上映|特集|クイズ)).*(?:年末|年始|お?正月|連休|お盆|夏季|冬季)"
)
#: a title that says for itself what its days are
_BY_TITLE: Final = re.compile(
    rf"(?!.*(?:開館|振替|返却|ポスト|工事|サービス))(?:.*(?:{REST}|蔵書の?(?:一斉|定期|特別)?点検|特別整理))"
)
#: of the days of a closing, and of what is so beside it
_OF_DAYS: Final = re.compile(r"日程|期間|点検|整理|休館|休室|休み")
_ASIDES: Final = re.compile(
    r"[休室館]中|前に|伴い|ともない|返却|ポスト|予約|貸出|サービス|再開|開館|開室|窓口|行事|催|問い?合|[夏冬春秋]休み"
)
_POINTS: Final = re.compile(r"(?:次の|つぎの|下記|以下|とおり)[^。]*。")
#: 令和9年(2027年)1月12日
_AND_YEAR: Final = re.compile(r"(?<=年)\(20\d\d年\)")
#: a number or a sign at the head of a line: (1), 1., ■, 1 of 1 休館する期間
MARK: Final = re.compile(r"\W*(?:\(?\d{1,2}(?:\)|[.．、)]\s*|\s+))?[^\w(「『]*")
#: 【本館】12月29日～
_BOXED: Final = re.compile(r"^[【\[〔〈]([^【】\[\]〔〕〈〉]{1,20})[】\]〕〉]\s*(?=\S)")
_NUMBERED: Final = re.compile(r"\W*\d{1,2}(?:[).．、]|\s+(?=\D))")
#: a heading of the closing itself, and of whom: 本館の休館, 休館する期間, おやすみ; not of what is
#: done before it, meanwhile and after it
_HEAD: Final = re.compile(
    rf"(?P<whom>(?:(?!前|中(?!央)|後|まで|間|より)[^、。\d:]){{0,20}}?)(?:の|に?よる|に伴う|にともなう)?"
    rf"(?:全館|臨時|年末年始の?|長期|特別)*(?P<rest>{REST})(?:する|となる|の)?(?:期間|日程?|日時|館|施設)?"
)
#: a sentence that says so of the lines below it: 各館の休みは次のとおりです。
_SAYS: Final = re.compile(
    rf"(?!.*(?:伴い|ともない|あわせ|合わせ|[休室館]中|返却|貸出|ポスト|サービス|行事|催し))"
    rf"(?=[^。]*(?:次の|つぎの|下記|以下|下の|下表|お知らせ|ご?案内))[^。\d]*(?:{REST})[^。\d]*(?:。[^。\d]*異なり[^。\d]*)?。?"
)
#: behind that: ご不便をおかけしますが、開いている館をご利用ください。
_COURTESY: Final = re.compile(
    r"(?<=。)[^。\d]*(?:ご(?:不便|迷惑|理解|協力|了承)|他の|ほかの)[^。\d]*(?:。|$)"
)
#: a column of the closed days
_COLUMN: Final = re.compile(rf"(?:{REST})(?:する|の)?(?:期間|日程?)?")
#: a column of days beside the houses, below a heading of the closing
_OF_SPAN: Final = re.compile(r"期間|日程?|日時|期日|休みの日")
COLUMNS: Final = 2  #: of a table of houses and days
ONE_DAY: Final = (
    r"(?:(?:令和|R)?\s*\d{1,4}\s*年\s*)?(?:\d{1,2}\s*[月/]\s*)?\d{1,2}(?!\d|\s*[時:階回])\s*日?"
    r"(?:\s*\((?!開|除)[^()\d]{1,12}\))?"
)
#: from the middle of a day on: 12月28日午後~1月3日
_HALF: Final = r"(?:\s*の?(?:午[前後]|夕方)(?=\s*(?:~|から)))?"
_DAYS: Final = rf"{ONE_DAY}{_HALF}(?:\s*(?:~|から|・|、|及び|と)\s*{ONE_DAY}{_HALF})*"
_LINE: Final = re.compile(
    rf"(?:(?P<name>[^\d。:、](?:[^\d。:(]|\([^()]*\)){{0,30}}?)\s*(?::|\s|は、?)\s*)?(?P<days>{_DAYS})\s*(?P<behind>.*)"
)
#: what may stand behind the days, and limits nothing
_BEHIND: Final = re.compile(
    rf"(?:まで|のみ|だけ|終日|全日|(?:の|、)?(?:臨時)?(?:{REST})|巡回(?:を|の)?休止|です|とします|します|[\s、。]|\((?:予定|見込み?)\)|の?予定|の?見込み)*"
)
#: the last day is not sure yet: まで(予定), までの予定です
_MAY_MOVE: Final = re.compile(r"(?:まで)?の?\s*(?:\((?:予定|見込み?)\)|(?:予定|見込み))")
_UNTIL: Final = re.compile(r"^(?:まで|のみ)")
#: the house is open on some of these days, or closed on others
_TAKEN: Final = re.compile(r"開館|開室|除|のぞ|[はも]休")
#: until when at the end of the brackets behind a closing: (5月11日に再開の予定)
_AGAIN: Final = re.compile(r"\((?:[^()]|\([^()]*\))*(?:再開|開館)(?:[^()]|\([^()]*\))*\)")
_HOUSE: Final = re.compile(
    r"(?:[館室園]|センター|プラザ|コーナー|サテライト|ライブラリー|号[」』]?|移動図書館|自動車文庫|配本所|文庫)"
    r"(?:\([^()]{1,12}\))?$"
)
#: all that there is: 市内12館すべて
_ALL: Final = re.compile(r"(?:[市区町村県]内)?(?:\d{1,2}館)?(?:全館|すべて|全て)(?:の館)?")
#: a house is closed on one more day, for one on which it is open: かわりに1月6日を休みます
_MORE: Final = re.compile(
    rf"(?P<day>{ONE_DAY})(?:を|は|が)(?:、|お)?(?:振替|振り替え|臨時)?(?:の|に)?(?:休館|休み|休室)"
)
#: of what is lent meanwhile, and not of the house: 例)12月15日に貸出 ⇒ 1月5日が返却日
_OF_LOAN: Final = re.compile(r"貸し?出|返却[日期]|借り")
#: a line of running text
RUNNING: Final = re.compile(r"。|(?:ます|です|ません)$")
_MONTH: Final = re.compile(r"(?<![\d/])\d{1,2}\s*月")
#: brackets that neither take days out nor add any
_ASIDE: Final = re.compile(r"\((?![^()]*(?:\d|除|開))[^()]*\)")
#: 学習室休室 is 学習室
_OF_CLOSED: Final = re.compile(rf"(?<=.)の?(?:臨時)?(?:{REST})$")
#: what is no house, and stops with it
_SERVICE: Final = re.compile(
    r"検索|予約|延長|ページ|OPAC|システム|電話|メール|電子図書|データベース|Wi-?Fi|サービス$"
)
VAN: Final = re.compile(r"号[」』]?(?:\([^()]*\))?$|移動図書館|自動車文庫")
ROW: Final = "\0"  #: before the row of a table
LONGEST: Final = 120  #: characters of a line of the list
ROWS: Final = 40  #: lines of a list of closings


@dataclass(frozen=True, slots=True)
class Shut:
    """The days on which a house is closed, or its van does not run."""

    name: str  #: empty where the page names none beside its days
    word: str  #: 休館, 運休, or 停止 of what is no house
    days: tuple[Occasion, ...]
    words: str  #: in the style of the house


@dataclass(frozen=True, slots=True)
class Closures:
    """A list of closings below its heading."""

    heading: str
    rows: tuple[Shut, ...]
    cut: bool  #: a line of days was not understood
    below: tuple[str, ...]  #: the sentences of its part

    def coming(self, today: date) -> Closures | None:
        """Return the list without what is over; None where all is."""
        rows = tuple(
            row for row in self.rows if any((last_of(day) or today) >= today for day in row.days)
        )
        return replace(self, rows=rows) if rows else None


def closures_of(
    blocks: Iterable[Block], title: str, headings: Collection[str], near: date
) -> Closures | None:
    """Return the first list of closings of a page whose title speaks of one, or of the year's end;
    None where there is none. `headings` are the page's, as its outline has them.
    """
    if not (OF_CLOSING.search(title) or _OF_SEASON.search(title)):
        return None
    blocks = [*blocks]
    lists = [one for part in _parts(blocks, headings, near) if (one := _read(part, near)).rows]
    if lists:
        return _of_each(lists)
    return _below_title(blocks, title, near) or _of_named(blocks, title, near)


def _of_each(lists: Sequence[Closures]) -> Closures:
    """Return the first list; where each house has a heading of its own, those of all in one:
    本館 休館日 ⏎ …, 北館 休館日 ⏎ ….
    """
    first, *others = lists
    of_houses = [one for one in others if all(row.name for row in one.rows)]
    names = {row.name for row in first.rows}
    if (
        "" in names
        or not of_houses
        or any(row.name in names for one in of_houses for row in one.rows)
    ):
        return first
    return replace(
        first,
        rows=tuple(row for one in (first, *of_houses) for row in one.rows),
        cut=any(one.cut for one in (first, *of_houses)),
        below=tuple(line for one in (first, *of_houses) for line in one.below),
    )


def _below_title(blocks: Iterable[Block], title: str, near: date) -> Closures | None:
    """Return the list that stands right below a title of closed days, of two houses or more: 7月の
    休館日 ⏎ 本館 6日、13日.
    """
    months = _MONTH.findall(fold(title))
    if len(months) != 1 or not re.search(r"休館日|休室日", title):
        return None
    lines = [line for sort, line in _lines(blocks) if sort != "heading"]
    listing = _read(_HeadedLines("", "", lines), near, months[0])
    return listing if len({row.name for row in listing.rows} - {""}) > 1 else None


def _of_named(blocks: Iterable[Block], title: str, near: date) -> Closures | None:
    """Return the lines of houses and days of a page that is of a closing by its title alone: 東館:
    1月12日～22日, where nothing above them says that they are of something else.
    """
    if not _BY_TITLE.search(title):
        return None
    lines, other = list[str](), False
    for sort, raw in (one for block in blocks for one in _of_block(block)):
        line = _AND_YEAR.sub("", raw)
        match = _LINE.match(line)
        if sort == "heading" or not (has_day(line) or RUNNING.search(line)):
            other = not (is_house(line) or _OF_DAYS.search(line)) or bool(_ASIDES.search(line))
        elif _POINTS.search(line):
            other = not _OF_DAYS.search(line) or bool(_ASIDES.search(line))
        elif match and is_house(match["name"] or "") and not other:
            lines.append(line)
    listing = _read(_HeadedLines("", "", lines), near)
    return listing if len({row.name for row in listing.rows}) > 1 else None


def _of_block(block: Block) -> Iterator[tuple[str, str]]:
    """Yield the lines of a block; of a table of houses and days each row."""
    spans = block.names[1:] and _OF_SPAN.search(fold(block.names[1]))
    if block.sort == "row" and len(block.names) == len(block.lines) == COLUMNS and spans:
        yield "row", ": ".join(fold(line).strip() for line in block.lines)
    else:
        yield from _lines([block])


@dataclass(frozen=True, slots=True)
class _HeadedLines:
    """A heading of a closing, and the lines below it."""

    heading: str
    whom: str
    lines: list[str]


def _lines(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """Yield the lines of a page without their numbers and signs, each with the sort of its block; a
    pair as label: value, of a table's row the house and its closed days; a text's only line is
    alone.
    """
    head = ""
    for block in blocks:
        lines = [_BOXED.sub(r"\1: ", fold(line).strip()) for line in block.lines]
        if block.sort == "row":
            names = [fold(name) for name in block.names]
            shut = [n for n, name in enumerate(names) if _COLUMN.fullmatch(name)]
            if not shut and head and len(names) == COLUMNS:
                shut = [n for n, name in enumerate(names) if _OF_SPAN.fullmatch(name)]
            if len(shut) == 1 and 0 < shut[0] < len(lines):
                yield "row", f"{lines[0]}: {lines[shut[0]]}"
            continue
        bare = [MARK.sub("", line, count=1) or line for line in lines]
        spoken = block.sort == "text" and all(map(_is_running, bare))
        head = bare[-1] if _HEAD.fullmatch(bare[-1]) else head if spoken else ""
        if block.sort == "text":
            bare = [part for line in bare for part in _labelled(line)]
        if block.sort == "pair" and len(bare) == 2 and not _HEAD.fullmatch(bare[0]):
            yield "pair", f"{bare[0]}: {bare[1]}"
            continue
        sort = block.sort
        if block.sort == "text" and len(bare) == 1:
            sort = "numbered" if _NUMBERED.match(lines[0]) else "alone"
        yield from ((sort, line) for line in bare)


def _is_running(line: str) -> bool:
    """Whether a line is running text, whatever remark stands behind it."""
    return RUNNING.search(line.partition("※")[0]) is not None


def _labelled(line: str) -> list[str]:
    """Return a line, that of a closing's label and its days in two: 休館期間: 12月28日から."""
    label, _, value = (re.sub(r"\s+(?=\d)", ":", line, count=1)).partition(":")
    return [label.strip(), value.strip()] if value and _HEAD.fullmatch(label.strip()) else [line]


def _parts(
    blocks: Iterable[Block], headings: Collection[str], near: date
) -> Iterator[_HeadedLines]:
    """Yield the headings of closings, each with the lines down to the next heading: one that the
    outline knows, or behind a list a line alone that is neither of it nor a sentence.
    """
    known = {fold(heading) for heading in headings if heading}
    part: _HeadedLines | None = None
    for sort, line in _lines(blocks):
        head = _HEAD.fullmatch(line) if sort != "row" else None
        short = sort not in ("row", "pair") and len(line) <= LONGEST
        bare = _COURTESY.sub("", line)
        says = _SAYS.fullmatch(bare) if short and head is None else None
        ends = sort == "heading" or line in known
        ends = ends or bool(
            part
            and part.lines
            and (sort == "numbered" or (sort == "alone" and not has_day(line)))
            and not (_is_running(line) or _row(line, "", near))
        )
        if part and (head or says or ends):
            yield part
            part = None
        if head or says:
            part = _HeadedLines(line, head["whom"].strip() if head else "", [])
        elif sort == "row":
            part = part or _HeadedLines("", "", [])
            part.lines.append(f"{ROW}{line}")
        elif part and not ends:
            part.lines.append(line)
    if part:
        yield part


def _read(part: _HeadedLines, near: date, month: str = "") -> Closures:
    """Return what the lines below a heading say; a line of days that is not understood cuts it."""
    rows: list[Shut] = []
    below: list[str] = []
    cut, above = len(part.lines) > ROWS, ""
    for line in part.lines[:ROWS]:
        if not line.startswith(ROW) and (_is_running(line) or _OF_LOAN.search(line)):
            below.append(line)
        elif not has_day(line):
            above = line if is_house(line) else ""
        elif row := _row(line, month, near):
            name = row.name or above or (part.whom if is_house(part.whom) else "")
            rows.append(replace(row, name=name))
        else:
            cut = True
        months = _MONTH.findall(line)
        month = months[-1] if months else month
    return Closures(part.heading, _with_more(rows, below, near), cut, tuple(below))


def _with_more(rows: Sequence[Shut], below: Iterable[str], near: date) -> tuple[Shut, ...]:
    """Return the rows with the single days on which a sentence says of one house that it is closed
    as well: 本館は1月4日に開館します。かわりに6日を休みます。
    """
    more: dict[str, list[Occasion]] = {}
    for line in below:
        name = month = ""
        for sentence in split(line):
            begins = (row.name for row in rows if row.name and sentence.startswith(row.name))
            name = next(begins, name)
            again = re.match(r"(?:[かカ]|代)わりに|替わりに|なお", sentence) or sentence.startswith(
                name
            )
            day = _MORE.search(sentence) if name and again else None
            before = _MONTH.findall(sentence[: day.start()] if day else sentence)
            month = before[-1] if before else month
            if day:
                more.setdefault(name, []).extend(occasions_in(day["day"], near, month))
    return tuple(
        replace(row, words=f"{row.words}、{say_all(days, near)}")
        if (days := [one for one in more.get(row.name, ()) if not (one.weekday_wrong or one.end)])
        and not any(lies_in(one, row.days) for one in days)
        else row
        for row in rows
    )


def _row(line: str, month: str, near: date) -> Shut | None:
    """Return what a line of days says; None where it says something else than days of a closing."""
    of_row = line.startswith(ROW)  # the row of a table: its first cell is a name
    bare, _, remark = line.removeprefix(ROW).partition("※")
    match = _LINE.fullmatch(bare.strip())
    if match is None or len(line) > LONGEST or _TAKEN.search(_AGAIN.sub("", remark)):
        return None
    name = _OF_CLOSED.sub("", (match["name"] or "").strip(" ・"))
    behind = match["behind"]
    again = _AGAIN.search(behind)
    rest = _ASIDE.sub("", _AGAIN.sub("", behind))
    known = not name or of_row or is_house(name)
    if not known or _TAKEN.search(rest):
        return None
    if not (_BEHIND.fullmatch(rest) or _ALL.fullmatch(_UNTIL.sub("", rest).strip())):
        return None
    days = occasions_in(match["days"], near, month)
    if not days or any(one.weekday_wrong or one.weekly for one in days):
        return None
    if re.search(r"~|から", match["days"]) and not any(one.end for one in days):
        return None  # 29日～1月5日, of a month that stands elsewhere: one end alone
    word = "停止" if _SERVICE.search(name) else "休館"
    word = "運休" if "運休" in line or VAN.search(name) else word
    words = say_all(days, near)
    if _MAY_MOVE.match(behind):
        words += "(予定)"
    if again:
        words += harmless(house(again[0], near)).replace("~", "～")
    return Shut(name, word, days, words)


def row_of(line: str, near: date) -> Shut | None:
    """Return what a line of a house and its closed days says; None where it says more."""
    return _row(line, "", near)


def is_house(name: str) -> bool:
    """Whether words name a house, several of them, or a van."""
    return bool(name) and (is_library(name) or _HOUSE.search(name) is not None)
