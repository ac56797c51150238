"""Pure: a short page whose news stands in a table: its rows, all of them or the first with what
says that there are more, and of the sentences around them those that decide.

A sentence that limits the one before it is told with it or not at all, and what is otherwise on
a day of a row is told or the rows are not (5(1)ア). Cannot see which row a remark without a day is
of.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.draft.hanging import of_nothing
from bridge.draft.nearly import AS_EVER, ASKED, DECIDES, GREETS, MAY_BE, POINTS, WHY
from bridge.draft.sentences import POINTING
from bridge.draft.subject import pairs
from bridge.draft.tables import until
from bridge.text.dates import mentions
from bridge.text.times import fold
from bridge.topics.outline import split
from bridge.topics.sorts import has_day
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from bridge.model import Facts

MORE: Final = "ほかにもあります。詳しくはリンク先をご覧ください。"
LEAST: Final = 2  #: rows that are told of more
SAID: Final = 4  #: the least rank of a sentence that is told beside the rows
#: what a fuller wording of the rows is worth beside sentences of these ranks
FULLER: Final = (9, 8, 2, 0, 0)
OF_COURSE: Final = (3, 3, 1, 0, 0)  #: the same of days for all of which one applies at once
_CHANGE: Final = re.compile(r"変更|変わ|かわ|延期|中止|改[定正]|[増減]|短く|延ば")
_OFF: Final = re.compile(
    r"休(?:み|館|室|止)|中止|延期|(?<!は)ありません|(?<!は)行いません|のみ|(?<!いた)だけ|限[りるっ]|[変か]わり|変更"
)
#: from when what changes is so
_SINCE: Final = re.compile(r"\d[日月](?:\([^()]*\))?(?:から|より|以降)")
_BUT: Final = re.compile(r"^[(（]?(?:ただし|但し)|^[(（][^()（）]*[)）]。?$")
#: what one wants to know of each thing: where, when, for whom, how many, until when one applies
_CORE: Final = re.compile(
    r"^日[程時](?!を|が|は)|会場|場所|ところ|時[間刻][は：:]|対象|定員|先着|申し?込|締め?切|必着|入場|参加費|無料|[\d)）]円|限[りるっ]|以外|のみ|(?<!いた)だけ|整理券|1人\s?\d|ひとり\s?\d|そのまま[^。]{0,16}使|なくなりました|満[員席]|いっぱい|切りました"
)
#: a day, and what is not so then, with no other day between; 16日は3時から
_OTHERWISE: Final = re.compile(
    rf"(?<!\d)(\d{{1,2}})日(?!間|目)(?:\([^()]*\))?(?=は[^。]{{0,24}}(?:\d\s?時|\d:\d|正午|まで|から|会場|(?<!は)なし)|(?:(?!\d日)[^。]){{0,44}}?(?:{_OFF.pattern}))"
)
#: of what they are stands above them: ◎駅前 ⏎ 12月29日(火)～1月3日(日)
_DAYS_ALONE: Final = re.compile(r"(?:[\d年月日()月火水木金土・祝休～~、\s]|令和|から|まで|のみ)+")
_MARKED: Final = re.compile(r"[●■◆○◎◇□▼]")
_TO: Final = re.compile(
    r"(?:(?:様|皆さま|みなさま|皆様|各位|の方)へ|みなさま|皆様|各位)$"
)  #: whom a letter speaks to
_APPLY: Final = re.compile(
    r"^・?(?:【[^】]*】)?(?:申し?込|応募|締め?切|受付)|申し?込[^。]*(?:まで|から)|(?:まで|から)[^。]*申し?込|必着"
)
_LABELLED: Final = re.compile(r"・?[^\s。、:]{1,8}[:\s]\s*\S")
_HEADING: Final = re.compile(r"【[^】]*】$")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence beside the rows, with what limits it."""

    line: int
    text: str
    rank: int
    above: bool
    needs: tuple[int, ...] = ()  #: places of those without which it is not told


def tabled(
    facts: Facts, title: str, near: date, fits: Callable[[Sequence[str]], bool]
) -> tuple[str, ...]:
    """Return the lines of a page of one table; none where there is no room for two of its rows with
    what is otherwise on their days.
    """
    best: tuple[int, tuple[str, ...]] = (-1, ())
    course = facts.tabled and facts.tabled[-1][0].startswith("日程：")
    for fuller, rows in zip(OF_COURSE if course else FULLER, facts.tabled, strict=False):
        sentences = _sentences(facts, rows, title, near)
        if whole := _filled(rows, sentences, fits):
            points, lines = whole
            best = max(best, (points + fuller, lines), key=lambda pair: pair[0])
    if not best[1]:
        best = (0, _cut(facts, title, near, fits))
    return best[1]


def _cut(
    facts: Facts, title: str, near: date, fits: Callable[[Sequence[str]], bool]
) -> tuple[str, ...]:
    """Return the first rows with what says that there are more, as many as have room."""
    if facts.steps:
        return ()
    wordings = [rows for rows in facts.tabled[1:] if len(rows) > 1] or facts.tabled[:1]
    longest = max(map(len, wordings), default=0)
    for many in range(longest - 1, LEAST - 1, -1):
        for rows in wordings:
            if rows[-1].startswith("・") and many < len(rows):
                some = (*rows[:many], MORE)
                if whole := _filled(some, _sentences(facts, some, title, near), fits):
                    return whole[1]
    return ()


