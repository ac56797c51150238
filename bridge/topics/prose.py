"""Pure: the facts of an event that is told in running prose, as lines with the labels that it
does not have: 9月27日(日)、…講座を開催します。 時間は13時30分から、会場は大研修室です。

Read is what a sentence puts plainly, in the section whose sentence says that something takes
place. A field that a labelled line of the page has already is left to that line. Cannot see a
fact in a clause of another thing, and takes none from a sentence that is unsure.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.text.dates import mentions
from bridge.text.possible import UNSURE
from bridge.text.times import HOUR
from bridge.topics.labels import NO_PLACE
from bridge.topics.sorts import Sort, role_of
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bridge.topics.outline import Outline, Unit

_WEEKDAY: Final = r"(?:\([^()]{1,5}\)|の[月火水木金土日]曜日?)?"
_YEAR: Final = r"(?:(?:20\d\d|令和\d{1,2})年)?"
_DAY: Final = rf"{_YEAR}\d{{1,2}}月\d{{1,2}}日{_WEEKDAY}"
_DAY_OF: Final = re.compile(r"日の([月火水木金土日])曜日?")
_NEXT: Final = rf"(?:{_YEAR}\d{{1,2}}月)?\d{{1,2}}日{_WEEKDAY}"
_HOUR: Final = rf"(?:{HOUR}|正午)"
_HOURS: Final = rf"{_HOUR}(?:(?:から|より|~){_HOUR}(?:ごろ|頃)?(?:まで)?|(?:から|より|~))?"
#: the days on which something takes place, with their hours right behind
_DAYS: Final = re.compile(
    rf"{_DAY}(?:(?:から|より|~){_NEXT}(?:まで)?(?:の毎週[月火水木金土日]曜日?)?|(?:(?:、|・|と|及び|および){_NEXT})+)?"
    rf"(?:(?:の夜)?(?:の|、|\s)?{_HOURS})?"
)
#: something takes place
_HELD: Final = re.compile(
    r"(?:開催|開講|上演|上映|公演|展示)(?:し|いたし|を行い|を行ない)ます"
    r"|(?:開き|ひらき|行い|行ない|おこない|催し)ます"
    r"|(?:開催|開講|展示|上演|上映)する(?:こと|運び)と(?:なり|いたし|し)"
    r"|(?:会|展|教室|講座|まつり|祭|市|ライブ|コンサート|イベント|ワークショップ)[」』]?"
    r"(?:です|(?:を|が)[^、。を]{0,12}(?:し|やり|あり|(?:開|ひら|行わ|おこなわ)れ|始まり|はじまり)ます"
    rf"|は、?{_DAY}[^、。はがを]{{0,16}}(?:です|に|。))"
)
#: what has its own label in front
_TERM: Final = re.compile(r"(?:会期|期間|開催(?:日時?|期間)|日時|日程|期日)は")
_OPENS: Final = re.compile(
    r"\d{1,2}月\d{1,2}日[^。]{0,8}?、?開演は(?=\d|午)|(?:開催(?:日|期間)?|会期|日時|期日|日程|(?:この|今回の)?(?:講座|教室|講演会|上映会|会|催し)は、?(?=\d))は?、?"
)
#: what the day of a sentence is of, if not of the event
_OTHER: Final = re.compile(
    r"申|締|受け?付け|応募|休館|休室|予約|配布|配り|返却|貸出|借り|結果|更新|中止|延期|整理券|前回|次回|なお|また、|ただし"
)
_PLACE_IS: Final = r"(?:です|でございます|となります|になります|(?=で[、。す])|(?=。|$))"
#: field, label, and the sentence that has its value
_FACTS: Final = tuple(
    (field, label, re.compile(words))
    for field, label, words in (
        (
            Sort.PLACE,
            "会場",
            rf"(?:会場|場所)は、?(?!{NO_PLACE.pattern})(?P<value>[^、。はがを]{{2,30}}?){_PLACE_IS}",
        ),
        (
            Sort.PLACE,
            "会場",
            r"(?:^|、|に|から|時|分|半|まで)(?P<value>(?!から|まで|より)[^、。はがをにら\d][^、。はがを]{1,24}(?:[室館]|ホール|センター|コーナー|広場|ロビー|サロン|スペース|カフェ|公園))(?:で|にて|において)、?(?:開催|開講|開き|ひらき|行い|行ない|おこない)",
        ),
        (
            Sort.PLACE,
            "会場",
            r"(?:^|、)(?P<value>[^、。はがを「」\d][^、。はがを「」]{2,22}(?<!形式)(?<!無料)(?<!制)(?<!共催)(?<!主催)(?<!協力)(?<!つき)(?<!付き)(?<!入り)(?<!全員)(?<!テーマ)(?<!日程)(?<!みんな)(?<!だけ)(?<!限定)(?<![回人名組]))(?:で|にて|において)、?「[^「」]{2,30}」(?:を|が)、?(?:開催|開講|上映|開き|ひらき|開か|ひらか|行い|行ない|おこない)",
        ),
        (
            Sort.PLACE,
            "会場",
            r"(?:会場|場所)[はも][^。]{0,24}?でな?は?なく、?(?:[^、。はがを]{0,6}の)?(?P<value>[^、。はがを]{2,24})です",
        ),
        (
            Sort.AUDIENCE,
            "対象",
            r"対象は、?(?P<value>[^。]{2,40}?)(?:です|(?=で、)|とし|といたし|となり|になり|。)",
        ),
        (
            Sort.AUDIENCE,
            "対象",
            r"(?:^|、)(?P<value>[^、。]{2,24}(?:方|人|者|児童|生徒|学生|子ども|親子|以上))を対象(?:に|とし)",
        ),
        (
            Sort.CAPACITY,
            "定員",
            r"(?:定員|募集人数)は、?(?P<value>[^。、はが]{0,24}\d+(?:名|人|組)(?:\([^()]*\))?)",
        ),
        (
            Sort.AUDIENCE,
            "対象",
            r"(?:^|、)(?P<value>(?:どなた|だれ|誰)でも)(?:ご?参加|お?入り|ご?観覧|ご?覧)",
        ),
        (
            Sort.AUDIENCE,
            "対象",
            r"(?:^|、)(?P<value>[^、。はがを]{2,20}(?:以上|以下|まで)の方)(?:なら|が|を|に限|\d)",
        ),
        (Sort.AUDIENCE, "対象", r"(?:応募|参加)できるのは、?(?P<value>[^。]{4,40}方)(?:です)?。"),
        (Sort.CAPACITY, "定員", r"お?席は、?(?P<value>\d+席)"),
        (Sort.CAPACITY, "定員", r"(?P<value>先着\d+(?:名|人|組))"),
        (
            Sort.CAPACITY,
            "定員",
            r"(?<!につき)(?<!\d)(?<!1通)(?P<value>(?:親子|ペア)?\d+(?:名|人|組))(?:様|さま|の方)?(?:を募集|限り|限定|まで)",
        ),
    )
)
#: 料金はいただきません
_NOTHING: Final = re.compile(r"(?:料金|お金|参加費|入場料)[はも]、?(?:いただき|かかり|いり)ません")
_FREE: Final = re.compile(
    r"(?:参加費?|受講料?|入場料?|観覧料?|聴講料?|会費|料金)は、?(?P<value>無料|[\d,]+円)"
)
_COSTS: Final = re.compile(
    r"(?P<what>(?:テキスト|材料|資料|教材|お茶)[代費])(?:として|は)?、?(?:[^。、\d]{1,6}に)?(?P<sum>[\d,]+円)"
)
_TIME: Final = re.compile(
    rf"(?:時間|開演時間|時刻)は、?(?:いずれも|各[回日]とも|両日とも|毎回)?、?(?P<value>{_HOURS})"
)
_FROM_TO: Final = re.compile(
    rf"開演は、?(?P<begin>{_HOUR})、(?:終演|終了)は、?(?P<end>{_HOUR}(?:ごろ|頃)?)"
)
_APPLICANT: Final = (
    r"(?:お?申し?込みは|ご?応募は|(?:受講|参加|聴講|観覧|応募|出席)(?:を|の|ご)*希望(?:の|される|する)方は"
    r"|(?:受講|参加)(?:したい|される)方は)"
)
_APPLY: Final = re.compile(
    rf"{_APPLICANT}、?(?P<value>[^。]{{4,90}}?)、?(?:で?お?受け(?:し|いたし|付け)|で?受け?付け|で?承り|へ?お?申し?込み?(?:ください|下さい|をお願い)|ご連絡ください|お送りください|ご応募ください|提出してください|。|$)"
)
_WAY: Final = re.compile(r"\d|電話|窓口|カウンター|フォーム|はがき|メール|申請|持参|郵送")
_WHO_APPLIES: Final = re.compile(_APPLICANT)
_NAME: Final = re.compile(r"[「『]([^「」『』]+)[」』]")
_SPAN: Final = re.compile(r"\d日(?:\([^()]*\))?(?:から|より|~)[^。]{0,12}\d日")
LONGEST: Final = 44  #: characters of a sentence that goes beside the line of its days
#: 読書週間(10月27日～11月9日)にあわせて: no days of the event
_BESIDE: Final = re.compile(r"[(（][^()（）]*\d日(?:\([^()]*\))?[^()（）]*[)）]")
_BY_THEN: Final = re.compile(r"[(（](必着|(?:当日)?消印有効)[)）]までに?、?")
_FILLED_IN: Final = re.compile(
    r"(?<=はがき)に[^。]*?(?:記入|明記|お?書き)(?:の(?:うえ|上)|して|し)、"
)
_ENDS: Final = re.compile(r"(?:により|によって|にて|にお|、?先着順に)$")
_COUNT: Final = re.compile(r"全\d{1,2}回")
#: what is to be written: it is no way
_WRITTEN: Final = re.compile(r"[(（][^()（）]*(?:氏名|住所|明記|記入|年齢|〒)[^()（）]*[)）]")


#: 今月の映画会は、11月21日の土曜日です。
_ONLY_WHEN: Final = re.compile(rf"[^、。「」]{{2,20}}は、?{_DAYS.pattern}です。?")
#: the sentence right behind it: 夜7時から、図書館の2階「なぎさの間」で。
_THEN: Final = re.compile(
    rf"(?P<hours>夜?{_HOURS})(?:、(?P<place>[^、。はがを]{{2,30}})で(?:す|行います|おこないます)?)?。?"
)


@dataclass(frozen=True, slots=True)
class _EventSentence:
    """The sentence that says when something takes place; none where labelled lines say it."""

    sentence: Unit | None
    days: str  #: in the words of the sentence
    title: str  #: of the page
    alone: bool  #: no labelled line has a time

    @property
    def says_more(self) -> bool:
        """Whether the sentence says more than when: it is short and says what it is, or calls it by
        a name that the title has not.
        """
        text = self.sentence.text if self.sentence else ""
        if _TERM.match(text) or _ONLY_WHEN.fullmatch(text):
            return False  # 会期は…まで、会場は…です says nothing else
        own = any(name not in self.title for name in _NAME.findall(text))
        return own or (len(text) <= LONGEST and "開演" not in text)


def with_prose(outline: Outline, today: date, title: str, *, asks: bool = False) -> Outline:
    """Return a page with the lines that its sentences have: as it is where nothing is said to take
    place on a day to come, unless it `asks` for works or people.
    """
    units, near = outline.units, outline.near
    times = [unit for unit in units if unit.sort in (Sort.WHEN, Sort.ENTRY)]
    sentences = [unit for unit in units if unit.sort == Sort.SENTENCE]
    first = next((unit for unit in sentences if unit.bare and held_on(unit, near, today)), None)
    if first and times and not _goes_before(first, times[0]):
        first = None
    if first is None and not _is_one(times) and not (asks and not times):
        return outline
    event = _EventSentence(first, held_on(first, near, today) if first else "", title, not times)
    home = [unit for unit in sentences if unit.section == (first.section if first else 0)]
    fields = {unit.sort for unit in units if not first or not times or unit.at < times[0].at}
    facts = list(_lines(home, event, fields))
    lines: list[Unit] = []
    for unit in units:
        mine = [one for one in facts if one.at == unit.at]
        lines += [*([] if mine and _is_told(unit, mine, event) else [unit]), *mine]
    return replace(outline, units=[replace(unit, at=n) for n, unit in enumerate(lines)])


def _goes_before(sentence: Unit, time: Unit) -> bool:
    """Whether a sentence has days that run on, before the first labelled time: an exhibition, and
    what is held in it.
    """
    return sentence.at < time.at and bool(_SPAN.search(_BESIDE.sub("", sentence.text)))


def _is_one(times: Sequence[Unit]) -> bool:
    """Whether labelled days are one event's: in one section, or without an hour each."""
    return (
        bool(times)
        and not any(unit.sort == Sort.ENTRY for unit in times)
        and (
            len({unit.section for unit in times}) == 1
            or not any(re.search(_HOUR, unit.text) for unit in times)
        )
    )


