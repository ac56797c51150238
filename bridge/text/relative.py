"""Pure: words that mean another day tomorrow — 本日, 明日, 来週 — found, and put as the date that
they meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from bridge.text.daywords import WEEKDAYS, week_day

_DAYS_OFF: Final = {
    "本日": 0,
    "今日": 0,
    "きょう": 0,
    "明日": 1,
    "あした": 1,
    "あす": 1,
    "明後日": 2,
    "あさって": 2,
    "昨日": -1,
    "きのう": -1,
    "一昨日": -2,
    "おととい": -2,
}
_KANA: Final = frozenset(("きょう", "きのう", "あした", "あす"))
#: きょう玄関に来てください; not きょう午後3時から
_VERB_BEHIND: Final = re.compile(r"(?![午朝昼夕夜正早未])[一-龠]")
_MONTHS_OFF: Final = {"今月": 0, "来月": 1, "先月": -1}
#: what they can begin with: at nearly every letter nothing more need be tried
_FIRST: Final = r"(?=[一明本今昨来先再週きあお])"
RELATIVE: Final = re.compile(
    rf"{_FIRST}(?:(?<![一-龠])(?:一昨日|明後日|本日|今日(?!的|性)|明日(?!香|葉)|昨日|昨夜|今朝|今夜|今晩|今週末?|来週|先週|再来週|今週|来月|今月|先月|週末)(?!号)"
    r"|(?:(?<![ぁ-ん])|(?<=[はもがでに]))(?<![A-Za-zＡ-Ｚァ-ヶー])(?:(?:きょう|きのう|あした|あす)(?!の(?:健康|料理|できごと|ことば))(?=[はのも、一-龠\d０-９]|から|まで)|あさって|おととい))"
)
#: a weekday of this week, of the next, or the next one; a date behind it says it
_WEEKDAY: Final = re.compile(
    r"(?<![一-龠])(?:(?P<week>今週|来週|今度|次)の?|この)(?P<weekday>[月火水木金土日])曜(?:日|(?!日))"
    r"(?:\s?[(（](?:(?P<month>[\d０-９]{1,2})月)?(?P<day>[\d０-９]{1,2})日(?:・?祝)?[)）]"
    r"|(?!\s?[、,]?\s?[(（]?\d|ごと|と|[ァ-ヶー]|[一-龠](?<![午朝昼夕夜正早])))"
)
NAME: Final = 24  #: letters of a name before such a word, and behind it
_QUOTED: Final = re.compile(r"[「『《≪〈]\s*$")
_DATE_BEHIND: Final = re.compile(
    r"\s*(?:[（(]\s*(?P<date>[\d０-９令和年月日/ ]{3,}\s*(?:[（(][月火水木金土日][^（()）]{0,"
    r"6}[)）])?)\s*[)）]|[、,]?(?=\s*(?:令和\s*)?[\d０-９]{1,4}\s*[年月/]))"
)


_DAY_BESIDE: Final = re.compile(r"[の、]?(?=(?P<day>[\d０-９]{1,2})日)")


def relative_words(text: str) -> tuple[str, ...]:
    """Return the words of `text` that mean another day when read on another day, in order; titles
    in 「」 stay out.
    """
    return tuple(match.group() for match in _relatives(text))


def resolve_relative(text: str, published: date) -> str:
    """Return `text` with 本日, 明日, 昨日 … put as the date that they meant on the day of
    publication.

    今月 becomes that month, 今週土曜日 its date; weeks alone (来週) stay as they are; of 明日9月4日
    the date stays.
    """
    text = _WEEKDAY.sub(lambda match: _of_week(match, published), text)
    parts, place = [], 0
    for match in _relatives(text):
        months = _MONTHS_OFF.get(match.group())
        if months is not None:
            month = f"{(published.month + months - 1) % 12 + 1}月"
            if month not in text:  # 今月の本(12月) says it already
                parts += [text[place : match.start()], month]
                place = match.end()
            continue
        off = _DAYS_OFF.get(match.group())
        if off is None:
            continue
        if behind := _DATE_BEHIND.match(
            text, match.end()
        ):  # 明日9月4日, 明日(9月4日): the date says it
            parts += [text[place : match.start()], behind["date"] or ""]
            place = behind.end()
            continue
        day = published + timedelta(days=off)
        if beside := _DAY_BESIDE.match(text, match.end()):  # おとといの12日(月)
            month = f"{day.month}月" if int(beside["day"]) == day.day else ""
            parts += [text[place : match.start()], month]
            place = beside.end()
            continue
        then = "に" if match[0] in _KANA and _VERB_BEHIND.match(text, match.end()) else ""
        parts += [text[place : match.start()], f"{week_day(day)}{then}"]
        place = match.end()
    return "".join(parts) + text[place:]


def _of_week(match: re.Match[str], published: date) -> str:
    """Return the date of 今週土曜日, 来週の月曜日, 今週の土曜日(25日); the words where it is over
    or another day's.
    """
    weekday = WEEKDAYS.index(match["weekday"])
    ahead = weekday - published.weekday()
    if match["week"] == "来週" or (match["week"] != "今週" and ahead <= 0):
        ahead += 7
    day = published + timedelta(days=ahead)
    numbers = (match["month"] or day.month, match["day"] or day.day)
    other = tuple(map(int, numbers)) != (day.month, day.day)
    return week_day(day) if ahead >= 0 and not other else match[0]


def _relatives(text: str) -> Iterator[re.Match[str]]:
    return (
        match
        for match in RELATIVE.finditer(text)
        if not _QUOTED.search(text, max(0, match.start() - 3), match.start())
        and not _named(text, match)
    )


def _named(text: str, match: re.Match[str]) -> bool:
    """Whether a word stands in a name: 「この指とまれ、あしたの図書館」."""
    begin = max(text.rfind(sign, 0, match.start()) for sign in "「『")
    end = max(text.rfind(sign, 0, match.start()) for sign in "」』")
    behind = re.match(r"[^「」『』。\n]{0,24}[」』]", text[match.end() :])
    return begin > end and match.start() - begin <= NAME and behind is not None
