"""A library's pages, for the proxies in front of them."""

from __future__ import annotations

from web.conftest import founded, house

__all__ = ["founded", "house"]
