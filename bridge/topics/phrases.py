"""Pure: the phrases of a line, a cell or a sentence that are values of their own, with the label
that they have or lack.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bridge.topics.labels import (
    field_of,
    known_field,
)
from bridge.topics.outline import Unit, is_library, is_name
from bridge.topics.sorts import (
    Sort,
    is_time,
    lead_time,
    rest_of,
    sort_of,
)
from bridge.topics.tidy import (
    stripped,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


#: 第1回 10月3日(土) 水路ができるまで: a day, and what is done on it
COUNT: Final = re.compile(r"第\s?\d{1,2}\s?回目?[\s:：]+")
#: a fact in a sentence: 会場は郷土資料館です。
_PROSE: Final = re.compile(
    r"(?P<label>[一-龠ぁ-んァ-ヶ]{2,6}?)は、?(?P<value>[^。、]{2,40}?)(?:です|になります|となります|で行います|(?<=[」』時分半らでり])(?=。))(?:[(（][^()（）]*[)）])?。?"
)
#: the clauses of 対象は…で、定員は…です
_CLAUSES: Final = re.compile(r"(?:で|であり)?、(?=[一-龠]{2,6}は)")
_FACT: Final = re.compile(
    r"(?P<label>[一-龠]{2,6})は、?(?P<value>(?![^は]*(?:ではな|では))[^。、はが]{2,40}?(?:\([^()]*\))?)(?:です|になります|となります)?"
)
_FACTS_IN_PROSE: Final = (Sort.AUDIENCE, Sort.CAPACITY, Sort.FEE, Sort.PLACE, Sort.BRING)
#: 休室日:月曜日、11月10日(火), in a cell of days
_CLOSED_LINE: Final = re.compile(r"(?P<label>(?:休館|休室|定休|休園)日)\s*[:：は]\s*")
CLOSED: Final = ("休館日", "定休日", "休室日", "休園日")
#: behind a day: it is open then, among days on which it is not
OPENS: Final = re.compile(
    r"\s*(?:から|より)?は?(?:通常|平常|ふだん|正午から|午[前後]\d+時から)?(?:どおり|通り)?に?(?:開館|再開|開室|開け|開き|通常どおり|平常どおり)"
    r"|\s*(?:通常|平常|ふだん)どおり"
)
#: ②午後2時から4時: a part of the day above
_NTH_PART: Final = re.compile(r"(?:[(（]\d[)）]|[①-⑨])\s*(?=(?:午前|午後)?\s*\d{1,2}\s*[:時])")
#: (見本市北町4丁目5-1), behind a place
_ADDRESS: Final = re.compile(r"\s*[(（][^()（）]*(?:\d丁目|番地|\d-\d)[^()（）]*[)）]$")


def closed_days(field: Sort, label: str, text: str) -> tuple[str, str] | None:
    """Return label and words of a line of days on which a house is closed, below a label of days or
    of such: 休館日：毎週月曜日 ⏎ ・年末年始 12月28日～; None for any other.
    """
    if field in (Sort.WHEN, Sort.HOURS) and (match := _CLOSED_LINE.match(text)):
        return match["label"], text[match.end() :]
    of_closing = label in CLOSED and is_time(text.partition(" ")[2] or text)
    return (label, text) if of_closing else None


def goes_on_with(day: str, hours: str) -> bool:
    """Whether a line of hours belongs to the day above: it has none, or they are counted, as in
    8月8日(土) ①午前10時から正午 ⏎ ②午後2時から4時.
    """
    if _NTH_PART.match(hours) and _NTH_PART.search(day):
        return True
    alone = sort_of(hours) == Sort.HOURS and not rest_of(hours)
    return alone and not re.search(r"\d[:時]", day)


def with_weekday(days: str) -> str:
    """Return days with the weekday behind them as a label has it: 6月27日(土) of
    6月27日の土曜日.
    """
    return re.sub(r"(\d月\d{1,2}日)の([月火水木金土日])曜日?", r"\1(\2)", days)


@lru_cache(64)  # of a line, and of the sentences in it
def labelled_clause(clean: str) -> re.Match[str] | None:
    """Return the label and the value of a sentence that is made of both; None when its label names
    no field, or a time that it has not.
    """
    prose = _PROSE.fullmatch(clean)
    field = field_of(prose["label"]) if prose else Sort.OTHER
    if prose is None or field in (Sort.OTHER, Sort.ASIDE):
        return None
    timed = known_field(prose["label"]) and is_time(prose["value"])
    return prose if field != Sort.WHEN or timed else None


def clause_facts(sentence: str) -> tuple[tuple[Sort, str, str], ...]:
    """Return field, label and value of each clause of a sentence that is nothing but such:
    対象は4歳～小学3年生で、定員は20体(ひとり1体)。
    """
    facts = []
    for clause in _CLAUSES.split(sentence.rstrip("。")):
        match = _FACT.fullmatch(clause)
        field = known_field(match["label"]) if match else None
        if match is None or field is None or field not in _FACTS_IN_PROSE:
            return ()
        facts.append((field, match["label"], match["value"]))
    return tuple(facts)


_WEEKDAY: Final = re.compile(r"[月火水木金土日](?:曜日?)?")


#: a column of those who do it: おはなしする人, 読み手, 担当
_WHO_DOES: Final = re.compile(
    r"(?:する|よむ|読む|語る|話す|教える|つくる|作る|弾く)(?:人|方|ひと|かた)$|[しりみき]手$|担当|講師|先生|出演|演者|司会|案内役|指導"
)


def name_cell(
    cells: Sequence[str],
    *,
    names: Sequence[str],
    fields: Sequence[Sort | None],
    sorts: Sequence[Sort],
) -> int | None:
    """Return the place of the cell that names a row: below a column of names, of libraries, a word
    or theme, what is done, else a place or audience; None where nothing names it. Those who do it
    are no name of it.
    """
    tests: tuple[Callable[[int], bool], ...] = (
        lambda n: fields[n] == Sort.NAME,
        lambda n: fields[n] == Sort.LIBRARY,
        lambda n: (
            sorts[n] in (Sort.WORD, Sort.THEME)
            and not _WEEKDAY.fullmatch(cells[n])
            and not _WHO_DOES.search(names[n])
        ),
        lambda n: names[n] == "内容" and is_name(cells[n]),
        lambda n: sorts[n] in (Sort.LIBRARY, Sort.PLACE, Sort.AUDIENCE),
        # 木 | 9:00～18:00 | 9:30～20:00
        lambda n: not n and bool(_WEEKDAY.fullmatch(cells[n])) and {*sorts[1:]} == {Sort.HOURS},
    )
    return next((n for test in tests for n in range(len(cells)) if cells[n] and test(n)), None)


def name_above(mine: Sequence[Unit], day: Unit, heading: str) -> str:
    """Return the words right above a day without a label in its section, or the heading of which it
    is the first line; empty where they name nothing.
    """
    above = next((one for one in reversed(mine) if one.at < day.at), None)
    own = above is None or above.sort == Sort.PLACE or (above.sort == Sort.WORD and not above.label)
    if (day.label and day.sort != Sort.WHEN) or not own:
        return ""
    name = above.text if above else heading
    return name if is_name(name) and not re.search(r"\d", name) else ""


def first_of_days(value: str) -> str:
    """Return the day of a value that begins to count: 第1回 6月20日(土) くずし字; empty for any
    other.
    """
    count = COUNT.match(stripped(value))
    return lead_time(stripped(value)[count.end() :])[0] if count else ""


def shut_day(value: str) -> str:
    """Return the day with which one more line of days begins; empty where it says that the house is
    open then: 12月1日(火)から開館します, below 休館期間.
    """
    day, rest = lead_time(value)
    return day if "月" in day and not OPENS.match(rest) else ""


def is_venue(name: str) -> bool:
    """Whether words beside a time are where it takes place: a place and no library's name alone, or
    an address behind it.
    """
    venue = _ADDRESS.sub("", name)
    return (sort_of(venue) == Sort.PLACE and not is_library(venue)) or venue != name
