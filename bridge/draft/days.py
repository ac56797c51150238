"""Pure: the days that a page names: what part each plays, which are the news, and whether several
things stand there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, time
from functools import cached_property
from itertools import takewhile
from typing import Final

from bridge.draft.aside import SideEvent, side_of
from bridge.draft.behind import LOOKS_BACK
from bridge.draft.offdays import off_days, without_off
from bridge.draft.standalone import ROOM
from bridge.draft.states import BY_DAY
from bridge.draft.subject import EVENT, Subject, head_of, pairs
from bridge.draft.turns import MARKS, PART_NUMBER, full_turns, in_the_afternoon, is_full
from bridge.draft.values import OPEN_END, When, last_of
from bridge.model import Occasion
from bridge.text.clean import bigrams, folded
from bridge.text.dates import find_occasions, mentions
from bridge.text.limits import FOLLOWING
from bridge.text.possible import UNSURE
from bridge.text.times import find_times
from bridge.topics.labels import field_of, known_field
from bridge.topics.outline import Unit, is_library, is_name, is_row_name
from bridge.topics.sorts import Sort, has_day, is_time, lead_time, occasions_in, role_of

LISTED: Final = 5  #: topics that are told one by one
DAYS_ABOVE: Final = 4  #: lines above a day within which another of its list stands
LINES_BELOW: Final = 6  #: lines below a day among which its hours stand
#: 12日 午前10時～午後4時
_DAY_HOURS: Final = re.compile(
    r"(?P<day>\d{1,2})日(?:\([^()]*\))?\s*[:は]?\s*(?P<hours>(?:午|\d).*)"
)
#: an hour of one of several days
_ONCE: Final = re.compile(
    r"(?:この[回日]|第[\d０-９]+回|[\d０-９]日(?:[(（][^()（）]*[)）])?)(?:のみ|だけ)は?、?(?:午[前後])?[\d０-９]{1,2}(?:時|[:：])"
)
#: hours that differ by day: 土日祝 10:00～, (12日は17時まで), (最終日は15時まで)
_BY_DAY: Final = re.compile(
    r"(?<!\d月)(?<!\d)\d{1,2}日(?:\([^()]*\))?は|平日|土日|土曜|日曜|祝|\([^()]*日(?:\([^()]*\))?(?:は|だけ|のみ)[^()]*\)"
)
#: 19時はじまり、20時半ころまで: two hours that are one time
_BEGINS_ENDS: Final = re.compile(
    r"[\d時半分](?:に|から)?(?:はじまり|始まり|開始|開演|開会|スタート)[、,。\s]*(?:午[前後])?\d{1,2}(?:時半?|:\d\d)[^、。]{0,6}"
    r"(?:まで|終了|終演|閉会|おわり|終わり)"
)
#: 1月12日から座席予約の方法が変わります
_CHANGES_FROM: Final = re.compile(r"(?:から|より)[^。]*(?:変わり|かわり|変更し|改め)ます")
#: behind what is off, and why
_WHY: Final = re.compile(r"((?<=[回会]は)|(?<=のため)|(?<=により)|(?<=につき))、")
#: 1月の回は、…中止になりました; 1月はお休みします
_MONTH_OFF: Final = re.compile(
    r"(?P<month>\d{1,2})月(?:の(?:回|会|分|上映|開催|講座|教室|おはなし会|映画会))?は、?[^。\d]{0,24}?"
    r"(?:(?:お?休み|休会|休講|中止|取りやめ)(?:に|と)?(?:し|いたし|なり|です)|(?:行い|開き|ひらき|あり)ません)"
)
#: nothing is held: お休みします, 行いません
_NOT_HELD: Final = re.compile(
    r"[のは][^、。]*(?:(?:お?休み|休会|休講|中止)(?:に|と)?(?:し|いたし|なり|です)|(?:行い|開き|ひらき|あり)ません)"
)
#: a part of a day, and when it begins: 第1部:午前10時30分から30分程度
_PART_AT: Final = re.compile(
    r"(?:第?[\d一二三四①-④]{1,2}(?:部|回目?)|午[前後]の部|[昼夜]の部)\s*:?\s*(?:午[前後])?\d{1,2}(?::\d\d|時)"
)
#: what stands behind a time and is none of it: 雨天の場合は19日
_OTHERWISE: Final = re.compile(
    r"。|※|\s(?:★\s?)?(?:要(?:予約|申込)|申し?込み?(?=[はを:\s]|\d)|予約(?=[はを:\s]|\d|不要))|[(（、]\s*(?:(?:会期|期間)中の|ただし、?)?(?:休館|休室|閉館|休み)日?の?(?:は|:)|[(（、]?\s*(?:雨天|荒天|予備日|悪天候|少雨|延期の)|[(（、。]\s*(?:申込|申し込み|締め?切|受付)"
)

#: labels of what is done, or goes on beside what stops: 停止しないサービス
_NO_TIME: Final = re.compile(
    r"サービス内容$|^(?:お知らせ|新着(?:情報)?|ニュース|トピックス)$|しない(?:もの|サービス)|(?:使え|利用でき)る(?:もの|サービス)"
)
#: labels of an exhibition's own days
_SPANS: Final = frozenset(("会期", "展示期間", "開催期間", "期間", "展覧会会期"))
#: the label of the day on which what stopped goes on
_AGAIN: Final = re.compile(r"再開|(?:新年|年始)の?開館|開館(?:はじめ|初め|始め)")
#: (9月23日・11月4日は休み)
_EXCEPT: Final = re.compile(
    r"\s*[(（][^()（）]{0,40}\d日[^()（）]{0,40}(?:お?休み|休講|休止|除く|除きます|(?:通常|ふだん|いつも|平常)(?:の)?(?:どおり|通り)[^()（）]*)(?:です|します)?。?[)）]"
    r"|[(（](?:第\s?\d[^()（）\d]{0,4}曜日?|[月火水木金土日]曜日?|祝日)[^()（）]{0,16}を?(?:除く|除きます|のぞく|のぞきます)[)）]"
)
#: days that are taken out, and no more
_TAKEN_ONLY: Final = re.compile(
    r"\W*(?:(?:\d{1,2}月)?\d{1,2}日(?:\([^()]*\))?[・、]?)+を?(?:除く|除きます|のぞく|のぞきます)\W*"
)
#: days that are off, at the head of a line without a label
_OFF_FIRST: Final = re.compile(
    r"[(（※]?\s*(?:(?:\d{1,2}月)?\d{1,2}日(?:\([^()]*\))?[・、~～]?)+は(?:お?休み|休館|休室|行いません|ありません)"
)
#: days off without a colon behind their label
_REST_DAYS: Final = re.compile(r"(?:お?休み|休館|休室|休場|休演)日?[\s:](?=.*\d)")
#: what is not on a day of a line: 1月5日は休み、12日に運行; of a closing, what is
_OFF_AT: Final = re.compile(
    r"(?<!\d)(\d{1,2})日(?=(?:\([^()]*\))?[はを、]?(?:お?休み|運休|休講|休止|除く|行いません|ありません))"
)
_OPEN_AT: Final = re.compile(r"(?<!\d)(\d{1,2})日(?=(?:\([^()]*\))?は(?:開館|開室))")
#: 受講説明会の日程, 結果発表
_BESIDE: Final = re.compile(
    r"関連[一-龠ァ-ヶー]{0,4}(?:事業|イベント|企画|行事|講座|催し|会|展示)|託児|保育|研修(?!室)|説明会|講習会|使い方|体験会|見学会|内覧会|予選|選考|面接|審査|結果|抽選|表彰"
)
#: a name of days or of why, and of nothing that could be closed: 12月, 定期休館, 山の日の振替
_NO_THING: Final = re.compile(
    r"\d月|[日間時]$|開館|休館|開室|休室|再開|更新|締切|申込|受付|^[^ぁ-んァ-ヶ一-龠]+$"
    r"|^(?:定期|臨時|特別|月例|館内|祝)|整理|点検|振替|ため$|大会$|の日"
)
#: what can be closed
_THING: Final = re.compile(
    r"[館室階席棚場園機車便]|コーナー|ホール|ロビー|センター|ギャラリー|スペース|ポスト|ボックス"
    r"|ター$|サービス|システム|プラザ|広場|Wi-?Fi"
)
#: 10月27日(火)～ 先着順
_ONWARD: Final = re.compile(r"\s*[~～]\s*(?![\d~～午]|月末|[一-龠]{0,3}\d)")
#: a label of times that stands alone, above a list
_TIMES_BELOW: Final = re.compile(
    r"(?:開催)?(?:日時|日程|期日|とき)(?:[・と/][^。:：]{1,6})?\s*[:：]?"
)
#: 申込みはいりません: the day below is none of applying
_NO_NEED: Final = re.compile(r"(?:申し?込み?|予約)[^。]{0,8}(?:不要|いりません|必要ありません)")
#: who is asked to take part in what the days below are of
_ASKED_FOR: Final = re.compile(r"(?:者|生|員|ボランティア|サポーター)を[^。]{0,12}募集")
#: …おむかえになります: what stayed overnight is fetched
_FETCHED: Final = re.compile(r"お?(?:迎え|むかえ)|引き?取り")
_MARKS: Final = "◆◇■□●○★☆▼・ "  #: what a line of a list begins with
#: a label of a month's days: 6月の休館日
_OF_MONTH: Final = re.compile(r"(?P<month>\d{1,2})月の?(?:休館|休室|開館|行事|予定|日程)")
#: 8日(日)、6日(日)。どの回も午前10時～正午
_EACH: Final = re.compile(
    r"[、。]\s*(?:いずれの[回日]も|どの[回日]も|各[回日]とも|[両毎]回とも?)(?=\s*(?:午|\d))"
)
#: a label of days on which something cannot be used
_STOPS: Final = re.compile(r"停止|休止|閉鎖|制限|利用でき|使え")
#: 当日8時に警報が出ている場合は、中止します
_OFF_THEN: Final = re.compile(r"当日[^。]*(?:中止|延期)")
#: 12月5日(土)→12月12日(土): a day, an arrow, another day
_MOVED: Final = re.compile(
    r"^[^→⇒➡⇨\n]*\d\s?日?[^→⇒➡⇨\d\n]{0,20}[→⇒➡⇨]\s*(?=[^→⇒➡⇨\n]*\d{1,2}\s?[月/日])"
)
#: a list of days of which the last stands before an arrow
_LAST_OF_DAYS: Final = re.compile(
    r"(?P<before>.*\d日(?:\([^()]{1,6}\))?\s?[、・,])\s*(?:\d{1,2}月)?\d{1,2}日(?:\([^()]{1,6}\))?\s*[→⇒➡⇨]\s*$"
)
#: a title of a library on wheels
_OF_ROUND: Final = re.compile(r"移動図書館|自動車文庫|巡回|ステーション|\d?号(?:$|\s)")
_KANJI_END: Final = re.compile(r"[一-龠ァ-ヴ]{2}$")
#: where something stops, and from when till when
_STOP: Final = re.compile(
    r"(?!.*(?:部|回|開演|開場|会場|[①-⑳])\s)[^\d:、。]{2,24}\s\d{1,2}(?::\d\d|時(?:\d{1,2}分|半)?)\s?[~～-]\s?\d{1,2}(?::\d\d|時(?:\d{1,2}分|半)?)(?:\s?※.*)?"
)
_ONE_DAY: Final = re.compile(r"\d{1,2}(?:日|(?=[・、]))")
#: 前期「汽車がきた」: one of the parts of an exhibition
_PART_OF: Final = re.compile(r"(?:前期|中期|後期|第\s?[1-4一二三四]\s?期)(?=\s*[「『])")
NAMED: Final = 8  #: letters of a label that may be the title
SAME: Final = 0.75  #: share of the pairs of letters of two lines that say the same
_IN_MONTH: Final = re.compile(r"\d{1,2}\s?月")
#: of a counter, while the house is closed
_OPENED: Final = re.compile(r"(?:開設|設置)(?:日時?|期間)?")
#: below which the days of a closing stand
_CLOSED_TERM: Final = re.compile(
    r"(?:臨時|全館|長期|特別)*(?:休館|休室|お?休み)(?:する|の)?(?:期間|日|日程|日時)?"
)
#: something stops in the time that stands below: 下記の時間帯、エレベーターが使えません
_STOPS_THEN: Final = re.compile(
    rf"(?:下記|左記|次|{FOLLOWING})の(?:時間帯?|日時|期間|日程)(?:は|に|、|で|中|の?間|において)"
    r"[^。]*?(?:(?:でき|使え|いただけ|なれ)ません|停止|休止|閉鎖|中止)"
)
#: what names one of several houses, or a closing of another kind, beside it
_OF_HOUSE: Final = re.compile(r"[館室]$|休[館室み]|閉[館室]|コーナー")
#: a label of when something takes place, whatever stands above it
_HELD_ON: Final = re.compile(r"(?:公演|開催|講演|上演|上映)(?:日|日時)$")
#: when a mail was sent; of what is held on line, when it is
_SENT: Final = re.compile(r"(?:配信|送信|受信|発信)日")
_ON_LINE: Final = re.compile(
    r"オンライン|配信|動画|YouTube|Zoom|ライブ|放送|リモート", re.IGNORECASE
)
#: a title of what changes, and a line of what does not
_OF_A_CHANGE: Final = re.compile(r"変わ|変更|改め|新しく")
_AS_EVER: Final = re.compile(
    r"(?:[今い]まで|これまで|従来|通常)(?:の)?(?:どおり|通り|と(?:同じ|変わり))|変わり(?:ませ|な)|変更(?:は)?(?:なし|ありません)"
)


class Days(Subject):
    """The days of a page, from all that are named to those that are the news."""

    def _lines_in(self, section: int) -> Sequence[Unit]:
        """Return the lines that stand in a section, not those of the sections below it."""
        return self._by_section.get(section, ())

    @cached_property
    def _by_section(self) -> dict[int, list[Unit]]:
        """The lines of each section: a table of many rows has as many sections."""
        lines: dict[int, list[Unit]] = {}
        for unit in self.outline.units:
            lines.setdefault(unit.section, []).append(unit)
        return lines

    @cached_property
    def times(self) -> tuple[When, ...]:
        """All labelled times and lines that are times, with the part that they play."""
        if self.closing and (headed := tuple(self._headed())):
            return headed
        whens = []
        below = {unit.at for unit in self._below_label}
        units = (unit for unit in self.outline.units if unit.at not in below)
        for unit in (*units, *self._below_label):
            if unit.sort not in (Sort.WHEN, Sort.ENTRY) and not (
                unit.label == "休館日" and self.closing
            ):
                continue
            if self._is_no_time(unit):
                continue
            if unit.sort == Sort.ENTRY and self._is_title(unit.label):
                unit = replace(unit, sort=Sort.WHEN, label="")  # noqa: PLW2901 - the title again
            if unit.sort == Sort.ENTRY and (part := _PART_OF.match(unit.label)):
                unit = replace(unit, sort=Sort.WHEN, label=part[0])  # noqa: PLW2901
            home = self.outline.sections[unit.section]
            if home.record and re.fullmatch(
                r"第?\s*\d{1,2}\s*回?", home.heading
            ):  # a table of sessions: the days of one event
                unit = replace(unit, section=home.above)  # noqa: PLW2901
            text = _EXCEPT.sub("", _EACH.sub(" いずれも", unit.text))
            text = _moved_to(_OTHERWISE.split(text)[0])
            if not unit.text.startswith(text):
                unit = replace(unit, text=text)  # noqa: PLW2901
            occasions = self.outline.occasions(
                replace(unit, text=text) if text != unit.text else unit
            )
            occasions = without_off(self._without_named_off(occasions, text), self.off_days)
            if occasions and not self._stamp(unit, occasions) and not self._excluded(unit):
                behind = text[text.find(occasions[-1].text) + len(occasions[-1].text) :]
                if OPEN_END.match(behind) or (not occasions[-1].begins and _ONWARD.match(behind)):
                    occasions = (*occasions[:-1], replace(occasions[-1], onward=True))
                # 13日(日)14時～ 申込みは12月3日(木)から: of when it is
                own = replace(unit, text=text) if unit.sort == Sort.ENTRY else unit
                whens.append(When(unit.label, unit, self._timed(occasions, unit), self._part(own)))
        return tuple(whens) if self.closing else tuple(_told_once(whens))

    @cached_property
    def off_days(self) -> tuple[Occasion, ...]:
        """The days on which a room cannot be used, within those of its use."""
        return () if self.closing else off_days(self.page.blocks, self.title, self.near)

    def _without_named_off(
        self, occasions: tuple[Occasion, ...], text: str
    ) -> tuple[Occasion, ...]:
        """Return days of a line without those of which it says itself that nothing is held then, or
        of a closing, that the house is open.
        """
        off = (_OPEN_AT if self.closing else _OFF_AT).findall(text)
        return (
            tuple(o for o in occasions if o.end or not o.start or str(o.start.day) not in off)
            if off
            else occasions
        )

    def _is_title(self, label: str) -> bool:
        """Whether a label says the title, in nearly its letters: …に伴う休館, …にともなう休館."""
        own, title = bigrams(label), bigrams(self.title)
        return len(label) > NAMED and len(own & title) >= SAME * max(len(own), len(title))

    @cached_property
    def _month(self) -> str:
        """The one month that the title names; empty where it names none or several."""
        months = set(re.findall(r"(?<!\d)(\d{1,2})月", self.title))
        return months.pop() if len(months) == 1 else ""

    @cached_property
    def _below_label(self) -> tuple[Unit, ...]:
        """The days of a list below a label of times that has no value beside it: 日時・内容： ⏎
        ・10月7日(土)10時15分…受付。
        """
        units, days = self.outline.units, []
        for head in units:
            # 停止期間：8月6日から8月10日 東側 ⏎ 8月11日から8月19日 全面
            parts = (
                head.sort == Sort.WHEN
                and _STOPS.search(head.label)
                and lead_time(head.text.lstrip(_MARKS))[1]
            )
            if not parts and (
                head.sort in (Sort.WHEN, Sort.ENTRY) or not _TIMES_BELOW.fullmatch(head.text)
            ):
                continue
            for unit in units[head.at + 1 : head.at + 5]:
                part = (
                    bool(parts)
                    and unit.sort == Sort.ENTRY
                    and not (is_library(unit.label) or _NO_TIME.search(unit.label))
                    and not re.fullmatch(r"(?:臨時)?(?:休館|休室|閉館)(?:日|期間)?", unit.label)
                )
                day = unit.text if part else lead_time(unit.text)[0]
                free = not unit.label and unit.sort not in (Sort.WHEN, Sort.ENTRY)
                if unit.section != head.section or not (free or part) or not day:
                    break
                label = head.label if parts else "お迎え" if _FETCHED.search(unit.text) else "日時"
                days.append(replace(unit, sort=Sort.WHEN, label=label, text=day))
        return tuple(days)

    def _is_no_time(self, unit: Unit) -> bool:
        """Whether a line of days tells none of the news: an exception to the days above it, what is
        done and no time, another month's, when a mail was sent, what stays as it was.
        """
        if not (self.closing or unit.label) and (
            _TAKEN_ONLY.fullmatch(unit.text) or _OFF_FIRST.match(unit.text)
        ):
            return True  # 中央 14時～(30日を除く), (29日～3日は休み)
        if not self.closing and _REST_DAYS.match(unit.text):
            return True  # 休み 月曜日、12月28日～1月4日, of a show
        if not unit.label and unit.text.count(")") > unit.text.count("("):
            return True  # 雨で延びることがあります(予備日 7月13日(月))
        if re.match(r"ただし|但し|なお", unit.text) or _NO_TIME.search(unit.label):
            return True
        if unit.label == "休館日" and unit.sort == Sort.NOTE and role_of(unit.text) == "open":
            return True  # ※5日は開館します
        if (month := _OF_MONTH.match(unit.label)) and self._month not in ("", month["month"]):
            return True  # 6月の休館日 below 【7月の休館日】
        if _SENT.match(unit.label) and not _ON_LINE.search(self.title):
            return True  # 配信日時, at the head of a mail
        # 杉原館 毎月第2金曜日(今までどおり), beside what changes
        return bool(_OF_A_CHANGE.search(self.title) and _AS_EVER.search(unit.text))

    def _headed(self) -> Iterator[When]:
        """Yield the closed days that stand as headings, each above its own 完全休館します: the
        works around them last longer.
        """
        for section in self.outline.sections:
            stamp = section.style[0] == "update"
            if stamp or section.record or section.library or not is_time(section.heading):
                continue
            shut = any(
                unit.section == section.index
                and role_of(unit.text) == "closed"
                and re.search(r"休館|休室|閉館", unit.text)
                and not UNSURE.search(unit.text)
                for unit in self.outline.sentences()
            )
            occasions = occasions_in(section.heading, self.near) if shut else ()
            if occasions:
                above = max(section.above, 0)
                unit = Unit(section.heading, Sort.WHEN, "休館期間", above)
                yield When("休館期間", unit, occasions, "closed")

    def _part(self, unit: Unit) -> str:
        """The part that a line's days play; without a label, what the sentence before it speaks of:
        休館日は次のとおりです。
        """
        role = self.outline.role(unit)
        if role == "apply" and _HELD_ON.search(unit.label):
            role = ""  # 参加者募集 ⏎ 公演日：11月14日
        if role == "apply" and unit.label in ("期間", "開催期間", "会期", "日程"):
            # below …受講生募集: the course's, where the page tells how to apply by itself
            own = any(
                u.sort in (Sort.APPLY, Sort.TERM) and u.section == unit.section
                for u in self.outline.units
            )
            heading = f"{self.outline.sections[unit.section].heading} {self.title}"
            role = "" if own and re.search(r"講座|教室|講習|研修|受講", heading) else role
        if not role and unit.sort == Sort.ENTRY:
            role = self._headed_by(unit) or self._beside_closed(unit)
        before = self.outline.before(unit)
        if role or unit.label or before is None:
            return role
        if before.sort in (Sort.APPLY, Sort.TERM) and before.section == unit.section:
            return "apply"  # 申込み 電話で ⏎ 5月9日(金)9:00～
        return (
            role_of(before.text)
            if before.sort == Sort.SENTENCE
            and not _NO_NEED.search(before.text)  # 申込みはいりません。 ⏎ 12月20日(日)14時～
            and before.section == unit.section
            and not has_day(before.text)
            and not _ASKED_FOR.search(before.text)  # 受講者を募集します ⏎ 第1回 6月20日(土)
            else ""
        )

    def _headed_by(self, unit: Unit) -> str:
        """The part that a word above an entry gives it: 臨時開館日 ⏎ 中央図書館 11月1日(月)."""
        above = self.outline.units[max(0, unit.at - 4) : unit.at]
        words = takewhile(
            lambda u: u.section == unit.section and u.sort in (Sort.ENTRY, Sort.WORD),
            reversed(above),
        )
        return next((role_of(u.text) for u in words if u.sort == Sort.WORD), "")

    def _beside_closed(self, unit: Unit) -> str:
        """The part of a name's days below a heading of a closing, beside a library's: センター
        12月26日～ ⏎ ミドル図書室 12月24日～.
        """
        heading = self.outline.sections[unit.section].heading
        houses = any(
            u.sort == Sort.ENTRY and u.section == unit.section and is_library(u.label)
            for u in self.outline.units
        )
        named = re.search(r"センター|館|室$", unit.label)
        return "closed" if houses and named and role_of(heading) == "closed" else ""

    def _stamp(self, unit: Unit, occasions: tuple[Occasion, ...]) -> bool:
        """Whether a line is the day on which the page was written: a single day gone by, with its
        year and nothing else.

        It stands alone, or behind the title as a list has it: 蔵書点検のお知らせ (2024/11/01).
        """
        one = occasions[0]
        odd = one.begins is not None and one.begins.minute % 5 > 0
        if one.start == self.outline.published and odd and not unit.label:
            return True  # 2月28日 13時52分: nothing begins at such a minute
        above_all = unit.at == 0 and not unit.label and one.year_given and not one.end
        if above_all and one.start == self.outline.published:
            return True  # 2026年9月18日(金) 09:00
        behind_title = folded(unit.label) == folded(self.title)
        tag = unit.sort == Sort.ENTRY and unit.at < 3 and one.start == self.outline.published
        return bool(tag and one.year_given and not (one.end or one.clock or one.onward)) or bool(
            (not unit.label or behind_title)
            and len(occasions) == 1
            and one.start
            and one.start <= self.today
            and not (one.end or one.clock or one.onward)
            and (one.start == self.outline.published or (one.year_given and not one.weekday_given))
        )

    def _excluded(self, unit: Unit) -> bool:
        """Whether the next line takes these days out: 8月14日(木) ⏎ は除きます。"""
        after = self.outline.units[unit.at + 1 : unit.at + 2]
        return not unit.label and any(
            re.match(r"(?:は|を)?除(?:きます|く|いた)", u.text) for u in after
        )

    def _timed(self, occasions: tuple[Occasion, ...], unit: Unit) -> tuple[Occasion, ...]:
        """Put the hours told in lines of their own with the days of their section."""
        if any(o.clock for o in occasions):
            return self._with_turns(occasions, unit)
        if by_day := self._hours_by_own_day(occasions, unit):
            return by_day
        beside = [
            u
            for u in self.outline.units
            if u.sort == Sort.HOURS
            and self._side_by_side(u, unit)
            and self._hours_of(u, unit)
            and not self._of_stop(u)
        ]
        beside = [u for u in beside if "開場" not in u.label] or beside
        if any(u.at == unit.at + 1 for u in beside) or self._hours_below(unit):
            beside = [u for u in beside if u.at > unit.at]  # each day has its hours below it
        parts = self._parts_of(unit)
        beside = [u for n, u in enumerate(beside) if MARKS[n : n + 1] not in self._full_turns]
        plain = [u.text.partition("ただし")[0] for u in parts or beside if "まま" not in u.text]
        times = [t for text in plain for t in find_times(in_the_afternoon(text)) if not t.aside]
        if not times or (not parts and any(_BY_DAY.search(u.text) for u in beside)):
            return occasions  # the hours differ by day: one of them is not all
        if len(times) == 2 and any(_BEGINS_ENDS.search(text) for text in plain):
            times = [replace(times[0], words=f"{times[0].words.rstrip('～')}～{times[1].words}")]
        hours = [*dict.fromkeys(t.words for t in times)]
        words = "、".join(hours[: 3 if len(hours) > 4 else 4]) + ("ほか" if len(hours) > 4 else "")
        # 時間はいずれも10時～11時30分 and, of one of them, この回のみ午前8時集合
        words += f"({BY_DAY})" if len(occasions) == 1 and _ONCE.search(self.page.text) else ""
        return tuple(
            replace(o, begins=times[0].begins, ends=times[0].ends, clock=words) for o in occasions
        )

    def _of_stop(self, hours: Unit) -> bool:
        """Whether a line of hours is one of several places at which something stops, each with its
        hours: 漁協前 10:00～10:30 ⏎ 公民館 10:50～11:30.
        """
        beside = self.outline.units[max(0, hours.at - 1) : hours.at + 2]
        if not hours.label and _OF_ROUND.search(self.title) and _STOP.fullmatch(hours.text):
            return True
        stops = [u for u in beside if u.section == hours.section and _STOP.fullmatch(u.text)]
        return not hours.label and hours in stops and len(stops) > 1

    def _hours_below(self, unit: Unit) -> bool:
        """Whether the lines of days of a section have their hours below them: the first hours stand
        behind the first day, and behind this one before the next.
        """
        near = self.outline.units[max(0, unit.at - DAYS_ABOVE) : unit.at + LINES_BELOW]
        mine = [u for u in near if u.section == unit.section]
        days = [u.at for u in mine if u.sort in (Sort.WHEN, Sort.ENTRY) and has_day(u.text)]
        hours = [u.at for u in mine if u.sort == Sort.HOURS and days and u.at > days[0]]
        after = min((at for at in days if at > unit.at), default=unit.at + LINES_BELOW)
        return len(days) > 1 and any(unit.at < at < after for at in hours)

    def _hours_by_own_day(
        self, occasions: tuple[Occasion, ...], unit: Unit
    ) -> tuple[Occasion, ...]:
        """Return days each with the hours that a line below gives it: 時間 12日 10時～16時 ⏎
        13日 10時～14時; without hours where not all have theirs, none where no line names a day.
        """
        if len(occasions) < 2 or any(o.end or o.weekly or not o.start for o in occasions):
            return ()
        below = [
            u
            for u in self.outline.units[unit.at + 1 : unit.at + 2 + len(occasions)]
            if u.section == unit.section and u.sort in (Sort.HOURS, Sort.WHEN)
        ]
        hours: dict[int, str] = {}
        for part in (part for u in below for part in re.split(r"\s*[/、]\s*(?=\d{1,2}日)", u.text)):
            match = _DAY_HOURS.fullmatch(part)
            times = find_times(match["hours"]) if match else ()
            if match and times:
                hours.setdefault(int(match["day"]), "、".join(t.words for t in times))
        days = [o.start.day for o in occasions if o.start]
        if not hours.keys() & {*days} or len(hours) < 2:
            return ()
        if not {*days} <= hours.keys():
            return occasions
        return tuple(
            replace(o, begins=times[0].begins, ends=times[0].ends, clock=hours[day])
            for o, day in zip(occasions, days, strict=True)
            if (times := find_times(hours[day]))
        )

    def _side_by_side(self, hours: Unit, days: Unit) -> bool:
        """Whether a line of hours stands in the section of some days, or each below its own heading
        of one thing: 日程 ⏎ 9月3日 ⏎ 時間 ⏎ 10時～.
        """
        one, other = (self.outline.sections[u.section] for u in (hours, days))
        if hours.section == days.section:
            return True
        facets = one.facet and other.facet and one.above == other.above
        return facets and len({u.section for u in self.outline.units if u.sort == Sort.WHEN}) == 1

    def _parts_of(self, unit: Unit) -> list[Unit]:
        """Return the lines right behind a day that name its parts and when each begins:
        第1部：10:30から.
        """
        after = takewhile(
            lambda u: (
                u.section == unit.section and _PART_AT.match(u.text) and "開場" not in u.label
            ),
            self.outline.units[unit.at + 1 :],
        )
        turns = list(after)
        open_ = [turn for turn in turns if not is_full(turn.text, self._full_turns)]
        return open_ or turns

    @cached_property
    def _full_turns(self) -> frozenset[str]:
        """The parts of a day of which a sentence says that nobody can take part any more."""
        # ①はいっぱいです: with its number
        return full_turns(u.raw if u.text[:1] == "は" else u.text for u in self.outline.units)

    def _with_turns(self, occasions: tuple[Occasion, ...], unit: Unit) -> tuple[Occasion, ...]:
        """Return the one day of a line with the hours of all its parts, where the first stands in
        it and the others right below: 12月19日(土) 午前の部 9時30分～ ⏎ 午後の部 13時30分～.
        """
        turn = _PART_AT.search(unit.text)
        below = self._parts_of(unit) if turn and len(occasions) == 1 else []
        times = [t for u in below for t in find_times(in_the_afternoon(u.text)) if not t.aside]
        if turn is None or not times:
            return occasions
        full = is_full(unit.text[turn.start() :], self._full_turns)
        first = () if full else (occasions[0].clock,)
        words = "、".join(dict.fromkeys((*first, *(t.words for t in times))))
        begins = times[0].begins if full else occasions[0].begins
        return (replace(occasions[0], clock=words, begins=begins, ends=None),)

    def _hours_of(self, hours: Unit, days: Unit) -> bool:
        """Whether a line of hours is that of those days: it has the label, or stands beside them,
        and is not another day's.
        """
        of_another = hours.label != days.label and any(
            u.sort == Sort.WHEN
            and u.section == hours.section
            # 開催日時：2月23日 ⏎ 開演 14:00 ⏎ チケット発売日：12月20日
            and (u.label == hours.label or (u.label and not hours.label and u.at == hours.at - 1))
            and u.label != days.label
            for u in self.outline.units
        )
        # 第1夜 12月18日 ⏎ 開演19:00 ⏎ 第2夜 12月19日: the hour is the first night's
        of_the_one_above = not hours.label and any(
            u.sort in (Sort.WHEN, Sort.ENTRY)
            and u.section == hours.section
            and u.at < hours.at < days.at
            for u in self.outline.units
        )
        return not (of_another or of_the_one_above) and self._beside_days(hours, days)

    @staticmethod
    def _beside_days(hours: Unit, days: Unit) -> bool:
        of_all = re.match(r"いずれ|各[回日]|両日|全日|毎回", hours.text)
        return bool(of_all or known_field(hours.label)) or abs(hours.at - days.at) <= 2

    @cached_property
    def _coming(self) -> tuple[tuple[When, ...], bool]:
        """The times that are not over and whose weekday is right; and whether something was
        over.
        """
        current, over = [], False
        keys: set[tuple[object, ...]] = set()
        stops = self.closing or bool(
            re.search(
                r"停止|休止|閉鎖|制限|メンテナンス|運休|お休み|(?:でき|使え|出せ|入れ)(?:ません|なく)",
                self.title,
            )
            or any(_STOPS_THEN.search(u.text) for u in self.outline.sentences()[:2])
        )
        titles = [
            w
            for w in self.times
            if (self._is_of_stop(w) if stops else self._is_of_thing(w)) and self._counts(w)
        ]
        if not titles:
            titles = self._only_times
        if not (stops or titles or pairs(self.title) & pairs("休館日案内利用時間")):
            # 休館期間 in a letter whose title names no thing
            titles = [w for w in self.times if w.label == "休館期間"]
        if any(w.role == "closed" and w.label for w in titles):
            # 図書館の休館 ⏎ 2月9日～15日, beside what else stops
            beside = {w.section for w in titles if w.role == "closed" and w.unit.sort == Sort.ENTRY}
            titles = [
                w
                for w in titles
                if w.role == "closed"
                or _AGAIN.match(w.label)
                or (self.closing and w.unit.sort == Sort.ENTRY and is_library(w.label))
                or (w.unit.sort == Sort.ENTRY and w.section in beside and not self.closing)
            ]
        spans = [w for w in titles if w.label in _SPANS and self.kind_by_title == "exhibition"]
        if len(spans) == 1:  # talks and lectures below headings of their own go with it
            titles = [w for w in titles if w.section == spans[0].section]
        if spans:  # 会期, and hours without a label below 展示解説
            titles = [w for w in titles if w.label or not all(o.begins for o in w.occasions)]
        for when in titles or filter(self._is_limit, self.times):
            right = tuple(o for o in when.occasions if not o.weekday_wrong)
            coming = tuple(o for o in right if (last := last_of(o)) is None or last >= self.today)
            over = over or (field_of(when.label) == Sort.WHEN and len(coming) < len(right))
            days = (self._whose(when), *((o.start, o.end, o.begins) for o in coming))
            if coming and not (when.role == "closed" and days in keys):  # a list says it once more
                current.append(replace(when, occasions=coming))
            keys.add(days)
        return tuple(current), over

    def _is_of_thing(self, when: When) -> bool:
        """Whether a time is of what the title names: of what is open again its first day."""
        return not when.role or ("再開" in self.title and _AGAIN.match(when.label) is not None)

    @staticmethod
    def _is_of_stop(when: When) -> bool:
        """Whether a time is of what stops: its days, or the one on which it goes on again."""
        opens = _OPENED.fullmatch(when.label) is not None
        stops = when.role in ("closed", "") and not opens
        return stops or _AGAIN.match(when.label) is not None

    def _is_limit(self, when: When) -> bool:
        """Whether a time is the period of a limit, by its label or heading: 制限期間."""
        heading = self.outline.sections[when.section].heading
        return (
            re.fullmatch(r"[^。、]{0,4}(?:制限|停止|休止)(?:の?期間)", when.label or heading)
            is not None
        )

    @cached_property
    def _only_times(self) -> list[When]:
        """The labelled times of a page that has none but below one heading, and no sentence with a
        day: they are of the page's own thing after all, whatever stands above them. An event may
        be the 関連イベント of a show; a closing may have its 期間 below 利用時の注意点.
        """
        of_thing = [when for when in self.times if when.unit.sort == Sort.WHEN]
        alone = (
            len({when.section for when in self.times}) == 1
            and len({when.label for when in of_thing}) == 1
            and len(of_thing) == len(self.times)
            and not of_thing[0].role
            and field_of(of_thing[0].label) == Sort.WHEN
            and not any(self.outline.occasions(unit) for unit in self.outline.sentences())
            and (
                all(o.end and not o.begins for when in of_thing for o in when.occasions)
                if self.closing
                else EVENT.search(self.title)
                and "関連" in self.outline.sections[of_thing[0].section].heading
            )
        )
        return of_thing if alone else []

    def _counts(self, when: When) -> bool:
        """Whether a time belongs to the news: of a closing, not what another heading tells."""
        stamp = re.search(r"講師|発行|更新|公開|掲載|作成|抽選日", when.label + when.unit.text)
        posted = not when.label and re.search(r"(?:更新|掲載)\)?$", when.unit.text)
        entry = when.unit.sort == Sort.ENTRY
        if (entry and self._has_another_name(when)) or (
            stamp and (entry or posted) and stamp[0] not in self.title
        ):
            return False
        section = self.outline.sections[when.section]
        heads = " ".join(
            [
                when.label or self._label_above(when.unit),
                *(self.outline.sections[s].heading for s in self.outline.path(when.section)),
            ]
        )
        about = head_of(self.title)[-3:]
        about_it = bool(about) and about in section.heading
        beside = _BESIDE.search(heads)
        if entry and beside and beside[0] == "使い方" and beside[0] in when.label:
            beside = None  # ①データベースの使い方, one of several courses
        if beside and beside[0] not in self.title and not about_it:
            return False  # what goes with it is not the thing itself
        if section.record and (not is_row_name(section.heading) or self._sparse):
            return False  # a table of ranks, of rooms, of forecasts
        if not when.label and re.search(r"任期|委嘱|報酬|勤務|雇用", section.heading):
            return False
        if section.record and re.search(
            r"作成|有効|更新|手続|登録|発行|返却|締切|申込|予約", when.label
        ):
            return False  # a column of another kind: 利用カード作成日
        if not self.closing or when.role == "closed":
            return True
        if re.search(r"行事|催し|会$|イベント|講座", when.label):
            # 対象行事：7月4日 おはなし会, below a warning: only with what may become of it
            return any(_OFF_THEN.search(u.text) for u in self.outline.sentences())
        if self._shut_things and section.record:  # its heading is the name of what is closed
            section = self.outline.sections[section.above]
        heading = re.sub(
            r"(?:の|予定)?(?:期間|日程|日時|時期)(?:について)?\W*$", "", section.heading
        )
        own = pairs(heading) - pairs(f"{self.title}期間日程日時休館休館日臨時休館")
        return section.above == -1 or section.library or is_library(when.label) or not own

    def _has_another_name(self, when: When) -> bool:
        """Whether an entry bears a name that the title does not, on a page whose own days have a
        label: 特別展「海の器」 2月26日まで below what goes with a workshop.
        """
        name = re.search(r"[「『]([^「」『』]{3,})[」』]", when.label)
        return (
            name is not None
            and self.kind_by_title not in ("newsletter", "exhibition")
            and folded(name[1]) not in folded(self.title)
            and any(
                one.unit.sort == Sort.WHEN
                and field_of(one.label) == Sort.WHEN
                and self._own(one.section)
                for one in self.times
            )
        )

    def _label_above(self, unit: Unit) -> str:
        """Return the label above a day without one that goes on with it: 関連行事：… ⏎ 8月1日."""
        above = self.outline.before(unit)
        if above is None:
            return ""
        goes_on = above.section == unit.section and above.sort in (Sort.OTHER, Sort.WORD)
        return above.label if goes_on else ""

    @cached_property
    def _sparse(self) -> bool:
        """Whether hardly a record of the page's tables has a day of its own: the few are
        exceptions, not topics.
        """
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
    def side(self) -> SideEvent | None:
        """What is held beside the exhibition that the title names, its lines among the others."""
        return side_of(self.outline) if self.kind_by_title == "exhibition" else None

    @cached_property
    def looks_back(self) -> bool:
        """Whether a notice tells of what was, and of nothing else that has its days."""
        return (
            self.kind_by_title in ("notice", "service", "event", "exhibition")
            and not (self.several or self.whens)
            and LOOKS_BACK.search(self.title) is not None
        )

    @cached_property
    def _chosen(self) -> tuple[bool, tuple[When, ...], int | None]:
        """Whether several topics stand on the page, the times that count, and the section that the
        title is about.
        """
        whens = self._of_title(self._coming[0])
        if self.closing and self._one_house({self._whose(w) for w in whens}):
            return True, whens, None
        around = None if self.closing else self._around(whens)
        return (False, (around,), around.section) if around else self._parted(whens)

    def _parted(self, whens: tuple[When, ...]) -> tuple[bool, tuple[When, ...], int | None]:
        """Return the same where no span of the page's own lies around all days."""
        by_label: dict[str, set[tuple[Occasion, ...]]] = {}
        for when in whens:
            label = "" if when.unit.sort == Sort.ENTRY else when.label
            by_label.setdefault(label, set()).add(
                tuple(replace(o, text="") for o in when.occasions)
            )
        again = any(self.outline.sections[w.section].style[0] == "again" for w in whens)
        if (again or self._counted_parts(whens) or self._of_letter(whens)) and not self.closing:
            return True, whens, None  # topics without names, or each with its number
        if outer := self._outer(whens):
            return outer
        records = len({w.section for w in whens if self.outline.sections[w.section].record}) > 1
        alike = all(len(times) == 1 for times in by_label.values())
        if records and len(by_label) == 1 and alike:
            return False, whens[:1], None  # the same in each row
        venues = {w.label for w in whens if is_library(w.label)}
        if alike and not (records or (venues and len(by_label) > 1)):
            main = self._matching({w.section for w in whens})
            whens = tuple(w for w in whens if main in (None, w.section))
            return False, tuple({w.label: w for w in reversed(whens)}.values())[::-1], main
        if self.closing:
            groups = {self._whose(w) for w in whens}
            if len(groups) == 1 and len(whens) > LISTED - 2:
                return False, (), None  # a year's calendar
            return len(groups) > 1 or self._shut_things, whens, None
        sections = {w.section for w in whens}
        main = self._matching(sections)
        if main is None and len(sections) > 1 and 0 in sections:
            first = [w for w in whens if w.section == 0 and w.unit.sort == Sort.WHEN and w.label]
            if first and _once_each(first):
                return False, tuple(first), 0
        only = next(iter(sections))
        alone = len(sections) == 1 and not any(w.unit.sort == Sort.ENTRY for w in whens)
        if main is None and alone and not self._one_of_many(only):
            return False, tuple(whens), only
        if main is None:
            return True, whens, None
        return False, tuple(w for w in whens if w.section == main), main

    def _of_letter(self, whens: Sequence[When]) -> bool:
        """Whether times are those of what a letter names side by side, none of which is its own."""
        entries = {when.label for when in whens if when.unit.sort == Sort.ENTRY}
        return self.kind_by_title == "newsletter" and len(entries) > 1

    def _counted_parts(self, whens: Sequence[When]) -> bool:
        """Whether times stand below headings that count things side by side, その1 … その2 …: none
        of them is what the title is about, whatever words it shares with one.
        """
        parts = {self._topic(when.section) for when in whens}
        return (
            sum(PART_NUMBER.match(self.outline.sections[n].heading) is not None for n in parts) > 1
        )

    def _of_closing(self, whens: tuple[When, ...]) -> tuple[When, ...]:
        """Return the times below 休館期間 where all others are of what stops with it: 停止期間 of
        the catalogue, of the reservations.
        """
        names = {w: w.label or self.outline.sections[w.section].heading for w in whens}
        own = [w for w, name in names.items() if _CLOSED_TERM.fullmatch(name)]
        rest = [name for w, name in names.items() if w not in own]
        # of what stops two are told beside it
        of_stops = len(rest) > 2 and not any(_OF_HOUSE.search(n) or is_library(n) for n in rest)
        return tuple(own) if own and of_stops else whens

    def _of_title(self, whens: tuple[When, ...]) -> tuple[When, ...]:
        """Return the times without those of another heading that lie outside the span which the
        title itself names: 展示「川」(9月27日～10月20日), and 9月2日～9月26日 below the next one's.
        """
        heads = {w.section: folded(self.outline.sections[w.section].heading) for w in whens}
        of_title = {s for s, head in heads.items() if len(head) > 2 and head in folded(self.title)}
        if len(of_title) > 1 and not self.closing:  # 展示コーナー(三人展・日本画展)
            return tuple(w for w in whens if w.section in of_title)
        spans = ((o.start, o.end) for o in find_occasions(self.title, self.near) if o.end)
        first, last = next(spans, (None, None))
        if self.closing:  # 休館（12/28～1/3）, above a table of what else rests then
            same = [
                w
                for w in whens
                if w.label
                and not self.outline.sections[w.section].record
                and [(o.start, o.end) for o in w.occasions] == [(first, last)]
            ]
            return tuple(same) or self._of_closing(whens)
        if first is None or last is None:
            return whens
        return tuple(
            w
            for w in whens
            if self._own(w.section)
            or any(
                o.start is None or (o.start <= last and (o.end or o.start) >= first)
                for o in w.occasions
            )
        )

    def _outer(self, whens: tuple[When, ...]) -> tuple[bool, tuple[When, ...], int | None] | None:
        """Return the same where the page's own part has a labelled time beside those of its topics,
        and no topic is meant; else None.
        """
        own = [w for w in whens if self._own(w.section)]
        if not any(w.label for w in own):  # days without labels are one of many
            return None
        if len(own) == len(whens) or self.closing:
            return None
        if not _once_each(own) or self._matching({w.section for w in whens}) is not None:
            return None
        return False, tuple({w.label: w for w in reversed(own)}.values())[::-1], own[0].section

    def _one_house(self, groups: set[str]) -> bool:
        """Whether the days are one library's, and others have a heading beside it."""
        house = next(iter(groups), "") if len(groups) == 1 else ""
        houses = {s.heading for s in self.outline.sections if s.library and not s.record}
        sides = {s.above for s in self.outline.sections if s.heading == house}
        beside = {s.heading for s in self.outline.sections if s.library and s.above in sides}
        return bool(house) and house in houses and len(beside) > 1

    def _around(self, whens: tuple[When, ...]) -> When | None:
        """Return the page's own span in which all the other days lie: 読書週間 4月23日～5月12日
        above what happens on some of its days; None where there is none.
        """
        for when in whens:
            span = when.occasions[0]
            if len(when.occasions) > 1 or not (span.start and span.end) or span.begins:
                continue
            if when.unit.sort == Sort.ENTRY:
                continue  # 本の展示 9月1日～30日 beside 相談会 9月10日: one of several
            inside = (
                o.start is not None and span.start <= o.start and (o.end or o.start) <= span.end
                for other in whens
                if other is not when
                for o in other.occasions
            )
            of_title = any(  # the title itself tells it
                (o.start, o.end) == (span.start, span.end)
                for o in find_occasions(self.title, self.near)
            )
            enough = len(whens) > (1 if of_title else 2)
            if enough and self._own(when.section) and all(inside):
                return when
        return None

    def _one_of_many(self, section: int) -> bool:
        """Whether a heading that the title does not speak of has two more beside it: what stands
        there is one thing of several.
        """
        mine = self.outline.sections[section]
        return (
            mine.above == 0
            and len(self._siblings(section)) > 2
            and not pairs(mine.heading) & pairs(self.title)
            and not mine.facet
        )

    @cached_property
    def _scattered(self) -> bool:
        """Whether a notice consists of headings side by side of which its title names none, with
        nothing said above them.
        """
        first = next((s.index for s in self.outline.sections[1:] if s.above == 0), None)
        return (
            first is not None
            and self.kind_by_title in ("notice", "newsletter")
            and self._one_of_many(first)
            and not any(u.section == 0 for u in self.outline.sentences())
        )

    def _own(self, section: int) -> bool:
        """Whether a section tells of the page's own topic: it stands under no heading, or under one
        that only tells more.
        """
        sections = self.outline.sections
        return all(sections[s].above == -1 or sections[s].facet for s in self.outline.path(section))

    def _topic(self, section: int) -> int:
        """Return the section whose heading names what a section tells of: 人形劇大会 above とき."""
        while self.outline.sections[section].facet and self.outline.sections[section].above > 0:
            section = self.outline.sections[section].above
        return section

    def _siblings(self, section: int) -> list[int]:
        """Return the sections that stand side by side with one, itself included."""
        mine = self.outline.sections[section]
        return [
            s.index
            for s in self.outline.sections
            if s.above == mine.above
            and s.style == mine.style
            and not (s.facet or s.record or s.library)
        ]

    def _matching(self, sections: set[int]) -> int | None:
        """Return the one section whose heading the title speaks of."""
        known = re.sub(r"\W", "", folded(self.title))
        headings = {s: self.outline.sections[self._topic(s)].heading for s in sections}
        headings = {s: heading for s, heading in headings.items() if heading}
        heads = {s: re.sub(r"\W", "", folded(heading)) for s, heading in headings.items()}
        same = [
            s for s, head in heads.items() if len(head) >= 3 and (head in known or known in head)
        ]
        if self._named_together(list(headings.values())):
            return None
        if len(same) > 1 and (about := head_of(self.title)[-3:]):
            # 特別展「…」朗読者募集: of two headings that the title names, the one of its last word
            same = [s for s in same if about in headings[s]]
        if len(same) == 1:
            return same[0]
        mine = pairs(self.title)
        scores = sorted(
            ((len(mine & pairs(self._with_above(s, head))), s) for s, head in headings.items()),
            reverse=True,
        )
        if len(scores) > 1 and scores[0][0] >= 4 and scores[0][0] >= 2 * scores[1][0]:
            return scores[0][1]
        return None

    def _with_above(self, section: int, heading: str) -> str:
        """Return a heading, that of a table's row behind what stands above the table: the rows of
        クリスマスおはなし会 are of Christmas as クリスマス映画会 is.
        """
        home = self.outline.sections[section]
        above = self.outline.sections[home.above].heading if home.record and home.above > 0 else ""
        return f"{above} {heading}"

    def _named_together(self, headings: list[str]) -> bool:
        """Whether the title names two headings side by side: 一般展示と児童展示のご案内."""
        title = folded(self.title)
        headings = [heading for heading in headings if len(heading) > 1]
        names = [folded(heading) for heading in headings]
        if not any(name in title for name in names):
            return False
        first = "|".join(map(re.escape, names))
        # 絵本の原画を見る会・話を聞く会: the second by its end
        other = "|".join(re.escape(name[-4:]) for name in names)
        # 福袋と本のおみくじ: the first by its end, too
        ends = "|".join(name[-2:] for name in names if _KANJI_END.search(name))
        first = f"{first}|{ends}" if ends else first
        return bool(first) and (
            re.search(
                rf"(?:{first})(?:と|・|や|、|[&＆+＋]|及び|および)[^、。・]{{0,8}}?(?:{other})",
                title,
            )
            is not None
        )

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Return the headings of a page of many things, none of which its title is about: a month's
        news.
        """
        if (
            self.closing
            or self.label
            or not re.search(
                r"トピックス|ニュース|お知らせ(?:\(|$)|だより|行事|(?<!開)催し|イベント", self.title
            )
        ):
            return ()
        first = next(
            (
                s.index
                for s in self.outline.sections[1:]
                if s.style[0] in ("h", "loud", "mark", "box") and not s.facet
            ),
            None,
        )
        if first is None:
            return ()
        beside = self._siblings(first)
        heads = [self.outline.sections[s].heading for s in beside]
        dated = {s for w in self.times if not w.role for s in self.outline.path(w.section)}
        parts = any(  # of one thing, or sentences
            re.search(r"について|方法|予定|案内|利用|とは|お願い|一覧|ます$|です$", head)
            for head in heads
        )
        many = len(heads) > 2 and 2 * len(dated.intersection(beside)) < len(heads)
        own = many and not parts and self._matching({*beside}) is None
        return tuple(heads) if own else ()

    def _most_alike(self) -> list[str]:
        """Return the headings of the looks that most of a letter's have, as names of its things."""
        free = [
            s
            for s in self.outline.sections[1:]
            if not (s.facet or s.record or s.library)
            and s.style[0] in ("h", "loud", "mark", "box")
            and not re.search(r"カレンダー|休館日$|問い?合わ?せ|開館時間", s.heading)
        ]
        looks = Counter(s.style for s in free).most_common(1)
        alike = [s.heading for s in free if s.style == looks[0][0]]
        return [re.sub(r"(?:について|のお知らせ|します|しました)$", "", head) for head in alike]

    @cached_property
    def _many(self) -> bool:
        """Whether the page is a letter of many things, for none of which one sentence may stand."""
        heads = [
            s
            for s in self.outline.sections[1:]
            if not (s.facet or s.record) and s.style[0] != "library"
        ]
        plain = re.search(
            r"(?:お知らせ|おしらせ|から|です|だより|通信|ニュース|こんにちは)\W*$",
            re.sub(r"[(（].*", "", self.title),
        )
        letter = self.kind_by_title == "newsletter" or (plain and not pairs(self.title))
        if (
            not letter
            or self._chosen[2] is not None
            or any(self._own(w.section) for w in self._chosen[1])
        ):
            return False
        return max(Counter(s.style for s in heads).values(), default=0) > 1

    @cached_property
    def _unnamed(self) -> bool:
        """Whether a row of a table has its day and no name, beside others that have one: a list of
        these would pass for all.
        """
        rows = {w.section for w in self._chosen[1] if self.outline.sections[w.section].record}
        dated = {w.section for w in self.times if not w.role or self.closing}
        bad = {
            n
            for n in dated
            if (home := self.outline.sections[n]).record and not is_row_name(home.heading)
        }
        return bool(bad and rows)

    @cached_property
    def several(self) -> bool:
        """Whether no day may stand for all."""
        return self._chosen[0] or bool(self.topics) or self._many or self._unnamed

    @cached_property
    def whens(self) -> tuple[When, ...]:
        """The times that are told; of a closing, where no label tells them, those of a sentence too
        long to be said.
        """
        if self._chosen[1] or self.over:
            held = self._without_off(self._chosen[1])
            return tuple(w for w in held if self._is_of_title_day(w) and not self._of_before(w))
        return self._long_closing() if self.closing else self._reported()

    def _of_before(self, when: When) -> bool:
        """Whether a time has ended when that begins of which the page tells as a change: how it was
        until 1月11日 below 1月12日から…変わります.
        """
        ends = [last_of(o) for o in when.occasions]
        changes = self._changes_on
        return changes is not None and all(end is not None and end < changes for end in ends)

    @cached_property
    def _changes_on(self) -> date | None:
        """The day from which something is otherwise, as one of the first sentences says."""
        for unit in self.outline.sentences()[:2]:
            since = _CHANGES_FROM.search(unit.text)
            days = mentions(unit.text[: since.start()], self.near) if since else ()
            if days and days[-1].date:
                return days[-1].date
        return None

    def _without_off(self, whens: Sequence[When]) -> list[When]:
        """Return times without the days on which the thing is not held; one that is off on all of
        its days not at all, where others are left.
        """
        times = [self._without_days_off(when) for when in whens]
        on = [w for w in times if not all(self._is_off(o, w.section) for o in w.occasions)]
        return on if on and not self.closing else times

    def _is_off(self, occasion: Occasion, section: int) -> bool:
        """Whether nothing is held on a day of a section, as a sentence there says, or on a page of
        one thing any: 1月の回は中止になりました.
        """
        day = occasion.start
        if day is None or occasion.end:
            return False
        homes = {section} if self._chosen[0] else None
        return any(
            (homes is None or home in homes) and off in (day, day.month) for home, off in self._off
        )

    @cached_property
    def _off(self) -> frozenset[tuple[int, date | int]]:
        """The days, and the months, of which a sentence of a section says that the thing is not
        held then.
        """
        lines = [u for u in self.outline.units if u.sort in (Sort.SENTENCE, Sort.NOTE)]
        months = {
            (unit.section, int(match["month"]))
            for unit in lines
            if (match := _MONTH_OFF.match(unit.text)) and not UNSURE.search(unit.text)
        }
        days = {(u.section, day) for u in self.outline.sentences() for day in self._days_off_in(u)}
        return frozenset(months | days)

    def _without_days_off(self, when: When) -> When:
        """Return a time without those of its days on which the thing is not held, as a sentence
        says: 日時 12月5日、12日、26日 beside 12月26日のおはなし会はお休みします.
        """
        off = self._days_off or self._off
        if self.closing or len(when.occasions) < 2 or not off:
            return when
        held = tuple(
            o
            for o in when.occasions
            if not (self._is_off(o, when.section) or (o.start in self._days_off and not o.end))
        )
        return replace(when, occasions=held) if held else when

    @cached_property
    def _days_off(self) -> frozenset[date]:
        """The days of which a clause says that the thing is not held then."""
        return frozenset(day for u in self.outline.sentences() for day in self._days_off_in(u))

    def _days_off_in(self, unit: Unit) -> Iterator[date]:
        # 12日の回は、機材の不調により、中止します is one clause
        for clause in re.split("[、。]", _WHY.sub(r"\1", unit.text)):
            if _NOT_HELD.search(clause) and not re.search(r"から|[~～]", clause):
                yield from (day.date for day in mentions(clause, self.near) if day.date)

    def _is_of_title_day(self, when: When) -> bool:
        """Whether a time may be told below a title that calls off a day (【中止】12月10日 …): it is
        of that day, or of none; what takes place on another day as planned is not what is off.
        """
        days = {day.date for day in mentions(self.title, self.near)} - {None}
        starts = {o.start for o in when.occasions} - {None}
        return not (self.label == "中止" and days and starts) or bool(days & starts)

    def _reported(self) -> tuple[When, ...]:
        """The day of a first sentence that no draft may say, as it is a newspaper's: …が7月4日、
        市民会館で開催される。
        """
        for unit in self.outline.sentences()[:2]:
            if re.search(r"日(?:\([^()]*\))?から|にかけて", unit.text):
                continue  # a span of which only one end is read
            match = re.search(r"(?:開催され|開かれ|行われ|開く|開催す)(?:る|た)?。?$", unit.text)
            days = [o for o in self.outline.occasions(unit) if not o.weekday_wrong]
            coming = len(days) == 1 and (last_of(days[0]) or self.today) >= self.today
            if match and coming and len(pairs(self.title) & pairs(unit.text)) > 1:
                sentence = replace(unit, text=days[0].text)
                return () if days[0].onward else (When("", sentence, tuple(days), ""),)
        return ()

    def _long_closing(self) -> tuple[When, ...]:
        for unit in self.outline.sentences():
            days = [
                o
                for o in self.outline.occasions(unit)
                if not o.weekday_wrong and ((last := last_of(o)) is None or last >= self.today)
            ]
            if days and role_of(unit.text) == "closed" and not UNSURE.search(unit.text):
                return (When("", unit, (days[0],), "closed"),) if len(unit.text) > ROOM else ()
        return ()

    def _whose(self, when: When) -> str:
        """Return the library that a closing is of; empty when nothing says it."""
        place = when.unit.sort == Sort.ENTRY and when.role == "closed"
        if is_library(when.label) or (
            place and re.search(r"(?:センター|(?<![休開閉])[館室])$", when.label)
        ):
            return when.label
        if self._shut_things:
            return self._thing(when)
        for section in self.outline.path(when.section):
            part = self.outline.sections[section]
            if (
                re.fullmatch(r"図書[館室]|分館|公民館", part.heading)
                and when.unit.sort == Sort.ENTRY
            ):
                return when.label  # of that sort: 図書館 ⏎ ほんの家 12月28日～
            if part.library or (part.record and self._of_libraries):
                return part.heading
        return ""

    @cached_property
    def _shut_things(self) -> bool:
        """Whether all days of a closing stand in one list or table, each beside the name of what is
        closed then: 大会議室 10月31日まで, 3階休館 4月7日～6月15日.
        """
        whens = [when for when in self.times if when.role in ("closed", "")]
        things = [self._thing(when) for when in whens]
        records = [self.outline.sections[when.section] for when in whens]
        listed = len({when.section for when in whens}) == 1 or (
            len({record.above for record in records}) == 1
            and len({when.label for when in whens}) == 1
        )
        return (
            self.closing
            and listed
            and len(set(things)) > 1
            and all(is_name(thing) and not _NO_THING.search(thing) for thing in things)
            and any(_THING.search(thing) for thing in things)
        )

    def _thing(self, when: When) -> str:
        """Return the name beside the days of a line or record: 学習室休室 is 学習室; empty where
        none stands there.
        """
        home = self.outline.sections[when.section]
        name = home.heading if home.record else when.label if when.unit.sort == Sort.ENTRY else ""
        return re.sub(r"(?:臨時)?(?:休館|休室|閉館|閉室|休止|閉鎖)$", "", name)

    @cached_property
    def _of_libraries(self) -> bool:
        """Whether the records of the page's tables are libraries: their first column says so."""
        return any(
            u.sort == Sort.LIBRARY
            for u in self.outline.units
            if self.outline.sections[u.section].record
        ) or any(s.record and is_library(s.heading) for s in self.outline.sections)

    @cached_property
    def _phased(self) -> bool:
        """Whether headings name days of their own: a period in parts, of which not each is a
        closing.
        """
        return any(w.section and not w.label and not w.role for w in self.times)


