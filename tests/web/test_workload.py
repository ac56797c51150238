"""4 on the pages: what hangs on a person, and the form that hands it over."""

from __future__ import annotations

from web.house import House

from bridge.model import Kind


def test_4_a_persons_work_is_seen_and_handed_over(house: House) -> None:
    """From 人 to the page; picked drafts go to another person; a reader sees no form."""
    id = house.do(
        lambda desk, who: desk.write(who, Kind.MATERIAL, "本を紹介します。", ticked=True), "poster"
    ).id
    assert "/people/%E8%81%B7%E5%93%A1" in house.client("director").get("/people").text
    page = house.client("director").get("/people/職員").text
    assert f"起案{id}を引き継ぐ" in page
    assert "引き継ぐ人" not in house.client("reader").get("/people/職員").text
    assert house.post("director", "/people/職員/hand-over", to="代理").status_code == 303
    assert house.get(id).successor == "", "nothing was picked"
    assert (
        house.post("director", "/people/職員/hand-over", pick=str(id), to="代理").status_code == 303
    )
    assert house.get(id).successor == "代理"
    assert "何もありません" in house.client("director").get("/people/職員").text
    assert house.client("director").get("/people/だれか").status_code == 404
