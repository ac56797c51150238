"""Story 1 and servers as they are: never "modified", slow, full, shy of robots; nothing missed, and polite all the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from fakes import Web
from test_sync import CHANGED, FEED, HOME, SITE, Library, drafted, feed, library

from bridge.errors import OutOfTime, SourceFailed
from bridge.read.fetched import Fetched, NotModified, Validators
from bridge.settings import Source

__all__ = ["library"]
Make = Callable[..., Library]


# ── "not modified", for ever ────────────────────────────────────────────────────────────────────


@dataclass
class Stubborn(Web):
    """A server that answers "not modified" to whoever asks so."""

    whole: list[str] = field(default_factory=list)  #: what was asked without validators

    def fetch(self, url: str, validators: Validators = Validators()) -> Fetched | NotModified:
        if validators != Validators():
            self.asked.append(url)
            return NotModified(url)
        self.whole.append(url)
        return super().fetch(url)


def stubborn(make: Make, *sources: Source) -> Library:
    lib = make(*sources)
    lib.web = Stubborn(lib.web.pages)
    return lib


def test_a_server_that_never_says_modified_is_asked_whole_once_a_day(library: Make) -> None:
    """News is found within the day; in between it is asked politely."""
    lib = stubborn(library)
    lib.show(4, 3, 2, 1)
    assert lib.sync().drafted == []
    lib.clock.forward(hours=22, minutes=30)
    assert lib.sync().drafted == []
    lib.clock.forward(minutes=20)
    assert len(lib.sync().drafted) == 1


@pytest.mark.parametrize("changes", [False, True])
def test_asked_whole_once_a_day_means_once(library: Make, *, changes: bool) -> None:
    """Not at every run from then on, whether the list had changed or not; the article of the draft is another page."""
    lib = stubborn(library)
    lib.clock.forward(days=1)
    if changes:
        lib.show(4, 3, 2, 1)
    for _ in range(5):
        lib.sync()
    assert isinstance(lib.web, Stubborn)
    assert lib.web.whole.count(SITE) == 1


def test_the_page_of_a_draft_is_asked_whole_once_a_day_too(library: Make) -> None:
    """A change that the server denies is found within the day, and once."""
    lib = library()
    id = drafted(lib)
    lib.web = Stubborn(lib.web.pages)
    lib.web.pages[f"{SITE}news/4.html"] = CHANGED
    assert lib.sync().refreshed == []
    lib.clock.forward(days=1)
    assert lib.sync().refreshed == [id]
    lib.clock.forward(days=1)
    for _ in range(3):
        lib.sync()
    assert isinstance(lib.web, Stubborn)
    assert lib.web.whole.count(f"{SITE}news/4.html") == 2


def test_an_unchanged_list_that_comes_whole_is_not_read_again(library: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its digest is that of last time."""
    lib = stubborn(library)
    lib.clock.forward(days=1)
    monkeypatch.setattr("bridge.sync.read_list", lambda *_: pytest.fail("read again"))
    assert [seen.outcome for seen in lib.sync().sources] == ["unchanged"]


# ── the run's own time ──────────────────────────────────────────────────────────────────────────


@dataclass
class Ending(Web):
    """A web that answers so many requests a run, and then the run's time is over."""

    left: int = 0

    def fetch(self, url: str, validators: Validators = Validators()) -> Fetched | NotModified:
        if self.left == 0:
            raise OutOfTime(f"{url}: 今回の取得の制限時間(600秒)が過ぎました。")
        self.left -= 1
        return super().fetch(url, validators)


def test_where_a_run_ended_the_next_begins(library: Make) -> None:
    """The last of many sources of one slow host is reached, too; one that was not reached has not failed."""
    sources = [Source(f"s{number}", "feed", f"{SITE}{number}.rdf") for number in range(9)]
    lib = library(*sources, concurrency=1)
    lib.web = Ending({source.url: feed(1, 2) for source in sources})
    for _ in range(3):
        lib.web.left = 3
        report = lib.sync()
        assert [seen.source for seen in report.sources] == [source.id for source in sources]
        assert [seen.outcome for seen in report.sources].count("unreached") == 6
        (error,) = report.errors
        assert isinstance(error, SourceFailed)
        assert "6件を見られませんでした" in error.what
    assert sorted(lib.web.asked) == sorted(source.url for source in sources)
    assert all(lib.store.seen.memory(source.id).failures <= 1 for source in sources)  # the first sight had no pages


def test_a_failed_source_goes_to_the_end_as_one_that_answered(library: Make) -> None:
    """Else the ones that are down would use up every run."""
    lib = library(HOME, FEED)
    down = SourceFailed("落ちています。")
    lib.web.pages = {SITE: down, FEED.url: down}
    lib.web = Ending(lib.web.pages, left=1)
    lib.sync()
    lib.web.left = 1
    lib.sync()
    assert sorted(lib.web.asked) == sorted([SITE, FEED.url])


def test_truth_3_pages_that_the_time_did_not_reach_are_read_next_and_not_counted_as_tried(library: Make) -> None:
    """The item waits as it is."""
    lib = library()
    lib.show(6, 5, 4, 3, 2, 1)
    lib.web = Ending(lib.web.pages, left=2)
    report = lib.sync()
    assert len(report.drafted) == 1
    assert "2件を見られませんでした" in report.errors[0].what
    assert [item.tries for item in lib.store.seen.to_read(9)] == [0, 0]
    lib.web.left = 9
    assert len(lib.sync().drafted) == 2


def test_drafts_whose_page_the_time_did_not_reach_are_looked_at_first_at_the_next_run(library: Make) -> None:
    """Nothing of them is held or told as gone."""
    lib = library()
    lib.show(6, 5, 4, 3, 2, 1)
    assert len(lib.sync().drafted) == 3
    lib.web = Ending(lib.web.pages)
    for _ in range(3):
        lib.web.left = 2
        report = lib.sync()
        assert (report.held, len(report.errors)) == ([], 1)
    pages = [url for url in lib.web.asked if url != SITE]
    assert sorted(pages) == [f"{SITE}news/{number}.html" for number in (4, 5, 6)]
