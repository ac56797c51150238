"""What may be noted of another account, for 5(5) and 7: its name, a day, an address, a short note;
nothing else (11).

Pure: no I/O, no clock. Each reader returns the value and raises UsageRefused; cannot see whether a
note is fair, nor whether it says more of a person than it should.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bridge import urls
from bridge.errors import UsageRefused
from bridge.text.clean import as_seen

if TYPE_CHECKING:
    from datetime import date

LONGEST_NOTE: Final = 200  #: characters
NAME: Final = re.compile(r"[A-Za-z0-9_]{1,15}", re.ASCII)  #: X's form of a user name


def account(text: str) -> str:
    """Return the account's name without @; raises UsageRefused when it is none of X's."""
    name = text.strip().removeprefix("@").removeprefix("＠")
    if not NAME.fullmatch(name):
        raise UsageRefused("account.name_unfit", given=text.strip()[:40].replace("\n", " "))
    return name


def seen_on(day: date, today: date) -> date:
    """Return the day on which it was seen; raises UsageRefused for a day to come."""
    if day > today:
        raise UsageRefused("account.day_to_come", day=day)
    return day


def evidence(url: str, note: str) -> tuple[str, str]:
    """Return address and note of an evidence; raises UsageRefused when both are empty or one is not
    sound.
    """
    url, note = url.strip(), note.strip()
    if not url and not note:
        raise UsageRefused("account.no_evidence")
    if url and not urls.is_sound(url):
        raise UsageRefused("account.evidence_unfit")
    if len(note) > LONGEST_NOTE:
        raise UsageRefused("account.note_too_long", length=len(note), most=LONGEST_NOTE)
    if as_seen(note) != note or "\n" in note:
        raise UsageRefused("account.note_unfit")
    return url, note
