"""Edge: all that state.db knows, in verbs of the domain. Holds no rule.

`Store.apply(step)` is the only writer of a draft's state: one transaction, journal line included,
or nothing.
What is known of sources, items and pages is in sightings.py; persons, confirmations and stops in
people.py;
the account's places, impostors and incidents in watchlist.py.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from datetime import UTC
from typing import TYPE_CHECKING, Any, Final, Self

from bridge.errors import NotFound, WrongState
from bridge.model import (
    Act,
    Attempt,
    Cause,
    Check,
    Checklist,
    ChecklistPart,
    Decision,
    Draft,
    Kind,
    Opening,
    Outcome,
    Post,
    PostId,
    Review,
    Role,
    Run,
    State,
    Step,
    Through,
    Timing,
    Version,
)
from bridge.record import codec, database, journal
from bridge.record.closings import Closings
from bridge.record.disposal import Disposal
from bridge.record.export import Export
from bridge.record.factors import Factors
from bridge.record.identity import Identity
from bridge.record.marks import row_mark, wording_mark
from bridge.record.notices import Notices
from bridge.record.people import People
from bridge.record.pictures import Pictures
from bridge.record.proof import Watch
from bridge.record.rewordings import Rewordings
from bridge.record.search import Search, question
from bridge.record.sessions import Sessions
from bridge.record.sieve import EVERYTHING, JournalSieve, Sieve
from bridge.record.sightings import Sightings
from bridge.record.subscriptions import Subscriptions
from bridge.record.timeline import SandboxTimeline
from bridge.record.visits import Visits
from bridge.record.watchlist import Watchlist
from bridge.values import asdict

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from datetime import datetime, tzinfo
    from pathlib import Path

_ACT: Final = codec.members(Act)
_CAUSE: Final = {"": None, **codec.members(Cause)}
_KIND: Final = codec.members(Kind)
_OUTCOME: Final = codec.members(Outcome)
_ROLE: Final = codec.members(Role)
_STATE: Final = codec.members(State)
_THROUGH: Final = codec.members(Through)
_DRAFT: Final = f"""
SELECT d.id, d.item, d.source, d.kind, d.state, d.version, v.title, v.content, v.digest, v.weight,
       v.findings, v.author, d.opened_at, d.changed_at, v.urgent, d.note, d.cause, d.origin,
       d.corrects, v.expires_on,
       {codec.DECISION},
       (SELECT j.detail FROM journal j WHERE j.draft = d.id AND j.action = 'time'
         ORDER BY j.id DESC LIMIT 1) AS timing,
       CASE WHEN d.decision IS NOT NULL THEN (SELECT j.detail FROM journal j
         WHERE j.draft = d.id AND j.action IN ('decide', 'release')
         ORDER BY j.id DESC LIMIT 1) END AS bounds,
       (SELECT j.detail FROM journal j WHERE j.draft = d.id AND j.action = 'hand_over'
         ORDER BY j.id DESC LIMIT 1) AS handed,
       p.id AS p_id, p.attempt, p.act, p.post_id, p.url AS p_url, p.at AS p_at, p.through, p.cost,
       CASE WHEN p.id IS NOT NULL THEN (SELECT json_group_array(json_array(
         q.part, q.id, q.attempt, q.act, q.post_id, q.url, q.at, q.through, q.cost)) FROM posts q
         WHERE q.draft = d.id AND {codec.same_place("q.through", "p.through")}
         AND q.part > 1) END AS further,
       (SELECT json_group_array(json_array(t.id, t.version, t.digest, t.person, t.at, t.part))
         FROM checklists t WHERE t.draft = d.id AND t.digest = v.digest) AS ticks,
       (SELECT json_group_array(json_array(r.id, r.version, r.digest, r.step, r.person, r.at))
         FROM reviews r WHERE r.draft = d.id AND r.digest = v.digest) AS reviews
