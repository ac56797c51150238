"""Login, session, CSRF, headers, invitations: who is at the other end."""

from __future__ import annotations

import re
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes import NOW
from tables import in_brief
from web.house import PASSWORD, PEOPLE, House, Still, forged, found
from web.test_roles import TABLE, address, nothing, record

from bridge.errors import StoreFailed
from bridge.model import JournalLine, Person, Role, State
from bridge.record import backup
from bridge.record.key import secret_key
from bridge.web import invitation
from bridge.web.app import create_app
from bridge.web.auth import IDLE, WHOLE
from bridge.web.server import first_invitation
from bridge.web.throttle import ADDRESS, FLOOD, NAME, PAIR, WINDOW, Throttle


def log_in(
    house: House, client: Any, name: str = "館長", password: str = PASSWORD, **more: str
) -> Any:
    return client.post(
        "/login",
        data={"csrf_token": house.token(client), "name": name, "password": password} | more,
    )


def forward(**by: float) -> None:
    Still.moment += timedelta(**by)


# ── login and session ───────────────────────────────────────────────────────────────────────────


def test_a_right_password_opens_the_queue_and_a_wrong_one_nothing(house: House) -> None:
    """Wrong names and wrong passwords are told alike."""
    client = house.app.test_client()
    wrong, unknown = log_in(house, client, password="x"), log_in(house, client, name="誰か")
    assert (wrong.status_code, unknown.status_code) == (403, 403)
    assert "名前かパスワードが違います" in wrong.text
    assert client.get("/").status_code == 303
    assert log_in(house, client).headers["Location"] == "/"
    assert client.get("/").status_code == 200


def test_a_wrong_name_costs_the_record_what_a_wrong_password_does(house: House) -> None:
    """One row is written before the answer, whether somebody bears the name or not: who is
    registered cannot be told by the clock. What was typed as a name is not kept.
    """
    client, typed = house.app.test_client(), "correct horse battery"

    def rows_written(name: str) -> list[tuple[str, int]]:
        with house.parts.store() as store:
            before = dict(store._db.execute("SELECT person, failures FROM logins").fetchall())
            assert log_in(house, client, name=name, password="x").status_code == 403
            after = store._db.execute("SELECT person, failures FROM logins").fetchall()
        return [
            (who, count - before.get(who, 0)) for who, count in after if count != before.get(who)
        ]

    assert rows_written("館長") == [("館長", 1)]
    assert rows_written(typed) == [("", 1)]
    assert rows_written("職員") == [("職員", 1)]
    assert rows_written("だれか") == [("", 1)]


def test_a_session_begins_anew_at_login(house: House) -> None:
    """What stood in the cookie before the login (fixation) counts for nothing after it: neither id
    nor CSRF token.
    """
    client = house.app.test_client()
    token = house.token(client)
    with client.session_transaction() as session:
        session["planted"] = "x"
        session["id"] = "chosen by somebody else"
    log_in(house, client)
    with client.session_transaction() as session:
        assert "planted" not in session
        assert re.fullmatch("[0-9a-f]{32}", session["id"])
    assert client.post("/stop", data={"csrf_token": token, "reason": "x"}).status_code == 400


def test_the_cookie_is_hidden_from_scripts_and_other_sites_and_from_plain_http(
    house: House,
) -> None:
    """HttpOnly, SameSite, and Secure with the __Host- prefix behind TLS."""
    client = house.app.test_client()
    plain = log_in(house, client).headers["Set-Cookie"]
    assert "HttpOnly" in plain
    assert "SameSite=Lax" in plain
    assert "Secure" not in plain
    safe = (
        create_app(house.parts, secure=True)
        .test_client()
        .get("/login", base_url="https://desk.example.jp")
    )
    assert re.match(
        r"__Host-feedbridge=.*Secure; HttpOnly; Path=/; SameSite=Lax", safe.headers["Set-Cookie"]
    )


