"""Pure: a page of several parts, told by the heading of each and its days: what a draft says that
would else only lead to the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bridge.draft.values import last_of
from bridge.text.clean import harmless
from bridge.text.dates import house, say_all
from bridge.topics.labels import known_field
from bridge.topics.outline import is_label
from bridge.topics.sorts import Sort, role_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bridge.model import Occasion
    from bridge.topics.outline import Outline, Section, Unit

HEADING: Final = 24  #: characters of a heading that is told
#: what a heading says about itself: お休みのこと, 返却について
_ABOUT: Final = re.compile(r"(?:の(?:こと|お知らせ|ご?案内)|(?:に|へ)ついて)$")
#: a heading of no part of its own
_NO_PART: Final = re.compile(
    r"問い?合わ?せ|注意|お願い|備考|その他|そのほか|関連|リンク|申し?込|方法|対象|会場|日[時程]|期間|一覧|もどる|戻る|トップ|旧|昨年|去年|結果|報告|終了|中止|延期|満員"
)
#: parts of the day's words in which days are no news
_ASIDE_ROLES: Final = frozenset(("apply", "lent", "published"))


def parts(outline: Outline, today: date) -> tuple[tuple[str, str], ...]:
    """Return heading and days of each part of a page that has several with headings alike, one
    below the other; nothing where fewer than two of them have a day to come.
    """
    for above in sorted({one.above for one in outline.sections if one.above >= 0}):
        alike: dict[tuple[str, str], list[Section]] = {}
        for section in outline.sections:
            if section.above == above and _is_part(section):
                alike.setdefault(section.style, []).append(section)
        for sections in alike.values():
            rows = [
                (_ABOUT.sub("", harmless(house(one.heading, outline.near))), words)
                for one in sections
                if (words := _days_of(outline, one, today))
            ]
            if len(rows) > 1:
                return tuple(rows)
    return ()


def _is_part(section: Section) -> bool:
    """Whether a section is a part of its own that its heading names."""
    heading = section.heading
    return bool(
        is_label(heading)
        and len(heading) <= HEADING
        and not (section.facet or section.record or section.library)
        and not known_field(heading)
        and not _NO_PART.search(heading)
    )


def _days_of(outline: Outline, section: Section, today: date) -> str:
    """Return the days of a part as its first line with a day tells them; empty where it has none
    to come.
    """
    for unit in outline.units:
        if section.index not in outline.path(unit.section):
            continue
        days = [*_coming(outline, unit, today)]
        if days:
            return say_all(days, outline.near)
    return ""


def _coming(outline: Outline, unit: Unit, today: date) -> Iterator[Occasion]:
    """Yield the times of a line that are to come, and of the part itself."""
    if unit.sort not in (Sort.WHEN, Sort.ENTRY, Sort.SENTENCE) or not unit.bare:
        return
    if role_of(f"{unit.label} {unit.text}") in _ASIDE_ROLES:
        return
    for occasion in outline.occasions(unit):
        last = last_of(occasion)
        if not occasion.weekday_wrong and last is not None and last >= today:
            yield occasion
