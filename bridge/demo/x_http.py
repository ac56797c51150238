"""Edge: how the stand-in for X answers: routes, shapes, problem bodies, and lines that break. x.py
holds its words.

Shapes are those of X's OpenAPI document 2.167; it does not list the problems with the type
about:blank, credits, usage-capped and oauth1-permissions: those are written as X sends them.
"""

from __future__ import annotations

import base64
import html
import json
import re
import socket
import struct
from collections.abc import Callable
from dataclasses import field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from bridge.demo.loopback import LoopbackServer
from bridge.values import dataclass

if TYPE_CHECKING:
    from bridge.demo.x import ScriptStep, StandInX

_LINK = re.compile(r"https?://[!-~]+")


@dataclass(frozen=True, slots=True)
class Accepted:
    """A post that X has, one line of the ledger."""

    id: str
    text: str
    at: str  #: ISO 8601, UTC
    reply_to: str = ""
    media: tuple[str, ...] = ()
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class ApiRequest:
    """A call as it came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]  #: names in lower case
    body: bytes


@dataclass(frozen=True, slots=True)
class ApiReply:
    """An answer as it went out, for the tests that hold it against X's document."""

    route: str
    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict)


_PROBLEMS: dict[int, dict[str, Any]] = {
    400: {
        "type": "https://api.x.com/2/problems/invalid-request",
        "title": "Invalid Request",
        "detail": "One or more parameters to your request was invalid.",
    },
    401: {"type": "about:blank", "title": "Unauthorized", "detail": "Unauthorized"},
    402: {
        "type": "https://api.twitter.com/2/problems/credits",
        "title": "CreditsDepleted",
        "detail": "Your enrolled account does not have any credits to fulfill this request.",
    },
    403: {
        "type": "about:blank",
        "title": "Forbidden",
        "detail": "You are not permitted to perform this action.",
    },
    404: {
        "type": "https://api.x.com/2/problems/resource-not-found",
        "title": "Not Found Error",
        "detail": "Could not find it.",
        "resource_type": "post",
    },
    429: {"type": "about:blank", "title": "Too Many Requests", "detail": "Too Many Requests"},
    500: {
        "type": "https://api.x.com/2/problems/internal-error",
        "title": "Internal Error",
        "detail": "An error occurred on our side.",
    },
}
_SPECIAL: dict[str, tuple[int, dict[str, Any]]] = {
    "duplicate": (
        403,
        _PROBLEMS[403]
        | {"detail": "You are not allowed to create a Tweet with duplicate content."},
    ),
    "already_retweeted": (
        403,
        _PROBLEMS[403] | {"detail": "You have already retweeted this Tweet.", "code": 327},
    ),
    "suspended": (
        403,
        _PROBLEMS[403] | {"detail": "Your account is suspended and is not permitted to do this."},
    ),
    "no_rights": (
        403,
        _PROBLEMS[403]
        | {
            "type": "https://api.twitter.com/2/problems/oauth1-permissions",
            "detail": "Your client app is not configured with the appropriate oauth1 app "
            "permissions for this.",
        },
    ),
    "cap": (
        429,
        {
            "type": "https://api.twitter.com/2/problems/usage-capped",
            "title": "UsageCapExceeded",
            "detail": "Usage cap exceeded: Monthly product cap",
            "period": "Monthly",
            "scope": "Product",
        },
    ),
}


class Server(LoopbackServer):
    """`x` is whom the handlers ask."""

    x: StandInX


