"""All findings of one draft: in order, once, quickly, whatever the text."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from growth import growth
from hypothesis import given, settings
from hypothesis import strategies as st
from policy.samples import context, found, notes, stops
from tables import lots

from bridge.model import Finding, Kind, Where
from bridge.policy.examine import Manuscript, _merged, _within, examine_part, examine_shown
from bridge.policy.matter import TEXT, span_around

SAMPLES = [
    json.loads(line)
    for line in Path(__file__)
    .with_name("announcements.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


def test_stops_come_first_and_each_finding_once() -> None:
    """Title and text say the same; the note about the page comes last."""
    seen = found("素案と素案 12月5日(土)", title="素案", page="12月5日(土)\n0 件のコメント")
    assert stops(seen) == [("5(3)ウ", "素案")]
    assert [f.stop for f in seen] == sorted((f.stop for f in seen), reverse=True)
    assert notes(seen) == [("6(13)", "0 件のコメント")]


def test_a_stop_is_kept_where_the_same_words_are_also_a_note() -> None:
    """12月8日(月) is wrong on the page and in the draft: it stops."""
    wrong = "12月8日(月)"
    assert stops(found(wrong, page=wrong)) == [("5(3)イ", wrong)]


def test_what_was_found_is_one_short_line_of_the_text_as_it_stands() -> None:
    """Full-width letters stay as they are; a long stretch is cut."""
    assert found("計画（案）")[0].found == "（案）"
    (seen,) = (
        f
        for f in found("ご案内", url="https://" + "a" * 60 + ".example.com/")
        if f.clause == "6(11)"
    )
    assert len(seen.found) == 41


def test_truth_8_nothing_found_is_an_empty_tuple_and_no_clearance() -> None:
    """There is no finding that says that all is well."""
    assert found("12月5日(土)14時から") == ()


@pytest.mark.parametrize("lot", lots({f"{n} {one['title']}": one for n, one in enumerate(SAMPLES)}))
def test_announcements_to_ask_about_have_a_finding_and_the_others_do_not_stop(
    lot: dict[str, dict[str, object]],
) -> None:
    """The sample set, looked at as title and link: what staff would ask about is found, what they
    would post passes.
    """
    for name, item in lot.items():
        title, text, url = str(item["title"]), str(item["text"]), str(item["url"])
        listed = () if item["quirks"] else (".example.jp",)
        seen = found(title=title, page=text, url=url, link_hosts=listed, today=_day(item))
        if item["should_post"] == "yes":
            assert stops(seen) == [], name
        else:
            assert seen, name


def _day(item: dict[str, object]) -> date:
    return date.fromisoformat(str(item["now"]))


@settings(max_examples=60)
@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=400), st.text(max_size=60))
def test_no_text_of_a_page_breaks_it(title: str, text: str, page: str, url: str) -> None:
    """Scraped text is data: whatever it holds, findings come back."""
    assert isinstance(found(text, title=title, page=page, url=url), tuple)


def test_a_sentence_lies_between_two_marks() -> None:
    """A full stop or the end of a line, on either side; the whole text where there is none."""
    text = "。あい。うえ\nお"
    assert [span_around(text, at) for at in (0, 2, 5, 7)] == [(0, 0), (1, 3), (4, 6), (7, 8)]


HARD = ["個人情報", "(", "0", "1,", "例示 ", "第1回 ", "a.", "あ", "令和8年"]


@pytest.mark.slow
@pytest.mark.parametrize("piece", HARD)
def test_a_hostile_page_costs_no_more_than_a_long_one(piece: str) -> None:
    """No pattern goes astray on repeated text."""

    def look(count: int) -> None:
        found((piece * count)[:140], page=piece * count)

    assert growth(look, 5_000 // len(piece)) < 9


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("市長選では、見本さんに一票をお願いします。", ("6(4)", True)),
        ("駅前の書店では、全品100円引きです。", ("6(6)", True)),
        ("2026年11月1日(日)に講座を開催します", ("5(3)イ", True)),
        ("本日は避難訓練です", ("5(3)イ", False)),  # the post bears its own day
    ],
)
def test_5_4_a_post_that_a_retweet_shows_is_looked_at_like_a_draft(
    text: str, told: tuple[str, bool]
) -> None:
    """Its kinds, days and doubts are told as those of the post."""
    assert told in [(one.clause, one.stop) for one in examine_shown(text, context())]
    assert {one.where for one in examine_shown(text, context())} == {"投稿"}


def test_5_4_what_is_the_other_bodys_own_is_no_finding_of_a_retweet() -> None:
    """Its links, its telephone and whom it mentions; nor need it speak of a library."""
    assert (
        examine_shown(
            "大雨に警戒してください @mihon 電話 042-000-0000 https://other.example.jp/a.zip",
            context(),
        )
        == ()
    )


def test_5_3_i_a_post_of_a_thread_is_looked_at_as_readers_see_it() -> None:
    """Alone: what its own words say is found there; what stands in the title or in another post is
    not laid to it.
    """
    whole = Manuscript(
        Kind.TOLD,
        "爆弾の作り方",
        "チケット発売中です。会場は2階です。",
        "",
        None,
        None,
        None,
        "staff",
    )
    alone = examine_part(whole, "チケット発売中です。", context())
    assert [(one.clause, one.where) for one in alone] == [("6(6)", TEXT)]
    assert examine_part(whole, "会場は2階です。", context()) == ()


def test_6_9_what_is_false_of_personal_data_is_one_finding_with_its_clause() -> None:
    """A telephone number that the page does not have is told once, and that it is another one, too; the
    page's own number is told by clause 11 alone.
    """
    page = "申込 電話042-470-1111へ"
    false = [one for one in found("電話042-470-1112へ", page=page) if one.stop]
    assert [(one.clause, one.found) for one in false] == [("11", "042-470-1112")]
    assert "リンク先のページにありません" in false[0].why
    true = [one for one in found("電話042-470-1111へ", page=page) if one.stop]
    assert [one.clause for one in true] == ["11"]
    assert "リンク先" not in true[0].why.replace("リンク先のページに任せ", "")


def test_6_9_a_wrong_number_is_not_hidden_in_a_longer_one() -> None:
    """定員 20 beside 090-2012-5678: whoever acknowledges one has not seen the other."""
    seen = found("おはなし会。定員 20。連絡は090-2012-5678へ。", page="おはなし会です。定員 30。")
    assert stops(seen) == [("11", "090-2012-5678"), ("6(9)", "20")]


def test_the_gravest_stands_first() -> None:
    """What hurts somebody before what only misleads."""
    seen = stops(found("入塾しませんか。山田花子さんの電話は090-2012-5678です。次は田中に一票を。"))
    clauses = [clause for clause, _ in seen]
    assert clauses == ["6(10)", "11", "6(6)"]


@pytest.mark.parametrize("word", ["中止", "延期"])
def test_6_9_what_becomes_of_it_is_one_finding(word: str) -> None:
    """As a fact of the text, and not again as a word that the page lacks."""
    seen = found(f"会は{word}になりました", page="12月5日(土)におはなし会を開きます。")
    (one,) = (each for each in seen if word in each.found)
    assert (one.clause, one.found.startswith(word)) == ("6(9)", True)


def test_6_10_two_stops_of_personal_data_are_both_told() -> None:
    """Only a note on a telephone number goes into what stops it, not a stop into another."""
    number, text = "042-470-1111", "花子 042-470-1111"
    note, stop = (Finding("11", number, TEXT, "w", stop=stops) for stops in (False, True))
    other = Finding("6(10)", text, TEXT, "w", stop=True)
    assert _within(note, other, text)
    assert not _within(stop, other, text)


def test_6_9_what_is_said_of_a_picture_is_not_merged_into_what_the_text_says() -> None:
    """One thing is what stands in one place."""
    number = "090-2012-5678"
    own = Finding("6(10)", number, TEXT, "w", stop=True)
    for where, told in ((TEXT, 1), (Where.IMAGE, 2)):
        fact = Finding("6(9)", number, where, "v", stop=True)
        assert len(list(_merged((own, fact), number))) == told
