"""Pure: one page of the own timeline, from X's JSON to what a person reads.

Source: GET /2/users/:id/tweets in X's OpenAPI document 2.167 (`note_post`), and its older words
(`note_tweet`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bridge.model import Shown
from bridge.posting.base import unescape
from bridge.posting.manual import time_of
from bridge.values import dataclass

POST_ID = re.compile(r"[0-9]{1,19}", re.ASCII)


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """One page, newest post first."""

    posts: tuple[Shown, ...]
    next_token: str  #: "" on the last page
    whole: bool  #: False: X left something out
    timed: bool  #: every post carries its time: X understood which fields were asked for


def is_id(value: object) -> bool:
    """Return whether it is an id as X writes them: 1 to 19 digits."""
    return isinstance(value, str) and POST_ID.fullmatch(value) is not None


def read_page(body: Mapping[str, Any]) -> TimelinePage:
    """Return the page. Raises ValueError for a body of another shape."""
    try:
        data, meta = body.get("data") or [], body.get("meta") or {}
        return TimelinePage(
            posts=tuple(map(_shown, data)),
            next_token=str(meta.get("next_token") or ""),
            whole=not body.get("errors") and meta.get("result_count", len(data)) == len(data),
            timed=all("created_at" in post for post in data),
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("not a page of posts") from error


def _shown(post: Mapping[str, Any]) -> Shown:
    """Return the whole text with `&<>` as they are, links expanded and the picture's own link
    gone.
    """
    if not is_id(post["id"]):
        raise ValueError("a post without an id")
    note = post.get("note_post") or post.get("note_tweet") or post
    text = unescape(note["text"])
    for url in [*_urls(note), *_urls(post)]:
        short, full = url.get("url"), url.get("expanded_url")
        picture = str(url.get("display_url")).startswith(("pic.x.com", "pic.twitter.com"))
        if short and full:
            text = ("" if picture else full).join(
                re.split(re.escape(short) + r"(?![0-9A-Za-z])", text)
            )
    return Shown(post["id"], text, _made_at(post))


def _urls(part: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return (part.get("entities") or {}).get("urls") or []


def _made_at(post: Mapping[str, Any]) -> datetime:
    """Return when X made the post: as it says or, failing that, as the id says."""
    if "created_at" in post:
        return datetime.fromisoformat(post["created_at"])
    return time_of(post["id"])
