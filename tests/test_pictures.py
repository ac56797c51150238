"""10: a picture is taken in from the library's own or a listed host, or a file, when a person
attaches it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest
from fakes import (
    DIRECTOR,
    LINK,
    NOW,
    PICTURE,
    POSTER,
    READER,
    Clock,
    Scripted,
    Web,
    attached,
    content,
    packaged_words,
    png,
    settings,
    wording,
)

from bridge import lifecycle
from bridge.desk import Desk
from bridge.draft.rules import Rules
from bridge.errors import AddressRefused, NotAllowed, SourceFailed, StepRefused, Unreachable
from bridge.model import Image, Item, ItemState, Kind, Memory, Opening, Page, Sighting, State
from bridge.pictures import PictureIntake
from bridge.policy.s05_1_signoff import digest
from bridge.policy.s05_2_hours import make_calendar
from bridge.publish import Publish, PublishReport
from bridge.read.fetched import Fetched
from bridge.record.store import Store


def pictures(store: Store, web: Web) -> PictureIntake:
    return PictureIntake(store, settings(), lambda: web, Clock())


def test_10_a_picture_is_fetched_once_and_stands_by_its_bytes(store: Store) -> None:
    """The address is where it came from; what it shows tomorrow is nobody's business."""
    web = Web({PICTURE: png("red")})
    desk = pictures(store, web)
    image = desk.keep(POSTER, desk.fetched(PICTURE), url=PICTURE, alt="本棚", rights="館で撮影")
    web.pages[PICTURE] = png("blue")
    assert store.pictures.picture(image.sha256).body == png("red")
    assert web.asked == [PICTURE]
    assert image.url == PICTURE


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/a.png",
        "http://169.254.169.254/latest/meta-data/",
        "https://user:pw@lib.example.jp/a.png",
        "https://lib.example.jp@evil.example/a.png",
        "file:///etc/passwd",
        "data:image/png;base64,AAAA",
        "",
    ],
)
def test_10_a_picture_of_elsewhere_is_not_even_asked_for(store: Store, url: str) -> None:
    """An unlisted host, one inside, credentials, no web address."""
    web = Web({url: png()})
    with pytest.raises(StepRefused, match="取り込めません"):
        pictures(store, web).fetched(url)
    assert web.asked == []


@dataclass
class Moved(Web):
    """A web in which each address leads elsewhere."""

    def fetch(self, url: str, *_: object) -> Fetched:
        return replace(super().fetch(url), url="https://evil.example/a.png")  # type: ignore[type-var, return-value]


def test_10_a_listed_address_that_leads_elsewhere_is_refused(store: Store) -> None:
    """Where it ends counts."""
    with pytest.raises(StepRefused, match=r"evil\.example"):
        pictures(store, Moved({PICTURE: png()})).fetched(PICTURE)


@pytest.mark.parametrize(
    "wrong",
    [Unreachable("fetch.silent"), AddressRefused("fetch.address_inside", inside="10.0.0.1")],
)
def test_10_a_picture_that_cannot_be_fetched_is_told_to_the_person(
    store: Store, wrong: SourceFailed
) -> None:
    """As a step that is refused: nothing is kept."""
    with pytest.raises(StepRefused, match="取り込めません"):
        pictures(store, Web({PICTURE: wrong})).fetched(PICTURE)


@pytest.mark.parametrize(
    "body", [b"", b"<html></html>", b"<svg xmlns='http://www.w3.org/2000/svg'/>"]
)
def test_10_what_an_address_gives_must_be_a_picture(store: Store, body: bytes) -> None:
    """Whatever it calls itself."""
    with pytest.raises(StepRefused):
        pictures(store, Web({PICTURE: body}, kind="image/png")).fetched(PICTURE)


def test_4_only_staff_attach_pictures(store: Store) -> None:
    """供覧 keeps nothing."""
    desk = pictures(store, Web({PICTURE: png()}))
    with pytest.raises(NotAllowed):
        desk.keep(READER, desk.fetched(PICTURE), url=PICTURE, alt="本棚", rights="館")


def test_the_pages_own_picture_is_offered(store: Store) -> None:
    """It is taken in only when a person attaches it."""
    item = Item(id=0, source="home", url=LINK, title="題", state=ItemState.NEW, seen_at=NOW)
    store.sightings.remember("home", Memory(succeeded_at=NOW), [Sighting(item, ("a",))])
    page = Page(LINK, "題", "文", image=Image(PICTURE, "表紙"))
    store.sightings.keep_page(1, page, validators=("", ""), digest="", at=NOW)
    id = store.apply(lifecycle.open_draft(Opening(1, "home", Kind.PAGE), wording(), "sync", NOW))
    web = Web()
    desk = pictures(store, web)
    assert desk.of_page(store.draft(id)) == page.image
    assert desk.offered(store.draft(id)) == page.image
    assert web.asked == []


@pytest.mark.parametrize(
    ("made", "url"),
    [
        ({}, "https://evil.example/a.png"),
        ({}, "javascript:alert(1)"),
        ({"content": content("")}, PICTURE),
        (
            {"content": replace(content(), image=Image(PICTURE, "本棚", "館で撮影", "0" * 64))},
            PICTURE,
        ),
        ({"state": State.POSTED}, PICTURE),
        ({"item": None}, PICTURE),
        ({"item": 2}, PICTURE),
    ],
    ids=[
        "another host",
        "no address",
        "a deletion",
        "a picture already",
        "a post",
        "no page",
        "an unread page",
    ],
)
def test_10_what_could_not_be_attached_is_not_offered(
    store: Store, made: dict[str, Any], url: str
) -> None:
    """The host is listed, the draft may be edited, bears a text and no picture."""
    item = Item(id=0, source="home", url=LINK, title="題", state=ItemState.NEW, seen_at=NOW)
    store.sightings.remember("home", Memory(succeeded_at=NOW), [Sighting(item, ("a",))])
    store.sightings.keep_page(
        1,
        page=Page(LINK, "題", "文", image=Image(url, "表紙")),
        validators=("", ""),
        digest="",
        at=NOW,
    )
    id = store.apply(lifecycle.open_draft(Opening(1, "home", Kind.PAGE), wording(), "sync", NOW))
    assert pictures(store, Web()).offered(replace(store.draft(id), **made)) is None


