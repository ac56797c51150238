"""Edge: what X shows of a post, read through oEmbed: no key and no cost, so posts made by hand can
be checked too.

Links come back as t.co only: compare with `same_text(decided, shown, links=False)`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import urlencode

from bridge.network.connector import Connector
from bridge.network.way import WayOut
from bridge.posting.wire import Exchange, Limits, session
from bridge.values import dataclass

ENDPOINT = "https://publish.x.com/oembed"
LIMITS = Limits(connect=5, read=10, total=15)

#: one GET: the body of a 200; OSError or ValueError for anything else
Getter = Callable[[str], bytes]

_PROFILE = re.compile(
    r"https?://(?:www\.)?(?:x|twitter)\.com/([a-z0-9_]{1,15})/?", re.IGNORECASE | re.ASCII
)


@dataclass(frozen=True, slots=True)
class PostView:
    """What X shows of a post."""

    text: str
    user: str  #: whose it is, without @; "" when X does not tell


def shown_text(post_url: str, get: Getter, *, endpoint: str = ENDPOINT) -> str | None:
    """Return the post's text as X shows it, None when X gave no usable answer (also: not there any
    more).
    """
    view = look(post_url, get, endpoint=endpoint)
    return view.text if view is not None else None


def look(post_url: str, get: Getter, *, endpoint: str = ENDPOINT) -> PostView | None:
    """Return the post's text and whose it is, None when X gave no usable answer (also: not there
    any more).

    Source: X's "oEmbed API": in `html` a blockquote whose first paragraph is the post; `author_url`
    is the account's page.
    X finds the post by its number; the name in `post_url` may be anybody's.
    """
    query = urlencode(
        {"url": post_url, "omit_script": "true", "hide_thread": "true", "dnt": "true"}
    )
    try:
        body = json.loads(get(f"{endpoint}?{query}"))
        reader = _FirstParagraph()
        reader.feed(body["html"])
        page = _PROFILE.fullmatch(str(body.get("author_url")))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    text = reader.text()
    return None if text is None else PostView(text, page[1] if page else "")


def getter(way: WayOut) -> Getter:
    """Return a Getter over that way out; each GET ends within 15 s and raises ValueError for
    another answer than 200.
    """
    connector = Connector(way, LIMITS.connect)

    def get(url: str) -> bytes:
        with Exchange(LIMITS) as exchange, session(exchange, connector) as one:
            one.get(url)
        if exchange.answer is None or exchange.answer.status != 200:
            raise ValueError("no 200")
        return exchange.answer.body

    return get


class _FirstParagraph(HTMLParser):
    """Collects the text of the first <p>; a picture's own link (pic.x.com) is not part of the
    words.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._state = "before"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  html.parser names it
        if tag == "p" and self._state == "before":
            self._state = "inside"
        elif tag == "br" and self._state == "inside":
            self._parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "p" and self._state == "inside":
            self._state = "after"

    def handle_data(self, data: str) -> None:
        if self._state == "inside" and not data.startswith(("pic.twitter.com/", "pic.x.com/")):
            self._parts.append(data)

    def text(self) -> str | None:
        return "".join(self._parts).strip() if self._state == "after" else None