def held_on(unit: Unit, near: date, today: date) -> str:
    """Return the days to come on which a sentence says that something takes place, in its words."""
    if not (_OPENS.match(unit.text) or _HELD.search(unit.text)) or UNSURE.search(unit.text):
        return ""
    text = _BESIDE.sub("", unit.text)
    spans = [match[0] for match in _DAYS.finditer(text)]
    days = [day.date for day in mentions(text, near) if day.date]
    if _OTHER.search(unit.text) or role_of(unit.text) or len(spans) != 1 or not days:
        return ""
    if max(days) < today:
        return ""
    named = _DAY_OF.sub(r"日(\1)", spans[0])  # 8月7日の金曜日
    return re.sub(r"の(?:夜の?(?=\s?(?:午後|1[2-9]|2\d)))?", " ", named)  # の夜7時 is 夜7時


def _lines(home: Sequence[Unit], event: _EventSentence, fields: set[Sort]) -> Iterator[Unit]:
    """Yield the lines of the sentences of one section, each at the place of its sentence."""
    hours = next(((u, value) for u in home if u.bare and (value := _hours(u.text))), None)
    behind = event.sentence and next((u for u in home if u.at == event.sentence.at + 1), None)
    then = _THEN.fullmatch(behind.text) if behind else None
    if behind and then and hours is None:
        hours = behind, then["hours"]
    own = re.search(_HOUR, event.days)  # the days have hours of their own
    if event.sentence and (hours or own or not (event.alone and event.says_more)):
        more = f" {hours[1]}" if hours and not own else ""
        yield replace(event.sentence, sort=Sort.WHEN, label="日時", text=f"{event.days}{more}")
    elif hours and not event.sentence and Sort.HOURS not in fields:
        yield replace(hours[0], sort=Sort.HOURS, label="時間", text=hours[1])
    seats = [word for word in ("抽選", "先着") if any(word in unit.text for unit in home)]
    known = set(fields)
    if behind and then and then["place"] and Sort.PLACE not in known:
        known.add(Sort.PLACE)
        yield replace(behind, sort=Sort.PLACE, label="会場", text=then["place"])
    for unit in home:
        if UNSURE.search(unit.text) and not _WHO_APPLIES.search(unit.text):
            continue
        for field, label, value in _facts(unit.text):
            if field in known or (field == Sort.APPLY and Sort.TERM in known):
                continue
            if field != Sort.APPLY and not unit.bare:  # whom to call, without the number
                continue
            if field == Sort.CAPACITY and _OF_A_DAY.match(unit.text):
                continue
            known.add(field)
            how = field == Sort.CAPACITY and len(seats) == 1 and seats[0] not in value
            text = f"{value}({seats[0]})" if how else value
            yield replace(unit, sort=field, label=label, text=text)


