"""Pure: which days a page of the site says the library is closed (5(2)); a proposal, which a person
confirms.

Sees dates beside words such as 休館, and lists of dates below such a heading, or below that of a
month. Cannot see calendars drawn as pictures or marked by colour, nor that a branch is meant when
it is not called 図書館, 分館, 分室 or 図書室: posts follow the central library's hours, and what
names branches only is left out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bridge.model import Closing, Occasion
from bridge.sayings import Note
from bridge.text.clean import folded
from bridge.text.dates import find_occasions
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from bridge.model import Page

LONGEST: Final = 60  #: days; a longer closing is a works notice that a person enters
HEADING: Final = 20  #: characters; a line that is longer is no heading
_CLOSED: Final = re.compile(r"休館|休室|特別整理|館内整理|蔵書の?(?:一斉|定期|特別)?点検|年末年始")
#: it speaks of something else than the closing itself
_ASIDE: Final = re.compile(
    r"休まず|休館し(?:ません|ない)|開館(?!しません|いたしません|しない|せず)|通常(?:どおり|通り)|を除|の場合|返却|予約|受取|延長"
)
_WHY: Final = re.compile(
    r"年末年始|特別整理(?:期間)?|蔵書点検|館内整理日?|臨時休館|振替休館|休館日?|休室日?"
)
#: where a line goes over to something else: a sentence's end, a footnote, …は休館、…から開館
_CUT: Final = re.compile(r"[。※]|(?<=[休開]館)(?:とな[りる]|とし|いたし|し)?(?:ます)?、")
_BESIDE: Final = re.compile(r"\([^()]*(?:の場合|返却|予約|電話)[^()]*\)")
_PLACE: Final = re.compile(r"(?<!\d)[一-鿿ぁ-んァ-ヶーA-Za-z]{1,12}?(?:図書館|分館|分室|図書室)")
#: 滝山図書館・東部図書館
_PLACES: Final = re.compile(rf"{_PLACE.pattern}(?:[・、,と\s]*{_PLACE.pattern})*")
_CENTRAL: Final = re.compile(r"(?:中央|本|全|各|当|[都道府県市区町村]立|市|市内)図書館$")
_WHOLE: Final = re.compile(r"全館|本館")
_DATED: Final = re.compile(r"\d\s*日|\d\s*/\s*\d")
_MONTH: Final = re.compile(
    r"(?:(?:\d{4}|(?:令和|R)\s*\d{1,2})\s*年\s*)?(?<!\d)\d{1,2}\s*月(?!\s*\d|曜|間)"
)
#: the first date of a line, when it is a day without a month
_BARE: Final = re.compile(r"^[^\d]*(?:第\d[^\d]*)*(?<!第)(?=\d{1,2}\s*(?:日|[・、,~]\s*\d))")


@dataclass(frozen=True, slots=True)
class _Above:
    """What the lines above say of the one that is read."""

    closing: str = ""  #: the heading that tells a closing; empty when there is none
    month: str = ""  #: the month whose days follow, as written
    branch: str = ""  #: the branch that was named last, with no word of the central library since
    direct: bool = False  #: nothing but headings and dates stands between its name and here


def read_closings(page: Page, today: date, weekly: Collection[int]) -> tuple[Closing, ...]:
    """Return the closings that the page names and that are not over, in order, each once; days in a
    row are one.

    `weekly` are the weekdays (Monday = 0) that are closed anyway: a single such day is not
    proposed.
    """
    closings: dict[tuple[date, date], Closing] = {}
    for words, dates in _passages(page):
        row: list[Closing] = []
        for occasion in find_occasions(dates, today):
            closing = _closing(occasion, words, page.url)
            if (
                closing
                and row
                and closing.first == row[-1].last + timedelta(days=1)
                and closing.why == row[-1].why
            ):
                row[-1] = replace(row[-1], last=closing.last)
            elif closing:
                row.append(closing)
        for closing in row:
            if _wanted(closing, today, weekly):
                closings.setdefault((closing.first, closing.last), closing)
    whole = [
        c for c in closings.values() if not any(_within(c, other) for other in closings.values())
    ]
    return tuple(sorted(whole, key=lambda closing: (closing.first, closing.last)))


def _passages(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the words of each passage that tells a closing, and its part that tells the days,
    folded.
    """
    for label, value in page.rows:
        yield from _line(f"{label} {value}", _Above(month=_month(folded(label))))
    above = _below(page.title, _Above())
    for line in filter(str.strip, page.text.splitlines()):
        yield from _line(line, above)
        above = _below(line, above)


