"""Section 4 at every door: each kind of person on each route and method. A new route fails until it
stands in the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pyotp
import pytest
from fakes import NOW, answered, attached, wording
from web.authenticator import Authenticator
from web.house import PASSWORD, PEOPLE, House
from web.test_link_pictures import carded, fetched

from bridge import lifecycle
from bridge.model import (
    Closing,
    Factor,
    JournalLine,
    Kind,
    Opening,
    Person,
    Role,
    State,
    Subscription,
)
from bridge.openid import Errand
from bridge.settings import OpenIdSettings
from bridge.web.auth import Half

WHO = ("unknown", "reader", "poster", "confirmed", "director")
EVERYBODY, SIGNED_IN = frozenset(WHO), frozenset(WHO[1:])
STAFF, DIRECTOR = frozenset(WHO[2:]), frozenset({"director"})
RELEASERS = frozenset({"confirmed", "director"})
NOBODY: frozenset[str] = frozenset()


def waiting(house: House) -> dict[str, Any]:
    id = house.draft()
    return {"id": id, "digest": house.get(id).digest}


def decided(house: House) -> dict[str, Any]:
    made = waiting(house)
    house.do(lambda desk, who: desk.decide(who, [made["id"]], shown=[made["digest"]]))
    return made


def released(house: House) -> dict[str, Any]:
    made = waiting(house)
    house.do(lambda desk, who: desk.decide(who, [made["id"]], shown=[made["digest"]]), "confirmed")
    return made


def left(house: House) -> dict[str, Any]:
    """A person who is registered no more."""
    with house.parts.store() as store:
        gone = Person("去った人", Role.POSTER, active=False)
        store.people.save(gone, None, JournalLine("館長", "people", house.parts.clock()))
    return {}


def returned(house: House) -> dict[str, Any]:
    made = waiting(house)
    house.do(lambda desk, who: desk.return_(who, made["id"], "短く"))
    return made


def posted(house: House) -> dict[str, Any]:
    made = decided(house)
    house.publish()
    assert house.get(made["id"]).state is State.POSTED
    return made


def halted(house: House) -> dict[str, Any]:
    """A thread of which the first post stands and the rest waits for a person."""
    made = house.do(
        lambda desk, who: desk.write(
            who, Kind.MATERIAL, "本の紹介です。\n---\n二つ目です。", ticked=True
        )
    )
    house.do(lambda desk, who: desk.decide(who, [made.id], shown=[made.digest], ticked=True))
    with house.parts.store() as store:
        step = lifecycle.send(
            store.draft(made.id),
            through="sandbox",
            marker="",
            policy_version=house.parts.settings.policy_version,
            at=NOW,
        )
        store.apply(step)
        attempt = store.last_attempt(made.id)
        assert attempt is not None
        store.apply(
            lifecycle.post(store.draft(made.id), attempt, number="1", url="sandbox:1", at=NOW)
        )
        store.apply(lifecycle.take_back(store.draft(made.id), PEOPLE["poster"], NOW))
    return {"id": made.id}


def unknown(house: House) -> dict[str, Any]:
    """A draft whose post nobody is sure of."""
    made = decided(house)
    with house.parts.store() as store:
        store.apply(
            lifecycle.send(
                store.draft(made["id"]),
                through="x",
                marker="",
                policy_version=house.parts.settings.policy_version,
                at=NOW,
            )
        )
        attempt = store.last_attempt(made["id"])
        assert attempt is not None
        store.apply(lifecycle.lose(store.draft(made["id"]), attempt, answered("切れた"), NOW))
    return made


def removal_decided(house: House) -> dict[str, Any]:
    """A posted draft whose deletion is decided."""
    made = posted(house)
    asked = house.do(lambda desk, who: desk.remove(who, made["id"], "日付の誤り"))
    house.do(lambda desk, who: desk.decide(who, [asked.id], shown=[asked.digest]))
    return made


def item(house: House) -> dict[str, Any]:
    from bridge.model import Item, ItemState, Memory, Sighting

    with house.parts.store() as store:
        new = Item(
            id=0,
            source="home",
            url="https://lib.example.jp/1",
            title="記事",
            state=ItemState.BASELINE,
            seen_at=NOW,
        )
        store.sightings.remember("home", Memory(), [Sighting(new, ("k",))])
    return {"id": 1}


def proposed(house: House) -> dict[str, Any]:
    """A closed day that a page has named."""
    day = NOW.date().replace(day=30)
    with house.parts.store() as store:
        store.closings.propose(
            [Closing(id=0, first=day, last=day, why="臨時休館", words="11月30日は休館")],
            JournalLine("sync", "closings", NOW),
        )
    return {"id": 1}


def stopped(house: House) -> dict[str, Any]:
    house.do(lambda desk, who: desk.office.stop(who, "確かめるため"))
    return {}


def troubled(house: House) -> dict[str, Any]:
    """An impostor, and an account that was abusive twice."""
    with house.parts.store() as store:
        account = house.parts.account(store)
        account.add_impostor(
            PEOPLE["poster"], account="mihon_1ib", on=None, url="", note="ロゴを使っている"
        )
        for _ in range(2):
            account.add_incident(
                PEOPLE["poster"],
                account="troll_1",
                on=None,
                clause="7(3)",
                way="reply",
                url="",
                note="暴言",
            )
    return {"id": 1}


def decided_on(house: House) -> dict[str, Any]:
    made = troubled(house)
    with house.parts.store() as store:
        house.parts.account(store).decide(PEOPLE["director"], "troll_1", ["block"], "くり返し")
    return made


def pictured(house: House) -> dict[str, Any]:
    with house.parts.store() as store:
        return {"sha256": attached(store).sha256}


SEED = "JBSWY3DPEHPK3PXP" * 2


def digits() -> str:
    return str(pyotp.TOTP(SEED).at(NOW))


def enrolled(house: House) -> dict[str, Any]:
    """An app for each person; the director's is the first."""
    with house.parts.store() as store:
        second = house.parts.second_factor(store, house.app.secret_key)
        for person in PEOPLE.values():
            kept = second._sealer().encrypt(SEED.encode()).decode()
            app = Factor(
                id=0, person=person.name, kind="app", label="電話", secret=kept, used=0, at=NOW
            )
            store.factors.change(JournalLine(person.name, "factor", NOW), [app])
    return {"digits": digits()}


