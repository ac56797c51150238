"""Pure: the turns of one day, 午前の部 and 午後の部, ① and ②: when each begins, which of them
nobody can take part in any more, and the hours that a sentence gives to each of several days.

Hours of a turn that is full would invite to it. Cannot see that a turn by another name is full.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.text.times import find_times
from bridge.topics.sorts import Sort

if TYPE_CHECKING:
    from bridge.draft.values import When
    from bridge.model import Occasion
    from bridge.topics.outline import Unit

MARKS: Final = "①②③④⑤⑥⑦⑧⑨"
#: 午後の部 1時30分～: of a clock of twelve hours
_AFTERNOON: Final = re.compile(r"午後の部\s*:?\s*(?=(?:[1-7]:\d\d|[1-7]時))")
#: that there is no room any more
_FULL: Final = re.compile(
    r"満員(?:です|に|と|御礼|$|\s|[)）→])|満席|定員に(?:達しました|達した|なりました)|(?:締め?切|しめ?き)りました|受付(?:は)?終了|いっぱいになりました|いっぱいです"
)
_TURN: Final = re.compile(r"[①-⑨]|第?[\d一二三]\s?(?:部|回目?)|(?:午前|午後|昼|夜|朝)の部")
#: what counts the parts of a page at the head of their names: その1 工作会
PART_NUMBER: Final = re.compile(r"その\s?[\d一二三四五](?:\s+|\s*[:：.、・]\s*|(?=[「『【]))")
#: a second turn behind a day: what stands behind it is of that turn alone
LATER_TURN: Final = re.compile(r"[②-⑨]")
#: what is so of each of several things, at the head of a value
OF_ALL: Final = re.compile(r"(?:いずれも|どちらも|どれも|すべて|全て|全回(?:とも)?)、?\s*")
#: いずれも14時から, below several days
_OF_EACH: Final = re.compile(
    rf"(?:時間は)?(?:{OF_ALL.pattern}|(?:各[回日](?:とも)?|毎回)、?\s*)(?=(?:午[前後])?\d)"
)


def hours_of_each(units: Iterable[Unit], whens: Sequence[When]) -> dict[int, Occasion]:
    """Return by section an occasion with the hours that one sentence there gives to each of the
    days above it; none where a day has its own, or another sentence says other hours.
    """
    bare = Counter(w.section for w in whens if not any(o.clock or o.weekly for o in w.occasions))
    often = Counter(when.section for when in whens)
    days = {when.section: when for when in whens}
    clocks: dict[int, list[Occasion]] = {}
    for unit in units:
        above = days.get(unit.section)
        match = _OF_EACH.match(unit.text) if above and unit.sort == Sort.SENTENCE else None
        if above is None or match is None or unit.at < above.unit.at:
            continue
        times = [time for time in find_times(unit.text) if time.start == match.end()]
        clocks.setdefault(unit.section, []).extend(
            replace(above.occasions[0], begins=time.begins, ends=time.ends, clock=time.words)
            for time in times
        )
    return {
        section: hours[0]
        for section, hours in clocks.items()
        if len(hours) == 1 and bare[section] == often[section] > 1
    }


def at_hours(day: Occasion, hours: Occasion | None) -> Occasion:
    """Return a day with the hours of each."""
    if hours is None:
        return day
    return replace(day, begins=hours.begins, ends=hours.ends, clock=hours.clock)


def in_the_afternoon(text: str) -> str:
    """Return a line of a turn with 午後 before the hours of 午後の部 that have none."""
    match = _AFTERNOON.search(text)
    return f"{text[: match.start()]}午後{text[match.end() :]}" if match else text


def full_turns(texts: Iterable[str]) -> frozenset[str]:
    """Return the turns of which one of some lines says that they are full: ①は満席です."""
    return frozenset(
        turn[0]
        for text in texts
        if (full := _FULL.search(text))
        for turn in [*_TURN.finditer(text[: full.start()])][-1:]
    )


def is_full(line: str, full: Collection[str]) -> bool:
    """Return whether a line is of a turn that is full, by itself or by what another line says."""
    turn = _TURN.match(line.lstrip())
    return _FULL.search(line) is not None or (turn is not None and turn[0] in full)
