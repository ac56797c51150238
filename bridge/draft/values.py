"""Pure: values as a draft may say them: the page's own words in the house's style, times under the
page's own labels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final

from bridge.draft.hanging import limit_of
from bridge.draft.inner import names_within
from bridge.draft.subject import pairs
from bridge.text.clean import harmless
from bridge.text.dates import house, mentions, say_all
from bridge.text.limits import FOLLOWING
from bridge.text.times import find_times, fold
from bridge.topics.labels import field_of, known_field
from bridge.topics.outline import Outline, Section, Unit, is_label, is_library, is_name, split
from bridge.topics.sorts import Sort

if TYPE_CHECKING:
    from bridge.model import Occasion

_HOLLOW: Final = re.compile(
    r"〒|[下上左右]の(?:あて先|宛先|URL|アドレス|ボタン|[QＱ]R|二次元)|詳し[くい]|くわしく|こちら|ご覧|ごらん|参照|下記|別紙|チラシ|お問い?合わ?せ|リンク|クリック|次のとおり|次のこと|次の(?:いずれ|どれ|どちら|各|フォーム|URL|アドレス|ページ|サイト|リンク|[QＱ]R|二次元|[一-龠]{1,4}(?:に|を)(?:該当|満た)|要件|条件|書類)|"
    rf"{FOLLOWING}[の、に]"
)
#: a way to apply that names whom to turn to: 電話または直接中央図書館へ
ADDRESSED: Final = re.compile(
    r"(?:[館室課係場口校側所園局関庫]|交差点|カウンター|センター|事務局)へ$"
)
#: a range whose end is a month, a length, or nobody knows: ～2027年7月(予定), から1年間, ～当面の間
OPEN_END: Final = re.compile(
    r"\s*(?:[~～-]|から)\s*(?:(?:\d{4}|令和)\S{0,10}年|\d{1,2}月(?!\s*\d)|当面|未定|終了|[\d一二三]+\s*(?:年|[かカヵヶ箇]月|週|日)間)"
)
#: where something takes place, within a house
_ROOM: Final = re.compile(
    r"\d階|(?:コーナー|ホール|ロビー|広場|会議室|研修室|集会室|視聴覚室|多目的室|おはなし(?:の(?:へや|部屋)|コーナー|室)|会場)(?:\([^()]{1,12}\))?$"
)
#: what a label names beside the time: 日程と内容
_BESIDE_TIME: Final = re.compile(r"(?:・|と|及び)(?:会場|場所|内容|対象).*|^(?:会場|場所)・")
WITH_LIMIT: Final = 80  #: letters of a value and of what limits it
ITEMS: Final = 44  #: letters of a value with those that stand below it in a list
OWN: Final = 60  #: letters of a line of days that is told as the page has it
#: the house's names for what pages call by many
_NAMES: Final = dict.fromkeys(
    (
        "とき",
        "開催日時",
        "実施日時",
        "日にち",
        "月日",
        "講演日時",
        "上映日時",
        "日程",
        "期日",
        "にちじ",
        "ひにち",
        "日程・時間",
        "",
    ),
    "日時",
)


@dataclass(frozen=True, slots=True)
class When:
    """A labelled time."""

    label: str
    unit: Unit
    occasions: tuple[Occasion, ...]
    role: str  #: closed, open, apply, lent; empty: something takes place

    @property
    def section(self) -> int:
        """Return the section in which it stands."""
        return self.unit.section


def before(when: When) -> str:
    """Return the words before the first day: 本館 7月4日(土), where they tell whose day it is."""
    head = when.unit.text.partition(when.occasions[0].text[:4])[0].strip(" 、・:()")
    return (
        head
        if 2 <= len(head) <= 10 and re.search(r"館|室|回|部|組|コース|クラス|歳|^[前中後]期$", head)
        else ""
    )


def room_of(when: When) -> str:
    """Return the room or corner that stands as the name of days: 図書館2階新聞コーナー：5月13日;
    empty where their name is none.
    """
    return when.label if when.unit.sort == Sort.ENTRY and _ROOM.search(when.label) else ""


def last_of(occasion: Occasion) -> date | None:
    """Return the last day of an occasion; None when it goes on without an end."""
    return occasion.end or (None if occasion.onward or occasion.weekly else occasion.start)


def _untellable(when: When) -> bool:
    """Whether a time has a name that can be no label."""
    named = when.label and field_of(when.label) == Sort.OTHER and not is_label(when.label)
    return bool(named) and not (room_of(when) or _NTH.fullmatch(when.label))


#: a name that only counts: 1回目, 第2回
_NTH: Final = re.compile(r"第?\s?\d{1,2}\s?(?:回目?|日目)")


#: the first half of a show
_PART_OF_SPAN: Final = re.compile(r"(?:[前後]期|第?[\d一二]期)[\s:：]")


def _spans(whole: Sequence[Occasion], part: Sequence[Occasion]) -> bool:
    """Whether days lie in one span of others, or have no first day: 8月2日まで."""
    return any(
        span.end
        and all(
            not o.start or (span.start or o.start) <= o.start <= (o.end or o.start) <= span.end
            for o in part
        )
        for span in whole
    )


def _within(one: When, other: When) -> bool:
    """Whether a line without a label is a day, or an hour of a day, of another that has both:
    24日(土), above what is done on the first of two.
    """
    if one is other or one.section != other.section:
        return False
    part = _PART_OF_SPAN.match(f"{one.label} ") or (
        one.label == other.label and _PART_OF_SPAN.match(one.unit.text)
    )
    whole = not _PART_OF_SPAN.match(f"{other.label} ")
    if part and whole and _spans(other.occasions, one.occasions):
        return True  # 会期：7月11日から8月30日まで ⏎ 前期 8月2日まで
    if one.label or not other.label:
        return False
    hours = {o.start: (o.begins, o.ends) for o in other.occasions if not o.end}

    def inside(o: Occasion) -> bool:
        begins, ends = hours.get(o.start, (None, None))
        if begins is None or o.end or o.onward:
            return False
        return o.begins is None or (begins <= o.begins and (ends is None or o.begins < ends))

    return all(map(inside, one.occasions))


def _step_of(one: When, other: When) -> bool:
    """Whether a closed day without a label, below a heading of its own, lies within another closed
    span: 29日(火) ⏎ 業者がガスを入れます.
    """
    return (
        one is not other
        and not one.label
        and one.role == other.role == "closed"
        and one.section != other.section
        and all(lies_in(o, other.occasions) for o in one.occasions)
    )


def lies_in(one: Occasion, spans: Sequence[Occasion]) -> bool:
    """Return whether a day lies in one of some spans: (1月5日は館内整理のため) behind its end."""
    return one.end is None and any(
        span.start <= one.start <= span.end
        for span in spans
        if span.start and span.end and one.start
    )


def in_words(
    whens: Sequence[When], outline: Outline, *, closing: bool
) -> tuple[tuple[str, str], ...]:
    """Return label and words of each time that is told; what stands under two headings never comes
    under one label.
    """
    whens = [when for when in whens if not any(_within(when, other) for other in whens)]
    whens = [when for when in whens if not any(_step_of(when, other) for other in whens)]
    whens = _labelled_on(whens)
    entries = [when for when in whens if when.unit.sort == Sort.ENTRY]
    if any(map(_untellable, entries)):  # the times of the others would pass for all
        whens = [when for when in whens if when not in entries]
    groups: dict[str, list[When]] = {}
    labels = {_label_of(w, outline, closing=closing) for w in whens if w.unit.sort != Sort.ENTRY}
    for when in whens:
        if _NTH.fullmatch(when.label):
            when = replace(when, label="")  # noqa: PLW2901 - 1回目：7月28日(火)
        if when.unit.sort == Sort.ENTRY and _label_of(when, outline, closing=closing) in labels:
            continue  # 期間：9月28日～ ⏎ 2階参考資料室 10月13日～: a part's own
        if _untellable(when):
            continue  # 改修のため貸出のみ：1月12日から: no label, and no 日時 either
        group = groups.setdefault(_label_of(when, outline, closing=closing), [])
        if not group or _together(group[0], when, outline):
            group.append(when)
    parts = []
    for label, group in groups.items():
        alike = [o for when in group for o in when.occasions]
        words = [f"{_words_of(when, outline.near)}{_but(when, outline)}" for when in group]
        if len(group) > 1 and all(
            _bare(when) or line == say_all(when.occasions, outline.near)
            for when, line in zip(group, words, strict=True)
        ):
            words = [say_all(alike, outline.near)]
        words = _for_whom(group, outline.near) or words
        clock = _hours_beside(group[0])  # 1班 28日、2班 29日 9時30分～
        if len(group) > 1 and clock and all(line.endswith(clock) for line in words):
            words = [line.removesuffix(clock).rstrip() for line in words[:-1]] + words[-1:]
        parts.append((label, "、".join(dict.fromkeys(words))))
    return tuple(parts)


#: a label of days, of which more may stand below it
_OF_DAYS: Final = re.compile(r"日|とき|期日")


def _labelled_on(whens: Sequence[When]) -> list[When]:
    """Return times of which those right below a labelled one have its label: 開催日：5月20日(木) ⏎
    6月17日(木).
    """
    labelled: list[When] = []
    for when in whens:
        above = labelled[-1] if labelled else None
        follows = (
            above
            and known_field(above.label) == Sort.WHEN
            and _OF_DAYS.search(above.label)
            and not any(o.end or o.onward or o.weekly for w in (above, when) for o in w.occasions)
            and not when.label
            and when.unit.at == above.unit.at + 1
            and when.section == above.section
            and when.role == above.role
            and _bare(when)
        )
        labelled.append(replace(when, label=above.label) if above and follows else when)
    return labelled


def _for_whom(whens: Sequence[When], near: date) -> list[str]:
    """Return days each with those for whom it is, as they stand behind it: 7月25日(土)(3・4年生);
    none where a line of them says nothing of the kind, or all say the same.
    """
    whom = [when.unit.text.partition(when.occasions[-1].text)[2].strip(" 　、()") for when in whens]
    if len(set(whom)) < 2 or not all(1 < len(who) <= 14 and _WHOM.search(who) for who in whom):
        return []
    clocks = {when.occasions[-1].clock for when in whens}
    days = [
        say_all([replace(o, begins=None, ends=None, clock="") for o in when.occasions], near)
        for when in whens
    ]
    if len(clocks) > 1:
        days = [say_all(when.occasions, near) for when in whens]
    words = [f"{day}({who})".replace("~", "～") for day, who in zip(days, whom, strict=True)]
    return [*words[:-1], f"{words[-1]} {clocks.pop()}".rstrip()] if len(clocks) == 1 else words


def _together(one: When, other: When, outline: Outline) -> bool:
    """Whether two times may stand under one label: those of one section, and of a closing those of
    a table's records, whose headings say why.
    """
    homes = [outline.sections[when.section] for when in (one, other)]
    of_table = all(home.record for home in homes) and homes[0].above == homes[1].above
    return one.section == other.section or (of_table and one.role == other.role == "closed")


def _bare(when: When) -> bool:
    """Whether the days and hours are all that a line says; 第2回 before it is its number."""
    rest = when.unit.text
    for occasion in when.occasions:
        rest = rest.replace(occasion.text, "")
    return re.fullmatch(r"\W*(?:第?\d{1,2}回?)?\W*", rest) is not None


#: a heading that tells, and names no thing: 臨時休館のお知らせ
TELLS: Final = re.compile(r"(?:お知らせ|おしらせ|ご?案内)\W*$")


def _label_of(when: When, outline: Outline, *, closing: bool) -> str:
    """Return what a time is called: by its label, the heading that says nothing else, or the
    house's word.
    """
    heading = outline.sections[when.section].heading
    # the value is the time only
    label = _BESIDE_TIME.sub("", when.label)
    label = "" if re.search(r"(?:内容|方法)$", label) else _NAMES.get(label, label)
    if (
        not when.label
        and is_label(heading)
        and not TELLS.search(heading)
        and re.search(
            r"期間|日時|日程|休館|休室|停止|開館|(?:する|の)日$|回収|開始|終了|期限|締切|再開|発売|配布|公開|オープン|スタート",
            heading,
        )
    ):
        label = _BESIDE_TIME.sub("", heading)
    if not (when.label or outline.sections[when.section].facet):
        label = _headed_label(when, outline) or label
    if when.unit.sort == Sort.ENTRY and is_library(label):
        label = f"{other_thing(outline.sections[when.section], outline.title)} {label}".strip()
    label = re.sub(r"^(?:令和\d+|20\d\d)年度?の?|について$", "", label)
    if room_of(when) and not closing:
        label = "日時"  # the room has its own line
    if not is_label(label):
        label = ""
    span = any(o.end or o.onward for o in when.occasions)
    if label == "日時" and when.occasions[0].end and not any(o.clock for o in when.occasions):
        label = "期間"
    if (
        closing
        and (not when.label or when.label == "日付")
        and label in ("", "日時", "期間", "日付")
        and _shuts(outline.title)
    ):
        stop = re.search(
            r"に伴う[^。]*(停止|休止)(?:について|に?関する|の|お知らせ|ご?案内)*\W*$", outline.title
        )
        what = stop[1] if stop else "休館"
        return f"{what}期間" if span else f"{what}日"
    if when.role == "closed" and not label:
        return "休館期間" if span else "休館日"
    if label in ("日付", "") or (label == "日時" and not when.label):
        return "期間" if any(o.end for o in when.occasions) else "日時"
    return label


def other_thing(home: Section, title: str) -> str:
    """Return the heading below which houses stand, where it is another thing than the title's:
    入賞作品展 below コンクールの結果; else nothing.
    """
    of_days = re.search(r"日程|日時|期間|期日|会場|開催|休館|開館", home.heading)
    own = home.above == 0 and home.style[0] in ("h", "mark") and not home.facet
    apart = own and not of_days and not pairs(home.heading) & pairs(title)
    return home.heading if apart and is_name(home.heading) and len(home.heading) <= 12 else ""


def _headed_label(when: When, outline: Outline) -> str:
    """Return the heading whose day stands in its brackets, as the label of that day: オンラインでの
    更新(6月1日から); empty where the day stands below it.
    """
    home = outline.sections[when.section]
    first = next((u.at for u in outline.units if u.section == when.section), None)
    of_part = home.style[0] == "h" and home.above == 0 and not home.record
    return (
        home.heading
        if of_part and first == when.unit.at and re.search(r"から$|より$", when.unit.text)
        else ""
    )


def _shuts(title: str) -> bool:
    """Whether days without a label below this title can be those of a closing: not when it tells of
    what is open or held.
    """
    return re.search(r"開館(?!時間|日)|緩和|再開|開催|開演|コンサート", title) is None


#: for whom one of several days is
_WHOM: Final = re.compile(
    r"^(?:小学|中学|高校)?[\d一二三四五六・~～、と]+年生?$|(?:[歳児生者方人]|親子|一般|大人|子ども|こども|(?:の部)|コース|クラス)$"
)
#: what a time hangs on, behind its last day
_LIMIT: Final = re.compile(
    r"(?:まで)?\s*(?P<limit>(?:なく|無く)なり(?:次第|しだい)(?:終了|、?終わり)?|[(（](?:見込み?|予定)[)）])"
)


def _but(when: When, outline: Outline) -> str:
    """Return what takes days out of a span, in brackets, where the page says so behind it or in the
    remark right below: (休館日を除く), (12月29日～1月3日を除く); so the other day of one house.
    """
    below = outline.units[when.unit.at + 1 : when.unit.at + 2]
    mine = [u for u in below if u.section == when.section and u.label in ("", when.label)]
    if mine and len(mine[0].text) <= OUT and _OF_ONE_HOUSE.fullmatch(mine[0].text):
        return f"({house(mine[0].text.lstrip('※').rstrip('。'), outline.near)})"
    if not any(o.end or o.weekly for o in when.occasions):
        return ""
    if _NOT_CLOSED.search(when.unit.raw):
        return "(休館日を除く)"
    beside = [u for u in mine if not u.label]
    out = [u.text for u in beside if len(u.text) <= OUT and _TAKEN_OUT.fullmatch(u.text)]
    return f"({house(out[0].rstrip('。'), outline.near)})" if out else ""


#: another day of one house, right below that of the others: 南館は1月5日から
_OF_ONE_HOUSE: Final = re.compile(
    r"※?\s*(?:ただし、?|但し、?)?[^、。\d:は]{1,13}(?:[館室園]|センター)(?:は|のみ|だけ)、?"
    r"[^、。は\d]{0,4}\d{1,2}[月/]\d[^。※]{0,24}。?"
)
OUT: Final = 40  #: characters of a remark that takes days out
#: 12月29日～1月3日を除く, 13日(水)は休み
_TAKEN_OUT: Final = re.compile(
    r"(?:ただし、?|但し、?)?[^。、]{0,6}(?:\d{1,2}\s?日|[月火水木金土日]曜日?|祝日|休館日|\d\))[^。]{0,16}?"
    r"(?:[をは]?(?:除く|除きます|のぞく)|はお?休み(?:です|します)?"
    r"|は(?:休館|休室|閉館)のため[^。]{2,10}ません)。?"
)
#: 会期：8月8日～9月27日 ※休館日を除く
_NOT_CLOSED: Final = re.compile(r"[※(（]\s*休館日[をは]?(?:除く|除き|のぞく)")


def _behind_days(when: When) -> str:
    """Return what a line has behind its last day, which may bear a month that the line lacks."""
    days = when.occasions[-1].text
    behind = when.unit.text.partition(days)[2]
    return behind or when.unit.text.partition(_GIVEN_MONTH.sub("", days))[2]


_GIVEN_MONTH: Final = re.compile(r"^\d{1,2}月\s*(?=\d)")


def _words_of(when: When, near: date) -> str:
    """Return the times in words; a range whose end is no day stands as the page has it:
    5月24日(月)～2027年7月(予定).
    """
    last, rest = when.occasions[-1], _behind_days(when)
    ruled = any(o.weekly for o in when.occasions)
    # 6月～翌年3月の第1土曜日
    weekly = ruled and (
        any(o.start for o in when.occasions)
        or re.search(r"\d月.{0,6}[~～]|\d月から", when.unit.text) is not None
    )
    if OPEN_END.match(rest) or weekly or ("終日" in when.unit.text and last.end):
        return f"{value_of(when.unit.text, near)} {_hours_beside(when)}".rstrip()
    words, rest = say_all(when.occasions, near), rest.strip(" 。、")
    if any(names := names_within(when)):
        pairs_of = zip(names, when.occasions, strict=True)
        return "、".join(f"{name} {say_all([one], near)}".strip() for name, one in pairs_of)
    if _interrupted(when.unit.text, near):
        own = value_of(when.unit.text, near)
        return own if len(own) <= OWN else words
    if limit := _LIMIT.match(rest):
        return f"{words}{'' if limit['limit'][0] in '(（' else ' '}{limit['limit']}"
    if ruled and words.startswith("第") and "毎月" in when.unit.text:
        words = f"毎月{words}"
    if words.endswith(("から", "まで")):
        rest = re.sub(r"^(?:から|より|まで)\s*", "", rest)
    plain = (
        field_of(when.label) == Sort.OTHER
        and 3 <= len(rest) <= 40
        and not re.search(
            r"[※。★☆♪]|まで|^(?:臨時)?(?:休館|休室|閉館|開館)日?$|^[(～]|^に(?:開催|実施)|\d+\s*[日(]",
            rest,
        )
    )
    words = f"{words} {house(rest, near)}" if plain else words
    if but := _EXCEPT.search(when.unit.text):
        return f"{words}({house(but['days'], near)})"
    if _BY_HOUSE.search(when.unit.text):
        return f"{words}(一部の館では異なります)"
    return _own_words(when, words, near) or words


#: letters between two days that are neither days nor hours, and join them no more
_BETWEEN_DAYS: Final = re.compile(
    r"[~～・、,と/(): ]|から|より|まで|及び|および|並びに|ならびに|または|か|各日|両日"
    r"|いずれも|終日|毎[週月]|[月火水木金土日祝]曜?日?|\d+|[年時分半頃]|ごろ|午[前後]|正午|翌"
)


def _interrupted(text: str, near: date) -> bool:
    """Whether something is said of each of a line's days: 24日(木)北町、25日(金)南町."""
    days = mentions(text, near)
    gaps = [text[one.end : other.start] for one, other in pairwise(days)]
    behind = text[days[-1].end :] if days else ""
    words = [_BETWEEN_DAYS.sub("", fold(gap)) for gap in (*gaps, behind)]
    apart = len(days) > 1 and not any(day.joined == "~" for day in days)
    return apart and all(1 < len(word) <= WORD for word in words)


