"""Edge: a stand-in for X on loopback, with a ledger outside the program and faults that can be told
in words.

    with StandInX(clock) as x:
        x.then(accept_then_drop, refuse(429))
        XPoster(x.keys, x.account, x.url, clock).post(…)
        assert len(x.ledger) == 1

Answers have the shapes of X's OpenAPI document; problem bodies are those that X sends. It is made
to judge:
what it accepted stands in the ledger before the first byte of the answer, and two equal texts are
accepted twice, for X's own check for duplicates can fail. OAuth is looked at loosely: known keys,
and a signature.
Also a program:
`python -m bridge.demo.x --port 8765 --ledger posts.jsonl --script accept,refuse:402,drip`.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Lock, Thread
from typing import ClassVar, Self

from bridge.demo.x_http import Accepted, ApiReply, ApiRequest, Handler, Server
from bridge.settings import XKeys
from bridge.values import dataclass

Clock = Callable[[], datetime]
_EPOCH_MS = 1288834974657  # X's ids count milliseconds from here, shifted by 22 bits


@dataclass(frozen=True, slots=True)
class ScriptStep:
    """What one call meets. The names below are the words of a script; `parse_step` reads them."""

    name: str
    arg: float = 0  #: of refuse: the status; of late: seconds
    accepts: bool = True  #: the ledger has it, whatever the caller hears


accept = ScriptStep("accept")
accept_then_drop = ScriptStep("accept_then_drop")  #: the line is cut without an answer
accept_then_500 = ScriptStep("accept_then_500")
timeout_after_accept = ScriptStep("timeout_after_accept")  #: the line stays open, silent
garbled = ScriptStep("garbled")  #: 201 and JSON that ends in its middle
cut = ScriptStep("cut")  #: 201, and the line is cut within the promised length
no_id = ScriptStep("no_id")  #: 201 without an id
drip = ScriptStep("drip")  #: headers that come byte by byte, for ever
#: the line is cut before the body is read
drop_before_reading = ScriptStep("drop_before_reading", accepts=False)
silence = ScriptStep("silence", accepts=False)  #: nothing accepted, nothing said
redirect = ScriptStep("redirect", accepts=False)  #: 307 to the same address: who follows, posts
duplicate = ScriptStep("duplicate", accepts=False)  #: X's 403 on a text that it has seen
cap = ScriptStep("cap", accepts=False)  #: 429 UsageCapExceeded, although the headers show room
no_rights = ScriptStep("no_rights", accepts=False)  #: 403 of an app that may only read
suspended = ScriptStep("suspended", accepts=False)  #: 403 of a suspended account
#: 403, or `arg`, on a retweet that stands on the own page
already_retweeted = ScriptStep("already_retweeted", accepts=False)


def refuse(status: int) -> ScriptStep:
    """Return the step that answers `status` with X's body for it and accepts nothing."""
    return ScriptStep("refuse", status, accepts=False)


def late(seconds: float) -> ScriptStep:
    """Return the step that accepts and answers only after `seconds`."""
    return ScriptStep("late", seconds)


_STEPS = {step.name: step for step in list(globals().values()) if isinstance(step, ScriptStep)}


def parse_step(text: str) -> ScriptStep:
    """Return the step of a word: `accept`, `refuse:402`, `late:2`. Raises ValueError for no such
    word.
    """
    name, _, arg = text.strip().partition(":")
    if name == "refuse":
        return refuse(int(arg))
    if name == "late":
        return late(float(arg))
    if name not in _STEPS:
        raise ValueError(
            f"{text!r}: one of {', '.join([*_STEPS, 'refuse:STATUS', 'late:SECONDS'])}"
        )
    return _STEPS[name]


