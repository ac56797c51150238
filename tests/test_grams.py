"""What an expression cannot match without: never more is named than is true."""

from __future__ import annotations

import re
import sys
import warnings
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bridge import config, grams, program_cache
from bridge.policy import words as words_module
from bridge.policy.folding import fold
from bridge.policy.words import (
    Rule,
    Words,
    parse_words,
    sources,
    with_added,
    with_grams,
)

PLAIN = parse_words(config.word_files(None), packaged=True)
QUICK = with_grams(PLAIN, grams.needed)
#: everything of which the expressions of the lists are made, and letters that they know
PIECES = ["店", "に", "お", "A", "k", "9", "[店に]", "[^店]", r"\d", ".", "(?:店|にお)", "(?:店|)", "(?=店)", "(?!に)", "(?<!お)"]  # fmt: skip
HOWS = ["", "", "?", "*", "+", "{2}", "{0,3}", "+?"]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is kept here stands beside nobody's modules."""
    monkeypatch.setattr(program_cache, "_place", lambda name: tmp_path / name)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


@pytest.mark.parametrize(
    ("expression", "named"),
    [
        ("来店", {"来店"}),
        ("ご?来店", {"来店"}),
        ("開店(?:し|記念)", {"開店"}),
        ("(?:予|準)約", {"予約", "準約"}),
        ("かもしれません", {"かもし"}),
        ("(?:あ|いう)?か", {"か"}),
        ("[一-龥]円", {"円"}),
        ("[^店]に", {"に"}),
        (r"店\d円", {"店"}),
        ("死(?:に|ぬ)", {"死に", "死ぬ"}),
        ("(?:店|に)行く+", {"店行く", "に行く"}),
        ("(?<!x)殺(?!陣)", {"殺"}),
        ("PIN", {"pin"}),
        ("(?:店|)", None),
        ("店?", None),
        (r"\d+", None),
        ("Ω", None),
        ("[一-龥]", None),
        ("(", None),
    ],
)
def test_letters_are_named_that_stand_in_each_match(
    expression: str, named: set[str] | None
) -> None:
    """As many as follow each other; none where any letter may stand, or one with capitals."""
    found = grams.needed([expression])[expression].values()
    assert (None if None in found else set().union(*found)) == named


def test_no_match_is_without_what_was_named() -> None:
    """Whatever an expression is made of: where it matches, one of its grams stands."""
    matches = 0

    @given(
        st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(HOWS)), min_size=1, max_size=5),
        st.text(alphabet="店におAaKk9x", max_size=12),
    )
    @example([("お", "?"), ("店", ""), ("に", "{0,3}"), ("A", "")], "お店a")
    @example([("店", ""), ("に", "+"), ("お", "")], "店ににお")
    def ask(pieces: list[tuple[str, str]], text: str) -> None:
        nonlocal matches
        expression = "".join(f"(?:{piece}){how}" for piece, how in pieces)
        needed = grams._needed(expression)
        if needed is not None and re.search(expression, text, re.IGNORECASE):
            matches += 1
            assert any(gram in text.lower() for gram in needed), (expression, needed)

    ask()
    assert matches >= 2


@pytest.mark.parametrize("rule", PLAIN.rules, ids=lambda rule: rule.name)
def test_each_rule_is_possible_where_it_has_a_hit(rule: object) -> None:
    """Every example of every rule, by itself and in other letters."""
    name, examples = rule.name, rule.examples  # type: ignore[attr-defined]
    for text in examples:
        for folded in (fold(text), fold(text).upper(), f"{fold(text)}\u0130"):
            assert name in QUICK.possible(folded)


def test_most_rules_are_not_asked_of_an_announcement() -> None:
    """Ten of a hundred and thirty have letters in common with it."""
    text = fold(
        "冬のおはなし会を開きます。12月1日(火)午後3時から、中央図書館の集会室で。どなたでもどうぞ。"
    )
    assert len(QUICK.possible(text)) < len(PLAIN.rules) / 10
    assert len(PLAIN.possible(text)) == len(PLAIN.rules)


@given(st.text(alphabet="店に騙だA。", max_size=9), st.text(alphabet="店に騙だA。", max_size=9))
@example("だまして店に", "騙して店に")
@example("店店", "店")
def test_what_stands_in_another_spelling_only_is_looked_at(text: str, other: str) -> None:
    """Each letter, pair and three of it stand in the text itself, or in the part that differs."""
    grams_of = words_module._grams
    part = words_module._other_part(text, other)
    assert grams_of(other) <= grams_of(text) | grams_of(part)


