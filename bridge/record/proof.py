"""Edge: whether the tables say what the journal says. Holds no rule.

The chain of the journal shows that its rows are those that were written; this shows that the tables
are what those rows tell: each wording its digest, each decision, attempt, post and tick its line,
each person, prior confirmation and stop the last word on it.
What was changed, added or removed in the file is told by draft. A line tells what it told when it
was written: facts that lines of earlier releases do not carry are not compared.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from dataclasses import field, replace
from itertools import groupby, islice, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from bridge import labels
from bridge.errors import StoreFailed
from bridge.model import Stop, Verb, Way
from bridge.record import codec, database, doubts, journal
from bridge.record.marks import row_mark, secret_mark, wording_mark
from bridge.sayings import Refusal
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

SPAN: Final = 100  #: drafts that are read at once, so that nobody waits
MOST: Final = 50  #: differences that are told
#: rows that are rather walked again, some milliseconds, than remembered with a write to the disk
WALK: Final = 200
DAY: Final = 86_400  #: seconds between two walks along the whole journal

#: what a line raises that does not tell what a line of its verb tells
UNTOLD: Final = (ValueError, TypeError, KeyError)

RowValues = dict[str, Any]
#: draft, moment, actor, action, state, version, detail
JournalRow = tuple[int, str, str, str, str, int, str]
#: of the journal: moment, actor, action, version, detail
Line = tuple[str, str, str, int, RowValues]


@dataclass(frozen=True, slots=True)
class Proof:
    """What an examination of the record found."""

    rows: int  #: of the journal
    head: str  #: the hash of its last row that follows
    broken_at: int | None  #: the first row that does not follow; None = the chain holds
    #: where the tables of drafts and the journal do not agree
    differences: tuple[Refusal, ...] = ()
    office: tuple[Refusal, ...] = ()  #: the same of persons, prior confirmations and stops
    damage: tuple[Refusal, ...] = ()  #: what is wrong with the file itself

    @property
    def sound(self) -> bool:
        """Return whether the file is whole, the chain holds and the tables are what it tells."""
        return not self.faults

    @property
    def faults(self) -> tuple[Refusal, ...]:
        """Return everything that is wrong; empty when nothing is."""
        if self.broken_at is None:
            return (*self.damage, *self.office, *self.differences)
        return (*self.damage, Refusal("proof.chain_broken", row=self.broken_at))


@dataclass(slots=True)
class _OfficeTestimony:
    """What the journal's rows on no draft say last: of persons, prior confirmations, stops,
    disposals.
    """

    persons: dict[str, RowValues] = field(default_factory=dict)
    confirmations: dict[str, RowValues] = field(default_factory=dict)
    stops: dict[str, RowValues] = field(default_factory=dict)  #: roads that are closed
    closings: dict[str, RowValues] = field(default_factory=dict)  #: id → the mark of its row
    factors: dict[str, RowValues] = field(default_factory=dict)  #: likewise
    disposed: list[tuple[int, int]] = field(default_factory=list)  #: drafts, from and to

    def hear(self, row: RowValues) -> None:
        detail = json.loads(row["detail"])
        match row["action"]:
            case "factor":
                self.factors |= _by_mark(detail["marks"])
                gone = set(map(str, detail["gone"]))
                self.factors = {id: row for id, row in self.factors.items() if id not in gone}
            case "people" if "person" in detail:
                self.persons[detail["person"]] = detail
            case "rename" if detail.get("person") in self.persons:
                self.persons[detail["renamed"]] = self.persons.pop(detail["person"])
            case "confirm" if "number" in detail:
                self.confirmations[detail["number"]] = {
                    **detail,
                    "given_by": row["actor"],
                    "revoked": False,
                }
            case "revoke" if detail.get("number") in self.confirmations:
                self.confirmations[detail["number"]]["revoked"] = True
            case "inventory":  # what stood there when the record was brought to this release
                self._take_stock(detail)
            case "closing" | "closings":
                self.closings |= _by_mark(detail.get("marks", {}))
            case "stop":
                self.stops[detail.get("road", Stop.ALL)] = detail
            case "resume":
                self.stops.pop(detail.get("road", Stop.ALL), None)
            case "dispose":
                self.disposed += _spans(detail.get("drafts", ""))

    def _take_stock(self, inventory: RowValues) -> None:
        """Begin anew with what an inventory says; an earlier one had only the names of stops."""
        stops = inventory["stops"]
        self.persons = dict(inventory["persons"])
        self.confirmations = dict(inventory["confirmations"])
        self.stops = dict(stops) if isinstance(stops, dict) else {name: {} for name in stops}
        self.closings = _by_mark(inventory.get("closings", {}))


def _spans(drafts: str) -> list[tuple[int, int]]:
    """Return the spans of drafts that "1～3、7" names, each with its last one."""
    ends = (span.partition("～") for span in drafts.split("、") if span)
    return [(int(first), int(last or first)) for first, _, last in ends]


class Examiner:
    """Compares the tables with the journal; reads alone, a span of drafts at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def whole(self) -> Proof:
        """Walk the whole chain and compare everything."""
        verdict = journal.verify(self._db)
        if verdict.broken_at is not None:
            return Proof(verdict.rows, verdict.head, verdict.broken_at)
        differences = tuple(islice(self._drafts(self._disposed()), MOST))
        return Proof(
            rows=verdict.rows,
            head=verdict.head,
            broken_at=None,
            differences=differences,
            office=self.office(),
        )

    def draft(self, id: int) -> tuple[Refusal, ...]:
        """Return where the tables say of one draft what its lines in the journal do not; empty when
        nowhere.
        """
        return (*self._links(id), *self._span(id, id, []))

    def office(self) -> tuple[Refusal, ...]:
        """Return where persons, prior confirmations and stops are not what the journal says last of
        them.
        """
        try:
            with database.one_moment(self._db):
                return tuple(self._office(self._told()))
        except UNTOLD:
            return (Refusal("proof.office_unreadable"),)

    def _disposed(self) -> list[tuple[int, int]]:
        """Return the spans of drafts that were disposed of; none where the office cannot be read,
        which `office` tells.
        """
        try:
            return self._told().disposed
        except UNTOLD:
            return []

    def _told(self) -> _OfficeTestimony:
        testimony = _OfficeTestimony()
        cursor = self._db.execute(
            "SELECT actor, action, detail FROM journal WHERE draft IS NULL"
            " AND action IN ('people', 'factor', 'rename', 'confirm', 'revoke', 'stop', "
            "'resume', 'dispose', 'inventory', 'closing', 'closings')"
            " ORDER BY id"
        )
        for actor, action, detail in cursor.fetchall():
            testimony.hear({"actor": actor, "action": action, "detail": detail})
        return testimony

    def _links(self, id: int) -> Iterator[Refusal]:
        """Yield which lines of a draft were altered since they were chained, each with the one
        after it.
        """
        names = ", ".join(f"j.{name}" for name in (*journal.COLUMNS, "previous", "hash"))
        rows = self._db.execute(
            f"SELECT {names}, n.previous FROM journal j LEFT JOIN journal n ON n.id = j.id + "
            "1 WHERE j.draft = ?",
            (id,),
        ).fetchall()
        for found in rows:
            row = dict(
                zip((*journal.COLUMNS, "previous", "hash", "after_it"), tuple(found), strict=True)
            )
            linked = row["after_it"] in {None, row["hash"]}
            if row["hash"] != journal.chain(row["previous"], row) or not linked:
                yield Refusal("proof.line_rewritten", draft=id, row=row["id"])

    # ── drafts ──────────────────────────────────────────────────────────────────────────────────

    def _drafts(self, disposed: list[tuple[int, int]]) -> Iterator[Refusal]:
        last = self._db.execute(
            "SELECT max(coalesce((SELECT max(id) FROM drafts), 0), coalesce((SELECT "
            "max(draft) FROM journal WHERE draft IS NOT NULL), 0))"
        ).fetchone()[0]
        doubts.ready(self._db)
        for first in range(1, last + 1, SPAN):
            span = first, first + SPAN - 1
            # what was disposed of has not the texts that its lines mark
            if any(low <= span[1] and span[0] <= high for low, high in disposed):
                plain = False
            else:
                with database.one_moment(self._db):
                    plain = doubts.undoubted(self._db, *span)
            if not plain:
                yield from self._span(*span, disposed)

    def _span(self, first: int, last: int, disposed: list[tuple[int, int]]) -> Iterator[Refusal]:
        # what is written between two of these reads would look like a change of the file
        with database.one_moment(self._db):
            drafts = {row["id"]: row for row in self._read("drafts", "id", first, last)}
            lines = self._lines(first, last)
            tables = [self._by_draft(name, first, last, order) for name, order in _ORDER.items()]
            pages = self._pages(first, last)
            bare = self._without_picture(first, last)
        details = self._details(lines)
        for id in sorted(drafts.keys() | lines.keys()):
            course = _Course(
                id=id,
                draft=drafts.get(id),
                lines=lines.get(id, []),
                details=details.get(id),
                rows=_Rows(*[table.get(id, ()) for table in tables]),
                pages=pages,
                disposed=any(low <= id <= high for low, high in disposed),
            )
            yield from course.differences()
            yield from (
                Refusal("proof.picture_missing", draft=id, version=version)
                for version in bare.get(id, ())
            )

    def _by_draft(
        self, table: str, first: int, last: int, order: str
    ) -> dict[int, list[RowValues]]:
        rows = self._read(table, key="draft", first=first, last=last, order=f"draft, {order}")
        return {draft: list(each) for draft, each in groupby(rows, _DRAFT)}

    def _lines(self, first: int, last: int) -> dict[int, list[JournalRow]]:
        cursor = self._db.cursor()
        cursor.row_factory = None
        rows: list[JournalRow] = cursor.execute(
            "SELECT draft, at, actor, action, after, version, detail FROM journal"
            " WHERE draft BETWEEN ? AND ? ORDER BY draft, id",
            (first, last),
        ).fetchall()
        return {draft: list(each) for draft, each in groupby(rows, itemgetter(0))}

    def _details(self, lines: Mapping[int, list[JournalRow]]) -> dict[int, list[RowValues]]:
        """Return what the lines of each draft tell, all read at once; empty when one of them cannot
        be read: then each draft is asked for its own.
        """
        texts = [detail for rows in lines.values() for *_, detail in rows]
        try:
            testimony = iter(codec.load_all(texts))
        except StoreFailed:
            return {}
        return {id: list(islice(testimony, len(rows))) for id, rows in lines.items()}

    def _pages(self, first: int, last: int) -> dict[int, tuple[str, str]]:
        rows = self._db.execute(
            "SELECT p.decision, p.page, p.seen_at FROM decision_pages p JOIN decisions d ON "
            "d.id = p.decision"
            " WHERE d.draft BETWEEN ? AND ?",
            (first, last),
        ).fetchall()
        return {row[0]: (hashlib.sha256(str(row[1]).encode()).hexdigest(), row[2]) for row in rows}

    def _without_picture(self, first: int, last: int) -> dict[int, list[int]]:
        """Return the versions of each draft whose picture is not kept; what was disposed of names
        none.
        """
        rows = self._db.execute(
            "SELECT draft, version FROM versions WHERE draft BETWEEN ? AND ?"
            " AND instr(content, '\"sha256\"') > 0 AND CASE WHEN json_valid(content)"
            " THEN coalesce(json_extract(content, '$.image.sha256'), '') ELSE '' END"
            " NOT IN (SELECT sha256 FROM pictures UNION SELECT '')",
            (first, last),
        ).fetchall()
        found: dict[int, list[int]] = {}
        for draft, version in rows:
            found.setdefault(draft, []).append(version)
        return found

    def _read(
        self, table: str, key: str, first: int, last: int, order: str = "1"
    ) -> list[RowValues]:
        cursor = self._db.cursor()
        cursor.row_factory = None
        rows = cursor.execute(
            f"SELECT {_COLUMNS.get(table, '*')} FROM {table} WHERE {key} BETWEEN ? AND ? "
            f"ORDER BY {order}",
            (first, last),
        ).fetchall()
        # a sqlite3.Row looks through its columns whenever it is asked for one
        names = [column[0] for column in cursor.description]
        return list(map(dict, map(zip, repeat(names), rows)))

    # ── persons, prior confirmations, stops ─────────────────────────────────────────────────────

    def _office(self, testimony: _OfficeTestimony) -> Iterator[Refusal]:
        persons = {row["name"]: _person(row) for row in self._all("persons")}
        yield from _compared("persons", testimony.persons, persons)
        confirmations = {row["number"]: _confirmation(row) for row in self._all("confirmations")}
        yield from _compared("confirmations", testimony.confirmations, confirmations)
        stops = {row["name"]: {"until": row["until"]} for row in self._all("stops")}
        yield from _compared("stops", testimony.stops, stops)
        for table, marks in (("closings", testimony.closings), ("factors", testimony.factors)):
            rows = {str(row["id"]): row_mark(table, row) for row in self._all(table)}
            yield from _compared(table, marks, _by_mark(rows))

    def _all(self, table: str) -> list[RowValues]:
        cursor = self._db.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _compared(
    table: str, testimony: Mapping[str, RowValues], rows: Mapping[str, RowValues]
) -> Iterator[Refusal]:
    """Yield what of `rows` the journal does not tell, or tells otherwise; a fact that only one of
    them has is not compared.
    """
    thing = labels.word(labels.TABLE, table)
    for name in sorted({*testimony, *rows}):
        if name not in testimony:
            yield Refusal("proof.not_in_journal", thing=thing, name=name)
        elif name not in rows:
            yield Refusal("proof.not_in_record", thing=thing, name=name)
        else:
            differing = [
                labels.word(labels.COLUMN, key)
                for key, value in rows[name].items()
                if key in testimony[name] and testimony[name][key] != value
            ]
            if differing:
                yield Refusal("proof.differs", thing=thing, name=name, columns=differing)


