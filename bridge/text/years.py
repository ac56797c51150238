"""Pure: the years by which a public body keeps its records, with first day and last."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Self

from bridge.errors import UsageRefused
from bridge.values import dataclass

if TYPE_CHECKING:
    from datetime import tzinfo


@dataclass(frozen=True, slots=True)
class Year:
    """年度 (1 April to 31 March, 地方自治法 208) or a calendar year."""

    number: int
    fiscal: bool = True

    @classmethod
    def of(cls, day: date, *, fiscal: bool = True) -> Self:
        """Return the year in which `day` lies."""
        return cls(day.year - (fiscal and day.month < 4), fiscal)

    @classmethod
    def asked(cls, number: int, today: date, *, fiscal: bool = True) -> Self:
        """Return the year of that number; raises UsageRefused for one that has not begun or that no
        calendar has.
        """
        now = cls.of(today, fiscal=fiscal)
        if not 1900 <= number <= now.number:
            code = "command.year_to_come" if number > now.number else "command.year_unfit"
            raise UsageRefused(code, year=number, unit=now.unit, now=now.label)
        return cls(number, fiscal)

    @property
    def unit(self) -> str:
        """Return what such a year is called."""
        return "年度" if self.fiscal else "年"

    @property
    def label(self) -> str:
        """Return the year in words: 2026年度, 2026年."""
        return f"{self.number}{self.unit}"

    @property
    def first(self) -> date:
        """Return its first day."""
        return date(self.number, 4 if self.fiscal else 1, 1)

    @property
    def last(self) -> date:
        """Return its last day."""
        return date(self.number + 1, 3, 31) if self.fiscal else date(self.number, 12, 31)

    @property
    def months(self) -> tuple[date, ...]:
        """Return the first day of each of its months."""
        start = self.first.month - 1
        return tuple(
            date(self.number + (start + n) // 12, (start + n) % 12 + 1, 1) for n in range(12)
        )

    def begin(self, zone: tzinfo) -> datetime:
        """Return its first moment."""
        return datetime.combine(self.first, time(), zone)

    def end(self, zone: tzinfo) -> datetime:
        """Return the first moment after it."""
        return Year(self.number + 1, self.fiscal).begin(zone)
