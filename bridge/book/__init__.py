"""Pure: what is handed down, as paper and files: the decision sheet (起案用紙), the yearly book
(決裁簿) and its figures.

Reads nothing and writes nothing: it is given dossiers (record/export.py) and gives text and pages.
"""

from __future__ import annotations

from dataclasses import field
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from bridge.sayings import Coded, Refusal
from bridge.settings import RecordsSettings
from bridge.text.years import Year
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

Key = TypeVar("Key", bound="str | None")
#: BIZ UDPGothic without its hints (OFL, beside it): 11,741 letters, JIS X 0213 and what names need
FONT: Final = Path(__file__).parent / "font" / "BIZUDPGothic-Regular.ttf"
REIWA: Final = 2018  #: the year before 令和1年
NEAR: Final = 1024  #: moments that are remembered: those of a few dozen drafts


def document_number(
    records: RecordsSettings, id: int, opened_at: datetime, zone: tzinfo | None
) -> str:
    """Return the 文書番号 of a draft, in the fiscal year in which it was opened; empty where it is
    written by hand.
    """
    if not records.document_number:
        return ""
    year = Year.of(opened_at.astimezone(zone).date()).number
    return records.document_number.format(year=year, reiwa=year - REIWA, id=id)


def local(moment: str, zone: tzinfo | None) -> str:
    """Return the ISO text of a moment in `zone`, given its own: that of the record is in UTC."""
    if hour := _hour_of(moment, zone):
        fraction = moment[19:26]
        return f"{hour[0]}{moment[13:19]}{'' if fraction == '.000000' else fraction}{hour[1]}"
    return datetime.fromisoformat(moment).astimezone(zone).isoformat()


def day_and_time(moment: str, zone: tzinfo | None) -> str:
    """Return the same as paper has it: 2026-11-25 10:00:00."""
    if hour := _hour_of(moment, zone):
        return hour[2] + moment[13:19]
    text = local(moment, zone)
    return f"{text[:10]} {text[11:19]}"


def _hour_of(moment: str, zone: tzinfo | None) -> tuple[str, str, str] | None:
    """Return what `_hour` says of a moment of the record's own shape, None of another."""
    if moment[19:20] == "." and moment[26:] == "+00:00":  # no other ISO text has these there
        return _hour(moment[:13], zone)
    return None


@lru_cache(64)  # drafts come in their order, and so do their moments: each hour is reckoned once
def _hour(hour: str, zone: tzinfo | None) -> tuple[str, str, str] | None:
    """Return day and hour of an hour of UTC in `zone`, how far the zone is from UTC, and day and
    hour as paper has them; None where that changes within the hour, or is not of whole hours.
    """
    first, last = (
        datetime.fromisoformat(f"{hour}:{rest}+00:00").astimezone(zone)
        for rest in ("00:00", "59:59.999999")
    )
    apart = first.utcoffset()
    if apart is None or apart != last.utcoffset() or apart % timedelta(hours=1):
        return None
    text = first.isoformat()
    return text[:13], text[19:], f"{text[:10]} {text[11:13]}"


class Moments(dict[Key, str]):
    """Moments by the ISO text that the record has of them, each as a form of the book tells it:
    `form` is asked for one that was not told lately.

    A moment stands in a draft, its version, a row and a line: more are looked up than told.
    """

    def __init__(self, form: Callable[[Key], str]) -> None:
        super().__init__()
        self._form = form

    def __missing__(self, moment: Key) -> str:
        if len(self) >= NEAR:
            self.clear()
        text = self[moment] = self._form(moment)
        return text


def seconds(first: str, then: str) -> float:
    """Return the seconds from one moment to another, each as ISO text."""
    return (datetime.fromisoformat(then) - datetime.fromisoformat(first)).total_seconds()


def retention(records: RecordsSettings) -> str:
    """Return how long a draft is kept, in words."""
    return f"{records.retention_years}年(完結した年度の翌年度の初めから)"


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the first page of a yearly book."""

    library: str
    account: str  #: without @
    year: Year
    made_at: datetime  #: in the library's zone, which is that of every time in the book
    count: int  #: drafts
    rows: int  #: of the journal, as far as it was walked
    head: str  #: the last hash that follows
    broken_at: int | None  #: the first row that does not follow; None = the chain holds
    differences: tuple[Coded, ...] = ()  #: where the tables and the journal do not agree
    records: RecordsSettings = field(default_factory=RecordsSettings)

    @property
    def sound(self) -> bool:
        """Return whether the record proves itself."""
        return self.broken_at is None and not self.differences

    @property
    def verdict(self) -> str:
        """Return what the walk along the journal found, as a sentence."""
        if self.differences:
            return (
                f"記録簿{self.rows}行はつながっていますが、記録が合いません。"
                f"{''.join(one.what for one in self.differences)}"
            )
        if self.broken_at is None:
            return f"記録簿{self.rows}行は、始めからつながっています。"
        return Refusal("proof.chain_broken", row=self.broken_at).what