def half(house: House) -> dict[str, Any]:
    """In each browser somebody has given the director's password a moment ago."""
    made = enrolled(house)
    for who in WHO:
        with house.parts.store() as store, house.client(who).session_transaction() as session:
            first = Half("館長", store.people.mark("館長"), NOW.timestamp(), b"")
            session["half"] = house.app.extensions["door"].wait_for(first)
    return made


def begin(house: House, kind: str, what: bytes) -> None:
    enrolling = house.app.extensions["door"].enrolling
    for person in PEOPLE.values():
        enrolling[f"id of {person.name}"] = (kind, what, NOW.timestamp())


def begun(house: House) -> dict[str, Any]:
    """Each person has the QR code of a seed before them."""
    begin(house, "app", SEED.encode())
    return {"digits": digits()}


def offered(house: House) -> dict[str, Any]:
    """Each person's device has made a passkey."""
    begin(house, "passkey", b"challenge")
    return {"passkey": Authenticator().make(b"challenge")}


class City:
    """A city's login that says yes."""

    def begin(self, _: Errand) -> str:
        return "https://login.example.jp/in"

    def finish(self, *_: Any) -> str:
        return "k1234"


def city(house: House) -> dict[str, Any]:
    """Each browser comes back from the city's login."""
    ours = OpenIdSettings("https://login.example.jp", "desk", persons={"k1234": "館長"})
    house.parts.__dict__["settings"] = replace(house.parts.settings, openid=ours)
    house.parts.__dict__["openid"] = lambda _: City()
    for who in WHO:
        with house.client(who).session_transaction() as session:
            session["away"] = [f"sent by {who}", "/", NOW.timestamp()]
    return {}


#: what a browser gives (RFC 8291, appendix A)
DEVICE = {
    "endpoint": "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
    "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "auth": "BTBZMqHH6r4Tts7J_aSIgg",
}


