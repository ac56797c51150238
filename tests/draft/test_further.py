"""What may be told beside the sentences that a draft has chosen."""

from __future__ import annotations

from datetime import date

import pytest

from bridge.draft.further import further
from bridge.draft.sentences import Statement
from bridge.topics.outline import Unit

LEAD = "7月6日(月)から東館を休館します。"
MORE = "また、西館の返却ポストは使えます。"


def _said(place: int, text: str, *tells: str, back: bool = False) -> Statement:
    return Statement(
        text=text,
        at=place,
        after=place - 1,
        points=9,
        unit=Unit(text, at=place),
        tells=frozenset(tells),
        days=(),
        back=back,
        strong=True,
        verb=True,
        fair=True,
        some=False,
        whole=text,
    )


@pytest.mark.parametrize(
    ("points", "told"), [(1, MORE[3:]), (0, MORE[3:]), (-1, MORE), (-3, MORE), (-4, "")]
)
def test_5_1_a_a_sentence_that_is_worth_its_room_loses_the_word_that_ties_it(
    points: int, told: str
) -> None:
    """From no points on; beside what is closed it needs the points of a full draft."""
    lead, more = _said(0, LEAD, "closed"), _said(1, MORE, back=True)
    kept = further(
        [lead, more],
        [lead],
        kind="closure",
        sections=frozenset((0,)),
        bare=False,
        today=date(2026, 6, 20),
        away=lambda _: True,
        worth=lambda _: points,
    )
    assert [one.text for one, _ in kept] == [told] * bool(told)
