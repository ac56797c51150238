"""The word lists as data: every example is found, every harmless text is not, every fault is told
at once.
"""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import replace
from typing import Any

import pytest
from fakes import packaged_words
from growth import growth
from hypothesis import given
from hypothesis import strategies as st
from policy.samples import context

from bridge import config
from bridge.model import Kind, Page
from bridge.policy import words
from bridge.policy.examine import Manuscript, examine
from bridge.policy.folding import fold
from bridge.policy.words import NEAR, Rule, WordFaults, Words, parse_words, with_added
from bridge.policy.words.loops import endless
from bridge.text.morphemes import Morpheme

PACKAGED = packaged_words()
GOOD = """
[plan]
clause = "5(3)ウ"
stop = true
why = "まだ決まっていません。"
words = ["素案"]
examples = ["素案です"]
harmless = ["案内です"]
"""


def parsed(text: str) -> Words:
    return parse_words({"own": tomllib.loads(text)})


def faults(text: str) -> str:
    with pytest.raises(WordFaults) as caught:
        parsed(text)
    return "\n".join(caught.value.faults)


def test_every_example_of_every_rule_is_found_and_no_harmless_text_is() -> None:
    """The examples in the lists are their specification."""
    assert all(rule.examples for rule in PACKAGED.rules)
    texts = [(rule, text, True) for rule in PACKAGED.rules for text in rule.examples]
    texts += [(rule, text, False) for rule in PACKAGED.rules for text in rule.harmless]
    assert [
        (rule.name, text) for rule, text, hit in texts if any(rule.hits(fold(text))) is not hit
    ] == []


def test_the_lists_cover_the_clauses_that_words_can_show() -> None:
    """Each prohibited kind that has words has a rule."""
    clauses = {rule.clause for rule in PACKAGED.rules}
    assert clauses >= {
        "5(3)イ",
        "5(3)ウ",
        "6(1)",
        "6(2)",
        "6(3)",
        "6(4)",
        "6(5)",
        "6(6)",
        "6(7)",
        "6(8)",
        "6(9)",
        "6(10)",
    }
    assert clauses >= {"6(12)", "6(13)", "11"}


def test_a_rule_says_what_it_needs() -> None:
    """A sound list becomes a rule with the file and the table as its name."""
    (rule,) = parsed(GOOD).rules
    assert (rule.name, rule.clause, rule.stop, rule.page, rule.on) == (
        "own.plan",
        "5(3)ウ",
        True,
        "stop",
        "text",
    )


@pytest.mark.parametrize(
    "line",
    [
        *("sign = false", "sign = true", "topic = false", 'on = "link"', 'of = "own"'),
        *('within = "sentence"', 'page = "note"'),
    ],
)
def test_what_a_rule_may_say_may_be_written_out(line: str) -> None:
    """What it means without the line, too."""
    assert len(parsed(f"{GOOD}{line}\n").rules) == 1


def test_a_note_stays_a_note_on_the_page() -> None:
    """Without a word about the page, what is a note in the draft is one there too."""
    (rule,) = parsed(GOOD.replace("stop = true", "stop = false")).rules
    assert rule.page == "note"


def test_an_exception_covers_only_what_lies_inside_it() -> None:
    """検討 in ご検討ください is harmless; the one beside it is not."""
    (rule,) = parsed(
        GOOD.replace('words = ["素案"]', 'words = ["検討"]\nexcept = ["ご検討ください"]').replace(
            "素案", "検討中"
        )
    ).rules
    assert [start for start, _ in rule.hits("ご検討ください。検討します。")] == [8]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('examples = ["素案です"]', ""), "examples — 当たるはずの文"),
        (('words = ["素案"]', ""), "words も patterns も together もありません"),
        (('clause = "5(3)ウ"', 'clause = "14"'), "項番号ではありません"),
        (('clause = "5(3)ウ"', ""), "項番号ではありません"),
        (('why = "まだ決まっていません。"', ""), "why"),
        (("stop = true", 'stop = "はい"'), "stop — 書ける値ではありません — true / false"),
        (("stop = true", "stop = 1"), "stop — 書ける値ではありません"),
        (("stop = true", ""), "stop — 書ける値ではありません"),
        (
            ("stop = true", 'stop = true\npage = "いいえ"'),
            "page — 書ける値ではありません — stop / note / ignore",
        ),
        (("stop = true", "stop = true\nword = []"), "word — この項目はありません"),
        (('words = ["素案"]', 'words = "素案"'), 'words — ["…", "…"] の形'),
        (('words = ["素案"]', 'words = [""]'), 'words — ["…", "…"] の形'),
        (
            ('words = ["素案"]', 'words = ["素案"]\npatterns = ["(素"]'),
            "patterns — 正規表現として読めません",
        ),
        (
            ('words = ["素案"]', 'words = ["素案"]\nexcept = ["["]'),
            "except — 正規表現として読めません",
        ),
        (
            ('words = ["素案"]', 'words = ["素案"]\npatterns = ["素?"]'),
            "何も書かれていないところにも当たります",
        ),
        (("素案です", "計画です"), "examples — 「計画です」に当たりません"),
        (("案内です", "素案内です"), "harmless — 「素案内です」に当たります"),
    ],
)
def test_bad_lists_are_told_with_file_rule_and_what_is_wrong(
    change: tuple[str, str], told: str
) -> None:
    """One line says where and what."""
    line = faults(GOOD.replace(*change))
    assert line.startswith("own.toml [plan] ")
    assert told in line


