"""Pure: which days a page of the site says the library is closed (5(2)); a proposal, which a person confirms.

Sees dates beside words such as 休館, and lists of dates below such a heading. Cannot see calendars drawn as pictures or
marked by colour, and does not judge a page that speaks of branches only: posts follow the central library's hours.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bridge.model import Closing, Occasion
from bridge.text.clean import folded
from bridge.text.dates import find_occasions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from bridge.model import Page

LONGEST: Final = 60  #: days; a longer closing is a works notice that a person enters
_CLOSED: Final = re.compile(r"休館|休室|特別整理|館内整理|蔵書点検|年末年始")
#: the line speaks of something else than the closing itself
_ASIDE: Final = re.compile(
    r"休まず|休館し(?:ません|ない)|開館(?:し(?!ません)|いたし|時間)|通常(?:どおり|通り)|を除|の場合|返却|予約|受取|延長"
)
_WHY: Final = re.compile(r"年末年始|特別整理(?:期間)?|蔵書点検|館内整理日?|臨時休館|振替休館|休館日?|休室日?")
_PLACE: Final = re.compile(r"([一-鿿ぁ-んァ-ヶーA-Za-z]{1,12}?)(図書館|分館|分室|図書室)")
_CENTRAL: Final = re.compile(r"(?:中央|本|全|各|当|市立|町立|村立|区立|都立|府立|道立|県立|市内)$")
_WHOLE: Final = re.compile(r"全館|本館|全図書館")


def read_closings(page: Page, today: date, weekly: Collection[int]) -> tuple[Closing, ...]:
    """Return the closings that the page names and that are not over, in order, each once.

    `weekly` are the weekdays (Monday = 0) that are closed anyway: a single such day is not proposed.
    """
    found: dict[tuple[date, date], Closing] = {}
    for words in _passages(page):
        for occasion in find_occasions(words, today):
            closing = _closing(occasion, words, page.url)
            if closing is not None and _wanted(closing, today, weekly):
                found.setdefault((closing.first, closing.last), closing)
    return tuple(sorted(found.values(), key=lambda closing: closing.first))


def _passages(page: Page) -> Iterator[str]:
    """Yield each line that tells a closing, with the heading under which it stands."""
    yield from (f"{label} {value}" for label, value in page.rows if _tells(f"{label} {value}"))
    heading = ""
    for line in page.text.splitlines():
        dated = re.search(r"\d\s*日|\d\s*/\s*\d", folded(line)) is not None
        if _tells(line):
            if dated:
                yield line
            heading = line if not dated or len(line) <= 20 else ""
        elif heading and dated and not _ASIDE.search(line):
            yield f"{heading} {line}"
        elif line.strip():
            heading = ""


def _tells(line: str) -> bool:
    if not _CLOSED.search(line) or _ASIDE.search(line):
        return False
    named = [match for match in _PLACE.finditer(line) if match[1]]
    branches = [match for match in named if match[2] != "図書館" or not _CENTRAL.search(match[1])]
    return not branches or len(branches) < len(named) or _WHOLE.search(line) is not None


def _closing(occasion: Occasion, words: str, url: str) -> Closing | None:
    if occasion.start is None or occasion.weekly or occasion.onward:
        return None
    why = _WHY.search(words)
    note = "。曜日が合いません。年を確かめてください" if occasion.weekday_wrong else ""
    return Closing(
        0,
        occasion.start,
        occasion.end or occasion.start,
        f"{why[0] if why else '休館'}{note}",
        words.strip()[:200],
        url,
    )


def _wanted(closing: Closing, today: date, weekly: Collection[int]) -> bool:
    single = closing.first == closing.last
    days = (closing.last - closing.first).days
    return closing.last >= today and 0 <= days < LONGEST and not (single and closing.first.weekday() in weekly)
