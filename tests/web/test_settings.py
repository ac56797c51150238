"""設定: what feeds.toml says in words; what is safe to change is changed by the director, after a
look at what it means, with the file's comments, a copy of before and a line in the journal.
"""

from __future__ import annotations

import json
import re
import stat
import threading
import tomllib
from html import unescape
from typing import Any

import pytest
from fakes import NOW
from web.house import PASSWORD, House

from bridge import catalogue
from bridge.model import Item, ItemState, Memory, Page, Sighting


def told(house: House) -> dict[str, Any]:
    return tomllib.loads(house.parts.config_path.read_text(encoding="utf-8"))


def fields(text: str) -> dict[str, str]:
    """Return what a browser would send of the settings form in a page."""
    form = re.findall(r'<form[^>]*class="settings-form"[^>]*>.*?</form>', text, re.DOTALL)[0]
    sent = {
        name: unescape(value)
        for name, value in re.findall(r'<input[^>]*name="([^"]+)" value="([^"]*)"', form)
    }
    for name, body in re.findall(
        r'<textarea[^>]*name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL
    ):
        sent[unescape(name)] = unescape(body)
    for name, body in re.findall(r'<select[^>]*name="([^"]+)">(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        sent[name] = unescape(chosen[1]) if chosen else ""
    sent.pop("csrf_token")
    return sent


def opened(house: House, section: str, **typed: str) -> dict[str, str]:
    return fields(house.client("director").get(f"/settings/{section}").text) | typed


def looked(house: House, section: str, **typed: str) -> tuple[Any, dict[str, str]]:
    """Return the answer to a look at these values, and the form that it holds."""
    answer = house.post("director", f"/settings/{section}/look", **opened(house, section, **typed))
    return answer, fields(answer.text)


def change(house: House, section: str, **typed: str) -> Any:
    answer, form = looked(house, section, **typed)
    assert answer.status_code == 200, answer.text
    return house.post("director", f"/settings/{section}", **form | {"password": PASSWORD})


# ── what is shown ───────────────────────────────────────────────────────────────────────────────


def test_each_key_stands_in_words_with_the_key_of_the_file_beside_it(house: House) -> None:
    """A reader sees all of it and no way to change; no path of the machine, no key of X."""
    house.through("sandbox", 'secrets_file = "x.secrets"\n')
    text = house.client("reader").get("/settings").text
    assert re.search(r"<dt>月曜日 <code>monday</code></dt><dd[^>]*>[0-9:]+～[0-9:]+</dd>", text)
    assert "投稿と投稿のあいだ" in text
    assert "変える</a>" not in text
    assert "変えられる設定は、館長が変えます" in text
    assert str(house.folder) not in text
    assert "x.secrets" not in text
    assert "/settings/hours" in house.client("director").get("/settings").text


def test_a_reader_sees_no_form_that_would_be_refused(house: House) -> None:
    """The page says who may."""
    for who in ("reader", "poster"):
        text = house.client(who).get("/settings/hours").text
        assert "館長です" in text
        assert "<form" not in text.split("<main")[1]


@pytest.mark.parametrize("name", ["library", "links", "review", "nothing", "fetch"])
def test_what_is_not_safe_has_no_form(house: House, name: str) -> None:
    """Accounts, addresses, rights: the overview says where they are changed."""
    assert house.client("director").get(f"/settings/{name}").status_code == 404
    assert "feeds.toml で変えます" in house.client("director").get("/settings").text


# ── a change ────────────────────────────────────────────────────────────────────────────────────


def test_hours_are_changed_after_a_look_and_each_thing_keeps_its_place(house: House) -> None:
    """The line keeps its comment, the file its mode, the old one stays beside it, the journal says
    who and what; the desk goes on under the new hours at once.
    """
    path = house.parts.config_path
    path.chmod(0o640)
    old = path.read_text(encoding="utf-8")
    answer, form = looked(house, "hours", **{"hours.monday": "１０：００～１５：００"})
    assert "月曜日([hours] monday): 0:00～24:00 → 10:00～15:00" in answer.text
    assert path.read_text(encoding="utf-8") == old
    assert house.post("director", "/settings/hours", **form, password=PASSWORD).status_code == 303
    assert told(house)["hours"]["monday"] == "10:00-15:00"
    new = path.read_text(encoding="utf-8")
    assert [a for a, b in zip(old.splitlines(), new.splitlines(), strict=True) if a != b] == [
        line for line in old.splitlines() if line.startswith("monday")
    ]
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    (copy,) = house.folder.glob("feeds.toml.2*")
    assert copy.read_text(encoding="utf-8") == old
    assert stat.S_IMODE(copy.stat().st_mode) == 0o640
    with house.parts.store() as store:
        *_, line = store.journal()
    assert (line["actor"], line["action"]) == ("館長", "settings")
    assert json.loads(line["detail"])["settings"] == {"hours.monday": ["0:00-24:00", "10:00-15:00"]}
    assert "10:00～15:00" in house.client("reader").get("/settings").text


def test_a_change_tells_which_decided_drafts_go_out_at_another_moment(house: House) -> None:
    """Before it is written; a day that is closed moves them."""
    id = house.draft()
    digest = house.get(id).digest
    house.do(lambda desk, who: desk.decide(who, [id], shown=[digest]))
    answer, _ = looked(house, "hours", **{"hours.closed": f"{NOW:%Y-%m-%d}"})
    assert "投稿の予定が変わるもの" in answer.text
    assert f"起案{id}" in answer.text.split("投稿の予定が変わるもの")[1]
    answer, _ = looked(house, "hours", **{"hours.closed": "2027-03-01"})
    assert "変わるものはありません" in answer.text


def test_a_template_is_seen_on_the_last_pages_before_it_counts(house: House) -> None:
    """What goes, what comes, and how long it is; a template that is not sound is refused as `config
    check` refuses it.
    """
    item = Item(
        id=0,
        source="home",
        url="https://lib.example.jp/1",
        title="おはなし会",
        state=ItemState.DRAFTED,
        seen_at=NOW,
    )
    page = Page(
        "https://lib.example.jp/1", "おはなし会のお知らせ", "12月1日(火)に、おはなし会を行います。"
    )
    with house.parts.store() as store:
        store.sightings.remember("home", Memory(), [Sighting(item, ("k",))])
        store.sightings.keep_page(1, page, validators=("", ""), digest="d", at=NOW)
    answer, _ = looked(house, "tweet", **{"tweet.template": "【図書館】{title}\n{url}"})
    shown = answer.text.split("最近のお知らせでの見え方")[1]
    assert "<ins>" in shown
    assert "【図書館】" in shown
    answer, _ = looked(house, "tweet", **{"tweet.template": "{title} {nonsense}"})
    assert answer.status_code == 422
    assert "[tweet] template" in answer.text
    assert "{title} {nonsense}" in answer.text
    assert (
        change(house, "tweet", **{"tweet.kinds:closure": "【休館】{title}\r\n{url}"}).status_code
        == 303
    )
    assert told(house)["tweet"]["kinds"] == {"closure": "【休館】{title}\n{url}"}
    assert change(house, "tweet", **{"tweet.kinds:closure": ""}).status_code == 303
    assert told(house)["tweet"].get("kinds", {}) == {}


def test_a_word_that_was_added_is_looked_for_at_once(house: House) -> None:
    """It stops a text in which it stands, under its clause; the look names drafts that have it."""
    house.draft("わくわく読書党の集まり")
    answer, form = looked(house, "words", **{"words+": "6(4)", "words+text": "読書党\nもう一語"})
    assert "加えた語が今ある文にあるもの" in answer.text
    assert house.post("director", "/settings/words", **form, password=PASSWORD).status_code == 303
    assert told(house)["words"] == {"6(4)": ["読書党", "もう一語"]}
    made = house.post("poster", "/new", kind="ウ", text="読書党の本です。")
    assert "図書館が注意する語に加えたものです" in made.text
    assert change(house, "words", **{"words+": "6(4)", "words+text": "三つ目"}).status_code == 303
    assert told(house)["words"] == {"6(4)": ["読書党", "もう一語", "三つ目"]}
    assert change(house, "words", **{"words:6(4)": ""}).status_code == 303
    assert told(house)["words"] == {}


def test_a_form_of_an_urgent_notice_is_added_switched_off_and_put_back(house: House) -> None:
    """2: one of the library's own goes with its text, a packaged one is switched off and on."""
    own = "移動図書館({place})は、{why}{when}運休します。"
    assert change(house, "urgent", **{"urgent+": "運休", "urgent+text": own}).status_code == 303
    assert change(house, "urgent", **{"urgent:臨時休館": ""}).status_code == 303
    assert told(house)["urgent"] == {"運休": own, "臨時休館": ""}
    text = house.client("poster").get("/urgent").text
    assert "運休" in text
    assert change(house, "urgent", **{"urgent:運休": ""}).status_code == 303
    assert told(house)["urgent"] == {"臨時休館": ""}


# ── refusals ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("section", "typed", "says"),
    [
        ("hours", {"hours.monday": "25:00-26:00"}, "[hours] monday"),
        ("posting", {"posting.per_day": "たくさん"}, "[posting] per_day"),
        ("posting", {"posting.gap_minutes": "-1"}, "[posting] gap_minutes"),
        ("desk", {"desk.color": "#ffff00"}, "[desk] color"),
        ("notices", {"notices.digest_at": "25:00"}, "[notices] digest_at"),
        ("hours", {"hours.special": "2026-02-30 9:00-10:00"}, "2026-02-30"),
        ("words", {"words+": "6(4)", "words+text": "あ"}, "2字から40字"),
        ("records", {"records.document_number": "{id.__class__}"}, "[records] document_number"),
        ("records", {"records.document_number": "{id:>99999}"}, "[records] document_number"),
        ("records", {"records.document_number": "第{year}号"}, "{id} が要り"),
        ("records", {"records.seals": "あいうえおかきくけこさ"}, "1字から10字"),
        ("records", {"records.seals": "\n".join("一二三四五六七八九")}, "8個まで"),
    ],
)
def test_a_value_that_config_check_refuses_is_refused_here_with_all_that_was_typed(
    house: House, section: str, typed: dict[str, str], says: str
) -> None:
    """The same examination; nothing is written."""
    old = house.parts.config_path.read_bytes()
    answer, form = looked(house, section, **typed)
    assert answer.status_code == 422
    assert says in answer.text
    assert {name: form[name] for name in typed} == typed
    assert house.parts.config_path.read_bytes() == old


