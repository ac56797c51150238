"""年度: from the first of April to the thirty-first of March (地方自治法 208)."""

from __future__ import annotations

from datetime import date

import pytest

from bridge.text.years import Year


@pytest.mark.parametrize(
    ("day", "fiscal", "calendar"),
    [
        (date(2026, 3, 31), 2025, 2026),
        (date(2026, 4, 1), 2026, 2026),
        (date(2026, 4, 30), 2026, 2026),
        (date(2026, 5, 1), 2026, 2026),
        (date(2026, 12, 31), 2026, 2026),
        (date(2027, 1, 1), 2026, 2027),
    ],
)
def test_a_fiscal_year_begins_on_the_first_of_april(day: date, fiscal: int, calendar: int) -> None:
    """Each day lies in the year that has it, and between its first and its last day."""
    assert Year.of(day) == Year(fiscal)
    assert Year.of(day, fiscal=False) == Year(calendar, fiscal=False)
    for year in (Year(fiscal), Year(calendar, fiscal=False)):
        assert year.first <= day <= year.last


def test_a_fiscal_year_has_twelve_months_from_april_to_march() -> None:
    """Its first day, its last, and each month between."""
    year = Year(2026)
    assert (year.first, year.last) == (date(2026, 4, 1), date(2027, 3, 31))
    assert [month.month for month in year.months] == [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]
