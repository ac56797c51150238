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
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from bridge.draft.behind import LOOKS_BACK
from bridge.draft.entire import OUTLOOK, is_front, told_line
from bridge.draft.hanging import of_nothing
from bridge.draft.leads import MOOD
from bridge.draft.nearly import AS_EVER, ASKED, DECIDES, GREETS, MAY_BE, POINTS, THERE, WHY
from bridge.draft.passages import (
    HEADING_ROW,
    LEADS_ON,
    UPDATE,
    Snippet,
    bare_row,
    in_runs,
    is_cut,
    passages_of,
    says_title,
    told_lines,
    turned,
    with_month_of,
)
from bridge.draft.sentences import BACK, INSTEAD, POINTING
from bridge.draft.shorter import shorter
from bridge.draft.standalone import filled
from bridge.draft.subject import pairs
from bridge.text.dates import mentions
from bridge.text.times import fold
from bridge.topics.builder import published_on
from bridge.topics.outline import is_library
from bridge.topics.sorts import Sort, has_day, sort_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import date

    from bridge.model import Facts, Page

LONGEST: Final = 1300  #: letters of a page's text
SHARE: Final = 60  #: of a hundred letters of it so many stand in sentences
SEVERAL: Final = 3  #: things of which a report tells
IDLE: Final = 7  #: what is as it was, what may be, why, what is asked of who comes
NEVER: Final = 9
_KINDS: Final = frozenset(("service", "notice", "closure", "emergency", "event"))
#: of something held, or over: the page is told otherwise
_OTHER: Final = re.compile(
    r"詐欺|注意|おこないました|ありがとう|募集|入[賞選]|コンクール|コンテスト|講座|教室|講演|コンサート|新着"
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
#: (11月24日 10時追記), 【追記】11月24日 10:00: what stands behind it is the news
_STAMPED: Final = re.compile(
    r"[(【\[][^()【】]{0,20}(?:追記|更新)[^()【】]{0,4}[)】\]]\s*"
    r"(?:\d{1,2}月\d{1,2}日(?:\([^()]*\))?(?:\s*(?:午[前後])?\d{1,2}(?::\d\d|時(?:\d{1,2}分|半)?))?\s+)?|\d[^。]{0,24}?(?:追記|更新)[:：]\s*"
)
#: when the page was written
_STAMP: Final = re.compile(
    r"(?:掲載|更新|公開|登録)日?$|(?:掲載|更新|公開|登録|作成)日[：:\s]|^[(（][^()（）]*(?:現在|時点|更新|掲載)[)）]$"
    r"|[＝=]$"
)
_BARE_DAY: Final = re.compile(r"(?<![\d月/～~・、])\d{1,2}日(?!間|目|以|前|後|あたり|につき|曜|券)")
#: a sentence with its verb
_ENDS_SAID: Final = re.compile(
    r"(?:ます|です|ました|でした|ません|ください|下さい)[)」』]?[。！!]?$"
)
#: 28日(土): the weekday says of which month
_OF_WEEKDAY: Final = re.compile(
    r"(?<![\d月/～~])(?P<day>\d{1,2}日)(?=\([月火水木金土日](?:・祝)?\))"
)
_MONTH: Final = re.compile(r"\d{1,2}月")
_OF_MONTH: Final = re.compile(r"\d月(?:から|まで|より|末|上旬|中旬|下旬)")
_TO_THE_DAY: Final = re.compile(r"当日|この[日間]|同日|期間中|その間")
#: when it will be over: 18日までかかる見込みです
_OVER_BY: Final = re.compile(
    r"(?:復旧|再開|直り|なおり|終わ|完了|かかる|使えるように|戻)[^。]{0,12}(?:予定|見込み|見通し)"
)
#: a season, a greeting: no news
_MOOD: Final = re.compile(
    r"[寒暑涼暖強冷][いさかくた][^。]{0,8}(?:続|つづ|な[りっ])|お礼申し上げ|いかがお過ごし|お元気ですか|て[^。]{0,20}ようになりました。?$"
    r"|遊びに(?:来|き)て|お役立て"
)
#: of what stands before it: 必要な方は
_OF_SOME: Final = re.compile(r"(?:必要な|ご?希望(?:の|される)|お急ぎの|お?心当たりの)方")
#: 臨時の窓口もお休みします: which the sentence before it names
_ALSO: Final = re.compile(
    r"[一-龠々ァ-ヶー」)]も、?[^、。も]{0,6}(?:休み|休館|閉|使え|止|中止|でき)[^、。]{0,6}。?$"
)
#: when it is there: what, the sentence before it says
_AS_SOON: Final = re.compile(
    r"(?:届|着|[な直]お?|終わ|整|入荷|復旧|準備が?[^、。]{0,6})[^、。]{0,6}(?:しだい|次第)、"
)
#: of what the sentence before it points at
_OF_UNTOLD: Final = re.compile(r"(?:なお|また)、?(?:新しい|この|その|変更後の|上記の)")
#: a heading of the days on which nobody comes in
_SHUT: Final = re.compile(r"(?:臨時|全館)?の?(?:休館|休室|閉館|閉室)(?:日|期間)?$")
#: it will be told then
_LATER: Final = re.compile(
    r"(?:改めて|あらためて|その(?:つど|都度)|随時|決まりしだい|決まり次第)、?(?:お知らせ|ご?案内)"
)
MANY: Final = 8  #: sentences with a day: more are a list
#: begins a line of which the next sentences tell, too: 車の方 裏門からお入りください。
_NAMES_LINE: Final = re.compile(r"[^\s\d、。:：「」()]{2,10}(?<![はがをにで])\s(?=\S{4})")
_BUT: Final = re.compile(r"(?:※\s*)?(?:ただし|但し)")


def with_flow(facts: Facts, page: Page, today: date) -> Facts:
    """Return the facts of a page, of one of prose with its sentences."""
    if (
        is_front(page)
        or len(page.text) > LONGEST
        or any(block.sort == "row" for block in page.blocks)
    ):
        return facts
    if facts.kind not in _KINDS or _OTHER.search(facts.title):
        return facts
    pieces = [
        replace(one, head="") if says_title(one.head, facts.title) else one
        for one in in_runs(passages_of(page.blocks))
    ]
    if _is_held(facts, pieces) or any(map(is_cut, pieces)):
        return facts
    if LOOKS_BACK.search(facts.title) and not _of_several(pieces):
        return facts
    news = [one for one in pieces if not _NO_NEWS.search(one.head)]
    spoken = sum(len(one.text) for one in news if one.line >= 0)
    if spoken * 100 < SHARE * sum(len(one.text) for one in news):
        return facts
    flow = _Prose(facts.title, pieces, published_on(page, today), today)
    return replace(facts, flow=tuple(flow.tellings())) if flow.is_sure else facts


def _is_held(facts: Facts, pieces: Sequence[Snippet]) -> bool:
    """Whether a page is of something held: its hour, its place, its seats are told by their labels;
    not where hours change, or each of several houses has its part.
    """
    if LOOKS_BACK.search(facts.title):
        return False
    houses = {one.head for one in pieces if is_library(one.head)}
    event = facts.kind == "event" and len(houses) < 2 and not _CHANGES.search(facts.title)
    return event or bool(facts.kind in ("event", "notice") and (facts.capacity or facts.fee))


def _of_several(pieces: Sequence[Snippet]) -> bool:
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
    text, wrong = _fitted(tellings, chosen, faults_of)
    if wrong is None:
        return ()
    for rank in range(1, IDLE):
        for n, telling in enumerate(tellings):
            more = _with_led(tellings, n) if telling[2] == rank else frozenset()
            if more <= chosen:
                continue
            lines, left = _fitted(tellings, chosen | more, faults_of)
            if left is not None and set(left) <= set(wrong):
                chosen, text, wrong = chosen | more, lines, left
    return () if wrong else tuple(text)


def _fitted(
    tellings: Sequence[tuple[str, str, int, int]],
    chosen: frozenset[int],
    faults_of: Callable[[Sequence[str]], Collection[str] | None],
) -> tuple[Sequence[str], Collection[str] | None]:
    """Return the lines of the tellings, rows in shorter words where there is no room for them, and
    their faults; None where there is none for those.
    """
    lines: Sequence[str] = told_lines(tellings, chosen) if chosen else ()
    left = faults_of(lines) if lines else None
    if left is None and lines:
        lines = [one if "。" in one else shorter([one])[0] for one in lines]
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


class _Prose:
    """The sentences of a page, each with what it needs."""

    def __init__(
        self, title: str, pieces: Sequence[Snippet], published: date | None, today: date
    ) -> None:
        self._title, self._pieces, self._today = title, pieces, today
        self._near, self._published = published or today, published
        self._over = LOOKS_BACK.search(title) is not None
        self._texts = self._told()
        self._lead = self._leads()

    @property
    def is_sure(self) -> bool:
        """Whether something leads, nothing that the news may be was left out, and the page is no
        list of days.
        """
        bare = (n for n, one in enumerate(self._pieces) if not one.head)
        dated = [n for n in bare if has_day(fold(self._texts[n]))]
        untold = next(
            (
                n
                for n, one in enumerate(self._pieces)
                if one.line >= 0
                and (has_day(fold(one.text)) or pairs(fold(one.text)) & pairs(self._title))
            ),
            -1,
        )
        whole = untold < 0 or self._texts[untold] or untold > self._lead
        return self._lead >= 0 and bool(whole) and len(dated) <= MANY

    def _told(self) -> list[str]:
        """Return each piece as it is told; empty where it may not be. A day without its month has
        that of the days above it, where its weekday fits.
        """
        texts: list[str] = []
        months = [int(one[:-1]) for one in _MONTH.findall(fold(self._title))]
        for piece in self._pieces:
            rows = [self._line(one, months) for one in _parts(piece)]
            texts.append("\n".join(rows) if all(rows) else "")
            months += [int(one[:-1]) for one in _MONTH.findall(texts[-1])]
        return texts

    def _line(self, text: str, months: Sequence[int]) -> str:
        words = told_line(text, self._near, self._published) if text else ""
        if _STAMP.search(words):
            return ""
        near = self._near.month
        likely = (*months[-1:], near, near % 12 + 1, (near - 2) % 12 + 1)
        return _OF_WEEKDAY.sub(partial(with_month_of, self._near, likely), words)

    def tellings(self) -> Iterator[tuple[str, str, int, int]]:
        """Yield heading, words, how soon it goes, and the place of what it is not told without."""
        firsts: dict[str, int] = {}
        for n, piece in enumerate(self._pieces):
            first = firsts.setdefault(piece.head, n)
            text = self._texts[n]
            rank = self._rank(n)
            if first == n and rank < NEVER and is_library(piece.head):
                rank = 0
            led = self._led(n, first) if rank else self._led_lead(n)
            head = _shown(piece.head, self._texts[first])
            yield "" if says_title(head, self._title) else head, text, rank, led

    def _leads(self) -> int:
        """Return the place of what leads: an update, what says what the title says, else what has
        a day or changes; -1 where nothing does.
        """
        spoken = [
            n
            for n, text in enumerate(self._texts)
            if text and self._pieces[n].line >= 0 and not self._greets(fold(text))
        ]
        updates = (n for n in spoken if self._is_update(n))
        bare = [n for n in spoken if not self._pieces[n].head and _ENDS_SAID.search(self._texts[n])]
        titular = (n for n in bare if pairs(self._texts[n]) & pairs(self._title))
        news = (n for n in bare if _is_news(fold(self._texts[n])))
        rows = (
            () if bare else (n for n, text in enumerate(self._texts) if self._is_dated_row(n, text))
        )
        return next(iter((*updates, *titular, *news, *rows)), -1)

    def _is_dated_row(self, n: int, text: str) -> bool:
        idle = self._pieces[n].line < 0 and self._is_idle_row(n, text)
        return bool(has_day(fold(text))) and not idle

    def _is_update(self, n: int) -> bool:
        piece = self._pieces[n]
        return bool(_STAMPED.match(fold(piece.text)) or UPDATE.search(piece.head))

    def _rank(self, n: int) -> int:
        """Return how soon a telling goes, 0 first, IDLE not."""
        piece, text = self._pieces[n], fold(self._texts[n])
        if not text or _NO_NEWS.search(piece.head) or self._greets(text):
            return NEVER
        if n == self._lead:
            return 0
        if self._is_past(n, text):
            return IDLE
        if piece.line < 0 and self._is_idle_row(n, text):
            return NEVER
        dated = bool(has_day(re.sub(r"\d日券", "", text)) or _OF_MONTH.search(text))
        if piece.line < 0:
            return self._rank_of_rows(piece, text, dated=dated)
        if self._is_idle(text) or (n < self._lead and not dated):
            return IDLE
        return self._rank_of_sentence(n, text, dated=dated)

    def _is_idle_row(self, n: int, text: str) -> bool:
        """Whether a row only leads on, says the title again, or heads the sentences below it."""
        if LEADS_ON.search(text) or says_title(text, self._title):
            return True
        below = self._pieces[n + 1 : n + 2]
        heads = bool(below and below[0].line >= 0 and below[0].head == self._pieces[n].head)
        return heads and HEADING_ROW.fullmatch(text) is not None

    def _is_past(self, n: int, text: str) -> bool:
        """Whether something is as it was before an update."""
        update = self._is_update(self._lead)
        below = UPDATE.search(self._pieces[self._lead].head)
        was = below and not UPDATE.search(self._pieces[n].head)
        return bool(was or (update and n < self._lead and OUTLOOK.search(text)))

    def _is_idle(self, text: str) -> bool:
        """Whether a sentence says nothing new, or what one hears of on the spot."""
        idle = (
            AS_EVER.search(text) or MAY_BE.search(text) or WHY.search(text) or _LATER.search(text)
        )
        request = ASKED.search(text) and not (DECIDES.search(text) or _instead(text))
        return bool(idle or request) or self._is_mood(text)

    def _rank_of_sentence(self, n: int, text: str, *, dated: bool) -> int:
        """Return how soon a sentence goes: by what it says, and where it stands."""
        piece = self._pieces[n]
        if piece.block == self._pieces[self._lead].block:
            news = dated or self._over or _CHANGES.search(text) or _instead(text)
            return 2 if news else 4
        if _OVER_BY.search(text) or (self._over and self._to_come(text)):
            return 2
        first = bool(piece.head) and n == self._first(piece.head)
        beside = _BESIDE.search(piece.head + text) and not _BESIDE.search(self._title)
        if dated or _instead(text) or _WHO.search(piece.head) or (first and self._over):
            return 5 if beside else 3
        general = piece.head and _GENERAL.search(piece.head)
        return 5 if (first or DECIDES.search(text)) and not (beside or general) else 6

    def _is_mood(self, text: str) -> bool:
        """Whether a sentence is of the season, or of what lies behind, and not of the title's
        thing.
        """
        if _MOOD.search(text):
            return True
        return bool(MOOD.search(text)) and not pairs(text) & pairs(self._title)

    def _greets(self, text: str) -> bool:
        """Whether a sentence is of the season or of thanks, and of no day."""
        return bool(GREETS.search(text) or self._is_mood(text)) and not has_day(text)

    def _to_come(self, text: str) -> bool:
        """Whether a sentence names a day that is not over."""
        return any(day.date and day.date >= self._today for day in mentions(text, self._today))

    def _first(self, head: str) -> int:
        return next(n for n, one in enumerate(self._pieces) if one.head == head)

    def _rank_of_rows(self, piece: Snippet, text: str, *, dated: bool) -> int:
        """Return how soon rows go: those of the title's thing first; of no day only a place, and
        what stands below no heading.
        """
        if piece.head and pairs(piece.head) & pairs(self._title) and re.search(r"\d", text):
            return 1
        if dated or "→" in text:
            return 1 if _SHUT.match(piece.head) else 3
        if re.search(r"\d時|\d:\d\d", text):
            return 4
        return 4 if sort_of(text) == Sort.PLACE else 5 if not piece.head else NEVER

    def _led_lead(self, n: int) -> int:
        """Return the place of what the lead itself points at: 会期中は混み合います, behind what is
        held; -1 where it does not.
        """
        return self._told_before(n) if POINTS.match(fold(self._texts[n])) else -1

    def _led(self, n: int, first: int) -> int:
        """Return the place of what a telling is not told without; -1 where it stands alone."""
        piece, text = self._pieces[n], fold(self._texts[n])
        before = self._told_before(n)
        day = _BARE_DAY.search(text)
        if day and not _MONTH.search(text[: day.start()]):
            return self._month_before(n)
        if before < 0:
            return first if first != n and piece.head else -1
        other = self._pieces[before]
        in_line = other.line == piece.line >= 0 and other.block == piece.block
        leading = piece.block == self._pieces[self._lead].block
        back = any(one.match(text) for one in (BACK, POINTS, _OF_SOME))
        back = bool(back or _ALSO.search(text) or THERE.search(text) or _AS_SOON.match(text))
        if _OF_UNTOLD.match(text) and n and not self._texts[n - 1]:
            return n - 1  # 次の点が変わります is not told, nor are the new rules
        alone = leading or (not piece.head and has_day(text) and not of_nothing(text))
        alone = alone and not (in_line and self._is_below_name(n))
        if (in_line and not alone) or (back and not _TO_THE_DAY.match(text)):
            return before
        if of_nothing(text):  # of what the lead names, where it begins a paragraph
            return before if piece.head or other.block == piece.block else self._lead
        return first if first != n and piece.head else -1

    def _is_below_name(self, n: int) -> bool:
        """Whether the line of a sentence begins with the name of what it is of."""
        piece = self._pieces[n]
        while n and (self._pieces[n - 1].block, self._pieces[n - 1].line) == (
            piece.block,
            piece.line,
        ):
            n -= 1
        return _NAMES_LINE.match(fold(self._pieces[n].text)) is not None

    def _month_before(self, n: int) -> int:
        """Return the place of what names the month before a telling: what leads, where it is the
        same one.
        """
        months = {m: names[-1] for m in range(n) if (names := _MONTH.findall(self._texts[m]))}
        if not months:
            return n - 1
        last = max(months)
        return self._lead if months.get(self._lead) == months[last] else last

    def _told_before(self, n: int) -> int:
        """Return the place of the telling before one in its section, thanks passed over; -1 where
        there is none.
        """
        head = self._pieces[n].head
        n -= 1
        while n >= 0 and self._pieces[n].head == head:
            if self._texts[n] and not self._greets(fold(self._texts[n])):
                return n
            n -= 1
        return -1


def _instead(text: str) -> bool:
    """Whether a sentence says what to use instead: 北側の駐車場(徒歩5分)をお使いください."""
    return INSTEAD.search(re.sub(r"\([^()]*\)", "", text)) is not None


def _is_news(text: str) -> bool:
    return bool(has_day(text) or _CHANGES.search(text))


def _parts(piece: Snippet) -> list[str]:
    """Return a piece's sentence, or its rows, as they stand by themselves; an empty one where it
    points at what is not told.
    """
    if piece.line < 0:
        return [bare_row(one) for one in turned(piece.text).split("\n")]
    text = filled(_STAMPED.sub("", fold(piece.text), count=1), ())
    whole = f"{text}。" if re.search(r"[すん]$", text) else text
    return ["" if POINTING.search(text) else whole]


def _shown(head: str, text: str) -> str:
    """Return a heading as it is told before a sentence; empty where it says no more."""
    head = re.sub(r"について$", "", head).replace("~", "～")
    idle = _GENERAL.search(head) or UPDATE.search(head)
    return "" if idle or head in text else head
