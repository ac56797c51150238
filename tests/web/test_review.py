"""9(1) on the pages: the course of a draft, the button of whose word is due, and no form that would
be refused.
"""

from __future__ import annotations

from web.house import House

from bridge.model import Kind, State


def ordered(house: House) -> int:
    text = house.parts.config_path.read_text(encoding="utf-8")
    more = '\n[review]\norder = { "ウ" = ["係長"] }\nmembers = { "係長" = ["職員"] }\n'
    house.parts.config_path.write_text(text + more, encoding="utf-8")
    for name in ("settings", "rules"):
        house.parts.__dict__.pop(name, None)
    id: int = house.do(
        lambda desk, who: desk.write(who, Kind.MATERIAL, "本を紹介します。", ticked=True)
    ).id
    return id


def test_9_1_the_card_shows_the_course_and_only_what_may_be_done(house: House) -> None:
    """The director sees whose word is missing and no 決裁する; the member has their button;
    afterwards the director decides.
    """
    id = ordered(house)
    queue = house.client("director").get("/").text
    assert "係長(職員)の回議がまだです" in queue
    assert f'form="decide-{id}"' not in queue
    assert f"/drafts/{id}/return" in house.client("director").get(f"/drafts/{id}").text
    assert "係長として回議する" in house.client("poster").get(f"/drafts/{id}").text
    assert "係長として回議する" not in house.client("confirmed").get("/").text
    assert house.post("director", f"/drafts/{id}/decide").status_code == 422
    assert house.post("confirmed", f"/drafts/{id}/review").status_code == 403
    answer = house.post("poster", f"/drafts/{id}/review")
    assert answer.status_code == 303
    assert "の回議を記録しました" in house.client("poster").get(answer.location).text
    assert f'form="decide-{id}"' in house.client("director").get("/").text
    assert house.post("director", f"/drafts/{id}/decide").status_code == 303
    assert house.get(id).state is State.DECIDED
    assert "係長 職員 2026-11-25 10:00" in house.client("director").get(f"/drafts/{id}/sheet").text
