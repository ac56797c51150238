"""Pure: the displays of a page that has several, each with the shelf, the readers or the house that
it is of: 児童向け展示「おいもほり」.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bridge.text.clean import harmless
from bridge.topics.sorts import Sort

if TYPE_CHECKING:
    from bridge.topics.outline import Outline, Section

#: a heading that says where or for whom something is shown
_SHELF: Final = re.compile(r"[^「『]{1,12}(?:展示|コーナー|特集|向け|書|室|棚)")
_READERS: Final = re.compile(r".{1,8}向け")
#: what is shown, in its brackets, behind whom it is for: 一般 「駿河湾をたべる」
_QUOTED: Final = re.compile(r"「[^「」]{2,40}」|『[^『』]{2,40}』")
_NO_THEME: Final = re.compile(r"もどる|一覧|ページ|お知らせ|問い?合|^この")


def displays(outline: Outline) -> tuple[str, ...]:
    """Return what is shown where, each in words of its own; nothing where only one is."""
    pairs: list[tuple[str, str]] = []
    looks = {(s.above, s.style) for s in outline.sections if _is_shelf(s)}
    for section in outline.sections:
        if section.record:
            readers = (
                u.text
                for u in outline.units
                if u.section == section.index
                and u.sort == Sort.AUDIENCE
                and _READERS.fullmatch(u.text)
            )
            if of := next(readers, ""):
                pairs.append((of, f"「{section.heading}」"))
        elif (section.above, section.style) in looks:
            pairs += [(section.heading, theme) for theme in _themes(outline, section)]
    places = dict.fromkeys(of for of, _ in pairs)
    if len(places) < 2:
        return ()
    return tuple(
        harmless(f"{of}{''.join(theme for where, theme in pairs if where == of)}") for of in places
    )


def _is_shelf(section: Section) -> bool:
    """Whether a heading says where, or for whom, what stands below it is shown."""
    return section.library or _SHELF.fullmatch(section.heading) is not None


def _themes(outline: Outline, section: Section) -> list[str]:
    """Return what is shown below a heading: what stands in brackets, else the headings below it."""
    heads = [
        s.heading
        for s in outline.sections
        if s.above == section.index and not (s.facet or s.record or _is_shelf(s))
    ]
    words = [u.text for u in outline.units if u.section == section.index and u.sort == Sort.THEME]
    names = [name for name in (*heads, *words) if 2 <= len(name) <= 30]
    names = [name for name in names if not (_NO_THEME.search(name) or name[-1] in "。?？")]
    quoted = [match[0] for name in names if (match := _QUOTED.search(name))]
    return quoted or [f"「{name}」" for name in names]
