"""Pure: dates in Japanese text — 令和8年7月1日(水), R8.7.1, 7/1(水)～3日, 3日、17日、24日,
十月三日.

`mentions` reads every date for itself; dates.py joins them with times to what takes place when.
A missing year is the one nearest to a day of reference; the weekdays of the page have a say in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final

from bridge.text.daywords import WEEKDAYS
from bridge.text.limits import FOR_A_DAY, OF_ITS_OWN, ONWARD
from bridge.text.times import fold
from bridge.values import dataclass

#: the year before an era's first: its years count from there (Act 43 of 1979, and its predecessors)
ERAS: Final = {
    "令和": 2018,
    "平成": 1988,
    "昭和": 1925,
    "大正": 1911,
    "明治": 1867,
    "R": 2018,
    "H": 1988,
    "S": 1925,
    "T": 1911,
    "M": 1867,
}
_TENS: Final = {"十": 10, "百": 100}
_LAST: Final = {"平成": 31, "昭和": 64, "大正": 15, "明治": 45, "H": 31, "S": 64, "T": 15, "M": 45}
_SIGNS: Final = {"㋿": "令和", "㍻": "平成", "㍼": "昭和", "㍽": "大正", "㍾": "明治"}
_ENGLISH: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Mention:
    """One date as the text names it."""

    text: str  #: the very words, weekday included
    start: int  #: first character in the text
    end: int  #: behind the last character
    date: date | None  #: None when there is no such day (2月30日)
    weekday_given: int | None = None  #: Monday = 0; None when the text names none
    weekday_true: int | None = None  #: None when there is no such day
    year_given: bool = False  #: the year stands with it, or with the date that it follows
    era_wrong: bool = False  #: era and western year disagree, or the era has no such year
    #: how it follows the mention before it: "~" to, "、" and; empty when it stands for itself
    joined: str = ""

    @property
    def weekday_wrong(self) -> bool:
        """Whether the weekday named is not that date's."""
        return (
            None not in (self.weekday_given, self.weekday_true)
            and self.weekday_given != self.weekday_true
        )


@dataclass(frozen=True, slots=True)
class _Raw:
    """A date as it is written, before its year is known."""

    start: int
    end: int
    month: int
    day: int
    year: int | None
    weekday: int | None
    era_wrong: bool
    joined: str
    next_year: bool = False  #: a span or list that runs over the year's end
    bare: bool = False  #: it names no month
    #: of a bare day: the months of those before it, the last one first
    months: tuple[int, ...] = ()
    #: the same as they are named, however many bare days stand between
    by_name: tuple[int, ...] = ()


