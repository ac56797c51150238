"""5(5): do the pages show the account, who looks like it, and what is said of an impostor?"""

from __future__ import annotations

from datetime import timedelta
from html.parser import HTMLParser

import pytest
from fakes import NOW, TODAY
from hypothesis import given
from hypothesis import strategies as st

from bridge.model import Appearance, Impostor, Showing
from bridge.policy import s05_5_account as rule
from bridge.policy.s05_4_retweets import _MENTION

OWN = "mihon_lib"


@pytest.mark.parametrize(
    "address",
    [
        "https://x.com/mihon_lib",
        "http://twitter.com/mihon_lib/",
        "https://www.x.com/Mihon_Lib?lang=ja",
        "https://mobile.twitter.com/mihon_lib#top",
        "https://twitter.com/@mihon_lib",
        "HTTPS://X.COM/MIHON_LIB",
        " https://x.com:443/mihon_lib ",
        "https://twitter.com/#!/mihon_lib",
        "https://twitter.com/intent/follow?screen_name=mihon_lib",
        "https://twitter.com/mihon_lib?ref_src=twsrc%5Etfw",
    ],
)
def test_5_5_each_way_to_write_the_link_is_the_link(address: str) -> None:
    """Old and new host, www., mobile., slash, query, capitals: a person would arrive at the
    account.
    """
    assert rule.account_of(address).lower() == OWN


@pytest.mark.parametrize(
    "address",
    [
        "https://x.com/",
        "https://x.com/share?url=mihon_lib",
        "https://twitter.com/intent/tweet?text=mihon_lib",
        "https://x.com/search?q=mihon_lib",
        "https://x.com/hashtag",
        "https://x.com/mihon_lib/status/1",
        "https://x.com.example.jp/mihon_lib",
        "https://example.jp/x.com/mihon_lib",
        "https://x.com@example.jp/mihon_lib",
        "https://mihon_lib@x.com/mihon_lib",
        "https://x.com:8443/mihon_lib",
        "https://xx.com/mihon_lib",
        "https://x.com/mihon_library_of_the_city",
        "ftp://x.com/mihon_lib",
        "javascript:x.com/mihon_lib",
        "https://x.com:port/mihon_lib",
        "https://[x.com/mihon_lib",
        "mihon_lib",
        "",
    ],
)
def test_5_5_what_leads_elsewhere_is_no_link_to_the_account(address: str) -> None:
    """Share buttons, single posts, hosts that only look like X."""
    assert rule.account_of(address) == ""


@pytest.mark.parametrize(
    ("links", "text", "expected"),
    [
        ([("https://x.com/mihon_lib", "X")], "", (Appearance.SHOWN, "")),
        (
            [("https://x.com/mihon_city", "市"), ("https://twitter.com/MIHON_LIB/", "図書館")],
            "",
            (Appearance.SHOWN, ""),
        ),
        ([], "公式ツイッター ＠mihon_lib です", (Appearance.NAMED, "")),
        ([("https://x.com/share", "投稿")], "Twitter: MIHON_LIB", (Appearance.NAMED, "")),
        (
            [("https://x.com/mihon_1ib", "公式X @mihon_lib")],
            "公式X @mihon_lib",
            (Appearance.OTHER, "@mihon_1ib"),
        ),
        ([("https://x.com/mihon_city", "市のX")], "市のX", (Appearance.OTHER, "@mihon_city")),
        (
            [("https://x.com/share", "投稿")],
            "@mihon_library と mihon_lib2",
            (Appearance.MISSING, ""),
        ),
        ([], "", (Appearance.MISSING, "")),
    ],
)
def test_5_5_the_verdict_on_a_page(
    links: list[tuple[str, str]], text: str, expected: tuple[str, str]
) -> None:
    """Shown, named without link, another account, not there; a longer name is another name."""
    assert rule.verdict(OWN, links, text) == expected


def test_5_5_the_accounts_name_over_another_link_is_told_even_beside_the_right_one() -> None:
    """A page that was tampered with may keep the old link in its foot."""
    links = [("https://x.com/mihon_lib", "X"), ("https://x.com/mihon_1ib", "@mihon_lib")]
    assert rule.verdict(OWN, links, "")[0] == Appearance.OTHER


def test_5_5_a_page_that_cannot_be_read_is_not_known_and_told_after_three_days() -> None:
    """A server that is down for an evening says nothing about the account."""
    page = rule.looked(Showing("p"), "つながりません", NOW)
    again = rule.looked(page, "つながりません", NOW + timedelta(days=2, hours=23))
    assert (page.verdict, again.unread_since) == ("", NOW)
    assert rule.alarm(again, NOW + timedelta(days=2, hours=23)) == ""
    assert "11月25日から確かめられません" in rule.alarm(again, NOW + timedelta(days=3))
    assert not rule.wrong(again)


