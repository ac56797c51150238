"""Pure: whether a page says something else than at its last reading (truth 2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bridge.text.clean import plain

if TYPE_CHECKING:
    from bridge.model import Page

PARTS: Final = 1000  #: readers of a part of a page have numbers above this one
PDF: Final = "PDF"  #: the note of each page that is a file of that kind


def change(before: Page, now: Page) -> str:
    """Return what of a page is another than at its last reading: "title", "text"; empty when it is
    the same.

    A page that an earlier reader read is compared by its text, in which the signs of then are put
    as they are today (㈯ is (土)), and the first and last lines may be gone: what was read of the
    frame around the article. That it is read otherwise is no change of the page.
    """
    if PDF in before.notes and PDF in now.notes and before.title == now.title:
        # a file that somebody, or a busy machine, could not read is compared by its bytes
        known = before.text and now.text
        same = _alike(before, now) if known else before.fingerprint == now.fingerprint
        return "" if same else "text"
    if before.reader != now.reader:
        return "" if _is_within(before, now) else "text"
    if before.title != now.title:
        return "title"
    return "" if before.fingerprint == now.fingerprint else "text"


def left(before: Page, now: Page) -> bool:
    """Return whether a page that several items share had a part of one of them, and has none now;
    what was read of the whole page before was no part of it.
    """
    return before.reader > PARTS and bool(now.unread)


def _alike(before: Page, now: Page) -> bool:
    return steady(plain(before.text)) == steady(now.text)


def _is_within(before: Page, now: Page) -> bool:
    """Whether the lines of today are those of then without the first or the last of them."""
    was, lines = steady(plain(before.text)), steady(now.text)
    starts = range(len(was) - len(lines) + 1) if lines else range(len(was) == 0)
    return any(was[start : start + len(lines)] == lines for start in starts)


_SESSION: Final = re.compile(r"(?i)(?:;jsessionid|phpsessid|sid)=\w+")


def steady(text: str) -> list[str]:
    """Return the lines of a text without what differs at each load."""
    return [_SESSION.sub("", line) for line in text.splitlines()]
