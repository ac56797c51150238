"""Pure: what belongs to what in a text — 11時 to 中央図書館 and 14時 to 滝山図書館, 40袋 to 子ども.

A tie is read only where a text puts it plainly: subject and value in turns within a sentence or
line (中央は11時、滝山は14時 / 11:00 中央 / 14:00 滝山), or one subject and its values in a section
of their own. What stands otherwise has no tie, and nothing is said of it. Cannot see a tie that
only the sense tells.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import field
from functools import cache, lru_cache, partial
from itertools import groupby, pairwise
from math import inf
from operator import attrgetter
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from bridge.policy import claims
from bridge.text.mentions import WEEKDAYS
from bridge.topics.labels import labelled
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

#: of what kind a subject is: a library, a room, for whom, which material, which event, for what a
#: number stands
Sort: TypeAlias = Literal["house", "room", "people", "material", "event", "purpose"]
SORTS: Final[tuple[Sort, ...]] = ("house", "room", "people", "material", "event", "purpose")

#: what a house is of which facts are told: beside the library's own those that it is found in
_WHAT: Final = "図書館|分館|分室|公民館|会館|児童館|文庫|センター|プラザ"
#: its name: 市立中央図書館, 滝山図書館, 南分館
_HOUSE: Final = re.compile(
    rf"(?:.*[市町村区]立)?(?P<name>[一-龠々ァ-ヴーぁ-ん]{{1,8}}?)(?P<what>{_WHAT})"
)
_APART: Final = re.compile(r"\d[^()\n]*\([^()\n]*\d")
#: what goes round has no days of its own
_ROUND: Final = frozenset(("移動", "自動車", "巡回"))
#: 11:00 中央 / 14:00 滝山: a name of which the text does not say what it is
_LISTED: Final = re.compile(
    r"\d{1,2}(?:時(?:\d{1,2}分|半)?|:\d\d)\s?(?!まで|から|より|ごろ|に)(?P<name>[一-龠々ァ-ヴーぁ-ん]{2,6})\s?(?=[/、]|$)"
)
_SUBJECTS: Final[dict[Sort, re.Pattern[str]]] = {
    "people": re.compile(
        r"(?P<ages>(?<!\d)\d{1,2}\s?[歳才]?\s?(?:~|-|から)\s?(?:\d{1,2}\s?[歳才]|小(?:学校?)?\s?[1-6](?:年生?)?))"
        r"|(?:(?:小学|中学|高校|大学)生?|小中学生|中高生|(?<!\d)\d{1,2}\s?[歳才])(?:以上|以下|未満)?"
        r"|(?:子ども|子供|こども)(?!図書|読書|の(?:本|読書|日)|[一-龠々ァ-ヴ]{2})|一般(?!書)|大人|おとな|成人|乳幼児|幼児|乳児|親子|保護者|シニア|高齢者|市内|市外|非?会員|男性|女性|(?:ほか|他|その他)の(?:方|人)|それ以外"
    ),
    "purpose": re.compile(
        r"定員|先着|抽選|募集人数|保育|託児|参加費|入場料|受講料|観覧料|資料代|材料費|テキスト代|保険料|弁償"
    ),
    "material": re.compile(
        r"CD|DVD|ビデオ|雑誌|紙芝居|漫画|マンガ|新聞|絵本|電子書籍|楽譜|(?<![一-龠])本(?![一-龠])|図書(?!館|室|カード)"
    ),
    "event": re.compile(
        r"「(?P<title>[^「」\n]{2,30})」|『(?P<work>[^『』\n]{2,30})』"
        r"|(?<!\d)(?P<event>[一-龠々ァ-ヴーぁ-ん]{1,10}?(?:会(?!場|員|議|館|室)|講座|教室|展(?!示)|展示|コンサート|ワークショップ|上映))"
    ),
}
_OTHERS: Final = "ほか"  #: whom a bracket leaves
_ALIKE: Final = {
    **dict.fromkeys(("ほかの方", "他の方", "その他の方", "ほかの人", "それ以外"), _OTHERS),
    "子供": "子ども",
    "こども": "子ども",
    "おとな": "大人",
    "マンガ": "漫画",
    "中高生": "中学生",
} | dict.fromkeys(("先着", "抽選", "募集人数"), "定員")
#: a row of days below 休館期間 has no word of it
_ROLES: Final = {"closed": ""}
_RATE: Final = re.compile(r"(?:に|につき|あたり)?\s?\d")
_FREE: Final = re.compile(r"無料")
_BRACKET: Final = re.compile(r"\([^()\n]{3,40}\)")
#: a bracket that begins with a theme of its own
_OWN_THEME: Final = re.compile(r"\([^()\d]*[一-龠ァ-ヶ]は")
#: between two values: the first one has a word of its own
_GAP: Final = re.compile(r"[一-龠ァ-ヶ][^、]*、")
_EARLIEST: Final = 8 * 60  #: minutes; what is said without its half of the day is later
#: begins a section of its own
_HEAD: Final = re.compile(r"^[\s(]*(?:[■●◆◇○◎★☆▼▽◯【<《]|[0-9①-⑳]{1,2}[.)]|[A-Z1-9](?=\s))")
#: 活動日 第1金曜日: what heads a row is a label, whether a list has it or not
_FIRST: Final = re.compile(r"\s*(?P<label>[一-龠]{2,8})[\s:]")
_WHERE: Final = re.compile(r"(?:場所|会場)$")
_REMARK: Final = re.compile(r"[※■●◆【]|\(?注(?:意)?[):]")
#: before an event's name, and no part of it: は映画会
_PARTICLE: Final = re.compile(r"^[はにでのをがともや](?=[一-龠ァ-ヴお])")
#: between two subjects that share what follows: 中央図書館と南分館は
_AND: Final = re.compile(
    r"(?:まで)?(?:の(?:お子さん|子ども|子|方))?\s?(?:と|や|・|、|,|及び|および|並びに)?\s?"
)


class Token(NamedTuple):
    """A subject or a value where it stands; a tuple, as a page has hundreds of them."""

    span: tuple[int, int]
    kind: str  #: "" for a subject; of a value: 日, 時, or what it counts (円)
    value: str  #: the subject's name, or the value in one spelling
    words: str


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A value that a text ties to another subject than its page does."""

    words: str  #: of the value, as the text has it
    subject: str  #: to which the text ties it
    right: tuple[str, ...]  #: what the page ties to that
    owner: str  #: to which the page ties it