@pytest.mark.parametrize(("step", "times"), [(IDLE + 1, 1), (IDLE - 60, WHOLE // (IDLE - 60) + 1)])
def test_a_session_ends_when_idle_and_ends_in_any_case(house: House, step: int, times: int) -> None:
    """An hour without a click, or twelve hours after the login."""
    client = house.client("director")
    for _ in range(times):
        assert client.get("/").status_code == 200
        forward(seconds=step)
    assert client.get("/").status_code == 303


def test_a_logout_ends_the_session_for_a_kept_copy_of_its_cookie_too(house: House) -> None:
    """The id stands on a list until the session would have ended by itself."""
    client, thief = house.app.test_client(), house.app.test_client()
    log_in(house, client)
    copy = client.get_cookie("feedbridge").value
    thief.set_cookie("feedbridge", copy)
    assert thief.get("/").status_code == 200
    client.post("/logout", data={"csrf_token": house.token(client)})
    thief.set_cookie("feedbridge", copy)
    assert thief.get("/").status_code == 303
    again = create_app(
        house.parts
    ).test_client()  # the desk is started anew: nothing of its memory is left
    again.set_cookie("feedbridge", copy)
    assert again.get("/").status_code == 303


def test_a_session_lives_on_when_the_desk_is_started_anew(house: House) -> None:
    """It stands in the record, by a hash of its id: whoever reads the record signs nobody in."""
    client = house.app.test_client()
    log_in(house, client)
    with client.session_transaction() as session:
        id = session["id"]
    with house.parts.store() as store:
        rows = store._db.execute("SELECT id FROM sessions WHERE person = '館長'").fetchall()
        assert id not in {row["id"] for row in rows}
        assert store.sessions.live(id, "館長")
        assert not store.sessions.live(id, "職員")
    again = create_app(house.parts).test_client()
    again.set_cookie("feedbridge", client.get_cookie("feedbridge").value)
    assert again.get("/").status_code == 200


def test_logins_failures_and_lockouts_are_told_to_the_person_and_the_record(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """Five wrong passwords: one line of a lockout in journal and log; the next login says how many
    there were, once.
    """
    client = house.app.test_client()
    for _ in range(PAIR):
        log_in(house, client, password="x")
    log_in(house, client, name="誰でもない人", password="x")
    assert caplog.text.count("館長: パスワードの間違いが続いた") == 1
    forward(seconds=WINDOW + 1)
    log_in(house, client)
    assert f"パスワードか確認コードの間違いが{PAIR}回ありました" in client.get("/").text
    log_in(house, client)
    assert "間違いが" not in client.get("/").text
    assert "前のログイン: 11月25日(水)" in client.get("/account").text
    with house.parts.store() as store:
        told = [(line["actor"], line["action"]) for line in store.journal_before(None, 3)]
        assert (
            store._db.execute(
                "SELECT count(*) FROM logins WHERE person = '誰でもない人'"
            ).fetchone()[0]
            == 0
        )
        assert house.parts.archive(store).proof().sound
    assert told == [("館長", "login"), ("館長", "login"), ("館長", "lockout")]


def test_many_tries_at_once_are_tries_one_after_another(house: House) -> None:
    """Twelve threads guess at the same moment: no more passwords are looked at than one after
    another.
    """
    house.client("poster")
    clients = [house.app.test_client() for _ in range(12)]
    tokens = [house.token(client) for client in clients]

    def guess(n: int) -> int:
        form = {"csrf_token": tokens[n], "name": "館長", "password": "x"}
        return int(clients[n].post("/login", data=form).status_code)

    with ThreadPoolExecutor(12) as pool:
        codes = sorted(pool.map(guess, range(12)))
    assert codes == [403] * PAIR + [429] * (12 - PAIR)


def test_over_tls_a_browser_is_told_to_stay_with_it(house: House) -> None:
    """HSTS on every answer behind TLS, and none without."""
    secure = create_app(house.parts, secure=True).test_client()
    assert (
        secure.get("/login", base_url="https://desk.example.jp").headers[
            "Strict-Transport-Security"
        ]
        == "max-age=31536000"
    )
    assert "Strict-Transport-Security" not in house.app.test_client().get("/login").headers


def test_who_is_registered_again_logs_in_again(house: House) -> None:
    """A session from before the registration was taken away is not opened by its return."""
    client = house.client("reader")
    assert client.get("/").status_code == 200
    for active in (False, True):
        with house.parts.store() as store:
            person = replace(PEOPLE["reader"], active=active)
            store.people.save(person, None, JournalLine("館長", "people", house.parts.clock()))
    assert client.get("/").status_code == 303
    assert house.client("director").get("/").status_code == 200


def test_a_new_password_ends_the_other_sessions(house: House) -> None:
    """The device in use stays; every other one is at the login."""
    client, other = house.app.test_client(), house.app.test_client()
    log_in(house, client)
    log_in(house, other)
    new = {"password": PASSWORD, "new": "a better phrase", "again": "a better phrase"}
    assert (
        client.post("/account/password", data={"csrf_token": house.token(client)} | new).status_code
        == 303
    )
    assert client.get("/").status_code == 200
    assert other.get("/").status_code == 303
    assert log_in(house, other).status_code == 403
    assert log_in(house, other, password="a better phrase").status_code == 303


def test_a_cookie_of_another_key_is_nothing(house: House, tmp_path: Path) -> None:
    """A signature that is not ours opens nothing."""
    (tmp_path / "state.db.key").unlink()
    other = create_app(house.parts)
    house.sign_in(client := other.test_client(), "館長")
    forged = client.get_cookie("feedbridge").value
    mine = house.app.test_client()
    mine.set_cookie("feedbridge", forged)
    assert mine.get("/").status_code == 303


@pytest.mark.parametrize(
    "to",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/\nx"],
)
def test_after_the_login_one_stays_on_this_site(house: House, to: str) -> None:
    """`next` is a path of ours, or the queue."""
    assert log_in(house, house.app.test_client(), next=to).headers["Location"] == "/"


def test_a_link_in_a_mail_opens_the_draft_after_the_login(house: House) -> None:
    """The login remembers where one wanted to go."""
    id = house.draft()
    client = house.app.test_client()
    to = client.get(f"/drafts/{id}").headers["Location"]
    assert f'value="/drafts/{id}"' in client.get(to).text
    assert log_in(house, client, next=f"/drafts/{id}").headers["Location"] == f"/drafts/{id}"


def test_a_text_typed_into_a_session_that_ended_is_shown_to_be_copied(house: House) -> None:
    """Nobody loses an hour's writing."""
    client = house.client("poster")
    token = house.token(client)
    forward(seconds=IDLE + 1)
    answer = client.post(
        "/new", data={"csrf_token": token, "text": "長い時間をかけた文", "kind": "ウ"}
    )
    assert answer.status_code == 401
    assert "長い時間をかけた文" in answer.text


# ── guessing ────────────────────────────────────────────────────────────────────────────────────


def test_guessing_is_slowed_down_and_the_right_password_waits_too(house: House) -> None:
    """Five wrong ones from one address: 429 for a quarter of an hour, also for the right one; then
    it opens.
    """
    client = house.app.test_client()
    assert [log_in(house, client, password="x").status_code for _ in range(PAIR)] == [403] * PAIR
    blocked = log_in(house, client)
    assert blocked.status_code == 429
    assert 0 < int(blocked.headers["Retry-After"]) <= WINDOW + 1
    forward(seconds=WINDOW + 1)
    assert log_in(house, client).status_code == 303


def test_a_stranger_elsewhere_does_not_lock_the_director_out(house: House) -> None:
    """Failures count by name and address together."""
    stranger, client = house.app.test_client(), house.app.test_client()
    for _ in range(PAIR + 2):
        stranger.post(
            "/login",
            data={"csrf_token": house.token(stranger), "name": "館長", "password": "x"},
            environ_base={"REMOTE_ADDR": "192.0.2.7"},
        )
    assert log_in(house, client).status_code == 303


def test_an_address_that_tries_many_names_and_a_name_tried_from_everywhere_wait() -> None:
    """The other two counts of the throttle; it forgets after its window and stays small."""
    throttle = Throttle()
    for n in range(ADDRESS):
        throttle.failed(f"n{n}", "a", 0.0)
    assert throttle.wait("n1", "a", 1.0) == WINDOW - 1
    # behind one address are many people: who has not failed is not kept out
    assert throttle.wait("new", "a", 1.0) == 0
    assert throttle.wait("n1", "b", 1.0) == 0
    for n in range(ADDRESS, FLOOD):
        throttle.failed(f"n{n}", "a", 0.0)
    assert throttle.wait("new", "a", 1.0) == WINDOW - 1  # but a flood keeps all out
    for n in range(NAME):
        throttle.failed("館長", f"a{n}", 0.0)
    assert throttle.wait("館長", "fresh", WINDOW - 1) == 1
    assert throttle.wait("館長", "fresh", WINDOW) == 0
    for n in range(12_000):
        throttle.failed(f"x{n}", f"y{n}", 0.0)
    assert len(throttle._failures) <= 10_000


@pytest.mark.parametrize("path", ["/people/invite", "/people/change", "/confirmations"])
def test_what_weighs_most_asks_for_the_password_again(house: House, path: str) -> None:
    """A borrowed screen gives no prior confirmation and changes no people."""
    form = {
        "name": "係員",
        "role": "director",
        "active": "1",
        "person": "職員",
        "kind": "ア",
        "first": "2026-11-25",
        "last": "2026-12-01",
        "per_day": "3",
    }
    before = record(house)
    if path.endswith("invite"):
        form["name"] = "新人"
    for wrong in ("", "x"):
        answer = house.post("director", path, password=wrong, **form)
        assert answer.status_code == 403
        assert "パスワードが違います" in answer.text
    assert record(house) == before


def test_4_the_last_director_cannot_remove_himself(house: House) -> None:
    """Neither the role nor the registration of the only director goes."""
    for form in (
        {"role": "poster", "active": "1"},
        {"role": "director"},
        {"role": "director", "active": "1", "until": "2026-12-31"},
    ):
        assert (
            house.post(
                "director", "/people/change", name="館長", password=PASSWORD, **form
            ).status_code
            == 422
        )


def test_4_a_form_of_before_registers_nobody_again(house: House) -> None:
    """What stood on the screen when it was opened is no word of the director: what they changed is
    changed, and what another one did since stays.
    """
    page = house.client("director").get("/people").text
    card = page[page.index("職員さんの登録を変える") :].partition("</form>")[0]
    form = dict(re.findall(r'name="(shown:[a-z]+)" value="([^"]*)"', card))
    assert form == {
        "shown:role": "poster",
        "shown:until": "",
        "shown:mail": "",
        "shown:active": "1",
    }
    form |= {"name": "職員", "role": "poster", "until": "", "active": "1", "password": PASSWORD}
    house.do(lambda desk, who: desk.office.change_person(who, "職員", {"active": False}))
    done = house.post("director", "/people/change", mail="a@lib.example.jp", **form)
    assert done.status_code == 303
    with house.parts.store() as store:
        person = store.people.person("職員")
    assert (person.mail, person.active) == ("a@lib.example.jp", False)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.7", "192.0.2.7", True),
        ("192.0.2.7", "192.0.2.8", False),
        ("fe80::1%eth0", "fe80::2%eth1", True),
    ],
)
def test_a_64_of_ipv6_is_one_address(one: str, other: str, *, same: bool) -> None:
    """Whoever has one address of a /64 has them all."""
    throttle = Throttle()
    for _ in range(PAIR):
        throttle.failed("館長", one, 0.0)
    assert (throttle.wait("館長", other, 1.0) > 0) is same


# ── CSRF, headers, GET ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "endpoint", in_brief(sorted({e for e, method in TABLE if method == "POST"}), 8)
)
def test_a_form_without_its_token_or_with_anothers_does_nothing(
    house: House, endpoint: str
) -> None:
    """Missing, wrong, of another session: 400, and the record is as it was."""
    made = TABLE[endpoint, "POST"][1](house)
    path = address(house, endpoint, made)
    before, client = record(house), house.client("director")
    for token in (None, "", "x", house.token(house.client("poster"))):
        form = TABLE[endpoint, "POST"][2](made)  # anew: an uploaded file is read once
        answer = client.post(path, data=form if token is None else {"csrf_token": token} | form)
        assert answer.status_code == 400
        assert "もう一度お願いします" in answer.text
    assert record(house) == before


@pytest.mark.slow
def test_no_get_changes_anything(house: House, tmp_path: Path) -> None:
    """Mail scanners follow links: state.db has the same bytes after every address was opened by
    everybody.
    """
    from web.test_roles import item, posted, returned, stopped

    for prepare in (posted, returned, item, stopped):
        prepare(house)
    house.draft()
    before = (tmp_path / "state.db").read_bytes()
    for who in ("unknown", "reader", "director"):
        for endpoint, method in TABLE:
            if method == "GET":
                for id in (1, 2, 3):
                    house.client(who).get(address(house, endpoint, {"id": id})).close()
    house.client("director").get("/journal?verify=1")
    assert (tmp_path / "state.db").read_bytes() == before


@pytest.mark.parametrize(
    "path", ["/", "/login", "/nothing-here", "/drafts/999", "/static/desk.css"]
)
def test_every_answer_carries_the_headers_that_keep_strangers_out(house: House, path: str) -> None:
    """No inline script, no frame, no foreign resource, nothing kept in a shared computer's cache."""
    answer = house.client("director").get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    kept = "public, max-age=" if path.startswith("/static") else "no-store"
    assert answer.headers["Cache-Control"].startswith(kept)
    answer.close()


def test_the_key_is_the_owners_alone(house: House, tmp_path: Path) -> None:
    """0600 at its making; one that others may read is refused, with the remedy."""
    path = tmp_path / "state.db.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert secret_key(tmp_path / "state.db") == secret_key(tmp_path / "state.db")
    path.chmod(0o644)
    with pytest.raises(StoreFailed, match="chmod 600"):
        create_app(house.parts)
    path.chmod(0o600)
    path.write_text("short")
    with pytest.raises(StoreFailed, match="鍵が壊れています"):
        create_app(house.parts)


def test_a_form_too_large_is_refused(house: House) -> None:
    """A quarter of a megabyte is more than any form of ours."""
    assert house.post("director", "/count", text="x" * 300_000).status_code == 413
    assert house.post("director", "/count", text="x" * 6_000).status_code == 400


# ── invitations ─────────────────────────────────────────────────────────────────────────────────


def test_the_first_director_comes_by_the_printed_link_and_it_is_used_once(tmp_path: Path) -> None:
    """Nobody is registered; the link makes one director, then no other."""
    found(tmp_path)
    (tmp_path / "state.db").unlink()
    (tmp_path / "state.db.marker").unlink()
    Still.moment = NOW
    parts = Still(tmp_path / "feeds.toml", tmp_path / "state.db")
    app = create_app(parts)
    app.testing = True
    house = House(tmp_path, parts, app)
    first, second = first_invitation(app, parts), first_invitation(app, parts)
    client = app.test_client()
    assert "招待のリンク" in client.get("/login").text
    assert "館長としての登録" in client.get(first).text
    form = {
        "csrf_token": house.token(client),
        "name": "山田館長",
        "password": PASSWORD,
        "again": PASSWORD,
    }
    assert client.post(first, data=form | {"again": "other words"}).status_code == 400
    assert (
        client.post(first, data=form | {"password": "short", "again": "short"}).status_code == 400
    )
    assert client.post(first, data=form).status_code == 303
    assert log_in(house, client, name="山田館長").status_code == 303
    assert first_invitation(app, parts) == ""
    for link in (first, second):
        assert client.get(link).status_code == 403
        again = {"csrf_token": house.token(client), "name": "偽館長"}
        assert client.post(link, data=form | again).status_code == 403


def token_for(house: House, person: Person) -> str:
    with house.parts.store() as store:
        return invitation.make(
            house.app.secret_key, store, person=person, by="館長", now=house.parts.clock()
        )


def test_an_invited_person_chooses_a_password_once(house: House) -> None:
    """The director's link is on the screen; it registers who it names, once."""
    page = house.post(
        "director",
        "/people/invite",
        name="新人",
        role="poster",
        until="2027-03-31",
        password=PASSWORD,
    ).text
    link = re.search(r"http://localhost(/invitation/[^<]+)</textarea>", page)
    assert link is not None
    client = house.app.test_client()
    form = {
        "csrf_token": house.token(client),
        "name": "別の名",
        "password": "my own words",
        "again": "my own words",
    }
    assert client.post(link[1], data=form).status_code == 303
    with house.parts.store() as store:
        made = store.people.person("新人")
        assert (made.role, str(made.until)) == (Role.POSTER, "2027-03-31")
    assert client.post(link[1], data=form).status_code == 403
    assert "すでに使われました" in client.get(link[1]).text


def test_4_a_later_invitation_of_the_same_name_takes_the_place_of_the_one_before(
    house: House,
) -> None:
    """A link that was sent with the wrong role gives nobody that role any more."""
    links = []
    for role in ("director", "poster"):
        page = house.post(
            "director", "/people/invite", name="新人", role=role, until="", password=PASSWORD
        ).text
        links += re.findall(r"http://localhost(/invitation/[^<]+)</textarea>", page)
    client = house.app.test_client()
    assert "新しい招待のリンク" in client.get(links[0]).text
    form = {"csrf_token": house.token(client), "password": "my own words", "again": "my own words"}
    assert client.post(links[0], data=form).status_code == 403
    assert client.post(links[1], data=form).status_code == 303
    with house.parts.store() as store:
        assert store.people.person("新人").role is Role.POSTER


def test_4_a_right_that_is_over_is_seen_and_offered_for_nothing(house: House) -> None:
    """On 人 with its day; in 事前確認 and in handing over it is not there."""
    with house.parts.store() as store:
        over = Person("臨時職員", Role.POSTER, NOW.date() - timedelta(days=1))
        store.people.save(over, None, JournalLine("test", "people", NOW))
    assert "で終わりました" in house.client("director").get("/people").text
    assert "臨時職員" not in house.client("director").get("/confirmations").text
    assert "臨時職員" not in house.client("director").get("/people/職員").text


def test_a_link_that_was_used_is_not_good_again_for_a_record_from_a_copy(
    house: House, tmp_path: Path
) -> None:
    """The password of before the link's use stands there again; who is signed in is so no more."""
    path, now = house.parts.db_path, house.parts.clock()
    token, client = token_for(house, PEOPLE["poster"]), house.app.test_client()
    assert house.client("director").get("/").status_code == 200
    copy = backup.backup(path, tmp_path / "copies", now)
    form = {"csrf_token": house.token(client), "password": "my own words", "again": "my own words"}
    assert client.post(f"/invitation/{token}", data=form).status_code == 303
    backup.restore(path, copy, now)
    assert client.get(f"/invitation/{token}").status_code == 403
    assert "控えから戻す前" in client.get(f"/invitation/{token}").text
    assert house.client("director").get("/").status_code == 303
    assert client.get("/").status_code == 303


def test_an_invitation_ends_is_not_forged_and_dies_with_its_inviter(house: House) -> None:
    """72 hours; any other bit is another link; a director who has gone invites nobody."""
    token = token_for(house, Person("新人", Role.POSTER))
    client = house.app.test_client()
    assert client.get(f"/invitation/{token}").status_code == 200
    assert client.get(f"/invitation/{forged(token)}").status_code == 403
    with house.parts.store() as store:
        store.people.save(Person("館長二", Role.DIRECTOR), None, JournalLine("test", "people", NOW))
        store.people.save(
            replace(PEOPLE["director"], active=False), None, JournalLine("test", "people", NOW)
        )
    assert client.get(f"/invitation/{token}").status_code == 403
    with house.parts.store() as store:
        store.people.save(PEOPLE["director"], None, JournalLine("test", "people", NOW))
    forward(hours=73)
    assert "期限" in client.get(f"/invitation/{token}").text


def test_a_link_for_a_new_password_is_void_after_its_use(house: House) -> None:
    """It carries the mark of the password that stood; the same link, or an older one, does nothing
    more.
    """
    token = token_for(house, PEOPLE["poster"])
    client = house.app.test_client()
    form = {"csrf_token": house.token(client), "password": "my own words", "again": "my own words"}
    assert client.post(f"/invitation/{token}", data=form).status_code == 303
    assert log_in(house, client, name="職員", password="my own words").status_code == 303
    assert (
        client.post(
            f"/invitation/{token}", data=form | {"csrf_token": house.token(client)}
        ).status_code
        == 403
    )


def test_a_draft_cannot_be_decided_by_a_prefetch(house: House) -> None:
    """There is no address whose opening decides."""
    id = house.draft()
    for path in (f"/drafts/{id}/decide", "/decide", f"/drafts/{id}/check", "/resume"):
        assert house.client("director").get(path).status_code == 405
    assert house.get(id).state is State.WAITING
    assert nothing(house) == {}
