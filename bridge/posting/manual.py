"""Edge: posting by hand: a link that opens X with the decided text, and the address that staff
bring back.

No call is made here. A web intent carries text only: a picture is added, and a retweet made, by the
person on X.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

from bridge.errors import UsageRefused
from bridge.model import Draft

INTENT = "https://x.com/intent/tweet?text="
RETWEET = "https://x.com/intent/retweet?tweet_id="
EPOCH_MS = 1288834974657  # X's ids count milliseconds from here, shifted by 22 bits
MAX_LINK = 8000  #: characters; servers and mailers commonly cut or refuse longer addresses

_HOSTS = {
    f"{prefix}{host}"
    for host in ("x.com", "twitter.com")
    for prefix in ("", "www.", "mobile.", "m.")
}
_PATH = re.compile(r"/@?(\w{1,15})/status(?:es)?/([1-9][0-9]{0,18})(?:/.*)?", re.ASCII)


def intent_link(text: str, reply_to: str = "") -> str:
    """Return the web intent that opens X with `text` ready to be sent; `reply_to`: the number of
    the post that it answers.

    Raises UsageRefused when the address would be longer than MAX_LINK characters: then the text is
    copied by hand.
    """
    link = INTENT + quote(text, safe="") + (f"&in_reply_to={reply_to}" if reply_to else "")
    if len(link) > MAX_LINK:
        raise UsageRefused("post.link_too_long", length=len(link))
    return link


def answers(draft: Draft) -> str:
    """Return the number of the own post that the next post of a draft answers: of a thread the one
    before, of an addition the first (9(2)); empty when it stands alone.
    """
    return draft.posts[-1].post_id if draft.posts else draft.content.reply_to


def way_to_x(draft: Draft) -> str:
    """Return the link behind which a person does what was decided, of a thread its next post; empty
    when the text is to be copied by hand.
    """
    content = draft.content
    if content.retweets:
        return retweet_link(content.repost_of.rsplit("/", 1)[-1])
    try:
        return intent_link(draft.owed[0], answers(draft)) if content.text else ""
    except UsageRefused:
        return ""


def retweet_link(post_id: str) -> str:
    """Return the web intent that asks whether to retweet that post (5(4))."""
    return f"{RETWEET}{post_id}"


def time_of(post_id: str) -> datetime:
    """Return when X made a post, by its id: milliseconds from 2010-11-04, shifted by 22 bits (X's
    "snowflake").
    """
    return datetime.fromtimestamp(((int(post_id) >> 22) + EPOCH_MS) / 1000, tz=UTC)


def number_at(moment: datetime) -> str:
    """Return the number that a post of X made at `moment` has, or the next lower one."""
    return str(max(0, int(moment.timestamp() * 1000) - EPOCH_MS) << 22)


def parse_post_url(url: str, account: str) -> str:
    """Return the post's id from its address on x.com or twitter.com; query and what follows the id
    are dropped.

    Raises UsageRefused when it is no post's address, or not one of `account` (section 3).
    """
    address = url.strip()
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
        match = _PATH.fullmatch(parts.path)
        fits = parts.scheme in {"http", "https"} and parts.hostname in _HOSTS
    except ValueError:  # a broken address: brackets, port
        match, fits = None, False
    if not fits or match is None:
        raise UsageRefused("post.no_post_address", given=address[:200], account=account)
    user, post_id = match.groups()
    if user.casefold() == "i":  # x.com/i/status/… names nobody
        raise UsageRefused("post.address_of_nobody", account=account)
    if user.casefold() != account.casefold():
        raise UsageRefused("post.of_another_account", account=account, other=user)
    return post_id
