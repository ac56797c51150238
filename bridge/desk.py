"""Story 2: what persons do, by the procedure of 9(1). Every door, the command line and the pages,
comes through here.

Each method names the person who acts, asks lifecycle for the Step and hands it to the store; the
roles are checked there.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Final

from bridge import labels, lifecycle, places, repeats, upkeep
from bridge.draft.make import (
    Place,
    Wording,
    from_page,
    from_person,
    removal,
    retweet,
)
from bridge.draft.rules import Rules
from bridge.errors import Differs, NotAllowed, StepRefused, UsageRefused, WrongState
from bridge.model import (
    DUE,
    Act,
    Cause,
    Confirmation,
    Image,
    ItemState,
    JournalLine,
    Kind,
    Move,
    Opening,
    Outcome,
    Person,
    PostId,
    Role,
    State,
    Through,
    Tie,
    Timing,
    Verb,
    Version,
    Where,
)
from bridge.office import Office
from bridge.policy import due, s05_1_signoff, s05_4_retweets, s06_checklist
from bridge.policy.folding import fold
from bridge.policy.words import OWN
from bridge.posting.base import same_text
from bridge.posting.manual import parse_post_url, time_of
from bridge.sayings import Refusal
from bridge.text import threads
from bridge.text.clean import as_seen, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime
    from typing import Unpack

    from bridge.draft.make import Composition
    from bridge.model import Attempt, Draft, Finding, Item, Step
    from bridge.posting.oembed import PostView
    from bridge.record.store import Store


_LABEL: Final = re.compile(r"【[^】]*】")  #: what kind of notice it is
#: the steps in which somebody looked at a text and answered for it
ANSWERED: Final = frozenset({"decide", "release", "return"})


#: a number later than this is a slip of the hand, whatever our clock says
AHEAD: Final = timedelta(days=1)


class Desk:
    """The desk of staff and director. Made by wiring.py."""

    def __init__(self, store: Store, rules: Rules, clock: Callable[[], datetime]) -> None:
        self.store = store
        self._rules = rules
        self._clock = clock  # in the library's zone
        self.office = Office(store, rules, clock)

    def sign_in(self, name: str, password: str) -> Person:
        """Return the person whose password this is; raises NotAllowed."""
        person = self.store.people.authenticate(name, password)
        if person.until is not None and self._today() > person.until:
            raise NotAllowed("people.term_over", person=name, until=person.until)
        return person

    def may(self, person: Person, action: str) -> None:
        """Raise NotAllowed unless section 4 lets `person` take `action` today."""
        lifecycle.may(person, action, self._today())

    # ── drafting ────────────────────────────────────────────────────────────────────────────────

    def write(
        self,
        person: Person,
        kind: Kind,
        text: str,
        *,
        origin: str = "",
        acknowledged: Iterable[str] = (),
        ticked: bool = False,
        **options: Unpack[Wording],
    ) -> Draft:
        """Open a hand-written draft of kind イ, ウ or エ (5(1)) and return it.

        `acknowledged`: the stopping findings that the drafter has seen, by key or clause; `ticked`:
        the drafter says that it is none of the thirteen kinds of 6. Raises NotAllowed, StepRefused,
        Unacknowledged.
        """
        lifecycle.may(person, "write", self._today())
        if kind is Kind.TOLD and not origin.strip():
            raise StepRefused("draft.origin_missing")
        wording = self.preview(person, kind, _whole(text), **options)
        new = Opening(None, "staff", kind, origin=origin.strip())
        return self._opened(new, wording, person, acknowledged, ticked=ticked)

    def preview(self, person: Person, kind: Kind, text: str, **options: Unpack[Wording]) -> Version:
        """Return the wording that `write` would keep, with its weight and findings; nothing is
        written.
        """
        options["title"] = options.get("title", "").strip() or _first_line(text)
        place = self._place(Place(kind), None, text)
        return self._with_repeats(
            from_person(
                person.name, text, place=place, rules=self._rules, today=self._today(), **options
            )
        )

    def samples(self, limit: int) -> list[tuple[Item, Composition]]:
        """Return the newest items that became drafts, each with the wording that these settings
        would give its page today; nothing is written.
        """
        settings, samples = self._rules.settings, []
        for item in self.store.sightings.items(ItemState.DRAFTED, limit=limit):
            if known := self.store.sightings.page(item.id):
                source = settings.source(item.source)
                composition = from_page(
                    item, page=known[0], source=source, rules=self._rules, today=self._today()
                )
                samples.append((item, composition))
        return samples

    def with_own_words(self) -> list[Draft]:
        """Return the drafts that wait or are decided and in whose text a word of [words] stands."""
        own = [rule for rule in self._rules.words.rules if rule.name.startswith(f"{OWN}.")]
        return [
            draft
            for draft in self.store.drafts(State.WAITING, State.DECIDED)
            if any(any(rule.hits(fold(draft.content.text))) for rule in own)
        ]

    def _with_repeats(self, wording: Version, own: int = 0) -> Version:
        road = self._rules.settings.posting.through
        return repeats.with_repeats(self.store, wording, road, self._clock(), own=own)

    def _place(self, place: Place, item: int | None, text: str, before: str = "") -> Place:
        """Return `place` with the pages with which a person's text is compared (places.py)."""
        return places.place_of(self.store, self._rules, place, item, text=text, before=before)

    def reword(self, person: Person, id: int, text: str, **new: Unpack[Wording]) -> Version:
        """Return the wording that `edit` would keep, with its weight and findings; nothing is
        written.

        Raises StepRefused for what has no text.
        """
        draft, away = self.store.draft(id), new.get("without", ())
        content = draft.content
        if content.retweets or content.removes:
            raise StepRefused("draft.nothing_to_edit", draft=id)
        urgent = new.get("urgent")
        options: Wording = {
            "title": new.get("title", "").strip() or _title(draft, text),
            "image": None if "image" in away else new.get("image") or content.image,
            "urgent": draft.urgent if urgent is None else urgent,
            "expires_on": None
            if "expires_on" in away
            else new.get("expires_on") or draft.expires_on,
        }
        wording = from_person(
            person.name,
            text,
            place=places.place_of_draft(self.store, self._rules, draft, text=text),
            rules=self._rules,
            today=self._today(),
            **options,
        )
        absences = places.still_gone(self.store, draft, text)
        wording = replace(wording, findings=(*absences, *wording.findings))
        return self._with_repeats(wording, id)

    def edit(
        self,
        person: Person,
        id: int,
        text: str,
        *,
        shown: str | None = None,
        acknowledged: Iterable[str] = (),
        ticked: bool = False,
        **new: Unpack[Wording],
    ) -> Draft:
        """Give a draft a new wording (as `reword`) and return it as it stands; a decision on the
        old one is void (truth 2).

        `shown` is on what the person began to write, as s05_1_signoff.named takes it: raises
        Changed when it was written anew, or decided, since. `ticked` as for `write`.
        """
        self._clock_is_sound()
        draft = self.store.draft(id)
        lifecycle.same(draft, shown)
        lifecycle.may(person, "edit", self._today())
        wording = self.reword(person, id, _whole(text), **new)
        # the same words, looked at today, are the way out for what is over since it was written
        if _as_it_stands(draft, wording) and not self.over(draft):
            return draft
        _has_its_picture(wording)
        keys = self._known(wording, acknowledged, ticked=ticked)
        return self._done(
            lifecycle.edit(draft, wording, person, self._clock(), acknowledged=keys, ticked=ticked)
        )

    def comment(self, person: Person, id: int, text: str) -> Draft:
        """Put a word beside a draft, for whoever decides or drafts; it changes nothing."""
        return self._done(lifecycle.comment(self.store.draft(id), person, text, self._clock()))

    def _seen(self, id: int, shown: str | None) -> Draft:
        """Return a draft as it was on the screen (`shown`; None = it is not told); raises
        Changed.
        """
        draft = self.store.draft(id)
        lifecycle.same(draft, shown)
        return draft

    def over(self, draft: Draft) -> Refusal | None:
        """Return why a text is not decided or put forward any more as it is (5(3)イ), None when it
        may be.
        """
        return upkeep.over(self.store, draft, self._clock())

    def _still_ahead(self, draft: Draft) -> None:
        if draft.state is not State.DECIDED and (why := self.over(draft)):
            raise StepRefused(why.code, **why.facts)

    def resubmit(self, person: Person, id: int, *, shown: str | None = None) -> Draft:
        """Put a returned, held, expired or failed draft before the director again; a retweet is
        looked at anew (6(4)).

        `shown` here and below: what was on the screen, as s05_1_signoff.named takes it; Changed
        when it is another text.
        """
        self._clock_is_sound()
        draft = self._seen(id, shown)
        step = lifecycle.resubmit(draft, person, self._clock())
        self._still_ahead(draft)
        if draft.content.retweets:
            post = s05_4_retweets.read_post(draft.content.repost_of)
            readable = all(finding.found != post.id for finding in draft.findings)
            again = retweet(
                person.name,
                draft.title,
                post=post,
                rules=self._rules,
                today=self._today(),
                seen=readable,
            )
            # nobody has asked X anew
            findings = [finding for finding in draft.findings if finding.where == Where.SHOWN]
            again = replace(again, findings=(*again.findings, *findings))
            step = replace(step, wording=again)
        else:
            step = self._seen_again(draft, step)
        return self._done(step)

    def _seen_again(self, draft: Draft, step: Step) -> Step:
        """Return the step with a new version when the same text waits or went out since the draft
        was written.
        """
        version = places.as_it_stands(self.store, draft, draft.findings)
        again = self._with_repeats(version, draft.id)
        return (
            step
            if {f.key for f in again.findings} == {f.key for f in draft.findings}
            else replace(step, wording=again)
        )

    def withdraw(
        self, person: Person, id: int, reason: str = "", *, shown: str | None = None
    ) -> Draft:
        """取下げ."""
        return self._done(lifecycle.withdraw(self._seen(id, shown), person, reason, self._clock()))

    def pick(self, person: Person, items: Iterable[int]) -> None:
        """Take items of the baseline, held or set aside ones up: their pages are read and drafted
        at the next sync.

        Raises StepRefused for what is drafted, or will be without it.
        """
        lifecycle.may(person, "pick", self._today())
        for id in items:
            item = self.store.sightings.item(id)
            if item.state in {ItemState.DRAFTED, ItemState.NEW}:
                raise StepRefused("item.drafted_or_next", item=id, title=item.title)
            self._move(person, Verb.PICK, Move(id, item.state, ItemState.NEW))

    def set_aside(self, person: Person, items: Iterable[int], reason: str) -> None:
        """Decide against drafting items, with a reason (truth 3). Raises StepRefused without one,
        or for what is drafted.
        """
        lifecycle.may(person, "set_aside", self._today())
        if not reason.strip():
            raise StepRefused("item.aside_reason_missing")
        for id in items:
            item = self.store.sightings.item(id)
            if item.state is ItemState.DRAFTED:
                raise StepRefused("item.drafted", item=id)
            self._move(
                person, Verb.SET_ASIDE, Move(id, item.state, ItemState.SET_ASIDE, reason.strip())
            )

    def _move(self, person: Person, action: Verb, move: Move) -> None:
        line = JournalLine(
            person.name, action, self._clock(), {"item": move.item, "reason": move.reason}
        )
        self.store.sightings.move(move, line)

    # ── deciding ────────────────────────────────────────────────────────────────────────────────

    def decide(
        self,
        person: Person,
        ids: Sequence[int],
        *,
        shown: Sequence[str],
        acknowledged: Iterable[str] = (),
        outside_hours: str = "",
        ticked: bool = False,
    ) -> list[Draft]:
        """決裁: the director's decision on each of these texts, all of them or none; returns them.

        `shown` are the digests that were on the screen, in the order of `ids`: nobody decides an
        unseen text. `ticked`: who decides says that they are none of the thirteen kinds of 6. A
        poster's call is a release under a prior confirmation, when one covers every draft. Raises
        NotAllowed, WrongState, Changed, StepRefused, UsageRefused.
        """
        if len(shown) != len(ids):
            raise UsageRefused("command.digests_uneven")
        if len(set(ids)) != len(ids):
            raise UsageRefused("draft.named_twice")
        self._clock_is_sound()
        now = self._clock()
        with self.store.alone():  # the count of a prior confirmation holds until it is written
            steps = []
            counts: Counter[str] = Counter()  # of these drafts, by confirmation
            for id, digest in zip(ids, shown, strict=True):
                draft = self.to_decide(person, id)
                # a tick that is not asked for is not given for several at once
                needs_tick = self.asks(person, draft)
                terms = lifecycle.Terms(
                    shown=digest,
                    acknowledged=acknowledged,
                    outside_hours=outside_hours,
                    not_before=self._patience(draft, now),
                    policy_version=self._rules.settings.policy_version,
                    bond=self._rules.settings.bond,
                    settings=self._rules.settings.review,
                    asked=needs_tick,
                    ticked=needs_tick and ticked,
                )
                steps.append(self._decided(draft, person, now, terms, counts=counts))
            return [self.store.draft(id) for id in self.store.apply_all(steps)]

    def _patience(self, draft: Draft, now: datetime) -> datetime | None:
        """Return until when a decision can be taken back; None for an urgent text, which may go out
        at once (2).
        """
        take_back = timedelta(minutes=self._rules.settings.posting.take_back_minutes)
        # minutes are minutes, whatever clocks do
        return None if draft.urgent else (now.astimezone(UTC) + take_back).astimezone(now.tzinfo)

    def _decided(
        self,
        draft: Draft,
        person: Person,
        now: datetime,
        terms: lifecycle.Terms,
        *,
        counts: Counter[str],
    ) -> Step:
        """Return the step of the director's decision, else of a release under a prior confirmation,
        which is counted.
        """
        if person.role is Role.DIRECTOR:
            return lifecycle.decide(draft, person, now, **terms)
        confirmation, giver, used = self._confirmation_for(
            person, draft, terms["outside_hours"], counts
        )
        counts[confirmation.number] += 1
        return lifecycle.release(
            draft,
            person,
            confirmation=confirmation,
            released_today=used,
            at=now,
            giver=giver,
            **terms,
        )

    def review(self, person: Person, id: int, *, shown: str | None = None) -> Draft:
        """回議: one person's word on this text before its decision (9(1)); `shown` as for
        `decide`.
        """
        settings = self._rules.settings.review
        with self.store.alone():
            draft = self.store.draft(id)
            return self._done(lifecycle.review(draft, person, settings, self._clock(), shown=shown))

    def inspect(self, person: Person, ids: Iterable[int]) -> list[Draft]:
        """後閲: the director has looked at these drafts, which were released or decided in their
        place (5(1)); all or none.
        """
        lifecycle.may(person, "inspect", self._today())
        with self.store.alone():  # two directors, one draft: the second is told of the first
            steps = [lifecycle.inspect(self.store.draft(id), person, self._clock()) for id in ids]
            return [self.store.draft(id) for id in self.store.apply_all(steps)]

    def hand_over(self, person: Person, ids: Iterable[int], to: str) -> list[Draft]:
        """Hand these drafts over to another person, who hears of them from now on; all or none."""
        lifecycle.may(person, "hand_over", self._today())
        other = self.store.people.person(to)
        with self.store.alone():
            steps = [
                lifecycle.hand_over(self.store.draft(id), person, other, self._clock())
                for id in ids
            ]
            return [self.store.draft(id) for id in self.store.apply_all(steps)]

    def asks(self, person: Person, draft: Draft) -> bool:
        """Return whether `person` is asked for the tick of the thirteen kinds when they decide
        `draft` (6).
        """
        return s06_checklist.asked_of_decider(self._rules.settings.checklist, draft, person.name)

    def thirteen(self, findings: Iterable[Finding]) -> tuple[s06_checklist.ChecklistRow, ...]:
        """Return the thirteen kinds of 6 with what the machine saw of each."""
        return s06_checklist.rows(findings)

    def to_decide(self, person: Person, id: int) -> Draft:
        """Return a draft that `person` may decide now, or release under a prior confirmation;
        raises NotAllowed, StepRefused for one whose days have passed.
        """
        draft = self.store.draft(id)
        if person.role is Role.DIRECTOR:
            lifecycle.may(person, "decide", self._today())
        else:
            self._confirmation_for(person, draft)
        self._still_ahead(draft)
        return draft

    def earlier(self, draft: Draft) -> tuple[int, str] | None:
        """Return number and text of the version on which somebody last had a word, else of the one
        before; None for a first.
        """
        if draft.version == 1:
            return None
        words = {
            line["version"] for line in self.store.history(draft.id) if line["action"] in ANSWERED
        }
        last = max(
            (version for version in words if version < draft.version), default=draft.version - 1
        )
        return next(
            (last, row["text"]) for row in self.store.versions(draft.id) if row["version"] == last
        )

    def covering(self, person: Person, draft: Draft) -> Confirmation | None:
        """Return the prior confirmation under which `person` could release `draft` now, None when
        there is none.
        """
        try:
            return self._confirmation_for(person, draft)[0]
        except NotAllowed:
            return None

    def _confirmation_for(
        self,
        person: Person,
        draft: Draft,
        outside_hours: str = "",
        counts: Mapping[str, int] | None = None,
    ) -> tuple[Confirmation, Person | None, int]:
        """Return the prior confirmation that covers `draft`, who gave it, and how many were
        released under it today.

        `counts` are those that are about to be, by its number.
        """
        today, givers = self._today(), {p.name: p for p in self.store.people.persons()}
        midnight = self._clock().replace(hour=0, minute=0, second=0, microsecond=0)
        running, over = [], Refusal("confirmation.none")
        for confirmation in self.store.people.confirmations():
            used = self.store.released_on(
                confirmation.number, midnight, midnight + timedelta(days=1)
            )
            used += (counts or {}).get(confirmation.number, 0)
            giver = givers.get(confirmation.given_by)
            refused = s05_1_signoff.release_refusal(
                confirmation,
                giver,
                person,
                draft,
                today=today,
                released_today=used,
                outside_hours=outside_hours,
            )
            if not refused:
                return confirmation, giver, used
            if person.name not in confirmation.persons:
                continue
            if confirmation.revoked_at is None and confirmation.first <= today <= confirmation.last:
                running.append(refused)  # each may be the one that was meant
            else:
                over = refused
        lifecycle.may(person, "release", today)
        raise NotAllowed("draft.release_refused", draft=draft.id, why=running or over)

    def return_(self, person: Person, id: int, reason: str, *, shown: str | None = None) -> Draft:
        """差戻し."""
        with self.store.alone():  # X's window may be opened in this very moment
            draft, attempt = self._seen(id, shown), self.store.last_attempt(id)
            return self._done(
                lifecycle.return_(draft, person, reason, self._clock(), attempt=attempt)
            )

    def reject(self, person: Person, id: int, reason: str, *, shown: str | None = None) -> Draft:
        """否決."""
        return self._done(lifecycle.reject(self._seen(id, shown), person, reason, self._clock()))

    def time(self, person: Person, id: int, timing: Timing) -> Draft:
        """Set between which moments a draft goes out; raises as lifecycle.time does."""
        return self._done(lifecycle.time(self.store.draft(id), person, timing, self._clock()))

    def take_back(self, person: Person, id: int) -> Draft:
        """Take a decision back before the post."""
        with self.store.alone():
            draft, attempt = self.store.draft(id), self.store.last_attempt(id)
            return self._done(lifecycle.take_back(draft, person, self._clock(), attempt=attempt))

    # ── after the gate ──────────────────────────────────────────────────────────────────────────

    def posted(
        self, person: Person, id: int, url: str, *, shown: str | None = None, anyway: bool = False
    ) -> Draft:
        """Record that a decided draft stands on X at `url`: posted by hand, or 結果不明 settled by
        looking; also one that was returned or handed back since a person had this text in hand.

        `anyway`: the person knows what `compared` has to say. Raises WrongState where it is
        recorded already, StepRefused for the address of another post, Differs for one older than
        the offer.
        """
        with self.store.alone():  # another one may take it over in this very moment
            draft, attempt = self._seen(id, shown), self.store.last_attempt(id)
            if attempt is not None and attempt.outcome not in {Outcome.OPEN, Outcome.UNKNOWN}:
                attempt = lifecycle.had_in_hand(draft, self.store.attempts(id))
            number, address = self._named_by(draft, url, anyway=anyway)
            step = lifecycle.posted(
                draft, attempt, person=person, number=number, url=address, at=self._clock()
            )
            post = step.post
            if post is not None and post.through == Through.X:  # a call that X charged for
                cost = due.price_of(draft.content, post.part, self._rules.settings.posting)
                step = replace(step, post=replace(post, cost=cost))
            return self._done(step)

    def _named_by(self, draft: Draft, url: str, *, anyway: bool) -> tuple[str, str]:
        """Return number and address of the post that a person says to be a draft's next; raises as
        `posted`.
        """
        if not draft.content.retweets:
            return self._stands_at(draft, url, lifecycle.owed_part(draft), anyway=anyway)
        address = draft.content.repost_of
        post_id = s05_4_retweets.read_post(address).id
        if s05_4_retweets.read_post(url).id != post_id:
            raise StepRefused("post.repost_of_another", address=address)
        return post_id, address

    def hand_back(self, person: Person, id: int) -> Draft:
        """Hand back what was taken to be posted by hand; the decision stands. Raises StepRefused
        once X's window was opened, WrongState for what is in another person's hands.
        """
        with self.store.alone():  # another one may take it over in this very moment
            draft, attempt = self.store.draft(id), self._in_hand(id)
            return self._done(lifecycle.hand_back(draft, attempt, person, self._clock()))

    def take_over(self, person: Person, id: int, holder: str, *, shown: str | None = None) -> Draft:
        """Take over what `holder` has taken to be posted by hand: a person who knows that it may
        stand on X already. Raises WrongState when it is not, or not any more, in their hands.
        """
        with self.store.alone():
            draft, attempt = self._seen(id, shown), self._in_hand(id)
            return self._done(
                lifecycle.take_over(draft, attempt, person, holder=holder, at=self._clock())
            )

    def _in_hand(self, id: int) -> Attempt:
        if (attempt := self.store.last_attempt(id)) is None:
            raise WrongState("post.not_taken", draft=id)
        return attempt

    def compared(
        self, id: int, url: str, read: Callable[[str], str | None], *, part: int = 0
    ) -> str | None:
        """Return what X shows at `url` when it is not the decided text of draft `id`; None when it
        is, or X does not tell (9(2)). `part`: which post of a thread; 0: the next one.

        Raises Differs for a post older than the offer, UsageRefused, WrongState, StepRefused.
        """
        draft = self.store.draft(id)
        if (
            draft.content.retweets
            or draft.content.removes
            or not url.strip().startswith("https://")
        ):
            return None
        part = part or lifecycle.owed_part(draft)
        self._stands_at(draft, url, part)  # another account's address is asked nothing
        text, decision_text = read(url.strip()), "".join(draft.content.parts[part - 1 : part])
        return None if text is None or same_text(decision_text, text, links=False) else text

    def put_right(
        self,
        person: Person,
        id: int,
        url: str,
        reason: str,
        *,
        part: int = 1,
        shown: str | None = None,
    ) -> Draft:
        """Give the right address of a post that was made by hand, with a reason; `part`: which one
        of a thread. Raises StepRefused for a retweet or a deletion: which post it is was decided.
        """
        draft = self._seen(id, shown)
        if draft.content.retweets or draft.content.removes:  # which post it is was decided
            raise StepRefused("post.address_of_no_post", draft=id)
        number, address = self._stands_at(draft, url, part, anyway=True)  # the reason says why
        return self._done(
            lifecycle.put_right(
                draft,
                person,
                number=number,
                url=address,
                reason=reason,
                at=self._clock(),
                part=part,
            )
        )

    def leave(self, person: Person, id: int, reason: str, *, shown: str | None = None) -> Draft:
        """Let a thread of which the first posts stand be as it is: the rest is not posted."""
        return self._done(lifecycle.leave(self._seen(id, shown), person, reason, self._clock()))

    def _stands_at(
        self, draft: Draft, url: str, part: int, *, anyway: bool = False
    ) -> tuple[str, str]:
        """Return number and address of an own post; raises UsageRefused, StepRefused for one older
        than the decision.

        Raises Differs for one older than the offer unless it is given knowingly: then it went out
        before it might.
        """
        # the one that was decided, whatever feeds.toml has now; nothing is left of a disposed text
        account = draft.content.account or self._rules.settings.library.account
        number = parse_post_url(url, account)
        if time_of(number) > self._clock() + AHEAD:
            raise StepRefused("post.of_the_future", number=number, at=time_of(number))
        before = draft.posts[part - 2] if 1 < part <= len(draft.posts) + 1 else None
        if before is not None and int(number) <= int(before.post_id):
            raise StepRefused(
                "post.before_the_part_before",
                draft=draft.id,
                before=part - 1,
                url=before.url,
                part=part,
            )
        since = self.store.decided_at(
            draft.id, first=len(draft.content.parts) > 1 and part <= len(draft.posts)
        )
        if since is not None and time_of(number) < since - due.SKEW:
            raise StepRefused(
                "post.before_its_decision",
                draft=draft.id,
                at=time_of(number).astimezone(since.tzinfo),
            )
        handed = self._handed_out(draft)
        if not anyway and handed is not None and time_of(number) < handed - due.SKEW:
            raise Differs(
                "post.before_its_offer",
                at=time_of(number).astimezone(handed.tzinfo),
                draft=draft.id,
                since=handed,
            )
        return number, s05_4_retweets.PostAddress(account, number).url

    def _handed_out(self, draft: Draft) -> datetime | None:
        """Return since when a person may post a draft by hand, None when it was neither offered nor
        taken.
        """
        attempt = self.store.last_attempt(draft.id)
        since = (
            attempt.started_at
            if attempt is not None and attempt.through == Through.MANUAL and attempt.person
            else None
        )
        return self.store.offered(draft) or since

    def not_posted(
        self, person: Person, id: int, reason: str, *, shown: str | None = None
    ) -> Draft:
        """Record that, after looking, X does not have it; the decision stands and one new attempt
        is allowed.

        Raises StepRefused when nothing was attempted.
        """
        with self.store.alone():
            draft, attempt = self._seen(id, shown), self.store.last_attempt(id)
            waits = draft.state in DUE and draft.cause is Cause.UNSEEN
            if not waits and (attempt is None or draft.state in DUE):
                raise StepRefused("post.never_tried", draft=id)
            return self._done(
                lifecycle.not_posted(draft, attempt, person=person, reason=reason, at=self._clock())
            )

    def check(self, person: Person, id: int, *, shown: str | None = None) -> Draft:
        """確認: one tick of 9(2)."""
        with self.store.alone():  # two ticks at once: the second is the last one
            draft = self._seen(id, shown)
            return self._done(lifecycle.check(draft, self.store.checks(id), person, self._clock()))

    def correct(
        self,
        person: Person,
        id: int,
        text: str,
        *,
        reason: str,
        title: str = "",
        addition: bool = False,
        acknowledged: Iterable[str] = (),
        shown: str | None = None,
        ticked: bool = False,
    ) -> Draft:
        """Open the correction of a posted draft (9(2)): it needs its own decision, and a reason.

        A correction takes the first post's place, which is then deleted; an addition continues it.
        `ticked` as for `write`.
        """
        self._seen(id, shown)
        first, standing = self._standing(person, id, reason, replacing=not addition)
        also = lifecycle.standing(first)[1]
        what = labels.TIE[Tie.ADDITION if addition else Tie.CORRECTION]
        place = Place(
            kind=first.kind,
            source=first.source,
            reply_to=first.posts[-1].post_id if addition else "",
            replaces=None if addition else standing,
            also=() if addition else also,
        )
        options: Wording = {
            "title": title.strip() or f"{what}: {first.title}",
            "image": None if addition else _picture_of(first),
            "urgent": True,
        }
        wording = from_person(
            person.name,
            text=_whole(text),
            place=self._place(place, first.item, text, places.texts_of(self.store, first)),
            rules=self._rules,
            today=self._today(),
            **options,
        )
        new = Opening(
            item=first.item,
            source=first.source,
            kind=first.kind,
            note=f"起案{id}の{what}",
            origin=reason.strip(),
            corrects=id,
        )
        wording = self._with_repeats(wording)
        with self.store.alone():  # two persons, one post: the second is told of the first
            self._standing(person, id, reason, replacing=not addition)
            return self._opened(new, wording, person, acknowledged, ticked=ticked)

    def remove(self, person: Person, id: int, reason: str, *, shown: str | None = None) -> Draft:
        """Open the deletion of a posted draft with nothing in its place (9(2)): it needs its own
        decision, and a reason.
        """
        self._seen(id, shown)
        first, standing = self._standing(person, id, reason, replacing=True, retweet=True)
        wording = removal(
            person.name,
            title=f"{labels.ACT[standing.end.act]}: {first.title}",
            account=self._rules.settings.library.account,
            what=standing,
            also=lifecycle.standing(first)[1],
        )
        new = Opening(
            item=None,
            source=first.source,
            kind=first.kind,
            note=f"起案{id}の投稿の削除",
            origin=reason.strip(),
            corrects=id,
        )
        with self.store.alone():
            self._standing(person, id, reason, replacing=True, retweet=True)
            return self._opened(new, wording, person, [f.key for f in wording.findings])

    def retweet(
        self,
        person: Person,
        url: str,
        reason: str,
        *,
        knowingly: bool = False,
        seen: PostView | None = None,
        acknowledged: Iterable[str] = (),
        ticked: bool = False,
    ) -> Draft:
        """Open the retweet of a public body's post (5(4)); it needs a decision like any draft.

        `knowingly`: the director takes an account that is not on the list. `seen`: what X shows at
        `url`; None when it could not be read. `acknowledged`: the notes that have a tick of their
        own, by key or clause; `ticked` as for `write`. Raises NotAllowed,
        UsageRefused for an address that is no such post, StepRefused.
        """
        lifecycle.may(person, "write", self._today())
        settings = self._rules.settings
        post = s05_4_retweets.read_post(url)
        known = s05_4_retweets.listed(post.user, settings.retweets.accounts)
        if knowingly and not known and person.role is not Role.DIRECTOR:
            raise NotAllowed("retweet.only_the_director", person=person.name)
        own, author = settings.library.account, self._author_of(post, seen)
        if why := s05_4_retweets.refusal(
            post, settings.retweets.accounts, reason, own=own, author=author, knowingly=knowingly
        ):
            raise StepRefused("retweet.refused", why=why)
        wording = self.preview_retweet(person, url, seen)
        words = " ".join(plain(seen.text).split()) if seen else ""
        kind, note = (
            Kind.MATERIAL if known else Kind.OTHER,
            f"@{post.user}: {words}" if words else "",
        )
        new = Opening(
            item=None, source="staff", kind=kind, note=note, origin=" ".join(plain(reason).split())
        )
        with self.store.alone():  # two persons, one post: the second is told of the first
            for other in self.store.retweets_of(post.id):
                if other.state not in lifecycle.OVER:
                    raise StepRefused(
                        "retweet.known", other=other.id, state=labels.STATE[other.state]
                    )
            keys = [*acknowledged, *(f.key for f in wording.findings if f.stop)]
            return self._opened(new, wording, person, keys, ticked=ticked)

    def preview_retweet(self, person: Person, url: str, seen: PostView | None) -> Version:
        """Return the wording that `retweet` would keep, with its findings; nothing is written.

        Raises UsageRefused for an address that is no post's.
        """
        post = s05_4_retweets.read_post(url)
        words = " ".join(plain(seen.text).split()) if seen else ""
        return retweet(
            person.name,
            f"リツイート: {post.user} {words[:40]}".strip(),
            post=post,
            rules=self._rules,
            today=self._today(),
            seen=bool(self._author_of(post, seen)),
            text=seen.text if seen else "",
        )

    def _author_of(self, post: s05_4_retweets.PostAddress, seen: PostView | None) -> str:
        """Return whose post it is: the library's own by its number, else as X told; "" when it did
        not.
        """
        if self.store.owner_of(PostId(post.id), Through.X) is not None:
            return self._rules.settings.library.account
        return seen.user if seen else ""

    def _standing(
        self, person: Person, id: int, reason: str, *, replacing: bool, retweet: bool = False
    ) -> tuple[Draft, PostId]:
        """Return the posted draft `id` and its post's id; raises NotAllowed, StepRefused when it
        cannot be corrected.
        """
        lifecycle.may(person, "correct", self._today())
        first = self.store.draft(id)
        if first.post is None:
            raise StepRefused("draft.not_posted_yet", draft=id)
        standing = first.post.what  # tells what it is even when its text was disposed of
        if standing.act is Act.RETWEET and not retweet:
            raise StepRefused("retweet.not_editable")
        if first.state is State.REMOVED or standing.act in {Act.DELETION, Act.UNDOING}:
            raise StepRefused("post.gone_from_x", draft=id, note=first.note)
        going = first.begun and first.state not in {State.STOPPED, State.POSTED, State.CHECKED}
        if going or (first.state is State.STOPPED and not replacing):
            raise StepRefused("post.thread_unfinished", draft=id, parts=len(first.posts))
        if not reason.strip():
            raise StepRefused("draft.correction_reason_missing")
        for other in self.store.corrections_of(id) if replacing else ():
            if other.content.replaces and other.state not in lifecycle.OVER:
                raise StepRefused("draft.correction_known", draft=id, other=other.id)
        return first, standing

    def removed(self, person: Person, id: int, *, shown: str | None = None) -> Draft:
        """Record that a person has deleted the post of draft `id` on X, as a decided correction or
        deletion asks.

        Raises StepRefused when nothing decided asks for it.
        """
        lifecycle.may(person, "removed", self._today())
        first, now = self._seen(id, shown), self._clock()
        removals = [
            d
            for d in self.store.corrections_of(id)
            if d.content.replaces and (d.decision is not None or d.post is not None)
        ]
        removal = next((d for d in removals if d.post is not None or d.content.removes), None)
        if removal is None:
            raise StepRefused("post.deletion_undecided", draft=id)
        steps = [lifecycle.remove(first, removal, person, now)]
        if removal.post is None:
            attempt = self.store.last_attempt(removal.id)
            steps.append(
                lifecycle.posted(
                    removal,
                    attempt,
                    person=person,
                    number=first.post.post_id if first.post else "",
                    url=first.post.url if first.post else "",
                    at=now,
                )
            )
        self.store.apply_all(steps)
        return self.store.draft(id)

    def _opened(
        self,
        new: Opening,
        wording: Version,
        person: Person,
        acknowledged: Iterable[str],
        *,
        ticked: bool = False,
    ) -> Draft:
        """Open a draft whose drafter knows of the findings that stop it, and of the thirteen
        kinds.
        """
        self._clock_is_sound()
        _has_its_picture(wording)
        keys = self._known(wording, acknowledged, ticked=ticked)
        step = lifecycle.open_draft(
            new, wording, by=person.name, at=self._clock(), acknowledged=keys, ticked=ticked
        )
        return self.store.draft(self.store.apply(step))

    def _known(
        self, wording: Version, acknowledged: Iterable[str], *, ticked: bool
    ) -> tuple[str, ...]:
        """Return the keys of the findings that stop a person's wording; raises Unacknowledged for
        what its drafter owes.
        """
        tick = s06_checklist.asked(
            self._rules.settings.checklist, wording.author, wording.content, wording.findings
        )
        return lifecycle.known(
            wording.findings, acknowledged, "drafting", asked=tick, ticked=ticked
        )

    # ── plumbing ────────────────────────────────────────────────────────────────────────────────

    def _clock_is_sound(self) -> None:
        """Raise ClockDoubtful where a new text or a word on one would be dated by a clock that went
        back; what only stops something is always taken.
        """
        upkeep.refuse_clock_that_went_back(self.store, self._clock())

    def _today(self) -> date:
        return self._clock().date()

    def _done(self, step: Step) -> Draft:
        return self.store.draft(self.store.apply(step))


