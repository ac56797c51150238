"""Pure: octets as text of an address, without padding (RFC 7515, 2)."""

from __future__ import annotations

import base64


def encoded(raw: bytes) -> str:
    """Return octets as base64url."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Return the octets of base64url; raises ValueError when it is none."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
