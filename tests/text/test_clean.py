"""Scraped text becomes plain, and harmless on X."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from twitter_text import extract_urls

from bridge.text import clean
from bridge.text.clean import as_seen, folded, harmless, plain, visible


@pytest.mark.parametrize(
    ("page", "read"),
    [
        ("  おはなし\u3000会  \r\n\t次の行 ", "おはなし 会\n次の行"),
        ("ab\u200bcd\ufeff\u00ad", "abcd"),
        ("\u202e逆さ\u202c\u2066x\u2069", "逆さx"),
        ("\ue000外字\uf8ff", "外字"),
        ("\x00\x1b[31m赤", "[31m赤"),
        ("①10時 髙橋 ～", "①10時 髙橋 ～"),
        ("か\u3099", "が"),
        ("👨‍👩‍👧 家族", "👨‍👩‍👧 家族"),
        ("字\u200dをつなぐ", "字をつなぐ"),
        ("Z" + "\u0335" * 40 + "algo", "Zalgo"),
        ("辻\U000e0100", "辻"),
    ],
)
def test_plain_keeps_what_is_read_and_drops_the_rest(page: str, read: str) -> None:
    """Controls, bidi, zero-width, private use go; ①, 髙, ～ and emoji stay."""
    assert plain(page) == read


@pytest.mark.parametrize(
    "text",
    [
        "@higashikurume_t",
        "＠someone",
        "#タグ",
        "＃タグ",
        "$AAPL",
        "example.com",
        "lib.example.jp/x",
        "https://evil.example/",
        "見てexample.comね",
        "mail@example.jp",
        "図書館.jp",
    ],
)
def test_truth_6_nothing_scraped_is_acted_on_by_x(text: str) -> None:
    """5(4): no mention; no hashtag, cashtag or link by accident."""
    safe = harmless(text)
    assert not re.search(r"[@＠]", safe)
    assert not re.search(r"[#＃]\S", safe)
    assert extract_urls(safe) == []


@given(st.text(max_size=80))
@example("http://a.com")
@example("a.co.jp.b.com")
@example("ahttp://http://x.jp")
def test_harmless_text_never_holds_a_link_for_x(text: str) -> None:
    """Whatever the page says."""
    safe = harmless(plain(text))
    assert extract_urls(safe) == []
    assert "@" not in safe


@given(st.text(max_size=80))
def test_plain_is_stable_and_nfc(text: str) -> None:
    """Twice is once."""
    once = plain(text)
    assert plain(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text(alphabet="az.@#＠＃$:/あみんなコム-_1 \u200b\u202e", max_size=40))
def test_nothing_harmless_is_a_mention_hashtag_cashtag_or_link(text: str) -> None:
    """Dots, signs and letters in every order, also before Japanese top-level domains."""
    safe = harmless(text)
    assert extract_urls(safe) == []
    assert not set("@＠#＃") & set(safe)
    assert not re.search(r"\$[A-Za-z]", safe)
    assert harmless(safe) == safe


def test_a_person_still_reads_what_stood_there() -> None:
    """Signs are replaced by signs; figures and abbreviations stay."""
    assert (
        harmless("C#入門 会@中央図書館 Vol.3 No.1 3.5km")
        == "C♯入門 会 at 中央図書館 Vol.3 No.1 3.5km"
    )
    assert harmless("①10時 lib.example.jp") == "①10時 lib．example．jp"


def test_folded_is_for_comparing() -> None:
    """Widths, case, waves, dashes and blanks are one."""
    assert folded("Ａ ｂ〜 －") == folded("aB~-")


#: a letter that nobody sees, of each kind
UNSEEN = (
    "\u00ad", "\u034f", "\u115f", "\u180e", "\u200b", "\u200c", "\u2028", "\u2060", "\u2064", "\u2066", "\u2800", "\u3164", "\ufeff",
    "\uffa0", "\ufff9", "\x1b", "\x7f", "\x85", "\U0001d173", "\U000e0041", "\U000e007f", "\ue000", "\U000f0000",
    "\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0001fffe", "\U000effff",
)  # fmt: skip


@pytest.mark.parametrize("letter", UNSEEN, ids=[f"{ord(letter):04X}" for letter in UNSEEN])
def test_6_what_nobody_sees_is_taken_out_of_a_persons_text_and_shown_by_number_elsewhere(
    letter: str,
) -> None:
    """A soft hyphen, a Hangul filler, a tag letter, a braille blank: none goes out, none is on the
    screen unnamed.
    """
    assert as_seen(f"開館{letter}します").replace("\n", "") == "開館します"
    assert visible(f"開館{letter}します") == f"開館⟦U+{ord(letter):04X}⟧します"


@pytest.mark.parametrize(
    "text", ["葛\U000e0100飾区", "☀️晴れ", "👨‍👩‍👧の日", "辻\ufe00", "café\u3000朝", "a\nb", "ｶﾅ"]
)
def test_a_variant_of_a_letter_and_an_emoji_of_several_parts_stay(text: str) -> None:
    """What shows as something is not hidden: a name's own kanji, the sun in colour, a family."""
    assert as_seen(text) == visible(text) == text


def test_a_quick_look_passes_over_nothing_that_nobody_sees() -> None:
    """Of all letters there are, those that the one set does not have hide nothing."""
    rest = clean._PERHAPS_HIDDEN.sub("", "".join(map(chr, range(sys.maxunicode + 1))))
    assert len(rest) > 50_000
    assert clean._HIDDEN.search(rest) is None


@pytest.mark.parametrize(
    "text", ["\ufe0f開館", "開館\ufe0f\ufe0f", " \U000e0101", "開\u200d館", "\u200d"]
)
def test_a_variant_of_nothing_is_hidden(text: str) -> None:
    """A selector without a letter before it, a second one, a joiner between kanji carry what nobody
    sees.
    """
    assert "⟦" in visible(text)
    assert len(as_seen(text)) < len(text)


def test_radicals_of_a_pdf_are_the_letters_they_look_like() -> None:
    """⽇時 of a PDF is 日時, and ①10時 stays as it is written."""
    assert plain("\u2f47時：⼀⽉ ①10時") == "日時：一月 ①10時"


def test_a_weekday_in_one_sign_is_read_as_a_weekday() -> None:
    """㈯, ㊏ and ㊗ are what their letters say, each of the eight in both rows."""
    assert plain("3/1㈯・2㈰、㊗") == "3/1(土)・2(日)、(祝)"
    assert plain("".join(map(chr, range(0x322A, 0x3231)))) == "(月)(火)(水)(木)(金)(土)(日)"
    assert plain("".join(map(chr, range(0x328A, 0x3291)))) == "(月)(火)(水)(木)(金)(土)(日)"
