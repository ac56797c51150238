"""The city's own login: who it names comes in as the person we know, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from city import CLIENT, SECRET, City, query, serving
from joserfc.jwk import OctKey, RSAKey
from web.house import PASSWORD, House
from web.test_access import forward
from web.test_roles import digits, enrolled
from web.test_second import require

from bridge.errors import ConfigRefused
from bridge.network.way import DIRECT
from bridge.web.auth import CALLS, ERRAND


@pytest.fixture
def city() -> Iterator[City]:
    with serving() as found:
        yield found


@pytest.fixture
def desk(house: House, city: City, monkeypatch: pytest.MonkeyPatch) -> House:
    """A library whose city has a login."""
    monkeypatch.setenv("FEEDBRIDGE_OPENID_SECRET", SECRET)
    house.parts._environment = {"FEEDBRIDGE_OPENID_SECRET": SECRET}  # type: ignore[assignment]
    monkeypatch.setattr(type(house.parts), "way", property(lambda _: DIRECT))
    told = (
        f'\n[desk]\nurl = "http://localhost"\n[openid]\nissuer = "{city.url}"\n'
        f'client_id = "{CLIENT}"\nlabel = "見本市の職員アカウント"\n'
        'persons = { "k1234" = "館長" }\n'
    )
    with house.parts.config_path.open("a", encoding="utf-8") as file:
        file.write(told)
    return house


def sent(desk: House, client: Any, path: str = "/login/openid") -> str:
    """Follow the button, and return where the browser is sent."""
    answer = client.get(path)
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def back(client: Any, answer: dict[str, str]) -> Any:
    return client.get(f"/login/openid/back?{query(answer)}")


def test_whom_the_city_names_comes_in_as_the_person_we_know(desk: House, city: City) -> None:
    """The button, the city's page, and the page that was asked for; the journal says how."""
    client = desk.app.test_client()
    assert "見本市の職員アカウントでログイン" in client.get("/login?next=/journal").text
    place = sent(desk, client, "/login/openid?next=/journal")
    assert place.startswith(f"{city.url}/authorize?")
    done = back(client, city.consent(place))
    assert (done.status_code, done.headers["Location"]) == (303, "/journal")
    page = client.get("/journal")
    assert "見本市の職員アカウント" in page.text
    assert "館長(館長)" in page.text


def test_without_the_setting_there_is_no_button_and_no_door(house: House) -> None:
    """Off by default."""
    client = house.app.test_client()
    assert "/login/openid" not in client.get("/login").text
    assert client.get("/login/openid").status_code == 404
    assert client.get("/login/openid/back?code=x&state=y").status_code == 403


UNKNOWN = "登録されていません"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("k9999", UNKNOWN),
        ("", "subがありません"),
        ("館長", UNKNOWN),
        ("職員\r\n館長", UNKNOWN),
        ("館長 ", UNKNOWN),
    ],
)
def test_whom_we_do_not_know_is_refused_in_words(
    desk: House, city: City, name: str, why: str
) -> None:
    """The value stands on the page, so that it can be entered; no role comes from the city."""
    city.claims = {"sub": name, "role": "director"}
    client = desk.app.test_client()
    refused = back(client, city.consent(sent(desk, client)))
    assert refused.status_code == 403
    assert why in refused.text
    assert client.get("/").status_code == 303


def test_a_value_that_is_a_registered_name_needs_no_entry(desk: House, city: City) -> None:
    """As it is written, where no list is kept; the role is the one we know. A list is closed: who
    calls themself 館長 at the city's is nobody here.
    """
    city.claims = {"sub": "係員"}
    client = desk.app.test_client()
    assert back(client, city.consent(sent(desk, client))).status_code == 403
    unlisted(desk)
    assert back(client, city.consent(sent(desk, client))).status_code == 303
    assert "係員(供覧)" in client.get("/").text


def unlisted(desk: House) -> None:
    path = desk.parts.config_path
    told = path.read_text(encoding="utf-8").replace('persons = { "k1234" = "館長" }\n', "")
    path.write_text(told, encoding="utf-8")


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_after_the_city_s_login_one_stays_on_this_site(desk: House, city: City, to: str) -> None:
    """The address is anybody's word."""
    client = desk.app.test_client()
    place = sent(desk, client, f"/login/openid?{query({'next': to})}")
    assert back(client, city.consent(place)).headers["Location"] == "/"


