"""6(9) 虚偽・未確認の情報: every fact in a draft stands on its page.

Pure. Sees a page that was not asked for, numbers that the page does not have, and a closing or a cancellation told outright that the page tells with an
「場合」. Cannot see whether the page itself is right, nor facts in words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bridge.policy.candidate import PAGE, TEXT, Matter, Part, finding
from bridge.policy.folding import fold
from bridge.text.dates import ERAS, mentions, resolve_relative

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bridge.model import Finding, Page

_NUMBER: Final = re.compile(r"(?<!\d)\d{1,20}(?!\d)")
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_ERA: Final = re.compile(r"(令和|平成|昭和|[RHS])\s?(\d{1,2}|元)(?=\s?[年./-])")
_HALF: Final = re.compile(r"\d\s?時\s?半|\d時半")

_ACT: Final = r"(?P<act>休館|休室|閉館|休止|中止|延期|閉鎖)"
_OUTRIGHT: Final = re.compile(
    _ACT
    + r"(?:と?(?:し|いたし|致し)(?:ます|ました|ています)|(?:と|に)なり(?:ます|ました)|です|中です|のお知らせ)|【[^】\n]*?"
    + _ACT.replace("act", "label")
    + r"[^】\n]*】"
)
_DOUBT: Final = re.compile(
    r"場合|こと(?:が|も)あ|可能性|おそれ|恐れ|かもしれ|状況(?:に|しだい|次第|を)|見込|検討|(?:した|する|たら|の|超えた)(?:とき|際|時)(?:は|に|、)|未定"
)


def findings(matter: Matter) -> Iterator[Finding]:
    """Yield what the draft says and its page does not; nothing when there is no page to compare with."""
    page = matter.candidate.page
    if page is None:
        return
    if page.unread:
        why = f"記事のページは見ていません({page.unread.rstrip('。')})。リンク先を開いて、内容を確かめてください。"
        yield finding("6(9)", matter.candidate.title, PAGE, why, stop=True)
    text = matter.draft[1]
    known = _known(page, matter)
    for number in _NUMBER.finditer(_THOUSANDS.sub("", text.folded)):
        if number[0].lstrip("0") not in known:
            yield finding("6(9)", number[0], TEXT, "この数字はリンク先のページにありません。", stop=True)
    yield from _outright(text, _sentences(fold(f"{page.title}\n{page.text}")))


def _known(page: Page, matter: Matter) -> set[str]:
    """Return every number of the page, without leading zeros, in each of the ways in which it may be written."""
    today = matter.context.today
    near = page.published or today
    whole = "\n".join((page.title, page.text, *(f"{label} {value}" for label, value in page.rows)))
    folded = _THOUSANDS.sub("", fold(whole))
    numbers = {int(found[0]) for found in _NUMBER.finditer(folded)}
    numbers |= {hour + 12 for hour in numbers if hour <= 12} if re.search("午後|PM|pm|夜", folded) else set()
    numbers |= {hour - 12 for hour in numbers if 12 < hour <= 24 and re.search(rf"{hour}\s?[時:]", folded)}
    numbers |= {30} if _HALF.search(folded) else set()
    numbers |= {12, 0} if "正午" in folded else set()
    numbers |= {ERAS[era] + (1 if year == "元" else int(year)) for era, year in _ERA.findall(folded)}
    for day in (*mentions(resolve_relative(whole, near), near), *mentions(whole, today)):
        if day.date:
            numbers |= {day.date.year, day.date.month, day.date.day}
    if page.published:
        numbers |= {page.published.year, page.published.month, page.published.day}
    return {str(number) if number else "" for number in numbers}


def _outright(text: Part, page: list[str]) -> Iterator[Finding]:
    """Yield a closing told as certain where every sentence of the page that has the word has a condition too."""
    for sentence in _sentences(text.folded):
        said = None if _DOUBT.search(sentence) else _OUTRIGHT.search(sentence)
        if said is None:
            continue
        act = said["act"] or said["label"]
        told = [line for line in page if act in line]
        if told and all(_DOUBT.search(line) for line in told):
            why = f"ページでは「{act}」は場合によることです。決まったことのように書いていないか確かめてください。"
            yield finding("6(9)", said[0], TEXT, why, stop=True)
        elif not told:
            yield finding("6(9)", said[0], PAGE, f"「{act}」という語がリンク先のページにありません。", stop=True)


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"[。\n]", text) if sentence.strip()]
