"""Pure: what is so in each of several stretches of days that follow one another, as works have
them: 12月1日～1月14日 東側通用口 ⏎ 1月15日以降 正面玄関.

Told of one stretch alone it would pass for all of the time: they are told all, or none. Cannot see
stretches that a sentence tells.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bridge.draft.closures import MARK, ONE_DAY
from bridge.draft.rules_of_days import side_by_side
from bridge.draft.standalone import reasonless, undressed
from bridge.draft.values import last_of
from bridge.text.clean import harmless
from bridge.text.dates import house, say_all
from bridge.text.times import find_times, fold
from bridge.topics.outline import split
from bridge.topics.sorts import has_day, occasions_in
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from bridge.model import Block, Facts, Occasion

MOST: Final = 5  #: stretches that are told
LONGEST: Final = 36  #: letters of what is so in one of them
#: a title of what is otherwise for a time
_OTHERWISE: Final = re.compile(
    r"工事|改修|変更|変わ|出入口|入口|駐[車輪]場|閉鎖|使え|利用でき|制限|休館|移動|移転|作業|舗装"
)
#: the last day may be a part of a month: 3月中旬(予定)
_END: Final = rf"(?:\d{{1,2}}月?[上中下]旬|\d{{1,2}}月末|{ONE_DAY})(?:\s*\(予定\))?"
_NTH: Final = r"(?:第?\s?\d\s?(?:期|段階|工期)(?:工事)?|[前後]半|[前中後]期|[①-⑤]|ステップ\s?\d)"
#: a stretch of days, and what is so then
_LINE: Final = re.compile(
    rf"(?:(?P<nth>{_NTH})\s*[】〕\]:(]*\s*)?"
    rf"(?P<days>{ONE_DAY}\s*(?:(?:~|から|より)\s*(?:{_END})?(?:まで|の間)?|まで|以降))\)?\s*"
    r"(?:は、?|[:…→・]+)?\s*(?P<what>.*)"
)
#: a title of a move, whose days are told one by one as well: 3月27日(土)10時 仮図書館オープン
OF_MOVE: Final = re.compile(r"移転|引っ?越|仮設|仮図書館|仮住まい")
_ONE: Final = re.compile(
    rf"(?P<nth>(?!))?(?P<days>{ONE_DAY}(?:\s*\d{{1,2}}(?:時|:\d\d))?)\s*(?:は、?|[:…→]+|\s)\s*(?P<what>\D.*)"
)
_MARK: Final = re.compile(r"\W*(?:\(?\d{1,2}[).．、]\s*)?[^\w(①-⑤]*")
#: before the first of the stretches: 停止期間：
_LABEL: Final = re.compile(r"^[^\d:。]{2,10}(?:期間|日程|日時)\s*:\s*")
#: a heading that says what is so in the stretches below it
_SAYS: Final = re.compile(r"使え|閉鎖|休止|停止|通行|通れ|できな")
#: what a day is to a house, which a calendar of its days tells
_STATE: Final = re.compile(
    r"(?:全館|臨時|終日)?(?:休館|休室|閉館|開館|開室)|(?:通常|平常)(?:どおり|通り)?(?:の?開館)?"
)
_CLOSED: Final = re.compile(r"休館|休室|閉館")
#: brackets with days of their own: (雨天のときは20日から)
_ASIDE: Final = re.compile(r"\((?=[^()]*\d\s*[日時/:])[^()]*(?:\([^()]*\)[^()]*)*\)")
_OF_HOURS: Final = re.compile(
    r"(?P<label>(?:工事|作業|通行止め?|停止|閉鎖|停電|断水)(?:する|の)?(?:時間帯?))(?:\s*:\s*|\s+)(?P<hours>[^。※]{4,24})(?:※.*)?"
)
_THANKS: Final = re.compile(r"ありがとう|お願い|ご(?:不便|迷惑|理解|協力)")


@dataclass(frozen=True, slots=True)
class Spell:
    """Some days in a row, and what is so then."""

    days: tuple[Occasion, ...]
    when: str  #: in the style of the house
    what: str


def stretches_of(
    blocks: Sequence[Block], title: str, near: date, today: date
) -> tuple[tuple[str, str], ...]:
    """Return days and what is so in them, of the first list of stretches of a page whose title
    speaks of what is otherwise for a time; empty where one of them was not understood.
    """
    if not _OTHERWISE.search(title):
        return ()
    moves = OF_MOVE.search(title) is not None
    for heading, lines in _runs(blocks, moves=moves):
        rows = [_stretch(line, near, moves=moves) for line in lines]
        if (
            len(rows) < 2
            or not all(rows)
            or all(row and _STATE.fullmatch(row.what) for row in rows)
        ):
            continue
        rows_left = [row for row in rows if row and _ends(row, today) >= today]
        if not 2 <= len(rows_left) <= MOST or not _in_order(rows_left):
            continue
        head = f"{heading} " if _SAYS.search(heading) and heading not in title else ""
        spells = ((f"{head}{row.when}", row.what) for row in rows_left)
        return (*_hours(blocks, near), *spells)
    return ()


def with_stretches(facts: Facts, rows: tuple[tuple[str, str], ...]) -> Facts:
    """Return facts with each stretch of days and what is so then, below the sentence that says
    what it is about.
    """
    if any(_CLOSED.search(label) for label, _ in facts.when):
        return facts  # the days of the closing alone are told already
    lead = [
        text
        for text, before in zip(facts.sentences, facts.hangs, strict=True)
        if before < 0 and not (has_day(text) or _THANKS.search(text))
    ][:1]
    kind = "service" if facts.kind in ("event", "recruitment", "exhibition") else facts.kind
    return replace(side_by_side(facts, rows, lead), cut=False, kind=kind)


def _runs(blocks: Iterable[Block], *, moves: bool) -> Iterator[tuple[str, list[str]]]:
    """Yield the lines of stretches that stand one after the other, with the heading above them;
    stretches that are headings have the first sentence below them.
    """
    heading, run = "", list[str]()
    head = ""
    for block in blocks:
        for raw in _lines(block):
            line = _LABEL.sub("", _MARK.sub("", fold(raw).strip(), count=1), count=1)
            match = _LINE.fullmatch(line) or (_ONE.fullmatch(line) if moves else None)
            if head:
                run.append(f"{head} {line}")
                head = ""
            elif match and not match["what"] and (match["nth"] or block.sort == "heading"):
                head = line
            elif match and match["what"]:
                run.append(line)
            elif not (run and block.sort != "heading" and _nth(run)):
                if run:
                    yield heading, run
                run = []
                heading = line if block.sort == "heading" or len(line) < 16 else heading
    if run:
        yield heading, run


def _hours(blocks: Iterable[Block], near: date) -> Iterator[tuple[str, str]]:
    """Yield within which hours of each day it is so, where one line has them: 通行止めの時間."""
    lines = (": ".join(one.lines) for one in blocks if one.sort != "row")
    rows = [
        one
        for line in lines
        if (one := _OF_HOURS.fullmatch(MARK.sub("", fold(line).strip(), count=1)))
    ]
    if len(rows) == 1 and find_times(rows[0]["hours"]):
        yield rows[0]["label"], harmless(house(rows[0]["hours"].strip(), near))


def _lines(block: Block) -> Sequence[str]:
    """Return the lines of a block; of a label of days one with what is so then, of another the
    value alone, of a table none.
    """
    if block.sort == "pair":
        of_days = _LINE.fullmatch(_MARK.sub("", fold(block.lines[0]).strip(), count=1))
        whole = of_days and not of_days["what"]
        return (" ".join(block.lines),) if whole else block.lines[1:]
    return () if block.sort == "row" else block.lines


def _nth(run: Sequence[str]) -> bool:
    """Whether the stretches bear numbers: between them stands what else is so."""
    return re.match(_NTH, run[-1]) is not None


def _stretch(line: str, near: date, *, moves: bool) -> Spell | None:
    match = _LINE.fullmatch(line) or (_ONE.fullmatch(line) if moves else None)
    if match is None:
        return None
    days = occasions_in(match["days"], near)
    what = _ASIDE.sub("", match["what"].partition("※")[0].strip())
    if len(what) > LONGEST:
        what = next(split(what), "")
    what = "".join(undressed(reasonless(one)) for one in split(what))
    what = what if "。" in what[:-1] else what.rstrip("。")
    if not days or days[0].weekday_wrong or not what or len(what) > LONGEST:
        return None
    hours = find_times(what) or find_times(match["days"])
    if has_day(what) or ((hours or _STATE.fullmatch(what)) and not moves):
        return None
    open_end = re.search(r"[上中下]旬|月末", match["days"])
    when = say_all(days, near)
    if open_end:
        when = re.sub(r"から|~", "～", harmless(house(match["days"].strip(), near)), count=1)
    elif days[0].onward or re.search(r"(?:~|から|より|以降)$", match["days"]):
        when = f"{when.removesuffix('から')}～"
    return Spell(days, when, harmless(house(what, near)))


def _ends(row: Spell, today: date) -> date:
    last = last_of(row.days[0])
    return today if last is None or re.search(r"～$|旬|月末", row.when) else last


def _in_order(rows: Sequence[Spell]) -> bool:
    """Whether each begins when the one before it is over."""
    for one, other in pairwise(rows):
        end = one.days[0].end or one.days[0].start
        start = other.days[0].start
        if start is None or (end is not None and end >= start):
            return False
    return True
