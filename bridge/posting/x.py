"""Edge: X's API v2 through tweepy, with OAuth 1.0a user tokens; and what each of its answers means.

The one place where statuses, X's problems and exceptions become outcomes.
The rule behind each line: only what proves that X does not have the post is Refused; in doubt
Unknown.
Sources: X's OpenAPI document 2.167 (routes, shapes); the problem bodies as X sends them, which it
does not list.
"""

from __future__ import annotations

import json
import logging
import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from bridge.errors import ConfigRefused, CredentialsRefused
from bridge.model import Act, PostId, Shown, Through
from bridge.network.causes import cause
from bridge.network.connector import Connector
from bridge.network.tunnel import ProxyFailed
from bridge.network.way import DIRECT, WayOut
from bridge.posting.base import (
    Message,
    Posted,
    PosterUnavailable,
    PostOutcome,
    Refused,
    Remedy,
    Timeline,
    Unknown,
    unescape,
)
from bridge.posting.readback import TimelinePage, is_id, read_page
from bridge.posting.wire import Answer, Exchange, Limits, session
from bridge.sayings import Coded, Refusal
from bridge.settings import XKeys

API = "https://api.x.com"
PAGES = 5  #: of 100 posts each; more than any run can have missed
_TALKATIVE = (
    "tweepy",
    "requests_oauthlib",
    "oauthlib",
    "urllib3",
)  # at DEBUG the first three log signed headers


# ── what an answer means ────────────────────────────────────────────────────────────────────────

_RIGHTS = (  # in a 400 or 403: not this text is refused but this app or account
    "oauth1-permissions",
    "client-not-enrolled",
    "client-forbidden",
    "unsupported-authentication",
    "app permissions",
    "subset of x api",
    "suspended",
    "locked",
    "bad authentication",
    "not permitted to use oauth",
)
_RIGHTS_CODES = {32, 64, 89, 215, 261, 326, 453}  # the same in X's older numbers


def created(answer: Answer, account: str, now: datetime) -> PostOutcome:
    """Return what the answer to POST /2/tweets means: Posted is 201 with a numeric id, and nothing
    less.
    """
    post_id = _data(answer).get("id")
    if answer.status == 201 and isinstance(post_id, str) and is_id(post_id):
        text = _data(answer).get("text")
        return Posted(
            post_id, _address(account, post_id), unescape(text) if isinstance(text, str) else ""
        )
    return refusal(answer, now)


def refusal(answer: Answer, now: datetime) -> Refused | Unknown:
    """Return what an answer means that is not the expected success; `now` (aware) bounds how long
    to wait.
    """
    text, words, codes = _said(answer)
    status, tail = answer.status, Refusal("x.in_its_words", said=text) if text else ""
    match status:
        case 402:
            return Refused(Refusal("x.balance_short", said=tail), Remedy.CREDITS)
        case 429 if "usage-capped" in words or "usagecapexceeded" in words:
            return Refused(Refusal("x.cap_reached", said=tail), Remedy.CREDITS)
        case 429:
            until = _reset(answer, now)
            return Refused(Refusal("x.rate_limited", until=until), Remedy.WAIT, until)
        case 401:
            return Refused(Refusal("x.keys_not_taken", said=tail), Remedy.CREDENTIALS)
        case 403 if not words:
            return Unknown(Refusal("x.refused_without_reason"))
        case 403 if "duplicate" in words or 187 in codes:
            return Unknown(Refusal("x.same_text_there", said=tail), closes=False)
        case 400 | 403 if codes & _RIGHTS_CODES or any(word in words for word in _RIGHTS):
            return Refused(Refusal("x.no_right", status=status, said=tail), Remedy.CREDENTIALS)
        case 400 | 403 | 404 | 413 | 422:
            return Refused(Refusal("x.text_refused", status=status, said=tail), Remedy.REJECTED)
        case _:
            return Unknown(Refusal("x.answer_unclear", status=status, said=tail))


def _json(answer: Answer) -> dict[str, Any]:
    try:
        body = json.loads(answer.body)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def _data(answer: Answer) -> dict[str, Any]:
    data = _json(answer).get("data")
    return data if isinstance(data, dict) else {}


def _address(account: str, post_id: str) -> str:
    return f"https://x.com/{account}/status/{post_id}"


