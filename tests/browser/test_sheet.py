"""The decision sheet as a file, printed by a browser: one A4, whatever the draft."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from browser.conftest import Desk
from fakes import FINDING, LINK, NOW, POSTER, TOKYO, draft, wording

from bridge import lifecycle
from bridge.book import html
from bridge.book.sheet import sheet
from bridge.model import Content, Dossier, Image, Kind, Opening

LONG = "あ" * 200


@pytest.mark.parametrize(
    "text", ["あ" * 128 + "\n" + LINK, "A" * 280, "A\n" * 140, "い\n" * 21, "A\n" * 20]
)
def test_the_longest_sheet_is_printed_on_one_a4(chromium: Any, text: str) -> None:
    """Twelve findings, ten versions, long notes, a picture, many corrections."""
    content = Content(text, LINK, "mihon_lib", Image(LINK, LONG, LONG))
    findings = tuple(replace(FINDING, found=f"{LONG}{n}") for n in range(12))
    row = {"at": NOW.isoformat(), "actor": "職員", "action": "edit", "version": 1, "detail": "{}"}
    big = draft(title=LONG, content=content, findings=findings, origin=LONG)
    other = draft(id=2, origin=LONG)
    made = Dossier(
        draft=big,
        page=None,
        seen_at=None,
        versions=((NOW, wording()),) * 10,
        decisions=(),
        confirmations=(),
        attempts=(),
        checks=(),
        first=None,
        corrections=(other,) * 12,
        lines=json.dumps([row] * 40),
    )
    page = chromium.new_page()
    page.set_content(html.page(sheet(made, "見本図書館", "2021-04-01", TOKYO)))
    pdf = page.pdf(prefer_css_page_size=True)
    page.close()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


@pytest.mark.parametrize("text", ["あ" * 128 + "\n" + LINK, "A\n" * 140, "い\n" * 21])
def test_the_page_of_the_heaviest_draft_prints_on_one_a4_too(desk: Desk, text: str) -> None:
    """Twelve findings with their acknowledgement, ten versions, thirty words beside it."""
    house = desk.house
    findings = tuple(replace(FINDING, found=f"{LONG}{n}") for n in range(12))
    made = replace(
        wording(),
        content=Content(text, LINK, "mihon_lib", Image(LINK, LONG, LONG)),
        findings=findings,
    )
    id = house.draft(
        title=LONG, findings=findings, opening=Opening(None, "staff", Kind.TOLD, origin=LONG)
    )
    with house.parts.store() as store:
        for _ in range(9):
            keys = [finding.key for finding in findings]
            store.apply(lifecycle.edit(store.draft(id), made, POSTER, NOW, acknowledged=keys))
        for _ in range(30):
            store.apply(lifecycle.comment(store.draft(id), POSTER, LONG, NOW))
    page = desk.open("director")
    page.goto(f"{desk.url}/drafts/{id}/sheet")
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
