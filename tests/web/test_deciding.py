"""The decision on the screen: exactly the text that was shown, and what stands in its way."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from fakes import FINDING, NOW, Web, answered, png
from web.house import House
from web.test_roles import OWN, decided, posted, removal_decided, unknown

from bridge import lifecycle, web
from bridge.errors import BridgeError, StepRefused
from bridge.model import (
    Confirmation,
    Image,
    Item,
    ItemState,
    JournalLine,
    Kind,
    Memory,
    Opening,
    Page,
    Rewording,
    Sighting,
    State,
)
from bridge.policy.s05_1_signoff import on_screen
from bridge.posting.manual import number_at
from bridge.web import here
from bridge.web.app import create_app


def closed(house: House) -> None:
    """Let the library open at eleven on Wednesdays."""
    path = house.parts.config_path
    text = path.read_text(encoding="utf-8").replace(
        'wednesday = "0:00-24:00"', 'wednesday = "11:00-19:00"'
    )
    path.write_text(text, encoding="utf-8")


def test_5_1_the_director_decides_the_text_on_the_screen(house: House) -> None:
    """The form carries the digest; the journal says who and what."""
    id = house.draft()
    page = house.client("director").get("/").text
    assert f'name="digest" value="{on_screen(house.get(id))}"' in page
    assert (
        house.post("director", f"/drafts/{id}/decide", digest=house.get(id).digest).status_code
        == 303
    )
    decision = house.get(id).decision
    assert decision is not None
    assert (decision.person, decision.digest) == ("館長", house.get(id).digest)


def test_5_1_form_that_is_sent_again_after_the_decision_was_taken_back_decides_nothing(
    house: House,
) -> None:
    """The director decides, staff take it back, the director's browser sends its old form once
    more.
    """
    id = house.draft()
    form = on_screen(house.get(id))
    assert house.post("director", f"/drafts/{id}/decide", digest=form).status_code == 303
    house.at(NOW + timedelta(minutes=1))
    assert house.post("poster", f"/drafts/{id}/take-back").status_code == 303
    again = house.post("director", f"/drafts/{id}/decide", digest=form)
    assert (again.status_code, house.get(id).state) == (409, State.WAITING)
    assert "変わりました" in again.text
    assert house.post("director", "/decide", pick=[f"{id}:{form}"]).status_code == 409
    assert house.post("director", f"/drafts/{id}/decide").status_code == 303


def test_5_1_word_beside_a_draft_does_not_void_the_form_that_is_open(house: House) -> None:
    """A comment moves nothing: what was on the screen is still what stands there."""
    id = house.draft()
    form = on_screen(house.get(id))
    house.at(NOW + timedelta(minutes=1))
    house.post("poster", f"/drafts/{id}/comment", text="確かめました")
    assert house.post("director", f"/drafts/{id}/decide", digest=form).status_code == 303


@pytest.mark.parametrize(
    "verb", ["resubmit", "withdraw", "posted", "not-posted", "removed", "check", "correct"]
)
def test_5_1_each_form_of_a_draft_speaks_of_the_text_that_was_on_the_screen(
    house: House, verb: str
) -> None:
    """Another text, or none: nobody's word is taken, and nothing is written."""
    id = house.draft()
    for digest in ("", "0" * 64):
        answer = house.post(
            "director", f"/drafts/{id}/{verb}", digest=digest, reason="理由", text="文", url="x"
        )
        assert answer.status_code == (422 if verb == "correct" else 409)
        assert "変わりました" in answer.text
    with house.parts.store() as store:
        assert [line["action"] for line in store.history(id)] == ["open"]


def test_5_1_every_form_of_a_draft_carries_what_is_on_its_screen() -> None:
    """In the templates: but those which only stop something, put a word beside it, or write
    nothing.
    """
    free = {
        "take_back",
        "hand_back",
        "comment",
        "read",
        "window",
        "edit",
    }  # the editor has a field of its own
    pages = Path(web.__file__).parent / "templates"
    forms = [
        (page.name, *found)
        for page in sorted(pages.glob("*.html"))
        for found in re.findall(
            r"<form method=\"post\"[^>]*url_for\('(?:drafts|posts)\.(\w+)', id[^>]*>(.{15})",
            page.read_text(),
        )
    ]
    assert len(forms) > 12
    assert [form for form in forms if form[1] not in free and "m.seen(" not in form[2]] == []


@pytest.mark.parametrize("digest", ["", "0" * 64])
def test_5_1_without_the_right_digest_nothing_is_decided(house: House, digest: str) -> None:
    """A form that does not say what it showed decides nothing."""
    id = house.draft()
    assert house.post("director", f"/drafts/{id}/decide", digest=digest).status_code == 409
    assert house.get(id).state is State.WAITING


def test_truth_2_what_changed_meanwhile_is_shown_and_asked_again(house: House) -> None:
    """The director had the first version on the screen; the page marks the difference and carries
    the new digest.
    """
    id = house.draft("12月1日に開きます")
    shown = house.get(id).digest
    house.do(lambda desk, who: desk.edit(who, id, "12月2日に開きます", ticked=True), "poster")
    answer = house.post("director", f"/drafts/{id}/decide", digest=shown)
    assert answer.status_code == 409
    assert "<del>1</del><ins>2</ins>" in answer.text
    assert "画面に出ていたものとの違い" in answer.text
    assert house.get(id).digest in answer.text
    assert house.get(id).state is State.WAITING


def test_somebody_else_was_faster_and_the_page_says_who(house: House) -> None:
    """The second decision does nothing and tells what stands."""
    id = house.draft()
    digest = house.get(id).digest
    house.do(lambda desk, who: desk.withdraw(who, id, "やめます"), "poster")
    answer = house.post("director", f"/drafts/{id}/decide", digest=digest)
    assert answer.status_code == 409
    assert "ほかの人が先でした" in answer.text
    assert "職員が" in answer.text
    assert house.get(id).state is State.WITHDRAWN


def test_who_decides_twice_is_told_that_it_is_done(house: House) -> None:
    """A button pressed twice, a second window: nobody else was faster."""
    id = house.draft()
    digest = house.get(id).digest
    house.post("director", f"/drafts/{id}/decide", digest=digest)
    answer = house.post("director", f"/drafts/{id}/decide", digest=digest)
    assert answer.status_code == 409
    assert "もう済んでいます" in answer.text
    assert "あなたが" in answer.text
    assert "ほかの人" not in answer.text
    assert house.get(id).state is State.DECIDED


def test_8_a_stopping_finding_is_acknowledged_knowingly_or_not_at_all(house: House) -> None:
    """Each has its own box; without it the same page comes back with its words."""
    id = house.draft(findings=(FINDING,))
    digest = house.get(id).digest
    ticked = f'name="acknowledge" value="{FINDING.key}" form="decide-{id}" required'
    assert ticked in house.client("director").get("/").text
    answer = house.post("director", f"/drafts/{id}/decide", digest=digest)
    assert answer.status_code == 422
    assert "--acknowledge" not in answer.text
    house.post("director", f"/drafts/{id}/decide", digest=digest, acknowledge=FINDING.key)
    decision = house.get(id).decision
    assert decision is not None
    assert decision.acknowledged == (FINDING.key,)


def test_5_1_several_are_decided_together_all_or_none(house: House) -> None:
    """One that changed since stops them all; those that need a look of their own have no box."""
    first, second, third = house.draft("一"), house.draft("二"), house.draft(findings=(FINDING,))
    page = house.client("director").get("/several").text
    picks = [f"{id}:{on_screen(house.get(id))}" for id in (first, second)]
    assert all(f'value="{pick}"' in page for pick in picks)
    assert f'value="{third}:' not in page
    house.do(lambda desk, who: desk.edit(who, second, "二、直した本の紹介", ticked=True), "poster")
    assert house.post("director", "/decide", pick=picks).status_code == 409
    assert house.get(first).state is State.WAITING
    picks[1] = f"{second}:{house.get(second).digest}"
    assert house.post("director", "/decide", pick=picks).status_code == 303
    assert {house.get(id).state for id in (first, second)} == {State.DECIDED}
    assert house.post("director", "/decide", pick=[str(third)]).status_code == 409
    assert house.post("director", "/decide").status_code == 303


