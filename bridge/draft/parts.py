"""Pure: what each of several things on a page has of its own beside its days: where it is, for
whom, and how one takes part; in the fewest words, behind its days.

Two things of one page are seldom for the same people, and seldom asked for in the same way: a list
of names and days alone tells neither. A value stands below the thing's own heading, under a label
or right behind the day; what stands there in a sentence, and may be of all, is told of none. Cannot
see what a remark elsewhere says of one of them.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import product, takewhile
from typing import TYPE_CHECKING, Final

from bridge.text.clean import harmless
from bridge.text.dates import find_occasions, say_all
from bridge.text.times import find_times
from bridge.topics.outline import is_library
from bridge.topics.sorts import Sort

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from datetime import date

    from bridge.topics.outline import Outline, Unit

WHO: Final = 18  #: letters of for whom
WHERE: Final = 28  #: letters of where
#: what a row is worth more for where a thing is, for whom, and how one takes part
WORTH_WHERE: Final = 0.1
WORTH_WHO: Final = 0.15
WORTH_WAY: Final = 0.3
NEAR: Final = 2  #: lines behind a day in which what has no label is of it
_NO_NEED: Final = re.compile(
    r"(?:申し?込み?|予約)[^。、]{0,6}(?:不要|いりません|必要ありません|なし)"
)
_TICKET: Final = re.compile(r"当日.*(?:整理券|入場券)|(?:整理券|入場券).*当日")
#: 要整理券(12月8日(火)からカウンターで配布)
_TICKET_NEEDED: Final = re.compile(
    r"要整理券(?:[(（、。]\s*(?P<day>(?:\d{1,2}月)?\d{1,2}日(?:\([^()]{1,4}\))?)(?:\d{1,2}時|\d{1,2}:\d\d)?(?:から|より))?"
)
_FIRST: Final = re.compile(r"当日先着|当日.{0,6}先着")
_REMARK: Final = re.compile(r"\s*[(（][^()（）]*[)）]$")
#: what stands behind for whom: a condition, which may be left to the page
_WHO_ENDS: Final = re.compile(r"[。/／]|[、・](?=申し?込|要|予約|先着|整理券|各[日回])|\s*[(（]")
#: at the head of a line that says for whom a thing is
_FOR: Final = re.compile(
    r"\d{1,2}\s?[歳才か]|\d\s?[~～]\s?\d\s?(?:[歳才]|年生)|\d年生|[小中高]\d|[小中高]学?生|小学|中学|高校|大人|おとな|子ども|こども|どなた|だれ|誰"
    r"|赤ちゃん|あかちゃん|乳幼児|幼児|未就|親子|一般"
)
#: 0歳から3歳くらいまでのお子さん
_AGES: Final = re.compile(
    r"(?P<from>\d{1,2})\s?[歳才]?\s?(?:から|~)\s?(?P<to>\d{1,2})\s?[歳才](?:くらい|ぐらい|ごろ)?(?:まで)?"
    r"(?:の(?:お子さん|お子さま|お子様|子ども|こども|子|方|かた))?"
)
_SEATS: Final = re.compile(
    r"[\s、・]*(?:(?:当日|各[回日]?|定員|先着|限定|観[覧戦]|見学|約)\s?){0,3}\s*\d{1,3}\s?(?:人|名|組).*$"
)
#: a room, or a house with one
#: how one takes part, where for whom is told
_WAY: Final = re.compile(r"整理券|予約|申し?込")
_PLACE: Final = re.compile(
    r"[^。、:「『はがを]{0,30}(?:館|室|ホール|ロビー|コーナー|スペース|センター|広場|へや|部屋|スクエア|ラウンジ|テラス|\d階)"
    r"\s?[A-Z\d]?"
)
#: what numbers a part, at the head of its name
_NTH: Final = re.compile(r"第\s?\d{1,2}\s?[回部夜]|[①-⑳]|\d{1,2}回目")
#: a remark behind days
_BRACKETS: Final = re.compile(r"\((?![月火水木金土日祝](?:・祝)?\))[^()]*(?:\([^()]*\)[^()]*)*\)$")
#: a sentence that says that one has to ask for the thing
_SAID_TO_ASK: Final = re.compile(
    r"(?:電話|窓口|カウンター|フォーム|メール|はがき|前日)[^。]{0,16}(?:申し?込み?(?![^。]{0,4}(?:不要|いりま|なし))|受け?付け|予約)"
    r"|(?:申し?込み?|予約)(?:が|を)?(?:必要|制|受け?付け)"
)
#: from when on, or until when, one applies
_ASKED_ON: Final = re.compile(
    r"(?:★\s?)?(?:申し?込み?|予約)(?:は|:|\s)*(?P<days>(?:\d{1,2}月)\d{1,2}日(?:\([^()]{1,4}\))?)"
    r"(?:午?[前後]?\d{1,2}(?:時|:\d\d))?(?:(?P<since>から|より|[~～])|まで)"
)
#: how one takes part, in a word
_ASKED_FOR: Final = re.compile(
    r"(?P<no>(?:申し?込み?|予約)(?:は)?(?:不要|いりません|なし)|不要$)|(?P<yes>要(?:申し?込み?|予約)|(?:申し?込み?|予約)(?:制|が?必要|要)|★要)"
    r"|当日先着|要整理券"
)
_SINCE: Final = re.compile(
    r"\s*の?(?P<hour>(?:午[前後])?\d{1,2}(?:時(?:半|\d{1,2}分)?|:\d\d))?\s*(?:から|より|~)"
)


def own_of(
    homes: Mapping[str, tuple[int, int]], outline: Outline, near: date, *, of_all: Collection[int]
) -> dict[str, tuple[str, str, str]]:
    """Return by name where, for whom and how, of several things of which each has a section and a
    last line of days there; what is the same of all is none of its own, nor are the lines `of_all`.
    """
    shared = Counter(section for section, _ in homes.values())
    lasts = {
        section: max(at for other, at in homes.values() if other == section) for section in shared
    }
    lines = {
        name: [
            u
            for u in _lines_of(section, lasts[section], outline)
            if u.at not in of_all
            # of several in one part what has a label behind them all is of each
            and (shared[section] == 1 or _of_each(u, lasts[section], outline))
        ]
        for name, (section, at) in homes.items()
    }
    of_page = any(u.sort == Sort.PLACE and not u.section for u in outline.units)
    last = _last_of(lines, outline)
    own_room = of_page and any(u.sort == Sort.PLACE for u in lines.get(last, ()))
    # what the last one has below a place of its own is not of all
    if (
        last
        and not own_room
        and not any(
            u.label and u.sort != Sort.WHEN
            for name, mine in lines.items()
            if name != last
            for u in mine
        )
    ):  # 第3回 7月18日(土) ⏎ 申込：電話で, behind 第1回 and 第2回 with their days alone
        lines[last] = [u for u in lines[last] if not u.label]
    values_of = {name: _own(lines[name], at, near, outline) for name, (_, at) in homes.items()}
    for name, (where, how) in _by_sentence([*homes], outline, near).items():
        values = values_of[name]
        values_of[name] = (values[0] or where, values[1], values[2] or how)
    places = {where for where, _, _ in values_of.values()}
    audiences = {who for _, who, _ in values_of.values()}
    apart = len(places) > 1 and (of_page or "" not in places)
    own = {
        name: (where if apart else "", who if len(audiences) > 1 else "", how)
        for name, (where, who, how) in values_of.items()
    }
    return {name: values for name, values in own.items() if any(values)}


def _of_each(unit: Unit, last: int, outline: Outline) -> bool:
    """Whether a line is of each of several in one part, as it has a label and stands behind them
    all; below a house it is of one of its things.
    """
    return bool(unit.label) and unit.at > last and not outline.sections[unit.section].library


def _lines_of(section: int, at: int, outline: Outline) -> list[Unit]:
    """Return the lines of a section; where it ends the page, only those before the first sentence
    behind its day: what follows there may be of all.
    """
    mine = [u for u in outline.units if section in outline.path(u.section)]
    if not mine or mine[-1].at < len(outline.units) - 1:
        return mine
    return [*takewhile(lambda u: not (u.at > at and _is_said(u)), mine)]


def _last_of(lines: Mapping[str, Sequence[Unit]], outline: Outline) -> str:
    """Return the name of the thing whose lines end the page; empty where others follow."""
    ends = {mine[-1].at: name for name, mine in lines.items() if mine}
    at = max(ends, default=-1)
    rest = outline.units[at + 1 :]
    return ends[at] if at >= 0 and all(u.section == outline.units[at].section for u in rest) else ""


def _is_said(unit: Unit) -> bool:
    return unit.sort == Sort.NOTE or (
        unit.sort == Sort.SENTENCE and not _PLACE.fullmatch(_REMARK.sub("", unit.text))
    )


def _by_sentence(names: Sequence[str], outline: Outline, near: date) -> dict[str, tuple[str, str]]:
    """Return where each of several parts is, and until when one may apply for it, where sentences
    say so of each by its number: 会場は、第1回が研修室、第2回が中央公民館です。
    """
    heads = [match[0] if (match := _NTH.match(name)) else name for name in names]
    values_of = dict.fromkeys(names, ("", ""))
    asks = False
    for unit in outline.units:
        ways = unit.sort == Sort.APPLY
        values = [_said_of(head, unit.text) for head in heads]
        if unit.sort != Sort.SENTENCE or not all(values):
            asks = ways
            continue
        asks = asks or ways
        days = [find_occasions(value, near) for value in values]
        if all(map(_PLACE.fullmatch, values)):
            values_of = {n: (v, values_of[n][1]) for n, v in zip(names, values, strict=True)}
        elif asks and all(len(of) == 1 and of[0].end and not of[0].start for of in days):
            term = [f"申込{say_all(of, near)}" for of in days]
            values_of = {n: (values_of[n][0], v) for n, v in zip(names, term, strict=True)}
    return values_of


def _said_of(head: str, text: str) -> str:
    """Return what a sentence says of a part: 中央公民館 of 第2回が中央公民館です."""
    match = re.search(rf"{re.escape(head)}[はが]、?(?P<value>[^、。]{{2,30}})", text)
    return (
        re.sub(r"(?:です|となります|で行います|で開きます)$", "", match["value"]) if match else ""
    )


def _own(units: Sequence[Unit], at: int, near: date, outline: Outline) -> tuple[str, str, str]:
    behind = [u for u in units if not u.label and at < u.at <= at + NEAR]
    return _where(units, behind), _who(units, behind), _how(units, near, outline)


def _where(units: Sequence[Unit], behind: Sequence[Unit]) -> str:
    places = [u.text for u in units if u.sort == Sort.PLACE and u.label and u.bare]
    places = places or [u.text for u in behind if _PLACE.fullmatch(_REMARK.sub("", u.text))][:1]
    where = _REMARK.sub("", places[0]).strip() if len(places) == 1 else ""
    return harmless(where) if len(where) <= WHERE and not find_times(where) else ""


def _who(units: Sequence[Unit], behind: Sequence[Unit]) -> str:
    texts = [u.text for u in units if u.sort == Sort.AUDIENCE and u.label and u.bare]
    texts = texts or [u.text.split(" ")[0] for u in behind if u.bare and _is_for(u.text)][:1]
    if len(texts) != 1:
        return ""
    who = _SEATS.sub("", _WHO_ENDS.split(_AGES.sub(r"\g<from>～\g<to>歳", texts[0]))[0])
    who = who.strip(" 、・:")
    fits = 1 < len(who) <= WHO and who[0] not in "~～" and not _WAY.search(who)
    return harmless(who.replace("~", "～")) if fits else ""


def _is_for(text: str) -> bool:
    return _FOR.match(text) is not None and _PLACE.fullmatch(text) is None


def _how(units: Sequence[Unit], near: date, outline: Outline) -> str:
    """Return how one takes part: 申込不要, 申込12月1日(火)～10日(木)・抽選, 当日整理券."""
    ways = [u for u in units if u.sort in (Sort.APPLY, Sort.TERM) and u.label]
    seats = " ".join(u.text for u in units if u.sort == Sort.CAPACITY and u.bare)
    if not ways:
        if any(_NO_NEED.search(u.text) for u in units):
            return "申込不要"
        readers = [u.text for u in units if u.sort == Sort.AUDIENCE and u.label]
        if any(re.search(r"要(?:予約|申し?込)|(?:予約|申込)制", text) for text in readers):
            return "要申込"
        asking = [u for u in units if u.sort == Sort.SENTENCE and _SAID_TO_ASK.search(u.text)]
        if asking:
            return _asked(asking[0], near, outline) or "要申込"
        return _by_ticket(seats, near) or ("当日先着" if _FIRST.search(seats) else "")
    if re.match(r"不要|いりません|なし", ways[0].text) or _NO_NEED.search(ways[0].text):
        return "申込不要"
    lots = "・抽選" if "抽選" in f"{seats} {' '.join(u.text for u in ways)}" else ""
    return f"{_asked(ways[0], near, outline) or '要申込'}{lots}"


def _by_ticket(seats: str, near: date) -> str:
    """Return that one needs a ticket, and from when on one gets it, as the line of seats says:
    当日整理券, 要整理券・12月8日(火)～.
    """
    if _TICKET.search(seats):
        return "当日整理券"
    match = _TICKET_NEEDED.search(seats)
    days = find_occasions(match["day"], near) if match and match["day"] else ()
    since = f"・{say_all(days[:1], near)}～" if days and not days[0].weekday_wrong else ""
    return f"要整理券{since}" if match else ""


def own_behind(rest: str, near: date) -> tuple[str, str, str]:
    """Return where, for whom and how, as the words behind the days of a line tell it: 3～6年生16人,
    本館2階 定員10人 要予約.
    """
    where = who = how = ""
    ways = _ASKED_ON.search(rest)
    if ways and (days := find_occasions(ways["days"], near)):
        how, rest = (
            f"申込{say_all(days[:1], near)}{'～' if ways['since'] else ''}",
            rest[: ways.start()],
        )
    for word in re.split(r"[\s、]+|(?=\()", rest):
        word = word.strip("()※")  # noqa: PLW2901
        bare = _SEATS.sub("", word).strip("、・:")
        if not where and _PLACE.fullmatch(bare) and not _FOR.match(bare):
            where = harmless(bare)
        elif not who and _FOR.match(bare) and 1 < len(bare) <= WHO:
            who = harmless(bare.replace("~", "～"))
        elif not how and (ways := _ASKED_FOR.match(word)):
            how = "申込不要" if ways["no"] else "要申込" if ways["yes"] else word
    return where, who, how


def _asked(unit: Unit, near: date, outline: Outline) -> str:
    """Return until when, or from when on, one may apply, as the first day of a line says it."""
    day = next(iter(outline.occasions(unit)), None)
    if day is None or day.weekday_wrong or day.weekly:
        return ""
    behind = unit.text[unit.text.find(day.text) + len(day.text) :]
    alone = day.start and not (day.end or day.clock or day.onward)
    since = _SINCE.match(behind) if alone else None
    if since is None and alone:
        return ""  # neither from when on nor until when
    term = say_all([day], near)
    if since:
        return f"申込{term}{harmless(since['hour'] or '')}～"
    if "必着" in behind[:6]:
        term = f"{term.removesuffix('まで')}必着"
    return f"申込{term}"


def rows_of_parts(
    events: Sequence[tuple[str, str]],
    own: Mapping[str, tuple[str, str, str]],
    *,
    core: Callable[[str], str],
    begins: Callable[[str], str],
) -> Iterator[list[str]]:
    """Yield the rows of several things, each with its days and what it has of its own, from full to
    short: names and hours shorter, where without the room, then only how, then only where; none
    where nothing is its own.
    """
    names = [name for name, _ in events]
    short = [core(name) for name in names]
    shorter = [_unquoted(name) for name in short]
    short = short if len({*short}) == len(short) else names
    shorter = shorter if len({*shorter}) == len(shorter) else short
    texts = [own.get(name, ("", "", "")) for name in names]
    whole = [words for _, words in events]
    brief = [begins(words) for words in whole]
    for called, days, where, who, how in (
        (names, whole, str, True, True),
        (short, whole, str, True, True),
        (short, brief, str, True, True),
        (shorter, whole, str, True, True),
        (shorter, brief, str, True, True),
        (shorter, brief, house_of, True, True),
        (shorter, brief, None, True, True),
        (shorter, brief, house_of, False, True),
        (shorter, brief, None, False, True),
        (shorter, brief, None, False, asks),
        (shorter, brief, str, False, False),
        (shorter, brief, house_of, False, False),
    ):
        behind = [
            (
                where(one[0]) if where else "",
                *filter(None, (one[1] * who, one[2] * (how(one[2]) if callable(how) else how))),
            )
            for one in texts
        ]
        if any(any(words) for words in behind):
            yield [
                _row(name, words, place, own_words)
                for name, words, (place, *own_words) in zip(called, days, behind, strict=True)
            ]


def asks(how: str) -> bool:
    """Return whether one has to do something beforehand to take part."""
    return how not in ("", "申込不要", "当日先着")


def behind_first(own: Sequence[tuple[str, str, str]]) -> list[tuple[int, tuple[str, ...]]]:
    """Return how many of several things may be told, and what behind the days of each, by what the
    whole is worth: fewer with what each asks for before more without.
    """
    shapes: dict[tuple[str, ...], float] = {}
    for where, who, how in product((True, False), (True, False), (str, _if_asked, _briefly, None)):
        tellings = [_behind(one, where=where, who=who, how=how) for one in own]
        for many in range(len(own), 1, -1):
            words = tuple(words for words, _ in tellings[:many])
            shapes.setdefault(words, sum(worth for _, worth in tellings[:many]))
    return [(len(words), words) for words in sorted(shapes, key=lambda one: -shapes[one])]


def _if_asked(way: str) -> str:
    return way if asks(way) else ""


def _briefly(way: str) -> str:
    """Return that one has to ask for a thing, or needs a ticket, without when."""
    brief = way.partition("・")[0]
    return ("要申込" if brief.startswith("申込") else brief) if asks(way) else ""


def _behind(
    one: tuple[str, str, str], *, where: bool, who: bool, how: Callable[[str], str] | None
) -> tuple[str, float]:
    """Return what is told of one of several things behind its days, and what the row is worth; of
    a thing for which one has to ask it is worth less without that.
    """
    place = f" {house_of(one[0])}" if where and one[0] else ""
    way = how(one[2]) if how else ""
    words = [words for words in (one[1] if who else "", way) if words]
    worth = 1 + WORTH_WHERE * bool(place) + WORTH_WHO * bool(who and one[1])
    if asks(one[2]):
        worth += WORTH_WAY if way == one[2] else 0 if way else -WORTH_WAY
    return place + (f"({'、'.join(words)})" if words else ""), worth


def in_one_bracket(words: str, more: str) -> str:
    """Return days and what is told behind them, a remark on them and it in one bracket."""
    both = more.startswith("(") and _BRACKETS.search(words)
    return f"{words[:-1]}、{more[1:]}" if both else f"{words}{more}"


def _row(name: str, words: str, place: str, own: Sequence[str]) -> str:
    """Return one row: ・工作会：12月20日(日)14時～ 2階ホール(小学生、申込12月1日(火)～)."""
    where = f" {place}" if place and place not in words else ""
    if own and not where and _BRACKETS.search(words):  # (12日は休み、小学生)
        return f"・{name}：{'、'.join((words[:-1], *own))})"
    return f"・{name}：{words}{where}" + (f"({'、'.join(own)})" if own else "")


def house_of(where: str) -> str:
    """Return the house of a room: 中央館 of 中央館 2階 会議室; the room where none is named."""
    head = where.split(" ", maxsplit=1)[0]
    return head if is_library(head) else where


def _unquoted(name: str) -> str:
    """Return a name without the title that stands in brackets behind it."""
    bare = re.sub(r"(?<=[^「」『』]{3})\s*[「『][^「」『』]*[」』]$", "", name)
    return bare or name
