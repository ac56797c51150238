"""Pure: what stands below a labelled value and is of it: the conditions at which it points, and
the days on which it is not so.

次のどれかにあてはまる方 is told with them or not at all (5(1)ア). Cannot see that a list goes on in
prose.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from bridge.draft.entire import leads_on
from bridge.text.times import fold
from bridge.topics.labels import known_field, labelled
from bridge.topics.outline import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bridge.model import Block

LISTED: Final = 2  #: labelled lines of a list, and one more
#: a value whose conditions stand below it: 次のどれかにあてはまる方
POINTS: Final = re.compile(
    r"(?:次|つぎ|下記?|以下)の(?:[^。、]{0,6}(?:いずれ|どれ|どちら|ひとつ|1つ|すべて|全て)|(?:要件|条件|すべて|とおり|通り)|(?:もの|方|かた|人|資料|本)(?=。?$|です))"
    r"[^。]{0,20}。?$"
)
#: the same, told with them
CONDITIONS: Final = re.compile(
    r"(?:次|つぎ|下記?|以下)の[^。()]{2,24}\((?P<below>(?:[^()]|\([^()]*\))*[/、](?:[^()]|\([^()]*\))*)\)"
)
_ALL: Final = re.compile(r"すべて|全て|要件|条件|とおり|通り")
#: one of what is counted or listed
_COUNTED: Final = re.compile(
    r"^(?:[・◦･○●◇*-]|[(（]?(?:\d{1,2}|[ア-オ])(?:[)）.．、]|\s(?=\D))|[①-⑳])\s*"
)
_SPOKEN: Final = re.compile(r"(?:ます|です|せん|ください|下さい|こと)(?:\([^()]*\))*$")
#: on which of its days it is not: ※12月26日は使えません, ただし29日を除く
EXCEPTED: Final = re.compile(
    r"(?:※|ただし|但し|なお|[(（]|[＊*]).*(?:除[くきい]|お?休[館室みむ]|ません|ない|延期|中止|は、?\d{1,2}月(?:\d{1,2}日)?(?:\([^()]*\))?(?:から|より))"
)
#: what limits the value above it
BUT: Final = re.compile(r"(?:※\s*)?(?:ただし|但し)")
#: to whom, or to what, a value is limited: ※市内の方に限ります
ONLY: Final = re.compile(r"※(?!.*(?:場合|とき)は)[^。]*(?:に限[りるら]|限定|のみ(?:です|。|$|と))")
#: the rest of several lines: ※年末 12月29日 ⏎ 催しのある日 12月26日 ⏎ は除きます
_REST: Final = re.compile(r"[はを](?:除|お?休)")


def with_rests(lines: Sequence[str]) -> list[str]:
    """Return lines, those in one to which a last one is the rest: は除きます."""
    whole: list[str] = []
    for line in lines:
        whole.append(line)
        if _REST.match(line):
            begin = next((n for n in reversed(range(len(whole))) if whole[n][0] == "※"), None)
            if begin is not None:
                whole[begin:] = ["、".join(whole[begin:-1]) + line]
    return whole


def with_lists_as_text(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks of a page, a list whose items are labelled lines as a paragraph of them."""
    for sort, group in groupby(blocks, key=lambda block: block.sort):
        these = [*group]
        lines = tuple(line for block in these for line in block.lines)
        facts = sum(_is_of_label(fold(line)) for line in lines) if sort == "item" else 0
        if facts > LISTED and facts * 2 >= len(lines):
            yield replace(these[0], sort="text", lines=lines, loud=())
        else:
            yield from these


def _is_of_label(line: str) -> bool:
    fact = labelled(line)
    return fact is not None and fact[2] != "" and known_field(fact[1]) is not None


def is_below(value: str, line: str, block: Block) -> bool:
    """Whether a line is one of the conditions at which a value points."""
    one_of = block.sort == "item" or _COUNTED.match(line)
    return bool(one_of) and POINTS.search(value) is not None


def unended(text: str) -> str:
    """Return a line without the stop at the end of all that it says."""
    return text[:-1] if text.find("。") == len(text) - 1 else text


def in_one(values: Sequence[str]) -> str:
    """Return the values of a label as one; nothing of one that points at what is not there."""
    if values and POINTS.search(values[0]):
        below = [unended(_COUNTED.sub("", value)) for value in values[1:]]
        apart = "、" if _ALL.search(values[0]) else "／"
        return f"{unended(values[0])}({apart.join(below)})" if below else ""
    text = ""
    for value in values:
        item = value.lstrip("・◦･ ") or value
        spoken = item != value and _SPOKEN.search(text) is not None
        apart = "" if not text or text[-1] in "。、" or item[0] in "(（※→" else "、"
        text += ("。" if spoken else apart) + item
    return text


def without_leads(values: Sequence[str]) -> list[str]:
    """Return values without the sentences that only lead on: 詳しくは募集要項をご覧ください."""
    texts = ("".join(one for one in split(value) if not leads_on(one)) for value in values)
    return [text for text in texts if text]
