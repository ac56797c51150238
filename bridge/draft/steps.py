"""Pure: what is so under each of several conditions, as a rule for a day of snow has them:
警報が出たとき ⏎ 1時間後に閉館.

One of them alone would pass for the whole rule: they are told all, or none. Cannot see a condition
that only running prose tells.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bridge.draft.entire import lines_of, told_line, with_month
from bridge.draft.shorter import in_digits
from bridge.text.dates import relative_words
from bridge.text.limits import FOLLOWING
from bridge.text.times import fold
from bridge.topics.lines import joined
from bridge.topics.outline import split
from bridge.topics.sorts import has_day
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from bridge.model import Block, Facts

LEAST: Final = 2  #: steps of a rule
MOST: Final = 7  #: that are told
DAYS_BACK: Final = 7  #: from the first of these on a day above them has its month
HEADING: Final = 24  #: letters of a line above them that says of which day they are
#: only says that the steps follow: 下記のとおり開館します
_BELOW: Final = re.compile(rf"(?:{FOLLOWING}|下記|次)の(?:とおり|通り)")
#: a sign or a number before a line
_MARK: Final = re.compile(r"^[^\w(「『<【〔]*(?:\(?\d{1,2}[).．、](?!\d)\s*|[①-⑳]\s*)?")
#: when it is so: 開館中に警報が出たとき, 午前10時までに解除
_WHEN: Final = (
    r"(?P<when>[^。→⇒…:]{2,44}?(?:とき|場合|(?<=[^\d\W])時|たら|けれ?ば|[えけせてねめれ]ば"
    r"|(?:解除|解かれ|発[表令]|継続|運休|休校|通行止め?|停電)[^、。→⇒…:]{0,4}))"
)
_STEP: Final = re.compile(rf"{_WHEN}(?:は|には)?\s*(?:[、:→⇒…・]+|(?<=\S)\s|$)\s*(?P<what>\S.*)")
_CELL: Final = re.compile(_WHEN)
#: so it was
_WAS: Final = re.compile(r"(?:ました|でした)。?$")
#: what becomes of the house, or of what is held
_OUTCOME: Final = re.compile(
    r"休館|休室|休園|閉館|閉室|開館|開室|開催|中止|延期|運休|運行|開け|閉め|お?休み|通常|平常|いつも"
)
#: the heading of a day: <28日(土)の開館について>
_BOX: Final = re.compile(r"[【〔<＜〈\[《](.+)[】〕>＞〉\]》]|[■◆●○◎]?\s*(.+)")


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of a rule, and where their lines stand."""

    rows: tuple[tuple[str, str], ...]  #: when, and what is so then
    first: int
    behind: int  #: the place of the first line below them


def with_steps(facts: Facts, blocks: Sequence[Block], near: date, published: date | None) -> Facts:
    """Return facts with the steps of a page's rule, where it has one: in wordings from full to
    short with the lines above and below them, without where one of the steps may not be told.
    """
    lines = [*_lines(blocks)]
    steps = _steps(lines)
    if steps is None:
        return facts
    rows = [(when, what) for when, what in steps.rows if not _BELOW.search(what)]
    facts = replace(facts, steps=tuple(told_line(when, near, published) for when, _ in rows))
    above = [": ".join(filter(None, line)) for line in lines[: steps.first]]
    head = _day_above(above)
    above = above[:-1] if head else above
    whats = [told_line(what, near, published) for _, what in rows]
    head = [
        told_line(one, near, published)
        for one in with_month(head, near - timedelta(days=DAYS_BACK))
    ]
    whens = facts.steps
    facts = replace(facts, steps=(*whens, *head))
    if len(rows) > MOST or not all((*head, *whens, *whats)):
        return facts
    briefs = [next(split(what)).rstrip("。") for what in whats]
    wordings = [
        [*head, *map(form.format, whens, some)]
        for form, some in (("・{}：{}", whats), ("・{}：{}", briefs), ("{}→{}", briefs))
    ]
    wordings[1:1] = [[in_digits(line) for line in wordings[1]]]
    around = (above, [": ".join(filter(None, line)) for line in lines[steps.behind :]])
    return replace(
        facts,
        tabled=tuple(tuple(some) for some in wordings),
        around=(
            tuple(told_line(line, near, published) for line in around[0]),
            tuple(told_line(line, near, published) for line in around[1]),
        ),
    )


def some_told(steps: Iterable[str], text: str) -> bool:
    """Whether a text tells some of the steps of a rule and not the others."""
    known = in_digits(text).replace(" ", "")
    there = [bool(one) and in_digits(one).replace(" ", "") in known for one in steps]
    return any(there) and not all(there)


def _day_above(above: Sequence[str]) -> list[str]:
    """Return the line right above the steps that says of which day they are, as a heading."""
    flat = fold(above[-1]).strip() if above else ""
    box = _BOX.fullmatch(flat)
    if (
        not box
        or not (has_day(flat) or relative_words(flat))
        or "。" in flat
        or len(flat) > HEADING
    ):
        return []
    return [f"【{re.sub('について$', '', box[1] or box[2])}】"]


def _lines(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """Yield the lines of a page, of a row or a pair the first cell and the rest."""
    for block in joined(blocks):
        if block.sort in ("row", "pair"):
            yield block.lines[0], "、".join(block.lines[1:])
        else:
            yield from (("", line) for line in lines_of(block, ""))


def _steps(lines: Sequence[tuple[str, str]]) -> Steps | None:
    """Return the first steps that stand one below the other; None where there are none."""
    run: list[tuple[str, str]] = []
    for n, line in enumerate((*lines, ("", ""))):
        if step := _step(line):
            run.append(step)
            continue
        if sum(_OUTCOME.search(what) is not None for _, what in run) >= LEAST:
            return Steps(tuple(run), n - len(run), n)
        run = []
    return None


def _step(line: tuple[str, str]) -> tuple[str, str] | None:
    """Return when and what a line says; None where it is no step."""
    cell, rest = (_MARK.sub("", fold(one).strip(), count=1) for one in line)
    if cell:
        return (cell, rest.rstrip("。")) if _CELL.fullmatch(cell) and rest else None
    match = _STEP.fullmatch(rest)
    if match is None or _WAS.search(match["what"]):
        return None
    return re.sub("に?は$", "", match["when"].strip()), match["what"].strip()
