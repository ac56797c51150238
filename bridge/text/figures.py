"""Pure: numbers in whatever signs, as figures, so that 午後四時, ㏬, ㊵人 and 5OO円 can be held
against a page that has 16時, 13日, 40人 and 500円.

Only what surely is a number is changed: before what is counted, and no 一時 (for a while) and no ①,
which numbers a list.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_OLD: Final = str.maketrans("壱弐参拾", "一二三十")
_NTH: Final = "〇一二三四五六七八九"
_KANJI: Final = "[〇一二三四五六七八九十]"
_COUNTED: Final = "[人名円日時分冊点階歳組席回枚]"
#: a day, an hour or a month in one sign; from twenty-one a number in its ring, where it counts
_SIGN: Final = re.compile(
    rf"[\u3358-\u3370\u33E0-\u33FE\u32C0-\u32CB]|[\u3251-\u325F\u32B1-\u32BF](?={_COUNTED})"
)
#: a letter that passes for a figure: 5OO円, 1O時
_LETTER: Final = re.compile(rf"(?<=[\d０-９])[OoＯｏ]+(?=[\d０-９]*{_COUNTED})")
_SPOKEN: Final = re.compile(r"(?P<half>ごぜん|ごご)(?=\s?[\d０-９])")
_OCLOCK: Final = re.compile(r"(?<=[\d０-９])じ(?=はん|から|まで|に|ごろ|[～~、。\s]|$)")
#: 午後一時三十分, 十時から; no 午後一時休館 (for a while), no 夜十時の物語
_HOUR: Final = re.compile(
    rf"(?!一時[開閉休])(?P<hour>{_KANJI}{{1,3}})時(?:(?P<minutes>{_KANJI}{{1,3}})分)?"
    r"(?=半?(?:から|まで|より|に?[開始終閉]|です|[~～、。]|$|\n))"
)
_FLOOR: Final = re.compile(rf"(?<!{_KANJI}){_KANJI}{{1,2}}(?=階(?![級段層]))")
_OLD_DAY: Final = re.compile(
    r"(?=[一二三四五六七八九十]{0,4}[壱弐参拾])[壱弐参拾一二三四五六七八九十]{1,5}(?=[月日円])"
)
_ANY: Final = re.compile(r"[壱弐参拾〇一二三四五六七八九十じごOoＯｏ\u3251-\u33FE]")


def in_figures(text: str) -> str:
    """Return a text with its hours, days, floors and counts in figures, whatever their signs."""
    if not _ANY.search(text):
        return text
    text = _SIGN.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]).replace("点", "時"), text)
    text = _LETTER.sub(lambda letters: "0" * len(letters[0]), text)
    text = _SPOKEN.sub(lambda half: {"ごぜん": "午前", "ごご": "午後"}[half["half"]], text)
    text = _OLD_DAY.sub(lambda number: number[0].translate(_OLD), _OCLOCK.sub("時", text))
    return _FLOOR.sub(lambda floor: _figure(floor[0]), _HOUR.sub(_hour, text))


#: (土), (月・祝)
_WEEKDAY: Final = re.compile(r"(?<=[日\d])[(][月火水木金土日](?:・?祝)?[)]")
_DAY: Final = re.compile(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_CLOCK: Final = re.compile(
    r"(?P<half>午前|午後)?(?<!\d)(?P<hour>\d{1,2})(?:時(?!間)(?:(?P<past>半)|(?P<minute>\d{1,2})分)?|:(?P<minutes>\d\d))"
)


def in_one_spelling(text: str) -> str:
    """Return a text as it is compared with another that may say the same: its days and hours in one
    notation (12月12日(土)午後2時 is 12/12 14:00), figures and signs half-width, without blanks.
    """
    flat = in_figures(unicodedata.normalize("NFKC", text))
    flat = _DAY.sub(r" \g<month>/\g<day> ", _WEEKDAY.sub(" ", flat))
    flat = re.sub(r"(?<=\d)\s+(?=午[前後])", "", flat)
    # 12/1 13:00 is no 12/11 3:00
    flat = re.sub(r"(?<!\d) | (?!\d)", "", re.sub(r"\s+", " ", flat))
    flat = re.sub(r"[〜～]|から(?=\d|午[前後])", "~", flat)
    parts, end, later = [], 0, False
    for clock in _CLOCK.finditer(flat):
        # 午後2時～4時 is until 16:00
        goes_on = flat[end : clock.start()] == "~" and not clock["half"]
        later = clock["half"] == "午後" or (later and goes_on)
        hour = int(clock["hour"]) + (12 if later and int(clock["hour"]) < 12 else 0)
        minute = clock["minute"] or clock["minutes"] or ("30" if clock["past"] else "0")
        parts += [flat[end : clock.start()], f" {hour}:{int(minute):02} "]
        end = clock.end()
    return re.sub(r"\s+", " ", "".join([*parts, flat[end:]])).strip()


def _hour(match: re.Match[str]) -> str:
    """Return an hour, and its minutes, in figures."""
    minutes = f"{_figure(match['minutes'])}分" if match["minutes"] else ""
    return f"{_figure(match['hour'])}時{minutes}"


def _figure(number: str) -> str:
    """Return a number of two figures at most, in figures; as it is where it is none."""
    tens, ten, ones = number.rpartition("十")
    try:
        first = (_NTH.index(tens) if tens else 1) if ten else 0
        last = _NTH.index(ones) if ones else 0
    except ValueError:
        return number
    return str(10 * first + last)
