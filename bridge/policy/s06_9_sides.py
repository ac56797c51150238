"""6(9): what a text says that one can use, that changes, ends or is needed, where its page says the
opposite of the same thing.

Pure. The words and the way in which a thing is read stand in sides.py; of what the page tells both
ways nothing is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bridge.policy import sides
from bridge.policy.matter import TEXT, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bridge.model import Finding
    from bridge.policy import claims

_SHOWN: Final = 40  #: characters of the page's line


def findings(
    passages: tuple[claims.Passage, ...], page: tuple[claims.Passage, ...]
) -> Iterator[Finding]:
    """Yield each thing that a text's passages put on the other side than its page's do."""
    for one, other in sides.opposed(passages, page):
        line = other.line if len(other.line) <= _SHOWN else f"{other.line[:_SHOWN]}…"
        yield finding("6(9)", one.words, TEXT, f"ページでは「{line}」です。", stop=True)
