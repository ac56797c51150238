"""5(4): nobody is mentioned; retweets only of listed public bodies, with a reason."""

from __future__ import annotations

from datetime import date

import pytest
from policy.samples import found, stops

from bridge.errors import UsageRefused
from bridge.policy.s05_4_retweets import PostAddress, election, listed, read_post, refusal

POST = PostAddress("Mihon_City", "1850000000000000001")


@pytest.mark.parametrize(
    "text", ["@mihon_city さん", "＠mihon_city", "ありがとう@mihon_city", ".@mihon_city"]
)
def test_5_4_a_mention_stops(text: str) -> None:
    """X links full-width ＠ too."""
    assert [clause for clause, _ in stops(found(text))] == (
        ["5(4)"] if not text.startswith(".") else []
    )


@pytest.mark.parametrize(
    "text", ["公式は@mihon_lib です", "@Mihon_Lib", "100%@", "@ 視聴覚室", "https://x.com/@someone"]
)
def test_5_4_the_own_account_and_a_lone_sign_are_no_mention(text: str) -> None:
    """The library may name itself."""
    assert [clause for clause, _ in stops(found(text)) if clause == "5(4)"] == []


@pytest.mark.parametrize(
    "url",
    [
        "https://x.com/Mihon_City/status/1850000000000000001",
        "https://twitter.com/Mihon_City/status/1850000000000000001?s=20",
        "https://mobile.twitter.com/Mihon_City/status/1850000000000000001/photo/1",
        "https://m.twitter.com/Mihon_City/status/1850000000000000001",
        " http://www.x.com/Mihon_City/statuses/1850000000000000001/#m ",
    ],
)
def test_5_4_a_posts_address_is_read_in_all_its_spellings(url: str) -> None:
    """They all name one post, and get one spelling."""
    assert read_post(url) == POST
    assert read_post(url).url == "https://x.com/Mihon_City/status/1850000000000000001"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://x.com/Mihon_City",
        "https://x.com/i/lists/1",
        "https://x.com.example.jp/a/status/1",
        "https://example.jp/?u=https://x.com/a/status/1",
        "https://x.com/a/status/abc",
        "https://x.com/a/status/0",
        "https://x.com/a/status/007",  # one post, one spelling
        "https://x.com/a/status/７",
        "https://x.com/Kunitachi/status/7",  # the Kelvin sign folds to a k
        "httpſ://x.com/a/status/7",
        "https://x.com/a/status/12345678901234567890",
        "https://x.com/a/status/7 と https://x.com/a/status/8",
        "https://x.com/a_name_that_is_too_long/status/1",
        "javascript:alert(1)",
    ],
)
def test_5_4_an_address_that_is_no_post_is_refused_with_the_right_form(url: str) -> None:
    """The message says what to paste instead."""
    with pytest.raises(UsageRefused, match=r"https://x\.com/利用者名/status/番号"):
        read_post(url)


def test_5_4_accounts_are_compared_as_x_does() -> None:
    """Neither @ nor capitals matter; nothing less than the whole name counts."""
    assert listed("mihon_city", ["@Mihon_City"])
    assert not listed("mihon_city2", ["Mihon_City"])


def test_5_4_a_retweet_needs_a_reason_and_a_listed_account() -> None:
    """An account that is not listed only with the director's knowing word."""
    assert refusal(POST, ["mihon_city"], "防災情報のため") is None
    assert "理由" in str(refusal(POST, ["mihon_city"], " "))
    assert "一覧" in str(refusal(POST, ["other"], "防災情報のため"))
    assert refusal(POST, [], "防災情報のため", knowingly=True) is None


def test_5_4_what_x_says_of_the_author_counts_more_than_the_address() -> None:
    """Capitals do not matter; another's post under a listed name does, also knowingly."""
    assert refusal(POST, ["mihon_city"], "防災", own="mihon_lib", author="MIHON_CITY") is None
    assert "@other" in str(
        refusal(POST, ["mihon_city"], "防災", own="mihon_lib", author="other", knowingly=True)
    )
    assert "館の投稿" in str(
        refusal(POST, ["mihon_city"], "防災", own="mihon_lib", author="mihon_lib")
    )
    for user in ("i", "i/web", "I"):
        assert "どのアカウント" in str(
            refusal(PostAddress(user, "7"), ["i"], "防災", own="mihon_lib")
        )


def test_5_4_an_election_period_is_warned_of_from_its_first_to_its_last_day() -> None:
    """The day before and the day after are quiet."""
    periods = [(date(2026, 12, 1), date(2026, 12, 6)), (date(2027, 4, 11), date(2027, 4, 25))]
    assert [election(day, periods) for day in (date(2026, 11, 30), date(2026, 12, 7))] == [
        None,
        None,
    ]
    first, last, other = (
        election(day, periods) for day in (date(2026, 12, 1), date(2026, 12, 6), date(2027, 4, 11))
    )
    assert first is not None
    assert other is not None
    assert "12月1日から12月6日まで" in first.why
    assert (first, first.clause, first.stop) == (last, "6(4)", True)
    assert other.key != first.key