@dataclass(frozen=True, slots=True)
class Ties:
    """What a text ties, of one sort of subjects."""

    #: kind of value → subject → its values, each with its words
    tied: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    #: the subjects that stand anywhere
    subjects: set[str] = field(default_factory=set)
    #: kind of value → those that stand without a tie
    loose: dict[str, set[str]] = field(default_factory=dict)

    def add(self, token: Token, owners: Collection[str]) -> None:
        """Tie a value to its subjects; loose without any."""
        for name in owners:
            values = self.tied.setdefault(token.kind, {}).setdefault(name, {})
            values[token.value] = token.words
        if not owners:
            self.loose.setdefault(token.kind, set()).add(token.value)


_span: Final = attrgetter("span")


#: passages, each with its days, hours and numbers
Valued: TypeAlias = "Sequence[tuple[claims.Passage, tuple[Token, ...]]]"
#: returns the subjects of one sort in a text
Asking: TypeAlias = "Callable[[str], tuple[Token, ...]]"


def exchanged(
    text: Sequence[claims.Passage], page: Sequence[claims.Passage], title: str = ""
) -> Iterator[Mismatch]:
    """Yield each value that `text` ties to one subject and `page` only to another; what the page's
    `title` is about may have all that the page tells.
    """
    houses = _houses((*text, *page))
    own: Valued = []
    whole: Valued = []
    for sort in SORTS:
        ask = _asking(sort, houses)
        if not any(ask(one.text) for one in text) or not _names_several(page, ask):
            continue
        own = own or [(passage, values_of(passage)) for passage in text]
        ours = read(own, sort, ask)
        if ours.tied and not whole:
            whole = [(passage, values_of(passage)) for passage in page]
        theirs = read(whole, sort, ask) if ours.tied else Ties()
        for kind, subjects in ours.tied.items():
            known, loose = theirs.tied.get(kind, {}), theirs.loose.get(kind, set())
            for name, values in subjects.items():
                other = sort == "house" and name not in known and name in theirs.subjects
                if other and not _spoken_of(name, page):
                    yield from _of_another(name, values, known, loose)
                if sort == "event" and name in title and sum(one in title for one in known) < 2:
                    continue
                same = _same(name, known, sort)
                right = tuple(words for one in same for words in known[one].values())
                for value, words in values.items() if same else ():
                    owners = {one for one, others in known.items() if value in others}
                    near = any(one.endswith(name) or name.endswith(one) for one in owners)
                    if owners and not near and value not in loose:
                        yield Mismatch(words, name, right, min(owners))


