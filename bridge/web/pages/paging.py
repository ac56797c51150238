"""Edge: which part of a long list is shown; `of` reads ?page= of the request. Holds no rule."""

from __future__ import annotations

from typing import Self

from flask import request, url_for

from bridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Paging:
    """One page of a list."""

    page: int  #: from 1
    size: int  #: rows a page
    total: int | None  #: rows in all; None when nobody counted
    more: bool  #: there is a next page

    @classmethod
    def of(cls, total: int, size: int) -> Self:
        """Return the page that the request asks for, inside a list of `total` rows."""
        last = max(1, -(-total // size))
        page = min(_asked(), last)
        return cls(page, size, total, page < last)

    @classmethod
    def open_ended(cls, size: int) -> Self:
        """Return the page asked for of a list that nobody counted; who reads it sets `more`."""
        return cls(_asked(), size, None, more=False)

    @property
    def offset(self) -> int:
        """Return how many rows stand before this page."""
        return (self.page - 1) * self.size

    @property
    def numbers(self) -> list[int]:
        """Return the pages that can be gone to by number, 0 for a gap; none when nobody counted."""
        if self.total is None:
            return []
        last = max(1, -(-self.total // self.size))
        near = sorted(
            {1, last} | {n for n in range(self.page - 2, self.page + 3) if 1 <= n <= last}
        )
        pairs = zip([0, *near], near, strict=False)
        return [
            n
            for before, number in pairs
            for n in ([0, number] if number - before > 1 else [number])
        ]

    def to(self, page: int) -> str:
        """Return the address of another page of the same list."""
        same = {name: value for name, value in request.args.items() if name != "page"}
        return url_for(request.endpoint or "", page=page, **(request.view_args or {}), **same)  # type: ignore[arg-type]


def _asked() -> int:
    return max(1, min(number(request.args.get("page", "")) or 1, 100_000))


def number(text: str) -> int | None:
    """Return the number that a form or an address holds, None when it is none; one too long is one
    that nothing bears.
    """
    return int(text[:18]) if text.isascii() and text.isdecimal() else None
