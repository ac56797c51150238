"""Pure: which of the sentences that may be said are said: the lead, what is needed, and what stands
right behind.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from bridge.draft.leads import MOOD, POLITENESS, SECOND
from bridge.draft.sentences import Statement
from bridge.draft.standalone import ROOM
from bridge.text.clean import bigrams

if TYPE_CHECKING:
    from collections.abc import Iterator

#: 雨で順延になったときは: what a closing hangs on
_IF_PUT_OFF: Final = re.compile(r"順延|延期(?:と|に)なっ")
_BUT: Final = re.compile(r"ただし|但し")
#: what is done each year: the news of this one stands behind it
_EVERY_YEAR: Final = re.compile(r"(?:毎年|例年|これまで)[^。]*[てで](?:い|お|まい)り?ま(?:す|した)")
#: 昨年ご好評をいただいた企画を今年も: likewise
_WELCOMED: Final = re.compile(r"(?:昨年|前回|去年)[^。]*(?:好評|お声)")
#: 維持することが難しくなりました: how it came about, before what is done from a day on
_WAS: Final = re.compile(r"(?:まし|でし)た。?$")
#: 10月7日(水)までに
_BY_THEN: Final = re.compile(r"\d日(?:\([月火水木金土日]\))?[^。、]{0,8}までに")
#: begins what is told beside the news
_ADDS: Final = re.compile(r"なお|また、|あわせて|併せて")
_NOT: Final = re.compile(r"(?:ポスト|返却)[^。]*ません。?$")
#: for what there is something instead
_OFF: Final = re.compile(r"休|中止|使えません")
REACH: Final = 3  #: sentences behind the lead that still speak of it
LONG: Final = 24  #: characters of a lead that needs little beside it
_VAGUE_LEAST: Final = 8  #: points of a sentence that leads below a title that names nothing
LEAST: Final = 8  #: points of a sentence that leads without the main verb of its kind
SAID: Final = 0.7  #: share of a sentence's pairs of letters by which another one says it
NEARLY: Final = 10  #: points by which an earlier sentence may be weaker and lead all the same


def chosen(
    statements: list[Statement],
    needs: tuple[str, ...],
    most: int,
    *,
    alone: bool,
    wide: bool,
    vague: bool,
    worth: frozenset[str],
    closing: bool,
    bare: bool,
) -> tuple[list[Statement], int]:
    """Return the sentences to be said, and how many of them are needed: the lead, and for each need
    the best that tells it.

    With `bare` the draft has no labelled line: a fair sentence leads where none is strong.
    `worth` are what a further sentence must tell to be worth its room; empty: anything. With
    `alone` the days of the lead are all that the draft tells of: a sentence about another day stays
    out.
    """
    free = [one for one in statements if one.points > -4]
    choice = _leading(free, dated="day" in needs, vague=vague)
    if not choice:
        fair = (_fair(free) or _dated(free)) if bare else _asked(free, needs)
        return ([fair], 1) if fair else ([], 0)
    lead = choice[-1]
    # days of several things
    apart = not closing and len({day for one in free for day in one.days}) > 2
    if alone and lead.days:
        free = [one for one in free if _of_the_days(one, lead, needs)]
    for need in needs:
        choice += _telling(need, free, choice, apart=apart)
    choice += () if closing else _shown_until(free, choice, lead)
    choice += _limits(free, choice, closing=closing)
    needed = len(choice)
    for one in free:
        if len(choice) >= most:
            break
        of_use = _of_use(one, choice, lead, worth=worth, closing=closing)
        if (wide and _goes_on(one, lead)) or of_use:
            choice += _worded_once(one, choice, lead)
    return [_whole(one, choice) for one in choice], needed


def _leading(free: list[Statement], *, dated: bool, vague: bool) -> list[Statement]:
    """Return the sentence that leads, behind the one that it needs; with a `vague` title
    (図書館だより, No.23) any with a day tells more; none where none may. What goes on in a
    paragraph leads where it says of what it is.
    """
    best = _first(free, dated=dated)
    # なお、講演会にあわせ、展示も行います adds to the news
    if best and not (best.back and _ADDS.match(best.text)):
        row = led_up_to(best, [], free) if best.hangs else [best]
        if row:
            return row
    strong = (one for one in free if not one.hangs and one.points > 0 and one.strong)
    of_a_day = (
        one
        for one in free
        if vague
        and one.points > _VAGUE_LEAST
        and not (one.hangs or MOOD.search(one.text) or POLITENESS.search(one.text))
        and one.days
        and one.tells & {"closed", "open", "return", "place", "hour", "day"}
    )
    return [*islice(chain(strong, of_a_day), 1)]


def _of_the_days(one: Statement, lead: Statement, needs: tuple[str, ...]) -> bool:
    """Whether a sentence is of no other day than the lead's; from when to apply is another day,
    where that is needed.
    """
    return bool(
        not one.days
        or set(one.days) & set(lead.days)
        or one.tells & {"open", "closed"}
        or ("apply" in needs and "apply" in one.tells)
    )


def _telling(
    need: str, free: list[Statement], choice: list[Statement], *, apart: bool
) -> list[Statement]:
    """Return the best sentence that tells what is needed, none where one of the choice does; with
    days of several things (`apart`) only one that is surely of the same.
    """
    if any(need in one.tells for one in choice):
        return []
    # where to hand back, before what cannot be used for it
    pool = sorted(free, key=lambda one: need == "return" and bool(_NOT.search(one.text)))
    telling = (
        one
        for one in pool
        if not MOOD.search(one.text)
        and need in one.tells
        and one not in choice
        and goes_on(one, choice)
        and (
            not apart
            or need == "apply"
            or {"day", "hour", "place"} <= one.tells
            or any(follows(one, other) for other in choice)
        )
    )
    return [*islice(telling, 1)]


def _shown_until(
    free: list[Statement], choice: list[Statement], lead: Statement
) -> list[Statement]:
    """Return the best sentence where it has the day that the lead has not, in its section:
    クリスマスの展示は12月24日までです, behind what is shown.
    """
    top = next(iter(free), None)
    if (
        top
        and top.strong
        and top.days
        and top not in choice
        and top.unit.section == lead.unit.section
        and not lead.days
        and goes_on(top, choice)
    ):
        return [top]
    return []


def _of_use(
    one: Statement,
    choice: list[Statement],
    lead: Statement,
    *,
    worth: frozenset[str],
    closing: bool,
) -> bool:
    """Whether a further sentence is worth its room: what stands elsewhere on the page may be about
    something else.
    """
    after = any(follows(one, other) for other in choice)
    # when and where of what the lead announces
    whole = after and {"hour", "place"} <= one.tells
    if not (one.strong or whole):
        return False
    if closing:
        return bool(one.tells & worth)
    near = one.unit.section == lead.unit.section
    return after or bool(one.tells & worth and one.days and near)


def _worded_once(one: Statement, choice: list[Statement], lead: Statement) -> list[Statement]:
    """Return a sentence that says more than the choice, and stands by itself or behind it; none
    where it does not.
    """
    least = 7 if len(lead.text) > LONG else 4
    says_more = one not in choice and not told_by(one, choice)
    return [one] if says_more and one.points > least and goes_on(one, choice) else []


def _asked(free: list[Statement], needs: tuple[str, ...]) -> Statement | None:
    """Return the sentence that says by when to apply, where no label does and the rows tell all
    else: …の方は、10月7日(水)までに図書館へ電話か….
    """
    asks = (one for one in free if "apply" in one.tells and _BY_THEN.search(one.text))
    sure = (one for one in asks if not (one.hangs or one.some or "だけ" in one.text))
    return next(sure, None) if "apply" in needs else None


def _limits(
    free: list[Statement], choice: list[Statement], *, closing: bool
) -> Iterator[Statement]:
    """Yield the sentences without which another is not so: なお、雨で順延になったときは、6日は開館
    of a closing, ただし、12月25日は通常どおり behind any.
    """
    rest = [one for one in free if one not in choice]
    if closing:
        yield from [one for one in rest if _IF_PUT_OFF.search(one.text) and one.days][:1]
    for one in rest:
        if _BUT.match(one.unit.text) and any(follows(one, other) for other in choice):
            yield one


def _whole(one: Statement, choice: list[Statement]) -> Statement:
    """Return a sentence with what limits it, where the post has room for both and that is not said
    by itself.
    """
    if len(one.whole) > ROOM or any(other.text in one.whole for other in choice if other != one):
        return one
    return replace(one, text=one.whole)


def told_by(one: Statement, choice: list[Statement]) -> bool:
    """Whether one of the choice says the same words, or tells the same days as open, or as closed,
    already.
    """
    if any(one.text.rstrip("。") in other.text for other in choice):
        return True  # 休館となります, of a line that was broken
    mine = _pairs(one.text)
    if mine and any(len(mine & _pairs(other.text)) >= SAID * len(mine) for other in choice):
        return True
    part = one.tells & {"open", "closed"}
    return bool(part) and any(
        one.days
        and len(other.days) <= 2
        and {*one.days} <= {*other.days}
        and part == other.tells & {"open", "closed"}
        for other in choice
    )


_NO_MATTER: Final = re.compile(r"\W|(?:いた)?します|(?:して)?(?:い|お)ります|ました")


def _pairs(text: str) -> set[str]:
    """Return the pairs of letters of a sentence without its signs and endings."""
    bare = _NO_MATTER.sub("", text)
    return bigrams(bare)


def _goes_on(one: Statement, lead: Statement) -> bool:
    """Whether a sentence tells more of what the lead tells, soon behind it and under its
    heading.
    """
    return (
        one.unit.section == lead.unit.section
        and 0 < one.at - lead.at <= REACH
        and bool(one.tells)
        and not one.some
        and (instead_of(one, [lead]) or not POLITENESS.search(one.text))
    )


def instead_of(one: Statement, choice: list[Statement]) -> bool:
    """Whether a sentence says what to use instead of that of which one of the choice, right before
    it, tells.
    """
    return "instead" in one.tells and any(follows(one, other) for other in choice)


def _first(free: list[Statement], *, dated: bool) -> Statement | None:
    """Return the sentence that leads: the best, or one not much weaker that stands before it: news
    comes first. Where the draft needs a day (`dated`), how it came about does not lead.
    """
    strong = [one for one in free if one.points > 0 and one.strong]
    if not strong:
        return None
    tells = strong[0].tells
    preamble = _EVERY_YEAR if {"day", "hour"} <= tells else _WELCOMED if "day" in tells else None
    near = [
        one
        for one in strong
        if one.points >= strong[0].points - NEARLY
        and one.unit.section == strong[0].unit.section
        and not (preamble and not one.days and preamble.search(one.text))
        and not (dated and "day" in tells and not one.days and _WAS.search(one.text))
        and not _is_behind(one, strong[0])
    ]
    return min(near, key=lambda one: (one.hangs, one.at))


def _is_behind(one: Statement, best: Statement) -> bool:
    """Whether a sentence tells what was, before the best one, which tells until when something is:
    7月4日に…を行いました before 9月30日まで展示しています.
    """
    was = best.fair and _WAS.search(one.text) is not None and _WAS.search(best.text) is None
    return was and bool(one.days and best.days) and max(one.days) < max(best.days)


def _dated(free: list[Statement]) -> Statement | None:
    """Return the sentence that leads where nothing else does: of the page's first two the better
    that tells of a day, and is no exception.
    """
    first = sorted(one.at for one in free)[:2]
    dated = (
        one
        for one in free
        if one.points >= LEAST
        and one.at in first
        and not (SECOND.search(one.text) or re.search(r"場合|におかれまして", one.text))
        and one.days
        and one.tells & {"closed", "open", "off", "return", "hour"}
        and not (one.hangs or one.some or MOOD.search(one.text))
    )
    return next(dated, None)


def _fair(free: list[Statement]) -> Statement | None:
    """Return the sentence that leads where none has the main verb of its kind: the first that
    speaks of the page's thing, as a page begins with what it is about.
    """
    fair = [one for one in free if one.fair and one.points >= LEAST and not one.hangs]
    return min(fair, key=lambda one: (not one.days, one.at), default=None)


def led_up_to(
    one: Statement, choice: list[Statement], statements: list[Statement]
) -> list[Statement]:
    """Return a sentence, and before it the one on which it hangs; empty where that may not be said,
    hangs itself, or is too long beside it.
    """
    if goes_on(one, choice):
        return [one]
    before = next((other for other in statements if follows(one, other)), None)
    fits = before and len(before.text) + len(one.text) <= ROOM and goes_on(before, choice)
    return [before, one] if before and fits else []


def stands(one: Statement, choice: list[Statement]) -> bool:
    """Whether it can be understood: what begins with この or なお needs the sentence right before
    it, or its lead.
    """
    if not one.back:
        return True
    thing = re.match(r"この(展示|企画展?|催し|イベント|講座|講演会|サービス)", one.text)
    instead = re.match(r"その(?:代|か)わり", one.text)
    once = re.match(r"(?:代|か)わりに", one.text)
    return (
        bool(instead and any(0 < one.at - other.at <= 2 for other in choice))
        or bool(once and choice and 0 < one.at - choice[0].at <= 2 and _OFF.search(choice[0].text))
        or any(follows(one, other) for other in choice)
        or bool(thing and any(thing[1] in other.text for other in choice))
    )


def goes_on(one: Statement, choice: list[Statement]) -> bool:
    """Whether it can be understood, and of its paragraph nothing before it is left out."""
    within = not one.inside or any(follows(one, other) for other in choice)
    return within and stands(one, choice)


def follows(one: Statement, other: Statement) -> bool:
    """Whether a sentence stands right behind another, but for courtesy between them."""
    return one.after == other.at and one.unit.section == other.unit.section
