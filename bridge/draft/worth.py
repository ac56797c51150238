"""Pure: which sentences, beside those that a draft needs, are worth the room that is left.

What a sentence is worth is the sum of what it bears. The points are a logistic regression's, in
tenths of its log-odds, over what 500 announcements of libraries had to tell and what their
sentences were; of a batch left out they find more than a hand's points do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bridge.draft.choice import stands, told_by
from bridge.draft.sentences import ANNOUNCES, BEHIND, LONG_AGO, MOOD, POLITENESS, SECOND

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bridge.draft.sentences import Statement

ENOUGH: Final = 6  #: points of a sentence that takes room beside another
#: points of one that takes the room of a draft that says little: more likely wanted than not
THIN: Final = 1
ALONE: Final = 6  #: points of one that would be the only sentence
_PAST: Final = re.compile(
    r"昨年|一昨年|先日|かつて|従前|前回|昨日|(?:19|20)\d\d年|昭和|平成|とは[、,…い]|[きい]ました。"
    r"|でしょうか|でした。|思い(?:ます|を)|毎年|近年|当初"
)
_ASKS: Final = re.compile(r"(?:ください|下さい|ませんか)。?$")
#: what only pleases
_PLEASES: Final = re.compile(r"ぜひ|申し訳|お?詫び|ありがとう|お待ち|お気軽|遊びに|お運び|お越し")
#: points of what a sentence tells
_TELLS: Final = {
    "hour": 7,
    "span": 6,
    "day": 5,
    "main": 4,
    "closed": 3,
    "return": 3,
    "advice": 2,
    "place": 1,
    "apply": -1,
}
#: points of what a sentence is
_IS: Final[tuple[tuple[int, Callable[[Statement], object]], ...]] = (
    (4, lambda one: one.verb),
    (4, lambda one: one.strong),
    (2, lambda one: _ASKS.search(one.text)),
    (-1, lambda one: BEHIND.search(one.text)),
    (-1, lambda one: one.unit.name == "note"),
    (-2, lambda one: len(one.text) < 16),
    (-2, lambda one: len(one.text) > 90),
    (-2, lambda one: one.back),
    (-2, lambda one: SECOND.search(one.text)),
    (-2, lambda one: ANNOUNCES.search(one.text)),
    (-5, lambda one: _PAST.search(one.text)),
)


def worth(one: Statement, place: int, *, main: frozenset[date], today: date) -> int:
    """Return the points of a sentence, the `place`-th of its page from 0; `main` are the days of
    the page's news.
    """
    points = sum(_TELLS.get(name, 0) for name in one.tells)
    points += sum(many for many, holds in _IS if holds(one))
    points += (4, 2)[place] if place < 2 else 0
    points -= min(place, 8) * 2 // 3
    if one.days:
        points += 4 * bool(main & {*one.days}) - 3 * bool(main and not main & {*one.days})
        points -= 2 * all(day < today for day in one.days)
    return points


def further(
    statements: list[Statement],
    choice: list[Statement],
    *,
    main: frozenset[date],
    today: date,
) -> list[tuple[Statement, bool]]:
    """Return the sentences beside `choice` that are worth room, the worthiest first, and whether
    each is so in a draft that says much already.
    """
    ranked = sorted(
        (-worth(one, place, main=main, today=today), one.at, one)
        for place, one in enumerate(sorted(statements, key=lambda one: one.at))
    )
    return [
        (one, -points >= ENOUGH)
        for points, _, one in ranked
        if -points >= _least(one, choice)
        and one not in choice
        and not told_by(one, choice)
        and (one.unit.section == choice[0].unit.section if choice else one.fair)
        and not _empty(one)
        and not (choice and one.at < choice[0].at and _ASKS.search(one.text))
        and stands(one, choice)
        and not any(abs((day - today).days) > LONG_AGO for day in one.days)
    ]


def _least(one: Statement, choice: list[Statement]) -> int:
    """Return the points that a sentence needs: few behind a lead that tells what is closed only
    where it tells something of use beside it, and what stands before the lead is how it came about.
    """
    if not choice:
        return ALONE
    lead = choice[0]
    if one.at < min(other.at for other in choice):
        return ENOUGH
    return ENOUGH if "closed" in lead.tells and not one.tells else THIN


def _empty(one: Statement) -> bool:
    """Whether a sentence is mood or courtesy, and no more: 当日は車のご利用をお控えください tells
    what to do.
    """
    if MOOD.search(one.text) or _PLEASES.search(one.text):
        return True
    return not one.tells and POLITENESS.search(one.text) is not None
