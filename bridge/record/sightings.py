"""Edge: what is known of sources, items and pages. Holds no rule.

Every entry ever seen is an item with a state (truth 3). Looking one up is an index search by
identity, whatever the history.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.errors import NotFound, WrongState
from bridge.model import (
    PENDING,
    HostMemory,
    Item,
    ItemState,
    JournalLine,
    ListVerdict,
    Memory,
    Move,
    Page,
    Sighting,
    State,
    Watched,
)
from bridge.record import codec, database, journal
from bridge.urls import SHARED, shared_key
from bridge.values import asdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from bridge.model import Where
    from bridge.record.visits import Visits


#: columns of a Memory that are moments
MOMENTS: Final = (
    *("succeeded_at", "changed_at", "failing_since", "asked_at", "whole_at"),
    *("down_since", "back_at", "anew_at"),
)


_PENDING: Final = codec.these_states(PENDING)


class Sightings:
    """Sources, items, pages."""

    def __init__(self, connection: sqlite3.Connection, path: Path, visits: Visits) -> None:
        self._db = connection
        self._path = path
        self._visits = visits

    # ── sources ─────────────────────────────────────────────────────────────────────────────────

    def memory(self, source: str) -> Memory:
        """Return what is remembered of a source; a bare Memory when it was never seen."""
        with database.explained(self._path):
            row = self._db.execute("SELECT * FROM sources WHERE id = ?", (source,)).fetchone()
        if row is None:
            return Memory()
        return self._visited(_memory(row), self._visits.source(source), row)

    def memories(self, sources: Iterable[str]) -> dict[str, Memory]:
        """Return what is remembered of each of these sources, asked at once; a bare Memory of one
        that was never seen.
        """
        with database.explained(self._path):
            rows = self._db.execute("SELECT * FROM sources").fetchall()
        known = {row["id"]: row for row in rows}
        return {
            id: self._visited(_memory(known[id]), self._visits.source(id), known[id])
            if id in known
            else Memory()
            for id in sources
        }

    def _visited(self, memory: Memory, visit: tuple[str, str], row: codec.Row) -> Memory:
        """Return the memory of a source with the visits since that brought nothing new."""
        last, whole = (codec.must(stamp).astimezone(row.zone) if stamp else None for stamp in visit)
        if (
            last is None
            or memory.failures
            or memory.succeeded_at is None
            or (memory.asked_at and memory.asked_at >= last)
        ):
            return memory
        return replace(memory, succeeded_at=last, asked_at=last, whole_at=whole or memory.whole_at)

    def remember(
        self,
        source: str,
        memory: Memory,
        sightings: Iterable[Sighting] = (),
        line: JournalLine | None = None,
        *,
        again: Iterable[tuple[int, tuple[str, ...]]] = (),
        halts: Iterable[tuple[int, str, bool]] = (),
    ) -> list[int]:
        """Write what a look at a source brought, in one transaction, and return the ids of the new
        items.

        `again` are known items with the keys under which they are seen now, `halts` those with a
        title that calls them off, and whether a draft that is made of one is to hear of it.
        """
        with database.transaction(self._db, self._path):
            values = asdict(memory)
            for name in MOMENTS:
                values[name] = codec.iso(values[name])
            for name in ("parts", "notes", "lists"):
                values[name] = codec.dump(values[name])
            columns = ", ".join(values)
            self._db.execute(
                f"INSERT OR REPLACE INTO sources (id, {columns}) VALUES (?, "
                f"{', '.join('?' * len(values))})",
                (source, *values.values()),
            )
            added = [self._add(sighting) for sighting in sightings]
            for item, keys in again:
                self._name(item, keys)
            self._db.executemany(
                "UPDATE items SET title = :title,"
                " halt = halt OR (:halt AND state IN ('drafted', 'set_aside'))"
                " WHERE id = :id",
                [{"id": id, "title": title, "halt": halt} for id, title, halt in halts],
            )
            if line is not None:
                journal.append(self._db, line)
        return added

    def answered(self, sources: Iterable[str], whole: Iterable[str], at: datetime) -> None:
        """Write that these sources answered with nothing new, `whole` of them with a body, all in
        one transaction.
        """
        with database.transaction(self._db, self._path):
            self._db.executemany(
                "UPDATE sources SET succeeded_at = :at, failing_since = NULL, failures = 0, "
                "error = '', asked_at = :at"
                " WHERE id = :source AND succeeded_at IS NOT NULL",
                [{"at": codec.stamp(at), "source": source} for source in sources],
            )
            self._db.executemany(
                "UPDATE sources SET whole_at = ? WHERE id = ?",
                [(codec.stamp(at), source) for source in whole],
            )

    # ── hosts ───────────────────────────────────────────────────────────────────────────────────

    def hosts(self) -> dict[str, HostMemory]:
        """Return what is remembered of each host."""
        with database.explained(self._path):
            rows = self._db.execute("SELECT * FROM hosts").fetchall()
        return {
            row["host"]: HostMemory(
                row.moment_or_none("not_before"), row["robots"], row.moment_or_none("robots_at")
            )
            for row in rows
        }

    def remember_hosts(self, hosts: Mapping[str, HostMemory]) -> None:
        """Write what is remembered of these hosts, all in one transaction."""
        values = [
            (host, codec.iso(memory.not_before), memory.robots, codec.iso(memory.robots_at))
            for host, memory in hosts.items()
        ]
        with database.transaction(self._db, self._path):
            self._db.executemany("INSERT OR REPLACE INTO hosts VALUES (?, ?, ?, ?)", values)

    # ── items ───────────────────────────────────────────────────────────────────────────────────

    def find(self, keys: Iterable[str]) -> int | None:
        """Return the item known by the first of `keys` that is known, None when none is."""
        with database.explained(self._path):
            for key in keys:
                row = self._db.execute(
                    "SELECT item FROM identities WHERE key = ?", (key,)
                ).fetchone()
                if row is not None:
                    return int(row[0])
        return None

    def known(self, keys: Iterable[str]) -> Item | None:
        """Return the item known by the first of `keys` that is known, None when none is."""
        id = self.find(keys)
        return None if id is None else self.item(id)

    def item(self, id: int) -> Item:
        """Return one item; raises NotFound."""
        with database.explained(self._path):
            row = self._db.execute("SELECT * FROM items WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise NotFound("item.unknown", item=id)
        return self._known((row,))[0]

    def items(self, *states: ItemState, source: str = "", limit: int = -1) -> list[Item]:
        """Return items, newest first, of these states (all when none is named) and of one source
        when named.
        """
        where = [f"state IN ({','.join('?' * len(states))})"] if states else []
        where += ["source = ?"] if source else []
        condition = f"WHERE {' AND '.join(where)}" if where else ""
        with database.explained(self._path):
            rows = self._db.execute(
                f"SELECT * FROM items {condition} ORDER BY id DESC LIMIT {limit:d}",
                (*states, *([source] if source else [])),
            ).fetchall()
        return self._known(rows)

    def to_read(self, limit: int, source: str = "") -> list[Item]:
        """Return the items whose page is still to be read, those tried least first, then oldest
        first.
        """
        with database.explained(self._path):
            rows = self._db.execute(
                "SELECT * FROM items WHERE state = 'new' AND (? = '' OR source = ?) ORDER BY "
                "tries, id LIMIT ?",
                (source, source, limit),
            ).fetchall()
        return self._known(rows)

    def _known(self, rows: Sequence[codec.Row]) -> list[Item]:
        """Return items as read; which addresses are shared is asked once, and mostly none is."""
        if not rows:
            return []
        with database.explained(self._path):
            keys = self._db.execute(
                "SELECT key FROM identities WHERE key >= :of AND key < :of || '~'", {"of": SHARED}
            ).fetchall()
        shared = {key[0] for key in keys}
        items = map(_item, rows)
        return [
            replace(item, shared=True) if shared and shared_key(item.url) in shared else item
            for item in items
        ]

    def move(self, move: Move, line: JournalLine | None = None) -> None:
        """Write what became of an item, with its line in the journal when a draft's step writes
        none.

        Raises WrongState when the item has gone elsewhere since the move was made.
        """
        with database.transaction(self._db, self._path):
            changed = self._db.execute(
                "UPDATE items SET state = ?, reason = ? WHERE id = ? AND state = ?",
                (move.after, move.reason, move.item, move.before),
            )
            if changed.rowcount != 1:
                raise WrongState("item.moved_meanwhile", item=move.item)
            if line is not None:
                journal.append(self._db, line)

    def tried(self, item: int, reason: str) -> None:
        """Count a reading that failed; the item stays, to be read again."""
        with database.transaction(self._db, self._path):
            self._db.execute(
                "UPDATE items SET tries = tries + 1, reason = ? WHERE id = ?", (reason, item)
            )

    @codec.readable
    def counts(self) -> dict[str, int]:
        """Return how many items stand in each state that occurs."""
        with database.explained(self._path):
            rows = self._db.execute(
                "SELECT state, count(*) FROM items GROUP BY state ORDER BY state"
            ).fetchall()
        return {ItemState(row[0]): row[1] for row in rows}

    def held(self) -> dict[str, tuple[int, datetime]]:
        """Return for each source how many of its items wait for a person to pick, and when the
        newest came.
        """
        # few have this state, whatever SQLite's statistics say of the others
        with database.explained(self._path):
            rows = self._db.execute(
                "SELECT source, count(*) AS count, max(seen_at) AS newest FROM items"
                " INDEXED BY items_by_state WHERE state = 'held' GROUP BY source ORDER BY source"
            ).fetchall()
        return {row["source"]: (row["count"], row.moment("newest")) for row in rows}

    def news_days(self, source: str, limit: int = 200) -> list[date]:
        """Return the days of the newest items of a source: that on which each was published, else
        that on which it was seen.
        """
        with database.explained(self._path):
            rows = self._db.execute(
                "SELECT published, seen_at FROM items WHERE source = ? ORDER BY id DESC LIMIT ?",
                (source, limit),
            ).fetchall()
        return [
            row.day("published") if row["published"] else row.moment("seen_at").date()
            for row in rows
        ]

    # ── pages ───────────────────────────────────────────────────────────────────────────────────

    def page(self, item: int) -> tuple[Page, tuple[str, str], str] | None:
        """Return the last reading of an item's page, its (etag, last_modified) and body digest;
        None when never read.
        """
        with database.explained(self._path):
            row = self._db.execute("SELECT * FROM pages WHERE item = ?", (item,)).fetchone()
        if row is None:
            return None
        return codec.page_out(row["page"]), (row["etag"], row["last_modified"]), row["digest"]

    def watched(self, posted: datetime, announced: datetime, today: date) -> list[Watched]:
        """Return the drafts to which a change of their page still matters, open ones last.

        The others were posted since `posted`, or since `announced` and their last day is not over.
        """
        columns = (
            "d.id, d.item, d.source, d.state, v.expires_on, p.read_at, p.looked_at, p.whole_at, "
            "i.halt"
        )
        drafts = (
            f"SELECT {columns} FROM drafts d JOIN versions v ON v.draft = d.id AND "
            "v.version = d.version JOIN pages p ON p.item = d.item JOIN items i ON i.id = d.item"
        )
        with database.explained(self._path):
            rows = self._db.execute(
                f"{drafts} WHERE d.id IN (SELECT draft FROM posts WHERE at >= :posted) OR "
                "v.expires_on >= :today AND d.id IN"
                " (SELECT w.draft FROM versions w JOIN posts t ON t.draft = w.draft WHERE "
                "w.expires_on >= :today AND t.at >= :announced)"
                " ORDER BY d.id",
                {
                    "posted": codec.stamp(posted),
                    "today": today.isoformat(),
                    "announced": codec.stamp(announced),
                },
            ).fetchall()
            rows += self._db.execute(
                f"{drafts} WHERE d.state IN {_PENDING} ORDER BY d.id"
            ).fetchall()
        return [self._watched(row) for row in rows]

    def beside(self) -> list[tuple[int, State, date | None, str]]:
        """Return number, state, last day and text of the open drafts that a person wrote, by
        number.
        """
        with database.explained(self._path):
            rows = self._db.execute(
                "SELECT d.id, d.state, v.expires_on, json_extract(v.content, '$.text') AS text"
                " FROM drafts d JOIN versions v ON v.draft = d.id AND v.version = d.version WHERE"
                f" d.state IN {codec.these_states((*PENDING, State.PARTIAL))}"
                " AND v.author <> 'sync' ORDER BY d.id"
            ).fetchall()
        return [
            (row["id"], State(row["state"]), codec.day(row["expires_on"]), row["text"])
            for row in rows
        ]

    def drafts_by_finding(self, where: Where) -> dict[str, list[int]]:
        """Return the open drafts that have a finding at `where`, by what was found there."""
        with database.explained(self._path):
            rows = self._db.execute(
                "SELECT d.id, json_extract(f.value, '$.found') AS found FROM drafts d"
                " JOIN versions v ON v.draft = d.id AND v.version = d.version,"
                f" json_each(v.findings) f WHERE d.state IN {_PENDING}"
                " AND json_extract(f.value, '$.where') = ? ORDER BY d.id",
                (where,),
            ).fetchall()
        drafts: dict[str, list[int]] = {}
        for row in rows:
            drafts.setdefault(row["found"], []).append(row["id"])
        return drafts

    def linked(self, item: int, draft: int, state: State, last_day: date | None) -> Watched | None:
        """Return an item's page as one to which a draft links; None when it was never read."""
        with database.explained(self._path):
            row = self._db.execute(
                "SELECT ? AS id, i.id AS item, i.source, ? AS state, ? AS expires_on, p.read_at,"
                " p.looked_at, p.whole_at, i.halt FROM items i JOIN pages p ON p.item = i.id"
                " WHERE i.id = ?",
                (draft, state, last_day and last_day.isoformat(), item),
            ).fetchone()
        return None if row is None else self._watched(row)

    def over(self, today: date) -> list[int]:
        """Return the open drafts whose last day is over, by number."""
        with database.explained(self._path):
            rows = self._db.execute(
                "SELECT d.id FROM drafts d JOIN versions v ON v.draft = d.id AND v.version = "
                "d.version"
                f" WHERE d.state IN {_PENDING} AND v.expires_on < ? ORDER BY d.id",
                (today.isoformat(),),
            ).fetchall()
        return [row[0] for row in rows]

    @codec.readable
    def _watched(self, row: codec.Row) -> Watched:
        looks, whole = (
            codec.must(stamp).astimezone(row.zone)
            if (stamp := max(row[column] or "", visit))
            else None
            for column, visit in zip(
                ("looked_at", "whole_at"), self._visits.page(row["item"]), strict=True
            )
        )
        return Watched(
            draft=row["id"],
            item=row["item"],
            source=row["source"],
            state=State(row["state"]),
            last_day=codec.day(row["expires_on"]),
            looked_at=looks,
            whole_at=whole,
            changed_at=row.moment_or_none("read_at"),
            halt=bool(row["halt"]),
        )

    def keep_page(
        self, item: int, page: Page, validators: tuple[str, str], digest: str, at: datetime
    ) -> None:
        """Keep a reading of an item's page, with its (etag, last_modified), in place of the one
        before; what the list says of it is told with it.
        """
        with database.transaction(self._db, self._path):
            self._db.execute(
                "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    item,
                    moment := codec.stamp(at),
                    *validators,
                    digest,
                    codec.page_in(page),
                    moment,
                    moment,
                ),
            )
            self._db.execute("UPDATE items SET halt = 0 WHERE id = ? AND halt", (item,))

    def joined(self, item: Item, keys: tuple[str, str]) -> tuple[Item | None, Item | None]:
        """Keep an item under the keys of its page, with the day and without; returns the other
        items known by each before.

        The key without a day is the newest item's.
        """
        exact, plain = keys
        with database.transaction(self._db, self._path):
            others = tuple(self.known((key,)) if key else None for key in keys)
            self._name(item.id, (exact,) if exact else ())
            if plain:
                self._db.execute(
                    "INSERT OR REPLACE INTO identities VALUES (?, ?)", (plain, item.id)
                )
        first, second = (
            other if other is not None and other.id != item.id else None for other in others
        )
        return first, second

    def picked(self, item: int) -> bool:
        """Return whether a person has picked an item by its number; looks through all picks."""
        with database.explained(self._path):
            row = self._db.execute(
                "SELECT 1 FROM journal WHERE action = 'pick' AND actor <> 'resync'"
                " AND json_extract(detail, '$.item') = ? LIMIT 1",
                (item,),
            ).fetchone()
        return row is not None

    def _name(self, item: int, keys: Iterable[str]) -> None:
        self._db.executemany(
            "INSERT OR IGNORE INTO identities VALUES (?, ?)", [(key, item) for key in keys]
        )

    def _add(self, sighting: Sighting) -> int:
        item = sighting.item
        cursor = self._db.execute(
            "INSERT INTO items (source, url, title, page, summary, state, seen_at, "
            "published, reason, tries)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
            (
                item.source,
                item.url,
                item.title,
                item.page,
                item.summary,
                item.state,
                codec.stamp(item.seen_at),
                codec.iso(item.published),
                item.reason,
            ),
        )
        self._name(cursor.lastrowid or 0, sighting.keys)
        return int(cursor.lastrowid or 0)


