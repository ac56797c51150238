"""Pure: a page's outline — its sections, and in each the lines typed by what they are: the reader
of facts stands on it.

Nothing is chosen here. A line keeps its section, so that no value is taken for another topic (truth
7).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bridge.topics.labels import HOUSES, key_of, known_field
from bridge.topics.sorts import Sort, occasions_in, rest_of, role_of
from bridge.values import dataclass

if TYPE_CHECKING:
    from datetime import date

    from bridge.model import Occasion

#: a heading that says what of the topic above follows, and opens none of its own: 開催概要,
#: 申込方法, 内容
_FACET: Final = re.compile(
    r"\W*(?:\d{1,2}\W*)?[^「」『』()（）]{0,8}(?:概要|詳細|内容|テーマ|要項|要領|案内|日程|日時|開催日|実施日|運行日|巡回日|変更点|変更内容|対策|期間|会場|場所|対象者?|申し?込み?方?|応募|方法|資格|条件|注意(?:事項|点)?|備考|その他|お願い|問い?合わ?せ先?|プログラム"
    r"|持ち物|定員|費用|料金|主催者?|共催|講師|プロフィール|内訳|スケジュール|趣旨|主旨|目的|ねらい|経緯|背景|審査|選考|表彰|賞|出演者?|演題|演目|曲目|上映作品|アクセス|交通|駐車場|託児|参加(?:費|方法)|チラシ|ダウンロード|ファイル|開館時間|利用時間|共通(?:事項)?)(?:について|など|等|です)?\W*"
)
#: 業務内容、募集項目および勤務条件
_AND: Final = re.compile(r"、|・|および|及び|ならびに|並びに")
_OF_JOB: Final = re.compile(r"[^、]{1,6}(?:項目|期日)")
_IN_BRACKETS: Final = re.compile(r"[(（][^()（）]{1,4}[)）](?=.)")
#: a heading that names a library: such headings are of one rank, whatever their looks
_LIBRARY: Final = re.compile(rf"[^。]{{1,40}}(?:{HOUSES}|館)(?:\s*[(（][^()（）]{{1,12}}[)）])?")


#: a label of what takes place, whatever its heading asks for
_HELD: Final = re.compile(r"(?:開催|実施|講演|上映)?日時|開催日|実施日|とき|日にち")


@dataclass(frozen=True, slots=True)
class Unit:
    """One line or sentence, typed."""

    #: half-width, without bullet, telephone numbers, mail addresses and readings in brackets
    text: str
    sort: Sort = Sort.SENTENCE  #: what it is
    label: str = ""  #: as the page has it, blanks out
    section: int = 0  #: its section
    at: int = 0  #: its place on the page
    bare: bool = True  #: nothing personal stood in it
    month: str = ""  #: the month last named above it: of 3日(金) it is the month
    raw: str = ""  #: the whole line of which a sentence is one


def _all_facets(heading: str) -> bool:
    """Whether a heading names several things, of which each only tells more."""
    parts = _AND.split(heading)
    return len(parts) > 1 and all(_FACET.fullmatch(one) or _OF_JOB.fullmatch(one) for one in parts)


@lru_cache(256)  # of the same headings it is asked by each that looks at a line
def _tells_more(heading: str) -> bool:
    """Whether a heading opens none of its own: 開催概要, 申込方法."""
    bare = _IN_BRACKETS.sub("", heading)  # 実施(試行)日
    return (
        _FACET.fullmatch(bare) is not None
        or known_field(key_of(bare)) is not None
        or _all_facets(bare)
    )


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page under one heading, or one record of a table."""

    index: int
    above: int  #: the section in which it stands; -1 for the page itself
    heading: str  #: without its mark; empty for the page itself
    style: tuple[str, str]  #: what its heading looks like: headings that look alike are of one rank
    record: bool = False  #: a row of a table
    #: it stands in a row of headings that look alike and tell more: 任用予定人数 among 勤務場所,
    #: 報酬額, 応募の条件
    among: bool = False

    @property
    def facet(self) -> bool:
        """Whether it only tells more of the topic above it: 開催概要, 申込方法."""
        return self.among or self.tells_more

    @property
    def tells_more(self) -> bool:
        """Whether its heading itself says so."""
        return not self.record and _tells_more(self.heading)

    @property
    def library(self) -> bool:
        """Whether its heading names one library, or several."""
        return is_library(self.heading)


