"""Pure: what drafts are made by: feeds.toml, and the word lists, which are read when the first draft needs them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bridge.policy.words import Words
    from bridge.settings import Settings


class Rules:
    """What the library has laid down: feeds.toml, and the word lists, which are read when first needed."""

    def __init__(self, settings: Settings, read_words: Callable[[], Words]) -> None:
        self.settings = settings
        self._read_words = read_words

    @cached_property
    def words(self) -> Words:
        """Return the word lists; a run in which nothing is drafted never reads them. Raises ConfigRefused."""
        return self._read_words()