class Handler(BaseHTTPRequestHandler):
    """One call, one connection."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer one call."""
        self.close_connection = True
        x = self.server.x
        url = urlsplit(self.path)
        route, call = self._route(url.path)
        step = x.next_step(route)
        if step.name == "drop_before_reading":
            return self._reset()
        header = self.headers.get("Content-Length", "0")
        length = int(header) if header.isascii() and header.isdecimal() and len(header) < 9 else -1
        if length < 0:
            return self._reply(route, 400, self._problem(400))
        body = self.rfile.read(length)
        if len(body) < length:  # the caller died while it spoke: nothing was asked
            return self._reset()
        self.seen = ApiRequest(
            method=self.command,
            path=url.path,
            query={name: values[-1] for name, values in parse_qs(url.query).items()},
            headers={name.lower(): value for name, value in self.headers.items()},
            body=body,
        )
        with x.lock:
            x.requests.append(self.seen)
        if route != "oembed" and not self._signed():
            return self._reply(route, 401, self._problem(401))
        if not step.accepts:
            return self._refuse(route, step)
        try:
            status, body = call()
        except (ValueError, KeyError, TypeError, AttributeError):  # no JSON, or of another shape
            return self._reply(route, 400, self._problem(400))
        return self._answer(route, step, status, body)

    do_POST = do_DELETE = do_GET  # noqa: N815  http.server's names

    def _route(self, path: str) -> tuple[str, Callable[[], tuple[int, Any]]]:
        x = self.server.x
        own = re.fullmatch(r"/2/tweets/([0-9]{1,19})", path)
        match self.command, path:
            case "POST", "/2/tweets":
                return "post", self._post
            case "DELETE", _ if own:
                return "delete", lambda: (200, {"data": {"deleted": x.delete(own[1])}})
            case "GET", "/2/users/me":
                me = {"id": x.user_id, "name": x.account, "username": x.account}
                return "me", lambda: (200, {"data": me})
            case "GET", _ if path == f"/2/users/{x.user_id}/tweets":
                return "timeline", self._timeline
            case "POST", "/2/media/upload":
                return "upload", self._upload
            case "POST", "/2/media/metadata":
                return "metadata", self._metadata
            case "POST", _ if path == f"/2/users/{x.user_id}/retweets":
                return "retweet", lambda: self._retweet(
                    json.loads(self.seen.body)["tweet_id"], on=True
                )
            case "DELETE", _ if path.startswith(f"/2/users/{x.user_id}/retweets/"):
                return "retweet", lambda: self._retweet(path.rsplit("/", 1)[1], on=False)
            case "GET", "/oembed":
                return "oembed", self._oembed
        return "none", lambda: (404, self._problem(404))

    def _answer(self, route: str, step: ScriptStep, status: int, body: Any) -> None:
        match step.name:
            case "accept_then_drop":
                self._reset()
            case "accept_then_500":
                self._reply(route, 500, self._problem(500))
            case "timeout_after_accept":
                self.server.x.stopping.wait()
            case "late":
                self.server.x.stopping.wait(step.arg)
                self._reply(route, status, body)
            case "garbled":
                self._raw(status, json.dumps(body).encode()[:-5])
            case "cut":
                self._raw(status, json.dumps(body).encode()[:-5], promised=1000)
            case "no_id":
                self._raw(status, b'{"data": {"text": ""}}')
            case "drip":
                self._drip()
            case _:
                self._reply(route, status, body)

    def _refuse(self, route: str, step: ScriptStep) -> None:
        if step.name == "silence":
            self.server.x.stopping.wait()
        elif step.name == "redirect":
            self._raw(307, b"", {"Location": self.server.x.url + self.path})
        elif step.name in _SPECIAL:
            status, body = _SPECIAL[step.name]
            status = int(step.arg) or status
            self._reply(route, status, body | {"status": status})
        else:
            self._reply(route, int(step.arg), self._problem(int(step.arg)))

    # ── the routes ──

    def _post(self) -> tuple[int, Any]:
        body = json.loads(self.seen.body)
        reply = body.get("reply", {}).get("in_reply_to_tweet_id", "")
        post = self.server.x.keep(
            body.get("text", ""), reply, tuple(body.get("media", {}).get("media_ids", ()))
        )
        return 201, {
            "data": {
                "id": post.id,
                "text": _as_x_writes(post)[0],
                "edit_history_post_ids": [post.id],
            }
        }

    def _timeline(self) -> tuple[int, Any]:
        x, query = self.server.x, self.seen.query
        known = {"exclude", "max_results", "pagination_token", "since_id", x.fields}
        size = int(query.get("max_results", 10))
        if unknown := set(query) - known:
            detail = (
                f"The query parameter [{min(unknown)}] is not one of [{','.join(sorted(known))}]"
            )
            return 400, self._problem(400) | {
                "detail": detail,
                "errors": [{"message": detail, "parameters": {}}],
            }
        if not 5 <= size <= 100:
            return 400, self._problem(400)
        start = int(query.get("pagination_token", "0"), 32)
        posts = x.shown(
            query.get("since_id", ""), retweets="retweets" not in query.get("exclude", "")
        )
        data = [_as_timeline(post, query.get(x.fields, "")) for post in posts[start : start + size]]
        meta: dict[str, Any] = {"result_count": len(data)}
        if data:
            meta |= {"newest_id": data[0]["id"], "oldest_id": data[-1]["id"]}
        if start + size < len(posts):
            meta["next_token"] = _base32(start + size)
        return 200, ({"data": data} if data else {}) | {"meta": meta}

    def _retweet(self, source: str, *, on: bool) -> tuple[int, Any]:
        """Put another's post up, or take it down; X answers alike when it stood so already."""
        self.server.x.repost(source, on=on)
        return 200, {"data": {"rest_id": source, "retweeted": on} if on else {"retweeted": on}}

    def _upload(self) -> tuple[int, Any]:
        x, body = self.server.x, json.loads(self.seen.body)
        media_id = str(700_000_000 + len(x.media))
        x.media[media_id] = base64.b64decode(body["media"])
        size = len(x.media[media_id])
        data = {
            "id": media_id,
            "media_key": f"3_{media_id}",
            "size": size,
            "expires_after_secs": 86400,
        }
        return 200, {"data": data}

    def _metadata(self) -> tuple[int, Any]:
        body = json.loads(self.seen.body)
        self.server.x.alt[body["id"]] = body["metadata"]["alt_text"]["text"]
        return 200, {"data": {"id": body["id"], "associated_metadata": body["metadata"]}}

    def _oembed(self) -> tuple[int, Any]:
        x = self.server.x
        post = next(
            (p for p in x.shown("") if self.seen.query.get("url", "").endswith(f"/status/{p.id}")),
            None,
        )
        if post is None:
            return 404, {"error": "Not Found"}
        text, urls = _as_x_writes(post)
        for url in urls:
            text = text.replace(url["url"], f'<a href="{url["url"]}">{url["url"]}</a>')
        lines = text.replace("\n", "<br>")
        quote = (
            f'<blockquote class="twitter-tweet"><p lang="ja" dir="ltr">{lines}</p>&mdash; '
            f"{x.account}</blockquote>"
        )
        page = f"https://x.com/{x.account}"
        return 200, {
            "url": f"{page}/status/{post.id}",
            "author_url": page,
            "html": quote,
            "type": "rich",
            "version": "1.0",
        }

    # ── the bytes ──

    def _signed(self) -> bool:
        header = self.headers.get("Authorization", "")
        parts = dict(re.findall(r'(oauth_\w+)="([^"]*)"', header))
        keys = self.server.x.keys
        known = (parts.get("oauth_consumer_key"), unquote(parts.get("oauth_token", "")))
        return (
            header.startswith("OAuth ")
            and known == (keys.consumer_key, keys.access_token)
            and bool(parts.get("oauth_signature"))
        )

    def _problem(self, status: int) -> dict[str, Any]:
        blank = {"type": "about:blank", "title": "Error", "detail": f"HTTP {status}"}
        return _PROBLEMS.get(status, blank) | {"status": status}

    def _reply(self, route: str, status: int, body: Any) -> None:
        reset = self.server.x.clock() + timedelta(minutes=15)
        headers = {
            "x-rate-limit-limit": "100",
            "x-rate-limit-remaining": "0"
            if status == 429 and body and body["type"] == "about:blank"
            else "99",
            "x-rate-limit-reset": str(int(reset.timestamp())),
        }
        with self.server.x.lock:
            self.server.x.replies.append(ApiReply(route, status, body, headers))
        self._raw(
            status, b"" if body is None else json.dumps(body, ensure_ascii=False).encode(), headers
        )

    def _raw(
        self,
        status: int,
        body: bytes,
        headers: dict[str, str] | None = None,
        promised: int | None = None,
    ) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body) if promised is None else promised))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 201 Created\r\nX-Drip: ")
        while not self.server.x.stopping.wait(0.02):
            self.wfile.write(b".")
            self.wfile.flush()

    def _reset(self) -> None:
        """Cut the line with RST, as a machine that dies does."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing; `requests` has it all."""


