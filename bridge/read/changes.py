"""Pure: whether a page says something else than at its last reading (truth 2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bridge.read.pdf import MARK

if TYPE_CHECKING:
    from bridge.model import Page


def change(before: Page, now: Page) -> str:
    """Return what of a page is another than at its last reading: "title", "text"; empty when it is
    the same.

    A page that an earlier reader read is compared by its text, which every reader reads alike: that
    titles are read otherwise today is no change of the page.
    """
    if MARK in before.notes and MARK in now.notes and before.title == now.title:
        # a file that somebody, or a busy machine, could not read is compared by its bytes
        known = before.text and now.text
        same = (
            steady(before.text) == steady(now.text)
            if known
            else before.fingerprint == now.fingerprint
        )
        return "" if same else "text"
    if before.reader != now.reader:
        return "" if steady(before.text) == steady(now.text) else "text"
    if before.title != now.title:
        return "title"
    return "" if before.fingerprint == now.fingerprint else "text"


def steady(text: str) -> list[str]:
    """Return the lines of a text without what differs at each load."""
    return [
        re.sub(r"(?i)(?:;jsessionid|phpsessid|sid)=\w+", "", line) for line in text.splitlines()
    ]
