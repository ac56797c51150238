"""Pure: what drafts are made by: feeds.toml, and word lists and dictionary, which are read when the
first draft needs them.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bridge.policy.words import Words
    from bridge.settings import Settings
    from bridge.text.morphemes import Reading


class Rules:
    """What the library has laid down: feeds.toml, and the word lists; lists and dictionary are read
    when first needed.
    """

    def __init__(
        self,
        settings: Settings,
        read_words: Callable[[], Words],
        read_dictionary: Callable[[], Reading | None] = lambda: None,
        opens: Callable[[date], bool] | None = None,
    ) -> None:
        """`read_dictionary` returns None when it is not installed; `opens` says whether the library
        is open on a day.
        """
        self.settings = settings
        self.opens = opens
        self._read_words = read_words
        self._read_dictionary = read_dictionary

    @cached_property
    def words(self) -> Words:
        """Return the word lists; a run in which nothing is drafted never reads them. Raises
        ConfigRefused.
        """
        return self._read_words()

    @cached_property
    def reading(self) -> Reading | None:
        """Return how the dictionary takes a text apart, None without one; a run in which nothing is
        drafted loads none.
        """
        return self._read_dictionary()

    def on(self, opens: Callable[[date], bool]) -> Rules:
        """Return the same rules and lists with another calendar."""
        return Rules(self.settings, lambda: self.words, lambda: self.reading, opens)
