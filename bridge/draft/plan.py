"""Pure: which topic of a page is its news, what stands beside it, and what a draft of its kind must tell (truth 7).

Every value is the page's own, from the topic that is told and the sections around it only, in half-width figures and house
dates. Conditions stay conditions, several events stay several, what is over is not announced, and a day whose weekday is
wrong is not said but noted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from bridge.draft.kinds import is_urgent, kind_of, label_of
from bridge.draft.sentences import POINTING, RECOVERY, ROOM, Told, chosen, told_in
from bridge.draft.values import OPEN_END, When, before, in_words, last_of, value_of
from bridge.model import Facts, Occasion
from bridge.text.clean import folded, harmless
from bridge.text.dates import find_occasions, house, mentions, resolve_relative, say_all
from bridge.text.times import find_times
from bridge.topics.builder import outline_of
from bridge.topics.labels import FIELD, field_of
from bridge.topics.outline import Outline, Unit, is_label, is_library, is_name
from bridge.topics.sorts import has_day, role_of

if TYPE_CHECKING:
    from bridge.model import Page

_LONG_AGO: Final = date(2001, 1, 1)  # a title needs no day of reference
MOST: Final = 4  #: sentences of a draft
LISTED: Final = 5  #: topics that are told one by one

_EMPLOYED: Final = re.compile(r"雇|任用|任期|契約|勤務|活動|休日|休暇|面接|選考")
#: what stands behind a time and is none of it: 雨天の場合は19日
_OTHERWISE: Final = re.compile(
    r"。|※|[(（、]?\s*(?:雨天|荒天|予備日|悪天候|少雨|延期の)|[(（、。]\s*(?:申込|申し込み|締め?切|受付)"
)
_ENDED: Final = re.compile(
    r"(?:募集|受付|申込み?|申し込み|展示|開催|催し|イベント|配布)[はもを]?終了(?:しました|いたしました)"
)
#: nobody can apply any more; not of a part of it: 発表者の募集は締め切りました
_SHUT_OFF: Final = re.compile(
    r"(?:^|[】。\n※])\s*(?:募集|受付|申し?込み?)[はを](?:すでに)?締め?切り?(?:ました|ています)", re.MULTILINE
)
#: what nobody can take part in any more
_FULL: Final = re.compile(r"満員|満席|定員に達し|(?:締め?切|しめ?き)りました|受付終了|終了しました|キャンセル待ち")
_OFF: Final = re.compile(r"中止|延期")
_ENDS: Final = "】。※ \n"
_HOUSE: Final = re.compile(r"(?:図書館|分館|分室|図書室|公民館|センター)(?:$|[・、])")
#: what was done, and is told once
_REPORT: Final = re.compile(r"ました(?:$|[!！。])|報告|様子|ようす|結果")
#: a title of what lies behind
_BEHIND: Final = re.compile(
    r"結果|報告|アンケート|統計|会議録|議事|様子|ようす|(?:開催|実施|(?<=を)行い|行われ|開き|開かれ|活躍し|決まり)(?:し|いたし)?ました"
)
_EVENT_TITLE: Final = re.compile(
    r"会|展|講座|教室|まつり|祭|イベント|催し|行事|ぎょうじ|コンサート|スタンプ|ラリー|クイズ|福袋|週間|フェア|だより|本|カレンダー"
)
#: something takes place
_HELD: Final = re.compile(
    r"(?:開催|上映|開講|実施|公演|講演)(?:し|いたし|を行い)?ます|(?:会|展|教室|講座|まつり|祭|市|ライブ|コンサート|イベント|ワークショップ)[」』]?(?:を|が)[^。]{0,12}(?:開き|ひらき|行い|おこない|あり|始まり|開催)"
)
#: what a kind does not tell
_HIDDEN: Final = {
    "closure": ("audience", "capacity", "fee", "bring", "apply"),
    "emergency": ("audience", "capacity", "fee", "bring", "apply"),
    "service": ("audience", "capacity", "fee", "bring"),
    "recruitment": (),
}
_APPLIED: Final = re.compile(
    r"申|予約|受付|電話|窓口|カウンター|メール|はがき|フォーム|インターネット|郵送|持参|来館|不要|自由|必要|先着|抽選|提出|直接|整理券|応募|担当|係|課|\d月"
)
#: a last day of something else than the application: 託児の希望者は1月12日まで
_OF_SOME: Final = re.compile(r"(?:希望者?の?方?|保育|託児|手話|見学|発表)[^、。]{0,8}[はを]?\s*$")
_CLOSING: Final = re.compile(r"締め?切|〆切|期限|まで|必着")
_DEADLINE: Final = re.compile(r"締め?切|期限")
_CHANNEL: Final = re.compile(
    r"往復はがき|はがき|電話|窓口|(?:図書館)?カウンター|Eメール|メール|インターネット|申込フォーム|フォーム|電子申請|ファクス|ファックス|FAX|郵送|来館"
)
_SUFFIX: Final = re.compile(
    r"\s*[|｜]\s*[^|｜]{1,40}$|\s+[-–—―:：]\s+[^-–—]{0,24}(?:図書館|ホームページ|公式サイト|市|町|村|区)[^-–—]{0,12}$|\s*[(（]?[^\s()（）]{2,12}(?:公式)?(?:ホームページ|ウェブサイト|Webサイト)[)）]?$"
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


#: what a further sentence must tell to be worth its room
WORTH: Final = {
    "closure": frozenset(("closed", "open", "return", "day")),
    "emergency": frozenset(("closed", "open", "return", "day")),
    "service": frozenset(("open",)),
}


def read_facts(page: Page, today: date) -> Facts:
    """Return what `page` says; `today` is the day on which it is read, and of reference where neither page nor text is dated."""
    return _Plan(page, outline_of(page, today), today).facts()


def topic_of(page: Page, today: date) -> tuple[str, ...]:
    """Return the lines of the topic that is told, each with its label, as the outline has them."""
    plan = _Plan(page, outline_of(page, today), today)
    return tuple(f"{unit.label}：{unit.text}" if unit.label else unit.text for unit in plan.scope)


def title_of(page: Page) -> str:
    """Return the title without the site's name; the first words of the text when the page has none."""
    return _headline(outline_of(page, page.published or _LONG_AGO))


