"""Icon, colour, manifest, worker, offline page: anybody's, and nothing of the record in them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import reduce
from io import BytesIO

import pytest
from fakes import NOW
from PIL import Image, ImageChops
from test_push import Telephone, serving
from web.house import House

from bridge import push
from bridge.model import JournalLine
from bridge.settings import DeskSettings


def colored(house: House, color: str) -> None:
    path = house.parts.config_path
    path.write_text(
        f'{path.read_text(encoding="utf-8")}\n[desk]\ncolor = "{color}"\n', encoding="utf-8"
    )


def test_the_librarys_colour_is_in_style_icon_and_manifest(house: House) -> None:
    """[desk] color is read anew like all of feeds.toml; 浅葱 without it."""
    client = house.app.test_client()
    assert "--library:#006173;" in client.get("/accent.css").text
    colored(house, "藍")
    assert "--library:#00428c;--library-pointed:#00316a;" in client.get("/accent.css").text
    assert 'color="#00428c"' in client.get("/icon.svg").text
    assert client.get("/manifest.webmanifest").json["theme_color"] == "#00428c"
    # another address, so no cache shows the old one
    assert "of=%E8%97%8D" in client.get("/login").text


def test_a_colour_that_cannot_be_read_leaves_the_desk_as_it_was(house: House) -> None:
    """The fault stands on every page, the last good colour goes on."""
    client = house.client("director")
    colored(house, "#ffd43d")
    assert "--library:#006173;" in client.get("/accent.css").text
    assert "[desk] color" in client.get("/settings").text
    assert "近い濃い色" in client.get("/settings").text


@pytest.mark.parametrize("size", [180, 192, 512])
def test_the_icon_is_a_picture_whose_book_lies_in_the_middle(house: House, size: int) -> None:
    """White on the colour, square, and outside of the middle 60 % nothing but the colour
    (maskable).
    """
    picture = Image.open(BytesIO(house.app.test_client().get(f"/icon-{size}.png").data)).convert(
        "RGB"
    )
    assert picture.size == (size, size)
    assert picture.getpixel((0, 0)) == (0, 0x61, 0x73)
    edge = size * 2 // 10
    white = reduce(ImageChops.darker, picture.split()).point(lambda least: 255 * (least > 200))
    assert white.histogram()[255] > size * size * 0.02
    left, top, right, bottom = white.getbbox()
    assert edge <= min(left, top)
    assert max(right, bottom) <= size - edge


def test_no_other_size_is_drawn(house: House) -> None:
    """A stranger does not let the server draw what he likes."""
    assert house.app.test_client().get("/icon-9999.png").status_code == 404


def test_the_worker_keeps_only_what_knows_nobody(house: House) -> None:
    """The offline page and what it needs; each of these answers is the same for a stranger and for
    the director.
    """
    worker = house.app.test_client().get("/worker.js").text
    kept = re.findall(r'"(/[^"]+)"', re.search(r"KEPT = (\[.*?\])", worker)[1])  # type: ignore[index]
    assert kept[0] == "/offline"
    for path in kept:
        stranger, director = (
            each.get(path) for each in (house.app.test_client(), house.client("director"))
        )
        assert (stranger.status_code, stranger.data) == (200, director.data), path
        assert "Set-Cookie" not in stranger.headers
        stranger.close()
        director.close()


def test_a_chosen_light_is_of_this_browser_and_no_other_word_is_taken(house: House) -> None:
    """明るい・暗い・端末に合わせる; what is none of them is the device's way."""
    client = house.client("reader")
    for asked, dark in {
        "dark": 'media="screen"',
        "": "prefers-color-scheme: dark",
        "x": "prefers-color-scheme: dark",
    }.items():
        house.post("reader", "/account/theme", theme=asked)
        assert dark in client.get("/").text
    house.post("reader", "/account/theme", theme="light")
    assert "dark.css" not in client.get("/").text


def test_a_run_tells_a_telephone_what_waits_for_its_person(house: House) -> None:
    """From the draft to what the telephone reads, with the key beside state.db."""
    phone, at = Telephone(), house.parts.settings
    with serving() as service, house.parts.store() as store:
        place = service.url.removeprefix("http://")
        house.parts.__dict__["settings"] = replace(
            at, fetch=replace(at.fetch, allow_private=(place,)), desk=DeskSettings("https://d.jp")
        )
        store.subscriptions.add(
            phone.subscription(f"{service.url}/a"), JournalLine("館長", "device", NOW)
        )
        house.draft(urgent=True)
        report = house.parts.notify(store).run()
        assert report.errors == []
        first = next(iter(service.taken))
        assert phone.read(first[2])["title"].startswith("【緊急】決裁をお願いします")
        key = push.public(push.pair(house.app.secret_key))
        assert first[1]["Authorization"].endswith(f"k={key}")
        assert key in house.client("director").get("/account").text
        told = len(service.taken)
        house.parts.notify(store).run()
        assert len(service.taken) == told