WORD: Final = 12  #: letters of what is said of one of several days
#: 8月26日～9月4日 ※8月27日は定期休館
_EXCEPT: Final = re.compile(
    r"※\s*(?P<days>[^※。]{0,24}?\d{1,2}(?:日|\()[^※。]{0,12}?(?:は|を)(?:定期|通常の?|臨時)?"
    r"(?:(?:休館|休室|お?休み|除く|除き)|休館のため[^※。]{2,10}ません))(?:日|ます|です)?\W*$"
)
#: 10:00より ※みずほ分館は9:00から: an hour of some houses only
_BY_HOUSE: Final = re.compile(r"※[^。※]{2,40}[館室](?:で)?は[^。※]{0,8}\d{1,2}\s?[:時]")
#: what a line says beside its days, and a follower must not miss: 両日とも, 1班, (2)午後2時～
_QUALIFIED: Final = re.compile(
    r"[\dA-D一二三四][班組](?![\d人名])|[A-DＡ-Ｄ](?:日程|コース)|[(（]2[)）]|②|両日とも|の(?:平日|土日)|[(（][^()（）]*(?:だけ|のみ)[^()（）]*[)）]|いずれか|どちらか|どれか|のうち|前期.*後期|第1回[^第]*・[^第]*第2回|[(（](?:土日|土曜|日曜|祝)[^()（）]{0,8}[はをな][^()（）]*[)）]"
)


