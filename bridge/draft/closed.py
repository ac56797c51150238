"""Pure: the facts of a page with what its list of closings says: whom, from when till when, when it
opens again and what else stops then.

What a list tells goes before what was read of the page's days one by one; what is told already
stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.draft.closures import OF_CLOSING, ONE_DAY, REST, RUNNING, Closures, Shut, is_house
from bridge.draft.rules_of_days import side_by_side
from bridge.text.dates import house
from bridge.text.times import fold
from bridge.topics.outline import is_label, split
from bridge.topics.sorts import has_day

if TYPE_CHECKING:
    from bridge.model import Facts

AGAIN: Final = 2  #: sentences of when it opens again
#: the house opens again, or shuts early before
OPENS: Final = re.compile(
    r"再開|開館は[^。]*から|から(?![^。]*まで)[^。]{0,16}(?:開館|開室|開[きけ]|あけ|あき|通常|平常|いつも)|\d(?:時半?|:\d\d)(?:まで(?:です|とし|。|$)|で閉|に閉)"
)
#: one house opens on another day than the others: 南館は床の工事のため、開館は12日からです
_OTHER_DAY: Final = re.compile(
    rf"(?P<house>[^、。\d]{{1,16}}?(?:[館室園]|センター))(?:は|のみ|だけ)[^。]*?(?P<day>{ONE_DAY}[^。、]{{0,8}}?)(?:から|に)(?=[^。\d]{{0,14}}。?$)"
)
_MAY_BE: Final = re.compile(
    r"(?:再開|開館|日程|工事|工期)[^。]*(?:遅れ|ずれ|前後|変わ|変更|延び|のび)[^。]*(?:場合|こと)が(?:あり|ござい)"
)
#: of something closed or open, or of bringing back meanwhile
_ABOUT: Final = re.compile(r"[休閉]|停止|開館|開室|開[きけ]|再開|使え|ポスト|返却")
#: the day after one that stands elsewhere
_NEXT_DAY: Final = re.compile(r"^(?:(?!\d日).)*翌\s?\d")
#: a label of days that does not say what is so then
_EMPTY: Final = re.compile(r"(?!.*[休閉停]).*について|貸出|返却|予約")
#: a label of days on which a house is closed, without the word for it
_OF_REST: Final = re.compile(
    r"年末年始|(?:館内|月末|図書|資料)整理日?|蔵書(?:点検|整理)(?:期間)?|特別整理(?:期間)?"
)
_NOT_DAYS: Final = re.compile(r"[休閉開]|[まし]す|時|:\d")
OTHERS: Final = 3  #: other headings of a page of the year's end that are told
MERGED: Final = 4  #: houses that are told one by one though some have the same days


def with_closures(
    facts: Facts,
    listing: Closures,
    *,
    stops: Sequence[tuple[str, str]],
    again: Sequence[str],
    too: Callable[[Sequence[tuple[str, str]]], Iterable[tuple[str, str]]],
) -> Facts:
    """Return facts with the closed days of each house, else of the one: what a list of closings
    tells goes before what was read of the page's days. `stops` are what else stops and when,
    `again` the sentences of when it opens; `too` finds what the title names beside the house.
    """
    houses = [row for row in listing.rows if row.name]
    if len({row.name for row in houses}) > 1 and len(houses) == len(listing.rows):
        rows = _merged(houses)
        if _tells(facts, houses):
            return _named(facts, {row.words: row.word for row in rows}, stops)
        return _of_houses(facts, rows, cut=listing.cut, beside=tuple(stops), again=again)
    facts = replace(facts, beside=tuple(dict.fromkeys((*stops, *facts.beside))))
    one = listing.rows[0]
    houses_told = any(words and is_house(name) for name, words in facts.events)
    if len(listing.rows) > 1 or houses_told or any(one.words in of for _, of in facts.events):
        return facts
    lines = (*facts.when, *(facts.beside if facts.kind == "service" and not facts.several else ()))
    if not any(one.words in words for _, words in lines):
        when = ((f"{one.name}の休館" if one.name else "休館期間", one.words),)
        facts = replace(
            facts, several=False, events=(), occasions=one.days, when=(*when, *too(when))
        )
    facts = replace(
        facts,
        when=tuple(row for row in facts.when if not _is_empty(*row)),
        beside=tuple(row for row in facts.beside if not _is_empty(*row)),
    )
    return _opening(_of_it(facts) if facts.kind != "service" else facts, listing.below)


def _tells(facts: Facts, houses: Sequence[Shut]) -> bool:
    """Whether facts have the days of each house already."""
    known = {of for name, _ in facts.events for of in re.split("・", name.partition(" 休館")[0])}
    words = [words for _, words in facts.events]
    names = {of for row in houses for of in row.name.split("・")}
    return names <= known and all(any(row.words in one for one in words) for row in houses)


def _named(facts: Facts, words_of: Mapping[str, str], stops: Sequence[tuple[str, str]]) -> Facts:
    """Return facts whose days say that they are those of a closing, where the title does not, or
    names what else stops.
    """
    both = re.search(REST, facts.title) and not re.search(r"停止|(?<!運)休止", facts.title)
    events = tuple(
        (name if both or re.search("[休閉]", name) else f"{name} {of}", words)
        for name, words in facts.events
        for of in [next((word for days, word in words_of.items() if days in words), "休館")]
    )
    beside = tuple(dict.fromkeys((*stops, *facts.beside)))
    facts = replace(facts, events=events, beside=beside)
    return _only(facts, has_day) if stops else facts


def others_of(listing: Closures, title: str, headings: Sequence[str]) -> list[tuple[str, str]]:
    """Return what else a page of the year's end tells of, by its headings, where its title names no
    closing: ほか：返却ポスト、本の福袋など.
    """
    heads = [fold(head) for head in headings]
    behind = heads[heads.index(listing.heading) + 1 :] if listing.heading in heads else []
    names = [name for name in dict.fromkeys(behind) if 2 <= len(name) <= 10 and is_label(name)]
    if OF_CLOSING.search(title) or len(names) < 2:
        return []
    return [("ほか", "、".join(names[:OTHERS]) + ("など" if len(names) > OTHERS else ""))]


def _opening(facts: Facts, below: Sequence[str]) -> Facts:
    """Return facts whose sentence of when all open again says of which house that is another day;
    none where that was not understood.
    """
    lines = [sentence for line in below for sentence in split(line) if OPENS.search(sentence)]
    others = [one for one in lines if (match := _OTHER_DAY.match(one)) and is_house(match["house"])]
    near = facts.occasions[0].start if facts.occasions else None
    if near is None or not others:
        return facts
    but = "、".join(
        f"{match['house']}は{house(match['day'], near)}から"
        for one in others
        if (match := _OTHER_DAY.match(one))
    )

    def told(text: str) -> str:
        bare = text.rstrip("。")
        mine = OPENS.search(text) and "から" in text and not _OTHER_DAY.match(text)
        return f"{bare}({but})。" if mine else text

    rest = tuple(one for one in facts.further if not _OTHER_DAY.match(one[0]))
    return replace(facts, sentences=tuple(map(told, facts.sentences)), further=rest)


def _is_empty(label: str, value: str) -> bool:
    """Whether a row says nothing of what is so in its days: 貸出について：1月18日～31日."""
    plain = has_day(value) and not RUNNING.search(value)
    return label == "関連" or bool(plain and _EMPTY.fullmatch(label))


def _of_it(facts: Facts) -> Facts:
    """Return facts without the sentences that tell of nothing that is closed or open, and without
    what may be, where something else is told.
    """
    return _only(facts, _is_of_it)


def _only(facts: Facts, fits: Callable[[str], bool]) -> Facts:
    """Return facts with the sentences of which something holds, where something else is told."""
    keep = [n for n, text in enumerate(facts.sentences) if fits(text)]
    if len(keep) == len(facts.sentences) or not (facts.when or facts.events):
        return facts
    place = {old: new for new, old in enumerate(keep)}
    return replace(
        facts,
        sentences=tuple(facts.sentences[n] for n in keep),
        order=tuple(place[n] for n in facts.order if n in place),
        places=tuple(facts.places[n] for n in keep),
        hangs=tuple(place.get(facts.hangs[n], -1) for n in keep),
        needed=sum(n < facts.needed for n in keep),
        leads=facts.leads and 0 in place,
        further=tuple(one for one in facts.further if fits(one[0])),
    )


def with_rest_named(facts: Facts) -> Facts:
    """Return facts whose days of the year's end and of the stock-taking say that the house is
    closed then: 年末年始休館：12月28日～1月4日; the label alone does not.
    """

    def named(label: str, words: str) -> tuple[str, str]:
        plain = _OF_REST.fullmatch(label) and has_day(words) and not _NOT_DAYS.search(words)
        return (f"{label}休館" if plain else label), words

    return replace(
        facts,
        when=tuple(named(*row) for row in facts.when),
        beside=tuple(named(*row) for row in facts.beside),
    )


def _is_of_it(text: str) -> bool:
    return bool(_ABOUT.search(text)) and not (_MAY_BE.search(text) or _NEXT_DAY.search(text))


def _of_houses(
    facts: Facts,
    rows: Sequence[Shut],
    *,
    cut: bool,
    beside: tuple[tuple[str, str], ...],
    again: Sequence[str],
) -> Facts:
    """Return the facts of a page on which several houses are closed, each on its own days."""
    events = [(f"{row.name} {row.word}", row.words) for row in rows]
    return replace(
        side_by_side(facts, events, again, needed=0),
        kind="emergency" if facts.urgent else "closure",
        cut=cut,
        place="",
        audience="",
        apply="",
        usual=(),
        beside=beside,
        leads=False,
    )


def _merged(rows: Sequence[Shut]) -> list[Shut]:
    """Return the rows with the houses of the same days in one, where all have them or they are too
    many to be told one by one.
    """
    same = len({(row.word, row.words) for row in rows}) == 1
    if len(rows) <= MERGED and not same:
        return [*rows]
    names: dict[tuple[str, str], list[Shut]] = {}
    for row in rows:
        names.setdefault((row.word, row.words), []).append(row)
    return [
        replace(of[0], name="・".join(dict.fromkeys(row.name for row in of)))
        for of in names.values()
    ]