_KANJI: Final = r"(?:二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])"
_ERA: Final = r"令和|平成|昭和|大正|明治|[㋿㍻㍼㍽㍾]"
_YEAR: Final = (
    rf"(?:(?:(?P<era>{_ERA}|(?<![A-Za-z])[RHST])\s*\.?(?P<nth>元|\d{{1,2}})\s*年?\s*(?:[(/]\s*(?P<also>\d{{4}})\s*年?\s*\)?\s*)?年?"
    rf"|(?<!\d)(?P<year>(?:18|19|20|21)\d\d)(?:(?<=20[0-3]\d)|(?<=^\d{{4}})|(?<=\n\d{{4}})|(?!\s*\n\s*\d))\s*年?\s*(?:[(/]\s*(?P<era2>{_ERA}|[RHST])\s*(?P<nth2>元|\d{{1,2}})\s*年?\s*\)?\s*)?年?"
    r"|(?P<near>来年|翌年|今年|本年|昨年|去年)の?|(?:同年|同)(?=\s*\d{1,2}\s*月))\s*)?"
)
#: what a date can begin with: at nearly every letter nothing more need be tried
_FIRST: Final = (
    r"(?:(?=[\d一二三四五六七八九十令平昭大明㋿㍻㍼㍽㍾RHST来翌今本昨去同])|(?<=[・、,])(?=\s))"
)
_DATE: Final = re.compile(
    rf"{_FIRST}(?:{_YEAR}(?<!\d)(?P<month>\d{{1,2}}|{_KANJI})\s*月\s*(?P<days>\d{{1,2}}(?:\s*日?\s*(?:[・、,]|~|-)\s*\d{{1,2}}(?!\s*[月/:時\d]))*|{_KANJI})\s*日(?!間|目|号)"
    rf"|(?<![A-Za-z\d./-])(?:(?P<d_year>(?:19|20)\d\d)|(?P<d_era>{_ERA}|[RHST])\.?\s*(?P<d_nth>元|\d{{1,2}}))\s*(?P<sep>[./-])\s*"
    r"(?P<d_month>\d{1,2})\s*(?P=sep)\s*(?P<d_day>\d{1,2})(?!\d|[./-]\d)"
    r"|(?<![\d/.-])(?P<s_month>\d{1,2})(?P<s_sep>[/.])(?:(?<=/)\x20(?=\d\())?(?P<s_day>\d{1,2})(?![\d/]|月(?!曜)|\.\d)"
    r"|(?<![\d第月.:週])(?<!\d,)(?<!ずれか)(?<!ちらか)(?<!どれか)(?<!のうち)(?<!いずれかの)(?<!うちの)"
    rf"(?P<day>\d{{1,2}})[^\S\n]*日(?!コース|券|乗車|時|間|目|号|以|前|後|程|分|付|ほど|数|ごと|おき|あたり|につき|長く|短く|早く|遅く|多く|\d|本|・?夜|{FOR_A_DAY})"
    r"|(?:(?:(?<=[・、,])\s*|(?<=[)\d]~)|(?<=[月火水木金土日祝]\)))(?=\d{1,2}\s*\(\s*[月火水木金土日])"
    r"|(?<![\d/.,:])(?=\d{1,2}\s*\([^()]{1,6}\)\s*[・、,]\s*\d{1,2}\s*\([月火水木金土日])"
    r"|(?:(?<=/\d~)|(?<=/\d\d~))(?=\d{1,2}(?![\d/:.~時分人名円組冊点回歳月])))"  # 12/19~20
    r"(?P<listed>\d{1,2})"
    r"|(?<![\d.])(?P<c_month>\d{1,2})\s*月(?!\s*\d(?!\d?\s*\([月火水木金土日])|間|刊|齢))"
)
#: what each way to write a date has
_FIGURE: Final = re.compile(r"[\d一二三四五六七八九十]")
_SIGN: Final = re.compile(r"[月日/.(-]")
_WEEKDAY: Final = re.compile(
    r"\s*\(\s*(?:祝日?\s*[・,、]?\s*)?(?P<in>[月火水木金土日](?:曜日?)?(?:\s*[・,、/~]\s*[月火水木金土日](?:曜日?)?)*)"
    r"(?:\s*[・,、/]?\s*(?:祝日|祝|休日|休|振替休日|振休|祝休日|夜|昼|[^\s()\d・,、/]{1,5}の日))*\s*\)(?:\s*\((?:祝日?|休日?|振休)\))?"
    r"|\s*(?:の(?=[月火水木金土日]曜))?(?P<bare>[月火水木金土日])曜日?|\s*\(?(?P<english>mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?\)?",
    re.IGNORECASE,
)
_HOLIDAY: Final = re.compile(r"\s*\((?:祝日?|休日?|振休|振替休日|祝・休)\)")
#: what may stand between the two ends of a span: times, 終日, 午前中
_SPAN: Final = re.compile(
    r"(?:\s|終日|の?(?:午前中?|午後|夕方)|正午|\d{1,2}:\d\d|\d{1,2}\s*時(?:\s*\d{1,2}\s*分|半)?|\((?:祝|休)日?\)|(?:通常)?(?:開|閉)(?:館|室|店|場)(?:時刻|後)?\((?:午前|午後)?\d{1,2}(?::\d\d|時(?:\d{1,2}分|半)?)\))*(?:~|-|から、?|より)\s*(?:翌日?の?\s*)?"
)
_NEW_YEAR: Final = re.compile(r"(?:年明け|年が明けて?|新年|年始)(?:の|は|、)?$")
_AND: Final = re.compile(r"\s*(?:[・、,，/&]|と|及び|および|または|又は|並びに)\s*")


