"""Story 2, beside the drafts: a picture is taken in when a person attaches it (10), so that whoever
decides sees what goes out.

From the library's own or a listed host, or uploaded; looked through by read/pictures.py; kept by
its sha256. Nothing is fetched again afterwards: neither the desk nor the gate looks at the address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bridge import lifecycle, urls
from bridge.errors import SourceFailed, StepRefused
from bridge.model import Image, JournalLine, Verb
from bridge.read.fetched import Fetched
from bridge.read.pictures import read_picture

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import datetime

    from bridge.fetch.client import Fetcher
    from bridge.model import Draft, Person, Picture
    from bridge.record.store import Store
    from bridge.sayings import Refusal
    from bridge.settings import Settings


class PictureIntake:
    """Takes pictures in. Made by wiring.py."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        fetcher: Callable[[], AbstractContextManager[Fetcher]],
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._settings = settings
        self._fetcher = fetcher
        self._clock = clock  # in the library's zone

    def fetched(self, url: str) -> Picture:
        """Return the picture at `url`, which the library itself or a listed host has (10); raises
        StepRefused.
        """
        self._listed(url)
        try:
            with self._fetcher() as fetcher:
                fetched = fetcher.fetch(url)
        except SourceFailed as error:
            raise StepRefused("picture.not_fetched", why=error) from error
        assert isinstance(fetched, Fetched)  # nothing was asked that could be unchanged
        self._listed(fetched.url)
        return read_picture(fetched.body)

    def of_page(self, draft: Draft) -> Image | None:
        """Return the picture that the page behind a draft names as its own, not taken in; None when
        it names none.
        """
        known = self._store.sightings.page(draft.item) if draft.item is not None else None
        return known[0].image if known else None

    def offered(self, draft: Draft) -> Image | None:
        """Return the page's own picture where a person could attach it to the draft now: it bears
        none, and the host is listed (10).

        It is never attached by itself: whose it is only a person can say.
        """
        if (
            draft.content.image is not None
            or not draft.content.text
            or draft.state not in lifecycle.WAYS[Verb.EDIT][0]
        ):
            return None
        own = self.of_page(draft)
        return None if own is None or self._refusal(own.url) else own

    def of_card(self, draft: Draft) -> Image | None:
        """Return the picture that X shows beside the draft's link, where the desk may show it, too:
        a listed host has it (10). None when the page asks for none; nothing is fetched here.
        """
        known = self._store.sightings.page(draft.item) if draft.item is not None else None
        page = known[0] if known else None
        if page is None or page.card is None or page.url != draft.content.url:
            return None
        image = page.card.image
        return None if image is None or self._refusal(image.url) else image

    def keep(self, person: Person, picture: Picture, *, url: str, alt: str, rights: str) -> Image:
        """Keep a picture and return it as it stands in a draft; raises NotAllowed."""
        lifecycle.may(person, "write", self._clock().date())
        detail: dict[str, object] = {
            "sha256": picture.sha256,
            "type": picture.media_type,
            "bytes": len(picture.body),
        }
        if url:
            detail["what"] = url
        self._store.pictures.keep(
            picture, url, JournalLine(person.name, Verb.PICTURE, self._clock(), detail)
        )
        return Image(url, alt, rights, picture.sha256)

    def _listed(self, url: str) -> None:
        if why := self._refusal(url):
            raise StepRefused("picture.not_listed", why=why)

    def _refusal(self, url: str) -> Refusal | None:
        return urls.refusal(
            url, (*self._settings.link_hosts, urls.host(self._settings.library.site))
        )
