"""The pictures of the manual: taken here, so that they stay true. A page that has other headings,
fields or buttons than its picture is seen.

`make pictures` writes them anew, after somebody has looked at them.
"""

from __future__ import annotations

import json
import os
from io import BytesIO
from pathlib import Path

import pytest
from browser.conftest import Desk
from PIL import Image

from bridge.web import manual

FOLDER = manual.PATH.parent / "static" / "manual"
OUTLINES = Path(__file__).with_name("outlines.json")
#: picture → whose page it is, and where
SHOTS = {
    "queue": ("director", "/?draft=3"),
    "planned": ("director", "/planned"),
    "confirmations": ("director", "/confirmations"),
    "new": ("poster", "/new"),
    "by-hand": ("poster", "/by-hand"),
    "checks": ("poster", "/checks"),
}
COLORS = 32  #: of a kept picture; some ten kilobytes each
OUTLINE = """main => [...main.querySelectorAll('h1, h2, h3, legend, label, button, [role=button], summary')]
    .filter(each => each.offsetParent && each.getBoundingClientRect().top < innerHeight)
    .map(each => `${each.tagName.toLowerCase()} ${each.innerText.replace(/[0-9]+/g, '0').replace(/\\s+/g, ' ').trim().slice(0, 40)}`)
    .filter(told => / ./.test(told))"""


@pytest.mark.parametrize("name", sorted(SHOTS))
def test_a_picture_of_the_manual_shows_the_page_as_it_is(full: Desk, name: str) -> None:
    """Headings, fields and buttons on the screen of a phone are those that the picture has."""
    who, path = SHOTS[name]
    if name == "by-hand":
        full.house.through("manual")
    page = full.open(who, "phone", color_scheme="light")
    page.wait_for_selector(".bar")
    page.click("text=分かりました")  # the tour is for the first visit
    page.wait_for_selector(".bar")
    page.goto(full.url + path)
    seen = page.eval_on_selector("main", OUTLINE)
    kept = json.loads(OUTLINES.read_text(encoding="utf-8")) if OUTLINES.exists() else {}
    if os.environ.get("PICTURES"):
        FOLDER.mkdir(exist_ok=True)
        shot = Image.open(BytesIO(page.screenshot())).convert("RGB")
        shot.quantize(COLORS).save(FOLDER / f"{name}.png", optimize=True)
        kept[name] = seen
        told = json.dumps(dict(sorted(kept.items())), ensure_ascii=False, indent=1)
        OUTLINES.write_text(f"{told}\n", encoding="utf-8")
    assert (FOLDER / f"{name}.png").exists()
    assert kept[name] == seen, "look at the page, then `make pictures`"
    assert len(seen) > 1


def test_the_keys_are_shown_by_a_key(full: Desk) -> None:
    """? opens their list, Esc closes it; not while somebody types, nor where they are switched off."""
    page = full.open("director")
    page.goto(full.url + "/drafts/5")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    assert "決裁" in page.inner_text("#keys")
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
    page.focus("input[name=text]")
    page.keyboard.press("?")
    assert not page.locator("#keys").is_visible()
    page.goto(full.url + "/account")
    page.click("text=キー操作を切る")
    page.keyboard.press("?")
    assert page.locator("#keys").count() == 0
