"""6(9) 虚偽・未確認の情報: every fact in a draft stands on its page.

Pure. Sees a page that was not asked for, a linked one that nobody has read, and what the draft
claims otherwise than its page. What stands nowhere on the page is found here: days, hours, numbers
by what they count, weekdays, places, names; ends of a span for beginnings; choices (無料 or 有料,
先着 or 抽選, the way to apply), for whom, what is there, allowed or needed; 開館 or 休館 library by
library; a closing told outright that the page tells with an 「場合」; a title that its text or its
page contradicts. What stands on the page, and belongs to something else there, is aligned.py's, on
which side a thing stands sides.py's, whether it takes place s06_9_standing.py's; words that the
page does not have are a note (s06_9_words.py). Cannot see whether the page itself is right, nor
what a sentence is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache, cached_property, partial
from itertools import pairwise, product, takewhile
from typing import TYPE_CHECKING, Final

from bridge.model import Kind
from bridge.policy import (
    aligned,
    claims,
    exchanged,
    s06_9_days,
    s06_9_nowhere,
    s06_9_scope,
    s06_9_standing,
    s06_9_words,
    s11_privacy,
    sides,
)
from bridge.policy.folding import fold
from bridge.policy.matter import LINK, PAGE, TEXT, TITLE, Matter, Stretch, finding
from bridge.policy.things import parted
from bridge.text.dates import find_occasions, mentions, resolve_relative
from bridge.text.daywords import WEEKDAYS, weekday
from bridge.text.mentions import era_year
from bridge.text.numerals import in_figures, ungrouped
from bridge.text.possible import DOUBT
from bridge.text.times import find_times

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from bridge.model import Finding, Page
    from bridge.text.times import Times

#: a row of a page that begins with a day
_DAY_FIRST: Final = re.compile(
    r"[\s●○◆◇■□・]*(?:\d{1,2}[月/])?\d{1,2}(?:日|(?<=/\d)|(?<=/\d\d))[(\s:]"
)
_SHOWN: Final = 40  #: characters of a page's line
_WHOLE: Final = 1000  #: of one that is short by itself
_NUMBER: Final = re.compile(r"(?<!\d)\d{1,20}(?!\d)")
_LINK: Final = re.compile(r"https?://\S+", re.IGNORECASE)
#: two letters of a name that follow each other
_PAIR: Final = re.compile(r"(?=([一-龠々ァ-ヴーぁ-んA-Za-z]{2}))")
_NAMED: Final = 0.6  #: share of a title's pairs that names it
#: what stops in a picture's words, too, which tell what one sees
_MONEY_OR_TELEPHONE: Final = re.compile(r"円$|\d-\d|無料|有料|先着|抽選")
_ERA: Final = re.compile(r"(令和|平成|昭和|[RHS])\s?(\d{1,2}|元)(?=\s?[年./-])")
#: 小学生と保護者: not those before it alone
_BESIDE: Final = re.compile(
    r"(?:と|や|・|、|または|及び|および)(?:その)?(?P<who>保護者|家族|親|大人|一般|中学生|高校生|(?:市内)?在(?:勤|学|園))"
)
#: the page's own line of whom it is for
_FOR_WHOM: Final = re.compile(
    r"対象(?:者)?\s?[::は】]?\s?[^。\n]{0,12}?(?P<limit>(?:[市区町村都]内)?(?:に)?(?:在住|在勤|在学|お住まい))"
)
_HALF: Final = re.compile(r"\d\s?時間?\s?半")
#: counted of what may be told in two parts: 本600冊, 雑誌400冊
_SUMMED: Final = frozenset(("冊", "点", "人", "枚", "本", "組", "円"))
_SEATS: Final = frozenset(("人", "組", "円"))  #: each of its own thing, unless told together
_TOGETHER: Final = re.compile(r"合わせ|あわせ|合計|[総共]計|計(?=\d)|全部|のべ|延べ|総|全員|両方")
#: 100円お得, 1点多く: by how much
_MORE: Final = re.compile(
    r"[^\s\d、。]{0,2}?(?:お?得|お?安|引き|多|少な|長|短|増|減|早|遅|高|ふえ|へ[りっ]|上が|下が|値[上下]げ|引き?[上下]げ)"
)
_EACH: Final = frozenset(("人", "組", "日", "年", "晩", "回", "家族"))  #: for each of which
_KINDS: Final = (frozenset(("人", "組", "家族")), frozenset(("冊", "点", "枚", "本")))
#: told of nothing without its figure
_ANYWAY: Final = frozenset(("円", "%", "階", "月", "日", "時", "分", "歳"))
_LASTS: Final = frozenset(("日間", "週間"))
_MEASURED: Final = frozenset(("年", "年度", "時間", "分間", "日間", "週間"))  #: and worked out
_FEW: Final = 12  #: of things that may have been counted one by one
#: 住所・電話番号を書いて, and by what one does not: no way to apply
_WRITTEN: Final = re.compile(
    r"(?:[^、・。\nに]{1,14}[、・])*[^、・。\nに]{1,14}を(?:ご?記入|明記|書)|[^。\n]*ません"
)
_APPLYING: Final = re.compile(r"申し?込|応募|申請|エントリー")
_LENGTHS: Final = {"年間": 365, "か月": 30, "週間": 7}  #: days of what counts them
_FROM_TO: Final = re.compile(r"に(?:延長|短縮|変更|繰り?[上下]|変わ|な[りっ])")
#: an hour beside it may be an end
_CLOSES: Final = re.compile(r"締め?切|〆切|しめきり|期限|開場|会場[はが][^。]{0,16}開[きくけ]")
_DESK: Final = re.compile("電話|受付|窓口|カウンター")  #: has hours and days of its own
_REST: Final = re.compile(r"(?:ほか|他|残り|あと)の?\s?$")
_AHEAD: Final = re.compile(r"(\d{1,3})分前")  #: minutes before what begins
#: 11日16時~12日正午: an end
_TO_DAY: Final = re.compile(r"(?:~|から)\s?(?:\d{1,2}[月/])?\d{1,2}日?(?:\([^()]{0,6}\))?\s?の?$")
_SHUT: Final = re.compile(r"休館(?!明|中|期間)|休室|定休|お休み")
_AGAIN: Final = re.compile("再開|復旧|元どおり|動き|また使え|開館")
_LISTED: Final = re.compile(r"\d・$")
_RANGE: Final = re.compile(
    r"(?<!\d)(?P<first>\d{1,2})(?:年生|歳|才|回)?\s?(?:から|~|-)\s?(?:第|小学校?)?\s?(?P<last>\d{1,2})(?P<unit>年生|歳)"
)
_SLOTS: Final = 3  #: hours that a page lists one by one
_AN_HOUR: Final = 60  #: minutes
_LATE: Final = re.compile(r"(?=(1[3-9]|2[0-4])\s?[時:])")  #: an hour of the afternoon
_PAID: Final = re.compile(
    r"(?:参加費|入場料?|費用|料金|受講料|観覧料?|会費|聴講料|(?:材料|資料|テキスト)[費代])[^。\n無]{0,8}?\d+円"
)
_GIVEN: Final = re.compile("さしあげ|差し上げ|お譲り|進呈|無償")  #: for nothing
_YEN: Final = re.compile(r"(?<![\d,])\d[\d,]{0,7}円")
#: 予約制を廃止し、: no rule of the page's any more
_ABOLISHED: Final = re.compile(
    r"[^、。\n]{0,40}[をは](?:廃止|取りやめ|とりやめ|終了)(?:と?し|いたし|致し)?(?:、|ます|ました|て)"
)
#: words of a text that tells what was, too
_TURNS: Final = re.compile(r"やめ|なくな|なくし|廃止|変わ|変更|終了|終わ|これまで|今まで|でした")
#: 前期 and 後期 of one show
_FIRST_HALF: Final = re.compile(r"前[期半](?!日)|第1期")
_LAST_HALF: Final = re.compile(r"後[期半](?!日)|第[2-9]期")
#: what has a fee, a lot and a way to apply of its own
_CARE: Final = re.compile(r"託児|保育|預(?:か|け)|就学前")
#: of what these are told, the thing itself and what has its own beside it
_OWN: Final = frozenset(("費用", "決め方", "申込みの方法"))
#: what one pays to take part
_ENTRY: Final = re.compile(r"参加費|入場料?|費用|料金|受講料?|観覧料?|会費|聴講")
#: what else an amount may be for
_PURPOSE: Final = re.compile(
    r"保育|託児|保険|資料|材料|テキスト|教材|弁償|コピー|複写|実費|[^\W\d]代|送料"
)
_FLOOR: Final = re.compile(r"\d{1,2}[階F]")
_SCHOOL: Final = re.compile("[小中]学校")
_NO_NAME: Final = re.compile(r"第\d+回|^(?:当|次期)?館?(?=\d)|次期|の|\d{1,2}[階F]")  #: of a place
_BARE: Final = re.compile(
    r"(?<![月\d/.,])(?P<day>\d{1,2})\s?日(?!間|目|以|前|後)(?:\s?\((?P<weekday>[月火水木金土日])[^)]{0,6}\))?"
)
_MONTH: Final = re.compile(r"(?<!\d)(\d{1,2})\s?月(?!曜)")
_STAMP: Final = re.compile(
    r"更新|なおし|現在|掲載|発行|付け?(?![きたら])|号|時点|発表|公開|追記|登録|訂正|修正"
)
_UNDONE: Final = re.compile(
    rf"{claims.MOVED.pattern}|中止|休止|休み|運休|予定(?:して|だっ|でし)|でした|ました|[→⇒]"
)  #: said of a day on which a thing does not take place
_EDGE_OF: Final = re.compile("「(?:始まり|終わり)」の日")
_CALLED_OFF: Final = re.compile("中止|延期|取り?やめ")
_NEXT_TIME: Final = re.compile("次回|延期後|振り?替|代わりの日|かわりの日|あらためて|改めて")
NEAR: Final = timedelta(days=20)  #: around a day no other has its number and weekday
_MONTHLY: Final = re.compile(r"月|\d/")  #: in a day that has its month
_YEAR: Final = re.compile(r"(?:令和|平成|昭和|[RHS])\s?(?:\d|元)|\d{4}")
#: what makes a day the first or the last: within a span of the page it is neither
_END: Final = re.compile(
    r"\s?(?:\([^()]{0,6}\))?\s?(?:から|より|まで|~|[にで]\s?(?:始ま|始め|スタート|開幕|オープン|終わ|終了|閉幕))"
)
_ACT: Final = r"(?P<act>休館|休室|閉館|休止|中止|延期|閉鎖)"
_ACT_SIGN: Final = re.compile("[休閉]|中止|延期")
_BESIDE_IT: Final = re.compile(r"\([^()\n]*\)")  #: (別の講座を検討中です)
_OUTRIGHT: Final = re.compile(
    _ACT + r"(?:と?(?:し|いたし|致し)(?:ます|ました|ています)|(?:と|に)なり(?:ます|ました)|です|"
    r"中です|のお知らせ)|【[^】\n]*?" + _ACT.replace("act", "label") + r"[^】\n]*】"
)
_TAKEN: Final = 1000  #: characters up to which numbers are read in whatever signs
#: a line that goes on with the one before it: 往復はがきに…を書いて…へ。 ⏎ または申込フォームから
_OR: Final = re.compile(r"\n[ 　\t]{0,8}(?=(?:または|又は|もしくは|あるいは))")
_AT_HOUR: Final = re.compile(r"\d(?:時(?:\d+分|半)?|:\d\d)[にでは]?閉館")  #: 20時閉館になります
_IF: Final = re.compile(r"場合|たら|とき|なら")
_KNOWS: Final = re.compile(r"[休閉]|中止|停止|延期|しません")  #: of anything that does not go on


def findings(matter: Matter) -> Iterator[Finding]:
    """Yield what the draft says and its page does not, and each linked page with which nothing is
    compared: a stop for 5(1)ア, whose texts repeat what a page says.
    """
    for link in matter.candidate.unread:
        why = (
            "このページの内容とは照らし合わせていません(まだ読み取っていないページです)。"
            "リンク先を開いて、文と合っているか確かめてください。"
        )
        stop = matter.candidate.kind is Kind.PAGE
        yield finding("6(9)", link.partition("://")[2], LINK, why, stop=stop)
    if matter.candidate.page is not None:
        facts = tuple(_facts(matter, matter.candidate.page))
        yield from facts
        yield from _of_another_link(matter, {one.key for one in facts})
        yield from s06_9_standing.findings(matter)
        yield from s06_9_words.findings(matter, [one.found for one in facts if one.stop])


def named(text: str, pages: Sequence[Page]) -> Page:
    """Return the page that a person's text is about: of the pages to which it links the one whose
    title it names, else the first.
    """
    folded = fold(_LINK.sub(" ", text))

    def share(page: Page) -> float:
        pairs = set(_PAIR.findall(fold(page.title)))
        return sum(pair in folded for pair in pairs) / max(len(pairs), 1)

    shares = [share(page) for page in pages]
    best = max(shares)
    sure = best >= _NAMED and shares.count(best) == 1
    return pages[shares.index(best)] if sure else pages[0]


def _of_another_link(matter: Matter, known: set[str]) -> Iterator[Finding]:
    """Yield a note for each value that only another linked page has: a text on two things may have
    put it to the wrong one.
    """
    why = "この値は、ほかのリンク先のページにあります。どのことを言っているか、確かめてください。"
    first = matter.candidate.first
    for one in _facts(matter, first) if first else ():
        if one.stop and one.key not in known:
            yield replace(one, stop=False, why=why)


def _facts(matter: Matter, page: Page) -> Iterator[Finding]:
    """Yield each fact of the draft that is not its page's."""
    if page.unread:
        why = (
            f"記事のページは見ていません({page.unread.rstrip('。')})。リンク先を開いて、"
            "内容を確かめてください。"
        )
        yield finding("6(9)", matter.candidate.title, PAGE, why, stop=True)
    page_claims = _page_claims(page, matter.context.today)
    for stretch in matter.said[1:]:
        text = _in_figures(stretch)
        passages = claims.passages(text.text, matter.context.today)
        beside = aligned.Beside(passages, page_claims.passages, fold(page.title))
        things = exchanged.Exchanged(passages, page_claims.passages)
        moments = tuple(
            one
            for one in _moments(passages, page_claims, beside=beside, folded=text.folded)
            # that the day is the thing's says nothing of which end it is
            if _EDGE_OF.search(one.why) or not things.bears_out(one.found)
        )
        if matter.candidate.composed:  # of the page's own sentences: nothing is of something else
            yield from (replace(one, where=text.where) for one in moments)
            continue
        own = [
            one
            for one in _sides(passages, page_claims, beside)
            if not any(each.found in one.found for each in moments)
        ]
        before = [one.found for one in (*moments, *own)]
        new: list[Finding] = []
        for one in _of_another(things, beside):
            if not any(one.found in words or words in one.found for words in before):
                new.append(one)
                before.append(one.found)
        for one in (*moments, *own, *new):
            yield replace(one, where=text.where)
        others = tuple(
            one
            for one in _others(text, passages, page_claims)
            if not (one.stop and things.bears_out(one.found))
        )
        before = [one.found for one in others if one.stop]
        nowhere = (
            one
            for one in s06_9_nowhere.findings(passages, page_claims.passages, page_claims.applying)
            if not any(one.found in words or words in one.found for words in before)
        )
        for one in (*others, *nowhere):  # a picture shows more than its page tells
            sure = text.where == TEXT or _MONEY_OR_TELEPHONE.search(one.found)
            where = text.where if one.where == TEXT else one.where
            yield replace(one, where=where, stop=one.stop and bool(sure))
    yield from _titles(matter, page)
    if (listed := matter.candidate.listed) and not matter.candidate.by_hand:
        yield from _listed(fold(in_figures(listed)), fold(in_figures(page.title)), page_claims)


