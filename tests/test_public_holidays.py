"""国民の祝日: as the library of that name says them, loaded once a year asked for."""

from __future__ import annotations

import sys
from datetime import date, timedelta

import pytest

from bridge import program_cache
from bridge.public_holidays import PublicHolidays


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """A folder of its own for what is kept."""
    monkeypatch.setattr(program_cache, "_place", lambda name: tmp_path / name)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


@pytest.mark.parametrize("year", [2019, 2025, 2026, 2027])
def test_each_day_is_what_the_library_says(year):
    """Of every day of a year, asked first and asked from what is kept."""
    import holidays

    known = holidays.country_holidays("JP")
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    for _ in range(2):
        ours = PublicHolidays()
        assert [day in ours for day in days] == [day in known for day in days]
    assert date(2026, 5, 6) in PublicHolidays()  # 振替休日
    assert "2026-05-06" not in PublicHolidays()


def test_what_is_kept_is_not_asked_for_again(place, monkeypatch):
    """Until the library is another one."""
    assert date(2026, 11, 23) in PublicHolidays()
    monkeypatch.setattr("holidays.country_holidays", None)
    assert date(2026, 11, 3) in PublicHolidays()
    with pytest.raises(TypeError):
        date(2031, 11, 3) in PublicHolidays()  # noqa: B015 - a year that is not kept
