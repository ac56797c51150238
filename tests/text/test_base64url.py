"""base64url: every octet, no padding."""

from __future__ import annotations

from bridge.text import base64url


def test_octets_come_back_and_no_sign_needs_quoting_in_an_address() -> None:
    """Each length modulo three, and each octet (RFC 7515, appendix C)."""
    for length in range(260):
        raw = bytes(range(min(length, 256))) + b"\xff" * max(0, length - 256)
        text = base64url.encoded(raw)
        assert base64url.decoded(text) == raw
        assert not set(text) & set("+/=")
    assert base64url.encoded(bytes((3, 236, 255, 224, 193))) == "A-z_4ME"
