"""The four keys and what is made of them: in no log, no repr, no outcome, no error."""

from __future__ import annotations

import http.client
import logging
import traceback

import pytest

from bridge.demo import x as words
from bridge.demo.x import StandInX, refuse
from bridge.errors import BridgeError
from bridge.posting.base import Message, Refused, Unknown
from bridge.posting.x import XPoster
from bridge.settings import XKeys


def secrets_in(text: str, x: StandInX) -> list[str]:
    """Return which secrets stand in a text: the keys, and the signatures that were sent."""
    keys = [
        x.keys.consumer_secret,
        x.keys.access_token,
        x.keys.access_token_secret,
        x.keys.consumer_key,
    ]
    signed = [
        part
        for r in x.requests
        for part in r.headers.get("authorization", "").split('"')
        if len(part) > 15
    ]
    return [secret for secret in [*keys, *signed] if secret in text]


@pytest.mark.parametrize("step", [words.accept, refuse(401), words.accept_then_drop, words.garbled])
def test_no_log_has_a_secret_though_every_logger_is_at_debug(
    x: StandInX,
    poster: XPoster,
    caplog: pytest.LogCaptureFixture,
    step: words.ScriptStep,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """tweepy and oauthlib log the signed header at DEBUG; also when somebody sets their loggers by
    name.
    """
    import tweepy.client  # noqa: F401  its loggers are there from the first call on

    names = [
        name
        for name in logging.root.manager.loggerDict
        if name.partition(".")[0] in {"tweepy", "oauthlib"}
    ]
    caplog.set_level(logging.DEBUG)
    for name in [*names, "requests_oauthlib.oauth1_auth", "urllib3.connectionpool"]:
        caplog.set_level(logging.DEBUG, logger=name)
    x.then(step)
    outcome = poster.post(Message("本文"))
    records = [
        f"{record.name} {record.getMessage()} {record.exc_text}" for record in caplog.records
    ]
    printed = "".join(capfd.readouterr())
    assert x.requests
    assert secrets_in("\n".join([*records, printed, repr(outcome)]), x) == []


def test_the_log_test_would_see_a_secret(
    x: StandInX, poster: XPoster, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Without `quiet` the same call does log them: the test above can fail."""
    monkeypatch.setattr("bridge.posting.x.quiet", lambda: None)
    caplog.set_level(logging.DEBUG)
    for name in ("tweepy.client", "tweepy", "oauthlib", "requests_oauthlib"):
        caplog.set_level(logging.DEBUG, logger=name)
    poster.post(Message("本文"))
    assert secrets_in("\n".join(record.getMessage() for record in caplog.records), x)


def test_http_clients_own_debugging_prints_no_header(
    x: StandInX, poster: XPoster, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """`HTTPConnection.debuglevel = 1` prints every header elsewhere."""
    monkeypatch.setattr(http.client.HTTPConnection, "debuglevel", 1)
    poster.post(Message("本文"))
    assert secrets_in("".join(capfd.readouterr()), x) == []


def test_a_repr_shows_no_key() -> None:
    """Neither of the keys nor of the poster that holds them."""
    keys = XKeys("ck-1234", "cs-1234", "at-1234", "as-1234")
    poster = XPoster(keys, "a", "https://api.x.com", lambda: pytest.fail("asked the time"))
    assert "1234" not in repr(keys) + str(keys) + repr(poster)


def test_an_answer_that_echoes_the_keys_is_blotted_out(
    x: StandInX, poster: XPoster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X's words are shown to staff: should they hold a key, it is not shown."""
    from bridge.demo import x_http

    echo = {
        "type": "about:blank",
        "title": "Unauthorized",
        "detail": f"bad token {x.keys.access_token_secret}",
    }
    monkeypatch.setitem(x_http._PROBLEMS, 401, echo)
    monkeypatch.setitem(x_http._PROBLEMS, 500, echo)
    x.then(refuse(401), refuse(500)).then(refuse(401), on="me")
    for outcome in (poster.post(Message("本文")), poster.post(Message("本文"))):
        assert isinstance(outcome, Refused | Unknown)
        assert "bad token ***" in str(outcome.why)
    with pytest.raises(BridgeError) as refused:
        poster.verify(x.account)
    assert secrets_in("".join(traceback.format_exception(refused.value)), x) == []


@pytest.mark.parametrize("step", [words.accept_then_drop, words.garbled, refuse(401), refuse(500)])
def test_a_traceback_shows_no_secret(x: StandInX, poster: XPoster, step: words.ScriptStep) -> None:
    """The libraries' exceptions, which hold the signed request, are not chained to ours."""
    x.then(step, on="me")
    with pytest.raises(BridgeError) as refused:
        poster.verify(x.account)
    assert secrets_in("".join(traceback.format_exception(refused.value)), x) == []
    assert refused.value.__cause__ is None
