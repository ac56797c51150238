"""二段階認証: what is shown beside the password, enrolled, used once, lost, and reset."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pyotp
import pytest
from fakes import NOW
from web.authenticator import Authenticator
from web.house import PASSWORD, PEOPLE, House, Still
from web.test_access import forward, log_in
from web.test_roles import SEED, begin, enrolled

from bridge.errors import StepRefused, StoreFailed
from bridge.model import Factor, JournalLine, Person
from bridge.record.store import Store
from bridge.web import here
from bridge.web.auth import CODES_OF, STEP
from bridge.web.throttle import PAIR, WINDOW

AGAIN = {"password": PASSWORD}


def now_shown(seed: str = SEED, **drift: int) -> str:
    return str(pyotp.TOTP(seed).at(Still.moment + timedelta(**drift)))


def second(house: House, client: Any, **fields: str) -> Any:
    """Send the second step from a browser that has just sent the first."""
    return client.post("/login/second", data={"csrf_token": house.token(client)} | fields)


def half_in(house: House, name: str = "館長") -> Any:
    """Return a browser from which the right password was sent."""
    client = house.app.test_client()
    page = log_in(house, client, name)
    assert page.status_code == 200
    assert "二段階認証" in page.text
    assert client.get("/").status_code == 303  # and nothing is open yet
    return client


def codes_on(page: str) -> list[str]:
    return re.findall(r"[a-z2-9]{4}(?:-[a-z2-9]{4}){3}", page)


def enrol_app(house: House, who: str = "director") -> list[str]:
    """Enrol an app as a person does, and return the recovery codes."""
    page = house.post(who, "/account/second/app", **AGAIN).text
    seed = "".join(re.findall(r"rows=\"1\">([A-Z2-7 ]+)<", page)[0].split())
    done = house.post(who, "/account/second/app/new", digits=now_shown(seed), label="iPhone")
    assert done.status_code == 200
    house.seed = seed  # type: ignore[attr-defined]
    return codes_on(done.text)


def options_on(page: str) -> dict[str, Any]:
    found = re.search(r'data-options="([^"]+)"', page)
    assert found is not None
    return dict(json.loads(html.unescape(found[1])))


def challenge(told: dict[str, Any]) -> bytes:
    import base64

    return base64.urlsafe_b64decode(told["challenge"] + "==")


def enrol_passkey(house: House, who: str = "director") -> Authenticator:
    device = Authenticator()
    told = options_on(house.post(who, "/account/second/passkey", **AGAIN).text)
    assert (told["rp"]["id"], told["user"]["name"]) == ("localhost", "館長")
    assert told["excludeCredentials"] == []
    made = house.post(
        who, "/account/second/passkey/new", passkey=device.make(challenge(told)), label="机"
    )
    assert made.status_code in {200, 303}
    return device


def journal(house: House) -> list[str]:
    with house.parts.store() as store:
        assert house.parts.archive(store).proof().sound
        return [
            json.loads(line["detail"]).get("what", "")
            for line in store.journal_before(None, 50)
            if line["action"] in {"factor", "login", "lockout"}
        ][::-1]


# ── the app ─────────────────────────────────────────────────────────────────────────────────────


def test_an_enrolled_app_is_asked_for_and_its_digits_are_good_once(house: House) -> None:
    """Six digits after the password, of this half minute; sent again they are refused, also from
    another browser.
    """
    assert len(enrol_app(house)) == 10
    seed = house.seed  # type: ignore[attr-defined]
    forward(seconds=90)
    client, other = half_in(house), half_in(house)
    shown = now_shown(seed)
    assert second(house, client, code=f"{shown[:3]} {shown[3:]}").headers["Location"] == "/"
    assert client.get("/").status_code == 200
    again = second(house, other, code=shown)
    assert again.status_code == 403
    assert "もう使われています" in again.text
    assert other.get("/").status_code == 303
    assert journal(house) == ["認証アプリ「iPhone」を登録", "認証アプリ"]


def test_the_digits_with_which_an_app_was_enrolled_open_nothing(house: House) -> None:
    """They stood on two screens."""
    enrol_app(house)
    shown = now_shown(house.seed)  # type: ignore[attr-defined]
    assert second(house, half_in(house), code=shown).status_code == 403


@pytest.mark.parametrize(
    ("drift", "taken"), [(-61, False), (-30, True), (0, True), (30, True), (61, False)]
)
def test_a_telephone_s_clock_may_be_half_a_minute_wrong(
    house: House, drift: int, *, taken: bool
) -> None:
    """One period before and after, and no more."""
    enrolled(house)
    forward(seconds=600)
    answer = second(house, half_in(house), code=now_shown(seconds=drift))
    assert (answer.status_code == 303) is taken


def test_full_width_digits_are_digits(house: House) -> None:
    """A Japanese keyboard types them."""
    enrolled(house)
    wide = now_shown().translate({ord("0") + n: 0xFF10 + n for n in range(10)})
    assert second(house, half_in(house), code=wide).status_code == 303


@pytest.mark.parametrize("typed", ["٣٤٥٦٧٨", "六桁の数字で", "éééééé"])
def test_what_is_no_digit_of_ours_is_a_wrong_code(house: House, typed: str) -> None:
    """Digits of other scripts and letters are refused in words, at the login and at an enrolment."""
    enrolled(house)
    assert second(house, half_in(house), code=typed).status_code == 403
    house.post("director", "/account/second/app", **AGAIN)
    refused = house.post("director", "/account/second/app/new", digits=typed)
    assert (refused.status_code, "6桁が合いません" in refused.text) == (403, True)


def test_wrong_codes_count_and_a_right_password_does_not_forget_them(house: House) -> None:
    """Five at one address, ten of a name from everywhere; a passkey goes on working."""
    enrolled(house)
    device = enrol_passkey(house)
    for _ in range(PAIR):
        assert second(house, half_in(house), code="000000").status_code == 403
    locked = second(house, half_in(house), code=now_shown())
    assert locked.status_code == 429
    assert int(locked.headers["Retry-After"]) > 0
    client = half_in(house)
    told = options_on(second(house, client, code="000000").text)
    assert second(house, client, passkey=device.answer(challenge(told))).status_code == 303
    assert "確認コードの間違いが5回" in client.get("/").text
    forward(seconds=WINDOW + 1)
    assert second(house, half_in(house), code=now_shown()).status_code == 303


def test_wrong_codes_of_one_name_count_from_everywhere(house: House) -> None:
    """Many addresses guess no more than one."""
    enrolled(house)
    for n in range(CODES_OF):
        client = half_in(house)
        client.environ_base["REMOTE_ADDR"] = f"192.0.2.{n}"
        assert second(house, client, code="000000").status_code == 403
    client = half_in(house)
    client.environ_base["REMOTE_ADDR"] = "198.51.100.1"
    assert second(house, client, code=now_shown()).status_code == 429


def test_the_second_step_is_taken_once_and_soon(house: House) -> None:
    """A copy of the cookie between the steps is worth nothing afterwards, nor after five minutes,
    nor with another password.
    """
    enrolled(house)
    client, copy = half_in(house), house.app.test_client()
    copy.set_cookie("feedbridge", client.get_cookie("feedbridge").value)
    token = house.token(client)
    copy.set_cookie("feedbridge", client.get_cookie("feedbridge").value)
    form = {"csrf_token": token, "code": now_shown()}
    assert client.post("/login/second", data=form).status_code == 303
    forward(seconds=30)
    late = copy.post("/login/second", data=form | {"code": now_shown()})
    assert (late.status_code, "初めから" in late.text) == (403, True)
    client = half_in(house)
    forward(seconds=STEP + 1)
    assert second(house, client, code=now_shown()).status_code == 403
    client = half_in(house)
    house.do(lambda desk, who: desk.office.change_password(who, "another phrase"))
    assert second(house, client, code=now_shown()).status_code == 403


def test_nobody_takes_the_second_step_without_the_first(house: House) -> None:
    """No cookie, and one that names no half login."""
    enrolled(house)
    client = house.app.test_client()
    assert second(house, client, code=now_shown()).status_code == 403
    with client.session_transaction() as session:
        session["half"] = "0" * 32
    assert second(house, client, code=now_shown()).status_code == 403
    assert client.get("/").status_code == 303


def test_a_seed_is_sealed_in_the_record(house: House) -> None:
    """Whoever reads a copy of state.db shows no digits; after the key file is gone, words say why
    the app is not believed.
    """
    codes = enrol_app(house)
    raw = b"".join(path.read_bytes() for path in house.folder.glob("state.db*"))
    assert house.seed.encode() not in raw  # type: ignore[attr-defined]
    assert not any(code.replace("-", "").encode() in raw for code in codes)
    forward(seconds=60)
    house.app.secret_key = "another key" * 4
    refused = second(house, half_in(house), code=now_shown(house.seed))  # type: ignore[attr-defined]
    assert "鍵のファイルが変わった" in refused.text
    assert second(house, half_in(house), code=codes[0]).status_code == 303


def test_wrong_digits_enrol_nothing_and_the_same_qr_code_stays(house: House) -> None:
    """The app is read already."""
    page = house.post("director", "/account/second/app", **AGAIN).text
    seed = re.findall(r"rows=\"1\">([A-Z2-7 ]+)<", page)[0]
    assert "<svg" in page
    again = house.post("director", "/account/second/app/new", digits="000000")
    assert (again.status_code, seed in again.text) == (403, True)
    assert "まだ" not in again.text
    right = now_shown("".join(seed.split()))
    assert house.post("director", "/account/second/app/new", digits=right).status_code == 200


def test_an_enrolment_wants_the_password_and_ends_by_itself(house: House) -> None:
    """Whoever finds an open desk enrols nothing."""
    assert house.post("director", "/account/second/app", password="x").status_code == 403
    assert house.post("director", "/account/second/passkey", password="x").status_code == 403
    begin(house, "app", SEED.encode())
    forward(seconds=STEP + 1)
    late = house.post("director", "/account/second/app/new", digits=now_shown())
    assert late.status_code == 422
    begin(house, "passkey", b"x")
    mixed = house.post("director", "/account/second/app/new", digits=now_shown())
    assert mixed.status_code == 422
    assert journal(house) == []


def test_an_enrolment_ends_the_other_sessions(house: House) -> None:
    """They showed nothing but the password."""
    other = house.app.test_client()
    log_in(house, other)
    enrol_app(house)
    assert house.client("director").get("/").status_code == 200
    assert other.get("/").status_code == 303


# ── recovery codes ──────────────────────────────────────────────────────────────────────────────


def test_a_recovery_code_is_good_for_once(house: House) -> None:
    """As it is typed from paper: capital letters, without hyphens; the journal tells of it."""
    codes = enrol_app(house)
    typed = codes[3].upper().replace("-", " ")
    client = half_in(house)
    assert second(house, client, code=typed).status_code == 303
    assert "残り9" in client.get("/account/second").text
    assert second(house, half_in(house), code=codes[3]).status_code == 403
    assert journal(house)[1:] == ["回復コードでログイン(残り9)", "回復コード"]


def test_new_recovery_codes_void_the_old_ones(house: House) -> None:
    """Ten, shown once."""
    old = enrol_app(house)
    page = house.post("director", "/account/second/codes", **AGAIN)
    new = codes_on(page.text)
    assert len({*old, *new}) == 20
    assert not codes_on(house.client("director").get("/account/second").text)
    assert second(house, half_in(house), code=old[0]).status_code == 403
    assert second(house, half_in(house), code=new[0]).status_code == 303


def test_another_person_s_recovery_code_opens_nothing(house: House) -> None:
    """Nor the digits of their app."""
    codes = enrol_app(house, "poster")
    enrol_app(house)
    assert second(house, half_in(house), code=codes[0]).status_code == 403


# ── passkeys ────────────────────────────────────────────────────────────────────────────────────


def test_a_passkey_opens_the_desk(house: House) -> None:
    """The device signs the challenge that this very page showed."""
    device = enrol_passkey(house)
    client = house.app.test_client()
    told = options_on(log_in(house, client).text)
    answer = device.answer(challenge(told))
    assert second(house, client, passkey=answer).status_code == 303
    assert client.get("/").status_code == 200
    other = house.app.test_client()
    log_in(house, other)
    assert second(house, other, passkey=answer).status_code == 403  # of another challenge
    assert journal(house) == ["パスキー「机」を登録", "パスキー"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://desk.evil.example"},
        {"host": "evil.example"},
        {"id": b"another device's"},
        {"key": Authenticator().key},
        {"count": -1},
    ],
)
def test_a_passkey_of_another_site_device_or_key_opens_nothing(
    house: House, wrong: dict[str, Any]
) -> None:
    """A false page that looks like the desk gets no answer that counts; a copied device's counter
    stands still.
    """
    device = enrol_passkey(house)
    client = house.app.test_client()
    told = options_on(log_in(house, client).text)
    if wrong == {"count": -1}:  # it was used, and the copy does not know
        device.count = 5
        assert second(house, client, passkey=device.answer(challenge(told))).status_code == 303
        wrong = {"count": 2}
        told = options_on(log_in(house, client := house.app.test_client()).text)
    other = replace(device, **wrong)
    refused = second(house, client, passkey=other.answer(challenge(told)))
    assert refused.status_code == 403
    assert "パスキーを確かめられませんでした" in refused.text
    assert client.get("/").status_code == 303


@pytest.mark.parametrize(
    "answer",
    [
        "x",
        "{}",
        "[]",
        "null",
        '{"id": 5}',
        '{"id": "AAAA", "response": {}}',
        '{"id": "%"}',
        "[" * 9999,
    ],
)
def test_what_is_no_passkey_s_answer_is_refused_in_words(house: House, answer: str) -> None:
    """Anybody's bytes, at the login and at the enrolment."""
    enrol_passkey(house)
    client = house.app.test_client()
    log_in(house, client)
    assert second(house, client, passkey=answer).status_code == 403
    house.post("director", "/account/second/passkey", **AGAIN)
    made = house.post("director", "/account/second/passkey/new", passkey=answer)
    assert made.status_code == 403
    assert "登録していません" in made.text