def test_5_5_not_reading_a_page_takes_nothing_back() -> None:
    """What was missing stays missing until it is seen; what was there stays there."""
    gone = rule.looked(Showing("p"), (Appearance.MISSING, ""), NOW)
    later = rule.looked(gone, "つながりません", NOW + timedelta(days=1))
    assert rule.wrong(later)
    assert later.since == NOW
    assert "リンクもありません(2026年11月25日から)" in rule.alarm(later, NOW + timedelta(days=1))
    back = rule.looked(later, (Appearance.SHOWN, ""), NOW + timedelta(days=2))
    assert (rule.wrong(back), back.unread_since, back.since) == (
        False,
        None,
        NOW + timedelta(days=2),
    )


def test_5_5_look_alikes_are_proposed_nearest_first() -> None:
    """0 for o, 1 or l for i, rn for m, a dropped _: one letter more or less; the account itself is
    none.
    """
    names = [
        "Mihon_Lib",
        "mihon_l1b",
        "rnihon_lib",
        "mihonlib_",
        "mihon_libs",
        "mhion_lib",
        "toshokan",
        "mihon_museum",
    ]
    near = rule.look_alikes(OWN, names)
    assert [name for name, _ in near] == [
        "mihon_l1b",
        "rnihon_lib",
        "mihonlib_",
        "mihon_libs",
        "mhion_lib",
    ]
    assert [far for _, far in near] == [0, 0, 0, 1, 1]


def test_5_5_a_short_name_does_not_make_everybody_an_impostor() -> None:
    """Two letters of three are everything."""
    assert rule.look_alikes("lib", ["abc", "lab", "11b", "museum"]) == [("11b", 0), ("lab", 1)]


names = st.text("abrnm01l_", max_size=8)


@given(names, names)
def test_distance_is_symmetrical_and_zero_only_for_the_same(a: str, b: str) -> None:
    """It is a distance, bounded by the longer word."""
    assert rule.distance(a, b) == rule.distance(b, a) <= max(len(a), len(b))
    assert (rule.distance(a, b) == 0) == (a == b)


@pytest.mark.parametrize(
    ("a", "b", "far"),
    [("ab", "ba", 1), ("abc", "", 3), ("kitten", "sitting", 3), ("abcd", "acbd", 1)],
)
def test_distance_of_known_pairs(a: str, b: str, far: int) -> None:
    """A swap is one step."""
    assert rule.distance(a, b) == far


def test_5_4_a_warning_on_x_mentions_nobody_and_fits() -> None:
    """The impostor's name stands without @, and the text keeps within X's count."""
    from bridge.text.weight import LIMIT, weigh

    text = rule.warning_tweet(
        "東久留米市立図書館",
        "higashikurume_t",
        "higashikurume_1",
        "https://www.lib.city.higashikurume.lg.jp/",
    )
    assert "@" not in text
    assert not _MENTION.search(text)
    assert "「higashikurume_1」" in text
    assert weigh(text) <= LIMIT


class Balanced(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_5_5_the_warning_for_the_homepage_is_escaped_and_names_without_linking() -> None:
    """Whatever the library is called, the fragment is sound HTML; the impostor gets no link."""
    who = Impostor(1, "mihon_1ib", TODAY)
    page = rule.warning_page("<b>館</b>&", OWN, who, TODAY, html=True)
    reader = Balanced()
    reader.feed(page)
    assert (reader.open, set(reader.seen)) == ([], {"h2", "p", "a"})
    assert "x.com/mihon_1ib" not in page
    assert "https://x.com/mihon_lib" in page
    marked = rule.warning_page("見本_図書館_", OWN, who, TODAY, html=False)
    assert "mihon\\_1ib" in marked
    assert "見本\\_図書館\\_" in marked


def test_5_5_what_to_report_names_the_form_and_the_evidence() -> None:
    """A person who has never reported an account knows where to go and what to bring."""
    who = Impostor(
        1, "mihon_1ib", TODAY, url="https://x.com/mihon_1ib/status/9", note="館の写真を使っている"
    )
    told = "\n".join(rule.to_report("見本図書館", OWN, who))
    for part in (rule.REPORT_FORM, "https://x.com/mihon_1ib", "status/9", "館の写真を使っている"):
        assert part in told