def _in_figures(stretch: Stretch) -> Stretch:
    """Return a stretch with its numbers in figures, one that X could take."""
    text = ungrouped(in_figures(stretch.text)) if len(stretch.text) <= _TAKEN else stretch.text
    return stretch if text == stretch.text else replace(stretch, text=text, folded=fold(text))


def _page_claims(page: Page, today: date) -> _PageClaims:
    """Return what a page claims, its rows as well."""
    whole = in_figures("\n".join((page.title, parted(page), *page.row_lines)))
    whole = _OR.sub(" ", ungrouped(whole))
    near = page.published or today
    plain = resolve_relative(whole, near)
    passages = claims.passages(plain, near)
    return _PageClaims(passages, page.published, today, whole=whole, plain=plain)


def _shown(line: str) -> str:
    """Return a line as far as it is shown."""
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _of_another(things: exchanged.Exchanged, beside: aligned.Beside) -> Iterator[Finding]:
    """Yield what a text tells of one of several things, and its page of another; and what it says
    otherwise than the piece of the page of which it speaks, if that thing does not bear it out.
    """
    for one in things.foreign():
        yield s06_9_nowhere.otherwise(one.words, _shown(one.line), _WHOLE)
    for one in (*beside.apart(), *beside.named_otherwise(), *beside.housed_otherwise()):
        if not things.bears_out(one.words):
            yield s06_9_nowhere.otherwise(one.words, one.line.strip(" /"), _WHOLE)


