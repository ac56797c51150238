"""Story 2, beside the drafts: who may do what (4), what the director allowed beforehand (5(1)),
what keeps posts back.

Each method names the person who acts and writes its line in the journal; reached as `desk.office`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from bridge import lifecycle
from bridge.errors import NotAllowed, NotFound, StepRefused, UsageRefused, WrongState
from bridge.model import (
    DUE,
    Attempt,
    Closing,
    ClosingState,
    Confirmation,
    JournalLine,
    Machine,
    Person,
    Role,
    State,
    Stop,
    Through,
    Verb,
    Workload,
)
from bridge.policy import s04_people, s05_1_signoff
from bridge.sayings import Note
from bridge.text.clean import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from bridge.draft.rules import Rules
    from bridge.model import Draft, Step
    from bridge.record.store import Store
    from bridge.settings import Source

#: what a person may say of a proposed closing: where it may stand, where it then stands
CLOSING: Final = {
    "confirm": (
        frozenset({ClosingState.PROPOSED, ClosingState.REFUSED, ClosingState.WITHDRAWN}),
        ClosingState.CONFIRMED,
    ),
    "refuse": (frozenset({ClosingState.PROPOSED}), ClosingState.REFUSED),
    "withdraw": (frozenset({ClosingState.CONFIRMED}), ClosingState.WITHDRAWN),
}
#: nothing more is to be done about these, or by a tick alone
OUT: Final = frozenset({State.POSTED, State.CHECKED, State.SENDING, *lifecycle.OVER})
#: names under which the program itself stands in the journal; no person may bear one (truth 8)
MACHINES: Final = frozenset({*Machine, "staff"})


class Office:
    """The office: persons, prior confirmations, the stop switch. Made by desk.py."""

    def __init__(self, store: Store, rules: Rules, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._rules = rules
        self._clock = clock  # in the library's zone

    def save_person(self, by: Person | None, person: Person, password: str | None) -> None:
        """Register a new person (4). The first one must be a director and needs nobody; later ones
        need the director.

        Raises NotAllowed, UsageRefused, StepRefused also for a name that somebody bears already.
        """
        with self._store.alone():
            self.check_person(by and self._present(by), person)
            if self._store.people.mark(person.name):
                raise StepRefused("command.person_known", person=person.name)
            if password is None:
                raise UsageRefused("people.password_missing")
            self._write(by.name if by else person.name, person, password)

    def change_person(
        self, by: Person, name: str, changes: Mapping[str, Any], password: str | None = None
    ) -> Person:
        """Change these fields of a person as they are registered now, whatever `by` saw before they
        typed a password, and the password when there is one; returns the person.

        The last director without an end cannot be removed, changed or ended. Raises NotAllowed,
        NotFound, StepRefused, UsageRefused.
        """
        with self._store.alone():  # two directors must not remove each other
            person = replace(self._store.people.person(name), **changes)
            self.check_person(self._present(by), person)
            self._write(by.name, person, password)
        return person

    def check_person(self, by: Person | None, person: Person) -> None:
        """Raise what `save_person` would about the person, before a password is known: an
        invitation asks this.
        """
        known = {p.name: p for p in self._store.people.persons()}
        directors = [p for p in known.values() if p.role is Role.DIRECTOR and p.active]
        if by is None:
            if directors:
                raise NotAllowed("people.registered_by_directors")
            if person.role is not Role.DIRECTOR:
                raise StepRefused("people.first_is_director")
        else:
            lifecycle.may(by, "people", self._today())
        if (
            person.name != plain(person.name)
            or not 1 <= len(person.name) <= 40
            or "\n" in person.name
        ):
            raise UsageRefused("people.name_unfit")
        if person.name not in known and (why := s04_people.deceptive(person.name, known)):
            raise UsageRefused("people.name_deceptive", why=why)
        if s04_people.key(person.name) in MACHINES:
            raise UsageRefused("people.name_of_the_program", person=person.name)
        before = known[person.name].until if person.name in known else None
        if person.until and person.until < self._today() and person.until != before:
            raise UsageRefused("people.until_over", until=person.until)
        if person.mail and not _is_address(person.mail):
            raise UsageRefused("people.mail_unfit", mail=person.mail[:60])
        if not any(
            _stays(p) for p in (*(p for p in known.values() if p.name != person.name), person)
        ):
            raise StepRefused("people.last_director")

    def workload(self, name: str) -> Workload:
        """Return what hangs on a person, to be handed over before they leave; raises NotFound."""
        self._store.people.person(name)
        store, today, members = self._store, self._today(), self._rules.settings.review.members
        open_states = [state for state in State if state not in OUT]
        posted = [draft for draft in store.drafts(State.POSTED) if _keeper(draft) == name]
        alive = [
            confirmation
            for confirmation in store.people.confirmations()
            if confirmation.revoked_at is None and confirmation.last >= today
        ]
        return Workload(
            drafts=tuple(draft for draft in store.drafts(*open_states) if _keeper(draft) == name),
            checks=tuple(
                d for d in posted if Role.POSTER not in {check.role for check in store.checks(d.id)}
            ),
            taken=tuple(
                store.draft(one.draft)
                for one in store.open_attempts(Through.MANUAL)
                if one.person == name
            ),
            named=tuple(confirmation for confirmation in alive if name in confirmation.persons),
            given=tuple(confirmation for confirmation in alive if confirmation.given_by == name),
            steps=tuple(step for step, persons in members.items() if tuple(persons) == (name,)),
        )

    def free_name(self, by: Person, name: str) -> str:
        """Free the name of a person who has left for another one of the same name; returns what the
        first is called now.

        What was done under the name before stays as it was written; this line of the journal says
        from when on the name is another person's. Raises NotAllowed, NotFound, or StepRefused while
        they are registered or something hangs on them.
        """
        lifecycle.may(by, "people", self._today())
        with self._store.alone():  # nothing new hangs on them meanwhile
            if self._store.people.person(name).active:
                raise StepRefused("people.still_registered", person=name)
            workload = self.workload(name)
            decided = any(
                d.decision and d.decision.person == name for d in self._store.drafts(*DUE)
            )
            if workload.drafts or workload.taken or workload.named or workload.given or decided:
                raise StepRefused("people.work_left", person=name)
            if any(name in persons for persons in self._rules.settings.review.members.values()):
                raise StepRefused("people.reviews", person=name)
            new = f"{name}({self._today():%Y-%m-%d}まで)"
            if any(person.name == new for person in self._store.people.persons()):
                raise StepRefused("people.name_freed_today", person=name)
            self._store.people.rename(name, new, JournalLine(by.name, Verb.RENAME, self._clock()))
        return new

    def invited(self, by: Person, person: Person) -> None:
        """Write that `by` made an invitation for `person` (4); raises as `save_person` does. The
        link is nobody's but theirs.
        """
        self.check_person(by, person)
        if not person.active:
            raise StepRefused("people.inactive", person=person.name)
        line = JournalLine(
            by.name, Verb.INVITE, self._clock(), {"person": person.name, "role": person.role}
        )
        self._store.people.tell(line)

    def change_password(self, person: Person, password: str) -> None:
        """Give `person` a new password of their own, and change nothing else of them; raises
        UsageRefused, NotAllowed for who is registered no more.
        """
        with self._store.alone():
            present = self._present(person)
            lifecycle.may(present, "look", self._today())
            self._write(present.name, present, password)

    def _present(self, person: Person) -> Person:
        """Return a person as they are registered now: they signed in a while ago. Raises NotAllowed
        for who is not any more.
        """
        try:
            return self._store.people.person(person.name)
        except NotFound:
            raise NotAllowed("people.removed", person=person.name) from None

    def _write(self, by: str, person: Person, password: str | None) -> None:
        if password is not None and (why := s04_people.weak(password, person.name, self._known())):
            raise UsageRefused("people.password_weak", why=why)
        detail: dict[str, object] = {
            "person": person.name,
            "role": person.role,
            "active": person.active,
        }
        line = JournalLine(by, Verb.PEOPLE, self._clock(), detail)
        self._store.people.save(person, password, line)

    def _known(self) -> tuple[str, ...]:
        """Return what anybody knows of the library, which is no password."""
        library = self._rules.settings.library
        host = urlsplit(library.site).hostname or ""
        return (library.name, library.account, host, *library.account.split("_"), *host.split("."))

    # ── prior confirmations ─────────────────────────────────────────────────────────────────────

    def confirm(self, person: Person, confirmation: Confirmation) -> Confirmation:
        """Give a prior confirmation (事前確認, 5(1)) and return it with its number; raises
        NotAllowed, StepRefused.
        """
        lifecycle.may(person, "confirm", self._today())
        for name in confirmation.persons:
            if why := s04_people.refusal(self._store.people.person(name), "release", self._today()):
                raise StepRefused("confirmation.person_unfit", why=why)
        for source in confirmation.sources:
            if source != "staff" and self._rules.settings.source(source) is None:
                raise NotFound("source.unknown", source=source)
        if faults := s05_1_signoff.confirmation_faults(confirmation, self._today()):
            raise StepRefused("confirmation.unfit", faults=faults)
        year = self._today().year
        with self._store.alone():  # a number is given once
            this_year = [
                c for c in self._store.people.confirmations() if c.number.startswith(f"{year}-")
            ]
            numbered = replace(
                confirmation,
                number=f"{year}-{len(this_year) + 1}",
                given_by=person.name,
                revoked_at=None,
            )
            self._store.people.save_confirmation(
                numbered, self._confirmation_line(person, Verb.CONFIRM, numbered)
            )
        return numbered

    def lapsed(self) -> dict[str, str]:
        """Return of each prior confirmation why it has no effect any more although its period may
        run; empty when it has.
        """
        people, today = {p.name: p for p in self._store.people.persons()}, self._today()
        return {
            given.number: str(s05_1_signoff.lapsed(given, people.get(given.given_by), today) or "")
            for given in self._store.people.confirmations()
        }

    def revoke(self, person: Person, number: str) -> int:
        """Revoke a prior confirmation at once; what was released under it and not posted goes back
        to waiting. Returns how many drafts do.

        Raises StepRefused when it is revoked already.
        """
        lifecycle.may(person, "confirm", self._today())
        with (
            self._store.alone()
        ):  # nothing of it begins to go out between the word and the taking back
            old = self._store.people.confirmation(number)
            if old.revoked_at is not None:
                raise StepRefused("confirmation.revoked", confirmation=number)
            confirmation = replace(old, revoked_at=self._clock())
            self._store.people.save_confirmation(
                confirmation, self._confirmation_line(person, Verb.REVOKE, confirmation)
            )
            count = 0
            for draft, attempt in self._not_out():
                if draft.decision and draft.decision.confirmation == number:
                    why = Note("note.confirmation_revoked", confirmation=number)
                    step = lifecycle.take_back(draft, person, self._clock(), why, attempt=attempt)
                    self._done(step)
                    count += 1
            return count

    def _confirmation_line(
        self, person: Person, action: Verb, confirmation: Confirmation
    ) -> JournalLine:
        detail: dict[str, object] = {
            "number": confirmation.number,
            "persons": list(confirmation.persons),
            "sources": list(confirmation.sources),
            "kinds": list(confirmation.kinds),
            "first": confirmation.first.isoformat(),
            "last": confirmation.last.isoformat(),
            "per_day": confirmation.per_day,
            "outside_hours": confirmation.outside_hours,
            "corrections": confirmation.corrections,
            "absence": confirmation.absence,
        }
        return JournalLine(person.name, action, self._clock(), detail)

    # ── closed days, 5(2) ───────────────────────────────────────────────────────────────────────

    def settle_closing(self, person: Person, id: int, verb: str) -> Closing:
        """Confirm, refuse or withdraw a proposed closing, and return it; a confirmed one closes the
        calendar at once.

        Raises NotAllowed, NotFound, UsageRefused, WrongState.
        """
        lifecycle.may(person, "closing", self._today())
        if verb not in CLOSING:
            raise UsageRefused("calendar.verb_unknown", given=verb[:20], allowed=tuple(CLOSING))
        before, after = CLOSING[verb]
        old = self._store.closings.closing(id)
        if old.state not in before:
            raise WrongState("calendar.settled", closing=id, by=old.by)
        settled = replace(old, state=after, by=person.name, at=self._clock())
        line = JournalLine(
            person.name,
            Verb.CLOSING,
            self._clock(),
            {"closing": id, "what": after, "days": _days(settled)},
        )
        self._store.closings.settle(settled, old, line)
        return settled

    def add_closing(self, person: Person, first: date, last: date, why: str) -> Closing:
        """Enter a closing that no page names; it counts at once. Raises NotAllowed, StepRefused."""
        lifecycle.may(person, "closing", self._today())
        if last < first:
            raise StepRefused("calendar.ends_before_it_begins")
        if last < self._today():
            raise StepRefused("calendar.past")
        if (last - first).days > 366:  # a slip of the year would keep every post back
            raise StepRefused("calendar.too_long")
        if last - self._today() > lifecycle.FARTHEST:
            raise StepRefused("calendar.too_far")
        if not plain(why).strip():
            raise StepRefused("calendar.what_missing")
        new = Closing(
            id=0,
            first=first,
            last=last,
            why=plain(why).strip()[:100],
            words="",
            url="",
            state=ClosingState.CONFIRMED,
            by=person.name,
            at=self._clock(),
        )
        line = JournalLine(
            person.name,
            Verb.CLOSING,
            self._clock(),
            {"what": ClosingState.CONFIRMED, "days": _days(new), "why": new.why},
        )
        return replace(new, id=self._store.closings.add(new, line))

    # ── sources ─────────────────────────────────────────────────────────────────────────────────

    def resync(self, person: Person, source: str) -> None:
        """Write that `person` lets `source` (empty: all) be read anew; raises NotAllowed, NotFound.
        The reading is sync's.
        """
        lifecycle.may(person, "resync", self._today())
        if source and self._rules.settings.source(source) is None:
            raise NotFound("source.unknown", source=source)
        what = f"取得元「{source}」" if source else "すべての取得元"
        self._store.people.tell(
            JournalLine(person.name, Verb.RESYNC, self._clock(), {"source": source, "what": what})
        )

    def add_source(self, person: Person, source: Source, write: Callable[[], None]) -> None:
        """Let `write` put `source` into feeds.toml, with its line in the journal: both, or neither;
        raises NotAllowed.
        """
        lifecycle.may(person, "source", self._today())
        detail: dict[str, object] = {
            "source": source.id,
            "what": f"取得元「{source.id}」({source.kind} {source.url})",
        }
        with self._store.alone():
            self._store.people.tell(JournalLine(person.name, Verb.SOURCE, self._clock(), detail))
            write()

    # ── settings ────────────────────────────────────────────────────────────────────────────────

    def change_settings(
        self,
        person: Person,
        changes: Mapping[tuple[str, ...], Any],
        seen: Mapping[tuple[str, ...], Any],
        write: Callable[[], None],
    ) -> tuple[str, ...]:
        """Let `write` put `changes` into feeds.toml in place of what the person has `seen` there,
        with a line in the journal: both, or neither. Return what differs now, a line a key.

        Raises NotAllowed also for a key that is not changed at the desk, UsageRefused for one that
        there is not, StepRefused when nothing differs.
        """
        from bridge import catalogue

        lifecycle.may(person, "settings", self._today())
        catalogue.refuse(changes)
        before = dict(seen)
        after = {
            place: value for place, value in (before | dict(changes)).items() if value is not None
        }
        differences = catalogue.differences(before, after)
        if not differences:
            raise StepRefused("settings.same")
        detail: dict[str, object] = {
            "what": "、".join(differences),
            "settings": {
                ".".join(place): [before.get(place), after.get(place)] for place in changes
            },
        }
        with self._store.alone():
            self._store.people.tell(JournalLine(person.name, Verb.SETTINGS, self._clock(), detail))
            write()
        return differences

    # ── stops ───────────────────────────────────────────────────────────────────────────────────

    def stop(self, person: Person, reason: str) -> None:
        """全投稿停止: nothing goes out until the director lets it. Raises StepRefused without a
        reason.
        """
        lifecycle.may(person, "stop", self._today())
        if not reason.strip():
            raise StepRefused("stop.reason_missing")
        line = JournalLine(
            person.name, Verb.STOP, self._clock(), {"road": Stop.ALL, "why": reason.strip()}
        )
        self._store.people.stop(Stop.ALL, reason.strip(), None, line)

    def resume(self, person: Person, name: str = Stop.ALL) -> list[Draft]:
        """Let posts go again. After the stop switch each decided draft asks "still right?": it
        waits for a new decision.

        Raises StepRefused when nothing of that name is stopped.
        """
        lifecycle.may(person, "resume", self._today())
        line = JournalLine(person.name, Verb.RESUME, self._clock(), {"road": name})
        with self._store.alone():  # nothing goes out before it was asked
            if not self._store.people.resume(name, line):
                if stopped := "、".join(self._store.people.stops(self._clock())):
                    raise StepRefused("stop.not_that_one", name=name[:40], stopped=stopped)
                raise StepRefused("stop.none")
            if name != Stop.ALL:
                return []
            why = Note("note.posts_go_again")
            return [
                self._done(lifecycle.take_back(draft, person, self._clock(), why, attempt=attempt))
                for draft, attempt in self._not_out()
            ]

    # ── plumbing ────────────────────────────────────────────────────────────────────────────────

    def _not_out(self) -> list[tuple[Draft, Attempt | None]]:
        """Return what is decided and certainly not on X, each with its attempt: what a person has
        taken in hand, too, as long as X's window was not opened.
        """
        hands = [
            (self._store.draft(one.draft), one)
            for one in self._store.open_attempts(Through.MANUAL)
            if one.opened_at is None
        ]
        due = [(draft, None) for draft in self._store.drafts(*DUE)]
        return [*due, *((draft, one) for draft, one in hands if draft.state is State.SENDING)]

    def _today(self) -> date:
        return self._clock().date()

    def _done(self, step: Step) -> Draft:
        return self._store.draft(self._store.apply(step))


def _keeper(draft: Draft) -> str:
    """Return on whom a draft hangs: who took it over last, else its drafter."""
    return draft.successor or draft.author


def _stays(person: Person) -> bool:
    """Whether somebody can decide for good: a director, registered, without an end."""
    return person.role is Role.DIRECTOR and person.active and person.until is None


def _is_address(text: str) -> bool:
    from bridge.carriers import ADDRESS

    return ADDRESS.fullmatch(text) is not None


def _days(closing: Closing) -> str:
    return closing.first.isoformat() + (
        f"/{closing.last.isoformat()}" if closing.last != closing.first else ""
    )
