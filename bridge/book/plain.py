"""Pure: the yearly book as JSON with stable keys (docs/commands.md), and the way back to the texts
in it.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from bridge import labels
from bridge.book import document_number
from bridge.errors import UsageRefused
from bridge.model import Content, Image
from bridge.values import asdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

    from bridge.book import Cover
    from bridge.model import Decision, Dossier, Draft

FORMAT: Final = "feedbridge-book/1"
_WRITTEN: Final = json.JSONEncoder(ensure_ascii=False).encode


def pages(cover: Cover, dossiers: Iterable[Dossier]) -> Iterator[str]:
    """Yield the book as JSON, one draft at a time."""
    yield json.dumps(_cover(cover), ensure_ascii=False, indent=1)[:-2] + ',\n "drafts": ['
    between = "\n"
    for dossier in dossiers:
        yield between + _WRITTEN(_draft(dossier, cover))
        between = ",\n"
    yield "\n ]\n}\n"


def _draft(dossier: Dossier, cover: Cover) -> dict[str, Any]:
    zone = cover.made_at.tzinfo
    return dossier_json(dossier, zone) | {
        "document_number": document_number(cover.records, dossier.draft, zone)
    }


def dossier_json(dossier: Dossier, zone: tzinfo | None) -> dict[str, Any]:
    """Return one draft with all that belongs to it; times are ISO 8601 in `zone`, lengths of time
    are seconds.
    """
    draft, post = dossier.draft, dossier.draft.post
    return {
        "id": draft.id,
        "clause": f"5(1){draft.kind}",
        "kind": draft.kind,
        "state": draft.state,
        "source": draft.source,
        "origin": draft.origin,
        "title": draft.title,
        "note": draft.note,
        "urgent": draft.urgent,
        "author": draft.author,
        "opened_at": _at(draft.created_at, zone),
        "changed_at": _at(draft.changed_at, zone),
        "expires_on": draft.expires_on and draft.expires_on.isoformat(),
        "seen_at": _at(dossier.seen_at, zone),
        "page": dossier.page and {"title": dossier.page.title, "url": dossier.page.url},
        "version": draft.version,
        "digest": draft.digest,
        "versions": [
            {
                "version": number,
                "at": _at(at, zone),
                "author": version.author,
                "title": version.title,
                "content": version.content.plain(),
                "digest": version.digest,
                "weight": version.weight,
                "findings": [asdict(finding) for finding in version.findings],
            }
            for number, (at, version) in enumerate(dossier.versions, 1)
        ],
        "decision": draft.decision and draft.decision.id,
        "decisions": [
            _decision(decision, zone) | {"page": page_of(dossier, decision.id, zone)}
            for decision in dossier.decisions
        ],
        "confirmations": [
            _dates(asdict(confirmation), zone) for confirmation in dossier.confirmations
        ],
        "attempts": [
            _dates({k: v for k, v in asdict(attempt).items() if k != "draft"}, zone)
            for attempt in dossier.attempts
        ],
        "post": post
        and {
            "post_id": post.post_id,
            "url": post.url,
            "at": _at(post.at, zone),
            "through": post.through,
            "cost_usd": post.cost,
        },
        "further": [
            {
                "part": p.part,
                "post_id": p.post_id,
                "url": p.url,
                "at": _at(p.at, zone),
                "cost_usd": p.cost,
            }
            for p in draft.further
        ],
        "reviews": [_dates(asdict(one), zone) for one in dossier.reviews],
        "checklists": [_dates(asdict(tick), zone) for tick in dossier.checklists],
        "checks": [
            {"role": c.role, "person": c.person, "at": _at(c.at, zone)} for c in dossier.checks
        ],
        "corrects": dossier.first and _tied(dossier.first, draft, dossier.first.id, zone),
        "corrections": [_tied(draft, other, other.id, zone) for other in dossier.corrections],
        "comments": [
            {
                "person": row["actor"],
                "at": row["at"],
                "text": json.loads(row["detail"]).get("text", ""),
            }
            for row in dossier.journal
            if row["action"] == "comment"
        ],
        "journal": dossier.journal,
    }


def page_of(dossier: Dossier, decision: int, zone: tzinfo | None) -> dict[str, Any] | None:
    """Return the page as it stood at a decision, None when none stands with it."""
    if decision not in dossier.pages:
        return None
    at, page = dossier.pages[decision]
    rows = [list(row) for row in page.rows]
    return {
        "seen_at": _at(at, zone),
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


def _decision(decision: Decision, zone: tzinfo | None) -> dict[str, Any]:
    return _dates({key: value for key, value in asdict(decision).items() if key != "draft"}, zone)


def _tied(first: Draft, other: Draft, id: int, zone: tzinfo | None) -> dict[str, Any]:
    """Return how two drafts are tied, 9(2), and how long after the first post the other one went
    out.
    """
    apart = (other.post.at - first.post.at).total_seconds() if first.post and other.post else None
    draft = first if id == first.id else other
    return {
        "id": id,
        "what": labels.tie(other.content),
        "state": draft.state,
        "posted_at": _at(draft.post.at, zone) if draft.post else None,
        "seconds_after_post": apart,
    }


def _dates(values: dict[str, Any], zone: tzinfo | None) -> dict[str, Any]:
    """Return the values with dates and moments as text."""
    return {
        key: _at(value, zone)
        if isinstance(value, datetime)
        else value.isoformat()
        if isinstance(value, date)
        else value
        for key, value in values.items()
    }


def _at(value: datetime | None, zone: tzinfo | None) -> str | None:
    return value.astimezone(zone).isoformat() if value else None
