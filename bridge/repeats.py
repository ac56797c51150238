"""Edge: is a text waiting already, or out? Asks the record for all roads that write a draft; the
rule is in policy (5(3)イ).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bridge.model import State, Through
from bridge.policy.s05_3_wording import REPEATED, repeated
from bridge.posting.base import same_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bridge.model import Content, Draft, Version
    from bridge.record.store import Store

#: states in which a text may still go out
OPEN: Final = (
    State.WAITING,
    State.RETURNED,
    State.DECIDED,
    State.HELD,
    State.SENDING,
    State.PARTIAL,
    State.STOPPED,
    State.UNKNOWN,
)


def same(store: Store, content: Content, road: str, now: datetime, *, own: int = 0) -> list[Draft]:
    """Return the drafts other than `own` whose text this is, or that of a post of theirs: open
    ones, and those posted in the last 30 days, oldest first.

    None for a retweet or a deletion, which have no text. The post whose place a correction takes is
    none either, nor is one of the sandbox when `road` is another, or the other way round.
    """
    if not content.text:
        return []
    since = now - REPEATED
    ids = [
        id
        for id, texts in store.texts(OPEN, since)
        if id != own and any(same_text(part, text) for part in content.parts for text in texts)
    ]
    drafts = (store.draft(id) for id in ids)
    return [
        draft
        for draft in drafts
        if draft.post is None
        or (
            draft.post.what != content.replaces
            and (draft.post.through == Through.SANDBOX) is (road == "sandbox")
        )
    ]


def with_repeats(
    store: Store, wording: Version, road: str, now: datetime, *, own: int = 0
) -> Version:
    """Return the wording with a stopping finding for each draft that says the same, before its
    other findings.
    """
    return marked(wording, same(store, wording.content, road, now, own=own), now)


def marked(wording: Version, drafts: Iterable[Draft], now: datetime) -> Version:
    """Return the wording with a stopping finding for each of these drafts, which say the same."""
    findings = tuple(repeated(draft, now) for draft in drafts)
    others = tuple(one for one in wording.findings if one.key not in {new.key for new in findings})
    return replace(wording, findings=(*findings, *others))
