"""Section 2: urgent notices from a short form, in the library's own sentences."""

from __future__ import annotations

import pytest

from bridge.draft.urgent import urgent_text
from bridge.errors import UsageRefused
from bridge.settings import URGENT
from bridge.text.weight import LIMIT, weigh


@pytest.mark.parametrize(
    ("case", "said", "wanted"),
    [
        (
            "臨時休館",
            {"when": "11月25日(水)終日", "why": "台風の接近"},
            "【臨時休館】\n中央図書館は、台風の接近のため、11月25日(水)終日、臨時休館します。",
        ),
        (
            "閉館時間の変更",
            {"when": "本日17時に"},
            "【閉館時間の変更】\n中央図書館は、本日17時に、閉館します。",
        ),
        (
            "システム障害",
            {
                "when": "9時ごろから、",
                "why": "機器の故障のため、",
                "more": "貸出はできます。",
                "link": "https://lib.example.jp/",
            },
            "【システム障害】\n中央図書館では、機器の故障のため、9時ごろから、検索・予約などのサービスを利用できません。\n"
            "貸出はできます。\nhttps://lib.example.jp/",
        ),
        (
            "開館",
            {"when": "11月26日(木)9時から"},
            "【開館】\n中央図書館は、11月26日(木)9時から、開館します。",
        ),
    ],
)
def test_2_a_form_makes_the_sentence(case: str, said: dict[str, str], wanted: str) -> None:
    """What is empty leaves no comma behind; what is typed with its own comma gets no second one."""
    assert urgent_text(URGENT, case, place="中央図書館", **said) == wanted


def test_2_each_form_fits_into_a_post() -> None:
    """Even with everything said."""
    for case in URGENT:
        text = urgent_text(
            URGENT, case, place="中央図書館", when="11月25日(水)午後5時から", why="台風の接近"
        )
        assert weigh(text) < LIMIT * 0.6


@pytest.mark.parametrize(
    "said", [{"place": " ", "when": "本日"}, {"place": "中央図書館", "when": ""}]
)
def test_2_place_and_time_are_needed(said: dict[str, str]) -> None:
    """A closure without place or day helps nobody."""
    with pytest.raises(UsageRefused, match="どこが、いつ"):
        urgent_text(URGENT, "臨時休館", **said)


@pytest.mark.parametrize(
    "link",
    [
        "htp://lib.example.jp/",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "mailto:a@lib.example.jp",
        "//lib.example.jp/a",
        "lib.example.jp",
        "あいうえお",
        "https://lib.example.jp/ のページ",
        "https://lib@example.jp/",
        "https://",
    ],
)
def test_2_a_link_that_is_no_address_is_refused(link: str) -> None:
    """In an hour of need it would lead nobody anywhere."""
    with pytest.raises(UsageRefused) as refused:
        urgent_text(URGENT, "臨時休館", place="中央図書館", when="本日", link=link)
    assert refused.value.code == "urgent.link_unfit"


def test_2_an_unknown_case_is_told_with_the_known_ones() -> None:
    """And braces that a person types are text."""
    with pytest.raises(UsageRefused, match="臨時休館"):
        urgent_text(URGENT, "closing", place="中央図書館", when="本日")
    assert "{place}" in urgent_text(URGENT, "開館", place="{place}", when="本日")
