"""What doctor says: the bounds between well and not well, and that every code has its words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes import NOW, settings

from bridge import config, health
from bridge.errors import CredentialsRefused
from bridge.health import BACKUP_AGE, FAILURES, ROOM, Level, Remark
from bridge.model import Memory, Run
from bridge.sayings.health import MEANINGS
from bridge.settings import LibrarySettings, Source

HOME = Source("home", "homepage", "https://lib.city.mihon.lg.jp/")
MB = 1024 * 1024


@pytest.mark.parametrize("code", MEANINGS)
def test_every_code_says_what_why_and_what_to_do(code: str) -> None:
    """No sentence is empty, and each fact that a sentence names fills it."""
    meaning = MEANINGS[code]
    facts: dict[str, object] = {
        name: name for part in (meaning.what, meaning.todo) for name in re.findall(r"{(\w+)}", part)
    }
    remark = Remark(code, **facts | {"fault": CredentialsRefused("x.wait", why="だめ")})
    assert all((remark.area, remark.what, remark.why))
    assert remark.todo
    assert "{" not in remark.why


def test_what_is_a_failure_is_told() -> None:
    """Every one of them has words; all else that has words is a warning."""
    assert MEANINGS.keys() > FAILURES
    levels = {code: Remark(code).level for code in MEANINGS}
    assert {code for code, level in levels.items() if level is Level.FAILURE} == FAILURES


def test_monitoring_reads_a_code_without_its_table() -> None:
    """As it always did; what lies behind is named by its own code."""
    behind = Remark("health.keys", fault=CredentialsRefused("x.wait", why="だめ"))
    assert (behind.name, behind.error, behind.todo) == (
        "keys",
        "x.wait",
        behind.facts["fault"].todo,
    )
    assert (Remark("health.run_never").name, Remark("health.run_never").error) == ("run_never", "")


@pytest.mark.parametrize(
    ("url", "example"),
    [
        ("https://www.lib.example.jp/", True),
        ("https://example.com/", True),
        ("https://www.lib.example.lg.jp/", True),
        ("https://lib.example/", True),
        ("https://www.example-lib.jp/", False),
        ("https://notexample.jp/", False),
        ("https://example.jp.lib.net/", False),
        ("", False),
    ],
)
def test_an_example_is_a_name_that_nobody_can_have(url: str, example: bool) -> None:
    """The names kept for examples are no library's; a name that only looks like one may be."""
    assert health.is_example(url) is example


def test_what_init_left_is_told_key_by_key() -> None:
    """Each key that nobody has touched is named; a source that leads nowhere cannot work, unless it
    is switched off.
    """
    real = replace(settings(HOME), link_hosts=("lib.city.mihon.lg.jp",))
    real = replace(real, library=LibrarySettings("見本市立図書館", HOME.url, "mihon_lib"))
    assert list(health.placeholders(real, "feeds.toml")) == []
    library = LibrarySettings(
        health.NAME,
        "https://www.lib.example.jp/",
        health.ACCOUNT,
        account_pages=("https://x.example.jp/",),
    )
    left = replace(real, library=library, link_hosts=(".example.jp",))
    keys = [remark.facts["key"] for remark in health.placeholders(left, "feeds.toml")]
    assert keys == [
        "[library] name",
        "[library] site",
        "[library] account",
        "[library] account_pages",
        "[links] hosts",
    ]
    nowhere = replace(HOME, url="https://www.lib.example.jp/")
    (remark,) = health.placeholders(replace(real, sources=(nowhere,)), "feeds.toml")
    assert (remark.name, remark.level) == ("placeholder_source", Level.FAILURE)
    off = replace(real, sources=(replace(nowhere, enabled=False),))
    assert list(health.placeholders(off, "feeds.toml")) == []


def test_hashtags_that_take_a_quarter_of_a_post_are_told() -> None:
    """Of all sources, and of one that has its own; a Japanese letter counts two."""
    for count, places in ((1, []), (3, ["[tweet]", "[[source]] home"])):
        names = ("あいうえおかきくけこさしすせそ",) * count
        one = replace(HOME, hashtags=names)
        made = settings(one)
        made = replace(made, tweet=replace(made.tweet, hashtags=names))
        told = [remark.facts["key"] for remark in health.tags(made, "feeds.toml")]
        assert told == places


