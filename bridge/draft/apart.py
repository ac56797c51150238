"""Pure: what a page says of one of its parts is told by that part's name, or not at all.

A day, a number of people, a last day to apply that stands below one of several headings, or in one
of several rows, is that part's; bare below the title it would pass for all (truth 7). Cannot see a
part that has neither heading, label nor row of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.draft.values import last_of
from bridge.text.clean import harmless
from bridge.text.dates import find_occasions, house, say_all
from bridge.topics.labels import known_field
from bridge.topics.outline import is_library
from bridge.topics.sorts import Sort

if TYPE_CHECKING:
    from datetime import date

    from bridge.model import Facts
    from bridge.topics.outline import Outline, Unit

MOST: Final = 6  #: parts of a page that are listed
NAME: Final = 24  #: letters of the name of a part
#: a line that begins with its day: 5月9日(土)・16日(土) 午後2時
_DAY: Final = re.compile(r"\d{1,2}月\d{1,2}日")
#: what leads up to the thing itself
_STEP: Final = re.compile(r"説明会|面接|選考|オリエンテーション|(?:事前|養成)(?:研修|講習)会?")
#: a sentence of where one is told of it, not of where one works
_MEETING: Final = re.compile(r"説明の?会[をはも]")
#: one part of a thing, and no name of it
_PART: Final = re.compile(
    r"[^\s「」]{1,6}の部(?:\s.*)?|お?(?:あずかり|預かり|あずけ|預け|むかえ|迎え)(?:に(?:来る|くる|行く)日)?|[^\s「」]{1,4}(?:コース|クラス)"
)
#: 窓口は不要。郵送は…: of two ways
_TWO_WAYS: Final = re.compile(
    r"は(?:不要|いりません|必要ありません|自由)(?:です)?[。、][^。、\d]{2,12}は[^。]*\d日"
)
_FULL: Final = re.compile(
    r"[①-⑳回部日][はもが]?[^。]{0,6}(?:埋まっ|満[席員]|いっぱい|定員に達し|締め切りまし)"
)
_SAME: Final = re.compile(r"同じ")
#: that a part is full or off, or a day until which one applies
_NOT_HELD: Final = re.compile(
    r"終了し|満[席員](?!に?な(?:り次第|った)|の(?:場合|とき))|中止|延期|締め?切|^\d{1,2}月\d{1,2}日(?:[(（][^()（）]{1,5}[)）])?[^。、]{0,8}まで"
)
#: what is said beside a day; not its weekday
_BRACKETS: Final = re.compile(r"[(（][^()（）]{6,}[)）]")
#: what is a kind of thing, and no name of one
_KIND: Final = re.compile(
    r"(?:講演|上映|映画|朗読|音楽|演奏)会|講座|教室|ワークショップ|コンサート"
)
#: a place within a house
_WHERE: Final = re.compile(r".*(?:ホール|室|ロビー|ホワイエ|コーナー|ラウンジ|広場|階)[A-Z\d]?")


def told_apart(facts: Facts, outline: Outline, today: date) -> Facts:
    """Return facts in which nothing of one part stands as if it were of the whole."""
    facts = _with_terms(_with_rows(facts, outline), outline, outline.published or today)
    facts = _with_names(_with_parts(facts, outline, today), outline)
    lines = (_headed(line, outline) for line in facts.beside if not _is_of_some(line, outline))
    beside = tuple(line for line in lines if line[1])
    others = tuple(line for line in facts.others if not _SAME.match(line[1]))
    return replace(facts, beside=beside, others=others)


def _is_of_some(line: tuple[str, str], outline: Outline) -> bool:
    """Whether a labelled line points at what is not told, or offers turns one of which is taken."""
    label, value = line
    at = {u.section for u in outline.units if label and _heading(u, outline) == label}
    full = any(u.section in at and _FULL.search(u.text) for u in outline.units)
    return _SAME.match(value) is not None or full


def _headed(line: tuple[str, str], outline: Outline) -> tuple[str, str]:
    """Return a day under a name: that of what is held at a place, or below 講演会 its own, in 「」;
    without words where it has none.
    """
    label, value = line
    if not re.search(r"\d日", value):
        return line
    if _KIND.fullmatch(label):
        at = {u.section for u in outline.units if _heading(u, outline) == label}
        names = (u.text for u in outline.units if u.section in at and u.text.startswith("「"))
        name = next((text for text in names if text.endswith("」") and len(text) <= NAME), "")
        return (label + name, value) if name else line if not at else (label, "")
    if _WHERE.fullmatch(label):
        entry = next((u for u in outline.units if u.label == label), None)
        name = _heading(entry, outline) if entry else ""
        return (name, value) if name and not is_library(name) else line
    return line


def _heading(unit: Unit, outline: Outline) -> str:
    """Return the heading of a line's section without marks behind it: ★."""
    return outline.sections[unit.section].heading.rstrip("★☆◆◇※ ")