def _moved_to(text: str) -> str:
    """Return a line of days without those from which a thing was moved: 12月12日(土) of
    12月5日(土)→12日(土).
    """
    if (arrow := _MOVED.match(text)) is None:
        return text
    new, month = text[arrow.end() :], _IN_MONTH.findall(arrow[0])
    new = new if not month or _IN_MONTH.search(new) or "/" in new else f"{month[-1]}{new}"
    list_ = _LAST_OF_DAYS.match(arrow[0])
    before = len(_ONE_DAY.findall(list_["before"])) if list_ else 0
    # 12月3日・17日、1月7日→14日に変更: of three days one; 5日、12日→19日、26日: both of two
    alone = list_ is not None and before and len(_ONE_DAY.findall(new)) != before + 1
    return f"{list_['before']}{new}" if list_ and alone else new


def _once_each(whens: Sequence[When]) -> bool:
    """Tell whether no label stands at two different times."""
    times = {(w.label, w.occasions) for w in whens}
    return len(times) == len({w.label for w in whens})


def _told_once(whens: Sequence[When]) -> Iterator[When]:
    """Yield the times without those that a page's box of data says over again: 2026年12月17日 13:30
    above all headings, 日時 12月17日(土)13:30～15:00 below, and both days in one line at its foot.
    """
    labelled: dict[int, set[tuple[date | None, time | None]]] = {}
    alike: dict[tuple[str, int], list[When]] = {}
    for when in whens:
        alike.setdefault((when.label, when.section), []).append(when)
        if when.label and when.unit.sort == Sort.WHEN:
            labelled.setdefault(when.section, set()).update(_begins(when))
    for when in whens:
        days = _begins(when)
        timed = all(start and begins for start, begins in days)
        box = not when.label and when.section == 0 and when.unit.sort == Sort.WHEN
        if timed and (box or len(days) > 1):
            others = (of for section, of in labelled.items() if box or section != when.section)
            if any(days <= of if box else days == of for of in others) and (
                box or when.section == max(labelled)
            ):
                continue
        if not any(_is_part(when, other) for other in alike[when.label, when.section]):
            yield when


def _is_part(when: When, other: When) -> bool:
    """Whether days lie in the one span that stands before them under the same label and heading:
    会期：9月19日～11月15日 ⏎ 前期：… 後期：….
    """
    if not when.label:
        return False
    span = other.occasions[0]
    if other.unit.at >= when.unit.at or len(other.occasions) > 1 or not (span.start and span.end):
        return False
    inside = (
        o.start and o.start >= span.start and (o.end or o.start) <= span.end for o in when.occasions
    )
    return len(when.occasions) > 1 and all(inside)


def _begins(when: When) -> set[tuple[date | None, time | None]]:
    return {(o.start, o.begins) for o in when.occasions}