def _line(line: str, above: _Above) -> Iterator[tuple[str, str]]:
    heading = above.closing
    for part in _parts(line):
        closing = _tells(part)
        if (closing or heading) and _DATED.search(part) and not _ASIDE.search(part):
            if above.direct and not _of_central(part):
                continue
            dates, month = "、".join(_central(part)), _month(part) or above.month
            beside = [
                "" if _of_central(part) or not above.branch else f"({above.branch})",
                "" if closing else heading,
                line.strip(),
            ]
            yield (
                " ".join(filter(None, beside)),
                _BARE.sub(rf"\g<0>{month}", dates, count=1) if month else dates,
            )
        elif closing:
            heading = part  # 臨時休館、12月2日


def _below(line: str, above: _Above) -> _Above:
    """Return what `line` says of the next one."""
    closing = next(filter(_tells, _parts(line)), "")
    flat = folded(line)
    short = len(flat) <= HEADING
    if _DATED.search(flat):
        goes_on = not closing and not _ASIDE.search(flat)
        return replace(
            above, closing=closing if short and closing else above.closing if goes_on else ""
        )
    place = _PLACES.search(flat) if short else None
    month = _month(closing or flat) if short or closing else ""
    if place:
        branch = "" if _of_central(flat) else place[0]
        above = replace(above, branch=branch, direct=bool(branch))
    elif not (closing or month):
        above = replace(above, direct=False)
    return replace(
        above,
        closing=closing or (above.closing if short and (place or month) else ""),
        month=month or above.month,
    )


def _parts(line: str) -> list[str]:
    return _CUT.split(_BESIDE.sub("", folded(line)))


def _tells(part: str) -> bool:
    return _CLOSED.search(part) is not None and not _ASIDE.search(part)


def _month(flat: str) -> str:
    """Return the one month that stands without a day, with its year where it has one; empty when
    there is none.
    """
    months = _MONTH.findall(flat)
    return months[0] if len(months) == 1 else ""


def _of_central(part: str) -> bool:
    """Whether the words name the central library, or all of them."""
    return bool(_WHOLE.search(part)) or any(
        _CENTRAL.search(match[0]) for match in _PLACE.finditer(part)
    )


def _central(part: str) -> list[str]:
    """Return what is left without the stretches that speak of branches only:
    中央図書館は7日、滝山図書館は8日.
    """
    places = list(_PLACES.finditer(part))
    if not places:
        return [part]
    ahead = _DATED.search(part[: places[0].start()])  # 7日は中央図書館、8日は滝山図書館
    cuts = (
        [0, *(p.end() for p in places[:-1]), len(part)]
        if ahead
        else [*(p.start() for p in places), len(part)]
    )
    stretches = [part[a:b] for a, b in pairwise(cuts)]
    return [stretch for stretch in stretches if _of_central(stretch)]


def _closing(occasion: Occasion, words: str, url: str) -> Closing | None:
    if occasion.start is None or occasion.weekly or occasion.onward:
        return None
    why = _WHY.search(words)
    kind = why[0] if why else "休館"
    if occasion.weekday_wrong:
        kind = Note("calendar.weekday_wrong", why=kind).what
    return Closing(
        id=0,
        first=occasion.start,
        last=occasion.end or occasion.start,
        why=kind,
        words=words.strip()[:200],
        url=url,
    )


def _within(closing: Closing, other: Closing) -> bool:
    """Whether `other` closes these days and more: the page tells them twice."""
    longer = other.last - other.first > closing.last - closing.first
    return longer and other.first <= closing.first and closing.last <= other.last


def _wanted(closing: Closing, today: date, weekly: Collection[int]) -> bool:
    single = closing.first == closing.last
    days = (closing.last - closing.first).days
    return (
        closing.last >= today
        and 0 <= days < LONGEST
        and not (single and closing.first.weekday() in weekly)
    )
