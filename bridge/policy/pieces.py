"""Pure: a page or a text taken apart into the pieces that each say something of one thing.

A piece is a sentence; of a page's sentence with several heads (第1回 12人 第2回 16人) or themes
each has its own, of a text's each clause. It has values (days, hours, numbers, places, how
something stands) and marks by which it is known: pairs of letters of its nouns, heads, readers,
ways, days, what a label makes of it. A page's piece has, with less weight, the marks of its label
and heading, and of the pieces that have its head. What it says no longer holds (これまで, 現在は),
or what it denies (1階ではありません), is told apart. Cannot see a head that has no form of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from bridge.policy import claims, sides, turns
from bridge.text.daywords import WEEKDAYS
from bridge.text.possible import CAUSE, UNSURE
from bridge.text.times import HOUR
from bridge.topics.labels import labelled
from bridge.topics.sorts import Sort
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Mark: TypeAlias = tuple[str, str]  #: its family, and which of it
Marks: TypeAlias = frozenset[Mark]
NONE: Final[Marks] = frozenset()

WORD: Final = "語"  #: the family of pairs of letters
PART: Final = "役"  #: what a label makes of what stands beside it
SECTION: Final = "節"
DAY: Final = "=日"
STATE: Final = "態"  #: a value's kind, with its axis: how something stands
#: families of what is told one by one: 第1回, 前期, Aコース, 中級編, 午後の部, ①
HEADS: Final = {
    "回": re.compile(
        r"第\s?(\d{1,2})\s?(?:回|部)(?!と(?:同|おな)|に同)|(?<!\d)(\d{1,2})\s?(?:回目|部目)|(最終回|最後の回)|(初回)"
    ),
    "期": re.compile(r"([前後])(?:期|半)"),
    "字": re.compile(r"(?<![A-Za-z])([A-E])(?=コース|日程|組|班|[\s:)])"),
    "級": re.compile(r"(入門|初級|中級|上級|基礎|応用|初心者|経験者)(?:編|コース|クラス|講座)?"),
    "部": re.compile(
        r"(午前|午後|昼|夜|朝|一般|大人|子ども|こども|親子|小学生|中学生|高校生|中学・高校生|中高生)の部"
    ),
    "番": re.compile(r"([①-⑳])"),
    "週": re.compile(r"(平)日|火曜?日?(?:から|[~-])金|([土])曜?日?[・、と]?日|休(日)"),
    "端": re.compile(r"(初日|最終日)"),
    "前": re.compile(r"(前日|当日)(?=の?\s?(?:午[前後])?\d)"),
}
#: 北館, 中央館: a library by a name in short
_SHORT_HOUSE: Final = re.compile(
    r"(?<![ぁ-ん一-龠々ァ-ヶー])[ぁ-ん]{2,6}(?<![のなるいたはをにがでと])(?:図書館|分館|分室)"
    r"|(?:(?<![一-龠])[一-龠]{1,4}|(?<![ぁ-ん一-龠])[ぁ-ん]{3,5}(?<![のはがをにでと]))(?<![書民会料物術育学童開休閉来入全当各同本別新])館(?![内長員外])"
)
_NTH: Final = re.compile(r"第\s?(\d)\s?[回部]?\s?(?:~|から|-)\s?第?\s?(\d)\s?[回部]")
LAST: Final = (("回", "最終回"), ("回", "最後の回"))
#: a piece that has one of these is of nothing that has another
EXCLUSIVE: Final = (*HEADS, "館", "人", "口", "道", SECTION, DAY)
_PARTS: Final = {
    "会場": re.compile(r"会場|場所|ところ[\s:は]"),
    "締切": re.compile(r"締め?切|必着|消印|〆切"),
    "結果": re.compile(r"結果|当選|通知|選ばれた"),
    "申込": re.compile(
        r"(?<!要)(?:申し?込み?|応募|受付|受け付け)(?!み?は?(?:不要|[い要]りません|[い要]ら(?:ず|ない(?!と|わけ))|なし))"
    ),
    "返却": re.compile(r"返却|返す|返し|返せ"),
}
#: by which one applies, sends or gives back
WAYS: Final = {
    "電話": re.compile("電話"),
    "紙": re.compile("はがき|ハガキ|葉書|郵送|郵便"),
    "窓口": re.compile("窓口|カウンター"),
    "メール": re.compile("メール"),
    "ファクス": re.compile("ファクス|ファックス|FAX"),
    "ネット": re.compile("フォーム|インターネット|ネット|ホームページ|電子申請"),
    "ポスト": re.compile("ポスト"),
}
#: one mark for what has several names
_ALIKE: Final = {
    "車": re.compile("駐車|クルマ|くるま|マイカー|お車"),
    "謝礼": re.compile("謝礼|報酬|謝金|お礼"),
    "外": re.compile("[市町村区県]の?外"),
}
_OUTSIDE: Final = "外"
_RUN: Final = re.compile(
    r"[一-龠々ヶァ-ヴーA-Za-z]{2,}|(?<![一-龠\d])(?![本回日月年時分人方間会物館上下中前後冊点枚円台組歳個席名袋部子])[一-龠](?=[をがはの])|道の駅|おはなし|えほん|こども|子ども|[ぁ-ん]{2,6}(?=号)"
)
_PEOPLE: Final = re.compile(
    r"(?P<ages>(?<![\d:])\d{1,2}\s?[歳才]?\s?(?:~|-|から)\s?(?:\d{1,2}\s?[歳才]|小(?:学校?)?\s?[1-6](?:年生?)?))"
    r"|(?:(?:小学|中学|高校|大学)生?|小中学生|中高生|(?<!\d)\d{1,2}\s?[歳才])(?:以上|以下|未満)?"
    r"|(?:子ども|子供|こども)(?!図書|館|コーナー|カウンター|読書|の(?:本|読書|日)|[一-龠々ァ-ヴ]{2})|一般(?!書)|大人|おとな|成人"
    r"|乳幼児|幼児|乳児|親子|保護者|シニア|高齢者|市内|市外|非?会員|男性|女性|(?:ほか|他|その他)の(?:方|人)|それ以外"
)
_ONE_NAME: Final = {
    **dict.fromkeys(("ほかの方", "他の方", "その他の方", "ほかの人", "それ以外"), "ほか"),
    **dict.fromkeys(("子供", "こども"), "子ども"),
    "おとな": "大人",
    "中高生": "中学生",
}
#: in any notice
_ANY: Final = re.compile(
    r"図書館|利用|参加|開催|場合|時間|期間|[年月]?当日|[月火水木金土日]曜日?|午[前後]|令和|平成"
    r"|内容|予定|実施|方法|今?年度|一部|次回|必要|以[上下降前]|毎[週月日年]|祝日|休日|平日|お知"
    r"|可能|使用|[0-9]+"
)
#: 本館が休みの3月9日も: when, not of what
_WHEN: Final = re.compile(
    r"[一-龠々ァ-ヴー]{0,10}[がはの]?(?:お?休み|休館|閉館|停止|工事|休室|運休|(?:閉まって|閉じて|休んで)いる)"
    r"(?:の?(?:間|あいだ|期間|\d[^、]{0,12})|中|期間)"
)
#: 通常どおり(月曜休み)
_WEEKLY: Final = re.compile(r"\([^()]{0,6}[月火水木金土日祝]曜?日?[はが]?(?:定?休館?日?|お?休み)\)")
_HEADING: Final = re.compile(
    r"\s*(?:[■●◆◇○◎★□▼◯]|【[^】]{2,16}】\s*$|[<＜]|\(?\d{1,2}[.)）]|\d\s+(?=[一-龠]))"
)
_SENTENCE: Final = ("ます", "ません", "です", "ください")
_SHORT: Final = 24  #: characters of a line that heads others
_LONG: Final = 30  #: of a marked one that is nothing but its name
_NAME: Final = 14  #: of a longer one's name
_SAID: Final = 300  #: characters of a sentence that says something of one thing
_LINES: Final = 300  #: of a page that is about some few
_KEPT: Final = (WORD, "同")  #: of what stands before it in its line, beside its head
_FIRST: Final = 5  #: pieces of prose that tell what it is about: its title, and what is above all
REMARK: Final = ("※", "なお", "*")
_BRACKET: Final = re.compile(r"\([^()\n]{2,60}\)")
_OWN: Final = re.compile(
    r"のみ|だけ|ただし|除|(?:現在|これまで|従来|変更前|(?:今|いま)まで)[^)]|ません|不可"
)  #: a bracket that says something by itself
_THEME: Final = re.compile(
    r"[はもが](?=[、\s\d「]|[一-龠ァ-ヴ]|[おごいこふでそまあどすつときけ])(?<!では)(?<!には)"
)
_MONTH_IS: Final = re.compile(r"(?:\d{1,2}|今|来)月は")  #: when, no theme
_TOLD: Final = re.compile(r"\d\s?[円人名組時分日冊点席:]|\s\S+\s|[はで]")
_GAP: Final = re.compile(r"\s(?=[^\s、]*[はも][^\s]*(?:ません|ます))")
_TURN: Final = re.compile(r"(?<=[しりてきちえれい])、(?=[^、]{0,6}\d{1,2}日)")
_NOT_BUT: Final = re.compile(r"(?:ず|ないで|(?:でした|だった)が)、")
_CLAUSE: Final = re.compile(r"[、!?♪]|(?<=[^\d\s月火水木金土日])/|\)[とや・](?=\d)")
_DENIED: Final = re.compile(
    r"(?:\([^()]{0,8}\))?(?:のこと)?(?:では|じゃ)(?:な[いく]|ありません|ございません)"
)
_EARLY: Final = frozenset(range(12 * 60 + 1))
_LATE: Final = frozenset(range(12 * 60, 24 * 60))
_HALVES: Final = {
    "午前": _EARLY,
    "朝": _EARLY,
    "午後": _LATE,
    "昼下がり": _LATE,
    "夕方": frozenset(range(15 * 60, 20 * 60)),
    "夜": frozenset(range(16 * 60, 24 * 60)),
}
_HALF: Final = re.compile(
    r"(午前|午後|夕方|昼下がり|夜|朝)(?:中(?:の(?=\d{1,2}時間))?|の部)?"
    r"(?!\s?[(]?\d{1,2}(?:時(?!間)|:)|[の、]\d{1,2}(?:時(?!間)|:)|半|[一二三四五六七八九十]時)(?=[、。でにはかもだ\d]|$|\s)"
)
_FREE: Final = re.compile(
    r"お?(?:金|代|費用)(?:は|も)(?:かかりません|いただきません|[い要]りません|[い要]ら(?:ず|ない(?!と|わけ))|不要)"
    r"|(?<=[はもが])(?:ただ(?=で|。|!)|タダ)|参加費(?:ゼロ|なし)"
)
_FLOOR: Final = re.compile(r"(?:地下|B)?(?<!\d)\d{1,2}\s?[階F]の?\s?(?:[一-龠々ァ-ヴー]{2,10})?")
_WEEKDAYS: Final = re.compile(
    r"(?<![一-龠\d])(?<!\()(?P<days>[月火水木金土日](?:(?:曜日?)?[・、と][月火水木金土日])*)(?:曜|(?<=[・、].)(?=[、。に]|$))"
)
_LIMIT: Final = re.compile(
    r"(?P<school>小学|中学|高校|大学)校?(?:\d年)?生?(?:の方)?(?P<edge>以上|から|以下|まで)"
)
_SCHOOL: Final = re.compile(
    r"小学校?\s?(?P<low>[1-6])(?:年生?)?\s?(?:~|から|-)\s?(?:小学校?)?\s?(?P<high>[1-6])年生"
)
_GATE: Final = re.compile(r"[東西南北]口(?!館)")
#: a text's place, not what it speaks of
_AT: Final = re.compile(r"(?:まで)?(?:で(?!は)|に|へ|[。!]|$)")
_HOUSED: Final = re.compile(
    r"(?<![一-龠々ァ-ヶー])[一-龠々ァ-ヶー]{1,10}?(?:館|センター|プラザ|分室)(?:の|\s)?\s?(?=[一-龠\d])"
)
_EDGE: Final = re.compile(
    rf"\s?(?:まで|から|より|~|(?:\([^()]{{0,6}}\))?の?\s?{HOUR}まで)"
)  #: 3月1日の20時までに
ANY_MONTH: Final = "?/"  #: before a day whose month is not told
_BARE: Final = re.compile(r"(?<![\d/月第])(\d{1,2})日(?![間目以前後])")
_REASON: Final = re.compile(r"(?:\([^()]*\))?[はが](?:[^、。]{0,4})(?:祝日|休日|休み)")
_NO_COUNT: Final = (claims.MOMENTS - {"時間", "分間", "年"}) | {"歳", "階", "回目", *WEEKDAYS}
#: 3年に延びます, 令和9年, 小学3年: how long, and which
_WHICH_YEAR: Final = re.compile(r"(?:令和|平成|昭和|大正|明治|小学?|中学?|高校?|第|\d)$")
_RATE: Final = re.compile(r"(?:に|につき|あたり)?\s?\d")  #: the 1人 of 1人300円
_EACH: Final = frozenset(("人", "名", "通", "回", "枚", "冊", "組", "家族", "世帯"))
_YEARS: Final = 2  #: digits of a number of years
_LONGEST: Final = 60  #: days of a span that are told one by one

#: no decision, but what depends on something
_IF: Final = re.compile(
    r"場合|次第|こと(?:が|も)あ|可能性|おそれ|恐れ|かもしれ|なら(?![びべんわ])|たら"
)
#: how a verb of no table puts what it is of
_PLAIN: Final = re.compile(
    r"(?P<no>(?<!いただき)(?<!かかり)ません(?!か)|ないで|なくなり|[一-龠]ず[、に])"
    r"|(?P<ask>[てで]ください(?!ね?[!。]?$)|どうぞ|(?:[てで]|お[一-龠]{1,2}[しりち]"
    r"|ご(?!注意|了承|確認|覧|理解|容赦|安心|相談|連絡)[一-龠]{2})ください)"
    r"|歓迎|[てで](?:くださって|いただいて)?も(?:結構|大丈夫|よい|いい|(?:かまい|構い)ません|かまわない|OK)"
    r"|(?<=に)なります|(?P<shut>(?:閉ま|閉じ|休ん)[っで]?て?いる(?!間|とき|あいだ))|(?:やり|開き|行い)ます|(?<![集届始設続求努勧伝応締決ら出])[けげせてねべめれえ]ます"
)
_AT_HOUR: Final = re.compile(
    r"(?:[時半分]|:\d\d|正午)[にでは、]{0,3}$"
)  #: 17時で閉まる: until then
#: 工事を行います: no service
_WORKS: Final = re.compile(r"(?:工事|点検|作業|整理|入れ?替え?|更新)を?(?:行い|実施し)ます$")
_CLOSED: Final = re.compile(
    r"(?:休館|休室|休止|停止|運休|中止|閉鎖)し、|(?:休館|休止|運休|中止)(?=\()"
)
_AXES: Final = frozenset(("使える", "要る", "残る", "始まる"))


class Value(NamedTuple):
    """A value where it stands in its sentence."""

    start: int
    end: int
    kind: str  #: 日, 時, 場, 口, 円 and what else a number counts; STATE with its axis
    value: str  #: in one spelling
    words: str
    role: str = ""  #: of a day: apply; of an hour: begin, end, half; of a state: ask
    minutes: frozenset[int] = frozenset()  #: of an hour: which may be meant
    inside: tuple[str, ...] = ()  #: of the last day of a span: the days before it
    edge: bool = False  #: a day from which or until which something is


class Contradiction(NamedTuple):
    """Words of a text that its page has otherwise, or of something else."""

    words: str
    line: str  #: what the page tells of that of which the text speaks


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a page or a text."""

    text: str
    runs: tuple[str, ...]  #: nouns
    marks: Marks
    values: tuple[Value, ...] = ()
    denied: tuple[Value, ...] = ()
    inherited: Marks = NONE  #: of its label and heading
    joined: Marks = NONE  #: of what has its head
    themed: bool = False
    lead: bool = False  #: before the first label and heading of a page
    old: bool = False  #: no longer so
    label: str = ""  #: the field of its label


