"""Pure: the page's own labelled lines that no field of a draft holds, as the page has them, in the
order of their use to a reader.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bridge.draft.books import NEW_BOOKS
from bridge.draft.hanging import of_nothing
from bridge.draft.sentences import FOR_SOME
from bridge.draft.turns import OF_ALL
from bridge.draft.values import last_of, limited, value_of
from bridge.text.clean import folded, harmless
from bridge.text.dates import find_occasions, house
from bridge.text.times import find_times
from bridge.topics.labels import known_field
from bridge.topics.outline import is_label, is_library, is_name, split
from bridge.topics.sorts import Sort, has_day, role_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from bridge.topics.outline import Outline, Unit

LENGTH: Final = 60  #: characters of such a line
HALF: Final = 30  #: characters of what is told of one of several labelled parts
PART: Final = 80  #: characters of what is told of a part
WHOLE: Final = 48  #: characters of one that is told with its further sentences
LABEL: Final = 16  #: characters of its label
#: a line that heads those below it
_HEAD: Final = re.compile(r"(?:もの|こと|ところ|資料|種類|場所|作品|方法|サービス|コーナー)$")
#: such a line that says what is not so: 対象外のもの
_NOT_SO: Final = re.compile(r"ない|以外|対象外|不可|不要")
ITEMS: Final = 8  #: items of a list that is told
LISTED: Final = 44  #: characters of those of them that are told
NAME: Final = 24  #: characters of the name of a thing with its day
#: sorts of lines that are told by their label, in the order of their use
BY_LABEL: Final = (
    Sort.WHEN,
    Sort.ENTRY,
    Sort.HOURS,
    Sort.TERM,
    Sort.APPLY,
    Sort.AUDIENCE,
    Sort.CAPACITY,
    Sort.FEE,
    Sort.PLACE,
    Sort.OTHER,
)
#: the same with those that are told where they have one
_USE: Final = (*BY_LABEL, Sort.ASIDE, Sort.SENTENCE, Sort.BRING)
#: what may hold for all of several things
_SHARED: Final = frozenset(
    (Sort.PLACE, Sort.AUDIENCE, Sort.CAPACITY, Sort.FEE, Sort.APPLY, Sort.TERM)
)
#: what needs no label: 先着40名 1月7日(火)午前10時から受付
_SPOKEN: Final = frozenset((Sort.APPLY, Sort.CAPACITY, Sort.FEE, Sort.TERM))
_SPEAKS: Final = re.compile(
    r"先着|抽選|定員|(?:事前)?(?:申し?込|予約)(?:み|は|不要|受付)|要(?:申|予)"
    r"|(?:参加|入場|観覧|聴講)(?:費|料)?(?:は)?無料|参加費"
)
#: labels of what is nobody's news, or means nothing alone
UNTOLD: Final = re.compile(
    r"[はがを【]|^[前後](?:期|半)$|表彰式|^(?:[今い]ままで|これから|これまで|変更[前後]|現行|改[定正][前後])$|^(?:お知らせ|新着(?:情報)?|ニュース)$|^(?:ページ)?(?:ID|ＩＤ)$|参考|写真|出典|画像|注|更新|結果|発表|あらすじ|掲載|公開日|登録日|^期限$"
    r"|個人情報|著作|免責|住所|所在|交通|アクセス|駐車|電話|FAX|メール|連絡|担当|番号|ファイル|サイズ|著者?$|出版|ISBN|記号"
    r"|勤務|報酬|報償|給[与料]|支給|手当|年次休暇|(?:社会|雇用|労災|加入)保険|^保険|災害補償|服務|選考|審査|^[QA]\d?|保護者|状態|その他|備考|通訳|託児|保育|以外|提出|送付|宛|リンク|条件|規格"
    r"|通信料|わすれもの|忘れ物|問い?合|行事$|主催|共催|後援|協力|講師|(?:出演|朗読|演奏|語り手?|話し手|読み手|演者|指揮)者?$|日程|次回|今後|前回|の(?:申込み?の)?締切"
)
#: called off, put off, full, over
_OFF: Final = re.compile(
    r"中止|延期|満席|満員|満室|貸切|キャンセル待ち|定員に達し|(?:締め?切|しめき)りました|終了(?:しま|いたし|$|[)）])"
)
#: heads what is not allowed, not so yet, or no longer
_OFF_HEADING: Final = re.compile(
    rf"{_OFF.pattern}|禁止|対象外|不可|休止|いただけない|しない|検討|来年度|旧|昨年|去年|(?<![一-龠])案(?![一-龠内])"
)
#: heads the days on which something cannot be used: below it a name and a day are no offer
NOT_ON: Final = re.compile(
    r"(?:使え|利用でき|行わ|入れ)ない|(?:使え|利用でき|行い|入れ)ません|除く"
)
#: labels of days that say what they are
_OWN_DAY: Final = frozenset(("休館日", "休室日", "閉館日", "開館日"))
#: by when, by what, or not at all; a remark below 申込 is none
_WAY: Final = re.compile(
    r"\d|電話|窓口|カウンター|フォーム|はがき|メール|申請|持参|直接|当日|不要|いりません|図書館へ|リンク"
)
#: a day and no more, as a list of further news has it
_POSTED: Final = re.compile(
    r"\(?(?:(?:令和|平成)\d{1,2}年|(?:20)?\d\d[./年])?\d{1,2}[./月]\d{1,2}日?\)?"
)
#: what says nothing without the line before it: 時間：同じ
_AS_BEFORE: Final = re.compile(r"同(?:じ|上|左|様)|〃|上に同じ")
#: others may come as well: 小学生以下の方は保護者の方と
_OTHERS_MAY: Final = re.compile(r"(?:以下|未満|以外)の?[^。]{0,8}は")
#: what holds for each of several
_EACH: Final = re.compile(r"いずれも|各回|各日|どの(?:回|館)も|共通|両日")
#: what stops for all while each house has its own days
_STOPPED: Final = re.compile(
    r"(?:サービス|検索|予約|ホームページ|Web|メール|システム)[^。]{0,10}(?:停止|休止|使え)"
)
#: 図書館3階全域: a place in the house
_FLOOR: Final = re.compile(r"\d階")
NAMED: Final = 5  #: letters of a name that stands in the title by no chance
_BOX_FIRST: Final = re.compile(r"^【[^【】\d]*】")
#: what is for some only, or the first of several ways
_OF_SOME: Final = re.compile(r"希望(?:者|の方|する方)|^[(（]?[1１①][)）.、]")
#: what the days are of, in a clause: 検索・予約が使えない期間
_WHILE: Final = re.compile(r"(?=.*(?:[がを]|できない|使えない))[^\d※。、：]{4,22}(?:期間|日時)")
#: a day for a label: 8月21日(金)：終日休館
_DAY: Final = re.compile(r"\d{1,2}月\d{1,2}日(?:[(（][月火水木金土日](?:・祝)?[)）])?")
#: what a heading asks for, beside its name: 出場者(バトラー)募集
_ASKED: Final = re.compile(r"[(（][^()（）]*[)）]|の?募集|につい?て")
#: courtesy
THANKS: Final = re.compile(r"理解|協力|了承|承知|容赦|お待ち|ありがとう")
_BUT: Final = re.compile(r"(?:ただし|但し|※)")
_PERSON: Final = re.compile(r"さん|[氏様]")


def own_lines(
    outline: Outline,
    today: date,
    *,
    several: bool,
    sections: frozenset[int],
    off: frozenset[int],
    part: Callable[[Unit], bool],
    aside: Callable[[Unit], bool],
) -> tuple[tuple[str, str], ...]:
    """Return label and value of each; of `several` things only what holds for all of them.

    `sections` are those of the news: what stands below another heading has its own name; `off`
    those that are called off, full or over. `part` tells a line that is the first of several alike,
    `aside` one of what is held beside the news.
    """
    labels = Counter(unit.label for unit in outline.units)
    parts_of = _sections_with_days(outline)
    times = Counter(unit.label for unit in outline.units if unit.sort in (Sort.WHEN, Sort.ENTRY))
    lines = sorted(
        (0 if _DAY.fullmatch(label) else _USE.index(unit.sort), unit.at, label, value)
        for unit, label in _labelled(outline, sections, off)
        if unit.sort in _USE
        and not (unit.label and (times if _stops(unit) else labels)[unit.label] > 1)
        and may_be_told(unit, outline.title, several=several)
        and not (several and unit.section in parts_of and not _of_each(unit.text))
        and not (several and _right_behind_its_day(outline, unit))
        and unit.bare
        and not outline.sections[unit.section].record
        and (has_day(label) or not _goes_on_below(outline, unit))
        and not (unit.sort in _SHARED and part(unit))
        and not aside(unit)
        and (value := value_in(outline, unit, today))
    )
    parts = () if several else _parts(outline, today)
    listed = () if several or NEW_BOOKS.search(outline.title) else _listed(outline, sections)
    return (*parts, *((label, value) for _, _, label, value in lines), *listed)


def _listed(outline: Outline, sections: frozenset[int]) -> Iterator[tuple[str, str]]:
    """Yield head and items of each short list of names below a head of its own, a heading or a
    line, then with fewer of them: お寄せいただきたいもの：社史、自分史.
    """
    for head, items in _lists(outline, sections):
        if (
            not is_label(head)
            or head[0] in "「『【"
            or len(head) > LABEL
            or UNTOLD.search(head)
            or _NOT_SO.search(head)
        ):
            continue
        names = [harmless(house(unit.text, outline.near)) for unit in items]
        for room in (LISTED, LISTED // 2):
            while len("、".join(names)) > room:
                names.pop()
            if names:
                yield head, "、".join(names) + ("など" if len(names) < len(items) else "")


def _lists(outline: Outline, sections: frozenset[int]) -> Iterator[tuple[str, list[Unit]]]:
    """Yield the head of each list and what stands below it, names and no more."""
    below: dict[int, list[Unit]] = {}
    for unit in outline.units:
        below.setdefault(unit.section, []).append(unit)
    for section in outline.sections:
        mine = below.get(section.index, [])
        near = section.index in sections or section.above in sections
        if not near or section.library or section.record:
            continue
        heads = [n for n, unit in enumerate(mine) if _is_item(unit) and _HEAD.search(unit.text)]
        starts = [(-1, section.heading), *((n, mine[n].text) for n in heads)]
        ends = [*heads, len(mine)]
        for (n, head), end in zip(starts, ends, strict=True):
            items = mine[n + 1 : end]
            if len(items) <= ITEMS and all(_is_item(unit) for unit in items):
                yield head, items


def _is_item(unit: Unit) -> bool:
    """Whether a line is a name and no more."""
    return (
        unit.sort == Sort.WORD
        and not unit.label
        and unit.bare
        and is_name(unit.text.replace("、", "・").strip("【】"))
        and not _PERSON.search(unit.text)
        and not known_field(unit.text)
    )


def _of_each(text: str) -> bool:
    """Whether a line holds for each of several things; 各日 are the days of one."""
    return _EACH.search(text.replace("各日", "")) is not None


def _right_behind_its_day(outline: Outline, unit: Unit) -> bool:
    """Whether a place stands right behind the labelled day of one of several things below its
    heading, and does not say that it is of all: the last one's place is its own.
    """
    before = outline.units[unit.at - 1] if unit.at else None
    return bool(
        unit.sort == Sort.PLACE
        and unit.section
        and before
        and before.section == unit.section
        and before.label
        and before.sort in (Sort.WHEN, Sort.HOURS)
        and not (OF_ALL.match(unit.text) or _of_each(unit.text))
    )


#: what each thing of several may have of its own
_OWN: Final = re.compile(r"対象|定員|先着|申し?込|予約|無料|有料|料金|参加費|\d円")


def _sections_with_days(outline: Outline) -> set[int]:
    """Return the sections that have days of their own but for the last: what stands there may be
    of all, unless another has an audience, a price or a way to apply of its own, too.
    """

    def part(section: int) -> int:
        here = outline.sections[section]
        return here.above if here.facet and here.above > 0 else section

    dated = {
        part(u.section) for u in outline.units if u.sort in (Sort.WHEN, Sort.ENTRY) and u.section
    }
    last = max(dated, default=0)
    others = dated - {last}
    rooms = {part(u.section) for u in outline.units if u.sort == Sort.PLACE}
    mine = (u for u in outline.units if part(u.section) in others)
    # the page has a room for all, and the last one another
    if {0, last} <= rooms or any(_OWN.search(f"{u.label} {u.text}") for u in mine):
        last = -1
    elif outline.sections[last].style[0] != "again":  # topics without names: each is its own
        dated -= {last}
    # とき and 対象 below one heading are of one thing
    return {one.index for one in outline.sections if part(one.index) in dated}


def may_be_told(unit: Unit, title: str, *, several: bool) -> bool:
    """Whether a line tells of all that is told; where one thing is held has been told, and beside
    the title's own thing its name says nothing: 文献複写：7月8日まで of its stop.
    """
    if not several:
        return unit.sort != Sort.PLACE and not (unit.sort == Sort.ENTRY and unit.label in title)
    return unit.sort in _SHARED or _stops(unit) or _EACH.search(unit.text) is not None


def _stops(unit: Unit) -> bool:
    """Whether a line gives the days of something that stops for all."""
    return unit.sort == Sort.ENTRY and _STOPPED.search(unit.label) is not None


def _parts(outline: Outline, today: date) -> Iterator[tuple[str, str]]:
    """Yield what is told of each part that the title names, whose heading it is: 発表者：8名, 申込
    10月25日(日)まで of 発表者・観戦者募集.
    """
    yield from _labelled_parts(outline, today)
    for section in outline.sections:
        name = _ASKED.sub("", section.heading)
        if section.facet or section.library or len(name) < 2 or name not in outline.title:
            continue
        mine = [unit for unit in outline.units if unit.section == section.index]
        values = [
            f"{unit.label} {value}"
            if unit.sort in (Sort.APPLY, Sort.TERM) and unit.label
            else value
            for unit in mine
            if unit.sort in _SHARED and unit.bare and (value := value_in(outline, unit, today))
        ]
        if not any(unit.sort in (Sort.WHEN, Sort.ENTRY) for unit in mine):
            values += [
                next(split(u.text), "").rstrip("。")
                for u in mine[:1]
                if not values and u.sort == Sort.SENTENCE
            ]
            value = "、".join(values)
            if is_label(name) and value and len(value) <= PART:
                yield name, value


def _labelled_parts(outline: Outline, today: date) -> Iterator[tuple[str, str]]:
    """Yield the same of parts that stand as labels with sentences: 発表者の募集：高校生以上6名。
    申込は10月25日(日)まで。…, each as far as there is room.
    """
    labels = dict.fromkeys(unit.label for unit in outline.units if _ASKED.search(unit.label))
    names = {label: _ASKED.sub("", label) for label in labels}
    parts = [(la, name) for la, name in names.items() if len(name) > 1 and name in outline.title]
    for label, name in parts if len(parts) > 1 else ():
        mine = [unit for unit in outline.units if unit.label == label and unit.bare]
        values: list[str] = []
        for value in (_clause(outline, one, today) for unit in mine for one in split(unit.text)):
            if value and len("、".join([*values, value])) <= HALF:
                values.append(value)
        if values:
            yield name, "、".join(values)


def timed_parts(outline: Outline) -> Iterator[tuple[str, str]]:
    """Yield name and time of a second thing that the title names, where its name stands in a line
    of its own and its time right below: 【同じ日に】「りんごの棚」ミニ講座 ⏎ 11時～11時40分 1階.
    """
    title = folded(outline.title)
    for above, unit in pairwise(outline.units):
        name = _BOX_FIRST.sub("", above.text)
        in_title = above.sort == Sort.WORD and len(name) >= NAMED and folded(name) in title
        timed = find_times(unit.text) and not (unit.label or has_day(unit.text))
        if in_title and timed and unit.section == above.section and len(unit.text) <= LENGTH:
            yield name, harmless(house(unit.text, outline.near)).replace("~", "～")


def _clause(outline: Outline, sentence: str, today: date) -> str:
    """Return a short sentence as a part of a line; empty where its day is over or wrong."""
    days = find_occasions(sentence, outline.near)
    if any(o.weekday_wrong or ((end := last_of(o)) and end < today) for o in days):
        return ""
    bare = re.sub(r"\([^()\d]*\)", "", sentence.rstrip("。"))
    return harmless(house(bare, outline.near))


def _labelled(
    outline: Outline, sections: frozenset[int], off: frozenset[int]
) -> Iterator[tuple[Unit, str]]:
    """Yield lines and what they are called: by their label, else by the words or the heading right
    above a day.
    """
    whens = Counter(unit.section for unit in outline.units if unit.sort == Sort.WHEN)
    spanned = any(o.end for o in find_occasions(outline.title, outline.near))
    for unit in outline.units:
        label = unit.label
        section = outline.sections[unit.section]
        if unit.sort in (Sort.ENTRY, Sort.WHEN) and _WHILE.fullmatch(label):
            yield unit, label
            continue
        if _is_of_news(unit) or NOT_ON.search(section.heading):
            continue
        if unit.section in off and unit.section not in sections:
            continue
        if unit.sort == Sort.WHEN and not label and unit.at:
            label = _name_of_day(outline, unit, sole=whens[unit.section] == 1, spanned=spanned)
        elif unit.sort == Sort.SENTENCE and _needs_heading(outline, unit):
            yield unit, re.sub(r"(?:の?ご?利用)?について$", "", section.heading)
            continue
        elif not (unit.section in sections or section.facet or unit.sort == Sort.ENTRY):
            continue
        if not label and unit.sort in _SPOKEN and _SPEAKS.match(unit.text):
            yield unit, ""
        if unit.sort == Sort.ENTRY and _SPEAKS.match(label) and unit.section in sections:
            yield replace(unit, sort=Sort.APPLY, label="", text=f"{label} {unit.text}"), ""
        if _is_told_by(unit, label):
            yield unit, label


def parts_off(outline: Outline) -> frozenset[int]:
    """Return the parts of a page that are called off, full, over or not yet so, by their heading or
    one of their lines.
    """
    by_heading = {s.index for s in outline.sections if _OFF_HEADING.search(s.heading)}
    by_line = {u.section for u in outline.units if _OFF.search(f"{u.label} {u.text}")}
    return frozenset(by_heading | (by_line - {0}))


def _is_of_news(unit: Unit) -> bool:
    """Whether a label is of the news, which has it: 日時; 期間：2週間 is of what is lent."""
    label = unit.label
    plain = known_field(label) == Sort.WHEN and label not in _OWN_DAY and "→" not in unit.text
    return plain and (has_day(unit.text) or not find_times(unit.text))


def _is_told_by(unit: Unit, label: str) -> bool:
    """Whether a label may stand before a line: a day, or a short noun that says what it is."""
    if _DAY.fullmatch(label):
        return True
    entry = unit.sort == Sort.ENTRY
    fits = is_label(_FLOOR.sub("", label) if entry else label)
    fits = fits and len(label) <= (NAME if entry else LABEL) and label[:1] != "【"
    one = len(label) == 1 and not known_field(label)
    return fits and not (one or is_library(label) or UNTOLD.search(label))


def _name_of_day(outline: Outline, unit: Unit, *, sole: bool, spanned: bool) -> str:
    """Return what a day without a label is called, the `sole` one of its section or one of several
    of which each has a name: by the word right above it, else by the heading; empty where neither
    says so.
    """
    section = outline.sections[unit.section]
    if word := _word_above(outline, unit):
        # one of several, of which the others would not be told
        return word if sole or _all_named(outline, unit.section) else ""
    # beside what has its own span in the title it may be what was before
    headed = sole and section.heading and not (section.facet or spanned)
    return section.heading if headed else ""


def _word_above(outline: Outline, unit: Unit) -> str:
    """Return the word right above a line in its section; empty where none is."""
    above = outline.before(unit)
    word = above and above.sort == Sort.WORD and above.section == unit.section
    return above.text if above and word else ""


def _all_named(outline: Outline, section: int) -> bool:
    """Whether each day of a section has a label, or one name of its own right above it."""
    days = [u for u in outline.units if u.sort == Sort.WHEN and u.section == section]
    return all(u.label or _word_above(outline, u) for u in days)


def _needs_heading(outline: Outline, unit: Unit) -> bool:
    """Whether a sentence says only with the heading right above it of what it is, or for whom:
    ブックポスト ⏎ 休館中もお使いになれます。
    """
    section = outline.sections[unit.section]
    before = outline.before(unit)
    first = before is None or before.section != unit.section
    return (
        first
        and unit.section > 0
        and is_label(section.heading)
        and len(section.heading) <= LABEL
        and not (section.facet or section.library or section.record)
        and role_of(unit.text) != "open"
        and (of_nothing(unit.text) or FOR_SOME.search(section.heading) is not None)
    )


_BARE_FIRST: Final = re.compile(r"\d{1,2}日(?!間|目)")


def value_in(outline: Outline, unit: Unit, today: date) -> str:
    """Return what a line says, empty where that is over, only courtesy, or somebody's name."""
    first = next(split(unit.text), "")
    if unit.sort == Sort.AUDIENCE and _OTHERS_MAY.search(unit.text[len(first) :]):
        return ""  # 中学生以上の方。小学生以下の方は保護者の方と: the first is not all
    if len(unit.text) > LENGTH and (len(first) > LENGTH or _BUT.search(unit.text)):
        return ""
    if _POSTED.fullmatch(unit.text) or _AS_BEFORE.match(unit.text):
        return ""
    days = find_occasions(f"{unit.label} {unit.text}", outline.near)
    if any(o.weekday_wrong or ((end := last_of(o)) and end < today) for o in days):
        return ""
    value = value_of(unit.text, outline.near)
    if (
        known_field(value)
        or _PERSON.search(value)
        or _OF_SOME.search(value)
        or (unit.sort == Sort.APPLY and not _WAY.search(value))
        or (THANKS.search(value) and not re.search(r"\d", value))
    ):
        return ""
    of_days = unit.sort in (Sort.WHEN, Sort.ENTRY)
    if of_days and not re.search(r"\d", f"{unit.label}{value}"):
        return ""
    if of_days and not unit.month and _BARE_FIRST.match(value):
        return ""  # 9日 10時～, of 1月・2月の講座
    if value and unit.sort in (Sort.OTHER, Sort.ASIDE, Sort.SENTENCE) and len(unit.text) <= WHOLE:
        value = harmless(house(unit.text.rstrip("。"), outline.near))
    return limited(outline, unit, value)


def _goes_on_below(outline: Outline, unit: Unit) -> bool:
    """Whether a value is the first line of a list; the next one may look like a heading."""
    after = outline.units[unit.at + 1 : unit.at + 2]
    return any(
        not u.label
        and u.sort not in (Sort.SENTENCE, Sort.NOTE)
        and (u.section == unit.section or _is_line(outline, u, unit))
        for u in after
    )


def _is_line(outline: Outline, unit: Unit, before: Unit) -> bool:
    """Whether a line stands below a plain heading within the section of the one before it."""
    home = outline.sections[unit.section]
    return home.style[0] == "plain" and home.above == before.section
