"""Pure: a labelled line in fewer characters that says the same, for a draft that has no room for
all its lines: 午後1時30分～3時 is 13:30～15:00, (申込者が定員を超えた場合は抽選)
is (多数の場合は抽選).

What a line is exact about stays: who is left out, what else costs, how many.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bridge.text.weight import weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

_CLOCK: Final = (
    r"(?:(?P<half{0}>午[前後])\s?)?(?P<hour{0}>\d{{1,2}})"
    r"(?:時(?:(?P<minute{0}>\d{{1,2}})分|(?P<past{0}>半))?|:(?P<digits{0}>\d\d))(?!間)"
)
_NOON: Final = "正午"
#: an hour of which only what stands around it says which half of the day it is of
_HALFLESS: Final = re.compile(r"の部\s?[1-7]時(?!間)")
#: doors, or the end, of what is in the afternoon: 午後6時開演 8時終了
_SAME_HALF: Final = re.compile(
    r"(?P<first>午後[^。午]{2,24}?[\s(（・、])(?=[1-9]時(?:\d{1,2}分|半)?(?:頃|ごろ|に|から)?"
    r"(?:開場|開演|終了|終演|閉会|解散))"
)
#: an hour, or from one to another
_HOURS: Final = re.compile(
    rf"(?<![\d:月第]){_CLOCK.format('')}(?:(?P<to>\s?[～~]\s?|から)(?:{_CLOCK.format('2')}|(?P<noon>{_NOON}))(?P<until>まで)?)?"
)
#: 7月4日(土)から7月17日(金)までに、
_DAYS: Final = re.compile(
    r"(?P<month>\d{1,2})月(?P<first>\d{1,2}日(?:\([^()]{1,5}\))?)から(?:(?P<next>\d{1,2})月)?"
    r"(?P<last>\d{1,2}日(?:\([^()]{1,5}\))?)まで(?:(?:の間|に)?(?P<comma>、|$)|(?P<into>の間に|に)(?=[^、])|(?:の間)?)"
)
#: by lot, if there are more
_DRAWN: Final = re.compile(r"[(（][^()（）]*(?:多数|超え|越え)[^()（）]*抽[選せ][^()（）]*[)）]")
#: what the money is for, and when it is collected
_MONEY: Final = re.compile(
    r"(?<=円)[(（](?![^()（）]*(?:無料|\d円|除|のみ|以外|ただし))[^()（）]*(?:[代費]|集め|あつめ|徴収)[^()（）]*[)）]"
)
_WHO: Final = re.compile(
    r"(?P<area>[県市町村区都府道]内)(?:に|で)?(?:在住|お?住まい)(?:の方)?(?:、|・|又は|または|か|や|もしくは|,|し)+"
    r"(?:通勤|在勤|お?勤め|勤務)(?P<study>(?:、|・|又は|または|か|や|もしくは|,)+(?:通学|在学))?"
    r"(?:する|される|している|されている|の)?(?P<age>(?:小学生|中学生|高校生|\d{2}歳)以上の)?方"
)
#: …申込フォームからお申し込みください, behind ways that are no sentence
_ASKS: Final = re.compile(
    r"^(?P<ways>(?!.*(?:いただ|うえ|の上))[^。]{8,}?)(?:から|へ|にて|で)、?"
    r"(?:お?申し?込(?:み|んで)?(?:ください|下さい)|受け?付け(?:ます|ています|ております))。?$"
)


def shorter(lines: Sequence[str]) -> list[str]:
    """Return labelled lines in fewer weighted characters, their hours all in digits or none: after
    午後2時 a reader would take 10:30 for the evening.
    """
    forms = [_forms(line) for line in lines]
    by_digits = sum(fewer for _, _, fewer in forms) > 0
    return [digits if by_digits else short for short, digits, _ in forms]


@lru_cache(256)  # one line stands in many wordings
def _forms(line: str) -> tuple[str, str, int]:
    """Return a line in fewer weighted characters, the same with its hours in digits, and how many
    fewer those are.
    """
    short = _shorter(line)
    digits = in_digits(short)
    return short, digits, weigh(short) - weigh(digits)


#: 7月10日(金)～23日(木), in one line
_DATE: Final = re.compile(r"(?:(?P<month>\d{1,2})月)?(?<![\d/])(?P<day>\d{1,2})日(?=\()")
_BARE_DATE: Final = re.compile(r"\d日(?!\()|\d月(?!\d{1,2}日\()|年")
#: what is to be written, on a card or a form, and that it is to be
_WRITTEN: Final = re.compile(
    r"(?P<card>はがき|ハガキ|葉書|用紙|申込書|メール|ファクス|FAX)に、?[^：。]{2,}?を、?"
    r"(?:ご?(?:記入|明記|記載)(?:し、|して|の?(?:うえ|上))|書いて|書き)、?"
)
#: what is done with a form: 図書館へお出しください; one applies with it at another verb
_HANDED: Final = re.compile(
    r"(?!.*(?:申し?込|応募し|[はが]))[^。]*(?:提出|出し|出す|持参|お持ち|持って|郵送|送[っり付])"
)
#: 往復はがき又は電子申請により、氏名…を明記のうえお申し込みください; 郵送してください
_BY_WAY: Final = re.compile(
    r"(?<=^申込：)(?P<way>[^：。、]{2,24}?)(?:により|によって|にて|で)、[^：。]{4,}?を"
    r"(?:ご?(?:記入|明記|記載))(?:し、|して|の?(?:うえ|上))、?"
    r"(?:お?申し?込(?:み|んで)?(?:ください|下さい))?。?$"
)
_SENT: Final = re.compile(r"(?<=郵送|持参|提出|送付)して(?:ください|下さい)。?$")
#: where to find a place that has its name
_WHERE: Final = re.compile(r"(?<=^会場：)|(?<=^場所：)|(?<=^ところ：)")
_REMARK: Final = re.compile(r"[(（][^()（）\d]*(?:となり|隣|向かい|横|前|そば|近く|内|併設)[)）]$")
_OR: Final = re.compile(
    r"(?<=[一-龠々ァ-ヶー])(?<!直接)(?<!直接、)、?(?:または|又は|もしくは|若しくは|あるいは|及び|および)、?(?=[一-龠々ァ-ヶー])"
)
_LIVING: Final = re.compile(
    r"(?P<area>[県市町村区都府道]内)に(?P<how>(?:在住|在勤|在学|通勤|通学)(?:(?:、|・|または|又は|か)(?:在住|在勤|在学|通勤|通学))*)"
)
_YEARS: Final = re.compile(
    r"小学校?(?P<low>[1-6])年生?(?:から|～)(?:小学校?)?(?P<high>[1-6])年生(?:まで)?"
)


def tersely(lines: Sequence[str]) -> list[str]:
    """Return labelled lines in the fewest weighted characters: days with strokes (7/10(金)), in all
    lines or none; ways without what is to be written, places without what they are beside.
    """
    terse = [_tersely(line) for line in shorter(lines)]
    plain = any(_BARE_DATE.search(line) for line in terse)
    return terse if plain else [_with_strokes(line) for line in terse]


@lru_cache(256)
def _tersely(line: str) -> str:
    label, colon, value = line.partition("：")
    if not colon:
        return line
    value = written_on(value).replace("(多数の場合は抽選)", "(多数抽選)")
    value = _BY_WAY.sub(r"\g<way>", f"{label}：{value}").partition("：")[2]
    value = _SENT.sub("", value)
    value = _REMARK.sub("", value) if _WHERE.search(line) else value
    value = _LIVING.sub(
        lambda who: who["area"] + re.sub("、|または|又は|か", "・", who["how"]), value
    )
    value = _YEARS.sub(r"小学\g<low>～\g<high>年生", value)
    return f"{label}：{_OR.sub('・', value)}"


def written_on(value: str) -> str:
    """Return a way of applying without what is to be written on what: はがきで中央図書館へ,
    申込書を図書館へ提出.
    """

    def card(one: re.Match[str]) -> str:
        behind = value[one.end() :]
        form = one["card"] in ("用紙", "申込書") and _HANDED.match(behind)
        return one["card"] + ("を" if form else "、" if behind[:1].isdigit() else "で")

    return _WRITTEN.sub(card, value)


def _with_strokes(line: str) -> str:
    """Return a line with its days as 7/10(金), each with its month."""
    month = ""

    def day(one: re.Match[str]) -> str:
        nonlocal month
        month = one["month"] or month
        return f"{month}/{one['day']}" if month else one[0]

    return _DATE.sub(day, line)


@lru_cache(256)
def in_digits(line: str) -> str:
    """Return a line with its hours in digits, as 13:30～15:00; as it stands where one may be of the
    afternoon and does not say so: 午後の部 1時30分～3時.
    """
    if "\n" in line:
        return "\n".join(map(in_digits, line.split("\n")))
    if "時" not in line and ":" not in line:
        return line
    line = _SAME_HALF.sub(r"\g<first>午後", line) if "午後" in line else line
    return line if _HALFLESS.search(line) or _lacks_half(line) else _HOURS.sub(_clock, line)


def _lacks_half(line: str) -> bool:
    """Whether an hour takes its half of the day from one before it, or must be of the other:
    午後5時40分と6時10分, 午前10時と2時.
    """
    half, last = "", 0
    for one in _HOURS.finditer(line):
        hour = int(one["hour"])
        if half and not one["half"] and hour < 12 and (half == "午後" or hour < last):
            return True
        half = one["half2"] or one["half"] or half
        last = int(one["hour2"] or hour)
    return False


def _shorter(line: str) -> str:
    text = _MONEY.sub("", _DRAWN.sub("(多数の場合は抽選)", line))
    text = _WHO.sub(
        lambda who: (
            f"{who['area']}在住・在勤{'・在学' if who['study'] else ''}の{who['age'] or ''}方"
        ),
        text,
    )
    text = _ASKS.sub(r"\g<ways>", _DAYS.sub(_span, text))
    return text if weigh(text) < weigh(line) else line


def _span(days: re.Match[str]) -> str:
    """Return from when till when with a dash, the month once."""
    other = days["next"] and days["next"] != days["month"]
    month = f"{days['next']}月" if other else ""
    behind = days["comma"] or ("に" if days["into"] else "")
    return f"{days['month']}月{days['first']}～{month}{days['last']}{behind}"


def _clock(hours: re.Match[str]) -> str:
    """Return hours in digits, 13:30～15:00; or as they are where it is not plain
    which half of the day is meant.
    """
    half = hours["half"]
    begin = _minutes(half, hours["hour"], hours["minute"] or hours["digits"], hours["past"])
    if begin is None:
        return hours[0]
    if not hours["to"]:
        return _digits(begin)
    if hours["noon"]:
        end: int | None = 12 * 60
    else:
        minute = hours["minute2"] or hours["digits2"]
        end = _minutes(hours["half2"] or half, hours["hour2"], minute, hours["past2"])
    if end is None or end <= begin:
        return hours[0]
    return f"{_digits(begin)}～{_digits(end)}"


def _minutes(half: str | None, hour: str, minute: str | None, past: str | None) -> int | None:
    """Return the minutes from midnight; None for no hour of a day."""
    number = int(hour)
    if half and number > 12:
        return None
    number = number % 12 + 12 if half == "午後" else number
    return number * 60 + (30 if past else int(minute or 0)) if number <= 24 else None


def _digits(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
