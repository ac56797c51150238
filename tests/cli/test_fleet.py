"""Many libraries in one process: each by itself, none in another's way."""

from __future__ import annotations

import gc
import json
import os
import threading
import weakref
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from fakes import NOW, answered, wording

from bridge import lifecycle
from bridge.cli import cli, fleet, fleet_page
from bridge.demo.site import SampleSite, demo_toml
from bridge.errors import UsageRefused
from bridge.fetch.client import PER_HOST, Fetcher, Hosts
from bridge.model import Kind, Opening
from bridge.record.database import RunLock
from bridge.record.store import Store
from bridge.settings import FetchSettings
from bridge.wiring import _packaged_words


@pytest.fixture(scope="module")
def site():
    with SampleSite(date(2026, 11, 25)) as made:
        yield made


def found(folder: Path, url: str, *names: str) -> Path:
    """Lay libraries that all read one site."""
    for name in names:
        (folder / name).mkdir(parents=True)
        text = (
            demo_toml(url)
            .replace("見本市立図書館", f"{name}図書館")
            .replace(f'account_pages = ["{url.rstrip("/")}/"]', "")
        )
        (folder / name / "feeds.toml").write_text(text, encoding="utf-8")
    return folder


def call(*arguments: object):
    return CliRunner().invoke(cli, ["fleet", *map(str, arguments)], standalone_mode=False)


def test_each_library_runs_as_by_itself_and_the_broken_ones_stop_nobody(
    tmp_path, site, monkeypatch
):
    """A fault in feeds.toml, a spoilt record, another run at work, a fault of the program: each is
    told by name, the others are done.
    """
    folder = found(tmp_path, site.url, "a", "b", "c", "d", "e", "f")
    assert fleet.run_one(folder / "d", {}, Hosts()).code == 0  # its record stands
    (folder / "b" / "feeds.toml").write_text("[library]\n", encoding="utf-8")
    (folder / "c" / "state.db").write_bytes(b"no database" * 1000)
    (folder / "leer").mkdir()
    real = fleet._parts

    def parts(place, environment, hosts=None):
        if place.name == "e":
            raise ZeroDivisionError("a fault")
        return real(place, environment, hosts)

    monkeypatch.setattr(fleet, "_parts", parts)
    with RunLock(folder / "d" / "state.db"):
        done = call("run", folder, "--json")
    told = json.loads(done.stdout)
    assert {run["library"]: run["code"] for run in told["runs"]} == {
        "a": 0,
        "b": 3,
        "c": 1,
        "d": 75,
        "e": 1,
        "f": 0,
    }
    assert (told["libraries"], told["failed"], done.return_value) == (6, 3, 5)
    said = {run["library"]: "".join(run["said"]) for run in told["runs"]}
    assert "feeds.toml" in said["b"]
    assert "state.db" in said["c"]
    assert "ZeroDivisionError" in said["e"]
    assert (folder / "f" / "state.db").exists()
    assert (folder / "a" / "state.db").exists()
    again = call("run", folder)
    assert "── b" in again.stderr
    assert "6館のうち3館に、直すことがあります: b、c、e" in again.stderr


def test_a_library_that_is_done_leaves_nothing_in_memory(tmp_path, site, monkeypatch):
    """Not until the next look for garbage, either: thirty others are at work beside it, and all of
    them hold the same word lists.
    """
    folder = found(tmp_path, site.url, "a", "b")
    left, words = [], []

    def whole_run(parts):
        left.append(weakref.ref(parts.rules))
        words.append(_packaged_words())
        return 0

    monkeypatch.setattr("bridge.cli.runs.whole_run", whole_run)
    gc.disable()
    try:
        for name in ("a", "b"):
            assert fleet.run_one(folder / name, {}, Hosts()).code == 0
    finally:
        gc.enable()
    assert [one() for one in left] == [None, None]
    assert words[0] is words[1]


