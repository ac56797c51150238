"""Story 4: who is told what waits, what came back and what went wrong.

    the record as it stands → what is worth telling (notices) → less what was told → one mail a kind
    and address → the server takes it → it is kept as told

A thing is kept as told only after a server took it: what could not be delivered goes out at the
next run.
"""

from __future__ import annotations

from dataclasses import field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bridge import lifecycle
from bridge.errors import BridgeError
from bridge.model import DEVICES, DUE, Mail, State, Through
from bridge.outcomes import TROUBLE
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from bridge import notices
    from bridge.carriers import Carrier
    from bridge.record.store import Store
    from bridge.settings import Settings


UNINSPECTED: Final = 30  #: so many of what waits for a director's look afterwards are told


@dataclass(slots=True)
class NotifyReport:
    """What a run told."""

    told: list[Mail] = field(default_factory=list)
    would: list[Mail] = field(default_factory=list)  #: a dry run's mails
    errors: list[BridgeError] = field(default_factory=list)


class Notify:
    """One round of notices. Made by wiring.py; without carriers nobody is told."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        carriers: tuple[Carrier, ...],
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._settings = settings
        self._carriers = carriers
        self._clock = clock  # in the library's zone

    @property
    def reaches(self) -> bool:
        """Return whether there is a way by which anybody could be told."""
        return bool(self._carriers)

    def run(self, *, dry: bool = False) -> NotifyReport:
        """Tell what was not told yet, and return it; `dry` sends and writes nothing.

        Raises StoreFailed; what servers refuse is in the report's errors, and is tried again at the
        next run.
        """
        report = NotifyReport()
        now = self._clock()
        for carrier in self._carriers:
            mails = [mail for mail in self._mails(carrier, now) if carrier.carries(mail.to)]
            if dry:
                report.would += [mail for mail in mails if mail.subject]
                continue
            for mail in mails:
                if not mail.subject:
                    self._store.notices.keep(mail.keys, mail.to, now)
            self._carry(carrier, [mail for mail in mails if mail.subject], now, report)
        return report

    def _carry(
        self, carrier: Carrier, mails: list[Mail], now: datetime, report: NotifyReport
    ) -> None:
        try:
            for mail, error in carrier.carry(mails, now):
                if error is not None:
                    report.errors.append(error)
                    continue
                self._store.notices.keep(mail.keys, mail.to, now)
                report.told.append(mail)
        except BridgeError as error:
            report.errors.append(error)

    def _mails(self, carrier: Carrier, now: datetime) -> tuple[Mail, ...]:
        from bridge import notices

        current = notices.choose(self._record(), self._settings, carrier.channels, now)
        return notices.mails(current, self._store.notices.among(notice.key for notice in current))

    def _record(self) -> notices.Record:
        from bridge import habit, notices

        store, sightings = self._store, self._store.sightings
        # the desk may write between the two
        stops, since = (
            store.people.stops(self._clock()),
            store.people.stopped_at(),
        )
        last = store.journal_before(None, 1)
        watched = [source.id for source in self._settings.sources if source.enabled]
        return notices.Record(
            persons=tuple(store.people.persons()),
            entered=store.entered(State.WAITING, State.RETURNED, *DUE, State.SENDING, *TROUBLE),
            waiting=tuple(store.drafts(State.WAITING)),
            returned=tuple(store.drafts(State.RETURNED)),
            troubled=tuple(store.drafts(*TROUBLE)),
            offered=tuple(
                draft
                for draft in store.drafts(*DUE)
                if self._settings.posting.through == Through.MANUAL and store.offered(draft)
            ),
            removals=tuple(
                (first, correction)
                for first, correction in lifecycle.to_remove(store.replacements())
                if lifecycle.deleted_by_hand(first, self._settings.posting.through)
            ),
            taken=tuple(
                (store.draft(attempt.draft), attempt)
                for attempt in store.open_attempts(Through.MANUAL)
            ),
            uninspected=tuple(store.to_inspect(UNINSPECTED)),
            unchecked=tuple(
                (draft, tuple(store.checks(draft.id))) for draft in store.drafts(State.POSTED)
            ),
            sources=tuple((source, sightings.memory(source)) for source in watched),
            held={
                source: waiting for source, waiting in sightings.held().items() if source in watched
            },
            silent=habit.silent(
                ((source, sightings.news_days(source)) for source in watched), self._clock().date()
            ),
            stops=tuple(
                (n, why, since[n])
                for n, (why, until) in stops.items()
                if n in since and (until is None or until - since[n] > timedelta(hours=12))
            ),
            devices={
                one.person: f"{DEVICES}{one.person}"
                for one in (store.subscriptions.all() if self._carriers else ())
            },
            lapsed=self._lapsed(self._clock().date()),
            head=(last[0]["id"], last[0]["hash"]) if last else (0, ""),
        )

    def _lapsed(self, today: date) -> dict[str, tuple[str, ...]]:
        """Return the prior confirmations whose period runs but whose giver is no director any more:
        why, and their scope.
        """
        from bridge import labels
        from bridge.policy import s05_1_signoff

        people = {person.name: person for person in self._store.people.persons()}
        running = [
            c
            for c in self._store.people.confirmations()
            if c.revoked_at is None and c.last >= today
        ]
        pairs = ((c, s05_1_signoff.lapsed(c, people.get(c.given_by), today)) for c in running)
        return {c.number: (why.what, labels.scope(c)) for c, why in pairs if why}