def test_the_desk_s_own_address_binds_passkeys_whatever_name_a_request_came_under(
    house: House,
) -> None:
    """[desk] url; a Host header is anybody's word, and counts where no address is set alone."""
    with house.app.test_request_context("/", base_url="http://localhost:8000"):
        assert here.site().origin == "http://localhost:8000"
    with house.parts.config_path.open("a", encoding="utf-8") as file:
        file.write('\n[desk]\nurl = "https://desk.example.jp"\n')
    with house.app.test_request_context("/", headers={"Host": "evil.example"}):
        found = here.site()
    assert (found.host, found.origin) == ("desk.example.jp", "https://desk.example.jp")


# ── lost, removed, required ─────────────────────────────────────────────────────────────────────


def test_a_lost_device_is_reset_by_the_director(house: House) -> None:
    """All that the person enrolled is gone, and so are their sessions; the journal says who did it."""
    enrol_app(house, "poster")
    assert house.post("director", "/people/second", name="職員", password="x").status_code == 403
    assert house.post("director", "/people/second", name="職員", **AGAIN).status_code == 303
    assert house.client("poster").get("/").status_code == 303
    client = house.app.test_client()
    assert log_in(house, client, "職員").status_code == 303
    assert journal(house)[1] == "二段階認証をすべて外した"
    with house.parts.store() as store:
        assert [line["actor"] for line in store.journal_before(None, 2)] == ["職員", "館長"]
    assert house.post("director", "/people/second", name="職員", **AGAIN).status_code == 422