def _spoken_of(name: str, page: Iterable[claims.Passage]) -> bool:
    """Return whether a page says something of a library, beside naming it."""
    words = re.compile(rf"{re.escape(name)}(?:{_WHAT})?(?:で|に)?[はもが]")
    return any(words.search(passage.text) for passage in page)


def _of_another(
    name: str,
    values: Mapping[str, str],
    known: Mapping[str, Mapping[str, str]],
    loose: Collection[str],
) -> Iterator[Mismatch]:
    """Yield each value that belongs to one library of the page only, told of another of its
    libraries of which the page says none of the kind.
    """
    for value, words in values.items():
        owners = [one for one, others in known.items() if value in others]
        if len(owners) == 1 and value not in loose:
            yield Mismatch(words, name, (), owners[0])


def _names_several(page: Sequence[claims.Passage], ask: Asking) -> bool:
    """Return whether a page has two subjects of a sort, as most have not, or one that a bracket
    sets apart: 500円(中学生は800円). Else what belongs to its only one belongs to no other.
    """
    first = None
    for one in page:
        for token in ask(one.text):
            first = first or token.value
            if token.value != first or _APART.search(one.text):
                return True
    return False


def _same(name: str, known: Mapping[str, object], sort: Sort) -> set[str]:
    """Return the subjects of the page that a name of the text means: the very same, or for an
    event the one that ends as it does.
    """
    if name in known or sort != "event":
        return {name} & known.keys()
    alike = {one for one in known if one.endswith(name) or name.endswith(one)}
    return alike if len(alike) == 1 else set()


def read(passages: Valued, sort: Sort, ask: Asking) -> Ties:
    """Return the ties of one sort that passages, each with its values, put plainly; `ask` returns
    the subjects of a text.
    """
    ties = Ties()
    section = _Section()
    for passage, values in passages:
        tokens = sorted((*ask(passage.text), *values), key=_span)
        names = {token.value for token in tokens if not token.kind}
        ties.subjects.update(names)
        label = labelled(passage.text.strip())
        first = _FIRST.match(passage.text) if label is None or label[0] == "other" else None
        head = label is None and names and not values and section.values
        key = first["label"] if first else label[1] if label else ""
        if head or key in section.labels or _HEAD.match(passage.text):
            section.close(ties)
        section.labels |= {key} if key else set()
        if (label and label[0] == "place") or (first and _WHERE.search(key)):
            section.subjects |= names  # 場所 滝山図書館 1階: of the whole section
        if names and values:
            for token, owners in _in_turns(tokens, passage.text):
                ties.add(token, owners)
        elif sort != "purpose":  # 定員に達し次第 heads no section
            section.values += values
            section.subjects |= names
    section.close(ties)
    return ties


@dataclass(slots=True)
class _Section:
    """What stands under one head, or between two lines of one label."""

    values: list[Token] = field(default_factory=list)  #: that wait for the only subject
    subjects: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)

    def close(self, ties: Ties) -> None:
        """Tie its values to its subject where there is one only, and begin anew."""
        for token in self.values:
            ties.add(token, self.subjects if len(self.subjects) == 1 else ())
        self.values, self.subjects, self.labels = [], set(), set()


