"""Pure: the lines that belong to the news, and what they say of place, audience and application
(truth 7).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import pairwise, takewhile
from typing import Final

from bridge.draft.days import Days
from bridge.draft.kinds import kind_of
from bridge.draft.sentences import Statement
from bridge.draft.subject import EVENT, pairs
from bridge.draft.turns import OF_ALL
from bridge.draft.values import last_of, limited, room_of, unwritten, value_of
from bridge.model import Occasion
from bridge.text.clean import folded
from bridge.text.dates import house, mentions, say_all
from bridge.text.daywords import WEEKDAYS
from bridge.text.limits import FOLLOWING
from bridge.text.possible import UNSURE
from bridge.text.times import find_times, fold
from bridge.topics.labels import field_of, known_field
from bridge.topics.outline import Unit, is_label
from bridge.topics.sorts import Sort, has_day, role_of

#: something takes place
_HELD: Final = re.compile(
    r"(?:会|講座|教室|コンサート|ワークショップ)[」』]です|(?:開催|上映|開講|実施|公演|講演)(?:し|いたし|を行い)?ます|(?:会|展|教室|講座|まつり|祭|市|ライブ|コンサート|イベント|ワークショップ)[」』]?(?:を|が)[^。]{0,12}(?:開き|ひらき|行い|おこない|あり|始まり|開催)"
)
#: 鉄の歴史館を会場に, 市民ホールにて開催します
_HELD_AT: Final = re.compile(
    r"(?:^|[、。 ])(?:[^、。はがを ]{1,16}(?:は|、))?(?P<place>[^、。はがをに ]{2,24}(?:館|室|"
    r"ホール|センター|コーナー|ロビー|広場|ひろば|公園|ギャラリー|プラザ|階|教室|"
    r"スペース)[」』]?)"
    r"(?:を会場に|(?:にて|で|において)、?(?:[^、。]{0,16}を?)(?:開催|開き|ひらき|行い|行な|おこな|実施|上映|展示|開講))"
)
#: what a kind does not tell
_HIDDEN: Final = {
    "closure": (Sort.AUDIENCE, Sort.CAPACITY, Sort.FEE, Sort.BRING, Sort.APPLY),
    "emergency": (Sort.AUDIENCE, Sort.CAPACITY, Sort.FEE, Sort.BRING, Sort.APPLY),
    "service": (Sort.CAPACITY, Sort.FEE, Sort.BRING),
    "recruitment": (),
}
#: a new service is for somebody
_BEGUN: Final = re.compile(
    r"(?:始め|はじめ|開始し|開始いたし)ます|サービス(?:の開始|開始)|スタート"
)
_APPLIED: Final = re.compile(
    r"申|予約|受付|電話|窓口|カウンター|メール|はがき|フォーム|インターネット|郵送|持参|来館|不要|自由|必要|先着|抽選|提出|直接|整理券|応募|担当|係|課|\d月"
)
#: a last day of something else than the application: 託児の希望者は1月12日まで
_OF_SOME: Final = re.compile(r"(?:希望者?の?方?|保育|託児|手話|見学|発表)[^、。]{0,8}[はを]?\s*$")
#: 託児あり(3月5日までに申込み)
_CARE: Final = re.compile(r"(?:一時)?(?:託児|保育)|手話|要約筆記")
_ARRIVES: Final = re.compile(r"必着|ひっちゃく")
_CLOSING: Final = re.compile(r"締め?切|しめ(?:き|切)|〆切|期限|まで|必着|ひっちゃく")
_APPLYING: Final = (Sort.APPLY, Sort.TERM)
_DEADLINE: Final = re.compile(r"締め?切|しめ(?:き|切)|〆切|期限")
_CHANNEL: Final = re.compile(
    r"往復はがき|はがき|電話|窓口|(?:図書館)?カウンター|Eメール|メール|インターネット|申込フォーム|フォーム|電子申請|ファクス|ファックス|FAX|郵送(?!の場合|は|に?よる)|持参|来館"
)

#: says by when to apply
_LAST_DAY: Final = re.compile(
    r"必着|\d(?:日|\)|時)[^。]{0,6}(?:締め?切|〆切|しめき)|^(?:締め?切り?|〆切|しめきり)(?:日)?は、?\d|日(?:\([^()]*\))?までに[^。]{0,40}(?:申し?込|応募|提出)"
)
#: a value, and the sentence that says it once more: 各回300円、参加費は各回300円です。
_TWICE: Final = re.compile(r"^(?P<once>[^、。]+)、[^、。]{2,8}は(?P=once)(?:です)?。?$")
#: the last day of something beside it
_NO_APPLYING: Final = re.compile(
    r"結果|抽選|託児|保育|通訳|送迎|返却|通知|連絡|発表|別ページ|辞退|取り?消|キャンセル|寄贈"
)

#: くわしい内容、お申込みは、こちらをごらんください。
_ASKED_THERE: Final = re.compile(
    r"(?<!要)お?(?:申し?込み?|応募)(?:方法)?は[、 ]?[^。、]{0,10}(?:こちら|フォーム|リンク)"
)
#: ※当面は要事前申込
_FIRST_ASK: Final = re.compile(r"要事前(?:申し?込み?|予約)|事前(?:申し?込み?|予約)制")
#: from when one may apply: 11月17日(火)午前10時から、カウンターまたは電話へ
_FROM: Final = re.compile(
    r"\d{1,2}月\d{1,2}日(?:\([^()]{1,5}\))?\s?(?:午[前後])?(?:\d{1,2}(?:時(?:\d{1,2}分|半)?|:\d\d))?(?:から|より)(?=、)"
)
_HOUR_FIRST: Final = re.compile(r"(?:午[前後])?\d{1,2}(?::\d\d|時)")
#: what one pays to others
_NO_FEE: Final = re.compile(r"通信|送料|交通")
WAYS: Final = 5  #: lines of a list of ways to apply
#: nobody can apply any more: 定員に達したため、受付を終了しました
_SHUT_OFF: Final = re.compile(
    r"(?:(?:ご?好評|多数の?(?:ご?応募|お?申し?込み))[^。、]{0,16}、)?"
    r"(?:(?:定員|満席)[^。、]{0,16}(?:ため|ので)、)?(?:お?申し?込み?|参加(?:申込)?|予約|受付|募集)(?:の?(?:受付|募集))?[はをも]?"
    r"(?:すでに|既に)?(?:終了|締め?切り|しめきり)(?:させていただき|いたし|し)?ました"
)
#: the ways stand below: 次のいずれかの方法で
_ONE_OF: Final = re.compile(rf"(?:次|{FOLLOWING}|下記)の(?:方法|いずれ)|いずれかの方法")
_NUMBERED: Final = re.compile(r"[(（]?[1①][)）.．、]?(?!\d|月)|①")
#: a heading that stands where a value should
_HEAD_ONLY: Final = re.compile(
    r".{2,12}の場合|ご?利用(?:方法|時間|案内)|(?:申込|応募|開催)?(?:方法|日時|期間|内容|対象|定員)|お?問い?合わ?せ先?"
)
_ENDS_IN_DAY: Final = re.compile(r"(?:休館|休室|定休|曜)日?$")
_NTH_PART: Final = re.compile(r"第\d部[:：]|午[前後]\d")
#: a sentence is no name
_SENTENCES: Final = {
    Sort.PLACE: re.compile(r"(?:ます|ました|ません|ください|です|まま)$"),
    Sort.CAPACITY: re.compile(r"(?:ます|ません|ください|です)$"),
    Sort.AUDIENCE: re.compile(r"のは.*です$"),
}
#: heads what somebody else does: 発表者の募集 beside an event
_OF_OTHERS: Final = re.compile(r"募集|申し?込|受け?付|貸|者|ボランティア|お願い")
_OF_TEST: Final = re.compile(r"試験|面接|選考|提出")
#: what a table may say in each of its rows
_OF_EACH: Final = frozenset((Sort.TERM, Sort.APPLY, Sort.PLACE, Sort.FEE, Sort.BRING))
_PART_OF_DAY: Final = re.compile(r"(?:午[前後]|[朝昼夜])の部|第?[1-9一二三](?:回|日)目?\s")


class Fields(Days):
    """The lines of the news and their values."""

    @cached_property
    def kind(self) -> str:
        """One of KINDS."""
        happens = [w for w in self.whens if not w.role]
        dated = bool(
            happens
            and (self._get(Sort.PLACE) or any(o.begins for w in happens for o in w.occasions))
        )
        dated = dated or (self.several and not self.closing) or (not self.closing and self._held)
        if self.closing and self.kind_by_title == "notice":
            return "closure"
        labels = " ".join(
            w.label for w in self.times if known_field(w.label) or field_of(w.label) == Sort.WHEN
        )
        return kind_of(self.title, self.label, labels, urgent=self.urgent, dated=dated)

    @cached_property
    def _held(self) -> bool:
        """Whether a sentence says that something takes place on a day to come."""
        for unit in self.outline.sentences()[:12]:
            coming = (
                last is None or last >= self.today
                for last in map(last_of, self.outline.occasions(unit))
            )
            # 講座は9月12日から10月10日までの毎週土曜日、…時から正午までです
            held = _HELD.search(unit.text) or (
                EVENT.search(self.title) and find_times(unit.text) and not UNSURE.search(unit.text)
            )
            if held and not role_of(unit.text) and any(coming):
                return True
        return False

    @cached_property
    def mine(self) -> list[Unit]:
        """The lines of the topic that is told: its section, what stands around it, and what tells
        more of it.
        """
        main = self._chosen[2]
        dated = {w.section for w in self.times if not w.role}
        if main is None and not self.several and self.whens and not self.closing:
            main = self.whens[0].section
        around = set(self.outline.path(main)) if main is not None else {0}
        if main in dated:  # 会期 above 朗読者募集: a section around it with its own days is another
            around -= (dated & around) - {main, 0}
        others = (dated - around) if main is not None or self.several else set()

        def belongs(section: int) -> bool:
            path = self.outline.path(section)
            if any(s in others for s in path):
                return False
            return all(s in around or self._tells_more(s) for s in path)

        each = self._of_each()
        return [
            unit
            for unit in self.outline.units
            if (belongs(unit.section) or unit.at in each or self._below_motto(unit))
            and not self._of_side(unit)
        ]

    def _of_each(self) -> set[int]:
        """Return the places of the labelled lines that stand in each record of a table as in the
        first one: 受付期間 of two posts.
        """
        records = self._records
        lines: dict[tuple[str, str], dict[int, int]] = {}
        for unit in self.outline.units:
            if unit.label and unit.sort in _OF_EACH and unit.section in records:
                places = lines.setdefault((unit.label, folded(unit.text)), {})
                places.setdefault(unit.section, unit.at)
        every = len(records) if len(records) > 1 else 0
        return {min(places.values()) for places in lines.values() if len(places) == every}

    @cached_property
    def _records(self) -> frozenset[int]:
        """The rows of the page's tables."""
        return frozenset(s.index for s in self.outline.sections if s.record)

    @cached_property
    def _heads(self) -> list[int]:
        """The headings that open something of their own, below none."""
        return [s.index for s in self.outline.sections if s.above == 0 and not s.facet]

    def _of_side(self, unit: Unit) -> bool:
        """Whether a line tells of what is held beside an exhibition."""
        side = self.side
        return (
            side is not None
            and unit.at >= side.at
            and side.section in self.outline.path(unit.section)
        )

    def _tells_more(self, section: int) -> bool:
        """Whether a heading opens nothing of its own: it only tells more, or speaks of what the
        title speaks of.
        """
        part = self.outline.sections[section]
        if part.record:
            return len(self._records) == 1
        with_name = re.search(r"[「『]|さん", part.heading)  # 『よき日』さんの予定
        return (
            part.facet
            or self._sole(section)
            or (part.style[0] == "plain" and not with_name)
            or part.style[0] in ("library", "update", "again")
            or len(pairs(self.title) & pairs(part.heading)) > 1
        )

    def _below_motto(self, unit: Unit) -> bool:
        """Whether a labelled line stands below the one heading of a page, which has no day or place
        of its own: they stand above, and the heading is the event's motto.
        """
        if not unit.label or self._heads != [unit.section]:
            return False
        here = {u.sort for u in self._lines_in(unit.section) if u.label}
        return (
            not _OF_OTHERS.search(self.outline.sections[unit.section].heading)
            and len(here & {Sort.AUDIENCE, Sort.CAPACITY, Sort.FEE}) > 1
            and not here & {Sort.WHEN, Sort.ENTRY, Sort.HOURS, Sort.PLACE}
            and any(w.section == 0 and not w.role for w in self.times)
        )

    def _sole(self, section: int) -> bool:
        """Whether all that the page tells stands below one heading: above it no sentence, beside it
        none of its kind.
        """
        part = self.outline.sections[section]
        return (
            part.above == 0
            and not any(u.section == 0 for u in self.outline.units if u.sort != Sort.WORD)
            and not any(
                s.above == 0 and s.index != section and s.style[0] != "library" and not s.facet
                for s in self.outline.sections
            )
        )

    @cached_property
    def _apart(self) -> frozenset[Sort]:
        """The fields of which headings side by side each say their own: what one of them says holds
        for none of the others.
        """
        if self.whens or self.closing or self._chosen[2] is not None:
            return frozenset()
        by_field: dict[Sort, dict[int, str]] = {}
        for unit in self.outline.units:
            top = [s for s in self.outline.path(unit.section) if s]
            if unit.label and unit.sort in (Sort.AUDIENCE, Sort.PLACE) and top:
                by_field.setdefault(unit.sort, {}).setdefault(min(top), folded(unit.text))
        return frozenset(sort for sort, of in by_field.items() if len(set(of.values())) > 1)

    @cached_property
    def scope(self) -> list[Unit]:
        """The lines whose sentences may be told: those of the topic, and of a notice without a
        topic of its own all.
        """
        if self._chosen[2] is not None or (self.whens and not self.closing) or self.several:
            return self.mine
        return self.outline.units

    def _get(self, sort: Sort) -> str:
        """Return the first value worth telling; of several topics only what stands before them
        all.
        """
        if self._is_not_told(sort):
            return ""
        units = self._field(sort) or self._of_all(sort)
        if (
            sort == Sort.PLACE
            and self.several
            and any(w.label == u.text for w in self.whens for u in units)
        ):
            return ""  # each of several days has its own
        if self.several and sort == Sort.APPLY:  # of one of several it is not for all
            units = [u for u in units if self._own(u.section)]
        elif self.several and any(
            u.section
            and (sort == Sort.PLACE or not self._own(u.section))
            and not OF_ALL.match(u.text)
            for u in units
        ):  # of all is what stands above them, or below 共通
            return ""
        values = sorted(self._values(sort, units), key=lambda one: not one[0])
        whole = _SENTENCES.get(sort)
        value = next((v for _, v in values if not (whole and whole.search(v))), "")
        if sort == Sort.PLACE and value and not value.endswith(("ほか", "など", "等")):
            # 会場：公民館 ⏎ 会場：県立図書館
            of_label = {folded(u.text) for u in units if u.label and u.label == units[0].label}
            value += "ほか" if len(of_label) > 1 else ""
        return value or (self._place_told if sort == Sort.PLACE else "")

    def _of_all(self, sort: Sort) -> list[Unit]:
        """Return the one place of a page of several things that its line gives to all of them,
        wherever it stands: 会場はどちらも2階ホールです, behind the last of two.
        """
        if not self.several or sort != Sort.PLACE:
            return []
        places = [u for u in self.outline.units if u.sort == Sort.PLACE]
        return places if len(places) == 1 and OF_ALL.match(places[0].text) else []

    def _is_not_told(self, sort: Sort) -> bool:
        """Whether a page of this kind has nothing of that sort to tell."""
        kind = self.kind_by_title
        return bool(
            self.over
            or self.looks_back
            or self.called_off
            or sort in self._apart
            or (sort == Sort.PLACE and self.whens and all(w.role == "closed" for w in self.whens))
            or (self.several and any(s.style[0] == "again" for s in self.outline.sections))
        ) or (
            kind in ("closure", "emergency", "service", "recruitment")
            and sort in _HIDDEN[kind]
            and not (sort == Sort.AUDIENCE and _BEGUN.search(self.title))
        )

    def _field(self, sort: Sort) -> list[Unit]:
        """Return the lines of one sort that are of all of the news."""
        return [
            u
            for u in self.mine
            if u.sort == sort
            and not (sort == Sort.APPLY and _DEADLINE.search(u.label))
            and (u.label or self._beside(u))
            and not (sort == Sort.PLACE and (self._of_a_step(u) or _OF_TEST.search(u.label)))
            and not (sort == Sort.FEE and (self._paid(u) or _NO_FEE.search(u.label)))
            and not self._of_one_part(u)
            and not self.of_programme(u)
            and not self._asked_of_one(u)
            and not self._asked_within(u)
            and not (sort == Sort.APPLY and _CARE.match(u.text))
        ]

    def _values(self, sort: Sort, units: Sequence[Unit]) -> Iterator[tuple[bool, str]]:
        """Yield what lines of one sort give, each with whether it has a label."""
        for u in units:
            if sort == Sort.AUDIENCE and self._first_of_several(u):
                continue
            if sort == Sort.CAPACITY and u.text.startswith("【"):  # 【中央図書館】2人: of one house
                continue
            if not u.bare and re.search(r"[かはをも](?:に|へ|まで)お?電話|、(?:に|へ)", u.text):
                continue  # its number was taken out
            if sort == Sort.PLACE and (_HEAD_ONLY.fullmatch(u.text) or _ENDS_IN_DAY.search(u.text)):
                continue
            text = unwritten(u.text) if sort == Sort.APPLY else u.text
            value = value_of(_TWICE.sub(r"\g<once>", text), self.near)
            # of one part of the day, of the first of several times; a label heads a column
            if not value or _PART_OF_DAY.match(value):
                continue
            if sort == Sort.PLACE:  # ただし3回目は東館
                label = known_field(value) or _NTH_PART.match(value)
                value = "" if label else limited(self.outline, u, value)
                if not value:
                    continue
            if sort != Sort.APPLY or _is_way(value, u.label):
                yield bool(u.label), value

    @cached_property
    def _place_told(self) -> str:
        """Where it takes place as a sentence says it: …、図書館2階ホールにて開催します; empty where
        none or several do.
        """
        if (
            self.several
            or not self.whens
            or self.kind_by_title in ("closure", "emergency", "service")
        ):
            return ""
        rooms = {room_of(when) for when in self.whens if not when.role}
        if len(rooms) == 1 and (room := rooms.pop()):
            return value_of(room, self.near)
        values = {
            value_of(place["place"], self.near)
            for unit in self.mine
            if unit.sort == Sort.SENTENCE
            and unit.bare
            and len(pairs(self.title) & pairs(unit.text)) > 1
            for place in _HELD_AT.finditer(unit.text)
        }
        return values.pop() if len(values) == 1 else ""

    def _paid(self, unit: Unit) -> bool:
        """Whether a sum is what one earns: 報酬額 ⏎ 月額 193,179円, 時給 1,340円."""
        heading = self.outline.sections[unit.section].heading
        words = f"{heading} {unit.label} {unit.text[:2]}"
        return re.search(r"報酬|給与|給料|賃金|時給|日給|月給", words) is not None

    @cached_property
    def parts_by_name(self) -> list[Unit]:
        """The names of several things below the days of all, each a line with hours right below."""
        units = self.outline.units
        if not self.whens or self.several or self.closing:
            return []
        days = min(when.unit.at for when in self.whens)
        heads = [
            head
            for head, below in pairwise(units[days:])
            if head.sort == Sort.WORD
            and below.section == head.section
            and (below.sort == Sort.HOURS or _HOUR_FIRST.match(below.text))
        ]
        return heads if len(heads) > 1 else []

    @cached_property
    def _parts_by_label(self) -> int:
        """The place of the first of several lines of hours with one label, below the days of all;
        past the end where there are none.
        """
        units = self.outline.units
        if not self.whens or self.several or self.closing:
            return len(units)
        hours = [u for u in units[self.whens[0].unit.at :] if u.sort == Sort.HOURS and u.label]
        labels = Counter(u.label for u in hours)
        day = self.whens[0]  # 9:00～15:00 right behind its day is that day's
        again = (u.at for u in hours if labels[u.label] > 1 and u.at != day.unit.at + 1)
        return next(again, len(units))

    def of_programme(self, unit: Unit) -> bool:
        """Whether a line is of one thing of a programme: 小学生以上 15人 of 豆本をつくろう, on the
        day of a festival.
        """
        if unit.label and unit.label != "材料費":
            return unit.at > self._parts_by_label
        return bool(self.parts_by_name) and unit.at > self.parts_by_name[0].at

    def _of_one_part(self, unit: Unit) -> bool:
        """Whether a heading beside its own says the same of itself in other words: 定員 of those
        who speak, and of those who listen, is nobody's alone; nor is the place of one of several
        things on the same days.
        """
        if not unit.label:
            return False
        if self._said_otherwise(unit):
            return True
        days = {w.section: [o.text for o in w.occasions] for w in self.times if not w.role}
        mine, own = days.get(unit.section), self._own_day(unit.section)
        return any(
            other.sort == unit.sort
            and other.label
            and folded(other.text) != folded(unit.text)
            and other.section != unit.section
            and self.outline.sections[other.section].above
            == self.outline.sections[unit.section].above
            and (
                (mine is not None and days.get(other.section) == mine)
                if own
                else not self._own_day(other.section)
            )
            for other in self.outline.units
        )

    def _said_otherwise(self, unit: Unit) -> bool:
        """Whether a label says something else in the same part, too: 定員：50名, 定員：15名 are of
        two things.
        """
        return unit.sort in (Sort.CAPACITY, Sort.FEE) and any(
            (other.section, other.sort, other.label) == (unit.section, unit.sort, unit.label)
            and folded(other.text) != folded(unit.text)
            for other in self.outline.units
        )

    def _asked_from(self, way: str) -> str:
        """Return the day to come from which one may apply, where it has a label of its own beside
        the way: 受付開始：12月15日(金)～.
        """
        begins = [
            o
            for u in self.mine
            if u.sort in (Sort.APPLY, Sort.TERM) and re.search(r"開始", u.label)
            for o in self.outline.occasions(u)
            if o.start and not o.end and o.start > self.today and not o.weekday_wrong
        ]
        alone = len(begins) == 1 and not mentions(way, self.near)
        return f"{say_all([replace(begins[0], onward=True)], self.near)}、" if alone else ""

    def _asked_of_one(self, unit: Unit) -> bool:
        """Whether a way to apply stands below one of several headings that each speak of it:
        発表者：10月25日まで, beside 観戦者：申込み不要.
        """
        if unit.sort != Sort.APPLY or self._own_day(unit.section):
            return False
        return any(
            re.search(r"申し?込", f"{other.label} {other.text}")
            and (parts := self._parted_at(unit.section, other.section))
            and not any(self.outline.sections[part].facet for part in parts)
            and not self._own_day(other.section)
            for other in self.outline.units
        )

    def _asked_within(self, unit: Unit) -> bool:
        """Whether a way to apply is said in a paragraph whose first words have a day of their own,
        on a page of several things: it is of what is held then, 夜の朗読会 20日(日)17時から。…
        申し込みは8日から電話で。
        """
        before = self.outline.units[unit.at - 1] if unit.at else None
        if not (self.several and unit.sort == Sort.APPLY and before) or unit.text not in before.raw:
            return False
        first = before.raw.partition("。")[0]
        return unit.text not in first and has_day(first)

    def _parted_at(self, one: int, other: int) -> tuple[int, int] | None:
        """Return the two sections side by side in which two sections stand; None where one stands
        in the other.
        """
        mine, its = self.outline.path(one), self.outline.path(other)
        mine, its = [s for s in mine if s not in its], [s for s in its if s not in mine]
        return (mine[-1], its[-1]) if mine and its else None

    def _own_day(self, section: int) -> bool:
        """Whether the news itself stands in a section, or above all headings."""
        return section == 0 or any(when.section == section for when in self.whens)

    def _of_a_step(self, unit: Unit) -> bool:
        """Whether a place of a service stands below a heading of its own: 更新手続きの方法 ⏎ 場所
        is where one renews.
        """
        plain = self.kind_by_title in ("service", "notice") and not self.whens
        return plain and len(self.outline.path(unit.section)) > 2

    def _first_of_several(self, unit: Unit) -> bool:
        """Whether the line behind it goes on with who may come: one condition of several would pass
        for all.
        """
        after = self.outline.units[unit.at + 1 : unit.at + 2]
        seats = re.compile(r"\d\s?(?:人|名|組)")
        sorts = (Sort.WORD, Sort.AUDIENCE, Sort.CAPACITY) if seats.search(unit.text) else ()
        if sorts and any(  # each alone in its paragraph
            s.above == unit.section and s.style[0] == "plain" and seats.search(s.heading)
            for s in self.outline.sections
        ):
            return True
        return any(
            not u.label
            and u.section == unit.section
            and (
                re.search(r"(?:方|者|人|こと)。?$", u.text)
                # 中学生の部 5名 ⏎ 一般の部 5名
                or (u.sort in sorts and seats.search(u.text))
            )
            for u in after
        )

    def _beside(self, unit: Unit) -> bool:
        """Whether a line without a label may be taken as a value: where the topic's own time
        stands.
        """
        sections = {w.section for w in self.whens}
        if unit.sort == Sort.PLACE and (
            self.kind_by_title in ("closure", "emergency", "service")
            or not any(abs(unit.at - w.unit.at) <= 3 for w in self.whens)
        ):
            return False  # a name at the foot of a page is no place of the news
        return (
            unit.section in sections
            if unit.sort in (Sort.PLACE, Sort.AUDIENCE)
            else bool(sections) or unit.section == 0
        )

    def _next_way(self, way: str) -> str:
        """Return the way that stands in the line below another one of its list: 電子申請 ⏎ 往復
        はがき(住所、氏名を明記).
        """
        lines = (
            (u, self.outline.units[u.at + 1 : u.at + 2]) for u in self.mine if u.sort == Sort.APPLY
        )
        for unit, after in lines:
            if value_of(unit.text, self.near) == way and _CHANNEL.match(way):
                following = _CHANNEL.match(after[0].text) if after else None
                if following and not after[0].label and after[0].section == unit.section:
                    return f"、{following[0]}"
        return ""

    def _apply(self, statements: Sequence[Statement]) -> str:
        """How to apply: as the page words it, else the ways it names; 申し込みは不要です when a
        sentence says so.
        """
        if self._shut_off:
            return self._shut_off
        way = self._get(Sort.APPLY)
        if _NUMBERED.match(way):
            return ""  # the first of several ways, each with its number
        if way:
            return f"{self._asked_from(way)}{way}{self._next_way(way)}"
        if (
            self.several
            or self.over
            or self.called_off
            or Sort.APPLY in _HIDDEN.get(self.kind_by_title, ())
        ):
            return ""
        if any(_ASKED_THERE.search(u.text) for u in self.mine if u.sort == Sort.SENTENCE):
            return "リンク先から"
        text = self._ways_told()
        if first := _FIRST_ASK.search(text):
            return first[0]
        if _ONE_OF.search(text):
            return self._listed_ways(text)
        return self._channels(text) or next(
            (
                one.text.rstrip("。")
                for one in statements
                if re.search(r"申し?込|予約|応募|参加", one.unit.text)
                and re.search(r"不要|いりません|自由", one.unit.text)
                and len(one.text) <= 20
            ),
            "",
        )

    @cached_property
    def _shut_off(self) -> str:
        """The words by which a page says that nobody can apply any more for its one thing; empty
        where it does not, or says so of one part: (1)は受付を終了しました.
        """
        spoken = (u for u in self.mine if u.sort in (Sort.SENTENCE, Sort.NOTE) and not u.label)
        texts = (u.text.strip("。 ") for u in spoken)
        shut = next((text for text in texts if _SHUT_OFF.fullmatch(text)), "")
        return "" if self.several else value_of(shut, self.near)

    def _ways_told(self) -> str:
        """Return what the page says of how to apply, but for what is asked of one part."""
        units = [u for u in self.mine if u.sort == Sort.APPLY]
        labels = Counter(u.label for u in units)
        # 申込 of those who speak, and 申込 of those who listen
        return " ".join(
            u.text
            for u in units
            if not (self._asked_of_one(u) or self.of_programme(u))
            and (labels[u.label] == 1 or not self._of_one_part(u))
        )

    def _channels(self, text: str) -> str:
        """Return the ways to apply that a text names, from when on; empty where it names none, one
        of two, or says that none is needed.
        """
        # (郵送可): one way of several
        text = re.sub(
            r"(?:電話|ファクス|FAX|郵便)番号|メールアドレス|[(（][^()（）]{1,8}可[)）]", "", text
        )
        ways = [
            way
            for way in dict.fromkeys(_CHANNEL.findall(text))
            if way != "はがき" or "往復はがき" not in text
        ]
        either = (
            re.search(
                rf"(?:又は|または|もしくは|あるいは|か、?){ways[0]}|{ways[0]}(?:又は|または|もしくは|あるいは|か)",
                text,
            )
            if len(ways) == 1
            else None
        )
        if not ways or either or re.search("不要|ません", text):
            return ""
        start = _FROM.match(house(text, self.near))
        return f"{start[0] + '、' if start else ''}{'、'.join(ways[:4])}で"

    def _listed_ways(self, text: str) -> str:
        """Return from when one may apply and the ways that stand below as a list, one a line;
        without them from when.
        """
        start = _FROM.search(house(text, self.near))
        lines = [fold(line) for block in self.page.blocks for line in block.lines]
        at = next((n for n, line in enumerate(lines) if _ONE_OF.search(line)), len(lines))
        below = (  # ※電話での申込みはできません is none
            None if "ません" in line else _CHANNEL.search(line)
            for line in lines[at + 1 : at + 1 + WAYS]
        )
        ways = dict.fromkeys(way[0] for way in takewhile(bool, below) if way)
        how = f"{'、'.join(ways)}で" if len(ways) > 1 else ""
        since = start[0] if start else ""
        return f"{since}、{how}".strip("、") if since or how else ""

    def _terms(self) -> tuple[tuple[tuple[str, str], ...], date | None, str, bool]:
        """Return the terms to apply, in words, their last day, its weekday and until which hour of
        it as far as the page has them, and whether what is sent must be there by then.
        """
        terms: list[tuple[str, str]] = []
        last: date | None = None
        arriving, hour = False, ""
        for unit in self.mine + self._only_term:
            gone = self.over or self.called_off or self._shut_off
            if unit.sort not in (Sort.TERM, Sort.APPLY) or gone:
                continue
            if self._asked_of_one(unit) or self._asked_within(unit) or _CARE.match(unit.text):
                continue
            if unit.sort == Sort.APPLY and Sort.APPLY in _HIDDEN.get(self.kind_by_title, ()):
                continue  # 予約 ⏎ 書庫の本は2月15日から22日まで取り出せません
            before_remark = replace(unit, text=unit.text.partition("※")[0] or unit.text)
            occasions = [o for o in self.outline.occasions(before_remark) if not o.weekday_wrong]
            if (
                unit.sort == Sort.TERM
                and occasions
                and not all((d := last_of(o)) and d < self.today for o in occasions)
            ):
                must = "必着" if _ARRIVES.search(unit.text) else ""
                terms.append((unit.label, f"{say_all(occasions, self.near)}{must}"))
            for o in occasions:
                closing = (
                    _CLOSING.search(unit.label + unit.text)
                    and not o.onward
                    and (o.begins is None or _CLOSING.search(unit.label))
                )
                if _OF_SOME.search(unit.text.partition(o.text)[0]):
                    continue
                day = o.end or (o.start if closing else None)
                here = last is None and day is not None
                arriving = arriving or (here and _ARRIVES.search(unit.text) is not None)
                if not last and day is not None:
                    weekday = f"({WEEKDAYS[day.weekday()]})" if o.weekday_given else ""
                    anyway = bool(_DEADLINE.search(unit.label))
                    hour = weekday + _until(unit.text, o, anyway=anyway)
                last = last or day
        if not (terms or last) and (spoken := self._spoken_term):
            unit, o = spoken
            weekday = f"({WEEKDAYS[o.start.weekday()]})" if o.weekday_given and o.start else ""
            return (
                (),
                o.start,
                weekday + _until(unit.text, o, anyway=True),
                _ARRIVES.search(unit.text) is not None,
            )
        return tuple(terms[:2]), last, hour, arriving

    @cached_property
    def _spoken_term(self) -> tuple[Unit, Occasion] | None:
        """The line without a label that gives the last day to apply for the one thing of a page:
        はがきも6月14日(日)必着。 2月28日(日)までに図書館へお申し込みください。
        """
        kinds = ("event", "recruitment", "exhibition")
        gone = self.over or self.called_off or self._shut_off
        if gone or self.kind_by_title not in kinds:
            return None
        lines = (u for u in self.outline.units if u.bare and not u.label)
        if self.several:  # of all is what stands below a heading of its own: 申込方法
            lines = (u for u in lines if u.section and self._own(u.section))
        for unit in lines:
            match = _LAST_DAY.search(unit.text)
            if match is None or _NO_APPLYING.search(unit.text):
                continue
            days = [o for o in self.outline.occasions(unit) if o.start and not o.weekday_wrong]
            if len(days) == 1 and (days[0].start or self.today) >= self.today:
                return unit, days[0]
        return None

    @property
    def _only_term(self) -> list[Unit]:
        """The one line of terms that a page of one thing has, where it stands behind a heading of
        rules: ■規定 ⏎ 募集期間：….
        """
        terms = [u for u in self.outline.units if u.sort == Sort.TERM]
        if len(terms) != 1 or self.several:
            return []
        heading = self.outline.sections[terms[0].section].heading
        rules = re.search(r"規定|規程|要項|要領|条件|延長", heading) is not None
        return [u for u in terms if rules and u not in self.mine]

    def _labels(self) -> tuple[tuple[str, str], ...]:
        """Return what the page calls the fields that are told."""
        values: dict[Sort, str] = {}
        ways = [u.label for u in self.mine + self._only_term if u.sort in _APPLYING]
        if last := next(filter(None, map(_last_day_of, ways)), ""):
            values[Sort.TERM] = last
        elif any(label.startswith("応募") for label in ways):
            values[Sort.TERM] = "応募締切"
        for unit in self.mine:
            applying = unit.sort == Sort.APPLY and not re.search(
                r"申|応募|予約|締|受付|期限|もうしこみ|しめ|〆", unit.label
            )
            by_label = applying or unit.sort in (
                Sort.PLACE,
                Sort.AUDIENCE,
                Sort.CAPACITY,
                Sort.FEE,
                Sort.BRING,
            )
            if by_label and is_label(unit.label) and 2 <= len(unit.label) <= 8:
                values.setdefault(unit.sort, unit.label)
            elif unit.sort == Sort.APPLY and unit.label.startswith("応募"):
                values.setdefault(Sort.APPLY, "応募")
            elif (
                unit.sort == Sort.APPLY
                and re.search(r"開始(?:日時?)?$", unit.label)
                and value_of(unit.text, self.near) == self._get(Sort.APPLY)
            ):
                values.setdefault(Sort.APPLY, unit.label)
        return tuple((sort.value, label) for sort, label in values.items())