def test_the_file_that_init_writes_is_found_untouched() -> None:
    """The packaged file names no library: all of it is still to be filled in."""
    codes = {
        remark.name
        for remark in health.placeholders(config.read(Path(config.DEFAULT)), "feeds.toml")
    }
    assert codes == {"placeholder", "placeholder_hours", "placeholder_source"}
    assert config.read(Path(config.DEFAULT)).hours == health.HOURS


def test_5_2_hours_are_the_librarys_own_once_anything_of_them_is_said() -> None:
    """A library with the very hours of the example has closings besides: one is enough."""
    real = replace(settings(HOME), link_hosts=("lib.city.mihon.lg.jp",))
    real = replace(real, library=LibrarySettings("見本市立図書館", HOME.url, "mihon_lib"))

    def told(**own: Any) -> list[str]:
        mine = replace(real, hours=replace(health.HOURS, **own))
        return [remark.name for remark in health.placeholders(mine, "feeds.toml")]

    assert told() == ["placeholder_hours"]
    assert told(weekly=(*health.HOURS.weekly[:6], None)) == []
    assert told(closed=((date(2026, 12, 29), date(2027, 1, 3)),)) == []


def test_a_run_is_overdue_when_three_are_missing_and_half_an_hour_is_over() -> None:
    """Every ten minutes: an hour is patience enough, a minute more is not."""
    assert [r.name for r in health.runs(None, 10, NOW)] == ["run_never"]
    assert list(health.runs(Run(NOW - timedelta(minutes=60)), 10, NOW)) == []
    assert [r.name for r in health.runs(Run(NOW - timedelta(minutes=61)), 10, NOW)] == [
        "run_overdue"
    ]
    assert list(health.runs(Run(NOW - timedelta(minutes=61)), 60, NOW)) == []


def test_a_source_is_failing_never_read_or_silent() -> None:
    """One remark a source, the worst first; a source that answered is none."""

    def code(**memory: object) -> str | None:
        remark = health.source(HOME, Memory(**memory), 10, NOW)  # type: ignore[arg-type]
        return remark and remark.name

    old = NOW - timedelta(days=5)
    assert code(succeeded_at=NOW) is None
    assert code() == "source_never"
    assert code(succeeded_at=old) == "source_silent"
    assert (
        code(succeeded_at=old, failures=1, failing_since=old, error="読めません\n  対処: …")
        == "source_failing"
    )


def test_a_copy_is_overdue_after_two_nights() -> None:
    """A new record needs none yet; an old one without any is told."""
    old = NOW - BACKUP_AGE - timedelta(minutes=1)
    assert health.backup(None, None, NOW) is None
    assert health.backup(None, NOW - BACKUP_AGE, NOW) is None
    assert health.backup(None, old, NOW) == Remark("health.backup_never")
    assert health.backup(Run(NOW - BACKUP_AGE, "backups"), old, NOW) is None
    remark = health.backup(Run(old, "backups"), old, NOW)
    assert remark is not None
    assert remark.name == "backup_overdue"
    assert "2日前" in remark.what


def test_a_disk_is_low_before_it_is_full() -> None:
    """A record of 100 MB needs 200 for a migration and its copy."""
    levels = [
        (remark.name if (remark := health.disk("/srv", free * MB, 100 * MB)) else "")
        for free in (199, 202, 399, 401)
    ]
    assert levels == ["disk_full", "disk_low", "disk_low", ""]
    assert health.disk("/srv", ROOM, 0) is None


def test_a_clock_that_ran_back_is_told() -> None:
    """The record has a line of tomorrow, or the year is before the program's."""
    assert health.clock(None, NOW) is None
    assert health.clock(NOW + timedelta(minutes=5), NOW) is None
    behind = health.clock(NOW + timedelta(minutes=6), NOW)
    assert behind is not None
    assert behind.name == "clock_behind"
    lost = health.clock(None, NOW.replace(year=2025))
    assert lost is not None
    assert lost.name == "clock_lost"
