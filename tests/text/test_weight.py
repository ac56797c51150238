"""X's weighted count."""

from __future__ import annotations

import subprocess
import sys

import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st
from twitter_text import parse_tweet
from twitter_text.regexp.emoji import emoji_list

from bridge.text.weight import LIMIT, LINK, bound, fits, weigh


def judged(text: str) -> int:
    """What a library says that passes X's conformance cases (of Unicode 12, and of every emoji that
    may want a selector).
    """
    return int(parse_tweet(text).weightedLength)


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("", 0),
        ("abc", 3),
        ("図書館", 6),
        ("ｱ", 2),
        ("①～", 4),
        ("か\u3099", 2),
        ("e\u0301", 1),
        ("👨‍👩‍👧‍👦", 2),
        ("🏳️‍🌈", 2),
        ("https://www.lib.example.jp/news/2026/12/05/a-very-long-name.html?id=1", 23),
        ("行事 https://a.jp/", 28),
        ("a\nb", 3),
        ("—", 1),
        ("’", 1),
        ("\u10ff\u1100", 3),
        ("\u1fff\u2000\u200d\u200e", 6),
        ("\u200f\u2010\u201f\u2020", 6),
        ("\u2031\u2032\u2037\u2038", 6),
        ("©®™", 4),
        ("©\ufe0f®\ufe0f™\ufe0f", 6),
        ("1\ufe0f\u20e3", 2),
        ("🇯🇵", 2),
        ("🇯🇯", 4),
        ("👋🏽", 2),
        ("👋\ufe0f", 4),
        ("☎\ufe0f", 2),
        ("☎\ufe0e", 4),
        ("👩‍⚕\ufe0f", 2),
        ("👩‍⚕", 5),
        ("🐦‍🔥", 5),
        ("\ufe0f", 2),
        ("http://日本語.jp/", 23),
        ("http://" + "あ" * 60 + ".jp/", 7 + 120 + 4),
        ("https://intra.local/a", 21),
        ("https://https://a.jp", 8 + 23),
        ("https://a.jp:8080/b?c=d#e", 23),
        ("https://a.jp/b(c)d", 23),
        ("https://a.jp/b.", 24),
        ("https://t.co/abc/d", 25),
        ("https://t.co/" + "a" * 41, 54),
        ("https://a.jp/" + "a" * 4084, 4097),
        ("xhttps://a.jp", 13),
        ("a.jp", 23),
        ("a.jp/b", 23),
        ("a.jp?b", 25),
        ("a.みんなで", 25),
        ("a_b.jp", 6),
        ("a_b.lib.jp", 25),
        ("-a.jp", 5),
        ("/a.jp", 5),
        ("desk@lib.example.jp", 19),
        ("@lib.jp", 7),
        ("index.html Vol.3 v2.0", 21),
        ("詳細はwww.lib.jpへ", 31),
        ("xn--p1ai.xn--p1ai", 23),
    ],
)
def test_the_count_is_xs(text: str, weight: int) -> None:
    """CJK 2, an emoji 2 however it is made, a link 23, NFC."""
    assert weigh(text) == weight


def test_two_hundred_and_eighty_fit_and_one_more_does_not() -> None:
    """140 Japanese characters are the limit."""
    assert fits("あ" * (LIMIT // 2))
    assert not fits("あ" * (LIMIT // 2) + "a")


@given(st.text(max_size=60))
def test_any_text_can_be_weighed(text: str) -> None:
    """Lone surrogates and odd characters included; a letter behind it, after a blank, is one more.
    No character weighs more than six: a.jp is a link, and NFC makes three of some.
    """
    assert weigh(f"{text} a") == weigh(f"{text} ") + 1
    assert weigh(text) <= 6 * len(text)


@given(st.text(st.characters(exclude_characters=".:/", exclude_categories=["Cs"]), max_size=60))
def test_the_bound_is_never_too_low(text: str) -> None:
    """For a text without links."""
    assert bound(text) >= weigh(text)


def test_no_emoji_counts_less_than_for_the_judge() -> None:
    """Of 3,827 sequences only the two signs that are text without a selector do: they count 1."""
    assert [e.emoji for e in emoji_list if weigh(e.emoji) < judged(e.emoji)] == ["©", "®"]


_WORDS = st.text(
    st.sampled_from("図書館のお知らせ、。「」（）・ー～…！？年月日AaZz09 '#\n①℃"), max_size=12
)
_EMOJI = st.sampled_from(
    [e.emoji for e in emoji_list if e.status == "fully-qualified" and len(e.emoji) == 1]
)
_LINKS = st.sampled_from(
    [
        "https://www.lib.example.jp/news/2026/12/05.html",
        "http://lib.example.jp:8080/a?b=c&d=e",
        "https://例え.jp/あ",
        "www.lib.example.jp",
        "lib.example.jp/a/",
        "desk@lib.example.jp",
        "index.html",
        "https://intra.local/x",
    ]
)


@given(st.lists(st.one_of(_WORDS, _EMOJI, _LINKS.map(" {}\n".format)), max_size=20).map("".join))
def test_a_post_as_people_write_it_counts_as_for_the_judge(text: str) -> None:
    """Words, emoji and links that stand for themselves."""
    assert weigh(text) == judged(text)


@given(st.text(st.characters(exclude_characters="©®", exclude_categories=["Cs"]), max_size=80))
def test_no_text_counts_less_than_for_the_judge(text: str) -> None:
    """Any characters at all."""
    assert weigh(text) >= judged(text)


def test_a_link_after_words_too_long_for_a_label_counts_as_the_longer() -> None:
    """X takes the words for a label and may see no link; its address is then counted letter by
    letter.
    """
    words = "図書館の催しものをくわしくご案内しております"
    address = "www.lib.example.jp/" + "a" * 40
    assert weigh(words * 4 + address) == 2 * len(words * 4) + len(address)
    assert weigh(words + address) == 2 * len(words) + LINK
    assert weigh("。" + address) == 2 + len(address)


def test_a_hundred_and_forty_families_fit() -> None:
    """1,540 UTF-16 units: a long run of emoji is counted as such."""
    assert weigh("👨‍👩‍👧‍👦" * 140) == LIMIT


@pytest.mark.parametrize(
    ("head", "piece", "end"),
    [
        ("", "a.", ""),
        ("", "あ", ""),
        ("", "é", ""),
        ("", "a-", ".jp"),
        ("http://a.jp/", "(", ""),
        ("http://a.jp/", "(a", ""),
        ("", "http://", ""),
        ("", "a.jp", ""),
        ("http://", "あ.", ""),
        ("", "1\ufe0f", ""),
        ("http://a.jp?", "!", ""),
        ("", "👨‍👩", ""),
        ("", "_a", ""),
        ("", "あa.jp", ""),
    ],
)
def test_no_text_takes_long(head: str, piece: str, end: str) -> None:
    """Linear time: a hostile page costs no more than a long one."""

    def weighed(count: int) -> None:
        assert weigh(head + piece * count + end) > LIMIT

    assert growth(weighed, 7_500 // len(piece)) < 9


def test_a_lone_surrogate_counts_as_an_unknown_character() -> None:
    """Such a string comes out of broken JSON."""
    assert weigh("\ud800") == 2


def test_counting_imports_no_library() -> None:
    """The first draft of a run waits for nothing."""
    code = "import sys; from bridge.text.weight import weigh; weigh('a.jp'); print('twitter_text' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
