"""Story 3: the one gate and the only road to X.

    settle what an earlier run left open → who is due? (hours, gap, cap, budget, stops) → is the
    page still the same? → are the keys ours? → the intent on disk → the call, once → the outcome on
    disk

Nothing else in the program calls a Poster. Each outcome leads to a named state; nothing is tried
blindly again.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bridge import labels, lifecycle, upkeep, urls
from bridge.errors import (
    BridgeError,
    Changed,
    CredentialsRefused,
    Gone,
    Lapsed,
    NotFound,
    SourceFailed,
    StepRefused,
    StoreFailed,
    Unrecorded,
    Withheld,
    WrongState,
)
from bridge.model import (
    DUE,
    Act,
    Attempt,
    Bond,
    Cause,
    Decision,
    Draft,
    JournalLine,
    Machine,
    Person,
    PostId,
    Shown,
    State,
    Step,
    Stop,
    Through,
    Verb,
    Way,
    same_place,
)
from bridge.policy import due, s04_people, s05_1_signoff, s05_2_hours
from bridge.posting.base import (
    Message,
    Posted,
    PosterUnavailable,
    Refused,
    Remedy,
    Unknown,
    same_text,
)
from bridge.sayings import Coded, Note, Refusal
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from bridge.fetch.client import Fetcher
    from bridge.model import Content, Finding, Item, Page
    from bridge.policy.s05_2_hours import Calendar
    from bridge.posting.base import Poster, PostOutcome, Timeline
    from bridge.record.store import Store
    from bridge.settings import PostingSettings, Settings, Source

#: after an unclear answer of X itself; doubled with each that is still unclear
PAUSE: Final = timedelta(minutes=15)
#: after so long nobody opens X's window with what was taken, but hands it back
TAKEN_FOR: Final = timedelta(hours=2)
#: for so long after the taking its look at the page counts for X's window, too
LOOKED: Final = timedelta(minutes=3)
NEAR: Final = timedelta(days=2)  #: posts so near bear on the gap and the cap
#: for so long a person's look at X counts, where ours did not go back far enough
WORD: Final = timedelta(days=1)
#: from so far back a text that a person posted by hand is looked for; each post read costs
LOOKBACK: Final = timedelta(days=30)


@dataclass(slots=True)
class PublishReport:
    """What a run did."""

    posted: list[int] = field(default_factory=list)
    #: unknown ones that the timeline showed to be posted
    settled: list[int] = field(default_factory=list)
    by_hand: list[int] = field(default_factory=list)  #: due, and offered to whoever posts by hand
    offered: list[int] = field(default_factory=list)  #: of them, those offered for the first time
    #: taken by a person who has not said yet what became of them
    taken: list[int] = field(default_factory=list)
    #: decided, but not due: why and until when
    waiting: dict[int, Coded] = field(default_factory=dict)
    #: their decisions hold no more; they wait for a person
    lapsed: list[int] = field(default_factory=list)
    held: list[int] = field(default_factory=list)
    why_held: dict[int, Coded] = field(default_factory=dict)
    expired: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)  #: nobody knows yet whether X has them
    unclear: list[int] = field(default_factory=list)  #: of them, those that became so in this run
    #: posts deleted because a correction stands in their place
    removed: list[int] = field(default_factory=list)
    to_remove: list[int] = field(default_factory=list)  #: posts that a person has to delete on X
    would: list[int] = field(default_factory=list)  #: a dry run's posts
    errors: list[BridgeError] = field(default_factory=list)


class Publish:
    """One run at the gate. Made by wiring.py; `poster` is None when persons post by hand."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        *,
        calendar: Calendar,
        poster: Poster | None,
        fetcher: Fetcher,
        clock: Callable[[], datetime],  # in the library's zone
    ) -> None:
        self._store = store
        self._settings = settings
        self._calendar = calendar
        self._poster = poster
        self._fetcher = fetcher
        self._clock = clock
        self._through = poster.through if poster else Through.MANUAL
        self._timeline: Timeline | None = None  # of this run
        self._marker = ""  # the newest own post known in this run
        # of this run, what each source's list calls off
        self._lists: dict[str, dict[int, str]] = {}
        self._gone: dict[int, Finding] = {}  # of this run, by draft what became of its page

    def run(self, *, dry: bool = False) -> PublishReport:
        """Send what is decided and due; returns what came of each draft. `dry` writes and sends
        nothing.

        Raises StoreFailed; X's and the site's refusals are in the report's errors.
        """
        report = PublishReport()
        early: list[int] = []  # not due yet
        before = {draft.id for draft in self._store.drafts(State.UNKNOWN)}
        if not dry and not self._proven(report):
            return report
        if not dry:
            self._lapse(report)
            self._recover()
            self._settle(report)
        for draft in self._in_order():
            if self._over(draft, report, dry=dry):
                continue
            if why := self._early(draft):
                report.waiting[draft.id] = why
                early.append(draft.id)
            elif dry:
                self._rehearse(draft, report)
            elif not self._sent(draft, report):
                break
        if early:  # as the desk says it: what goes out before each makes it wait
            planned = plan(self._store, self._settings, self._calendar, self._clock())
            report.waiting |= {
                id: planned[id].why or report.waiting[id] for id in early if id in planned
            }
        if not dry:
            self._remove(report)
            self._tell_strange(report)
        report.unclear = [id for id in report.unknown if id not in before]
        report.taken = [attempt.draft for attempt in self._store.open_attempts(Through.MANUAL)]
        if not dry:
            self._store.identity.belong(self._settings.bond.library)
        return report

    def _rehearse(self, draft: Draft, report: PublishReport) -> None:
        """Note whether a due draft would go out or be offered, or its decision holds no more."""
        if why := self._lapses(draft):
            report.waiting[draft.id] = why
        else:
            (report.by_hand if self._poster is None else report.would).append(draft.id)

    # ── the road by hand ────────────────────────────────────────────────────────────────────────

    def take(self, person: Person, id: int, *, shown: str | None = None) -> Draft:
        """Let a named person take a due draft to post it by hand now, past the same gate as a call
        to X; returns it.

        Stops, hours, gap, cap, the page looked at again, digest, election. `shown` is what was on
        the screen.
        Raises StepRefused, Lapsed, NotAllowed, WrongState, Changed, ClockDoubtful.
        """
        lifecycle.may(person, "take", self._clock().date())
        upkeep.refuse_clock_that_went_back(self._store, self._clock())
        draft, report = self._store.draft(id), PublishReport()
        lifecycle.same(draft, shown)
        if self._poster is not None:
            raise StepRefused("post.by_the_program")
        if draft.state not in DUE:
            # says where it stands
            lifecycle.take(draft, person, self._settings.policy_version, self._clock())
        if not self._proven(report):
            raise report.errors[0]
        self._lapse(report)
        if id in report.lapsed:
            raise report.errors[-1]
        if self._over(draft, report, dry=False):
            raise StepRefused("post.expired", draft=id)
        self._due(draft)
        if why := self._held_back(draft, report):
            self._hold(draft, why, report)
            raise StepRefused("post.held", draft=id, why=why)
        if id in report.waiting:
            raise StepRefused("post.waits", draft=id, why=report.waiting[id])
        with self._store.alone():  # two persons, one gap: the second is told
            draft = self._store.draft(id)
            self._due(draft)
            self._store.apply(
                lifecycle.take(draft, person, self._settings.policy_version, self._clock())
            )
        return self._store.draft(id)

    def open_window(self, person: Person, id: int) -> Draft:
        """Note that the person gets the text to copy, or opens X's window, now; a stop, the end of
        the hours or a changed page refuses it.

        The page is looked at again when some minutes have passed since the taking. Raises
        StepRefused, WrongState, also for what another person has taken.
        """
        draft, attempt, _ = self._window(person, id)
        if not self._proven(report := PublishReport()):
            raise report.errors[0]
        if why := self.ends(draft, attempt) or self._moved_since(draft, attempt):
            raise StepRefused("post.no_longer", draft=id, why=why)
        with self._store.alone():  # another one may take it over while the page is looked at
            self._store.apply(self._window(person, id)[2])
        return self._store.draft(id)

    def _window(self, person: Person, id: int) -> tuple[Draft, Attempt, Step]:
        """Return what a person has in hand, and the step that opens X's window for it; raises
        WrongState, NotAllowed.
        """
        draft, attempt = self._store.draft(id), self._store.last_attempt(id)
        if attempt is None:
            raise WrongState("post.not_taken_here", draft=id)
        return draft, attempt, lifecycle.open_window(draft, attempt, person, self._clock())

    def _moved_since(self, draft: Draft, attempt: Attempt) -> Coded | None:
        """Return what became of the page since the taking, or None; the taking itself has just
        looked at it.
        """
        if attempt.opened_at is not None or self._clock() - attempt.started_at < LOOKED:
            return None
        report = PublishReport()
        return self._page_moved(draft, report) or report.waiting.get(draft.id)

    def ends(self, draft: Draft, attempt: Attempt) -> Coded | None:
        """Return why what a person has taken is not to be posted any more, or None; no page is
        looked at.
        """
        now = self._clock()
        if stopped := self._stopped(Through.MANUAL):
            return stopped
        outside = draft.urgent or (draft.decision is not None and draft.decision.outside_hours)
        if not outside and not s05_2_hours.is_open(now, self._calendar):
            return Refusal("hand.hours_over")
        if now - attempt.started_at > TAKEN_FOR:
            return Refusal("hand.long_ago")
        if draft.expires_on is not None and draft.expires_on < now.date():
            return Refusal("hand.expired")
        return self._lapses(draft) or self._over_since(draft) or self._halt(draft)

    def _stopped(self, road: Through) -> Refusal | None:
        """Return what holds back a road now, or None."""
        stops = stops_of(self._store, road, self._clock())
        return Refusal("wait.stopped", why=stops[0][0]) if stops else None

    def _early(self, draft: Draft) -> Coded | None:
        """Return why a draft may not go out at this moment, or None."""
        return self._when(draft).why

    def _when(self, draft: Draft) -> due.Due:
        now, posting = self._clock(), self._settings.posting
        moving = traffic(self._store, posting, now)
        return due.when(draft, moving, posting=posting, calendar=self._calendar, now=now)

    def _due(self, draft: Draft) -> None:
        first = self._when(draft)
        if first.why:  # what has no time yet does not come by waiting for it
            code = "post.early" if first.at is not None else "post.kept_back"
            raise StepRefused(code, draft=draft.id, why=first.why)

    def _offer(self, draft: Draft, report: PublishReport) -> None:
        """Offer a draft that passes the gate; once is told, and the offer is made anew at each
        run.
        """
        if self._store.offered(draft) is None:
            self._store.apply(lifecycle.offer(draft, self._settings.policy_version, self._clock()))
            report.offered.append(draft.id)
        report.by_hand.append(draft.id)

    def _in_order(self) -> list[Draft]:
        """The rest of a thread first, then what is urgent, then in the order of decisions."""
        return due.order(self._store.drafts(*DUE))

    # ── what holds no more ──────────────────────────────────────────────────────────────────────

    def _lapse(self, report: PublishReport) -> None:
        """Let decisions wait for a person that hold no more here; a copy of the record that goes on
        by itself is told first.

        They were given for another road, account, library or record, or their giver has no right to
        them any more.
        """
        now, identity = self._clock(), self._store.identity
        if doubt := identity.doubt():
            identity.renew(JournalLine(Machine.PUBLISH, Verb.COPY, now, {"why": doubt.what}))
        bond = replace(self._settings.bond, record=identity.record)
        reasons: dict[Refusal, list[int]] = {}
        for draft in self._store.drafts(*DUE):
            if why := self._no_longer(draft, bond, doubt):
                with suppress(WrongState):  # taken back meanwhile
                    self._store.apply(lifecycle.lapse(draft, why, now))
                    reasons.setdefault(why, []).append(draft.id)
        for why, ids in reasons.items():
            report.lapsed += ids
            report.errors.append(
                Lapsed("post.decisions_lapsed", why=why, count=len(ids), drafts=ids)
            )
        if doubt and not reasons:
            report.errors.append(Lapsed("post.record_in_doubt", why=doubt))
        identity.belong(bond.library)

    def _lapses(self, draft: Draft) -> Refusal | None:
        """Return why a decision would lapse in a run now, or None; in a copy of the record, which
        that run would tell from it, any does.
        """
        identity = self._store.identity
        doubt = identity.doubt()
        bond = replace(self._settings.bond, record="" if doubt else identity.record)
        return self._no_longer(draft, bond, doubt)

    def _no_longer(self, draft: Draft, bond: Bond, doubt: Refusal | None) -> Refusal | None:
        """Return why the decision in force holds no more, or None; what an earlier release did not
        write is not held against it.
        """
        decision = draft.decision
        if decision is None:
            return None
        own = decision.bond
        if own.record and own.record != bond.record:
            return doubt or Refusal("lapse.restored")
        if own.library and own.library != bond.library:
            return Refusal("lapse.another_library", library=own.library)
        if own.road and own.road != bond.road:
            was, road = (labels.word(labels.THROUGH, one) for one in (own.road, bond.road))
            return Refusal("lapse.another_road", before=was, road=road)
        account, before = self._settings.library.account, draft.content.account
        if before.casefold() != account.casefold():
            return Refusal("lapse.another_account", before=before, account=account)
        return (
            self._right_ended(decision) if self._settings.posting.decisions_end_with_right else None
        )

    def _right_ended(self, decision: Decision) -> Refusal | None:
        """Return why the giver of a decision, or the prior confirmation of a release, has no right
        to it today (4, 5(1)).
        """
        today, people = self._clock().date(), self._store.people
        action = Verb.DECIDE if decision.way == Way.DIRECTOR else Verb.RELEASE
        # nobody is ever taken out of the table: a name that is not there is the journal's to tell
        giver = people.known(decision.person)
        if giver is not None and (why := s04_people.refusal(giver, action, today)):
            return Refusal("lapse.right_over", why=why)
        if decision.way == Way.DIRECTOR:
            return None
        confirmation = people.confirmation(decision.confirmation)
        by = people.known(confirmation.given_by)
        ended = s05_1_signoff.ended(confirmation, by, decision.person, today)
        return Refusal("lapse.release_over", why=ended) if ended else None

    # ── what earlier runs left ──────────────────────────────────────────────────────────────────

    def _recover(self) -> None:
        """A machine's attempt without an outcome is one of a run that died: nobody knows (truth
        4).
        """
        for attempt in self._store.open_attempts():
            if attempt.through == Through.MANUAL:
                continue
            draft, now = self._store.draft(attempt.draft), self._clock()
            if not draft.content.removes:
                why = Note("note.run_died_unclear")
                self._store.apply(lifecycle.lose(draft, attempt, why, now))
            else:  # a deletion does no harm twice
                self._store.apply(lifecycle.defer(draft, attempt, Note("note.run_died"), now))

    def _look(self) -> Timeline:
        """Look at the own timeline, once a run: since the last post that the record knows, or the
        oldest unclear one.

        Raises PosterUnavailable, CredentialsRefused.
        """
        if self._timeline is None:
            assert self._poster is not None
            self._poster.verify(self._settings.library.account)
            known = self._store.newest_own(self._through) or self._beginning()
            markers = [attempt.marker or self._beginning() for _, attempt in self._unclear()]
            opened = [self._since(draft) for draft in self._store.drafts(*DUE)]
            strange = [str(int(number) - 1) for number in self._strange()]
            since = min([known, *markers, *opened, *strange], key=lambda number: int(number or 0))
            self._timeline = self._poster.timeline(since)
            self._marker = max(
                [known, *(post.post_id for post in self._timeline.posts)], key=lambda n: int(n or 0)
            )
            self._paid(self._timeline)
        return self._timeline

    def _paid(self, timeline: Timeline) -> None:
        """Write down what a look at X costs: each post that it shows, at least one."""
        if self._through == Through.X:
            read = max(1, len(timeline.posts))
            self._store.looked(self._clock(), read, read * self._settings.posting.prices.read)

    def _beginning(self) -> str:
        """Return the number that a post of X had when the record began; none before concerns it."""
        from bridge.posting.manual import number_at

        began = self._store.began()
        return number_at(began) if began is not None and self._through == Through.X else ""

    def _since(self, draft: Draft) -> str:
        """Return the number after which a person may have posted the text of a decided draft by
        hand (truth 4).

        A newer post of another draft says nothing of it: both may have been posted by hand, and one
        of them recorded. Of a thread the next post answers the last, and is newer.
        """
        if draft.posts:
            return draft.posts[-1].post_id
        known = self._store.newest_own(self._through) or self._beginning()
        if self._through != Through.X:
            return known
        from bridge.posting.manual import number_at

        opened = max(number_at(draft.created_at), self._horizon(), key=int)
        return min(known, opened, key=lambda number: int(number or 0))

    def _strange(self) -> list[str]:
        """Return the numbers of own posts that were told of as nobody's, and are nobody's yet: a
        draft that is made later, or anew after a copy was brought back, may be of one of them.
        """
        prefix, first = f"strange:{self._through}:", int(self._horizon() or 0)
        numbers = [key.removeprefix(prefix) for key in self._store.notices.begun_with(prefix)]
        return [
            number
            for number in numbers
            if int(number) > first and self._store.owner_of(PostId(number), self._through) is None
        ]

    def _horizon(self) -> str:
        """Return the number before which an own post of X is another month's notice in the same
        words, and nobody's that is due.
        """
        from bridge.posting.manual import number_at

        return number_at(self._clock() - LOOKBACK) if self._through == Through.X else ""

    def _unclear(self) -> list[tuple[Draft, Attempt]]:
        """Return the unclear drafts of this road whose text the timeline can tell, with their
        attempts.
        """
        if self._poster is None:
            return []
        pairs = [
            (draft, self._store.last_attempt(draft.id))
            for draft in self._store.drafts(State.UNKNOWN)
        ]
        return [
            (draft, attempt)
            for draft, attempt in pairs
            if attempt is not None
            and attempt.through == self._through
            and draft.content.text  # none of a retweet
        ]

    def _same(self, draft: Draft, since: str) -> Shown | None:
        """Return the post after `since` that has the next text of a draft and belongs to no
        other.
        """
        if not draft.content.text:
            return None
        return next(
            (
                post
                for post in self._look().posts
                if int(post.post_id) > int(since or 0)
                and same_text(draft.owed[0], post.text)
                and self._store.owner_of(PostId(post.post_id), self._through) is None
            ),
            None,
        )

    def _settle(self, report: PublishReport) -> None:
        """Look unclear attempts up on the own timeline: found → posted. Not found stays with a
        person.
        """
        report.unknown += [draft.id for draft in self._store.drafts(State.UNKNOWN)]
        for draft, attempt in self._unclear():
            try:
                match = self._same(draft, attempt.marker)
            except (PosterUnavailable, CredentialsRefused) as error:
                report.errors.append(error)
                return
            if match is not None:
                url, why = self._address(match.post_id), Note("note.found")
                step = lifecycle.post(
                    draft, attempt, number=match.post_id, url=url, at=match.at, found=why
                )
                with suppress(WrongState):  # a person's word was faster
                    self._store.apply(self._priced(step, draft))
                    report.settled.append(draft.id)
                report.unknown.remove(draft.id)
            elif self._look().complete and attempt.absent_at is None:
                with suppress(WrongState):
                    self._store.apply(lifecycle.not_seen(draft, attempt, self._clock()))

    def _tell_strange(self, report: PublishReport) -> None:
        """Tell, once each, of own posts that the record does not know."""
        if self._timeline is None:
            return
        posts = {
            f"strange:{self._through}:{post.post_id}": post
            for post in self._timeline.posts
            if self._store.owner_of(PostId(post.post_id), self._through) is None
        }
        known = {key for key, _ in self._store.notices.among(posts)}
        if fresh := {key: post for key, post in posts.items() if key not in known}:
            listed = "、".join(
                f"{self._address(post.post_id)}「{post.text[:30]}」" for post in fresh.values()
            )
            report.errors.append(Unrecorded("x.unrecorded", listed=listed))
            self._store.notices.keep(fresh, "publish", self._clock())

    # ── one draft ───────────────────────────────────────────────────────────────────────────────

    def _over(self, draft: Draft, report: PublishReport, *, dry: bool) -> bool:
        latest = draft.timing.not_after
        if latest is not None and due.instant(latest) < due.instant(self._clock()):
            if not dry:
                with suppress(WrongState):  # a person was faster
                    self._hold(draft, Refusal("hold.window_over", latest=latest), report)
            return True
        over = draft.expires_on is not None and draft.expires_on < self._clock().date()
        if over and not dry:
            with suppress(WrongState):
                self._store.apply(lifecycle.expire(draft, Machine.PUBLISH, self._clock()))
                report.expired.append(draft.id)
        return over

    def _sent(self, draft: Draft, report: PublishReport) -> bool:
        """Take one due draft to X, all posts of a thread one after the other; one that a person
        took back or changed meanwhile is left to that person.
        """
        try:
            going, out = self._send(draft, report), len(draft.posts)
            while going and len((draft := self._store.draft(draft.id)).posts) > out:
                out = len(draft.posts)
                if draft.state is State.PARTIAL:
                    going = self._send(draft, report, looked=True)
        except WrongState as error:
            report.waiting[draft.id] = error
            return True
        else:
            return going

    def _send(self, draft: Draft, report: PublishReport, *, looked: bool = False) -> bool:
        """Take one due draft to X, of a thread the next post; returns whether the run may go on.

        `looked`: the post before it went out in this very run, past the last look: only what may
        have come since is asked again, a stop and the end of the hours.
        """
        if looked:
            if why := self._early(draft):
                report.waiting[draft.id] = why
                return True
        elif why := self._held_back(draft, report):
            self._hold(draft, why, report)
            return True
        if draft.id in report.waiting:
            return True
        try:
            if self._poster is None:
                self._offer(draft, report)
                return True
            self._poster.verify(self._settings.library.account)
            if self._stands(draft, report) or self._waits_for_look(draft, report):
                return True
            self._look()
            message = self._message(draft)
            if not self._begun(draft, report):
                return True
        except Changed as error:
            self._hold(draft, error, report)
            return True
        except CredentialsRefused as error:
            self._stop(error, None)
            report.errors.append(error)
            return False
        except (PosterUnavailable, SourceFailed) as error:
            if isinstance(error, PosterUnavailable) and error.retry_at is not None:
                self._stop(error, error.retry_at)
            report.errors.append(error)
            report.waiting[draft.id] = error
            return not isinstance(error, PosterUnavailable)
        return self._outcome(self._store.draft(draft.id), self._call(draft, message), report)

    def _begun(self, draft: Draft, report: PublishReport) -> bool:
        """Write the intent on disk, as long as nobody has stopped posts, set another time or
        decided anew while page and X were looked at; returns whether it stands there.

        Raises WrongState for what has moved.
        """
        with self._store.alone():
            now = self._store.draft(draft.id)
            if (now.decision, now.timing) != (draft.decision, draft.timing):
                raise WrongState("draft.moved_meanwhile", draft=draft.id)
            if stopped := self._stopped(self._through):
                report.waiting[draft.id] = stopped
                return False
            self._store.apply(
                lifecycle.send(
                    now,
                    self._through,
                    marker=self._marker,
                    policy_version=self._settings.policy_version,
                    at=self._clock(),
                )
            )
        return True

    def _stands(self, draft: Draft, report: PublishReport) -> bool:
        """Whether a post of these words stands at X already: then the draft is settled by it.

        One older than the draft as well: a copy of the record that was brought back has drafted
        anew what the lost one had posted.
        """
        since = draft.posts[-1].post_id if draft.posts else self._horizon()
        if (post := self._same(draft, since)) is None:
            return False
        self._store.apply(
            lifecycle.found(
                draft,
                self._through,
                number=post.post_id,
                url=self._address(post.post_id),
                policy_version=self._settings.policy_version,
                at=post.at,
            )
        )
        report.settled.append(draft.id)
        return True

    def _absent(self, draft: Draft) -> bool:
        """Return whether X certainly has no post with this text: the look went back far enough, or
        a person has looked since.
        """
        absent_at = self._store.absent_at(draft.id)
        return self._look().covers(self._since(draft)) or (
            absent_at is not None
            and self._clock() - absent_at < WORD
            and all(post.at <= absent_at for post in draft.posts)
        )

    def _waits_for_look(self, draft: Draft, report: PublishReport) -> bool:
        """Whether a draft waits, as nobody knows whether X has it already (truth 4): that is told
        once, and looked at again each run.
        """
        if not draft.content.text or self._absent(draft):
            return False
        if draft.cause is not Cause.UNSEEN:
            step = lifecycle.unseen(draft, self._clock())
            self._store.apply(step)
            report.errors.append(
                PosterUnavailable("x.not_looked_through", draft=draft.id, why=step.note)
            )
        report.waiting[draft.id] = Refusal(
            "wait.not_looked_through", what=labels.CAUSE[Cause.UNSEEN]
        )
        return True

    def _held_back(self, draft: Draft, report: PublishReport) -> Coded | None:
        """Return why a due draft is to be held at the last look, or None; what only delays it
        stands in report.waiting.
        """
        return (
            self._first_gone(draft)
            or self._elsewhere_begun(draft)
            or self._unproven(draft.id)
            or self._election(draft)
            or self._repeats(draft)
            or self._over_since(draft)
            or self._picture_gone(draft)
            or self._page_moved(draft, report)
        )

    def _hold(self, draft: Draft, why: Coded, report: PublishReport) -> None:
        """Hold a draft at the last look; that its page is gone stands beside it from now on."""
        from bridge import places

        absence = self._gone.get(draft.id)
        wording = places.with_gone(self._store, draft, absence) if absence else None
        step = lifecycle.hold(draft, why, Machine.PUBLISH, self._clock(), wording=wording)
        self._store.apply(step)
        report.held.append(draft.id)
        report.why_held[draft.id] = why

    def _away(
        self, draft: Draft, item: Item, error: Gone | Withheld, *, linked: bool = False
    ) -> Refusal | None:
        """Return why a draft is held since an item's page, or one to which it links (`linked`), is
        gone, or leads elsewhere; None when it was decided knowing that.
        """
        from bridge import places

        host = ""
        if isinstance(error, Withheld):  # else it was decided knowingly, on the words of its list
            last = self._store.sightings.page(item.id)
            if not (host := places.elsewhere(error, item, last[0] if last else None)):
                return None
        if places.knows_gone(draft, item):
            return None
        self._gone[draft.id] = places.absence(error, item, host)
        return places.gone(error, host, linked=linked)

    def _call(self, draft: Draft, message: Message) -> PostOutcome:
        """Make the one call that the intent on disk speaks of: a post, or the deletion of one."""
        assert self._poster is not None
        if draft.content.retweets:
            outcome = self._poster.post(message)
            from bridge.policy import s05_4_retweets

            address = s05_4_retweets.read_post(draft.content.repost_of)
            return (
                Posted(address.id, draft.content.repost_of)
                if isinstance(outcome, Posted)
                else outcome
            )
        if draft.content.removes:
            return self._delete_all(self._poster, draft.content)
        return self._poster.post(message)

    def _delete_all(self, poster: Poster, content: Content) -> Posted | Refused:
        """Delete the own post that a content replaces, of a thread the last post first; the first
        refusal ends it. What is gone already is gone.
        """
        assert content.replaces is not None
        for number in reversed(content.also):
            outcome = self._delete(poster, PostId(number))
            if isinstance(outcome, Refused):
                return outcome
        return self._delete(poster, content.replaces)

    def _delete(self, poster: Poster, what: PostId) -> Posted | Refused:
        """Delete an own post. What X leaves unclear the timeline settles; a deletion does no harm
        twice.
        """
        outcome, post_id = poster.delete(what), what.number
        if isinstance(outcome, Posted) or (
            isinstance(outcome, Refused) and outcome.remedy is not Remedy.REJECTED
        ):
            return outcome
        if what.act is Act.RETWEET:  # the timeline does not tell of retweets
            return Refused(outcome.why, Remedy.RETRY) if isinstance(outcome, Unknown) else outcome
        try:
            timeline = poster.timeline(str(int(post_id) - 1))
            self._paid(timeline)
        except (PosterUnavailable, CredentialsRefused) as error:
            return Refused(error, Remedy.RETRY)
        if timeline.complete and all(post.post_id != post_id for post in timeline.posts):
            return Posted(post_id, self._address(post_id))
        return Refused(outcome.why, Remedy.RETRY) if isinstance(outcome, Unknown) else outcome

    def _outcome(self, draft: Draft, answer: PostOutcome, report: PublishReport) -> bool:
        """Write down what X answered to the last attempt; returns whether the next draft may go."""
        attempt = self._store.last_attempt(draft.id)
        assert attempt is not None
        match self._believed(draft, attempt, answer):
            case Posted() as outcome:
                return self._went_out(draft, attempt, outcome, report)
            case Unknown() as outcome:
                return self._lost(draft, attempt, outcome, report)
            case Refused() as outcome:
                return self._refused(draft, attempt, outcome, report)

    def _believed(self, draft: Draft, attempt: Attempt, answer: PostOutcome) -> PostOutcome:
        """Return the answer, or Unknown when the number that X gives cannot be that of this
        attempt's post.
        """
        if not isinstance(answer, Posted):
            return answer
        number = answer.post_id
        if (owner := self._owner(draft, number)) is not None:
            return Unknown(Refusal("x.number_of_another_draft", number=number, draft=owner))
        if not _fresh(draft):
            return answer
        if not _newer(number, attempt.marker):
            return Unknown(Refusal("x.number_older", number=number))
        if self._through == Through.X:
            from bridge.posting.manual import time_of

            at = time_of(number)
            if at < attempt.started_at - due.SKEW:
                return Unknown(Refusal("x.number_of_an_older_moment", number=number, at=at))
        return answer

    def _went_out(
        self, draft: Draft, attempt: Attempt, outcome: Posted, report: PublishReport
    ) -> bool:
        now, number, fresh = self._clock(), outcome.post_id, _fresh(draft)
        same = not outcome.text or same_text(draft.owed[0], outcome.text, links=False)
        other = outcome.text if fresh and not same else ""
        step = lifecycle.post(draft, attempt, number=number, url=outcome.url, at=now, shown=other)
        steps = [self._priced(step, draft)]
        if other:
            report.errors.append(Unrecorded("x.shows_another_text", draft=draft.id, other=other))
        if fresh:
            self._marker = number  # newer than the one before it (`_believed`)
        gone = draft.corrects if draft.content.removes else None
        # unless a person has written it down meanwhile
        if gone is not None and (first := self._store.draft(gone)).state is not State.REMOVED:
            steps.append(lifecycle.remove(first, draft, Machine.PUBLISH, now))
        try:
            self._store.apply_all(steps)
        except WrongState:  # X has it, and the record will not: its number must not be lost
            listed = f"{outcome.url}「{draft.owed[0][:30] if draft.owed else draft.title}」"
            report.errors.append(Unrecorded("x.unrecorded", listed=listed))
            return True
        report.removed += [gone] if gone is not None else []
        # an older copy is told from here on
        self._store.identity.belong(self._settings.bond.library)
        if draft.id not in report.posted:
            report.posted.append(draft.id)
        return True

    def _lost(
        self, draft: Draft, attempt: Attempt, outcome: Unknown, report: PublishReport
    ) -> bool:
        now, why = self._clock(), outcome.why
        self._store.apply(lifecycle.lose(draft, attempt, why, now))
        report.unknown.append(draft.id)
        if outcome.closes:  # else every run would make one more draft unknown
            again = 2 ** min(4, self._store.count(State.UNKNOWN) - 1)
            self._stop(Refusal("stop.for_a_while", why=why), now + PAUSE * again)
        return False

    def _refused(
        self, draft: Draft, attempt: Attempt, outcome: Refused, report: PublishReport
    ) -> bool:
        now, why, remedy = self._clock(), outcome.why, outcome.remedy
        if remedy is Remedy.REJECTED:
            self._store.apply(lifecycle.fail(draft, attempt, why, now))
            report.failed.append(draft.id)
            return True
        self._store.apply(lifecycle.defer(draft, attempt, why, now))
        report.waiting[draft.id] = why
        if remedy is Remedy.WAIT:
            self._stop(why, outcome.retry_at or now + timedelta(minutes=15))
        elif remedy in {Remedy.CREDENTIALS, Remedy.CREDITS}:
            # a balance is filled up
            self._stop(why, now + timedelta(days=1) if remedy is Remedy.CREDITS else None)
            report.errors.append(CredentialsRefused("x.stopped", why=why))
        return False

    def _owner(self, draft: Draft, number: str) -> int | None:
        return self._store.owner_of(lifecycle.stands_under(draft, number), self._through)

    def _remove(self, report: PublishReport) -> None:
        """Delete the posts whose correction is out (9(2)): the decision on the correction names
        them.

        A deletion does no harm twice, so an unclear answer is simply asked again at the next run.
        """
        stops = stops_of(self._store, self._through, self._clock())
        for first, correction in lifecycle.to_remove(self._store.replacements()):
            if first.id in {
                *report.removed,
                *report.to_remove,
            }:  # a second correction of the same post is out
                continue
            report.to_remove.append(first.id)
            if self._poster is None or lifecycle.deleted_by_hand(first, self._through) or stops:
                continue
            if (
                why := self._elsewhere(correction)
                or self._unproven(first.id)
                or self._unproven(correction.id)
            ):
                report.waiting[first.id] = Refusal("wait.not_deleted", why=why)
                continue
            try:
                self._poster.verify(self._settings.library.account)
            except (PosterUnavailable, CredentialsRefused) as error:
                report.errors.append(error)
                return
            outcome = self._delete_all(self._poster, correction.content)
            if isinstance(outcome, Posted):
                removal = lifecycle.remove(first, correction, Machine.PUBLISH, self._clock())
                with suppress(WrongState):  # a person has written it down
                    self._store.apply(removal)
                report.to_remove.remove(first.id)
                report.removed.append(first.id)
                continue
            report.waiting[first.id] = Refusal("wait.deletion_failed", why=outcome.why)
            if outcome.remedy is Remedy.REJECTED:  # each call costs; from here on it is a person's
                refused = lifecycle.not_removed(first, outcome.why, self._clock())
                with suppress(WrongState):
                    self._store.apply(refused)

    def _elsewhere(self, correction: Draft) -> Refusal | None:
        """Return why a decided deletion is not for the account of feeds.toml, or None."""
        here, account = self._settings.library.account, correction.content.account
        if account.casefold() == here.casefold():
            return None
        return Refusal("wait.of_another_account", account=account, here=here)

    def _proven(self, report: PublishReport) -> bool:
        """Return whether the record may be believed: its chain since the last look, once a day the
        whole record (5(3)ア).

        A broken chain, spoilt pages, a person, a prior confirmation or a stop that the journal does
        not know: nothing goes out.
        What does not fit of a single draft is told, and that draft held when its turn comes.
        """
        proof = self._store.proof.look(self._clock())
        if not proof.sound:
            stops = proof.broken_at is not None or bool(proof.office or proof.damage)
            code = "record.unbelievable" if stops else "record.doubtful"
            report.errors.append(StoreFailed(code, faults=proof.faults))
            return not stops
        return True

    def _unproven(self, id: int) -> Refusal | None:
        """Return where the tables say of a draft what the journal does not, or None: it is then
        nobody's decision.
        """
        faults = tuple(self._store.proof.draft(id))
        return Refusal("hold.unproven", faults=faults) if faults else None

    def _first_gone(self, draft: Draft) -> Refusal | None:
        """Return why a correction has no post to replace or to continue, or None."""
        if draft.corrects is None:
            return None
        first = self._store.draft(draft.corrects)
        if first.post is not None and not same_place(first.post.through, self._through):
            road, here = labels.THROUGH[first.post.through], labels.THROUGH[self._through]
            return Refusal("hold.first_on_another_road", first=first.id, road=road, here=here)
        if first.state is State.REMOVED:
            return Refusal("hold.first_removed", first=first.id)
        numbers = (draft.content.replaces, draft.content.also)
        if draft.content.replaces is not None and numbers != lifecycle.standing(first):
            return Refusal("hold.first_changed", first=first.id)
        return None

    def _elsewhere_begun(self, draft: Draft) -> Refusal | None:
        """Return why the rest of a thread has nothing to answer here: its first posts stand on
        another road; or None.
        """
        if all(same_place(post.through, self._through) for post in draft.posts):
            return None
        road, here = labels.THROUGH[draft.posts[0].through], labels.THROUGH[self._through]
        parts = len(draft.posts)
        return Refusal("hold.parts_on_another_road", parts=parts, road=road, here=here)

    def _election(self, draft: Draft) -> Refusal | None:
        """Return why a retweet does not go out in an election period that its decision did not know
        of, or None.
        """
        from bridge.policy import s05_4_retweets

        doubt = s05_4_retweets.election(self._clock().date(), self._settings.retweets.elections)
        known = draft.decision.acknowledged if draft.decision is not None else ()
        if not draft.content.retweets or doubt is None or doubt.key in known:
            return None
        return Refusal("hold.election", doubt=doubt.why)

    def _repeats(self, draft: Draft) -> Refusal | None:
        """Return why a text that another draft has posted since the decision does not go out once
        more, or None (5(3)イ).
        """
        from bridge import repeats
        from bridge.policy import s05_3_wording

        now = self._clock()
        known = draft.decision.acknowledged if draft.decision is not None else ()
        for other in repeats.same(self._store, draft.content, self._through, now, own=draft.id):
            finding = s05_3_wording.repeated(other, now)
            if (
                other.state in {State.POSTED, State.CHECKED, State.SENDING, State.UNKNOWN}
                and finding.key not in known
            ):
                return Refusal("hold.repeated", same=finding.why)
        return None

    def _picture_gone(self, draft: Draft) -> Refusal | None:
        """Return why the picture that was decided cannot go out as it was decided, or None
        (truth 1).
        """
        image = draft.content.image
        if image is None:
            return None
        if not image.sha256:
            return Refusal("picture.address_alone")
        try:
            self._store.pictures.picture(image.sha256)
        except (NotFound, StoreFailed) as error:
            return Refusal("picture.not_as_decided", why=error)
        return None

    def _over_since(self, draft: Draft) -> Refusal | None:
        """Return why a text does not go out any more: its days have passed since the decision; or
        None (5(3)イ).
        """
        if draft.decision is None:
            return None
        from bridge.policy import s05_3_wording

        since, now = draft.decision.at, self._clock()
        return s05_3_wording.over_since(draft, since.date(), now.date(), hours=(since, now))

    def _page_moved(self, draft: Draft, report: PublishReport) -> Refusal | None:
        """Look at the page once more: why the draft is to be held, or None (truth 2)."""
        from bridge.fetch.manners import PageFetcher
        from bridge.fetch.reading import read_item

        item = self._store.sightings.item(draft.item) if draft.item is not None else None
        if item is None:
            return self._link_gone(draft)
        if title := (item.title if item.halt else self._halt_on_list(item)):
            report.waiting[draft.id] = Refusal("wait.called_off", title=title)
            return None
        if not item.url:
            return None
        last = (self._store.sightings.page(item.id) or (None,))[0]
        try:
            pages = PageFetcher(self._fetcher, self._settings)
            read = read_item(pages, item, self._settings.source(item.source), last=last)
        except (Gone, Withheld) as error:
            return self._away(draft, item, error)
        except SourceFailed as error:
            if not draft.urgent:  # a closure is told even when the site itself is down
                report.errors.append(error)
                report.waiting[draft.id] = Refusal("wait.page_unread", why=error)
            return None
        if read is None or last is None:
            return None
        return self._compared(draft, last, read[1], report)

    def _compared(
        self, draft: Draft, last: Page, page: Page, report: PublishReport
    ) -> Refusal | None:
        from bridge.read.changes import change

        if urls.host(page.url) != urls.host(last.url):
            return Refusal("hold.page_elsewhere", host=urls.host(page.url))
        changed = change(last, page)
        if changed == "title":
            return Refusal("hold.title_changed", title=page.title)
        if changed:  # the next sync makes the new version, and voids the decision
            report.waiting[draft.id] = Refusal("wait.page_changed")
        return None

    def _halt_on_list(self, item: Item) -> str:
        """Return the title with which the list calls off an item by now, or nothing: what no sync
        has seen yet. It is asked once a run in which something is due, and only whether it changed.

        A list that does not answer, or is not understood, is the next sync's: the page still
        stands.
        """
        source = self._settings.source(item.source)
        if source is None or not source.enabled:
            return ""
        if source.id not in self._lists:
            self._lists[source.id] = self._look_at_list(source)
        return self._lists[source.id].get(item.id, "")

    def _look_at_list(self, source: Source) -> dict[int, str]:
        from bridge import sighting
        from bridge.fetch.reading import gather
        from bridge.read.fetched import NotModified, Validators

        memory = self._store.sightings.memory(source.id)
        if memory.succeeded_at is None:  # nothing is known of it
            return {}
        whole = bool(memory.parts) or bool(memory.failures)
        validators = Validators() if whole else Validators(memory.etag, memory.last_modified)
        try:
            fetched = self._fetcher.fetch(source.url, validators)
            if isinstance(fetched, NotModified) or fetched.digest == memory.digest:
                return {}
            read = gather(
                self._fetcher,
                fetched,
                source,
                ZoneInfo(self._settings.library.timezone),
                parts=memory.parts,
                digest=memory.digest,
            )
        except SourceFailed:
            return {}
        entries = read.listing.entries if read.listing is not None else ()
        return sighting.new_halts(entries, sighting.identities(entries), self._store.sightings)

    def _halt(self, draft: Draft) -> Note | None:
        """Return that the list calls off what a draft announces, or None (truth 2)."""
        item = self._store.sightings.item(draft.item) if draft.item is not None else None
        return Note("note.listed_anew", title=item.title) if item and item.halt else None

    def _link_gone(self, draft: Draft) -> Refusal | None:
        """Return why a person's text is held when a page that it links to, which the record knows,
        is not there any more; None when all are, or nobody can tell.
        """
        from bridge.draft.make import linked_in
        from bridge.fetch.manners import PageFetcher
        from bridge.sighting import keys_of

        for link in dict.fromkeys(linked_in(draft.content.text)):
            if (known := self._store.sightings.find(keys_of(link))) is None:
                continue
            try:
                PageFetcher(self._fetcher, self._settings).fetch(link)
            except (Gone, Withheld) as error:
                item = self._store.sightings.item(known)
                if why := self._away(draft, item, error, linked=True):
                    return why
            except SourceFailed:
                continue
        return None

    def _message(self, draft: Draft) -> Message:
        from bridge.posting.manual import answers

        content, first = draft.content, not draft.posts
        image = content.image if first else None  # a thread's picture goes with its first post
        picture = self._store.pictures.picture(image.sha256) if image is not None else None
        return Message(
            text=draft.owed[0],
            image=picture.body if picture else None,
            image_type=picture.media_type if picture else "",
            alt=image.alt if image else "",
            reply_to=answers(draft),
            repost_of=content.repost_of,
            key=f"{draft.id}:{draft.digest}" + (f":{len(draft.posts) + 1}" if not first else ""),
        )

    def _priced(self, step: Step, draft: Draft) -> Step:
        assert step.post is not None
        return replace(
            step,
            post=replace(
                step.post, cost=due.price_of(draft.content, step.post.part, self._settings.posting)
            ),
        )

    def _stop(self, why: Coded, until: datetime | None) -> None:
        line = JournalLine(
            Machine.PUBLISH, Verb.STOP, self._clock(), {"road": self._through, "why": why.what}
        )
        self._store.people.stop(self._through, why.what, until, line)

    def _address(self, post_id: str) -> str:
        if self._through == Through.SANDBOX:
            return f"sandbox:{post_id}"
        from bridge.policy import s05_4_retweets

        return s05_4_retweets.PostAddress(self._settings.library.account, post_id).url