def _said(answer: Answer) -> tuple[str, str, set[int]]:
    """Return X's sentence for the screen, all its words in lower case, and its numbers."""
    body = _json(answer)
    errors = body.get("errors")
    problems = [
        body,
        *(p for p in (errors if isinstance(errors, list) else []) if isinstance(p, dict)),
    ]
    keys = ("detail", "message", "title", "reason", "type")
    texts = [p[key] for key in keys for p in problems if isinstance(p.get(key), str)]
    sentence = "".join(c if c.isprintable() else " " for c in next(iter(texts), ""))[:200]
    return (
        sentence,
        " ".join(texts).lower(),
        {p["code"] for p in problems if isinstance(p.get("code"), int)},
    )


def _stands_already(answer: Answer) -> bool:
    """Return whether X refuses a retweet because the own account has retweeted that post before."""
    _, words, codes = _said(answer)
    return 327 in codes or "already retweeted" in words or "already reposted" in words


def _reset(answer: Answer, now: datetime) -> datetime:
    """Return when the limit that stopped us ends: the last reset among those with nothing
    remaining, within a day.
    """
    ends = []
    for limit in ("x-rate-limit", "x-user-limit-24hour", "x-app-limit-24hour"):
        spent = limit == "x-rate-limit" or answer.headers.get(f"{limit}-remaining") == "0"
        reset = answer.headers.get(f"{limit}-reset", "")
        if spent and re.fullmatch("[0-9]{9,11}", reset, re.ASCII):
            ends.append(datetime.fromtimestamp(int(reset), tz=now.tzinfo))
    end = max(ends, default=now + timedelta(minutes=15))
    return min(max(end, now + timedelta(minutes=1)), now + timedelta(days=1))


# ── what an exception means, when there was no whole answer ─────────────────────────────────────

_BY_LINE = "line"  # certainly not sent when the line was never made; else X may have it
_UNCLEAR = "unclear"  # X may have it, as after any exception that stands nowhere here
_TWEEPY = """TweepyException HTTPException BadRequest Unauthorized Forbidden NotFound
    TooManyRequests TwitterServerError"""  # with an answer at hand, `refusal` has spoken before
_REQUESTS = """RequestException InvalidJSONError JSONDecodeError HTTPError ConnectionError
    ProxyError SSLError Timeout ConnectTimeout ReadTimeout URLRequired TooManyRedirects
    MissingSchema InvalidSchema InvalidURL InvalidHeader InvalidProxyURL
    ChunkedEncodingError ContentDecodingError StreamConsumedError RetryError
    UnrewindableBodyError"""
_URLLIB3 = """HTTPError PoolError RequestError SSLError ProxyError DecodeError ProtocolError
    MaxRetryError HostChangedError TimeoutStateError TimeoutError ReadTimeoutError
    ConnectTimeoutError NewConnectionError NameResolutionError EmptyPoolError FullPoolError
    ClosedPoolError LocationValueError LocationParseError URLSchemeUnknown ResponseError
    ResponseNotChunked BodyNotHttplibCompatible IncompleteRead InvalidChunkLength
    InvalidHeader ProxySchemeUnknown ProxySchemeUnsupported HeaderParsingError
    UnrewindableBodyError"""
MEANING: Mapping[str, str] = {
    f"{module}.{name}": word
    for module, names, word in (
        ("tweepy.errors", _TWEEPY, _UNCLEAR),
        ("requests.exceptions", _REQUESTS, _BY_LINE),
        ("urllib3.exceptions", _URLLIB3, _BY_LINE),
        ("builtins", "OSError", _BY_LINE),
    )
    for name in names.split()
}


def without_answer(error: BaseException, *, made: bool) -> Refused | Unknown:
    """Return what an exception means for a call that got no whole answer; `made`: the line had been
    made.

    The class alone proves nothing (a time-out in the TLS handshake comes as ReadTimeout), and the
    line alone is not believed either: an exception that nobody has thought of is Unknown.
    """
    kinds = (f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__)
    word = next((MEANING[kind] for kind in kinds if kind in MEANING), _UNCLEAR)
    name = type(error).__name__
    if word == _BY_LINE and not made:
        if proxy := cause(error, ProxyFailed):
            return Refused(Refusal("x.proxy_failed", why=proxy.why), Remedy.RETRY)
        return Refused(Refusal("x.not_connected", kind=name), Remedy.RETRY)
    return Unknown(Refusal("x.answer_cut", kind=name))