def _own_words(when: When, words: str, near: date) -> str:
    """Return a short line of days as the page has it, where its words say more than the days."""
    text = when.unit.text
    hours = [t for t in find_times(text) if not t.aside]
    lost = len(hours) > len(find_times(words)) and len(hours) > 1  # of children, of grown-ups
    if len(text) > OWN or words in text or not (lost or _QUALIFIED.search(text)):
        return ""
    own = value_of(text, near)
    same = [(t.begins, t.ends) for t in find_times(text)] == [
        (t.begins, t.ends) for t in find_times(own)
    ] and [m.date for m in mentions(text, near)] == [m.date for m in mentions(own, near)]
    return f"{own} {_hours_beside(when)}".rstrip() if own and same else ""


def _hours_beside(when: When) -> str:
    """Return the hours that stand in a line of their own beside days that are told as the page has
    them.
    """
    clock = when.occasions[0].clock
    return clock if not find_times(when.unit.text) else ""


_BY_LOT: Final = re.compile(
    r"\s*※\s*((?:要申込|先着順|抽選|(?:応募者?|申込者?)?多数(?:の場合|のとき)?は?、?抽選)(?:制|となります|です)?)。?(?=\s|※|$)"
)


#: to whom, or to what, a value is limited: 小学生 ※初めての方に限ります
_ONLY: Final = re.compile(
    r"\s*※\s*(?P<only>[^※。()]{2,30}?(?:に限(?:り|らせていただき)ます|に限る|限定|のみ))(?:です|と(?:し|なり)ます)?。?(?=\s|※|$)"
)
#: lines that are no item of a list of names
_NO_ITEM: Final = frozenset(
    (Sort.SENTENCE, Sort.NOTE, Sort.WHEN, Sort.HOURS, Sort.ENTRY, Sort.TERM, Sort.LIBRARY)
)