def _fresh(draft: Draft) -> bool:
    """Tell whether what goes out is a post of our own words: no retweet, no deletion."""
    return not (draft.content.retweets or draft.content.removes)


def _newer(post_id: str, marker: str) -> bool:
    """Tell whether an id can be that of a post made after the marker was taken; X's ids grow. What
    is no id is not judged.
    """
    return not (post_id.isdecimal() and marker.isdecimal()) or int(post_id) > int(marker)


def spent_this_month(store: Store, now: datetime) -> float:
    """Return what the posts of the month of `now` have cost, US$; the sandbox and posts by hand
    cost nothing.
    """
    month = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    until = now + timedelta(days=1)
    posts = sum(
        post.cost for post in store.posts_between(month, until) if post.through == Through.X
    )
    return posts + store.looks_cost(month, until)


def traffic(store: Store, posting: PostingSettings, now: datetime) -> due.Traffic:
    """Return what bears on the next post of the road of feeds.toml; what a person has taken in hand
    counts as posted.

    The sandbox's posts are no posts to X, nor X's to the sandbox.
    """
    here = posting.through
    near = [*store.posts_between(now - NEAR, now + NEAR), *filter(None, [store.last_post()])]
    posts = {post.id: post for post in near if same_place(post.through, here)}
    moments = [post.at for post in posts.values()]
    if same_place(Through.MANUAL, here):
        moments += [attempt.started_at for attempt in store.open_attempts(Through.MANUAL)]
    for draft in store.drafts(State.PARTIAL):  # the rest of a thread has its place in the day's cap
        if draft.posts and same_place(draft.posts[-1].through, here):
            moments += [draft.posts[-1].at] * len(draft.owed)
    return due.Traffic(
        tuple(sorted(moment.astimezone(now.tzinfo) for moment in moments)),
        spent_this_month(store, now),
        stops_of(store, posting.through, now),
    )


def stops_of(store: Store, road: Through, now: datetime) -> tuple[tuple[str, datetime | None], ...]:
    """Return what holds back a road now, each why and until when: all posts, an account that is
    not the library's any more, the road itself.
    """
    stops = store.people.stops(now)
    return tuple(stops[name] for name in (Stop.ALL, Stop.ACCOUNT, road) if name in stops)


def plan(store: Store, settings: Settings, calendar: Calendar, now: datetime) -> due.Planned:
    """Return of every decided draft when it goes out, if nothing changes, in the order in which
    they go.
    """
    posting = settings.posting
    return due.plan(
        store.drafts(*DUE),
        traffic=traffic(store, posting, now),
        posting=posting,
        calendar=calendar,
        now=now,
    )
