"""Pure: dates, times and spans as Japanese public pages write them.

令和8年7月1日(水), R8.7.1, 2026年7月1日, 7/1(水), 7月1日から3日まで, 毎週土曜日, 午後2時30分～4時, 10時半, 正午. Libraries for dates read no
令和 and guess at numbers; this reads only what is surely a date. A year that is not written is inferred from the day the page
is read on and from the weekday it gives; whether the weekday fits is told, never mended.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Final

from bridge.model import Occasion

if TYPE_CHECKING:
    from collections.abc import Iterator

WEEKDAYS: Final = "月火水木金土日"
#: first year of an era, less one
ERAS: Final = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925}
#: a date without a year lies at most so many days back; further back it is taken for next year's
PAST: Final = 120

#: one character for one, so that a place in the folded text is the same place in the page's
_FOLD: Final = str.maketrans(
    dict(zip("０１２３４５６７８９（）／：．，－〔〕［］", "0123456789()/:.,-()()", strict=True))
    | dict.fromkeys("〜~∼ー―─–—‐−", "～")
)
_W: Final = rf"(?:\s*[(]\s*(?P<{{0}}>[{WEEKDAYS}])(?:曜日?)?(?:\s*[・,、/]?\s*(?:祝日?|休日?|振休|振替休日))?\s*[)]|\s?(?P<{{1}}>[{WEEKDAYS}])曜日?)?"
_DATE: Final = re.compile(
    rf"""(?<![\d.:/-])(?:
      (?:(?P<era>令和|平成|昭和|(?<![A-Za-z])[RHS])\s?(?P<ey>\d{{1,2}}|元)\s?(?:年|[./-])\s?
         |(?P<y>(?:19|20)\d\d)\s?(?:年|[./-])\s?(?:[(](?P<era2>令和|平成|昭和)\s?(?P<ey2>\d{{1,2}}|元)年[)]\s?)?)
      (?P<m>\d{{1,2}})\s?(?:月|[./-])\s?(?P<d>\d{{1,2}})(?:\s?日|(?![\d.年月/-]))
     |(?P<m2>\d{{1,2}})\s?月\s?(?P<d2>\d{{1,2}})\s?日
     |(?P<m3>\d{{1,2}})/(?P<d3>\d{{1,2}})(?=\s*[(]\s*[{WEEKDAYS}]|\s*～\s*\d{{1,2}}/)(?![\d/])
    ){_W.format("w", "w2")}""",
    re.VERBOSE,
)
#: a day alone, right behind a date or inside a month that was named
_DAY: Final = re.compile(r"(?P<d>\d{1,2})\s?日(?![間目前後分])" + _W.format("w", "w2"))
_MONTH: Final = re.compile(
    r"(?<![\d.])(?:(?:(?P<era>令和|平成)(?P<ey>\d{1,2}|元)年|(?P<y>20\d\d)年)\s?)?(?P<m>\d{1,2})\s?月(?!\s?\d)(?![曜間刊号])"
)
_TIME: Final = re.compile(
    r"(?:(?P<half>午前|午後|AM|PM|am|pm|夜|朝)\s?)?(?:(?P<h>\d{1,2})\s?(?:時(?!間)\s?(?:(?P<min>\d{1,2})\s?分|(?P<han>半))?|:(?P<min2>\d{2})(?![\d:]))|(?P<noon>正午))"
)
_WEEKLY: Final = re.compile(
    rf"毎週\s?(?P<days>[{WEEKDAYS}](?:[・、,]?[{WEEKDAYS}])*)曜?日?|毎月\s?第\s?(?P<nth>\d(?:[・、,]\s?第?\d)*)\s?(?P<day>[{WEEKDAYS}])曜?日?|(?<!毎月)第\s?(?P<nth2>[1-5](?:[・、,]\s?第?[1-5])*)\s?(?P<day2>[{WEEKDAYS}])曜日?"
)
_TO: Final = re.compile(r"\s*(?:終日)?\s*(?:～|から|より|-)\s*")
_AND: Final = re.compile(r"\s*(?:[、,・]|および|及び|と)\s*")
_GAP: Final = re.compile(r"[\s　]*(?:[(]?(?:祝日?|休日)[)])?[\s　]*(?:各日|両日|の|は|[、,])?[\s　]*")

RELATIVE: Final = re.compile(
    r"本日|明日(?!香)|あした|明後日|あさって|今日(?!的|性)|昨日|一昨日|今週|来週|先週|再来週|今月|来月|先月|今年(?!度)|来年(?!度)|昨年(?!度)|今夜|今晩|今朝|明朝|明晩|ただいま|まもなく"
)
_SHIFT: Final = {
    "本日": 0,
    "今日": 0,
    "今夜": 0,
    "今晩": 0,
    "今朝": 0,
    "明日": 1,
    "あした": 1,
    "明朝": 1,
    "明晩": 1,
    "明後日": 2,
    "あさって": 2,
    "昨日": -1,
    "一昨日": -2,
}


@dataclass(frozen=True, slots=True)
class Mention:
    """One date as written."""

    start: int  #: place of its first character
    end: int  #: place behind its last character
    text: str
    date: date | None  #: None = there is no such day
    weekday_given: int | None  #: Monday = 0; None = not written
    year_given: bool
    era_wrong: bool = False  #: the year and the era's year beside it disagree

    @property
    def weekday_wrong(self) -> bool:
        """Return whether the written weekday is not that day's."""
        return self.date is not None and self.weekday_given is not None and self.date.weekday() != self.weekday_given


def fold(text: str) -> str:
    """Return `text` with full-width digits and signs as ASCII and every dash and wave as ～, each in its place."""
    return text.translate(_FOLD)


def mentions(text: str, today: date) -> tuple[Mention, ...]:
    """Return every date of `text` in its order; `today` is the day by which a missing year is inferred."""
    return tuple(_mentions(fold(text), text, today))


def _mentions(folded: str, text: str, today: date) -> Iterator[Mention]:
    before: Mention | None = None
    month: tuple[int, int | None] | None = None  # a month named alone, and its year
    near = today  # what a missing year is inferred by: the last date whose year is written, else today
    at = 0
    while at < len(folded):
        full, named = _DATE.search(folded, at), _MONTH.search(folded, at)
        day = _DAY.search(folded, at) if before is not None or month is not None else None
        found = min((m for m in (full, named, day) if m), key=lambda m: (m.start(), -m.end()), default=None)
        if found is None:
            return
        at = found.end()
        if found is full:
            before = _full(full, text, near)
            near = before.date if before.year_given and before.date is not None else near
            month = None
            yield before
        elif found is named:
            year = _year(named["era"], named["ey"], named["y"])
            month, before = (int(named["m"]), year), None
        elif day is not None:
            mention = _alone(day, folded, text, before, month, near)
            if mention is not None:
                before = mention if month is None else before
                yield mention


def _alone(
    day: re.Match[str],
    folded: str,
    text: str,
    before: Mention | None,
    month: tuple[int, int | None] | None,
    today: date,
) -> Mention | None:
    """A day of the month: right behind a date (～3日まで, 、17日), or with its weekday under a named month."""
    weekday = _weekday(day)
    if before is not None and before.date is not None:
        between = folded[before.end : day.start()]
        if (
            re.fullmatch(r"[^\d\n]{0,12}", between)
            and re.search(r"～|から|より|[、,・]|及び|および|と|\n", between)
            and len(between) <= 12
        ):
            year, mon = before.date.year, before.date.month
            return Mention(
                day.start(),
                day.end(),
                text[day.start() : day.end()],
                _real(year, mon, int(day["d"])),
                weekday,
                before.year_given,
            )
        return None
    if month is not None and weekday is not None:
        mon, given = month
        made = _real(given, mon, int(day["d"])) if given else _infer(mon, int(day["d"]), weekday, today)
        return Mention(day.start(), day.end(), text[day.start() : day.end()], made, weekday, given is not None)
    return None


def _full(found: re.Match[str], text: str, today: date) -> Mention:
    month, day = int(found["m"] or found["m2"] or found["m3"]), int(found["d"] or found["d2"] or found["d3"])
    year = _year(found["era"], found["ey"], found["y"])
    beside = _year(found["era2"], found["ey2"], None)
    weekday = _weekday(found)
    made = _real(year, month, day) if year else _infer(month, day, weekday, today)
    return Mention(
        found.start(), found.end(), text[found.start() : found.end()], made, weekday, year is not None,
        beside is not None and beside != year,
    )  # fmt: skip


def _year(era: str | None, era_year: str | None, year: str | None) -> int | None:
    if year:
        return int(year)
    if era and era_year:
        return ERAS[era] + (1 if era_year == "元" else int(era_year))
    return None


def _weekday(found: re.Match[str]) -> int | None:
    written = found["w"] or found["w2"]
    return WEEKDAYS.index(written) if written else None


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _infer(month: int, day: int, weekday: int | None, today: date) -> date | None:
    """The year that is not written: the one whose weekday fits, else the next such day, not long past."""
    near = [made for year in range(today.year - 1, today.year + 2) if (made := _real(year, month, day))]
    likely = [made for made in near if made >= today - timedelta(days=PAST)] or near
    if weekday is not None:
        fitting = [made for made in near if made.weekday() == weekday and abs((made - today).days) <= PAST + 60]
        if fitting:
            return min(fitting, key=lambda made: abs((made - today).days))
    return likely[0] if likely else None


# ── occasions ───────────────────────────────────────────────────────────────────────────────────


def find_occasions(text: str, today: date) -> tuple[Occasion, ...]:
    """Return the moments, spans and series that `text` names, in order; one that is no real day is left out."""
    folded = fold(text)
    dates = list(_mentions(folded, text, today))
    made: list[Occasion] = []
    at = 0
    while at < len(dates):
        first = dates[at]
        at += 1
        if first.date is None:
            continue
        last, behind = first, first.end
        begins = _times(folded, behind)
        inner_end = begins[2] if begins else behind
        following = dates[at] if at < len(dates) else None
        if following is not None and following.date is not None:
            between = folded[inner_end if begins and begins[1] is None else behind : following.start]
            if (_TO.fullmatch(between) and following.date >= first.date) or _wraps(between, first, following):
                at += 1
                last = _later(first, following)
                behind = last.end
        only_until = (
            last is first
            and bool(re.match(r"\s*(?:まで|迄|締切|〆切)", folded[behind:]))
            and not re.search(r"(?:から|～)\s*$", folded[: first.start])
        )
        hours = _times(folded, behind) if last is not first else begins
        start = first.date if not only_until else None
        end = last.date if last is not first else (first.date if only_until else None)
        open_begin = begins if last is not first and begins and begins[1] is None else None
        stop = hours[2] if hours else behind
        made.append(
            Occasion(
                start, end,
                (open_begin or hours or (None, None))[0],
                (hours[0] if open_begin and hours else hours[1]) if hours else None,
                (), text[first.start : stop].strip(), first.year_given,
                first.weekday_wrong or last.weekday_wrong,
            )
        )  # fmt: skip
    made = _share_times(made, dates, folded)
    for found in _WEEKLY.finditer(folded):
        days = found["days"] or found["day"] or found["day2"]
        hours = _times(folded, found.end())
        weekly = tuple(WEEKDAYS.index(c) for c in days if c in WEEKDAYS)
        stop = hours[2] if hours else found.end()
        made.append(
            Occasion(None, None, hours and hours[0], hours and hours[1], weekly, text[found.start() : stop].strip())
        )
    return tuple(made)


def _wraps(between: str, first: Mention, second: Mention) -> bool:
    """12月28日～1月4日: the second year was inferred before the first; it is the next one."""
    return bool(_TO.fullmatch(between)) and not second.year_given and second.date is not None and first.date is not None


def _later(first: Mention, second: Mention) -> Mention:
    assert first.date is not None
    assert second.date is not None
    if second.date >= first.date:
        return second
    moved = _real(first.date.year + (second.date.month < first.date.month), second.date.month, second.date.day)
    return Mention(second.start, second.end, second.text, moved, second.weekday_given, second.year_given)


def _times(folded: str, at: int) -> tuple[time | None, time | None, int] | None:
    """Return begin, end and the place behind the times that stand right at `at`; None when none does."""
    gap = _GAP.match(folded, at)
    first = _TIME.match(folded, gap.end() if gap else at)
    if first is None:
        return None
    begins = _clock(first, None)
    between = _TO.match(folded, first.end())
    second = _TIME.match(folded, between.end()) if between else None
    if second is not None and begins is not None:
        ends = _clock(second, (first["half"], begins))
        if ends is not None:
            return begins, ends, second.end() + len(re.match(r"(?:まで)?", folded[second.end() :])[0])  # type: ignore[index]
    return (begins, None, first.end()) if begins is not None else None


def _clock(found: re.Match[str], before: tuple[str | None, time] | None) -> time | None:
    if found["noon"]:
        return time(12)
    hour, minute = int(found["h"]), 30 if found["han"] else int(found["min"] or found["min2"] or 0)
    half = (found["half"] or "").upper()
    if half in {"午後", "PM", "夜"} and hour < 12:
        hour += 12
    if not half and before is not None and before[1].hour >= 12 and before[0] and hour < 12:
        hour += 12  # 午後2時30分～4時
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _share_times(made: list[Occasion], dates: list[Mention], folded: str) -> list[Occasion]:
    """3日、17日、24日 午後2時: the time behind the last of a list is that of all of it."""
    shared = list(made)
    for at in range(len(shared) - 2, -1, -1):
        here, then = shared[at], shared[at + 1]
        if (
            here.begins is None
            and here.end is None
            and then.begins is not None
            and then.end is None
            and _listed(here, then, dates, folded)
        ):
            shared[at] = replace(here, begins=then.begins, ends=then.ends)
    return shared


def _listed(here: Occasion, then: Occasion, dates: list[Mention], folded: str) -> bool:
    first = next((m for m in dates if m.date == here.start), None)
    second = next((m for m in dates if m.date == then.start), None)
    return first is not None and second is not None and bool(_AND.fullmatch(folded[first.end : second.start]))


# ── words ───────────────────────────────────────────────────────────────────────────────────────


def relative_words(text: str) -> tuple[str, ...]:
    """Return the words that mean another day on another day (本日, 明日, 来週 …), in order (5(3)イ)."""
    return tuple(found[0] for found in RELATIVE.finditer(text))


def resolve_relative(text: str, published: date) -> str:
    """Return `text` with 本日, 明日 and the like as the date they meant on the day of publication."""

    def day(found: re.Match[str]) -> str:
        shift = _SHIFT.get(found[0])
        return found[0] if shift is None else say_day(published + timedelta(days=shift))

    return RELATIVE.sub(day, text)


def say_day(day: date, today: date | None = None, *, weekday: bool = True) -> str:
    """Return 7月1日(水); with the year in front when it is not near `today`."""
    year = f"{day.year}年" if today is not None and abs((day - today).days) > 300 else ""
    return f"{year}{day.month}月{day.day}日" + (f"({WEEKDAYS[day.weekday()]})" if weekday else "")
