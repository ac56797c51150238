"""Pure: facts become the text that a director signs: title, summary, link, at most 280 weighted
characters (5(1)ア, 5(3)イ).

中止, 延期 and 訂正 come first, the news as the page tells it, then 日時, 会場, 対象, 申込 under the
page's own labels. What does not fit goes in the order of its use to a reader: 持ち物, 費用, 定員
before 対象, 申込, before 会場, 日時.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import lru_cache
from itertools import takewhile
from math import inf
from typing import TYPE_CHECKING, Final

from bridge.draft.entire import here
from bridge.draft.everyhouse import shut_houses
from bridge.draft.excepted import is_told, parted
from bridge.draft.fitting import (
    NAMES,
    Part,
    check_template,
    fit,
    lines_weigh,
    render,
    stands_alone,
    wordings,
)
from bridge.draft.fullest import fullest, says_more
from bridge.draft.kinds import KINDS
from bridge.draft.nearly import nearly
from bridge.draft.parts import behind_first, in_one_bracket, rows_of_parts
from bridge.draft.proofreading import NO_LABEL, OF_FACTS, POINTED, SEVERAL_DAYS, faults
from bridge.draft.shorter import in_digits, shorter, tersely
from bridge.draft.standalone import reasonless, undressed
from bridge.draft.subject import pairs
from bridge.draft.tabled import MORE, tabled
from bridge.draft.tellings import flowing
from bridge.draft.twofold import left_out
from bridge.draft.usual import FREE, unsaid
from bridge.draft.whose import by_name
from bridge.text.clean import folded, harmless
from bridge.text.dates import mentions, say_day
from bridge.text.grounds import ungrounded
from bridge.text.times import find_times
from bridge.text.weight import LIMIT, LINK, weigh
from bridge.topics.outline import is_library, split
from bridge.topics.sorts import Sort, has_day
from bridge.values import dataclass

if TYPE_CHECKING:
    from datetime import date

    from bridge.model import Facts, Page

__all__ = ["KINDS", "NAMES", "Composed", "Style", "check_template", "compose", "grounded"]

SEVERAL: Final = "日程はそれぞれ異なります。リンク先でご確認ください。"
BY_LIBRARY: Final = "日程は館により異なります。リンク先でご確認ください。"
CLOSINGS: Final = "休館日は館により異なります。リンク先でご確認ください。"
FIRST_ONES: Final = 150  #: weighted characters that the first three of many events may take
ELSEWHERE: Final = "詳しくはリンク先をご覧ください。"
FURTHER: Final = 3  #: sentences beside those that a draft needs
LISTED: Final = 5  #: topics that are told one by one
MANY: Final = 6  #: of more things the first are told
FEW: Final = 2  #: of so few things all are told
EVENT: Final = 86  #: the use of one of several things with its days
WON: Final = 89  #: the use of who won
#: pairs of letters beside the title's that a first sentence has which says more than it
FRESH: Final = 10
ASKING: Final = 75  #: the use of how to apply
#: of until when: whoever misses how looks it up, whoever is late has lost it
BY_WHEN: Final = 76
#: the uses of a list of topics: days by name, names, what says that there are more
LIST: Final = (
    86,
    87,
    88,
)
#: the summary's words that are the house's own, not the page's
OWN: Final = (
    f"{SEVERAL}{BY_LIBRARY}{CLOSINGS}{MORE}{ELSEWHERE}日時 会場 対象 定員 募集人数 "
    "費用 持ち物 申込 参加方法 期間 休館期間 休館日 申込締切 応募締切 テーマ 内容 紹介する本 "
    "一部の館では異なります リンク先から 中止 延期 訂正 お知らせ ほか など 電話 インターネット "
    "開館時間 開館日 日により異なります"
)


@dataclass(frozen=True, slots=True)
class Style:
    """How a source's drafts look."""

    template: str = "{title}\n{summary}\n{url}"
    #: template by kind of page (KINDS); wins over `template`
    kinds: Mapping[str, str] = field(default_factory=dict)
    hashtags: tuple[str, ...] = ()  #: without #
    library: str = ""  #: whose pages these are, where several share the site


@dataclass(frozen=True, slots=True)
class Candidate:
    """One wording, with what proofreading says of it."""

    text: str
    title: str
    summary: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Composed:
    """A draft as composed."""

    text: str  #: what X will show, link included
    title: str  #: as it stands in the text
    summary: str  #: as it stands in the text
    url: str  #: the link as it stands in the text; empty when there is none
    weight: int  #: weighted characters, 280 at most
    kind_of_page: str  #: one of KINDS
    urgent: bool
    expires_on: date | None  #: the last day on which the draft makes sense; None = unknown
    notes: tuple[str, ...]  #: for the person who reads it, Japanese
    tried: tuple[Candidate, ...] = ()  #: the wordings before this one, each with its faults


def compose(page: Page, facts: Facts, style: Style, url: str, today: date) -> Composed:
    """Return the draft of `page`; at most 280 weighted characters, its link whole and alone on its
    line.
    """
    kind = facts.kind or "notice"
    title = _titled(facts, style.library)
    notes = [*page.notes, *facts.notes]
    counted = weigh(url)
    link = url if counted <= LIMIT // 2 else ""
    if url and counted != LINK:  # X makes no link of it, and counts each of its characters
        notes.append(
            "アドレスがXでリンクになりません" + ("" if link else "。長いため、付けていません")
        )
    values = {
        "title": title,
        "url": link,
        "when": "、".join(words for _, words in facts.when),
        "where": facts.place,
        "who": facts.audience,
        "apply": facts.apply,
        "deadline": say_day(facts.deadline, today) if facts.deadline else "",
        "label": facts.label,
        "hashtags": " ".join(f"#{tag.lstrip('#')}" for tag in style.hashtags),
    }
    template = _tagged(style.kinds.get(kind) or style.template, style)
    wordings = _candidates(
        facts, title, today, empty=not page.text.strip() or bool({*page.notes} - {"PDF"})
    )
    candidates = _worded(wordings, facts, template=template, values=values, today=today)
    best = min(candidates, key=lambda one: len(one.faults))
    if "{summary}" in template:
        best = _best(best, facts, title, template=template, values=values, today=today)
        if with_exceptions := _excepted(facts, best.summary):
            return compose(page, with_exceptions, style=style, url=url, today=today)
        best = _by_name(best, facts, template=template, values=values, today=today)
    notes += best.faults
    text = f"{best.title}\n{best.summary}"
    dayless = _dayless(facts, text, today)
    notes += filter(None, [_missed(facts, text, today, dayless=dayless)])
    if best.summary not in ("", ELSEWHERE):
        notes += _unsaid(facts, title, best.summary, page.text)
    elif "{summary}" in template and not (dayless or page.notes):
        notes.append(_why_empty(page))
    return Composed(
        text=best.text,
        title=best.title,
        summary=best.summary,
        url=link,
        weight=weigh(best.text),
        kind_of_page=kind,
        urgent=facts.urgent,
        expires_on=_expires(facts, today),
        notes=tuple(dict.fromkeys(notes)),
        tried=tuple(one for one in candidates if one.faults and one is not best),
    )


