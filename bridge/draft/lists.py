"""Pure: what stands side by side on a page: several topics with their days, a programme, books,
states by library.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import pairwise, takewhile
from typing import Final

from bridge.draft.beforeafter import changes_in
from bridge.draft.behind import LOOKS_BACK, counts, won
from bridge.draft.beside import NOT_ON, THANKS, own_lines, parts_off
from bridge.draft.books import NEW_BOOKS, books_in
from bridge.draft.columns import columns
from bridge.draft.counted import by_names, interleaved, rows_of_calendar
from bridge.draft.excepted import Exceptions, RowsBeside, row_of
from bridge.draft.hollow import points_only
from bridge.draft.idlerows import idle_rows
from bridge.draft.inner import names_within
from bridge.draft.linemarks import LineMarks
from bridge.draft.parts import own_behind, own_of
from bridge.draft.rounds import ROUND
from bridge.draft.rules_of_days import (
    by_day,
    hourless,
    in_brackets,
    in_one_month,
    of_same_days,
)
from bridge.draft.sentences import POINTING
from bridge.draft.shelves import displays
from bridge.draft.subject import head_of
from bridge.draft.things import NAMED, OF_WHOM, Things
from bridge.draft.turns import LATER_TURN, PART_NUMBER, at_hours, hours_of_each, is_full
from bridge.draft.untold import untold
from bridge.draft.values import (
    WITH_LIMIT,
    When,
    before,
    last_of,
    lies_in,
    limited,
    other_thing,
    value_of,
)
from bridge.draft.worth import Worth
from bridge.model import Occasion
from bridge.text.clean import harmless
from bridge.text.dates import house, mentions, resolve_relative, say_all
from bridge.topics.labels import COLUMNS, HOUSES, STOPS, field_of, known_field
from bridge.topics.outline import Unit, is_label, is_library, is_name, is_row_name
from bridge.topics.sorts import WEEKDAYS_AND, Sort, has_day

#: hours at the head of a cell that has a place as well
_HOURS_BEFORE: Final = re.compile(
    r"(?:午[前後])?\d{1,2}(?::\d\d|時(?:\d{1,2}分|半)?)(?:\s?(?:~|～|から)\s?"
    r"(?:(?:午[前後])?\d{1,2}(?::\d\d|時(?:\d{1,2}分|半)?))?(?:まで)?)?\s+(?=\S)"
)
#: the day to which something is put off
_NEW_DAY: Final = re.compile(
    r"(?:新し|新た|新日|あらた|変更後|延期後|振替)[^休座]{0,4}(?:日|日時|日程|とき|期日)$"
)
ROOM: Final = 40  #: characters of hours that leave room for what changes
LISTED_LETTERS: Final = 64  #: letters of what a list under 変更点 says
SHUT_ROWS: Final = 2  #: libraries of which is told when they close and when they open again
ROWS: Final = (
    12  #: rows of days with which it is told what is otherwise; of more the first are told
)
DISPLAYS: Final = 4  #: displays that are told
ALIKE: Final = 6  #: last letters of headings that say the same of each
#: what nobody can take part in any more
_FULL: Final = re.compile(
    r"満員|満席|定員に達し|(?:締め?切|しめ?き)りました|(?:受付|申込|配布)は?終了|終了しました|キャンセル待ち"
)
_CALLS: Final = re.compile(r"(?:ましょう|ませんか|ください|です|ます)[！!。？?]*$")
#: a heading above what changes, stops or goes on
_CHANGES: Final = re.compile(
    r"変更(?:点|内容|する)|(?:運休|休館|休室|休止|中止)(?:する|となる|になる)場合|(?:停止|休止|中止|利用でき[なる]|利用いただけ|使え|でき[なる]|影響|対象)[^。]{0,8}(?:サービス|機能|もの|こと|業務|館|施設)"
)
#: a page that asks for something
_ASKS: Final = re.compile(r"ください|下さい|お寄せ|お譲り|募集|さがしています|探しています")
#: what such a page does not take: お受けできないもの
_NOT_TAKEN: Final = re.compile(r"(?:受け|引き?取|預か|持ち込)[^。]{0,6}ない")
#: the columns of what changes
_BEFORE: Final = re.compile(
    r"現[在行]|これまで|今まで|いままで|今の|従来|通常|変更前|改定前|旧|まで(?:$|の|[)）]$)"
)
_AFTER: Final = re.compile(
    r"(?:変更|改定|改正)後|変わった(?:あと|後)|新|今後|これから|期間中|(?:から|より|以[降後])|正$"
)
#: the labels of two lines of the same
_WAS: Final = re.compile(r"(?:今まで|いままで|これまで|現在|現行|従来|変更前|改定前|改正前|旧)")
_WILL_BE: Final = re.compile(r"(?:これから|今後|変更後|改定後|改正後|新|新しい\S{1,6})")
CHANGED: Final = (
    30  #: things of which is looked at what they were: more have no room, whatever they are
)
_OF_CHANGE: Final = re.compile(r"変更|[変か]わ|改[定正]|延長|短縮|拡大|[増減]")
#: both in one line: (これまで)2年 → (4月1日から)3年
_ARROW: Final = re.compile(
    rf"(?:(?P<of>[^\s()→⇒\d]{{1,12}})\s*(?=\((?:{_WAS.pattern})\)))?"
    rf"(?:\((?:{_WAS.pattern})\)|{_WAS.pattern}[\s:：])?\s*(?P<old>[^→⇒]{{1,40}}?)\s*[→⇒]\s*"
    rf"(?:\((?:{_WILL_BE.pattern}|[^()]{{0,14}}から)\)|{_WILL_BE.pattern}[\s:：])?\s*(?P<new>[^→⇒]{{1,40}})"
)
#: from when something is so, or until when it was
_SINCE: Final = re.compile(
    r"\d日(?:\([^()]{1,3}\))?(?:から|より|まで|をもって|が最後)[^。]*(?:ます|ません|です)"
)
#: 火曜日～金曜日 10:00～18:00
_HOURS_OF: Final = re.compile(r"(?P<of>[^\d]{2,16}?)\s*(?P<hours>(?:午前|午後)?\d.*)")
#: a line of what was, and of what will be
_AS_WAS: Final = re.compile(
    r"(?:今まで|いままで|これまで|現在|現行|変更前|改定前|旧)[\s:：]\s*(?=\S)"
)
_AS_WILL_BE: Final = re.compile(r"(?:これから|今後|変更後|改定後|新)[\s:：]\s*(?=\S)")
#: a title after which the headings say what is new
_RENEWED: Final = re.compile(r"変更|変わ|便利|拡大|追加|改正|リニューアル")
#: the days before a name that are told behind it: 【中央館】7/12～9/2「…」
_DAY_BEFORE: Final = re.compile(
    r"^((?:【[^】]*】)?)\s*(?:\d{1,2}[/月]\d{1,2}(?:日|(?![日\d]))(?:\([^()]*\))?\s*(?:[~～・、,-]\s*)?)+(?=[「『一-龠ァ-ヶ])"
)
#: a heading of what is asked for beside an event: 本の持ち込みについて, ボランティア募集
_WANTED: Final = re.compile(r"(?:について|募集|お願い|申し?込み?|注意(?:事項|点)?)$")
_ASIDE: Final = re.compile(
    r"問い?合わ?せ|注意|お願い|備考|その他|について|とは|関連|(?:方法|対象|期間|日程|日時)$"
)
#: a value that is none: 入館停止について：ご理解とご協力をお願いします
_QUOTED: Final = re.compile(
    r"[^「」『』。]{0,16}(「[^「」]{2,40}」|『[^『』]{2,40}(?:「[^「」]*」)?[^『』]*』)"
    r"(?:の?(?:特集|とくしゅう|展示|コーナー|展))?"
)
#: a theme in running text: まずひとつめは「…」です, 「…」と題して
_THEME: Final = re.compile(r"「[^「」]{2,30}」(?=です|と題し|として(?!も)|という(?:テーマ|特集))")
_OFF: Final = re.compile(r"中止|延期")
#: a line that begins with its days
_DAY_FIRST: Final = re.compile(r"(?:第\s?\d\s?期\s?:?\s?)?\d{1,2}(?:月|/)\s?\d{1,2}")
#: a heading of nothing that is held
_NO_EVENT: Final = re.compile(
    r"休|開館|閉館|お願い|注意|申し?込|もうしこみ|返却|貸出|利用|問い?合|駐車|ご参加|本$|資料|予告|来月"
)
#: the letter by which a heading is counted: B 調べもの教室
_COUNTED: Final = re.compile(r"^[A-Z]\s+(?=[^\x00-\x7f])")
#: a title that says that a house is shut
_SHUT_SAID: Final = re.compile(r"休|閉|開館|開室|停止|中止|お盆|年末|連休")
#: where something stands in a house: 入口正面, 雑誌の棚のよこ
_SPOT: Final = re.compile(
    r"(?:正面|入口|棚|コーナー|前|横|よこ|そば|ロビー|ホール|カウンター|\d階)$"
)
#: at another hour, and not off or on another day
_OF_STOP: Final = re.compile(r"^(?!.*(?:休|中止|変更)).*(?:異なる|\d時|\d:\d)")
#: a heading of several things, or of whom they are for
_GROUP: Final = re.compile(
    r"\d{1,2}月|向け$|(?:行事|催し|もよおし|イベント|お知らせ|予定|日程|日時)$"
)
HOUSE: Final = re.compile(rf"(?:{HOUSES})(?:$|[・、])")
#: the hours of every day, beside those that are the news
_USUAL: Final = re.compile(r"(?:通常|ふだん|普段|平常|いつも)")
#: a label of days that does not say of what they are
_DAYS_ONLY: Final = re.compile(r"(?:運行|巡回|開催|実施|上映|展示|募集)(?:日|期間|日程|日時)")
#: what stands behind a day in the place of what is shown then: 2月28日(日) 作品未定
_NOT_YET: Final = re.compile(
    r"[(（]?[^\d。、]{0,8}?(?:は|・|:)?(?:未定|調整中|検討中|準備中|決まり次第[^。]{0,8}|後日(?:発表|決定|お知らせ|掲載)[^。]{0,6})[)）]?"
)
#: a heading of several libraries, or of one that has no door
_NO_HOUSE: Final = re.compile(r"・|移動|電子|デジタル")


THINGS: Final = 30  #: of which it is looked at what each has of its own
TITLES: Final = 3  #: titles or themes that are told by name
TERM: Final = 40  #: characters of a term without a day
#: kinds of pages of which the page's own lines tell what is closed or changed
_NOTICES: Final = frozenset(
    ("closure", "emergency", "service", "cancelled", "postponed", "corrected", "notice")
)


#: a title about the hours of something else than the house
_OWN_HOURS: Final = re.compile(r"(?:受付|利用|巡回|運行|相談|開放|対応)時間")
#: a label that is a house or a room
_OF_A_ROOM: Final = re.compile(r"(?:[館室]|センター)$")


class Lists(Things):
    """What a page names side by side."""

    @cached_property
    def several(self) -> bool:
        """Whether no day may stand for all; what changes is one thing, in however many rows."""
        return super().several and not (self._changes_only or self.changes_told)

    @cached_property
    def whens(self) -> tuple[When, ...]:
        """The times that are told; those of what changes stand with what they were before, and days
        behind 土曜日、日曜日 are not all on which it is open longer.
        """
        texts = [(when, self.outline.units[when.unit.at].text) for when in super().whens]
        held = not re.search(r"開館|閉館|開室|時間", self.title)
        return tuple(
            when
            for when, text in texts
            if (held or not WEEKDAYS_AND.search(text))
            and not (self.changes_told and self.outline.sections[when.section].record)
            and not (self._changes_only and self._changes(when, text))
        )

    @cached_property
    def changes_told(self) -> bool:
        """Whether sentences tell what changes and when, above a table of all that is so then:
        10月1日から、診療所前に新しくとまります。
        """
        return self.kind_by_title == "service" and bool(
            _OF_CHANGE.search(self.title)
            and any(s.record for s in self.outline.sections)
            and sum(
                _SINCE.search(unit.text) is not None
                and any(
                    (last_of(o) or self.today) >= self.today for o in self.outline.occasions(unit)
                )
                for unit in self.outline.sentences()[:8]
            )
            > 1
        )

    def _changes(self, when: When, text: str) -> bool:
        return bool(_ARROW.fullmatch(text)) or self.outline.sections[when.section].record

    @cached_property
    def _changes_only(self) -> bool:
        """Whether the page is about a change, which it tells as before and after."""
        of_hours = re.search(r"(?:開館|開室|利用)(?:時間|日)|休館日", self.title)
        of_change = self.kind == "closure" and of_hours and _OF_CHANGE.search(self.title)
        return bool((self.kind in ("service", "notice") or of_change) and self.renewed)

    @cached_property
    def listed(self) -> tuple[tuple[str, str], ...]:
        """Name and time of each topic; of a letter whose times have no names its headings."""
        times = self._named_times()
        if times or self._books or not self.several or self.kind_by_title != "newsletter":
            return times
        heads = [head for head in self._most_alike() if 2 <= len(head) <= 40]
        return tuple((harmless(head), "") for head in heads) if len(heads) > 2 else ()

    def _named_times(self) -> tuple[tuple[str, str], ...]:
        """Name and time of each topic; nothing when one has no name, as the days alone would
        mislead.
        """
        if self.several and (self.label or (self._many and not (self._chosen[0] or self.topics))):
            return ()  # a list of what is called off would pass for all of it
        if self.several:
            whens = self._of_calendar or self._whens_apart
        else:
            main = self._chosen[2]
            whens = tuple(
                w
                for w in self._coming[0]
                if main is not None and w.section != main and not self.closing
            )
        by_name, rooms = self._times_by_name(whens)
        sayable = self._sayable(by_name)
        held = self._is_held and len(sayable) >= NAMED
        by_name = sayable if held else by_name
        if self._misleads(whens, by_name):
            return ()
        if self.topics and not held:
            return tuple(
                (harmless(head), "")
                for head in self.topics
                if is_name(head) and not _FULL.search(head)
            )
        sections = self.outline.sections
        rows = {sections[w.section].heading for w in whens if sections[w.section].record}
        if not all(
            is_name(name) or is_library(name) or (name in rows and is_row_name(name))
            for name in by_name
        ):
            return ()
        differ = all(rooms.values()) and len(set(rooms.values())) > 1
        otherwise = self._excepted(whens)
        courses = self._courses(whens)
        lines = [
            (
                self._lasting(name, days),
                "、".join(
                    f"{of} {self._say_days(times, shorn=name in courses or _is_off(name))}".strip()
                    for of, times in days.items()
                )
                + (f" {rooms[name]}" if differ and not courses else "")
                + otherwise.get(name, ""),
            )
            for name, days in by_name.items()
        ]
        lines += idle_rows(self.outline, whens) if lines and not self.closing else ()
        if self.programme:
            lines += [(harmless(name), "") for name in self.programme]
        if self.closing:
            lines = of_same_days(lines)
        return tuple(sorted(lines, key=lambda pair: not _OFF.search(pair[0])))

    def _say_days(self, times: Sequence[Occasion], *, shorn: bool) -> str:
        """Return days in a row; without the hours of stops, or that a line gives for all."""
        days = hourless([*times]) if shorn or self._hours_of_all else [*times]
        return say_all(in_one_month(by_day(days)), self.near)

    @cached_property
    def _left_to_page(self) -> bool:
        """Whether some of several things held are left out of a list."""
        names = self._times_by_name(self._whens_apart)[0] if self._is_held else {}
        less = len(self._whens_apart) < len(self.whens)
        return less or NAMED <= len(self._sayable(names)) < len(names)

    @cached_property
    def _of_calendar(self) -> tuple[When, ...]:
        return () if self.closing else rows_of_calendar(self.outline, self.whens)

    @cached_property
    def own(self) -> tuple[tuple[str, tuple[str, str, str]], ...]:
        """By the name of each of several things, what it has of its own; none where two stand in
        one part of the page, or so many that each would be told with little more than its days.
        """
        many = len(self.whens) > THINGS
        if not (self.several and self.listed) or many or self.closing or self.label:
            return ()
        by_name: dict[str, list[When]] = {}
        for when, name in zip(self.whens, self._listed_names(self.whens), strict=True):
            by_name.setdefault(name, []).append(when)
        homes = {
            self._lasting(name, {"": mine[0].occasions}): (
                self._topic(mine[0].section),
                max(when.unit.at for when in mine),
            )
            for name, mine in by_name.items()
            if len({self._topic(when.section) for when in mine}) == 1
        }
        homes = {name: at for name, at in homes.items() if at[0]}
        of_all = {unit.at for unit in self.mine}
        own = own_of(homes, self.outline, self.near, of_all=of_all)
        behind = self._own_behind(by_name)
        none = ("", "", "")
        both = {
            name: tuple(map(_either, behind.get(name, none), own.get(name, none)))
            for name in (*own, *(name for name in behind if name not in own))
            if not _is_off(name)  # nobody comes, or applies
        }
        return tuple((name, (where, who, how)) for name, (where, who, how) in both.items())

    def _own_behind(self, by_name: Mapping[str, Sequence[When]]) -> dict[str, tuple[str, str, str]]:
        """Return what stands behind the days of each in its own line: 12月9日(水)10時～ 要予約."""
        lines = {
            self._lasting(name, {"": mine[0].occasions}): mine[0]
            for name, mine in by_name.items()
            if len(mine) == 1
            and mine[0].unit.sort in (Sort.ENTRY, Sort.WHEN)
            and not LATER_TURN.search(self.outline.units[mine[0].unit.at].text)
        }
        words_of = {
            name: own_behind(self._rest_behind(name, when), self.near)
            for name, when in lines.items()
        }
        apart = all(where for where, _, _ in words_of.values())
        words_of = {
            name: (w if apart else "", who, how) for name, (w, who, how) in words_of.items()
        }
        return {name: words for name, words in words_of.items() if any(words)}

    @cached_property
    def exceptions(self) -> Exceptions:
        """What the page says of single days of what it tells as a series."""
        return Exceptions(self.outline, closing=self.closing)

    @cached_property
    def cut(self) -> bool:
        """Whether a list by houses leaves out a house below whose heading days to come stand."""
        coming = {
            self._house_above(when)
            for when in self.times
            if not when.role
            and any((last_of(o) or self.today) >= self.today for o in when.occasions)
        }
        here = {self._house_above(when) for when in self.whens}
        houses = any(here) and coming - here - {""}
        return bool(
            self.several
            and not self.closing
            and (
                self._of_letter_left
                or houses
                or self._left_of_list
                or self._of_calendar
                or self._left_to_page
            )
        )

    @cached_property
    def _of_letter_left(self) -> bool:
        """Whether a letter has parts beside those that are listed with their days."""
        if self.kind_by_title != "newsletter" or not any(words for _, words in self.listed):
            return False
        listed = {s for when in self.whens for s in self.outline.path(when.section)}
        heads = {s.index for s in self.outline.sections if s.index and s.heading and not s.record}
        return bool(heads - listed)

    def _beside_entries(self) -> bool:
        """Whether a line that was not read has a day to come among lines that are listed."""
        homes = {w.section for w in self.whens if w.unit.sort == Sort.ENTRY}
        days = {o.start for when in self.whens for o in when.occasions}
        return any(
            unit.section in homes
            and unit.sort == Sort.WORD
            and any(
                o.start not in days and (last_of(o) or self.today) >= self.today
                for o in self.outline.occasions(unit)
            )
            for unit in self.outline.units
        )

    @cached_property
    def _left_of_list(self) -> bool:
        """Whether beside what is listed something else has its days, below a heading that looks
        like theirs, or by a name with a day in it: おはなし会(18日)・工作会(20日).
        """
        sections = {self._topic(when.section) for when in self.whens} - {0}
        if self.kind_by_title in ("service", "closure", "emergency"):
            return False
        if self._beside_entries():
            return True
        if any(has_day(self._named(when)) for when in self.whens):
            return True
        beside = {s for section in sections for s in self._siblings(section)} - sections
        return any(
            u.section in beside
            and u.sort in (Sort.SENTENCE, Sort.WORD, Sort.AUDIENCE)
            and not _NO_EVENT.search(self.outline.sections[u.section].heading)
            and any((last_of(o) or self.today) >= self.today for o in self.outline.occasions(u))
            for u in self.outline.units
        )

    def _excepted(self, whens: Sequence[When]) -> dict[str, str]:
        """Return by name in brackets what is otherwise on days of one of several."""
        by_name: dict[str, list[When]] = {}
        if self.exceptions.any:
            for when, name in zip(whens, self._listed_names(whens), strict=True):
                by_name.setdefault(name, []).append(when)
        rows = {name: row_of(name, mine) for name, mine in by_name.items()}
        first, beside = [*rows.items()][:ROWS], RowsBeside([*rows.values()])
        remarks = {name: self.exceptions.behind(row, beside) for name, row in first}
        if not ROUND.search(self.title):
            return remarks
        # where a course is told without hours, that one of its stops has another hour says nothing
        return {name: words for name, words in remarks.items() if not _OF_STOP.search(words)}

    def _times_by_name(
        self, whens: Sequence[When]
    ) -> tuple[dict[str, dict[str, list[Occasion]]], dict[str, str]]:
        """Return the times of each name, by what they are of, and the room of each; of what is
        full, called off or not on, none.
        """
        by_name: dict[str, dict[str, list[Occasion]]] = {}
        rooms: dict[str, str] = {}
        places, hours = self._rooms(whens), hours_of_each(self.outline.units, whens)
        for when, name, room in zip(whens, self._listed_names(whens), places, strict=True):
            if when.section in self._shut_rows and when.role != "closed":
                continue
            if self._was_only(when):
                continue
            if not self.closing and (has_day(name) or self._full_itself(when)):
                continue  # おはなし会(18日)・工作会(20日)
            if _FULL.search(name) or self._full(when.section) or self._full_by_note(name):
                continue
            if self.closing and not name and any(map(is_library, map(self._whose, whens))):
                continue  # all libraries' own Mondays beside the days of each
            if self._called_off_then(when) or self._not_on(when):
                continue
            rooms[name] = room
            of = f"{before(when)} {self._column(when)}".strip()
            of = of or self._month_of_rule(when) or self._step(when)
            mine = by_name.setdefault(name, {})
            for one, inner in zip(when.occasions, names_within(when), strict=True):
                days = mine.setdefault(f"{of} {inner}".strip(), [])
                if not (self.closing and lies_in(one, days)):
                    days.append(at_hours(one, hours.get(when.section)))
        return by_name, rooms

    def _month_of_rule(self, when: When) -> str:
        """Return the month that heads the column of a rule, where another month of its row has
        other days: 1月 12日～15日 | 2月 毎週月曜 are no Mondays of these days.
        """
        if not (when.occasions[0].weekly and re.fullmatch(r"\d{1,2}月", when.label)):
            return ""
        rules = {
            tuple((o.start, o.end, o.weekly, o.ordinals) for o in w.occasions)
            for w in self.times
            if w.section == when.section
        }
        return when.label if len(rules) > 1 else ""

    def _misleads(self, whens: Sequence[When], names: Collection[str]) -> bool:
        """Whether a list of these names would say what the page does not."""
        return (
            any(
                not (2 <= len(name) <= 40 or is_row_name(name)) or name in COLUMNS for name in names
            )
            or self._left_out(names)
            or interleaved(self.outline, whens)
            or self._phase_left_out(whens)
            or self._stopping(whens, names)
            or self._of_another_thing(whens, names)
        )

    def _lasting(self, name: str, days: Mapping[str, Sequence[Occasion]]) -> str:
        """Return a name with the month of its first day for 今月, else that of publication."""
        starts = (o.start or o.end for times in days.values() for o in times)
        first = next(filter(None, starts), None)
        day = first or self.outline.published
        return harmless(resolve_relative(name, day) if day else name)

    @cached_property
    def _hours_of_all(self) -> str:
        """The hours that a line of their own gives for all of several days, in its words; empty
        where the days have others.
        """
        clocks = {o.clock for when in self.whens for o in when.occasions}
        hours = [unit for unit in self.outline.units if unit.sort == Sort.HOURS and unit.label]
        several = self.several and len({when.label for when in self.whens}) > 1
        if not several or self.closing or len(clocks) != 1 or len(hours) != 1 or not all(clocks):
            return ""
        return value_of(hours[0].text, self.near)

    def _listed_names(self, whens: Sequence[When]) -> list[str]:
        """Return what each of several times is called in a list of them: with its house, where
        others have the same name, or stand below another house.
        """
        names = [
            (self._step(when) and self.outline.sections[when.section].heading)
            or self._word_above(when)
            or self._named(when)
            for when in whens
        ]
        houses = [self._house_above(when) for when in whens]
        apart = {self.outline.sections[when.section].above for when in whens}
        often, spread = Counter(names), len(self._houses_of_days.union(houses)) > 1
        return [
            self._of_houses(when, name, apart)
            or self._listed_name(
                when, name, often, house=house or room, spread=bool(house) and spread
            )
            for when, name, house, room in zip(
                whens, names, houses, self._rooms(whens), strict=True
            )
        ]

    def _listed_name(
        self, when: When, own: str, often: Mapping[str, int], *, house: str, spread: bool
    ) -> str:
        name = self._whose(when) if self.closing else own
        unsaid = self.closing and not _SHUT_SAID.search(self.title)
        unsaid = unsaid and re.search(r"(?:[館室園]|センター)】?$", name) is not None
        name = f"{name} 休館" if self._told_shut(when) or unsaid else name
        if STOPS.search(when.label) and not STOPS.search(f"{self.title}{name}"):
            name = f"{name} {when.label}"  # 電子図書館 停止期間：12月28日(月)～
        again = often.get(name, 0) > 1
        if self.closing or not (again or spread) or not is_name(name) or is_library(name):
            return name
        if self.kind == "service" and ROUND.search(self.title):
            return name  # each row of a course is a stop
        if not house or house in name:
            return name
        return f"{house} {name}" if spread else f"{name}({house})"

    def _of_houses(self, when: When, name: str, apart: Collection[int]) -> str:
        """Return what stands above the table of houses in which a time stands, with its house,
        where others of the times stand elsewhere: おはなし会 ⏎ 会場 | 日時, beside other things.
        """
        home = self.outline.sections[when.section]
        if self.closing or name != home.heading or not is_library(name) or not len(apart) > 1:
            return ""
        if not (home.record and home.above > 0 and self._tables_of_houses[home.above]):
            return ""
        of = self.outline.sections[home.above].heading
        return f"{of}({name})" if is_name(of) and not is_library(of) else ""

    @cached_property
    def _tables_of_houses(self) -> Mapping[int, bool]:
        """By the section of a table whether each of its rows is a house."""
        tables: dict[int, bool] = {}
        for row in self.outline.sections:
            if row.record:
                tables[row.above] = tables.get(row.above, True) and is_library(row.heading)
        return tables

    @cached_property
    def _houses_of_days(self) -> frozenset[str]:
        """The houses below whose headings days stand, told or not."""
        houses = (self._house_above(w) for w in self.times if not w.role)
        return frozenset(house for house in houses if house)

    def _house_above(self, when: When) -> str:
        """Return the house below whose heading a time stands; empty where it stands below none, or
        in a letter, in which the heading of a house is one of many.
        """
        if self.kind_by_title == "newsletter":
            return ""
        path = (self.outline.sections[s] for s in self.outline.path(when.section))
        return next((section.heading for section in path if section.library), "")

    def _rooms(self, whens: Sequence[When]) -> list[str]:
        """Return where each of several things takes place, as its own section says once; empty
        where it does not.
        """
        often = Counter(when.section for when in whens)
        return [self._room(w.section) if often[w.section] == 1 else "" for w in whens]

    def _room(self, section: int) -> str:
        places = [u for u in self._lines_in(section) if u.sort == Sort.PLACE]
        if self.closing or len(places) != 1:
            return ""
        place = _HOURS_BEFORE.sub("", places[0].text)  # 時間・場所：9時30分～ 1階ロビー
        place = re.sub(r"\s*\([^()]*\d日[^()]*\)$", "", place)  # 大広間(申込み4日まで)
        return value_of(place, self.near)

    def _called_off_then(self, when: When) -> bool:
        """Whether a line beside it says that nothing takes place: 15日(土) | 中止."""
        return any(
            re.fullmatch(r"(?:中止|延期|お?休み|休止|運休)(?:[(（].*[)）])?", unit.text)
            for unit in self._lines_in(when.section)
        )

    @cached_property
    def _shut_rows(self) -> frozenset[int]:
        """The rows of a table of closings too many to tell of each when it opens again as well:
        休館する期間 | 新年の開館, of four libraries; the end of the one tells the other.
        """
        rows = {w.section for w in self.times if self.closing and w.role == "closed"}
        rows = {row for row in rows if self.outline.sections[row].record}
        return frozenset(rows if len(rows) > SHUT_ROWS else ())

    def _was_only(self, when: When) -> bool:
        """Whether a day stands in a table of what was and what will be, of which one row alone
        would pass for all: 12月まで | 1月から.
        """
        home = self.outline.sections[when.section]
        return home.record and home.above in self._tables_of_change

    @cached_property
    def _tables_of_change(self) -> frozenset[int]:
        """The sections whose table has a column of what was and one of what will be."""
        rows = {s.index: s.above for s in self.outline.sections if s.record}
        cells = [u for u in self.outline.units if u.section in rows and u.label]
        was = {rows[u.section] for u in cells if _BEFORE.search(u.label)}
        after = (u for u in cells if _AFTER.search(u.label) and not _BEFORE.search(u.label))
        return frozenset(was & {rows[u.section] for u in after})

    def _column(self, when: When) -> str:
        """Return the column of a day, where its record has days in several: もとの日, 振替日."""
        if when.section in self._shut_rows:
            return ""
        if not self.outline.sections[when.section].record:
            return ""
        counted = re.search(r"\d\s*[回月]|日程|日時|期日", when.label)
        return when.label if len(self._columns_of[when.section]) > 1 and not counted else ""

    @cached_property
    def _columns_of(self) -> dict[int, set[str]]:
        """The labels of the times of each section."""
        labels: dict[int, set[str]] = {}
        for when in self.times:
            labels.setdefault(when.section, set()).add(when.label)
        return labels

    def _stopping(self, whens: Iterable[When], names: Iterable[str]) -> bool:
        """Whether days by library tell of a service that stops, each under another heading: what
        stops there would not be said.
        """
        heads = {self.outline.sections[w.section].heading for w in whens}
        return self.kind_by_title == "service" and len(heads) > 1 and all(map(is_library, names))

    def _of_another_thing(self, whens: Sequence[When], names: Iterable[str]) -> bool:
        """Whether days by library stand below a line about something that the title does not name:
        使い方説明会を行います, on the page of a new service.
        """
        if self._letter_of_houses(names):
            return True
        at = min((when.unit.at for when in whens), default=0)
        above = self.outline.units[at - 1] if at else None
        return bool(
            above
            and not self.closing
            and all(map(is_library, names))
            and (thing := _BESIDE_NEWS.search(above.text))
            and thing[0] not in self.title
        )

    def _letter_of_houses(self, names: Iterable[str]) -> bool:
        """Whether a letter of many things would tell days by house alone: of what they are stands
        above them.
        """
        return (
            self.kind_by_title == "newsletter"
            and not self.closing
            and any(is_library(name) and "(" not in name for name in names)
        )

    def _phase_left_out(self, whens: Sequence[When]) -> bool:
        """Whether on a page of what stops a line of days beside those of a list was not read: of
        the phases of works all are told, or none.
        """
        if not whens or self.kind_by_title not in ("service", "closure", "emergency"):
            return False
        homes = {when.section for when in whens if not self.outline.sections[when.section].record}
        days = {o.start for when in whens for o in when.occasions}
        return any(
            unit.section in homes
            and unit.sort in (Sort.WORD, Sort.SENTENCE)
            and _DAY_FIRST.match(unit.text)
            and any(
                o.start not in days and (last_of(o) or self.today) >= self.today
                for o in self.outline.occasions(unit)
            )
            for unit in self.outline.units
        )

    def _left_out(self, names: Iterable[str]) -> bool:
        """Whether a list by library lacks one that has a heading of its own: it would pass for
        all.
        """
        names_ = set(names)
        houses = {
            s.heading
            for s in self.outline.sections
            if s.library and not (s.record or _NO_HOUSE.search(s.heading))
        }
        return bool(names_) and all(map(is_library, names_)) and bool(houses - names_)

    def _full(self, section: int) -> bool:
        """Whether a record says that nobody can take part any more."""
        return section > 0 and any(_FULL.search(u.text) for u in self._lines_in(section))

    def _full_itself(self, when: When) -> bool:
        """Whether the line of one of several says that it is full, or its number does elsewhere:
        12月11日(金)10時～ ※満員になりました.
        """
        unit = self.outline.units[when.unit.at]
        if unit.sort != Sort.ENTRY:
            return False
        counted = any(
            re.search(rf"{re.escape(turn)}\s*{re.escape(unit.label)}", self.page.text)
            for turn in self._full_turns
        )
        return counted or is_full(f"{unit.raw} {unit.text}", ())

    def _full_by_note(self, name: str) -> bool:
        """Whether a line elsewhere says so of one by its number: 第1回は満席になりました."""
        nth = re.match(r"第\s?\d{1,2}\s?回", name)
        if not nth:
            return False
        full = re.compile(rf"{re.escape(nth[0])}[^。第]{{0,10}}(?:{_FULL.pattern})")
        return any(full.search(unit.text) for unit in self.outline.units)

    def _named(self, when: When) -> str:
        here = self.outline.sections[when.section]
        if (here.library or here.above == -1) and (
            house := next((words for words in (before(when), when.label) if is_library(words)), "")
        ):
            return f"{other_thing(here, self.title)} {house}".strip()
        if when.unit.sort == Sort.WHEN and not when.label and (name := self._name_below(when)):
            return name
        while here.facet and here.above > 0:  # # おはなし会 ⏎ ## 日時 ⏎ 7月4日(土)
            here = self.outline.sections[here.above]
        again = self._headings[here.heading] > 1
        if (
            again and here.index > 1 and here.facet
        ):  # 味の特集 ⏎ 期間・場所 ⏎ 12月3日(火)から, twice
            above = self.outline.sections[here.index - 1]
            here = here if above.facet else above
        if _CALLS.search(here.heading) and here.above > 0:
            here = self.outline.sections[here.above]  # 親子工作教室 ⏎ ■車をつくりましょう！
        own = when.unit.sort == Sort.ENTRY and not (
            here.heading and (_DAYS_ONLY.fullmatch(when.label) or _NOT_YET.fullmatch(when.label))
        )
        name = when.label if own else here.heading
        if when.unit.sort == Sort.ENTRY and _SPOT.search(name) and _QUOTED.search(here.heading):
            name = here.heading  # 一般展示「雨の日は、台所で」 ⏎ 入口正面 6月2日(火)～
        if own and self._headed_once(when) and not _GROUP.search(here.heading):
            name = here.heading  # シネマサロン ⏎ 6日(日) 13:30～ 「石炭列車の冬」
        if own and OF_WHOM.fullmatch(when.label) and is_name(here.heading):
            name = self._by_readers(when, here.heading)
        if re.fullmatch(r"\d{1,2}月の(?:開催|実施)?(?:日程?|日時|予定)", name) and here.above > 0:
            name = self.outline.sections[here.above].heading
        name = _with_theme(name, when)
        name = self._by_line(name, when)
        name = _DAY_BEFORE.sub(r"\1", name)
        letter = self.kind_by_title == "newsletter" and is_library(name)
        if when.unit.sort == Sort.ENTRY and is_library(name) and not letter:
            name = f"{other_thing(here, self.title)} {name}".strip()
        short = letter or self._is_house_in_short(name)
        if own and name == when.label and short and is_name(here.heading):
            name = f"{here.heading}({name})"  # 冬の工作会 ⏎ 中央：12月20日(日)
        name = re.sub(r"\s*[:：]\s*\d{1,2}月\d{1,2}日.*$|^[①-⑳]", "", PART_NUMBER.sub("", name))
        name = _COUNTED.sub("", name)
        name = re.sub(r"\s*[★☆♪＊*]+\s*(?:満員御礼)?$", "", name).strip("★☆◆■●◎・ ")
        name = self._with_shown(name, when, here.heading, own=own)
        return _with_off(name, when)

    @cached_property
    def _headings(self) -> Counter[str]:
        """How many sections have each heading."""
        return Counter(section.heading for section in self.outline.sections)

    def _told_shut(self, when: When) -> bool:
        """Whether the sentence above a list by library, in a letter of many things, says that its
        days are those of a closing: 特別整理休館の日程をお知らせします。
        """
        if self.closing or not re.search(r"(?:[館室]|センター)$", when.label):
            return False
        above = (u for u in reversed(self.outline.units[: when.unit.at]) if u.sort == Sort.SENTENCE)
        sentence = next(above, None)
        return bool(
            sentence
            and sentence.section == when.section
            and re.search(
                r"(?:休館|休室)(?:日|期間)?(?:の(?:日程|予定)|は)[^。]{0,12}"
                r"(?:お知らせ|次のとおり|以下のとおり)",
                sentence.text,
            )
        )

    @cached_property
    def programme(self) -> tuple[str, ...]:
        """What an event is made of: the headings that stand side by side below it."""
        if self.several or self._displays:
            return ()
        heads = [
            s
            for s in self.outline.sections[1:]
            if s.above == (self._chosen[2] or 0) and not (s.facet or s.record or s.library)
        ]
        heads = [s for s in heads if s.style == heads[0].style and s.style[0] != "plain"]
        heads = [s for s in heads if not _WANTED.search(s.heading)]
        if not heads and self.kind in ("event", "notice"):
            return tuple(u.text for u in self.parts_by_name if is_name(u.text))
        if any(self._of_other_days(s.index) for s in heads):
            return ()
        if any(s.facet and s.above == heads[0].above for s in self.outline.sections if heads):
            heads = [s for s in heads if s.style[0] == "quoted"]  # 応募できる期間 beside えらび方
        quoted = bool(heads) and heads[0].style[0] == "quoted"
        changes = (
            self.kind in ("service", "notice")
            and _RENEWED.search(self.title)
            and 2 <= len(heads) <= 5
            and all(is_label(s.heading) and not _ASIDE.search(s.heading) for s in heads)
        )
        if changes:  # …が変わりました ⏎ 1 貸出期間の延長 ⏎ 2 受取順の指定
            return tuple(s.heading for s in heads)
        if not quoted and self.kind not in ("event", "exhibition"):
            return ()
        if any(re.search(r"住所|氏名|電話|人数|年齢|応募", s.heading) for s in heads):
            return ()  # what an application has to say
        # メイン, 一般書 are shelves
        titled = len(heads) >= 3 and all(quoted or len(s.heading) > 5 for s in heads)
        return tuple(s.heading for s in heads) if titled else ()

    def _of_other_days(self, section: int) -> bool:
        """Whether what stands below a heading has a day that is none of the news."""
        days = [o for when in self.whens for o in when.occasions if o.start]
        others = (o for w in self.times if w.section == section for o in w.occasions if o.start)
        return bool(days) and any(
            all(not (o.start <= other.start <= (o.end or o.start)) for o in days if o.start)
            for other in others
            if other.start
        )

    def _others(self, *, spoken: bool) -> tuple[tuple[str, str], ...]:
        """Labels of the page's own that a notice lives by: 対象の館, 変更後; several themes of an
        exhibition are one.
        """
        if rows := self._named_things():
            return rows
        if self._books and not (spoken or self.whens):
            more = "など" if len(self._books) > TITLES else ""
            return (("紹介する本", f"{''.join(self._books[:TITLES])}{more}"),)
        if rows := self._of_themes():
            return rows
        if self.kind == "recruitment":
            return self._sought()
        if self.kind not in _NOTICES:
            return ()
        states = [*self._states(), *self._itemized(), *self.renewed]
        states += [*self._opening_hours(), *self._undated_terms()]
        if self.kind == "notice":
            return tuple(states)
        return tuple([*states, *self._lines_left()][: max(3, len(self.renewed))])

    def _of_themes(self) -> tuple[tuple[str, str], ...]:
        """Return the themes of an exhibition as one line."""
        themes = [
            v
            for unit in self.outline.units
            if unit.sort == Sort.THEME
            and (v := value_of(unit.text, self.near))
            and not re.match(r"[①(（]|1[.．、)]", v)  # the first of several
        ]
        own = {u.label for u in self.outline.units if u.sort == Sort.THEME and is_label(u.label)}
        works = re.search(r"特集|展示|コーナー|テーマ", self.title)
        if not (themes or self.programme) and works:
            themes = [harmless(words) for _, words in self._quoted] or [
                harmless(theme)
                for unit in self.outline.sentences()
                for theme in _THEME.findall(unit.text)
            ]
            if len(themes) > TITLES:
                return (("テーマ", f"{''.join(themes[:TITLES])}など"),)
            themes = themes if len(themes) > 1 else []
        if not themes or self.several:
            return ()
        return ((own.pop() if len(own) == 1 else "テーマ", in_brackets(themes)),)

    def _sought(self) -> tuple[tuple[str, str], ...]:
        """Return what a recruitment asks for: 募集作品, 職種."""
        return tuple(
            (unit.label, value)
            for unit in self.mine
            if unit.sort == Sort.OTHER
            and re.fullmatch(r"(?:募集|応募)(?:作品|職種|内容)|職種", unit.label)
            and (value := value_of(unit.text, self.near))
        )[:1]

    def _opening_hours(self) -> Sequence[tuple[str, str]]:
        """Return the hours of the house where the title speaks of them, else those by day."""
        if not re.search("開館|閉館|時間", self.title):
            return ()
        hours = [
            (u.label, value)
            for u in self.mine
            if u.label in ("開館時間", "利用時間")
            and u.label not in dict(self.renewed)
            and not _USUAL.match(u.text)
            and len(u.text) <= ROOM
            and (value := value_of(u.text, self.near))
        ]
        return hours[:1] or self._hours_by_day()

    def _undated_terms(self) -> Sequence[tuple[str, str]]:
        """Return when something is in words without a day: 期間 未定."""
        return [
            (u.label, value)
            for u in self.mine
            if u.sort == Sort.WHEN
            and u.label
            and not (self.whens or self.outline.occasions(u))
            and len(u.text) <= TERM
            and re.search(r"[間日月年期週]|まで|未定|から", u.text)
            and (value := value_of(u.text, self.near))
        ][:1]

    def _lines_left(self) -> Iterator[tuple[str, str]]:
        """Yield the page's own labelled lines of what is closed or changed, each the only one of
        its label.
        """
        labels = Counter(unit.label for unit in self.mine)
        for unit in self.mine:
            if not self._may_be_left(unit) or labels[unit.label] > 1:
                continue  # of several lines one would pass for all
            value = limited(self.outline, unit, value_of(unit.text, self.near))
            if value and _is_sayable_line(unit.label, value):
                yield unit.label, value

    def _may_be_left(self, unit: Unit) -> bool:
        """Whether a labelled line may be told as the page has it: no part of what is renewed, no
        exception, no row; can-dos of a window that is open beside what is closed are not of it.
        """
        return bool(
            unit.sort in (Sort.OTHER, Sort.LIBRARY)
            and unit.bare
            and unit.label
            and not (
                self.renewed and (_WAS.fullmatch(unit.label) or _WILL_BE.fullmatch(unit.label))
            )
            and unit.label not in dict(self.renewed)
            and not ("→" in unit.text and not _OF_CHANGE.search(self.title))
            and not re.search(r"。\s*(?:ただし|但し)", unit.text)
            and not self.outline.sections[unit.section].record
            and (not self.closing or self._own(unit.section))
        )

    def _named_things(self) -> tuple[tuple[str, str], ...]:
        """Return what a page names that is its news: who won, new books, the displays of a house
        or of several.
        """
        results = LOOKS_BACK.search(self.title) and (
            won(self.outline, self.page.text) or counts(self.outline)
        )
        if results:
            return results
        books, more = books_in(self.page.blocks) if NEW_BOOKS.search(self.title) else ([], False)
        if len(books) > 1:
            return (("紹介する本", f"{''.join(books)}{'など' if more else ''}"),)
        if self._displays:
            tail = "など" if len(self._displays) > DISPLAYS else ""
            return (("テーマ", f"{'、'.join(self._displays[:DISPLAYS])}{tail}"),)
        return ()

    def _beside_all(self) -> tuple[tuple[str, str], ...]:
        """Return the page's own labelled lines that no field holds, as the page has them: 内容,
        配布方法, 運行時間, then the others by their worth; of what is over or off, none, but the
        new day of what is put off.
        """
        off = self.over or self.called_off or self.label in ("中止", "延期", "訂正")
        if off and self.label != "延期":
            return ()
        sections = self._news_sections | {u.section for u in self.mine}
        own = (
            ()
            if off
            else own_lines(
                self.outline,
                self.today,
                several=bool(self.several),
                sections=sections,
                off=self.parts_off,
                part=lambda unit: self._first_of_several(unit) or self.of_programme(unit),
                aside=lambda unit: self._aside(unit) or self._asked_within(unit),
            )
        )
        event = self.kind in ("event", "exhibition", "recruitment")
        more = untold(
            self.outline,
            self.today,
            several=bool(self.several),
            event=event,
            sections=sections,
            off=self.parts_off,
            part=lambda unit: self.of_programme(unit) or self._asked_within(unit),
            worth=self.worth.of,
        )
        plain = not (self.several or off or event or self.changes_told)
        rows = columns(self.outline, self.today, worth=self.worth.of) if plain else ()
        lines = dict.fromkeys((*own, *rows, *more))
        left = [li for li in lines if li in own or not off or _NEW_DAY.search(li[0])]
        return tuple(left) if off else by_names(left, self.page.text)

    @cached_property
    def parts_off(self) -> frozenset[int]:
        """The parts of the page that are called off, full, over or not yet so."""
        return parts_off(self.outline)

    @cached_property
    def marks(self) -> LineMarks:
        """What the lines of the page bear."""
        return LineMarks(
            self.outline,
            kind=self.kind,
            several=bool(self.several),
            news=self._news_sections,
            today=self.today,
        )

    @cached_property
    def worth(self) -> Worth:
        """What each line of the page is worth."""
        return Worth(self.marks)

    def _not_on(self, when: When) -> bool:
        """Whether a day is one on which something held or open to all cannot be used."""
        heading = self.outline.sections[when.section].heading
        return not self.closing and NOT_ON.search(heading) is not None

    def beside_its_like(self, section: int) -> bool:
        """Whether a section, or one around it, is one of several that look alike: 一般書の特集 and
        絵本の特集.
        """
        looks = Counter((s.above, s.style) for s in self.outline.sections if not s.facet)
        path = (self.outline.sections[s] for s in self.outline.path(section) if s)
        return any(looks[s.above, s.style] > 1 and not s.facet for s in path)

    def _aside(self, unit: Unit) -> bool:
        """Whether a line tells of what is held beside an exhibition; its day by its own name may be
        told.
        """
        own = unit.label and not known_field(unit.label) and self.outline.occasions(unit)
        return self._of_side(unit) and not own

    @cached_property
    def _news_sections(self) -> frozenset[int]:
        """The page itself and the sections in which the news has its days."""
        return frozenset((0, *(when.section for when in self.whens)))

    def _hours_by_day(self) -> list[tuple[str, str]]:
        """Return the hours that lines of their own give by weekday: 水・金曜日 10:00～19:00; those
        of now, which stand under 現在, are none.
        """
        lines = [
            re.sub(r"\s*(?:…+|‥+|・{2,}|(?<!\d)[:：])\s*(?=\d)", " ", u.text)
            for u in self.mine
            if u.sort == Sort.HOURS and not u.label and re.search(r"曜|平日|土日|祝", u.text)
        ]
        words = harmless("、".join(lines)).replace("~", "～")
        of_title = _OWN_HOURS.search(self.title)
        label = of_title[0] if of_title else "開館時間"
        return [(label, words)] if lines and len(words) <= 2 * ROOM else []

    def _itemized(self) -> list[tuple[str, str]]:
        """Return the first short list whose heading says what it is to the news: 変更点,
        利用できないサービス; 以下のとおり変更します says nothing without it.
        """
        for heading, units in self._lists_of_words():
            if not (is_label(heading) and _CHANGES.search(heading) and len(units) > 1):
                continue
            if _NOT_TAKEN.search(heading) and _ASKS.search(self.title):
                continue
            short = list(takewhile(self._is_item, units))
            items = [harmless(u.text.rstrip("。")) for u in short]
            if len("".join(items)) > LISTED_LETTERS:
                items = [re.sub(r"\([^()]*\)$", "", item) for item in items]
            while len("".join(items)) > LISTED_LETTERS:
                items.pop()
            if len(items) > 1:
                spoken = any(u.text.endswith("。") for u in short)
                more = ("ほか" if spoken else "など") if len(items) < len(units) else ""
                return [(heading, f"{('。' if spoken else '、').join(items)}{more}")]
        return []

    def _is_item(self, unit: Unit) -> bool:
        """Whether a line of a list is short, points nowhere and is of no day of its own."""
        return (
            unit.bare
            and unit.sort in (Sort.SENTENCE, Sort.WORD)
            and len(unit.text) <= 45
            and not POINTING.search(unit.text)
            and not self.outline.occasions(unit)
        )

    @cached_property
    def renewed(self) -> list[tuple[str, str]]:
        """Return what a table of before and after, side by side or one above the other, says of
        each thing: 図書：6冊 → 12冊, 休館日：誤 23日 → 正 30日; what stays is left out, and nothing
        is told where a row was not understood.
        """
        rows = [("変更", since)] if (since := self._changed_from()) else []
        if changes := changes_in(self.page.blocks, self.near):
            sayable = all(is_name(name) or is_row_name(name) for name, _ in changes)
            return [*rows, *changes][:CHANGED] if sayable else []
        for name, old, new, wrong in self._pairs_of_change():
            if re.search(r"変更な|[変か]わりません|同じ|同上|そのまま|^[―ー-]$", new):
                continue
            new = re.sub(r"^左記?に加え(?=て?、)", "これに加え", new)  # noqa: PLW2901
            before, after = value_of(old, self.near), value_of(new, self.near)
            if not (before and after and is_name(name)):
                return []
            if before == after or after.startswith(f"{before}("):
                continue
            signs = ("誤 ", "正 ") if wrong else ("", "")
            rows.append((name, f"{signs[0]}{before} → {signs[1]}{after}"))
        by_name: dict[str, list[str]] = {}
        for name, words in rows:  # 開館時間：平日 9時～ → 10時～、土・日 …
            by_name.setdefault(name, []).append(words)
        return [(name, "、".join(words)) for name, words in by_name.items()][:CHANGED]

    def _changed_from(self) -> str:
        """Return the day that heads the column of what will be: 8月19日(水)から."""
        records = [s for s in self.outline.sections if s.record]
        if not (records and _BEFORE.search(records[0].heading)):
            return ""
        heads = [u.text for u in self.outline.units if u.section == records[0].index]
        dated = len(heads) == 1 and _AFTER.search(heads[0]) and has_day(heads[0])
        return harmless(house(heads[0], self.near)) if dated else ""

    def _pairs_of_change(self) -> Iterator[tuple[str, str, str, bool]]:
        """Yield what each row or column of such a table is called, what it was and will be, and
        whether what it was is an error.
        """
        for old, new in pairwise(self.outline.units):
            if old.section == new.section and (pair := self._as_was(old, new)):
                yield (*pair, False)
        if _OF_CHANGE.search(self.title):
            yield from self._arrows()
        yield from self._sections_of_change()
        yield from self._columns_of_change()

    def _arrows(self) -> Iterator[tuple[str, str, str, bool]]:
        """Yield the same of lines with both, those without a label below a label with it: 有効期限
        (これまで)2年 → (4月1日から)3年; 開館時間 平日 9時～ → 10時～ ⏎ 土・日 9時～ → 10時～.
        """
        units = self.outline.units
        for unit in units:
            home = self.outline.sections[unit.section]
            if not unit.label or not is_label(unit.label) or home.record:
                continue
            below = takewhile(partial(_plain_in, unit.section), units[unit.at + 1 :])
            for line in (unit, *below):
                if arrow := _ARROW.fullmatch(line.text):
                    before = f"{arrow['of'] or ''} {arrow['old']}".strip()
                    yield unit.label, before, arrow["new"], False

    def _sections_of_change(self) -> Iterator[tuple[str, str, str, bool]]:
        """Yield the same of two headings, 改定前 and 改定後, with the hours of the same weekdays
        below each.
        """
        for was, will_be in pairwise(self.outline.sections):
            if not (_WAS.fullmatch(was.heading) and _WILL_BE.fullmatch(will_be.heading)):
                continue
            before, after = (
                {
                    match["of"].strip(" :"): match["hours"]
                    for unit in self.outline.units
                    if unit.section == section.index and unit.sort == Sort.HOURS
                    if (match := _HOURS_OF.fullmatch(unit.text))
                }
                for section in (was, will_be)
            )
            for name in (one for one in before if one in after):
                yield name.replace("~", "～"), before[name], after[name], False

    def _as_was(self, old: Unit, new: Unit) -> tuple[str, str, str] | None:
        """Return what two lines are of, what it was and will be: いままで 10時～ ⏎ これから 9時～
        below a heading, いままで | 集会所前 ⏎ これから | 公民館の駐車場.
        """
        section = self.outline.sections[old.section]
        one, other = _AS_WAS.match(old.text), _AS_WILL_BE.match(new.text)
        if one and other and section.heading:
            return section.heading, old.text[one.end() :], new.text[other.end() :]
        labelled = _WAS.fullmatch(old.label) and _WILL_BE.fullmatch(new.label)
        name = section.heading or head_of(self.title)
        return (name, old.text, new.text) if labelled and name and not section.record else None

    def _columns_of_change(self) -> Iterator[tuple[str, str, str, bool]]:
        """Yield the same of the rows of a table."""
        records = [s for s in self.outline.sections if s.record]
        cells = {s.index: [u for u in self.outline.units if u.section == s.index] for s in records}
        headed = bool(self._changed_from())  # いままで | 8月19日(水)から heads the columns
        for record in records:
            if len(cells[record.index]) == 2:
                old, new = cells[record.index]
                wrong = (old.label, new.label) == ("誤", "正")
                plain = headed and not (old.label or new.label)
                if wrong or plain or (_BEFORE.search(old.label) and _AFTER.search(new.label)):
                    name = re.sub(r"\([^()]*\)$", "", record.heading)
                    name = re.sub(r"^([月火水木金土日])$", r"\1曜", name)
                    yield name, old.text, new.text, wrong
        if len(records) == 2 and _BEFORE.search(records[0].heading):
            later = {u.label: u.text for u in cells[records[1].index]}
            if _AFTER.search(records[1].heading):
                for old in cells[records[0].index]:
                    if old.label in later:
                        yield old.label, old.text, later[old.label], False

    def _lists_of_words(self) -> Iterator[tuple[str, list[Unit]]]:
        """Yield each heading, or word above a list in a list, with the lines below it that have no
        label.
        """
        units = self.outline.units
        for section in self.outline.sections:
            mine = [u for u in units if u.section == section.index]
            words = list(takewhile(lambda u: u.sort == Sort.WORD, mine))
            yield section.heading, words if len(words) > 1 else mine
        for unit in units:
            if unit.sort == Sort.WORD:
                below = list(takewhile(partial(_plain_in, unit.section), units[unit.at + 1 :]))
                after = units[below[-1].at + 1 : below[-1].at + 2] if below else []
                if (
                    below
                    and below[-1].sort == Sort.WORD
                    and any(u.sort == Sort.WHEN for u in after)
                ):
                    below = below[:-1]  # 変更を始める日 ⏎ 4月1日から: the next heading
                yield unit.text, below

    def _states(self) -> list[tuple[str, str]]:
        """Return what holds for each library, where each has a heading and a short sentence of its
        own: 中央図書館：休館します.
        """
        values: dict[str, str] = {}
        for unit in self.outline.sentences():
            heading = self.outline.sections[unit.section].heading
            if (
                HOUSE.search(heading)
                and is_name(heading)
                and len(heading) <= 30
                and len(unit.text) <= 30
                and not POINTING.search(unit.text)
            ):
                values.setdefault(heading, unit.text.rstrip("。"))
        values |= self._states_in_table()
        for unit in self.outline.units:
            if not _OF_A_ROOM.search(unit.label) or known_field(unit.label):
                continue
            if unit.sort not in (Sort.LIBRARY, Sort.ENTRY):
                return []  # what one house does was not understood: the others would pass for all
            if unit.sort == Sort.LIBRARY:
                values.setdefault(unit.label, unit.text)
        return list(values.items()) if len(values) > 1 else []

    def _states_in_table(self) -> dict[str, str]:
        """Return the same of the rows of the one table whose names are houses, where each has one
        cell beside its name, and none a day of its own; below a day that the title has not, none.
        """
        rows = [s for s in self.outline.sections if s.record and HOUSE.search(s.heading)]
        above = {self.outline.sections[row.above].heading for row in rows}
        if len(above) != 1 or len({row.heading for row in rows}) < len(rows):
            return {}
        titled = {day.date for day in mentions(self.title, self.near)}
        if not {day.date for day in mentions(above.pop(), self.near)} <= titled:
            return {}
        cells = {
            row.heading: [u for u in self.outline.units if u.section == row.index] for row in rows
        }
        states = {
            house: mine[0].text
            for house, mine in cells.items()
            if len(mine) == 1 and _STATE.search(mine[0].text) and not has_day(mine[0].text)
        }
        return states if len(states) == len(cells) else {}

    @cached_property
    def _books(self) -> list[str]:
        """The books that a page of books names, each in its brackets; empty on any other page."""
        if not re.search(r"本|図書(?![館室])|ブック|絵本|読書|資料(?!館)", self.title):
            return []
        texts = [s.heading for s in self.outline.sections if s.heading] + [
            u.text for u in self.outline.units if u.sort in (Sort.WORD, Sort.OTHER)
        ]
        books = [book for text in texts for book in re.findall(r"『[^『』]{2,40}』", text)]
        return [harmless(book) for book in dict.fromkeys(books)] if len(set(books)) > 1 else []

    def _parallel(self) -> bool:
        """Whether sections stand side by side, each with a theme or time of its own: none speaks
        for all.
        """
        quoted = {section for section, _ in self._quoted}
        themes = {u.section for u in self.outline.units if u.sort == Sort.THEME}
        return (
            len(themes) > 1
            or len(quoted) > 1
            or self._first_reader is not None
            or self._headed_alike()
        )

    def _headed_alike(self) -> bool:
        """Whether headings side by side differ in whom they are of only: 北校舎における判断基準,
        南校舎における判断基準.
        """
        for section in self.outline.sections[1:]:
            beside = [self.outline.sections[s].heading for s in self._siblings(section.index)]
            tails = {heading[-ALIKE:] for heading in beside}
            if len(set(beside)) > 1 and len(tails) == 1:
                return True
        return False

    @cached_property
    def _quoted(self) -> list[tuple[int, str]]:
        """What stands alone in its brackets, as a line or as a heading, with its section."""
        heads = [(s.index, s.heading) for s in self.outline.sections if s.style[0] != "quoted"]
        words = [
            (u.section, u.text) for u in self.outline.units if u.sort in (Sort.WORD, Sort.SENTENCE)
        ]
        quoted = ((of, _QUOTED.fullmatch(text)) for of, text in (*words, *heads))
        return [(of, match[1]) for of, match in quoted if match]

    @cached_property
    def _displays(self) -> tuple[str, ...]:
        """What a page of several displays shows where, when they have no days of their own."""
        one = len({tuple(o.text for o in w.occasions) for w in self.whens}) < 2
        named = re.search(r"特集|展示|コーナー|テーマ", self.title)
        return displays(self.outline) if named and one and not self.closing else ()

    @cached_property
    def _first_reader(self) -> int | None:
        """The place of the first of several lines that open a part each: 児童向け … 一般向け,
        『星の本』 … 『川の本』 on a page of displays.
        """
        match = re.search(r"特集|展示|コーナー", self.title)
        heads = [
            u.at
            for u in self.outline.units
            if (u.sort == Sort.AUDIENCE and not u.label and re.fullmatch(r".{2,8}向け", u.text))
            or (match and u.sort == Sort.WORD and _QUOTED.fullmatch(u.text))
        ]
        return heads[0] if len(heads) > 1 else None

    @cached_property
    def _names(self) -> dict[int, tuple[str, ...]]:
        """By section: what the records or sections right below it are called."""
        below: dict[int, list[str]] = {}
        for section in self.outline.sections:
            if section.above >= 0 and section.heading and (section.record or section.library):
                below.setdefault(section.above, []).append(section.heading)
        return {above: tuple(names) for above, names in below.items()}


#: something held beside what is new: 説明会, 講習会
_BESIDE_NEWS: Final = re.compile(r"[一-龠]{2}会|講座|教室|体験")
#: what a house does on a day
_STATE: Final = re.compile(r"休館|休室|閉館|開館|開室|休止|通常|平常")


def _with_off(name: str, when: When) -> str:
    """Return a name with 【中止】 or 【延期】 before it, where its day or its head says so."""
    off = re.search(
        r"(?:のため|により|につき)、?(?P<word>中止|延期)(?![^。]{0,6}(?:場合|こと))",
        when.unit.text,
    )
    name = f"【{off['word']}】{name}" if off and not _OFF.search(name) else name
    called_off = re.match(r"(?:【?(中止|延期)】?)\s*", name)
    return f"【{called_off[1]}】{name[called_off.end() :]}" if called_off else name


def _is_off(name: str) -> bool:
    return name.startswith("【中止】")


def _with_theme(name: str, when: When) -> str:
    """Return the name of a part with what it shows, behind its days: 前期 12月1日～13日 写真展."""
    if not re.fullmatch(r"[前中後]期|第\s?\d\s?期", name):
        return name
    theme = when.unit.text.rpartition(when.occasions[-1].text)[2].strip()
    return f"{name} {theme}" if is_name(theme) else name


def _either(one: str, other: str) -> str:
    return one or other


def _plain_in(section: int, unit: Unit) -> bool:
    """Whether a line of that section has no label."""
    return unit.section == section and unit.sort in (Sort.SENTENCE, Sort.WORD)


def _is_sayable_line(label: str, value: str) -> bool:
    """Whether a label and its value say something by themselves."""
    return bool(
        len(value) <= WITH_LIMIT
        and not (THANKS.search(value) and not re.search(r"\d", value))
        and not (POINTING.search(value) or points_only(value))
        and not re.search(r"変更(?:は|が)?(?:あり|ござい)ません|変わりません", value)
        and (is_label(label) or has_day(label))
        and not is_library(label)
        and field_of(value) == Sort.OTHER  # 対象施設：利用停止期間 heads two columns
        and value[0] not in "→⇒"
        and label not in ("参考", "写真", "出典", "画像", "注", "関連")
        and re.search(r"[ぁ-んァ-ヶ一-龠]", f"{label[:1]}{value}") is not None
    )
