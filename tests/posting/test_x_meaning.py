"""What X's answers and the libraries' exceptions mean: the pure half of x.py."""

from __future__ import annotations

import inspect
import json
from datetime import UTC, datetime, timedelta

import pytest
import requests.exceptions
import tweepy.errors
import urllib3.exceptions
from fakes import NOW
from hypothesis import given
from hypothesis import strategies as st

from bridge.posting.base import Posted, Refused, Remedy, Unknown
from bridge.posting.wire import Answer
from bridge.posting.x import MEANING, created, refusal, without_answer

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["data", "id", "errors", "detail", "code", "type"])
            | st.text(max_size=3),
            inner,
        )
    ),
    max_leaves=12,
)
HEADERS = st.dictionaries(
    st.sampled_from(["x-rate-limit-reset", "x-rate-limit-remaining", "x-user-limit-24hour-reset"]),
    st.text(max_size=12),
)


def answer(status: int, body: object, **headers: str) -> Answer:
    return Answer(
        status,
        {name.replace("_", "-"): value for name, value in headers.items()},
        json.dumps(body).encode(),
    )


@pytest.mark.parametrize(
    "module", [tweepy.errors, requests.exceptions, urllib3.exceptions], ids=lambda m: m.__name__
)
def test_every_exception_of_the_libraries_below_has_its_outcome(module: object) -> None:
    """A new release that brings a new exception fails here, and one that drops an exception too."""
    classes = inspect.getmembers(module, inspect.isclass)
    there = {
        f"{kind.__module__}.{kind.__name__}"
        for _, kind in classes
        if issubclass(kind, Exception)
        and not issubclass(kind, Warning)
        and kind.__module__ == module.__name__
    }
    assert there == {name for name in MEANING if name.startswith(module.__name__)}


def test_no_exception_proves_a_refusal_once_the_line_was_made() -> None:
    """From then on bytes may have gone out: whatever the class says, it is unknown."""
    for name in MEANING:
        assert isinstance(without_answer(_instance(name), made=True), Unknown), name


def test_a_line_never_made_is_a_safe_retry_for_known_exceptions_only() -> None:
    """tweepy's own exceptions come after an answer: without one they are in doubt."""
    for name in MEANING:
        outcome = without_answer(_instance(name), made=False)
        if name.startswith("tweepy"):
            assert isinstance(outcome, Unknown), name
        else:
            assert isinstance(outcome, Refused), name
            assert outcome.remedy is Remedy.RETRY, name


def _instance(name: str) -> Exception:
    module, _, kind = name.rpartition(".")
    modules = {m.__name__: m for m in (tweepy.errors, requests.exceptions, urllib3.exceptions)}
    found = OSError if module == "builtins" else getattr(modules[module], kind)
    return found.__new__(found)


@given(st.integers(100, 599), JSON, HEADERS)
def test_truth_4_posted_is_201_with_a_numeric_id_and_nothing_less(
    status: int, body: object, headers: dict[str, str]
) -> None:
    """No other answer, however odd, is read as posted, and none breaks the reader."""
    outcome = created(Answer(status, headers, json.dumps(body).encode()), "a", NOW)
    data = body.get("data") if isinstance(body, dict) else None
    post_id = data.get("id") if isinstance(data, dict) else None
    numeric = (
        isinstance(post_id, str) and post_id.isascii() and post_id.isdigit() and len(post_id) < 20
    )
    assert isinstance(outcome, Posted) == (status == 201 and numeric)


@given(st.integers(100, 599), st.binary(max_size=40), HEADERS)
def test_truth_4_bytes_that_are_no_json_prove_no_more_than_their_status(
    status: int, body: bytes, headers: dict[str, str]
) -> None:
    """Outside the listed refusals everything is unknown; a 403 without its reason is unknown too."""
    outcome = created(Answer(status, headers, body), "a", NOW)
    assert isinstance(outcome, Refused) == (status in {400, 401, 402, 404, 413, 422, 429})


@pytest.mark.parametrize("post_id", ["", "12a", "１２３", "-1", "1" * 20, 123, None, ["1"], "1\n"])
def test_an_id_that_is_no_number_of_x_is_unknown(post_id: object) -> None:
    """201 and something else than 1 to 19 digits."""
    assert isinstance(
        created(answer(201, {"data": {"id": post_id, "text": ""}}), "a", NOW), Unknown
    )


def test_a_200_with_an_id_is_unknown() -> None:
    """X's document knows 201 only."""
    assert isinstance(created(answer(200, {"data": {"id": "1", "text": ""}}), "a", NOW), Unknown)


@pytest.mark.parametrize(
    "body",
    [
        {
            "detail": "You are not allowed to create a Tweet with duplicate content.",
            "type": "about:blank",
        },
        {"errors": [{"code": 187, "message": "Status is a duplicate."}]},
        {"errors": [{"code": 187}], "title": "Forbidden"},
        {"errors": [{"message": "Authorization: Status is a duplicate. (187)"}]},
        {"title": "Forbidden", "detail": "Duplicate content on a suspended account"},
    ],
)
def test_a_403_duplicate_is_looked_up_not_believed(body: object) -> None:
    """It may be our own post whose answer was lost, or X's mistake: in every wording it is unknown."""
    assert isinstance(refusal(answer(403, body), NOW), Unknown)


