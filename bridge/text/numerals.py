"""Pure: numbers in whatever signs, as figures: 午後四時, ㏬, ㊵人, 四〇人, ￥6OO, ③階 can be held
against a page that has 16時, 13日, 40人, 600円 and 3階.

Only what surely is a number is changed: before what is counted, and no 一時 (for a while), no ①,
which numbers a list, no 二三人 (some few). A lone 二人 stays, as 一冊 is often no number.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from bridge.text.mentions import era_year, number_of

_OLD: Final = str.maketrans("壱弐参拾", "一二三十")
_NTH: Final = "〇一二三四五六七八九"
_KANJI: Final = "[〇一二三四五六七八九十]"
_COUNTED: Final = "[人名円月日時分冊点階歳組席回枚]"
#: a figure of another script, or of mathematics: 𝟒
_DIGIT: Final = re.compile(r"(?![0-9０-９])\d")
#: a day, an hour or a month in one sign
_MOMENT: Final = re.compile(r"[\u3358-\u3370\u33E0-\u33FE\u32C0-\u32CB]")
#: ③, ⑴, ⒈, ㊵, ❸, Ⅲ, 3️⃣: they number lists, too; where they count, they stand right before what is
#: counted, and that is no beginning of another word (①日時, ②人形劇)
_SIGNS: Final = (
    r"(?:[²³¹\u2070-\u2079\u2080-\u2089\u2160-\u216B\u2170-\u217B\u2460-\u249B\u24EA-\u24FF"
    r"\u2776-\u2793\u3251-\u325F\u32B1-\u32BF]|[\d０-９]\uFE0F?\u20E3)"
)
_SIGN: Final = re.compile(
    rf"{_SIGNS}+(?={_COUNTED}(?!\s?[一-龠])|{_COUNTED}[先様程以未前後限]|階(?![段級層]))"
    rf"|(?:(?<=午[前後])|(?<=月)){_SIGNS}+(?=[時日](?!程))"
)
_ONE_SIGN: Final = re.compile(_SIGNS)
_KEYCAP: Final = re.compile(r"(?P<n>[\d０-９])\uFE0F?\u20E3")  #: else it numbers a list, as ① does
_RINGS: Final = "⓪①②③④⑤⑥⑦⑧⑨"
#: ￥600, ¥600-
_YEN: Final = re.compile(r"[¥￥]\s?(?P<n>[\d０-９][\d０-９,，OoＯｏ]*)(?:[-−ー](?!\d))?円?")
#: a letter or a ring that passes for a figure: 5OO円, 1,OOO円, 1O時, l2日, 4〇人
_LETTERS: Final = re.compile(
    rf"(?<![A-Za-z\d])(?=[Il]?\d)[\dIl][\dOoＯｏIl〇○◯,，]*(?=\s?{_COUNTED})"
)
_LIKE_FIGURES: Final = re.compile("[OoＯｏ〇○◯Il]")
_AS_FIGURES: Final = str.maketrans("OoＯｏ〇○◯Il", "000000011")
#: a number of several kanji, or of figures and kanji (1千, 21万4,600); no 数十人, and no 二三人
_NUMBER: Final = re.compile(
    r"(?<![数何幾\d.,〇一二三四五六七八九十百千万])[\d一二三四五六七八九十百千](?:[\d,〇○一二三四五六七八九十百千万]|\s(?=万))*"
    r"(?=\s?(?:人(?!一首|十色)|名(?![前作])|[円冊点階歳才組席枚台%]|回(?!り)|分(?!の)|週間|日間|時間|年生|[かカヵヶ]月))"
    r"|(?<![一二三四五六七八九〇])[一二][一二三四五六七八九〇]{3}(?=年)"
)
_TENS: Final = re.compile(r"(?:(\d*)千)?(?:(\d?)百)?(?:(\d?)十)?(\d*)")
_PLAIN: Final = re.compile(r"[\d,]+|[一二三四五六七八九]{1,3}")
_SPOKEN: Final = re.compile(r"(?P<half>ごぜん|ごご)(?=\s?[\d０-９])")
_OCLOCK: Final = re.compile(r"(?<=[\d０-９])じ(?=はん|から|まで|に|ごろ|[～~、。\s]|$)")
#: 午後一時三十分, 十時から; no 午後一時休館 (for a while), no 夜十時の物語
_HOUR: Final = re.compile(
    rf"(?!一時[開閉休停雨雪])(?P<hour>{_KANJI}{{1,3}})時(?:(?P<minutes>{_KANJI}{{1,3}})分)?"
    r"(?:(?<=午[前後].時)|(?<=午[前後]..時)|(?=半?(?:から|まで|より|に?[開始終閉]|です|[~～、。]|$|\n)))"
)
_FLOOR: Final = re.compile(rf"(?<!{_KANJI}){_KANJI}{{1,2}}(?=階(?![級段層]))")
_OLD_DAY: Final = re.compile(
    r"(?=[一二三四五六七八九十]{0,4}[壱弐参拾])[壱弐参拾一二三四五六七八九十]{1,5}(?=[月日円])"
)
#: what a figure in one sign has
_PERHAPS_SIGN: Final = re.compile(
    r"[²³¹\u2070-\u217B\u20E3\u2460-\u24FF\u2776-\u2793\u3251-\u33FE\d](?<![0-9０-９])"
)
_ANY: Final = re.compile(
    r"[壱弐参拾〇一二三四五六七八九十百千万じごOoＯｏIl¥￥²³¹○◯\u2070-\u2089\u2160-\u217B\u20E3"
    r"\u2460-\u24FF\u2776-\u2793\u3251-\u33FE\d](?<![0-9０-９])"
)


_GROUPED: Final = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")


def ungrouped(text: str) -> str:
    """Return a text without the commas of thousands: 1,500円 is 1500円, and no 500円."""
    return _GROUPED.sub("", text)


def in_figures(text: str) -> str:
    """Return a text with its hours, days, floors, amounts and counts in figures, whatever their
    signs.
    """
    if not _ANY.search(text):
        return text
    if _PERHAPS_SIGN.search(text):
        text = _signs_in_figures(text)
    text = _YEN.sub(r"\g<n>円", text)
    if _LIKE_FIGURES.search(text):
        text = _LETTERS.sub(lambda letters: letters[0].translate(_AS_FIGURES), text)
    text = _SPOKEN.sub(lambda half: {"ごぜん": "午前", "ごご": "午後"}[half["half"]], text)
    text = _OLD_DAY.sub(lambda number: number[0].translate(_OLD), _OCLOCK.sub("時", text))
    text = _FLOOR.sub(lambda floor: _figure(floor[0]), _HOUR.sub(_hour, text))
    return _NUMBER.sub(_number, text)


def _signs_in_figures(text: str) -> str:
    text = _DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)
    text = _MOMENT.sub(
        lambda sign: unicodedata.normalize("NFKC", sign[0]).replace("点", "時"), text
    )
    return _KEYCAP.sub(lambda key: _RINGS[int(key["n"])], _SIGN.sub(_of_signs, text))


def _of_signs(signs: re.Match[str]) -> str:
    """Return the figures of numbers in signs that stand side by side: ③⓪ is 30."""
    return "".join(str(int(unicodedata.numeric(one[0][0]))) for one in _ONE_SIGN.finditer(signs[0]))


def _number(match: re.Match[str]) -> str:
    """Return a number of figures and kanji in figures; as it is where it is some few (二三人), or
    has nothing but figures.
    """
    words = match[0]
    if _PLAIN.fullmatch(words) or (words == "十" and match.string.startswith("分", match.end())):
        return words
    flat = re.sub(r"[,\s]", "", words).replace("○", "〇")
    flat = "".join(str(_NTH.index(one)) if one in _NTH else one for one in flat)
    whole, sign, rest = flat.rpartition("万")
    values = _small(whole) if sign else 0, _small(rest)
    if None in values or (sign and not whole):
        return words
    return str(10_000 * (values[0] or 0) + (values[1] or 0))


def _small(number: str) -> int | None:
    """Return a number of figures with 千, 百 and 十; None for one of two readings (十二三)."""
    parts = _TENS.fullmatch(number)
    if parts is None:
        return None
    least = min((n for n, sign in ((3, "千"), (2, "百"), (1, "十")) if sign in number), default=9)
    if len(parts[4]) > least:
        return None
    tens = zip((1000, 100, 10), parts.groups()[:3], strict=True)
    return sum(size * int(of or 1) for size, of in tens if of is not None) + int(parts[4] or 0)


#: (土), (月・祝)
_WEEKDAY: Final = re.compile(r"(?<=[日\d])[(][月火水木金土日](?:・?祝)?[)]")
_ERA: Final = re.compile(r"(?P<era>令和|平成|昭和|(?<![A-Za-z])[RHS])\s?(?P<nth>\d{1,2}|元)年")
_KANJI_DAY: Final = re.compile(rf"{_KANJI}{{1,3}}(?=[年月日])")
_DAY: Final = re.compile(r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_CLOCK: Final = re.compile(
    r"正午|(?P<half>午前|午後)?(?<!\d)(?P<hour>\d{1,2})(?:時(?!間)(?:(?P<past>半)|(?P<minute>\d{1,2})分)?|:(?P<minutes>\d\d))"
)


def in_one_spelling(text: str) -> str:
    """Return a text as it is compared with another that may say the same: its days and hours in one
    notation (令和8年12月12日(土)午後2時 is 2026/12/12 14:00), figures and signs half-width, without
    blanks.
    """
    flat = in_figures(unicodedata.normalize("NFKC", in_figures(text)))
    flat = _KANJI_DAY.sub(lambda number: str(number_of(number[0])), flat)
    flat = _ERA.sub(lambda one: f"{era_year(one['era'], one['nth'])}年", flat)
    flat = _DAY.sub(_in_slashes, _WEEKDAY.sub(" ", flat))
    flat = re.sub(r"(?<=\d)\s+(?=午[前後])", "", flat)
    # 12/1 13:00 is no 12/11 3:00
    flat = re.sub(r"(?<!\d) | (?!\d)", "", re.sub(r"\s+", " ", flat))
    flat = re.sub(r"[〜～]|から(?=\d|午[前後])", "~", flat)
    parts, end, later = [], 0, False
    for clock in _CLOCK.finditer(flat):
        # 午後2時～4時 is until 16:00
        goes_on = flat[end : clock.start()] == "~" and not clock["half"]
        later = clock["half"] == "午後" or (later and goes_on)
        hour = int(clock["hour"] or 12)  # 正午
        hour += 12 if later and hour < 12 else 0
        minute = clock["minute"] or clock["minutes"] or ("30" if clock["past"] else "0")
        parts += [flat[end : clock.start()], f" {hour}:{int(minute):02} "]
        end = clock.end()
    return re.sub(r"\s+", " ", "".join([*parts, flat[end:]])).strip()


def _in_slashes(day: re.Match[str]) -> str:
    """Return a day in figures with slashes."""
    year = f"{day['year']}/" if day["year"] else ""
    return f" {year}{day['month']}/{day['day']} "


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