@lru_cache(512)  # the days of a line are asked for by each rule that looks at it
def mentions(text: str, today: date) -> tuple[Mention, ...]:
    """Return every date that `text` names, in order. `today` is the day of reference for a missing
    year.
    """
    flat = fold(text)
    if not (_FIGURE.search(flat) and _SIGN.search(flat)):  # most lines
        return ()
    return tuple(_dated(text, _written(flat), today))


@lru_cache(256)  # whatever the day of reference
def _written(flat: str) -> tuple[_Raw, ...]:
    return tuple(_raws(flat))


def _raws(flat: str) -> Iterator[_Raw]:
    """Yield each date as written; a bare day takes the month last named, a slash needs a sign that
    it is a date.
    """
    month, last = 0, None
    past_months, by_name = list[int](), list[int]()
    last_line = -1
    for match in _DATE.finditer(flat):
        line = flat.count("\n", 0, match.start())
        joined = _joint(flat, last, match.start()) if last else ""
        if match["c_month"]:
            month, last_line = int(match["c_month"]), line
            continue
        weekday, end = _weekday(flat, match.end())
        if match["s_month"] and not (
            weekday is not None or (match["s_sep"] == "/" and _date_like(flat, match, joined))
        ):
            continue
        bare_day = match["day"] or match["listed"]
        # 2(月)、4(水): the head of such a list
        head = match["listed"] and not flat[: match.start()].endswith(("・", "、", ","))
        if match["listed"] and not (month and (joined or head)):
            continue
        if match["day"] and (
            not month or (weekday is None and not joined and line - last_line > 3)
        ):
            continue
        if match["day"] and _NEW_YEAR.search(flat, max(0, match.start() - 6), match.start()):
            month = 1
        year, wrong = _year(match)
        months, days = _parts(match, month)
        for number, (day, start, stop) in enumerate(days):
            first, final = number == 0, number == len(days) - 1
            between = (
                joined
                if first
                else "~"
                if re.search(r"[~-]", flat[days[number - 1][2] : start])
                else "、"
            )
            last = _behind(
                last,
                _Raw(
                    start=match.start() if first else start,
                    end=end if final else stop + (flat[stop] == "日"),
                    month=months,
                    day=day,
                    year=year if first else None,
                    weekday=weekday if final else None,
                    era_wrong=wrong,
                    joined=between,
                    bare=bool(bare_day) or not first,
                    months=_last_ones(past_months) if bare_day and not between else (),
                    by_name=_last_ones(by_name) if bare_day and not between else (),
                ),
            )
            yield last
        month, last_line, past_months = months, line, [*past_months[-5:], months]
        by_name += [] if bare_day else [months]


def _last_ones(months: Sequence[int]) -> tuple[int, ...]:
    """Return the months of the last dates, each once, the last one first."""
    return tuple(dict.fromkeys(reversed(months[-6:])))


def _behind(last: _Raw | None, raw: _Raw) -> _Raw:
    """Return a date with the month and the year that follow from the one it continues."""
    if last is None or not raw.joined:
        return raw
    if raw.joined == "~":
        if raw.year is not None or (raw.month, raw.day) >= (last.month, last.day):
            return raw
        # 28日～3日: the third of the next month
        month = raw.month % 12 + 1 if raw.bare else raw.month
        return replace(raw, month=month, next_year=month < last.month)
    if raw.month < last.month:  # 12月28日、1月4日, but not 11月3日、10月3日
        return replace(raw, next_year=(raw.month - last.month) % 12 <= 6)
    return raw


_FIGURES: Final = re.compile(r"\d+")