def _sides(
    passages: tuple[claims.Passage, ...], page_claims: _PageClaims, beside: aligned.Beside
) -> Iterator[Finding]:
    """Yield each thing that a text puts on the other side than its page's does, where no piece of
    the page of which it speaks has it on this one.
    """
    for one, other in sides.opposed(passages, page_claims.passages):
        if not beside.stands_so(one.words):
            yield s06_9_nowhere.otherwise(one.words, _shown(other.line), _WHOLE)


def _moments(
    passages: tuple[claims.Passage, ...],
    page_claims: _PageClaims,
    beside: aligned.Beside,
    folded: str,
) -> Iterator[Finding]:
    """Yield each day, hour and span of a text that is not its page's. What stands on the page, and
    seems to be of something else, is left out where the piece of which the text speaks bears it
    out.
    """
    yield from _days(passages, page_claims)
    yield from _spans(passages, page_claims)
    yield from _edges(passages, page_claims)
    yield from _moved(passages, page_claims, folded)
    yield from _years(passages, page_claims)
    yield from _houses(passages, page_claims)
    yield from _turned(passages, page_claims, folded)
    for one in _hours(passages, page_claims):
        if not beside.bears_out(one.found):
            yield one
    yield from s06_9_days.findings(passages, page_claims.passages)


def _others(
    text: Stretch, passages: tuple[claims.Passage, ...], page_claims: _PageClaims
) -> Iterator[Finding]:
    """Yield each other fact of a text that is not its page's: numbers, places, choices, who."""
    yield from _numbers(text, passages, page_claims)
    yield from _series_and_places(text, page_claims)
    yield from _choices(text, page_claims)
    yield from _fees(text, page_claims)
    yield from _answers(text, page_claims)
    yield from _limits_and_names(text, page_claims)
    yield from _outright(text, page_claims)
    yield from s06_9_scope.findings(text.folded, page_claims.folded)


