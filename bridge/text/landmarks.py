"""Pure: to look for an expression only where it can match: beside a word that each match has, its
landmark.

An expression that begins with a run of any letters is tried at each letter of a text, and goes
through the whole run each time; the word with which it ends stands in few places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator


def around(
    pattern: re.Pattern[str], text: str, sign: re.Pattern[str], *, before: int, behind: int
) -> Iterator[re.Match[str]]:
    """Yield what `pattern` finds in a text, as finditer does. Each match has a `sign`, begins at
    most `before` letters before it, and ends (with what it looks at behind itself) less than
    `behind` letters behind it.
    """
    start, end = 0, -1
    for place in sign.finditer(text):
        begin = place.start() - before
        if begin > end:
            if end >= 0:
                yield from pattern.finditer(text, start, end)
            start = max(0, begin)
        end = place.end() + behind
    if end >= 0:
        yield from pattern.finditer(text, start, end)