def _person(row: RowValues) -> RowValues:
    plain = {"role": row["role"], "active": bool(row["active"]), "until": row["until"]}
    return plain | {"password": secret_mark(row["password"]), "mail": secret_mark(row["mail"])}


def _by_mark(marks: Mapping[str, str]) -> dict[str, RowValues]:
    return {name: {"content": mark} for name, mark in marks.items()}


def _confirmation(row: RowValues) -> RowValues:
    lists = {name: json.loads(row[name]) for name in ("persons", "sources", "kinds")}
    plain = {name: row[name] for name in ("first", "last", "per_day", "given_by")}
    marks = {name: bool(row[name]) for name in ("outside_hours", "corrections", "absence")}
    return {**plain, **lists, **marks, "revoked": row["revoked_at"] is not None}


# ── one draft ───────────────────────────────────────────────────────────────────────────────────


class _Rows(NamedTuple):
    """What stands of one draft in each table, in the order in which it is compared."""

    versions: Sequence[RowValues]
    decisions: Sequence[RowValues]
    attempts: Sequence[RowValues]
    posts: Sequence[RowValues]
    checks: Sequence[RowValues]
    checklists: Sequence[RowValues]
    reviews: Sequence[RowValues]
    inspections: Sequence[RowValues]


_ORDER: Final = {
    "versions": "version",
    "decisions": "id",
    "attempts": "id",
    "posts": "id",
    "checks": "at",
    "checklists": "id",
    "reviews": "id",
    "inspections": "decision",
}
_DRAFT: Final = itemgetter("draft")


