"""The way out to X, with real tweepy against the stand-in on loopback."""

from __future__ import annotations

import base64
import hmac
import json
import socket
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from fakes import NOW, Clock

from bridge.demo import x as words
from bridge.demo.x import StandInX, late, refuse
from bridge.errors import ConfigRefused, CredentialsRefused
from bridge.model import PostId
from bridge.posting.base import (
    Message,
    Posted,
    PosterUnavailable,
    Refused,
    Remedy,
    Unknown,
    same_text,
)
from bridge.posting.readback import TimelinePage
from bridge.posting.x import API, PAGES, XPoster

TEXT = "おはなし会 11月28日(土)10時30分〜 <えほん&うた> https://lib.example.jp/event?id=1&copy=2"


# ── what comes of a post ──


def test_a_post_that_x_takes_is_posted_with_its_id_and_address(
    x: StandInX, poster: XPoster
) -> None:
    """201 and a numeric id: the one answer that means posted."""
    outcome = poster.post(Message(TEXT))
    (post,) = x.ledger
    assert isinstance(outcome, Posted)
    assert (outcome.post_id, outcome.url) == (
        post.id,
        f"https://x.com/{x.account}/status/{post.id}",
    )
    assert same_text(TEXT, outcome.text, links=False)
    assert post.text == TEXT


@pytest.mark.parametrize(
    "step",
    [
        words.accept_then_drop,
        words.accept_then_500,
        words.timeout_after_accept,
        words.garbled,
        words.cut,
        words.no_id,
        words.drip,
        late(0.6),
    ],
    ids=lambda step: step.name,
)
def test_truth_4_an_unclear_answer_after_x_took_the_post_is_unknown(
    x: StandInX, poster: XPoster, step: words.ScriptStep
) -> None:
    """X has it and the answer does not say so: never refused, and asked exactly once."""
    x.then(step)
    assert isinstance(poster.post(Message(TEXT)), Unknown)
    assert len(x.ledger) == len(x.requests) == 1


@pytest.mark.parametrize(
    "step",
    [
        words.drop_before_reading,
        words.silence,
        words.redirect,
        words.duplicate,
        refuse(500),
        refuse(503),
        refuse(302),
        refuse(304),
        refuse(408),
        refuse(409),
        refuse(418),
        refuse(451),
    ],
    ids=lambda step: f"{step.name}-{step.arg:.0f}",
)
def test_truth_4_an_answer_that_proves_nothing_is_unknown_too(
    x: StandInX, poster: XPoster, step: words.ScriptStep
) -> None:
    """X does not have it, but nothing in the answer proves that; it is not sent again, nor a
    redirect followed.
    """
    x.then(step)
    assert isinstance(poster.post(Message(TEXT)), Unknown)
    assert len(x.requests) == (step is not words.drop_before_reading)
    assert x.ledger == ()


@pytest.mark.parametrize(
    ("step", "remedy"),
    [
        (refuse(400), Remedy.REJECTED),
        (refuse(401), Remedy.CREDENTIALS),
        (refuse(402), Remedy.CREDITS),
        (refuse(403), Remedy.REJECTED),
        (refuse(404), Remedy.REJECTED),
        (refuse(413), Remedy.REJECTED),
        (refuse(422), Remedy.REJECTED),
        (words.no_rights, Remedy.CREDENTIALS),
        (words.suspended, Remedy.CREDENTIALS),
        (words.cap, Remedy.CREDITS),
    ],
    ids=lambda given: (
        f"{given.name}-{given.arg:.0f}" if isinstance(given, words.ScriptStep) else given.value
    ),
)
def test_a_certain_refusal_names_its_remedy(
    x: StandInX, poster: XPoster, step: words.ScriptStep, remedy: Remedy
) -> None:
    """Each kind of refusal is told apart by what is to be done next."""
    x.then(step)
    outcome = poster.post(Message(TEXT))
    assert isinstance(outcome, Refused)
    assert outcome.remedy is remedy
    assert x.ledger == ()


def test_a_429_waits_for_the_reset_that_x_names(x: StandInX, poster: XPoster) -> None:
    """The moment comes from x-rate-limit-reset; nobody sleeps until then."""
    x.then(refuse(429))
    before = time.perf_counter()
    outcome = poster.post(Message(TEXT))
    assert isinstance(outcome, Refused)
    assert (outcome.remedy, outcome.retry_at) == (Remedy.WAIT, NOW + timedelta(minutes=15))
    assert time.perf_counter() - before < 5