def _with_rows(facts: Facts, outline: Outline) -> Facts:
    """Return facts without the number and the times of one row, where other rows have theirs."""
    rows: dict[str, dict[int, Unit]] = {}
    for unit in outline.units:
        if unit.label and outline.sections[unit.section].record:
            rows.setdefault(unit.label, {})[unit.section] = unit
    many = {label: [*units.values()] for label, units in rows.items() if len(units) > 1}
    for units in many.values():
        texts = {harmless(unit.text) for unit in units}
        if len(texts) > 1 and facts.capacity in texts:
            facts = replace(facts, capacity="")
    strange = {
        label
        for label, units in many.items()
        if any(u.sort == Sort.OTHER and re.search(r"\d|曜", u.text) for u in units)
    }
    meetings = (
        u.text for u in outline.units if u.sort == Sort.SENTENCE and _MEETING.search(u.text)
    )
    if (
        facts.kind == "recruitment"
        and facts.place
        and any(facts.place in text for text in meetings)
    ):
        facts = replace(facts, place="")
    if facts.several or facts.kind != "recruitment" or not any(x in strange for x, _ in facts.when):
        return facts
    return replace(facts, when=tuple(w for w in facts.when if w[0] not in strange), occasions=())


def _with_terms(facts: Facts, outline: Outline, near: date) -> Facts:
    """Return facts without the last day to apply for one part, where another part has its own; and
    with the whole line where it is the last day of one of two ways.
    """
    if facts.deadline is None:
        return facts
    terms = [u for u in outline.units if u.sort in (Sort.APPLY, Sort.TERM) and _DAY.search(u.text)]
    parts = {
        section.index: section.style
        for section in outline.sections
        if section.heading and not _is_aside(section.heading) and not section.record
    }
    where = {u.section for u in terms}
    if len(where) > 1 and where <= parts.keys() and len({parts[n] for n in where}) == 1:
        return replace(facts, deadline=None, deadline_hour="", arriving=False, apply="")
    ways = next((u.text for u in terms if _TWO_WAYS.search(u.text)), "")
    if not ways:
        return facts
    whole = harmless(house(ways, near))
    return replace(facts, deadline=None, deadline_hour="", arriving=False, apply=whole)


def _is_aside(heading: str) -> bool:
    return known_field(heading) is not None


def _with_parts(facts: Facts, outline: Outline, today: date) -> Facts:
    """Return facts with each of several parts by its name, where the days of one would stand for
    all, or under the label of an hour (開演).
    """
    if facts.kind != "event" or facts.label or facts.partial or len(facts.events) > 1:
        return facts
    lone = facts.several and len(facts.events) == 1
    if any(_NOT_HELD.search(unit.text) for unit in outline.units):
        return facts  # what is full, off, or until when one applies is told in other ways
    near = outline.published or today
    parts: dict[int, str] = {}
    for unit in outline.units:
        begins = _DAY.match(unit.text) is not None and unit.sort not in (Sort.TERM, Sort.ASIDE)
        if begins and unit.section not in parts:
            days = [
                o for o in find_occasions(_BRACKETS.sub("", unit.text), near) if not o.weekday_wrong
            ]
            coming = [o for o in days if (last_of(o) or today) >= today]
            parts[unit.section] = say_all(coming, near) if coming and len(days) < MOST else ""
    days_of = {n: words for n, words in parts.items() if outline.sections[n].heading}
    headings = [outline.sections[n].heading for n in days_of]
    shapes = {(outline.sections[n].style, outline.sections[n].above) for n in days_of}
    alike = [s for s in outline.sections if (s.style, s.above) in shapes]
    clean = not any(
        _is_aside(h) or h in facts.title or len(h) > NAME or is_library(h) for h in headings
    )
    if not (clean and 1 < len(days_of) == len(parts) <= MOST and len(shapes) == 1):
        return facts
    if len(alike) != len(days_of) or not all(days_of.values()) or any(s.record for s in alike):
        return facts
    words_of_all = " ".join(words for _, words in facts.when)
    if not lone and (
        facts.several or not words_of_all or all(w in words_of_all for w in days_of.values())
    ):
        return facts
    events = tuple(
        (harmless(house(outline.sections[n].heading, near)), w) for n, w in days_of.items()
    )
    return replace(facts, several=True, occasions=(), when=(), events=events, place="", own=())


def _with_names(facts: Facts, outline: Outline) -> Facts:
    """Return facts whose events have the name of their thing: 説明会 北館, 虫の教室 午後の部."""
    names: dict[str, str] = {}
    step = ""
    for unit in outline.units:
        heading = outline.sections[unit.section].heading
        if unit.sort == Sort.ENTRY:
            if step:
                names[harmless(unit.label)] = step
            elif _PART.fullmatch(unit.label) and heading and not _is_aside(heading):
                names[harmless(unit.label)] = harmless(heading)
        else:
            leads = _STEP.fullmatch(unit.label) and unit.label not in facts.title
            step = unit.label if leads and not _DAY.search(unit.text) else ""
    events: list[tuple[str, str]] = []
    for name, words in facts.events:
        thing = names.get(name, "")
        at = next((n for n, (first, day) in enumerate(events) if first == thing and day), -1)
        if at >= 0 and words:
            events[at] = thing, f"{events[at][1]}、{words}"  # its second part, on its own day
        else:
            events.append((_named(name, names), words))
    return replace(facts, events=tuple(events))


def _named(name: str, names: dict[str, str]) -> str:
    """Return the name of a part behind that of the thing, and behind that of its house."""
    *above, last = name.split(" ", 1) if name not in names else (name,)
    whole = names.get(name) or names.get(last, "")
    if not whole or whole in name:
        return name
    return " ".join((*(above if name not in names else ()), whole, last))