def _excepted(facts: Facts, summary: str) -> Facts | None:
    """Return the facts with what is otherwise on single days of a row behind it, where a summary
    tells the row and not that; None where it tells all.
    """
    untold: dict[str, list[str]] = {}
    for row, words, pattern in facts.excepted:
        if row in summary and not is_told(pattern, summary, row):
            untold.setdefault(row, []).append(words)
    if not untold:
        return None
    when = tuple(
        (label, f"{words}({'、'.join(untold[words])})" if words in untold else words)
        for label, words in facts.when
    )
    # the labelled lines do not have them
    return replace(facts, when=when, excepted=(), labelled=())


def _best(
    best: Candidate,
    facts: Facts,
    title: str,
    *,
    template: str,
    values: Mapping[str, str],
    today: date,
) -> Candidate:
    """Return the wording in the page's own lines where there is one, else the one that was put
    together, filled; of a table the one that tells more rows, of labelled lines the one that says
    more of them.
    """
    whole, labelled = _as_written(facts, title, template=template, values=values, today=today)
    if whole and not whole.summary.endswith(MORE):
        return whole
    best = _filled(best, facts, template=template, values=values, today=today)
    if whole:
        # a row of a round's table is a stop, and not a course
        every = facts.kind == "service" and _rows_told(best) > 1 and MORE not in best.summary
        return best if every or _rows_told(best) > _rows_told(whole) else whole
    if labelled is None or _excepted(facts, labelled.summary):
        return best
    more = says_more(labelled.summary, f"{best.title}\n{best.summary}", facts.labelled)
    return labelled if more else best


def _by_name(
    best: Candidate, facts: Facts, *, template: str, values: Mapping[str, str], today: date
) -> Candidate:
    """Return a wording in which what is of one part of the page stands with that part's name."""
    worded = best
    for lines in by_name(best.title, best.summary, facts.parts, today):
        summary = "\n".join(lines)
        text = render(template, {**values, "title": best.title, "summary": summary or ELSEWHERE})
        wrong = faults(best.title, summary, facts, today)
        worded = Candidate(text, best.title, summary or ELSEWHERE, wrong)
        more = [one for one in wrong if one not in best.faults and not one.endswith(NO_LABEL)]
        if weigh(text) <= LIMIT and not more:  # the name of a part before it makes it none
            break
    return worded


def _rows_told(it: Candidate) -> int:
    return sum(line.startswith("・") for line in it.summary.split("\n"))


def _as_written(
    facts: Facts, title: str, *, template: str, values: Mapping[str, str], today: date
) -> tuple[Candidate | None, Candidate | None]:
    """Return the wording that tells a page in its own lines (whole, without what it can do without,
    its one table, its sentences), and the one of its labelled lines; None where there is no room
    for it, or proofreading finds a fault.
    """

    def worded(lines: Sequence[str]) -> Candidate:
        summary = "\n".join(lines)
        text = render(template, {**values, "title": title, "summary": summary})
        return Candidate(text, title, summary, ())

    # by its lines, as nothing ends the last one of the text
    around = lines_weigh([worded([]).text]) if stands_alone(template) else -inf

    def wrong(lines: Sequence[str]) -> Sequence[str] | None:
        if around + lines_weigh(lines) > LIMIT + 1:
            return None  # many are tried, and few have room
        it = worded(lines)
        return faults(title, it.summary, facts, today) if weigh(it.text) <= LIMIT else None

    def fits(lines: Sequence[str], borne: tuple[str, ...] = (POINTED,)) -> bool:
        those = wrong(lines)
        return those is not None and all(fault.endswith(borne) for fault in those)

    def fits_labels(lines: Sequence[str]) -> bool:
        return fits(lines, (POINTED, SEVERAL_DAYS))  # the line of days has them all

    def fits_rows(lines: Sequence[str]) -> bool:
        return fits(lines, (POINTED, *OF_FACTS))  # which were not read from the rows

    entire = facts.entire
    whole = next(filter(fits, filter(None, (entire, shorter(entire)))), ())
    whole = (
        whole
        or nearly(entire, title, fits, LIMIT + 1 - around)
        or tabled(facts, title, today, fits_rows)
    )
    flow = () if whole else flowing(facts.flow, wrong)
    room = LIMIT - weigh(worded(["a"]).text) + 1
    labelled = () if whole else fullest(facts.labelled, room, fits_labels)
    lines = "\n".join(labelled)
    # of a closing the labelled lines are of what is open meanwhile
    more = facts.kind != "closure" and says_more(lines, "\n".join(flow), facts.labelled)
    if flow and not (labelled and more):
        whole, labelled = flow, ()
    return worded(whole) if whole else None, worded(labelled) if labelled else None


def _worded(
    wordings: Iterable[tuple[Sequence[Part], Sequence[Part]]],
    facts: Facts,
    *,
    template: str,
    values: Mapping[str, str],
    today: date,
) -> list[Candidate]:
    """Return the wordings in order, each with its faults, up to the first that has none."""
    candidates: list[Candidate] = []
    for parts, needed in wordings:
        text, line, summary = fit(template, values, parts)
        if weigh(text) > LIMIT:  # a template that no check has passed
            text, line, summary = fit("{title}\n{url}", {**values, "hashtags": ""}, ())
        if needed and not _has_all(summary, parts, needed):
            continue
        wrong = faults(line, summary, facts, today) if "{summary}" in template else ()
        candidates.append(Candidate(text, line, summary, wrong))
        if not wrong:
            break
    return candidates


def _missed(facts: Facts, text: str, today: date, *, dayless: bool) -> str:
    """Return a note of what a post would surely tell and this one does not; empty where there is
    none.
    """
    if line := next((one for one in facts.worthy if _is_left_out(one, text, today)), ""):
        return f"下書きに入っていません「{_shortened(line)}」"
    if head := next((one for one in facts.loose if _is_left_out(one, text, today)), ""):
        return f"ページにほかの日もあります「{head}」"
    return "ページに日付がありますが、下書きには入っていません" if dayless else ""


def _unsaid(facts: Facts, title: str, summary: str, page: str) -> Iterator[str]:
    """Yield a note of the one of two things of a title, and of what a post of an event usually
    tells, that the page has and a summary does not.
    """
    if thing := left_out(title, summary, page):
        yield f"題にある「{thing}」のことが下書きに入っていません"
    if names := unsaid(facts.usual, f"{title}\n{summary}"):
        yield f"{'・'.join(names)}のことがページにありますが、下書きには入っていません"


def _has_all(summary: str, parts: Sequence[Part], needed: Sequence[Part]) -> bool:
    """Whether a summary has each part that it needs, in one of its wordings."""
    forms = {each[0].text: each for each in zip(*wordings(parts), strict=True)}
    return all(any(form.text in summary for form in forms[part.text]) for part in needed)


