"""Pure: what else stops while a house is closed, and when, as rows of a table or lines below a
heading say: ホームページからの予約：1月13日20時～25日9時.

Cannot see what only a sentence tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from bridge.draft.closures import MARK, is_house
from bridge.text.clean import harmless
from bridge.text.dates import house, mentions
from bridge.text.times import fold
from bridge.topics.outline import is_label

if TYPE_CHECKING:
    from datetime import date

    from bridge.model import Block

#: a heading or a column of what else stops
_STOPS: Final = re.compile(r"(?P<word>停止|休止|中止|止ま|止め|使えない|利用できない)")
_TILL: Final = re.compile(r"再開|まで$|終了")
_WAVES: Final = re.compile(r"[~～]|から")
_SPAN: Final = re.compile(r"\s*(?:[~～]|から)\s*")
#: days and hours, and nothing else
_TIME: Final = (
    r"(?=[^:]*\d\s*[日/])(?:[\d\s年月日時分:/~～、・()月火水木金土日曜祝令和頃]"
    r"|振替(?:休日?)?|午[前後]|正午|から|まで|ごろ|のみ|終日|閉館時?)+"
)
_TIME_ONLY: Final = re.compile(_TIME)
#: a name, and from when till when it stops: 蔵書検索: 1月24日18時から2月2日9時30分まで休止
_STOPPING: Final = re.compile(
    rf"(?P<name>[^\d。:]{{2,30}}?)(?:\s*:\s*|\s+)(?P<time>{_TIME})\s*(?P<behind>(?:[はをが、]?(?:利用)?[停休]止)?[^。\d]{{0,6}})"
)
#: what is reached from home
_ON_LINE: Final = re.compile(
    r"^(?!.*(?:窓口|館内)).*(?:検索|予約|ホームページ|HP|インターネット|マイページ|ウェブ|WEB|Web|OPAC)"
)
#: what stands at several places: below its heading a name is that of a place
_POST: Final = re.compile(r"ポスト|返却(?:口|箱|ボックス|台)|ロッカー")
SERVICE: Final = 18  #: letters of what stops that leave room for its label


def stops_of(blocks: Iterable[Block], near: date, today: date) -> list[tuple[str, str]]:
    """Return what else stops and when, as rows of a table or lines below a heading say: label and
    words, what is reached from home first, what stops in the same time in one.
    """
    by_time: dict[tuple[str, str], list[str]] = {}
    for name, word, words in _stopping(blocks):
        days = [day.date for day in mentions(words, near)]
        time = words if "(" in words and words.endswith("再開)") else _SPAN.sub("～", words)
        time = harmless(house(time, near)).removesuffix("まで")
        if None in days or not days or max(filter(None, days)) < today:
            continue
        by_time.setdefault((word, time), []).append(name)
    rows = [
        (f"{_joined(names)} {word}", words)
        for (word, words), names in by_time.items()
        if len(_joined(names)) <= SERVICE
    ]
    rows.sort(key=lambda row: _ON_LINE.search(row[0]) is None)
    return [(name if is_label(name) else f"・{name}", words) for name, words in rows]


def _joined(names: Sequence[str]) -> str:
    """Return names in one, those of a few letters all, else the first."""
    plain = [re.sub(r"\s*\([^()]*\)$", "", name) for name in dict.fromkeys(names)]
    row = "・".join(plain)
    return row if len(row) <= SERVICE else plain[0]


def _stopping(blocks: Iterable[Block]) -> Iterator[tuple[str, str, str]]:
    """Yield name, 停止 or 休止, and the time of each thing that stops."""
    head = ""
    for block in blocks:
        lines = [fold(line).strip() for line in block.lines]
        if block.sort == "row":
            yield from _stopping_row(lines, [fold(name) for name in block.names])
            continue
        if block.sort == "pair":
            lines = [": ".join(lines)]
        for line in lines:
            match = _STOPPING.fullmatch(MARK.sub("", line, count=1))
            if block.sort == "heading" or (len(lines) == 1 and not match):
                head = line
            word = _STOPS.search(match["behind"] or head) if match else None
            of_post = _POST.search(head) and not _POST.search(match["name"]) if match else False
            if match and word and not (of_post or is_house(match["name"])):
                yield match["name"].strip(), _word(word), match["time"]


def _stopping_row(cells: Sequence[str], names: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the same of a table's row: in one column from when till when, or in two."""
    of = dict(zip(names[1:], cells[1:], strict=False))
    stops = [name for name in of if _STOPS.search(name)]
    ends = [name for name in of if _TILL.search(name) and name not in stops]
    if len(stops) != 1 or not _TIME_ONLY.fullmatch(of[stops[0]]) or is_house(cells[0]):
        return
    time = of[stops[0]]
    if len(ends) == 1:
        if not _TIME_ONLY.fullmatch(of[ends[0]]) or _WAVES.search(time):
            return
        time = f"{time}から({of[ends[0]]}再開)"
    elif not (_WAVES.search(time) or time.endswith("のみ")):
        return
    if word := _STOPS.search(stops[0]):
        yield cells[0], _word(word), time


def _word(stops: re.Match[str]) -> str:
    return "休止" if stops["word"] == "休止" else "停止"