def test_all_faults_are_told_at_once() -> None:
    """Two broken rules in two files: both are named."""
    broken: dict[str, Any] = tomllib.loads(
        GOOD.replace('examples = ["素案です"]', "").replace("stop = true", "")
    )
    with pytest.raises(WordFaults) as caught:
        parse_words({"one": broken, "two": {"stray": 3}})
    told = caught.value.faults
    assert [line.split(" — ")[0] for line in told] == [
        "one.toml [plan] stop",
        "one.toml [plan] examples",
        "two.toml [stray] は [名前] の表ではありません",
    ]


@given(st.text(max_size=80))
def test_folding_keeps_every_place(text: str) -> None:
    """A place in the folded text is the same place in the text as it stands."""
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("０４２₋０００−０００", "042-000-000"),
        ("①10時", "①10時"),
        ("髙台のﾘｻｲｸﾙ", "髙台のリサイクル"),
        ("（案）　", "(案) "),
        ("⽇本", "日本"),
    ],
)
def test_folding_knows_one_spelling(text: str, folded: str) -> None:
    """Widths, hyphens and radicals are alike; ① does not become a digit."""
    assert fold(text) == folded


TOGETHER = """
[key]
clause = "6(1)"
stop = true
why = "鍵のことです。"
together = [["鍵", "番号"], ["下に", "隠し"]]
unless = ["{warning}"]
except = ["『[^』]*』"]
examples = ["鍵は石の下にあります"]
harmless = ["鍵の本です"]
"""
ROLES = {"warning": {"patterns": ["注意|防止"], "examples": ["ご注意ください"]}}


def joined(change: tuple[str, str] = ("", ""), roles: dict[str, Any] = ROLES) -> Words:
    return parse_words({"own": tomllib.loads(TOGETHER.replace(*change)), "roles": roles})


def spans(text: str, change: tuple[str, str] = ("", "")) -> list[str]:
    (rule,) = joined(change).rules
    return [text[start:end] for start, end in rule.hits(fold(text))]


def test_words_together_are_a_hit_in_one_sentence_in_any_order() -> None:
    """From the first to the last of them; in two sentences they are none, unless the rule looks at
    the whole text.
    """
    assert spans("裏口の鍵は石の下にあります。") == ["鍵は石の下に"]
    assert spans("石の下に鍵があります。") == ["下に鍵"]
    assert spans("鍵をどうぞ。机の下に本があります。") == []
    wide = ("stop = true", 'stop = true\nwithin = "text"')
    assert spans("鍵をどうぞ。机の下に本があります。", wide) == ["鍵をどうぞ。机の下に"]