class _Filling:
    """A wording that takes what there is room for and makes no fault."""

    def __init__(
        self,
        best: Candidate,
        facts: Facts,
        *,
        template: str,
        values: Mapping[str, str],
        today: date,
    ) -> None:
        self.best = best
        self._facts, self._template, self._values, self._today = facts, template, values, today
        self._base = best.summary
        self._further: list[tuple[int, str]] = []  # sentences, each with its place from the lead
        self._lines: list[str] = []

    def sentences(self, *, sure: bool) -> None:
        """Take the worthiest further sentences: those for any draft, or those for one that says
        little.
        """
        for sentence, place, upto, led in self._facts.further:
            before = [one for one in led if not self._is_told(one[1])]
            if len(self._further) + len(before) >= FURTHER or (upto == LIMIT) != sure:
                continue
            if weigh(self.best.text) <= upto and not self._is_told(sentence):
                self._take(sentences=[*before, (place, sentence)])

    def free(self) -> None:
        """Take in a word that nobody has to ask for or to pay, where nothing of it is told."""
        untold = unsaid(self._facts.usual, self.best.text)
        words = [word for word in self._facts.free if FREE[word] in untold]
        if words:
            self._take(lines=["、".join(words)])

    def things(self) -> None:
        """Take the sentence of the one of the two things of a title that is not told."""
        for sentence in self._facts.things:
            if left_out(self._facts.title, self.best.summary, sentence):
                self._take(lines=[sentence])

    def _is_told(self, sentence: str) -> bool:
        """Whether the wording says a sentence already, in whatever dress, or in a labelled line."""
        summary = self.best.summary
        return (
            _said(sentence, self.best.title, summary)
            or _in_a_row_said(sentence, summary)
            or _words_said(sentence, summary)
        )

    def lines(self, *, dated: bool = False) -> None:
        """Take the events of one thing, all or none, and the page's own labelled lines; `dated`
        only those of when something stops.
        """
        if items := _items(self._facts, self.best.summary):
            self._take(lines=items)
        for label, value in self._facts.beside:
            begins = (f"{label}：", f"・{label}：")
            lines = self.best.summary.split("\n")
            again = label and any(line.startswith(begins) for line in lines)
            how = _OF_HOW.search(label) and any(map(_HOW_TOLD.match, lines))
            if _FIRST_ONLY.search(value) or again or how:
                continue
            if dated and not (_DAY.search(value) and _STOPS.search(label)):
                continue
            text = f"{self.best.title}\n{self.best.summary}"
            if not (_told(label, value, text) or _times_told(value, text, self._today)):
                words = undressed(value)
                self._take(lines=[f"{label}：{words}" if label else words])

    def _take(self, sentences: Sequence[tuple[int, str]] = (), lines: Sequence[str] = ()) -> None:
        further, rows = [*self._further, *sentences], [*self._lines, *lines]
        title = self.best.title
        used = self._facts.kind in ("closure", "emergency", "service", "notice")
        plain = _without_reasons(self._base) if used else self._base
        for base, these in _fillings(self._base, plain, rows, shorten=bool(lines)):
            summary = _with_all(base, sorted(further), self._facts)
            for line in these:
                summary = _with_line(summary, line)
            text = render(self._template, {**self._values, "title": title, "summary": summary})
            if weigh(text) > LIMIT:
                continue
            wrong = faults(title, summary, self._facts, self._today)
            if set(wrong) <= set(self.best.faults):
                self.best = Candidate(text, title, summary, wrong)
                self._base, self._further, self._lines = base, further, [*these]
            return


#: how to apply, and a line that tells it
_OF_HOW: Final = re.compile(r"(?:申し?込み?|応募)の?(?:方法|しかた|仕方)$")
_HOW_TOLD: Final = re.compile(r"(?:申込|応募)：")
BARELY: Final = 6  #: letters of a sentence beside a label and its value
#: a label of days on which something cannot be used
_STOPS: Final = re.compile(r"休|停止|中止|使え|利用でき|終了|閉鎖|できない")


def _fillings(
    base: str, plain: str, rows: list[str], *, shorten: bool
) -> Iterator[tuple[str, list[str]]]:
    """Yield a summary and the lines that it takes in, from full to short."""
    yield base, rows
    yield plain, rows
    if shorten:
        yield plain, shorter(rows)
        yield _tersely(plain), tersely(rows)


def _in_a_row_said(sentence: str, summary: str) -> bool:
    """Whether a labelled line says what a short sentence does: 入場：無料, 入場は無料です。"""
    rows = (line.partition("：") for line in summary.split("\n") if _ROW.match(line))
    return any(
        label in sentence and value in sentence and len(sentence) <= len(label + value) + BARELY
        for label, _, value in rows
        if value
    )


#: what carries a sentence: figures, and words that are not all kana
_CARRIES: Final = re.compile(r"[一-龠々ァ-ヶー]+|\d+")
_VERB: Final = re.compile(r"(?:ます|です|ません|ました|ください)[。!！]?$")


def _words_said(sentence: str, summary: str) -> bool:
    """Whether a summary has each word of what has no verb: 夜7時から、2階「なみの間」で。"""
    whole = _VERB.search(sentence)
    return not whole and all(word in summary for word in _CARRIES.findall(sentence))


def _tersely(summary: str) -> str:
    """Return a summary with its labelled lines in the fewest weighted characters."""
    lines = summary.split("\n")
    rows = iter(tersely([line for line in lines if _ROW.match(line)]))
    return "\n".join(next(rows) if _ROW.match(line) else line for line in lines)


def _without_reasons(summary: str) -> str:
    """Return a summary whose sentences do not say why."""
    return "\n".join("".join(map(reasonless, split(line))) for line in summary.split("\n"))


def _filled(
    best: Candidate, facts: Facts, template: str, values: Mapping[str, str], today: date
) -> Candidate:
    """Return a wording with what there is room for: the worthiest further sentences, the page's own
    labelled lines, then, where it says little, sentences that are worth less.
    """
    filling = _Filling(best, facts, template=template, values=values, today=today)
    filling.things()
    if facts.kind in ("closure", "emergency", "service"):
        filling.lines(dated=True)
    filling.sentences(sure=True)
    filling.lines()
    filling.sentences(sure=False)
    filling.free()
    return filling.best


def _items(facts: Facts, summary: str) -> list[str]:
    """Return the events of one thing, each with its day: all, or none: 読書週間 and what is held in
    it.
    """
    whole = 1 < len(facts.events) <= LISTED and all(words for _, words in facts.events)
    if not whole or facts.several or facts.partial:
        return []
    days = [(_core(name), _days_only(words)) for name, words in facts.events]
    told = any(day and _bare(day) in _bare(summary) for _, day in days)
    return [f"・{name}：{day}" for name, day in days] if not told else []


LONG: Final = 8  #: characters of a value that stands in another one by no chance
_OF_TIME: Final = re.compile(r"締|期|時間|日時")


def _told(label: str, value: str, text: str) -> bool:
    """Whether a text has what a labelled line says: its words, or, of a time, all its figures in
    whatever words.
    """
    rows = (line.partition("：")[2] for line in text.split("\n"))
    if any(len(row) >= LONG and row in value for row in rows):
        return True  # 毎週水曜日 10:00～12:00 (6月3日スタート)
    bare = re.sub(r"[(（][^()（）]*[)）]", "", value)  # 11:00～(40分程度)
    of_time = _OF_TIME.search(label) or (label and _said(label, text))
    figures = set(re.findall(r"\d+", bare)) if of_time else set()
    same = _said(value, text) or _said(in_digits(value), text)
    return same or (len(figures) > 1 and figures <= set(re.findall(r"\d+", text)))


