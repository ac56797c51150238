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
        PostCheckRow,
        PostRow,
        ReviewRow,
        TickRow,
        TiedRow,
        VersionRow,
    )
    from bridge.model import Page
    from bridge.settings import RecordsSettings

FORMAT: Final = "feedbridge-book/1"
_WRITTEN: Final = json.JSONEncoder(ensure_ascii=False).encode
_NONE: Final = "null"
_MARK: Final = {True: "true", False: "false"}


def pages(cover: Cover, leaves: Leaves) -> Iterator[bytes]:
    """Yield the book as JSON in UTF-8, one draft at a time."""
    head = json.dumps(_cover(cover), ensure_ascii=False, indent=1)[:-2]
    yield f'{head},\n "drafts": ['.encode()
    between = b"\n"
    for leaf in leaves.data():
        yield between + leaf_json(leaf, cover.made_at.tzinfo, cover.records)
        between = b",\n"
    yield b"\n ]\n}\n"


# Of each draft these texts are put together from what stands in them, as JSONEncoder would write
# them (tests/book/test_plain.py): to make values of names of everything first, and text of those,
# was most of the time of a book.

_BOUNDS: Final = _WRITTEN(asdict(Timing()))
_REVIEW: Final = ("version", "digest", "step", "person", "at")
_TICK: Final = ("version", "digest", "person", "at", "part")


def leaf_json(leaf: Leaf, zone: tzinfo | None, records: RecordsSettings) -> bytes:
    """Return one draft with all that belongs to it as JSON in UTF-8; times are ISO 8601 in `zone`,
    lengths of time are seconds.
    """
    present, page, first = leaf.present, leaf.page, leaf.first
    post, *further = leaf.posts or (None,)
    at = post.at if post else None
    id, _, source, kind, state, number, decision, note, origin, _, opened_at, changed_at = (
        leaf.draft
    )
    versions = [_version(number, one, zone) for number, one in enumerate(leaf.versions, 1)]
    decisions = [_decision(one, leaf, zone) for one in leaf.decisions]
    confirmations = [_dates(asdict(one), zone) for one in leaf.confirmations]
    corrections = [_tied(o, o.content, (at, o.posted_at), zone) for o in leaf.corrections]
    corrects = _tied(first, present.content, (first.posted_at, at), zone) if first else None
    document = document_number(records, id, datetime.fromisoformat(opened_at), zone)
    head = (
        f'{{"id": {id}, "clause": {_word(f"5(1){kind}")}, "kind": {_word(kind)}, '
        f'"state": {_word(state)}, "source": {_word(source)}, "origin": {_text(origin)}, '
        f'"title": {_text(present.title)}, "note": {_text(note)}, '
        f'"urgent": {_MARK[bool(present.urgent)]}, "author": {_word(present.author)}, '
        f'"opened_at": {_moment(opened_at, zone)}, "changed_at": {_moment(changed_at, zone)}, '
        f'"expires_on": {_word(present.expires_on or None)}, '
        f'"seen_at": {_moment(leaf.seen_at, zone)}, "page": {_page(page)}, '
        f'"version": {number}, "digest": {_text(present.digest)}, '
        f'"versions": {_list(versions)}, "decision": {decision or _NONE}, '
        f'"decisions": {_list(decisions)}, "confirmations": {_written(confirmations)}, '
        f'"attempts": {_list([_attempt(one, zone) for one in leaf.attempts])}, '
        f'"post": {_post(post, zone) if post else _NONE}, '
        f'"further": {_written([_further(one, zone) for one in further])}, '
        f'"reviews": {_written([_named(one, _REVIEW, zone) for one in leaf.reviews])}, '
        f'"checklists": {_written([_named(one, _TICK, zone) for one in leaf.checklists])}, '
        f'"checks": {_list([_check(one, zone) for one in leaf.checks])}, '
        f'"corrects": {_WRITTEN(corrects)}, "corrections": {_written(corrections)}, '
        f'"comments": {_comments(leaf)}, "journal": '
    )
    # most of it are lines, which nothing here reads
    return b"%b%b%b" % (
        head.encode(),
        leaf.journal,
        f', "document_number": {_text(document)}}}'.encode(),
    )


