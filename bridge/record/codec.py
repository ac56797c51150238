"""Edge: values to columns and back. Holds no rule."""

from __future__ import annotations

import json
import sqlite3
from collections import deque
from datetime import UTC, date, datetime, tzinfo
from enum import Enum
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, Final, ParamSpec, Protocol, TypeVar

from bridge.errors import StoreFailed
from bridge.model import (
    Block,
    Bond,
    Content,
    Decision,
    Finding,
    Image,
    LinkCard,
    Page,
    PostId,
    Through,
    Timing,
    Way,
    Where,
    digest_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bridge.model import State

#: several rows, as one value: their numbers in JSON
THESE: Final = "(SELECT value FROM json_each(?))"


def same_place(one: str, other: str) -> str:
    """Return `model.same_place` of two roads, in SQL as the record's indexes have it."""
    return f"({one} = '{Through.SANDBOX}') = ({other} = '{Through.SANDBOX}')"


def these_states(states: Iterable[State]) -> str:
    """Return these states as a list in SQL."""
    names = ", ".join(f"'{state}'" for state in states)
    return f"({names})"


#: the columns of a decision, of `decisions c` with `inspections n`
DECISION: Final = (
    "c.id AS c_id, c.draft AS c_draft, c.version AS c_version, c.digest AS c_digest, "
    "c.person, c.at AS c_at, c.way, c.confirmation,"
    " c.acknowledged, c.outside_hours, c.not_before, c.policy_version, c.road, c.library, "
    "c.record, c.absence,"
    " n.person AS inspector, n.at AS inspected_at,"
    " c.id <= (SELECT uninspected FROM identity WHERE one = 1) AS uninspected"
)
#: a row of the journal as JSON, as a book has it
LINE: Final = (
    "'{"
    + " || ', ".join(
        f'"{name}": \' || json_quote({name})'
        for name in ("id", "at", "actor", "action", "before", "after", "version", "detail", "hash")
    )
    + " || '}'"
)
P = ParamSpec("P")
FromRow = TypeVar("FromRow")  #: what a reader makes of a row
Member = TypeVar("Member", bound=Enum)


def members(kind: type[Member]) -> dict[str, Member]:
    """Return the members of an enumeration by what the record has of them: to ask the enumeration
    itself takes five times as long.
    """
    return {str(one.value): one for one in kind}


def readable(reader: Callable[P, FromRow]) -> Callable[P, FromRow]:
    """Let a reader of rows raise StoreFailed for a value that the disk has spoilt: no such state,
    no number, another shape.
    """

    @wraps(reader)
    def read(*args: P.args, **kwargs: P.kwargs) -> FromRow:
        try:
            return reader(*args, **kwargs)
        except (ValueError, TypeError, LookupError, AttributeError):
            raise _spoilt() from None

    return read


def must(text: str) -> datetime:
    """Return the aware datetime of an ISO text that is always there; raises StoreFailed when the
    disk has spoilt it.
    """
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise _spoilt() from None


@lru_cache(1024)  # a moment stands in a draft's own row, in its version's and in a line's
def _moment(text: str, zone: tzinfo) -> datetime:
    return must(text).astimezone(zone)


class _Zoned:
    """A row whose moments leave the record in the library's zone: no rule and no door reckons with
    another.
    """

    __slots__ = ()
    zone: tzinfo = UTC

    if TYPE_CHECKING:

        def __getitem__(self, name: Any, /) -> Any: ...

    def moment(self, column: str) -> datetime:
        """Return a moment that is always there; raises StoreFailed when the disk has spoilt it."""
        return _moment(self[column], self.zone)

    def moment_or_none(self, column: str) -> datetime | None:
        """Return a moment, None when there is none; raises StoreFailed as `moment` does."""
        text = self[column]
        return _moment(text, self.zone) if text else None

    def day(self, column: str) -> date:
        """Return a day that is always there; raises StoreFailed when the disk has spoilt it."""
        try:
            return date.fromisoformat(self[column])
        except ValueError:
            raise _spoilt() from None


class Row(_Zoned, sqlite3.Row):
    """A row as SQLite gives it; it looks through its columns whenever it is asked for one."""

    def wide(self) -> WideRow:
        """Return a row of many columns for who asks for most of them."""
        values = WideRow(zip(self.keys(), self, strict=True))
        values.zone = self.zone
        return values


class WideRow(_Zoned, dict[str, Any]):
    """The same, each column at its name."""

    __slots__ = ("zone",)


def rows_in(zone: tzinfo) -> type[Row]:
    """Return the rows of a connection whose library is in `zone`, for its row_factory."""
    return type("ZonedRow", (Row,), {"zone": zone})


def day(text: str | None) -> date | None:
    """Return the date of an ISO text, None for None; raises StoreFailed for a spoilt one."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise _spoilt() from None


def stamp(value: datetime) -> str:
    """Return the moment as ISO text in UTC, of one width, so that texts sort as moments do."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def iso(value: date | datetime | None) -> str | None:
    """Return ISO text (moments as `stamp` does), None for None."""
    return stamp(value) if isinstance(value, datetime) else value.isoformat() if value else None


_LOADED: Final = json.JSONDecoder().decode
_DUMPED: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


def dump(value: object) -> str:
    """Return compact JSON, readable Japanese."""
    return _DUMPED(value)


def page_in(page: Page) -> str:
    """Return a Page as JSON: the fields of each value in their order."""
    return json.dumps(page, ensure_ascii=False, separators=(",", ":"), default=_fields)


def _fields(value: object) -> object:
    names = getattr(type(value), "__match_args__", None)
    return str(value) if names is None else {name: getattr(value, name) for name in names}


def content_in(content: Content) -> str:
    """Return a Content as JSON."""
    return dump(content.plain())


def content_out(text: str) -> Content:
    """Return the Content that `content_in` wrote."""
    return content_of(load(text))


@readable
def content_of(raw: dict[str, Any]) -> Content:
    """Return the Content of these plain values; raises StoreFailed when they are none."""
    image, replaces = raw.pop("image"), raw.pop("replaces")
    cuts, also = raw.pop("cuts", ()), raw.pop("also", ())
    return Content(
        **raw,
        cuts=tuple(cuts),
        also=tuple(also),
        image=Image(**image) if image else None,
        replaces=PostId.parse(replaces) if replaces else None,
    )


def has_digest(text: str, digest: str) -> bool:
    """Return whether the Content that `content_in` wrote has this digest; raises StoreFailed for a
    text that is none.
    """
    return digest_of(load(text)) == digest or content_out(text).digest == digest


_WHERES: Final = members(Where)


@readable
def findings_out(text: str) -> tuple[Finding, ...]:
    """Return the findings of a version."""
    if text == "[]":
        return ()
    return tuple(Finding(**{**raw, "where": _WHERES[raw["where"]]}) for raw in load(text))


@readable
def page_out(text: str) -> Page:
    """Return the Page that `page_in` wrote."""
    raw: dict[str, Any] = load(text)
    raw["rows"] = tuple((label, value) for label, value in raw["rows"])
    raw["notes"] = tuple(raw["notes"])
    raw["published"] = day(raw["published"])
    raw["image"] = Image(**raw["image"]) if raw["image"] else None
    raw["blocks"] = tuple(
        Block(
            sort=block["sort"],
            lines=tuple(block["lines"]),
            rank=block["rank"],
            names=tuple(block["names"]),
            loud=tuple(block["loud"]),
        )
        for block in raw.get("blocks", ())
    )
    card = raw.pop("card", None)
    if card is not None:
        raw["card"] = LinkCard(**{**card, "image": card["image"] and Image(**card["image"])})
    return Page(**raw)


@readable
def page_told(text: str) -> Page:
    """Return what a book tells of the Page that `page_in` wrote: its title, address, text, rows."""
    raw: dict[str, Any] = load(text)
    rows = tuple((label, value) for label, value in raw["rows"])
    return Page(url=raw["url"], title=raw["title"], text=raw["text"], rows=rows)


class Keyed(Protocol):
    """A row: its names, and a value by name."""

    def keys(self) -> Iterable[str]:
        """Return the names."""
        ...

    def __getitem__(self, name: str, /) -> Any: ...


@readable
def lines(rows: Iterable[Keyed], *, details_read: bool = False) -> list[dict[str, Any]]:
    """Return rows of the journal as they are, their moments in UTC; raises StoreFailed when a
    moment or a detail among them cannot be read any more. With `details_read`, SQLite has.
    """
    told = [row if isinstance(row, dict) else dict(row) for row in rows]
    deque(map(datetime.fromisoformat, [row["at"] for row in told]), maxlen=0)
    if not details_read:
        load_all([row["detail"] for row in told])
    return told


def load(text: str) -> Any:
    """Return what JSON says; raises StoreFailed for a text that is none: the disk has spoilt it."""
    if text == "[]":  # most lists of a draft
        return []
    try:
        return _LOADED(text)
    except (ValueError, TypeError):
        raise _spoilt() from None


def load_all(texts: Sequence[str]) -> list[Any]:
    """Return what each of these texts of JSON says, all read at once; raises StoreFailed as `load`
    does.
    """
    values = load(f"[{','.join(texts)}]")
    if len(values) != len(texts):
        raise _spoilt()
    return list(values)


def _spoilt() -> StoreFailed:
    return StoreFailed("record.spoilt")


def timing_in(timing: Timing) -> dict[str, str]:
    """Return a timing as a journal line has it."""
    moments = {"not_before": timing.not_before, "not_after": timing.not_after}
    return {name: value.isoformat() for name, value in moments.items() if value is not None}


_ALWAYS: Final = Timing()
_WAYS: Final = members(Way)


def decision(row: WideRow, bounds: Timing | None = None) -> Decision:
    """Return the decision that stands in the columns DECISION of a row; `bounds` are in its journal
    line. Raises StoreFailed when the disk has spoilt it.
    """
    return Decision(
        id=row["c_id"],
        draft=row["c_draft"],
        version=row["c_version"],
        digest=row["c_digest"],
        person=row["person"],
        at=row.moment("c_at"),
        way=_WAYS[row["way"]],
        confirmation=row["confirmation"],
        acknowledged=tuple(load(row["acknowledged"])),
        outside_hours=row["outside_hours"],
        not_before=row.moment_or_none("not_before"),
        policy_version=row["policy_version"],
        bond=Bond(row["road"], row["library"], row["record"]),
        bounds=bounds or _ALWAYS,
        absence=bool(row["absence"]),
        inspector=row["inspector"] or "",
        inspected_at=row.moment_or_none("inspected_at"),
        uninspected=bool(row["uninspected"]),
    )


@readable
def timing_out(text: str | None, zone: tzinfo, under: str = "") -> Timing:
    """Return the timing that a journal line tells (`under` a name), in the library's zone.

    Raises StoreFailed when the disk has spoilt it.
    """
    if not text:
        return _ALWAYS
    raw = load(text)
    raw = raw.get(under, {}) if under else raw
    first, last = (
        must(raw[name]).astimezone(zone) if raw.get(name) else None
        for name in ("not_before", "not_after")
    )
    return Timing(first, last)