def _parts(match: re.Match[str], month: int) -> tuple[int, list[tuple[int, int, int]]]:
    """Return the month and each (day, first character, behind the last)."""
    for name in ("d", "s"):
        if match[f"{name}_month"]:
            return int(match[f"{name}_month"]), [
                (int(match[f"{name}_day"]), *match.span(f"{name}_day"))
            ]
    if match["day"]:
        return month, [(int(match["day"]), *match.span())]
    if match["listed"]:
        return month, [(int(match["listed"]), *match.span("listed"))]
    begin = match.start("days")
    digits = [
        (int(d.group()), begin + d.start(), begin + d.end())
        for d in _FIGURES.finditer(match["days"])
    ]
    return number_of(match["month"]), digits or [(number_of(match["days"]), *match.span("days"))]


def number_of(text: str) -> int:
    """Return a number in figures or in kanji up to 999: 二十五 is 25."""
    if text.isdecimal():
        return int(text)
    whole, ones = 0, 0
    for sign in text:
        if sign in _TENS:
            whole, ones = whole + (ones or 1) * _TENS[sign], 0
        else:
            ones = ones * 10 + "〇一二三四五六七八九".index(sign)
    return whole + ones


def era_year(era: str, nth: str) -> int:
    """Return the western year of an era's: 平成28年 is 2016, 令和元年 2019."""
    return ERAS[era] + (1 if nth == "元" else number_of(nth))


def _year(match: re.Match[str]) -> tuple[int | None, bool]:
    """Return the western year and whether era and year disagree; a year from -1 to 1 is relative
    (昨年, 来年).
    """
    if match["near"]:
        return {"来": 1, "翌": 1, "昨": -1, "去": -1}.get(match["near"][0], 0), False
    western = match["year"] or match["also"] or match["d_year"]
    era, nth = (
        match["era"] or match["era2"] or match["d_era"],
        match["nth"] or match["nth2"] or match["d_nth"],
    )
    if not era:
        return (int(western) if western else None), False
    name = _SIGNS.get(era, era)
    number = 1 if nth == "元" else int(nth)
    counted = ERAS[name] + number
    wrong = number < 1 or number > _LAST.get(name, 99) or bool(western and int(western) != counted)
    return (int(western) if western else counted), wrong


def _weekday(flat: str, end: int) -> tuple[int | None, int]:
    """Return the weekday that stands behind a date, and where it ends. Of (土・日) it is the last:
    it closes a list.
    """
    match = _WEEKDAY.match(flat, end)
    if match is None:
        holiday = _HOLIDAY.match(flat, end)  # 24日(休)まで
        return None, holiday.end() if holiday else end
    if match["english"]:
        return _ENGLISH.index(match["english"].lower()), match.end()
    days = (match["in"] or match["bare"]).removesuffix("曜日").removesuffix("曜")
    return WEEKDAYS.index(days[-1]), match.end()


def _joint(flat: str, last: _Raw, start: int) -> str:
    gap = flat[last.end : start]
    if len(gap) > 40 or (ONWARD.search(gap) and OF_ITS_OWN.match(flat, start)):
        return ""
    return "~" if _SPAN.fullmatch(gap) else "、" if _AND.fullmatch(gap) else ""


#: two more of them behind the first: 全5回(10/11、10/18、11/1)
_LIST: Final = re.compile(
    r"(?:\s*[、,・]\s*(?:1[0-2]|[1-9])/(?:3[01]|[12]\d|[1-9])(?![\d/])(?:\([^()]{1,6}\))?){2}"
)


#: 12/5土の朝, 2/11(祝), 1/4朝: behind a day
_OF_DAY: Final = re.compile(
    r"\s?(?:\((?:祝|休)|[月火水木金土](?=[・、。,のにはがで~-]|から|夜|朝|午|$)|の?(?:朝|夕方?|夜|正午)|から|より|必着)"
)
_OF_ANY: Final = re.compile(r"[にはがで]|の(?!縮尺|模型|大きさ|量|値)")
_ENDS: Final = re.compile(
    r"[^\S\n]*(?:$|[\n)\]」。と]|、(?!\s*\d))|\s+[一-龠ぁ-んァ-ヶ「『]|~\d{1,2}(?![\d/:.~時分人名円組冊点回歳月])"
)
_HEADS: Final = re.compile(r"\s+[一-龠ぁ-んァ-ヶ「『]")  #: 2/12 冬のおはなし会, as a line begins
_SCALE: Final = re.compile(r"(?:縮尺|縮小|比率?|[約の÷×=])\s*$")
_TWELFTH: Final = 12  #: up to it a fraction is written so, too


