"""Pure: whether what a second wording says of a name is what its page says of that name: days,
hours, numbers, places, phrases, a book's author.

A name is what the sentence speaks of (花岡館は, 講座2：, 16日に朗読会). A value is another thing's
where the page gives the name one of its kind, and this one elsewhere only. Cannot see what hangs on
no name, and what one breath of the page says of two.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bridge.text.clean import folded
from bridge.text.mentions import mentions
from bridge.text.times import find_times, fold
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

_COUNT: Final = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+)\s*"
    r"(人|名|組|冊|点|円|枚|台|席|回|歳|才|講座|週間|日間|時間|分間|か月|年)"
    r"|(?<![\d.,])((?:18|19|20)\d\d)(?=[~～)])"
)
_SPELLED: Final = {"名": "人", "才": "歳"}
_NAME: Final = re.compile(
    r"[「『][^「」『』]{2,30}[」』]"
    r"|(?![月火水木金土日]曜)[一-龠々ヶァ-ヴーA-Za-z]{2,}(?:\d+|[きりみちしけせえれ](?=[はを：]))?"
)
#: says nothing of its own
_EMPTY: Final = re.compile(
    "当日|期間中?|開催|実施|利用|参加|当館|図書館|受付|申込|応募|予約|開始|終了|午前|午後|時間|今年|本年|以降|以前"
)
#: marks a name as what is spoken of
_MARK: Final = re.compile(
    r"[\d~～・-]*(?:\([^()]*\))?(?:の(?:方|人|かた))?(?:(?:で|に)?は|に?も|とも|：|:)"
)
#: the last of these before a value tells what is spoken of, whatever its name
_TOPIC: Final = re.compile(r"(?<=[^、。])(?:は(?!じめ)|も(?=[^っのしう])|：|:(?!\d))")
#: a value before its name: 16日(土)に朗読会
_BEFORE: Final = re.compile(r"(?:に|は|の)、?(?=[一-龠ァ-ヴー「『])")
#: begins what another name is said of: …、入場は, (入場は
_OF_ANOTHER: Final = re.compile(
    r"[、。(（](?=[^、。()（）]{0,16}[一-龠ァ-ヴー」』](?<![日時分年月])(?:で|に)?は)"
)
#: what stands in brackets behind a name: 花岡館(12月12日(土)午後2時)と
_BRACKET: Final = re.compile(r"[」』]?\([^()]*\)")
_ITEM: Final = re.compile(r"[^、()]{2,20}\([^()]*\)")
#: of another noun: 説明会の申込み
_OF_IT: Final = r"(?!の[一-龠ァ-ヴー])"
#: a sentence that goes on to something else
_BESIDES: Final = re.compile(r"(?:この)?(?:ほか|他)(?:に|にも|は)|また|別に|なお")
#: what is said of a name stands further down: 中央図書館では、下記の期間、休館します
_BELOW: Final = re.compile(r"下記|以下の|次の(?:とおり|通り|期間|日程|内容)")
_WHERE: Final = re.compile(r".{0,4}(?:会場|場所|ところ)")
_PLACE: Final = re.compile(
    r"[一-龠々ヶァ-ヴーA-Za-z]+(?:館|室|ホール|センター|コーナー|ルーム|プラザ|広場|ロビー)"
)
#: a book and who wrote it
_BOOK: Final = re.compile(r"『([^『』]{2,40})』\(([^()『』]{2,20})\)")
PHRASE: Final = 9  #: letters that no two parts of a page share by chance


@dataclass(frozen=True, slots=True)
class Figure:
    """A day, an hour or a number, and where it stands."""

    start: int
    end: int
    what: tuple[str, str]  #: its kind, and what it is


@dataclass(frozen=True, slots=True)
class Breath:
    """What a line of the page says of one thing."""

    block: int  #: of the part below one heading; 0 stands above all
    line: int
    label: str
    text: str
    values: frozenset[tuple[str, str]]


def exchanged(answer: str, topic: Sequence[str], near: date) -> Iterator[str]:
    """Yield why an answer is not shown, each a Japanese phrase; `near` is the page's day."""
    page = _Topic(topic, near)
    text = fold(answer)
    for line in text.split("\n"):
        last = ""  #: the part of which the line speaks first
        for number, sentence in enumerate(filter(None, line.split("。"))):
            of = "" if _BESIDES.match(sentence) else last
            yield from _told_of_others(page, sentence, page.claims(sentence, near, of))
            if not number:
                name = next((name for name, _ in _spoken_of(sentence)), "")
                last = name if page.has_part(name) else ""
    for book, author in _BOOK.findall(text):
        if page.parts(book, author):
            yield f"「{book}」の「{author}」は、このお知らせでは別のことです"