@dataclass(frozen=True)
class _PageClaims:
    """What the page claims, read once for all comparisons."""

    passages: tuple[claims.Passage, ...]
    published: date | None
    today: date
    whole: str = ""
    plain: str = ""  #: with days for its relative words

    @cached_property
    def folded(self) -> str:
        """Return it in one spelling."""
        return fold(self.whole)

    @cached_property
    def numbers(self) -> set[str]:
        """Return every number, in each of the ways in which it may be written."""
        return _known(self.whole, self.plain, self.published, self.today)

    @cached_property
    def counts(self) -> dict[str, set[str]]:
        """Return what each number counts that belongs to no day or hour."""
        rest = _without_moments(fold(self.plain), self.passages)
        return claims.counts(ungrouped(rest))

    @cached_property
    def amounts(self) -> dict[str, set[int]]:
        """Return how many there are of what is counted."""
        amounts: dict[str, set[int]] = {}
        for number, units in self.counts.items():
            for unit in units:
                amounts.setdefault(unit, set()).add(int(number or 0))
        return amounts

    def tells_otherwise(self, number: str, unit: str) -> bool:
        """Return whether a number of the text is none of the page: it counts the same in other
        numbers, or by this number other things of the kind. 3館 may have been counted on a page
        that counts none.
        """
        if number == "1" and unit in _EACH:
            return False
        others = self.amounts.get(unit, set()) - ({1} if unit in _EACH else set())
        kinds = {one for kind in _KINDS if unit in kind for one in kind} - {unit}
        alike = kinds & self.counts.get(number, set())
        many = unit not in _MEASURED and int(number or 0) > _FEW and number not in self.written
        lasts = unit in _LASTS and bool(self.spans or _LASTS & self.amounts.keys())
        return bool(others or not unit or unit in _ANYWAY or alike or many or lasts)

    @cached_property
    def written(self) -> set[str]:
        """Return each number as it is written, without leading zeros."""
        return {number.lstrip("0") for number in re.findall(r"\d+", self.folded.replace(",", ""))}

    @cached_property
    def listed(self) -> set[int]:
        """Return how many there are of what it lists: rows, ①②③, names side by side, beginnings."""
        begins = {time.begins for one in self.passages for time in one.times if time.begins}
        marks = {*re.findall(r"[①-⑳]", self.folded)}
        whole = self.folded
        nth = {*re.findall(r"第\s?(\d{1,2})\s?回", whole)}
        parts = {*re.findall(r"[^\s、。]{1,6}の部", whole)}
        return {
            sum(_DAY_FIRST.match(one.text) is not None for one in self.passages),
            len(begins),
            len(marks),
            len(nth),
            len(parts),
        }

    @cached_property
    def ranges(self) -> dict[str, list[tuple[int, int]]]:
        """Return from which number to which it tells of a unit: 4年生から6年生."""
        spans: dict[str, list[tuple[int, int]]] = {}
        for one in _RANGE.finditer(self.folded):
            spans.setdefault(one["unit"], []).append((int(one["first"]), int(one["last"])))
        return spans

    @cached_property
    def a_month(self) -> set[int]:
        """Return how often a month what it tells by its week takes place: 毎月第1・第3火曜."""
        return {len(some) for words, some in claims.series(self.folded) if "第" in words}

    @cached_property
    def figures(self) -> str:
        """Return its digits, whatever stands between them."""
        return re.sub(r"[-()\s]", "", self.folded)

    @cached_property
    def days(self) -> dict[tuple[int, int], set[str]]:
        """Return the roles that each day plays."""
        days: dict[tuple[int, int], set[str]] = {}
        if self.published:
            days[self.published.month, self.published.day] = {"published"}
        for passage in self.passages:
            for day in passage.days:
                if key := claims.month_day(day.mention):
                    days.setdefault(key, set()).add(day.role)
        return days

    @cached_property
    def spans(self) -> list[tuple[date, date]]:
        """Return first and last day of what goes on for days."""
        times = []
        for passage in self.passages:
            for first, last in pairwise(passage.days):
                ends = first.mention.date, last.mention.date
                if last.mention.joined == "~" and ends[0] and ends[1]:
                    times.append((ends[0], ends[1]))
        return [wide for span in times for wide in self._widened(*span)]

    @cached_property
    def both_halves(self) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """Return the first and the last day of a show in two halves; None of any other."""
        firsts, lasts, half = [], [], ""
        for passage in self.passages:
            early, late = _FIRST_HALF.search(passage.text), _LAST_HALF.search(passage.text)
            if early and late:  # 前期と後期で作品を入れ替えます
                return None
            half = "early" if early else "late" if late else half
            for first, last in pairwise(passage.days):
                if last.mention.joined == "~" and first.mention.date and last.mention.date:
                    firsts += [first.mention.date] if half == "early" else []
                    lasts += [last.mention.date] if half == "late" else []
        return (_month_day(min(firsts)), _month_day(max(lasts))) if firsts and lasts else None

    def _widened(self, first: date, last: date) -> Iterator[tuple[date, date]]:
        """Yield a span, and with each of the closed days right before and behind it: 6月14日まで,
        翌15日は休館日.
        """
        day, firsts, lasts = timedelta(days=1), [first], [last]
        while firsts[-1] - day in self.closed:
            firsts.append(firsts[-1] - day)
        while lasts[-1] + day in self.closed:
            lasts.append(lasts[-1] + day)
        yield from product(firsts, lasts)

    @cached_property
    def closed(self) -> set[date]:
        """Return the days that it names one by one as closed."""
        return {
            day.mention.date
            for one in self.passages
            if _SHUT.search(one.text)
            for day in one.days
            if day.mention.date and day.mention.joined != "~"
        }

    @cached_property
    def applying(self) -> str:
        """Return the lines that tell how to apply, with those below them: ・電話 0000-00-0000."""
        lines, ways = self.folded.split("\n"), list[str]()
        for n, line in enumerate(lines):
            if _APPLYING.search(line):
                below = takewhile(lambda one: "合わせ" not in one, lines[n : n + 5])
                ways += (f"{_WRITTEN.sub('', one)} " for one in below)
        return "\n".join(ways)

    @cached_property
    def dates(self) -> set[date]:
        """Return its days."""
        return {d.mention.date for one in self.passages for d in one.days if d.mention.date}

    @cached_property
    def openings(self) -> tuple[claims.HouseState, ...]:
        """Return what it says of each library's days."""
        return claims.openings(self.passages)

    @cached_property
    def houses(self) -> set[str]:
        """Return the libraries that it names."""
        return set(claims.houses_in(self.folded))

    @cached_property
    def bare(self) -> dict[int, set[str]]:
        """Return the weekdays of each day that stands without its month, as in a monthly paper."""
        amounts: dict[int, set[str]] = {}
        for day in _BARE.finditer(self.folded):
            amounts.setdefault(int(day["day"]), set()).add(day["weekday"] or "")
        return amounts

    def names(self, at: date, *, bare: bool) -> bool:
        """Return whether the page names a day by its number and weekday, in a month that it
        tells; `bare`: in whatever month, or as a number of days.
        """
        if f"{at.month}/{at.day}" in self.folded:
            return True
        if bare:
            numbers = {day for _, day in self.days} | self.bare.keys()
            return at.day in numbers or "日間" in self.counts.get(str(at.day), ())
        weekdays = self.bare.get(at.day, set())
        alone = _MONTH.search(self.folded.partition(f"{at.day}日(")[0]) is None
        if alone and weekday(at) in weekdays and abs(at - (self.published or self.today)) <= NEAR:
            return True  # 26日(木) before every month: no other around has it
        return bool(weekdays & {"", weekday(at)}) and at.month in self.months

    def counts_to(self, at: date) -> bool:
        """Return whether the page leads to a day that it does not name: the day before or after one
        of its own (前日まで, 窓口では翌日から), one of a series (第2・第4土曜日).
        """
        beside = {"翌日": timedelta(days=-1), "前日": timedelta(days=1)}
        if any(word in self.folded and at + step in self.dates for word, step in beside.items()):
            return True
        near = self.published or at
        return any(
            at.weekday() in one.weekly
            and (not one.ordinals or (at.day - 1) // 7 + 1 in one.ordinals)
            for line in self.folded.split("\n")
            if "曜" in line
            for one in find_occasions(line, near)
        )

    @cached_property
    def months(self) -> set[int]:
        """Return the months that the page tells."""
        months = {int(n) for n in _MONTH.findall(self.folded)}
        months |= {month for month, _ in self.days}
        return months | ({self.published.month} if self.published else set())

    def has_place(self, place: str) -> bool:
        """Return whether the page names a place, whatever floor it names between; its library has
        many names where it names no other.
        """
        if _SCHOOL.fullmatch(place):  # 小学校に上がる前
            return True
        name = _NO_NAME.sub("", place)
        floors = all(f"{one[:-1]}階" in self.flat for one in _FLOOR.findall(place))
        known = floors and name in self.storeyless
        own = name.endswith("図書館") and (
            not self.houses or any(name.endswith(one) for one in self.houses)
        )
        return known or own

    @cached_property
    def storeyless(self) -> str:
        """Return its words without blanks, floors and particles."""
        return _NO_NAME.sub("", self.flat)

    @cached_property
    def flat(self) -> str:
        """Return its words without blanks: 中央図書館 2階 is 中央図書館2階."""
        flat = re.sub(r"\s", "", self.folded)
        return re.sub(r"(?<=\d)F(?![A-Za-z])", "階", flat) if "F" in flat else flat

    def said_days(self, role: str) -> str:
        """Return the days that the page names for a role, as it writes them; all when it names none
        for it.
        """
        whole = [day for passage in self.passages for day in passage.days if day.mention.date]
        words = [day.mention.text for day in whole if day.role == role] or [
            day.mention.text for day in whole
        ]
        return _few(words)

    def times(self, dates: frozenset[tuple[int, int]]) -> list[Times]:
        """Return the times that the page names for these days; where there are none, all."""
        tied = [time for one in self.passages if one.dates & dates for time in one.times]
        return tied or [time for one in self.passages for time in one.times]

    def is_of_other_days(self, passage: claims.Passage) -> bool:
        """Return whether a text tells a day with an hour at which something begins on other days of
        the page alone: 3月14日の14時 of a talk on 2月14日, and of a film that is lent all March.
        """
        begins = frozenset[int]().union(
            *(claims.moments(one)[0] for one in passage.times if one.begins)
        )
        tied = {dates for minute in begins for dates in self._beginnings.get(minute, ())}
        return bool(tied) and all(len(dates) == 1 and not dates & passage.dates for dates in tied)

    @cached_property
    def _beginnings(self) -> dict[int, set[frozenset[tuple[int, int]]]]:
        """Return for each minute of the day the days of what begins then, as the page has them."""
        days: dict[int, set[frozenset[tuple[int, int]]]] = {}
        for one in self.passages:
            for time in one.times:
                for minute in claims.moments(time, page=True)[0] if time.begins else ():
                    days.setdefault(minute, set()).add(one.dates)
        return days

    @cached_property
    def durations(self) -> frozenset[int]:
        """Return how many minutes what has a beginning and an end lasts."""
        spans = [claims.moments(time, page=True) for one in self.passages for time in one.times]
        return frozenset(
            (end - begin) % claims.DAY
            for span in spans
            if len(span) == 2
            for begin in span[0]
            for end in span[1]
        )

    def minutes(
        self, dates: frozenset[tuple[int, int]], role: str, *, begins: bool
    ) -> frozenset[int]:
        """Return the minutes of the day that the page names for these days; for no day, all.

        `begins`: no doors' and no desk's, if there are any others.
        """
        tied = [one for one in self.passages if one.dates & dates] if dates else []
        free = [one for one in self.passages if not one.dates and one.role in ("", role)]
        chosen = (*tied, *free) if any(one.times for one in tied) else self.passages
        times = [time for one in chosen for time in one.times]
        early = {int(n) for n in _AHEAD.findall(self.folded)}
        starts = [
            claims.moments(time, page=True)[0]  # of 17時まで, too
            for time in times
            if not time.aside
        ]
        every = [mean for time in times for mean in claims.moments(time, page=True)]
        means = frozenset[int]().union(*(starts if begins and starts else every))
        return means | {at - n for at in means for n in early}


def _few(words: Iterable[str]) -> str:
    """Return up to three different words, as they stand on the page."""
    return "、".join(list(dict.fromkeys(" ".join(word.split()) for word in words))[:3])


def _days(passages: tuple[claims.Passage, ...], page_claims: _PageClaims) -> Iterator[Finding]:
    """Yield each day that the page does not name; one without its month is known by its number."""
    for passage in (one for one in passages if one.days):
        of_other_days = cache(partial(page_claims.is_of_other_days, passage))
        for day in passage.days:
            key, at = claims.month_day(day.mention), day.mention.date
            if key is None or at is None:
                continue
            bare = not _MONTHLY.search(fold(day.mention.text))
            if key in page_claims.days or page_claims.names(at, bare=bare):
                continue
            inside = any(first <= at <= last for first, last in page_claims.spans)
            ends = _END.match(passage.text, day.mention.end - passage.start)
            lasting = inside and not (ends or of_other_days())
            term = not bare and _is_term(at, passage, passages, page_claims)
            if not (lasting or page_claims.counts_to(at) or term):
                page = page_claims.said_days(day.role)
                why = f"この日はリンク先のページにありません{f'(ページ: {page})' if page else ''}。"
                yield finding("6(9)", day.mention.text, TEXT, why, stop=True)


_LENT: Final = re.compile(r"借り|貸|返|取り?置")  #: what is lent, or kept, for some days
_TERM: Final = re.compile(r"(?P<count>\d{1,2})(?P<of>週間|日間)")


def _is_term(
    at: date,
    passage: claims.Passage,
    passages: tuple[claims.Passage, ...],
    page_claims: _PageClaims,
) -> bool:
    """Return whether a day is the last of a term that the page tells, from another day of the
    text: 1月20日に借りた本は…2月10日まで, of three weeks.
    """
    if not _LENT.search(passage.text):
        return False
    days = {day.mention.date for one in passages for day in one.days if day.mention.date}
    terms = {
        int(term["count"]) * (7 if term["of"] == "週間" else 1)
        for term in _TERM.finditer(page_claims.folded)
    }
    return any((at - day).days in terms for day in days | page_claims.dates)


def _spans(passages: tuple[claims.Passage, ...], page_claims: _PageClaims) -> Iterator[Finding]:
    """Yield each span that shares one end with a span of the page, and not the other."""
    ends = [(_month_day(first), _month_day(last)) for first, last in page_claims.spans]
    for passage in passages:
        for one, other in pairwise(passage.days):
            first, last = one.mention.date, other.mention.date
            if other.mention.joined != "~" or first is None or last is None:
                continue
            if not _MONTHLY.search(fold(one.mention.text)):
                continue  # 31日~1月3日
            pair = _month_day(first), _month_day(last)
            alike = [
                span
                for span, known in zip(page_claims.spans, ends, strict=True)
                if (known[0] == pair[0]) != (known[1] == pair[1])
            ]
            if pair not in (*ends, page_claims.both_halves) and alike:
                page = _few(f"{a.month}月{a.day}日～{b.month}月{b.day}日" for a, b in alike)
                words = f"{one.mention.text}～{other.mention.text}"
                why = f"期間がリンク先のページと合いません(ページ: {page})。"
                yield finding("6(9)", words, TEXT, why, stop=True)


def _edges(passages: tuple[claims.Passage, ...], page_claims: _PageClaims) -> Iterator[Finding]:
    """Yield each day that the draft names as a beginning and the page as an end only, or the other
    way round: 12月8日から for 締め切り 12月8日.
    """
    page: dict[tuple[int, int], set[str]] = {}
    for passage in page_claims.passages:
        for day, edge in claims.edges(passage):
            if key := claims.month_day(day.mention):
                page.setdefault(key, set()).add(edge)
    for passage in passages:
        for day, edge in claims.edges(passage):
            key = claims.month_day(day.mention)
            other = page.get(key, set()) if key else set()
            if edge and other and not other & {edge, ""}:
                why = f"ページでは「{'始まり' if edge == 'end' else '終わり'}」の日です。"
                yield finding("6(9)", day.mention.text, TEXT, why, stop=True)


def _moved(
    passages: tuple[claims.Passage, ...], page_claims: _PageClaims, folded: str
) -> Iterator[Finding]:
    """Yield each day from which the page moves a thing, where the draft moves it to that day, or
    tells it without a word of the moving.
    """
    if not claims.MOVED.search(page_claims.folded):
        return
    old, new = claims.moved(page_claims.passages)
    to = claims.moved(passages)[1]
    days = {day.mention.date for passage in passages for day in passage.days}
    tells = claims.MOVED.search(folded) and not new.isdisjoint(days)
    for passage in passages:
        closes = _SHUT.search(passage.text)  # 9月8日は休館します; 8日の会は延期します
        untold = not tells and not _UNDONE.search(passage.text)
        untold = untold and new.isdisjoint(day.mention.date for day in passage.days)
        for day in passage.days:
            at = day.mention.date
            here = at in old and not (closes and at in page_claims.closed)
            if here and new and (at in to or untold):
                page = _few(f"{one.month}月{one.day}日" for one in sorted(new))
                why = f"ページでは、この日から変わっています(ページ: {page})。"
                yield finding("6(9)", day.mention.text, TEXT, why, stop=True)


def _years(passages: tuple[claims.Passage, ...], page_claims: _PageClaims) -> Iterator[Finding]:
    """Yield each day that the draft writes with another year than the page's: 令和9年12月12日 for
    2026年12月12日. A year in figures is a number of its own beside those of the page.
    """
    page: dict[tuple[int, int], set[int]] = {}
    for passage in page_claims.passages:
        for day in passage.days:
            if at := day.mention.date:
                page.setdefault(_month_day(at), set()).add(at.year)
    for passage in passages:
        for day in passage.days:
            at, text = day.mention.date, fold(day.mention.text)
            if at is None or not _YEAR.match(text):
                continue
            years = page.get(_month_day(at), {at.year})
            new = str(at.year) not in page_claims.numbers and str(at.year) in text
            if at.year not in years and not (new and page_claims.tells_otherwise("", "年")):
                why = f"年がリンク先のページと合いません(ページ: {min(years)}年)。"
                yield finding("6(9)", day.mention.text, TEXT, why, stop=True)


def _houses(passages: tuple[claims.Passage, ...], page_claims: _PageClaims) -> Iterator[Finding]:
    """Yield what the draft says of a library's day, 開館 or 休館, where the page says only the
    other of that library on that day.
    """
    for one in claims.openings(passages):
        page = _said_of(one, page_claims)
        others = _other_closings(one, page_claims) if not page else []
        if others:
            why = f"ページでは、{one.house}の休館は{_few(others)}です。"
            yield finding("6(9)", one.words, TEXT, why, stop=True)
        if page and one.value not in page:
            why = f"ページでは、{one.house}は「{min(page)}」です。"
            yield finding("6(9)", one.words, TEXT, why, stop=True)


def _other_closings(one: claims.HouseState, page_claims: _PageClaims) -> list[str]:
    """Return the days on which the page has a library closed, where a text closes it on others of
    the page's days.
    """
    if one.value != "休館" or not one.dates & page_claims.days.keys():
        return []
    alike = (
        each for each in page_claims.openings if (each.house, each.value) == (one.house, one.value)
    )
    return [f"{month}月{day}日" for each in alike for month, day in sorted(each.dates)]


def _said_of(one: claims.HouseState, page_claims: _PageClaims) -> set[str]:
    """Return what the page says of a library on the days of a statement: 開館, 休館."""
    return {
        other.value
        for other in page_claims.openings
        if other.house == one.house and other.dates & one.dates
    }


def _month_day(day: date) -> tuple[int, int]:
    return day.month, day.day


def _hours(passages: tuple[claims.Passage, ...], page_claims: _PageClaims) -> Iterator[Finding]:
    """Yield each hour that the page does not name for that day; 午後2時 and 14時 are the same,
    午前2時 is not.
    """
    allowed = cache(page_claims.minutes)
    spans = _unlike(time for each in page_claims.passages for time in each.times)
    both = [claims.moments(one, page=True) for one in spans]
    for passage in passages:
        for one in passage.times:
            again = "再開" in passage.text  # at the hour until which it stood still
            until = again or any(day.mention.joined == "~" for day in passage.days)
            until |= _CLOSES.search(passage.text) is not None
            to = one.ends is not None and _FROM_TO.search(passage.text)  # 19時から20時に延長
            until |= _DESK.search(passage.text) is not None
            until |= _TO_DAY.search(passage.text, 0, one.start - passage.start) is not None
            until |= one.ends is None and any(
                each.begins is None and each.start > one.start for each in passage.times
            )  # 平日は19時、土日は17時まで
            begins = one.begins is not None and not (one.aside or until or to)
            means = claims.moments(one)
            if any(_same_span(means, other) for other in both) or _of_slots(means, spans):
                continue  # whatever of
            mixed = len(means) == 2 and not _FROM_TO.search(passage.text) and _mixed(means, both)
            if not mixed and all(
                mean & allowed(passage.dates, passage.role, begins=begins and n == 0)
                for n, mean in enumerate(means)
            ):
                continue
            page = _few(
                time.words
                for each in page_claims.passages
                if each.dates & passage.dates
                for time in each.times
            )
            page = page or _few(time.words for each in page_claims.passages for time in each.times)
            why = f"この時刻はリンク先のページと合いません{f'(ページ: {page})' if page else ''}。"
            yield finding("6(9)", one.words, TEXT, why, stop=True)


def _of_slots(means: tuple[frozenset[int], ...], spans: Sequence[Times]) -> bool:
    """Return whether a span begins with the first of the hours that the page lists, and ends within
    an hour of the last: 10時～16時 of 10時, 11時, 13時, 14時, 15時, of 50 minutes each.
    """
    begins = sorted({min(claims.moments(one, page=True)[0]) for one in spans if one.begins})
    bare = len(begins) >= _SLOTS and all(one.ends is None for one in spans)
    return (
        bare
        and len(means) == 2
        and begins[0] in means[0]
        and any(begins[-1] < end <= begins[-1] + _AN_HOUR for end in means[1])
    )


def _unlike(times: Iterable[Times]) -> list[Times]:
    """Return one of each of the times that say the same: a page may say one a thousand times."""
    return [*{(one.begins, one.ends, one.words, one.aside): one for one in times}.values()]


def _same_span(means: tuple[frozenset[int], ...], both: tuple[frozenset[int], ...]) -> bool:
    """Return whether beginning and end of two spans may be the same minutes of the day."""
    return len(means) == len(both) == 2 and bool(means[0] & both[0] and means[1] & both[1])


def _mixed(means: tuple[frozenset[int], ...], spans: Sequence[tuple[frozenset[int], ...]]) -> bool:
    """Return whether a span has the beginning of some spans of the page, each of which has another
    end, and the end of others: 9時～19時 of 9時～16時 and 9時30分～19時.
    """
    whole = [both for both in spans if len(both) == 2]
    alone = [both[0] for both in spans if len(both) == 1]
    begins = any(means[0] & both[0] for both in whole)
    ends = any(means[1] & both[1] for both in whole)
    return begins and ends and not any(mean & one for mean in means for one in alone)


def _turned(
    passages: tuple[claims.Passage, ...], page_claims: _PageClaims, folded: str
) -> Iterator[Finding]:
    """Yield each hour that the draft tells as an end and the page as a beginning only, or the other
    way round: 午後3時まで for 午後3時から. To come by an hour (10時までに) ends nothing.
    """
    times = cache(lambda dates: _unlike(page_claims.times(dates)))
    for passage in passages:
        for time in passage.times:
            edge = _edge(time)
            again = edge == "start" and _AGAIN.search(passage.text)  # until then it stood still
            if not edge or again or (edge == "end" and folded.startswith("に", time.end)):
                continue
            (mean,) = claims.moments(time)
            page = [one for one in times(passage.dates) if _touches(one, mean)]
            if page and all(_edge_at(one, mean) not in ("", edge) for one in page):
                why = f"ページでは「{_few(one.words for one in page)}」です。"
                yield finding("6(9)", time.words, TEXT, why, stop=True)


def _edge(time: Times) -> str:
    """Return which end of something the only hour of a time is; empty for none, or for both."""
    if time.begins is None:
        return "end"
    return "start" if time.words.endswith("～") else ""


def _touches(time: Times, minutes: frozenset[int]) -> bool:
    """Return whether a time begins or ends at one of these minutes of the day."""
    return any(mean & minutes for mean in claims.moments(time))


def _edge_at(time: Times, minutes: frozenset[int]) -> str:
    """Return which end of a time lies at these minutes; empty where that is not said."""
    if time.begins is None or time.ends is None:
        return _edge(time)
    return "start" if claims.moments(time)[0] & minutes else "end"


def _without_moments(folded: str, passages: tuple[claims.Passage, ...]) -> str:
    """Return a folded text with blanks for the figures of its days and hours, years excepted."""
    spans = [
        (day.mention.start, day.mention.end)
        for one in passages
        for day in one.days
        if day.mention.date
    ]
    spans += [(time.start, time.end) for one in passages for time in one.times]
    for start, end in spans:
        years = re.sub(r"(?<!\d)\d{1,2}(?!\d)", lambda n: " " * len(n[0]), folded[start:end])
        folded = f"{folded[:start]}{years}{folded[end:]}"
    return folded


def _worked_out(number: int, counts: str, page_claims: _PageClaims) -> bool:
    """Return whether a number follows from what the page tells one by one: its libraries (3館,
    3つの館), its days (全4回), the length of what goes on.
    """
    if re.match(r"館|か所|つの[館図会]", counts):
        return number <= len(page_claims.houses) or number in page_claims.listed
    days = {key for key, roles in page_claims.days.items() if "" in roles}
    lengths = {(last - first).days + 1 for first, last in page_claims.spans}
    if number > 1 and number in page_claims.listed and re.match(r"回|部|つの|種類|コース", counts):
        return True
    if counts.startswith("回"):
        return (number > 1 and number == len(days)) or number in page_claims.a_month
    if counts.startswith("週間後"):
        return any(one + timedelta(weeks=number) in page_claims.dates for one in page_claims.dates)
    if counts.startswith("週間"):
        in_days = page_claims.counts.get(str(number * 7), set())
        in_weeks = any("週間" in some for some in page_claims.counts.values())
        if "日間" in in_days or in_weeks:
            return "日間" in in_days
        if "日" in in_days:
            return True
    whole = counts.startswith("日間") and number % 7 == 0
    if whole and "週間" in page_claims.counts.get(str(number // 7), ()):
        return True
    if counts.startswith(("日間", "日")) and not counts.startswith("日("):
        return number > 1 and number in {*lengths, len(days)}
    unit = next((each for name, each in _LENGTHS.items() if counts.startswith(name)), 0)
    return bool(unit) and any(abs(days - number * unit) <= unit // 10 for days in lengths)


def _stands(
    number: str,
    unit: str,
    *,
    behind: str,
    summed: bool,
    compared: bool,
    page_claims: _PageClaims,
) -> bool:
    """Return whether the page has a number of a unit, or it follows from what it has; `behind`: the
    text behind it; `summed`: the text tells of several things together; `compared`: by how much one
    is more than another.
    """
    own = page_claims.amounts.get(unit, set())
    apart = {abs(a - b) for a in own for b in own if a != b} if compared else set()
    times = page_claims.amounts.get("回", set()) if summed else set()
    whole = {a * n for a in own for n in times if n > 1}
    whole |= {a + b for a in own for b in own if a != b} if summed else set()
    half = {n // 2 for n in own if n % 2 == 0} if "半額" in page_claims.folded else set()
    if unit and int(number or 0) in apart | whole | (half if unit == "円" else set()):
        return True
    if _worked_out(int(number or 0), f"{unit}{behind[:2]}", page_claims):
        return True
    if unit in ("分", "分間") and int(number or 0) in page_claims.durations:
        return True
    if unit == "月":
        return int(number or 0) in page_claims.months
    if unit in claims.MOMENTS:
        return number in (page_claims.numbers if unit else page_claims.written)
    counted = page_claims.counts.get(number, set())
    may_be = unit in _SUMMED and (summed or unit not in _SEATS)
    some = page_claims.amounts.get(unit, set()) if may_be else set()
    return (
        not {unit, "", "つ"}.isdisjoint(counted)
        or (not unit and any(behind.startswith(one) for one in counted))
        or (unit == "歳" and "年" in counted)  # 50年 of a town that is 50歳
        or (
            bool(claims.KATAKANA.fullmatch(unit))  # ミリ is ミリリットル
            and any(one.startswith(unit) or unit.startswith(one) for one in counted)
        )
        or any(int(number or 0) - n in some - {n} for n in some)
        or (
            unit in _LASTS
            and any(
                int(number or 0) + n in page_claims.amounts.get(unit, ())
                for n in page_claims.amounts.get(unit, ())
            )
        )
    )


def _numbers(
    text: Stretch, passages: tuple[claims.Passage, ...], page_claims: _PageClaims
) -> Iterator[Finding]:
    """Yield each other number that is not on the page, or counts something else there: 20人 is no
    20冊. A telephone number is one thing, however many figures it has.
    """
    flat = _without_moments(text.folded, passages)
    for chain in claims.chains(flat):
        if re.sub(r"[-()\s]", "", chain[0]) not in page_claims.figures:
            why = "この番号はリンク先のページにありません。"
            yield finding("6(9)", chain[0], TEXT, why, stop=True)
        flat = flat.replace(chain[0], " " * len(chain[0]))
    flat_numbers = ungrouped(flat)
    for place, number, unit in claims.numbers(flat_numbers):
        if place["kanji"] == "一" and not claims.ONE_EACH.match(flat_numbers, place.end()):
            continue  # 一冊一冊, お気に入りの一冊
        day = re.search(r"(?<!\d)(\d{1,2})/$", flat_numbers[: place.start()])
        if day and number and (int(day[1]), int(number)) in page_claims.days:
            continue  # 1/21川口
        if not unit and ":" in flat_numbers[place.start() - 1 : place.end() + 1]:
            continue  # 13:30から4時まで
        spans = (
            page_claims.ranges.get(unit, ())
            if _LISTED.search(flat_numbers[: place.start()])
            else ()
        )
        if any(first < int(number or 0) < last for first, last in spans):
            continue  # 4・5・6年生 of 4年生から6年生
        if _REST.search(flat_numbers, 0, place.start()):
            continue  # ほかの3回 of 4回
        behind = flat_numbers[place.end() :].lstrip()  # 第2 ホール for 第2ホール
        summed = _TOGETHER.search(text.folded) is not None
        compared = _MORE.match(flat_numbers, place.end()) is not None
        on_page = _stands(
            number,
            unit,
            behind=behind,
            summed=summed,
            compared=compared,
            page_claims=page_claims,
        )
        if not on_page and page_claims.tells_otherwise(number, unit):
            alike = (f"{n}{unit}" for n, some in page_claims.counts.items() if unit in some)
            page = _few(alike) if unit else ""
            why = f"この数字はリンク先のページにありません{f'(ページ: {page})' if page else ''}。"
            words = place[0] if not behind.startswith(unit) else f"{place[0]}{unit}"
            yield finding("6(9)", words, TEXT, why, stop=True)


def _weekly(page_claims: _PageClaims) -> Iterator[date]:
    """Yield each day of the page that has another a week before and one a week after."""
    days = {day.mention.date for one in page_claims.passages for day in one.days}
    week = timedelta(days=7)
    yield from (at for at in days if at and {at - week, at + week} <= days)


#: 水曜 2月3日~3月3日(全5回): each week, without the word
_COURSE: Final = re.compile(
    r"(?P<day>[月火水木金土日])曜日?\s*[(:]?\s*\d{1,2}[月/]\d{1,2}日?[^\s~]{0,4}~"
)


def _series_and_places(text: Stretch, page_claims: _PageClaims) -> Iterator[Finding]:
    """Yield each series of weekdays and each named place that the page does not have."""
    series = tuple(claims.series(text.folded))
    page_series = tuple(claims.series(page_claims.folded)) if series else ()
    weeks: frozenset[str] = frozenset().union(*(some for _, some in page_series))
    runs = (
        frozenset(f"毎{WEEKDAYS[at.weekday()]}" for at in _weekly(page_claims)) if series else weeks
    )
    courses = frozenset(f"毎{one['day']}" for one in _COURSE.finditer(page_claims.folded))
    for words, some in series:
        if not some <= weeks | runs | courses:
            page = _few(f"{other.removesuffix('曜')}曜" for other, _ in page_series)
            why = f"この曜日はリンク先のページにありません{f'(ページ: {page})' if page else ''}。"
            yield finding("6(9)", words, TEXT, why, stop=True)
    for place in claims.places(text.folded):
        if not page_claims.has_place(place):
            page = _few(claims.places(page_claims.folded))
            why = f"この場所はリンク先のページにありません{f'(ページ: {page})' if page else ''}。"
            yield finding("6(9)", place, TEXT, why, stop=bool(page))


def _falls_into(half: str, page_claims: _PageClaims) -> bool:
    """Return whether the page names an hour of that half of the day, however it writes it."""
    begins = (time.begins for one in page_claims.passages for time in one.times if time.begins)
    return any((hour.hour >= 12) == (half == "午後") for hour in begins)


_LENT_FOR: Final = re.compile(r"\d(?:週間|日間)[^。\n]{0,6}貸[^。\n]*")


def _choices(text: Stretch, page_claims: _PageClaims) -> Iterator[Finding]:
    """Yield each value of a choice, such as 先着 or 抽選, of which the page says another one, or
    none.
    """
    whole = _ABOLISHED.sub("", page_claims.folded)
    turned = whole == page_claims.folded or _TURNS.search(text.folded) is not None
    gone = "" if turned else "\n".join(_ABOLISHED.findall(page_claims.folded))
    for choice in claims.offered(text.folded):
        ours, theirs = text.folded, whole
        if choice.name in _OWN and _CARE.search(whole):
            ours, theirs = _without_care(ours), _without_care(whole)
        if choice.name == "用意":  # 3週間お貸しします is no 道具をお貸しします
            theirs = _LENT_FOR.sub("", theirs)
        denied, values = claims.denied(choice, ours), claims.chosen(choice, ours)
        refused = claims.denied(choice, theirs) if choice.name in _OWN else {}
        if not denied and len(claims.chosen(choice, theirs, values)) == len(values) and not refused:
            continue  # all is on the page, as nearly always
        page = _of_page(choice, theirs, refused)
        for value, words in denied.items():
            if value in page:
                yield _other_choice(choice, words, [page[value]])
        was = claims.chosen(choice, gone) if gone else {}
        for value, words in values.items():
            known = value in page
            if choice.name == "申込みの方法" and not known:
                known = choice.values[value].search(page_claims.applying) is not None
            silent = not (page or choice.silent or value in was)
            if not known and not silent and not _as_told(choice, value, page_claims):
                yield _other_choice(choice, words, page.values())


def _of_page(choice: claims.Choice, whole: str, refused: Mapping[str, str]) -> dict[str, str]:
    """Return the values of a choice that a page tells and does not refuse, each with its words."""
    chosen = claims.chosen(choice, whole)
    page = {value: words for value, words in chosen.items() if value not in refused}
    if choice.name == "費用" and not page and (fee := _PAID.search(ungrouped(whole))):
        return {"有料": fee[0]}
    if choice.name == "費用" and not page and (gift := _GIVEN.search(whole)):
        return {"無料": gift[0]}
    return page


def _other_choice(choice: claims.Choice, words: str, page: Collection[str]) -> Finding:
    tells = f"ページでは「{_few(page)}」です" if page else "リンク先のページにありません"
    return finding("6(9)", words, TEXT, f"{choice.name}が合いません。{tells}。", stop=True)


def _without_care(text: str) -> str:
    """Return a text without its sentences on what has a fee and a way to apply of its own."""
    return "\n".join(one for one in _sentences(text) if not _CARE.search(one))


def _as_told(choice: claims.Choice, value: str, page_claims: _PageClaims) -> bool:
    """Return whether a page tells a value otherwise than in words: 午後3時 of 15時, a cell of a
    table, what stands still.
    """
    if choice.name == "時間帯" and _falls_into(value, page_claims):
        return True
    cell = rf"(?m)\s{re.escape(value)}(?:\s(?!\d)|\((?!\d)|$)"
    return re.search(cell, page_claims.folded) is not None


def _fees(text: Stretch, page_claims: _PageClaims) -> Iterator[Finding]:
    """Yield an amount told without what it is for, where the page says that the thing is free and
    has the amount for something else: 300円 of the 保育.
    """
    if "無料" in text.folded or "無料" not in page_claims.folded:
        return
    if not any("無料" in one and _ENTRY.search(one) for one in _sentences(page_claims.folded)):
        return
    for sentence in _sentences(text.folded):
        for amount in () if _PURPOSE.search(sentence) else _YEN.finditer(sentence):
            holders = [
                one
                for one in _sentences(page_claims.folded)
                if amount[0] in (each[0] for each in _YEN.finditer(one))
            ]
            if holders and not any(_ENTRY.search(one) for one in holders):
                why = "ページでは「無料」で、この額はほかのことの額です。"
                yield finding("6(9)", amount[0], TEXT, why, stop=True)


def _of_one_way(ours: dict[str, str], theirs: dict[str, str], text: str, page: str) -> bool:
    """Return whether what a page answers is of what the text speaks, too: 電話での申込はできません
    is nothing against 窓口での申込ができます.
    """
    sentences = "\n".join(one for one in _sentences(text) if any(o in one for o in ours.values()))
    topics = (
        claims.topic(one[: one.find(words)] + words.partition("は")[0])
        for words in theirs.values()
        for one in _sentences(page)
        if words in one
    )
    return any(claims.shares(topic, sentences) for topic in topics)


def _answers(text: Stretch, page_claims: _PageClaims) -> Iterator[Finding]:
    """Yield what is there, allowed or needed in one and not in the other: 駐車場あり for
    駐車場なし; for whom alone, where the page has no such limit.
    """
    answers = claims.answers(text.folded)
    page = claims.answers(page_claims.folded) if answers else {}
    for (thing, question), replies in answers.items():
        alike = [
            reply
            for (other, topic), reply in page.items()
            if topic == question and (other.endswith(thing) or thing.endswith(other))
            if not claims.ANY_NOUN.fullmatch(thing)
            or _of_one_way(replies, reply, text.folded, page_claims.folded)
        ]
        values = frozenset().union(*alike)
        if values and values.isdisjoint(replies):
            words = _few(words for reply in alike for words in reply.values())
            why = f"ページでは「{words}」です。"
            yield finding("6(9)", next(iter(replies.values())), TEXT, why, stop=True)
    narrowings = tuple(claims.narrowings(text.folded))
    alone = {who for who, _ in claims.narrowings(page_claims.folded)} if narrowings else set()
    for who, words in narrowings:
        audience = re.search(
            rf"(?:対象|参加できる)[^。\n]*{re.escape(who)}(?P<behind>[^。\n]{{0,12}})",
            page_claims.folded,
        )
        beside = _BESIDE.search(audience["behind"]) if audience else None
        shared = beside is not None and beside["who"] not in text.folded
        # 12人だけ is compared as a number
        here = words in page_claims.folded or re.search(rf"\d\s?{re.escape(words)}", text.folded)
        if who not in alone and not here and (audience is None or shared):
            why = "この限定はリンク先のページにありません。"
            yield finding("6(9)", words, TEXT, why, stop=True)
    yield from _admitted(text, page_claims)
    few, everybody = claims.audience(text.folded)
    narrower = few and not everybody and few not in page_claims.folded
    if narrower and claims.audience(page_claims.folded)[1]:
        why = "ページでは「どなたでも」です。"
        yield finding("6(9)", few, TEXT, why, stop=True)
    limit = _FOR_WHOM.search(page_claims.folded) if everybody else None
    limited = limit is not None and limit["limit"] not in text.folded
    if limit and limited and not claims.audience(page_claims.folded)[1]:
        why = f"ページでは「{limit['limit']}」の方が対象です。"
        yield finding("6(9)", "どなたでも", TEXT, why, stop=True)


def _admitted(text: Stretch, page_claims: _PageClaims) -> Iterator[Finding]:
    """Yield who may come in where the page turns them away, and the other way round; and rates
    such as 1回100円 that the page has with other figures.
    """
    page = claims.admissions(page_claims.folded)
    for who, replies in claims.admissions(text.folded).items():
        if who in page and page[who].keys().isdisjoint(replies):
            why = f"ページでは「{_few(page[who].values())}」です。"
            yield finding("6(9)", next(iter(replies.values())), TEXT, why, stop=True)
    ours = claims.pairs(ungrouped(text.folded))
    known = claims.pairs(page_claims.folded) if ours else {}
    for units, rates in ours.items():
        for rate, words in rates.items():
            if known.get(units) and rate not in known[units]:
                why = f"ページでは「{_few(known[units].values())}」です。"
                yield finding("6(9)", words, TEXT, why, stop=True)


def _titles(matter: Matter, page: Page) -> Iterator[Finding]:
    """Yield what the page's title says otherwise than its text, and the list's than both: 臨時開館
    for 臨時休館, 無料 for 有料, another day. Who writes a text sees the page, not its list.
    """
    listed = matter.candidate.listed
    pairs = [("ページの題名", page.title, "本文", page.text)]
    if listed and not matter.candidate.by_hand and fold(listed) != fold(page.title):
        pairs.append(("一覧の題名", listed, "ページ", f"{page.title}\n{page.text}"))
    near = page.published or matter.context.today
    for what, title, where, body in pairs:
        for choice in claims.TITLED:
            choices = claims.chosen(choice, fold(title))
            page_choices = claims.chosen(choice, fold(body)) if choices else {}
            for value, words in choices.items():
                if page_choices and value not in page_choices:
                    tells = f"{where}では「{_few(page_choices.values())}」です。"
                    why = f"{what}と{where}が合いません。{tells}"
                    yield finding("6(9)", words, TITLE, why, stop=True)
        yield from _title_days(title, body, near, f"{what}の日が{where}にありません")


def _listed(listed: str, title: str, page_claims: _PageClaims) -> Iterator[Finding]:
    """Yield what a list's title says otherwise than the page does, title and all: another hour,
    number, place or choice, where the page's title has one of that kind.
    """
    if listed == title:
        return
    every = page_claims.minutes(frozenset(), "", begins=False)
    for time in find_times(listed) if every else ():
        if not all(mean & every for mean in claims.moments(time)):
            yield _other_title(time.words, "時刻")
    own = claims.counts(ungrouped(title))
    for match, number, unit in claims.numbers(ungrouped(listed)):
        alike = any(unit in some for some in own.values())
        if unit not in claims.MOMENTS and alike and unit not in page_claims.counts.get(number, ()):
            yield _other_title(match[0], "数字")
    if any(claims.places(title)):
        for place in claims.places(listed):
            if place not in page_claims.flat:
                yield _other_title(place, "場所")
    for choice in claims.offered(title):
        own_title = claims.chosen(choice, title)
        page = claims.chosen(choice, page_claims.folded) if own_title else {}
        for value, words in claims.chosen(choice, listed).items() if own_title else ():
            if value not in page:
                yield _other_title(words, choice.name)


def _other_title(words: str, what: str) -> Finding:
    why = f"一覧の題名とページの{what}が合いません。どちらが正しいか、確かめてください。"
    return finding("6(9)", words, TITLE, why, stop=True)


def _title_days(title: str, body: str, near: date, why: str) -> Iterator[Finding]:
    """Yield the first day of a title when its text names days of the thing, and none of the
    title's.
    """
    days = [day for one in claims.passages(title, near) for day in one.days if day.mention.date]
    if not days or _STAMP.search(fold(title)):
        return
    if _CALLED_OFF.search(title) and _NEXT_TIME.search(body):
        return  # 【中止】10月5日の観望会, whose text tells the next one alone
    page_claims = _PageClaims(claims.passages(resolve_relative(body, near), near), None, near)
    posted = (near.month, near.day)
    own = [key for key, roles in page_claims.days.items() if "" in roles and key != posted]
    dates = [day.mention.date for day in days if day.mention.date]
    known = any(
        (at.month, at.day) in page_claims.days
        or any(first <= at <= last for first, last in page_claims.spans)
        for at in dates
    )
    if own and not known:
        page = page_claims.said_days("")
        yield finding("6(9)", days[0].mention.text, TITLE, f"{why}(ページ: {page})。", stop=True)


_ROLE: Final = re.compile(r"^(?:講師|話し手|語り手|出演者?|作者|著者|監督|司会|演奏)(?=.{2})")


_POST: Final = re.compile(
    r"(?:司書|職員|館長|店長|係|先生|学芸員|スタッフ|店員)(?:さん|さま|様|の方)?$|[でがを]"
)


def _limits_and_names(text: Stretch, page_claims: _PageClaims) -> Iterator[Finding]:
    """Yield for whom, what one can do, and who: 中学生以下 for 高校生以下, 返せません for 返せます,
    a name that is not on the page.
    """
    limits = claims.limits(text.folded)
    page = claims.limits(page_claims.folded) if limits else {}
    for limit, words in limits.items():
        if page and limit not in page:
            why = f"対象が合いません。ページでは「{_few(page.values())}」です。"
            yield finding("6(9)", words, TEXT, why, stop=True)
    for person in s11_privacy.persons(text.folded):
        name = _ROLE.sub("", re.sub(r"\s", "", person["name"]))  # 講師 ①例示はな
        if _POST.search(name):
            continue  # 図書館で働く司書さん
        behind = re.split("[のは]", name)[-1]  # 講師の例示さん, お話は例示さん
        tails = (name[n:] for n in range(len(name) - 2))  # 絵本作家例示はなさん
        if not any(one in page_claims.flat for one in (*tails, name, behind) if len(one) > 1):
            why = "この人の名はリンク先のページにありません。"
            yield finding("6(9)", person[0], TEXT, why, stop=True)


def _known(whole: str, plain: str, published: date | None, today: date) -> set[str]:
    """Return every number of a page, without leading zeros, in each of the ways in which it may be
    written; in `plain` its relative words are days.
    """
    folded = ungrouped(fold(whole))
    numbers = {int(match[0]) for match in _NUMBER.finditer(folded)}
    numbers |= (
        {hour + 12 for hour in numbers if hour <= 12}
        if re.search("午後|PM|pm|夜", folded)
        else set()
    )
    numbers |= {int(hour) - 12 for hour in _LATE.findall(folded) if int(hour) in numbers}
    numbers |= {30} if _HALF.search(folded) else set()
    numbers |= {12, 0} if "正午" in folded else set()
    numbers |= {era_year(era, year) for era, year in _ERA.findall(folded)}
    for day in (*mentions(plain, published or today), *mentions(whole, today)):
        if day.date:
            numbers |= {day.date.year, day.date.month, day.date.day}
    if published:
        numbers |= {published.year, published.month, published.day}
    return {str(number) if number else "" for number in numbers}


def _without_remarks(line: str, act: str) -> str:
    """Return a line without the brackets in which its word does not stand."""
    return _BESIDE_IT.sub(lambda one: one[0] if act in one[0] else "", line)


def _outright(text: Stretch, page_claims: _PageClaims) -> Iterator[Finding]:
    """Yield a closing told as certain where every sentence of the page that has the word has a
    condition too, or the page has nothing of the kind.
    """
    page = _sentences(page_claims.folded)
    for sentence in _sentences(text.folded):
        bare = _AT_HOUR.sub("", sentence) if _ACT_SIGN.search(sentence) else ""
        act_match = _OUTRIGHT.search(bare)
        if act_match is None or DOUBT.search(sentence) or _IF.search(sentence):
            continue
        act = act_match["act"] or act_match["label"]
        lines = [line for line in page if act in line]
        if lines and all(DOUBT.search(_without_remarks(line, act)) for line in lines):
            why = (
                f"ページでは「{act}」は場合によることです。"
                "決まったことのように書いていないか確かめてください。"
            )
            yield finding("6(9)", act_match[0], TEXT, why, stop=True)
        elif not _KNOWS.search(page_claims.folded):
            why = f"「{act}」という語がリンク先のページにありません。"
            yield finding("6(9)", act_match[0], PAGE, why, stop=True)


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"[。\n]", text) if sentence.strip()]
