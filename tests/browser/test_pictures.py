"""The pictures of docs/design.md: taken here, so that they stay true; a page that looks otherwise
is seen.

`make pictures` writes them anew, after somebody has looked at them.
"""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from browser.conftest import Desk
from PIL import Image, ImageChops, ImageFilter, ImageStat

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
SHOTS = {"queue": "/?draft=3", "draft": "/drafts/5", "week": "/planned", "menu": "/menu"}
WHERE = [("desktop", "light"), ("desktop", "dark"), ("phone", "light"), ("phone", "dark")]
KEPT = {(name, *where) for name in ("queue",) for where in WHERE} | {
    ("draft", "desktop", "light"),
    ("week", "desktop", "light"),
    ("week", "phone", "light"),
    ("menu", "phone", "light"),
}
COLORS = 32  #: of a kept picture; a few kilobytes each
SMALL = 8  #: times smaller, and blurred: letters of another font are no other page
TOLERANCE = 6.0  #: mean difference of a channel, 0 to 255


def taken(desk: Desk, name: str, size: str, shade: str) -> Image.Image:
    page = desk.open("director", size, color_scheme=shade)
    page.wait_for_selector(".bar")
    page.click("text=分かりました")  # the tour is for the first visit
    page.wait_for_selector(".bar")
    page.goto(desk.url + SHOTS[name])
    return Image.open(BytesIO(page.screenshot())).convert("RGB")


def blurred(picture: Image.Image) -> Image.Image:
    return picture.resize((picture.width // SMALL, picture.height // SMALL)).filter(
        ImageFilter.GaussianBlur(2)
    )


@pytest.mark.parametrize(("name", "size", "shade"), sorted(KEPT))
def test_the_desk_looks_as_its_picture_shows(full: Desk, name: str, size: str, shade: str) -> None:
    """Order, weight and colours of a page are those of the kept picture; another font or a day's
    text is no fault.
    """
    path = FOLDER / f"{name}-{size}-{shade}.png"
    seen = taken(full, name, size, shade)
    if os.environ.get("PICTURES"):
        path.parent.mkdir(exist_ok=True)
        seen.quantize(COLORS).save(path, optimize=True)
    kept = Image.open(path).convert("RGB")
    assert kept.size == seen.size
    apart = ImageStat.Stat(ImageChops.difference(blurred(kept), blurred(seen))).mean
    assert max(apart) < TOLERANCE, (path.name, apart)


def test_a_page_without_its_style_is_seen(full: Desk) -> None:
    """The tolerance is not so wide that a broken page passes."""
    seen = taken(full, "queue", "desktop", "light")
    page = full.open("director", "desktop")
    page.route("**/desk.css*", lambda route: route.abort())
    page.goto(full.url + SHOTS["queue"])
    bare = Image.open(BytesIO(page.screenshot())).convert("RGB")
    assert max(ImageStat.Stat(ImageChops.difference(blurred(seen), blurred(bare))).mean) > TOLERANCE


def test_the_pictures_are_those_of_the_document() -> None:
    """Each kept picture is shown in docs/design.md with words for who cannot see it; none lies
    there unused.
    """
    told = (FOLDER.parent / "design.md").read_text(encoding="utf-8")
    names = {f"{'-'.join(key)}.png" for key in KEPT}
    assert {path.name for path in FOLDER.glob("*.png")} == names
    for name in names:
        assert f"](pictures/{name})" in told
        assert f"![]({name}" not in told
    assert sum(path.stat().st_size for path in FOLDER.glob("*.png")) < 400_000