class _Lines:
    """What the lines of one draft tell, sorted by what they are compared with."""

    __slots__ = ("acts", "checklists", "marks", "moments", "openings", "posts", "versions")

    def __init__(self, lines: Iterable[JournalRow], details: Iterable[RowValues]) -> None:
        self.moments: set[str] = set()
        self.marks: dict[str, str] = {}  #: name of a row → the mark of it, as the last line has it
        self.versions: dict[int, Line] = {}  #: the line that brought each
        self.acts: dict[str, list[Line]] = {}  #: lines by the table which tells the same
        self.checklists: list[Line] = []
        self.posts: list[Line] = []  #: what has an id and an address on X
        #: moments of the lines that open an attempt without a word on its road
        self.openings: Counter[str] = Counter()
        for (_, at, actor, action, _, version, _), detail in zip(lines, details, strict=True):
            line = at, actor, action, version, detail
            self.moments.add(at)
            if "rows" in detail:
                self.marks |= detail["rows"]
            if version not in self.versions:
                self.versions[version] = line
            if action in _ACTS:
                self.acts.setdefault(_ACTS[action], []).append(line)
            if action in _OPENINGS:
                self.openings[at] += 1
            if "checklist" in detail:
                self.checklists.append(line)
            if "post_id" in detail and "url" in detail and action != Verb.REMOVE:
                self.posts.append(line)

    def of(self, table: str) -> list[Line]:
        """Return the lines that tell what stands in a table."""
        return self.acts.get(table, [])


