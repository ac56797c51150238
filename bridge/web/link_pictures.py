"""Edge: the pictures of link cards as X would show them, kept in memory for an hour.

The reader's browser asks nobody but the desk: the desk asks the library's own or a listed host, one
picture at a time, and gives on what read/pictures.py has looked through. Nothing is written.
"""

from __future__ import annotations

from collections import OrderedDict
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING, Final

from bridge.errors import NotFound, StepRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bridge.model import Picture

KEPT: Final = 64  #: addresses
ROOM: Final = 8_000_000  #: bytes of pictures; one may have 5 MB
FOR: Final = timedelta(hours=1)
PATIENCE: Final = 2.0  #: seconds for which a second picture waits while a first is asked for


class LinkPictures:
    """What was fetched lately, and what could not be."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, tuple[datetime, Picture | None]] = OrderedDict()
        self._one = Lock()

    def of(self, url: str, fetch: Callable[[str], Picture], now: datetime) -> Picture:
        """Return the picture at `url`; raises NotFound when it cannot be had (now)."""
        if not self._one.acquire(timeout=PATIENCE):
            raise NotFound("picture.not_now")
        try:
            at, picture = self._known.get(url, (None, None))
            if at is None or now - at > FOR:
                try:
                    picture = fetch(url)
                except StepRefused:
                    picture = None
                self._known[url] = (now, picture)
                self._make_room()
        finally:
            self._one.release()
        if picture is None:
            raise NotFound("picture.not_read")
        return picture

    def _make_room(self) -> None:
        while len(self._known) > KEPT or self._bytes() > ROOM:
            self._known.popitem(last=False)

    def _bytes(self) -> int:
        return sum(len(picture.body) for _, picture in self._known.values() if picture is not None)