def _without_keys(why: Coded, keys: XKeys) -> Refusal:
    """Return what is said of a call with the keys blotted out of its facts: X may repeat them."""
    facts = {
        name: _without_keys(fact, keys)
        if isinstance(fact, Coded)
        else keys.hidden_in(fact)
        if isinstance(fact, str)
        else fact
        for name, fact in why.facts.items()
    }
    return Refusal(why.code, **facts)


class _NoAnswer(Exception):
    """A call that ended without a whole answer, with what that means for a post."""

    def __init__(self, error: Exception, *, made: bool) -> None:
        super().__init__()
        proxy = cause(error, ProxyFailed)
        self.kind = proxy.why if proxy else type(error).__name__
        self.outcome = without_answer(error, made=made)


class _NotUnderstood(PosterUnavailable):
    """A 400 to a question."""


# ── the way out ─────────────────────────────────────────────────────────────────────────────────


class XPoster:
    """Posts to one account on X. Each call has a connection of its own and ends within
    `limits.total` seconds.
    """

    through = Through.X

    def __init__(
        self,
        keys: XKeys,
        account: str,
        api_url: str,
        clock: Callable[[], datetime],
        *,
        limits: Limits = Limits(),  # noqa: B008  frozen
        way: WayOut = DIRECT,
    ) -> None:
        """Make no call yet. Raises ConfigRefused for a host that is neither X's nor loopback: keys
        go nowhere else.
        """
        where = urlsplit(api_url)
        loopback = where.scheme == "http" and where.hostname in {"127.0.0.1", "::1", "localhost"}
        if not loopback and (where.scheme, where.netloc) != ("https", urlsplit(API).netloc):
            raise ConfigRefused("x.api_url", url=api_url, allowed=API)
        self._keys = keys
        self._account = account
        self._clock = clock
        self._base = f"{where.scheme}://{where.netloc}"
        self._limits = limits
        self._connector = Connector(way, limits.connect)
        self._user_id = ""
        self._dialects = _DIALECTS

    def verify(self, account: str) -> str:
        """Return the own user id (GET /2/users/me, once in the life of a poster); see
        Poster.verify.

        Raises PosterUnavailable when X does not say, CredentialsRefused for the keys of another
        account.
        """
        if self._user_id and account == self._account:
            return self._user_id
        me = self._read(lambda client: client.get_me(user_auth=True)).get("data")
        if (
            not isinstance(me, dict)
            or not isinstance(me.get("username"), str)
            or not is_id(me.get("id"))
        ):
            raise PosterUnavailable("x.owner_unnamed")
        if me["username"].casefold() != account.casefold():
            raise CredentialsRefused(
                "x.keys_of_another", account=account, other=me["username"][:15]
            )
        if account == self._account:
            self._user_id = str(me["id"])
        return str(me["id"])

    def post(self, message: Message) -> PostOutcome:
        """Return what became of it (POST /2/tweets, once); see Poster.post."""
        if message.repost_of:
            return self._retweet(message.repost_of.rsplit("/", 1)[-1], on=True)
        if message.reply_to and not is_id(message.reply_to):
            why = Refusal("x.answers_no_post", given=message.reply_to[:30])
            return Refused(why, Remedy.REJECTED)
        media: list[str] | None = None
        if message.image is not None:
            uploaded = self._upload(message.image, message.alt)
            if isinstance(uploaded, Refused):
                return uploaded
            media = [uploaded]
        return self._told(
            lambda client: client.create_tweet(
                text=message.text,
                media_ids=media,
                in_reply_to_tweet_id=message.reply_to or None,
                user_auth=True,
            ),
            lambda answer: created(answer, self._account, self._clock()),
        )

    def timeline(self, since: str) -> Timeline:
        """Return the own posts newer than `since` (GET /2/users/:id/tweets); see Poster.timeline.

        Retweets are left out: what X shows of them are another's words. At most PAGES pages of 100;
        `complete` is False when there was more, or X reported a partial error; it reaches back to
        the last post of the pages that came whole before that.
        """
        posts: list[Shown] = []
        whole, reach = True, ""
        query: dict[str, str | int] = {
            "max_results": 100,
            "exclude": "retweets",
            **({"since_id": since} if since else {}),
        }
        for _ in range(PAGES):
            page = self._page(query)
            posts += page.posts
            whole = whole and page.whole
            if whole and page.posts:
                reach = page.posts[-1].post_id
            if not page.next_token:
                return Timeline(tuple(posts), complete=whole, reach="" if whole else reach)
            query["pagination_token"] = page.next_token
        return Timeline(tuple(posts), complete=False, reach=reach)

    def delete(self, what: PostId) -> PostOutcome:
        """Return Posted when X says that the post is deleted (DELETE /2/tweets/:id); see
        Poster.delete.
        """
        post_id = what.number
        if what.act is Act.RETWEET:
            return self._retweet(post_id, on=False)
        if not is_id(post_id):
            return Refused(Refusal("x.no_post_number", given=post_id[:30]), Remedy.REJECTED)

        def deleted(answer: Answer) -> PostOutcome:
            deleted = answer.status == 200 and _data(answer).get("deleted") is True
            return (
                Posted(post_id, _address(self._account, post_id))
                if deleted
                else self._refusal(answer)
            )

        return self._told(lambda client: client.delete_tweet(post_id, user_auth=True), deleted)

    def _retweet(self, source: str, *, on: bool) -> PostOutcome:
        """Return what became of a retweet (POST /2/users/:id/retweets), or of its end (DELETE
        …/:source_tweet_id).

        Both are done at most once by X itself: a post that is retweeted already is answered like a
        new retweet, or with a 403 that says so (327 in the older numbers); either way it stands on
        the own page, as decided.
        """
        own = self._user_id
        if not (is_id(source) and is_id(own)):  # verify() has not been asked
            return Refused(Refusal("x.retweet_of_nothing"), Remedy.RETRY)
        route = f"/2/users/{own}/retweets"

        def act(client: Any) -> object:
            if on:
                return client.request("POST", route, json={"tweet_id": source}, user_auth=True)
            return client.request("DELETE", f"{route}/{source}", user_auth=True)

        def meant(answer: Answer) -> PostOutcome:
            done = answer.status == 200 and _data(answer).get("retweeted") is on
            if done or (on and answer.status in {400, 403} and _stands_already(answer)):
                return Posted(source, f"https://x.com/i/status/{source}")
            return self._refusal(answer)

        return self._told(act, meant)

    def _upload(self, image: bytes, alt: str) -> str | Refused:
        """Return the picture's media id, its alternative text set (POST /2/media/upload,
        /2/media/metadata).

        Nothing is posted yet: what is unclear here is safe to do again. tweepy 4.17 has no call for
        either.
        """
        media = self._media(
            "/2/media/upload", {"media": b64encode(image).decode(), "media_category": "tweet_image"}
        )
        if alt and isinstance(media, Posted):
            media = self._media(
                "/2/media/metadata", {"id": media.post_id, "metadata": {"alt_text": {"text": alt}}}
            )
        return media.post_id if isinstance(media, Posted) else media

    def _media(self, route: str, body: dict[str, Any]) -> Posted | Refused:
        def took(answer: Answer) -> PostOutcome:
            data = _data(answer)
            return (
                Posted(data["id"], "")
                if answer.status == 200 and is_id(data.get("id"))
                else self._refusal(answer)
            )

        outcome = self._told(
            lambda client: client.request("POST", route, json=body, user_auth=True), took
        )
        if isinstance(outcome, Unknown):
            return Refused(Refusal("x.picture_not_sent"), Remedy.RETRY)
        return outcome

    # one call each, from here on

    def _ask(self, act: Callable[[Any], object]) -> Answer:
        """Return the whole answer to one call, whatever its status. Raises _NoAnswer, and nothing
        else.
        """
        exchange = Exchange(self._limits)
        try:
            with exchange, self._client(exchange) as client:
                act(client)
        except Exception as error:  # noqa: BLE001  the one place: what is not proved is Unknown
            if exchange.answer is None:
                raise _NoAnswer(error, made=exchange.connected) from None
        if exchange.answer is None:
            raise _NoAnswer(AssertionError(), made=exchange.connected)
        return exchange.answer

    @contextmanager
    def _client(self, exchange: Exchange) -> Iterator[Any]:
        """Give tweepy's client over one watched connection.

        tweepy 4.17 names its host in a literal; the session replaces it before the request is
        signed, so the signature is over the address that is called.
        """
        import requests
        import tweepy

        quiet()
        client = tweepy.Client(
            consumer_key=self._keys.consumer_key,
            consumer_secret=self._keys.consumer_secret,
            access_token=self._keys.access_token,
            access_token_secret=self._keys.access_token_secret,
            return_type=requests.Response,
            wait_on_rate_limit=False,  # it would sleep inside the lock
        )
        client.session = session(exchange, self._connector, self._base)
        with client.session:
            yield client

    def _refusal(self, answer: Answer) -> Refused | Unknown:
        return refusal(answer, self._clock())

    def _told(
        self, act: Callable[[Any], object], meaning: Callable[[Answer], PostOutcome]
    ) -> PostOutcome:
        """Return the outcome of one call, keys blotted out; never raises."""
        try:
            outcome = meaning(self._ask(act))
        except _NoAnswer as none:
            outcome = none.outcome
        except Exception as error:  # noqa: BLE001  the call is made: whatever fails now, X may have it
            outcome = Unknown(Refusal("x.answer_unread", kind=type(error).__name__))
        return (
            outcome
            if isinstance(outcome, Posted)
            else replace(outcome, why=_without_keys(outcome.why, self._keys))
        )

    def _read(self, act: Callable[[Any], object]) -> dict[str, Any]:
        """Return the JSON object of a 200. Raises CredentialsRefused, PosterUnavailable."""
        try:
            answer = self._ask(act)
        except _NoAnswer as none:
            raise PosterUnavailable("x.silent", kind=none.kind) from None
        if answer.status == 200 and (body := _json(answer)):
            return body
        outcome = self._refusal(answer)
        why = _without_keys(outcome.why, self._keys)
        if isinstance(outcome, Refused) and outcome.remedy in _REFUSED:
            raise CredentialsRefused(_REFUSED[outcome.remedy], why=why)
        if isinstance(outcome, Refused) and outcome.remedy is Remedy.WAIT:
            raise PosterUnavailable("x.wait", why=why, retry_at=outcome.retry_at)
        if answer.status == 400:
            raise _NotUnderstood("x.unanswered", status=answer.status)
        raise PosterUnavailable("x.unanswered", status=answer.status)

    def _page(self, query: Mapping[str, str | int]) -> TimelinePage:
        """Return one page of the own timeline. Raises as verify does.

        Asked in each dialect until one is understood (no 400, and the posts carry their time); that
        one is kept.
        """
        own = self.verify(self._account)
        *others, last = self._dialects
        for dialect in others:
            with suppress(_NotUnderstood):
                page = self._page_in(dialect, own, query)
                if page.timed:
                    self._dialects = (dialect,) if page.posts else self._dialects
                    return page
        page = self._page_in(last, own, query)
        self._dialects = (last,)
        return page

    def _page_in(
        self, dialect: tuple[str, str], own: str, query: Mapping[str, str | int]
    ) -> TimelinePage:
        fields, note = dialect
        params = {**query, fields: f"created_at,entities,{note}"}
        body = self._read(
            lambda client: client.request(
                "GET", f"/2/users/{own}/tweets", params=params, user_auth=True
            )
        )
        try:
            return read_page(body)
        except ValueError:
            raise PosterUnavailable("x.timeline_unreadable") from None


_REFUSED = {Remedy.CREDENTIALS: "x.keys_refused", Remedy.CREDITS: "x.credits_used_up"}
# X's document 2.167 calls the list of fields post.fields; X's own pages and every older client say
# tweet.fields.
_DIALECTS: tuple[tuple[str, str], ...] = (
    ("post.fields", "note_post"),
    ("tweet.fields", "note_tweet"),
)


def quiet() -> None:
    """Keep the loggers of the libraries below at WARNING, also those that somebody has set to DEBUG
    by name.
    """
    for name in {*_TALKATIVE, *logging.root.manager.loggerDict}:
        if (
            name.partition(".")[0] in _TALKATIVE
            and logging.getLogger(name).getEffectiveLevel() < logging.WARNING
        ):
            logging.getLogger(name).setLevel(logging.WARNING)