#: what a line did → the table which tells the same
_ACTS: Final = {
    "decide": "decisions",
    "release": "decisions",
    "send": "attempts",
    "take": "attempts",
    "post": "posts",
    "posted": "posts",
    "check": "checks",
    "review": "reviews",
    "inspect": "inspections",
}
#: what opens an attempt that is over at once; "posted" settles one, too
_OPENINGS: Final = {"found", "posted"}


@dataclass(slots=True)
class _Course:
    """One draft in the tables beside its lines in the journal."""

    id: int
    draft: RowValues | None
    lines: list[JournalRow]
    details: list[RowValues] | None  #: what the lines tell; None = they are still to be read
    rows: _Rows
    #: decision → sha256 of the page that stands with it, and when it was seen
    pages: Mapping[int, tuple[str, str]]
    disposed: bool  #: the journal says that its texts are gone

    def differences(self) -> Iterator[Refusal]:
        try:
            yield from self._found()
        except (*UNTOLD, StoreFailed):
            yield Refusal("proof.draft_unreadable", draft=self.id)

    def _found(self) -> Iterator[Refusal]:
        if self.draft is None:
            yield Refusal("proof.draft_missing", draft=self.id)
            return
        if not self.lines:
            yield Refusal("proof.draft_without_lines", draft=self.id)
            return
        *_, state, version, _ = self.lines[-1]
        stands = self.draft["state"], self.draft["version"]
        if stands != (state, version):
            yield Refusal(
                "proof.state_differs",
                draft=self.id,
                state=labels.word(labels.STATE, stands[0]),
                version=stands[1],
                state_of_journal=labels.word(labels.STATE, state),
                version_of_journal=version,
            )
        details = self.details or [json.loads(detail) for *_, detail in self.lines]
        yield from self._opening(details[0])
        testimony = _Lines(self.lines, details)
        if not self.disposed:
            yield from self._marks(testimony.marks)
        yield from self._versions(testimony.versions)
        yield from self._decisions(testimony.of("decisions"))
        yield from self._attempts(testimony)
        yield from self._posts(testimony)
        yield from self._ticks(testimony)

    def _opening(self, detail: RowValues) -> Iterator[Refusal]:
        assert self.draft is not None
        differing = [
            labels.COLUMN[name]
            for name in ("kind", "source", "item", "corrects")
            if name in detail and detail[name] != self.draft[name]
        ]
        if differing:
            yield Refusal("proof.opening_differs", draft=self.id, columns=differing)

    def _marks(self, marks: Mapping[str, str]) -> Iterator[Refusal]:
        """Yield which rows are not as the last line that touched them left them."""
        rows = {f"drafts {self.id}": self.draft}
        rows |= {f"attempts {row['id']}": row for row in self.rows.attempts}
        rows |= {f"posts {row['id']}": row for row in self.rows.posts}
        altered = set()
        for name, mark in marks.items():
            row, table = rows.get(name), name.partition(" ")[0]
            if row is None or row_mark(table, row) != mark:
                altered.add(table)
        if altered:
            yield from (
                Refusal("proof.rows_differ", draft=self.id, thing=labels.TABLE[table])
                for table in ("drafts", "attempts", "posts")
                if table in altered
            )

    def _versions(self, testimony: dict[int, Line]) -> Iterator[Refusal]:
        rows = {row["version"]: row for row in self.rows.versions}
        if testimony.keys() != rows.keys():
            for number in sorted(testimony.keys() ^ rows.keys()):
                code = (
                    "proof.version_not_in_journal"
                    if number in rows
                    else "proof.version_not_in_record"
                )
                yield Refusal(code, draft=self.id, version=number)
        for number, version in rows.items():
            if number not in testimony:
                continue
            at, _, _, _, detail = testimony[number]
            digest = version["digest"]
            if version["at"] != at or digest != detail.get("digest", digest):
                yield Refusal("proof.version_differs", draft=self.id, version=number)
            if version["author"] != detail.get("author", version["author"]):
                yield Refusal("proof.author_differs", draft=self.id, version=number)
            content = version["content"]
            if self.disposed and codec.content_out(content).disposed:
                continue
            if not codec.has_digest(content, digest):
                yield Refusal("proof.text_differs", draft=self.id, version=number)
            elif "wording" in detail and wording_mark(version) != detail["wording"]:
                yield Refusal("proof.wording_differs", draft=self.id, version=number)

    def _decisions(self, testimony: list[Line]) -> Iterator[Refusal]:
        rows = self.rows.decisions
        if len(testimony) != len(rows):
            yield Refusal(
                "proof.decisions_counted", draft=self.id, rows=len(rows), lines=len(testimony)
            )
            return
        for line, row in zip(testimony, rows, strict=True):
            at, actor, _, _, detail = line
            id, _, *stands = row.values()
            if self._decision(line, stands) != stands:
                yield Refusal("proof.decision_differs", draft=self.id, at=at, person=actor)
            page, seen_at = self.pages.get(id, ("", ""))
            told_page = (detail.get("page", page), detail.get("page_seen", seen_at))
            if not self.disposed and (page, seen_at) != told_page:
                yield Refusal("proof.page_differs", draft=self.id, at=at)
        assert self.draft is not None
        force = self.draft["decision"]
        if force is not None and (not rows or force != rows[-1]["id"]):
            yield Refusal("proof.force_differs", draft=self.id)

    def _decision(self, line: Line, stands: list[Any]) -> list[Any]:
        """Return the columns of a decision, in their order, as its line tells them; as they stand
        where it tells nothing.
        """
        at, actor, action, version, detail = line
        *_, not_before, record, road, library, hours, acknowledged = stands
        if (
            "record" in detail
        ):  # a line of before told no bond; the upgrade gave one to its decision
            record, road, library = (detail.get(key, "") for key in ("record", "road", "library"))
        if not self.disposed:
            marked = detail.get("acknowledged")
            hours = detail.get("outside_hours", "")
            acknowledged = codec.dump(marked) if marked else "[]"
        return [
            version,
            actor,
            at,
            Way.DIRECTOR if action == Verb.DECIDE else Way.CONFIRMATION,
            detail["digest"],
            detail.get("confirmation", ""),
            detail.get("policy", ""),
            int(detail.get("absence", False)),
            detail.get("not_before", not_before),
            record,
            road,
            library,
            hours,
            acknowledged,
        ]

    def _attempts(self, testimony: _Lines) -> Iterator[Refusal]:
        # a clock that was put back gives two attempts one moment
        rows = Counter(_columns(self.rows.attempts, "started_at", "digest", "through"))
        for at, _, _, _, detail in testimony.of("attempts"):
            attempt = at, detail["digest"], detail["through"]
            if rows[attempt]:
                rows[attempt] -= 1
            else:
                yield Refusal("proof.attempt_differs", draft=self.id, at=at)
        if Counter(str(at) for at, _, _ in rows.elements()) - testimony.openings:
            yield Refusal("proof.attempt_not_in_journal", draft=self.id)

    def _posts(self, testimony: _Lines) -> Iterator[Refusal]:
        rows = self.rows.posts
        places = {(row["post_id"], row["url"]) for row in rows}
        if not places <= {
            (_number(detail["post_id"]), detail["url"]) for *_, detail in testimony.posts
        } or not testimony.moments.issuperset([row["at"] for row in rows]):
            yield Refusal("proof.post_differs", draft=self.id)
        if not rows and testimony.of("posts"):
            yield Refusal("proof.post_not_in_record", draft=self.id)

    def _ticks(self, testimony: _Lines) -> Iterator[Refusal]:
        """Yield which words of persons on the draft are not those of the journal."""
        rows = self.rows
        checks = {(detail["role"], actor, at) for at, actor, _, _, detail in testimony.of("checks")}
        if checks != set(_columns(rows.checks, "role", "person", "at")):
            yield Refusal("proof.checks_differ", draft=self.id)
        ticks = [
            (version, self._digest(version), actor, at, detail["checklist"])
            for at, actor, _, version, detail in testimony.checklists
        ]
        if ticks != _columns(rows.checklists, "version", "digest", "person", "at", "part"):
            yield Refusal("proof.ticks_differ", draft=self.id)
        words = [
            (version, self._digest(version), detail.get("step"), actor, at)
            for at, actor, _, version, detail in testimony.of("reviews")
        ]
        if words != _columns(rows.reviews, "version", "digest", "step", "person", "at"):
            yield Refusal("proof.reviews_differ", draft=self.id)
        lines = testimony.of("inspections")
        looks = {(detail.get("decision"), actor, at) for at, actor, _, _, detail in lines}
        if looks != set(_columns(rows.inspections, "decision", "person", "at")):
            yield Refusal("proof.inspections_differ", draft=self.id)

    def _digest(self, version: int) -> str | None:
        """Return the digest of a version, None when it does not stand there."""
        digests = (row["digest"] for row in self.rows.versions if row["version"] == version)
        return next(digests, None)


