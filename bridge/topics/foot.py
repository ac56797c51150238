"""Pure: the foot of a page: who it is of, with address and telephone, and what stands below it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.text.times import fold
from bridge.topics.labels import labelled
from bridge.topics.outline import is_library
from bridge.topics.sorts import Sort, has_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bridge.model import Block

FOOT_BLOCKS: Final = 5  #: blocks at the end, among which the foot of a page stands
#: 見本市立図書館 〒000-0000 見本市本町1-1 TEL 000-000-0000; under a label it is a place
_FOOT: Final = re.compile(
    r"(?!.{0,8}(?:会場|場所|ところ|所在|住所|問|申|送り?先|集合|持参|提出))"
    r"(?=.{0,80}(?:〒\s?\d{3}|丁目|番地|[市区町村][^\s。、]{0,12}\d-\d))"
    r"(?=.{0,120}(?:TEL|Tel|tel|電話|℡|☎)[\s:：.(（]*(?:代表|番号)?[\s:：)）]*\d)"
)


def _tells_more(blocks: Iterable[Block]) -> bool:
    """Whether a line says until when to apply: 応募締切：11月30日 below whom to ask."""
    labels = (labelled(fold(line)) for block in blocks for line in block.lines)
    return any(one and one[0] in (Sort.TERM, Sort.APPLY) and has_day(one[2]) for one in labels)


def without_foot(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks without the foot of the page: who it is of, with address and telephone, in one
    of the last few blocks, and what stands below it.
    """
    for at in range(max(len(blocks) - FOOT_BLOCKS, 1), len(blocks)):
        lines = blocks[at].lines if blocks[at].sort == "text" else ()
        foot = next((n for n, line in enumerate(lines) if _FOOT.match(fold(line))), None)
        if foot is None or _tells_more(blocks[at:]):
            continue
        if foot and is_library(lines[foot - 1].strip()):
            foot -= 1
        if not foot and len(blocks[at - 1].lines) == 1 and is_library(blocks[at - 1].lines[0]):
            at -= 1  # noqa: PLW2901
        return (*blocks[:at], *((replace(blocks[at], lines=lines[:foot]),) if foot else ()))
    return blocks
