"""Pure: what a text says of a theme — what は, も or the head of a row puts before its facts:
前期は12月2日から, 第三小学校 12:50, 電子図書館は正午まで止まります.

A theme has what follows it, up to the next theme of its sentence, line or bracket. Read is what
stands so plainly; a fact before its theme, or in another sentence, belongs to none here (ties.py
has the libraries and rooms of a page). Cannot see a theme that only the sense tells.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import field
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Final, TypeAlias

from bridge.policy import claims, ties
from bridge.text.possible import DOUBT
from bridge.topics.labels import labelled
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

_LETTERS: Final = "一-龠々ァ-ヶーA-Za-z0-9"
_NAME: Final = rf"(?<![{_LETTERS}])[{_LETTERS}]{{1,20}}(?:の[{_LETTERS}]{{1,12}}){{0,2}}"
#: 電話・メールは, 館内の検索機、電話での予約は: several themes of one は
_MARKED: Final = re.compile(
    rf"(?P<names>{_NAME}(?:(?:[、・]|と|や|または|および){_NAME}){{0,3}})"
    r"(?:での予約|での申込み?)?(?:\([^()\n]{1,6}\))?(?:の(?:方|人|お子さん|ご?利用))?(?:につきまして|について)?"
    r"(?:(?:で|に)?[はも](?![一-龠]{0,2}がき)|(?<=[口トル話館室部回期])が)(?=[、\s\d「]|[一-龠ァ-ヴ]|お|ご|い|こ|ふ|で)"
)
_MARKS: Final = re.compile("[はもが]")
_WHO: Final = re.compile(r"の(?:方|人|お子さん|利用)$|(?<=..)(?:での)?(?:予約|申込み?)$")
#: ①10時～: a number that heads what follows it
_NUMBERED: Final = re.compile(r"[①-⑳]")
_BESIDE: Final = re.compile(r"[、・]|と|や|または|および")
#: ■ Aコース(第1水曜日): heads the lines below it, but for what is said beside them
_SECTION: Final = re.compile(rf"\s*[●○◆◇■□▼◎]\s?(?P<name>[{_LETTERS}]{{2,12}})(?=[\s(]|$)")
_REASON: Final = re.compile(r"[はが](?:祝日|休日|休み)")  #: 11日が祝日なので
_ASIDE: Final = re.compile(r"\s*(?:※|[(（]?注)")
#: ●第1回 12月1日, 中央公園 第1火曜日: the head of a row
_ROW: Final = re.compile(
    rf"[\s●○◆◇■□・※(【-]*(?P<names>{_NAME}(?:[・、]{_NAME}){{0,3}})[】)]?(?=[\s:(])"
)
#: what may stand between a row's name in a text and what is told of it
_OF_ROW: Final = r"(?=[はもへにでが:：「(・と]|の[^\d、。はも]{0,16}\d|\s|\d)"
_QUOTED: Final = re.compile(r"「([^「」\n]{2,20})」")
#: the sentence goes on to something else
_ON: Final = re.compile(r"[、,/][^\d]*[一-龠ァ-ヶ]{2}")
#: 27日(土) 人形劇: the day that heads a line
_FIRST_DAY: Final = re.compile(
    r"[\s●○◆◇■□・]*(?:\d{1,2}月|\d{1,2}/)?(?P<day>[12]?\d|3[01])(?:日|(?<=/\d)|(?<=/\d\d))(?:\([^()\n]{1,6}\))?(?=[\s:はに])"
)
_DAY_MARKED: Final = re.compile(
    r"(?<!\d)(?P<day>[12]?\d|3[01])日(?:\([^()\n]{1,6}\))?[はも](?![一-龠]?がき)"
)
_CELL: Final = re.compile(r"[一-龠々ァ-ヶーぁ-んA-Za-z]{3,16}")
_CHOSEN: Final = re.compile(r"先着|抽選")
#: a day whose month stands elsewhere
_BARE: Final = re.compile(r"(?<![月\d/.第])(?P<day>[12]?\d|3[01])日(?![間目以前後])")
#: of any notice; which day, whose application it is, the days themselves tell
_ANY: Final = re.compile(
    r"(?:\d+(?:人|名|枚|点|組)|\d{1,2}時\d*分?|(?:市立|[市町村]の)?図書館|午[前後](?:\d.*|中)?|.*(?:当館|日時|時間|期間|日程|当日|会場|場所|定員|対象|内容|電話|申込み?|受付|予約|締切|費用|料金|開館|休館|詳細|くわ|次回|今回|今年|[今来]月|年始|年末|テーマ|題|中心))"
)
#: how it stands with a theme: two of these in a text and none of them on the page is another thing
_WAYS: Final = {
    "使える": re.compile(
        r"(?:使え|(?:ご?利用|お使い|ご覧)になれ|利用でき|ご?利用いただけ|受け?付け)ます|(?:ふだん|いつも|通常|平常)(?:どおり|通り)"
    ),
    "使えない": re.compile(
        r"(?:使え|(?:ご?利用|お使い|ご覧)になれ|利用でき|ご?利用いただけ|受け?付け)ません|止まり|停止|休止"
    ),
    "変わる": re.compile(r"(?:延長|短縮|変更)(?:し|いたし|と|に)|変わります"),
    "変わらない": re.compile(
        r"変わりません|変更(?:は)?(?:ありません|ございません)|(?:これまで|今まで|従来)(?:どおり|通り)|そのまま"
    ),
}
#: what stands in each of them
_ANY_WAY: Final = re.compile(r"ます|ません|どおり|通り|止まり|停止|休止|延長|短縮|変更|そのまま")
_APART: Final = {
    "使える": "使えない",
    "使えない": "使える",
    "変わる": "変わらない",
    "変わらない": "変わる",
}
_MOMENTS: Final = frozenset("日時終")  #: kinds of a role each
WAY: Final = "様子"  #: the kind of a value that says how it stands
_span: Final = attrgetter("span")
TITLE: Final = "題"  #: the kind of what stands in quotation marks

Found: TypeAlias = dict[str, dict[str, str]]  #: kind of value → its values, each with its words


@dataclass(frozen=True, slots=True)
class Themes:
    """What a text says of its themes."""

    #: theme → what follows it
    by_name: dict[str, Found] = field(default_factory=dict)
    #: kind of value → all of the text
    every: dict[str, set[str]] = field(default_factory=dict)
    rows: tuple[str, ...] = ()  #: which of the themes head rows

    def of(self, name: str) -> Found | None:
        """Return what is said of a theme, None where it is none, or not one alone."""
        if name in self.by_name:
            return self.by_name[name]
        alike = [one for one in self.by_name if one.endswith(name) or name.endswith(one)]
        return self.by_name[alike[0]] if len(alike) == 1 else None


@dataclass(frozen=True, slots=True)
class Apart:
    """A value that a text says of a theme, and its page of another only."""

    words: str
    theme: str
    right: tuple[str, ...]  #: what the page says of the theme


def apart(
    text: Sequence[claims.Passage], page: Sequence[claims.Passage], title: str
) -> Iterator[Apart]:
    """Yield what `text` says of a theme where `page` says other things of that theme, and this one
    elsewhere. What the page's `title` names may have all that the page tells.
    """
    rows = rows_of(page)
    quotes = {one for each in (*text, *page) for one in _QUOTED.findall(each.text)}
    quotes |= set(_cells(page))
    ours = {
        theme: kinds
        for theme, kinds in read(text, quotes, rows).by_name.items()
        if theme not in title
    }
    theirs = read(page, quotes, rows) if ours else Themes()
    for theme, kinds in ours.items():
        known = theirs.of(theme)
        if known is None:
            continue
        house = any(claims.houses_in(theme))  # whose days ties and openings compare
        for kind, values in kinds.items():
            own = known.get(kind, {})
            for value, words in values.items():
                if _in(value, own) or (house and kind == "日"):
                    continue
                if kind == WAY:
                    other = _APART[value] in own
                elif kind == TITLE:
                    other = any(value in one.get(TITLE, ()) for one in theirs.by_name.values())
                else:
                    other = bool(own) and _in(value, theirs.every.get(kind, ()))
                if other:
                    yield Apart(words, theme, tuple(own.values()))


def _in(value: str, values: Collection[str]) -> bool:
    """Return whether a value is among others; of a day without its month the number counts."""
    month, stroke, day = value.rpartition("/")
    return value in values or (
        any((stroke and one == day) or (not month and one.endswith(f"/{day}")) for one in values)
    )


def read(
    passages: Iterable[claims.Passage], quotes: Collection[str], rows: Sequence[str]
) -> Themes:
    """Return what passages say of their themes; `quotes` are names of which it is told where they
    stand, `rows` the heads of the page's rows, which are themes wherever they stand.
    """
    themes: dict[str, Found] = {}
    every: dict[str, set[str]] = {}
    heads = re.compile(f"(?:{'|'.join(map(re.escape, rows))}){_OF_ROW}") if rows else None
    section = ""
    for passage in passages:
        tokens = sorted(_values(passage, quotes), key=_span)
        places = [token.span[0] for token in tokens]
        for token in tokens:
            every.setdefault(token.kind, set()).add(token.value)
        if head := _SECTION.match(passage.text):
            section = head["name"] if _heads(head["name"]) else ""
        tokens = [one for one in tokens if not _REASON.match(passage.text, one.span[1])]
        for token in tokens if section and not _ASIDE.match(passage.text) else ():
            themes.setdefault(section, {}).setdefault(token.kind, {})[token.value] = token.words
        for names, start, end in _themes(passage.text, heads) if tokens else ():
            inside = tokens[bisect_left(places, start) : bisect_left(places, end)]
            for token in _in_one_clause(inside, passage.text):
                for name in names:
                    kinds = themes.setdefault(name, {}).setdefault(token.kind, {})
                    kinds[token.value] = token.words
    return Themes(themes, every, tuple(rows))


def _in_one_clause(tokens: Sequence[ties.Token], text: str) -> Iterator[ties.Token]:
    """Yield of each kind what stands before the sentence goes on to something else of that kind:
    第2回は8日で紙を折り、最終回の22日に.
    """
    last: dict[str, int] = {}
    for token in tokens:
        gap = text[last.get(token.kind, token.span[0]) : token.span[0]]
        if token.kind in last and (last[token.kind] < 0 or _ON.search(gap)):
            last[token.kind] = -1
            continue
        last[token.kind] = token.span[1]
        yield token


def rows_of(page: Sequence[claims.Passage]) -> tuple[str, ...]:
    """Return what heads rows of a page: two lines or more that each begin with a name and have
    values of one kind.
    """
    names: set[str] = set()
    for passage in page:
        if not (passage.days or passage.times):
            continue
        label = labelled(passage.text.strip())  # 期間 前期 12月8日(火)
        for text in (passage.text, label[2] if label and label[0] != "other" else ""):
            if row := _ROW.match(text):
                names.update(filter(_heads, _BESIDE.split(row["names"])))
    return tuple(sorted(names, key=len, reverse=True)) if len(names) > 1 else ()


def day_rows(page: Sequence[claims.Passage]) -> int:
    """Return how many rows of a page begin with a day."""
    days = (_FIRST_DAY.match(passage.text) for passage in page)
    return sum(day is not None and day.string[day.end() :][:1] not in "はに" for day in days)


def _cells(page: Sequence[claims.Passage]) -> Iterator[str]:
    """Yield the names in the cells of rows that begin with a day: 27日(土) 人形劇 本館ホール."""
    for passage in page:
        if day := _FIRST_DAY.match(passage.text):
            for cell in passage.text[day.end() :].split():
                if _CELL.fullmatch(cell):
                    yield cell


def _heads(name: str) -> bool:
    """Return whether a name may head a row: no label of a notice, no day."""
    label = labelled(f"{name}: あ")
    return (
        bool(_bare(name))
        and (label is None or label[0] == "other")
        and not re.search(r"\d[年月日時]", name)
    )


def _themes(text: str, heads: re.Pattern[str] | None) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Yield the themes of a passage with where what is said of them begins and ends."""
    ends: dict[int, tuple[tuple[str, ...], int]] = {}
    for match in _MARKED.finditer(text) if _MARKS.search(text) else ():
        every = [_bare(one) for one in _BESIDE.split(match["names"])]
        if not _ANY.fullmatch(_BESIDE.split(match["names"])[-1]):  # …27日、テーマは
            begin = match.start()
            if text.endswith("の", 0, begin):  # 12月8日からの前期は
                begin = text.rfind("、", 0, begin) + 1
            ends[match.end()] = tuple(filter(None, every)), begin
    for match in heads.finditer(text) if heads else ():
        ends.setdefault(match.end(), ((match[0],), match.start()))
    for match in _NUMBERED.finditer(text):
        ends.setdefault(match.end(), ((match[0],), match.start()))
    for match in _DAY_MARKED.finditer(text) if "日" in text else ():
        ends[match.end()] = (f"{match['day']}日",), match.start()
    if (day := _FIRST_DAY.match(text)) and day.end() not in ends:
        ends[day.end()] = (f"{day['day']}日",), day.start()
    places = list(
        _together(sorted((start, end, names) for end, (names, start) in ends.items()), text)
    )
    for (_, begin, names), (last, _, _) in pairwise((*places, (len(text), 0, ()))):
        close = text.find(")", begin, last)
        inside = close >= 0 and "(" not in text[begin:close]
        yield names, begin, close if inside else last