def told_on_a_device(house: House) -> dict[str, Any]:
    with house.parts.store() as store:
        one = Subscription(0, "館長", **DEVICE, label="電話", at=NOW)
        store.subscriptions.add(one, JournalLine("館長", "device", NOW))
    return {}


def with_card(house: House) -> dict[str, Any]:
    """A draft whose page names a picture for its link, which was fetched before."""
    fetched(house)
    return {"id": carded(house)}


def nothing(house: House) -> dict[str, Any]:
    return {}


def old_year(house: House) -> dict[str, Any]:
    """A draft that ended nine years ago, what is on the screen of its disposal, and the book."""
    then = NOW.replace(year=2017)
    with house.parts.store() as store:
        id = store.apply(
            lifecycle.open_draft(Opening(None, "staff", Kind.MATERIAL), wording(), "職員", then)
        )
        store.apply(lifecycle.reject(store.draft(id), PEOPLE["director"], "古い", then))
    client = house.client("director")
    shown = re.search('name="shown" value="([^"]+)"', client.get("/disposal?year=2017").text)
    assert shown is not None
    book = client.get("/book/2017.json").data
    return {"shown": shown[1], "book": book, "password": PASSWORD, "year": 2017}


def with_book(form: dict[str, Any]) -> dict[str, Any]:
    """The form with its file, which can be sent once."""
    return form | {"book": (BytesIO(form["book"]), "book.json")}


def settings_form(house: House) -> dict[str, Any]:
    """The form of the hours, in which one is typed anew."""
    text = house.client("director").get("/settings/hours").text
    seen = re.search('name="seen" value="([^"]+)"', text)
    assert seen is not None
    return {"seen": seen[1], "hours.monday": "10:00-15:00"}


def settings_look(house: House) -> dict[str, Any]:
    """The same, looked at, with the password."""
    form = settings_form(house)
    text = house.post("director", "/settings/hours/look", **form).text
    looked = re.search('name="looked" value="([^"]+)"', text)
    assert looked is not None
    return form | {"looked": looked[1], "password": PASSWORD}


Form = Callable[[dict[str, Any]], dict[str, Any]]
Row = tuple[frozenset[str], Callable[[House], dict[str, Any]], Form]


def none(made: dict[str, Any]) -> dict[str, Any]:
    return {}


OWN = "https://x.com/mihon_lib/status/2125395291141046"


def due_by_hand(house: House) -> dict[str, Any]:
    house.through("manual")
    return decided(house)


def taken_by_hand(house: House) -> dict[str, Any]:
    made = due_by_hand(house)
    with house.parts.store() as store:
        step = lifecycle.take(
            store.draft(made["id"]), PEOPLE["poster"], "2021-04-01", house.parts.clock()
        )
        store.apply(step)
    return made


def posted_by_hand(house: House) -> dict[str, Any]:
    made = taken_by_hand(house)
    house.do(lambda desk, who: desk.posted(who, made["id"], f"{OWN}077"))
    return made


def fixed(**values: Any) -> Form:
    return lambda _: values