def test_what_stands_in_the_same_sentence_may_make_it_harmless() -> None:
    """unless holds beside the hit only, in its sentence; a name of roles.toml stands for its
    patterns.
    """
    assert spans("鍵を石の下に隠す手口にご注意ください。") == []
    assert spans("ご注意ください。鍵は石の下にあります。") == ["鍵は石の下に"]
    rule = one_rule(patterns=["下手"], unless=["注意"])
    assert [*rule.hits(fold("ご注意。下手だ。ご注意"))], "the sentences beside it excuse nothing"
    assert not [*rule.hits(fold("どうも。下手に注意。どうも"))]
    assert not [*rule.hits(f"注意{'あ' * (NEAR - 2)}下手")]
    assert [*rule.hits(f"注意{'あ' * (NEAR - 1)}下手")], "far away it speaks of another thing"
    assert not [*rule.hits(f"下手{'あ' * (NEAR - 2)}注意")]
    assert [*rule.hits(f"下手{'あ' * (NEAR - 1)}注意")]
    together = one_rule(together=[["下手"], ["絵"]], unless=["注意"], examples=["下手な絵"])
    assert not [*together.hits("下手な絵に注意")]
    assert [*together.hits(f"下手な絵に{'あ' * NEAR}注意")]
    wide = one_rule(patterns=["下手"], unless=["注意"], within="text")
    assert not [*wide.hits(f"下手{'あ' * 50}。注意")]


def test_an_exception_covers_each_of_the_words_together() -> None:
    """A title that holds one of them is no hit, a word beside it is."""
    assert spans("『鍵』は石の下にあります。") == []
    assert spans("『鍵』の番号は石の下にあります。") == ["番号は石の下に"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            ("{warning}", "{warnung}"),
            "unless — {warnung} という役割は roles.toml にありません — warning",
        ),
        (('[["鍵", "番号"], ["下に", "隠し"]]', '["鍵"]'), "together — "),
        (('["下に", "隠し"]', '["下に("]'), "together — 正規表現として読めません"),
        (('["下に", "隠し"]', '["下に", " "]'), "together — "),
        (('["下に", "隠し"]', '["下に", 7]'), "together — "),
        (('["下に", "隠し"]', "[]"), "together — "),
        (
            ('unless = ["{warning}"]', 'unless = ["鍵"]'),
            "examples — 「鍵は石の下にあります」に当たりません",
        ),
        (
            ("stop = true", 'stop = true\nwithin = "page"'),
            "within — 書ける値ではありません — sentence / text",
        ),
    ],
)
def test_faults_of_words_together_are_told_too(change: tuple[str, str], told: str) -> None:
    """A rule that its own exception swallows finds none of its examples."""
    with pytest.raises(WordFaults) as caught:
        joined(change)
    assert any(told in fault for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ({"patterns": ["注意"], "examples": ["防止"]}, "examples — 「防止」に当たりません"),
        (
            {"patterns": ["注意"], "examples": ["注意"], "harmless": ["注意報"]},
            "harmless — 「注意報」に当たります",
        ),
        ({"patterns": ["注("], "examples": ["注意"]}, "patterns と examples"),
        ({"patterns": ["注意"]}, "patterns と examples"),
        ("注意", "patterns と examples"),
    ],
)
def test_a_role_says_what_it_means_by_examples(role: object, told: str) -> None:
    """roles.toml is data like the rules, and checked like them."""
    with pytest.raises(WordFaults) as caught:
        joined(roles={"warning": role})
    assert any(
        fault.startswith("roles.toml [warning]") and told in fault for fault in caught.value.faults
    )


LACKING = """
[lost]
clause = "6(13)"
stop = true
of = "own"
within = "text"
why = "何の知らせか分かりません"
patterns = ["きれい"]
unless = ["講座|展示"]
examples = ["海がきれい"]
harmless = ["海がきれいです。海の展示です"]
"""


def test_a_rule_of_ones_own_text_looks_at_no_page_and_at_no_correction() -> None:
    """What follows a post, or has a page, need not say anew what it is about; its title alone is
    not asked.
    """
    around = context(words=parsed(LACKING))
    own = Manuscript(
        kind=Kind.MATERIAL,
        title="海",
        text="海がきれい",
        url="",
        image=None,
        page=None,
        facts=None,
        source="staff",
    )
    (seen,) = examine(own, around)
    assert (seen.clause, seen.found, seen.stop) == ("6(13)", "きれい", True)
    page = Page("https://lib.example.jp/1", "海", "海がきれい")
    for harmless in (
        replace(own, page=page),
        replace(own, kind=Kind.PAGE),
        replace(own, follows=True),
        replace(own, text="海がきれい\n海の展示です"),
    ):
        assert [one for one in examine(harmless, around) if one.clause == "6(13)"] == []