def test_a_file_that_was_changed_meanwhile_is_told_with_what_differs(house: House) -> None:
    """What this person typed stands in the form, what the other wrote in the fields that were left
    alone; a second look goes through and keeps both.
    """
    _, form = looked(house, "hours", **{"hours.monday": "10:00-15:00"})
    path = house.parts.config_path
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'tuesday = "[^"]+"', 'tuesday = "8:00-9:00"', text), encoding="utf-8")
    answer = house.post("director", "/settings/hours", **form, password=PASSWORD)
    assert answer.status_code == 409
    assert re.search(r"火曜日\(\[hours\] tuesday\): \S+ → 8:00～9:00", answer.text)
    again = fields(answer.text)
    assert (again["hours.monday"], again["hours.tuesday"]) == ("10:00-15:00", "8:00-9:00")
    answer = house.post("director", "/settings/hours/look", **again)
    assert answer.status_code == 200
    done = house.post("director", "/settings/hours", **fields(answer.text), password=PASSWORD)
    assert done.status_code == 303
    hours = told(house)["hours"]
    assert (hours["monday"], hours["tuesday"]) == ("10:00-15:00", "8:00-9:00")


def test_nobodys_word_is_on_what_was_not_looked_at(house: House) -> None:
    """A value that was put right behind the look is looked at first; a wrong password keeps all."""
    _, form = looked(house, "hours", **{"hours.monday": "10:00-15:00"})
    other = form | {"hours.monday": "10:00-16:00"}
    answer = house.post("director", "/settings/hours", **other, password=PASSWORD)
    assert answer.status_code == 422
    assert "10:00～16:00" in answer.text
    wrong = house.post("director", "/settings/hours", **fields(answer.text), password="wrong")
    assert wrong.status_code == 403
    right = house.post("director", "/settings/hours", **fields(wrong.text), password=PASSWORD)
    assert right.status_code == 303
    assert told(house)["hours"]["monday"] == "10:00-16:00"