def test_a_line_that_was_never_made_may_be_tried_again(poster_of, clock: Clock) -> None:
    """Nobody listens: nothing was sent, so the next run may send it."""
    with StandInX(clock) as gone:
        poster = poster_of(gone)
    outcome = poster.post(Message(TEXT))
    assert isinstance(outcome, Refused)
    assert outcome.remedy is Remedy.RETRY


@pytest.mark.parametrize(
    "error", [socket.gaierror(-2, "no such name"), TimeoutError("timed out"), OSError("no route")]
)
def test_a_name_a_route_or_a_connection_that_fails_may_be_tried_again(
    monkeypatch: pytest.MonkeyPatch, clock: Clock, error: OSError
) -> None:
    """DNS, connect time-out, no route: the socket was never made, whatever the library calls it."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    outcome = XPoster(StandInX.keys, "toshokan_demo", API, clock).post(Message(TEXT))
    assert isinstance(outcome, Refused)
    assert outcome.remedy is Remedy.RETRY


@pytest.mark.parametrize(
    "error", [RuntimeError("surprise"), ValueError(), MemoryError(), KeyError("data")]
)
def test_any_other_exception_is_unknown_and_never_raised(
    monkeypatch: pytest.MonkeyPatch, poster: XPoster, error: Exception
) -> None:
    """What nobody has thought of is in doubt, even before the line is made."""
    import tweepy

    def surprise(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(tweepy.Client, "create_tweet", surprise)
    assert isinstance(poster.post(Message(TEXT)), Unknown)


def test_a_drip_ends_within_the_total_time(x: StandInX, poster_of) -> None:
    """A byte now and then never fires a time-out of requests; the timer outside ends it."""
    x.then(words.drip)
    before = time.perf_counter()
    assert isinstance(poster_of(x, hasty=True).post(Message(TEXT)), Unknown)
    assert 0.25 < time.perf_counter() - before < 5


def test_the_second_post_of_a_poster_is_not_hurt_by_the_first(x: StandInX, poster_of) -> None:
    """Each call has a connection of its own, so a cut one leaves nothing behind."""
    x.then(words.accept_then_drop, words.timeout_after_accept)
    poster, hasty, kinds = poster_of(x), poster_of(x, hasty=True), []
    for limits in (poster._limits, hasty._limits, poster._limits):
        poster._limits = limits
        kinds.append(type(poster.post(Message("本文"))))
    assert kinds == [Unknown, Unknown, Posted]


# ── what goes out ──


def test_the_request_is_the_decided_text_and_nothing_else(x: StandInX, poster: XPoster) -> None:
    """The body of POST /2/tweets has the text alone when there is nothing else to say."""
    poster.post(Message(TEXT, key="7:abc"))
    (request,) = x.requests
    assert (request.method, request.path, request.query) == ("POST", "/2/tweets", {})
    assert json.loads(request.body) == {"text": TEXT}


def test_the_signature_is_over_the_address_that_is_really_called(
    x: StandInX, poster: XPoster
) -> None:
    """OAuth 1.0a (RFC 5849, 3.4): recomputed from the request as it arrived, with the keys'
    secrets.
    """
    from oauthlib.oauth1.rfc5849 import signature

    poster.verify(x.account)
    poster.timeline("")
    poster.post(Message(TEXT))
    for request in x.requests:
        header = request.headers["authorization"]
        query = "&".join(
            f"{name}={value.replace(',', '%2C')}" for name, value in request.query.items()
        )
        params = signature.collect_parameters(query, [], {"Authorization": header})
        base = signature.signature_base_string(
            request.method, x.url + request.path, signature.normalize_parameters(params)
        )
        secret = f"{x.keys.consumer_secret}&{x.keys.access_token_secret}".encode()
        wanted = base64.b64encode(hmac.digest(secret, base.encode(), "sha1")).decode()
        given = dict(
            signature.collect_parameters(
                "", [], {"Authorization": header}, exclude_oauth_signature=False
            )
        )
        assert given["oauth_signature"] == wanted
    assert len(x.requests) == 3


def test_10_a_picture_goes_out_with_its_alternative_text(x: StandInX, poster: XPoster) -> None:
    """Upload, alternative text, then the post that names the picture."""
    assert isinstance(poster.post(Message(TEXT, b"\x89PNG", "image/png", alt="表紙の写真")), Posted)
    (media,) = x.ledger[0].media
    assert (x.media[media], x.alt[media]) == (b"\x89PNG", "表紙の写真")
    assert [r.path for r in x.requests] == ["/2/media/upload", "/2/media/metadata", "/2/tweets"]


@pytest.mark.parametrize("route", ["upload", "metadata"])
@pytest.mark.parametrize(
    ("step", "remedy"),
    [
        (words.accept_then_drop, Remedy.RETRY),
        (words.drip, Remedy.RETRY),
        (refuse(500), Remedy.RETRY),
        (words.garbled, Remedy.RETRY),
        (refuse(401), Remedy.CREDENTIALS),
        (refuse(402), Remedy.CREDITS),
        (refuse(413), Remedy.REJECTED),
        (refuse(429), Remedy.WAIT),
    ],
    ids=lambda given: getattr(given, "name", str(given)),
)
def test_10_a_picture_that_fails_posts_nothing(
    x: StandInX, poster: XPoster, route: str, step: words.ScriptStep, remedy: Remedy
) -> None:
    """Without its picture and alternative text the post is not what was decided: nothing is posted,
    certainly.
    """
    x.then(step, on=route)
    outcome = poster.post(Message(TEXT, b"\x89PNG", "image/png", alt="表紙の写真"))
    assert isinstance(outcome, Refused)
    assert outcome.remedy is remedy
    assert x.ledger == ()
    assert all(request.path != "/2/tweets" for request in x.requests)


def test_9_2_an_addition_continues_the_own_post(x: StandInX, poster: XPoster) -> None:
    """The reply names the first post; anything but a number is refused before a call."""
    first = x.keep("最初の投稿")
    assert isinstance(poster.post(Message("追記", reply_to=first.id)), Posted)
    assert x.ledger[1].reply_to == first.id
    asked = len(x.requests)
    assert isinstance(poster.post(Message("追記", reply_to="../1")), Refused)
    assert len(x.requests) == asked


def test_keys_go_to_x_or_to_loopback_and_nowhere_else(clock: Clock) -> None:
    """Another host, a scheme without TLS, a look-alike, credentials before the host: refused before
    any call.
    """
    for url in (
        "https://api.x.com.example.jp",
        "http://api.x.com",
        "https://u@api.x.com",
        "https://api.x.com:8443",
        "http://127.0.0.1.example.jp",
        "https://api.twitter.com",
        "",
        "api.x.com",
    ):
        with pytest.raises(ConfigRefused):
            XPoster(StandInX.keys, "a", url, clock)
    XPoster(StandInX.keys, "a", "https://api.x.com", clock)
    XPoster(StandInX.keys, "a", "http://127.0.0.1:1/", clock)


# ── whose keys, what stands there ──


def test_3_the_keys_belong_to_the_account(x: StandInX, poster: XPoster) -> None:
    """The own id comes back; X is asked once; letters' case does not matter, as on X."""
    assert poster.verify(x.account) == x.user_id
    assert poster.verify(x.account) == x.user_id
    assert len(x.requests) == 1
    assert poster.verify(x.account.upper()) == x.user_id


