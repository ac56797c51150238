"""Edge: the record as it is handed down: one draft with all that belongs to it, and the drafts of a
span of time. Holds no rule.

Every look is an index search, so a year's book costs what the year holds, whatever stands in the
years before.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final

from bridge.errors import NotFound
from bridge.model import (
    Act,
    Decision,
    Dossier,
    Examined,
    Kind,
    Sent,
    State,
    Through,
    Timing,
    Version,
)
from bridge.record import codec, database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from bridge.leaf import Leaf, Leaves
    from bridge.model import Confirmation, Draft, Page
    from bridge.record.store import Store

    #: when an item was first seen, and its page as last read
    Reading = tuple[datetime | None, Page | None]

#: when a draft came to where it stands; a comment or a first tick does not move it
_ENTERED: Final = (
    "(SELECT j.at FROM journal j WHERE j.draft = d.id AND j.after = d.state "
    "AND j.before IS NOT j.after ORDER BY j.id DESC LIMIT 1)"
)


_ALWAYS: Final = Timing()
LAST: Final = "~"  #: after every moment
#: drafts or posts that are read at once, some milliseconds: a reader keeps every writer waiting
SLICE: Final = 250
LEAVES: Final = 100  #: drafts of a book that are read at once, likewise


class Export:
    """Reads for the yearly book, the decision sheet and the disposal."""

    def __init__(self, store: Store, connection: sqlite3.Connection) -> None:
        self._store = store
        self._db = connection

    def ended(
        self,
        first: datetime,
        last: datetime,
        states: Collection[State],
        but: Collection[int] = frozenset(),
    ) -> list[int]:
        """Return the drafts that stand in `states` and came there from `first` until before `last`,
        by number; those in `but` are not asked for.
        """
        marks, rows = ",".join("?" * len(states)), []
        for ids in self._slices(
            "drafts", "changed_at", codec.stamp(first), LAST
        ):  # nothing ended after its last change
            if not (rest := [id for id in ids if id not in but]):
                continue
            rows += self._all(
                f"SELECT d.id, {_ENTERED} AS at FROM drafts d WHERE d.id IN {codec.THESE}"
                f" AND d.state IN ({marks}) AND at >= ? AND at < ?",
                codec.dump(rest),
                *states,
                codec.stamp(first),
                codec.stamp(last),
            )
        return sorted(row["id"] for row in rows)

    def touched(self, first: datetime, last: datetime, ends: Collection[State]) -> list[int]:
        """Return the drafts that were opened, were posted or came to one of `ends` from `first`
        until before `last`, by number.
        """
        span = (codec.stamp(first), codec.stamp(last))
        opened = chain.from_iterable(self._slices("drafts", "opened_at", *span))
        posted = chain.from_iterable(self._slices("posts", "at", *span, key="draft"))
        known = {*opened, *posted}
        return sorted(known | {*self.ended(first, last, ends, known)})

    def sent(self, first: datetime, last: datetime) -> Iterator[Sent]:
        """Yield what was done on X from `first` until before `last`, oldest first; a deletion has
        no id of its own there.
        """
        after = (codec.stamp(first), 0)
        while rows := self._all(
            "SELECT d.kind, i.seen_at, c.at AS decided_at, p.id, p.at, d.corrects, p.act, "
            "p.through, p.cost FROM posts p"
            " JOIN attempts a ON a.id = p.attempt JOIN decisions c ON c.id = a.decision JOIN "
            "drafts d ON d.id = p.draft"
            " LEFT JOIN items i ON i.id = d.item WHERE p.at >= ? AND (p.at, p.id) > (?, ?) "
            "AND p.at < ?"
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
                    through=Through(row["through"]),
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
        drafts: list[Examined] = []
        for ids in self._slices("drafts", "opened_at", codec.stamp(first), codec.stamp(last)):
            drafts += filter(None, map(self._examined, ids))
        return drafts

    def _examined(self, id: int) -> Examined | None:
        versions = tuple(
            (row.moment("at"), row["author"], codec.findings_out(row["findings"]))
            for row in self._all(
                "SELECT at, author, findings FROM versions WHERE draft = ? ORDER BY version", id
            )
        )
        if not any(findings for _, _, findings in versions):
            return None
        decisions = self._all(
            "SELECT version, acknowledged FROM decisions WHERE draft = ? ORDER BY id", id
        )
        returned = self._all(
            "SELECT version FROM journal WHERE draft = ? AND action IN ('return', 'reject') "
            "ORDER BY id",
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

    def leaves(self, ids: Iterable[int]) -> Leaves:
        """Return what a book tells of each of these drafts, as it stood at one moment; to go
        through it raises NotFound, and StoreFailed for what the disk has spoilt. Some of them are
        read, and in memory, at a time.
        """
        from bridge.leaf import Leaves
        from bridge.record.leaves import leaves, spans

        def read(*, data: bool) -> Iterator[Leaf]:
            for span in spans(ids, LEAVES):
                yield from leaves(self._store, self._db, span, data=data)

        return Leaves(paper=partial(read, data=False), data=partial(read, data=True))

    def dossier(self, id: int) -> Dossier:
        """Return what the record has on one draft, as it stood at one moment; raises NotFound."""
        return self._dossiers([id])[0]

    def _dossiers(self, ids: list[int]) -> list[Dossier]:
        with database.explained(self._store.path), database.one_moment(self._db):
            store, drafts = self._store, self._store.numbered(ids)
            versions, decisions, pages = (
                self._versions(drafts),
                self._decisions(drafts),
                self._pages(ids),
            )
            confirmations = self._confirmations(decisions)
            attempts, checks = store.attempts_of(ids), store.checks_of(ids)
            checklists, reviews = store.checklists_of(ids), store.reviews_of(ids)
            corrections, lines = self._corrections(ids), self._lines(ids)
            first = store.numbered({d.corrects for d in drafts.values() if d.corrects is not None})
            read = self._readings({d.item for d in drafts.values() if d.item is not None})
        return [
            Dossier(
                draft=drafts[id],
                page=_known(read, drafts[id])[1],
                seen_at=_known(read, drafts[id])[0],
                versions=versions[id],
                decisions=decisions[id],
                pages=pages[id],
                confirmations=confirmations[id],
                attempts=attempts[id],
                checks=checks[id],
                checklists=checklists[id],
                reviews=reviews[id],
                first=first.get(drafts[id].corrects or 0),
                corrections=corrections[id],
                lines=lines[id],
            )
            for id in ids
        ]

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
            f"SELECT id, {key} AS key, {moment} AS at FROM {table} WHERE ({moment}, id) > (?, "
            f"?) AND {moment} < ?"
            f" ORDER BY {moment}, id LIMIT ?",
            *after,
            last,
            SLICE,
        ):
            yield [row["key"] for row in rows]
            after = (rows[-1]["at"], rows[-1]["id"])

    # ── plumbing ────────────────────────────────────────────────────────────────────────────────

    @codec.readable
    def _versions(
        self, drafts: Mapping[int, Draft]
    ) -> dict[int, tuple[tuple[datetime, Version], ...]]:
        """Return the versions of each draft; the content and the findings of the present one it has
        itself.
        """
        versions: dict[int, list[tuple[datetime, Version]]] = {id: [] for id in drafts}
        for each in self._of(
            drafts, "SELECT * FROM versions WHERE draft IN {} ORDER BY draft, version"
        ):
            row = each.wide()
            draft = drafts[row["draft"]]
            present = row["version"] == draft.version
            version = Version(
                title=row["title"],
                content=draft.content if present else codec.content_out(row["content"]),
                digest=row["digest"],
                weight=row["weight"],
                findings=draft.findings if present else codec.findings_out(row["findings"]),
                author=row["author"],
                urgent=bool(row["urgent"]),
                expires_on=codec.day(row["expires_on"]),
                page_digest=row["page_digest"],
            )
            versions[draft.id].append((row.moment("at"), version))
        return {id: tuple(each) for id, each in versions.items()}

    @codec.readable
    def _decisions(self, drafts: Mapping[int, Draft]) -> dict[int, tuple[Decision, ...]]:
        """Return the decisions of each draft, without bounds; the one in force it has itself."""
        found: dict[int, list[Decision]] = {id: [] for id in drafts}
        for row in self._of(
            drafts,
            f"SELECT {codec.DECISION} FROM decisions c"
            " LEFT JOIN inspections n ON n.decision = c.id WHERE c.draft IN {} ORDER BY "
            "c.draft, c.id",
        ):
            force = drafts[row["c_draft"]].decision
            if force is None or force.id != row["c_id"] or force.bounds != _ALWAYS:
                force = codec.decision(row.wide())
            found[row["c_draft"]].append(force)
        return {id: tuple(each) for id, each in found.items()}

    def _confirmations(
        self, decisions: Mapping[int, tuple[Decision, ...]]
    ) -> dict[int, tuple[Confirmation, ...]]:
        """Return the prior confirmations under which each draft was released, by number."""
        numbers = {id: {d.confirmation for d in each} for id, each in decisions.items()}
        every = self._store.people.confirmations() if any(set().union(*numbers.values())) else []
        return {id: tuple(c for c in every if c.number in each) for id, each in numbers.items()}

    @codec.readable
    def _pages(self, ids: Collection[int]) -> dict[int, dict[int, tuple[datetime, Page]]]:
        """Return of each draft the page as it stood at each decision, and when it was last seen to
        be so.
        """
        pages_of: dict[int, dict[int, tuple[datetime, Page]]] = {id: {} for id in ids}
        for row in self._of(
            ids,
            "SELECT d.draft, p.decision, p.seen_at, p.page FROM decision_pages p JOIN "
            "decisions d ON d.id = p.decision"
            " WHERE d.draft IN {} ORDER BY d.draft, p.decision",
        ):
            page = (codec.must(row["seen_at"]), codec.page_out(row["page"]))
            pages_of[row["draft"]][row["decision"]] = page
        return pages_of

    @codec.readable
    def _readings(self, items: Collection[int]) -> dict[int | None, Reading]:
        """Return when each item was first seen, and its page as last read; nothing of no item."""
        rows = self._of(
            items,
            "SELECT i.id, i.seen_at, p.page FROM items i LEFT JOIN pages p ON p.item = i.id "
            "WHERE i.id IN {}",
        )
        return {None: (None, None)} | {
            row["id"]: (row.moment("seen_at"), codec.page_out(row["page"]) if row["page"] else None)
            for row in rows
        }

    def _corrections(self, ids: Collection[int]) -> dict[int, tuple[Draft, ...]]:
        """Return the drafts that correct, continue or delete each of these, oldest first."""
        rows = self._of(ids, "SELECT id, corrects FROM drafts WHERE corrects IN {} ORDER BY id")
        drafts = self._store.numbered([row["id"] for row in rows])
        others: dict[int, list[Draft]] = {id: [] for id in ids}
        for row in rows:
            others[row["corrects"]].append(drafts[row["id"]])
        return {id: tuple(each) for id, each in others.items()}

    @codec.readable
    def _lines(self, ids: Collection[int]) -> dict[int, str]:
        """Return the rows of the journal on each draft, oldest first, as a list of JSON; raises
        StoreFailed when a moment or a detail among them cannot be read any more.
        """
        lines: dict[int, list[str]] = {id: [] for id in ids}
        cursor = self._db.cursor()
        cursor.row_factory = None
        for draft, at, valid, line in cursor.execute(
            f"SELECT draft, at, json_valid(detail), {codec.LINE} FROM journal"
            f" WHERE draft IN {codec.THESE} ORDER BY draft, id",
            (codec.dump([*ids]),),
        ):
            datetime.fromisoformat(at)
            if not valid:
                codec.load(codec.load(line)["detail"])
            lines[draft].append(line)
        return {id: f"[{', '.join(each)}]" for id, each in lines.items()}

    def _of(self, ids: Collection[int], statement: str) -> list[codec.Row]:
        """Return the rows that `statement` finds of several numbers, which stand at its {}."""
        return self._all(statement.format(codec.THESE), codec.dump([*ids]))

    def _all(self, statement: str, *values: object) -> list[codec.Row]:
        with database.explained(self._store.path):
            return self._db.execute(statement, values).fetchall()


def _known(read: Mapping[int | None, Reading], draft: Draft) -> Reading:
    """Return when a draft's item was first seen and its page; raises NotFound when the record has
    lost the item.
    """
    if draft.item not in read:
        raise NotFound("item.unknown", item=draft.item)
    return read[draft.item]