def test_a_rule_is_possible_in_either_spelling() -> None:
    """Its words may be those of the dictionary alone."""
    for rule in PLAIN.rules:
        assert rule.name in QUICK.possible("何もない", fold(rule.examples[0]))


def test_the_librarys_own_words_are_asked_everywhere() -> None:
    """They are written on the desk, and nothing is worked out of them."""
    words: Words = with_added(QUICK, {"6(13)": ("ほげほげ",)})
    assert "own.6(13)" in words.possible("何もない")


def test_what_was_worked_out_is_kept_for_the_next_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lists that come with the program are parsed once; another's are not kept."""
    keep = partial(grams.needed, keep=True)
    told = keep(sources(PLAIN))
    monkeypatch.setattr(grams, "_needed", lambda source: ("worked out",))
    assert keep(sources(PLAIN)) == told
    assert grams.needed(["店|館"]) == {"店|館": dict.fromkeys("店館", ("worked out",))}


def test_without_the_parser_of_re_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python in which it is not where it was asks each rule of each text, as ever."""
    monkeypatch.delattr(re, "_parser")
    words = with_grams(PLAIN, grams.needed)
    assert len(words.possible("何もない")) == len(PLAIN.rules)


@pytest.mark.parametrize(
    ("expression", "parts"),
    [
        ("休館", ("休館",)),
        ("休館|休室", ("休館", "休室")),
        ("(?:休館|休室)|閉館", ("休館", "休室", "閉館")),
        ("(?:(?:休館|休室)|閉館)", ("休館", "休室", "閉館")),
        ("(?:休|閉)館", ("(?:休|閉)館",)),
        ("(?:休)(?:館|室)", ("(?:休)(?:館|室)",)),
        ("[|]|[]|]|[^]|]", ("[|]", "[]|]", "[^]|]")),
        ("[（[]注意|警告", ("[（[]注意", "警告")),
        ("(?:[（[]注意)", ("[（[]注意",)),
        ("[([](?:あ|い)ぬ|警告", ("[([](?:あ|い)ぬ", "警告")),
        ("[【[](?:注[意重]|警告)|あ[]x]", ("[【[](?:注[意重]|警告)", "あ[]x]")),
        ("[|[]|a", ("[|[]", "a")),
        ("(?x:a #)|(\n)|b", ("(?x:a #)|(\n)|b",)),
        ("(?:", ("(?:",)),
        ("a)|b", ("a)|b",)),
        ("[a|b", ("[a|b",)),
        ("(?:a|b", ("(?:a|b",)),
        (r"\||\[|\(a", (r"\|", r"\[", r"\(a")),
        ("(?i:a|b)|c", ("(?i:a|b)", "c")),
        ("(?=a|b)c", ("(?=a|b)c",)),
        (r"(a|b)\1|c", (r"(a|b)\1|c",)),
        ("(?P<x>a)|c", ("(?P<x>a)|c",)),
        ("(?i)a|c", ("(?i)a|c",)),
    ],
)
def test_an_expression_is_parted_at_its_bars(expression: str, parts: tuple[str, ...]) -> None:
    """Those of no group and no class, nor one behind a stroke; not where a group is referred to."""
    assert grams.alternatives(expression) == parts


@pytest.mark.parametrize(
    ("patterns", "text"),
    [
        (["(?:[（[]注意)"], "[注意"),
        (["[([](?:あ|い)ぬ", "警告"], "(いぬ"),
        (["[【[](?:注[意重]|警告)|あ[]x]"], "【警告"),
    ],
)
def test_a_class_with_a_bracket_in_it_is_a_class(patterns: list[str], text: str) -> None:
    """A rule of a library's own in the word lists is read and found, and nothing else is."""
    rule = {"clause": "6(13)", "stop": True, "why": "試し", "examples": [text]}
    tables = config.word_files(None) | {"unfit": {"ours": rule | {"patterns": patterns}}}
    words = with_grams(parse_words(tables), grams.needed)
    (ours,) = (one for one in words.rules if one.name.endswith("ours"))
    for said, hit in ((f"きょうは{text}です", True), ("何もない", False)):
        ways = words.possible(fold(said))
        found = ours.name in ways and list(ours.hits(fold(said), "", ways[ours.name]))
        assert bool(found) == hit


