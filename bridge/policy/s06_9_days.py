"""6(9): what a text says of a day — its weekday, its half, an hour of a weekday, whether the thing
takes place on it.

Pure. A weekday that the page does not know, 20時 of 土曜 where the page has it for 金曜, 午前 of a
day of which the page says 午後 without an hour, 12月6日 called off where the page calls off the
20th, or told as if it took place where the page calls it off. Sees what stands in one sentence;
what is only possible (雨天中止) says nothing of a day, and of a day that the page tells both ways
nothing is said.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from bridge.policy import claims
from bridge.policy.matter import TEXT, finding
from bridge.text.daywords import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bridge.model import Finding

#: 木曜日, 水・土曜, 毎週火(; the day of a newspaper or a nickname is none
_WEEKDAY: Final = re.compile(r"(?P<days>[月火水木金土日](?:[・、と][月火水木金土日])*)曜")
_BESIDE: Final = re.compile(r"\((?P<day>[月火水木金土日])(?:[・)/]|曜)")
#: the library's own closed day is told on any notice
_CLOSED: Final = re.compile(r"休[館室み]|閉館|定休")
_WEEKENDS: Final = re.compile(r"土日|週末|平日|毎日|全日")
#: 1月16日(土)午後, without an hour behind it
_HALF: Final = re.compile(
    r"(?:\([^()\n]{0,6}\))?\s?の?(?P<half>午前|午後|夜|夕方|朝)(?:中|の部)?(?!\s?\d|\s?[(]?\d)"
)
#: 第1金曜、午前: a day of the week with its half
_WEEKLY_HALF: Final = re.compile(
    r"(?P<day>[月火水木金土日])曜日?(?:の|、|は|に|\s)?(?P<half>午前|午後|夜|夕方|朝)(?:中|の部)?(?!\s?\d)"
)
_NEAR: Final = 24  #: characters before an hour in which its weekdays stand
#: 金曜日は, right before its hour
_OF_WEEK: Final = re.compile(
    r"(?<![~から火水木金土日月・とか])(?P<days>(?:[月火水木金土日](?:曜日?)?[・、とか])*[月火水木金土日]曜日?)"
    r"[はのに]{0,2}\s?(?:朝|夜|夕方|午前|午後)?$"
)
_LATE: Final = {"午前": False, "朝": False, "午後": True, "夜": True, "夕方": True}
#: 月曜はお休みです; 休館日 毎週水曜日
_SHUT: Final = re.compile(
    r"(?<!第.)(?P<day>[月火水木金土日])曜日?(?:だけ)?[はが](?:お?休み(?![のに])|休館|閉館)"
)
_NEXT: Final = re.compile(r"翌(?:日|\d{1,2}日)の?$")
_SHUT_LINE: Final = re.compile(
    r"^[^。]{0,6}(?:休館日|休室日|お?休み|定休日)[\s:はが(]|曜日?[はが]?(?:お?休み|休館)"
)


def findings(
    passages: Sequence[claims.Passage], page: Sequence[claims.Passage]
) -> Iterator[Finding]:
    """Yield what a text's passages say of a day otherwise than its page's."""
    yield from _weekdays(passages, page)
    yield from _halves(passages, page)
    yield from _weekly_hours(passages, page)


def _weekdays(
    passages: Sequence[claims.Passage], page: Sequence[claims.Passage]
) -> Iterator[Finding]:
    """Yield each weekday that the page does not name, nor has among its days."""
    whole = "\n".join(one.text for one in page)
    known = {day for match in _WEEKDAY.finditer(whole) for day in match["days"]}
    known |= set(_BESIDE.findall(whole))
    known |= {WEEKDAYS[at.weekday()] for at in _dates(page)}
    if _WEEKENDS.search(whole) or not known:
        known |= set(WEEKDAYS)
    for passage in passages:
        for match in () if _CLOSED.search(passage.text) else _WEEKDAY.finditer(passage.text):
            if not known.issuperset(re.sub("[・、と]", "", match["days"])):
                why = (
                    f"この曜日はリンク先のページにありません(ページ: {'、'.join(_sorted(known))})。"
                )
                yield finding("6(9)", match[0], TEXT, why, stop=True)
        yield from _closed_weekdays(passage, page)


def _closed_weekdays(passage: claims.Passage, page: Sequence[claims.Passage]) -> Iterator[Finding]:
    """Yield a weekday that a text calls closed, where the page has others closed and not it."""
    ours = _SHUT.search(passage.text) if not passage.days else None
    lines = (
        [one.text for one in page if not one.days and _SHUT_LINE.search(one.text)] if ours else []
    )
    known = {day for line in lines for day in re.findall(r"([月火水木金土日])曜", line)}
    if ours and _NEXT.search(passage.text[: ours.start()]):
        return  # かわりに翌日の火曜日がお休みです: of one week
    if ours and known and ours["day"] not in known:
        why = f"ページでは、休みは{'、'.join(_sorted(known))}です。"
        yield finding("6(9)", ours[0], TEXT, why, stop=True)


def _sorted(days: Iterable[str]) -> list[str]:
    return [f"{day}曜日" for day in WEEKDAYS if day in days]


def _dates(passages: Iterable[claims.Passage]) -> set[date]:
    return {day.mention.date for one in passages for day in one.days if day.mention.date}


def _half_days(passages: Sequence[claims.Passage]) -> Iterator[tuple[date, str, str]]:
    """Yield each day that has a half and no hour: the day, its half, both in words."""
    for passage in passages:
        for day in passage.days:
            end = day.mention.end - passage.start
            half = _HALF.match(passage.text, end)
            if half and day.mention.date:
                yield day.mention.date, half["half"], f"{day.mention.text}{half[0]}"


def _halves(
    passages: Sequence[claims.Passage], page: Sequence[claims.Passage]
) -> Iterator[Finding]:
    """Yield each half of a day where the page tells that day's other half, or its hours."""
    known: dict[date, set[str]] = {}
    for at, half, _ in _half_days(page):
        known.setdefault(at, set()).add(half)
    for one in page:
        begins = {time.begins.hour >= 12 for time in one.times if time.begins}
        for at in _dates((one,)):
            known.setdefault(at, set()).update("午後" if late else "午前" for late in begins)
    for passage in passages:
        for weekly in _WEEKLY_HALF.finditer(passage.text):
            late = _late_on(weekly["day"], page)
            if late and _LATE[weekly["half"]] not in late:
                why = f"ページでは、この曜日の「{'午後' if True in late else '午前'}」です。"
                yield finding("6(9)", weekly[0], TEXT, why, stop=True)
    for at, half, words in _half_days(passages):
        page_halves = known.get(at, set())
        if not page_halves or _LATE[half] in {_LATE[one] for one in page_halves}:
            continue
        if not any(re.search(rf"(?:同じ|その|この|当)日の?{half}", one.text) for one in page):
            why = f"ページでは、この日の「{min(page_halves)}」です。"
            yield finding("6(9)", words, TEXT, why, stop=True)


