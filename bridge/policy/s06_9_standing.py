"""6(9), 5(3)イ: whether a thing takes place is told alike by its list, its page and the draft.

Pure. What a list's title calls off, puts off or tells to be full its page must know; a page's title
and text may not say one of 中止 and 延期 each; a draft says nothing of the kind that its page does
not, and does not tell the day of what is called off as if nothing had happened. The words stand in
standing.py. Cannot see that a thing does not take place where neither title says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bridge.policy import claims, standing
from bridge.policy.folding import fold
from bridge.policy.matter import TEXT, TITLE, finding
from bridge.text.dates import resolve_relative

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bridge.model import Finding, Page
    from bridge.policy.matter import Matter

#: of a draft's own words; a pause is told of many things beside
_SAID: Final = frozenset(("中止", "延期", "満席", "締切"))
_NAMED: Final = 4  #: characters of words that name a thing beside how it stands
#: which a draft must tell that names a day
_OFF: Final = frozenset(("中止", "延期"))
#: what a title may not say where its text says the other
_EXCLUDED: Final = {"中止": {"延期"}, "延期": {"中止"}, "満席": {"中止"}, "締切": {"中止"}}


def findings(matter: Matter) -> Iterator[Finding]:
    """Yield what list, page and draft say otherwise of whether a thing takes place."""
    page = matter.candidate.page
    if page is None or page.unread:
        return
    title, listed = fold(page.title), fold(matter.candidate.listed)
    about = f"{title}\n{listed}\n{fold(matter.candidate.title)}"
    text = "\n".join((page.text, *page.row_lines))
    body = standing.statements(fold(text), about)
    whole = (*standing.statements(title, about), *body)
    ours, theirs = standing.titled(title, about), standing.titled(listed, about)
    for one in ours:
        others = [other for other in body if other.own and not other.denied]
        excluded = _EXCLUDED.get(one.value, set()) - {each.value for each in ours}
        against = [other for other in others if other.value in excluded]
        if against and not standing.bears_out(one, others):
            why = f"ページの題名と本文が合いません。本文では「{against[0].words}」です。"
            yield finding("6(9)", one.words, TITLE, why, stop=True)
    unsaid = standing.unsaid(listed, title, text) if listed != title else ()
    for one in unsaid:
        tells = next((f"ページでは「{o.words}」です。" for o in whole if o.own), "")
        why = f"一覧の題名とページが合いません。{tells or 'ページには書かれていません。'}"
        yield finding("6(9)", one.words, TITLE, why, stop=True)
    words = {one.words for one in unsaid}
    titled = (*ours, *(one for one in theirs if one.words not in words))
    yield from _untold(matter, page, about, titled)
    yield from _said(matter, about, (*whole, *theirs))


def _untold(
    matter: Matter, page: Page, about: str, titled: tuple[standing.Standing, ...]
) -> Iterator[Finding]:
    """Yield what a title calls off and the draft's own words do not tell: a stop where they name a
    day or an hour.
    """
    if matter.candidate.follows or not titled:
        return
    text, near = matter.draft[1], page.published or matter.context.today
    own = standing.statements(text.folded, about)
    passages = claims.passages(text.text, matter.context.today)
    days = {day.mention.date for one in passages for day in one.days}
    moved = claims.moved(claims.passages(resolve_relative(page.text, near), near))[1]
    for one in titled:
        new = one.value == "延期" and not days.isdisjoint(moved)
        if one.value not in _SAID or standing.bears_out(one, own) or new:
            continue
        stop = one.value in _OFF and any(each.days or each.times for each in passages)
        why = "題名にあるこのことが、投稿の文に書かれていません。書き添えるか、確かめてください。"
        yield finding("6(9)", one.words, TEXT, why, stop=stop)


def _said(matter: Matter, about: str, page: tuple[standing.Standing, ...]) -> Iterator[Finding]:
    """Yield what the draft says does not take place, where its page does not say so of the thing;
    of anything beside it, where the page tells of nothing that stands still.
    """
    for one in standing.statements(matter.draft[1].folded, about):
        if one.value not in _SAID or (len(one.words) >= _NAMED and one.words in about):
            continue  # 【貸出終了】 of a page of that title
        same = [other for other in page if other.value == one.value and not other.denied]
        known = standing.bears_out(one, page) or (
            not one.own and (bool(same) or standing.pauses(matter.page.folded))
        )
        if bool(same) if one.denied else not known:
            others = (*(o for o in page if o.own and o.denied == one.denied), *same)
            words = others[0].words if others else ""
            tells = f"ページでは「{words}」です" if words else "リンク先のページにありません"
            why = f"行うかどうかが合いません。{tells}。"
            yield finding("6(9)", one.words, TEXT, why, stop=True)