def test_with_the_last_one_the_recovery_codes_go(house: House) -> None:
    """A person without a factor is asked for nothing."""
    enrol_app(house)
    enrol_passkey(house)
    with house.parts.store() as store:
        app, passkey = (f.id for f in store.factors.of("館長") if f.kind in {"app", "passkey"})
    assert (
        house.post("director", "/account/second/remove", id=str(app), password="x").status_code
        == 403
    )
    house.post("director", "/account/second/remove", id=str(app), **AGAIN)
    assert "残り10" in house.client("director").get("/account/second").text
    house.post("director", "/account/second/remove", id=str(passkey), **AGAIN)
    with house.parts.store() as store:
        assert store.factors.of("館長") == ()
    assert log_in(house, house.app.test_client()).status_code == 303


def require(house: House, *roles: str) -> None:
    path = house.parts.config_path
    told = path.read_text(encoding="utf-8")
    line = f"second_factor = {json.dumps(roles)}\n"
    told = (
        told.replace("[desk]\n", f"[desk]\n{line}")
        if "[desk]" in told
        else f"{told}\n[desk]\n{line}"
    )
    path.write_text(told, encoding="utf-8")
    house.parts.__dict__.pop("settings", None)


def test_where_the_library_requires_it_nothing_is_open_before_it_is_enrolled(house: House) -> None:
    """By role; every page leads to the enrolment, every form is refused; afterwards the last one
    cannot be removed.
    """
    require(house, "director")
    client = house.client("director")
    assert client.get("/").headers["Location"] == "/account/second"
    assert client.get("/journal").headers["Location"] == "/account/second"
    id = house.draft()
    assert "館の決まりで" in client.get("/account/second").text
    refused = client.post("/stop", data={"csrf_token": token_on(client), "reason": "x"})
    assert refused.status_code == 403
    assert house.client("poster").get("/").status_code == 200
    page = client.post("/account/second/app", data={"csrf_token": token_on(client)} | AGAIN).text
    seed = "".join(re.findall(r"rows=\"1\">([A-Z2-7 ]+)<", page)[0].split())
    form = {"csrf_token": token_on(client), "digits": now_shown(seed)}
    assert client.post("/account/second/app/new", data=form).status_code == 200
    assert client.get(f"/drafts/{id}").status_code == 200
    with house.parts.store() as store:
        app = next(f.id for f in store.factors.of("館長") if f.kind == "app")
    last = house.post("director", "/account/second/remove", id=str(app), **AGAIN)
    assert (last.status_code, "一つは要ります" in last.text) == (422, True)