def _with_items(outline: Outline, unit: Unit, value: str) -> str:
    """Return a value with those that stand below it in a list, as far as there is room: 本の貸出 ⏎
    電子図書館 ⏎ 郵送貸出.
    """
    if unit.sort != Sort.OTHER or not value or value.endswith(("。", "ます", "です")):
        return value
    below = takewhile(
        lambda u: not u.label and u.sort not in _NO_ITEM and u.section == unit.section,
        outline.units[unit.at + 1 :],
    )
    items = [value, *(harmless(house(u.text, outline.near)) for u in below)]
    items += _lines_alone(outline, unit) if len(items) < 2 else []
    if len(items) < 2:
        return value
    bare = [re.sub(r"\([^()]*\)$", "", item) for item in items]
    names = items if len("、".join(items)) <= ITEMS else bare
    many = len(names)
    while many > 1 and len("、".join(names[:many])) > ITEMS:
        many -= 1
    return "、".join(names[:many]) + ("など" if many < len(names) else "")


def _lines_alone(outline: Outline, unit: Unit) -> list[str]:
    """Return the lines behind the last one of a section that look like headings, and head
    nothing.
    """
    behind = outline.units[unit.at + 1 : unit.at + 2]
    filled = {u.section for u in outline.units}
    heads = [s for s in outline.sections if s.above == unit.section and s.style[0] == "plain"]
    if behind and behind[0].section == unit.section:
        return []
    return [
        harmless(house(head.heading, outline.near))
        for head in takewhile(lambda head: head.index not in filled, heads)
    ]


