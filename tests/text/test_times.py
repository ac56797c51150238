"""Times of day as Japanese pages write them."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.text.times import find_times, fold


@pytest.mark.parametrize(
    ("text", "begins", "ends", "words"),
    [
        ("14:30", time(14, 30), None, "14:30"),
        ("１４：３０～１６：００", time(14, 30), time(16), "14:30～16:00"),
        ("午後2時30分～4時", time(14, 30), time(16), "午後2時30分～4時"),
        ("午後3:00~3:30", time(15), time(15, 30), "午後3:00～3:30"),
        ("10時半から正午まで", time(10, 30), time(12), "10時半～正午"),
        ("正午～2時", time(12), time(14), "正午～2時"),
        ("午前11時～1時", time(11), time(13), "午前11時～1時"),
        ("午前9時 から 午後7時 まで", time(9), time(19), "午前9時～午後7時"),
        ("10～12時", time(10), time(12), "10～12時"),
        ("午後2～4時", time(14), time(16), "午後2～4時"),
        ("17時まで", None, time(17), "17時まで"),
        ("10時から", time(10), None, "10時～"),
        ("AM10:00-11:30", time(10), time(11, 30), "AM10:00～11:30"),
        ("時間:9:00～", time(9), None, "9:00～"),
    ],
)
def test_one_time_or_span(text: str, begins: time | None, ends: time | None, words: str) -> None:
    """午後 holds for the end too; a morning's end before its beginning is in the afternoon."""
    (found,) = find_times(text)
    assert (found.begins, found.ends, found.words, found.aside) == (begins, ends, words, False)
    assert fold(text)[found.start : found.end].strip() == fold(text).removeprefix("時間:")


@pytest.mark.parametrize(
    "text",
    [
        "10時間",
        "24時間営業",
        "25時",
        "10:75",
        "042-000-0000",
        "2:1",
        "7～8cm",
        "20時代",
        "2000円",
        "15時～14時",
    ],
)
def test_what_is_no_time(text: str) -> None:
    """Lengths, ratios, numbers, and times that cannot be."""
    assert find_times(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "(午後1時40分開場)",
        "開場 13:30",
        "受付は9時30分から",
        "17時00分現在",
        "午後1時45分から会場で先着順に受け付けます",
    ],
)
def test_doors_desks_and_as_of_are_beside_the_event(text: str) -> None:
    """They are no time of the event itself."""
    assert [found.aside for found in find_times(text)] == [True]


@given(st.text(alphabet="0123456789時分半:～から午前午後正まで AMp", max_size=30))
def test_no_jumble_breaks_it(text: str) -> None:
    """Ends lie behind their beginnings; places lie in the text, and what stands in a line of its
    own behind the jumble is found.
    """
    text = f"{text}\n会場。10時30分～11時"
    times = find_times(text)
    assert [one.end for one in times][-1] == len(text)
    for found in times:
        assert 0 <= found.start < found.end <= len(text)
        if found.begins is not None and found.ends is not None:
            # midnight ends the day
            assert found.begins < (found.ends if found.ends != time() else time.max)


def test_about_eight_stays_about_eight() -> None:
    """頃 and ごろ belong to the hour."""
    assert [t.words for t in find_times("8時頃、午後3時ごろ")] == ["8時頃", "午後3時ごろ"]


def test_the_doors_and_the_beginning_in_one_sentence() -> None:
    """13時に開場し、上映は13時30分から: the second is the event's."""
    assert [t.aside for t in find_times("13時に開場し、上映は13時30分からです。")] == [True, False]


def test_hours_in_kana() -> None:
    """ごぜん and ごご."""
    assert [(t.begins, t.words) for t in find_times("ごご2時から")] == [(time(14), "ごご2時～")]


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("13時30分開場 14時開演", [True, False]),
        ("9:30受付 10:00開始", [True, False]),
        ("13時30分開場・14時開演", [True, False]),
        ("開場13時30分 開演14時", [True, False]),
        ("14時開演 開場13時30分", [False, True]),
    ],
)
def test_doors_are_beside_the_time_that_their_word_stands_at(text: str, aside: list[bool]) -> None:
    """Right behind it and apart from the next, or before it."""
    assert [one.aside for one in find_times(text)] == aside