FROM drafts d
JOIN versions v ON v.draft = d.id AND v.version = d.version
LEFT JOIN decisions c ON c.id = d.decision
LEFT JOIN inspections n ON n.decision = c.id
LEFT JOIN posts p ON p.id = (SELECT max(id) FROM posts WHERE draft = d.id AND part = 1)
"""
#: the same, beginning with the index of words
_SEARCH: Final = _DRAFT.replace(
    "FROM drafts d\n", "FROM _search s CROSS JOIN drafts d ON d.id = s.rowid\n", 1
)


class Store:
    """The record. Use as a context manager; one connection, one thread."""

    def __init__(self, path: Path, zone: tzinfo = UTC) -> None:
        """Open state.db, making or migrating it; raises StoreFailed with nothing touched.

        `zone` is the library's: each moment leaves the record in it.
        """
        self.path = path
        self._db = database.connect(path)
        self._db.row_factory = codec.rows_in(zone)
        self.identity = Identity(self._db, path)
        self.visits = Visits(self._db, path)
        self.sightings = Sightings(self._db, path, self.visits)
        self.people = People(self._db, path)
        self.pictures = Pictures(self._db, path)
        self.rewordings = Rewordings(self._db, path)
        self.proof = Watch(self._db, path)
        self.timeline = SandboxTimeline(self._db, path)
        self.closings = Closings(self._db, path)
        self.watchlist = Watchlist(self._db, path)
        self.sessions = Sessions(self._db, path)
        self.factors = Factors(self._db, path)
        self.subscriptions = Subscriptions(self._db, path)
        self.notices = Notices(self._db, path)
        self._search = Search(self._db)
        self.export = Export(self, self._db)
        self.disposal = Disposal(self._db, path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self._db.close()

    def alone(self) -> AbstractContextManager[None]:
        """Return a context in which nobody else writes: what is read inside still holds when the
        body's writes are made.

        All of them are on disk at its end, or none. Raises StoreFailed when the file is held by
        another for too long.
        """
        return database.transaction(self._db, self.path)

    def repeatable(self) -> AbstractContextManager[None]:
        """Return a context for work that the next run would do again after a power cut: its writes
        cost fewer fsyncs.
        """
        return database.repeatable(self._db)

    # ── reading ─────────────────────────────────────────────────────────────────────────────────

    def draft(self, id: int) -> Draft:
        """Return one draft; raises NotFound."""
        row = self._one(_DRAFT + "WHERE d.id = ?", (id,))
        if row is None:
            raise NotFound("draft.unknown", draft=id)
        return _draft(row)

    def numbered(self, ids: Collection[int]) -> dict[int, Draft]:
        """Return the drafts of these numbers, by number; raises NotFound when one is missing."""
        rows = self._all(f"{_DRAFT} WHERE d.id IN {codec.THESE}", (codec.dump([*ids]),))
        found = {row["id"]: _draft(row) for row in rows}
        for missing in set(ids) - found.keys():
            raise NotFound("draft.unknown", draft=missing)
        return found

    def drafts(
        self, *states: State, limit: int = -1, offset: int = 0, newest_first: bool = False
    ) -> list[Draft]:
        """Return the drafts in `states` (all when none is named), urgent ones first, then oldest
        first.
        """
        where = f"WHERE d.state IN ({','.join('?' * len(states))})" if states else ""
        order = "d.id DESC" if newest_first else "v.urgent DESC, d.id"
        rows = self._all(
            f"{_DRAFT} {where} ORDER BY {order} LIMIT {limit:d} OFFSET {offset:d}", tuple(states)
        )
        return [_draft(row) for row in rows]

    def touched_since(self, row: int) -> set[int]:
        """Return the drafts of which the journal tells something after its line of that number,
        and those that they correct.
        """
        # CROSS: from the few lines to their drafts, and never from every draft to its lines
        rows = self._all(
            "SELECT DISTINCT d.id, d.corrects FROM journal j CROSS JOIN drafts d ON d.id = j.draft"
            " WHERE j.id > ?",
            (row,),
        )
        return {id for row in rows for id in (row["id"], row["corrects"]) if id is not None}

    def by_cause(self, cause: Cause, *states: State) -> list[int]:
        """Return the numbers of the drafts that stand in `states` for that cause, oldest first;
        none of them is read, for most of the history may stand there.
        """
        rows = self._all(
            "SELECT id FROM drafts WHERE cause = ? AND state IN "
            f"({','.join('?' * len(states))}) ORDER BY id",
            (cause, *states),
        )
        return [row["id"] for row in rows]

    def count(self, *states: State) -> int:
        """Return how many drafts stand in `states`; an index search, whatever the history."""
        row = self._one(
            f"SELECT count(*) FROM drafts WHERE state IN ({','.join('?' * len(states))})",
            tuple(states),
        )
        return int(row[0]) if row else 0

    @codec.readable
    def entered(self, *states: State) -> dict[int, tuple[int, datetime]]:
        """Return of each draft in `states` the journal row and the moment at which it came to where
        it stands.
        """
        rows = self._all(
            "SELECT d.id, max(j.id) AS row, j.at FROM drafts d JOIN journal j ON j.draft = "
            "d.id AND j.after = d.state"
            f" AND j.before IS NOT j.after WHERE d.state IN ({','.join('?' * len(states))}) "
            "GROUP BY d.id",
            tuple(states),
        )
        return {row["id"]: (row["row"], row.moment("at")) for row in rows}

    def search(self, words: str, *states: State, limit: int = -1, offset: int = 0) -> list[Draft]:
        """Return the drafts in `states` whose present title or text holds each of `words` (blanks
        part them), newest first.
        """
        # "+": walk from the newest draft and stop when the page is full, instead of sorting all
        # that the index of states finds
        where, values = Sieve(words=words).where()
        if states:
            where.insert(0, f"+d.state IN ({','.join('?' * len(states))})")
        drafts, order, terms = _DRAFT, "d.id", question(words)
        if terms:  # the index says where the words may stand, the text itself whether they do
            drafts, order = _SEARCH, "s.rowid"
            where.insert(0, "s._search MATCH ?")
            values = [terms, *states, *values]
        else:
            values = [*states, *values]
        condition = f"WHERE {' AND '.join(where)}" if where else ""
        rows = self._all(
            f"{drafts} {condition} ORDER BY {order} DESC LIMIT {limit:d} OFFSET {offset:d}",
            tuple(values),
        )
        return [_draft(row) for row in rows]

    def sifted(
        self, state: State, sieve: Sieve, *, limit: int = -1, offset: int = 0
    ) -> list[Draft]:
        """Return the drafts in `state` that `sieve` asks for, urgent ones first, then oldest
        first.
        """
        where, values = sieve.where()
        rows = self._all(
            f"{_DRAFT} WHERE {' AND '.join(['d.state = ?', *where])} ORDER BY v.urgent DESC, d.id"
            f" LIMIT {limit:d} OFFSET {offset:d}",
            (state, *values),
        )
        return [_draft(row) for row in rows]

    def count_sifted(self, state: State, sieve: Sieve) -> int:
        """Return how many drafts in `state` `sieve` asks for."""
        where, values = sieve.where()
        row = self._one(
            "SELECT count(*) FROM drafts d JOIN versions v ON v.draft = d.id AND v.version = "
            "d.version"
            f" WHERE {' AND '.join(['d.state = ?', *where])}",
            (state, *values),
        )
        return int(row[0]) if row else 0

    def released(self, limit: int = -1) -> list[Draft]:
        """Return the drafts whose decision in force was a release under a prior confirmation,
        newest first (後閲).
        """
        ids = "SELECT draft FROM decisions WHERE confirmation <> ''"
        rows = self._all(
            f"{_DRAFT} WHERE d.id IN ({ids}) AND c.confirmation <> '' ORDER BY c.id DESC "
            f"LIMIT {limit:d}"
        )
        return [_draft(row) for row in rows]

    def to_inspect(self, limit: int = -1) -> list[Draft]:
        """Return the drafts that were released or decided in a director's place and that none has
        looked at since, oldest first; those of before the rule (後閲) are none.
        """
        ids = "SELECT draft FROM decisions WHERE confirmation <> ''"
        rows = self._all(
            f"{_DRAFT} WHERE d.id IN ({ids}) AND c.confirmation <> '' AND n.person IS NULL"
            " AND c.id > (SELECT uninspected FROM identity WHERE one = 1) ORDER BY c.id "
            f"LIMIT {limit:d}"
        )
        return [_draft(row) for row in rows]

    @codec.readable
    def texts(self, states: Iterable[State], since: datetime) -> list[tuple[int, tuple[str, ...]]]:
        """Return number and present text, that of each post of a thread, of the drafts in `states`,
        and of those whose post stands and is not older than `since`.
        """
        names = tuple(states)
        rows = self._all(
            "SELECT d.id, json_extract(v.content, '$.text') AS text,"
            " CASE WHEN json_extract(v.content, '$.cuts') IS NOT NULL THEN v.content END AS "
            "parted FROM drafts d"
            " JOIN versions v ON v.draft = d.id AND v.version = d.version"
            f" WHERE d.state IN ({','.join('?' * len(names))}) OR (d.state IN ('posted', 'checked')"
            " AND d.id IN (SELECT draft FROM posts WHERE at >= ? AND act = 'post')) ORDER BY d.id",
            (*names, codec.stamp(since)),
        )
        return [
            (row["id"], codec.content_out(row["parted"]).parts if row["parted"] else (row["text"],))
            for row in rows
        ]

    def drafts_of(self, item: int) -> list[Draft]:
        """Return every draft made from one item, oldest first."""
        return [
            _draft(row) for row in self._all(_DRAFT + "WHERE d.item = ? ORDER BY d.id", (item,))
        ]

    def corrections_of(self, draft: int) -> list[Draft]:
        """Return the drafts that correct or continue a posted one, oldest first."""
        return [
            _draft(row)
            for row in self._all(_DRAFT + "WHERE d.corrects = ? ORDER BY d.id", (draft,))
        ]

    def replacements(self) -> list[tuple[Draft, Draft]]:
        """Return the drafts that were posted in the place of another, or of which a part was, each
        behind the one that it corrects (9(2)).
        """
        rows = self._all(
            f"{_DRAFT} WHERE d.id IN (SELECT id FROM drafts WHERE corrects IS NOT NULL) AND "
            "p.id IS NOT NULL"
            " AND json_extract(v.content, '$.replaces') <> '' ORDER BY d.id"
        )
        return [
            (self.draft(draft.corrects), draft)
            for draft in map(_draft, rows)
            if draft.corrects is not None
        ]

    def retweets_of(self, post_id: str) -> list[Draft]:
        """Return the drafts that retweet the post of that id, oldest first."""
        rows = self._all(
            f"{_DRAFT} WHERE d.id IN (SELECT draft FROM versions WHERE instr(content, "
            '\'"repost_of":""\') = 0)'
            " AND json_extract(v.content, '$.repost_of') LIKE '%/status/' || ? ORDER BY d.id",
            (post_id,),
        )
        return [_draft(row) for row in rows]

    @codec.readable
    def page_digest(self, draft: int) -> str:
        """Return the fingerprint of the page from which the present version was made; empty for a
        hand-written one.
        """
        row = self._one(
            "SELECT v.page_digest FROM drafts d JOIN versions v ON v.draft = d.id AND "
            "v.version = d.version WHERE d.id = ?",
            (draft,),
        )
        return row[0] if row else ""

    @codec.readable
    def written_at(self, draft: int, version: int) -> datetime:
        """Return when a version of a draft was written; raises NotFound."""
        row = self._one("SELECT at FROM versions WHERE draft = ? AND version = ?", (draft, version))
        if row is None:
            raise NotFound("draft.unknown", draft=draft)
        return row.moment("at")

    @codec.readable
    def versions(self, draft: int) -> list[dict[str, Any]]:
        """Return every version of a draft, oldest first: version, title, text, digest, weight,
        author, at.
        """
        rows = self._all("SELECT * FROM versions WHERE draft = ? ORDER BY version", (draft,))
        return [
            {
                "version": row["version"],
                "title": row["title"],
                "text": codec.content_out(row["content"]).text,
                "digest": row["digest"],
                "weight": row["weight"],
                "author": row["author"],
                "at": row.moment("at").isoformat(),
            }
            for row in rows
        ]

    def history(self, draft: int) -> list[dict[str, Any]]:
        """Return the journal's lines on one draft, oldest first."""
        rows = self._all(
            "SELECT id, at, actor, action, before, after, version, detail FROM journal WHERE "
            "draft = ? ORDER BY id",
            (draft,),
        )
        return [
            told | {"at": row.moment("at").isoformat()}
            for told, row in zip(codec.lines(rows), rows, strict=True)
        ]

    def checks(self, draft: int) -> list[Check]:
        """Return the ticks of 9(2)."""
        return list(self.checks_of([draft])[draft])

    @codec.readable
    def checks_of(self, drafts: Collection[int]) -> dict[int, tuple[Check, ...]]:
        """Return the ticks of 9(2) of each of these drafts, oldest first."""
        return self._of(
            drafts,
            "SELECT * FROM checks WHERE draft IN {} ORDER BY at",
            lambda r: Check(r["draft"], _ROLE[r["role"]], r["person"], r.moment("at")),
        )

    def checklists(self, draft: int) -> tuple[Checklist, ...]:
        """Return every tick of 6 on a draft, those on its earlier wordings too, oldest first."""
        return self.checklists_of([draft])[draft]

    @codec.readable
    def checklists_of(self, drafts: Collection[int]) -> dict[int, tuple[Checklist, ...]]:
        """Return the same of each of these drafts."""
        return self._of(
            drafts,
            "SELECT * FROM checklists WHERE draft IN {} ORDER BY id",
            lambda r: Checklist(
                version=r["version"],
                digest=r["digest"],
                person=r["person"],
                at=r.moment("at"),
                part=ChecklistPart(r["part"]),
            ),
        )

    def reviews(self, draft: int) -> tuple[Review, ...]:
        """Return every word before a decision on a draft (9(1)), those on its earlier wordings too,
        oldest first.
        """
        return self.reviews_of([draft])[draft]

    @codec.readable
    def reviews_of(self, drafts: Collection[int]) -> dict[int, tuple[Review, ...]]:
        """Return the same of each of these drafts."""
        return self._of(
            drafts,
            "SELECT * FROM reviews WHERE draft IN {} ORDER BY id",
            lambda r: Review(
                version=r["version"],
                digest=r["digest"],
                step=r["step"],
                person=r["person"],
                at=r.moment("at"),
            ),
        )

    def last_attempt(self, draft: int) -> Attempt | None:
        """Return a draft's newest attempt, None when it was never tried."""
        row = self._one("SELECT * FROM attempts WHERE draft = ? ORDER BY id DESC LIMIT 1", (draft,))
        return _attempt(row) if row else None

    def attempts(self, draft: int) -> tuple[Attempt, ...]:
        """Return every attempt of a draft, oldest first."""
        return self.attempts_of([draft])[draft]

    def attempts_of(self, drafts: Collection[int]) -> dict[int, tuple[Attempt, ...]]:
        """Return the same of each of these drafts."""
        return self._of(drafts, "SELECT * FROM attempts WHERE draft IN {} ORDER BY id", _attempt)

    def newest_own(self, through: str) -> str:
        """Return X's number of the newest own post that the record knows, "" when it knows none;
        the sandbox for itself.
        """
        row = self._one(
            f"SELECT post_id FROM posts WHERE act = 'post' AND {codec.same_place('through', '?')}"
            " ORDER BY length(post_id) DESC, post_id DESC LIMIT 1",
            (through,),
        )
        return str(row["post_id"]) if row else ""

    def began(self) -> datetime | None:
        """Return when the record began, None before its first line."""
        row = self._one("SELECT at FROM journal ORDER BY id LIMIT 1")
        return row.moment("at") if row else None

    def looked(self, at: datetime, posts: int, cost: float) -> None:
        """Write what a look at the own timeline cost, US$."""
        with database.transaction(self._db, self.path):
            self._run(
                "INSERT INTO looks (at, posts, cost) VALUES (?, ?, ?)",
                (codec.stamp(at), posts, cost),
            )

    def looks_cost(self, first: datetime, last: datetime) -> float:
        """Return what the looks from `first` until before `last` have cost, US$."""
        row = self._one(
            "SELECT coalesce(sum(cost), 0) AS cost FROM looks WHERE at >= ? AND at < ?",
            (codec.stamp(first), codec.stamp(last)),
        )
        return float(row["cost"]) if row else 0.0

    def decided_at(self, draft: int, *, first: bool = False) -> datetime | None:
        """Return when the newest (or the first) decision on a draft was given, None when there was
        none.
        """
        order = "id" if first else "id DESC"
        row = self._one(
            f"SELECT at FROM decisions WHERE draft = ? ORDER BY {order} LIMIT 1", (draft,)
        )
        return row.moment("at") if row else None

    def offered(self, draft: Draft) -> datetime | None:
        """Return when a draft was offered to persons under the decision in force, None when it was
        not.
        """
        row = self._one(
            "SELECT at FROM journal WHERE draft = ? AND action = 'offer' AND "
            "json_extract(detail, '$.decision') = ?"
            " ORDER BY id DESC LIMIT 1",
            (draft.id, draft.decision.id if draft.decision else 0),
        )
        return row.moment("at") if row else None

    def open_attempts(self, through: Through | None = None) -> list[Attempt]:
        """Return the attempts without an outcome, of one road or of all; a machine's there means
        that a run died.
        """
        rows = self._all(
            "SELECT * FROM attempts WHERE outcome = '' AND (? IS NULL OR through = ?) ORDER BY id",
            (through, through),
        )
        return [_attempt(row) for row in rows]

    @codec.readable
    def counts(self) -> dict[str, int]:
        """Return how many drafts stand in each state that occurs."""
        return {
            State(r[0]): r[1]
            for r in self._all("SELECT state, count(*) FROM drafts GROUP BY state ORDER BY state")
        }

    @codec.readable
    def coverage(self) -> dict[str, Any]:
        """Return that every item ever seen stands in exactly one named state (truth 3).

        seen: how many items; states: how many in each (a drafted one counts under its first draft's
        state); remainder:
        items that no state accounts for, which must be 0.
        """
        rows = self._all(
            "SELECT CASE i.state WHEN 'drafted' THEN 'draft:' || d.state ELSE i.state END AS "
            "name, count(*) AS n FROM items i"
            " LEFT JOIN drafts d ON d.item = i.id AND d.corrects IS NULL GROUP BY name ORDER "
            "BY name"
        )
        states = {row["name"]: row["n"] for row in rows if row["name"] is not None}
        row = self._one("SELECT count(*) FROM items")
        total = int(row[0]) if row else 0
        return {"seen": total, "states": states, "remainder": total - sum(states.values())}

    def posts_between(self, first: datetime, last: datetime) -> list[Post]:
        """Return the posts made from `first` until before `last`, oldest first."""
        rows = self._all(
            "SELECT * FROM posts WHERE at >= ? AND at < ? ORDER BY at",
            (codec.stamp(first), codec.stamp(last)),
        )
        return [_post(row) for row in rows]

    def last_post(self) -> Post | None:
        """Return the newest post."""
        row = self._one("SELECT * FROM posts ORDER BY at DESC LIMIT 1")
        return _post(row) if row else None

    def owner_of(self, what: PostId, through: Through) -> int | None:
        """Return the draft that owns an own post, or its deletion, None when no draft does.

        X and by hand are one timeline, the sandbox is another; a retweet and its end have no id of
        their own.
        """
        row = self._one(
            "SELECT draft FROM posts WHERE post_id = ? AND act = ? AND act IN ('post', 'deletion')"
            f" AND {codec.same_place('through', '?')}",
            (what.number, what.act, through),
        )
        return int(row[0]) if row else None

    def released_on(self, number: str, first: datetime, last: datetime) -> int:
        """Return how many drafts were released under a prior confirmation between two moments."""
        row = self._one(
            "SELECT count(*) FROM decisions WHERE confirmation = ? AND at >= ? AND at < ?",
            (number, codec.stamp(first), codec.stamp(last)),
        )
        return int(row[0]) if row else 0

    def verify_journal(self, since: tuple[int, str] = (0, journal.GENESIS)) -> journal.Verdict:
        """Walk the journal's chain after row `since` (number and hash)."""
        with database.explained(self.path):
            return journal.verify(self._db, since)

    def journal(self) -> Iterator[dict[str, Any]]:
        """Yield every line of the journal, oldest first."""
        with database.explained(self.path):
            yield from journal.walk(self._db)

    def journal_before(
        self, id: int | None, limit: int, sieve: JournalSieve = EVERYTHING
    ) -> list[dict[str, Any]]:
        """Return `limit` lines of the journal that `sieve` asks for, newest first, from before line
        `id` (None = the end).
        """
        where, values = sieve.where(codec.stamp)
        rows = self._all(
            f"SELECT * FROM journal WHERE {' AND '.join(['(? IS NULL OR id < ?)', *where])} "
            "ORDER BY id DESC LIMIT ?",
            (id, id, *values, limit),
        )
        return codec.lines(rows)

    def done_since(self, since: datetime) -> Counter[str]:
        """Return how often each action stands in the journal since a moment; reads from its end,
        and no further.
        """
        acts: Counter[str] = Counter()
        with database.explained(self.path):
            for row in self._run("SELECT at, action FROM journal ORDER BY id DESC", ()):
                if row.moment("at") < since:
                    break
                acts[row["action"]] += 1
        return acts

    def span(self) -> tuple[datetime | None, datetime | None]:
        """Return the moments of the journal's first and newest line; None twice while it is
        empty.
        """
        row = self._one("SELECT min(at) AS first, max(at) AS last FROM journal")
        return (row.moment_or_none("first"), row.moment_or_none("last")) if row else (None, None)

    def last_runs(self) -> dict[str, Run]:
        """Return the last run of each command that has run."""
        rows = self._all("SELECT * FROM runs")
        runs = {row["command"]: Run(row.moment("at"), row["detail"]) for row in rows}
        if "sync" in runs and (ran := self.visits.ran()):
            visit = codec.must(ran).astimezone(runs["sync"].at.tzinfo)
            runs["sync"] = max(runs["sync"], Run(visit, ""), key=lambda run: run.at)
        return runs

    def ran(self, command: str, at: datetime, detail: str = "") -> None:
        """Write that a command of cron has done its work."""
        with database.transaction(self._db, self.path):
            self._run(
                "INSERT OR REPLACE INTO runs VALUES (?, ?, ?)", (command, codec.stamp(at), detail)
            )

    # ── the one writer ──────────────────────────────────────────────────────────────────────────

    def apply(self, step: Step) -> int:
        """Carry out one step, all of it or nothing, and return the draft's id.

        Raises WrongState when the draft has moved since the step was made, StoreFailed when the
        file refuses.
        """
        with database.transaction(self._db, self.path):
            return self._apply(step)

    def apply_all(self, steps: Iterable[Step]) -> list[int]:
        """Carry out several steps in one transaction (all or none)."""
        with database.transaction(self._db, self.path):
            return [self._apply(step) for step in steps]

    def absent_at(self, draft: int) -> datetime | None:
        """Return when a person last looked on X for a draft that had never been sent, and did not
        find it; None = nobody did.
        """
        row = self._one(
            "SELECT max(at) AS at FROM journal WHERE draft = ? AND action = 'not_posted' AND "
            "before IN ('decided', 'partial')",
            (draft,),
        )
        return row.moment_or_none("at") if row is not None else None

    def _apply(self, step: Step) -> int:
        at, opening = codec.stamp(step.line.at), step.opening
        draft = self._claim(step) if opening is None else self._open(opening, step.after, at)
        version, decision = step.version, None
        detail: dict[str, object] = {}
        if step.wording is not None:
            version += 1
            detail |= self._reword(draft, version, step.wording, at)
        if step.decision is not None:
            decision = self._decide(step.decision)
            detail |= self._terms(step.decision) | self._keep_page(decision, draft)
        rows = {"drafts": draft} | self._sending(step)
        self._sign(step, draft, version, at)
        if step.checklist:
            self._tick(draft, version, step)
            detail |= {"checklist": step.checklist}
        self._run(
            "UPDATE drafts SET state = :state, version = :version, note = :note, cause = :cause,"
            " changed_at ="
            " CASE WHEN state = :state AND version = :version THEN changed_at ELSE :at END,"
            " decision = CASE WHEN :void THEN NULL ELSE coalesce(:decision, decision) END"
            " WHERE id = :draft",
            {
                "state": step.after,
                "version": version,
                "note": step.note,
                "cause": step.cause or "",
                "at": at,
                "void": step.void,
                "decision": decision,
                "draft": draft,
            },
        )
        if step.wording is not None:
            self._search.enter(draft)
        if step.item is not None:
            self.sightings.move(step.item)
        journal.append(
            self._db,
            step.line,
            more=detail | {"rows": self._marks(rows)},
            draft=draft,
            before=step.before,
            after=step.after,
            version=version,
        )
        return draft

    def _reword(self, draft: int, version: int, wording: Version, at: str) -> dict[str, object]:
        """Keep a wording and take the one before it out of the search until the draft is written;
        returns what the journal says of it.
        """
        self._search.leave(draft)
        mark = self._word(draft, version, wording, at)
        return {"digest": wording.digest, "wording": mark, "author": wording.author}

    def _terms(self, decision: Decision) -> dict[str, object]:
        """Return what the journal says of a decision: from when it holds, in which record, and
        within which bounds.
        """
        terms: dict[str, object] = {
            "not_before": codec.iso(decision.not_before),
            "record": self.identity.record,
        }
        if decision.bounds == Timing():
            return terms
        return terms | {"bounds": codec.timing_in(decision.bounds)}

    def _sending(self, step: Step) -> dict[str, int]:
        """Keep the attempt and the post of a step; returns their rows by table."""
        if step.attempt is None:
            return {} if step.post is None else {"posts": self._put_right(step.post)}
        attempt = self._attempt(step.attempt)
        rows = {"attempts": attempt}
        return rows if step.post is None else rows | {"posts": self._post(step.post, attempt)}

    def _sign(self, step: Step, draft: int, version: int, at: str) -> None:
        """Keep whose eyes a step puts on record: an inspection, a review, a check."""
        actor = step.line.actor
        if step.inspection:
            self._run(
                "INSERT INTO inspections (decision, draft, person, at) VALUES (?, ?, ?, ?)",
                (step.inspection, draft, actor, at),
            )
        if step.review:
            self._run(
                "INSERT INTO reviews (draft, version, digest, step, person, at)"
                " SELECT draft, version, digest, ?, ?, ? FROM versions"
                " WHERE draft = ? AND version = ?",
                (step.review, actor, at, draft, version),
            )
        if step.check is not None:
            tick = step.check
            self._run(
                "INSERT INTO checks VALUES (?, ?, ?, ?)",
                (draft, tick.role, tick.person, codec.stamp(tick.at)),
            )

    def _tick(self, draft: int, version: int, step: Step) -> None:
        """Keep the tick of 6 on the wording that now stands."""
        self._run(
            "INSERT INTO checklists (draft, version, digest, person, at, part)"
            " SELECT ?, ?, digest, ?, ?, ? FROM versions WHERE draft = ? AND version = ?",
            (
                draft,
                version,
                step.line.actor,
                codec.stamp(step.line.at),
                step.checklist,
                draft,
                version,
            ),
        )

    def _marks(self, rows: Mapping[str, int]) -> dict[str, str]:
        """Return the marks of these rows as they stand now, for the journal (record/proof.py)."""
        marks = {}
        for table, id in rows.items():
            row = self._one(f"SELECT * FROM {table} WHERE id = ?", (id,))
            assert row is not None
            marks[f"{table} {id}"] = row_mark(table, dict(row))
        return marks

    def _keep_page(self, decision: int, draft: int) -> dict[str, object]:
        """Keep the page behind a draft as it stands at its decision; returns its sha256 and when it
        was seen, for the journal.
        """
        self._run(
            "INSERT INTO decision_pages SELECT ?, max(coalesce(looked_at, read_at), ?), page "
            "FROM pages"
            " WHERE item = (SELECT item FROM drafts WHERE id = ?)",
            (decision, self._looked_at(draft), draft),
        )
        row = self._one("SELECT page, seen_at FROM decision_pages WHERE decision = ?", (decision,))
        if row is None:
            return {}
        return {
            "page": hashlib.sha256(row["page"].encode()).hexdigest(),
            "page_seen": row["seen_at"],
        }

    def _looked_at(self, draft: int) -> str:
        row = self._one("SELECT item FROM drafts WHERE id = ? AND item IS NOT NULL", (draft,))
        return self.visits.page(row["item"])[0] if row else ""

    def _open(self, new: Opening, state: State, at: str) -> int:
        cursor = self._run(
            "INSERT INTO drafts (item, source, kind, state, version, note, origin, corrects, "
            "opened_at, changed_at)"
            " VALUES (?, ?, ?, ?, 0, '', ?, ?, ?, ?)",
            (new.item, new.source, new.kind, state, new.origin, new.corrects, at, at),
        )
        return int(cursor.lastrowid or 0)

    def _claim(self, step: Step) -> int:
        """See, inside the write transaction, that the draft still stands where the step was
        made.
        """
        row = self._one("SELECT state, version FROM drafts WHERE id = ?", (step.draft,))
        if row is None or (row["state"], row["version"]) != (step.before, step.version):
            raise WrongState("draft.moved_meanwhile", draft=step.draft)
        return step.draft

    def _word(self, draft: int, version: int, wording: Version, at: str) -> str:
        """Keep a wording; returns the mark of what stands beside its content, for the journal."""
        image = wording.content.image
        if image is not None and image.sha256:
            used = self._run("UPDATE pictures SET used = 1 WHERE sha256 = ?", (image.sha256,))
            if used.rowcount != 1:
                raise WrongState("draft.picture_not_kept")
        row = {
            "title": wording.title,
            "content": codec.content_in(wording.content),
            "digest": wording.digest,
            "weight": wording.weight,
            "findings": codec.dump([asdict(finding) for finding in wording.findings]),
            "author": wording.author,
            "at": at,
            "urgent": int(wording.urgent),
            "expires_on": codec.iso(wording.expires_on),
            "page_digest": wording.page_digest,
        }
        marks = ", ".join("?" * (2 + len(row)))
        self._run(f"INSERT INTO versions VALUES ({marks})", (draft, version, *row.values()))
        return wording_mark(row)

    def _decide(self, decision: Decision) -> int:
        cursor = self._run(
            "INSERT INTO decisions (draft, version, digest, person, at, way, confirmation, "
            "acknowledged, outside_hours,"
            " not_before, policy_version, road, library, record, absence) VALUES (?, ?, ?, "
            "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                decision.draft,
                decision.version,
                decision.digest,
                decision.person,
                codec.stamp(decision.at),
                decision.way,
                decision.confirmation,
                codec.dump(decision.acknowledged),
                decision.outside_hours,
                codec.iso(decision.not_before),
                decision.policy_version,
                decision.bond.road,
                decision.bond.library,
                self.identity.record,
                decision.absence,
            ),
        )
        return int(cursor.lastrowid or 0)

    def _attempt(self, attempt: Attempt) -> int:
        if attempt.id:
            # An outcome is written once: a settled attempt is never settled anew, but for
            # "unknown", which waits for evidence.
            cursor = self._run(
                "UPDATE attempts SET outcome = ?, detail = ?, person = ?, opened_at = ?,"
                " absent_at = ?"
                " WHERE id = ? AND outcome IN ('', 'unknown')",
                (
                    attempt.outcome,
                    attempt.detail,
                    attempt.person,
                    codec.iso(attempt.opened_at),
                    codec.iso(attempt.absent_at),
                    attempt.id,
                ),
            )
            if cursor.rowcount != 1:
                raise WrongState("post.attempt_settled", attempt=attempt.id)
            return attempt.id
        cursor = self._run(
            "INSERT INTO attempts (draft, decision, digest, through, started_at, marker, "
            "outcome, detail, person, part)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                attempt.draft,
                attempt.decision,
                attempt.digest,
                attempt.through,
                codec.stamp(attempt.started_at),
                attempt.marker,
                attempt.outcome,
                attempt.detail,
                attempt.person,
                attempt.part,
            ),
        )
        return int(cursor.lastrowid or 0)

    def _put_right(self, post: Post) -> int:
        owner = self.owner_of(post.what, post.through)
        if owner not in {None, post.draft}:
            raise WrongState("post.put_right_to_another", url=post.url, owner=owner)
        self._run(
            "UPDATE posts SET post_id = ?, url = ? WHERE id = ?",
            (post.what.number, post.url, post.id),
        )
        return post.id

    def _post(self, post: Post, attempt: int) -> int:
        owner = self.owner_of(post.what, post.through)
        if owner is not None:
            raise WrongState("post.of_another_draft", url=post.url, owner=owner)
        cursor = self._run(
            "INSERT INTO posts (draft, attempt, act, post_id, url, at, through, cost, part) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                post.draft,
                attempt,
                post.what.act,
                post.what.number,
                post.url,
                codec.stamp(post.at),
                post.through,
                post.cost,
                post.part,
            ),
        )
        return int(cursor.lastrowid or 0)

    # ── plumbing ────────────────────────────────────────────────────────────────────────────────

    def _run(self, sql: str, values: tuple[object, ...] | dict[str, object]) -> sqlite3.Cursor:
        return self._db.execute(sql, values)

    def _one(self, sql: str, values: tuple[object, ...] = ()) -> codec.Row | None:
        with database.explained(self.path):
            row: codec.Row | None = self._db.execute(sql, values).fetchone()
            return row

    def _of(
        self, drafts: Collection[int], sql: str, read: Callable[[codec.Row], codec.FromRow]
    ) -> dict[int, tuple[codec.FromRow, ...]]:
        """Return what `read` makes of the rows of each of these drafts, in the order of the
        question.
        """
        found: dict[int, list[codec.FromRow]] = {id: [] for id in drafts}
        for row in self._all(sql.format(codec.THESE), (codec.dump([*drafts]),)):
            found[row["draft"]].append(read(row))
        return {id: tuple(values) for id, values in found.items()}

    def _all(self, sql: str, values: tuple[object, ...] = ()) -> list[codec.Row]:
        with database.explained(self.path):
            return self._db.execute(sql, values).fetchall()