def token_on(client: Any) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/account/second").text)
    assert found is not None
    return found[1]


def test_what_was_being_written_waits_for_the_second_step_too(house: House) -> None:
    """A session that ended, the password, the digits: and then it is gone on with."""
    enrolled(house)
    client = house.app.test_client()
    kept = {"resume": "/new", "kept:text": "冬のお話会です。"}
    page = log_in(house, client, **kept).text
    assert "冬のお話会です。" in page
    done = second(house, client, code=now_shown(), **kept)
    assert "さきほどの操作を続ける" in done.text
    assert "冬のお話会です。" in done.text


def test_a_factor_that_was_changed_in_the_file_is_told(house: House) -> None:
    """Another's passkey under the director's name."""
    enrolled(house)
    with house.parts.store() as store:
        assert house.parts.archive(store).proof().sound
        store._db.execute("UPDATE factors SET person = '館長' WHERE person = '職員'")
        told = house.parts.archive(store).proof()
    assert not told.sound


def test_a_name_that_is_freed_keeps_nothing_of_its_first_bearer(house: House) -> None:
    """The next person of that name signs in with no device of another's."""
    enrol_app(house, "reader")
    with house.parts.store() as store:
        office, gone = house.parts.desk(store).office, PEOPLE["reader"]
        office.change_person(PEOPLE["director"], gone.name, {"active": False})
        office.free_name(PEOPLE["director"], gone.name)
        assert store.factors.of(gone.name) == ()
        assert house.parts.archive(store).proof().sound