def limited(outline: Outline, unit: Unit, value: str) -> str:
    """Return a line's value with what limits it right behind, empty where there is no room for
    both.
    """
    value = _with_items(outline, unit, value)
    limit = harmless(house(limit_of(outline, unit).rstrip("。"), outline.near)) if value else ""
    if not limit:
        return value
    whole = f"{value}{limit}" if limit.startswith("(") else f"{value}。{limit}"
    if len(whole) > WITH_LIMIT:  # (本館から車で12分)
        whole = re.sub(r"\([^()]*\)$", "", whole)
    return whole if len(whole) <= WITH_LIMIT else ""


#: 無料。ただし資料代として500円
_BUT: Final = re.compile(
    r"^(?P<value>[^。()]{1,16})。(?:ただし|但し)、?(?P<but>[^。()、]*\d[^。()、]*?)(?:です|が(?:必要|かかり)[^。]*)?(?:\([^()]*\))?。?$"
)
#: 申込みフォームからお申込みください: the form, and no more
_BARE_FORM: Final = re.compile(
    r"^([^、。]{0,4}フォーム)(?:から|で|より)、?お?申し?込み?(?:ください|下さい)。?$"
)
#: 〇下の申込みフォーム
_POINTED_FORM: Final = re.compile(
    r"^[〇○●◯◎]\s*|"
    rf"(?:(?<!以)下記?|上記?|{FOLLOWING}|次|つぎ|右記?)の"
    r"(?=[^、。]{0,6}(?:フォーム|リンク|ボタン))"
)


