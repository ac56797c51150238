"""Edge: the record as it is handed down: one draft with all that belongs to it, and the drafts of a
span of time. Holds no rule.

Every look is an index search, so a year's book costs what the year holds, whatever stands in the
years before.
"""

from __future__ import annotations

from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Final

from bridge.model import Act, Bond, Decision, Dossier, Examined, Kind, Sent, State, Version
from bridge.record import codec, database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime

    from bridge.model import Page
    from bridge.record.store import Store

#: when a draft came to where it stands; a comment or a first tick does not move it
_ENTERED: Final = "(SELECT j.at FROM journal j WHERE j.draft = d.id AND j.after = d.state AND j.before IS NOT j.after ORDER BY j.id DESC LIMIT 1)"


LAST: Final = "~"  #: after every moment
SLICE: Final = 250  #: drafts or posts that are read at once, some milliseconds: a reader keeps every writer waiting


class Export:
    """Reads for the yearly book, the decision sheet and the disposal."""

    def __init__(self, store: Store, connection: sqlite3.Connection) -> None:
        self._store = store
        self._db = connection

    def ended(self, first: datetime, last: datetime, states: Collection[State]) -> list[int]:
        """Return the drafts that stand in `states` and came there from `first` until before `last`,
        by number.
        """
        marks, found = ",".join("?" * len(states)), []
        for ids in self._slices(
            "drafts", "changed_at", codec.stamp(first), LAST
        ):  # nothing ended after its last change
            found += self._all(
                f"SELECT d.id, {_ENTERED} AS at FROM drafts d WHERE d.id IN (SELECT value FROM json_each(?))"
                f" AND d.state IN ({marks}) AND at >= ? AND at < ?",
                codec.dump(ids),
                *states,
                codec.stamp(first),
                codec.stamp(last),
            )
        return sorted(row["id"] for row in found)

    def touched(self, first: datetime, last: datetime, ends: Collection[State]) -> list[int]:
        """Return the drafts that were opened, were posted or came to one of `ends` from `first`
        until before `last`, by number.
        """
        span = (codec.stamp(first), codec.stamp(last))
        opened = chain.from_iterable(self._slices("drafts", "opened_at", *span))
        posted = chain.from_iterable(self._slices("posts", "at", *span, key="draft"))
        return sorted({*opened, *posted, *self.ended(first, last, ends)})

    def sent(self, first: datetime, last: datetime) -> Iterator[Sent]:
        """Yield what was done on X from `first` until before `last`, oldest first; a deletion has
        no id of its own there.
        """
        after = (codec.stamp(first), 0)
        while rows := self._all(
            "SELECT d.kind, i.seen_at, c.at AS decided_at, p.id, p.at, d.corrects, p.act, p.through, p.cost FROM posts p"
            " JOIN attempts a ON a.id = p.attempt JOIN decisions c ON c.id = a.decision JOIN drafts d ON d.id = p.draft"
            " LEFT JOIN items i ON i.id = d.item WHERE p.at >= ? AND (p.at, p.id) > (?, ?) AND p.at < ?"
            " ORDER BY p.at, p.id LIMIT ?",
            after[0],
            *after,
            codec.stamp(last),
            SLICE,
        ):
            for row in rows:
                yield Sent(
                    kind=Kind(row["kind"]),
                    seen_at=row.moment_or_none("seen_at"),
                    decided_at=row.moment("decided_at"),
                    posted_at=row.moment("at"),
                    corrects=row["corrects"] is not None,
                    removes=row["act"] in {Act.DELETION, Act.UNDOING},
                    through=row["through"],
                    cost=row["cost"],
                )
            after = (rows[-1]["at"], rows[-1]["id"])

    @codec.readable
    def examined(self, first: datetime, last: datetime) -> list[Examined]:
        """Return what became of the findings of each draft that was opened from `first` until
        before `last`.

        A draft without findings is left out, and so is one whose texts were disposed of: its
        findings are gone.
        """
        told: list[Examined] = []
        for ids in self._slices("drafts", "opened_at", codec.stamp(first), codec.stamp(last)):
            told += filter(None, map(self._examined, ids))
        return told

    def _examined(self, id: int) -> Examined | None:
        versions = tuple(
            (row.moment("at"), row["author"], codec.findings_out(row["findings"]))
            for row in self._all(
                "SELECT at, author, findings FROM versions WHERE draft = ? ORDER BY version", id
            )
        )
        if not any(found for _, _, found in versions):
            return None
        decisions = self._all(
            "SELECT version, acknowledged FROM decisions WHERE draft = ? ORDER BY id", id
        )
        returned = self._all(
            "SELECT version FROM journal WHERE draft = ? AND action IN ('return', 'reject') ORDER BY id",
            id,
        )
        return Examined(
            id,
            versions,
            tuple((row["version"], tuple(codec.load(row["acknowledged"]))) for row in decisions),
            tuple(row["version"] for row in returned),
        )

    def first_opening(self) -> datetime | None:
        """Return when the oldest draft was opened, None when there is none."""
        return self._all("SELECT min(opened_at) AS at FROM drafts")[0].moment_or_none("at")

    def dossiers(self, ids: Iterable[int]) -> Iterator[Dossier]:
        """Yield what the record has on each of these drafts; one at a time is in memory."""
        for id in ids:
            yield self.dossier(id)

    def dossier(self, id: int) -> Dossier:
        """Return what the record has on one draft, as it stood at one moment; raises NotFound."""
        with self._one_moment():
            store, draft = self._store, self._store.draft(id)
            decisions = self._decisions(id)
            known = store.seen.page(draft.item) if draft.item is not None else None
            numbers = {decision.confirmation for decision in decisions}
            return Dossier(
                draft=draft,
                page=known[0] if known else None,
                seen_at=store.seen.item(draft.item).seen_at if draft.item is not None else None,
                versions=self._versions(id),
                decisions=decisions,
                pages=self._pages(id),
                confirmations=tuple(c for c in store.people.confirmations() if c.number in numbers)
                if any(numbers)
                else (),
                attempts=store.attempts(id),
                checks=tuple(store.checks(id)),
                checklists=store.checklists(id),
                reviews=store.reviews(id),
                first=store.draft(draft.corrects) if draft.corrects is not None else None,
                corrections=tuple(store.corrections_of(id)),
                journal=tuple(
                    codec.line(dict(row))
                    for row in self._all(
                        "SELECT id, at, actor, action, before, after, version, detail, hash FROM journal"
                        " WHERE draft = ? ORDER BY id",
                        id,
                    )
                ),
            )

    def follows(self, rows: int, head: str) -> bool:
        """Return whether the journal had that last hash when it had so many rows: what was written
        then is still its beginning.
        """
        return (
            bool(self._all("SELECT 1 FROM journal WHERE id = ? AND hash = ?", rows, head))
            or rows == 0
        )

    def _slices(
        self, table: str, moment: str, first: str, last: str, key: str = "id"
    ) -> Iterator[list[int]]:
        """Yield the keys of rows by their moments, from `first` until before `last`, some at a
        time: nobody waits for a year.
        """
        after = (first, 0)
        while rows := self._all(
            f"SELECT id, {key} AS key, {moment} AS at FROM {table} WHERE ({moment}, id) > (?, ?) AND {moment} < ?"
            f" ORDER BY {moment}, id LIMIT ?",
            *after,
            last,
            SLICE,
        ):
            yield [row["key"] for row in rows]
            after = (rows[-1]["at"], rows[-1]["id"])

    # ── plumbing ────────────────────────────────────────────────────────────────────────────────

    @codec.readable
    def _versions(self, id: int) -> tuple[tuple[datetime, Version], ...]:
        return tuple(
            (
                row.moment("at"),
                Version(
                    title=row["title"],
                    content=codec.content_out(row["content"]),
                    digest=row["digest"],
                    weight=row["weight"],
                    findings=codec.findings_out(row["findings"]),
                    author=row["author"],
                    urgent=bool(row["urgent"]),
                    expires_on=codec.day(row["expires_on"]),
                    page_digest=row["page_digest"],
                ),
            )
            for row in self._all("SELECT * FROM versions WHERE draft = ? ORDER BY version", id)
        )

    @codec.readable
    def _decisions(self, id: int) -> tuple[Decision, ...]:
        return tuple(
            Decision(
                id=row["id"],
                draft=id,
                version=row["version"],
                digest=row["digest"],
                person=row["person"],
                at=row.moment("at"),
                way=row["way"],
                confirmation=row["confirmation"],
                acknowledged=tuple(codec.load(row["acknowledged"])),
                outside_hours=row["outside_hours"],
                not_before=row.moment_or_none("not_before"),
                policy_version=row["policy_version"],
                bond=Bond(row["road"], row["library"], row["record"]),
                absence=bool(row["absence"]),
                inspector=row["inspector"] or "",
                inspected_at=row.moment_or_none("inspected_at"),
                uninspected=bool(row["uninspected"]),
            )
            for row in self._all(
                "SELECT c.*, n.person AS inspector, n.at AS inspected_at,"
                " c.id <= (SELECT uninspected FROM identity WHERE one = 1) AS uninspected FROM decisions c"
                " LEFT JOIN inspections n ON n.decision = c.id WHERE c.draft = ? ORDER BY c.id",
                id,
            )
        )

    @codec.readable
    def _pages(self, id: int) -> dict[int, tuple[datetime, Page]]:
        """Return the page as it stood at each decision on a draft, and when it was last seen to be
        so.
        """
        rows = self._all(
            "SELECT p.decision, p.seen_at, p.page FROM decision_pages p JOIN decisions d ON d.id = p.decision"
            " WHERE d.draft = ? ORDER BY p.decision",
            id,
        )
        return {
            row["decision"]: (codec.must(row["seen_at"]), codec.page_out(row["page"]))
            for row in rows
        }

    @contextmanager
    def _one_moment(self) -> Iterator[None]:
        """Let the reads inside see one state of the record; short, so that writers hardly wait."""
        if self._db.in_transaction:
            yield
            return
        with database.explained(self._store.path):
            self._db.execute("BEGIN")
            try:
                yield
            finally:
                self._db.execute("ROLLBACK")

    def _all(self, statement: str, *values: object) -> list[codec.Row]:
        with database.explained(self._store.path):
            return self._db.execute(statement, values).fetchall()