def test_9_1_a_return_needs_a_reason_preset_or_written(house: House) -> None:
    """Both stand in the note for the drafter; a resubmission shows the difference."""
    id = house.draft("古い文です")
    digest = house.get(id).digest
    assert house.post("director", f"/drafts/{id}/return", digest=digest).status_code == 422
    house.post(
        "director",
        f"/drafts/{id}/return",
        digest=digest,
        preset=["短くしてください"],
        reason="3行までに",
    )
    assert house.get(id).note == "短くしてください。3行までに"
    assert "3行までに" in house.client("poster").get("/drafts").text
    page = house.post(
        "poster",
        f"/drafts/{id}/edit",
        text="新しい文です",
        acknowledge="6(13)",
        digest=house.get(id).digest,
    )
    assert page.status_code == 303
    assert (
        "<del>古</del><ins>新し</ins>い文です" in house.client("director").get(f"/drafts/{id}").text
    )


@pytest.mark.parametrize("way", ["return", "reject"])
def test_9_1_what_changed_meanwhile_is_not_refused_unseen(house: House, way: str) -> None:
    """差戻し and 否決 speak of the text that was on the screen; another one is shown first."""
    id = house.draft("古い文です")
    old = house.get(id).digest
    house.do(lambda desk, who: desk.edit(who, id, "新刊の紹介です", ticked=True), "poster")
    answer = house.post("director", f"/drafts/{id}/{way}", digest=old, reason="短く")
    assert (answer.status_code, house.get(id).state) == (409, State.WAITING)
    assert "新刊の紹介です" in answer.text
    # no digest, no word
    assert (
        house.post("director", f"/drafts/{id}/{way}", digest="", reason="短く").status_code == 409
    )


def test_9_1_an_edit_sets_and_takes_away(house: House) -> None:
    """Urgency, last day and picture stand in the form as they are; an empty field takes them away."""
    id = house.draft("古い文です")
    more = {"file": (BytesIO(png()), "a.png"), "alt": "絵", "rights": "館で撮影"}
    form = {"text": "新刊の紹介です", "urgent": "1", "expires_on": "2026-12-24", **more}
    house.post("poster", f"/drafts/{id}/edit", digest=house.get(id).digest, **form)
    draft = house.get(id)
    assert draft.content.image is not None
    assert (draft.urgent, str(draft.expires_on), draft.content.image.alt) == (
        True,
        "2026-12-24",
        "絵",
    )
    page = house.client("poster").get(f"/drafts/{id}/edit").text
    assert 'value="2026-12-24"' in page
    assert 'name="urgent" value="1" checked' in page
    kept = {"picture": draft.content.image.sha256, "alt": "別の絵", "rights": "館で撮影"}
    house.post("poster", f"/drafts/{id}/edit", digest=draft.digest, text="新刊の紹介です", **kept)
    again = house.get(id)
    assert again.content.image == replace(draft.content.image, alt="別の絵")
    form = {"digest": again.digest, "text": "新刊の紹介です", "no_picture": "1", **kept}
    house.post("poster", f"/drafts/{id}/edit", **form)
    draft = house.get(id)
    assert (draft.urgent, draft.expires_on, draft.content.image) == (False, None, None)


def test_9_1_a_rejection_needs_a_reason_and_is_the_end(house: House) -> None:
    """否決 is not 差戻し."""
    id = house.draft()
    digest = house.get(id).digest
    assert house.post("director", f"/drafts/{id}/reject", digest=digest).status_code == 422
    assert (
        house.post(
            "director", f"/drafts/{id}/reject", digest=digest, preset="時期を過ぎた"
        ).status_code
        == 303
    )
    assert house.get(id).state is State.REJECTED


def test_5_2_the_card_says_when_it_would_go_out_and_what_it_costs(house: House) -> None:
    """Closed: the hour of opening stands there, and the field for a reason; open: neither. Only the
    API costs.
    """
    id = house.draft()
    assert "US$0.200" not in house.client("director").get(f"/drafts/{id}").text
    house.through("x")
    assert "outside_hours" not in house.client("director").get("/").text
    assert "US$0.200" in house.client("director").get(f"/drafts/{id}").text
    closed(house)
    page = house.client("director").get("/").text
    assert "今日 11:00ごろ" in page
    assert "outside_hours" in page
    house.post(
        "director", f"/drafts/{id}/decide", digest=house.get(id).digest, outside_hours="台風のため"
    )
    decision = house.get(id).decision
    assert decision is not None
    assert decision.outside_hours == "台風のため"


def test_a_late_decision_is_told_before_it_is_taken(house: House) -> None:
    """An item whose time has passed, or will have passed by then, says so on its card."""
    house.draft(expires_on=NOW.date() - timedelta(days=1))
    assert "11月24日(火)で終わっています" in house.client("director").get("/").text
    house.at(NOW.replace(hour=20))
    closed(house)
    house.draft("二つ目", expires_on=NOW.date())
    page = house.client("director").get("/").text
    assert "投稿できるのは11月26日(木) 0:00ですが" in page
    assert 'name="pick"' not in house.client("director").get("/several").text


def test_a_decision_is_taken_back_from_the_list_of_what_goes_out(house: House) -> None:
    """投稿予定 has the button."""
    id = decided(house)["id"]
    assert f"/drafts/{id}/take-back" in house.client("poster").get("/planned").text
    house.post("poster", f"/drafts/{id}/take-back")
    assert house.get(id).state is State.WAITING


def test_5_1_confirmed_poster_sees_and_releases_with_the_number(house: House) -> None:
    """The number is stamped on the decision; the director sees it afterwards (後閲); others see no
    such button.
    """
    id = house.draft()
    assert "事前確認2026-1で出す" in house.client("confirmed").get("/").text
    assert "で出す" not in house.client("poster").get("/").text
    house.post("confirmed", f"/drafts/{id}/decide", digest=house.get(id).digest)
    decision = house.get(id).decision
    assert decision is not None
    assert (decision.way, decision.confirmation) == ("confirmation", "2026-1")
    assert f"/drafts/{id}" in house.client("director").get("/confirmations").text
    house.post("director", "/confirmations/2026-1/revoke")
    assert house.get(id).state is State.WAITING


def test_5_1_prior_confirmation_is_given_with_its_end(house: House) -> None:
    """Numbered; without an end, over a year, or for kind エ it is not given."""
    from web.house import PASSWORD

    form = {
        "person": "職員",
        "kind": "ア",
        "first": "2026-11-25",
        "last": "2027-03-31",
        "per_day": "3",
        "password": PASSWORD,
    }
    for wrong in (
        {"last": ""},
        {"last": "2028-01-01"},
        {"kind": "エ"},
        {"kind": "x"},
        {"per_day": "0"},
        {"person": "無い人"},
    ):
        assert house.post("director", "/confirmations", **(form | wrong)).status_code == 422
    assert house.post("director", "/confirmations", **form).status_code == 303
    assert "2026-2" in house.client("reader").get("/confirmations").text


# ── writing ─────────────────────────────────────────────────────────────────────────────────────


def test_5_1_draft_is_looked_at_before_it_is_kept(house: House) -> None:
    """Count and findings come from the server; nothing is written until it is put forward."""
    look = house.post("poster", "/new", kind="ウ", text="電話 042-123-4567 まで", do="look")
    assert re.findall(r"(要確認|注意)</span> <strong>([\d()]+)", look.text) == [("要確認", "11")]
    assert "まだ保存していません" in look.text
    with house.parts.store() as store:
        assert store.count(State.WAITING) == 0
    assert house.post("poster", "/new", kind="ウ", text="本の紹介です。").status_code == 303


def test_the_count_is_xs_own(house: House) -> None:
    """Full width 2, a link 23."""
    answer = house.post(
        "poster", "/count", text="あいう https://lib.example.jp/a/very/long/path/to/a/page.html"
    )
    assert answer.json == {"weights": [30], "limit": 280}
    answer = house.post("poster", "/count", text="あいう\r\n---\r\nえ")
    assert answer.json == {"weights": [6, 2], "limit": 280}


