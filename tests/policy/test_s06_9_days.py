"""6(9): halves of a day, beside the page that tells the day's other half."""

from __future__ import annotations

from itertools import product

import pytest
from fakes import TODAY

from bridge.policy import claims, s06_9_days

EARLY, LATE = ("午前", "朝"), ("午後", "夕方", "夜")


@pytest.mark.parametrize("day", ["12月5日(土)", "毎週土曜日"])
@pytest.mark.parametrize(("told", "known"), [*product((*EARLY, *LATE), repeat=2)])
def test_6_9_the_other_half_of_a_day_stops(day: str, told: str, known: str) -> None:
    """朝 is of the morning, 夕方 and 夜 are of the afternoon; of a weekday as of a day."""
    text, page = (claims.passages(f"{day}の{half}に開きます。", TODAY) for half in (told, known))
    assert any(s06_9_days.findings(text, page)) == ((told in EARLY) != (known in EARLY))


@pytest.mark.parametrize(
    ("told", "hour", "stops"),
    [
        ("午前", 11, False),
        ("午前", 12, True),
        ("夕方", 11, True),
        ("夕方", 12, False),
    ],
)
def test_6_9_an_hour_of_the_page_tells_the_half_of_its_day(
    told: str, hour: int, *, stops: bool
) -> None:
    """From noon on it is the afternoon."""
    for day in ("12月5日(土)", "毎週土曜日"):
        text = claims.passages(f"{day}の{told}に開きます。", TODAY)
        page = claims.passages(f"{day}{hour}時から開きます。", TODAY)
        assert any(s06_9_days.findings(text, page)) == stops


def test_6_9_a_day_that_no_calendar_has_has_no_half_to_compare() -> None:
    """Two such days are not the same one; that they are none is told elsewhere."""
    text, page = (
        claims.passages(f"{words}に開きます。", TODAY)
        for words in ("2月30日の午後", "2月31日の午前")
    )
    assert any(day.mention.date is None for one in text for day in one.days)
    assert list(s06_9_days.findings(text, page)) == []