#: all that is to be written, before what is done with it: 作品の裏に部門・氏名・学校名…を書いて、
_TO_WRITE: Final = re.compile(
    r"(?!往復|はがき|ハガキ)[^、。]*(?:氏名|住所|名前|学年|ふりがな|題名|番号)[^。]*?を"
    r"(?:お?書いて|お?書き|ご?(?:記入|明記)(?:して|し|の(?:うえ|上)))、"
)
LONG_TO_WRITE: Final = 30  #: letters of such words that go


def unwritten(text: str) -> str:
    """Return how to apply without a long list of what is to be written."""
    words = _TO_WRITE.match(text)
    return text[words.end() :] if words and words.end() >= LONG_TO_WRITE else text


#: what of a value's further sentences is no less a part of it: what else it costs, who may not
_LIMITS: Final = re.compile(
    r"\d円|実費|有料|必要(?!あり)|要しません|免許|(?:でき|なれ|れ|られ)る方|以上(?:の方)?。?$|に限り(?!が)|のみ"
)
VALUE: Final = 60  #: letters of a value of several sentences


def _with_limits(text: str) -> str:
    """Return the first sentence of a value, with the one behind it that limits it: 受講は無料。
    教材費は1,100円です。
    """
    first, *rest = [*split(text)] or [""]
    if len(rest) == 1 and _LIMITS.search(rest[0]) and len(first + rest[0]) <= VALUE:
        return first + rest[0].removesuffix("。")
    return first


