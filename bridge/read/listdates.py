"""Pure: the date that a news list or an article writes beside its title: 令和8年7月1日, R8.7.1, 2026.07.01, 7月1日.

Only one date, as a list has it; the days and times inside a text are read by those who make a draft of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_NARROW = str.maketrans("０１２３４５６７８９．／－−（）ＨＲＳ　", "0123456789./--()HRS ")
_ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925}
_TAIL = r"(?:\s?日)?\s?(?:[(〔\[]?[月火水木金土日](?:曜日?)?(?:・?祝)?[)〕\]])?(?:\s?\d{1,2}[:時]\d{2}分?(?::\d{2})?)?"
_YEAR = r"(?:(?<!\d)(?P<west>(?:19|20)\d{2})|(?<![A-Za-z])(?P<era>令和|平成|昭和|[RHS])\s?(?P<nth>\d{1,2}|元))"
_FULL = re.compile(_YEAR + r"\s?(?:年|[./-])\s?(?P<month>\d{1,2})\s?(?:月|[./-])\s?(?P<day>\d{1,2})(?!\d)" + _TAIL)
_SHORT = re.compile(r"(?<![\d/.:-])(?P<month>\d{1,2})(?:\s?月\s?|/)(?P<day>\d{1,2})(?![\d/:])" + _TAIL)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text."""

    start: int  #: where it begins
    end: int  #: where it ends, weekday and time included
    month: int
    day: int
    year: int = 0  #: 0 = not named

    def on(self, year: int = 0) -> date | None:
        """Return the day; `year` is taken when the text names none. None when there is no year or no such day."""
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None


def first(text: str) -> Found | None:
    """Return the first date of `text`, one with a year before all others."""
    plain = text.translate(_NARROW)
    for pattern in (_FULL, _SHORT):
        for found in pattern.finditer(plain):
            told = Found(found.start(), found.end(), int(found["month"]), int(found["day"]), _year(found.groupdict()))
            if told.on(2024):
                return told
    return None


def year(text: str) -> int:
    """Return the first year that `text` names (令和8年, 2026年); 0 when it names none."""
    found = re.search(_YEAR + r"\s?年", text.translate(_NARROW))
    return _year(found.groupdict()) if found else 0


def _year(said: dict[str, str | None]) -> int:
    if said.get("west"):
        return int(said["west"] or 0)
    if era := said.get("era"):
        nth = said["nth"] or ""
        return _ERAS[era] + (1 if nth == "元" else int(nth))
    return 0
