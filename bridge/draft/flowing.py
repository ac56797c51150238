"""Pure: a page of running prose, or of headings with sentences below, told in its own order: the
sentences that carry the news, each behind its section's heading, the rest not (5(1)ア).

First goes what says what the title says, an update before it, and of each house the first line;
then rows of days below a heading of the title's thing, what begins, ends or changes, days, what is
not. Within a paragraph nothing is told without what stands before it, a section not without
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
from bridge.draft.hollow import is_quote, repeats, tells_of
from bridge.draft.leads import MOOD
from bridge.draft.nearly import AS_EVER, ASKED, DECIDES, GREETS, MAY_BE, POINTS, THERE, WHY
from bridge.draft.passages import (
    ANNOUNCES,
    BEFORE,
    BROKEN,
    HEADING_ROW,
    LEADS_ON,
    MONTH,
    NOW,
    UPDATE,
    Snippet,
    bare_row,
    in_runs,
    is_cut,
    passages_of,
    turned,
    with_month,
)
from bridge.draft.sentences import BACK, INSTEAD, POINTING, SUCH
from bridge.draft.standalone import filled
from bridge.draft.subject import pairs
from bridge.draft.tellings import IDLE, NEVER, PAST
from bridge.draft.twofold import speaks_of, things
from bridge.text.clean import folded
from bridge.text.dates import mentions
from bridge.text.times import fold
from bridge.topics.builder import published_on
from bridge.topics.outline import is_library
from bridge.topics.sorts import Sort, has_day, sort_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from bridge.model import Facts, Page

LONGEST: Final = 1300  #: letters of a page's text
SHARE: Final = 60  #: of a hundred letters of it so many stand in sentences
SEVERAL: Final = 3  #: things of which a report tells
_KINDS: Final = frozenset(("service", "notice", "closure", "emergency", "event"))
#: of something held, or over: the page is told otherwise
_OTHER: Final = re.compile(
    r"おこないました|ありがとう|募集|入[賞選]|コンクール|コンテスト|講座|教室|講演|コンサート|新着"
)
#: a heading of anything
_GENERAL: Final = re.compile(
    r"注意|お?願い|おねがい|ご?協力|その他|そのほか|お?知らせ|備考|概要|内容|^記$|ください|わかっていること|経緯"
    r"|はじめに|気をつけ|対応|ご利用|記事一覧"
)
#: below it stands what others said, or asked, or what one does step by step
_NO_NEWS: Final = re.compile(
    r"アンケート|感想|質問|ご?意見|記述|^[QＱ]\b|問い?合わ?せ|声$|よくある|内訳|使い方|つかい方|使いかた|手順|操作|やり方"
)
#: begins, ends, changes
_CHANGES: Final = re.compile(
    r"→|変わり|変え|変更|延ば|延長|短縮|増や|減ら|広げ|始め|始ま|はじめ|はじま|開始|終了|休[館室止]|停止|止ま|故障|閉[鎖館室じめ]"
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
_OF_MONTH: Final = re.compile(r"\d月(?:から|まで|より|末|上旬|中旬|下旬)")
#: asks for patience, or invites, and tells nothing
_PATIENCE: Final = re.compile(
    r"^(?:ご不便|ご迷惑|お手数)[をと][^。]*(?:願い|協力|理解)[^。]*。?$"
    r"|(?:遊びに(?:来|き)て|お役立て|おいで)(?:みて)?(?:ください|下さい)(?:ね)?[。!！]?$"
)
_CLOSED: Final = re.compile(r"休館|休室|閉館|閉室|お?休み(?:し|いたし|です|と|の|$)|休業")
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
#: a title that warns or asks: of it one has to know what to do
_WARNS: Final = re.compile(
    r"注意|詐欺|不審|かたる|かたっ|騙|名乗る|なりすま|にせ|偽|お願い|おねがい"
)
#: what it asks of everybody
_PLEASE: Final = re.compile(r"(?:くだ|下)さい。?$")
#: what the library never does, and others in its name do
_REFUSES: Final = re.compile(
    r"(?:職員|[館室市町村区])[^。]*(?:こと|請求|要求|お願い|連絡|電話)[^。]{0,8}(?:は|も|を)[^。]{0,8}"
    r"(?:ありません|ございません|いません|おりません|しません|いたしません)"
)
MANY: Final = 8  #: sentences with a day: more are a list
#: begins a line of which the next sentences tell, too: 車の方 裏門からお入りください。
_NAMES_LINE: Final = re.compile(r"[^\s\d、。:：「」()]{2,10}(?<![はがをにで])\s(?=\S{4})")


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
    passages = in_runs(_without_title(passages_of(page.blocks, facts.title), facts.title))
    pieces = [replace(one, head="") if repeats(one.head, facts.title) else one for one in passages]
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


def _without_title(pieces: Iterable[Snippet], title: str) -> Iterator[Snippet]:
    """Yield the pieces without the title over again above them."""
    body = False
    for piece in pieces:
        body = body or not repeats(piece.text, title)
        if body:
            yield piece


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


class _Prose:
    """The sentences of a page, each with what it needs."""

    def __init__(
        self, title: str, pieces: Sequence[Snippet], published: date | None, today: date
    ) -> None:
        self._title, self._pieces, self._today = title, pieces, today
        self._near, self._published = published or today, published
        self._over = LOOKS_BACK.search(title) is not None
        self._warns = _WARNS.search(title) is not None
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
        months = [int(one[:-1]) for one in MONTH.findall(fold(self._title))]
        for piece in self._pieces:
            rows = [self._line(one, months) for one in _parts(piece)]
            texts.append("\n".join(rows) if all(rows) else "")
            months += [int(one[:-1]) for one in MONTH.findall(texts[-1])]
        return texts

    def _line(self, text: str, months: Sequence[int]) -> str:
        if BROKEN.search(self._title) and pairs(text) & pairs(self._title):
            text = NOW.sub("", text)
        words = told_line(text, self._near, self._published) if text else ""
        if _STAMP.search(words):
            return ""
        near = self._near.month
        likely = (*months[-1:], near, near % 12 + 1, (near - 2) % 12 + 1)
        return _OF_WEEKDAY.sub(partial(with_month, self._near, likely), words)

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
            yield "" if repeats(head, self._title) else head, text, rank, led

    def _leads(self) -> int:
        """Return the place of what leads: an update, what says what the title says, else what has
        a day or changes; -1 where nothing does.
        """
        spoken = [
            n
            for n, text in enumerate(self._texts)
            if text
            and self._pieces[n].line >= 0
            and not (self._greets(fold(text)) or is_quote(text))
        ]
        spoken = [n for n in spoken if not ANNOUNCES.fullmatch(fold(self._texts[n]))] or spoken
        updates = (n for n in spoken if self._is_update(n))
        others = [
            n
            for n in spoken
            if not tells_of(self._texts[n])
            and (n == spoken[0] or not BACK.match(fold(self._texts[n])))
        ]
        bare = [n for n in others if not self._pieces[n].head and self._is_plain(self._texts[n])]
        if self._warns and others:  # what happened, or what to do, whichever comes first
            return next(iter((*updates, *others)))
        titular = (n for n in bare if self._is_of_title(self._texts[n]))
        news = (n for n in bare if _is_news(fold(self._texts[n])))
        rows = (n for n, text in enumerate(self._texts) if self._is_dated_row(n, text))
        rest = (n for n in (*others, *spoken) if pairs(self._texts[n]) & pairs(self._title))
        return next(iter((*updates, *titular, *news, *(() if bare else rows), *rest)), -1)

    def _is_of_title(self, text: str) -> bool:
        """Whether a sentence shares a word with the title; お休みします is 休館."""
        shut = _CLOSED.search(text) is not None and _CLOSED.search(self._title) is not None
        return shut or bool(pairs(text) & pairs(self._title))

    def _is_plain(self, text: str) -> bool:
        """Whether a sentence may say what the news is: whole, and not that all is as ever."""
        return bool(_ENDS_SAID.search(text)) and not AS_EVER.search(fold(text))

    def _is_dated_row(self, n: int, text: str) -> bool:
        idle = self._pieces[n].line < 0 and self._is_idle_row(n, text)
        return bool(has_day(fold(text))) and not idle

    def _is_update(self, n: int) -> bool:
        piece = self._pieces[n]
        return bool(_STAMPED.match(fold(piece.text)) or UPDATE.search(piece.head))

    def _rank(self, n: int) -> int:
        """Return how soon a telling goes, 0 first, IDLE not."""
        piece, text = self._pieces[n], fold(self._texts[n])
        if not text or is_quote(text) or _NO_NEWS.search(piece.head) or self._greets(text):
            return NEVER
        if n == self._lead:
            return 0
        if self._is_past(n, text):
            return PAST
        if piece.line < 0 and self._is_idle_row(n, text):
            return NEVER
        dated = bool(has_day(re.sub(r"\d日券", "", text)) or _OF_MONTH.search(text))
        if piece.line < 0:
            return self._rank_of_rows(piece, text, dated=dated)
        if self._warns and (_REFUSES.search(text) or _PLEASE.search(text)):
            return 2 if _REFUSES.search(text) else 3
        if tells_of(text):
            return 6
        if self._is_idle(text) or (n < self._lead and not dated):
            return self._idle(text)
        return self._rank_of_sentence(n, text, dated=dated)

    def _is_idle_row(self, n: int, text: str) -> bool:
        """Whether a row only leads on, says the title again, or heads the sentences below it."""
        bare = folded(text.lstrip("・"))
        if LEADS_ON.search(text) or repeats(text, self._title) or bare in folded(self._title):
            return True
        below = self._pieces[n + 1 : n + 2]
        heads = bool(below and below[0].line >= 0 and below[0].head == self._pieces[n].head)
        return heads and all(map(HEADING_ROW.fullmatch, text.split("\n")))

    def _is_past(self, n: int, text: str) -> bool:
        """Whether something is as it was before an update."""
        update = self._is_update(self._lead)
        below = UPDATE.search(self._pieces[self._lead].head)
        was = below and not UPDATE.search(self._pieces[n].head)
        return bool(was or (update and n < self._lead and OUTLOOK.search(text)))

    def _idle(self, text: str) -> int:
        """Return how soon a sentence goes that is idle: not at all where its days are over."""
        days = [day.date for day in mentions(text, self._near) if day.date]
        return PAST if days and max(days) < self._today else IDLE

    def _is_idle(self, text: str) -> bool:
        """Whether a sentence says nothing new, or what one hears of on the spot."""
        idle = (
            ANNOUNCES.fullmatch(text)
            or AS_EVER.search(text)
            or MAY_BE.search(text)
            or WHY.search(text)
            or _LATER.search(text)
        )
        request = ASKED.search(text) and not (DECIDES.search(text) or _instead(text))
        return bool(idle or request) or self._is_mood(text)

    def _rank_of_sentence(self, n: int, text: str, *, dated: bool) -> int:
        """Return how soon a sentence goes: by what it says, and where it stands."""
        piece = self._pieces[n]
        if not piece.head and piece.block == self._pieces[self._lead].block:
            news = dated or self._over or _CHANGES.search(text) or _instead(text)
            return 2 if news else 4
        if self._over and self._to_come(text):
            return 2
        first = bool(piece.head) and n == self._first(piece.head)
        if first and any(speaks_of(thing, piece.head) for thing in things(self._title)):
            return 2
        if dated or _instead(text) or (first and self._over):
            return 3
        general = _GENERAL.search(piece.head) and not self._warns
        return 5 if (first or DECIDES.search(text)) and not general else 6

    def _is_mood(self, text: str) -> bool:
        """Whether a sentence is of the season, or of what lies behind, and not of the title's
        thing.
        """
        if _PATIENCE.search(text) or (BEFORE.match(text) and not self._over):
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
        if day and not MONTH.search(text[: day.start()]):
            return self._month_before(n)
        if before < 0:
            return first if first != n and piece.head else -1
        other = self._pieces[before]
        in_line = other.line == piece.line >= 0 and other.block == piece.block
        leading = piece.block == self._pieces[self._lead].block
        back = bool(BACK.match(text) or POINTS.match(text) or THERE.search(text))
        back = back or _AS_SOON.match(text) is not None
        if _OF_UNTOLD.match(text) and n and not self._texts[n - 1]:
            return n - 1  # 次の点が変わります is not told, nor are the new rules
        alone = leading or (not piece.head and has_day(text) and not of_nothing(text))
        alone = alone and not (in_line and self._is_below_name(n))
        if (in_line and not alone) or back:
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
        months = {m: names[-1] for m in range(n) if (names := MONTH.findall(self._texts[m]))}
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
    return ["" if POINTING.search(SUCH.sub("", text)) else whole]


def _shown(head: str, text: str) -> str:
    """Return a heading as it is told before a sentence; empty where it says no more."""
    head = re.sub(r"について$", "", head).replace("~", "～")
    idle = _GENERAL.search(head) or UPDATE.search(head)
    return "" if idle or head in text else head
