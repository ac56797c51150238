"""Help where it is needed: a line on each page, the manual, the tour, and nothing typed that a
refusal loses.
"""

from __future__ import annotations

import html
import re
from datetime import timedelta
from io import BytesIO

import pytest
from web.house import PASSWORD, House, Still
from web.test_pages import PAGES
from web.test_roles import TABLE, WHO, item

from bridge.model import State
from bridge.policy.s05_1_signoff import on_screen
from bridge.web.auth import IDLE
from bridge.web.manual import PATH, anchor, headings, manual

#: pages that are no place to stay at: a file, a step on the way, a page of its own words
ELSEWHERE = {
    "static", "auth.invited", "drafts.sheet", "archive.pdf", "archive.book", "archive.figure", "archive.figures_data", "sources.progress", "pictures.one", "pictures.of_link", "menu.page",
    "menu.manual", "times.feed", "auth.to_city", "auth.from_city", "phone.colors", "phone.icon", "phone.tile", "phone.manifest", "phone.worker", "phone.offline",
}  # fmt: skip


def test_each_page_says_what_it_is_for_and_where_the_manual_tells_more(house: House) -> None:
    """Each endpoint that shows a page has its line; each line's place stands in the manual."""
    pages = {endpoint for endpoint, method in TABLE if method == "GET"} - ELSEWHERE
    help = house.app.jinja_env.globals["HELP"]
    assert set(help) == pages
    told = house.app.test_client().get("/manual").text
    for sentence, heading in help.values():
        assert sentence.endswith("画面です。")
        assert heading in headings()
        assert f'id="{anchor(heading)}"' in told
    for path in PAGES:
        page = house.client("director").get(path).text
        assert ('class="help"' in page) is (path != "/menu"), path  # a list of pages needs none


def test_the_manual_is_one_page_with_its_contents_and_no_markup_of_its_own() -> None:
    """Headings, tables and lists; a tag that somebody writes into it is text."""
    told = str(manual())
    assert told.count("<h2") == len(headings())
    assert "<table>" in told
    assert len({anchor(heading) for heading in headings()}) == len(headings())


def test_each_picture_of_the_manual_is_there_and_in_words(house: House) -> None:
    """Served with the manual, to whoever cannot log in too; told for who cannot see it; none lies
    there unused; small.
    """
    told = house.app.test_client().get("/manual").text
    shown = re.findall(r'<img src="(static/manual/[^"]+)" alt="([^"]*)"', told)
    kept = sorted(path.name for path in (PATH.parent / "static" / "manual").iterdir())
    assert sorted(src.rsplit("/", 1)[-1] for src, _ in shown) == kept
    for src, alt in shown:
        with house.app.test_client().get(f"/{src}") as answer:
            assert (answer.status_code, answer.mimetype) == (200, "image/png")
            assert len(answer.data) < 40_000
        assert alt.startswith("「")


@pytest.mark.parametrize(
    "path",
    ["/new", "/urgent", "/retweet", "/drafts/1/edit", "/drafts/1/return", "/drafts/1/reject"],
)
def test_a_reader_sees_no_form_that_will_be_refused(house: House, path: str) -> None:
    """The page says who uses it; the director's page has the form."""
    house.draft()
    page = house.client("reader").get(path).text.split("<main", 1)[1]
    assert "この画面を使うのは" in page
    assert "<form" not in page
    assert "<form" in house.client("director").get(path).text.split("<main", 1)[1]


@pytest.mark.parametrize("who", WHO[1:])
def test_no_page_has_a_form_that_nobody_can_send(house: House, who: str) -> None:
    """A form stands only where its button stands, and only for whom it works: what is to be looked
    at is no form.
    """
    item(house)
    house.draft()
    for path in {*PAGES, "/several", "/sources"}:
        page = house.client(who).get(path).text.split("<main", 1)[1]
        buttons = re.findall(r'<button[^>]* form="([^"]+)"', page)
        for tag, body in re.findall(r"(<form[^>]*>)(.*?)</form>", page, re.DOTALL):
            named = re.search(r' id="([^"]+)"', tag)
            assert "<button" in body or (named and named[1] in buttons), (path, tag)
    assert ("/decide" in house.client(who).get("/several").text) == (who == "director")


def test_the_first_visit_has_a_tour_that_is_put_away_and_shown_again(house: House) -> None:
    """Three steps; the browser remembers, and 自分の設定 brings them back."""
    house.draft()
    client = house.client("director")
    assert client.get("/").text.split('class="tour"')[1].split("</ol>")[0].count("<li>") == 3
    house.post("director", "/account/tour")
    assert 'class="tour"' not in client.get("/").text
    house.post("director", "/account/tour", again="1")
    assert 'class="tour"' in client.get("/").text


def test_the_login_says_whom_to_ask(house: House) -> None:
    """About a lost password, without anybody's name."""
    page = house.app.test_client().get("/login").text
    assert "館長に頼む" in page
    assert "サーバーの担当者" in page
    assert "館長さん" not in page


def expired(house: House, path: str, **form: str) -> str:
    """The answer to a form that is sent after its session ended."""
    client = house.client("poster")
    token = house.token(client)
    Still.moment += timedelta(seconds=IDLE + 1)
    answer = client.post(path, data={"csrf_token": token} | form)
    assert answer.status_code == 401
    return answer.text