def test_a_second_spelling_finds_what_kana_hide() -> None:
    """The dictionary's spelling is looked at, too; what makes harmless does so in either, and the
    hit is the whole sentence.
    """
    rule = one_rule(patterns=["騙し", "下手"], unless=["騙し絵", "おやめ"])
    text, other = "展示です。客をだましています。", "展示です。客を騙しています。"
    assert list(rule.hits(text)) == []
    assert [text[start:end] for start, end in rule.hits(text, other)] == ["客をだましています"]
    assert list(rule.hits("だますのはおやめください", "騙しのはお止め下さい")) == []
    assert list(rule.hits("だまし絵です", "騙し絵です")) == []
    far = "の" * 40
    assert list(rule.hits(f"だます{far}おやめ", f"騙し{far}お止め")) == [(0, len(far) + 6)]
    assert list(one_rule(patterns=["出来"], examples=["出来"]).hits("でき")) == []
    spared = one_rule(patterns=["でき", "出来"], examples=["出来"], **{"except": ["できごと"]})
    # what one spelling spares, the other does not bring back
    assert list(spared.hits("できごと", "出来事")) == []
    assert list(rule.hits("一。二。", "騙し")) == []  # two texts that are not the same


@pytest.mark.parametrize(
    ("text", "other", "part"),
    [
        ("犬と歩く", "猫と歩く", "猫と歩"),
        ("町を歩く犬", "町を歩く猫", "歩く猫"),
        ("町を歩く犬は黒い", "町を歩く猫は黒い", "歩く猫は黒"),
        ("本の会", "絵本の会", "絵本の"),
        ("本の会", "本の会", ""),
        ("本の会", "", ""),
    ],
)
def test_of_another_spelling_is_looked_at_what_differs_and_two_letters_on_either_side(
    text: str, other: str, part: str
) -> None:
    """Every row of three letters that the text itself has not lies in it, and no letter more."""
    assert words._other_part(text, other) == part


def one_rule(**more: object) -> Rule:
    """A rule of these keys."""
    table = {"clause": "6(3)", "stop": True, "why": "x", "examples": ["下手"], **more}
    (rule,) = parse_words({"own": {"one": table}}).rules
    return rule


def test_what_surrounds_a_hit_is_asked_once_a_sentence() -> None:
    """Not once a hit, of which one sentence may have thirty thousand."""
    rule = one_rule(patterns=["下"], examples=["下"], unless=["注意"])

    def look(count: int) -> None:
        assert len(list(rule.hits("下" * count))) == count

    assert growth(look, 7_500) < 9


def test_a_clause_says_one_thing_of_one_sentence() -> None:
    """Two rules of a clause that find the same sentence are one finding; a stop is heard after a
    note, another clause too.
    """
    table = {"clause": "6(3)", "why": "x"}
    words = parse_words(
        {
            "own": {
                "one": {**table, "stop": False, "words": ["下手"], "examples": ["下手"]},
                "two": {**table, "stop": True, "words": ["最低"], "examples": ["最低"]},
                "three": {**table, "stop": True, "words": ["無能"], "examples": ["無能"]},
                "four": {
                    **table,
                    "clause": "6(7)",
                    "stop": True,
                    "words": ["無能"],
                    "examples": ["無能"],
                },
            }
        }
    )
    own = Manuscript(
        kind=Kind.MATERIAL,
        title="",
        text="下手で最低で無能です。無能です。",
        url="",
        image=None,
        page=None,
        facts=None,
        source="staff",
    )
    seen = [(one.clause, one.found, one.stop) for one in examine(own, context(words=words))]
    assert seen == [("6(7)", "無能", True), ("6(3)", "最低", True), ("6(3)", "下手", False)]


def test_the_packaged_lists_are_the_same_without_an_examination() -> None:
    """What a run takes unexamined is what the examination makes of it: the same rules with the same
    expressions.
    """
    tables = config.word_files(None)
    plain = parse_words(tables, packaged=True)

    def told(words: Words) -> list[list[object]]:
        return [
            [
                getattr(value, "source", value)
                if not isinstance(value, tuple)
                else [getattr(v, "source", v) for v in value]
                for value in (getattr(rule, field.name) for field in dataclasses.fields(rule))
            ]
            for rule in words.rules
        ]

    assert told(plain) == told(parse_words(tables))
    assert len(plain.rules) > 50


def test_a_text_that_x_takes_is_read_and_no_book() -> None:
    """The dictionary is asked up to a thousand characters: what is longer goes nowhere, and may
    cost seconds.
    """
    asked: list[int] = []

    def read(text: str) -> list[Morpheme]:
        asked.append(len(text))
        return []

    for length in (1000, 1001):
        own = Manuscript(
            kind=Kind.MATERIAL,
            title="",
            text="本" * length,
            url="",
            image=None,
            page=None,
            facts=None,
            source="staff",
        )
        examine(own, context(reading=read))
    assert asked == [1000]


