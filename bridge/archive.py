"""Story 5: the record as it is kept, handed down and, when its time is over, disposed of (5(3)ア).

One draft's dossier for the decision sheet, a year's book and figures, the disposal of a year whose
retention is over.
"""

from __future__ import annotations

import hashlib
from dataclasses import field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bridge import lifecycle
from bridge.book import Cover, plain
from bridge.book.figures import figures
from bridge.errors import StepRefused, StoreFailed, UsageRefused
from bridge.model import JournalLine, State, Verb
from bridge.policy.s05_1_signoff import digest
from bridge.record import backup
from bridge.sayings import Coded, Refusal
from bridge.text.years import Year
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from bridge.book.figures import Figures
    from bridge.book.rules import Tally
    from bridge.leaf import Leaves
    from bridge.model import Dossier, Draft, Person, Run
    from bridge.policy.words import Words
    from bridge.record.proof import Proof
    from bridge.record.store import Store
    from bridge.settings import Settings

PIECE: Final = 100  #: drafts that are disposed of at once, so that nobody waits
#: looks at the drafts of a year, where others touch some meanwhile
LOOKS: Final = 3
ENDS: Final = (State.CHECKED, *sorted(lifecycle.OVER))  #: a draft that stands here has ended (完結)


@dataclass(frozen=True, slots=True)
class DisposalPlan:
    """What goes, or would go."""

    year: Year
    drafts: tuple[int, ...] = field(default=())  #: by number
    unchecked: tuple[int, ...] = field(default=())  #: of them, posts that never got both ticks
    kept: int = 0  #: drafts of the year that have not ended, so that they stay


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the record."""

    name: str
    at: datetime  #: of the newest line of its journal
    rows: int  #: of its journal
    head: str  #: the hash of that line
    follows: bool  #: it lies on the journal of today


@dataclass(frozen=True, slots=True)
class Copies:
    """How the copies of the record stand."""

    last: Run | None  #: the last backup; its detail is the folder
    copies: tuple[Copy, ...] = ()  #: newest first
    faults: tuple[Coded, ...] | None = None  #: of the newest one; None = it was not looked through


class Archive:
    """The archive. Made by wiring.py."""

    def __init__(self, store: Store, settings: Settings, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock  # in the library's zone

    def dossier(self, id: int) -> Dossier:
        """Return what the record has on one draft; raises NotFound."""
        return self._store.export.dossier(id)

    # ── the yearly book ─────────────────────────────────────────────────────────────────────────

    def years(self, *, fiscal: bool = True) -> list[Year]:
        """Return each year from the first draft's to this one, newest first."""
        now = self._clock()
        first = self._store.export.first_opening() or now
        oldest = Year.of(first.astimezone(now.tzinfo).date(), fiscal=fiscal).number
        newest = Year.of(now.date(), fiscal=fiscal).number
        return [Year(number, fiscal) for number in range(newest, oldest - 1, -1)]

    def year(self, number: int, *, fiscal: bool = True) -> Year:
        """Return the year of that number; raises UsageRefused for one that has not begun."""
        return Year.asked(number, self._clock().date(), fiscal=fiscal)

    def book(self, year: Year) -> tuple[Cover, Leaves]:
        """Return the cover of a year's book and its drafts: those that were opened, posted or ended
        in it, one at a time.

        The journal is walked from its first row, and the tables are compared with it; what does not
        hold is told on the cover.
        """
        ids, proof, library = self._ids(year), self.proof(), self._settings.library
        cover = Cover(
            library=library.name,
            account=library.account,
            year=year,
            made_at=self._clock(),
            count=len(ids),
            rows=proof.rows,
            head=proof.head,
            broken_at=proof.broken_at,
            differences=() if proof.broken_at is not None else proof.faults,
            records=self._settings.records,
        )
        return cover, self._store.export.leaves(ids)

    def proof(self, heads: Iterable[tuple[int, str, str]] = ()) -> Proof:
        """Return whether the record proves itself: its chain, its tables, and the heads that were
        told elsewhere.

        Heads are those of our own mails and of the copies in the folder of the last backup, and
        `heads` (rows, hash, where they stood): each must lie on the chain.
        """
        proof, watch = self._store.proof.whole(), self._store.proof
        all_heads = [*heads, *((rows, head, f"{day}のメール") for rows, head, day in watch.heads())]
        if copy := self._store.last_runs().get("backup"):
            all_heads += [
                (rows, head, f"控え {name}")
                for name, rows, head, at in backup.heads(self._store.path, Path(copy.detail))
                if not watch.abandoned(rows, at)
            ]
        lost = tuple(
            Refusal("proof.head_lost", where=where, rows=rows)
            for rows, head, where in all_heads
            if not watch.lies_on(rows, head)
        )
        return replace(proof, differences=(*proof.differences, *lost))

    def _ids(self, year: Year) -> list[int]:
        zone = self._clock().tzinfo
        assert zone is not None
        return self._store.export.touched(year.begin(zone), year.end(zone), ENDS)

    def figures(self, year: Year) -> Figures:
        """Return the figures of a year, of what was done on X in it."""
        now = self._clock()
        assert now.tzinfo is not None
        done = self._store.export.sent(year.begin(now.tzinfo), year.end(now.tzinfo))
        return figures(self._settings.library.name, year, now, done)

    def tallies(self, year: Year, words: Words) -> list[Tally]:
        """Return how often each rule fired on the drafts opened in a year, and what came of it
        (5(3), 6).

        `words` are the word lists as they are now, by which findings of earlier releases get the
        names of their rules.
        """
        from bridge.book.rules import tallies

        zone = self._clock().tzinfo
        assert zone is not None
        names = {(rule.clause, rule.why): rule.name for rule in words.rules}
        return tallies(
            self._store.export.examined(year.begin(zone), year.end(zone)), year, zone, names
        )

    # ── copies ──────────────────────────────────────────────────────────────────────────────────

    def copies(self, *, look: bool = False) -> Copies:
        """Return when the last backup was and which copies lie in its folder; with `look` the
        newest one is looked through as `doctor` does. Changes nothing.
        """
        last, watch = self._store.last_runs().get("backup"), self._store.proof
        if last is None:
            return Copies(None)
        folder = Path(last.detail)
        copies = [
            Copy(
                name=name,
                at=at,
                rows=rows,
                head=head,
                follows=watch.abandoned(rows, at) or watch.lies_on(rows, head),
            )
            for name, rows, head, at in backup.heads(self._store.path, folder)
        ]
        newest = backup.newest(self._store.path, folder) if look else None
        faults = backup.faults(newest) if newest is not None else None
        return Copies(last, tuple(reversed(copies)), faults)

    # ── disposal ────────────────────────────────────────────────────────────────────────────────

    def kept_until(self, year: Year) -> date:
        """Return the last day on which what ended in a fiscal year is kept."""
        keep = self._settings.records.retention_years
        return date(year.last.year + keep, year.last.month, year.last.day)

    def due(self, person: Person, number: int) -> DisposalPlan:
        """Return what of a fiscal year may be disposed of today; nothing is changed.

        Raises NotAllowed, UsageRefused, StepRefused for a year whose time is not over.
        """
        today = self._clock().date()
        lifecycle.may(person, "dispose", today)
        year, keep = Year.asked(number, today), self._settings.records.retention_years
        last = self.kept_until(year)
        if today <= last:
            raise StepRefused("archive.too_early", year=year.label, last=last, years=keep)
        zone = self._clock().tzinfo
        assert zone is not None
        export, begin, end = self._store.export, year.begin(zone), year.end(zone)
        drafts = [self._store.draft(id) for id in export.touched(begin, end, ENDS)]
        wrong = {first.id for first, _ in lifecycle.to_remove(self._store.replacements())}
        posted = {draft.id for draft in drafts if _posted_in(draft, begin, end)} - wrong
        ended = {*export.ended(begin, end, ENDS), *posted}
        over = [draft for draft in drafts if self._over(draft, posted)]
        going = tuple(
            draft.id for draft in over if draft.id in ended and not draft.content.disposed
        )
        return DisposalPlan(
            year, going, tuple(id for id in going if id in posted), len(drafts) - len(over)
        )

    def _over(self, draft: Draft, posted: Collection[int]) -> bool:
        """Return whether nothing is left to do: it has ended, and so has the post that it replaces
        (9(2)); `posted` ended with their posts, ticked by both or not.
        """
        if draft.state not in ENDS and draft.id not in posted:
            return False
        if draft.corrects is None or draft.post is None or not draft.content.replaces:
            return True
        return self._store.draft(draft.corrects).state is State.REMOVED

    def dispose(self, person: Person, number: int, book: str) -> DisposalPlan:
        """Blank what ended in a fiscal year whose retention is over, and return it; the journal
        tells who did it and what went.

        `book` is the year's book (JSON): every text that goes must stand in it, digest for digest,
        and its journal must be the beginning of ours. The drafts go in pieces, each with its own
        line in the journal, so that others decide meanwhile; what is cut short is gone on with when
        it is asked for again. Raises as `due` does; UsageRefused for a book that lacks something,
        StoreFailed for a broken journal.
        """
        self.due(person, number)  # who may not, or too early, is told before the long way
        # while others write; with each piece, only what came since
        proof = self._store.proof.whole()
        if not proof.sound:
            raise StoreFailed("archive.journal_broken", faults=proof.faults)
        held, mark = plain.read(book), hashlib.sha256(book.encode()).hexdigest()
        gone: list[int] = []
        unchecked: list[int] = []
        walked = proof.rows, proof.head
        for _ in range(LOOKS):
            try:
                going = self.due(person, number)
                self._look_through(held, going)  # each wording of a year: others decide meanwhile
                for piece in self._pieces(going, walked, person, mark):
                    gone += piece
            except (StoreFailed, UsageRefused) as error:
                if not gone:
                    raise
                year, count = Year(number).label, len(gone)
                raise StoreFailed("archive.stopped", year=year, count=count, why=error) from error
            left = {*going.drafts}.difference(gone)
            unchecked += {*going.unchecked} - left
            if not left:
                break
            walked = self._followed(walked)
        self._store.disposal.clear()
        return replace(
            going,
            drafts=tuple(sorted(gone)),
            unchecked=tuple(sorted(unchecked)),
            kept=going.kept + len(left),
        )

    def _pieces(
        self, going: DisposalPlan, walked: tuple[int, str], person: Person, book: str
    ) -> Iterator[list[int]]:
        """Blank some drafts at a time, each time in a transaction of its own, and yield them; what
        others touched since the journal's line `walked` (number and hash) is left out, for it was
        looked at before.

        `book` is the sha256 of the year's book. Raises StoreFailed for a broken journal.
        """
        since = walked[0]
        for first in range(0, len(going.drafts), PIECE):
            if first:
                self._store.disposal.give_way()
            with self._store.alone():  # nobody hands one in anew between the look and the blanking
                walked = self._followed(walked)
                touched = self._store.touched_since(since)
                piece = [id for id in going.drafts[first : first + PIECE] if id not in touched]
                if not piece:
                    continue
                unchecked = [id for id in going.unchecked if id in piece]
                for id in unchecked:
                    self._store.apply(lifecycle.close(self._store.draft(id), person, self._clock()))
                detail: dict[str, object] = {
                    "what": f"{going.year.label}に終わった起案{len(piece)}"
                    f"件(起案{ranges(piece)})の文・題名・指摘・ページ",
                    "year": going.year.number,
                    "count": len(piece),
                    "drafts": ranges(piece),
                    "retention_years": self._settings.records.retention_years,
                    **({"unchecked": ranges(unchecked)} if unchecked else {}),
                    "book": book,
                }
                self._store.disposal.dispose(
                    piece, JournalLine(person.name, Verb.DISPOSE, self._clock(), detail)
                )
            yield piece

    def _followed(self, walked: tuple[int, str]) -> tuple[int, str]:
        """Return number and hash of the journal's last line; raises StoreFailed where it does not
        follow from the line that was walked to.
        """
        verdict = self._store.verify_journal(walked)
        if verdict.broken_at is not None:
            raise StoreFailed("archive.journal_not_chained")
        return verdict.rows, verdict.head

    def _look_through(self, book: dict[str, Any], going: DisposalPlan) -> None:
        """Raise UsageRefused unless the book has the year, our journal's beginning, and every
        wording that would go.
        """
        label, number = going.year.label, going.year.number
        try:
            if (book["year"]["number"], book["year"]["fiscal"]) != (number, True):
                raise UsageRefused("archive.book_of_another_year", label=label, year=number)
            if not self._store.export.follows(book["journal"]["rows"], book["journal"]["head"]):
                raise UsageRefused("archive.book_of_another_record", year=number)
            held = {raw["id"]: raw for raw in book["drafts"]}
            missing = [
                id
                for id in going.drafts
                if id not in held or not self._holds(held[id], self._store.draft(id))
            ]
        except (KeyError, TypeError, AttributeError) as error:
            raise UsageRefused("archive.book_unreadable", year=number) from error
        if missing:
            raise UsageRefused("archive.book_incomplete", drafts=ranges(missing), year=number)

    def _holds(self, raw: dict[str, Any], draft: Draft) -> bool:
        """Return whether the book has the draft as it stands: state, each version by its digest,
        each decision's page.
        """
        [leaf], zone = self._store.export.leaves([draft.id]), self._clock().tzinfo
        pages = [plain.page_of(leaf, decision.id, zone) for decision in leaf.decisions]
        if pages != [decision.get("page") for decision in raw["decisions"]]:
            return False
        ours = [version.digest for version in leaf.versions]
        theirs = [digest(plain.content_of(version["content"])) for version in raw["versions"]]
        return raw["state"] == draft.state and theirs == ours


def _posted_in(draft: Draft, begin: datetime, end: datetime) -> bool:
    """Return whether this is a post of that span that never got both ticks (9(2))."""
    return draft.state is State.POSTED and draft.post is not None and begin <= draft.post.at < end


def ranges(ids: Sequence[int]) -> str:
    """Return ascending numbers in brief: 3～5、9."""
    runs: list[list[int]] = []
    for id in ids:
        if runs and runs[-1][-1] == id - 1:
            runs[-1].append(id)
        else:
            runs.append([id])
    return "、".join(f"{run[0]}～{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
