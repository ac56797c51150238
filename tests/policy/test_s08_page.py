"""8, 附則: the homepage says of the account what the settings and the policy say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time
from html.parser import HTMLParser

import pytest
from fakes import OPEN, TODAY, settings

from bridge.policy import s08_page as rule
from bridge.settings import POLICY_VERSION, Hours, HoursSettings


class Outline(HTMLParser):
    """The headings and links of a fragment; an element that is not closed in its turn is an error."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[tuple[str, str]] = []
        self.links: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and re.fullmatch("h[1-6]", self.open[-1]):
            self.headings.append((self.open[-1], data))


def outline(html: str) -> Outline:
    read = Outline()
    read.feed(html)
    assert read.open == []
    return read


def test_8_the_page_says_what_readers_should_know() -> None:
    """Account, operator, what and when, no replies, what is not posted, blocking, disclaimer,
    rights, personal data, versions.
    """
    page = rule.page(settings(), TODAY, html=True)
    for part in (
        "見本図書館",
        "mihon_lib",
        "図書館長が認めた者",
        "ホームページに載せた記事",
        "開館時間: 月～木・土・日曜日 9:00～19:00。金曜日は休館日です。",
        "原則として行いません",
        "政治活動",
        "予告なくブロック",
        "責任を負いません",
        "著作権",
        "個人情報は",
        "2016年7月1日 施行",
        "2018年4月1日 一部改正",
        "2021年4月1日 一部改正",
        "2026年11月25日現在",
    ):
        assert part in page, part
    read = outline(page)
    assert read.links[0] == "https://x.com/mihon_lib"
    assert settings().library.site in read.links  # where nothing else tells which account is real
    assert [level for level, _ in read.headings] == ["h2"] + ["h3"] * 11


@pytest.mark.parametrize(
    ("library", "founder"),
    [
        ("山川町立図書館", "町"),
        ("見本市立図書館", "市"),
        ("広島県立図書館", "県"),
        ("見本図書館", "設置者"),
    ],
)
def test_8_the_rights_are_of_who_founded_the_library(library: str, founder: str) -> None:
    """市, 町, 村, 区 or the prefecture's word, as its name says it; else a word for each."""
    made = settings()
    page = rule.page(replace(made, library=replace(made.library, name=library)), TODAY, html=True)
    assert f"権利は、{founder}、またはもとの" in page
    assert f"法令と{founder}の定めに" in page


def test_8_what_the_settings_say_is_never_markup() -> None:
    """A library with a strange name gets a sound page."""
    made = settings()
    strange = replace(
        made.library,
        name='<b onclick="x">館&\'',
        account_pages=('https://lib.example.jp/?a=1&b="><i>',),
    )
    page = rule.page(replace(made, library=strange), TODAY, html=True)
    assert outline(page).tags == {"h2", "h3", "p", "a", "ul", "li"}
    assert outline(page).links[-1] == 'https://lib.example.jp/?a=1&b="><i>'
    assert "&lt;b onclick" in page
    plain = rule.page(
        replace(made, library=replace(made.library, name="*館*_[x](javascript:y)")),
        TODAY,
        html=False,
    )
    assert "\\*館\\*\\_\\[x\\](javascript:y)" in plain


def test_supplementary_provision_only_versions_up_to_the_one_in_force_are_told() -> None:
    """附則: a library that still follows the older wording does not speak of a later one; its own
    list goes first.
    """
    older = rule.page(replace(settings(), policy_version="2018-04-01"), TODAY, html=False)
    assert "2018年4月1日の運用方針" in older
    assert "2021年" not in older
    own = replace(
        settings(), policy_version="2027-04-01", policy_versions=(POLICY_VERSION, "2027-04-01")
    )
    assert "2027年4月1日 一部改正" in rule.page(own, TODAY, html=True)


@pytest.mark.parametrize(
    ("weekly", "told"),
    [
        ([OPEN] * 7, "月～日曜日 9:00～19:00。"),
        ([None] + [OPEN] * 6, "火～日曜日 9:00～19:00。月曜日は休館日です。"),
        (
            [None, OPEN, OPEN, None, OPEN, Hours(time(10), time.max), Hours(time(10), time.max)],
            "火・水・金曜日 9:00～19:00、土・日曜日 10:00～24:00。月・木曜日は休館日です。",
        ),
        ([None] * 7, "月～日曜日は休館日です。"),
    ],
)
def test_5_2_opening_hours_in_words(weekly: list[Hours | None], told: str) -> None:
    """Days alike stand together."""
    assert rule.hours(HoursSettings(tuple(weekly))) == told