def test_a_folder_whose_name_is_in_another_code_stops_nobody_else(tmp_path, site):
    """書庫 in Shift_JIS: told by the numbers of its bytes, and the others are done."""
    folder = found(tmp_path, site.url, "a", "b")
    odd = Path(os.fsdecode(os.fsencode(folder / "s") + "書".encode("cp932")))
    odd.mkdir()
    (odd / "feeds.toml").write_bytes((folder / "a" / "feeds.toml").read_bytes())
    done = call("run", folder, "--json")
    told = {run["library"]: run for run in json.loads(done.stdout)["runs"]}
    assert {name: run["code"] for name, run in told.items()} == {"a": 0, "b": 0, r"s\x8f\x91": 2}
    assert "file.other_code" in told[r"s\x8f\x91"]["said"][0]
    assert done.return_value == 5
    status = call("status", folder)
    assert status.stdout.startswith(r"s\x8f\x91 ")
    assert "文字コード" in status.stdout
    assert status.return_value == 5
    assert not (odd / "state.db").exists()


def test_status_names_what_waits_for_a_person_first(tmp_path, site):
    """A line a library; one that cannot be read stands first and decides the exit code; nothing is
    made where nothing was.
    """
    folder = found(tmp_path, site.url, "a", "b", "c")
    call("run", folder, "--shard", "0/1")
    (folder / "b" / "feeds.toml").write_text("[library]\n", encoding="utf-8")
    (folder / "new").mkdir()
    (folder / "new" / "feeds.toml").write_bytes((folder / "a" / "feeds.toml").read_bytes())
    done = call("status", folder)
    lines = done.stdout.splitlines()
    assert lines[0].startswith("b ")
    assert "! エラー[" in lines[0]
    assert "対処: " in lines[0]
    assert len(lines) == 5
    assert lines[-1] == "4館、直すことのある館 1"
    assert done.return_value == 5
    assert any(line.startswith("new ") and "まだ動いていません" in line for line in lines)
    assert not (folder / "new" / "state.db").exists()
    found_ = {one["library"]: one for one in json.loads(call("status", folder, "--json").stdout)}
    assert found_["a"]["name"] == "a図書館"
    assert found_["a"]["last_run"]
    assert (found_["a"]["fault"], found_["a"]["failing"]) == ("", [])


def test_shards_part_the_libraries_and_each_stays_in_its_own(tmp_path, site):
    """Every library is in one shard of each number of shards, whatever others there are."""
    names = [f"lib{n}" for n in range(40)]
    folder = found(tmp_path, site.url, *names)
    for count in (1, 2, 7):
        parts = [
            {path.name for path in fleet.libraries(folder, (n, count)).libraries}
            for n in range(count)
        ]
        assert sorted(name for part in parts for name in part) == sorted(names)
    before = {name: fleet.shard_of(name, 7) for name in names}
    found(tmp_path, site.url, "one-more")
    assert {name: fleet.shard_of(name, 7) for name in names} == before
    assert min(Counter(before.values()).values()) >= 1


@pytest.mark.parametrize("command", ["run", "status"])
def test_a_folder_that_may_be_a_library_is_told_by_name(tmp_path, site, command):
    """No feeds.toml beside a record or its marker, a link that leads nowhere or to itself: none is
    left out unsaid, for its posts stand still.
    """
    folder = found(tmp_path, site.url, "a", "b", "c", "d", "e")
    call("run", folder)
    (folder / "b" / "feeds.toml").unlink()
    for name in ("c", "d"):
        (folder / name / "feeds.toml").unlink()
    (folder / "c" / "feeds.toml").symlink_to("gone.toml")
    (folder / "d" / "feeds.toml").symlink_to("feeds.toml")
    for file in ("feeds.toml", "state.db"):
        (folder / "e" / file).unlink()  # its marker says that there was one
    (folder / "f").symlink_to("on-a-volume-that-is-not-mounted")
    (folder / "g").symlink_to("g")
    for nobody in ("lost+found", "notes", ".g"):
        (folder / nobody).mkdir()
    done = call(command, folder, "--json")
    rows = json.loads(done.stdout)
    rows = rows["runs"] if command == "run" else rows
    bad = {row["library"] for row in rows if row.get("code") or row.get("fault")}
    assert {row["library"] for row in rows} == set("abcdefg")
    assert (bad, done.return_value) == (set("bcdefg"), 5)
    assert not any("Traceback" in str(row) for row in rows)


