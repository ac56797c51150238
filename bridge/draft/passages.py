"""Pure: what a page of prose is made of: its sentences, and its rows, each below its heading.

A heading of a block of its own holds up to the next one, one by its sign within a block up to its
end; rows below each other are one (5(1)ア). Cannot see a heading that looks like any other line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bridge.draft.entire import lines_of
from bridge.draft.nearly import MAY_BE
from bridge.text.dates import mentions
from bridge.text.times import fold
from bridge.topics.lines import joined
from bridge.topics.outline import split
from bridge.topics.sorts import has_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from bridge.model import Block

#: a line that is a heading by its sign: ■工事の期間, 1 出入口, 【休館】
_SIGN: Final = re.compile(
    r"(?:[■◆◇●○◎□▼★☆◉▲〇◯]\s*|(?:\(?\d{1,2}[.)]?|[①-⑳])\s+(?!\S+\s)|\(\d{1,2}\)\s*(?!\S+\s)"
    r"|\d{1,2}[.]\s*(?!\S+\s))(?P<head>[^。:、]{1,24})"
    r"|[【〔<＜〈\[＝=](?P<box>[^】〕>＞〉\]＝=]{2,24})[】〕>＞〉\]＝=]"
)
#: a line's label: 受付：, ■対象　町内の方, 1 期間　12月3日
_LABEL: Final = re.compile(
    r"[^\s：。、「]{1,14}：|[■◆◇●○◎□▼★☆◉▲〇◯【〔].{2,10}[\s】〕]\S|\d{1,2}[.．\s]\s*\S+\s"
)
#: the same where a sentence stands behind it
_BEFORE_SENTENCE: Final = re.compile(
    r"(?:・|[■◆◇●○◎□▼★☆◉▲〇◯]|\d{1,2}[.．])?\s*(?P<name>[^\s：。、「」【〔]{2,14})\s*[：\s]\s*(?=\S)"
    r"|[【〔](?P<box>[^】〕]{2,14})[】〕]\s*(?=\S)"
)
_SAID: Final = re.compile(r"(?:ます|です|ました|ません|下さい|ください)。$")
#: an update's own sign before what it says: no label
_UPDATED: Final = re.compile(
    r"[【〔\[(（][^】〕\])）]{0,20}(?:追記|更新)[^】〕\])）]{0,4}[】〕\])）]"
)
ENDED: Final = re.compile(r"[。！？!?♪]$|(?:です|ます|ました|ません|ください|下さい)[)」』]?$")
UPDATE: Final = re.compile(r"追記|\d[^。]{0,10}更新$|^更新$")


#: what was before, and why it is no more
BEFORE: Final = re.compile(
    r"(?:この|また|実は)?、?(?:昨[年冬夏]|去年|おととし|一昨年|先[日月週]|数年前)[^。]*(?:ました|でした)。?$"
)
#: leads on, and says nothing: 入れ替えについてお知らせします。
ANNOUNCES: Final = re.compile(
    r"(?!.*(?:変更|ので))[^。\d]{0,30}(?:について|を)[^。、\d]{0,6}(?:お知らせ|ご?案内)(?:し|いたし)ます。"
)
#: in a title of a breakdown: what is so now is so as the title has it
BROKEN: Final = re.compile(r"故障|不具合|障害|停止|止ま|使え|使用でき|利用でき")
NOW: Final = re.compile(r"^(?:ただいま|ただ今|只今|現在)、?")
MONTH: Final = re.compile(r"\d{1,2}月")
_NUMBER: Final = re.compile(r"^\s*\d{1,2}[.．\s]\s*(?=\S+\s)|^[■◆◇●○◎□▼★☆◉▲〇◯]\s*")
_BEFORE_AND_AFTER: Final = re.compile(
    r"^・?(?:これまで|今まで|いままで|現在|現行|旧|(?:変更|改[正定])前)[\s：:]+(.+?)\s*(?:\n|\s→\s)・?"
    r"(?:これから|今後|新|(?:変更|改[正定])後)[\s：:]+(.+)$",
    re.MULTILINE,
)
#: ends in mid-sentence
_PARTICLE: Final = re.compile(r"(?:[をへ]|[にと]は|ご)$")
_HALF: Final = re.compile(r"[ぁ-ん]$")
#: ends a row that is whole
_WHOLE_KANA: Final = re.compile(
    r"(?:から|まで|より|など|ほか|のみ|だけ|こと|もの|とき|ごろ|ため|ところ|あと|まつり|はなし|えほん|休み|やすみ"
    r"|ひとり|ひろば|かい|おとな|こども|子ども|どうぞ|なし|あり|お知らせ|しらせ|お願い|ねがい|います|ます|です|ません|ました|ください|下さい|ない|かた|ほう|うえ|くらい|ぐらい)$"
)
#: no row of a post: what leads on
LEADS_ON: Final = re.compile(r"こちら|クリック|別ウ[イィ]ンドウ|PDF|ダウンロード|図が")
#: a row that is a heading without a sign: the sentences below it say what it is of
HEADING_ROW: Final = re.compile(r"[^：:。\d→]{2,16}|【[^】]{2,16}】")
NARROW: Final = 15  #: letters of a line that may be cut


@dataclass(frozen=True)
class Snippet:
    """A sentence, or rows that are none, with the heading above it."""

    head: str
    text: str
    block: int
    line: int  #: its line in the block; -1 for rows


def passages_of(blocks: Sequence[Block], title: str) -> Iterator[Snippet]:
    """Yield the sentences and rows of a page; a heading of a block of its own holds up to the next
    one, one within a block up to its end.
    """
    lasting = ""
    for number, block in enumerate(joined(blocks)):
        if block.sort == "heading":
            lasting = _named(fold(block.lines[0]).strip()) or fold(block.lines[0]).strip()
            continue
        head = lasting
        lines = list(lines_of(block, title))
        for place, line in enumerate(lines):
            flat = fold(line).strip()
            name = _named(flat) or _dotted(flat, fold("".join(lines[place + 1 : place + 2])))
            if block.sort == "text" and name:
                head = name
                lasting = name if len(block.lines) == 1 else lasting
            elif label := _labelled(line):
                for one in split(line[len(label[0]) :]):
                    yield Snippet(label[1], one, number, place)
            elif block.sort == "pair" or _is_labelled(line) or not _speaks(flat):
                yield Snippet(head, line, number, -1)
            else:
                for one in split(line.removeprefix("・")):
                    yield Snippet(head, one, number, place)


def _named(flat: str) -> str:
    """Return the heading that a line is by its sign; empty where it is none."""
    bare = re.sub(r"[(（][^()（）]*[)）]$", "", flat)  # ○古本市(11月3日)
    sign = _SIGN.fullmatch(bare)
    if sign and has_day(bare) and not (sign["box"] and UPDATE.search(bare)):
        sign = None
    return (sign["head"] or sign["box"]).strip() + flat[len(bare) :] if sign else ""


def _labelled(line: str) -> tuple[str, str] | None:
    """Return what stands before the sentence of a labelled line, and the name in it; None where
    none stands behind it, or a day before: ○電話 停電の間はつながりません。
    """
    match = _BEFORE_SENTENCE.match(line)
    name = fold(match["name"] or match["box"]).strip() if match else ""
    speaks = match and _SAID.search(fold(line[match.end() :]))
    if not match or not speaks or has_day(name) or not _is_labelled(line):
        return None
    return match[0], name


def _is_labelled(line: str) -> bool:
    return _LABEL.match(line) is not None and _UPDATED.match(line) is None


def _dotted(flat: str, after: str) -> str:
    """Return the name behind a dot that is a heading, a sentence below it; empty where it is none:
    ・予約 ⏎ 予約は、休みの間もできます。
    """
    dotted = re.fullmatch(r"・([^。:、\d]{2,14})", flat)
    return dotted[1] if dotted and "。" in after and not after.startswith("・") else ""


def _speaks(flat: str) -> bool:
    """Whether a line is of sentences; 12月7日～22日 ※雨の日は延びることがあります is not."""
    if re.fullmatch(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", flat):
        return False  # a remark on the row above it
    if "→" in flat and "。" not in flat:
        return False
    return "。" in flat or bool(ENDED.search(flat) and not re.match(r"\d[^はがをに]*※", flat))


def in_runs(pieces: Iterable[Snippet]) -> Iterator[Snippet]:
    """Yield the pieces, rows one below the other as one: all are told, or none."""
    held: Snippet | None = None
    for piece in pieces:
        if held and held.line < 0 and piece.line < 0 and held.head == piece.head:
            held = replace(held, text=f"{held.text}\n{piece.text}")
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def turned(rows: str) -> str:
    """Return rows with what was and will be in one: 今まで 15点 ⏎ これから 10点 is 15点 → 10点."""
    return _BEFORE_AND_AFTER.sub(r"\1 → \2", rows)


def bare_row(line: str) -> str:
    """Return a row without its number or sign, and without a remark of what may be."""
    line = re.sub(r"^(・?[^\s:：\d]{1,24}):(?=\S)", r"\1：", line)
    bare, mark, remark = line.partition("※")
    return _NUMBER.sub("", bare.rstrip() if mark and MAY_BE.search(fold(remark)) else line)


def is_cut(piece: Snippet) -> bool:
    """Whether a line is the first half of a sentence, as a narrow old page breaks it."""
    return any(
        _PARTICLE.search(row)
        or (len(row) >= NARROW and _HALF.search(row) and not _WHOLE_KANA.search(row))
        for row in piece.text.split("\n")
        if not row.startswith("・")
    )


def with_month(near: date, likely: Sequence[int], day: re.Match[str]) -> str:
    """Return a day with the first of likely months in which its weekday fits; as it stands where a
    month is named before it.
    """
    if MONTH.search(day.string[: day.start()]):
        return day[0]
    weekday = day.string[day.end() : day.end() + 3]
    for month in likely:
        fit = next(iter(mentions(f"{month}月{day[0]}{weekday}", near)), None)
        if fit and fit.date and not fit.weekday_wrong:
            return f"{month}月{day[0]}"
    return day[0]
