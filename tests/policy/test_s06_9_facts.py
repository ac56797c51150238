"""6(9): every fact in a draft stands on its page."""

from __future__ import annotations

from datetime import date

import pytest
from policy.samples import found, stops


@pytest.mark.parametrize(
    ("text", "page", "number"),
    [
        ("定員30人", "定員 20人", "30"),
        ("12月6日(日)に開催", "12月5日(土)に開催", "6"),
        ("14時30分から", "14時から", "30"),
        ("3,000円", "300円", "3000"),
        ("午後3時から", "午前10時から", "3"),
    ],
)
def test_6_9_a_number_that_is_not_on_the_page_stops(text: str, page: str, number: str) -> None:
    """Invented facts: 0."""
    assert ("6(9)", number) in stops(found(text, page=page))


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("14時から16時まで", "午後2時～4時"),
        ("午後2時から", "14:00～"),
        ("10時30分", "10時半"),
        ("12時まで", "正午まで"),
        ("2026年12月5日(土)", "令和8年12月5日(土)"),
        ("1989年の本", "平成元年の本"),
        ("2000円", "2,000円"),
        ("2,000円", "2000円"),
        ("12月5日(土)9時", "12月05日(土)09:00"),
        ("11月25日(水)は休館します", "本日は休館します"),
        ("①10時 ②14時", "①10時 ②14時"),
        ("12月3日(木)", "十二月三日"),
        ("０時から", "0時から"),
        ("2月30日", "2月30日"),
    ],
)
def test_6_9_another_way_of_writing_it_is_the_same_fact(text: str, page: str) -> None:
    """午後2時 and 14時, 令和8年 and 2026年, 半, 正午, 本日."""
    assert [pair for pair in stops(found(text, page=page)) if pair[0] == "6(9)"] == []


def test_6_9_tables_and_the_day_of_publication_count_as_the_page() -> None:
    """What stands in a table cell, and what the page says of itself."""
    seen = found("定員15人。11月20日現在", page="講座", rows=(("定員", "15人"),), published=date(2026, 11, 20))
    assert [pair for pair in stops(seen) if pair[0] == "6(9)"] == []


def test_6_9_numbers_in_the_link_are_no_facts() -> None:
    """The address is a link, not a text."""
    assert stops(found("ご案内", page="ご案内", url="https://lib.example.jp/2019/77.html")) == []


def test_6_9_without_a_page_nothing_is_compared() -> None:
    """A hand-written draft has a person's word for its facts."""
    assert found("定員30人") == ()


@pytest.mark.parametrize("text", ["休館します。", "臨時休館いたします。", "【臨時休館】台風", "休館となりました"])
def test_6_9_a_conditional_closing_told_outright_stops(text: str) -> None:
    """The page says 場合; the draft must not say します."""
    page = "台風の進路によっては、休館する場合があります。\n休館のときはホームページでお知らせします。"
    assert "6(9)" in [clause for clause, _ in stops(found(text, title="台風について", page=page))]


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("休館する場合があります。", "休館する場合があります。"),
        ("11月26日(木)は休館します。", "11月26日(木)は休館します。状況により延長することがあります。"),
        ("開館します。", "休館する場合があります。"),
        ("雨天の場合は中止します。", "雨天の場合は中止します。"),
    ],
)
def test_6_9_a_condition_told_as_one_is_right(text: str, page: str) -> None:
    """And what the page tells outright may be told outright."""
    assert [pair for pair in stops(found(text, title="台風について", page=page)) if pair[0] == "6(9)"] == []


def test_6_9_a_closing_of_which_the_page_knows_nothing_stops() -> None:
    """Somebody edited it in."""
    assert ("6(9)", "休館します") in stops(found("休館します。", page="開館時間のご案内"))