#: what a time is made of, and what is said with one
_OF_TIMES: Final = re.compile(
    r"[\d\s年月日時分半:～~・、,()火水木金土祝から頃ごろ]|午[前後]|正午|令和|まで|より|開[演場館始催]|休館|お?休み|し?ます|です"
)


def _times_told(value: str, text: str, today: date) -> bool:
    """Whether a line gives days and hours only, and a text has them all."""
    times = _times_of(value, today)
    return bool(times) and not _OF_TIMES.sub("", value) and times <= _times_of(text, today)


SHOWN: Final = 40  #: characters of a line that are shown


def _is_left_out(line: str, text: str, today: date) -> bool:
    """Whether a text has none of the days and hours of a line, which is not over."""
    dates = mentions(line, today)
    days = [day.date for day in dates if day.date]
    if (days and max(days) < today) or any(day.weekday_wrong for day in dates):
        return False
    times = _times_of(line, today)
    return bool(times) and not times & _times_of(text, today)


def _shortened(line: str) -> str:
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"


def _times_of(text: str, today: date) -> set[object]:
    """Return the days and hours of a text."""
    hours = {hour for one in find_times(text) for hour in (one.begins, one.ends) if hour}
    return {*((day.date.month, day.date.day) for day in mentions(text, today) if day.date), *hours}


def _with_all(summary: str, more: Sequence[tuple[int, str]], facts: Facts) -> str:
    """Return a summary and further sentences, each with its place from the lead: right behind the
    sentence before it on the page that is told, else with the others.
    """
    spoken = dict(zip(facts.places, facts.sentences, strict=False))
    for ahead, (place, sentence) in (
        *((False, m) for m in more if m[0] > 0),
        *((True, m) for m in reversed(more) if m[0] < 0),
    ):
        before = (spoken[at] for at in sorted(spoken, reverse=True) if at < place)
        behind = next((one for one in before if one in summary), "")
        if "休館日です" in sentence and any(_ROW.match(line) for line in summary.split("\n")):
            summary = _with_line(summary, sentence)  # not within the days above it
        elif behind:
            summary = summary.replace(behind, behind + sentence, 1)
        else:
            summary = _with(summary, sentence, before=ahead, kind=facts.kind)
        spoken[place] = sentence
    return summary


def _with_line(summary: str, line: str) -> str:
    """Return a summary and one labelled line more: behind its last one, else behind its sentences;
    what leads to the page stays last.
    """
    lines = summary.split("\n") if summary else []
    last = lines[-1] if lines else ""
    tail = MORE if last == MORE else ELSEWHERE if last.endswith(ELSEWHERE) else ""
    if tail:
        lines[-1:] = filter(None, [last.removesuffix(tail)])
    rows = [n for n, one in enumerate(lines) if _ROW.match(one)]
    lines.insert(rows[-1] + 1 if rows else len(lines), line)
    return "\n".join(filter(None, (*lines, tail)))


#: a labelled line of a summary
_ROW: Final = re.compile(r"・|[^。、：]{1,16}：")


def _with(summary: str, sentence: str, *, before: bool, kind: str) -> str:
    """Return a summary and one sentence more: with its sentences, as the page has them; alone above
    its labelled lines, of a closing below them.
    """
    if summary in ("", ELSEWHERE):
        return sentence + ELSEWHERE
    lines = summary.split("\n")
    spoken = next((n for n, line in enumerate(lines) if line.endswith("。")), None)
    if spoken is None:
        below = kind in ("closure", "emergency") or not before
        lines.insert(len(lines) - (lines[-1] == ELSEWHERE) if below else 0, sentence)
    elif before:
        lines[spoken] = sentence + lines[spoken]
    elif lines[spoken].endswith(ELSEWHERE):
        lines[spoken] = lines[spoken].removesuffix(ELSEWHERE) + sentence + ELSEWHERE
    else:
        lines[spoken] += sentence
    return "\n".join(lines)


def _dayless(facts: Facts, text: str, today: date) -> bool:
    """Whether a draft of something that has its day names none although the page does."""
    return (
        facts.dated
        and not facts.several
        and facts.kind in ("event", "exhibition", "recruitment", "closure", "service")
        and not any(day.date for day in mentions(text, today))
        and not re.search(r"毎週|毎月|曜", text)
    )


def _tagged(template: str, style: Style) -> str:
    """Return the template with a place for the hashtags of feeds.toml above the link, where it
    names none.
    """
    if not style.hashtags or "{hashtags}" in template:
        return template
    return template.replace("{url}", "\n{hashtags}\n{url}", 1)


def _candidates(
    facts: Facts, title: str, today: date, *, empty: bool
) -> Iterator[tuple[list[Part], list[Part]]]:
    """Yield the summaries of _summaries; what several houses do, and what of several things
    changes, is told of all of them, or of none where nothing says that there are more.
    """
    for parts, needed in _summaries(facts, title, today, empty=empty):
        houses = [part for part in parts if _is_of_house(part) or " → " in part.text]
        if len(houses) < 2 or any(part.text == MORE for part in parts):
            yield parts, needed
            continue
        yield parts, [*needed, *(part for part in houses if part not in needed)]
        if not any(part in houses for part in needed):
            yield [part for part in parts if part not in houses], needed


def _is_of_house(part: Part) -> bool:
    """Whether a labelled line tells what one house does."""
    label, colon, _ = part.text.partition("：")
    return bool(colon) and not (part.spoken or label.startswith("・")) and is_library(label)


def _summaries(
    facts: Facts, title: str, today: date, *, empty: bool
) -> Iterator[tuple[list[Part], list[Part]]]:
    """Yield the summaries that may be, from full to short and honest, each with the parts that it
    needs: without one of them it is not proposed.

    Proofreading takes the first without a fault.
    """
    full = list(_parts(facts, title, today, facts.sentences))
    spoken = [part for part in full if part.spoken]
    if facts.kind == "event" and spoken and not _DAY.search(full[0].text):
        # the day's own sentence before a lead that leaves no room for it
        needed = [part for part in spoken if part.use > 40 and _DAY.search(part.text)]
        spoken.sort(key=lambda part: part not in needed[:1])
    else:
        needed = []
    rows = [part for part in full if not part.spoken]
    alone = [part for part in _parts(facts, title, today, ()) if not part.spoken]
    repeated = [part for part in spoken if any(_said(_value(row), part.text) for row in alone)]
    repeated += [part for part in needed[:1] if part not in repeated]
    asked = next(
        (part for part in full if part.use == ASKING and _ASKED_WHEN.match(part.text)), None
    )
    if asked and (term := _ASKED_WHEN.match(asked.text)) and len(term[0]) + 8 < len(asked.text):
        # from when till when one may apply, where there is no room for how
        short = replace(asked, text=re.sub(r"まで(?:に|の間)$", "まで", term[0]))
        yield full, [*repeated, asked]
        yield [short if part is asked else part for part in full], [*repeated, short]
    yield from _of_change(facts, title, full=full, repeated=repeated, alone=alone)
    yield from _of_course(facts, rows)
    yield from _of_shut_houses(facts, full)
    yield from _of_parts(facts, full)
    if full:
        yield full, repeated  # what a sentence tells has no line of its own: it may not be left out
    brief = [replace(part, text=_first_day(part.text)) for part in full]
    if brief != full:
        yield brief, repeated
    if facts.several and facts.events:
        for parts in _lists(facts, spoken[:1], rows):
            yield parts, [part for part in parts if part.use in LIST]
    for part in spoken:
        beside = (p for p in _parts(facts, title, today, [part.text]) if not p.spoken)
        yield [part, *beside], [part]
        if part is spoken[0] and alone:
            yield alone, []
    for part in spoken:
        yield [part, Part(ELSEWHERE, 50)], []
    whens = [part for part in alone if re.search(r"\d", part.text) and not facts.several][:1]
    if whens:
        yield [*whens, Part(ELSEWHERE, 50)], []
    yield ([] if empty else [Part(ELSEWHERE, 50)]), []


