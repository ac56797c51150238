"""Pure: a finished draft of a page of several parts read again: what stands in one part only is
told by that part's name, or not at all.

A day, a number, a sentence that the page has below one of several headings would pass for all of it
under the title (truth 7). Whatever put the draft together is asked the same. Cannot see a part that
has no heading, nor what a sentence elsewhere says of one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from bridge.model import PartLine
from bridge.text.clean import bigrams, folded, harmless
from bridge.text.dates import house, mentions
from bridge.text.times import find_times, fold
from bridge.topics.outline import split
from bridge.topics.sorts import Sort

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from bridge.topics.outline import Outline, Section

FACETS: Final = 2  #: of so many headings side by side one at least is no facet
FEWEST: Final = 2  #: parts side by side, with days or numbers of their own
NAME: Final = 30  #: letters of a heading that may stand before what is told
ALIKE: Final = 0.75  #: share of a text's pairs of letters in a line that says it
SPEAKS: Final = 0.5  #: share of a heading's pairs in a line that speaks of it
SHORTEST: Final = 3  #: pairs of letters of a text that is looked for
ABOVE: Final = 3  #: lines up to which a name is still heard
_NUMBER: Final = re.compile(r"\d{1,4}\s?(?:人|名|組|円|冊|席)")
#: what a heading that tells more of one thing has below it, too
_OF_ANY: Final = (Sort.APPLY, Sort.TERM)
#: says itself of what it is: 報告書(全28ページ)は、…
_OF_ITSELF: Final = re.compile(r"[^、。は]*[一-龠々ァ-ヶー」』)]{2}は(?!、?ご|じ|い)")
#: behind the name of a part
_ABOUT: Final = re.compile(r"(?:のご?利用|のご?案内|のお知らせ|に関するお知らせ)?(?:について)?$")
#: a heading that names no thing: what concerns all, and what was or is
_NO_PART: Final = re.compile(
    r"(?:ご?利用(?:方法|案内)?|お知らせ|ご?案内|お願い|ご?注意(?:点|事項)?)?|(?:これ|いま|今)(?:まで|から)|変更[前後]|現在|[新旧]"
)
#: says by itself what something is
_WORD: Final = re.compile(r"[ァ-ヶー]{4,}|[一-龠々]{3,}[会展室]")
_ASIDE: Final = re.compile(r"[(（][^()（）]*[)）]")


def lines_of_parts(outline: Outline) -> tuple[PartLine, ...]:
    """Return the lines of a page with what they have of days, hours and numbers, and the part in
    which they stand; none of a page that has not several.
    """
    near = outline.published or outline.near
    ranks = [*_ranks(outline)]
    marks = [_marks(unit.text, near) for unit in outline.units] if ranks else []
    dated = {
        place
        for unit, own in zip(outline.units, marks, strict=False)
        if unit.sort in (Sort.WHEN, Sort.HOURS) or (unit.sort not in _OF_ANY and _has_day(own))
        for place in outline.path(unit.section)
    }
    parts = {
        section.index: harmless(house(_ABOUT.sub("", section.heading), near))
        for rank in ranks
        if sum(section.index in dated for section in rank) >= FEWEST
        for section in rank
    }
    if not parts:
        return ()
    return tuple(
        PartLine(
            folded(f"{unit.label}{unit.text}"),
            own,
            next((parts[n] for n in outline.path(unit.section) if n in parts), ""),
        )
        for unit, own in zip(outline.units, marks, strict=True)
    )


def _has_day(marks: frozenset[str]) -> bool:
    return any("-" in mark for mark in marks)


def _ranks(outline: Outline) -> Iterator[list[Section]]:
    """Yield the sections that stand side by side, where most of them are not what tells more of one
    thing (対象, 応募方法).
    """
    ranks: dict[tuple[int, tuple[str, str], bool], list[Section]] = defaultdict(list)
    for section in outline.sections:
        if section.heading:
            ranks[section.above, section.style, section.record].append(section)
    for rank in ranks.values():
        parts = [s for s in rank if not (s.facet or _NO_PART.fullmatch(_ABOUT.sub("", s.heading)))]
        if len(parts) >= FEWEST and len(parts) * FACETS >= len(rank):
            yield parts


def _marks(text: str, near: date) -> frozenset[str]:
    """Return the days, hours and numbers of a text, each in one spelling."""
    days = (f"{one.date:%m-%d}" for one in mentions(text, near) if one.date)
    clock = (at for one in find_times(text) for at in (one.begins, one.ends) if at)
    numbers = (match[0].replace(" ", "") for match in _NUMBER.finditer(fold(text)))
    return frozenset((*days, *(f"{at:%H:%M}" for at in clock), *numbers))


def by_name(
    title: str, summary: str, page: Sequence[PartLine], near: date
) -> Iterator[tuple[str, ...]]:
    """Yield the lines of a summary with the name of its part before what is of one alone, then
    without the last of these, which may have no room; nothing where they may stand as they are.
    """
    if not page:
        return
    lines, ear = summary.split("\n"), _Ear(title, page, near)
    pieces = [piece for at in range(len(lines)) for piece in _pieces(lines, at, ear)]
    if len({part for text, part in pieces if text.startswith("・")}) > 1:  # of a list no row alone
        pieces = [(text, "" if text.startswith("・") else part) for text, part in pieces]
    many = sum(bool(part) for _, part in pieces)
    for most in range(many, -1, -1) if many else ():
        yield tuple(_lines(_first(pieces, most)))


def _pieces(lines: Sequence[str], at: int, ear: _Ear) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a line of a draft, each with the name of the part that it is of, where it
    needs one.
    """
    line = lines[at]
    above = "\n".join(lines[max(0, at - ABOVE) : at])
    if "：" in line or line.startswith("・"):
        yield line, ear.part_of(line, above)
        return
    pieces = ((piece, ear.part_of(piece, above)) for piece in split(line))
    for part, group in groupby(pieces, key=itemgetter(1)):
        yield "".join(piece for piece, _ in group), part