def _together(
    places: Sequence[tuple[int, int, tuple[str, ...]]], text: str
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the themes where they stand, those that stand side by side as one: 東分館・西分館."""
    start, end, names = (*places[0],) if places else (0, 0, ())
    for begin, last, others in places[1:]:
        if _BESIDE.fullmatch(text[end:begin]):
            end, names = last, (*names, *others)
        else:
            yield start, end, names
            start, end, names = begin, last, others
    if names:
        yield start, end, names


def _bare(name: str) -> str:
    """Return a theme's name, empty for one of any notice."""
    name = _WHO.sub("", name)
    name = re.sub(r"^.*?(?=(?<!\d)\d{1,2}日$)", "", name)
    return "" if len(name) < 2 or _ANY.fullmatch(name) or ties.goes_round(name) else name


def _values(passage: claims.Passage, quotes: Collection[str]) -> Iterator[ties.Token]:
    """Yield the values of a passage: days, hours, numbers, places, names, how it stands."""
    values, ways = _whatever_quotes(passage)
    yield from values
    for name in quotes:
        if (start := passage.text.find(name)) >= 0:
            yield ties.Token((start, start + len(name)), TITLE, name, name)
    yield from ways


@lru_cache(512)  # a draft says much in the words of its page, and pages of a library are alike
def _whatever_quotes(
    passage: claims.Passage,
) -> tuple[tuple[ties.Token, ...], tuple[ties.Token, ...]]:
    """Return the values of a passage but names, and how it stands."""
    return tuple(_plain_values(passage)), tuple(_ways(passage.text))


def _plain_values(passage: claims.Passage) -> Iterator[ties.Token]:
    """Yield the days, hours, numbers and places of a passage, and whether lots are drawn."""
    for token in ties.values_of(passage):
        of_role = token.kind[:1] in _MOMENTS and token.kind[1:]
        yield token._replace(kind=token.kind[0]) if of_role else token
    for bare in _BARE.finditer(passage.text):
        if not any(
            day.mention.start <= passage.start + bare.start() < day.mention.end
            for day in passage.days
        ):
            yield ties.Token(bare.span(), "日", bare["day"], bare[0])
    for place in claims.places(passage.text):
        start = passage.text.find(place)
        yield ties.Token((start, start + len(place)), "場所", place, place)
    for choice in _CHOSEN.finditer(passage.text):
        yield ties.Token(choice.span(), "決め方", choice[0], choice[0])


def _ways(text: str) -> Iterator[ties.Token]:
    """Yield how a text says that something stands."""
    if not _ANY_WAY.search(text) or DOUBT.search(text):
        return
    for value, pattern in _WAYS.items():
        for match in pattern.finditer(text):
            yield ties.Token(match.span(), WAY, value, match[0])
