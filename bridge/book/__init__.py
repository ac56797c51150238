"""Pure: what is handed down, as paper and files: the decision sheet (起案用紙), the yearly book
(決裁簿) and its figures.

Reads nothing and writes nothing: it is given dossiers (record/export.py) and gives text and pages.
"""

from __future__ import annotations

from datetime import datetime

from bridge.text.years import Year
from bridge.values import dataclass


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
    differences: tuple[str, ...] = ()  #: where the tables and the journal do not agree

    @property
    def sound(self) -> bool:
        """Return whether the record proves itself."""
        return self.broken_at is None and not self.differences

    @property
    def verdict(self) -> str:
        """Return what the walk along the journal found, as a sentence."""
        if self.differences:
            return f"記録簿{self.rows}行はつながっていますが、記録が合いません。{''.join(self.differences)}"
        if self.broken_at is None:
            return f"記録簿{self.rows}行は、始めからつながっています。"
        return f"記録簿は{self.broken_at}行目でつながっていません。書き換えられたおそれがあります。"
