"""What of a text does not stand in its source (truth 7)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.text.grounds import ungrounded

NEAR = date(2026, 6, 20)
SOURCE = "令和８年７月１８日（土曜日）午後２時半から、中央図書館ホールで講演会を開きます。定員５０名。本日から受け付けます。C♯の本。22日は休みです。"


@pytest.mark.parametrize(
    "said",
    [
        "7月18日(土)14:30～",
        "7/18(土)",
        "中央図書館ホール",
        "定員50名",
        "6月20日(土)から受け付けます",
        "22日は休みです",
        "",
    ],
)
def test_what_stands_there_in_another_dress(said: str) -> None:
    """Era years, full-width figures, 午後, and 本日 as the day of publication."""
    assert ungrounded(said, SOURCE, NEAR) == ()


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ("7月17日", "7月17日"),
        ("7月18日(日)", "7月18日(日)"),
        ("18時", "18時"),
        ("60名", "60"),
        ("23日は休みです", "23"),
        ("東部図書館", "東部図書館"),
        ("コンサート", "コンサート"),
    ],
)
def test_6_9_what_does_not(said: str, missing: str) -> None:
    """Another day, weekday, hour, number, place or name."""
    assert ungrounded(said, SOURCE, NEAR) == (missing,)


def test_words_of_the_source_may_stand_beside_each_other() -> None:
    """With one letter that any notice has, and behind what they count; an invented house has a part
    that the source has not.
    """
    source = "原則として全4回、講座室で。本はおよそ300冊をならべます。分館と東の広場も。"
    assert ungrounded("原則全4回、本を300冊並べます", source, NEAR) == ()
    assert ungrounded("全講座中", source, NEAR) == ()
    assert ungrounded("講座室分館", source, NEAR) == ("講座室分館",)  # no house of the page's
    assert ungrounded("東分館", source, NEAR) == ("東分館",)
    assert ungrounded("全室", source, NEAR) == ("全室",)
    assert ungrounded("各講座室、講座料、要講座", source, NEAR) == ()


def test_a_time_may_leave_unsaid_which_half_of_the_day() -> None:
    """夜の6時半から8時 is 18:30 to 20:00; another minute is another time."""
    source = "夜の6時半からで、8時ごろに終わります"
    assert ungrounded("18時30分～20時", source, NEAR) == ()
    assert ungrounded("夜の6時半から8時ごろまで", source, NEAR) == ()
    assert ungrounded("18時30分～20時15分", source, NEAR) == ("18時30分～20時15分",)
    assert ungrounded("午後10時", "午前10時から", NEAR) == ("午後10時",)
    assert ungrounded("午前2時", "14:00から", NEAR) == ("午前2時",)


def test_a_number_counts_what_it_counts_there() -> None:
    """16歳以上 is nobody's 16人; 名 and 人 are one counter, and a number alone may be of any."""
    source = "16歳以上の方、若干名。30名まで。1人5冊。点数：7"
    assert ungrounded("16歳以上、30人、5冊、7点", source, NEAR) == ()
    assert ungrounded("16人、5点", source, NEAR) == ("16人", "5点")
    assert ungrounded("2週間借りられます", "貸出は2週間です", NEAR) == ()


def test_hours_before_and_behind_a_day_are_no_span() -> None:
    """1月12日の午後5時から1月15日の午前9時まで: both stand there."""
    source = "1月12日(火)午後5時から1月15日(金)午前9時まで停止します"
    assert ungrounded("1月12日の17時から", source, date(2026, 12, 1)) == ()


def test_a_bare_day_stands_where_its_words_do() -> None:
    """15(水), whose month the source says before it, or nowhere."""
    assert ungrounded("7/18(土)・19(日)", "7/18(土)と、翌19(日)", NEAR) == ()
    assert ungrounded("7/18(土)・20(月)", "7/18(土)と、翌19(日)", NEAR) == ("20(月)",)


def test_the_house_s_own_words_need_no_source() -> None:
    """日時, 会場 and the like."""
    assert ungrounded("会場", SOURCE, NEAR, own="会場") == ()
    assert ungrounded("会場", SOURCE, None) == ("会場",)


@given(st.text(max_size=60))
def test_a_text_stands_in_itself(text: str) -> None:
    """But for weekdays that are wrong."""
    assert not [one for one in ungrounded(text, text, NEAR) if "(" not in one and "曜" not in one]
