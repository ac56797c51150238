"""Edge: the drafts of a yearly book, some at a time: each table is asked once for all of them.
Holds no rule.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from datetime import date, datetime
from functools import partial
from itertools import chain
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
from bridge.model import ChecklistPart, Kind, Outcome, Page, Role, State, Through, Way
from bridge.record import codec, database

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from bridge.model import Confirmation
    from bridge.record.store import Store

    Rows = list[tuple[Any, ...]]
    #: when an item was first seen, and its page as last read
    Reading = tuple[str | None, Page | None]

R = TypeVar("R", bound="tuple[Any, ...]")


def _of(row: type[tuple[Any, ...]], table: str, order: str, names: str = "") -> str:
    names = names or ", ".join(row._fields)  # type: ignore[attr-defined]
    return f"SELECT {names} FROM {table} WHERE {{}} IN {codec.THESE} ORDER BY {order}"


#: of the drafts whose numbers are given, each with the drafts' column that has them
_DRAFTS: Final = _of(DraftRow, "drafts", "id").format("id")
_VERSIONS: Final = _of(VersionRow, "versions", "draft, version").format("draft")
_DECISIONS: Final = _of(
    DecisionRow,
    "decisions c LEFT JOIN inspections n ON n.decision = c.id",
    "c.draft, c.id",
    "c.draft, c.id, c.version, c.digest, c.person, c.at, c.way, c.confirmation, c.acknowledged, "
    "c.outside_hours, c.not_before, c.policy_version, c.road, c.library, c.record, c.absence, "
    "n.person, n.at, c.id <= (SELECT uninspected FROM identity WHERE one = 1)",
).format("c.draft")
_ATTEMPTS: Final = _of(AttemptRow, "attempts", "id").format("draft")
_POSTS: Final = _of(PostRow, "posts", "id").format("draft")
_CHECKS: Final = _of(PostCheckRow, "checks", "at").format("draft")
_CHECKLISTS: Final = _of(TickRow, "checklists", "id").format("draft")
_REVIEWS: Final = _of(ReviewRow, "reviews", "id").format("draft")
_PAGES: Final = (
    "SELECT d.draft, p.decision, p.seen_at, p.page FROM decision_pages p JOIN decisions d"
    f" ON d.id = p.decision WHERE d.draft IN {codec.THESE} ORDER BY d.draft, p.decision"
)
_LINES: Final = _of(
    LineRow, "journal", "draft, id", f"{', '.join(LineRow._fields)}, json_valid(detail)"
).format("draft")
_ITEMS: Final = (
    "SELECT i.id, i.seen_at, p.page FROM items i LEFT JOIN pages p ON p.item = i.id "
    f"WHERE i.id IN {codec.THESE}"
)
#: other drafts: under whose number they are looked for, and by what
_TIED: Final = (
    "SELECT d.{0}, d.id, d.state, d.origin, v.content, (SELECT p.at FROM posts p WHERE p.id ="
    " (SELECT max(id) FROM posts WHERE draft = d.id AND part = 1)) FROM drafts d"
    " JOIN versions v ON v.draft = d.id AND v.version = d.version"
    f" WHERE d.{{0}} IN {codec.THESE} ORDER BY d.id"
)
_WORDS: Final = {
    kind: frozenset(str(one.value) for one in kind)
    for kind in (ChecklistPart, Kind, Outcome, Role, State, Through, Way)
}


def leaves(store: Store, db: sqlite3.Connection, ids: list[int]) -> list[Leaf]:
    """Return what a book tells of these drafts, in their order; raises NotFound, and StoreFailed
    for what the disk has spoilt.
    """
    with database.explained(store.path), database.one_moment(db):
        slice_ = _Slice(db, ids)
        numbers = {row[7] for row in slice_.decisions} - {""}
        confirmations = store.people.confirmations() if numbers else []
    return slice_.leaves(confirmations)


class _Slice:
    """The rows of some drafts, as SQLite gives them; what they say is read when nobody waits."""

    def __init__(self, db: sqlite3.Connection, ids: list[int]) -> None:
        self._db, self._ids = db, ids
        self.drafts = self._rows(_DRAFTS, ids)
        self.versions, self.decisions = self._rows(_VERSIONS, ids), self._rows(_DECISIONS, ids)
        self.attempts, self.posts = self._rows(_ATTEMPTS, ids), self._rows(_POSTS, ids)
        self.checks, self.checklists = self._rows(_CHECKS, ids), self._rows(_CHECKLISTS, ids)
        self.reviews, self.pages = self._rows(_REVIEWS, ids), self._rows(_PAGES, ids)
        self.lines = self._rows(_LINES, ids)
        self.items = self._rows(_ITEMS, {row[1] for row in self.drafts} - {None})
        self.corrections = self._rows(_TIED.format("corrects"), ids)
        self.firsts = self._rows(_TIED.format("id"), {row[9] for row in self.drafts} - {None})

    def _rows(self, statement: str, ids: Collection[int]) -> Rows:
        if not ids:
            return []
        cursor = self._db.cursor()
        cursor.row_factory = None
        return cursor.execute(statement, (codec.dump([*ids]),)).fetchall()

    @codec.readable
    def leaves(self, every: list[Confirmation]) -> list[Leaf]:
        """Return the leaves; `every` is every prior confirmation."""
        self._look()
        drafts: dict[int, DraftRow] = {row[0]: DraftRow._make(row) for row in self.drafts}
        versions = self._by_draft(VersionRow, map(_version, self.versions))
        decisions = self._by_draft(DecisionRow, map(_decision, self.decisions))
        attempts = self._by_draft(AttemptRow, self.attempts)
        posts = self._by_draft(PostRow, self.posts)
        checks = self._by_draft(PostCheckRow, self.checks)
        checklists = self._by_draft(TickRow, self.checklists)
        reviews = self._by_draft(ReviewRow, self.reviews)
        lines = self._by_draft(LineRow, (row[:-1] for row in self.lines))
        corrections = self._by_draft(TiedRow, map(_tied, self.corrections))
        firsts: Mapping[int | None, TiedRow] = {
            row[0]: TiedRow._make(_tied(row)) for row in self.firsts
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
            draft, texts = drafts.get(id), versions[id]
            present = [row for row in texts if draft and row.version == draft.version]
            if draft is None or not present:
                raise NotFound("draft.unknown", draft=id)
            if draft.item not in items:
                raise NotFound("item.unknown", item=draft.item)
            if draft.corrects is not None and draft.corrects not in firsts:
                raise NotFound("draft.unknown", draft=draft.corrects)
            seen_at, page = items[draft.item][0], items[draft.item][1]
            numbers = {row.confirmation for row in decisions[id]} if every else ()
            whole.append(
                Leaf(
                    draft=draft,
                    present=present[0],
                    versions=texts,
                    decisions=decisions[id],
                    confirmations=[one for one in every if one.number in numbers],
                    attempts=attempts[id],
                    posts=_thread(posts[id]),
                    checks=checks[id],
                    checklists=checklists[id],
                    reviews=reviews[id],
                    lines=lines[id],
                    page=page,
                    seen_at=seen_at,
                    pages=pages.get(id, {}),
                    first=firsts.get(draft.corrects),
                    corrections=corrections[id],
                )
            )
        return whole

    def _by_draft(self, kind: type[R], rows: Iterable[tuple[Any, ...]]) -> dict[int, list[R]]:
        each: dict[int, list[R]] = {id: [] for id in self._ids}
        for row in map(partial(tuple.__new__, kind), rows):
            each[row[0]].append(row)
        return each

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
            *((rows, place) for rows, place in ((self.lines, 2), (self.pages, 2), (self.items, 1))),
        )
        texts = {text for rows, place in moments for text in map(itemgetter(place), rows)}
        deque(map(datetime.fromisoformat, texts - {None}), maxlen=0)
        days = set(map(itemgetter(10), self.versions)) - {None}
        deque(map(date.fromisoformat, days), maxlen=0)
        for row in self.lines:
            if not row[-1]:  # by SQLite; Python reads numbers that it does not
                codec.load(row[8])


def _version(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return (
        *row[:5],
        codec.content_out(row[5]),
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
        return [post for post in posts if post.part == 1]
    *_, first = chain([None], (post for post in posts if post.part == 1))
    if first is None:
        return []
    rehearsed = first.through == Through.SANDBOX
    return [
        first,
        *sorted(
            (
                post
                for post in posts
                if post.part > 1 and (post.through == Through.SANDBOX) == rehearsed
            ),
            key=lambda post: (post.part, post.id),
        ),
    ]