def pairs(run: str) -> list[Mark]:
    """Return each two letters of a noun that follow each other; a single one by itself."""
    return [(WORD, run[n : n + 2]) for n in range(max(1, len(run) - 1))]


def runs_of(text: str) -> tuple[str, ...]:
    """Return the nouns of a text, without those of any notice."""
    return tuple(_RUN.findall(_ANY.sub(" ", _WHEN.sub("、", text))))


@lru_cache(1024)
def marks_of(text: str) -> Marks:
    """Return by what a text is known, its days left out."""
    marks = {mark for run in runs_of(text) for mark in pairs(run)}
    marks |= {mark for _, _, mark in heads_of(text)}
    marks |= {(PART, one) for one, pattern in _PARTS.items() if pattern.search(text)}
    marks |= {("道", one) for one, pattern in WAYS.items() if pattern.search(text)}
    marks |= {("同", one) for one, pattern in _ALIKE.items() if pattern.search(text)}
    marks |= {("口", gate[0]) for gate in _GATE.findall(text)}
    marks |= {("人", one) for one in _people(text)}
    marks |= {("人", _OUTSIDE)} if _ALIKE[_OUTSIDE].search(text) else set()
    marks |= {("館", house) for _, _, house in _houses(_WHEN.sub("、", text))}
    if nth := _NTH.search(text):  # 第1回~第3回: the second as well
        marks |= {("回", str(n)) for n in range(int(nth[1]), int(nth[2]) + 1)}
    return frozenset(marks)


