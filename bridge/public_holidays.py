"""Edge: Japan's public holidays (国民の祝日に関する法律), from the library of that name, loaded
when a day is asked for. Holds no rule.
"""

from __future__ import annotations

from collections.abc import Container
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class PublicHolidays(Container["date"]):
    """All of them; a run that posts nothing asks for no day, and loads nothing."""

    def __contains__(self, day: object) -> bool:
        """Return whether a date is a public holiday in Japan."""
        return day in self._days

    @cached_property
    def _days(self) -> Container[date]:
        import holidays

        return holidays.country_holidays("JP")