def meanwhile(store: Store, act: Callable[[], object]) -> None:
    """Let `act` happen right after what is enrolled was read once, where the record lets it."""
    plain = store.factors.of

    def of(person: str) -> tuple[Factor, ...]:
        rows, store.factors.of = plain(person), plain  # type: ignore[method-assign]
        with suppress(StoreFailed):
            act()
        return rows

    store.factors.of = of  # type: ignore[method-assign]


def test_what_is_removed_is_what_is_enrolled_at_that_moment(house: House) -> None:
    """The finder of a lost telephone uses up a recovery code while the director removes all of it:
    nothing is left over, and nothing is said to be gone that is there.
    """
    codes, reader = enrol_app(house, "reader"), PEOPLE["reader"]
    with house.parts.store() as store, house.parts.store() as other:
        other._db.execute("PRAGMA busy_timeout = 10")
        second, finder = (house.parts.second_factor(each) for each in (store, other))
        meanwhile(store, lambda: finder.check_code(reader, codes[0]))
        second.reset(PEOPLE["director"], reader.name)
        assert store.factors.of(reader.name) == ()


def test_new_recovery_codes_are_those_that_are_kept(house: House) -> None:
    """Two browsers of one person ask for new ones: what either is shown last is good, and nothing
    is shown that never was.
    """
    enrol_app(house, "reader")
    reader = PEOPLE["reader"]
    with house.parts.store() as store, house.parts.store() as other:
        other._db.execute("PRAGMA busy_timeout = 10")
        first, second = (house.parts.second_factor(each) for each in (store, other))
        plain = first.of

        def of(person: Person) -> tuple[Factor, ...]:
            mine = plain(person)
            meanwhile(store, lambda: second.renew_codes(person))
            return mine

        first.of = of  # type: ignore[method-assign]
        assert first.check_code(reader, first.renew_codes(reader)[0]) == "code"


