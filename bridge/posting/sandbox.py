"""Edge: the way out that leads nowhere: posts stand in a timeline of our own, so that everything
can be tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Final

from bridge.model import Act, PostId, Through
from bridge.posting.base import Message, Posted, PostOutcome, Timeline, TimelineStore, Unknown
from bridge.sayings import Refusal

RETWEET = "RT "  #: how a retweet looks on our own timeline
_RETWEETED: Final = re.compile(rf"{RETWEET}https://\S+/status/\d+")


class SandboxPoster:
    """Posts to a TimelineStore; answers as X does, but for one thing: it knows no keys."""

    through = Through.SANDBOX

    def __init__(self, timeline: TimelineStore, clock: Callable[[], datetime]) -> None:
        self._timeline = timeline
        self._clock = clock

    def verify(self, account: str) -> str:
        """Return the account's own name: a sandbox belongs to whoever asks."""
        return account

    def post(self, message: Message) -> PostOutcome:
        """Keep the post; a store that fails in between leaves it unknown, as a cut line does."""
        text = f"{RETWEET}{message.repost_of}" if message.repost_of else message.text
        try:
            post_id = self._timeline.add_shown(text, self._clock(), message.key)
        except Exception as error:  # noqa: BLE001  whatever it is, the row may stand
            return Unknown(Refusal("sandbox.unclear", kind=type(error).__name__))
        return Posted(post_id, f"sandbox:{post_id}")

    def timeline(self, since: str) -> Timeline:
        """Return every own post newer than `since`, newest first, without retweets, as X's look
        leaves them out; always complete.
        """
        posts = sorted(
            (p for p in self._timeline.shown_since(since) if not _RETWEETED.fullmatch(p.text)),
            key=lambda post: int(post.post_id),
            reverse=True,
        )
        return Timeline(tuple(posts), complete=True)

    def delete(self, what: PostId) -> PostOutcome:
        """Forget the post; of a retweet, each line that shows its post."""
        try:
            posts = [
                p.post_id
                for p in self._timeline.shown_since("")
                if p.text.startswith(RETWEET) and p.text.endswith(f"/{what.number}")
            ]
            for one in posts if what.act is Act.RETWEET else [what.number]:
                self._timeline.remove_shown(one)
        except Exception as error:  # noqa: BLE001  as in post
            return Unknown(Refusal("sandbox.deletion_unclear", kind=type(error).__name__))
        return Posted(what.number, f"sandbox:{what.number}")
