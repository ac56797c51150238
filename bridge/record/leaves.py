"""Edge: the drafts of a yearly book, some at a time: each table is asked once for all of them.
Holds no rule.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from datetime import date, datetime
from functools import partial
from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, TypeVar

from bridge.errors import NotFound
from bridge.leaf import (
    AttemptRow,
    DecisionRow,
    DraftRow,
    Leaf,
    LineRow,
    PostCheckRow,
    PostRow,
    ReviewRow,
    TickRow,
    TiedRow,
    VersionRow,
)
from bridge.model import ChecklistPart, Kind, Outcome, Page, Role, State, Through, Way, same_place
from bridge.record import codec, database

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from bridge.model import Confirmation
    from bridge.record.store import Store

    Rows = list[tuple[Any, ...]]
    #: when an item was first seen, and its page as last read
    Reading = tuple[str | None, Page | None]

R = TypeVar("R", bound="tuple[Any, ...]")


def _of(row: type[tuple[Any, ...]], table: str, order: str, names: str = "") -> str:
    names, draft = names or ", ".join(row._fields), order.partition(",")[0]  # type: ignore[attr-defined]
    return f"SELECT {names} FROM {table} WHERE {draft} BETWEEN ? AND ? ORDER BY {order}"


#: of the drafts of a span, what belongs to one of them together: so no row is sorted twice
_DRAFTS: Final = _of(DraftRow, "drafts", "id")
_VERSIONS: Final = _of(VersionRow, "versions", "draft, version")
_DECISIONS: Final = _of(
    DecisionRow,
    "decisions c LEFT JOIN inspections n ON n.decision = c.id",
    "c.draft, c.id",
    "c.draft, c.id, c.version, c.digest, c.person, c.at, c.way, c.confirmation, c.acknowledged, "
    "c.outside_hours, c.not_before, c.policy_version, c.road, c.library, c.record, c.absence, "
    "n.person, n.at, c.id <= (SELECT uninspected FROM identity WHERE one = 1)",
)
_ATTEMPTS: Final = _of(AttemptRow, "attempts", "draft, id")
_POSTS: Final = _of(PostRow, "posts", "draft, id")
_CHECKS: Final = _of(PostCheckRow, "checks", "draft, at")
_CHECKLISTS: Final = _of(TickRow, "checklists", "draft, id")
_REVIEWS: Final = _of(ReviewRow, "reviews", "draft, id")
_PAGES: Final = (
    "SELECT d.draft, p.decision, p.seen_at, p.page FROM decision_pages p JOIN decisions d"
    " ON d.id = p.decision WHERE d.draft BETWEEN ? AND ? ORDER BY d.draft, p.decision"
)
#: facts of a line that paper does not tell, others in each: without them most lines say the same
UNTOLD: Final = ("rows", "digest", "wording", "page", "page_seen")
_TOLD: Final = "json_remove(detail, " + ", ".join(f"'$.{name}'" for name in UNTOLD) + ")"
#: of a span in which a detail is JSON that Python reads and SQLite does not, or none at all
_WHOLE_LINES: Final = _of(LineRow, "journal", "draft, id")
#: for paper a row a line; as data one a draft, of which the lines stand in the order of the index
#: and go into the book as the bytes that they are
_LINES: Final = (
    _of(LineRow, "journal", "draft, id", f"draft, id, at, actor, action, {_TOLD}"),
    "SELECT draft, group_concat(at, '\n'), min(json_valid(detail)),"
    f" CAST('[' || group_concat({codec.LINE}, ', ') || ']' AS BLOB) FROM journal"
    " WHERE draft BETWEEN ? AND ? GROUP BY draft",
)
_ITEMS: Final = (
    "SELECT i.id, i.seen_at, p.page FROM items i LEFT JOIN pages p ON p.item = i.id "
    f"WHERE i.id IN {codec.THESE}"
)
#: other drafts: under whose number they are looked for, and by what
_TIED: Final = (
    "SELECT d.{0}, d.id, d.state, d.origin, v.content, (SELECT p.at FROM posts p WHERE p.id ="
    " (SELECT max(id) FROM posts WHERE draft = d.id AND part = 1)) FROM drafts d"
    " JOIN versions v ON v.draft = d.id AND v.version = d.version"
    " WHERE d.{0} {1} ORDER BY d.{0}, d.id"
)
_FIRST: Final = itemgetter(0)
_WORDS: Final = {
    kind: frozenset(str(one.value) for one in kind)
    for kind in (ChecklistPart, Kind, Outcome, Role, State, Through, Way)
}


def spans(ids: Iterable[int], most: int) -> Iterator[range]:
    """Yield these numbers, in their order, as spans of numbers that follow each other, each of
    `most` at most.
    """
    for _, run in groupby(enumerate(ids), lambda each: each[1] - each[0]):
        numbers = [id for _, id in run]
        for at in range(0, len(numbers), most):
            yield range(numbers[at], numbers[at] + len(numbers[at : at + most]))


def leaves(store: Store, db: sqlite3.Connection, ids: range, *, data: bool) -> list[Leaf]:
    """Return what a book tells of the drafts of a span, in their order, for paper or as data;
    raises NotFound, and StoreFailed for what the disk has spoilt.
    """
    with database.explained(store.path), database.one_moment(db):
        slice_ = _Slice(db, ids, data=data)
        numbers = {row[7] for row in slice_.decisions} - {""}
        confirmations = store.people.confirmations() if numbers else []
    return slice_.leaves(confirmations)


class _Slice:
    """The rows of some drafts, as SQLite gives them; what they say is read when nobody waits."""

    def __init__(self, db: sqlite3.Connection, ids: range, *, data: bool) -> None:
        self._db, self._ids, self._data = db, ids, data
        self.drafts, self.versions = self._rows(_DRAFTS), self._rows(_VERSIONS)
        self.decisions, self.pages = self._rows(_DECISIONS), self._rows(_PAGES)
        self.attempts, self.posts = self._rows(_ATTEMPTS), self._rows(_POSTS)
        self.checks, self.checklists = self._rows(_CHECKS), self._rows(_CHECKLISTS)
        self.reviews, self.lines = self._rows(_REVIEWS), self._course_of()
        self.items = self._these(_ITEMS, {row[1] for row in self.drafts} - {None})
        self.corrections = self._rows(_TIED.format("corrects", "BETWEEN ? AND ?"))
        self.firsts = self._these(
            _TIED.format("id", f"IN {codec.THESE}"), {row[9] for row in self.drafts} - {None}
        )

    def _rows(self, statement: str) -> Rows:
        """Return what a statement finds of the drafts of the span."""
        return self._all(statement, self._ids[0], self._ids[-1])

    def _course_of(self) -> Rows:
        """Return the lines; those for paper as they stand where SQLite cannot read one: to ask it
        of each line whether it can is a fifth of what they cost.
        """
        try:
            return self._rows(_LINES[self._data])
        except sqlite3.OperationalError:
            if self._data:
                raise
            return self._rows(_WHOLE_LINES)

    def _these(self, statement: str, ids: Collection[int]) -> Rows:
        """Return what a statement finds of several numbers, which stand at codec.THESE."""
        return self._all(statement, codec.dump([*ids])) if ids else []

    def _all(self, statement: str, *values: object) -> Rows:
        cursor = self._db.cursor()
        cursor.row_factory = None
        return cursor.execute(statement, values).fetchall()

    @codec.readable
    def leaves(self, every: list[Confirmation]) -> list[Leaf]:
        """Return the leaves; `every` is every prior confirmation."""
        self._look()
        drafts: dict[int, DraftRow] = {row[0]: DraftRow._make(row) for row in self.drafts}
        contents = codec.load_all([row[5] for row in self.versions])
        versions = _by_draft(VersionRow, map(_version, self.versions, contents))
        decisions = _by_draft(DecisionRow, map(_decision, self.decisions))
        attempts, posts = _by_draft(AttemptRow, self.attempts), _by_draft(PostRow, self.posts)
        checks, ticks = _by_draft(PostCheckRow, self.checks), _by_draft(TickRow, self.checklists)
        reviews, corrections = (
            _by_draft(ReviewRow, self.reviews),
            _by_draft(TiedRow, map(_tied, self.corrections)),
        )
        lines, journal = self._course()
        firsts: Mapping[int | None, TiedRow] = {
            one.id: one for one in map(TiedRow._make, map(_tied, self.firsts))
        }
        pages: dict[int, dict[int, tuple[str, Page]]] = {}
        for draft, decision, seen_at, page in self.pages:
            pages.setdefault(draft, {})[decision] = (seen_at, codec.page_told(page))
        items: dict[int | None, Reading] = {
            id: (seen_at, codec.page_told(page) if page else None)
            for id, seen_at, page in self.items
        }
        items[None] = (None, None)
        whole = []
        for id in self._ids:
            draft, texts = drafts.get(id), versions.get(id, ())
            present = [row for row in texts if draft and row.version == draft.version]
            if draft is None or not present:
                raise NotFound("draft.unknown", draft=id)
            if draft.item not in items:
                raise NotFound("item.unknown", item=draft.item)
            if draft.corrects is not None and draft.corrects not in firsts:
                raise NotFound("draft.unknown", draft=draft.corrects)
            seen_at, page = items[draft.item]
            given = decisions.get(id, ())
            numbers = {row.confirmation for row in given} if every else ()
            whole.append(
                Leaf(
                    draft=draft,
                    present=present[0],
                    versions=texts,
                    decisions=given,
                    confirmations=[one for one in every if one.number in numbers] if every else (),
                    attempts=attempts.get(id, ()),
                    posts=_thread(posts[id]) if id in posts else (),
                    checks=checks.get(id, ()),
                    checklists=ticks.get(id, ()),
                    reviews=reviews.get(id, ()),
                    lines=lines.get(id, ()),
                    journal=journal.get(id, b"[]"),
                    page=page,
                    seen_at=seen_at,
                    pages=pages.get(id, {}),
                    first=firsts.get(draft.corrects),
                    corrections=corrections.get(id, ()),
                )
            )
        return whole

    def _course(self) -> tuple[dict[int, list[LineRow]], dict[int, bytes]]:
        """Return the lines of each draft: their rows, or what stands for them as data."""
        if self._data:
            return {}, {row[0]: row[3] for row in self.lines}
        return _by_draft(LineRow, self.lines), {}

    def _look(self) -> None:
        """Raise where a word is none of ours, or a moment, a day or a detail none."""
        for kind, rows, place in (
            (Kind, self.drafts, 3),
            (State, self.drafts, 4),
            (State, self.corrections, 2),
            (State, self.firsts, 2),
            (Way, self.decisions, 6),
            (Through, self.attempts, 4),
            (Outcome, self.attempts, 7),
            (Through, self.posts, 6),
            (Role, self.checks, 1),
            (ChecklistPart, self.checklists, 6),
        ):
            if not _WORDS[kind].issuperset(map(itemgetter(place), rows)):
                raise ValueError(kind)
        moments = (
            *((self.drafts, at) for at in (10, 11)),
            *((self.versions, at) for at in (2,)),
            *((self.decisions, at) for at in (5, 10, 17)),
            *((self.attempts, at) for at in (5, 10, 11)),
            *((rows, 5) for rows in (self.posts, self.checklists, self.corrections, self.firsts)),
            *((rows, place) for rows, place in ((self.checks, 3), (self.reviews, 6))),
            *((rows, place) for rows, place in ((self.pages, 2), (self.items, 1))),
            *(() if self._data else ((self.lines, 2),)),
        )
        texts = set().union(*(map(itemgetter(place), rows) for rows, place in moments))
        for row in self.lines if self._data else ():
            texts.update(row[1].split("\n"))
        deque(map(datetime.fromisoformat, texts - {None}), maxlen=0)
        days = set(map(itemgetter(10), self.versions)) - {None}
        deque(map(date.fromisoformat, days), maxlen=0)
        self._look_at_details()

    def _look_at_details(self) -> None:
        if not self._data:
            codec.load_all([*{row[5] for row in self.lines}])
            return
        for _, _, valid, lines in self.lines:
            text = lines.decode()  # which is how bytes are found that are no letters
            if not valid:
                codec.load_all([line["detail"] for line in codec.load(text)])


def _by_draft(kind: type[R], rows: Iterable[tuple[Any, ...]]) -> dict[int, list[R]]:
    """Return the rows of each draft, which stand together."""
    records = map(partial(tuple.__new__, kind), rows)
    return {draft: [*each] for draft, each in groupby(records, _FIRST)}


def _version(row: tuple[Any, ...], content: dict[str, Any]) -> tuple[Any, ...]:
    return (
        *row[:5],
        codec.content_of(content),
        *row[6:8],
        codec.findings_out(row[8]),
        *row[9:],
    )


def _decision(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*row[:8], codec.load(row[8]), *row[9:])


def _tied(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*row[:4], codec.content_out(row[4]), row[5])


def _thread(posts: list[PostRow]) -> list[PostRow]:
    """Return what X has of a draft: the newest first post, and those that continue it there."""
    if len(posts) < 2:  # nearly every draft; a post that continues none stands for nothing
        return posts if posts[0].part == 1 else []
    *_, first = chain([None], (post for post in posts if post.part == 1))
    if first is None:
        return []
    return [
        first,
        *sorted(
            (post for post in posts if post.part > 1 and same_place(post.through, first.through)),
            key=lambda post: (post.part, post.id),
        ),
    ]
