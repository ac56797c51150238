"""Story 1 and servers as they are: never "modified", slow, full, shy of robots; nothing missed, and
polite all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from fakes import Web
from test_sync import CHANGED, FEED, HOME, SITE, Library, Permit, drafted, feed, library

from bridge import errors
from bridge.errors import OutOfTime, SourceFailed, Unreachable
from bridge.fetch.client import TIMEOUTS
from bridge.read.fetched import Fetched, NotModified, Validators
from bridge.settings import Source

__all__ = ["library"]
Make = Callable[..., Library]


# ── "not modified", for ever ────────────────────────────────────────────────────────────────────


@dataclass
class Stubborn(Web):
    """A server that answers "not modified" to whoever asks so."""

    whole: list[str] = field(default_factory=list)  #: what was asked without validators

    def fetch(
        self, url: str, validators: Validators = Validators(), permit: Permit = None
    ) -> Fetched | NotModified:
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
    """Not at every run from then on, whether the list had changed or not; the article of the draft
    is another page.
    """
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


def test_an_unchanged_list_that_comes_whole_is_not_read_again(
    library: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
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

    def fetch(
        self, url: str, validators: Validators = Validators(), permit: Permit = None
    ) -> Fetched | NotModified:
        if url.endswith("/robots.txt"):
            return super().fetch(url)
        if self.left == 0:
            raise OutOfTime("fetch.run_over", seconds=600).about(url)
        self.left -= 1
        return super().fetch(url, validators)


def test_where_a_run_ended_the_next_begins(library: Make) -> None:
    """The last of many sources of one slow host is reached, too; one that was not reached has not
    failed.
    """
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
    # the first sight had no pages
    assert all(lib.store.sightings.memory(source.id).failures <= 1 for source in sources)


def test_a_failed_source_goes_to_the_end_as_one_that_answered(library: Make) -> None:
    """Else the ones that are down would use up every run."""
    lib = library(HOME, FEED)
    down = Unreachable("fetch.silent")
    lib.web.pages = {SITE: down, FEED.url: down}
    lib.web = Ending(lib.web.pages, left=1)
    lib.sync()
    lib.web.left = 1
    lib.sync()
    assert sorted(lib.web.asked) == sorted([SITE, FEED.url])


def test_truth_3_pages_that_the_time_did_not_reach_are_read_next_and_not_counted_as_tried(
    library: Make,
) -> None:
    """The item waits as it is."""
    lib = library()
    lib.show(6, 5, 4, 3, 2, 1)
    lib.web = Ending(lib.web.pages, left=2)
    report = lib.sync()
    assert len(report.drafted) == 1
    assert "2件を見られませんでした" in report.errors[0].what
    assert [item.tries for item in lib.store.sightings.to_read(9)] == [0, 0]
    lib.web.left = 9
    assert len(lib.sync().drafted) == 2


def test_drafts_whose_page_the_time_did_not_reach_are_looked_at_first_at_the_next_run(
    library: Make,
) -> None:
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


# ── a host that hangs ───────────────────────────────────────────────────────────────────────────


@dataclass
class Hanging(Web):
    """A web in which some addresses time out; after two in a row it asks for nothing more, as the
    fetcher does.
    """

    hung: set[str] = field(default_factory=set)
    waits: int = 0

    def fetch(
        self, url: str, validators: Validators = Validators(), permit: Permit = None
    ) -> Fetched | NotModified:
        if self.waits >= TIMEOUTS:
            raise errors.Silent("fetch.host_silent", host="lib.example.jp", count=TIMEOUTS)
        self.waits = self.waits + 1 if url in self.hung else 0
        if url in self.hung:
            self.asked.append(url)
            raise Unreachable("fetch.silent").about(url)
        return super().fetch(url, validators, permit)


def test_sources_behind_two_that_hang_are_left_for_the_next_run_which_begins_with_them(
    library: Make,
) -> None:
    """None of them has failed, so two that hang for ever keep the others from nothing; the rest is
    said in one line.
    """
    sources = [Source(f"s{number}", "feed", f"{SITE}{number}.rdf") for number in range(6)]
    lib = library(*sources, concurrency=1)
    lib.web = Web({source.url: feed(1, 2) for source in sources})
    lib.sync()
    lib.web = Hanging(lib.web.pages, hung={sources[0].url, sources[1].url})
    report = lib.sync()
    assert [seen.outcome for seen in report.sources] == ["failed"] * 2 + ["unreached"] * 4
    assert "取得元「s2」など4件を次の回に残しました" in report.errors[-1].what
    lib.web.waits = 0
    report = lib.sync()
    assert {"s2", "s3", "s4", "s5"} == {
        seen.source for seen in report.sources if seen.outcome != "failed"
    }
    assert not any("次の回に残しました" in error.what for error in report.errors)


def test_truth_3_pages_behind_two_that_hang_are_not_counted_as_tried(library: Make) -> None:
    """They are read first at the next run; those that hang come after them."""
    lib = library()
    lib.show(7, 6, 5, 4, 3, 2, 1)
    hung = {f"{SITE}news/{number}.html" for number in (4, 5)}
    lib.web = Hanging(lib.web.pages, hung=hung)
    report = lib.sync()
    assert report.drafted == []
    assert "など2件を次の回に残しました" in report.errors[-1].what
    assert sorted(item.tries for item in lib.store.sightings.to_read(9)) == [0, 0, 1, 1]
    lib.web.waits = 0
    assert len(lib.sync().drafted) == 2


# ── Retry-After ─────────────────────────────────────────────────────────────────────────────────


def test_a_server_that_asked_for_a_pause_gets_it_across_runs(library: Make) -> None:
    """No request reaches it, nothing is told anew, and no page counts as tried; afterwards all goes
    on.
    """
    lib = library(HOME, FEED)
    lib.show(4, 3, 2, 1)
    lib.web = Resting(lib.web.pages, resting={"lib.example.jp": 3600.0})
    lib.sync()
    lib.web = Resting(lib.web.pages)
    lib.web.asked.clear()
    report = lib.sync()
    assert lib.web.asked == []
    assert ([seen.outcome for seen in report.sources], report.errors) == (
        ["resting", "resting"],
        [],
    )
    assert 2900 < lib.web.resting["lib.example.jp"] < 3600
    lib.clock.forward(hours=1)
    lib.web = Web(lib.web.pages)
    assert len(lib.sync().drafted) == 1


@dataclass
class Resting(Web):
    """A web that keeps to what it was told of pauses, as the fetcher does."""

    def fetch(
        self, url: str, validators: Validators = Validators(), permit: Permit = None
    ) -> Fetched | NotModified:
        if self.resting:
            raise errors.Resting("fetch.resting", seconds=60).about(url)
        return super().fetch(url, validators, permit)


# ── what is not asked for ───────────────────────────────────────────────────────────────────────

ELSEWHERE = "https://city.example.org/closing.html"


def linked(address: str) -> bytes:
    return (
        "<html><head><title>見本図書館</title></head><body><h2>新着情報</h2><dl>"
        f'<dt>2026年11月20日</dt><dd><a href="{address}">市役所の臨時休館について</a></dd>'
        '<dt>2026年11月01日</dt><dd><a href="/news/1.html">お知らせ1</a></dd>'
        '<dt>2026年11月02日</dt><dd><a href="/news/2.html">お知らせ2</a></dd></dl></body></html>'
    ).encode()


def test_6_11_a_page_on_a_host_that_is_not_listed_is_not_fetched_and_its_entry_is_drafted_with_a_stop(
    library: Make,
) -> None:
    """The entry is an item all the same; whoever decides is told that nobody has read the page."""
    lib = library()
    lib.web.pages[SITE] = linked(ELSEWHERE)
    (id,) = lib.sync().drafted
    draft = lib.store.draft(id)
    assert draft.title == "市役所の臨時休館について"
    stops = {(one.clause, one.stop) for one in draft.findings}
    assert {("6(9)", True), ("6(11)", True)} <= stops
    assert any("見ていません" in one.why for one in draft.findings)
    for _ in range(2):
        report = lib.sync()
        assert (report.refreshed, report.errors, report.held) == ([], [], [])
    assert not any("city.example.org" in url for url in lib.web.asked)


def test_a_host_that_is_listed_later_gets_its_page_read(library: Make) -> None:
    """The draft that stood on the list alone becomes one of the page."""
    lib = library()
    lib.web.pages[SITE] = linked(ELSEWHERE)
    (id,) = lib.sync().drafted
    lib.web.pages[ELSEWHERE] = CHANGED
    lib.rules.settings = replace(
        lib.rules.settings, link_hosts=("city.example.org", "lib.example.jp")
    )
    assert lib.sync().refreshed == [id]
    assert not any("見ていません" in one.why for one in lib.store.draft(id).findings)


def test_an_article_that_robots_txt_refuses_is_drafted_from_the_list_with_a_stop(
    library: Make,
) -> None:
    """The list itself is the library's own choice; robots.txt is asked for once a day."""
    lib = library()
    robots = f"{SITE}robots.txt"
    lib.web.pages[robots] = b"User-agent: *\nDisallow: /news/\n"
    lib.show(5, 4, 3, 2, 1)
    assert len(lib.sync().drafted) == 2
    for draft in lib.store.drafts():
        assert [one.clause for one in draft.findings if one.stop] == ["6(9)"]
        assert "robots.txt" in draft.findings[0].why
    assert not any("/news/" in url for url in lib.web.asked)
    lib.sync()
    assert lib.web.asked.count(robots) == 1
    lib.clock.forward(days=1)
    lib.web.pages[robots] = b""
    assert len(lib.sync().refreshed) == 2
    assert lib.web.asked.count(robots) == 2


def test_robots_txt_is_left_alone_when_the_library_says_so(library: Make) -> None:
    """[fetch] robots = false."""
    lib = library(robots=False)
    lib.web.pages[f"{SITE}robots.txt"] = b"User-agent: *\nDisallow: /\n"
    lib.show(4, 3, 2, 1)
    (id,) = lib.sync().drafted
    assert lib.store.draft(id).findings == ()
    assert f"{SITE}robots.txt" not in lib.web.asked


def test_truth_3_while_robots_txt_cannot_be_had_the_item_waits_and_is_told(library: Make) -> None:
    """RFC 9309, 2.3.1.4: who cannot answer for it is not asked for more."""
    lib = library()
    lib.web.pages[f"{SITE}robots.txt"] = errors.Unreachable(
        "fetch.server_busy", status=503, later=""
    )
    lib.show(4, 3, 2, 1)
    report = lib.sync()
    assert (report.drafted, len(report.errors)) == ([], 1)
    lib.web.pages[f"{SITE}robots.txt"] = b""
    assert len(lib.sync().drafted) == 1