def test_who_is_registered_no_more_stays_outside(desk: House, city: City) -> None:
    """The city still knows them."""

    from web.house import PEOPLE

    city.claims = {"sub": "職員"}
    unlisted(desk)
    desk.do(lambda at, who: at.office.change_person(who, PEOPLE["poster"].name, {"active": False}))
    client = desk.app.test_client()
    refused = back(client, city.consent(sent(desk, client)))
    assert (refused.status_code, "登録を外されて" in refused.text) == (403, True)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"iss": "https://login.evil.example"},
        {"aud": "another"},
        {"aud": ["another", "third"], "azp": CLIENT},
        {"aud": None},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": 1},
        {"exp": None},
        {"iat": 4_000_000_000},
        {"azp": "another"},
        {"at_hash": "AAAA"},
        {"sub": 7},
        {"sub": None},
    ],
)
def test_a_token_of_another_issuer_client_login_or_time_is_refused(
    desk: House, city: City, spoilt: dict[str, Any]
) -> None:
    """Each claim that OpenID Connect Core 3.1.3.7 wants looked at."""
    city.claims = spoilt
    client = desk.app.test_client()
    refused = back(client, city.consent(sent(desk, client)))
    assert (refused.status_code, "確かめられませんでした" in refused.text) == (403, True)
    assert client.get("/").status_code == 303


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ({"alg": "none"}, None),
        ({"alg": "HS256", "kid": "1"}, OctKey.import_key(SECRET)),
        ({"alg": "RS256", "kid": "1"}, RSAKey.generate_key(2048, {"kid": "1"})),
        ({"alg": "RS256", "kid": "2"}, RSAKey.generate_key(2048, {"kid": "2"})),
    ],
)
def test_a_token_that_the_city_s_own_key_has_not_signed_is_refused(
    desk: House, city: City, header: dict[str, Any], key: Any
) -> None:
    """Also one that is signed with the word that we share, or with nothing."""
    city.header, city.key = header, key
    client = desk.app.test_client()
    assert back(client, city.consent(sent(desk, client))).status_code == 403
    assert client.get("/").status_code == 303


@pytest.mark.parametrize(
    "spoilt",
    [
        {"state": "x"},
        {"state": ""},
        {"iss": "https://evil.example"},
        {"code": "x"},
        {"code": ""},
        {"error": "access_denied"},
    ],
)
def test_an_answer_that_another_browser_or_server_made_is_refused(
    desk: House, city: City, spoilt: dict[str, str]
) -> None:
    """State (RFC 6749, 10.12), iss (RFC 9207), a guessed code, and a person who said no."""
    client = desk.app.test_client()
    assert back(client, city.consent(sent(desk, client)) | spoilt).status_code == 403
    assert client.get("/").status_code == 303


def test_an_answer_counts_once_in_the_browser_that_asked_and_soon(desk: House, city: City) -> None:
    """A stolen address of an answer is worth nothing elsewhere: login CSRF and replay."""
    mine, thief = desk.app.test_client(), desk.app.test_client()
    answer = city.consent(sent(desk, mine))
    sent(desk, thief)
    assert back(thief, answer).status_code == 403
    assert back(mine, answer).status_code == 303
    assert back(mine, answer).status_code == 403
    late = desk.app.test_client()
    city.claims = {"exp": 4_000_000_000}
    answer = city.consent(sent(desk, late))
    forward(seconds=ERRAND + 1)
    assert back(late, answer).status_code == 403


def test_asking_for_the_city_s_login_ends_no_session_and_no_other_login(
    desk: House, city: City
) -> None:
    """Any page of the world can name that address: who is here stays here until they come back, and
    a thousand who ask push nobody out who is on the way.
    """
    assert city
    within = desk.client("director")
    sent(desk, within)
    assert within.get("/account").status_code == 200
    away = desk.app.test_client()
    answer = city.consent(sent(desk, away))
    stranger = desk.app.test_client()
    for _ in range(5):
        sent(desk, stranger)
    assert back(away, answer).status_code == 303


@pytest.mark.parametrize("coming", [False, True])
def test_while_two_are_being_asked_after_a_third_waits_and_the_desk_goes_on(
    desk: House, city: City, coming: bool
) -> None:
    """A slow server of the city's holds two threads of the desk, never all; who comes back in that
    moment comes back once more.
    """
    client = desk.app.test_client()
    answer = city.consent(sent(desk, client)) if coming else {}
    ask = (lambda: back(client, answer)) if coming else (lambda: client.get("/login/openid"))
    calls = desk.app.extensions["door"].calls
    for _ in range(CALLS):
        assert calls.acquire(blocking=False)
    before = len(city.asked)
    refused = ask()
    assert (refused.status_code, "混み合っています" in refused.text) == (503, True)
    assert len(city.asked) == before
    calls.release()
    assert ask().status_code == 303
    # each call gave its place back
    assert calls.acquire(blocking=False)


