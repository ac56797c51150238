"""Pure: what one GET brought, as a value; the readers need nothing else, so saved bytes test
them.
"""

from __future__ import annotations

from urllib.parse import unquote

from bridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave us to ask "changed since?" with (RFC 9110, section 13)."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A complete answer with status 200."""

    url: str  #: after redirects
    body: bytes  #: decoded from its transfer and content coding, never over the limit
    content_type: str = ""  #: the header as sent
    validators: Validators = Validators()
    #: where permanent redirects (301, 308) alone lead; empty = not moved for good
    moved_to: str = ""
    digest: str = ""  #: sha256 of the body, hex

    @property
    def media_type(self) -> str:
        """Return what the header says it is, without parameters: text/html; empty when it says
        nothing.
        """
        return self.content_type.partition(";")[0].strip().lower()

    @property
    def file_name(self) -> str:
        """Return the last part of the address's path, as a person reads it."""
        return unquote(self.url.partition("?")[0].rpartition("/")[2])


@dataclass(frozen=True, slots=True)
class NotModified:
    """304: nothing new since the validators were given."""

    url: str
