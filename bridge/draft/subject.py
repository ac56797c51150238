"""Pure: what kind of page it is by its title and first sentences: the ground on which its days are
read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from bridge.draft.kinds import called_off, is_urgent, kind_of, label_of
from bridge.draft.whole import of_part
from bridge.text.clean import bigrams, folded
from bridge.text.possible import UNSURE
from bridge.topics.outline import Outline, Unit
from bridge.topics.prose import held_on, with_prose
from bridge.topics.sorts import Sort, role_of

if TYPE_CHECKING:
    from bridge.model import Page

#: a title that names an event itself
HEAD: Final = 2  #: lines at the head of a page
HEARD: Final = 3  #: sentences that may call the page's thing off
EVENT: Final = re.compile(
    r"会(?:$|[「『\s])|講座|教室|講演|ワークショップ|コンサート|上映|体験|ツアー"
)
#: the same within a title: 十二月のおはなし会は もちつきといっしょです
_MEETING: Final = re.compile(
    r"(?:おはなし|お話し?|読み聞かせ|よみきかせ|朗読|読書|映画|工作|鑑賞|見学)会"
)
#: 「星を見る会」です
_IS_ONE: Final = re.compile(r"(?:会|展|講座|教室|まつり|祭|コンサート)[」』]です。?$")
#: of what kind by its title a page is whose sentences have the facts of an event
_PROSE_OF: Final = ("recruitment", "exhibition", "notice")
#: a letter of a month's news, of which one may be called off
_OF_MONTH: Final = re.compile(r"^[^「『]*\d月(?:号|の(?:お知らせ|おしらせ))(?![^(（]*[「『])")
_EVENT_TITLE: Final = re.compile(
    r"会|展|講座|教室|まつり|祭|イベント|催し|行事|ぎょうじ|コンサート|スタンプ|ラリー|クイズ|福袋|週間|フェア|だより|本|カレンダー"
)
#: …整理日を24日にふりかえますので、25日はあいています: the house is open then
_IS_OPEN: Final = re.compile(r"(?:あいて|開いて|開館して|開室して)(?:い|おり)?ます。?$")
#: 講座は、中止いたします: not of one day or time of many
_CALLED_OFF: Final = re.compile(
    r"^(?!.*(?:第\d{1,2}回|\d日[^、。]{0,12}(?:は|を|の)[^、。]{0,16}中止)).*(?:中止|延期)(?:と|に)?(?:し|いたし|致し|させ|なり)[^。]{0,8}(?:ます|ました)"
)
#: 「だんごまつり」の開催が中止となりました
OFF: Final = re.compile(
    r"[「『](?P<name>[^「」『』]+)[」』](?:の開催)?[はがを]、?[^、。「」『』]{0,6}(?P<word>中止|延期|訂正)"
)
_SUFFIX: Final = re.compile(
    r"(?<=[。！!？?])\s*[:：]\s*[^\s:：]{1,8}$|\s*[/／]\s*[^/／\s「」『』]{2,16}(?:図書館|ホームページ|市|町|村|区)$|\s*[/／]\s*(?:報道|記者)(?:提供|発表)?資料$|\s*[|｜]\s*[^|｜]{1,40}$|\s+[-–—―:：]\s+[^-–—]{0,24}(?:図書館|ホームページ|公式サイト|市|町|村|区)[^-–—]{0,12}$|\s*[(（]?[^\s()（）]{2,12}(?:公式)?(?:ホームページ|ウェブサイト|Webサイト)[)）]?$"
)


@dataclass
class Subject:
    """A page and what its title and first sentences say of it; each is a value, found once."""

    page: Page
    outline: Outline
    today: date
    near: date = field(init=False)

    def __post_init__(self) -> None:
        self.near = self.outline.near
        if not self.label and self.kind_by_title in _PROSE_OF and self._is_event:
            asks = self.kind_by_title == "recruitment"
            self.outline = with_prose(self.outline, self.today, self.title, asks=asks)

    @property
    def _is_event(self) -> bool:
        """Whether the title is an event's, or a sentence says of it that it takes place."""
        mine, whole = pairs(self.title), folded(self.title)
        return bool(
            self.kind_by_title != "notice"
            or EVENT.search(self.title)
            or _MEETING.search(self.title)
            or any(
                held_on(unit, self.near, self.today)
                and (
                    len(mine & pairs(unit.text)) > 2
                    or (len(whole) > 4 and whole in folded(unit.text))
                    or _IS_ONE.search(unit.text)
                    or EVENT.search(unit.text)
                    or "開演は" in unit.text
                )
                for unit in self.outline.sentences()[:8]
            )
        )

    @cached_property
    def title(self) -> str:
        """The headline: the page's title without the site's name."""
        return _headline(self.outline)

    @cached_property
    def _said(self) -> list[str]:
        return [unit.text for unit in self.outline.sentences()]

    @cached_property
    def label(self) -> str:
        """中止, 延期 or 訂正 when the page is such a notice; what a closing calls off beside is not
        the page's own thing.
        """
        lines = [*self._notes_above, *self.outline.sentences()][:HEARD]
        whole = [u.text for u in lines if not of_part(u, self.title, self.outline)]
        label = label_of(self.title, whole)
        of_many = _OF_MONTH.search(self.title) is not None
        if label and label not in self.title and (of_many or self._of_another(label)):
            return ""
        closing = kind_of(self.title, "", "", urgent=self.urgent, dated=False) in (
            "closure",
            "emergency",
        )
        # 臨時休館 及び おはなし会中止: what is called off is one thing of two
        beside = re.search(r"休館.*(?:及び|および|並びに|ならびに|と).*中止", self.title)
        return "" if (closing and label not in self.title) or beside else label

    def _of_another(self, label: str) -> bool:
        """Whether a thing by another name is called off: 「えほんのひろば」は中止にします below
        図書館の利用について.
        """
        if re.search(r"から(?:の|より)?(?:お知らせ|ご?案内)", self.title):
            return False
        named = [match for said in self._said[:3] if (match := OFF.search(said))]
        named = [match for match in named if match["word"] == label]
        return bool(named) and all(another(match, self.title) for match in named)

    @cached_property
    def _notes_above(self) -> list[Unit]:
        """A remark at the head that calls off, and names nothing else:
        ※…のため、中止とさせていただきます。; or one anywhere that calls off what the title names.
        """
        return [
            u
            for u in self.outline.units
            if u.sort == Sort.NOTE
            and not of_part(u, self.title, self.outline)
            and (
                (u.at < HEAD and re.match(r"[^はがも]*?(?:中止|延期)", u.text))
                or called_off(u.text, self.title) in (("中止", True), ("延期", True))
            )
        ]

    @cached_property
    def called_off(self) -> Unit | None:
        """The sentence that calls off what the title names, where an older announcement stands
        below it.
        """
        if re.search(r"中止|延期|訂正", self.title) or self.kind_by_title in (
            "closure",
            "emergency",
            "service",
        ):
            return None
        mine = pairs(self.title)
        if self.label in ("中止", "延期") and self._notes_above:
            return self._notes_above[0]
        for unit in self.outline.sentences()[:12]:
            if (
                _CALLED_OFF.search(unit.text)
                and not UNSURE.search(unit.text)
                and len(mine & pairs(unit.text)) > 3
                and not of_part(unit, self.title, self.outline)
            ):
                return unit
        return None

    @cached_property
    def urgent(self) -> bool:
        """Whether it hurries (section 2)."""
        return is_urgent(self.title, self._said)

    @cached_property
    def kind_by_title(self) -> str:
        """The kind as the title alone tells it."""
        return kind_of(self.title, self.label, "", urgent=self.urgent, dated=False)

    @cached_property
    def _shut(self) -> bool:
        """Whether the page itself speaks of a closing, and not only of rooms or services that
        cannot be used.
        """
        if re.search(
            r"(?:室|コーナー|席|ホール)[^館]{0,8}(?:休止|停止|中止|できません)", self.title
        ):
            return False
        return bool(
            re.search(
                r"休館|休室|閉館|閉室|お?休み|開館", f"{self.title} {' '.join(self._said[:6])}"
            )
        )

    @cached_property
    def _is_weekly(self) -> bool:
        """Whether the page has the weekdays and the hour of a series: a day on which the house is
        closed takes one out of it.
        """
        return any(
            one.weekly and one.begins
            for unit in self.outline.units
            if unit.sort in (Sort.WHEN, Sort.ENTRY) and self.outline.role(unit) != "closed"
            for one in self.outline.occasions(unit)
        )

    @cached_property
    def closing(self) -> bool:
        """Whether the title speaks of a closing: then the days that count are those on which nobody
        comes in.
        """
        if re.search(r"開館(?:時間)?[をの]?延長|延長開館", self.title):
            return False
        if self.kind_by_title == "notice" and not _EVENT_TITLE.search(self.title):
            return not self._is_weekly and any(
                role_of(u.text) == "closed"
                and re.search("[館室]", u.text)
                and not _IS_OPEN.search(u.text)
                and not re.search(r"(?:でし|まし)た[。!！]?$", u.text)
                and self.outline.occasions(u)
                for u in self.outline.sentences()[:8]
            )
        return self.kind_by_title in ("closure", "emergency")