def test_3_keys_of_another_account_are_refused(x: StandInX, clock: Clock) -> None:
    """The message names both accounts and what to do."""
    poster = XPoster(x.keys, "betsu", x.url, clock)
    with pytest.raises(CredentialsRefused, match=f"(?s)@betsu.*@{x.account}.*対処"):
        poster.verify("betsu")


@pytest.mark.parametrize(
    "step", [refuse(401), refuse(402), words.no_rights, words.suspended, words.cap]
)
def test_3_refused_keys_or_credits_stop_the_road(
    x: StandInX, poster: XPoster, step: words.ScriptStep
) -> None:
    """Keys, rights, balance: a person has to do something."""
    x.then(step, on="me")
    with pytest.raises(CredentialsRefused, match="開発者ページ"):
        poster.verify(x.account)


@pytest.mark.parametrize(
    "step",
    [
        refuse(500),
        refuse(404),
        refuse(429),
        words.garbled,
        words.drip,
        words.accept_then_drop,
        words.no_id,
        words.silence,
        words.redirect,
    ],
    ids=lambda step: step.name,
)
@pytest.mark.parametrize("route", ["me", "timeline"])
def test_a_question_without_an_answer_is_asked_again_later(
    x: StandInX, poster: XPoster, step: words.ScriptStep, route: str
) -> None:
    """No decision is lost over it, and nobody is told that the keys are wrong."""
    x.then(step, step, on=route)
    with pytest.raises(PosterUnavailable) as refused:
        poster.timeline("")
    assert "投稿された" not in str(refused.value)
    assert refused.value.retry_at == (NOW + timedelta(minutes=15) if step.arg == 429 else None)