def _in_turns(tokens: list[Token], text: str) -> Iterator[tuple[Token, set[str]]]:
    """Yield each value of a sentence with the subjects to which it belongs, kind by kind; a remark
    (※, (注)) is a sentence of its own.
    """
    tokens = list(tokens)
    for bracket in _BRACKET.finditer(text):
        first, last = bracket.span()
        inside = [token for token in tokens if first <= token.span[0] < last]
        if inside and all(token.kind for token in inside) and _OWN_THEME.match(bracket[0]):
            tokens = [token for token in tokens if token not in inside]  # (児童室は17時まで)
            yield from ((token, set()) for token in inside)
        if 0 < sum(bool(token.kind) for token in inside) < len(inside):
            tokens = [token for token in tokens if token not in inside]
            yield from _by_kind(inside, text)
            if all(token.kind for token in tokens):  # 500円(中学生は800円): of the others
                yield from ((token, {_OTHERS}) for token in tokens)
                return
    marks = [mark.start() for mark in _REMARK.finditer(text)]
    for first, last in pairwise((0, *marks, len(text) + 1)):
        yield from _by_kind([one for one in tokens if first <= one.span[0] < last], text)


def _by_kind(piece: list[Token], text: str) -> Iterator[tuple[Token, set[str]]]:
    """Yield each value of a piece of a sentence with its subjects, one kind after another."""
    for kind in dict.fromkeys(token.kind for token in piece if token.kind):
        fit = (token for token in piece if token.kind == kind or _governs(token, kind))
        yield from _turns(list(fit), text)


def _governs(token: Token, kind: str) -> bool:
    """Return whether a token is a subject that may have values of a kind: a fee counts no heads,
    and the room that there is costs nothing.
    """
    fee = token.value.endswith(("費", "料", "代"))
    return not token.kind and not (fee and kind != "円") and (kind, token.value) != ("円", "定員")


def _turns(tokens: list[Token], text: str) -> Iterator[tuple[Token, set[str]]]:
    """Yield each value with the subjects to which it belongs: those before it where the sentence
    begins with a subject, those behind it where it begins with a value and ends with a subject;
    with none where neither holds, or where several values stand beside several subjects.
    """
    runs = [list(run) for _, run in groupby(tokens, key=lambda token: bool(token.kind))]
    first, last = bool(runs[0][0].kind), bool(runs[-1][0].kind)
    for n, run in enumerate(runs):
        if not run[0].kind:
            continue
        other = n + 1 if first and not last else n - 1 if not first else -1
        owners = runs[other] if 0 <= other < len(runs) else []
        whole = all(
            _AND.fullmatch(text[one.span[1] : two.span[0]]) for one, two in pairwise(owners)
        )
        whole = whole and not (len(owners) > 1 and len({token.value for token in run}) > 1)
        apart = _last_clause(run, text) if other == n + 1 else 0
        for place, token in enumerate(run):
            tied = whole and place >= apart
            yield token, {owner.value for owner in owners} if tied else set()


def _last_clause(run: Sequence[Token], text: str) -> int:
    """Return the first value of a run that stands in one clause with what follows it:
    10:30からは赤ちゃん、11:10からは3歳.
    """
    gaps = [text[one.span[1] : two.span[0]] for one, two in pairwise(run)]
    return next((n for n in range(len(gaps), 0, -1) if _GAP.search(gaps[n - 1])), 0)


@lru_cache(512)  # themes.py asks for those of a draft and its page, too
def values_of(passage: claims.Passage) -> tuple[Token, ...]:
    """Return the days, hours and numbers of a passage, places counted from its beginning."""
    return tuple(_values_of(passage))


