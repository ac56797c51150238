"""公式アカウント: the page around the account, its forms without JavaScript, and what they refuse."""

from __future__ import annotations

import re

import pytest
from fakes import NOW, Web
from web.house import House, Still

from bridge.model import Stop

TROLL = {"account": "troll_1", "clause": "7(3)", "way": "reply", "note": "暴言"}


def look(house: House, page: bytes) -> None:
    """The site's homepage shows `page`."""
    with house.parts.store() as store:
        house.parts.account(store).look(Web({"http://127.0.0.1:9/": page}))  # type: ignore[arg-type]


def test_5_5_a_missing_account_is_told_on_every_page_and_can_be_let_go(house: House) -> None:
    """The banner, the state with its day, the stop in its own words; the director lets posts go."""
    config = house.parts.config_path
    config.write_text(
        config.read_text("utf-8").replace('through = "sandbox"', 'through = "manual"'), "utf-8"
    )
    house.parts = Still(config, house.parts.db_path)
    look(house, b"<p>nothing</p>")
    assert "公式アカウントの掲載に問題" in house.client("reader").get("/").text
    page = house.client("poster").get("/official").text
    assert "名前もリンクもありません" in page
    assert "11月25日(水) 10:00" in page
    assert "載るまで、投稿を止めています" in page
    assert "公式アカウントが載っていないページがある" in house.client("director").get("/stop").text
    assert house.post("director", "/resume", name=Stop.ACCOUNT).status_code == 303
    with house.parts.store() as store:
        assert Stop.ACCOUNT not in store.people.stops(NOW)
    look(house, b'<a href="https://x.com/mihon_lib">X</a>')
    assert "掲載に問題" not in house.client("reader").get("/").text


def test_5_5_looking_now_survives_a_page_that_does_not_answer(house: House) -> None:
    """The site of these tests is a closed door; that is "not known"."""
    assert house.post("poster", "/official/check").status_code == 303
    assert "まだ確かめていません" in house.client("poster").get("/official").text


def test_5_5_from_impostor_to_warning(house: House) -> None:
    """Noted, text for the homepage shown, a draft opened that mentions nobody, reported, gone."""
    answer = house.post(
        "poster",
        "/official/impostors",
        account="@mihon_1ib",
        url="https://x.com/mihon_1ib/status/1",
    )
    assert answer.status_code == 303
    page = house.client("poster").get("/official").text
    assert "&lt;h2&gt;見本市立図書館をよそおう" in page
    assert "help.x.com" in page
    answer = house.post("poster", "/official/impostors/1/draft")
    draft = house.get(int(answer.headers["Location"].rpartition("/")[2]))
    assert (draft.urgent, draft.kind, "@" in draft.content.text) == (True, "イ", False)
    assert "5(4)" not in {f.clause for f in draft.findings}
    assert house.post("poster", "/official/impostors/1/reported").status_code == 303
    assert house.post("poster", "/official/impostors/1/reported").status_code == 422
    assert house.post("poster", "/official/impostors/1/gone").status_code == 303
    assert house.post("poster", "/official/impostors/1/draft").status_code == 409
    assert house.post("poster", "/official/impostors/9/gone").status_code == 422


def test_7_from_incident_to_done(house: House) -> None:
    """The decision's form appears with the second incident, for the director alone; the account's
    page on X is linked.
    """
    house.post("poster", "/official/incidents", **TROLL)
    assert "ブロック・通報を決める" not in house.client("director").get("/official").text
    house.post("poster", "/official/incidents", **(TROLL | {"account": "Troll_1"}))
    assert "ブロック・通報を決める" in house.client("director").get("/official").text
    poster = house.client("poster").get("/official").text
    assert "くり返し</span>" in poster
    assert "/official/incidents/decide" not in poster
    answer = house.post(
        "director", "/official/incidents/decide", account="troll_1", reason="くり返し"
    )
    assert (answer.status_code, "少なくとも" in answer.text) == (422, True)
    house.post(
        "director",
        "/official/incidents/decide",
        account="troll_1",
        act=["block", "report"],
        reason="くり返し",
    )
    page = house.client("poster").get("/official").text
    assert 'href="https://x.com/Troll_1"' in page
    assert "まだ行っていません" in page
    house.post("poster", "/official/incidents/done", account="troll_1")
    assert "職員さんが行いました" in house.client("poster").get("/official").text
    journal = house.client("director").get("/journal").text
    assert "ブロック・通報の決定" in journal
    assert "troll" not in journal.lower()


