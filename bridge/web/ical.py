"""Pure: a calendar as RFC 5545 writes it: lines of at most 75 octets ended by CR LF, texts escaped,
moments in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OCTETS: Final = 75
POST: Final = timedelta(minutes=15)  #: how long a post lasts in a calendar, so that it can be seen


@dataclass(frozen=True, slots=True)
class Event:
    """One entry: a moment, or whole days."""

    id: str
    title: str
    at: datetime | date
    url: str = ""
    last: date | None = None  #: of whole days


def calendar(name: str, events: Iterable[Event], now: datetime) -> bytes:
    """Return the calendar as bytes; `now` is when it was made."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//feedbridge//desk//JA",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for event in events:
        lines += _event(event, now)
    lines.append("END:VCALENDAR")
    return b"".join(b"\r\n ".join(_folded(line)) + b"\r\n" for line in lines)


def _event(event: Event, now: datetime) -> list[str]:
    if isinstance(event.at, datetime):
        times = [f"DTSTART:{_utc(event.at)}", f"DTEND:{_utc(event.at + POST)}"]
    else:
        after = (event.last or event.at) + timedelta(days=1)
        times = [
            f"DTSTART;VALUE=DATE:{event.at:%Y%m%d}",
            f"DTEND;VALUE=DATE:{after:%Y%m%d}",
            "TRANSP:TRANSPARENT",
        ]
    link = [f"URL:{event.url}"] if event.url else []
    about = [
        f"UID:{event.id}@feedbridge",
        f"DTSTAMP:{_utc(now)}",
        *times,
        f"SUMMARY:{_text(event.title)}",
        *link,
    ]
    return ["BEGIN:VEVENT", *about, "END:VEVENT"]


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    """Return a TEXT value (3.3.11), without controls, which it may not hold."""
    plain = "".join(char for char in value if char == "\n" or char.isprintable())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[bytes]:
    """Yield the pieces of a content line (3.1); no character is cut, and the blank of a
    continuation counts.
    """
    piece, room = b"", OCTETS
    for char in line:
        octets = char.encode()
        if len(piece) + len(octets) > room:
            yield piece
            piece, room = b"", OCTETS - 1
        piece += octets
    yield piece