def test_what_was_posted_is_read_back_as_it_was_decided(
    x: StandInX, poster: XPoster, clock: Clock
) -> None:
    """Links expanded, `&<>` unescaped, and only what is newer than the marker."""
    marker = x.keep("前の投稿").id
    clock.forward(minutes=5)
    outcome = poster.post(Message(TEXT))
    timeline = poster.timeline(marker)
    (shown,) = timeline.posts
    assert isinstance(outcome, Posted)
    assert shown.post_id == outcome.post_id
    assert same_text(TEXT, shown.text)
    assert shown.at == clock()
    assert timeline.complete


@pytest.mark.parametrize("name", ["post.fields", "tweet.fields"])
def test_both_names_for_the_fields_are_spoken(x: StandInX, poster: XPoster, name: str) -> None:
    """X's document says post.fields, its older answers knew tweet.fields: the other one is tried
    after a 400, once.
    """
    x.fields = name
    x.keep(TEXT)
    for _ in range(2):
        assert same_text(TEXT, poster.timeline("").posts[0].text)
    refused = [reply for reply in x.replies if reply.status == 400]
    assert len(refused) == (name == "tweet.fields")


def test_a_long_timeline_is_read_page_by_page(x: StandInX, poster: XPoster) -> None:
    """All of it, newest first, each once."""
    ids = [x.keep(f"{n}").id for n in range(230)]
    timeline = poster.timeline("")
    assert [post.post_id for post in timeline.posts] == ids[::-1]
    assert timeline.complete


def test_a_timeline_beyond_the_bound_is_not_called_complete(
    x: StandInX, poster: XPoster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Absence from a part proves nothing."""
    monkeypatch.setattr("bridge.posting.x.PAGES", 1)
    for n in range(101):
        x.keep(f"{n}")
    timeline = poster.timeline("")
    assert len(timeline.posts) == 100
    assert not timeline.complete
    assert timeline.reach == timeline.posts[-1].post_id
    assert timeline.covers(timeline.reach)
    assert not timeline.covers(str(int(timeline.reach) - 1))
    assert PAGES > 1


def test_a_page_with_something_left_out_ends_what_is_sure(
    x: StandInX, poster: XPoster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The posts of the first page are all there, of the second X hides one: sure is what is newer
    than the first page's last.
    """
    ids = [x.keep(f"{n}").id for n in range(150)]
    plain, pages = poster._page, []

    def page(asked: dict[str, str | int]) -> TimelinePage:
        found = plain(asked)
        pages.append(found)
        return replace(found, whole=len(pages) != hidden)

    monkeypatch.setattr(poster, "_page", page)
    hidden = 2
    timeline = poster.timeline("")
    assert (timeline.complete, timeline.reach) == (False, ids[-100])
    pages.clear()
    hidden = 1
    timeline = poster.timeline("")
    assert (timeline.complete, timeline.reach, timeline.covers(ids[-1])) == (False, "", False)


def test_a_deletion_is_carried_out_once_x_says_so(x: StandInX, poster: XPoster) -> None:
    """Posted stands for done; a post that X does not know is not called deleted."""
    post = x.keep("消す投稿")
    assert isinstance(poster.delete(PostId(post.id)), Posted)
    assert x.ledger[0].deleted
    assert isinstance(poster.delete(PostId(post.id)), Unknown)
    x.then(refuse(404), words.accept_then_drop, on="delete")
    assert isinstance(poster.delete(PostId("1")), Refused)
    assert isinstance(poster.delete(PostId("1")), Unknown)
    asked = len(x.requests)
    assert isinstance(poster.delete(PostId("me")), Refused)
    assert len(x.requests) == asked


def test_time_is_an_argument(x: StandInX) -> None:
    """A poster's clock may stand in another century; nothing else reads one."""
    poster = XPoster(
        keys=x.keys,
        account=x.account,
        api_url=x.url,
        clock=lambda: datetime(2100, 1, 1, tzinfo=UTC),
    )
    x.then(refuse(429))
    outcome = poster.post(Message(TEXT))
    assert isinstance(outcome, Refused)
    assert outcome.retry_at == datetime(2100, 1, 1, 0, 1, tzinfo=UTC)


def test_a_failure_of_our_own_after_the_call_is_unknown(x: StandInX) -> None:
    """A Poster never raises: the call is made, so whatever breaks now must not hide it."""

    def broken() -> datetime:
        raise ZeroDivisionError

    x.then(refuse(429))
    assert isinstance(
        XPoster(keys=x.keys, account=x.account, api_url=x.url, clock=broken).post(Message(TEXT)),
        Unknown,
    )