def test_a_folder_that_cannot_be_entered_is_told_by_name(tmp_path, site, monkeypatch):
    """It may be a library's, and nobody can tell; the volume's own lost+found is none."""
    folder = found(tmp_path, site.url, "a", "b", "lost+found")
    real = os.lstat

    def lstat(path):
        if Path(path).parent.name in {"b", "lost+found"}:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "lstat", lstat)
    assert [path.name for path in fleet.libraries(folder).libraries] == ["a", "b"]


def test_a_folder_with_two_names_is_one_library(tmp_path, site):
    """It is run once, by its own name, and the second name is told; so is one account of two."""
    folder = found(tmp_path, site.url, "lib01", "lib02")
    (folder / "alias").symlink_to("lib01")
    done = call("run", folder, "--json")
    told = json.loads(done.stdout)
    assert ([run["library"] for run in told["runs"]], told["aliases"]) == (
        ["lib01", "lib02"],
        ["alias"],
    )
    assert "alias は lib01 と同じフォルダーです" in done.stderr
    status = call("status", folder, "--html", folder / "page.html")
    assert "の館が二つ以上あります: lib01、lib02" in status.stderr
    assert "※alias は lib01" in (folder / "page.html").read_text(encoding="utf-8")


def test_a_library_on_the_volume_of_another_shard_is_named(tmp_path, site):
    """Nobody may run it: a note beside those that are run, and a refusal where a volume holds
    nothing of its own; `shard` says where a name belongs.
    """
    names = [f"lib{n}" for n in range(6)]
    folder = found(tmp_path, site.url, *names)
    shards = call("shard", "--of", 2, *(folder / name for name in names)).stdout.splitlines()
    where = {line.split()[1]: line.split()[0] for line in shards}
    assert where == {name: f"{fleet.shard_of(name, 2)}/2" for name in names}
    foreign = [name for name in names if where[name] == "1/2"]
    assert foreign
    assert set(foreign) != set(names)
    done = call("run", folder, "--shard", "0/2", "--json")
    assert json.loads(done.stdout)["foreign"] == foreign
    assert all(f"{name}(1/2)" in done.stderr for name in foreign)
    assert done.return_value == 0
    other = found(tmp_path / "volume", site.url, foreign[0])
    for command in ("run", "status"):
        refusal = call(command, other, "--shard", "0/2")
        assert isinstance(refusal.exception, UsageRefused)
        assert f"{foreign[0]}(1/2)" in str(refusal.exception)


def test_a_line_feed_in_a_name_begins_no_line(tmp_path, site):
    """A line a library, whatever the folder or the library is called."""
    folder = found(tmp_path, site.url, "a", "new\nline")
    text = (folder / "a" / "feeds.toml").read_text(encoding="utf-8")
    (folder / "new\nline" / "feeds.toml").write_text(text, encoding="utf-8")
    assert len(call("status", folder).stdout.splitlines()) == 3


def test_a_folder_that_is_not_there_is_told(tmp_path):
    """It is no empty fleet."""
    done = call("run", tmp_path / "none")
    assert "読めません" in str(done.exception)


@pytest.mark.parametrize("shard", ["1", "2/2", "-1/2", "a/b", "1/0", "1/2/3"])
def test_a_shard_that_is_none_is_refused(tmp_path, site, shard):
    """The number counts from 0 and lies below the count."""
    found(tmp_path, site.url, "a")
    done = call("run", tmp_path, "--shard", shard)
    assert isinstance(done.exception, UsageRefused)
    assert "0/4" in done.exception.todo


def test_a_folder_without_libraries_is_told(tmp_path):
    """An empty folder is no fleet."""
    done = call("run", tmp_path)
    assert "館がありません" in str(done.exception)


def test_keys_of_the_environment_belong_to_no_fleet(tmp_path, site, monkeypatch):
    """One account's keys in the environment must not be every library's: each has its own
    secrets_file.
    """
    found(tmp_path, site.url, "a")
    monkeypatch.setenv("FEEDBRIDGE_X_ACCESS_TOKEN", "s3cret")
    environment = fleet._environment()
    monkeypatch.setenv(
        "HTTPS_PROXY", "http://of-another-library.example"
    )  # while it sends a notice
    parts = fleet._parts(tmp_path / "a", environment)
    assert "HTTPS_PROXY" not in parts._environment
    assert not [name for name in parts._environment if name.startswith("FEEDBRIDGE_")]
    assert parts._environment["PATH"] == os.environ["PATH"]