@codec.readable
def _item(row: codec.Row) -> Item:
    return Item(
        id=row["id"],
        source=row["source"],
        url=row["url"],
        title=row["title"],
        state=ItemState(row["state"]),
        seen_at=row.moment("seen_at"),
        published=codec.day(row["published"]),
        reason=row["reason"],
        tries=row["tries"],
        page=row["page"],
        summary=row["summary"],
        halt=bool(row["halt"]),
    )


@codec.readable
def _memory(row: codec.Row) -> Memory:
    return Memory(
        etag=row["etag"],
        last_modified=row["last_modified"],
        digest=row["digest"],
        count=row["count"],
        succeeded_at=row.moment_or_none("succeeded_at"),
        changed_at=row.moment_or_none("changed_at"),
        failing_since=row.moment_or_none("failing_since"),
        failures=row["failures"],
        error=row["error"],
        how=row["how"],
        asked_at=row.moment_or_none("asked_at"),
        whole_at=row.moment_or_none("whole_at"),
        reading=row["reading"],
        parts=tuple(codec.load(row["parts"])),
        notes=tuple(codec.load(row["notes"])),
        lists=tuple(ListVerdict(**one) for one in codec.load(row["lists"])),
        cut=bool(row["cut"]),
        down_since=row.moment_or_none("down_since"),
        back_at=row.moment_or_none("back_at"),
        anew_at=row.moment_or_none("anew_at"),
    )
