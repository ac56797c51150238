"""Pure: times of day in Japanese text — 午後2時30分～4時, 14:30, 10時半, 正午, 10～12時."""

from __future__ import annotations

import re
from datetime import time
from functools import lru_cache
from typing import Final

from bridge.values import dataclass

#: one character for one, so that places in the folded text are places in the text
_FOLD: Final = str.maketrans(
    dict(zip("０１２３４５６７８９", "0123456789", strict=True))
    | {chr(0xFF21 + i): chr(65 + i) for i in range(26)}
    | {chr(0xFF41 + i): chr(97 + i) for i in range(26)}
    | dict(zip("（）：／．，－＋　\xa0", "():/.,-+  ", strict=True))
    | dict.fromkeys("〜～∼∾˜", "~")
    | dict.fromkeys("‐‑‒–—―−₋⁻", "-")
)
#: most lines have none of these, and to look for them costs a tenth of looking each letter up
_FOLDED: Final = re.compile(f"[{''.join(map(re.escape, map(chr, _FOLD)))}]")

_CLOCK: Final = (
    r"(?:(?P<half{0}>午前|午後|ごぜん|ごご|朝|あさ|早朝|未明|深夜|夜|よる|夕方|[AP]M|[ap]m|[ap]\.m\.)(?:の(?=\d))?\s*)?"
    r"(?:(?P<hour{0}>\d{{1,2}})\s*(?:時(?!間|代|点|期|刻)(?:\s*(?:(?P<thirty{0}>半)|(?P<minute{0}>\d{{1,2}})\s*分))?"
    r"|:(?P<colon{0}>\d{{2}})(?!\d|[月日年])(?:\s*(?P<after{0}>[AP]M|[ap]m))?)|(?P<noon{0}>正午))"
)
TO: Final = r"\s*(?:~|-|から|より)\s*"
#: an hour as folded prose has it, without groups: 午後2時30分, 14:30
HOUR: Final = r"(?:午[前後])?\d{1,2}(?:時(?:\d{1,2}分|半)?|:\d\d)"
#: 13:00(集合 12:45)~15:30: beside the beginning of a span
_DOORS: Final = r"(?:\s*\((?:集合|開場|受付|受け付け)\D{0,4}\d[^()]{0,12}\))"
_SMALL: Final = 5  #: the first hour that a night has before midnight
#: what a time can begin with: at nearly every letter nothing more need be tried
_FIRST: Final = r"(?=[\d午ご朝あ早未深夜よ夕正APap])"
_TIMES: Final = re.compile(
    rf"{_FIRST}(?<!\d)(?<!\d[:.,])(?<!(?<!:\d)\d/)(?:(?:(?P<ahead>午前|午後|ごぜん|ごご)\s*)?(?P<bare>\d{{1,2}})\s*~\s*(?=\d{{1,2}}\s*時)|{_CLOCK.format(1)}(?P<to>{_DOORS}?{TO})?)"
    rf"(?:{_CLOCK.format(2)})?(?:\s*(?P<until>まで))?"
)
_ABOUT: Final = re.compile(r"\s?(?:頃|ごろ|ころ)")
#: what is no beginning of anything: doors, desks, "as of", and how it was: 22:00まで(通常21:00)
_BESIDE: Final = (
    r"開場|受付|受け付け|集合|現在|時点|発表|締め?切|必着|消印|ラストオーダー|"
    r"入場は|入館は|入室は|開錠|整理券"
)
#: 13時30分開場 14時開演: a word that stands right behind a time, and apart from the next, is the
#: first one's
_BEFORE: Final = re.compile(
    rf"(?:(?<![時分半\d])(?:{_BESIDE})|(?:{_BESIDE})(?![\s・/]))[^。、\n\d)]{{0,6}}$"
    r"|\((?:通常|平常|ふだん|普段|いつも|これまで|今まで|従来|変更前)[はの:]?\s?(?:午[前後])?$"
)
_AFTER: Final = re.compile(
    rf"(?:{_BESIDE})(?=[\s・/]+(?:午[前後])?\d)|\s*\(?(?:終了|終演|閉会|解散)予定|\s*に[あ開]けます\)"
    rf"|\s*[)に]?(?:から|より|に|の|ごろ|頃)?\s*(?:[^\s。、\n\d(]{{0,6}}で)?(?:先着順に|先着で)?(?:{_BESIDE})(?!\s*[(:]?\s*(?:午[前後])?\d)"
)