def _of_course(facts: Facts, rows: Sequence[Part]) -> Iterator[tuple[list[Part], list[Part]]]:
    """Yield the summary of a course for which one applies: its days in one line."""
    if facts.kind == "recruitment" and (days := _days_of_course(facts)):
        yield [days, *(part for part in rows if part.use not in LIST)], [days]


def _of_shut_houses(facts: Facts, full: Sequence[Part]) -> Iterator[tuple[list[Part], list[Part]]]:
    """Yield the summaries that tell the closed days of every house, from full to short: a few of
    them would pass for all.
    """
    events = [(_core(name), words) for name, words in facts.events if words]
    whole = len(events) == len(facts.events) > 2
    hours = any(find_times(words) for _, words in events)
    if facts.kind not in ("closure", "emergency") or not (facts.several and whole) or hours:
        return
    rest = [part for part in full if part.use not in LIST]
    before = len([*takewhile(lambda part: part.use not in LIST, full)])
    end = [Part(MORE, 87)] if facts.cut or facts.partial else []
    rows: list[Part] = []
    for lines in shut_houses(events):
        rows = [Part(line, EVENT) for line in lines]
        yield [*rest[:before], *rows, *rest[before:], *end], [*rows, *end]
        yield [*rows, *end], [*rows, *end]
    for many in range(len(rows) - 1, 2, -1):  # some days are worth more than why
        few = [*rows[:many], Part(MORE, 87)]
        yield few, few


def _first_of_many(facts: Facts, full: Sequence[Part]) -> Iterator[tuple[list[Part], list[Part]]]:
    """Yield the first of many things with the hour at which each begins, as many as there is room
    for, more than a list of their days alone would tell.
    """
    if facts.kind not in ("event", "exhibition", "newsletter", "notice"):
        return
    begins = [(_core(name), _begins_only(words)) for name, words in facts.events[:MANY]]
    timed = 2 * sum(bool(find_times(words)) for _, words in begins) >= len(begins)
    if not timed:
        return
    ends = (ELSEWHERE, MORE)
    rest = [p for p in full if p.use not in LIST and not p.spoken and p.text not in ends]
    own = [dict(facts.own).get(name, ("", "", "")) for name, _ in facts.events[:MANY]]
    for many, behind in behind_first(own):
        whole = many == len(facts.events) and not facts.cut
        end = Part(ELSEWHERE, 30) if whole else Part(MORE, 87)
        rows = [
            Part(f"・{name}：{in_one_bracket(words, more)}", EVENT)
            for (name, words), more in zip(begins[:many], behind, strict=True)
        ]
        yield [*rows, *rest, end], [*rows] if whole else [*rows, end]


def _of_parts(facts: Facts, full: Sequence[Part]) -> Iterator[tuple[list[Part], list[Part]]]:
    """Yield the summaries of several things with what each has of its own, from full to short."""
    events = [(name, words) for name, words in facts.events if words]
    if facts.several and len(facts.events) > LISTED and len(events) == len(facts.events):
        yield from _first_of_many(facts, full)
        return
    places = [n for n, part in enumerate(full) if part.use == EVENT and part.text[0] == "・"]
    if facts.partial or not (len(places) == len(events) == len(facts.events) > 1):
        return
    held = [part for part in full if part.use == EVENT]
    ways = [part for part in full if part.use in (ASKING, BY_WHEN)]
    for rows in rows_of_parts(events, dict(facts.own), core=_core, begins=_begins_only):
        parts = [Part(row, EVENT) for row in rows]
        yield [*full[: places[0]], *parts, *full[places[-1] + 1 :]], [*parts, *ways]
    if len(events) > FEW and facts.kind in ("event", "exhibition", "newsletter"):
        yield [*full], held
        yield from _first_of_many(facts, full)


def _of_change(
    facts: Facts,
    title: str,
    *,
    full: Sequence[Part],
    repeated: Sequence[Part],
    alone: Sequence[Part],
) -> Iterator[tuple[list[Part], list[Part]]]:
    """Yield summaries that tell all that changes, or what each house does, before why; else as much
    as fits.
    """
    changes = [part for part in alone if "→" in part.text]
    houses = [part for part in alone if _is_of_house(part)]
    changes = changes or (houses if len(houses) > 1 and not facts.several else [])
    if not changes or facts.kind not in ("service", "notice", "closure", "emergency"):
        return
    yield [*full], [*repeated, *(part for part in changes if part in full)]
    dated = any(re.search(r"\d[月日]", text) for text in (title, *(part.text for part in alone)))
    since = None if dated else next(filter(_is_spoken_day, full), None)
    lead = [replace(since, text=_BACK.sub("", since.text))] if since else []
    if dated:
        yield [*alone], changes
    for many in range(len(changes), 0, -1):
        more = [Part(MORE, 87)] if many < len(changes) else []
        if lead or more:  # これを受けて、12月2日から改めます。
            yield [*lead, *changes[:many], *more], [*lead, *changes[:many], *more]


def _is_spoken_day(part: Part) -> bool:
    return part.spoken and _DAY.search(part.text) is not None


_DAY: Final = re.compile(r"\d日")
_BACK: Final = re.compile(r"^[こそ]れ[^、。]{0,6}、")
_ASKED_WHEN: Final = re.compile(
    r"[^：]{1,12}：\d{1,2}月\d{1,2}日(?:\([^()]{1,5}\))?[^、。]{0,24}?"
    r"(?:まで(?:に|の間)?|から|より)(?=、|。| )"
)


def _value(row: Part) -> str:
    """Return what a labelled line says behind its label."""
    return row.text.partition("：")[2] or row.text


_IN_BRACKETS: Final = re.compile(r"\s*[(（][^()（）]*[)）]$")
#: days by a rule, which those behind them follow
_RULE: Final = re.compile(r"毎週|毎月|第\d")
#: a sentence that tells from when till when
_SPAN: Final = re.compile(r"\d日(?:\([^()]{1,5}\))?\s*(?:[～~]|から)[^。]{0,6}\d{1,2}日")