def _until(text: str, day: Occasion, *, anyway: bool) -> str:
    """Return the hour of a last day, in the page's words: 2月5日(金)17時必着; empty where it has
    none. Below a label of a last day an hour is one `anyway`.
    """
    end = text.find(day.text) + len(day.text)
    words = f"{day.text}{text[end : end + 8]}"
    hours = [
        t
        for t in find_times(words)
        if anyway or t.words.endswith("まで") or re.match(r"\s*(?:必着|締切|〆)", words[t.end :])
    ]
    return hours[-1].words.removesuffix("まで") if hours else ""


def _last_day_of(label: str) -> str:
    """Return a label that is of a last day to apply, else nothing."""
    return label if _DEADLINE.search(label) and is_label(label) and 2 <= len(label) <= 8 else ""


def _is_way(value: str, label: str) -> bool:
    """Whether a value tells how to apply: no bare noun (応募書類), nothing for some only,
    unlabelled by its first word.
    """
    sentence = label.endswith("方法") and len(value) >= 10  # 参加方法：本を借りると参加できます
    if not (sentence or _APPLIED.search(value)) or re.search(r"希望(?:者|の方|する方)は", value):
        return False
    if re.fullmatch(r"[一-龠]{2,6}(?:書類?|用紙|方法)", value):
        return False
    return bool(label) or bool(
        re.match(r"(?:事前|要|参加|当日|先着)?(?:申|予約|直接|整理券|先着|電話|窓口|不要)", value)
    )
