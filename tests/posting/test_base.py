"""How the decided text and the shown one are compared (rule of the settlement of unclear posts)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.posting.base import same_text, unescape


@pytest.mark.parametrize(
    ("decided", "shown"),
    [
        ("A&B <1>", "A&amp;B &lt;1&gt;"),
        ("一行目\n二行目", "一行目 二行目"),
        ("  おはなし会　10時  ", "おはなし会 10時"),
        ("がぎぐ", unicodedata.normalize("NFD", "がぎぐ")),
        ("https://Lib.Example.JP", "https://lib.example.jp/"),
        (
            "https://lib.example.jp/お知らせ.html",
            "https://lib.example.jp/%E3%81%8A%E7%9F%A5%E3%82%89%E3%81%9B.html",
        ),
        ("https://lib.example.jp/?a=1&b=2 です", "https://lib.example.jp/?a=1&amp;b=2 です"),
    ],
)
def test_the_dress_of_a_text_makes_no_difference(decided: str, shown: str) -> None:
    """Escapes, spaces, composed accents, a host's case, a bare host's slash, an encoded path."""
    assert same_text(decided, shown)


@pytest.mark.parametrize(
    ("decided", "shown"),
    [
        ("10時から", "11時から"),
        ("①10時", "110時"),
        ("11月の休館日 https://lib.example.jp/11", "11月の休館日 https://lib.example.jp/12"),
        ("お知らせ https://lib.example.jp/A", "お知らせ https://lib.example.jp/a"),
        ("お知らせ", ""),
        ("お知らせ https://lib.example.jp/11", "お知らせ https://t.co/abc"),
    ],
)
def test_another_word_or_another_link_is_another_text(decided: str, shown: str) -> None:
    """Two months' notices with one title differ by their link; a path's case counts."""
    assert not same_text(decided, shown)


def test_without_links_any_link_stands_for_any_other() -> None:
    """oEmbed shows t.co only; the words are still compared, and whether there is a link."""
    assert same_text("休館 https://lib.example.jp/11", "休館 https://t.co/abc", links=False)
    assert not same_text("休館 https://lib.example.jp/11", "開館 https://t.co/abc", links=False)
    assert not same_text("休館 https://lib.example.jp/11", "休館", links=False)


@given(st.text())
def test_a_text_is_the_same_as_itself_in_every_dress(text: str) -> None:
    """Whatever the text, X's escapes, its composition and added spaces do not hide it."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert same_text(text, text)
    assert same_text(unescape(text), f" {unicodedata.normalize('NFC', text)}\n")
    assert unescape(escaped) == text


def test_what_is_escaped_in_a_link_stays() -> None:
    """`&copy=1` is a query of a page, no copyright sign."""
    assert unescape("https://a.jp/?x=1&amp;copy=2") == "https://a.jp/?x=1&copy=2"