def test_what_an_earlier_look_showed_is_removed_or_refused_in_words(house: House) -> None:
    """What the record says of a change that it did not make is told, at a terminal and at the desk."""
    enrol_app(house)
    with house.parts.store() as store:
        second = house.parts.second_factor(store)
        [app] = second.of(PEOPLE["director"])
        store.factors.change = lambda *_, **__: False  # type: ignore[method-assign]
        for act in (
            lambda: second.reset(PEOPLE["director"], "館長"),
            lambda: second.renew_codes(PEOPLE["director"]),
            lambda: second.remove(PEOPLE["director"], app.id),
        ):
            with pytest.raises(StepRefused, match="変わりました"):
                act()
        assert store.sessions.live("id of 館長", "館長")
    answer = house.post("director", "/account/second/remove", id=str(app.id), **AGAIN)
    assert answer.status_code == 303


def test_two_who_show_the_same_digits_at_the_same_moment_do_not_both_come_in(house: House) -> None:
    """The record takes a period once, whoever read it before."""
    enrolled(house)
    with house.parts.store() as one, house.parts.store() as other:
        app = one.factors.of("館長")[0]
        assert one.factors.use(app.id, 7)
        assert not other.factors.use(app.id, 7)
        assert not other.factors.use(app.id, 6)
        assert other.factors.use(app.id, 8)


def test_a_recovery_code_is_spent_by_one_alone(house: House) -> None:
    """Two tabs send it together: the second finds it gone, and nothing else is changed."""
    enrol_app(house)
    with house.parts.store() as store:
        code = next(f for f in store.factors.of("館長") if f.kind == "code")
        line = JournalLine("館長", "factor", NOW)
        assert store.factors.change(line, removals=[code.id])
        before = store.journal_before(None, 1)
        assert not store.factors.change(line, [replace(code, secret="x")], removals=[code.id])
        assert store.journal_before(None, 1) == before
        assert len(store.factors.of("館長")) == 10