def test_two_requests_at_a_time_to_one_host_whoever_asks(site):
    """Per-host politeness holds across the fetchers of one process; what one is told to wait for,
    all wait for.
    """
    hosts, most, now, lock = Hosts(), [0], [0], threading.Lock()
    place = site.url.split("//")[1].strip("/")
    fetchers = [
        Fetcher(FetchSettings(allow_private=(place,)), site.url, hosts=hosts) for _ in range(6)
    ]
    real = Fetcher._once

    def once(self, *arguments):
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        try:
            return real(self, *arguments)
        finally:
            with lock:
                now[0] -= 1

    Fetcher._once = once
    try:
        threads = [
            threading.Thread(target=f.fetch, args=(site.url,)) for f in fetchers for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        Fetcher._once = real
    assert 1 <= most[0] <= PER_HOST
    fetchers[0].rest(place, 100)
    assert fetchers[1].rests() == {place: pytest.approx(100, abs=5)}
    # it has nothing to do with that host
    assert Fetcher(FetchSettings(), site.url, hosts=hosts).rests() == {}
    for fetcher in fetchers:
        fetcher.__exit__()


def test_status_as_one_page_shows_what_is_to_be_mended_first(tmp_path, site):
    """Written whole over the one before, escaped, without scripts; the exit code stays."""
    folder = found(tmp_path / "fleet", site.url, "a", "b<i>")
    call("run", folder)
    (folder / "b<i>" / "feeds.toml").write_text("[library]\n", encoding="utf-8")
    page = tmp_path / "fleet.html"
    page.write_text("old")
    done = call("status", folder, "--html", page)
    assert (done.return_value, done.stdout) == (5, "")
    told = page.read_text(encoding="utf-8")
    assert told.index("b&lt;i&gt;") < told.index("a図書館")
    assert "2館のうち、直すことのある館 1" in told
    assert "<script" not in told
    assert "<i>" not in told
    assert [path.name for path in tmp_path.iterdir() if "html" in path.name] == ["fleet.html"]
    again = call("status", folder, "--html", tmp_path / "none" / "fleet.html")
    assert "書けません" in str(again.exception)


def test_a_record_that_is_lost_and_a_draft_that_is_held_are_told(tmp_path, site):
    """A library whose record has vanished has not "never run"."""
    folder = found(tmp_path / "fleet", site.url, "a", "b")
    call("run", folder)
    (folder / "a" / "state.db").unlink()
    with Store(folder / "b" / "state.db") as store:
        id = store.apply(
            lifecycle.open_draft(Opening(None, "staff", Kind.TOLD), wording(), "職員", NOW)
        )
        store.apply(
            lifecycle.hold(store.draft(id), answered("ページがなくなりました"), "sync", NOW)
        )
    done = call("status", folder)
    assert done.return_value == 5
    lost, held = done.stdout.splitlines()[:2]
    assert "record.lost" in lost
    assert "保留・失敗・結果不明の起案 1件" in held


def test_a_page_of_a_fleet_in_which_all_is_well_says_so():
    """And names each count once; a stop, a silent source and a late run are things to mend."""
    one = {
        "library": "a",
        "name": "甲図書館",
        "last_run": "2026-11-25T10:00+09:00",
        "overdue": "",
        "failing": [],
        "held": 0,
        "waiting": 1200,
        "decided": 0,
        "returned": 0,
        "stuck": 0,
        "stops": [],
        "fault": "",
    }
    at = datetime(2026, 11, 25, 10, 5, tzinfo=UTC)
    page = fleet_page.render([one], at)
    assert "1館。直すことはありません" in page
    assert "1,200" in page
    assert "2026-11-25 10:00" in page
    late = one | {
        "overdue": "3時間動いていません。",
        "failing": ["home"],
        "stops": ["all"],
        "stuck": 2,
    }
    assert fleet_page.faults(late) == [
        "3時間動いていません。",
        "読めない取得元 home",
        "投稿停止中 すべての投稿",
        "保留・失敗・結果不明の起案 2件",
    ]
    assert "class=due" in fleet_page.render([late], at)