def _with_exceptions(days: Sequence[tuple[str, str]], end: Part) -> Iterator[list[Part]]:
    """Yield lists of days of which some are otherwise on one of them, under short names: all, or as
    many as fit; a rule is told with what is not so of it, or not at all.
    """
    if not any(parted(of)[1] for _, of in days):
        return
    short = [(_IN_BRACKETS.sub("", name) or name, of) for name, of in days]
    if len({name for name, _ in short}) < len(short):
        short = [*days]
    rows = [Part(f"・{name}：{of}", 86) for name, of in short]
    yield [*rows, end]
    for many in range(len(rows) - 1, 1, -1):
        yield [*rows[:many], Part(MORE, 87)]


def _lists(facts: Facts, lead: list[Part], rows: list[Part]) -> Iterator[list[Part]]:
    """Yield lists of several topics: with their days only, then as many names as fit, then none."""
    tail = Part(_several(facts), 87)
    end = Part(MORE, 87) if facts.cut else Part(ELSEWHERE, 30)
    shut = facts.kind in ("closure", "emergency")
    if (
        not facts.partial
        and len(facts.events) <= LISTED
        and all(words for _, words in facts.events)
    ):
        begins = [(_core(name), _begins_only(words)) for name, words in facts.events]
        timed = [words for _, words in begins if find_times(words)]
        once = all("、" not in parted(words)[0] for _, words in begins)
        held = facts.kind in ("event", "exhibition", "service")
        if held and (once or not facts.own) and 2 * len(timed) > len(begins):
            yield [*(Part(f"・{name}：{of}", 86) for name, of in begins), end]
        days = [(_core(name), _days_only(words)) for name, words in facts.events]
        listed = [Part(f"・{name}：{of}", 86) for name, of in days]
        # 4月29日～5月8日は、連休に合わせて催しを行います
        around = [replace(part, use=88) for part in lead if _SPAN.search(part.text)]
        if around:
            yield [*around, *listed, end]
        yield [*listed, end]
        heads = [(name, *parted(of)[0].partition("、")[::2], parted(of)[1]) for name, of in days]
        named = not any(is_library(name) for name, _ in days)
        if (named or all(_RULE.match(of) for _, of in days)) and all(has_day(of) for _, of in days):
            yield [
                # 毎週水曜日、10月2日・9日: the days of a rule are none beside it
                Part(f"・{name}：{of}{'ほか' if more and not _RULE.match(of) else ''}{but}", 86)
                for name, of, more, but in heads
            ] + [end]
        yield from _with_exceptions(days, end)
        if shut:  # some days are worth more than all names
            for many in range(len(listed) - 1, 1, -1):
                yield [*listed[:many], Part(MORE, 87)]
    rows = [
        part for part in rows if part.use not in LIST and part.text not in (ELSEWHERE, CLOSINGS)
    ]
    if not (shut or all(is_library(name) for name, _ in facts.events)):
        for many in (3, 2, 1):
            names = "、".join(_core(name) for name, _ in facts.events[:many])
            more = many < len(facts.events) or facts.partial
            names_part = Part(f"{names}{'など' if more else ''}", 88)
            yield [*lead, names_part, tail]
            yield [names_part, tail]
    if rows:
        yield [*lead, *rows, tail]
        yield [*rows, tail]
    yield [*lead, tail]
    yield [tail]


#: a day and its hour
_DAY_AND_HOUR: Final = re.compile(
    r"(?P<day>\d{1,2}月\d{1,2}日(?:\([^()]*\))?)\s*(?P<hour>[^、月日]*)"
)


def _days_of_course(facts: Facts) -> Part | None:
    """Return the days of one course, of which each has a name, in one line: one applies for all;
    None where the hours differ or it is no course.
    """
    times = [_DAY_AND_HOUR.fullmatch(words) for _, words in facts.events]
    days = [time for time in times if time]
    hours = {time["hour"] for time in days}
    course = facts.several and not facts.partial and _COURSE.search(facts.title)
    if not course or len(days) < 3 or len(days) < len(times) or len(hours) > 1:
        return None
    return Part(f"日時：{'、'.join(time['day'] for time in days)} {hours.pop()}".rstrip(), 100)


_COURSE: Final = re.compile(r"講座|教室|講習|養成|セミナー|連続")


def _in_a_row(names: Sequence[str]) -> str:
    """Return names in a row: 「海の本」「川の本」 as they are, others with 、 between them."""
    same = takewhile(lambda letters: len(set(letters)) == 1, zip(*names, strict=False))
    head = "".join(letters[0] for letters in same).rstrip("「『")
    bare = [name.removeprefix(head) for name in names]
    if len(head) > 3 and all(bare):  # 西図書館企画展示「…」, three times
        names = bare
    quoted = all(name[0] in "「『" and name[-1] in "」』" for name in names)
    return "".join(names) if quoted else "、".join(map(_core, names))


#: what many things are called: 企画展 児童向け講座
_GENERAL: Final = re.compile(
    r"(?:\s|図書館|企画展|特別展|児童|こども|子ども|親子|大人|一般|向け|講座|講演会|映画会|教室|ワークショップ|展示|おはなし会|イベント)+"
)


def _core(name: str) -> str:
    """Return a name without its subtitle: 夏のおはなし会 ～星の本～ is 夏のおはなし会."""
    name = re.sub(r"\s*(?:午前|午後)?\d{1,2}(?::\d\d|時(?:半|\d{1,2}分)?)\s*(?:～.*)?$", "", name)
    quoted = re.fullmatch(r"([^「」『』]{2,}?)([「『][^「」『』]{3,}[」』])", name)
    if quoted and len(name) > 22 and _GENERAL.fullmatch(quoted[1]):
        return quoted[2]  # 企画展 児童向け講座「おはなしのひろば」
    match = re.match(
        r"((?:【[^】]*】)?[^～~「『(（]{5,}?)\s*(?:[～~].*|[「『(（][^」』)）]*[」』)）])$", name
    )
    return match[1] if match and len(name) > 22 else _bare_name(name)


def _several(facts: Facts) -> str:
    houses = bool(facts.events) and all(is_library(name) for name, _ in facts.events)
    if facts.kind in ("closure", "emergency"):
        return CLOSINGS if houses else SEVERAL if facts.events else ELSEWHERE
    if facts.kind == "newsletter" or (not any(words for _, words in facts.events)):
        return ELSEWHERE
    return BY_LIBRARY if houses else SEVERAL


def _first_day(line: str) -> str:
    """Return a row of many days by its first and ほか, its hours kept: 日時：7月4日(土)ほか
    14時～16時.
    """
    match = _MANY.match(line)
    return (
        f"{match['first']}ほか{f' {hours}' if (hours := match['hours']) else ''}" if match else line
    )


_MANY: Final = re.compile(
    r"(?P<first>[^：・、]{1,14}：\d{1,2}月\d{1,2}日(?:\([^()]{1,5}\))?)[・、].*[・、](?:\d{1,2}月)?\d{1,2}日(?:\([^()]{1,5}\))?\s?(?P<hours>(?:午前|午後)?\d{1,2}(?::|時).*)?$"
)


#: behind the hours of a topic: where it is
_WHERE: Final = re.compile(r"(?<=[)日～分時半\d]) (?!いずれも|午|\d{1,2}[:時月])[^、]{2,30}$")


