"""Edge: where a page's links lead, and all that it says; for pages that must show the account
(5(5)). Holds no rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bridge.errors import Unreadable
from bridge.model import Entry
from bridge.read import charset
from bridge.read.fetched import Fetched
from bridge.read.markup import absolute, attribute, base, parse, tags, words
from bridge.read.pages import follow, read_page
from bridge.settings import Selectors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bridge.fetch.client import Fetcher

FRAMES: Final = 3  #: a meta refresh or frameset is followed so often
Seen = tuple[tuple[tuple[str, str], ...], str]  #: each link with its words, and the whole text


def faces(fetcher: Fetcher, url: str) -> Iterator[Seen]:
    """Yield the links and words of a page, then of the page that it only stands for (meta refresh,
    main frame).

    The last one is looked through: Unreadable when it is an error or maintenance page under status
    200, or no page at all. So whoever has found what they looked for stops asking. Raises
    SourceFailed.
    """
    for left in reversed(range(FRAMES)):
        fetched = fetcher.fetch(url)
        if not isinstance(fetched, Fetched) or not _is_page(fetched):
            raise Unreadable("account.no_web_page", url=url)
        yield read_links(fetched)
        url = follow(fetched) if left else ""
        if not url:
            read_page(fetched, Selectors(), "", Entry("", fetched.url, ""))
            return


def read_links(fetched: Fetched) -> Seen:
    """Return each link of a page, absolute, with its words, and the text of the whole page in one
    line.
    """
    tree = parse(charset.decode(fetched.body, fetched.content_type).text)
    against = base(tree, fetched.url)
    anchors = tuple(
        (address, words(anchor))
        for anchor in tags(tree, "a")
        if (address := absolute(attribute(anchor, "href"), against))
    )
    return anchors, words(tree)


def _is_page(fetched: Fetched) -> bool:
    return fetched.media_type in {
        "",
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "application/octet-stream",
    } and (fetched.body[:4] not in {b"%PDF", b"PK\x03\x04"})