def _told_of_others(
    page: _Topic, sentence: str, claims: Iterable[tuple[str, Figure]]
) -> Iterator[str]:
    for name, value in claims:
        if page.gainsays(name, value):
            words = sentence[value.start : value.end]
            yield f"「{name}」の「{words}」は、このお知らせでは別のことです"
    for name, words in _spoken_of(sentence):
        if phrase := page.phrase_of_another(name, words):
            yield f"「{name}」の「{phrase}」は、このお知らせでは別のことです"


def _spoken_of(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield each name that a sentence speaks of, with what it says of it."""
    for name in _names(sentence):
        if mark := _MARK.match(sentence, name.end()):
            yield name[0].strip("「」『』"), _OF_ANOTHER.split(sentence[mark.end() :])[0]


def _names(sentence: str) -> Iterator[re.Match[str]]:
    return (name for name in _NAME.finditer(sentence) if not _EMPTY.fullmatch(name[0]))


def _values(text: str, near: date) -> Iterator[Figure]:
    """Yield each day, hour and number of a folded text."""
    blank = text
    for day in mentions(text, near):
        if day.date:
            yield Figure(day.start, day.end, ("day", f"{day.date.month}/{day.date.day}"))
            blank = f"{blank[: day.start]}{'。' * (day.end - day.start)}{blank[day.end :]}"
    for times in find_times(blank):
        for moment in (times.begins, times.ends):
            if moment:
                face = f"{moment.hour % 12}:{moment.minute:02}"
                yield Figure(times.start, times.end, ("hour", face))
        blank = f"{blank[: times.start]}{'。' * (times.end - times.start)}{blank[times.end :]}"
    for count in _COUNT.finditer(blank):
        number, kind = (count[1], count[2]) if count[1] else (count[3], "年")
        what = _SPELLED.get(kind, kind), number.replace(",", "")
        yield Figure(count.start(), count.end(), what)


class _Topic:
    """What a topic's lines say, and of what."""

    def __init__(self, topic: Sequence[str], near: date) -> None:
        self._heads: list[str] = [""]
        self._all: list[Breath] = []
        self._places: set[str] = set()
        for number, line in enumerate(topic):
            if line.startswith("■"):
                # the day on which it was posted, and its sort, are no name: ■2027.01.18 (月) 貸出
                head = "" if mentions(fold(line), near) else folded(line[1:])
                self._heads.append(head)
                continue
            label, _, rest = line.partition("：")
            label, text = (label, rest) if rest and len(label) <= 16 else ("", line)
            flat = fold(text)
            places = _PLACE.findall(flat) if _WHERE.fullmatch(label) else ()
            self._places.update(places)
            figures = [*_values(flat, near)]  # of the whole line: 11月1日から。郵送は19日
            for at, part in _breaths(flat):
                here = (f.what for f in figures if at <= f.start < at + len(part))
                values = frozenset((*here, *(("place", place) for place in places)))
                block = len(self._heads) - 1
                self._all.append(
                    Breath(
                        block=block,
                        line=number,
                        label=folded(label),
                        text=folded(part),
                        values=values,
                    )
                )

    def claims(self, sentence: str, near: date, last: str) -> Iterator[tuple[str, Figure]]:
        """Yield each value of a sentence with each name that it is said of; where it speaks of
        none, with the `last` one.
        """
        values = [*_values(sentence, near), *self._places_in(sentence)]
        blank = sentence
        for value in values:
            blank = f"{blank[: value.start]}{' ' * (value.end - value.start)}{blank[value.end :]}"
        names = [*_names(blank)]
        marked = [(one, mark) for one in names if (mark := _MARK.match(sentence, one.end()))]
        brackets = [(one, inside) for one in names if (inside := _BRACKET.match(blank, one.end()))]
        for value in values:
            topics = [match.start() for match in _TOPIC.finditer(blank, 0, value.start)]
            at = topics[-1] if topics else -1
            before = [(one, mark) for one, mark in marked if one.start() < value.start]
            of = [one[0] for one, mark in before if mark.end() > at > -1]
            behind = _BEFORE.match(sentence, value.end)
            first = _NAME.match(sentence, behind.end()) if behind else None
            of += [first[0]] if first and not _EMPTY.fullmatch(first[0]) else []
            of += [one[0] for one, held in brackets if held.start() < value.start < held.end()]
            of += [last] if last and not (of or topics) else []
            for name in of:
                yield name.strip("「」『』"), value

    def has_part(self, name: str) -> bool:
        """Whether a name is that of a part."""
        return bool(self._blocks(folded(name)))

    def _places_in(self, sentence: str) -> Iterator[Figure]:
        """Yield the places of the page that a sentence names."""
        for place in self._places:
            for match in re.finditer(re.escape(place), sentence):
                yield Figure(match.start(), match.end(), ("place", place))

    def gainsays(self, name: str, value: Figure) -> bool:
        """Whether the topic has values of this kind for a name, and this one for another only."""
        mine = [*self._of(folded(name))]
        if any(not one.block and _BELOW.search(one.text) for one in mine):
            return False
        kind = {what for one in mine for what in one.values if what[0] == value.what[0]}
        others = [one for one in self._all if value.what in one.values]
        lines = {one.line for one in mine}
        row = any(one.label.endswith(folded(name)) for one in mine)
        # what stands above all headings is of all, but for other rows and what one line says of two
        of_all = any(
            one.block == 0 and one.line not in lines and not (row and one.label) for one in others
        )
        return bool(kind and others) and value.what not in kind and not of_all

    def phrase_of_another(self, name: str, words: str) -> str:
        """Return what is said of a heading's name and stands below other headings only, PHRASE
        letters of it; nothing where all may be said of it.
        """
        mine = self._blocks(folded(name))
        if not mine:
            return ""
        own = "\n".join(one.text for one in self._all if one.block in mine or not one.block)
        others = [one.text for one in self._all if one.block and one.block not in mine]
        flat = folded(words)
        pieces = (flat[at : at + PHRASE] for at in range(len(flat) - PHRASE + 1))
        of_others = (
            piece
            for piece in pieces
            if not re.search(r"[\d。、]", piece)
            and piece not in own
            and any(piece in text for text in others)
        )
        return next(of_others, "")

    def parts(self, book: str, author: str) -> bool:
        """Whether the topic has a book and an author, but not one behind the other."""
        title, name = folded(book), folded(author)
        behind = re.compile(rf"{re.escape(title)}[』」]?[^『「]*{re.escape(name)}")
        texts = [one.text for one in self._all]
        both = all(any(word in text for text in texts) for word in (title, name))
        return both and not any(behind.search(text) for text in texts)

    def _blocks(self, name: str) -> set[int]:
        return {at for at, head in enumerate(self._heads) if name in head}

    def _of(self, name: str) -> Iterator[Breath]:
        """Yield what is said of a name: below a heading that has it, behind the label that it is,
        in one breath with it, and in the other lines of a record that has it.
        """
        blocks = self._blocks(name)
        alone = re.compile(re.escape(name) + _OF_IT)
        here = [one for one in self._all if alone.search(one.text)]
        records = {(one.block, one.line) for one in here if one.block and one.label}
        for one in self._all:
            by_label = one.label != "" and one.label.endswith(name)
            of_record = any(one.block == block and one.line != line for block, line in records)
            if one in here or by_label or of_record or one.block in blocks:
                yield one


def _breaths(text: str) -> Iterator[tuple[int, str]]:
    """Yield what a line says of one thing each, with where it begins; items of a list with what
    stands in brackets.
    """
    items = [*_ITEM.finditer(text)]
    if len(items) > 1 and "、".join(item[0] for item in items) == text.rstrip("。"):
        yield from ((item.start(), item[0]) for item in items)
        return
    cuts = [0, *(match.end() for match in _OF_ANOTHER.finditer(text)), len(text)]
    yield from ((at, text[at:end]) for at, end in pairwise(cuts) if text[at:end].strip())
