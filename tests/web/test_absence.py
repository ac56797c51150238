"""5(1) on the pages: an absence is given, the deputy's button says 代決, and what was decided waits
for the director's look.
"""

from __future__ import annotations

from fakes import FINDING
from web.house import PASSWORD, House

from bridge.model import State

GIVEN = {
    "person": "職員",
    "kind": "ウ",
    "first": "2026-11-25",
    "last": "2026-12-05",
    "per_day": "9",
    "password": PASSWORD,
}


def test_5_1_the_deputy_decides_in_the_directors_place_and_the_director_looks_afterwards(
    house: House,
) -> None:
    """The mark in the form, 代決する with whose absence it is, the finding's tick, 後閲 with its
    own tick.
    """
    assert house.post("director", "/confirmations", **GIVEN, absence="1").status_code == 303
    id = house.draft("本を紹介します", findings=(FINDING,))
    queue = house.client("poster").get("/").text
    assert "代決する" in queue
    assert "館長さんの不在のあいだ、代わりに決裁します" in queue
    assert f'name="acknowledge" value="{FINDING.key}" form="decide-{id}"' in queue
    assert house.post("poster", f"/drafts/{id}/decide").status_code == 422
    assert house.post("poster", f"/drafts/{id}/decide", acknowledge=FINDING.key).status_code == 303
    assert house.get(id).state is State.DECIDED
    page = house.client("director").get("/confirmations").text
    assert "後閲を待つもの" in page
    assert "代決・職員" in page
    assert "代決・事前確認2026-2" in house.client("director").get(f"/drafts/{id}").text
    assert house.post("director", "/confirmations/inspect").status_code == 303
    assert house.get(id).decision.inspector == "", "nothing was picked"  # type: ignore[union-attr]
    assert house.post("director", "/confirmations/inspect", pick=str(id)).status_code == 303
    assert "後閲を待つもの" not in house.client("director").get("/confirmations").text
    assert "後閲: 館長 2026-11-25 10:00" in house.client("director").get(f"/drafts/{id}/sheet").text


def test_5_1_an_ordinary_prior_confirmation_shows_no_tick_for_what_stops(house: House) -> None:
    """A draft with a finding that stops is not covered, so the poster has no form that would be
    refused.
    """
    assert house.post("director", "/confirmations", **GIVEN).status_code == 303
    id = house.draft("本を紹介します", findings=(FINDING,))
    assert f'form="decide-{id}"' not in house.client("poster").get("/").text