def _people(text: str) -> Iterator[str]:
    """Yield for whom something is by a text: 小学生, 3~5, 一般."""
    for match in _PEOPLE.finditer(text):
        name = re.sub(r"\s", "", match[0])
        if match["ages"]:  # 3歳から小学2年生 is 3~小2
            name = re.sub(r"[歳才]|学校?|年生?", "", re.sub("~|-|から", "~", name))
        yield _ONE_NAME.get(name, name)


def _houses(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the houses of a text with where they begin and end: 中央図書館, 北館."""
    for house in claims.houses_in(text):
        start = text.find(house)
        yield start, start + len(house), house
    yield from ((*one.span(), one[0]) for one in _SHORT_HOUSE.finditer(text))


def heads_of(text: str) -> Iterator[tuple[int, int, Mark]]:
    """Yield the heads of a text with where they begin and end."""
    for family, pattern in HEADS.items():
        for match in pattern.finditer(text):
            which = next((one for one in match.groups() if one), "平").replace("日", "土")
            yield *match.span(), (family, "1" if which == "初回" else which)


def _dated(values: Sequence[Value]) -> Marks:
    """Return the days of values, and whether it costs nothing."""
    days = {(DAY, one.value) for one in values if one.kind == "日" and one.value[:2] != ANY_MONTH}
    return frozenset(days | {("=円", "0") for one in values if one[2:4] == ("円", "0")})


@lru_cache(512)  # page and draft are asked for again and again
def values_of(passage: claims.Passage, *, page: bool) -> tuple[Value, ...]:
    """Return the values of a sentence; `page`: as a page means them."""
    items = [*_days(passage), *_hours(passage, page=page), *_places(passage.text, page=page)]
    spans = [(one.start, one.end) for one in items]
    items += _counts(passage.text, spans)
    items += _weekdays(passage, page=page)
    for limit in _LIMIT.finditer(passage.text):
        edge = "+" if limit["edge"] in ("以上", "から") else "-"
        items.append(Value(*limit.span(), "誰", f"{limit['school']}{edge}", limit[0]))
    for ages in _PEOPLE.finditer(passage.text):
        if ages["ages"]:
            items.append(Value(*ages.span(), "誰", next(_people(ages[0])), ages[0]))
    for years in _SCHOOL.finditer(passage.text):
        value = f"小{years['low']}~小{years['high']}"
        items.append(Value(*years.span(), "誰", value, years[0]))
    items += [Value(*one.span(), "口", one[0], one[0]) for one in _GATE.finditer(passage.text)]
    items += [Value(*one.span(), "円", "0", one[0]) for one in _FREE.finditer(passage.text)]
    if not page:
        items += [
            Value(*one.span(), "日", f"{ANY_MONTH}{one[1]}", one[0])
            for one in _BARE.finditer(passage.text)
            if not any(start <= one.start() < end for start, end in spans)
        ]
    return tuple(items)


def _counts(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Value]:
    """Yield what is counted, weeks in days; nothing that lies in `spans`."""
    for match, number, unit in claims.numbers(text):
        rate = number == "1" and (unit in _EACH or _RATE.match(text, match.end()))
        inside = any(start <= match.start() < end for start, end in spans)
        which = unit == "年" and (
            len(number) > _YEARS or _WHICH_YEAR.search(text, 0, match.start()) is not None
        )
        if unit and not (rate or inside or which or unit in _NO_COUNT):
            weeks = unit == "週間" and number.isdigit()
            value = str(7 * int(number)) if weeks else number
            yield Value(*match.span(), "日間" if weeks else unit, value, match[0])


def _weekdays(passage: claims.Passage, *, page: bool) -> Iterator[Value]:
    """Yield the weekdays that are told, of a page those of its days as well."""
    for day in passage.days if page else ():
        if at := day.mention.date:
            yield Value(0, 0, kind="曜", value=WEEKDAYS[at.weekday()], words=day.mention.text)
    for week in _WEEKDAYS.finditer(passage.text):
        for day_of in re.sub("[曜日]日?|[・、と]", "", week["days"]) or week["days"]:
            yield Value(*week.span(), "曜", day_of, week[0])


def _days(passage: claims.Passage) -> Iterator[Value]:
    last: date | None = None
    for day in passage.days:
        at, span = day.mention.date, 0
        if at and last and day.mention.joined == "~":
            span = (at - last).days if (at - last).days < _LONGEST else 0
        within = [last + timedelta(days=n) for n in range(1, span)] if last else []
        last = at
        start, end = day.mention.start - passage.start, day.mention.end - passage.start
        if at and not _REASON.match(passage.text, end):
            yield Value(
                start,
                end,
                kind="日",
                value=f"{at.month}/{at.day}",
                words=day.mention.text,
                role="apply" if day.role == "apply" else "",
                inside=tuple(f"{one.month}/{one.day}" for one in within),
                edge=_EDGE.match(passage.text, end) is not None,
            )


def _hours(passage: claims.Passage, *, page: bool) -> Iterator[Value]:
    spans = []
    for time in passage.times:
        start, end = time.start - passage.start, time.end - passage.start
        spans.append((start, end))
        for n, minutes in enumerate(claims.moments(time, page=page)):
            edge = "end" if n or time.begins is None else "begin"
            yield Value(
                start, end, kind="時", value="", words=time.words, role=edge, minutes=minutes
            )
    for half in _HALF.finditer(passage.text):
        if not any(start <= half.start() < end for start, end in spans):
            yield Value(
                *half.span(),
                kind="時",
                value="",
                words=half[0],
                role="half",
                minutes=_HALVES[half[1]],
            )


def _places(text: str, *, page: bool) -> Iterator[Value]:
    """Yield floors with their rooms, and named places; a house right before its room is one with
    it. In a text, where は follows, it is what is spoken of, and none.
    """
    items = [(floor.start(), floor.end(), floor[0]) for floor in _FLOOR.finditer(text)]
    floors, end = list(items), 0
    for place in claims.places(text):
        start = text.find(place, end)
        end = start + len(place)
        inside = any(start < last and first < end for first, last, _ in floors)
        if start >= 0 and not inside and (page or _AT.match(text, end)):
            items.append((start, end, place))
    begins = {start for start, _, _ in items}
    houses = {one.end(): one.start() for one in _HOUSED.finditer(text) if one.end() in begins}
    for start, end, words in items:
        if not any(first <= start and end <= last for last, first in houses.items()):
            name = re.sub(r"\s|の", "", words).replace("F", "階")
            yield Value(
                start, end, kind="場", value=name, words=text[houses.get(start, start) : end]
            )


@lru_cache(512)  # the pieces of a page are asked for each draft of it
def states(text: str, *, page: bool) -> tuple[Value, ...]:
    """Return how a piece says that what it speaks of stands."""
    return tuple(_states(text, page=page))


def _states(text: str, *, page: bool) -> Iterator[Value]:
    text = CAUSE.sub(lambda one: "、" * len(one[0]), text)
    if (UNSURE if page else _IF).search(text):
        return
    text = _WEEKLY.sub(lambda one: "、" * len(one[0]), text)
    text, read = _WHEN.sub(lambda one: "、" * len(one[0]), text), False
    for match in sides.ANYHOW.finditer(text):
        verb = next(one for one in sides.VERBS if one.pattern.match(text, match.start()))
        read = True
        if "閉" in match[0] and _AT_HOUR.search(text, 0, match.start()):
            continue
        if _WORKS.search(text, 0, match.end()):
            continue
        if verb.axis in _AXES and not text.startswith("か", match.end()):
            axis = "使える" if "続" in match[0] else verb.axis  # it goes on
            yield Value(*match.span(), f"{STATE}{axis}", str(verb.yes), match[0])
    for closed in _CLOSED.finditer(text):
        yield Value(*closed.span(), f"{STATE}使える", "False", closed[0])
    for plain in () if read else _PLAIN.finditer(text):
        role = "ask" if plain["ask"] else ""
        yield Value(
            *plain.span(),
            kind=f"{STATE}使える",
            value=str(not (plain["no"] or plain["shut"])),
            words=plain[0],
            role=role,
        )


def same(one: Value, other: Value) -> bool:
    """Return whether two values are the same, or may be."""
    if one.kind != other.kind:
        return False
    if one.kind == "場":
        floor, name = _floor(one.value)
        return (
            one.value in re.sub(r"\s|の", "", other.words)  # 東分館 of 東分館 多目的ホール
            or one.value in other.value
            or one.value.endswith(other.value)
            or bool(
                name
                and floor
                and (floor, True) == (_floor(other.value)[0], other.value.endswith(name))
            )
        )
    if one.value.startswith(ANY_MONTH):
        return other.value.endswith(one.value.removeprefix("?"))
    if one.minutes:
        return bool(one.minutes & other.minutes)
    return one.value == other.value or (one.value in other.inside and not one.edge)


def _floor(place: str) -> tuple[str, str]:
    """Return the floor with which a place begins, and the rest of its name."""
    floor, sign, name = place.partition("階")
    return (floor, name) if sign else ("", place)


def of_text(passages: Sequence[claims.Passage]) -> Iterator[list[Fragment]]:
    """Yield the clauses of each sentence of a text."""
    for passage in passages:
        if len(passage.text) <= _SAID:
            values = values_of(passage, page=False)
            cuts = {0, *(one.end() for one in _CLAUSE.finditer(passage.text))}
            cuts |= set(_by_brackets(passage.text))
            yield list(_pieces(passage.text, values, cuts, [*turns.was(passage.text)]))


def _pieces(
    text: str, values: Sequence[Value], cuts: set[int], was: Sequence[tuple[int, int]]
) -> Iterator[Fragment]:
    """Yield the pieces of a sentence between cuts; what lies in `was` is no longer so."""
    places = cuts | {place for span in was for place in span}
    for start, end in _between(places, len(text)):
        piece = _piece(text, values, start, end)
        old = any(first <= start and end <= last for first, last in was)
        yield replace(piece, old=True) if old else piece


def _between(cuts: set[int], end: int) -> list[tuple[int, int]]:
    return [(a, b) for a, b in pairwise((*sorted(cuts), end)) if b > a]


def _piece(text: str, values: Sequence[Value], start: int, end: int) -> Fragment:
    """Return the piece of a sentence between two places, as far as it stands by itself."""
    own, bare = [one for one in values if start <= one.start < end], text[start:end]
    denied = {one for one in own if _DENIED.match(text, one.end)}
    own_values = tuple(one for one in own if one not in denied)
    return Fragment(
        bare,
        runs_of(bare),
        marks_of(bare) | _dated(own_values),
        values=own_values,
        denied=tuple(denied),
        inherited=frozenset((DAY, day) for one in own_values for day in one.inside),
        themed=_THEME.search(_MONTH_IS.sub("", bare)) is not None,
        old=turns.OLD.search(bare) is not None,
    )


@lru_cache(8)
def of_page(passages: tuple[claims.Passage, ...]) -> tuple[tuple[Fragment, ...], tuple[str, ...]]:
    """Return the pieces of a page, and the names of its sections."""
    items: list[Fragment] = []
    above, names = _Headings(), list[str]()
    before: Marks = NONE
    for passage in passages[:_LINES]:
        if len(passage.text) > _SAID:
            continue
        above.read(passage, names)
        themed = _THEME.search(passage.text) is not None
        before = NONE if passage.first or themed else before
        for piece in _cut(passage, columns=above.columns):
            own = piece.marks
            remark = piece.text.lstrip().startswith(REMARK)
            heads = {mark[0] for mark in above.section if mark[0] in HEADS}
            for family in set[str]() if remark else heads:
                own = frozenset(m for m in own if m[0] != family or m in above.section)
            parts = any(mark[0] == PART for mark in own)
            more = {m for m in (*above.section, *before) if not (parts and m[0] == PART)}
            more |= set() if parts else above.label
            more |= {(SECTION, str(above.number))} if above.number >= 0 else set()
            more = {m for m in more if m[0] != DAY} if any(m[0] == DAY for m in own) else more
            dated = any(one.kind == "日" for one in piece.values)
            items.append(
                replace(
                    piece,
                    values=piece.values if dated else (*piece.values, *above.days),
                    marks=own,
                    inherited=frozenset(more - own) | piece.inherited,
                    lead=above.lead,
                    old=piece.old or above.old,
                    label=above.field,
                )
            )
            families = {m[0] for m in own if m[0] in HEADS}
            before = frozenset(m for m in before if m[0] not in families)
            before |= frozenset(
                m
                for m in own
                if m[0] in _KEPT or m[0] in HEADS or m[0] == "館" or (m[0] == DAY and not before)
            )
    if 2 * sum(one.lead for one in items) > len(items):  # prose, at most with a label at its end
        items = [replace(one, lead=n < _FIRST) for n, one in enumerate(items)]
    return _joined(_sectioned(items, names)), tuple(names)


class _Headings:
    """What stands above a line of a page."""

    def __init__(self) -> None:
        self.section: Marks = NONE
        self.label: Marks = NONE
        self.field = ""
        self.number = -1
        self.lead, self.columns, self.old = True, False, False
        self.days: tuple[Value, ...] = ()

    def read(self, passage: claims.Passage, names: list[str]) -> None:
        """Take a line in: a heading, a label, the head of columns or none of them."""
        text = passage.text.strip()
        field, label, _ = labelled(text) or (Sort.OTHER, "", "")
        known = field != Sort.OTHER
        marked = _HEADING.match(passage.text) is not None
        plain = not (passage.days or passage.times or known or len(text) >= _SHORT)
        plain = (
            plain
            and passage.first
            and not any(True for _ in heads_of(text))
            and not text.endswith(_SENTENCE)
            and not turns.heads_columns(text)
        )
        self.columns = turns.heads_columns(text) or (self.columns and not text.endswith(_SENTENCE))
        if passage.start and (marked or plain) and not text.startswith(REMARK):
            name = text if len(text) < _LONG else text[:_NAME]
            days = [one for one in values_of(passage, page=True) if one.kind == "日"]
            self.days = tuple(days) if len(text) < _SHORT else ()
            self.section, self.old = NONE if known else marks_of(name), turns.heads_old(name)
            self.label, self.lead, self.field = NONE, self.lead and not marked, ""
            if marked:
                self.number = -1 if known or passage.days else len(names)
            names += [name] if self.number >= 0 else []
        if known:
            self.label, self.lead, self.field = marks_of(label), False, field
            self.days = ()
        if text.startswith(REMARK):
            self.label, self.field = NONE, ""


def _cut(passage: claims.Passage, *, columns: bool) -> Iterator[Fragment]:
    """Yield the pieces of a page's sentence."""
    text, values = passage.text, values_of(passage, page=True)
    was = [*turns.was(text), *(turns.was_in_row(text) if columns else ())]
    cuts = {0, *_by_heads(text), *_by_themes(text), *_by_brackets(text), *_by_days(passage)}
    cuts |= {one.start() for one in _GAP.finditer(text) if one.start() > _NAME // 2}
    cuts |= {one.end() for one in (*_TURN.finditer(text), *_NOT_BUT.finditer(text))}
    yield from _pieces(text, values, cuts, was)


def _by_heads(text: str) -> Iterator[int]:
    by_family: dict[str, list[tuple[int, int]]] = {}
    for start, end, (family, _) in heads_of(text):
        by_family.setdefault(family, []).append((start, end))
    by_family["館"] = sorted((start, end) for start, end, _ in _houses(text))
    for family, places in by_family.items():
        for (_, end), (start, _) in pairwise(places):
            gap = text[end:start]
            if _TOLD.search(gap) or (family == "館" and len(gap.strip("、・とや ")) > 1):
                yield start


def _by_days(passage: claims.Passage) -> Iterator[int]:
    """Yield where another day with hours of its own begins: 24日 午前11時~ / 28日 午後2時~."""
    for one, other in pairwise(passage.days):
        start, end = one.mention.end, other.mention.start
        own = any(start <= time.start < end for time in passage.times)
        behind = any(time.start >= other.mention.end for time in passage.times)
        if own and behind and other.mention.joined != "~":
            yield end - passage.start


def _by_themes(text: str) -> Iterator[int]:
    bare = _BRACKET.sub(lambda one: "_" * len(one[0]), text)
    themes = [one.start() for one in _THEME.finditer(bare)]
    for comma in re.finditer("、", bare) if len(themes) > 1 else ():
        cause = bare.endswith(("ため", "ので"), 0, comma.start())
        if (
            not cause
            and bare[comma.start() - 1] not in "はもが"
            and themes[0] < comma.start() < themes[-1]
        ):
            yield comma.end()


def _by_brackets(text: str) -> Iterator[int]:
    for bracket in _BRACKET.finditer(text):
        paid = "ません" in text and re.search(r"\d", bracket[0])  # 謝礼なし(交通費500円)
        if paid or _OWN.search(bracket[0]) or any(True for _ in heads_of(bracket[0])):
            yield from bracket.span()


def _sectioned(items: list[Fragment], names: list[str]) -> list[Fragment]:
    """Return pieces without the section where it is none of several, or where a line of the last
    one may be of the whole page: its label stands in no other section.
    """
    inside: dict[str, set[str]] = {}
    for piece in items:
        for section in (mark[1] for mark in piece.inherited if mark[0] == SECTION):
            inside.setdefault(piece.label, set()).add(section)
    last = str(len(names) - 1)

    def free(piece: Fragment) -> bool:
        alone = len(inside.get(piece.label, ())) < 2 and (SECTION, last) in piece.inherited
        return len(names) < 2 or (alone and bool(piece.label))

    return [
        replace(one, inherited=frozenset(m for m in one.inherited if m[0] != SECTION))
        if free(one)
        else one
        for one in items
    ]


def _joined(items: list[Fragment]) -> tuple[Fragment, ...]:
    """Return pieces, each with the marks of those that have its head: 第4回 けやき台図書館, and
    第4回 2月27日.
    """
    by_head: dict[Mark, set[Mark]] = {}
    for piece in items:
        for head in (mark for mark in piece.marks if mark[0] in HEADS):
            by_head.setdefault(head, set()).update(piece.marks)
    joined = []
    for piece in items:
        own = [mark for mark in piece.marks if mark[0] in HEADS]
        more = by_head[own[0]] - piece.marks if len(own) == 1 else set[Mark]()
        joined.append(replace(piece, joined=frozenset(more)) if more else piece)
    return tuple(joined)


def counted(pieces: Sequence[Fragment]) -> Counter[Mark]:
    """Return how many pieces have each mark by themselves."""
    return Counter(mark for piece in pieces for mark in piece.marks)