#: (endpoint, method) → who may, what must be there, what the form says
TABLE: dict[tuple[str, str], Row] = {
    ("static", "GET"): (EVERYBODY, nothing, none),
    ("auth.login", "GET"): (EVERYBODY, nothing, none),
    ("auth.login_post", "POST"): (EVERYBODY, nothing, fixed(name="館長", password=PASSWORD)),
    ("auth.invited", "GET"): (EVERYBODY, nothing, none),
    ("auth.accept", "POST"): (EVERYBODY, nothing, fixed(password="a new password", again="a new password")),
    ("auth.logout", "POST"): (SIGNED_IN, nothing, none),
    ("auth.account", "GET"): (SIGNED_IN, nothing, none),
    ("auth.password", "POST"): (SIGNED_IN, nothing, fixed(password=PASSWORD, new="another one", again="another one")),
    ("auth.second_post", "POST"): (EVERYBODY, half, lambda made: {"code": made["digits"]}),
    ("auth.to_city", "GET"): (EVERYBODY, city, none),
    ("auth.from_city", "GET"): (EVERYBODY, city, none),
    ("phone.add_device", "POST"): (SIGNED_IN, nothing, fixed(**DEVICE)),
    ("phone.remove_device", "POST"): (DIRECTOR, told_on_a_device, fixed(id="1")),  # whose it is
    ("second.page", "GET"): (SIGNED_IN, nothing, none),
    ("second.app", "POST"): (SIGNED_IN, nothing, fixed(password=PASSWORD)),
    ("second.add_app", "POST"): (SIGNED_IN, begun, lambda made: {"digits": made["digits"]}),
    ("second.passkey", "POST"): (SIGNED_IN, nothing, fixed(password=PASSWORD)),
    ("second.add_passkey", "POST"): (SIGNED_IN, offered, lambda made: {"passkey": made["passkey"]}),
    ("second.codes", "POST"): (SIGNED_IN, enrolled, fixed(password=PASSWORD)),
    ("second.remove", "POST"): (DIRECTOR, enrolled, fixed(password=PASSWORD, id="1")),  # whose it is
    ("second.reset", "POST"): (DIRECTOR, enrolled, fixed(password=PASSWORD, name="職員")),
    ("auth.theme", "POST"): (SIGNED_IN, nothing, fixed(theme="dark")),
    ("menu.manual", "GET"): (EVERYBODY, nothing, none),
    ("auth.tour", "POST"): (SIGNED_IN, nothing, none),
    ("menu.page", "GET"): (SIGNED_IN, nothing, none),
    ("queue.several", "GET"): (SIGNED_IN, waiting, none),
    ("phone.colors", "GET"): (EVERYBODY, nothing, none),
    ("phone.icon", "GET"): (EVERYBODY, nothing, none),
    ("phone.tile", "GET"): (EVERYBODY, nothing, none),
    ("phone.manifest", "GET"): (EVERYBODY, nothing, none),
    ("phone.worker", "GET"): (EVERYBODY, nothing, none),
    ("phone.offline", "GET"): (EVERYBODY, nothing, none),
    ("auth.keys", "POST"): (SIGNED_IN, nothing, fixed(keys="off")),
    ("queue.waiting", "GET"): (SIGNED_IN, waiting, none),
    ("queue.review", "POST"): (NOBODY, waiting, lambda made: {"digest": made["digest"]}),  # test_review.py names members
    ("queue.decide", "POST"): (RELEASERS, waiting, lambda made: {"digest": made["digest"]}),
    ("queue.decide_several", "POST"): (RELEASERS, waiting, lambda made: {"pick": f"{made['id']}:{made['digest']}"}),
    ("queue.return_form", "GET"): (SIGNED_IN, waiting, none),
    ("queue.return_", "POST"): (DIRECTOR, waiting, lambda made: {"digest": made["digest"], "reason": "短く"}),
    ("queue.reject_form", "GET"): (SIGNED_IN, waiting, none),
    ("queue.reject", "POST"): (DIRECTOR, waiting, lambda made: {"digest": made["digest"], "preset": "時期を過ぎた"}),
    ("drafts.listing", "GET"): (SIGNED_IN, returned, none),
    ("drafts.one", "GET"): (SIGNED_IN, waiting, none),
    ("drafts.sheet", "GET"): (SIGNED_IN, waiting, none),
    ("archive.pdf", "GET"): (SIGNED_IN, waiting, none),
    ("archive.figures", "GET"): (SIGNED_IN, posted, none),
    ("archive.figure", "GET"): (SIGNED_IN, posted, none),
    ("archive.figures_data", "GET"): (SIGNED_IN, posted, none),
    ("archive.copies", "GET"): (SIGNED_IN, nothing, none),
    ("archive.disposal", "GET"): (SIGNED_IN, nothing, none),
    ("archive.dispose", "POST"): (DIRECTOR, old_year, with_book),
    ("archive.years", "GET"): (SIGNED_IN, posted, none),
    ("archive.book", "GET"): (SIGNED_IN, posted, none),
    ("retweets.form", "GET"): (SIGNED_IN, nothing, none),
    ("retweets.create", "POST"): (DIRECTOR, nothing, fixed(url="https://x.com/mihon_city/status/1", reason="防災", knowingly="1")),
    ("retweets.preview", "POST"): (SIGNED_IN, waiting, none),
    ("drafts.new", "GET"): (SIGNED_IN, nothing, none),
    ("drafts.create", "POST"): (STAFF, nothing, fixed(kind="ウ", text="本を紹介します。")),
    ("drafts.edit_form", "GET"): (SIGNED_IN, waiting, none),
    ("drafts.edit", "POST"): (STAFF, waiting, lambda made: {"text": "直した本の紹介です。", "digest": made["digest"]}),
    ("drafts.correct_form", "GET"): (SIGNED_IN, posted, none),
    ("drafts.correct", "POST"): (STAFF, posted, fixed(text="訂正した文です。", reason="日付の誤り")),
    ("drafts.count", "POST"): (SIGNED_IN, nothing, fixed(text="あいう")),
    ("drafts.comment", "POST"): (STAFF, waiting, fixed(text="お願いします")),
    ("drafts.resubmit", "POST"): (STAFF, returned, none),
    ("drafts.withdraw", "POST"): (STAFF, waiting, none),
    ("drafts.take_back", "POST"): (STAFF, decided, none),
    ("drafts.leave", "POST"): (STAFF, halted, fixed(reason="ここまでで足りる")),
    ("pictures.one", "GET"): (SIGNED_IN, pictured, none),
    ("pictures.of_link", "GET"): (SIGNED_IN, with_card, none),
    ("times.planned", "GET"): (SIGNED_IN, decided, none),
    ("times.form", "GET"): (SIGNED_IN, waiting, none),
    ("times.move", "POST"): (STAFF, waiting, fixed(day="2026-11-30", hour="10:00")),
    ("times.feed", "GET"): (EVERYBODY, decided, none),
    ("posts.by_hand", "GET"): (SIGNED_IN, nothing, none),
    ("posts.posted", "POST"): (STAFF, unknown, fixed(url="https://x.com/mihon_lib/status/2125395291141046077")),
    ("posts.take", "POST"): (STAFF, due_by_hand, none),
    ("posts.taken", "GET"): (SIGNED_IN, taken_by_hand, none),
    ("posts.window", "POST"): (STAFF, taken_by_hand, none),
    ("posts.hand_back", "POST"): (STAFF, taken_by_hand, none),
    ("posts.take_over", "POST"): (STAFF, taken_by_hand, fixed(holder="職員", looked="1")),
    ("posts.put_right", "POST"): (STAFF, posted_by_hand, fixed(url=f"{OWN}078", reason="貼り間違い")),
    ("posts.removed", "POST"): (STAFF, removal_decided, none),
    ("posts.not_posted", "POST"): (STAFF, unknown, fixed(reason="一覧になかった")),
    ("posts.checks", "GET"): (SIGNED_IN, posted, none),
    ("posts.read", "POST"): (SIGNED_IN, posted, none),
    ("posts.check", "POST"): (STAFF, posted, none),
    ("posts.listing", "GET"): (SIGNED_IN, posted, none),
    ("sources.page", "GET"): (SIGNED_IN, item, none),
    ("sources.look", "POST"): (STAFF, nothing, none),
    ("sources.progress", "GET"): (SIGNED_IN, nothing, none),
    ("sources.new", "GET"): (SIGNED_IN, nothing, none),
    ("sources.tried", "POST"): (STAFF, nothing, fixed(url="http://127.0.0.1:9/")),
    ("sources.added", "POST"): (STAFF, nothing, fixed(url="https://lib.example.jp/x", kind="feed", id="x-1")),
    ("sources.items", "POST"): (STAFF, item, fixed(item="1", do="pick")),
    ("office.confirmations", "GET"): (SIGNED_IN, nothing, none),
    ("office.confirm", "POST"): (
        DIRECTOR, nothing,
        fixed(person="職員", kind="ア", first="2026-11-25", last="2026-12-25", per_day="3", password=PASSWORD),
    ),
    ("office.workload", "GET"): (SIGNED_IN, nothing, none),
    ("office.hand_over", "POST"): (STAFF, waiting, lambda made: {"pick": str(made["id"]), "to": "職員"}),
    ("office.free", "POST"): (DIRECTOR, left, fixed(name="去った人", password=PASSWORD)),
    ("office.inspect", "POST"): (DIRECTOR, released, lambda made: {"pick": str(made["id"])}),
    ("office.revoke", "POST"): (DIRECTOR, nothing, none),
    ("office.people", "GET"): (SIGNED_IN, nothing, none),
    ("office.invite", "POST"): (DIRECTOR, nothing, fixed(name="新人", role="poster", password=PASSWORD)),
    ("office.change", "POST"): (DIRECTOR, nothing, fixed(name="係員", role="reader", active="1", password=PASSWORD)),
    ("office.calendar", "GET"): (SIGNED_IN, nothing, none),
    ("office.journal", "GET"): (SIGNED_IN, waiting, none),
    ("settings.page", "GET"): (SIGNED_IN, nothing, none),
    ("settings.form", "GET"): (SIGNED_IN, nothing, none),
    ("settings.look", "POST"): (DIRECTOR, settings_form, lambda form: form),
    ("settings.change", "POST"): (DIRECTOR, settings_look, lambda form: form),
    ("official.page", "GET"): (SIGNED_IN, troubled, none),
    ("official.check", "POST"): (STAFF, nothing, none),
    ("official.add_impostor", "POST"): (STAFF, nothing, fixed(account="mihon_1ib", note="ロゴを使っている")),
    ("official.reported", "POST"): (STAFF, troubled, none),
    ("official.gone", "POST"): (STAFF, troubled, none),
    ("official.draft_warning", "POST"): (STAFF, troubled, none),
    ("official.look_alikes", "POST"): (SIGNED_IN, nothing, fixed(names="mihon_1ib")),
    ("official.add_incident", "POST"): (STAFF, nothing, fixed(account="troll_1", clause="7(3)", way="dm", note="暴言")),
    ("official.decide", "POST"): (DIRECTOR, troubled, fixed(account="troll_1", act="block", reason="くり返し")),
    ("official.done", "POST"): (STAFF, decided_on, fixed(account="troll_1")),
    ("official.purge", "POST"): (DIRECTOR, troubled, none),
    ("office.add_closing", "POST"): (STAFF, nothing, fixed(first="2026-12-28", why="臨時休館")),
    ("office.settle_closing", "POST"): (STAFF, proposed, none),
    ("urgent.form", "GET"): (SIGNED_IN, nothing, none),
    ("urgent.create", "POST"): (STAFF, nothing, fixed(case="臨時休館", place="中央図書館", when="11月25日(水)終日")),
    ("urgent.stop_form", "GET"): (SIGNED_IN, stopped, none),
    ("urgent.stop", "POST"): (STAFF, nothing, fixed(reason="確かめるため")),
    ("urgent.resume", "POST"): (DIRECTOR, stopped, none),
}  # fmt: skip


