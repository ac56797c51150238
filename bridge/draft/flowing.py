"""Pure: a page of running prose, or of headings with sentences below, told in its own order: the
sentences that carry the news, each behind its section's heading, the rest not (5(1)ア).

First goes what says what the title says, an update before it, and of each house the first line;
then rows of days below a heading of the title's thing, what begins, ends or changes, days, who may,
what is not. Within a paragraph nothing is told without what stands before it, a section not without
its first sentence, a day without its month not without the month. Reports, what is held, and pages
of labels or tables are chosen from as ever. Cannot see which of two changes touches more people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bridge.draft.behind import LOOKS_BACK
from bridge.draft.entire import line_as_told, lines_of, with_month
from bridge.draft.hanging import of_nothing
from bridge.draft.nearly import AS_EVER, ASKED, DECIDES, GREETS, MAY_BE, POINTS, WHY
from bridge.draft.sentences import BACK, INSTEAD, POINTING
from bridge.draft.shorter import shorter
from bridge.draft.standalone import filled
from bridge.draft.subject import pairs
from bridge.text.times import fold
from bridge.topics.builder import published_on
from bridge.topics.lines import joined
from bridge.topics.outline import is_label, is_library, split
from bridge.topics.sorts import Sort, has_day, sort_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import date

    from bridge.model import Block, Facts, Page

LONGEST: Final = 1300  #: letters of a page's text
SHARE: Final = 60  #: of a hundred letters of it so many stand in sentences
SEVERAL: Final = 3  #: things of which a report tells
IDLE: Final = 7  #: what is as it was, what may be, why, what is asked of who comes
NEVER: Final = 9
_KINDS: Final = frozenset(("service", "notice", "closure", "emergency", "event"))
#: of something held, or over: the page is told otherwise
_OTHER: Final = re.compile(
    r"おこないました|ありがとう|募集|入[賞選]|コンクール|コンテスト|講座|教室|講演|コンサート|新着"
)
#: a heading of anything
_GENERAL: Final = re.compile(
    r"注意|お?願い|おねがい|ご?協力|その他|そのほか|お?知らせ|備考|概要|内容|^記$|ください|わかっていること|経緯"
    r"|はじめに|気をつけ|対応|ご利用"
)
#: below it stands what others said, or asked, or what one does step by step
_NO_NEWS: Final = re.compile(
    r"アンケート|感想|質問|ご?意見|記述|^[QＱ]\b|問い?合わ?せ|声$|よくある|内訳|使い方|つかい方|使いかた|手順|操作|やり方"
)
#: beside the news, where the title does not speak of it
_BESIDE: Final = re.compile(r"説明会|相談|関連|展示|講座|プレゼント")
_WHO: Final = re.compile(r"(?:方|人)$|対象")
#: begins, ends, changes
_CHANGES: Final = re.compile(
    r"→|変わり|変え|変更|延ば|延長|短縮|増や|減ら|広げ|始め|始ま|はじめ|はじま|開始|終了|休[館室止]|停止|閉[鎖館室じめ]"
    r"|使え|使用でき|利用でき|いただけません|できません|できるように|できなく|移し|移り|移[設転]|再開|復旧|設け|設置"
)
#: a line that is a heading by its sign: ■工事の期間, 1 出入口, 【休館】
_SIGN: Final = re.compile(
    r"(?:[■◆◇●○◎□▼★☆◉▲〇◯]\s*|(?:\(?\d{1,2}[.)]?|[①-⑳])\s+(?!\S+\s)|\(\d{1,2}\)\s*(?!\S+\s)"
    r"|\d{1,2}[.]\s*(?!\S+\s))(?P<head>[^。:、]{2,24})"
    r"|[【〔<〈\[](?P<box>[^】〕>〉\]]{2,24})[】〕>〉\]]"
)
#: a line's label: 受付：, ■対象　町内の方, 1 期間　12月3日
_LABEL: Final = re.compile(
    r"[^\s：。、「]{1,14}：|[■◆◇●○◎□▼★☆◉▲〇◯【〔].{2,10}[\s】〕]\S|\d{1,2}[.．\s]\s*\S+\s"
)
_NUMBER: Final = re.compile(r"^\s*\d{1,2}[.．\s]\s*(?=\S+\s)|^[■◆◇●○◎□▼★☆◉▲〇◯]\s*")
#: (11月24日 10時追記): what stands behind it is the news
_STAMPED: Final = re.compile(r"[(【\[][^()【】]{0,20}(?:追記|更新)[^()【】]{0,4}[)】\]]\s*")
#: when the page was written
_STAMP: Final = re.compile(r"(?:掲載|更新|公開|登録)日?$")
_ENDED: Final = re.compile(
    r"[。！？!?♪]$|(?:です|ます|ました|ません|ください|下さい)[)」』]?$"
)
_BARE_DAY: Final = re.compile(
    r"(?<![\d月/～~・、])\d{1,2}日(?!間|目|以|前|後|あたり|につき|曜)"
)
_MONTH: Final = re.compile(r"\d{1,2}月")
_OF_MONTH: Final = re.compile(r"\d月(?:から|まで|より|末|上旬|中旬|下旬)")
_TO_THE_DAY: Final = re.compile(r"当日|この[日間]|同日|期間中|その間")
_BEFORE_AND_AFTER: Final = re.compile(
    r"^・?(?:これまで|今まで|いままで|現在|現行|旧|(?:変更|改[正定])前)[\s：:]+(.+?)\s*(?:\n|\s→\s)・?"
    r"(?:これから|今後|新|(?:変更|改[正定])後)[\s：:]+(.+)$",
    re.MULTILINE,
)
_BUT: Final = re.compile(r"(?:※\s*)?(?:ただし|但し)")


@dataclass(frozen=True)
class _Piece:
    """A sentence, or rows that are none, with the heading above it."""

    head: str
    text: str
    block: int
    line: int  #: its line in the block; -1 for rows


def with_flow(facts: Facts, page: Page, today: date) -> Facts:
    """Return the facts of a page, of one of prose with its sentences."""
    front = urlsplit(page.url).path.strip("/") == ""  # its news are not one entry's
    if front or len(page.text) > LONGEST or any(block.sort == "row" for block in page.blocks):
        return facts
    held = facts.kind == "event" and (facts.place or facts.fee or facts.apply or facts.capacity)
    if facts.kind not in _KINDS or held or _OTHER.search(facts.title):
        return facts
    pieces = list(_in_runs(_pieces(page.blocks)))
    if LOOKS_BACK.search(facts.title) and not _of_several(pieces):
        return facts
    news = [one for one in pieces if not _NO_NEWS.search(one.head)]
    spoken = sum(len(one.text) for one in news if one.line >= 0)
    if spoken * 100 < SHARE * sum(len(one.text) for one in news):
        return facts
    published = published_on(page, today)
    return replace(facts, flow=tuple(_Flow(facts.title, pieces, published, today).tellings()))


def _of_several(pieces: Sequence[_Piece]) -> bool:
    """Whether a report tells of several things, each below its name: what is told of one would be
    taken for another.
    """
    heads = {one.head for one in pieces if one.head and not _GENERAL.search(one.head)}
    return len(heads) >= SEVERAL and not any(map(_NO_NEWS.search, heads))


def flowing(
    tellings: Sequence[tuple[str, str, int, int]],
    faults_of: Callable[[Sequence[str]], Collection[str] | None],
) -> tuple[str, ...]:
    """Return the lines of those of the tellings for which there is room, the first needed first,
    what leads together; none where a fault is left. `faults_of` gives those of some lines, None
    where there is no room for them.
    """
    chosen = frozenset[int]().union(
        *(_with_led(tellings, n) for n, telling in enumerate(tellings) if telling[2] == 0)
    )
    told, wrong = _fitted(tellings, chosen, faults_of)
    if wrong is None:
        return ()
    for rank in range(1, IDLE):
        for n, telling in enumerate(tellings):
            more = _with_led(tellings, n) if telling[2] == rank else frozenset()
            if more <= chosen:
                continue
            lines, left = _fitted(tellings, chosen | more, faults_of)
            if left is not None and set(left) <= set(wrong):
                chosen, told, wrong = chosen | more, lines, left
    return () if wrong else tuple(told)


def _fitted(
    tellings: Sequence[tuple[str, str, int, int]],
    chosen: frozenset[int],
    faults_of: Callable[[Sequence[str]], Collection[str] | None],
) -> tuple[Sequence[str], Collection[str] | None]:
    """Return the lines of the tellings, in shorter words where there is no room for them, and their
    faults; None where there is none for those.
    """
    lines: Sequence[str] = _lines(tellings, chosen) if chosen else ()
    left = faults_of(lines) if lines else None
    if left is None and lines:
        lines = shorter(lines)
        left = faults_of(lines)
    return lines, left


def _with_led(tellings: Sequence[tuple[str, str, int, int]], n: int) -> frozenset[int]:
    """Return a telling's place with those without which it is not told; none where one of them
    never is.
    """
    need = {n}
    if n + 1 < len(tellings) and _BUT.match(tellings[n + 1][1]):
        need.add(n + 1)
    while (n := tellings[n][3]) >= 0:
        if tellings[n][2] == NEVER:
            return frozenset()
        need.add(n)
    return frozenset(need)


def _lines(
    tellings: Sequence[tuple[str, str, int, int]], chosen: frozenset[int]
) -> list[str]:
    """Return the tellings as lines: sentences of one section in one, rows each in one."""
    lines: list[str] = []
    last, rows = "\n", True
    for n in sorted(chosen):
        head, text, _, _ = tellings[n]
        own = not _ENDED.search(text)
        if head == last and not (own or rows):
            lines[-1] += text
        elif head and head != last:
            label = f"{head}：" if is_label(head) else f"【{head}】"
            lines += [f"【{head}】", text] if "\n" in text else [f"{label}{text}"]
        else:
            lines.append(text)
        last, rows = head, own
    return "\n".join(lines).split("\n")


class _Flow:
    """The sentences of a page, each with what it needs."""

    def __init__(
        self, title: str, pieces: Sequence[_Piece], published: date | None, today: date
    ) -> None:
        self._title, self._pieces = title, pieces
        near = published or today
        self._texts = [
            "\n".join(told)
            if all(told := [_told(one, near, published) for one in _parts(piece)])
            else ""
            for piece in pieces
        ]
        self._lead = self._leads()
        self._over = LOOKS_BACK.search(title) is not None

    def tellings(self) -> Iterator[tuple[str, str, int, int]]:
        """Yield heading, words, how soon it goes, and the place of what it is not told without."""
        firsts: dict[str, int] = {}
        for n, piece in enumerate(self._pieces):
            first = firsts.setdefault(piece.head, n)
            text = self._texts[n]
            rank = self._rank(n)
            if first == n and rank < NEVER and is_library(piece.head):
                rank = 0
            led = self._led(n, first) if rank else -1
            yield _shown(piece.head, text), text, rank, led

    def _leads(self) -> int:
        """Return the place of what leads: an update, what says what the title says, else what
        stands first.
        """
        told = [n for n, text in enumerate(self._texts) if text and not _greets(fold(text))]
        spoken = [n for n in told if self._pieces[n].line >= 0]
        updates = (n for n in spoken if _STAMPED.match(fold(self._pieces[n].text)))
        bare = [n for n in spoken if not self._pieces[n].head]
        titular = (n for n in bare if pairs(self._texts[n]) & pairs(self._title))
        return next(iter((*updates, *titular, *bare, *told)), -1)

    def _rank(self, n: int) -> int:
        """Return how soon a telling goes, 0 first, IDLE not."""
        piece, text = self._pieces[n], fold(self._texts[n])
        if not text or _NO_NEWS.search(piece.head) or _greets(text):
            return NEVER
        if n == self._lead:
            return 0
        dated = has_day(text) or _OF_MONTH.search(text)
        if piece.line < 0:
            return self._rank_of_rows(piece, text, dated=bool(dated))
        if (
            AS_EVER.search(text)
            or MAY_BE.search(text)
            or WHY.search(text)
            or (ASKED.search(text) and not (DECIDES.search(text) or INSTEAD.search(text)))
        ):
            return IDLE
        beside = _BESIDE.search(piece.head + text) and not _BESIDE.search(self._title)
        leading = piece.block == self._pieces[self._lead].block
        if leading:
            news = dated or self._over or _CHANGES.search(text) or INSTEAD.search(text)
            return 2 if news else 4
        if self._over and n == self._first(piece.head):
            return 3
        if dated or INSTEAD.search(text) or _WHO.search(piece.head):
            return 5 if beside else 3
        return 5 if DECIDES.search(text) and not beside else 6

    def _first(self, head: str) -> int:
        return next(n for n, one in enumerate(self._pieces) if one.head == head)

    def _rank_of_rows(self, piece: _Piece, text: str, *, dated: bool) -> int:
        """Return how soon rows go: those of the title's thing first; of no day only a place, and
        what stands below no heading.
        """
        if piece.head and pairs(piece.head) & pairs(self._title) and re.search(r"\d", text):
            return 1
        if dated or "→" in text:
            return 3
        return 4 if sort_of(text) == Sort.PLACE else 5 if not piece.head else NEVER

    def _led(self, n: int, first: int) -> int:
        """Return the place of what a telling is not told without; -1 where it stands alone."""
        piece, text = self._pieces[n], fold(self._texts[n])
        before = self._told_before(n)
        day = _BARE_DAY.search(text)
        if day and not _MONTH.search(text[: day.start()]):
            months = (m for m in range(n - 1, -1, -1) if _MONTH.search(self._texts[m]))
            return next(months, n - 1)
        if before < 0:
            return first if first != n and piece.head else -1
        other = self._pieces[before]
        in_line = other.line == piece.line >= 0 and other.block == piece.block
        leading = piece.block == self._pieces[self._lead].block
        back = BACK.match(text) or of_nothing(text) or POINTS.match(text)
        if (in_line and not leading) or (back and not _TO_THE_DAY.match(text)):
            return before
        return first if first != n and piece.head else -1

    def _told_before(self, n: int) -> int:
        """Return the place of the telling before one in its section, thanks passed over; -1 none."""
        head = self._pieces[n].head
        n -= 1
        while n >= 0 and self._pieces[n].head == head:
            if self._texts[n] and not _greets(fold(self._texts[n])):
                return n
            n -= 1
        return -1


def _greets(text: str) -> bool:
    """Whether a sentence is of the season or of thanks, and of no day."""
    return GREETS.search(text) is not None and not has_day(text)


def _parts(piece: _Piece) -> list[str]:
    """Return a piece's sentence, or its rows, as they stand by themselves; an empty one where it
    points at what is not told.
    """
    if piece.line < 0:
        return [_row(one) for one in _turned(piece.text).split("\n")]
    text = filled(_STAMPED.sub("", fold(piece.text), count=1), ())
    whole = f"{text}。" if re.search(r"[すん]$", text) else text
    return ["" if POINTING.search(text) else whole]


def _turned(rows: str) -> str:
    """Return rows with what was and what will be in one: 今まで 15点 ⏎ これから 10点 is 15点 → 10点."""
    return _BEFORE_AND_AFTER.sub(r"\1 → \2", rows)


def _row(line: str) -> str:
    """Return a row without its number or sign, and without a remark of what may be."""
    bare, mark, remark = line.partition("※")
    return _NUMBER.sub("", bare.rstrip() if mark and MAY_BE.search(fold(remark)) else line)


def _told(text: str, near: date, published: date | None) -> str:
    told = line_as_told(text, near, published) if text else ""
    return "" if _STAMP.search(told) else next(iter(with_month([told], near)))


def _shown(head: str, text: str) -> str:
    """Return a heading as it is told before a sentence; empty where it says no more."""
    head = re.sub(r"について$", "", head).replace("~", "～")
    return "" if _GENERAL.search(head) or head in text else head


def _pieces(blocks: Sequence[Block]) -> Iterator[_Piece]:
    """Yield the sentences and rows of a page; a heading of a block of its own holds up to the next
    one, one within a block up to its end.
    """
    lasting = ""
    for number, block in enumerate(joined(blocks)):
        if block.sort == "heading":
            lasting = _named(fold(block.lines[0]).strip()) or fold(block.lines[0]).strip()
            continue
        head = lasting
        for place, line in enumerate(lines_of(block)):
            flat = fold(line).strip()
            if block.sort == "text" and (name := _named(flat)):
                head = name
                lasting = name if len(block.lines) == 1 else lasting
            elif block.sort == "pair" or _LABEL.match(line) or not _speaks(flat):
                yield _Piece(head, line, number, -1)
            else:
                for one in split(line.removeprefix("・")):
                    yield _Piece(head, one, number, place)


def _named(flat: str) -> str:
    """Return the heading that a line is by its sign; empty where it is none."""
    bare = re.sub(r"[(（][^()（）]*[)）]$", "", flat)  # ○古本市(11月3日)
    sign = None if has_day(bare) else _SIGN.fullmatch(bare)
    return (sign["head"] or sign["box"]).strip() + flat[len(bare) :] if sign else ""


def _speaks(flat: str) -> bool:
    """Whether a line is of sentences; 12月7日～22日 ※雨の日は延びることがあります is not."""
    if re.fullmatch(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", flat):
        return False  # a remark on the row above it
    if "→" in flat and "。" not in flat:
        return False
    return "。" in flat or bool(_ENDED.search(flat) and not re.match(r"\d[^はがをに]*※", flat))


def _in_runs(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """Yield the pieces, rows one below the other as one: all are told, or none."""
    held: _Piece | None = None
    for piece in pieces:
        if held and held.line < 0 and piece.line < 0 and held.head == piece.head:
            held = replace(held, text=f"{held.text}\n{piece.text}")
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held