def test_a_field_of_another_section_or_of_a_guarded_key_changes_nothing(house: House) -> None:
    """What an attacker adds to the form is no part of it."""
    more = {"posting.through": "x", "library.account": "evil", "review.members": "x"}
    old = told(house)
    answer = change(house, "posting", **{"posting.per_day": "7"} | more)
    assert answer.status_code == 303
    old["posting"]["per_day"] = 7
    assert told(house) == old
    for typed in (
        {"tweet.kinds:nonsense": "{title}{url}"},
        {"words+": "6(99)", "words+text": "語語"},
    ):
        section = next(iter(typed)).partition("+")[0].partition(".")[0]
        answer, _ = looked(house, section, **typed)
        assert answer.status_code == 422
    assert told(house) == old


@pytest.mark.parametrize("seen", ["", "x", "[]", '[[["hours"], 1]]', "Wzdd.c2ln"])
def test_a_spoilt_form_is_no_fault_of_the_program(house: House, seen: str) -> None:
    """Whatever stands in the hidden field."""
    form = opened(house, "hours", **{"hours.monday": "10:00-15:00"}) | {"seen": seen}
    assert house.post("director", "/settings/hours/look", **form).status_code == 422


def test_a_file_that_cannot_be_written_says_what_is_to_be_pasted(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In plain words, with the block; the look works all the same."""
    import tempfile

    def refused(**_: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    _, form = looked(house, "posting", **{"posting.per_day": "7"})
    monkeypatch.setattr(tempfile, "mkstemp", refused)
    answer = house.post("director", "/settings/posting", **form, password=PASSWORD)
    assert answer.status_code == 422
    assert "per_day = 7" in answer.text
    with house.parts.store() as store:
        assert all(line["action"] != "settings" for line in store.journal())


def test_a_typed_text_is_never_markup(house: House) -> None:
    """In the form, in what changes, in the message and in the journal."""
    evil = "<script>alert(1)</script>{place}{when}"
    answer = change(house, "urgent", **{"urgent+": "<b>x</b>", "urgent+text": evil})
    assert answer.status_code == 303
    for path in ("/settings/urgent", "/settings", "/journal"):
        text = house.client("director").get(path).text
        assert "<script>alert" not in text
        assert "<b>x</b>" not in text


def test_what_nobody_sees_and_what_toml_would_read_is_a_text_like_any_other(house: House) -> None:
    """Marks of TOML stay inside their value, hidden letters go, and what was looked at is written."""
    text = '"\r\nx = 1\r\n[library]\r\naccount = "evil" # {place}{when} \\ \x07\u202e'
    answer = change(house, "urgent", **{"urgent+": '見出し"]', "urgent+text": text})
    assert answer.status_code == 303
    assert told(house)["library"]["account"] == "mihon_lib"
    seen = '"\nx = 1\n[library]\naccount = "evil" # {place}{when} \\ '
    assert told(house)["urgent"] == {'見出し"]': seen}


def test_of_several_who_press_at_once_one_goes_first_and_the_others_are_told(house: House) -> None:
    """Each has looked at the same file."""
    forms = [looked(house, "posting", **{"posting.per_day": str(n)})[1] for n in (21, 22, 23)]
    clients = [house.client("director"), *(house.app.test_client() for _ in range(2))]
    codes: list[int] = []

    def press(client: Any, form: dict[str, str], token: str) -> None:
        data = form | {"csrf_token": token, "password": PASSWORD}
        codes.append(client.post("/settings/posting", data=data).status_code)

    for client in clients[1:]:
        house.sign_in(client, "館長")
    given = [(c, f, house.token(c)) for c, f in zip(clients, forms, strict=True)]
    threads = [threading.Thread(target=press, args=one) for one in given]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [303, 409, 409]
    with house.parts.store() as store:
        assert [line["action"] for line in store.journal()].count("settings") == 1


def test_every_key_of_the_file_stands_in_the_catalogue() -> None:
    """A new key is shown, or somebody says why not."""
    from dataclasses import fields as of
    from dataclasses import is_dataclass
    from typing import get_type_hints

    from bridge import config

    known = {key.place for one in catalogue.SECTIONS for key in one.keys}
    tables = get_type_hints(config._File)
    every = {
        (table.name, field.name)
        for table in of(config._File)
        if is_dataclass(tables[table.name])
        for field in of(tables[table.name])  # type: ignore[arg-type]
    }
    left = {("posting", "prices"), ("posting", "api_url")}  # a table of its own; for tests alone
    assert every - known == left
