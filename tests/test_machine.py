"""The queue as a state machine, walked at random: persons, decisions, edits, X's answers, deaths, a
clock that jumps.

The judge is the ledger of the scripted poster, which knows what "X" took, not what the program
says.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from fakes import DIRECTOR, POSTER, Clock, Scripted, Web, answered, content, settings, wording
from hypothesis import HealthCheck
from hypothesis import settings as rules_of_play
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from bridge import lifecycle
from bridge.errors import CredentialsRefused, StepRefused
from bridge.model import JournalLine, Kind, Opening, PostId, State
from bridge.policy.s05_2_hours import make_calendar
from bridge.posting.base import Message, PosterUnavailable, PostOutcome, Refused, Remedy, Unknown
from bridge.publish import Publish
from bridge.record.store import Store

VERSION = "2021-04-01"


class Died(BaseException):
    """The process is gone: nothing after it runs."""


class Desk(RuleBasedStateMachine):
    """Every rule is something that happens; every invariant is looked at after each."""

    drafts = Bundle("drafts")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store(Path(self.folder.name) / "state.db")
        self.clock = Clock()
        self.poster = Scripted()
        self.told = settings(through="x")
        self.decided: set[str] = set()  # every text that a director has signed
        self.doomed: set[str] = set()  # every post whose deletion a director has signed
        self.words = 0
        self.latest = self.clock.now

    def teardown(self) -> None:
        """At the end the journal's chain holds."""
        assert self.store.proof.whole().faults == ()
        self.store.__exit__()
        self.folder.cleanup()

    # ── persons ──

    @rule(target=drafts)
    def write(self) -> int:
        self.words += 1
        version = wording(content(f"お知らせ{self.words}", ""))
        return self.store.apply(
            lifecycle.open_draft(Opening(None, "staff", Kind.TOLD), version, "職員", self.clock())
        )

    @rule(target=drafts)
    def sign(self) -> int:
        """The ordinary way: written, then decided."""
        id = self.write()
        self.decide(id)
        return id

    @rule(target=drafts, id=drafts, alone=st.booleans())
    def correct(self, id: int, *, alone: bool) -> int:
        """9(2): a correction, or a deletion alone, of what is out; decided at once."""
        first = self.store.draft(id)
        if first.post is None or first.state is State.REMOVED or not first.content.text:
            return id
        self.words += 1
        made = replace(content("" if alone else f"訂正{self.words}", ""), replaces=first.post.what)
        new = Opening(None, "staff", Kind.TOLD, corrects=id)
        made_id = self.store.apply(
            lifecycle.open_draft(new, wording(made, title="訂正"), "職員", self.clock())
        )
        self.decide(made_id)
        return made_id

    def take(self, step: object) -> None:
        """Take a step if the machine allows it; a refusal is an answer too."""
        try:
            self.store.apply(step())  # type: ignore[operator]
        except StepRefused:
            return

    @rule(id=drafts)
    def decide(self, id: int) -> None:
        draft = self.store.draft(id)
        self.take(
            lambda: lifecycle.decide(
                draft, DIRECTOR, self.clock(), shown=draft.digest, policy_version=VERSION
            )
        )
        if self.store.draft(id).state is State.DECIDED:
            self.decided.add(draft.content.text)
            self.doomed.add(draft.content.replaces)

    @rule(id=drafts)
    def edit(self, id: int) -> None:
        self.words += 1
        version = wording(content(f"直し{self.words}", ""))
        self.take(lambda: lifecycle.edit(self.store.draft(id), version, POSTER, self.clock()))

    @rule(id=drafts, verb=st.sampled_from(["return_", "reject"]))
    def refuse(self, id: int, verb: str) -> None:
        self.take(
            lambda: getattr(lifecycle, verb)(self.store.draft(id), DIRECTOR, "理由", self.clock())
        )

    @rule(id=drafts, verb=st.sampled_from(["take_back", "resubmit"]))
    def back(self, id: int, verb: str) -> None:
        self.take(lambda: getattr(lifecycle, verb)(self.store.draft(id), POSTER, self.clock()))

    @rule(id=drafts)
    def withdraw(self, id: int) -> None:
        self.take(lambda: lifecycle.withdraw(self.store.draft(id), POSTER, "", self.clock()))

    @rule(id=drafts)
    def look_at_x_and_say(self, id: int) -> None:
        """A person looks at X and tells the truth."""
        draft, attempt = self.store.draft(id), self.store.last_attempt(id)
        shown = next((s for s in self.poster.ledger if s.text == draft.content.text), None)
        if draft.state is not State.UNKNOWN or attempt is None:
            return
        if shown is not None:
            self.take(
                lambda: lifecycle.posted(
                    draft, attempt, person=POSTER, number=shown.post_id, url="u", at=self.clock()
                )
            )
        else:
            self.take(
                lambda: lifecycle.not_posted(
                    draft, attempt, person=POSTER, reason="Xを見ました", at=self.clock()
                )
            )

    @rule()
    def stop_switch(self) -> None:
        self.store.people.stop("all", "理由", None, JournalLine("館長", "stop", self.clock()))

    @rule(hours=st.sampled_from([-30, -1, 0.1, 1, 13, 24 * 40]))
    def clock_jumps(self, hours: float) -> None:
        self.clock.forward(hours=hours)
        self.latest = max(self.latest, self.clock.now)

    # ── the road ──

    def took_and(self, then: PostOutcome | BaseException) -> object:
        def answer(message: Message) -> PostOutcome:
            self.poster.accept(message)
            if isinstance(then, BaseException):
                raise then
            return then

        return answer

    def dies(self, _: Message) -> PostOutcome:
        raise Died

    @rule(
        mended=st.sampled_from([True, True, True, False]),
        how=st.sampled_from(
            [
                "accept",
                "took",
                "lost",
                "retry",
                "wait",
                "keys",
                "credits",
                "rejected",
                "dies before",
                "dies after",
                "mute",
            ]
        ),
    )
    def publish(self, *, mended: bool, how: str) -> None:
        """A run at the gate; mostly somebody has lifted the stops, and the library is open."""
        if mended:
            self.clock.now = max(self.clock.now, self.latest).replace(hour=10)
            self.clock.forward(days=1 if self.clock.now.weekday() == 4 else 0)
            for name in ("all", "x"):
                self.store.people.resume(name, JournalLine("館長", "resume", self.clock()))
        answers = {
            "took": self.took_and(Unknown(answered("線が切れました"))),
            "lost": Unknown(answered("時間切れ")),
            "retry": Refused(answered("つながらない"), Remedy.RETRY),
            "wait": Refused(answered("429"), Remedy.WAIT),
            "keys": Refused(answered("401"), Remedy.CREDENTIALS),
            "credits": Refused(answered("402"), Remedy.CREDITS),
            "rejected": Refused(answered("400"), Remedy.REJECTED),
            "dies before": self.dies,
            "dies after": self.took_and(Died()),
        }
        self.poster.answers = [answers[how]] if how in answers else []  # type: ignore[list-item]
        self.poster.refuses = (
            PosterUnavailable("x.unanswered", status=503) if how == "mute" else None
        )
        self.run()
        self.poster.answers, self.poster.refuses = [], None

    @rule(how=st.sampled_from(["cut", "done, then cut", "refused", "dies before", "dies after"]))
    def publish_with_a_bad_deletion(self, how: str) -> None:
        """A run in which X's answer to a deletion is not what it should be."""

        def answer(what: PostId) -> PostOutcome:
            if how in {"done, then cut", "dies after"}:
                self.poster.take_away(what)
            if how.startswith("dies"):
                raise Died
            return (
                Refused(answered("403"), Remedy.REJECTED)
                if how == "refused"
                else Unknown(answered("線が切れました"))
            )

        self.poster.deletions = [answer]
        self.publish(mended=True, how="accept")
        self.poster.deletions = []

    @rule()
    def wrong_keys(self) -> None:
        self.poster.refuses = CredentialsRefused("x.keys_of_another", account="lib", other="other")
        self.run()
        self.poster.refuses = None

    def run(self) -> None:
        calendar = make_calendar(self.told.hours, frozenset())
        path = self.store.path
        try:
            Publish(
                store=self.store,
                settings=self.told,
                calendar=calendar,
                poster=self.poster,
                fetcher=Web(),
                clock=self.clock,
            ).run()
        except Died:
            self.store.__exit__()
            self.store = Store(path)

    # ── what is always true ──

    @invariant()
    def at_most_once(self) -> None:
        """I1: no text stands on X twice (each wording here is its own)."""
        assert not [
            text for text, times in Counter(s.text for s in self.poster.ledger).items() if times > 1
        ]

    @invariant()
    def never_undecided(self) -> None:
        """I2: what X has was signed, and so was each deletion."""
        assert {s.text for s in self.poster.ledger} <= self.decided
        assert set(self.poster.deleted) <= self.doomed

    @invariant()
    def never_lost(self) -> None:
        """I4: what X has is posted, or stands before a person's eyes."""
        on_x = {s.text for s in self.poster.ledger}
        for draft in self.store.drafts():
            if draft.post is not None and draft.post.what in self.poster.deleted:
                assert draft.state in {State.POSTED, State.CHECKED, State.REMOVED}
            elif draft.content.text in on_x:
                assert draft.state in {State.POSTED, State.CHECKED, State.UNKNOWN, State.SENDING}
            elif draft.state is State.POSTED and draft.content.text:
                raise AssertionError("said to be posted, and X has it not")

    @invariant()
    def one_open_attempt(self) -> None:
        """I5."""
        assert len(self.store.open_attempts()) <= 1

    @invariant()
    def state_is_what_the_journal_says(self) -> None:
        """I7."""
        for draft in self.store.drafts():
            assert self.store.history(draft.id)[-1]["after"] == draft.state


TestDesk = Desk.TestCase
TestDesk.settings = rules_of_play(
    max_examples=100, stateful_step_count=40, suppress_health_check=list(HealthCheck)
)
