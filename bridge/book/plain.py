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
from bridge.book import Moments, document_number, local, seconds
from bridge.errors import UsageRefused
from bridge.model import Content, Image, Timing, Verb
from bridge.values import asdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
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
    from bridge.model import Confirmation, Page
    from bridge.settings import RecordsSettings

FORMAT: Final = "feedbridge-book/1"
_WRITTEN: Final = json.JSONEncoder(ensure_ascii=False).encode
_JOINED: Final = ", ".join
_NONE: Final = "null"
_MARK: Final = {True: "true", False: "false"}


def pages(cover: Cover, leaves: Leaves) -> Iterator[bytes]:
    """Yield the book as JSON in UTF-8, one draft at a time."""
    head = json.dumps(_cover(cover), ensure_ascii=False, indent=1)[:-2]
    yield f'{head},\n "drafts": ['.encode()
    writer, between = Writer(cover.made_at.tzinfo, cover.records), b"\n"
    for leaf in leaves.data():
        yield between + writer.text(leaf)
        between = b",\n"
    yield b"\n ]\n}\n"


# Of each draft these texts are put together from what stands in them, as JSONEncoder would write
# them (tests/book/test_plain.py): to make values of names of everything first, and text of those,
# was most of the time of a book. What few drafts have is left to JSONEncoder.

_BOUNDS: Final = _WRITTEN(asdict(Timing()))
_REVIEW: Final = ("version", "digest", "step", "person", "at")
_TICK: Final = ("version", "digest", "person", "at", "part")


class Writer:
    """Writes drafts with all that belongs to them; times are ISO 8601 in `zone`, lengths of time
    are seconds.
    """

    def __init__(self, zone: tzinfo | None, records: RecordsSettings) -> None:
        self._zone, self._records = zone, records
        self._at: Moments[str | None] = Moments(
            lambda text: _NONE if text is None else f'"{local(text, zone)}"'
        )

    def text(self, leaf: Leaf) -> bytes:
        """Return one draft as JSON in UTF-8."""
        at, zone, page, posts = self._at, self._zone, leaf.page, leaf.posts
        id, _, source, kind, state, number, decision, note, origin, _, opened_at, changed_at = (
            leaf.draft
        )
        _, _, _, author, title, _, digest, _, _, urgent, expires_on = leaf.present
        versions = [self._version(number, one) for number, one in enumerate(leaf.versions, 1)]
        decisions = [self._decision(one, leaf) for one in leaf.decisions]
        attempts = [self._attempt(one) for one in leaf.attempts]
        checks = [self._check(one) for one in leaf.checks]
        document = document_number(self._records, id, datetime.fromisoformat(opened_at), zone)
        head = (
            f'{{"id": {id}, "clause": {_word(f"5(1){kind}")}, "kind": {_word(kind)}, '
            f'"state": {_word(state)}, "source": {_word(source)}, "origin": {_text(origin)}, '
            f'"title": {_text(title)}, "note": {_text(note)}, '
            f'"urgent": {_MARK[bool(urgent)]}, "author": {_word(author)}, '
            f'"opened_at": {at[opened_at]}, "changed_at": {at[changed_at]}, '
            f'"expires_on": {_word(expires_on or None)}, '
            f'"seen_at": {at[leaf.seen_at]}, "page": {_page(page) if page else _NONE}, '
            f'"version": {number}, "digest": {_text(digest)}, '
            f'"versions": [{_JOINED(versions)}], "decision": {decision or _NONE}, '
            f'"decisions": [{_JOINED(decisions)}], '
            f'"confirmations": {_all(_dates, leaf.confirmations, zone)}, '
            f'"attempts": [{_JOINED(attempts)}], '
            f'"post": {self._post(posts[0]) if posts else _NONE}, '
            f'"further": {_all(_further, posts[1:], zone)}, '
            f'"reviews": {_all(_review, leaf.reviews, zone)}, '
            f'"checklists": {_all(_tick, leaf.checklists, zone)}, '
            f'"checks": [{_JOINED(checks)}], {_ties(leaf, zone)}, '
            f'"comments": {_comments(leaf)}, "journal": '
        )
        # most of it are lines, which nothing here reads
        tail = f', "document_number": {_text(document)}}}'
        return b"".join((head.encode(), leaf.journal, tail.encode()))

    def _version(self, number: int, version: VersionRow) -> str:
        _, _, at, author, title, content, digest, weight, findings, _, _ = version
        notes = _WRITTEN([asdict(finding) for finding in findings]) if findings else "[]"
        return (
            f'{{"version": {number}, "at": {self._at[at]}, '
            f'"author": {_word(author)}, "title": {_text(title)}, '
            f'"content": {_content(content)}, "digest": {_text(digest)}, '
            f'"weight": {weight}, "findings": {notes}}}'
        )

    def _decision(self, decision: DecisionRow, leaf: Leaf) -> str:
        rest: list[Any]
        _, id, version, digest, person, at, way, confirmation, acknowledged, hours, *rest = decision
        not_before, policy, road, library, record, absence, inspector, inspected_at, unseen = rest
        page = page_of(leaf, id, self._zone) if leaf.pages else None
        return (
            f'{{"id": {id}, "version": {version}, "digest": {_text(digest)}, '
            f'"person": {_word(person)}, "at": {self._at[at]}, "way": {_word(way)}, '
            f'"confirmation": {_word(confirmation)}, '
            f'"acknowledged": {_WRITTEN(acknowledged) if acknowledged else "[]"}, '
            f'"outside_hours": {_text(hours)}, "not_before": {self._at[not_before or None]}, '
            f'"policy_version": {_word(policy)}, "bond": {{"road": {_word(road)}, '
            f'"library": {_word(library)}, "record": {_word(record)}}}, '
            # what it was decided within stands in its line
            f'"bounds": {_BOUNDS}, "absence": {_MARK[bool(absence)]}, '
            f'"inspector": {_word(inspector or "")}, '
            f'"inspected_at": {self._at[inspected_at or None]}, '
            f'"uninspected": {_MARK[bool(unseen)]}, "page": {_WRITTEN(page) if page else _NONE}}}'
        )

    def _attempt(self, attempt: AttemptRow) -> str:
        rest: list[Any]
        _, id, decision, digest, through, started_at, marker, outcome, detail, *rest = attempt
        person, opened_at, absent_at, part = rest
        return (
            f'{{"id": {id}, "decision": {decision}, "digest": {_text(digest)}, '
            f'"through": {_word(through)}, "started_at": {self._at[started_at]}, '
            f'"marker": {_text(marker)}, "outcome": {_word(outcome)}, "detail": {_text(detail)}, '
            f'"person": {_word(person)}, "opened_at": {self._at[opened_at or None]}, '
            f'"absent_at": {self._at[absent_at or None]}, "part": {part}}}'
        )

    def _post(self, post: PostRow) -> str:
        _, _, _, post_id, url, at, through, cost = post
        return (
            f'{{"post_id": {_text(post_id)}, "url": {_text(url)}, '
            f'"at": {self._at[at]}, "through": {_word(through)}, "cost_usd": {cost!r}}}'
        )

    def _check(self, check: PostCheckRow) -> str:
        _, role, person, at = check
        return f'{{"role": {_word(role)}, "person": {_word(person)}, "at": {self._at[at]}}}'


