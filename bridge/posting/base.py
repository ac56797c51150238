"""Pure: what every way out has in common: the words for a post's outcome, and how two texts are
compared.

Values and a Protocol, alone in their folder: x.py, sandbox.py and manual.py touch the world. A way
out decides nothing: it says what X said, in three words. Posted: X has it. Refused: X certainly
does not. Unknown: everything else.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Protocol
from urllib.parse import unquote

from bridge import urls
from bridge.errors import BridgeError
from bridge.model import PostId, Shown, Through
from bridge.sayings import Coded
from bridge.values import dataclass


class Remedy(StrEnum):
    """What to do after a certain refusal, one word per thing that a person or the next run does."""

    RETRY = "retry"  #: nothing was sent; the same call may be made again
    WAIT = "wait"  #: not before `Refused.retry_at`
    CREDENTIALS = "credentials"  #: keys, rights or the account itself; every later call fails too
    CREDITS = "credits"  #: the balance or a spending cap; every later call fails too
    REJECTED = "rejected"  #: this text will not go; the others may


@dataclass(frozen=True, slots=True)
class Posted:
    """X has it (or, of a deletion: it is carried out)."""

    post_id: str  #: 1 to 19 digits on X
    url: str  #: where to look at it
    text: str = ""  #: the text that X says it has; empty when it does not say


@dataclass(frozen=True, slots=True)
class Refused:
    """X certainly does not have it."""

    why: Coded  #: for staff, without secrets
    remedy: Remedy
    retry_at: datetime | None = None  #: WAIT: not before this moment


@dataclass(frozen=True, slots=True)
class Unknown:
    """X may have it: never sent again before the account's own timeline or a person has answered
    (truth 4).
    """

    why: Coded  #: for staff, without secrets
    closes: bool = True  #: X itself is not well: nothing else is sent for a while


PostOutcome = Posted | Refused | Unknown


@dataclass(frozen=True, slots=True)
class Message:
    """One post as it goes out: the decided content with its picture's bytes."""

    text: str  #: link included
    image: bytes | None = None  #: the picture itself; None = no picture
    image_type: str = ""  #: its media type: image/jpeg …
    alt: str = ""  #: its alternative text, clause 10
    reply_to: str = ""  #: id of the own post that it continues, 9(2)
    repost_of: str = ""  #: address of the public body's post that it shows, 5(4)
    key: str = ""  #: "draft:digest"; for the sandbox's ledger, X has no such key


@dataclass(frozen=True, slots=True)
class Timeline:
    """Own posts newer than the asked id."""

    posts: tuple[Shown, ...]  #: newest first
    #: False: something was cut off, so absence proves nothing, but for what is newer than `reach`
    complete: bool
    #: of one that is not complete: no own post newer than this id is missing; empty = nothing is
    #: sure
    reach: str = ""

    def covers(self, since: str) -> bool:
        """Return whether no own post newer than the id `since` can be missing here: then absence is
        absence.
        """
        return self.complete or (bool(self.reach) and int(self.reach) <= int(since or 0))


class PosterUnavailable(BridgeError):
    """The way out gave no usable answer to a question (not to a post): wait, it is asked again."""

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, /, *, retry_at: datetime | None = None, **facts: object) -> None:
        super().__init__(code, **facts)
        #: X named a moment before which asking is useless; None = it did not
        self.retry_at = retry_at


class Poster(Protocol):
    """A way out. Only publish.py holds one (truth 1)."""

    through: Through

    def verify(self, account: str) -> str:
        """Return the own user id, having made sure whose keys these are (section 3).

        Raises CredentialsRefused (keys of another account, or refused ones), PosterUnavailable (no
        answer).
        """
        ...

    def post(self, message: Message) -> PostOutcome:
        """Return what became of it; called once for one attempt, never raises."""
        ...

    def timeline(self, since: str) -> Timeline:
        """Return the own posts newer than the id `since` ("" = from the beginning). Raises as
        verify does.
        """
        ...

    def delete(self, what: PostId) -> PostOutcome:
        """Return Posted when the post, or the retweet, is gone; never raises."""
        ...


class TimelineStore(Protocol):
    """Where the sandbox keeps its timeline; record.store implements it, wiring joins them."""

    def add_shown(self, text: str, at: datetime, key: str) -> str:
        """Keep a post and return its id, a number greater than all before."""
        ...

    def shown_since(self, since: str) -> tuple[Shown, ...]:
        """Return the posts with an id greater than `since` ("" = all), in any order."""
        ...

    def remove_shown(self, post_id: str) -> None:
        """Forget a post."""
        ...


def same_text(decided: str, text: str, *, links: bool = True) -> bool:
    """Return whether X shows what was decided, its links expanded.

    Told apart are words, never their dress: X escapes `&<>`, composes accents (NFC), trims and
    folds spaces, writes the host in lower case, adds a bare host's slash and encodes a path.
    With `links=False` any link stands for any other (oEmbed shows only t.co).
    """
    return plain_text(decided, links=links) == plain_text(text, links=links)


def shows(decided: Sequence[str], texts: Sequence[str], *, links: bool = True) -> bool:
    """Return whether X shows of each post that stands there what was decided: of a thread, those
    that have gone out so far; `links` as for `same_text`.
    """
    return all(
        same_text(part, text, links=links) for part, text in zip(decided, texts, strict=False)
    )


def unescape(text: str) -> str:
    """Return text without the three escapes that X uses (`html.unescape` would also eat `&copy=1`
    in a link).
    """
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def plain_text(text: str, *, links: bool = True) -> str:
    """Return the words of a text without their dress, one spelling for all that `same_text` takes
    for one.
    """
    plain = unicodedata.normalize("NFC", unescape(text))
    plain = urls.ADDRESS.sub(lambda link: _bare_link(link[0]) if links else "<link>", plain)
    return " ".join(unicodedata.normalize("NFC", plain).split())


def _bare_link(link: str) -> str:
    scheme, _, rest = link.partition("://")
    host, _, path = rest.partition("/")
    return f"{scheme.lower()}://{host.lower()}/{unquote(path)}"