@dataclass(frozen=True, slots=True)
class Times:
    """One time or span of times, and where it stands."""

    start: int  #: first character in the text
    end: int  #: behind the last character
    begins: time | None  #: None for 17時まで
    ends: time | None
    words: str  #: as the page has it, half-width, without blanks
    aside: bool  #: doors, a desk's hours, "as of": no time of the event


@lru_cache(256)  # of the same lines it is asked by each rule
def fold(text: str) -> str:
    """Return `text` with full-width digits, brackets and waves made half-width; every character
    keeps its place.
    """
    return text.translate(_FOLD) if _FOLDED.search(text) else text


@lru_cache(256)
def find_times(text: str) -> tuple[Times, ...]:
    """Return the times of `text` in order. Impossible ones (25時, 10:75) are left out."""
    flat = fold(text)
    times = []
    for match in _TIMES.finditer(flat):
        first = _bare(match) if match["bare"] else _clock(match, 1)
        last = _clock(match, 2)
        if first is None or (match["hour2"] and last is None):
            continue
        if last is not None:
            last = _end(match, first, last)
        begins: time | None = first
        if match["until"] and last is None and not match["to"]:
            begins, last = None, first
        # 午前5時～午前0時 ends with the day
        if (
            last is not None
            and begins is not None
            and begins >= (last if last != time() else time.max)
        ):
            continue
        aside = bool(
            _BEFORE.search(flat[max(0, match.start() - 14) : match.start()])
            or _AFTER.match(flat, match.end())
        )
        about = _ABOUT.match(flat, match.end()) if not match["until"] else None
        words, end = _words(match), match.end()
        if about and not words.endswith("～"):  # 8時頃
            words, end = f"{words}{about[0].strip()}", about.end()
        times.append(
            Times(start=match.start(), end=end, begins=begins, ends=last, words=words, aside=aside)
        )
    return tuple(times)


def _end(match: re.Match[str], first: time, last: time) -> time:
    """Return the end of a span in the half of the day that is meant: 午後2時～4時."""
    if match["half2"] or last.hour >= 12:
        return last
    half = match["half1"] or match["ahead"] or match["noon1"]
    late = match["half1"] in ("午後", "ごご", "夜", "よる")
    return last.replace(hour=last.hour + 12) if late or (half and last <= first) else last


def _clock(match: re.Match[str], which: int) -> time | None:
    if match[f"noon{which}"]:
        return time(12)
    if not match[f"hour{which}"]:
        return None
    hour, half = int(match[f"hour{which}"]), match[f"half{which}"] or match[f"after{which}"] or ""
    minute = (
        30
        if match[f"thirty{which}"]
        else int(match[f"minute{which}"] or match[f"colon{which}"] or 0)
    )
    late = half in ("午後", "ごご", "夕方") or half[:1] in ("P", "p")
    if hour < 12 and (
        late or (half in ("夜", "よる", "深夜") and hour >= _SMALL)
    ):  # 夜0時, 深夜2時
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _bare(match: re.Match[str]) -> time | None:
    hour = int(match["bare"]) + (
        12 if match["ahead"] in ("午後", "ごご") and int(match["bare"]) < 12 else 0
    )
    return time(hour) if hour < 24 else None


#: of no more than the half: 朝の10時半
_IN_THE_MORNING: Final = re.compile(r"^(?:朝|あさ)の")
_BETWEEN: Final = re.compile(r"(?<=[\d分時半午])(?:から|より|-)(?=[\d午正])")
_OPEN_END: Final = re.compile(r"(?<=[^正]午)(?:から|より)$|(?:から|より|-)$")


def _words(match: re.Match[str]) -> str:
    words = "".join(match.group().removesuffix("まで").split())
    words = _IN_THE_MORNING.sub("午前", words)
    words = _BETWEEN.sub("~", words)
    words = _OPEN_END.sub("~", words) if match["to"] else words
    return words.replace("~", "～") + ("まで" if match["until"] and "~" not in words else "")
