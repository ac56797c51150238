"""Pure: what is one of several things held on a page: whether it has a name, whose the days are
beside which no name stands, and what is no name of a thing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from bridge.draft.counted import interleaved
from bridge.draft.fields import Fields
from bridge.draft.letters import REST_DAYS
from bridge.draft.rounds import ROUND
from bridge.draft.values import When, value_of
from bridge.model import Occasion
from bridge.text.clean import harmless
from bridge.topics.labels import COLUMNS
from bridge.topics.outline import is_library, is_name, is_row_name
from bridge.topics.sorts import Sort, has_day

#: where one of several is: 本館・南分館, 本館だけ
_HOUSES_ONLY: Final = re.compile(
    r"(?:(?:全館|各館|[^・、\s]{0,8}(?:本館|分館|分室|図書館))[・、と]?)+(?:だけ|のみ|で)?"
)
#: a place, or what leads on: no name of a thing
_NO_THING: Final = re.compile(
    r"^\d?\d?階?(?:[^「」]{0,8})(?:ろうか|廊下|ロビー|ホール|コーナー|[^図書]室|工作しつ|広場|前庭|中庭|玄関)$"
    r"|^くわし|^詳し|こちら|チラシ|^(?:要)?申し?込|^要?予約|^参加(?:無料|自由)"
)
#: what many things are called, and none
_OF_MANY: Final = re.compile(
    r"(?:一般|児童|こども|子ども|[今来]月の|\d{1,2}月の)?(?:展示|行事|催し|イベント|予定)"
)
#: a heading of what is shown
_OF_DISPLAYS: Final = re.compile(
    r"^(?:【[^【】]{1,3}】)?(?P<of>[^\s「」『』]{0,5}(?:展示|展示コーナー))$"
)
#: a part of a letter that is no thing held: its closed days, what it tells beforehand
_OF_LETTER: Final = re.compile(
    rf"^{REST_DAYS.pattern}$|(?:予告|よてい|予定|お知らせ|おしらせ|貸出)$"
)
#: a show of films, the label of what is shown, and its title
_FILM_SHOW: Final = re.compile(r"映画|シネマ|シアター|上映|名画")
_OF_FILM: Final = re.compile(r"(?:上映)?(?:作品|映画|内容|題名|タイトル|プログラム)名?|上映")
_FILM: Final = re.compile(r"「[^「」]{1,24}」")
FILM: Final = 30  #: letters of what is shown
#: the name of a thing held
_THING: Final = re.compile(
    r"[「『]|(?:会|展|講座|教室|まつり|祭|コンサート|ツアー|ワークショップ|[部回編])$"
)
#: a step of one thing: あずける日, おむかえ
_STEP: Final = re.compile(
    r"[^\s「」]{0,8}(?:(?:あず|預)(?:け|か)[^\s]{0,3}|(?:むか|迎)え|引き?取り|お?返し|渡し|受け?取り)(?:の?日時?|期間|時間)?"
)
#: for whom a thing is, how many may come, how often it is, where or for how much: no name of it
_READERS: Final = (
    r"(?:小学|中学|高校|[小中高])?\d{1,2}(?:[～~・]\d{1,2})*(?:年生?|\s?[歳才])|[小中高大]学?校?生|乳幼児|幼児|未就[学園]児"
    r"|赤ちゃん|親子|保護者|子ども|こども|大人|おとな|一般|どなた|だれ|誰|(?:定員|先着|各)?\s?\d{1,3}\s?[名人組]"
)
OF_WHOM: Final = re.compile(
    rf"(?:好評)?(?:開催|実施|受付|募集|上映|展示)中|(?:全\d{{1,2}}回|{_READERS})(?:{_READERS}|[\s、・と~～でもの]|以[上下]|から|まで|くらい|ぐらい|向け|対象|程度|先着|同伴|限定|優先)*"
    r"|[^「」『』]{0,16}\s(?:[^\s]{0,6}[\d,]{2,6}円|(?:定員\s?)?\d{1,3}\s?[名人組])"
)
NAMED: Final = 2  #: of several things at least, where others have no name
LONG_AGO: Final = 60  #: days since which a thing runs that is no news any more


class Things(Fields):
    """The things held that a page names side by side."""

    def _by_readers(self, when: When, heading: str) -> str:
        """Return the heading of a thing behind whose day stands for whom it is, with that where it
        has several days: 朝の会 ⏎ 1・2年生 12月1日 ⏎ 3・4年生 12月3日.
        """
        apart = self._times_below[when.section] > 1 and not re.search(r"\d[名人組]", when.label)
        return f"{heading}({when.label})" if apart else heading

    def _with_shown(self, name: str, when: When, heading: str, *, own: bool) -> str:
        """Return a name with its films, or with the heading that says that it is shown: 冬の展示 ⏎
        「雪を読む」.
        """
        name = f"{name}{self._films(when)}" if "「" not in name else name
        display = _OF_DISPLAYS.search(heading) if own or name != heading else None
        if display is None or re.search(r"[展特]", name):
            return name
        return f"{display['of']}{'' if name[0] in '「『' else ' '}{name}"

    def _courses(self, whens: Sequence[When]) -> frozenset[str]:
        """The names of rows of a round that are told once, each with its days: of one course each
        row is a stop with its own hour.
        """
        if self.kind != "service" or not ROUND.search(self.title):
            return frozenset()
        rows = Counter(w.section for w in whens if self.outline.sections[w.section].record)
        names = Counter(self.outline.sections[section].heading for section in rows)
        return frozenset(name for name, often in names.items() if often > 1)

    @cached_property
    def _is_held(self) -> bool:
        """Whether a page tells of several things held, of which some may be left to it."""
        return self.several and self.kind in ("event", "exhibition") and not self.closing

    @cached_property
    def _whens_apart(self) -> tuple[When, ...]:
        """The times of which it is known what they are of: on a page of several things held those
        without others between lines of their section, and of a letter none of a house's own.
        """
        if not self._is_held:
            return self.whens
        homes: dict[int, list[When]] = {}
        for when in self.whens:
            homes.setdefault(when.section, []).append(when)
        letter = self.kind_by_title == "newsletter"
        return tuple(
            when
            for when in self.whens
            if not interleaved(self.outline, homes[when.section])
            and not self._of_next(when)
            and not (letter and self._of_house_or_round(when))
        )

    def _of_next(self, when: When) -> bool:
        """Whether a bare day that ends a part may be the next one's, which has none: the cells of a
        row one below the other, 開催中 12月9日まで ⏎ 秋の本 ⏎ … ⏎ 12月11日から ⏎ 冬の本 ⏎ ….
        """
        here, unit, units = self.outline.sections[when.section], when.unit, self.outline.units
        bare = unit.sort == Sort.WHEN and not when.label and not here.record
        if not bare or unit.at + 1 >= len(units) or units[unit.at - 1].section != here.index:
            return False
        after = units[unit.at + 1].section
        beside = after != here.index and after in self._siblings(here.index)
        return beside and not self._times_below[after]

    def _of_house_or_round(self, when: When) -> bool:
        """Whether a time is one of the stops of a round, or stands in a house's own table."""
        path = [self.outline.sections[s] for s in self.outline.path(when.section)]
        rounds = any(ROUND.search(section.heading) for section in path)
        return rounds or (path[0].record and any(section.library for section in path))

    def _sayable(
        self, by_name: dict[str, dict[str, list[Occasion]]]
    ) -> dict[str, dict[str, list[Occasion]]]:
        """Return of several things held those that have a name and run since no long time; of a
        letter no house, as of what its days are stands above them, and no part that is none held.
        """
        letter = self.kind_by_title == "newsletter"
        return {
            name: days
            for name, days in by_name.items()
            if (is_name(name) or is_row_name(name)) and name not in COLUMNS
            if 2 <= len(name) <= 40 and not (letter and is_library(name.partition("(")[0]))
            if not (_OF_MANY.fullmatch(name) or (letter and _OF_LETTER.search(name)))
            if not self._since_long(days)
        }

    def _since_long(self, days: Mapping[str, Sequence[Occasion]]) -> bool:
        """Whether what is told of a thing began so long ago that it is no news."""
        starts = [o.start for times in days.values() for o in times if o.end or o.onward]
        every = len(starts) == sum(map(len, days.values()))
        return every and all(day and (self.today - day).days > LONG_AGO for day in starts)

    def _step(self, when: When) -> str:
        """Return the label of a step of one thing, where its part has several: あずける日."""
        if self.closing or when.unit.sort != Sort.ENTRY or not _STEP.fullmatch(when.label):
            return ""
        steps = [w for w in self.times if w.section == when.section and _STEP.fullmatch(w.label)]
        return (
            when.label
            if len(steps) > 1 and is_name(self.outline.sections[when.section].heading)
            else ""
        )

    def _films(self, when: When) -> str:
        """Return what is shown on a day, each in its brackets, of a page or a part of films; of
        more than two the first.
        """
        here = self.outline.sections[when.section].heading
        if self.closing or not _FILM_SHOW.search(f"{self.title}{here}"):
            return ""
        mine = self._lines_in(when.section)
        if self._times_below[when.section] > 1:  # of each day the lines up to the next one
            ends = (w.unit.at for w in self.times if w.unit.at > when.unit.at)
            mine = self.outline.units[when.unit.at + 1 : min(ends, default=None)]
        lines = (
            unit.text
            for unit in mine
            if _OF_FILM.fullmatch(unit.label) or (not unit.label and unit.text[0] == "「")
        )
        films = list(dict.fromkeys(_FILM.findall(next(lines, ""))))
        titles = harmless("".join(films[:2])) + ("など" if len(films) > 2 else "")
        return titles if len(titles) <= FILM else ""

    def _headed_once(self, when: When) -> bool:
        """Whether the words behind a day are no name of it: its heading is, as that of others
        beside it is, and no other day stands below it; a place and what leads on never are.
        """
        here = self.outline.sections[when.section]
        if not (here.above >= 0 and is_name(here.heading)) or here.library or here.record:
            return False
        behind = when.unit.raw.find(when.label) > 0
        alone = self._times_below[here.index] == 1
        held = self.kind_by_title not in ("service", "closure", "emergency")
        where = held and _HOUSES_ONLY.fullmatch(when.label) is not None
        if (where or _NO_THING.search(when.label)) and alone:
            return True
        if not (behind and alone):
            return False
        beside = {*self._siblings(here.index)}
        if len(self._named_by_heading_alone & beside) > 1:
            return True
        others = sum(self._times_below[section] == 1 for section in beside)
        return held and others > 1 and not _THING.search(when.label)

    @cached_property
    def _named_by_heading_alone(self) -> frozenset[int]:
        """The sections in which a day stands without a word of its own."""
        return frozenset(w.section for w in self.times if w.unit.sort == Sort.WHEN and not w.label)

    @cached_property
    def _times_below(self) -> Counter[int]:
        """How many times stand in each section."""
        return Counter(when.section for when in self.times)

    def _rest_behind(self, name: str, when: When) -> str:
        """Return what stands behind the days of a line, with what was taken for its name."""
        rest = self.outline.units[when.unit.at].text.rpartition(when.occasions[-1].text)[2]
        whom = OF_WHOM.fullmatch(when.label) and when.label not in name
        return f"{when.label} {rest}" if whom else rest

    @cached_property
    def _repeats(self) -> bool:
        """Whether several things without headings stand one behind the other."""
        return any(section.style[0] == "again" for section in self.outline.sections)

    def _word_above(self, when: When) -> str:
        """Return the word right above the days of one of several things without headings: 表彰式 ⏎
        とき 12月6日 ⏎ … ⏎ 作品展 ⏎ とき 12月8日～.
        """
        if not self._repeats:
            return ""
        above = self.outline.units[when.unit.at - 1 : when.unit.at] if when.unit.at else []
        word = next((u.text for u in above if u.sort == Sort.WORD and not u.label), "")
        return word if is_name(word) and not has_day(word) else ""

    def _name_below(self, when: When) -> str:
        """Return the line below a bare day as its name, where the days beside it have theirs on
        their own lines: 10/28(土)午後2時～ ⏎ 外国語のおはなし会.
        """
        entries = [u for u in self._lines_in(when.section) if u.sort == Sort.ENTRY]
        after = self.outline.units[when.unit.at + 1 : when.unit.at + 2]
        names = [
            re.sub(r"[(（][^()（）]*[)）]$", "", u.text)
            for u in after
            if u.sort in (Sort.SENTENCE, Sort.WORD)
        ]
        return names[0] if len(entries) > 1 and names and is_name(names[0]) else ""

    def _is_house_in_short(self, name: str) -> bool:
        """Whether a name is a house's without what it is: 中央, on a page that names 中央図書館."""
        return (
            len(name) < 5
            and not is_library(name)
            and (
                re.search(rf"{re.escape(name)}(?:図書[館室]|分館|分室|館)", self.page.text)
                is not None
            )
        )

    def _by_line(self, name: str, when: When) -> str:
        """Return the name that a line of its own part gives to a thing, else the one it has."""
        counted = re.fullmatch(
            r"\W*(?:企画|展示|催し|イベント|コーナー|その|第)?\s*[\d①-⑳一二三四五]{0,2}\W*"
            r"|(?:その他|ほか)の?(?:行事|催し|イベント|お知らせ)?",
            name,
        )
        titled = (
            u.text
            for u in self._lines_in(when.section)
            if u.sort in ((Sort.NAME, Sort.THEME) if counted else (Sort.NAME,))
        )
        return value_of(next(titled, ""), self.near) or name