def _begins_only(line: str) -> str:
    """Return the days of a topic with the hour at which each begins, without its end and place."""
    line, otherwise = parted(line)
    line = _WHERE.sub("", line)
    for time in reversed(find_times(line)):
        begin, to, _ = line[time.start : time.end].partition("～")
        line = f"{line[: time.start]}{begin}{to}{line[time.end :]}"
    return f"{line}{otherwise}"


def _days_only(line: str) -> str:
    """Return the days of a topic without its hours and its place."""
    line, otherwise = parted(line)
    line = _WHERE.sub("", line)
    days = re.sub(
        r"(?<=[)日])\s*(?:午[前後])?\d{1,2}(?::\d\d|時(?:\d{1,2}分|半)?)～(?=\d{1,2}月)", "～", line
    )
    for time in reversed(find_times(days)):
        days = days[: time.start].rstrip() + days[time.end :]
    days = re.sub(r"[\s、・]*、\s*", "、", days).strip(" 、・")
    days = "、".join(dict.fromkeys(days.split("、")))  # of each hour the same days
    return f"{days or line}{otherwise}"


def _bare_name(name: str) -> str:
    return re.sub(r"^[「『](.*)[」』]$", r"\1", name)


def _titled(facts: Facts, library: str = "") -> str:
    """The title, with the library's name before one that does not name it, where several share a
    site; a cancelled, postponed or corrected notice begins with that word (5(3)イ), but for one
    whose title says two of them.
    """
    title = facts.title or "お知らせ"
    if folded(library) not in folded(title):
        title = f"【{library}】{title}"
    if re.search(r"(?:中止|延期|変更)(?:・|及び|および|または|[やと])(?:中止|延期|変更)", title):
        return title  # which of them is called off the page must tell
    if re.match(
        rf"[【\[(（<〈《≪]?{facts.label}|[【\[(（<〈《≪][^】\])）>〉》≫]{{0,40}}{facts.label}",
        title,
    ):
        return title
    if facts.label == "延期" and re.match(r"【[^】]*変更】", title):
        return title  # 【日程変更】 says as much
    bare = re.sub(
        rf"[【\[(（<]{facts.label}[】\])）>]|(?<=[」』]){facts.label}$", "", title
    ).strip()
    return f"【{facts.label}】{bare}"


def _parts(facts: Facts, title: str, today: date, spoken: Sequence[str]) -> Iterator[Part]:
    """Yield the summary's lines in the order in which they are read; what one of the `spoken`
    sentences says has no line of its own.
    """
    rows = list(_rows(facts, (title, *spoken), today))
    spoken_words = {_bare(sentence) for sentence in spoken}
    rows = [row for row in rows if _bare(row.text.partition("：")[2]) not in spoken_words]
    first, rest = _around(facts, list(facts.order), rows)
    crowded = len(rows) > 1 and facts.kind in ("event", "exhibition", "recruitment")
    crowded = crowded or any(row.use == WON for row in rows)
    for n in first:
        new = bool(re.search(r"\d[日時]", facts.sentences[n])) or (
            len(pairs(facts.sentences[n]) - pairs(title)) > FRESH
        )
        use = ((68 if new else 44) if crowded else 95) if n == 0 else _use(facts, n)
        yield Part(facts.sentences[n], use, spoken=True, after=_before(facts, n))
    yield from rows
    for n in rest:
        yield Part(facts.sentences[n], _use(facts, n), spoken=True, after=_before(facts, n))
    if facts.more and not rows and not facts.several:
        yield Part(ELSEWHERE, 60)
    listed = any(row.text.startswith("・") for row in rows)
    if facts.several and listed and (len(facts.events) > LISTED or facts.cut):
        yield Part(MORE, 87)
    elif facts.several and facts.kind in ("closure", "emergency"):
        if not listed:
            yield Part(_several(facts), 87)
    elif facts.several and listed:
        yield Part(ELSEWHERE, 30)
    elif facts.several and facts.kind not in ("cancelled", "postponed", "corrected", "service"):
        yield Part(_several(facts), 87)


def _use(facts: Facts, number: int) -> int:
    """Return the use of a sentence behind the first: what the kind of page needs before what else
    it tells.
    """
    return (80 if number < facts.needed else 40) - number


def _before(facts: Facts, number: int) -> str:
    """Return the sentence on which one hangs; empty where it stands by itself."""
    place = facts.hangs[number] if number < len(facts.hangs) else -1
    return facts.sentences[place] if place >= 0 else ""


def _around(facts: Facts, chosen: list[int], rows: list[Part]) -> tuple[list[int], list[int]]:
    """Return the sentences before and behind the labelled lines: 当日 and 期間中 need to know the
    day first.
    """
    if not rows:
        return chosen, []
    if facts.several and facts.kind in ("event", "exhibition", "newsletter"):
        return chosen[:1], []  # a list of several needs one sentence above it, and no other
    lead = next(
        (
            n
            for n in chosen
            if n == 0 and facts.leads and not _BEHIND_ROWS.match(facts.sentences[n])
        ),
        None,
    )
    first = [n for n in chosen if lead is not None and (n == lead or _hangs_on(facts, n, lead))]
    return first, [n for n in chosen if n not in first]


#: what needs the day of the labelled lines, or adds to them
_BEHIND_ROWS: Final = re.compile(r"当日|期間中|ただし|なお|また|そ[のれこ]|こ[のれ]")

#: speaks of what the sentence before it names: これは、雑誌の購入費を…
_OF_IT: Final = re.compile(r"(?:これ|それ|こちら)ら?[はがをも](?!期間|日)")


def _hangs_on(facts: Facts, number: int, other: int) -> bool:
    """Whether a sentence goes on from another one, and from no labelled line."""
    hangs = number < len(facts.hangs) and facts.hangs[number] == other
    text = facts.sentences[number]
    return hangs and (not _BEHIND_ROWS.match(text) or _OF_IT.match(text) is not None)


#: how to apply, or what it costs, in words that need no label
_SPEAKS: Final = re.compile(
    r"(?:事前)?(?:申し?込(?:み|(?!み))|予約)(?!書|用紙|フォーム)|要(?:申|予)|直接|(?:入場|参加|観覧|聴講)(?:は|費)?無料"
)


#: which part of a house it is: 臨時休館するフロア, 利用できない施設; without it it is all
_LIMIT: Final = re.compile(
    r"(?:休館|休室|閉室|休止|停止|使え|利用でき|閉鎖)[^：]{0,6}(?:階|フロア|室|施設|場所|コーナー|範囲)$"
)
#: who won is the news of a page of results
_WON: Final = re.compile(r"(?:賞|[1-3]位|優勝|チャンプ本|グランプリ|の部|部門)$")
#: the first of several, of which the others stand elsewhere: ①Webフォーム ⏎ ②はがき
_FIRST_ONLY: Final = re.compile(
    r"[、\s]*(?:①(?!.*②)|[(（]1[)）](?!.*[(（]2[)）])|(?<![\d.])1[.．](?!\d)(?!.*2[.．])).*$"
)
_STATED: Final = re.compile(r"館|室|センター|変更|平日|曜|休日|祝")


