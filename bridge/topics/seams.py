"""Pure: what is put right between the lines of an outline, once all stand in it: a line goes to
where it belongs, a day gets the hours or the name that stand beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final

from bridge.text.times import find_times, fold
from bridge.topics.labels import key_of, known_field
from bridge.topics.outline import Section, is_label, is_name
from bridge.topics.phrases import name_above
from bridge.topics.sorts import Sort, has_day
from bridge.topics.tidy import stripped

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from bridge.topics.outline import Outline, Unit

#: says which day stands below: かわりの日, 予備日
_WHICH_DAY: Final = re.compile(
    r"(?:かわり|代わり|振り?替え?|代替)の?(?:日|日程|開催日|運行日|巡回日)|(?:雨天)?予備日|延期後の(?:日|日程)"
)
BARE: Final = 44  #: letters of a day, its hours and where it is
_ONE_DAY: Final = r"(?:\d{1,2}月)?\d{1,2}日(?:\([^()]{1,5}\))?"
_AN_HOUR: Final = r"(?:午[前後])?\d{1,2}(?::\d\d|時(?:\d{1,2}分|半)?)"
#: a name or none, days with their hours, and what stands apart behind them
_THING_AND_DAY: Final = re.compile(
    rf"(?P<name>[^\d:、。][^:。]{{1,30}}? )?"
    rf"(?P<days>(?:毎[週月](?:第\d)?[月火水木金土日・]{{1,5}}曜日?|{_ONE_DAY})"
    rf"(?:\s?(?:[・、,~]|から|と)\s?{_ONE_DAY})*"
    rf"(?:\s?の?(?:[①-⑨]\s?)?{_AN_HOUR}(?:\s?(?:~|から)\s?{_AN_HOUR})?)?)"
    r"(?P<rest>\s?(?:から|まで|~|の予定)?(?:[\s、(].*)?)"
)
FACETS: Final = 3  #: headings that tell more, in a row of which each does
GO_ON: Final = 60  #: letters of a value and the line that goes on from it
#: what a value and the line behind it look like, by the value's label or sort
_HOURS_OF: Final = re.compile(r"[^。]{1,12}\s?[\d:時分半正午前後]+\s?[~～].*")
_GOES_ON_AS: Final[dict[str, re.Pattern[str]]] = {
    "開館時間": _HOURS_OF,
    "利用時間": _HOURS_OF,
    "受付時間": _HOURS_OF,
    Sort.FEE: re.compile(r"[^。\d]{1,10}\s?(?:[\d,]+円|無料).{0,12}"),
}
#: the name of a thing held
_OWN_THING: Final = re.compile(r"[「『]|(?:会|展|講座|教室|まつり|祭|ツアー|コンサート|[部回])$")
_ORDINAL: Final = re.compile(
    r"[①-⑳]|[(（]\d[)）]|第?\d{1,2}(?:回目?|日目)|[A-D](?:日程|コース|班|組)"
)
_ROUND: Final = re.compile(r"第\d{1,2}(?:回目?|期)|[前後]期|[A-D](?:日程|コース|[班組])")
#: …に貸出しする資料については、
_OPEN_LINE: Final = re.compile(r"(?:について)?は、$|(?:場合|とき)(?:に)?は、?$")
#: what an event has beside its time and place
_OF_EVENT: Final = frozenset(
    (Sort.AUDIENCE, Sort.CAPACITY, Sort.FEE, Sort.APPLY, Sort.TERM, Sort.BRING)
)
_IN_BRACKETS: Final = re.compile(r"\(([^()]*)\)")


#: a heading of no thing held
_NOT_HELD: Final = re.compile(r"休|閉|開館|開室|お願い|おねがい|注意|報告|あったこと|行事から")
#: what says something of a day
_PREDICATE: Final = re.compile(
    r"(?:ます|です|ません|ました|でした|ください|ましょう|[たるい])[。!]?$|[はがを](?![ァ-ヶ])"
)


def put_right(outline: Outline) -> None:
    """Put the lines of a filled outline right, in place."""
    _days_of_things(outline)
    _rejoin(outline)
    _of_all_houses(outline)
    _count_on(outline)
    _hours_of_days(outline)
    _rounds(outline)
    _of_open_line(outline)
    _name_days(outline)
    _unwrap(outline)
    _dated_by_word(outline)
    _go_on(outline)
    _among_facets(outline)
    _hours_before_place(outline)


def _days_of_things(outline: Outline) -> None:
    """Take lines for days that say nothing else of several things: the first sentence below the
    name of each, or the words behind it. 星の会 ⏎ 12月4日(金)18時から20時まで。…; 歌の会 9日(水)の
    10時から、分室。
    """
    units, lines = outline.units, Counter[int]()
    firsts = {unit.section: unit.at for unit in reversed(units)}
    timed = {unit.section for unit in units if unit.sort in (Sort.WHEN, Sort.ENTRY)}
    lines.update(unit.section for unit in units if unit.sort == Sort.ENTRY)
    above = Counter(outline.sections[s].above for s in timed)
    days: list[tuple[Unit, str, str]] = []
    for unit in units:
        home = outline.sections[unit.section]
        if unit.sort not in (Sort.SENTENCE, Sort.WORD) or unit.label or home.record:
            continue
        if not outline.occasions(unit) or _PREDICATE.search(unit.text):
            continue
        match = _THING_AND_DAY.fullmatch(fold(unit.text).rstrip("。"))
        if match is None or len(unit.text) > BARE or has_day(match["rest"]):
            continue
        name = (match["name"] or "").strip()
        if name and is_name(name) and not _NOT_HELD.search(name):
            lines[unit.section] += 1
        elif name or not _is_first_of_thing(home, unit, firsts, timed):
            continue
        else:
            above[home.above] += 1
        days.append((unit, name, f"{match['days']}{match['rest']}"))
    for unit, name, words in days:
        if name and lines[unit.section] > 1:
            units[unit.at] = replace(unit, sort=Sort.ENTRY, label=name, text=words)
        elif not name and above[outline.sections[unit.section].above] > 1:
            units[unit.at] = replace(unit, sort=Sort.WHEN, text=words)


def _is_first_of_thing(
    home: Section, unit: Unit, firsts: Mapping[int, int], timed: Collection[int]
) -> bool:
    """Whether a line stands first below the name of a thing without days."""
    thing = home.index > 0 and is_name(home.heading) and not _NOT_HELD.search(home.heading)
    return thing and firsts[home.index] == unit.at and home.index not in timed


def _rejoin(outline: Outline) -> None:
    """Give back to the event what stands behind its programme: 第1部 講演 ⏎ 第2部 朗読 ⏎
    定員：180名 is of the whole, where no time parts them and no other line has that label.
    """
    units, sections = outline.units, outline.sections
    labels = Counter(unit.label for unit in units)
    timed = {unit.section for unit in units if unit.sort in (Sort.WHEN, Sort.HOURS, Sort.ENTRY)}
    for section in sections:
        above = section.above
        if section.style[0] != "plain" or section.index in timed or above not in timed:
            continue
        mine = [unit for unit in units if unit.section == section.index]
        whole = (u.at for u in mine if u.sort in _OF_EVENT and labels[u.label] == 1 and u.label)
        first = next(whole, len(units))
        for unit in mine:
            if unit.at >= first:
                units[unit.at] = replace(unit, section=above)


def _of_all_houses(outline: Outline) -> None:
    """Give to the page what stands behind its last house and has a label that no house has: 本館 ⏎
    日時 … 定員 … ⏎ 分館 ⏎ 日時 … 定員 … 対象 … 申込 ….
    """
    units, sections = outline.units, outline.sections
    if not units or not sections[units[-1].section].library:
        return
    last = sections[units[-1].section]
    houses = {s.index for s in sections if s.library and not s.record and s.above == last.above}
    labels = {u.label for u in units if u.section in houses - {last.index}} - {""}
    mine = [u for u in units if u.section == last.index]
    shared = [u.at for u in mine if u.label in labels]
    if not shared or len(houses) < 2:
        return
    behind = [u for u in mine if u.at > shared[-1]]
    if behind[:1] and behind[0].sort in _OF_EVENT | {Sort.PLACE} and behind[0].label:
        for unit in behind:
            units[unit.at] = replace(unit, section=last.above)


def _count_on(outline: Outline) -> None:
    """Take what counts on from a labelled day for a day of that label: 日時：①7月25日(土)
    3・4年生 ⏎ ②7月29日(水) 5・6年生; 日程：第1回 10月17日(土) かなを読む ⏎ 第2回 ….
    """
    units = outline.units
    for one, other in pairwise(range(len(units))):
        first, second = units[one], units[other]
        if not (first.sort == Sort.WHEN and first.label and second.sort in (Sort.ENTRY, Sort.WORD)):
            continue
        number, following = (_ORDINAL.match(fold(u.raw).strip()) for u in (first, second))
        if not number or not following or following[0] == number[0]:
            continue
        text = stripped(fold(second.raw))
        if has_day(_ORDINAL.sub("", text, count=1).strip()[:8]):
            units[other] = replace(second, sort=Sort.WHEN, label=first.label, text=text)


def _hours_of_days(outline: Outline) -> None:
    """Give days the hours that stand in brackets above them: 日程 ⏎ (いずれも土曜日、
    午後1時から4時まで) ⏎ 9月12日、10月10日.
    """
    units = outline.units
    for above, days in pairwise(list(units)):
        inside = _IN_BRACKETS.fullmatch(above.text)
        timed = inside and above.sort in (Sort.WHEN, Sort.HOURS)
        hours = find_times(inside[1]) if inside and timed else ()
        free = days.sort == Sort.WHEN and has_day(days.text) and not find_times(days.text)
        if len(hours) == 1 and free and not has_day(above.text):
            label = days.label or above.label
            text = f"{days.text} {hours[0].words}"
            units[days.at] = replace(days, text=text, label=label)
            units[above.at] = replace(above, sort=Sort.NOTE)


def _rounds(outline: Outline) -> None:
    """Put days that stand below their rounds into one line: 第1回 ⏎ 8月5日(水) ⏎ 8月6日(木) ⏎
    第2回 ⏎ 8月19日(水) ⏎ 8月20日(木).
    """
    units = outline.units
    rounds: list[tuple[Unit, list[Unit]]] = []
    for unit in units:
        if unit.sort == Sort.WORD and _ROUND.fullmatch(unit.text):
            rounds.append((unit, []))
        elif rounds and unit.sort == Sort.WHEN and unit.section == rounds[-1][0].section:
            rounds[-1][1].append(unit)
        elif rounds:
            break
    if len(rounds) < 2 or not all(len(days) > 1 for _, days in rounds):
        return
    parts = [f"{head.text} {'・'.join(u.text for u in days)}" for head, days in rounds]
    first = rounds[0][1][0]
    units[first.at] = replace(first, text="、".join(parts))
    for unit in (u for _, days in rounds for u in days if u is not first):
        units[unit.at] = replace(unit, sort=Sort.NOTE, bare=False)


def _of_open_line(outline: Outline) -> None:
    """Put the labelled lines below one that is half a sentence into it: 特別貸出：10月27日～
    11月8日の貸出については、 ⏎ 冊数 10冊 → 20冊 ⏎ 返却期限 11月29日.
    """
    units = outline.units
    for unit in list(units):
        mine = _labelled_below(outline, unit) if unit.label and _OPEN_LINE.search(unit.text) else []
        if not mine:
            continue
        text = "、".join([unit.text.rstrip("、"), *(f"{u.label} {u.text}" for u in mine)])
        units[unit.at] = replace(units[unit.at], text=text)
        for one in mine:
            units[one.at] = replace(one, sort=Sort.NOTE, bare=False)


def _labelled_below(outline: Outline, unit: Unit) -> list[Unit]:
    """Return the few lines right below one that have labels of no field."""
    below = outline.units[unit.at + 1 : unit.at + 4]
    home = unit.section
    return [
        *takewhile(
            lambda u: (
                u.label
                and u.section == home
                and u.sort in (Sort.OTHER, Sort.ENTRY, Sort.WHEN)
                and known_field(u.label) != Sort.WHEN
            ),
            below,
        )
    ]


def _name_days(outline: Outline) -> None:
    """Take the words above a day, or the heading right above it, for its name where a section
    has such pairs several times: 書庫たんけん ⏎ 4月29日(木) ⏎ … ⏎ 豆本づくり ⏎ 5月2日(日).
    """
    units = outline.units
    lines: dict[int, list[Unit]] = {}
    for unit in units:
        lines.setdefault(unit.section, []).append(unit)
    for section in outline.sections:
        mine = lines.get(section.index, [])
        days = [unit for unit in mine if unit.sort == Sort.WHEN]
        # a line that looks like a heading is a name; a heading by its tag is of all below
        heading = section.heading if section.style[0] == "plain" else ""
        names: dict[int, str] = {}
        for day in days:  # 中央図書館 ⏎ 7月8日(水) ⏎ 8月12日(水): both are of the house
            names[day.at] = names.get(day.at - 1) or name_above(mine, day, heading)
        if len(set(names.values())) > 1 and all(names.values()) and not section.record:
            for at, name in names.items():
                units[at] = replace(units[at], sort=Sort.ENTRY, label=name)


def _unwrap(outline: Outline) -> None:
    """Take the one heading under which all stands — the site's name, 最新のお知らせ — for the
    page itself.
    """
    while not any(unit.section == 0 for unit in outline.units):
        tops = [s for s in outline.sections if s.above == 0]
        if len(tops) != 1 or tops[0].style[0] not in ("h", "library"):
            return
        words = re.sub(r"図書館|お知らせ", " ", tops[0].heading)
        if any(words[n : n + 3] in outline.title for n in range(len(words) - 2)):
            return  # it names a topic of the title
        top = tops[0].index
        outline.units[:] = [
            replace(unit, section=0) if unit.section == top else unit for unit in outline.units
        ]
        outline.sections[:] = [
            replace(section, above=0 if section.above == top else section.above)
            for section in outline.sections
        ]
        outline.sections[top] = replace(tops[0], above=-1, heading="", style=("page", ""))


def _dated_by_word(outline: Outline) -> None:
    """Take the word right above a day that says which day it is for its label: かわりの日 ⏎
    2月12日(金).
    """
    units = outline.units
    for word, day in pairwise(list(units)):
        which = word.sort == Sort.WORD and _WHICH_DAY.fullmatch(word.text)
        if which and day.sort == Sort.WHEN and not day.label and day.section == word.section:
            units[day.at] = replace(day, label=word.text)


def _go_on(outline: Outline) -> None:
    """Put the line that goes on from a labelled value behind it, as the first alone would pass
    for the whole: 大人300円 ⏎ 小学生 無料, 平日 9時～19時 ⏎ 土日祝 9時～17時.
    """
    units = outline.units
    for value, more in pairwise(list(units)):
        kind = _GOES_ON_AS.get(key_of(value.label)) or _GOES_ON_AS.get(value.sort)
        if (
            kind
            and value.label
            and value.section == more.section
            and not more.label
            and len(value.text) + len(more.text) <= GO_ON
            and kind.fullmatch(more.text)
            and kind.fullmatch(value.text)
            and (value.sort != Sort.FEE or "円" in value.text)
        ):
            units[value.at] = replace(value, text=f"{value.text}、{more.text}")


def _among_facets(outline: Outline) -> None:
    """Take a heading for one that tells more where most that look like it do: 任用予定人数 in a
    row of 仕事の内容, 応募の条件, 勤務場所.
    """
    sections = outline.sections
    rows: dict[tuple[int, tuple[str, str]], list[Section]] = {}
    for section in sections[1:]:
        rows.setdefault((section.above, section.style), []).append(section)
    for row in rows.values():
        telling = sum(section.tells_more for section in row)
        if row[0].record or telling < FACETS or 2 * telling <= len(row):
            continue
        for section in row:
            plain = is_label(section.heading) and not section.library
            if plain and not _OWN_THING.search(section.heading):
                sections[section.index] = replace(section, among=True)


def _hours_before_place(outline: Outline) -> None:
    """Give the days of a section the hours that stand before its place: いずれも午前10時～正午
    2階研修室, and under a label 時間・場所：10時 大広間.
    """
    units = outline.units
    for place in list(units):
        led = _HOURS_LEAD.match(place.text) if place.sort == Sort.PLACE else None
        if led is None or not (place.label or led["all"]):
            continue
        days = [u for u in units if u.sort == Sort.WHEN and u.section == place.section]
        if not days or any(find_times(u.text) for u in days):
            continue
        units[place.at] = replace(place, text=place.text[led.end() :])
        for day in days:
            units[day.at] = replace(day, text=f"{day.text} {led['hours']}")


_ONE_HOUR: Final = r"(?:午[前後])?\d{1,2}(?:時半?(?:\d{1,2}分)?|:\d\d)"
_HOURS_LEAD: Final = re.compile(
    rf"(?P<all>(?:いずれも|各[回日]|毎回|両日とも|全回)\s*)?"
    rf"(?P<hours>{_ONE_HOUR}(?:\s*[~～]\s*(?:正午|{_ONE_HOUR})?)?)\s+(?=[^\s(])(?!\d{{1,2}}[時:])"
)
