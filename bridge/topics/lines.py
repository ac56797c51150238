"""Pure: the lines of a page's blocks: what hard breaks and paragraphs cut in mid-sentence is joined
again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bridge.model import Block
from bridge.text.clean import folded, plain
from bridge.text.times import fold
from bridge.topics.labels import labelled
from bridge.topics.sorts import Sort, is_time, lead_time
from bridge.values import dataclass

if TYPE_CHECKING:
    from bridge.model import Page

LINES: Final = 400  #: lines looked at; what a page has to say stands above
LENGTH: Final = 12_000  #: characters looked at
LINE: Final = 1500  #: characters of one line looked at
MARK: Final = re.compile(r"\s*([■◆◇●○〇◎□▼▽★☆◉▲△✿❀])\s*(?=\S)")
_BULLET: Final = re.compile(
    r"\s*[・･•▪\-－‐*＊※○●→⇒]|\s*(?:\d{1,2}[.．、)]|[(（]\d{1,2}[)）]|[①-⑳])"
)
#: a line that goes on in the next one
_LOOSE: Final = re.compile(
    r"[、,・]$|(?:(?:の|する|した)ため|(?<=[るただ])ことから)$|(?<=[一-龠ァ-ヶー)）」』\d])(?:を|に|が|は|の|と|で|や|へ|も)$|(?<=[ぁ-ん])(?:を|が|の)$"
)
#: the same of a labelled value: 窓口へ直接、または ⏎ 電話で, はじめて点字を ⏎ 学ぶ方
_VALUE_CUT: Final = re.compile(
    r"(?:または|又は|もしくは|若しくは|あるいは|ならびに|および|及び)、?$|[るう]か、$"
    r"|(?<=[一-龠ァ-ヶー])(?:を|が)$|(?<=[一-龠ァ-ヶー」』)）])や$"
)
#: what a name in brackets on the next line ends: …の資料による ⏎ 「まちの本棚」という展示を…
_OPEN: Final = re.compile(r"(?:による|という|された|している|での|への|からの|との|の)$")
_POLITE_END: Final = re.compile(
    r"(?:です|ます|した|せん|ましょう|ください|下さい|まで|から|など|ほか|より|のみ|ため|こと|もの|とき|かた|さん|くん|ちゃん|ひと|いい|ない)$"
)
_DONE: Final = re.compile(r"[。!?！？)）」』】♪☆★]$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of the page with the block that it stands in."""

    raw: str
    sort: str
    rank: int
    loud: bool
    alone: bool  #: it is all that its block holds
    block: int


def joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks; a paragraph that ends on 、 takes the next ones up to the end of its
    sentence, a labelled value the lines in which it goes on.
    """
    open_: Block | None = None
    longer = False
    for block in map(_with_whole_values, blocks):
        if open_ is not None and block.sort == "text" and _goes_on(open_.lines[-1], block.lines[0]):
            head = (*open_.lines[:-1], f"{open_.lines[-1]}{block.lines[0]}")
            loud = tuple(n for n in open_.loud if n < len(open_.lines) - 1)
            open_ = replace(open_, lines=(*head, *block.lines[1:]), loud=loud)
            longer = True
        else:
            if open_ is not None:
                yield open_
            open_, longer = (block if block.sort == "text" else None), False
            if open_ is None:
                yield block
                continue
        last = open_.lines[-1]
        if not _open_ended(last) and not (longer and is_time(re.split(r"、|ため", last)[-1])):
            yield open_
            open_ = None
    if open_ is not None:
        yield open_


def _with_whole_values(block: Block) -> Block:
    """Return a block whose lines stand whole where a break cuts them: in a labelled value, too."""
    if block.sort not in ("text", "pair") or not any(map(_VALUE_CUT.search, block.lines[:-1])):
        return block
    lines: list[str] = []
    loud: set[int] = set()
    within = block.sort == "pair"
    for n, line in enumerate(block.lines):
        cut = n > int(within) and _VALUE_CUT.search(lines[-1]) is not None
        if cut and not _begins_anew(line):
            lines[-1] += line
            continue
        loud |= {len(lines)} if n in block.loud else set()
        lines.append(line)
    return replace(block, lines=tuple(lines), loud=tuple(sorted(loud)))


def _of_field(line: str) -> bool:
    label = labelled(fold(line))
    return label is not None and label[0] != Sort.OTHER


def _begins_anew(line: str) -> bool:
    """Whether a line begins something: an item, a mark, a label."""
    return bool(_BULLET.match(line) or MARK.match(line)) or _of_field(line)


#: ends of a line that go on whatever it is
_CUT: Final = re.compile(
    r"[、,]$|(?:(?:の|する|した)ため|(?<=[るただ])ことから)$|、(?:引き?続き|終日|当面の間|当分の間|しばらく)$"
)
_PARTICLE: Final = re.compile(r"(?<=[一-龠ァ-ヶー」』])[をがはに]$")
WIDTH: Final = 34  #: letters of a line that may have been cut where a page's width ends
_HEADLINE: Final = re.compile(
    r"(?:について|お?知らせ|しらせ|案内|募集|開催|実施|中止|延期|変更|終了|再開|開始|休館|講座|講演会|報告)$"
)
#: a particle of a sentence; a row of names has none: 傘(17本)、水筒(4)、釣り用の手袋
_CLAUSE: Final = re.compile(r"[一-龠ァ-ヶー」』)）\d](?:は|が|を|に|で|へ)(?!ん)|[てしり]、")
#: the rest of a sentence: ends on 。, begins with no mark or number
_SPOKEN_ON: Final = re.compile(r"[ぁ-んァ-ヶー一-龠][^:]*。")


@lru_cache(64)
def _open_ended(line: str) -> bool:
    """Whether a paragraph ends in mid-sentence; a label's value may end on で."""
    if _VALUE_CUT.search(line):
        return True
    if not _PARTICLE.search(line):
        return _CUT.search(line) is not None or _full_width(line)
    label = labelled(fold(line))
    return not (label and label[0] != Sort.OTHER)


