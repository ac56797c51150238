"""Pure: one draft as a yearly book tells it: its rows as the record has them, and nothing that a
book does not tell.

A book of a year is long: values of their own for each row, as a `Dossier` has them, and moments
that are moments, were most of its time. Here a row is what SQLite gives, each field at its name; a
moment is ISO text in UTC, a state or a road the word that the record has of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bridge.model import Confirmation, Content, Finding, Page


class DraftRow(NamedTuple):
    """A draft as it stands, without its wording."""

    id: int
    item: int | None
    source: str
    kind: str
    state: str
    version: int
    decision: int | None
    note: str
    origin: str
    corrects: int | None
    opened_at: str
    changed_at: str


class VersionRow(NamedTuple):
    """A wording."""

    draft: int
    version: int
    at: str
    author: str
    title: str
    content: Content
    digest: str
    weight: int
    findings: tuple[Finding, ...]
    urgent: int
    expires_on: str | None


class DecisionRow(NamedTuple):
    """A decision, with who has looked at it afterwards."""

    draft: int
    id: int
    version: int
    digest: str
    person: str
    at: str
    way: str
    confirmation: str
    acknowledged: Sequence[str]
    outside_hours: str
    not_before: str | None
    policy_version: str
    road: str
    library: str
    record: str
    absence: int
    inspector: str | None
    inspected_at: str | None
    uninspected: int


class AttemptRow(NamedTuple):
    """An intent to post."""

    draft: int
    id: int
    decision: int
    digest: str
    through: str
    started_at: str
    marker: str
    outcome: str
    detail: str
    person: str
    opened_at: str | None
    absent_at: str | None
    part: int


class PostRow(NamedTuple):
    """What X has."""

    draft: int
    id: int
    part: int
    post_id: str
    url: str
    at: str
    through: str
    cost: float


class PostCheckRow(NamedTuple):
    """A tick after the post, 9(2)."""

    draft: int
    role: str
    person: str
    at: str


class TickRow(NamedTuple):
    """A tick of 6."""

    draft: int
    id: int
    version: int
    digest: str
    person: str
    at: str
    part: str


class ReviewRow(NamedTuple):
    """A word before the decision, 9(1)."""

    draft: int
    id: int
    version: int
    digest: str
    step: str
    person: str
    at: str


class LineRow(NamedTuple):
    """A line of the journal, as paper tells it."""

    draft: int
    id: int
    at: str
    actor: str
    action: str
    detail: str  #: JSON; what no paper tells is left out of it


class TiedRow(NamedTuple):
    """Another draft that corrects, continues or deletes this one, or that this one does, 9(2)."""

    draft: int  #: this one, or the other one itself where this one corrects it
    id: int
    state: str
    origin: str
    content: Content
    posted_at: str | None


class Leaf(NamedTuple):
    """What a yearly book tells of one draft; all that there are several of, oldest first."""

    draft: DraftRow
    present: VersionRow  #: the wording that stands
    versions: Sequence[VersionRow]
    decisions: Sequence[DecisionRow]
    #: the prior ones under which it was released
    confirmations: Sequence[Confirmation]
    attempts: Sequence[AttemptRow]
    posts: Sequence[PostRow]  #: what X has of it, in the order of a thread
    checks: Sequence[PostCheckRow]
    checklists: Sequence[TickRow]
    reviews: Sequence[ReviewRow]
    lines: Sequence[LineRow]  #: of the journal; of a leaf of data none
    journal: bytes  #: of a leaf of data: its lines in the journal, as a list of JSON in UTF-8
    page: Page | None  #: the page behind it, as last read
    seen_at: str | None  #: when the item behind it was first seen; None for a hand-written one
    #: by the decision's id: when the page was last seen as it stood at that moment, and the page
    pages: Mapping[int, tuple[str, Page]]
    first: TiedRow | None  #: the posted draft that this one corrects, continues or deletes
    corrections: Sequence[TiedRow]  #: those that correct, continue or delete this one

    @property
    def force(self) -> int | None:
        """Return the decision in force by number, None when there is none."""
        return self.draft.decision

    @property
    def post(self) -> PostRow | None:
        """Return what X has of it; of a thread the first post."""
        return self.posts[0] if self.posts else None


@dataclass(frozen=True, slots=True)
class Leaves:
    """The drafts of a book, read while they are gone through: for paper, or as data."""

    paper: Callable[[], Iterator[Leaf]]  #: reads them, each with the rows of its lines
    data: Callable[[], Iterator[Leaf]]  #: … with its lines as JSON, which SQLite writes faster

    def __iter__(self) -> Iterator[Leaf]:
        """Yield the leaves for paper."""
        return self.paper()
