"""10: an image goes out only with its rights noted and alternative text."""

from __future__ import annotations

import pytest
from policy.samples import found, stops

from bridge.model import Image

PICTURE = "https://lib.example.jp/a.png"


@pytest.mark.parametrize(
    ("alt", "rights", "missing"),
    [
        ("", "", 2),
        ("ポスター", "", 1),
        ("", "図書館が撮影", 1),
        (" ", "　", 2),
        ("ポスター", "図書館が撮影", 0),
    ],
)
def test_10_an_image_needs_rights_and_alternative_text(alt: str, rights: str, missing: int) -> None:
    """Each that is missing stops, and is acknowledged for itself."""
    seen = found("12月5日(土)", image=Image(PICTURE, alt, rights))
    assert [clause for clause, _ in stops(seen)] == ["10"] * missing
    assert {f.where for f in seen} <= {"画像"}


def test_10_a_draft_without_an_image_needs_neither() -> None:
    """Most drafts."""
    assert found("12月5日(土)") == ()