@codec.readable
def _draft(found: codec.Row) -> Draft:
    row = found.wide()
    decision = row["c_id"] and codec.decision(
        row, codec.timing_out(row["bounds"], row.zone, "bounds")
    )
    return Draft(
        id=row["id"],
        item=row["item"],
        source=row["source"],
        kind=_KIND[row["kind"]],
        state=_STATE[row["state"]],
        version=row["version"],
        title=row["title"],
        content=codec.content_out(row["content"]),
        digest=row["digest"],
        weight=row["weight"],
        findings=codec.findings_out(row["findings"]),
        author=row["author"],
        created_at=row.moment("opened_at"),
        changed_at=row.moment("changed_at"),
        urgent=bool(row["urgent"]),
        note=row["note"],
        cause=_CAUSE[row["cause"]],
        origin=row["origin"],
        corrects=row["corrects"],
        expires_on=codec.day(row["expires_on"]),
        decision=decision or None,
        post=_first_post(row),
        further=_further_posts(row),
        checklists=tuple(
            Checklist(
                version=version,
                digest=digest,
                person=person,
                at=codec.must(at).astimezone(row.zone),
                part=ChecklistPart(part),
            )
            for _, version, digest, person, at, part in sorted(codec.load(row["ticks"]))
        ),
        reviews=tuple(
            Review(
                version=version,
                digest=digest,
                step=step,
                person=person,
                at=codec.must(at).astimezone(row.zone),
            )
            for _, version, digest, step, person, at in sorted(codec.load(row["reviews"]))
        ),
        successor=codec.load(row["handed"])["to"] if row["handed"] else "",
        timing=codec.timing_out(row["timing"], row.zone),
    )


