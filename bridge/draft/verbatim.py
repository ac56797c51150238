"""Pure: a page whose news stands as labelled lines, too long to be told whole, told by those of
them that its readers need, each as the page has it.

A value is not taken apart: what belongs to which day, who alone may come and what is full stay
where they stand (5(1)ア). What does not fit goes in the order of its use to a reader, and of a
value only what decides nothing. A page of two events, or with a line that overturns the others, is
not told so. Cannot see that one labelled line changes what another says.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.draft.below import (
    BUT,
    EXCEPTED,
    ONLY,
    POINTS,
    in_one,
    is_below,
    unended,
    with_lists_as_text,
    with_rests,
    without_leads,
)
from bridge.draft.entire import is_front, leads_on, told_sentences
from bridge.draft.forms import TURN, WAY
from bridge.draft.hollow import points_only
from bridge.model import Labelled
from bridge.text.dates import find_occasions
from bridge.text.times import fold
from bridge.topics.builder import published_on, relabelled
from bridge.topics.labels import key_of, known_field, labelled
from bridge.topics.lines import joined, unclosed
from bridge.topics.sorts import Sort, has_day, is_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bridge.model import Block, Facts, Page

LONGEST: Final = 1000  #: letters of a page's text at which its lines are looked at
MANY: Final = 800  #: the same of a page of several things
LEAST: Final = 2  #: labelled lines that its readers need, and one more
SIGNED: Final = 12  #: letters of a label that its sign tells
HEADING: Final = 24  #: letters of a line that may be a heading
MUST: Final = 32  #: of this use a draft has each line
OVER: Final = 24  #: a line of this use and more whose days are over is no news
NEEDED: Final = 6  #: of this use and more a line is needed
#: the use of a labelled line
_USE: Final = {
    Sort.WHEN: 32,
    Sort.HOURS: 32,
    Sort.APPLY: 24,
    Sort.TERM: 24,
    Sort.PLACE: 24,
    Sort.AUDIENCE: 20,
    Sort.THEME: 10,
    Sort.FEE: 10,
    Sort.CAPACITY: 6,
    Sort.OTHER: 4,
    Sort.BRING: 1,
}
#: labels of what is beside the news, and tells of it all the same
_ASIDES: Final = (
    (
        4,
        re.compile(
            r"内容|作品|曲目?|演目|プログラム|勤務(?:場所|地|先|条件|時間|日)|仕事|業務|時給|報酬|給与|賃金"
        ),
    ),
    (12, re.compile(r"人[数員]$")),
    (10, re.compile(r"任期$")),
    (2, re.compile(r"(?:試験|選考|面接|抽選|発表|結果)日?$")),
    (2, re.compile(r"講師|出演|ゲスト|話し手|服装|賞|選者")),
)
_NO_NEWS: Final = re.compile(
    r".*(?:問い?合わ?せ先|保険|補償|休暇等?)$|その(?:他|ほか)|備考|注意|ご?連絡|お?願い|お?問|おみやげ"
)
#: says that something is not as the labelled lines say
_OVERTURNS: Final = re.compile(
    r"(?:(?:中止|延期|変更|終了)(?:し|いたし|と?なり|にな[りっ]|と?致し)|取りや?め|取り止め|満[員席](?:[とに]なり|で)|締め?切り)"
    r"(?:まし|ます|です|す|ており|ています|いたしま)|訂正|誤り"
)
#: says it of one part: 午前の部は満員になりました
_OF_PART: Final = re.compile(r"(?:の部|\d\s?[組回日]|コース|クラス)(?:\([^()]*\))?[はもが]")
_MAY_BE: Final = re.compile(r"場合|とき|ことが")
#: goes on in a value: ②午後2時～3時, 第2回…, 午後の部 1時30分～, (雨の日は13日)
_GOES_ON: Final = re.compile(
    r"[(（→①-⑳]|第?\s?\d{1,2}(?:[回部日期次]|日目)|(?:午[前後]|昼|夜)の部|[前後中]期|[月火水木金土日]曜|[土日]・|平日|祝日|いずれも|各[回日]|(?:その)?[12]日目"
)
#: a label in brackets
_BOX: Final = re.compile(
    r"[【<＜〈《≪〔\[](?P<label>[^】>＞〉》≫〕\]\d。、]{2,12})[】>＞〉》≫〕\]]\s*:?\s*(?=\S)"
)
_CIRCLED: Final = re.compile(r"[①-⑳]")
_SPAN: Final = re.compile(r"日(?:\([^()]*\))?\s?(?:[~～]|から)\s?(?:\d{1,2}月)?\d{1,2}日")
_OF_FORM: Final = re.compile(r"^(?:記|以上)$|PDF|KB\b")
_NUMBERED: Final = re.compile(r"^[(（]?\d{1,2}[)）.．、]?\s*")
#: the sign before a label, by which the next one is known: ◆応募締切, (3)しめきり, 【なにを】
_SIGN: Final = re.compile(
    r"[(（]\d{1,2}[)）]|\d{1,2}(?:[.．、)）]|(?=\s))|[【◆◇■□●○◎★☆▼▽▶♦✿❀]|[^\w\s\x00-⅏　-〿！-～]"
)
_HEAD_ALONE: Final = re.compile(r"[^。、:：\d]{2,16}")
_ITEM: Final = re.compile(r"[・◦･]\s*(?=\S)")
_RULED: Final = re.compile(r"曜|毎[週月日]|月|年|[0-9]\s?日")
_ABOUT: Final = re.compile(r"(?:(?:に|は)?ついて|(?<=[一-龠])の?(?:ご案内|お申し?込み))$")
#: an address, and a number to call
_WHITHER: Final = re.compile(r"〒\s?\d|(?:電話|TEL|FAX)(?:番号)?\s?[:：]?\s?\d", re.IGNORECASE)
#: whenever one likes
_ANY_TIME: Final = re.compile(r"随時|通年|常時|いつでも")
#: nobody need apply
_FREE: Final = re.compile(
    r"^※?\s*(?P<free>(?:事前の?)?(?:お?申し?込み?|ご?予約|参加申込み?)は?(?:不要|(?:いり|要り|必要あり)ません)[^。、]{0,4})(?:。|$)"
)
_TURN_COLON: Final = re.compile(rf"^({TURN.pattern})\s*:\s*")
_FIRST_OF: Final = re.compile(r"第\s?1\s?(?:回|日目?|部)[:\s]")
_APPLYING: Final = re.compile(
    r"(?:お?申し?込み?|ご?応募)(?:の?受付)?は、?(?P<when>[^。]{0,12}\d{1,2}(?:日|/\d).*)"
)
_ASKED: Final = re.compile(
    r"\d日(?:\([^()]*\))?[^。]{0,10}までに[^。]*(?:申し?込|お知らせ|連絡|予約|応募)[^。]*(?:ください|下さい)。?$"
)
#: how to apply, in a sentence: 履歴書を図書館へ持参、または郵送してください
_HOW: Final = re.compile(
    r"^(?!※|なお|ただし)[^。]*(?:履歴書|申込書|申請書|応募票|用紙|フォーム|電話|窓口|カウンター|はがき|メール)[^。]*"
    r"(?:持参|郵送|提出|送|出し|お持ち|届け|申し?込|応募|連絡)[^。]*(?:ください|下さい|受け?付け[^。]{0,6}ます)(?:。|$)"
)
#: fields by the last word of a label that is in no list
_BY_END: Final = (
    (
        Sort.AUDIENCE,
        re.compile(
            r"(?:資格|対象|応募条件|(?:[うくぐすつぬぶむるた]|[なた]い)[方人])$|^(?:ど(?:なた|んな)|だれ|あつまれ)"
        ),
    ),
    (
        Sort.APPLY,
        re.compile(
            r"(?:申込|応募|提出|投稿|投句|予約)(?:の?(?:しかた|仕方|方法)|期限|先)$|[出送]し?りかた$|(?:おく|送)り[方かた]+$|締切$|^(?:傍聴|聴講|ご?参加)$"
        ),
    ),
    (Sort.CAPACITY, re.compile(r"(?:人数|定員)$")),
    (Sort.PLACE, re.compile(r"(?:会場|場所)$")),
    (Sort.THEME, re.compile(r"^お?(?:題|題目)$")),
)
_BY_MARK: Final = re.compile(
    r"(?P<mark>[■●○◆◇▼★☆◎〇]?)\s*(?P<label>[^\s:。、()（）\d]{2,8})\s+(?P<value>\S.*)"
)


def with_labelled(facts: Facts, page: Page, today: date) -> Facts:
    """Return the facts of a page with its labelled lines, where it may be told by them."""
    lines = _labelled_lines(page, today)
    dated = any(one.sort == Sort.WHEN and has_day(fold(one.text)) for one in lines)
    # what is held has its days in them, or elsewhere
    elsewhere = facts.kind == "event" and (facts.when or facts.events) and not dated
    many = facts.several and len(page.text) > MANY
    return replace(facts, labelled=() if elsewhere or many else lines)


def _labelled_lines(page: Page, today: date) -> tuple[Labelled, ...]:
    """Return the labelled lines of a page, in its order; none where it cannot be told by them."""
    if is_front(page) or not page.blocks or len(page.text) > LONGEST:
        return ()
    if any(block.sort == "row" for block in page.blocks):
        return ()
    published = published_on(page, today)
    lines: list[Labelled] = []
    for sort, label, values in _fields(page):
        value = in_one(without_leads(values))
        if points_only(value):
            value = "リンク先から" if sort == Sort.APPLY else ""
        if not value:
            continue
        line = f"{label}：{value}" if label else value
        text = unended(told_sentences(line, published or today, published))
        use = _use(sort, label)
        if use == MUST and sort == Sort.WHEN and not (has_day(fold(line)) or _RULED.search(line)):
            use = _USE[Sort.OTHER]  # 日程：講座により異なります
        if not text and use >= NEEDED:
            return ()
        if use >= OVER and _is_over(text, use, today):
            return ()  # what was held, or asked for, is past
        if text and use:
            lines.append(Labelled(use, sort, text))
    return tuple(_with_its_counts(lines)) if _is_one_thing(lines) else ()


def _is_over(text: str, use: int, today: date) -> bool:
    """Whether the last day of a line is past; of one of when, its only one, too."""
    days = find_occasions(text, today)
    ends = [one.end or (one.start if use == MUST else None) for one in days]
    last = [end for end in ends if end]
    return bool(last) and len(last) == len(ends) and max(last) < today


def _with_its_counts(lines: Sequence[Labelled]) -> Iterator[Labelled]:
    """Yield the lines, the one that says what ① is as one that must stand where another asks it."""
    circles = [n for n, one in enumerate(lines) if _CIRCLED.search(one.text)]
    for n, one in enumerate(lines):
        yield replace(one, use=MUST) if len(circles) > 1 and n == circles[0] else one


def _use(sort: Sort, label: str) -> int:
    """Return the use of a line to a reader; 0: none."""
    if _NO_NEWS.match(label):
        return 0
    if use := next((use for use, words in _ASIDES if words.search(label)), 0):
        return use
    if sort == Sort.WHEN and known_field(label) != Sort.WHEN:  # 任用期間, 展示：2月6日～28日
        return 10 if label.endswith("期間") else _USE[Sort.OTHER]
    return _USE.get(sort, 0)


def _is_one_thing(lines: Sequence[Labelled]) -> bool:
    """Whether lines tell one thing, and enough of it: a day, no label twice, and where labels
    are of days, one of them with days.
    """
    needed = [one for one in lines if one.use >= NEEDED]
    labels = {one.text.partition("：")[0] for one in lines}
    if not len(labels) == len(lines) > LEAST <= len(needed):
        return False
    days = [has_day(fold(one.text)) for one in needed if one.sort == Sort.WHEN and one.use == MUST]
    if days or any(one.sort == Sort.HOURS and not _RULED.search(one.text) for one in needed):
        return sum(days) == 1  # of hours alone the days stand elsewhere
    return any(has_day(fold(one.text)) or _ANY_TIME.search(one.text) for one in needed)


class _LabelledLines:
    """Takes the labelled lines of a page up to a heading that parts them from something else."""

    def __init__(self) -> None:
        self.fields: list[tuple[Sort, str, list[str]]] = []
        self._twice = False  #: something else has such lines, too
        self._off: list[
            str
        ] = []  #: what other lines say has become of a part (満員), or of all, whole
        self._parted = False
        self._how: tuple[int, str] | None = None  #: a sentence of how to apply, and its place
        self._heads = 0  #: labels that are headings: what else is one has its own lines
        self._open = False  #: the next line may go on in the last one
        self._items = False  #: the last value is an item of a list
        self._below = False  #: the block below a label alone: it is all of its value
        self._signs: set[str] = set()  #: those before labels

    def take(self, block: Block) -> None:
        """Take the labelled lines of a block."""
        turn = block.sort == "pair" and TURN.fullmatch(fold(block.lines[0])) is not None
        last = self.fields[-1] if self.fields else None
        # a heading is its label; 第1回 | 1月14日 ⏎ 第2回 | 1月21日
        self._open = last is not None and (
            not last[2] or (turn and last[1] == "日程") or self._has_more(block)
        )
        self._below = self._open and last is not None and not last[2]
        if block.sort == "pair" and not turn:
            self._items = False
            self._add(_of_pair(block))
            return
        for raw in (" ".join(block.lines),) if turn else with_rests(block.lines):
            line = _unboxed(_TURN_COLON.sub(r"\1 ", fold(relabelled(raw))))
            whither = self._open and self.fields[-1][2] and _WHITHER.match(line)
            if leads_on(line) or whither or self._is_within(line, block):
                continue
            sign = _sign(fold(raw))
            if head := self._head(line, sign, block):
                self._below = not head[2]
                if block.sort == "heading":
                    self._parted, self._heads = self._parted and not self._heads, self._heads + 1
                self._add(head)
                continue
            if not (self._open or self._parted) and _FIRST_OF.match(line) and has_day(line):
                self._add((Sort.WHEN, "日程", [line]))
                continue
            fact = self._fact(line, sign, block)
            if fact:
                self._items = self._below = False
                self._signs |= {sign} - {""}
                self._add((fact[0], fact[1], [fact[2]] if fact[2] else []))
            elif self._open and ((self._below and line[0] != "※") or self._goes_on(line)):
                self.fields[-1][2].append(line)
                self._items = block.sort == "item"
            else:
                self._other(line, block)

    def _head(self, line: str, sign: str, block: Block) -> tuple[Sort, str, list[str]] | None:
        """Return the field of a line that is its label, the value to come or behind it: a heading,
        and what has the sign of a label before it.
        """
        if block.sort == "heading" and (head := _heads(line)):
            return head
        if block.sort != "heading" and sign not in self._signs:
            return None
        fact = _fact(line, block, within=False)
        if fact and fact[2] and known_field(fact[1]):
            return fact[0], fact[1], [fact[2]]
        bare = _SIGN.sub("", line, count=1).strip("】: ")
        alone = sign in self._signs and _HEAD_ALONE.fullmatch(bare)
        return _heads(bare) or (Sort.ASIDE, key_of(bare), []) if alone else None

    def _has_more(self, block: Block) -> bool:
        """Whether a block may be of the last value: one of several items, a condition at which it
        points, a day on which it is not so.
        """
        _, _, values = self.fields[-1]
        first = fold(with_rests(block.lines)[0])
        remark = first[:1] == "(" and not has_day(first)
        if block.sort == "text" and (remark or self._is_excepted(first)):
            return True
        points = POINTS.search(values[0]) is not None
        items = _ITEM.match(values[0]) is not None and _ITEM.match(block.lines[0]) is not None
        return points or items or (self._items and block.sort == "item")

    def _is_within(self, line: str, block: Block) -> bool:
        """Whether a line is taken as the rest of a value that is open: of a name whose bracket is
        not closed yet, of the conditions at which it points.
        """
        values = self.fields[-1][2] if self.fields and self._open else []
        if values and unclosed(values[-1]):
            values[-1] += line
        elif values and (
            is_below(values[0], line, block) or self._is_item(block) or self._is_excepted(line)
        ):
            values.append(line)
        else:
            return False
        return True

    def _is_excepted(self, line: str) -> bool:
        """Whether a line says on which of the days of the last value it is not so; what lies
        between two spans is none.
        """
        sort, _, values = self.fields[-1]
        if ONLY.match(line) or (BUT.match(line) and sort not in (Sort.WHEN, Sort.HOURS, Sort.TERM)):
            return True
        spans = sum(len(_SPAN.findall(value)) for value in values)
        dated = sort in (Sort.WHEN, Sort.HOURS, Sort.TERM) and spans < LEAST
        return dated and EXCEPTED.match(line) is not None

    def _is_item(self, block: Block) -> bool:
        return self._items and block.sort == "item"

    def _fact(self, line: str, sign: str, block: Block) -> tuple[Sort, str, str] | None:
        """Return field, label and value of a labelled line; below a label alone what no label of
        notices begins is its value.
        """
        fact = _fact(line, block, within=self._open)
        if self._open and not self.fields[-1][2]:
            return fact if fact and known_field(fact[1]) else None
        if not fact and sign in self._signs:
            return _by_sign(_SIGN.sub("", line, count=1).strip())
        word = None if fact else _by_mark(line, within=self._open)
        return fact or (word if self.fields or (word and word[0] != Sort.OTHER) else None)

    def _goes_on(self, line: str) -> bool:
        values = self.fields[-1][2]
        if values and _ITEM.match(values[0]) and _ITEM.match(line):
            return True
        return not values or _GOES_ON.match(line) is not None or is_time(line)

    def _other(self, line: str, block: Block) -> None:
        self._open = self._items = False
        if not self._parted and (by_when := self._by_when(line)):
            self._add(by_when)
            return
        if self.fields and not (self._parted or self._how) and _HOW.search(line):
            self._how = (len(self.fields), line)
        if (off := _OVERTURNS.search(line)) and not _MAY_BE.search(line):
            self._off.append(off[0][:2] if _OF_PART.search(line) else line)
        self._parted = self._parted or (bool(self.fields) and _parts(line, block))

    def _by_when(self, line: str) -> tuple[Sort, str, list[str]] | None:
        """Return the field of a sentence that says from when or until when to apply, where no
        labelled line does: 申込みは12月3日から…, 13日までに図書館へお知らせください.
        """
        if not self.fields or any(sort in (Sort.APPLY, Sort.TERM) for sort, _, _ in self.fields):
            return None
        if free := _FREE.match(line):
            return Sort.CAPACITY, "", [free["free"]]
        if match := _APPLYING.match(line):
            return Sort.APPLY, "申込", [match["when"]]
        return (Sort.APPLY, "", [line]) if _ASKED.search(line) else None

    def _add(self, field: tuple[Sort, str, list[str]]) -> None:
        if not self._parted:
            self.fields.append(field)
            self._open = True
        elif self._heads < LEAST and _use(field[0], field[1]) >= NEEDED:
            self._twice = True

    def all_fields(self) -> list[tuple[Sort, str, list[str]]]:
        """Return the fields, with the sentence of how to apply where no labelled line says it."""
        applying = [" ".join(values) for sort, _, values in self.fields if sort == Sort.APPLY]
        if not (applying and self._how) or any(WAY.search(value) for value in applying):
            return self.fields
        at, line = self._how
        return [*self.fields[:at], (Sort.APPLY, "", [line]), *self.fields[at:]]

    def void(self) -> bool:
        """Whether they are not told: something else has such lines, or another line overturns
        them with a word that they do not say themselves.
        """
        own = " ".join(value for _, _, values in self.fields for value in values)
        return self._twice or any(word not in own for word in self._off)


def _fields(page: Page) -> Iterator[tuple[Sort, str, list[str]]]:
    """Yield field, label and values of the labelled lines; nothing where they are not all."""
    walk = _LabelledLines()
    for block in with_lists_as_text([*joined(page.blocks)]):
        walk.take(block)
    if not walk.void():
        yield from (one for one in walk.all_fields() if one[2])


def _sign(line: str) -> str:
    """Return the sign before a line, of numbers how they are written: (1) of (3); empty where it
    has none.
    """
    sign = _SIGN.match(line)
    return re.sub(r"\d+", "1", sign[0]) if sign else ""


def _unboxed(line: str) -> str:
    """Return a line with its label in brackets before a colon: 【つかえる方】 町内の方."""
    box = _BOX.match(line)
    label = re.sub(r"\s", "", box["label"]) if box else ""
    of_field = known_field(label) or _sort(Sort.OTHER, label) != Sort.OTHER or _is_aside(label)
    return (
        f"{label}:{line[box.end() :]}" if box and (of_field or line[box.end() - 1] == " ") else line
    )


def _is_aside(label: str) -> bool:
    return any(words.search(label) for _, words in _ASIDES)


def _heads(line: str) -> tuple[Sort, str, list[str]] | None:
    """Return the field of a heading that is a label, its value to come: 1 募集人数."""
    label = _ABOUT.sub("", key_of(_NUMBERED.sub("", line)))
    sort = known_field(label) or _sort(Sort.OTHER, label)
    aside = sort == Sort.OTHER and _is_aside(label)
    none = sort in (Sort.OTHER, Sort.LIBRARY, Sort.NAME) and not aside
    return None if none else (sort, label, [])


def _fact(line: str, block: Block, *, within: bool) -> tuple[Sort, str, str] | None:
    """Return field, label and value of a labelled line; None for any other, and for one that goes
    on in the value before it: 2日目：12月13日(日).
    """
    fact = None if block.sort == "item" else labelled(line)
    if fact is None or "(" in fact[1]:
        return None
    goes_on = within and known_field(fact[1]) is None and _GOES_ON.match(line)
    return None if goes_on else (_sort(fact[0], fact[1]), fact[1], fact[2])


def _sort(sort: Sort, label: str) -> Sort:
    """Return the field of a label, of one in no list by its last word: 勤務場所・人数."""
    if sort not in (Sort.OTHER, Sort.ASIDE):
        return sort
    return next((of for of, words in _BY_END if words.search(label)), sort)


def _by_mark(line: str, *, within: bool) -> tuple[Sort, str, str] | None:
    """Return field, label and value of a line whose label only a blank and its neighbours tell:
    ●ゲスト 元町長の… ; None for any other.
    """
    match = _BY_MARK.match(line)
    if match is None or not (within or match["mark"]) or _GOES_ON.match(line):
        return None
    label = match["label"]
    return _sort(known_field(label) or Sort.OTHER, label), label, match["value"]


def _by_sign(line: str) -> tuple[Sort, str, str] | None:
    """Return field, label and value of a line that has the sign of a label before it."""
    label, _, value = line.partition(" ")
    if not value or not 2 <= len(label) <= SIGNED or re.search(r"[\d。、]", label):
        return None
    return _sort(known_field(label) or Sort.OTHER, label), label, value.strip()


def _parts(line: str, block: Block) -> bool:
    """Whether a line is the heading of something else."""
    short = len(line) <= HEADING and not _OF_FORM.search(line)
    return block.sort == "heading" or (short and not re.search(r"[。\d]", line))


def _of_pair(block: Block) -> tuple[Sort, str, list[str]]:
    key = key_of(block.lines[0])
    fact = labelled(f"{fold(block.lines[0])}:{fold(' '.join(block.lines[1:]))}")
    sort = fact[0] if fact else known_field(key) or Sort.OTHER
    return _sort(sort, key), key, [fold(line) for line in block.lines[1:]]