def test_what_was_typed_into_a_session_that_ended_is_gone_on_with_after_the_login(
    house: House,
) -> None:
    """The login brings it along; one press more, and it is kept: nothing is typed twice, nothing
    done unasked.
    """
    page = expired(
        house,
        "/new",
        text="本を紹介します。\n12月まで展示します。",
        kind="ウ",
        thirteen="none",
        title="題",
        password="x",
    )
    kept = dict(re.findall(r'name="(kept:[^"]+)" value="([^"]*)"', page))
    assert set(kept) == {"kept:text", "kept:kind", "kept:thirteen", "kept:title"}
    client = house.client("poster")
    form = {name: html.unescape(value) for name, value in kept.items()} | {
        "resume": "/new",
        "name": "職員",
        "password": PASSWORD,
    }
    again = client.post("/login", data={"csrf_token": house.token(client)} | form)
    assert "さきほどの操作を続ける" in again.text
    with house.parts.store() as store:
        assert store.count(State.WAITING) == 0
    fields = dict(
        re.findall(
            r'type="hidden" name="([^"]+)" value="([^"]*)"', again.text.split('action="/new"')[1]
        )
    )
    done = client.post("/new", data={name: html.unescape(value) for name, value in fields.items()})
    assert done.status_code == 303
    assert house.get(1).content.text == "本を紹介します。\n12月まで展示します。"


def test_another_sites_form_is_not_offered_to_be_gone_on_with(house: House) -> None:
    """Without a token of the session that ended nothing is brought along: a stranger's form stays a
    stranger's.
    """
    id = house.draft()
    stranger = house.app.test_client()
    page = stranger.post(
        f"/drafts/{id}/decide", data={"digest": on_screen(house.get(id)), "csrf_token": "x"}
    ).text
    assert "kept:" not in page
    form = {
        "resume": "https://evil.example/",
        "kept:text": "x",
        "name": "職員",
        "password": PASSWORD,
    }
    page = stranger.post("/login", data={"csrf_token": house.token(stranger)} | form).text
    assert "evil.example" not in page


@pytest.mark.parametrize("gone", ["logged out", "cookie deleted", "another tab came first"])
def test_what_was_typed_is_gone_on_with_though_the_session_is_gone(house: House, gone: str) -> None:
    """The browser says that one of our pages sent it; a session that is gone leaves no other
    proof.
    """
    client = house.client("poster")
    token = house.token(client)
    if gone == "logged out":
        client.post("/logout", data={"csrf_token": token})
    elif gone == "cookie deleted":
        client.delete_cookie("feedbridge")
    else:
        Still.moment += timedelta(seconds=IDLE + 1)
        client.get("/")
    form = {"csrf_token": token, "text": "本を紹介します。", "kind": "ウ"}
    ours = {"Origin": "http://localhost"}
    page = client.post("/new", data=form, headers=ours).text
    assert "書いていたものから続けられます" in page
    assert "選んだファイル" not in page
    # a wrong password keeps it
    kept = dict(re.findall(r'name="(kept:[^"]+)" value="([^"]*)"', page)) | {"resume": "/new"}
    wrong = client.post(
        "/login",
        data={"csrf_token": house.token(client), "name": "職員", "password": "x"} | kept,
    )
    assert wrong.status_code == 403
    kept = dict(re.findall(r'name="(kept:[^"]+|resume)" value="([^"]*)"', wrong.text))
    login = {"csrf_token": house.token(client), "name": "職員", "password": PASSWORD} | kept
    again = client.post("/login", data=login).text
    assert "続けますか" in again
    assert "本を紹介します。" in again.split('action="/new"')[1]
    with house.parts.store() as store:
        assert store.count(State.WAITING) == 0


def test_a_form_of_an_older_login_is_gone_on_with(house: House) -> None:
    """Whoever logged in anew in another tab sees what they wrote and sends it, or does not; a
    stranger's form stays a stranger's, and its text can be copied.
    """
    form = {"csrf_token": "of the login before", "text": "本を紹介します。", "kind": "ウ"}
    client = house.client("poster")
    page = client.post("/new", data=form, headers={"Origin": "http://localhost"})
    assert page.status_code == 409
    assert "本を紹介します。" in page.text.split('action="/new"')[1]
    for origin in ({}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        strange = client.post("/new", data=form, headers=origin)
        assert strange.status_code == 400
        assert 'action="/new"' not in strange.text
        assert "本を紹介します。" in strange.text
    with house.parts.store() as store:
        assert store.count(State.WAITING) == 0


@pytest.mark.parametrize("origin", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
def test_nothing_is_promised_that_is_not_brought_along(
    house: House, origin: dict[str, str]
) -> None:
    """A form of which nobody knows whose it is has its text to be copied, and no more."""
    page = house.app.test_client().post("/new", data={"text": "本。"}, headers=origin).text
    assert "から続けられます" not in page
    assert "kept:" not in page
    assert "本。" in page


def test_a_file_is_asked_for_again_where_one_was_chosen(house: House) -> None:
    """A field that was left empty comes along as a file without a name."""
    for name, asked in (("", False), ("a.png", True)):
        form = {"text": "本。", "image": (BytesIO(b""), name)}
        page = house.app.test_client().post(
            "/new", data=form, headers={"Origin": "http://localhost"}
        )
        assert ("選んだファイル" in page.text) == asked


def test_a_refusal_shows_what_was_typed(house: House) -> None:
    """A word beside a draft that is too long is refused on a page of its own, and stands there to
    be copied.
    """
    id = house.draft()
    answer = house.post("poster", f"/drafts/{id}/comment", text="長" * 1001)
    assert answer.status_code == 422
    assert "長" * 1001 in answer.text
    assert "書いていたもの" in answer.text
    assert (
        PASSWORD
        not in house.post("reader", f"/drafts/{id}/comment", text="x", password=PASSWORD).text
    )
