"""What goes wrong on the desk is told in the desk's words."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import FINDING
from web.house import House

from bridge.errors import StoreFailed
from bridge.model import State
from bridge.record.store import Store
from bridge.web import here


def test_a_refusal_says_what_can_be_done_at_the_desk(house: House) -> None:
    """No page tells anybody to type a command, and what a person can mend bears no code."""
    page = house.client("director").get("/drafts/9999")
    assert page.status_code == 404
    assert "番号を確かめてください。" in page.text
    assert "feedbridge queue" not in page.text
    assert "draft.unknown" not in page.text


def test_what_the_server_is_to_be_mended_for_bears_its_code(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who calls the person that keeps the server can say which fault it is."""

    def full(_store: Store, _id: int) -> None:
        raise StoreFailed("record.corrupt", path=house.parts.db_path)

    client = house.client("director")
    monkeypatch.setattr(Store, "draft", full)
    page = client.get("/drafts/1")
    assert page.status_code == 503
    assert "<code>record.corrupt</code>" in page.text
    assert "サーバーの担当者に知らせてください。" in page.text
    assert "feedbridge restore" not in page.text
    assert f"{house.parts.db_path.parent}/" not in page.text


def test_a_form_keeps_its_place_and_names_no_option(house: House) -> None:
    """A reason that is missing is asked for in the form's words."""
    id = house.draft("本を紹介します")
    page = house.post("director", f"/drafts/{id}/return", reason=" ")
    assert (page.status_code, house.get(id).state) == (422, State.WAITING)
    assert "--reason" not in page.text
    assert "理由を書いてください。" in page.text


def test_6_the_ticks_of_a_refusal_belong_to_a_form_of_its_page(house: House) -> None:
    """A tick that no form sends is none: each page that lists findings to be acknowledged has the
    form, and names its own button; the page of a draft has ticks of its own below.
    """
    text = "計画(案)を公開しました。"
    new = house.post("poster", "/new", kind="ウ", text=text)
    draft = house.draft(findings=(FINDING,))
    decided = house.post("director", f"/drafts/{draft}/decide", digest=house.get(draft).digest)
    edited = house.post("poster", f"/drafts/{draft}/edit", text=text)
    for page, button in ((new, "決裁に出す"), (edited, "保存して決裁に出す")):
        assert page.status_code == 422
        assert 'form="write"' in page.text
        assert 'id="write"' in page.text
        assert f"もう一度「{button}」を押してください" in page.text
    assert decided.status_code == 422
    assert 'form="write"' not in decided.text
    templates = Path(here.__file__).parent / "templates"
    assert 'id="write"' in (templates / "retweet.html").read_text(encoding="utf-8")
