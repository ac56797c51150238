"""Pure: a round of many stops, told by its days: each stop with its own would leave out most of
them, and the days of the first few would pass for all.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.draft.rules_of_days import hourless, in_one_month
from bridge.text.dates import say_all

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bridge.draft.values import When
    from bridge.model import Facts

ROUND: Final = re.compile(
    r"巡回|移動図書|自動車文庫|号の?(?:予定|日程|運行)|運行|ステーション|停留|停車"
)
STOPS: Final = 5  #: that are told one by one
DAYS: Final = 8  #: of so many different days a line tells all


def of_many_stops(facts: Facts, whens: Sequence[When], near: date) -> Facts:
    """Return the facts of a round with more stops than are told one by one: all its days in one
    line, and the first of its stops; as they are where the days are no single ones, or too many.
    """
    if len(facts.events) <= STOPS or facts.excepted or not all(of for _, of in facts.events):
        return facts
    days = {o.start: o for when in whens for o in when.occasions if o.start}
    sure = not any(
        o.end or o.weekly or o.onward or o.weekday_wrong or not o.start
        for when in whens
        for o in when.occasions
    )
    if not (sure and 1 < len(days) <= DAYS):
        return facts
    dates = in_one_month(hourless([days[day] for day in sorted(days)]))
    labels = {when.label for when in whens}
    label = labels.pop() if len(labels) == 1 else ""
    label = label if re.fullmatch(r"[^\d\s]{1,4}日", label) else "巡回日"
    names = "、".join(name for name, _ in facts.events[:STOPS])
    return replace(
        facts,
        several=False,
        when=((label, say_all(dates, near)),),
        events=(),
        others=(("まわる所", f"{names}など"), *facts.others),
    )
