"""Forms and addresses that no page of ours makes: each has an answer in words, none a fault of the
program.
"""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from fakes import png
from web.house import PASSWORD, PEOPLE, House
from web.test_access import token_for

from bridge.model import JournalLine, Kind, Role
from bridge.web.throttle import Throttle

LONG = "9" * 5000  #: digits that Python itself refuses to read as a number


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/?page={LONG}", 200),
        (f"/drafts?page={LONG}", 200),
        ("/drafts?state=xx", 200),
        ("/drafts?state=", 200),
        (f"/journal?before={LONG}", 200),
        (f"/drafts/{LONG}", 404),
        ("/drafts/-1", 404),
        ("/drafts/1.5", 404),
        ("/drafts/0x1", 404),
        ("/drafts/1%00", 404),
        ("/posts?q=%ff%00", 200),
        ("/calendar?month=0000-99", 200),
        ("/journal?last=9999-12-31", 200),
        ("/journal?first=0001-01-01", 200),
    ],
)
def test_an_address_that_makes_no_sense_is_answered(house: House, path: str, status: int) -> None:
    """The nearest page, or 404 where a draft is asked for that is none; nothing falls over."""
    assert house.client("director").get(path).status_code == status


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [
        ("/decide", {"pick": f"{LONG}:x"}, 404),
        ("/decide", {"pick": "1e3:x"}, 303),
        ("/items", {"item": LONG}, 404),
        ("/items", {"item": "9" * 30}, 404),
        (
            "/confirmations",
            {
                "person": "代理",
                "kind": "ウ",
                "first": "2026-11-25",
                "last": "2026-12-25",
                "per_day": "9" * 30,
            },
            422,
        ),
        (
            "/confirmations",
            {
                "person": "だれ\0",
                "kind": "ウ",
                "first": "2026-11-25",
                "last": "2026-12-25",
                "per_day": "1",
            },
            422,
        ),
        (
            "/people/invite",
            {"name": "新人", "role": "poster", "mail": "a@b.jp\r\nBcc: x@y.jp"},
            422,
        ),
        ("/people/invite", {"name": "代理\0", "role": "poster"}, 422),
        ("/people/invite", {"name": "代理\u202e", "role": "poster"}, 422),
    ],
)
def test_a_form_that_makes_no_sense_changes_nothing(
    house: House, path: str, form: dict[str, Any], status: int
) -> None:
    """Words, not a fault; and the record is as it was."""
    with house.parts.store() as store:
        before = (store.people.persons(), store.people.confirmations())
    answer = house.post("director", path, password=PASSWORD, **form)
    assert answer.status_code == status
    with house.parts.store() as store:
        assert (store.people.persons(), store.people.confirmations()) == before


@pytest.mark.parametrize("change", [{"active": False}, {"role": Role.READER}])
def test_4_an_old_link_for_a_new_password_gives_no_right_back(
    house: House, change: dict[str, Any]
) -> None:
    """A link made before a person was removed or lost a role restores neither."""
    token, client = token_for(house, PEOPLE["poster"]), house.app.test_client()
    now = replace(PEOPLE["poster"], **change)
    with house.parts.store() as store:
        store.people.save(now, None, JournalLine("館長", "people", house.parts.clock()))
    client.post(
        f"/invitation/{token}",
        data={
            "csrf_token": house.token(client),
            "password": "my own words",
            "again": "my own words",
        },
    )
    with house.parts.store() as store:
        assert store.people.person("職員") == now


def test_the_nameless_do_not_lift_the_limit_of_their_address() -> None:
    """An empty name is a name like any other."""
    guard = Throttle()
    guard.failed("", "10.0.0.1", 0.0)
    for n in range(30):
        guard.failed(f"名{n}", "10.0.0.1", float(n))
    assert guard.wait("名1", "10.0.0.1", 31.0) > 0


def test_names_of_any_length_fill_no_memory() -> None:
    """What is remembered of a name is short."""
    guard = Throttle()
    guard.failed("長" * 100_000, "10.0.0.1", 0.0)
    assert max(len(str(key)) for key in guard._failures) < 200


def test_the_card_tells_what_is_left_of_the_months_budget(house: House) -> None:
    """Cost of this post, beside what the month has cost and may cost."""
    id = house.draft()
    house.through("x")
    page = house.client("director").get(f"/drafts/{id}").text
    budget = house.parts.settings.posting.monthly_budget_usd
    assert re.search(rf"今月 US\$0\.000/{budget:.2f}", page)


def test_a_hand_written_text_holds_nothing_unseen(house: House) -> None:
    """What turns, hides or breaks a text is left out before it is counted and decided; emoji of
    several parts stay.
    """
    page = house.post(
        "poster",
        "/new",
        kind="ウ",
        text="絵本\0\u202eい\u200b\x1b[1mう👨\u200d👩\u200d👧\r\nえ",
        do="keep",
    )
    assert (
        house.get(int(page.location.rsplit("/", 1)[1])).content.text
        == "絵本い[1mう👨\u200d👩\u200d👧\nえ"
    )


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/new", "origin"),
        ("/new", "rights"),
        ("/new", "alt"),
        ("/drafts/1/decide", "outside_hours"),
    ],
)
def test_no_field_holds_a_book(house: House, path: str, field: str) -> None:
    """Each is cut where its field on the page ends."""
    id = house.draft()
    form = {
        "kind": "イ",
        "text": "お知らせ",
        "origin": "広報",
        "file": (BytesIO(png()), "a.png"),
        "alt": "絵",
        "rights": "館",
    }
    house.post("director", path, digest=house.get(id).digest, **(form | {field: "長" * 20_000}))
    with house.parts.store() as store:
        drafts = store.drafts()
    assert max(len(repr(draft)) for draft in drafts) < 4000


def test_an_error_names_no_folder_of_the_server(house: House) -> None:
    """Not even before the login: the file's name says enough to whoever keeps the server."""
    (house.folder / "state.db").write_bytes(b"x" * 5000)
    answer = house.app.test_client().get("/login")
    assert answer.status_code == 503
    assert "state.db" in answer.text
    assert str(house.folder) not in answer.text


@pytest.mark.parametrize("link", ["http://[::1", "https://[v1.x]/", "https://lib.example.jp:abc/"])
def test_a_link_that_is_no_address_shuts_no_page(house: House, link: str) -> None:
    """It is a person's finding to look at; the queue stands for all others, too."""
    keys = ("6(9)", "6(11)", "5(3)イ")
    made = house.do(
        lambda desk, who: desk.write(
            who, Kind.MATERIAL, f"案内 {link}", ticked=True, acknowledged=keys
        ),
        "poster",
    )
    client = house.client("director")
    for path in ("/", f"/drafts/{made.id}", f"/drafts/{made.id}/sheet", "/planned", "/several"):
        assert client.get(path).status_code == 200
    notice = {"case": "臨時休館", "when": "11月30日(月)終日", "link": link, "do": "look"}
    assert house.post("director", "/urgent", **notice).status_code == 422