@lru_cache(1024)  # names of persons, steps and states
def _word(text: str | None) -> str:
    return _NONE if text is None else _text(text)


def _page(page: Page | None) -> str:
    return f'{{"title": {_text(page.title)}, "url": {_text(page.url)}}}' if page else _NONE


def _version(number: int, version: VersionRow, zone: tzinfo | None) -> str:
    findings = [asdict(finding) for finding in version.findings]
    return (
        f'{{"version": {number}, "at": {_moment(version.at, zone)}, '
        f'"author": {_word(version.author)}, "title": {_text(version.title)}, '
        f'"content": {_content(version.content)}, "digest": {_text(version.digest)}, '
        f'"weight": {version.weight}, "findings": {_written(findings)}}}'
    )


def _content(content: Content) -> str:
    if content.image is not None or content.cuts or content.also:
        return _WRITTEN(content.plain())
    return (
        f'{{"text": {_text(content.text)}, "url": {_text(content.url)}, '
        f'"account": {_word(content.account)}, "image": null, '
        f'"reply_to": {_text(content.reply_to)}, "repost_of": {_text(content.repost_of)}, '
        f'"replaces": {_text(str(content.replaces or ""))}}}'
    )


def _decision(decision: DecisionRow, leaf: Leaf, zone: tzinfo | None) -> str:
    page = page_of(leaf, decision.id, zone)
    rest: list[Any]
    _, id, version, digest, person, at, way, confirmation, acknowledged, hours, *rest = decision
    not_before, policy, road, library, record, absence, inspector, inspected_at, unseen = rest
    return (
        f'{{"id": {id}, "version": {version}, "digest": {_text(digest)}, '
        f'"person": {_word(person)}, "at": {_moment(at, zone)}, "way": {_word(way)}, '
        f'"confirmation": {_word(confirmation)}, "acknowledged": {_written(acknowledged)}, '
        f'"outside_hours": {_text(hours)}, "not_before": {_moment(not_before or None, zone)}, '
        f'"policy_version": {_word(policy)}, "bond": {{"road": {_word(road)}, '
        f'"library": {_word(library)}, "record": {_word(record)}}}, '
        # what it was decided within stands in its line
        f'"bounds": {_BOUNDS}, "absence": {_MARK[bool(absence)]}, '
        f'"inspector": {_word(inspector or "")}, '
        f'"inspected_at": {_moment(inspected_at or None, zone)}, '
        f'"uninspected": {_MARK[bool(unseen)]}, "page": {_WRITTEN(page) if page else _NONE}}}'
    )


def _attempt(attempt: AttemptRow, zone: tzinfo | None) -> str:
    rest: list[Any]
    _, id, decision, digest, through, started_at, marker, outcome, detail, *rest = attempt
    person, opened_at, absent_at, part = rest
    return (
        f'{{"id": {id}, "decision": {decision}, "digest": {_text(digest)}, '
        f'"through": {_word(through)}, "started_at": {_moment(started_at, zone)}, '
        f'"marker": {_text(marker)}, "outcome": {_word(outcome)}, "detail": {_text(detail)}, '
        f'"person": {_word(person)}, "opened_at": {_moment(opened_at or None, zone)}, '
        f'"absent_at": {_moment(absent_at or None, zone)}, "part": {part}}}'
    )


def _post(post: PostRow, zone: tzinfo | None) -> str:
    return (
        f'{{"post_id": {_text(post.post_id)}, "url": {_text(post.url)}, '
        f'"at": {_moment(post.at, zone)}, "through": {_word(post.through)}, '
        f'"cost_usd": {post.cost!r}}}'
    )


def _check(check: PostCheckRow, zone: tzinfo | None) -> str:
    _, role, person, at = check
    return f'{{"role": {_word(role)}, "person": {_word(person)}, "at": {_moment(at, zone)}}}'


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
    if b'"action": "comment"' not in leaf.journal:  # most drafts; a text has its quotes escaped
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