def _filled(
    rows: Sequence[str], sentences: Sequence[_Sentence], fits: Callable[[Sequence[str]], bool]
) -> tuple[int, tuple[str, ...]] | None:
    """Return the rows with what must stand beside them and the worthiest of the rest that has room,
    and what these are worth; None where what must stand has none.
    """
    places = {n for n, one in enumerate(sentences) if one.rank >= MUST}
    places |= {need for n in places for need in sentences[n].needs}
    if not fits(_lines(rows, sentences, places)):
        return None
    free = (n for n, one in enumerate(sentences) if SAID <= one.rank < MUST)
    for n in sorted(free, key=lambda n: (-sentences[n].rank, n)):
        more = places | {n, *sentences[n].needs}
        if not all(sentences[m].text for m in more):
            continue
        if not fits(_lines(rows, sentences, more)) and (term := until(sentences[n].text)):
            short = replace(sentences[n], text=term)
            sentences = [*sentences[:n], short, *sentences[n + 1 :]]
        if fits(_lines(rows, sentences, more)):
            places = more
    points = sum(sentences[n].rank for n in places if sentences[n].rank < MUST)
    return points, tuple(_lines(rows, sentences, places))


MUST: Final = 9  #: the rank of what is told with the rows or they are not


def _sentences(facts: Facts, rows: Sequence[str], title: str, near: date) -> list[_Sentence]:
    """Return the sentences above and below the rows, each with its rank."""
    days = {day.date for row in rows for day in mentions(row, near) if day.date}
    above, below = facts.around
    change = any(" → " in row or row.startswith("・変更後の") for row in rows)
    sentences: list[_Sentence] = []
    heading: int | None = None
    for line, raw in enumerate((*above, *below)):
        text = "" if _TO.search(raw) else raw
        if _MARKED.match(text):
            heading = None
        if _HEADING.match(text):
            sentences.append(_Sentence(line, text, 0, above=line < len(above)))
            heading = len(sentences) - 1
            continue
        under = () if heading is None else (heading,)
        for n, part in enumerate(_parts(text)):
            flat = fold(part)
            words = "".join((*(sentences[m].text for m in under), flat))
            rank = _rank(words, title) if part else 0
            if change and _says_when(flat, above=line < len(above), dated=bool(days)):
                rank = rank if any(one.rank == MUST for one in sentences) else MUST
            if not change and days_otherwise(flat) & {day.day for day in days}:
                rank = MUST
            needs = (*under, *(_before(sentences) if _is_led(flat, n) else ()))
            sentences.append(_Sentence(line, part, rank, above=line < len(above), needs=needs))
        if _MARKED.match(text):  # ●説明会をします。 ⏎ 12月13日(日)10時～
            heading = len(sentences) - 1
    return sentences


def _says_when(flat: str, *, above: bool, dated: bool) -> bool:
    """Whether a sentence tells when what changes was or will be so: one above the rows that says
    so, any where no row has a day.
    """
    since = _SINCE.search(flat) is not None
    return (above and bool(_CHANGE.search(flat)) and (since or has_day(flat))) or (
        since and not dated
    )


def _is_led(flat: str, n: int) -> bool:
    """Whether a sentence, the nth of its line, is told behind the one before it only."""
    if n == 0 and flat.startswith("※"):
        return False
    return bool(
        POINTS.match(flat)
        or _DAYS_ALONE.fullmatch(flat)
        or (n and of_nothing(flat) and not _CORE.match(flat))
    )


def _before(sentences: Sequence[_Sentence]) -> tuple[int, ...]:
    return (len(sentences) - 1, *sentences[-1].needs) if sentences else ()


def days_otherwise(text: str) -> set[int]:
    """Return the days of the month of which a sentence says that something is not so then, or only
    then.
    """
    return {int(one[1]) for one in _OTHERWISE.finditer(text)}


def _parts(text: str) -> Iterator[str]:
    """Yield the sentences of a line, each with what limits it."""
    if _LABELLED.match(fold(text)):
        yield text
        return
    held = ""
    for one in split(text):
        if held and not _BUT.match(fold(one)):
            yield held
            held = ""
        held += one
    yield held


def _rank(flat: str, title: str) -> int:
    """Return what a sentence is worth beside the rows."""
    if POINTING.search(flat) or GREETS.search(flat) or AS_EVER.search(flat):
        return 1
    idle = ASKED.search(flat) and not _CORE.search(flat)
    if idle or MAY_BE.search(flat) or WHY.search(flat):
        return 2
    if _APPLY.search(flat) and has_day(flat):
        return 8
    if _CORE.search(flat):
        return 6 if has_day(flat) or len(flat) < 40 else 5
    if has_day(flat):
        return 4
    return (
        3 + bool(DECIDES.search(flat))
        if pairs(flat) & pairs(title)
        else 3 * bool(DECIDES.search(flat))
    )


def _lines(rows: Sequence[str], sentences: Sequence[_Sentence], places: set[int]) -> list[str]:
    """Return the sentences that are told, as they stand on the page, with the rows between them."""
    lines: dict[tuple[bool, int], str] = {}
    for n in sorted(places):
        one = sentences[n]
        key = (not one.above, one.line)
        lines[key] = lines.get(key, "") + one.text
    cut = rows[-1] == MORE
    above = [text for (below, _), text in lines.items() if not below]
    below = [text for (below, _), text in lines.items() if below]
    return [*above, *(rows[:-1] if cut else rows), *below, *([MORE] if cut else [])]