@pytest.mark.parametrize(
    "body",
    [
        {
            "type": "https://api.twitter.com/2/problems/oauth1-permissions",
            "detail": "Your client app is not configured",
        },
        {
            "type": "https://api.twitter.com/2/problems/client-forbidden",
            "reason": "client-not-enrolled",
        },
        {
            "errors": [
                {
                    "code": 453,
                    "message": "You currently have access to a subset of X API V2 endpoints",
                }
            ]
        },
        {
            "errors": [
                {
                    "code": 326,
                    "message": "To protect our users, this account is temporarily locked.",
                }
            ]
        },
        {"errors": [{"code": 64, "message": "Your account is suspended"}]},
        {"type": "https://api.twitter.com/2/problems/unsupported-authentication", "detail": "…"},
    ],
)
def test_a_403_about_the_app_or_the_account_stops_the_road(body: object) -> None:
    """Not this text is refused: every later one would be too."""
    outcome = refusal(answer(403, body), NOW)
    assert isinstance(outcome, Refused)
    assert outcome.remedy is Remedy.CREDENTIALS


def test_bad_authentication_data_comes_with_a_400() -> None:
    """X's older number 215."""
    outcome = refusal(
        answer(400, {"errors": [{"code": 215, "message": "Bad Authentication data."}]}), NOW
    )
    assert isinstance(outcome, Refused)
    assert outcome.remedy is Remedy.CREDENTIALS


@given(st.text(max_size=14), st.text(max_size=14), st.text(max_size=3))
def test_a_429_waits_between_a_minute_and_a_day(reset: str, day_reset: str, remaining: str) -> None:
    """Whatever the headers say, the moment is ahead and near."""
    limited = answer(
        429,
        {},
        x_rate_limit_reset=reset,
        x_user_limit_24hour_reset=day_reset,
        x_user_limit_24hour_remaining=remaining,
    )
    outcome = refusal(limited, NOW)
    assert isinstance(outcome, Refused)
    assert outcome.retry_at is not None
    assert timedelta(minutes=1) <= outcome.retry_at - NOW <= timedelta(days=1)
    assert outcome.retry_at.tzinfo == NOW.tzinfo


@pytest.mark.parametrize(
    ("headers", "minutes"),
    [
        ({}, 15),
        ({"x_rate_limit_reset": "{10}"}, 10),
        ({"x_rate_limit_reset": "{-10}"}, 1),
        ({"x_rate_limit_reset": "{99999}"}, 24 * 60),
        ({"x_rate_limit_reset": "soon"}, 15),
        (
            {
                "x_rate_limit_reset": "{5}",
                "x_user_limit_24hour_remaining": "0",
                "x_user_limit_24hour_reset": "{600}",
            },
            600,
        ),
        (
            {
                "x_rate_limit_reset": "{5}",
                "x_user_limit_24hour_remaining": "7",
                "x_user_limit_24hour_reset": "{600}",
            },
            5,
        ),
        (
            {
                "x_rate_limit_reset": "{5}",
                "x_app_limit_24hour_remaining": "0",
                "x_app_limit_24hour_reset": "{60}",
            },
            60,
        ),
    ],
)
def test_a_429_waits_for_the_limit_that_is_used_up(headers: dict[str, str], minutes: int) -> None:
    """The window of 15 minutes, or the day's limit of the user or the app when that one shows
    nothing left.
    """
    stamps = {
        name: str(int((NOW + timedelta(minutes=int(value[1:-1]))).timestamp()))
        if value.startswith("{")
        else value
        for name, value in headers.items()
    }
    outcome = refusal(answer(429, {}, **stamps), NOW)
    assert isinstance(outcome, Refused)
    assert outcome.retry_at == NOW + timedelta(minutes=minutes)


def test_a_spending_cap_is_no_rate_limit() -> None:
    """A 429 that no waiting ends, although the headers show room: the balance or the cap is to be
    raised.
    """
    body = {"title": "UsageCapExceeded", "type": "https://api.twitter.com/2/problems/usage-capped"}
    outcome = refusal(answer(429, body, x_rate_limit_remaining="39999"), NOW)
    assert isinstance(outcome, Refused)
    assert (outcome.remedy, outcome.retry_at) == (Remedy.CREDITS, None)


def test_the_words_of_x_are_shown_short_and_on_one_line() -> None:
    """Control characters and bidi marks of an answer reach no screen, and no sentence is endless."""
    outcome = refusal(answer(422, {"detail": "a\nb\x1b[31m\u202e" + "x" * 5000}), NOW)
    assert str(outcome.why).isprintable()
    assert len(str(outcome.why)) < 300


def test_the_moment_to_wait_for_is_told_in_the_librarys_time() -> None:
    """The zone is the clock's."""
    stamp = str(int(datetime(2026, 11, 25, 1, 30, tzinfo=UTC).timestamp()))
    assert "10:30" in str(refusal(answer(429, {}, x_rate_limit_reset=stamp), NOW).why)