@dataclass(slots=True)
class Outline:
    """What a page says, in its places."""

    title: str
    near: date  #: day of reference for a missing year
    published: date | None
    units: list[Unit] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    _times: dict[tuple[int, str], tuple[Occasion, ...]] = field(default_factory=dict)

    def path(self, section: int) -> list[int]:
        """Return the section and those in which it stands, innermost first."""
        units = []
        while section >= 0:
            units.append(section)
            section = self.sections[section].above
        return units

    def before(self, unit: Unit) -> Unit | None:
        """Return the line before a unit; None before the first."""
        return self.units[unit.at - 1] if unit.at else None

    def occasions(self, unit: Unit) -> tuple[Occasion, ...]:
        """Return what the unit says takes place when."""
        key = unit.at, unit.text
        if key not in self._times:
            self._times[key] = occasions_in(unit.text, self.near, unit.month)
        return self._times[key]

    def role(self, unit: Unit) -> str:
        """Return the part that the days of a labelled line play: by its label, its own words, else
        its heading.
        """
        heading = self.sections[unit.section].heading
        # (受付13:30～) and ※…の予定を延長 are beside the event
        bare = _DESK.sub("", re.sub(r"[(（][^()（）]*[)）]|※.*", "", _HOW.sub("", unit.text)))
        # 休館の期間 ⏎ 中央図書館：4月30日(月)
        mine = unit.sort == Sort.WHEN or is_library(unit.label)
        above = "open" if re.search(r"開館$", unit.text) else role_of(heading if mine else "")
        held = above == "apply" and _HELD.fullmatch(unit.label)  # 朗読者募集 ⏎ 日時：7月18日
        return role_of(f"{unit.label} {rest_of(bare)}") or ("" if held else above)

    def sentences(self) -> list[Unit]:
        """Return the sentences of the running text, in order."""
        return [unit for unit in self.units if unit.sort == Sort.SENTENCE]


#: how one takes part, behind the days of the thing itself: 1月23日(土)14時～ 申込不要
_HOW: Final = re.compile(
    r"(?:事前)?(?:申し?込み?|予約|整理券)[はが]?(?:不要|必要|要|いりません|なし)"
    r"|要(?:事前)?(?:申し?込み?|予約|整理券)"
)
#: 9:30受付 10:00開始: the desk opens before the thing begins, and nothing is applied for
_DESK: Final = re.compile(
    r"(?<=[)日])\s*受付(?:時間)?\s*[::]?\s*(?=(?:午前|午後)?\d{1,2}(?:[::]\d\d|時))|"
    r"(?:午前|午後)?\d{1,2}(?:[::]\d\d|時(?:\d{1,2}分|半)?)\s?(?:から|より|~|～)?\s?受付(?:開始)?"
    r"(?=[\s、・/]*(?:午前|午後)?\d{1,2}\s?[::時])"
)


@lru_cache(256)
def is_library(heading: str) -> bool:
    """Whether words name a library, or several: 中央図書館, たけべ図書館・みつ図書館."""
    return bool(_LIBRARY.fullmatch(heading.strip("()（）【】[] "))) and not re.search(
        r"休館|開館|閉館|場所", heading
    )


#: words of a remark, of hours, or of half a sentence: no name of anything
_NO_NAME: Final = re.compile(
    r"^(?:年間|日間|か月|週間)(?:$|の)|^以[降後前上下]|[※*＊。、→⇒]|\d\s*[:時]|終日|[がを]対象$|(?:から|まで|より|のため|です|ます|ません|こと\))$|^(?:(?![【「『“《≪〈])\W|次回|前回|現在)|(?:運休|休止)$|^(?:小雨|荒天|雨天|雪天)|^【[^】]*】$|^(?:変更|同)(?:$|\s)|^会場は|[(（【「『][^)）】」』]*$|^[^(（]*[)）]"
)


#: what a work is called may have any signs
_TITLES: Final = re.compile(r"[「『][^「」『』]*[」』]")


def is_name(words: str) -> bool:
    """Whether words may name a thing that takes place, or stand as a label: short, a noun, no
    remark and no hours.
    """
    bare = _TITLES.sub("「」", words)
    return 2 <= len(words) <= 40 and _NO_NAME.search(bare) is None


def is_row_name(words: str) -> bool:
    """Whether words may name a row of a table: a name, or several: 中央図書館、桜台・港分館; of
    houses a letter, too: 東, 本.
    """
    several = "、" in words and not re.search(r"[はをが]|\d日", words)
    house = re.fullmatch(r"[東西南北中本]", words) is not None
    return house or is_name(words.replace("、", "・") if several else words)


#: a short noun and what stands in brackets behind it
_FORM_OF_LABEL: Final = re.compile(r"[^\d※。、]{1,14}(?:[(（][^\d()（）]{1,8}[)）])?")
_GOES_ON: Final = re.compile(r"[はがをにでも]$|のため|により|のみ$")


@lru_cache(256)  # of the same labels it is asked by each that looks at a line
def is_label(words: str) -> bool:
    """Whether words may stand before a colon: a short noun without figures, brackets of hours,
    remarks or verbs.
    """
    return (
        _FORM_OF_LABEL.fullmatch(words) is not None
        and is_name(f"{words}名")
        and not _GOES_ON.search(words)
    )


def split(text: str) -> Iterator[str]:
    """Yield the sentences of a line; 「…。」 and (…。) within one stay whole."""
    return iter(_sentences(text))


@lru_cache(256)
def _sentences(text: str) -> tuple[str, ...]:
    sentences = []
    depth, begin = 0, 0
    for place, char in enumerate(text):
        depth += (char in "「『(【（") - (char in "」』)】）")
        if (
            char in "。！？!?"
            and depth <= 0
            and text[place + 1 : place + 2] not in tuple("。！？!?」』)")
        ):
            sentences.append(text[begin : place + 1].strip())
            begin, depth = place + 1, 0
    if text[begin:].strip():
        sentences.append(text[begin:].strip())
    return tuple(sentences)
