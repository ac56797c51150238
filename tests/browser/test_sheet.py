"""The decision sheet as a file, printed by a browser: one A4, whatever the draft."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from fakes import FINDING, LINK, NOW, TOKYO, draft, wording

from bridge.book import html
from bridge.book.sheet import sheet
from bridge.model import Content, Dossier, Image

LONG = "あ" * 200


@pytest.mark.parametrize("text", ["あ" * 128 + "\n" + LINK, "A" * 280, "A\n" * 140, "い\n" * 21, "A\n" * 20])
def test_the_longest_sheet_is_printed_on_one_a4(chromium: Any, text: str) -> None:
    """Twelve findings, ten versions, long notes, a picture, many corrections."""
    content = Content(text, LINK, "mihon_lib", Image(LINK, LONG, LONG))
    findings = tuple(replace(FINDING, found=f"{LONG}{n}") for n in range(12))
    row = {"at": NOW.isoformat(), "actor": "職員", "action": "edit", "version": 1, "detail": "{}"}
    big = draft(title=LONG, content=content, findings=findings, origin=LONG)
    other = draft(id=2, origin=LONG)
    made = Dossier(big, None, None, ((NOW, wording()),) * 10, (), (), (), (), None, (other,) * 12, (row,) * 40)
    page = chromium.new_page()
    page.set_content(html.page(sheet(made, "見本図書館", "2021-04-01", TOKYO)))
    pdf = page.pdf(prefer_css_page_size=True)
    page.close()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
