"""Pure: what takes place when — dates, times, spans and series of Japanese text as Occasion values,
and back into words.

The door of this folder for dates: `mentions` (each date for itself) and the relative words are
named here too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, time
from typing import Final

from bridge.model import Occasion
from bridge.text.daywords import WEEKDAYS, month_day, week_day
from bridge.text.mentions import ERAS, Mention, mentions
from bridge.text.relative import RELATIVE, relative_words, resolve_relative
from bridge.text.times import Times, find_times, fold

__all__ = [
    "ERAS",
    "RELATIVE",
    "WEEKDAYS",
    "Mention",
    "find_occasions",
    "fold",
    "house",
    "mentions",
    "relative_words",
    "resolve_relative",
    "say",
    "say_all",
    "say_day",
]

#: days of the page itself, not of what it tells
_STAMP: Final = re.compile(
    r"(?:掲載|公開|更新|登録|投稿|発信|作成|発行|発表|掲示|改訂|配信)(?:日時?|年月日)?\s*[:\])]?\s*$|ページ番号\s*\d*\s*$"
)
#: "as of": a day on which something was so
_AS_OF: Final = re.compile(r"[^。\n]{0,12}?(?:現在(?!まで)|時点)")
QUARTER: Final = 92  #: days that lie behind in another year, and need their year
HALF_YEAR: Final = 180  #: days of a span over a new year whose end needs its year
_MONTH: Final = re.compile(r"\d\s*月|\d[./]\d|[一二三四五六七八九十]月")
_END: Final = re.compile(r"[。\n]|毎週|毎月")
#: から, の巡回から, 受付分から
_FROM: Final = re.compile(
    r"\s*(?:の?(?:巡回|配本|貸出|利用|開館)から|(?:受付|利用|申込|貸出)?分?(?:から|より|以降))(?!\s*\d)"
)
_UNTIL: Final = re.compile(r"\s*(?:まで|迄|以前|締切|必着)")
#: ～6月20日, 開館再開～6月20日: a day till when, with no day before it
_TILL: Final = re.compile(r"(?:^|[^\d\s日時分曜)）])\s*[~～〜]\s*$")
_SERIES: Final = re.compile(
    r"(?:毎週|毎月(?=第)|(?=第\s*[1-5一二三四五]))\s*(?P<nth>(?:第?\s*[1-5一二三四五]\s*[・、,と]?\s*){0,5})\s*"
    r"(?P<days>[月火水木金土日](?:曜日?)?(?:\s*[・、,と~]\s*[月火水木金土日](?:曜日?)?)*)(?=曜|[・、,と()\s])曜?日?"
)


#: on which days of a span: (7月4日から8月29日)までの土曜日
_WITHIN: Final = re.compile(
    r"\s*(?:まで)?の(?P<nth>)(?P<days>[月火水木金土日]曜日?(?:\s*[・、,と]\s*[月火水木金土日]曜日?)*)"
)


def find_occasions(text: str, today: date) -> tuple[Occasion, ...]:
    """Return what `text` says takes place when, in its order; `today` is the day of reference for a
    missing year.

    A time belongs to the dates of its line that stand before it. Impossible dates, the page's own
    dates (更新日) and "as of" dates are left out. A date in a list is an occasion of its own.
    """
    flat = fold(text)
    all_mentions = mentions(text, today)
    times = [
        t
        for t in find_times(text)
        if not t.aside and not any(m.start <= t.start < m.end for m in all_mentions)
    ]
    groups = list(_spans(all_mentions))
    occasions: list[tuple[int, Occasion]] = []
    for number, (first, last) in enumerate(groups):
        if (
            first.date is None
            or (last and last.date is None)
            or _STAMP.search(flat[max(0, first.start - 12) : first.start])
        ):
            continue
        stop = groups[number + 1][0].start if number + 1 < len(groups) else len(flat)
        end = (last or first).end
        stop = _line_end(flat, end, stop)
        if last is None and _AS_OF.match(flat, end, stop):
            continue
        weekly = _WITHIN.match(flat, end) if last else None
        if weekly and not _closed_then(flat, weekly.end()):  # 8月29日までの土曜日 10時～
            occasions.append((weekly.start("days"), _series(text, weekly, times, flat)))
            stop = end
        occasions.append(
            (
                first.start,
                _occasion(text, first, last, [t for t in times if first.end <= t.start < stop]),
            )
        )
    occasions = _shared(occasions, [first for first, _ in groups])
    occasions += [
        (m.start(), _series(text, m, times, flat))
        for m in _SERIES.finditer(flat)
        if not _closed_then(flat, m.end())
    ]
    return tuple(occasion for _, occasion in sorted(occasions, key=lambda pair: pair[0]))


def _spans(all_mentions: tuple[Mention, ...]) -> Iterator[tuple[Mention, Mention | None]]:
    """Yield each date with the last day of its span, None for a single day."""
    place = 0
    while place < len(all_mentions):
        first, after = (
            all_mentions[place],
            all_mentions[place + 1] if place + 1 < len(all_mentions) else None,
        )
        spanned = after is not None and after.joined == "~"
        yield first, after if spanned else None
        place += 1 + spanned


def _occasion(text: str, first: Mention, last: Mention | None, times: list[Times]) -> Occasion:
    end = last or first
    inner = next((t for t in times if last and t.start < last.start), None)
    outer = next((t for t in times if t.start >= end.end), None)
    begins, ends, clock, through = None, None, "", False
    again: list[Times] = []
    part = _FROM_PART.match(text, first.end, last.start) if last and not inner else None
    if part or inner is not None or (last and outer and outer.begins is None):
        begins, ends, through = (
            (inner.begins if inner else None),
            (outer.ends or outer.begins if outer else None),
            True,
        )
        since = part["part"] if part else inner.words.rstrip("～") if inner else ""
        clock = f"{since}|{outer.words if outer else ''}"
    elif outer is not None:
        again = _again(text, times[times.index(outer) :])
        begins, ends, clock = outer.begins, outer.ends, "、".join(_hours(text, t) for t in again)
    half = _PART_OF_DAY.match(text, end.end) if not (last or clock or outer) else None
    if half:  # 12月4日(金)午前: not the whole day
        clock = half["part"]
    stop = max([end.end, half.end() if half else 0, *(t.end for t in (inner, outer, *again) if t)])
    until = last is None and bool(
        _UNTIL.match(text, end.end)
        or (outer and outer.begins is None)
        or _TILL.search(text[max(0, first.start - 8) : first.start])
    )
    return Occasion(
        None if until else first.date,
        first.date if until else last.date if last and last.date != first.date else None,
        begins,
        ends,
        text=text[first.start : stop],
        year_given=first.year_given,
        weekday_wrong=first.weekday_wrong or bool(last and last.weekday_wrong) or first.era_wrong,
        weekday_given=first.weekday_given is not None,
        clock=clock,
        through=through,
        onward=last is None and bool(_FROM.match(text, end.end)),
    )


#: in which part of its first day a span begins: 12月28日(月)午後～1月3日(日)
_FROM_PART: Final = re.compile(r"\s*の?(?P<part>午前|午後|夕方|夜)\s*(?:から|より|[~～〜])")
#: which part of a day, where no hour is given
_PART_OF_DAY: Final = re.compile(
    r"\s*の?(?P<part>(?:午前|午後|夕方|夜)(?:中|のみ)?)"
    r"(?=$|[\s、。,，)）(（・/／]|(?:から|より|まで|は|に)?(?:臨時)?(?:休館|閉館|休室|停止|休止|中止))"
)

#: what stands between two times of one day: 10時～11時、14時～15時; 午前の部 10時～、午後の部 2時～
#: and ①10時～(3歳まで) ②14時～, where the first hours alone would pass for all
_BETWEEN: Final = re.compile(
    r"\s*(?:\([^()]{1,24}\)(?=\s*[、,・/]?\s*[②-⑨]))?\s*(?:[、,・/と]|及び|および)?\s*[(]?(?:(?:午前|午後|昼|夜|夕方?)の部|第?\s?\d{1,2}\s?(?:回目?|部)|[①-⑨])?[):]?\s*"
)
_LATER: Final = re.compile(r"(?:午後|夜|夕方?)の部[):]?\s*$")


def _again(text: str, times: list[Times]) -> list[Times]:
    """Return the first of `times` and those that stand right behind it: hours of the same day."""
    row = times[:1]
    for one in times[1:]:
        if one.begins is None or not _BETWEEN.fullmatch(fold(text[row[-1].end : one.start])):
            break
        row.append(one)
    return row


def _hours(text: str, one: Times) -> str:
    """Return a time in words; 2時～3時 behind 午後の部 are 午後2時～3時."""
    later = one.begins and one.begins.hour < 9 and one.words[0].isdigit()
    return f"午後{one.words}" if later and _LATER.search(text[: one.start]) else one.words


def _shared(
    occasions: list[tuple[int, Occasion]], firsts: list[Mention]
) -> list[tuple[int, Occasion]]:
    """Give the dates of a list the time that stands behind its last: 4日(土)、11日(土) 10時～."""
    joined = {m.start for m in firsts if m.joined == "、"}
    for place in range(len(occasions) - 2, -1, -1):
        (start, one), (after, other) = occasions[place], occasions[place + 1]
        if (
            after in joined
            and one.begins is None
            and other.begins is not None
            and not other.through
        ):
            occasions[place] = (
                start,
                replace(one, begins=other.begins, ends=other.ends, clock=other.clock),
            )
    return occasions


def _series(text: str, match: re.Match[str], times: list[Times], flat: str) -> Occasion:
    stop = _line_end(flat, match.end(), match.end() + 30)
    behind = [t for t in times if match.end() <= t.start]
    clock = behind[0] if behind and behind[0].start < stop else None
    words = "、".join(t.words for t in _again(text, behind)) if clock else ""
    numbers = {c: n % 5 + 1 for n, c in enumerate("12345一二三四五")}
    days = match["days"]
    weekly = {WEEKDAYS.index(c) for c in re.sub("曜日?", "", days) if c in WEEKDAYS}
    if "~" in days:
        weekly = set(range(min(weekly), max(weekly) + 1))
    return Occasion(
        None,
        begins=clock.begins if clock else None,
        ends=clock.ends if clock else None,
        weekly=tuple(sorted(weekly)),
        text=text[
            match.start("days" if match.re is _WITHIN else 0) : clock.end if clock else match.end()
        ],
        clock=words,
        ordinals=tuple(sorted({numbers[c] for c in match["nth"] if c in numbers})),
    )


def _line_end(flat: str, place: int, stop: int) -> int:
    """Return where the line or sentence ends, `stop` at the latest."""
    match = _END.search(flat, place, min(stop, len(flat)))
    return match.start() if match else min(stop, len(flat))


#: (8月はお休み), (祝日は休み): an exception, and no closing
_EXCEPTED: Final = re.compile(r"\((?:\d{1,2}月|祝日|休日|年末年始)[^()]*\)")


def _closed_then(flat: str, end: int) -> bool:
    """Whether the series is of closed days: 毎週金曜日・第3火曜日は休館."""
    return bool(
        re.match(
            r"[^。\n]{0,20}(?:(?:休館|休室|閉館)(?!日?(?:を|は)?除)|休み|閉室|定休)",
            _EXCEPTED.sub("", flat[end : end + 40])[:26],
        )
    )


# ── in words ────────────────────────────────────────────────────────────────────────────────────


def say(occasion: Occasion, today: date) -> str:
    """Return the occasion in the house style: 7月1日(水)14:30～16:00, 7月1日(水)～3日(金),
    毎週土曜日 10時～, 7月3日(金)まで.

    The times stand as the page has them; the weekday only when the page names it or the year; the
    year when it is the page's own and lies far from `today`.
    """
    clock = occasion.clock or _clock(occasion.begins, occasion.ends)
    sure = (occasion.weekday_given or occasion.year_given) and not occasion.weekday_wrong
    if occasion.weekly:
        nth = "・".join(f"第{n}" for n in occasion.ordinals)
        days = "・".join(WEEKDAYS[day] for day in occasion.weekly)
        return _with(f"{nth or '毎週'}{days}曜日", clock)
    if occasion.start is None:
        return (
            _with(_day(occasion.end, today, occasion, weekday=sure), clock.removesuffix("まで"))
            + "まで"
            if occasion.end
            else clock
        )
    long = occasion.end is not None and (occasion.end - occasion.start).days > 300
    start = _day(occasion.start, date.min if long else today, occasion, weekday=sure)
    if occasion.end is None:
        return _with(f"{start}から" if occasion.onward else start, clock)
    end = _day(occasion.end, date.min if long else occasion.start, occasion, weekday=sure)
    if not long and _is_on(occasion.start, occasion.end):
        # 8月1日(金)～2026年3月31日(火)
        end = f"{occasion.end.year}年{end.removeprefix(f'{occasion.end.year}年')}"
    if not long and _is_of_one_month(occasion):  # 5日～27日, as the page has it
        end = end.partition("月")[2]
    if occasion.through:
        first, _, last = clock.partition("|")
        return f"{_with(start, first)}～{_with(end, last.removesuffix('まで'))}"
    return _with(f"{start}～{end}", clock)


def _is_of_one_month(span: Occasion) -> bool:
    """Whether a span names the month of its first day alone, or one that is of both days: of
    29日～1月4日 it is the end's.
    """
    flat = fold(span.text)
    months = [match.start() for match in _MONTH.finditer(flat)]
    if len(months) != 1 or span.start is None or span.end is None:
        return False
    first = next((place for place, char in enumerate(flat) if char.isdigit()), 0)
    return span.start.month == span.end.month or months[0] <= first + 1


def say_all(occasions: Sequence[Occasion], today: date) -> str:
    """Return several occasions in a row; days of one month at one time are told together:
    8月1日(土)・8日(土)14:00～15:30.
    """
    clocks = {o.clock or _clock(o.begins, o.ends) for o in occasions}
    if (
        len(occasions) > 2
        and len(clocks) == 1
        and "" not in clocks
        and not any(o.through or o.weekly for o in occasions)
    ):
        bare = [replace(o, clock="", begins=None, ends=None) for o in occasions]
        return _with(say_all(bare, today), clocks.pop())
    parts: list[str] = []
    before: Occasion | None = None
    if len({o.start.year for o in occasions if o.start and o.year_given}) > 1 and any(
        o.start and abs((o.start - today).days) > 300 for o in occasions
    ):
        today = date.min  # 2023年4月3日～…、2024年3月11日～…: with one year stand all
    for occasion in occasions:
        words = say(occasion, today)
        if before and _alike(before, occasion):
            head = parts.pop().removesuffix(before.clock).rstrip()
            words = f"{head}・{words.partition('月')[2]}"
        elif before and before.end and not before.clock and occasion.weekly:
            words = f"{parts.pop()}の{words}"  # 7月4日～8月29日の毎週土曜日
        elif before and before.onward and not before.clock and occasion.weekly:
            words = f"{parts.pop()}{words}"  # 12月2日(水)から毎週水曜日
        parts.append(words)
        before = occasion
    return "、".join(dict.fromkeys(parts))


def _alike(one: Occasion, other: Occasion) -> bool:
    """Whether two single days of one month have the same time."""
    single = (
        one.start
        and other.start
        and not (one.end or other.end or one.onward or other.onward or one.through)
    )
    return bool(
        single
        and not _MONTH.search(fold(other.text))
        and one.start
        and other.start
        and one.start < other.start
        and one.clock == other.clock
        and (one.start.year, one.start.month) == (other.start.year, other.start.month)
    )


_WAVE: Final = re.compile(r"\s*[~〜∼]\s*(?=[午正]|\d+(?!\d*\s?(?:階|F)))|[~〜∼]")


def house(text: str, today: date) -> str:
    """Return a sentence or value with its dates in the house style: 令和8年7月1日（水曜日） becomes
    7月1日(水).

    A year that lies far off stays, and that of an end which a reader would take for the year of its
    beginning; a weekday is put only where the text has it; what is no real day stays as it is.
    """
    days = mentions(text, today)
    for before, mention in reversed([*zip((None, *days), days, strict=False)]):
        if mention.date is None or mention.weekday_wrong or mention.era_wrong:
            continue
        since = before.date if before and mention.joined else None
        far = mention.year_given and (
            _is_on(since, mention.date) if since else _is_far(mention.date, today)
        )
        month = (
            f"{mention.date.month}月"
            if re.search(r"\d\s*[月./-]\s*\d|[一二三四五六七八九十]月", fold(mention.text))
            else ""
        )
        weekday = (
            ""
            if mention.weekday_given is None
            else WEEKDAYS[mention.weekday_given] + ("・祝" if "祝" in mention.text else "")
        )
        last_year = re.match(r"[昨去]年の?", mention.text)
        year = last_year[0] if last_year else f"{mention.date.year}年" if far else ""
        day_text = f"{year}{month}{mention.date.day}日{weekday and f'({weekday})'}"
        text = text[: mention.start] + day_text + text[mention.end :].lstrip(" " if weekday else "")
    text = text.translate(_DIGITS)
    waves = "~" in text or "〜" in text or "∼" in text
    return _WAVE.sub("～", text) if waves else text


_DIGITS: Final = str.maketrans("０１２３４５６７８９", "0123456789")


def _is_far(day: date, near: date) -> bool:
    """Whether a day needs its year: 300 days off, or in another year so far away that a reader
    would take it for this one's: 2027年7月1日 told in November, 2026年10月6日 told in February.
    """
    off = (day - near).days
    return abs(off) > 300 or (day.year != near.year and (off > HALF_YEAR or off < -QUARTER))


def _is_on(start: date, end: date) -> bool:
    """Whether the end of a span needs its year: 9月3日～2019年12月28日, of sixteen months."""
    return end.year > start.year and (end - start).days > HALF_YEAR


def say_day(day: date, today: date | None = None, *, weekday: bool = True) -> str:
    """Return 7月1日(水), with the year in front when it lies far from `today`."""
    return _day(day, today or day, Occasion(day, year_given=True), weekday=weekday)


def _with(days: str, clock: str) -> str:
    return f"{days}{clock}" if days.endswith(")") or not clock else f"{days} {clock}"


def _day(day: date, near: date, of: Occasion, *, weekday: bool) -> str:
    year = f"{day.year}年" if of.year_given and _is_far(day, near) else ""
    return f"{year}{week_day(day) if weekday else month_day(day)}"


def _clock(begins: time | None, ends: time | None) -> str:
    last = f"{ends.hour}:{ends.minute:02}" if ends else ""
    if begins is None:
        return last and f"{last}まで"
    return f"{begins.hour}:{begins.minute:02}～{last}"
