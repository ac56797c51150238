"""Our requests, and the stand-in's answers, held against what X's OpenAPI document says.

The facts of it that matter are a schema of our own, x_contract.json; where X's document itself is
at hand, FEEDBRIDGE_X_OPENAPI names the file and everything is held against it, too.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from fakes import Clock

from bridge.demo import x as words
from bridge.demo.x import StandInX, refuse
from bridge.demo.x_http import ApiReply, ApiRequest
from bridge.model import Act, PostId
from bridge.posting.base import Message
from bridge.posting.x import XPoster

OWN = Path(__file__).with_name("x_contract.json")
XS = os.environ.get("FEEDBRIDGE_X_OPENAPI", "")
ROUTES = {
    "post": ("/2/tweets", "post"),
    "delete": ("/2/tweets/{id}", "delete"),
    "me": ("/2/users/me", "get"),
    "timeline": ("/2/users/{id}/tweets", "get"),
    "upload": ("/2/media/upload", "post"),
    "metadata": ("/2/media/metadata", "post"),
    "retweet": ("/2/users/{id}/retweets", "post"),
    "unretweet": ("/2/users/{id}/retweets/{source_tweet_id}", "delete"),
}
LISTED = "https://api.x.com/2/problems/"  #: the problem types that the document knows


@pytest.fixture(
    scope="module", params=[str(OWN), *([XS] if XS else [])], ids=["own", "xs"][: 2 if XS else 1]
)
def document(request: pytest.FixtureRequest) -> dict[str, Any]:
    return json.loads(Path(request.param).read_text("utf-8"))


@pytest.fixture
def spoken(clock: Clock, poster_of: Callable[[StandInX], XPoster]) -> StandInX:
    """A conversation that uses every route, and meets every refusal that has a body."""
    with StandInX(clock) as x:
        poster = poster_of(x)
        poster.verify(x.account)
        poster.timeline("")
        first = poster.post(Message("おはなし会 <えほん&うた> https://lib.example.jp/1?a=1&b=2"))
        poster.post(Message("展示", b"\x89PNG", "image/png", alt="表紙"))
        poster.post(Message("追記", reply_to=first.post_id))
        for step in (
            *map(refuse, (400, 401, 402, 403, 404, 429, 500)),
            words.duplicate,
            words.cap,
            words.no_rights,
        ):
            x.then(step)
            poster.post(Message("断られる"))
        for n in range(100):
            x.keep(f"{n}")
        poster.timeline("")
        poster.timeline(first.post_id)
        poster.post(Message("", repost_of="https://x.com/mihon_city/status/5"))
        poster.delete(PostId("5", Act.RETWEET))
        poster.delete(PostId(first.post_id))
        return x


def check(value: object, schema: dict[str, Any], document: dict[str, Any]) -> None:
    jsonschema.validate(
        value, {**schema, "components": document["components"]}, jsonschema.Draft4Validator
    )


def test_every_request_is_one_that_xs_document_describes(
    spoken: StandInX, document: dict[str, Any]
) -> None:
    """Route, query parameters and their bounds, JSON bodies; no field that X does not know."""
    routes = {_route(request): request for request in spoken.requests}
    assert set(routes) == set(ROUTES)
    for request in spoken.requests:
        path, method = ROUTES[_route(request)]
        operation = document["paths"][path][method]
        assert {"UserToken": []} in operation["security"]
        given = {
            p["name"]: p["schema"]
            for p in (_resolved(p, document) for p in operation.get("parameters", ()))
            if p["in"] == "query"
        }
        for name, value in request.query.items():
            check(_typed(value, given[name]), given[name], document)
        if "requestBody" in operation:
            content = operation["requestBody"]["content"]["application/json"]["schema"]
            check(json.loads(request.body), content, document)
            assert request.headers["content-type"] == "application/json"
        else:
            assert request.body == b""


def test_every_answer_of_the_stand_in_is_one_that_x_may_give(
    spoken: StandInX, document: dict[str, Any]
) -> None:
    """Status and shape of each success, and each problem whose type the document lists."""
    checked = set()
    for request, reply in zip(spoken.requests, spoken.replies, strict=True):
        route = _route(request)
        path, method = ROUTES[route]
        answers = document["paths"][path][method]["responses"]
        if str(reply.status) in answers:
            check(
                reply.body,
                answers[str(reply.status)]["content"]["application/json"]["schema"],
                document,
            )
            checked.add(route)
        else:
            _check_problem(reply, answers, document)
    assert checked == set(ROUTES)


def test_the_check_would_find_a_wrong_request(document: dict[str, Any]) -> None:
    """The two tests above can fail."""
    path, method = ROUTES["post"]
    schema = document["paths"][path][method]["requestBody"]["content"]["application/json"]["schema"]
    for wrong in (
        {"text": 1},
        {"status": "x"},
        {"media": {"media_ids": []}},
        {"reply": {"in_reply_to_tweet_id": "a"}},
    ):
        with pytest.raises(jsonschema.ValidationError):
            check(wrong, schema, document)


def test_the_id_of_a_user_and_of_a_post_have_the_documents_form(
    spoken: StandInX, document: dict[str, Any]
) -> None:
    """As they stand in the routes."""
    check(spoken.user_id, document["components"]["schemas"]["UserId"], document)
    assert len(spoken.ledger) > 1
    for post in spoken.ledger:
        check(post.id, document["components"]["schemas"]["PostId"], document)


def _check_problem(reply: ApiReply, answers: dict[str, Any], document: dict[str, Any]) -> None:
    """X sends problems that its document does not list (about:blank, credits, usage-capped): those
    keep the common shape.
    """
    assert reply.body["status"] == reply.status
    if reply.body["type"].startswith(LISTED):
        check(
            reply.body,
            answers["default"]["content"]["application/problem+json"]["schema"],
            document,
        )
    else:
        assert {"type", "title", "detail"} <= set(reply.body)


def _route(request: ApiRequest) -> str:
    for route, (path, method) in ROUTES.items():
        there, here = path.split("/"), request.path.split("/")
        fits = len(there) == len(here) and all(
            (a in (b, "{id}", "{source_tweet_id}") and b != "me") or a == b
            for a, b in zip(there, here, strict=True)
        )
        if method == request.method.lower() and fits:
            return route
    raise AssertionError(request)


def _resolved(parameter: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    return (
        document["components"]["parameters"][parameter["$ref"].rpartition("/")[2]]
        if "$ref" in parameter
        else parameter
    )


def _typed(value: str, schema: dict[str, Any]) -> object:
    kinds = {"integer": int, "array": lambda text: text.split(",")}
    return kinds.get(schema["type"], str)(value)