def looked_at(text: str) -> None:
    """Examine a text of staff that is held against a page of the same words."""
    page = Page("https://lib.example.jp/1", "題", text)
    own = Manuscript(
        kind=Kind.MATERIAL,
        title="",
        text=text,
        url="",
        image=None,
        page=page,
        facts=None,
        source="staff",
    )
    examine(own, context())


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["1", "「", "山田さん、"], ids=["digits", "quotes", "names"])
def test_a_long_text_of_one_thing_is_looked_at_in_no_time(piece: str) -> None:
    """No pattern and no comparison grows with the square of a text."""
    assert growth(lambda count: looked_at(piece * count), 1_500 // len(piece)) < 9


@pytest.mark.slow
def test_a_sentence_of_nothing_but_days_is_looked_at_in_time() -> None:
    """The double takes the double: its hours are held against the page's once."""
    assert growth(lambda count: looked_at("12月5日(土)10時から、" * count), 50) < 10


def test_words_that_the_library_adds_leave_the_others_as_they_were() -> None:
    """The samples by which signs are weighed stay, with its own words and without any."""
    for added in ({}, {"6(13)": ("ほげほげ",)}):
        words = with_added(PACKAGED, added)
        assert words.likeness is PACKAGED.likeness
        assert words.rules[: len(PACKAGED.rules)] == PACKAGED.rules
        assert [rule.name for rule in words.rules[len(PACKAGED.rules) :]] == [
            f"own.{clause}" for clause in added
        ]


@pytest.mark.parametrize(
    "slow",
    [
        "(?:あ+)+い",
        "(?:[^。]*。)*い",
        "(?:あ|あい)+う",
        "(?:.|あ)+う",
        "(?:(?:あ*)い)+",
        ".*、.*、.*い",
        r"(?:\d+)+い",
        r"(?:\d+日\d*)+い",
        r"(?:\d+日?)+い",
        r"(?:\d+日?、\d+)+い",
        r"(?:\d+、\d?)+い",
        r"(?:[あ日]+日)+い",
        r"(?:\d+[日、]日)+い",
        r"(?:(?:\d+日)+、)+い",
        r"(?:\d+日|、)+い",
    ],
)
def test_an_expression_of_the_librarys_own_that_may_take_for_ever_is_refused(slow: str) -> None:
    """With the way to write it, before it is tried on anything; so is one of a role."""
    rule = {
        "clause": "6(13)",
        "stop": True,
        "why": "試し",
        "patterns": [slow],
        "examples": ["い" * 9],
    }
    with pytest.raises(WordFaults) as caught:
        parse_words({"own": {"ours": rule}})
    assert "{0,20} のように上限を書いてください" in caught.value.faults[0]
    role = {"ours": {"patterns": [slow], "examples": ["あ" * 40]}}
    with pytest.raises(WordFaults) as caught:
        parse_words({"roles": role})
    assert caught.value.faults[0].startswith("roles.toml [ours] patterns")


@pytest.mark.parametrize(
    "fast",
    [
        "あ+い+",
        "(?:本|雑誌|図書)+",
        "(?:あ{1,5})+",
        r"\(あ+\)+",
        "[)(+]+い",
        "(?:(?:本)|(?:雑誌)|い)+",
        r"第\s*\d\s*回\s*選挙",
        r"\d+年\d+月\d+日",
        r"(?:\d+日、)+",
        r"(?:\d+月\d+日、)+",
        r"(?:、\s*本)+",
        r"(?:あ*い)+",
        r"(?:\(\d+\))+",
    ],
)
def test_an_expression_that_ends_soon_is_taken(fast: str) -> None:
    """Letters in brackets or behind a stroke repeat nothing; different words share no letters;
    blanks and figures are not anything, and a letter that parts the repeats leaves one way to read them.
    """
    assert endless(fast) == ""


def test_ours_end_soon() -> None:
    """Each of the program's own, on what is no hit and thirty thousand letters long."""
    own = (
        one
        for rule in parse_words(config.word_files(None)).rules
        for one in (rule.pattern, *rule.together, rule.spared, rule.unless)
        if one is not None
    )
    assert [one.source for one in own if endless(one.source)] == []