#: of these every expression compiles: in a row, beside one another, in a group
ALTERNATIVES = st.recursive(
    st.sampled_from(("店", "に", "", "[お|]", "[(お[]", r"\|", r"\(", "A?")),
    lambda inner: (
        st.lists(inner, max_size=4).map("".join)
        | st.lists(inner, min_size=2, max_size=4).map("|".join)
        | inner.map("(?:{})".format)
    ),
    max_leaves=9,
)


@settings(suppress_health_check=[HealthCheck.too_slow])  # on a busy machine
@given(ALTERNATIVES, st.text(alphabet="店にお|(Aa", max_size=8))
@example("(?:店|に)お|A", "店")
@example("[お|]店", "お")
def test_an_expression_matches_where_one_of_its_parts_does(expression: str, text: str) -> None:
    """Whatever it is made of."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # a bracket in a class
        parts = grams.alternatives(expression)
        hits = [re.search(part, text) is not None for part in parts]
        assert any(hits) == (re.search(expression, text) is not None)


@pytest.mark.parametrize("text", ["(?:", "店|)", "[", "(?:店|に", "に|[お"])
def test_what_is_no_expression_is_not_taken_apart(text: str) -> None:
    """Whoever compiles it says what is wrong with it."""
    assert grams.alternatives(text) == (text,)


@pytest.mark.parametrize("rule", PLAIN.rules, ids=lambda rule: rule.name)
def test_a_rule_finds_the_same_in_the_ways_that_are_possible(rule: Rule) -> None:
    """In its own examples and harmless texts, and in those of the rules beside it."""
    place = PLAIN.rules.index(rule)
    for other in PLAIN.rules[max(0, place - 3) : place + 3]:
        for text in map(fold, (*other.examples, *other.harmless)):
            ways = QUICK.possible(text)
            hits = list(rule.hits(text, "", ways[rule.name])) if rule.name in ways else []
            assert hits == list(rule.hits(text))


@pytest.mark.parametrize(
    ("said", "asked"),
    [("鍵の番号", True), ("鍵をなくした", False), ("番号は7", False), ("何もない", False)],
)
def test_what_stands_together_is_asked_where_each_of_it_can_stand(said: str, asked: bool) -> None:
    """A text that has but one of two expressions' letters has no hit of both."""
    rule = {"clause": "6(13)", "stop": True, "why": "試し", "examples": ["鍵の番号"]}
    tables = config.word_files(None) | {
        "unfit": {"ours": rule | {"together": [["鍵", "扉の錠"], ["番号", "暗証"]]}}
    }
    words = with_grams(parse_words(tables), grams.needed)
    (ours,) = (one for one in words.rules if one.name.endswith("ours"))
    ways = words.possible(fold(said))
    assert (ours.name in ways) == asked
    hits = list(ours.hits(fold(said), "", ways[ours.name])) if asked else []
    assert hits == [(0, 4)] * asked


@pytest.mark.parametrize("said", ["施錠", "錠前をあけます", "鍵と番号と暗証と裏口"])
def test_a_rule_of_words_and_of_four_that_stand_together_is_asked_by_either(said: str) -> None:
    """However many stand together, none of them is taken for a word of its own."""
    rule = {"clause": "6(13)", "stop": True, "why": "試し", "examples": ["施錠"]}
    together = [["鍵"], ["番号"], ["暗証"], ["裏口"]]
    tables = config.word_files(None) | {
        "unfit": {"ours": rule | {"together": together, "patterns": ["施錠|錠前"]}}
    }
    words = with_grams(parse_words(tables), grams.needed)
    (ours,) = (one for one in words.rules if one.name.endswith("ours"))
    assert list(ours.hits(fold(said), "", words.possible(fold(said))[ours.name]))


def test_an_expression_of_any_letters_may_stand_together_with_one_of_some() -> None:
    """Where nothing is known of one of them, the other's letters are enough to ask."""
    rule = {"clause": "6(13)", "stop": True, "why": "試し", "examples": ["鍵 abc"]}
    tables = config.word_files(None) | {
        "unfit": {"ours": rule | {"together": [["鍵"], ["[a-z]{3}"]], "patterns": ["施錠"]}}
    }
    words = with_grams(parse_words(tables), grams.needed)
    (name,) = (one.name for one in words.rules if one.name.endswith("ours"))
    assert name in words.possible("鍵 abc")
    assert name in words.possible("施錠")
    assert name not in words.possible("abc")
