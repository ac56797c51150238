"""5(4): no follows, no likes, no replies to others, no direct messages: no call for them exists in the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bridge

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


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_5_4_no_code_follows_likes_or_writes_to_anybody(path: Path) -> None:
    """Neither a route of X nor a method of tweepy that would do it."""
    assert FORBIDDEN.findall(path.read_text("utf-8")) == []


def test_5_4_the_search_would_find_such_a_call() -> None:
    """The test above can fail."""
    for line in (
        "client.follow_user(1)", "client.like(7)", 'f"/2/users/{own}/likes"', '"/2/dm_conversations/with/1/messages"',
        "client.create_direct_message(1)", "api.create_friendship(1)", "client.unfollow(1)",
    ):  # fmt: skip
        assert FORBIDDEN.search(line), line


def test_5_4_the_only_reply_continues_an_own_post() -> None:
    """A reply's target is set in one place, from Message.reply_to (9(2)); the rest of the program knows no reply."""
    replies = [path.name for path in SOURCES if "in_reply_to" in path.read_text("utf-8")]
    assert sorted(replies) == ["x.py", "x_http.py"]


def test_5_4_a_retweet_is_made_in_one_place() -> None:
    """The route stands in the way out to X and in its stand-in, nowhere else; nobody else's library call does it."""
    route = {path.name for path in SOURCES if "/retweets" in path.read_text("utf-8")}
    assert route == {"x.py", "x_http.py"}
    assert not [
        path
        for path in SOURCES
        if re.search(r"\.(un)?retweet\(", path.read_text("utf-8"))
        and path.name not in {"desk.py", "retweets.py", "writing.py"}
    ]


def test_5_4_the_routes_of_x_are_these_and_no_others() -> None:
    """Whoever adds a call adds it here, and says by which clause."""
    text = (ROOT / "posting" / "x.py").read_text("utf-8")
    assert set(re.findall(r'"(?:GET|POST|DELETE)", f?"?([^",)]+)', text)) <= {
        "/2/users/{own}/tweets",
        "route",
        "{route}/{source}",
    }
    assert set(re.findall(r"client\.(\w+)\(", text)) == {"get_me", "create_tweet", "delete_tweet", "request"}
    assert set(re.findall(r'"(/2/[^"{]*)', text)) == {"/2/users/", "/2/media/upload", "/2/media/metadata"}


def test_1_publish_alone_posts() -> None:
    """One gate: no other module calls a poster's post or delete, or tweepy's."""
    call = re.compile(r"poster\w*\.(post|delete)\(|create_tweet\(|delete_tweet\(")
    callers = {str(path.relative_to(ROOT)) for path in SOURCES if call.search(path.read_text("utf-8"))}
    assert callers - {"posting/x.py"} <= {"publish.py"}
