"""Edge: is a text waiting already, or out? Asks the record for all roads that write a draft; the
rule is in policy (5(3)イ).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bridge.model import PENDING, State, same_place
from bridge.policy.s05_3_wording import REPEATED, repeated
from bridge.posting.base import plain_text
from bridge.text.numerals import in_one_spelling

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bridge.model import Content, Draft, Version
    from bridge.record.store import Store

#: states in which a text may still go out, or be out unseen
MAY_GO_OUT: Final = (*PENDING, State.SENDING, State.PARTIAL, State.STOPPED, State.UNKNOWN)


class Texts:
    """The texts that may still go out, and those posted in the last 30 days, as the record had them
    when this was made: whoever opens several drafts at once asks the record once, and tells it of
    each.
    """

    def __init__(self, store: Store, now: datetime) -> None:
        self._store = store
        self._drafts: defaultdict[str, list[int]] = defaultdict(list)
        for id, texts in store.texts(MAY_GO_OUT, now - REPEATED):
            self.add(id, texts)

    def add(self, draft: int, texts: Iterable[str]) -> None:
        """Take in a draft with the text of each of its posts."""
        for text in texts:
            self._drafts[_key(text)].append(draft)

    def same(self, content: Content, road: str, *, own: int = 0) -> list[Draft]:
        """Return the drafts other than `own` whose text this is, or that of a post of theirs,
        oldest first.

        None for a retweet or a deletion, which have no text. The post whose place a correction
        takes is none either, nor is one of the sandbox when `road` is another, or the other way
        round.
        """
        if not content.text:
            return []
        ids = {id for part in content.parts for id in self._drafts.get(_key(part), ())}
        drafts = (self._store.draft(id) for id in sorted(ids - {own}))
        return [
            draft
            for draft in drafts
            if draft.post is None
            or (draft.post.what != content.replaces and same_place(draft.post.through, road))
        ]


@lru_cache(2048)  # ten new drafts after the other are compared with all that wait
def _key(text: str) -> str:
    """Return what two texts share that say the same: 12/12 14:00～ is 12月12日(土)午後2時～."""
    return in_one_spelling(plain_text(text))


def same(store: Store, content: Content, road: str, now: datetime, *, own: int = 0) -> list[Draft]:
    """Return the drafts that say the same (Texts.same)."""
    return Texts(store, now).same(content, road, own=own) if content.text else []


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