class StandInX:
    """X for one account. Use it with `with`, or start() and stop()."""

    user_id = "1234567890"
    keys: ClassVar[XKeys] = XKeys(
        "stand-in-key", "stand-in-secret", f"{user_id}-token", "stand-in-token-secret"
    )

    def __init__(
        self,
        clock: Clock,
        account: str = "toshokan_demo",
        port: int = 0,
        ledger_file: Path | None = None,
    ) -> None:
        """Listen on 127.0.0.1 (port 0: any free one); `ledger_file` is read, then appended to, one
        JSON a line.
        """
        self.account = account
        self.clock = clock
        self.requests: list[ApiRequest] = []
        self.replies: list[ApiReply] = []
        self.media: dict[str, bytes] = {}
        self.alt: dict[str, str] = {}
        self.retweeted: dict[
            str, Accepted
        ] = {}  #: another's post by its id → as the own timeline shows it
        self.hidden: set[str] = set()  #: ids that the timeline does not show (X's timeline may lag)
        self.fields = (
            "post.fields"  #: the name under which fields are asked for; older: "tweet.fields"
        )
        self.lock = Lock()
        self.stopping = Event()
        self._posts: dict[str, Accepted] = {}
        self._script: dict[str, deque[ScriptStep]] = {}
        self._file = ledger_file
        if ledger_file is not None and ledger_file.exists():
            for line in ledger_file.read_text("utf-8").splitlines():
                post = json.loads(line)
                self._posts[post["id"]] = Accepted(**post | {"media": tuple(post["media"])})
        self._server = Server(port, Handler)
        self._server.x = self
        self._thread = Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    @property
    def url(self) -> str:
        """Return the address to give as api_url."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def ledger(self) -> tuple[Accepted, ...]:
        """Return every post that was ever accepted, in order; deleted ones too."""
        with self.lock:
            return tuple(self._posts.values())

    def then(self, *steps: ScriptStep, on: str = "post") -> Self:
        """Let the next calls `on` a route (post, delete, me, timeline, upload, metadata) meet
        these, one each.
        """
        with self.lock:
            self._script.setdefault(on, deque()).extend(steps)
        return self

    def forget(self, on: str = "post") -> Self:
        """Take back the steps that no call has met yet."""
        with self.lock:
            self._script.pop(on, None)
        return self

    def start(self) -> Self:
        """Serve in a thread."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """End every open call and the thread."""
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    # ── what X keeps ──

    def next_step(self, route: str) -> ScriptStep:
        """Return what the next call on this route meets."""
        with self.lock:
            steps = self._script.get(route)
            return steps.popleft() if steps else accept

    def keep(self, text: str, reply_to: str = "", media: tuple[str, ...] = ()) -> Accepted:
        """Take a post into the ledger, on disk before anybody hears of it; also what staff post by
        hand.
        """
        with self.lock:
            post = replace(self._next(text), reply_to=reply_to, media=media)
            self._write(post)
        return post

    def repost(self, source: str, *, on: bool) -> None:
        """Put another's post up on the own page, or take it down; what stands so already is
        left.
        """
        with self.lock:
            if not on:
                self.retweeted.pop(source, None)
            elif source not in self.retweeted:
                self.retweeted[source] = self._next("RT @somebody: 他の人の投稿")

    def _next(self, text: str) -> Accepted:
        now = self.clock().astimezone(UTC)
        number = (int(now.timestamp() * 1000) - _EPOCH_MS) << 22
        known = [int(post.id) + 1 for post in (*self._posts.values(), *self.retweeted.values())]
        return Accepted(str(max([number, *known])), text, f"{now:%Y-%m-%dT%H:%M:%S}.000Z")

    def delete(self, post_id: str) -> bool:
        """Mark a post as deleted; return whether there was one."""
        with self.lock:
            post = self._posts.get(post_id)
            if post is None or post.deleted:
                return False
            self._write(replace(post, deleted=True))
            return True

    def _write(self, post: Accepted) -> None:
        self._posts[post.id] = post
        if self._file is not None:
            with self._file.open("a", encoding="utf-8") as out:
                out.write(json.dumps(asdict(post), ensure_ascii=False) + "\n")
                out.flush()
                os.fsync(out.fileno())

    def shown(self, since: str, *, retweets: bool = False) -> list[Accepted]:
        """Return what the timeline shows: newer than `since`, newest first."""
        posts = [*self.ledger, *(self.retweeted.values() if retweets else ())]
        newer = [
            p
            for p in posts
            if not p.deleted and p.id not in self.hidden and int(p.id) > int(since or 0)
        ]
        return sorted(newer, key=lambda post: int(post.id), reverse=True)


def _script(words: str) -> list[ScriptStep]:
    try:
        return [parse_step(word) for word in words.split(",") if word.strip()]
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def main(arguments: list[str] | None = None) -> int:
    """Serve until the process ends; print the address first. Returns 0."""
    parser = argparse.ArgumentParser(
        prog="python -m bridge.demo.x", description="a stand-in for X on loopback"
    )
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--account", default="toshokan_demo")
    parser.add_argument("--ledger", type=Path)
    parser.add_argument(
        "--script",
        type=_script,
        default=[],
        help="what the next posts meet: accept,refuse:402,drip …",
    )
    chosen = parser.parse_args(arguments)
    clock = lambda: datetime.now(UTC)  # noqa: E731, TID251  a stand-in for X has X's clock
    with StandInX(clock, chosen.account, chosen.port, chosen.ledger) as x:
        x.then(*chosen.script)
        print(x.url, flush=True)
        try:
            x.stopping.wait()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
