"""Pure: a title that names two things, of which a draft tells one: 休館及びサービスの停止,
企画展示とギャラリートーク.
"""

from __future__ import annotations

import re
from typing import Final

from bridge.draft.subject import pairs
from bridge.text.clean import folded

#: between two things
_AND: Final = re.compile(
    r"及び|および|並びに|ならびに|[／/]|(?<![こひもほおに])と、?(?![おうしきもなび])"
)
#: what stands in brackets is of one thing
_IN_BRACKETS: Final = re.compile(r"「[^「」]*」|『[^『』]*』|\([^()]*\)|【[^【】]*】|〔[^〔〕]*〕")
#: why it is so
_WHY: Final = re.compile(r"に(?:伴|ともな)(?:う|って|い)|による|により|のため")
#: why, when and of which house stands before the first
_BEFORE: Final = re.compile(
    r".*(?:に(?:伴|ともな)(?:う|って|い)|による|により|のため(?:の|に)?|\d月の|年度の?|期(?:間)?の)|^\S{2,12}館\s+"
)
#: what is said of the second
_BEHIND: Final = re.compile(
    r"(?:の(?:実施|開催))?(?:について.*|の(?:お知らせ|おしらせ|ご?案内|こと).*|を(?:開催|実施|行|開|おこな|ひら)\S*|です|します)?[!！。]?$"
)
_ASIDE: Final = re.compile(r"\([^()]*\)$")
_QUOTED: Final = re.compile(r"^「([^「」]*)」$")
_EXHIBITION: Final = re.compile(r"展(?:示|覧会)?(?=[「『]|$)")
_SHOWN: Final = re.compile(r"^(?:展示|会期)", re.MULTILINE)
_WORD: Final = re.compile(r"[一-龠々]+|[ァ-ヶー]+|[A-Za-z]+")
TOLD: Final = 0.5  #: share of the pairs of letters of a thing's words by which a text speaks of it


def things(title: str) -> tuple[str, ...]:
    """Return the two things that a title names, without why and what is said of them; nothing for
    one, for three, or for two reasons of one.
    """
    flat = re.sub(r"^【[^【】]*】", "", title)
    spans = [match.span() for match in _IN_BRACKETS.finditer(flat)]
    marks = [
        mark
        for mark in _AND.finditer(flat)
        if not any(start < mark.start() < end for start, end in spans)
    ]
    if len(marks) != 1 or _WHY.search(flat, marks[0].end()):
        return ()
    first = _BEFORE.sub("", flat[: marks[0].start()])
    second = _BEHIND.sub("", flat[marks[0].end() :])
    both = tuple(_QUOTED.sub(r"\1", _ASIDE.sub("", one).strip()) for one in (first, second))
    return both if all(pairs(folded(one)) for one in both) and both[0] != both[1] else ()


def left_out(title: str, summary: str, page: str) -> str:
    """Return that of the two things of a title of which the page speaks and the summary does not,
    where it speaks of the other; empty where there is none.
    """
    both = things(title)
    untold = [one for one in both if not _is_told(one, summary)]
    return untold[0] if len(untold) == 1 and _share(untold[0], page) >= TOLD else ""


def speaks_of(thing: str, text: str) -> bool:
    """Whether a text speaks of a thing, by most of its words."""
    return _share(thing, text) >= TOLD


def _is_told(thing: str, summary: str) -> bool:
    """Whether a summary speaks of a thing: by most of its words, by the noun that it is, or, of an
    exhibition, by a label.
    """
    if _EXHIBITION.search(thing) and _SHOWN.search(summary):
        return True
    noun = _WORD.findall(folded(thing))[-1][-2:]
    return _share(thing, summary) >= TOLD or (len(noun) > 1 and noun in folded(summary))


def _share(thing: str, text: str) -> float:
    mine = pairs(folded(thing))
    return len(mine & pairs(folded(text))) / len(mine)
