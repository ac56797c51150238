"""How alike a text is to samples: none of these texts is one of them."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import replace
from math import log
from typing import Any

import pytest
from fakes import packaged_words
from growth import growth
from policy.samples import context

from bridge import config
from bridge.model import Finding, Kind, Page
from bridge.policy.examine import Manuscript, examine
from bridge.policy.folding import fold
from bridge.policy.likeness import Likeness, Sample
from bridge.policy.s06_prohibited import FAR, LIKE, SURE, UNLIKE
from bridge.policy.words import SAMPLES, WordFaults, parse_words

WORDS = packaged_words()
SMALL = Likeness(
    (
        Sample("6(2)", True, "切符がなくても、後ろから入れば分かりません。"),
        Sample("6(3)", True, "あの店の人は、いばってばかりです。"),
        Sample("6(2)", False, "切符の歴史の本を並べました。"),
        Sample("6(3)", False, "いばりんぼうの王さまの絵本を読みます。"),
    )
)
BAD = [
    (
        "6(1)",
        "閉館後の見まわり\n夜の10時に一度だけです。裏の窓は掛け金がこわれていて、外から開きます。",
    ),
    (
        "6(2)",
        "冬の遠足\n駅の改札は、前の人にくっついて通ればお金がかかりません。見つかっても謝ればすみます。",
    ),
    (
        "6(3)",
        "近くの本屋さん\n店主は口だけの人で、頼んだ本はいつまでも来ません。あんな店に行く人の気が知れません。",
    ),
    ("6(4)", "市長選が近づきました\n図書館を守ってくれる方に、家族みんなで票を入れましょう。"),
    (
        "6(5)",
        "人気の絵本を配ります\n出版社には聞いていませんが、全部のページを写して冊子にしました。",
    ),
    (
        "6(6)",
        "めがねの店から\n図書館のカードを見せると、レンズが半額になります。今月中にご来店ください。",
    ),
    (
        "6(7)",
        "おはなしの会\n外国から来た子は言葉がおそく、ほかの子がつまらなくなるので、ご遠慮ください。",
    ),
    ("6(8)", "猫を追いはらうには\n石を投げたり、水をかけたりして、こわがらせるのがいちばんです。"),
    (
        "6(9)",
        "かぜの予防\nしょうがを毎日食べる人は、医者にかからないそうです。知り合いから聞きました。",
    ),
    (
        "6(10)",
        "きのう倒れた方\n本町の水口さんという、足のわるい方です。いまは市立病院に入院されています。",
    ),
    ("6(11)", "便利な道具\n入れるときに警告が出ますが、気にせず「許可」を押してください。"),
    ("6(12)", "大人だけの朗読会\nはだかの男女がからみ合う場面を、声を出して読みます。"),
    (
        "6(13)",
        "朝のひとこと\n電車が遅れて、もう帰りたいです。おなかもすきました。だれかパンをください。",
    ),
]
HARMLESS = [
    "書庫の見学会\nふだんは入れない地下の書庫を、職員がご案内します。定員は10人です。",
    "きせる乗車のなくし方\n鉄道の本から、切符と改札の歴史を学ぶ展示です。",
    "悪口の文学\n作家どうしの手紙に残る、きびしいことばを読みくらべる講座です。",
    "市長選挙のお知らせ\n投票所になるため、2階の集会室は使えません。",
    "絵本の複製画\n出版社の許可を得た複製画を、児童室に展示しています。",
    "眼鏡の図書館用品\n読書用の眼鏡を、カウンターで無料でお貸しします。",
    "外国語のおはなし会\n外国から来た子も、日本の子も、いっしょに楽しめます。",
    "猫の本\n石を投げられた子猫が、家族になるまでの写真絵本を入れました。",
    "かぜの季節に\nしょうがやねぎを使った料理の本を並べました。",
    "図書館の救急箱\nぐあいの悪くなった方は、近くの職員にお声がけください。",
    "検索機の使い方\n画面の「検索」を押し、題名を入れると、本のある棚がわかります。",
    "人体の描き方\n美術の先生に、人の体をデッサンする方法を教わります。",
    "朝の読書\n開館前から並んでくださる方のために、いすを増やしました。",
]


def written(text: str) -> tuple[Finding, ...]:
    candidate = Manuscript(Kind.OTHER, "", text, "", None, None, None, "staff")
    return examine(candidate, context())


def test_each_kind_has_samples_of_both_sides_and_none_twice() -> None:
    """What both sides had would say nothing, and what stands twice would be counted twice."""
    samples = WORDS.likeness.samples
    sides = Counter((one.clause, one.bad) for one in samples)
    assert min(sides[f"6({n})", bad] for n in range(1, 14) for bad in (True, False)) >= 40
    assert len({one.text for one in samples}) == len(samples)
    new = {text for _, text in BAD} | set(HARMLESS)
    assert new.isdisjoint(one.text for one in samples)


@pytest.mark.parametrize(("clause", "text"), BAD, ids=[clause for clause, _ in BAD])
def test_6_a_text_is_seen_by_its_way_of_speaking(clause: str, text: str) -> None:
    """It stops, whether a list has its words or not."""
    assert any(one.stop for one in written(text))
    assert WORDS.likeness.odds(fold(text)) > 0


@pytest.mark.parametrize("text", HARMLESS)
def test_6_what_only_touches_a_kind_is_not(text: str) -> None:
    """A lecture, a book, an exhibition, a notice on the same things."""
    assert [one for one in written(text) if one.clause.startswith("6(")] == []
    assert WORDS.likeness.odds(fold(text)) < LIKE


def test_6_what_is_like_the_samples_stops_with_its_sentence_and_its_kind() -> None:
    """Where no list has its words: the clause, the sentence that says it, the name of the samples;
    beside another stop of clause 6 it is silent.
    """
    title = "庭の桜"
    deed = "根元から折って持ち帰っても、夜ならだれにも見つかりません。"
    text = f"{title}\n{deed}"
    words = parse_words({SAMPLES: config.word_files(None)[SAMPLES]})  # no lists at all
    candidate = Manuscript(Kind.OTHER, "", text, "", None, None, None, "staff")
    (seen,) = (one for one in examine(candidate, context(words=words)) if one.clause[0] == "6")
    assert (seen.clause, seen.found, seen.stop) == ("6(2)", deed, True)
    assert seen.rule == "samples.6(2)"


class Fixed(Likeness):
    """What has always the same odds."""

    def __init__(self, odds: float) -> None:
        super().__init__(())
        self._fixed = odds

    def odds(self, folded: str) -> float:
        return self._fixed

    def clause(self, folded: str) -> str:
        return "6(2)"


@pytest.mark.parametrize(
    ("text", "odds", "seen"),
    [
        ("夜は鎖がゆるみます。", SURE, [("6(2)", True)]),
        ("夜は鎖がゆるみます。", SURE - 1, [("6(2)", False)]),
        ("夜は鎖がゆるみます。", LIKE, [("6(2)", False)]),
        ("夜は鎖がゆるみます。", LIKE - 1, []),
        ("妊娠のことです。", LIKE, [("6(10)", True)]),
        ("妊娠のことです。", LIKE - 1, [("6(10)", False)]),
        ("妊娠のことです。", UNLIKE - 1, []),
        ("電話は042-471-1111へ。", SURE - 1, [("11", True)]),
        ("電話は042-471-1111へ。", FAR - 1, [("11", True)]),
        ("合鍵は右の植木鉢の下にあります。", FAR - 1, [("6(1)", True)]),
        ("部外秘の資料です。", FAR - 1, [("6(1)", True)]),
        ("市長選は現職に一票を。", FAR - 1, [("6(4)", True)]),
        ("部長は無能な人です。死ね。", UNLIKE - 1, [("6(3)", False)]),
        ("鍵をこわして入ってもかまいません。", FAR, [("6(2)", True)]),
        ("鍵をこわして入ってもかまいません。", FAR - 1, [("6(2)", False)]),
    ],
)
def test_6_thin_evidence_is_a_note(text: str, odds: float, seen: list[tuple[str, bool]]) -> None:
    """A little like the bad samples, without a word of the lists: told, and not stopped, and not at all
    of a text that something else stops. A sign (妊娠) stops in such a text, is a note in one that is
    less like them, and is silent in a notice; what a list is sure of is a note in what is most like
    a notice, but for personal data and the ways into the house.
    """
    words = replace(WORDS, likeness=Fixed(odds))
    candidate = Manuscript(Kind.OTHER, "", text, "", None, None, None, "staff")
    found = examine(candidate, context(words=words))
    assert [(one.clause, one.stop) for one in found] == seen


def test_6_a_page_and_what_follows_a_post_are_not_held_against_samples() -> None:
    """They are as they are on the homepage, or as the first post was."""
    text = BAD[7][1]
    page = Page("https://lib.example.jp/1", "猫", text)
    for candidate in (
        Manuscript(Kind.OTHER, "", text, "", None, page, None, "staff"),
        Manuscript(Kind.PAGE, "", text, "", None, None, None, "home"),
        Manuscript(Kind.OTHER, "", text, "", None, None, None, "staff", follows=True),
    ):
        assert [one for one in examine(candidate, context()) if one.rule.startswith(SAMPLES)] == []


def test_6_a_topic_counts_unless_the_text_is_like_harmless_ones() -> None:
    """A lecture on fraud names fraud; whoever offers it, and a page, is told of."""
    lecture = "だまされないための講座です。海賊版のサイトの見分け方を、相談員が教えます。定員20人。"
    offer = "海賊版なら、ここで手に入ります。"
    assert WORDS.likeness.odds(fold(lecture)) < UNLIKE < WORDS.likeness.odds(fold(offer))
    assert [one for one in written(lecture) if one.clause == "6(2)"] == []
    assert "6(2)" in [one.clause for one in written(offer) if one.stop]


def test_numbers_and_spaces_are_alike() -> None:
    """Another day, another width, another line break say nothing."""
    one, other = "1月5日に切符の本を 並べます。", "12月31日に切符の本を\n\n並べます。"
    assert SMALL.odds(fold(one)) == SMALL.odds(fold(other)) < 0


def test_the_odds_are_weighed_with_one_more_run_than_there_are() -> None:
    """By hand, of two samples of one letter each: both sides had one run of two, so that a letter
    of one of them counts (1 + 0.3) to 0.3 for the side, and (1 + 0.1) to 0.1 for its kind; a side
    that had three of four is the likelier to have it.
    """
    two = (Sample("6(2)", True, "あ"), Sample("6(2)", False, "い"))
    expected = (log(1.3 / 0.3) + log(1.1 / 0.1)) / 2
    assert Likeness(two).odds("あ") == pytest.approx(expected)
    assert Likeness(two).odds("い") == pytest.approx(-expected)
    more = (Sample("6(2)", True, "あう"), two[1])  # あ, う, あう beside い
    sides = log(3 + 0.3 * 4 + 1) - log(1 + 0.3 * 4 + 1)
    kinds = log(3 + 0.1 * 4 + 1) - log(1 + 0.1 * 4 + 1)
    assert Likeness(more).odds("あ") == pytest.approx(expected - (sides + kinds) / 2)


def test_the_sentence_that_says_most_is_shown() -> None:
    """Not the one before it, nor a title."""
    text = "切符の本\n王さまの絵本を読みます。後ろから入れば分かりません。"
    start, end = SMALL.sentence(text)
    assert text[start:end] == "後ろから入れば分かりません。"
    assert SMALL.clause(text[start:end]) == "6(2)"
    assert SMALL.sentence(" \n") == (0, 0)


@pytest.mark.parametrize("samples", [(), SMALL.samples[:2], SMALL.samples[2:]])
def test_samples_of_one_side_say_nothing(samples: tuple[Sample, ...]) -> None:
    """Nor does none."""
    assert Likeness(samples).odds("後ろから入れば分かりません。") == 0


def test_a_text_without_letters_or_in_another_script_says_nothing() -> None:
    """Runs that no sample has are not counted."""
    assert SMALL.odds("") == SMALL.odds("Ωμέγα") == 0


def test_thirty_thousand_letters_are_counted_in_no_time() -> None:
    """What nobody can post is looked at all the same."""
    words = "図書館の本を、夜に読みます。"
    assert growth(lambda count: WORDS.likeness.odds(words * count), 550) < 9


def test_a_library_adds_samples_of_its_own() -> None:
    """A table of another name beside ours."""
    own = tomllib.loads('[ours]\nclause = "6(13)"\nbad = ["ぺろぺろぽん"]\nharmless = ["ぽん"]')
    tables = config.word_files(None)
    tables[SAMPLES] = tables[SAMPLES] | own
    assert Sample("6(13)", True, "ぺろぺろぽん") in parse_words(tables).likeness.samples


@pytest.mark.parametrize(
    "broken",
    [
        '[ours]\nbad = ["あ"]',
        '[ours]\nclause = "6(14)"\nbad = ["あ"]',
        '[ours]\nclause = "6(1)"\nbad = "あ"',
        '[ours]\nclause = "6(1)"\nharmless = [" "]',
        '[ours]\nclause = "6(1)"\nworse = ["あ"]',
        'ours = "あ"',
    ],
)
def test_a_broken_table_of_samples_is_told(broken: str) -> None:
    """With its name, and how to write it."""
    with pytest.raises(WordFaults) as caught:
        parse_words({SAMPLES: tomllib.loads(broken)})
    assert caught.value.faults[0].startswith("samples.toml [ours] clause")


def test_samples_are_read_when_a_text_is_first_held_against_them() -> None:
    """The drafts of pages ask for none; of the program's own lists they lie in a file apart."""
    readings: list[str] = []

    def samples() -> dict[str, Any]:
        readings.append(SAMPLES)
        return config.samples()

    words = parse_words(config.lists(), packaged=True, samples=samples)
    assert not readings
    assert (
        words.likeness.samples
        == parse_words(config.word_files(None), packaged=True).likeness.samples
    )
    assert words.likeness.odds("裏口の鍵は箱の中です") != 0
    assert readings == [SAMPLES]
