"""Edge: Japan's public holidays (国民の祝日に関する法律), from the library of that name. Holds no
rule.

To load it costs more than all else that a draft needs, so the days of a year are kept beside the
compiled modules (program_cache.py) until the library is another one.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from functools import cached_property
from pathlib import Path

from bridge import program_cache


class PublicHolidays(Container["date"]):
    """All of them; a run that posts nothing asks for no day, and loads nothing."""

    def __contains__(self, day: object) -> bool:
        """Return whether a date is a public holiday in Japan."""
        return isinstance(day, date) and day.toordinal() in self._of(day.year)

    def _of(self, year: int) -> Container[int]:
        """Return the public holidays of a year, each by its number in the calendar."""
        if year not in self._years:
            import holidays

            days = holidays.country_holidays("JP", years=year)
            self._years[year] = frozenset(day.toordinal() for day in days)
            program_cache.save("holidays", self._key, self._years)
        return self._years[year]

    @cached_property
    def _years(self) -> dict[int, frozenset[int]]:
        return program_cache.load("holidays", self._key) or {}

    @cached_property
    def _key(self) -> str:
        """Return what changes when the library is another one."""
        from importlib.util import find_spec

        home = Path(str(find_spec("holidays").origin)).parent  # type: ignore[union-attr]
        return program_cache.stamp((home / "version.py", home / "countries" / "japan.py"))