def _values_of(passage: claims.Passage) -> Iterator[Token]:
    taken: list[tuple[int, int]] = []
    for day in passage.days:
        start, end = day.mention.start - passage.start, day.mention.end - passage.start
        taken.append((start, end))
        if key := claims.month_day(day.mention):
            yield Token(
                (start, end),
                f"日{_ROLES.get(day.role, day.role)}",
                f"{key[0]}/{key[1]}",
                day.mention.text,
            )
    for time in passage.times:
        start, end = time.start - passage.start, time.end - passage.start
        taken.append((start, end))
        if time.begins is not None and not time.aside:
            means = sorted(claims.moments(time)[0])  # 2時 is in the afternoon, 10時 is not
            minute = means[-1] if means[0] < _EARLIEST else means[0]
            yield Token((start, end), f"時{passage.role}", str(minute), time.words)
        if time.ends is not None:
            minute = max(claims.moments(time)[-1])
            yield Token((start, end), f"終{passage.role}", str(minute), time.words)
    for free in _FREE.finditer(passage.text):
        yield Token(free.span(), "円", "0", free[0])
    taken.sort()
    for match, number, unit in claims.numbers(passage.text):
        inside = _inside(taken, match.start())
        rate = _RATE.match(passage.text, match.end())  # the 1人 of 1人300円
        known = unit not in {*claims.MOMENTS, "歳", "年生", *WEEKDAYS}
        if unit and known and not inside and not rate:
            yield Token(match.span(), unit, number, match[0])


def _inside(spans: Sequence[tuple[int, int]], place: int) -> bool:
    """Return whether a place lies in one of the spans, which stand in order."""
    at = bisect_right(spans, (place, inf))
    return any(place < end for _, end in spans[max(0, at - 3) : at])


def goes_round(name: str) -> bool:
    """Return whether what has this name goes from place to place: 移動図書館."""
    return name.startswith(tuple(_ROUND))


def _houses(passages: Iterable[claims.Passage]) -> re.Pattern[str] | None:
    """Return an expression of the names of libraries, and of how they are called for short: 滝山 of
    滝山図書館.
    """
    names: set[str] = set()
    for passage in passages:
        for place in claims.places(passage.text):
            if (house := _HOUSE.fullmatch(place)) and house["name"] not in _ROUND:
                names.add(house["name"])
        clock = "時" in passage.text or ":" in passage.text
        listed = [one["name"] for one in _LISTED.finditer(passage.text)] if clock else []
        names.update(listed if len(listed) > 1 else ())
    names.update("本館" for passage in passages if "本館" in passage.text)
    if not names:
        return None
    short = "|".join(sorted(filter(lambda one: len(one) == 1, names))) or "(?!)"
    either = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(
        rf"(?:(?<=立)|(?<![一-龠々ァ-ヴー]))(?P<name>{either})"
        rf"(?:{_WHAT}|(?<!(?<![一-龠々ァ-ヴー])(?:{short}))|(?=[はもがで・、]))(?![一-龠々ァ-ヴー])"
    )


def _asking(sort: Sort, houses: re.Pattern[str] | None) -> Asking:
    """Return what returns the subjects of one sort in a text, each text looked at once."""
    if sort == "house":
        return cache(lambda text: tuple(_subjects(houses, text)))
    return partial(_of_sort, sort)


@lru_cache(1024)  # the lines of a draft and its page, for each sort
def _of_sort(sort: Sort, text: str) -> tuple[Token, ...]:
    """Return the subjects in a text of a sort that is the same whatever the page."""
    return tuple(_rooms(text) if sort == "room" else _subjects(_SUBJECTS.get(sort), text))


def people(text: str) -> Iterator[str]:
    """Yield for whom something is by a text: 小学生, 3～5歳, 一般."""
    yield from (token.value for token in _of_sort("people", text))


def _rooms(text: str) -> Iterator[Token]:
    """Yield the places of a text that are no houses."""
    end = 0
    for place in claims.places(text):
        start = text.find(place, end)
        end = start + len(place)
        if not _HOUSE.fullmatch(place):
            yield Token((start, end), "", place, place)


def _subjects(pattern: re.Pattern[str] | None, text: str) -> Iterator[Token]:
    """Yield the subjects that an expression finds, each under one name."""
    for match in pattern.finditer(text) if pattern else ():
        words = next((one for one in match.groups() if one), match[0])
        name = _PARTICLE.sub("", re.sub(r"\s", "", words))
        if match.groupdict().get("ages"):  # 3歳から小学2年生 is 3～小2
            name = re.sub(r"[歳才]|学校?|年生?", "", re.sub("~|-|から", "~", name))
        yield Token(match.span(), "", _ALIKE.get(name, name), match[0])
