"""The link card with the picture that X would show: fetched by the desk, never by the browser."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes import NOW, content, png, wording
from web.house import House

from bridge import lifecycle
from bridge.errors import NotFound, StepRefused
from bridge.model import (
    Content,
    Image,
    Item,
    ItemState,
    Kind,
    LinkCard,
    Memory,
    Opening,
    Page,
    Picture,
    Sighting,
)
from bridge.read.pictures import read_picture
from bridge.web import show
from bridge.web.link_pictures import FOR, KEPT, ROOM, LinkPictures


def on_site(house: House, path: str) -> str:
    return house.parts.settings.library.site.rstrip("/") + path


def carded(house: House, *, image: str = "", large: bool = False) -> int:
    """A draft of a page that asks for a card with a picture, mostly of its own host."""
    link, image = on_site(house, "/news/1.html"), image or on_site(house, "/img/og.png")
    item = Item(id=0, source="home", url=link, title="おはなし会", state=ItemState.NEW, seen_at=NOW)
    card = LinkCard("おはなし会のご案内", Image(image, "絵本と子ども"), large)
    with house.parts.store() as store:
        store.sightings.remember("home", Memory(), [Sighting(item, ("k",))])
        page = Page(link, "おはなし会", "冬のおはなし会です。", card=card)
        store.sightings.keep_page(1, page, validators=("", ""), digest="", at=NOW)
        made = wording(replace(content(f"おはなし会\n{link}", link), account="mihon_lib"))
        new = Opening(1, "home", Kind.PAGE)
        return store.apply(lifecycle.open_draft(new, made, "sync", house.parts.clock()))


def fetched(house: House) -> LinkPictures:
    """Let the pictures of links be kept here, as if fetched."""
    shown = LinkPictures()
    shown.of(on_site(house, "/img/og.png"), lambda _: read_picture(png()), house.parts.clock())
    house.app.extensions["link_pictures"] = shown
    return shown


def test_the_card_says_what_x_says_and_shows_its_picture(house: House) -> None:
    """Title and host as X has them; the picture comes from the desk's own address."""
    id = carded(house, large=True)
    fetched(house)
    page = house.client("director").get("/").text
    assert "おはなし会のご案内" in page
    assert f'src="/drafts/{id}/link-picture" alt="画像: 絵本と子ども"' in page
    assert 'class="link-card large"' in page
    answer = house.client("director").get(f"/drafts/{id}/link-picture")
    assert (answer.status_code, answer.mimetype) == (200, "image/png")


def test_6_11_a_picture_of_a_host_that_is_not_listed_is_not_asked_for(house: House) -> None:
    """Neither by the browser nor by the desk, whatever the page says."""
    id = carded(house, image="https://tracker.example.com/og.png")
    page = house.client("director").get("/").text
    assert "tracker.example.com" not in page
    assert "link-picture" not in page
    assert house.client("director").get(f"/drafts/{id}/link-picture").status_code == 404


def test_a_draft_without_a_card_has_no_picture(house: House) -> None:
    """A hand-written one, or one of a page that asks for none."""
    id = house.draft("本の紹介")
    assert house.client("director").get(f"/drafts/{id}/link-picture").status_code == 404


def test_a_picture_is_asked_for_once_an_hour_whether_it_comes_or_not() -> None:
    """Nobody's reloading asks the site again; what is kept is bounded."""
    shown, asked = LinkPictures(), []

    def fetch(url: str) -> Picture:
        asked.append(url)
        if "broken" in url:
            raise StepRefused("picture.unreadable")
        return read_picture(png())

    for _ in range(3):
        assert shown.of("a", fetch, NOW).media_type == "image/png"
        with pytest.raises(NotFound):
            shown.of("broken", fetch, NOW)
    assert asked == ["a", "broken"]
    shown.of("a", fetch, NOW + FOR + timedelta(seconds=1))
    assert asked == ["a", "broken", "a"]
    for n in range(KEPT):
        shown.of(f"more{n}", fetch, NOW)
    shown.of("a", fetch, NOW)
    assert asked.count("a") == 3


def test_the_pictures_of_links_take_no_more_room_than_two() -> None:
    """A desk of many pages stays small: the oldest go when the bytes are too many."""
    shown, asked = LinkPictures(), []

    def fetch(url: str) -> Picture:
        asked.append(url)
        return Picture(bytes(ROOM // 3), "image/png", 8, 6)

    for url in "abcda":
        shown.of(url, fetch, NOW)
    assert asked == list("abcda")
    shown.of("d", fetch, NOW)
    assert asked[-1] == "a"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("\n".join("あいうえおかきくけこ"), 0),
        ("\n".join("あいうえおかきくけこさ"), 20),
        ("あ" * 210, 0),
        ("あ" * 211, 210),
        ("a" * 420, 0),
        ("a" * 421, 420),
    ],
)
def test_where_xs_lists_fold_a_text_is_shown(text: str, place: int) -> None:
    """After ten lines, as they are written or as a phone breaks them; nothing of it is hidden."""
    assert show.fold(text) == place
    shown = show.tweet(Content(text, "", "mihon_lib"))
    assert ("さらに表示" in shown) is bool(place)
    assert str(shown).replace(str(show.FOLD), "") == text