def _first_post(row: codec.WideRow) -> Post | None:
    """Return the post of a draft's row, of a thread the first; None when there is none."""
    if not row["p_id"]:
        return None
    return Post(
        draft=row["id"],
        attempt=row["attempt"],
        what=_post_id(row, row["id"]),
        url=row["p_url"],
        at=row.moment("p_at"),
        through=_THROUGH[row["through"]],
        cost=row["cost"],
        id=row["p_id"],
    )


def _further_posts(row: codec.WideRow) -> tuple[Post, ...]:
    """Return the posts of a thread behind its first, in order."""
    return tuple(
        Post(
            draft=row["id"],
            attempt=attempt,
            what=PostId(number, Act(act), row["id"] if act == Act.RETWEET else 0),
            url=url,
            at=codec.must(at).astimezone(row.zone),
            through=_THROUGH[through],
            cost=cost,
            id=id,
            part=part,
        )
        for part, id, attempt, act, number, url, at, through, cost in sorted(
            codec.load(row["further"] or "[]")
        )
    )


@codec.readable
def _attempt(found: codec.Row) -> Attempt:
    row = found.wide()
    return Attempt(
        id=row["id"],
        draft=row["draft"],
        decision=row["decision"],
        digest=row["digest"],
        through=_THROUGH[row["through"]],
        started_at=row.moment("started_at"),
        marker=row["marker"],
        outcome=_OUTCOME[row["outcome"]],
        detail=row["detail"],
        person=row["person"],
        opened_at=row.moment_or_none("opened_at"),
        absent_at=row.moment_or_none("absent_at"),
        part=row["part"],
    )


@codec.readable
def _post(row: codec.Row) -> Post:
    return Post(
        draft=row["draft"],
        attempt=row["attempt"],
        what=_post_id(row, row["draft"]),
        url=row["url"],
        at=row.moment("at"),
        through=_THROUGH[row["through"]],
        cost=row["cost"],
        id=row["id"],
        part=row["part"],
    )


def _post_id(row: codec.Row | codec.WideRow, draft: int) -> PostId:
    act = _ACT[row["act"]]
    return PostId(row["post_id"], act, draft if act is Act.RETWEET else 0)