def _weekly_hours(
    passages: Sequence[claims.Passage], page: Sequence[claims.Passage]
) -> Iterator[Finding]:
    """Yield each hour of a weekday (土曜は20時まで) that the page has for other weekdays alone."""
    known: dict[int, set[str]] = {}
    for days, minutes, _ in _by_weekday(page, page=True):
        for minute in minutes:
            known.setdefault(minute, set()).update(days or WEEKDAYS)
    for days, minutes, words in _by_weekday(passages, page=False):
        theirs = set[str]().union(*(known.get(minute, set()) for minute in minutes))
        if days and theirs and not theirs & days:
            why = f"ページでは、この時刻は{'、'.join(_sorted(theirs))}です。"
            yield finding("6(9)", words, TEXT, why, stop=True)


def _by_weekday(
    passages: Sequence[claims.Passage], *, page: bool
) -> Iterator[tuple[set[str], frozenset[int], str]]:
    """Yield each hour with the weekdays right before it, none where it has none, and both in
    words.
    """
    for passage in passages:
        for time in passage.times:
            start = time.start - passage.start
            before = _OF_WEEK.search(passage.text, start - _NEAR, start)
            days = set(re.sub("曜日?", "", before["days"])) & {*WEEKDAYS} if before else set[str]()
            words = f"{before[0] if before else ''}{time.words}"
            for minutes in claims.moments(time, page=page):
                yield days, minutes, words


def _late_on(day: str, page: Sequence[claims.Passage]) -> set[bool]:
    """Return whether the lines of a page that name a day of the week name hours of the morning, of
    the afternoon, or both; none where it names none.
    """
    halves: set[bool] = set()
    for one in page:
        if any(day in match["days"] for match in _WEEKDAY.finditer(one.text)):
            halves |= {time.begins.hour >= 12 for time in one.times if time.begins}
            halves |= {_LATE[match["half"]] for match in _WEEKLY_HALF.finditer(one.text)}
    return halves