@pytest.mark.parametrize(
    ("path", "change", "told"),
    [
        ("incidents", {"account": "no name"}, "アカウント名ではありません"),
        ("incidents", {"clause": "7(13)"}, "という種類はありません"),
        ("incidents", {"clause": ""}, "という種類はありません"),
        ("incidents", {"way": "fax"}, "届き方はありません"),
        ("incidents", {"on": "2026-11-26"}, "まだ来ていません"),
        ("incidents", {"on": "きのう"}, "日付を読めません"),
        ("incidents", {"url": "javascript:alert(1)"}, "http か https"),
        ("incidents", {"note": "一\r\n二"}, "見えない文字か改行"),
        ("incidents", {"note": ""}, "証拠がありません"),
        ("incidents/decide", {"act": "block", "reason": "x"}, "記録されていません"),
        ("incidents/done", {}, "まだ行っていない決定はありません"),
        ("impostors", {"account": "mihon_lib"}, "公式アカウントです"),
        ("impostors", {"account": "<script>"}, "&lt;script&gt;"),
        ("look-alikes", {"names": "図書館"}, "アカウント名ではありません"),
    ],
)
def test_what_is_not_sound_is_told_beside_what_was_typed(
    house: House, path: str, change: dict[str, str], told: str
) -> None:
    """422, the fault in words, the form still filled in, the record as it was."""
    typed = TROLL | {"account": "typed_1"} | change
    answer = house.post("director", f"/official/{path}", **typed)
    assert answer.status_code == 422
    assert told in answer.text
    filled = path != "look-alikes" and typed["account"] != "<script>"
    assert (f'value="{typed["account"]}"' in answer.text) is filled
    with house.parts.store() as store:
        assert (store.watchlist.incidents(), store.watchlist.impostors()) == ([], [])


def test_what_was_noted_is_never_markup(house: House) -> None:
    """A note that looks like a page stays a note."""
    house.post(
        "poster", "/official/incidents", **(TROLL | {"note": "<img src=x onerror=alert(1)>"})
    )
    page = house.client("director").get("/official").text
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_11_what_is_too_old_can_be_removed_by_the_director(house: House) -> None:
    """The page counts it; the button takes it away."""
    house.post("poster", "/official/incidents", **TROLL, on="2025-01-01")
    assert "保存期間を過ぎた記録が1件" in house.client("poster").get("/official").text
    assert house.post("director", "/official/incidents/purge").status_code == 303
    assert "保存期間を過ぎた" not in house.client("poster").get("/official").text


def test_8_the_text_for_the_homepage_is_there_to_copy(house: House) -> None:
    """HTML and Markdown, escaped within their boxes."""
    page = house.client("reader").get("/official").text
    boxes = re.findall(r"<textarea id=\"page-(\w+)\"[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert [name for name, _ in boxes] == ["html", "markdown"]
    assert all("<" not in text for _, text in boxes)


def test_7_the_note_of_an_incident_is_looked_at(house: House) -> None:
    """A number of a person's is not kept; another kind of 7 that it tells of is said."""
    form = {"account": "troll_1", "clause": "7(2)", "way": "reply", "note": "電話042-471-1111の人"}
    refused = house.post("poster", "/official/incidents", **form)
    assert refused.status_code == 422
    assert "個人の情報があります" in refused.text
    reason = {"account": "troll_1", "act": "block", "reason": "電話042-471-1111の人が"}
    refused = house.post("director", "/official/incidents/decide", **reason)
    assert (refused.status_code, "個人の情報があります" in refused.text) == (422, True)
    answer = house.post("poster", "/official/incidents", **form | {"note": "出会い系への誘い"})
    assert answer.status_code == 303
    page = house.client("poster").get(answer.headers["Location"]).text
    assert "7(11) わいせつ にも見えます" in page