def _whole(text: str) -> str:
    """A person's text goes out as written, but for the ends; an empty one, one over X's count and
    what is no thread are refused.
    """
    parts = threads.split(as_seen(text))
    threads.refuse(parts)
    return threads.join(parts)


def _picture_of(first: Draft) -> Image | None:
    """Return the picture that a correction takes over from the post whose place it takes."""
    return (
        first.content.image
        if first.content.image is not None and first.content.image.sha256
        else None
    )


def _as_it_stands(draft: Draft, wording: Version) -> bool:
    """Return whether a wording changes nothing of a draft that waits or is decided: then there is
    nothing to void.
    """
    before = (draft.digest, draft.title, draft.urgent, draft.expires_on)
    after = (wording.digest, wording.title, wording.urgent, wording.expires_on)
    return draft.state in {State.WAITING, State.DECIDED} and before == after


def _has_its_picture(wording: Version) -> None:
    """Refuse a picture of which only the address is known: nobody would decide what goes out
    (10).
    """
    image = wording.content.image
    if image is not None and not image.sha256:
        raise StepRefused("draft.image_without_bytes", url=image.url)


#: an address at the end of what is cut off: in two it would be another one
_CUT_ADDRESS: Final = re.compile(r"\s*https?://\S*$")


def _first_line(text: str) -> str:
    """Return the first line of a text, 60 letters at most, without an address cut in two; a label
    alone in it (【臨時休館】) says nothing without the next.
    """
    line, *rest = text.strip().split("\n", 2)
    if rest and _LABEL.fullmatch(line.strip()):
        line = line.strip() + rest[0].strip()
    head = line[:60]
    return head if head == line else f"{_CUT_ADDRESS.sub('', head[:-1]) or head[:-1]}…"


def _title(draft: Draft, text: str) -> str:
    """Return the title beside a new text: one that was the old text's first line follows it, any
    other stays.
    """
    return _first_line(text) if draft.title == _first_line(draft.content.text) else draft.title
