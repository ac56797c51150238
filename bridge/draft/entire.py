"""Pure: a page so short that it is told whole, line by line in its own order; courtesy, and what
leads on, stay out.

Nothing is chosen, so nothing is left out and nothing stands without what it hangs on (5(1)ア). A
page is not told so where a line of it may not be told to everybody, says today without a day, or
stands in a table or below a heading. Cannot see that a short page is a part of a longer one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.draft.sentences import is_for_all, settled
from bridge.draft.standalone import undressed
from bridge.text.clean import folded, harmless, plain
from bridge.text.dates import house
from bridge.text.times import fold
from bridge.topics.builder import outline_of
from bridge.topics.lines import joined
from bridge.topics.outline import is_library, split
from bridge.topics.sorts import has_day
from bridge.topics.tidy import FURNITURE, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bridge.model import Block, Facts, Page

LONGEST: Final = 300  #: letters of a page's text at which its lines are looked at
MOST: Final = 8  #: lines
#: said to lead on, and of no news: 詳しくはチラシをご覧ください, 問い合わせ：
_LEADS_ON: Final = re.compile(
    r"^(?:※\s*)?(?:詳し[くい]|くわし[くい]|詳細)[^。]*?(?:ください|下さい|まで)?。?$"
    r"|^[■●・]?\s*(?:お?問い?合わ?せ|連絡先|担当)(?:先|窓口|係|課)?\s*[:：]|^(?:以上|記)$"
)
#: courtesy and no more
_COURTESY: Final = re.compile(
    r"[^。、]{0,14}(?:ご|御)(?:不便|迷惑|理解|了承|容赦|協力)[^。]{0,24}|[^。]{0,30}お待ちして(?:い|お)り?ます"
    r"|[^。]{0,16}(?:よろしくお願い|ありがとうござい|お詫び|申し訳)[^。]{0,16}"
)
#: a label before its value: ところ:2階, 日時　12月5日
_LABEL: Final = re.compile(
    r"^(?P<label>・?(?:[^\s:、。\d「『(]{1,12}(?=\s*:\s*\S)|[一-龠々ぁ-んァ-ヶー]{1,8}(?=\s+\S{3})(?![^。]*。)))"
    r"\s*:?\s*"
)


def with_entire(facts: Facts, page: Page, today: date) -> Facts:
    """Return the facts of a page, of a short one with its lines."""
    if not page.blocks or len(page.text) > LONGEST:
        return facts
    outline = outline_of(page, today)
    lines: list[str] = []
    for block in joined(page.blocks):
        if block.sort in ("row", "heading"):
            return facts
        for text in _lines_of(block):
            line = _line(text, outline.near, outline.published)
            if not line:
                return facts
            lines.append(line)
    return replace(facts, entire=tuple(lines)) if len(lines) <= MOST else facts


def _lines_of(block: Block) -> Iterator[str]:
    """Yield the lines of a block that are told: a pair as one; no courtesy, no furniture, nothing
    that leads on or says whom to ask, no signature.
    """
    raw = (
        (f"{block.lines[0]}：{'、'.join(block.lines[1:])}",)
        if block.sort == "pair"
        else block.lines
    )
    for line in raw:
        flat = fold(line).strip()
        plain_line = block.sort == "text" and not has_day(flat) and "。" not in flat
        furniture = plain_line and FURNITURE.search(flat)
        if furniture or _LEADS_ON.search(flat) or is_library(flat):
            continue
        sentences = [one for one in split(plain(line)) if not _is_courtesy(one)]
        if text := "".join(sentences).strip():
            yield f"・{text}" if block.sort == "item" else text


def _is_courtesy(sentence: str) -> bool:
    bare = fold(sentence).rstrip("。！! ")
    empty = _COURTESY.fullmatch(bare) or _LEADS_ON.search(bare)
    return bool(empty) and not has_day(bare)


def _line(text: str, near: date, published: date | None) -> str:
    """Return a line as it is told; empty where it may not be."""
    flat, bare = tidy(text)
    if not bare or not is_for_all(flat) or not folded(flat):
        return ""
    words = settled(house(undressed(flat), near), published)
    return harmless(_LABEL.sub(r"\g<label>：", words))
