"""The sandbox: what stands in its timeline is what X would have."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from fakes import NOW, Clock

from bridge.errors import StoreFailed
from bridge.model import PostId, Shown
from bridge.posting.base import Message, Posted, Timeline, Unknown, same_text
from bridge.posting.sandbox import SandboxPoster
from bridge.record.store import Store


class Shelf:
    """A TimelineStore of a list."""

    def __init__(self) -> None:
        self.posts: list[tuple[Shown, str]] = []
        self.fails = False

    def add_shown(self, text: str, at: datetime, key: str) -> str:
        if self.fails:
            raise StoreFailed("record.disk_full", path="state.db")
        post_id = str(len(self.posts) + 1)
        self.posts.append((Shown(post_id, text, at), key))
        return post_id

    def shown_since(self, since: str) -> tuple[Shown, ...]:
        return tuple(post for post, _ in self.posts if int(post.post_id) > int(since or 0))

    def remove_shown(self, post_id: str) -> None:
        if self.fails:
            raise StoreFailed("record.disk_full", path="state.db")
        self.posts = [(post, key) for post, key in self.posts if post.post_id != post_id]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def sandbox(shelf: Shelf) -> SandboxPoster:
    return SandboxPoster(shelf, Clock())


def test_a_post_stands_in_the_timeline_with_its_key_and_time(
    sandbox: SandboxPoster, shelf: Shelf
) -> None:
    """The key names draft and digest, so that anybody can count posts by draft."""
    assert sandbox.post(Message("おはなし会", key="7:abc")) == Posted("1", "sandbox:1")
    assert shelf.posts == [(Shown("1", "おはなし会", NOW), "7:abc")]


def test_the_sandbox_answers_all_that_x_is_asked(sandbox: SandboxPoster) -> None:
    """Whose keys, what is newer (ids count as numbers), a deletion."""
    assert sandbox.verify("toshokan") == "toshokan"
    assert sandbox.timeline("").posts == ()
    for n in range(11):
        sandbox.post(Message(f"{n}"))
    timeline = sandbox.timeline("9")
    assert [post.post_id for post in timeline.posts] == ["11", "10"]
    assert timeline.complete
    assert same_text("10", timeline.posts[0].text)
    assert isinstance(sandbox.delete(PostId("11")), Posted)
    assert [post.post_id for post in sandbox.timeline("9").posts] == ["10"]


def test_truth_4_a_store_that_fails_leaves_it_unknown(sandbox: SandboxPoster, shelf: Shelf) -> None:
    """The row may stand all the same: as with X, nobody sends it again blindly."""
    shelf.fails = True
    assert isinstance(sandbox.post(Message("本文")), Unknown)
    assert isinstance(sandbox.delete(PostId("1")), Unknown)


def test_the_record_keeps_the_sandboxs_timeline(tmp_path: Path) -> None:
    """The real store is such a TimelineStore, on disk."""
    with Store(tmp_path / "state.db") as store:
        sandbox = SandboxPoster(store.timeline, Clock())
        outcome = sandbox.post(Message("おはなし会", key="7:abc"))
        assert isinstance(outcome, Posted)
        assert sandbox.timeline("") == Timeline(
            (Shown(outcome.post_id, "おはなし会", NOW),), complete=True
        )