#: 19日は先着10人: of one of several days
_OF_A_DAY: Final = re.compile(r"\W*\d{1,2}日(?:\([^()]*\))?(?:[はに]|のみ|だけ)")


def _facts(text: str) -> Iterator[tuple[Sort, str, str]]:
    """Yield field, label and value of what a sentence puts plainly."""
    for field, label, words in _FACTS:
        if match := words.search(text):
            yield field, label, match["value"]
    if fee := _fee(text):
        yield Sort.FEE, "費用", fee
    way = _APPLY.search(text)
    if way and _WAY.search(way["value"]):
        value = _WRITTEN.sub("", way["value"])
        value = _BY_THEN.sub(r"\1、", _FILLED_IN.sub("で、", value))
        yield Sort.APPLY, "申込", _ENDS.sub("", value)


def _hours(text: str) -> str:
    """Return the hours that a sentence gives for all days."""
    if both := _FROM_TO.search(text):
        return f"{both['begin']}から{both['end']}"
    time = _TIME.search(text)
    return time["value"] if time else ""


def _fee(text: str) -> str:
    """Return what it costs: 無料, 500円, 無料(テキスト代500円)."""
    free, costs = _FREE.search(text), _COSTS.search(text)
    if not (free or costs) and _NOTHING.search(text):
        return "無料"
    beside = f"{costs['what']}{costs['sum']}" if costs else ""
    if free and beside and free["value"] == "無料":
        return f"無料({beside})"
    return free["value"] if free else beside


def _is_told(unit: Unit, lines: Sequence[Unit], event: _EventSentence) -> bool:
    """Whether lines say what their sentence says: how to apply, or all its figures."""
    sorts = {one.sort for one in lines}
    figures = set(re.findall(r"\d+", _COUNT.sub("", unit.text)))
    rest = figures - set(re.findall(r"\d+", " ".join(one.text for one in lines)))
    return Sort.APPLY in sorts or not (rest or (Sort.WHEN in sorts and event.says_more))
