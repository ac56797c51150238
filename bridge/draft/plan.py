"""Pure: which topic of a page is its news, what stands beside it, and what a draft of its kind must
tell (truth 7).

Every value is the page's own, from the topic that is told and the sections around it only, in
half-width figures and house dates. Conditions stay conditions, several events stay several, what is
over is not announced, and a day whose weekday is wrong is not said but noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from bridge.draft.added import added_at
from bridge.draft.apart import told_apart
from bridge.draft.behind import LOOKS_BACK, coming, goes_beyond, of_opinions, reported
from bridge.draft.beside import timed_parts
from bridge.draft.books import NEW_BOOKS, arrived
from bridge.draft.choice import chosen, follows
from bridge.draft.closed import AGAIN, OPENS, others_of, with_closures, with_rest_named
from bridge.draft.closures import closures_of
from bridge.draft.everyhouse import with_every_house
from bridge.draft.excepted import RowOfDays, RowsBeside, told_of
from bridge.draft.further import More, further
from bridge.draft.hollow import points_only
from bridge.draft.houses import house_hours, with_house_hours
from bridge.draft.kinds import called_off
from bridge.draft.leads import ANNOUNCES
from bridge.draft.letters import of_letter
from bridge.draft.offdays import with_off_days
from bridge.draft.phases import OF_MOVE, stretches_of, with_stretches
from bridge.draft.rounds import ROUND, of_many_stops
from bridge.draft.rules_of_days import side_by_side
from bridge.draft.sentences import ASKS, RECOVERY, Statement, says_of_what, told_in
from bridge.draft.states import DayState, day_states, state_rows
from bridge.draft.stopping import stops_of
from bridge.draft.subject import pairs
from bridge.draft.usual import free_of, usual
from bridge.draft.values import TELLS, When, in_words, last_of, value_of
from bridge.draft.whose import lines_of_parts
from bridge.model import Facts, Occasion
from bridge.text.clean import folded, harmless
from bridge.text.dates import find_occasions, house, mentions, resolve_relative, say_all, say_day
from bridge.text.times import find_times
from bridge.text.weight import LIMIT
from bridge.topics.builder import outline_of
from bridge.topics.labels import known_field
from bridge.topics.outline import is_label
from bridge.topics.sorts import Sort, has_day, role_of

if TYPE_CHECKING:
    from bridge.model import Page
    from bridge.topics.outline import Unit
from bridge.draft.days import LISTED
from bridge.draft.lists import HOUSE, Lists

_ENDINGS: Final = ("ます", "です", "。")  #: of a labelled line that is a sentence
SURELY: Final = 16  #: points of a line of which a person is told where the draft leaves it out
WORTHY: Final = 8  #: such lines that are kept
EARLY: Final = 24  #: lines of a page among which they are
_FIGURE: Final = re.compile(r"\d\s*[月日時:/]")  #: a day or an hour
#: when the page was made, by whom and under which number
_STAMP: Final = re.compile(r"掲載|更新|公開日|登録|作成|ID|印刷|トップ|一覧|参照数")
MOST: Final = 4  #: sentences of a draft
#: of who is employed already: when one is paid, what one is insured by
_PAID: Final = re.compile(
    r"給[与料]|支給|手当|年次休暇|(?:社会|雇用|労災|加入)保険|^保険|災害補償|服務"
)
_EMPLOYED: Final = re.compile(r"雇|任用|任期|契約|勤務|活動|休日|休暇|面接|選考")
_ENDED: Final = re.compile(
    r"(?:募集|受付|申込み?|申し込み|展示|開催|催し|イベント|配布)[はもを]?終了(?:しました|いたしました)"
)
#: 本館の臨時休館を延ばします←終了しました
_OVER_TITLE: Final = re.compile(r"(?<=[←(（【※])\s*終了(?:いたし|し)?ました")
#: nobody can apply any more; not of a part of it: 発表者の募集は締め切りました
_SHUT_OFF: Final = re.compile(
    r"(?:^|[】。\n※])\s*(?:募集|受付|申し?込み?)[はを](?:すでに)?締め?切り?(?:ました|ています)|は(?:既に|すでに)(?:受付|募集)を締め?切って",
    re.MULTILINE,
)
_HOURS: Final = re.compile(r"(?:開催|実施)?(?:時間|時刻)|じかん")
_LAST_DAY_OF: Final = re.compile(r"(?:申込み?|応募|受付)?の?(?:締め?切り?|〆切|しめきり)")
_NTH: Final = re.compile(r"第\s?\d{1,2}\s?回|\d回目")
#: a label of what was, or of what is
_TURNED: Final = re.compile(r"[誤正]|(?:変更|改[正定])[前後]")
_ENDS: Final = "】。※ \n"
#: a title that names no thing
_VAGUE: Final = re.compile(
    r"(?:だより|便り|通信|つぶやき|日記|日誌|part\s?\d+|No\.?\s?\d+|第\d+号)\W*$", re.IGNORECASE
)
#: what was done, and is told once
_REPORT: Final = re.compile(r"ました(?:$|[!！。])|報告|様子|ようす|結果")
FIRST: Final = 6  #: lines among which a notice says when it is
_WAS_HELD: Final = re.compile(
    r"(?:開催|実施|上映|講演)(?:し|いたし|され)ました|(?:行い|おこない|行われ|開き|ひらき|開かれ)ました"
)
AT_SHORT_NOTICE: Final = 21  #: days ahead of which no closing hurries
_PLAIN_CLOSING: Final = re.compile(
    r"^(?!.*(?:台風|[大豪]雨|雪|暴風|停電|断水|地震|警報|避難|緊急|障害|故障|不具合))"
    r".*臨時(?:休館|閉館|休室|休業)"
)
STAMP: Final = 2  #: days before its publication on which a page may have been written
_WAS_ON: Final = re.compile(r"|(?:開催|実施)?(?:日|日時)|とき")
#: what follows an application, and is not what is asked for
_STEPS: Final = re.compile(r"面接|選考|当落|結果(?!を(?:まとめ|書))|説明会")
#: what holds for each of several houses or displays
_FOR_ALL: Final = re.compile(
    r"各館とも|いずれも|(?:どの|すべての|全ての|各)(?:館|展示|コーナー)(?:も|とも)"
)
#: a name or a count, and a day
_LOOSE: Final = re.compile(
    r"(?!.{0,8}(?:面接|表彰|整理券|結果))(?:第\s?\d{1,2}回目?|[(（]\d[)）]|[①-⑳]|[^\s\d。、はがをにで]{2,8})\s*:?\s*"
    r"\d{1,2}月\d{1,2}日\([月火水木金土日](?:・祝)?\)"
)
#: what a heading names beside what the title names
_THING: Final = re.compile(
    r"(?:展示?|会|かい|ひろば|講座|教室|ツアー|コンサート|まつり|祭|解説|窓口|相談|上映|配布|運休|停止|[一-龠]{2}式)$"
)
#: between two things that a title names
_PLAIN: Final = ("日時", "期間", "会期", "とき", "開催日")
SHORT: Final = 6  #: sentences of a report of one thing
#: below it stands where what was sent in can be seen
_SHOWS: Final = re.compile(r"(?:入[賞選]|受賞|応募)?作品の?展示?|展示")
_BOTH: Final = re.compile(r"と|および|及び|・")
#: a title of hours, and of no closed day
_OF_HOURS: Final = re.compile(r"^(?!.*(?:休館|休室|閉館|閉室|休業)).*(?:開館|利用)時間")
#: a title of when the house is open
_OPENING: Final = re.compile(
    r"(?:開館|閉館|開室)(?:日|時間|状況|予定|スケジュール|カレンダー|について|の(?:お知らせ|ご?案内))|休館|休室|(?:年末年始|連休|ウ[ィイ]ーク|お?盆|GW|台風|積雪)[^。]{0,12}(?:開館|閉館|休|時間|案内|お知らせ|について)"
)
#: a title that names what takes place, of which prose tells all
_HELD: Final = re.compile(
    r"(?:講演|朗読|読書|おはなし|上映|映画|鑑賞|見学|体験|懇談|発表|演奏|音楽)会|講座|教室|ワークショップ|コンサート|まつり"
)
#: what a draft of its kind must tell, beside its lead
NEEDS: Final = {
    "event": ("day", "hour", "place", "apply"),
    "exhibition": ("day", "place"),
    "recruitment": ("apply", "day"),
    "closure": ("closed", "day", "main", "open", "return"),
    "emergency": ("closed", "day", "open"),
    "notice": (),
    "warning": ("advice",),
    "service": ("day",),
    "cancelled": ("day",),
    "postponed": ("day",),
}
#: says of what it is: 最終日は3月25日(木)。 does not
_WHOLE: Final = re.compile(r".{16}(?:ます|です|ました|ません)[。！]$")
#: what a further sentence must tell to be worth its room
WORTH: Final = {
    "closure": frozenset(("closed", "open", "return", "day")),
    "emergency": frozenset(("closed", "open", "return", "day")),
    "service": frozenset(("open",)),
}


#: kinds of pages that tell what is so for a time
_STRETCHED: Final = frozenset(("closure", "emergency", "service", "notice"))
#: one of the phases of works, or of a move
_PHASE: Final = re.compile(
    r"第\s?[\d一二三四五]\s?(?:期|段階|次|工期)(?:工事)?|[前中後]期|[\d一二三四五①-⑤]期(?:工事)?|ステップ\s?\d|STEP\s?\d"
)
_LAST_DAY: Final = re.compile(r"(?:終了|返却)日(?:$|\s)")
_OWN_MONTH: Final = re.compile(r"\d\s*月|\d[./]\d")


def read_facts(page: Page, today: date) -> Facts:
    """Return what `page` says; `today` is the day on which it is read, and of reference where
    neither page nor text is dated.
    """
    return Plan(page, outline_of(page, today), today).facts()


def topic_of(page: Page, today: date) -> tuple[str, ...]:
    """Return the lines of the topic that is told, each with its label, below their headings (■), as
    the outline has them; of a page of several things all.
    """
    plan = Plan(page, outline_of(page, today), today)
    lines: list[str] = []
    section = 0
    for unit in plan.outline.units if plan.several else plan.scope or plan.outline.units:
        if unit.section != section and (heading := plan.outline.sections[unit.section].heading):
            lines.append(f"■{heading}")
        section = unit.section
        lines.append(f"{unit.label}：{unit.text}" if unit.label else unit.text)
    return tuple(lines)


class Plan(Lists):
    """The steps from an outline to facts."""

    def facts(self) -> Facts:
        """Return what is to be told."""
        facts = with_every_house(self._of_days(), self.page.blocks, self.near, self.today)
        facts = with_off_days(facts, self.off_days, self.near)
        return replace(facts, parts=lines_of_parts(self.outline))

    def _of_days(self) -> Facts:
        """Return what is to be told, the days as its topics, states and closings have them."""
        if states := self._day_states:
            return self._by_day(states)
        facts = self._with_closures(with_rest_named(self._by_topic()))
        if facts.several and self.kind == "service" and ROUND.search(self.title):
            return of_many_stops(facts, self.whens, self.near)
        if facts.several and self.kind_by_title == "newsletter" and not self.closing:
            return of_letter(facts, self.outline, self.today)
        return told_apart(facts, self.outline, self.today)

    def _with_closures(self, facts: Facts) -> Facts:
        """Return facts with the list of closings below its heading, where the page has one whose
        days are to come.
        """
        headings = [section.heading for section in self.outline.sections]
        listing = closures_of(self.page.blocks, self.title, headings, self.near)
        listing = listing.coming(self.today) if listing else None
        if self.label or self.called_off:
            return facts
        texts = (unit.text for unit in self.outline.sentences())
        if hours := house_hours(
            self.page.blocks, self.title, texts, near=self.near, today=self.today
        ):
            return with_house_hours(facts, hours)
        if listing is None and (self.kind in _STRETCHED or OF_MOVE.search(self.title)):
            rows = stretches_of(self.page.blocks, self.title, self.near, self.today)
            return with_stretches(facts, rows) if rows else facts
        if listing is None:
            return facts
        below = " ".join(listing.below)
        units = [
            unit
            for unit in self.outline.units
            if unit.sort in (Sort.SENTENCE, Sort.NOTE)
            and OPENS.search(unit.text)
            and unit.text in below
        ]
        again = self._may_be_said(units, "closure", frozenset())
        return with_closures(
            facts,
            listing,
            stops=(
                *stops_of(self.page.blocks, self.near, self.today),
                *others_of(listing, self.title, headings),
            ),
            again=[one.text for one in sorted(again, key=lambda one: one.at) if one.days][:AGAIN],
            too=self._stopping_too,
        )

    @cached_property
    def _day_states(self) -> tuple[DayState, ...]:
        """What the days to come are, on a page whose title speaks of when the house is open."""
        if not _OPENING.search(self.title) or self.label or self._shut_things:
            return ()
        months = {*re.findall(r"(?<!\d)\d{1,2}月", self.title)}
        month = months.pop() if len(months) == 1 else ""
        states = day_states(self.page.blocks, self.near, month)
        coming = (
            replace(
                one, days=tuple(d for d in one.days if (last_of(d) or self.today) >= self.today)
            )
            for one in states
        )
        return tuple(one for one in coming if one.days)

    def _by_day(self, states: Sequence[DayState]) -> Facts:
        """Return the same of such a page: the days by their states; of several houses the closed
        days of each.
        """
        facts = self._by_topic()
        houses = dict.fromkeys(one.house for one in states)
        by_house = {
            house: state_rows([one for one in states if one.house == house], self.near)
            for house in houses
        }
        same = len({*by_house.values()}) == 1
        shut = {
            f"{house} 休館".strip(): dict(rows)["休館日"]
            for house, rows in by_house.items()
            if "休館日" in dict(rows)
        }
        rows_of = [
            RowOfDays(
                house,
                tuple(
                    o for s in states if s.house == house and s.state == "closed" for o in s.days
                ),
                frozenset(),
                (),
            )
            for house in houses
        ]
        beside = RowsBeside(rows_of)
        for row in rows_of if not same else ():
            if (name := f"{row.name} 休館".strip()) in shut:
                shut[name] += self.exceptions.behind(row, beside)
        days = [day for one in states for day in one.days]
        why = [  # one sentence above them; the days stand in the rows
            text
            for text, before in zip(facts.sentences, facts.hangs, strict=True)
            if before < 0 and not mentions(text, self.near)
        ][:1]
        return replace(
            side_by_side(facts, () if same else tuple(shut.items()), why),
            kind="emergency" if facts.urgent else "closure",
            several=not same,
            occasions=() if not same else tuple(days),
            when=next(iter(by_house.values())) if same else (),
            place="",
            usual=(),
        )

    def _by_topic(self) -> Facts:
        """Return what the page's topics tell."""
        several = self.several and not self._displays
        statements = self.told
        terms, deadline, hour, arriving = self._terms()
        rows, occasions = self._times_told(statements, several=several)
        published = self.outline.published
        title = resolve_relative(self.title, published) if published else self.title
        return Facts(
            title=harmless(house(title, self.near)),
            label=self.label,
            urgent=self.urgent and not self._far_off,
            occasions=occasions
            or (() if several or self.over or self.changes_told else self._spoken(statements)),
            several=several,
            place=self._get(Sort.PLACE),
            audience=self._get(Sort.AUDIENCE),
            capacity=self._get(Sort.CAPACITY),
            fee=self._get(Sort.FEE),
            apply=self._apply(statements),
            deadline=deadline,
            deadline_hour=hour,
            arriving=arriving,
            bring=self._get(Sort.BRING),
            sentences=tuple(one.text for one in statements),
            order=tuple(sorted(range(len(statements)), key=lambda n: statements[n].at)),
            places=tuple(one.at - self._begin for one in statements),
            hangs=tuple(_hangs_on(one, statements) for one in statements),
            needed=self._told[1],
            further=tuple(self._further()),
            beside=tuple(
                line
                for line in self._beside_all()
                if not (_is_held(line[0], rows, deadline) or points_only(line[1]))
            ),
            more=(any(one.cut for one in statements) or self._unsaid_day) and not rows,
            leads=self._leads(),
            labels=self._labels(),
            kind=self.kind,
            when=(*terms, *rows) if self._terms_first(rows) else (*rows, *terms),
            events=() if self._displays else self.listed,
            cut=self.cut,
            own=self.own,
            excepted=tuple(self._rows_excepted(rows)),
            partial=(self._unnamed or self._rows_of_times > LISTED)
            and not (self._is_held and self.cut and self.listed),
            others=(
                *((("時間", self._hours_of_all),) if self._hours_of_all else ()),
                *(row for row in self._others(spoken=bool(statements)) if not _PAID.search(row[0])),
            ),
            dated=self._dated,
            notes=self._notes(),
            loose=tuple(self._loose()),
            worthy=self._worthy(),
            usual=tuple(dict.fromkeys(usual(self.outline.units))) if self.kind == "event" else (),
            free=free_of(self.outline.units) if self.kind == "event" else (),
        )

    def _rows_excepted(self, rows: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
        """Yield the words of each row of days, what is otherwise on some of them, and by what a
        text is known to tell it.
        """
        days_of = [
            RowOfDays(
                label,
                find_occasions(words, self.near),
                frozenset(when.section for when in self.whens),
                tuple(w.unit.at for w in self.whens if w.label == label or len(rows) == 1),
            )
            for label, words in rows
        ]
        beside = RowsBeside(days_of)
        for row, (_, words) in zip(days_of, rows, strict=True):
            for one in self.exceptions.of(row, beside):
                again = any(len(re.findall(rf"(?<!\d){day}日", words)) > 1 for _, day in one.days)
                if not (again or re.search(one.pattern, words)):
                    yield words, told_of([one]), one.pattern

    @property
    def _rows_of_times(self) -> int:
        """How many rows of a table have times of their own."""
        sections = (self.outline.sections[w.section] for w in self.times if not w.role)
        return len({section.heading or section.index for section in sections if section.record})

    @property
    def _dated(self) -> bool:
        """Whether a line of days names one to come."""
        return any(
            (last := last_of(o)) is not None and last >= self.today
            for u in self.outline.units
            if u.sort in (Sort.WHEN, Sort.ENTRY)
            for o in self.outline.occasions(u)
        )

    def _times_told(
        self, statements: Sequence[Statement], *, several: bool
    ) -> tuple[tuple[tuple[str, str], ...], tuple[Occasion, ...]]:
        """Return the days and hours that are told under labels, each label with its words, and as
        occasions: none where some days of what is called off would pass for all, or the old day for
        the new one.
        """
        series = self._series() if not (several or self.whens or self.over) else ()
        rows = () if several else self._rows(series)
        occasions = (
            ()
            if several
            else tuple(o for w in self.whens if not _EMPLOYED.search(w.label) for o in w.occasions)
        )
        if self.kind == "service" and not several:  # 全館休館 beside サービスの停止
            rows = (*((n, w) for n, w in self.listed if w and re.search("休館|休室", n)), *rows)
        rows = tuple(row for row in self._named_by_heading(rows) if not _PAID.search(row[0]))
        if self.looks_back:
            rows = coming(self.outline, self.today)
        if not (rows or several or self.over):
            rows = self._hours_told(statements)
        if len(rows) > 2 and self.kind in ("notice", "service"):
            rows = ()  # so many periods are a table, not an announcement
        if any(label in ("日時", "期間") for label, _ in rows):
            # 事業の実施日: of something else
            side = self.side.name if self.side else ""
            rows = tuple(row for row in rows if "の" not in row[0] or row[0] == side)
            occasions = tuple(o for w in self.whens if "の" not in w.label for o in w.occasions)
        ruled = [any(o.weekly for o in w.occasions) for w in self.whens]
        if any(ruled) and not all(ruled):
            rows = self._days_of_rule()  # a rule and its days: neither is the whole
        if len(rows) == 1 and any(
            _LAST_DAY.search(f"{u.label} {u.text}") for u in self.outline.units
        ):
            # a span without its end
            rows = tuple(row for row in rows if not row[0].endswith("開始日"))
        off = self.called_off or (
            self.label in ("中止", "延期") and len({w.unit.at for w in self.times}) > 1
        )
        part = self.label == "中止" and _NTH.search(self.title) is not None  # 第2回の中止
        if off or part or self._put_off(statements, occasions):
            return (), series
        parts = timed_parts(self.outline) if rows else ()
        return (*rows, *parts), occasions or series

    def _rows(self, series: Sequence[Occasion]) -> tuple[tuple[str, str], ...]:
        """Return the labelled times of one thing, those of a series, and what else a closing
        stops.
        """
        rows = (
            *in_words(
                self._whens_by_name(),
                self.outline,
                closing=self.closing and self._shut and not (self._phased or self._of_hours),
            ),
            *(("日時", say_all([o], self.near)) for o in series),
        )
        if self.renewed:  # told as what was and what is
            rows = tuple(row for row in rows if not _TURNED.fullmatch(row[0]))
        rows = tuple((label, f"{words}{self._place_of(label)}") for label, words in rows)
        return (*rows, *self._stopping_too(rows)) if self.closing and rows else rows

    def _place_of(self, label: str) -> str:
        """Return, behind a blank, where that takes place of whose days this is the label, on a page
        whose parts each have their own: 配布日：11月5日(日) 研修室, and 収集期間 of another.
        """
        parts = {when.section for when in self.whens}
        mine = [when.section for when in self.whens if when.label == label]
        places = [u for u in self.outline.units if u.sort == Sort.PLACE and u.label and u.bare]
        here = [u for u in places if u.section in mine]
        apart = len(parts) > 1 and 0 not in parts and not (self.closing or self._get(Sort.PLACE))
        if not apart or len(mine) != 1 or len(here) != 1:
            return ""
        return f" {value_of(here[0].text, self.near)}"

    def _whens_by_name(self) -> tuple[When, ...]:
        """Return the times that are told, those of what is held beside an exhibition by its name;
        without one they are not told.
        """
        side = self.side
        if side is None:
            return self.whens
        own = tuple(w for w in self.whens if w.unit.at < side.at or w.section != side.section)
        rest = (w for w in self.whens if w not in own)
        named = (
            replace(w, label=side.name) if known_field(w.label) == Sort.WHEN else w for w in rest
        )
        return (*own, *(w for w in named if w.label))

    def _days_of_rule(self) -> tuple[tuple[str, str], ...]:
        """Return the counted days that follow a rule below its own label, with its hours: 毎月
        第1水曜日 18時～ ⏎ 第1回は5月17日(水)、 ⏎ 第2回は6月7日(水); nothing for any others.
        """
        rule, *days = self.whens
        if not rule.occasions[0].weekly or not days:
            return ()
        clock = rule.occasions[0]
        alike = all(
            day.label == rule.label
            and re.match(r"第\d", day.unit.text)
            and not day.occasions[0].clock
            for day in days
        )
        times = [
            replace(o, begins=clock.begins, ends=clock.ends, clock=clock.clock)
            for day in days
            for o in day.occasions
        ]
        return (("日時", say_all(times, self.near)),) if alike else ()

    @property
    def _of_hours(self) -> bool:
        """Whether a page of hours gives its days theirs: 9月9日(水) 10時～13時 is no closed day."""
        return _OF_HOURS.search(self.title) is not None and any(
            o.begins for when in self.whens for o in when.occasions
        )

    def _named_by_heading(self, rows: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        """Return the rows by the name of the one heading under which all of them stand, where the
        title names something else, or one of two things: 入賞作品展：12月1日(火)～20日(日) of
        審査結果, 移動図書館の運休：7月8日(水)～12日(日) of 休館と移動図書館の運休.
        """
        homes = {when.section for when in self.whens}
        section = self.outline.sections[homes.pop()] if len(homes) == 1 else None
        below = section and LOOKS_BACK.search(self.title) and _SHOWS.fullmatch(section.heading)
        if below and not any(n in (*_PLAIN, "") or "展" in n for n, _ in rows):
            # 特選・入選の作品 ⏎ 12月1日～20日, below 作品の展示
            return tuple((f"{n}の展示", words) for n, words in rows)
        if (
            section is None
            or section.facet
            or section.library
            or not (is_label(section.heading) and (thing := _THING.search(section.heading)))
            or (thing[0] in self.title and not self._titled_too(section.heading))
            or (len(thing[0]) < 2 and pairs(section.heading) & pairs(self.title))
            or all(unit.section == section.index for unit in self.outline.sentences())
        ):
            return rows
        return tuple((section.heading if n in _PLAIN else n, words) for n, words in rows)

    def _titled_too(self, heading: str) -> bool:
        """Whether a heading is one of two things that the title names."""
        both = _BOTH.split(self.title)
        return len(both) > 1 and any(heading in part for part in both[1:])

    def _loose(self) -> Iterator[str]:
        """Yield the heads of lines beside the days that are told, where they are a name or a count
        and a day to come: 第2回 10月3日(土), おあずけ 3月27日(土).
        """
        if self.several or not self.whens or self.kind not in ("event", "recruitment"):
            return
        for unit in self.mine:
            if not mentions(unit.text, self.near):
                continue
            head = _LOOSE.match(house(unit.text, self.near))
            days = mentions(head[0], self.near) if head else ()
            if head and days and days[0].date and days[0].date >= self.today:
                yield head[0]

    def _stopping_too(self, rows: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """Yield what the title names beside the house, with the days below its own heading:
        移動図書館 of 休館と移動図書館の運休.
        """
        if not _BOTH.search(self.title):
            return
        others = "".join(words for _, words in rows)
        for section in self.outline.sections:
            titled = bool(section.heading) and section.heading[-4:] in self.title
            titled = titled and folded(self.title) not in folded(section.heading)
            nameless = TELLS.search(section.heading)  # 臨時休館のお知らせ
            if not titled or nameless or section.library or section.above != 0:
                continue
            days = [
                o
                for u in self.outline.units
                if u.sort == Sort.WHEN and u.section == section.index
                for o in self.outline.occasions(u)
                if not o.weekday_wrong
            ]
            words = say_all(days, self.near)
            if words not in others:
                yield section.heading, words

    @property
    def _unsaid_day(self) -> bool:
        """Whether a sentence of a closing is left out for its weekday: the days of the others are
        not all.
        """
        return self.closing and any(
            role_of(unit.text) == "closed"
            and any(day.weekday_wrong for day in mentions(unit.text, self.near))
            for unit in self.scope
            if unit.sort == Sort.SENTENCE
        )

    def _put_off(self, statements: Sequence[Statement], occasions: Sequence[Occasion]) -> bool:
        """Whether the page of a thing that is put off still has its old day under a label."""
        days = next((one.days for one in statements if len(one.days) > 1), ())
        return (
            self.label == "延期"
            and bool(days)
            and max(days) not in [day for o in occasions for day in (o.start, o.end)]
        )

    def _hours_told(self, statements: Sequence[Statement]) -> tuple[tuple[str, str], ...]:
        """The hours that stand under labels where a sentence names the day: 午前の部 11:00～,
        午後の部 14:00～.
        """
        hours = [
            u
            for u in self.outline.units
            if u.sort == Sort.HOURS and known_field(u.label) == Sort.HOURS and find_times(u.text)
        ]
        if self.kind not in ("event", "exhibition") or not 1 <= len(hours) <= 3:
            return ()
        if not any(one.days for one in statements) or any(
            "hour" in one.tells for one in statements
        ):
            return ()
        words = []
        for unit in hours:
            heading = self.outline.sections[unit.section].heading if unit.section else ""
            if heading and not re.search(r"(?:部|回|前|後|期|目)$", heading):
                return ()  # of something beside it
            words.append(f"{harmless(heading)} {find_times(unit.text)[0].words}".strip())
        return (("時間", "、".join(words)),)

    def _terms_first(self, rows: tuple[tuple[str, str], ...]) -> bool:
        """Whether the terms to apply stand first: 募集期間 before 任用期間, and before 展示期間 of
        what is asked for.
        """
        return any(
            _EMPLOYED.search(label) or ("募集" in self.title and label.endswith("期間"))
            for label, _ in rows
        )

    @property
    def _begin(self) -> int:
        """The place of the first sentence that is told; where none is, of the first day."""
        places = [one.at for one in self.told[:1]] or [w.unit.at for w in self.whens]
        return min(places, default=-1)

    @property
    def told(self) -> list[Statement]:
        """The sentences to be said, the lead first, then what is needed."""
        return self._told[0]

    @cached_property
    def _told(self) -> tuple[list[Statement], int, list[More]]:
        """The sentences to be said, how many of them are needed, and those for the room that is
        left.
        """
        main = frozenset(
            day for w in self.whens for o in w.occasions for day in (o.start, o.end) if day
        )
        if self.called_off:
            return self._may_be_said([self.called_off], "cancelled", main)[:1], 1, []
        whole = [u for u in self._speaking if u.at not in self._phases]
        pool = self._of_the_news(whole)
        # what one of several parts says is not for all
        whole = [u for u in whole if u in pool or not self.beside_its_like(u.section)]
        kind = "service" if self.closing and RECOVERY.search(self.title) else self.kind
        free = self._may_be_said(pool, kind, main)
        rest = free if whole == pool else self._may_be_said(whole, kind, main)
        kind = "warning" if kind == "notice" and ASKS.search(self.title) else kind
        rows = len(self.whens) + bool(self._get(Sort.PLACE)) + bool(self._get(Sort.AUDIENCE))
        bare = not (rows or self.several)
        choice, needed = self._report(free, kind, main) or self._selection(
            free, kind, rows=rows, bare=bare
        )
        added = [one for one in free if self._added >= 0]
        first = min(added, key=lambda one: one.at, default=None)
        if first and first not in choice:  # 3階は引き続き使えません says what is so without it
            choice = sorted(added, key=lambda one: one.at)[:MOST]
            needed = len(choice)
        beyond = further(
            free if self.several else rest,
            choice,
            kind=self.kind,
            sections=self._news_sections,
            bare=bare,
            today=self.today,
            away=self._may_stand_away,
            worth=self.worth.of_sentence,
        )
        if self.looks_back and choice and len(free) > SHORT:
            beyond = [one for one in beyond if self._goes_beyond(one.statement)]
        if not (choice or beyond or rows or (self.several and self.listed)):
            beyond = self._only_news(main)
        return choice, needed, beyond

    def _goes_beyond(self, one: Statement) -> bool:
        of_others = of_opinions(self.outline, one.unit.section)
        return not of_others and goes_beyond(one, self.today)

    @cached_property
    def _phases(self) -> frozenset[int]:
        """The lines without a day of their own that tell of one of several phases: 第1期 12月1日～
        20日 ⏎ 2階が使えません, 第2期 … ⏎ 全館休館します are not all so for the whole time.
        """
        phases: dict[tuple[int, int], list[int]] = {}
        section = phase = -1
        for unit in self.outline.units:
            home = self.outline.sections[unit.section]
            if unit.section != section:
                section, phase = unit.section, -1
            if unit.sort in (Sort.ENTRY, Sort.WHEN) and _PHASE.fullmatch(unit.label):
                phase = unit.at
            elif phase >= 0 and unit.sort == Sort.SENTENCE:
                phases.setdefault((section, phase), []).append(unit.at)
            elif _PHASE.match(home.heading) and unit.sort == Sort.SENTENCE:
                phases.setdefault((section, -1), []).append(unit.at)
        lines = [at for of in phases.values() for at in of]
        dated = {at for at in lines if has_day(self.outline.units[at].text)}
        return frozenset(lines) - dated if len(phases) > 1 else frozenset()

    def weighed(self) -> Iterator[tuple[bool, str, frozenset[str]]]:
        """Yield each line of the page by which points are learned (tools/weigh.py): whether it is a
        sentence, its text, its marks.
        """
        units = self.outline.units
        sentences = [
            u for u in units if u.sort in (Sort.SENTENCE, Sort.NOTE) or u.text.endswith(_ENDINGS)
        ]
        free = {one.at: one for one in self._may_be_said(sentences, self.kind, frozenset())}
        for unit in units:
            yield (
                unit.sort in (Sort.SENTENCE, Sort.NOTE),
                unit.text,
                self.marks.of(unit, free.get(unit.at)),
            )

    @property
    def _speaking(self) -> list[Unit]:
        """The lines of the topic that are sentences, without what its labelled lines tell, the
        steps after an application, and a programme's parts.
        """
        # 応募できる方 ⏎ 団体または個人事業主の方が応募できます。
        lines = [
            u
            for u in self.scope
            if u.sort in (Sort.SENTENCE, Sort.NOTE)
            or (u.sort == Sort.AUDIENCE and u.text.endswith(("ます", "です", "。")))
        ]
        lines = [u for u in lines if u.at >= self._added]
        if self._states() and self.kind in ("closure", "emergency", "service"):
            lines = [u for u in lines if not HOUSE.search(self.outline.sections[u.section].heading)]
        if self.kind == "recruitment":
            lines = [
                u for u in lines if not (match := _STEPS.search(u.text)) or match[0] in self.title
            ]
        if self.programme:
            lines = [
                u for u in lines if self.outline.sections[u.section].heading not in self.programme
            ]
        return lines

    @cached_property
    def _added(self) -> int:
        """The place of the first line of what was added to a notice later; -1 where nothing was."""
        return added_at(self.page.blocks, self.outline.sentences())

    def _of_the_news(self, lines: list[Unit]) -> list[Unit]:
        """Return those of a page's sentences that are of its news; on a page of several things what
        stands above them, and what holds for all.
        """
        if not (self.several or self._parallel() or self.topics or self._many or self._scattered):
            return lines
        end = self._first_reader
        pool = [u for u in lines if u.section == 0 or (end is not None and u.at < end)]
        pool = [u for u in pool if end is None or u.at < end]
        return pool + [u for u in lines if _FOR_ALL.search(u.text) and u not in pool]

    def _report(
        self, free: list[Statement], kind: str, main: frozenset[date]
    ) -> tuple[list[Statement], int] | None:
        """Return what a report tells, or a page of new books, and how many of its sentences are
        needed; None for any other page.
        """
        if NEW_BOOKS.search(self.title):
            books = arrived(free)
            if self.several:  # room for one
                books = [one for one in books if one.days][:1]
            return (books, len(books)) if books else None
        lines = (
            [
                u
                for u in self.outline.units
                if u.sort in (Sort.SENTENCE, Sort.NOTE) and not of_opinions(self.outline, u.section)
            ]
            if self.looks_back
            else []
        )
        report, needed = reported(self._may_be_said(lines, kind, main), self.title, self.today)
        return ([self._on_its_day(report[0]), *report[1:]], needed) if report else None

    def _on_its_day(self, lead: Statement) -> Statement:
        """Return the lead of a report with the one day that the page's lines give, where it has
        none: 6月7日日曜日 ⏎ 『…』を開催しました。
        """
        lines = (
            u for u in self.outline.units if u.sort == Sort.WHEN and _WAS_ON.fullmatch(u.label)
        )
        days = {
            o.start
            for unit in lines
            for o in self.outline.occasions(unit)
            if o.start and not (o.end or o.weekday_wrong)
        }
        if lead.days or len(days) != 1 or not _WAS_HELD.search(lead.text):
            return lead
        day = days.pop()
        stamp = abs((self.near - day).days) <= STAMP  # may be the day on which it was written
        if day >= self.today or stamp or mentions(self.title, self.near):
            return lead
        return replace(lead, text=f"{say_day(day, self.today)}、{lead.text}", days=(day,))

    def _further(self) -> Iterator[tuple[str, int, int, tuple[tuple[int, str], ...]]]:
        """Yield the sentences for the room that is left, each with what is told before it."""
        for more in self._told[2]:
            before = tuple((each.at - self._begin, each.text) for each in more.led)
            yield more.statement.text, more.statement.at - self._begin, more.upto, before

    def _selection(
        self, free: list[Statement], kind: str, *, rows: int, bare: bool
    ) -> tuple[list[Statement], int]:
        """Return the sentences of any other page, and how many of them are needed; beside `rows` of
        something held one is enough.
        """
        most = 1 if rows >= 2 and self.kind in ("event", "exhibition", "recruitment") else MOST
        needs = self._needs(kind, self._known())
        if _REPORT.search(self.title) and kind in ("notice", "event"):
            needs, most = ("day",), 1
        choice, needed = chosen(
            free,
            needs,
            most,
            vague=not pairs(self.title) or _VAGUE.search(self.title) is not None,
            wide=kind in ("service", "notice", "warning", "emergency")
            and not (self.several or self.label),
            alone=not self.whens and self.kind in ("event", "exhibition", "notice"),
            worth=WORTH.get(kind, frozenset()),
            closing=kind in ("closure", "emergency"),
            bare=bare,
        )
        lead = self._day_of_notice(free) if kind == "notice" and not rows else None
        if lead and not any(one.days and "apply" not in one.tells for one in choice):
            return [lead, *(one for one in choice if not one.hangs)][:most], 1
        return choice, needed

    def _day_of_notice(self, free: list[Statement]) -> Statement | None:
        """Return the sentence at the head of a notice that says on which day to come it takes
        place: 11月8日(日)に「本の遠足」をします, below a title that names no event.
        """
        dated = [
            one
            for one in free
            if one.fair
            and not one.hangs
            and one.at < FIRST
            and "day" in one.tells
            and not one.tells & {"apply", "closed", "return"}
            and max(one.days) >= self.today
        ]
        return min(dated, key=lambda one: one.at) if dated else None

    def _may_stand_away(self, one: Statement) -> bool:
        """Whether a sentence of another part than the news says of what it is; of something held,
        and of one house, it may be about something else.
        """
        section = self.outline.sections[one.unit.section]
        event = self.kind in ("event", "exhibition", "recruitment")
        return not (
            event or section.library or one.unit.section in self.parts_off
        ) and says_of_what(one.text)

    def _worthy(self) -> tuple[str, ...]:
        """Return the lines with a day or an hour that whoever tells the page would surely tell, the
        worthiest first: what of them the draft leaves out a person should see.
        """
        if self.over:
            return ()
        _, _, beyond = self._told
        free = {one.statement.at: one.statement for one in beyond}
        first = self.outline.units[:EARLY]
        units = [u for u in first if u.bare and _FIGURE.search(u.text)]
        ranked = sorted(
            (-points, u.at, u)
            for u in units
            if not _STAMP.search(f"{u.label} {u.text}")
            and (points := self.worth.of(u, free.get(u.at))) >= SURELY
        )
        return tuple(self._in_short(unit) for _, _, unit in ranked[:WORTHY])

    def _in_short(self, unit: Unit) -> str:
        """Return a line behind its label, that of another part than the news behind its heading."""
        heading = self.outline.sections[unit.section].heading
        apart = heading if unit.section not in self._news_sections else ""
        label = " ".join(dict.fromkeys(filter(None, (apart, unit.label))))
        return harmless(house(f"{label}：{unit.text}" if label else unit.text, self.near))

    def _known(self) -> set[str]:
        """Return what the labelled lines tell already."""
        known: set[str] = set()
        if self.whens and not self.several:
            known |= {"day", "main", "closed"}
            known |= {"hour"} if any(o.begins for w in self.whens for o in w.occasions) else set()
        known |= {"place"} if self._get(Sort.PLACE) else set()
        known |= {"apply"} if any(u.sort == Sort.APPLY for u in self.mine) else set()
        return known

    def _only_news(self, main: frozenset[date]) -> list[More]:
        """Return the first sentence of any part that tells of a day to come, else the first that
        says what the library does, where else a draft would only lead to the page.
        """
        lines = [unit for unit in self.outline.units if unit.sort == Sort.SENTENCE]
        free = [
            one
            for one in self._may_be_said(lines, self.kind, main)
            if not one.back and _WHOLE.search(one.text)
        ]
        news = [one for one in free if one.days and max(one.days) >= self.today] or [
            one for one in free if ANNOUNCES.search(one.text) and not (one.some or one.days)
        ]
        return [More(min(news, key=lambda one: one.at), LIMIT)] if news else []

    def _needs(self, kind: str, known: set[str]) -> tuple[str, ...]:
        """Return what a draft of its kind must tell beside its lead, without what is `known`."""
        held = kind == "notice" and _HELD.search(self.title) and "ました" not in self.title
        needs = tuple(n for n in NEEDS.get("event" if held else kind, ()) if n not in known)
        if kind == "emergency" and any(w.unit.sort == Sort.ENTRY for w in self.whens):
            needs = (*needs, "off")  # 対象行事 goes with what may become of it
        return needs

    def _may_be_said(self, units: list[Unit], kind: str, main: frozenset[date]) -> list[Statement]:
        """Return what may be said of lines, best first."""
        if not units:
            return []
        return told_in(
            self.outline, units=units, kind=kind, main=main, today=self.today, names=self._names
        )

    @cached_property
    def _far_off(self) -> bool:
        """Whether a closing begins so late that its news can wait its turn: 臨時休館 six weeks off
        does not hurry (section 2); what weather or a failure brings does.
        """
        if not _PLAIN_CLOSING.search(self.title):
            return False
        spoken = (day for one in self.told for day in one.days)
        starts = [*(o.start for w in self.whens for o in w.occasions if o.start), *spoken]
        return bool(starts) and (min(starts) - self.today).days > AT_SHORT_NOTICE

    def _leads(self) -> bool:
        """Whether the first sentence goes before the labelled lines; of a closing only one that
        tells it.
        """
        lead = next(iter(self.told), None)
        if lead and LOOKS_BACK.search(self.title) and any(day >= self.today for day in lead.days):
            return False  # what came of it, before what is to come
        if lead is None or not (self.closing and (self.whens or self._states())):
            return True
        return "closed" in lead.tells or bool(re.search(r"のため|により|にともな|に伴", lead.text))

    def _series(self) -> tuple[Occasion, ...]:
        """毎週水曜日の10:30～, told in half a sentence behind the one that announces it."""
        statements = self.told
        if not statements or any(
            re.search(r"毎週|毎月|第\d", one.unit.text) for one in statements[:3]
        ):
            return ()
        occasions = [
            o for o in find_occasions(statements[0].unit.raw, self.near) if o.weekly and o.begins
        ]
        return tuple(occasions) if len(occasions) == 1 else ()

    def _spoken(self, statements: Sequence[Statement]) -> tuple[Occasion, ...]:
        """The times of the title, else of the first sentences: they say until when a draft makes
        sense.
        """
        lead: Iterable[Occasion] = (
            o
            for one in statements[:2]
            for o in find_occasions(one.unit.text, self.near)
            if role_of(one.unit.text) != "lent"
        )
        occasions = [
            o for o in find_occasions(self.title, self.near) or lead if not o.weekday_wrong
        ]
        return tuple(o for o in occasions if (last := last_of(o)) is None or last >= self.today)[:4]

    def _of_another_month(self, words: str) -> bool:
        """Whether a day whose month no line gives is right in another month that the page names."""
        bare = words.partition("月")[2]
        text = "\n".join([self.outline.title, *(u.text for u in self.outline.units)])
        if words in text:
            return False
        months = set(re.findall(r"(?<!\d)(?:1[0-2]|[1-9])月", text))
        readings = (mentions(f"{month}{bare}", self.near) for month in months)
        return any(days and days[0].date and not days[0].weekday_wrong for days in readings)

    def _notes(self) -> tuple[str, ...]:
        """What a person should look at; policy finds the days again, by clause."""
        # a bare day stands with the month named above it
        lines = (
            u.text if _OWN_MONTH.search(u.text) else f"{u.month}{u.text}"
            for u in self.outline.units
        )
        text = "\n".join([self.outline.title, *lines])
        odd = [
            m for m in mentions(text, self.near) if m.weekday_wrong or m.date is None or m.era_wrong
        ]
        alone = {
            m.text
            for u in (self.outline.units if odd else ())
            for m in mentions(u.text, self.near)
            if not m.weekday_wrong and m.date
        }
        wrong = [
            m.text
            for m in odd
            if m.date is None
            or m.era_wrong
            or (m.text not in alone and not self._of_another_month(m.text))
        ]
        notes = [f"ページの日付が合いません: {words}" for words in dict.fromkeys(wrong)][:3]
        ended = (
            _ENDED.search(text) or _SHUT_OFF.search(text) or _OVER_TITLE.search(self.outline.title)
        )
        notes += (
            [f"ページに「{ended[0].strip(_ENDS).removeprefix('は')}」とあります"] if ended else []
        )
        notes += (
            ["ページの催しは、もう終わっているようです"]
            if self.over and self.kind != "service" and not LOOKS_BACK.search(self.title)
            else []
        )
        if self.label not in ("中止", "延期"):
            spoken = (u for u in self.outline.units if u.sort in (Sort.SENTENCE, Sort.NOTE))
            parts = (unit for unit in spoken if re.search("中止|延期|休", unit.text))
            notes += [  # (2)は中止します: with its number
                f"ページに「{(u.raw if u.text[0] in 'はをも' else u.text)[:40]}」とあります"
                for u in parts
                if called_off(u.text, self.title) in (("中止", False), ("延期", False))
            ][:1]
        return tuple(notes)


def _is_held(label: str, rows: Sequence[tuple[str, str]], deadline: date | None) -> bool:
    """Whether what stands below a label is told already: the hours in a row of days, the last day
    to apply.
    """
    hours = _HOURS.fullmatch(label) and any(find_times(words) for _, words in rows)
    return bool(hours or (deadline and _LAST_DAY_OF.fullmatch(label)))


def _hangs_on(one: Statement, statements: Sequence[Statement]) -> int:
    """Return the place of the sentence right before one that is not understood without it; -1 where
    it stands by itself.
    """
    return next((n for n, other in enumerate(statements) if one.hangs and follows(one, other)), -1)