@dataclass
class _Plan:
    """The steps from an outline to facts; each is a value, found once."""

    page: Page
    outline: Outline
    today: date
    near: date = field(init=False)

    def __post_init__(self) -> None:
        self.near = self.outline.near

    def facts(self) -> Facts:
        """Return what is to be told."""
        several = self.several
        series = self._series() if not (several or self.whens or self.over) else ()
        occasions = (
            () if several else tuple(o for w in self.whens if not _EMPLOYED.search(w.label) for o in w.occasions)
        )
        told = self.told
        terms, deadline = self._terms()
        rows = (
            ()
            if several
            else (
                *in_words(self.whens, self.outline, closing=self.closing and self._shut and not self._phased),
                *(("日時", say_all([o], self.near)) for o in series),
            )
        )
        if len(rows) > 2 and self.kind in ("notice", "service"):
            rows = ()  # so many periods are a table, not an announcement
        if any(label in ("日時", "期間") for label, _ in rows):
            rows = tuple(row for row in rows if "の" not in row[0])  # 事業の実施日: of something else
        if self.label in ("中止", "延期") and len({w.unit.at for w in self.times}) > 1:
            rows = ()  # some days of what is called off would pass for all
        published = self.outline.published
        title = resolve_relative(self.title, published) if published else self.title
        return Facts(
            title=harmless(house(title, self.near)),
            label=self.label,
            urgent=self.urgent,
            occasions=occasions or series or (() if several or self.over else self._spoken(told)),
            several=several,
            place=self._get("place"),
            audience=self._get("audience"),
            capacity=self._get("capacity"),
            fee=self._get("fee"),
            apply=self._apply(told),
            deadline=deadline,
            bring=self._get("bring"),
            sentences=tuple(one.text for one in told),
            order=tuple(sorted(range(len(told)), key=lambda n: told[n].at)),
            needed=self._told[1],
            more=any(one.cut for one in told) and not self.whens,
            leads=self._leads(),
            labels=self._labels(),
            kind=self.kind,
            when=(*rows, *terms),
            events=self.listed,
            partial=len({w.section for w in self.times if not w.role and self.outline.sections[w.section].record})
            > LISTED,
            others=self._others(),
            notes=self._notes(),
        )

    # ── what kind of page ──

    @cached_property
    def title(self) -> str:
        """The headline: the page's title without the site's name."""
        return _headline(self.outline)

    @cached_property
    def _said(self) -> list[str]:
        return [unit.text for unit in self.outline.sentences()]

    @cached_property
    def label(self) -> str:
        """中止, 延期 or 訂正 when the page is such a notice; what a closing calls off beside is not the page's own thing."""
        label = label_of(self.title, self._said)
        closing = kind_of(self.title, "", "", urgent=self.urgent, dated=False) in ("closure", "emergency")
        return "" if closing and label not in self.title else label

    @cached_property
    def urgent(self) -> bool:
        """Whether it hurries (section 2)."""
        return is_urgent(self.title, self._said)

    @cached_property
    def kind_by_title(self) -> str:
        """The kind as the title alone tells it."""
        return kind_of(self.title, self.label, "", urgent=self.urgent, dated=False)

    @cached_property
    def kind(self) -> str:
        """One of KINDS."""
        happens = [w for w in self.whens if not w.role]
        dated = bool(happens and (self._get("place") or any(o.begins for w in happens for o in w.occasions)))
        dated = dated or (self.several and not self.closing) or (not self.closing and self._held)
        if self.closing and self.kind_by_title == "notice":
            return "closure"
        labels = " ".join(w.label for w in self.times if FIELD.get(w.label) or field_of(w.label) == "when")
        return kind_of(self.title, self.label, labels, urgent=self.urgent, dated=dated)

    @cached_property
    def _shut(self) -> bool:
        """Whether the page itself speaks of a closing, and not only of rooms or services that cannot be used."""
        if re.search(r"(?:室|コーナー|席|ホール)[^館]{0,8}(?:休止|停止|中止|できません)", self.title):
            return False
        return bool(re.search(r"休館|休室|閉館|閉室|お?休み|開館", f"{self.title} {' '.join(self._said[:6])}"))

    @cached_property
    def _phased(self) -> bool:
        """Whether headings name days of their own: a period in parts, of which not each is a closing."""
        return any(w.section and not w.label and not w.role for w in self.times)

    @cached_property
    def _held(self) -> bool:
        """Whether a sentence says that something takes place on a day to come."""
        for unit in self.outline.sentences()[:12]:
            coming = (last is None or last >= self.today for last in map(last_of, self.outline.occasions(unit)))
            if _HELD.search(unit.text) and not role_of(unit.text) and any(coming):
                return True
        return False

    @cached_property
    def closing(self) -> bool:
        """Whether the title speaks of a closing: then the days that count are those on which nobody comes in."""
        if self.label:
            return False
        if self.kind_by_title == "notice" and not _EVENT_TITLE.search(self.title):
            return any(
                role_of(u.text) == "closed" and re.search("[館室]", u.text) and self.outline.occasions(u)
                for u in self.outline.sentences()[:8]
            )
        return self.kind_by_title in ("closure", "emergency")

    # ── when ──

    @cached_property
    def times(self) -> tuple[When, ...]:
        """All labelled times and lines that are times, with the part that they play."""
        found = []
        for unit in self.outline.units:
            if unit.name not in ("when", "entry") and not (unit.label == "休館日" and self.closing):
                continue
            home = self.outline.sections[unit.section]
            if home.record and re.fullmatch(
                r"第?\s*\d{1,2}\s*回?", home.heading
            ):  # a table of sessions: the days of one event
                unit = replace(unit, section=home.above)  # noqa: PLW2901
            text = _OTHERWISE.split(unit.text)[0]
            occasions = self.outline.occasions(replace(unit, text=text) if text != unit.text else unit)
            if occasions and not self._stamp(unit, occasions):
                behind = text[text.find(occasions[-1].text) + len(occasions[-1].text) :]
                if OPEN_END.match(behind):
                    occasions = (*occasions[:-1], replace(occasions[-1], onward=True))
                found.append(When(unit.label, unit, self._timed(occasions, unit), self._part(unit)))
        return tuple(found)

    def _part(self, unit: Unit) -> str:
        """The part that a line's days play; without a label, what the sentence before it speaks of: 休館日は次のとおりです。"""
        role = self.outline.role(unit)
        if role or unit.label or not unit.at:
            return role
        before = self.outline.units[unit.at - 1]
        return (
            role_of(before.text)
            if not before.name and before.section == unit.section and not has_day(before.text)
            else ""
        )

    def _stamp(self, unit: Unit, occasions: tuple[Occasion, ...]) -> bool:
        """Whether a line is the day on which the page was written: a single day gone by, with its year and nothing else."""
        one = occasions[0]
        return bool(
            unit.name == "when"
            and not unit.label
            and len(occasions) == 1
            and one.start
            and one.start <= self.today
            and not (one.end or one.clock or one.onward)
            and (one.start == self.outline.published or (one.year_given and not one.weekday_given))
        )

    def _timed(self, occasions: tuple[Occasion, ...], unit: Unit) -> tuple[Occasion, ...]:
        """Put the hours told in lines of their own with the days of their section."""
        if any(o.clock or o.begins for o in occasions):
            return occasions
        lines = [
            u.text
            for u in self.outline.units
            if u.name == "hours" and u.section == unit.section and self._hours_of(u, unit)
        ]
        times = [t for line in lines for t in find_times(line) if not t.aside]
        if not times:
            return occasions
        words = "、".join(t.words for t in times[:3])
        return tuple(replace(o, begins=times[0].begins, ends=times[0].ends, clock=words) for o in occasions)

    @staticmethod
    def _hours_of(hours: Unit, days: Unit) -> bool:
        """Whether a line of hours is that of those days: it has the label, or stands beside them."""
        return hours.label in FIELD or abs(hours.at - days.at) <= 2

    @cached_property
    def _coming(self) -> tuple[tuple[When, ...], bool]:
        """The times that are not over and whose weekday is right; and whether something was over."""
        kept, over = [], False
        stops = self.closing or bool(re.search(r"停止|休止|閉鎖|制限|(?:でき|使え)(?:ません|なく)", self.title))
        wanted = [w for w in self.times if (w.role in ("closed", "") if stops else not w.role) and self._counts(w)]
        if stops and any(w.role == "closed" and w.label for w in wanted):
            wanted = [w for w in wanted if w.role == "closed"]
        for when in wanted:
            right = tuple(o for o in when.occasions if not o.weekday_wrong)
            coming = tuple(o for o in right if (last := last_of(o)) is None or last >= self.today)
            over = over or (field_of(when.label) == "when" and len(coming) < len(right))
            if coming:
                kept.append(replace(when, occasions=coming))
        return tuple(kept), over

    def _counts(self, when: When) -> bool:
        """Whether a time belongs to the news: of a closing, not what another heading tells."""
        if when.unit.name == "entry" and re.search(r"講師|発行|更新|公開|掲載|作成", when.label + when.unit.text):
            return False
        section = self.outline.sections[when.section]
        if section.record and (not is_name(section.heading) or self._sparse):
            return False  # a table of ranks, of rooms, of forecasts
        if not when.label and re.search(r"任期|委嘱|報酬|勤務|雇用", section.heading):
            return False
        if section.record and re.search(r"作成|有効|更新|手続|登録|発行|返却|締切|申込|予約", when.label):
            return False  # a column of another kind: 利用カード作成日
        if not self.closing or when.role == "closed":
            return True
        section = self.outline.sections[when.section]
        own = _pairs(section.heading) - _pairs(f"{self.title}期間日程日時休館休館日臨時休館")
        return section.above == -1 or section.library or is_library(when.label) or not own

    @cached_property
    def _sparse(self) -> bool:
        """Whether hardly a record of the page's tables has a day of its own: the few are exceptions, not topics."""
        records = {s.index for s in self.outline.sections if s.record}
        dated = {w.section for w in self.times if w.section in records}
        return 3 * len(dated) < len(records)

    @cached_property
    def over(self) -> bool:
        """Whether all that the page tells of is over."""
        whens, past = self._coming
        if any(day.date and day.date >= self.today for day in mentions(self.title, self.near)):
            return False
        return past and not whens

    @cached_property
    def _chosen(self) -> tuple[bool, tuple[When, ...], int | None]:
        """Whether several topics stand on the page, the times that count, and the section that the title is about."""
        whens, _ = self._coming
        by_label: dict[str, set[tuple[Occasion, ...]]] = {}
        for when in whens:
            label = "" if when.unit.name == "entry" else when.label
            by_label.setdefault(label, set()).add(tuple(replace(o, text="") for o in when.occasions))
        again = [w for w in whens if self.outline.sections[w.section].style[0] == "again"]
        if again and not self.closing:
            return True, whens, None  # topics without names
        outer = [w for w in whens if self._own(w.section)]
        if (
            outer
            and len(outer) < len(whens)
            and not self.closing
            and self._matching({w.section for w in whens}) is None
        ):
            labels = {w.label: w for w in reversed(outer)}
            if all(len({w.occasions for w in outer if w.label == label}) == 1 for label in labels):
                return False, tuple(labels.values())[::-1], outer[0].section
        records = len({w.section for w in whens if self.outline.sections[w.section].record}) > 1
        venues = {w.label for w in whens if is_library(w.label)}
        if all(len(times) == 1 for times in by_label.values()) and not (records or (venues and len(by_label) > 1)):
            main = self._matching({w.section for w in whens})
            return False, tuple({w.label: w for w in reversed(whens)}.values())[::-1], main
        if self.closing:
            groups = {self._whose(w) for w in whens}
            if len(groups) == 1 and len(whens) > LISTED - 2:
                return False, (), None  # a year's calendar
            return len(groups) > 1, whens, None
        sections = {w.section for w in whens}
        main = self._matching(sections)
        if main is None and len(sections) > 1 and 0 in sections:
            outer = [w for w in whens if w.section == 0 and w.unit.name == "when"]
            if outer and all(len({w.occasions for w in outer if w.label == one.label}) == 1 for one in outer):
                return False, tuple(outer), 0
        if main is None and len(sections) == 1 and not any(w.unit.name == "entry" for w in whens):
            return False, tuple(whens), next(iter(sections))
        if main is None:
            return True, whens, None
        return False, tuple(w for w in whens if w.section == main), main

    def _own(self, section: int) -> bool:
        """Whether a section tells of the page's own topic: it stands under no heading, or under one that only tells more."""
        sections = self.outline.sections
        return all(sections[s].above == -1 or sections[s].facet for s in self.outline.path(section))

    def _siblings(self, section: int) -> list[int]:
        """Return the sections that stand side by side with one, itself included."""
        mine = self.outline.sections[section]
        return [
            s.index
            for s in self.outline.sections
            if s.above == mine.above and s.style == mine.style and not (s.facet or s.record or s.library)
        ]

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Return the headings of a page of many things, none of which its title is about: a month's news."""
        if (
            self.closing
            or self.label
            or not re.search(r"トピックス|ニュース|お知らせ(?:\(|$)|だより|行事|催し|イベント", self.title)
        ):
            return ()
        first = next(
            (s.index for s in self.outline.sections[1:] if s.style[0] in ("h", "loud", "mark", "box") and not s.facet),
            None,
        )
        heads = [self.outline.sections[s].heading for s in self._siblings(first)] if first else []
        dated = {s for w in self.times if not w.role for s in self.outline.path(w.section)}
        if any(re.search(r"について|方法|予定|案内|利用|とは|お願い|一覧|ます$|です$", head) for head in heads):
            return ()  # parts of one thing, or sentences
        many = len(heads) > 2 and 2 * len(dated & set(self._siblings(first or 0))) < len(heads)
        return tuple(heads) if many and self._matching(set(self._siblings(first or 0))) is None else ()

    @cached_property
    def several(self) -> bool:
        """Whether no day may stand for all."""
        return self._chosen[0] or bool(self.topics) or self._many

    @cached_property
    def whens(self) -> tuple[When, ...]:
        """The times that are told; of a closing, where no label tells them, those of a sentence too long to be said."""
        return self._chosen[1] or (self._long_closing() if self.closing and not self.over else ())

    def _long_closing(self) -> tuple[When, ...]:
        for unit in self.outline.sentences():
            days = [
                o
                for o in self.outline.occasions(unit)
                if not o.weekday_wrong and ((last := last_of(o)) is None or last >= self.today)
            ]
            if days and role_of(unit.text) == "closed":
                return (When("", unit, (days[0],), "closed"),) if len(unit.text) > ROOM else ()
        return ()

    def _matching(self, sections: set[int]) -> int | None:
        """Return the one section whose heading the title speaks of."""
        known = folded(self.title)
        heads = {s: folded(self.outline.sections[s].heading) for s in sections if self.outline.sections[s].heading}
        same = [s for s, head in heads.items() if len(head) >= 3 and (head in known or known in head)]
        if len(same) == 1:
            return same[0]
        mine = _pairs(self.title)
        scores = sorted(((len(mine & _pairs(self.outline.sections[s].heading)), s) for s in heads), reverse=True)
        if len(scores) > 1 and scores[0][0] >= 4 and scores[0][0] >= 2 * scores[1][0]:
            return scores[0][1]
        return None

    def _whose(self, when: When) -> str:
        """Return the library that a closing is of; empty when nothing says it."""
        if is_library(when.label):
            return when.label
        for section in self.outline.path(when.section):
            found = self.outline.sections[section]
            if found.library or (found.record and (is_library(found.heading) or self._of_libraries)):
                return found.heading
        return ""

    @cached_property
    def _of_libraries(self) -> bool:
        """Whether the records of the page's tables are libraries: their first column says so."""
        return any(
            u.name == "library" or u.label in ("館", "図書館")
            for u in self.outline.units
            if self.outline.sections[u.section].record
        ) or any(s.record and is_library(s.heading) for s in self.outline.sections)

    @cached_property
    def listed(self) -> tuple[tuple[str, str], ...]:
        """Name and time of each topic; nothing when one has no name, as the days alone would mislead."""
        if self.several and (self.label or (self._many and not (self._chosen[0] or self.topics))):
            return ()  # a list of what is called off would pass for all of it
        if self.several:
            whens = self.whens
        else:
            main = self._chosen[2]
            whens = tuple(w for w in self._coming[0] if main is not None and w.section != main and not self.closing)
        named: dict[str, dict[str, list[Occasion]]] = {}
        for when in whens:
            name = self._whose(when) if self.closing else self._named(when)
            above = self.outline.sections[max(self.outline.sections[when.section].above, 0)]
            if (
                not self.closing
                and above.library
                and is_name(name)
                and not is_library(name)
                and sum(self._named(w) == name for w in whens) > 1
            ):
                name = f"{name}({above.heading})"
            if _FULL.search(name) or self._full(when.section):
                continue
            named.setdefault(name, {}).setdefault(before(when), []).extend(when.occasions)
        if any(not 2 <= len(name) <= 40 for name in named) or self._left_out(named):
            return ()
        if self.topics:
            return tuple((harmless(head), "") for head in self.topics if is_name(head) and not _FULL.search(head))
        if not all(is_name(name) or is_library(name) for name in named):
            return ()
        told = [
            (harmless(name), "、".join(f"{of} {say_all(times, self.near)}".strip() for of, times in days.items()))
            for name, days in named.items()
        ]
        if self.programme:
            told += [(harmless(name), "") for name in self.programme]
        return tuple(sorted(told, key=lambda pair: not _OFF.search(pair[0])))

    def _left_out(self, named: Iterable[str]) -> bool:
        """Whether a list by library lacks one that has a heading of its own: it would pass for all."""
        told = set(named)
        houses = {s.heading for s in self.outline.sections if s.library and not s.record and "・" not in s.heading}
        return bool(told) and all(map(is_library, told)) and bool(houses - told)

    def _full(self, section: int) -> bool:
        """Whether a record says that nobody can take part any more."""
        record = self.outline.sections[section].record
        return record and any(_FULL.search(u.text) for u in self.outline.units if u.section == section)

    def _named(self, when: When) -> str:
        here = self.outline.sections[when.section]
        if (here.library or here.above == -1) and (
            house := next((words for words in (before(when), when.label) if is_library(words)), "")
        ):
            return house
        name = when.label if when.unit.name == "entry" else self.outline.sections[when.section].heading
        if re.fullmatch(r"\W*(?:企画|展示|催し|イベント|コーナー|その|第)?\s*[\d①-⑳一二三四五]{0,2}\W*", name):
            titled = (u.text for u in self.outline.units if u.section == when.section and u.name in ("name", "theme"))
            name = value_of(next(titled, ""), self.near) or name
        name = re.sub(r"\s*[★☆♪＊*]+\s*(?:満員御礼)?$", "", name).strip("★☆◆■●◎・ ")
        called_off = re.match(r"(?:【?(中止|延期)】?)\s*", name)
        return f"【{called_off[1]}】{name[called_off.end() :]}" if called_off else name

    # ── what else the topic says ──

    @cached_property
    def mine(self) -> list[Unit]:
        """The lines of the topic that is told: its section, what stands around it, and what tells more of it."""
        main = self._chosen[2]
        dated = {w.section for w in self.times if not w.role}
        if main is None and not self.several and self.whens and not self.closing:
            main = self.whens[0].section
        around = set(self.outline.path(main)) if main is not None else {0}
        others = (dated - around) if main is not None or self.several else set()

        def belongs(section: int) -> bool:
            path = self.outline.path(section)
            if any(s in others for s in path):
                return False
            return all(s in around or self._tells_more(s) for s in path)

        return [unit for unit in self.outline.units if belongs(unit.section)]

    def _tells_more(self, section: int) -> bool:
        """Whether a heading opens nothing of its own: it only tells more, or speaks of what the title speaks of."""
        found = self.outline.sections[section]
        if found.record:
            return len([s for s in self.outline.sections if s.record]) == 1
        return (
            found.facet
            or found.style[0] in ("plain", "library", "update", "again")
            or len(_pairs(self.title) & _pairs(found.heading)) > 1
        )

    @cached_property
    def scope(self) -> list[Unit]:
        """The lines whose sentences may be told: those of the topic, and of a notice without a topic of its own all."""
        if self._chosen[2] is not None or (self.whens and not self.closing) or self.several:
            return self.mine
        return self.outline.units

    def _get(self, name: str) -> str:
        """Return the first value worth telling; of several topics only what stands before them all."""
        if self.over or (self.several and any(s.style[0] == "again" for s in self.outline.sections)):
            return ""
        units = [
            u
            for u in self.mine
            if u.name == name and not (name == "apply" and _DEADLINE.search(u.label)) and (u.label or self._beside(u))
        ]
        if self.several and name != "apply" and not all(u.section == 0 for u in units):
            return ""
        if (
            self.kind_by_title in ("closure", "emergency", "service", "recruitment")
            and name in _HIDDEN[self.kind_by_title]
        ):
            return ""
        values = (
            (bool(u.label), value)
            for u in units
            if not (name == "audience" and self._first_of_several(u))
            if (value := value_of(u.text, self.near)) and (name != "apply" or _is_way(value, labelled=bool(u.label)))
        )
        whole = r"(?:ます|ません|ください|です)$" if name in ("place", "capacity") else r"$^"  # a sentence is no name
        return next((v for _, v in sorted(values, key=lambda one: not one[0]) if not re.search(whole, v)), "")

    def _first_of_several(self, unit: Unit) -> bool:
        """Whether the line behind it goes on with who may come: one condition of several would pass for all."""
        after = self.outline.units[unit.at + 1 : unit.at + 2]
        return any(
            not u.label and u.section == unit.section and re.search(r"(?:方|者|人|こと)。?$", u.text) for u in after
        )

    def _beside(self, unit: Unit) -> bool:
        """Whether a line without a label may be taken as a value: where the topic's own time stands."""
        sections = {w.section for w in self.whens}
        if unit.name == "place" and (
            self.kind_by_title in ("closure", "emergency", "service")
            or not any(abs(unit.at - w.unit.at) <= 3 for w in self.whens)
        ):
            return False  # a name at the foot of a page is no place of the news
        return unit.section in sections if unit.name in ("place", "audience") else bool(sections) or unit.section == 0

    def _apply(self, told: Sequence[Told]) -> str:
        """How to apply: as the page words it, else the ways it names; 申し込みは不要です when a sentence says so."""
        if said := self._get("apply"):
            return said
        if self.several or self.over or "apply" in _HIDDEN.get(self.kind_by_title, ()):
            return ""
        text = " ".join(u.text for u in self.mine if u.name == "apply")
        if re.search(r"(?:次|以下|下記)の(?:方法|いずれ)|いずれかの方法", text):
            return ""  # the ways follow as a list
        text = re.sub(r"(?:電話|ファクス|FAX|郵便)番号|メールアドレス", "", text)
        ways = [way for way in dict.fromkeys(_CHANNEL.findall(text)) if way != "はがき" or "往復はがき" not in text]
        if ways and not re.search("不要|ません", text):
            return f"{'、'.join(ways[:4])}で"
        return next(
            (
                one.text.rstrip("。")
                for one in told
                if re.search(r"申し?込|予約|応募|参加", one.unit.text)
                and re.search(r"不要|いりません|自由", one.unit.text)
                and len(one.text) <= 20
            ),
            "",
        )

    def _terms(self) -> tuple[tuple[tuple[str, str], ...], date | None]:
        """Return the terms to apply, in words, and their last day."""
        terms: list[tuple[str, str]] = []
        last: date | None = None
        for unit in self.mine:
            if unit.name not in ("term", "apply") or self.over:
                continue
            found = [o for o in self.outline.occasions(unit) if not o.weekday_wrong]
            if unit.name == "term" and found and not all((d := last_of(o)) and d < self.today for o in found):
                terms.append((unit.label, say_all(found, self.near)))
            for o in found:
                closing = (
                    _CLOSING.search(unit.label + unit.text)
                    and not o.onward
                    and (o.begins is None or _CLOSING.search(unit.label))
                )
                if unit.name == "apply" and _OF_SOME.search(unit.text.partition(o.text)[0]):
                    continue
                last = last or o.end or (o.start if closing else None)
        return tuple(terms[:2]), last

    def _others(self) -> tuple[tuple[str, str], ...]:
        """Labels of the page's own that a notice lives by: 対象の館, 変更後; several themes of an exhibition are one."""
        if self._books and not (self.told or self.whens):
            return (("紹介する本", f"{''.join(self._books[:3])}{'など' if len(self._books) > 3 else ''}"),)
        themes = [v for unit in self.outline.units if unit.name == "theme" and (v := value_of(unit.text, self.near))]
        if themes and not self.several:
            return (("テーマ", "".join(t if t[0] in "「『" else f"「{t}」" for t in dict.fromkeys(themes))),)
        if self.kind not in ("closure", "emergency", "service", "cancelled", "postponed", "corrected", "notice"):
            return ()
        states = self._states()
        states += [
            (u.label, value)
            for u in self.mine
            if u.name == "when"
            and u.label
            and not (self.whens or self.outline.occasions(u))
            and len(u.text) <= 40
            and (value := value_of(u.text, self.near))
        ][:1]
        if self.kind == "notice":
            return tuple(states)
        told = [
            (unit.label, value_of(unit.text, self.near))
            for unit in self.mine
            if unit.name in ("other", "library")
            and unit.bare
            and unit.label
            and not self.outline.sections[unit.section].record
        ]
        kept = [
            (label, value)
            for label, value in told
            if value
            and len(value) <= 60
            and not POINTING.search(value)
            and not is_library(label)
            and value[0] not in "→⇒"
        ]
        return tuple([*states, *kept][:3])

    @cached_property
    def _books(self) -> list[str]:
        """The books that a page of books names, each in its brackets; empty on any other page."""
        if not re.search(r"本|図書|ブック|絵本|読書|資料", self.title):
            return []
        said = [s.heading for s in self.outline.sections if s.heading] + [
            u.text for u in self.outline.units if u.name in ("word", "other")
        ]
        found = [book for text in said for book in re.findall(r"『[^『』]{2,40}』", text)]
        return [harmless(book) for book in dict.fromkeys(found)] if len(set(found)) > 1 else []

    def _states(self) -> list[tuple[str, str]]:
        """Return what holds for each library, where each has a heading and a short sentence of its own: 中央図書館：休館します."""
        found: dict[str, str] = {}
        for unit in self.outline.sentences():
            heading = self.outline.sections[unit.section].heading
            if (
                _HOUSE.search(heading)
                and is_name(heading)
                and len(heading) <= 30
                and len(unit.text) <= 30
                and not POINTING.search(unit.text)
            ):
                found.setdefault(heading, unit.text.rstrip("。"))
        return list(found.items()) if len(found) > 1 else []

    # ── what is said ──

    @property
    def told(self) -> list[Told]:
        """The sentences to be said, the lead first, then what is needed."""
        return self._told[0]

    @cached_property
    def _told(self) -> tuple[list[Told], int]:
        main = frozenset(day for w in self.whens for o in w.occasions for day in (o.start, o.end) if day)
        pool = [u for u in self.scope if not u.name or u.name == "note"]
        if self._states() and self.kind in ("closure", "emergency", "service"):
            pool = [u for u in pool if not _HOUSE.search(self.outline.sections[u.section].heading)]
        if self.kind == "recruitment":
            pool = [u for u in pool if not re.search(r"面接|選考|当落|結果", u.text)]
        if _BEHIND.search(self.title):
            pool = [
                u for u in pool if all((d := last_of(o)) is None or d <= self.today for o in self.outline.occasions(u))
            ]
        if self.programme:
            pool = [u for u in pool if self.outline.sections[u.section].heading not in self.programme]
        if self.several or self._parallel() or self.topics or self._many:
            pool = [u for u in pool if u.section == 0]
        kind = "service" if self.closing and RECOVERY.search(self.title) else self.kind
        free = told_in(self.outline, pool, kind, main, self.today, self._names)
        known = set()
        if self.whens and not self.several:
            known |= {"day", "main", "closed"} | (
                {"hour"} if any(o.begins for w in self.whens for o in w.occasions) else set()
            )
        known |= {"place"} if self._get("place") else set()
        known |= {"apply"} if self._get("apply") or any(u.name == "apply" for u in self.mine) else set()
        rows = len(self.whens) + bool(self._get("place")) + bool(self._get("audience"))
        most = 1 if rows >= 2 and self.kind in ("event", "exhibition", "recruitment") else MOST
        kind = "warning" if kind == "notice" and re.search(r"注意|お願い|詐欺|おやめ", self.title) else kind
        needs = tuple(need for need in NEEDS.get(kind, ()) if need not in known)
        if _REPORT.search(self.title) and kind in ("notice", "event"):
            needs, most = ("day",), 1
        return chosen(
            free,
            needs,
            most,
            alone=not self.whens and self.kind in ("event", "exhibition", "notice"),
            worth=WORTH.get(kind, frozenset()),
            closing=kind in ("closure", "emergency"),
        )

    @cached_property
    def _many(self) -> bool:
        """Whether the page is a letter of many things, for none of which one sentence may stand."""
        heads = [s for s in self.outline.sections[1:] if not (s.facet or s.record) and s.style[0] != "library"]
        plain = re.search(
            r"(?:お知らせ|おしらせ|から|です|だより|通信|ニュース)\W*$", re.sub(r"[(（].*", "", self.title)
        )
        letter = self.kind_by_title == "newsletter" or (plain and not _pairs(self.title))
        if not letter or self._chosen[2] is not None or any(self._own(w.section) for w in self._chosen[1]):
            return False
        return letter and max(Counter(s.style for s in heads).values(), default=0) > 1

    def _leads(self) -> bool:
        """Whether the first sentence goes before the labelled lines; of a closing only one that tells it."""
        lead = next(iter(self.told), None)
        if lead is None or not (self.closing and self.whens):
            return True
        return "closed" in lead.tells or bool(re.search(r"のため|により|にともな|に伴", lead.text))

    def _labels(self) -> tuple[tuple[str, str], ...]:
        """Return what the page calls the fields that are told."""
        found: dict[str, str] = {}
        for unit in self.mine:
            applying = unit.name == "apply" and not re.search(r"申|応募|予約|締|受付|期限|もうしこみ", unit.label)
            named = applying or unit.name in ("place", "audience", "capacity", "fee", "bring")
            if named and is_label(unit.label) and 2 <= len(unit.label) <= 6:
                found.setdefault(unit.name, unit.label)
        return tuple(found.items())

    def _parallel(self) -> bool:
        """Whether sections stand side by side, each with a theme or time of its own: none speaks for all."""
        return len({u.section for u in self.outline.units if u.name == "theme"}) > 1

    @cached_property
    def programme(self) -> tuple[str, ...]:
        """What an event is made of: the headings that stand side by side below it."""
        if self.kind not in ("event", "exhibition") or self.several:
            return ()
        heads = [
            s
            for s in self.outline.sections[1:]
            if s.above == (self._chosen[2] or 0) and not (s.facet or s.record or s.library)
        ]
        heads = [s for s in heads if s.style == heads[0].style and s.style[0] != "plain"]
        named = len(heads) >= 3 and all(len(s.heading) > 5 for s in heads)  # メイン, 一般書 are shelves
        return tuple(s.heading for s in heads) if named else ()

    @cached_property
    def _names(self) -> dict[int, tuple[str, ...]]:
        """By section: what the records or sections right below it are called."""
        below: dict[int, list[str]] = {}
        for section in self.outline.sections:
            if section.above >= 0 and section.heading and (section.record or section.library):
                below.setdefault(section.above, []).append(section.heading)
        return {above: tuple(names) for above, names in below.items()}

    def _series(self) -> tuple[Occasion, ...]:
        """毎週水曜日の10:30～, told in half a sentence behind the one that announces it."""
        told = self.told
        if not told or any(re.search(r"毎週|毎月|第\d", one.unit.text) for one in told[:3]):
            return ()
        found = [o for o in find_occasions(told[0].unit.raw, self.near) if o.weekly and o.begins]
        return tuple(found) if len(found) == 1 else ()

    def _spoken(self, told: Sequence[Told]) -> tuple[Occasion, ...]:
        """The times of the title, else of the first sentences: they say until when a draft makes sense."""
        lead: Iterable[Occasion] = (
            o for one in told[:2] for o in find_occasions(one.unit.text, self.near) if role_of(one.unit.text) != "lent"
        )
        found = [o for o in find_occasions(self.title, self.near) or lead if not o.weekday_wrong]
        return tuple(o for o in found if (last := last_of(o)) is None or last >= self.today)[:4]

    def _notes(self) -> tuple[str, ...]:
        """What a person should look at; policy finds the days again, by clause."""
        text = "\n".join([self.outline.title, *(u.text for u in self.outline.units)])
        alone = {
            m.text for u in self.outline.units for m in mentions(u.text, self.near) if not m.weekday_wrong and m.date
        }
        wrong = [
            m.text
            for m in mentions(text, self.near)
            if (m.weekday_wrong and m.text not in alone) or m.date is None or m.era_wrong
        ]
        notes = [f"ページの日付が合いません: {words}" for words in dict.fromkeys(wrong)][:3]
        ended = _ENDED.search(text) or _SHUT_OFF.search(text)
        notes += [f"ページに「{ended[0].strip(_ENDS)}」とあります"] if ended else []
        notes += ["ページの催しは、もう終わっているようです"] if self.over and not _BEHIND.search(self.title) else []
        return tuple(notes)


