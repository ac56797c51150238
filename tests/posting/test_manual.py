"""Posting by hand: the link that opens X, and the address that comes back."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bridge.errors import UsageRefused
from bridge.posting.manual import MAX_LINK, intent_link, parse_post_url


@given(st.text(max_size=280).filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text)))
def test_the_link_carries_exactly_the_text(text: str) -> None:
    """Every sign arrives: line breaks, &, +, %, #, emoji."""
    link = intent_link(text)
    parts = urlsplit(link)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "x.com", "/intent/tweet")
    assert parse_qs(parts.query, keep_blank_values=True) == {"text": [text]}
    assert link.isascii()


def test_the_longest_japanese_text_fits() -> None:
    """280 weighted characters: 140 of Japanese, nine of the link each."""
    assert len(intent_link("館" * 140)) < 1400


def test_a_link_that_servers_would_cut_is_refused() -> None:
    """Copy the text by hand instead: a cut text must not go out."""
    with pytest.raises(UsageRefused, match="貼り付け"):
        intent_link("👨‍👩‍👧‍👦" * 140)
    assert MAX_LINK == 8000


@pytest.mark.parametrize(
    "url",
    [
        "https://x.com/toshokan/status/1234567890",
        "https://twitter.com/toshokan/status/1234567890",
        "https://mobile.twitter.com/toshokan/status/1234567890?s=20&t=abc",
        "https://www.x.com/Toshokan/status/1234567890/photo/1",
        "http://x.com/toshokan/status/1234567890#m",
        "x.com/toshokan/status/1234567890",
        " https://x.com/toshokan/statuses/1234567890\n",
        "https://X.COM/@toshokan/status/1234567890/",
    ],
)
def test_the_address_of_an_own_post_gives_its_id(url: str) -> None:
    """As browsers and apps write it; query and what follows the id are dropped."""
    assert parse_post_url(url, "toshokan") == "1234567890"


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("https://x.com/toshokan", "投稿のURLではありません"),
        ("https://x.com/toshokan/status/", "投稿のURLではありません"),
        ("https://x.com/toshokan/status/12a", "投稿のURLではありません"),
        ("https://x.com/toshokan/status/" + "1" * 20, "投稿のURLではありません"),
        ("https://x.com/toshokan/status/１２３", "投稿のURLではありません"),
        ("https://x.com.example.jp/toshokan/status/1", "投稿のURLではありません"),
        ("https://example.jp/x.com/toshokan/status/1", "投稿のURLではありません"),
        ("https://t.co/abc", "投稿のURLではありません"),
        ("ftp://x.com/toshokan/status/1", "投稿のURLではありません"),
        ("https://[x.com/toshokan/status/1", "投稿のURLではありません"),
        ("", "投稿のURLではありません"),
        ("1234567890", "投稿のURLではありません"),
        ("https://x.com/i/web/status/1234567890", "投稿のURLではありません"),
        ("https://x.com/i/status/1234567890", "どのアカウント"),
        ("https://x.com/toshokan_nise/status/1", "@toshokan_nise"),
    ],
)
def test_3_anything_else_is_refused_with_what_to_do(url: str, says: str) -> None:
    """No post, another site, another account: nothing is recorded."""
    with pytest.raises(UsageRefused, match=f"(?s){says}.*対処.*x.com/toshokan/status"):
        parse_post_url(url, "toshokan")


@given(st.text(max_size=60))
@example("https://x.com/toshokan/status/1234567890")
def test_no_pasted_text_breaks_the_reader(url: str) -> None:
    """It is an id or a refusal."""
    try:
        number = parse_post_url(url, "toshokan")
    except UsageRefused:
        return
    assert number.isdigit()