@lru_cache(256)
def value_of(text: str, near: date) -> str:
    """Return a value as it may be said: its first sentence, without remarks; nothing when it only
    points elsewhere.
    """
    text = re.sub(r"^(?:ただいま|現在)[^。]{0,8}(?:受付中|募集中)(?:です)?。", "", text)
    text = _BUT.sub(r"\g<value>(ただし\g<but>)", text)
    text = _BARE_FORM.sub(r"\1", _POINTED_FORM.sub("", text))
    # 12名 ※応募者多数の場合は抽選
    text = _BY_LOT.sub(
        lambda match: f"({'多数の場合は抽選' if '多数' in match[1] else match[1]})", text
    )
    text = _ONLY.sub(lambda match: f"({match['only']})", text)
    text = re.split(r"\s*※|\s[*＊・]\s?|\s(?=\(注|注意|備考)", _with_limits(text))[0]
    if len(text) > 60:
        text = re.sub(r"\([^()]{16,}\)", "", text)
    text = re.sub(r"\((?:TEL|電話)?\s?\d{2,4}-\d{4}\)|(?<=で)どうぞ$", "", text)
    text = re.sub(r"^(?:TEL|電話)?\s*[:・]\s*|^(?:場所|会場|日時|対象)\s+", "", text).strip(
        " 。、・|-"
    )
    while text.count("(") > text.count(")"):
        text = text[: text.rindex("(")].rstrip()
    if (
        _HOLLOW.search(text)
        or len(text) < 2
        or len(text) > 90
        or (re.search(r"[へにはをがの]$", text) and not ADDRESSED.search(text))
    ):
        return ""
    if any(m.weekday_wrong or m.date is None for m in mentions(text, near)):
        return ""
    return harmless(house(re.sub(r"、\s+", "、", text), near))