def _date_like(flat: str, match: re.Match[str], joined: str) -> bool:
    """Whether 7/1 without a weekday is a date: it continues one, a time, a span or two more of them
    follow, or a label, or 受付中～, stands before.
    """
    month, day = int(match["s_month"]), int(match["s_day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return False
    after, before = (
        flat[match.end() : match.end() + 12],
        flat[max(0, match.start() - 8) : match.start()],
    )
    # 1/20 and 12/3 are no parts of a whole
    no_part = (day > _TWELFTH or month > day) and not _SCALE.search(before)
    return (
        bool(joined)
        or _LIST.match(flat, match.end()) is not None
        or _OF_DAY.match(after) is not None
        or (no_part and (_OF_ANY.match(after) or _ENDS.match(after)) is not None)
        or (before[-1:] in ("", "\n") and _HEADS.match(after) is not None)
        or bool(
            re.match(
                r"\s*(?:\d{1,2}(?::\d\d|時)|午[前後]|(?:~|から|-)\s*\d{1,2}(?:/\d|日)|まで|に開催|開催|必着|消印|締め?切|〆)",
                after,
            )
        )
        or bool(
            re.search(
                r"(?:日時?|期間|とき|開催日|締切|期限)\s*[:\])]?\s*$|(?:中|再開|開始|今日|現在)\s*~\s*$",
                before,
            )
        )
    )


def _dated(text: str, raws: Sequence[_Raw], today: date) -> Iterator[Mention]:
    """Give each date its year: its own, that of the date it continues, else the nearest to the last
    date with a year.
    """
    explicit = [
        d
        for raw in raws
        if raw.year is not None and raw.year > 1 and (d := _made(raw.year, raw.month, raw.day))
    ]
    near_now = [d for d in explicit if abs((d - today).days) <= 400]
    anchors = near_now or [d for d in explicit if abs((d - today).days) <= 40 * 366]
    shift = _shift(raws, anchors[0] if anchors else today)
    anchor, before, known = (anchors[0] if anchors else today), today.year, False
    last: date | None = None
    of_weekday: dict[int, date] = {}  #: days that a weekday fits, by their number
    for number, raw in enumerate(raws):
        if raw.year is not None:
            year, known = (today.year + raw.year if raw.year <= 1 else raw.year), raw.year > 1
        elif not raw.joined and (end := _end_of(raws, number)):
            # 8月1日～2027年3月31日 begins in the year before
            year, known = end.year - ((raw.month, raw.day) > (end.month, end.day)), False
        elif raw.joined:
            year = before + raw.next_year
        else:
            year, known = _near(anchor, raw.month, raw.day) + shift, False
        day = _made(year, raw.month, raw.day)
        misses = raw.weekday is not None and (day is None or day.weekday() != raw.weekday)
        if misses and raw.year is None and anchor > today and not (raw.joined or raw.bare):
            # 面接日は5月20日(土), behind the last day of what the page is about, in another year
            other = _made(_near(today, raw.month, raw.day), raw.month, raw.day)
            fits = other is not None and other.weekday() == raw.weekday
            if other and fits and (other >= today or _runs_on(other, raws, number, today)):
                day, year, misses = other, other.year, False
        if misses or day is None:
            day = _of_other_months(raw, last, day, anchor=anchor, shift=shift)
            year = day.year if day and misses else year
        if day and raw.weekday is not None and day.weekday() == raw.weekday:
            of_weekday[raw.day] = day
        elif raw.bare and not raw.joined and raw.weekday is None:
            # 25日(金) … 10月4日まで。25日の正午に: the one that has been named
            day = of_weekday.get(raw.day, day)
            year = day.year if day else year
        last = day
        if raw.year is not None and day in anchors:
            anchor = day
        before = year
        yield Mention(
            text=text[raw.start : raw.end],
            start=raw.start,
            end=raw.end,
            date=day,
            weekday_given=raw.weekday,
            weekday_true=None if day is None else day.weekday(),
            year_given=known,
            era_wrong=raw.era_wrong,
            joined=raw.joined,
        )


def _of_other_months(
    raw: _Raw, last: date | None, day: date | None, *, anchor: date, shift: int
) -> date | None:
    """Return a bare day in the month in which its weekday fits, of those named before, of the day
    that it continues, or the next: 15日(火) behind a span into January, 30日(月)、3日(木); one
    without a weekday in the month named before that has it: 10月31日・11月1日。31日は; else `day`.
    """
    listed = raw.weekday is not None and raw.joined == "、" and raw.bare and last is not None
    after = (last.month, last.month % 12 + 1) if last and listed else ()
    months = raw.months if raw.weekday is None else (*raw.months[1:], *after)
    others = [_made(_near(anchor, one, raw.day) + shift, one, raw.day) for one in months]
    if raw.weekday is not None:  # behind many bare days: no day of a month that is over
        far = (_made(_near(anchor, one, raw.day) + shift, one, raw.day) for one in raw.by_name[1:])
        others += [one for one in far if one and one >= anchor]
    fits = (one for one in others if one and raw.weekday in (None, one.weekday()))
    return next(fits, day)


def _runs_on(begin: date, raws: Sequence[_Raw], number: int, today: date) -> bool:
    """Whether a span that began on a day lasts still, and its end has its own weekday, too:
    9月2日(火)～12月28日(日) above a day of the next year.
    """
    after = raws[number + 1] if number + 1 < len(raws) else None
    if after is None or after.joined != "~" or after.weekday is None:
        return False
    end = _made(
        begin.year + ((after.month, after.day) < (begin.month, begin.day)), after.month, after.day
    )
    return end is not None and end >= today and end.weekday() == after.weekday


def _end_of(raws: Sequence[_Raw], number: int) -> date | None:
    """Return the end of the span that a date begins, where it alone has the year."""
    after = raws[number + 1] if number + 1 < len(raws) else None
    if after is None or after.joined != "~" or after.year is None or after.year <= 1:
        return None
    return _made(after.year, after.month, after.day)


def _shift(raws: Sequence[_Raw], anchor: date) -> int:
    """Return by how many years the dates without a year lie off the nearest, as at least two of
    their weekdays say.
    """
    votes: dict[int, int] = dict.fromkeys((0, -1, 1, -2, -3), 0)
    alone = [raw for raw in raws if raw.year is None and not raw.joined and raw.weekday is not None]
    for shift in votes:
        if votes[0] == len(alone):  # nearly always; none, too
            return 0
        for raw in alone:
            day = _made(_near(anchor, raw.month, raw.day) + shift, raw.month, raw.day)
            votes[shift] += day is not None and day.weekday() == raw.weekday
    best = max(votes, key=lambda shift: votes[shift])
    if best and votes[best] >= 2 and not votes[0]:
        return best
    if (
        best in (-1, 1) and len(alone) == 1 and votes[best]
    ):  # a single one must lie far off, else it is a slip
        day = _made(_near(anchor, alone[0].month, alone[0].day), alone[0].month, alone[0].day)
        return best if day and abs((day - anchor).days) > 150 else 0
    return 0


@lru_cache(512)
def _near(anchor: date, month: int, day: int) -> int:
    """Return the year in which that day lies nearest to the anchor; a day to come counts half as
    far as one gone by.
    """

    def distance(year: int) -> int:
        there = _made(year, month, day) or _made(year, min(max(month, 1), 12), 1) or anchor
        days = (there - anchor).days
        return days if days >= 0 else -2 * days

    return min((anchor.year, anchor.year + 1, anchor.year - 1), key=distance)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
