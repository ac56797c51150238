"""10 著作権: text, photographs and drawings belong to the city or to those who made them.

Pure. Sees whether an image has its rights noted and its alternative text, and whether it comes from
a listed host.
Cannot see whose picture it is.
What reprints others' work is found under 6(5), in words/rights.toml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bridge import urls
from bridge.policy.matter import IMAGE, Matter, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bridge.model import Finding


def findings(matter: Matter) -> Iterator[Finding]:
    """Yield what an image lacks."""
    yield from matter.by_words("10")
    image = matter.candidate.image
    if image is None:
        return
    if image.url and (why := urls.refusal(image.url, matter.hosts)):
        yield finding("10", image.url, IMAGE, f"ほかのところの画像です。{why.what}", stop=True)
    if not image.rights.strip():
        yield finding(
            "10",
            image.name,
            IMAGE,
            "だれの画像で、なぜ使ってよいのかが書かれていません。",
            stop=True,
        )
    if not image.alt.strip():
        yield finding(
            "10",
            f"代替テキスト {image.name}",
            IMAGE,
            "画像の代わりになる説明(代替テキスト)がありません。",
            stop=True,
        )
