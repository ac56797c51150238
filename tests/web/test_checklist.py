"""6 on the pages: the list beside the tick, the tick where it is asked for, and the way to it when
it is missing.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from fakes import FINDING
from web.house import House

from bridge.model import Finding, Kind, State
from bridge.policy.s05_1_signoff import on_screen

SALE = Finding("6(6)", "1冊50円", "本文", "売り買いの話です。", stop=False)
OWN = {"kind": "ウ", "text": "本を紹介します。", "do": "keep"}


def written(house: House) -> int:
    id: int = house.do(
        lambda desk, who: desk.write(who, Kind.MATERIAL, "本を紹介します。", ticked=True), "poster"
    ).id
    return id


def test_6_the_form_shows_the_thirteen_beside_one_tick(house: House) -> None:
    """Before the text was looked at nothing is said of what the machine saw; afterwards each kind
    has its word.
    """
    blank = house.client("poster").get("/new").text
    assert "禁止されている13のもの" in blank
    assert blank.count("<li><span>") == 13
    assert "語なし" not in blank
    assert re.search(r'id="none".*name="thirteen" value="none".*required', blank)
    looked = house.post("poster", "/new", **(OWN | {"do": "look"})).text
    assert looked.count("語なし") == 13
    # a tick is of the text that it was given for: another look asks for it again
    ticked = house.post("poster", "/new", **(OWN | {"do": "look", "thirteen": "none"})).text
    assert not re.search(r'name="thirteen" value="none"[^>]*checked', ticked)


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/new", OWN),
        (
            "/urgent",
            {"case": "臨時休館", "place": "見本図書館", "when": "11月25日(水)", "do": "keep"},
        ),
        ("/drafts/1/edit", {"text": "言い換えました。", "do": "keep", "digest": ""}),
    ],
)
def test_6_a_missing_tick_keeps_what_was_typed_and_leads_to_it(
    house: House, path: str, form: dict[str, Any]
) -> None:
    """The page says what is wanted, links to the tick and marks it; nothing was written. With the
    tick it goes through.
    """
    id = house.draft("12月1日に開きます", findings=(SALE,))
    form = form | ({"digest": house.get(id).digest} if "digest" in form else {})
    refused = house.post("poster", path, **form, thirteen="")
    assert refused.status_code == 422
    assert '<a href="#none">' in refused.text
    assert 'class="ack none missing" id="none"' in refused.text
    assert "語なし" in refused.text, "what the machine saw of this very text"
    assert house.get(id).version == 1
    assert house.post("poster", path, **form).status_code == 303


def test_6_who_decides_sees_who_ticked_what_and_what_the_machine_saw(house: House) -> None:
    """A person's text has the tick in its card and the drafter's word below; a page as it is has
    neither.
    """
    id, page = written(house), house.draft("12月1日に開きます")
    queue = house.client("director").get("/").text
    assert f'id="none-{id}"' in queue
    assert "起案した職員も、11月25日(水) 10:00に同じ判断をしています。" in queue
    assert f'id="none-{page}"' not in queue
    refused = house.post("director", f"/drafts/{id}/decide", thirteen="")
    assert refused.status_code == 422
    assert f'<a href="#none-{id}">' in refused.text
    assert house.post("director", f"/drafts/{id}/decide").status_code == 303
    shown = house.client("director").get(f"/drafts/{id}").text
    assert (
        "<dt>禁止事項(6)の確認</dt><dd>起案 職員 11月25日(水) 10:00・決裁 館長 11月25日(水) 10:00</dd>"
        in shown
    )
    sheet = house.client("director").get(f"/drafts/{id}/sheet").text
    assert "決裁: どれにもあたりません 館長 2026-11-25 10:00" in sheet


def test_6_several_persons_texts_are_decided_under_one_tick(house: House) -> None:
    """The tick stands once below the list; without it none of them is decided."""
    ids = [
        written(house),
        house.do(lambda d, p: d.write(p, Kind.MATERIAL, "展示します。", ticked=True), "poster").id,
    ]
    picks = [f"{id}:{on_screen(house.get(id))}" for id in ids]
    assert 'id="none-several"' in house.client("director").get("/several").text
    assert house.post("director", "/decide", pick=picks, thirteen="").status_code == 422
    assert {house.get(id).state for id in ids} == {State.WAITING}
    assert house.post("director", "/decide", pick=picks).status_code == 303
    assert [[tick.part for tick in house.get(id).checklists] for id in ids] == [
        ["draft", "decision"]
    ] * 2


def test_6_a_reader_is_shown_no_tick(house: House) -> None:
    """Who may not decide is asked for nothing."""
    id = written(house)
    assert f'id="none-{id}"' not in house.client("reader").get("/").text
    assert (
        "<dt>禁止事項(6)の確認</dt><dd>起案 職員"
        in house.client("reader").get(f"/drafts/{id}").text
    )


def test_6_what_was_found_is_counted_at_the_lists_head(house: House) -> None:
    """A stop among the thirteen is red and named; one of another clause is none of them."""
    id = house.draft("本です", findings=(SALE, FINDING), author="職員")
    shown = house.client("director").get(f"/drafts/{id}").text
    assert re.search(r"禁止されている13のもの.*note-word.*1件</span></summary>", shown)
    assert "起案した人の確認: 記録なし" in shown


def test_6_each_kind_of_which_something_is_noted_has_a_tick_of_its_own(house: House) -> None:
    """A note among the thirteen is ticked by itself, by who drafts and by who decides; what stops has its
    tick beside the finding. Without it nothing is decided.
    """
    stop = Finding("6(4)", "候補者", "本文", "選挙の話です。", stop=True)
    id = house.draft("本です", findings=(SALE, stop, FINDING), author="職員")
    shown = house.client("director").get(f"/drafts/{id}").text
    tick = rf'name="acknowledge" value="{re.escape(SALE.key)}" form="decide-{id}"\s+required'
    assert len(re.findall(tick, shown)) == 1
    known = [stop.key, FINDING.key]
    answer = house.post("director", f"/drafts/{id}/decide", acknowledge=known)
    assert answer.status_code == 422
    assert SALE.found in answer.text
    assert house.get(id).state is State.WAITING
    both = [*known, SALE.key]
    assert house.post("director", f"/drafts/{id}/decide", acknowledge=both).status_code == 303
    looked = house.post("poster", "/new", **(OWN | {"do": "look", "text": "選挙の標語"})).text
    (key,) = re.findall(r'name="acknowledge" value="(6\(4\):[^"]+)"', looked)
    kept = {"do": "keep", "text": "選挙の標語"}
    refused = house.post("poster", "/new", **(OWN | kept))
    assert refused.status_code == 422
    assert key in refused.text
    assert house.post("poster", "/new", **(OWN | kept | {"acknowledge": key})).status_code == 303


def test_6_what_has_a_tick_of_its_own_is_not_decided_together_with_others(house: House) -> None:
    """A note among the thirteen of a person's text is looked at by itself; of a page as it is, for
    which no tick is asked, it goes along.
    """
    own = house.draft("本です", findings=(SALE,), author="職員")
    page = house.draft("本の会です", findings=(SALE,))
    shown = house.client("director").get("/several").text
    assert f'id="d{own}"' not in shown
    assert f'id="d{page}"' in shown
    mark = f"{own}:{on_screen(house.get(own))}"
    assert house.post("director", "/decide", pick=mark).status_code == 422
    assert house.get(own).state is State.WAITING
