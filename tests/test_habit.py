"""How long a source may be silent before somebody looks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bridge.habit import silent, silent_since

TODAY = date(2026, 11, 25)


def every(days: int, count: int, last: int) -> list[date]:
    """Return `count` days with news, so many days apart, the last one so many days ago."""
    return [TODAY - timedelta(days=last + days * n) for n in range(count)]


@pytest.mark.parametrize(
    ("days", "is_silent"),
    [
        (every(3, 10, 14), False),
        (every(3, 10, 15), True),
        (every(20, 10, 30), False),
        (every(20, 10, 31), True),
        (every(3, 5, 60), False),
        (every(3, 6, 60), True),
        ([], False),
    ],
)
def test_a_silence_is_longer_than_any_before(days: list[date], is_silent: bool) -> None:
    """Half as long again as the longest gap, two weeks at the least; without a habit there is no
    silence.
    """
    assert silent_since(days, TODAY) == (max(days) if is_silent else None)


def test_days_to_come_say_nothing() -> None:
    """An event of next month does not hide that nothing new was put up."""
    assert silent_since([*every(3, 10, 40), TODAY + timedelta(days=30)], TODAY) is not None


def test_each_source_has_its_own_habit() -> None:
    """One is told, with its last day."""
    assert silent([("home", every(3, 10, 40)), ("event", every(3, 10, 2))], TODAY) == {
        "home": TODAY - timedelta(days=40)
    }