@pytest.mark.parametrize(
    "form",
    [
        {"kind": "", "text": "文"},
        {"kind": "イ", "text": "もとの無い文"},
        {"kind": "ウ", "text": ""},
        {"kind": "ウ", "text": "あ" * 141},
        {"kind": "ウ", "text": "文", "image": "https://lib.example.jp/a.png"},
        {"kind": "ウ", "text": "文", "image": "file:///etc/passwd", "alt": "a", "rights": "b"},
        {"kind": "ウ", "text": "文", "expires_on": "来週"},
    ],
)
def test_a_form_with_a_fault_comes_back_as_it_was_typed(house: House, form: dict[str, str]) -> None:
    """Nothing is kept, nothing typed is lost."""
    answer = house.post("poster", "/new", title="残る件名", **form)
    assert answer.status_code == 422
    assert "残る件名" in answer.text
    assert 'role="alert"' in answer.text


SHOWN = re.compile(r'<img src="(/pictures/[0-9a-f]{64})" alt="本棚"')


def test_10_a_picture_goes_with_its_rights_and_its_words(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The director sees the picture itself, byte by byte as it goes out, with what clause 10 asks
    for.
    """
    web = Web({"http://127.0.0.1:9/img/a.png": png("red")})
    monkeypatch.setattr("bridge.wiring.Wiring.fetcher", lambda _: web)
    form = {"kind": "ウ", "text": "展示です。", "alt": "本棚", "rights": "館で撮影"}
    house.post("poster", "/new", image="http://127.0.0.1:9/img/a.png", **form)
    image = house.get(1).content.image
    assert image is not None
    assert (image.alt, image.rights) == ("本棚", "館で撮影")
    page = house.client("director").get("/").text
    assert "館で撮影" in page
    [address] = SHOWN.findall(page)
    answer = house.client("director").get(address)
    assert (answer.data, answer.mimetype) == (png("red"), "image/png")
    assert house.client("director").get(f"/pictures/{'0' * 64}").status_code == 404


def test_10_a_picture_is_looked_at_before_it_is_handed_in(house: House) -> None:
    """The look takes it in, the form remembers it: it is sent once, and what is decided is what was
    looked at.
    """
    form = {"kind": "ウ", "text": "展示です。", "alt": "本棚", "rights": "館で撮影"}
    look = house.post("poster", "/new", do="look", file=(BytesIO(png("red")), "a.png"), **form)
    assert len(SHOWN.findall(look.text)) == 2  # as it would look, and in the form
    [taken] = re.findall(r'name="picture" value="([0-9a-f]{64})"', look.text)
    house.post("poster", "/new", picture=taken, **form)
    with house.parts.store() as store:
        image = store.draft(1).content.image
        assert image is not None
        assert store.pictures.picture(image.sha256).body == png("red")


def test_10_the_pages_own_picture_is_offered_and_a_person_attaches_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside the draft with its words; its address and words stand in the form, the rights do not."""
    url = "http://127.0.0.1:9/img/a.png"
    with house.parts.store() as store:
        new = Item(
            id=0, source="home", url=f"{url}.html", title="題", state=ItemState.NEW, seen_at=NOW
        )
        store.sightings.remember("home", Memory(succeeded_at=NOW), [Sighting(new, ("a",))])
        store.sightings.keep_page(
            1,
            page=Page(f"{url}.html", "題", "展示の文", image=Image(url, "表紙")),
            validators=("", ""),
            digest="",
            at=NOW,
        )
    id = house.draft("展示です。", Opening(1, "home", Kind.PAGE))
    for path in ("/", f"/drafts/{id}"):
        page = house.client("poster").get(path).text
        assert "元のページの画像「<bdi>表紙</bdi>」(付いていません)" in page
        assert f'href="/drafts/{id}/edit?picture=page"' in page
    assert house.get(id).content.image is None
    form = house.client("poster").get(f"/drafts/{id}/edit?picture=page").text
    assert f'name="image" value="{url}"' in form
    assert 'name="alt" value="表紙"' in form
    assert 'name="rights" value=""' in form
    assert (
        f'name="image" value="{url}"' not in house.client("poster").get(f"/drafts/{id}/edit").text
    )
    monkeypatch.setattr("bridge.wiring.Wiring.fetcher", lambda _: Web({url: png("red")}))
    sent = {
        "text": "展示です。",
        "title": "展示",
        "image": url,
        "alt": "表紙",
        "digest": house.get(id).digest,
    }
    assert house.post("poster", f"/drafts/{id}/edit", **sent).status_code == 422
    house.post("poster", f"/drafts/{id}/edit", **sent, rights="館で撮影")
    assert house.get(id).content.image is not None
    assert "(付いていません)" not in house.client("poster").get(f"/drafts/{id}").text


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ({"image": "https://evil.example/a.png"}, "evil.example"),
        ({"image": "http://127.0.0.1:9/img/a.svg"}, "読めません"),
        ({"file": (b"<svg/>", "a.png")}, "読めません"),
        ({"picture": "0" * 64}, "記録にありません"),
    ],
)
def test_10_a_picture_that_may_not_go_out_comes_back_with_why(
    house: House, monkeypatch: pytest.MonkeyPatch, what: dict[str, Any], why: str
) -> None:
    """Nothing typed is lost."""
    web = Web(
        {"http://127.0.0.1:9/img/a.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>"},
        kind="image/svg+xml",
    )
    monkeypatch.setattr("bridge.wiring.Wiring.fetcher", lambda _: web)
    form = {
        "kind": "ウ",
        "text": "展示です。",
        "title": "残る件名",
        "alt": "本棚",
        "rights": "館で撮影",
    }
    sent = {
        key: (BytesIO(value[0]), value[1]) if key == "file" else value
        for key, value in what.items()
    }
    answer = house.post("poster", "/new", **form, **sent)
    assert answer.status_code == 422
    assert why in answer.text
    assert "残る件名" in answer.text


