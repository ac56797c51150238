"""Pure: where on a page the words stand that were added later, as 11月29日 9:30追記：2階は復旧
しました: what stood there before is not so any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bridge.text.times import fold
from bridge.topics.tidy import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bridge.model import Block
    from bridge.topics.outline import Unit


def added_at(blocks: Iterable[Block], units: Iterable[Unit]) -> int:
    """Return the place of the first line of what was added last; -1 where nothing was."""
    added = [
        flat[match.end() :]
        for block in blocks
        for line in block.lines
        if (match := ADDED.match(flat := fold(line).strip()))
    ]
    if not added:
        return -1
    last = added[-1].replace(" ", "")
    lines = (unit for unit in units if len(unit.text) > 1)
    return next((u.at for u in lines if last.startswith(u.text.replace(" ", ""))), -1)
