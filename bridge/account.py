"""Story 2, beside the drafts: the own account and others: is it shown (5(5)), who looks like it,
who abuses it (7)?

Each method of a person names who acts and writes its line in the journal. Nothing here calls X: a
person reports and blocks.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bridge import labels, lifecycle
from bridge.errors import NotFound, SourceFailed, StepRefused, UsageRefused, WrongState
from bridge.model import (
    Appearance,
    Impostor,
    ImpostorState,
    Incident,
    JournalLine,
    Machine,
    Measure,
    Sanction,
    Showing,
    Stop,
    Through,
    Verb,
)
from bridge.policy import noted, s05_5_account, s07_incidents
from bridge.sayings import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from bridge.draft.rules import Rules
    from bridge.fetch.client import Fetcher
    from bridge.model import Finding, Person
    from bridge.policy.s07_incidents import Case
    from bridge.record.store import Store
    from bridge.settings import Settings


class Account:
    """The account and who comes near it. Made by wiring.py."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        clock: Callable[[], datetime],
        rules: Rules | None = None,
    ) -> None:
        """`rules`: by which notes are looked at; None where nobody writes one."""
        self._store = store
        self._rules = rules
        self._kept = store.watchlist
        self._settings = settings
        self._clock = clock  # in the library's zone

    # ── 5(5): the pages that show it ────────────────────────────────────────────────────────────

    def showings(self) -> list[Showing]:
        """Return what is known of each page of [library] account_pages, in their order."""
        known = self._kept.showings()
        return [
            known.get(page, Showing(page))
            for page in dict.fromkeys(self._settings.library.account_pages)
        ]

    def alarms(self) -> list[str]:
        """Return what is to be told of these pages now, a Japanese sentence each; none when all is
        well.
        """
        now = self._clock()
        return [
            sentence
            for showing in self.showings()
            if (sentence := s05_5_account.alarm(showing, now))
        ]

    def due(self) -> bool:
        """Return whether a page was not looked at yet today, a page was taken off the list, or
        posts are real since.
        """
        today, showings = self._clock().date(), self.showings()
        old = any(
            s.looked_at is None or s.looked_at.astimezone(self._clock().tzinfo).date() < today
            for s in showings
        )
        unheld = any(s05_5_account.wrong(s) and not s.kept_back for s in showings)
        return (
            old
            or (self.holds and unheld)
            or self._kept.showings().keys() != {s.page for s in showings}
        )

    @property
    def holds(self) -> bool:
        """Return whether a page without the account keeps posts back: in the sandbox nobody sees
        them.
        """
        return (
            self._settings.account.missing == "hold"
            and self._settings.posting.through != Through.SANDBOX
        )

    def look(self, fetcher: Fetcher) -> list[Showing]:
        """Look at every page now, keep what they show, and return it. A page that cannot be read is
        no error here.

        Posts are kept back (stop "account") from the first look that misses the account, and let go
        when every page shows it again, when [account] missing is "warn", or in the sandbox. Once a
        director has let them go, only a change of a page keeps them back again. Raises StoreFailed.
        """
        before = self.showings()
        read = [self._read(fetcher, showing.page) for showing in before]
        now = self._clock()
        after = [s05_5_account.looked(*pair, now) for pair in zip(before, read, strict=True)]
        wrong = [s for s in after if s05_5_account.wrong(s)]
        stopped = Stop.ACCOUNT in self._store.people.stops(now)
        hold = self.holds and (stopped or not all(s.kept_back for s in wrong)) and wrong
        lines = [
            JournalLine(
                Machine.SYNC,
                Verb.ACCOUNT,
                now,
                {"what": new.page, "why": labels.APPEARANCE[new.verdict]},
            )
            for old, new in zip(before, after, strict=True)
            if new.verdict != old.verdict
        ]
        why = " / ".join(s05_5_account.alarm(s, now) for s in wrong) if hold else ""
        if bool(why) != stopped:
            lines.append(
                JournalLine(
                    Machine.SYNC,
                    Verb.STOP if why else Verb.RESUME,
                    now,
                    {"road": Stop.ACCOUNT, "why": why},
                )
            )
        showings = [replace(s, kept_back=True) if why and s in wrong else s for s in after]
        self._kept.keep_showings(showings, stop=Stop.ACCOUNT, why=why, lines=lines, at=now)
        return self.showings()

    def may_look(self, person: Person) -> None:
        """Raise NotAllowed unless `person` may have the pages looked at now; a run needs nobody's
        leave.
        """
        lifecycle.may(person, "look_account", self._today())

    def _read(self, fetcher: Fetcher, page: str) -> tuple[Appearance, str] | str:
        """Return the verdict on a page with its detail, or why it could not be read."""
        from bridge.fetch.links import faces

        verdict = (Appearance.MISSING, "")
        try:
            for links, text in faces(fetcher, page):
                verdict = s05_5_account.verdict(self._settings.library.account, links, text)
                if verdict[0] == Appearance.SHOWN:
                    break
        except SourceFailed as error:
            return error.what
        return verdict

    # ── 5(5): impostors ─────────────────────────────────────────────────────────────────────────

    def impostors(self) -> list[Impostor]:
        """Return every impostor that was noted, newest first."""
        return self._kept.impostors()

    def impostor(self, id: int) -> Impostor:
        """Return one; raises NotFound."""
        return self._kept.impostor(id)

    def add_impostor(
        self, person: Person, account: str, on: date | None, url: str, note: str
    ) -> int:
        """Note an impostor with its evidence and return its number; `on` None is today. Raises
        NotAllowed, UsageRefused, StepRefused.
        """
        lifecycle.may(person, "impostor", self._today())
        name = self._stranger(account)
        day = noted.seen_on(on or self._today(), self._today())
        evidence = noted.evidence(url, note)
        self._refuse_personal(evidence[1])
        for known in self.impostors():
            if known.account.lower() == name.lower() and known.state != ImpostorState.GONE:
                raise StepRefused("account.impostor_known", account=name, impostor=known.id)
        return self._kept.add_impostor(
            Impostor(0, name, day, *evidence),
            self._line(person, Verb.IMPOSTOR, state=ImpostorState.SEEN),
        )

    def step_impostor(self, person: Person, id: int, state: ImpostorState) -> Impostor:
        """Note that an impostor was reported to X, or is gone, and return it; raises NotAllowed,
        NotFound, WrongState.
        """
        lifecycle.may(person, "impostor", self._today())
        with self._store.alone():
            known = self.impostor(id)
            if known.state in {ImpostorState.GONE, state}:
                raise WrongState(
                    "account.impostor_step_known",
                    impostor=id,
                    state=labels.IMPOSTOR[known.state],
                )
            self._kept.step_impostor(id, state, self._line(person, Verb.IMPOSTOR, state=state))
            return self.impostor(id)

    def look_alikes(self, names: Sequence[str]) -> list[tuple[str, int]]:
        """Return those of the names that could be taken for the account, nearest first, with their
        distance.

        A proposal: a person decides whether it is an impostor. Raises UsageRefused for what is no
        account name.
        """
        return s05_5_account.look_alikes(
            self._settings.library.account, [noted.account(name) for name in names]
        )

    def page(self, *, html: bool) -> str:
        """Return the text about the account for the homepage, as HTML or Markdown (8, 附則)."""
        from bridge.policy import s08_page

        return s08_page.page(self._settings, self._today(), html=html)

    def warning(self, id: int, *, html: bool) -> str:
        """Return the notice for the homepage about an impostor, as HTML or Markdown; raises
        NotFound.
        """
        library = self._settings.library
        return s05_5_account.warning_page(
            library.name, library.account, self.impostor(id), self._today(), html=html
        )

    def to_report(self, id: int) -> tuple[str, ...]:
        """Return what is to be reported to X, and where; raises NotFound."""
        library = self._settings.library
        return s05_5_account.to_report(library.name, library.account, self.impostor(id))

    def warning_tweet(self, id: int) -> str:
        """Return the text of a warning post, for an ordinary draft; raises NotFound, WrongState
        once the impostor is gone.
        """
        library, known = self._settings.library, self.impostor(id)
        if known.state == ImpostorState.GONE:
            raise WrongState("account.impostor_gone", impostor=id)
        return s05_5_account.warning_tweet(
            library.name, library.account, known.account, library.site
        )

    # ── 7: incidents ────────────────────────────────────────────────────────────────────────────

    def cases(self) -> list[Case]:
        """Return the accounts with incidents, those on which the director should decide first."""
        return s07_incidents.cases(
            self._kept.incidents(), self._kept.measures(), self._settings.account.repeated
        )

    def add_incident(
        self,
        person: Person,
        account: str,
        *,
        on: date | None,
        clause: str,
        way: str,
        url: str,
        note: str,
    ) -> int:
        """Note an incident and return its number; `on` None is today. Raises NotAllowed,
        UsageRefused.
        """
        lifecycle.may(person, "incident", self._today())
        address, words = noted.evidence(url, note)
        self._refuse_personal(words)
        incident = Incident(
            id=0,
            account=self._stranger(account),
            on=noted.seen_on(on or self._today(), self._today()),
            clause=s07_incidents.clause(clause),
            way=s07_incidents.medium(way),
            url=address,
            note=words,
        )
        line = self._line(person, Verb.INCIDENT, clause=incident.clause, way=incident.way)
        return self._kept.add_incident(incident, line)

    def remarks(self, note: str, clause: str = "") -> list[Refusal]:
        """Return what the word lists see in a note beside the kind that was chosen: another kind
        of 7, a name.
        """
        chosen = s07_incidents.clause(clause) if clause else ""
        seen = self._seen(note)
        kinds = [
            Refusal(
                "account.note_of_another_kind",
                found=one.found,
                clause=one.clause,
                kind=s07_incidents.ABUSE[one.clause],
            )
            for one in seen
            if chosen and one.clause not in {chosen, "11"}
        ]
        names = [
            Refusal("account.note_with_name", found=one.found) for one in seen if one.clause == "11"
        ]
        return [*names, *dict.fromkeys(kinds)]

    def _seen(self, note: str) -> tuple[Finding, ...]:
        from bridge.draft.make import note_findings

        return note_findings(note, self._rules, self._today()) if self._rules and note else ()

    def _refuse_personal(self, note: str) -> None:
        """Raise UsageRefused for a telephone number, an address of mail or another person's number
        in a note: they are not kept (11).
        """
        if one := s07_incidents.unkept(self._seen(note)):
            raise UsageRefused("account.note_personal", found=one.found)

    def decide(self, person: Person, account: str, acts: Sequence[str], reason: str) -> int:
        """Decide to block or report an account that repeats itself (7), and return the decision's
        number.

        Raises NotAllowed, UsageRefused, NotFound for an account without incidents, StepRefused.
        """
        lifecycle.may(person, "measure", self._today())
        self._refuse_personal(reason)
        case, repeated = self._case(account), self._settings.account.repeated
        if why := s07_incidents.refusal(case, acts, reason, repeated):
            name = noted.account(account)
            if case and case.incidents:
                raise StepRefused("account.undecidable", account=name, why=why)
            raise NotFound("account.no_incident", account=name, why=why)
        assert case is not None
        choice = tuple(act for act in Sanction if act in acts)
        _, reason = noted.evidence("", reason)
        measure = Measure(
            id=0,
            account=case.account,
            acts=choice,
            reason=reason,
            count=len(case.incidents),
            decided_by=person.name,
            decided_at=self._clock(),
        )
        return self._kept.add_measure(
            measure, self._line(person, Verb.MEASURE, acts=list(choice), count=measure.count)
        )

    def done(self, person: Person, account: str) -> Measure:
        """Note that `person` has done on X what the director decided, and return it; raises
        NotAllowed, NotFound.
        """
        lifecycle.may(person, "measure_done", self._today())
        case = self._case(account)
        if case is None or case.open is None:
            raise NotFound("account.nothing_to_do", account=noted.account(account))
        self._kept.finish_measure(case.open.id, self._line(person, Verb.MEASURE_DONE))
        return next(m for m in self._kept.measures() if m.id == case.open.id)

    def overdue(self) -> int:
        """Return how many incidents are older than [account] incidents_keep_days and should be
        removed (11).
        """
        return sum(incident.on < self._oldest() for incident in self._kept.incidents())

    def purge(self, person: Person) -> tuple[int, int]:
        """Remove what is older than [account] incidents_keep_days; returns how many incidents and
        decisions went.

        The journal keeps the counts alone. Raises NotAllowed.
        """
        lifecycle.may(person, "purge", self._today())
        return self._kept.purge(
            self._oldest(),
            self._line(person, Verb.PURGE, days=self._settings.account.incidents_keep_days),
        )

    # ── plumbing ────────────────────────────────────────────────────────────────────────────────

    def _case(self, account: str) -> Case | None:
        name = noted.account(account).lower()
        return next((case for case in self.cases() if case.account.lower() == name), None)

    def _stranger(self, account: str) -> str:
        name = noted.account(account)
        if name.lower() == self._settings.library.account.lower():
            raise StepRefused("account.own", account=name)
        return name

    def _oldest(self) -> date:
        return s07_incidents.oldest_kept(self._today(), self._settings.account.incidents_keep_days)

    def _today(self) -> date:
        return self._clock().date()

    def _line(self, person: Person, action: Verb, **detail: object) -> JournalLine:
        return JournalLine(person.name, action, self._clock(), detail)