def _columns(rows: Iterable[RowValues], *names: str) -> list[tuple[object, ...]]:
    return list(map(itemgetter(*names), rows))


#: in the order in which `_decision` tells them
_COLUMNS: Final = {
    "decisions": "id, draft, version, person, at, way, digest, confirmation, policy_version, "
    "absence, not_before, record, road, library, outside_hours, acknowledged",
}


def _number(post_id: str) -> str:
    """Return X's number of what stands in a line as 123, rt:5:123, -123 or -rt:5:123."""
    return post_id.rsplit(":", 1)[-1].lstrip("-")


# ── the gate's look ─────────────────────────────────────────────────────────────────────────────


class Watch:
    """How far the chain was walked: the gate looks at what came since, and at the whole once a
    day.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self._path = path

    def look(self, now: datetime) -> Proof:
        """Return what the walk found, and remember how far it held; the tables are compared once a
        day.
        """
        with database.explained(self._path):
            known = {
                row[0]: tuple(row)[1:]
                for row in self._db.execute("SELECT whole, rows, hash, at FROM walks")
            }
            if 1 not in known or abs((now - codec.must(known[1][2])).total_seconds()) >= DAY:
                proof = self._whole()
                if proof.sound:
                    self._remember((0, 1), proof, now)
                return proof
            rows, head, _ = known[0]
            office = Examiner(self._db).office()
            stands = self._db.execute("SELECT hash FROM journal WHERE id = ?", (rows,)).fetchone()
            if rows and (stands is None or stands[0] != head):
                return Proof(rows, head, rows)
            verdict = journal.verify(self._db, (rows, head))
            proof = Proof(verdict.rows, verdict.head, verdict.broken_at, office=office)
            if proof.sound and verdict.rows - rows >= WALK:
                self._remember((0,), proof, now)
            return proof

    def draft(self, id: int) -> tuple[Refusal, ...]:
        """Return where the tables say of a draft what the journal does not."""
        with database.explained(self._path):
            return Examiner(self._db).draft(id)

    def whole(self) -> Proof:
        """Return what an examination of everything finds; nothing is remembered."""
        with database.explained(self._path):
            return self._whole()

    def _whole(self) -> Proof:
        # a file in which pages are spoilt can bear a journal that holds
        from bridge.record import structure

        return replace(Examiner(self._db).whole(), damage=structure.pages(self._path))

    def lies_on(self, rows: int, head: str) -> bool:
        """Return whether the journal had that last hash when it had so many rows."""
        with database.explained(self._path):
            row = self._db.execute("SELECT hash FROM journal WHERE id = ?", (rows,)).fetchone()
        return rows == 0 or (row is not None and row[0] == head)

    def heads(self) -> list[tuple[int, str, str]]:
        """Return rows and last hash of the journal as mails told them, and on which day."""
        with database.explained(self._path):
            rows = self._db.execute(
                "SELECT DISTINCT key, substr(at, 1, 10) FROM notices WHERE key LIKE 'head:%'"
            )
            parts = [(row[0].split(":"), row[1]) for row in rows.fetchall()]
        return [
            (int(key[1]), key[2], day) for key, day in parts if len(key) == 3 and key[1].isdecimal()
        ]

    def abandoned(self, rows: int, at: datetime) -> bool:
        """Return whether a head of that moment lies on a branch that a restore has left: what came
        after its copy.
        """
        with database.explained(self._path):
            forks = self._db.execute(
                "SELECT id FROM journal WHERE (actor = 'restore' OR action = 'restore') AND at > ?",
                (codec.stamp(at),),
            ).fetchall()
        return any(rows >= fork[0] for fork in forks)

    def _remember(self, kinds: Iterable[int], proof: Proof, now: datetime) -> None:
        with database.transaction(self._db, self._path):
            self._db.executemany(
                "INSERT OR REPLACE INTO walks VALUES (?, ?, ?, ?)",
                [(kind, proof.rows, proof.head, codec.stamp(now)) for kind in kinds],
            )
