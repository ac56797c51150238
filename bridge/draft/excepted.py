"""Pure: on which of its days a series is otherwise than its rule says: off, at another hour, in
another place, by application; told in brackets behind the days of which it is so.

毎週土曜日 of a series of which one Saturday is off is not so without (26日は休み). Cannot see what
a remark ties to no day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Final

from bridge.draft.standalone import undressed
from bridge.text.clean import harmless
from bridge.text.dates import house
from bridge.text.times import find_times
from bridge.topics.outline import split
from bridge.topics.sorts import Sort
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bridge.draft.values import When
    from bridge.model import Occasion
    from bridge.topics.outline import Outline, Unit

WORDS: Final = 26  #: letters of what is told of one of the days
MOST: Final = 60  #: clauses of a page that are looked at
OFF_DAYS: Final = 5  #: days off that are told one by one
LONGEST: Final = 120  #: letters of a sentence that may take a day out
_DAY: Final = re.compile(
    r"(?:(?P<month>\d{1,2})(?:月|/))?(?<![\d第])(?P<day>\d{1,2})(?:日(?!間|目|曜)|(?=\())"
)
_DAYS: Final = (
    r"(?:(?:年[末始明]の|\d{1,2}月)?(?<![\d第])\d{1,2}日(?!間|目|曜)(?:\([^()]{1,6}\))?"
    r"(?:[・、と,~～]\s?|から|および|及び)?)+"
)
#: a clause of some days: 中央館の16日は…, ただし、12月24日(木)のみ…, 第4日曜(27日)は…
_CLAUSE: Final = re.compile(
    rf"(?P<head>[^\d、。]{{0,24}}(?:[はの]、?|、|につき、?)?)(?:第\d[・\d]*[月火水木金土日]曜日?\()?(?P<days>{_DAYS})\)?"
    r"(?:の(?P<of>(?!回|会場|おはなし)[^、。はの]{2,14})(?=は))?"
    r"(?P<rest>(?:[はをもに]|のみ|だけ|の回|の会場|のおはなし|から?は|、).+)"
)
_SHUT: Final = re.compile(
    r"(?<![夏冬春秋昼連])お?休み(?!に(?!な|いた|し)|の(?!ため)|中|期間|明け|[がをも])|休館|休室|休講|休会|休止|運休|閉館(?:日|します|です)|中止|(?:あり|行い|行なわ|開き|ひらき|開催し|実施し|巡回し)ませ?ん"
    r"|巡回せず|行わず|[はを]?(?:除き|除く|のぞき|のぞく)"
)
_TAKEN_OUT: Final = re.compile(r"を?(?:除き|除く|のぞき|のぞく)")
_OPEN: Final = re.compile(r"(?:開館|開室)(?!時|日)|(?:開け|あけ|開き)ます")
#: not all of the day: 午後だけ開館
_HALF_OPEN: Final = re.compile(r"午[前後]中?(?:だけ|のみ)")
#: hours and no more: は午後2時まで, は14時で終わります, に変更します
_HOURS_ONLY: Final = re.compile(
    r"(?:午[前後]|正午|の?みは?|だけは?|[はも、にで]|から|より|まで|頃|ごろ|閉館|閉室|閉場|開始|始まり|始め|終わり|終了|終演|行い|開館|開室"
    r"|変更|変わり|なり|と|し|です|ます|いたし|時間|\s|[~～])*"
)
#: another place, another day, or who may come
_DIFFERS: Final = re.compile(
    r"会場|場所|申し?込み?(?:が|制|必要|要)|要(?:申|予)|申し?込みがい|予約(?:が|制)|整理券|先着|限り|のみ|だけ|変更|振り?替|移し|変わ|ではなく|かえて"
    r"|で(?:行い|開き|ひらき|開催し|実施し)"
)
#: how to apply, and since when, and what is lent on a day, is no exception
_APPLIES: Final = re.compile(
    r"^に(?:借り|お?貸し|返)|受け?付|申し?込(?:み|んで)(?:開始|ください|は)|発売|配布|配り|くばり|締め?切"
)
_WHY: Final = re.compile(
    r"(?<=[はも])[^、。]{2,40}?(?:のため|ため|につき|により|なので|ので|ですから|から)(?:、|(?<=のため)(?=\d|午))|^(?![はもを])[^、。]{2,40}?(?:のため|につき|により|なので|ので)、(?=\S)"
)
#: what stands for a day that is off: かわりに8日に行います
_INSTEAD: Final = re.compile(
    rf"^(?:その)?(?:かわり|代わり|代り|振替|振り替え)(?:に|は|日は)?、?(?P<days>{_DAYS})"
)
_POLITE: Final = re.compile(
    r"(?:(?<=[分時半\d])で)?(?:になります|になりました|となります|とします|です|行います|開きます|ひらきます)$"
)
#: how one takes part
_HOW: Final = re.compile(
    r"(?P<place>会場は[^、。はが]{2,12}?)(?=です|に(?:変|な)|で[行開す])"
    r"|(?P<none>(?:申し?込み?|予約)[はが]?(?:不要|いりません|要りません|必要(?:は|が)?ありません))"
    r"|(?P<how>先着\d+(?:人|名|組)|抽選)|(?P<ticket>整理券)が|(?:申し?込み?|予約)(?:が|制|を|は(?!不要|いり))"
)
_WEEK: Final = "月火水木金土日"
REMARK: Final = 18  #: letters of the remark of a row
BACK: Final = 2  #: months that may lie behind
#: an order of the page to its reader, or a case
_IF: Final = re.compile(r"場合|とき|もし|(?:なけれ|され)ば")
#: 1月は第2土曜日
_NTH: Final = re.compile(r"は第\d")
#: of a series: its third Sunday, or a month of it
_NTH_OR_MONTH: Final = re.compile(
    r"(?:祝日の)?第\d(?:[・、,]第?\d)*(?P<weekday>[月火水木金土日])曜|\d{1,2}月(?!\d)|祝日(?!の)"
)
#: labels of the frame's own hours
_OF_HOUSE: Final = re.compile(r"(?:通常の)?(?:開館時間|利用時間|休館日|定休日)")
_LEAD: Final = re.compile(r"^(?:ただし|但し|なお|また|※|★|＊|\*)*[、\s]*")
_MARKS: Final = re.compile(r"[★☆◆◎＊*※♪]\d?")
#: another series than the row's own: 毎週土曜のおはなし会の12日は
_OTHER_SERIES: Final = re.compile(r"毎週|毎月|いつも|通常|ふだん|定例")
#: on days of a span nothing is otherwise than ever
_AS_EVER: Final = re.compile(r"通常|ふだん|普段|いつも|平常|使え|通れ|なし$|入れ")
#: how what is off stands in brackets
_AS_TOLD: Final = {"off": "は休み", "taken": "を除く", "open": "は開館"}
#: 24日は午後1時から、29日～3日は休館: two clauses
_NEXT_DAYS: Final = re.compile(
    rf"(?<=[^\d日)])、(?={_DAYS}は)|(?<=[時分り])、(?=[月火水木金土日]曜日?(?:は)?お?休み)"
)
#: of the day behind the one that is named: 1月11日は開場し、翌12日は休み
_OF_NEXT: Final = re.compile(r"、(?:その)?翌(?:日|\d)")
_INNER: Final = re.compile(r"[(（]((?:[^()（）]|[(（][^()（）]{1,4}[)）]){4,60})[)）]")
#: brackets behind days: (16日・30日は休み)
_BEHIND: Final = re.compile(
    r"\((?:[^()]|\([^()]*\))*(?:\d日|(?<!\d)\d{1,2}月(?=は)|最終日|初日|[月火水木金土日]曜日?|土日|祝日?)(?:\([^()]*\))?(?:[^()、]{0,6})(?:[はをもに]|のみ|だけ|など)(?:[^()]|\([^()]*\))*\)$"
)
_LAST: Final = re.compile(
    r"(?P<head>)(?P<days>(?:祝日の)?(?:第\d(?:[・、,]第?\d)*[月火水木金土日]曜日?|\d{1,2}月|祝日|最終日|初日|土日祝日?|土・?日曜?日?|土曜日?・日曜日?|[月火水木金土日]曜日?))(?P<rest>(?:[はを]|のみ|だけ).+)"
)


@dataclass(frozen=True, slots=True)
class Deviation:
    """What a page says of some days of a series."""

    unit: Unit
    head: str  #: what stands before the days
    sort: str  #: off, taken, open, hours, other
    days: tuple[tuple[int, int], ...]  #: month, 0 where none is named, and day; none of weekdays
    month: int  #: the month last named above it; 0 where none is
    words: str  #: the days and what is so on them, as it is told
    instead: str = ""  #: what stands for a day that is off

    @property
    def pattern(self) -> str:
        """Return the expression by which a text is known to tell of one of the days."""
        of_days = "|".join(rf"(?<!\d){day}日" for _, day in self.days)
        days = of_days or re.escape(re.split(r"[はを]|のみ|だけ", self.words)[0])
        return rf"(?:{days})(?:\([^()]*\))?(?:の[^、。]{{1,6}})?(?:[・、と]|[はをもに]|のみ|だけ)"


@dataclass(frozen=True, slots=True)
class RowOfDays:
    """A row of days of which some may be otherwise."""

    name: str
    occasions: tuple[Occasion, ...]
    sections: frozenset[int]
    places: tuple[int, ...]  #: of its lines on the page


class RowsBeside:
    """Rows of days that stand side by side; what a clause is held against is found once."""

    def __init__(self, rows: Sequence[RowOfDays]) -> None:
        self.all = rows
        self._names = [(_core(row.name), row) for row in rows]
        self._in_section: dict[int, list[RowOfDays]] = {}
        for row in rows:
            for section in row.sections:
                self._in_section.setdefault(section, []).append(row)
        self._named: dict[str, list[RowOfDays]] = {}

    def named_in(self, words: str) -> list[RowOfDays]:
        """Return those whose names stand in words."""
        if words not in self._named:
            self._named[words] = [row for name, row in self._names if name in words]
        return self._named[words]

    def in_section(self, section: int) -> Sequence[RowOfDays]:
        """Return those of which days stand in a section."""
        return self._in_section.get(section, ())


class Exceptions:
    """What a page says of single days of what it tells as a series."""

    def __init__(self, outline: Outline, *, closing: bool) -> None:
        self._outline = outline
        self._closing = closing
        self._every = tuple(islice(self._deviations(), MOST))
        spoken = (u.text for u in outline.units if u.sort in (Sort.SENTENCE, Sort.NOTE))
        alone = (text for text in spoken if re.search("のみ|だけ", text))
        self._only_ones = tuple(islice(alone, MOST))

    @property
    def any(self) -> bool:
        """Whether there may be one: a page of many rows has mostly none."""
        return bool(self._every) or any(map(_HOW.search, self._only_ones))

    def of(self, row: RowOfDays, rows: RowsBeside) -> tuple[Deviation, ...]:
        """Return those that are of one of some rows of days: by its name, in its section, or of
        all; of a row of one day none is an exception.
        """
        many = len(row.occasions) > 1 or any(o.weekly or o.end for o in row.occasions)
        if not many:
            return ()
        return tuple(
            one
            for one in self._every
            if any(self._falls(one, occasion) for occasion in row.occasions)
            and self._tied(one, row, rows)
            and not self._of_all(one, row)
        )

    def behind(self, row: RowOfDays, rows: RowsBeside) -> str:
        """Return in brackets what is otherwise on days of a row; empty where nothing is."""
        words = "、".join(filter(None, (told_of(self.of(row, rows)), self._only(row, rows))))
        return f"({words})" if words else ""

    def _only(self, row: RowOfDays, rows: RowsBeside) -> str:
        """Return how one takes part in what one of several rows tells, where a sentence says so of
        it alone: ただし本町分館のみ先着10組; empty where none does.
        """
        if len(rows.all) < 2:
            return ""
        name = _core(row.name).split(" ")[0]
        for text in self._only_ones:
            if name not in text:
                continue
            match = re.search(rf"{re.escape(name)}(?:のみ|だけ)(?P<rest>.+)", text)
            if match and (how := _HOW.search(match["rest"])):
                ticket = how["ticket"] and "要整理券"
                none = how["none"] and "申込不要"
                return harmless(how["place"] or how["how"] or none or ticket or "要申込")
        return ""

    def _deviations(self) -> Iterator[Deviation]:
        for at, unit in enumerate(self._outline.units):
            if len(unit.text) > LONGEST or not unit.bare or _OF_HOUSE.fullmatch(unit.label):
                continue
            after = self._outline.units[at + 1 : at + 2]
            behind = [u.text for u in after if u.section == unit.section and not u.label]
            pieces = [*dict.fromkeys(_pieces(unit))]
            for piece, following in zip(pieces, [*pieces[1:], *behind[:1], ""], strict=False):
                if one := self._deviation(unit, piece, following):
                    yield one

    def _deviation(self, unit: Unit, piece: str, following: str) -> Deviation | None:
        """Return what a clause says of its days; None where it says nothing of the kind."""
        match = _CLAUSE.fullmatch(piece) or _LAST.fullmatch(piece)
        if match is None or _IF.search(piece):
            return None
        rest = _MARKS.sub("", match["rest"]).rstrip("。 ")
        sort = self._sort_of(unit, rest, dated=match.re is _CLAUSE)
        if not sort:
            return None
        days, month = [], 0
        for one in _DAY.finditer(match["days"]):
            month = int(one["month"] or month)
            days.append((month, int(one["day"])))
        above = re.search(r"(\d{1,2})月$", unit.month)
        instead = _INSTEAD.match(following)
        return Deviation(
            unit=unit,
            head=_LEAD.sub("", match["head"]).rstrip("はの、") or match.groupdict().get("of") or "",
            sort=sort,
            days=tuple(days),
            month=int(above[1]) if above else 0,
            words=self._words_of(match["days"], rest, sort),
            instead=_bare_days(instead["days"]) if instead and sort == "off" else "",
        )

    def _words_of(self, days: str, rest: str, sort: str) -> str:
        """Return days with what is so on them, in few words."""
        on = _bare_days(days)
        if sort in ("off", "taken", "open"):
            return f"{on}{_AS_TOLD[sort]}"
        rest = _POLITE.sub("", undressed(_WHY.sub("", rest)))
        rest = re.sub(r"^([はもを])、", r"\1", rest)
        words = harmless(house(f"{on}{rest}", self._outline.near)).replace("~", "～")
        return words if len(words) <= WORDS else f"{on}は異なる"

    def _sort_of(self, unit: Unit, rest: str, *, dated: bool) -> str:
        """Return how a day is otherwise; empty where a clause does not say so."""
        bare = _WHY.sub("", re.sub(r"[(（][^()（）]*[)）]", "", rest))
        bare = _OF_NEXT.split(bare)[0]
        times = find_times(bare)
        left = bare
        for one in reversed(times):
            left = left[: one.start] + left[one.end :]
        hours = bool(times) and _HOURS_ONLY.fullmatch(left) is not None
        if self._closing and not dated:
            return "other" if _AS_EVER.search(bare) and len(bare) <= REMARK else ""
        if self._closing:
            is_open = _OPEN.search(bare) and not _SHUT.search(bare)
            return ("other" if _HALF_OPEN.search(bare) else "open") if is_open else ""
        if hours and "休" not in bare:
            return "hours"
        if _SHUT.search(bare) and not _OPEN.search(bare):
            return "taken" if _TAKEN_OUT.match(bare) else "off" if dated else "other"
        if not dated and _NTH.match(bare):
            return "other" if len(bare) <= REMARK else ""
        only = re.match(r"のみ|だけ", bare)
        if _DIFFERS.search(bare) and (only or not _APPLIES.search(bare)):
            return "other" if dated else ""
        if not dated:
            return "other" if _AS_EVER.search(bare) and len(bare) <= REMARK else ""
        remark = self._outline.sections[unit.section].record and unit.sort != Sort.WHEN
        return "other" if remark and len(bare) <= REMARK and bare[0] in "はの" else ""

    def _tied(self, one: Deviation, row: RowOfDays, rows: RowsBeside) -> bool:
        """Whether a clause is of a row: of those that it names, else of the one in whose section
        or right behind which it stands, else, where it has no subject, of all.
        """
        if _OTHER_SERIES.search(one.head) and not any(o.weekly for o in row.occasions):
            return False
        mine = rows.named_in(f"{one.head} {one.unit.raw}")
        section = one.unit.section
        if mine and len(rows.all) > 1:
            return row in mine or (section in row.sections and not one.head)
        beside = rows.in_section(section)
        if len(beside) > 1:
            above = [
                (max((p for p in r.places if p <= one.unit.at), default=-1), r) for r in beside
            ]
            best = max(place for place, _ in above)
            return any(r == row and place == best for place, r in above)
        if beside:
            return beside[0] == row
        outer = {s for of in row.sections for s in self._outline.path(of)}
        own = not one.head or (len(rows.all) == 1 and one.head in self._outline.title)
        return own and (section in outer or self._outline.sections[section].facet)

    def _of_all(self, one: Deviation, row: RowOfDays) -> bool:
        """Whether the days of a clause are the ends of the row's own span: 12日～18日はお休みで,
        of a row from the 12th to the 18th.
        """
        ends = [{o.start.day, o.end.day} for o in row.occasions if o.start and o.end]
        return len(one.days) > 1 and {day for _, day in one.days} in ends

    def _falls(self, one: Deviation, occasion: Occasion) -> bool:
        """Whether one of the days of a clause is a day of an occasion."""
        if not one.days:
            if whole := _NTH_OR_MONTH.match(one.words):
                weekday = whole["weekday"]
                return bool(occasion.weekly) and (
                    weekday is None or _WEEK.index(weekday) in occasion.weekly
                )
            weekday = one.words.removeprefix("祝日の")[:1]
            if occasion.weekly and weekday != one.words[:1]:
                return weekday in _WEEK and _WEEK.index(weekday) in occasion.weekly
            return occasion.end is not None
        return any(self._is_on(month, day, one.month, occasion) for month, day in one.days)

    def _is_on(self, month: int, day: int, above: int, occasion: Occasion) -> bool:
        if not (occasion.weekly or occasion.end):
            first = occasion.start
            return first is not None and first.day == day and month in (0, first.month)
        near = self._outline.near
        months = [month or above] if month or above else [near.month, near.month % 12 + 1]
        for number in months:
            year = near.year + (number < near.month - BACK)
            if not 1 <= number <= 12 or not 1 <= day <= monthrange(year, number)[1]:
                continue
            if _holds(occasion, date(year, number, day)):
                return True
        return False


def row_of(name: str, whens: Sequence[When]) -> RowOfDays:
    """Return the row of days that a name has."""
    return RowOfDays(
        name,
        tuple(one for when in whens for one in when.occasions),
        frozenset(when.section for when in whens),
        tuple(when.unit.at for when in whens),
    )


def _holds(occasion: Occasion, day: date) -> bool:
    """Whether a day is one of a span or a series."""
    first, last = occasion.start, occasion.end
    if (first and day < first) or (last and day > last):
        return False
    if not occasion.weekly:
        return first is not None
    nth = (day.day - 1) // 7 + 1
    return day.weekday() in occasion.weekly and (not occasion.ordinals or nth in occasion.ordinals)


def told_of(deviations: Sequence[Deviation]) -> str:
    """Return what is so on days of a row, those that are off in one: 12月16日・30日は休み、5日は
    要申込; empty where there are none.
    """
    parts: list[str] = []
    for sort, ending in _AS_TOLD.items():
        same = [one for one in deviations if one.sort == sort]
        if not same:
            continue
        days = _joined([one.words.removesuffix(ending) for one in same])
        instead = [one.instead for one in same if one.instead]
        parts.append(f"{days}{ending}" + (f"、かわりに{instead[0]}" if instead else ""))
    parts += [one.words for one in deviations if one.sort not in _AS_TOLD]
    return "、".join(dict.fromkeys(parts))


def _joined(days: Sequence[str]) -> str:
    """Return days in a row, a month only where it is another one; many by the first."""
    single = [one for some in days for one in some.split("・")]
    single = list(dict.fromkeys(single))
    more = len(single) > OFF_DAYS
    words, month = [], ""
    for one in single[:OFF_DAYS]:
        own = re.match(r"\d{1,2}月", one)
        words.append(one.removeprefix(month) if own and own[0] == month else one)
        month = own[0] if own else month
    return "・".join(words) + ("など" if more else "")


def parted(words: str) -> tuple[str, str]:
    """Return the words of a row and what stands behind them in brackets of days that are otherwise;
    the second empty where nothing does.
    """
    match = _BEHIND.search(words)
    return (words[: match.start()], match[0]) if match else (words, "")


def is_told(pattern: str, summary: str, row: str) -> bool:
    """Return whether a summary tells elsewhere than in the row itself what is so on some days."""
    return re.search(pattern, summary.replace(row, "", 1)) is not None


def _bare_days(days: str) -> str:
    """Return days without their weekdays, with ・ between them."""
    bare = re.sub(r"[(（][^()（）]*[)）]", "", days).strip("、・, ").replace("~", "～")
    return re.sub(r"[、と,]\s?|および|及び", "・", bare)


def _pieces(unit: Unit) -> Iterator[str]:
    """Yield the clauses of a line that may take days out: its brackets, its remarks, its
    sentences; of a line of days not the days themselves.
    """
    text = unit.text
    days = unit.sort in (Sort.WHEN, Sort.ENTRY, Sort.HOURS)
    inner = _INNER.findall(text) or (_INNER.findall(unit.raw) if days else [])
    yield from (part for one in inner for part in _clauses(one))
    first, *remarks = re.split(r"\s*[※*＊★](?:\d(?![\d月日時/:]))?\s*", text)
    sentences = [one for part in (first, *remarks) for one in split(part)]
    if days and len(sentences) > 1 and first:
        sentences = sentences[1:]
    for sentence in sentences:
        if not (days and sentence == first):
            yield from _clauses(sentence)


def _clauses(sentence: str) -> Iterator[str]:
    """Yield what a sentence says of some days, then of others."""
    bare = sentence.strip()
    bare = bare[1:-1] if bare[:1] == "(" and bare[-1:] == ")" else bare
    for one in split(bare):
        first, *rest = _NEXT_DAYS.split(_LEAD.sub("", one))  # ただし、29日は休み、5日は…
        # 本館の毎週土曜の会は、11日はお休みです: of what the 11th is stands before it
        parts = (first, *rest) if _DAY.search(first) or not rest else (one,)
        yield from (part.strip(" 。、") for part in parts)


def _core(name: str) -> str:
    """Return a name without what stands in brackets."""
    return re.sub(r"\s*[(（][^()（）]*[)）]", "", name).strip() or name
