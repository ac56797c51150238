"""6(9): the many words by which a thing is called off, put off, paused or full."""

from __future__ import annotations

import pytest
from growth import growth

from bridge import grams
from bridge.policy import standing
from bridge.policy.folding import fold

FILM = fold("映画会「北の灯」")


@pytest.mark.parametrize(
    ("value", "words", "says"),
    [
        (phrasing.value, words, says)
        for phrasing in standing.PHRASINGS
        for says, group in ((True, phrasing.examples), (False, phrasing.harmless))
        for words in group
    ],
)
def test_6_9_each_phrasing_says_its_examples_and_not_what_is_only_like_it(
    value: str, words: str, says: bool
) -> None:
    """The examples stand beside each pattern."""
    assert any(one.value == value for one in standing.statements(fold(words), "")) is says


def test_6_9_each_phrasing_has_examples() -> None:
    """So that somebody sees what it is for."""
    assert all(phrasing.examples for phrasing in standing.PHRASINGS)


def test_6_9_each_phrasing_has_a_sign_by_which_a_sentence_is_read_at_all() -> None:
    """What a match cannot be without is a sign; a sentence without any is not asked."""
    for phrasing in standing.PHRASINGS:
        for parts in grams.needed([phrasing.pattern.pattern]).values():
            for letters in parts.values():
                assert letters
                assert [one for one in letters if not standing.SIGN.search(one)] == []


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("講師が急病のため中止します", True),
        ("12月6日(日)の会は取りやめます", True),
        ("映画会は講師が急病のため、やむを得ず中止します", True),
        ("本年度は中止します", True),
        ("感染の状況を考慮して中止とします", True),
        ("会場の工事のため、中止(別の講座を検討中です)", True),
        ("「北の灯」は延期します", True),
        ("お申し込みは締め切りました", True),
        ("飲食は中止しています", False),
        ("感染防止のため、飲食は当面の間中止しています", False),
        ("会場では飲食を中止しています", False),
        ("飲食中止", False),
        ("返却期限は12月12日に変更します", False),
        ("12月5日の開始時刻を3時に変更します", False),
    ],
)
def test_6_9_what_is_said_of_something_beside_the_thing_is_told_apart(
    text: str, *, own: bool
) -> None:
    """By the subject or object of the words, by the topic of their sentence, or by what stands
    right before them.
    """
    assert {one.own for one in standing.statements(fold(text), FILM)} == {own}


def test_6_9_what_is_denied_and_what_was_so_are_told_apart() -> None:
    """中止ではありません calls nothing off, and 延期していた is over."""
    (denied,) = standing.statements("中止ではありません", "")
    (past,) = standing.statements("延期していた会を開きます", "")
    assert (denied.denied, denied.past, past.denied, past.past) == (True, False, False, True)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("本は中止します", "本"),
        (f"飲食は、{'館' * 50}、中止します、{'館' * 60}", "飲食"),
        (f"飲食は、{'館' * 114}、中止します", "飲食"),
        (f"飲食は、{'館' * 120}、中止します", ""),
    ],
)
def test_6_9_a_word_is_read_with_120_letters_before_it(text: str, subject: str) -> None:
    """From the first letter of its sentence on, where it is nearer."""
    (one,) = standing.statements(fold(text), FILM)
    assert one.subject == subject


@pytest.mark.parametrize("word", ["【キャンセル】", "【中止】", "（お休み）"])
def test_6_9_what_stands_in_a_bracket_is_said_outright(word: str) -> None:
    """What follows the bracket is beside it; without one it would be a condition."""
    aside = "雨天の場合は電話でお知らせします"
    (one,) = standing.statements(fold(f"{word}{aside}"), FILM)
    assert (one.own, one.subject) == (True, "")
    assert standing.statements(fold(f"{word[1:-1]}、{aside}"), FILM) == ()


@pytest.mark.parametrize(
    ("one", "other", "borne"),
    [
        ("中止します", "会は開催しません", True),
        ("中止します", "開催を見合わせます", True),
        ("中止します", "延期します", False),
        ("満席です", "申込みは締め切りました", True),
        ("満席です", "会は中止します", False),
        ("中止します", "飲食は中止します", False),
        ("飲食は中止します", "飲食を中止しています", True),
        ("中止します", "中止ではありません", False),
    ],
)
def test_6_9_one_statement_bears_out_another_of_the_same_thing(
    one: str, other: str, *, borne: bool
) -> None:
    """In other words, but not of another thing, and not where it is denied."""
    (ours,) = standing.statements(one, FILM)
    assert standing.bears_out(ours, standing.statements(other, FILM)) is borne


@pytest.mark.slow
@pytest.mark.parametrize("words", ["中止", "講座は中止、", "【満席", "満席で"])
def test_a_text_of_nothing_but_such_words_is_read_in_time(words: str) -> None:
    """A list's title is whatever a site writes: what has no stop is not read whole as often as the
    word stands in it; the double takes the double.
    """
    assert growth(lambda count: standing.halts(words * count), 1_000 // len(words)) < 9