def _headline(outline: Outline) -> str:
    title = outline.title
    for _ in range(2):
        title = _SUFFIX.sub("", title).strip() or title
    title = re.sub(r"^(?:[■◆●◇□▼▶★☆]\s*)+(?=\S{4})", "", title)
    title = re.sub(r"^[*＊=＝~～♪☆★・\s]{2,}|[*＊=＝♪☆★・\s]{2,}$", "", title) or title
    if re.fullmatch(r"『[^『』]+(?:お知らせ|について|ご?案内)』|「【[^「」]+】」", title):
        title = title[1:-1]
    first = next((u.text for u in outline.units), "") or next(
        (s.heading for s in outline.sections if s.heading), ""
    )
    heading = next((s.heading for s in outline.sections if s.heading), "")
    return (
        title or (heading if outline.units and outline.units[0].section > 0 else "") or first[:40]
    )


def another(off: re.Match[str], title: str) -> bool:
    """Return whether what is called off (OFF) goes by a name that the title does not have."""
    return folded(off["name"]) not in folded(title)


_CONTENT_WORDS: Final = re.compile(r"[一-龠々ァ-ヴーA-Za-z]{2,}")
_OF_ANY_TITLE: Final = re.compile(r"お知らせ|について|ご案内|図書館|開催")