@lru_cache(1024)  # names of persons, steps and states
def _word(text: str | None) -> str:
    return _NONE if text is None else _text(text)


def _page(page: Page) -> str:
    return f'{{"title": {_text(page.title)}, "url": {_text(page.url)}}}'


def _content(content: Content) -> str:
    if content.image is not None or content.cuts or content.also:
        return _WRITTEN(content.plain())
    return (
        f'{{"text": {_text(content.text)}, "url": {_text(content.url)}, '
        f'"account": {_word(content.account)}, "image": null, '
        f'"reply_to": {_text(content.reply_to)}, "repost_of": {_text(content.repost_of)}, '
        f'"replaces": {_text(str(content.replaces or ""))}}}'
    )


def _all(
    facts: Callable[[Any, tzinfo | None], dict[str, Any]],
    values: Sequence[object],
    zone: tzinfo | None,
) -> str:
    return _WRITTEN([facts(one, zone) for one in values]) if values else "[]"


def _further(post: PostRow, zone: tzinfo | None) -> dict[str, Any]:
    return {
        "part": post.part,
        "post_id": post.post_id,
        "url": post.url,
        "at": local(post.at, zone),
        "cost_usd": post.cost,
    }


def _review(one: ReviewRow, zone: tzinfo | None) -> dict[str, Any]:
    return _named(one, _REVIEW, zone)


def _tick(one: TickRow, zone: tzinfo | None) -> dict[str, Any]:
    return _named(one, _TICK, zone)


def _named(row: TickRow | ReviewRow, names: Sequence[str], zone: tzinfo | None) -> dict[str, Any]:
    return {name: local(row.at, zone) if name == "at" else getattr(row, name) for name in names}


def _ties(leaf: Leaf, zone: tzinfo | None) -> str:
    """Return the drafts to which one is tied, 9(2)."""
    if not leaf.first and not leaf.corrections:
        return '"corrects": null, "corrections": []'
    first, present, at = leaf.first, leaf.present, leaf.post.at if leaf.post else None
    corrects = _tied(first, present.content, (first.posted_at, at), zone) if first else None
    corrections = [_tied(o, o.content, (at, o.posted_at), zone) for o in leaf.corrections]
    return f'"corrects": {_WRITTEN(corrects)}, "corrections": {_WRITTEN(corrections)}'


def _comments(leaf: Leaf) -> str:
    if b'"action": "comment"' not in leaf.journal:  # most drafts; a text has its quotes escaped
        return "[]"
    return _WRITTEN(
        [
            {
                "person": line["actor"],
                "at": line["at"],
                "text": json.loads(line["detail"]).get("text", ""),
            }
            for line in json.loads(leaf.journal)
            if line["action"] == Verb.COMMENT
        ]
    )


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


def _dates(confirmation: Confirmation, zone: tzinfo | None) -> dict[str, Any]:
    """Return the values of a prior confirmation, dates and moments as text."""
    return {
        key: value.astimezone(zone).isoformat()
        if isinstance(value, datetime)
        else value.isoformat()
        if isinstance(value, date)
        else value
        for key, value in asdict(confirmation).items()
    }