def test_only_a_form_with_a_picture_may_be_large(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others end at 256 KiB, and this one at a picture's size."""
    monkeypatch.setattr("bridge.web.app.ROOM", 400_000)
    assert house.post("poster", "/count", text="あ" * 200_000).status_code == 413
    for size, status in ((390_000, 422), (410_000, 413)):
        file = (BytesIO(bytes(size)), "a.png")
        assert (
            house.post("poster", "/new", kind="ウ", text="展示です。", file=file).status_code
            == status
        )


def test_pictures_are_taken_in_two_at_a_time_and_the_text_of_the_third_is_not_lost(
    house: House,
) -> None:
    """Two of four threads: others are served meanwhile; afterwards there is room again."""
    slots = house.app.extensions["pictures"]

    def send() -> Any:
        file = (BytesIO(bytes(300_000)), "a.png")
        return house.post("poster", "/new", kind="ウ", text="展示です。", file=file)

    assert slots.acquire(blocking=False)
    assert slots.acquire(blocking=False)
    full = send()
    assert full.status_code == 409
    assert "少し待ってから" in full.text
    assert "展示です。" in full.text
    assert house.post("poster", "/count", text="あ").status_code == 200
    slots.release()
    assert [send().status_code for _ in range(3)] == [422] * 3  # it is no picture: and makes room
    slots.release()


def test_two_who_edit_the_same_draft_do_not_overwrite_each_other(house: House) -> None:
    """The second is told, sees both texts, and saves knowingly."""
    id = house.draft("はじめの文")
    digest = house.get(id).digest
    assert (
        house.post("poster", f"/drafts/{id}/edit", text="職員の本の紹介", digest=digest).status_code
        == 303
    )
    answer = house.post("confirmed", f"/drafts/{id}/edit", text="代理の本の紹介", digest=digest)
    assert answer.status_code == 409
    assert "今の文との違い" in answer.text
    assert house.get(id).content.text == "職員の本の紹介"
    house.post(
        "confirmed", f"/drafts/{id}/edit", text="代理の本の紹介", digest=house.get(id).digest
    )
    assert house.get(id).content.text == "代理の本の紹介"


def test_2_an_urgent_notice_is_written_in_a_few_words_and_decided_first(house: House) -> None:
    """The form makes the sentence; the draft stands on top with its reason to go out at once."""
    house.draft("ふつうの文")
    closed(house)
    form = {
        "case": "臨時休館",
        "place": "中央図書館",
        "when": "11月25日(水)終日",
        "why": "台風の接近",
    }
    look = house.post("poster", "/urgent", do="look", **form)
    assert (
        "【臨時休館】\n中央図書館は、台風の接近のため、11月25日(水)終日、臨時休館します。"
        in look.text
    )
    # no field beside the text
    assert '<input type="hidden" name="when" value="11月25日(水)終日">' in look.text
    assert 'placeholder="例: 11月25日(水)終日"' not in look.text
    back = house.post("poster", "/urgent", do="back", text="古い文", **form).text
    assert 'name="when" value="11月25日(水)終日" required' in back
    assert "古い文" not in back
    house.post("poster", "/urgent", **form)
    draft = house.get(2)
    assert (draft.urgent, draft.kind) == (True, Kind.TOLD)
    page = house.client("director").get("/").text
    assert page.index('id="d2"') < page.index('id="d1"')
    assert "緊急のお知らせのため(2)" in page
    assert house.post("poster", "/urgent", case="臨時休館").status_code == 422


def test_2_after_the_stop_switch_each_decided_draft_asks_again(house: House) -> None:
    """全投稿停止 needs a reason; letting go puts what was decided before the director anew."""
    id = decided(house)["id"]
    assert house.post("poster", "/stop", reason=" ").status_code == 422
    house.post("poster", "/stop", reason="なりすまし")
    assert "投稿を止めています" in house.client("reader").get("/checks").text
    house.post("director", "/resume", name="all")
    assert house.get(id).state is State.WAITING
    assert "今も正しいか" in house.client("director").get("/").text


# ── after the post ──────────────────────────────────────────────────────────────────────────────


def test_9_2_two_ticks_of_two_persons_end_the_way(house: House) -> None:
    """The page says what is missing, when it is due, and whether what is shown is what was decided."""
    id = posted(house)["id"]
    page = house.client("director").get("/checks").text
    assert "決裁した文と同じです" in page
    assert "あと24時間" in page
    house.post("poster", f"/drafts/{id}/check")
    house.at(NOW + timedelta(hours=27))
    page = house.client("director").get("/checks").text
    assert "期限を3時間過ぎています" in page
    assert house.post("poster", f"/drafts/{id}/check").status_code == 403
    house.post("director", f"/drafts/{id}/check")
    assert house.get(id).state is State.CHECKED


def test_9_2_what_is_shown_otherwise_than_decided_is_marked(house: House) -> None:
    """The sandbox's post was altered behind our back."""
    posted(house)
    with house.parts.store() as store:
        store._db.execute("UPDATE timeline SET text = replace(text, '会', '会議')")
    page = house.client("director").get("/checks").text
    assert "決裁した文と違います" in page
    assert "<ins>議</ins>" in page


def test_9_2_a_correction_is_a_new_draft_with_its_reason_and_its_own_decision(house: House) -> None:
    """It stands on top of the queue and is linked with the first."""
    id = posted(house)["id"]
    answer = house.post(
        "poster",
        f"/drafts/{id}/correct",
        text="正しくは12月2日です。",
        reason="日付の誤り",
        way="addition",
    )
    made = house.get(int(answer.headers["Location"].rsplit("/", 1)[1]))
    post = house.get(id).post
    assert post is not None
    assert (made.corrects, made.state, made.urgent, made.content.reply_to) == (
        id,
        State.WAITING,
        True,
        post.post_id,
    )
    assert "日付の誤り" in house.client("director").get(f"/drafts/{made.id}").text
    for path in (f"/drafts/{id}", "/checks"):
        assert f"起案{made.id}" in house.client("director").get(path).text
    assert '<span class="tag">追記</span>' in house.client("director").get("/").text


def oembed(text: str, user: str = "mihon_city") -> object:
    import json

    body = {
        "html": f"<blockquote><p>{text}</p>x</blockquote>",
        "author_url": f"https://x.com/{user}",
    }
    return lambda _url: json.dumps(body).encode()


def elections(house: House, days: str) -> None:
    """Lay down election periods."""
    path = house.parts.config_path
    path.write_text(
        f'{path.read_text("utf-8")}\n[retweets]\nelections = ["{days}"]\n', encoding="utf-8"
    )
    house.parts = type(house.parts)(path, house.parts.db_path)
    house.app = create_app(house.parts)
    house.app.config["X_GET"] = oembed("防災訓練です")
    house.clients.clear()


def test_a_post_by_hand_is_compared_with_what_x_shows_before_it_is_recorded(house: House) -> None:
    """Another text is shown and recorded only knowingly; no answer from X leaves it to the person's
    word.
    """
    made = unknown(house)
    text = house.get(made["id"]).content.text.replace("\n", "<br>")
    url = "https://x.com/mihon_lib/status/2125395291141046077"
    house.app.config["X_GET"] = oembed("まったく別の文")
    answer = house.post("poster", f"/drafts/{made['id']}/posted", url=url)
    assert answer.status_code == 409
    assert "まだ記録していません" in answer.text
    assert house.get(made["id"]).state is State.UNKNOWN
    house.app.config["X_GET"] = oembed(
        text.replace("https://lib.example.jp/news/1.html", "https://t.co/abc")
    )
    assert house.post("poster", f"/drafts/{made['id']}/posted", url=url).status_code == 303
    assert house.get(made["id"]).state is State.POSTED
    read = house.post("poster", f"/drafts/{made['id']}/read").text
    assert "決裁した文と同じです" in read
    house.app.config["X_GET"] = lambda _url: b"no"
    assert "読み取れませんでした" in house.post("poster", f"/drafts/{made['id']}/read").text


def test_the_right_address_of_a_post_by_hand_is_compared_too(house: House) -> None:
    """Who puts an address right sees what X shows there, and keeps the reason when it is meant; so
    with one older than the offer.
    """
    house.through("manual")
    made = decided(house)
    house.at(NOW + timedelta(minutes=30))
    house.publish()
    house.app.config["X_GET"] = lambda _url: b"no"
    old = f"https://x.com/mihon_lib/status/{number_at(NOW + timedelta(minutes=20))}"
    answer = house.post("poster", f"/drafts/{made['id']}/posted", url=old)
    assert (answer.status_code, house.get(made["id"]).state) == (409, State.DECIDED)
    assert "10:30" in answer.text
    form = answer.text.split("<main", 1)[1].split("<h1", 1)[1].split("</form", 1)[0]
    assert "--" not in re.sub(r'value="[^"]*"', "", form)  # a token may have any letters
    house.post(
        "poster",
        f"/drafts/{made['id']}/posted",
        url="https://x.com/mihon_lib/status/2125395291141046077",
        anyway="1",
    )
    house.app.config["X_GET"] = oembed("まったく別の文")
    url, way = (
        "https://x.com/mihon_lib/status/2125395291141046078",
        f"/drafts/{made['id']}/put-right",
    )
    answer = house.post("poster", way, url=url, reason="貼り間違い")
    assert answer.status_code == 409
    assert "貼り間違い" in answer.text
    assert way in answer.text
    assert house.post("poster", way, url=url, reason="貼り間違い", anyway="1").status_code == 303


@pytest.mark.parametrize(
    "url",
    [
        "https://x.com/somebody/status/7",
        "javascript:alert(1)",
        "https://evil.example/mihon_lib/status/2125395291141046007",
    ],
)
def test_3_only_a_post_of_the_own_account_is_recorded(house: House, url: str) -> None:
    """Another account's post, or no post at all, is refused in words."""
    made = unknown(house)
    house.app.config["X_GET"] = lambda _url: b"no"
    assert house.post("poster", f"/drafts/{made['id']}/posted", url=url).status_code == 400
    assert house.get(made["id"]).state is State.UNKNOWN


def test_by_hand_a_draft_is_offered_taken_posted(house: House) -> None:
    """The link is shown to whoever has taken it, and to nobody before; the address ends it."""
    house.through("manual")
    id = decided(house)["id"]
    house.publish()
    assert house.get(id).state is State.DECIDED
    page = house.client("poster").get("/by-hand").text
    assert "いま投稿します" in page
    assert "intent" not in page
    assert house.post("poster", f"/drafts/{id}/take").headers["Location"].endswith(f"/by-hand/{id}")
    assert "職員さんが引き受けています" in house.client("director").get("/by-hand").text
    page = house.client("poster").get(f"/by-hand/{id}").text
    assert "投稿せずに返す" in page
    leads = house.post("poster", f"/drafts/{id}/window").text
    assert 'http-equiv="refresh" content="0; url=https://x.com/intent/tweet?text=' in leads
    page = house.client("poster").get(f"/by-hand/{id}").text
    assert "投稿せずに返す" not in page
    assert house.post("poster", f"/drafts/{id}/hand-back").status_code == 422
    house.app.config["X_GET"] = lambda _url: b"no"
    house.post(
        "poster", f"/drafts/{id}/posted", url="https://x.com/mihon_lib/status/2125395291141046078"
    )
    assert house.get(id).state is State.POSTED


def test_by_hand_the_text_and_x_s_window_are_who_took_its(house: House) -> None:
    """Others are told whose it is, and take it over with a tick that X was looked at; the page of
    before leads nowhere. A reader is shown no button.
    """
    house.through("manual")
    id = decided(house)["id"]
    house.post("poster", f"/drafts/{id}/take")
    page = house.client("director").get(f"/by-hand/{id}").text
    assert "職員さんが、もう投稿したかもしれません" in page
    for word in ("文を写す", "画面を開く<", "投稿せずに返す", "投稿を記録する"):
        assert word not in page
    main = house.client("reader").get(f"/by-hand/{id}").text.partition("<main")[2]
    assert "<form" not in main.partition("</main>")[0]
    for path in ("window", "hand-back"):
        refused = house.post("director", f"/drafts/{id}/{path}")
        assert (refused.status_code, "intent" in refused.text) == (409, False)
    assert house.post("director", f"/drafts/{id}/take-over", holder="職員").status_code == 400
    done = house.post("director", f"/drafts/{id}/take-over", holder="職員", looked="1")
    assert done.status_code == 303
    assert "intent" in house.post("director", f"/drafts/{id}/window").text
    assert house.post("poster", f"/drafts/{id}/window").status_code == 409


def test_truth_4_by_hand_whoever_gets_the_text_to_copy_may_have_posted_it(house: House) -> None:
    """Before, the page has no field to copy from; after, nobody returns it before X was looked at."""
    house.through("manual")
    id = decided(house)["id"]
    house.post("poster", f"/drafts/{id}/take")
    assert "<textarea" not in house.client("poster").get(f"/by-hand/{id}").text
    copied = house.post("poster", f"/drafts/{id}/window", do="copy")
    assert copied.headers["Location"].endswith(f"/by-hand/{id}")
    assert "<textarea" in house.client("poster").get(f"/by-hand/{id}").text
    answer = house.post("director", f"/drafts/{id}/return", reason="時刻が違う")
    assert answer.status_code == 422
    assert "投稿されたかもしれません" in answer.text
    assert house.get(id).state is State.SENDING


def test_by_hand_an_address_that_comes_after_a_return_is_kept_for_the_next_form(
    house: House,
) -> None:
    """The draft went back meanwhile: its page says so, and has what was typed where it is to be
    recorded.
    """
    house.through("manual")
    house.app.config["X_GET"] = lambda _url: b"no"
    id, url = decided(house)["id"], "https://x.com/mihon_lib/status/2125395291141046078"
    house.post("poster", f"/drafts/{id}/take")
    digest = on_screen(house.get(id))
    house.at(NOW + timedelta(minutes=1))
    house.post("director", f"/drafts/{id}/return", reason="時刻が違う")
    answer = house.post("poster", f"/drafts/{id}/posted", digest=digest, url=url)
    assert answer.status_code == 409
    assert "文は画面に出たときのままですが" in answer.text
    assert f'value="{url}"' in answer.text
    assert "職員さんが引き受けたことがあります" in answer.text
    house.post("poster", f"/drafts/{id}/posted", url=url)
    assert house.get(id).state is State.POSTED


def test_truth_2_a_decision_given_while_somebody_writes_stops_the_writing(house: House) -> None:
    """The form is of before it: nothing is kept, and what is said is what happened; looked at in
    between it is no newer. Sent again from the page that says so, it is.
    """
    id = house.draft()
    form = re.search(
        'name="digest" value="([^"]+)"', house.client("poster").get(f"/drafts/{id}/edit").text
    )
    assert form is not None
    house.at(NOW + timedelta(minutes=1))
    house.post("director", f"/drafts/{id}/decide")
    typed = {"title": "題", "text": "直した文です。"}
    looked = house.post("poster", f"/drafts/{id}/edit", digest=form[1], do="look", **typed)
    assert form[1] in looked.text
    answer = house.post("poster", f"/drafts/{id}/edit", digest=form[1], do="keep", **typed)
    assert answer.status_code == 409
    assert "(今は「決裁済」)" in answer.text
    assert "直した文です。" in answer.text
    assert house.get(id).state is State.DECIDED
    assert on_screen(house.get(id)) in answer.text
    house.post("poster", f"/drafts/{id}/edit", do="keep", **typed)
    assert house.get(id).state is State.WAITING


def test_9_2_the_pages_of_a_post_that_a_person_deletes_say_so_until_it_is_gone(
    house: House,
) -> None:
    """Its own, its correction's and 確認; the correction is no more told as if it were to come."""
    made = removal_decided(house)  # no road of X: a person deletes
    house.through("manual")
    first = made["id"]
    house.do(lambda desk, who: desk.withdraw(who, first + 1))
    id = house.do(
        lambda desk, who: desk.correct(who, first, "直した文です。", reason="時刻", ticked=True)
    ).id
    house.do(lambda desk, who: desk.decide(who, [id], shown=[house.get(id).digest], ticked=True))
    page = house.client("director").get(f"/drafts/{id}").text
    assert "を人がXで削除します" in page
    assert "まだXにあります" not in page
    house.do(lambda desk, who: desk.posted(who, id, f"{OWN}079"))
    for path in (f"/drafts/{first}", f"/drafts/{id}", "/checks"):
        page = house.client("director").get(path).text
        assert f"起案{first}の投稿は、まだXにあります。" in page, path
        assert "これが出たら" not in page
    house.do(lambda desk, who: desk.removed(who, first))
    assert "まだXにあります" not in house.client("director").get(f"/drafts/{id}").text


def test_no_form_is_shown_for_what_it_cannot_do(house: House) -> None:
    """Whoever follows an old link to it is told where the draft stands, before writing anything."""
    id = house.draft()
    for path in ("edit", "return", "reject"):
        assert house.client("director").get(f"/drafts/{id}/{path}").status_code == 200
    house.do(lambda desk, who: desk.withdraw(who, id))
    for path in ("edit", "return", "reject"):
        answer = house.client("director").get(f"/drafts/{id}/{path}")
        assert (answer.status_code, "取下げ" in answer.text) == (409, True)


def test_a_reason_that_comes_too_late_is_kept(house: House) -> None:
    """The draft was changed: the form again, with the reason and what changed. It went on: the
    reason stands there to be copied.
    """
    id = house.draft("12月1日に開きます")
    digest = on_screen(house.get(id))
    house.do(lambda desk, who: desk.edit(who, id, "12月2日に開きます", ticked=True), "poster")
    form = {"digest": digest, "reason": "会場も書いてください"}
    answer = house.post("director", f"/drafts/{id}/return", **form)
    assert answer.status_code == 409
    for word in (form["reason"], "<del>1</del><ins>2</ins>", on_screen(house.get(id))):
        assert word in answer.text
    house.do(lambda desk, who: desk.withdraw(who, id), "poster")
    answer = house.post("director", f"/drafts/{id}/return", reason=form["reason"])
    assert "ほかの人が先でした" in answer.text
    assert form["reason"] in answer.text


def test_by_hand_a_stop_hides_what_was_offered_and_what_was_taken(house: House) -> None:
    """The offer is gone, and whoever has taken it is asked instead of being shown the text."""
    house.through("manual")
    first, second = decided(house)["id"], house.draft("もう一つ")
    house.publish()
    house.post("poster", f"/drafts/{first}/take")
    house.client("poster").get(f"/by-hand/{first}")
    house.post("poster", "/stop", reason="確かめるため")
    page = house.client("poster").get(f"/by-hand/{first}").text
    assert "投稿されましたか" in page
    assert "textarea" not in page
    assert house.post("poster", f"/drafts/{first}/window").status_code == 422
    assert "いま投稿します" not in house.client("poster").get("/by-hand").text
    assert house.get(second).state is State.WAITING


def test_by_hand_a_slow_site_is_waited_for_in_the_background(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer comes within two seconds all the same; then the page says what came of it."""
    from bridge.publish import Publish

    gone = Event()
    plain = Publish.take
    monkeypatch.setattr("bridge.web.here.PATIENCE", 0.01)
    monkeypatch.setattr(Publish, "take", lambda *a, **k: (gone.wait(10), plain(*a, **k))[1])
    house.through("manual")
    id = decided(house)["id"]
    house.post("poster", f"/drafts/{id}/take")
    page = house.client("poster").get(f"/by-hand/{id}").text
    assert "確かめています" in page
    gone.set()
    house.app.extensions["takings"]["職員", id].result(10)
    assert "文を写す" in house.client("poster").get(f"/by-hand/{id}").text


def refused_unread(house: House, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return a draft whose taking by the poster was refused, which nobody has read yet."""
    from bridge.publish import Publish

    house.through("manual")
    id = int(decided(house)["id"])

    def refuse(*_: object, **__: object) -> None:
        raise StepRefused("stop.none")

    with monkeypatch.context() as patch:
        patch.setattr(Publish, "take", refuse)
        house.post("poster", f"/drafts/{id}/take")
        assert house.app.extensions["takings"]["職員", id].exception(10)
    return id


def test_by_hand_a_refusal_that_nobody_read_hides_no_offer(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever was refused closed the browser; the draft is offered all the same, to everybody, and
    the refusal is told to nobody else.
    """
    id = refused_unread(house, monkeypatch)
    for who in ("poster", "director"):
        assert f"/drafts/{id}/take" in house.client(who).get("/by-hand").text
    assert house.client("director").get(f"/by-hand/{id}").status_code == 303
    assert house.client("poster").get(f"/by-hand/{id}").status_code == 422
    assert house.client("poster").get(f"/by-hand/{id}").status_code == 303
    assert house.post("director", f"/drafts/{id}/take").status_code == 303
    assert "文を写す" in house.client("director").get(f"/by-hand/{id}").text


def test_by_hand_two_windows_read_one_end(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both of a person's windows ask at once: one of them is told, the other one sees the offers."""
    id = refused_unread(house, monkeypatch)
    plain = here.taken

    def late(id: int) -> BridgeError | None:
        plain(id)  # the other window was served in between
        return plain(id)

    monkeypatch.setattr(here, "taken", late)
    assert house.client("poster").get(f"/by-hand/{id}").status_code == 303


def test_6_the_preview_of_an_urgent_notice_shows_what_is_found_before_its_tick(
    house: House,
) -> None:
    """As that of a text of one's own does; a last day that is none is told at the end."""
    form = {"case": "臨時休館", "place": "中央図書館", "when": "2月30日(水)終日"}
    page = house.post("poster", "/urgent", do="look", **form).text
    assert "この日付はありません" in page
    assert page.index("この日付はありません") < page.index('name="thirteen"')
    again = house.post(
        "poster", "/urgent", do="look", text="11月28日(土)は休みます。", expires_on="x", **form
    ).text
    assert "この日付はありません" not in again
    assert "指摘はありません" in again
    assert (
        house.post("poster", "/urgent", text="休みます", expires_on="x", **form).status_code == 422
    )


@pytest.mark.parametrize("do", ["look", "make"])
@pytest.mark.parametrize("field", ["text", "more"])
def test_2_an_urgent_text_that_is_far_too_long_is_not_looked_at(
    house: House, monkeypatch: pytest.MonkeyPatch, do: str, field: str
) -> None:
    """As at 作成: it is told how long it is, stays on the screen, and nothing is written."""
    form = {"case": "臨時休館", "place": "中央図書館", "when": "11月28日(土)", "do": do}
    monkeypatch.setattr("bridge.desk.Desk.preview", lambda *_, **__: pytest.fail("looked at"))
    answer = house.post("poster", "/urgent", **(form | {field: "あ" * 5001}))
    assert answer.status_code == 422
    assert "文が長すぎます" in answer.text
    assert "あ" * 5001 in answer.text
    with house.parts.store() as store:
        assert store.count(*State) == 0


@pytest.mark.parametrize(("do", "status"), [("look", 200), ("make", 303)])
def test_2_an_urgent_notice_takes_no_link_that_is_no_address(
    house: House, do: str, status: int
) -> None:
    """As at the command line; what was typed stays on the screen."""
    form = {"case": "臨時休館", "place": "中央図書館", "when": "11月28日(土)", "do": do}
    answer = house.post("poster", "/urgent", link="htp://lib.example.jp/", **form)
    assert answer.status_code == 422
    assert "https://" in answer.text
    assert "htp://lib.example.jp/" in answer.text
    assert house.post("poster", "/urgent", link="", **form).status_code == status


def test_a_dictionary_that_is_missing_is_told_beside_the_findings(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where somebody looks at them, and nowhere else; with it nothing is said."""
    form = {"kind": "ウ", "text": "新刊の紹介です", "do": "look"}
    monkeypatch.setattr("bridge.web.here.dictionary_lack", lambda: "")
    assert "辞書" not in house.post("poster", "/new", **form).text
    monkeypatch.undo()
    monkeypatch.setattr("bridge.dictionary.load", lambda: None)
    monkeypatch.setattr("bridge.dictionary.installed", lambda: False)
    house.parts.__dict__.pop("rules", None)
    assert "日本語の辞書が入っていません" in house.post("poster", "/new", **form).text
    assert "日本語の辞書が入っていません" not in house.client("poster").get("/new").text


def test_6_the_preview_of_a_retweet_shows_what_is_found_before_its_tick(house: House) -> None:
    """What its author says, and who it is; a reader is shown no more than the post."""
    house.app.config["X_GET"] = oembed("山本太一候補に清き一票をお願いします")
    form = {"url": "https://x.com/mihon_city/status/5", "reason": "防災"}
    page = house.post("director", "/retweet", do="look", **form).text
    assert "6(4)" in page.split('aria-label="指摘"', 1)[1].split("</ul>", 1)[0]
    assert page.index('aria-label="指摘"') < page.index('name="thirteen"')
    assert 'aria-label="指摘"' not in house.post("reader", "/retweet", do="look", **form).text


def test_5_4_the_retweet_desk_shows_what_x_has_and_asks_for_a_decision(house: House) -> None:
    """The post is read where X can be reached, as plain text; where it cannot, the page says so."""
    url = "https://x.com/mihon_city/status/5"
    form = {"url": url, "reason": "防災", "knowingly": "1"}
    assert "読み取れませんでした" in house.post("director", "/retweet", do="look", **form).text
    house.app.config["X_GET"] = oembed("防災訓練です<b>太字</b>&lt;script&gt;")
    assert "防災訓練です" in house.post("director", "/retweet", do="look", **form).text
    answer = house.post("director", "/retweet", **form)
    id = int(answer.headers["Location"].rsplit("/", 1)[1])
    made = house.get(id)
    assert (made.title, made.kind) == (
        "リツイート: mihon_city 防災訓練です太字<script>",
        Kind.OTHER,
    )
    page = house.client("director").get(f"/drafts/{id}").text
    assert "&lt;script&gt;" in page
    assert "<script>" not in page.split("<main", 1)[1].replace("<script src", "")
    for who in ("director", "reader"):
        card = house.client(who).get("/").text.split("<main", 1)[1]
        assert '<span class="tag">リツイート</span>' in card
        assert "@mihon_city: 防災訓練です太字&lt;script&gt;" in card
        assert "理由: <strong><bdi>防災" in card
        assert f"/drafts/{id}/edit" not in card
    assert "防災訓練です" in house.post("reader", f"/drafts/{id}/preview").text
    assert house.get(id) == made
    assert (
        house.post(
            "director", "/retweet", url="https://x.com/mihon_city", reason="防災"
        ).status_code
        == 422
    )


def test_5_4_anothers_post_under_a_public_bodys_name_is_refused(house: House) -> None:
    """X goes by the number, and says whose post it is."""
    house.app.config["X_GET"] = oembed("広告です", "somebody")
    answer = house.post(
        "director",
        "/retweet",
        url="https://x.com/mihon_city/status/5",
        reason="防災",
        knowingly="1",
    )
    assert answer.status_code == 422
    assert "@mihon_city ではなく、@somebody の投稿です" in answer.text


def test_6_4_the_director_is_told_that_an_election_has_begun_since(house: House) -> None:
    """A draft from before knows nothing of it; put up again, it does."""
    house.app.config["X_GET"] = oembed("防災訓練です")
    house.post(
        "director",
        "/retweet",
        url="https://x.com/mihon_city/status/5",
        reason="防災",
        knowingly="1",
    )
    assert "選挙期間中" not in house.client("director").get("/").text
    elections(house, "2026-11-25/2026-12-06")
    assert (
        "選挙期間中です(11月25日から12月6日まで)" in house.client("director").get("/retweet").text
    )
    assert "今の決裁では保留になります" in house.client("director").get("/").text
    house.do(lambda desk, who: desk.return_(who, 1, "選挙"))
    house.do(lambda desk, who: desk.resubmit(who, 1), "poster")
    page = house.client("director").get("/drafts/1").text
    assert "今の決裁では保留になります" not in page
    assert re.search(r"要確認</span> <strong>6\(4\)</strong>", page)


def test_9_2_a_retweet_on_x_is_looked_for_not_compared(house: House) -> None:
    """X shows another's words of it: no text is held against them, and none is called wrong."""
    house.app.config["X_GET"] = oembed("防災訓練です")
    house.post(
        "director",
        "/retweet",
        url="https://x.com/mihon_city/status/5",
        reason="防災",
        knowingly="1",
    )
    key = house.get(1).findings[0].key
    house.post("director", "/drafts/1/decide", digest=house.get(1).digest, acknowledge=key)
    house.do(lambda desk, who: desk.posted(who, 1, "https://x.com/mihon_city/status/5"))
    page = house.client("poster").get("/checks").text
    assert "このリツイートが出ているか" in page
    assert "/drafts/1/read" not in page
    assert "違います" not in house.post("poster", "/drafts/1/read").text


def test_truth_4_an_unclear_retweet_is_settled_with_one_button(house: House) -> None:
    """Its address is known; nobody pastes it."""
    house.app.config["X_GET"] = oembed("防災訓練です")
    house.post(
        "director",
        "/retweet",
        url="https://x.com/mihon_city/status/5",
        reason="防災",
        knowingly="1",
    )
    key = house.get(1).findings[0].key
    house.post("director", "/drafts/1/decide", digest=house.get(1).digest, acknowledge=key)
    with house.parts.store() as store:
        draft, now = store.draft(1), house.parts.clock()
        store.apply(
            lifecycle.send(
                draft,
                through="x",
                marker="",
                policy_version=house.parts.settings.policy_version,
                at=now,
            )
        )
        attempt = store.last_attempt(1)
        assert attempt is not None
        store.apply(lifecycle.lose(store.draft(1), attempt, answered("切れました"), now))
    page = house.client("poster").get("/drafts/1").text
    assert '<input type="hidden" name="url" value="https://x.com/mihon_city/status/5">' in page
    house.post("poster", "/drafts/1/posted", url="https://x.com/mihon_city/status/5")
    assert house.get(1).state is State.POSTED


def test_5_4_a_retweet_in_the_sandbox_is_checked_and_undone(house: House) -> None:
    """From the form to the ticks, then its undoing by a decision of its own."""
    house.app.config["X_GET"] = oembed("防災訓練です")
    answer = house.post(
        "director",
        "/retweet",
        url="https://x.com/mihon_city/status/5",
        reason="防災",
        knowingly="1",
    )
    id = int(answer.headers["Location"].rsplit("/", 1)[1])
    key = house.get(id).findings[0].key
    house.post("director", f"/drafts/{id}/decide", digest=house.get(id).digest, acknowledge=key)
    house.publish()
    assert house.get(id).state is State.POSTED
    assert "決裁した文と同じです" in house.client("poster").get("/checks").text
    answer = house.post("poster", f"/drafts/{id}/correct", way="removal", reason="古くなった")
    undo = int(answer.headers["Location"].rsplit("/", 1)[1])
    assert "リツイートを取り消します" in house.client("director").get("/").text
    house.post("director", f"/drafts/{undo}/decide", digest=house.get(undo).digest)
    house.publish()
    assert house.get(id).state is State.REMOVED


def test_6_the_form_asks_the_drafter_about_each_stopping_finding(house: House) -> None:
    """What stops stands there with a box; ticked, the draft is opened, and its history says who
    knew.
    """
    form = {"kind": "ウ", "text": "申込は 042-123-4567 へ。"}
    asked = house.post("poster", "/new", **form)
    assert asked.status_code == 422
    assert 'name="acknowledge" value="11:042-123-4567" form="write"' in asked.text
    assert "申込は" in asked.text
    made = house.post("poster", "/new", acknowledge="11:042-123-4567", **form)
    assert made.status_code == 303
    assert (
        "承知した指摘 11:042-123-4567"
        in house.client("director").get(made.headers["Location"]).text
    )


def test_9_1_a_resubmission_shows_what_changed_since_the_directors_last_word(house: House) -> None:
    """Two corrections after a return: the queue and the draft's page compare with the version that
    was returned.
    """
    id = house.draft("12月5日におはなし会をします。")
    house.post("director", f"/drafts/{id}/return", digest=house.get(id).digest, reason="日付")
    for text in ("12月6日におはなし会をします。", "12月6日に、おはなし会をします。"):
        house.do(lambda desk, who, text=text: desk.edit(who, id, text, ticked=True), "poster")
    for path in ("/", f"/drafts/{id}"):
        page = house.client("director").get(path).text
        assert "第1版との違い" in page
        assert "<del>5</del><ins>6</ins>" in page


def test_2_an_urgent_decision_does_not_promise_time_to_take_it_back(house: House) -> None:
    """It may go out at once."""
    id = house.draft(urgent=True)
    house.post("director", f"/drafts/{id}/decide", digest=house.get(id).digest)
    assert "分のあいだ" not in house.client("director").get("/").text


def test_a_wrong_password_loses_nothing_that_was_chosen(house: House) -> None:
    """Persons, sources and kinds of a prior confirmation, and an invitation's fields, come back as
    they were.
    """
    form = {
        "person": "代理",
        "source": "staff",
        "kind": "ウ",
        "first": "2026-11-25",
        "last": "2027-03-31",
        "per_day": "7",
    }
    page = house.post("director", "/confirmations", password="wrong", **form).text
    for value in ("代理", "staff", "ウ"):
        assert re.search(rf'value="{value}" checked', page)
    assert not re.search(r'value="ア" checked', page)
    page = house.post(
        "director", "/people/invite", name="新人", role="poster", mail="a@lib.jp", password="wrong"
    ).text
    assert 'value="新人"' in page
    assert 'value="a@lib.jp"' in page
    assert re.search(r'<option value="poster" selected', page)


def test_5_1_what_was_released_is_listed_afterwards_and_none_is_said(house: House) -> None:
    """後閲 has words of its own while it is empty."""
    assert "まだありません" in house.client("director").get("/confirmations").text
    id = house.draft()
    house.post("confirmed", f"/drafts/{id}/decide", digest=house.get(id).digest)
    page = house.client("director").get("/confirmations").text
    assert "まだありません" not in page
    assert f'href="/drafts/{id}"' in page


def test_9_1_a_reason_that_is_too_long_comes_back_to_be_shortened(house: House) -> None:
    """Nothing typed or ticked is lost."""
    id = house.draft()
    page = house.post(
        "director",
        f"/drafts/{id}/return",
        digest=house.get(id).digest,
        preset="短くしてください",
        reason="長" * 1001,
    )
    assert page.status_code == 422
    assert re.search(r'value="短くしてください" checked', page.text)
    assert "長" * 1001 in page.text


def test_5_1_confirmation_whose_giver_left_is_shown_and_given_anew_from_its_scope(
    house: House,
) -> None:
    """The list says why it has no effect; the successor's form is filled from it, and only a
    director's.
    """
    with house.parts.store() as store:
        made = Confirmation(
            number="2026-7",
            persons=("代理",),
            sources=(),
            kinds=(Kind.MATERIAL,),
            first=NOW.date(),
            last=NOW.date(),
            per_day=3,
            given_by="前館長",
            outside_hours=True,
        )
        store.people.save_confirmation(made, JournalLine("前館長", "confirm", NOW))
    page = house.client("director").get("/confirmations").text
    assert "効力なし" in page
    assert "緊急のものは時間外も" in page
    form = house.client("director").get("/confirmations?again=2026-7").text
    assert re.search(r'name="outside_hours" value="1" checked', form)
    assert re.search(r'name="kind" value="ウ" checked', form)
    assert not re.search(r'name="corrections" value="1" checked', form)
    assert "again=2026-7" not in house.client("poster").get("/confirmations").text


def test_5_2_a_deputy_tells_of_a_closure_before_the_library_opens(house: House) -> None:
    """Where the confirmation allows it the form asks for the reason, and the decision keeps it;
    else there is no field.
    """
    closed(house)
    id = house.draft("本日は臨時休館します。", urgent=True)
    line, today = JournalLine("館長", "confirm", NOW), NOW.date()
    assert "outside_hours" not in house.client("confirmed").get("/").text
    with house.parts.store() as store:
        store.people.save_confirmation(
            replace(store.people.confirmation("2026-1"), revoked_at=NOW), line
        )
        made = Confirmation(
            number="2026-8",
            persons=("代理",),
            sources=(),
            kinds=(Kind.MATERIAL,),
            first=today,
            last=today,
            per_day=3,
            given_by="館長",
            outside_hours=True,
        )
        store.people.save_confirmation(made, line)
    assert "outside_hours" in house.client("confirmed").get("/").text
    form = {"digest": house.get(id).digest, "outside_hours": "台風のため"}
    assert house.post("confirmed", f"/drafts/{id}/decide", **form).status_code == 303
    decision = house.get(id).decision
    assert decision is not None
    assert (decision.confirmation, decision.outside_hours) == ("2026-8", "台風のため")


def test_a_second_wording_stands_beside_marked_as_such_and_a_person_takes_it(house: House) -> None:
    """Decided is the text above; in the form it is a person's, and only handing it in makes it the
    draft's.
    """
    id = house.draft("はじめの文です。", Opening(None, "home", Kind.PAGE))
    with house.parts.store() as store:
        store.rewordings.keep(Rewording(id, 1, "<b>もう一つの文</b>です。"), NOW)
    for path in ("/", f"/drafts/{id}"):
        page = house.client("poster").get(path).text
        assert "別案(館のプログラムが書いたもの)" in page
        assert "&lt;b&gt;もう一つの文&lt;/b&gt;です。" in page
        assert f'href="/drafts/{id}/edit?wording=second"' in page
    assert house.get(id).content.text == "はじめの文です。"
    assert "もう一つの文" in house.client("poster").get(f"/drafts/{id}/edit?wording=second").text
    assert "もう一つの文" not in house.client("poster").get(f"/drafts/{id}/edit").text
    house.post(
        "poster",
        f"/drafts/{id}/edit",
        text="もう一つの文です。",
        title="題",
        digest=house.get(id).digest,
    )
    assert house.get(id).version == 2
    assert "別案" not in house.client("poster").get(f"/drafts/{id}").text


def test_a_second_wording_that_was_refused_is_not_on_the_desk(house: House) -> None:
    """The command line says why."""
    id = house.draft("はじめの文です。", Opening(None, "home", Kind.PAGE))
    with house.parts.store() as store:
        store.rewordings.keep(Rewording(id, 1, "", "「20」はこのお知らせにありません"), NOW)
    page = house.client("poster").get(f"/drafts/{id}").text
    assert "別案" not in page
    assert "「20」は" not in page


@pytest.mark.parametrize("state", [State.WAITING, State.DECIDED])
def test_truth_2_saving_an_unchanged_text_voids_nothing(house: House, state: State) -> None:
    """The form is opened and saved as it was: same version, same decision; one letter more, and it
    is another text.
    """
    made = house.do(
        lambda desk, who: desk.write(who, Kind.MATERIAL, "本を紹介します。", ticked=True)
    )
    id = made.id
    if state is State.DECIDED:
        house.do(lambda desk, who: desk.decide(who, [id], shown=[made.digest], ticked=True))
    before = house.get(id)
    form = {"text": before.content.text, "title": before.title}
    assert (
        house.post("poster", f"/drafts/{id}/edit", digest=on_screen(before), **form).status_code
        == 303
    )
    assert house.get(id) == before
    more = form | {"text": "本を紹介します。12月まで展示します。"}
    house.post("poster", f"/drafts/{id}/edit", digest=on_screen(before), **more)
    assert (house.get(id).version, house.get(id).decision) == (2, None)


def over_one(house: House) -> int:
    """A person's text whose day passes; three days later."""
    made = house.do(
        lambda desk, who: desk.write(
            who, Kind.MATERIAL, "11月27日(金)に本の会を行います。", ticked=True
        ),
        "poster",
    )
    return int(made.id)


def test_5_3_i_what_is_over_is_mended_where_it_is_told(house: House) -> None:
    """Its card has no time and no decision, but the way to its text; saved as it stands it can be
    decided, of today.
    """
    id = over_one(house)
    assert "決裁すると、" in house.client("director").get("/").text
    house.at(NOW + timedelta(days=3))
    for page in ("/", f"/drafts/{id}"):
        text = house.client("director").get(page).text
        assert "時期に注意" in text
        assert "決裁すると、" not in text
        assert f'form="decide-{id}"' not in text
        assert f'href="/drafts/{id}/edit"' in text
    page = house.client("poster").get(f"/drafts/{id}/edit").text
    assert "本の会を行います。" in page
    made = house.get(id)
    house.post(
        "poster",
        f"/drafts/{id}/edit",
        text=made.content.text,
        title=made.title,
        digest=made.digest,
        do="keep",
        acknowledge=["5(3)イ"],
    )
    assert house.get(id).version == 2
    assert f'form="decide-{id}"' in house.client("director").get("/").text


def test_5_3_i_what_is_over_is_not_put_forward_again(house: House) -> None:
    """Its page says so beforehand, without the button that would be refused; who has the button on
    an old screen stands on the draft's page, with what to do.
    """
    id = over_one(house)
    house.do(lambda desk, who: desk.return_(who, id, "見直し"))
    assert "もう一度決裁に出す" in house.client("poster").get(f"/drafts/{id}").text
    house.at(NOW + timedelta(days=3))
    text = house.client("poster").get(f"/drafts/{id}").text
    assert "時期に注意" in text
    assert "もう一度決裁に出す" not in text
    refused = house.post("poster", f"/drafts/{id}/resubmit")
    assert refused.status_code == 422
    assert "過ぎました" in refused.text
    assert f'href="/drafts/{id}/edit"' in refused.text


def test_5_1_of_several_the_one_that_is_refused_is_shown(house: House) -> None:
    """The first of them is in order: what is said of the second stands on its own page."""
    sound, id = house.draft("新しい本を紹介します。"), over_one(house)
    house.at(NOW + timedelta(days=3))
    picks = [f"{one}:{on_screen(house.get(one))}" for one in (sound, id)]
    refused = house.post("director", "/decide", pick=picks)
    assert refused.status_code == 422
    assert f"<h1>起案{id} " in refused.text
    assert house.get(sound).state is State.WAITING
    stops = house.draft("二つ目の本を紹介します。", findings=(FINDING,))
    picks = [f"{one}:{on_screen(house.get(one))}" for one in (sound, stops)]
    assert f"<h1>起案{stops} " in house.post("director", "/decide", pick=picks).text


def test_what_was_held_since_its_decision_is_not_told_as_posted(house: House) -> None:
    """The queue tells of the drafts that its address names; who reads it again after a run reads
    where each stands by then.
    """
    id = decided(house)["id"]
    assert f"起案{id}を決裁しました" in house.client("director").get(f"/?done={id}").text
    with house.parts.store() as store:
        why = answered("ページがなくなりました")
        store.apply(lifecycle.hold(store.draft(id), why, "publish", NOW))
    told = house.client("director").get(f"/?done={id}").text
    assert f"起案{id}は、今は「保留」です" in told
    assert "を投稿しました" not in told


def test_an_address_does_not_say_what_was_done(house: House) -> None:
    """What a person did is read from the journal: a link that speaks of a 回議 makes none."""
    made = decided(house)
    house.do(lambda desk, who: desk.take_back(who, made["id"]))
    told = house.client("director").get(f"/?done={made['id']}&did=review").text
    assert f"起案{made['id']}を決裁待ちに戻しました" in told
    assert "回議を記録しました" not in told