def _as_x_writes(post: Accepted) -> tuple[str, list[dict[str, Any]]]:
    """Return the text as X gives it back, links as t.co and `&<>` escaped, with its url
    entities.
    """
    urls: list[dict[str, Any]] = []

    def shorten(link: re.Match[str]) -> str:
        short = f"https://t.co/{int(post.id) % 10**9:x}{len(urls)}"
        target = html.unescape(link[0])
        urls.append(
            {"url": short, "expanded_url": target, "display_url": target.partition("://")[2][:30]}
        )
        return short

    text = _LINK.sub(shorten, html.escape(post.text, quote=False))
    for url in urls:
        url["start"] = text.index(url["url"])
        url["end"] = url["start"] + len(url["url"])
    return text, urls


def _as_timeline(post: Accepted, fields: str) -> dict[str, Any]:
    text, urls = _as_x_writes(post)
    data: dict[str, Any] = {"id": post.id, "text": text, "edit_history_post_ids": [post.id]}
    if "created_at" in fields:
        data["created_at"] = post.at
    if "entities" in fields and urls:
        data["entities"] = {"urls": urls}
    return data


def _base32(number: int) -> str:
    return (_base32(number // 32) if number >= 32 else "") + "0123456789abcdefghijklmnopqrstuv"[
        number % 32
    ]
