"""What X shows, read without a key."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from fakes import Clock
from hypothesis import given
from hypothesis import strategies as st

from bridge.demo.x import StandInX
from bridge.network.way import DIRECT
from bridge.posting.base import same_text
from bridge.posting.oembed import ENDPOINT, PostView, getter, look, shown_text

URL = "https://x.com/toshokan/status/1"
HTML = (
    '<blockquote class="twitter-tweet"><p lang="ja" dir="ltr">おはなし会 &lt;えほん&amp;うた&gt;<br>11月28日(土) '
    '<a href="https://twitter.com/hashtag/x?src=hash">#読み聞かせ</a> <a href="https://t.co/a1">https://t.co/a1</a> '
    '<a href="https://t.co/b2">pic.twitter.com/b2</a></p>&mdash; 図書館 (@toshokan) '
    '<a href="https://twitter.com/toshokan/status/1?ref_src=twsrc">November 25, 2026</a></blockquote>\n<p>外</p>'
)


def answering(body: object) -> object:
    return lambda _: json.dumps(body).encode()


def test_9_2_the_shown_text_can_be_held_against_the_decided_one() -> None:
    """The first paragraph, its breaks and escapes; neither the picture's link nor the signature
    under it.
    """
    shown = shown_text(URL, answering({"html": HTML}))
    assert shown is not None
    decided = "おはなし会 <えほん&うた>\n11月28日(土) #読み聞かせ https://lib.example.jp/1"
    assert same_text(decided, shown, links=False)
    assert not same_text(decided.replace("28", "29"), shown, links=False)


@pytest.mark.parametrize(
    ("page", "user"),
    [
        ("https://twitter.com/Mihon_City", "Mihon_City"),
        ("https://x.com/mihon_city/", "mihon_city"),
        ("https://x.com.example.jp/mihon_city", ""),
        ("https://x.com/mihon_city/status/1", ""),
        (None, ""),
        (5, ""),
    ],
)
def test_5_4_x_says_whose_post_it_is(page: object, user: str) -> None:
    """By the account's page, or not at all: the name in the asked address is nobody's word."""
    told = {} if page is None else {"author_url": page}
    assert look(URL, answering({"html": "<p>本</p>"} | told)) == PostView("本", user)


def test_the_question_names_the_post_and_asks_for_no_script() -> None:
    """One GET to X's endpoint."""
    asked: list[str] = []
    shown_text(URL, lambda url: asked.append(url) or b"{}")
    (url,) = asked
    assert url.startswith(ENDPOINT + "?")
    query = parse_qs(urlsplit(url).query)
    assert (query["url"], query["omit_script"]) == ([URL], ["true"])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"{}",
        b'{"html": 5}',
        b'{"html": "<p>cut"}',
        b'{"html": "<blockquote></blockquote>"}',
    ],
)
def test_no_usable_answer_is_none(body: bytes) -> None:
    """Nothing is concluded from it."""
    assert shown_text(URL, lambda _: body) is None


def test_a_line_that_fails_is_none() -> None:
    """X is not reachable from here: the person looks."""

    def fail(_: str) -> bytes:
        raise ConnectionError

    assert shown_text(URL, fail) is None


@given(st.text(alphabet=st.sampled_from("<>p/br &;\"'a\n!-"), max_size=60))
def test_no_markup_breaks_the_reader(html: str) -> None:
    """Alone it is a text or none; behind the first paragraph it changes nothing."""
    shown_text(URL, answering({"html": html}))
    assert shown_text(URL, answering({"html": f"<p>本</p>{html}"})) == "本"


def test_it_reads_the_stand_in_over_the_wire(clock: Clock) -> None:
    """A post that is there, one that is not, and nobody at home."""
    with StandInX(clock) as x:
        post = x.keep("休館 <11月> https://lib.example.jp/11?a=1&b=2\n本日")
        shown = shown_text(
            f"https://x.com/{x.account}/status/{post.id}",
            getter(DIRECT),
            endpoint=f"{x.url}/oembed",
        )
        assert shown is not None
        assert same_text(post.text, shown, links=False)
        assert (
            shown_text(
                f"https://x.com/{x.account}/status/2", getter(DIRECT), endpoint=f"{x.url}/oembed"
            )
            is None
        )
        with pytest.raises(ValueError, match="200"):
            getter(DIRECT)(f"{x.url}/nothing")
    assert shown_text(URL, getter(DIRECT), endpoint=f"{x.url}/oembed") is None