def _first(pieces: Sequence[tuple[str, str]], most: int) -> Iterator[tuple[str, str]]:
    """Yield all pieces that need no name, and `most` of those that need one; a row of a list stays
    without it.
    """
    for text, part in pieces:
        most -= bool(part)
        if not part or most >= 0:
            yield text, part
        elif text.startswith("・"):
            yield text, ""


def _lines(pieces: Iterable[tuple[str, str]]) -> list[str]:
    """Return the lines of a draft, each behind the name of its part; several labelled ones of one
    part below it, where nothing else would stand below it, too.
    """
    groups = [
        (part, [text for text, _ in group]) for part, group in groupby(pieces, key=itemgetter(1))
    ]
    lines = [_with_name(text, part) for part, texts in groups for text in texts]
    part, last = groups[-1] if groups else ("", [])
    if part and len(last) > 1 and not last[0].startswith("・"):
        lines[-len(last) :] = [f"【{part}】", *last]
    return lines


def _with_name(text: str, part: str) -> str:
    if not part:
        return text
    if text.startswith("・"):
        return f"・{part} {text[1:]}"
    return f"{part} {text}" if "：" in text else f"{part}：{text}"


class _Ear:
    """Hears of which part of a page the words of a draft are."""

    def __init__(self, title: str, page: Sequence[PartLine], near: date) -> None:
        own = [name for name in {one.part for one in page} - {""} if _speaks_of(title, name)]
        # 映画会／読書会 says of no line which it is of
        self._title = title if len(own) < 2 or title in own else ""
        self._page, self._near = page, near

    def part_of(self, text: str, above: str) -> str:
        """Return the name of the part that a piece is of; empty where it is of all, of several at
        once, or says so itself, or title or lines `above` do.
        """
        label, colon, value = text.rpartition("：")
        if " → " in text or (not colon and _OF_ITSELF.match(text)):
            return ""
        if any(one.text == folded(label.lstrip("・")) for one in self._page):
            return ""  # a heading, of which nothing but its own line told
        context = f"{self._title}\n{above}"
        marks = _marks(text, self._near)
        new = marks - _marks(context, self._near)
        if marks and not new:
            return ""
        parts = self._with_marks(new) if new else self._with_words(value)
        if text.startswith("・"):
            name = bigrams(folded(label[1:]))
            parts = [n for n in parts if any(name <= bigrams(one) for one in self._of(n))]
        if "" in parts:
            return ""
        if len(parts) > 1:
            label = folded(label)[-2:]
            parts = [n for n in parts if any(label in one for one in self._of(n))] or parts
        if any(_speaks_of(f"{context}\n{text}", name) or self._is_of_title(name) for name in parts):
            return ""
        return parts[0] if len(parts) == 1 and len(parts[0]) <= NAME else ""

    def _is_of_title(self, part: str) -> bool:
        """Whether the title names a part by a word that no other part has: ワークショップ."""
        others = "\n".join({one.part for one in self._page} - {part})
        return any(word in self._title and word not in others for word in _WORD.findall(part))

    def _of(self, part: str) -> Iterator[str]:
        return (one.text for one in self._page if one.part == part)

    def _with_marks(self, marks: Iterable[str]) -> list[str]:
        """Return the parts that have all of the marks, "" where one of these is of all."""
        parts = [{one.part for one in self._page if mark in one.marks} for mark in marks]
        return [""] if any("" in names for names in parts) else sorted(set.intersection(*parts))

    def _with_words(self, text: str) -> list[str]:
        """Return the parts that have a text, "" among them where it is of all."""
        mine = bigrams(folded(text))
        most = ALIKE * len(mine)
        parts = {one.part for one in self._page if len(mine & bigrams(one.text)) >= most}
        return sorted(parts) if len(mine) >= SHORTEST else []


def _speaks_of(text: str, name: str) -> bool:
    """Whether a text speaks of a part: by its name without what stands in brackets, or by half of
    its pairs of letters.
    """
    flat = folded(text)
    mine = bigrams(folded(name))
    short = folded(_ASIDE.sub("", name))
    return short in flat or len(mine & bigrams(flat)) >= SPEAKS * len(mine) > 0
