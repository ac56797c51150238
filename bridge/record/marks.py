"""Edge: the marks by which a line of the journal tells a row as it leaves it, and so not the words
themselves. Holds no rule.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from bridge.record import codec

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

#: which facts of a row a line of the journal marks as it leaves it; a column that comes later gets
#: a mark of its own
MARKED: Final = {
    "drafts": ("note", "origin", "opened_at", "changed_at"),
    "attempts": (
        "draft",
        "decision",
        "digest",
        "through",
        "started_at",
        "marker",
        "outcome",
        "detail",
        "person",
        "opened_at",
        "absent_at",
    ),
    "posts": ("draft", "attempt", "act", "post_id", "url", "at", "through", "cost"),
    "closings": ("first", "last", "why", "words", "url", "state", "by", "at"),
    "factors": ("person", "kind", "label", "secret", "at"),
}

DIGITS: Final = 32  #: digits of a row's sha256 that stand in a line
#: a column that came later, and what rows of before have in it: marked when it holds something else
LATER: Final[dict[str, dict[str, object]]] = {
    "drafts": {"cause": ""},
    "attempts": {"part": 1},
    "posts": {"part": 1},
}


#: the facts of a version beside its content that `wording_mark` marks
WORDING: Final = ("title", "weight", "findings", "urgent", "expires_on", "page_digest")


def row_mark(table: str, row: Mapping[str, Any] | sqlite3.Row) -> str:
    """Return the first 32 digits of the sha256 of a row's facts: a line tells it, and so not the
    words themselves.
    """
    facts = [row[name] for name in MARKED[table]]
    facts += [row[name] for name, usual in LATER.get(table, {}).items() if row[name] != usual]
    return hashlib.sha256(codec.dump(facts).encode()).hexdigest()[:DIGITS]


def secret_mark(secret: str) -> str:
    """Return a mark of what never stands in the journal: a password's argon2id, an address of mail;
    empty for nothing.
    """
    return hashlib.sha256(secret.encode()).hexdigest()[:24] if secret else ""


def wording_mark(version: Mapping[str, Any] | sqlite3.Row) -> str:
    """Return the sha256 of what stands in a version beside its content: title, count, findings,
    urgency, last day, page.
    """
    return hashlib.sha256(codec.dump([version[name] for name in WORDING]).encode()).hexdigest()
