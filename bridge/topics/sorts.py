"""Pure: what a line is by itself — a day, an hour, a place, an audience, a way to apply — when no
label says so.

And what part a day plays: closed, opened, applied until, lent until, or something taking place.
Lists are data, with an example beside each pattern.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bridge.text.dates import find_occasions
from bridge.text.limits import FOR_A_DAY
from bridge.text.times import find_times, fold

if TYPE_CHECKING:
    from datetime import date

    from bridge.model import Occasion


class Sort(StrEnum):
    """What a line of a page is: the field that its label names, or what it is by itself."""

    SENTENCE = ""
    WHEN = "when"
    HOURS = "hours"
    PLACE = "place"
    AUDIENCE = "audience"
    CAPACITY = "capacity"
    FEE = "fee"
    APPLY = "apply"
    TERM = "term"  #: from when until when one applies
    BRING = "bring"
    THEME = "theme"
    NAME = "name"
    LIBRARY = "library"
    ASIDE = "aside"  #: behind a label of what is no news: 講師, 問合せ, 内容
    ENTRY = "entry"  #: a day behind the name of what is held then: 映画会 7月4日(土)
    OTHER = "other"  #: behind a label of no known field
    NOTE = "note"
    WORD = "word"  #: a name, or what nobody can tell


#: a remark: ※…, *…, 注:…, (注1)…
NOTE: Final = re.compile(r"[※*＊]|[(（]?注(?:釈|記)?\d{0,2}\s*[:)）]")
#: characters of a line that may be something else than a sentence
SHORT: Final = 60
_FIGURE: Final = re.compile(r"\d|正午|[一二三四五六七八九十]月|毎週|毎月|第[一二三四五]")
#: words between and behind days that are no name of anything
_BETWEEN: Final = re.compile(
    r"から|より|まで|迄|[上中下]旬|開演|開場|開始|開館|閉館|終了|終日|各日|各回|両日|毎日|毎週|毎月|のみ|ごろ|頃|予定|休館|休み|お休み|休室|臨時休館|開催"
    r"|第?\d{1,2}(?:回目?|部|日目)|全\d{1,2}回|[月火水木金土日]曜日?|祝日?|振替休?日?|休日|午前中?|午後|ごぜん|ごご|雨天(?:中止|決行)|または|及び|および|と|の|\W"
)
#: 14:00～(45分程度を予定しています)
_REMARK: Final = re.compile(r"(?<=\S)\s*[(（][^()（）]{2,24}[)）]$")
_SENTENCE: Final = re.compile(
    r"[。!?！？]|(?:です|ます|ました|ません|ください|下さい|ましょう|でした)[」』)）♪☆★]*$"
)
#: 中央図書館2階 集会室, おはなしコーナー, 市民ホール
_PLACE: Final = re.compile(
    r"(?:図書館|分館|本館|館|室|ホール|センター|コーナー|ロビー|広場|ひろば|会議室|公園|ギャラリー|フロア|エントランス|プラザ|カウンター|駐車場|\d階|教室|テラス|スペース|シアター|ルーム|ラウンジ|サロン|アリーナ|スタジオ|コモンズ)"
    r"(?:前|内|付近|横|ほか|他|全館)?(?:\s*[(（「][^()（）]{1,20}[)）」])?$"
)
#: どなたでも, 小学生以上, 0～2歳児と保護者, 市内在住の方
_AUDIENCE: Final = re.compile(
    r"(?:どなたでも|だれでも|誰でも)|(?:\d歳|歳児|児童|小学|中学|高校|幼児|乳幼児|赤ちゃん|親子|保護者|一般|大人|成人|市内|町内|村内|区内|在住|在勤|在学|生徒|学生)[^。]{0,24}"
    r"(?:方|人|者|生|児|子|親子|保護者|向け|以上|以下|まで|一般|対象)(?:[(（][^()]{1,20}[)）])?$"
)
#: 申込不要, 要申込, 直接会場へ, 事前予約制, 電話か窓口で
_APPLY: Final = re.compile(
    r"(?:申し?込み?|予約|参加申込)(?:は|み)?(?:不要|いりません|必要ありません)|要(?:申し?込み?|予約|事前申込)|直接(?:会場|お越し)|事前(?:申し?込み?|予約)(?:制|が?必要)"
    r"|整理券|(?:電話|窓口|カウンター|はがき|インターネット|ホームページ|フォーム)[^。]{0,12}(?:申し?込|受付|で$|にて$)|先着順"
)
#: 無料, 入場無料, 1,000円
_FEE: Final = re.compile(
    r"^(?:参加|入場|観覧|聴講|受講)?(?:費|料)?は?無料$|^[^。]{0,10}[\d,]+円(?:[(（][^()]{1,20}[)）])?$"
)
#: 先着20名, 定員30人(申込順), 92席
_CAPACITY: Final = re.compile(
    r"^(?:各[回日部組]?|先着|定員|申込先着|抽選)*\s*\d{1,4}(?:名|人|組|席)(?:程度|まで)?(?:\s*[(（][^()]{1,20}[)）])?$"
)


def sort_of(text: str) -> Sort:
    """Return what an unlabelled line is: the field that it fills, a remark, a sentence, or a
    word.
    """
    bare = _REMARK.sub("", text)
    timed = bare != text and len(text) <= SHORT and is_time(bare) and not NOTE.match(text)
    if not timed and (_SENTENCE.search(text) or len(text) > SHORT):
        return Sort.SENTENCE
    if NOTE.match(text):
        return Sort.NOTE
    if timed or is_time(text):
        return Sort.WHEN if has_day(bare) else Sort.HOURS
    for sort, pattern in (
        (Sort.FEE, _FEE),
        (Sort.CAPACITY, _CAPACITY),
        (Sort.APPLY, _APPLY),
        (Sort.PLACE, _PLACE),
        (Sort.AUDIENCE, _AUDIENCE),
    ):
        if pattern.search(text):
            # 3月13日(木) 堀川分館: a day, and where
            return Sort.WHEN if sort in (Sort.PLACE, Sort.AUDIENCE) and lead_time(text)[0] else sort
    return Sort.WORD


@lru_cache(256)
def is_time(text: str) -> bool:
    """Whether days and hours are nearly all that a line says: 12/28(月)～1/4(月), 10:30～11:00
    2・3歳児向け.
    """
    dated = has_day(text) or find_times(text) if _FIGURE.search(text) else False
    return bool(dated) and len(rest_of(text)) <= max(4, len(text) * 0.2)


@lru_cache(256)
def has_day(text: str) -> bool:
    """Whether a line names a day."""
    return bool(_DAY.search(fold(text)))


#: 1日2冊, 1日7時間: how many of something in a day
_OF_THINGS: Final = r"\s*\d{1,3}\s?(?:冊|点|組|個|こ|枚|袋|回|館|人|名|時間)"
_DAY: Final = re.compile(
    rf"(?<!週)\d\s*日(?!間|{_OF_THINGS}|{FOR_A_DAY})|"
    rf"\d\s*[/.]\s*\d+(?!\d*\s*[%倍])|十?[一二三四五六七八九十]日(?!{FOR_A_DAY})|毎週|毎月"
    r"|第\s*[1-5一二三四五][^回]{0,6}曜|\d{1,2}\s*\([月火水木金土日]"
)
_CLOCK: Final = re.compile(
    r"(?:(?:令和|平成|昭和|[RHS])\s*[\d元]+|(?:19|20)\d\d)\s*[年./-]|\d{1,2}\s*(?:月|日|時(?:間)?|分|半)|\d{1,2}\s*[:/.]\s*\d{1,2}|[(（]\s*[月火水木金土日][^()（）]{0,8}[)）]|[AaPp]\.?[Mm]\.?|正午|ごぜん|ごご|\d"
)


@lru_cache(256)
def rest_of(text: str) -> str:
    """Return what a line says beside its days and hours: the name of what takes place then."""
    return _BETWEEN.sub("", _CLOCK.sub("", fold(text)))


#: days by their weekday, of which more days follow
_WEEKDAYS: Final = re.compile(r"(?:[月火水木金土日]曜日?|平日|祝日|休日|土日)[、・]\s*$")
WEEKDAYS_AND: Final = re.compile(
    r"(?:[月火水木金土日]曜日?|平日|祝日|休日|土日)[、・]\s*(?=\d{1,2}月\d|\d{1,2}/\d|\d{1,2}日)"
)


#: 13時開会 県立図書館: what begins then, and no part of the place
_OPENS: Final = re.compile(r"^(?:開[会演始場講]|スタート|集合)\s+(?=\S)")


def named_time(text: str) -> tuple[str, str] | None:
    """Take "name, then when" or "when, then name" apart: 映画会 7月12日(日)14時; None when a line
    is no such thing.
    """
    if _SENTENCE.search(text) or len(text) > SHORT or not has_day(text):
        return None
    flat = fold(text)
    if three := _between(text) or day_first(text):
        return three
    match = _HEAD_TIME.match(flat)
    if (
        match is not None and text[match.end() : match.end() + 1] == "は"
    ):  # 4月23日は子ども読書の日: a sentence about that day
        return None
    if match is not None:
        name = re.sub(r"^\s*(?:まで|から|より|開催|は)?[\s::、・]*", "", text[match.end() :])
        when = text[: match.end()]
    else:
        tail = _TAIL_TIME.search(flat)
        if tail is None:
            return None
        first = _DAYS_BEFORE.search(flat, 0, tail.start())  # あそびの会 2・16日(水)
        place = first.start() if first else tail.start()
        name, when = text[:place], text[place:]
        if _WEEKDAYS.search(name):
            return None  # 期間中の土曜日、日曜日、7月20日(月・祝): some of the days
    if re.search(r"\s*[~～]\s*$", name) and "~" not in fold(when):  # おつきみ ～10月30日(日)
        name, when = re.sub(r"\s*[~～]\s*$", "", name), f"{when.rstrip()}まで"
    name = _OPENS.sub("", name.strip(" ：:・、-―→⇒…(（"))
    if hour := _HOUR_BESIDE.search(fold(name)):  # 春のおはなし会 10:30
        when = f"{when.strip()} {name[hour.start() : hour.end()].strip()}"
        name = (name[: hour.start()] + name[hour.end() :]).strip()
    if name.startswith(("の", "に", "月")):  # 11月9日の読書週間にちなんで
        return None
    clear = 2 <= len(name) <= 40 and re.search(r"[一-龠ぁ-んァ-ヶ]{2}", name) and not is_time(name)
    return (name, when) if clear and len(rest_of(name)) > 1 and len(rest_of(when)) <= 4 else None


#: a rule with its hour, behind a name or alone: おはなしの森 毎週土曜 11時～(26日はお休み)
_RULE: Final = re.compile(
    r"(?:(?P<name>[^\d、。:※]{2,20}(?:「[^「」]{1,24}」)?)\s+)?"
    r"(?P<when>(?:毎週|毎月|第\s?[1-5一二三四五][^。※]{0,12}[月火水木金土日]曜?).*)"
)
_IN_BRACKETS: Final = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)|※.*")
RULED: Final = 24  #: letters beside days and hours that a line of a rule may have


def ruled(text: str) -> tuple[str, str] | None:
    """Take "name, then by which rule" apart, the name empty where none stands there, whatever is
    said in brackets of single days; None when a line is no such thing.
    """
    flat = fold(text)
    match = _RULE.fullmatch(flat)
    bare = _IN_BRACKETS.sub("", flat)
    if match is None or bare == flat or _SENTENCE.search(bare) or not find_times(bare):
        return None
    if len(rest_of(bare.removeprefix(match["name"] or ""))) > RULED or has_day(match["name"] or ""):
        return None
    return (match["name"] or "").strip(), text[match.start("when") :]


#: 第1回, 2回目: a session, which is no name
_SESSION: Final = re.compile(r"第?\s?\d{1,2}\s?回目?")


#: a day, a name, its hours, and what stands behind: 6日(日) 郷土の会 13時～15時 北分館
_NAME_HOURS: Final = re.compile(
    r"(?P<name>[^\d、。:※]{2,24}?(?:「[^「」]{1,24}」)?)\s+(?P<hours>(?:午[前後])?\d{1,2}(?::\d\d|時)[^。※]{0,44})"
)


def day_first(text: str) -> tuple[str, str] | None:
    """Take "day, name, hours and what is beside" apart; None when a line is no such thing."""
    day, rest = lead_time(text)
    match = _NAME_HOURS.fullmatch(fold(rest)) if day and not find_times(day) else None
    if match is None or has_day(rest) or is_time(match["name"]) or not find_times(match["hours"]):
        return None
    if len(rest_of(match["name"])) < 2:
        return None
    return rest[: match.end("name")], f"{day.strip()} {rest[match.start('hours') :]}"


#: the letter by which one of several is counted: B はじめての会
_COUNTED: Final = re.compile(r"[A-Z]\s+(?=[^\x00-\x7f])")


def _between(text: str) -> tuple[str, str] | None:
    """Take "name, day, what is done then" apart at its blanks: 第2夜 6月19日(金) 詩を読む."""
    count = _COUNTED.match(text)
    name, _, tail = text[count.end() if count else 0 :].partition("※")[0].rstrip().partition(" ")
    day, rest = lead_time(tail)
    if not day or " " not in tail[len(day) - 1 : len(day) + 1] or _SESSION.fullmatch(name):
        return None
    clear = 2 <= len(name) <= 14 and not (has_day(name) or is_time(name)) and rest_of(name)
    return (name, tail) if clear and len(rest) <= 30 and not has_day(rest) else None


def lead_time(text: str) -> tuple[str, str]:
    """Take the day at the beginning of a cell off: 7月25日(金) 小学4年生から; both empty when none
    stands there.
    """
    match = _HEAD_TIME.match(fold(text))
    rest = text[match.end() :].strip(" 、・") if match else ""
    return (
        (text[: match.end()], rest)
        if match and len(rest) > 1 and has_day(text[: match.end()])
        else ("", "")
    )


_HOUR_BESIDE: Final = re.compile(
    r"\s+(?:午前|午後)?\d{1,2}(?::\d\d|時(?:\d{1,2}分|半)?)(?:\s*(?:~|から)\s*(?:(?:午前|午後)?\d{1,2}(?::\d\d|時(?:\d{1,2}分|半)?))?)?$"
    r"|^(?:午前|午後)?\d{1,2}(?::\d\d|時(?:\d{1,2}分|半)?)(?:\s*(?:~|から)\s*(?:(?:午前|午後)?\d{1,2}(?::\d\d|時(?:\d{1,2}分|半)?))?)?\s+"
)
_ONE: Final = (
    r"(?:(?:(?:令和|平成|R)\s*[\d元]+|20\d\d)\s*[年./]\s*)?(?:\d{1,2}\s*[月/.]\s*)"
    r"?\d{1,2}(?!\d|\s*[時:]|\s*日[目間])\s*日?\s*(?:\(\s*[月火水木金土日祝][^()]{0,8}\)|\(祝\))?"
)
_TIME_BEHIND: Final = (
    r"(?:\s*(?:午前|午後|AM|PM)?\s*\d{1,2}(?::\d\d|時(?:\d{1,2}分|半)?)\s*(?:~|から|まで|-)?)"
)
_HEAD_TIME: Final = re.compile(
    rf"(?=\d{{1,2}}\s*(?:[月/.]|日|\()|令和|20\d\d)(?:{_ONE}(?:\s*[~・、,-]\s*|\s*から\s*)?)+(?:まで)?{_TIME_BEHIND}*(?:(?<=[~ら])\s*{_ONE}{_TIME_BEHIND}+)?"
)
_TAIL_TIME: Final = re.compile(
    r"(?:(?:令和|平成)\s*[\d元]+\s*年\s*|20\d\d[年./]\s*)?(?<!\d)\d{1,2}\s*(?:月\s*\d{1,2}\s*日|[/.]\s*\d{1,2}|日)\s*(?:\(|~|から|、|・|まで|午|\d|\s|$).*$"
)

# ── the part that a day plays ───────────────────────────────────────────────────────────────────

#: asked in this order; the words stand behind the day in its clause, before it in its label or
#: heading
ROLES: Final = (
    (
        "lent",
        re.compile(
            r"返却(?:期限|日|期日|予定)|貸出(?:期[間限]|日|分)|借り(?:た|られ)|貸し?出し?(?:た|する|期間)|期限の|期限が|予約の?取り?置|取り?置き期限|(?<!時間を)(?<!時間の)(?<!時間)(?<!応募期間を)(?<!募集期間を)(?<!申込期間を)(?<!受付期間を)延長"
        ),
    ),
    (
        "apply",
        re.compile(
            r"申し?込み?|応募|募集|受付(?!分)|締め?切|必着|予約(?:開始|受付)|整理券|エントリー"
        ),
    ),
    (
        "open",
        re.compile(
            r"(?:から|より|に|は、?)[^。、]{0,14}(?:再開|開館|開室|通常どおり|通常通り|いつもどおり)|再開|(?:臨時|部分|特別)に?(?:開館|開け)|開館(?:日|する日)|(?:は|だけ)[^。、]{0,6}(?:開館|開け)(?:ます|る)"
        ),
    ),
    (
        "closed",
        re.compile(
            r"休館|休室|(?<![春夏秋冬昼])お?休み|閉館|閉室|休業|休止|停止|制限|点検|整理期間|整理日|使え(?:ません|なく|ない日)|使用できません|利用(?:いただけ|でき)(?:ません|なく|ない日)|メンテナンス|閉め"
        ),
    ),
)


_AROUND_CLOSING: Final = re.compile(r"(?:休館|休室|閉館|お?休み)(?:期間)?(?:前|後|中|明け)(?!止)")


#: 毎週水曜日(祝日は休み): the exception is no closing
_CLOSED_BESIDE: Final = re.compile(
    r"\((?:祝日?|休日|祝休日|第\d[月火水木金土日]曜日?|[月火水木金土日]曜日?|年末年始)[はも、・]?(?:お?休み|休止|休|除く|を除く)\)"
)


@lru_cache(256)  # of the same words it is asked by several
def role_of(words: str) -> str:
    """Return the part that a day plays by the words around it: lent, apply, open, closed; empty: it
    takes place.
    """
    words = _CLOSED_BESIDE.sub("", _AROUND_CLOSING.sub("", words))
    return next((name for name, pattern in ROLES if pattern.search(words)), "")


#: a day without its month; 週4日, 1日6時間 and 2日以内 are numbers of days
_BARE_DAY: Final = re.compile(
    r"(?<![\d第月.:,週])\d{1,2}(?=\s*日(?!時|間|目|号|以|前|後|程|分|ほど|数|ごと|おき|あたり|につき"
    rf"|本|・?夜|{_OF_THINGS}|{FOR_A_DAY})|\s*\(\s*[月火水木金土日])"
)


#: the first days of a list of which only the last has its 日: 2・16日(水)
_DAYS_BEFORE: Final = re.compile(r"(?:(?<![\d第月.,週年])(?<!\d:)\d{1,2}\s?[・、,]\s?)+$")


#: the month in which a span ends that begins on a bare day: 29日(火)～1月4日
_ENDS_IN: Final = re.compile(
    r"(?<![\d月/])(\d{1,2}日\s*(?:\([^()]*\)\s*)?(?:~|から)\s*)"
    r"(?:翌年|来年|(?:令和)?\s*\d{1,4}年)?\s*\d{1,2}月"
)


def without_ends(flat: str) -> str:
    """Return a folded text without the month in which a span ends that begins on a bare day: the
    month of the other bare days is another.
    """
    return _ENDS_IN.sub(r"\1", flat)


#: 第1水曜日(1月は第2水曜日): of one month of a series
_OF_A_MONTH: Final = re.compile(r"[(（](?:ただし、?)?\d{1,2}月は[^()（）]*曜[^()（）]*[)）]")


def occasions_in(text: str, near: date, month: str = "") -> tuple[Occasion, ...]:
    """Return what a line says takes place when; `month` is the one last named, for a day that names
    none.
    """
    if not (has_day(text) or re.search("毎週|毎月|曜", text)):
        return ()
    text = _OF_A_MONTH.sub("", text)
    flat = fold(text)
    bare = _BARE_DAY.search(flat) if month else None
    if bare is not None and (
        # 7日、14日、29日(火)～1月4日(月), below 12月の休館日
        not re.search(r"\d\s*月|\d[./]\d|[一二三四五六七八九十]月", without_ends(flat))
    ):
        first = _DAYS_BEFORE.search(flat, 0, bare.start())
        place = first.start() if first else bare.start()
        text = f"{text[:place]}{month}{text[place:]}"
    return find_occasions(text, near)
