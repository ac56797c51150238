"""6(9): what a text says of a day — its weekday, its half, whether the thing takes place on it.

Pure. A weekday that the page does not know, 午前 of a day of which the page says 午後 without an
hour, 12月6日 called off where the page calls off the 20th, or told as if it took place where the
page calls it off. Sees what stands in one sentence; what is only possible (雨天中止) says nothing
of a day, and of a day that the page tells both ways nothing is said.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from bridge.policy import claims
from bridge.policy.matter import TEXT, finding
from bridge.text.mentions import WEEKDAYS
from bridge.text.possible import UNSURE
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bridge.model import Finding

#: 木曜日, 水・土曜, 毎週火(; the day of a newspaper or a nickname is none
_WEEKDAY: Final = re.compile(r"(?P<days>[月火水木金土日](?:[・、と][月火水木金土日])*)曜")
_BESIDE: Final = re.compile(r"\((?P<day>[月火水木金土日])(?:[・)/]|曜)")
#: the library's own closed day is told on any notice
_CLOSED: Final = re.compile(r"休[館室み]|閉館|定休")
_WEEKENDS: Final = re.compile(r"土日|週末|平日|毎日|全日")
#: 12月1日と15日の木曜日
_OF_DAY: Final = re.compile(r"\s?の?(?P<day>[月火水木金土日])曜")
#: 1月16日(土)午後, without an hour behind it
_HALF: Final = re.compile(
    r"(?:\([^()\n]{0,6}\))?\s?の?(?P<half>午前|午後|夜|夕方|朝)(?:中|の部)?(?!\s?\d|\s?[(]?\d)"
)
#: 第1金曜、午前: a day of the week with its half
_WEEKLY_HALF: Final = re.compile(
    r"(?P<day>[月火水木金土日])曜日?(?:の|、|は|に|\s)?(?P<half>午前|午後|夜|夕方|朝)(?:中|の部)?(?!\s?\d)"
)
_LATE: Final = {"午前": False, "朝": False, "午後": True, "夜": True, "夕方": True}
#: that a thing does not take place on a day, or does
_OFF: Final = re.compile(
    r"中止|休止|休館|休室|休講|お?休み(?!の|明け|[前中後時])|(?:見|ご覧にな|ご?利用にな|お使いにな|使|でき|入|借り|開|行)[けれえいきら]{0,3}ません"
    r"|(?:会|講座|教室|上映|\))[はも]あり?ません|^[^。]{0,12}はありません"
)
_ON: Final = re.compile(
    r"予定(?:どおり|通り)|(?:開|行|おこな)[いき]ます|(?:開催|実施|開館|開室|上映)(?:し|いたし)ます|[開][館室]、|(?:開催|開館|実施)(?:です|し、)|ご覧になれます|あります"
)
#: what stands in each of them, and in each of both
_OFF_SIGN: Final = re.compile("[止休せ]")
_ON_SIGN: Final = re.compile("[予すし]")
_SIGN: Final = re.compile("[止休せ予すし]")
#: ブックポストは使えません: of a thing, not of the day
_OF_A_THING: Final = re.compile(
    r"[一-龠々ァ-ヴー][一-龠々ァ-ヴーきしりみ]{1,12}(?<![会展座室館日曜])[はもがを][^はもがを]{0,40}$"
)
#: 月曜はお休みです; 休館日 毎週水曜日
_SHUT: Final = re.compile(
    r"(?<!第.)(?P<day>[月火水木金土日])曜日?(?:だけ)?[はが](?:お?休み(?![のに])|休館|閉館)"
)
_SHUT_LINE: Final = re.compile(
    r"^[^。]{0,6}(?:休館日|休室日|お?休み|定休日)[\s:はが(]|曜日?[はが]?(?:お?休み|休館)"
)
_DENIED: Final = re.compile(r"(?:では|じゃ)な[いく]")
_ALL: Final = re.compile(r"(?:すべて|全て|全日程?|全回|どの回も|どちらも|いずれも)(?:を|の|、)?")
_OPENING: Final = re.compile(
    r"[休開][館室]|お?休み"
)  #: of one library it is said by claims.openings
#: of what beside the thing one says so
_ASIDE: Final = re.compile(
    r"(?:申し?込み?|予約|受付|駐車|返却|電話|撮影|会場|材料|費|料|必要|定員|席|問い?合わ?せ|持ち込み|託児|保育|変更)[^、。]{0,6}$"
)
_NAMED: Final = re.compile(r"「[^「」]*」|『[^『』]*』")


@dataclass(frozen=True, slots=True)
class _Held:
    """What a text says of days."""

    off: dict[date, str]  #: on which the thing does not take place, each with the words
    on: dict[date, str]
    all_off: str  #: words that call off all of it
    dates: frozenset[date]  #: every day of something that takes place or not


def findings(
    passages: Sequence[claims.Passage], page: Sequence[claims.Passage], published: date | None
) -> Iterator[Finding]:
    """Yield what a text's passages say of a day otherwise than its page's."""
    yield from _weekdays(passages, page)
    yield from _halves(passages, page)
    yield from _held_otherwise(passages, page, published)


def _weekdays(
    passages: Sequence[claims.Passage], page: Sequence[claims.Passage]
) -> Iterator[Finding]:
    """Yield each weekday that the page does not name, nor has among its days; and one behind days
    that fall on another.
    """
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
        for day in passage.days:
            at = day.mention.date
            of = _OF_DAY.match(passage.text, day.mention.end - passage.start)
            if (
                of
                and at
                and day.mention.weekday_given is None
                and of["day"] != WEEKDAYS[at.weekday()]
            ):
                why = (
                    f"曜日が合いません。{at.month}月{at.day}日は{WEEKDAYS[at.weekday()]}曜日です。"
                )
                yield finding("6(9)", f"{day.mention.text}{of[0]}", TEXT, why, stop=True)


def _closed_weekdays(passage: claims.Passage, page: Sequence[claims.Passage]) -> Iterator[Finding]:
    """Yield a weekday that a text calls closed, where the page has others closed and not it."""
    ours = _SHUT.search(passage.text) if not passage.days else None
    lines = (
        [one.text for one in page if not one.days and _SHUT_LINE.search(one.text)] if ours else []
    )
    known = {day for line in lines for day in re.findall(r"([月火水木金土日])曜", line)}
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
        if any(re.search(rf"(?:同じ|その|この|当)日の?{half}", one.text) for one in page):
            continue
        if page_halves and _LATE[half] not in {_LATE[one] for one in page_halves}:
            why = f"ページでは、この日の「{min(page_halves)}」です。"
            yield finding("6(9)", words, TEXT, why, stop=True)


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


def _held(passages: Sequence[claims.Passage]) -> _Held:
    """Return what passages say of the days that they name, sentence by sentence: a word speaks of
    the days before it, up to the word before.
    """
    off: dict[date, str] = {}
    on: dict[date, str] = {}
    everything, dates = "", set[date]()
    below: tuple[dict[date, str], str] | None = None
    for passage in passages:
        dates |= {day.mention.date for day in passage.days if day.mention.date and not day.role}
        if not (below or _SIGN.search(passage.text)):
            continue  # most lines
        text = _NAMED.sub(lambda one: " " * len(one[0]), passage.text)
        if UNSURE.search(text):
            continue
        housed = _OPENING.search(text) is not None and any(claims.houses_in(text))
        words = [
            (match.start(), state, match[0])
            for state, pattern, sign in ((off, _OFF, _OFF_SIGN), (on, _ON, _ON_SIGN))
            if sign.search(text)
            for match in pattern.finditer(text)
            if not _ASIDE.search(text[max(0, match.start() - 14) : match.start()])
            if not (state is off and housed and _OPENING.match(match[0]))
            if not (
                match[0].endswith("ません")
                and _OF_A_THING.search(text[max(0, match.start() - 60) : match.start()])
            )
        ]
        words.sort(key=lambda one: one[0])
        if below and not words:
            below[0].update(dict.fromkeys(_each([d for d in passage.days if not d.role]), below[1]))
        if words:
            below = words[-1][1:] if claims.BELOW.search(text) and not passage.days else None
        places = [day.mention.start - passage.start for day in passage.days]
        start = 0
        for place, state, word in words:
            days = [
                day
                for day in passage.days[bisect_left(places, start) : bisect_left(places, place)]
                if day.role != "apply"
            ]
            state.update(dict.fromkeys(_each(_together(days)), word))
            if state is off and not days and _ALL.search(text, start, place):
                everything = word
            start = place
    return _Held(off, on, everything, frozenset(dates))


def _together(days: Sequence[claims.Day]) -> Sequence[claims.Day]:
    """Return the last of some days with those that are told together with it."""
    first = len(days) - 1
    while first > 0 and days[first].mention.joined:
        first -= 1
    return days[max(0, first) :]


def _each(days: Sequence[claims.Day]) -> Iterator[date]:
    """Yield the days that a sentence names, those within a span as well."""
    last: date | None = None
    for day in days:
        at = day.mention.date
        if at and last and day.mention.joined == "~":
            for n in range(1, min((at - last).days, 60)):
                yield last + timedelta(days=n)
        if at:
            yield at
        last = at


def _held_otherwise(
    passages: Sequence[claims.Passage], page: Sequence[claims.Passage], published: date | None
) -> Iterator[Finding]:
    """Yield each day that the text calls off and the page does not, or tells as if nothing had
    happened where the page calls it off.
    """
    ours, theirs = _held(passages), _held(page)
    if ours.all_off and theirs.on and theirs.off and not theirs.all_off:
        why = f"ページでは、{_days(theirs.on)}は「{next(iter(theirs.on.values()))}」です。"
        yield finding("6(9)", ours.all_off, TEXT, why, stop=True)
    for off, words in ours.off.items():
        other = off in theirs.dates or off in theirs.on
        if theirs.off and other and off not in theirs.off and not theirs.all_off:
            why = f"ページでは、{_days(theirs.off)}が「{next(iter(theirs.off.values()))}」です。"
            yield finding("6(9)", words, TEXT, why, stop=True)
    hours = {at for one in page if one.times for at in _dates((one,)) if not _OFF.search(one.text)}
    for passage in passages:
        for day in passage.days:
            at = day.mention.date
            if _DENIED.match(passage.text, day.mention.end - passage.start):
                continue  # 21日ではなく28日
            if at is None or at == published or at in ours.off or at in theirs.on or day.role:
                continue
            timed = passage.times and not (_OPENING.match(theirs.off.get(at, "")) and at in hours)
            if at in theirs.off and (at in ours.on or timed):
                why = f"ページでは、この日は「{theirs.off[at]}」です。"
                yield finding("6(9)", day.mention.text, TEXT, why, stop=True)


def _days(days: Iterable[date]) -> str:
    return "、".join(f"{at.month}月{at.day}日" for at in sorted(days)[:3])
