"""A page of several parts, told by their headings and days."""

from __future__ import annotations

import pytest
from in_short import TODAY, URL, blocks

from bridge.draft.compose import LITTLE, Style, compose
from bridge.draft.digest import parts
from bridge.draft.plan import read_facts
from bridge.model import Page
from bridge.text.weight import weigh
from bridge.topics.builder import outline_of

STORY = "○おはなし会⏎11日(土)の10時半から、畳の部屋でやります。"
SHUT = "○お休みのこと⏎20日(月)は夏まつりのためお休みします。"
BOTH = f"{STORY}⏎{SHUT}"


def _page(text: str, title: str = "図書室だより 7月のこと") -> Page:
    lines = text.split("⏎")
    return Page(URL, title, "\n".join(lines), blocks=blocks(*lines))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BOTH, (("おはなし会", "7月11日(土)10時半～"), ("お休み", "7月20日(月)"))),
        (STORY, ()),  # one part is no list
        (f"{STORY}⏎○お願い⏎20日(月)までにお返しください。", ()),  # what is asked is no part
        (
            f"{STORY}⏎○工作の会⏎7月18日(土)までに申し込んでください。",
            (),
        ),  # to apply is no day of it
        (f"{STORY}⏎○工作の会⏎6月6日(土)に開きました。", ()),  # over
        (f"{STORY}⏎○工作の会⏎7月18日(金)に開きます。", ()),  # the weekday is another day's
        (f"{STORY}⏎■工作の会⏎18日(土)に開きます。", ()),  # of another rank
        (f"{STORY}⏎○中央図書館⏎18日(土)は休館します。", ()),  # a house
    ],
)
def test_5_1_a_a_page_of_parts_is_told_by_their_headings(
    text: str, told: tuple[tuple[str, str], ...]
) -> None:
    """Each with its first line that has a day to come, where two of them have one."""
    assert parts(outline_of(_page(f"7月のことです。⏎{text}"), TODAY), TODAY) == told


def _drafted(text: str, title: str = "図書室だより 7月のこと") -> str:
    page = _page(text, title)
    made = compose(page, facts=read_facts(page, TODAY), style=Style(), url=URL, today=TODAY)
    return made.text.removesuffix(URL).rstrip()


def test_5_1_a_parts_are_told_where_a_draft_says_little() -> None:
    """As many as there is room for, and that there are more; none beside a full draft."""
    hello = "7月の図書室のことをお知らせします。"
    assert "・おはなし会：7月11日(土)10時半～\n・お休み：7月20日(月)" in _drafted(f"{hello}⏎{BOTH}")
    more = "⏎".join(
        f"○{name}細工の夕べ⏎{day}日に、畳の部屋でやります。"
        for day, name in enumerate(("紙", "木", "竹", "土", "草", "石", "布"), 12)
    )
    some = _drafted(f"{hello}⏎{more}")
    assert "・紙細工の夕べ：7月12日" in some
    assert "・布細工" not in some
    assert "ほかにもあります。" in some
    assert weigh(f"{some}\n{URL}") <= 280
    full = f"{'図書室の本を、このたび' * 9}お知らせします。"
    assert weigh(full) > LITTLE
    assert "おはなし会：" not in _drafted(BOTH, title=full)
