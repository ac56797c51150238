"""Every page is shown, for nothing, one and a thousand drafts, and whatever stands in a draft."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fakes import NOW
from web.house import House

PAGES = (
    "/", "/planned", "/by-hand", "/checks", "/posts", "/drafts", "/new", "/sources", "/urgent", "/stop", "/confirmations",
    "/people", "/calendar", "/journal", "/settings", "/account",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_a_page_without_any_draft_says_what_to_do(house: House, path: str) -> None:
    """An empty library has pages, not errors."""
    answer = house.client("director").get(path)
    assert answer.status_code == 200, answer.text
    assert "<h1>" in answer.text
