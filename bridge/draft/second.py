"""Pure: the sentences of a page that tell of the things of a title that names two, for a draft that
tells of one of them: 返却期限の変更 of 休館と返却期限の変更について.

Cannot see what of the second thing only rows tell.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.draft.entire import lines_of, told_line
from bridge.draft.nearly import POINTS
from bridge.draft.sentences import BACK, POINTING
from bridge.draft.standalone import filled
from bridge.draft.twofold import speaks_of, things
from bridge.text.times import fold
from bridge.topics.builder import published_on
from bridge.topics.lines import joined
from bridge.topics.outline import split

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bridge.model import Facts, Page

MOST: Final = 2  #: sentences of each, for where there is no room for the first
LONGEST: Final = 70  #: letters of such a sentence
_ENDED: Final = re.compile(r"(?:ます|です|ません|ました)。$")
#: says that something is told, asked or may be, and nothing of it
_EMPTY: Final = re.compile(
    r"お知らせ(?:し|いたし)|ご?案内(?:し|いたし)|お願い|こちら|ありがとう|注意"
)


def with_things(facts: Facts, page: Page, today: date) -> Facts:
    """Return facts with the first sentences of a page that tell of each of the two things of its
    title.
    """
    both = things(facts.title)
    if not both:
        return facts
    sentences = [*_sentences(page, today)]
    of_it = ([one for one in sentences if speaks_of(thing, one)][:MOST] for thing in both)
    return replace(facts, things=tuple(one for some in of_it for one in some))


def _sentences(page: Page, today: date) -> Iterator[str]:
    """Yield the sentences of a page that stand by themselves."""
    published = published_on(page, today)
    for block in joined(page.blocks):
        if block.sort in ("text", "item"):
            for one in (one for line in lines_of(block, page.title) for one in split(line)):
                bare = filled(fold(one.removeprefix("・")), ())
                text = told_line(bare, published or today, published)
                if _ENDED.search(text) and len(text) <= LONGEST and _stands_alone(fold(text)):
                    yield text


def _stands_alone(text: str) -> bool:
    return not any(
        (POINTING.search(text), POINTS.match(text), BACK.match(text), _EMPTY.search(text))
    )
