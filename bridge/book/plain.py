"""Pure: the yearly book as JSON with stable keys (docs/commands.md), and the way back to the texts
in it.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import lru_cache
from json.encoder import encode_basestring as _text
from typing import TYPE_CHECKING, Any, Final

from bridge import labels
from bridge.book import document_number, local, seconds
from bridge.errors import UsageRefused
from bridge.model import Content, Image, Timing
from bridge.values import asdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import tzinfo

    from bridge.book import Cover
    from bridge.leaf import (
        AttemptRow,
        DecisionRow,
        Leaf,
        Leaves,
        PostRow,
        ReviewRow,
        TickRow,
        TiedRow,
        VersionRow,
    )
    from bridge.settings import RecordsSettings

FORMAT: Final = "feedbridge-book/1"
_WRITTEN: Final = json.JSONEncoder(ensure_ascii=False).encode
_NONE: Final = "null"
_MARK: Final = {True: "true", False: "false"}


def pages(cover: Cover, leaves: Leaves) -> Iterator[str]:
    """Yield the book as JSON, one draft at a time."""
    yield json.dumps(_cover(cover), ensure_ascii=False, indent=1)[:-2] + ',\n "drafts": ['
    between = "\n"
    for leaf in leaves.data():
        yield between + leaf_json(leaf, cover.made_at.tzinfo, cover.records)
        between = ",\n"
    yield "\n ]\n}\n"


# Of each draft these texts are put together from what stands in them, as JSONEncoder would write
# them (tests/book/test_plain.py): to make values of names of everything first, and text of those,
# was most of the time of a book.


def _shape(*names: str) -> str:
    """Return the text of an object with these names, their values left out."""
    return "{" + ", ".join(f'"{name}": %s' for name in names) + "}"


_DRAFT: Final = _shape(
    *("id", "clause", "kind", "state", "source", "origin", "title", "note", "urgent", "author"),
    *("opened_at", "changed_at", "expires_on", "seen_at", "page", "version", "digest", "versions"),
    *("decision", "decisions", "confirmations", "attempts", "post", "further", "reviews"),
    *("checklists", "checks", "corrects", "corrections", "comments", "journal", "document_number"),
)
_VERSION: Final = _shape(
    *("version", "at", "author", "title", "content", "digest", "weight", "findings")
)
_CONTENT: Final = _shape("text", "url", "account", "image", "reply_to", "repost_of", "replaces")
_DECISION: Final = _shape(
    *("id", "version", "digest", "person", "at", "way", "confirmation", "acknowledged"),
    *("outside_hours", "not_before", "policy_version", "bond", "bounds", "absence", "inspector"),
    *("inspected_at", "uninspected", "page"),
)
_BOND: Final = _shape("road", "library", "record")
_BOUNDS: Final = _WRITTEN(asdict(Timing()))
_ATTEMPT: Final = _shape(
    *("id", "decision", "digest", "through", "started_at", "marker", "outcome", "detail"),
    *("person", "opened_at", "absent_at", "part"),
)
_PAGE: Final = _shape("title", "url")
_POST: Final = _shape("post_id", "url", "at", "through", "cost_usd")
_CHECK: Final = _shape("role", "person", "at")
_REVIEW: Final = ("version", "digest", "step", "person", "at")
_TICK: Final = ("version", "digest", "person", "at", "part")


def leaf_json(leaf: Leaf, zone: tzinfo | None, records: RecordsSettings) -> str:
    """Return one draft with all that belongs to it as JSON; times are ISO 8601 in `zone`, lengths
    of time are seconds.
    """
    draft, present, post, page = leaf.draft, leaf.present, leaf.post, leaf.page
    first, at = leaf.first, post.at if post else None
    return _DRAFT % (
        draft.id,
        _text(f"5(1){draft.kind}"),
        _text(draft.kind),
        _text(draft.state),
        _text(draft.source),
        _text(draft.origin),
        _text(present.title),
        _text(draft.note),
        _MARK[bool(present.urgent)],
        _text(present.author),
        _moment(draft.opened_at, zone),
        _moment(draft.changed_at, zone),
        f'"{present.expires_on}"' if present.expires_on else _NONE,
        _moment(leaf.seen_at, zone),
        _PAGE % (_text(page.title), _text(page.url)) if page else _NONE,
        draft.version,
        _text(present.digest),
        _list([_version(number, one, zone) for number, one in enumerate(leaf.versions, 1)]),
        draft.decision or _NONE,
        _list([_decision(decision, leaf, zone) for decision in leaf.decisions]),
        _written([_dates(asdict(one), zone) for one in leaf.confirmations]),
        _list([_attempt(attempt, zone) for attempt in leaf.attempts]),
        _post(post, zone) if post else _NONE,
        _written([_further(one, zone) for one in leaf.posts[1:]]),
        _written([_named(one, _REVIEW, zone) for one in leaf.reviews]),
        _written([_named(one, _TICK, zone) for one in leaf.checklists]),
        _list(
            [
                _CHECK % (_word(role), _word(person), _moment(at, zone))
                for _, role, person, at in leaf.checks
            ]
        ),
        _WRITTEN(_tied(first, present.content, (first.posted_at, at), zone)) if first else _NONE,
        _written([_tied(o, o.content, (at, o.posted_at), zone) for o in leaf.corrections]),
        _comments(leaf),
        leaf.journal,
        _text(document_number(records, draft.id, datetime.fromisoformat(draft.opened_at), zone)),
    )


@lru_cache(1024)  # names of persons, steps and states
def _word(text: str | None) -> str:
    return _NONE if text is None else _text(text)


def _version(number: int, version: VersionRow, zone: tzinfo | None) -> str:
    return _VERSION % (
        number,
        _moment(version.at, zone),
        _text(version.author),
        _text(version.title),
        _content(version.content),
        _text(version.digest),
        version.weight,
        _written([asdict(finding) for finding in version.findings]),
    )


def _content(content: Content) -> str:
    if content.image is not None or content.cuts or content.also:
        return _WRITTEN(content.plain())
    return _CONTENT % (
        _text(content.text),
        _text(content.url),
        _text(content.account),
        _NONE,
        _text(content.reply_to),
        _text(content.repost_of),
        _text(str(content.replaces or "")),
    )


def _decision(decision: DecisionRow, leaf: Leaf, zone: tzinfo | None) -> str:
    page = page_of(leaf, decision.id, zone)
    return _DECISION % (
        decision.id,
        decision.version,
        _text(decision.digest),
        _text(decision.person),
        _moment(decision.at, zone),
        _text(decision.way),
        _text(decision.confirmation),
        _written(decision.acknowledged),
        _text(decision.outside_hours),
        _moment(decision.not_before or None, zone),
        _text(decision.policy_version),
        _BOND % (_text(decision.road), _text(decision.library), _text(decision.record)),
        _BOUNDS,  # what it was decided within stands in its line
        _MARK[bool(decision.absence)],
        _text(decision.inspector or ""),
        _moment(decision.inspected_at or None, zone),
        _MARK[bool(decision.uninspected)],
        _WRITTEN(page) if page else _NONE,
    )


def _attempt(attempt: AttemptRow, zone: tzinfo | None) -> str:
    return _ATTEMPT % (
        attempt.id,
        attempt.decision,
        _text(attempt.digest),
        _text(attempt.through),
        _moment(attempt.started_at, zone),
        _text(attempt.marker),
        _text(attempt.outcome),
        _text(attempt.detail),
        _text(attempt.person),
        _moment(attempt.opened_at or None, zone),
        _moment(attempt.absent_at or None, zone),
        attempt.part,
    )


def _post(post: PostRow, zone: tzinfo | None) -> str:
    return _POST % (
        _text(post.post_id),
        _text(post.url),
        _moment(post.at, zone),
        _text(post.through),
        repr(post.cost),
    )


def _further(post: PostRow, zone: tzinfo | None) -> dict[str, Any]:
    return {
        "part": post.part,
        "post_id": post.post_id,
        "url": post.url,
        "at": local(post.at, zone),
        "cost_usd": post.cost,
    }


def _named(row: TickRow | ReviewRow, names: Sequence[str], zone: tzinfo | None) -> dict[str, Any]:
    return {name: local(row.at, zone) if name == "at" else getattr(row, name) for name in names}


def _comments(leaf: Leaf) -> str:
    if '"action": "comment"' not in leaf.journal:  # most drafts; a text has its quotes escaped
        return "[]"
    return _written(
        [
            {
                "person": line["actor"],
                "at": line["at"],
                "text": json.loads(line["detail"]).get("text", ""),
            }
            for line in json.loads(leaf.journal)
            if line["action"] == "comment"
        ]
    )


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(texts)}]"


def _written(values: Sequence[object]) -> str:
    return _WRITTEN(values) if values else "[]"


@lru_cache(1024)  # a moment stands in a draft's own row, in its version's and in an attempt's
def _moment(text: str | None, zone: tzinfo | None) -> str:
    return _NONE if text is None else f'"{local(text, zone)}"'


def page_of(leaf: Leaf, decision: int, zone: tzinfo | None) -> dict[str, Any] | None:
    """Return the page as it stood at a decision, None when none stands with it."""
    if decision not in leaf.pages:
        return None
    at, page = leaf.pages[decision]
    rows = [list(row) for row in page.rows]
    return {
        "seen_at": local(at, zone),
        "title": page.title,
        "url": page.url,
        "text": page.text,
        "rows": rows,
    }


def read(text: str) -> dict[str, Any]:
    """Return the book that `pages` made; raises UsageRefused when it is none."""
    try:
        raw = json.loads(text)
        sound = raw["format"] == FORMAT and {"year", "journal", "drafts"} <= set(raw)
    except (ValueError, KeyError, TypeError, RecursionError):
        sound = False
    if not sound:
        raise UsageRefused("archive.not_a_book")
    return dict(raw)


def content_of(raw: dict[str, Any]) -> Content:
    """Return the content of a version of the book; raises TypeError, KeyError when it has another
    shape.
    """
    image = raw["image"]
    lists = {name: tuple(raw.get(name, ())) for name in ("cuts", "also")}
    return Content(**{**raw, **lists, "image": Image(**image) if image else None})


def _cover(cover: Cover) -> dict[str, Any]:
    year = cover.year
    return {
        "format": FORMAT,
        "library": cover.library,
        "account": cover.account,
        "year": {
            "number": year.number,
            "fiscal": year.fiscal,
            "label": year.label,
            "first": year.first.isoformat(),
            "last": year.last.isoformat(),
        },
        "made_at": cover.made_at.isoformat(timespec="seconds"),
        "count": cover.count,
        "retention_years": cover.records.retention_years,
        "journal": {
            "rows": cover.rows,
            "head": cover.head,
            "broken_at": cover.broken_at,
            "verdict": cover.verdict,
        },
    }


def _tied(
    other: TiedRow, content: Content, posts: tuple[str | None, str | None], zone: tzinfo | None
) -> dict[str, Any]:
    """Return how another draft is tied to one, 9(2), `content` that of the later one, and how long
    after the first post the other one went out.
    """
    first, then = posts
    return {
        "id": other.id,
        "what": labels.tie(content),
        "state": other.state,
        "posted_at": other.posted_at and local(other.posted_at, zone),
        "seconds_after_post": seconds(first, then) if first and then else None,
    }


def _dates(values: dict[str, Any], zone: tzinfo | None) -> dict[str, Any]:
    """Return the values with dates and moments as text."""
    return {
        key: value.astimezone(zone).isoformat()
        if isinstance(value, datetime)
        else value.isoformat()
        if isinstance(value, date)
        else value
        for key, value in values.items()
    }
