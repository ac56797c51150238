"""5(4): no follows, no likes, no replies to others, no direct messages: no call for them exists in
the code.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

from fakes import NOW

import bridge
from bridge.demo.x import StandInX
from bridge.model import Act, PostId
from bridge.posting.base import Message, Posted
from bridge.posting.x import XPoster
from tools.codes import nodes

ROOT = Path(bridge.__file__).parent
# X's routes and tweepy's methods of these kinds, of both versions of the API.
FORBIDDEN = re.compile(
    r"""/(following|followers|likes|liked_tweets|blocking|muting|bookmarks|followed_lists)\b
      | /2/dm_ | /dm_(events|conversations) | direct_message | friendships/ | favorites/
      | \.(un)?(follow|like|block|mute|bookmark)(_\w+)?\( | \.create_(friendship|favorite|block|mute)\(
      | quote_tweet_id | direct_message_deep_link | auto_populate_reply_metadata""",
    re.VERBOSE,
)
SOURCES = sorted(path for kind in ("*.py", "*.js", "*.html") for path in ROOT.rglob(kind))


def test_5_4_no_code_follows_likes_or_writes_to_anybody() -> None:
    """Neither a route of X nor a method of tweepy that would do it."""
    assert len(SOURCES) > 300
    assert [
        f"{path.relative_to(ROOT)}: {call[0]}"
        for path in SOURCES
        for call in FORBIDDEN.finditer(path.read_text("utf-8"))
    ] == []


def test_5_4_the_search_would_find_such_a_call() -> None:
    """The test above can fail."""
    for line in (
        "client.follow_user(1)",
        "client.like(7)",
        'f"/2/users/{own}/likes"',
        '"/2/dm_conversations/with/1/messages"',
        "client.create_direct_message(1)",
        "api.create_friendship(1)",
        "client.unfollow(1)",
    ):
        assert FORBIDDEN.search(line), line


def test_5_4_the_only_reply_continues_an_own_post() -> None:
    """A reply's target is set in one place a road, from the own post that comes before (9(2)); the
    rest of the program knows no reply.
    """
    replies = [path.name for path in SOURCES if "in_reply_to" in path.read_text("utf-8")]
    assert sorted(replies) == ["manual.py", "x.py", "x_http.py"]


def test_5_4_a_retweet_is_made_in_one_place() -> None:
    """The route stands in the way out to X and in its stand-in, nowhere else."""
    assert {path.name for path in SOURCES if "/retweets" in path.read_text("utf-8")} == {
        "x.py",
        "x_http.py",
    }


def test_5_4_one_module_holds_the_library_that_could_do_more() -> None:
    """tweepy knows every route of X; nobody else imports it, by name or by a string."""
    holders = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path.suffix == ".py" and "tweepy" in path.read_text("utf-8")
        for node in nodes(path)
        if (
            isinstance(node, ast.Import)
            and any(name.name.startswith("tweepy") for name in node.names)
        )
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tweepy"))
        or (
            isinstance(node, ast.Constant)
            and node.value == "tweepy"
            and "posting" not in path.parts
        )
    }
    assert holders == {"posting/x.py"}


def test_5_4_the_calls_to_x_are_these_and_no_others() -> None:
    """Whoever adds a call adds it here, and says by which clause. No name of a call is made up
    while it runs.
    """
    calls = [node for node in nodes(ROOT / "posting" / "x.py") if isinstance(node, ast.Call)]
    asked = [
        call
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and ast.unparse(call.func.value) in {"client", "tweepy"}
    ]
    assert {ast.unparse(call.func) for call in asked} == {
        "tweepy.Client",
        "client.get_me",
        "client.create_tweet",
        "client.delete_tweet",
        "client.request",
    }
    assert {
        " ".join(ast.unparse(argument) for argument in call.args)
        for call in asked
        if ast.unparse(call.func) == "client.request"
    } == {
        "'POST' route",  # a picture, and the retweet: `route` is one of the next test's
        "'DELETE' f'{route}/{source}'",  # the retweet's end
        "'GET' f'/2/users/{own}/tweets'",  # the own timeline
    }
    assert not [
        call for call in calls if ast.unparse(call.func) in {"getattr", "setattr", "eval", "exec"}
    ]


def test_5_4_the_routes_of_x_are_these_and_no_others() -> None:
    """Everything a poster can do, done: X hears these and nothing else (5(4))."""
    with StandInX(lambda: NOW, "mihon_lib") as x:
        poster = XPoster(x.keys, "mihon_lib", x.url, lambda: NOW)
        doing = {
            name
            for name in vars(XPoster)
            if not name.startswith("_") and callable(getattr(XPoster, name))
        }
        assert doing == {"verify", "post", "timeline", "delete"}
        poster.verify("mihon_lib")
        first = poster.post(Message("本", b"picture", "image/png", "絵"))
        assert isinstance(first, Posted)
        poster.post(Message("続き", reply_to=first.post_id))
        poster.post(Message("", repost_of="https://x.com/mihon_city/status/5"))
        poster.timeline("")
        poster.delete(PostId("5", Act.RETWEET, 1))
        poster.delete(PostId(first.post_id))
        heard = {
            f"{request.method} {re.sub(r'/[0-9]+', '/:id', request.path)}" for request in x.requests
        }
    assert {route.replace("/:id/", "/2/", 1) for route in heard} == {
        "GET /2/users/me",
        "GET /2/users/:id/tweets",
        "POST /2/tweets",
        "DELETE /2/tweets/:id",
        "POST /2/media/upload",
        "POST /2/media/metadata",
        "POST /2/users/:id/retweets",
        "DELETE /2/users/:id/retweets/:id",
    }


def test_1_publish_alone_posts() -> None:
    """One gate: no other module calls a poster's post or delete, or tweepy's."""
    call = re.compile(r"poster\w*\.(post|delete)\(|create_tweet\(|delete_tweet\(")
    callers = {
        str(path.relative_to(ROOT)) for path in SOURCES if call.search(path.read_text("utf-8"))
    }
    assert callers == {"posting/x.py", "publish.py"}
