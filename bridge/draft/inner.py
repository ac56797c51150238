"""Pure: the name that a further day of a line has of its own: 最終便 12月22日(火) 再開 1月8日(金)
are no two days of 最終便.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bridge.text.times import fold

if TYPE_CHECKING:
    from bridge.draft.values import When

#: a word between two days, a blank before it and nothing but one behind
_NAMED: Final = re.compile(
    r"(?:\s+|\s*[、,/・]\s*)(?P<name>[^\W\dはがをにでとの](?:(?!から|まで|より)[^\W\d]){1,9})\s*[:]?\s*"
)
#: joins days, or is said of one
_JOINS: Final = re.compile(
    r"(?:および|及び|または|又は|もしくは|ならびに|並びに|各日|両日|いずれも|終日|翌|毎[週月]|(?:令和|平成)|午[前後]中?|正午|夕方|夜間?|満[員席]|中止|休み?)"
)


def names_within(when: When) -> list[str]:
    """Return of each of a labelled line's days the name that it has of its own behind the one
    before; empty ones where none has, or more is said behind the last: 24日 北町 25日 南町.
    """
    none = [""] * len(when.occasions)
    flat, place, names = fold(when.unit.text), 0, list[str]()
    if not when.label:
        return none
    for number, one in enumerate(when.occasions):
        words = fold(one.text).strip()
        start = flat.find(words, place)
        if start < 0:
            return none
        gap = _NAMED.fullmatch(flat[place:start]) if number else None
        names.append(gap["name"] if gap and not _JOINS.search(gap["name"]) else "")
        place = start + len(words)
    return none if flat[place:].strip(" 。") else names