def _rows(facts: Facts, spoken: Sequence[str], today: date) -> Iterator[Part]:
    """Yield the labelled lines; what the title or a sentence says is not said again."""
    texts = tuple(map(_bare, spoken))

    def said(value: str, among: Sequence[str] = texts) -> bool:
        bare = _bare(value)
        return any(bare in one for one in among)

    for label, words in facts.when:
        # a later sentence says something else of that day
        held = facts.kind == "event" and any(_times_told(words, one, today) for one in spoken[:2])
        if not (held or said(words, texts[:2])):
            yield Part(f"{label}：{words}" if label else words, 100)
    yield from _events(facts)
    for label, value, use in _fields(facts, today):
        value = _FIRST_ONLY.sub("", value)  # noqa: PLW2901
        if value and not said(value):
            yield Part(
                value if _SPEAKS.match(value) and use in (45, ASKING) else f"{label}：{value}", use
            )
    if facts.deadline and facts.deadline >= today and not _told_deadline(facts) and not _by(facts):
        must = "必着" if facts.arriving else ""
        day = say_day(facts.deadline, today, weekday=False)
        label = dict(facts.labels).get(Sort.TERM, "申込締切")
        yield Part(f"{label}：{day}{facts.deadline_hour}{must}", BY_WHEN)
    for place, (label, value) in enumerate(facts.others):
        # what one of several houses does is told with the others', whatever the title says
        if _FIRST_ONLY.sub("", value) == value and (is_library(label) or not said(value)):
            won = WON if _WON.search(label) and not place else 50
            stated = 82 if _STATED.search(label) else won
            use = 97 if _LIMIT.search(label) or label == "時間" else stated
            yield Part(f"{label.replace('~', '～')}：{undressed(value)}", use - place)


def _events(facts: Facts) -> Iterator[Part]:
    """Yield the events of a page: each with its time, its first ones, or a programme."""
    if not facts.several:
        programme = [name for name, words in facts.events if not words]
        if len(programme) > 1 and facts.kind not in ("service", "closure", "emergency"):
            more = "など" if len(programme) > 3 else ""
            yield Part(f"内容：{_in_a_row(programme[:3])}{more}", 65)
        return
    many, timed = len(facts.events) > LISTED, all(words for _, words in facts.events)
    if timed and not many and not facts.partial:
        for name, words in facts.events:
            yield Part(f"・{name}：{words}", 86)
    elif timed and many:
        first = facts.events[:3]
        begins = [f"・{_core(name)}：{_begins_only(words)}" for name, words in first]
        fits = facts.kind == "event" and sum(map(weigh, begins)) <= FIRST_ONES
        if not fits or any("、" in words for _, words in first):
            begins = [f"・{_core(name)}：{_days_only(words)}" for name, words in first]
        for line in begins:
            yield Part(line, 86)
    # headings of what to do are no things held, and houses without their days tell nothing
    elif facts.kind not in ("service", "closure", "emergency"):
        names = "、".join(_core(name) for name, _ in facts.events[:3])
        yield Part(f"{names}など", 88)


def _fields(facts: Facts, today: date) -> Iterator[tuple[str, str, int]]:
    """Yield label, value and use of what a page tells beside its times; of what is off only where
    it would have been, and that beside a time.
    """
    own = dict(facts.labels)
    off = facts.kind in ("cancelled", "corrected", "postponed")
    if facts.when or not off:
        yield own.get(Sort.PLACE, "会場"), facts.place, 90
    if off:
        return
    until = ""
    if facts.deadline and _by(facts):
        day = say_day(facts.deadline, today, weekday=False)
        until = f"{day}{facts.deadline_hour}{'必着' if facts.arriving else 'まで'}"
    seats = "募集人数" if facts.kind == "recruitment" else "定員"
    yield own.get(Sort.AUDIENCE, "対象"), facts.audience, 70
    yield own.get(Sort.CAPACITY, seats), facts.capacity, 50
    yield own.get(Sort.FEE, "費用"), facts.fee, 45
    yield own.get(Sort.BRING, "持ち物"), facts.bring, 20
    yield own.get(Sort.APPLY, "申込"), f"{here(facts.apply)}{until}", ASKING


def _by(facts: Facts) -> bool:
    """Whether the way to apply goes on with its last day: 往復はがきで5月30日まで."""
    return (
        re.search(r"(?<!ま)で$", facts.apply) is not None
        and not re.search(r"\d", facts.apply)
        and not _told_deadline(facts)
    )


def _told_deadline(facts: Facts) -> bool:
    """Whether the last day to apply stands in how, or in a time; 11月2日 is no 1月2日."""
    assert facts.deadline is not None
    month, day = facts.deadline.month, facts.deadline.day
    # 7月10日; 6月10日(水)～24日(水); 7月3日・10日
    last_day = re.compile(rf"(?<!\d){month}月{day}日|日[^日。]{{0,6}}(?:[～~・、]|から)\s?{day}日")
    return any(last_day.search(words) for words in (facts.apply, *(one for _, one in facts.when)))


def _said(value: str, *texts: str) -> bool:
    """Whether `value` stands in one of `texts` already, in whatever dress."""
    bare = _bare(value)
    return any(bare in _bare(text) for text in texts)


_MONTH: Final = re.compile(r"(\d{1,2})月(\d{1,2})日")
_DRESS: Final = re.compile(r"\([月火水木金土日]\)|から|より|まで|[~～、。・「」『』【】():]")


@lru_cache(256)  # of the same lines it is asked for each sentence and row
def _bare(text: str) -> str:
    return _DRESS.sub("", _MONTH.sub(r"\1/\2", undressed(folded(text))))


def _expires(facts: Facts, today: date) -> date | None:
    """Return the last day of what is announced, or to apply; None when nobody can know, or when it
    is over already.
    """
    if facts.several or facts.label == "訂正":
        return None
    last = max((day for o in facts.occasions if (day := o.end or o.start)), default=None)
    if facts.kind == "recruitment" and facts.deadline:
        last = facts.deadline
    elif any(o.onward or o.weekly for o in facts.occasions):
        return None  # it goes on when the time to apply is over
    elif last is None:
        last = facts.deadline
    return last if last and last >= today else None


#: a form's labels or its request; a page that explains how to use a password has neither
_GATE: Final = re.compile(
    r"^(?:ログイン|サインイン|パスワード)(?:画面|する)?[::]?$"
    r"|(?:^|。)(?:ログイン|サインイン)(?:が必要|してください)"
    r"|(?:ページ|閲覧|ご覧|見る|続ける)[^。\n]{0,12}(?:ログイン|サインイン)(?:が必要|して)",
    re.MULTILINE,
)


def _why_empty(page: Page) -> str:
    text = page.text.strip()
    if not text:
        return "本文なし"
    if _GATE.search(text) and len(text) < 600:
        return "ログインが必要なページのようです"
    if not re.search(r"[ぁ-んァ-ヶ]", text):
        return "日本語の本文がありません"
    return "要約にできる文がありません"


def grounded(composed: Composed, page: Page, today: date | None = None) -> tuple[str, ...]:
    """Return the dates, times, numbers and names of a draft that do not stand on its page (truth
    7); empty is right.
    """
    source = "\n".join((page.title, page.text, *page.row_lines))
    near = page.published or today
    return ungrounded(f"{composed.title}\n{composed.summary}", harmless(source), near, own=OWN)