def routes(house: House) -> set[tuple[str, str]]:
    """Return every (endpoint, method) that the application answers to."""
    return {
        (rule.endpoint, method)
        for rule in house.app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def address(house: House, endpoint: str, made: dict[str, Any]) -> str:
    """Return the address of a route with what it needs filled in."""
    from bridge.model import Person, Role
    from bridge.web import invitation

    if endpoint == "times.feed":
        found = re.search(
            r"http://localhost(/feeds/[^<]+)", house.client("reader").get("/account").text
        )
        assert found is not None
        return found[1]
    with house.parts.store() as store:
        token = invitation.make(
            house.app.secret_key,
            store,
            person=Person("招待", Role.POSTER),
            by="館長",
            now=house.parts.clock(),
        )
    values = {
        "id": made.get("id", 1),
        "name": {"settings": "hours", "archive": "posts"}.get(
            endpoint.split(".", maxsplit=1)[0], "職員"
        ),
        "number": "2026-1",
        "token": token,
        "filename": "desk.css",
        "verb": "confirm",
        "year": made.get("year", 2026),
        "form": "svg" if endpoint == "archive.figure" else "csv",
        "sha256": made.get("sha256", "0" * 64),
        "size": 192,
    }
    rule = next(rule for rule in house.app.url_map.iter_rules() if rule.endpoint == endpoint)
    with house.app.test_request_context():
        from flask import url_for

        return url_for(endpoint, **{name: values[name] for name in rule.arguments})


def test_every_route_stands_in_the_table(house: House) -> None:
    """A new route is not served before somebody has said who may."""
    assert routes(house) == set(TABLE)


def test_no_address_answers_to_both_get_and_post_with_one_function(house: House) -> None:
    """What is read and what is done are different functions, so the table tells them apart."""
    assert all(
        len(rule.methods - {"HEAD", "OPTIONS"}) == 1 for rule in house.app.url_map.iter_rules()
    )


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize(("endpoint", "method"), sorted(TABLE))
def test_4_each_person_on_each_route(house: House, endpoint: str, method: str, who: str) -> None:
    """Who may is let through; who may not changes nothing and is told so."""
    allowed, prepare, form = TABLE[endpoint, method]
    made = prepare(house)
    path = address(house, endpoint, made)
    before = record(house)
    answer = house.client(who).get(path) if method == "GET" else house.post(who, path, **form(made))
    if who in allowed and endpoint in HOLDERS_ALONE and who != "poster":
        assert record(house) == before
        assert answer.status_code == 409
        assert PEOPLE["poster"].name in answer.text
    elif who in allowed:
        assert answer.status_code in {200, 303}, answer.text
        answer.close()
        writes = (method == "POST" and endpoint not in UNWRITTEN) or endpoint == "auth.from_city"
        assert (record(house) != before) is writes
    else:
        assert record(house) == before
        if who == "unknown":
            assert answer.status_code == (401 if method == "POST" else 303)
            assert ("/login" in answer.headers.get("Location", "")) is (method == "GET")
        else:
            assert answer.status_code == 403
            why = "事前確認" if (endpoint, who) in BY_CONFIRMATION else PEOPLE[who].name
            assert why in answer.text


#: what only who has the post in hand may do, here the poster: another would open a second road to X
HOLDERS_ALONE = {"posts.window", "posts.hand_back"}

#: what a poster may do with a prior confirmation, and is told so
BY_CONFIRMATION = {("queue.decide", "poster"), ("queue.decide_several", "poster")}

#: what is sent and writes nothing to the record; of what is only looked at, the way back from the
#: city's login alone writes one: who came in
UNWRITTEN = {
    "auth.logout",
    "auth.keys",
    "auth.theme",
    "auth.tour",
    "drafts.count",
    "posts.read",
    "retweets.preview",
    "official.look_alikes",
    "settings.look",
    "sources.tried",
    "second.app",
    "second.passkey",
}


def record(house: House) -> list[Any]:
    """Return all that the record says but for the pages' own reading."""
    with house.parts.store() as store:
        return [
            store._db.execute(f"SELECT * FROM {name}").fetchall()
            for name in (
                "journal",
                "drafts",
                "versions",
                "decisions",
                "persons",
                "confirmations",
                "stops",
                "items",
                "checks",
                "showings",
                "impostors",
                "incidents",
                "measures",
            )
        ]


@pytest.mark.parametrize("who", WHO[1:])
def test_4_a_right_that_has_ended_ends_the_session(house: House, who: str) -> None:
    """A person whose registration is taken away is at the login with the next click."""
    from bridge.model import JournalLine

    client = house.client(who)
    assert client.get("/").status_code == 200
    with house.parts.store() as store:
        store.people.save(
            replace(PEOPLE[who], active=False), None, JournalLine("test", "people", NOW)
        )
    assert client.get("/").status_code == 303


def test_5_1_e_kind_other_is_decided_by_the_director_alone(house: House) -> None:
    """A prior confirmation never covers kind エ, whatever the form says."""
    from bridge.model import Opening

    id = house.draft(opening=Opening(None, "staff", Kind.OTHER))
    answer = house.post("confirmed", f"/drafts/{id}/decide", digest=house.get(id).digest)
    assert answer.status_code == 403
    assert house.get(id).state is State.WAITING