@lru_cache(256)
def pairs(text: str) -> frozenset[str]:
    """Return the pairs of letters of the content words: kanji, katakana and Latin."""
    flat = _OF_ANY_TITLE.sub(" ", text)
    return frozenset().union(*map(bigrams, _CONTENT_WORDS.findall(flat)))


_REMARK: Final = re.compile(r"[(（【\[<〈《≪][^)）】\]>〉》≫]*[)）】\]>〉》≫]")
_NOUN: Final = re.compile(r"[一-龠々ァ-ヴー]{2}")
_CONTENT: Final = re.compile(r"[一-龠々ァ-ヴーA-Za-z]{2,}")
#: …についてのお知らせ
_TELLS_NEWS: Final = re.compile(
    r"(?:(?:の|に(?:関する|伴う))?(?:お?知らせ|ご?案内|お願い|お詫び|につ(?:いて|きまして)|変更点?|ご?報告)\W*)+$"
)


@lru_cache(64)  # of one title it is asked by many
def head_of(title: str) -> str:
    """Return what a title is about, its last content word: 市民センターの巡回について is about
    巡回.
    """
    bare = _REMARK.sub(" ", title)
    if _NOUN.search(re.sub(r"[「『].*[」』]", "", bare)):
        bare = re.sub(r"[「『][^「」『』]*[」』]", " ", bare)
    return next(iter(_CONTENT.findall(_TELLS_NEWS.sub("", bare))[::-1]), "")