def _full_width(line: str) -> bool:
    """Whether a paragraph is a line of an old page, cut where its width ends: …、ビブリオ, and the
    next one バトル大会にのぞみます。
    """
    tail = line.rpartition("。")[2]
    return (
        len(line) >= WIDTH
        and re.search(r"[ぁ-んァ-ヶー一-龠]$", line) is not None
        and not (_POLITE_END.search(line) or _HEADLINE.search(line))
        and (tail != line or "、" in tail[:-4])
        and _CLAUSE.search(tail) is not None
        and not is_time(tail)
    )


def _goes_on(line: str, after: str) -> bool:
    """Whether the next paragraph may end the sentence that this one left open."""
    if _full_width(line) and not _SPOKEN_ON.match(after):
        return False
    label = labelled(fold(after))
    return len(line) < 300 and not MARK.match(after) and not (label and label[0] != Sort.OTHER)


def pieces(block: Block, number: int, *, loud_tells: bool) -> Iterator[Piece]:
    """Yield the lines of a block; what a hard break cuts in mid-sentence is joined again."""
    lines: list[tuple[str, bool]] = []
    for n, line in enumerate(block.lines):
        loud = n in block.loud and loud_tells
        sharp = bool(lines) and lines[-1][1] and not loud and not _LOOSE.search(lines[-1][0])
        if lines and block.sort != "heading" and not sharp and _runs_on(lines[-1][0], line):
            lines[-1] = f"{lines[-1][0]}{line}", lines[-1][1] and loud
        elif lines and block.sort == "heading":
            lines[-1] = f"{lines[-1][0]} {line}", loud
        else:
            lines.append((line[:LINE], loud))
    for line, loud in lines:
        yield Piece(
            raw=line[:LINE],
            sort=block.sort,
            rank=block.rank,
            loud=loud,
            alone=len(lines) == 1,
            block=number,
        )


#: begins one of several: 第4回 6月2日, (2)午後2時～
_COUNTS: Final = re.compile(r"第\s?\d{1,2}\s?[回部章]|[①-⑳]|[(（]\d{1,2}[)）]")


def unclosed(text: str) -> bool:
    """Return whether a name or an aside begins in a text that does not end in it: 「城のはなし"""
    return any(
        text.count(begins) > text.count(ends) for begins, ends in ("「」", "『』", "()", "（）")
    )


def _runs_on(line: str, after: str) -> bool:
    """Whether a line goes on in the next: it ends in mid-sentence, and the next begins nothing of
    its own.
    """
    if MARK.match(line) and not _LOOSE.search(line):
        return False
    # 12/12(土)10:00-13:00 ⏎ はサーバの点検のため、…
    of_time = re.match(r"は、?[一-龠ァ-ヶ]", after) is not None and is_time(line)
    goes_on = of_time or re.match(r"を(?!り)|という|として", after) is not None
    if goes_on and not re.search(r"[。!?！？]$", line):
        return True
    if (
        _DONE.search(line)
        or _BULLET.match(after)
        or MARK.match(after)
        or after[:1] in "【「『(（[<〈"
    ):
        cut = re.search(r"[、,]$", line) or (
            after[:1] in "「『" and len(line) >= 15 and _OPEN.search(line)
        )
        return bool(cut) and not _BULLET.match(after) and not MARK.match(after)
    label = labelled(fold(after))
    alike = _COUNTS.match(line) and _COUNTS.match(after)
    if alike or (label and label[0] != Sort.OTHER):
        return False
    own = labelled(fold(line))
    if own and own[0] != Sort.OTHER:
        return False
    if _LOOSE.search(line) or re.match(r"を|という|として|について", after):
        return True
    if re.match(
        r"[^。、\d]{2,20}は、[^。]*[日)時分]$", line
    ):  # the topic and its day; what happens stands below
        return True
    if len(line) >= 20 and re.search(r"[ぁ-ん]$", line) and not _POLITE_END.search(line):
        # cut in mid-word by the width of an old page
        return not is_time(line.rpartition("。")[2] or line)
    tail = line.rpartition("。")[2] or line
    if re.search(r"は、", tail) and re.match(r"\d{1,2}月(?:\d{1,2}日)?(?:に|から|より)", after):
        return True  # …は、6月に中央図書館のリニューアルオープン ⏎ 9月に…を行います。
    timed = is_time(tail) or lead_time(tail)[0]  # 3月6日(土) 和室 ⏎ 来てみて、…
    return len(line) >= 15 and "。" in after and not timed and not re.match(r"\s*\d", after)


def blocks_of_text(page: Page) -> tuple[Block, ...]:
    """Return the blocks of a page of which only the text was kept: rows that it does not have, then
    a block a line.
    """
    text = plain(page.text[: 2 * LENGTH])
    flat = folded(text)
    rows = [
        Block("pair", (label, *value.split("\n")))
        for label, value in page.rows[:LINES]
        if folded(plain(label) + plain(value)) not in flat
        and folded(f"{plain(label)}:{plain(value)}") not in flat
    ]
    lines: list[str] = []
    for line in text.split("\n"):
        if not line or line.count("|") > 1:  # a row of a table; several things stand in it
            continue
        if (
            lines
            and (_LOOSE.search(lines[-1]) or re.match(r"を|という", line))
            and _runs_on(lines[-1], line)
        ):
            lines[-1] += line
        else:
            lines.append(line)
    return (*rows, *(Block("text", (line,)) for line in lines))
