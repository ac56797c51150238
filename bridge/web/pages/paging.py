"""Pure: which part of a long list is shown. `of` reads ?page= of the request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from flask import request, url_for


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
        """Return the page asked for of a list that nobody counted; `seen` says whether there is more."""
        return cls(_asked(), size, None, more=False)

    @property
    def offset(self) -> int:
        """Return how many rows stand before this page."""
        return (self.page - 1) * self.size

    def to(self, page: int) -> str:
        """Return the address of another page of the same list."""
        same = {name: value for name, value in request.args.items() if name != "page"}
        return url_for(request.endpoint or "", page=page, **(request.view_args or {}), **same)  # type: ignore[arg-type]


def _asked() -> int:
    text = request.args.get("page", "1")
    return max(1, min(int(text), 100_000)) if text.isascii() and text.isdecimal() else 1