def _is_way(value: str, *, labelled: bool) -> bool:
    """Whether a value tells how to apply: no bare noun (応募書類), nothing for some only, unlabelled by its first word."""
    if not _APPLIED.search(value) or re.search(r"希望(?:者|の方|する方)は", value):
        return False
    if re.fullmatch(r"[一-龠]{2,6}(?:書類?|用紙|方法)", value):
        return False
    return labelled or bool(re.match(r"(?:事前|要|参加|当日|先着)?(?:申|予約|直接|整理券|先着|電話|窓口|不要)", value))


def _headline(outline: Outline) -> str:
    title = outline.title
    for _ in range(2):
        title = _SUFFIX.sub("", title).strip() or title
    first = next((u.text for u in outline.units), "") or next((s.heading for s in outline.sections if s.heading), "")
    heading = next((s.heading for s in outline.sections if s.heading), "")
    return title or (heading if outline.units and outline.units[0].section > 0 else "") or first[:40]


def _pairs(text: str) -> set[str]:
    """Return the pairs of letters of the content words: kanji, katakana and Latin."""
    flat = re.sub(r"お知らせ|について|ご案内|図書館|開催", " ", text)
    return {run[n : n + 2] for run in re.findall(r"[一-龠々ァ-ヴーA-Za-z]{2,}", flat) for n in range(len(run) - 1)}