def test_a_new_password_leaves_one_in_who_came_by_the_city_s_second_step(
    desk: House, city: City
) -> None:
    """[desk] second_factor asks nothing of whom the city asked already, after it neither."""
    require(desk, "director")
    multifactor(desk)
    client = desk.app.test_client()
    assert back(client, city.consent(sent(desk, client))).status_code == 303
    assert client.get("/").status_code == 200
    form = {"password": PASSWORD, "new": "a better phrase", "again": "a better phrase"}
    form["csrf_token"] = desk.token(client)
    assert client.post("/account/password", data=form).headers["Location"] == "/account"
    assert client.get("/").status_code == 200


def test_a_login_that_began_before_an_upgrade_begins_anew(desk: House, city: City) -> None:
    """What the release before kept in the cookie is no errand of ours."""
    client = desk.app.test_client()
    answer = city.consent(sent(desk, client))
    with client.session_transaction() as session:
        session["away"] = "the state alone"
    assert back(client, answer).status_code == 403


def test_a_code_without_its_verifier_opens_nothing(desk: House, city: City) -> None:
    """PKCE: who reads the code on its way cannot use it."""
    client, other = desk.app.test_client(), desk.app.test_client()
    first, second = city.consent(sent(desk, client)), city.consent(sent(desk, other))
    assert back(other, second | {"code": first["code"]}).status_code == 403


@pytest.mark.parametrize(
    "spoilt",
    [
        {"about": {"issuer": "https://evil.example"}},
        {"about": {"authorization_endpoint": "http://login.evil.example/authorize"}},
        {"about": {"authorization_endpoint": "javascript:alert(1)"}},
        {"about": {"authorization_endpoint": None}},
        {"status": 500},
        {"status": 302},
        {"body": b"<html>"},
        {"body": b"[]"},
    ],
)
def test_a_server_that_is_down_or_another_s_is_told_and_the_password_goes_on(
    desk: House, city: City, spoilt: dict[str, Any]
) -> None:
    """Nothing of it is followed; the page of the login says so."""
    for name, value in spoilt.items():
        setattr(city, name, value)
    answer = desk.app.test_client().get("/login/openid")
    assert answer.status_code == 502
    assert "名前とパスワードでログインしてください" in answer.text
    assert "Location" not in answer.headers
    assert len(city.asked) == 1


def test_a_server_that_is_not_there_is_told(desk: House, city: City) -> None:
    """Nobody listens."""
    path = desk.parts.config_path
    path.write_text(path.read_text(encoding="utf-8").replace(city.url, "http://127.0.0.1:9"))
    assert desk.app.test_client().get("/login/openid").status_code == 502


def test_our_second_factor_is_asked_for_unless_the_city_asks_itself(
    desk: House, city: City
) -> None:
    """Whoever enrolled one is asked; [openid] multifactor leaves it to the city."""
    enrolled(desk)
    client = desk.app.test_client()
    page = back(client, city.consent(sent(desk, client, "/login/openid?next=/journal")))
    assert (page.status_code, "認証アプリの6桁" in page.text) == (200, True)
    assert client.get("/").status_code == 303
    form = {"csrf_token": token(page.text), "code": digits(), "next": "/journal"}
    assert client.post("/login/second", data=form).headers["Location"] == "/journal"
    require(desk, "director", "reader")
    multifactor(desk)
    city.claims = {"sub": "係員"}
    unlisted(desk)
    other = desk.app.test_client()
    assert back(other, city.consent(sent(desk, other))).status_code == 303
    assert other.get("/").status_code == 200
    with desk.parts.store() as store:
        store._db.execute("DELETE FROM factors WHERE person = '係員'")
    assert other.get("/").status_code == 200
    assert desk.client("reader").get("/").headers["Location"] == "/account/second"


def multifactor(desk: House) -> None:
    path = desk.parts.config_path
    text = path.read_text(encoding="utf-8").replace("[openid]\n", "[openid]\nmultifactor = true\n")
    path.write_text(text, encoding="utf-8")


def token(page: str) -> str:
    return page.split('name="csrf_token" value="')[1].split('"', maxsplit=1)[0]


def test_a_login_in_the_clear_or_without_what_it_needs_is_refused_at_the_start(
    desk: House, city: City
) -> None:
    """feeds.toml says so before anybody is sent anywhere."""
    path = desk.parts.config_path
    plain = path.read_text(encoding="utf-8")
    for old, new, word in (
        (f'"{city.url}"', '"http://login.example.jp"', "issuer"),
        (f'client_id = "{CLIENT}"\n', "", "client_id"),
        ('url = "http://localhost"\n', "", "戻る先"),
    ):
        path.write_text(plain.replace(old, new), encoding="utf-8")
        parts = type(desk.parts)(path, desk.parts.db_path)
        with pytest.raises(ConfigRefused, match=word):
            _ = parts.settings