def test_truth_2_another_picture_is_another_digest_and_an_old_digest_holds() -> None:
    """The bytes count, and the address and the words; what was decided before pictures were kept
    keeps its digest.
    """
    plain = replace(content(), image=Image(PICTURE, "本棚", "館で撮影"))
    digests = {digest(content()), digest(plain)}
    for image in (
        Image(PICTURE, "本棚", "館で撮影", "a" * 64),
        Image(PICTURE, "本棚", "館で撮影", "b" * 64),
        Image(PICTURE, "棚", "館で撮影", "a" * 64),
        Image(PICTURE, "本棚", "市で撮影", "a" * 64),
        Image("", "本棚", "館で撮影", "a" * 64),
    ):
        digests.add(digest(replace(content(), image=image)))
    assert len(digests) == 7
    assert digest(plain) == "79556adaa7ee676b5f47da3b7144683ee826f8588d010cbfc792d69ce264ce5f"


# ── the gate ────────────────────────────────────────────────────────────────────────────────────


def decided(store: Store, image: Image, text: str = "本の紹介です。") -> int:
    """A decided draft with a picture."""
    version = wording(replace(content(text, ""), image=image))
    id = store.apply(
        lifecycle.open_draft(Opening(None, "staff", Kind.MATERIAL), version, "職員", NOW)
    )
    store.apply(lifecycle.decide(store.draft(id), DIRECTOR, NOW, policy_version="2021-04-01"))
    return id


def run(store: Store, poster: Scripted | None, web: Web) -> PublishReport:
    told = settings(through="x" if poster else "manual")
    return Publish(
        store=store,
        settings=told,
        calendar=make_calendar(told.hours, frozenset()),
        poster=poster,
        fetcher=web,
        clock=Clock(),
    ).run()


@pytest.mark.parametrize("now_there", [png("blue"), b"", b"<html></html>", None])
def test_truth_1_the_kept_bytes_go_out_whatever_the_address_shows(
    store: Store, now_there: bytes | None
) -> None:
    """Another picture, nothing, an error page: nobody looks there again."""
    image = attached(store, png("red"))
    id, poster = decided(store, image), Scripted()
    web = Web({} if now_there is None else {PICTURE: now_there})
    assert run(store, poster, web).posted == [id]
    [message] = poster.calls
    assert (message.image, message.image_type, message.alt) == (png("red"), "image/png", "本棚")
    assert web.asked == []


@pytest.mark.parametrize("road", ["x", "by hand"])
@pytest.mark.parametrize("loss", ["gone", "altered", "never kept"])
def test_truth_1_without_its_picture_nothing_goes_out(store: Store, road: str, loss: str) -> None:
    """Held once, with a word to whoever looks; never the text without it, nor another. What only an
    old record decided, too.
    """
    image = attached(store)
    id = decided(store, replace(image, sha256="") if loss == "never kept" else image)
    if loss == "gone":
        store._db.execute("DELETE FROM pictures")
    elif loss == "altered":
        store._db.execute("UPDATE pictures SET body = ?", (png("black"),))
    poster = Scripted() if road == "x" else None
    web = Web({PICTURE: png()})
    assert run(store, poster, web).held == [id]
    assert run(store, poster, web).held == []
    draft = store.draft(id)
    assert (draft.state, draft.decision, "画像" in draft.note) == (State.HELD, None, True)
    assert (poster.calls if poster else []) == []
    assert (web.asked, store.open_attempts("manual")) == ([], [])


def test_9_2_a_correction_takes_the_picture_over_and_an_addition_does_not(store: Store) -> None:
    """What stands in the first post's place shows what it showed, unless somebody takes the picture
    away.
    """
    image = attached(store)
    id = decided(store, image)
    run(store, Scripted(), Web())
    desk = Desk(store, Rules(settings(), packaged_words), Clock())
    added = desk.correct(POSTER, id, "続きです。", reason="続き", addition=True)
    corrected = desk.correct(POSTER, id, "直した本の紹介です。", reason="誤り")
    assert (added.content.image, corrected.content.image) == (None, image)
    bare = desk.edit(POSTER, corrected.id, "直した本の紹介です。", without=["image"])
    assert bare.content.image is None


def test_10_a_picture_of_which_only_the_address_is_known_cannot_be_handed_in(store: Store) -> None:
    """Not in a new draft, not in an old one that is edited: it is attached anew, or taken away."""
    desk = Desk(store, Rules(settings(), packaged_words), Clock())
    bare = Image(PICTURE, "本棚", "館で撮影")
    with pytest.raises(StepRefused, match="取り込まれていません"):
        desk.write(POSTER, Kind.MATERIAL, "本の紹介です。", image=bare)
    id = decided(store, bare)
    with pytest.raises(StepRefused, match="取り込まれていません"):
        desk.edit(POSTER, id, "直した本の紹介です。")
    assert desk.edit(POSTER, id, "直した本の紹介です。", without=["image"]).content.image is None
    assert (
        desk.edit(POSTER, id, "直した本の紹介です。", image=attached(store)).content.image
        is not None
    )
