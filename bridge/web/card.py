"""Edge: what stands beside a draft when it is decided: its page, its time, its cost, who may
release it. Reads only.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bridge.model import Decision, Draft, Finding, Machine, Page, State, Way
from bridge.policy import s05_2_hours, s05_3_wording, s05_4_retweets, s09_1_review
from bridge.policy.due import price
from bridge.values import dataclass
from bridge.web import here, show
from bridge.web.evidence import Evidence
from bridge.web.evidence import evidence as common

if TYPE_CHECKING:
    from bridge.model import Confirmation, Image, Review, Rewording
    from bridge.policy.s06_checklist import ChecklistRow
    from bridge.sayings import Coded


@dataclass(frozen=True, slots=True)
class Card:
    """A draft with all that its reader must know."""

    draft: Draft
    page: Page | None  #: the page behind it, as last read
    due: datetime | None  #: when it would go out; None when nobody can say
    why: str  #: why not at once
    because: tuple[Coded, ...]  #: what makes it wait until `due`
    outside: bool  #: the library is closed when the time to take it back is over
    cost: float  #: US$
    spent: float  #: US$ that the posts of this month have cost so far
    late: str  #: its time has passed, or will have
    #: its days have passed since it was written: nobody decides it or puts it forward as it is
    over: bool
    covering: Confirmation | None  #: a prior confirmation under which the reader could release it
    #: number and text of the version on which a decider last had a word, else of the one before
    before: tuple[int, str] | None
    first: Draft | None  #: the posted draft that this one replaces or continues, 9(2)
    rewording: Rewording | None  #: a second wording by the library's program
    picture: Image | None  #: the page's own, offered and not attached (10)
    face: Image | None  #: what X shows beside the link, where the desk may ask for it
    asked: bool  #: the reader is asked for the tick of the thirteen kinds when they decide it (6)
    thirteen: tuple[ChecklistRow, ...]  #: what the machine saw of each of them
    #: those before the decision (9(1)), and who has taken each
    steps: tuple[tuple[str, Review | None], ...]
    step: str  #: the one at which it waits for the reader; empty = for nobody, or for somebody else
    barred: str  #: why the reader may not decide it (yet), 9(1); empty = nothing of the kind

    @property
    def stops(self) -> tuple[Finding, ...]:
        """Return the findings that are to be acknowledged knowingly."""
        return tuple(finding for finding in self.draft.findings if finding.stop)

    @property
    def bulk(self) -> bool:
        """Return whether it may be ticked together with others: nothing about it asks for a look of
        its own.
        """
        notes = self.asked and any(row.noted for row in self.thirteen)  # each has its own tick
        return not (self.stops or self.late or self.draft.urgent or self.barred or notes)


def card(draft: Draft) -> Card:
    """Return the card of `draft` for the person and the moment of this request."""
    parts, store, now = here.parts(), here.store(), here.now()
    known = store.sightings.page(draft.item) if draft.item is not None else None
    start = (
        now if draft.urgent else now + timedelta(minutes=parts.settings.posting.take_back_minutes)
    )
    open_then = s05_2_hours.is_open(start, here.calendar())
    over = here.desk().over(draft)
    planned = here.plan(draft if draft.decision else as_if_decided(draft))[draft.id]
    waits = draft.state in {State.WAITING, State.STOPPED}
    covering = (
        here.desk().covering(here.me(), draft)
        if waits and not here.may("decide") and here.may("release")
        else None
    )
    review, reviews = parts.settings.review, {one.step: one for one in draft.reviews}
    return Card(
        draft=draft,
        page=known[0] if known else None,
        due=planned.at,
        why=here.in_words(planned.why),
        because=planned.because,
        outside=not open_then,
        cost=price(draft.content, parts.settings.posting),
        spent=here.spent(),
        late=over.sentence("desk")
        if over
        else (_late(draft, planned.at, now) or _election(draft, now))
        if draft.state in {State.WAITING, State.DECIDED}
        else "",
        over=over is not None,
        covering=covering,
        before=here.desk().earlier(draft),
        first=store.draft(draft.corrects) if draft.corrects is not None else None,
        rewording=store.rewordings.of(draft.id, draft.version)
        if draft.state is State.WAITING
        else None,
        picture=parts.pictures(store).offered(draft),
        face=parts.pictures(store).of_card(draft),
        asked=here.desk().asks(here.me(), draft),
        thirteen=here.desk().thirteen(draft.findings),
        steps=tuple((step, reviews.get(step)) for step in s09_1_review.steps(review, draft)),
        step=s09_1_review.due(review, draft, here.me().name)
        if waits and here.may("review")
        else "",
        barred=here.why(s09_1_review.decision_refusal(review, draft, here.me())) if waits else "",
    )


def evidence(card: Card) -> Evidence:
    """Return which values of the card's text stand on the page behind it; raises ValueError for a
    card without one.
    """
    if card.page is None:
        raise ValueError(card.draft.id)
    return common(
        show.visible(card.draft.content.text),
        card.page,
        card.draft.created_at.astimezone(here.now().tzinfo).date(),
    )


def as_if_decided(draft: Draft) -> Draft:
    """Return the draft as it would be right after a decision, the newest one."""
    now, minutes = here.now(), here.settings().posting.take_back_minutes
    start = now if draft.urgent else now + timedelta(minutes=minutes)
    word = Decision(
        id=sys.maxsize,
        draft=draft.id,
        version=draft.version,
        digest=draft.digest,
        person=here.me().name,
        at=here.now(),
        way=Way.DIRECTOR,
        not_before=start,
    )
    return replace(draft, decision=word)


def _election(draft: Draft, now: datetime) -> str:
    """Return that an election period has begun of which a retweet's findings know nothing yet, or
    nothing (6(4)).
    """
    doubt = (
        s05_4_retweets.election(now.date(), here.settings().retweets.elections)
        if draft.content.retweets
        else None
    )
    if doubt is None or doubt.key in {finding.key for finding in draft.findings}:
        return ""
    return (
        f"{doubt.why}今の決裁では保留になります。差し戻し、もう一度決裁に出してもらってください。"
    )


def _late(draft: Draft, due: datetime | None, now: datetime) -> str:
    last = draft.expires_on
    if last is None and draft.author != Machine.SYNC:  # a person's text: the days that it names
        last = s05_3_wording.last_day(draft.content.text, now.date())
        last = last if last and last >= now.date() else None  # what was over then is a finding
    if last is None:
        return ""
    if last < now.date():
        return (
            f"この案内は{show.day(last, now)}で終わっています。決裁しても投稿されず、"
            "期限切れになります。"
        )
    if due is not None and due.date() > last:
        return (
            f"投稿できるのは{show.moment(due, now)}ですが、この案内は{show.day(last, now)}"
            "で終わります。"
        )
    return ""
